package latch

import (
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
)

// TestLogged: whose command is in line for the log holds up no closing, until it chooses again.
func TestLogged(t *testing.T) {
	var l Latches
	var q Request
	q.Add(keys.Point(keys.Key("a")), true)
	l.Acquire(&q)
	lowest := func(chosen, unlogged hlc.Timestamp) {
		t.Helper()
		if c, u := l.LowestChosen(20), l.LowestUnlogged(20); c != chosen || u != unlogged {
			t.Errorf("the lowest is %d, and of those not in line %d; want %d and %d", c, u, chosen, unlogged)
		}
	}
	lowest(20, 20)
	q.Choose(7)
	lowest(7, 7)
	q.Logged()
	lowest(7, 20)
	q.Choose(9)
	lowest(9, 9)
	q.Logged()
	l.Release(&q)
	lowest(20, 20)
	q.Reset()
	q.Add(keys.Point(keys.Key("a")), true)
	l.Acquire(&q)
	q.Choose(5)
	lowest(5, 5)
}
