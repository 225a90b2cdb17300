package rewrite

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Rewriter rewrites the relations of a statement into others that give the same.
// It is used by one goroutine, for one statement. Relations are changed in place or replaced, so that
// what was given must not be used again; expressions are shared with other plans and are copied.
// It has rel.Statement, as new columns, registers and subqueries are made on the way.
type Rewriter struct {
	rel.Statement
	// said has their keys. Without it each look at a join would derive the same condition anew, and the
	// estimates would count it again.
	said map[string]bool // conditions that were made of others
	// bounds are values as they bound columns of other types, each made once, so that it is known again.
	bounds map[boundOf]scalar.Expr
}

// Norm rewrites a relation without changing its result: conditions move down to
// where their columns are made, EXISTS and IN become semi joins, outer joins
// whose padded rows are dropped anyway become inner ones.
// Subqueries in expressions are not gone into; they are normalised where they are planned.
func (w *Rewriter) Norm(r rel.Rel) rel.Rel { return collapse(w.normOne(r)) }

// normOne goes down first: what is above may rely on its inputs being in their final form, and push
// brings its own changes into that form. SetOp and Recursive have no condition of their own to give.
// A statement that was cancelled is left as it is: who builds it fails before the form matters.
func (w *Rewriter) normOne(r rel.Rel) rel.Rel {
	// Looked at for each relation: a statement of thousands of joins is planned for a while.
	if w.Types.Checkpoint() != nil {
		return r
	}
	switch r := r.(type) {
	case *rel.Select:
		return w.push(w.Norm(r.In), w.NormConds(r.Conds))
	case *rel.Barrier:
		// The barrier kept conditions off policies that have turned out to be none.
		// Its policies have come to true for this role, or there are none that hide rows.
		if r.In = w.Norm(r.In); rel.IsScan(r.In) {
			return r.In // nothing is hidden
		}
	case *rel.Project:
		r.In = w.Norm(r.In)
	case *rel.ProjectSet:
		r.In = w.Norm(r.In)
	case *rel.Join:
		return w.normJoin(r)
	case *rel.Group:
		if len(r.Keys) == 0 && len(r.Aggs) == 0 {
			return &rel.One{} // of a HAVING: one group, whatever the rows
		}
		// An ORDER BY below a grouping tells nothing above it, unless an aggregate keeps the order.
		// Postgres keeps such a sort; nobody can rely on it, but for aggregates that follow their input.
		if !slices.ContainsFunc(r.Aggs, (*rel.Agg).FollowsOrder) {
			r.In = dropOrder(r.In)
		}
		r.In = w.Norm(r.In)
	case *rel.Window:
		r.In = w.Norm(r.In)
	case *rel.Distinct:
		r.In = w.Norm(r.In)
	case *rel.Sort:
		r.In = w.Norm(r.In)
	case *rel.Limit:
		r.In = w.Norm(r.In)
	case *rel.Lock:
		r.In = w.Norm(r.In)
	case *rel.SetOp:
		r.L, r.R = w.Norm(r.L), w.Norm(r.R)
	// A query of a WITH is rewritten once, here.
	case *rel.With:
		for _, c := range r.CTEs {
			if c.Rel != nil {
				c.Rel = w.Norm(c.Rel)
			}
		}
		r.In = w.Norm(r.In)
	case *rel.Recursive:
		r.Base, r.Step = w.Norm(r.Base), w.Norm(r.Step)
	}
	return r
}

// dropOrder removes an ORDER BY that has no effect on what is above.
// It looks at r alone, not below a projection.
// LIMIT is another operator, so that a Sort with a limit above it is never met here.
func dropOrder(r rel.Rel) rel.Rel {
	if s, ok := r.(*rel.Sort); ok {
		return s.In
	}
	return r
}

// NormConds simplifies conditions.
// It gives conjuncts, without those that are the constant true. One that is never true stays: what is
// below becomes nothing by it (push), where that may be.
// Simplify may have joined constants, so that it comes before conjuncts are taken apart.
func (w *Rewriter) NormConds(conds []scalar.Expr) []scalar.Expr {
	var out []scalar.Expr
	// wholeDays last, as it goes by comparisons with constants, which only exist after Simplify.
	for _, c := range conds {
		for _, x := range scalar.Conjuncts(factorOr(w.Simplify(c))) {
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
// For "=" a timestamp within the day equals no day at all: "" leaves the condition.
var dayOperators = map[string]struct{ midnight, later string }{
	"<": {"<", "<="}, "<=": {"<=", "<="}, ">": {">", ">"}, ">=": {">=", ">"}, "=": {"=", ""},
}

// wholeDays compares days with days where they are compared with a constant timestamp (a
// date plus an interval is one), so that an index on the days serves.
// The result has no timestamp, so that it can bound an index of days without a zone.
// A timestamp that no day can hold leaves the condition.
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
	// A timestamp within day d: ts < x holds of days up to d itself, as their midnight lies before it.
	name := dayOperators[op.Op.Name].later
	if types.Equal(types.TTimestamp, back.D, k.D) {
		name = dayOperators[op.Op.Name].midnight
	}
	days, err := builtin.ResolveOperator(name, types.TDate, types.TDate)
	if name == "" || err != nil {
		return x
	}
	return &scalar.Op{Op: days, L: op.L, R: day}
}

// castConst converts a constant by a cast that depends on no setting.
// ok is false where there is no such cast, it fails, or gives NULL.
// It has to be exact for its callers: wholeDays converts back to see.
func castConst(k *scalar.Const, to *types.Type) (*scalar.Const, bool) {
	c, ok := builtin.FindCast(k.T, to, builtin.Assignment)
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
// The common part can then bound an index or go down a join, which an OR over several inputs can't.
// Postgres: process_duplicate_ors (prepqual.c). An arm that is nothing but what is common decides
// alone: the OR is the common part.
// Complexity: the sum of the arms' sizes, by keys.
func factorOr(x scalar.Expr) scalar.Expr {
	or, ok := x.(*scalar.Bool)
	if !ok || !or.Or || scalar.PropsOf(x).Volatile {
		return x
	}
	// In how many arms each conjunct stands, an arm counted once whatever it repeats.
	// Volatile arms were sent back above: a common part would run once where it ran for each arm.
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
	// Each arm keeps what it has beyond that.
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

// normJoin sends the conditions of a join where they may be judged:
//
//	INNER              anywhere: as WHERE
//	LEFT, SEMI, ANTI   those over the right side alone go into it: a right row for which they fail
//	                   matches nothing. The others decide what matches, and stay
//	FULL               all stay: rows of both sides come out, match or not
//
// The sides are final when the join's conditions are looked at.
// It may come back with another kind of relation: who holds j must take what is returned.
func (w *Rewriter) normJoin(j *rel.Join) rel.Rel {
	j.L, j.R = w.Norm(j.L), w.Norm(j.R)
	if r := w.unlateral(j); r != nil {
		return r
	}
	// A condition on the right side alone would leave out a row whose NULL empties the whole join.
	if j.NullAware {
		return j // its condition has a form of its own
	}
	// NormConds may take conjuncts apart, of which each goes its own way.
	on := w.NormConds(j.On)
	j.On = nil
	// No pair matches: the right side is as good as empty.
	// An inner join is dropped by collapse then, a left one pads, an anti join gives its left side.
	if slices.ContainsFunc(on, NeverTrue) && j.Kind != rel.JoinFull {
		j.R, on = nothing(j.R), nil
	}
	switch j.Kind {
	case rel.JoinInner:
		return w.push(j, on)
	case rel.JoinLeft, rel.JoinSemi, rel.JoinAnti:
		w.matchOn(j, on)
	default:
		j.On = on
	}
	return j
}

// matchOn gives j, which keeps rows of its left side alone, the conditions of its ON: those over the right side go into
// that, which may drop all of it.
func (w *Rewriter) matchOn(j *rel.Join, on []scalar.Expr) {
	right := rel.SetOf(j.R.Out())
	var keep, down []scalar.Expr
	for _, c := range on {
		if right.Covers(c) && Pushable(c) {
			down = append(down, c)
		} else {
			keep = append(keep, c)
		}
	}
	j.R = w.push(j.R, down)
	j.On = keep
	w.shareConsts(j)
}

// unlateral makes a plain join of one whose right side reads the left one in
// conditions and in what it computes at last; nil where it does so elsewhere.
// Running the right side for each left row is the one way to compute a lateral join; a plain one can be
// hashed, or done in another order. Only what is not volatile may move: it would be computed of other rows,
// or more often.
// regs are the registers that the right side reads, by number, with what they are set from.
// Its result goes through push again, since the conditions may now move to either side.
func (w *Rewriter) unlateral(j *rel.Join) rel.Rel {
	// A left join pads by run: what it pads could not be told from a match after the sides were joined plainly.
	if j.Kind != rel.JoinInner {
		return nil
	}
	var left rel.VarSet
	if len(j.Sets) > 0 {
		left = rel.SetOf(j.L.Out())
	}
	regs := map[int]scalar.Expr{}
	for _, s := range j.Sets {
		if !left.Covers(s.X) || scalar.PropsOf(s.X).Volatile || scalar.PropsOf(s.X).Subquery {
			return nil
		}
		regs[s.Reg] = s.X
	}
	// Without registers the rest is a plain join already, but for VALUES of one row, which is no input at all.
	// What is computed on top of the right side can as well be computed on top of the join.
	in, items := peel(j.R)
	if _, one := in.(*rel.One); !one && len(j.Sets) == 0 {
		return nil
	}
	// Items of a projection on top are computed above the join then.
	for i, it := range items {
		if p := scalar.PropsOf(it.X); p.Volatile || p.Subquery {
			return nil
		}
		items[i].X = rel.ReplaceRegs(it.X, regs)
	}
	var out rel.Rel
	lifted := []scalar.Expr{}
	// Three ways: a function becomes a ProjectSet over the left side, conditions that read it become the
	// join's, or a join within is spread.
	if f, ok := in.(*rel.Func); ok && w.Reads(f, regs) {
		if out = unfold(j.L, f, regs); out == nil {
			return nil
		}
	} else if plain, conds, ok := w.Lift(in, regs); ok {
		in, lifted = plain, conds
		out = &rel.Join{Kind: rel.JoinInner, L: j.L, R: in}
		if _, one := in.(*rel.One); one {
			out = j.L
		}
	} else if out = w.spread(j, in, regs); out == nil {
		return nil
	}
	on := append(append([]scalar.Expr(nil), j.On...), lifted...)
	// Columns keep their numbers: those above need not know.
	if items != nil {
		p := &rel.Project{In: out}
		for _, id := range j.L.Out() {
			p.Pass(w.Ref(id))
		}
		for _, id := range in.Out() {
			p.Pass(w.Ref(id)) // what was lifted reads it
		}
		for _, it := range items {
			if !rel.IsVar(it.X, it.ID) {
				p.Items = append(p.Items, it)
			}
		}
		out = p
	}
	return w.push(out, w.NormConds(on))
}

// unfold makes rows of l, each with what a function gives of it, without a join; nil
// where the function's rows have more than one column.
// Of several columns, or with ordinality, ProjectSet has no form.
// A volatile function would be run for other rows, once conditions have moved between.
func unfold(l rel.Rel, f *rel.Func, regs map[int]scalar.Expr) rel.Rel {
	// Several functions side by side end with the longest, ordinality counts: both are of FROM alone.
	if len(f.Items) != 1 || len(f.Vars) != 1 || f.Ordinality != 0 {
		return nil
	}
	it := f.Items[0]
	if it.Fn == nil || it.Fn.Set == nil || it.Fn.Volatility == builtin.Volatile || len(it.Fn.OutTypes) > 1 || it.Fn.Result.Kind() == types.KindRecord {
		return nil
	}
	args := make([]scalar.Expr, len(it.Args))
	for i, x := range it.Args {
		if p := scalar.PropsOf(x); p.Volatile || p.Subquery {
			return nil
		}
		args[i] = rel.ReplaceRegs(x, regs)
	}
	return &rel.ProjectSet{In: l, Items: []rel.SetItem{{ID: f.Vars[0], Fn: it.Fn, Args: args}}}
}

// spread makes l join (a join b) of which only a, or b, reads l into (l join a)
// join b, so that the other one is not run for each row of l.
// Each register is set where it is read; one that both read is set twice. Conditions with queries that read
// l give it up, as those would need registers of a join that is gone.
// l joins a or b first, whichever reads it; the rest is a plain join.
// Only inner joins may be regrouped. What j itself says (On) is not here: unlateral adds it.
func (w *Rewriter) spread(j *rel.Join, in rel.Rel, regs map[int]scalar.Expr) rel.Rel {
	r, ok := in.(*rel.Join)
	if !ok || r.Kind != rel.JoinInner {
		return nil
	}
	// A side that reads no register is run once, or hashed, wherever it stands.
	readBy := func(x rel.Rel) (out []scalar.RegSet) {
		for _, s := range j.Sets {
			if w.Reads(x, map[int]scalar.Expr{s.Reg: s.X}) {
				out = append(out, s)
			}
		}
		return out
	}
	first := &rel.Join{Kind: rel.JoinInner, L: j.L, R: r.L, Sets: readBy(r.L)}
	second := &rel.Join{Kind: rel.JoinInner, L: first, R: r.R, Sets: readBy(r.R)}
	for _, s := range r.Sets {
		second.Sets = append(second.Sets, scalar.RegSet{Reg: s.Reg, X: rel.ReplaceRegs(s.X, regs)})
	}
	var on []scalar.Expr
	for _, c := range r.On {
		if w.SubReads(c, regs) {
			return nil
		}
		on = append(on, rel.ReplaceRegs(c, regs))
	}
	return w.push(second, on)
}

// peel takes a projection off, as a copy; VALUES of one row is one too.
// items is nil where there was none to take off, and not nil, if empty, where there was.
// The copy may be changed.
func peel(r rel.Rel) (rel.Rel, []rel.Item) {
	switch r := r.(type) {
	case *rel.Project:
		return r.In, append([]rel.Item{}, r.Items...)
	case *rel.Values:
		if len(r.Rows) == 1 {
			items := []rel.Item{}
			for i, id := range r.Vars {
				items = append(items, rel.Item{ID: id, X: r.Rows[0][i]})
			}
			return &rel.One{}, items
		}
	}
	return r, nil
}

// Pushable reports whether a condition may be asked of other rows than those of its place.
// A volatile one is asked of the rows of its place and no others, and as often.
// What reads no column is pushable, too; who pushes decides whether that is of use.
// Errors are another matter: as in Postgres, a condition may fail for a row that another one would have dropped.
func Pushable(c scalar.Expr) bool {
	p := scalar.PropsOf(c)
	return !p.Volatile
}

// push puts conditions over r, as far down as they go.
// The caller has normalized conds; r is in its final form, and may be changed.
// nothing(r) keeps r's columns.
func (w *Rewriter) push(r rel.Rel, conds []scalar.Expr) rel.Rel {
	if slices.ContainsFunc(conds, NeverTrue) {
		return nothing(r)
	}
	return collapse(w.pushOne(r, conds))
}

// pushOne takes conditions one operator further down. Each case says which may pass, which is where its
// truth for a row decides about that row alone:
//
//	Project            those that read what may be computed twice; they are rewritten over its input
//	Sort               all
//	Distinct, Window   those over the columns that rows stand together by
//	Group              those over keys; an aggregate needs all rows of its group
//	ProjectSet         those over the input's columns, and what is computed of them beside the functions
//	Limit, Lock        none: they count, or lock, rows
//	SetOp, CTEScan     with the columns renamed
//
// What can't go further stays in a Select on top.
// unnest comes first: EXISTS and IN become joins at the place where the condition stands.
func (w *Rewriter) pushOne(r rel.Rel, conds []scalar.Expr) rel.Rel {
	// A semi join goes on top of r, so that the plain conditions are pushed below it, to fewer rows.
	var plain []scalar.Expr
	for _, c := range conds {
		if s := w.unnest(r, c); s != nil {
			r = s
			continue
		}
		plain = append(plain, c)
	}
	if len(plain) == 0 {
		return r
	}
	switch r := r.(type) {
	case *rel.Select:
		return w.push(r.In, append(r.Conds, plain...))
	case *rel.Barrier:
		return w.pushBarrier(r, plain)
	case *rel.Project:
		return w.pushProject(r, plain)
	case *rel.Join:
		return w.pushJoin(r, plain)
	case *rel.Sort:
		r.In = w.push(r.In, plain)
		return r
	case *rel.Distinct:
		// DISTINCT ON keeps a row of each value of On: other columns are of the row that is kept.
		kept := r.Keep
		if r.On != nil { // what drops all rows of a value changes nothing in the others
			kept = r.On
		}
		return w.pushPart(r, plain, func(down []scalar.Expr) { r.In = w.push(r.In, down) }, rel.SetOf(kept))
	case *rel.Group:
		return w.pushGroup(r, plain)
	case *rel.Window: // what drops whole partitions changes nothing in the others
		return w.pushPart(r, plain, func(down []scalar.Expr) { r.In = w.push(r.In, down) }, rel.SetOf(r.Partition))
	case *rel.ProjectSet:
		return w.pushPart(r, w.throughSets(r, plain), func(down []scalar.Expr) { r.In = w.push(r.In, down) }, rel.SetOf(r.In.Out()))
	case *rel.SetOp:
		return w.pushSetOp(r, plain)
	case *rel.With:
		return w.pushPart(r, plain, func(down []scalar.Expr) { r.In = w.push(r.In, down) }, rel.SetOf(r.In.Out()))
	case *rel.CTEScan:
		if r.CTE.Inline && r.CTE.Uses == 1 && r.CTE.Rel != nil {
			return w.pushCTE(r, plain)
		}
	}
	return &rel.Select{In: r, Conds: plain}
}

// pushPart gives down those conditions that are over cols alone.
// down is called once, with all of them.
// What reads no column is covered by any set, and goes down.
func (w *Rewriter) pushPart(r rel.Rel, conds []scalar.Expr, down func([]scalar.Expr), cols rel.VarSet) rel.Rel {
	var go_, stay []scalar.Expr
	for _, c := range conds {
		if Pushable(c) && cols.Covers(c) {
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
	return &rel.Select{In: r, Conds: stay}
}

// throughSets writes conditions over what the items beside the functions are made of, where they may be computed twice.
func (w *Rewriter) throughSets(r *rel.ProjectSet, conds []scalar.Expr) []scalar.Expr {
	var items []rel.Item
	for _, it := range r.Items {
		if it.Fn == nil && !w.Volatile(it.Args[0]) {
			items = append(items, rel.Item{ID: it.ID, X: it.Args[0]})
		}
	}
	if len(items) == 0 {
		return conds
	}
	var out []scalar.Expr
	below := rel.SetOf(r.In.Out())
	for _, c := range conds {
		if x, ok := rel.SubstituteWithin(c, items); ok && below.Covers(x) && Pushable(x) {
			out = append(out, w.NormConds([]scalar.Expr{x})...)
		} else {
			out = append(out, c)
		}
	}
	return out
}

// pushProject rewrites conditions over what the items are made of; they are simplified again, as constants
// may have come into them.
// An item may be read by several conditions: it is computed once for each, hence cheapItems. What would grow
// too large stays.
func (w *Rewriter) pushProject(p *rel.Project, conds []scalar.Expr) rel.Rel {
	var down, stay []scalar.Expr
	for _, c := range conds {
		if Pushable(c) && cheapItems(p, c) {
			if x, ok := rel.SubstituteWithin(c, p.Items); ok {
				down = append(down, x)
				continue
			}
		}
		stay = append(stay, c)
	}
	if len(down) > 0 {
		p.In = w.push(p.In, w.NormConds(down))
	}
	if len(stay) == 0 {
		return p
	}
	return &rel.Select{In: p, Conds: stay}
}

// cheapItems reports whether what c reads of p may be computed twice.
// A subquery in an item would be asked twice.
// Cost is not looked at: what is dear and not volatile is computed twice, as in Postgres.
func cheapItems(p *rel.Project, c scalar.Expr) bool {
	ok := true
	scalar.Vars(c, func(v *scalar.Var) {
		for _, it := range p.Items {
			if it.ID == v.ID {
				props := scalar.PropsOf(it.X)
				ok = ok && !props.Volatile && !props.Subquery
			}
		}
	})
	return ok
}

// pushJoin gives the sides what is theirs. A condition above a LEFT JOIN that can't hold for a padded row
// makes it an inner one, above a FULL JOIN a left one first (Postgres: reduce_outer_joins), whose ON is then a condition as any other.
// The conditions of the ON of a left join stay with it unless it becomes inner.
// A condition over the right side of a LEFT JOIN that holds for padded rows has to stay above: below, it would turn matches
// into padding. Of SEMI and ANTI no column of the right side comes out.
func (w *Rewriter) pushJoin(j *rel.Join, conds []scalar.Expr) rel.Rel {
	// The kind first: which conditions may go down depends on which side is padded.
	w.reduceFull(j, conds)
	left, right := rel.SetOf(j.L.Out()), rel.SetOf(j.R.Out())
	if j.Kind == rel.JoinLeft && rejectsNull(conds, right) {
		j.Kind = rel.JoinInner
		conds = append(conds, j.On...)
		j.On = nil
	}
	var l, r, on, stay []scalar.Expr
	for _, c := range conds {
		switch {
		case !Pushable(c), !scalar.PropsOf(c).Vars:
			stay = append(stay, c) // what reads no column is asked before either side runs
		case (j.Kind == rel.JoinSemi || j.Kind == rel.JoinAnti) && AsksForEach(c):
			stay = append(stay, c) // of the rows that are left
		case left.Covers(c) && j.Kind != rel.JoinFull:
			l = append(l, c)
		case j.Kind == rel.JoinInner && right.Covers(c):
			r = append(r, c)
		case j.Kind == rel.JoinInner:
			// Over both sides: a condition of the join.
			on = append(on, c)
			l, r = w.implied(c, left, l), w.implied(c, right, r)
		default:
			stay = append(stay, c)
		}
	}
	if len(l) > 0 {
		j.L = w.push(j.L, l)
	}
	if len(r) > 0 {
		j.R = w.push(j.R, r)
	}
	j.On = append(j.On, on...)
	// Constants of one side may have come with the conditions.
	w.shareConsts(j)
	if len(stay) == 0 {
		return j
	}
	return &rel.Select{In: j, Conds: stay}
}

// reduceFull makes a left join of a full one where conditions above hold for no row that it pads on one side: then the
// other side's rows that find no partner need not come, and conditions on the side that is kept may go into it. Where
// the right side is the one that is kept the sides change places, as those of a RIGHT JOIN do when it is bound.
// Postgres: reduce_outer_joins.
func (w *Rewriter) reduceFull(j *rel.Join, conds []scalar.Expr) {
	if j.Kind != rel.JoinFull || len(j.Sets) > 0 {
		return
	}
	switch {
	case rejectsNull(conds, rel.SetOf(j.L.Out())):
	case rejectsNull(conds, rel.SetOf(j.R.Out())):
		j.L, j.R = j.R, j.L
	default:
		return
	}
	j.Kind = rel.JoinLeft
	w.matchOn(j, j.On)
}

// rejectsNull is RejectsNull of any of conds, which all have to hold.
func rejectsNull(conds []scalar.Expr, cols rel.VarSet) bool {
	return slices.ContainsFunc(conds, func(c scalar.Expr) bool { return RejectsNull(c, cols) })
}

// implied adds to list what a disjunction over several inputs says of the columns of one:
// (a.x = 1 AND b.y = 2) OR (a.x = 3 AND b.y = 4) holds for no rows but those for which
// a.x = 1 OR a.x = 3 does.
// The disjunction itself stays, as it says more. A side of which some arm says nothing gets nothing.
// Without it an index on a.x could not bound the scan of a.
func (w *Rewriter) implied(c scalar.Expr, cols rel.VarSet, list []scalar.Expr) []scalar.Expr {
	or, ok := c.(*scalar.Bool)
	if !ok || !or.Or || scalar.PropsOf(c).Subquery {
		return list
	}
	out := &scalar.Bool{Or: true}
	// The implied condition is a weaker one: rows for which it fails are in no pair, others are judged by the whole.
	for _, arm := range or.Args {
		var own []scalar.Expr
		for _, x := range scalar.Conjuncts(arm) {
			if scalar.PropsOf(x).Vars && cols.Covers(x) {
				own = append(own, x)
			}
		}
		if len(own) == 0 {
			return list
		}
		out.Args = append(out.Args, scalar.And(own...))
	}
	key := scalar.Key(out)
	if w.said[key] {
		return list // the join was looked at before
	}
	if w.said == nil {
		w.said = map[string]bool{}
	}
	w.said[key] = true
	return append(list, factorOr(out))
}

// RejectsNull reports whether c can't be true where all columns of cols are NULL.
// true is safe to act on; false may only mean that it was not seen.
// Postgres: find_nonnullable_rels (clauses.c).
func RejectsNull(c scalar.Expr, cols rel.VarSet) bool { return never(c, true, cols) }

// never reports whether c can't have the value want where all columns of cols are NULL.
// The two values of want are asked in turn below NOT: what is never false is, negated, never true.
// Strictness is what it goes by: an operator or function that is NULL for NULL.
// NULL is not want, whichever that is: so what is NULL for such rows is never either.
func never(c scalar.Expr, want bool, cols rel.VarSet) bool {
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
			return nullIn(c.Array, cols) || c.Op.Strict && nullIn(c.X, cols) && (c.All != want || hasElements(c.Array))
		}
		return neverList(c, want, cols)
	case *scalar.RowCompare:
		return neverRows(c, want, cols)
	// = ANY of a query is never true where its test is not; of no rows it is false, whatever x is.
	case *scalar.Subquery:
		return want && c.Kind == scalar.SubAny && RejectsNull(c.Test, cols)
	// Each operand is asked for the same value.
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

// hasElements reports whether an array is known to have elements (Postgres: is_strict_saop).
func hasElements(x scalar.Expr) bool {
	switch x := x.(type) {
	case *scalar.Const:
		return !x.D.IsNull() && len(x.D.Array().Items) > 0
	case *scalar.Array:
		return len(x.Elems) > 0 && !x.Nested
	}
	return false
}

// neverList is never of IN. Postgres compares elements with columns one by one, and the others
// with them where there is one alone; several of them are one array, whose NULLs it sees only
// where it can compute the whole.
// Postgres: is_strict_saop.
func neverList(c *scalar.Quant, want bool, cols rel.VarSet) bool {
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
// Errors of the computation leave it unknown.
// Only what gives the same in every session, at every time.
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
// Orders of rows are not looked into.
func neverRows(c *scalar.RowCompare, want bool, cols rel.VarSet) bool {
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
// cols are NULL all together, as an outer join pads them.
// A cast of NULL is NULL, whatever its function; so are operators and functions that are declared strict.
func nullIn(x scalar.Expr, cols rel.VarSet) bool {
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
// A condition over keys is true of all rows of a group or of none.
// For HAVING and for conditions around a grouped subquery alike.
//
//	SELECT k, sum(x) FROM f GROUP BY k HAVING k = 5 AND sum(x) > 3
//
// reads the rows of k = 5 alone; sum(x) > 3 is asked of the group that they make.
func (w *Rewriter) pushGroup(g *rel.Group, conds []scalar.Expr) rel.Rel {
	keys := rel.VarSet{}
	for _, k := range g.Keys {
		keys[k.ID] = true
	}
	// One group, of no rows too: fewer rows below would not make it go away.
	if len(g.Keys) == 0 {
		return &rel.Select{In: g, Conds: conds}
	}
	var down, stay []scalar.Expr
	// GROUPING SETS come as a union of groupings, of which each has the keys that it groups by.
	for _, c := range conds {
		if Pushable(c) && keys.Covers(c) {
			if x, ok := rel.SubstituteWithin(c, g.Keys); ok {
				down = append(down, x)
				continue
			}
		}
		stay = append(stay, c)
	}
	if len(down) > 0 {
		g.In = w.push(g.In, down)
	}
	if len(stay) == 0 {
		return g
	}
	return &rel.Select{In: g, Conds: stay}
}

// pushSetOp gives both sides each condition: of UNION, INTERSECT and EXCEPT a row is in the result by what
// it is, not by what other rows are. One with a query stays, which would else be asked in two places.
// Columns are renamed for each side.
// Both sides have been converted to the types of the columns by then.
func (w *Rewriter) pushSetOp(r *rel.SetOp, conds []scalar.Expr) rel.Rel {
	var l, right, stay []scalar.Expr
	rename := func(c scalar.Expr, to []scalar.VarID) scalar.Expr {
		items := make([]rel.Item, len(to))
		for i := range to {
			items[i] = rel.Item{ID: r.Vars[i], X: w.Ref(to[i])}
		}
		return rel.Substitute(c, items)
	}
	for _, c := range conds {
		if !Pushable(c) || scalar.PropsOf(c).Subquery {
			stay = append(stay, c)
			continue
		}
		l, right = append(l, rename(c, r.Left)), append(right, rename(c, r.Right))
	}
	// Both sides or none: a row that only one side has lost would change what INTERSECT and EXCEPT count.
	if len(l) > 0 {
		r.L, r.R = w.push(r.L, l), w.push(r.R, right)
	}
	if len(stay) == 0 {
		return r
	}
	return &rel.Select{In: r, Conds: stay}
}

// pushCTE goes on in the query itself, which is read here and nowhere else. All go or none.
// pushCTE puts conditions into the shared tree: there is no other reader.
// A query that is read twice has to give the same rows to both, and takes none.
func (w *Rewriter) pushCTE(r *rel.CTEScan, conds []scalar.Expr) rel.Rel {
	items := make([]rel.Item, len(r.Vars))
	for i := range r.Vars {
		items[i] = rel.Item{ID: r.Vars[i], X: w.Ref(r.CTE.Out[i])}
	}
	down := make([]scalar.Expr, len(conds))
	for i, c := range conds {
		if !Pushable(c) {
			return &rel.Select{In: r, Conds: conds}
		}
		down[i] = rel.Substitute(c, items)
	}
	r.CTE.Rel = w.push(r.CTE.Rel, down)
	return r
}

// unnest turns a condition that is EXISTS, IN or their negation into a join
// with r, where its correlation allows that; else nil.
// Steps:
//
//  1. take off what does not matter for whether a row is found (StripForExists)
//  2. lift the conditions that read the outer row out of the query: they become the join's
//  3. IN compares the outer value with the query's column: that is a condition of the join as well
//  4. semi join; with NOT, anti join
//
// NOT IN is an anti join only where neither side can be NULL; else NullAware, which has no form for
// further conditions. Postgres: convert_EXISTS_sublink_to_join, convert_ANY_sublink_to_join; NOT IN it
// never makes a join of.
// cols are r's columns. A set that reads a register of a query further out can't become a condition of the
// join.
// nil leaves the condition as a subplan, which is right for every query, and run for each row or hashed.
//
//	EXISTS (SELECT FROM b WHERE b.n = a.n LIMIT 1)              Hash Semi Join, b.n = a.n
//	EXISTS (SELECT m FROM b WHERE b.n = a.n GROUP BY m)         the same: a group is there where a row is
//	… GROUP BY m HAVING count(*) > 1                            a subplan: not each row makes a group that stays
//	NOT EXISTS (SELECT DISTINCT ON (m) id FROM b WHERE …)       Hash Anti Join
func (w *Rewriter) unnest(r rel.Rel, c scalar.Expr) rel.Rel {
	anti := false
	if n, ok := c.(*scalar.Not); ok {
		anti = true
		c = n.X
	}
	s, ok := c.(*scalar.Subquery)
	if !ok || s.Kind != scalar.SubExists && s.Kind != scalar.SubAny {
		return nil
	}
	cols := rel.SetOf(r.Out())
	for _, set := range s.Sets {
		// The outer values are columns of r.
		if !cols.Covers(set.X) || scalar.PropsOf(set.X).Regs {
			return nil
		}
	}
	// As a join's condition a volatile test would be computed for each pair that meets; as a subplan's, once for
	// each row of r. Postgres: convert_ANY_sublink_to_join refuses it, too.
	if s.Test != nil && (!cols.Covers(s.Test) || scalar.PropsOf(s.Test).Volatile) {
		return nil
	}
	// The query as bound: it was normalised by nobody yet, and is by normJoin below.
	sub := w.Subs[s.ID]
	inner := StripForExists(sub.Rel, s.Kind == scalar.SubExists)
	up := map[int]scalar.Expr{}
	for _, set := range s.Sets {
		up[set.Reg] = set.X
	}
	inner, lifted, ok := w.lift(inner, up, true)
	if !ok {
		return nil
	}
	var on []scalar.Expr
	// Test compares with registers that stand for the query's columns.
	if s.Test != nil {
		test := map[int]scalar.Expr{}
		for i, reg := range s.TestRegs {
			test[reg] = w.Ref(sub.Out[i])
		}
		on = scalar.Conjuncts(rel.ReplaceRegs(s.Test, test))
	}
	// The outer rows are the left side, as they come out.
	j := &rel.Join{Kind: rel.JoinSemi, L: r, R: inner}
	if anti {
		j.Kind = rel.JoinAnti
		// Lifted conditions would take rows out of the right side pair by pair, and a NULL among them counts for its
		// own left rows alone: no form of an anti join says that.
		if s.Kind == scalar.SubAny {
			// NOT IN is not NOT EXISTS where NULLs are about.
			if len(lifted) > 0 || len(on) != 1 {
				return nil
			}
			j.NullAware = Padded(r) || Padded(inner) || !w.neverNull(on[0])
		}
	}
	j.On = append(on, lifted...)
	// Without an equality each pair would ask.
	// With an equality only pairs that meet ask, as a subplan would have asked for each row of its own run.
	if slices.ContainsFunc(lifted, AsksSubquery) && !slices.ContainsFunc(j.On, equalsColumn) {
		return nil // asked of each pair of rows
	}
	// Each column that a condition reads has to come out of one of the sides.
	if !j.NullAware {
		inner := rel.SetOf(j.R.Out())
		for _, x := range j.On {
			ok := true
			scalar.Vars(x, func(v *scalar.Var) { ok = ok && (cols[v.ID] || inner[v.ID]) })
			if !ok {
				return nil
			}
		}
	}
	// As any join, it may now send conditions further down.
	return w.normJoin(&rel.Join{Kind: j.Kind, L: j.L, R: j.R, On: j.On, NullAware: j.NullAware})
}

// neverNull reports whether an equality's operands can't be NULL.
// It knows constants and columns that are declared NOT NULL; whether an outer join padded them is the
// caller's question (Padded).
func (w *Rewriter) neverNull(x scalar.Expr) bool {
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
		i := w.Info(v.ID)
		return i.Table != nil && i.Table.Columns[i.Slot].NotNull && !i.Nullable
	}
	return notNull(op.L) && notNull(op.R)
}

// Padded reports whether r may give NULL for a column that is declared NOT
// NULL: there is an outer join, or something that is not looked into.
// What is unknown counts as padded: that costs a better plan, the other answer a wrong result.
// It is asked of columns that are declared NOT NULL.
func Padded(r rel.Rel) bool {
	switch r := r.(type) {
	case *rel.Scan:
		return false
	case *rel.Select:
		return Padded(r.In)
	case *rel.Barrier:
		return Padded(r.In)
	case *rel.Project:
		return Padded(r.In)
	case *rel.Sort:
		return Padded(r.In)
	case *rel.Window:
		return Padded(r.In)
	// Of semi and anti joins the right side does not come out, but it is not worth telling apart.
	case *rel.Join:
		return r.Kind == rel.JoinLeft || r.Kind == rel.JoinFull || Padded(r.L) || Padded(r.R)
	}
	return true
}

// StripForExists drops what does not change whether there are rows.
// exists: nothing is asked but whether there is a row; else values are compared, and columns must stay.
// For EXISTS LIMIT 1, ORDER BY, DISTINCT and the select list say nothing. A volatile list stays: that of EXISTS itself
// has been dropped before (bind: blockState.bare), and that of a query in its FROM is run, as in Postgres.
func StripForExists(r rel.Rel, exists bool) rel.Rel {
	for {
		switch x := r.(type) {
		case *rel.Limit:
			k, ok := x.Limit.(*scalar.Const)
			// LIMIT 0 has no rows, and an OFFSET may have skipped all. LIMIT ALL is none.
			all := x.Limit == nil && x.Offset == nil
			if !all && (!exists || !ok || x.Offset != nil || k.D.IsNull() || k.D.Int() < 1) {
				return r
			}
			r = x.In
		case *rel.Sort:
			r = x.In
		case *rel.Project:
			if !exists || slices.ContainsFunc(x.Items, func(it rel.Item) bool { return scalar.PropsOf(it.X).Volatile }) {
				return r
			}
			r = x.In
		case *rel.Distinct:
			if x.On != nil && !exists {
				return r
			}
			r = x.In
		// Aggregates may fail, so that a group with some stays.
		case *rel.Group: // rows make groups, and no rows none
			if !exists || len(x.Keys) == 0 || len(x.Aggs) > 0 || slices.ContainsFunc(x.Keys, func(it rel.Item) bool { return scalar.PropsOf(it.X).Volatile }) {
				return r
			}
			r = x.In
		default:
			return r
		}
	}
}

// equalsColumn reports whether c is an equality that reads columns on both sides.
// An equality by which a hash join can be made.
// By name: an operator of another name is no equality that could be hashed here.
func equalsColumn(c scalar.Expr) bool {
	op, ok := c.(*scalar.Op)
	return ok && op.L != nil && op.Op.Name == "=" && !AsksSubquery(c) && scalar.PropsOf(op.L).Vars && scalar.PropsOf(op.R).Vars
}

// Lift takes the conditions that read outer columns (regs) out of r, with the
// registers replaced by the columns. ok is false where other parts read them.
// It copies the operators on the way, as the query may be planned as it was too, to be compared.
// regs has what to put for each register.
func (w *Rewriter) Lift(r rel.Rel, regs map[int]scalar.Expr) (rel.Rel, []scalar.Expr, bool) {
	return w.lift(r, regs, false)
}

// lift is Lift that, with asking, also takes conditions out that ask queries of outer columns.
// It goes through what changes no row: selections, projections, inner joins. Below an outer join,
// grouping or LIMIT a condition can't be taken out without changing what comes of it.
// A query that a lifted condition asks is given its registers by the joined row.
func (w *Rewriter) lift(r rel.Rel, regs map[int]scalar.Expr, asking bool) (rel.Rel, []scalar.Expr, bool) {
	// Not correlated: nothing is to be taken out.
	if len(regs) == 0 {
		return r, nil, true
	}
	switch r := r.(type) {
	case *rel.Select:
		in, lifted, ok := w.lift(r.In, regs, asking)
		if !ok {
			return nil, nil, false
		}
		var keep []scalar.Expr
		for _, c := range r.Conds {
			switch reads := w.SubReads(c, regs); {
			case !reads && !rel.UsesRegs(c, regs):
				keep = append(keep, c)
			// A condition that asks a query of outer columns can be asked of the joined rows, if it has no effects.
			case (reads || scalar.PropsOf(c).Subquery) && (!asking || w.Volatile(c)):
				return nil, nil, false
			default:
				lifted = append(lifted, rel.ReplaceRegs(w.given(c), regs))
			}
		}
		if len(keep) == 0 {
			return in, lifted, true
		}
		return &rel.Select{In: in, Conds: keep}, lifted, true
	case *rel.Project:
		return w.liftProject(r, regs, asking)
	case *rel.Join:
		return w.liftJoin(r, regs, asking)
	}
	return r, nil, !w.Reads(r, regs)
}

// given has the queries that c asks be given all that they read from outside, not their own
// outer query's columns alone.
// Sets of a subquery name columns of its own outer query; registers of queries further out are added.
// The registers of its own level are replaced by Lift afterwards, in Sets as in all else.
func (w *Rewriter) given(c scalar.Expr) scalar.Expr {
	if !AsksSubquery(c) {
		return c
	}
	return scalar.Map(c, func(x scalar.Expr) scalar.Expr {
		if s, ok := x.(*scalar.Subquery); ok {
			return w.WithOuterRegs(s)
		}
		return x
	})
}

// liftProject is lift through a projection, whose own items must not read outer columns.
// n passes columns on under their own numbers.
func (w *Rewriter) liftProject(p *rel.Project, regs map[int]scalar.Expr, asking bool) (rel.Rel, []scalar.Expr, bool) {
	for _, it := range p.Items {
		if rel.UsesRegs(it.X, regs) || w.SubReads(it.X, regs) {
			return nil, nil, false
		}
	}
	in, lifted, ok := w.lift(p.In, regs, asking)
	if !ok {
		return nil, nil, false
	}
	// What the lifted conditions read must come through.
	n := &rel.Project{In: in, Items: append([]rel.Item(nil), p.Items...)}
	inner := rel.SetOf(in.Out())
	for _, c := range lifted {
		scalar.Vars(c, func(v *scalar.Var) {
			if inner[v.ID] {
				n.Pass(w.Ref(v.ID))
			}
		})
	}
	return n, lifted, true
}

// liftJoin is lift through an inner join, from both sides and its conditions.
// A lateral join within is asked whether it reads them, and not gone into.
func (w *Rewriter) liftJoin(j *rel.Join, regs map[int]scalar.Expr, asking bool) (rel.Rel, []scalar.Expr, bool) {
	if j.Kind != rel.JoinInner || len(j.Sets) > 0 {
		return j, nil, !w.Reads(j, regs)
	}
	l, ll, ok := w.lift(j.L, regs, asking)
	if !ok {
		return nil, nil, false
	}
	r, rl, ok := w.lift(j.R, regs, asking)
	if !ok {
		return nil, nil, false
	}
	n := &rel.Join{Kind: rel.JoinInner, L: l, R: r}
	lifted := append(ll, rl...)
	for _, c := range j.On {
		switch {
		case w.SubReads(c, regs):
			return nil, nil, false
		case rel.UsesRegs(c, regs):
			lifted = append(lifted, rel.ReplaceRegs(c, regs))
		default:
			n.On = append(n.On, c)
		}
	}
	return n, lifted, true
}

// AsksSubquery reports whether a condition asks a query.
func AsksSubquery(c scalar.Expr) bool { return scalar.PropsOf(c).Subquery }

// AsksForEach reports whether a condition asks a query for each row anew.
// One without Sets is asked once for the whole statement.
// Those are dear, so they are judged of as few rows as may be.
func AsksForEach(c scalar.Expr) bool {
	if !AsksSubquery(c) {
		return false
	}
	found := false
	scalar.Walk(c, func(x scalar.Expr) bool {
		s, ok := x.(*scalar.Subquery)
		found = found || ok && len(s.Sets) > 0
		return !found
	})
	return found
}

// push lets those conditions through that tell nothing of rows that are hidden.
// Pushed ones are judged of rows that nobody may know of; see scalar.Leakproof. The order of Postgres's
// security levels comes to the same: leakproof quals may go first.
// Postgres: restriction_is_securely_promotable.
// An operator that can fail could tell of a hidden row by its error.
func (w *Rewriter) pushBarrier(r *rel.Barrier, conds []scalar.Expr) rel.Rel {
	var in, stay []scalar.Expr
	for _, c := range conds {
		if Pushable(c) && !AsksSubquery(c) && scalar.Leakproof(c) {
			in = append(in, c)
		} else {
			stay = append(stay, c)
		}
	}
	if len(in) > 0 {
		r.In = w.push(r.In, in)
	}
	if len(stay) == 0 {
		return r
	}
	return &rel.Select{In: r, Conds: stay}
}
