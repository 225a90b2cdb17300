package bind

import (
	"slices"
	"strconv"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Several grouping sets are several groupings of the same rows, one after the other:
//
//	WITH rows AS MATERIALIZED (FROM … WHERE …)
//	SELECT a, b, sum(c) FROM rows GROUP BY a, b  UNION ALL
//	SELECT a, NULL, sum(c) FROM rows GROUP BY a  UNION ALL …

// Limits of grouping sets, as Postgres has them.
const (
	// of sets in all, after the product of GROUP BY's items (54001)
	groupingSetsMax = 4096
	// Sets times what is grouped by and computed in each, all of which have columns of their own in each set (54001).
	// Postgres has no such limit.
	groupingCellsMax = 1 << 17
	// elements: CUBE of n makes 2ⁿ sets
	cubeMax = 12
	// bits of the integer that GROUPING gives, but for its sign
	groupingArgsMax = 31
)

// groupingItem is GROUPING(args): bits that say which of them are not grouped by.
// The value is constant in a set, so no row is looked at: bits makes the constant for each.
type groupingItem struct {
	// where errors point; nodes is in step with args
	call  ast.Node
	args  []scalar.Expr
	nodes []ast.Expr
	// the column that stands for the value above the groups
	id   scalar.VarID
	keys []int // the args' places in blockState.group
}

// grouping binds GROUPING.
// It is found a place as an aggregate is (transformGroupingFunc, check_agglevels_and_constraints):
// at the query whose columns its arguments read. Whether they are grouped by is known later
// (checkGroupings).
//
// For GROUP BY ROLLUP (a, b), GROUPING(a, b) is 0 where both are grouped by, 1 where a alone is,
// and 3 in the set of all rows: the last argument is the lowest bit, and a bit that is set says
// "not grouped by".
func (s *scope) grouping(e *ast.GroupingFunc) (scalar.Expr, error) {
	b := s.b
	if len(e.Args) > groupingArgsMax {
		return nil, b.Fail(e, pgerror.TooManyArguments, "GROUPING must have fewer than %d arguments", groupingArgsMax+1)
	}
	// marks and calls are the state before the arguments: what these have added is what raise moves to the
	// query that GROUPING belongs to, and what a set-returning function among them is known by.
	marks, calls := s.outerMarks(), s.srf.count()
	// An aggregate that is never computed, for levelOf and raise.
	read := &rel.Agg{}
	for _, a := range e.Args {
		x, err := s.expr(a)
		if err != nil {
			return nil, err
		}
		read.Args = append(read.Args, x)
	}
	if s.srf.count() > calls {
		return nil, s.setInAggregate(s.srf.calls[calls])
	}
	level := s.levelOf(read) // as an aggregate's: the query whose columns it reads
	at, err := s.raise(e, read, level, marks)
	if err != nil {
		return nil, err
	}
	// A scope without agg has no groups at all; GROUP BY and FILTER have the scope of the block, but are
	// evaluated below its groups, where a row has no set.
	if at.agg == nil || at.kind == kindGroupBy || at.kind == kindFilter {
		what := at.kind.String()
		if at.kind == kindJoinOn {
			what = "JOIN conditions"
		}
		return nil, b.Fail(e, pgerror.GroupingError, "grouping operations are not allowed in %s", what)
	}
	it := &groupingItem{call: e, nodes: e.Args, args: read.Args}
	it.id = b.NewVar(rel.Column{Name: "grouping", Type: types.TInt4, Typmod: types.NoTypmod})
	at.agg.groupings = append(at.agg.groupings, it)
	return s.lower(b.Ref(it.id), level), nil
}

// groupingIn finds a call of GROUPING that an aggregate reads; nil for none.
// An aggregate over GROUPING would be of rows that have no set yet.
func (s *scope) groupingIn(it *rel.Agg) (found ast.Node) {
	it.Each(func(x scalar.Expr) scalar.Expr {
		if x != nil && s.reads(x) != nil && found == nil {
			found = s.reads(x).call
		}
		return x
	})
	return found
}

// reads finds a call of GROUPING that x reads.
func (s *scope) reads(x scalar.Expr) (found *groupingItem) {
	scalar.Vars(x, func(v *scalar.Var) {
		for _, it := range s.agg.groupings {
			if it.id == v.ID && found == nil {
				found = it
			}
		}
	})
	return found
}

// checkGroupings finds the arguments of GROUPING among what is grouped by.
// It runs once all keys are known, also those that depend on a primary key. What GROUP BY does not
// name is 42803.
func (bs *blockState) checkGroupings() error {
	for _, it := range bs.agg.groupings {
		for i, x := range it.args {
			// By equality of the expressions as they are bound: GROUPING(a) finds GROUP BY t.a, and GROUPING(b+a)
			// does not find a+b.
			at := slices.IndexFunc(bs.group, func(k rel.Item) bool { return scalar.Equal(k.X, x) })
			if at < 0 {
				return bs.b.Fail(it.nodes[i], pgerror.GroupingError, "arguments to GROUPING must be grouping expressions of the associated query level")
			}
			it.keys = append(it.keys, at)
		}
	}
	return nil
}

// severalSets reports whether GROUP BY has more than expressions.
// GROUP BY () alone is one set of nothing, as without sets.
func (bs *blockState) severalSets() bool {
	return slices.ContainsFunc(bs.q.GroupBy, func(g ast.Expr) bool {
		s, ok := g.(*ast.GroupingSet)
		return ok && s.Kind != ast.GroupingEmpty
	})
}

// useSets takes over the grouping sets. What they group by is NULL in the rows of others, so
// it is no column of a table any more.
// GROUP BY DISTINCT drops sets that were there before. Keys that are columns get columns of their
// own here, which groupSet makes NULL in the sets without them: the table's own column is never
// NULL because of a set.
func (bs *blockState) useSets(sets [][]int) error {
	if bs.q.GroupByDistinct {
		// The key of a set is the list of its places: sets are sorted, and without repetition (joined).
		seen := map[string]bool{}
		sets = slices.DeleteFunc(sets, func(set []int) bool {
			key := ""
			for _, k := range set {
				key += strconv.Itoa(k) + ","
			}
			old := seen[key]
			seen[key] = true
			return old
		})
	}
	bs.sets = sets
	for i := range bs.group {
		k := &bs.group[i]
		if v, ok := k.X.(*scalar.Var); ok {
			k.ID = bs.b.NewVar(rel.Column{Name: bs.b.Info(v.ID).Name, Type: v.T, Typmod: v.Typmod, Row: bs.b.Info(v.ID).Row})
		}
	}
	return nil
}

// groupAlts are the sets that an item of GROUP BY stands for.
// Sets are lists of places in bs.group, sorted:
//
//	x, (x, y)            one set
//	()                    one empty set
//	GROUPING SETS (…)     the sets of all its items, one after the other
//	ROLLUP (a, b)         (a, b), (a), ()
//	CUBE (a, b)           (a, b), (a), (b), ()
//
// The order is Postgres's: it is that of the rows where nobody sorts them.
func (bs *blockState) groupAlts(s *scope, g *ast.Expr) ([][]int, error) {
	set, ok := (*g).(*ast.GroupingSet)
	if !ok {
		one, err := bs.groupParts(s, g)
		return [][]int{one}, err
	}
	if set.Kind == ast.GroupingEmpty {
		return [][]int{nil}, nil
	}
	var out [][]int
	if set.Kind == ast.GroupingSets {
		for i := range set.Items {
			alts, err := bs.groupAlts(s, &set.Items[i])
			if err != nil {
				return nil, err
			}
			// Told while they are counted: nested CUBEs could make very many.
			if out = append(out, alts...); len(out) > groupingSetsMax {
				return nil, bs.b.Fail(*g, pgerror.StatementTooComplex, "too many grouping sets present (maximum %d)", groupingSetsMax)
			}
		}
		return out, nil
	}
	var parts [][]int
	for i := range set.Items {
		one, err := bs.groupParts(s, &set.Items[i])
		if err != nil {
			return nil, err
		}
		parts = append(parts, one)
	}
	if set.Kind == ast.GroupingRollup {
		for n := len(parts); n >= 0; n-- {
			out = append(out, joined(parts[:n]...))
		}
		return out, nil
	}
	if len(parts) > cubeMax {
		return nil, bs.b.Fail(*g, pgerror.TooManyColumns, "CUBE is limited to %d elements", cubeMax)
	}
	// The first element is the highest bit, so sets come in the order of the list.
	for bits := 1<<len(parts) - 1; bits >= 0; bits-- {
		var some [][]int
		for i := range parts {
			if bits>>(len(parts)-1-i)&1 != 0 {
				some = append(some, parts[i])
			}
		}
		out = append(out, joined(some...))
	}
	return out, nil
}

// groupParts is one expression, or a list of them in parentheses.
// (a, b) counts as one element of ROLLUP and CUBE. ROW(a, b) is an expression, a record to group
// by.
func (bs *blockState) groupParts(s *scope, g *ast.Expr) ([]int, error) {
	items := []*ast.Expr{g}
	if row, ok := (*g).(*ast.RowExpr); ok && !row.Explicit {
		items = items[:0]
		for i := range row.Fields {
			items = append(items, &row.Fields[i])
		}
	}
	var out []int
	for _, e := range items {
		// groupItem sets it where the item names an output column.
		// -1: an expression of its own. Else the item of the list that the name stood for, which is written in
		// its place in a stored query.
		bs.groupAt = -1
		at, err := bs.groupExpr(s, *e)
		if err != nil {
			return nil, err
		}
		bs.b.resolveOutput(e, bs.groupAt)
		out = append(out, at)
	}
	return joined(out), nil
}

// joined is the union of sets, in order.
func joined(sets ...[]int) []int {
	out := slices.Concat(sets...)
	slices.Sort(out)
	return slices.Compact(out)
}

// crossed joins each of some sets with each of others.
// The result has len(a)·len(b) sets, which the caller has bounded.
func crossed(a, b [][]int) [][]int {
	var out [][]int
	for _, x := range a {
		for _, y := range b {
			out = append(out, joined(x, y))
		}
	}
	return out
}

// groups is the block's grouping, with the columns of its calls of GROUPING.
// With one grouping all bits are 0, as every argument is grouped by.
func (bs *blockState) groups(g *grouper) rel.Rel {
	if bs.sets != nil {
		return bs.groupSets(g)
	}
	r := &rel.Group{In: bs.in, Keys: g.group, Aggs: bs.agg.aggs, All: bs.o.exists}
	if len(bs.agg.groupings) == 0 {
		return r
	}
	p := &rel.Project{In: r}
	for _, id := range r.Out() {
		p.Pass(bs.b.Ref(id))
	}
	for _, it := range bs.agg.groupings {
		p.Items = append(p.Items, rel.Item{ID: it.id, X: it.bits(nil, true)})
	}
	return p
}

// checkCells refuses sets that have too many columns together (groupingCellsMax).
func (bs *blockState) checkCells(g *grouper) error {
	cells := len(bs.sets) * (len(g.group) + len(bs.agg.aggs) + len(bs.agg.groupings))
	if cells <= groupingCellsMax {
		return nil
	}
	return bs.b.Fail(bs.q.GroupBy[0], pgerror.StatementTooComplex, "too many grouping sets present (%d columns in all of them, maximum %d)", cells, groupingCellsMax).
		WithHint("Compute the sets by several queries, put together by UNION ALL.")
}

// bits is the value of GROUPING in a set.
// The last argument is the lowest bit; 1 says that the set does not group by it. all: there is one
// set, and it has them all.
// A missing key shifts all the same: the number of bits is that of the arguments.
func (it *groupingItem) bits(set []int, all bool) scalar.Expr {
	n := int64(0)
	for _, k := range it.keys {
		n <<= 1
		if !all && !slices.Contains(set, k) {
			n |= 1
		}
	}
	return &scalar.Const{T: types.TInt4, Typmod: types.NoTypmod, D: types.Int(n)}
}

// groupSets groups the block's rows, which are kept, once for each set.
// The steps:
//
//	1  below: the rows with all that keys, aggregates and GROUPING read, as a WITH query
//	2  for each set a Group over a reading of that, with NULL for the other keys (groupSet)
//	3  UNION ALL of these, in the order of the sets
//	4  a projection that gives the columns the numbers that the rest of the block knows
//
// The rows are computed once and kept, as they may be volatile; each set reads them anew.
// n sets cost n readings of the rows, and the memory of one: ROLLUP by sorting once, as in Postgres, is not
// done.
func (bs *blockState) groupSets(g *grouper) rel.Rel {
	b := bs.b
	// g.group has the keys written first (g.written), in step with bs.group and so with the places in the sets.
	below := &rel.Project{In: bs.in}
	cols := make([]scalar.VarID, len(g.group)) // of the keys
	for i, k := range g.group {
		cols[i] = b.item(below, k.X, "?column?")
	}
	// Keys that rewrite added: they depend on a primary key that is in every set, so they are as
	// well.
	for i := len(bs.group); i < len(g.group); i++ { // depends on what all of them group by
		for j := range bs.sets {
			bs.sets[j] = append(slices.Clip(bs.sets[j]), i)
		}
	}
	for _, a := range bs.agg.aggs {
		a.Each(func(x scalar.Expr) scalar.Expr {
			scalar.Vars(x, func(v *scalar.Var) { below.Pass(b.Ref(v.ID)) })
			return x
		})
	}
	// Rows have to have a column to be counted by.
	if len(below.Items) == 0 {
		b.item(below, scalar.BoolConst(true), "?column?")
	}
	rows := &rel.CTE{Name: "grouping sets", ID: len(b.ctes), Uses: len(bs.sets), Rel: below, Out: below.Out()}
	b.ctes = append(b.ctes, rows)
	var all rel.Rel
	var ids []scalar.VarID
	for _, set := range bs.sets {
		one, out := bs.groupSet(g, rows, cols, set)
		if all == nil {
			all, ids = one, out
			continue
		}
		// A left-deep chain: as many levels as sets, which groupingSetsMax bounds.
		u := &rel.SetOp{Op: ast.SetUnion, All: true, L: all, Left: ids, R: one, Right: out}
		for _, id := range ids {
			u.Vars = append(u.Vars, b.NewVar(rel.Column{Name: b.Info(id).Name, Type: b.Info(id).Type, Typmod: b.Info(id).Typmod}))
		}
		all, ids = u, u.Vars
	}
	// The top projection gives the numbers that the rest of the block was bound with: nothing above knows that
	// there are several sets.
	top := &rel.Project{In: all}
	// ids come in the order of keys, aggregates, GROUPING, as groupSet gives them
	name := func(id scalar.VarID) {
		top.Items = append(top.Items, rel.Item{ID: id, X: b.Ref(ids[len(top.Items)])})
	}
	for _, k := range g.group {
		name(k.ID)
	}
	for _, a := range bs.agg.aggs {
		name(a.ID)
	}
	for _, it := range bs.agg.groupings {
		name(it.id)
	}
	return &rel.With{CTEs: []*rel.CTE{rows}, In: top}
}

// ungroup makes NULL of what direct arguments read of the keys that a set does not group by.
// Direct arguments of ordered-set aggregates are computed once for each group, above it. args are
// changed in place.
func (g *grouper) ungroup(args []scalar.Expr, set []int) {
	for i := range args {
		args[i] = scalar.MapPre(args[i], func(x scalar.Expr) scalar.Expr {
			id, ok := g.keys[scalar.Key(x)]
			if !ok {
				return nil
			}
			at := slices.IndexFunc(g.group, func(k rel.Item) bool { return k.ID == id })
			if slices.Contains(set, at) {
				return x
			}
			return scalar.Null(x.Type())
		})
	}
}

// groupSet groups by one set. The columns are those of all keys, the aggregates and GROUPING.
// cols are the columns of the keys in rows, in step with g.group. Each reading has columns of its
// own (own leads from the kept one to it), and each aggregate is a copy with a column of its own.
// The NULL of a key that is not in the set has the key's type, so that UNION ALL has nothing to convert.
func (bs *blockState) groupSet(g *grouper, rows *rel.CTE, cols []scalar.VarID, set []int) (rel.Rel, []scalar.VarID) {
	b := bs.b
	read := &rel.CTEScan{CTE: rows}
	var names []rel.Item
	own := map[scalar.VarID]scalar.VarID{}
	for _, id := range rows.Out {
		v := b.NewVar(*b.Info(id))
		own[id] = v
		read.Vars = append(read.Vars, v)
		names = append(names, rel.Item{ID: id, X: b.Ref(v)})
	}
	r := &rel.Group{In: read}
	p := &rel.Project{In: r}
	var ids []scalar.VarID
	add := func(x scalar.Expr, name string) {
		id := b.NewVar(rel.Column{Name: name, Type: x.Type(), Typmod: scalar.TypmodOf(x)})
		p.Items = append(p.Items, rel.Item{ID: id, X: x})
		ids = append(ids, id)
	}
	for i, k := range g.group {
		v := b.Ref(own[cols[i]])
		if !slices.Contains(set, i) {
			add(scalar.Null(k.X.Type()), v.Name)
			continue
		}
		// Two keys of one expression are one column to group by, and two to show.
		if !slices.ContainsFunc(r.Keys, func(k rel.Item) bool { return k.ID == v.ID }) {
			r.Keys = append(r.Keys, rel.Item{ID: v.ID, X: v})
		}
		add(v, v.Name)
	}
	for _, a := range bs.agg.aggs {
		n := *a
		n.Args, n.Order = slices.Clone(a.Args), slices.Clone(a.Order)
		g.ungroup(n.DirectArgs(), set)
		n.Each(func(x scalar.Expr) scalar.Expr { return rel.Substitute(x, names) })
		n.ID = b.NewVar(*b.Info(a.ID))
		r.Aggs = append(r.Aggs, &n)
		add(b.Ref(n.ID), n.Fn.Name)
	}
	for _, it := range bs.agg.groupings {
		add(it.bits(set, false), "grouping")
	}
	return p, ids
}
