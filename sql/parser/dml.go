package parser

import "github.com/isochrondb/isochron/sql/parser/ast"

// preparable reads a statement that may stand in PREPARE, EXPLAIN or WITH.
func (p *parser) preparable() ast.Statement {
	switch p.tok.kind {
	case kwInsert:
		return p.insert(nil)
	case kwUpdate:
		return p.update(nil)
	case kwDelete:
		return p.delete(nil)
	case kwMerge:
		return p.merge(nil)
	case kwWith:
		return p.withStatement()
	}
	return p.query()
}

// withStatement reads a statement after a WITH clause.
func (p *parser) withStatement() ast.Statement {
	p.enter()
	defer p.leave()
	with := p.with()
	switch p.tok.kind {
	case kwInsert:
		return p.insert(with)
	case kwUpdate:
		return p.update(with)
	case kwDelete:
		return p.delete(with)
	case kwMerge:
		return p.merge(with)
	}
	q := p.queryRest(p.queryTerm(), precNone)
	if q.With != nil {
		p.failAt(with.Pos, CodeSyntaxError, "multiple WITH clauses not allowed")
	}
	q.With = with
	return q
}

// insert reads INSERT.
func (p *parser) insert(with *ast.With) ast.Statement {
	s := &ast.Insert{Pos: p.pos(), With: with}
	p.expect(kwInsert, kwInto)
	s.Table.Pos = p.pos()
	s.Table.Name = p.qname()
	if p.accept(kwAs) {
		s.Table.Alias.Name = p.colID()
	}
	if p.acceptPair(kwDefault, kwValues) {
		p.insertTail(s)
		return s
	}
	if p.is('(') && !p.parenQueryAhead() {
		s.Columns = p.insertColumns()
	}
	s.Overriding = p.optOverriding()
	s.Source = p.query()
	p.insertTail(s)
	return s
}

// optOverriding reads OVERRIDING … VALUE if it is there.
func (p *parser) optOverriding() ast.Overriding {
	if !p.accept(kwOverriding) {
		return ast.OverridingNone
	}
	out := ast.OverridingUser
	if !p.accept(kwUser) {
		p.expect(kwSystem)
		out = ast.OverridingSystem
	}
	p.expect(kwValue)
	return out
}

// parenQueryAhead tells whether the parenthesis that is next opens a query and
// not a list of columns.
func (p *parser) parenQueryAhead() bool {
	switch p.peek(1).kind {
	case '(', kwSelect, kwWith, kwTable:
		return true
	case kwValues:
		return p.peek(2).kind == '('
	}
	return false
}

// insertColumns reads (a, b.c, d[1]).
func (p *parser) insertColumns() []ast.InsertColumn {
	p.expect('(')
	list := make([]ast.InsertColumn, 0, 8)
	for {
		list = append(list, p.assignTarget())
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	return list
}

// assignTarget reads a column with its subscripts and fields.
func (p *parser) assignTarget() ast.InsertColumn {
	c := ast.InsertColumn{Pos: p.pos(), Name: p.colID()}
	if p.is('.') || p.is('[') {
		c.Steps = p.steps()
	}
	return c
}

// insertTail reads ON CONFLICT and RETURNING.
func (p *parser) insertTail(s *ast.Insert) {
	if p.is(kwOn) {
		s.OnConflict = p.onConflict()
	}
	s.Returning = p.optReturning()
}

// optReturning reads RETURNING if it is there.
func (p *parser) optReturning() []ast.Target {
	if !p.accept(kwReturning) {
		return nil
	}
	return p.targets()
}

func (p *parser) onConflict() *ast.OnConflict {
	c := &ast.OnConflict{Pos: p.pos()}
	p.expect(kwOn, kwConflict)
	switch {
	case p.is('('):
		at := p.pos()
		c.Elems = p.indexElems()
		for i := range c.Elems {
			c.Elems[i].Pos = at // where Postgres points at
		}
		if p.accept(kwWhere) {
			c.Where = p.expr()
		}
	case p.acceptPair(kwOn, kwConstraint):
		c.Constraint = p.colID()
	}
	p.expect(kwDo)
	if p.accept(kwNothing) {
		return c
	}
	p.expect(kwUpdate, kwSet)
	c.DoUpdate = true
	c.Sets = p.setClauses()
	if p.accept(kwWhere) {
		c.SetWhere = p.expr()
	}
	return c
}

// setClauses reads the assignments of UPDATE.
func (p *parser) setClauses() []ast.SetClause {
	first := p.setClause()
	list := []ast.SetClause{first}
	for p.accept(',') {
		list = append(list, p.setClause())
	}
	return list
}

func (p *parser) setClause() ast.SetClause {
	s := ast.SetClause{Pos: p.pos()}
	if p.is('(') {
		s.Columns = p.insertColumns()
	} else {
		s.Column = p.assignTarget()
	}
	p.expect('=')
	s.Value = p.expr()
	return s
}

// update reads UPDATE.
func (p *parser) update(with *ast.With) ast.Statement {
	s := &ast.Update{Pos: p.pos(), With: with}
	p.expect(kwUpdate)
	s.Table = *p.targetTable(kwSet)
	p.expect(kwSet)
	s.Sets = p.setClauses()
	if p.accept(kwFrom) {
		s.From = p.tableRefs()
	}
	s.Where = p.optWhereCurrent()
	s.Returning = p.optReturning()
	return s
}

// targetTable reads the table of UPDATE or DELETE with its alias. The keyword
// except is no alias without AS.
func (p *parser) targetTable(except kind) *ast.TableName {
	t := p.relation()
	if p.accept(kwAs) || p.isColID() && !p.is(except) {
		t.Alias.Name = p.colID()
	}
	return t
}

// optWhereCurrent reads WHERE, which may be CURRENT OF.
func (p *parser) optWhereCurrent() ast.Expr {
	if !p.accept(kwWhere) {
		return nil
	}
	at := p.pos()
	if p.acceptThen(kwCurrent, kwOf) {
		return &ast.CurrentOf{Pos: at, Cursor: p.colID()}
	}
	return p.expr()
}

// delete reads DELETE.
func (p *parser) delete(with *ast.With) ast.Statement {
	s := &ast.Delete{Pos: p.pos(), With: with}
	p.expect(kwDelete, kwFrom)
	s.Table = *p.targetTable(kwSet)
	if p.accept(kwUsing) {
		s.Using = p.tableRefs()
	}
	s.Where = p.optWhereCurrent()
	s.Returning = p.optReturning()
	return s
}

// truncate reads TRUNCATE.
func (p *parser) truncate() ast.Statement {
	s := &ast.Truncate{Pos: p.pos()}
	p.expect(kwTruncate)
	p.accept(kwTable)
	for {
		s.Tables = append(s.Tables, *p.relation())
		if !p.accept(',') {
			break
		}
	}
	switch {
	case p.acceptPair(kwRestart, kwIdentity):
		s.RestartIdentity = true
	case p.acceptPair(kwContinue, kwIdentity):
	}
	s.Behavior = p.optBehavior()
	return s
}
