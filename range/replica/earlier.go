package replica

import (
	"errors"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/intention"
)

// A commit on one range that finds what it read changed since r may still be: below what has changed it, in the order
// of time before whoever did so. That takes a c above r where nobody has read what it writes (T2), which is known where
// reads are kept apart (tscache.Watch). So of two transactions that overlap one is refused where each has changed
// what the other has read; where one alone has, both commit.
//
//	     r ........ c' ......... w ........ c
//	     |          |            |          |
//	     it begins  it commits   another    refused: what it
//	                             writes     read has changed
//
// A range begins to keep reads apart when a commit was refused so, and stops when none was for a while.

// What is read under locks leaves no mark while they are held: nobody writes there. It is kept apart when they end, whatever
// has become of the transaction, since whoever writes there then may go back before that (rowLocks.keepSeen, and Blur where
// flushed rows end). What a lock in KEY SHARE shows is kept when it is granted.

// "No" is final (transactions.md, section 5), for copies of the request that come later as well, here or elsewhere:
// nothing that keeps a commit from being at c' goes away. Marks only rise while a range is watched; what a commit reads
// is kept apart when it is known that it holds, and never taken back; versions stay. Who was refused where the range was
// not watched, by a former leaseholder, or before ranges became one, had begun before it was watched here, and is refused
// again (Since). A condition alone may hold at a higher c': where one failed, the refusal is sealed.

// watchedFor is for how long after a commit has lost what it read the range's reads are kept apart.
const watchedFor = 10 * time.Second

// earlierWritesMax is how many keys such a commit may write: the look at what was read compares each with each read that is
// kept apart, while nobody else is served.
const earlierWritesMax = 64

// earlier looks for such a c for what err has refused at c, and checks all there: nil, it holds. Where it does not, err is
// what is told, since at a later r the same may hold; seals: after copies are excluded.
func (c *committing) earlier(err error, now hlc.Timestamp) (seals bool, _ error) {
	changed, ok := errors.AsType[*kvpb.Refused](err)
	if !ok || changed.Reason != kvpb.ReasonVersion || !c.mayBeEarlier() || !c.chooseEarlier(hlc.Timestamp(changed.At)) {
		return false, err
	}
	if seals, failed := c.check(c.ts, now); failed != nil {
		if _, ok := errors.AsType[*kvpb.Refused](failed); !ok {
			return false, failed // nothing is known
		}
		return seals, err
	}
	c.r.o.CodeProbes.Hit("a commit goes before what has changed what it read")
	c.behind = true
	return false, nil
}

// mayBeEarlier reports whether c was chosen here, for a transaction that stands at r in all that it has read, and writes
// users' rows: READ COMMITTED reads later than what it has validated, and of the catalog promises are kept beside marks,
// by who relies on it that a change comes after them.
func (c *committing) mayBeEarlier() bool {
	if c.wrong != nil || c.in.CommitTS != 0 || len(c.in.Writes) == 0 || len(c.in.Exclusive) > earlierWritesMax || len(c.in.Fused) > 0 || c.in.Meta.GetIsolation() != kvpb.Isolation_SERIALIZABLE {
		return false
	}
	return !slices.ContainsFunc(c.in.Writes, func(w intention.Write) bool { return intention.OwnKey(w.Key) })
}

// chooseEarlier is choose for a c below changed.
//
// Who reads at or above the c that was chosen first waits for the latches, and goes on doing so; who reads between the
// two waits from Choose on, or has left a mark before: both happen under one hold of mu, as with a reader. Timestamps
// that were closed meanwhile bound it from below, too.
func (c *committing) chooseEarlier(changed hlc.Timestamp) bool {
	r := c.r
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.still(c.lease) != nil {
		return false
	}
	r.tscache.Watch(r.readUpTo(), watchedFor)
	if c.in.ReadTS < r.tscache.Since() {
		return false
	}
	lo := max(c.in.ReadTS, c.newest, r.rules.closed(r.closer.proposedTS))
	ts := r.rules.readBelow(&r.tscache, c.in.Exclusive, lo, changed.Prev(), c.ts).Next()
	if ts >= changed {
		return false
	}
	c.ts = ts
	c.latch.Choose(ts)
	return true
}

// keepReads keeps apart what the commit has read, at its c: also where a condition does not hold, which is told. Its
// latches keep writers from there until it is done. A range that begins to be watched after choose begins above c, which
// was announced.
func (c *committing) keepReads(now hlc.Timestamp) {
	c.r.mu.Lock()
	c.r.tscache.Keep(c.in.Shared, c.ts, now)
	c.r.mu.Unlock()
}

// keepReads keeps apart what is read under locks that let others change the row. What other modes show is kept apart when
// they end (keepSeen). With mu held.
func (l *locking) keepReads() {
	if !l.r.tscache.Watched() {
		return
	}
	at := max(l.r.readUpTo(), l.readTS)
	for _, k := range l.keys {
		if k.Mode == kvpb.LockMode_KEY_SHARE {
			l.r.tscache.Keep([]keys.Span{keys.Point(k.Key)}, at, at)
		}
	}
}

// seenMax is of how many keys a transaction's reads are kept apart by themselves as it lets go of them.
const seenMax = 64

// keepSeen keeps apart what a transaction has seen under locks that it lets go of. With mu held.
func (lk *rowLocks) keepSeen(id kvpb.TxnID) {
	seen := &lk.r.tscache
	if !seen.Watched() {
		return
	}
	at, n := lk.r.readUpTo(), 0
	lk.Held(id, func(key string) bool {
		if n++; n > seenMax {
			seen.Blur(at)
			return false
		}
		seen.Keep([]keys.Span{keys.Point(keys.Key(key))}, at, at)
		return true
	})
}

// giveBack lets go of single keys. With mu held.
func (lk *rowLocks) giveBack(id kvpb.TxnID, ks [][]byte) {
	watched := lk.r.tscache.Watched()
	for _, k := range ks {
		if watched && lk.Holds(id, keys.Key(k)) != mvcc.ModeNone {
			at := lk.r.readUpTo()
			lk.r.tscache.Keep([]keys.Span{keys.Point(k)}, at, at)
		}
		lk.Release(id, keys.Key(k))
	}
}

// readUpTo is at or above what anybody has read by now, on any node. It waits for nothing.
func (r *Replica) readUpTo() hlc.Timestamp {
	at := r.o.Clock.Glance()
	if r.o.Bound != nil {
		at = at.Add(r.o.Bound.Epsilon())
	}
	return at
}

// refusedFor reports whether err is a refusal for a reason.
func refusedFor(err error, reason kvpb.Reason) bool {
	r, ok := errors.AsType[*kvpb.Refused](err)
	return ok && r.Reason == reason
}
