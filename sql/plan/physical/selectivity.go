package physical

import (
	"bytes"
	"encoding/binary"
	"math"
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
)

// columnStats is what is known of a column, with the table's size then and now.
// Keys of common values and bounds are in the order-preserving encoding (rowenc), so that they are compared
// as bytes. Shares are of all rows, NULLs included.
// It may be nil for a column of which nothing is known; note takes that.
type columnStats struct {
	*stats.Column
	t *types.Type
	// then is how many rows were measured, now how many there are taken to be.
	// then is one at least; now may be less than it, where rows were deleted.
	then, now float64
	// args are the values of parameters; nil: none is known. notes is told of what they would change;
	// it may be nil.
	args  *nodes.Arguments
	notes *notes
	// sorted are the common values by key, upTo the shares of those before each; nil: see order.
	// order is called for what notes keep (arguments.go).
	sorted []stats.Common
	upTo   []float64
}

// order prepares what is to be asked often.
// Values are looked up at each execution: O(log n) instead of O(n) for it.
// upTo has one more than there are, so that upTo[i] is what stands before i.
func (c *columnStats) order() {
	c.sorted = slices.SortedFunc(slices.Values(c.Common), func(a, b stats.Common) int { return bytes.Compare(a.Key, b.Key) })
	c.upTo = make([]float64, 1, len(c.sorted)+1)
	for i := range c.sorted {
		c.upTo = append(c.upTo, c.upTo[i]+c.sorted[i].Share)
	}
}

// place is where a key is, or would be, among the common values that order has prepared.
func (c *columnStats) place(key []byte) (i int, is bool) {
	return slices.BinarySearchFunc(c.sorted, key, func(x stats.Common, key []byte) int { return bytes.Compare(x.Key, key) })
}

// shareOf is the share of a value if it is a common one.
// Two ways of the same look-up: by sorted list where order was called, else one by one.
func (c *columnStats) shareOf(key []byte) (share float64, ok bool) {
	if c.upTo != nil {
		if i, is := c.place(key); is {
			return c.sorted[i].Share, true
		}
		return 0, false
	}
	for i := range c.Common {
		if bytes.Equal(c.Common[i].Key, key) {
			return c.Common[i].Share, true
		}
	}
	return 0, false
}

// commonBelow is the share of common values that are less than key.
// Complexity as shareOf.
func (c *columnStats) commonBelow(key []byte) (s float64) {
	if c.upTo != nil {
		i, _ := c.place(key)
		return c.upTo[i]
	}
	for i := range c.Common {
		if bytes.Compare(c.Common[i].Key, key) < 0 {
			s += c.Common[i].Share
		}
	}
	return s
}

// statsOf looks a table's column up; nil where it was never measured.
// What was measured before the table's rows were replaced (TRUNCATE: another prefix) is not of these rows.
// The result is new for each call, so that it may be changed.
func (p *planner) statsOf(t *catalog.TableDesc, slot int) *columnStats {
	if t != nil && t.Virtual {
		return p.virtualStats(t, slot)
	}
	// blind also hides the sizes of values; the number of rows is no secret (unseen).
	if p.b.Env.Stats == nil || t == nil || p.blind {
		return nil
	}
	return p.columnStats(t, t.Columns[slot].ID, t.Columns[slot].Type)
}

// columnStats is what was measured of a table's rows under a number; nil: nothing was.
func (p *planner) columnStats(t *catalog.TableDesc, id catalog.ColumnID, of *types.Type) *columnStats {
	m := p.b.Env.Stats.Table(t.ID)
	c := m.Column(id)
	// Rows ≤ 0 is a table that was measured when it was empty.
	if c == nil || m.Rows <= 0 || m.Prefix != t.Prefix {
		return nil
	}
	return &columnStats{Column: c, t: of, then: float64(m.Rows), now: p.tableRows(t), args: p.b.Env.Arguments, notes: p.notes()}
}

// varStats is statsOf for an expression that is a column; nil for others.
// A column of a subquery is no column of a table, unless it was passed on under its own number.
func (p *planner) varStats(x scalar.Expr) *columnStats {
	if v, ok := plainColumn(x); ok {
		return p.statsOfVar(v.ID)
	}
	return nil
}

// plainColumn sees a column through casts that change nothing.
// A cast that changes nothing keeps the number of values.
func plainColumn(x scalar.Expr) (*scalar.Var, bool) {
	if c, is := x.(*scalar.Cast); is && c.C.Method == builtin.CastBinary {
		x = c.X
	}
	v, ok := x.(*scalar.Var)
	return v, ok
}

// nulls is the share of NULLs.
// Clamped: what was counted and what was sampled may disagree.
func (c *columnStats) nulls() float64 { return clamp(float64(c.Nulls) / c.then) }

// distinctShare is from which share of distinct values on their number is taken to grow
// with the table.
// Postgres's ANALYZE keeps such a number as a share of the rows (stadistinct below 0), from a tenth on as
// well.
const distinctShare = 0.1

// values is how many distinct values there are by now.
// One at least.
func (c *columnStats) values() float64 {
	return grown(float64(c.Distinct), c.then, c.now)
}

// clamp makes a share of s: NaN comes of an empty table.
// Shares are multiplied and divided by what may be 0: the result has to stay one.
func clamp(s float64) float64 {
	if math.IsNaN(s) {
		return 0
	}
	return math.Min(1, math.Max(0, s))
}

// common is the share of the common values together.
func (c *columnStats) common() float64 {
	if c.upTo != nil {
		return c.upTo[len(c.Common)]
	}
	s := 0.0
	for i := range c.Common {
		s += c.Common[i].Share
	}
	return s
}

// keyOf is a value of the column as statistics hold it; nil where x is not known, or NULL.
// The encoding is as in the histogram (ascending, NULLs aside), whatever an index says.
func (c *columnStats) keyOf(x scalar.Expr) []byte {
	// An integer of another width is encoded as one of the column's type.
	if t := x.Type(); !rowenc.CanBeKey(c.t) || !rewrite.SameKeyOrder(c.t, t) && (!rewrite.IsInt(c.t) || !rewrite.IsInt(t)) {
		return nil
	}
	d, ok := c.args.Constant(x)
	if !ok || d.IsNull() {
		return nil
	}
	return rowenc.AppendKeyColumn(nil, rowenc.KeyColumn{Type: c.t}, d)
}

// equal is the share of rows that have the value of x.
// Postgres: var_eq_const. A value that is not known is an average one.
func (c *columnStats) equal(x scalar.Expr) float64 {
	// What is no common value is taken to be spread evenly over the other values.
	rest := c.values() - float64(len(c.Common))
	if key := c.keyOf(x); key != nil {
		if share, ok := c.shareOf(key); ok {
			return share
		}
		// It may be one that came since.
		if rest < 1 { // all values were common ones: it is new, or not there
			rest = math.Max(1, c.values())
		}
		return clamp((1 - c.nulls() - c.common()) / math.Max(1, rest))
	}
	return clamp((1 - c.nulls()) / c.values())
}

// below is the share of rows whose value is less than key.
// Postgres: ineq_histogram_selectivity with mcv_selectivity: common values are counted one by one, the others
// by the histogram, which is of them alone.
func (c *columnStats) below(key []byte) float64 {
	s := c.commonBelow(key)
	rest := math.Max(0, 1-c.nulls()-c.common())
	// Without a histogram: the middle.
	if len(c.Bounds) < 2 {
		return clamp(s + rest/2)
	}
	return clamp(s + rest*position(c.Bounds, key))
}

// position is where in a histogram a key lies, from 0 to 1.
// Bounds part the rows into equal shares; len(bounds)-1 of them.
func position(bounds [][]byte, key []byte) float64 {
	// A key that is a bound lies at the end of the part before it.
	i, _ := slices.BinarySearchFunc(bounds, key, bytes.Compare)
	switch i {
	case 0:
		return 0
	case len(bounds):
		return 1
	}
	within := fraction(bounds[i-1], bounds[i], key)
	return (float64(i-1) + within) / float64(len(bounds)-1)
}

// fraction is where key lies between lo and hi, by the bytes in which they differ.
// Postgres: convert_string_to_scalar does so for strings; here it serves all types, as keys are bytes.
func fraction(lo, hi, key []byte) float64 {
	n := 0
	for n < len(lo) && n < len(hi) && lo[n] == hi[n] {
		n++
	}
	a, b, x := number(lo, n), number(hi, n), number(key, n)
	if b <= a {
		return 0.5
	}
	return clamp((x - a) / (b - a))
}

// number is the first eight bytes from a place on, read as a fraction; missing ones are 0.
// Eight bytes are more than a float64 tells apart.
func number(k []byte, from int) float64 {
	var b [8]byte
	copy(b[:], k[min(from, len(k)):])
	return float64(binary.BigEndian.Uint64(b[:]))
}

// rangeOf is the share of rows within bounds; ok is false where none of them is known.
// Bounds that are not known count selRange each.
// lo and hi are shares of the rows below the ends. Several bounds of one side meet.
func (c *columnStats) rangeOf(a *nodes.Alt) (share float64, ok bool) {
	lo, hi := 0.0, clamp(1-c.nulls())
	var from []byte
	// upper tells which end a key is.
	note := func(key []byte, upper bool) {
		if key == nil {
			return
		}
		ok = true
		if at := c.below(key); upper {
			hi = math.Min(hi, at)
		} else {
			lo, from = math.Max(lo, at), key
		}
	}
	// Each bound that is not known narrows by a third, whatever the others say.
	// Known bounds meet by the histogram; the narrower one wins.
	unknown := 0
	for i := range a.Lo {
		key := c.keyOf(a.Lo[i].X)
		if key == nil {
			unknown++
			continue
		}
		// Behind all keys with that value, as below.
		if !a.Lo[i].Inclusive {
			key = append(key, 0xff)
		}
		note(key, false)
	}
	for i := range a.Hi {
		key := c.keyOf(a.Hi[i].X)
		if key == nil {
			unknown++
			continue
		}
		// Behind all keys with that value: 0xff is greater than what may follow.
		if a.Hi[i].Inclusive {
			key = append(key, 0xff)
		}
		note(key, true)
	}
	// A pattern is a range from what texts start with to what no longer starts so.
	starting := 0.0
	for _, s := range a.Starts {
		d, is := c.args.Constant(s.X)
		if !is || d.IsNull() || !s.Kind.OfText() {
			unknown++
			continue
		}
		start := s.Kind.Start(d.Text())
		first := c.keyOf(&scalar.Const{T: c.t, D: types.Text(start)})
		note(first, false)
		if end, more := builtin.TextAfter(start); more {
			after := c.keyOf(&scalar.Const{T: c.t, D: types.Text(end)})
			note(after, true)
			starting = c.starting(first, after)
		}
	}
	// All are unknown: the caller has a guess for that.
	if !ok {
		return 0, false
	}
	share = math.Max(hi-lo, c.least(from))
	if len(a.Starts) == 1 && len(a.Lo)+len(a.Hi) == 0 {
		share = math.Max(share, starting)
	}
	for range unknown {
		share *= selRange
	}
	return clamp(share), true
}

// starting is the share of texts from first to before after, by how many bounds of the histogram lie there: texts
// that begin alike are many at one place, where position takes them to be spread evenly.
// Postgres: histogram_selectivity, which asks for as many bounds, and is never less.
func (c *columnStats) starting(first, after []byte) float64 {
	const least, enough = 0.0001, 10
	if first == nil || after == nil || len(c.Bounds) < enough {
		return 0
	}
	i, _ := slices.BinarySearchFunc(c.Bounds, first, bytes.Compare)
	j, _ := slices.BinarySearchFunc(c.Bounds, after, bytes.Compare)
	rest := math.Max(0, 1-c.nulls()-c.common())
	return clamp(c.commonBelow(after) - c.commonBelow(first) + rest*math.Max(least, float64(j-i)/float64(len(c.Bounds))))
}

// least is what a range holds at least: half a value's share; more where it begins beyond
// all that was measured, for that is where keys that grow go on.
// Postgres: get_actual_variable_range looks at the index's ends for such keys; here rows that came since the
// measurement are taken to lie beyond what was measured.
func (c *columnStats) least(from []byte) float64 {
	s := 0.5 / math.Max(c.values(), 100)
	if n := len(c.Bounds); from != nil && n > 0 && bytes.Compare(from, c.Bounds[n-1]) >= 0 && c.now > c.then {
		s = math.Max(s, (c.now-c.then)/c.now)
	}
	return s
}

// altSelectivity estimates the share of rows of a column that an alternative allows, and
// to how many values it is held; 0 for a range.
// points is 0 for what is no value.
func altSelectivity(c *columnStats, a *nodes.Alt) (sel, points float64) {
	c.note([]nodes.Alt{*a})
	return altShare(c, a)
}

// altShare is altSelectivity of one alternative among several.
// c may be nil.
// The cases in the order in which Alt's fields exclude each other.
func altShare(c *columnStats, a *nodes.Alt) (sel, points float64) {
	switch {
	case a.Eq != nil:
		if c != nil {
			return c.equal(a.Eq), 1
		}
		return selEq, 1
	// Ranges between elements of two arrays are guessed like their first ends.
	case a.To != nil:
		sel, _ = inSelectivity(c, a.In)
		return sel, 0
	case a.In != nil:
		return inSelectivity(c, a.In)
	// NULL counts as a value that a column is held to: it is one place in the index.
	case a.Null:
		if c != nil {
			return math.Max(c.nulls(), 0.5/c.now), 1
		}
		return selNull, 1
	}
	if c != nil {
		if s, ok := c.rangeOf(a); ok {
			return s, 0
		}
	}
	switch {
	// What follows is not known at all, so by the form of the condition.
	case len(a.Starts) == 1 && a.Starts[0].Kind.OneSided():
		return selRange, 0
	case len(a.Starts) > 0:
		return selStart, 0
	case len(a.Lo) > 0 && len(a.Hi) > 0:
		return selBetween, 0
	case len(a.Lo) == 0 && len(a.Hi) == 0:
		if c != nil {
			return clamp(1 - c.nulls()), 0
		}
		return 1 - selNull, 0
	}
	return selRange, 0
}

// unknownList is how many elements a list is taken to have that is not known.
// Postgres takes ten as well (estimate_array_length).
const unknownList = 10.0

// inSelectivity is altShare of the elements of an array.
// Each element counts, equal ones twice; clamp ends that.
func inSelectivity(c *columnStats, list scalar.Expr) (sel, points float64) {
	var args *nodes.Arguments
	if c != nil {
		args = c.args
	}
	// c holds the arguments; without it constants alone are known.
	d, ok := args.Constant(list)
	if !ok || d.IsNull() {
		each := selEq
		if c != nil {
			each = clamp((1 - c.nulls()) / c.values())
		}
		return clamp(each * unknownList), unknownList
	}
	items := d.Array().Items
	for _, it := range items {
		if c == nil {
			sel += selEq
		} else {
			sel += c.equal(&scalar.Const{T: list.Type().Elem(), D: it})
		}
	}
	return clamp(sel), float64(len(items))
}

// selectivity estimates which share of rows passes conditions. Bounds of one column are
// taken together.
// Conditions are taken to be independent, but for ranges of one column and what CREATE STATISTICS tells.
// Postgres: clauselist_selectivity. The order of conds does not matter but for joint.
func (p *planner) selectivity(conds []scalar.Expr) float64 {
	s := 1.0
	known := make([]scalar.Expr, 0, len(conds))
	for _, c := range conds {
		// Security: a condition that policies keep from rows may not learn of them by way of the plan (in
		// Postgres once CVE-2019-10130).
		if p.b.Secret(c) {
			s *= p.unseen(c)
			continue
		}
		known = append(known, p.asMeasured(c))
	}
	conds, mixed := p.mixed(known)
	s *= mixed
	var ranges map[scalar.VarID]*nodes.Alt
	for _, c := range conds {
		if id, a, ok := p.rangeCond(c); ok {
			if ranges == nil {
				ranges = map[scalar.VarID]*nodes.Alt{}
			}
			if ranges[id] == nil {
				ranges[id] = &nodes.Alt{Range: true}
			}
			// Bounds of one column meet first: of a > 1 AND a < 5 each alone lets a third pass, both one value in
			// fifty.
			ranges[id].Meet(&a)
			continue
		}
		s *= p.selectivityOf(c)
	}
	// In the order of a map: a product of floats may differ in its last bit, and no more.
	for id, a := range ranges {
		sel, _ := altSelectivity(p.statsOfVar(id), a)
		s *= sel
	}
	return clamp(s * p.joint(conds))
}

// unseen is what is guessed of a condition that may not know the rows.
// It must not come to something else with other rows: the plan that EXPLAIN shows would tell of them.
// Statistics are left out below; sizes of tables are not.
func (p *planner) unseen(c scalar.Expr) float64 {
	was := p.blind
	p.blind = true
	defer func() { p.blind = was }()
	return p.selectivityOf(c)
}

// rangeCond reads a condition as a bound of one column.
// Either side may be the column. opCond gives alternatives by slot, which is 0 here.
func (p *planner) rangeCond(c scalar.Expr) (scalar.VarID, nodes.Alt, bool) {
	op, ok := c.(*scalar.Op)
	if !ok || op.L == nil {
		return 0, nodes.Alt{}, false
	}
	if _, area := areaSelectivity(op); area { // its bounds are wider than it is
		return 0, nodes.Alt{}, false
	}
	for _, side := range []scalar.Expr{op.L, op.R} {
		v, ok := plainColumn(side)
		if !ok {
			continue
		}
		if cc, ok := p.opCond(op, map[scalar.VarID]int{v.ID: 0}, nil); ok && cc.alts[0].Range {
			return v.ID, cc.alts[0], true
		}
	}
	return 0, nodes.Alt{}, false
}

// equalTo is that column x equals y.
// For estimates: whether the bound is wide does not matter.
func (p *planner) equalTo(x, y scalar.Expr) *nodes.Alt {
	if t := x.Type(); rewrite.OtherMoment(t, y.Type()) {
		if a, _, ok := p.momentAlt("=", t, y); ok {
			return &a
		}
	}
	return &nodes.Alt{Eq: y}
}

// amongst is that column x equals an element of an array.
// The array's elements may be moments of another type.
func (p *planner) amongst(x, array scalar.Expr) *nodes.Alt {
	if t := x.Type(); rewrite.OtherMoment(t, array.Type().Elem()) {
		a, _ := p.momentArray(t, array)
		return &a
	}
	return &nodes.Alt{In: array}
}

// selectivityOf estimates which share of rows passes a condition.
// What is not listed (functions, CASE, subqueries) is a third.
func (p *planner) selectivityOf(c scalar.Expr) float64 {
	switch c := c.(type) {
	case *scalar.Op:
		// Each case gives a share of all rows, NULLs counted as not passing where the condition is strict.
		return p.opSelectivity(c)
	case *scalar.IsNull:
		s := selNull
		if st := p.varStats(c.X); st != nil {
			s = math.Max(st.nulls(), 0.5/st.now)
		}
		if c.Not {
			return clamp(1 - s)
		}
		return clamp(s)
	// As many as the elements that match.
	case *scalar.Quant:
		return p.quantSelectivity(c)
	case *scalar.Bool:
		if !c.Or {
			// Under AND as at the top; with OR of independent cases what all of them miss.
			return p.selectivity(c.Args)
		}
		args, s := p.mixedAny(c.Args)
		s = 1 - s
		for _, a := range args {
			s *= 1 - p.selectivityOf(a)
		}
		return clamp(1 - s)
	// NULLs are taken to pass NOT, which is too many; there are few. Those of a column of booleans are known.
	case *scalar.Not:
		s := 1 - p.selectivityOf(c.X)
		if st := p.varStats(c.X); st != nil {
			s -= st.nulls()
		}
		return clamp(s)
	case *scalar.Var:
		return p.trueSelectivity(c)
	case *scalar.Truth:
		return p.truthSelectivity(c)
	case *scalar.Distinct:
		s := p.opSelectivity(&scalar.Op{Op: c.Eq, L: c.L, R: c.R})
		if !c.Not {
			s = 1 - s
		}
		return clamp(s)
	case *scalar.Const:
		if c.D.IsNull() || !c.D.Bool() {
			return 0
		}
		return 1
	case *scalar.Call:
		if symbol, _ := c.Fn.IsExtension(); similarOps[symbol].op != "" {
			return selMatching
		}
	}
	return selOther
}

// trueSelectivity is the share of rows in which a column of booleans is true.
// Postgres: boolvarsel.
func (p *planner) trueSelectivity(v *scalar.Var) float64 {
	if st := p.varStats(v); st != nil && v.T.Base() == types.TBool {
		return clamp(st.equal(&scalar.Const{T: types.TBool, Typmod: types.NoTypmod, D: types.Bool(true)}))
	}
	return selTrue
}

// truthSelectivity is that of IS [NOT] TRUE, FALSE and UNKNOWN.
func (p *planner) truthSelectivity(c *scalar.Truth) (s float64) {
	switch c.Kind {
	case scalar.TruthTrue:
		s = p.selectivityOf(c.X)
	case scalar.TruthFalse:
		s = p.selectivityOf(&scalar.Not{X: c.X})
	default:
		s = p.selectivityOf(&scalar.IsNull{X: c.X})
	}
	if c.Not {
		s = 1 - s
	}
	return clamp(s)
}

// selTrue is that of what is not known.
const selTrue = 0.5

// opSelectivity goes by the operator's name, as what compares alike is named alike.
// Postgres goes by the operator's estimator (oprrest).
func (p *planner) opSelectivity(c *scalar.Op) float64 {
	if c.L == nil {
		return selOther
	}
	if sel, ok := areaSelectivity(c); ok {
		return sel
	}
	if k, ok := containmentOf(c); ok {
		return p.containSelectivity(k)
	}
	// The column first, as estimates look at it.
	x, y := c.L, c.R
	if _, ok := plainColumn(x); !ok {
		x, y = y, x
	}
	st := p.varStats(x)
	switch c.Op.Title() {
	case "=", "<>":
		s := selEq
		// Two columns, or a column and what is not known: an average value.
		switch {
		case st != nil && isConstant(y):
			s, _ = altSelectivity(st, p.equalTo(x, y))
		case st != nil:
			s = 1 / st.values()
		}
		// What is not equal is neither NULL.
		if c.Op.Name == "<>" {
			if s = 1 - s; st != nil {
				s -= st.nulls()
			}
		}
		return clamp(s)
	case "<", "<=", ">", ">=":
		if id, a, ok := p.rangeCond(c); ok {
			s, _ := altSelectivity(p.statsOfVar(id), &a)
			return s
		}
		return selRange
	case "~~", "~~*", "~", "~*", "^@":
		return p.matchSelectivity(c, st)
	case "!~~", "!~~*", "!~", "!~*":
		return 1 - selMatch
	}
	return selOther
}

// selMatch is the share of texts that match a pattern of which nothing is known.
// Postgres: DEFAULT_MATCH_SEL is a tenth of that.
const selMatch = 0.05

// matchSelectivity: what a pattern starts with bounds a range, of which what follows
// leaves a part.
// A prefix that is known was made a range by rangeCond.
func (p *planner) matchSelectivity(c *scalar.Op, st *columnStats) float64 {
	if id, a, ok := p.rangeCond(c); ok {
		s, _ := altSelectivity(p.statsOfVar(id), &a)
		return s
	}
	// Noted: a pattern that comes as a parameter may be told when the plan is asked for.
	if st == nil {
		return selMatch
	}
	st.noteMatch(c)
	return clamp(st.matches(c))
}

// matches judges the common values by the pattern itself, and the bounds of the others; where there is
// nothing to go by, they are taken to be alike, or to match seldom.
// The pattern is tried on each of these, which are few.
// Postgres: patternsel_common with mcv_selectivity. Errors of the pattern are those of the execution.
func (st *columnStats) matches(c *scalar.Op) float64 {
	// A plan for all values has no pattern to try.
	d, ok := st.args.Constant(c.R)
	if !ok || d.IsNull() {
		return selMatch
	}
	pattern := &scalar.Const{T: c.R.Type(), Typmod: types.NoTypmod, D: d}
	share, all := 0.0, 0.0
	// An empty Env will do: matching depends on no setting.
	ctx := scalar.Ctx{Env: &types.Env{}}
	matches := func(key []byte) (is, whole bool) {
		d, _, err := rowenc.DecodeKeyColumn(key, rowenc.KeyColumn{Type: st.t})
		if err != nil {
			return false, false
		}
		x := &scalar.Op{Op: c.Op, L: &scalar.Const{T: c.L.Type(), Typmod: types.NoTypmod, D: d}, R: pattern}
		is, err = scalar.True(x, &ctx)
		return is && err == nil, true
	}
	for i := range st.Common {
		is, whole := matches(st.Common[i].Key)
		if !whole {
			continue
		}
		if all += st.Common[i].Share; is {
			share += st.Common[i].Share
		}
	}
	rest := math.Max(0, 1-st.nulls()-all)
	usual := selMatch
	// Where common values are a tenth of all, they speak for the rest.
	if all > 0.1 {
		usual = math.Max(share/all, 0.001)
	}
	return clamp(share + rest*st.matchingBounds(matches, usual))
}

// matchingBounds is the share of values that match and are not common, by the bounds of the histogram: the
// fewer there are, the more counts what is usual.
// Postgres: histogram_selectivity, which asks for as many. Bounds that were cut tell nothing.
func (st *columnStats) matchingBounds(matches func(key []byte) (is, whole bool), usual float64) float64 {
	const least, enough = 10, 100
	n, found := 0.0, 0.0
	for _, k := range st.Bounds {
		is, whole := matches(k)
		if whole {
			n++
		}
		if is {
			found++
		}
	}
	if n < least {
		return usual
	}
	part := math.Min(1, n/enough)
	return math.Min(0.9999, math.Max(0.0001, found/n*part+usual*(1-part)))
}

// quantSelectivity: NOT IN is what IN leaves; of other comparisons with lists nothing is known.
// <> ANY lets nearly all pass; it is estimated as = here, which is too little.
func (p *planner) quantSelectivity(c *scalar.Quant) float64 {
	switch {
	case c.All && c.Op.Name == "<>" && c.Array == nil: // NOT IN
		in := *c
		in.All = false
		return clamp(1 - p.listSelectivity(&in))
	case c.All || c.Op.Name != "=" && c.Op.Name != "<>":
		return p.eachSelectivity(c)
	}
	return p.listSelectivity(c)
}

// eachSelectivity puts together what a comparison with each element lets pass: x < ANY (list) as a disjunction,
// x < ALL (list) as a conjunction.
// Postgres: scalararraysel.
func (p *planner) eachSelectivity(c *scalar.Quant) float64 {
	elems := c.Elems
	if c.Array != nil {
		d, ok := p.b.Env.Arguments.Constant(c.Array)
		if !ok || d.IsNull() {
			return selOther
		}
		elems = nil
		for _, it := range d.Array().Items {
			elems = append(elems, &scalar.Const{T: c.Array.Type().Elem(), Typmod: types.NoTypmod, D: it})
		}
	}
	if len(elems) == 0 || len(elems) > unknownList*10 {
		return selOther
	}
	miss, all := 1.0, 1.0
	for _, e := range elems {
		s := 0.0 // NULL lets nothing pass
		if k, ok := e.(*scalar.Const); !ok || !k.D.IsNull() {
			s = p.selectivityOf(&scalar.Op{Op: c.Op, L: c.X, R: e})
		}
		miss, all = miss*(1-s), all*s
	}
	if c.All {
		return clamp(all)
	}
	return clamp(1 - miss)
}

// listSelectivity adds the shares of elements, which are taken to differ.
// Of several elements each is one value: sums, not products.
func (p *planner) listSelectivity(c *scalar.Quant) float64 {
	st := p.varStats(c.X)
	if c.Array != nil {
		s, _ := altSelectivity(st, p.amongst(c.X, c.Array))
		return s
	}
	// Noted together, as one estimate of the list.
	if st != nil {
		alts := make([]nodes.Alt, len(c.Elems))
		for i, el := range c.Elems {
			alts[i].Eq = el
		}
		st.note(alts)
	}
	s := 0.0
	for _, el := range c.Elems {
		if st != nil {
			s += st.equal(el)
		} else {
			s += selEq
		}
	}
	// A list is never nothing.
	return clamp(math.Max(s, selEq/10))
}

// valuesOf estimates how many values x has in n rows.
// Nothing being known, each row has another.
// For joins and groups.
func (p *planner) valuesOf(x scalar.Expr, n float64) float64 {
	if st := p.varStats(p.asMeasured(x)); st != nil {
		return st.values()
	}
	// What was never measured: a unique column has a value for each row.
	if v, ok := plainColumn(x); ok {
		if info := p.b.Info(v.ID); info.Table != nil && aloneUnique(info.Table, info.Slot) {
			return p.tableRows(info.Table)
		}
	}
	return n
}

// aloneUnique reports whether no two rows share a value of a column.
// By one column alone, publicly: the index is not being built.
func aloneUnique(t *catalog.TableDesc, slot int) bool {
	for i := range t.Indexes {
		ix := &t.Indexes[i]
		if bind.IsUnique(t, ix) && len(ix.Columns) == 1 && ix.State == catalog.IndexPublic && t.Columns[slot].ID == ix.Columns[0].ID {
			return true
		}
	}
	return false
}

// joinSelectivity estimates which share of all pairs of rows conditions let pass. An
// equality finds, for each value of the side that has more of them, those of the other.
// l and r are how many rows both sides have, for sides that have no statistics.
func (p *planner) joinSelectivity(conds []scalar.Expr, have, cols rel.VarSet, l, r float64) float64 {
	s := 1.0
	// Keys of several columns first: each finds one row of its table.
	whole := p.wholeKeys(conds, have, cols)
	for _, n := range whole.rows {
		s /= math.Max(1, n)
	}
	for _, c := range conds {
		x, y, ok := equiSides(c, have, cols)
		// What a disjunction says of one input alone has been pushed into that input, and counted there.
		if or, is := c.(*scalar.Bool); !ok && is && or.Or {
			s *= selEither // what it says of each input alone was judged there
			continue
		}
		if !ok {
			s *= p.selectivityOf(p.asMeasured(c))
			continue
		}
		if whole.conds[c] {
			continue
		}
		// Both columns are known: common values are compared.
		if sx, sy := p.varStats(p.asMeasured(x)), p.varStats(p.asMeasured(y)); sx != nil && sy != nil {
			s *= equalShares(sx, sy)
			continue
		}
		// Postgres: eqjoinsel without statistics: 1 / the larger number of values.
		s /= math.Max(1, math.Max(p.valuesOf(x, l), p.valuesOf(y, r)))
	}
	return s
}

// selEither is the share of pairs that a disjunction over both sides lets pass.
// A guess.
const selEither = 0.5

// keyed are equalities that name whole unique keys: together they find one row.
// Each counts once in place of its conditions.
type keyed struct {
	conds map[scalar.Expr]bool
	rows  []float64 // of the tables, one for each key
}

// wholeKeys finds equalities with all columns of a unique key of several columns.
// Multiplying the columns' own shares would count the key several times over. Tables are told apart with their
// aliases, as one may be joined with itself.
func (p *planner) wholeKeys(conds []scalar.Expr, have, cols rel.VarSet) keyed {
	out := keyed{}
	if len(conds) < 2 {
		return out
	}
	type side struct {
		table *catalog.TableDesc
		alias string
	}
	// By table and alias, since which scan a column is of is told by these.
	by := map[side]map[int]scalar.Expr{} // the equality of each slot
	for _, c := range conds {
		x, y, ok := equiSides(c, have, cols)
		if !ok {
			continue
		}
		for _, e := range []scalar.Expr{x, y} {
			v, ok := plainColumn(e)
			if !ok {
				continue
			}
			if info := p.b.Info(v.ID); info.Table != nil {
				k := side{info.Table, info.Alias}
				if by[k] == nil {
					by[k] = map[int]scalar.Expr{}
				}
				by[k][info.Slot] = c
			}
		}
	}
	// In the order of a map; two keys that share a condition count once, whichever comes first.
	for k, slots := range by {
		key := uniqueAmong(k.table, slots)
		if key == nil || out.conds[key[0]] {
			continue
		}
		if out.conds == nil {
			out.conds = map[scalar.Expr]bool{}
		}
		for _, c := range key {
			out.conds[c] = true
		}
		out.rows = append(out.rows, p.tableRows(k.table))
	}
	return out
}

// uniqueAmong returns the equalities of a unique index of several columns; nil where one
// lacks.
// slots has the equality by slot.
func uniqueAmong(t *catalog.TableDesc, slots map[int]scalar.Expr) []scalar.Expr {
	for i := range t.Indexes {
		ix := &t.Indexes[i]
		if !bind.IsUnique(t, ix) || ix.State != catalog.IndexPublic || len(ix.Columns) < 2 {
			continue
		}
		var out []scalar.Expr
		for _, c := range ix.Columns {
			if _, slot, ok := t.ColumnByID(c.ID); ok && slots[slot] != nil {
				out = append(out, slots[slot])
			}
		}
		if len(out) == len(ix.Columns) {
			return out
		}
	}
	return nil
}

// equalShares estimates which share of pairs of two columns is equal. Common values are
// compared one by one; the others meet like values do that are spread evenly.
// Postgres: eqjoinsel_inner.
// The second part: values that are in one list alone meet what is left of the other side.
func equalShares(a, b *columnStats) float64 {
	na, nb := 1-a.nulls(), 1-b.nulls()
	if len(a.Common) == 0 || len(b.Common) == 0 || !rewrite.SameKeyOrder(a.t, b.t) && (!rewrite.IsInt(a.t) || !rewrite.IsInt(b.t)) {
		return clamp(na * nb / math.Max(a.values(), b.values()))
	}
	shares := make(map[string]float64, len(b.Common))
	for i := range b.Common {
		shares[string(b.Common[i].Key)] = b.Common[i].Share
	}
	both, metA, metB, met := 0.0, 0.0, 0.0, 0.0
	for i := range a.Common {
		if s, ok := shares[string(a.Common[i].Key)]; ok {
			both += a.Common[i].Share * s
			metA, metB, met = metA+a.Common[i].Share, metB+s, met+1
		}
	}
	// What of both sides is not in both lists.
	restA, restB := math.Max(0, na-metA), math.Max(0, nb-metB)
	return clamp(both + restA*restB/math.Max(1, math.Max(a.values(), b.values())-met))
}

// matching estimates which share of rows finds a partner among r others.
// For semi joins; Postgres: eqjoinsel_semi, without its look at common values.
func (p *planner) matching(conds []scalar.Expr, cols rel.VarSet, r float64) float64 {
	s, known := 1.0, false
	for _, c := range conds {
		op, ok := c.(*scalar.Op)
		// Equalities alone count, and the least of them: others are taken to follow.
		if !ok || op.Op.Name != "=" || op.L == nil {
			continue
		}
		x, y := op.L, op.R
		// x is of the left side then.
		if cols.Covers(x) && scalar.PropsOf(x).Vars {
			x, y = y, x
		}
		left := p.varStats(p.asMeasured(x))
		if left == nil || !scalar.PropsOf(y).Vars {
			continue
		}
		known = true
		// Each of r rows has another value at most.
		n := math.Min(p.valuesOf(y, r), r)
		s = math.Min(s, clamp((1-left.nulls())*n/left.values()))
	}
	// Half is Postgres's guess as well.
	if !known {
		return 0.5
	}
	return clamp(s)
}
