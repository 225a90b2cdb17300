package memnet

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"syscall"
)

// Host is the network as one host sees it. It implements transport.Network.
type Host struct {
	net  *Net
	name string
}

// acceptMax is how many connections wait to be accepted.
// As a kernel's backlog.
const acceptMax = 128

// Listen implements transport.Network. The address's host must be this one's, or empty.
// Ports that are asked for as 0 are never used again. A host that listens again after PowerOff answers packets of its
// former connections with a reset: only then do its peers learn that it was gone.
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
	// From the same numbers as the dialling ends': neither is ever given out twice.
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
	// Connections that PowerOff left open at their other ends.
	dead := n.mu.dead[h.name]
	delete(n.mu.dead, h.name)
	n.mu.Unlock()
	for _, c := range dead {
		c.resetLater()
	}
	return l, nil
}

// Dial implements transport.Network. It takes a round trip.
// It fails with the context's error in an OpError; a cut in either direction holds it up, since a handshake takes both.
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
	// Also a refusal takes the way back: it is an answer of that host.
	client, err := n.connect(h.name, to, address, there, back)
	// Waited for even where the dial was refused: who refuses is as far away as who accepts.
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
// Addresses are looked up when the packet arrives there, not when it leaves.
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
	// It may be accepted before the dialler has it; what is written to it comes there no sooner than that.
	case l.queue <- server:
	// The backlog is full. A kernel would drop the packet and have it sent again; here the dial is refused.
	default:
		return nil, syscall.ECONNREFUSED
	}
	n.mu.conns[client], n.mu.conns[server] = true, true
	return client, nil
}

// Host returns the network as the named host sees it.
func (n *Net) Host(name string) *Host { return &Host{n, name} }
