package coord

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

var errMissing = &UsageError{"not built yet"}

// DB begins transactions at one gateway. Safe for concurrent use.
type DB struct{ o Options }

// New returns a coordinator. Close it.
func New(o Options) (*DB, error) { return &DB{o: o}, nil }

// Close rolls back what is open, waits for the resolution of what was
// acknowledged and returns.
func (db *DB) Close() error { return nil }

// Now returns a clock reading.
func (db *DB) Now() hlc.Timestamp { return db.o.Clock.Now().Timestamp() }

// TxnOpen answers a waiter's probe: whether a transaction of this gateway may
// still use its locks.
func (db *DB) TxnOpen(id kvpb.TxnID) bool { return false }

// TxnOptions say what kind of transaction begins.
type TxnOptions struct {
	Isolation kvpb.Isolation
	ReadOnly  bool
	AsOf      hlc.Timestamp // read-only at a timestamp of the past; 0: now
	Name      string        // for people
	Age       int64         // clock reading of the first attempt, where this one is a replay: the youngest loses a deadlock
	Retry     int           // how many attempts went before
}

// Begin starts a transaction. Nothing is sent or registered before it locks.
// r is fixed at the first statement.
func (db *DB) Begin(o TxnOptions) *Txn { return &Txn{} }

// Run runs f in a transaction and commits it, again while it fails with a
// *RetryError, a *StatementRetry or a *DeadlockError. f must have no effects
// outside of its transaction. For internal callers.
func (db *DB) Run(ctx context.Context, o TxnOptions, f func(ctx context.Context, t *Txn) error) error {
	return errMissing
}

// Txn is one attempt of a transaction. It is used by one goroutine at a time.
type Txn struct{}

// ID names this attempt.
func (t *Txn) ID() kvpb.TxnID { return kvpb.TxnID{} }

// Meta identifies the transaction to those whom it asks. Read only.
func (t *Txn) Meta() *kvpb.TxnMeta { return nil }

// Isolation is the transaction's level.
func (t *Txn) Isolation() kvpb.Isolation { return 0 }

// ReadTS is r: of the statement under READ COMMITTED. It is chosen at the
// first call of this or any reading method.
func (t *Txn) ReadTS() hlc.Timestamp { return 0 }

// SetCertifier gives the transaction its Certifier; nil removes it.
func (t *Txn) SetCertifier(c Certifier) {}

// StartStatement begins a statement: what is written from now on is seen by
// the statements after it (no Halloween effect). READ COMMITTED takes a new
// snapshot. After a *StatementRetry it drops what the statement had buffered.
func (t *Txn) StartStatement(ctx context.Context) error { return errMissing }

// Get reads one key at r, merged with the writes of earlier statements. The
// value is appended to dst; the result is dst's memory, or new where dst was
// too small. No allocation otherwise.
func (t *Txn) Get(ctx context.Context, key keys.Key, dst []byte) (value []byte, found bool, err error) {
	return dst, false, errMissing
}

// GetMany reads keys as Get does, batched over the ranges in parallel. emit is
// called once for each key, in the order of ks, on the caller's goroutine; value
// is valid until it returns. An error of emit ends the call.
func (t *Txn) GetMany(ctx context.Context, ks []keys.Key, emit func(i int, value []byte, found bool) error) error {
	return errMissing
}

// ScanSpec says what to scan.
type ScanSpec struct {
	Spans       []keys.Span // sorted and disjoint; read back to front if Reverse
	Reverse     bool
	MaxRows     uint64 // over all; 0: no limit. With a fragment: rows that come out of it
	TargetBytes uint64 // of a page; 0: Limits.PageBytes
	Fragment    kvpb.Fragment
}

// Scan reads spans at r, merged with the writes of earlier statements, page by
// page. Close the result.
func (t *Txn) Scan(ctx context.Context, spec ScanSpec) *Rows { return &Rows{} }

// Rows are the rows of a scan. Not safe for concurrent use.
type Rows struct{}

// Next moves to the next row. It is false at the end and after an error. Do
// not mix it with NextBatch.
func (r *Rows) Next(ctx context.Context) bool { return false }

// Key is the current row's key, valid until the next call.
func (r *Rows) Key() keys.Key { return nil }

// Value is the current row's value, valid until the next call.
func (r *Rows) Value() []byte { return nil }

// Batch is one page of a scan, valid until the next call.
type Batch struct {
	Rows    []byte // packed (kvpb.NextRow), where there is no fragment, or it was not run (Raw)
	NumRows int
	Result  []byte // what the fragment gave
	// Raw: the scan has a fragment, but this page overlaps the transaction's
	// own writes, so Rows holds the merged rows and the caller runs the fragment
	// (its filters, its limit) over them.
	Raw bool
}

// NextBatch returns the next page. ok is false at the end and after an error.
func (r *Rows) NextBatch(ctx context.Context) (b Batch, ok bool) { return Batch{}, false }

// Err returns what ended the scan, or nil.
func (r *Rows) Err() error { return errMissing }

// Close gives the scan's memory back.
func (r *Rows) Close() {}

// LockTarget is a key to lock and how.
type LockTarget struct {
	Key  keys.Key
	Mode kvpb.LockMode
}

// LockOptions say what to do when a lock is held, and what the caller makes of
// the newest version.
type LockOptions struct {
	Wait    kvpb.WaitPolicy
	Timeout time.Duration // lock_timeout; 0: none
	// Newest: the caller acts on what Lock returns and on nothing that it read
	// before at r (an INSERT's look at its arbiters). Under READ COMMITTED and
	// REPEATABLE READ a version above r is then no conflict.
	Newest bool
}

// Locked is what a lock found: the newest version, or the transaction's own
// write of an earlier statement.
type Locked struct {
	Skipped bool // SKIP LOCKED met a holder; nothing else is set
	Exists  bool
	Own     bool          // Value is the transaction's own
	Value   []byte        // valid until the transaction ends
	Version hlc.Timestamp // of the newest version; 0: none, or own
}

// Lock locks keys, in parallel over ranges, in order within one, and reads
// their newest versions. A version above r: SERIALIZABLE refreshes r or fails
// with *RetryError, REPEATABLE READ fails with *RetryError, READ COMMITTED with
// *StatementRetry (unless Newest). The result is valid until the next Lock.
func (t *Txn) Lock(ctx context.Context, targets []LockTarget, o LockOptions) ([]Locked, error) {
	return nil, errMissing
}

// Put buffers a write. The key must be locked in mode NO_KEY_UPDATE or UPDATE;
// mode is recorded with the version, so that KEY SHARE survives a NO KEY
// UPDATE. Key and value are copied. A full buffer is flushed (5.4).
func (t *Txn) Put(ctx context.Context, key keys.Key, value []byte, mode kvpb.LockMode) error {
	return errMissing
}

// PutFresh buffers a write of a key that cannot exist yet (a row ID drawn by
// this transaction), without a lock. Commit still checks that it never existed.
func (t *Txn) PutFresh(ctx context.Context, key keys.Key, value []byte) error { return errMissing }

// Delete buffers a deletion. The key must be locked in mode UPDATE.
func (t *Txn) Delete(ctx context.Context, key keys.Key) error { return errMissing }

// Condition is a constraint, evaluated at the commit timestamp, with the
// transaction's own writes applied.
type Condition struct {
	Span   keys.Span
	Exists bool         // some key of Span exists; false: none does
	OnFail func() error // the error if it does not hold (23505, 23503)
}

// Require adds a commit condition, at every isolation level. ROLLBACK TO drops
// those added since.
func (t *Txn) Require(c Condition) error { return errMissing }

// Savepoint is a place to roll back to.
type Savepoint struct{}

// Savepoint marks a place. Savepoints nest.
func (t *Txn) Savepoint() Savepoint { return Savepoint{} }

// RollbackTo undoes what was written, required and locked since s. s stays
// valid; those after it do not.
func (t *Txn) RollbackTo(ctx context.Context, s Savepoint) error { return errMissing }

// Release forgets s and those after it, and keeps what was done.
func (t *Txn) Release(s Savepoint) {}

// FusedSpec is an autocommit statement on one range: lock, evaluate, commit in
// one message and one consensus round.
type FusedSpec struct {
	Locks    []LockTarget
	Wait     kvpb.WaitPolicy
	Timeout  time.Duration
	Fragment kvpb.Fragment // yields the writes and the result
}

// FusedResult is what a fused statement gave.
type FusedResult struct {
	Committed bool
	Result    []byte // the fragment's, valid until the transaction ends
	CommitTS  hlc.Timestamp
	Locked    []Locked // if not committed: the locks are granted, go on the normal way
}

// Fused runs the first and only statement of a transaction. If its keys lie on
// several ranges it does nothing and returns Committed = false and no Locked.
// After Committed the transaction is over, acknowledged by Rule W.
func (t *Txn) Fused(ctx context.Context, spec FusedSpec) (FusedResult, error) {
	return FusedResult{}, errMissing
}

// Commit ends the transaction. It returns after Rule W; the timestamp is c, or
// r if nothing was written.
func (t *Txn) Commit(ctx context.Context) (hlc.Timestamp, error) { return 0, errMissing }

// Rollback ends the transaction and lets go of its locks, in the background if
// need be. Allowed at any time, also after an error or the end.
func (t *Txn) Rollback(ctx context.Context) {}

// Recycle gives the memory of an ended transaction back for the next Begin.
// Neither t nor anything that it returned may be used afterwards. Optional.
func (t *Txn) Recycle() {}

// Counters count what a transaction cost. Differences of two of them are a
// statement's (EXPLAIN ANALYZE).
type Counters struct {
	Messages int64 // requests to leaseholders
	Rounds   int64 // consensus rounds on the way to the answer
	Bytes    int64 // of rows that came back
	Ranges   int64 // requests to distinct ranges, summed over statements
	Rows     int64
}

// Stats returns the counts so far.
func (t *Txn) Stats() Counters { return Counters{} }
