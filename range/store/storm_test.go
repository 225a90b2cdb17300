package store

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

// storm is a cluster under faults drawn from a seed, with clients that increment
// counters. Judged: counters show every acknowledged increment and none twice;
// no read misses an increment that was acknowledged and waited for before it; leases are
// disjoint; replicas hold the same bytes; once all is well all works again.
type storm struct {
	*cluster
	rng  *rand.Rand
	calm bool          // no faults
	skew time.Duration // of clocks, at most; 0: E
	// movers: every other fault is a split or a merge.
	movers bool
	lasts  time.Duration // of the faults
	count  stormCount

	merges atomic.Int64

	tmu     sync.Mutex // guards what is below; a leaf
	tallies []tally
	settled []int // increments that were acknowledged, and waited for
}

// stormCount is how often each fault struck.
type stormCount struct {
	crashes, cuts, bridges, flaps, losses, stalls, fulls, splits, merges, transfers, changes, looks, reads, increments int
}

var (
	stormSeeds = flag.Int("storm-seeds", 24, "how many storms to run")
	stormFirst = flag.Int("storm-first", 0, "the first seed")
)

const (
	stormCounters = 4
	stormWriters  = 3
)

// gateway is a client with a clock of its own.
func (s *storm) gateway(i int) *env {
	by := time.Duration(s.rng.Int64N(int64(2*clusterBound))) - clusterBound
	clock, err := hlc.NewClock(hlc.Options{Source: skewed{by}, LeadMaxNanos: int64(time.Hour)})
	if err != nil {
		s.t.Fatal(err)
	}
	e := s.client(i)
	e.clock = clock
	return e
}

func runStorm(t *testing.T, seed uint64, change func(*Options), shape func(*storm)) (*storm, error) {
	n := 3
	if seed%3 == 2 {
		n = 5
	}
	s := &storm{
		rng:   rand.New(rand.NewPCG(seed, 9)),
		lasts: 20 * time.Second, movers: seed%4 == 3, tallies: make([]tally, stormCounters), settled: make([]int, stormCounters),
	}
	if shape != nil {
		shape(s)
	}
	s.cluster = newSkewed(t, seed, n, 3, cmp.Or(s.skew, clusterBound), func(o *Options) {
		o.LogBytesMax, o.LagBytesMax = 2<<10, 4<<10
		if seed%2 == 1 {
			o.SnapshotDirectBytes, o.SnapshotFileBytes = 512, 256
		}
		if change != nil {
			change(o)
		}
	})
	defer s.close()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	stop := make(chan struct{})
	var clients, nemeses sync.WaitGroup
	for w := range stormWriters {
		e, choose := s.gateway(w), rand.New(rand.NewPCG(seed, uint64(20+w)))
		clients.Go(func() { s.write(ctx, e, choose, stop) })
	}
	reader, choose := s.gateway(0), rand.New(rand.NewPCG(seed, 30))
	clients.Go(func() { s.read(ctx, reader, choose, stop) })
	nemeses.Go(func() {
		for end := time.Now().Add(s.lasts); time.Now().Before(end); {
			time.Sleep(time.Duration(s.rng.Int64N(int64(time.Second))))
			if !s.calm {
				s.fault(ctx)
			}
		}
	})
	nemeses.Wait()
	s.heal()
	time.Sleep(10 * time.Second) // clients go on in good weather
	close(stop)
	clients.Wait()
	time.Sleep(20 * time.Second)
	s.count.merges = int(s.merges.Load())
	s.judge(ctx)
	return s, s.verdict()
}

func stopped(stop chan struct{}) bool {
	select {
	case <-stop:
		return true
	default:
		return false
	}
}

func counter(i int) []byte { return userKey(fmt.Sprintf("c%d", i)) }

// ended says what an operation of a client came to: it may be unknown or refused,
// while faults strike; only what is wrong is an error.
func acceptable(err error) bool {
	_, unknown := errors.AsType[*kvpb.Ambiguous](err)
	return unknown || again(err) || errors.Is(err, context.Canceled) || errors.Is(err, ErrClosed) || errors.Is(err, context.DeadlineExceeded)
}

func (s *storm) write(ctx context.Context, e *env, rng *rand.Rand, stop chan struct{}) {
	for !stopped(stop) {
		i := rng.IntN(stormCounters)
		try, cancel := context.WithTimeout(ctx, 30*time.Second)
		acked, err := e.increment(try, counter(i))
		cancel()
		if err != nil && !acceptable(err) {
			s.mu.Lock()
			s.fail("increment: %v", err)
			s.mu.Unlock()
			return
		}
		s.tmu.Lock()
		s.count.increments++
		if acked {
			s.tallies[i].acked++
		} else {
			s.tallies[i].unknown++
		}
		s.tmu.Unlock()
		time.Sleep(3*clusterBound + time.Duration(rng.Int64N(int64(50*time.Millisecond))))
		if ahead := hlc.Timestamp(e.committed.Load()).Sub(hlc.Timestamp(time.Now().UnixNano())) + 3*clusterBound; ahead > 0 { // Rule W
			time.Sleep(ahead)
		}
		if acked {
			s.tmu.Lock()
			s.settled[i]++
			s.tmu.Unlock()
		}
	}
}

func (s *storm) read(ctx context.Context, e *env, rng *rand.Rand, stop chan struct{}) {
	for !stopped(stop) {
		i := rng.IntN(stormCounters)
		s.tmu.Lock()
		atLeast := s.settled[i]
		s.tmu.Unlock()
		try, cancel := context.WithTimeout(ctx, 5*time.Second)
		v, _, err := e.get(try, counter(i))
		cancel()
		n, _ := strconv.Atoi(v)
		if err == nil {
			s.count.reads++
			if n < atLeast {
				s.mu.Lock()
				s.fail("a read of counter %d shows %d, but %d increments were acknowledged before", i, n, atLeast)
				s.mu.Unlock()
			}
		} else if !acceptable(err) {
			s.mu.Lock()
			s.fail("read: %v", err)
			s.mu.Unlock()
			return
		}
		time.Sleep(time.Duration(rng.Int64N(int64(30 * time.Millisecond))))
	}
}

// fault does something bad, or makes something good again.
func (s *storm) fault(ctx context.Context) {
	m := s.stores[s.rng.IntN(len(s.stores))]
	n := s.rng.IntN(22)
	if s.movers && s.rng.IntN(2) == 0 {
		n = []int{10, 19, 19}[s.rng.IntN(3)] // splits, merges
	}
	switch n {
	case 19, 20, 21:
		s.merge(ctx, 1+s.rng.IntN(stormCounters-1))
	case 14:
		s.bridge(m)
	case 15:
		s.flap(m)
	case 16:
		s.count.stalls++
		m.stall.Store(int64(s.rng.Int64N(int64(4 * time.Second))))
	case 17:
		s.count.fulls++
		m.full.Store(true)
	case 18:
		for _, o := range s.stores {
			o.stall.Store(0)
			o.full.Store(false)
		}
	case 11:
		try, cancel := context.WithTimeout(ctx, time.Second)
		s.sameBytes(try, 0)
		cancel()
		s.count.looks++
	case 12, 13:
		s.changeReplicas(ctx, counter(s.rng.IntN(stormCounters)))
	case 8, 9:
		i := s.rng.IntN(stormCounters)
		if l := s.leaderOf(counter(i)); l != nil {
			try, cancel := context.WithTimeout(ctx, time.Second)
			if err := l.get().TransferLease(try, l.get().Containing(counter(i)).ID, 0); err == nil {
				s.count.transfers++
			}
			cancel()
		}
	case 10:
		i := 1 + s.rng.IntN(stormCounters-1)
		if l := s.leaderOf(counter(i)); l != nil {
			d := l.get().Containing(counter(i))
			try, cancel := context.WithTimeout(ctx, time.Second)
			err := l.get().Send(try, &kvpb.SplitRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}, Key: counter(i)}, &kvpb.SplitResponse{})
			if err == nil {
				s.count.splits++
			}
			cancel()
		}
	case 0, 1:
		if m.up() && s.upCount() > len(s.stores)-2 {
			s.count.crashes++
			m.crash([]int{0, 0, 50, 100}[s.rng.IntN(4)])
		}
	case 2, 3:
		if !m.up() {
			m.start()
		}
	case 4:
		s.mu.Lock()
		s.count.cuts++
		for _, o := range s.stores {
			if o == m {
				continue
			}
			if s.rng.IntN(3) > 0 {
				s.cut[[2]uint32{m.id, o.id}] = true
			}
			if s.rng.IntN(3) > 0 {
				s.cut[[2]uint32{o.id, m.id}] = true
			}
		}
		s.mu.Unlock()
	case 5:
		s.mu.Lock()
		clear(s.cut)
		s.mu.Unlock()
	case 6:
		s.mu.Lock()
		s.count.losses++
		s.loss, s.slow = s.rng.Float64()*0.2, s.rng.Float64()*0.2
		s.mu.Unlock()
	case 7:
		s.mu.Lock()
		s.loss, s.slow = 0, 0
		s.mu.Unlock()
	}
}

// merge joins the range of a counter with the one to its left, where there is a boundary.
func (s *storm) merge(ctx context.Context, i int) {
	l, r := s.leaderOf(counter(i-1)), s.leaderOf(counter(i))
	if l == nil || r == nil || bytes.Equal(l.get().Containing(counter(i-1)).Start, r.get().Containing(counter(i)).Start) {
		return
	}
	try, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	if l != r {
		if r.get().TransferLease(try, r.get().Containing(counter(i)).ID, l.id) != nil {
			return
		}
		_ = stop.Sleep(try, 50*time.Millisecond)
	}
	d := l.get().Containing(counter(i - 1))
	if d == nil {
		return
	}
	life := l.life.Load()
	go func() { // ends with the store's Close at the latest, or with the context
		if !l.enter(life) {
			return
		}
		defer l.users.RUnlock()
		if _, err := l.get().MergeRange(ctx, d.ID, d.Generation); err == nil {
			s.merges.Add(1)
		}
	}()
	time.Sleep(time.Duration(s.rng.IntN(20)) * time.Millisecond)
}

// bridge cuts the stores into two halves that see each other only by way of m.
func (s *storm) bridge(m *member) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count.bridges++
	clear(s.cut)
	for i, a := range s.stores {
		for j, b := range s.stores {
			if a != m && b != m && (i+j)%2 == 1 {
				s.cut[[2]uint32{a.id, b.id}] = true
			}
		}
	}
}

// flap cuts a store off and lets it back, many times in a few seconds: one way or both.
func (s *storm) flap(m *member) {
	s.count.flaps++
	both := s.rng.IntN(2) == 0
	for i := range 20 {
		s.mu.Lock()
		for _, o := range s.stores {
			if o != m {
				s.cut[[2]uint32{m.id, o.id}] = i%2 == 0
				s.cut[[2]uint32{o.id, m.id}] = both && i%2 == 0
			}
		}
		s.mu.Unlock()
		time.Sleep(time.Duration(20+s.rng.IntN(400)) * time.Millisecond)
	}
}

// changeReplicas makes a random step of a membership change.
func (s *storm) changeReplicas(ctx context.Context, key []byte) {
	l := s.leaderOf(key)
	if l == nil {
		return
	}
	d := l.get().Containing(key)
	to := slices.Clone(d.Replicas)
	learner := slices.IndexFunc(to, func(x descriptor.Replica) bool { return x.Learner })
	var free []uint32
	for _, m := range s.stores {
		if _, ok := d.Replica(m.id); !ok {
			free = append(free, m.id)
		}
	}
	voter := -1 // that may go
	for _, i := range s.rng.Perm(len(to)) {
		if !to[i].Learner && to[i].StoreID != l.id {
			voter = i
			break
		}
	}
	switch {
	case d.Joint():
		to = d.LeaveJoint()
	case learner < 0 && len(free) > 0:
		at := free[s.rng.IntN(len(free))]
		to = append(to, descriptor.Replica{ID: d.NextReplicaID(), NodeID: at, StoreID: at, Learner: true})
	case learner < 0:
		return
	case s.rng.IntN(4) == 0:
		to = slices.Delete(to, learner, learner+1)
	case d.Voters() < 3 || s.rng.IntN(3) == 0 && d.Voters() < 5:
		to[learner].Learner = false
	case voter >= 0:
		to[learner].Learner, to[learner].Change = false, descriptor.Incoming
		to[voter].Change = descriptor.Outgoing
	}
	try, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	if _, err := l.get().ChangeReplicas(try, d.ID, d.Generation, to); err == nil {
		s.count.changes++
	}
}

func (s *storm) upCount() (n int) {
	for _, m := range s.stores {
		if m.up() {
			n++
		}
	}
	return n
}

// judge compares what is there with what clients were told.
func (s *storm) judge(ctx context.Context) {
	e := s.client(0)
	for i, want := range s.tallies {
		try, cancel := context.WithTimeout(ctx, 20*time.Second)
		got, _, err := e.get(try, counter(i))
		cancel()
		n, _ := strconv.Atoi(got)
		if err != nil || n < want.acked || n > want.acked+want.unknown {
			s.mu.Lock()
			s.fail("counter %d is %q, %v; %d increments were acknowledged, %d are unknown", i, got, err, want.acked, want.unknown)
			s.mu.Unlock()
		}
	}
	s.sameBytes(ctx, 2)
	for _, m := range s.stores {
		if wrong := m.get().Wrong(); len(wrong) > 0 || m.get().Err() != nil {
			s.mu.Lock()
			s.fail("store %d: %v, replicas that are wrong: %v", m.id, m.get().Err(), wrong)
			s.mu.Unlock()
		}
	}
}

// Counters incremented while stores crash, networks split and messages get lost.
func TestStorm(t *testing.T) {
	seeds := *stormSeeds
	if testing.Short() {
		seeds = min(seeds, 8)
	}
	for i := range seeds {
		seed := uint64(*stormFirst + i)
		t.Run(fmt.Sprint("seed=", seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s, err := runStorm(t, seed, nil, nil)
				if err != nil {
					t.Error(err)
				}
				if testing.Verbose() {
					t.Logf("%+v, %d leases, %v", s.count, len(s.leases), s.sent)
				}
			})
		})
	}
}

// byVotes has leases begin above what votes tell, and not by how far clocks may be apart.
func byVotes(o *Options) { o.Bound, o.PlantedLowFloor = wideBound{}, true }

type wideBound struct{}

func (wideBound) Epsilon() time.Duration { return 2 * time.Second }

// Where votes carry readings, leases follow each other however far the clocks are apart, of which
// nothing is assumed.
func TestStormWithoutBound(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint("seed=", seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				if _, err := runStorm(t, seed, byVotes, func(s *storm) { s.skew = time.Second }); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// The storm notices broken rules.
func TestStormNotices(t *testing.T) {
	for name, plant := range map[string]func(*Options){
		"leases last longer than their support":            func(o *Options) { o.PlantedLongLease = true },
		"a lease begins at the present":                    func(o *Options) { o.PlantedLowFloor, o.PlantedSilentVotes = true, true },
		"a lease that was handed over serves on":           func(o *Options) { o.Planted.RevokedServes = true },
		"a frozen range serves on":                         func(o *Options) { o.Planted.FrozenServes = true },
		"a frozen range thaws unasked":                     func(o *Options) { o.Planted.ThawUnasked = true },
		"a lease goes over without its marks":              func(o *Options) { o.Planted.RevokeDropsReads = true },
		"entries are acknowledged before they are durable": func(o *Options) { o.PlantedNoSync = true },
	} {
		t.Run(name, func(t *testing.T) {
			for seed := range uint64(100) {
				var err error
				synctest.Test(t, func(t *testing.T) {
					_, err = runStorm(t, seed, plant, func(s *storm) {
						s.movers = s.movers || strings.Contains(name, "frozen")
					})
				})
				if err != nil {
					t.Logf("seed %d: %v", seed, err)
					return
				}
			}
			t.Error("nobody noticed")
		})
	}
}
