// Package locktable keeps the row locks of one range: who holds which key in
// which of Postgres's four modes, and who waits in line (transactions.md,
// section 4).
//
//	            KEY SHARE  SHARE  NO KEY UPDATE  UPDATE
//	KEY SHARE                                      x
//	SHARE                             x            x
//	NO KEY UPD.             x         x            x
//	UPDATE          x       x         x            x      x: exclude each other
//
// Each mode excludes what the one before it excludes, so of what a transaction
// holds on a key only the strongest counts.
//
// Lines are first come first served: a request waits for the holders that it
// conflicts with, and for earlier waiters that it conflicts with. A transaction
// that holds the key already goes before those that don't (an upgrade; behind
// them it would wait for those who wait for it).
//
//	Acquire    granted, or a Waiter in line, or (queue false) the holder in the way
//	Cancel     a waiter gives up
//	Release…   what a transaction holds on a key, or on all of them
//	Divide     takes out the locks from a key on, for the right-hand side of a split
//
// Locks live in memory: a lost lock costs a retry, never an update, because every
// commit checks `expect` (T11). The table knows no time, no sessions and no
// goroutines; a replica guards it with its mutex.
package locktable

import (
	"bytes"
	"errors"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
)

// Why a wait ended without the lock.
var (
	// ErrFull means that the table is at its limit.
	ErrFull = errors.New("locktable: too many locks")
	// ErrMoved means that the key, or the lease, is elsewhere now.
	ErrMoved = errors.New("locktable: locks are elsewhere")
)

// Table is the locks of one range.
type Table struct {
	// Max is how many holders and waiters there may be. Zero: no limit.
	Max int
	// Changed is called for a waiter that is being Observed whose blockers are
	// others now; Ended for one whose wait is over. May be nil.
	Changed, Ended func(*Waiter)

	locks map[string]*lock
	txns  map[kvpb.TxnID]*owner
	count int
	free  *lock
}

type lock struct {
	key     string
	holders []holder
	queue   []*Waiter
	next    *lock // free list
}

type holder struct {
	own  *owner
	mode mvcc.Mode
}

// owner is a transaction that holds something.
type owner struct {
	meta  *kvpb.TxnMeta // a copy
	locks []*lock
}

// Waiter is a request in line. Its fields are read-only for others.
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
}

// Done is closed when the wait is over: Err then says how.
func (w *Waiter) Done() <-chan struct{} { return w.done }

// Over reports whether the wait is over. To be called with the mutex held.
func (w *Waiter) Over() bool { return w.over }

// Err is nil where the lock was granted. To be called once Done is closed.
func (w *Waiter) Err() error { return w.err }

// Len is the number of holders and waiters.
func (t *Table) Len() int { return t.count }

// Acquire asks for key in mode on behalf of txn. granted: txn holds it (perhaps in
// a stronger mode). Otherwise, with queue, w is in line; without, blocker is one
// that stands in the way. Nothing is kept of the arguments' memory.
func (t *Table) Acquire(txn *kvpb.TxnMeta, key keys.Key, mode mvcc.Mode, queue bool) (granted bool, w *Waiter, blocker *kvpb.TxnMeta, err error) {
	l := t.locks[string(key)]
	if l == nil {
		if t.Max > 0 && t.count >= t.Max {
			return false, nil, nil, ErrFull
		}
		t.grant(t.create(key), txn, mode)
		return true, nil, nil, nil
	}
	id := txn.ID()
	mine := l.heldBy(id)
	if mine != nil && mine.mode >= mode {
		return true, nil, nil, nil
	}
	if blocker = l.inTheWay(id, mode, mine != nil); blocker == nil {
		if mine == nil && t.Max > 0 && t.count >= t.Max {
			return false, nil, nil, ErrFull
		}
		t.grant(l, txn, mode)
		return true, nil, nil, nil
	}
	if !queue {
		return false, nil, blocker, nil
	}
	if t.Max > 0 && t.count >= t.Max {
		return false, nil, blocker, ErrFull
	}
	w = &Waiter{Txn: Copy(txn), Key: bytes.Clone(key), Mode: mode, done: make(chan struct{})}
	t.enqueue(l, w, mine != nil)
	return false, w, blocker, nil
}

// Free reports whether txn could have key in mode at once, and if not, who stands
// in the way.
func (t *Table) Free(txn kvpb.TxnID, key keys.Key, mode mvcc.Mode) (bool, *kvpb.TxnMeta) {
	if len(t.locks) == 0 {
		return true, nil
	}
	l := t.locks[string(key)]
	if l == nil {
		return true, nil
	}
	mine := l.heldBy(txn)
	if mine != nil && mine.mode >= mode {
		return true, nil
	}
	b := l.inTheWay(txn, mode, mine != nil)
	return b == nil, b
}

func (l *lock) heldBy(id kvpb.TxnID) *holder {
	for i := range l.holders {
		if l.holders[i].own.meta.ID() == id {
			return &l.holders[i]
		}
	}
	return nil
}

// inTheWay is who keeps txn from the lock now: a holder, or (not for an upgrade) one in line.
func (l *lock) inTheWay(id kvpb.TxnID, mode mvcc.Mode, upgrade bool) *kvpb.TxnMeta {
	for i := range l.holders {
		if h := &l.holders[i]; h.mode.Conflicts(mode) && h.own.meta.ID() != id {
			return h.own.meta
		}
	}
	for _, w := range l.queue {
		if w.Mode.Conflicts(mode) && w.Txn.ID() != id && (!upgrade || l.heldBy(w.Txn.ID()) != nil) {
			return w.Txn
		}
	}
	return nil
}

func (t *Table) create(key keys.Key) *lock {
	if t.locks == nil {
		t.locks, t.txns = map[string]*lock{}, map[kvpb.TxnID]*owner{}
	}
	l := t.free
	if l != nil {
		t.free, l.next = l.next, nil
	} else {
		l = &lock{}
	}
	l.key = string(key)
	t.locks[l.key] = l
	return l
}

func (t *Table) grant(l *lock, txn *kvpb.TxnMeta, mode mvcc.Mode) {
	id := txn.ID()
	if h := l.heldBy(id); h != nil {
		h.mode = max(h.mode, mode)
		return
	}
	own := t.txns[id]
	if own == nil {
		own = &owner{meta: Copy(txn)}
		t.txns[id] = own
	}
	own.locks = append(own.locks, l)
	l.holders = append(l.holders, holder{own, mode})
	t.count++
}

// enqueue puts w behind the last in line, or, if it holds the key already, behind the last such.
func (t *Table) enqueue(l *lock, w *Waiter, upgrade bool) {
	at := len(l.queue)
	if upgrade {
		at = 0
		for at < len(l.queue) && l.heldBy(l.queue[at].Txn.ID()) != nil {
			at++
		}
	}
	l.queue = slices.Insert(l.queue, at, w)
	t.count++
	t.report(l)
}

// Cancel takes w out of line and reports whether it was still there. err is what Err will say.
func (t *Table) Cancel(w *Waiter, err error) bool {
	if w.over {
		return false
	}
	l := t.locks[string(w.Key)]
	l.queue = slices.DeleteFunc(l.queue, func(x *Waiter) bool { return x == w })
	t.count--
	t.end(w, err)
	t.advance(l)
	return true
}

func (t *Table) end(w *Waiter, err error) {
	w.over, w.err = true, err
	close(w.done)
	if w.observed && t.Ended != nil {
		t.Ended(w)
	}
}

// Release ends what txn holds on key, and its waits there.
func (t *Table) Release(txn kvpb.TxnID, key keys.Key) {
	l := t.locks[string(key)]
	if l == nil {
		return
	}
	for _, w := range slices.Clone(l.queue) {
		if w.Txn.ID() == txn {
			t.Cancel(w, ErrMoved)
		}
	}
	own := t.txns[txn]
	if own == nil || l.heldBy(txn) == nil {
		return
	}
	own.locks = slices.DeleteFunc(own.locks, func(x *lock) bool { return x == l })
	if len(own.locks) == 0 {
		delete(t.txns, txn)
	}
	t.unhold(l, own)
}

// Retire forgets that txn holds keys, where it alone does and nobody waits: something else
// stands for the lock from now on. It returns how many locks went.
func (t *Table) Retire(txn kvpb.TxnID, ks []keys.Key) (n int) {
	own := t.txns[txn]
	if own == nil {
		return 0
	}
	for _, k := range ks {
		l := t.locks[string(k)]
		if l == nil || len(l.queue) > 0 || len(l.holders) != 1 || l.holders[0].own != own {
			continue
		}
		delete(t.locks, l.key)
		l.key = ""
		n++
	}
	t.count -= n
	own.locks = slices.DeleteFunc(own.locks, func(l *lock) bool {
		if l.key != "" {
			return false
		}
		*l = lock{holders: l.holders[:0], next: t.free}
		t.free = l
		return true
	})
	if len(own.locks) == 0 {
		delete(t.txns, txn)
	}
	return n
}

// ReleaseTxn ends all that txn holds and waits for.
func (t *Table) ReleaseTxn(txn kvpb.TxnID) {
	if own := t.txns[txn]; own != nil {
		delete(t.txns, txn)
		for i, l := range own.locks {
			own.locks[i] = nil
			t.unhold(l, own)
		}
	}
}

// CancelTxn ends all waits of txn.
func (t *Table) CancelTxn(txn kvpb.TxnID, err error) {
	for _, l := range t.locks {
		for i := 0; i < len(l.queue); {
			if w := l.queue[i]; w.Txn.ID() == txn {
				t.Cancel(w, err)
				i = 0
				continue
			}
			i++
		}
	}
}

func (t *Table) unhold(l *lock, own *owner) {
	for i := range l.holders {
		if l.holders[i].own == own {
			l.holders = slices.Delete(l.holders, i, i+1)
			t.count--
			break
		}
	}
	t.advance(l)
}

// advance grants from the head of the line what nothing stands in the way of.
func (t *Table) advance(l *lock) {
	for i := 0; i < len(l.queue); {
		w := l.queue[i]
		if l.blocked(w, i) {
			i++
			continue
		}
		l.queue = slices.Delete(l.queue, i, i+1)
		t.count--
		t.grant(l, w.Txn, w.Mode)
		t.end(w, nil)
	}
	if len(l.holders) == 0 && len(l.queue) == 0 {
		delete(t.locks, l.key)
		*l = lock{holders: l.holders[:0], next: t.free}
		t.free = l
		return
	}
	t.report(l)
}

// blocked reports whether w, at position i of the line, has to wait.
func (l *lock) blocked(w *Waiter, i int) bool {
	id := w.Txn.ID()
	for j := range l.holders {
		if h := &l.holders[j]; h.mode.Conflicts(w.Mode) && h.own.meta.ID() != id {
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

// Observe makes Changed and Ended be called for w, and calls Changed at once.
func (t *Table) Observe(w *Waiter) {
	if w.over || w.observed || t.Changed == nil {
		return
	}
	w.observed = true
	t.Changed(w)
	w.blockers = ids(t.Blockers(w))
}

// report calls Changed for the observed waiters of l whose blockers are others now.
func (t *Table) report(l *lock) {
	if t.Changed == nil {
		return
	}
	for _, w := range l.queue {
		if !w.observed {
			continue
		}
		if now := ids(t.Blockers(w)); !slices.Equal(now, w.blockers) {
			w.blockers = now
			t.Changed(w)
		}
	}
}

func ids(ms []*kvpb.TxnMeta) []kvpb.TxnID {
	out := make([]kvpb.TxnID, len(ms))
	for i, m := range ms {
		out[i] = m.ID()
	}
	return out
}

// Blockers are the transactions that w waits for: the nearest in line before it that
// it conflicts with; where there is none, the holders. (Who waits for a waiter
// waits for the holders through it: the graph of waits stays small, and cycles are cycles.)
func (t *Table) Blockers(w *Waiter) []*kvpb.TxnMeta {
	l := t.locks[string(w.Key)]
	if l == nil {
		return nil
	}
	id := w.Txn.ID()
	for i := slices.Index(l.queue, w) - 1; i >= 0; i-- {
		if e := l.queue[i]; e.Mode.Conflicts(w.Mode) && e.Txn.ID() != id {
			return []*kvpb.TxnMeta{e.Txn}
		}
	}
	var out []*kvpb.TxnMeta
	for i := range l.holders {
		if h := &l.holders[i]; h.mode.Conflicts(w.Mode) && h.own.meta.ID() != id {
			out = append(out, h.own.meta)
		}
	}
	return out
}

// Holds returns the mode in which txn holds key, or mvcc.ModeNone.
func (t *Table) Holds(txn kvpb.TxnID, key keys.Key) mvcc.Mode {
	if l := t.locks[string(key)]; l != nil {
		if h := l.heldBy(txn); h != nil {
			return h.mode
		}
	}
	return mvcc.ModeNone
}

// Held is one lock that is handed over.
type Held struct {
	Txn  *kvpb.TxnMeta
	Key  keys.Key
	Mode mvcc.Mode
}

// Divide takes out the locks on keys at or after from (nil: all), in no order, and
// ends the waits there with ErrMoved.
func (t *Table) Divide(from keys.Key) []Held {
	var out []Held
	for k, l := range t.locks {
		if k < string(from) {
			continue
		}
		for _, w := range l.queue {
			t.count--
			t.end(w, ErrMoved)
		}
		for _, h := range l.holders {
			t.count--
			out = append(out, Held{h.own.meta, keys.Key(k), h.mode})
			h.own.locks = slices.DeleteFunc(h.own.locks, func(x *lock) bool { return x == l })
			if len(h.own.locks) == 0 {
				delete(t.txns, h.own.meta.ID())
			}
		}
		delete(t.locks, k)
	}
	return out
}

// Install adds locks that were handed over.
func (t *Table) Install(locks []Held) {
	for _, h := range locks {
		l := t.locks[string(h.Key)]
		if l == nil {
			l = t.create(h.Key)
		}
		t.grant(l, h.Txn, h.Mode)
	}
}

// Reset ends all waits with ErrMoved and forgets all locks.
func (t *Table) Reset() {
	for _, l := range t.locks {
		for _, w := range l.queue {
			t.end(w, ErrMoved)
		}
	}
	t.locks, t.txns, t.count, t.free = nil, nil, 0, nil
}

// Copy is m in memory of its own.
func Copy(m *kvpb.TxnMeta) *kvpb.TxnMeta {
	if m == nil {
		return nil
	}
	return &kvpb.TxnMeta{
		IdHi: m.IdHi, IdLo: m.IdLo, Age: m.Age, Isolation: m.Isolation,
		Gateway: m.Gateway, SessionEpoch: m.SessionEpoch,
	}
}
