package transport

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/peer"

	"github.com/isochrondb/isochron/base/accept"
)

// alpn is what TLS agrees on: HTTP/2, after our hello.
// The dialler asks for it, so that nothing else that speaks TLS is taken for a node.
const alpn = "h2"

// known is what gRPC keeps of a connection: who the other end is.
// It is what handlers get to know of who calls; it is made before gRPC has the connection, and does not change.
type known struct {
	credentials.CommonAuthInfo
	peer Peer
	conn *conn
}

// AuthType implements credentials.AuthInfo.
func (*known) AuthType() string { return "isochron" }

// peerOf says who called, and over which connection.
func peerOf(ctx context.Context) (*known, bool) {
	p, ok := peer.FromContext(ctx)
	if !ok {
		return nil, false
	}
	k, ok := p.AuthInfo.(*known)
	return k, ok
}

// handshake makes connections that gRPC may use: TLS, where it is set up, then
// the hello. It implements credentials.TransportCredentials.
// gRPC calls it once for each connection, on a goroutine of its own, and closes the connection if it fails.
// One is made for each client and one for the server; it has no state of its own, so that Clone gives itself.
type handshake struct {
	m    *Mesh
	link *link // dialling; nil: accepting
}

// Info implements credentials.TransportCredentials.
func (h *handshake) Info() credentials.ProtocolInfo {
	return credentials.ProtocolInfo{SecurityProtocol: "isochron"}
}

// Clone implements credentials.TransportCredentials.
func (h *handshake) Clone() credentials.TransportCredentials { return h }

// OverrideServerName implements credentials.TransportCredentials.
func (h *handshake) OverrideServerName(string) error { return nil }

// ClientHandshake implements credentials.TransportCredentials.
// The order is: who has the certificate, what it says, and whether they fit. The time of the hello alone is measured, not
// that of TLS, which computes. met comes last, for it
// closes the connections of the peer's earlier processes.
func (h *handshake) ClientHandshake(ctx context.Context, _ string, raw net.Conn) (net.Conn, credentials.AuthInfo, error) {
	c := raw.(*conn)
	info := &known{conn: c}
	info.SecurityLevel = credentials.NoSecurity
	var secure net.Conn = c
	if conf := h.m.o.ClientTLS; conf != nil {
		conf = conf.Clone()
		if conf.ServerName == "" {
			// The name that was asked for, not what the certificate says of itself.
			conf.ServerName = hostOf(c.address)
		}
		// The caller's configuration is not changed: Clone is above.
		conf.NextProtos = []string{alpn}
		t := tls.Client(c, conf)
		if err := t.HandshakeContext(ctx); err != nil {
			return nil, nil, h.link.failed(fmt.Errorf("TLS with %s: %w", c.address, err))
		}
		if err := h.verifyDialled(t, conf.ServerName); err != nil {
			return nil, nil, h.link.failed(err)
		}
		secure, info.SecurityLevel = t, credentials.PrivacyAndIntegrity
	}
	// Once for the whole hello: met compares the peer with who this node was then.
	me := h.m.self()
	me.wanted, me.class = h.link.node, h.link.class
	began := time.Now()
	p, err := me.dial(secure, h.m.epochOf)
	if err != nil {
		return nil, nil, h.link.failed(fmt.Errorf("hello with %s: %w", c.address, err))
	}
	if err := h.verifyNode(secure, p.NodeID); err != nil {
		return nil, nil, h.link.failed(err)
	}
	if err := h.m.met(p, me.Identity); err != nil {
		return nil, nil, h.link.failed(err)
	}
	info.peer = p
	c.opened = time.Since(h.m.began)
	// From here on the connection is looked at by its peer: by Peers, SetVersion and met.
	c.peer.Store(&info.peer)
	h.link.opened(c, time.Since(began))
	return secure, info, nil
}

// ServerHandshake implements credentials.TransportCredentials. gRPC has set a
// deadline (Timing.Hello).
// A node takes a seat only at the end: until then it is a stranger, which the lobby may turn away. Nodes that want to join, and
// commands, stay strangers.
func (h *handshake) ServerHandshake(raw net.Conn) (net.Conn, credentials.AuthInfo, error) {
	c := raw.(*conn)
	info := &known{conn: c}
	info.SecurityLevel = credentials.NoSecurity
	var secure net.Conn = c
	if conf := h.m.o.ServerTLS; conf != nil {
		// The deadline of the hello bounds TLS, too: gRPC has set it on the connection.
		t := tls.Server(c, conf)
		if err := t.Handshake(); err != nil {
			c.refuse()
			return nil, nil, err
		}
		if err := h.verify(t); err != nil {
			c.refuse()
			return nil, nil, err
		}
		secure, info.SecurityLevel = t, credentials.PrivacyAndIntegrity
	}
	me := h.m.self()
	p, err := me.accept(secure, h.m.epochOf)
	if err == nil {
		err = h.verifyNode(secure, p.NodeID)
	}
	if err == nil {
		err = h.m.met(p, me.Identity)
	}
	// A member of another cluster can't come as far as here, but where this node has none yet: it stays a guest.
	if err == nil && p.Member() && p.ClusterID == me.ClusterID {
		err = h.m.seat(c)
	}
	if err != nil {
		c.refuse()
		return nil, nil, err
	}
	info.peer = p
	c.opened = time.Since(h.m.began)
	c.peer.Store(&info.peer)
	c.count(h.m.traffic(p))
	return secure, info, nil
}

// TLS has verified the chain by then; this is for what else a certificate must be (VerifyPeer; nil: nothing).
func (h *handshake) verify(t *tls.Conn) error {
	if h.m.o.VerifyPeer == nil {
		return nil
	}
	return h.m.o.VerifyPeer(t.ConnectionState())
}

// verifyDialled also looks for the host that was dialled.
func (h *handshake) verifyDialled(t *tls.Conn, host string) error {
	if h.m.o.VerifyHost != nil {
		if err := h.m.o.VerifyHost(t.ConnectionState(), host); err != nil {
			return fmt.Errorf("TLS with %s: %w", host, err)
		}
	}
	return h.verify(t)
}

// verifyNode looks whether the certificate may be of the node that said hello.
// Without it any node's certificate would do to speak for all others. Connections without TLS can't be looked at.
func (h *handshake) verifyNode(c net.Conn, node uint32) error {
	t, ok := c.(*tls.Conn)
	if !ok || h.m.o.VerifyNode == nil {
		return nil
	}
	return h.m.o.VerifyNode(t.ConnectionState(), node)
}

// The peer hears why only where its hello is refused; TLS has alerts of its own.
func (c *conn) refuse() {
	// Once: the handshake of one that the lobby shows out fails, too.
	if !c.refused.Swap(true) {
		c.m.counts.refused.Add(1)
	}
}

// An address without a port is taken whole.
func hostOf(address string) string {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return address
	}
	return host
}

// traffic counts what passes to and from one node, over all connections.
// Totals since the start; messages are requests, answers, heartbeats and Raft messages, not frames.
type traffic struct {
	bytesOut, bytesIn       atomic.Uint64
	messagesOut, messagesIn atomic.Uint64
}

// conn is a connection that its mesh knows: it is counted, and closed with the mesh.
// What changes after the hello is atomic: gRPC reads and writes from its goroutines while the mesh looks at it.
// It lies under TLS: bytes are counted as they are on the wire.
type conn struct {
	net.Conn
	m       *Mesh
	address string        // dialled; "" where it was taken
	opened  time.Duration // since the mesh began; set before gRPC has it
	traffic atomic.Pointer[traffic]
	peer    atomic.Pointer[Peer]         // once it has said hello
	guest   atomic.Pointer[accept.Guest] // of those taken: until it is known for a node's
	seated  atomic.Bool                  // it counts in the mesh's taken
	closed  atomic.Bool
	refused atomic.Bool // and counted as that
	once    sync.Once
	err     error
}

// Bytes of the hello are in nobody's account.
func (c *conn) count(t *traffic) { c.traffic.Store(t) }

// Read implements net.Conn.
func (c *conn) Read(b []byte) (int, error) {
	n, err := c.Conn.Read(b)
	if t := c.traffic.Load(); t != nil && n > 0 {
		t.bytesIn.Add(uint64(n))
	}
	return n, err
}

// Write implements net.Conn.
func (c *conn) Write(b []byte) (int, error) {
	n, err := c.Conn.Write(b)
	// n bytes left even where Write fails.
	if t := c.traffic.Load(); t != nil {
		t.bytesOut.Add(uint64(n))
	}
	return n, err
}

// Close implements net.Conn.
// gRPC, the mesh and the lobby may all close it; forget is called once.
func (c *conn) Close() error {
	c.once.Do(func() {
		c.err = c.Conn.Close()
		c.m.forget(c)
	})
	return c.err
}
