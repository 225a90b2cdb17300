package rangestate

import (
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// ExpectSeq and above are the numbers of "intents" that tell what the locks of a flushed key said
// (range/replica, flush.go): they never become versions.
const ExpectSeq = 1 << 63

// WritesMost is how many keys the transaction has written here, or more than a gathering takes.
// It decides whether waiters are worth a gathering of their own.
func (g *Staged) WritesMost() (n int) {
	for _, p := range g.Pieces {
		if p.Large() {
			return largeStage
		}
		n += len(p.Writes)
	}
	return n
}

// Ignores reports whether an intent of that number does not count.
// Ignored numbers were taken back by ROLLBACK TO.
func (s *Stage) Ignores(seq uint64) bool { return seq >= ExpectSeq || InRanges(s.Ev.Ignored, seq) }

// largeStage is how many spans a stage writes at least whose waiters have their own keys
// resolved: a small one is resolved by one command anyhow.
const largeStage = 1024

// Large reports whether the resolution of a stage may take many commands.
// A span may hold any number of intents.
func (s *Stage) Large() bool {
	return len(s.Writes) >= largeStage || slices.ContainsFunc(s.Writes, func(w keys.Span) bool { return !w.IsPoint() })
}

// InRanges reports whether seq was rolled back.
// Both ends belong to a range of numbers.
func InRanges(rs []*kvpb.SeqRange, seq uint64) bool {
	for _, r := range rs {
		if r.From <= seq && seq <= r.To {
			return true
		}
	}
	return false
}
