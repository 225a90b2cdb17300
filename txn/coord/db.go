package coord

import (
	"context"
	"errors"
	"maps"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/panics"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// DB begins transactions at one gateway. Safe for concurrent use.
// Its goroutines: those of tasks, which run behind acknowledgements and for pages that are read ahead. Close
// waits for all of them.
type DB struct {
	o     Options
	rules rules
	pool  sync.Pool // of *Txn

	// A commit that has been sent goes on when its client has gone (Commit), so most requests of one use ctx.
	ctx context.Context // of what must not end with a client's statement; ends in Close
	// clocks is that of waits for a clock to get well; ends in CutOff, too.
	clocks context.Context
	cutOff func()
	stop   context.CancelFunc

	slots chan struct{} // one for each transaction that may be staged and undecided
	// cleanups has one for each that is decided and may be resolved by its gateway.
	cleanups chan struct{}
	tasks    tasks
	open     registry
	metrics  Metrics
	// wait, margin, lag and last are the clock's and the bound's own where they have them; see New.
	wait   func(ctx context.Context, until hlc.Timestamp) error // Rule W, with ε
	margin func() time.Duration                                 // by how much a reading exceeds what was acknowledged before: ε, where the bound says nothing else
	lead   lead                                                 // how far ahead a c is chosen
	lag    func() (time.Duration, bool)                         // Late.Lag; ε, and false, of other bounds
	far    *wan.Leaders                                         // nil: all is near
	places *wan.Places                                          // nil: distance is not counted
	last   func() hlc.Reading
	near   chan struct{} // one for each page that is read here ahead

	usage   usage
	forgets forgets

	present   *nearby // of ranges whose present is read nearby; nil: there are none
	past      past
	pastSlots chan struct{} // one for each leaseholder that is being told of reads of the past
}

// New returns a coordinator. Close it.
// It starts nothing: goroutines come with transactions.
func New(o Options) (*DB, error) {
	if err := o.validate(); err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(context.Background())
	clocks, cutOff := context.WithCancel(ctx)
	db := &DB{o: o, rules: rules{o.Planted}, ctx: ctx, stop: stop, clocks: clocks, cutOff: cutOff, slots: make(chan struct{}, o.Limits.Stages), cleanups: make(chan struct{}, o.Limits.Resolvers),
		near: make(chan struct{}, o.Limits.NearReads), pastSlots: make(chan struct{}, tellingMax)}
	if o.Present != nil {
		db.present = newNearby(db)
		db.present.shared = true
	}
	db.tasks.idle = make(chan struct{})
	db.forgets.late = make(chan struct{})
	db.wait, db.margin = o.ruleW(), o.Bound.Epsilon
	db.lag = func() (time.Duration, bool) { return o.Bound.Epsilon(), false }
	if l, ok := o.Bound.(Late); ok {
		db.lag = l.Lag
	}
	if m, ok := o.Bound.(interface{ Margin() time.Duration }); ok {
		db.margin = m.Margin
	}
	// Capabilities of the router and the clock are asked for once, here: those of tests have fewer.
	if l, ok := o.Router.(interface {
		Leader(*descriptor.Range) uint32
	}); ok && o.Distances != nil {
		db.far = &wan.Leaders{Distances: o.Distances, Leader: l, Self: o.NodeID}
		if o.Regions != nil {
			db.places = &wan.Places{Regions: o.Regions, Far: db.far, FreeQuorums: db.rules.freeQuorums()}
		}
	}
	db.last = func() hlc.Reading { return o.Clock.Now() }
	if c, ok := o.Clock.(interface{ Last() hlc.Reading }); ok {
		db.last = c.Last
	}
	// Each Txn from the pool was reset, or is new.
	db.pool.New = func() any { return new(Txn) }
	return db, nil
}

// Last is a reading that was given out: whatever begins from here on reads above it.
func (db *DB) Last() hlc.Timestamp { return db.last().Timestamp() }

// Elsewhere reports whether ranges may be led by other nodes.
func (db *DB) Elsewhere() bool { return db.far != nil }

// CutOff ends what waits for readings of a clock that is not well, with *ClosedError: nobody is left
// to hear what comes of it.
func (db *DB) CutOff() { db.cutOff() }

// Close ends the gateway. Transactions that are open fail with *ClosedError at
// their next call. It waits for what resolves behind acknowledgements, as long
// as ctx allows.
// First late names are told at once, then no more tasks begin and those that run are waited for, then
// everything else is cut off.
func (db *DB) Close(ctx context.Context) error {
	var err error
	db.forgets.once.Do(func() { close(db.forgets.late) })
	select {
	case <-db.tasks.close():
	case <-ctx.Done():
		err = ctx.Err()
	}
	db.stop()
	// Tasks that ctx did not wait for end with db.ctx.
	<-db.tasks.idle
	return err
}

// Now returns a clock reading.
func (db *DB) Now() hlc.Timestamp { return db.o.Clock.Now().Timestamp() }

// TxnOpen answers a waiter's probe: whether a transaction of this gateway may
// still use its locks. A lock granted late to a transaction that is over is so
// found and removed.
// Its answer may be old by the time it is used only in one direction: an open transaction may be over by then.
func (db *DB) TxnOpen(id kvpb.TxnID) bool { return db.open.has(id) }

// Open returns how many transactions hold or have asked for locks.
func (db *DB) Open() int { return db.open.len() }

// Holders are the transactions that hold or have asked for locks, and the process IDs of their
// sessions (0: internal ones).
func (db *DB) Holders() map[kvpb.TxnID]int32 { return db.open.all() }

// tasks counts the goroutines of a DB, so that Close can wait for them.
type tasks struct {
	mu     sync.Mutex // a leaf
	n      int
	closed bool
	idle   chan struct{} // closed when closed and n == 0
}

// run runs f in a goroutine, or reports false where Close has begun.
// f must end when db.ctx does.
func (t *tasks) run(f func()) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.closed {
		return false
	}
	t.n++
	go func() {
		defer t.done()
		f()
	}()
	return true
}

// done is told by each task at its end. The last one of a closed set closes idle.
func (t *tasks) done() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.n--; t.n == 0 && t.closed {
		close(t.idle)
	}
}

// close may be called again; the channel is the same.
func (t *tasks) close() <-chan struct{} {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.closed {
		t.closed = true
		if t.n == 0 {
			close(t.idle)
		}
	}
	return t.idle
}

// isClosed reports whether the gateway closes. It may by the time that it is used: run says for
// sure.
func (t *tasks) isClosed() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.closed
}

// registry knows the transactions that may hold locks. Reading transactions
// never come here.
type registry struct{ shards [16]registryShard }

// Sharded, since each writing transaction takes it twice.
type registryShard struct {
	mu  sync.Mutex           // a leaf
	ids map[kvpb.TxnID]int32 // the sessions' process IDs
	_   [40]byte             // a cache line each
}

// Readings differ in their low bits, and a reading's lowest may be a counter.
func (r *registry) shard(id kvpb.TxnID) *registryShard { return &r.shards[(id.Hi>>8^id.Hi)%16] }

// add makes the transaction known as one of the session with this process ID. It comes before
// the first lock is asked for: who waits for a lock asks whether its holder still runs.
func (r *registry) add(id kvpb.TxnID, pid int32) {
	s := r.shard(id)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ids == nil {
		s.ids = make(map[kvpb.TxnID]int32)
	}
	s.ids[id] = pid
}

// remove forgets it, at its end. To remove what is not there does nothing.
func (r *registry) remove(id kvpb.TxnID) {
	s := r.shard(id)
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.ids, id)
}

// has reports whether the transaction still runs here.
func (r *registry) has(id kvpb.TxnID) bool {
	s := r.shard(id)
	s.mu.Lock()
	defer s.mu.Unlock()
	_, ok := s.ids[id]
	return ok
}

// all is a copy, of no single moment: the shards are locked one after the other.
func (r *registry) all() map[kvpb.TxnID]int32 {
	out := map[kvpb.TxnID]int32{}
	for i := range r.shards {
		s := &r.shards[i]
		s.mu.Lock()
		maps.Copy(out, s.ids)
		s.mu.Unlock()
	}
	return out
}

// len counts them, likewise of no single moment.
func (r *registry) len() (n int) {
	for i := range r.shards {
		s := &r.shards[i]
		s.mu.Lock()
		n += len(s.ids)
		s.mu.Unlock()
	}
	return n
}

// Run runs f in a transaction and commits it, again while it fails with a
// *RetryError, a *StatementRetry or a *DeadlockError, until ctx ends. f must
// have no effects outside of its transaction. For internal callers.
// Age stays that of the first attempt, so a transaction that is run again gets old, and wins in the end.
func (db *DB) Run(ctx context.Context, o TxnOptions, f func(ctx context.Context, t *Txn) error) error {
	for {
		t := db.Begin(o)
		err := f(ctx, t)
		if err == nil {
			_, err = t.Commit(ctx)
		}
		if err == nil {
			return nil
		}
		t.Rollback(ctx)
		if !retryable(err) {
			return err
		}
		o.Age, o.Retry = t.meta.Age, o.Retry+1
		if err := db.pause(ctx, min(o.Retry, 6)); err != nil {
			return err
		}
	}
}

// Not *AmbiguousError: the first attempt may have committed.
func retryable(err error) bool {
	var r *RetryError
	var s *StatementRetry
	var d *DeadlockError
	return errors.As(err, &r) || errors.As(err, &s) || errors.As(err, &d)
}

// lookup finds the range of key. The directory is read like any range: its
// answers may fail to come.
func (db *DB) lookup(ctx context.Context, key keys.Key) (*descriptor.Range, error) {
	desc, err := db.o.Router.Lookup(ctx, key)
	if err == nil {
		return desc, nil
	}
	return db.lookupAgain(ctx, key, err)
}

// The first failure is taken as the first answer of a pursuit, so that a look-up that works costs nothing
// more.
func (db *DB) lookupAgain(ctx context.Context, key keys.Key, failed error) (desc *descriptor.Range, err error) {
	p := db.pursuit()
	find := func(ctx context.Context, key keys.Key) (*descriptor.Range, error) {
		if err := failed; err != nil {
			failed = nil
			return nil, err
		}
		return db.o.Router.Lookup(ctx, key)
	}
	err = p.Until(ctx, key, find, func(d *descriptor.Range) error {
		desc = d
		return nil
	})
	return desc, gaveUp(err)
}

// acknowledge is Rule W (T1): it returns when every clock has passed ts. It
// can't be abandoned by a client.
func (db *DB) acknowledge(ts hlc.Timestamp) {
	if ts == 0 {
		return
	}
	// The context ends in Close only; whoever waits then gets no connection to
	// hear it on.
	// The bound may shrink while it is waited for: the lesser of both is what a reading must exceed ts by.
	before := db.margin()
	if db.wait(db.ctx, ts) != nil {
		return
	}
	// A clock that has got ill since gives old readings, which say nothing.
	if now, sound := db.o.Clock.Sound(); sound && now.Timestamp() <= ts.Add(min(before, db.margin())) {
		db.metrics.BrokenT1.Add(1)
	}
}

// parallel runs f(0) to f(n-1) at once, the last on this goroutine, and waits. A panic of
// one is this goroutine's, when all have ended: ranges of this node evaluate what users
// wrote on whatever goroutine asks them.
// Not bounded here: callers have as many as a commit has ranges, or bound n themselves.
func parallel(n int, f func(i int)) {
	switch {
	case n <= 0:
		return
	case n == 1:
		f(0)
		return
	}
	var wg sync.WaitGroup
	var caught atomic.Pointer[panics.Moved]
	one := func(i int) {
		var m *panics.Moved
		defer func() {
			if m != nil {
				caught.CompareAndSwap(nil, m)
			}
		}()
		defer panics.Catch(&m)
		f(i)
	}
	for i := range n - 1 {
		wg.Go(func() { one(i) })
	}
	one(n - 1)
	wg.Wait()
	caught.Load().Raise()
}

// Router returns the way to the ranges, for work outside of transactions
// (splits, bulk loads).
func (db *DB) Router() Router { return db.o.Router }

// Resolving returns how many transactions are staged and not yet resolved.
func (db *DB) Resolving() int { return len(db.slots) + len(db.cleanups) }
