package session

import (
	"context"
	"slices"
	"sync"
	"time"

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
	waiting    map[*Session]*advisoryWait
}

// advisoryKey: the one-number and the two-number spaces are apart.
type advisoryKey struct {
	database catalog.ID
	pair     bool
	a, b     int64
}

type advisoryLock struct {
	holders map[*Session]*advisoryHold
	queue   []*advisoryWait
}

// advisoryHold counts how often a session has taken the lock, in each mode: for
// itself, and for its transaction.
type advisoryHold struct{ exclusive, shared, txExclusive, txShared int }

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

// free reports whether nobody else's hold is in the way.
func (l *advisoryLock) free(s *Session, exclusive bool) bool {
	for other, h := range l.holders {
		if other != s && (exclusive || h.exclusive+h.txExclusive > 0) {
			return false
		}
	}
	return true
}

func (a *advisoryLocks) grantLocked(s *Session, key advisoryKey, exclusive, tx bool) {
	l := a.locks[key]
	h := l.holders[s]
	if h == nil {
		h = &advisoryHold{}
		l.holders[s] = h
	}
	*h.count(exclusive, tx)++
}

// wakeLocked grants what can be granted, in order, and forgets an unused lock.
func (a *advisoryLocks) wakeLocked(key advisoryKey) {
	l := a.locks[key]
	for len(l.queue) > 0 && l.free(l.queue[0].s, l.queue[0].exclusive) {
		w := l.queue[0]
		l.queue = l.queue[1:]
		delete(a.waiting, w.s)
		a.grantLocked(w.s, key, w.exclusive, w.tx)
		close(w.granted)
	}
	if len(l.holders) == 0 && len(l.queue) == 0 {
		delete(a.locks, key)
	}
}

// enter grants the lock at once (nil, true), or puts s in the queue.
func (a *advisoryLocks) enter(s *Session, key advisoryKey, exclusive, tx, wait bool) (w *advisoryWait, ok bool, err error) {
	a.Lock()
	defer a.Unlock()
	l := a.locks[key]
	if l == nil {
		l = &advisoryLock{holders: map[*Session]*advisoryHold{}}
		a.locks[key] = l
	}
	if l.free(s, exclusive) && (len(l.queue) == 0 || l.holders[s] != nil) {
		a.grantLocked(s, key, exclusive, tx)
		return nil, true, nil
	}
	if !wait {
		return nil, false, nil
	}
	w = &advisoryWait{s, key, exclusive, tx, make(chan struct{})}
	if a.closesCycle(s, w, map[*Session]bool{}) {
		return nil, false, pgerror.New(pgerror.TRDeadlockDetected, "deadlock detected").
			WithHint("Take advisory locks in one order to avoid deadlocks.")
	}
	l.queue = append(l.queue, w)
	a.waiting[s] = w
	return w, false, nil
}

// closesCycle reports whether those whom w waits for wait for s in the end.
func (a *advisoryLocks) closesCycle(s *Session, w *advisoryWait, seen map[*Session]bool) bool {
	l := a.locks[w.key]
	blockers := make([]*Session, 0, len(l.holders)+len(l.queue))
	for other := range l.holders {
		blockers = append(blockers, other)
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

// release gives one hold back. It reports false if there is none.
func (a *advisoryLocks) release(s *Session, key advisoryKey, exclusive, tx bool) bool {
	a.Lock()
	defer a.Unlock()
	l := a.locks[key]
	if l == nil || l.holders[s] == nil || *l.holders[s].count(exclusive, tx) == 0 {
		return false
	}
	*l.holders[s].count(exclusive, tx)--
	if *l.holders[s] == (advisoryHold{}) {
		delete(l.holders, s)
	}
	a.wakeLocked(key)
	return true
}

// releaseSession gives back what s holds for itself, not for its transaction.
func (a *advisoryLocks) releaseSession(s *Session) {
	a.Lock()
	defer a.Unlock()
	for key, l := range a.locks {
		h := l.holders[s]
		if h == nil {
			continue
		}
		if h.exclusive, h.shared = 0, 0; *h == (advisoryHold{}) {
			delete(l.holders, s)
		}
		a.wakeLocked(key)
	}
}

// advise takes an advisory lock, and tells whether it did.
func (s *Session) advise(ctx context.Context, key advisoryKey, exclusive, tx, wait bool) (bool, error) {
	a := &s.m.advisory
	w, ok, err := a.enter(s, key, exclusive, tx, wait)
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
	if s.m.advisory.leave(w) {
		s.m.advisory.release(s, w.key, w.exclusive, w.tx)
	}
	return err
}

// unadvise gives back the transaction's advisory locks, but for the first of kept.
func (s *Session) unadvise(kept int) {
	for len(s.advised) > kept {
		last := s.advised[len(s.advised)-1]
		s.advised = s.advised[:len(s.advised)-1]
		s.m.advisory.release(s, last.key, last.exclusive, true)
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
			ok := s.m.advisory.release(s, key, mode.exclusive, false)
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
			s.m.advisory.releaseSession(s)
			s.effects.lasting = true
		}
		return types.Void(), nil
	})
}
