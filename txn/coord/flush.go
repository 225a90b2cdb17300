package coord

import (
	"bytes"
	"context"
	"errors"
	"sort"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
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

// flushState is what the gateway remembers of what it flushed.
type flushState struct {
	spans   spanSet // over all flushed keys
	runs    []run   // live flushed writes by sequence number, ascending
	ignored []*kvpb.SeqRange
	stuck   int64 // bytes of the buffer that the last flush could not move
	memory  arena // of spans: lives as long as the transaction
	keys    keyFilter
	tallies []tally
}

// tally says how many intents a flush left at an index, from the key on, and their last number.
type tally struct {
	key         keys.Key
	count, last uint64
}

type run struct {
	seq   uint64
	count uint64
	key   keys.Key // one of them
}

// flushSpansMax bounds the spans that cover what was flushed.
const flushSpansMax = 64

// any tells whether something lives at the ranges.
func (f *flushState) any() bool { return len(f.spans.spans) > 0 }

// has reports whether key may have been flushed; false: it was not.
func (f *flushState) has(key keys.Key) bool { return f.spans.has(key) && f.keys.may(key) }

// visible is the own_seq of a statement that sees writes below limit.
func (f *flushState) visible(limit uint64) uint64 {
	if !f.any() || limit == 0 {
		return 0
	}
	return limit - 1
}

// count is the number of live intents.
func (f *flushState) count() (n uint64) {
	for _, r := range f.runs {
		n += r.count
	}
	return n
}

// undo drops numbers in (from, to].
func (f *flushState) undo(from, to uint64) {
	n := len(f.runs)
	for n > 0 && f.runs[n-1].seq > from {
		n--
	}
	if n == len(f.runs) {
		return
	}
	f.runs = f.runs[:n]
	f.ignored = append(f.ignored, &kvpb.SeqRange{From: from + 1, To: to})
}

func (f *flushState) add(seq uint64, key keys.Key) {
	i := len(f.runs)
	for i > 0 && f.runs[i-1].seq > seq {
		i--
	}
	if i > 0 && f.runs[i-1].seq == seq {
		f.runs[i-1].count++
		return
	}
	f.runs = append(f.runs, run{})
	copy(f.runs[i+1:], f.runs[i:])
	f.runs[i] = run{seq, 1, f.memory.copy(key)}
}

// anchor is a key that is surely written, or nil.
func (f *flushState) anchor() keys.Key {
	if len(f.runs) == 0 {
		return nil
	}
	return f.runs[0].key
}

// live tells whether an intent of number seq counts.
func (f *flushState) live(seq uint64) bool {
	for _, r := range f.ignored {
		if seq >= r.From && seq <= r.To {
			return false
		}
	}
	return seq != 0
}

// flushBuffer moves what it can out of a full buffer.
func (t *Txn) flushBuffer(ctx context.Context) error {
	if t.buf.bytes < t.flush.stuck+t.db.o.Limits.BufferBytes/2 {
		return nil // most of it would stay again
	}
	if err := t.register(); err != nil {
		return err
	}
	if err := t.flushEntries(ctx); err != nil {
		return err
	}
	t.flush.stuck = t.buf.bytes
	if t.flush.stuck > 8*t.db.o.Limits.BufferBytes {
		return &LimitError{Limit: "BufferBytes, eightfold: too many rows locked and not written", Max: 8 * t.db.o.Limits.BufferBytes, State: "53200"}
	}
	return nil
}

// flushEntries flushes all writes, and forgets their entries.
func (t *Txn) flushEntries(ctx context.Context) error {
	t.entries = t.entries[:0]
	for e := range t.buf.all() {
		if len(e.writes) > 0 {
			t.entries = append(t.entries, e)
		}
	}
	if len(t.entries) == 0 {
		return nil
	}
	parts, err := t.divide(ctx, t.entries, nil, nil)
	if err != nil {
		return err
	}
	errs := make([]error, len(parts))
	t.branches(len(parts), func(i int, c *chain) {
		p := t.db.pursuit()
		errs[i] = t.flushPart(ctx, c, parts[i], &p)
	})
	t.counts.rounds.Add(1)
	if err := errors.Join(errs...); err != nil {
		return firstOf(errs)
	}
	t.db.metrics.FlushedKeys.Add(uint64(len(t.entries)))
	t.forgetFlushed(parts)
	t.seq++ // a later write of the same statement replaces one of these
	return nil
}

func firstOf(errs []error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// forgetFlushed drops the flushed entries and remembers their spans and numbers.
func (t *Txn) forgetFlushed(parts []*part) {
	f := &t.flush
	t.flushes++
	f.spans.limit = flushSpansMax
	for _, p := range parts {
		for _, e := range p.entries {
			e.gone = true
			f.keys.add(e.key)
			for i := range e.writes {
				f.add(e.writes[i].seq, e.key)
			}
		}
		f.cover(p.entries)
	}
	journal := t.journal[:0]
	for _, c := range t.journal {
		if !c.e.gone {
			journal = append(journal, c)
		}
	}
	// Savepoints count changes of the journal: one that is older than a flush
	// gives back fewer locks early, all of them at the end.
	clear(t.journal[len(journal):])
	t.journal = journal
	t.buf.keep(func(e *entry) bool { return !e.gone })
	clear(t.entries)
	t.rebuild()
}

// cover adds the spans of flushed entries, one for each index: what lies between two indexes'
// is not taken for flushed.
func (f *flushState) cover(es []*entry) {
	for len(es) > 0 {
		index := es[0].key.IndexPart()
		n := len(es)
		if len(index) < len(es[0].key) {
			n = sort.Search(n, func(i int) bool { return !bytes.HasPrefix(es[i].key, index) })
		}
		f.spans.add(keys.Span{Start: es[0].key, End: es[n-1].key.Next()}, kvpb.WholeRow, f.memory.copy)
		f.tally(es[:n])
		es = es[n:]
	}
}

func (f *flushState) tally(es []*entry) {
	x := tally{key: f.memory.copy(es[0].key)}
	for _, e := range es {
		x.count += uint64(len(e.writes))
		x.last = max(x.last, e.last().seq)
	}
	f.tallies = append(f.tallies, x)
}

// within is what a whole span of f.spans holds: what each flush left lies in one of them. It is not
// known (ok is false) where some of it was rolled back.
func (f *flushState) within(s keys.Span) (count, last uint64, ok bool) {
	if len(f.ignored) > 0 {
		return 0, 0, false
	}
	for _, x := range f.tallies {
		if s.Contains(x.key) {
			count, last = count+x.count, max(last, x.last)
		}
	}
	return count, last, true
}

// rebuild copies what is left in the buffer into new memory, so that the old
// one, with all that was flushed, can go.
func (t *Txn) rebuild() {
	old := t.buf
	t.buf, t.arena = buffer{}, arena{}
	moved := make(map[*entry]*entry, old.n)
	for o := range old.all() {
		e := t.buf.get(o.key, &t.arena)
		key := e.key
		*e = *o
		e.key = key
		e.expects = append(e.first1[:0:1], o.expects...)
		e.value = t.arena.copy(o.value)
		e.writes = nil
		for _, w := range o.writes {
			w.value = t.arena.copy(w.value)
			t.buf.put(e, w)
		}
		moved[o] = e
	}
	for i, c := range t.journal {
		t.journal[i].e = moved[c.e]
	}
	for i, s := range t.reads.spans {
		t.reads.spans[i].Span = ownSpan(s.Span, t.arena.copy)
	}
	for i := range t.conds {
		t.conds[i].Span = ownSpan(t.conds[i].Span, t.arena.copy)
	}
}

// flushMessageBytes is the target size of one Flush.
const flushMessageBytes = 1 << 20

// flushPart sends the writes of one range, in messages of bounded size.
func (t *Txn) flushPart(ctx context.Context, c *chain, p *part, r *distsender.Pursuit) error {
	for es := p.entries; len(es) > 0; {
		n, size := 0, 0
		for n < len(es) && size < flushMessageBytes {
			for _, w := range es[n].writes {
				size += len(es[n].key) + len(w.value)
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
func (t *Txn) flushSome(ctx context.Context, c *chain, desc *descriptor.Range, es []*entry, r *distsender.Pursuit) error {
	req := kvpb.FlushRequest{Header: t.header(desc), Ignored: t.flush.ignored}
	t.fillFlush(&req, es)
	var resp kvpb.FlushResponse
	err := r.At(ctx, desc, func() error { return t.send(ctx, c, toWrite, desc, &req, &resp) })
	if err == distsender.ErrMoved {
		return t.flushAgain(ctx, c, es, r)
	}
	return t.told(err)
}

// fillFlush sets the writes and expects of a Flush.
func (t *Txn) fillFlush(req *kvpb.FlushRequest, es []*entry) {
	short := t.db.o.Version.Active(version.Parted)
	n := 0
	for _, e := range es {
		n += len(e.writes)
	}
	slab := make([]kvpb.Write, n)
	req.Writes = make([]*kvpb.Write, 0, n)
	for _, e := range es {
		absent := short && e.absent()
		for _, w := range e.writes {
			m := &slab[len(req.Writes)]
			m.Key, m.Value, m.Tombstone, m.Mode, m.Seq, m.Absent = e.key, w.value, w.tombstone, w.mode, w.seq, absent
			req.Writes = append(req.Writes, m)
		}
		if absent {
			continue
		}
		if e.fresh() {
			req.Expects = append(req.Expects, &kvpb.Expect{Key: e.key, Mode: kvpb.LockMode_UPDATE, Written: true})
		}
		for _, x := range e.expects {
			req.Expects = append(req.Expects, &kvpb.Expect{Key: e.key, Expect: int64(x.ts), Mode: x.mode, Written: true})
		}
	}
}

// flushAgain divides entries whose range has moved.
func (t *Txn) flushAgain(ctx context.Context, c *chain, es []*entry, r *distsender.Pursuit) error {
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
func (t *Txn) flushedParts(ctx context.Context, d *divider) error {
	var counts []count
	for _, s := range t.flush.spans.spans {
		d.span(s.Span, func(p *part, piece keys.Span) {
			counts = append(counts, count{part: p, piece: piece, pursuit: d.pursuit})
			if c := &counts[len(counts)-1]; sameSpan(piece, s.Span) {
				c.count, c.last, c.known = t.flush.within(piece)
			}
		})
	}
	if d.err != nil {
		return d.err
	}
	t.branches(len(counts), func(i int, ch *chain) { counts[i].err = t.askCount(ctx, ch, &counts[i]) })
	var found uint64
	for i := range counts {
		c := &counts[i]
		if d.pursuit.Join(&c.pursuit); c.err != nil {
			if c.err == distsender.ErrMoved {
				return errOverlap // divide again
			}
			return c.err
		}
		// Also where all was rolled back: the expects that lie there are checked.
		c.part.flushed = append(c.part.flushed, &kvpb.Flushed{Span: protoSpan(c.piece), Count: c.count, LastSeq: c.last})
		found += c.count
	}
	if want := t.flush.count(); found != want {
		return &RetryError{Why: "buffered writes were lost"}
	}
	return nil
}

func protoSpan(s keys.Span) *kvpb.Span { return &kvpb.Span{Key: s.Start, EndKey: s.End} }

func protoSpans(ss []keys.Span) []*kvpb.Span {
	out := make([]*kvpb.Span, len(ss))
	for i, s := range ss {
		out[i] = protoSpan(s)
	}
	return out
}

// count asks one range for what it holds of the transaction.
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
func (t *Txn) askCount(ctx context.Context, ch *chain, c *count) error {
	desc := c.part.desc
	req := kvpb.FlushRequest{Header: t.header(desc), Ignored: t.flush.ignored, Count: protoSpan(c.piece), Counted: c.known}
	err := c.pursuit.At(ctx, desc, func() error { return t.send(ctx, ch, toRead, desc, &req, &c.resp) })
	if err == nil && !c.known {
		c.count, c.last = c.resp.Count, c.resp.LastSeq
	}
	return t.told(err)
}

// dropFlushed removes the flushed intents of a transaction that is over. Best
// effort: whoever meets one later asks the gateway and drops it.
func (t *Txn) dropFlushed(ctx context.Context) {
	for i := range t.flush.spans.spans {
		p := distsender.Pursuit{Routes: t.db.o.Router, Pace: distsender.Steady{Min: time.Millisecond, Max: dropPauseMax, Tries: 8}}
		s := t.flush.spans.spans[i].Span
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
