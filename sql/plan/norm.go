package plan

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// norm rewrites a relation without changing its result: conditions move down to
// where their columns are made, EXISTS and IN become semi joins, outer joins
// whose padded rows are dropped anyway become inner ones.
func (b *binder) norm(r rel) rel { return collapse(b.normOne(r)) }

func (b *binder) normOne(r rel) rel {
	switch r := r.(type) {
	case *relSelect:
		return b.push(b.norm(r.in), b.normConds(r.conds))
	case *relBarrier:
		if r.in = b.norm(r.in); isScan(r.in) {
			return r.in // nothing is hidden
		}
	case *relProject:
		r.in = b.norm(r.in)
	case *relProjectSet:
		r.in = b.norm(r.in)
	case *relJoin:
		return b.normJoin(r)
	case *relGroup:
		if len(r.keys) == 0 && len(r.aggs) == 0 {
			return &relOne{} // of a HAVING: one group, whatever the rows
		}
		if !slices.ContainsFunc(r.aggs, (*aggItem).followsOrder) {
			r.in = dropOrder(r.in)
		}
		r.in = b.norm(r.in)
	case *relWindow:
		r.in = b.norm(r.in)
	case *relDistinct:
		r.in = b.norm(r.in)
	case *relSort:
		r.in = b.norm(r.in)
	case *relLimit:
		r.in = b.norm(r.in)
	case *relLock:
		r.in = b.norm(r.in)
	case *relSetOp:
		r.l, r.r = b.norm(r.l), b.norm(r.r)
	case *relWith:
		for _, c := range r.ctes {
			if c.rel != nil {
				c.rel = b.norm(c.rel)
			}
		}
		r.in = b.norm(r.in)
	case *relRecursive:
		r.base, r.step = b.norm(r.base), b.norm(r.step)
	}
	return r
}

// followsOrder reports whether an aggregate's result tells the order of its input, which people
// sort in a subquery for it: array_agg and its like, and users' own.
func (a *aggItem) followsOrder() bool {
	if a.distinct || len(a.order) > 0 {
		return false
	}
	switch a.fn.Name {
	case "array_agg", "string_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg":
		return true
	}
	return a.fn.OID >= types.OID(catalog.FirstID)
}

// dropOrder removes an ORDER BY that has no effect on what is above.
func dropOrder(r rel) rel {
	if s, ok := r.(*relSort); ok {
		return s.in
	}
	return r
}

// normConds simplifies conditions.
func (b *binder) normConds(conds []scalar.Expr) []scalar.Expr {
	var out []scalar.Expr
	for _, c := range conds {
		for _, x := range scalar.Conjuncts(factorOr(b.simplify(c))) {
			x = wholeDays(x)
			if k, ok := x.(*scalar.Const); ok && !k.D.IsNull() && k.D.Bool() {
				continue
			}
			out = append(out, x)
		}
	}
	return out
}

// dayOperators are what d < t, of a day and a timestamp, is of the day of t: where that is
// midnight, and where it is not.
var dayOperators = map[string]struct{ midnight, later string }{
	"<": {"<", "<="}, "<=": {"<=", "<="}, ">": {">", ">"}, ">=": {">=", ">"}, "=": {"=", ""},
}

// wholeDays compares days with days where they are compared with a constant timestamp (a
// date plus an interval is one), so that an index on the days serves.
func wholeDays(x scalar.Expr) scalar.Expr {
	op, ok := x.(*scalar.Op)
	if !ok || op.L == nil || op.L.Type() != types.TDate || op.Op.Right != types.TTimestamp {
		return x
	}
	k, ok := op.R.(*scalar.Const)
	if !ok || k.D.IsNull() {
		return x
	}
	day, ok := castConst(k, types.TDate)
	if !ok {
		return x
	}
	back, ok := castConst(day, types.TTimestamp)
	if !ok {
		return x
	}
	name := dayOperators[op.Op.Name].later
	if types.Equal(types.TTimestamp, back.D, k.D) {
		name = dayOperators[op.Op.Name].midnight
	}
	days, err := types.ResolveOperator(name, types.TDate, types.TDate)
	if name == "" || err != nil {
		return x
	}
	return &scalar.Op{Op: days, L: op.L, R: day}
}

// castConst converts a constant by a cast that depends on no setting.
func castConst(k *scalar.Const, to *types.Type) (*scalar.Const, bool) {
	c, ok := types.FindCast(k.T, to, types.Assignment)
	if !ok {
		return nil, false
	}
	x := &scalar.Cast{C: c, X: k, Typmod: types.NoTypmod}
	d, err := x.Eval(&scalar.Ctx{Env: &types.Env{}})
	if err != nil || d.IsNull() {
		return nil, false
	}
	return &scalar.Const{T: to, Typmod: types.NoTypmod, D: d}, true
}

// factorOr takes what all arms of an OR have in common out of it:
// (a AND b) OR (a AND c) is a AND (b OR c).
func factorOr(x scalar.Expr) scalar.Expr {
	or, ok := x.(*scalar.Bool)
	if !ok || !or.Or || scalar.PropsOf(x).Volatile {
		return x
	}
	counts := map[string]int{}
	for _, arm := range or.Args {
		seen := map[string]bool{}
		for _, c := range scalar.Conjuncts(arm) {
			if k := scalar.Key(c); !seen[k] {
				seen[k] = true
				counts[k]++
			}
		}
	}
	var common []scalar.Expr
	isCommon := map[string]bool{}
	for _, c := range scalar.Conjuncts(or.Args[0]) {
		if k := scalar.Key(c); counts[k] == len(or.Args) && !isCommon[k] {
			isCommon[k] = true
			common = append(common, c)
		}
	}
	if len(common) == 0 {
		return x
	}
	rest := &scalar.Bool{Or: true}
	for _, arm := range or.Args {
		var kept []scalar.Expr
		for _, c := range scalar.Conjuncts(arm) {
			if !isCommon[scalar.Key(c)] {
				kept = append(kept, c)
			}
		}
		if len(kept) == 0 {
			return scalar.And(common...)
		}
		rest.Args = append(rest.Args, scalar.And(kept...))
	}
	return scalar.And(append(common, rest)...)
}

func (b *binder) normJoin(j *relJoin) rel {
	j.l, j.r = b.norm(j.l), b.norm(j.r)
	if r := b.unlateral(j); r != nil {
		return r
	}
	if j.nullAware {
		return j // its condition has a form of its own
	}
	on := b.normConds(j.on)
	j.on = nil
	if slices.ContainsFunc(on, neverTrue) && j.kind != joinFull {
		j.r, on = nothing(j.r), nil
	}
	switch j.kind {
	case joinInner:
		return b.push(j, on)
	case joinLeft, joinSemi, joinAnti:
		right := setOf(j.r.out())
		var keep, down []scalar.Expr
		for _, c := range on {
			if right.covers(c) && pushable(c) {
				down = append(down, c)
			} else {
				keep = append(keep, c)
			}
		}
		j.r = b.push(j.r, down)
		j.on = keep
		b.shareConsts(j)
	default:
		j.on = on
	}
	return j
}

// unlateral makes a plain join of one whose right side reads the left one in
// conditions and in what it computes at last; nil where it does so elsewhere.
func (b *binder) unlateral(j *relJoin) rel {
	if j.kind != joinInner {
		return nil
	}
	left := setOf(j.l.out())
	regs := map[int]scalar.Expr{}
	for _, s := range j.sets {
		if !left.covers(s.X) || scalar.PropsOf(s.X).Volatile || scalar.PropsOf(s.X).Subquery {
			return nil
		}
		regs[s.Reg] = s.X
	}
	in, items := peel(j.r)
	if _, one := in.(*relOne); !one && len(j.sets) == 0 {
		return nil
	}
	for i, it := range items {
		if p := scalar.PropsOf(it.x); p.Volatile || p.Subquery {
			return nil
		}
		items[i].x = replaceRegs(it.x, regs)
	}
	var out rel
	lifted := []scalar.Expr{}
	if f, ok := in.(*relFunc); ok && b.reads(f, regs) {
		if out = unfold(j.l, f, regs); out == nil {
			return nil
		}
	} else if plain, conds, ok := b.lift(in, regs); ok {
		in, lifted = plain, conds
		out = &relJoin{kind: joinInner, l: j.l, r: in}
		if _, one := in.(*relOne); one {
			out = j.l
		}
	} else if out = b.spread(j, in, regs); out == nil {
		return nil
	}
	on := append(append([]scalar.Expr(nil), j.on...), lifted...)
	if items != nil {
		p := &relProject{in: out}
		for _, id := range j.l.out() {
			p.pass(b.ref(id))
		}
		for _, id := range in.out() {
			p.pass(b.ref(id)) // what was lifted reads it
		}
		for _, it := range items {
			if !isVar(it.x, it.id) {
				p.items = append(p.items, it)
			}
		}
		out = p
	}
	return b.push(out, b.normConds(on))
}

// unfold makes rows of l, each with what a function gives of it, without a join; nil
// where the function's rows have more than one column.
func unfold(l rel, f *relFunc, regs map[int]scalar.Expr) rel {
	if len(f.items) != 1 || len(f.vars) != 1 || f.ordinality != 0 {
		return nil
	}
	it := f.items[0]
	if it.fn == nil || it.fn.Set == nil || it.fn.Volatility == types.Volatile || len(it.fn.OutTypes) > 1 || it.fn.Result.Kind() == types.KindRecord {
		return nil
	}
	args := make([]scalar.Expr, len(it.args))
	for i, x := range it.args {
		if p := scalar.PropsOf(x); p.Volatile || p.Subquery {
			return nil
		}
		args[i] = replaceRegs(x, regs)
	}
	return &relProjectSet{in: l, items: []setItem{{id: f.vars[0], fn: it.fn, args: args}}}
}

// spread makes l join (a join b) of which only a, or b, reads l into (l join a)
// join b, so that the other one is not run for each row of l.
func (b *binder) spread(j *relJoin, in rel, regs map[int]scalar.Expr) rel {
	r, ok := in.(*relJoin)
	if !ok || r.kind != joinInner {
		return nil
	}
	readBy := func(x rel) (out []scalar.RegSet) {
		for _, s := range j.sets {
			if b.reads(x, map[int]scalar.Expr{s.Reg: s.X}) {
				out = append(out, s)
			}
		}
		return out
	}
	first := &relJoin{kind: joinInner, l: j.l, r: r.l, sets: readBy(r.l)}
	second := &relJoin{kind: joinInner, l: first, r: r.r, sets: readBy(r.r)}
	for _, s := range r.sets {
		second.sets = append(second.sets, scalar.RegSet{Reg: s.Reg, X: replaceRegs(s.X, regs)})
	}
	var on []scalar.Expr
	for _, c := range r.on {
		if b.subReads(c, regs) {
			return nil
		}
		on = append(on, replaceRegs(c, regs))
	}
	return b.push(second, on)
}

// peel takes a projection off, as a copy; VALUES of one row is one too.
func peel(r rel) (rel, []projItem) {
	switch r := r.(type) {
	case *relProject:
		return r.in, append([]projItem{}, r.items...)
	case *relValues:
		if len(r.rows) == 1 {
			items := []projItem{}
			for i, id := range r.vars {
				items = append(items, projItem{id, r.rows[0][i]})
			}
			return &relOne{}, items
		}
	}
	return r, nil
}

func pushable(c scalar.Expr) bool {
	p := scalar.PropsOf(c)
	return !p.Volatile
}

// push puts conditions over r, as far down as they go.
func (b *binder) push(r rel, conds []scalar.Expr) rel {
	if slices.ContainsFunc(conds, neverTrue) {
		return nothing(r)
	}
	return collapse(b.pushOne(r, conds))
}

func (b *binder) pushOne(r rel, conds []scalar.Expr) rel {
	var plain []scalar.Expr
	for _, c := range conds {
		if s := b.unnest(r, c); s != nil {
			r = s
			continue
		}
		plain = append(plain, c)
	}
	if len(plain) == 0 {
		return r
	}
	switch r := r.(type) {
	case *relSelect:
		return b.push(r.in, append(r.conds, plain...))
	case *relBarrier:
		return b.pushBarrier(r, plain)
	case *relProject:
		return b.pushProject(r, plain)
	case *relJoin:
		return b.pushJoin(r, plain)
	case *relSort:
		r.in = b.push(r.in, plain)
		return r
	case *relDistinct:
		kept := r.keep
		if r.on != nil { // what drops all rows of a value changes nothing in the others
			kept = r.on
		}
		return b.pushPart(r, plain, func(down []scalar.Expr) { r.in = b.push(r.in, down) }, setOf(kept))
	case *relGroup:
		return b.pushGroup(r, plain)
	case *relWindow: // what drops whole partitions changes nothing in the others
		return b.pushPart(r, plain, func(down []scalar.Expr) { r.in = b.push(r.in, down) }, setOf(r.partition))
	case *relProjectSet:
		return b.pushPart(r, plain, func(down []scalar.Expr) { r.in = b.push(r.in, down) }, setOf(r.in.out()))
	case *relSetOp:
		return b.pushSetOp(r, plain)
	case *relWith:
		return b.pushPart(r, plain, func(down []scalar.Expr) { r.in = b.push(r.in, down) }, setOf(r.in.out()))
	case *relCTE:
		if r.cte.inline && r.cte.uses == 1 && r.cte.rel != nil {
			return b.pushCTE(r, plain)
		}
	}
	return &relSelect{in: r, conds: plain}
}

// pushPart gives down those conditions that are over cols alone.
func (b *binder) pushPart(r rel, conds []scalar.Expr, down func([]scalar.Expr), cols varSet) rel {
	var go_, stay []scalar.Expr
	for _, c := range conds {
		if pushable(c) && cols.covers(c) {
			go_ = append(go_, c)
		} else {
			stay = append(stay, c)
		}
	}
	if len(go_) > 0 {
		down(go_)
	}
	if len(stay) == 0 {
		return r
	}
	return &relSelect{in: r, conds: stay}
}

// substitute replaces columns by the expressions that make them.
func substitute(e scalar.Expr, items []projItem) scalar.Expr {
	return scalar.MapPre(e, func(x scalar.Expr) scalar.Expr {
		if v, ok := x.(*scalar.Var); ok {
			for _, it := range items {
				if it.id == v.ID {
					return it.x
				}
			}
		}
		return nil
	})
}

func (b *binder) pushProject(p *relProject, conds []scalar.Expr) rel {
	var down, stay []scalar.Expr
	for _, c := range conds {
		if pushable(c) && cheapItems(p, c) {
			down = append(down, substitute(c, p.items))
		} else {
			stay = append(stay, c)
		}
	}
	if len(down) > 0 {
		p.in = b.push(p.in, b.normConds(down))
	}
	if len(stay) == 0 {
		return p
	}
	return &relSelect{in: p, conds: stay}
}

// cheapItems reports whether what c reads of p may be computed twice.
func cheapItems(p *relProject, c scalar.Expr) bool {
	ok := true
	scalar.Vars(c, func(v *scalar.Var) {
		for _, it := range p.items {
			if it.id == v.ID {
				props := scalar.PropsOf(it.x)
				ok = ok && !props.Volatile && !props.Subquery
			}
		}
	})
	return ok
}

func (b *binder) pushJoin(j *relJoin, conds []scalar.Expr) rel {
	left, right := setOf(j.l.out()), setOf(j.r.out())
	if j.kind == joinLeft {
		for _, c := range conds {
			if rejectsNull(c, right) {
				j.kind = joinInner
				conds = append(conds, j.on...)
				j.on = nil
				break
			}
		}
	}
	var l, r, on, stay []scalar.Expr
	for _, c := range conds {
		switch {
		case !pushable(c), !scalar.PropsOf(c).Vars:
			stay = append(stay, c) // what reads no column is asked before either side runs
		case left.covers(c) && j.kind != joinFull:
			l = append(l, c)
		case j.kind == joinInner && right.covers(c):
			r = append(r, c)
		case j.kind == joinInner:
			on = append(on, c)
			l, r = b.implied(c, left, l), b.implied(c, right, r)
		default:
			stay = append(stay, c)
		}
	}
	if len(l) > 0 {
		j.l = b.push(j.l, l)
	}
	if len(r) > 0 {
		j.r = b.push(j.r, r)
	}
	j.on = append(j.on, on...)
	b.shareConsts(j)
	if len(stay) == 0 {
		return j
	}
	return &relSelect{in: j, conds: stay}
}

// implied adds to list what a disjunction over several inputs says of the columns of one:
// (a.x = 1 AND b.y = 2) OR (a.x = 3 AND b.y = 4) holds for no rows but those for which
// a.x = 1 OR a.x = 3 does.
func (b *binder) implied(c scalar.Expr, cols varSet, list []scalar.Expr) []scalar.Expr {
	or, ok := c.(*scalar.Bool)
	if !ok || !or.Or || scalar.PropsOf(c).Subquery {
		return list
	}
	out := &scalar.Bool{Or: true}
	for _, arm := range or.Args {
		var own []scalar.Expr
		for _, x := range scalar.Conjuncts(arm) {
			if scalar.PropsOf(x).Vars && cols.covers(x) {
				own = append(own, x)
			}
		}
		if len(own) == 0 {
			return list
		}
		out.Args = append(out.Args, scalar.And(own...))
	}
	key := scalar.Key(out)
	if b.said[key] {
		return list // the join was looked at before
	}
	if b.said == nil {
		b.said = map[string]bool{}
	}
	b.said[key] = true
	return append(list, factorOr(out))
}

// rejectsNull reports whether c can't be true where all columns of cols are NULL.
func rejectsNull(c scalar.Expr, cols varSet) bool { return never(c, true, cols) }

// never reports whether c can't have the value want where all columns of cols are NULL.
func never(c scalar.Expr, want bool, cols varSet) bool {
	switch c := c.(type) {
	case *scalar.Const:
		return c.D.IsNull() || c.D.Bool() != want
	case *scalar.IsNull:
		if r, ok := c.X.(*scalar.Row); ok && c.Not && want {
			return slices.ContainsFunc(r.Args, func(a scalar.Expr) bool { return nullIn(a, cols) })
		}
		return c.Not == want && nullIn(c.X, cols)
	case *scalar.Quant:
		if c.Array != nil { // of an empty one ALL is true, and ANY false
			return nullIn(c.Array, cols) || c.All != want && c.Op.Strict && nullIn(c.X, cols)
		}
		return neverList(c, want, cols)
	case *scalar.RowCompare:
		return neverRows(c, want, cols)
	case *scalar.Subquery:
		return want && c.Kind == scalar.SubAny && rejectsNull(c.Test, cols)
	case *scalar.Bool:
		// A disjunction is true where one operand is, and false where all are.
		every := c.Or == want
		for _, a := range c.Args {
			if never(a, want, cols) != every {
				return !every
			}
		}
		return every
	case *scalar.Not:
		return never(c.X, !want, cols)
	case *scalar.Truth:
		if c.Kind == scalar.TruthUnknown {
			return c.Not == want && nullIn(c.X, cols)
		}
		return c.Not != want && never(c.X, c.Kind == scalar.TruthTrue, cols)
	}
	return nullIn(c, cols)
}

// neverList is never of IN. Postgres compares elements with columns one by one, and the others
// with them where there is one alone; several of them are one array, whose NULLs it sees only
// where it can compute the whole.
func neverList(c *scalar.Quant, want bool, cols varSet) bool {
	if !c.Op.Strict || len(c.Elems) == 0 {
		return false
	}
	if nullIn(c.X, cols) {
		return true
	}
	every := c.All != want
	rest := &scalar.Quant{Op: c.Op, All: c.All, X: c.X}
	for _, e := range c.Elems {
		if !scalar.PropsOf(e).Vars {
			rest.Elems = append(rest.Elems, e)
		} else if nullIn(e, cols) != every {
			return !every
		}
	}
	if len(rest.Elems) == 0 {
		return every
	}
	if k, ok := constantOf(rest); ok {
		return never(k, want, cols)
	}
	return len(rest.Elems) == 1 && nullIn(rest.Elems[0], cols)
}

// constantOf computes x where it is made of constants and depends on nothing else.
func constantOf(x scalar.Expr) (*scalar.Const, bool) {
	constant := true
	scalar.Children(x, func(k scalar.Expr) {
		_, ok := k.(*scalar.Const)
		constant = constant && ok
	})
	if p := scalar.PropsOf(x); !constant || p.Stable || p.Volatile || p.Host {
		return nil, false
	}
	d, err := x.Eval(&scalar.Ctx{Env: &types.Env{}})
	return &scalar.Const{T: x.Type(), Typmod: types.NoTypmod, D: d}, err == nil
}

// neverRows is never of a comparison of rows, which = and <> write out by columns.
func neverRows(c *scalar.RowCompare, want bool, cols varSet) bool {
	every := (c.Name == "<>") == want
	if c.Name != "=" && c.Name != "<>" {
		return false
	}
	for i, op := range c.Eq {
		if (op.Strict && (nullIn(c.L[i], cols) || nullIn(c.R[i], cols))) != every {
			return !every
		}
	}
	return every
}

// nullIn reports whether x is NULL where all columns of cols are.
func nullIn(x scalar.Expr, cols varSet) bool {
	any := func(xs []scalar.Expr) bool {
		return slices.ContainsFunc(xs, func(a scalar.Expr) bool { return nullIn(a, cols) })
	}
	switch x := x.(type) {
	case *scalar.Const:
		return x.D.IsNull()
	case *scalar.Var:
		return cols[x.ID]
	case *scalar.Op:
		return x.Op.Strict && (x.L != nil && nullIn(x.L, cols) || nullIn(x.R, cols))
	case *scalar.Quant:
		if x.Array != nil {
			return nullIn(x.Array, cols)
		}
		return x.Op.Strict && nullIn(x.X, cols) && len(x.Elems) > 0
	case *scalar.Cast:
		return nullIn(x.X, cols)
	case *scalar.Call:
		return x.Fn.Strict && any(x.Args)
	case *scalar.HostCall:
		return x.Strict && any(x.Args)
	case *scalar.Not:
		return nullIn(x.X, cols)
	case *scalar.Bool:
		return !slices.ContainsFunc(x.Args, func(a scalar.Expr) bool { return !nullIn(a, cols) })
	}
	return false
}

// pushGroup moves conditions on group keys below the grouping.
func (b *binder) pushGroup(g *relGroup, conds []scalar.Expr) rel {
	keys := varSet{}
	for _, k := range g.keys {
		keys[k.id] = true
	}
	if len(g.keys) == 0 {
		return &relSelect{in: g, conds: conds}
	}
	return b.pushPart(g, conds, func(down []scalar.Expr) {
		for i := range down {
			down[i] = substitute(down[i], g.keys)
		}
		g.in = b.push(g.in, down)
	}, keys)
}

func (b *binder) pushSetOp(r *relSetOp, conds []scalar.Expr) rel {
	var l, right, stay []scalar.Expr
	rename := func(c scalar.Expr, to []scalar.VarID) scalar.Expr {
		items := make([]projItem, len(to))
		for i := range to {
			items[i] = projItem{r.vars[i], b.ref(to[i])}
		}
		return substitute(c, items)
	}
	for _, c := range conds {
		if !pushable(c) || scalar.PropsOf(c).Subquery {
			stay = append(stay, c)
			continue
		}
		l, right = append(l, rename(c, r.left)), append(right, rename(c, r.right))
	}
	if len(l) > 0 {
		r.l, r.r = b.push(r.l, l), b.push(r.r, right)
	}
	if len(stay) == 0 {
		return r
	}
	return &relSelect{in: r, conds: stay}
}

func (b *binder) pushCTE(r *relCTE, conds []scalar.Expr) rel {
	items := make([]projItem, len(r.vars))
	for i := range r.vars {
		items[i] = projItem{r.vars[i], b.ref(r.cte.out[i])}
	}
	down := make([]scalar.Expr, len(conds))
	for i, c := range conds {
		if !pushable(c) {
			return &relSelect{in: r, conds: conds}
		}
		down[i] = substitute(c, items)
	}
	r.cte.rel = b.push(r.cte.rel, down)
	return r
}

// unnest turns a condition that is EXISTS, IN or their negation into a join
// with r, where its correlation allows that; else nil.
func (b *binder) unnest(r rel, c scalar.Expr) rel {
	anti := false
	if n, ok := c.(*scalar.Not); ok {
		anti = true
		c = n.X
	}
	s, ok := c.(*scalar.Subquery)
	if !ok || s.Kind != scalar.SubExists && s.Kind != scalar.SubAny {
		return nil
	}
	cols := setOf(r.out())
	for _, set := range s.Sets {
		if !cols.covers(set.X) || scalar.PropsOf(set.X).Regs {
			return nil
		}
	}
	if s.Test != nil && !cols.covers(s.Test) {
		return nil
	}
	sub := b.subs[s.ID]
	inner := stripForExists(sub.rel, s.Kind == scalar.SubExists)
	up := map[int]scalar.Expr{}
	for _, set := range s.Sets {
		up[set.Reg] = set.X
	}
	inner, lifted, ok := b.lift(inner, up)
	if !ok {
		return nil
	}
	var on []scalar.Expr
	if s.Test != nil {
		test := map[int]scalar.Expr{}
		for i, reg := range s.TestRegs {
			test[reg] = b.ref(sub.out[i])
		}
		on = scalar.Conjuncts(replaceRegs(s.Test, test))
	}
	j := &relJoin{kind: joinSemi, l: r, r: inner}
	if anti {
		j.kind = joinAnti
		if s.Kind == scalar.SubAny {
			// NOT IN is not NOT EXISTS where NULLs are about.
			if len(lifted) > 0 || len(on) != 1 {
				return nil
			}
			j.nullAware = padded(r) || padded(inner) || !b.neverNull(on[0])
		}
	}
	j.on = append(on, lifted...)
	if !j.nullAware {
		inner := setOf(j.r.out())
		for _, x := range j.on {
			ok := true
			scalar.Vars(x, func(v *scalar.Var) { ok = ok && (cols[v.ID] || inner[v.ID]) })
			if !ok {
				return nil
			}
		}
	}
	return b.normJoin(&relJoin{kind: j.kind, l: j.l, r: j.r, on: j.on, nullAware: j.nullAware})
}

// neverNull reports whether an equality's operands can't be NULL.
func (b *binder) neverNull(x scalar.Expr) bool {
	op, ok := x.(*scalar.Op)
	if !ok {
		return false
	}
	notNull := func(e scalar.Expr) bool {
		if k, ok := e.(*scalar.Const); ok {
			return !k.D.IsNull()
		}
		v, ok := e.(*scalar.Var)
		if !ok {
			return false
		}
		i := b.info(v.ID)
		return i.table != nil && i.table.Columns[i.slot].NotNull && !i.nullable
	}
	return notNull(op.L) && notNull(op.R)
}

// padded reports whether r may give NULL for a column that is declared NOT
// NULL: there is an outer join, or something that is not looked into.
func padded(r rel) bool {
	switch r := r.(type) {
	case *relScan:
		return false
	case *relSelect:
		return padded(r.in)
	case *relBarrier:
		return padded(r.in)
	case *relProject:
		return padded(r.in)
	case *relSort:
		return padded(r.in)
	case *relWindow:
		return padded(r.in)
	case *relJoin:
		return r.kind == joinLeft || r.kind == joinFull || padded(r.l) || padded(r.r)
	}
	return true
}

// stripForExists drops what does not change whether there are rows.
func stripForExists(r rel, exists bool) rel {
	for {
		switch x := r.(type) {
		case *relLimit:
			k, ok := x.limit.(*scalar.Const)
			if !exists || !ok || x.offset != nil || k.D.IsNull() || k.D.Int() < 1 {
				return r
			}
			r = x.in
		case *relSort:
			r = x.in
		case *relProject:
			if !exists || slices.ContainsFunc(x.items, func(it projItem) bool { return scalar.PropsOf(it.x).Volatile }) {
				return r
			}
			r = x.in
		case *relDistinct:
			if x.on != nil {
				return r
			}
			r = x.in
		default:
			return r
		}
	}
}

func replaceRegs(e scalar.Expr, regs map[int]scalar.Expr) scalar.Expr {
	return scalar.Map(e, func(x scalar.Expr) scalar.Expr {
		if r, ok := x.(*scalar.Reg); ok {
			if y, ok := regs[r.Idx]; ok {
				return y
			}
		}
		return x
	})
}

func usesRegs(e scalar.Expr, regs map[int]scalar.Expr) bool {
	found := false
	scalar.Walk(e, func(x scalar.Expr) bool {
		if r, ok := x.(*scalar.Reg); ok {
			_, hit := regs[r.Idx]
			found = found || hit
		}
		return true
	})
	return found
}

// lift takes the conditions that read outer columns (regs) out of r, with the
// registers replaced by the columns. ok is false where other parts read them.
func (b *binder) lift(r rel, regs map[int]scalar.Expr) (rel, []scalar.Expr, bool) {
	if len(regs) == 0 {
		return r, nil, true
	}
	switch r := r.(type) {
	case *relSelect:
		in, lifted, ok := b.lift(r.in, regs)
		if !ok {
			return nil, nil, false
		}
		var keep []scalar.Expr
		for _, c := range r.conds {
			switch {
			case !usesRegs(c, regs):
				keep = append(keep, c)
			case scalar.PropsOf(c).Subquery || b.subReads(c, regs):
				return nil, nil, false
			default:
				lifted = append(lifted, replaceRegs(c, regs))
			}
		}
		for _, c := range keep {
			if b.subReads(c, regs) {
				return nil, nil, false
			}
		}
		if len(keep) == 0 {
			return in, lifted, true
		}
		return &relSelect{in: in, conds: keep}, lifted, true
	case *relProject:
		return b.liftProject(r, regs)
	case *relJoin:
		return b.liftJoin(r, regs)
	}
	return r, nil, !b.reads(r, regs)
}

func (b *binder) liftProject(p *relProject, regs map[int]scalar.Expr) (rel, []scalar.Expr, bool) {
	for _, it := range p.items {
		if usesRegs(it.x, regs) || b.subReads(it.x, regs) {
			return nil, nil, false
		}
	}
	in, lifted, ok := b.lift(p.in, regs)
	if !ok {
		return nil, nil, false
	}
	// What the lifted conditions read must come through.
	n := &relProject{in: in, items: append([]projItem(nil), p.items...)}
	inner := setOf(in.out())
	for _, c := range lifted {
		scalar.Vars(c, func(v *scalar.Var) {
			if inner[v.ID] {
				n.pass(b.ref(v.ID))
			}
		})
	}
	return n, lifted, true
}

func (b *binder) liftJoin(j *relJoin, regs map[int]scalar.Expr) (rel, []scalar.Expr, bool) {
	if j.kind != joinInner || len(j.sets) > 0 {
		return j, nil, !b.reads(j, regs)
	}
	l, ll, ok := b.lift(j.l, regs)
	if !ok {
		return nil, nil, false
	}
	r, rl, ok := b.lift(j.r, regs)
	if !ok {
		return nil, nil, false
	}
	n := &relJoin{kind: joinInner, l: l, r: r}
	lifted := append(ll, rl...)
	for _, c := range j.on {
		switch {
		case b.subReads(c, regs):
			return nil, nil, false
		case usesRegs(c, regs):
			lifted = append(lifted, replaceRegs(c, regs))
		default:
			n.on = append(n.on, c)
		}
	}
	return n, lifted, true
}

// subReads reports whether a subquery within e reads the registers.
func (b *binder) subReads(e scalar.Expr, regs map[int]scalar.Expr) bool {
	found := false
	scalar.Walk(e, func(x scalar.Expr) bool {
		if s, ok := x.(*scalar.Subquery); ok {
			found = found || b.reads(b.subs[s.ID].rel, regs)
		}
		return !found
	})
	return found
}

// withOuterRegs adds to a subquery's outer values the registers that its query
// reads though they are set further out: its result depends on them too.
func (b *binder) withOuterRegs(s *scalar.Subquery) *scalar.Subquery {
	read, set := map[int]*scalar.Reg{}, map[int]bool{}
	b.regsOf(b.subs[s.ID].rel, read, set)
	for _, o := range s.Sets {
		set[o.Reg] = true
	}
	for _, r := range s.TestRegs {
		set[r] = true
	}
	var more []scalar.RegSet
	for i := range b.regs {
		if r := read[i]; r != nil && !set[i] {
			more = append(more, scalar.RegSet{Reg: i, X: r})
		}
	}
	if len(more) == 0 {
		return s
	}
	n := *s
	n.Sets = append(append([]scalar.RegSet(nil), s.Sets...), more...)
	return &n
}

// regsOf collects the registers that a query reads, and those that it sets.
func (b *binder) regsOf(r rel, read map[int]*scalar.Reg, set map[int]bool) {
	walkSets(r, func(s scalar.RegSet) { set[s.Reg] = true })
	walkRel(r, func(e scalar.Expr) {
		scalar.Walk(e, func(x scalar.Expr) bool {
			switch x := x.(type) {
			case *scalar.Reg:
				read[x.Idx] = x
			case *scalar.Subquery:
				for _, o := range x.Sets {
					set[o.Reg] = true
				}
				for _, r := range x.TestRegs {
					set[r] = true
				}
				b.regsOf(b.subs[x.ID].rel, read, set)
			}
			return true
		})
	})
}

// reads reports whether any expression in r reads the registers.
func (b *binder) reads(r rel, regs map[int]scalar.Expr) bool {
	found := false
	walkRel(r, func(e scalar.Expr) {
		if !found && e != nil {
			found = usesRegs(e, regs) || b.subReads(e, regs)
		}
	})
	return found
}

// walkRel calls f for every expression in r.
func walkRel(r rel, f func(scalar.Expr)) {
	ownExprs(r, f)
	for _, in := range relInputs(r) {
		walkRel(in, f)
	}
}

// ownExprs calls f for the expressions of r itself.
func ownExprs(r rel, f func(scalar.Expr)) {
	each := func(list []scalar.Expr) {
		for _, x := range list {
			f(x)
		}
	}
	switch r := r.(type) {
	case *relValues:
		for _, row := range r.rows {
			each(row)
		}
	case *relFunc:
		for _, it := range r.items {
			each(it.args)
			f(it.x)
		}
	case *relSelect:
		each(r.conds)
	case *relProject:
		for _, it := range r.items {
			f(it.x)
		}
	case *relProjectSet:
		for _, it := range r.items {
			each(it.args)
		}
	case *relJoin:
		each(r.on)
		for _, s := range r.sets {
			f(s.X)
		}
	case *relGroup:
		for _, k := range r.keys {
			f(k.x)
		}
		for _, a := range r.aggs {
			each(a.args)
			f(a.filter)
			for _, o := range a.order {
				f(o.x)
			}
		}
	case *relWindow:
		f(r.frame.startOffset)
		f(r.frame.endOffset)
		for _, it := range r.funcs {
			each(it.args)
			f(it.filter)
		}
	case *relLimit:
		f(r.limit)
		f(r.offset)
	}
}

// walkSets calls f for every register that a join within r sets.
func walkSets(r rel, f func(scalar.RegSet)) {
	if j, ok := r.(*relJoin); ok {
		for _, s := range j.sets {
			f(s)
		}
	}
	for _, in := range relInputs(r) {
		walkSets(in, f)
	}
}

// relInputs lists the relations that r reads.
func relInputs(r rel) []rel {
	switch r := r.(type) {
	case *relSelect:
		return []rel{r.in}
	case *relBarrier:
		return []rel{r.in}
	case *relProject:
		return []rel{r.in}
	case *relProjectSet:
		return []rel{r.in}
	case *relJoin:
		return []rel{r.l, r.r}
	case *relGroup:
		return []rel{r.in}
	case *relWindow:
		return []rel{r.in}
	case *relDistinct:
		return []rel{r.in}
	case *relSort:
		return []rel{r.in}
	case *relLimit:
		return []rel{r.in}
	case *relSetOp:
		return []rel{r.l, r.r}
	case *relLock:
		return []rel{r.in}
	case *relWith:
		out := []rel{r.in}
		for _, c := range r.ctes {
			if c.rel != nil {
				out = append(out, c.rel)
			}
		}
		return out
	case *relCTE:
		if r.cte.inline && r.cte.rel != nil {
			return []rel{r.cte.rel}
		}
	case *relRecursive:
		return []rel{r.base, r.step}
	}
	return nil
}
