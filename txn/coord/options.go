package coord

import (
	"context"
	"runtime"
	"time"

	"github.com/isochrondb/isochron/base/codeprobe"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// Router finds the range of a key and who serves it. Served by distsender.Router.
type Router = distsender.Routes

// Clock gives readings. Served by hlc.Clock.
type Clock interface {
	Now() hlc.Reading
	// Sound is Now, and whether the reading may be acted upon.
	Sound() (_ hlc.Reading, sound bool)
	// Wait returns when a reading is above until (Rule W, with ε added by the caller).
	Wait(ctx context.Context, until hlc.Timestamp) error
	Degraded() bool
	AwaitHealthy(ctx context.Context) error
}

// Bound is what the node knows of its clock's error. Served by bound.Bound.
type Bound interface {
	// Epsilon is e_self + E: the error between this clock and any other.
	Epsilon() time.Duration
}

// Late is a Bound of a node whose clock may follow the others' by messages.
// It is asked of the Bound by a type assertion: a bound without the method has no such clocks.
type Late interface {
	// Lag is by how much what all clocks are known to have passed is behind this node's, as a rule, and
	// at least what makes leads worth while; follow: clocks follow each other. Else it is ε.
	Lag() (lag time.Duration, follow bool)
}

// Certifier vouches for the schema of one transaction (section 8, T20). The
// SQL layer gives it to the transaction with SetCertifier once the statement is
// planned; a transaction without one (internal work on fixed keys) skips it.
//
// Certify returns the latest timestamp, at least need and at most want, up to
// which the schema that the transaction was planned with is known to be the
// schema; or an error (a *RetryError, say) if it is not the schema at need.
// Where c is chosen by a leaseholder, need is now plus room and the result
// becomes the commit's latest c; where the gateway chooses c, need = want = c,
// and a raised c' asks again. A catalog in the same process answers from
// memory: on one node this costs an atomic load and a comparison. A transaction
// that writes catalog rows needs none: it competes by its expects.
type Certifier interface {
	Certify(ctx context.Context, t *Txn, need, want hlc.Timestamp) (hlc.Timestamp, error)
}

// Recoverer settles a transaction whose gateway lost track of it. Served by
// txn/recover.
// It decides what evidence says; whoever asks may be the coordinator itself, or a range's leaseholder.
type Recoverer interface {
	// Recover decides by evidence (section 6) and returns the outcome: final,
	// presumed, or MISSING where it could not be had now. keys are the
	// participants' as far as the caller knows them (the record has them all).
	Recover(ctx context.Context, txn *kvpb.TxnMeta, anchor keys.Key, c hlc.Timestamp, attempt uint32) (*kvpb.Outcome, error)
}

// Together commits on several ranges as on one (range/store CommitTogether): it fails with
// replica.ErrApart where they must be asked one by one, and nothing has happened.
type Together interface {
	// Alone reports whether there is any use in asking, now.
	Alone() bool
	CommitTogether(ctx context.Context, reqs []*kvpb.CommitRequest, resps []*kvpb.CommitResponse) (hlc.Timestamp, error)
}

// Options are what a gateway's coordinator is made of.
// Router, Clock, Bound and NodeID are required; validate fills in the limits. Not changed after New.
type Options struct {
	Router    Router
	Clock     Clock
	Bound     Bound
	Recoverer Recoverer
	NodeID    uint32
	Epoch     uint64 // of this process: locks of a dead epoch go
	// Distances is for choosing c (section 2) where there are other nodes; the router
	// then has a method Leader(*descriptor.Range) uint32. nil: all is near.
	Distances wan.Distances
	// Regions tell where nodes stand, for what distance costs (wan.go); nil, or without
	// Distances: nothing is counted.
	Regions wan.Regions
	// Present reports whether the present of a range is read at replicas nearby (GLOBAL tables). It is a
	// hint: who does not know the present says so. Nil: of none.
	Present func(*descriptor.Range) bool
	// Together commits on several ranges at once where one store has all there are. Nil: there is
	// none.
	Together   Together
	Limits     Limits
	Planted    Planted
	CodeProbes *codeprobe.Paths // told of rare paths; nil: nobody is
	Version    version.Gate     // the cluster's version
}

// Limits are the sizes and times of one gateway. Zero values mean the default.
type Limits struct {
	// It is compared with Buffer.Bytes, which counts keys, values and EntryBytes for each entry. Eight times as
	// much is refused where flushing does not help: rows that are locked and not written stay.
	BufferBytes int64 // buffered writes of a transaction before they are flushed as unstamped intents; default 8 MiB
	// Of rows that are locked and not written. Where something is written, eight times BufferBytes may be met
	// first.
	LockedKeys int // keys that one transaction may hold in the gateway's memory; default 4 million
	// Widening costs needless conflicts, never a missed one (spanset, S2).
	ReadSpans int   // read spans remembered one by one; beyond that they are widened; default 1024
	PageBytes int64 // target size of one page of a scan; default 512 KiB
	// ScanAheadBytes is how much a scan of ranges led elsewhere asks for before it is wanted; default 2 MiB.
	ScanAheadBytes int64
	// ScanRanges is how many ranges led elsewhere a scan that will read all of them asks at once; default 16.
	ScanRanges int
	// NearReads is how many pages of ranges led here the scans of this gateway have read at
	// once, ahead of what is worked on; default: one for each processor.
	NearReads int

	// Larger batches save messages; smaller ones go to several processors at once.
	BatchKeys  int // keys in one message of Lock or GetMany; default 1024
	Conditions int // commit conditions of one transaction; default 1 million
	// Beyond it commits over several ranges wait for each other here: each that is staged holds readers up.
	Stages    int // transactions that may be staged and not yet decided; default 256
	Resolvers int // transactions that are decided and may be resolved here; others are left to the ranges; default 4096
	// Timeout, AskAgain and Failover grow with the round trips measured (DB.slow). Timeout bounds how long a
	// request in flight may still come to something, and so how long "no" is not final.
	Timeout  time.Duration // from the start of a one-range commit to its latest c; default 5 s
	AskAgain time.Duration // how long an unknown outcome is asked after; default 15 s
	Failover time.Duration // how long a request is sent again while nobody serves its range; default 15 s
	Release  time.Duration // how long a rollback waits for its locks to be released; default 1 s
}

// ruleW is the wait of Rule W: the bound's own, if it has one (it may count), or
// the clock's.
// Rule W is: now > until + e_self + E. A bound that can prove more of the other clocks waits for less.
func (o *Options) ruleW() func(context.Context, hlc.Timestamp) error {
	if w, ok := o.Bound.(interface {
		Wait(ctx context.Context, until hlc.Timestamp) error
	}); ok {
		return w.Wait
	}
	clock, bound := o.Clock, o.Bound
	return func(ctx context.Context, until hlc.Timestamp) error {
		return clock.Wait(ctx, until.Add(bound.Epsilon()))
	}
}

// waiting is the bound's own word on what an acknowledgement waits for, if it has one.
// It is 0 and "" where nothing tells.
func (o *Options) waiting() func(hlc.Timestamp) (time.Duration, string) {
	if w, ok := o.Bound.(interface {
		Waiting(until hlc.Timestamp) (d time.Duration, what string)
	}); ok {
		return w.Waiting
	}
	return func(hlc.Timestamp) (time.Duration, string) { return 0, "" }
}

// Zero limits take their defaults; negative ones are not looked for.
func (o *Options) validate() error {
	if o.Router == nil || o.Clock == nil || o.Bound == nil || o.NodeID == 0 {
		return &UsageError{"options lack a router, a clock, a bound or a node ID"}
	}
	l := &o.Limits
	orDefault(&l.BufferBytes, 8<<20)
	orDefault(&l.LockedKeys, 4<<20)
	orDefault(&l.ReadSpans, 1024)
	orDefault(&l.PageBytes, 512<<10)
	orDefault(&l.ScanAheadBytes, 2<<20)
	orDefault(&l.ScanRanges, 16)
	orDefault(&l.NearReads, runtime.GOMAXPROCS(0))
	orDefault(&l.BatchKeys, 1024)
	orDefault(&l.Conditions, 1<<20)
	orDefault(&l.Stages, 256)
	orDefault(&l.Resolvers, 4096)
	orDefault(&l.Timeout, 5*time.Second)
	orDefault(&l.AskAgain, 15*time.Second)
	orDefault(&l.Failover, 15*time.Second)
	orDefault(&l.Release, time.Second)
	return nil
}

// orDefault takes zero for "not set". So no limit can be set to zero; a negative one is its
// owner's matter.
func orDefault[T int | int64 | time.Duration](x *T, d T) {
	if *x == 0 {
		*x = d
	}
}
