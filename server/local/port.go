package local

import (
	"context"
	"net"
	"syscall"

	"github.com/isochrondb/isochron/range/transport/memnet"
)

// port is the network as one life of a node sees it: once that life is dark, its
// process may still run for a while, and reaches nobody.
type port struct {
	host *memnet.Host
	life *life
}

func (p port) refuse(op string) error {
	return &net.OpError{Op: op, Net: "mem", Err: syscall.ENETDOWN}
}

// Listen implements transport.Network.
func (p port) Listen(address string) (net.Listener, error) {
	if p.life.isDark() {
		return nil, p.refuse("listen")
	}
	return p.host.Listen(address)
}

// Dial implements transport.Network. A connection that is made while the life gets
// dark is known to the network, which then breaks it, or it is seen here.
func (p port) Dial(ctx context.Context, address string) (net.Conn, error) {
	if p.life.isDark() {
		return nil, p.refuse("dial")
	}
	c, err := p.host.Dial(ctx, address)
	if err == nil && p.life.isDark() {
		_ = c.Close()
		return nil, p.refuse("dial")
	}
	return c, err
}
