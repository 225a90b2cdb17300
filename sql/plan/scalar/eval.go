package scalar

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Eval gives the constant.
// Datums are not changed by who gets them, so the constant itself is given.
func (e *Const) Eval(*Ctx) (types.Datum, error) { return e.D, nil }

// Eval gives the argument.
// N is from 1 by what makes or decodes a Param; more than there are arguments is 42P02.
func (e *Param) Eval(c *Ctx) (types.Datum, error) {
	if e.N > len(c.Args) {
		return types.Null, pgerror.New(pgerror.UndefinedParameter, "there is no parameter $%d", e.N)
	}
	return c.Args[e.N-1], nil
}

// Eval fails: a Var has no place.
// It is a fault of the planner, told as XX000 instead of a wrong value.
func (e *Var) Eval(*Ctx) (types.Datum, error) {
	return types.Null, pgerror.Internal("column %s (%d) has no place in its operator's input", e.Name, e.ID)
}

// Eval gives the column's value in the current row.
// It is not checked: the planner gives only slots that the operator's input has, and the decoder
// refuses others.
func (e *Slot) Eval(c *Ctx) (types.Datum, error) { return c.Cols[e.Idx][c.Row], nil }

// Eval gives the register's value.
// Who runs the query has set it before: for each row of the outer query anew.
func (e *Reg) Eval(c *Ctx) (types.Datum, error) { return c.Regs[e.Idx], nil }

// Eval applies the operator. Both operands are evaluated, be the first one NULL: the second
// may fail, or draw from a sequence.
// Strict operators are not called for a NULL; others decide about it themselves.
func (e *Op) Eval(c *Ctx) (types.Datum, error) {
	// Postgres would have made a constant NULL of it when it planned, and so run neither side.
	if c.NullKnown && c.known(e) {
		return types.Null, nil
	}
	var l types.Datum
	var err error
	if e.L != nil {
		if l, err = operand(e.L, c); err != nil {
			return types.Null, err
		}
	}
	r, err := operand(e.R, c)
	if err != nil {
		return types.Null, err
	}
	if e.Op.Strict && (r.IsNull() || e.L != nil && l.IsNull()) {
		return types.Null, nil
	}
	// A long operand may take long: a statement that was cancelled must end here.
	// Checkpoint is where a statement learns that it was cancelled, or is out of time.
	if l.Long() || r.Long() {
		if err := c.Env.Checkpoint(); err != nil {
			return types.Null, err
		}
	}
	return e.Op.Fn(c.Env, l, r)
}

// among evaluates an IN list of few elements, where NULL counts as false.
// An element that fails behind the one that is found does not run, as in Eval.
// It is called for lists below constSetMin, of types that Compare compares as the operator does (Op.Holds).
func (e *Quant) among(c *Ctx) (bool, error) {
	x, err := operand(e.X, c)
	if err != nil {
		return false, err
	}
	// A NULL x matches nothing, but the elements run all the same: one of them may fail.
	// Elements behind the one that is equal do not run.
	for _, el := range e.Elems {
		it, err := operand(el, c)
		if err != nil {
			return false, err
		}
		if !x.IsNull() && !it.IsNull() && types.Compare(e.Op.Left, x, it) == 0 {
			return true, nil
		}
	}
	return false, nil
}

// holds evaluates a comparison that is no less and no more than Compare.
// Both sides run, as in Eval, so that either may fail.
// Holds names which results of Compare make it true; the operator's own function is not called.
func (e *Op) holds(c *Ctx) (bool, error) {
	// A column with a constant, as most conditions are: nothing is copied, nothing can fail.
	// Both are looked at before anything is copied: the commonest filter of all, a = 1, allocates
	// nothing.
	if l, r := place(e.L, c), place(e.R, c); l != nil && r != nil {
		return !l.IsNull() && !r.IsNull() && e.Op.Holds.Has(types.Compare(e.Op.Left, *l, *r)), nil
	}
	l, err := operand(e.L, c)
	if err != nil {
		return false, err
	}
	r, err := operand(e.R, c)
	if err != nil || l.IsNull() || r.IsNull() {
		return false, err
	}
	return e.Op.Holds.Has(types.Compare(e.Op.Left, l, r)), nil
}

// place is where the value of a column, a constant or an argument is; nil for other expressions.
// It spares copying datums where both sides have a place, which is what most filters are made of. The
// pointer is good until the row changes.
func place(e Expr, c *Ctx) *types.Datum {
	switch e := e.(type) {
	case *Slot:
		return &c.Cols[e.Idx][c.Row]
	case *Const:
		return &e.D
	case *Param:
		if e.N <= len(c.Args) {
			return &c.Args[e.N-1]
		}
	}
	return nil
}

// operand evaluates e, without a call where it is a column, a constant or an argument.
// The switch spares a call through the interface for what most operands are.
func operand(e Expr, c *Ctx) (types.Datum, error) {
	switch e := e.(type) {
	case *Slot:
		return c.Cols[e.Idx][c.Row], nil
	case *Const:
		return e.D, nil
	case *Param:
		if e.N <= len(c.Args) {
			return c.Args[e.N-1], nil
		}
	}
	return e.Eval(c)
}

// maxStackArgs is how many arguments a call keeps on the stack.
// Most functions have no more; each list beyond it is an allocation for each row.
// A larger number would make each frame larger, and expressions nest.
const maxStackArgs = 4

// Eval calls the function.
func (e *Call) Eval(c *Ctx) (types.Datum, error) {
	if c.NullKnown && c.known(e) {
		return types.Null, nil
	}
	var stack [maxStackArgs]types.Datum
	args, null, err := evalArgs(c, e.Args, stack[:0])
	if err != nil {
		return types.Null, err
	}
	// Strict: not called for NULL, and NULL then. The arguments were evaluated all the same.
	if null && e.Fn.Strict {
		return types.Null, nil
	}
	// A function that only the session or a set can run does not come here, but by a fault.
	if e.Fn.Fn == nil {
		return types.Null, pgerror.Internal("function %s cannot be called as a scalar", e.Fn.Name)
	}
	// Only long values are worth the look: it is made for each row.
	if slices.ContainsFunc(args, types.Datum.Long) {
		if err := c.Env.Checkpoint(); err != nil {
			return types.Null, err
		}
	}
	// Mark and Made count what the function allocated against the statement's memory (53200).
	mark := c.Env.Mark()
	d, err := e.Fn.Fn(c.Env, args)
	if err == nil {
		err = c.Env.Made(mark, d)
	}
	return d, err
}

// KnownNull reports whether x is NULL whatever the statement's arguments are: a constant, or what is
// strict and is given one.
func KnownNull(x Expr) bool { return (&Ctx{}).known(x) }

// known reports whether x is NULL for an argument of the statement that is, and for what is strict:
// it is then nothing that is computed. A domain's constraints are seen to by the call.
func (c *Ctx) known(x Expr) bool {
	switch x := x.(type) {
	case *Const:
		return x.D.IsNull()
	case *Param:
		return x.N <= len(c.Args) && c.Args[x.N-1].IsNull()
	case *Cast:
		// A cast by a function may make something of NULL, and a domain may forbid it.
		return x.C.Method != builtin.CastFunction && !x.Type().Constrained() && c.known(x.X)
	case *Op:
		return x.Op.Strict && (x.L != nil && c.known(x.L) || c.known(x.R))
	case *Call:
		return x.Fn.Strict && slices.ContainsFunc(x.Args, c.known)
	case *HostCall:
		return x.Strict && !x.T.Constrained() && slices.ContainsFunc(x.Args, c.known)
	}
	return false
}

// evalArgs appends the values of list to args; null tells that one of them is NULL. The first error ends
// it, so that what is behind it does not run.
func evalArgs(c *Ctx, list []Expr, args []types.Datum) (_ []types.Datum, null bool, err error) {
	for _, a := range list {
		d, err := a.Eval(c)
		if err != nil {
			return nil, false, err
		}
		null = null || d.IsNull()
		args = append(args, d)
	}
	return args, null, nil
}

// Eval asks the session.
func (e *HostCall) Eval(c *Ctx) (types.Datum, error) {
	if c.NullKnown && c.known(e) {
		return types.Null, nil
	}
	// No room on the stack here: a call of the session may keep its arguments.
	args, null, err := evalArgs(c, e.Args, nil)
	if err != nil {
		return types.Null, err
	}
	if null && e.Strict {
		return types.Null, nil
	}
	// DDL's back-fills, and ranges, have no session.
	if c.Host == nil {
		return types.Null, pgerror.Unsupported("Call it in a query of its own.", "function %s cannot be called here", e.Name)
	}
	return c.Host.CallSession(c, e, args)
}

// Eval converts.
// Errors are those of the text or value: 22P02, 22003 and so on.
func (e *Cast) Eval(c *Ctx) (types.Datum, error) {
	d, err := e.X.Eval(c)
	if err != nil {
		return types.Null, err
	}
	// A cast by a function decides of NULL itself, as it may not be strict.
	if d.IsNull() && e.C.Method != builtin.CastFunction {
		return types.Null, nil
	}
	if d.Long() {
		if err := c.Env.Checkpoint(); err != nil {
			return types.Null, err
		}
	}
	// text to jsonb or to an array may make much of little.
	mark := c.Env.Mark()
	v, err := e.C.Fn(c.Env, d, e.Typmod, e.Explicit)
	if err == nil {
		err = c.Env.Made(mark, v)
	}
	return v, err
}

// Eval follows SQL's three-valued logic, and stops at the first deciding value.
// NULL decides nothing; what is behind the value that decides does not run, so that a condition can
// guard another. Postgres makes no promise of the order, but keeps this one too.
func (e *Bool) Eval(c *Ctx) (types.Datum, error) {
	// NULL is remembered and not returned: what is behind it may still decide.
	null := false
	for _, a := range e.Args {
		d, err := a.Eval(c)
		switch {
		case err != nil:
			return types.Null, err
		case d.IsNull():
			null = true
		case d.Bool() == e.Or:
			return d, nil
		}
	}
	if null {
		return types.Null, nil
	}
	return types.Bool(!e.Or), nil
}

// Eval negates.
// NOT NULL is NULL.
func (e *Not) Eval(c *Ctx) (types.Datum, error) {
	d, err := e.X.Eval(c)
	if err != nil || d.IsNull() {
		return types.Null, err
	}
	return types.Bool(!d.Bool()), nil
}

// Eval tests for NULL; a record is NULL if all its fields are, and NOT NULL if
// none is.
func (e *IsNull) Eval(c *Ctx) (types.Datum, error) {
	d, err := e.X.Eval(c)
	if err != nil {
		return types.Null, err
	}
	// A NULL of a composite type has no fields to ask: its datum is no record.
	if d.Kind() == types.KindRecord && !e.Whole {
		return types.Bool(recordIsNull(d.Record(), e.Not)), nil
	}
	return types.Bool(d.IsNull() != e.Not), nil
}

// recordIsNull: a record without fields is NULL and NOT NULL both, as in Postgres.
func recordIsNull(r *types.Record, not bool) bool {
	// One level deep, as the standard says: a field that is a record of NULLs is no NULL.
	for _, v := range r.Values {
		if v.IsNull() == not {
			return false
		}
	}
	return true
}

// Eval tests a truth value.
// It never gives NULL.
func (e *Truth) Eval(c *Ctx) (types.Datum, error) {
	d, err := e.X.Eval(c)
	if err != nil {
		return types.Null, err
	}
	var is bool
	switch e.Kind {
	case TruthTrue:
		is = !d.IsNull() && d.Bool()
	case TruthFalse:
		is = !d.IsNull() && !d.Bool()
	case TruthUnknown:
		is = d.IsNull()
	}
	return types.Bool(is != e.Not), nil
}

// Eval compares with NULL as a value like others.
// Eq is called for values alone.
func (e *Distinct) Eval(c *Ctx) (types.Datum, error) {
	l, err := e.L.Eval(c)
	if err != nil {
		return types.Null, err
	}
	r, err := e.R.Eval(c)
	if err != nil {
		return types.Null, err
	}
	// Two NULLs do not differ, a NULL and a value do; the operator is not asked.
	if l.IsNull() || r.IsNull() {
		return types.Bool((l.IsNull() != r.IsNull()) != e.Not), nil
	}
	eq, err := e.Eq.Fn(c.Env, l, r)
	if err != nil {
		return types.Null, err
	}
	return types.Bool(eq.Bool() == e.Not), nil
}

// Eval takes the first arm that holds.
// Arms behind it do not run, which is what makes CASE the one safe guard against a division by zero.
func (e *Case) Eval(c *Ctx) (types.Datum, error) {
	if e.Arg != nil {
		d, err := e.Arg.Eval(c)
		if err != nil {
			return types.Null, err
		}
		// The context is shared by all of the row: a CASE within an arm must leave the outer argument as it was.
		saved := c.caseArg
		c.caseArg = d
		// Each CASE puts back what was there, on errors, too.
		defer func() { c.caseArg = saved }()
	}
	// A condition that is NULL is passed over like one that is false.
	for _, w := range e.Whens {
		d, err := w.Cond.Eval(c)
		if err != nil {
			return types.Null, err
		}
		if !d.IsNull() && d.Bool() {
			return w.Result.Eval(c)
		}
	}
	if e.Else == nil {
		return types.Null, nil
	}
	return e.Else.Eval(c)
}

// Eval gives the innermost Case's argument.
// Outside of a CASE it is what was left there: the binder and the decoder let none stand there.
func (e *CaseArg) Eval(c *Ctx) (types.Datum, error) {
	if e.Right {
		return c.rightArg, nil
	}
	return c.caseArg, nil
}

// Eval evaluates both sides, and calls the operator's function where its result counts: for NULLs
// NULLIF and IS DISTINCT FROM know theirs without (ExecInterpExpr of Postgres: EEOP_NULLIF, EEOP_DISTINCT).
func (e *OwnCompare) Eval(c *Ctx) (types.Datum, error) {
	l, err := e.L.Eval(c)
	if err != nil {
		return types.Null, err
	}
	r, err := e.R.Eval(c)
	if err != nil {
		return types.Null, err
	}
	either, both := l.IsNull() || r.IsNull(), l.IsNull() && r.IsNull()
	switch e.Kind {
	case CompareNullIf:
		if either {
			return l, nil
		}
		same, err := e.test(c, l, r)
		if err != nil || !same.IsNull() && same.Bool() {
			return types.Null, err
		}
		return l, nil
	case CompareDistinct:
		if either {
			return types.Bool(both == e.Not), nil
		}
		same, err := e.test(c, l, r)
		if err != nil || same.IsNull() {
			return types.Null, err
		}
		return types.Bool(same.Bool() == e.Not), nil
	}
	return e.evalItems(c, l, r)
}

// evalItems is ANY and ALL: an element decides, else a NULL among the results makes it NULL.
func (e *OwnCompare) evalItems(c *Ctx, l, array types.Datum) (types.Datum, error) {
	if array.IsNull() {
		return types.Null, nil
	}
	all := e.Kind == CompareAll
	null := false
	for _, it := range array.Array().Items {
		d, err := e.test(c, l, it)
		switch {
		case err != nil:
			return types.Null, err
		case d.IsNull():
			null = true
		case d.Bool() != all:
			return types.Bool(!all), nil
		}
	}
	return undecided(all, null), nil
}

// test calls the operator's function. What stands around keeps its own arguments.
func (e *OwnCompare) test(c *Ctx, l, r types.Datum) (types.Datum, error) {
	left, right := c.caseArg, c.rightArg
	c.caseArg, c.rightArg = l, r
	d, err := e.Test.Eval(c)
	c.caseArg, c.rightArg = left, right
	return d, err
}

// Eval gives the first value that is not NULL.
// What is behind it does not run.
func (e *Coalesce) Eval(c *Ctx) (types.Datum, error) {
	for _, a := range e.Args {
		d, err := a.Eval(c)
		if err != nil || !d.IsNull() {
			return d, err
		}
	}
	return types.Null, nil
}

// Eval gives NULL where both are equal, else L.
// L is given as it is, without the cast that Eq wants; NULLIF(x, NULL) is x. Both sides run, be L NULL.
func (e *NullIf) Eval(c *Ctx) (types.Datum, error) {
	d, err := e.L.Eval(c)
	if err != nil {
		return types.Null, err
	}
	// A volatile L would be another value the second time.
	l := d
	if e.LCast != e.L {
		if l, err = e.LCast.Eval(c); err != nil {
			return types.Null, err
		}
	}
	r, err := e.RCast.Eval(c)
	if err != nil || d.IsNull() || r.IsNull() {
		return d, err
	}
	eq, err := e.Eq.Fn(c.Env, l, r)
	if err != nil || eq.Bool() {
		return types.Null, err
	}
	return d, nil
}

// Eval gives the extreme of the values that are not NULL.
// It is NULL only where all are. Of equal values the first one stays, which shows for numerics of
// different scales.
func (e *MinMax) Eval(c *Ctx) (types.Datum, error) {
	best := types.Null
	for _, a := range e.Args {
		d, err := a.Eval(c)
		if err != nil {
			return types.Null, err
		}
		// Unlike operators: GREATEST(1, NULL) is 1 in Postgres.
		if d.IsNull() {
			continue
		}
		// Compare is asked twice only where d may be better.
		if best.IsNull() || (types.Compare(e.T, d, best) < 0) == e.Least && types.Compare(e.T, d, best) != 0 {
			best = d
		}
	}
	return best, nil
}

// orNull is e where Present is a condition of its own, which all nodes know.
// It is how a row that may be absent is sent (encoder.compound): Present has no form on the wire.
func (e *Row) orNull() *Case {
	row := *e
	row.Present = nil
	return &Case{T: e.Type(), Whens: []When{{Cond: &IsNull{X: e.Present, Not: true}, Result: &row}}}
}

// Type is that of a table's rows, or record.
func (e *Row) Type() *types.Type {
	if e.T != nil {
		return e.T
	}
	return types.TRecord
}

// Eval builds a record.
// Fields are evaluated in order. A row without T gets the types of its fields, which makes it a record.
func (e *Row) Eval(c *Ctx) (types.Datum, error) {
	if e.Present != nil {
		if d, err := e.Present.Eval(c); err != nil || d.IsNull() {
			return types.Null, err
		}
	}
	vals := make([]types.Datum, 0, len(e.Args))
	vals, _, err := evalArgs(c, e.Args, vals)
	if err != nil {
		return types.Null, err
	}
	// The type's names and types, not those of the expressions: it is a row of that table.
	if e.T != nil {
		return e.T.Base().Composite().Record(vals), nil
	}
	ts := make([]*types.Type, len(e.Args))
	// Its names are those that the binder gave, for JSON and for (row).name.
	for i, a := range e.Args {
		ts[i] = a.Type()
	}
	return types.NewRecord(&types.Record{Types: ts, Names: e.Names, Values: vals}), nil
}

// Eval selects the field.
// Idx is from 0. A field of NULL is NULL.
func (e *Field) Eval(c *Ctx) (types.Datum, error) {
	d, err := e.X.Eval(c)
	if err != nil || d.IsNull() {
		return types.Null, err
	}
	r := d.Record()
	if e.Idx >= len(r.Values) {
		return types.Null, pgerror.Internal("record has no field %d", e.Idx+1)
	}
	return r.Values[e.Idx], nil
}

// Eval compares X with the elements until one decides.
// Three ways, by what is known:
//
//	constants (set)          hashed when the plan was made
//	the same for all rows    hashed when a second row asks (listSet, arraySet)
//	others                   compared one by one, O(n) for each row
func (e *Quant) Eval(c *Ctx) (types.Datum, error) {
	x, err := e.X.Eval(c)
	if err != nil {
		return types.Null, err
	}
	if e.Array == nil {
		return e.evalElems(c, x)
	}
	// The array is evaluated for each row; of a constant that costs nothing.
	a, err := e.Array.Eval(c)
	if err != nil || a.IsNull() {
		return types.Null, err
	}
	items := a.Array().Items
	// Of an empty array ANY is false and ALL true even for NULL.
	// Else each comparison would give NULL, one after the other.
	if x.IsNull() && len(items) > 0 && e.Op.Strict {
		return types.Null, nil
	}
	if s := c.arraySet(e, a.Array()); s != nil {
		return s.lookup(e, x), nil
	}
	null := false
	// All and Any differ in which result of a comparison ends the search.
	for _, it := range items {
		decided, err := e.step(c, x, it, &null)
		if err != nil || decided {
			return types.Bool(!e.All), err
		}
	}
	return undecided(e.All, null), nil
}

// evalElems is Eval of a list. A list that was hashed does not run its elements for a NULL.
func (e *Quant) evalElems(c *Ctx, x types.Datum) (types.Datum, error) {
	if e.set != nil {
		if x.IsNull() {
			return types.Null, nil
		}
		return e.set.lookup(e, x), nil
	}
	// fixed: the elements are the same for all rows, but known only now (arguments).
	if e.fixed {
		if x.IsNull() {
			return types.Null, nil
		}
		if s := c.listSet(e); s != nil {
			return s.lookup(e, x), nil
		}
	}
	null := false
	for _, el := range e.Elems {
		it, err := el.Eval(c)
		if err != nil {
			return types.Null, err
		}
		decided, err := e.step(c, x, it, &null)
		if err != nil || decided {
			return types.Bool(!e.All), err
		}
	}
	return undecided(e.All, null), nil
}

// step compares x with one element. decided: the result is !All, whatever comes behind; null is set where
// the comparison gives NULL.
func (e *Quant) step(c *Ctx, x, it types.Datum, null *bool) (decided bool, err error) {
	if e.Op.Strict && (it.IsNull() || x.IsNull()) {
		*null = true
		return false, nil
	}
	d, err := e.Op.Fn(c.Env, x, it)
	if err != nil {
		return false, err
	}
	if d.IsNull() {
		*null = true
		return false, nil
	}
	return d.Bool() != e.All, nil
}

// undecided is the result where no element decides.
// All of none is true, ANY of none false.
func undecided(all, null bool) types.Datum {
	if null {
		return types.Null
	}
	return types.Bool(all)
}

// constSetMin is the number of constants from which IN uses a hash table.
// Below it comparing one by one is as quick as hashing.
const constSetMin = 9

// constSet is the list of an IN, hashed.
// Once made it is read alone, and may be shared by goroutines.
type constSet struct {
	t       *types.Type
	buckets map[uint64][]types.Datum
	// null: an element is NULL, so that what is not found is not known to be absent.
	null bool
}

// HashConsts gives long lists of IN and NOT IN, of constants, a hash table, and marks those of
// arguments to get one where they are evaluated. It applies to equality within one type, and is
// called before the tree is shared.
func HashConsts(e Expr) {
	Walk(e, func(x Expr) bool {
		if q, ok := x.(*Quant); ok {
			q.hash()
		}
		return true
	})
}

// hash readies the list of one.
// It writes to the node: see HashConsts for when that may be.
// A Map that changes elements calls it again.
func (e *Quant) hash() {
	e.set, e.fixed = nil, false
	// Anew each time: Map may have put other elements in.
	if e.Array == nil && len(e.Elems) >= constSetMin && e.hashes() {
		if e.set = newConstSet(e); e.set == nil && len(e.Elems) >= arraySetMin {
			// A long list with something that varies is compared one by one.
			e.fixed = !slices.ContainsFunc(e.Elems, varies)
		}
	}
}

// hashes reports whether what is compared decides as soon as an equal element is found.
// Left and right of one type: a hash is of values of the type.
func (e *Quant) hashes() bool {
	return (e.Op.Name == "=" && !e.All || e.Op.Name == "<>" && e.All) && e.Op.Left == e.Op.Right && types.Comparable(e.Op.Left)
}

// varies reports whether the value of x may differ from row to row.
func varies(x Expr) bool {
	switch x.(type) {
	case *Const, *Param:
		return false
	}
	// A value that is merely stable is the same for all rows of a statement.
	p := PropsOf(x)
	return p.Vars || p.Regs || p.Host || p.Volatile
}

// newConstSet is nil where an element is no constant.
func newConstSet(q *Quant) *constSet {
	s := &constSet{t: q.Op.Left, buckets: make(map[uint64][]types.Datum, len(q.Elems))}
	for _, el := range q.Elems {
		// One parameter among thousands of constants: fixed may still hash them all, once its value is there.
		k, ok := el.(*Const)
		if !ok {
			return nil
		}
		s.add(k.D)
	}
	return s
}

// listSet gives the hash table of a list that is the same for row after row, once it has been met
// for a second one; nil where its elements have to be looked at, for one of them fails.
func (c *Ctx) listSet(q *Quant) *constSet {
	// A list that one row alone asks for is not worth a table: the first row compares.
	s, met := c.lists[q]
	switch {
	case s != nil:
		// listSet is per Ctx, which one goroutine has: the table is made once in each.
		return s
	case !met:
		if c.lists == nil {
			c.lists = map[*Quant]*constSet{}
		}
		c.lists[q] = nil
		return nil
	}
	s = &constSet{t: q.Op.Left, buckets: make(map[uint64][]types.Datum, len(q.Elems))}
	// An element that fails has to fail for the row that asks, if it is reached.
	for _, el := range q.Elems {
		// lists keeps nil for it, so that the next row tries again; few lists have such an element.
		d, err := el.Eval(c)
		if err != nil {
			return nil
		}
		s.add(d)
	}
	c.lists[q] = s
	return s
}

// add keeps a NULL as a flag: it is equal to nothing. Equal elements may stand twice, which does no harm.
func (s *constSet) add(d types.Datum) {
	if d.IsNull() {
		s.null = true
		return
	}
	// The hash of a type's values agrees with its equality: 1.0 and 1.00 have one.
	h := types.Hash(s.t, d, 0)
	s.buckets[h] = append(s.buckets[h], d)
}

// The numbers of elements between which the array of x = ANY (array) is hashed, once it
// has been met for a second row.
// Below, comparing is as quick; above, the table would be large beside the array itself.
const (
	arraySetMin = 16
	arraySetMax = 1 << 17
)

// arraySet is the array that an expression was evaluated with last.
// set is nil until the array is met again.
// By the array's address: the same memory with the same contents for as long as the argument lives.
type arraySet struct {
	array *types.Array
	set   *constSet
}

// arraySet gives the hash table of the array of x = ANY (array) where that is an argument
// or a constant, and so the same for row after row; nil where a search will do. (Other
// arrays may lie one after the other in the same memory.)
func (c *Ctx) arraySet(q *Quant, a *types.Array) *constSet {
	switch q.Array.(type) {
	case *Param, *Const:
	default:
		return nil
	}
	// Arrays with other operators than = and <> are searched.
	if len(a.Items) < arraySetMin || len(a.Items) > arraySetMax || !q.hashes() {
		return nil
	}
	// The array's address stands for it: an argument is the same one for all rows of an execution, and is
	// not changed.
	last := c.arrays[q]
	if last.array != a {
		if c.arrays == nil {
			c.arrays = map[*Quant]arraySet{}
		}
		c.arrays[q] = arraySet{array: a}
		return nil
	}
	if last.set == nil {
		last.set = &constSet{t: q.Op.Left, buckets: make(map[uint64][]types.Datum, len(a.Items))}
		for _, d := range a.Items {
			last.set.add(d)
		}
		c.arrays[q] = last
	}
	return last.set
}

// lookup gives what q is for an x that is not NULL. types.Hash and types.Equal agree, so that what is not in
// the bucket is equal to no element.
func (s *constSet) lookup(q *Quant, x types.Datum) types.Datum {
	for _, d := range s.buckets[types.Hash(s.t, x, 0)] {
		if types.Equal(s.t, d, x) {
			return types.Bool(!q.All)
		}
	}
	return undecided(q.All, s.null)
}

// Eval compares column by column.
// = and <> look on past a NULL, since a later pair that differs decides; an ordering stops at the first
// pair that is not equal (SQL:2016 8.2; Postgres: make_row_comparison_op).
func (e *RowCompare) Eval(c *Ctx) (types.Datum, error) {
	// Pairs behind the one that decides are not evaluated.
	null := false
	for i := range e.L {
		l, err := e.L[i].Eval(c)
		if err != nil {
			return types.Null, err
		}
		r, err := e.R[i].Eval(c)
		if err != nil {
			return types.Null, err
		}
		ordering := e.Name != "=" && e.Name != "<>"
		if l.IsNull() || r.IsNull() {
			if ordering {
				return types.Null, nil
			}
			null = true
			continue
		}
		eq, err := e.Eq[i].Fn(c.Env, l, r)
		if err != nil {
			return types.Null, err
		}
		if eq.Bool() {
			continue
		}
		if !ordering {
			return types.Bool(e.Name == "<>"), nil
		}
		// All pairs before were equal: this one decides the order.
		return e.Less[i].Fn(c.Env, l, r)
	}
	if null {
		return types.Null, nil
	}
	return types.Bool(e.Name == "=" || e.Name == "<=" || e.Name == ">="), nil
}

// Eval asks the host.
// The host runs the subquery's plan, or gives what it remembers.
func (e *Subquery) Eval(c *Ctx) (types.Datum, error) {
	if c.Host == nil {
		return types.Null, pgerror.Internal("subquery without a host")
	}
	return c.Host.Subquery(c, e)
}

// True evaluates a condition: NULL counts as false. A conjunction ends at the first part
// that is not true.
// It is what filters call. It differs from Eval only in what it need not tell apart, false and NULL; which
// parts run, and which errors come out, is the same but that a NULL ends a conjunction.
func True(e Expr, c *Ctx) (bool, error) {
	switch e := e.(type) {
	case *Bool:
		for _, a := range e.Args {
			if ok, err := True(a, c); err != nil || ok == e.Or {
				return ok, err
			}
		}
		return !e.Or, nil
	case *Op:
		if e.Op.Holds != 0 {
			return e.holds(c)
		}
	case *Quant:
		if e.Op.Holds == builtin.Same && e.Array == nil && !e.All && e.set == nil && !e.fixed {
			return e.among(c)
		}
	}
	d, err := e.Eval(c)
	return err == nil && !d.IsNull() && d.Bool(), err
}
