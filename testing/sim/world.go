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
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/router"
	"github.com/isochrondb/isochron/range/store"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/testing/workload"
	"github.com/isochrondb/isochron/txn/coord"
	"github.com/isochrondb/isochron/txn/deadlock"
	"github.com/isochrondb/isochron/txn/recover"
)

// World is a store with its gateways.
type World struct {
	c        Config
	engine   engine.Engine
	clock    *hlc.Clock // the store's
	bound    *bound.Bound
	store    *store.Store
	recover  *recover.Recoverer
	deadlock *deadlock.Detector
	inner    *transport.Hop // the store's own way to the ranges, for recovery
	front    kvpb.Server    // the store, traced if asked for

	mu       sync.Mutex // guards what follows; a leaf
	rng      *rand.Rand
	gateways []*gateway // the newest of each node
	retired  []*gateway
	vanished int

	healed atomic.Bool
	ctx    context.Context // of background faults
	cancel context.CancelFunc
	work   sync.WaitGroup

	revokes, splits atomic.Int64
}

// gateway is one incarnation of a gateway's process.
type gateway struct {
	workload.Gateway
	node   uint32
	epoch  uint64
	clock  *hlc.Clock
	hop    *transport.Hop
	cancel context.CancelFunc
	closed sync.Once
}

const nanosBegin = int64(time.Millisecond)

// Open builds a world. It must run in a synctest bubble. Close it.
func Open(c Config) (*World, error) {
	w := &World{c: c, rng: rand.New(rand.NewPCG(c.Seed, 0xfa17))}
	w.ctx, w.cancel = context.WithCancel(context.Background())
	if err := w.openStore(); err != nil {
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

func (w *World) openStore() (err error) {
	if w.engine, err = pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.NewCrashFS(), MemTableBytes: 256 << 10, CacheBytes: 1 << 20}); err != nil {
		return err
	}
	if w.bound, err = w.skewed(); err != nil {
		return err
	}
	w.clock, err = hlc.NewClock(hlc.Options{Source: w.bound, Persist: func(r hlc.Reading) error {
		b := w.engine.NewBatch(0)
		defer b.Close()
		if err := b.Put(keys.StoreClock(), hlc.Zero, binary.BigEndian.AppendUint64(nil, uint64(r))); err != nil {
			return err
		}
		return w.engine.Apply(b, true)
	}})
	if err != nil {
		return err
	}
	ident := store.Ident{ClusterID: [16]byte{1}, NodeID: 1, StoreID: 1}
	if err := store.Bootstrap(w.engine, ident, w.clock.Now().Timestamp()); err != nil {
		return err
	}
	w.deadlock = deadlock.New(deadlock.Options{Delay: time.Millisecond})
	settler := &late{}
	w.store, err = store.Open(w.ctx, store.Options{
		Engine: w.engine, Ident: ident, Clock: w.clock, Bound: w.bound,
		Settler: settler, Observer: w.deadlock, Prober: prober{w}, Evaluator: evaluator{}, Cleaner: settler,
		Replica: replica.Limits{
			GraceNanos: int64(w.c.Grace) + int64(20*time.Millisecond), SettleAfterNanos: int64(200 * time.Microsecond),
			ProbeAfterNanos: int64(10 * time.Millisecond), CloseLagNanos: int64(20 * time.Millisecond), CloseEveryNanos: int64(10 * time.Millisecond),
		},
		TickEveryNanos: int64(10 * time.Millisecond), Planted: w.c.PlantedReplica,
	})
	if err != nil {
		return err
	}
	w.front = w.store
	if w.c.Trace != nil {
		w.front = &tracer{Server: w.store, start: time.Now(), print: w.c.Trace}
	}
	w.inner = transport.NewHop(w.front, transport.Options{Faults: faults{w, nil}})
	way, err := router.New(router.Options{NodeID: 1, Local: w.inner, Clock: w.clock, Known: w.store})
	if err != nil {
		return err
	}
	w.recover = recover.New(recover.Options{
		Router: way, Clock: w.clock, Planted: w.c.PlantedRecover, Limits: recover.Limits{Grace: w.c.Grace + 1, AskFor: 2 * time.Second},
	})
	settler.to.Store(w.recover)
	return nil
}

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
	b, clock := w.bound, w.clock
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
	g.hop = transport.NewHop(w.front, transport.Options{Faults: faults{w, g}})
	o := router.Options{NodeID: node, Local: g.hop, Clock: clock, Known: w.store}
	if node != 1 {
		o.Peers = peers{g.hop}
	}
	way, err := router.New(o)
	if err != nil {
		return nil, err
	}
	g.Ctx, g.cancel = context.WithCancel(w.ctx)
	limits := coord.Limits{
		Patience: 200 * time.Millisecond, AskAgain: 5 * time.Second, Release: 50 * time.Millisecond, PageBytes: 200, BufferBytes: w.c.BufferBytes,
	}
	rec := recover.New(recover.Options{Router: way, Clock: clock, Planted: w.c.PlantedRecover, Limits: recover.Limits{AskFor: 2 * time.Second}})
	g.DB, err = coord.New(coord.Options{
		Router: way, Clock: clock, Bound: b, Recoverer: rec, NodeID: node, Epoch: epoch, Limits: limits, Planted: w.c.Planted,
	})
	g.Label = fmt.Sprintf("n%d.%d", node, epoch)
	return g, err
}

type peers struct{ to kvpb.Server }

func (p peers) Server(uint32) kvpb.Server { return p.to }

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
	w.healed.Store(true)
	w.work.Wait()
}

// Close ends the world.
func (w *World) Close() error {
	w.Heal()
	w.cancel()
	for _, g := range append(w.retired, w.gateways...) {
		g.shut()
		if g.clock != w.clock {
			_ = g.clock.Close()
		}
	}
	w.inner.Close()
	err := w.store.Close()
	return errors.Join(err, w.deadlock.Close(), w.clock.Close(), w.engine.Close())
}

// prober asks gateways by way of a network of its own.
type prober struct{ w *World }

func (p prober) TxnOpen(_ context.Context, txn *kvpb.TxnMeta) (bool, error) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	for _, g := range p.w.gateways {
		if g.node == txn.Gateway {
			return g.epoch == txn.SessionEpoch && g.DB.TxnOpen(txn.ID()), nil
		}
	}
	return true, nil
}

// faults decides about the messages of one gateway, or (nil) of the store.
type faults struct {
	w *World
	g *gateway
}

// Fate implements transport.Faults.
func (f faults) Fate(m transport.Message) transport.Fate {
	w := f.w
	if f.g != nil && f.g.Gone() { // nothing leaves it any more
		return transport.Fate{Lost: true, Timeout: time.Hour}
	}
	if w.healed.Load() {
		return transport.Fate{}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.strike(f.g, m)
	fate := transport.Fate{Timeout: w.c.Timeout, Delay: w.delay(), ReplyDelay: w.delay()}
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
func (w *World) strike(g *gateway, m transport.Message) {
	if w.rng.Float64() < w.c.Revoke && m.RangeID != 0 {
		graceful := w.rng.IntN(2) == 0
		w.later(func() {
			err := w.store.RevokeLease(w.ctx, m.RangeID, graceful)
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
	for i, x := range w.gateways {
		if x != g {
			continue
		}
		next, err := w.newGateway(g.node, g.epoch+1)
		if err != nil {
			return
		}
		w.vanished++
		w.trace("%s vanishes", g.Label)
		g.Vanish()
		w.gateways[i] = next
		w.retired = append(w.retired, g)
		w.work.Go(g.shut)
		return
	}
}

// split makes at a boundary.
func (w *World) split(ctx context.Context, at keys.Key) error {
	d := w.store.Containing(at)
	if d == nil || d.Start.Compare(at) == 0 {
		return errors.New("sim: nothing to split")
	}
	h := &kvpb.Header{RangeId: d.ID, Generation: d.Generation}
	return w.store.Split(ctx, &kvpb.SplitRequest{Header: h, Key: at}, &kvpb.SplitResponse{})
}

// begin makes the ranges that the world starts with.
func (w *World) begin(ctx context.Context) error {
	for i := 1; i < w.c.Ranges; i++ {
		at := workload.ListKey(i * w.c.Lists / w.c.Ranges)
		if i == w.c.Ranges-1 {
			at = workload.AccountKey(w.c.Accounts / 2)
		}
		if err := w.split(ctx, at); err != nil && w.store.Containing(at).Start.Compare(at) != 0 {
			return err
		}
	}
	return nil
}
