package catalog

import (
	"context"
	"errors"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/txn/coord"
)

// ownLease is the schema lease of a node that grants it to itself, since nobody else may change the
// schema. It is held by table, and without end:
//
//	a user      enters the barriers of its tables (hold), and leaves when its outcome is
//	            known (release)
//	a change    of the schema
//	            1. announces itself: readers at later timestamps wait (extend)
//	            2. shuts the barriers of the changed tables: who comes now waits
//	            3. waits until those inside have left, or until the clock has passed
//	               every timestamp that was promised to them (who is inside still,
//	               and wants another, goes out and comes again: drain and hold)
//	            4. commits: its c is a later reading than all of the above
//	            5. publishes the new snapshot, ends the announcement, opens the barriers
//
// So each user's c lies below that of the change (it left before 4, or its
// latest c was passed) or it compares after 5 and sees the change. What was promised
// outlives its holder: a user whose outcome stays unknown leaves the promise behind,
// and step 3 waits it out.
type ownLease struct {
	c       *Catalog
	users   [barrierCount]barrier
	pending *pendingCommit // a change under way; with Catalog.mu held
}

var _ schemaLease = (*ownLease)(nil)

// pendingCommit is a change of the catalog whose commit is under way.
type pendingCommit struct {
	// since is a reading before the commit began: its c lies above.
	since hlc.Timestamp
	done  chan struct{} // closed when the outcome is published
	shut  []int         // barriers
}

// others implements schemaLease.
func (l *ownLease) others() bool { return false }

// extend implements schemaLease: the lease has no end but while the schema is changed.
func (l *ownLease) extend(ctx context.Context, _ reading, _ hlc.Timestamp) error {
	l.c.mu.Lock()
	p := l.pending
	l.c.mu.Unlock()
	if p == nil {
		return nil
	}
	select {
	case <-p.done:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// hold implements schemaLease: inside the barriers, the current snapshot cannot change for the tables.
func (l *ownLease) hold(ctx context.Context, s *State, need, want hlc.Timestamp) (*Snapshot, hlc.Timestamp, error) {
	until := min(want, need.Add(l.c.o.CertifyAhead))
	for {
		if s.held == nil {
			if err := l.enter(ctx, s); err != nil {
				return nil, 0, err
			}
		}
		for i := range s.uses {
			raise(&l.users[barrierOf(s.uses[i].table)].promised, int64(until))
		}
		if now := l.c.lease(); now != schemaLease(l) {
			// Since when, before or after the promise, can't be told: it is not used.
			return now.hold(ctx, s, need, want)
		}
		if !l.over(s) {
			break
		}
		l.leave(s) // what was promised before has passed
		if s.txn.Staged() {
			// Its c was raised, and the change may be waiting for its stage.
			return nil, 0, &coord.RetryError{Why: "the schema is being changed by another transaction"}
		}
	}
	s.until = until
	return l.c.current.Load(), until, nil
}

func (l *ownLease) enter(ctx context.Context, s *State) error {
	for i := range s.uses {
		if err := l.users[barrierOf(s.uses[i].table)].enter(ctx); err != nil {
			for _, u := range s.uses[:i] {
				l.users[barrierOf(u.table)].leave()
			}
			return err
		}
	}
	s.held = l
	return nil
}

// over reports whether a change of any of the tables goes on.
func (l *ownLease) over(s *State) bool {
	for i := range s.uses {
		if l.users[barrierOf(s.uses[i].table)].over() {
			return true
		}
	}
	return false
}

// leave counts s out.
func (l *ownLease) leave(s *State) {
	for i := range s.uses {
		l.users[barrierOf(s.uses[i].table)].leave()
	}
	s.held = nil
}

// release counts s out at its end. Where the outcome is unknown, a late copy of the
// commit may still come to pass up to the promised timestamp: that is owed.
func (l *ownLease) release(s *State, err error) {
	var unknown *coord.AmbiguousError
	if errors.As(err, &unknown) {
		for i := range s.uses {
			raise(&l.users[barrierOf(s.uses[i].table)].owed, int64(s.until))
		}
	}
	l.leave(s)
}

// recall implements schemaLease by the steps 1 to 3.
func (l *ownLease) recall(ctx context.Context, s *State) (uint64, error) {
	p := l.announce()
	var mask uint64
	for _, ch := range s.changes {
		mask |= 1 << barrierOf(ch.id)
	}
	for n := range barrierCount {
		if mask>>n&1 != 0 {
			l.users[n].close()
			p.shut = append(p.shut, n)
		}
	}
	for _, n := range p.shut {
		if err := l.users[n].drain(ctx, l.c.o.DB); err != nil {
			return 0, err
		}
	}
	return 0, s.compareWith(l.c.current.Load())
}

// resume implements schemaLease by step 5.
func (l *ownLease) resume(ctx context.Context, s *State, _ uint64, ts hlc.Timestamp, err error) {
	l.c.publish(ctx, s.changes, ts, err)
	shut := l.pending.shut // nobody else changes it
	l.withdraw(l.pending)
	for _, n := range shut {
		l.users[n].reopen()
	}
}

// announce makes readers at later timestamps wait for the outcome. The commit
// begins after it, so its c lies above since, and above the read timestamp of
// whoever found a snapshot before.
func (l *ownLease) announce() *pendingCommit {
	p := &pendingCommit{since: l.c.o.DB.Now(), done: make(chan struct{})}
	l.c.mu.Lock()
	defer l.c.mu.Unlock()
	l.pending = p
	l.c.exact.Store(int64(p.since))
	return p
}

func (l *ownLease) withdraw(p *pendingCommit) {
	l.c.mu.Lock()
	l.pending = nil
	l.c.exact.Store(int64(hlc.Max))
	l.c.mu.Unlock()
	close(p.done)
}

// drain waits until nobody is inside and nothing is owed, or the clock has
// passed all promises. It says so, and then looks again: a promise that was made
// meanwhile is either seen here, or taken back by who got it (hold).
func (b *barrier) drain(ctx context.Context, db *coord.DB) error {
	sh := b.shut.Load()
	for {
		left := b.promisedFor(db)
		if left < 0 {
			sh.passed.Store(true)
			if left = b.promisedFor(db); left < 0 {
				return nil
			}
			sh.passed.Store(false)
		}
		timer := time.NewTimer(left + 1)
		select {
		case <-sh.drained:
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		}
		timer.Stop()
	}
}

// promisedFor is how long something is promised to those inside, or owed.
func (b *barrier) promisedFor(db *coord.DB) time.Duration {
	until := &b.owed
	if b.state.Load() != shutBit {
		until = &b.promised
	}
	return time.Duration(until.Load() - int64(db.Now()))
}

// over reports whether a change goes on without waiting for those inside.
func (b *barrier) over() bool {
	sh := b.shut.Load()
	return sh != nil && sh.passed.Load()
}

// promisedWithin is how long Share waits for those who were promised something in memory to have
// used it: promises reach seconds ahead, and whoever reads or commits meanwhile would wait for that.
const promisedWithin = 100 * time.Millisecond

// promised is up to where promises in memory may still be used. Who has left and knows its
// outcome has committed below a reading of now: it was acknowledged, or nothing came of it.
func (l *ownLease) promised(ctx context.Context) (hlc.Timestamp, error) {
	for until := time.Now().Add(promisedWithin); ; {
		need, inside := hlc.Zero, hlc.Zero
		for i := range l.users {
			b := &l.users[i]
			if b.state.Load() != 0 {
				inside = max(inside, hlc.Timestamp(b.promised.Load()))
			}
			need = max(need, hlc.Timestamp(b.owed.Load())) // after state: who leaves owes first
		}
		need = max(need, l.c.o.DB.Now()) // after those who have left did
		if inside <= need || !time.Now().Before(until) {
			return max(need, inside), nil
		}
		if err := stop.Sleep(ctx, time.Millisecond); err != nil {
			return 0, err
		}
	}
}

// publish makes the outcome of a change known: the changes, if it committed, or
// what the store holds, if that is unknown.
func (c *Catalog) publish(ctx context.Context, changes []change, ts hlc.Timestamp, err error) {
	var unknown *coord.AmbiguousError
	switch {
	case err == nil:
		for i := range changes {
			changes[i].new = published(changes[i].new)
			c.forgetBlock(changes[i])
		}
		c.install(c.current.Load().with(changes, c.versions.Add(1), ts, false), true)
	case errors.As(err, &unknown):
		c.reload(ctx)
	}
}

// reload reads the catalog as it is now, after a commit whose outcome is
// unknown: the read leaves its mark, so that a late copy of the commit is
// refused at or below it. Until a read succeeds, nobody may plan.
func (c *Catalog) reload(ctx context.Context) {
	ctx = context.WithoutCancel(ctx)
	for range retriesMax {
		if s, err := c.load(ctx, c.now(), 0); err == nil {
			c.install(s, false)
			return
		}
	}
	// The store does not answer: an empty snapshot from the end of time sends
	// every reader to the store.
	c.install(c.newSnapshot(hlc.Max), false)
}

// install makes s the current snapshot. linked tells that the one before is exact
// until s.from; without it, older timestamps are read from the store.
func (c *Catalog) install(s *Snapshot, linked bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if linked {
		c.keep(held{c.current.Load(), s.from.Prev()})
	} else {
		c.history = nil
	}
	c.current.Store(s)
}
