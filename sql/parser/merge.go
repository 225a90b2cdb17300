package parser

import "github.com/isochrondb/isochron/sql/parser/ast"

// merge reads MERGE.
func (p *parser) merge(with *ast.With) ast.Statement {
	s := &ast.Merge{Pos: p.pos(), With: with}
	p.expect(kwMerge, kwInto)
	s.Table = *p.targetTable(kwUsing)
	p.expect(kwUsing)
	s.Source = p.tableRef()
	p.expect(kwOn)
	s.On = p.expr()
	for first := true; first || p.is(kwWhen); first = false {
		s.Whens = append(s.Whens, p.mergeWhen())
	}
	return s
}

// mergeWhen reads WHEN [NOT] MATCHED [AND …] THEN ….
func (p *parser) mergeWhen() ast.MergeWhen {
	w := ast.MergeWhen{Pos: p.pos()}
	p.expect(kwWhen)
	w.Matched = !p.accept(kwNot)
	p.expect(kwMatched)
	if p.accept(kwAnd) {
		w.Cond = p.expr()
	}
	p.expect(kwThen)
	switch {
	case w.Matched && p.accept(kwUpdate):
		w.Kind = ast.MergeUpdate
		p.expect(kwSet)
		w.Sets = p.setClauses()
	case w.Matched && p.accept(kwDelete):
		w.Kind = ast.MergeDelete
	case !w.Matched && p.accept(kwInsert):
		w.Kind = ast.MergeInsert
		p.mergeInsert(&w)
	default:
		p.expect(kwDo, kwNothing)
	}
	return w
}

// mergeInsert reads what follows INSERT in a WHEN clause.
func (p *parser) mergeInsert(w *ast.MergeWhen) {
	if p.acceptPair(kwDefault, kwValues) {
		return
	}
	if p.is('(') {
		w.Columns = p.insertColumns()
	}
	w.Overriding = p.optOverriding()
	p.expect(kwValues)
	p.expect('(')
	w.Values = p.exprList()
	p.expect(')')
}
