package store

import (
	"context"

	"github.com/isochrondb/isochron/kv/kvpb"
)

var _ kvpb.Server = (*Store)(nil)

// One method of kvpb.Server each: find the replica, let it answer, and help
// those who came to the wrong one.

// Read implements kvpb.Server.
func (s *Store) Read(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, resp *kvpb.ReadResponse) error {
	if req.Follower {
		if done, err := s.readPast(ctx, req, frag, resp); done {
			return err
		}
	}
	sl, rep, err := s.find(ctx, req.GetHeader())
	if err == nil {
		if sl.sampled() {
			sl.sample(firstSpan(req.Spans))
		}
		err = rep.Read(ctx, req, frag, resp)
		if req.Follower {
			s.wantClosed(sl, rep)
		}
	}
	if err != nil {
		return s.help(err, firstSpan(req.Spans))
	}
	return nil
}

// Lock implements kvpb.Server.
func (s *Store) Lock(ctx context.Context, req *kvpb.LockRequest, resp *kvpb.LockResponse) error {
	sl, rep, err := s.find(ctx, req.GetHeader())
	if err == nil {
		if sl.sampled() {
			sl.sample(lockKey(req.Keys))
		}
		err = rep.Lock(ctx, req, resp)
	}
	if err != nil {
		return s.help(err, lockKey(req.Keys))
	}
	return nil
}

// Commit implements kvpb.Server.
func (s *Store) Commit(ctx context.Context, req *kvpb.CommitRequest, frag kvpb.Fragment, resp *kvpb.CommitResponse) error {
	sl, rep, err := s.find(ctx, req.GetHeader())
	if err == nil {
		if sl.sampled() {
			sl.sample(commitKey(req))
		}
		err = rep.Commit(ctx, req, frag, resp)
	}
	if err != nil {
		return s.help(err, commitKey(req))
	}
	return nil
}

// Stage implements kvpb.Server.
func (s *Store) Stage(ctx context.Context, req *kvpb.StageRequest, resp *kvpb.StageResponse) error {
	sl, rep, err := s.find(ctx, req.GetCommit().GetHeader())
	if err == nil {
		if sl.sampled() {
			sl.sample(commitKey(req.GetCommit()))
		}
		err = rep.Stage(ctx, req, resp)
	}
	if err != nil {
		return s.help(err, commitKey(req.GetCommit()))
	}
	return nil
}

// Flush implements kvpb.Server.
func (s *Store) Flush(ctx context.Context, req *kvpb.FlushRequest, resp *kvpb.FlushResponse) error {
	sl, rep, err := s.find(ctx, req.GetHeader())
	if err == nil {
		if sl.sampled() {
			sl.sample(writeKey(req.Writes))
		}
		err = rep.Flush(ctx, req, resp)
	}
	if err != nil {
		return s.help(err, writeKey(req.Writes))
	}
	return nil
}

// Decide implements kvpb.Server.
func (s *Store) Decide(ctx context.Context, req *kvpb.DecideRequest, resp *kvpb.DecideResponse) error {
	sl, rep, err := s.find(ctx, req.GetHeader())
	if err == nil {
		if sl.sampled() {
			sl.sample(req.Anchor)
		}
		err = rep.Decide(ctx, req, resp)
	}
	if err != nil {
		return s.help(err, req.Anchor)
	}
	return nil
}

// Evidence implements kvpb.Server.
func (s *Store) Evidence(ctx context.Context, req *kvpb.EvidenceRequest, resp *kvpb.EvidenceResponse) error {
	sl, rep, err := s.find(ctx, req.GetHeader())
	if err == nil {
		if sl.sampled() {
			sl.sample(firstSpan(req.Keys))
		}
		err = rep.Evidence(ctx, req, resp)
	}
	if err != nil {
		return s.help(err, firstSpan(req.Keys))
	}
	return nil
}

// Resolve implements kvpb.Server.
func (s *Store) Resolve(ctx context.Context, req *kvpb.ResolveRequest, resp *kvpb.ResolveResponse) error {
	sl, rep, err := s.find(ctx, req.GetHeader())
	if err == nil {
		if sl.sampled() {
			sl.sample(firstSpan(req.Keys))
		}
		err = rep.Resolve(ctx, req, resp)
	}
	if err != nil {
		return s.help(err, firstSpan(req.Keys))
	}
	return nil
}

// Tag implements kvpb.Server.
func (s *Store) Tag(ctx context.Context, req *kvpb.TagRequest, resp *kvpb.TagResponse) error {
	sl, rep, err := s.find(ctx, req.GetHeader())
	if err == nil {
		if sl.sampled() {
			sl.sample(req.Key)
		}
		err = rep.Tag(ctx, req, resp)
	}
	if err != nil {
		return s.help(err, req.Key)
	}
	return nil
}

// Release implements kvpb.Server.
func (s *Store) Release(ctx context.Context, req *kvpb.ReleaseRequest, resp *kvpb.ReleaseResponse) error {
	sl, rep, err := s.find(ctx, req.GetHeader())
	if err == nil {
		if sl.sampled() {
			sl.sample(firstKey(req.Keys))
		}
		err = rep.Release(ctx, req, resp)
	}
	if err != nil {
		return s.help(err, firstKey(req.Keys))
	}
	return nil
}

// Hint implements kvpb.Server.
func (s *Store) Hint(ctx context.Context, req *kvpb.HintRequest, resp *kvpb.HintResponse) error {
	sl, rep, err := s.find(ctx, req.GetHeader())
	if err == nil {
		if sl.sampled() {
			sl.sample(nil)
		}
		err = rep.Hint(ctx, req, resp)
	}
	if err != nil {
		return s.help(err, nil)
	}
	return nil
}

// Split implements kvpb.Server.
func (s *Store) Split(ctx context.Context, req *kvpb.SplitRequest, resp *kvpb.SplitResponse) error {
	sl, rep, err := s.find(ctx, req.GetHeader())
	if err == nil {
		if sl.sampled() {
			sl.sample(req.Key)
		}
		err = rep.Split(ctx, req, resp)
	}
	if err != nil {
		return s.help(err, req.Key)
	}
	return nil
}

// Collect implements kvpb.Server.
func (s *Store) Collect(ctx context.Context, req *kvpb.CollectRequest, resp *kvpb.CollectResponse) error {
	sl, rep, err := s.find(ctx, req.GetHeader())
	if err == nil {
		if sl.sampled() {
			sl.sample(nil)
		}
		err = rep.Collect(ctx, req, resp)
	}
	if err != nil {
		return s.help(err, nil)
	}
	return nil
}

// Clear implements kvpb.Server.
func (s *Store) Clear(ctx context.Context, req *kvpb.ClearRequest, resp *kvpb.ClearResponse) error {
	sl, rep, err := s.find(ctx, req.GetHeader())
	if err == nil {
		if sl.sampled() {
			sl.sample(req.GetSpan().GetKey())
		}
		err = rep.Clear(ctx, req, resp)
	}
	if err != nil {
		return s.help(err, req.GetSpan().GetKey())
	}
	return nil
}

// Ingest implements kvpb.Server.
func (s *Store) Ingest(ctx context.Context, req *kvpb.IngestRequest, resp *kvpb.IngestResponse) error {
	sl, rep, err := s.find(ctx, req.GetHeader())
	if err == nil {
		if sl.sampled() {
			sl.sample(writeKey(req.Writes))
		}
		err = rep.Ingest(ctx, req, resp)
	}
	if err != nil {
		return s.help(err, writeKey(req.Writes))
	}
	return nil
}

// Stats implements kvpb.Server.
func (s *Store) Stats(ctx context.Context, req *kvpb.StatsRequest, resp *kvpb.StatsResponse) error {
	sl, rep, err := s.find(ctx, req.GetHeader())
	if err == nil {
		if sl.sampled() {
			sl.sample(nil)
		}
		if req.CheckId != 0 && !sl.checks.vote(req.CheckId, req.CheckStore, req.CheckSum) {
			err = &kvpb.RetryElsewhere{RangeID: sl.id, Range: sl.descriptor().Proto(), Why: "this replica has asked for no such hash"}
		} else if req.RightStore != 0 {
			err = s.ResolveTie(ctx, sl.id, req.RightStore)
		}
		if err == nil {
			err = rep.Stats(ctx, req, resp)
		}
	}
	if err != nil {
		return s.help(err, nil)
	}
	resp.NodeId, resp.StoreId, resp.Range = s.ident.NodeID, s.ident.StoreID, sl.descriptor().Proto()
	for _, r := range s.Reports(ctx, sl.id) {
		resp.QueriesPerSecond = r.RequestsPerSecond
	}
	return nil
}

func firstSpan(s []*kvpb.Span) []byte {
	if len(s) == 0 {
		return nil
	}
	return s[0].GetKey()
}

func firstKey(k [][]byte) []byte {
	if len(k) == 0 {
		return nil
	}
	return k[0]
}

func lockKey(k []*kvpb.LockKey) []byte {
	if len(k) == 0 {
		return nil
	}
	return k[0].GetKey()
}

func writeKey(w []*kvpb.Write) []byte {
	if len(w) == 0 {
		return nil
	}
	return w[0].GetKey()
}

func commitKey(c *kvpb.CommitRequest) []byte {
	switch {
	case len(c.GetWrites()) > 0:
		return c.Writes[0].GetKey()
	case len(c.GetFusedLocks()) > 0:
		return c.FusedLocks[0].GetKey()
	case len(c.GetExpects()) > 0:
		return c.Expects[0].GetKey()
	case len(c.GetConditions()) > 0:
		return c.Conditions[0].GetSpan().GetKey()
	}
	return firstSpan(c.GetReads())
}
