package coord

import "github.com/isochrondb/isochron/txn/coord/buffer"

// Memory is what a transaction's locks, writes and conditions at the gateway come out of.
// Its methods are called by the goroutine that uses the transaction.
type Memory interface {
	// Take takes n bytes, or nothing and fails.
	Take(n int64) error
	// Return gives n bytes back.
	Return(n int64)
}

// A call of Memory for each entry would cost more than exactness is worth.
const (
	// holdStep is what a transaction may keep before it is counted, and by how much more
	// until it is counted anew: small ones cost nothing.
	holdStep = 64 << 10
	// conditionBytes is what a condition costs beside its keys.
	conditionBytes = 160
	// lockedBytes is what an entry costs beside its key and values, with its place in the
	// journal and in a chunk.
	lockedBytes = buffer.EntryBytes + 40
)

// keeps is about what the transaction keeps at the gateway.
// What a scan's pages take is not in it: those are the statement's (ScanMemory).
func (t *Txn) keeps() int64 {
	return t.arena.Bytes + t.flush.Bytes() + int64(t.buf.N)*lockedBytes + int64(len(t.conds))*conditionBytes
}

// account tells the transaction's Memory of what has come or gone.
// Called after each call that makes the buffer or the conditions grow. Its error leaves what is held as it
// was: the statement fails, and its memory goes with the transaction.
func (t *Txn) account() error {
	n := t.keeps()
	if n-t.held < holdStep && t.held-n < holdStep || t.o.Memory == nil {
		return nil
	}
	if n < t.held {
		t.o.Memory.Return(t.held - n)
	} else if err := t.o.Memory.Take(n - t.held); err != nil {
		return err
	}
	t.held = n
	return nil
}

// disown gives back what account took.
// Called at the end, also of what failed; Return can't fail.
func (t *Txn) disown() {
	if t.held != 0 {
		t.o.Memory.Return(t.held)
		t.held = 0
	}
}
