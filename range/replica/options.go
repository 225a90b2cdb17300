package replica

import (
	"errors"
	"fmt"
	"time"

	"github.com/isochrondb/isochron/base/codeprobe"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica/limits"
	"github.com/isochrondb/isochron/range/replica/metrics"
)

// Clock is the node's clock (hlc.Clock). Safe for concurrent use. A reading may wait for the disk.
type Clock interface {
	Now() hlc.Reading
	// Glance is at or above all readings before, and waits for nothing.
	Glance() hlc.Timestamp
	// Sound is Now, and whether the reading may be acted upon.
	Sound() (_ hlc.Reading, sound bool)
	Degraded() bool
}

// Bound is the node's clock bound (bound.Bound).
type Bound interface {
	Epsilon() time.Duration
}

// Lease is what consensus knows of this replica's right to serve. It is asked with
// the replica's mutex held: a few atomic loads, no more.
type Lease interface {
	// Term is the Raft term of the lease. It does not change: a new term is a new lease.
	Term() uint64
	// Until is t: all that is served, marked or committed lies below (T3). hlc.Max with a
	// single voter: then the replica keeps to now and Limits.AheadMaxNanos.
	Until() hlc.Timestamp
	// Serving says that the lease holds, as far as this node knows.
	Serving() bool
}

// Proposer puts commands into the range's log (range/store and range/consensus).
type Proposer interface {
	// Propose enqueues cmd, in order, and never blocks. done is called exactly once, not
	// under any lock of the caller's, and not before Propose returns unless the entry was
	// applied: after the entry was applied, or when it is known that it won't be, or when
	// this node can't know any more (Unknown: only after the lease of the command's term has
	// ended here, because the request's latches go with the answer). cmd and its memory belong to the proposer until then.
	//
	// visible, if it is not nil, may be called before: the entry was applied, and is not durable. All
	// that enters the log from then on, of any range, comes after it, and done follows, in the order
	// of these calls: Done, or where the log can't be written Unknown, with the lease over.
	Propose(cmd *Command, visible func(), done func(Result))
}

// ResultCode says what became of a proposal.
// The zero value is Unknown, so that a forgotten answer is never taken for a certain one.
type ResultCode uint8

// What became of a proposal.
const (
	Unknown ResultCode = iota // it may still be applied: the request is ambiguous
	Done                      // durable and applied, with effect
	Ignored                   // durable, but of another term or generation: it never has an effect (T5)
	Never                     // it did not enter the log and never will
)

// Result is what a proposer says of a proposal.
type Result struct {
	Code  ResultCode
	Why   string
	Cause error // of a command that changes the group: why that would not take it
}

// Options of a Replica. All but those that say so are needed.
type Options struct {
	RangeID uint64
	NodeID  uint32
	Engine  engine.Engine
	Clock   Clock
	Bound   Bound // nil: zero
	// LeadMax is how far ahead of now a lease surely reaches; nil: a second.
	LeadMax   func() time.Duration
	Proposer  Proposer
	Settler   Settler
	Observer  WaitObserver // nil: nobody hears of waits
	Prober    Prober       // nil: nobody is asked
	Evaluator Evaluator    // nil: fragments are refused
	// Shown is told of transactions whose writes have become visible to others, and may not be durable
	// yet. It must not block. Nil: nobody is told.
	Shown func(kvpb.TxnID)
	// Memory is shared by all replicas of the store: with many ranges, each request would
	// else find its range's own memory cold, or gone. Nil: the replica's own.
	Memory *Memory
	// Cleaner lets go of final records whose coordinator is lost. Nil: they stay.
	Cleaner Cleaner
	// NewRangeID gives an unused range ID, for Split. Nil: Split is refused.
	NewRangeID func() (uint64, error)
	Limits     Limits
	Metrics    *Metrics // nil: counted, not shown
	Planted    Planted
	CodeProbes *codeprobe.Paths // told of rare paths; nil: nobody is
	Version    version.Gate     // the cluster's version
	// CloseAhead is what a word of this leaseholder takes to the farthest of the range's replicas, and
	// by what clocks may differ, where the range's present is to be read at all of them; 0: it is not.
	// Nil: no range's is. Safe for concurrent use; it is not asked with a mutex held.
	CloseAhead func(d *descriptor.Range) time.Duration
}

// Limits are the replica's bounds and intervals, Metrics what it counts.
type (
	Limits  = limits.Limits
	Metrics = metrics.Metrics
)

// validate reports what is missing.
func (o *Options) validate() error {
	switch {
	case o.RangeID == 0:
		return errors.New("replica: no range ID")
	case o.Engine == nil || o.Clock == nil || o.Proposer == nil || o.Settler == nil:
		return fmt.Errorf("replica: range %d lacks an engine, clock, proposer or settler", o.RangeID)
	case o.Limits.LocksMax < 0 || o.Limits.ReadsAheadMax < 0 || o.Limits.CommandBytesMax < 0:
		return errors.New("replica: negative limit")
	}
	return nil
}
