package physical

import (
	"math"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// Costs, in the unit of one row read in order. Seek is a point of an index: one
// message, perhaps. Scan is what opening a span of unknown size costs: it is
// high, so that a unique key beats a scan of a small table, whose wide read span
// would conflict with every writer of it.
// Only ratios matter. They are not Postgres's (where a page read in order is 1), since here the dear things
// are messages, and the span that is read: whoever writes into it afterwards conflicts with the read.
const (
	costSeek    = 4.0
	costScan    = 60.0
	costRow     = 1.0
	costRowWide = 0.2  // a row that a covering index holds, and that is filtered
	costLookup  = 6.0  // fetching a row by its primary key after an index
	costUnion   = 13.0 // the same, after the entries of several indexes were put in the table's order
	costNear    = 2.0  // that after one index, where the rows lie in the order of the index
	costProbe   = 8.0  // finding one row for a row of another input
	costSpan    = 20.0 // finding the rows of a span for a row of another input
	costHashRow = 1.2
	// costOrderedRow is what a row costs that is grouped with the one before.
	costOrderedRow = 0.2
	costClaim      = 8.0 // a row read in order to be locked, whose reading bars others' writes
	costSortRow    = 0.3 // times log2
	costFilterRow  = 0.05
	costPair       = 0.05 // a pair of rows that a nested loop looks at

	// Rows of a table that was never counted.
	defaultRows = 1000.0

	// Shares of rows where nothing was measured. selEq, selRange and selNull are Postgres's (selfuncs.h).
	selEq       = 0.005
	selRange    = 0.3333
	selBetween  = 0.02
	selOther    = 0.3333
	selNull     = 0.005
	selPrefixEq = 0.01
	selStart    = 0.02
	selLeast    = 1e-6

	// Smaller than selBetween: a row of another input tends to name a narrow span of its own.
	selSpan = 0.005 // of a span whose bounds are those of a row of another input
)

// tableRows estimates a table's size.
// It is one at least. Without statistics a table is taken to have defaultRows: enough for an index to
// be worth it, as a table may grow while its plan is kept.
func (p *planner) tableRows(t *catalog.TableDesc) float64 {
	// A partitioned table is as large as its leaves together; of none that has rows itself is the tree summed.
	if t.Partitioned() {
		sum := 0.0
		p.b.Env.Catalog.Leaves(t, func(l *catalog.TableDesc) { sum += p.tableRows(l) })
		return max(sum, 1)
	}
	if p.b.Env.Stats != nil {
		if n, ok := p.b.Env.Stats.Rows(t.ID); ok {
			return max(n, 1)
		}
	}
	if t.Virtual {
		return p.virtualRows(t.Name)
	}
	return defaultRows
}

// altBytes is what an alternative takes, and the bound that is made of it.
const altBytes = 320

// altsNotedMin is from how many alternatives on they are counted.
const altsNotedMin = 64

// colCond is what one condition says of one column.
type colCond struct {
	// cond is as it was written; alts are over columns in its place.
	cond scalar.Expr
	// -1 (rowSlot) for the row's ctid, see system.go.
	slot int // of the table
	// alts: the condition holds where one of them does. They read no column of the table.
	alts []nodes.Alt
	// wider: alts allow more than the condition, which must still be judged.
	wider bool
}

// access is one way to read a table.
// paths makes them; the cheapest becomes a Scan, or the inner side of a lookup join.
type access struct {
	index   *catalog.IndexDesc
	layout  *catalog.Layout
	spans   nodes.Spans
	used    map[scalar.Expr]bool // conditions that the spans stand for
	points  bool                 // every span is one whole unique key
	nPoints float64              // how many spans
	// Estimated, after spans and before the filter.
	rows float64 // that the index gives
	// cover: the index has all columns that are needed, so that no row is fetched.
	cover   bool
	reverse bool
	// order is the index's, read forwards, without the columns that are held to one value.
	// What it gives is read backwards where reverse is set; own() turns it.
	order   []rel.SortKey
	cost    float64
	entries *nodes.EntryScan // of an inverted index; layout is then the table's
	// union are the parts of indexes that name the rows; layout is then the table's, and start
	// what is done before the first row comes.
	union []*access
	start float64
	// ranged: it is found for each row of other inputs by bounds alone, by no equality with these.
	// An equality with another input makes it false, whatever bounds come behind.
	ranged bool
}

// analyze finds what conditions say of the columns of sc.
func (p *planner) analyze(sc *rel.Scan, conds []scalar.Expr) []colCond {
	// Columns are named by slots from here on: it is by slots that an index names its columns.
	slots := make(map[scalar.VarID]int, len(sc.Vars))
	for i, id := range sc.Vars {
		slots[id] = i
	}
	own := rel.SetOf(sc.Vars)
	var out []colCond
	// A condition is kept under the address with which it came in, computed columns or not: that address is
	// what used and unused compare.
	for _, c := range conds {
		if cc, ok := p.columnCond(p.asColumn(sc, c), slots, own); ok {
			cc.cond = c
			out = append(out, cc)
		}
	}
	return out
}

// columnCond reads a condition as alternatives for one column.
// ok is false where it says something of several columns, or nothing that a key could be bounded by. What
// it gives for a condition that is not "wider" is the same as the condition, NULLs included: used conditions
// are not judged again.
func (p *planner) columnCond(c scalar.Expr, slots map[scalar.VarID]int, own rel.VarSet) (colCond, bool) {
	switch c := c.(type) {
	case *scalar.Op:
		return p.opCond(c, slots, own)
	// IS NULL of a composite value asks of its fields, and a key tells only whether the value itself is NULL.
	case *scalar.IsNull:
		slot, t, ok := columnOf(c.X, slots)
		if !ok || !rowenc.CanBeKey(t) || !c.Whole && rewrite.MayBeRow(c.X) { // that asks of the fields
			return colCond{}, false
		}
		// "Not NULL" is a range without ends: NULLs stand at one end of an index and are left out.
		if c.Not {
			return colCond{slot: slot, alts: []nodes.Alt{{Range: true}}}, true
		}
		return colCond{slot: slot, alts: []nodes.Alt{{Null: true}}}, true
	case *scalar.Quant:
		return p.quantCond(c, slots, own)
	case *scalar.Bool:
		if c.Or {
			return p.orCond(c, slots, own)
		}
		return p.andCond(c, slots, own)
	case *scalar.Var:
		// A column of bool that stands alone is a condition, and so is NOT of one: both drop NULLs.
		if slot, ok := slots[c.ID]; ok && c.T == types.TBool {
			return colCond{slot: slot, alts: []nodes.Alt{{Eq: scalar.BoolConst(true)}}}, true
		}
	case *scalar.Not:
		if slot, t, ok := columnOf(c.X, slots); ok && t == types.TBool {
			return colCond{slot: slot, alts: []nodes.Alt{{Eq: scalar.BoolConst(false)}}}, true
		}
	}
	return colCond{}, false
}

// columnOf sees through casts that change nothing: varchar to text.
func columnOf(x scalar.Expr, slots map[scalar.VarID]int) (slot int, t *types.Type, ok bool) {
	if c, is := x.(*scalar.Cast); is && c.C.Method == builtin.CastBinary && c.Typmod == types.NoTypmod && rewrite.SameKeyOrder(c.C.From, c.C.To) {
		x = c.X
	}
	v, is := x.(*scalar.Var)
	if !is {
		return 0, nil, false
	}
	slot, ok = slots[v.ID]
	return slot, v.T, ok
}

// bindable reports whether x, of type xt, can bound a column of type t: it
// reads no columns of the table itself, and compares as the column does.
// Two integers of different width compare by value, and a bound that the column's type can't hold is told by
// whoever makes the keys. A moment of another type has to be brought to the column's (moments.go).
func bindable(x scalar.Expr, t *types.Type, own rel.VarSet) bool {
	xt := x.Type()
	if !rewrite.SameKeyOrder(t, xt) && (!rewrite.IsInt(t) || !rewrite.IsInt(xt)) && !rewrite.OtherMoment(t, xt) {
		return false
	}
	return isConstant(x) && rowenc.CanBeKey(t)
}

// isConstant reports whether x has one value while a table is read.
// A register and a parameter are constants in that sense, and so is a subquery without columns of the table.
func isConstant(x scalar.Expr) bool {
	props := scalar.PropsOf(x)
	return !props.Volatile && !props.Vars
}

// opCond reads a comparison, with the column on either side.
func (p *planner) opCond(c *scalar.Op, slots map[scalar.VarID]int, own rel.VarSet) (colCond, bool) {
	if c.L == nil || c.Op.Result != types.TBool {
		return colCond{}, false
	}
	// A composite value is compared as a record, by an operator that is no member of the type's own family.
	c = ofRecords(c)
	if cc, ok := areaCond(c, slots); ok {
		return cc, true
	}
	name, x := c.Op.Name, c.R
	slot, t, ok := columnOf(c.L, slots)
	if !ok || !bindable(c.R, t, own) {
		if slot, t, ok = columnOf(c.R, slots); !ok || !bindable(c.L, t, own) {
			return colCond{}, false
		}
		x = c.L
		if plain := bytewise[name]; plain != "" && rewrite.SameKeyOrder(t, types.TText) {
			name = plain
		}
		name = mirrored[name]
	}
	// The names of other operators are in no table, so that name is "" and nothing below bounds anything.
	if rewrite.OtherMoment(t, x.Type()) {
		a, wider, ok := p.momentAlt(name, t, x)
		return colCond{slot: slot, alts: []nodes.Alt{a}, wider: wider}, ok
	}
	// Operators of types that merely look alike (text ~<~) have other names.
	// Text is ordered by bytes, whatever its collation.
	if plain := bytewise[name]; plain != "" && rewrite.SameKeyOrder(t, types.TText) {
		name = plain
	}
	a, ok := boundBy(name, x)
	if name == "=" {
		a, ok = nodes.Alt{Eq: x}, true
	}
	if !ok {
		// LIKE and regular expressions are operators, too.
		return patternCond(c, slots)
	}
	// By its name the operator might be one of another family, or a user's own.
	if !rewrite.BtreeOperands(c.Op, t) {
		return colCond{}, false
	}
	return colCond{slot: slot, alts: []nodes.Alt{a}}, true
}

// ofRecords is a comparison of two values of one composite type as one of that type: the operator
// takes records. Others stay as they are.
// Both sides have to be of one composite type. A constant record counts where its fields are of just its
// types.
func ofRecords(c *scalar.Op) *scalar.Op {
	if c.Op.Left != types.TRecord || c.Op.Right != types.TRecord {
		return c
	}
	l, r := unrecorded(c.L), unrecorded(c.R)
	t := l.Type()
	if t == types.TRecord {
		t = r.Type()
	}
	if l, r = asComposite(l, t), asComposite(r, t); l == nil || r == nil {
		return c
	}
	op := *c.Op
	op.Left, op.Right = t, t
	out := *c
	out.Op, out.L, out.R = &op, l, r
	return &out
}

// unrecorded is what is taken as a record.
func unrecorded(x scalar.Expr) scalar.Expr {
	if c, ok := x.(*scalar.Cast); ok && c.C.To == types.TRecord {
		return c.X
	}
	return x
}

// asComposite is x as a value of a composite type: it is one, or a constant of the same fields;
// nil: it is something else.
func asComposite(x scalar.Expr, t *types.Type) scalar.Expr {
	if x.Type() == t {
		return x
	}
	// The record of a constant says its own types. No cast is made, which might fail here for a value that
	// nobody would have compared.
	k, ok := x.(*scalar.Const)
	c := t.Composite()
	if !ok || c == nil || k.D.IsNull() || k.D.Kind() != types.KindRecord {
		return nil
	}
	rec, attrs := k.D.Record(), c.Attributes()
	if len(rec.Types) != len(attrs) {
		return nil
	}
	for i := range attrs {
		if rec.Types[i] != attrs[i].Type {
			return nil
		}
	}
	return &scalar.Const{T: t, Typmod: types.NoTypmod, D: k.D}
}

// mirrored are the comparisons with their sides exchanged.
// An operator that is not here has no mirror; looking it up gives "".
var mirrored = map[string]string{"=": "=", "<": ">", "<=": ">=", ">": "<", ">=": "<="}

// bytewise are the comparisons of text by its bytes, as others are known.
var bytewise = map[string]string{"~<~": "<", "~<=~": "<=", "~>~": ">", "~>=~": ">="}

// boundBy is the range of what an operator of that name compares with x.
func boundBy(name string, x scalar.Expr) (a nodes.Alt, ok bool) {
	switch name {
	case "<", "<=":
		return nodes.Alt{Range: true, Hi: []nodes.Bound{{X: x, Inclusive: name == "<="}}}, true
	case ">", ">=":
		return nodes.Alt{Range: true, Lo: []nodes.Bound{{X: x, Inclusive: name == ">="}}}, true
	}
	return nodes.Alt{}, false
}

// patternKinds are the operators whose pattern may say what texts start with.
var patternKinds = map[string]nodes.PatternKind{"~~": nodes.PatternLike, "~": nodes.PatternRegexp, "^@": nodes.PatternStart}

// patternCond reads a match as the range of the texts that begin like the pattern. A
// pattern that is known and says nothing of that bounds nothing.
// wider: a text may begin like the pattern and not match it, so the pattern is judged of the rows as well.
func patternCond(c *scalar.Op, slots map[scalar.VarID]int) (colCond, bool) {
	// Title is the name for who reads plans: operators of users have another one.
	kind, ok := patternKinds[c.Op.Title()]
	slot, t, column := columnOf(c.L, slots)
	// Text in another collation has no range of what begins with a prefix, unless its keys are ordered by
	// bytes.
	if !ok || !column || !rewrite.SameKeyOrder(t, types.TText) || !rewrite.SameKeyOrder(c.Op.Left, types.TText) || !isConstant(c.R) {
		return colCond{}, false
	}
	// One that begins with a wildcard would have all of the index read. A pattern that is not known yet may be
	// such, too: see Scan.Fallback.
	if k, ok := c.R.(*scalar.Const); ok && (k.D.IsNull() || kind.Start(k.D.Text()) == "") {
		return colCond{}, false
	}
	return colCond{slot: slot, alts: []nodes.Alt{{Range: true, Starts: []nodes.Pattern{{X: c.R, Kind: kind}}}}, wider: true}, true
}

// quantCond reads IN and = ANY: a list gives one alternative for each element, an array one for all, as its
// elements may be known at execution only. ALL and other operators bound nothing.
// An element that is NULL equals nothing and finds nothing; the executor leaves it out.
func (p *planner) quantCond(c *scalar.Quant, slots map[scalar.VarID]int, own rel.VarSet) (colCond, bool) {
	if c.All || c.Op.Name != "=" {
		return colCond{}, false
	}
	slot, t, ok := columnOf(c.X, slots)
	if ok && rewrite.OtherMoment(t, c.Op.Right) {
		// One span for each element, as a moment of another type may be several values of the column, or none.
		if c.Array == nil {
			return p.momentList(c, slot, t, own)
		}
		if !isConstant(c.Array) || !rowenc.CanBeKey(t) || !rewrite.OtherMoment(t, c.Array.Type().Elem()) {
			return colCond{}, false
		}
		a, wider := p.momentArray(t, c.Array)
		return colCond{slot: slot, alts: []nodes.Alt{a}, wider: wider}, true
	}
	if !ok || !rewrite.BtreeOperands(c.Op, t) {
		return colCond{}, false
	}
	if c.Array != nil {
		if !isConstant(c.Array) || !rowenc.CanBeKey(t) {
			return colCond{}, false
		}
		return colCond{slot: slot, alts: []nodes.Alt{{In: c.Array}}}, true
	}
	// One element that is no bound spoils the list: the rows that it would find can't be left out.
	out := colCond{slot: slot, alts: make([]nodes.Alt, 0, len(c.Elems))}
	p.noteAlts(c, len(c.Elems))
	for _, el := range c.Elems {
		if !bindable(el, t, own) {
			return colCond{}, false
		}
		out.alts = append(out.alts, nodes.Alt{Eq: el})
	}
	return out, true
}

// orCond joins arms that are all about the same column.
// Where one arm says nothing of the column, or of another one, the disjunction says nothing. Arms that overlap
// are put together by whoever makes the key spans, so that no row comes twice.
func (p *planner) orCond(c *scalar.Bool, slots map[scalar.VarID]int, own rel.VarSet) (colCond, bool) {
	out := colCond{slot: -1}
	for _, arm := range c.Args {
		cc, ok := p.columnCond(arm, slots, own)
		if !ok || out.slot >= 0 && cc.slot != out.slot {
			return colCond{}, false
		}
		out.slot, out.wider = cc.slot, out.wider || cc.wider
		out.alts = append(out.alts, cc.alts...)
	}
	p.noteAlts(c, len(c.Args))
	return out, true
}

// noteAlts accounts for the alternatives of a condition, once however often it is looked at; those of few are within
// what an expression takes.
func (p *planner) noteAlts(cond scalar.Expr, n int) {
	if n < altsNotedMin || p.altsNoted[cond] {
		return
	}
	if p.altsNoted == nil {
		p.altsNoted = map[scalar.Expr]bool{}
	}
	p.altsNoted[cond] = true
	p.b.Note(altBytes * n)
}

// andCond joins ranges of the same column (BETWEEN inside of an OR).
// A conjunction at the top has been taken apart before: what comes here stands under an OR. Arms that hold
// values (a = 1 AND a < 5) are left to arms.go, or to the filter.
func (p *planner) andCond(c *scalar.Bool, slots map[scalar.VarID]int, own rel.VarSet) (colCond, bool) {
	// a = 1 AND a > 0 under an OR is left to the filter of its arm: a point has no ends to meet with.
	out := colCond{slot: -1}
	a := nodes.Alt{Range: true}
	for _, arm := range c.Args {
		cc, ok := p.columnCond(arm, slots, own)
		if !ok || len(cc.alts) != 1 || !cc.alts[0].Range || out.slot >= 0 && cc.slot != out.slot {
			return colCond{}, false
		}
		out.slot, out.wider = cc.slot, out.wider || cc.wider
		a.Meet(&cc.alts[0])
	}
	out.alts = []nodes.Alt{a}
	return out, true
}

// paths lists the ways to read a table under conditions; need are the columns
// that must come out, whatever conditions remain to be judged.
// There is always one at least: the primary index has all rows. An index that is being built or dropped
// is no way; a partial one is where conditions imply its predicate.
// The ways in order: by ctid; then each index, whole or bounded, and once more for each disjunction that
// bounds it by several columns; then unions of indexes. Their number is about indexes × disjunctions.
func (p *planner) paths(sc *rel.Scan, conds []scalar.Expr, need rel.VarSet) []*access {
	cc := p.analyze(sc, conds)
	arms := p.armsOf(sc, conds, cc)
	// Read once here, not for each index: what conditions say of columns does not depend on the index.
	var out []*access
	if a := p.rowPath(sc, conds); a != nil {
		out = append(out, a)
	}
	for i := range sc.Table.Indexes {
		ix := &sc.Table.Indexes[i]
		// The index of an EXCLUDE constraint serves its check alone.
		if ix.State != catalog.IndexPublic || ix.Excludes() || !p.holds(sc, ix, conds) {
			continue
		}
		if ix.Inverted() {
			// Entries of an inverted index are parts of values: bounds of columns say nothing of them.
			if a := p.entryPath(sc, ix, conds); a != nil {
				out = append(out, a)
			}
			continue
		}
		plain := p.indexPath(sc, ix, conds, []arm{{cc: cc}}, need)
		out = append(out, plain)
		// A read of one row. Arms could only make more of it.
		if plain.points && plain.nPoints == 1 {
			continue // nothing is narrower
		}
		for _, d := range arms {
			if a := p.indexPath(sc, ix, conds, d, need); a != nil {
				out = append(out, a)
			}
		}
	}
	return append(out, p.unionPaths(sc, conds, cc)...)
}

// bound is what conditions make of the leading columns of an index.
type bound struct {
	cols  []nodes.ColumnSpan
	conds []scalar.Expr // that made them
	// exact: the condition needs no judging of the rows that the spans leave.
	// Kept by condition and not as a list, as one condition may have made bounds of several arms.
	exact  map[scalar.Expr]bool
	points bool // every span is a whole unique key
	// n is how many spans there are, rows how many rows they have.
	// n is a product: (a IN (1,2), b IN (3,4,5)) has six spans.
	n    float64
	rows float64
	// What an order by the index may leave out (indexOrder).
	fixed int // leading columns held to one value
}

// bindColumns bounds the columns of an index by conditions.
// A column behind one that is held to a range can't be bounded: entries of different first values are not
// next to each other. So it ends with the first range, or where nothing is said.
// Complexity: columns of the index × conditions. Spans are not multiplied out here: the executor makes them,
// when values are known.
func (p *planner) bindColumns(sc *rel.Scan, l *catalog.Layout, cc []colCond) bound {
	b := bound{n: 1, exact: map[scalar.Expr]bool{}}
	// sel is the share that the bounds leave of all rows, as if columns were independent; joint corrects that where
	// statistics of several columns know better.
	n := p.tableRows(sc.Table)
	sel, eqCols := 1.0, 0
	for i, slot := range searchable(l) {
		// A computed column is known under one name (canonical), whichever index it was asked of.
		slot = p.canonical(sc, slot)
		st := p.statsOf(sc.Table, slot)
		span, from, ok := columnSpan(st, cc, slot)
		if !ok {
			break
		}
		b.cols = append(b.cols, span)
		// Where two conditions made a range, each is exact or not for itself.
		for _, c := range from {
			b.exact[c.cond] = !c.wider
			b.conds = append(b.conds, c.cond)
		}
		// Equalities multiply spans. A range ends the bounding, and so does an IN of moments, whose elements are
		// ranges.
		s, points, isEq := spanSelectivity(st, span)
		if !isEq {
			sel *= s
			break
		}
		b.n *= points
		eqCols++
		// fixed ends with the first column that is held to several values: behind it rows come in pieces.
		if points == 1 && b.fixed == i {
			b.fixed++
		}
		// The last column of a unique key leaves one row for each value, whatever its share.
		if i+1 < l.KeyUnique || !l.Unique {
			sel *= math.Min(1, s)
		}
	}
	// A NULL among the values of a unique key has any number of rows, so that it is a span and no point.
	b.points = l.Unique && eqCols >= l.KeyUnique && eqCols == len(b.cols) && noNulls(b.cols)
	if b.points {
		// What lies behind the unique columns in a key does not narrow a row that is found already.
		b.cols = b.cols[:l.KeyUnique]
		b.rows = math.Min(b.n, n)
	} else {
		// One row at least: an estimate of none would make whatever stands above cost nothing.
		b.rows = math.Max(1, math.Min(n, n*sel*p.joint(b.conds)))
	}
	return b
}

// indexPath is reading what any of the arms allows through an index; nil where one of
// several arms bounds nothing.
// For one arm spans go into Cols, for several into Arms; what an access says is otherwise the same.
func (p *planner) indexPath(sc *rel.Scan, ix *catalog.IndexDesc, conds []scalar.Expr, arms []arm, need rel.VarSet) *access {
	a := &access{index: ix, layout: sc.Table.Layout(ix), used: map[scalar.Expr]bool{}, points: true}
	fixed := len(a.layout.Key)
	var first bound
	used := usedConds{}
	for i := range arms {
		b := p.bindColumns(sc, a.layout, arms[i].cc)
		if len(arms) == 1 {
			a.spans.Cols = b.cols
			// An arm that bounds nothing allows all rows: reading the index in arms would be reading it whole.
		} else if len(b.cols) == 0 {
			return nil
		} else {
			a.spans.Arms = append(a.spans.Arms, b.cols)
		}
		if i == 0 {
			first = b
		}
		used.add(&arms[i], &b)
		a.points = a.points && b.points
		a.nPoints += b.n
		a.rows += b.rows
		// Rows of several arms come in one order only behind columns that all arms hold to the same value.
		// Here "the same" is of addresses (sameSpans): arms copy what always holds, so it is the same slice.
		fixed = min(fixed, b.fixed, sameSpans(first.cols, b.cols))
	}
	// Arms may overlap, which the sum does not know.
	a.rows = math.Min(a.rows, p.tableRows(sc.Table))
	a.used, a.spans.Conds = used.of(len(arms))
	// The predicate narrows the estimate, and may make conditions true of all entries.
	if ix.Predicate != "" {
		p.partial(sc, a, conds)
	}
	// Columns that only a used condition reads need not come out; those of the rest are judged of rows.
	if rest := unused(conds, a.used); len(rest) > 0 {
		need = need.Clone()
		for _, c := range rest {
			need.AddExpr(c)
		}
	}
	a.cover = covers(sc, a.layout, need)
	a.order = p.indexOrder(sc, a.layout, fixed)
	a.cost = a.readCost(p.fetchCost(sc, a.layout))
	// A locked row is read in its newest version. Reading a span for that bars writes into all of it; points
	// are locked one by one.
	if sc.Lock != nil && !a.points {
		a.cost += a.rows * costClaim
	}
	return a
}

// sameSpans is how many leading columns are held to the same values.
// They are the same where they come of one condition, which the address of its alternatives tells.
// So a conjunct that stands beside the disjunction counts as common, and one that each arm repeats does not,
// unless rewriting has moved it out.
func sameSpans(a, b []nodes.ColumnSpan) int {
	n := 0
	for n < len(a) && n < len(b) && len(a[n].Alts) > 0 && len(b[n].Alts) > 0 && &a[n].Alts[0] == &b[n].Alts[0] {
		n++
	}
	return n
}

// searchable are the columns by which entries can be found: an entry of a unique
// index ends with the index's own columns where none of them is NULL.
// The key of an entry with a NULL goes on with the row's primary key (KeyUnique ends before that), so that
// several may be there; bounds by its own columns find them as well.
func searchable(l *catalog.Layout) []int {
	if l.Unique {
		return l.Slots[:l.KeyUnique]
	}
	return l.Slots
}

// noNulls: NULLs are equal to nothing, so that a unique index may have many rows with one.
func noNulls(cols []nodes.ColumnSpan) bool {
	for _, c := range cols {
		for _, a := range c.Alts {
			if a.Null {
				return false
			}
		}
	}
	return true
}

// fetchCost is what a row costs that is found through an index and fetched from the table.
func (p *planner) fetchCost(sc *rel.Scan, l *catalog.Layout) float64 {
	// As Postgres's cost_index, by the square of the correlation.
	// 0: in no order, each row is a read elsewhere; 1 or -1: rows lie as entries do, and neighbours share a
	// message.
	if st := p.statsOf(sc.Table, l.Slots[0]); st != nil {
		return costNear + (costLookup-costNear)*(1-st.Correlation*st.Correlation)
	}
	return costLookup
}

// readCost is the cost of reading through the index.
func (a *access) readCost(fetch float64) float64 {
	var c float64
	if a.points {
		// A span counts for opening, whatever it holds: its size is a guess.
		c = a.nPoints * costSeek
	} else {
		c = costScan + a.nPoints*costSeek + a.rows*costRow
		if !a.spans.Whole() {
			c -= costScan / 2 // a narrower read span
		}
	}
	// A covering index needs no second read; of others each row found is fetched.
	if !a.cover {
		found := a.rows
		if a.areas() {
			found *= selArea // the others are left out by their entries
		}
		c += costSeek + found*fetch
		// Breaks the tie between a table and a covering index of all of it.
	} else if a.index.ID != 1 && !a.points {
		c -= a.rows * 0.1 // entries are smaller than rows
	}
	return c
}

// columnSpan joins what conditions say of a column: equalities first, else the
// intersection of ranges.
// from are the conditions that made it; st may be nil. Of several lists of values the narrowest is taken,
// and the others are judged of the rows.
// The others of several equalities stay in the filter, as do ranges beside an equality: the value may lie
// outside of them.
func columnSpan(st *columnStats, cc []colCond, slot int) (nodes.ColumnSpan, []*colCond, bool) {
	var ranges nodes.Alt
	var from []*colCond
	best := -1
	for i := range cc {
		if cc[i].slot != slot {
			continue
		}
		// Ranges meet: of several lower bounds the executor takes the greatest, when all are known.
		if len(cc[i].alts) == 1 && cc[i].alts[0].Range {
			ranges.Range = true
			ranges.Meet(&cc[i].alts[0])
			from = append(from, &cc[i])
			continue
		}
		if best < 0 || betterAlts(st, cc[i].alts, cc[best].alts) {
			best = i
		}
	}
	// Not both: points within a range would have to be compared with it when keys are made, which the filter does.
	if best >= 0 {
		return nodes.ColumnSpan{Alts: cc[best].alts}, []*colCond{&cc[best]}, true
	}
	if ranges.Range {
		return nodes.ColumnSpan{Alts: []nodes.Alt{ranges}}, from, true
	}
	return nodes.ColumnSpan{}, nil, false
}

// betterAlts: values before ranges, then fewer of them, then fewer rows.
func betterAlts(st *columnStats, a, b []nodes.Alt) bool {
	sa, na, ea := spanSelectivity(st, nodes.ColumnSpan{Alts: a})
	sb, nb, eb := spanSelectivity(st, nodes.ColumnSpan{Alts: b})
	if ea != eb {
		return ea
	}
	return na < nb || na == nb && sa < sb
}

// spanSelectivity estimates the share of rows, how many values a column is held
// to, and whether it is held to values at all.
// The estimate is noted for plans by values (arguments.go) here and nowhere below.
func spanSelectivity(st *columnStats, s nodes.ColumnSpan) (sel, points float64, isEq bool) {
	st.note(s.Alts)
	return spanShare(st, s.Alts)
}

// spanShare is spanSelectivity that notes nothing: for estimates that are made again by values.
// isEq is false where any alternative is a range.
func spanShare(st *columnStats, alts []nodes.Alt) (sel, points float64, isEq bool) {
	isEq = true
	for i := range alts {
		share, n := altShare(st, &alts[i])
		sel += share
		points += n
		isEq = isEq && n > 0
	}
	return math.Min(1, sel), math.Max(1, points), isEq
}

// covers reports whether an index holds every needed column of sc.
// A key column counts only where the key gives the very value back (rowenc.KeyIsExact): not of a numeric,
// whose scale it lacks.
func covers(sc *rel.Scan, l *catalog.Layout, need rel.VarSet) bool {
	has := make(map[int]bool, len(l.Slots))
	for i, slot := range l.Slots {
		if rowenc.KeyIsExact(l.Key[i].Type) {
			has[slot] = true
		}
	}
	for _, v := range l.Value {
		has[v.Slot] = true
	}
	for slot, id := range sc.Vars {
		if need[id] && !has[slot] {
			return false
		}
	}
	return true
}

// indexOrder is the order of rows in an index whose first skip columns are held
// to one value each.
// skip are the columns that bound.fixed counts; they are left out, since a parent may wish an order without
// them.
func (p *planner) indexOrder(sc *rel.Scan, l *catalog.Layout, skip int) []rel.SortKey {
	var out []rel.SortKey
	// A computed column stands for the expression's own order: asColumn has made that of the wished keys, too.
	for i := skip; i < len(l.Key); i++ {
		// Beyond a unique key nothing is left to order, but a NULL in it lets rows share it.
		out = append(out, rel.SortKey{ID: sc.Vars[p.canonical(sc, l.Slots[i])], Desc: l.Key[i].Desc, NullsFirst: l.Key[i].NullsFirst})
	}
	return out
}

// satisfies tells by how many of the first keys of want rows in order have are in order, read
// forwards or (second result) backwards. fixed are columns with one value.
// Rows in which a column has one value are in its order anyhow, so that it may be left out or stand
// anywhere; where NULLs stand does not matter of a column without any.
// A cheap version of Postgres's pathkeys: an order here is a list of columns, never of expressions.
func satisfies(have, want []rel.SortKey, fixed rel.VarSet, notNull func(scalar.VarID) bool) (forward, backward int) {
	match := func(reverse bool) int {
		i := 0
		for n, w := range want {
			if fixed[w.ID] {
				continue
			}
			// The index has columns here that have one value each, and that the wish does not name.
			for i < len(have) && have[i].ID != w.ID && fixed[have[i].ID] {
				i++
			}
			// Each of both directions wants all keys to be turned alike: (a, b DESC) is no order of an index on
			// (a, b).
			if i >= len(have) || have[i].ID != w.ID || have[i].Desc != (w.Desc != reverse) {
				return n
			}
			if have[i].NullsFirst != (w.NullsFirst != reverse) && !notNull(w.ID) {
				return n
			}
			i++
		}
		return len(want)
	}
	return match(false), match(true)
}

// fixedVars are the columns that conditions hold to one value.
// Only "=" between a column and what reads no columns counts.
func fixedVars(conds []scalar.Expr) rel.VarSet {
	out := rel.VarSet{}
	for _, c := range conds {
		op, ok := c.(*scalar.Op)
		if !ok || op.Op.Name != "=" || op.L == nil {
			continue
		}
		for _, side := range [][2]scalar.Expr{{op.L, op.R}, {op.R, op.L}} {
			// Of several values that are equal as moments (a date and a timestamptz) the column may have more
			// than one.
			if v, ok := side[0].(*scalar.Var); ok && rewrite.OneMoment(v.T, side[1].Type()) && !scalar.PropsOf(side[1]).Vars && !scalar.PropsOf(side[1]).Volatile {
				out[v.ID] = true
			}
		}
	}
	return out
}

// choosePath picks the cheapest way to read, given the order of g and the number of
// rows that are wanted.
// What is weighed is reading and, where the order is another one, sorting. With a limit only a part of the
// rows of an ordered way is read (if those that pass lie evenly), and all of an unordered one.
// limit is apart from g's: it is 0 where a condition is judged above the scan, so that nobody knows how many
// rows will be read.
func (p *planner) choosePath(sc *rel.Scan, conds []scalar.Expr, need rel.VarSet, g goal, limit float64) *access {
	want := g.order
	// A way may give more order than is wished for, or a part of it; which is worth what depends on how many rows are
	// wanted.
	var best *access
	bestCost := math.Inf(1)
	fixed := fixedVars(p.asColumns(sc, conds))
	notNull := p.notNullUnder(conds)
	// Each access is new, so that setting its fields here changes no other.
	for _, a := range p.paths(sc, conds, need) {
		cost, sort := a.cost, 0.0
		// out is what is left to be sorted, or to be counted against the limit.
		out := p.passing(sc, a, unused(conds, a.used))
		if len(want) > 0 {
			nf, nb := satisfies(a.order, want, fixed, notNull)
			fwd, back := nf == len(want), nb == len(want)
			switch {
			case fwd:
			case back:
				a.reverse = true
			// Rows are for grouping: in another order they are hashed, which is less than a sort.
			case g.hashed:
				sort = p.hashing(g, out)
			default:
				// Sorting counts fourfold here: its input is held in memory, and its first row waits for the last.
				// That holds for the choice alone: sortSome counts once.
				sort = out * math.Log2(out+2) * costSortRow * 4
				// The order of the first keys alone: sorting part by part ends with the part in which the limit is
				// reached.
				if read, parts := p.inParts(want[:max(nf, nb)], fixed, out, limit); read < out/partsOf {
					if c := a.some(costScan/2, read/out); c+parts*4 < cost+sort {
						cost, sort, a.reverse = c, parts*4, nb > nf
					}
				}
			}
			if (fwd || back) && limit > 0 && limit < out {
				cost = a.some(costScan/2, limit/out)
			}
			// Any rows will do, so about the wanted share of the way is read.
		} else if limit > 0 && limit < out && !a.points {
			cost = a.some(costScan, limit/out)
		}
		// Equal costs are common where nothing was measured; preferred makes the choice one that does not depend
		// on the order of the catalog.
		if all := cost + sort + p.avoided(a); all < bestCost || all == bestCost && best != nil && preferred(a, best) {
			best, bestCost = a, all
		}
		a.cost = cost // what sorts is told its own
	}
	// A way that finds few rows may still cost more than to look at all until the wanted ones have come.
	if limit > 0 && len(want) == 0 && best != nil && len(conds) > 0 && !best.points {
		p.weigh(bestCost)
	}
	return best
}

// hashing is what rows cost more that are hashed because they come in another order than g's.
// g.resorted: the groups are sorted after, which counts for as many as there will be.
func (p *planner) hashing(g goal, rows float64) float64 {
	cost := rows * (costHashRow - costOrderedRow)
	if g.resorted {
		keys := make([]scalar.Expr, len(g.order))
		for i, k := range g.order {
			keys[i] = p.b.Ref(k.ID)
		}
		n := p.groupsOf(keys, rows)
		cost += n * math.Log2(n+2) * costSortRow
	}
	return cost
}

// inParts tells of rows that come in the order of some of the keys they are wanted in, and of which
// limit are wanted (0: all), how many are read, and what it costs to sort them part by part.
// rows are taken to be spread evenly over the parts.
// In n parts of n/p rows each sort costs n·log(n/p). What has one value does not part anything.
func (p *planner) inParts(given []rel.SortKey, fixed rel.VarSet, rows, limit float64) (read, cost float64) {
	var keys []scalar.Expr
	for _, k := range given {
		if !fixed[k.ID] {
			keys = append(keys, p.b.Ref(k.ID))
		}
	}
	if len(keys) == 0 || rows <= 0 {
		return rows, rows * math.Log2(rows+2) * costSortRow
	}
	part := rows / p.groupsOf(keys, rows)
	// One part more than the limit asks for: the one that the limit falls into is read whole.
	if read = rows; limit > 0 {
		read = math.Min(rows, limit+part)
	}
	return read, read * math.Log2(part+2) * costSortRow
}

// some is the cost of a part of the rows; opening is what the first one costs at least.
// part is the share of the rows that is read, below 1.
func (a *access) some(opening, part float64) float64 {
	if a.union != nil {
		opening = a.start
	}
	return opening + (a.cost-opening)*part
}

// preferred breaks ties: unique points, then more columns bound, then primary.
// Depth is how many columns bound; the primary index comes first among indexes, and what is first wins.
func preferred(a, b *access) bool {
	if a.points != b.points {
		return a.points
	}
	return a.spans.Depth() > b.spans.Depth()
}

// unused are the conditions that spans do not stand for.
// By address, as used is.
func unused(conds []scalar.Expr, used map[scalar.Expr]bool) []scalar.Expr {
	var out []scalar.Expr
	for _, c := range conds {
		if !used[c] {
			out = append(out, c)
		}
	}
	return out
}
