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
// Time is the standard library's, so in a testing/synctest bubble a network
// takes no real time; it has no goroutines. It knows nothing of what it carries.
package memnet

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
)

// Link says what a way from one host to another is like.
type Link struct {
	Latency        time.Duration // one way
	Jitter         time.Duration // up to this much is added, evenly distributed; order is kept
	BytesPerSecond int64         // shared by all connections; 0: no limit
	Loss           float64       // share of segments that are sent again, after RetransmitMin or two latencies
}

// RetransmitMin is the least delay of a lost segment.
const RetransmitMin = 200 * time.Millisecond

// Options configures a Net.
type Options struct {
	Seed        uint64                     // of jitter and loss
	Link        func(from, to string) Link // of a way that is first used; nil: no latency
	BufferBytes int                        // on the way or unread, of a connection in one direction; 0: 4 MiB
}

// Net is a network. Make one with New. Safe for concurrent use.
type Net struct {
	o Options

	mu struct { // held for moments only; before those of ways and pipes
		sync.Mutex
		rng       *rand.Rand
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
	n.mu.rng = rand.New(rand.NewPCG(o.Seed, 0))
	n.mu.ways = make(map[[2]string]*way)
	n.mu.listeners = make(map[string]*listener)
	n.mu.conns = make(map[*conn]bool)
	n.mu.dead = make(map[string][]*conn)
	n.mu.port = 20000
	return n
}

// way is one direction between two hosts.
type way struct {
	net   *Net
	state atomic.Pointer[wayState]

	bytes, segments atomic.Uint64

	mu struct { // held for moments only; a leaf
		sync.Mutex
		busy time.Time // when the last byte sent has left
	}
}

// wayState is immutable; a change makes another and closes changed.
type wayState struct {
	Link
	cut      bool
	cutAt    time.Time // the last cut
	healedAt time.Time
	changed  chan struct{}
}

func (n *Net) way(from, to string) *way {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.wayLocked(from, to)
}

func (n *Net) wayLocked(from, to string) *way {
	k := [2]string{from, to}
	w := n.mu.ways[k]
	if w == nil {
		w = &way{net: n}
		w.state.Store(&wayState{Link: n.o.Link(from, to), changed: make(chan struct{})})
		n.mu.ways[k] = w
	}
	return w
}

// change replaces a way's state.
func (n *Net) change(w *way, f func(s *wayState)) {
	n.mu.Lock()
	old := w.state.Load()
	s := *old
	s.changed = make(chan struct{})
	f(&s)
	w.state.Store(&s)
	n.mu.Unlock()
	close(old.changed)
}

// SetLink changes what the way from a host to another is like, for what is sent
// from now on.
func (n *Net) SetLink(from, to string, l Link) {
	n.change(n.way(from, to), func(s *wayState) { s.Link = l })
}

// Cut lets nothing more arrive on the way from a host to another.
func (n *Net) Cut(from, to string) {
	n.change(n.way(from, to), func(s *wayState) {
		if !s.cut {
			s.cut, s.cutAt = true, time.Now()
		}
	})
}

// Heal ends a cut; what was kept back arrives a latency later.
func (n *Net) Heal(from, to string) {
	n.change(n.way(from, to), func(s *wayState) {
		if s.cut {
			s.cut, s.healedAt = false, time.Now()
		}
	})
}

// Stall cuts the way from a host to another for d.
func (n *Net) Stall(from, to string, d time.Duration) {
	n.Cut(from, to)
	w := n.way(from, to)
	cut := w.state.Load().cutAt
	time.AfterFunc(d, func() {
		if w.state.Load().cutAt.Equal(cut) {
			n.Heal(from, to)
		}
	})
}

// Partition cuts all ways between hosts of a and hosts of b.
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
		if w.state.Load().cut {
			pairs = append(pairs, k)
		}
	}
	n.mu.Unlock()
	for _, k := range pairs {
		n.Heal(k[0], k[1])
	}
}

// Reset breaks the connections between two hosts.
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
	n.each(func(c *conn) bool { return c.from == host }, end)
}

// Close breaks all connections and ends all listeners.
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

// Traffic is what was sent on a way so far.
type Traffic struct{ Bytes, Segments uint64 }

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

// send returns when a segment that is sent now arrives.
func (w *way) send(bytes int) time.Time {
	w.bytes.Add(uint64(bytes))
	w.segments.Add(1)
	s := w.state.Load()
	at := time.Now()
	if s.BytesPerSecond > 0 {
		w.mu.Lock()
		if w.mu.busy.Before(at) {
			w.mu.busy = at
		}
		w.mu.busy = w.mu.busy.Add(time.Duration(float64(bytes) / float64(s.BytesPerSecond) * float64(time.Second)))
		at = w.mu.busy
		w.mu.Unlock()
	}
	at = at.Add(s.Latency)
	if s.Jitter > 0 || s.Loss > 0 {
		w.net.mu.Lock()
		rng := w.net.mu.rng
		at = at.Add(time.Duration(rng.Float64() * float64(s.Jitter)))
		if rng.Float64() < s.Loss {
			at = at.Add(max(RetransmitMin, 2*s.Latency))
		}
		w.net.mu.Unlock()
	}
	return at
}

// arrival says when what was sent to arrive at at does so, given the faults so
// far; ok is false while it can't, until changed.
func (s *wayState) arrival(at time.Time) (when time.Time, ok bool) {
	switch {
	case s.cutAt.IsZero() || !at.After(s.cutAt):
		return at, true
	case s.cut:
		return at, false
	case s.healedAt.Add(s.Latency).After(at):
		return s.healedAt.Add(s.Latency), true
	}
	return at, true
}

// travel waits as long as a packet takes that is sent now.
func (w *way) travel(ctx context.Context) error {
	at := w.send(0)
	for {
		s := w.state.Load()
		when, ok := s.arrival(at)
		if ok && !when.After(time.Now()) {
			return nil
		}
		if err := await(ctx, s, when, ok); err != nil {
			return err
		}
	}
}

func await(ctx context.Context, s *wayState, when time.Time, ok bool) error {
	var timer <-chan time.Time
	if ok {
		t := time.NewTimer(time.Until(when))
		defer t.Stop()
		timer = t.C
	}
	select {
	case <-timer:
		return nil
	case <-s.changed:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// Host is the network as one host sees it. It implements transport.Network.
type Host struct {
	net  *Net
	name string
}

// Host returns the network as the named host sees it.
func (n *Net) Host(name string) *Host { return &Host{n, name} }

// acceptMax is how many connections wait to be accepted.
const acceptMax = 128

// Listen implements transport.Network. The address's host must be this one's, or empty.
func (h *Host) Listen(address string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	if host != "" && host != h.name {
		return nil, &net.OpError{Op: "listen", Net: "mem", Err: fmt.Errorf("%s is not %s: %w", host, h.name, syscall.EADDRNOTAVAIL)}
	}
	n := h.net
	n.mu.Lock()
	if port == "0" {
		n.mu.port++
		port = strconv.Itoa(n.mu.port)
	}
	l := &listener{net: n, host: h.name, address: addr(net.JoinHostPort(h.name, port)), queue: make(chan *conn, acceptMax), closed: make(chan struct{})}
	if n.mu.listeners[string(l.address)] != nil {
		n.mu.Unlock()
		return nil, &net.OpError{Op: "listen", Net: "mem", Addr: l.address, Err: syscall.EADDRINUSE}
	}
	n.mu.listeners[string(l.address)] = l
	dead := n.mu.dead[h.name]
	delete(n.mu.dead, h.name)
	n.mu.Unlock()
	for _, c := range dead {
		c.resetLater(n.way(h.name, c.from))
	}
	return l, nil
}

// Dial implements transport.Network. It takes a round trip.
func (h *Host) Dial(ctx context.Context, address string) (net.Conn, error) {
	fail := func(err error) (net.Conn, error) {
		return nil, &net.OpError{Op: "dial", Net: "mem", Addr: addr(address), Err: err}
	}
	to, _, err := net.SplitHostPort(address)
	if err != nil {
		return fail(err)
	}
	n := h.net
	there, back := n.way(h.name, to), n.way(to, h.name)
	if err := there.travel(ctx); err != nil {
		return fail(err)
	}
	client, err := n.connect(h.name, to, address, there, back)
	terr := back.travel(ctx)
	if err = errors.Join(err, terr); err != nil {
		if client != nil {
			client.reset(syscall.ECONNRESET)
		}
		return fail(err)
	}
	return client, nil
}

// connect makes the two ends and queues one at the listener.
func (n *Net) connect(from, to, address string, there, back *way) (*conn, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	l := n.mu.listeners[address]
	if l == nil {
		return nil, syscall.ECONNREFUSED
	}
	n.mu.port++
	local := addr(net.JoinHostPort(from, strconv.Itoa(n.mu.port)))
	up, down := newPipe(there, back, n.o.BufferBytes), newPipe(back, there, n.o.BufferBytes)
	client := &conn{net: n, from: from, to: to, in: down, out: up, local: local, remote: l.address}
	server := &conn{net: n, from: to, to: from, in: up, out: down, local: l.address, remote: local}
	client.peer, server.peer = server, client
	select {
	case l.queue <- server:
	default:
		return nil, syscall.ECONNREFUSED
	}
	n.mu.conns[client], n.mu.conns[server] = true, true
	return client, nil
}

type addr string

// Network implements net.Addr.
func (addr) Network() string { return "mem" }

// String implements net.Addr.
func (a addr) String() string { return string(a) }

type listener struct {
	net     *Net
	host    string
	address addr
	queue   chan *conn
	closed  chan struct{}
	once    sync.Once
}

// Accept implements net.Listener.
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
