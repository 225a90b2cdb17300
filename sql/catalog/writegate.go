package catalog

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/retry"
	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/txn/coord"
)

// A change of a table's format would cost its open writers their commit (40001: what
// they have buffered is of the old format). So it waits for them, as Postgres's table
// locks do:
//
//	a writer   enters the write gate of each table with its first statement that may write
//	           there, and leaves when its transaction is over
//	a change   shuts the write gate (State.Exclude): who comes now waits, and plans again
//	           when it opens; waits until those inside have left; is committed; opens
//
// A gate that stays shut would hold up writers that those inside wait for: so it is
// shut for a while, opened again, and shut for longer. A gate serves the tables whose
// IDs share its number. The schema lease does not depend on them: who comes past one is
// refused at the commit as before.
type writeGate struct {
	barrier
	right chan struct{} // held by who shuts it; capacity 1
	// table is the one that LOCK TABLE shut it for, whose row the transaction has locked; else 0.
	table atomic.Uint64
}

// How long a write gate is shut before those before it are let in, and how long it is open then.
const (
	shutFirst    = time.Second
	shutMax      = 8 * time.Second
	openBetween  = 20 * time.Millisecond
	pollMin      = 50 * time.Microsecond
	pollMax      = 5 * time.Millisecond
	deadlockWait = 10 * time.Second // for others, by a transaction that others may wait for
)

// excluded reports whether the transaction, or the one that it works for, has shut the write gate.
func (s *State) excluded(n int) bool {
	return s.shut>>n&1 != 0 || s.parent != nil && s.parent.excluded(n)
}

// inside is how many of those inside a write gate are the transaction and the one it works for.
func (s *State) inside(n int) (own int64) {
	own = int64(s.gates >> n & 1)
	if s.parent != nil {
		own += s.parent.inside(n)
	}
	return own
}

// enterGate counts the transaction among the table's writers. moved: the table has changed
// since the snapshot in which the statement was planned.
func (s *State) enterGate(ctx context.Context, t *TableDesc) (moved bool, err error) {
	n := barrierOf(t.ID)
	if s.gates>>n&1 == 0 && !s.excluded(n) {
		g := &s.c.writers[n]
		for g.table.Load() != 0 {
			if err := s.awaitLock(ctx, g); err != nil {
				return false, err
			}
		}
		if g.state.Load()&shutBit != 0 {
			// Who changes the table holds its row, once the change is written: so others see who
			// waits for whom, a deadlock is found, and lock_timeout holds.
			if err := s.awaitRow(ctx, t.ID, coord.LockOptions{Timeout: s.timeout, Newest: true}); err != nil {
				return false, err
			}
		}
		if err := g.enter(ctx); err != nil {
			return false, err
		}
		s.gates |= 1 << n
	}
	cur := s.c.current.Load()
	now, ok := cur.TableByID(t.ID)
	moved = !s.changed(t.ID) && (!ok || now.Format != t.Format)
	if moved && cur.from != hlc.Max { // Max: nobody knows the schema, and everybody looks again
		// The change may lie ahead of now: planned again before it has passed, the statement
		// would be the same.
		err = s.c.o.DB.AwaitPast(ctx, cur.from)
	}
	return moved, err
}

// leaveGates ends what the transaction held of write gates.
func (s *State) leaveGates() {
	for n := 0; s.gates|s.shut != 0 && n < barrierCount; n++ {
		if s.shut>>n&1 != 0 {
			s.c.writers[n].open()
		}
		if s.gates>>n&1 != 0 {
			s.c.writers[n].leave()
		}
	}
	s.gates, s.shut, s.locked = 0, 0, 0
}

func (g *writeGate) open() {
	g.table.Store(0)
	g.reopen()
	<-g.right
}

// WorkFor tells that s serves p's transaction, which waits for it: what p holds is not waited for.
func (s *State) WorkFor(p *State) { s.parent = p }

// Exclude keeps writers out of a table until the transaction ends, so that a change of its
// format makes none of them fail. It waits for those that are open, for `within` at
// most (0: without end).
func (s *State) Exclude(ctx context.Context, id ID, within time.Duration) error {
	n := barrierOf(id)
	if s.excluded(n) {
		return nil
	}
	limit := within
	if s.waitedFor() && (limit == 0 || limit > deadlockWait) {
		limit = deadlockWait
	}
	if limit > 0 {
		bounded, stop := context.WithTimeout(ctx, limit)
		defer stop()
		err := s.exclude(bounded, n)
		switch {
		case err == nil || ctx.Err() != nil || !errors.Is(err, context.DeadlineExceeded):
			return err
		case limit == within:
			return &coord.LockError{Timeout: true}
		}
		return &coord.DeadlockError{}
	}
	return s.exclude(ctx, n)
}

// TableLock is what LOCK TABLE asks of a table.
type TableLock struct {
	Mode    kvpb.LockMode // of the table's row, which orders LOCK TABLEs and changes of the table
	Writers bool          // those are kept out, too
	Wait    kvpb.WaitPolicy
	Timeout time.Duration // 0: none
}

// LockTable locks a table until the transaction ends. Its row comes first: who waits for that
// is seen by the search for deadlocks, LOCK TABLE and the writers that it keeps out alike.
// Writers of other nodes are not kept out: the caller has what they do meanwhile looked for at
// the commit.
func (s *State) LockTable(ctx context.Context, t *TableDesc, l TableLock) error {
	if err := s.lockRowWith(ctx, t, l.Mode, coord.LockOptions{Wait: l.Wait, Timeout: l.Timeout}); err != nil || !l.Writers {
		return err
	}
	n := barrierOf(t.ID)
	if s.excluded(n) {
		return nil
	}
	g := &s.c.writers[n]
	if l.Wait != kvpb.WaitPolicy_BLOCK {
		if !s.tryExclude(g, n) {
			return &coord.LockError{}
		}
	} else if err := s.Exclude(ctx, t.ID, l.Timeout); err != nil {
		return err
	}
	s.locked |= 1 << n
	g.table.Store(uint64(t.ID))
	return nil
}

// tryExclude shuts a write gate that nobody else is inside.
func (s *State) tryExclude(g *writeGate, n int) bool {
	select {
	case g.right <- struct{}{}:
	default:
		return false
	}
	g.close()
	if g.state.Load()&^shutBit > s.inside(n) {
		g.open()
		return false
	}
	s.shut |= 1 << n
	return true
}

// awaitLock waits for the transaction that shut a write gate by LOCK TABLE. It asks for the row that
// this one has locked, so that a deadlock is found, and keeps nothing.
func (s *State) awaitLock(ctx context.Context, g *writeGate) error {
	id := ID(g.table.Load())
	if id == 0 {
		return nil
	}
	if err := s.awaitRow(ctx, id, coord.LockOptions{Timeout: s.timeout}); err != nil {
		return err
	}
	// The transaction has given back its row; its write gates open with its end.
	for polls := polling(); ID(g.table.Load()) == id; {
		if err := polls.Sleep(ctx); err != nil {
			return err
		}
	}
	return s.txn.Refresh(ctx) // sees what it has committed
}

// awaitRow waits for those who hold a table's row, and keeps nothing.
func (s *State) awaitRow(ctx context.Context, id ID, o coord.LockOptions) error {
	had, mark := s.Locked(id), s.txn.Savepoint()
	if _, err := s.lock(ctx, []coord.LockTarget{{Key: descKey(id), Mode: kvpb.LockMode_SHARE}}, o); err != nil {
		return err
	}
	if err := s.txn.Unlock(ctx, mark); err != nil {
		return err
	}
	if !had && s.Locked(id) { // who changes the table would wait for this transaction, which waits for the write gate
		return &coord.RetryError{Why: "a lock on a table could not be given back", Key: descKey(id)}
	}
	return nil
}

// unlock opens the write gates that LOCK TABLE has shut since a savepoint.
func (s *State) unlock(before uint64) {
	for n := 0; s.locked&^before != 0; n++ {
		if bit := uint64(1) << n; s.locked&^before&bit != 0 {
			s.c.writers[n].open()
			s.locked, s.shut = s.locked&^bit, s.shut&^bit
		}
	}
}

// SetLockTimeout tells how long a writer waits for a table that is locked; 0: without end.
func (s *State) SetLockTimeout(d time.Duration) { s.timeout = d }

// waitedFor reports whether others may wait for what the transaction holds.
func (s *State) waitedFor() bool {
	return s.gates|s.shut != 0 || len(s.changes) > 0 || s.parent != nil && s.parent.waitedFor()
}

func (s *State) exclude(ctx context.Context, n int) error {
	g := &s.c.writers[n]
	select {
	case g.right <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	for shut := (retry.Policy{First: shutFirst, Longest: shutMax}).Begin(); ; {
		g.close()
		done, err := g.drained(ctx, s.inside(n), shut.Next())
		if done {
			s.shut |= 1 << n
			return nil
		}
		g.reopen()
		if err == nil {
			err = stop.Sleep(ctx, openBetween)
		}
		if err != nil {
			<-g.right
			return err
		}
	}
}

// polling is the pace of looks at a gate: nothing tells of its state, and most waits are short.
func polling() retry.Pauses { return retry.Policy{First: pollMin, Longest: pollMax}.Begin() }

// drained waits until nobody but the own is inside.
func (g *writeGate) drained(ctx context.Context, own int64, within time.Duration) (bool, error) {
	until := time.Now().Add(within)
	for polls := polling(); g.state.Load()&^shutBit > own; {
		if time.Now().After(until) {
			return false, nil
		}
		if err := polls.Sleep(ctx); err != nil {
			return false, err
		}
	}
	return true, nil
}

// movedOn is the error of a statement that was planned in a snapshot older than a change
// of the table: READ COMMITTED runs it again, others the transaction.
func (s *State) movedOn(t *TableDesc) error {
	retry := coord.RetryError{Why: "the schema of " + t.Name + " was changed by another transaction"}
	if s.txn.Isolation() == kvpb.Isolation_READ_COMMITTED {
		return &coord.StatementRetry{RetryError: retry}
	}
	return &retry
}

// sameForWriters reports whether a change of a table leaves it to writers as it was: they
// keep an index up to date before it is published as after.
func sameForWriters(was, t *TableDesc) bool {
	return sameRows(was, t, func(ix *IndexDesc) bool {
		ix.State = IndexPublic
		return true
	})
}

// sameForReaders is the same for readers: nobody reads an index that was not public.
func sameForReaders(was, t *TableDesc) bool {
	return sameRows(was, t, func(ix *IndexDesc) bool {
		old, ok := was.Index(ix.ID)
		return ok && old.State == IndexPublic
	})
}

// sameRows compares all but the indexes that count leaves out.
func sameRows(was, t *TableDesc, count func(*IndexDesc) bool) bool {
	rows := func(t *TableDesc) string {
		c := *t
		c.Version, c.Format, c.Reads, c.NextIndexID, c.Indexes, c.Dependents = 0, 0, 0, 0, nil, nil
		for _, ix := range t.Indexes {
			if count(&ix) {
				c.Indexes = append(c.Indexes, ix)
			}
		}
		return string(encode(&c))
	}
	return rows(was) == rows(t)
}
