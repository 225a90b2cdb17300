package catalog

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/txn/coord"
)

// The certificate of a node that is alone (transactions.md, section 8; T20). It is got in memory, for the tables that a transaction used:
//
//	a user      enters the gates of its tables at the commit (Certify), compares
//	            the tables' formats, and leaves when its outcome is known (Finish)
//	a change    of the schema, at its own commit (State.Commit):
//	            1. takes the right to change (one at a time)
//	            2. announces itself: readers at later timestamps wait
//	            3. shuts the gates of the changed tables: who comes now waits
//	            4. waits until those inside have left, or until the clock has passed
//	               every timestamp that was certified to them (who is inside still,
//	               and wants another, goes out and comes again: drain and Certify)
//	            5. commits: its c is a later reading than all of the above
//	            6. publishes the new snapshot, ends the announcement, opens the gates
//
// So each user's c lies below that of the change (it left before 5, or its
// latest c was passed) or it compares after 6 and sees the change. A certified
// timestamp is a promise that outlives its holder: a user whose outcome stays
// unknown leaves the promise behind, and step 4 waits it out.
//
// A gate serves the tables whose IDs share its number. Entering costs one atomic
// addition for each table, and nothing is sent.

const gateCount = 64

// shutBit in gate.state: the gate is shut.
const shutBit = 1 << 40

type gate struct {
	// state is the number of those inside, plus shutBit.
	state atomic.Int64
	// promised is the highest timestamp certified to anyone who entered, owed the
	// highest of those who left without knowing their outcome.
	promised atomic.Int64
	owed     atomic.Int64
	// shut is set while the gate is shut.
	shut atomic.Pointer[shutGate]
	_    [32]byte // gates do not share cache lines
}

// shutGate: open is closed when the gate opens again, drained gets a token when
// the last one leaves. passed: the change goes on whoever is inside, who gets no
// further promise.
type shutGate struct {
	open, drained chan struct{}
	passed        atomic.Bool
}

// enter counts the caller in, waiting while the gate is shut.
func (g *gate) enter(ctx context.Context) error {
	for {
		if g.state.Add(1)&shutBit == 0 {
			return nil
		}
		// Read before leaving: while the caller counts, the gate cannot be
		// shut anew by another change.
		sh := g.shut.Load()
		g.leave()
		if sh == nil {
			continue
		}
		select {
		case <-sh.open:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (g *gate) leave() {
	if g.state.Add(-1) == shutBit {
		if sh := g.shut.Load(); sh != nil {
			select {
			case sh.drained <- struct{}{}:
			default:
			}
		}
	}
}

// raise makes a at least ts.
func raise(a *atomic.Int64, ts int64) {
	for {
		old := a.Load()
		if old >= ts || a.CompareAndSwap(old, ts) {
			return
		}
	}
}

// close shuts the gate. Only the holder of the right to change calls it.
func (g *gate) close() {
	g.shut.Store(&shutGate{open: make(chan struct{}), drained: make(chan struct{}, 1)})
	g.state.Add(shutBit)
}

// reopen opens the gate again.
func (g *gate) reopen() {
	sh := g.shut.Load()
	g.shut.Store(nil)
	g.state.Add(-shutBit)
	close(sh.open)
}

// drain waits until nobody is inside and nothing is owed, or the clock has
// passed all promises. It says so, and then looks again: a promise that was made
// meanwhile is either seen here, or taken back by who got it (Certify).
func (g *gate) drain(ctx context.Context, db *coord.DB) error {
	sh := g.shut.Load()
	for {
		left := g.promisedFor(db)
		if left < 0 {
			sh.passed.Store(true)
			if left = g.promisedFor(db); left < 0 {
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
func (g *gate) promisedFor(db *coord.DB) time.Duration {
	until := &g.owed
	if g.state.Load() != shutBit {
		until = &g.promised
	}
	return time.Duration(until.Load() - int64(db.Now()))
}

// over reports whether a change goes on without waiting for those inside.
func (g *gate) over() bool {
	sh := g.shut.Load()
	return sh != nil && sh.passed.Load()
}

func gateOf(id ID) int { return int(id) % gateCount }

// Certify is coord's question at a commit: until when is the schema that the
// transaction used known to be the schema?
func (s *State) Certify(ctx context.Context, t *coord.Txn, need, want hlc.Timestamp) (hlc.Timestamp, error) {
	if t != s.txn {
		return 0, &coord.UsageError{Why: "the catalog's state belongs to another transaction"}
	}
	if s.c.together.on.Load() {
		return s.certifyTogether(ctx, need, want)
	}
	until := min(want, need.Add(s.c.o.CertifyAhead))
	for {
		if !s.entered && !s.changing {
			if err := s.enter(ctx); err != nil {
				return 0, err
			}
		}
		for i := range s.uses {
			raise(&s.c.gates[gateOf(s.uses[i].table)].promised, int64(until))
		}
		if s.c.together.on.Load() {
			// Since when, before or after the promise, can't be told: it is not used.
			return s.certifyTogether(ctx, need, want)
		}
		if s.changing || !s.over() {
			break
		}
		s.leave() // what was promised before has passed
		if t.Staged() {
			// Its c was raised, and the change may be waiting for its stage.
			return 0, &coord.RetryError{Why: "the schema is being changed by another transaction"}
		}
	}
	s.until = until
	if err := s.compare(); err != nil {
		return 0, err
	}
	return until, nil
}

func (s *State) enter(ctx context.Context) error {
	for i := range s.uses {
		if err := s.c.gates[gateOf(s.uses[i].table)].enter(ctx); err != nil {
			for _, u := range s.uses[:i] {
				s.c.gates[gateOf(u.table)].leave()
			}
			return err
		}
	}
	s.entered = true
	return nil
}

// over reports whether a change of any of the tables goes on.
func (s *State) over() bool {
	for i := range s.uses {
		if s.c.gates[gateOf(s.uses[i].table)].over() {
			return true
		}
	}
	return false
}

// leave leaves the gates.
func (s *State) leave() {
	for i := range s.uses {
		s.c.gates[gateOf(s.uses[i].table)].leave()
	}
	s.entered = false
}

// compare checks that the tables used are still what they were. Inside the
// gates, the current snapshot cannot change for these tables.
func (s *State) compare() error { return s.compareWith(s.c.current.Load()) }

func (s *State) compareWith(cur *Snapshot) error {
	for _, u := range s.uses {
		if s.changed(u.table) {
			continue
		}
		if t, ok := cur.TableByID(u.table); !ok || u.differs(t) {
			name := "a dropped table"
			if ok {
				name = t.Name
			}
			if s.c.together.on.Load() {
				s.txn.Observe(cur.from) // the error tells of it, and a retry must see it
			}
			return &coord.RetryError{Why: "the schema of " + name + " was changed by another transaction"}
		}
	}
	return nil
}

// Finish tells the catalog that the transaction is over with the outcome err, as
// Commit, Fused or Rollback gave it, and detaches s from it. State.Commit and
// State.Rollback call it themselves; after a fused commit the session does.
func (s *State) Finish(err error) {
	s.finish(err)
	s.reset()
}

// finish leaves the gates. Where the outcome is unknown, a late copy of the
// commit may still come to pass up to the certified timestamp: that is owed.
func (s *State) finish(err error) {
	if !s.entered {
		return
	}
	var unknown *coord.AmbiguousError
	if errors.As(err, &unknown) {
		for i := range s.uses {
			raise(&s.c.gates[gateOf(s.uses[i].table)].owed, int64(s.until))
		}
	}
	s.leave()
}
