package session

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/types"
)

// advisoryLocks are the locks that applications name by numbers. A node keeps
// its own in memory: they end with their sessions, which end with the node. They
// are granted first come, first served. Cycles of waiters among them are found;
// one that passes through a row lock too is not, and ends by lock_timeout,
// statement_timeout or a cancel request.
type advisoryLocks struct {
	sync.Mutex // a leaf; never held while waiting
	locks      map[advisoryKey]*advisoryLock
	most       int // of locks, since the map was made
	waiting    map[*Session]*advisoryWait
	refused    atomic.Int64
	memory     *limit.Budget // of all of them; each session's account has its own too
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
	a.locks, a.waiting = map[advisoryKey]*advisoryLock{}, map[*Session]*advisoryWait{}
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
	s                                        *Session
	prev, next                               *advisoryHold // of the lock
	exclusive, shared, txExclusive, txShared int
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
	s             *Session
	key           advisoryKey
	exclusive, tx bool
	granted       chan struct{} // closed when it is
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

// grantLocked reports whether s had no hold of the lock before.
func (a *advisoryLocks) grantLocked(s *Session, key advisoryKey, exclusive, tx bool) (fresh bool) {
	l, h := a.locks[key], s.advisory[key]
	if fresh = h == nil; fresh {
		h = &advisoryHold{s: s, next: l.first}
		if l.first != nil {
			l.first.prev = h
		}
		l.first = h
		if s.advisory == nil {
			s.advisory = map[advisoryKey]*advisoryHold{}
		}
		s.advisory[key] = h
	}
	if exclusive && !h.exclusively() {
		l.exclusive++
	}
	*h.count(exclusive, tx)++
	return fresh
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
		if delete(h.s.advisory, key); len(h.s.advisory) == 0 {
			h.s.advisory = nil // a map does not shrink
		}
	}
	a.wakeLocked(key)
	return gone
}

// wakeLocked grants what can be granted, in order, and forgets an unused lock.
func (a *advisoryLocks) wakeLocked(key advisoryKey) {
	l := a.locks[key]
	for len(l.queue) > 0 && l.free(l.queue[0].s.advisory[key], l.queue[0].exclusive) {
		w := l.queue[0]
		l.queue = l.queue[1:]
		delete(a.waiting, w.s)
		a.grantLocked(w.s, key, w.exclusive, w.tx)
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

// enter grants the lock at once (nil, true), or puts s in the queue. fresh tells that s has,
// or will have, a hold that it did not have.
func (a *advisoryLocks) enter(s *Session, key advisoryKey, exclusive, tx, wait bool) (w *advisoryWait, ok, fresh bool, err error) {
	a.Lock()
	defer a.Unlock()
	l := a.locks[key]
	if l == nil {
		l = &advisoryLock{}
		a.locks[key] = l
		a.most = max(a.most, len(a.locks))
	}
	own := s.advisory[key]
	if l.free(own, exclusive) && (len(l.queue) == 0 || own != nil) {
		return nil, true, a.grantLocked(s, key, exclusive, tx), nil
	}
	if !wait {
		return nil, false, false, nil
	}
	w = &advisoryWait{s, key, exclusive, tx, make(chan struct{})}
	if a.closesCycle(s, w, map[*Session]bool{}) {
		return nil, false, false, pgerror.New(pgerror.TRDeadlockDetected, "deadlock detected").
			WithHint("Take advisory locks in one order to avoid deadlocks.")
	}
	l.queue = append(l.queue, w)
	a.waiting[s] = w
	return w, false, own == nil, nil
}

// closesCycle reports whether those whom w waits for wait for s in the end.
func (a *advisoryLocks) closesCycle(s *Session, w *advisoryWait, seen map[*Session]bool) bool {
	l := a.locks[w.key]
	var blockers []*Session
	for h := l.first; h != nil; h = h.next {
		blockers = append(blockers, h.s)
	}
	for _, before := range l.queue {
		if before == w {
			break
		}
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
		if next := a.waiting[other]; next != nil && a.closesCycle(s, next, seen) {
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
	default:
	}
	l := a.locks[w.key]
	l.queue = slices.DeleteFunc(l.queue, func(x *advisoryWait) bool { return x == w })
	delete(a.waiting, w.s)
	a.wakeLocked(w.key)
	return false
}

// release gives one hold back. It reports false if there is none, and whether s has
// nothing of the lock any more.
func (a *advisoryLocks) release(s *Session, key advisoryKey, exclusive, tx bool) (ok, gone bool) {
	a.Lock()
	defer a.Unlock()
	h := s.advisory[key]
	if h == nil || *h.count(exclusive, tx) == 0 {
		return false, false
	}
	was := h.exclusively()
	*h.count(exclusive, tx)--
	return true, a.settleLocked(h, key, was)
}

// releaseSession gives back what s holds for itself, not for its transaction. It returns
// how many locks s has nothing of any more.
func (a *advisoryLocks) releaseSession(s *Session) (gone int64) {
	a.Lock()
	defer a.Unlock()
	for key, h := range s.advisory {
		was := h.exclusively()
		if h.exclusive, h.shared = 0, 0; a.settleLocked(h, key, was) {
			gone++
		}
	}
	return gone
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
func (s *Session) enterAdvisory(key advisoryKey, exclusive, tx, wait bool) (*advisoryWait, bool, error) {
	if err := s.takeAdvisory(advisoryBytes); err != nil {
		return nil, false, err
	}
	w, ok, fresh, err := s.m.advisory.enter(s, key, exclusive, tx, wait)
	if !fresh {
		s.returnAdvisory(advisoryBytes)
	}
	return w, ok, err
}

// leaveAdvisory ends a wait; a lock that was granted meanwhile is given back.
func (s *Session) leaveAdvisory(w *advisoryWait) {
	if s.m.advisory.leave(w) {
		s.releaseAdvisory(w.key, w.exclusive, w.tx)
		return
	}
	if !s.hasAdvisory(w.key) {
		s.returnAdvisory(advisoryBytes)
	}
}

func (s *Session) hasAdvisory(key advisoryKey) bool {
	s.m.advisory.Lock()
	defer s.m.advisory.Unlock()
	return s.advisory[key] != nil
}

func (s *Session) releaseAdvisory(key advisoryKey, exclusive, tx bool) bool {
	ok, gone := s.m.advisory.release(s, key, exclusive, tx)
	if gone {
		s.returnAdvisory(advisoryBytes)
	}
	return ok
}

// releaseAdvisories gives back all that the session holds for itself.
func (s *Session) releaseAdvisories() {
	s.returnAdvisory(advisoryBytes * s.m.advisory.releaseSession(s))
}

// advise takes an advisory lock, and tells whether it did.
func (s *Session) advise(ctx context.Context, key advisoryKey, exclusive, tx, wait bool) (ok bool, err error) {
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
	w, ok, err := s.enterAdvisory(key, exclusive, tx, wait)
	if err != nil {
		return false, err
	}
	if w != nil {
		if err := s.awaitAdvisory(ctx, w); err != nil {
			return false, err
		}
		ok = true
	}
	switch {
	case ok && tx:
		s.advised = append(s.advised, heldByTx{key, exclusive})
	case ok:
		s.noteLock(advisoryEffect{key, exclusive, true})
	}
	return ok, nil
}

func (s *Session) awaitAdvisory(ctx context.Context, w *advisoryWait) error {
	var late <-chan time.Time
	if s.lockTimeout > 0 {
		t := time.NewTimer(s.lockTimeout)
		defer t.Stop()
		late = t.C
	}
	var err error
	select {
	case <-w.granted:
		return nil
	case <-ctx.Done():
		err = ctx.Err()
	case <-late:
		err = pgerror.New(pgerror.LockNotAvailable, "canceling statement due to lock timeout")
	}
	s.leaveAdvisory(w)
	return err
}

// unadvise gives back the transaction's advisory locks, but for the first of kept.
func (s *Session) unadvise(kept int) {
	for len(s.advised) > kept {
		last := s.advised[len(s.advised)-1]
		s.advised = s.advised[:len(s.advised)-1]
		s.releaseAdvisory(last.key, last.exclusive, true)
		s.returnAdvisory(advisedBytes)
	}
	if len(s.advised) == 0 && cap(s.advised) > advisoryMapKept {
		s.advised = nil
	}
}

// addAdvisory registers the functions of advisory locks.
func addAdvisory(add func(name string, v types.Volatility, result *types.Type, fn sessionFn, args ...*types.Type)) {
	both := func(name string, result *types.Type, fn func(ctx context.Context, s *Session, key advisoryKey) (types.Datum, error)) {
		body := func(ctx context.Context, ps plan.Session, args []types.Datum) (types.Datum, error) {
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
		add(name, types.Volatile, result, body, types.TInt8)
		add(name, types.Volatile, result, body, types.TInt4, types.TInt4)
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
	add("pg_advisory_unlock_all", types.Volatile, types.TVoid, func(_ context.Context, ps plan.Session, _ []types.Datum) (types.Datum, error) {
		if s, ok := ps.(*Session); ok {
			s.releaseAdvisories()
			s.effects.lasting = true
		}
		return types.Void(), nil
	})
}
