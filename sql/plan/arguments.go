package plan

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
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

// Arguments are the values of a statement's parameters in one execution.
type Arguments struct {
	Args []types.Datum
	// Env is that of the execution: what now() gives.
	Env *types.Env
}

// constant is what x stands for, by values where there are any; ok is false where that is not known.
func (v *Arguments) constant(x scalar.Expr) (d types.Datum, ok bool) {
	if k, is := x.(*scalar.Const); is {
		return k.D, true
	}
	if v == nil || !v.tell(x) {
		return types.Null, false
	}
	if p, is := x.(*scalar.Param); is {
		return v.Args[p.N-1], true
	}
	d, err := x.Eval(&scalar.Ctx{Args: v.Args, Env: v.Env})
	return d, err == nil // an error is the execution's to tell
}

// tell reports whether values alone tell what x is; without any, whether some would.
func (v *Arguments) tell(x scalar.Expr) bool {
	given := func(p *scalar.Param) bool { // one below 1 is of a body that is being bound
		return p.N > 0 && (v == nil || p.N <= len(v.Args))
	}
	if p, ok := x.(*scalar.Param); ok {
		return given(p)
	}
	props := scalar.PropsOf(x)
	known := !props.Vars && !props.Regs && !props.Volatile && !props.Host
	scalar.Walk(x, func(e scalar.Expr) bool {
		if p, ok := e.(*scalar.Param); ok {
			known = known && given(p)
		}
		return known
	})
	return known
}

// varies reports whether what x stands for is another with other values.
func varies(x scalar.Expr) bool {
	_, constant := x.(*scalar.Const)
	return !constant && (*Arguments)(nil).tell(x)
}

// estimate is something that a generic plan took for its average, which values would tell.
// Exactly one of alts, match, limit and implied is set.
type estimate struct {
	col   columnStats
	alts  []Alt       // the share of rows that any of them allows
	match *scalar.Op  // the share of rows that match a pattern
	limit scalar.Expr // the number of rows that are wanted
	// implied is that a partial index serves, which the generic plan can't rely on.
	implied *implication
	usual   float64 // what it is by averages
	least   float64 // less makes no difference
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
func (e *estimate) by(v *Arguments) float64 {
	c := e.col
	c.args = v
	switch {
	case e.limit != nil:
		return v.rows(e.limit)
	case e.match != nil:
		return c.matches(e.match)
	}
	s, _, _ := spanShare(&c, e.alts)
	return s
}

// class is by how many steps an estimate is above its average.
func (e *estimate) class(v *Arguments) int {
	if e.implied != nil {
		if e.implied.holds(v) {
			return 1
		}
		return 0
	}
	steps := math.Log(math.Max(e.by(v), e.least)/math.Max(e.usual, e.least)) / math.Log(classStep)
	return int(math.Round(steps))
}

// Varies reports whether another plan may be better with some values.
func (p *Plan) Varies() bool { return len(p.estimates) > 0 }

// Class is that of values: those of a class, of one plan, are to share a plan; 0 is that of the
// plan itself. Of a plan that was built by values it is 0, always.
func (p *Plan) Class(v *Arguments) (class uint64) {
	const prime = 1099511628211 // of FNV-1a
	for i := range p.estimates {
		if n := p.estimates[i].class(v); n != 0 {
			class = (class ^ uint64(i)<<8 ^ uint64(uint8(n))) * prime
			class |= 1
		}
	}
	return class
}

// Holds reports whether the plan is right for values. One that was built with Env.Arguments may read a
// partial index that has all rows only with values like those: it must not be run with others.
func (p *Plan) Holds(v *Arguments) bool {
	for i := range p.relies {
		if !p.relies[i].holds(v) {
			return false
		}
	}
	return true
}

// Shape tells plans apart that are run in different ways, by a text.
func (p *Plan) Shape() string {
	tree := p.Tree(Shown{Flows: true})
	var b strings.Builder
	for _, line := range tree.Text(ExplainOptions{}, nil) {
		b.WriteString(line)
		b.WriteByte('\n')
	}
	tree.nears(&b)
	for _, i := range p.relies {
		fmt.Fprintf(&b, "%q for %q\n", scalar.Key(i.cond), scalar.Key(i.demand))
	}
	return b.String()
}

// nears tells which scans read pages side by side, which is not shown.
func (t *ExplainTree) nears(b *strings.Builder) {
	if s, ok := t.Node.(*Scan); ok && s.Near {
		fmt.Fprintf(b, "%d ", s.Head_.ID)
	}
	for _, c := range t.Children {
		c.nears(b)
	}
}

// notes are the estimates of the plan that is being built; nil: they are not asked for.
type notes struct{ list []estimate }

func (n *notes) add(e estimate) {
	if len(n.list) >= estimatesMax {
		return
	}
	e.col.notes, e.col.args = nil, nil
	if e.col.Column != nil {
		e.col.order()
	}
	if e.implied == nil {
		e.usual = e.by(nil)
	}
	n.list = append(n.list, e)
}

// note keeps what alternatives for a column are taken for, if it varies.
func (c *columnStats) note(alts []Alt) {
	if c == nil || c.notes == nil || c.now < estimateRowsMin || !slices.ContainsFunc(alts, altVaries) || c.even(alts) {
		return
	}
	for i := range c.notes.list {
		if e := &c.notes.list[i]; e.col.Column == c.Column && slices.EqualFunc(e.alts, alts, sameAlt) {
			return
		}
	}
	c.notes.add(estimate{col: *c, alts: slices.Clone(alts), least: 1 / c.now})
}

// noteMatch is note for a pattern.
func (c *columnStats) noteMatch(op *scalar.Op) {
	if c == nil || c.notes == nil || c.now < estimateRowsMin || !varies(op.R) {
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
func (p *planner) noteLimit(limit scalar.Expr, n float64) {
	if to := p.notes(); to != nil && limit != nil && n > estimateRowsMin && varies(limit) {
		to.add(estimate{limit: limit, least: 1})
	}
}

// noteImplied keeps that a partial index may serve.
func (p *planner) noteImplied(sc *relScan, i implication) {
	to := p.notes()
	if to == nil || p.tableRows(sc.table) < estimateRowsMin {
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
func (p *planner) notes() *notes {
	if p.b.env.Arguments != nil {
		return nil
	}
	return &p.b.estimates
}

// limitRows is how many rows are taken to be wanted where that is not known.
const limitRows = 100.0

// rows is the value of a row count, or a guess.
func (v *Arguments) rows(x scalar.Expr) float64 {
	d, ok := v.constant(x)
	if !ok || d.IsNull() {
		return limitRows
	}
	return math.Max(1, float64(d.Int()))
}

func altVaries(a Alt) bool {
	switch {
	case a.Eq != nil:
		return varies(a.Eq)
	case a.In != nil:
		return varies(a.In)
	}
	bound := func(b Bound) bool { return varies(b.X) }
	return slices.ContainsFunc(a.Lo, bound) || slices.ContainsFunc(a.Hi, bound) ||
		slices.ContainsFunc(a.Starts, func(s Pattern) bool { return varies(s.X) })
}

// sameAlt reports whether two alternatives are made of the same expressions.
func sameAlt(a, b Alt) bool {
	return a.Eq == b.Eq && a.In == b.In && a.Null == b.Null && slices.Equal(a.Lo, b.Lo) && slices.Equal(a.Hi, b.Hi) && slices.Equal(a.Starts, b.Starts)
}

// even reports whether alternatives hold a column to values that are all about as frequent.
// Where all values are known, one that is none of them is not: it finds nothing.
func (c *columnStats) even(alts []Alt) bool {
	rest := c.values() - float64(len(c.Common))
	if rest < 1 || slices.ContainsFunc(alts, func(a Alt) bool { return a.Eq == nil }) {
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
