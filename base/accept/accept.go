// Package accept keeps the doors of a node open while somebody leans on them.
//
// Patiently goes on after an accept that failed for want of something that comes
// back (file descriptors, memory, a client that was gone already): a server that
// took such an error for the end would be ended by whoever holds enough sockets.
//
// Lobby bounds those who have come and not yet said who they are. It never locks
// anybody out: where it is full, the address with the most in it loses its oldest.
// So silent connections push out each other, and a client that introduces itself
// within the time that it takes to fill the lobby gets through.
package accept

import (
	"errors"
	"io"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/isochrondb/isochron/base/retry"
)

// Bounds of the wait after an accept that failed.
const (
	backoffMin = 5 * time.Millisecond
	backoffMax = time.Second
	logEvery   = 10 * time.Second // of failures that go on
)

// Listener is a net.Listener whose Accept fails only at its end.
type Listener struct {
	net.Listener
	log    *slog.Logger
	failed *atomic.Int64

	once   sync.Once
	closed chan struct{}
	logged time.Time // by Accept alone
}

// Patiently wraps l. Each failed accept is counted in failed (nil: nowhere).
func Patiently(l net.Listener, log *slog.Logger, failed *atomic.Int64) *Listener {
	if failed == nil {
		failed = new(atomic.Int64)
	}
	return &Listener{Listener: l, log: log, failed: failed, closed: make(chan struct{})}
}

// Accept waits for a connection. It is called by one goroutine.
func (l *Listener) Accept() (net.Conn, error) {
	pauses := retry.Policy{First: backoffMin, Longest: backoffMax}.Begin()
	for {
		c, err := l.Listener.Accept()
		if err == nil || l.isClosed() || ended(err) {
			return c, err
		}
		l.failed.Add(1)
		if now := time.Now(); l.log != nil && now.Sub(l.logged) >= logEvery {
			l.logged = now
			l.log.Warn("a connection could not be accepted; trying on", "address", l.Addr().String(), "error", err)
		}
		if !l.pause(pauses.Next()) {
			return nil, net.ErrClosed
		}
	}
}

func (l *Listener) pause(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-l.closed:
		return false
	case <-t.C:
		return true
	}
}

func (l *Listener) isClosed() bool {
	select {
	case <-l.closed:
		return true
	default:
		return false
	}
}

// Close ends Accept, also while it waits.
func (l *Listener) Close() error {
	l.once.Do(func() { close(l.closed) })
	return l.Listener.Close()
}

// ended reports whether no later accept can succeed: the listener is closed, or
// the descriptor is no listening socket (any more). Errors that don't come from
// the system are a listener's own, and its end.
func ended(err error) bool {
	if errors.Is(err, net.ErrClosed) || errors.Is(err, io.EOF) {
		return true
	}
	var number syscall.Errno
	if !errors.As(err, &number) {
		var timeout net.Error
		return !errors.As(err, &timeout) || !timeout.Timeout()
	}
	switch number {
	case syscall.EBADF, syscall.EINVAL, syscall.ENOTSOCK, syscall.EOPNOTSUPP:
		return true
	}
	return false
}
