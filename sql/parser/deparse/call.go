package deparse

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
	"slices"
)

func (p *printer) call(x *ast.FuncCall) {
	if x.SQLSyntax && p.sqlCall(x) {
		return
	}
	if p.casts.Literals[x] {
		p.expr(x.Args[0], precCast)
		return
	}
	if to := p.casts.CastCalls[x]; to != "" && p.full {
		p.castOperand(x.Args[0])
		p.w("::", to)
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
		p.orderBy(p.sortedBy(x), false)
	}
	p.w(")")
	if x.WithinGroup {
		p.w(" WITHIN GROUP (")
		p.orderBy(x.OrderBy, true)
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

// sortedBy is what an aggregate takes its rows in the order of. One that is an argument, too, is
// what that is converted to: Postgres has both once.
func (p *printer) sortedBy(x *ast.FuncCall) []ast.OrderItem {
	if p.stored == nil || len(p.casts.Parts) == 0 {
		return x.OrderBy
	}
	out := slices.Clone(x.OrderBy)
	for i := range out {
		if at := slices.IndexFunc(x.Args, func(a ast.Expr) bool { return ast.Equal(a, out[i].Expr) }); at >= 0 && p.casts.Parts[x.Args[at]] != "" {
			out[i].Expr = x.Args[at]
		}
	}
	return out
}

// sqlCall writes a call in the notation of the standard. It gives false where
// the call has none.
func (p *printer) sqlCall(x *ast.FuncCall) bool {
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
			p.w(a[1].(*ast.Const).Text, " ")
		}
		p.w("NORMALIZED")
	case "overlaps":
		p.words("(", a[:2], ", ")
		p.w(" OVERLAPS ")
		p.words("(", a[2:], ", ")
	case "extract":
		if k, ok := a[0].(*ast.Const); ok && p.full && plainName(k.Text) {
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
			p.words("TRIM("+side+" ", []ast.Expr{a[1], a[0]}, " FROM ")
			return true
		}
		p.words("TRIM("+side+" FROM ", a, ", ")
	case "normalize":
		p.w("NORMALIZE(")
		p.written(a[0], precNone)
		if len(a) > 1 {
			p.w(", ", a[1].(*ast.Const).Text)
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
func (p *printer) words(before string, args []ast.Expr, between ...string) {
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
func (p *printer) written(x ast.Expr, min int) {
	if _, literal := x.(*ast.Const); p.full && !literal {
		p.own(x, min)
		return
	}
	p.expr(x, min)
}

var sqlValueWords = [...]string{
	ast.CurrentDate: "CURRENT_DATE", ast.CurrentTime: "CURRENT_TIME", ast.CurrentTimestamp: "CURRENT_TIMESTAMP",
	ast.LocalTime: "LOCALTIME", ast.LocalTimestamp: "LOCALTIMESTAMP", ast.CurrentRole: "CURRENT_ROLE",
	ast.CurrentUser: "CURRENT_USER", ast.SessionUser: "SESSION_USER", ast.User: "USER",
	ast.CurrentCatalog: "CURRENT_CATALOG", ast.CurrentSchema: "CURRENT_SCHEMA",
}

func (p *printer) sqlValue(x *ast.SQLValue) {
	p.w(sqlValueWords[x.Kind])
	if x.Precision >= 0 {
		p.w("(")
		p.int(int64(x.Precision))
		p.w(")")
	}
}

func (p *printer) indirection(x *ast.IndirectionExpr) {
	plain := false
	of := x.X
	if p.full {
		of = p.busy(of)
	}
	switch inner := of.(type) {
	case *ast.Param:
		plain = p.stored == nil
	case *ast.SubqueryExpr: // which has its own
		plain = p.stored == nil
	case *ast.IndirectionExpr:
		plain = p.stored != nil
	case *ast.ColumnRef:
		plain = x.Steps[0].Field == "" && !x.Steps[0].Star && (inner.Item != ast.ArgItem || inner.Name != "")
	}
	if plain {
		p.bare(of)
	} else {
		p.w("(")
		if p.stored != nil || p.paren {
			p.expr(of, precNone) // an operation has parentheses of its own
		} else {
			p.bare(of)
		}
		p.w(")")
	}
	p.steps(x.Steps)
}

func (p *printer) steps(list []ast.Indirection) {
	for i := range list {
		p.step(&list[i])
	}
}

func (p *printer) step(s *ast.Indirection) {
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

func (p *printer) groupingSet(g *ast.GroupingSet) {
	p.w([...]string{"", "ROLLUP ", "CUBE ", "GROUPING SETS "}[g.Kind])
	p.parenExprs(g.Items)
}
