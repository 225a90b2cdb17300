package rewrite

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// A partial index has entries for the rows of which its predicate is true. A statement may
// read it where its conditions say that of every row that it wants. As Postgres does
// (predicate_implied_by), only what follows from the form of conditions is found: they are
// equal, or comparisons of the same expression with constants, or tell that it is not NULL.

// Filled is an expression with its parameters' values, computed as far as these go.
// It copies what it changes. Columns stay, as does what depends on the session.
// It is Simplify with values, and without what NULL decides alone.
func (w *Rewriter) Filled(x scalar.Expr, v *nodes.Arguments) scalar.Expr {
	return scalar.Map(x, func(x scalar.Expr) scalar.Expr {
		switch e := x.(type) {
		case *scalar.Var, *scalar.Const:
			return x
		case *scalar.Param:
			if d, ok := v.Constant(e); ok {
				return &scalar.Const{T: e.T, Typmod: types.NoTypmod, D: d}
			}
			return x
		}
		return w.Fold(x)
	})
}

// ImpliedBy reports whether q is true wherever all of conds are.
// It looks for one condition that implies each part of q; what only several together say is not found.
// q is in the normal form of NormConds, one condition.
func (w *Rewriter) ImpliedBy(conds []scalar.Expr, q scalar.Expr) bool {
	if and, ok := q.(*scalar.Bool); ok && !and.Or {
		return !slices.ContainsFunc(and.Args, func(a scalar.Expr) bool { return !w.ImpliedBy(conds, a) })
	}
	if or, ok := q.(*scalar.Bool); ok && slices.ContainsFunc(or.Args, func(a scalar.Expr) bool { return w.ImpliedBy(conds, a) }) {
		return true
	}
	return slices.ContainsFunc(conds, func(c scalar.Expr) bool { return w.Implies(c, q) })
}

// Implies reports whether q is true wherever c is.
// The cases, in this order:
//
//	c OR …       each arm must imply q
//	c AND …      one must
//	q OR …       c implies one arm, or q is true of the value that c gives
//	q AND …      c implies each
//	IS NOT NULL  c can't be true of NULL
//	IS TRUE      of what is inside
//
// then comparisons of one expression with constants. false may mean that it is not seen. The work is the
// product of the sizes of c and q, lists of values up to impliedElementsMax.
func (w *Rewriter) Implies(c, q scalar.Expr) bool {
	// What is judged twice must say the same twice.
	// A subquery gives the same within a statement, but its truth is not looked into by form.
	if pr := scalar.PropsOf(c); pr.Volatile || pr.Subquery {
		return false
	}
	if scalar.Equal(c, q) {
		return true
	}
	if or, ok := c.(*scalar.Bool); ok {
		if or.Or {
			return !slices.ContainsFunc(or.Args, func(a scalar.Expr) bool { return !w.ImpliedBy([]scalar.Expr{a}, q) })
		}
		return w.ImpliedBy(or.Args, q)
	}
	switch x := q.(type) {
	// q OR r follows from either.
	case *scalar.Bool:
		if x.Or {
			return slices.ContainsFunc(x.Args, func(a scalar.Expr) bool { return w.Implies(c, a) }) || w.impliesByValue(c, q)
		}
		return !slices.ContainsFunc(x.Args, func(a scalar.Expr) bool { return !w.Implies(c, a) })
	case *scalar.IsNull:
		return x.Not && asksValue(x) && needsValue(c, x.X)
	case *scalar.Truth:
		return x.Kind == scalar.TruthTrue && !x.Not && w.Implies(c, x.X) || x.Kind == scalar.TruthFalse && !x.Not && w.Implies(c, &scalar.Not{X: x.X})
	case *scalar.Not:
		if y, ok := x.X.(*scalar.IsNull); ok {
			return !y.Not && asksValue(y) && needsValue(c, y.X)
		}
	}
	if t, ok := c.(*scalar.Truth); ok && !t.Not {
		switch t.Kind {
		case scalar.TruthTrue:
			return w.Implies(t.X, q)
		case scalar.TruthFalse:
			return w.Implies(&scalar.Not{X: t.X}, q)
		}
	}
	return w.impliesByRange(c, q) || w.impliesByValue(c, q)
}

// asksValue reports whether x tests a value as a whole: of a row it is the fields that are NULL or not.
func asksValue(x *scalar.IsNull) bool { return x.Whole || !MayBeRow(x.X) }

// needsValue reports whether c can't be true where x is NULL.
// c's column may be NULL as one of a row: then RejectsNull tells more than strictness.
// x is an expression that an index has, or a column.
func needsValue(c, x scalar.Expr) bool {
	if v, ok := x.(*scalar.Var); ok {
		return RejectsNull(c, rel.VarSet{v.ID: true})
	}
	switch c := c.(type) {
	case *scalar.Op:
		return c.Op.Strict && (c.L != nil && yieldsNull(c.L, x) || yieldsNull(c.R, x))
	case *scalar.Quant:
		return !c.All && c.Op.Strict && yieldsNull(c.X, x)
	case *scalar.IsNull:
		return c.Not && yieldsNull(c.X, x)
	}
	return false
}

// yieldsNull reports whether e is NULL where x is.
// Only strict operators and functions are looked through.
// e may be x itself.
func yieldsNull(e, x scalar.Expr) bool {
	if scalar.Equal(e, x) {
		return true
	}
	in := func(list ...scalar.Expr) bool {
		return slices.ContainsFunc(list, func(a scalar.Expr) bool { return a != nil && yieldsNull(a, x) })
	}
	switch e := e.(type) {
	case *scalar.Op:
		return e.Op.Strict && in(e.L, e.R)
	case *scalar.Call:
		return e.Fn.Strict && in(e.Args...)
	}
	return false
}

// comparison is x op k, of an expression with a constant that is not NULL.
// The constant stands on the right.
type comparison struct {
	x    scalar.Expr
	name string
	k    *scalar.Const
	t    *types.Type // of x
}

// swapped are the comparisons with the operands changed over.
// <> is its own mirror.
var swapped = map[string]string{"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}

// asComparison brings the constant to the right. ok is false where the order of the operator is not that of
// the type's keys: ranges could not be compared then.
// Constants of another integer type count.
func asComparison(c scalar.Expr) (comparison, bool) {
	op, ok := c.(*scalar.Op)
	if !ok || op.L == nil || op.Op.Result != types.TBool || swapped[op.Op.Name] == "" {
		return comparison{}, false
	}
	out := comparison{x: op.L, name: op.Op.Name, t: op.L.Type()}
	k, ok := op.R.(*scalar.Const)
	if !ok {
		if k, ok = op.L.(*scalar.Const); !ok {
			return comparison{}, false
		}
		out.x, out.name, out.t = op.R, swapped[op.Op.Name], op.R.Type()
	}
	out.k = k
	return out, !k.D.IsNull() && BtreeOperands(op.Op, out.t) && (SameKeyOrder(out.t, k.T) || IsInt(out.t) && IsInt(k.T))
}

// impliesByRange compares two comparisons of one expression with constants.
// Postgres: BT_implies_table (predtest.c), written out.
// Both are over the same expression.
func (w *Rewriter) impliesByRange(c, q scalar.Expr) bool {
	have, ok := asComparison(c)
	if !ok {
		return w.everyElement(c, q)
	}
	want, ok := asComparison(q)
	if !ok || !scalar.Equal(have.x, want.x) {
		return false
	}
	// d is below 0 where c's constant is the smaller one.
	d := types.Compare(have.t, have.k.D, want.k.D)
	switch want.name {
	case "=":
		return have.name == "=" && d == 0
	case "<":
		return have.name == "<" && d <= 0 || (have.name == "<=" || have.name == "=") && d < 0
	case "<=":
		return (have.name == "<" || have.name == "<=" || have.name == "=") && d <= 0
	case ">":
		return have.name == ">" && d >= 0 || (have.name == ">=" || have.name == "=") && d > 0
	case ">=":
		return (have.name == ">" || have.name == ">=" || have.name == "=") && d >= 0
	case "<>":
		return have.name == "<" && d <= 0 || have.name == "<=" && d < 0 || have.name == ">" && d >= 0 || have.name == ">=" && d > 0 ||
			have.name == "=" && d != 0 || have.name == "<>" && d == 0
	}
	return false
}

// elements are x = k for each constant of x IN (…), or x = ANY (array); ok is false for others.
// A NULL among them equals nothing, so that no row comes by it. More than impliedElementsMax are none.
// Each as a comparison by the list's own operator.
func elements(c scalar.Expr) (out []scalar.Expr, ok bool) {
	in, ok := c.(*scalar.Quant)
	if !ok || in.All || in.Op.Name != "=" {
		return nil, false
	}
	if in.Array == nil {
		for _, e := range in.Elems {
			out = append(out, &scalar.Op{Op: in.Op, L: in.X, R: e})
		}
		return out, len(out) > 0
	}
	k, ok := in.Array.(*scalar.Const)
	if !ok || k.D.IsNull() || k.T.Elem() == nil {
		return nil, false
	}
	for _, d := range k.D.Array().Items {
		if !d.IsNull() {
			out = append(out, &scalar.Op{Op: in.Op, L: in.X, R: &scalar.Const{T: k.T.Elem(), Typmod: types.NoTypmod, D: d}})
		}
	}
	return out, len(out) <= impliedElementsMax
}

// impliedElementsMax is how many elements of a list are looked at one by one.
const impliedElementsMax = 100

// everyElement has c be a list of values, each of which must imply q.
// A list of one is one comparison.
func (w *Rewriter) everyElement(c, q scalar.Expr) bool {
	list, ok := elements(c)
	return ok && !slices.ContainsFunc(list, func(e scalar.Expr) bool { return !w.Implies(e, q) })
}

// impliesByValue computes q where c says what value its expression has.
// x = 5 implies whatever gives true with 5 in the place of x. That needs equal values that no function can
// tell apart: numeric 1.0 and 1.00 are equal, and their texts differ.
// asComparison gives the value that the expression has wherever c is true.
func (w *Rewriter) impliesByValue(c, q scalar.Expr) bool {
	if _, ok := elements(c); ok {
		return w.everyElement(c, q)
	}
	if list, ok := elements(q); ok && slices.ContainsFunc(list, func(e scalar.Expr) bool { return w.Implies(c, e) }) {
		return true
	}
	have, ok := asComparison(c)
	if !ok || have.name != "=" || !alikeIfEqual(have.t) || have.t != have.k.T {
		return false
	}
	k, ok := w.Simplify(scalar.MapPre(q, func(e scalar.Expr) scalar.Expr {
		if scalar.Equal(e, have.x) {
			return have.k
		}
		return nil
	})).(*scalar.Const)
	return ok && k.T == types.TBool && !k.D.IsNull() && k.D.Bool()
}

// alikeIfEqual reports whether equal values of a type are the same to any function.
// Floats (0 and -0), numerics, intervals and what is made of these are not.
// Text in any collation is compared by its bytes.
func alikeIfEqual(t *types.Type) bool {
	switch t.Kind() {
	case types.KindInt, types.KindBool, types.KindDate, types.KindTime, types.KindTimestamp, types.KindUUID:
		return true
	}
	return SameKeyOrder(t, types.TText)
}

// SameKeyOrder reports whether values of both types are ordered and encoded alike.
// A bound of one of the types is then a bound of the other without a cast.
// numeric and integers are not: their encodings differ.
func SameKeyOrder(a, b *types.Type) bool {
	if a == b {
		return true
	}
	text := func(t *types.Type) bool { return t == types.TText || t == types.TVarchar || t == types.TName }
	return text(a) && text(b)
}

// IsInt reports whether t is an integer type.
func IsInt(t *types.Type) bool {
	return t == types.TInt2 || t == types.TInt4 || t == types.TInt8
}

// BtreeOperands reports whether the operator compares in the order of t's keys.
// Integers of different widths are encoded alike, so they count as one type.
// Left and right both have to be of the type.
func BtreeOperands(op *builtin.Operator, t *types.Type) bool {
	for _, o := range []*types.Type{op.Left, op.Right} {
		if !SameKeyOrder(t, o) && (!IsInt(t) || !IsInt(o)) {
			return false
		}
	}
	return true
}
