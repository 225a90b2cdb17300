//go:build unix

package pgwire

import (
	"time"

	"golang.org/x/sys/unix"
)

const canPoll = true

// poller keeps what the system call is given.
type poller struct{ fds [1]unix.PollFd }

// wait returns when there is something to read, or after d.
func (p *poller) wait(fd uintptr, d time.Duration) {
	p.fds[0] = unix.PollFd{Fd: int32(fd), Events: unix.POLLIN}
	_, _ = unix.Poll(p.fds[:], int(d.Milliseconds())) // interrupted, it has been as long
}
