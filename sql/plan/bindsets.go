package plan

import (
	"slices"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
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
	groupingSetsMax = 4096
	cubeMax         = 12
	groupingArgsMax = 31
)

// groupingItem is GROUPING(args): bits that say which of them are not grouped by.
type groupingItem struct {
	call  ast.Node
	args  []scalar.Expr
	nodes []ast.Expr
	id    scalar.VarID
	keys  []int // the args' places in blockState.group
}

// grouping binds GROUPING.
func (s *scope) grouping(e *ast.GroupingFunc) (scalar.Expr, error) {
	b := s.b
	if len(e.Args) > groupingArgsMax {
		return nil, b.fail(e, pgerror.TooManyArguments, "GROUPING must have fewer than %d arguments", groupingArgsMax+1)
	}
	marks := s.outerMarks()
	read := &aggItem{}
	for _, a := range e.Args {
		x, err := s.expr(a)
		if err != nil {
			return nil, err
		}
		read.args = append(read.args, x)
	}
	level := s.levelOf(read) // as an aggregate's: the query whose columns it reads
	at, err := s.raise(e, read, level, marks)
	if err != nil {
		return nil, err
	}
	if at.agg == nil || at.kind == kindGroupBy || at.kind == kindFilter {
		what := at.kind.String()
		if at.kind == kindJoinOn {
			what = "JOIN conditions"
		}
		return nil, b.fail(e, pgerror.GroupingError, "grouping operations are not allowed in %s", what)
	}
	it := &groupingItem{call: e, nodes: e.Args, args: read.args}
	it.id = b.newVar(varInfo{name: "grouping", t: types.TInt4, typmod: types.NoTypmod})
	at.agg.groupings = append(at.agg.groupings, it)
	return s.lower(b.ref(it.id), level), nil
}

// groupingIn finds a call of GROUPING that an aggregate reads; nil for none.
func (s *scope) groupingIn(it *aggItem) (found ast.Node) {
	it.each(func(x scalar.Expr) scalar.Expr {
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
func (bs *blockState) checkGroupings() error {
	for _, it := range bs.agg.groupings {
		for i, x := range it.args {
			at := slices.IndexFunc(bs.group, func(k projItem) bool { return scalar.Equal(k.x, x) })
			if at < 0 {
				return bs.b.fail(it.nodes[i], pgerror.GroupingError, "arguments to GROUPING must be grouping expressions of the associated query level")
			}
			it.keys = append(it.keys, at)
		}
	}
	return nil
}

// severalSets reports whether GROUP BY has more than expressions.
func (bs *blockState) severalSets() bool {
	return slices.ContainsFunc(bs.q.GroupBy, func(g ast.Expr) bool {
		s, ok := g.(*ast.GroupingSet)
		return ok && s.Kind != ast.GroupingEmpty
	})
}

// useSets takes over the grouping sets. What they group by is NULL in the rows of others, so
// it is no column of a table any more.
func (bs *blockState) useSets(sets [][]int) error {
	if bs.q.GroupByDistinct {
		seen := map[string]bool{}
		sets = slices.DeleteFunc(sets, func(set []int) bool {
			key := ""
			for _, k := range set {
				key += itoa(k) + ","
			}
			old := seen[key]
			seen[key] = true
			return old
		})
	}
	bs.sets = sets
	for i := range bs.group {
		k := &bs.group[i]
		if v, ok := k.x.(*scalar.Var); ok {
			k.id = bs.b.newVar(varInfo{name: bs.b.info(v.ID).name, t: v.T, typmod: v.Typmod, row: bs.b.info(v.ID).row})
		}
	}
	return nil
}

// groupAlts are the sets that an item of GROUP BY stands for.
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
			if out = append(out, alts...); len(out) > groupingSetsMax {
				return nil, bs.b.fail(*g, pgerror.StatementTooComplex, "too many grouping sets present (maximum %d)", groupingSetsMax)
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
		return nil, bs.b.fail(*g, pgerror.TooManyColumns, "CUBE is limited to %d elements", cubeMax)
	}
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
func (bs *blockState) groups(g *grouper) rel {
	if bs.sets != nil {
		return bs.groupSets(g)
	}
	r := &relGroup{in: bs.in, keys: g.group, aggs: bs.agg.aggs}
	if len(bs.agg.groupings) == 0 {
		return r
	}
	p := &relProject{in: r}
	for _, id := range r.out() {
		p.pass(bs.b.ref(id))
	}
	for _, it := range bs.agg.groupings {
		p.items = append(p.items, projItem{it.id, it.bits(nil, true)})
	}
	return p
}

// bits is the value of GROUPING in a set.
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
func (bs *blockState) groupSets(g *grouper) rel {
	b := bs.b
	below := &relProject{in: bs.in}
	cols := make([]scalar.VarID, len(g.group)) // of the keys
	for i, k := range g.group {
		cols[i] = b.item(below, k.x, "?column?")
	}
	for i := len(bs.group); i < len(g.group); i++ { // depends on what all of them group by
		for j := range bs.sets {
			bs.sets[j] = append(slices.Clip(bs.sets[j]), i)
		}
	}
	for _, a := range bs.agg.aggs {
		a.each(func(x scalar.Expr) scalar.Expr {
			scalar.Vars(x, func(v *scalar.Var) { below.pass(b.ref(v.ID)) })
			return x
		})
	}
	if len(below.items) == 0 {
		b.item(below, scalar.BoolConst(true), "?column?")
	}
	rows := &cte{name: "grouping sets", id: len(b.ctes), uses: len(bs.sets), rel: below, out: below.out()}
	b.ctes = append(b.ctes, rows)
	var all rel
	var ids []scalar.VarID
	for _, set := range bs.sets {
		one, out := bs.groupSet(g, rows, cols, set)
		if all == nil {
			all, ids = one, out
			continue
		}
		u := &relSetOp{op: ast.SetUnion, all: true, l: all, left: ids, r: one, right: out}
		for _, id := range ids {
			u.vars = append(u.vars, b.newVar(varInfo{name: b.info(id).name, t: b.info(id).t, typmod: b.info(id).typmod}))
		}
		all, ids = u, u.vars
	}
	top := &relProject{in: all}
	name := func(id scalar.VarID) {
		top.items = append(top.items, projItem{id, b.ref(ids[len(top.items)])})
	}
	for _, k := range g.group {
		name(k.id)
	}
	for _, a := range bs.agg.aggs {
		name(a.id)
	}
	for _, it := range bs.agg.groupings {
		name(it.id)
	}
	return &relWith{ctes: []*cte{rows}, in: top}
}

// ungroup makes NULL of what direct arguments read of the keys that a set does not group by.
func (g *grouper) ungroup(args []scalar.Expr, set []int) {
	for i := range args {
		args[i] = scalar.MapPre(args[i], func(x scalar.Expr) scalar.Expr {
			id, ok := g.keys[scalar.Key(x)]
			if !ok {
				return nil
			}
			at := slices.IndexFunc(g.group, func(k projItem) bool { return k.id == id })
			if slices.Contains(set, at) {
				return x
			}
			return scalar.Null(x.Type())
		})
	}
}

// groupSet groups by one set. The columns are those of all keys, the aggregates and GROUPING.
func (bs *blockState) groupSet(g *grouper, rows *cte, cols []scalar.VarID, set []int) (rel, []scalar.VarID) {
	b := bs.b
	read := &relCTE{cte: rows}
	var names []projItem
	own := map[scalar.VarID]scalar.VarID{}
	for _, id := range rows.out {
		v := b.newVar(*b.info(id))
		own[id] = v
		read.vars = append(read.vars, v)
		names = append(names, projItem{id, b.ref(v)})
	}
	r := &relGroup{in: read}
	p := &relProject{in: r}
	var ids []scalar.VarID
	add := func(x scalar.Expr, name string) {
		id := b.newVar(varInfo{name: name, t: x.Type(), typmod: scalar.TypmodOf(x)})
		p.items = append(p.items, projItem{id, x})
		ids = append(ids, id)
	}
	for i, k := range g.group {
		v := b.ref(own[cols[i]])
		if !slices.Contains(set, i) {
			add(scalar.Null(k.x.Type()), v.Name)
			continue
		}
		if !slices.ContainsFunc(r.keys, func(k projItem) bool { return k.id == v.ID }) {
			r.keys = append(r.keys, projItem{v.ID, v})
		}
		add(v, v.Name)
	}
	for _, a := range bs.agg.aggs {
		n := *a
		n.args, n.order = slices.Clone(a.args), slices.Clone(a.order)
		g.ungroup(n.directArgs(), set)
		n.each(func(x scalar.Expr) scalar.Expr { return substitute(x, names) })
		n.id = b.newVar(*b.info(a.id))
		r.aggs = append(r.aggs, &n)
		add(b.ref(n.id), n.fn.Name)
	}
	for _, it := range bs.agg.groupings {
		add(it.bits(set, false), "grouping")
	}
	return p, ids
}
