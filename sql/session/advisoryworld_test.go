package session

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/base/stop"
)

var advisoryWorlds = flag.Int("advisory-worlds", 40, "worlds of TestAdvisoryWorlds")

// TestAdvisoryWorlds: sessions of three nodes take two locks in both modes, while the
// ownership moves, messages are late, overtake each other and are lost, and nodes crash and
// are cut off. Nobody is inside beside whom it excludes, and in the end nobody has anything.
func TestAdvisoryWorlds(t *testing.T) {
	var entered, moves, ended, lost int
	for seed := range *advisoryWorlds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newAdvisoryWorld(t, uint64(seed))
				w.run()
				w.mu.Lock()
				defer w.mu.Unlock()
				entered, moves, ended, lost = entered+w.entered, moves+w.moves, ended+w.ended, lost+w.lost
			})
		})
	}
	t.Logf("%d locks taken, %d moves of the ownership, %d sessions ended, %d answers lost", entered, moves, ended, lost)
	if n := *advisoryWorlds; n >= 40 && (entered < 100*n || moves < n || ended < n/20 || lost < n) {
		t.Errorf("too little happens in %d worlds", n)
	}
}

const (
	worldNodes   = 3
	worldKeys    = 2
	worldFor     = 4 * time.Minute
	worldSession = 3 // of each node
	worldLease   = 6 * time.Second
)

// advisoryWorld is the cluster that locks are tried in.
type advisoryWorld struct {
	t    *testing.T
	mu   sync.Mutex
	rng  *rand.Rand
	all  [worldNodes + 1]*worldProcess // from 1 on
	cut  map[[2]uint32]bool
	term uint64
	// The lease is held by one node at a time; it is kept as long as most hear it.
	holder  uint32
	until   time.Time
	inside  map[advisoryKey]map[*worldHolder]bool // true: exclusively
	entered int
	last    int32
	late    int // one message of so many is late
	long    int // one lock of so many is held for long
	steady  int // the lease stays where it is for so many half seconds
	// What happened is counted, so that worlds where nothing does are seen.
	moves, ended, lost int
	trace              []string // what was said of late
}

// traceMax is how many messages are told of where something is wrong. A seed alone does not
// bring them back: goroutines take turns as they like.
const traceMax = 200

// worldProcess is a node's process: a crash ends it.
type worldProcess struct {
	w        *advisoryWorld
	node     uint32
	epoch    uint64
	m        *Manager
	ctx      context.Context
	kill     context.CancelFunc
	running  sync.WaitGroup
	sessions map[int32]*worldHolder
}

type worldHolder struct {
	p      *worldProcess
	h      *advisoryHolder
	ctx    context.Context
	cancel context.CancelFunc
	over   bool // it has ended: it is inside of nothing
}

func newAdvisoryWorld(t *testing.T, seed uint64) *advisoryWorld {
	w := &advisoryWorld{t: t, rng: rand.New(rand.NewPCG(seed, 36)), cut: map[[2]uint32]bool{}, inside: map[advisoryKey]map[*worldHolder]bool{}}
	for i := range worldKeys {
		w.inside[worldKey(i)] = map[*worldHolder]bool{}
	}
	w.term, w.holder, w.until = 1, 1, time.Now().Add(worldLease)
	w.late, w.long, w.steady = 2+w.rng.IntN(40), 2+w.rng.IntN(40), 1+w.rng.IntN(200)
	return w
}

func worldKey(i int) advisoryKey { return advisoryKey{database: 1, a: int64(i)} }

func (w *advisoryWorld) intN(n int) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.rng.IntN(n)
}

// seldom is true once of every times, which is one of w's.
func (w *advisoryWorld) seldom(every *int) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.rng.IntN(*every) == 0
}

// soon is a short time, and seldom a long one.
func (w *advisoryWorld) soon() time.Duration {
	if w.seldom(&w.late) {
		return time.Duration(w.intN(4000)) * time.Millisecond
	}
	return time.Duration(w.intN(40)) * time.Millisecond
}

func (w *advisoryWorld) start(node uint32, epoch uint64) {
	p := &worldProcess{w: w, node: node, epoch: epoch, m: &Manager{}, sessions: map[int32]*worldHolder{}}
	p.m.advisory.init(limit.New("node", 0, nil))
	p.m.ShareAdvisoryLocks(p, epoch)
	p.ctx, p.kill = context.WithCancel(context.Background())
	w.mu.Lock()
	w.all[node] = p
	w.mu.Unlock()
	p.running.Go(func() { p.m.KeepAdvisoryLocks(p.ctx) })
	for range worldSession {
		p.running.Go(p.client)
	}
}

// run has faults for a time, then none, and looks at what is left.
func (w *advisoryWorld) run() {
	for n := range uint32(worldNodes) {
		w.start(n+1, 1)
	}
	ctx, stopped := context.WithCancel(context.Background())
	var lease sync.WaitGroup
	lease.Go(func() { w.keepLease(ctx) })
	for began := time.Now(); time.Since(began) < worldFor; {
		time.Sleep(time.Duration(w.intN(8000)) * time.Millisecond)
		w.fault()
	}
	w.heal()
	w.mu.Lock()
	w.late, w.long, w.steady = 1000, 1000, 1000
	w.mu.Unlock()
	time.Sleep(advisoryForsake + 20*time.Second)
	for _, p := range w.all[1:] {
		p.after()
	}
	for _, p := range w.all[1:] {
		p.end()
	}
	stopped()
	lease.Wait()
	time.Sleep(20 * time.Second) // streams close
	if w.t.Failed() {
		w.t.Logf("the end of what was said:\n%s", strings.Join(w.trace, "\n"))
	}
}

// note keeps a line of what happens, until something is wrong.
func (w *advisoryWorld) note(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.t.Failed() {
		return
	}
	if len(w.trace) == traceMax {
		w.trace = w.trace[1:]
	}
	w.trace = append(w.trace, time.Now().Format("04:05.000 ")+fmt.Sprintf(format, args...))
}

// after takes each lock at a node where sessions go on as before.
func (p *worldProcess) after() {
	ctx, cancel := context.WithTimeout(p.ctx, 2*time.Minute)
	defer cancel()
	for i := range worldKeys {
		s := p.session()
		if ok, err := p.m.advisory.acquire(ctx, s.h, worldKey(i), true, false, true); !ok || err != nil {
			p.w.t.Errorf("node %d does not get lock %d: %v", p.node, i, err)
		}
		p.leave(s)
	}
}

// end closes a process gracefully.
func (p *worldProcess) end() {
	p.kill()
	p.running.Wait()
}

func (w *advisoryWorld) fault() {
	node := uint32(w.intN(worldNodes) + 1)
	switch w.intN(3) {
	case 0: // a crash
		w.mu.Lock()
		p := w.all[node]
		for _, s := range p.sessions {
			w.endLocked(s)
		}
		w.all[node] = nil
		w.mu.Unlock()
		p.end()
		time.Sleep(time.Duration(w.intN(20)) * time.Second)
		w.start(node, p.epoch+1)
	default: // cut off from one, or from all
		w.mu.Lock()
		for other := range uint32(worldNodes) {
			if w.rng.IntN(3) > 0 {
				w.cut[[2]uint32{node, other + 1}], w.cut[[2]uint32{other + 1, node}] = true, true
			}
		}
		w.mu.Unlock()
		time.Sleep(time.Duration(w.intN(40)) * time.Second)
		w.heal()
	}
}

func (w *advisoryWorld) heal() {
	w.mu.Lock()
	defer w.mu.Unlock()
	clear(w.cut)
}

func (w *advisoryWorld) grantLocked(node uint32) {
	if w.holder != node {
		w.term++
		w.moves++
	}
	w.holder, w.until = node, time.Now().Add(worldLease)
}

// keepLease is the replication of the directory's range.
func (w *advisoryWorld) keepLease(ctx context.Context) {
	for stop.Sleep(ctx, 500*time.Millisecond) == nil {
		w.mu.Lock()
		most := func(node uint32) bool {
			heard := 0
			for other := range uint32(worldNodes) {
				if w.reachLocked(node, other+1) {
					heard++
				}
			}
			return heard > worldNodes/2
		}
		switch node := uint32(w.rng.IntN(worldNodes) + 1); {
		case w.holder != 0 && most(w.holder) && w.all[node] != nil && w.rng.IntN(w.steady) == 0:
			w.grantLocked(node) // handed on, to one that may be cut off
		case w.holder != 0 && most(w.holder):
			w.until = time.Now().Add(worldLease)
		case time.Now().Before(w.until):
		case most(node):
			w.grantLocked(node)
		}
		w.mu.Unlock()
	}
}

func (w *advisoryWorld) reachLocked(a, b uint32) bool {
	return w.all[a] != nil && w.all[b] != nil && (a == b || !w.cut[[2]uint32{a, b}])
}

func (w *advisoryWorld) reach(a, b uint32) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.reachLocked(a, b)
}

func (w *advisoryWorld) process(node uint32) *worldProcess {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.all[node]
}

// Several, Owner, Others, Ask, End and Caught serve AdvisoryCluster.
func (p *worldProcess) Several() bool { return true }

func (p *worldProcess) Owner(context.Context) (node uint32, term uint64) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	held := time.Now().Before(p.w.until)
	switch {
	case p.w.holder == p.node && held:
		return p.node, p.w.term
	case p.w.holder == p.node || p.w.rng.IntN(10) == 0:
		return 0, 0
	}
	return p.w.holder, 0
}

func (p *worldProcess) Others(context.Context) (out []uint32, err error) {
	for n := range uint32(worldNodes) {
		if n+1 != p.node {
			out = append(out, n+1)
		}
	}
	return out, nil
}

var errWorldLost = errors.New("lost")

func (p *worldProcess) Ask(ctx context.Context, node uint32, req *AdvisoryRequest) (*AdvisoryReply, error) {
	w := p.w
	answer, broken := make(chan *AdvisoryReply, 1), make(chan struct{})
	w.note("node %d asks %d: %+v", p.node, node, *req)
	serving, cut := context.WithCancel(context.Background())
	over := make(chan struct{})
	defer close(over)
	var once sync.Once
	breaks := func() { once.Do(func() { close(broken) }) }
	go func() { // the stream
		for {
			select {
			case <-over: // the asker has closed it
				time.Sleep(w.soon())
				cut()
				return
			case <-serving.Done():
				return
			case <-time.After(100 * time.Millisecond):
			}
			if !w.reach(p.node, node) && w.intN(15) == 0 {
				breaks()
			}
			if !w.reach(p.node, node) && w.intN(15) == 0 {
				cut()
			}
		}
	}()
	go func() {
		time.Sleep(w.soon())
		to := w.process(node)
		if to == nil || !w.reach(p.node, node) || p.ctx.Err() != nil {
			return
		}
		stopped := context.AfterFunc(to.ctx, cut)
		defer stopped()
		w.note("node %d serves %d: %+v", node, p.node, *req)
		reply := to.m.ServeAdvisory(serving, p.node, req)
		w.note("node %d answers %d: %+v to %+v", node, p.node, *reply, *req)
		time.Sleep(w.soon())
		if w.process(node) != to || !w.reach(p.node, node) || w.intN(50) == 0 {
			w.mu.Lock()
			w.lost++
			w.mu.Unlock()
			time.Sleep(w.soon())
			cut()
			breaks()
			return
		}
		answer <- reply
	}()
	select {
	case r := <-answer:
		w.note("node %d hears %d: %+v to %+v", p.node, node, *r, *req)
		return r, nil
	case <-broken:
		return nil, errWorldLost
	case <-p.ctx.Done():
		return nil, p.ctx.Err()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (p *worldProcess) Caught(context.Context) error { return nil }

func (p *worldProcess) End(pid int32) {
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	if s := p.sessions[pid]; s != nil {
		p.w.ended++
		p.w.endLocked(s)
	}
}

func (w *advisoryWorld) endLocked(s *worldHolder) {
	s.over = true
	for _, in := range w.inside {
		delete(in, s)
	}
	s.cancel()
}

func (p *worldProcess) session() *worldHolder {
	s := &worldHolder{p: p}
	s.ctx, s.cancel = context.WithCancel(p.ctx)
	p.w.mu.Lock()
	defer p.w.mu.Unlock()
	p.w.last++
	s.h = &advisoryHolder{pid: p.w.last}
	p.sessions[s.h.pid] = s
	return s
}

// leave ends a session as the node does.
func (p *worldProcess) leave(s *worldHolder) {
	p.w.mu.Lock()
	delete(p.sessions, s.h.pid)
	p.w.endLocked(s)
	p.w.mu.Unlock()
	a := &p.m.advisory
	if _, tell := a.releaseSession(s.h); len(tell) > 0 {
		a.tell(p.ctx, tell...)
	}
	a.forget(s.h)
}

// client has sessions, one after the other.
func (p *worldProcess) client() {
	for p.ctx.Err() == nil {
		s := p.session()
		for range p.w.intN(20) {
			if s.ctx.Err() != nil {
				break
			}
			p.use(s)
		}
		p.leave(s)
		_ = stop.Sleep(p.ctx, p.w.soon())
	}
}

// use takes a lock, is inside for a while, and gives it back.
func (p *worldProcess) use(s *worldHolder) {
	w, a := p.w, &p.m.advisory
	key, exclusive, wait := worldKey(w.intN(worldKeys)), w.intN(3) > 0, w.intN(4) > 0
	ctx := s.ctx
	if w.intN(3) == 0 { // lock_timeout, or a client that cancels
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Duration(w.intN(3000))*time.Millisecond)
		defer cancel()
	}
	ok, err := a.acquire(ctx, s.h, key, exclusive, false, wait)
	if !ok || err != nil {
		_ = stop.Sleep(s.ctx, w.soon())
		return
	}
	w.note("session %d of node %d has lock %d, exclusively: %v", s.h.pid, p.node, key.a, exclusive)
	if !w.enter(s, key, exclusive) {
		return
	}
	stay := w.soon()
	if w.seldom(&w.long) {
		stay = time.Duration(w.intN(20)) * time.Second
	}
	_ = stop.Sleep(s.ctx, stay)
	w.note("session %d of node %d gives lock %d back", s.h.pid, p.node, key.a)
	w.mu.Lock()
	delete(w.inside[key], s)
	w.mu.Unlock()
	if _, _, tell := a.release(s.h, key, exclusive, false); len(tell) > 0 {
		a.tell(p.ctx, tell...)
	}
}

// enter notes that s is inside, unless it has ended.
func (w *advisoryWorld) enter(s *worldHolder, key advisoryKey, exclusive bool) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if s.over {
		return false
	}
	for other, alone := range maps.All(w.inside[key]) {
		if alone || exclusive {
			w.t.Errorf("%v: session %d of node %d has lock %d (exclusively: %v) while session %d of node %d has it (exclusively: %v)", time.Now().Format("04:05.000"),
				s.h.pid, s.p.node, key.a, exclusive, other.h.pid, other.p.node, alone)
		}
	}
	w.inside[key][s] = exclusive
	w.entered++
	return true
}
