package session

import (
	"errors"
	"slices"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/txn/coord"
)

// A plain SELECT whose rows others keep changing before its transaction commits makes that lose,
// time and again, and where its client has the answer the server can't run it again by itself. What
// keeps losing is learnt, per plan, and for a while the SELECT takes the locks that its transaction
// would take later: others wait for it then, instead of overtaking. That changes no answer but for
// those of waiting (lock_timeout, deadlocks), since serializable reads are validated anyway.
//
//	state     what happens                                              next
//	-         learnLosses of its transactions, and one in learnShare,   locks, for learnFor; for
//	          lose to a change of a row of its table                    twice as long, up to
//	                                                                    learnForMost, where it was
//	                                                                    learnt not long before
//	locks     the time is over                                          -
//
// Only SELECTs of one table that the role may update, in blocks that are SERIALIZABLE and may write,
// are learnt of: nobody can stand in others' way who could not by SELECT FOR UPDATE.
const (
	learnLosses  = 3
	learnShare   = 50
	learnWindow  = 1024 // runs after which the counts are halved
	learnFor     = 10 * time.Second
	learnForMost = 5 * time.Minute
	// learnReadsMax is how many SELECTs of a block are looked at.
	learnReadsMax = 8
)

const settingLearn = "isochron.learn_to_lock"

// learnt is what is known of the losses of a plan's transactions. Counts may be a little wrong where
// many change them at once.
type learnt struct {
	runs, losses atomic.Int32
	until        atomic.Int64 // when its locks end, Unix nanoseconds; 0: it never had any
	lasts        atomic.Int64 // for how long it was learnt last
}

// ran counts one more transaction.
func (l *learnt) ran() {
	if l.runs.Add(1) > learnWindow {
		l.runs.Store(learnWindow / 2)
		l.losses.Store(l.losses.Load() / 2)
	}
}

// lost notes that a transaction lost, and reports whether that was enough to be learnt.
func (l *learnt) lost(now time.Time) bool {
	n := l.losses.Add(1)
	until := l.until.Load()
	if now.UnixNano() < until || n < learnLosses || n*learnShare < l.runs.Load() {
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
	l.runs.Store(0)
	l.losses.Store(0)
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
	if p.Command == plan.CommandSelect && !p.Writes && len(p.Tables) == 1 && b.asOf == 0 && !slices.Contains(b.read, c) {
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
	var lost *coord.RetryError
	if len(s.block.read) == 0 || !errors.As(err, &lost) || len(lost.Key) == 0 {
		return
	}
	snap, now := s.m.o.Catalog.Current(), time.Now()
	for _, c := range s.block.read {
		t, ok := snap.TableByID(c.plan.Tables[0])
		if ok && t.TableSpan().Contains(lost.Key) && c.learnt.lost(now) {
			s.m.stats.Learnt.Add(1)
			s.m.o.Logger.Info("transactions keep losing what a SELECT of theirs has read: it locks its rows for a while", "table", t.Name, "query", s.loggable(shortened(c.text)), "for", time.Duration(c.learnt.lasts.Load()))
		}
	}
	s.block.read = s.block.read[:0]
}
