package memnet

import (
	"context"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"
)

// Link says what a way from one host to another is like.
type Link struct {
	Latency        time.Duration // one way
	Jitter         time.Duration // up to this much is added, evenly distributed; order is kept
	BytesPerSecond int64         // shared by all connections; 0: no limit
	Loss           float64       // share of segments that are sent again, after RetransmitMin or two latencies
}

// RetransmitMin is the least delay of a lost segment.
const RetransmitMin = 200 * time.Millisecond

// dice are a network's, for jitter and loss. Safe for concurrent use.
type dice struct {
	mu  sync.Mutex // a leaf
	rng *rand.Rand
}

// late is how much later than usual a segment arrives.
// Both numbers are drawn for each segment, so that what one segment suffers does not depend on another's.
func (d *dice) late(s *wayState) time.Duration {
	d.mu.Lock()
	defer d.mu.Unlock()
	late := time.Duration(d.rng.Float64() * float64(s.Jitter))
	if d.rng.Float64() < s.Loss {
		late += max(RetransmitMin, 2*s.Latency)
	}
	return late
}

// way is one direction between two hosts.
// Bytes are counted for cuts, too: they were sent.
type way struct {
	dice  *dice
	state atomic.Pointer[wayState]

	bytes, segments atomic.Uint64

	mu struct { // held for moments only; a leaf
		sync.Mutex
		busy time.Time // when the last byte sent has left
	}
}

// wayState is immutable; a change makes another and closes changed.
type wayState struct {
	Link
	cut      bool
	cutAt    time.Time // the last cut
	healedAt time.Time
	changed  chan struct{}
}

// Traffic is what was sent on a way so far.
type Traffic struct{ Bytes, Segments uint64 }

// send returns when a segment that is sent now arrives.
// With a bandwidth segments leave one behind the other, of all connections on this way, and the latency follows.
func (w *way) send(bytes int) time.Time {
	w.bytes.Add(uint64(bytes))
	w.segments.Add(1)
	s := w.state.Load()
	at := time.Now()
	if s.BytesPerSecond > 0 {
		w.mu.Lock()
		// busy is when the line is free again. It is never saved up: a line that was idle gives no credit.
		if w.mu.busy.Before(at) {
			w.mu.busy = at
		}
		w.mu.busy = w.mu.busy.Add(time.Duration(float64(bytes) / float64(s.BytesPerSecond) * float64(time.Second)))
		at = w.mu.busy
		w.mu.Unlock()
	}
	at = at.Add(s.Latency)
	if s.Jitter > 0 || s.Loss > 0 {
		at = at.Add(w.dice.late(s))
	}
	return at
}

// arrival says when what was sent to arrive at at does so, given the faults so
// far; ok is false while it can't, until changed.
// What had arrived before the cut has. What was under way arrives a latency after the healing, as a sender that
// tries again would bring it.
func (s *wayState) arrival(at time.Time) (when time.Time, ok bool) {
	switch {
	// Only the last cut is known: what an earlier one held up counts as arrived when the next one begins.
	case s.cutAt.IsZero() || !at.After(s.cutAt):
		return at, true
	case s.cut:
		return at, false
	case s.healedAt.Add(s.Latency).After(at):
		return s.healedAt.Add(s.Latency), true
	}
	return at, true
}

// travel waits as long as a packet takes that is sent now.
// For the packets of a handshake, which carry no data.
func (w *way) travel(ctx context.Context) error {
	at := w.send(0)
	for {
		s := w.state.Load()
		when, ok := s.arrival(at)
		if ok && !when.After(time.Now()) {
			return nil
		}
		if err := await(ctx, s, when, ok); err != nil {
			return err
		}
	}
}

// nil: look again.
func await(ctx context.Context, s *wayState, when time.Time, ok bool) error {
	var timer <-chan time.Time
	if ok {
		t := time.NewTimer(time.Until(when))
		defer t.Stop()
		timer = t.C
	}
	select {
	case <-timer:
		return nil
	case <-s.changed:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

type addr string

// Network implements net.Addr.
func (addr) Network() string { return "mem" }

// String implements net.Addr.
func (a addr) String() string { return string(a) }
