package coord

import (
	"context"
	"errors"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/txn/coord/buffer"
	"github.com/isochrondb/isochron/txn/coord/spanset"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// Large transactions (section 5.4). A full buffer goes to the ranges as
// unstamped intents, each with its sequence number and its expect, and leaves
// the gateway's memory. Readers ignore such intents. The transaction's own
// reads and locks see those of earlier statements: requests carry how far
// (own_seq) and what was rolled back (ignored).
//
// A key that is written again after it was flushed gets an intent more, with a number
// of its own, since statements and savepoints may still need the older one; the
// highest number that counts commits. So the number of live intents is known here by
// counting, and commit asks the ranges for theirs: a mismatch means that one was
// lost, and the transaction is run again.
// Invariant B4 is this file's (buffer/doc.go). Who may drop a flushed intent: the gateway, when the
// transaction is over, and the range whose question it answers with "not open".

// flushBuffer moves what it can out of a full buffer.
// It is called when the buffer exceeds Limits.BufferBytes. What is locked and not written can't go, and would
// be copied in vain at each write: so the next flush waits until half a buffer has come on top of it.
func (t *Txn) flushBuffer(ctx context.Context) error {
	if t.buf.Bytes < t.stuck+t.db.o.Limits.BufferBytes/2 {
		return nil // most of it would stay again
	}
	if err := t.register(); err != nil {
		return err
	}
	if err := t.flushEntries(ctx); err != nil {
		return err
	}
	t.stuck = t.buf.Bytes // bounded by LockedKeys, and by the transaction's Memory
	return nil
}

// flushEntries flushes all writes, and forgets their entries.
// The steps: divide by ranges, send in parallel, wait for all, and only then forget. Until all have answered
// every entry stays, and the commit or another flush sends it again.
func (t *Txn) flushEntries(ctx context.Context) error {
	t.entries = t.entries[:0]
	for e := range t.buf.All() {
		if len(e.Writes) > 0 {
			t.entries = append(t.entries, e)
		}
	}
	if len(t.entries) == 0 {
		return nil
	}
	// The buffer may hold more entries than these; those stay.
	parts, err := t.divide(ctx, t.entries, nil, nil)
	if err != nil {
		return err
	}
	errs := make([]error, len(parts))
	t.branches(len(parts), func(i int, c *wan.Chain) {
		p := t.db.pursuit()
		errs[i] = t.flushPart(ctx, c, parts[i], &p)
	})
	t.counts.rounds.Add(1)
	// Some parts may lie at their ranges by then: they are copies of what the next flush sends.
	if err := errors.Join(errs...); err != nil {
		t.flush.Tried(t.entries)
		return firstOf(errs)
	}
	t.db.metrics.FlushedKeys.Add(uint64(len(t.entries)))
	t.forgetFlushed(parts)
	t.seq++ // a later write of the same statement replaces one of these
	return nil
}

// firstOf is the first error in the order of the parts, not of time: the same faults give the
// same error.
func firstOf(errs []error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// forgetFlushed drops the flushed entries and remembers their spans and numbers.
// flushes tells pages that were read ahead that they show another state (sight).
func (t *Txn) forgetFlushed(parts []*part) {
	f := &t.flush
	t.flushes++
	for _, p := range parts {
		f.Take(p.entries)
	}
	// The intents stand for the locks of entries that are gone.
	journal := t.journal[:0]
	for _, c := range t.journal {
		if !c.e.Gone {
			journal = append(journal, c)
		}
	}
	// Savepoints count changes of the journal: one that is older than a flush
	// gives back fewer locks early, all of them at the end.
	clear(t.journal[len(journal):])
	t.journal = journal
	t.buf.Keep(func(e *buffer.Entry) bool { return !e.Gone })
	clear(t.entries)
	t.rebuild()
}

// rebuild copies what is left in the buffer into new memory, so that the old
// one, with all that was flushed, can go.
// Everything that points into the old arena is moved: entries, the journal, reads and conditions.
func (t *Txn) rebuild() {
	old := t.buf
	t.buf, t.arena = buffer.Buffer{}, buffer.Arena{}
	moved := old.CopyTo(&t.buf, &t.arena)
	for i, c := range t.journal {
		t.journal[i].e = moved[c.e]
	}
	for i, s := range t.reads.Spans {
		t.reads.Spans[i].Span = spanset.Own(s.Span, t.arena.Copy)
	}
	for i := range t.conds {
		t.conds[i].Span = spanset.Own(t.conds[i].Span, t.arena.Copy)
	}
}

// flushMessageBytes is the target size of one Flush.
// Each is one entry of a range's log: it must not hold up the others for long.
const flushMessageBytes = 1 << 20

// flushPart sends the writes of one range, in messages of bounded size.
// One after the other, so that no range has more than one of a transaction's at a time.
func (t *Txn) flushPart(ctx context.Context, c *wan.Chain, p *part, r *distsender.Pursuit) error {
	for es := p.entries; len(es) > 0; {
		n, size := 0, 0
		for n < len(es) && size < flushMessageBytes {
			for _, w := range es[n].Writes {
				size += len(es[n].Key) + len(w.Value)
			}
			n++
		}
		if err := t.flushSome(ctx, c, p.desc, es[:n], r); err != nil {
			return err
		}
		es = es[n:]
	}
	return nil
}

// flushSome sends one Flush until it is durable. It may be sent twice: a copy
// changes nothing.
// Where the answer is lost it is sent again, with the same numbers.
func (t *Txn) flushSome(ctx context.Context, c *wan.Chain, desc *descriptor.Range, es []*buffer.Entry, r *distsender.Pursuit) error {
	req := kvpb.FlushRequest{Header: t.header(desc), Ignored: t.flush.Ignored}
	t.fillFlush(&req, es)
	var resp kvpb.FlushResponse
	err := r.At(ctx, desc, func() error { return t.send(ctx, c, wan.ToWrite, desc, &req, &resp) })
	if err == distsender.ErrMoved {
		return t.flushAgain(ctx, c, es, r)
	}
	return t.told(err)
}

// fillFlush sets the writes and expects of a Flush.
// An entry that was absent needs no expect of its own: each of its intents says so (since version.Parted).
//
// All writes of an entry go, not the last alone: a statement of before, or a savepoint that the
// transaction goes back to, sees an older one.
func (t *Txn) fillFlush(req *kvpb.FlushRequest, es []*buffer.Entry) {
	short := t.db.o.Version.Active(version.Parted)
	n := 0
	for _, e := range es {
		n += len(e.Writes)
	}
	slab := make([]kvpb.Write, n)
	req.Writes = make([]*kvpb.Write, 0, n)
	for _, e := range es {
		absent := short && e.Absent()
		for _, w := range e.Writes {
			m := &slab[len(req.Writes)]
			m.Key, m.Value, m.Tombstone, m.Mode, m.Seq, m.Absent = e.Key, w.Value, w.Tombstone, w.Mode, w.Seq, absent
			req.Writes = append(req.Writes, m)
		}
		if absent {
			continue
		}
		if e.Fresh() {
			req.Expects = append(req.Expects, &kvpb.Expect{Key: e.Key, Mode: kvpb.LockMode_UPDATE, Written: true})
		}
		for _, x := range e.Expects {
			req.Expects = append(req.Expects, &kvpb.Expect{Key: e.Key, Expect: int64(x.TS), Mode: x.Mode, Written: true})
		}
	}
}

// flushAgain divides entries whose range has moved.
// Those that were taken before the range moved are sent again, to be found there.
func (t *Txn) flushAgain(ctx context.Context, c *wan.Chain, es []*buffer.Entry, r *distsender.Pursuit) error {
	parts, err := t.divide(ctx, es, nil, nil)
	if err != nil {
		return err
	}
	for _, p := range parts {
		if err := t.flushPart(ctx, c, p, r); err != nil {
			return err
		}
	}
	return nil
}

// flushedParts asks each range for what it holds of the transaction, checks that nothing was lost,
// and notes it in parts for their stages, which look again. Of a span that lies in one range it is
// known: there the range says only that it has the span, and the stage alone looks.
// Why a mismatch ends the transaction: an intent may be lost where a range has dropped it as its gateway's
// silence had lasted too long. Committing the rest would be half a commit (T10).
func (t *Txn) flushedParts(ctx context.Context, d *divider) error {
	var counts []count
	for _, s := range t.flush.Spans.Spans {
		d.span(s.Span, func(p *part, piece keys.Span) {
			// The pursuit goes on from where the division has come to: patience is one for all.
			counts = append(counts, count{part: p, piece: piece, pursuit: *d.pursuit})
			if c := &counts[len(counts)-1]; sameSpan(piece, s.Span) {
				c.count, c.last, c.known = t.flush.Within(piece)
			}
		})
	}
	if d.err != nil {
		return d.err
	}
	t.branches(len(counts), func(i int, ch *wan.Chain) { counts[i].err = t.askCount(ctx, ch, &counts[i]) })
	var found uint64
	for i := range counts {
		c := &counts[i]
		if d.pursuit.Join(&c.pursuit); c.err != nil {
			return c.err // ErrMoved: divide again
		}
		// Also where all was rolled back: the expects that lie there are checked.
		c.part.flushed = append(c.part.flushed, &kvpb.Flushed{Span: protoSpan(c.piece), Count: c.count, LastSeq: c.last})
		found += c.count
	}
	if want := t.flush.Count(); found != want {
		return &RetryError{Why: "buffered writes were lost"}
	}
	return nil
}

// protoSpan and protoSpans share the memory of the keys.
func protoSpan(s keys.Span) *kvpb.Span { return &kvpb.Span{Key: s.Start, EndKey: s.End} }

func protoSpans(ss []keys.Span) []*kvpb.Span {
	out := make([]*kvpb.Span, len(ss))
	for i, s := range ss {
		out[i] = protoSpan(s)
	}
	return out
}

// count asks one range for what it holds of the transaction.
// count and last are known before where a piece is a whole span (Within).
type count struct {
	part    *part
	piece   keys.Span
	known   bool // count and last are
	count   uint64
	last    uint64
	resp    kvpb.FlushResponse
	pursuit distsender.Pursuit
	err     error
}

// askCount sends a count until it is answered, or its range has moved.
func (t *Txn) askCount(ctx context.Context, ch *wan.Chain, c *count) error {
	desc := c.part.desc
	req := kvpb.FlushRequest{Header: t.header(desc), Ignored: t.flush.Ignored, Count: protoSpan(c.piece), Counted: c.known}
	err := c.pursuit.At(ctx, desc, func() error { return t.send(ctx, ch, wan.ToRead, desc, &req, &c.resp) })
	if err == nil && !c.known {
		c.count, c.last = c.resp.Count, c.resp.LastSeq
	}
	return t.told(err)
}

// dropFlushed removes the flushed intents of a transaction that is over. Best
// effort: whoever meets one later asks the gateway and drops it.
// It is asked for up to eight times where ranges move; with the context of the gateway, since the client has
// its answer.
//
// A large transaction that is rolled back so leaves intents for a while. Readers pass over them,
// as they bear no timestamp; writers meet them as locks, and ask.
func (t *Txn) dropFlushed(ctx context.Context) {
	for i := range t.flush.Spans.Spans {
		p := distsender.Pursuit{Routes: t.db.o.Router, Pace: distsender.Steady{Min: time.Millisecond, Max: dropPauseMax, Tries: 8}}
		s := t.flush.Spans.Spans[i].Span
		_ = p.Walk(ctx, []keys.Span{s}, 0, func(desc *descriptor.Range, here []keys.Span) (bool, error) {
			req := kvpb.FlushRequest{Header: t.header(desc), Drop: protoSpan(here[0])}
			var resp kvpb.FlushResponse
			err := t.server(desc).Send(ctx, &req, &resp)
			if err != nil && !distsender.Away(err) {
				err = nil // the rest is worth asking
			}
			return true, err
		})
	}
}

// dropPauseMax bounds the pause before a range that has moved is asked once more to drop intents.
const dropPauseMax = 64 * time.Millisecond
