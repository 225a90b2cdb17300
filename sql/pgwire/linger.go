package pgwire

import (
	"net"
	"sync/atomic"
	"syscall"
	"time"
)

// lingerTime is how long a client that alone talks to the node is waited for on the thread.
const lingerTime = time.Millisecond

// lingering is a connection on which a read may wait for its first byte in a system call of its
// thread, for lingerTime, before it waits as reads do. A goroutine that the runtime's poller wakes
// comes with a second thread, which looks for more work: where there is none, as with one client,
// that costs as much as the statement. Only one client at a time waits so, and a deadline that is
// set meanwhile is seen when it has.
type lingering struct {
	net.Conn
	raw    syscall.RawConn
	poll   func(fd uintptr) bool // made once
	poller poller
	on     bool // guarded as reads are
}

// lingerer wraps connections whose descriptor can be waited for, and nothing else.
func lingerer(nc net.Conn) (net.Conn, *lingering) {
	sc, ok := nc.(syscall.Conn)
	if !ok || !canPoll {
		return nc, nil
	}
	raw, err := sc.SyscallConn()
	if err != nil {
		return nc, nil
	}
	l := &lingering{Conn: nc, raw: raw}
	l.poll = func(fd uintptr) bool { l.poller.wait(fd, lingerTime); return true }
	return l, l
}

func (l *lingering) Read(b []byte) (int, error) {
	if l.on {
		_ = l.raw.Read(l.poll) // of an error the read says
	}
	return l.Conn.Read(b)
}

// aloneFor is how many times in a row a connection has to have been alone to linger: where others
// are, a thread that waits keeps them from its processor.
const aloneFor = 16

// company tells whether others send messages.
type company struct {
	all    *atomic.Int64 // messages of the server's
	own    int64         // of these, the connection's
	others int64         // when it was asked
	streak int           // of times that none was added to these
}

// came counts a message of the connection's.
func (c *company) came() {
	c.own++
	c.all.Add(1)
}

// alone reports whether no message of another connection has come for the last aloneFor times
// that it was asked.
func (c *company) alone() bool {
	others := c.all.Load() - c.own
	if others != c.others {
		c.others, c.streak = others, 0
		return false
	}
	c.streak++
	return c.streak > aloneFor
}
