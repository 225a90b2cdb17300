package pgwire

import (
	"container/list"
	"net"
	"sync"
	"time"

	"github.com/isochrondb/isochron/base/accept"
)

// Limits of what is remembered of failed logins, and how long they are answered for.
const (
	failuresHostsMax  = 4096            // beyond it the host that failed longest ago is forgotten
	failuresFor       = 5 * time.Minute // without a failure: the host begins anew
	failuresFree      = 10              // mistakes that cost nothing
	failureDelayMin   = 50 * time.Millisecond
	failureDelayMax   = 2 * time.Second
	failuresLoggedAll = 10 // of a host, one by one; then one a second
)

// failures remembers, by address, logins that failed (or cancel requests). Whoever has failed often waits for
// the verdict on the next try, right or wrong: giving up early tells nothing, and guessing
// costs time, which others don't lose. Safe for concurrent use.
type failures struct {
	mu    sync.Mutex // a leaf
	hosts map[string]*list.Element
	order list.List // of *failedHost, the last to fail in front
}

type failedHost struct {
	name           string
	count          int
	failed, logged time.Time
}

// hostLocked is what is remembered of a host; nil: nothing.
func (f *failures) hostLocked(name string, now time.Time) *failedHost {
	e := f.hosts[name]
	if e == nil {
		return nil
	}
	h := e.Value.(*failedHost)
	if now.Sub(h.failed) > failuresFor {
		f.order.Remove(e)
		delete(f.hosts, name)
		return nil
	}
	return h
}

// delay is how long a host waits for the next verdict.
func (f *failures) delay(from net.Addr, now time.Time) time.Duration {
	f.mu.Lock()
	defer f.mu.Unlock()
	h := f.hostLocked(accept.Host(from), now)
	if h == nil || h.count < failuresFree {
		return 0
	}
	return min(failureDelayMin<<min(h.count-failuresFree, 10), failureDelayMax)
}

// note remembers a failure. It returns how many there were lately, and whether to log it.
func (f *failures) note(from net.Addr, now time.Time) (count int, log bool) {
	name := accept.Host(from)
	f.mu.Lock()
	defer f.mu.Unlock()
	h := f.hostLocked(name, now)
	if h == nil {
		if f.hosts == nil {
			f.hosts = map[string]*list.Element{}
		}
		if f.order.Len() >= failuresHostsMax {
			oldest := f.order.Back()
			delete(f.hosts, oldest.Value.(*failedHost).name)
			f.order.Remove(oldest)
		}
		h = &failedHost{name: name}
		f.hosts[name] = f.order.PushFront(h)
	}
	f.order.MoveToFront(f.hosts[name])
	h.count++
	h.failed = now
	if log = h.count <= failuresLoggedAll || now.Sub(h.logged) >= time.Second; log {
		h.logged = now
	}
	return h.count, log
}
