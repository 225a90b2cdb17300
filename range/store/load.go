package store

import (
	"slices"
	"sync"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/queue"
)

// loadSample keeps some keys of the requests to a range.
//
// One request in sampleEvery takes the mutex. keys is a ring: n counts on, and
// says where the next goes.
type loadSample struct {
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
func (rh *handle) sampled() bool {
	return rh.Requests.Add(1)%sampleEvery == 0
}

// sample keeps the key of a request, and at the end of a window has the
// range's load judged.
// A window ends when it is long enough and has sampleKeys samples, so that a range
// with little load is judged seldom.
func (rh *handle) sample(key []byte) {
	if len(key) == 0 {
		return
	}
	now, total := time.Now().UnixNano(), rh.Requests.Load()
	l := &rh.load
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.since == 0 || l.total > total {
		l.since, l.total = now, total
	}
	if l.keys == nil {
		l.keys = make([]keys.Key, sampleKeys)
	}
	// A key is its request's memory, which is used again.
	l.keys[l.n%sampleKeys] = slices.Clone(key)
	l.n++
	elapsed := now - l.since
	if elapsed < sampleWindowNanos || l.n < sampleKeys {
		return
	}
	// A copy of the sample: the ring goes on while the queue looks at it.
	rh.store.queues.Busy(rh.ID(), queue.Load{
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
