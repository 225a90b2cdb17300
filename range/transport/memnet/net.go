// Package memnet is a network in memory, for tests and demonstrations: hosts
// with names, connections that behave as TCP does, and between each ordered
// pair of hosts a way with a latency, a bandwidth and faults.
//
//	fault         what connections see
//	Cut           nothing arrives that way; it is sent again once the way is healed
//	Stall         a cut that heals by itself
//	Reset         connections between two hosts break, at both ends at once
//	Crash         the host's process died: its connections are reset, its listeners gone
//	PowerOff      the host is gone without a word; peers learn when it listens again
//
// A cut way back keeps acknowledgements from a sender, whose buffer then fills:
// one-way partitions stop both directions of a connection in the end, as they
// do in life. New connections need both ways.
//
// What a cut keeps back arrives a latency after its end, all at once, unless the way is cut again by then: that cut
// holds it, too.
//
// Time is the standard library's, so in a testing/synctest bubble a network
// takes no real time; it has no goroutines. It knows nothing of what it carries.
package memnet

import (
	"math/rand/v2"
	"net"
	"sync"
	"syscall"
	"time"
)

// Options configures a Net.
// With the same seed and the same order of sends, jitter and loss are the same.
type Options struct {
	Seed        uint64                     // of jitter and loss
	Link        func(from, to string) Link // of a way that is first used; nil: no latency
	BufferBytes int                        // on the way or unread, of a connection in one direction; 0: 4 MiB
}

// Net is a network. Make one with New. Safe for concurrent use.
type Net struct {
	o    Options
	dice dice

	mu struct { // held for moments only; before those of ways and pipes
		sync.Mutex
		ways      map[[2]string]*way
		listeners map[string]*listener // by address
		conns     map[*conn]bool       // open ends
		dead      map[string][]*conn   // ends whose peer lost its power, by the peer's host
		port      int
	}
}

// New returns a network without hosts.
func New(o Options) *Net {
	if o.BufferBytes == 0 {
		o.BufferBytes = 4 << 20
	}
	if o.Link == nil {
		o.Link = func(string, string) Link { return Link{} }
	}
	n := &Net{o: o}
	n.dice.rng = rand.New(rand.NewPCG(o.Seed, 0))
	n.mu.ways = make(map[[2]string]*way)
	n.mu.listeners = make(map[string]*listener)
	n.mu.conns = make(map[*conn]bool)
	n.mu.dead = make(map[string][]*conn)
	n.mu.port = 20000
	return n
}

func (n *Net) way(from, to string) *way {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.wayLocked(from, to)
}

// Caller holds n.mu. A way lives as long as the network.
func (n *Net) wayLocked(from, to string) *way {
	k := [2]string{from, to}
	w := n.mu.ways[k]
	if w == nil {
		w = &way{dice: &n.dice}
		w.state.Store(&wayState{Link: n.o.Link(from, to), changed: make(chan struct{})})
		n.mu.ways[k] = w
	}
	return w
}

// change replaces a way's state.
// changed is closed after the new state is there and n.mu is free: those who wait look at it at once, and so does what
// waits without a goroutine (arrives).
func (n *Net) change(w *way, f func(s *wayState)) {
	n.mu.Lock()
	old := w.state.Load()
	s := *old
	s.changed = make(chan struct{})
	f(&s)
	w.state.Store(&s)
	n.mu.Unlock()
	close(old.changed)
	w.mu.Lock()
	held := w.mu.held
	w.mu.held = nil
	w.mu.Unlock()
	for _, f := range held {
		f()
	}
}

// SetLink changes what the way from a host to another is like, for what is sent
// from now on.
// What is under way keeps its arrival; shorter latencies overtake nothing (pipe.push).
// Both directions of a pair are ways of their own, and may differ.
func (n *Net) SetLink(from, to string, l Link) {
	n.change(n.way(from, to), func(s *wayState) { s.Link = l })
}

// Cut lets nothing more arrive on the way from a host to another, until it is healed.
func (n *Net) Cut(from, to string) {
	n.change(n.way(from, to), func(s *wayState) { s.cutUntil(time.Now(), time.Time{}) })
}

// Heal ends a cut, or a stall; what was kept back arrives a latency later.
func (n *Net) Heal(from, to string) {
	n.change(n.way(from, to), func(s *wayState) { s.heal(time.Now()) })
}

// Stall cuts the way from a host to another for d.
// A Cut of the same way, before or after, is not ended by it; of stalls the one that ends last counts.
func (n *Net) Stall(from, to string, d time.Duration) {
	w := n.way(from, to)
	n.change(w, func(s *wayState) { now := time.Now(); s.cutUntil(now, now.Add(d)) })
	time.AfterFunc(d, func() {
		n.change(w, func(s *wayState) {
			// Another stall, a cut or nothing may be on by now: each timer looks whether its time is up.
			now := time.Now()
			if c := s.on(); c != nil && !c.until.IsZero() && !c.until.After(now) {
				s.heal(now)
			}
		})
	})
}

// Partition cuts all ways between hosts of a and hosts of b.
// One after the other: hosts of a may for a moment hear some of b and not the others. In virtual time that is no time.
func (n *Net) Partition(a, b []string) {
	for _, x := range a {
		for _, y := range b {
			n.Cut(x, y)
			n.Cut(y, x)
		}
	}
}

// HealAll ends every cut.
func (n *Net) HealAll() {
	n.mu.Lock()
	var pairs [][2]string
	for k, w := range n.mu.ways {
		if w.state.Load().on() != nil {
			pairs = append(pairs, k)
		}
	}
	n.mu.Unlock()
	for _, k := range pairs {
		n.Heal(k[0], k[1])
	}
}

// Reset breaks the connections between two hosts.
// At once and at both ends, whatever the latency: as a device between them may do.
func (n *Net) Reset(a, b string) {
	n.each(func(c *conn) bool { return c.from == a && c.to == b || c.from == b && c.to == a }, func(c *conn) {
		c.reset(syscall.ECONNRESET)
	})
}

// Crash ends a host's process: its ends of connections break at once, the other
// ends after a latency, and its listeners are gone. It may listen again.
func (n *Net) Crash(host string) { n.stop(host, (*conn).kill) }

// PowerOff is Crash without a word to anybody: the other ends hang until the
// host listens again.
func (n *Net) PowerOff(host string) {
	n.stop(host, func(c *conn) {
		n.mu.Lock()
		n.mu.dead[host] = append(n.mu.dead[host], c.peer)
		n.mu.Unlock()
		c.vanish()
	})
}

// Listeners go first, so that nobody connects anew to a host that is being stopped.
func (n *Net) stop(host string, end func(*conn)) {
	n.mu.Lock()
	var gone []*listener
	for _, l := range n.mu.listeners {
		if l.host == host {
			gone = append(gone, l)
		}
	}
	n.mu.Unlock()
	for _, l := range gone {
		_ = l.Close()
	}
	// Both ends of a connection within the host are of it, and both end.
	n.each(func(c *conn) bool { return c.from == host }, end)
}

// Close breaks all connections and ends all listeners.
// Cuts are healed first, or ends would wait for what never arrives.
func (n *Net) Close() {
	n.HealAll()
	n.mu.Lock()
	var gone []*listener
	for _, l := range n.mu.listeners {
		gone = append(gone, l)
	}
	n.mu.Unlock()
	for _, l := range gone {
		_ = l.Close()
	}
	n.each(func(*conn) bool { return true }, func(c *conn) { c.reset(net.ErrClosed) })
}

// do is called without n.mu: it ends connections, which take it.
func (n *Net) each(which func(*conn) bool, do func(*conn)) {
	n.mu.Lock()
	var picked []*conn
	for c := range n.mu.conns {
		if which(c) {
			picked = append(picked, c)
		}
	}
	n.mu.Unlock()
	for _, c := range picked {
		do(c)
	}
}

// Traffic returns what was sent from a host to another.
func (n *Net) Traffic(from, to string) Traffic {
	w := n.way(from, to)
	return Traffic{w.bytes.Load(), w.segments.Load()}
}

// Open returns how many ends of connections are open: 0 when all are closed.
func (n *Net) Open() int {
	n.mu.Lock()
	defer n.mu.Unlock()
	return len(n.mu.conns)
}

// queue is the backlog; whoever dials when it is full is refused.
// Those that still wait when it closes are closed, too: their diallers read EOF.
type listener struct {
	net     *Net
	host    string
	address addr
	queue   chan *conn
	closed  chan struct{}
	once    sync.Once
}

// Accept implements net.Listener.
// A closed one gives out nothing more, even if connections wait: they are being reset.
func (l *listener) Accept() (net.Conn, error) {
	select {
	case <-l.closed:
		return nil, net.ErrClosed
	default:
	}
	select {
	case c := <-l.queue:
		return c, nil
	case <-l.closed:
		return nil, net.ErrClosed
	}
}

// Close implements net.Listener.
func (l *listener) Close() error {
	l.once.Do(func() {
		l.net.mu.Lock()
		delete(l.net.mu.listeners, string(l.address))
		l.net.mu.Unlock()
		close(l.closed)
		for {
			select {
			case c := <-l.queue:
				c.kill()
			default:
				return
			}
		}
	})
	return nil
}

// Addr implements net.Listener.
func (l *listener) Addr() net.Addr { return l.address }
