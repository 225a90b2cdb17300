package exec

import (
	"bytes"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/txn/coord"
)

// Partitions that are led by several nodes are read at once where that is not much: one scan of all
// of them, which asks all ranges from the start, brings entries that then wait for the scans of their
// partitions. One partition after the other would wait for each region by itself. What is much is
// filtered where it lies, partition by partition: a way more weighs little then.

// togetherBytesMax is how much is brought so; partitions behind it are read when their turn comes.
const togetherBytesMax = 1 << 20

// fetchedPart is the entries of a scan that were read before it began.
type fetchedPart struct {
	scan  *nodes.Scan
	spans []keys.Span // what it reads; in the end, what is left of that
	page  []byte      // packed, as pages are
	of    kvpb.Columns
}

// bringTogether reads what the inputs of an Append at these places read.
func (r *run) bringTogether(n *nodes.Append, which []int) error {
	r.dropBrought(n)
	if !n.All || len(which) < 2 || !r.txn.DB().Elsewhere() {
		return nil
	}
	parts := r.partsTogether(n, which)
	if len(parts) < 2 {
		return nil
	}
	spec := coord.ScanSpec{Columns: parts[0].of, Whole: true}
	for _, p := range parts {
		spec.Spans = append(spec.Spans, p.spans...)
		if p.of != spec.Columns {
			spec.Columns = kvpb.WholeRow
		}
	}
	if led, err := r.txn.DB().Leads(r.ctx, spec.Spans); err != nil || len(led) < 2 {
		return nil // a scan by itself finds out
	}
	if r.fetched == nil {
		r.fetched = map[*nodes.Scan]*fetchedPart{}
	}
	if err := r.bring(spec, parts); err != nil {
		return err
	}
	for _, p := range parts {
		r.fetched[p.scan] = p
	}
	return nil
}

// dropBrought forgets what was brought for an earlier opening of an Append, and not taken: it may be of
// other values.
func (r *run) dropBrought(n *nodes.Append) {
	if len(r.fetched) == 0 {
		return
	}
	for _, in := range n.Inputs {
		s := nodes.RangeScan(in)
		if p := r.fetched[s]; s != nil && p != nil {
			r.mem.shrink(len(p.page))
			delete(r.fetched, s)
		}
	}
}

// partsTogether are the scans, in the order of their keys, that may be read at once; none where all of
// them are too much.
func (r *run) partsTogether(n *nodes.Append, which []int) (out []*fetchedPart) {
	reads := 0.0
	for _, at := range which {
		s := nodes.RangeScan(n.Inputs[at])
		if s == nil || r.works[s] != nil {
			continue
		}
		if reads += s.Reads; reads > nodes.TogetherMax {
			return nil
		}
		spans, err := r.spans(s.Layout, &s.Spans, false)
		if err != nil || len(spans) > scanSpansMax {
			return nil // the scan tells it, if it is wanted
		}
		if len(spans) > 0 {
			out = append(out, &fetchedPart{scan: s, spans: slices.Clone(spans), of: s.Readers.Compiled(func() any { return compileScan(s) }).(*compiledScan).entry.Of})
		}
	}
	slices.SortFunc(out, func(a, b *fetchedPart) int { return a.spans[0].Start.Compare(b.spans[0].Start) })
	return out
}

// bring reads the spans of parts up to the limit.
func (r *run) bring(spec coord.ScanSpec, parts []*fetchedPart) error {
	rows := r.txn.Scan(r.ctx, spec)
	defer rows.Close()
	var last keys.Key
	at, size := 0, 0
	for size < togetherBytesMax {
		b, ok := rows.NextBatch(r.ctx)
		if !ok {
			for _, p := range parts {
				p.spans = nil
			}
			return rows.Err()
		}
		if err := r.mem.grow(len(b.Rows)); err != nil {
			return err
		}
		size += len(b.Rows)
		for page := b.Rows; len(page) > 0; {
			key, _, rest, err := kvpb.NextRow(page)
			if err != nil {
				return err
			}
			for at+1 < len(parts) && bytes.Compare(key, parts[at+1].spans[0].Start) >= 0 {
				at++
			}
			parts[at].page = append(parts[at].page, page[:len(page)-len(rest)]...)
			last, page = append(last[:0], key...), rest
		}
	}
	for _, p := range parts {
		p.spans = behind(p.spans, last)
	}
	return nil
}

// behind is what of spans lies above a key.
func behind(spans []keys.Span, last keys.Key) []keys.Span {
	var out []keys.Span
	for _, s := range spans {
		start, end := s.Bounds()
		if bytes.Compare(end, last.Next()) <= 0 {
			continue
		}
		if start.Compare(last) <= 0 {
			s.Start = last.Next()
		}
		out = append(out, s)
	}
	return out
}

// takeBrought has the scan begin with what was read before; false: nothing was.
func (s *scanOp) takeBrought() bool {
	b := s.r.fetched[s.n]
	if b == nil {
		return false
	}
	delete(s.r.fetched, s.n)
	s.page, s.raw, s.pushed, s.piped, s.joined = b.page, true, false, false, false
	s.held += len(b.page)
	s.spans, s.later = b.spans, b.spans
	s.done = len(s.page) == 0 && len(s.later) == 0
	return true
}
