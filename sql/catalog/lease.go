package catalog

import (
	"context"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/txn/coord"
)

// The schema lease is a node's right to take its current snapshot for the schema, up to
// Catalog.exact (transactions.md, section 8; T20). Who grants it is behind one interface:
//
//	ownLease     nobody else may change the schema: the node grants it to itself, without end,
//	             takes it back for its own changes, and sends nothing
//	rangeLease   others may: the catalog's range grants it, up to some time ahead of now, by a
//	             read for all transactions of the node, which is sent before it is needed
//
// What is done with it is the same:
//
//	a reader     at r takes the snapshot that is exact at r, and has the lease extended where
//	             it ends before
//	a user       holds it at its commit, up to some timestamp, compares the formats of the tables
//	             that it used with the snapshot that is exact there, and commits no later (Certify)
//	a change     of the schema takes the turn, one at a time on a node; recalls the lease, such that
//	             its own commit timestamp is above whatever anybody holds; commits; resumes
type schemaLease interface {
	// extend has the lease reach need, or waits for what keeps it from that; by is how ranges are
	// read for it. The caller looks again.
	extend(ctx context.Context, by reading, need hlc.Timestamp) error
	// hold returns the snapshot that is exact at need, and the last timestamp, at need or above and
	// mostly no more than want, at which s may commit in it.
	hold(ctx context.Context, s *State, need, want hlc.Timestamp) (*Snapshot, hlc.Timestamp, error)
	// recall sees to it that what s commits next is above all that is held, or fails; what it
	// returns is for resume, which is called in any case.
	recall(ctx context.Context, s *State) (number uint64, err error)
	// resume takes in what came of the commit of s, or of what recall failed by.
	resume(ctx context.Context, s *State, number uint64, ts hlc.Timestamp, err error)
	// others reports whether other nodes may hold something of the schema in memory.
	others() bool
}

func (c *Catalog) lease() schemaLease { return *c.granted.Load() }

func (c *Catalog) grantBy(l schemaLease) { c.granted.Store(&l) }

// Certify is coord's question at a commit: until when is the schema that the
// transaction used known to be the schema?
func (s *State) Certify(ctx context.Context, t *coord.Txn, need, want hlc.Timestamp) (hlc.Timestamp, error) {
	if t != s.txn {
		return 0, &coord.UsageError{Why: "the catalog's state belongs to another transaction"}
	}
	if s.changing || len(s.uses) == 0 || !s.c.rules.compares() {
		return want, nil // who changes it has recalled the lease
	}
	snap, until, err := s.c.lease().hold(ctx, s, need, want)
	if err != nil {
		return 0, err
	}
	if err := s.compareWith(snap); err != nil {
		return 0, err
	}
	return min(want, until), nil
}

// compareWith checks that the tables used are in cur what they were.
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
			if cur.from != hlc.Max { // else nobody knows the schema, and everybody looks again
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

// finish ends what s holds of the lease.
func (s *State) finish(err error) {
	if s.held != nil {
		s.held.release(s, err)
	}
}
