// Package raftloop is the log writer of a store: the one goroutine that owns all Raft groups and writes
// all logs. Each turn of it takes all that is queued:
//
//	admit   proposals and messages go to their ranges, groups begin or end
//	gather  each group with something to do steps, and puts its appends into one batch
//	sync    the batch becomes durable; what may be seen before is applied meanwhile, and where
//	        that is all, the next turn begins (sync.go)
//	finish  the groups hear of it; what is committed is applied, for all ranges as
//	        one batch; the proposers are told
//
// A range with one replica goes the same way as others. Its group has nobody to speak to: it elects
// itself when it begins, and needs no ticks and no promises.
//
// The loop knows ranges, and of the store no more than Owner. What has happened to a range it says as
// one Event, in order, from its own goroutine.
//
// Invariants:
//
//	L1  Only the loop's goroutine touches a group, and applies entries of a range whose group runs.
//	L2  What answers an append leaves when that is durable; all else that a group says leaves before.
//	L3  A proposal is answered once: as done when its entry is durable and applied, as never when it
//	    was not proposed, else as unknown.
//	L4  A lease ends before the proposals are answered that its end leaves unknown.
//	L5  What fails for one range puts that range out of service; what fails in the engine ends the store.
package raftloop

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/isochrondb/isochron/base/codeprobe"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/support"
)

// Errors of a Loop. Test with errors.Is.
var (
	// ErrClosed means that the store has been closed.
	ErrClosed = errors.New("store: closed")
	// ErrFailed means that the disk failed: the store serves nothing until it is opened again.
	ErrFailed = errors.New("store: disk failed")
	// ErrCorrupt means that what the store holds contradicts itself.
	ErrCorrupt = errors.New("store: corrupt")
	// ErrNotLeading says that this store does not hold the lease.
	ErrNotLeading = errors.New("store: the lease is not here")
)

// Owner is the store. Its methods are called from the loop's goroutines and must not block.
type Owner interface {
	// Fail ends the store for good, because of err.
	Fail(err error)
	// Failure is what ended it; nil: nothing did.
	Failure() error
	// Ranges are those with a replica here, by key.
	Ranges() []*Range
	// Range is the one of an ID; nil: it has no replica here.
	Range(id uint64) *Range
	// Alone reports whether no other store holds ranges, nor may before a later entry of this one's
	// log says so: then commits may be seen by later ones while their sync is under way.
	Alone() bool
}

// Clock is the node's.
type Clock interface {
	Now() hlc.Reading
	Physical() int64 // what its source says, in wall nanoseconds
}

// Bound is what a clock may be off.
type Bound interface{ Epsilon() time.Duration }

// Transport is the part of raftnet.Transport that the loop uses.
type Transport interface {
	Raft(to raftnet.Peer, m raftnet.Message) bool
}

// Disk hears when a synced write begins, and when it has come back. Safe for concurrent use.
type Disk interface {
	Begin()
	End()
}

// Options of a Loop. Those without a comment are required.
type Options struct {
	Owner     Owner
	StoreID   uint32
	Engine    engine.Engine
	Clock     Clock
	Transport Transport
	Disk      Disk
	Log       *slog.Logger
	Context   context.Context // ends when the store closes

	Bound      Bound            // nil: no clock's error counts
	CodeProbes *codeprobe.Paths // nil: nobody hears of rare paths
	Version    version.Gate     // what all nodes understand
	Seed       uint64           // spreads elections
	Tick       time.Duration    // of groups that are awake

	// Degraded reports whether the clock's error is beyond what it may be, so that this store takes
	// no leases (T16).
	Degraded func() bool
	// View is who supports whom (range/support).
	View func() *support.View
	// RetryTicks is how long an election takes. LeaseLength is how long a lease lasts that is
	// not renewed. Both are asked for groups with peers alone.
	RetryTicks  func() int
	LeaseLength func() time.Duration

	ElectionTicks   int // of silence before a campaign, at least
	LogBytesMax     int // of one range's log before it is truncated
	LagBytesMax     int // of one range's log, kept for replicas that lag
	EntryCacheBytes int // of one range's applied entries kept in memory
	CycleBytesMax   int // of commands in one batch

	// Hold is called before each turn: a simulation stops a process there. Nil in production.
	Hold    func()
	Planted Planted
	// NoteLease and NoteMerge tell tests; nil: nobody hears.
	NoteLease func(LeaseNote)
	NoteMerge func(MergeNote)
}
