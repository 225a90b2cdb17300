package session

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

// advisoryLocks are the locks that applications name by numbers. Each node knows what its
// own sessions hold; one of them, the owner, knows that of all, and grants locks, first
// come, first served. A node that is alone is the owner. In a cluster it is the leaseholder
// of the directory's range (advisoryowner.go, advisorynode.go). Locks end with their sessions, which end
// with their nodes. Cycles of waiters among them are found; one that passes through a row
// lock too is not, and ends by lock_timeout, statement_timeout or a cancel request.
type advisoryLocks struct {
	sync.Mutex // a leaf; never held while waiting
	locks      map[advisoryKey]*advisoryLock
	most       int // of locks, since the map was made
	waiting    map[*advisoryHolder]*advisoryWait
	refused    atomic.Int64
	memory     *limit.Budget // of all of them; each session's account has its own too

	advisoryOwnership
}

// advisoryHolder is a session that has locks, or wants some.
type advisoryHolder struct {
	node  uint32 // 0: this one
	epoch uint64 // of that node's process
	id    uint64 // of it
	pid   int32  // of a session of this node
	holds map[advisoryKey]*advisoryHold
	// number counts what the session's node has said of it to owners elsewhere. At the owner
	// it is the highest that has come.
	number uint64
	wants  *AdvisoryLock // what it has asked for and not got yet, at its own node
	lost   time.Time     // when it was last told to end
}

const (
	// advisoryBytes is what a session's hold of a lock takes: it, the lock, and their
	// places in two maps that may have just grown.
	advisoryBytes = 320
	// advisedBytes is what a transaction remembers of a lock that it has taken.
	advisedBytes = 128
	// advisoryMaxBytes bounds all advisory locks of a node; less where clients may have
	// less than advisoryPart times as much.
	advisoryMaxBytes = 512 << 20
	advisoryPart     = 8
	// advisorySessionPart of it is what one session may have, so that others go on.
	advisorySessionPart = 2
	// advisoryMapKept is how many locks a map may have had that is kept when it is empty.
	advisoryMapKept = 4096
)

func (a *advisoryLocks) init(node *limit.Budget) {
	most := int64(advisoryMaxBytes)
	if m := node.Max(); m > 0 {
		most = min(most, m/advisoryPart)
	}
	a.locks, a.waiting = map[advisoryKey]*advisoryLock{}, map[*advisoryHolder]*advisoryWait{}
	a.advisoryOwnership.init()
	a.memory = limit.New("advisory-locks", most, nil)
}

// advisoryKey: the one-number and the two-number spaces are apart.
type advisoryKey struct {
	database catalog.ID
	pair     bool
	a, b     int64
}

type advisoryLock struct {
	first     *advisoryHold // of all that have it
	exclusive int           // of them, how many not shared
	queue     []*advisoryWait
}

// advisoryHold counts how often a session has taken a lock, in each mode: for
// itself, and for its transaction.
type advisoryHold struct {
	h                                        *advisoryHolder
	prev, next                               *advisoryHold // of the lock, at the owner
	exclusive, shared, txExclusive, txShared int
	number                                   uint64 // of what was last said of it
	paid                                     bool   // of another node's session: advisoryBytes are accounted for
}

func (h *advisoryHold) count(exclusive, tx bool) *int {
	switch {
	case exclusive && tx:
		return &h.txExclusive
	case exclusive:
		return &h.exclusive
	case tx:
		return &h.txShared
	}
	return &h.shared
}

func (h *advisoryHold) exclusively() bool { return h.exclusive+h.txExclusive > 0 }

func (h *advisoryHold) empty() bool {
	return h.exclusive == 0 && h.shared == 0 && h.txExclusive == 0 && h.txShared == 0
}

type advisoryWait struct {
	s             *advisoryHolder
	key           advisoryKey
	exclusive, tx bool
	number        uint64        // of the request
	granted       chan struct{} // closed when it is
	moved         chan struct{} // closed when it is in no queue any more: asked for anew, or of a node that owns no locks now
}

// heldByTx is a lock that goes with the transaction, or with a savepoint.
type heldByTx struct {
	key       advisoryKey
	exclusive bool
}

// free reports whether nobody else's hold is in the way of one who has own, or nothing.
func (l *advisoryLock) free(own *advisoryHold, exclusive bool) bool {
	if exclusive {
		return l.first == nil || l.first == own && own.next == nil
	}
	return l.exclusive == 0 || own != nil && own.exclusively()
}

// grantLocked grants what the request of that number asked for, and reports whether s had no
// hold of the lock before.
func (a *advisoryLocks) grantLocked(s *advisoryHolder, key advisoryKey, exclusive, tx bool, number uint64) (fresh bool) {
	h := s.holds[key]
	if fresh = h == nil; fresh {
		h = s.begin(key)
		a.linkLocked(a.locks[key], h)
	}
	h.number = number
	h.paid = h.paid || fresh && s.node != 0 // by serve
	if exclusive && !h.exclusively() {
		a.locks[key].exclusive++
	}
	*h.count(exclusive, tx)++
	return fresh
}

// begin makes a hold that counts nothing yet.
func (s *advisoryHolder) begin(key advisoryKey) *advisoryHold {
	h := &advisoryHold{h: s}
	if s.holds == nil {
		s.holds = map[advisoryKey]*advisoryHold{}
	}
	s.holds[key] = h
	return h
}

// drop forgets a hold.
func (s *advisoryHolder) drop(key advisoryKey) {
	if delete(s.holds, key); len(s.holds) == 0 {
		s.holds = nil // a map does not shrink
	}
}

// linkLocked makes a hold one of a lock's.
func (a *advisoryLocks) linkLocked(l *advisoryLock, h *advisoryHold) {
	h.prev, h.next = nil, l.first
	if l.first != nil {
		l.first.prev = h
	}
	l.first = h
}

// settleLocked follows counts of h that have gone down, and reports whether it is gone.
func (a *advisoryLocks) settleLocked(h *advisoryHold, key advisoryKey, wasExclusive bool) (gone bool) {
	l := a.locks[key]
	if wasExclusive && !h.exclusively() {
		l.exclusive--
	}
	if gone = h.empty(); gone {
		if h.prev != nil {
			h.prev.next = h.next
		} else {
			l.first = h.next
		}
		if h.next != nil {
			h.next.prev = h.prev
		}
		h.h.drop(key)
	}
	a.wakeLocked(key)
	return gone
}

// wakeLocked grants what can be granted, in order, and forgets an unused lock.
func (a *advisoryLocks) wakeLocked(key advisoryKey) {
	l := a.locks[key]
	for len(l.queue) > 0 && l.free(l.queue[0].s.holds[key], l.queue[0].exclusive) {
		w := l.queue[0]
		l.queue = l.queue[1:]
		delete(a.waiting, w.s)
		a.grantLocked(w.s, key, w.exclusive, w.tx, w.number)
		close(w.granted)
	}
	a.forgetLocked(key, l)
}

// forgetLocked drops a lock that nobody has or waits for.
func (a *advisoryLocks) forgetLocked(key advisoryKey, l *advisoryLock) {
	if l.first != nil || len(l.queue) > 0 {
		return
	}
	delete(a.locks, key)
	if len(a.locks) == 0 && a.most > advisoryMapKept {
		a.locks, a.most = map[advisoryKey]*advisoryLock{}, 0 // a map does not shrink
	}
}

func (a *advisoryLocks) enterLocked(s *advisoryHolder, key advisoryKey, exclusive, tx, wait bool) (w *advisoryWait, ok, fresh bool, err error) {
	l := a.locks[key]
	if l == nil {
		l = &advisoryLock{}
		a.locks[key] = l
		a.most = max(a.most, len(a.locks))
	}
	own := s.holds[key]
	if l.free(own, exclusive) && (len(l.queue) == 0 || own != nil) {
		return nil, true, a.grantLocked(s, key, exclusive, tx, s.number), nil
	}
	if !wait {
		return nil, false, false, nil
	}
	w = &advisoryWait{s, key, exclusive, tx, s.number, make(chan struct{}), make(chan struct{})}
	l.queue = slices.Insert(l.queue, l.place(own), w)
	if a.closesCycle(s, w, map[*advisoryHolder]bool{}, map[advisoryKey]int{}) {
		l.dequeue(w)
		return nil, false, false, pgerror.New(pgerror.TRDeadlockDetected, "deadlock detected").
			WithHint(advisoryOrderHint)
	}
	a.waiting[s] = w
	return w, false, own == nil, nil
}

// place is where in the queue one waits who has own, or nothing: before those who wait for own
// to be given back, as in Postgres (ProcSleep), else last.
func (l *advisoryLock) place(own *advisoryHold) int {
	if own == nil {
		return len(l.queue)
	}
	for i, w := range l.queue {
		if w.exclusive || own.exclusively() {
			return i
		}
	}
	return len(l.queue)
}

func (l *advisoryLock) dequeue(w *advisoryWait) {
	l.queue = slices.DeleteFunc(l.queue, func(x *advisoryWait) bool { return x == w })
}

// closesCycle reports whether those whom w waits for wait for s in the end. walked is how much of
// a lock's queue has been looked at, with its holders: who waits in there waits for no others.
func (a *advisoryLocks) closesCycle(s *advisoryHolder, w *advisoryWait, seen map[*advisoryHolder]bool, walked map[advisoryKey]int) bool {
	l := a.locks[w.key]
	upto, again := walked[w.key]
	if again && upto >= len(l.queue)-1 {
		return false
	}
	place := slices.Index(l.queue, w)
	if again && upto >= place {
		return false
	}
	walked[w.key] = place
	var blockers []*advisoryHolder
	for h := l.first; h != nil; h = h.next {
		blockers = append(blockers, h.h)
	}
	for _, before := range l.queue[:place] {
		blockers = append(blockers, before.s)
	}
	for _, other := range blockers {
		if other == w.s || seen[other] {
			continue
		}
		if other == s {
			return true
		}
		seen[other] = true
		if next := a.waiting[other]; next != nil && a.closesCycle(s, next, seen, walked) {
			return true
		}
	}
	return false
}

// leave takes w out of the queue, unless it was granted meanwhile.
func (a *advisoryLocks) leave(w *advisoryWait) (granted bool) {
	a.Lock()
	defer a.Unlock()
	select {
	case <-w.granted:
		return true
	case <-w.moved:
		return false
	default:
	}
	a.locks[w.key].dequeue(w)
	delete(a.waiting, w.s)
	a.wakeLocked(w.key)
	return false
}

// release gives one hold back. It reports false if there is none, and whether s has
// nothing of the lock any more. Where another node owns the locks, tell is what that is to
// hear; nil: nothing changes for it.
func (a *advisoryLocks) release(s *advisoryHolder, key advisoryKey, exclusive, tx bool) (ok, gone bool, tell []AdvisoryLock) {
	a.Lock()
	defer a.Unlock()
	h := s.holds[key]
	if h == nil || *h.count(exclusive, tx) == 0 {
		return false, false, nil
	}
	was := h.exclusively()
	*h.count(exclusive, tx)--
	gone, tell = a.loweredLocked(h, key, was)
	return true, gone, tell
}

// loweredLocked follows counts of h that have gone down, here or elsewhere.
func (a *advisoryLocks) loweredLocked(h *advisoryHold, key advisoryKey, wasExclusive bool) (gone bool, tell []AdvisoryLock) {
	if a.ownedLocked() {
		return a.settleLocked(h, key, wasExclusive), nil
	}
	if gone = h.empty(); gone {
		h.h.drop(key)
	}
	if gone || wasExclusive != h.exclusively() {
		tell = []AdvisoryLock{a.unsettleLocked(h.h, key)}
	}
	return gone, tell
}

// releaseSession gives back what s holds for itself, not for its transaction. It returns
// how many locks s has nothing of any more.
func (a *advisoryLocks) releaseSession(s *advisoryHolder) (gone int64, tell []AdvisoryLock) {
	a.Lock()
	defer a.Unlock()
	for key, h := range s.holds {
		was := h.exclusively()
		h.exclusive, h.shared = 0, 0
		away, told := a.loweredLocked(h, key, was)
		if away {
			gone++
		}
		tell = append(tell, told...)
	}
	return gone, tell
}

// takeAdvisory accounts for n bytes of advisory locks (53200).
func (s *Session) takeAdvisory(n int64) error {
	b := s.m.advisory.memory
	full := func(of string, most, used int64) error {
		s.m.advisory.refused.Add(1)
		return pgerror.New(pgerror.OutOfMemory, "out of shared memory").
			WithDetail("Advisory locks of this %s may take %d bytes (limit %s), of which %d are used.", of, most, b.Name(), used).
			WithHint("Give locks back with pg_advisory_unlock or pg_advisory_unlock_all, or raise --max-sql-memory.")
	}
	if most := b.Max() / advisorySessionPart; s.advisoryHeld+n > most {
		return full("session", most, s.advisoryHeld)
	}
	if err := s.hold(n); err != nil {
		return err
	}
	if b.Acquire(n) != nil {
		s.held.Shrink(n)
		return full("node", b.Max(), b.Used())
	}
	s.advisoryHeld += n
	return nil
}

func (s *Session) returnAdvisory(n int64) {
	s.advisoryHeld -= n
	s.held.Shrink(n)
	s.m.advisory.memory.Release(n)
}

// enterAdvisory is enter, accounted for: room is taken before somebody else may grant the
// lock.
func (s *Session) enterAdvisory(ctx context.Context, key advisoryKey, exclusive, tx, wait bool) (ok bool, err error) {
	if err := s.takeAdvisory(advisoryBytes); err != nil {
		return false, err
	}
	had := s.hasAdvisory(key)
	if ok, err = s.m.advisory.acquire(ctx, &s.advisory, key, exclusive, tx, wait); had || !s.hasAdvisory(key) {
		s.returnAdvisory(advisoryBytes)
	}
	return ok, err
}

func (s *Session) hasAdvisory(key advisoryKey) bool {
	s.m.advisory.Lock()
	defer s.m.advisory.Unlock()
	return s.advisory.holds[key] != nil
}

func (s *Session) releaseAdvisory(key advisoryKey, exclusive, tx bool) bool {
	ok, tell := s.letAdvisory(key, exclusive, tx)
	s.tellAdvisories(tell)
	return ok
}

// letAdvisory gives one hold back, and returns what the owner is to be told.
func (s *Session) letAdvisory(key advisoryKey, exclusive, tx bool) (ok bool, tell []AdvisoryLock) {
	ok, gone, tell := s.m.advisory.release(&s.advisory, key, exclusive, tx)
	if gone {
		s.returnAdvisory(advisoryBytes)
	}
	return ok, tell
}

// tellAdvisories tells the owner what the session holds no more. The node may be closing.
func (s *Session) tellAdvisories(tell []AdvisoryLock) {
	if len(tell) > 0 {
		s.m.advisory.tell(context.WithoutCancel(s.m.ctx), tell...)
	}
}

// releaseAdvisories gives back all that the session holds for itself.
func (s *Session) releaseAdvisories() {
	gone, tell := s.m.advisory.releaseSession(&s.advisory)
	s.returnAdvisory(advisoryBytes * gone)
	s.tellAdvisories(tell)
}

// advise takes an advisory lock, and tells whether it did.
func (s *Session) advise(ctx context.Context, key advisoryKey, exclusive, tx, wait bool) (ok bool, err error) {
	if err := s.stillSame(); err != nil {
		return false, err
	}
	if tx {
		if err := s.takeAdvisory(advisedBytes); err != nil {
			return false, err
		}
		defer func() {
			if !ok {
				s.returnAdvisory(advisedBytes)
			}
		}()
	}
	if s.lockTimeout > 0 && wait {
		late := pgerror.New(pgerror.LockNotAvailable, "canceling statement due to lock timeout")
		timed, cancel := context.WithTimeoutCause(ctx, s.lockTimeout, late)
		defer cancel()
		if ok, err = s.enterAdvisory(timed, key, exclusive, tx, wait); err != nil && ctx.Err() == nil && timed.Err() != nil {
			err = late
		}
	} else {
		ok, err = s.enterAdvisory(ctx, key, exclusive, tx, wait)
	}
	switch {
	case err != nil || !ok:
		return false, err
	case tx:
		s.cantReplay(BarAdvisory) // others would get it in between, or wait for it unseen
		s.advised = append(s.advised, heldByTx{key, exclusive})
	default:
		s.noteLock(advisoryEffect{key, exclusive, true})
	}
	return true, nil
}

// unadvise gives back the transaction's advisory locks, but for the first of kept.
func (s *Session) unadvise(kept int) {
	var tell []AdvisoryLock
	for len(s.advised) > kept {
		last := s.advised[len(s.advised)-1]
		s.advised = s.advised[:len(s.advised)-1]
		_, t := s.letAdvisory(last.key, last.exclusive, true)
		tell = append(tell, t...)
		s.returnAdvisory(advisedBytes)
	}
	s.tellAdvisories(tell)
	if len(s.advised) == 0 && cap(s.advised) > advisoryMapKept {
		s.advised = nil
	}
}

// addAdvisory registers the functions of advisory locks.
func addAdvisory(add func(name string, v builtin.Volatility, result *types.Type, fn sessionFn, args ...*types.Type)) {
	both := func(name string, result *types.Type, fn func(ctx context.Context, s *Session, key advisoryKey) (types.Datum, error)) {
		body := func(ctx context.Context, ps host.Session, args []types.Datum) (types.Datum, error) {
			s, ok := ps.(*Session)
			if !ok {
				return types.Null, pgerror.Internal("%s needs a session", name)
			}
			key := advisoryKey{database: s.db.ID, a: args[0].Int()}
			if len(args) == 2 {
				key.pair, key.b = true, args[1].Int()
			}
			return fn(ctx, s, key)
		}
		add(name, builtin.Volatile, result, body, types.TInt8)
		add(name, builtin.Volatile, result, body, types.TInt4, types.TInt4)
	}
	for _, mode := range []struct {
		suffix    string
		exclusive bool
	}{{"", true}, {"_shared", false}} {
		for _, scope := range []struct {
			name string
			tx   bool
		}{{"advisory_", false}, {"advisory_xact_", true}} {
			both("pg_"+scope.name+"lock"+mode.suffix, types.TVoid, func(ctx context.Context, s *Session, key advisoryKey) (types.Datum, error) {
				_, err := s.advise(ctx, key, mode.exclusive, scope.tx, true)
				return types.Void(), err
			})
			both("pg_try_"+scope.name+"lock"+mode.suffix, types.TBool, func(ctx context.Context, s *Session, key advisoryKey) (types.Datum, error) {
				ok, err := s.advise(ctx, key, mode.exclusive, scope.tx, false)
				return types.Bool(ok), err
			})
		}
		both("pg_advisory_unlock"+mode.suffix, types.TBool, func(_ context.Context, s *Session, key advisoryKey) (types.Datum, error) {
			if err := s.stillSame(); err != nil {
				return types.Null, err
			}
			ok := s.releaseAdvisory(key, mode.exclusive, false)
			if !ok {
				kind := map[bool]string{true: "ExclusiveLock", false: "ShareLock"}[mode.exclusive]
				s.notice(pgerror.NewWarning(pgerror.Warning, "you don't own a lock of type %s", kind))
			} else {
				s.noteLock(advisoryEffect{key, mode.exclusive, false})
			}
			return types.Bool(ok), nil
		})
	}
	add("pg_advisory_unlock_all", builtin.Volatile, types.TVoid, func(_ context.Context, ps host.Session, _ []types.Datum) (types.Datum, error) {
		if s, ok := ps.(*Session); ok {
			if err := s.stillSame(); err != nil {
				return types.Null, err
			}
			s.releaseAdvisories()
			s.effects.lasting = true
			s.cantReplay(BarAdvisory)
		}
		return types.Void(), nil
	})
}
