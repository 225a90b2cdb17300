package transport

import (
	"context"
	"net"
)

// Network is how a node listens and how it reaches others: the operating
// system's, or an in-memory one (package memnet) with latency and faults.
type Network interface {
	// Listen begins to accept connections at address (host:port; port 0: any).
	Listen(address string) (net.Listener, error)
	// Dial connects to a listener's address.
	Dial(ctx context.Context, address string) (net.Conn, error)
}

// OS is the operating system's network: TCP.
type OS struct{}

// Listen implements Network.
func (OS) Listen(address string) (net.Listener, error) { return net.Listen("tcp", address) }

// Dial implements Network.
func (OS) Dial(ctx context.Context, address string) (net.Conn, error) {
	var d net.Dialer
	return d.DialContext(ctx, "tcp", address)
}
