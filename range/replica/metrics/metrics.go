// Package metrics has what replicas count.
package metrics

import "sync/atomic"

// Metrics counts what replicas do. One may serve all replicas of a store. The
// zero value is ready; safe for concurrent use.
type Metrics struct {
	Reads            atomic.Uint64 // requests
	Commits          atomic.Uint64 // one-range commits that were applied
	Validations      atomic.Uint64 // commits without writes
	Stages           atomic.Uint64 // evidence that was applied
	Proposals        atomic.Uint64
	Shown            atomic.Uint64 // commands that later ones saw before they were durable
	ProposedBytes    atomic.Uint64
	Applied          atomic.Uint64 // entries
	Ignored          atomic.Uint64 // entries of another term or generation (T5)
	LatchWaits       atomic.Uint64
	ReadWaits        atomic.Uint64 // reads that waited for a writer's latch
	StageWaits       atomic.Uint64
	StageWaitNanos   atomic.Int64
	LockWaits        atomic.Uint64
	LockWaitNanos    atomic.Int64
	LockTimeouts     atomic.Uint64
	Deadlocks        atomic.Uint64 // waits that the detector ended
	OrphansDropped   atomic.Uint64 // locks whose transaction turned out to be over
	Recalled         atomic.Uint64 // expects of commits that needed no look at their keys
	RefusedVersion   atomic.Uint64
	Early            atomic.Uint64 // commits that went before what had changed what they read
	Unchanged        atomic.Uint64 // newer versions of what was read that changed other columns
	Shortened        atomic.Uint64 // walks that left out keys whose rows are gone
	RefusedTimestamp atomic.Uint64
	Raised           atomic.Uint64 // stages that could not do c
	Preventions      atomic.Uint64
	Resolved         atomic.Uint64 // intents
	Gathered         atomic.Uint64 // decisions and resolutions that shared an entry, or could have
	Gatherings       atomic.Uint64 // those entries
	Settled          atomic.Uint64 // stages that a waiter or Tick had settled
	Splits           atomic.Uint64
	Merges           atomic.Uint64
	Collected        atomic.Uint64 // versions

	// Invariants of transactions.md, section 9, that were seen not to hold: a bug in every case.
	BrokenT2, BrokenT3, BrokenT4, BrokenT5, BrokenT6, BrokenT7, BrokenT8, BrokenT17, BrokenT20 atomic.Uint64
}
