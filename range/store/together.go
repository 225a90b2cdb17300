package store

import (
	"context"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/raftloop"
	"github.com/isochrondb/isochron/range/replica"
)

// Alone reports whether CommitTogether may do something now.
func (s *Store) Alone() bool { return s.o.Alone != nil && s.o.Alone() }

// CommitTogether commits a transaction on several ranges at one timestamp, without stages, where
// this store is alone (Options.Alone). reqs has one request for each range, and resps as many.
// Errors are those of replica.CommitTogether: replica.ErrApart, too, where one of the ranges is not
// served here.
// ErrApart is no failure: the gateway commits in the ordinary way, by stages.
// Whether the store is alone is looked at again where the commands enter the logs
// (range/raftloop).
func (s *Store) CommitTogether(ctx context.Context, reqs []*kvpb.CommitRequest, resps []*kvpb.CommitResponse) (hlc.Timestamp, error) {
	if !s.Alone() {
		return 0, replica.ErrApart
	}
	parts, ranges := make([]replica.Part, len(reqs)), make([]*raftloop.Range, len(reqs))
	for i, req := range reqs {
		rh, rep, err := s.find(ctx, req.GetHeader())
		if err != nil || len(rh.Descriptor().Replicas) != 1 {
			return 0, replica.ErrApart
		}
		if rh.sampled() {
			rh.sample(req.RoutingKey())
		}
		ranges[i], parts[i] = rh.Range, replica.Part{Replica: rep, Req: req, Resp: resps[i]}
	}
	return replica.CommitTogether(ctx, parts, func(ps []replica.Proposal) { s.loop.ProposeTogether(ranges, ps) })
}
