package deparse

import (
	"math"
	"strconv"

	"github.com/isochrondb/isochron/sql/parser/ast"
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
func exprPrec(x ast.Expr) int {
	switch x := x.(type) {
	case *ast.BoolExpr:
		if x.Op == ast.And {
			return precAnd
		}
		return precOr
	case *ast.NotExpr:
		return precNot
	case *ast.XMLExpr:
		if x.Kind == ast.XMLIsDocument {
			return precIs
		}
	case *ast.IsExpr, *ast.DistinctExpr:
		return precIs
	case *ast.BetweenExpr, *ast.LikeExpr, *ast.InExpr:
		return precLike
	case *ast.BinaryExpr:
		return operatorPrec(x.OpSchema, x.Op)
	case *ast.QuantExpr:
		return quantPrec(x)
	case *ast.UnaryExpr:
		return unaryPrec(x)
	case *ast.Const:
		if x.Kind == ast.ConstInt && x.Int < 0 || x.Kind == ast.ConstNumeric && x.Text[0] == '-' {
			return precMinus
		}
	case *ast.CollateExpr:
		return precColl
	case *ast.CastExpr:
		return precCast
	case *ast.FuncCall:
		return callPrec(x)
	}
	return precPrimary
}

// unaryPrec tells a sign from other prefix operators. A minus before a number
// would be folded into it, so that one is written as OPERATOR(-).
func unaryPrec(x *ast.UnaryExpr) int {
	if x.OpSchema != "" || x.Op != "-" && x.Op != "+" {
		return precOp
	}
	if c, ok := x.X.(*ast.Const); ok && x.Op == "-" && (c.Kind == ast.ConstInt || c.Kind == ast.ConstNumeric) {
		return precOp
	}
	return precMinus
}

func quantPrec(x *ast.QuantExpr) int {
	if likeWords[x.Op] != "" && x.OpSchema == "" {
		return precLike
	}
	return operatorPrec(x.OpSchema, x.Op)
}

func callPrec(x *ast.FuncCall) int {
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
func (p *printer) exprs(list []ast.Expr) {
	p.list(len(list), func(i int) { p.expr(list[i], precNone) })
}

// parenExprs writes (a, b).
func (p *printer) parenExprs(list []ast.Expr) {
	p.w("(")
	p.exprs(list)
	p.w(")")
}

// expr writes an expression, in parentheses where it binds less than min.
func (p *printer) expr(x ast.Expr, min int) {
	if to, ok := p.casts.Parts[x]; ok {
		p.castOperand(x)
		p.w("::", to)
		return
	}
	p.own(x, min)
}

// own is expr without the cast that x gets.
func (p *printer) own(x ast.Expr, min int) {
	if c, ok := x.(*ast.CastExpr); ok && !p.full && p.casts.Idle[c] {
		p.expr(c.X, min)
		return
	}
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
	if b, ok := x.(*ast.BetweenExpr); ok && p.full {
		prec = [...]int{precAnd, precOr}[b2i(b.Not)]
	}
	_, k := x.(*ast.Const)
	if _, xml := x.(*ast.XMLExpr); p.full && (k || xml) {
		prec = precPrimary // a negative constant is a string there
	}
	switch x := x.(type) {
	case *ast.InExpr:
		if p.full && len(x.List) > 1 {
			prec = precNone
		}
	case *ast.QuantExpr:
		if p.full {
			prec = precNone
		}
	case *ast.UnaryExpr:
		if p.paren {
			prec = precNone
		}
	case *ast.CollateExpr:
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
func (p *printer) simple(x ast.Expr) {
	inner := x
	for {
		c, ok := inner.(*ast.CastExpr)
		if !ok {
			break
		}
		inner = c.X
	}
	if _, isConst := x.(*ast.Const); isConst || exprPrec(inner) == precPrimary {
		p.bare(x)
		return
	}
	p.w("(")
	p.bare(x)
	p.w(")")
}

// bare writes an expression without parentheses around it.
func (p *printer) bare(x ast.Expr) {
	if p.full && p.sublink(x) {
		return
	}
	switch x := x.(type) {
	case *ast.Const:
		p.constant(x)
	case *ast.ColumnRef:
		p.columnRef(x)
	case *ast.Param:
		if p.stored != nil && p.stored.Arg != nil {
			p.w(p.stored.Arg(x))
			return
		}
		p.w("$")
		p.int(int64(x.Number))
	case *ast.BoolExpr:
		p.boolExpr(x)
	case *ast.NotExpr:
		p.w("NOT ")
		p.expr(x.X, precNot)
	case *ast.BinaryExpr:
		p.binary(x)
	case *ast.UnaryExpr:
		p.unary(x)
	case *ast.FuncCall:
		p.call(x)
	case *ast.CastExpr:
		if k := p.ownConstant(x); k != nil && p.full && k.Kind == ast.ConstBits {
			p.string(k.Text)
		} else if k != nil && p.full && k.Kind == ast.ConstNumeric {
			literal, _ := numericLiteral(k.Text)
			p.w(literal)
		} else if k != nil && p.full {
			p.castOperand(k)
		} else if p.paren && p.casts.Flat[x] {
			p.w("(")
			p.own(x.X, precNone)
			p.w(")")
		} else {
			p.castOperand(x.X)
		}
		p.w("::")
		p.typeName(x.Type)
	case *ast.CollateExpr:
		p.expr(x.X, precColl)
		p.w(" COLLATE ")
		p.qname(&x.Collation)
	case *ast.IndirectionExpr:
		p.indirection(x)
	case *ast.DefaultExpr:
		p.w("DEFAULT")
	default:
		p.test(x)
	}
}

// test writes the expressions that test something.
func (p *printer) test(x ast.Expr) {
	switch x := x.(type) {
	case *ast.IsExpr:
		p.tested(x.X, precIs+1)
		p.w(" IS ")
		p.wIf(x.Not, "NOT ")
		p.w([...]string{"NULL", "TRUE", "FALSE", "UNKNOWN"}[x.Kind])
	case *ast.DistinctExpr:
		p.tested(x.L, precIs+1)
		p.w(" IS ")
		p.wIf(x.Not, "NOT ")
		p.w("DISTINCT FROM ")
		p.tested(x.R, precIs+1)
	case *ast.BetweenExpr:
		p.between(x)
	case *ast.LikeExpr:
		p.like(x)
	case *ast.InExpr:
		if p.full && x.Query == nil {
			p.inArray(x)
			return
		}
		p.expr(x.X, precLike+1)
		p.wIf(x.Not, " NOT")
		p.w(" IN ")
		p.listOrQuery(x.List, x.Query)
	case *ast.QuantExpr:
		p.quant(x)
	case *ast.ExistsExpr:
		p.w("EXISTS ")
		p.parenQuery(x.Query)
	case *ast.SubqueryExpr:
		p.parenQuery(x.Query)
	default:
		p.construct(x)
	}
}

// construct writes the expressions that make a value of others.
func (p *printer) construct(x ast.Expr) {
	switch x := x.(type) {
	case *ast.ArrayExpr:
		p.w("ARRAY")
		p.array(x)
	case *ast.ArraySubquery:
		p.w("ARRAY")
		p.parenQuery(x.Query)
	case *ast.RowExpr:
		p.wIf(x.Explicit || len(x.Fields) < 2 || p.full, "ROW")
		p.w("(")
		p.list(len(x.Fields), func(i int) { p.element(x.Fields[i]) })
		p.w(")")
	case *ast.CaseExpr:
		p.caseExpr(x)
	case *ast.CoalesceExpr:
		p.w("COALESCE")
		p.parenExprs(x.Args)
	case *ast.XMLExpr:
		p.xml(x)
	case *ast.XMLTable:
		p.xmlTable(x)
	case *ast.NullIfExpr:
		p.w("NULLIF")
		p.parenExprs([]ast.Expr{x.L, x.R})
	case *ast.MinMaxExpr:
		p.w([...]string{"GREATEST", "LEAST"}[b2i(x.Least)])
		p.parenExprs(x.Args)
	case *ast.NamedArg:
		p.name(x.Name)
		p.w(" => ")
		p.expr(x.Value, precNone)
	case *ast.SQLValue:
		p.sqlValue(x)
	case *ast.CurrentOf:
		p.w("CURRENT OF ")
		p.name(x.Cursor)
	case *ast.GroupingSet:
		p.groupingSet(x)
	case *ast.GroupingFunc:
		p.w("GROUPING")
		p.parenExprs(x.Args)
	case *ast.TypeExpr:
		p.typeName(x.Type)
	case *ast.OptionList:
		p.parenExprs(x.Items)
	case *ast.OptionStar:
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
func (p *printer) ownConstant(x *ast.CastExpr) *ast.Const {
	if !p.casts.Lengths[x] {
		return nil
	}
	of := x.X
	if c, ok := of.(*ast.CastExpr); ok {
		of = c.X
	}
	k, _ := of.(*ast.Const)
	return k
}

// castOperand writes what a cast is of. In the full form that is a literal, or stands in
// parentheses.
func (p *printer) castOperand(x ast.Expr) {
	k, literal := x.(*ast.Const)
	if base := p.casts.Bases[k]; base != "" {
		p.overDomain(k, base)
		return
	}
	if literal && k.Type != 0 && p.stored != nil {
		p.w(p.stored.Const(k, LabelNever))
		return
	}
	if c, ok := x.(*ast.CastExpr); ok && !p.paren && p.full && !p.casts.Idle[c] && !p.casts.Called[c] && !p.simpleNode(c.X) {
		p.w("(")
		p.own(x, precNone)
		p.w(")")
		return
	}
	if q, ok := x.(*ast.SubqueryExpr); ok && !p.paren && p.full {
		p.own(q, precPrimary+1)
		return
	}
	a, array := x.(*ast.ArrayExpr)
	_, row := x.(*ast.RowExpr) // of which the type is a part, as in Postgres
	if !p.paren || row || literal && (k.Kind == ast.ConstString || k.Kind == ast.ConstNull) || array && len(a.Elems) == 0 {
		p.own(x, precCast)
		return
	}
	p.w("(")
	p.own(x, precNone)
	p.w(")")
}

// overDomain writes a literal that is cast to a domain, as one of the type below.
func (p *printer) overDomain(k *ast.Const, base string) {
	p.wIf(p.paren, "(")
	switch {
	case k.Type != 0 && p.stored != nil:
		p.w(p.stored.Const(k, LabelNeeded))
	case k.Kind == ast.ConstString || k.Kind == ast.ConstNull:
		p.own(k, precCast)
		p.w("::", base)
	default:
		p.own(k, precCast)
	}
	p.wIf(p.paren, ")")
}

// inArray writes x IN (a, b) as x = ANY (ARRAY[a, b]).
func (p *printer) inArray(x *ast.InExpr) {
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
func (p *printer) fullConstant(c *ast.Const) (ok bool) {
	switch {
	case c.Kind == ast.ConstBool:
		p.w(strconv.FormatBool(c.Bool))
	case c.Kind == ast.ConstInt && c.Int < math.MinInt32:
		p.w("'", strconv.FormatInt(c.Int, 10), "'::bigint")
	case c.Kind == ast.ConstInt && c.Int < 0:
		p.w("'", strconv.FormatInt(c.Int, 10), "'::integer")
	case c.Kind == ast.ConstInt && c.Int > math.MaxInt32:
		p.w("'", strconv.FormatInt(c.Int, 10), "'::bigint")
	case c.Kind == ast.ConstBits:
		p.w("'", c.Text, "'::\"bit\"")
	case c.Kind == ast.ConstNumeric:
		literal, quoted := numericLiteral(c.Text)
		p.w(literal)
		p.wIf(quoted, "::numeric")
	default:
		return false
	}
	return true
}

func (p *printer) constant(c *ast.Const) {
	if p.stored != nil {
		p.w(p.stored.Const(c, LabelNeeded))
		return
	}
	if p.full && p.fullConstant(c) {
		return
	}
	switch c.Kind {
	case ast.ConstNull:
		p.w("NULL")
	case ast.ConstBool:
		p.w([...]string{"FALSE", "TRUE"}[b2i(c.Bool)])
	case ast.ConstInt:
		p.int(c.Int)
	case ast.ConstNumeric:
		p.w(c.Text)
	case ast.ConstString:
		p.string(c.Text)
	case ast.ConstBits:
		p.w("B'", c.Text, "'")
	case ast.ConstHexBits:
		p.w("X'", c.Text, "'")
	}
}

func (p *printer) columnRef(c *ast.ColumnRef) {
	if c.Item == ast.ArgItem && p.stored != nil && p.stored.Arg != nil {
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
func (p *printer) argument(c *ast.ColumnRef) {
	if c.Name == "" {
		p.w(p.stored.Arg(c))
		return
	}
	p.w("(", p.stored.Arg(c), ").")
	p.name(c.Name)
}
