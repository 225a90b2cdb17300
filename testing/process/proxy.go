package process

import (
	wire "encoding/binary"
	"io"
	"net"
	"sync"
	"testing"
	"time"

	"github.com/isochrondb/isochron/range/transport/transportpb"
)

// Network is a proxy in front of each node of a cluster, in user space: what nodes say
// to each other goes through it, late or not at all. It reads of the hello of each
// connection who is at its other end (so it is for clusters without encryption).
type Network struct {
	t    testing.TB
	work sync.WaitGroup

	mu        sync.Mutex // guards what is below
	changed   chan struct{}
	ways      map[[2]uint32]Way
	conns     map[net.Conn]bool
	listeners []net.Listener
	closed    bool
}

// Way is how messages get from one node to another.
type Way struct {
	Cut     bool // nothing arrives, until it is mended: then all does
	Latency time.Duration
}

// NewNetwork returns a network that is well. Close it.
func NewNetwork(t testing.TB) *Network {
	return &Network{t: t, changed: make(chan struct{}), ways: map[[2]uint32]Way{}, conns: map[net.Conn]bool{}}
}

// Close ends all connections.
func (n *Network) Close() {
	n.mu.Lock()
	n.closed = true
	for _, l := range n.listeners {
		_ = l.Close()
	}
	for c := range n.conns {
		_ = c.Close()
	}
	close(n.changed)
	n.changed = make(chan struct{})
	n.mu.Unlock()
	n.work.Wait()
}

// Front listens in front of the node that listens at address, whose ID id tells once it
// has one, and returns the address to advertise.
func (n *Network) Front(address string, id func() uint32) string {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		n.t.Fatal(err)
	}
	n.mu.Lock()
	n.listeners = append(n.listeners, l)
	n.mu.Unlock()
	n.work.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			n.work.Go(func() { n.carry(c, address, id) })
		}
	})
	return l.Addr().String()
}

// Set changes the way from one node to another.
func (n *Network) Set(from, to uint32, w Way) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.ways[[2]uint32{from, to}] = w
	close(n.changed)
	n.changed = make(chan struct{})
}

// Heal makes all ways well.
func (n *Network) Heal() {
	n.mu.Lock()
	defer n.mu.Unlock()
	clear(n.ways)
	close(n.changed)
	n.changed = make(chan struct{})
}

func (n *Network) way(from, to uint32) (w Way, changed <-chan struct{}, closed bool) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.ways[[2]uint32{from, to}], n.changed, n.closed
}

// track keeps a connection for Close. It reports false where that has been.
func (n *Network) track(c net.Conn, open bool) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !open {
		delete(n.conns, c)
	} else if n.closed {
		return false
	} else {
		n.conns[c] = true
	}
	return true
}

// carry carries one connection.
func (n *Network) carry(in net.Conn, address string, id func() uint32) {
	defer in.Close()
	if !n.track(in, true) {
		return
	}
	defer n.track(in, false)
	hello, from, err := readHello(in)
	if err != nil {
		return
	}
	out, err := net.Dial("tcp", address)
	if err != nil {
		return
	}
	defer out.Close()
	if !n.track(out, true) {
		return
	}
	defer n.track(out, false)
	done := make(chan struct{})
	go func() {
		defer close(done)
		n.pump(in, out, func() (uint32, uint32) { return id(), from })
	}()
	n.send(out, hello, from, id())
	n.pump(out, in, func() (uint32, uint32) { return from, id() })
	<-done
}

// helloHead is the magic and the length before a hello (range/transport).
const helloHead = 12

func readHello(c net.Conn) (all []byte, from uint32, err error) {
	all = make([]byte, helloHead)
	if _, err := io.ReadFull(c, all); err != nil {
		return nil, 0, err
	}
	size := wire.BigEndian.Uint32(all[helloHead-4:])
	if size > 4<<10 {
		return nil, 0, io.ErrUnexpectedEOF
	}
	body := make([]byte, size)
	if _, err := io.ReadFull(c, body); err != nil {
		return nil, 0, err
	}
	var h transportpb.Hello
	if err := h.UnmarshalVT(body); err != nil {
		return nil, 0, err
	}
	return append(all, body...), h.NodeId, nil
}

// piece is something that was sent, and when.
type piece struct {
	b  []byte
	at time.Time
}

// pump copies from src to dst, each piece as late as the way is then.
func (n *Network) pump(dst, src net.Conn, ends func() (from, to uint32)) {
	pieces := make(chan piece, 1024)
	go func() {
		defer close(pieces)
		for {
			b := make([]byte, 32<<10)
			k, err := src.Read(b)
			if k > 0 {
				pieces <- piece{b[:k], time.Now()}
			}
			if err != nil {
				return
			}
		}
	}()
	for p := range pieces {
		from, to := ends()
		if w, _, _ := n.way(from, to); w.Latency > 0 {
			time.Sleep(time.Until(p.at.Add(w.Latency)))
		}
		if !n.send(dst, p.b, from, to) {
			break
		}
	}
	_ = dst.Close()
	_ = src.Close()
	for range pieces { // the reader ends, too
	}
}

// send writes once the way is open.
func (n *Network) send(dst net.Conn, b []byte, from, to uint32) bool {
	for {
		w, changed, closed := n.way(from, to)
		if closed {
			return false
		}
		if !w.Cut {
			break
		}
		<-changed
	}
	_, err := dst.Write(b)
	return err == nil
}
