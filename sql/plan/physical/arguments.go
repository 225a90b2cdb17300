package physical

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Plans by values. A plan holds for all values of its parameters, but which plan is the best one
// may depend on them: the rows of a rare value are found by an index, those of a common one by
// reading the table. So there is the generic plan, of averages, and there are others, for values
// that come to something else:
//
//	Build without Env.Arguments   the generic plan, with its estimates that values would change
//	Plan.Class                    what these come to by some values: 0 for about the same as the averages,
//	                              else a number that values share whose estimates are about alike
//	Build with Env.Arguments      the plan for such values
//	Plan.Holds                    whether it may be run with others
//
// Values are looked at for estimates, which leave the plan right, if slow, for all others; and for partial
// indexes, which serve where values imply their predicates (predicate.go). Only plans with such an index
// may be wrong for other values: Holds is asked before each execution.

// estimate is something that a generic plan took for its average, which values would tell.
// Exactly one of alts, match, contains, mixed, limit and implied is set.
// Each costs an evaluation when Class is asked: hence the limits below.
type estimate struct {
	// Of the column that alts, match or contains are about; its table is not asked again, so that the estimate stays the
	// same as long as the plan lives.
	col      columnStats
	alts     []nodes.Alt  // the share of rows that any of them allows
	match    *scalar.Op   // the share of rows that match a pattern
	contains *containment // the share of rows that contain something
	mixed    *mixture     // the share of rows that pass several conditions together
	limit    scalar.Expr  // the number of rows that are wanted
	// implied is that a partial index serves, which the generic plan can't rely on.
	// With values it decides which ways there are, not only what they cost.
	implied *implication
	usual   float64 // what it is by averages
	// In the unit of what is estimated: a share (of one row), or a number of rows.
	least float64 // less makes no difference
}

const (
	// estimateRowsMin is from how many rows of a table on values are asked for. Below it, no plan
	// takes much longer than another.
	estimateRowsMin = 1000
	// estimatesMax bounds what is asked for at each execution; what comes later is taken for its
	// average.
	estimatesMax = 32
	// classStep is the factor between values of an estimate that are of different classes. A plan
	// may be made for twice or half of what it is used for.
	classStep = 4.0
)

// by is what an estimate comes to by values; nil: by averages.
// The result is a share of rows, or for a limit a number of rows.
func (e *estimate) by(v *nodes.Arguments) float64 {
	// A copy, as e is read by several executions at once.
	c := e.col
	c.args = v
	switch {
	case e.limit != nil:
		return v.Rows(e.limit)
	case e.match != nil:
		return c.matches(e.match)
	case e.contains != nil:
		return c.containing(*e.contains)
	case e.mixed != nil:
		return e.mixed.by(v)
	}
	s, _, _ := spanShare(&c, e.alts)
	return s
}

// class is by how many steps an estimate is above its average.
// Two classes apart is classStep in the estimate. Below least the difference makes no other plan.
// 0 for all values within a factor of two of the average, 1 for up to eight times it, and so on.
func (e *estimate) class(v *nodes.Arguments) int {
	if e.implied != nil {
		if e.implied.holds(v) {
			return 1
		}
		return 0
	}
	// Shares may be 0; least keeps the logarithm finite.
	steps := math.Log(math.Max(e.by(v), e.least)/math.Max(e.usual, e.least)) / math.Log(classStep)
	return int(math.Round(steps))
}

// choice is the nodes' Choice: the estimates by which a plan was chosen, and what it relies on.
// It is read by many executions at once and never changed.
type choice struct {
	estimates []estimate
	relies    []implication
}

// choice is what the plan was chosen by; nil: by nothing that arguments may change. With a point
// there is nothing to choose.
// With a point there are relies at most: a partial unique index can be the point's only by them.
func (p *planner) choice(point bool) nodes.Choice {
	c := &choice{relies: p.relies}
	if !point {
		c.estimates = p.estimates.list
	}
	if len(c.estimates) == 0 && len(c.relies) == 0 {
		return nil
	}
	return c
}

// Varies implements Choice.
func (c *choice) Varies() bool { return len(c.estimates) > 0 }

// Class implements Choice.
// Two plans' classes are never compared: what is numbered here is this plan's own estimates. 0 is kept for "as
// usual", so that most executions need no other plan. Two classes with one number (a hash) would share a plan:
// slow perhaps, and never wrong, as Holds is asked as well.
func (c *choice) Class(v *nodes.Arguments) (class uint64) {
	const prime = 1099511628211 // of FNV-1a
	for i := range c.estimates {
		if n := c.estimates[i].class(v); n != 0 {
			// The number of the estimate is part of it, or two estimates that are equally far off would cancel
			// out.
			class = (class ^ uint64(i)<<8 ^ uint64(uint8(n))) * prime
			class |= 1
		}
	}
	return class
}

// Holds implements Choice. A plan that was built with Env.Arguments may read a
// partial index that has all rows only with values like those.
func (c *choice) Holds(v *nodes.Arguments) bool {
	for i := range c.relies {
		if !c.relies[i].holds(v) {
			return false
		}
	}
	return true
}

// Reliance implements Choice.
// Two plans with the same reliance are right for the same values.
func (c *choice) Reliance() string {
	var b strings.Builder
	for _, i := range c.relies {
		fmt.Fprintf(&b, "%q for %q\n", scalar.Key(i.cond), scalar.Key(i.demand))
	}
	return b.String()
}

// notes are the estimates of the plan that is being built; nil: they are not asked for.
type notes struct{ list []estimate }

// add keeps e with what it comes to by averages; the column's own link to notes is cut, so that asking
// again later notes nothing.
func (n *notes) add(e estimate) {
	if len(n.list) >= estimatesMax {
		return
	}
	e.col.notes, e.col.args = nil, nil
	if e.col.Column != nil {
		// Values are looked up by key at each execution from now on (order), in logarithmic time.
		e.col.order()
	}
	if e.implied == nil {
		e.usual = e.by(nil)
	}
	n.list = append(n.list, e)
}

// note keeps what alternatives for a column are taken for, if it varies.
// Shares that no value changes by much (even), or of small tables, make no other plan.
func (c *columnStats) note(alts []nodes.Alt) {
	if c == nil || c.notes == nil || c.now < estimateRowsMin || !slices.ContainsFunc(alts, altVaries) || c.even(alts) {
		return
	}
	// The same condition is looked at once for each index, and again for each order of joins.
	for i := range c.notes.list {
		if e := &c.notes.list[i]; e.col.Column == c.Column && slices.EqualFunc(e.alts, alts, sameAlt) {
			return
		}
	}
	c.notes.add(estimate{col: *c, alts: slices.Clone(alts), least: 1 / c.now})
}

// noteMatch is note for a pattern.
// A pattern is judged of the common values alone, which is dearer than a look-up of a key.
func (c *columnStats) noteMatch(op *scalar.Op) {
	if c == nil || c.notes == nil || c.now < estimateRowsMin || !nodes.Varies(op.R) {
		return
	}
	for i := range c.notes.list {
		if e := &c.notes.list[i]; e.match != nil && e.match.R == op.R {
			return
		}
	}
	c.notes.add(estimate{col: *c, match: op, least: 1 / c.now})
}

// noteLimit keeps how many of n rows are taken to be wanted.
// n is how many rows there would be without the limit.
func (p *planner) noteLimit(limit scalar.Expr, n float64) {
	if to := p.notes(); to != nil && limit != nil && n > estimateRowsMin && nodes.Varies(limit) {
		to.add(estimate{limit: limit, least: 1})
	}
}

// noteImplied keeps that a partial index may serve.
// Both plans, with the index and without it, are right: the one with it for some values only.
func (p *planner) noteImplied(sc *rel.Scan, i implication) {
	to := p.notes()
	if to == nil || p.tableRows(sc.Table) < estimateRowsMin {
		return
	}
	for j := range to.list {
		if k := to.list[j].implied; k != nil && k.cond == i.cond && scalar.Equal(k.demand, i.demand) {
			return
		}
	}
	to.add(estimate{implied: &i})
}

// notes is where estimates are kept: of a plan that is built by values there are none.
// A plan for values is never asked for another: the generic one is.
func (p *planner) notes() *notes {
	if p.b.Env.Arguments != nil {
		return nil
	}
	return &p.estimates
}

// altVaries reports whether a depends on parameters.
func altVaries(a nodes.Alt) bool {
	switch {
	case a.Eq != nil:
		return nodes.Varies(a.Eq)
	case a.In != nil:
		return nodes.Varies(a.In)
	}
	bound := func(b nodes.Bound) bool { return nodes.Varies(b.X) }
	return slices.ContainsFunc(a.Lo, bound) || slices.ContainsFunc(a.Hi, bound) ||
		slices.ContainsFunc(a.Starts, func(s nodes.Pattern) bool { return nodes.Varies(s.X) })
}

// sameAlt reports whether two alternatives are made of the same expressions.
// By address for expressions: those of one statement are bound once. (To is part of In's, and needs no look of
// its own.)
func sameAlt(a, b nodes.Alt) bool {
	return a.Eq == b.Eq && a.In == b.In && a.To == b.To && a.Null == b.Null && slices.Equal(a.Lo, b.Lo) && slices.Equal(a.Hi, b.Hi) && slices.Equal(a.Starts, b.Starts)
}

// even reports whether alternatives hold a column to values that are all about as frequent.
// Where all values are known, one that is none of them is not: it finds nothing.
// Within a factor of two (half a class) of 1 / the number of values. Then any value makes the class 0.
func (c *columnStats) even(alts []nodes.Alt) bool {
	// How many values are none of the common ones.
	rest := c.values() - float64(len(c.Common))
	if rest < 1 || slices.ContainsFunc(alts, func(a nodes.Alt) bool { return a.Eq == nil }) {
		return false
	}
	most := 0.0
	for i := range c.Common {
		most = math.Max(most, c.Common[i].Share)
	}
	usual := (1 - c.nulls()) / c.values()
	others := (1 - c.nulls() - c.common()) / rest
	half := math.Sqrt(classStep)
	return most < usual*half && others > usual/half
}

// implication is that the rows for which cond holds are among those of which an index demands demand,
// which arguments decide.
// cond and demand are over the same columns. Which of cond's parameters matter is not taken apart.
type implication struct{ cond, demand scalar.Expr }

// asks reports whether arguments, and nothing else but columns, decide an implication.
// A condition that shares no column with the demand can't imply it by any value.
func (i *implication) asks() bool {
	// What depends on the session or the clock could not be asked before the statement runs.
	props := scalar.PropsOf(i.cond)
	if !props.Params || props.Regs || props.Stable || props.Volatile || props.Host {
		return false
	}
	demanded, shared := rel.VarSet{}, false
	demanded.AddExpr(i.demand)
	scalar.Vars(i.cond, func(v *scalar.Var) { shared = shared || demanded[v.ID] })
	return shared
}

// holds reports whether an implication holds with arguments. It may be asked by many at once.
// Filled puts the values in place of parameters; what is implied then is decided as for constants.
func (i *implication) holds(v *nodes.Arguments) bool {
	var b rewrite.Rewriter
	b.Types = v.Env
	return b.Implies(b.Filled(i.cond, v), i.demand)
}
