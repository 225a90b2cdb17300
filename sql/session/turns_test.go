package session

import (
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// ends has n blocks end, of which one in every is lost (0: none), each a step after the one before.
func ends(t *turns, now *time.Time, n, every int, step time.Duration) {
	for i := range n {
		*now = now.Add(step)
		t.ended(*now, every == 0 || i%every != every-1)
	}
}

// TestTurnsThatHelp: turns are tried where blocks keep losing, stay where more of them commit in a second, for
// longer each time, and end where no more do.
func TestTurnsThatHelp(t *testing.T) {
	const step = time.Millisecond
	start := time.Unix(1_800_000_000, 0)
	watched := func(t *testing.T, x *turns, now *time.Time) {
		t.Helper()
		ends(x, now, turnsWindow, 2, step)
		if !x.taken.Load() {
			t.Fatal("not tried, though every second block was lost")
		}
	}
	t.Run("few losses", func(t *testing.T) {
		var x turns
		now := start
		ends(&x, &now, 4*turnsWindow, turnsShare+1, step)
		if x.taken.Load() {
			t.Error("taken")
		}
	})
	t.Run("few blocks", func(t *testing.T) {
		var x turns
		now := start
		ends(&x, &now, 2*turnsWindow, 2, turnsSlow/turnsWindow*2)
		if x.taken.Load() {
			t.Error("taken by blocks that nobody is short of")
		}
	})
	t.Run("they help", func(t *testing.T) {
		var x turns
		now := start
		x.ended(now, true)
		for _, lasts := range []time.Duration{turnsFor, 2 * turnsFor} {
			watched(t, &x, &now)
			ends(&x, &now, turnsWindow/2, 0, step) // twice as many in a second
			now = now.Add(lasts - step)
			x.ended(now, true)
			if !x.taken.Load() {
				t.Errorf("no longer taken after %v", lasts)
			}
			now = now.Add(2 * step)
			x.ended(now, true)
			if x.taken.Load() {
				t.Errorf("still taken after %v", lasts)
			}
		}
	})
	t.Run("they don't", func(t *testing.T) {
		var x turns
		now := start
		for _, lasts := range []time.Duration{turnsBarFor, 2 * turnsBarFor} {
			watched(t, &x, &now)
			ends(&x, &now, turnsWindow, 2, step) // as many as before, and as many lost
			if x.taken.Load() {
				t.Fatal("taken, though no more blocks commit")
			}
			ends(&x, &now, turnsWindow, 2, (lasts-2*step)/turnsWindow)
			if x.taken.Load() {
				t.Errorf("tried again within %v", lasts)
			}
			now = now.Add(lasts)
		}
	})
	t.Run("fewer are lost", func(t *testing.T) {
		var x turns
		now := start
		watched(t, &x, &now)
		ends(&x, &now, turnsWindow/2, 0, 2*step) // as many as before
		if now = now.Add(time.Second); !x.taken.Load() {
			t.Error("not taken, though none is lost")
		}
	})
	t.Run("half as many", func(t *testing.T) {
		for _, tt := range []struct {
			step time.Duration
			most int
		}{{4 * step / 3, 2}, {2 * step, 4}} { // as many commit as with four, or fewer
			var x turns
			now := start
			watched(t, &x, &now)
			x.mu.most = 4
			ends(&x, &now, turnsWindow/2*4/3, 4, step) // more than before; every fourth is lost
			if !x.taken.Load() || x.mu.most != 2 {
				t.Fatalf("%d turns are tried", x.mu.most)
			}
			ends(&x, &now, turnsWindow/2, 0, tt.step)
			if !x.taken.Load() || x.mu.state != turnsTaking || x.mu.most != tt.most {
				t.Errorf("%d turns are taken, want %d", x.mu.most, tt.most)
			}
		}
	})
	t.Run("nobody commits any more", func(t *testing.T) {
		var x turns
		now := start
		watched(t, &x, &now)
		ends(&x, &now, 2, 1, 2*turnsWindow*step)
		if x.taken.Load() {
			t.Error("the trial has no end")
		}
	})
}

// TestTurns: as many are held as there may be, who was lost comes first, and they come back when a block ends, its
// writes are visible, it waits no more, or it takes too long.
func TestTurns(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	var x turns
	x.taken.Store(true)
	x.mu.most = 2
	has := func(w *turn) bool {
		if w.given == nil {
			return true
		}
		select {
		case <-w.given:
			return true
		default:
			return false
		}
	}
	a, b := x.ask(now, false), x.ask(now, false)
	c, d, e, f := x.ask(now, false), x.ask(now, false), x.ask(now, true), x.ask(now, false)
	check := func(step string, want ...bool) {
		t.Helper()
		for i, w := range []*turn{a, b, c, d, e, f} {
			if has(w) != want[i] {
				t.Errorf("%s: turn %d: %v", step, i, !want[i])
			}
		}
	}
	check("two turns", true, true, false, false, false, false)
	x.back(a, now)
	check("the first ends", true, true, false, false, true, false)
	x.back(c, now) // no longer waits
	id := kvpb.TxnID{Hi: 1, Lo: 2}
	x.is(b, id)
	x.visible(kvpb.TxnID{Hi: 1, Lo: 3}, now)
	check("another is visible", true, true, false, false, true, false)
	x.visible(id, now)
	check("the second is visible", true, true, false, true, true, false)
	x.back(b, now)
	check("the second ends", true, true, false, true, true, false)
	if d := x.lapse(now.Add(turnsLapseMin - 1)); d != turnsLapseMin {
		t.Errorf("turns lapse after %v", d)
	}
	check("before they lapse", true, true, false, true, true, false)
	x.lapse(now.Add(turnsLapseMin))
	check("they lapse", true, true, false, true, true, true)
	g := x.ask(now, false)
	h := x.ask(now, false)
	if has(h) || !has(g) {
		t.Error("after that two are held again")
	}
	x.mu.Lock()
	x.enter(turnsBarred, now)
	x.mu.Unlock()
	if !has(h) {
		t.Error("who waits is not let go when turns end")
	}
}
