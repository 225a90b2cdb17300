package replica_test

import (
	"strconv"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	rt "github.com/isochrondb/isochron/range/replica/replicatest"
)

// instant is a proposer that applies at once, without encoding, as a store does with
// its own proposals.
type instant struct {
	r     *replica.Replica
	index uint64
	in    [1]replica.Entry
	out   []replica.Applied
}

func (p *instant) Propose(cmd *replica.Command, _ func(), done func(replica.Result)) {
	p.index++
	p.in[0] = replica.Entry{Index: p.index, Term: 6, Command: cmd}
	var err error
	if p.out, err = p.r.Apply(p.in[:], p.out[:0]); err != nil {
		panic(err)
	}
	done(p.out[0].Result)
}

type lease struct{}

func (lease) Term() uint64         { return 6 }
func (lease) Until() hlc.Timestamp { return hlc.Max }
func (lease) Serving() bool        { return true }

func benchReplica(b *testing.B) (*replica.Replica, *rt.Clock) {
	e, err := pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS()})
	if err != nil {
		b.Fatal(err)
	}
	batch := e.NewBatch(0)
	d := rt.First
	if err := replica.Bootstrap(batch, &d, 10, 5); err != nil {
		b.Fatal(err)
	}
	if err := e.Apply(batch, false); err != nil {
		b.Fatal(err)
	}
	clock := &rt.Clock{}
	clock.Advance(1e9)
	p := &instant{index: 10}
	r, err := replica.Load(replica.Options{
		RangeID: 1, NodeID: 1, Engine: e, Clock: clock, Proposer: p, Settler: &rt.Group{}, Evaluator: evaluator{},
	})
	if err != nil {
		b.Fatal(err)
	}
	p.r = r
	r.BeginLease(lease{}, replica.LeaseStart{})
	b.Cleanup(func() {
		r.Close()
		e.Close()
	})
	return r, clock
}

func fill(b *testing.B, r *replica.Replica, clock *rt.Clock, n int) {
	for i := 0; i < n; i += 1000 {
		q := &kvpb.CommitRequest{Header: &kvpb.Header{RangeId: 1, Generation: 1, Txn: rt.Txn(1_000_000 + i)}, ReadTs: int64(clock.Now()), LatestTs: rt.Forever}
		for j := i; j < i+1000; j++ {
			q.Writes = append(q.Writes, put(strconv.Itoa(j), "some value of a usual length"))
		}
		if err := r.Send(b.Context(), q, &kvpb.CommitResponse{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkPointRead is a read of one row at the leaseholder; BenchmarkEnginePoint is
// what of it is the engine's.
func BenchmarkPointRead(b *testing.B) {
	r, clock := benchReplica(b)
	fill(b, r, clock, 100_000)
	q := &kvpb.ReadRequest{Header: header(9), Spans: []*kvpb.Span{rt.Span("4242", "")}}
	resp := &kvpb.ReadResponse{}
	ctx := b.Context()
	b.ReportAllocs()
	for b.Loop() {
		q.ReadTs = int64(clock.Now())
		if err := r.Send(ctx, q, resp); err != nil || resp.NumRows != 1 {
			b.Fatal(err)
		}
	}
}

func BenchmarkEnginePoint(b *testing.B) {
	e, err := pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS()})
	if err != nil {
		b.Fatal(err)
	}
	defer e.Close()
	batch := e.NewBatch(0)
	for i := range 100_000 {
		if err := batch.Put(rt.Key(strconv.Itoa(i)), 5, []byte("some value of a usual length")); err != nil {
			b.Fatal(err)
		}
	}
	if err := e.Apply(batch, false); err != nil {
		b.Fatal(err)
	}
	key := rt.Key("4242")
	b.ReportAllocs()
	for b.Loop() {
		it, err := e.NewIter(engine.IterOptions{Point: true})
		if err != nil || !it.SeekPoint(key, 10) {
			b.Fatal(err)
		}
		it.Close()
	}
}

// BenchmarkCommit is a one-range commit of one locked row, from request to applied.
func BenchmarkCommit(b *testing.B) {
	r, clock := benchReplica(b)
	q := &kvpb.CommitRequest{Header: header(1), LatestTs: rt.Forever, Writes: []*kvpb.Write{put("a", "some value of a usual length")}}
	q.Expects = []*kvpb.Expect{expects("a", 0, kvpb.LockMode_UPDATE, true)}
	resp := &kvpb.CommitResponse{}
	ctx := b.Context()
	b.ReportAllocs()
	for n := uint64(0); b.Loop(); n++ {
		q.Header.Txn.IdLo = n
		q.ReadTs = int64(clock.Now())
		if err := r.Send(ctx, q, resp); err != nil {
			b.Fatal(err)
		}
		q.Expects[0].Expect = resp.CommitTs
	}
}

// BenchmarkFused is an UPDATE of one row in one message.
func BenchmarkFused(b *testing.B) {
	r, clock := benchReplica(b)
	fill(b, r, clock, 1000)
	q := &kvpb.CommitWith{CommitRequest: kvpb.CommitRequest{
		Header: header(1), LatestTs: rt.Forever, FusedLocks: []*kvpb.LockKey{{Key: rt.Key("42"), Mode: kvpb.LockMode_NO_KEY_UPDATE}},
	}}
	value := []byte("another value of a usual length")
	q.Frag = fragment{write: func(_ []*kvpb.Locked, _ replica.Snapshot, out *replica.Fused) error {
		out.Put(q.FusedLocks[0].Key, value, kvpb.LockMode_NO_KEY_UPDATE)
		return nil
	}}
	resp := &kvpb.CommitResponse{}
	ctx := b.Context()
	b.ReportAllocs()
	for n := uint64(0); b.Loop(); n++ {
		q.Header.Txn.IdLo = n
		q.ReadTs = int64(clock.Now())
		if err := r.Send(ctx, q, resp); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFlush is one message of a large transaction's rows, from request to applied.
func BenchmarkFlush(b *testing.B) {
	const rows = 8_000
	r, _ := benchReplica(b)
	q := &kvpb.FlushRequest{Header: header(1)}
	value := make([]byte, 100)
	for i := range rows {
		q.Writes = append(q.Writes, &kvpb.Write{Key: rt.Key("row " + strconv.Itoa(rows+i)), Value: value, Mode: kvpb.LockMode_UPDATE, Seq: 1, Absent: true})
	}
	resp := &kvpb.FlushResponse{}
	ctx := b.Context()
	b.ReportAllocs()
	for b.Loop() {
		if err := r.Send(ctx, q, resp); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLock is a row lock that is free, and its release.
func BenchmarkLock(b *testing.B) {
	r, clock := benchReplica(b)
	fill(b, r, clock, 1000)
	q := &kvpb.LockRequest{Header: header(1), Keys: []*kvpb.LockKey{{Key: rt.Key("42"), Mode: kvpb.LockMode_UPDATE}}, ReadTs: int64(clock.Now())}
	rel, gone := &kvpb.ReleaseRequest{Header: header(1)}, &kvpb.ReleaseResponse{}
	resp := &kvpb.LockResponse{}
	ctx := b.Context()
	b.ReportAllocs()
	for b.Loop() {
		if err := r.Send(ctx, q, resp); err != nil {
			b.Fatal(err)
		}
		if err := r.Send(ctx, rel, gone); err != nil {
			b.Fatal(err)
		}
	}
}
