package physical

import (
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// A correlated subquery that computes a value, and that compares columns of its own with what is
// around it for equality alone, can be run once for all outer values: its rows, or its
// aggregates grouped by these columns, are held by them, and looked up.
//
//	(SELECT 0.2 * avg(q) FROM l WHERE l.k = p.k)   0.2 * a of SELECT k, avg(q) a FROM l GROUP BY k
//	(SELECT name FROM s WHERE s.k = t.k)           name of SELECT k, name FROM s
//
// An outer value without a group has what the aggregates make of no rows: 0 for count. More rows
// than one for a value are an error when they are asked for, not before; so is what the query
// fails with: then it is run for each value after all.

// keyedBytesMax is how much memory the rows of a subquery may take, as estimated: those of the
// default limit of a statement that the executor holds, less what else a statement has.
// Beyond it the executor would have to write rows to disk, where a look costs more than a run.
const keyedBytesMax = 24 << 20

// costOnce is what running a subquery once must spare: it reads more than a few runs by an index do,
// which bars others' writes.
// In the unit of access.go: a thousand rows.
const costOnce = 1000.0

// memoised is how many outer values the executor remembers the result for.
// A limit of the executor's (see there); here it tells how many runs there will be.
const memoised = 4096

// keyed makes a subquery a look into the rows of one that is run once; nil where that can't be,
// or costs more than running it for each of the values that rows rows have.
// expr keeps the subquery as it is (Each), for what the keyed form can't answer.
//
// Grouped, and run once for each value where the outer query has few rows (testing/plans,
// correlated):
//
//	SELECT id FROM o WHERE total < (SELECT 0.2 * avg(q) FROM l WHERE l.k = o.k AND n > 3)
//
//	Filter
//	  Filter: (o.total < (hashed SubPlan 2))
//	  ->  Seq Scan on o
//	  SubPlan 2
//	    ->  HashAggregate
//	          Group Key: l.k
//	          Partial Aggregate: at the ranges
//	        ->  Seq Scan on l
//	              Filter: (n > 3)
//
//	SELECT id, (SELECT sum(q) FROM l WHERE l.o = o.id) FROM o WHERE id = $1
//
//	Index Scan using o_pkey on o
//	  Index Cond: (id = $1)
//	  SubPlan 1
//	    ->  Aggregate
//	          Partial Aggregate: at the ranges
//	        ->  Index Scan using l_pkey on l
//	              Index Cond: (o = $0_)
//
// With l.k > o.k in the place of = it is always run for each value: there is nothing to look up
// by.
func (p *planner) keyed(s *scalar.Subquery, cols rel.VarSet, rows float64) scalar.Expr {
	up := map[int]scalar.Expr{}
	var outer []scalar.Expr
	// Subqueries within the outer values would be asked for twice.
	for _, set := range s.Sets {
		if props := scalar.PropsOf(set.X); !cols.Covers(set.X) || props.Regs || props.Volatile || props.Subquery {
			return nil
		}
		up[set.Reg] = set.X
		outer = append(outer, set.X)
	}
	k := &keyedQuery{p: p, up: up, cols: cols, expr: &scalar.Subquery{Kind: scalar.SubKeyed, ID: len(p.b.Subs), Like: len(p.b.Subs), T: s.T, Typmod: s.Typmod, Each: s}}
	if !k.of(p.b.Subs[s.ID]) {
		return nil
	}
	id := k.expr.ID
	p.b.Subs = append(p.b.Subs, &rel.Subquery{Expr: k.expr, Rel: k.rel, Out: k.out})
	if p.subplan(id) != nil || p.subplan(s.ID) != nil {
		return nil
	}
	// Distinct outer values, where few enough to be remembered; else a run for each row.
	runs := rows
	if n := p.groupsOf(outer, rows); n <= memoised {
		runs = n
	}
	once := p.subs[id].Head()
	held := once.Rows * float64(hashRowBytes+datumBytes*len(once.Types)+nodes.RowBytes(once.Types))
	// The memory is that of all rows at once.
	if !p.onceIsCheaper(id, s.ID, rows, runs, costOnce) || held > keyedBytesMax && p.b.Env.Avoid&bind.EachSubqueries == 0 {
		p.subs[id] = nil
		return nil
	}
	return k.expr
}

// keyedQuery is a subquery on its way to be run once.
// of fills it in; where that fails, it is dropped half made.
type keyedQuery struct {
	p    *planner
	up   map[int]scalar.Expr // the outer values, by register
	cols rel.VarSet          // that are known outside

	expr *scalar.Subquery
	rel  rel.Rel
	// Keys first: the executor finds a row by as many columns as Keys has.
	out []scalar.VarID // its keys, then what the value is made of
}

// of takes a query apart; ok is false where it is more than what can be keyed.
// A projection on top becomes the value, an ORDER BY of one row or of what is aggregated is nothing; LIMIT
// counts rows for each outer value and can't be keyed.
// Group: an aggregate without GROUP BY, one value for each outer one. Rows: at most one row is right.
func (k *keyedQuery) of(q *rel.Subquery) (ok bool) {
	if len(q.Out) != 1 || readsCTE(q.Rel) {
		return false
	}
	in, value := q.Rel, scalar.Expr(k.p.b.Ref(q.Out[0]))
	// value is substituted down as projections go away.
	for {
		switch r := in.(type) {
		case *rel.Project:
			x, small := rel.SubstituteWithin(value, r.Items)
			if !small {
				return false
			}
			in, value = r.In, x
			continue
		case *rel.Sort:
			in = r.In
			continue
		}
		break
	}
	if scalar.PropsOf(value).Subquery {
		return false
	}
	g, grouped := in.(*rel.Group)
	// GROUP BY within would give several rows for one outer value.
	if grouped && len(g.Keys) == 0 {
		ok = k.group(g)
	} else {
		ok = k.rows(in, value)
	}
	// Asked last, when k.rel is known.
	if !ok || k.readsOutside() {
		return false
	}
	k.expr.Test = k.value(value)
	return true
}

// lifted takes the correlated equalities out of r, as keys, whose NULLs equal nothing.
// ok is false where there are none, or one is no plain equality with a column that comes out.
// What stays of r is without correlation.
func (k *keyedQuery) lifted(r rel.Rel) (rel.Rel, bool) {
	in, conds, ok := k.p.b.Lift(r, k.up)
	if !ok || len(conds) == 0 {
		return nil, false
	}
	have := rel.SetOf(in.Out())
	seen := rel.VarSet{}
	var known []scalar.Expr
	for _, c := range conds {
		outer, v := k.p.hashedTest(c, k.cols, have)
		// Two equalities with one column would be one key with two values.
		if v == nil || seen[v.ID] || !have[v.ID] {
			return nil, false
		}
		seen[v.ID] = true
		k.expr.Keys, k.out = append(k.expr.Keys, outer), append(k.out, v.ID)
		// Where a NULL can't be, the condition would cost a filter and say nothing. Padded: an outer join may
		// put NULLs into what is declared NOT NULL.
		if !k.p.notNull(v.ID) || rewrite.Padded(in) {
			known = append(known, &scalar.IsNull{X: v, Not: true, Whole: v.T.Kind() == types.KindRecord})
		}
	}
	if len(known) == 0 {
		return in, true
	}
	return &rel.Select{In: in, Conds: known}, true
}

// group keys the aggregates of all rows.
// Aggregates of users and ordered sets stay as they are: what they make of no rows is not known here.
// None are the aggregates' results of no rows: for an outer value that has no group.
func (k *keyedQuery) group(g *rel.Group) bool {
	for _, a := range g.Aggs {
		if kind, _ := a.Fn.SetKind(); kind != builtin.PlainAggregate || a.Fn.OID >= types.OID(catalog.FirstID) || k.readsOuter(a) {
			return false
		}
		// It is asked here, once: what an aggregate makes of nothing depends on nothing.
		none, err := a.Fn.NewAgg().Result(&types.Env{})
		if err != nil {
			return false
		}
		k.expr.None = append(k.expr.None, none)
	}
	in, ok := k.lifted(g.In)
	if !ok {
		return false
	}
	// The correlated columns become the groups.
	by := &rel.Group{In: in, Aggs: g.Aggs}
	for _, id := range k.out {
		by.Keys = append(by.Keys, rel.Item{ID: id, X: k.p.b.Ref(id)})
	}
	for _, a := range g.Aggs {
		k.out = append(k.out, a.ID)
	}
	k.rel = by
	return true
}

// readsOuter reports whether an aggregate is of outer values, too.
// An outer value in an argument or in FILTER differs from one outer row to the next.
func (k *keyedQuery) readsOuter(a *rel.Agg) bool {
	found := false
	see := func(x scalar.Expr) {
		found = found || x != nil && (rel.UsesRegs(x, k.up) || k.p.b.SubReads(x, k.up))
	}
	for _, x := range a.Args {
		see(x)
	}
	for _, o := range a.Order {
		see(o.X)
	}
	see(a.Filter)
	return found
}

// rows keys the rows of a query that may have one for each of the outer values.
// That there is one row at most for each is found out when a value is asked for (Only).
// NULL is the value where no row is found.
func (k *keyedQuery) rows(r rel.Rel, value scalar.Expr) bool {
	in, ok := k.lifted(r)
	if !ok {
		return false
	}
	have, seen := rel.SetOf(in.Out()), rel.VarSet{}
	// A column that an outer join or a projection hides can't be had.
	scalar.Vars(value, func(v *scalar.Var) {
		if ok = ok && have[v.ID]; !seen[v.ID] {
			seen[v.ID] = true
			k.out = append(k.out, v.ID)
			k.expr.None = append(k.expr.None, types.Null)
		}
	})
	// Only: a second row for one key is the error of a subquery with more than one row.
	k.rel, k.expr.Only = in, true
	return ok
}

// readsOutside reports whether the query reads values of a query further out, which differ from
// one of its runs to the next.
// Registers that the query sets itself are inside.
func (k *keyedQuery) readsOutside() bool {
	read, set := map[int]*scalar.Reg{}, map[int]bool{}
	k.p.b.RegsOf(k.rel, read, set)
	for i := range read {
		if !set[i] {
			return true
		}
	}
	return false
}

// value is x over registers in place of the query's columns, and what is outside.
// Registers stand for the row of the hash table; outer values are put in as expressions.
func (k *keyedQuery) value(x scalar.Expr) scalar.Expr {
	x = rel.ReplaceRegs(x, k.up)
	regs := map[scalar.VarID]*scalar.Reg{}
	for _, id := range k.out[len(k.expr.Keys):] {
		info := k.p.b.Info(id)
		reg := &scalar.Reg{Idx: k.p.b.NewReg(), T: info.Type, Typmod: info.Typmod}
		regs[id] = reg
		k.expr.TestRegs = append(k.expr.TestRegs, reg.Idx)
	}
	return scalar.Map(x, func(x scalar.Expr) scalar.Expr {
		if v, ok := x.(*scalar.Var); ok && regs[v.ID] != nil {
			return regs[v.ID]
		}
		return x
	})
}
