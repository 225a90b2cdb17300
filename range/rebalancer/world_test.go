package rebalancer

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/store"
)

// world is a cluster of real stores, one per node, in one bubble: a transport in memory
// between them, rows of members that everybody sees after a while, and a driver on each.
type world struct {
	t      testing.TB
	change func(*Options)
	stop   *stop.Group

	mu      sync.Mutex // guards what is below; a leaf
	rng     *rand.Rand
	members []*member
	rows    map[uint32]*directory.Store // as the others see them
	states  map[uint32]directory.Membership
	wrong   error
}

// member is one store and its node.
type member struct {
	w          *world
	id         uint32
	zone       string
	fs         pebbleengine.FS
	down       atomic.Bool
	users      sync.RWMutex // held by those inside the store, and to close it
	engine     engine.Engine
	clock      *hlc.Clock
	store      *store.Store
	rebalancer *Rebalancer
}

type wall struct{}

func (wall) Now() int64 { return time.Now().UnixNano() }

type noSettler struct{}

func (noSettler) Settle(ctx context.Context, _ replica.Stage) (*kvpb.Outcome, error) {
	<-ctx.Done()
	return nil, ctx.Err()
}

// rowDelay is how long it takes until others see a row.
const rowDelay = 2 * time.Second

func newWorld(t testing.TB, seed uint64, change func(*Options)) *world {
	return &world{
		t: t, change: change, stop: stop.New(), rng: rand.New(rand.NewPCG(seed, 5)),
		rows: map[uint32]*directory.Store{}, states: map[uint32]directory.Membership{},
	}
}

func (w *world) check(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

// join adds a node; the first one begins the cluster.
func (w *world) join(zone string) *member {
	w.t.Helper()
	w.mu.Lock()
	m := &member{w: w, id: uint32(len(w.members) + 1), zone: zone, fs: pebbleengine.MemFS()}
	w.mu.Unlock()
	m.openStore()
	w.mu.Lock()
	w.members = append(w.members, m)
	w.rows[m.id] = &directory.Store{ID: m.id, NodeID: m.id, ReportedAt: time.Now()}
	w.mu.Unlock()
	m.openRebalancer()
	return m
}

// restart opens a killed member again.
func (w *world) restart(m *member) {
	w.t.Helper()
	m.openStore()
	m.down.Store(false)
	m.openRebalancer()
}

// openStore opens the member's store, which begins a cluster, or joins, if there is none yet.
func (m *member) openStore() {
	w := m.w
	w.t.Helper()
	var err error
	m.engine, err = pebbleengine.Open(pebbleengine.Options{FS: m.fs, Dir: "store", MemTableBytes: 1 << 20})
	w.check(err)
	m.clock, err = hlc.NewClock(hlc.Options{Source: wall{}, LeadMaxNanos: int64(time.Hour), Persist: func(r hlc.Reading) error {
		b := m.engine.NewBatch(0)
		defer b.Close()
		if err := b.Put(keys.StoreClock(), hlc.Zero, binary.BigEndian.AppendUint64(nil, uint64(r))); err != nil {
			return err
		}
		return m.engine.Apply(b, true)
	}})
	w.check(err)
	id := store.Ident{ClusterID: [16]byte{1}, NodeID: m.id, StoreID: m.id}
	if _, err := store.ReadIdent(m.engine); errors.Is(err, store.ErrEmpty) && m.id == 1 {
		w.check(store.Bootstrap(m.engine, id, hlc.Timestamp(time.Now().UnixNano())))
	} else if errors.Is(err, store.ErrEmpty) {
		w.check(store.Join(m.engine, id))
	}
	m.store, err = store.Open(context.Background(), store.Options{
		Engine: m.engine, Clock: m.clock, Ident: id, Settler: noSettler{}, Seed: uint64(m.id), Transport: (*post)(m), Routes: w,
		Policy: allocator.DefaultSplits(), Log: m.log(),
	})
	w.check(err)
}

var logFlag = flag.Bool("rebalancer.log", false, "log what stores and drivers do")

func (m *member) log() *slog.Logger {
	if !*logFlag {
		return nil
	}
	return slog.New(slog.NewTextHandler(os.Stderr, nil)).With("store", m.id)
}

// openRebalancer starts the member's driver.
func (m *member) openRebalancer() {
	w := m.w
	o := Options{Store: m.store, Members: (*view)(m), Routes: w, Log: m.log()}
	if w.change != nil {
		w.change(&o)
	}
	var err error
	m.rebalancer, err = New(o)
	w.check(err)
	m.rebalancer.Start()
	w.pokeAll()
}

func (w *world) pokeAll() {
	for _, m := range w.all() {
		if !m.down.Load() {
			m.rebalancer.Poke()
		}
	}
}

func (w *world) all() []*member {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.members)
}

func (w *world) up() (out []*member) {
	for _, m := range w.all() {
		if !m.down.Load() {
			out = append(out, m)
		}
	}
	return out
}

// kill ends a node without a word.
func (w *world) kill(m *member) {
	if m.down.Swap(true) {
		return
	}
	m.rebalancer.Close()
	if err := m.store.Close(); err != nil {
		w.t.Error(err)
	}
	for !m.users.TryLock() {
		time.Sleep(time.Millisecond)
	}
	_ = m.clock.Close()
	if err := m.engine.Close(); err != nil {
		w.t.Error(err)
	}
	m.users.Unlock()
	w.pokeAll()
}

func (w *world) close() {
	for _, m := range w.all() {
		w.kill(m)
	}
	w.stop.Stop()
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.wrong != nil {
		w.t.Error(w.wrong)
	}
}

func (w *world) setMembership(m *member, to directory.Membership) {
	w.mu.Lock()
	w.states[m.id] = to
	w.mu.Unlock()
	w.pokeAll()
}

// enter has f use a store that is up.
func (m *member) enter(f func(*store.Store) error) error {
	if !m.users.TryRLock() {
		return errors.New("down")
	}
	defer m.users.RUnlock()
	if m.down.Load() {
		return errors.New("down")
	}
	return f(m.store)
}

// view is what a node sees of the others.
type view member

func (v *view) Nodes() (out []*directory.Node) {
	v.w.mu.Lock()
	defer v.w.mu.Unlock()
	for _, m := range v.w.members {
		out = append(out, &directory.Node{ID: m.id, Epoch: 1, Membership: v.w.states[m.id], Locality: []directory.Tier{{Key: "zone", Value: m.zone}}})
	}
	return out
}

func (v *view) Stores() (out []*directory.Store) {
	v.w.mu.Lock()
	defer v.w.mu.Unlock()
	for _, m := range v.w.members {
		out = append(out, v.w.rows[m.id])
	}
	return out
}

func (v *view) Answers(nodeID uint32) bool {
	v.w.mu.Lock()
	m := v.w.members[nodeID-1]
	v.w.mu.Unlock()
	return !m.down.Load()
}

func (v *view) Report(ctx context.Context, row *directory.Store) error {
	if _, _, err := row.Encode(); err != nil {
		return err
	}
	v.w.stop.Go(func(ctx context.Context) {
		if stop.Sleep(ctx, rowDelay) == nil {
			v.w.mu.Lock()
			v.w.rows[row.ID] = row
			v.w.mu.Unlock()
		}
	})
	return stop.Sleep(ctx, time.Millisecond)
}

// post is a member's raftnet.Transport.
type post member

func (p *post) peer() raftnet.Peer { return raftnet.Peer{NodeID: p.id, StoreID: p.id} }

func (p *post) to(to raftnet.Peer, f func(*store.Store) error) bool {
	if p.down.Load() {
		return false
	}
	p.w.mu.Lock()
	dst := p.w.members[to.StoreID-1]
	p.w.mu.Unlock()
	return p.w.stop.Go(func(ctx context.Context) {
		if stop.Sleep(ctx, time.Millisecond) == nil {
			_ = dst.enter(f)
		}
	})
}

func (p *post) Raft(to raftnet.Peer, m raftnet.Message) bool {
	return p.to(to, func(s *store.Store) error { s.ReceiveRaft(p.peer(), m); return nil })
}

func (p *post) Support(to raftnet.Peer, message []byte) {
	p.to(to, func(s *store.Store) error { s.ReceiveSupport(p.peer(), message); return nil })
}

func (p *post) Snapshot(ctx context.Context, to raftnet.Peer, h raftnet.SnapshotHeader, open func(uint64) (io.ReadCloser, error)) error {
	if err := stop.Sleep(ctx, 20*time.Millisecond); err != nil {
		return err
	}
	p.w.mu.Lock()
	dst := p.w.members[to.StoreID-1]
	p.w.mu.Unlock()
	return dst.enter(func(s *store.Store) error { return raftnet.Receive(ctx, s, p.peer(), h, open) })
}

// newest are the descriptors that count, in key order.
func (w *world) newest() (out []*descriptor.Range) {
	best := map[uint64]*descriptor.Range{}
	for _, m := range w.up() {
		for _, d := range m.store.Ranges() {
			if o := best[d.ID]; o == nil || o.Generation < d.Generation {
				best[d.ID] = d
			}
		}
	}
	for _, d := range best {
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b *descriptor.Range) int { return bytes.Compare(a.Start, b.Start) })
	return out
}

// Lookup implements store.Routes.
func (w *world) Lookup(_ context.Context, key keys.Key) (*descriptor.Range, error) {
	for _, d := range w.newest() {
		if d.Contains(key) {
			return d, nil
		}
	}
	return nil, &kvpb.RetryElsewhere{Why: "nobody has the key"}
}

// Server implements store.Routes.
func (w *world) Server(d *descriptor.Range) kvpb.Sender {
	for _, m := range w.up() {
		if m.store.LeaseHeld(d.ID) {
			return visitor{m.store, m}
		}
	}
	m := w.all()[0] // down or not: it says so
	return visitor{m.store, m}
}

// visitor asks another node's store what a store asks by itself. As the mesh does in a
// node, it keeps the disk open meanwhile, and is sent elsewhere where that closes.
type visitor struct {
	kvpb.Sender
	m *member
}

// Send implements kvpb.Sender.
func (v visitor) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	if !v.m.users.TryRLock() {
		return &kvpb.RetryElsewhere{Why: "the node is closing"}
	}
	defer v.m.users.RUnlock()
	if v.m.down.Load() {
		return &kvpb.RetryElsewhere{Why: "the node is down"}
	}
	return v.Sender.Send(ctx, req, resp)
}

// Heard implements store.Routes.
func (w *world) Heard(*descriptor.Range, error) {}

// Forget implements store.Routes.
func (w *world) Forget(*descriptor.Range) {}

// do asks the leaseholder of a key until it answers.
func (w *world) do(key keys.Key, f func(*descriptor.Range, kvpb.Sender) error) error {
	for try := 0; ; try++ {
		d, err := w.Lookup(w.t.Context(), key)
		if err == nil {
			err = f(d, w.Server(d))
		}
		_, elsewhere := errors.AsType[*kvpb.RetryElsewhere](err)
		_, later := errors.AsType[*kvpb.RefusedForNow](err)
		_, refused := errors.AsType[*kvpb.Refused](err)
		if !elsewhere && !later && !refused || try == 200 {
			return err
		}
		time.Sleep(10 * time.Millisecond)
	}
}

func rowKey(i int) keys.Key { return append(keys.IndexPrefix(1, 100, 1), fmt.Sprintf("%06d", i)...) }

// put commits a row of that size.
func (w *world) put(i, size int) {
	w.t.Helper()
	clock := w.up()[0].clock
	w.check(w.do(rowKey(i), func(d *descriptor.Range, s kvpb.Sender) error {
		now := clock.Now()
		txn := &kvpb.TxnMeta{IdHi: uint64(now), IdLo: 1 << 40, Age: int64(now), Gateway: 1}
		return s.Send(w.t.Context(), &kvpb.CommitRequest{
			Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: txn},
			ReadTs: txn.Age, LatestTs: txn.Age + int64(5*time.Second),
			Writes: []*kvpb.Write{{Key: rowKey(i), Value: make([]byte, size), Mode: kvpb.LockMode_UPDATE}},
		}, &kvpb.CommitResponse{})
	}))
}

// split makes ranges that begin at those rows, as somebody does who asks for that.
func (w *world) split(rows ...int) { w.splitAs(false, rows...) }

func (w *world) splitAs(byItself bool, rows ...int) {
	w.t.Helper()
	for _, i := range rows {
		w.check(w.do(rowKey(i), func(d *descriptor.Range, s kvpb.Sender) error {
			if bytes.Equal(d.Start, rowKey(i)) {
				return nil
			}
			return s.Send(w.t.Context(), &kvpb.SplitRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}, Key: rowKey(i), ByItself: byItself}, &kvpb.SplitResponse{})
		}))
	}
}

// settle waits until cond holds, and says how long that took.
func (w *world) settle(most time.Duration, what string, cond func() error) time.Duration {
	w.t.Helper()
	began := time.Now()
	for {
		w.audit()
		err := cond()
		if err == nil {
			return time.Since(began)
		}
		if time.Since(began) > most {
			w.show()
			w.t.Fatalf("%s: not within %v: %v", what, most, err)
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// show logs where everything lies.
func (w *world) show() {
	for _, d := range w.newest() {
		w.t.Logf("%v %+v", d, d.Replicas)
	}
	for _, m := range w.up() {
		w.t.Logf("store %d: %+v %+v", m.id, m.rebalancer.Stats(), m.rebalancer.Standing())
		for _, r := range m.store.Reports(w.t.Context()) {
			w.t.Logf("  r%d gen %d %v leads %d quiet %v %+v", r.Desc.ID, r.Desc.Generation, r.State, r.Leader.StoreID, r.Quiet, r.Progress)
		}
	}
}

// audit sees that every range has a quorum of voters that are up, in both halves of a
// joint configuration: rule 1 of package placement. Only while nothing more was killed
// than a quorum bears.
func (w *world) audit() {
	up := map[uint32]bool{}
	for _, m := range w.up() {
		up[m.id] = true
	}
	for _, d := range w.newest() {
		r := allocator.Of(d)
		if !allocator.Quorum(r.Replicas, func(x *allocator.Replica) bool { return up[x.Store] }) {
			w.mu.Lock()
			if w.wrong == nil {
				w.wrong = fmt.Errorf("%v has no quorum: %+v", d, d.Replicas)
			}
			w.mu.Unlock()
		}
	}
}

// replicated says what of the ranges has not as many voters as it should, and nothing else.
func (w *world) replicated(rows, system int) func() error {
	return func() error {
		for _, d := range w.newest() {
			want := rows
			if d.Start.Compare(keys.Key{keys.Rows}) < 0 {
				want = system
			}
			if len(d.Replicas) != want || d.Voters() != want || d.Joint() {
				return fmt.Errorf("%v has not %d voters: %+v", d, want, d.Replicas)
			}
		}
		return nil
	}
}

// counts are how many replicas and leases each store has.
func (w *world) counts() (replicas, leases map[uint32]int) {
	replicas, leases = map[uint32]int{}, map[uint32]int{}
	for _, d := range w.newest() {
		for _, x := range d.Replicas {
			replicas[x.StoreID]++
		}
		for _, m := range w.up() {
			if m.store.LeaseHeld(d.ID) {
				leases[m.id]++
			}
		}
	}
	return replicas, leases
}

// moves is how much was moved for balance so far.
func (w *world) moves() (n uint64) {
	for _, m := range w.up() {
		s := m.rebalancer.Stats()
		n += s.Moves + s.Leases
	}
	return n
}

// even says what is wrong with how ranges and leases are spread.
func (w *world) even(ranges int) func() error {
	return func() error {
		replicas, leases := w.counts()
		total := 0
		for _, n := range replicas {
			total += n
		}
		nodes := len(w.up())
		for _, m := range w.up() {
			mean := float64(total) / float64(nodes)
			if n := float64(replicas[m.id]); n < mean*0.85-1 || n > mean*1.15+1 {
				return fmt.Errorf("store %d has %v of %d replicas: %v", m.id, n, total, replicas)
			}
			mean = float64(ranges) / float64(nodes)
			if n := float64(leases[m.id]); n < mean*0.8-1 || n > mean*1.2+1 {
				return fmt.Errorf("store %d has %v of %d leases: %v", m.id, n, ranges, leases)
			}
		}
		return nil
	}
}

// leaderOf is the member that holds the lease of a key's range, nil if none does.
func (w *world) leaderOf(key keys.Key) *member {
	d, err := w.Lookup(w.t.Context(), key)
	w.check(err)
	for _, m := range w.up() {
		if m.store.LeaseHeld(d.ID) {
			return m
		}
	}
	return nil
}

// onStore is how many ranges have a replica on a store.
func (w *world) onStore(id uint32) (n int) {
	for _, d := range w.newest() {
		if _, ok := d.Replica(id); ok {
			n++
		}
	}
	return n
}

// rest lets time pass, and says how much was moved for balance before and meanwhile.
func (w *world) rest(d time.Duration) (before, meanwhile uint64) {
	before = w.moves()
	for began := time.Now(); time.Since(began) < d; time.Sleep(time.Minute) {
		w.audit()
	}
	return before, w.moves() - before
}
