package raftloop

import (
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// Lease is the right of a range's leader to serve in one term. With one voter it has no end but
// deposition. With peers it lasts while their stores support this one: the loop extends it with each
// renewal, as long as somebody asks; one that nobody asks about is extended when somebody does
// (Loop.Refresh). Its methods are safe for concurrent use.
//
//	hot   asked   at a renewal (keepHot)
//	yes   yes     extended; asked begins anew
//	yes   no      extended, a miss is counted; after missesMax it cools down
//	no    any     left alone: until stays, and may pass; Refresh makes it hot again
type Lease struct {
	term  uint64
	owner Owner
	ended atomic.Bool
	// A timestamp, hlc.Max where it has no end. It only rises while the lease
	// lasts.
	until atomic.Int64
	hot   atomic.Bool // the loop extends it
	asked atomic.Bool // since the last renewal
}

// Handler is what owns a Range. Its methods are called by the loop and must not block.
// They are called in the order in which things happen. To close a replica or to
// load one takes time: the owner does so elsewhere.
type Handler interface {
	// Handle hears what has happened to the range.
	Handle(e Event)
	// Retire takes the range out of service for good, for its left neighbour takes it in. It returns
	// its replica, and whether that was loaded before.
	// An error puts the left neighbour out of service: its log can't be applied.
	Retire() (rep *replica.Replica, loaded bool, err error)
}

// Event is what has happened to a range. Which fields are set follows from Kind.
type Event struct {
	Kind  Kind
	Err   error                 // Broken
	Led   bool                  // Merged, Reconfigured: the lease is here
	Grown int64                 // Applied: bytes of their commands
	Split *replica.SplitApplied // Split
	Range *descriptor.Range     // Merged, Reconfigured: what the range is from now on
	Old   *replica.Replica      // Subsumed: to be closed, which may wait for the loop
	Snaps []consensus.Snapshot  // WantsSnapshots
	Check *replicapb.Check      // Checked
	Last  bool                  // Checked: nothing was applied with it that comes after it
}

// Kind is what an Event says.
// A kind's Event is said once for each thing that happens, in the order of the
// log.
type Kind uint8

// The kinds of events.
const (
	Following      Kind = iota // the group runs; another leads it, or nobody
	Serving                    // a lease has begun
	Broken                     // the group can't go on, and has ended
	Applied                    // entries have been applied; what they did besides was said before
	Split                      // a right-hand side has come to be: Owner.Range is to find it from now on
	Merged                     // right neighbours were taken in
	Subsumed                   // the replica of a range that was taken in is of no use any more
	Frozen                     // the range waits for a merge
	Reconfigured               // other replicas hold the range from now on
	Forsaken                   // no leader speaks: the range may have no replica here any more
	WantsSnapshots             // replicas elsewhere need the range's state
	Checked                    // an entry of a consistency check was applied
)

// Status is what the loop knows of a range.
// A copy; nothing in it is the loop's.
type Status struct {
	Running bool   // else all that follows is zero
	Quiet   bool   // no messages, no ticks: the group sleeps, or has nobody to speak to
	Raft    string // where it was asked for: what Raft says, for people

	// Of the lease, where it is here.
	Lease      bool
	Term       uint64
	LeaseUntil hlc.Timestamp // hlc.Max: without an end (one replica)
	LeaseFor   time.Duration // since it came here
	Progress   []Progress    // of the other replicas

	// Load, averaged over the last seconds.
	RequestsPerSecond float64
	WritesPerSecond   float64 // commands applied
	BytesPerSecond    float64 // of commands applied
	BytesApplied      uint64  // of commands, in all, since the replica was loaded
	Measured          bool    // the lease has been here for as long as its load is averaged over
}

// Progress is what a leaseholder knows of another replica of its range.
// Lag is as of this store's log, so never less than 0.
type Progress struct {
	ID        uint64
	Store     uint32
	Match     uint64 // it has the log up to there
	Lag       uint64 // entries that it lacks
	Follows   bool   // it takes entries as they come; else it is probed, or waits for a state
	Active    bool   // it was heard from since the last check of the quorum, or its store was, lately
	Sending   bool   // a state is on its way to it
	Supported bool   // its store's promise counts for the lease
}
