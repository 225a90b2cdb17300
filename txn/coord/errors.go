package coord

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// Each error knows its SQLSTATE, DETAIL and HINT, and nothing of Postgres.
// Whoever gets one of them from any method except Lock's LockError under a
// savepoint must roll the transaction back.
//
// Who acts on them:
//
//	*StatementRetry                the session runs the statement again, silently
//	*RetryError, *DeadlockError    the session replays the transaction if nothing of it was sent, else the client is told
//	*UnavailableError              the client: to try at once would not help
//	*LockError                     the client, who may go on from a savepoint
//	*AmbiguousError                the client alone can find out; nobody runs anything again
//	others                         the client
//

// RetryError means that the transaction can't be serialized where it stands
// and may succeed when it is run again (40001).
type RetryError struct {
	Why   string        // "a newer version of a row that was read", …
	Key   keys.Key      // where, if known
	Other kvpb.TxnID    // the transaction it conflicts with, if known
	At    hlc.Timestamp // the version met, if known
}

func (e *RetryError) Error() string { return "could not serialize access: " + e.Why }

// SQLState is serialization_failure.
func (e *RetryError) SQLState() string { return "40001" }

// Detail says where, with whom and at which timestamp, as far as it is known.
func (e *RetryError) Detail() string {
	var parts []string
	if len(e.Key) > 0 {
		parts = append(parts, fmt.Sprintf("key %x", []byte(e.Key)))
	}
	if !e.Other.IsZero() {
		parts = append(parts, "transaction "+e.Other.String())
	}
	if e.At != 0 {
		parts = append(parts, "version of "+e.At.String())
	}
	return strings.Join(parts, ", ")
}

// Hint tells what the client can do.
func (e *RetryError) Hint() string { return "The transaction might succeed if retried." }

// StatementRetry asks the session to run the current statement again, from
// StartStatement, which gives it a new snapshot. READ COMMITTED only. Locks
// are kept, and what the statement has buffered is dropped by StartStatement
// (which treats an unfinished statement as rolled back). A session that can't
// (rows were sent already) reports it as what it is: 40001.
type StatementRetry struct{ RetryError }

func (e *StatementRetry) Error() string { return "the statement must see a newer snapshot: " + e.Why }

// DeadlockError means that the transaction was chosen to break a cycle (40P01).
// Cycle begins with the transaction that was chosen.
type DeadlockError struct {
	Key   keys.Key
	Cycle []kvpb.TxnID // each waits for the next, the last for the first
}

func (e *DeadlockError) Error() string { return "deadlock detected" }

// sameAs reports whether both are circles of the same transactions.
// Compared as sets: the same circle may be found from another wait of it.
func (e *DeadlockError) sameAs(o *DeadlockError) bool {
	if o == nil || len(o.Cycle) != len(e.Cycle) {
		return false
	}
	return !slices.ContainsFunc(e.Cycle, func(id kvpb.TxnID) bool { return !slices.Contains(o.Cycle, id) })
}

// SQLState is deadlock_detected.
func (e *DeadlockError) SQLState() string { return "40P01" }

// Detail tells the cycle, a line for each wait.
func (e *DeadlockError) Detail() string {
	var b strings.Builder
	for i, id := range e.Cycle {
		if i > 0 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "Transaction %s waits for a lock held by transaction %s.", id, e.Cycle[(i+1)%len(e.Cycle)])
	}
	return b.String()
}

// Hint points to the server's log.
func (e *DeadlockError) Hint() string {
	return "The youngest transaction of the cycle was ended. Lock rows in one order to avoid deadlocks."
}

// LockError means that a lock was not to be had: NOWAIT or lock_timeout (55P03).
type LockError struct {
	// Key may be any of the statement's: it is the one at which the range stopped.
	Key     keys.Key
	Holder  kvpb.TxnID // zero if not known
	Timeout bool
}

func (e *LockError) Error() string {
	if e.Timeout {
		return "canceling statement due to lock timeout"
	}
	return "could not obtain lock on row"
}

// SQLState is lock_not_available.
func (e *LockError) SQLState() string { return "55P03" }

// Detail names the holder.
func (e *LockError) Detail() string {
	if e.Holder.IsZero() {
		return ""
	}
	return "The lock is held by transaction " + e.Holder.String() + "."
}

// Hint is empty.
func (e *LockError) Hint() string { return "" }

// AmbiguousError means that it is unknown whether the transaction committed
// (40003), and that asking could not settle it. It never becomes another error.
// It comes only where a copy of the commit may have been served and nobody answers any more.
type AmbiguousError struct {
	ID  kvpb.TxnID
	Why string
}

func (e *AmbiguousError) Error() string {
	return "it is unknown whether the transaction committed: " + e.Why
}

// SQLState is statement_completion_unknown.
func (e *AmbiguousError) SQLState() string { return "40003" }

// Detail names the transaction.
func (e *AmbiguousError) Detail() string { return "Transaction " + e.ID.String() + "." }

// Hint tells what the client can do.
func (e *AmbiguousError) Hint() string {
	return "Read what the transaction wrote to learn its outcome before running it again."
}

// UnavailableError means that nobody has served a range for Limits.Failover: too
// many of its replicas can't be reached. Nothing of the transaction has come to
// be (40001).
// That it is 40001 rests on this: what is in doubt is an AmbiguousError, never this.
type UnavailableError struct {
	Key keys.Key // one of the range's
	Why string   // the last answer
	For time.Duration
}

func (e *UnavailableError) Error() string {
	return fmt.Sprintf("rows of the transaction can't be reached: nobody has served their range for %v", e.For.Round(100*time.Millisecond))
}

// SQLState is serialization_failure: to run the transaction again is right.
func (e *UnavailableError) SQLState() string { return "40001" }

// Detail says where, and what was heard last.
func (e *UnavailableError) Detail() string {
	return fmt.Sprintf("key %x: %s", []byte(e.Key), e.Why)
}

// Hint tells what the client can do.
func (e *UnavailableError) Hint() string {
	return "The transaction might succeed if retried, once a majority of the range's replicas can be reached."
}

// ConditionError means that a commit condition does not hold. Err is what the
// condition's OnFail returned: a duplicate key, a missing parent.
// It is final for the transaction: its condition was evaluated at c.
type ConditionError struct{ Err error }

func (e *ConditionError) Error() string { return e.Err.Error() }

// Unwrap returns OnFail's error, which carries the SQLSTATE.
func (e *ConditionError) Unwrap() error { return e.Err }

// SQLState is that of OnFail's error, or 23000 if it has none.
func (e *ConditionError) SQLState() string {
	if s, ok := e.Err.(interface{ SQLState() string }); ok {
		return s.SQLState()
	}
	return "23000"
}

// Detail is that of OnFail's error.
func (e *ConditionError) Detail() string {
	if s, ok := e.Err.(interface{ Detail() string }); ok {
		return s.Detail()
	}
	return ""
}

// Hint is that of OnFail's error.
func (e *ConditionError) Hint() string {
	if s, ok := e.Err.(interface{ Hint() string }); ok {
		return s.Hint()
	}
	return ""
}

// LimitError means that a named limit of Limits was reached (53200: the
// gateway's memory; 54000: what a range accepts).
// Why is set by ranges alone; limits of the gateway have Max.
type LimitError struct {
	Limit string // the limit's name
	Max   int64
	Why   error  // a range's own words, in the place of Max; nil: none
	State string // SQLSTATE
}

func (e *LimitError) Error() string {
	if e.Why != nil {
		return fmt.Sprintf("transaction exceeds %s: %v", e.Limit, e.Why)
	}
	return fmt.Sprintf("transaction exceeds %s (%d)", e.Limit, e.Max)
}

// SQLState is out_of_memory or program_limit_exceeded.
func (e *LimitError) SQLState() string { return e.State }

// Detail is empty.
func (e *LimitError) Detail() string { return "" }

// Hint tells what the client can do.
func (e *LimitError) Hint() string {
	if e.Why != nil {
		return "Write less at once: smaller values, or large objects in their place."
	}
	return "Split the work into smaller transactions."
}

// DiskFullError means that a range refused a write for want of space (53100).
// Nothing was written; reads go on.
// It is told apart from other limits, since the operator can do something about it.
type DiskFullError struct {
	Why error // tells whose disk it is
}

func (*DiskFullError) Error() string { return "could not write: the disk is full" }

// SQLState is disk_full.
func (*DiskFullError) SQLState() string { return "53100" }

// Detail tells whose disk it is.
func (e *DiskFullError) Detail() string {
	// Its first letter: a DETAIL is a sentence.
	s := e.Why.Error()
	return strings.ToUpper(s[:1]) + s[1:] + "."
}

// Hint tells what the operator can do.
func (*DiskFullError) Hint() string {
	return "Free some space there. DROP TABLE and TRUNCATE still run: what they remove is given back some ten minutes later."
}

// ReadOnlyError means a lock or write in a read-only transaction (25006).
type ReadOnlyError struct{}

func (*ReadOnlyError) Error() string { return "cannot lock or write in a read-only transaction" }

// SQLState is read_only_sql_transaction.
func (*ReadOnlyError) SQLState() string { return "25006" }

// Detail is empty.
func (*ReadOnlyError) Detail() string { return "" }

// Hint is empty.
func (*ReadOnlyError) Hint() string { return "" }

// SnapshotError means that r lies below a range's collection threshold (72000).
// A transaction that lasts longer than garbage is kept gets it at its next read or its commit.
type SnapshotError struct{ ReadTS hlc.Timestamp }

func (e *SnapshotError) Error() string {
	return "snapshot too old: versions at " + e.ReadTS.String() + " were collected"
}

// SQLState is snapshot_too_old.
func (e *SnapshotError) SQLState() string { return "72000" }

// Detail is empty.
func (e *SnapshotError) Detail() string { return "" }

// Hint tells what the client can do.
func (e *SnapshotError) Hint() string {
	return "Read at a later timestamp, or end transactions sooner."
}

// ClosedError means that the gateway is closing (57P01).
type ClosedError struct{}

func (*ClosedError) Error() string { return "the server is shutting down" }

// SQLState is admin_shutdown.
func (*ClosedError) SQLState() string { return "57P01" }

// Detail is empty.
func (*ClosedError) Detail() string { return "" }

// Hint is empty.
func (*ClosedError) Hint() string { return "" }

// UsageError is a caller's mistake (XX000): a write to a key that it has not
// locked, a call after the end.
type UsageError struct{ Why string }

func (e *UsageError) Error() string { return "coord: " + e.Why }

// SQLState is internal_error.
func (e *UsageError) SQLState() string { return "XX000" }

// Detail is empty.
func (e *UsageError) Detail() string { return "" }

// Hint is empty.
func (e *UsageError) Hint() string { return "" }
