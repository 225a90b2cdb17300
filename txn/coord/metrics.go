package coord

import "sync/atomic"

// Metrics count what a gateway's transactions did, since the start.
// An attempt that commits counts in one of the shapes, one whose commit fails in Aborted, one that is rolled
// back before in none.
type Metrics struct {
	ReadOnly     atomic.Uint64 // committed without a write
	OneRange     atomic.Uint64 // committed by 5.1
	Fused        atomic.Uint64 // of those, autocommit statements in one message
	OneWriter    atomic.Uint64 // committed by 5.2: other ranges validated first
	Together     atomic.Uint64 // committed on several ranges of one store as on one
	Staged       atomic.Uint64 // committed by 5.3 or 5.4
	Raised       atomic.Uint64 // of those, at a later timestamp than was staged
	BrokenT1     atomic.Uint64 // acknowledgements before their timestamp had passed: a bug
	LeftToRanges atomic.Uint64 // decided, and not resolved by the gateway: too much of that was under way
	Large        atomic.Uint64 // of those, with intents flushed before
	Aborted      atomic.Uint64 // commits that failed
	Ambiguous    atomic.Uint64 // of those, with an unknown outcome (40003)

	Refreshes      atomic.Uint64 // read timestamps moved
	RefreshesLost  atomic.Uint64 // and not: something that was read had changed
	LocksGivenBack atomic.Uint64 // by statements over many ranges, so as not to wait in a circle
	StatementsLost atomic.Uint64 // READ COMMITTED statements that need a newer snapshot
	Helped         atomic.Uint64 // transactions whose reads took locks
	FlushedKeys    atomic.Uint64 // of large transactions
	AskedAgain     atomic.Uint64 // commits sent again for want of an answer

	PastAtFollowers       atomic.Uint64 // reads of the past that replicas without the lease have served
	PastAtLeaseholders    atomic.Uint64 // and leaseholders: no nearer replica knew the past so far
	PresentAtReplicas     atomic.Uint64 // reads of the present of global tables that replicas without the lease have served
	PresentAtLeaseholders atomic.Uint64 // and leaseholders: the replica asked did not know it yet
	PastTransactions      atomic.Uint64 // transactions that read the past at whatever replica knows it
	PastNanos             atomic.Uint64 // how far back those read, in all
	Bounded               atomic.Uint64 // of them, those whose time was chosen by what replicas nearby know
	BoundedBehind         atomic.Uint64 // and where one of these knew less than was asked for
}

// Metrics returns the gateway's counters.
func (db *DB) Metrics() *Metrics { return &db.metrics }
