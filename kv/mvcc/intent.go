package mvcc

import (
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// Intent is one undecided write of a transaction. Of the intents that a
// transaction has on a key, the one with the highest sequence number that is
// not ignored (rolled back by a savepoint) counts.
type Intent struct {
	Key       keys.Key
	Txn       keys.Txn
	Seq       uint64
	Lower     hlc.Timestamp // lower bound of the commit timestamp (T6); Zero: unstamped, flushed before the stage
	Mode      Mode
	Tombstone bool
	Value     []byte
}

// PutIntent writes an intent, over one with the same key, transaction and sequence number.
func PutIntent(w engine.Writer, i Intent) error { return errNotYet }

// ScanIntents calls emit for each intent on the keys of span, of txn alone
// unless txn is zero, ordered by (key, transaction, sequence number). What is
// passed to emit aliases engine memory and holds during the call only. An error
// of emit ends the scan and is returned, except ErrStop.
func ScanIntents(r engine.Reader, span keys.Span, txn keys.Txn, emit func(Intent) error) error {
	return errNotYet
}

// ResolveIntents ends all of txn's intents on the keys of span: with commit
// above Zero the counting intent of each key becomes a version at commit with
// tag, with Zero they are dropped. ignored (may be nil) tells which sequence
// numbers were rolled back. It returns how many intents went. Resolving twice
// does no harm. A commit below an intent's lower bound is an error (T6).
func ResolveIntents(r engine.Reader, w engine.Writer, span keys.Span, txn keys.Txn, commit hlc.Timestamp, tag uint64, ignored func(seq uint64) bool) (int, error) {
	return 0, errNotYet
}
