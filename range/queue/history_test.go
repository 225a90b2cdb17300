package queue_test

import (
	"context"
	"encoding/binary"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/mvccgc"
	"github.com/isochrondb/isochron/range/queue"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/store"
)

type wall struct{}

func (wall) Now() int64 { return time.Now().UnixNano() }

type noSettler struct{}

func (noSettler) Settle(ctx context.Context, _ replica.Stage) (*kvpb.Outcome, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// node is a real store with a collector.
type node struct {
	t      *testing.T
	engine engine.Engine
	clock  *hlc.Clock
	store  *store.Store
}

func (n *node) check(err error) {
	n.t.Helper()
	if err != nil {
		n.t.Fatal(err)
	}
}

func openNode(t *testing.T) *node {
	n := &node{t: t}
	var err error
	n.engine, err = pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS(), Dir: "store", MemTableBytes: 1 << 20})
	n.check(err)
	n.clock, err = hlc.NewClock(hlc.Options{Source: wall{}, LeadMaxNanos: int64(time.Hour), Persist: func(r hlc.Reading) error {
		b := n.engine.NewBatch(0)
		defer b.Close()
		if err := b.Put(keys.StoreClock(), hlc.Zero, binary.BigEndian.AppendUint64(nil, uint64(r))); err != nil {
			return err
		}
		return n.engine.Apply(b, true)
	}})
	n.check(err)
	id := store.Ident{ClusterID: [16]byte{1}, NodeID: 1, StoreID: 1}
	n.check(store.Bootstrap(n.engine, id, hlc.Timestamp(time.Now().UnixNano())))
	n.store, err = store.Open(context.Background(), store.Options{Engine: n.engine, Clock: n.clock, Ident: id, Transport: raftnet.Nobody{}, Settler: noSettler{}})
	n.check(err)
	return n
}

func (n *node) close() {
	n.check(n.store.Close())
	_ = n.clock.Close()
	n.check(n.engine.Close())
}

var row = append(keys.IndexPrefix(1, 100, 1), "counter"...)

func (n *node) header() *kvpb.Header {
	d, now := n.store.Containing(row), n.clock.Now()
	return &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: &kvpb.TxnMeta{IdHi: uint64(now), IdLo: 1 << 40, Age: int64(now), Gateway: 1}}
}

func (n *node) put(value []byte) {
	n.t.Helper()
	h := n.header()
	n.check(n.store.Send(n.t.Context(), &kvpb.CommitRequest{Header: h, ReadTs: h.Txn.Age, LatestTs: h.Txn.Age + int64(5*time.Second),
		Writes: []*kvpb.Write{{Key: row, Value: value, Mode: kvpb.LockMode_UPDATE}}}, &kvpb.CommitResponse{}))
}

func (n *node) readAt(ts hlc.Timestamp) error {
	var resp kvpb.ReadResponse
	err := n.store.Send(n.t.Context(), &kvpb.ReadRequest{Header: n.header(), ReadTs: int64(ts), Spans: []*kvpb.Span{{Key: row}}}, &resp)
	if err == nil && resp.NumRows != 1 {
		return errors.New("no row")
	}
	return err
}

func (n *node) versions() (count int) {
	it, err := n.engine.NewIter(engine.IterOptions{Lower: row, Upper: row.Next()})
	n.check(err)
	defer it.Close()
	for ok := it.First(); ok; ok = it.Next() {
		count++
	}
	return count
}

// The history of a row that is always written stays as long as the window, and reads
// within it are right; an open snapshot is waited for.
func TestHistoryEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := openNode(t)
		defer n.close()
		var oldest atomic.Int64
		oldest.Store(int64(hlc.Max))
		c, err := queue.NewMVCCGC(queue.MVCCGCOptions{Store: n.store, Now: func() hlc.Timestamp { return n.clock.Now().Timestamp() }, Options: mvccgc.Options{Floor: 1 << 16}, Oldest: func() hlc.Timestamp { return hlc.Timestamp(oldest.Load()) }})
		n.check(err)
		c.Start()
		defer c.Close()
		write := func(d time.Duration) {
			for began := time.Now(); time.Since(began) < d; time.Sleep(time.Second) {
				n.put(make([]byte, 500))
			}
		}
		write(30 * time.Minute)
		if v := n.versions(); v < 600 || v > 900 {
			t.Errorf("after half an hour of a write a second: %d versions, want those of ten minutes and a little", v)
		}
		now := n.clock.Now().Timestamp()
		for _, back := range []time.Duration{0, time.Minute, 9*time.Minute + 50*time.Second} {
			if err := n.readAt(now.Add(-back)); err != nil {
				t.Errorf("%v ago: %v", back, err)
			}
		}
		var refused *kvpb.Refused
		if err := n.readAt(now.Add(-25 * time.Minute)); !errors.As(err, &refused) || refused.Reason != kvpb.ReasonThreshold {
			t.Errorf("25 minutes ago: %v", err)
		}
		oldest.Store(int64(now))
		write(30 * time.Minute)
		if err := n.readAt(now); err != nil {
			t.Errorf("at the open snapshot: %v", err)
		}
		if v := n.versions(); v < 1800 {
			t.Errorf("with a snapshot of half an hour ago: %d versions", v)
		}
		oldest.Store(int64(hlc.Max))
		write(2 * time.Minute)
		if v := n.versions(); v > 900 {
			t.Errorf("after it has ended: %d versions", v)
		}
		t.Logf("%+v", c.Stats())
	})
}
