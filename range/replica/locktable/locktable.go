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
// Lines go by the age of transactions, that of their first attempt, and of one age
// first come first served: a request waits for the holders that it conflicts with,
// and for older waiters that it conflicts with. So the oldest is held up by holders
// alone, and where those are in a deadlock with it one victim each is enough, however
// many stand in line; who is run again keeps its age, and its place. A transaction
// that holds the key already goes before those that don't (an upgrade; behind
// them it would wait for those who wait for it).
//
//	Acquire    granted, or a Waiter in line, or (queue false) the holder in the way
//	Cancel     a waiter gives up
//	Release…   what a transaction holds on a key, or on all of them
//	Divide     takes out all locks, to be handed over
//	Part       begins to keep the locks from a key on apart, so that
//	Split      takes them out in one step, for the right-hand side of a split
//
// Locks live in memory: a lost lock costs a retry, never an update, because every
// commit checks `expect` (T11). The table knows no time, no sessions and no
// goroutines; a replica guards it with its mutex.
package locktable

import (
	"bytes"
	"cmp"
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
//
// locks, txns and waits are three ways into the same graph:
//
//	locks   key ─► lock ─► holders ─► owner      txns    transaction ─► owner ─► locks
//	                 └───► queue of waiters      waits   transaction ─► waiters
//
// count is holders and waiters, by which Max is measured; owners that are leaving
// are counted out at once.
type Table struct {
	// Max is how many holders and waiters there may be. Zero: no limit.
	Max int
	// Changed is called for a waiter that is being Observed whose blockers are
	// others now; Ended for one whose wait is over. May be nil.
	Changed, Ended func(*Waiter)

	locks map[string]*lock
	txns  map[kvpb.TxnID]*owner
	waits map[kvpb.TxnID][]*Waiter // what is in line
	count int
	free  *lock

	leaving []*owner // over, with locks that Leave has yet to let go of
	once    int      // for tests: in place of stepLocks
	serial  uint64   // of the last holder

	// high holds what lies at or after from, once Part was called. What has not moved there
	// yet does when it is asked for.
	high  *Table
	from  keys.Key
	moved bool   // all has
	low   *Table // of high: the one that it is part of
}

// Len is the number of holders and waiters.
func (t *Table) Len() int {
	if t.high != nil {
		return t.count + t.high.count
	}
	return t.count
}

// Txns is how many transactions hold locks, and how many wait for some.
// While the table is parted a transaction may be in both halves: it counts once.
func (t *Table) Txns() (hold, wait int) {
	hold, wait = len(t.txns), len(t.waits)
	if t.high == nil {
		return hold, wait
	}
	for id := range t.high.txns {
		if _, both := t.txns[id]; !both {
			hold++
		}
	}
	for id := range t.high.waits {
		if _, both := t.waits[id]; !both {
			wait++
		}
	}
	return hold, wait
}

// full reports whether the limit is reached.
// Both halves of a parted table share one limit.
func (t *Table) full() bool {
	if t.Max <= 0 {
		return false
	}
	if t.low != nil {
		return t.low.Len() >= t.Max
	}
	return t.Len() >= t.Max
}

// part is the table of a key.
// Everything that names a key goes by it, so that a lock on its way between the
// halves is found where it is looked for: it is moved there first.
func (t *Table) part(key keys.Key) *Table {
	if t.high == nil || bytes.Compare(key, t.from) < 0 {
		return t
	}
	if !t.moved {
		if l := t.locks[string(key)]; l != nil {
			t.move(l)
		}
	}
	return t.high
}

// Acquire asks for key in mode on behalf of txn. granted: txn holds it (perhaps in
// a stronger mode). Otherwise, with queue, w is in line; without, blocker is one
// that stands in the way. Nothing is kept of the arguments' memory.
//
// It fails with ErrFull. O(holders + line) of the key.
func (t *Table) Acquire(txn *kvpb.TxnMeta, key keys.Key, mode mvcc.Mode, queue bool) (granted bool, w *Waiter, blocker *kvpb.TxnMeta, err error) {
	if p := t.part(key); p != t {
		return p.Acquire(txn, key, mode, queue)
	}
	l := t.locks[string(key)]
	if l == nil {
		if t.full() {
			return false, nil, nil, ErrFull
		}
		t.grant(t.create(key), txn, mode)
		return true, nil, nil, nil
	}
	id := txn.ID()
	mine := l.heldBy(id)
	// Modes are ordered by what they exclude, so that the stronger one covers what is asked for.
	if mine != nil && mine.mode >= mode {
		return true, nil, nil, nil
	}
	if blocker = l.inTheWay(txn, mode, mine != nil); blocker == nil {
		// An upgrade takes no place of its own, and is never refused for want of one.
		if mine == nil && t.full() {
			return false, nil, nil, ErrFull
		}
		t.grant(l, txn, mode)
		// Their blockers are others now, which whoever looks for cycles must hear.
		t.report(l) // it may have gone past some in line
		return true, nil, nil, nil
	}
	if !queue {
		return false, nil, blocker, nil
	}
	if t.full() {
		return false, nil, blocker, ErrFull
	}
	w = &Waiter{Txn: Copy(txn), Key: bytes.Clone(key), Mode: mode, done: make(chan struct{})}
	t.enqueue(l, w, mine != nil)
	return false, w, blocker, nil
}

// Free reports whether txn could have key in mode at once, and if not, who stands
// in the way.
func (t *Table) Free(txn *kvpb.TxnMeta, key keys.Key, mode mvcc.Mode) (bool, *kvpb.TxnMeta) {
	if t = t.part(key); len(t.locks) == 0 {
		return true, nil
	}
	l := t.locks[string(key)]
	if l == nil {
		return true, nil
	}
	mine := l.heldBy(txn.ID())
	if mine != nil && mine.mode >= mode {
		return true, nil
	}
	b := l.inTheWay(txn, mode, mine != nil)
	return b == nil, b
}

// make makes the maps, for n locks.
func (t *Table) make(n int) {
	if t.locks == nil {
		t.locks, t.txns, t.waits = make(map[string]*lock, n), map[kvpb.TxnID]*owner{}, map[kvpb.TxnID][]*Waiter{}
	}
}

// create makes the lock of a key that has none.
func (t *Table) create(key keys.Key) *lock {
	t.make(0)
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

// grant makes txn a holder; nothing stands in its way. An upgrade keeps place and
// serial.
func (t *Table) grant(l *lock, txn *kvpb.TxnMeta, mode mvcc.Mode) {
	id := txn.ID()
	if h := l.heldBy(id); h != nil {
		h.mode = max(h.mode, mode)
		return
	}
	own := t.txns[id]
	if own == nil {
		// One for all locks of the transaction: a release finds them by it, without looking at the keys of others.
		own = &owner{meta: Copy(txn)}
		t.txns[id] = own
	}
	t.serial++
	l.holders = append(l.holders, holder{own: own, mode: mode, at: own.add(l), serial: t.serial})
	t.count++
}

// enqueue puts w in line.
func (t *Table) enqueue(l *lock, w *Waiter, upgrade bool) {
	l.queue = slices.Insert(l.queue, l.place(w.Txn, upgrade), w)
	t.waits[w.Txn.ID()] = append(t.waits[w.Txn.ID()], w)
	t.count++
	t.report(l)
}

// Cancel takes w out of line and reports whether it was still there. err is what Err will say.
// Who stood behind it may have the lock now.
func (t *Table) Cancel(w *Waiter, err error) bool {
	if w.over {
		return false
	}
	t = t.part(w.Key)
	l := t.locks[string(w.Key)]
	// l is there: a lock with somebody in line is never forgotten.
	l.queue = slices.DeleteFunc(l.queue, func(x *Waiter) bool { return x == w })
	t.count--
	t.end(w, err)
	t.advance(l)
	return true
}

// waitsNot takes w out of its transaction's waits.
func (t *Table) waitsNot(w *Waiter) {
	id := w.Txn.ID()
	if rest := slices.DeleteFunc(t.waits[id], func(x *Waiter) bool { return x == w }); len(rest) > 0 {
		t.waits[id] = rest
	} else {
		delete(t.waits, id)
	}
}

// end tells a waiter, which has left its line, how its wait ended.
func (t *Table) end(w *Waiter, err error) {
	w.over, w.err = true, err
	t.waitsNot(w)
	close(w.done)
	if w.observed && t.Ended != nil {
		t.Ended(w)
	}
}

// waitedMax is how many locks Waited looks at.
const waitedMax = 64

// Waited reports whether anybody is in line for a lock of the transaction, by the first waitedMax of
// its locks.
func (t *Table) Waited(txn kvpb.TxnID) bool {
	if own := t.txns[txn]; own != nil {
		for _, l := range own.locks[:min(len(own.locks), waitedMax)] {
			if l != nil && len(l.queue) > 0 {
				return true
			}
		}
	}
	return t.high != nil && t.high.Waited(txn)
}

// Held calls f for the keys that txn holds, until f says no.
func (t *Table) Held(txn kvpb.TxnID, f func(key string) bool) {
	for p := t; p != nil; p = p.high {
		own := p.txns[txn]
		if own == nil {
			continue
		}
		for _, l := range own.locks {
			if l != nil && !f(l.key) {
				return
			}
		}
	}
}

// Release ends what txn holds on key, and its waits there.
// Its waits there end with ErrMoved: the request, if it still runs, asks again.
func (t *Table) Release(txn kvpb.TxnID, key keys.Key) {
	t = t.part(key)
	l := t.locks[string(key)]
	if l == nil {
		return
	}
	// A clone, since Cancel takes out of the line that is walked. Who is let in by that has nothing to do with txn's own hold.
	for _, w := range slices.Clone(l.queue) {
		if w.Txn.ID() == txn {
			t.Cancel(w, ErrMoved)
		}
	}
	h := l.heldBy(txn)
	if h == nil {
		return
	}
	own := h.own
	if own.drop(h.at) {
		delete(t.txns, txn)
	}
	t.unhold(l, own)
}

// Retire forgets that txn holds keys, where it alone does and nobody waits: something else
// stands for the lock from now on. It returns how many locks went.
func (t *Table) Retire(txn kvpb.TxnID, ks []keys.Key) (n int) {
	for _, k := range ks {
		p := t.part(k)
		l := p.locks[string(k)]
		if l == nil || len(l.queue) > 0 || len(l.holders) != 1 || l.heldBy(txn) == nil {
			continue
		}
		n++
		p.count--
		if l.holders[0].own.drop(l.holders[0].at) {
			delete(p.txns, txn)
		}
		// Nobody to grant to: the line is empty.
		p.forget(l)
	}
	t.tidy(n)
	if t.high != nil {
		t.high.tidy(n)
	}
	return n
}

// tidyMin is how many locks go at once, at least, for the map of keys to be tidied.
const tidyMin = 1000

// tidy empties the map of keys, and puts back what is left, where n that went were most of it. A map
// from which much was deleted is searched through what was there: loads come with new keys again and
// again, each of which is looked for in vain.
func (t *Table) tidy(n int) {
	if n < tidyMin || len(t.locks) > n/4 {
		return
	}
	left := make([]*lock, 0, len(t.locks))
	for _, l := range t.locks {
		left = append(left, l)
	}
	clear(t.locks)
	for _, l := range left {
		t.locks[l.key] = l
	}
}

// stepLocks is how many locks are let go of, or moved, in one step.
// The table's mutex is held for a step: a million locks at once would hold the
// range up for long.
const stepLocks = 1000

// step is how many locks go at once: the range's mutex is held meanwhile.
func (t *Table) step() int { return cmp.Or(t.once, stepLocks) }

// ReleaseTxn ends all that txn holds. Where that is very much, others may have it at once, but
// who stands in line hears of it from Leave alone: more tells that it is to be called.
//
//	listed     owner in txns, counted
//	leaving    not in txns, not counted, in nobody's way; still among holders of some locks
//	gone       once leave has passed all its locks
func (t *Table) ReleaseTxn(txn kvpb.TxnID) (more bool) {
	if t.high != nil {
		more = t.high.ReleaseTxn(txn)
	}
	own := t.txns[txn]
	if own == nil {
		return more
	}
	delete(t.txns, txn)
	// At once, though the locks go step by step: others must not be refused for what is as good as gone.
	t.count -= len(own.locks) - own.holes
	// From here on it stands in nobody's way (inTheWay); those who wait already are told when their lock is passed.
	own.leaving = true
	t.leaving = append(t.leaving, own)
	return t.leave() || more
}

// Leave takes the next step of letting go of what ReleaseTxn has left, and tells whether there
// is more.
func (t *Table) Leave() (more bool) {
	if t.high != nil {
		more = t.high.Leave()
	}
	return t.leave() || more
}

// leave takes one step in this part of the table. Who it lets in hears of it at once.
func (t *Table) leave() (more bool) {
	for n := t.step(); len(t.leaving) > 0; {
		own := t.leaving[0]
		// From the end, so that what is done falls off.
		for last := len(own.locks) - 1; last >= 0; last-- {
			if n == 0 {
				return true
			}
			l := own.locks[last]
			own.locks[last], own.locks = nil, own.locks[:last]
			if l != nil {
				n--
				t.unhold(l, own)
			}
		}
		t.leaving = slices.Delete(t.leaving, 0, 1)
	}
	return false
}

// CancelTxn ends all waits of txn.
// What it holds stays.
func (t *Table) CancelTxn(txn kvpb.TxnID, err error) {
	if t.high != nil {
		t.high.CancelTxn(txn, err)
	}
	for _, w := range slices.Clone(t.waits[txn]) {
		t.Cancel(w, err)
	}
}

// unhold takes own out of the holders, and grants what that makes possible.
func (t *Table) unhold(l *lock, own *owner) {
	for i := range l.holders {
		if l.holders[i].own == own {
			l.holders = slices.Delete(l.holders, i, i+1)
			if !own.leaving { // else it was counted out before
				t.count--
			}
			break
		}
	}
	t.advance(l)
}

// advance grants from the head of the line what nothing stands in the way of.
//
// It goes on behind one that is blocked: a weaker mode further back may be
// compatible with all before it. Whoever is granted is a holder for the rest of
// the loop.
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
		t.forget(l)
		return
	}
	t.report(l)
}

// forget keeps the memory of a lock that nobody holds or waits for.
func (t *Table) forget(l *lock) {
	delete(t.locks, l.key)
	clear(l.holders)
	*l = lock{holders: l.holders[:0], next: t.free}
	t.free = l
}

// Observe makes Changed and Ended be called for w, and calls Changed at once.
// Only long waits are observed, so that short ones cost no reports.
func (t *Table) Observe(w *Waiter) {
	if w.over || w.observed || t.Changed == nil {
		return
	}
	w.observed = true
	t.Changed(w)
	bs, behind := t.Blockers(w)
	w.blockers, w.behind = ids(bs), behind
}

// report calls Changed for the observed waiters of l whose blockers are others now.
func (t *Table) report(l *lock) {
	if t.Changed == nil {
		return
	}
	for i, w := range l.queue {
		if !w.observed {
			continue
		}
		bs, behind := l.blockers(i)
		if now := ids(bs); behind != w.behind || !slices.Equal(now, w.blockers) {
			w.blockers, w.behind = now, behind
			t.Changed(w)
		}
	}
}

// Blockers are the transactions that w waits for: the nearest in line before it that
// it conflicts with, behind which it stands then; where there is none, the holders. (Who waits
// for a waiter waits for the holders through it: the graph of waits stays small, and cycles are
// cycles.)
func (t *Table) Blockers(w *Waiter) (of []*kvpb.TxnMeta, behind bool) {
	t = t.part(w.Key)
	if l := t.locks[string(w.Key)]; l != nil {
		if i := slices.Index(l.queue, w); i >= 0 {
			return l.blockers(i)
		}
	}
	return nil, false
}

// Holds returns the mode in which txn holds key, or mvcc.ModeNone.
func (t *Table) Holds(txn kvpb.TxnID, key keys.Key) mvcc.Mode {
	if l := t.part(key).locks[string(key)]; l != nil {
		if h := l.heldBy(txn); h != nil {
			return h.mode
		}
	}
	return mvcc.ModeNone
}

// Serial is that of the last grant.
func (t *Table) Serial() uint64 { return t.serial }

// Note notes what is known of a key that txn holds, if it has held it since before the
// serial: what it holds by a later grant was looked at too early.
// Nothing is noted while the table is parted: serials of the halves do not
// compare.
func (t *Table) Note(txn kvpb.TxnID, key keys.Key, serial uint64, k Known) {
	if l := t.locks[string(key)]; l != nil && t.high == nil {
		if h := l.heldBy(txn); h != nil && h.serial <= serial {
			h.known = k
		}
	}
}

// Known is what was noted of a key that txn holds.
func (t *Table) Known(txn kvpb.TxnID, key keys.Key) (k Known) {
	if l := t.part(key).locks[string(key)]; l != nil {
		if h := l.heldBy(txn); h != nil {
			k = h.known
		}
	}
	return k
}

// Another reports whether somebody else than txn holds key.
// One that is leaving counts, too: that is only cautious.
func (t *Table) Another(txn kvpb.TxnID, key keys.Key) bool {
	if t = t.part(key); len(t.locks) == 0 {
		return false
	}
	l := t.locks[string(key)]
	return l != nil && (len(l.holders) > 1 || len(l.holders) == 1 && l.holders[0].own.meta.ID() != txn)
}

// move moves a lock, with its holders and those in line, into t.high.
// Those that are leaving are let go of on the way: their lists stay with t.
func (t *Table) move(l *lock) {
	to := t.high
	gone := len(l.holders)
	l.holders = slices.DeleteFunc(l.holders, func(h holder) bool {
		if h.own.leaving {
			h.own.locks[h.at] = nil
		}
		return h.own.leaving
	})
	if gone -= len(l.holders); gone > 0 && len(l.holders)+len(l.queue) == 0 {
		t.forget(l)
		return
	}
	delete(t.locks, l.key)
	to.make(0)
	to.locks[l.key] = l
	for i := range l.holders {
		h := &l.holders[i]
		id := h.own.meta.ID()
		own := to.txns[id]
		if own == nil {
			own = &owner{meta: h.own.meta}
			to.txns[id] = own
		}
		if h.own.drop(h.at) {
			delete(t.txns, id)
		}
		h.own, h.at = own, own.add(l)
	}
	for _, w := range l.queue {
		t.waitsNot(w)
		to.waits[w.Txn.ID()] = append(to.waits[w.Txn.ID()], w)
	}
	n := len(l.holders) + len(l.queue)
	t.count, to.count = t.count-n, to.count+n
	if gone > 0 {
		to.advance(l)
	}
}
