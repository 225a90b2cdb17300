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
)

// Clock is the node's clock (hlc.Clock). Safe for concurrent use; never blocks for long.
type Clock interface {
	Now() hlc.Reading
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

// Limits are the replica's bounds and intervals. Zero fields take their defaults.
type Limits struct {
	// LocksMax is how many row locks the range holds, waiting requests included:
	// about 200 bytes each. Default 1,000,000.
	LocksMax int
	// ReadsAheadMax is how many marks ahead of now are kept apart; beyond it they are
	// merged into one, which costs writers a later timestamp. Default 4,096.
	ReadsAheadMax int
	// ResponseBytesMax ends a read that named no target. Default 4 MiB.
	ResponseBytesMax uint64
	// CommandBytesMax refuses a larger command. Default 48 MiB.
	CommandBytesMax int
	// ResolveIntentsMax is how many intents one command resolves. Default 16,384.
	ResolveIntentsMax int
	// LeadMaxNanos is how far ahead of the clock (plus ε) a request's timestamp may
	// lie (T15). Default 60 s.
	LeadMaxNanos int64
	// AheadMaxNanos is how far ahead of now a range with one voter serves: its lease has
	// no end by support, so this gives it one (T3). A clock that has a method
	// Upper() hlc.Reading, the bound below which all its readings stay until it has
	// stored a higher one, narrows it. Default 50 ms.
	AheadMaxNanos int64
	// CloseLagNanos is how far behind now timestamps are closed. Default 3 s.
	CloseLagNanos int64
	// CloseEveryNanos is how often a busy range closes. Default 1 s.
	CloseEveryNanos int64
	// PastReadNanos is for how long a range goes on closing after it has heard of somebody who reads
	// its past, of which it hears each ten seconds at most. Default 60 s.
	PastReadNanos int64
	// GraceNanos is how long after c an abandoned stage or record waits for its
	// coordinator before Tick has it settled. Default 5 s.
	GraceNanos int64
	// SettleAfterNanos is how long a request waits for a stage to end by itself
	// before the Settler is asked. Default 2 ms.
	SettleAfterNanos int64
	// StageWaitNanos is how long a request waits for a stage whose outcome nobody can tell
	// (its anchor is out of reach, say) before it is refused for now. Default 10 s.
	StageWaitNanos int64
	// GatherNanos is how long decisions and resolutions that nobody waits for are gathered, to share
	// an entry. Default 50 ms. Negative: each has its own at once.
	GatherNanos int64
	// BareMin is how many keys without a row, one after the other, make a span that later walks
	// leave out. Default 32.
	BareMin int
	// ProbeAfterNanos is how long a lock wait lasts before the holder's gateway is
	// asked, and then between askings. Default 250 ms.
	ProbeAfterNanos int64
}

// withDefaults fills what is zero.
func (l Limits) withDefaults() Limits {
	def := func(v *int64, d time.Duration) {
		if *v == 0 {
			*v = int64(d)
		}
	}
	num := func(v *int, d int) {
		if *v == 0 {
			*v = d
		}
	}
	num(&l.LocksMax, 1_000_000)
	num(&l.ReadsAheadMax, 4096)
	num(&l.CommandBytesMax, 48<<20)
	num(&l.ResolveIntentsMax, 16384)
	num(&l.BareMin, 32)
	if l.ResponseBytesMax == 0 {
		l.ResponseBytesMax = 4 << 20
	}
	def(&l.LeadMaxNanos, 60*time.Second)
	def(&l.AheadMaxNanos, 50*time.Millisecond)
	def(&l.CloseLagNanos, 3*time.Second)
	def(&l.CloseEveryNanos, time.Second)
	def(&l.PastReadNanos, time.Minute)
	def(&l.GraceNanos, 5*time.Second)
	def(&l.SettleAfterNanos, 2*time.Millisecond)
	def(&l.StageWaitNanos, 10*time.Second)
	def(&l.GatherNanos, 50*time.Millisecond)
	def(&l.ProbeAfterNanos, 250*time.Millisecond)
	return l
}

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
