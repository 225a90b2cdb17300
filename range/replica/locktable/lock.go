package locktable

import (
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
)

// lock is one key's: it exists while somebody holds it or stands in line.
// Forgotten ones are kept in the table's free list, with the memory of their
// holders.
type lock struct {
	key     string
	holders []holder
	queue   []*Waiter
	next    *lock // free list
}

// holder is one transaction's hold of a lock, in its strongest mode.
type holder struct {
	own  *owner
	mode mvcc.Mode
	at   int // in own.locks
	// Rises with each grant of a table, and so tells what was held when somebody
	// looked (Note).
	serial uint64
	known  Known
}

// Epoch is a time in which nobody has written over another's lock.
// Epochs are compared by pointer; the byte keeps two of them from having one
// address.
type Epoch struct{ _ byte }

// Known is what a look at a locked key has found: the newest version, and the newest that
// conflicts with a mode. Both stay what they are while the lock is held and the epoch lasts.
type Known struct {
	Epoch           *Epoch
	Mode            mvcc.Mode
	Version, Expect hlc.Timestamp
}

// owner is a transaction that holds something. What it lets go of leaves a hole in its list;
// when half of it is holes, they go, in one pass: so that letting go of all, one by one or
// those of half a range, costs as much as getting them did.
//
// at in a holder is the lock's place in locks, so that each end finds the other in
// O(1).
type owner struct {
	meta    *kvpb.TxnMeta // a copy
	locks   []*lock       // in the order in which they were got; nil: a hole
	holes   int
	leaving bool // it holds nothing any more, and is still listed at its locks
}

// add puts a lock at the end of the list and returns its place.
func (own *owner) add(l *lock) int {
	own.locks = append(own.locks, l)
	return len(own.locks) - 1
}

// drop makes a hole. It reports whether nothing is left.
func (own *owner) drop(at int) (empty bool) {
	own.locks[at] = nil
	if own.holes++; own.holes == len(own.locks) {
		return true
	}
	// So each lock that stays is moved at most once for each that goes: O(1) for
	// one, amortised.
	if own.holes <= len(own.locks)/2 {
		return false
	}
	kept := own.locks[:0]
	for _, l := range own.locks {
		if l != nil {
			l.holderOf(own).at = len(kept)
			kept = append(kept, l)
		}
	}
	clear(own.locks[len(kept):])
	own.locks, own.holes = kept, 0
	return false
}

// holderOf is own's hold of the lock. Holders of one key are few but for KEY
// SHARE.
func (l *lock) holderOf(own *owner) *holder {
	for i := range l.holders {
		if l.holders[i].own == own {
			return &l.holders[i]
		}
	}
	return nil
}

// Waiter is a request in line. Its fields are read-only for others.
//
//	in line ──► granted (Err nil)
//	       └──► cancelled, or moved (Err set)
//
// done is closed by the table, with the mutex held, when it leaves the line.
type Waiter struct {
	Txn  *kvpb.TxnMeta // a copy
	Key  keys.Key      // a copy
	Mode mvcc.Mode
	// Tag is the caller's.
	Tag any

	done     chan struct{}
	err      error
	over     bool
	observed bool
	blockers []kvpb.TxnID // as last reported
	behind   bool         // likewise: blockers stand in line
}

// Done is closed when the wait is over: Err then says how.
func (w *Waiter) Done() <-chan struct{} { return w.done }

// Over reports whether the wait is over. To be called with the mutex held.
func (w *Waiter) Over() bool { return w.over }

// Err is nil where the lock was granted. To be called once Done is closed.
func (w *Waiter) Err() error { return w.err }

// keeps tells whether a holder keeps a transaction from having the lock in a mode.
func (h *holder) keeps(id kvpb.TxnID, mode mvcc.Mode) bool {
	return h.mode.Conflicts(mode) && !h.own.leaving && h.own.meta.ID() != id
}

// heldBy is id's hold; nil: it has none, or has let go of all (leaving).
func (l *lock) heldBy(id kvpb.TxnID) *holder {
	for i := range l.holders {
		if h := &l.holders[i]; !h.own.leaving && h.own.meta.ID() == id {
			return h
		}
	}
	return nil
}

// inTheWay is who keeps txn from the lock now: a holder, or one in line before where it would stand.
// Who stands behind that place does not count: a request of an older transaction
// goes past younger ones that wait, even at once.
func (l *lock) inTheWay(txn *kvpb.TxnMeta, mode mvcc.Mode, upgrade bool) *kvpb.TxnMeta {
	id := txn.ID()
	for i := range l.holders {
		if h := &l.holders[i]; h.keeps(id, mode) {
			return h.own.meta
		}
	}
	// Those before its place alone, as if it stood there.
	for _, w := range l.queue[:l.place(txn, upgrade)] {
		if w.Mode.Conflicts(mode) && w.Txn.ID() != id {
			return w.Txn
		}
	}
	return nil
}

// place is where a transaction would stand in line: behind the last that is as old or older; if it
// holds the key already, among those that do, who come first.
// The line is kept in that order: first those that hold the key, then the others,
// each by age.
func (l *lock) place(txn *kvpb.TxnMeta, upgrade bool) int {
	at := len(l.queue)
	for at > 0 {
		e := l.queue[at-1]
		// Age is the time of the first attempt: smaller is older.
		if holds := l.heldBy(e.Txn.ID()) != nil; holds && !upgrade || holds == upgrade && e.Txn.Age <= txn.Age {
			break
		}
		at--
	}
	return at
}

// blocked reports whether w, at position i of the line, has to wait.
// It is inTheWay for one whose place is known.
func (l *lock) blocked(w *Waiter, i int) bool {
	id := w.Txn.ID()
	for j := range l.holders {
		if l.holders[j].keeps(id, w.Mode) {
			return true
		}
	}
	for _, e := range l.queue[:i] {
		if e.Mode.Conflicts(w.Mode) && e.Txn.ID() != id {
			return true
		}
	}
	return false
}

// ids are what reports are compared by.
func ids(ms []*kvpb.TxnMeta) []kvpb.TxnID {
	out := make([]kvpb.TxnID, len(ms))
	for i, m := range ms {
		out[i] = m.ID()
	}
	return out
}

// blockers is Blockers of who is at i in line.
func (l *lock) blockers(i int) (of []*kvpb.TxnMeta, behind bool) {
	w := l.queue[i]
	id := w.Txn.ID()
	for i--; i >= 0; i-- {
		if e := l.queue[i]; e.Mode.Conflicts(w.Mode) && e.Txn.ID() != id {
			// The nearest one before it in line is enough: that one waits for those before it in turn, so a cycle shows.
			return []*kvpb.TxnMeta{e.Txn}, true
		}
	}
	for i := range l.holders {
		if h := &l.holders[i]; h.keeps(id, w.Mode) {
			of = append(of, h.own.meta)
		}
	}
	return of, false
}

// Copy is m in memory of its own.
// Requests' memory is used again when they are answered; a lock outlives them.
func Copy(m *kvpb.TxnMeta) *kvpb.TxnMeta {
	if m == nil {
		return nil
	}
	return &kvpb.TxnMeta{
		IdHi: m.IdHi, IdLo: m.IdLo, Age: m.Age, Isolation: m.Isolation,
		Gateway: m.Gateway, SessionEpoch: m.SessionEpoch,
	}
}
