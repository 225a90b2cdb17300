package parser

import (
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// prec is a precedence, lowest first, as in the table of Postgres's grammar.
type prec uint8

const (
	precNone prec = iota
	precOr
	precAnd
	precNot
	precIs    // not associative
	precCmp   // < > = <= >= <>, not associative
	precLike  // BETWEEN, IN, LIKE, ILIKE, SIMILAR, not associative
	precOp    // operators without a precedence of their own
	precAdd   // + -
	precMul   // * / %
	precPow   // ^, to the left
	precAt    // AT TIME ZONE
	precColl  // COLLATE
	precMinus // prefix - and +
	precCast  // ::
)

// associative tells whether operators of one precedence may follow each other.
func (c prec) associative() bool { return c != precIs && c != precCmp && c != precLike }

// infixPrec gives the precedence of tokens that may stand after an operand.
var infixPrec = [...]prec{
	'+': precAdd, '-': precAdd, '*': precMul, '/': precMul, '%': precMul, '^': precPow,
	'<': precCmp, '>': precCmp, '=': precCmp,
	tLessEquals: precCmp, tGreaterEquals: precCmp, tNotEquals: precCmp,
	tOp: precOp, tTypecast: precCast,
	kwOr: precOr, kwAnd: precAnd, kwNot: precLike,
	kwIs: precIs, kwIsnull: precIs, kwNotnull: precIs,
	kwBetween: precLike, kwIn: precLike, kwLike: precLike, kwIlike: precLike, kwSimilar: precLike,
	kwOperator: precOp, kwAt: precAt, kwCollate: precColl,
	kwZone: precNone,
}

// infix gives the precedence of the next token as an operator after an operand,
// or precNone. restricted is the grammar's b_expr: no boolean operators.
func (p *parser) infix(restricted bool) prec {
	k := p.tok.kind
	c := precNone
	if int(k) < len(infixPrec) {
		c = infixPrec[k]
	}
	if k < keywordBase || c == precNone {
		return c
	}
	if p.depth == p.targetDepth && p.labelEndsTarget() {
		return precNone
	}
	switch k {
	case kwNot:
		switch p.peek(1).kind {
		case kwBetween, kwIn, kwLike, kwIlike, kwSimilar:
		default:
			return precNone
		}
	case kwSimilar:
		if p.depth == p.similarDepth && p.peek(1).kind != kwTo {
			return precNone
		}
	}
	if restricted && k != kwIs && k != kwOperator {
		return precNone
	}
	return c
}

// labelEndsTarget tells whether an operator's keyword after a select item is
// not one but the item's label: SELECT a AND, b. Nothing that could be an
// operand follows it then.
func (p *parser) labelEndsTarget() bool {
	if !keywords[p.tok.kind-keywordBase].bare {
		return false
	}
	next := p.peek(1).kind
	switch p.tok.kind {
	case kwAt:
		return next != kwTime
	case kwOperator:
		return next != '('
	}
	switch next {
	case tEOF, ';', ',', ')', kwFrom, kwWhere, kwGroup, kwHaving, kwWindow, kwInto, kwUnion, kwIntersect,
		kwExcept, kwOrder, kwLimit, kwOffset, kwFetch, kwFor:
		return true
	}
	return false
}

// expr reads an expression.
func (p *parser) expr() ast.Expr { return p.exprAt(precNone, false) }

// exprAt reads an expression whose operators bind tighter than min, which is
// the precedence of the operator to its left.
func (p *parser) exprAt(min prec, restricted bool) ast.Expr {
	p.enter()
	at := p.pos()
	x := p.prefix(restricted)
	if p.is(kwOverlaps) && !restricted {
		x = p.overlaps(at, x)
	}
	x = p.infixLoop(x, min, restricted)
	p.leave()
	return x
}

// infixLoop reads the operators that follow the operand x.
func (p *parser) infixLoop(x ast.Expr, min prec, restricted bool) ast.Expr {
	for {
		c := p.infix(restricted)
		if c <= min {
			if c == min && !c.associative() {
				p.fail()
			}
			return x
		}
		x = p.infixExpr(x, c, restricted)
	}
}

// prefix reads an operand with the operators before it.
func (p *parser) prefix(restricted bool) ast.Expr {
	at := p.pos()
	switch p.tok.kind {
	case '-':
		p.advance()
		x := p.exprAt(precMinus, restricted)
		if c, ok := x.(*ast.Const); ok && (c.Kind == ast.ConstInt || c.Kind == ast.ConstNumeric) {
			negate(c)
			c.Pos = at
			return c
		}
		return &ast.UnaryExpr{Pos: at, Op: "-", X: x}
	case '+':
		p.advance()
		return &ast.UnaryExpr{Pos: at, Op: "+", X: p.exprAt(precMinus, restricted)}
	case tOp:
		op := p.take()
		return &ast.UnaryExpr{Pos: at, Op: op, X: p.exprAt(precOp, restricted)}
	case kwOperator:
		if p.peek(1).kind == '(' {
			schema, op := p.qualifiedOperator()
			return &ast.UnaryExpr{Pos: at, OpSchema: schema, Op: op, X: p.exprAt(precOp, restricted)}
		}
	case kwNot, kwDefault:
		if restricted {
			p.fail()
		}
		if p.is(kwDefault) {
			break
		}
		p.advance()
		return &ast.NotExpr{Pos: at, X: p.exprAt(precNot, false)}
	}
	return p.primary()
}

// infixExpr reads one operator after x, and its right operand.
func (p *parser) infixExpr(x ast.Expr, c prec, restricted bool) ast.Expr {
	at := p.pos()
	switch p.tok.kind {
	case kwAnd:
		return p.boolExpr(x, ast.And, c)
	case kwOr:
		return p.boolExpr(x, ast.Or, c)
	case tTypecast:
		p.advance()
		return &ast.CastExpr{Pos: at, X: x, Type: p.typeName()}
	case kwCollate:
		p.advance()
		return &ast.CollateExpr{Pos: at, X: x, Collation: p.qname()}
	case kwAt:
		p.expect(kwAt, kwTime, kwZone)
		return p.sqlCall(at, "timezone", p.exprAt(c, false), x)
	case kwIsnull, kwNotnull:
		not := p.is(kwNotnull)
		p.advance()
		return &ast.IsExpr{Pos: at, Kind: ast.IsNull, Not: not, X: x}
	case kwIs:
		return p.isExpr(x, restricted)
	case kwNot, kwBetween, kwIn, kwLike, kwIlike, kwSimilar:
		return p.likeLevel(x)
	}
	return p.operatorExpr(x, c, restricted)
}

// boolExpr reads AND or OR, joining chains into one node.
func (p *parser) boolExpr(x ast.Expr, op ast.BoolOp, c prec) ast.Expr {
	at := p.pos()
	p.advance()
	right := p.exprAt(c, false)
	if b, ok := x.(*ast.BoolExpr); ok && b.Op == op {
		b.Args = append(b.Args, right)
		return b
	}
	return &ast.BoolExpr{Pos: at, Op: op, Args: []ast.Expr{x, right}}
}

// operatorExpr reads a plain binary operator, or one before ANY or ALL.
func (p *parser) operatorExpr(x ast.Expr, c prec, restricted bool) ast.Expr {
	at := p.pos()
	schema, op := "", ""
	switch k := p.tok.kind; {
	case k == kwOperator:
		schema, op = p.qualifiedOperator()
	case k < 128:
		op = p.lex.sql[at : at+1]
		p.advance()
	default:
		op = p.take()
	}
	if !restricted && (p.is(kwAny) || p.is(kwSome) || p.is(kwAll)) {
		return p.quantified(at, x, schema, op)
	}
	return &ast.BinaryExpr{Pos: at, OpSchema: schema, Op: op, L: x, R: p.exprAt(c, restricted)}
}

// qualifiedOperator reads OPERATOR(schema.op).
func (p *parser) qualifiedOperator() (schema, op string) {
	p.expect(kwOperator, '(')
	schema, op = p.anyOperator()
	p.expect(')')
	return schema, op
}

// anyOperator reads an operator with an optional schema.
func (p *parser) anyOperator() (schema, op string) {
	if p.isColID() {
		schema = p.colID()
		p.expect('.')
	}
	if !isOperator(p.tok.kind) {
		p.fail()
	}
	op = p.tok.text
	p.advance()
	return schema, op
}

// isOperator tells whether a token of kind k is an operator's name.
func isOperator(k kind) bool {
	switch k {
	case tOp, '+', '-', '*', '/', '%', '^', '<', '>', '=', tLessEquals, tGreaterEquals, tNotEquals:
		return true
	}
	return false
}

// quantified reads ANY (…), SOME (…) or ALL (…) after an operator.
func (p *parser) quantified(at ast.Pos, x ast.Expr, schema, op string) ast.Expr {
	q := &ast.QuantExpr{Pos: at, OpSchema: schema, Op: op, All: p.is(kwAll), X: x}
	p.advance()
	if !p.is('(') {
		p.fail()
	}
	items, query := p.parenList(false)
	if query != nil {
		q.Query = query
	} else {
		q.Array = items[0]
	}
	return q
}

// isExpr reads IS and what it tests.
func (p *parser) isExpr(x ast.Expr, restricted bool) ast.Expr {
	at := p.pos()
	p.expect(kwIs)
	not := p.accept(kwNot)
	if p.acceptPair(kwDistinct, kwFrom) {
		return &ast.DistinctExpr{Pos: at, Not: not, L: x, R: p.exprAt(precIs, restricted)}
	}
	if p.accept(kwDocument) {
		var e ast.Expr = &ast.XMLExpr{Pos: at, Kind: ast.XMLIsDocument, Args: []ast.Expr{x}}
		if not {
			e = &ast.NotExpr{Pos: at, X: e}
		}
		return e
	}
	if restricted {
		p.fail()
	}
	e := &ast.IsExpr{Pos: at, Not: not, X: x}
	switch p.tok.kind {
	case kwNull:
		e.Kind = ast.IsNull
	case kwTrue:
		e.Kind = ast.IsTrue
	case kwFalse:
		e.Kind = ast.IsFalse
	case kwUnknown:
		e.Kind = ast.IsUnknown
	default:
		return p.isNormalized(at, x, not)
	}
	p.advance()
	return e
}

// isNormalized reads the rest of IS [NOT] [form] NORMALIZED.
func (p *parser) isNormalized(at ast.Pos, x ast.Expr, not bool) ast.Expr {
	args := []ast.Expr{x}
	if form := p.optNormalForm(); form != nil {
		args = append(args, form)
	}
	p.expect(kwNormalized)
	var e ast.Expr = p.sqlCall(at, "is_normalized", args...)
	if not {
		e = &ast.NotExpr{Pos: at, X: e}
	}
	return e
}

// optNormalForm reads NFC, NFD, NFKC or NFKD if it is there.
func (p *parser) optNormalForm() ast.Expr {
	switch p.tok.kind {
	case kwNfc, kwNfd, kwNfkc, kwNfkd:
		c := &ast.Const{Pos: p.pos(), Kind: ast.ConstString, Text: strings.ToUpper(p.tok.text)}
		p.advance()
		return c
	}
	return nil
}

// likeLevel reads [NOT] BETWEEN, IN, LIKE, ILIKE or SIMILAR TO after x.
func (p *parser) likeLevel(x ast.Expr) ast.Expr {
	at := p.pos()
	not := p.accept(kwNot)
	switch k := p.tok.kind; k {
	case kwBetween:
		return p.between(at, x, not)
	case kwIn:
		return p.in(at, x, not)
	case kwSimilar:
		p.advance()
		p.expect(kwTo)
		return p.like(at, x, ast.SimilarTo, not)
	case kwIlike:
		p.advance()
		return p.like(at, x, ast.ILike, not)
	}
	p.advance()
	return p.like(at, x, ast.Like, not)
}

func (p *parser) between(at ast.Pos, x ast.Expr, not bool) ast.Expr {
	p.expect(kwBetween)
	e := &ast.BetweenExpr{Pos: at, Not: not, X: x}
	if p.accept(kwSymmetric) {
		e.Symmetric = true
	} else {
		p.accept(kwAsymmetric)
	}
	e.Lo = p.exprAt(precNone, true)
	p.expect(kwAnd)
	e.Hi = p.exprAt(precLike, false)
	if k := bareLiteral(x); k != nil {
		again := *k
		e.Again = &again
	}
	return e
}

func (p *parser) in(at ast.Pos, x ast.Expr, not bool) ast.Expr {
	p.expect(kwIn)
	e := &ast.InExpr{Pos: at, Not: not, X: x}
	if !p.is('(') {
		p.fail()
	}
	e.List, e.Query = p.parenList(true)
	return e
}

// bareLiteral is x, if that is a string or NULL, which gets its type from what it is compared with.
func bareLiteral(x ast.Expr) *ast.Const {
	if k, ok := x.(*ast.Const); ok && (k.Kind == ast.ConstString || k.Kind == ast.ConstNull) {
		return k
	}
	return nil
}

// like reads the pattern of a match. LIKE ANY and its relatives are operators
// before an array or a subquery.
func (p *parser) like(at ast.Pos, x ast.Expr, k ast.LikeKind, not bool) ast.Expr {
	if k != ast.SimilarTo && (p.is(kwAny) || p.is(kwSome) || p.is(kwAll)) {
		op := "~~"
		switch {
		case k == ast.ILike && not:
			op = "!~~*"
		case k == ast.ILike:
			op = "~~*"
		case not:
			op = "!~~"
		}
		return p.quantified(at, x, "", op)
	}
	e := &ast.LikeExpr{Pos: at, Kind: k, Not: not, X: x}
	e.Pattern = p.exprAt(precLike, false)
	if p.accept(kwEscape) {
		e.Escape = p.exprAt(precLike, false)
	}
	return e
}

// exprList reads expressions separated by commas.
func (p *parser) exprList() []ast.Expr {
	return p.listAfter(p.expr(), (*parser).expr)
}

// listAfter reads the rest of a list whose first item is x. Items are collected
// on the stack, so that a short list is allocated once and in its size.
func (p *parser) listAfter(x ast.Expr, item func(*parser) ast.Expr) []ast.Expr {
	if !p.is(',') {
		return []ast.Expr{x}
	}
	var room [8]ast.Expr
	list := append(room[:0], x)
	for p.accept(',') {
		list = append(list, item(p))
	}
	out := make([]ast.Expr, len(list))
	copy(out, list)
	return out
}

// startsQuery tells whether the next token begins a query, not an expression.
// VALUES may also be the name of a column.
func (p *parser) startsQuery() bool {
	switch p.tok.kind {
	case kwSelect, kwWith, kwTable:
		return true
	case kwValues:
		return p.peek(1).kind == '('
	}
	return false
}

// paren reads the inside of parentheses, which opens a query or an expression:
// which of the two shows only behind any further parentheses. It ends before
// the closing parenthesis of the same level, and gives either a query or the
// first expression.
func (p *parser) paren() (ast.Expr, *ast.Select) {
	p.expect('(')
	switch {
	case p.startsQuery():
		return nil, p.query()
	case !p.is('('):
		return p.expr(), nil
	}
	at := p.pos()
	p.enter()
	x, query := p.paren()
	p.leave()
	if query == nil {
		x = p.finishParen(at, x)
		if p.is(kwOverlaps) {
			x = p.overlaps(at, x)
		}
		return p.infixLoop(x, precNone, false), nil
	}
	p.expect(')')
	if p.is(')') || p.continuesQuery() {
		return nil, p.queryRest(query, precNone)
	}
	x = p.indirection(&ast.SubqueryExpr{Pos: at, Query: query})
	return p.infixLoop(x, precNone, false), nil
}

// finishParen reads what follows the first expression in parentheses: their
// end, or the rest of a row.
func (p *parser) finishParen(at ast.Pos, x ast.Expr) ast.Expr {
	if p.is(',') {
		row := &ast.RowExpr{Pos: at, Fields: p.listAfter(x, (*parser).expr)}
		p.expect(')')
		return row
	}
	p.expect(')')
	return p.indirection(x)
}

// parenList reads a query or a list of expressions in parentheses; without
// many, a single one.
func (p *parser) parenList(many bool) ([]ast.Expr, *ast.Select) {
	x, query := p.paren()
	if query != nil {
		p.expect(')')
		return nil, query
	}
	if many {
		list := p.listAfter(x, (*parser).expr)
		p.expect(')')
		return list, nil
	}
	p.expect(')')
	return []ast.Expr{x}, nil
}

// parenQuery reads a query in parentheses.
func (p *parser) parenQuery() *ast.Select {
	p.enter()
	p.expect('(')
	var q *ast.Select
	if p.is('(') {
		q = p.queryRest(p.parenQuery(), precNone)
	} else {
		if !p.startsQuery() && !p.is(kwValues) {
			p.fail()
		}
		q = p.query()
	}
	p.expect(')')
	p.leave()
	return q
}

// parenExpr reads an expression that starts with a parenthesis.
func (p *parser) parenExpr() ast.Expr {
	at := p.pos()
	x, query := p.paren()
	if query != nil {
		p.expect(')')
		return p.indirection(&ast.SubqueryExpr{Pos: at, Query: query})
	}
	return p.finishParen(at, x)
}

// overlaps reads OVERLAPS, which is next, if the operand x that began at start
// is a row. A row in further parentheses is none here.
func (p *parser) overlaps(start ast.Pos, x ast.Expr) ast.Expr {
	row, ok := x.(*ast.RowExpr)
	if !ok || row.Pos != start {
		return x
	}
	at := p.pos()
	p.advance()
	var right *ast.RowExpr
	rightAt := p.pos()
	if p.isThen(kwRow, '(') {
		right = p.explicitRow()
	} else {
		x, query := p.paren()
		if query != nil || !p.is(',') {
			p.fail()
		}
		right = &ast.RowExpr{Pos: rightAt, Fields: p.listAfter(x, (*parser).expr)}
		p.expect(')')
	}
	if len(row.Fields) != 2 {
		p.failAt(row.Pos, CodeSyntaxError, "wrong number of parameters on left side of OVERLAPS expression")
	}
	if len(right.Fields) != 2 {
		p.failAt(right.Pos, CodeSyntaxError, "wrong number of parameters on right side of OVERLAPS expression")
	}
	return p.sqlCall(at, "overlaps", row.Fields[0], row.Fields[1], right.Fields[0], right.Fields[1])
}

// explicitRow reads ROW(a, b).
func (p *parser) explicitRow() *ast.RowExpr {
	row := &ast.RowExpr{Pos: p.pos(), Explicit: true}
	p.expect(kwRow, '(')
	if !p.is(')') {
		row.Fields = p.exprList()
	}
	p.expect(')')
	return row
}

// primary reads an operand.
func (p *parser) primary() ast.Expr {
	t := &p.tok
	switch t.kind {
	case tIdent:
		return p.nameExpr()
	case tParam:
		x := &ast.Param{Pos: p.pos(), Number: p.paramNumber()}
		p.advance()
		return p.indirection(x)
	case tInt, tNumber:
		return p.numberConst()
	case tString:
		return p.textConst(ast.ConstString)
	case tBits:
		return p.textConst(ast.ConstBits)
	case tHex:
		return p.textConst(ast.ConstHexBits)
	case '(':
		return p.parenExpr()
	}
	if t.cat == catNone {
		p.fail()
	}
	return p.keywordExpr()
}

// textConst reads a literal whose value is the token's text.
func (p *parser) textConst(k ast.ConstKind) ast.Expr {
	c := &ast.Const{Pos: p.pos(), Kind: k}
	c.Text = p.take()
	return c
}

// keywordExpr reads an operand that begins with a keyword.
func (p *parser) keywordExpr() ast.Expr {
	at := p.pos()
	switch p.tok.kind {
	case kwNull:
		p.advance()
		return &ast.Const{Pos: at, Kind: ast.ConstNull}
	case kwTrue, kwFalse:
		c := &ast.Const{Pos: at, Kind: ast.ConstBool, Bool: p.is(kwTrue)}
		p.advance()
		return c
	case kwDefault:
		p.advance()
		return &ast.DefaultExpr{Pos: at}
	case kwCase:
		return p.caseExpr()
	case kwArray:
		return p.arrayExpr()
	case kwUnique:
		p.unsupported("the UNIQUE predicate", "")
	}
	if x := p.keywordCall(); x != nil {
		return x
	}
	if p.tok.cat == catReserved {
		p.fail()
	}
	return p.nameExpr()
}

// caseExpr reads CASE … END.
func (p *parser) caseExpr() ast.Expr {
	e := &ast.CaseExpr{Pos: p.pos()}
	p.expect(kwCase)
	if !p.is(kwWhen) {
		e.Arg = p.expr()
	}
	for first := true; first || p.is(kwWhen); first = false {
		w := ast.When{Pos: p.pos()}
		p.expect(kwWhen)
		w.Cond = p.expr()
		p.expect(kwThen)
		w.Result = p.expr()
		e.Whens = append(e.Whens, w)
	}
	if p.accept(kwElse) {
		e.Else = p.expr()
	}
	p.expect(kwEnd)
	return e
}

// arrayExpr reads ARRAY[…] or ARRAY(SELECT …).
func (p *parser) arrayExpr() ast.Expr {
	at := p.pos()
	p.expect(kwArray)
	if p.is('(') {
		return &ast.ArraySubquery{Pos: at, Query: p.parenQuery()}
	}
	a := p.arrayElems()
	a.Pos = at
	return a
}

// arrayElems reads [a, b] or [[a], [b]].
func (p *parser) arrayElems() *ast.ArrayExpr {
	p.enter()
	a := &ast.ArrayExpr{Pos: p.pos()}
	p.expect('[')
	switch {
	case p.is(']'):
	case p.is('['):
		a.Elems = append(a.Elems, p.arrayElems())
		for p.accept(',') {
			a.Elems = append(a.Elems, p.arrayElems())
		}
	default:
		a.Elems = p.exprList()
	}
	p.expect(']')
	p.leave()
	return a
}

// indirection reads the subscripts and fields that follow an operand.
func (p *parser) indirection(x ast.Expr) ast.Expr {
	if !p.is('[') && !p.is('.') {
		return x
	}
	return &ast.IndirectionExpr{Pos: p.pos(), X: x, Steps: p.steps()}
}

// steps reads subscripts and fields. A star ends them.
func (p *parser) steps() []ast.Indirection {
	var list []ast.Indirection
	for {
		s := ast.Indirection{Pos: p.pos()}
		switch {
		case p.accept('.'):
			if p.accept('*') {
				s.Star = true
			} else {
				s.Field = p.label()
			}
		case p.accept('['):
			p.subscript(&s)
		default:
			p.checkStar(list)
			return list
		}
		list = append(list, s)
	}
}

// checkStar refuses a star that is not the last step.
func (p *parser) checkStar(steps []ast.Indirection) {
	for i := range steps {
		if steps[i].Star && i < len(steps)-1 {
			p.failHere(`improper use of "*"`)
		}
	}
}

// subscript reads the rest of [i] or [i:j].
func (p *parser) subscript(s *ast.Indirection) {
	if !p.is(':') {
		s.Upper = p.expr()
	}
	if p.accept(':') {
		s.Slice = true
		s.Lower, s.Upper = s.Upper, nil
		if !p.is(']') {
			s.Upper = p.expr()
		}
	}
	p.expect(']')
}
