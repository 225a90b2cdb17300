package queue

import (
	"context"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/rows"
	"github.com/isochrondb/isochron/range/support"
)

// Store is the store that the work is for: requests to its ranges, and the replicas here. Safe for
// concurrent use.
type Store interface {
	kvpb.Sender
	// Replica returns the replica of a range; false: there is none here.
	Replica(rangeID uint64) (Range, bool)
	// ReplicaOf returns the one whose range holds a key.
	ReplicaOf(key keys.Key) (Range, bool)
	// Replicas returns all, by key.
	Replicas() []Range
	// Differs reports whether a replica here was found to differ from most others of its range.
	Differs(rangeID uint64) bool
	// IsTied reports whether a range has stopped, for most of its replicas agree on nothing.
	IsTied(rangeID uint64) bool
}

// Range is one range's replica here. Safe for concurrent use.
// How much of a replica there is, from least to most; each method says how far it goes:
//
//	on disk          Descriptor, ID, Broken
//	in memory        InMemory; Loaded gets there
//	has a lease      Leased, though it may not serve any more while that is handed over
//	serves           Serving; Ready gets there
type Range interface {
	ID() uint64
	Descriptor() *descriptor.Range // as applied

	// Ready returns the replica once it serves, waking it where it sleeps. It fails where another
	// serves.
	Ready(ctx context.Context) (*replica.Replica, error)
	// Loaded is Ready for one that follows, too.
	Loaded(ctx context.Context) (*replica.Replica, error)
	// Serving returns the replica while it holds the lease, or nil.
	Serving() *replica.Replica
	// Leased reports whether the lease is here and has an end: the range has replicas elsewhere.
	Leased() bool
	// InMemory returns the replica, and whether it serves; nil: it is not loaded, or out of service.
	InMemory() (rep *replica.Replica, serves bool)
	// Led reports whether some replica is known to lead.
	Led() bool
	// Broken reports whether the replica is out of service.
	Broken() bool

	// Campaign has the replica ask for votes.
	Campaign()
	// Progress is how far the other replicas are. It fails with ErrNotLeading where the lease is not
	// here.
	Progress(ctx context.Context) ([]consensus.Progress, error)
	// HandOver ends the lease under which the replica serves, and has another campaign.
	HandOver(ctx context.Context, serving *replica.Replica, to uint64) error
	// Destroy removes the replica for good; only one with that ID or a higher one may come after it.
	Destroy(next uint64) error
	// Ticks has the passing of time heeded again.
	Ticks()
	// Checks are the comparisons that were asked for here.
	Checks() *Checks
}

// Liveness tells of other stores (range/storeliveness).
type Liveness interface {
	View() *support.View
	// IsTired reports whether a store would rather get no leases.
	IsTired(storeID uint32) bool
}

// Rows writes the directory (range/rows).
type Rows interface {
	// WriteDirectory tells the directory of ranges, each unless it knows better.
	WriteDirectory(ctx context.Context, ranges []*descriptor.Range) error
	// DropBoundary removes the row of a boundary, unless it is newer.
	DropBoundary(ctx context.Context, b rows.Boundary) error
	// BoundariesIn are rows of boundaries inside of a merged range.
	BoundariesIn(ctx context.Context, d *descriptor.Range) ([]rows.Boundary, error)
}

// Policy decides about splits (range/allocator serves it). Pure functions.
type Policy interface {
	// SplitBySize says whether a range of that size should be split.
	SplitBySize(bytes uint64) bool
	// SplitByLoad says where a range should be split whose requests per second and
	// a sample of whose keys these are; ok is false where it should not.
	SplitByLoad(span keys.Span, perSecond float64, sample []keys.Key) (at keys.Key, ok bool)
}
