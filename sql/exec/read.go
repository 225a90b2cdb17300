package exec

import (
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// appendKeyOf builds a row's primary key out of columns of a batch.
func appendKeyOf(dst []byte, l *catalog.Layout, b *Batch, i int, slots []int) []byte {
	dst = append(dst, l.Prefix...)
	for j, s := range slots {
		dst = rowenc.AppendKeyColumn(dst, l.Key[j], b.Cols[s][i])
	}
	return dst
}

// fits reports whether a value of an integer type can be in a column of type t.
func fits(t *types.Type, d types.Datum) bool {
	if d.Kind() != types.KindInt {
		return true
	}
	switch t {
	case types.TInt2:
		return d.Int() == int64(int16(d.Int()))
	case types.TInt4:
		return d.Int() == int64(int32(d.Int()))
	}
	return true
}

// spanBuilder makes key spans of nodes.Spans.
type spanBuilder struct {
	r    *run
	l    *catalog.Layout
	out  []keys.Span
	size int // bytes of keys that are not counted yet
	held int // and of those that are
}

// maxSpans bounds the spans of one scan: IN lists over several columns multiply.
const maxSpans = 1 << 20

// spans is heldSpans for a moment: what they take is counted no longer than they are made.
func (r *run) spans(l *catalog.Layout, s *nodes.Spans, points bool) ([]keys.Span, error) {
	out, held, err := r.heldSpans(l, s, points)
	r.mem.shrink(held)
	return out, err
}

// heldSpans evaluates which part of an index a scan reads: sorted, disjoint spans, and what they take of the
// statement's memory, nothing where they fail. points tells that each span is one key.
func (r *run) heldSpans(l *catalog.Layout, s *nodes.Spans, points bool) (spans []keys.Span, held int, err error) {
	if s.Whole() {
		p := keys.Key(l.Prefix)
		return []keys.Span{{Start: p, End: p.PrefixEnd()}}, 0, nil
	}
	b := &spanBuilder{r: r, l: l}
	if err := b.all(s, points); err != nil {
		r.mem.shrink(b.held)
		return nil, 0, err
	}
	if len(b.out) > 1 {
		sortSpans(b.out)
		b.out = mergeSpans(b.out)
	}
	return b.out, b.held, nil
}

// all makes what each of the conditions allows.
func (b *spanBuilder) all(s *nodes.Spans, points bool) error {
	if len(s.Cols) > 0 {
		if err := b.column(b.prefix(s.Cols), s.Cols, 0, points); err != nil {
			return err
		}
	}
	if s.Row != nil {
		if err := b.rows(s.Row); err != nil {
			return err
		}
	}
	for _, cols := range s.Arms {
		if err := b.column(b.prefix(cols), cols, 0, points); err != nil {
			return err
		}
	}
	return nil
}

// prefix is what all keys begin with, with room for some columns more.
func (b *spanBuilder) prefix(cols []nodes.ColumnSpan) []byte {
	return append(make([]byte, 0, len(b.l.Prefix)+10*len(cols)), b.l.Prefix...)
}

// column adds the spans that column i and those after it allow under prefix, whose memory is
// its own: where there is one key only it grows in place.
func (b *spanBuilder) column(prefix []byte, cols []nodes.ColumnSpan, i int, points bool) error {
	last := i == len(cols)-1
	col := b.l.Key[i]
	for a := range cols[i].Alts {
		alt := &cols[i].Alts[a]
		switch {
		case alt.Eq != nil:
			d, err := b.r.constant(alt.Eq)
			if err != nil {
				return err
			}
			if d.IsNull() || !fits(col.Type, d) {
				continue
			}
			if err := b.value(prefix, cols, i, points, last, d); err != nil {
				return err
			}
		case alt.Null:
			if err := b.value(prefix, cols, i, points, last, types.Null); err != nil {
				return err
			}
		case alt.In != nil:
			if err := b.array(prefix, cols, i, points, last, alt); err != nil {
				return err
			}
		default:
			if err := b.bounds(prefix, col, alt); err != nil {
				return err
			}
		}
	}
	return nil
}

func (b *spanBuilder) array(prefix []byte, cols []nodes.ColumnSpan, i int, points, last bool, alt *nodes.Alt) error {
	d, err := b.r.constant(alt.In)
	if err != nil || d.IsNull() {
		return err
	}
	if alt.To != nil {
		return b.ranges(prefix, b.l.Key[i], d, alt.To)
	}
	for _, it := range d.Array().Items {
		if it.IsNull() || !fits(b.l.Key[i].Type, it) {
			continue
		}
		if err := b.value(prefix, cols, i, points, last, it); err != nil {
			return err
		}
	}
	return nil
}

// ranges adds those between the elements of two arrays.
func (b *spanBuilder) ranges(prefix []byte, col rowenc.KeyColumn, from types.Datum, to scalar.Expr) error {
	d, err := b.r.constant(to)
	if err != nil {
		return err
	}
	for i, lo := range from.Array().Items {
		s := notNull(prefix, col)
		if !narrowTo(&s, prefix, col, lo, true, false) || !narrowTo(&s, prefix, col, d.Array().Items[i], true, true) || s.Start.Compare(s.End) >= 0 {
			continue
		}
		if err := b.add(s); err != nil {
			return err
		}
	}
	return nil
}

// value goes on below one value of column i.
func (b *spanBuilder) value(prefix []byte, cols []nodes.ColumnSpan, i int, points, last bool, d types.Datum) error {
	if alts := cols[i].Alts; len(alts) > 1 || alts[0].In != nil { // more keys follow that begin so
		prefix = prefix[:len(prefix):len(prefix)]
	}
	key := rowenc.AppendKeyColumn(prefix, b.l.Key[i], d)
	if !last {
		return b.column(key, cols, i+1, points)
	}
	if points {
		return b.add(keys.Span{Start: key[:len(key):len(key)]})
	}
	return b.add(keys.Span{Start: key[:len(key):len(key)], End: keys.Key(key).PrefixEnd()})
}

// spanGrain is how many bytes of spans are accounted for at once.
const spanGrain = 16 << 10

func (b *spanBuilder) add(s keys.Span) error {
	if len(b.out) >= maxSpans {
		return pgerror.New(pgerror.StatementTooComplex, "the conditions name more than %d keys", maxSpans).
			WithHint("Join with a VALUES list or a temporary table instead.")
	}
	b.out = append(b.out, s)
	if b.size += len(s.Start) + len(s.End) + 48; b.size > spanGrain {
		if err := b.r.mem.grow(b.size); err != nil {
			return err
		}
		b.held, b.size = b.held+b.size, 0
	}
	return nil
}

// bounds adds a range of values that are not NULL.
func (b *spanBuilder) bounds(prefix []byte, col rowenc.KeyColumn, alt *nodes.Alt) error {
	s := notNull(prefix, col)
	for side, list := range [][]nodes.Bound{alt.Lo, alt.Hi} {
		for i := range list {
			ok, err := b.bound(&s, prefix, col, &list[i], side == 1)
			if err != nil || !ok {
				return err
			}
		}
	}
	for i := range alt.Starts {
		ok, err := b.start(&s, prefix, col, &alt.Starts[i])
		if err != nil || !ok {
			return err
		}
	}
	if s.Start.Compare(s.End) >= 0 {
		return nil
	}
	return b.add(s)
}

// notNull is what lies below prefix and has a value in the column.
func notNull(prefix []byte, col rowenc.KeyColumn) keys.Span {
	null := keys.Key(rowenc.AppendKeyColumn(prefix[:len(prefix):len(prefix)], col, types.Null))
	s := keys.Span{Start: prefix[:len(prefix):len(prefix)], End: keys.Key(prefix).PrefixEnd()}
	if col.NullsFirst {
		s.Start = null.PrefixEnd()
	} else {
		s.End = null
	}
	return s
}

// start narrows s to the texts that a pattern allows; ok is false where there are none.
func (b *spanBuilder) start(s *keys.Span, prefix []byte, col rowenc.KeyColumn, p *nodes.Pattern) (bool, error) {
	d, err := b.r.constant(p.X)
	if err != nil || d.IsNull() {
		return false, err
	}
	if !p.Kind.OfText() {
		return b.begin(s, prefix, col, p, d)
	}
	from := p.Kind.Start(d.Text())
	if from == "" {
		return true, nil
	}
	narrow(s, prefix, col, types.Text(from), true, false)
	if to, ok := builtin.TextAfter(from); ok {
		narrow(s, prefix, col, types.Text(to), false, true)
	}
	return true, nil
}

// openPattern reports whether a pattern of the spans says nothing of what texts start with.
func (r *run) openPattern(s *nodes.Spans) (open bool, err error) {
	s.TextPatterns(func(p *nodes.Pattern) {
		d, e := r.constant(p.X)
		if e != nil {
			err = e
			return
		}
		open = open || !d.IsNull() && p.Kind.Start(d.Text()) == ""
	})
	return open, err
}

// bound narrows s; ok is false where nothing is left.
func (b *spanBuilder) bound(s *keys.Span, prefix []byte, col rowenc.KeyColumn, bd *nodes.Bound, upper bool) (bool, error) {
	d, err := b.r.constant(bd.X)
	if err != nil {
		return false, err
	}
	return narrowTo(s, prefix, col, d, bd.Inclusive, upper), nil
}

// narrowTo bounds s by a value that may be NULL, or none of the column's; it returns whether
// anything may be left.
func narrowTo(s *keys.Span, prefix []byte, col rowenc.KeyColumn, d types.Datum, inclusive, upper bool) bool {
	if d.IsNull() {
		return false
	}
	if !fits(col.Type, d) {
		// Beyond all that the column can hold: no bound, or nothing.
		return (d.Int() > 0) == upper
	}
	narrow(s, prefix, col, d, inclusive, upper)
	return true
}

// narrow bounds s by a value.
func narrow(s *keys.Span, prefix []byte, col rowenc.KeyColumn, d types.Datum, inclusive, upper bool) {
	key := keys.Key(rowenc.AppendKeyColumn(prefix[:len(prefix):len(prefix)], col, d))
	// In key space a bound of a descending column is on the other side.
	if upper != col.Desc {
		end := key
		if inclusive {
			end = key.PrefixEnd()
		}
		if end.Compare(s.End) < 0 {
			s.End = end
		}
		return
	}
	start := key
	if !inclusive {
		start = key.PrefixEnd()
	}
	if start.Compare(s.Start) > 0 {
		s.Start = start
	}
}
