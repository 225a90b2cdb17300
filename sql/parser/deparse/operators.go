package deparse

import (
	"maps"
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

func (p *printer) boolExpr(x *ast.BoolExpr) {
	word, min := " AND ", precNot
	if x.Op == ast.Or {
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

func (p *printer) binary(x *ast.BinaryExpr) {
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
func (p *printer) binaryOperand(x *ast.BinaryExpr, operand ast.Expr, min int) {
	if o, ok := operand.(*ast.BinaryExpr); ok && arithmetic(x.Op) && arithmetic(o.Op) {
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
func (p *printer) tested(x ast.Expr, min int) {
	subquery := false
	switch x.(type) {
	case *ast.SubqueryExpr, *ast.ExistsExpr, *ast.ArraySubquery:
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
func (p *printer) converts(x ast.Expr) bool {
	c, ok := x.(*ast.CastExpr)
	_, part := p.casts.Parts[x]
	return part || ok && !p.casts.Idle[c]
}

// simpleNode reports whether x stands without parentheses.
func (p *printer) simpleNode(x ast.Expr) bool {
	if _, ok := p.casts.Parts[x]; ok && !p.casts.Relabelled[x] {
		return true // as a call
	}
	switch x := x.(type) {
	case *ast.CastExpr:
		return p.casts.Called[x] || p.simpleNode(x.X)
	case *ast.BinaryExpr, *ast.UnaryExpr, *ast.LikeExpr, *ast.QuantExpr, *ast.DistinctExpr, *ast.IsExpr, *ast.BoolExpr, *ast.NotExpr, *ast.InExpr, *ast.BetweenExpr, *ast.SubqueryExpr, *ast.ExistsExpr:
		return false
	}
	return true
}

func arithmetic(op string) bool { return len(op) == 1 && strings.Contains("+-*/%", op) }

func (p *printer) unary(x *ast.UnaryExpr) {
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

func (p *printer) between(x *ast.BetweenExpr) {
	if p.full {
		words := [...][3]string{{" >= ", " AND ", " <= "}, {" < ", " OR ", " > "}}[b2i(x.Not)]
		p.boundedBy(x.X, words[0], x.Lo)
		p.w(words[1])
		p.boundedBy(x.X, words[2], x.Hi)
		return
	}
	if x.Again != nil && p.twice {
		p.w("(")
		p.expr(x.Apart(), precNone)
		p.w(")")
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

// boundedBy writes one of the comparisons of a BETWEEN, for which x may be converted to another type than
// for the other one.
func (p *printer) boundedBy(x ast.Expr, op string, bound ast.Expr) {
	p.wIf(p.paren, "(")
	parts := p.casts.Parts
	if to, ok := p.casts.Bounds[bound]; ok && to != parts[x] {
		p.casts.Parts = maps.Clone(parts)
		if p.casts.Parts[x] = to; to == "" {
			delete(p.casts.Parts, x)
		}
	}
	p.tested(x, precCmp+1)
	p.casts.Parts = parts
	p.w(op)
	p.tested(bound, precCmp+1)
	p.wIf(p.paren, ")")
}

func (p *printer) like(x *ast.LikeExpr) {
	p.tested(x.X, precLike+1)
	if p.full {
		p.w([...]string{" ", " !"}[b2i(x.Not)], [...]string{"~~ ", "~~* ", "~ "}[x.Kind])
		var args []ast.Expr
		if args = append(args, x.Pattern); x.Escape != nil {
			args = append(args, x.Escape)
		}
		switch {
		case x.Kind == ast.SimilarTo:
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
func (p *printer) listOrQuery(list []ast.Expr, q *ast.Select) {
	if q != nil {
		p.parenQuery(q)
		return
	}
	p.parenExprs(list)
}

// likeWords are the keywords for the operators of LIKE ANY.
var likeWords = map[string]string{"~~": "LIKE", "!~~": "NOT LIKE", "~~*": "ILIKE", "!~~*": "NOT ILIKE"}

func (p *printer) quant(x *ast.QuantExpr) {
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
	p.parenExprs([]ast.Expr{x.Array})
}

// arrayQuery is a subquery that gives an array, where only casts stand around it that are not
// written.
func (p *printer) arrayQuery(x ast.Expr) (*ast.CastExpr, *ast.SubqueryExpr) {
	c, ok := x.(*ast.CastExpr)
	if !ok || !p.full {
		return nil, nil
	}
	inner := ast.Expr(c)
	for {
		switch e := inner.(type) {
		case *ast.CastExpr:
			if !p.casts.Idle[e] {
				return nil, nil
			}
			inner = e.X
			continue
		case *ast.SubqueryExpr:
			return c, e
		}
		return nil, nil
	}
}

// array writes the brackets of an array; nested ones have no ARRAY of their own, but in Postgres's form.
func (p *printer) array(x *ast.ArrayExpr) {
	p.w("[")
	p.list(len(x.Elems), func(i int) {
		if a, ok := x.Elems[i].(*ast.ArrayExpr); ok && !p.full && allArrays(x.Elems) {
			p.array(a)
			return
		}
		p.expr(x.Elems[i], precNone)
	})
	p.w("]")
}

// allArrays tells whether nested arrays may be written as brackets alone.
func allArrays(list []ast.Expr) bool {
	for _, x := range list {
		if _, ok := x.(*ast.ArrayExpr); !ok {
			return false
		}
	}
	return true
}

func (p *printer) caseExpr(x *ast.CaseExpr) {
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

func (p *printer) when(w *ast.When) {
	p.w("WHEN ")
	p.expr(w.Cond, precNone)
	p.w(" THEN ")
	p.expr(w.Result, precNone)
}
