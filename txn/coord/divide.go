package coord

import (
	"context"
	"errors"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/txn/coord/buffer"
	"github.com/isochrondb/isochron/txn/coord/spanset"
)

// A part is what one range has to do with the transaction at commit. Parts are
// sets of keys: when ranges move they are divided again.
// Order within it: entries by key, the others as they came.
type part struct {
	desc    *descriptor.Range
	entries []*buffer.Entry // locked or written, in key order
	reads   []spanset.Read
	conds   []condPart
	flushed []*kvpb.Flushed
}

// condPart is a condition, or the part of it that lies in one range.
// A condition that nothing exists may be cut at the bounds of ranges; one that asks for existence is on one
// key (prepareConditions), for it holds where it holds in any piece.
type condPart struct {
	span   keys.Span
	exists bool
	id     uint32 // index in Txn.conds, plus one
}

// empty reports whether the range has nothing to do with the transaction.
func (p *part) empty() bool {
	return len(p.entries)+len(p.reads)+len(p.conds)+len(p.flushed) == 0
}

// writes reports whether the part has a write.
func (p *part) writes() bool {
	if len(p.flushed) > 0 {
		return true
	}
	for _, e := range p.entries {
		if len(e.Writes) > 0 {
			return true
		}
	}
	return false
}

// anchor returns a written key, or nil.
// The first one: any would do, as long as the record names it.
func (p *part) anchor() keys.Key {
	for _, e := range p.entries {
		if len(e.Writes) > 0 {
			return e.Key
		}
	}
	if len(p.flushed) > 0 {
		return p.flushed[0].Span.Key
	}
	return nil
}

// covers lists all keys that the part speaks of: what the record names, and
// what the range's evidence must cover.
// Reading parts count, too: their evidence is part of the commit (section 5.3).
func (p *part) covers() *kvpb.KeySet {
	set := &kvpb.KeySet{Spans: make([]*kvpb.Span, 0, len(p.entries)+len(p.reads)+len(p.conds)+len(p.flushed))}
	for _, e := range p.entries {
		set.Spans = append(set.Spans, &kvpb.Span{Key: e.Key})
	}
	for _, s := range p.reads {
		set.Spans = append(set.Spans, protoSpan(s.Span))
	}
	for _, c := range p.conds {
		set.Spans = append(set.Spans, protoSpan(c.span))
	}
	for _, f := range p.flushed {
		set.Spans = append(set.Spans, f.Span)
	}
	return set
}

// divider sorts keys to the ranges that hold them, as the router knows them. Its
// parts are disjoint: all that concerns a key is in one part, and so in one Stage.
// (Evidence names the keys that it covers. If a stage that reads a key could come
// before the one that writes it, the latter would pass for a copy.)
type divider struct {
	distsender.Division
	ctx     context.Context
	parts   []*part // by the division's numbers
	err     error
	pursuit *distsender.Pursuit // of requests that are sent while dividing
}

// overlapsMax bounds how often a division starts over.
// With the pauses of a pursuit these are some seconds.
const overlapsMax = 100

// divide returns the parts of entries (in key order), reads and conditions.
func (t *Txn) divide(ctx context.Context, entries []*buffer.Entry, reads []spanset.Read, conds []condPart) ([]*part, error) {
	return t.divideWith(ctx, func(d *divider) { d.add(entries, reads, conds) })
}

// divideWith starts over while the ranges move under it.
// parts are those of the last try; what add had made before is dropped.
func (t *Txn) divideWith(ctx context.Context, add func(d *divider)) (parts []*part, err error) {
	p := t.db.pursuit()
	err = p.Anew(ctx, overlapsMax, func() error {
		d := divider{Division: distsender.Division{Find: t.db.lookup}, ctx: ctx, pursuit: &p}
		add(&d)
		parts = d.parts
		return d.err
	})
	if err == distsender.ErrMoved {
		return nil, &RetryError{Why: "its rows keep moving to other ranges"}
	}
	return parts, err
}

// entries must be in key order: then those of a range are a slice of theirs, copied only where the part comes
// up a second time.
func (d *divider) add(entries []*buffer.Entry, reads []spanset.Read, conds []condPart) {
	for i := 0; i < len(entries) && d.err == nil; {
		p := d.at(entries[i].Key)
		if p == nil {
			return
		}
		j := i + 1
		for j < len(entries) && p.desc.Contains(entries[j].Key) {
			j++
		}
		// The capacity is cut, so that a later append copies.
		if p.entries == nil {
			p.entries = entries[i:j:j]
		} else {
			p.entries = append(p.entries, entries[i:j]...)
		}
		i = j
	}
	for _, s := range reads {
		d.span(s.Span, func(p *part, piece keys.Span) { p.reads = append(p.reads, spanset.Read{Span: piece, Of: s.Of}) })
	}
	for _, c := range conds {
		d.span(c.span, func(p *part, s keys.Span) { p.conds = append(p.conds, condPart{s, c.exists, c.id}) })
	}
}

// span cuts a span at the bounds of ranges, and calls put for each piece, in order. After an error it does
// nothing.
func (d *divider) span(s keys.Span, put func(*part, keys.Span)) {
	if d.err == nil {
		d.err = d.Each(d.ctx, s, func(i int, desc *descriptor.Range, piece keys.Span) { put(d.part(i, desc), piece) })
	}
}

// at returns the part of the range that holds k; nil: there is an error.
func (d *divider) at(k keys.Key) *part {
	if d.err != nil {
		return nil
	}
	i, desc, err := d.At(d.ctx, k)
	if err != nil {
		d.err = err
		return nil
	}
	return d.part(i, desc)
}

// tryAt is at for who goes on without what can't be found.
// Used to give back locks: one range that can't be found must not keep the others' locked.
func (d *divider) tryAt(k keys.Key) {
	if d.at(k) == nil && d.ctx.Err() == nil && !errors.Is(d.err, distsender.ErrMoved) {
		d.err = nil
	}
}

// part returns the part of a range, made where that was met for the first time.
func (d *divider) part(i int, desc *descriptor.Range) *part {
	if i == len(d.parts) {
		d.parts = append(d.parts, &part{desc: desc})
	}
	return d.parts[i]
}

// divideAgain divides one part whose range has moved.
// What was flushed there is for the caller (stageAgain).
func (t *Txn) divideAgain(ctx context.Context, p *part) ([]*part, error) {
	parts, err := t.divide(ctx, p.entries, p.reads, p.conds)
	return parts, err
}

// commitCall is the memory of one CommitRequest, used again and again.
// Slabs of messages and pointers to them, so that a commit allocates nothing once they are large enough.
type commitCall struct {
	hdr  kvpb.Header
	req  kvpb.CommitWith
	resp kvpb.CommitResponse

	writes  []kvpb.Write
	expects []kvpb.Expect
	reads   []kvpb.Span
	conds   []kvpb.Condition
	spans   []kvpb.Span // of conds

	locks    []kvpb.LockKey
	lockPtrs []*kvpb.LockKey
}

// grow makes slab hold n messages, all used before, and ptrs point to them.
// A slab that grows moves, so the pointers are made anew: that is what the comparison of addresses finds.
func grow[T any](slab *[]T, ptrs *[]*T, n int) {
	if n > len(*slab) {
		*slab = make([]T, max(n, 2*len(*slab)))
		*ptrs = (*ptrs)[:0]
	}
	*ptrs = (*ptrs)[:min(cap(*ptrs), len(*slab))]
	if len(*ptrs) < n || n > 0 && (*ptrs)[0] != &(*slab)[0] {
		*ptrs = (*ptrs)[:0]
		for i := range *slab {
			*ptrs = append(*ptrs, &(*slab)[i])
		}
	}
	*ptrs = (*ptrs)[:n]
}

// fill makes the request for a part.
// It fills all but the timestamps: those are the shapes' choice.
func (c *commitCall) fill(t *Txn, p *part) {
	c.header(t, p.desc)
	c.fillEntries(p.entries)
	c.fillReads(p.reads)
	c.fillConds(p.conds)
}

// ReadTs is what reads are validated from: the oldest of what Validate was told, where that is older than r.
// header names the range and the transaction, and sets back what the shapes choose.
func (c *commitCall) header(t *Txn, desc *descriptor.Range) {
	r := &c.req.CommitRequest
	c.hdr.RangeId, c.hdr.Generation, c.hdr.Txn = desc.ID, desc.Generation, &t.meta
	r.Header, r.ReadTs = &c.hdr, int64(t.readTS)
	if t.checkedTS != 0 {
		r.ReadTs = min(r.ReadTs, int64(t.checkedTS))
	}
	r.CommitTs, r.LatestTs, r.LeadNanos = 0, 0, 0
	r.Sole, r.NoWait, r.KeepLocks, r.Fragment, r.FusedLocks, r.Wait, r.TimeoutNanos = false, false, false, nil, nil, 0, 0
}

// fillEntries sets writes and expects. A key that was locked twice, more
// strongly the second time, has an expect for each.
// A fresh key expects that no version ever was (expect 0), like one that a lock found absent.
//
//	entry                                  write    expects
//	locked, not written                    -        one for each mode that it was locked with
//	locked, then written                   yes      the same, marked as written
//	fresh: new, written without a lock     yes      0 with FOR UPDATE, marked as written
func (c *commitCall) fillEntries(es []*buffer.Entry) {
	nw, nx := 0, 0
	for _, e := range es {
		if len(e.Writes) > 0 {
			nw++
		}
		if nx += len(e.Expects); e.Fresh() {
			nx++
		}
	}
	grow(&c.writes, &c.req.Writes, nw)
	grow(&c.expects, &c.req.Expects, nx)
	nw, nx = 0, 0
	for _, e := range es {
		last := e.Last()
		if last != nil {
			w := c.req.Writes[nw]
			nw++
			w.Key, w.Value, w.Tombstone, w.Mode, w.Seq = e.Key, last.Value, last.Tombstone, last.Mode, last.Seq
		}
		if e.Fresh() {
			setExpect(c.req.Expects[nx], e.Key, buffer.Expect{Mode: kvpb.LockMode_UPDATE}, true)
			nx++
		}
		for _, x := range e.Expects {
			setExpect(c.req.Expects[nx], e.Key, x, last != nil)
			nx++
		}
	}
}

// written: the key is written as well; validations leave such expects out (dropWrites).
// setExpect fills one expect: the version of the key that the lock found, and how strongly it
// was locked.
func setExpect(m *kvpb.Expect, k keys.Key, x buffer.Expect, written bool) {
	m.Key, m.Expect, m.Mode, m.Written = k, int64(x.TS), x.Mode, written
}

// fillReads sets the spans that are validated, with the columns that were read of them: a change
// of other columns of the same row is no conflict.
func (c *commitCall) fillReads(reads []spanset.Read) {
	grow(&c.reads, &c.req.Reads, len(reads))
	for i, s := range reads {
		c.reads[i].Key, c.reads[i].EndKey, c.reads[i].Columns = s.Start, s.End, uint64(s.Of)
	}
}

// fillConds sets the conditions. Their ids come back in a refusal, to find the one that failed.
func (c *commitCall) fillConds(conds []condPart) {
	grow(&c.conds, &c.req.Conditions, len(conds))
	if len(conds) > len(c.spans) {
		c.spans = make([]kvpb.Span, len(conds))
	}
	for i, x := range conds {
		c.spans[i].Key, c.spans[i].EndKey = x.span.Start, x.span.End
		c.conds[i].Span, c.conds[i].Exists, c.conds[i].Id = &c.spans[i], x.exists, x.id
	}
}

// dropWrites turns the request into a validation: of reads, conditions and the
// expects of keys that are not written, or of all keys.
// The order of expects is not kept; their messages are, for the slab's next use.
func (c *commitCall) dropWrites(buffered bool) {
	c.req.Writes = c.req.Writes[:0]
	if buffered {
		// Nothing protects the written keys here: their expects are checked like those of locked-only ones.
		for _, x := range c.req.Expects {
			x.Written = false
		}
		return
	}
	xs := c.req.Expects
	n := 0
	for i := range xs {
		if !xs[i].Written {
			xs[n], xs[i] = xs[i], xs[n]
			n++
		}
	}
	c.req.Expects = xs[:n]
}

// answer empties the response for the next call.
func (c *commitCall) answer() *kvpb.CommitResponse {
	c.resp.CommitTs, c.resp.MaxObs, c.resp.ClosedTs, c.resp.QuorumNanos = 0, 0, 0, 0
	c.resp.FragmentResult, c.resp.NotFused, c.resp.Locked = nil, false, c.resp.Locked[:0]
	return &c.resp
}

// reset lets go of the transaction's memory.
// A large one is dropped: it would keep the largest commit's memory with each pooled transaction.
func (c *commitCall) reset() {
	if len(c.writes)+len(c.expects)+len(c.reads)+len(c.conds) > 256 {
		*c = commitCall{}
	}
}
