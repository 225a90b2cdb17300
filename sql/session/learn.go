package session

import (
	"errors"
	"slices"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/txn/coord"
)

// A plain SELECT whose rows others keep changing before its transaction commits makes that lose,
// time and again, and where its client has the answer the server can't run it again by itself. What
// keeps losing is learnt, per plan, and for a while the SELECT takes the locks that its transaction
// would take later: others wait for it then, instead of overtaking. That changes no answer but for
// those of waiting (lock_timeout, deadlocks), since serializable reads are validated anyway.
//
// Locks pay where a transaction writes what it has read. Where it reads some rows and writes others,
// they have transactions wait for each other, and for each other's deadlocks, that would lose no less
// often. So losses of rows that the transaction writes, too, are what is learnt, and what that helps is
// looked at: where transactions lose about as often with the locks as without, they end.
//
//	state     what happens                                              next
//	-         learnLosses of its transactions, and one in learnShare,   locks, for learnFor; for
//	          lose to a change of a row of its table that they write    twice as long, up to
//	                                                                    learnForMost, where it was
//	                                                                    learnt not long before
//	locks     the time is over                                          -
//	locks     after learnTrial runs, or as many more, transactions      barred, for learnForMost
//	          lose more than learnLeft of what they lost before
//	barred    the time is over                                          -
//
// Only SELECTs of one table that the role may update, in blocks that are SERIALIZABLE and may write,
// are learnt of: nobody can stand in others' way who could not by SELECT FOR UPDATE.
const (
	learnLosses  = 3
	learnShare   = 50
	learnWindow  = 1024 // runs after which the counts are halved
	learnFor     = 10 * time.Second
	learnForMost = 5 * time.Minute
	// learnTrial is after how many runs what the locks help is looked at, each time, and learnLeft the
	// share of the losses before that may be left, as a fraction.
	learnTrial                    = 128
	learnLeftOver, learnLeftUnder = 2, 3
	// learnReadsMax is how many SELECTs of a block are looked at.
	learnReadsMax = 8
)

// What a SELECT has answered, and others have changed, mostly comes out otherwise when its block is run
// again: then that was for nothing, and the client would have begun anew sooner. That is learnt per
// plan, too: after futileMin blocks that lost to a change of its table and came out otherwise, such
// blocks are not run again, but one in futileProbe, while those that came out the same are fewer
// than one of futileShare.
const (
	futileMin    = 32
	futileShare  = 16
	futileProbe  = 16
	futileWindow = 512 // blocks after which the counts are halved
)

// replays is what became of blocks that were run again. Counts may be a little wrong where many change
// them at once.
type replays struct{ same, differed, barred atomic.Int32 }

// futile reports whether to run a block again that lost to a change of what these plans have read would
// be for nothing.
func futile(lostTo []*cachedPlan) bool {
	for _, c := range lostTo {
		x := &c.learnt.replays
		if d := x.differed.Load(); d < futileMin || x.same.Load()*futileShare >= d {
			return false
		}
	}
	return len(lostTo) > 0 && lostTo[0].learnt.replays.barred.Add(1)%futileProbe != 0
}

// replayed notes what became of a block that was run again.
func replayed(lostTo []*cachedPlan, same bool) {
	for _, c := range lostTo {
		x := &c.learnt.replays
		if same {
			x.same.Add(1)
		} else if x.differed.Add(1) > futileWindow {
			x.differed.Store(futileWindow / 2)
			x.same.Store(x.same.Load() / 2)
		}
	}
}

const settingLearn = "isochron.learn_to_lock"

// learnt is what is known of the losses of a plan's transactions. Counts may be a little wrong where
// many change them at once.
type learnt struct {
	runs    atomic.Int32
	all     atomic.Int32 // transactions that lost to a change of a row of its table, or in a deadlock
	losses  atomic.Int32 // those of them that write the row
	before  atomic.Int64 // all and runs (see share) when it was learnt
	until   atomic.Int64 // when its locks end, Unix nanoseconds; 0: it never had any
	lasts   atomic.Int64 // for how long it was learnt last
	barring atomic.Int64 // until when nothing is learnt, since locks did not help, Unix nanoseconds
	replays replays
}

// ran counts one more transaction.
func (l *learnt) ran() {
	if l.runs.Add(1) > learnWindow {
		l.runs.Store(learnWindow / 2)
		l.all.Store(l.all.Load() / 2)
		l.losses.Store(l.losses.Load() / 2)
	}
}

// share keeps how many transactions of how many have lost in one number.
func share(all, runs int32) int64 { return int64(all)<<32 | int64(max(runs, 1)) }

// helps reports, of a plan whose reads take locks, whether these are known to be worth it, or nothing is known yet.
func (l *learnt) helps() bool {
	runs := int64(l.runs.Load())
	if runs < learnTrial {
		return true
	}
	before := l.before.Load()
	lostBefore, ranBefore := before>>32, before&(1<<32-1)
	return int64(l.all.Load())*ranBefore*learnLeftUnder <= lostBefore*runs*learnLeftOver
}

// bar ends the locks of a plan that they do not help, and reports whether that was done just now.
func (l *learnt) bar(now time.Time) bool {
	until := l.until.Load()
	if now.UnixNano() >= until || l.helps() || !l.until.CompareAndSwap(until, now.UnixNano()) {
		return false
	}
	l.barring.Store(now.Add(learnForMost).UnixNano())
	l.forget()
	return true
}

func (l *learnt) forget() {
	l.runs.Store(0)
	l.all.Store(0)
	l.losses.Store(0)
}

// lost notes that a transaction lost, to a change of a row that it writes too or of another, and
// reports whether that was enough to be learnt.
func (l *learnt) lost(now time.Time, writes bool) bool {
	l.all.Add(1)
	if !writes {
		return false
	}
	n := l.losses.Add(1)
	until := l.until.Load()
	if now.UnixNano() < max(until, l.barring.Load()) || n < learnLosses || n*learnShare < l.runs.Load() {
		return false
	}
	d := learnFor
	if last := time.Duration(l.lasts.Load()); until != 0 && now.Sub(time.Unix(0, until)) < last {
		d = min(2*last, learnForMost)
	}
	if !l.until.CompareAndSwap(until, now.Add(d).UnixNano()) {
		return false // another has
	}
	l.lasts.Store(int64(d))
	l.before.Store(share(l.all.Load(), l.runs.Load()))
	l.forget()
	return true
}

// locks reports whether reads take locks now.
func (l *learnt) locks() bool {
	until := l.until.Load()
	return until != 0 && time.Now().UnixNano() < until
}

// lockWhatLoses has the statement that begins lock what it reads, if that was learnt of its plan.
func (s *Session) lockWhatLoses(c *cachedPlan, snap *catalog.Snapshot) {
	b := &s.block
	if b.state != blockOpen || s.level != kvpb.Isolation_SERIALIZABLE || s.learnOff {
		return
	}
	p := c.plan
	eager := false
	if p.Command == nodes.CommandSelect && !p.Writes && len(p.Tables) == 1 && b.asOf == 0 && !slices.Contains(b.read, c) {
		if len(b.read) < learnReadsMax {
			b.read = append(b.read, c)
			c.learnt.ran()
		}
	}
	if c.learnt.until.Load() != 0 {
		eager = c.learnt.locks() && b.asOf == 0 && !b.readOnly(s) && s.mayLock(p.Tables[0], snap)
	}
	b.txn.LockReads(eager)
	if eager {
		s.m.stats.LearntReads.Add(1)
	}
}

// mayLock reports whether the role in force could lock rows of a table.
func (s *Session) mayLock(id catalog.ID, snap *catalog.Snapshot) bool {
	t, ok := snap.TableByID(id)
	return ok && snap.HasPrivilege(s.who.current, t, 'w')
}

// learn notes what a transaction that err has ended had read of the table of the conflict.
func (s *Session) learn(err error) {
	clear(s.lostTo)
	s.lostTo = s.lostTo[:0]
	if len(s.block.read) == 0 || !mended(err) {
		return
	}
	var lost *coord.RetryError
	var dead *coord.DeadlockError
	var key keys.Key
	writes := false
	switch {
	case errors.As(err, &lost):
		key = lost.Key
		writes = len(key) > 0 && (s.block.txn.Locked(key) || s.block.txn.HasWrites(keys.Point(key)))
	case errors.As(err, &dead):
		key = dead.Key
	}
	snap, now := s.m.o.Catalog.Current(), time.Now()
	for _, c := range s.block.read {
		if t, ok := snap.TableByID(c.plan.Tables[0]); ok && t.TableSpan().Contains(key) {
			s.lostTo = append(s.lostTo, c)
			s.learnOf(c, t, now, writes)
		}
	}
	s.block.read = s.block.read[:0]
}

func (s *Session) learnOf(c *cachedPlan, t *catalog.TableDesc, now time.Time, writes bool) {
	switch {
	case c.learnt.lost(now, writes):
		s.m.stats.Learnt.Add(1)
		s.m.o.Logger.Info("transactions keep losing what a SELECT of theirs has read: it locks its rows for a while", "table", t.Name, "query", s.loggable(shortened(c.text)), "for", time.Duration(c.learnt.lasts.Load()))
	case c.learnt.bar(now):
		s.m.stats.Unlearnt.Add(1)
		s.m.o.Logger.Info("transactions lose no less often since a SELECT of theirs locks its rows: it no longer does", "table", t.Name, "query", s.loggable(shortened(c.text)))
	}
}
