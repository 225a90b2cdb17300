package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
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
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/raftloop"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/replica/raftsnap"
	"github.com/isochrondb/isochron/range/rows"
)

// A cluster of stores in one bubble: real engines on file systems that crash, clocks
// that differ within E, and a transport in memory that delays, loses and cuts.

const (
	clusterBound = 10 * time.Millisecond // E; ε is twice that
	clusterHop   = time.Millisecond      // one way between two stores
)

type cluster struct {
	t      testing.TB
	stores []*member
	change func(*Options)

	unbound bool // nothing is assumed of how far clocks are apart

	mu     sync.Mutex // guards what is below; a leaf
	rng    *rand.Rand
	loss   float64
	slow   float64 // share of messages that take up to 300 ms
	cut    map[[2]uint32]bool
	sent   map[string]int
	leases map[[2]uint64]*leaseSpan // by range and term
	merges mergeNotes
	wrong  error

	wg   sync.WaitGroup // messages under way
	txns atomic.Uint64
}

// member is one store, or the place of one that is down.
type member struct {
	c     *cluster
	id    uint32
	skew  time.Duration
	disk  pebbleengine.CrashFS
	stall atomic.Int64  // nanoseconds that a synced write takes
	full  atomic.Bool   // the disk has no room but for the reserve
	life  atomic.Uint64 // even: up
	users sync.RWMutex  // held by those inside the store, and to close its engine
	env   *env
	store atomic.Pointer[Store]
}

// leaseSpan is what is known of one lease.
type leaseSpan struct {
	store        uint32
	floor, until hlc.Timestamp
	from         uint64 // the term that it takes over from
	fresh        bool
	top          hlc.Timestamp // of its marks when it began
	revoked      bool          // its marks are in the replicated state: a later lease needs no higher floor
	served       hlc.Timestamp // the top of its marks when that was applied
}

type skewed struct{ by time.Duration }

func (s skewed) Now() int64 { return time.Now().Add(s.by).UnixNano() }

type fixedBound struct{}

func (fixedBound) Epsilon() time.Duration { return 2 * clusterBound }

// newCluster makes n stores, the first `voters` of which hold all ranges.
func newCluster(t testing.TB, seed uint64, n, voters int, change func(*Options)) *cluster {
	t.Helper()
	return newSkewed(t, seed, n, voters, clusterBound, change)
}

// newSkewed is newCluster with clocks that are wrong by up to most.
func newSkewed(t testing.TB, seed uint64, n, voters int, most time.Duration, change func(*Options)) *cluster {
	t.Helper()
	c := &cluster{
		t: t, change: change, unbound: most > clusterBound, rng: rand.New(rand.NewPCG(seed, 77)), cut: map[[2]uint32]bool{},
		leases: map[[2]uint64]*leaseSpan{}, merges: newMergeNotes(), sent: map[string]int{},
	}
	for i := range n {
		m := &member{c: c, id: uint32(i + 1), disk: pebbleengine.NewCrashFS()}
		m.skew = time.Duration(c.rng.Int64N(int64(2*most))) - most
		c.stores = append(c.stores, m)
	}
	for _, m := range c.stores {
		m.bootstrap(voters)
		m.life.Store(1)
		m.start()
	}
	return c
}

func (m *member) ident() Ident {
	return Ident{ClusterID: [16]byte{1, 2, 3}, NodeID: m.id, StoreID: m.id}
}

// bootstrap writes what a new cluster of several stores has on each of them.
func (m *member) bootstrap(voters int) {
	e, err := pebbleengine.Open(pebbleengine.Options{FS: m.disk, Dir: "store", MemTableBytes: 1 << 20})
	m.check(err)
	b := e.NewBatch(0)
	id := m.ident()
	id.Format = FormatVersion
	m.check(b.Put(keys.StoreIdent(), hlc.Zero, id.encode()))
	if int(m.id) <= voters {
		now := hlc.Timestamp(time.Now().Add(-time.Second).UnixNano())
		ranges := FirstRanges(id)
		for _, d := range ranges {
			d.Replicas = nil
			for i := range voters {
				d.Replicas = append(d.Replicas, descriptor.Replica{ID: uint64(i + 1), NodeID: uint32(i + 1), StoreID: uint32(i + 1)})
			}
			m.check(replica.Bootstrap(b, d, consensus.InitialIndex, consensus.InitialTerm))
			v, err := d.Encode()
			m.check(err)
			m.check(mvcc.Put(b, directory.Key(d.End), now, mvcc.Header{Mode: mvcc.ModeUpdate}, v))
		}
		next := binary.AppendUvarint(nil, ranges[len(ranges)-1].ID+1)
		m.check(mvcc.Put(b, rows.RangeIDKey(), now, mvcc.Header{Mode: mvcc.ModeUpdate}, next))
	}
	m.check(e.Apply(b, true))
	m.check(e.Close())
}

func (m *member) check(err error) {
	m.c.t.Helper()
	if err != nil {
		m.c.t.Fatalf("store %d: %v", m.id, err)
	}
}

// start opens the store on its disk.
func (m *member) start() {
	c := m.c
	pe, err := pebbleengine.Open(pebbleengine.Options{FS: m.disk, Dir: "store", MemTableBytes: 1 << 20})
	m.check(err)
	eng := faultyEngine{pe, m}
	e := &env{t: c.t, engine: eng}
	v, ok, err := eng.Get(keys.StoreClock(), nil)
	m.check(err)
	var upper hlc.Reading
	if ok {
		upper = hlc.Reading(binary.BigEndian.Uint64(v))
	}
	e.clock, err = hlc.NewClock(hlc.Options{Source: skewed{m.skew}, Persisted: upper, Persist: func(r hlc.Reading) error {
		b := eng.NewBatch(0)
		defer b.Close()
		if err := b.Put(keys.StoreClock(), hlc.Zero, binary.BigEndian.AppendUint64(nil, uint64(r))); err != nil {
			return err
		}
		return eng.Apply(b, true)
	}})
	m.check(err)
	life := m.life.Load() + 1
	o := Options{
		Engine: eng, Clock: e.clock, Bound: fixedBound{}, Ident: m.ident(), Settler: noSettler{}, Seed: uint64(m.id),
		Transport: &post{m: m, life: life}, Routes: c, noteLease: c.noteLease, noteMerge: c.noteMerge,
	}
	if c.change != nil {
		c.change(&o)
	}
	e.store, err = Open(context.Background(), o)
	m.check(err)
	m.env = e
	m.store.Store(e.store)
	m.life.Store(life)
}

// faultyEngine is an engine whose disk may have no room for more user data, or takes its
// time to sync. (A file system that does would have Pebble wait with its mutexes held,
// and no virtual time pass.)
type faultyEngine struct {
	engine.Engine
	m *member
}

func (e faultyEngine) Writable() error {
	if e.m.full.Load() {
		return engine.ErrFull
	}
	return e.Engine.Writable()
}

func (e faultyEngine) Apply(b engine.Batch, sync bool) error {
	if d := e.m.stall.Load(); d > 0 && sync {
		time.Sleep(time.Duration(d))
	}
	return e.Engine.Apply(b, sync)
}

func (m *member) get() *Store { return m.store.Load() }

func (m *member) up() bool { return m.life.Load()%2 == 0 }

// crash ends the store as a power cut does.
func (m *member) crash(percent int) {
	m.life.Add(1) // no message leaves or comes any more
	m.c.mu.Lock()
	rng := rand.New(rand.NewPCG(m.c.rng.Uint64(), 1))
	m.c.mu.Unlock()
	disk := m.disk.Crash(percent, rng)
	m.stop()
	m.disk = disk
}

func (m *member) stop() {
	if m.up() {
		m.life.Add(1)
	}
	if m.env == nil {
		return
	}
	if err := m.get().Close(); err != nil && !errors.Is(err, ErrClosed) {
		m.c.t.Errorf("store %d: %v", m.id, err)
	}
	for !m.users.TryLock() {
		time.Sleep(time.Millisecond)
	}
	m.env.closeEngine()
	m.env = nil
	m.users.Unlock()
}

// enter lets somebody into the store, if it is in that life.
func (m *member) enter(life uint64) bool {
	if !m.users.TryRLock() {
		return false
	}
	if life%2 != 0 || m.life.Load() != life {
		m.users.RUnlock()
		return false
	}
	return true
}

func (c *cluster) close() {
	for _, m := range c.stores {
		m.stop()
	}
	c.wg.Wait()
}

// --- the transport

// post is one store's raftnet.Transport, for one of its lives.
type post struct {
	m    *member
	life uint64
}

// carry delivers after a while, if both ends are still alive then.
func (p *post) carry(kind string, to raftnet.Peer, deliver func(*Store)) {
	c, dst := p.m.c, p.m.c.stores[to.StoreID-1]
	c.mu.Lock()
	defer c.mu.Unlock()
	if p.m.life.Load() != p.life || c.cut[[2]uint32{p.m.id, to.StoreID}] || c.rng.Float64() < c.loss {
		return
	}
	c.sent[kind]++
	d := clusterHop + time.Duration(c.rng.Int64N(int64(clusterHop)))
	if c.rng.Float64() < c.slow {
		d += time.Duration(c.rng.Int64N(int64(300 * time.Millisecond)))
	}
	life := dst.life.Load()
	c.wg.Go(func() {
		time.Sleep(d)
		if dst.enter(life) {
			deliver(dst.get())
			dst.users.RUnlock()
		}
	})
}

func (p *post) peer() raftnet.Peer { return raftnet.Peer{NodeID: p.m.id, StoreID: p.m.id} }

func (p *post) Raft(to raftnet.Peer, m raftnet.Message) bool {
	p.carry("raft", to, func(s *Store) { s.ReceiveRaft(p.peer(), m) })
	return true
}

func (p *post) Support(to raftnet.Peer, message []byte) {
	p.carry("support", to, func(s *Store) { s.ReceiveSupport(p.peer(), message) })
}

func (p *post) Snapshot(ctx context.Context, to raftnet.Peer, h raftnet.SnapshotHeader, open func(uint64) (io.ReadCloser, error)) error {
	c, dst := p.m.c, p.m.c.stores[to.StoreID-1]
	c.mu.Lock()
	c.sent["state"]++
	bad := p.m.life.Load() != p.life || c.cut[[2]uint32{p.m.id, to.StoreID}]
	rest := int64(math.MaxInt64)
	if c.rng.Float64() < c.loss {
		rest = c.rng.Int64N(4 << 10)
	}
	c.mu.Unlock()
	life := dst.life.Load()
	if err := stop.Sleep(ctx, 5*time.Millisecond); err != nil {
		return err
	}
	if bad || !dst.enter(life) {
		return &raftnet.Broken{Cause: errors.New("not carried")}
	}
	defer dst.users.RUnlock()
	kept := uint64(0)
	err := raftnet.Receive(ctx, dst.get(), p.peer(), h, func(offset uint64) (io.ReadCloser, error) {
		kept = offset
		body, err := open(offset)
		if err != nil {
			return nil, err
		}
		return struct {
			io.Reader
			io.Closer
		}{io.LimitReader(body, rest), body}, nil
	})
	if errors.Is(err, raftsnap.ErrMalformed) && rest < math.MaxInt64 {
		return &raftnet.Broken{Kept: kept + 1, Cause: err}
	}
	return err
}

// --- clients

// Lookup implements Routes.
func (c *cluster) Lookup(_ context.Context, key keys.Key) (*descriptor.Range, error) {
	var best *descriptor.Range
	for _, m := range c.stores {
		if !m.up() || m.get() == nil {
			continue
		}
		if d := m.get().Containing(key); d != nil && (best == nil || d.Generation > best.Generation) {
			best = d
		}
	}
	if best == nil {
		return nil, &kvpb.RetryElsewhere{Why: "nobody has the key"}
	}
	return best, nil
}

// Server implements Routes: whoever leads.
func (c *cluster) Server(d *descriptor.Range) kvpb.Sender {
	for _, m := range c.stores {
		if !m.up() || m.get() == nil {
			continue
		}
		if rh := m.get().ranges.get(d.ID); rh != nil && rh.serving.Load() != nil {
			return &visitor{m.get(), m}
		}
	}
	x := d.Replicas[int(c.txns.Add(1))%len(d.Replicas)]
	return &visitor{c.stores[x.StoreID-1].get(), c.stores[x.StoreID-1]}
}

// visitor asks another store, unless it is down.
type visitor struct {
	kvpb.Sender
	m *member
}

// Send implements kvpb.Sender.
func (v *visitor) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	life := v.m.life.Load()
	if !v.m.enter(life) {
		return &kvpb.RetryElsewhere{Why: "down"}
	}
	defer v.m.users.RUnlock()
	err := v.m.get().Send(ctx, req, resp)
	if v.m.life.Load() != life {
		return &kvpb.Ambiguous{Why: "the store crashed"}
	}
	return err
}

// Heard implements Routes.
func (c *cluster) Heard(*descriptor.Range, error) {}

// Forget implements Routes.
func (c *cluster) Forget(*descriptor.Range) {}

// client is a gateway beside a store, whose clock it uses. It finds the leaseholder
// by asking.
func (c *cluster) client(at int) *env {
	m := c.stores[at]
	e := &env{t: c.t, clock: m.env.clock, engine: m.env.engine}
	hint := uint32(at + 1)
	e.asks = func(ctx context.Context, key keys.Key, f func(*descriptor.Range, kvpb.Sender) error) error {
		for try := 0; ; try++ {
			err := c.ask(key, &hint, f)
			var elsewhere *kvpb.RetryElsewhere
			if !errors.As(err, &elsewhere) {
				if r, ok := errors.AsType[*kvpb.Refused](err); !ok || r.Reason != kvpb.ReasonMoved {
					return err
				}
			}
			if try == 2000 {
				return fmt.Errorf("still elsewhere: %w", err)
			}
			c.mu.Lock()
			n := 1 + c.rng.IntN(len(c.stores))
			c.mu.Unlock()
			switch {
			case elsewhere != nil && elsewhere.Leader != 0 && try%3 != 2:
				hint = elsewhere.Leader
			default:
				hint = uint32(n)
			}
			if err := stop.Sleep(ctx, time.Duration(1+try%20)*time.Millisecond); err != nil {
				return err
			}
		}
	}
	return e
}

// releases notes that locks were let go of, which is no matter of freezes and leases.
type releases struct {
	kvpb.Sender
	did *bool
}

func (r releases) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	if req.Method() == kvpb.MethodRelease {
		*r.did = true
	}
	return r.Sender.Send(ctx, req, resp)
}

// ask asks one store. Where it crashed meanwhile, nothing of its answer counts.
func (c *cluster) ask(key keys.Key, hint *uint32, f func(*descriptor.Range, kvpb.Sender) error) error {
	m := c.stores[*hint-1]
	life := m.life.Load()
	if !m.enter(life) {
		return &kvpb.RetryElsewhere{Why: "down"}
	}
	defer m.users.RUnlock()
	d := m.get().Containing(key)
	if d == nil {
		return &kvpb.RetryElsewhere{Why: "no replica"}
	}
	ended, freeze := c.endedHere(d.ID, m.id), c.frozenBy(d.ID, m.id)
	released := false
	err := f(d, releases{m.get(), &released})
	if m.life.Load() != life {
		return &kvpb.Ambiguous{Why: "the store crashed"}
	}
	if err == nil && ended != 0 && c.endedHere(d.ID, m.id) == ended {
		c.mu.Lock()
		c.fail("range %d: store %d serves after it has ended the lease of term %d", d.ID, m.id, ended)
		c.mu.Unlock()
	}
	if err == nil && freeze != 0 && !released && m.frozenYet(d.ID, freeze) {
		c.mu.Lock()
		c.fail("range %d: store %d serves while it is frozen", d.ID, m.id)
		c.mu.Unlock()
	}
	return err
}

// frozenYet tells whether a range of a store is still under a freeze: its thaw is noted only
// after the store serves again.
func (m *member) frozenYet(id, freeze uint64) bool {
	rh := m.get().ranges.get(id)
	return rh != nil && rh.rep.FrozenBy().GetId() == freeze
}

// --- what is judged

// verdict is the first thing that was wrong, or nil.
func (c *cluster) verdict() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.wrong
}

// sentOf is how many messages of a kind were sent.
func (c *cluster) sentOf(kind string) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.sent[kind]
}

// fail notes what is wrong. With mu held.
func (c *cluster) fail(format string, args ...any) {
	if c.wrong == nil {
		c.wrong = fmt.Errorf(format, args...)
	}
}

// noteLease checks that leases of a range are disjoint (T3): in time, or, where one ended by
// its own word, in that nothing is served under it any more and that what was is covered by
// the marks of all that come after it.
func (c *cluster) noteLease(n raftloop.LeaseNote) {
	c.mu.Lock()
	defer c.mu.Unlock()
	k := [2]uint64{n.Range, n.Term}
	l := c.leases[k]
	if n.Revoked {
		if l != nil {
			l.revoked = true
			if l.store == n.Store {
				l.served = max(l.served, n.Top)
			}
		}
		return
	}
	if l == nil {
		l = &leaseSpan{store: n.Store, floor: n.Floor, from: n.Inherits, fresh: n.Fresh, top: n.Top}
		c.leases[k] = l
		c.checkBegin(n)
	}
	if l.store != n.Store {
		c.fail("range %d: stores %d and %d lead term %d", n.Range, l.store, n.Store, n.Term)
	}
	if n.Until > l.until {
		if l.revoked {
			c.fail("range %d: the lease of store %d in term %d goes on to %v after its end was logged", n.Range, n.Store, n.Term, n.Until)
		}
		l.until = n.Until
	}
	c.checkDisjoint(n.Range)
}

// checkBegin looks at how a lease begins. With mu held.
func (c *cluster) checkBegin(n raftloop.LeaseNote) {
	switch {
	case n.Fresh:
		for k := range c.leases {
			if k[0] == n.Range && k[1] < n.Term {
				c.fail("range %d: store %d leads term %d as the first, after term %d", n.Range, n.Store, n.Term, k[1])
			}
		}
	case n.Inherits != 0:
		if from := c.leases[[2]uint64{n.Range, n.Inherits}]; from == nil || !from.revoked {
			c.fail("range %d: store %d takes term %d over from %d, whose lease was not ended", n.Range, n.Store, n.Term, n.Inherits)
		}
		for k := range c.leases {
			if k[0] == n.Range && k[1] > n.Inherits && k[1] < n.Term {
				c.fail("range %d: store %d takes term %d over from %d, but term %d lay between", n.Range, n.Store, n.Term, n.Inherits, k[1])
			}
		}
	case !c.unbound && n.Floor < n.At.Add(clusterBound):
		c.fail("range %d: a lease of store %d begins at %v, below what another clock may show now", n.Range, n.Store, n.Floor)
	}
}

// checkDisjoint compares each lease of a range with all later ones. With mu held.
func (c *cluster) checkDisjoint(id uint64) {
	for k1, early := range c.leases {
		for k2, late := range c.leases {
			if k1[0] != id || k2[0] != id || k1[1] >= k2[1] {
				continue
			}
			switch floor := c.floorOf(id, late); {
			case early.revoked && late.top < early.served:
				c.fail("range %d: term %d of store %d served up to %v; term %d of store %d writes above %v", id, k1[1], early.store, early.served, k2[1], late.store, late.top)
			case !early.revoked && early.until > floor:
				c.fail("range %d: a lease of store %d until %v, and a later one of store %d from %v", id, early.store, early.until, late.store, floor)
			}
		}
	}
}

// floorOf is above what was served under earlier leases that ended by themselves. With mu held.
func (c *cluster) floorOf(id uint64, l *leaseSpan) hlc.Timestamp {
	for l != nil && l.from != 0 {
		l = c.leases[[2]uint64{id, l.from}]
	}
	if l == nil {
		return hlc.Zero
	}
	return l.floor
}

// endedHere is the term in which a store held a range's lease last, if it has ended that by
// its own word; else 0.
func (c *cluster) endedHere(id uint64, store uint32) uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	var term uint64
	for k, l := range c.leases {
		if k[0] == id && l.store == store {
			term = max(term, k[1])
		}
	}
	if l := c.leases[[2]uint64{id, term}]; l == nil || !l.revoked || l.served == 0 {
		return 0
	}
	return term
}

// content is all versions of a range's keys at or below a timestamp.
func content(r engine.Reader, span keys.Span, upto hlc.Timestamp) (string, error) {
	it, err := r.NewIter(engine.IterOptions{Lower: span.Start, Upper: span.End})
	if err != nil {
		return "", err
	}
	defer it.Close()
	var b bytes.Buffer
	for ok := it.First(); ok; ok = it.Next() {
		if it.Timestamp() == 0 || it.Timestamp() > upto {
			continue
		}
		v, err := it.Value()
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "%s@%d=%x\n", it.Key(), it.Timestamp(), v)
	}
	return b.String(), it.Err()
}

// sameBytes checks T14: at the least closed timestamp of a range's replicas, all hold
// the same. atLeast is how many replicas of each range must be there.
func (c *cluster) sameBytes(ctx context.Context, atLeast int) {
	for _, d := range c.descriptors() {
		var readers []engine.Reader
		upto := hlc.Max
		var who []uint32
		for _, m := range c.stores {
			if !m.up() {
				continue
			}
			rh := m.get().ranges.get(d.ID)
			if rh == nil || !rh.Descriptor().Equal(d) {
				continue
			}
			rep, err := rh.loaded(ctx)
			if err != nil {
				continue
			}
			upto = min(upto, rep.Closed())
			readers, who = append(readers, m.env.engine), append(who, m.id)
		}
		if len(readers) < atLeast {
			c.t.Errorf("%s has %d replicas up, want %d:%s", d, len(readers), atLeast, c.tell(ctx, d.ID))
		}
		want := ""
		for i, r := range readers {
			got, err := content(r, d.Span(), upto)
			if err != nil {
				c.t.Error(err)
			}
			if i == 0 {
				want = got
			} else if got != want {
				c.mu.Lock()
				c.fail("range %d at %v: stores %d and %d differ:\n%s\n%s", d.ID, upto, who[0], who[i], want, got)
				c.mu.Unlock()
			}
		}
	}
}

// tell says what each store that is up reports of a range.
func (c *cluster) tell(ctx context.Context, id uint64) (out string) {
	for _, m := range c.stores {
		if m.up() {
			for _, r := range m.get().Reports(ctx, id) {
				out += fmt.Sprintf("\nstore %d: %+v of %s", m.id, r, r.Desc)
			}
		}
	}
	return out
}

// descriptors are the newest of all ranges, in key order.
func (c *cluster) descriptors() (out []*descriptor.Range) {
	newest := map[uint64]*descriptor.Range{}
	for _, m := range c.stores {
		if m.up() {
			for _, d := range m.get().Ranges() {
				if o := newest[d.ID]; o == nil || o.Generation < d.Generation {
					newest[d.ID] = d
				}
			}
		}
	}
	for _, d := range newest {
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b *descriptor.Range) int { return bytes.Compare(a.Start, b.Start) })
	return out
}

// leaderOf is the store that serves key, nil if none does.
func (c *cluster) leaderOf(key keys.Key) *member {
	for _, m := range c.stores {
		if m.up() {
			if rh := m.get().ranges.containing(key); rh != nil && rh.serving.Load() != nil {
				return m
			}
		}
	}
	return nil
}

// leaderOrUp is some store that is up.
func (c *cluster) leaderOrUp() *member {
	for _, m := range c.stores {
		if m.up() {
			return m
		}
	}
	return nil
}

// heal ends all faults.
func (c *cluster) heal() {
	c.mu.Lock()
	clear(c.cut)
	c.loss, c.slow = 0, 0
	c.mu.Unlock()
	for _, m := range c.stores {
		m.stall.Store(0)
		m.full.Store(false)
		if !m.up() {
			m.start()
		}
	}
}
