package replica

import (
	"context"
	"errors"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

var errNotYet = errors.New("replica: not built yet")

var _ kvpb.Server = (*Replica)(nil)

// Replica is one range on one store. Safe for concurrent use, except that Apply
// (or PrepareApply and FinishApply) is called by one goroutine at a time.
type Replica struct{}

// Bootstrap writes the state of a new, empty range: its descriptor and its
// applied state at index and term (where its log begins).
func Bootstrap(w engine.Writer, d *descriptor.Range, index, term uint64) error { return errNotYet }

// Load opens the replica of a range whose state lies in the engine (by Bootstrap
// or by the split of its neighbour) and rebuilds what is kept in memory. It
// serves nothing until BeginLease. The caller closes it.
func Load(o Options) (*Replica, error) { return nil, errNotYet }

// Close ends all requests, waits for the replica's goroutines, and makes it
// refuse further ones. Proposals in flight must have been answered.
func (r *Replica) Close() {}

// Descriptor is the range as applied. Not to be changed.
func (r *Replica) Descriptor() *descriptor.Range { return nil }

// AppliedIndex and AppliedTerm are of the last applied entry.
func (r *Replica) AppliedIndex() uint64 { return 0 }

// AppliedTerm is the term of the last applied entry.
func (r *Replica) AppliedTerm() uint64 { return 0 }

// Closed is the replicated closed timestamp, Threshold the collection threshold.
func (r *Replica) Closed() hlc.Timestamp { return 0 }

// Threshold is the collection threshold.
func (r *Replica) Threshold() hlc.Timestamp { return 0 }

// Certified is up to where this range's history is known and final: the
// replicated closed timestamp, short of any undecided stage (section 8).
func (r *Replica) Certified() hlc.Timestamp { return 0 }

// LeaseStart is what a lease begins with.
type LeaseStart struct {
	// Floor: C_new + ε after an expiry; zero where Handover says all (a transfer or split).
	Floor hlc.Timestamp
	// Handover is what the former holder passed on, or nil.
	Handover *Handover
}

// Handover is the memory of a lease: marks and locks. Opaque, made by Apply (split).
type Handover struct{}

// BeginLease makes the replica serve under l. The first entry of l's own term
// must have been applied.
func (r *Replica) BeginLease(l Lease, start LeaseStart) {}

// EndLease ends it: requests that wait answer RetryElsewhere; marks and locks go.
func (r *Replica) EndLease() {}

// Entry is one decided entry of the log.
type Entry struct {
	Index, Term uint64
	// Command is nil where the entry holds none (Raft's own): only the index moves.
	Command *Command
}

// Applied is what an entry did.
type Applied struct {
	Result Result // Done or Ignored
	// Split is set where the entry split the range.
	Split *SplitApplied
}

// SplitApplied is a split that has taken effect: the right-hand side's state lies
// in the engine; whoever leads the left-hand side loads it and begins its lease
// with the handover.
type SplitApplied struct {
	Left, Right *descriptor.Range
	Handover    *Handover
}

// Apply applies entries in the order of the log: as one unsynced batch, then in
// memory. It appends to out one Applied for each. The caller calls the
// proposals' done functions after it. An error means that the engine failed:
// the store must stop.
func (r *Replica) Apply(entries []Entry, out []Applied) ([]Applied, error) { return out, errNotYet }

// PrepareApply is the first half of Apply: it adds the entries' changes to b, which
// the caller applies (perhaps with those of other ranges). FinishApply follows
// when b is visible.
func (r *Replica) PrepareApply(b engine.Batch, entries []Entry, out []Applied) ([]Applied, error) {
	return out, errNotYet
}

// FinishApply is the second half of Apply.
func (r *Replica) FinishApply() {}

// Tick does the leaseholder's housekeeping: closes timestamps, lets go of records,
// tombstones and marks whose time is over, and has abandoned stages settled. It
// proposes nothing on a range that has nothing to do. It returns how soon it wants
// to be called again; false: not before the next request.
func (r *Replica) Tick() (again bool) { return false }

// Load figures of the replica since it was opened, for split and placement decisions.
type LoadFigures struct {
	Requests     uint64
	BytesWritten uint64
	// SplitKey is a key that parts the load in halves; nil: not known.
	SplitKey keys.Key
}

// Figures returns them.
func (r *Replica) Figures() LoadFigures { return LoadFigures{} }

// Read serves a read at the leaseholder (section 3).
func (r *Replica) Read(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, resp *kvpb.ReadResponse) error {
	return errNotYet
}

// ReadFollower serves a read at or below the closed timestamp without a lease.
func (r *Replica) ReadFollower(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, resp *kvpb.ReadResponse) error {
	return errNotYet
}

// Lock takes row locks in order and reads the newest versions (section 4).
func (r *Replica) Lock(ctx context.Context, req *kvpb.LockRequest, resp *kvpb.LockResponse) error {
	return errNotYet
}

// Commit commits on this range alone, validates, or does a whole statement (5.1, 5.2).
func (r *Replica) Commit(ctx context.Context, req *kvpb.CommitRequest, frag kvpb.Fragment, resp *kvpb.CommitResponse) error {
	return errNotYet
}

// Stage leaves evidence of one participant's part of a parallel commit (5.3, 5.4).
func (r *Replica) Stage(ctx context.Context, req *kvpb.StageRequest, resp *kvpb.StageResponse) error {
	return errNotYet
}

// Flush writes unstamped intents of a large transaction (5.4).
func (r *Replica) Flush(ctx context.Context, req *kvpb.FlushRequest, resp *kvpb.FlushResponse) error {
	return errNotYet
}

// Decide is the record's compare-and-set (section 6).
func (r *Replica) Decide(ctx context.Context, req *kvpb.DecideRequest, resp *kvpb.DecideResponse) error {
	return errNotYet
}

// Evidence looks for evidence and prevents it where it is missing (section 6).
func (r *Replica) Evidence(ctx context.Context, req *kvpb.EvidenceRequest, resp *kvpb.EvidenceResponse) error {
	return errNotYet
}

// Resolve turns intents into versions, or drops them, by a final record.
func (r *Replica) Resolve(ctx context.Context, req *kvpb.ResolveRequest, resp *kvpb.ResolveResponse) error {
	return errNotYet
}

// Tag tells, through the log, at which timestamp a transaction wrote a key.
func (r *Replica) Tag(ctx context.Context, req *kvpb.TagRequest, resp *kvpb.TagResponse) error {
	return errNotYet
}

// Release lets go of locks.
func (r *Replica) Release(ctx context.Context, req *kvpb.ReleaseRequest, resp *kvpb.ReleaseResponse) error {
	return errNotYet
}

// Hint remembers an outcome, for reading only.
func (r *Replica) Hint(ctx context.Context, req *kvpb.HintRequest, resp *kvpb.HintResponse) error {
	return errNotYet
}

// Split divides the range at a key.
func (r *Replica) Split(ctx context.Context, req *kvpb.SplitRequest, resp *kvpb.SplitResponse) error {
	return errNotYet
}

// Collect drops versions that no permitted read can see.
func (r *Replica) Collect(ctx context.Context, req *kvpb.CollectRequest, resp *kvpb.CollectResponse) error {
	return errNotYet
}

// Clear removes every version in a span.
func (r *Replica) Clear(ctx context.Context, req *kvpb.ClearRequest, resp *kvpb.ClearResponse) error {
	return errNotYet
}

// Ingest writes versions where a key has none at all.
func (r *Replica) Ingest(ctx context.Context, req *kvpb.IngestRequest, resp *kvpb.IngestResponse) error {
	return errNotYet
}

// Stats tells the range's sizes and load.
func (r *Replica) Stats(ctx context.Context, req *kvpb.StatsRequest, resp *kvpb.StatsResponse) error {
	return errNotYet
}
