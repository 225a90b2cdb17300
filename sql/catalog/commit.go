package catalog

import (
	"context"
	"errors"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/txn/coord"
)

// Commit commits the transaction, and with it the changes of the schema, and
// tells the catalog the outcome. The errors are those of coord's Commit.
func (s *State) Commit(ctx context.Context) (hlc.Timestamp, error) {
	if len(s.changes) == 0 {
		c, err := s.txn.Commit(ctx)
		s.finish(err)
		s.committed(ctx, err)
		return c, err
	}
	return s.commitChange(ctx)
}

// Rollback rolls the transaction back and forgets its changes.
func (s *State) Rollback(ctx context.Context) {
	if s.txn != nil {
		s.txn.Rollback(ctx)
	}
	s.Finish(nil)
}

// commitChange commits a change, and then runs what waited for its end: that may
// itself change the schema, so the right to do so is given back before.
func (s *State) commitChange(ctx context.Context) (hlc.Timestamp, error) {
	ts, err := s.commitInTurn(ctx)
	s.committed(ctx, err)
	return ts, err
}

// commitInTurn takes the right to change the schema.
func (s *State) commitInTurn(ctx context.Context) (hlc.Timestamp, error) {
	if err := s.c.takeTurn(ctx); err != nil {
		s.txn.Rollback(ctx)
		return 0, err
	}
	defer s.c.endTurn()
	if s.c.together.on.Load() {
		return s.commitTogether(ctx)
	}
	return s.commitAlone(ctx)
}

func (c *Catalog) takeTurn(ctx context.Context) error {
	select {
	case c.ddl <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (c *Catalog) endTurn() { <-c.ddl }

// commitAlone is the six steps of certify.go.
func (s *State) commitAlone(ctx context.Context) (hlc.Timestamp, error) {
	c := s.c
	s.changing = true
	done := c.announce()
	shut := s.shutGates()
	ts, err := s.commitShut(ctx, shut)
	c.publish(ctx, s.changes, ts, err)
	c.withdraw(done)
	for _, g := range shut {
		c.gates[g].reopen()
	}
	return ts, err
}

// committed runs what waited for the end and detaches s.
func (s *State) committed(ctx context.Context, err error) {
	s.done = err == nil
	if err == nil {
		for _, f := range s.after {
			f(ctx)
		}
	}
	s.reset()
}

func (s *State) shutGates() []int {
	var mask uint64
	for _, ch := range s.changes {
		mask |= 1 << gateOf(ch.id)
	}
	var shut []int
	for g := range gateCount {
		if mask>>g&1 != 0 {
			s.c.gates[g].close()
			shut = append(shut, g)
		}
	}
	return shut
}

// commitShut waits for those inside the gates and commits.
func (s *State) commitShut(ctx context.Context, shut []int) (hlc.Timestamp, error) {
	for _, g := range shut {
		if err := s.c.gates[g].drain(ctx, s.c.o.DB); err != nil {
			s.txn.Rollback(ctx)
			return 0, err
		}
	}
	return s.txn.Commit(ctx)
}

// announce makes readers at later timestamps wait for the outcome. The commit
// begins after it, so its c lies above since, and above the read timestamp of
// whoever found a snapshot before.
func (c *Catalog) announce() *pendingCommit {
	p := &pendingCommit{since: c.o.DB.Now(), done: make(chan struct{})}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pending = p
	c.exact.Store(int64(p.since))
	return p
}

func (c *Catalog) withdraw(p *pendingCommit) {
	c.mu.Lock()
	c.pending = nil
	c.exact.Store(int64(hlc.Max))
	c.mu.Unlock()
	close(p.done)
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

// forgetBlock drops the values of a sequence's number that is out of use.
func (c *Catalog) forgetBlock(ch change) {
	old, ok := c.current.Load().SequenceByID(ch.id)
	if !ok {
		return
	}
	if now, ok := ch.new.(*SequenceDesc); !ok || now.Prefix != old.Prefix {
		c.seqs.forget(old.Prefix)
	}
}

// published is a descriptor as all transactions see it.
func published(d Descriptor) Descriptor {
	if t, ok := d.(*TypeDesc); ok {
		return t.publish()
	}
	t, ok := d.(*TableDesc)
	if !ok || !t.Fresh {
		return d
	}
	p := *t // plans of the transaction may still hold t
	p.Fresh = false
	return &p
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

// ownVersion names a snapshot with uncommitted changes.
func (c *Catalog) ownVersion() uint64 { return c.versions.Add(1) }
