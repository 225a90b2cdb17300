package store

import (
	"context"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
)

var _ kvpb.Sender = (*Store)(nil)

// Send implements kvpb.Sender: it finds the replica, lets it answer, and helps those who came to the
// wrong one.
//
//	reads that may be of the past    the replica here, leaseholder or not (readFollowing)
//	merges                           a queue, since both sides are needed; a cancel is the replica's
//	figures                          stats
//	all else                         the leaseholder's replica (pass)
func (s *Store) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	// By type, not by method: a read may come with its fragment as a value beside it (ReadWith).
	switch q := req.(type) {
	case *kvpb.ReadRequest:
		if q.Follower {
			return s.readFollowing(ctx, req, q, resp)
		}
	case *kvpb.ReadWith:
		if q.Follower {
			return s.readFollowing(ctx, req, &q.ReadRequest, resp)
		}
	case *kvpb.MergeRequest:
		if q.Cancel == nil {
			return s.mergeRequested(ctx, q, resp.(*kvpb.MergeResponse))
		}
	case *kvpb.StatsRequest:
		return s.stats(ctx, q, resp.(*kvpb.StatsResponse))
	}
	_, _, err := s.pass(ctx, req, resp)
	return err
}

// pass lets the range's replica answer, and returns it; nil: there is none.
// A replica that gives its lease away while it answers says RetryElsewhere by
// itself.
func (s *Store) pass(ctx context.Context, req kvpb.Request, resp kvpb.Response) (*handle, *replica.Replica, error) {
	rh, rep, err := s.find(ctx, req.GetHeader())
	if err != nil {
		return nil, nil, s.help(err, req.RoutingKey())
	}
	// Before it is served: a request that fails is load as well.
	if rh.sampled() {
		rh.sample(req.RoutingKey())
	}
	if err := rep.Send(ctx, req, resp); err != nil {
		return rh, rep, s.help(err, req.RoutingKey())
	}
	return rh, rep, nil
}

// readFollowing answers a read of the past here, where it can; else the leaseholder does.
func (s *Store) readFollowing(ctx context.Context, req kvpb.Request, q *kvpb.ReadRequest, resp kvpb.Response) error {
	_, frag := kvpb.Plain(req)
	if done, err := s.readPast(ctx, q, frag, resp.(*kvpb.ReadResponse)); done {
		return err
	}
	rh, rep, err := s.pass(ctx, req, resp)
	if rep != nil {
		s.wantClosed(rh, rep)
	}
	return err
}

// stats answers a StatsRequest, which may be one to the store.
// It also brings the hash of another replica (CheckId), and an operator's word
// which is right (RightStore).
func (s *Store) stats(ctx context.Context, req *kvpb.StatsRequest, resp *kvpb.StatsResponse) error {
	rh, rep, err := s.find(ctx, req.GetHeader())
	if err == nil {
		if rh.sampled() {
			rh.sample(nil)
		}
		if req.CheckId != 0 && !rh.checks.Vote(req.CheckId, req.CheckStore, req.CheckSum) {
			err = &kvpb.RetryElsewhere{RangeID: rh.ID(), Range: rh.Descriptor().Proto(), Why: "this replica has asked for no such hash"}
		} else if req.RightStore != 0 {
			err = s.ResolveTie(ctx, rh.ID(), req.RightStore)
		}
		if err == nil {
			err = rep.Send(ctx, req, resp)
		}
	}
	if err != nil {
		return s.help(err, nil)
	}
	resp.NodeId, resp.StoreId, resp.Range = s.ident.NodeID, s.ident.StoreID, rh.Descriptor().Proto()
	for _, r := range s.Reports(ctx, rh.ID()) {
		resp.QueriesPerSecond = r.RequestsPerSecond
	}
	return nil
}
