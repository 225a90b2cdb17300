package parser

import "github.com/isochrondb/isochron/sql/parser/ast"

// tableRefs reads the items of a FROM clause.
func (p *parser) tableRefs() []ast.TableRef {
	list := []ast.TableRef{p.tableRef()}
	for p.accept(',') {
		list = append(list, p.tableRef())
	}
	return list
}

// tableRef reads one item with its joins.
func (p *parser) tableRef() ast.TableRef {
	p.enter()
	t := p.joins(p.tablePrimary())
	p.leave()
	return t
}

// joins reads the joins that follow left. Those with a condition take all joins
// up to it as their right side; CROSS and NATURAL take one item.
func (p *parser) joins(left ast.TableRef) ast.TableRef {
	for {
		j := &ast.Join{Pos: p.pos(), Left: left}
		switch p.tok.kind {
		case kwCross:
			p.expect(kwCross, kwJoin)
			j.Kind = ast.JoinCross
			j.Right = p.tablePrimary()
		case kwNatural:
			p.advance()
			p.joinKind(j)
			j.Natural = true
			j.Right = p.tablePrimary()
		case kwJoin, kwInner, kwLeft, kwRight, kwFull:
			p.joinKind(j)
			j.Right = p.tableRef()
			p.joinCondition(j)
		default:
			return left
		}
		left = j
	}
}

// startsJoin tells whether a join comes next.
func (p *parser) startsJoin() bool {
	switch p.tok.kind {
	case kwJoin, kwInner, kwLeft, kwRight, kwFull, kwCross, kwNatural:
		return true
	}
	return false
}

// joinKind reads [INNER | LEFT | RIGHT | FULL [OUTER]] JOIN.
func (p *parser) joinKind(j *ast.Join) {
	switch {
	case p.accept(kwLeft):
		j.Kind = ast.JoinLeft
	case p.accept(kwRight):
		j.Kind = ast.JoinRight
	case p.accept(kwFull):
		j.Kind = ast.JoinFull
	case p.accept(kwInner):
		p.expect(kwJoin)
		return
	default:
		p.expect(kwJoin)
		return
	}
	p.accept(kwOuter)
	p.expect(kwJoin)
}

func (p *parser) joinCondition(j *ast.Join) {
	if p.accept(kwUsing) {
		j.Using = p.parenColIDs()
		if !p.startsAsOf() && p.accept(kwAs) {
			j.UsingAlias = p.colID()
		}
		return
	}
	p.expect(kwOn)
	j.On = p.expr()
}

// tablePrimary reads one item without joins.
func (p *parser) tablePrimary() ast.TableRef {
	switch p.tok.kind {
	case '(':
		return p.parenTable()
	case kwLateral:
		p.advance()
		if p.is('(') {
			return p.subqueryRef(p.pos(), p.parenQuery(), true)
		}
		return p.funcTable(true)
	case kwOnly:
		return p.aliasedTable(p.relation())
	}
	if p.startsFuncTable() {
		return p.funcTable(false)
	}
	if p.isColID() {
		return p.tableOrFunc()
	}
	return p.funcTable(false)
}

// parenTable reads a subquery, or joins in parentheses: which of the two shows
// behind any further parentheses.
func (p *parser) parenTable() ast.TableRef {
	at := p.pos()
	t, query := p.parenTableOrQuery()
	if query != nil {
		return p.subqueryRef(at, query, false)
	}
	return t
}

// parenTableOrQuery reads from an opening parenthesis to its end, and gives
// either joins with their alias, or a query without one.
func (p *parser) parenTableOrQuery() (ast.TableRef, *ast.Select) {
	p.enter()
	p.expect('(')
	var t ast.TableRef
	var query *ast.Select
	at := p.pos()
	switch {
	case p.startsQuery():
		query = p.query()
	case p.is('('):
		t, query = p.parenTableOrQuery()
		switch {
		case query != nil && (p.is(')') || p.continuesQuery()):
			query = p.queryRest(query, precNone)
		case query != nil:
			if !p.is(kwAs) && !p.isColID() && !p.startsJoin() {
				p.fail()
			}
			t, query = p.joins(p.subqueryRef(at, query, false)), nil
		default:
			t = p.joins(t)
		}
	default:
		t = p.tableRef()
	}
	if query == nil {
		// Parentheses are for joins alone, and these may have an alias.
		j, ok := t.(*ast.Join)
		if !ok {
			p.fail()
		}
		p.expect(')')
		if j.Alias.Name == "" {
			j.Alias = p.optAlias()
		}
		p.leave()
		return j, nil
	}
	p.expect(')')
	p.leave()
	return nil, query
}

// subqueryRef makes an item of a subquery, and reads its alias.
func (p *parser) subqueryRef(at ast.Pos, query *ast.Select, lateral bool) ast.TableRef {
	s := &ast.SubqueryRef{Pos: at, Lateral: lateral, Query: query, Alias: p.optAlias()}
	if s.Alias.Name == "" {
		e := &Error{SQLSTATE: CodeSyntaxError, Message: "subquery in FROM must have an alias",
			Hint: "For example, FROM (SELECT ...) [AS] foo.", Position: charPosition(p.lex.sql, int(at))}
		if query.Values != nil {
			e.Message = "VALUES in FROM must have an alias"
			e.Hint = "For example, FROM (VALUES ...) [AS] foo."
		}
		throw(e)
	}
	return s
}

// optAlias reads [AS] name [(columns)] if it is there.
func (p *parser) optAlias() ast.Alias {
	if p.startsAsOf() || !p.accept(kwAs) && !p.isColID() {
		return ast.Alias{}
	}
	return ast.Alias{Name: p.colID(), Columns: p.optParenColIDs()}
}

// startsAsOf tells whether AS OF SYSTEM TIME comes next: as an alias, OF could not be followed so.
func (p *parser) startsAsOf() bool {
	return p.isThen(kwAs, kwOf) && p.peek(2).kind == kwSystem && p.peek(3).kind == kwTime
}

// optAsOf reads AS OF SYSTEM TIME, which is ours and not Postgres's, if it is there.
func (p *parser) optAsOf() ast.Expr {
	if !p.startsAsOf() {
		return nil
	}
	p.expect(kwAs, kwOf, kwSystem, kwTime)
	return p.expr()
}

// relation reads a table name, with ONLY or a star.
func (p *parser) relation() *ast.TableName {
	t := &ast.TableName{Pos: p.pos()}
	if p.accept(kwOnly) {
		t.Only = true
		if p.accept('(') {
			t.Name = p.qname()
			p.expect(')')
		} else {
			t.Name = p.qname()
		}
		return t
	}
	t.Name = p.qname()
	p.accept('*')
	return t
}

// tableOrFunc reads a table or, where a parenthesis follows the name, a
// function.
func (p *parser) tableOrFunc() ast.TableRef {
	t := &ast.TableName{Pos: p.pos()}
	colName := p.tok.cat == catColName
	t.Name = p.qname()
	if p.is('(') {
		if colName && t.Name.Schema == "" {
			p.fail()
		}
		f := &ast.FuncRef{Pos: t.Pos}
		f.Funcs = []ast.FuncItem{{Pos: t.Pos, Expr: p.application(t.Name)}}
		return p.funcTableRest(f)
	}
	p.accept('*')
	return p.aliasedTable(t)
}

// aliasedTable reads the alias and the sample clause of a table.
func (p *parser) aliasedTable(t *ast.TableName) ast.TableRef {
	t.Alias = p.optAlias()
	if p.is(kwTablesample) {
		t.Sample = p.tableSample()
	}
	return t
}

func (p *parser) tableSample() *ast.TableSample {
	s := &ast.TableSample{Pos: p.pos()}
	p.expect(kwTablesample)
	s.Method = p.funcNameAlone()
	p.expect('(')
	s.Args = p.exprList()
	p.expect(')')
	if p.acceptPair(kwRepeatable, '(') {
		s.Repeatable = p.expr()
		p.expect(')')
	}
	return s
}

// funcNameAlone reads the name of a function.
func (p *parser) funcNameAlone() ast.QName {
	q := ast.QName{Pos: p.pos()}
	anyFunc := typeFuncToken(&p.tok)
	if !anyFunc && !p.isColID() {
		p.fail()
	}
	q.Name = p.take()
	if !anyFunc && !p.is('.') {
		p.fail()
	}
	p.qualify(&q)
	return q
}

// startsFuncTable tells whether the next token begins a function with a
// notation of its own, or ROWS FROM.
func (p *parser) startsFuncTable() bool {
	if p.tok.cat == catColName {
		return p.peek(1).kind == '(' || p.peek(1).kind == kwFor
	}
	return p.isThen(kwRows, kwFrom)
}

// funcTable reads functions in FROM.
func (p *parser) funcTable(lateral bool) ast.TableRef {
	f := &ast.FuncRef{Pos: p.pos(), Lateral: lateral}
	if p.isThen(kwRows, kwFrom) {
		p.rowsFrom(f)
	} else if p.isThen(kwXmltable, '(') {
		f.Funcs = []ast.FuncItem{{Pos: p.pos(), Expr: p.xmlTable()}}
		f.Alias = p.optAlias()
		return f
	} else {
		f.Funcs = []ast.FuncItem{{Pos: p.pos(), Expr: p.windowlessCall()}}
	}
	return p.funcTableRest(f)
}

// rowsFrom reads ROWS FROM (f() AS (…), g()).
func (p *parser) rowsFrom(f *ast.FuncRef) {
	p.expect(kwRows, kwFrom, '(')
	f.RowsFrom = true
	for {
		item := ast.FuncItem{Pos: p.pos(), Expr: p.windowlessCall()}
		if p.acceptPair(kwAs, '(') {
			item.ColumnDefs = p.funcColumnDefs()
		}
		f.Funcs = append(f.Funcs, item)
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
}

// windowlessCall reads a call without FILTER and OVER.
func (p *parser) windowlessCall() ast.Expr {
	if x := p.sqlValue(); x != nil {
		return x
	}
	if p.isThen(kwCollation, kwFor) {
		return p.collationFor()
	}
	if p.peek(1).kind == '(' {
		if p.tok.cat == catColName || p.is(kwCast) {
			if x := p.commonCall(); x != nil {
				return x
			}
			p.advance()
			p.fail()
		}
	}
	name := p.funcNameAlone()
	return p.application(name)
}

// funcTableRest reads WITH ORDINALITY and the alias of functions in FROM.
func (p *parser) funcTableRest(f *ast.FuncRef) ast.TableRef {
	f.Ordinality = p.acceptThen(kwWith, kwOrdinality)
	if p.isThen(kwAs, '(') {
		p.expect(kwAs, '(')
		f.ColumnDefs = p.funcColumnDefs()
		return f
	}
	if p.startsAsOf() || !p.accept(kwAs) && !p.isColID() {
		return f
	}
	f.Alias.Name = p.colID()
	if !p.is('(') {
		return f
	}
	// A list of columns has names alone, or names with types.
	if k := p.peek(2).kind; k == ',' || k == ')' {
		f.Alias.Columns = p.parenColIDs()
		return f
	}
	p.expect('(')
	f.ColumnDefs = p.funcColumnDefs()
	return f
}

// funcColumnDefs reads "a int, b text)".
func (p *parser) funcColumnDefs() []ast.ColumnDef {
	var list []ast.ColumnDef
	for {
		c := ast.ColumnDef{Pos: p.pos(), Name: p.colID(), Type: p.typeName()}
		if p.accept(kwCollate) {
			c.Collation = p.qname()
		}
		list = append(list, c)
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	return list
}
