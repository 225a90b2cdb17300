package node

import (
	"context"
	"errors"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/server/node/nodepb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgcatalog"
	"github.com/isochrondb/isochron/sql/session"
)

// advisories serves session.AdvisoryCluster.
type advisories struct{ n *Node }

var _ session.AdvisoryCluster = advisories{}

func (a advisories) Several() bool {
	return !a.n.lone() && a.n.versions.Active(version.Guarded)
}

// Owner is the leaseholder of the directory's range: center, with the term of its lease.
func (a advisories) Owner(ctx context.Context) (node uint32, term uint64) {
	d := a.n.router.First()
	if d == nil {
		return 0, 0
	}
	if term, held := a.n.store.LeaseTerm(ctx, d.ID); held {
		return a.n.ident.NodeID, term
	}
	if node = a.n.router.Leader(d); node == a.n.ident.NodeID { // not any more, or not yet
		a.moved(node, 0)
		return 0, 0
	}
	return node, 0
}

// moved takes in that a node does not lead the directory's range, but another, if it is known: who
// asks for nothing else there would ask the same node for good.
func (a advisories) moved(node, leader uint32) {
	if d := a.n.router.First(); d != nil && a.n.router.Leader(d) == node {
		a.n.router.LedBy(d, leader)
	}
}

func (a advisories) Others(ctx context.Context) ([]uint32, error) {
	if err := a.n.members.Poll(ctx); err != nil {
		return nil, err
	}
	return a.n.members.Others(), nil
}

func (a advisories) End(pid int32) {
	a.n.log.Warn("a session ends: its advisory locks may have been given to others, since their owner and this node have not heard of each other", "pid", pid)
	a.n.wire.Cancel(uint32(pid), true)
}

func (a advisories) Ask(ctx context.Context, node uint32, req *session.AdvisoryRequest) (*session.AdvisoryReply, error) {
	p := &nodepb.AdvisoryRequest{Epoch: req.Epoch, Owner: req.Owner, Session: req.Session, Number: req.Number, Wait: req.Wait, Recall: req.Recall, Settled: advisoryOut(req.Settled), Ended: req.Ended, Past: int64(a.n.side.told(a.n))}
	if req.Session != 0 {
		p.Lock = advisoryOut([]session.AdvisoryLock{req.Lock})[0]
	}
	var r nodepb.AdvisoryReply
	if err := a.exchange(ctx, node, p, &r); err != nil {
		if _, ok := errors.AsType[*transport.Unreachable](err); ok && !req.Recall {
			a.moved(node, 0)
		}
		return nil, err
	}
	if r.Owner == 0 && r.Leader != node && !req.Recall {
		a.moved(node, r.Leader)
	}
	a.n.side.hear(a.n, hlc.Timestamp(r.Past))
	return &session.AdvisoryReply{Epoch: r.Epoch, Owner: r.Owner, Granted: r.Granted, Code: r.Code, Message: r.Message, Held: advisoryIn(r.Held), Recalling: r.Recalling, Forsaken: r.Forsaken, Leader: r.Leader}, nil
}

func (a advisories) exchange(ctx context.Context, node uint32, p *nodepb.AdvisoryRequest, r *nodepb.AdvisoryReply) error {
	s, err := a.n.mesh.Open(ctx, node, serviceAdvisory)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := errors.Join(s.Send(p), s.CloseSend()); err != nil {
		return err
	}
	return s.Receive(r)
}

// serveAdvisory answers another node.
func (n *Node) serveAdvisory(s *transport.Stream) error {
	var p nodepb.AdvisoryRequest
	if err := s.Receive(&p); err != nil {
		return err
	}
	req := &session.AdvisoryRequest{Epoch: p.Epoch, Owner: p.Owner, Session: p.Session, Number: p.Number, Wait: p.Wait, Recall: p.Recall, Settled: advisoryIn(p.Settled), Ended: p.Ended}
	if p.Lock != nil {
		req.Lock = advisoryIn([]*nodepb.AdvisoryLock{p.Lock})[0]
	}
	n.side.hear(n, hlc.Timestamp(p.Past))
	r := n.sessions.ServeAdvisory(s.Context(), s.Peer().NodeID, req)
	return s.Send(&nodepb.AdvisoryReply{Leader: r.Leader, Epoch: r.Epoch, Owner: r.Owner, Granted: r.Granted, Code: r.Code, Message: r.Message, Held: advisoryOut(r.Held), Recalling: r.Recalling, Forsaken: r.Forsaken, Past: int64(n.side.told(n))})
}

func (a advisories) Caught(ctx context.Context) error { return a.n.side.caught(ctx, a.n) }

func advisoryOut(all []session.AdvisoryLock) (out []*nodepb.AdvisoryLock) {
	for i := range all {
		l := &all[i]
		out = append(out, &nodepb.AdvisoryLock{Session: l.Session, Number: l.Number, Database: uint64(l.Database), Pair: l.Pair, A: l.A, B: l.B, Exclusive: l.Exclusive, Shared: l.Shared})
	}
	return out
}

func advisoryIn(all []*nodepb.AdvisoryLock) (in []session.AdvisoryLock) {
	for _, l := range all {
		in = append(in, session.AdvisoryLock{Session: l.GetSession(), Number: l.GetNumber(), Database: catalog.ID(l.GetDatabase()), Pair: l.GetPair(), A: l.GetA(), B: l.GetB(),
			Exclusive: l.GetExclusive(), Shared: l.GetShared()})
	}
	return in
}

// advisoryRows are advisory locks as pg_locks shows them.
func advisoryRows(all []session.AdvisoryShown) (out []pgcatalog.AdvisoryLock) {
	for _, l := range all {
		row := pgcatalog.AdvisoryLock{PID: l.PID, Database: l.Database, ClassID: uint32(uint64(l.A) >> 32), ObjID: uint32(l.A), ObjSubID: 1, Exclusive: l.Exclusive, Granted: l.Granted}
		if l.Pair {
			row.ClassID, row.ObjID, row.ObjSubID = uint32(l.A), uint32(l.B), 2
		}
		out = append(out, row)
	}
	return out
}
