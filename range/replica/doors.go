package replica

import (
	"context"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/intention"
	"github.com/isochrondb/isochron/range/replica/locktable"
)

// Stage names a stage that a request met, for a Settler. Its memory is not
// changed afterwards and may be kept.
type Stage struct {
	RangeID  uint64
	Txn      *kvpb.TxnMeta
	Attempt  uint32
	Anchor   keys.Key      // the record lies with it
	CommitTS hlc.Timestamp // c as requested
}

// Settler finds out what became of a stage: it looks at the record, and past c
// and a grace period recovers it (txn/recover serves it).
type Settler interface {
	// Settle returns a final outcome, durable in the record: COMMITTED or ABORTED,
	// perhaps Presumed. It waits as long as the outcome is open, up to the
	// context's end; its error is the context's, or why it can't know. It must not
	// resolve the stage of s.RangeID: the caller does, under its own lease.
	Settle(ctx context.Context, s Stage) (*kvpb.Outcome, error)
}

// Cleaner finishes what a lost coordinator left of a final record (txn/recover
// may serve it).
type Cleaner interface {
	// CleanUp resolves the transaction at all participants of outcome and then lets
	// the anchor forget the record (ResolveRequest.ForgetRecord).
	CleanUp(ctx context.Context, txn *kvpb.TxnMeta, anchor keys.Key, outcome *kvpb.Outcome) error
}

// What the lock table's observers are is said there.
type (
	Wait         = locktable.Wait
	WaitObserver = locktable.WaitObserver
	Prober       = locktable.Prober
)

// Snapshot is the range's rows at a read timestamp, within the spans of the
// request. It is for one goroutine, and ends with the call that it was passed to.
type Snapshot interface {
	// ReadTS is the timestamp that the snapshot shows.
	ReadTS() hlc.Timestamp
	// Get appends the value of key to buf.
	Get(key keys.Key, buf []byte) (value []byte, found bool, err error)
	// Scan calls emit for each row of span in order; key and value hold during the
	// call only. mvcc.ErrStop ends it without an error.
	Scan(span keys.Span, o mvcc.ScanOptions, emit func(key keys.Key, value []byte) error) (mvcc.ScanResult, error)
}

// Evaluator runs plan fragments beside the data (sql/exec serves it). frag is
// nil where the request came over a wire: then the request's bytes are it.
type Evaluator interface {
	// Read runs a reading fragment over the request's spans and fills FragmentResult,
	// NumRows and Resume. The rest of the answer is the replica's. An error with a
	// method FragmentUnknown says that the fragment is of a version that it does not
	// know (Refused, ReasonFragmentVersion).
	Read(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, snap Snapshot, resp *kvpb.ReadResponse) error
	// Write runs the fragment of a fused commit under its latches. locked answers
	// FusedLocks in order; snap shows the newest state of all spans that the request
	// names. Writes go to out; they must lie within FusedLocks. Its error fails the
	// statement (Refused, ReasonFragment).
	Write(ctx context.Context, req *kvpb.CommitRequest, frag kvpb.Fragment, locked []*kvpb.Locked, snap Snapshot, out *Fused) error
	// Same reports whether some columns are the same in two values of a row. Where it can't
	// tell they are not.
	Same(of kvpb.Columns, a, b []byte) bool
}

// Fused is what a writing fragment yields.
type Fused struct {
	// Result goes to CommitResponse.FragmentResult.
	Result []byte
	// NotFused says that the statement needs more than this range: nothing is
	// written, the locks are granted, and the gateway goes on the normal way.
	NotFused bool
	// Conditions are evaluated at the commit timestamp, like those of the request.
	// Their spans must lie within the request's Reads and Conditions.
	Conditions []*kvpb.Condition

	writes []intention.Write
}

// Put adds a write. The memory of key and value is kept until the commit is over.
func (f *Fused) Put(key, value []byte, mode kvpb.LockMode) {
	f.writes = append(f.writes, intention.Write{Key: key, Value: value, Mode: mvcc.Mode(mode)})
}

// Delete adds a deletion.
func (f *Fused) Delete(key []byte, mode kvpb.LockMode) {
	f.writes = append(f.writes, intention.Write{Key: key, Tombstone: true, Mode: mvcc.Mode(mode)})
}

// reset lets go of the writes' memory, which is the fragment's, and keeps its own.
func (f *Fused) reset() {
	clear(f.writes)
	*f = Fused{writes: f.writes[:0]}
}
