package plan

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// A partial index has entries for the rows of which its predicate is true. A statement may
// read it where its conditions say that of every row that it wants. As Postgres does
// (predicate_implied_by), only what follows from the form of conditions is found: they are
// equal, or comparisons of the same expression with constants, or tell that it is not NULL.

// holds reports whether every row for which conds hold has an entry in an index of sc.
func (p *planner) holds(sc *relScan, ix *catalog.IndexDesc, conds []scalar.Expr) bool {
	if ix.Predicate == "" {
		return true
	}
	for _, q := range p.predicateOf(sc, ix) {
		if !p.b.impliedBy(conds, q) && !p.impliedByArguments(sc, conds, q) {
			return false
		}
	}
	return true
}

// impliedByArguments reports whether q follows from one of conds by the arguments that the plan is for: it
// relies on that. Of a generic plan it keeps what arguments may imply.
func (p *planner) impliedByArguments(sc *relScan, conds []scalar.Expr, q scalar.Expr) bool {
	for _, c := range conds {
		i := implication{cond: c, demand: q}
		switch args := p.b.env.Arguments; {
		case !i.asks():
		case args == nil:
			p.noteImplied(sc, i)
		case i.holds(args):
			p.b.relies = append(p.b.relies, i)
			return true
		}
	}
	return false
}

// implication is that the rows for which cond holds are among those of which an index demands demand,
// which arguments decide.
type implication struct{ cond, demand scalar.Expr }

// asks reports whether arguments, and nothing else but columns, decide an implication.
func (i *implication) asks() bool {
	props := scalar.PropsOf(i.cond)
	if !props.Params || props.Regs || props.Stable || props.Volatile || props.Host {
		return false
	}
	demanded, shared := varSet{}, false
	demanded.addExpr(i.demand)
	scalar.Vars(i.cond, func(v *scalar.Var) { shared = shared || demanded[v.ID] })
	return shared
}

// holds reports whether an implication holds with arguments. It may be asked by many at once.
func (i *implication) holds(v *Arguments) bool {
	b := &binder{env: &Env{Types: v.Env}}
	return b.implies(b.filled(i.cond, v), i.demand)
}

// filled is an expression with its parameters' values, computed as far as these go.
func (b *binder) filled(x scalar.Expr, v *Arguments) scalar.Expr {
	return scalar.Map(x, func(x scalar.Expr) scalar.Expr {
		switch e := x.(type) {
		case *scalar.Var, *scalar.Const:
			return x
		case *scalar.Param:
			if d, ok := v.constant(e); ok {
				return &scalar.Const{T: e.T, Typmod: types.NoTypmod, D: d}
			}
			return x
		}
		return b.fold(x)
	})
}

// predicateOf is what an index's predicate demands of the columns of sc, one condition each.
func (p *planner) predicateOf(sc *relScan, ix *catalog.IndexDesc) []scalar.Expr {
	c := p.computedOf(sc.table)
	if c == nil {
		return []scalar.Expr{scalar.BoolConst(false)} // p.err says why
	}
	for i := range c.items {
		if it := &c.items[i]; it.index.ID == ix.ID && it.simple == nil {
			return p.b.normConds([]scalar.Expr{c.over(it.X, sc.vars)})
		}
	}
	return []scalar.Expr{scalar.BoolConst(false)}
}

// partial notes what it means for an access that its index has some of the rows alone.
func (p *planner) partial(sc *relScan, a *access, conds []scalar.Expr) {
	demands := p.predicateOf(sc, a.index)
	for _, q := range demands {
		if !slices.ContainsFunc(a.spans.Conds, func(c scalar.Expr) bool { return scalar.Equal(c, q) }) && !a.points {
			a.rows = max(1, a.rows*p.selectivity([]scalar.Expr{q}))
		}
		for _, c := range conds {
			if scalar.Equal(c, q) {
				a.used[c] = true
			}
		}
	}
}

// impliedBy reports whether q is true wherever all of conds are.
func (b *binder) impliedBy(conds []scalar.Expr, q scalar.Expr) bool {
	if and, ok := q.(*scalar.Bool); ok && !and.Or {
		return !slices.ContainsFunc(and.Args, func(a scalar.Expr) bool { return !b.impliedBy(conds, a) })
	}
	if or, ok := q.(*scalar.Bool); ok && slices.ContainsFunc(or.Args, func(a scalar.Expr) bool { return b.impliedBy(conds, a) }) {
		return true
	}
	return slices.ContainsFunc(conds, func(c scalar.Expr) bool { return b.implies(c, q) })
}

// implies reports whether q is true wherever c is.
func (b *binder) implies(c, q scalar.Expr) bool {
	if pr := scalar.PropsOf(c); pr.Volatile || pr.Subquery {
		return false
	}
	if scalar.Equal(c, q) {
		return true
	}
	if or, ok := c.(*scalar.Bool); ok {
		if or.Or {
			return !slices.ContainsFunc(or.Args, func(a scalar.Expr) bool { return !b.impliedBy([]scalar.Expr{a}, q) })
		}
		return b.impliedBy(or.Args, q)
	}
	switch x := q.(type) {
	case *scalar.Bool:
		if x.Or {
			return slices.ContainsFunc(x.Args, func(a scalar.Expr) bool { return b.implies(c, a) }) || b.impliesByValue(c, q)
		}
		return !slices.ContainsFunc(x.Args, func(a scalar.Expr) bool { return !b.implies(c, a) })
	case *scalar.IsNull:
		return x.Not && needsValue(c, x.X)
	case *scalar.Truth:
		return x.Kind == scalar.TruthTrue && !x.Not && b.implies(c, x.X) || x.Kind == scalar.TruthFalse && !x.Not && b.implies(c, &scalar.Not{X: x.X})
	case *scalar.Not:
		if y, ok := x.X.(*scalar.IsNull); ok {
			return !y.Not && needsValue(c, y.X)
		}
	}
	if t, ok := c.(*scalar.Truth); ok && !t.Not {
		switch t.Kind {
		case scalar.TruthTrue:
			return b.implies(t.X, q)
		case scalar.TruthFalse:
			return b.implies(&scalar.Not{X: t.X}, q)
		}
	}
	return b.impliesByRange(c, q) || b.impliesByValue(c, q)
}

// needsValue reports whether c can't be true where x is NULL.
func needsValue(c, x scalar.Expr) bool {
	if v, ok := x.(*scalar.Var); ok {
		return rejectsNull(c, varSet{v.ID: true})
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
type comparison struct {
	x    scalar.Expr
	name string
	k    *scalar.Const
	t    *types.Type // of x
}

// swapped are the comparisons with the operands changed over.
var swapped = map[string]string{"=": "=", "<>": "<>", "<": ">", "<=": ">=", ">": "<", ">=": "<="}

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
	return out, !k.D.IsNull() && btreeOperands(op.Op, out.t) && (sameKeyOrder(out.t, k.T) || isInt(out.t) && isInt(k.T))
}

// impliesByRange compares two comparisons of one expression with constants.
func (b *binder) impliesByRange(c, q scalar.Expr) bool {
	have, ok := asComparison(c)
	if !ok {
		return b.everyElement(c, q)
	}
	want, ok := asComparison(q)
	if !ok || !scalar.Equal(have.x, want.x) {
		return false
	}
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
func (b *binder) everyElement(c, q scalar.Expr) bool {
	list, ok := elements(c)
	return ok && !slices.ContainsFunc(list, func(e scalar.Expr) bool { return !b.implies(e, q) })
}

// impliesByValue computes q where c says what value its expression has.
func (b *binder) impliesByValue(c, q scalar.Expr) bool {
	if _, ok := elements(c); ok {
		return b.everyElement(c, q)
	}
	if list, ok := elements(q); ok && slices.ContainsFunc(list, func(e scalar.Expr) bool { return b.implies(c, e) }) {
		return true
	}
	have, ok := asComparison(c)
	if !ok || have.name != "=" || !alikeIfEqual(have.t) || have.t != have.k.T {
		return false
	}
	k, ok := b.simplify(scalar.MapPre(q, func(e scalar.Expr) scalar.Expr {
		if scalar.Equal(e, have.x) {
			return have.k
		}
		return nil
	})).(*scalar.Const)
	return ok && k.T == types.TBool && !k.D.IsNull() && k.D.Bool()
}

// alikeIfEqual reports whether equal values of a type are the same to any function.
func alikeIfEqual(t *types.Type) bool {
	switch t.Kind() {
	case types.KindInt, types.KindBool, types.KindDate, types.KindTime, types.KindTimestamp, types.KindUUID:
		return true
	}
	return sameKeyOrder(t, types.TText)
}
