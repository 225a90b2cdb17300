package catalog

import (
	"context"

	"github.com/isochrondb/isochron/clock/hlc"
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

// commitInTurn commits a change in its turn, above all that is held of the schema lease.
func (s *State) commitInTurn(ctx context.Context) (ts hlc.Timestamp, err error) {
	if err := s.c.takeTurn(ctx); err != nil {
		s.txn.Rollback(ctx)
		return 0, err
	}
	defer s.c.endTurn()
	l := s.c.lease()
	number, err := l.recall(ctx, s)
	if err != nil {
		s.txn.Rollback(ctx)
	} else {
		s.changing = true
		ts, err = s.txn.Commit(ctx)
	}
	l.resume(ctx, s, number, ts, err)
	return ts, err
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

// ownVersion names a snapshot with uncommitted changes.
func (c *Catalog) ownVersion() uint64 { return c.versions.Add(1) }
