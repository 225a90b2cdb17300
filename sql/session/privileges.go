package session

import (
	"context"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/txn/coord"
)

// verdict is what the check of a plan's needs came to. A plan is one role's,
// since its environment is, so the verdict holds for a version of the catalog.
type verdict struct {
	version uint64
	role    catalog.ID
	past    bool
	err     error
}

// mayRun checks that the role in force may do what a plan needs (42501): each
// time that it runs, by the newest catalog that the node has, so that what was
// revoked counts from the next statement on, in the middle of a transaction too.
func (s *Session) mayRun(c *cachedPlan, snap *catalog.Snapshot) error {
	if err := s.mayShow(c, snap); err != nil {
		return err
	}
	return c.plan.Unpopulated
}

// mayShow is mayRun for a plan that is only shown.
func (s *Session) mayShow(c *cachedPlan, snap *catalog.Snapshot) error {
	return s.roleMayRun(c, snap, s.who.current)
}

func (s *Session) roleMayRun(c *cachedPlan, snap *catalog.Snapshot, role catalog.ID) error {
	by := s.rightsNow(snap)
	past := s.block.asOf != 0
	if v := c.verdict.Load(); v != nil && v.version == by.Version() && v.role == role && v.past == past {
		return v.err
	}
	err := s.may(snap, role, c.plan.Needs)
	if err == nil && by != snap && !samePolicies(by, snap, role, c.plan) {
		err = &coord.RetryError{Why: "policies of a table have changed since the transaction began"}
	}
	if err == nil {
		err = c.plan.Refused
	}
	c.verdict.Store(&verdict{by.Version(), role, past, err})
	return err
}

// MayCall serves host.Caller.
func (s *Session) MayCall(needs []catalog.Need) error {
	if len(needs) == 0 {
		return nil
	}
	return s.may(s.namesNow(), s.who.current, needs)
}

// may checks rights of now on what was looked up in snap (42501).
func (s *Session) may(snap *catalog.Snapshot, role catalog.ID, needs []catalog.Need) error {
	by := s.rightsNow(snap)
	if by == snap {
		return by.Check(role, needs)
	}
	return by.CheckSince(snap, role, needs, s.block.asOf != 0)
}

// samePolicies reports whether policies ask the same in both snapshots of all in whose names
// a plan uses tables: of the role, and of the owners of views.
func samePolicies(a, b *catalog.Snapshot, role catalog.ID, p *nodes.Plan) bool {
	if !a.SamePolicies(b, role, p.Tables) {
		return false
	}
	for i := range p.Needs {
		if as := p.Needs[i].As; as != 0 && as != role && !a.SamePolicies(b, as, []catalog.ID{p.Needs[i].Object}) {
			return false
		}
	}
	return true
}

// rightsNow is the catalog that rights are read from: the transaction's own
// where it has changed something, else the newest.
func (s *Session) rightsNow(snap *catalog.Snapshot) *catalog.Snapshot {
	if cur := s.m.o.Catalog.Current(); !snap.HasOwnChanges() && cur.From() > snap.From() {
		return cur
	}
	return snap
}

// opened notes by which rights a portal's rows are read.
func (s *Session) opened(po *portal) { po.plan, po.role = po.p.cached, s.who.current }

// mayFetch checks that the role that opened a portal still may read its rows.
func (s *Session) mayFetch(ctx context.Context, po *portal) error {
	if po.rows == nil || po.plan == nil || po.place.held {
		return nil
	}
	snap, err := s.snapshot(ctx)
	if err != nil {
		return err
	}
	return s.roleMayRun(po.plan, snap, po.role)
}
