package physical

import (
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Unions of indexes (Postgres's BitmapOr). A disjunction of which each case is about a column
// of its own bounds no index, but each case bounds one:
//
//	a = 1 OR b = 2            the rows that the index on a names, and those that the index on b does
//	a = 1 AND c > 0 OR b = 2  likewise; an index on (a, c), or a partial one WHERE c > 0, serves
//	k = 1 OR b = 2            where k is the table's key, the row itself
//
// The arms' entries are read first, for the keys of the rows that they name; then these rows,
// in the order of the table and each once, whatever arms it meets. All conditions are judged of
// the rows, so that only those that pass are locked by who locks them.

// unionArmsMax bounds the arms of a union: each is a read of its own.
const unionArmsMax = 64

// unionPaths are the ways to read a table by several indexes, cc what conds say of single columns.
// At most two for each disjunction: by its cases as they are written, and by finer ones.
//
// What becomes of one, and of one that has an arm without an index (testing/plans, unions):
//
//	SELECT * FROM people WHERE (email = 'a' OR city = 7) AND age = 3
//
//	Bitmap Heap Scan on people
//	  Recheck Cond: ((email = 'a'::text) OR (city = 7))
//	  Filter: (age = 3)
//	  ->  BitmapOr
//	        ->  Bitmap Index Scan on people_email
//	              Index Cond: (email = 'a'::text)
//	        ->  Bitmap Index Scan on people_city_age
//	              Index Cond: ((city = 7) AND (age = 3))
//
//	SELECT * FROM people WHERE email = 'a' OR length(phone) = 3
//
//	Seq Scan on people
//	  Filter: ((email = 'a'::text) OR (length(phone) = 3))
//
// One arm that no index serves is enough: whatever the others say, all rows would have to be
// read for it.
func (p *planner) unionPaths(sc *rel.Scan, conds []scalar.Expr, cc []colCond) (out []*access) {
	// With the primary index alone there is nothing to put together.
	if len(sc.Table.Indexes) < 2 {
		return nil
	}
	for _, c := range conds {
		or, ok := c.(*scalar.Bool)
		// A disjunction over one column is a list of spans of one index.
		if !ok || !or.Or || !rewrite.Pushable(c) || isColumnCond(cc, c) {
			continue
		}
		written := disjuncts(or)
		if a := p.unionPath(sc, conds, c, written, cc); a != nil {
			out = append(out, a)
		}
		// (a = 1 AND (b = 2 OR c = 3)) has three columns, which all may have an index.
		// The written form first: it has fewer arms.
		if finer := cases(c); len(finer) > len(written) {
			if a := p.unionPath(sc, conds, c, finer, cc); a != nil {
				out = append(out, a)
			}
		}
	}
	return out
}

// isColumnCond reports whether a condition is understood as one of a single column, whose index
// answers it alone.
// By address.
func isColumnCond(cc []colCond, c scalar.Expr) bool {
	for i := range cc {
		if cc[i].cond == c {
			return true
		}
	}
	return false
}

// disjuncts are the cases of a disjunction as it is written.
// Nested ORs are flattened; AND below stays whole.
func disjuncts(or *scalar.Bool) (out [][]scalar.Expr) {
	for _, a := range or.Args {
		if inner, ok := a.(*scalar.Bool); ok && inner.Or {
			out = append(out, disjuncts(inner)...)
		} else {
			out = append(out, scalar.Conjuncts(a))
		}
	}
	return out
}

// unionPath is reading the rows that any of the cases of c may have; nil where one of these
// bounds no index.
// Arms are taken to be independent: a row is missed where each arm misses it.
// others are the conditions beside c. Each arm may be bounded by them as well.
func (p *planner) unionPath(sc *rel.Scan, conds []scalar.Expr, c scalar.Expr, arms [][]scalar.Expr, cc []colCond) *access {
	if len(arms) > unionArmsMax {
		return nil
	}
	var others []scalar.Expr
	for _, o := range conds {
		if o != c {
			others = append(others, o)
		}
	}
	// The rows are read from the primary index, whatever arms find them.
	primary := sc.Table.Primary()
	a := &access{index: primary, layout: sc.Table.Layout(primary), used: map[scalar.Expr]bool{}, cover: true}
	n := p.tableRows(sc.Table)
	miss := 1.0
	for _, own := range arms {
		arm := p.armPath(sc, own, others, cc)
		if arm == nil {
			return nil
		}
		a.union = append(a.union, arm)
		// Arms are read whole before the first row comes.
		a.start += arm.cost
		miss *= 1 - clamp(arm.rows/n)
	}
	a.spans.Conds = []scalar.Expr{c}
	a.rows = math.Max(1, n*(1-miss))
	a.nPoints = a.rows
	a.order = p.indexOrder(sc, a.layout, 0)
	a.cost = a.start + costSeek + a.rows*costUnion
	// Locked above, as conditions have to be judged first.
	if sc.Lock != nil {
		a.cost += a.rows * costClaim
	}
	return a
}

// armPath is the cheapest way to find the keys of the rows for which own and others hold, by one
// index that they bound, or that has no other rows; nil: there is none.
// What holds anyway helps each arm: b = 2 AND (a = 1 OR c = 3) reads (a, b) and (c, b) where these are there.
// Its cost is of entries alone: rows are fetched once, after all arms.
func (p *planner) armPath(sc *rel.Scan, own, others []scalar.Expr, cc []colCond) (best *access) {
	// The capacity is cut, so that append does not write into the caller's list.
	conds := append(own[:len(own):len(own)], others...)
	mine := p.analyze(sc, own)
	all := arm{cc: append(mine[:len(mine):len(mine)], cc...)}
	for i := range sc.Table.Indexes {
		ix := &sc.Table.Indexes[i]
		if ix.State != catalog.IndexPublic || ix.Excludes() || !p.holds(sc, ix, conds) {
			continue
		}
		var a *access
		if ix.Inverted() {
			if a = p.entryPath(sc, ix, conds); a == nil {
				continue
			}
			// Undo of what entryPath has counted for rows.
			a.cost -= a.rows * costLookup // the rows come later
		} else {
			a = p.indexPath(sc, ix, conds, []arm{all}, rel.VarSet{})
			// An index that is not bounded names all rows, unless it is partial and has few.
			if a.spans.Whole() && ix.Predicate == "" || p.openPattern(&a.spans) {
				continue
			}
			// Only keys are read of it.
			a.cover = true
			a.cost = a.readCost(0)
		}
		if best == nil || a.cost < best.cost {
			best = a
		}
	}
	return best
}

// openPattern reports whether spans depend on a pattern that may say nothing of what texts start with, as
// far as is known: an arm of it would read all of the index, which is slow, if right.
// A pattern of a parameter counts as open unless arguments tell it.
func (p *planner) openPattern(s *nodes.Spans) (open bool) {
	s.TextPatterns(func(x *nodes.Pattern) {
		d, known := p.b.Env.Arguments.Constant(x.X)
		open = open || !known || !d.IsNull() && x.Kind.Start(d.Text()) == ""
	})
	return open
}

// passing estimates how many rows of an access all of rest let pass.
// a.rows is after the spans. For a union rest has the disjunction itself, for entries their conditions.
func (p *planner) passing(sc *rel.Scan, a *access, rest []scalar.Expr) float64 {
	rest = slices.DeleteFunc(slices.Clone(rest), a.leavesFew)
	s := p.selectivity(rest)
	if a.union != nil || a.entries != nil { // the arms are of rest, and what entries answer is
		return math.Max(1, math.Min(a.rows, p.tableRows(sc.Table)*s))
	}
	// joint counts what conditions tell of each other; used and rest together may tell more than each.
	if used := a.spans.Conds; len(used) > 0 && len(rest) > 0 { // which may tell each other
		if both := p.joint(used) * p.joint(rest); both > 0 {
			s *= p.joint(append(used[:len(used):len(used)], rest...)) / both
		}
	}
	return a.rows * math.Min(1, s)
}

// resolveUnion makes the arms of a scan; rest is what it judges of rows.
// in is the scan's output, for what EXPLAIN shows of the rest.
func (p *planner) resolveUnion(sc *rel.Scan, a *access, rest []scalar.Expr, in *phys) (*nodes.UnionScan, error) {
	if a.union == nil {
		return nil, nil
	}
	u := &nodes.UnionScan{Arms: make([]nodes.UnionArm, len(a.union))}
	for i, from := range a.union {
		arm := &u.Arms[i]
		// Arms have numbers for EXPLAIN ANALYZE, which shows them as operators.
		*arm = nodes.UnionArm{Shown: p.head(nil, from.rows, 0, from.cost), Index: from.index, Layout: from.layout, Points: from.points}
		var err error
		if arm.Entries, err = p.resolveEntries(from.entries); err != nil {
			return nil, err
		}
		if arm.Spans, err = p.resolveWhole(sc, &from.spans); err != nil {
			return nil, err
		}
	}
	var others []scalar.Expr
	// The disjunction itself is shown with the union.
	for _, c := range rest {
		if c != a.spans.Conds[0] {
			others = append(others, c)
		}
	}
	var err error
	u.Rest, err = p.resolve(scalar.And(others...), in)
	u.Shown = p.head(nil, a.rows, a.start, a.start)
	return u, err
}

// resolveWhole gives the columns of spans, and of the conditions that made them, their places.
// Conditions are placed by the table's slots, since they are only shown.
// Bounds read no column and are resolved over nothing.
func (p *planner) resolveWhole(sc *rel.Scan, s *nodes.Spans) (out nodes.Spans, err error) {
	if out.Conds, err = p.resolveList(s.Conds, p.tableLayout(sc)); err != nil {
		return out, err
	}
	if out.Cols, err = p.resolveSpans(s.Cols); err != nil {
		return out, err
	}
	if s.Row != nil {
		row, err := p.resolveSpans([]nodes.ColumnSpan{*s.Row})
		if err != nil {
			return out, err
		}
		out.Row = &row[0]
	}
	out.Arms = make([][]nodes.ColumnSpan, len(s.Arms))
	for i, arm := range s.Arms {
		if out.Arms[i], err = p.resolveSpans(arm); err != nil {
			return out, err
		}
	}
	return out, nil
}
