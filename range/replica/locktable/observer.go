package locktable

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// Wait is one request that waits for row locks.
type Wait struct {
	ID      uint64 // unique among the waits that have not ended
	RangeID uint64
	Key     keys.Key
	Waiter  *kvpb.TxnMeta
	// Blockers are the transactions that the waiter waits for: holders, or, where it stands
	// Behind, the nearest before it in line.
	Blockers []*kvpb.TxnMeta
	Behind   bool
	Since    time.Time
	// Abort ends the wait: its request answers Refused with ReasonDeadlock and
	// this cycle. It reports whether the wait was still on. Never blocks.
	Abort func(cycle []*kvpb.TxnMeta) bool
}

// WaitObserver hears who waits for whom (txn/deadlock serves it). Its methods are
// called with a replica's mutex held: they must not block, nor call the replica.
type WaitObserver interface {
	// Waits says that a wait began, or that its Blockers are others now (same ID).
	// w and what it points to are not changed afterwards.
	Waits(w *Wait)
	// Ends says that the wait is over.
	Ends(id uint64)
}

// Prober asks the gateway of a transaction whether it is still open there, so
// that a lock that outlived its transaction goes. Nil: nobody is asked.
type Prober interface {
	// TxnOpen returns false where the gateway's session epoch is dead, or the
	// gateway says that the transaction is over. An error means: not known. Epoch 0
	// is not known either: then the gateway tells by the identity, which is used once.
	TxnOpen(ctx context.Context, txn *kvpb.TxnMeta) (bool, error)
}
