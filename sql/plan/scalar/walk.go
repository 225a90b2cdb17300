package scalar

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/types"
)

// Children calls f for each direct operand of e, in order.
// The order is that of evaluation where that is fixed. Domain constraints are no operands: their slots are
// of another row. A nil operand is left out, so that f never sees nil.
// A kind that is missing here would be invisible to all that walk: places, registers, effects.
func Children(e Expr, f func(Expr)) {
	each := func(list []Expr) {
		for _, x := range list {
			f(x)
		}
	}
	opt := func(x Expr) {
		if x != nil {
			f(x)
		}
	}
	switch e := e.(type) {
	case *Op:
		opt(e.L)
		f(e.R)
	case *Call:
		each(e.Args)
	case *HostCall:
		each(e.Args)
	case *Cast:
		f(e.X)
	case *Domain:
		f(e.X)
	case *Bool:
		each(e.Args)
	case *Not:
		f(e.X)
	case *IsNull:
		f(e.X)
	case *Truth:
		f(e.X)
	case *Distinct:
		f(e.L)
		f(e.R)
	case *Case:
		opt(e.Arg)
		for _, w := range e.Whens {
			f(w.Cond)
			f(w.Result)
		}
		opt(e.Else)
	case *Coalesce:
		each(e.Args)
	// L is the value that comes out, LCast and RCast what is compared. Where LCast is L itself it is visited once: a
	// walk would double with each NULLIF within another.
	case *NullIf:
		f(e.L)
		if e.LCast != e.L {
			f(e.LCast)
		}
		f(e.RCast)
	case *XML:
		each(e.Named)
		each(e.Args)
	case *MinMax:
		each(e.Args)
	case *Array:
		each(e.Elems)
	case *Row:
		each(e.Args)
		opt(e.Present)
	case *System:
		each(e.Args)
	case *Field:
		f(e.X)
	case *Subscript:
		f(e.X)
		// Subscripts in the order of the bounds, which is not that of evaluation (Upper first).
		for _, x := range e.Lower {
			opt(x)
		}
		for _, x := range e.Upper {
			opt(x)
		}
	case *Assign:
		f(e.Old)
		each(e.At)
		f(e.New)
	case *Quant:
		f(e.X)
		opt(e.Array)
		each(e.Elems)
	case *OwnCompare:
		f(e.L)
		f(e.R)
		f(e.Test)
	case *RowCompare:
		each(e.L)
		each(e.R)
	// The inner query's own expressions are no children: they belong to its plan.
	case *Subquery:
		for _, s := range e.Sets {
			f(s.X)
		}
		// Sets are read from the row around; Test and Keys are evaluated there as well.
		opt(e.Test)
		each(e.Keys)
		if e.Each != nil {
			f(e.Each)
		}
	}
}

// Walk visits e and all below it; f says whether to go on below a node.
// A node is visited before its operands.
// It recurses: depth is what the binder lets through (maxBindDepth).
// A part that two nodes share is visited twice.
func Walk(e Expr, f func(Expr) bool) {
	if e == nil || !f(e) {
		return
	}
	Children(e, func(x Expr) { Walk(x, f) })
}

// Size counts the nodes of e, most of them at most: it looks at no more.
// Shared parts count each time, as they would be written out.
// Who asks wants to know whether it is too large, not how large.
func Size(e Expr, most int) int {
	n := 0
	Walk(e, func(Expr) bool {
		n++
		return n < most
	})
	return min(n, most)
}

// Map rebuilds e bottom-up: f is given each node, whose operands are already
// mapped, and returns what stands in its place. Nodes without a change are kept.
// f must not change nodes. Since what has no change is kept, == tells whether anything was done, and trees
// share what they have in common.
// f sees each node once; a part that two nodes share is mapped twice, and stays shared where nothing changes.
// Steps of a Domain are not mapped: they are over a row of their own, of the value alone.
func Map(e Expr, f func(Expr) Expr) Expr {
	if e == nil {
		return nil
	}
	return f(mapChildren(e, func(x Expr) Expr { return Map(x, f) }))
}

// MapPre is Map with a chance to replace a whole subtree: where pre returns a
// non-nil expression, it stands as it is.
// Else the node's operands are looked at; f is not asked again of what it gave.
// It is for replacing what is equal to something as a whole, before its parts are changed.
func MapPre(e Expr, pre func(Expr) Expr) Expr {
	if e == nil {
		return nil
	}
	if r := pre(e); r != nil {
		return r
	}
	return mapChildren(e, func(x Expr) Expr { return MapPre(x, pre) })
}

// mapList allocates from the first element that changes; nil elements stay nil.
// It has no copy to make where all stay.
func mapList(list []Expr, f func(Expr) Expr) ([]Expr, bool) {
	var out []Expr
	for i, x := range list {
		var y Expr
		if x != nil {
			y = f(x)
		}
		// The comparison is of interfaces, thus of addresses: an equal copy counts as a change.
		if out == nil && y != x {
			out = append(make([]Expr, 0, len(list)), list[:i]...)
		}
		if out != nil {
			out = append(out, y)
		}
	}
	if out == nil {
		return list, false
	}
	return out, true
}

// mapOne and mapList tell whether anything changed, so that what has not is not copied.
// nil: the operand is absent, which f never sees.
func mapOne(x Expr, f func(Expr) Expr) (Expr, bool) {
	if x == nil {
		return nil, false
	}
	y := f(x)
	return y, y != x
}

// mapChildren has one case for each kind in Children, and must copy each field that is not an operand: one
// that is forgotten is lost when a column gets its place.
// Unexported fields count, too: tables of IN lists are kept or made anew.
// Fields are written out for small nodes and copied by *e for those with many; a field that is added to a kind
// of the first sort has to be added here.
func mapChildren(e Expr, f func(Expr) Expr) Expr {
	switch e := e.(type) {
	case *Op:
		l, c1 := mapOne(e.L, f)
		r, c2 := mapOne(e.R, f)
		if c1 || c2 {
			return &Op{Op: e.Op, L: l, R: r}
		}
	case *Call:
		if args, c := mapList(e.Args, f); c {
			n := *e
			n.Args = args
			return &n
		}
	case *HostCall:
		if args, c := mapList(e.Args, f); c {
			n := *e
			n.Args = args
			return &n
		}
	case *Cast:
		if x, c := mapOne(e.X, f); c {
			n := *e
			n.X = x
			return &n
		}
	case *Domain:
		if x, c := mapOne(e.X, f); c {
			return &Domain{X: x, T: e.T, Steps: e.Steps}
		}
	case *Bool:
		if args, c := mapList(e.Args, f); c {
			return &Bool{Or: e.Or, Args: args}
		}
	case *Not:
		if x, c := mapOne(e.X, f); c {
			return &Not{X: x}
		}
	case *IsNull:
		if x, c := mapOne(e.X, f); c {
			return &IsNull{X: x, Not: e.Not, Whole: e.Whole}
		}
	case *Truth:
		if x, c := mapOne(e.X, f); c {
			return &Truth{X: x, Kind: e.Kind, Not: e.Not}
		}
	case *Distinct:
		l, c1 := mapOne(e.L, f)
		r, c2 := mapOne(e.R, f)
		if c1 || c2 {
			return &Distinct{Eq: e.Eq, L: l, R: r, Not: e.Not}
		}
	case *Case:
		return mapCase(e, f)
	case *Coalesce:
		if args, c := mapList(e.Args, f); c {
			return &Coalesce{T: e.T, Args: args}
		}
	case *XML:
		named, c1 := mapList(e.Named, f)
		args, c2 := mapList(e.Args, f)
		if c1 || c2 {
			n := *e
			n.Named, n.Args = named, args
			return &n
		}
	case *NullIf:
		l, c1 := mapOne(e.L, f)
		lc, c2 := l, c1
		if e.LCast != e.L { // else it stays the same one, which Eval computes once
			lc, c2 = mapOne(e.LCast, f)
		}
		rc, c3 := mapOne(e.RCast, f)
		if c1 || c2 || c3 {
			return &NullIf{Eq: e.Eq, L: l, LCast: lc, RCast: rc}
		}
	case *MinMax:
		if args, c := mapList(e.Args, f); c {
			return &MinMax{T: e.T, Least: e.Least, Args: args}
		}
	case *Array:
		if args, c := mapList(e.Elems, f); c {
			return &Array{T: e.T, Elems: args, Nested: e.Nested}
		}
	case *Row:
		args, c1 := mapList(e.Args, f)
		present, c2 := mapOne(e.Present, f)
		if c1 || c2 {
			return &Row{Args: args, Names: e.Names, T: e.T, Present: present}
		}
	case *System:
		// cols of a System stays, as it is of types.
		if args, c := mapList(e.Args, f); c {
			n := *e
			n.Args = args
			return &n
		}
	case *Field:
		if x, c := mapOne(e.X, f); c {
			return &Field{X: x, Idx: e.Idx, T: e.T}
		}
	case *Subscript:
		x, c1 := mapOne(e.X, f)
		lo, c2 := mapList(e.Lower, f)
		up, c3 := mapList(e.Upper, f)
		if c1 || c2 || c3 {
			return &Subscript{X: x, T: e.T, Lower: lo, Upper: up, Slice: e.Slice}
		}
	case *Assign:
		old, c1 := mapOne(e.Old, f)
		at, c2 := mapList(e.At, f)
		part, c3 := mapOne(e.New, f)
		if c1 || c2 || c3 {
			n := *e
			n.Old, n.At, n.New = old, at, part
			return &n
		}
	// Elems and set belong together: a table of other constants would find what is no longer in the list.
	case *Quant:
		x, c1 := mapOne(e.X, f)
		a, c2 := mapOne(e.Array, f)
		el, c3 := mapList(e.Elems, f)
		if c1 || c2 || c3 {
			n := &Quant{Op: e.Op, All: e.All, X: x, Array: a, Elems: el, set: e.set, fixed: e.fixed}
			// The table is of the elements; Op and All are the same.
			if c3 && (n.set != nil || n.fixed) {
				n.hash()
			}
			return n
		}
	case *OwnCompare:
		l, c1 := mapOne(e.L, f)
		r, c2 := mapOne(e.R, f)
		test, c3 := mapOne(e.Test, f)
		if c1 || c2 || c3 {
			n := *e
			n.L, n.R, n.Test = l, r, test
			return &n
		}
	case *RowCompare:
		l, c1 := mapList(e.L, f)
		r, c2 := mapList(e.R, f)
		if c1 || c2 {
			return &RowCompare{Name: e.Name, L: l, R: r, Eq: e.Eq, Less: e.Less}
		}
	case *Subquery:
		return mapSubquery(e, f)
	}
	return e
}

// mapCase maps all parts of e and gives e where none changed.
// Whens is a new slice in any case; it is dropped where nothing changed.
func mapCase(e *Case, f func(Expr) Expr) Expr {
	arg, changed := mapOne(e.Arg, f)
	whens := make([]When, len(e.Whens))
	for i, w := range e.Whens {
		cond, c1 := mapOne(w.Cond, f)
		res, c2 := mapOne(w.Result, f)
		whens[i] = When{cond, res}
		changed = changed || c1 || c2
	}
	els, c := mapOne(e.Else, f)
	if !changed && !c {
		return e
	}
	return &Case{T: e.T, Arg: arg, Whens: whens, Else: els}
}

// mapSubquery also maps the form that is run for each row, which must stay a Subquery under f.
// The same Each keeps its address where nothing changed.
func mapSubquery(e *Subquery, f func(Expr) Expr) Expr {
	sets := make([]RegSet, len(e.Sets))
	changed := false
	for i, s := range e.Sets {
		x, c := mapOne(s.X, f)
		sets[i] = RegSet{s.Reg, x}
		changed = changed || c
	}
	test, c := mapOne(e.Test, f)
	ks, c2 := mapList(e.Keys, f)
	each := e.Each
	if each != nil {
		// A function that maps a Subquery to another kind would panic here.
		x, c := mapOne(each, f)
		each, changed = x.(*Subquery), changed || c
	}
	if !changed && !c && !c2 {
		return e
	}
	n := *e
	n.Sets, n.Test, n.Keys, n.Each = sets, test, ks, each
	return &n
}

// Vars calls f for every Var in e.
// A column that is read twice is given twice.
// Of a subquery they are those that its Sets read: its query has the outer columns by registers.
func Vars(e Expr, f func(*Var)) {
	Walk(e, func(x Expr) bool {
		if v, ok := x.(*Var); ok {
			f(v)
		}
		return true
	})
}

// Props sums up what an expression needs and may do.
// What is set is so of some part of the expression; queries within it count by what they are given alone,
// not by what they do (Subquery.Effects).
// The zero value: a constant of constants.
// Who asks: folding (IsConst), sending to ranges (Remote), and whoever shares equal expressions, which may not
// be Volatile.
type Props struct {
	// Vars, Params, Regs tell that it reads columns, arguments, outer values.
	Vars, Params, Regs bool
	// Host tells that it calls the session or a subquery.
	Host bool
	// Volatile and Stable tell of functions that are not immutable.
	Volatile, Stable bool
	// Drawn: volatile by more than nextval (Postgres: contain_volatile_functions_not_nextval).
	Drawn bool
	// Subquery tells of subqueries alone.
	Subquery bool
}

// ReadsCaseArg reports whether e is of what a CASE or a comparison around it looks at.
func ReadsCaseArg(e Expr) bool {
	switch e := e.(type) {
	case *CaseArg:
		return true
	case *Case:
		if e.Arg != nil {
			return ReadsCaseArg(e.Arg)
		}
	case *OwnCompare:
		return ReadsCaseArg(e.L) || ReadsCaseArg(e.R)
	case *Assign:
		return ReadsCaseArg(e.Old) || slices.ContainsFunc(e.At, ReadsCaseArg)
	}
	found := false
	Children(e, func(x Expr) { found = found || ReadsCaseArg(x) })
	return found
}

// PropsOf returns what e needs.
func PropsOf(e Expr) Props { return propsOf(e, false) }

// Immutable reports whether the value of e depends on nothing but its columns, as far as
// routines of the schema are what they are declared to be.
func Immutable(e Expr) bool {
	p := propsOf(e, true)
	return !p.Volatile && !p.Stable && !p.Host
}

// propsOf is PropsOf; with declared, calls of immutable routines are as any function's.
func propsOf(e Expr, declared bool) Props {
	var p Props
	note := func(v builtin.Volatility) {
		p.Volatile = p.Volatile || v == builtin.Volatile
		p.Drawn = p.Drawn || v == builtin.Volatile
		p.Stable = p.Stable || v == builtin.Stable
	}
	// The walk goes into operands, not into queries.
	Walk(e, func(x Expr) bool {
		switch x := x.(type) {
		// A Slot is a column of a row by its place, after planning.
		case *Var, *Slot:
			p.Vars = true
		case *Param:
			// A register may differ from run to run, a parameter not within an execution.
			p.Params = true
		case *Reg:
			p.Regs = true
		// So it is never folded, as planning does not run routines, and never sent.
		// A routine counts as stable at best, whatever it was declared as.
		case *HostCall:
			if declared && x.Immutable {
				break
			}
			p.Host = true
			p.Stable = true
			p.Volatile = p.Volatile || x.Volatile
			p.Drawn = p.Drawn || x.Volatile && x.Name != "nextval"
		case *Subquery:
			// A subquery needs somebody who runs it.
			p.Host, p.Subquery = true, true
		case *Assign:
			p.Host, p.Stable = true, true // has no form to be sent in
		case *OwnCompare:
			p.Host = p.Host || !declared // has no form to be sent in
		case *XML:
			p.Stable = p.Stable || !declared // has no form to be sent in; Postgres lets indexes have it
		case *Domain:
			if declared {
				break // Postgres looks at no checks, and lets indexes have it
			}
			p.Host = true // has no form to be sent in
			// They are walked for this alone: their slot is no column of the row, and Vars says nothing of it.
			// A domain's checks are evaluated with the cast, and may call anything.
			for i := range x.Steps {
				if c := x.Steps[i].Cond; c != nil {
					in := PropsOf(c)
					p.Stable, p.Volatile, p.Drawn = p.Stable || in.Stable, p.Volatile || in.Volatile, p.Drawn || in.Drawn
				}
			}
		case *IsNull:
			p.Host = p.Host || x.Whole && !declared // has no form to be sent in
		case *Op:
			note(volatility(x, declared))
		case *Distinct, *NullIf, *Quant, *RowCompare:
			for _, op := range comparisons(x) {
				note(op.Volatility)
			}
		// An operator is as volatile as its function.
		case *Call:
			note(x.Fn.Volatility)
			p.Host = p.Host || !declared && ownTextSearch(x.Args) // what users made is known to the session
		case *Cast:
			p.Host = p.Host || x.C.Own // is not known elsewhere
			if declared {
				p.Stable = p.Stable || x.C.Declared() != builtin.Immutable && !isLiteral(x)
				break
			}
			p.Stable = p.Stable || castIsStable(x)
		}
		return true
	})
	return p
}

// ownTextSearch reports whether arguments may name configurations or dictionaries of text search that
// users made.
func ownTextSearch(args []Expr) bool {
	const firstUserOID = 16384
	return slices.ContainsFunc(args, func(x Expr) bool {
		if !x.Type().IsTextSearchReg() {
			return false
		}
		k, ok := x.(*Const)
		return !ok || !k.D.IsNull() && k.D.Int() >= firstUserOID
	})
}

// comparisons are the operators that an expression compares its operands with, beside those
// that stand in it as an Op.
// A nil operator (of an order that was not needed) is left out.
func comparisons(e Expr) []*builtin.Operator {
	var ops []*builtin.Operator
	switch e := e.(type) {
	case *Distinct:
		ops = []*builtin.Operator{e.Eq}
	case *NullIf:
		ops = []*builtin.Operator{e.Eq}
	case *Quant:
		ops = []*builtin.Operator{e.Op}
	case *RowCompare:
		ops = slices.Concat(e.Eq, e.Less)
	}
	return slices.DeleteFunc(ops, func(op *builtin.Operator) bool { return op == nil })
}

// volatility is that of an operator with these operands. What joins text with a value of any type
// depends on settings only where that type's form does; Postgres inlines it and finds the same.
func volatility(x *Op, declared bool) builtin.Volatility {
	// OIDs of pg_proc: textanycat and anytextcat, which are || of text with anything.
	const textAnyCat, anyTextCat = 2003, 2004
	if x.Op.Proc != nil && (x.Op.Proc.OID == textAnyCat || x.Op.Proc.OID == anyTextCat) {
		of := x.R.Type()
		if x.Op.Proc.OID == anyTextCat {
			of = x.L.Type()
		}
		switch {
		case declared:
			return (&builtin.Cast{From: of, To: types.TText, Method: builtin.CastInOut}).Declared()
		case !dependsOnSettings(of):
			return builtin.Immutable
		}
	}
	return x.Op.Volatility
}

// castIsStable tells casts whose result depends on settings: by functions that are not
// immutable, and through text from or to a type whose form depends on zone or style.
// Between types of one representation nothing is computed.
// Postgres takes the volatility of the cast's function, and that of input and output functions for
// CoerceViaIO.
func castIsStable(c *Cast) bool {
	from, to := c.C.From, c.C.To
	switch {
	case from == to:
		return false
	case from.IsReg() || to.IsReg():
		return true // names are the session's
	case c.C.Method == builtin.CastBinary:
		return false
	case c.C.Method == builtin.CastFunction && c.C.FuncOID != 0:
		return builtin.Catalog().VolatilityOf(c.C.FuncOID) != builtin.Immutable
	}
	return dependsOnSettings(from) || readBySettings(to)
}

// isLiteral tells literals, which a definition keeps as what they were read as when it was made.
// "now" and "today" are read by the clock, names along a path; what Postgres keeps is the value.
func isLiteral(c *Cast) bool {
	k, ok := c.X.(*Const)
	return ok && k.T == types.TUnknown
}

// dependsOnSettings tells types whose text depends on settings, or that of what they are made
// of does.
// They are: TimeZone, DateStyle, IntervalStyle, bytea_output, extra_float_digits.
func dependsOnSettings(t *types.Type) bool {
	return madeOf(t, func(t *types.Type) bool {
		return t.OID == types.OIDBytea || t.OID == types.OIDFloat4 || t.OID == types.OIDFloat8 || isReadBySettings(t)
	})
}

// readBySettings tells types whose texts mean something else under other settings, or those of what
// they are made of do. How bytea and numbers are shown does not matter where they are read: an index
// may be of sha256(t::bytea).
func readBySettings(t *types.Type) bool { return madeOf(t, isReadBySettings) }

func isReadBySettings(t *types.Type) bool {
	switch t.OID {
	case types.OIDTimestampTZ, types.OIDTimestamp, types.OIDDate, types.OIDTime, types.OIDTimeTZ, types.OIDInterval, types.OIDRecord:
		return true
	}
	return t.IsReg()
}

// madeOf reports whether is is true of a type, or of what arrays, ranges and composite types are
// made of.
func madeOf(t *types.Type, is func(*types.Type) bool) bool {
	t = t.Base()
	switch sub := t.RangeSubtype(); {
	case t.IsArray() && t.Elem() != nil:
		return madeOf(t.Elem(), is)
	case sub != nil:
		return madeOf(sub, is)
	case t.Composite() != nil:
		return slices.ContainsFunc(t.Composite().Attributes(), func(a types.Attribute) bool { return madeOf(a.Type, is) })
	}
	return is(t)
}

// IsConst reports whether e gives one value during a statement without columns
// or outer values, and without side effects.
// It may be stable, so that its value is to be had at execution only.
// Parameters count as constants: they are for one execution.
// Without a subquery: that has a plan, which is not run to fold a constant.
func IsConst(e Expr) bool {
	p := PropsOf(e)
	return !p.Vars && !p.Regs && !p.Volatile && !p.Subquery
}

// Remote reports whether e may be evaluated at a replica: it asks nothing of
// the session, and depends on no setting. nil may.
// Volatile functions are out as well: each node would have a sequence or random state of its own. Registers
// are the gateway's. What is nested deeper than maxRemoteDepth stays there as well: decoders refuse it. It does
// not look at types; see nodes.Travels.
func Remote(e Expr) bool {
	if e == nil {
		return true
	}
	p := PropsOf(e)
	return !p.Host && !p.Stable && !p.Volatile && !p.Regs && !deeper(e, maxRemoteDepth) && nullIfs(e) <= maxRemoteNullIfs
}

// maxRemoteNullIfs is how many NULLIF may stand in each other: the left side of each is written twice on the wire, so
// that what is sent doubles with each of them.
const maxRemoteNullIfs = 4

// nullIfs is how many NULLIF of e stand in each other.
func nullIfs(e Expr) (n int) {
	Children(e, func(x Expr) { n = max(n, nullIfs(x)) })
	if _, ok := e.(*NullIf); ok {
		n++
	}
	return n
}

// deeper reports whether more than n expressions of e are nested in each other. It looks no deeper than that.
func deeper(e Expr, n int) bool {
	if n == 0 {
		return true
	}
	found := false
	Children(e, func(x Expr) { found = found || deeper(x, n-1) })
	return found
}
