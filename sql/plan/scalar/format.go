package scalar

import (
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/types"
)

// Format prints an expression as EXPLAIN shows it. name gives the name of a
// Slot.
// The text is to be read, not parsed: EXPLAIN's conditions, and conditions in errors. It is bracketed as
// Postgres's deparse_expression brackets with pretty-printing off.
// name may be nil where the expression has no Slot.
// The size is that of the expression as a tree: a part that several nodes share is written for each of them.
func Format(e Expr, name func(slot int) string) string {
	p := printer{name: name}
	p.expr(e)
	return p.b.String()
}

// printer collects the text of one expression; name as for Format.
type printer struct {
	b    strings.Builder
	name func(int) string
}

// fieldName is the name that the type has for a field, or its number where that is a record.
func fieldName(e *Field) string {
	// As get_name_for_var_field names what has no name: f1, f2, …
	if c := e.X.Type().Base().Composite(); c != nil && e.Idx < len(c.Attributes()) {
		return types.QuoteIdent(c.Attributes()[e.Idx].Name)
	}
	return "f" + strconv.Itoa(e.Idx+1)
}

// str, list and call append: texts, expressions with something between, and a call.
func (p *printer) str(s ...string) {
	for _, x := range s {
		p.b.WriteString(x)
	}
}

// list prints xs with sep between them.
func (p *printer) list(xs []Expr, sep string) {
	for i, x := range xs {
		if i > 0 {
			p.str(sep)
		}
		p.expr(x)
	}
}

// call prints name(x, y). The name may carry what stands before it: "(ROW" in RowCompare.
func (p *printer) call(name string, xs []Expr) {
	p.str(name, "(")
	p.list(xs, ", ")
	p.str(")")
}

// expr and compound are one switch over the kinds of nodes, split for its length.
// A kind that is missing prints nothing.
// Each kind that can be an operand writes its own brackets, so that nothing here has to know what stands
// around it.
func (p *printer) expr(e Expr) {
	switch e := e.(type) {
	case *Const:
		p.constant(e)
	case *Param:
		p.str("$", strconv.Itoa(e.N))
	case *Var:
		p.str(e.Name)
	case *Slot:
		p.str(p.name(e.Idx))
	// It reads like a parameter, as in Postgres, but for the underscore, which tells it from the statement's.
	case *Reg:
		p.str("$", strconv.Itoa(e.Idx), "_")
	case *Op:
		p.op(e)
	case *Call:
		// The function's title and the arguments that somebody wrote, without those that the binder has put in.
		// Those are NULLs that carry a type, which is in no text that somebody wrote.
		name, args := shown(e)
		p.call(name, args)
	case *HostCall:
		p.call(e.Name, e.Args)
	case *Cast:
		p.cast(e)
	case *Domain:
		p.str("(")
		p.expr(e.X)
		p.str(")::", e.T.String())
	// Flat: nested ANDs of one kind are one list by now.
	case *Bool:
		p.str("(")
		p.list(e.Args, map[bool]string{false: " AND ", true: " OR "}[e.Or])
		p.str(")")
	case *Not:
		p.str("(NOT ")
		p.expr(e.X)
		p.str(")")
	case *IsNull:
		p.str("(")
		p.expr(e.X)
		p.str(" IS ", not(e.Not), "NULL)")
	case *Truth:
		p.str("(")
		p.expr(e.X)
		p.str(" IS ", not(e.Not), [...]string{"TRUE", "FALSE", "UNKNOWN"}[e.Kind], ")")
	case *Distinct:
		p.str("(")
		p.expr(e.L)
		p.str(" IS ", not(e.Not), "DISTINCT FROM ")
		p.expr(e.R)
		p.str(")")
	default:
		p.compound(e)
	}
}

// What has several parts, or is seldom met.
func (p *printer) compound(e Expr) {
	switch e := e.(type) {
	case *Case:
		p.caseExpr(e)
	case *CaseArg:
		// Postgres's name for the argument, where it stands elsewhere than before an arm's operator (arm).
		p.str("CASE_TEST_EXPR")
	case *Assign:
		p.assign(e)
	case *Coalesce:
		p.call("COALESCE", e.Args)
	case *NullIf:
		// RCast is the right side as it is compared; LCast is the left one's twin and is not shown.
		p.call("NULLIF", []Expr{e.L, e.RCast})
	case *XML:
		p.xml(e)
	case *MinMax:
		p.call(map[bool]string{true: "LEAST", false: "GREATEST"}[e.Least], e.Args)
	case *Array:
		p.str("ARRAY[")
		p.list(e.Elems, ", ")
		p.str("]")
	// Present is not shown: Postgres has no words for a row that an outer join may have padded.
	case *Row:
		p.call("ROW", e.Args)
	case *System:
		p.system(e)
	case *Field:
		p.str("(")
		p.expr(e.X)
		p.str(").", fieldName(e))
	case *Subscript:
		p.subscript(e)
	case *Quant:
		p.quant(e)
	case *OwnCompare:
		p.ownCompare(e)
	case *RowCompare:
		// call with a bracket before it: (ROW(a, b) < ROW(c, d)).
		p.call("(ROW", e.L)
		p.str(" ", e.Name, " ")
		p.call("ROW", e.R)
		p.str(")")
	case *Subquery:
		p.subquery(e)
	}
}

// system prints a system column under the name that its row has.
// The columns that it is computed of all belong to one row: the first one's qualifier is the row's.
// e.Args has one at least.
func (p *printer) system(e *System) {
	// No SQL says so: it stands in plans that look a row up by its ctid.
	if e.Kind == SystemKey {
		p.call(e.Name(), e.Args)
		return
	}
	// A printer of its own, since the text is cut before it is shown.
	var of printer
	of.name = p.name
	of.expr(e.Args[0])
	first := of.b.String()
	p.str(first[:strings.LastIndexByte(first, '.')+1], e.Name())
}

// not is the word that goes in where n holds.
func not(n bool) string {
	if n {
		return "NOT "
	}
	return ""
}

// constant writes a literal that reads back as the same type: what the parser would take for another type
// gets a cast. Settings (zone, style) do not show.
// Postgres: get_const_expr.
func (p *printer) constant(e *Const) {
	if e.D.IsNull() {
		p.str("NULL::", e.T.Format(e.Typmod))
		return
	}
	// Without an Env: dates in ISO, timestamps with time zone in UTC, so that a plan's text is the same in each session.
	text := string(types.AppendText(nil, e.T, e.D, nil))
	switch e.T {
	// Of numbers only a plain positive int4 reads back as its type: others get quotes and the cast.
	case types.TInt4, types.TInt8, types.TNumeric:
		// A negative number is in quotes, as an operator could bind closer than its sign.
		if !strings.HasPrefix(text, "-") && e.T == types.TInt4 {
			p.str(text)
			return
		}
	case types.TBool:
		p.str(map[string]string{"t": "true", "f": "false"}[text])
		return
	// A literal that nothing has given a type is shown as it was written.
	case types.TUnknown:
		p.str("'", strings.ReplaceAll(text, "'", "''"), "'")
		return
	}
	p.str("'", strings.ReplaceAll(text, "'", "''"), "'::", e.T.Format(e.Typmod))
}

// op brackets each operator: the text need not know which binds closer.
func (p *printer) op(e *Op) {
	p.str("(")
	// L is nil of a prefix operator.
	if e.L != nil {
		p.expr(e.L)
		p.str(" ")
	}
	p.str(e.Op.Title(), " ")
	p.expr(e.R)
	p.str(")")
}

// cast leaves out what changes no value and nobody wrote.
// Postgres hides implicit casts, too.
func (p *printer) cast(e *Cast) {
	// Binary: the value stays as it is. A literal of unknown type is shown with its type, as a constant is.
	if !e.Display && e.C.Method == builtin.CastBinary || e.C.From == types.TUnknown && !e.Explicit {
		p.expr(e.X)
		if e.C.From == types.TUnknown {
			p.str("::", e.C.To.Format(e.Typmod))
		}
		return
	}
	p.str("(")
	p.expr(e.X)
	p.str(")::", e.C.To.Format(e.Typmod))
}

// assign writes (c[1].x := v). The value before is written where it is one of another assignment; a part of it is
// where this one says.
func (p *printer) assign(e *Assign) {
	p.str("(")
	for {
		if _, part := e.Old.(*CaseArg); !part {
			p.expr(e.Old)
		}
		p.path(e)
		inner, ok := e.New.(*Assign)
		if !ok || e.Read == nil || !ofPart(inner) {
			break
		}
		e = inner
	}
	p.str(" := ")
	p.expr(e.New)
	p.str(")")
}

// ofPart reports whether an assignment is to a part of what the one around it assigns to.
func ofPart(e *Assign) bool {
	_, ok := e.Old.(*CaseArg)
	return ok
}

// path writes which part an assignment is to.
func (p *printer) path(e *Assign) {
	at := e.At
	bound := func(written bool) {
		if written {
			p.expr(at[0])
			at = at[1:]
		}
	}
	for _, st := range e.Path {
		if st.Field != "" {
			p.str(".", types.QuoteIdent(st.Field))
			continue
		}
		p.str("[")
		bound(st.Lower)
		if st.Slice {
			p.str(":")
		}
		bound(st.Upper)
		p.str("]")
	}
}

// caseExpr shows an arm's comparison with the argument as the arm's value alone, as it was written.
func (p *printer) caseExpr(e *Case) {
	p.str("CASE")
	if e.Arg != nil {
		p.str(" ")
		p.expr(e.Arg)
	}
	for _, w := range e.Whens {
		p.str(" WHEN ")
		p.expr(arm(e, w.Cond))
		p.str(" THEN ")
		p.expr(w.Result)
	}
	if e.Else != nil {
		p.str(" ELSE ")
		p.expr(e.Else)
	}
	p.str(" END")
}

// arm is what an arm compares the argument with; its condition where it has another form, or there is no argument
// (Postgres: get_rule_expr of T_CaseExpr).
func arm(e *Case, cond Expr) Expr {
	op, ok := cond.(*Op)
	if !ok || e.Arg == nil {
		return cond
	}
	l := op.L
	for c, ok := l.(*Cast); ok && !c.Display; c, ok = l.(*Cast) {
		l = c.X
	}
	if _, ok := l.(*CaseArg); !ok {
		return cond
	}
	return op.R
}

// subscript: an open bound is left out.
// Lower has an entry for each of Upper where it is a slice.
func (p *printer) subscript(e *Subscript) {
	p.str("(")
	p.expr(e.X)
	p.str(")")
	for i, u := range e.Upper {
		p.str("[")
		if e.Slice {
			if e.Lower[i] != nil {
				p.expr(e.Lower[i])
			}
			p.str(":")
		}
		if u != nil {
			p.expr(u)
		}
		p.str("]")
	}
}

// quant shows IN as what it is, = ANY of an array.
// IN has no form of its own in a plan.
func (p *printer) quant(e *Quant) {
	p.str("(")
	p.expr(e.X)
	p.str(" ", e.Op.Title(), map[bool]string{false: " ANY (", true: " ALL ("}[e.All])
	if e.Array != nil {
		p.expr(e.Array)
	} else {
		p.str("ARRAY[")
		p.list(e.Elems, ", ")
		p.str("]")
	}
	p.str("))")
}

// ownCompare prints a comparison by an operator of users as that of the system is printed: the
// name without its schema, and NULLIF and IS DISTINCT FROM without any.
func (p *printer) ownCompare(e *OwnCompare) {
	if e.Kind == CompareNullIf {
		p.call("NULLIF", []Expr{e.L, e.R})
		return
	}
	p.str("(")
	p.expr(e.L)
	if e.Kind == CompareDistinct {
		p.str(" IS ", not(e.Not), "DISTINCT FROM ")
		p.expr(e.R)
		p.str(")")
		return
	}
	p.str(" ", e.Name, map[bool]string{false: " ANY (", true: " ALL ("}[e.Kind == CompareAll])
	p.expr(e.R)
	p.str("))")
}

// subquery names the plan that is shown beneath; numbers are from 1.
// SubPlan and InitPlan as explain.special names them.
func (p *printer) subquery(e *Subquery) {
	name := "SubPlan " + strconv.Itoa(e.ID+1)
	if len(e.Sets) == 0 {
		name = "InitPlan " + strconv.Itoa(e.ID+1)
	}
	// How it is asked, then which plan: the test of ANY and ALL is not printed, as in Postgres 15.
	switch e.Kind {
	case SubExists:
		p.str("EXISTS(", name, ")")
	case SubArray:
		p.str("ARRAY(", name, ")")
	case SubKeyed:
		p.str("(hashed SubPlan ", strconv.Itoa(e.ID+1), ")")
	case SubAny, SubAll:
		p.str(map[bool]string{false: "ANY ", true: "ALL "}[e.Kind == SubAll], "(", name, ")")
	default:
		p.str("(", name, ")")
	}
}

// shown is a call as people know it: that of an extension's function without the NULL that says
// what it returns.
func shown(e *Call) (name string, args []Expr) {
	if symbol, ok := e.Fn.IsExtension(); ok {
		if args = e.Args; e.Fn.Result.IsUser() && len(args) > 0 {
			args = args[1:]
		}
		if e.Fn.Shown != "" {
			symbol = e.Fn.Shown
		}
		return symbol, args
	}
	return e.Fn.Title(), e.Args
}
