package mvccgc

import (
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

func minutes(n int) hlc.Timestamp { return hlc.Timestamp(time.Duration(n) * time.Minute) }

func TestLedger(t *testing.T) {
	l := &ledger{share: 1, least: 0.25}
	l.note(minutes(1), 500) // what came before is not known
	l.note(minutes(2), 600)
	l.note(minutes(3), 900)
	for _, tt := range []struct {
		at   int
		want uint64
	}{{0, 0}, {1, 0}, {2, 100}, {3, 400}, {9, 400}} {
		if got := l.due(minutes(tt.at)); got != tt.want {
			t.Errorf("due at %d: got %d, want %d", tt.at, got, tt.want)
		}
	}
	l.collected(minutes(2), 90)
	if got := l.due(minutes(9)); got != 300 || l.share != 0.5 {
		t.Errorf("after a collection: got %d and %v, want 300 and 0.5", got, l.share)
	}
	l.collected(minutes(3), 1)
	if l.share != 1 {
		t.Errorf("after one in vain: got %v, want 1", l.share)
	}
	l.note(minutes(10), 50) // loaded anew
	l.note(minutes(11), 80)
	if got := l.due(minutes(11)); got != 30 {
		t.Errorf("loaded anew: got %d, want 30", got)
	}
}

// A ledger stays small, and never takes for old what may be young.
func TestLedgerIsBounded(t *testing.T) {
	l := &ledger{}
	l.note(0, 0)
	for i := 1; i <= 1000; i++ {
		l.note(minutes(i), uint64(i))
		if len(l.samples) > samplesMax {
			t.Fatalf("%d samples", len(l.samples))
		}
		for _, at := range []int{0, i / 2, i} {
			if got := l.due(minutes(at)); got > uint64(at) {
				t.Fatalf("due at %d: %d was written by then, not %d", at, at, got)
			}
		}
	}
	if got := l.due(minutes(1000)); got != 1000 {
		t.Errorf("got %d, want 1000", got)
	}
}
