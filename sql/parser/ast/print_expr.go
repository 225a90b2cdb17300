package ast

import (
	"math"
	"strconv"
	"strings"
)

// Precedences as the parser has them: an operand is put in parentheses where
// its own is lower than its place asks for.
const (
	precNone = iota
	precOr
	precAnd
	precNot
	precIs
	precCmp
	precLike
	precOp
	precAdd
	precMul
	precPow
	precAt
	precColl
	precMinus
	precCast
	precPrimary
)

// operatorPrec gives the precedence of an operator's name.
func operatorPrec(schema, op string) int {
	if schema != "" {
		return precOp
	}
	switch op {
	case "<", ">", "=", "<=", ">=", "<>":
		return precCmp
	case "+", "-":
		return precAdd
	case "*", "/", "%":
		return precMul
	case "^":
		return precPow
	}
	return precOp
}

// exprPrec gives the precedence of an expression as it is printed.
func exprPrec(x Expr) int {
	switch x := x.(type) {
	case *BoolExpr:
		if x.Op == And {
			return precAnd
		}
		return precOr
	case *NotExpr:
		return precNot
	case *XMLExpr:
		if x.Kind == XMLIsDocument {
			return precIs
		}
	case *IsExpr, *DistinctExpr:
		return precIs
	case *BetweenExpr, *LikeExpr, *InExpr:
		return precLike
	case *BinaryExpr:
		return operatorPrec(x.OpSchema, x.Op)
	case *QuantExpr:
		return quantPrec(x)
	case *UnaryExpr:
		return unaryPrec(x)
	case *Const:
		if x.Kind == ConstInt && x.Int < 0 || x.Kind == ConstNumeric && x.Text[0] == '-' {
			return precMinus
		}
	case *CollateExpr:
		return precColl
	case *CastExpr:
		return precCast
	case *FuncCall:
		return callPrec(x)
	}
	return precPrimary
}

// unaryPrec tells a sign from other prefix operators. A minus before a number
// would be folded into it, so that one is written as OPERATOR(-).
func unaryPrec(x *UnaryExpr) int {
	if x.OpSchema != "" || x.Op != "-" && x.Op != "+" {
		return precOp
	}
	if c, ok := x.X.(*Const); ok && x.Op == "-" && (c.Kind == ConstInt || c.Kind == ConstNumeric) {
		return precOp
	}
	return precMinus
}

func quantPrec(x *QuantExpr) int {
	if likeWords[x.Op] != "" && x.OpSchema == "" {
		return precLike
	}
	return operatorPrec(x.OpSchema, x.Op)
}

func callPrec(x *FuncCall) int {
	if x.SQLSyntax {
		switch x.Name.Name {
		case "timezone":
			return precAt
		case "is_normalized":
			return precIs
		case "overlaps":
			return precCmp
		}
	}
	return precPrimary
}

// exprs writes expressions with commas between.
func (p *printer) exprs(list []Expr) {
	p.list(len(list), func(i int) { p.expr(list[i], precNone) })
}

// parenExprs writes (a, b).
func (p *printer) parenExprs(list []Expr) {
	p.w("(")
	p.exprs(list)
	p.w(")")
}

// expr writes an expression, in parentheses where it binds less than min.
func (p *printer) expr(x Expr, min int) {
	if to, ok := p.casts.Parts[x]; ok {
		p.castOperand(x)
		p.w("::", to)
		return
	}
	p.own(x, min)
}

// own is expr without the cast that x gets.
func (p *printer) own(x Expr, min int) {
	if p.full {
		if y := p.storedForm(x); y != nil {
			p.expr(y, min)
			return
		}
		if enclosed(x) {
			p.w("(")
			p.bare(x)
			p.w(")")
			return
		}
	}
	prec := exprPrec(x)
	if b, ok := x.(*BetweenExpr); ok && p.full {
		prec = [...]int{precAnd, precOr}[b2i(b.Not)]
	}
	_, k := x.(*Const)
	if _, xml := x.(*XMLExpr); p.full && (k || xml) {
		prec = precPrimary // a negative constant is a string there
	}
	switch x := x.(type) {
	case *InExpr:
		if p.full && len(x.List) > 1 {
			prec = precNone
		}
	case *QuantExpr:
		if p.full {
			prec = precNone
		}
	case *UnaryExpr:
		if p.paren {
			prec = precNone
		}
	case *CollateExpr:
		if p.full {
			prec = precNone
		}
	}
	if prec < min || p.paren && prec <= precColl {
		p.w("(")
		p.bare(x)
		p.w(")")
		return
	}
	p.bare(x)
}

// simple writes an expression where the grammar takes no boolean operators: in
// parentheses, unless it is a primary, a number or a cast of such.
func (p *printer) simple(x Expr) {
	inner := x
	for {
		c, ok := inner.(*CastExpr)
		if !ok {
			break
		}
		inner = c.X
	}
	if _, isConst := x.(*Const); isConst || exprPrec(inner) == precPrimary {
		p.bare(x)
		return
	}
	p.w("(")
	p.bare(x)
	p.w(")")
}

// bare writes an expression without parentheses around it.
func (p *printer) bare(x Expr) {
	if p.full && p.sublink(x) {
		return
	}
	switch x := x.(type) {
	case *Const:
		p.constant(x)
	case *ColumnRef:
		p.columnRef(x)
	case *Param:
		if p.stored != nil && p.stored.Arg != nil {
			p.w(p.stored.Arg(x))
			return
		}
		p.w("$")
		p.int(int64(x.Number))
	case *BoolExpr:
		p.boolExpr(x)
	case *NotExpr:
		p.w("NOT ")
		p.expr(x.X, precNot)
	case *BinaryExpr:
		p.binary(x)
	case *UnaryExpr:
		p.unary(x)
	case *FuncCall:
		p.call(x)
	case *CastExpr:
		if k := p.ownConstant(x); k != nil && p.full && k.Kind == ConstBits {
			p.string(k.Text)
		} else if k != nil && p.full && k.Kind == ConstNumeric {
			p.own(k, precCast)
		} else if k != nil && p.full {
			p.castOperand(k)
		} else {
			p.castOperand(x.X)
		}
		p.w("::")
		p.typeName(x.Type)
	case *CollateExpr:
		p.expr(x.X, precColl)
		p.w(" COLLATE ")
		p.qname(&x.Collation)
	case *IndirectionExpr:
		p.indirection(x)
	case *DefaultExpr:
		p.w("DEFAULT")
	default:
		p.test(x)
	}
}

// test writes the expressions that test something.
func (p *printer) test(x Expr) {
	switch x := x.(type) {
	case *IsExpr:
		p.tested(x.X, precIs+1)
		p.w(" IS ")
		p.wIf(x.Not, "NOT ")
		p.w([...]string{"NULL", "TRUE", "FALSE", "UNKNOWN"}[x.Kind])
	case *DistinctExpr:
		p.tested(x.L, precIs+1)
		p.w(" IS ")
		p.wIf(x.Not, "NOT ")
		p.w("DISTINCT FROM ")
		p.tested(x.R, precIs+1)
	case *BetweenExpr:
		p.between(x)
	case *LikeExpr:
		p.like(x)
	case *InExpr:
		if p.full && x.Query == nil {
			p.inArray(x)
			return
		}
		p.expr(x.X, precLike+1)
		p.wIf(x.Not, " NOT")
		p.w(" IN ")
		p.listOrQuery(x.List, x.Query)
	case *QuantExpr:
		p.quant(x)
	case *ExistsExpr:
		p.w("EXISTS ")
		p.parenQuery(x.Query)
	case *SubqueryExpr:
		p.parenQuery(x.Query)
	default:
		p.construct(x)
	}
}

// construct writes the expressions that make a value of others.
func (p *printer) construct(x Expr) {
	switch x := x.(type) {
	case *ArrayExpr:
		p.w("ARRAY")
		p.array(x)
	case *ArraySubquery:
		p.w("ARRAY")
		p.parenQuery(x.Query)
	case *RowExpr:
		p.wIf(x.Explicit || len(x.Fields) < 2 || p.full, "ROW")
		p.w("(")
		p.list(len(x.Fields), func(i int) { p.element(x.Fields[i]) })
		p.w(")")
	case *CaseExpr:
		p.caseExpr(x)
	case *CoalesceExpr:
		p.w("COALESCE")
		p.parenExprs(x.Args)
	case *XMLExpr:
		p.xml(x)
	case *XMLTable:
		p.xmlTable(x)
	case *NullIfExpr:
		p.w("NULLIF")
		p.parenExprs([]Expr{x.L, x.R})
	case *MinMaxExpr:
		p.w([...]string{"GREATEST", "LEAST"}[b2i(x.Least)])
		p.parenExprs(x.Args)
	case *NamedArg:
		p.name(x.Name)
		p.w(" => ")
		p.expr(x.Value, precNone)
	case *SQLValue:
		p.sqlValue(x)
	case *CurrentOf:
		p.w("CURRENT OF ")
		p.name(x.Cursor)
	case *GroupingSet:
		p.groupingSet(x)
	case *GroupingFunc:
		p.w("GROUPING")
		p.parenExprs(x.Args)
	case *TypeExpr:
		p.typeName(x.Type)
	case *OptionList:
		p.parenExprs(x.Items)
	case *OptionStar:
		p.w("*")
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// ownConstant is the constant that a cast gives a length alone, or whose length it takes away: it
// stands without the type that it has. nil for others.
func (p *printer) ownConstant(x *CastExpr) *Const {
	if !p.casts.Lengths[x] {
		return nil
	}
	of := x.X
	if c, ok := of.(*CastExpr); ok {
		of = c.X
	}
	k, _ := of.(*Const)
	return k
}

// castOperand writes what a cast is of. In the full form that is a literal, or stands in
// parentheses.
func (p *printer) castOperand(x Expr) {
	k, literal := x.(*Const)
	if literal && k.Type != 0 && p.stored != nil {
		p.w(p.stored.Const(k, LabelNever))
		return
	}
	if c, ok := x.(*CastExpr); ok && !p.paren && p.full && !p.casts.Idle[c] && !p.casts.Called[c] && !p.simpleNode(c.X) {
		p.w("(")
		p.own(x, precNone)
		p.w(")")
		return
	}
	if q, ok := x.(*SubqueryExpr); ok && !p.paren && p.full {
		p.own(q, precPrimary+1)
		return
	}
	a, array := x.(*ArrayExpr)
	_, row := x.(*RowExpr) // of which the type is a part, as in Postgres
	if !p.paren || row || literal && (k.Kind == ConstString || k.Kind == ConstNull) || array && len(a.Elems) == 0 {
		p.own(x, precCast)
		return
	}
	p.w("(")
	p.own(x, precNone)
	p.w(")")
}

// inArray writes x IN (a, b) as x = ANY (ARRAY[a, b]).
func (p *printer) inArray(x *InExpr) {
	p.tested(x.X, precLike+1)
	p.w([...]string{" = ", " <> "}[b2i(x.Not)])
	if len(x.List) == 1 {
		p.tested(x.List[0], precLike+1)
		return
	}
	p.w([...]string{"ANY (", "ALL ("}[b2i(x.Not)])
	to := p.casts.Lists[x]
	p.wIf(to != "" && p.paren, "(")
	p.w("ARRAY[")
	p.exprs(x.List)
	p.w("]")
	p.wIf(to != "" && p.paren, ")")
	if to != "" {
		p.w("::", to)
	}
	p.w(")")
}

// fullConstant writes a constant as Postgres shows a stored one; ok is false for those that
// look the same everywhere.
func (p *printer) fullConstant(c *Const) (ok bool) {
	switch {
	case c.Kind == ConstBool:
		p.w(strconv.FormatBool(c.Bool))
	case c.Kind == ConstInt && c.Int < math.MinInt32:
		p.w("'", strconv.FormatInt(c.Int, 10), "'::bigint")
	case c.Kind == ConstInt && c.Int < 0:
		p.w("'", strconv.FormatInt(c.Int, 10), "'::integer")
	case c.Kind == ConstInt && c.Int > math.MaxInt32:
		p.w("'", strconv.FormatInt(c.Int, 10), "'::bigint")
	case c.Kind == ConstBits:
		p.w("'", c.Text, "'::\"bit\"")
	case c.Kind == ConstNumeric && strings.HasPrefix(c.Text, "-"):
		p.w("'", c.Text, "'::numeric")
	default:
		return false
	}
	return true
}

func (p *printer) constant(c *Const) {
	if p.stored != nil {
		p.w(p.stored.Const(c, LabelNeeded))
		return
	}
	if p.full && p.fullConstant(c) {
		return
	}
	switch c.Kind {
	case ConstNull:
		p.w("NULL")
	case ConstBool:
		p.w([...]string{"FALSE", "TRUE"}[b2i(c.Bool)])
	case ConstInt:
		p.int(c.Int)
	case ConstNumeric:
		p.w(c.Text)
	case ConstString:
		p.string(c.Text)
	case ConstBits:
		p.w("B'", c.Text, "'")
	case ConstHexBits:
		p.w("X'", c.Text, "'")
	}
}

func (p *printer) columnRef(c *ColumnRef) {
	if c.Item == ArgItem && p.stored != nil && p.stored.Arg != nil {
		p.argument(c)
		return
	}
	for _, n := range [...]string{c.Catalog, c.Schema, c.Table} {
		if n != "" {
			p.name(n)
			p.w(".")
		}
	}
	if c.Star {
		p.w("*")
		return
	}
	p.name(c.Name)
	p.wIf(p.casts.Rows[c], ".*")
}

// argument writes an input of the routine whose body is printed, or a field of it.
func (p *printer) argument(c *ColumnRef) {
	if c.Name == "" {
		p.w(p.stored.Arg(c))
		return
	}
	p.w("(", p.stored.Arg(c), ").")
	p.name(c.Name)
}

func (p *printer) boolExpr(x *BoolExpr) {
	word, min := " AND ", precNot
	if x.Op == Or {
		word, min = " OR ", precAnd
	}
	if p.full {
		min-- // within its like no parentheses are needed
	}
	for i, arg := range x.Args {
		p.wIf(i > 0, word)
		p.expr(arg, min)
	}
}

// operator writes an operator's name, qualified where it is.
func (p *printer) operator(schema, op string) {
	if schema == "" {
		p.w(op)
		return
	}
	p.w("OPERATOR(")
	p.name(schema)
	p.w(".", op, ")")
}

func (p *printer) binary(x *BinaryExpr) {
	c := operatorPrec(x.OpSchema, x.Op)
	left := c
	if c == precCmp {
		left = c + 1
	}
	p.binaryOperand(x, x.L, left)
	p.w(" ")
	p.operator(x.OpSchema, x.Op)
	p.w(" ")
	p.binaryOperand(x, x.R, c+1)
}

// binaryOperand writes an operand of x. Postgres's rule for operators within operators knows
// arithmetic alone.
func (p *printer) binaryOperand(x *BinaryExpr, operand Expr, min int) {
	if o, ok := operand.(*BinaryExpr); ok && arithmetic(x.Op) && arithmetic(o.Op) {
		if _, cast := p.casts.Parts[o]; !cast {
			p.expr(o, min)
			return
		}
	}
	p.tested(operand, min)
}

// tested writes what an operator or a test is of. In Postgres's form without needless
// parentheses those stay that isSimpleNode (ruleutils.c) asks for: around all operators and tests,
// and around conversions of them that no function makes.
func (p *printer) tested(x Expr, min int) {
	subquery := false
	switch x.(type) {
	case *SubqueryExpr, *ExistsExpr, *ArraySubquery:
		subquery = true
	}
	switch {
	case !p.full:
		p.expr(x, min)
	case !p.paren && subquery:
		p.expr(x, precPrimary+1)
	case !p.paren && p.converts(x) && !p.simpleNode(x):
		p.w("(")
		p.expr(x, precNone)
		p.w(")")
	default:
		p.expr(x, precCast)
	}
}

// converts reports whether x is printed as a cast.
func (p *printer) converts(x Expr) bool {
	c, ok := x.(*CastExpr)
	_, part := p.casts.Parts[x]
	return part || ok && !p.casts.Idle[c]
}

// simpleNode reports whether x stands without parentheses.
func (p *printer) simpleNode(x Expr) bool {
	if _, ok := p.casts.Parts[x]; ok && !p.casts.Relabelled[x] {
		return true // as a call
	}
	switch x := x.(type) {
	case *CastExpr:
		return p.casts.Called[x] || p.simpleNode(x.X)
	case *BinaryExpr, *UnaryExpr, *LikeExpr, *QuantExpr, *DistinctExpr, *IsExpr, *BoolExpr, *NotExpr, *InExpr, *BetweenExpr, *SubqueryExpr, *ExistsExpr:
		return false
	}
	return true
}

func arithmetic(op string) bool { return len(op) == 1 && strings.Contains("+-*/%", op) }

func (p *printer) unary(x *UnaryExpr) {
	c := exprPrec(x)
	switch {
	case c == precMinus:
		p.w(x.Op)
		p.wIf(p.full, " ")
	case x.OpSchema == "" && (operatorPrec("", x.Op) != precOp):
		// A sign as OPERATOR(-) has the precedence of other operators.
		p.w("OPERATOR(", x.Op, ") ")
	default:
		p.operator(x.OpSchema, x.Op)
		p.w(" ")
	}
	p.tested(x.X, c+1)
}

func (p *printer) between(x *BetweenExpr) {
	if p.full {
		words := [...][3]string{{" >= ", " AND ", " <= "}, {" < ", " OR ", " > "}}[b2i(x.Not)]
		p.wIf(p.paren, "(")
		p.tested(x.X, precCmp+1)
		p.w(words[0])
		p.tested(x.Lo, precCmp+1)
		p.wIf(p.paren, ")")
		p.w(words[1])
		p.wIf(p.paren, "(")
		p.tested(x.X, precCmp+1)
		p.w(words[2])
		p.tested(x.Hi, precCmp+1)
		p.wIf(p.paren, ")")
		return
	}
	p.expr(x.X, precLike+1)
	p.wIf(x.Not, " NOT")
	p.w(" BETWEEN ")
	p.wIf(x.Symmetric, "SYMMETRIC ")
	p.simple(x.Lo)
	p.w(" AND ")
	p.expr(x.Hi, precLike+1)
}

func (p *printer) like(x *LikeExpr) {
	p.tested(x.X, precLike+1)
	if p.full {
		p.w([...]string{" ", " !"}[b2i(x.Not)], [...]string{"~~ ", "~~* ", "~ "}[x.Kind])
		var args []Expr
		if args = append(args, x.Pattern); x.Escape != nil {
			args = append(args, x.Escape)
		}
		switch {
		case x.Kind == SimilarTo:
			p.w("similar_to_escape")
			p.parenExprs(args)
		case len(args) > 1:
			p.w("like_escape")
			p.parenExprs(args)
		default:
			p.tested(x.Pattern, precNone)
		}
		return
	}
	p.wIf(x.Not, " NOT")
	p.w([...]string{" LIKE ", " ILIKE ", " SIMILAR TO "}[x.Kind])
	p.expr(x.Pattern, precLike+1)
	if x.Escape != nil {
		p.w(" ESCAPE ")
		p.expr(x.Escape, precLike+1)
	}
}

// listOrQuery writes (a, b) or (SELECT …).
func (p *printer) listOrQuery(list []Expr, q *Select) {
	if q != nil {
		p.parenQuery(q)
		return
	}
	p.parenExprs(list)
}

// likeWords are the keywords for the operators of LIKE ANY.
var likeWords = map[string]string{"~~": "LIKE", "!~~": "NOT LIKE", "~~*": "ILIKE", "!~~*": "NOT ILIKE"}

func (p *printer) quant(x *QuantExpr) {
	c := quantPrec(x)
	left := c
	if c == precCmp || c == precLike {
		left = c + 1
	}
	p.tested(x.X, left)
	p.w(" ")
	if c == precLike {
		p.w(likeWords[x.Op])
	} else {
		p.operator(x.OpSchema, x.Op)
	}
	p.w([...]string{" ANY ", " ALL "}[b2i(x.All)])
	if x.Query != nil {
		p.parenQuery(x.Query)
		return
	}
	if c, q := p.arrayQuery(x.Array); q != nil {
		// The cast says nothing, but without it the rows of the query would be meant.
		p.w("(")
		p.wIf(!p.paren, "(")
		p.own(q, precNone)
		p.wIf(!p.paren, ")")
		p.w("::")
		p.typeName(c.Type)
		p.w(")")
		return
	}
	p.parenExprs([]Expr{x.Array})
}

// arrayQuery is a subquery that gives an array, where only casts stand around it that are not
// written.
func (p *printer) arrayQuery(x Expr) (*CastExpr, *SubqueryExpr) {
	c, ok := x.(*CastExpr)
	if !ok || !p.full {
		return nil, nil
	}
	inner := Expr(c)
	for {
		switch e := inner.(type) {
		case *CastExpr:
			if !p.casts.Idle[e] {
				return nil, nil
			}
			inner = e.X
			continue
		case *SubqueryExpr:
			return c, e
		}
		return nil, nil
	}
}

// array writes the brackets of an array; nested ones have no ARRAY of their own, but in Postgres's form.
func (p *printer) array(x *ArrayExpr) {
	p.w("[")
	p.list(len(x.Elems), func(i int) {
		if a, ok := x.Elems[i].(*ArrayExpr); ok && !p.full && allArrays(x.Elems) {
			p.array(a)
			return
		}
		p.expr(x.Elems[i], precNone)
	})
	p.w("]")
}

// allArrays tells whether nested arrays may be written as brackets alone.
func allArrays(list []Expr) bool {
	for _, x := range list {
		if _, ok := x.(*ArrayExpr); !ok {
			return false
		}
	}
	return true
}

func (p *printer) caseExpr(x *CaseExpr) {
	part := func(word string, before, after int) {
		if p.full && !p.flat && (p.stored == nil || !p.stored.Flat) {
			p.line(word, before, after, 0)
			return
		}
		p.wIf(word != "CASE", " ")
		p.w(word)
	}
	part("CASE", 0, indentItem)
	if x.Arg != nil {
		p.w(" ")
		p.expr(x.Arg, precNone)
	}
	for i := range x.Whens {
		part("", 0, 0)
		p.when(&x.Whens[i])
	}
	if x.Else != nil {
		part("ELSE ", 0, 0)
		p.expr(x.Else, precNone)
	}
	part("END", -indentItem, 0)
}

func (p *printer) when(w *When) {
	p.w("WHEN ")
	p.expr(w.Cond, precNone)
	p.w(" THEN ")
	p.expr(w.Result, precNone)
}

func (p *printer) call(x *FuncCall) {
	if x.SQLSyntax && p.sqlCall(x) {
		return
	}
	name := x.Name
	if x.SQLSyntax && p.full {
		name.Schema = "" // which the notation had put there
	}
	p.qname(&name)
	p.w("(")
	p.wIf(x.Distinct, "DISTINCT ")
	p.wIf(x.Star, "*")
	from, packed := p.casts.Packed[x]
	p.list(len(x.Args), func(i int) {
		p.wIf(x.Variadic && i == len(x.Args)-1, "VARIADIC ")
		p.wIf(packed && i == from, "VARIADIC ARRAY[")
		p.expr(x.Args[i], precNone)
	})
	p.wIf(packed, "]")
	if x.OrderBy != nil && !x.WithinGroup {
		p.orderBy(x.OrderBy)
	}
	p.w(")")
	if x.WithinGroup {
		p.w(" WITHIN GROUP (")
		p.orderBy(x.OrderBy)
		p.w(")")
	}
	if x.Filter != nil {
		p.w(" FILTER (WHERE ")
		p.expr(x.Filter, precNone)
		p.w(")")
	}
	if x.Over != nil {
		p.w(" OVER ")
		p.window(x.Over)
	}
}

// sqlCall writes a call in the notation of the standard. It gives false where
// the call has none.
func (p *printer) sqlCall(x *FuncCall) bool {
	a := x.Args
	switch name := x.Name.Name; name {
	case "timezone":
		p.written(a[1], precAt)
		p.w(" AT TIME ZONE ")
		p.written(a[0], precAt+1)
	case "is_normalized":
		p.written(a[0], precIs+1)
		p.w(" IS ")
		if len(a) > 1 {
			p.w(a[1].(*Const).Text, " ")
		}
		p.w("NORMALIZED")
	case "overlaps":
		p.words("(", a[:2], ", ")
		p.w(" OVERLAPS ")
		p.words("(", a[2:], ", ")
	case "extract":
		if k, ok := a[0].(*Const); ok && p.full && plainName(k.Text) {
			p.w("EXTRACT(", k.Text, " FROM ")
			p.written(a[1], precNone)
			p.w(")")
			return true
		}
		p.words("EXTRACT(", a, " FROM ")
	case "substring":
		switch pattern := p.casts.Patterns[x]; {
		case pattern && len(a) == 2:
			return false
		case pattern:
			p.words("SUBSTRING(", a, " SIMILAR ", " ESCAPE ")
			return true
		}
		p.words("SUBSTRING(", a, " FROM ", " FOR ")
	case "overlay":
		p.words("OVERLAY(", a, " PLACING ", " FROM ", " FOR ")
	case "position":
		if p.full {
			p.w("POSITION((")
			p.written(a[1], precNone)
			p.w(") IN (")
			p.written(a[0], precNone)
			p.w("))")
			return true
		}
		p.w("POSITION(")
		p.simple(a[1])
		p.w(" IN ")
		p.simple(a[0])
		p.w(")")
	case "btrim", "ltrim", "rtrim":
		side := map[string]string{"btrim": "BOTH", "ltrim": "LEADING", "rtrim": "TRAILING"}[name]
		if p.full && len(a) == 2 {
			p.words("TRIM("+side+" ", []Expr{a[1], a[0]}, " FROM ")
			return true
		}
		p.words("TRIM("+side+" FROM ", a, ", ")
	case "normalize":
		p.w("NORMALIZE(")
		p.written(a[0], precNone)
		if len(a) > 1 {
			p.w(", ", a[1].(*Const).Text)
		}
		p.w(")")
	case "xmlexists":
		p.w("XMLEXISTS((")
		p.written(a[0], precNone)
		p.w(") PASSING (")
		p.written(a[1], precNone)
		p.w("))")
	case "pg_collation_for":
		p.words("COLLATION FOR (", a)
	default:
		return false
	}
	return true
}

// words writes arguments with words between, up to a closing parenthesis.
func (p *printer) words(before string, args []Expr, between ...string) {
	p.w(before)
	for i, a := range args {
		if i > 0 {
			p.w(between[min(i, len(between))-1])
		}
		p.written(a, precNone)
	}
	p.w(")")
}

// written writes an argument of one of the standard's notations: conversions that nobody wrote
// are left out there, but for the types of literals.
func (p *printer) written(x Expr, min int) {
	if _, literal := x.(*Const); p.full && !literal {
		p.own(x, min)
		return
	}
	p.expr(x, min)
}

var sqlValueWords = [...]string{
	CurrentDate: "CURRENT_DATE", CurrentTime: "CURRENT_TIME", CurrentTimestamp: "CURRENT_TIMESTAMP",
	LocalTime: "LOCALTIME", LocalTimestamp: "LOCALTIMESTAMP", CurrentRole: "CURRENT_ROLE",
	CurrentUser: "CURRENT_USER", SessionUser: "SESSION_USER", User: "USER",
	CurrentCatalog: "CURRENT_CATALOG", CurrentSchema: "CURRENT_SCHEMA",
}

func (p *printer) sqlValue(x *SQLValue) {
	p.w(sqlValueWords[x.Kind])
	if x.Precision >= 0 {
		p.w("(")
		p.int(int64(x.Precision))
		p.w(")")
	}
}

func (p *printer) indirection(x *IndirectionExpr) {
	plain := false
	of := x.X
	if p.full {
		of = p.busy(of)
	}
	switch inner := of.(type) {
	case *Param:
		plain = p.stored == nil
	case *SubqueryExpr: // which has its own
		plain = p.stored == nil
	case *IndirectionExpr:
		plain = p.stored != nil
	case *ColumnRef:
		plain = x.Steps[0].Field == "" && !x.Steps[0].Star && (inner.Item != ArgItem || inner.Name != "")
	}
	if plain {
		p.bare(of)
	} else {
		p.w("(")
		p.bare(of)
		p.w(")")
	}
	p.steps(x.Steps)
}

func (p *printer) steps(list []Indirection) {
	for i := range list {
		p.step(&list[i])
	}
}

func (p *printer) step(s *Indirection) {
	switch {
	case s.Star:
		p.w(".*")
	case s.Field != "":
		p.w(".")
		p.name(s.Field)
	default:
		p.w("[")
		if s.Slice {
			if s.Lower != nil {
				p.expr(s.Lower, precNone)
			}
			// A space keeps ":" from meeting another; nothing kept has one at its ends.
			p.w([...]string{" : ", ":"}[b2i(p.full)])
		}
		if s.Upper != nil {
			p.expr(s.Upper, precNone)
		}
		p.w("]")
	}
}

func (p *printer) groupingSet(g *GroupingSet) {
	p.w([...]string{"", "ROLLUP ", "CUBE ", "GROUPING SETS "}[g.Kind])
	p.parenExprs(g.Items)
}
