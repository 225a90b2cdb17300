package probe_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/isochrondb/isochron/base/stop"
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
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/range/transport/memnet"
	"github.com/isochrondb/isochron/testing/lossy"
	"github.com/isochrondb/isochron/txn/coord"
	"github.com/isochrondb/isochron/txn/probe"
	"github.com/isochrondb/isochron/txn/recover"
)

// world is several nodes in one bubble: stores whose ranges elect leaders, meshes over
// a network in memory, clocks that differ, and a gateway on each node. Nodes crash and
// come back, leases move, replies get lost.
type world struct {
	testing.TB
	o     worldOptions
	net   *memnet.Net
	nodes []*node

	mu   sync.Mutex // guards rng; a leaf
	rng  *rand.Rand
	loss atomic.Int64 // of a million requests, how many replies are lost
}

type worldOptions struct {
	seed    uint64
	nodes   int                                 // each has a store
	voters  int                                 // the first of them hold all ranges; 0: all
	epsilon time.Duration                       // E
	link    func(from, to uint32) time.Duration // latency one way; nil: 1 ms
	coord   func(*coord.Options)                // may be nil
	probe   func(*probe.Options)                // may be nil
	wrap    func(kvpb.Sender) kvpb.Sender       // of other nodes; may be nil
	planted replica.Planted
}

func host(node uint32) string { return fmt.Sprintf("n%d", node) }

func address(node uint32) string { return host(node) + ":26434" }

// node is one place, with what outlives a crash, and its present life.
type node struct {
	w      *world
	id     uint32
	source *bound.Simulated
	disk   pebbleengine.CrashFS
	epoch  atomic.Uint64
	life   atomic.Pointer[life] // nil: it is down
}

// life is a node from start to stop.
type life struct {
	n       *node
	engine  engine.Engine
	bound   *bound.Bound
	clock   *hlc.Clock
	raftnet *raftnet.Net
	mesh    *transport.Mesh
	store   *store.Store
	router  *distsender.Router
	db      *coord.DB
	rec     *recover.Recoverer
	probe   *probe.Prober
	met     replica.Metrics
	joined  chan struct{} // closed when all of them are there
}

func newWorld(t testing.TB, o worldOptions) *world {
	t.Helper()
	if o.voters == 0 {
		o.voters = o.nodes
	}
	if o.link == nil {
		o.link = func(uint32, uint32) time.Duration { return time.Millisecond }
	}
	w := &world{TB: t, o: o, rng: rand.New(rand.NewPCG(o.seed, 4))}
	w.net = memnet.New(memnet.Options{Seed: o.seed, Link: func(from, to string) memnet.Link {
		var a, b uint32
		_, _ = fmt.Sscanf(from+" "+to, "n%d n%d", &a, &b)
		return memnet.Link{Latency: o.link(a, b)}
	}})
	for i := range o.nodes {
		n := &node{w: w, id: uint32(i + 1), disk: pebbleengine.NewCrashFS()}
		skew := time.Duration(0)
		if o.epsilon > 0 {
			skew = time.Duration(w.rng.Int64N(int64(o.epsilon))) - o.epsilon/2
		}
		n.source = bound.NewSimulated(skew)
		n.source.SetError(o.epsilon / 2)
		w.nodes = append(w.nodes, n)
	}
	for _, n := range w.nodes {
		n.create()
		n.start()
	}
	w.spread()
	return w
}

func (w *world) check(err error) {
	w.Helper()
	if err != nil {
		w.Fatalf("%v (%T)", err, err)
	}
}

// chance is true once in a while.
func (w *world) chance(million int64) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.rng.Int64N(1_000_000) < million
}

func (w *world) intn(n int) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.rng.IntN(n)
}

func (n *node) ident() store.Ident {
	return store.Ident{ClusterID: [16]byte{1, 2, 3}, NodeID: n.id, StoreID: n.id}
}

func (n *node) open() engine.Engine {
	e, err := pebbleengine.Open(pebbleengine.Options{FS: n.disk, Dir: "store", MemTableBytes: 1 << 20})
	n.w.check(err)
	return e
}

// create makes the node's store: the first one's is the cluster's.
func (n *node) create() {
	e := n.open()
	if n.id == 1 {
		n.w.check(store.Bootstrap(e, n.ident(), hlc.Timestamp(time.Now().Add(-time.Second).UnixNano())))
	} else {
		n.w.check(store.Join(e, n.ident()))
	}
	n.w.check(e.Close())
}

// start brings the node up on its disk.
func (n *node) start() {
	w := n.w
	l := &life{n: n, engine: n.open(), joined: make(chan struct{})}
	var err error
	l.bound, err = bound.New(n.source, w.o.epsilon)
	w.check(err)
	v, ok, err := l.engine.Get(keys.StoreClock(), nil)
	w.check(err)
	var upper hlc.Reading
	if ok {
		upper = hlc.Reading(binary.BigEndian.Uint64(v))
	}
	l.clock, err = hlc.NewClock(hlc.Options{Source: l.bound, Persisted: upper, Persist: l.persist})
	w.check(err)
	n.epoch.Add(1)
	l.raftnet = raftnet.New(n.id)
	l.mesh, err = transport.New(transport.MeshOptions{
		Identity: transport.Identity{ClusterID: [16]byte{1, 2, 3}, NodeID: n.id, Address: address(n.id), Epoch: n.epoch.Load()},
		Network:  w.net.Host(host(n.id)),
		Resolve:  func(n uint32) (string, bool) { return address(n), true },
		Raft:     l.raftnet, Heartbeats: l.raftnet, Snapshots: l.raftnet,
	})
	w.check(err)
	_, err = l.mesh.Listen(address(n.id))
	w.check(err)
	l.raftnet.Attach(l.mesh)
	l.store, err = store.Open(context.Background(), store.Options{
		Engine: l.engine, Ident: n.ident(), Clock: l.clock, Bound: l.bound, Seed: w.o.seed + uint64(n.id), Transport: l.raftnet.Transport(n.id),
		Settler: l, Cleaner: l, Observer: l, Prober: l, Routes: l, Planted: w.o.planted, RoundTrips: l.roundTrips, Metrics: &l.met,
	})
	w.check(err)
	l.raftnet.Add(n.id, l.store)
	l.router, err = distsender.New(distsender.Options{NodeID: n.id, Local: l.store, Clock: l.clock, Known: l.store, Peers: ways{l}, Scout: w})
	w.check(err)
	l.rec = recover.New(recover.Options{Router: l.router, Clock: l.clock, Distances: l.mesh})
	o := coord.Options{
		Router: l.router, Clock: l.clock, Bound: l.bound, Recoverer: l.rec, NodeID: n.id, Epoch: n.epoch.Load(), Distances: l.mesh,
	}
	if w.o.coord != nil {
		w.o.coord(&o)
	}
	l.db, err = coord.New(o)
	w.check(err)
	p := probe.Options{NodeID: n.id, Epoch: n.epoch.Load(), Gateway: l.db, Mesh: l.mesh, Lives: w, Center: l.center}
	if w.o.probe != nil {
		w.o.probe(&p)
	}
	l.probe, err = probe.New(p)
	w.check(err)
	close(l.joined)
	l.mesh.SetServer(l.store)
	n.life.Store(l)
}

func (l *life) persist(r hlc.Reading) error {
	b := l.engine.NewBatch(0)
	defer b.Close()
	if err := b.Put(keys.StoreClock(), hlc.Zero, binary.BigEndian.AppendUint64(nil, uint64(r))); err != nil {
		return err
	}
	return l.engine.Apply(b, true)
}

func (l *life) roundTrips() (out []time.Duration) {
	for _, n := range l.n.w.nodes {
		if _, longest := l.mesh.RTT(n.id); longest > 0 {
			out = append(out, longest)
		}
	}
	return out
}

// center is the node that gathers waits.
func (l *life) center() uint32 {
	if d := l.router.First(); d != nil {
		return l.router.Leader(d)
	}
	return 0
}

// crash ends the node as a power cut does; others see its connections break.
func (n *node) crash() {
	l := n.life.Swap(nil)
	if l == nil {
		return
	}
	n.w.net.Crash(host(n.id))
	n.w.mu.Lock()
	rng := rand.New(rand.NewPCG(n.w.rng.Uint64(), 1))
	n.w.mu.Unlock()
	disk := n.disk.Crash(50, rng)
	l.close(false)
	n.disk = disk
}

// close ends all parts. With grace, what resolves behind acknowledgements may end.
func (l *life) close(grace bool) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	if !grace {
		cancel()
	}
	if err := l.db.Close(ctx); err != nil && grace {
		l.n.w.Error(err)
	}
	_ = l.probe.Close()
	_ = l.store.Close()
	l.raftnet.Close()
	l.mesh.Close()
	_ = l.clock.Close()
	_ = l.engine.Close()
}

// close ends the world.
func (w *world) close() {
	w.loss.Store(0)
	w.net.HealAll()
	for _, n := range w.nodes { // gateways first: they may need others' ranges
		if l := n.life.Load(); l != nil {
			ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
			if err := l.db.Close(ctx); err != nil {
				w.Error(err)
			}
			cancel()
		}
	}
	for _, n := range w.nodes {
		if l := n.life.Swap(nil); l != nil {
			l.close(true)
		}
	}
	w.net.Close()
}

// FindFirst implements distsender.Scout: the others are asked, without a message.
func (w *world) FindFirst(context.Context) (best *descriptor.Range) {
	for _, n := range w.nodes {
		if l := n.life.Load(); l != nil {
			if d := l.store.First(); d != nil && (best == nil || d.Generation > best.Generation) {
				best = d
			}
		}
	}
	return best
}

// Alive implements probe.Lives: a node that came back is known to have died.
func (w *world) Alive(node uint32, epoch uint64) (alive, known bool) {
	n := w.nodes[node-1]
	return n.epoch.Load() == epoch, n.epoch.Load() != epoch
}

// --- what the store needs before it is there

func (l *life) Settle(ctx context.Context, s replica.Stage) (*kvpb.Outcome, error) {
	<-l.joined
	return l.rec.Settle(ctx, s)
}

func (l *life) CleanUp(ctx context.Context, txn *kvpb.TxnMeta, anchor keys.Key, o *kvpb.Outcome) error {
	<-l.joined
	return l.rec.CleanUp(ctx, txn, anchor, o)
}

func (l *life) Waits(w *replica.Wait) { l.probe.Waits(w) }
func (l *life) Ends(id uint64)        { l.probe.Ends(id) }

func (l *life) TxnOpen(ctx context.Context, txn *kvpb.TxnMeta) (bool, error) {
	<-l.joined
	return l.probe.TxnOpen(ctx, txn)
}

func (l *life) Lookup(ctx context.Context, key keys.Key) (*descriptor.Range, error) {
	<-l.joined
	return l.router.Lookup(ctx, key)
}

func (l *life) Server(d *descriptor.Range) kvpb.Sender { return l.router.Server(d) }

func (l *life) Heard(d *descriptor.Range, err error) { l.router.Heard(d, err) }

func (l *life) Forget(d *descriptor.Range) { l.router.Forget(d) }

// ways is the mesh as the router sees it, with replies that get lost.
type ways struct{ l *life }

func (x ways) Server(node uint32) kvpb.Sender {
	s := x.l.mesh.Server(node)
	if s == nil {
		return nil
	}
	w := x.l.n.w
	s = lossy.New(s, w)
	if w.o.wrap != nil {
		s = w.o.wrap(s)
	}
	return s
}

func (x ways) RTT(node uint32) (smoothed, longest time.Duration) { return x.l.mesh.RTT(node) }

// Fate implements lossy.Faults.
func (w *world) Fate(lossy.Message) lossy.Fate {
	switch {
	case w.chance(w.loss.Load()):
		return lossy.Fate{ReplyLost: true, Timeout: 50 * time.Millisecond}
	case w.chance(w.loss.Load()):
		return lossy.Fate{Lost: true, Timeout: 50 * time.Millisecond}
	}
	return lossy.Fate{}
}

// --- ranges

// key is a row's key.
func key(s string) keys.Key { return append(keys.IndexPrefix(1, 100, 1), s...) }

// holder is the life that leads the range of k.
func (w *world) holder(k keys.Key) (*life, *descriptor.Range) {
	for _, n := range w.nodes {
		if l := n.life.Load(); l != nil {
			if d := l.store.Containing(k); d != nil && l.store.LeaseHeld(d.ID) {
				return l, d
			}
		}
	}
	return nil, nil
}

// until repeats f until it says that all is well.
func (w *world) until(what string, f func() error) {
	w.Helper()
	var err error
	for range 2000 {
		if err = f(); err == nil {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	w.Fatalf("%s: %v", what, err)
}

// spread gives all ranges replicas on the voters.
func (w *world) spread() {
	for _, d := range w.nodes[0].life.Load().store.Ranges() {
		for v := 2; v <= w.o.voters; v++ {
			w.change(d.Start, func(d *descriptor.Range) []descriptor.Replica {
				return append(slices.Clone(d.Replicas), descriptor.Replica{ID: d.NextReplicaID(), NodeID: uint32(v), StoreID: uint32(v), Learner: true})
			})
			w.change(d.Start, func(d *descriptor.Range) []descriptor.Replica {
				out := slices.Clone(d.Replicas)
				out[len(out)-1].Learner = false
				return out
			})
		}
	}
}

// place gives a key's range replicas on just these nodes, and the first of them the lease.
func (w *world) place(s string, nodes ...uint32) {
	for _, v := range nodes {
		w.change(key(s), func(d *descriptor.Range) []descriptor.Replica {
			if _, ok := d.Replica(v); ok {
				return nil
			}
			return append(slices.Clone(d.Replicas), descriptor.Replica{ID: d.NextReplicaID(), NodeID: v, StoreID: v, Learner: true})
		})
		w.change(key(s), func(d *descriptor.Range) []descriptor.Replica {
			out := slices.Clone(d.Replicas)
			for i := range out {
				if out[i].StoreID == v && out[i].Learner {
					out[i].Learner = false
					return out
				}
			}
			return nil
		})
	}
	w.lead(s, nodes[0])
	_, d := w.holder(key(s))
	for _, x := range d.Replicas {
		if slices.Contains(nodes, x.StoreID) {
			continue
		}
		w.change(key(s), func(d *descriptor.Range) []descriptor.Replica { return demoted(d, x.StoreID) })
		w.change(key(s), func(d *descriptor.Range) []descriptor.Replica { return d.LeaveJoint() })
		w.change(key(s), func(d *descriptor.Range) []descriptor.Replica {
			return slices.DeleteFunc(slices.Clone(d.Replicas), func(y descriptor.Replica) bool { return y.StoreID == x.StoreID })
		})
	}
}

func demoted(d *descriptor.Range, storeID uint32) []descriptor.Replica {
	out := slices.Clone(d.Replicas)
	for i := range out {
		if out[i].StoreID == storeID {
			out[i].Change = descriptor.Outgoing
		}
	}
	return out
}

// change changes replicas as f says; nil: not at all.
func (w *world) change(k keys.Key, f func(*descriptor.Range) []descriptor.Replica) {
	w.Helper()
	ctx := context.Background()
	w.until("change of replicas", func() error {
		l, d := w.holder(k)
		if l == nil {
			l = w.nodes[0].life.Load()
			d = l.store.Containing(k)
			_ = l.store.Send(ctx, &kvpb.ReadRequest{
				Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}, ReadTs: int64(l.clock.Now()), Spans: []*kvpb.Span{{Key: k}},
			}, &kvpb.ReadResponse{}) // wakes it
			return errors.New("nobody leads it")
		}
		to := f(d)
		if to == nil {
			return nil
		}
		_, err := l.store.ChangeReplicas(ctx, d.ID, d.Generation, to)
		return err
	})
}

// split cuts the rows at keys.
func (w *world) split(at ...string) {
	w.Helper()
	for _, s := range at {
		w.until("split at "+s, func() error {
			l, d := w.holder(key(s))
			if l == nil {
				return errors.New("nobody leads it")
			}
			if d.Start.Compare(key(s)) == 0 {
				return nil
			}
			h := &kvpb.Header{RangeId: d.ID, Generation: d.Generation}
			return l.store.Send(context.Background(), &kvpb.SplitRequest{Header: h, Key: key(s)}, &kvpb.SplitResponse{})
		})
	}
}

// lead moves the lease of a key's range to a node.
func (w *world) lead(s string, to uint32) {
	w.Helper()
	w.until(fmt.Sprintf("lease of %q to node %d", s, to), func() error { return w.tryLead(key(s), to) })
}

func (w *world) tryLead(k keys.Key, to uint32) error {
	l, d := w.holder(k)
	switch {
	case l == nil:
		return errors.New("nobody leads it")
	case l.n.id == to:
		return nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if err := l.store.TransferLease(ctx, d.ID, to); err != nil {
		return err
	}
	return errors.New("under way")
}

// --- transactions

const sr = kvpb.Isolation_SERIALIZABLE

// db is a node's gateway.
func (w *world) db(node uint32) *coord.DB { return w.nodes[node-1].life.Load().db }

// tx is a transaction whose steps must succeed.
type tx struct {
	w *world
	*coord.Txn
	ctx context.Context
}

func (w *world) begin(node uint32) *tx {
	return &tx{w, w.db(node).Begin(coord.TxnOptions{Isolation: sr}), context.Background()}
}

func lock(ctx context.Context, t *coord.Txn, ks ...string) error {
	var targets []coord.LockTarget
	for _, k := range ks {
		targets = append(targets, coord.LockTarget{Key: key(k), Mode: kvpb.LockMode_UPDATE})
	}
	_, err := t.Lock(ctx, targets, coord.LockOptions{Newest: true})
	return err
}

func put(ctx context.Context, t *coord.Txn, k, v string) error {
	if err := lock(ctx, t, k); err != nil {
		return err
	}
	return t.Put(ctx, key(k), []byte(v), kvpb.LockMode_UPDATE)
}

func (t *tx) put(k, v string) { t.w.Helper(); t.w.check(put(t.ctx, t.Txn, k, v)) }

func (t *tx) get(k string) string {
	t.w.Helper()
	v, found, err := t.Get(t.ctx, key(k), kvpb.WholeRow, nil)
	t.w.check(err)
	if !found {
		return "-"
	}
	return string(v)
}

func (t *tx) commit() hlc.Timestamp {
	t.w.Helper()
	c, err := t.Commit(t.ctx)
	t.w.check(err)
	return c
}

// set commits rows through a node, as often as it takes.
func (w *world) set(node uint32, kv ...string) {
	w.Helper()
	w.check(w.db(node).Run(context.Background(), coord.TxnOptions{Isolation: sr}, func(ctx context.Context, t *coord.Txn) error {
		for i := 0; i < len(kv); i += 2 {
			if err := put(ctx, t, kv[i], kv[i+1]); err != nil {
				return err
			}
		}
		return nil
	}))
}

// code is an error's SQLSTATE.
func code(err error) string {
	var s interface{ SQLState() string }
	switch {
	case err == nil:
		return "00000"
	case errors.As(err, &s):
		return s.SQLState()
	}
	return err.Error()
}

func pause(d time.Duration) { _ = stop.Sleep(context.Background(), d) }
