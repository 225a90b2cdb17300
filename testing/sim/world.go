package sim

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/store"
	"github.com/isochrondb/isochron/testing/lossy"
	"github.com/isochrondb/isochron/testing/workload"
	"github.com/isochrondb/isochron/txn/coord"
	"github.com/isochrondb/isochron/txn/deadlock"
	"github.com/isochrondb/isochron/txn/recover"
)

// World is a store with its gateways.
type World struct {
	c        Config
	bound    *bound.Bound // the store's node's
	recover  *recover.Recoverer
	settler  late
	deadlock *deadlock.Detector
	inner    *lossy.Sender // the store's own way to the ranges, for recovery
	front    kvpb.Sender   // the door to the store, traced if asked for
	door     door
	node     atomic.Pointer[node] // the newest incarnation of the store's process

	mu       sync.Mutex // guards what follows; a leaf
	rng      *rand.Rand
	gateways []*gateway // the newest of each node
	retired  []*gateway
	vanished int
	broken   []string // what should not have happened

	healed atomic.Bool
	ctx    context.Context // of background faults
	cancel context.CancelFunc
	work   sync.WaitGroup

	revokes, splits, crashes atomic.Int64
}

// node is one incarnation of the store's process.
type node struct {
	fs     pebbleengine.CrashFS
	engine engine.Engine
	clock  *hlc.Clock
	store  *store.Store
}

// gateway is one incarnation of a gateway's process.
type gateway struct {
	workload.Gateway
	node   uint32
	epoch  uint64
	clock  *hlc.Clock
	hop    *lossy.Sender
	cancel context.CancelFunc
	closed sync.Once
}

// Open builds a world. It must run in a synctest bubble. Close it.
func Open(c Config) (*World, error) {
	w := &World{c: c, rng: rand.New(rand.NewPCG(c.Seed, 0xfa17))}
	w.ctx, w.cancel = context.WithCancel(context.Background())
	if err := w.openWorld(); err != nil {
		return nil, err
	}
	for i := range c.Gateways {
		g, err := w.newGateway(uint32(i+1), 1)
		if err != nil {
			return nil, err
		}
		w.gateways = append(w.gateways, g)
	}
	return w, nil
}

// skewed is a clock that is off by up to E.
func (w *World) skewed() (*bound.Bound, error) {
	off := w.c.MaxError - hlc.LeadMaxDefault // readings may lead their source by the rest
	if off <= 0 {
		return bound.New(bound.NewSimulated(0), 0)
	}
	source := bound.NewSimulated(time.Duration(w.rng.Int64N(2*int64(off))) - off)
	source.SetError(off)
	return bound.New(source, w.c.MaxError)
}

func (w *World) openWorld() (err error) {
	if w.bound, err = w.skewed(); err != nil {
		return err
	}
	w.deadlock = deadlock.New(deadlock.Options{Delay: time.Millisecond})
	n, err := w.openNode(pebbleengine.NewCrashFS())
	if err != nil {
		return err
	}
	w.node.Store(n)
	w.door.open(n.store)
	w.front = &w.door
	if w.c.Trace != nil {
		w.front = &tracer{Sender: w.front, start: time.Now(), print: w.c.Trace}
	}
	w.inner = lossy.New(w.front, faults{w, nil})
	way, err := distsender.New(distsender.Options{NodeID: 1, Local: w.inner, Clock: clockOf{w}, Known: w})
	if err != nil {
		return err
	}
	w.recover = recover.New(recover.Options{
		Router: way, Clock: clockOf{w}, Planted: w.c.PlantedRecover, Limits: recover.Limits{Grace: w.c.Grace + 1, AskFor: 2 * time.Second},
	})
	w.settler.to.Store(w.recover)
	return nil
}

// openNode starts the store on a file system, which may be what a power cut left.
func (w *World) openNode(fs pebbleengine.CrashFS) (n *node, err error) {
	n = &node{fs: fs}
	if n.engine, err = pebbleengine.Open(pebbleengine.Options{FS: fs, Dir: "store", MemTableBytes: 256 << 10, CacheBytes: 1 << 20, StretchKeys: 2}); err != nil {
		return nil, err
	}
	v, ok, err := n.engine.Get(keys.StoreClock(), nil)
	if err != nil {
		return nil, err
	}
	var upper hlc.Reading
	if ok {
		upper = hlc.Reading(binary.BigEndian.Uint64(v))
	}
	n.clock, err = hlc.NewClock(hlc.Options{Source: w.bound, Persisted: upper, Persist: n.persist, PersistAheadNanos: int64(20 * time.Millisecond)})
	if err != nil {
		return nil, err
	}
	ident := store.Ident{ClusterID: [16]byte{1}, NodeID: 1, StoreID: 1}
	if _, err := store.ReadIdent(n.engine); errors.Is(err, store.ErrEmpty) {
		if err := store.Bootstrap(n.engine, ident, n.clock.Now().Timestamp()); err != nil {
			return nil, err
		}
	}
	n.store, err = store.Open(w.ctx, store.Options{
		Engine: n.engine, Ident: ident, Clock: n.clock, Bound: w.bound,
		Transport: raftnet.Nobody{}, Settler: &w.settler, Observer: w.deadlock, Prober: prober{w}, Evaluator: evaluator{}, Cleaner: &w.settler,
		Replica: replica.Limits{
			BareMin: 1, GraceNanos: int64(w.c.Grace) + int64(20*time.Millisecond), SettleAfterNanos: int64(200 * time.Microsecond),
			ProbeAfterNanos: int64(10 * time.Millisecond), CloseLagNanos: int64(20 * time.Millisecond), CloseEveryNanos: int64(10 * time.Millisecond),
		},
		TickEveryNanos: int64(10 * time.Millisecond), Planted: w.c.PlantedReplica, PlantedNoSync: w.c.PlantedNoSync,
	})
	return n, err
}

func (n *node) persist(r hlc.Reading) error {
	b := n.engine.NewBatch(0)
	defer b.Close()
	if err := b.Put(keys.StoreClock(), hlc.Zero, binary.BigEndian.AppendUint64(nil, uint64(r))); err != nil {
		return err
	}
	return n.engine.Apply(b, true)
}

func (n *node) close() error {
	return errors.Join(n.store.Close(), n.clock.Close(), n.engine.Close())
}

// First and Containing implement distsender.Known.
func (w *World) First() *descriptor.Range { return w.node.Load().store.First() }

// Containing returns the range of key, as the store has it.
func (w *World) Containing(key keys.Key) *descriptor.Range {
	return w.node.Load().store.Containing(key)
}

// clockOf is the clock of the store's node, whichever incarnation.
type clockOf struct{ w *World }

func (c clockOf) Now() hlc.Reading { return c.w.node.Load().clock.Now() }

// late is a Settler that is there before what serves it.
type late struct {
	to atomic.Pointer[recover.Recoverer]
}

func (l *late) Settle(ctx context.Context, s replica.Stage) (*kvpb.Outcome, error) {
	if r := l.to.Load(); r != nil {
		return r.Settle(ctx, s)
	}
	return nil, errors.New("sim: nobody settles yet")
}

func (l *late) CleanUp(ctx context.Context, txn *kvpb.TxnMeta, anchor keys.Key, o *kvpb.Outcome) error {
	if r := l.to.Load(); r != nil {
		return r.CleanUp(ctx, txn, anchor, o)
	}
	return errors.New("sim: nobody cleans up yet")
}

// newGateway starts an incarnation of a gateway. Called in Open, or with w.mu held.
func (w *World) newGateway(node uint32, epoch uint64) (*gateway, error) {
	g := &gateway{node: node, epoch: epoch}
	b, clock := w.bound, w.node.Load().clock
	if node != 1 && w.c.MaxError > 0 { // without an error all share one clock
		var err error
		if b, err = w.skewed(); err != nil {
			return nil, err
		}
		if clock, err = hlc.NewClock(hlc.Options{Source: b}); err != nil {
			return nil, err
		}
	}
	g.clock = clock
	g.hop = lossy.New(w.front, faults{w, g})
	o := distsender.Options{NodeID: node, Local: g.hop, Clock: clock, Known: w}
	if node != 1 {
		o.Peers = peers{g.hop}
	}
	way, err := distsender.New(o)
	if err != nil {
		return nil, err
	}
	g.Ctx, g.cancel = context.WithCancel(w.ctx)
	limits := coord.Limits{
		Timeout: 200 * time.Millisecond, AskAgain: 5 * time.Second, Release: 50 * time.Millisecond, PageBytes: 200, BufferBytes: w.c.BufferBytes,
	}
	rec := recover.New(recover.Options{Router: way, Clock: clock, Planted: w.c.PlantedRecover, Limits: recover.Limits{AskFor: 2 * time.Second}})
	g.DB, err = coord.New(coord.Options{
		Router: way, Clock: clock, Bound: b, Recoverer: rec, NodeID: node, Epoch: epoch, Limits: limits, Planted: w.c.Planted,
	})
	g.Label = fmt.Sprintf("n%d.%d", node, epoch)
	return g, err
}

type peers struct{ to kvpb.Sender }

func (p peers) Server(uint32) kvpb.Sender { return p.to }

func (peers) RTT(uint32) (smoothed, longest time.Duration) { return 0, 0 }

// shut ends a gateway's goroutines; rudely if it has vanished.
func (g *gateway) shut() {
	g.closed.Do(func() {
		ctx, stop := context.WithTimeout(context.Background(), 30*time.Second)
		defer stop()
		if g.Gone() {
			stop()
		}
		g.cancel()
		_ = g.DB.Close(ctx)
		g.hop.Close()
	})
}

// Gateway returns one of the gateways that are there.
func (w *World) Gateway(client int) *workload.Gateway {
	w.mu.Lock()
	defer w.mu.Unlock()
	return &w.gateways[client%len(w.gateways)].Gateway
}

// Heal ends all faults.
func (w *World) Heal() {
	w.mu.Lock()
	w.healed.Store(true)
	w.mu.Unlock()
	w.work.Wait() // nothing is added once it is healed
}

// Close ends the world.
func (w *World) Close() error {
	w.Heal()
	w.cancel()
	for _, g := range append(w.retired, w.gateways...) {
		g.shut()
	}
	w.inner.Close()
	return errors.Join(w.node.Load().close(), w.deadlock.Close())
}

// prober asks gateways by way of a network of its own.
type prober struct{ w *World }

func (p prober) TxnOpen(_ context.Context, txn *kvpb.TxnMeta) (bool, error) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	for _, g := range p.w.gateways {
		if g.node == txn.Gateway {
			return (txn.SessionEpoch == 0 || g.epoch == txn.SessionEpoch) && g.DB.TxnOpen(txn.ID()), nil
		}
	}
	return true, nil
}

// faults decides about the messages of one gateway, or (nil) of the store.
type faults struct {
	w *World
	g *gateway
}

// Fate implements lossy.Faults.
func (f faults) Fate(m lossy.Message) lossy.Fate {
	w := f.w
	if f.g != nil && f.g.Gone() { // nothing leaves it any more
		return lossy.Fate{Lost: true, Timeout: time.Hour}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.healed.Load() {
		return lossy.Fate{}
	}
	w.strike(f.g, m)
	fate := lossy.Fate{Timeout: w.c.Timeout, Delay: w.delay(), ReplyDelay: w.delay()}
	fate.Lost = w.rng.Float64() < w.c.Loss
	fate.ReplyLost = w.rng.Float64() < w.c.Loss
	for w.rng.Float64() < w.c.Double && len(fate.Copies) < 2 {
		fate.Copies = append(fate.Copies, w.delay()*time.Duration(w.rng.IntN(8)))
	}
	return fate
}

// delay is how long one message takes. w.mu is held.
func (w *World) delay() time.Duration {
	if w.c.Delay == 0 || w.rng.IntN(3) == 0 {
		return 0
	}
	return time.Duration(w.rng.Int64N(int64(w.c.Delay)))
}

// strike lets something happen while a message passes. w.mu is held.
func (w *World) strike(g *gateway, m lossy.Message) {
	if w.rng.Float64() < w.c.Revoke && m.RangeID != 0 {
		graceful := w.rng.IntN(2) == 0
		w.later(func() {
			err := w.node.Load().store.RevokeLease(w.ctx, m.RangeID, graceful)
			w.trace("revoke r%d graceful %v: %v", m.RangeID, graceful, err)
			if err == nil {
				w.revokes.Add(1)
			}
		})
	}
	if w.rng.Float64() < w.c.Split {
		at := workload.ListKey(w.rng.IntN(w.c.Lists))
		if w.rng.IntN(3) == 0 {
			at = workload.AccountKey(w.rng.IntN(w.c.Accounts))
		}
		w.later(func() {
			err := w.split(w.ctx, at)
			w.trace("split at %s: %v", short(at), err)
			if err == nil {
				w.splits.Add(1)
			}
		})
	}
	if g != nil && w.rng.Float64() < w.c.Vanish && w.vanished < w.c.VanishMax {
		w.vanish(g)
	}
	if w.rng.Float64() < w.c.Crash && int(w.crashes.Load()) < w.c.CrashMax {
		w.crash()
	}
}

// crash cuts the power of the store's node in the middle of what it does, and
// starts it again on what its disk holds. The gateways of that machine go with
// it: all, where they share its clock. w.mu is held.
func (w *World) crash() {
	old := w.node.Load()
	behind := w.door.shut()
	if behind == nil {
		return // it is down already
	}
	w.crashes.Add(1)
	w.trace("power cut")
	fs := old.fs.Crash(w.rng.IntN(101), w.rng)
	down := time.Duration(w.rng.Int64N(int64(10 * time.Millisecond)))
	var gone []*gateway
	for _, g := range w.gateways {
		if g.node == 1 || w.c.MaxError == 0 {
			g.Vanish()
			gone = append(gone, g)
		}
	}
	w.work.Go(func() {
		err := old.store.Close()
		<-behind.empty
		err = errors.Join(err, old.clock.Close(), old.engine.Close())
		w.trace("what lost its power is closed: %v", err)
		time.Sleep(down)
		w.restart(fs, gone)
	})
}

// restart brings the store and the gateways of its machine back.
func (w *World) restart(fs pebbleengine.CrashFS, gone []*gateway) {
	n, err := w.openNode(fs)
	w.trace("power is back: %v", err)
	w.mu.Lock()
	defer w.mu.Unlock()
	if err != nil {
		w.broken = append(w.broken, fmt.Sprintf("the store does not open after a power cut: %v", err))
		return
	}
	w.node.Store(n)
	w.door.open(n.store)
	for _, g := range gone {
		w.replace(g)
	}
}

func (w *World) trace(format string, args ...any) {
	if w.c.Trace != nil {
		w.c.Trace(fmt.Sprintf(format, args...))
	}
}

// later runs f at some near moment. w.mu is held.
func (w *World) later(f func()) {
	after := time.Duration(w.rng.Int64N(int64(w.c.Delay) + 1))
	w.work.Go(func() {
		time.Sleep(after)
		f()
	})
}

// vanish ends a gateway in the middle of what it does, and starts its next
// incarnation. w.mu is held.
func (w *World) vanish(g *gateway) {
	if g.Gone() {
		return
	}
	w.vanished++
	w.trace("%s vanishes", g.Label)
	g.Vanish()
	w.replace(g)
}

// replace starts the next incarnation of a gateway that is gone. w.mu is held.
func (w *World) replace(g *gateway) {
	for i, x := range w.gateways {
		if x != g {
			continue
		}
		next, err := w.newGateway(g.node, g.epoch+1)
		if err != nil {
			w.broken = append(w.broken, err.Error())
			return
		}
		w.gateways[i] = next
		w.retired = append(w.retired, g)
		w.work.Go(g.shut)
	}
}

// split makes at a boundary.
func (w *World) split(ctx context.Context, at keys.Key) error {
	d := w.Containing(at)
	if d == nil || d.Start.Compare(at) == 0 {
		return errors.New("sim: nothing to split")
	}
	h := &kvpb.Header{RangeId: d.ID, Generation: d.Generation}
	return w.front.Send(ctx, &kvpb.SplitRequest{Header: h, Key: at}, &kvpb.SplitResponse{})
}

// begin makes the ranges that the world starts with.
func (w *World) begin(ctx context.Context) error {
	for i := 1; i < w.c.Ranges; i++ {
		at := workload.ListKey(i * w.c.Lists / w.c.Ranges)
		if i == w.c.Ranges-1 {
			at = workload.AccountKey(w.c.Accounts / 2)
		}
		if err := w.split(ctx, at); err != nil && w.Containing(at).Start.Compare(at) != 0 {
			return err
		}
	}
	return nil
}
