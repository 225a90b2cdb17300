package raftloop

import (
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/support"
)

// Range is one range's place in the loop. Exported methods and fields may be used at any time.
//
// Pointers and flags that are atomic are written by the loop (desc: by the owner,
// ended: by both) and read by anybody.
type Range struct {
	id       uint64
	Requests atomic.Uint64 // to the range, as its owner counts them

	handler Handler
	desc    atomic.Pointer[descriptor.Range]
	bounded atomic.Pointer[Lease]
	term    atomic.Uint64
	leader  atomic.Uint32
	ended   atomic.Bool
	voter   atomic.Pointer[support.Voter] // of the last group, for the next

	// Of the loop.
	inherits inheritance
	run      running
}

// inheritance is what a lease takes over from the one before it, in the term right after that.
type inheritance struct {
	handover *replica.Handover
	term     uint64
}

// running is what a range has while its group runs. Owned by the loop.
//
// What is on its way, in the order of a turn:
//
//	props ─► group ─► pending ─► (sync) ─► synced ─► group ─► effects ─► entries ─► finished
//
// A zero running is a range that does not run; stopGroup and dropGroup make it
// so but for dirty.
type running struct {
	group    *consensus.Group // nil: it does not run
	rep      *replica.Replica
	lease    *Lease // nil: none is here
	dirty    bool   // it is in Loop.dirty
	props    []*proposal
	pending  []*consensus.Append // in the batch that is gathered
	synced   []*consensus.Append // durable
	peers    peerSide
	effects  []consensus.Effects
	entries  []replica.Entry
	stopping []chan error // who waits for its end: an owner and a snapshot may both have asked
	grown    int64        // bytes applied since the last look at the size
	rates    rates
	plain    bool              // what is gathered may be shown before it is durable
	ahead    bool              // it was
	merges   bool              // entries have one that merges
	handover *replica.Handover // of the right-hand side that is taken in next
}

// peerSide is what a range has for its peers while its group runs.
// Counts are in ticks. A group alone has none of this in use.
//
//	awake  listed
//	no     no      asleep
//	yes    yes     awake
//	no     yes     asleep, and leaves the list with the next tick
type peerSide struct {
	inbox   []*consensus.Message
	tick    bool
	awake   bool // it needs ticks
	listed  bool // it is in peerWork.awake
	quiet   int  // ticks since the last proposal
	standIn int  // ticks until it campaigns, 0: it does not
	instead uint32
	misses  int    // renewals that nobody asked for
	lonely  int    // ticks without a leader's word
	led     uint64 // the last term that it led
	denied  uint64 // the last replica that was told of (tellDenied)
	late    bool   // it is in peerWork.late

	strangers map[uint64]raftnet.Peer // replicas that have written and are newer than the descriptor; nil: none

	voted hlc.Timestamp // the highest reading of those who voted for it
}

// ticks gives the loop its ticks while some group is awake. With none it has no timer.
// It is a goroutine of its own so that a loop that waits for the disk misses ticks
// and does not save them up.
type ticks struct {
	loop  *Loop
	due   atomic.Bool   // a tick is in the loop's queue
	awake atomic.Bool   // some group is
	poke  chan struct{} // capacity 1: awake has become true
	done  chan struct{} // closed by run
}

// rates averages a range's load. Owned by the loop.
// Windows of ratesWindowNanos follow each other; at returns what the last whole
// one had.
type rates struct {
	commands, bytes uint64 // applied, in all

	since                   int64 // when the window began, in wall nanoseconds
	requests0, comm0, byte0 uint64
	perSecond, writes, byts float64
	began                   int64 // when the lease did
	measured                bool  // a window is over
}

// Loop is the log writer of one store. Make one with New; Start it, and end it with Drain, then Close.
// Its methods are safe for concurrent use. The queue is bounded by the requests in the store, each of
// which waits for its proposal, and by inboxBytesMax for messages.
//
// Lock order: mu is a leaf, and not held while anything is called.
type Loop struct {
	o     Options
	inbox atomic.Int64 // bytes of messages that were not stepped yet

	mu    sync.Mutex // guards what is below; a leaf
	queue []item
	over  bool // the loop is over: put answers at once

	wake chan struct{}  // capacity 1: the queue has become non-empty
	done chan struct{}  // closed by the loop
	late sync.WaitGroup // answers to those who came after the end

	ticks *ticks
	syncs *syncs

	// Of the loop's goroutine.
	spare   []item
	dirty   []*Range
	joined  []*together
	appends engine.Batch
	shown   []*Range
	// Set while a flight is being made (sync); doubt turns those into unknown if it
	// fails.
	unsure   int // of finished, from here on they may not be durable; -1: all are
	applies  engine.Batch
	results  []replica.Applied
	current  []replica.Applied // of the range that finishes
	finished []*proposal
	controls []item
	told     int   // how many were answered last, or wait already
	again    bool  // something is in appends already
	failed   error // the store's, as syncs has found
	refuse   error // proposals are not admitted any more
	peers    peerWork
	stats    struct{ cycles, syncs, entries, bytes atomic.Uint64 }
}

// peerWork is the loop's memory of groups with peers.
type peerWork struct {
	awake  []*Range // that need ticks; those that fell asleep leave with the next one
	rising []*Range // that are to wake, some with each tick
	hot    []*Range // whose leases are extended
	late   []*Range // that withhold the news of commits until due fires
	due    *time.Timer
	now    hlc.Reading // of this cycle; 0: not read yet
}

type itemKind uint8

const (
	itemPropose  itemKind = iota
	itemTogether          // commands of several groups
	itemStart             // a loaded group begins
	itemStop              // a group ends as by a crash; reply follows
	itemHandOver          // a group gets a new term, marks and locks stay
	itemFailed            // a batch could not be made durable
	itemDrain             // proposals are refused from now on; reply follows
	itemEnd               // the loop ends

	// Of peers: peers.go.
	itemStep        // a message has come
	itemUnreachable // one was lost
	itemTick
	itemView         // the store's view of support has changed
	itemRefresh      // a lease is to be extended; reply follows
	itemTransfer     // leadership is to go over; reply follows
	itemStand        // a group is to campaign at once
	itemSnapshotDone // a snapshot was sent, or not
	itemProgress     // how far the others are; reply follows
	itemReport       // how ranges are; reply follows
)

// item is one entry of the queue.
// Which fields are set follows from kind. It is copied: the queue holds no
// pointers to items.
type item struct {
	kind  itemKind
	rng   *Range
	prop  *proposal
	group *consensus.Group

	together *together
	reply    chan error // buffered
	err      error
	rep      *replica.Replica // itemStart

	message *consensus.Message // itemStep
	from    raftnet.Peer       // itemStep: where it came from; zero: from this store itself
	size    int64              // what it counts in the inbox
	replica uint64             // itemUnreachable, itemTransfer, itemSnapshotDone
	lost    []uint32           // itemView: stores whose support was withdrawn
	epochs  bool               // itemView: some promise has begun or ended

	progress *[]consensus.Progress // itemProgress
	rngs     []*Range              // itemReport
	statuses []Status              // itemReport: of those
	words    bool                  // itemReport: with Status.Raft
}

// proposal is a command on its way through the log.
//
//	queued ─► props ─► in the log (a token of the group's) ─► applied ─► finished ─► done
//	   └─────────┴──► never         └──────────► unknown
type proposal struct {
	rng  *Range
	cmd  *replica.Command
	data []byte
	done func(replica.Result)

	visible  func()    // may be nil
	together *together // that it is of; may be nil
	result   replica.Result
}

// together are proposals that enter their logs in one batch, or not at all.
// err is that one command could not be encoded, seen before anything was queued.
type together struct {
	props []*proposal
	taken int // by their groups
	err   error
}

// syncs waits for batches to become durable, in the order of the log, and answers those whose
// commits are in them.
// The log is one for all ranges, so flights become durable in the order in which
// they were begun.
type syncs struct {
	loop   *Loop
	fly    chan flight
	flying sync.WaitGroup // of flights; the loop adds and waits
	// As many as fly at a time, so that no sync allocates one.
	spares chan engine.Batch
	over   chan struct{} // closed at the end
}

// flight is one batch on its way.
// finished are answered when wait returns; the loop has given them up.
type flight struct {
	wait     func() error
	batch    engine.Batch
	finished []*proposal
	begun    bool
}
