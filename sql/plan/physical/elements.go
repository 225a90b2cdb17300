package physical

import (
	"math"

	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/textsearch"
	"github.com/isochrondb/isochron/sql/types"
)

// The share of rows that contain something. ANALYZE counts the parts of values (stats.Column.Elements):
// the rows that have several are taken to be as many as if each came by itself.
// Postgres: arraycontsel and tsmatchsel, likewise; matchingsel tries jsonb's operators on values of the
// histogram.

// Shares of rows where nothing was measured, or the operand is not known: Postgres's (selfuncs.h,
// ts_selfuncs.c, array_selfuncs.c).
const (
	selMatching = 0.010 // DEFAULT_MATCHING_SEL: of jsonb, and of the operators of extensions
	selContain  = 0.005 // DEFAULT_CONTAIN_SEL: of arrays
	selWords    = 0.005 // DEFAULT_TS_MATCH_SEL
)

// containment is a condition on what values of a column contain.
// The column stands on the left: what was written the other way round is turned.
type containment struct {
	op string
	of scalar.Expr
	x  scalar.Expr
}

// containmentOf reads an operator that asks what a document, an array or an hstore contains; false for
// others.
// Used for estimates, so that it may be wider than what entries answer.
func containmentOf(c *scalar.Op) (containment, bool) {
	k := containment{c.Op.Name, c.L, c.R}
	switch k.op {
	case "@>", "<@", "&&", "?", "?|", "?&":
		t := c.L.Type().Base()
		if t != types.TJSONB && !t.IsArray() && t.MadeKind() != types.MadeHstore {
			return k, false
		}
	case "@@", "@@@":
		if c.L.Type().Base() != types.TTSVector && c.R.Type().Base() != types.TTSVector {
			return k, false
		}
	default:
		return k, false
	}
	_, left := plainColumn(c.L)
	// '{1}' <@ a is a @> '{1}'. An operator that can't be turned stays, and has the usual share.
	if _, right := plainColumn(c.R); !left && right || c.L.Type().Base() == types.TTSQuery {
		if turned := commuted[k.op]; turned != "" {
			k = containment{turned, c.R, c.L}
		}
	}
	return k, true
}

// containSelectivity is the share of rows for which a containment holds.
func (p *planner) containSelectivity(k containment) float64 {
	st := p.varStats(k.of)
	if st == nil {
		return usualShare(k.of.Type())
	}
	st.noteContains(k)
	return st.containing(k)
}

// usualShare is that of what is not known.
func usualShare(t *types.Type) float64 {
	switch t = t.Base(); {
	case t.IsArray():
		return selContain
	case t == types.TTSVector:
		return selWords
	}
	return selMatching
}

// containing is the share of rows for which a containment holds, of a column that was measured.
func (c *columnStats) containing(k containment) float64 {
	usual := usualShare(c.t)
	d, ok := c.args.Constant(k.x)
	switch {
	case ok && d.IsNull():
		return 0
	// The operand is not known before the statement runs, or ANALYZE has met no element.
	case !ok || len(c.Elements) == 0 && c.Rare == 0:
		return usual
	case c.t.Base() == types.TTSVector && k.x.Type().Base() == types.TTSQuery:
		return c.answering(types.QueryOf(d).Root)
	// Elements of other types are named otherwise.
	case c.t.IsArray() && k.x.Type().Base() != c.t.Base():
		return usual
	}
	q, ok := stats.ElementQuery(c.t, k.op, k.x.Type(), d)
	if !ok {
		return usual
	}
	s := c.having(&q)
	// Values that have nothing else are fewer than those that have any of it, by as much as nobody knows.
	if k.op == "<@" {
		s = math.Min(s, usual)
	}
	return s
}

// having is the share of rows that a query of elements allows.
func (c *columnStats) having(q *rowenc.EntryQuery) float64 {
	switch {
	case q.Every:
		return clamp(1 - c.nulls())
	case q.Entry != nil && q.Prefix:
		return clamp(c.Begin(q.Entry))
	case q.Entry != nil:
		return clamp(c.Element(q.Entry))
	case len(q.All) > 0:
		// As if elements came independently of each other: a @> '{1,2}' is the product of both.
		s := 1.0
		for i := range q.All {
			s *= c.having(&q.All[i])
		}
		return s
	}
	// Of at least one: one less the share of those that have none.
	miss := 1.0
	for i := range q.Any {
		miss *= 1 - c.having(&q.Any[i])
	}
	return clamp(1 - miss)
}

// answering is the share of documents that answer a query of text search.
// What entries tell is wider (rowenc.QueryEntries): they name all rows where a word is not to be there.
func (c *columnStats) answering(n *textsearch.Node) float64 {
	if n == nil {
		return 0
	}
	switch n.Op {
	case textsearch.Operand:
		e := rowenc.WordEntry(n.Word)
		return c.having(&rowenc.EntryQuery{Entry: e, Prefix: n.Prefix})
	case textsearch.Not:
		return clamp(1 - c.nulls() - c.answering(n.Right))
	case textsearch.Or:
		l, r := c.answering(n.Left), c.answering(n.Right)
		return clamp(l + r - l*r)
	}
	return c.answering(n.Left) * c.answering(n.Right)
}

// noteContains is note for a containment.
func (c *columnStats) noteContains(k containment) {
	if c.notes == nil || c.now < estimateRowsMin || !nodes.Varies(k.x) || len(c.Elements) == 0 {
		return
	}
	for i := range c.notes.list {
		if e := &c.notes.list[i]; e.contains != nil && e.contains.x == k.x && e.contains.op == k.op {
			return
		}
	}
	c.notes.add(estimate{col: *c, contains: &k, least: 1 / c.now})
}
