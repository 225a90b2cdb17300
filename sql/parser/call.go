package parser

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
)

// nameExpr reads an operand that begins with a name: a column, a call, or a
// literal after the name of its type.
func (p *parser) nameExpr() ast.Expr {
	first := p.tok
	if !labelToken(&first) || first.cat == catReserved {
		p.fail()
	}
	at := p.pos()
	p.advance()
	switch p.tok.kind {
	case '.', '[':
		if first.cat == catTypeFunc {
			p.fail()
		}
		return p.dottedName(at, first.text)
	case '(':
		if first.cat == catColName {
			p.fail()
		}
		return p.callOrLiteral(ast.QName{Pos: at, Name: first.text})
	case tString:
		if first.cat != catColName {
			return p.literalOf(&ast.TypeName{Pos: at, Names: []string{first.text}})
		}
	}
	if first.cat == catTypeFunc {
		p.fail()
	}
	return &ast.ColumnRef{Pos: at, Name: first.text}
}

// dottedName reads what follows a name and a dot or bracket.
func (p *parser) dottedName(at ast.Pos, first string) ast.Expr {
	ref := &ast.ColumnRef{Pos: at, Name: first}
	for p.is('.') && !ref.Star {
		p.advance()
		name := ""
		if p.accept('*') {
			ref.Star = true
		} else {
			name = p.label()
		}
		if ref.Catalog != "" {
			p.tooManyNames(at, ref.Catalog, ref.Schema, ref.Table, ref.Name, name)
		}
		ref.Catalog, ref.Schema, ref.Table, ref.Name = ref.Schema, ref.Table, ref.Name, name
	}
	switch {
	case ref.Star && (p.is('.') || p.is('[')):
		p.steps()
		p.failHere(`improper use of "*"`)
	case p.is('['):
		return p.indirection(ref)
	case p.is('(') && !ref.Star:
		return p.callOrLiteral(p.funcName(ref))
	case p.is(tString) && !ref.Star:
		return p.literalOf(&ast.TypeName{Pos: at, Names: refNames(ref)})
	}
	return ref
}

// funcName turns the name of a column into that of a function.
func (p *parser) funcName(ref *ast.ColumnRef) ast.QName {
	if ref.Catalog != "" {
		p.tooManyNames(ref.Pos, ref.Catalog, ref.Schema, ref.Table, ref.Name)
	}
	return ast.QName{Pos: ref.Pos, Catalog: ref.Schema, Schema: ref.Table, Name: ref.Name}
}

// refNames lists the parts of a column's name, outermost first.
func refNames(ref *ast.ColumnRef) []string {
	var names []string
	for _, n := range []string{ref.Catalog, ref.Schema, ref.Table, ref.Name} {
		if n != "" {
			names = append(names, n)
		}
	}
	return names
}

// literalOf reads the string of a typed literal.
func (p *parser) literalOf(t *ast.TypeName) ast.Expr {
	return &ast.CastExpr{Pos: t.Pos, X: p.textConst(ast.ConstString), Type: t}
}

// callOrLiteral reads the arguments after a name: of a call, or of the type of
// a literal.
func (p *parser) callOrLiteral(name ast.QName) ast.Expr {
	call, orderAt := p.applicationAt(name)
	if p.is(tString) {
		return p.literalWithMods(call, orderAt)
	}
	p.callSuffixes(call)
	return call
}

// literalWithMods reads the string of a literal whose type has modifiers.
func (p *parser) literalWithMods(call *ast.FuncCall, orderAt ast.Pos) ast.Expr {
	for _, arg := range call.Args {
		if named, ok := arg.(*ast.NamedArg); ok {
			p.failAt(named.Pos, CodeSyntaxError, "type modifier cannot have parameter name")
		}
	}
	switch {
	case call.OrderBy != nil:
		p.failAt(orderAt, CodeSyntaxError, "type modifier cannot have ORDER BY")
	case len(call.Args) == 0, call.Distinct, call.Variadic:
		p.fail()
	}
	t := &ast.TypeName{Pos: call.Pos, Mods: call.Args}
	for _, n := range []string{call.Name.Catalog, call.Name.Schema, call.Name.Name} {
		if n != "" {
			t.Names = append(t.Names, n)
		}
	}
	return p.literalOf(t)
}

// application reads the parentheses of a call.
func (p *parser) application(name ast.QName) *ast.FuncCall {
	call, _ := p.applicationAt(name)
	return call
}

// applicationAt does so too, and tells where its ORDER BY stands.
func (p *parser) applicationAt(name ast.QName) (call *ast.FuncCall, orderAt ast.Pos) {
	call = &ast.FuncCall{Pos: name.Pos, Name: name}
	p.expect('(')
	switch {
	case p.accept(')'):
		return call, -1
	case p.is('*'):
		p.advance()
		call.Star = true
		p.expect(')')
		return call, -1
	case p.accept(kwAll):
		call.Args = p.plainArgs()
	case p.accept(kwDistinct):
		call.Distinct = true
		call.Args = p.plainArgs()
	default:
		p.args(call)
	}
	orderAt = p.pos()
	if p.is(kwOrder) {
		call.OrderBy = p.orderBy()
	}
	p.expect(')')
	return call, orderAt
}

// plainArgs reads arguments of which none is VARIADIC.
func (p *parser) plainArgs() []ast.Expr {
	return p.listAfter(p.arg(), (*parser).arg)
}

// args reads arguments of which the last may be VARIADIC.
func (p *parser) args(call *ast.FuncCall) {
	if call.Variadic = p.accept(kwVariadic); call.Variadic {
		call.Args = []ast.Expr{p.arg()}
		return
	}
	call.Args = p.listAfter(p.arg(), func(p *parser) ast.Expr {
		if call.Variadic {
			// Nothing follows the variadic argument.
			p.fail()
		}
		call.Variadic = p.accept(kwVariadic)
		return p.arg()
	})
}

// arg reads one argument, which may be named.
func (p *parser) arg() ast.Expr {
	if typeFuncToken(&p.tok) {
		if k := p.peek(1).kind; k == tEqualsGreater || k == tColonEquals {
			a := &ast.NamedArg{Pos: p.pos(), Name: p.take()}
			p.advance()
			a.Value = p.expr()
			return a
		}
	}
	return p.expr()
}

// callSuffixes reads WITHIN GROUP, FILTER and OVER.
func (p *parser) callSuffixes(call *ast.FuncCall) {
	if p.is(kwWithin) {
		p.withinGroup(call)
	}
	if p.accept(kwFilter) {
		p.expect('(', kwWhere)
		call.Filter = p.expr()
		p.expect(')')
	}
	if p.accept(kwOver) {
		call.Over = p.over()
	}
}

func (p *parser) withinGroup(call *ast.FuncCall) {
	at := p.pos()
	p.expect(kwWithin, kwGroup, '(')
	order := p.orderBy()
	p.expect(')')
	switch {
	case call.OrderBy != nil:
		p.failAt(at, CodeSyntaxError, "cannot use multiple ORDER BY clauses with WITHIN GROUP")
	case call.Distinct:
		p.failAt(at, CodeSyntaxError, "cannot use DISTINCT with WITHIN GROUP")
	case call.Variadic:
		p.failAt(at, CodeSyntaxError, "cannot use VARIADIC with WITHIN GROUP")
	}
	call.OrderBy, call.WithinGroup = order, true
}

// sqlCall makes the call that a notation of the standard stands for.
func (p *parser) sqlCall(at ast.Pos, name string, args ...ast.Expr) *ast.FuncCall {
	return &ast.FuncCall{
		Pos: at, SQLSyntax: true, Args: args,
		Name: ast.QName{Pos: at, Schema: "pg_catalog", Name: name},
	}
}

// keywordCall reads a call or value with a notation of its own. It gives nil
// where the next token begins none.
func (p *parser) keywordCall() ast.Expr {
	if x := p.sqlValue(); x != nil {
		return x
	}
	k := p.tok.kind
	if isSQLType(k) {
		return p.sqlTypeLiteral()
	}
	if k == kwCollation && p.peek(1).kind == kwFor {
		return p.collationFor()
	}
	if k == kwCast {
		return p.castCall()
	}
	if p.tok.cat != catColName || p.peek(1).kind != '(' {
		return nil
	}
	switch k {
	case kwRow:
		return p.explicitRow()
	case kwExists:
		at := p.pos()
		p.advance()
		return &ast.ExistsExpr{Pos: at, Query: p.parenQuery()}
	case kwGrouping:
		return &ast.GroupingFunc{Pos: p.pos(), Args: p.keywordArgs()}
	}
	return p.commonCall()
}

// keywordArgs reads a keyword and a list of expressions in parentheses.
func (p *parser) keywordArgs() []ast.Expr {
	p.advance()
	p.expect('(')
	list := p.exprList()
	p.expect(')')
	return list
}

// commonCall reads the calls with a notation of their own that may also stand
// in FROM. The next two tokens are a keyword and a parenthesis. It gives nil
// where the keyword has no such call.
func (p *parser) commonCall() ast.Expr {
	at := p.pos()
	switch p.tok.kind {
	case kwCast:
		return p.castCall()
	case kwCoalesce:
		return &ast.CoalesceExpr{Pos: at, Args: p.keywordArgs()}
	case kwGreatest:
		return &ast.MinMaxExpr{Pos: at, Args: p.keywordArgs()}
	case kwLeast:
		return &ast.MinMaxExpr{Pos: at, Least: true, Args: p.keywordArgs()}
	case kwNullif:
		return p.nullIf()
	case kwExtract:
		return p.extract()
	case kwNormalize:
		return p.normalize()
	case kwOverlay:
		return p.overlay()
	case kwPosition:
		return p.position()
	case kwSubstring:
		return p.substring()
	case kwTreat:
		return p.treat()
	case kwTrim:
		return p.trim()
	}
	return p.xmlCall()
}

func (p *parser) castCall() ast.Expr {
	e := &ast.CastExpr{Pos: p.pos()}
	p.expect(kwCast, '(')
	e.X = p.expr()
	p.expect(kwAs)
	e.Type = p.typeName()
	p.expect(')')
	return e
}

func (p *parser) nullIf() ast.Expr {
	e := &ast.NullIfExpr{Pos: p.pos()}
	p.expect(kwNullif, '(')
	e.L = p.expr()
	p.expect(',')
	e.R = p.expr()
	p.expect(')')
	return e
}

// extract reads EXTRACT(field FROM x).
func (p *parser) extract() ast.Expr {
	at := p.pos()
	p.expect(kwExtract, '(')
	switch p.tok.kind {
	case tIdent, tString, kwYear, kwMonth, kwDay, kwHour, kwMinute, kwSecond:
	default:
		p.fail()
	}
	field := p.textConst(ast.ConstString)
	p.expect(kwFrom)
	x := p.expr()
	p.expect(')')
	return p.sqlCall(at, "extract", field, x)
}

// normalize reads NORMALIZE(x [, form]).
func (p *parser) normalize() ast.Expr {
	at := p.pos()
	p.expect(kwNormalize, '(')
	args := []ast.Expr{p.expr()}
	if p.accept(',') {
		form := p.optNormalForm()
		if form == nil {
			p.fail()
		}
		args = append(args, form)
	}
	p.expect(')')
	return p.sqlCall(at, "normalize", args...)
}

// overlay reads OVERLAY(x PLACING y FROM a [FOR b]), or a plain call.
func (p *parser) overlay() ast.Expr {
	at := p.pos()
	name := ast.QName{Pos: at, Name: p.take()}
	x, call := p.firstArg(name, kwPlacing)
	if call != nil {
		return call
	}
	p.expect(kwPlacing)
	args := []ast.Expr{x, p.expr()}
	p.expect(kwFrom)
	args = append(args, p.expr())
	if p.accept(kwFor) {
		args = append(args, p.expr())
	}
	p.expect(')')
	return p.sqlCall(at, "overlay", args...)
}

// firstArg reads the opening parenthesis and the first argument of a function
// with two notations. Where none of the given keywords follows it reads the
// rest of a plain call.
func (p *parser) firstArg(name ast.QName, special ...kind) (ast.Expr, *ast.FuncCall) {
	p.expect('(')
	call := &ast.FuncCall{Pos: name.Pos, Name: name}
	if p.accept(')') {
		return nil, call
	}
	first := p.arg()
	if _, named := first.(*ast.NamedArg); !named {
		for _, k := range special {
			if p.is(k) {
				return first, nil
			}
		}
	}
	call.Args = p.listAfter(first, (*parser).arg)
	p.expect(')')
	return nil, call
}

// position reads POSITION(a IN b).
func (p *parser) position() ast.Expr {
	at := p.pos()
	p.expect(kwPosition, '(')
	a := p.exprAt(precNone, true)
	p.expect(kwIn)
	b := p.exprAt(precNone, true)
	p.expect(')')
	return p.sqlCall(at, "position", b, a)
}

// substring reads SUBSTRING(x FROM a FOR b), SUBSTRING(x SIMILAR a ESCAPE b),
// or a plain call.
func (p *parser) substring() ast.Expr {
	at := p.pos()
	name := ast.QName{Pos: at, Name: p.take()}
	outer := p.similarDepth
	p.similarDepth = p.depth + 1
	x, call := p.firstArg(name, kwFrom, kwFor, kwSimilar)
	p.similarDepth = outer
	if call != nil {
		return call
	}
	args := []ast.Expr{x}
	switch {
	case p.accept(kwFrom):
		args = append(args, p.expr())
		if p.accept(kwFor) {
			args = append(args, p.expr())
		}
	case p.accept(kwSimilar):
		args = append(args, p.expr())
		p.expect(kwEscape)
		args = append(args, p.expr())
	default:
		args = p.substringFor(args)
	}
	p.expect(')')
	return p.sqlCall(at, "substring", args...)
}

// substringFor reads FOR b [FROM a]. Without FROM the length is cast, as
// Postgres does to tell it from a pattern.
func (p *parser) substringFor(args []ast.Expr) []ast.Expr {
	at := p.pos()
	p.expect(kwFor)
	length := p.expr()
	if p.accept(kwFrom) {
		return append(args, p.expr(), length)
	}
	return append(args,
		&ast.Const{Pos: at, Kind: ast.ConstInt, Int: 1},
		&ast.CastExpr{Pos: at, X: length, Type: &ast.TypeName{Pos: at, Names: typeInt4}})
}

// treat reads TREAT(x AS type), a call of the function named like the type.
func (p *parser) treat() ast.Expr {
	at := p.pos()
	p.expect(kwTreat, '(')
	x := p.expr()
	p.expect(kwAs)
	t := p.typeName()
	p.expect(')')
	call := p.sqlCall(at, t.Names[len(t.Names)-1], x)
	call.SQLSyntax = false
	return call
}

// trim reads TRIM([LEADING|TRAILING|BOTH] [x] FROM y).
func (p *parser) trim() ast.Expr {
	at := p.pos()
	p.expect(kwTrim, '(')
	name := "btrim"
	switch {
	case p.accept(kwBoth):
	case p.accept(kwLeading):
		name = "ltrim"
	case p.accept(kwTrailing):
		name = "rtrim"
	}
	var args []ast.Expr
	if p.accept(kwFrom) {
		args = p.exprList()
	} else {
		args = p.exprList()
		if len(args) == 1 && p.accept(kwFrom) {
			args = append(p.exprList(), args[0])
		}
	}
	p.expect(')')
	return p.sqlCall(at, name, args...)
}

// collationFor reads COLLATION FOR (x).
func (p *parser) collationFor() ast.Expr {
	at := p.pos()
	p.expect(kwCollation, kwFor, '(')
	x := p.expr()
	p.expect(')')
	return p.sqlCall(at, "pg_collation_for", x)
}

// sqlTypeLiteral reads a literal after a type of the standard: DATE is none,
// but TIMESTAMP '…' and INTERVAL '1' DAY are. It gives nil where the keyword is
// the name of a column.
func (p *parser) sqlTypeLiteral() ast.Expr {
	switch k := p.peek(1).kind; {
	case k == tString, k == '(':
	case k == kwPrecision, k == kwVarying, k == kwCharacter, k == kwChar:
	case (k == kwWith || k == kwWithout) && (p.is(kwTime) || p.is(kwTimestamp)) && p.peek(2).kind == kwTime:
	default:
		return nil
	}
	t := &ast.TypeName{Pos: p.pos()}
	interval := p.is(kwInterval)
	p.sqlType(t, true)
	x := p.literalOfType(t)
	if interval && t.Mods == nil {
		p.intervalFields(t)
	}
	return x
}

func (p *parser) literalOfType(t *ast.TypeName) ast.Expr {
	if !p.is(tString) {
		p.fail()
	}
	return p.literalOf(t)
}

// sqlValue reads a function without parentheses. It gives nil where the next
// token is none.
func (p *parser) sqlValue() ast.Expr {
	v := &ast.SQLValue{Pos: p.pos(), Precision: -1}
	precise := false
	switch p.tok.kind {
	case kwCurrentDate:
		v.Kind = ast.CurrentDate
	case kwCurrentTime:
		v.Kind, precise = ast.CurrentTime, true
	case kwCurrentTimestamp:
		v.Kind, precise = ast.CurrentTimestamp, true
	case kwLocaltime:
		v.Kind, precise = ast.LocalTime, true
	case kwLocaltimestamp:
		v.Kind, precise = ast.LocalTimestamp, true
	case kwCurrentRole:
		v.Kind = ast.CurrentRole
	case kwCurrentUser:
		v.Kind = ast.CurrentUser
	case kwSessionUser:
		v.Kind = ast.SessionUser
	case kwUser:
		v.Kind = ast.User
	case kwCurrentCatalog:
		v.Kind = ast.CurrentCatalog
	case kwCurrentSchema:
		if k := p.peek(1).kind; k == '(' || k == tString {
			return nil
		}
		v.Kind = ast.CurrentSchema
	default:
		return nil
	}
	p.advance()
	if precise && p.accept('(') {
		v.Precision = p.int32()
		p.expect(')')
	}
	return v
}
