package rebalancer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/store"
)

// Members tells of the cluster's nodes and stores (server/node serves it). Safe
// for concurrent use; only Report blocks.
//
// They lag behind what is so: a decision that they make wrong is refused by the
// store, which goes by the range's descriptor.
type Members interface {
	// Nodes and Stores return the rows as they were last read, all of them, this node's
	// too. They are shared and not changed. Where there is more than one store they
	// should be no older than a few seconds.
	Nodes() []*directory.Node
	Stores() []*directory.Store
	// Answers reports whether a node answers this one, as far as is known now: false as
	// soon as connections to it break and while they cannot be made.
	Answers(nodeID uint32) bool
	// Report writes a store's row.
	Report(ctx context.Context, row *directory.Store) error
}

// Refresher is what Policies may be, too: they are as of the last Refresh.
// It is called on a goroutine of its own, one at a time at the most every
// CheckEvery; it must end with its context.
type Refresher interface {
	Refresh(ctx context.Context) error
}

// ErrOptions reports options that contradict themselves.
// New returns it; nothing else does.
var ErrOptions = errors.New("rebalancer: options")

// Options configures a Rebalancer. Zero values mean the defaults named.
type Options struct {
	Store   *store.Store // whose leases' ranges it looks after
	Members Members
	// Routes asks about ranges that are led elsewhere, of which some here are neighbours. Nil: only
	// neighbours that are led by one store are merged.
	Routes store.Routes
	// Policies says what spans ask for. Nil: allocator.Defaults. One that is a Refresher is
	// refreshed every CheckEvery.
	Policies allocator.Policies
	// NonVoting reports whether all nodes of the cluster know replicas that don't vote (version.NonVoting): then
	// GLOBAL tables have such. nil: no.
	NonVoting func() bool
	// Override returns the policy of a range of that span instead; nil: none. For tests
	// that pin replicas and leases (allocator.Pin).
	Override func(span keys.Span) *allocator.Policy
	// Capacity returns the disk's size, what the store uses of it, and what is left. Nil: unknown.
	Capacity func() (total, used, available uint64)
	// OldestRead returns when the oldest snapshot that this node's sessions still read began, by
	// the clock that readings are of, and how long ago that is; zero: there is none. It is told to
	// others, who collect no versions that it sees. Nil: never any.
	OldestRead func() (at time.Time, age time.Duration)
	Cores      float64     // what this node computes with; 0: unknown
	Degraded   func() bool // whether this node's clock is too bad for it to serve (T16); nil: never

	Placement allocator.Options // where no limits are set: allocator.DefaultOptions, but for its Splits
	NoMerges  bool              // ranges are merged on request alone
	Timing    allocator.Timing  // the zero value: allocator.DefaultTiming

	UrgentEvery  time.Duration // between looks while something urgent goes on; 200 ms
	CheckEvery   time.Duration // between looks otherwise; 10 s
	TurnEvery    time.Duration // of a store's turn to balance, the first half of which it listens; 10 s
	TurnsMax     int           // turns after which all stores have had one; 8
	ReportEvery  time.Duration // between two rows of this store, where it has changed; 2 s
	RefreshEvery time.Duration // between two rows of this store, where it has not; 1 min
	// SnapshotNews is how old a snapshot must be to be told of, and by how much the oldest must
	// have changed: well below what is collected soonest; 1 min.
	SnapshotNews time.Duration
	LeftFor      time.Duration // for which a range does not come back to a store it left for balance; 10 min
	StepTimeout  time.Duration // of one step; 30 s
	StepsMax     int           // steps carried out at once; 8

	Log *slog.Logger // nil: silent

	broken planted
}

// planted are bugs that tests switch on to see that they are caught.
type planted struct {
	blind     bool // others' rows are not counted
	impatient bool // every store balances at any time, whatever the others do
	hasty     bool // unreachable stores are taken for dead at once
	rough     bool // voters are removed before their successors vote
}

// A range is split for its load when it takes more requests per second than so many for each
// core of its node, within bounds: a half of what such a node serves, so that a half can be
// moved before the node is full, and no less. A commit over two ranges costs several times
// one on one range, and pgbench's transactions become such when its tables are parted.
// They were found by measuring; Options.Placement.Splits overrides them.
const (
	loadSplitPerCore = 12_500
	loadSplitMin     = 10_000
	loadSplitMax     = 50_000 // beyond that one range's order of commits is what limits it
)

// loadSplit is the limit in requests per second for a node of so many cores;
// loadSplitMin where they are unknown (0).
func loadSplit(cores float64) float64 {
	return min(max(loadSplitPerCore*cores, loadSplitMin), loadSplitMax)
}

// learnersMax is how many learners one driver feeds at once. Most ranges are small, and
// a learner mostly waits; of the snapshots themselves the stores send and take few at once.
const learnersMax = 8

// setDefault sets what is zero.
func setDefault[T comparable](v *T, to T) {
	var zero T
	if *v == zero {
		*v = to
	}
}

// setDefaults fills in and checks. Limits that are set count as all of Placement
// being set by the caller, but NoSizeSplits, which is always on.
func (o *Options) setDefaults() error {
	if o.Store == nil || o.Members == nil {
		return fmt.Errorf("%w: a store and members are needed", ErrOptions)
	}
	if o.Placement.Limits.SnapshotsToStore == 0 {
		load, size := o.Placement.Splits.PerSecondMax, o.Placement.Splits.BytesMax
		o.Placement = allocator.DefaultOptions()
		setDefault(&load, loadSplit(o.Cores))
		setDefault(&size, o.Placement.Splits.BytesMax)
		o.Placement.Splits = allocator.Splits{BytesMax: size, PerSecondMax: load}
		o.Placement.Limits.SnapshotsFromStore, o.Placement.Limits.SnapshotsToStore = learnersMax, learnersMax
	}
	if o.NoMerges {
		o.Placement.MergeShare = 0
	}
	o.Placement.NoSizeSplits = true // the store sees by itself to what has grown
	setDefault(&o.Timing, allocator.DefaultTiming())
	setDefault(&o.UrgentEvery, 200*time.Millisecond)
	setDefault(&o.CheckEvery, 10*time.Second)
	setDefault(&o.TurnEvery, 10*time.Second)
	setDefault(&o.TurnsMax, 8)
	setDefault(&o.ReportEvery, 2*time.Second)
	setDefault(&o.SnapshotNews, time.Minute)
	setDefault(&o.RefreshEvery, time.Minute)
	setDefault(&o.LeftFor, 10*time.Minute)
	setDefault(&o.StepTimeout, 30*time.Second)
	setDefault(&o.StepsMax, 8)
	if o.Policies == nil {
		rows, system := allocator.Defaults()
		t, err := allocator.NewTable(rows, system)
		if err != nil {
			return err
		}
		o.Policies = t
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.UrgentEvery < 0 || o.CheckEvery < 0 || o.TurnEvery < 0 || o.TurnsMax < 0 || o.ReportEvery < 0 || o.StepsMax < 0 {
		return fmt.Errorf("%w: nothing is less than nothing", ErrOptions)
	}
	return o.Placement.Validate()
}
