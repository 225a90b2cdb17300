package coord

import (
	"bytes"
	"context"
	"slices"
	"sync/atomic"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// readCall is the memory of one Read, used again and again.
// Not safe for concurrent use; each goroutine that reads has its own.
type readCall struct {
	hdr  kvpb.Header
	req  kvpb.ReadWith
	resp kvpb.ReadResponse
	slab []kvpb.Span
	ptrs []*kvpb.Span

	// Of the answer, or the last one asked:
	ran bool // it comes out of a fragment
	far bool // of pageWork.away
}

// pageWork is what is run beside the data for a page. The zero value is nothing.
type pageWork struct {
	here   kvpb.Fragment // at a replica of this node, and at others' where away is nil
	away   kvpb.Fragment // at a replica of another node; nil: here
	packed []byte        // what other nodes run, marshalled; nil: it was not
}

// ask has the request bring what is to be run. Who answers is known only when it is asked: a replica
// here may not know the past so far, and then its leaseholder elsewhere must not send all rows.
func (w pageWork) ask(c *readCall, away bool) {
	f := w.here
	if c.far = away && w.away != nil; c.far {
		f = w.away
	}
	c.ran, c.req.Fragment, c.req.Frag = f != nil, nil, f
	if away && w.packed != nil {
		c.req.Fragment, c.req.Frag = w.packed, nil
	}
}

// prepare fills the request but for its spans.
// The transaction's meta is shared, not copied: the call must end before the transaction.
func (c *readCall) prepare(t *Txn) *kvpb.ReadRequest {
	r := &c.req.ReadRequest
	c.hdr.Txn = &t.meta
	r.Header, r.ReadTs = &c.hdr, int64(t.readTS)
	r.Reverse, r.MaxRows, r.TargetBytes, r.Fragment = false, 0, 0, nil
	r.OwnSeq, r.Ignored = t.flush.Visible(t.limit()), t.flush.Ignored
	return r
}

// spans sets the request's spans. They share the memory of ss.
// The slab only grows; pointers into it are made once for each place.
func (c *readCall) spans(ss ...keys.Span) {
	if len(ss) > cap(c.slab) {
		c.slab = make([]kvpb.Span, len(ss), 2*len(ss))
		c.ptrs = c.ptrs[:0]
	}
	c.slab = c.slab[:cap(c.slab)]
	for i := len(c.ptrs); i < len(ss); i++ {
		c.ptrs = append(c.ptrs, &c.slab[i])
	}
	for i, s := range ss {
		c.slab[i].Key, c.slab[i].EndKey = s.Start, s.End
	}
	c.req.Spans = c.ptrs[:len(ss)]
}

// forget lets go of what requests referred to.
func (c *readCall) forget() {
	c.hdr.Txn, c.req.Ignored, c.req.Fragment, c.req.Frag = nil, nil, nil, nil
	slab := c.slab[:cap(c.slab)]
	for i := range slab {
		slab[i].Key, slab[i].EndKey = nil, nil
	}
}

// send asks desc's leaseholder, or a nearer replica for what is past. The response is empty but
// for its memory before.
// What it fails with is for Judge. A nearer replica's final word is the answer.
func (c *readCall) send(ctx context.Context, t *Txn, ch *wan.Chain, desc *descriptor.Range, w pageWork) error {
	n := t.nearFor(desc, c.req.OwnSeq > 0)
	if c.req.Follower = n != nil; n != nil {
		if done, err := c.nearer(ctx, t.near(n, ch), &t.counts.messages, desc, w); done {
			return err
		}
	}
	server, err := t.enter(ch, desc, wan.ToRead)
	if err != nil {
		return err
	}
	return c.asked(n, desc, c.askLeaseholder(ctx, t.db, server, desc, w))
}

// askLeaseholder chooses the fragment by where the leaseholder is: one that is away gets what
// spares rows on the way, one at hand what spares work.
func (c *readCall) askLeaseholder(ctx context.Context, db *DB, server kvpb.Sender, desc *descriptor.Range, w pageWork) error {
	away := false
	if w.away != nil || w.packed != nil {
		_, away = db.rtt(desc)
	}
	w.ask(c, away)
	return c.ask(ctx, server, desc)
}

// nearer has replicas asked that are nearer than the leaseholder; done is false where that is to
// be asked.
func (c *readCall) nearer(ctx context.Context, a nearAsk, messages *atomic.Int64, desc *descriptor.Range, w pageWork) (done bool, err error) {
	return a.try(desc, messages, func(node uint32, s kvpb.Sender) (bool, error) {
		w.ask(c, node != a.n.db.o.NodeID)
		err := c.ask(ctx, s, desc)
		return c.resp.Follower, err
	})
}

// asked notes what the leaseholder has answered, where others might have.
// The leaseholder failed: nearer replicas are worth asking again.
func (c *readCall) asked(n *nearby, desc *descriptor.Range, err error) error {
	switch {
	case n == nil:
	case err == nil:
		n.served(desc, c.resp.Follower)
	default:
		n.again(desc)
	}
	return err
}

// Every field of the response is set back: what an answer leaves out would else be the former one's.
// ask sends the request to one replica.
func (c *readCall) ask(ctx context.Context, server kvpb.Sender, desc *descriptor.Range) error {
	c.hdr.RangeId, c.hdr.Generation = desc.ID, desc.Generation
	p := &c.resp
	p.Rows, p.NumRows, p.MaxObs, p.Resume, p.FragmentResult, p.Follower = p.Rows[:0], 0, 0, p.Resume[:0], p.FragmentResult[:0], false
	return server.Send(ctx, &c.req, p)
}

// Get reads one key at r, merged with the writes of earlier statements, all of its row or
// some columns. The value is appended to dst; the result is dst's memory, or new where dst
// was too small. No allocation otherwise.
// The steps of every read: lock if helped, own writes, the range, what was met (T1), what was read (T12).
func (t *Txn) Get(ctx context.Context, key keys.Key, of kvpb.Columns, dst []byte) (value []byte, found bool, err error) {
	if !t.started || t.ended {
		if err := t.start(ctx); err != nil {
			return dst, false, err
		}
	}
	if t.helped() {
		if err := t.helpGet(ctx, key); err != nil {
			return dst, false, err
		}
	}
	if t.buf.Written > 0 {
		if e := t.buf.Find(key); e != nil {
			if w := e.Visible(t.limit()); w != nil {
				// A key of the transaction's own is not recorded: its lock and expect guard it.
				return append(dst, w.Value...), !w.Tombstone, nil
			}
		}
	}
	c := &t.read
	c.prepare(t)
	c.spans(keys.Point(key))
	p := t.db.pursuit()
	err = p.Until(ctx, key, t.lookup, func(desc *descriptor.Range) error { return c.send(ctx, t, &t.wan.Chain, desc, pageWork{}) })
	if err != nil {
		return dst, false, t.told(err)
	}
	t.observed(hlc.Timestamp(c.resp.MaxObs))
	if t.serializable() {
		t.reads.Add(keys.Point(key), of, t.arena.Copy)
	}
	if c.resp.NumRows == 0 {
		return dst, false, nil
	}
	t.counts.rows.Add(1)
	_, v, _, err := kvpb.NextRow(c.resp.Rows)
	if err != nil {
		return dst, false, err
	}
	return append(dst, v...), true, nil
}

// GetMany reads keys as Get does, batched over the ranges in parallel. emit is
// called once for each key, in the order of ks, on the caller's goroutine; value
// is valid until it returns. An error of emit ends the call.
func (t *Txn) GetMany(ctx context.Context, ks []keys.Key, of kvpb.Columns, emit func(i int, value []byte, found bool) error) error {
	if err := t.start(ctx); err != nil {
		return err
	}
	if t.helped() {
		if err := t.helpGet(ctx, ks...); err != nil {
			return err
		}
	}
	m := many{t: t, ks: ks, of: of, values: make([][]byte, len(ks))}
	if err := m.fetch(ctx); err != nil {
		return err
	}
	for i, v := range m.values {
		// Also an absent key is told of, so that the caller can count on len(ks) calls.
		if err := emit(i, v, v != nil); err != nil {
			return err
		}
	}
	return nil
}

// many is the state of one GetMany.
type many struct {
	t      *Txn
	ks     []keys.Key
	of     kvpb.Columns
	values [][]byte // nil: absent
	order  []int    // indexes of keys to ask for, sorted by key
}

// Empty and absent are different values.
var emptyValue = []byte{}

// present tells an empty value from an absent one, which is nil in [many].values.
func present(v []byte) []byte {
	if v == nil {
		return emptyValue
	}
	return v
}

// fetch fills values.
// Own writes first; the rest in rounds, until no range has moved. Keys may be named twice.
func (m *many) fetch(ctx context.Context) error {
	t, limit := m.t, m.t.limit()
	m.order = make([]int, 0, len(m.ks))
	for i, k := range m.ks {
		if e := t.buf.Find(k); e != nil {
			if w := e.Visible(limit); w != nil {
				if !w.Tombstone {
					m.values[i] = present(w.Value)
				}
				continue
			}
		}
		m.order = append(m.order, i)
	}
	slices.SortFunc(m.order, func(a, b int) int { return m.ks[a].Compare(m.ks[b]) })
	todo := m.order
	for p := t.db.pursuit(); len(todo) > 0; {
		batches, err := m.divide(ctx, todo)
		if err != nil {
			return err
		}
		turns := m.turns(batches)
		t.branches(len(turns), func(i int, c *wan.Chain) {
			for _, b := range turns[i] {
				b.pursuit = p
				b.err = b.run(ctx, c)
			}
		})
		// todo's memory is shared by the batches.
		todo = todo[:0:0]
		for _, b := range batches {
			if b.err != nil {
				return b.err
			}
			t.observed(b.maxObs)
			todo = append(todo, b.left...)
			p.Join(&b.pursuit)
		}
	}
	if t.serializable() {
		for _, i := range m.order {
			t.reads.Add(keys.Point(m.ks[i]), m.of, t.arena.Copy)
		}
	}
	return nil
}

// manyBatch is one message's share of a GetMany.
type manyBatch struct {
	m       *many
	desc    *descriptor.Range
	todo    []int // sorted by key
	left    []int // to ask for elsewhere
	maxObs  hlc.Timestamp
	pursuit distsender.Pursuit
	err     error
}

// batchKeysMin: so many keys are worth a goroutine.
// Fewer are done before a second goroutine would have begun.
const batchKeysMin = 128

// turns are the batches that one goroutine asks for one after the other: those of ranges led here together,
// where their keys are too few for several, every other one alone.
func (m *many) turns(batches []*manyBatch) [][]*manyBatch {
	turns := make([][]*manyBatch, 0, len(batches))
	near := 0
	for i, b := range batches {
		if !m.t.far(b.desc) {
			near += len(b.todo)
		}
		turns = append(turns, batches[i:i+1])
	}
	if len(batches) == 1 || near >= batchKeysMin {
		return turns
	}
	turns = turns[:0]
	var here []*manyBatch
	for i, b := range batches {
		if m.t.far(b.desc) {
			turns = append(turns, batches[i:i+1])
		} else {
			here = append(here, b)
		}
	}
	if here != nil {
		turns = append(turns, here) // the last is asked for by the caller's own goroutine
	}
	return turns
}

// Keys of ranges led here are divided over the processors; far ones go in as few messages as may be.
// divide cuts todo, which is sorted, into batches of one range each: BatchKeys at most for a far
// one, since each message costs a round trip, and fewer for a near one, so that NearReads
// processors share the work. Fails where a range is not found.
func (m *many) divide(ctx context.Context, todo []int) (out []*manyBatch, err error) {
	most, near := m.t.db.o.Limits.BatchKeys, m.t.db.o.Limits.BatchKeys
	if n := m.t.db.o.Limits.NearReads; len(todo) >= 2*batchKeysMin {
		near = max(batchKeysMin, min(most, (len(todo)+n-1)/n)) // for other processors
	}
	for len(todo) > 0 {
		desc, err := m.t.lookup(ctx, m.ks[todo[0]])
		if err != nil {
			return nil, err
		}
		n, most := 1, most
		if !m.t.far(desc) {
			most = near
		}
		for n < len(todo) && n < most && desc.Contains(m.ks[todo[n]]) {
			n++
		}
		out = append(out, &manyBatch{m: m, desc: desc, todo: todo[:n]})
		todo = todo[n:]
	}
	return out, nil
}

// run asks for the batch's keys until all are answered, or the range turns out
// to be another.
// An answer may end early, for its size: the rest is asked for by the same batch.
func (b *manyBatch) run(ctx context.Context, ch *wan.Chain) error {
	t := b.m.t
	var c readCall
	var spans []keys.Span
	for len(b.todo) > 0 {
		c.prepare(t)
		spans = spans[:0]
		for j, i := range b.todo {
			// A key that is named twice is asked for once; take gives the row to both.
			if j == 0 || !bytes.Equal(b.m.ks[i], b.m.ks[b.todo[j-1]]) {
				spans = append(spans, keys.Point(b.m.ks[i]))
			}
		}
		c.spans(spans...)
		err := b.pursuit.At(ctx, b.desc, func() error { return c.send(ctx, t, ch, b.desc, pageWork{}) })
		if err == distsender.ErrMoved {
			b.left = b.todo
			return nil
		}
		if err != nil {
			return t.told(err)
		}
		b.maxObs = max(b.maxObs, hlc.Timestamp(c.resp.MaxObs))
		t.counts.rows.Add(int64(c.resp.NumRows))
		if err := b.take(c.resp.Rows, c.resp.Resume); err != nil {
			return err
		}
		c.resp.Rows = nil // the values alias it
	}
	return nil
}

// take sorts the rows of an answer to their keys, and leaves in todo what is
// still to be read.
// Rows come in the order of keys, so it is one pass. rest is the first key that was not looked at.
func (b *manyBatch) take(rows []byte, resume []*kvpb.Span) error {
	rest := len(b.todo)
	if len(resume) > 0 {
		rest, _ = slices.BinarySearchFunc(b.todo, resume[0].Key, func(i int, k []byte) int {
			return bytes.Compare(b.m.ks[i], k)
		})
	}
	j := 0
	for len(rows) > 0 {
		k, v, tail, err := kvpb.NextRow(rows)
		if err != nil {
			return err
		}
		rows = tail
		for j < rest && bytes.Compare(b.m.ks[b.todo[j]], k) < 0 {
			j++
		}
		for ; j < rest && bytes.Equal(b.m.ks[b.todo[j]], k); j++ {
			b.m.values[b.todo[j]] = present(v)
		}
	}
	b.todo = b.todo[rest:]
	return nil
}
