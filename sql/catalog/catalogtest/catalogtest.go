// Package catalogtest gives tests of the rooms around the catalog a real
// transaction layer over a store in memory, without SQL above it.
package catalogtest

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/store"
	"github.com/isochrondb/isochron/txn/coord"
	"github.com/isochrondb/isochron/txn/deadlock"
	"github.com/isochrondb/isochron/txn/recover"
)

// Disk outlives a DB: open another on it to restart.
type Disk struct{ fs pebbleengine.FS }

// NewDisk returns an empty disk in memory.
func NewDisk() *Disk { return &Disk{fs: pebbleengine.MemFS()} }

// DB is a running store with its coordinator.
type DB struct {
	*coord.DB
	Router *distsender.Router
	parts  parts
	engine engine.Engine
	clock  *hlc.Clock
	bound  coord.Bound
	store  *store.Store
	closed bool
	budget time.Duration
}

// Open starts a store on disk; it ends with the test, or with Close.
func Open(t testing.TB, disk *Disk) *DB {
	t.Helper()
	return OpenBudget(t, disk, 0)
}

// OpenBudget is Open in a cluster whose clocks may be off by budget (E).
func OpenBudget(t testing.TB, disk *Disk, budget time.Duration) *DB {
	t.Helper()
	db := &DB{budget: budget}
	if err := db.open(disk); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close(t) })
	return db
}

func (db *DB) open(disk *Disk) (err error) {
	ctx := context.Background()
	if db.engine, err = pebbleengine.Open(pebbleengine.Options{FS: disk.fs, Dir: "store", CacheBytes: 8 << 20, MemTableBytes: 4 << 20}); err != nil {
		return err
	}
	source := bound.Zero()
	var upper hlc.Reading
	if v, found, err := db.engine.Get(keys.StoreClock(), nil); err != nil {
		return err
	} else if found {
		ts, _, err := hlc.Decode(v)
		if err != nil {
			return err
		}
		upper = hlc.Reading(ts)
	}
	if db.clock, err = hlc.NewClock(hlc.Options{Source: source, Persisted: upper, Persist: db.persist, PersistAheadNanos: int64(db.serveAhead())}); err != nil {
		return err
	}
	if _, err := store.ReadIdent(db.engine); err != nil {
		id := store.Ident{NodeID: 1, StoreID: 1, ClusterID: [16]byte{1}}
		if err := store.Bootstrap(db.engine, id, db.clock.Now().Timestamp()); err != nil {
			return err
		}
	}
	b, err := bound.New(source, db.budget)
	if err != nil {
		return err
	}
	db.parts.joined = make(chan struct{})
	db.store, err = store.Open(ctx, store.Options{Engine: db.engine, Clock: db.clock, Bound: b, Transport: raftnet.Nobody{}, Settler: &db.parts, Observer: &db.parts, Prober: &db.parts,
		Replica: replica.Limits{AheadMaxNanos: int64(db.serveAhead())}})
	if err != nil {
		return err
	}
	if db.Router, err = distsender.New(distsender.Options{NodeID: 1, Local: db.store, Clock: db.clock, Known: db.store}); err != nil {
		return err
	}
	db.parts.detector = deadlock.New(deadlock.Options{})
	db.parts.recoverer = recover.New(recover.Options{Router: db.Router, Clock: db.clock})
	db.bound = waiter{b, db.clock}
	db.DB, err = coord.New(coord.Options{Router: db.Router, Clock: db.clock, Bound: db.bound, Recoverer: db.parts.recoverer, NodeID: 1,
		Epoch: uint64(db.clock.Now())})
	if err == nil {
		db.parts.join(1, db.DB)
		close(db.parts.joined)
	}
	return err
}

// serveAhead is how far ahead of now the ranges serve. They have one voter, whose lease is
// made long enough for messages that take time and clocks that are off; 0: as always.
func (db *DB) serveAhead() time.Duration { return 100 * db.budget }

func (db *DB) persist(upper hlc.Reading) error {
	b := db.engine.NewBatch(64)
	defer b.Close()
	if err := b.Put(keys.StoreClock(), hlc.Zero, upper.Timestamp().Append(nil)); err != nil {
		return err
	}
	return db.engine.Apply(b, true)
}

// Close ends the store.
func (db *DB) Close(t testing.TB) {
	if db.closed {
		return
	}
	db.closed = true
	for _, f := range []func() error{
		func() error { return db.DB.Close(context.Background()) }, db.parts.detector.Close, db.store.Close, db.clock.Close, db.engine.Close,
	} {
		if err := f(); err != nil {
			t.Error(err)
		}
	}
}

// parts are the servers of the ranges' doors.
type parts struct {
	mu        sync.Mutex
	gateways  map[uint32]*coord.DB // with mu held; by node
	recoverer *recover.Recoverer
	detector  *deadlock.Detector
	joined    chan struct{}
}

// Settle implements replica.Settler.
func (p *parts) Settle(ctx context.Context, s replica.Stage) (*kvpb.Outcome, error) {
	<-p.joined
	return p.recoverer.Settle(ctx, s)
}

// Waits implements replica.WaitObserver.
func (p *parts) Waits(w *replica.Wait) { p.detector.Waits(w) }

// Ends implements replica.WaitObserver.
func (p *parts) Ends(id uint64) { p.detector.Ends(id) }

func (p *parts) join(node uint32, db *coord.DB) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.gateways == nil {
		p.gateways = map[uint32]*coord.DB{}
	}
	p.gateways[node] = db
}

// TxnOpen implements replica.Prober.
func (p *parts) TxnOpen(_ context.Context, txn *kvpb.TxnMeta) (bool, error) {
	<-p.joined
	p.mu.Lock()
	db := p.gateways[txn.Gateway]
	p.mu.Unlock()
	return db != nil && db.TxnOpen(txn.ID()), nil
}

type waiter struct {
	*bound.Bound
	clock *hlc.Clock
}

// Wait is Rule W's.
func (w waiter) Wait(ctx context.Context, until hlc.Timestamp) error {
	return w.clock.Wait(ctx, until.Add(w.Epsilon()))
}
