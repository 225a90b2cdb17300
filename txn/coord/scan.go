package coord

import (
	"bytes"
	"context"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/txn/coord/buffer"
)

// ScanSpec says what to scan.
// It is the caller's, and copied but for what its slices and fragments refer to.
type ScanSpec struct {
	Spans       []keys.Span // sorted and disjoint; read back to front if Reverse
	Reverse     bool
	MaxRows     uint64 // over all; 0: no limit. With a fragment: rows that come out of it
	TargetBytes uint64 // of a page; 0: Limits.PageBytes
	// Columns is what of the rows (of each that it meets, taken or not) decides what the scan
	// gives: what others change besides is no conflict.
	Columns kvpb.Columns
	// Fragment is run beside the data. Far, if set, is run in its place where a replica of
	// another node answers: what travels is smaller, but takes more work.
	Fragment, Far kvpb.Fragment
	// Whole: all will be read, so ranges led elsewhere are asked from the start.
	Whole bool
	// Near: much is to be read, so pages of ranges led here are read ahead, too, side by
	// side where Cuts part them. Not for Reverse.
	Near bool
	// Cuts part what is read (sorted): no page goes beyond one. They are used until Close.
	Cuts []keys.Key
	// Memory is used again for this scan, if set. No other scan may use it until
	// the caller is done with all that this one gave.
	Memory *ScanMemory
}

// ScanMemory is what a scan can leave to a later one: its pages above all. The
// zero value is ready.
type ScanMemory struct{ rows Rows }

// Size is what its pages take.
func (m *ScanMemory) Size() int { return cap(m.rows.first.resp.Rows) + cap(m.rows.merged) }

// Shrink lets go of pages larger than most bytes, and of all that they refer to.
// To be called between scans: pages that are on their way are waited for.
func (m *ScanMemory) Shrink(most int) {
	r := &m.rows
	r.Close()
	if cap(r.first.resp.Rows) > most {
		r.first.resp.Rows = nil
	}
	if cap(r.merged) > most {
		r.merged = nil
	}
	r.first.forget()
	r.call, r.ahead = nil, ahead{}
	clear(r.kept)
	clear(r.clip)
	r.reset(nil, ScanSpec{})
}

// reset readies r for a scan, with the memory of one before.
// It keeps slices and drops what they refer to; r may be of another transaction by now.
func (r *Rows) reset(t *Txn, spec ScanSpec) {
	r.drop(nil)
	r.ahead.pages, r.ahead.frag, r.grows = 0, nil, false
	r.plain = false
	if r.call == nil {
		r.call = &r.first
	}
	r.t, r.spec = t, spec
	r.left, r.kept, r.clip = nil, r.kept[:0], r.clip[:0]
	r.rows, r.want, r.err, r.unrecorded = 0, 0, nil, false
	r.page, r.key, r.value = nil, nil, nil
}

// Rows are the rows of a scan. Not safe for concurrent use.
// What is at hand, and what is to come:
//
//	left       not read yet; each page takes from its front (its end, if Reverse)
//	clip       of left, what the page at hand asks of one range
//	call       the request and the answer of that page; its rows are valid until the next
//	ahead      pages on their way (ahead.go), each for a clip of its own
//	page       of Next, the rows of the page that it has not given yet
type Rows struct {
	t     *Txn
	spec  ScanSpec
	call  *readCall // of the page at hand
	first readCall
	ahead ahead
	grows bool        // pages, where they come from afar
	want  uint64      // rows of the next page; 0: what fits
	left  []keys.Span // what is still to be read, in key order
	kept  []keys.Span // the memory that left began in
	rows  uint64      // given so far
	err   error

	plain bool // no fragments: a node did not know them

	unrecorded bool // a look that nothing is decided by: not validated

	page   []byte // rows of Next that are still to come
	key    keys.Key
	value  []byte
	merged []byte // memory of pages merged with own writes
	clip   []keys.Span
}

// Scan reads spans at r, merged with the writes of earlier statements, page by
// page. The spans' memory is used until Close. Close the result.
// An error of the start is told by the first Next.
func (t *Txn) Scan(ctx context.Context, spec ScanSpec) *Rows {
	var r *Rows
	if spec.Memory != nil {
		r = &spec.Memory.rows
	} else {
		r = new(Rows)
	}
	r.reset(t, spec)
	if r.err = t.start(ctx); r.err != nil {
		return r
	}
	// Locks first, so that what is read stays (help.go).
	if t.helped() {
		if r.err = t.helpScan(ctx, spec.Spans); r.err != nil {
			return r
		}
	}
	r.kept = append(r.kept[:0], spec.Spans...)
	r.left = r.kept
	// Without a target of the caller's, pages may grow where the way is long (sendAhead).
	if r.grows = spec.TargetBytes == 0; r.grows {
		r.spec.TargetBytes = uint64(t.db.o.Limits.PageBytes)
	}
	return r
}

// Next moves to the next row. It is false at the end and after an error. Do
// not mix it with NextBatch, nor use it with a fragment.
// A packed row that can't be read ends the scan with its error.
func (r *Rows) Next(ctx context.Context) bool {
	for len(r.page) == 0 {
		b, ok := r.NextBatch(ctx)
		if !ok {
			return false
		}
		r.page = b.Rows
	}
	r.key, r.value, r.page, r.err = kvpb.NextRow(r.page)
	return r.err == nil
}

// Key is the current row's key, valid until the next call.
func (r *Rows) Key() keys.Key { return r.key }

// Value is the current row's value, valid until the next call.
func (r *Rows) Value() []byte { return r.value }

// GatherNear gives up the fragment for ranges that are led here: their pages are Raw from
// now on. The scan must have a Far fragment.
func (r *Rows) GatherNear() { r.spec.Fragment = nil }

// Err returns what ended the scan, or nil.
func (r *Rows) Err() error { return r.err }

// Close ends the scan.
func (r *Rows) Close() {
	r.left, r.page = nil, nil
	r.drop(nil)
}

// Batch is one page of a scan, valid until the next call.
type Batch struct {
	Rows    []byte // packed (kvpb.NextRow), where there is no fragment, or it was not run (Raw)
	NumRows int
	Result  []byte // what the fragment gave
	// Raw: the scan has a fragment, but this page overlaps the transaction's
	// own writes, so Rows holds the merged rows, and the caller runs the fragment
	// (its filters, its limit) over them. So it is where the fragment is not run
	// for another reason: it is for ranges elsewhere, or not known there.
	Raw bool
	// Far: Result is what ScanSpec.Far gave.
	Far bool
	// Last: no page follows.
	Last bool
}

// NextBatch returns the next page, which may hold no rows. ok is false at the
// end and after an error.
// Each page is one range's, or less: cuts, targets of rows and bytes, and the range's own limit of time end
// it.
func (r *Rows) NextBatch(ctx context.Context) (b Batch, ok bool) {
	if r.err != nil || len(r.left) == 0 || r.spec.MaxRows > 0 && r.rows >= r.spec.MaxRows {
		return Batch{}, false
	}
	if b, r.err = r.fetch(ctx); r.err != nil {
		return Batch{}, false
	}
	// (A raw page's rows have yet to go through the fragment's filters.)
	if !b.Raw { // how many of those count is for the caller to find out
		r.rows += uint64(b.NumRows)
	}
	b.Last = len(r.left) == 0 || r.spec.MaxRows > 0 && r.rows >= r.spec.MaxRows
	return b, true
}

// fetch reads one page from one range.
// The range is looked up by where reading goes on, each time: a page that could not be read is clipped anew.
func (r *Rows) fetch(ctx context.Context) (b Batch, err error) {
	p := r.t.db.pursuit()
	err = p.Until(ctx, r.left[0].Start, r.desc, func(desc *descriptor.Range) (err error) {
		b, err = r.fetchFrom(ctx, desc)
		return err
	})
	if err != nil {
		return Batch{}, r.t.told(err)
	}
	return b, nil
}

// fetchFrom reads one page from one range: what a flight has brought, or what is asked for now.
// A node that is of another version is asked once more, without the fragment.
func (r *Rows) fetchFrom(ctx context.Context, desc *descriptor.Range) (Batch, error) {
	n := r.clipTo(desc)
	// own counts writes of the transaction in the clip: with any, the rows come without the fragment, and are
	// merged here.
	own := r.t.ownIn(r.clip)
	if (r.spec.Whole || r.spec.Near) && r.ahead.pages == 0 {
		r.sendWith(ctx, n)
	}
	// A page that was sent for ahead may be this very one.
	f, err := r.landed(ctx, desc, own)
	if f != nil {
		r.use(f.call)
	} else if err == nil {
		err = r.send(ctx, desc, own)
	}
	if err == nil {
		return r.take(ctx, n, own)
	}
	// Once a node does not know the fragment, none is sent for the rest of the scan: the plan can run it here.
	if !r.plain && unknownFragment(err) {
		r.plain = true
		r.drop(nil)
		return r.fetchFrom(ctx, desc)
	}
	return Batch{}, err
}

// send asks for the page at hand.
func (r *Rows) send(ctx context.Context, desc *descriptor.Range, own uint64) error {
	r.fill(r.call, r.clip, own)
	return r.call.send(ctx, r.t, &r.t.wan.Chain, desc, r.work(own))
}

// work is what is to be run for a page with so many own writes in it.
// Nothing is run at the range where own writes have to be merged in first: its filters would not see them.
func (r *Rows) work(own uint64) pageWork {
	if own > 0 || r.plain {
		return pageWork{}
	}
	return pageWork{here: r.spec.Fragment, away: r.spec.Far}
}

// derived: some page of the scan may hold what a fragment made.
func (r *Rows) derived() bool { return r.spec.Fragment != nil || r.spec.Far != nil }

// Its node is of another version, and says so before it reads.
func unknownFragment(err error) bool {
	e, ok := distsender.Answer(err).(*kvpb.Refused)
	return ok && e.Reason == kvpb.ReasonFragmentVersion
}

// desc finds the range where reading goes on.
func (r *Rows) desc(ctx context.Context, _ keys.Key) (*descriptor.Range, error) {
	return r.descOf(ctx, r.left)
}

// descOf is the range of the first key of left, or of the last ones for a scan from back to
// front.
func (r *Rows) descOf(ctx context.Context, left []keys.Span) (*descriptor.Range, error) {
	if !r.spec.Reverse {
		return r.t.lookup(ctx, left[0].Start)
	}
	s := left[len(left)-1]
	if s.IsPoint() {
		return r.t.lookup(ctx, s.Start)
	}
	return r.t.lookupBelow(ctx, s.Start, s.End)
}

// lookupBelow finds the range that holds the greatest keys below end. There is
// no such key to ask for, so it asks for one close below, and walks.
// At most as many look-ups as there are ranges in the last few keys below end: mostly one.
func (t *Txn) lookupBelow(ctx context.Context, start, end keys.Key) (*descriptor.Range, error) {
	at := start
	if near := nearBelow(end); near.Compare(start) > 0 {
		at = near
	}
	for {
		desc, err := t.lookup(ctx, at)
		if err != nil || desc.End.Compare(end) >= 0 {
			return desc, err
		}
		at = desc.End
	}
}

// nearBelow returns a key below end with few keys in between, that are ever used.
// It is a guess at a key in the same range: sixteen bytes of 0xff lie above all keys that begin so and are
// used.
func nearBelow(end keys.Key) keys.Key {
	n := len(end)
	if n == 0 {
		return nil
	}
	if end[n-1] == 0 {
		return end[:n-1] // nothing lies between k and k+"\x00"
	}
	k := append(make(keys.Key, 0, n+16), end...)
	k[n-1]--
	for range 16 {
		k = append(k, 0xff)
	}
	return k
}

// clipTo puts the part of left that lies in desc into clip and returns how
// many spans of left it touches, from the end where reading goes on.
// clip keeps the memory of left's keys.
func (r *Rows) clipTo(desc *descriptor.Range) (n int) {
	r.clip, n = r.clipSpans(r.clip[:0], r.left, desc)
	return n
}

// clipSpans is the function of that name, within the part that the cuts make. A reverse scan has no cuts.
func (r *Rows) clipSpans(clip, left []keys.Span, desc *descriptor.Range) ([]keys.Span, int) {
	within := keys.Span{Start: desc.Start, End: desc.End}
	if len(r.spec.Cuts) > 0 && !r.spec.Reverse {
		at := left[0].Start
		i, found := slices.BinarySearchFunc(r.spec.Cuts, at, keys.Key.Compare)
		if found {
			i++
		}
		if i > 0 && r.spec.Cuts[i-1].Compare(within.Start) > 0 {
			within.Start = r.spec.Cuts[i-1]
		}
		if i < len(r.spec.Cuts) && r.spec.Cuts[i].Compare(within.End) < 0 {
			within.End = r.spec.Cuts[i]
		}
	}
	return clipSpans(clip, left, within, r.spec.Reverse)
}

// clipSpans appends to clip the part of left that lies within a span, from the end where
// reading goes on, and returns how many spans of left that touches.
// Spans that the range holds whole go in, and one that reaches beyond it, cut; a gap ends it.
func clipSpans(clip, left []keys.Span, within keys.Span, reverse bool) (_ []keys.Span, n int) {
	for n < len(left) {
		i := n
		if reverse {
			i = len(left) - 1 - n
		}
		s := left[i]
		whole := within.Contains(s.Start) && (s.IsPoint() || s.End.Compare(within.End) <= 0)
		if !whole {
			if s.IsPoint() || s.Start.Compare(within.End) >= 0 || s.End.Compare(within.Start) <= 0 {
				break
			}
			if s.Start.Compare(within.Start) < 0 {
				s.Start = within.Start
			}
			if s.End.Compare(within.End) > 0 {
				s.End = within.End
			}
		}
		clip = append(clip, s)
		n++
		if !whole {
			break
		}
	}
	if reverse { // requests name spans in key order
		slices.Reverse(clip)
	}
	return clip, n
}

// beyond is what is left when clip, from n of the spans of left, is read whole. It may
// change left.
// It is what advance does to left, for a plan that is made before the answer is there.
func beyond(left, clip []keys.Span, n int, reverse bool) []keys.Span {
	if !reverse {
		last, rest := clip[len(clip)-1], left[n-1]
		if _, end := last.Bounds(); !rest.IsPoint() && end.Compare(rest.End) < 0 {
			left[n-1].Start = last.End
			return left[n-1:]
		}
		return left[n:]
	}
	first, at := clip[0], len(left)-n
	if rest := left[at]; !rest.IsPoint() && rest.Start.Compare(first.Start) < 0 {
		left[at].End = first.Start
		return left[:at+1]
	}
	return left[:at]
}

// ownIn counts the visible writes of the transaction in spans.
func (t *Txn) ownIn(spans []keys.Span) uint64 { return t.buf.CountIn(spans, t.limit()) }

// Want bounds the next pages, until it is called again: the caller needs no more than n
// rows now, and perhaps none after them. What is not read need not stay as it is. 0: no bound.
func (r *Rows) Want(n int) { r.want = uint64(n) }

// most is how many rows the next page may have; 0: as many as fit.
func (r *Rows) most() uint64 {
	if r.spec.MaxRows == 0 {
		return r.want
	}
	left := r.spec.MaxRows - r.rows
	if r.want > 0 {
		return min(left, r.want)
	}
	return left
}

// fill makes the request for one page.
// The limit of rows is asked of the range with room for own deletions; where a fragment is run here it can't
// be told how many rows it will take.
func (r *Rows) fill(call *readCall, clip []keys.Span, own uint64) {
	req := call.prepare(r.t)
	call.spans(clip...)
	req.Reverse, req.TargetBytes = r.spec.Reverse, r.spec.TargetBytes
	if most := r.most(); most > 0 {
		req.MaxRows = most + own // own deletions may hide as many
		if r.spec.Fragment != nil && (own > 0 || r.plain) {
			req.MaxRows = 0 // the limit counts what the fragment lets through
		}
	}
}

// take makes a page of the answer, notes what was read, and moves on.
// The order: what was met (T1), what is left, then the next pages are sent for, while this one is merged.
func (r *Rows) take(ctx context.Context, n int, own uint64) (Batch, error) {
	resp, t := &r.call.resp, r.t
	t.observed(hlc.Timestamp(resp.MaxObs))
	t.counts.rows.Add(int64(resp.NumRows))
	r.advance(n)
	done := r.clip // what this page covers
	r.sendAhead(ctx)
	// What is recorded is what the page covers, not what was asked for: beyond the last row of a limit nothing
	// was read.
	if t.serializable() && !r.unrecorded {
		for _, s := range done {
			t.reads.Add(s, r.spec.Columns, t.arena.Copy)
		}
	}
	b := Batch{Rows: resp.Rows, NumRows: int(resp.NumRows), Result: resp.FragmentResult, Far: r.call.far}
	b.Raw = r.derived() && !r.call.ran
	if own == 0 {
		return b, nil
	}
	p := buffer.Page{Rows: resp.Rows, Spans: done, Reverse: r.spec.Reverse, Limit: t.limit()}
	// With a fragment the limit is the caller's business.
	if r.spec.MaxRows > 0 && !b.Raw {
		p.Max = int(r.spec.MaxRows - r.rows)
	}
	var err error
	r.merged, b.NumRows, err = t.buf.Merge(r.merged[:0], p)
	b.Rows = r.merged
	return b, err
}

// advance removes from left what was read, and cuts clip down to it.
// Resume is where the range stopped: what lies before it was covered.
func (r *Rows) advance(n int) {
	resume := r.call.resp.Resume
	if !r.spec.Reverse {
		last := r.clip[len(r.clip)-1]
		rest := r.left[n-1] // perhaps beyond the range
		r.left = r.left[n:]
		if _, end := last.Bounds(); !rest.IsPoint() && end.Compare(rest.End) < 0 {
			r.left = append([]keys.Span{{Start: last.End, End: rest.End}}, r.left...)
		}
		if len(resume) > 0 {
			r.left = append(spansOf(resume), r.left...)
			r.clip = cutAbove(r.clip, resume[0].Key)
		}
		return
	}
	first := r.clip[0]
	rest := r.left[len(r.left)-n]
	r.left = r.left[:len(r.left)-n]
	if !rest.IsPoint() && rest.Start.Compare(first.Start) < 0 {
		r.left = append(r.left, keys.Span{Start: rest.Start, End: first.Start})
	}
	if len(resume) > 0 {
		left := sorted(spansOf(resume))
		r.left = append(r.left, left...)
		_, end := left[len(left)-1].Bounds()
		r.clip = cutBelow(r.clip, end)
	}
}

// spansOf copies spans out of an answer whose memory is used again.
// Of an answer's spans; left outlives the answer.
func spansOf(ps []*kvpb.Span) []keys.Span {
	out := make([]keys.Span, len(ps))
	for i, p := range ps {
		out[i] = keys.Span{Start: bytes.Clone(p.Key)}
		if len(p.EndKey) > 0 {
			out[i].End = bytes.Clone(p.EndKey)
		}
	}
	return out
}

// sorted puts spans that may come in reading order of a reverse scan into key order.
func sorted(ss []keys.Span) []keys.Span {
	if len(ss) > 1 && ss[0].Start.Compare(ss[1].Start) > 0 {
		for i, j := 0, len(ss)-1; i < j; i, j = i+1, j-1 {
			ss[i], ss[j] = ss[j], ss[i]
		}
	}
	return ss
}

// cutAbove drops from ss what lies at or above k.
// ss is changed in place: it is the scan's own clip.
func cutAbove(ss []keys.Span, k keys.Key) []keys.Span {
	for i, s := range ss {
		if s.Start.Compare(k) >= 0 {
			return ss[:i]
		}
		if !s.IsPoint() && s.End.Compare(k) > 0 {
			ss[i].End = k
			return ss[:i+1]
		}
	}
	return ss
}

// cutBelow drops from ss what lies below k.
func cutBelow(ss []keys.Span, k keys.Key) []keys.Span {
	for i := len(ss) - 1; i >= 0; i-- {
		s := ss[i]
		if _, end := s.Bounds(); end.Compare(k) <= 0 {
			return ss[i+1:]
		}
		if s.Start.Compare(k) < 0 {
			ss[i].Start = k
			return ss[i:]
		}
	}
	return ss
}
