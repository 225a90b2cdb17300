// Package store holds all replicas of one disk.
//
// # Parts
//
//	server   kvpb.Sender: finds the replica of a request by its range ID
//	handle   its hold of one range's replica: asleep (a descriptor, nothing else), waking, serving
//	loop     one goroutine that owns all Raft groups and writes all logs (range/raftloop);
//	events   what follows on what it says of the ranges
//	queues   background work, a goroutine for each kind: splits, directory rows, merges (range/queue)
//	ticker   one goroutine that is there only while some range has timestamps to close
//
// and, for the ways to other stores,
//
//	liveness  asks other stores for support, and promises it to them (range/storeliveness)
//	snapshots whole ranges on their way to new and lagging replicas (range/snapshot)
//
// A range that nobody asks costs its handle: it has no goroutine, no timer, and
// until the first request since the start no replica and no Raft group.
//
// # How a commit travels
//
//	proposer ──queue──► loop: Propose, Ready, one batch, one sync, Appended, Ready,
//	                            apply all ranges' entries as one unsynced batch, done
//	         ◄──done──
//
// Two goroutine switches. Whatever is proposed during a sync shares the next one.
// With peers, what the leader says to them leaves before the sync; what answers it
// leaves after the follower's.
//
// # Leases
//
// A range with one replica is served here without an end. One with peers is served
// while this store leads its group, up to a timestamp until which a quorum of its
// stores has promised to elect nobody else (transactions.md, section 7):
//
//	lost      the promises run out; another is elected, and begins above its own clock + ε
//	given up  TransferLease: frozen, drained, its end logged with its marks and locks; the
//	          other campaigns at once, whatever the promises
//	led on    the log writer extends the leases that somebody asks about with each
//	          renewal; others are extended when somebody asks, so that they cost nothing
//
// # Durability
//
// A command is acknowledged when its log entry is synced and applied. The
// applied state is written unsynced; after a crash the entries after it are
// applied again from the log. The engine's log keeps the order of writes, so
// what survives is always a prefix: an applied index never outlives its effects,
// nor a truncation the effects of what it dropped. When a sync fails the store
// is over: nothing more is written or answered (it is unknown what the disk
// holds), and what was in flight is unknown to its proposers.
//
// The package knows Raft only through package consensus, transactions not at all,
// and whether to split only through Policy. It upholds T4, T5 and T9 by applying
// entries in order, each once, and T3 between leases; the rest is the replica's.
package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/codeprobe"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/range/queue"
	"github.com/isochrondb/isochron/range/raftloop"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/rows"
	"github.com/isochrondb/isochron/range/storeliveness"
	"github.com/isochrondb/isochron/range/support"
)

// Clock is the node's clock (hlc.Clock).
// Physical is in wall nanoseconds; it is compared, never given out as a reading.
type Clock interface {
	replica.Clock
	// Physical is what its source says.
	Physical() int64
}

// Routes finds the ranges that the store itself writes to: the directory's and
// the system's. The router serves it; nil means that they are all here.
type Routes = distsender.Routes

// Policy decides about splits (range/allocator serves it). Pure functions.
type Policy = queue.Policy

// Listener hears of what was applied (range/feed serves it). Its methods are
// called by the log writer: they must not block.
// It is called often, once for each range and turn.
type Listener interface {
	// Applied says that entries of the range have been applied.
	Applied(d *descriptor.Range)
}

// Options configures a Store. Zero values mean the defaults named.
//
// It is copied by Open. Functions in it are called from several goroutines unless
// it says otherwise.
type Options struct {
	Engine engine.Engine // used, not closed
	Ident  Ident         // expected: zero fields are not compared
	Clock  Clock
	Bound  replica.Bound // nil: zero

	Settler    replica.Settler
	Observer   replica.WaitObserver
	Prober     replica.Prober
	Evaluator  replica.Evaluator
	Shown      func(kvpb.TxnID) // as in replica.Options
	Cleaner    replica.Cleaner
	Replica    replica.Limits
	Metrics    *replica.Metrics
	Planted    replica.Planted  // for tests
	CodeProbes *codeprobe.Paths // likewise: told of rare paths; nil: nobody is

	Routes   Routes   // nil: all ranges are here
	Policy   Policy   // nil: ranges split on request alone
	Listener Listener // nil: nobody hears
	// Reconfigured is told what range has other replicas from now on, on each store that has one of them, by an
	// entry or by a state that it took in. Called by the log writer, too: it must not block. Nil: nobody is told.
	Reconfigured func(*descriptor.Range)

	// Transport carries messages to other stores; raftnet.Nobody where there are none.
	Transport raftnet.Transport
	// Alone says that no other store holds ranges, nor may before a later entry of this one's log
	// says so: commits may be seen by later ones while their sync is under way (raftloop/sync.go). Nil: it
	// is not known.
	Alone   func() bool
	Support support.Timing // zero: what range/support derives from the clocks and RoundTrips
	// RoundTrips are the measured round trips to the stores that this one shares ranges with,
	// or to their nodes: leases last, and elections are tried again, as long as the slowest asks
	// for. Nil: not known. Called about once in a second.
	RoundTrips func() []time.Duration
	Seed       uint64 // spreads elections

	Log *slog.Logger // nil: silent

	RaftTickNanos int64 // of groups with peers that are awake; 100 ms
	ElectionTicks int   // of silence before a campaign, at least; 10
	// CloseAhead is replica.Options.CloseAhead: nil: no range's present is read at its replicas.
	CloseAhead func(d *descriptor.Range) time.Duration

	TickEveryNanos  int64 // of ranges that have timestamps to close; 200 ms
	LogBytesMax     int   // of one range's log before it is truncated; 1 MiB
	LagBytesMax     int   // of one range's log, kept for replicas that lag before they get its state; 16 MiB
	EntryCacheBytes int   // of one range's applied entries kept in memory; 64 KiB
	CycleBytesMax   int   // of commands in one batch of the log writer; 32 MiB
	SizeCheckBytes  int64 // written to a range between two looks at its size; 4 MiB
	// SnapshotDirectBytes is up to where a range's snapshot is taken in as one batch; 4 MiB. Others
	// become sorted files of SnapshotFileBytes; 16 MiB.
	SnapshotDirectBytes, SnapshotFileBytes int
	RangeIDBlock                           uint64 // range IDs taken from the counter at once; 16

	// Version says what all nodes of the cluster understand.
	Version version.Gate
	// CheckEvery is how often the replicas of each range that is led here are compared by
	// themselves; 24 h. Negative: never.
	CheckEvery time.Duration

	// PlantedNoSync makes the log writer acknowledge before it is durable: for the
	// test that shows that tests notice.
	PlantedNoSync bool
	// PlantedTorn enters the commands of a commit of several ranges into their logs one by one.
	PlantedTorn bool
	// Hold is called before each turn of the log writer: a simulation stops a process there. Nil
	// in production.
	Hold func()
	// PlantedLoosePromises gives promises of support before they are durable, likewise.
	PlantedLoosePromises bool
	// PlantedLowFloor begins leases at the present instead of above it by ε, likewise.
	PlantedLowFloor bool
	// PlantedSilentVotes has votes carry no readings, likewise.
	PlantedSilentVotes bool
	// PlantedLongLease serves beyond what is supported, likewise.
	PlantedLongLease bool

	// For tests; nil: nobody hears. Called by the log writer.
	noteLease func(raftloop.LeaseNote)
	noteMerge func(raftloop.MergeNote)
}

// What range/raftloop, queue and snapshot default by themselves stays zero here.
func (o *Options) setDefaults() error {
	if o.Engine == nil || o.Clock == nil || o.Settler == nil || o.Transport == nil {
		return errors.New("store: an engine, a clock, a settler and a transport are needed")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Metrics == nil {
		o.Metrics = &replica.Metrics{}
	}
	if o.TickEveryNanos == 0 {
		o.TickEveryNanos = int64(200 * time.Millisecond)
	}
	if o.LogBytesMax == 0 {
		o.LogBytesMax = 1 << 20
	}
	if o.EntryCacheBytes == 0 {
		o.EntryCacheBytes = 64 << 10
	}
	if o.CycleBytesMax == 0 {
		o.CycleBytesMax = 32 << 20
	}
	if o.SizeCheckBytes == 0 {
		o.SizeCheckBytes = 4 << 20
	}
	if o.RaftTickNanos == 0 {
		o.RaftTickNanos = int64(100 * time.Millisecond)
	}
	if o.ElectionTicks == 0 {
		o.ElectionTicks = 10
	}
	if o.SnapshotDirectBytes == 0 {
		o.SnapshotDirectBytes = 4 << 20
	}
	if o.SnapshotFileBytes == 0 {
		o.SnapshotFileBytes = 16 << 20
	}
	if o.CheckEvery == 0 {
		o.CheckEvery = 24 * time.Hour
	}
	if o.RangeIDBlock == 0 {
		o.RangeIDBlock = 16
	}
	return nil
}

// Store is all replicas of one engine. It implements kvpb.Sender, by the range
// ID of the header, and router.Known. Safe for concurrent use.
//
// Lock order: handle.mu, rangeTable.mu, snapshots.mu, tasksMu and wrongMu are
// leaves; none is held while another is taken, nor while a replica or the loop is
// called.
type Store struct {
	o     Options
	ident Ident

	failed atomic.Pointer[error] // why the store stopped serving
	over   chan struct{}         // closed by fail
	// Set by Close first: requests that come later are sent elsewhere.
	closed atomic.Bool
	ctx    context.Context // of the store's own work
	cancel context.CancelFunc

	// Of all replicas: pools, and what reads know of the engine.
	memory *replica.Memory

	afterSplit atomic.Pointer[func()]

	ranges    rangeTable
	liveness  *storeliveness.Liveness
	snapshots *snapshots

	loop    *raftloop.Loop
	queues  *queue.Queues
	ticker  *ticker
	present *ticker // of ranges whose present is read at their replicas
	rows    *rows.Rows

	disk diskWatch

	tasksMu sync.Mutex     // guards ended, and Add against Wait; a leaf
	ended   bool           // no task may start
	tasks   sync.WaitGroup // goroutines that end by themselves, or with ctx

	wrongMu sync.Mutex               // guards what follows; a leaf
	wrong   []Wrong                  // replicas that are to be replaced
	tied    map[uint64]hlc.Timestamp // ranges that have stopped, and since when

}

// Open opens the store of an engine. It reads which ranges are here, and no
// more: each wakes with its first request, or at once where a split was left
// unfinished. It fails with ErrEmpty, ErrForeign, ErrCorrupt or ErrVersion. The
// caller closes the store.
//
// Values of ctx are kept, its end is not: Close ends the store. The order: what
// was promised, what is under way, which ranges; and only then anything that runs.
func Open(ctx context.Context, o Options) (*Store, error) {
	if err := o.setDefaults(); err != nil {
		return nil, err
	}
	id, err := ReadIdent(o.Engine)
	if err != nil {
		return nil, err
	}
	if err := id.matches(o.Ident); err != nil {
		return nil, err
	}
	s := &Store{o: o, ident: id, over: make(chan struct{}), tied: map[uint64]hlc.Timestamp{}, memory: replica.NewMemory()}
	s.ctx, s.cancel = context.WithCancel(context.WithoutCancel(ctx))
	s.rows = rows.New(rows.Options{Routes: s.routes(), Clock: o.Clock, NodeID: id.NodeID, Context: s.ctx, RangeIDBlock: o.RangeIDBlock})
	s.loop = s.newLoop()
	s.ticker = newTicker(s, time.Duration(o.TickEveryNanos), s.tick)
	s.present = newTicker(s, replica.PresentEvery, func(_ *handle, rep *replica.Replica) bool { return rep.ClosePresent() })
	if err := s.openLiveness(); err != nil {
		s.cancel()
		return nil, err
	}
	s.openQueues()
	if err = s.openSnapshots(); err != nil {
		s.cancel()
		return nil, err
	}
	if err := s.loadRanges(); err != nil {
		s.cancel()
		return nil, err
	}
	s.liveness.Start()
	s.loop.Start()
	s.queues.Start()
	s.ticker.start()
	s.present.start()
	return s, nil
}

// loadRanges makes the handles of all replicas.
// A descriptor without a replica here is one that was removed and not yet
// destroyed.
func (s *Store) loadRanges() error {
	_, descs, err := Describe(s.o.Engine)
	if err != nil {
		return err
	}
	here := descs[:0]
	for _, d := range descs {
		r, ok := d.Replica(s.ident.StoreID)
		switch {
		case !ok:
			if err := s.bury(d); err != nil {
				return err
			}
			continue
		case r.NodeID != s.ident.NodeID:
			return fmt.Errorf("%w: %s has no replica on store %d", ErrForeign, d, s.ident.StoreID)
		}
		here = append(here, d)
	}
	return s.makeHandles(here)
}

// bury removes what is left of a replica that had heard of its own removal when the process
// ended, before it was gone.
// It runs before the loop does, so nothing is halted.
func (s *Store) bury(d *descriptor.Range) error {
	b := s.o.Engine.NewBatch(0)
	defer b.Close()
	if err := destroyIn(b, d, d.NextReplicaID()); err != nil {
		return err
	}
	if err := s.o.Engine.Apply(b, true); err != nil {
		return err
	}
	s.o.Log.Info("replica removed", "range", d.ID, "heard", "before the start")
	return nil
}

// readDescriptor reads one with an iterator over the store's own keys.
func readDescriptor(it engine.Iterator, rangeID uint64) (*descriptor.Range, error) {
	key := keys.Replica(rangeID, keys.ReplicaDescriptor)
	if !it.SeekGE(key, hlc.Zero) || !bytes.Equal(it.Key(), key) {
		return nil, errors.Join(it.Err(), fmt.Errorf("%w: range %d has no descriptor", ErrCorrupt, rangeID))
	}
	v, err := it.Value()
	if err != nil {
		return nil, err
	}
	d, err := descriptor.Decode(bytes.Clone(v))
	if err != nil {
		return nil, fmt.Errorf("%w: range %d: %v", ErrCorrupt, rangeID, err)
	}
	if d.ID != rangeID {
		return nil, fmt.Errorf("%w: range %d holds the descriptor of %s", ErrCorrupt, rangeID, d)
	}
	return d, nil
}

// makeHandles makes the handles of ranges in key order.
// Ranges that overlap mean that a snapshot or a merge was half done, which batches
// exclude.
func (s *Store) makeHandles(descs []*descriptor.Range) error {
	for i, d := range descs {
		if i > 0 && bytes.Compare(descs[i-1].End, d.Start) > 0 {
			return fmt.Errorf("%w: %s and %s overlap", ErrCorrupt, descs[i-1], d)
		}
		s.ranges.add(newHandle(s, d))
		s.meet(d)
	}
	return nil
}

// Close stops serving, and returns when every goroutine has ended. Requests
// under way are answered: as unknown where they were proposed.
//
//	cancel, Cancel    queues and reads see that it ends
//	Drain             proposals are answered; none comes any more
//	Stop, stop        queues, tickers, liveness, snapshots: who might still ask for ranges
//	close             replicas, which waits for their own goroutines
//	loop.Close        the log writer, last of those that touch the engine
//	tasks             what ends by itself
func (s *Store) Close() error {
	if s.closed.Swap(true) {
		return ErrClosed
	}
	s.cancel()
	s.queues.Cancel()
	s.loop.Drain(ErrClosed) // first: a queue may wait for a proposal that nobody commits any more
	s.queues.Stop()
	s.ticker.stop()
	s.present.stop()
	s.liveness.Close()
	s.snapshots.close()
	for _, rh := range s.ranges.all() {
		rh.close()
	}
	s.loop.Close()
	s.tasksMu.Lock()
	s.ended = true
	s.tasksMu.Unlock()
	s.tasks.Wait()
	return nil
}

// background runs f in a goroutine that Close waits for. It reports whether it did.
func (s *Store) background(f func()) bool {
	s.tasksMu.Lock()
	defer s.tasksMu.Unlock()
	if s.ended {
		return false
	}
	s.tasks.Go(f)
	return true
}

// enter has Close wait for the caller's tasks.Done; false: it has begun.
// It is background for the caller's own goroutine.
func (s *Store) enter() bool {
	s.tasksMu.Lock()
	defer s.tasksMu.Unlock()
	if s.ended {
		return false
	}
	s.tasks.Add(1)
	return true
}

// fail ends serving for good, because of err.
// The first reason stays. It may be called by anybody, also with mutexes held: it
// blocks on nothing.
func (s *Store) fail(err error) {
	err = fmt.Errorf("%w: %w", ErrFailed, err)
	if s.failed.CompareAndSwap(nil, &err) {
		s.o.Log.Error("store stopped serving", "store", s.ident.StoreID, "error", err)
		close(s.over)
	}
}

// Fail ends serving for good, because the disk failed at something beside the ranges.
func (s *Store) Fail(err error) { s.fail(err) }

// Failed is closed when the store has stopped serving because its disk failed.
func (s *Store) Failed() <-chan struct{} { return s.over }

// Err returns why the store stopped serving, or nil.
func (s *Store) Err() error {
	if p := s.failed.Load(); p != nil {
		return *p
	}
	if s.closed.Load() {
		return ErrClosed
	}
	return nil
}

// WriterStats are figures of the log writer, since the start.
type WriterStats = raftloop.Stats

// WriterStats returns what was counted so far.
func (s *Store) WriterStats() WriterStats { return s.loop.Stats() }

// Ident returns who the store is.
func (s *Store) Ident() Ident { return s.ident }

// First returns the range that holds the directory, or nil if it is not here.
func (s *Store) First() *descriptor.Range {
	if rh := s.ranges.get(directory.FirstRangeID); rh != nil {
		return rh.Descriptor()
	}
	return nil
}

// Containing returns the range that holds key, or nil if it has no replica here.
func (s *Store) Containing(key keys.Key) *descriptor.Range {
	if rh := s.ranges.containing(key); rh != nil {
		return rh.Descriptor()
	}
	return nil
}

// Newer returns the range of an ID as its replica here has it, if that is newer than a generation;
// else nil.
func (s *Store) Newer(rangeID, generation uint64) *kvpb.RangeDescriptor {
	if rh := s.ranges.get(rangeID); rh != nil {
		if d := rh.Descriptor(); d != nil && d.Generation > generation {
			return d.Proto()
		}
	}
	return nil
}

// Ranges returns the ranges with a replica here, in key order.
func (s *Store) Ranges() []*descriptor.Range {
	handles := s.ranges.all()
	out := make([]*descriptor.Range, len(handles))
	for i, rh := range handles {
		out[i] = rh.Descriptor()
	}
	return out
}

// Certified is up to where the history of span is known and final on this store:
// the least of its ranges' (transactions.md, section 8). It wakes those that sleep.
func (s *Store) Certified(ctx context.Context, span keys.Span) (hlc.Timestamp, error) {
	least := hlc.Max
	err := s.each(ctx, span, func(r *replica.Replica) { least = min(least, r.Certified()) })
	return least, err
}

// Threshold is the highest collection threshold of span's ranges on this store.
func (s *Store) Threshold(ctx context.Context, span keys.Span) (hlc.Timestamp, error) {
	highest := hlc.Zero
	err := s.each(ctx, span, func(r *replica.Replica) { highest = max(highest, r.Threshold()) })
	return highest, err
}

// each calls f with the replicas of span, in key order.
// It fails with RetryElsewhere where some key has no replica here.
func (s *Store) each(ctx context.Context, span keys.Span, f func(*replica.Replica)) error {
	start, end := span.Bounds()
	for key := start; bytes.Compare(key, end) < 0; {
		rh := s.ranges.containing(key)
		if rh == nil {
			return &kvpb.RetryElsewhere{Why: "no replica of the key here"}
		}
		rep, err := rh.loaded(ctx)
		if err != nil {
			return err
		}
		key = rh.Descriptor().End // before f: a split meanwhile only makes some be asked twice
		f(rep)
	}
	return nil
}

// find returns the replica that the header names, awake.
// The common case, a range that serves under a hot lease, takes no mutex but the
// table's for reading.
func (s *Store) find(ctx context.Context, h *kvpb.Header) (*handle, *replica.Replica, error) {
	id := h.GetRangeId()
	rh := s.ranges.get(id)
	if rh == nil {
		if err := s.refusal(); err != nil {
			return nil, nil, err
		}
		return nil, nil, &kvpb.RetryElsewhere{RangeID: id, Why: "no such range on this store"}
	}
	if rep := rh.serving.Load(); rep != nil {
		if l := rh.Bounded(); l != nil && !l.Hot() {
			s.loop.Refresh(ctx, rh.Range)
		}
		return rh, rep, nil
	}
	rep, err := rh.ready(ctx)
	return rh, rep, err
}

// refusal is what a store that has failed answers to requests. A closed one sends them on, like
// one that has given its leases away.
func (s *Store) refusal() error {
	if p := s.failed.Load(); p != nil {
		return *p
	}
	return nil
}

// help adds to an answer what the store knows of key's range. Once the store
// refuses everything, that is the answer, unless the outcome is unknown.
// What came with a newer generation stays. key may be empty: then nothing is
// looked up.
func (s *Store) help(err error, key []byte) error {
	e, ok := errors.AsType[*kvpb.RetryElsewhere](err)
	if !ok {
		return err
	}
	if err := s.refusal(); err != nil {
		return err
	}
	if len(key) > 0 && (e.Range == nil || !inside(e.Range, key)) {
		if d := s.Containing(key); d != nil && (e.Range == nil || d.Generation >= e.Range.Generation) {
			e.Range = d.Proto()
		}
	}
	return err
}

// inside reports whether the range has the key.
func inside(d *kvpb.RangeDescriptor, key []byte) bool {
	return bytes.Compare(d.Start, key) <= 0 && bytes.Compare(key, d.End) < 0
}

// rangeTable is the handles by ID and by key.
//
// Both ways hold the same handles, none overlapping. Descriptors change under the
// mutex, with the place in byKey (split, widen).
type rangeTable struct {
	mu    sync.RWMutex // guards what is below; a leaf
	byID  map[uint64]*handle
	byKey []*handle // sorted by start; bounds are read with mu held
}

func (t *rangeTable) get(id uint64) *handle {
	t.mu.RLock()
	rh := t.byID[id]
	t.mu.RUnlock()
	return rh
}

// after returns the index of the first handle that starts above key.
func (t *rangeTable) after(key keys.Key) int {
	i, found := slices.BinarySearchFunc(t.byKey, key, func(rh *handle, k keys.Key) int {
		return bytes.Compare(rh.Descriptor().Start, k)
	})
	if found {
		i++
	}
	return i
}

// O(log ranges). nil: no range here has the key.
func (t *rangeTable) containing(key keys.Key) *handle {
	t.mu.RLock()
	defer t.mu.RUnlock()
	if i := t.after(key); i > 0 && t.byKey[i-1].Descriptor().Contains(key) {
		return t.byKey[i-1]
	}
	return nil
}

// A copy, by key: O(ranges).
func (t *rangeTable) all() []*handle {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return slices.Clone(t.byKey)
}

func (t *rangeTable) add(rh *handle) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.addLocked(rh)
}

func (t *rangeTable) addLocked(rh *handle) {
	if t.byID == nil {
		t.byID = make(map[uint64]*handle)
	}
	t.byID[rh.ID()] = rh
	t.byKey = slices.Insert(t.byKey, t.after(rh.Descriptor().Start), rh)
}

// split puts right beside left, whose bounds change to those of leftDesc.
func (t *rangeTable) split(left *handle, leftDesc *descriptor.Range, right *handle) {
	t.mu.Lock()
	defer t.mu.Unlock()
	left.SetDescriptor(leftDesc)
	t.byID[right.ID()] = right
	t.byKey = slices.Insert(t.byKey, t.after(right.Descriptor().Start), right)
}
