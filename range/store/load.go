package store

import (
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/queue"
)

// loadSample counts a range's requests and keeps some of their keys.
type loadSample struct {
	requests atomic.Uint64

	mu    sync.Mutex // guards what is below; a leaf
	keys  []keys.Key // made with the first sample
	n     int        // samples in this window
	since int64      // when the window began, in wall nanoseconds
	total uint64     // requests at that time
}

const (
	sampleKeys        = 64             // keys kept of one range
	sampleEvery       = 64             // one request of so many is looked at
	sampleWindowNanos = 10_000_000_000 // over which load is averaged
)

// sampled counts a request, and reports whether its key is to be looked at.
func (sl *slot) sampled() bool {
	o := &sl.store.o
	return (o.Policy != nil || o.Transport != nil) && sl.load.requests.Add(1)%sampleEvery == 0
}

// sample keeps the key of a request, and at the end of a window has the
// range's load judged.
func (sl *slot) sample(key []byte) {
	if len(key) == 0 {
		return
	}
	now, total := time.Now().UnixNano(), sl.load.requests.Load()
	l := &sl.load
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.since == 0 || l.total > total {
		l.since, l.total = now, total
	}
	if l.keys == nil {
		l.keys = make([]keys.Key, sampleKeys)
	}
	l.keys[l.n%sampleKeys] = slices.Clone(key)
	l.n++
	elapsed := now - l.since
	if elapsed < sampleWindowNanos || l.n < sampleKeys {
		return
	}
	sl.store.queues.Busy(sl.id, queue.Load{
		PerSecond: float64(total-l.total) / (float64(elapsed) / 1e9),
		Sample:    slices.Clone(l.keys),
	})
	l.since, l.total, l.n = now, total, 0
}

// sample is the keys of some of the latest requests. They are not changed any more.
func (l *loadSample) sample() []keys.Key {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.keys[:min(l.n, len(l.keys))])
}

// rates averages a range's load. Owned by the writer.
type rates struct {
	commands, bytes uint64 // applied, in all

	since                   int64 // when the window began, in wall nanoseconds
	requests0, comm0, byte0 uint64
	perSecond, writes, byts float64
	began                   int64 // when the lease did
	measured                bool  // a window is over
}

// restart begins to measure under a new lease.
func (r *rates) restart(now int64, load *loadSample) {
	*r = rates{commands: r.commands, bytes: r.bytes, began: now, since: now, requests0: load.requests.Load(), comm0: r.commands, byte0: r.bytes}
}

// ratesWindowNanos is over how long load is averaged at least, but for a first guess: a lease
// that has just come would seem to be one without load, and more would be sent after it.
const (
	ratesWindowNanos = 5_000_000_000
	ratesGuessNanos  = 1_000_000_000
)

// at closes the window where it is long enough, and returns the last one's averages.
func (r *rates) at(now int64, load *loadSample) (requests, writes, bytes float64) {
	total := load.requests.Load()
	elapsed := now - r.since
	if r.since == 0 || elapsed < 0 {
		r.since, r.requests0, r.comm0, r.byte0 = now, total, r.commands, r.bytes
	} else if elapsed >= ratesWindowNanos || !r.measured && elapsed >= ratesGuessNanos {
		seconds := float64(elapsed) / 1e9
		r.perSecond = float64(total-r.requests0) / seconds
		r.writes = float64(r.commands-r.comm0) / seconds
		r.byts = float64(r.bytes-r.byte0) / seconds
		if elapsed < ratesWindowNanos {
			return r.perSecond, r.writes, r.byts // the window goes on
		}
		r.measured = true
		r.since, r.requests0, r.comm0, r.byte0 = now, total, r.commands, r.bytes
	}
	return r.perSecond, r.writes, r.byts
}
