package memnet

import (
	"context"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

// Link says what a way from one host to another is like.
// The zero Link is a way without delay and loss.
type Link struct {
	Latency        time.Duration // one way
	Jitter         time.Duration // up to this much is added, evenly distributed; order is kept
	BytesPerSecond int64         // shared by all connections; 0: no limit
	Loss           float64       // share of segments that are sent again, after RetransmitMin or two latencies
}

// RetransmitMin is the least delay of a lost segment.
// That of Linux: a segment that is lost costs far more than its round trip where that is short.
const RetransmitMin = 200 * time.Millisecond

// dice are a network's, for jitter and loss. Safe for concurrent use.
// Ways share it, so that with one seed and another order of sends the draws go to other segments.
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
		held []func()  // what looks again when the state has changed
	}
}

// wayState is immutable, its cuts too; a change makes another and closes changed.
type wayState struct {
	Link
	cuts    []cut // in order, the last one on or over
	changed chan struct{}
}

// cut is a time in which nothing arrives.
// What arrives at the very moment at which it begins has arrived.
type cut struct {
	at    time.Time
	until time.Time // of a Stall; zero: until it is healed
	back  time.Time // when what it has kept back arrives; zero: it is on
}

// on returns the cut that is on, or nil. It is not changed.
func (s *wayState) on() *cut {
	if n := len(s.cuts); n > 0 && s.cuts[n-1].back.IsZero() {
		return &s.cuts[n-1]
	}
	return nil
}

// cutUntil begins a cut, or prolongs the one that is on. Zero: until it is healed.
func (s *wayState) cutUntil(now, until time.Time) {
	c := s.on()
	// One at a time is on: Cut and Stall of a way that is cut already change only how long.
	switch n := len(s.cuts); {
	case c == nil && n > 0 && s.cuts[n-1].back.After(now):
		// What the one before has kept back is still under way, and is caught again.
		s.cuts = append(slices.Clone(s.cuts), cut{at: now, until: until})
	case c == nil:
		// All that was kept back is there: cuts before this one make no difference any more.
		s.cuts = []cut{{at: now, until: until}}
	case !c.until.IsZero() && (until.IsZero() || until.After(c.until)):
		s.cuts = slices.Clone(s.cuts)
		s.on().until = until
	}
}

// heal ends the cut that is on. The latency is that of now: what was kept back is sent again.
func (s *wayState) heal(now time.Time) {
	if s.on() != nil {
		s.cuts = slices.Clone(s.cuts)
		s.on().back = now.Add(s.Latency)
	}
}

// Traffic is what was sent on a way so far.
type Traffic struct{ Bytes, Segments uint64 }

// send returns when a segment that is sent now arrives.
// With a bandwidth segments leave one behind the other, of all connections on this way, and the latency follows.
func (w *way) send(bytes int) time.Time {
	w.bytes.Add(uint64(bytes))
	w.segments.Add(1)
	// As the way is now: what is sent keeps this latency though the link may change before it arrives (SetLink).
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
// What had arrived before a cut has. What was under way arrives a latency after the healing, as a sender that
// tries again would bring it, unless the next cut has begun by then.
func (s *wayState) arrival(at time.Time) (when time.Time, ok bool) {
	for i := range s.cuts {
		c := &s.cuts[i]
		switch {
		case !at.After(c.at): // before this one, and so before all that follow
			return at, true
		case c.back.IsZero():
			return at, false
		case c.back.After(at):
			at = c.back
		}
	}
	return at, true
}

// arrives calls f when what was sent to arrive at at does so: at once, from a timer, or from who heals the way.
// It looks with mu held, so that a change comes before the look, or finds it in held.
func (w *way) arrives(at time.Time, f func()) {
	// A network has no goroutines (package comment): what waits is a function that is called again.
	again := func() { w.arrives(at, f) }
	w.mu.Lock()
	when, ok := w.state.Load().arrival(at)
	if !ok {
		w.mu.held = append(w.mu.held, again)
	}
	w.mu.Unlock()
	switch {
	case !ok:
	case when.After(time.Now()):
		time.AfterFunc(time.Until(when), again)
	default:
		f()
	}
}

// travel waits as long as a packet takes that is sent now.
// For the packets of a handshake, which carry no data.
func (w *way) travel(ctx context.Context) error {
	// It counts as a segment, and may be lost, and late, like any other.
	at := w.send(0)
	for {
		s := w.state.Load()
		when, ok := s.arrival(at)
		if ok && !when.After(time.Now()) {
			return nil
		}
		// Until then, or until the way has changed: a cut may begin while it is under way.
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
