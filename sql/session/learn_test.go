package session

import (
	"testing"
	"time"
)

// runOf counts n transactions of l's plan, of which one in every loses, and reports whether one of these
// had it learnt, or had its locks end.
func runOf(l *learnt, now time.Time, n, every int, writes bool) (learned, barred bool) {
	for i := range n {
		l.ran()
		if i%every == every-1 {
			if l.lost(now, writes) {
				learned = true
			}
			if l.bar(now) {
				barred = true
			}
		}
	}
	return learned, barred
}

// TestLearnsWhatLocksHelp: locks come where transactions lose rows that they write, stay where they
// lose less often then, and end, for long, where they do not.
func TestLearnsWhatLocksHelp(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	t.Run("rows that are not written", func(t *testing.T) {
		var l learnt
		if learned, _ := runOf(&l, now, 1000, 2, false); learned {
			t.Error("learnt of transactions that write other rows than those they lose")
		}
	})
	t.Run("it helps", func(t *testing.T) {
		var l learnt
		if learned, _ := runOf(&l, now, 9, 3, true); !learned {
			t.Fatal("not learnt of three losses of nine")
		}
		if _, barred := runOf(&l, now.Add(time.Second), 1000, 6, true); barred {
			t.Error("locks ended that halve the losses")
		}
	})
	t.Run("it does not", func(t *testing.T) {
		var l learnt
		runOf(&l, now, 9, 3, true)
		later := now.Add(time.Second)
		if _, barred := runOf(&l, later, learnTrial-2, 3, false); barred {
			t.Error("locks ended before the trial was over")
		}
		if _, barred := runOf(&l, later, 10, 3, false); !barred {
			t.Error("locks stayed that do not help")
		}
		if learned, _ := runOf(&l, later.Add(learnForMost-2*time.Second), 100, 2, true); learned {
			t.Error("learnt again at once")
		}
		if learned, _ := runOf(&l, later.Add(learnForMost), 100, 2, true); !learned {
			t.Error("never learnt again")
		}
	})
}
