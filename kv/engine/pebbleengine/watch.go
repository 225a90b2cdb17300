package pebbleengine

import (
	"bytes"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// watches are the spans that somebody watches, sorted; no two share a key. Safe for
// concurrent use.
type watches struct {
	count atomic.Int64 // of spans; raised before one is added

	mu    sync.Mutex
	spans []*watch
}

// watch is an engine.Watch.
type watch struct {
	of         *watches
	start, end []byte
	touched    atomic.Bool
}

func (s *watches) add(span keys.Span) *watch {
	start, end := span.Bounds()
	if len(start) == 0 || start[0] < keys.Directory {
		return nil
	}
	s.count.Add(1)
	s.mu.Lock()
	defer s.mu.Unlock()
	at, _ := slices.BinarySearchFunc(s.spans, []byte(start), func(w *watch, k []byte) int { return bytes.Compare(w.start, k) })
	taken := at > 0 && bytes.Compare(s.spans[at-1].end, start) > 0 || at < len(s.spans) && bytes.Compare(end, s.spans[at].start) > 0
	if taken || bytes.Compare(start, end) >= 0 {
		s.count.Add(-1)
		return nil
	}
	w := &watch{of: s, start: bytes.Clone(start), end: bytes.Clone(end)}
	s.spans = slices.Insert(s.spans, at, w)
	return w
}

// put is told that an entry of key was put.
func (s *watches) put(key []byte) {
	if s.count.Load() == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	at, same := slices.BinarySearchFunc(s.spans, key, func(w *watch, k []byte) int { return bytes.Compare(w.start, k) })
	if !same {
		if at--; at < 0 || bytes.Compare(key, s.spans[at].end) >= 0 {
			return
		}
	}
	s.spans[at].touched.Store(true)
}

// all is told that entries were put, whichever they are.
func (s *watches) all() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, w := range s.spans {
		w.touched.Store(true)
	}
}

// Touched implements engine.Watch.
func (w *watch) Touched() bool { return w.touched.Load() }

// Join implements engine.Watch.
func (w *watch) Join(next engine.Watch) bool {
	n, s := next.(*watch), w.of
	s.mu.Lock()
	defer s.mu.Unlock()
	if !bytes.Equal(w.end, n.start) {
		return false
	}
	if n.touched.Load() {
		w.touched.Store(true)
	}
	w.end = n.end
	s.remove(n)
	return true
}

// Narrow implements engine.Watch.
func (w *watch) Narrow(start, end keys.Key) {
	w.of.mu.Lock()
	defer w.of.mu.Unlock()
	if bytes.Compare(w.start, start) <= 0 && bytes.Compare(start, end) < 0 && bytes.Compare(end, w.end) <= 0 {
		w.start, w.end = bytes.Clone(start), bytes.Clone(end)
	}
}

// Close implements engine.Watch.
func (w *watch) Close() {
	w.of.mu.Lock()
	defer w.of.mu.Unlock()
	w.of.remove(w)
}

func (s *watches) remove(w *watch) {
	if at := slices.Index(s.spans, w); at >= 0 {
		s.spans = slices.Delete(s.spans, at, at+1)
		s.count.Add(-1)
	}
}
