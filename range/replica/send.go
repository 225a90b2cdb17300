package replica

import (
	"context"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// Send implements kvpb.Sender: each request is evaluated by the method of its name.
func (r *Replica) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	switch q := req.(type) {
	case *kvpb.ReadRequest:
		return r.Read(ctx, q, nil, resp.(*kvpb.ReadResponse))
	case *kvpb.ReadWith:
		return r.Read(ctx, &q.ReadRequest, q.Frag, resp.(*kvpb.ReadResponse))
	case *kvpb.LockRequest:
		return r.Lock(ctx, q, resp.(*kvpb.LockResponse))
	case *kvpb.CommitRequest:
		return r.Commit(ctx, q, nil, resp.(*kvpb.CommitResponse))
	case *kvpb.CommitWith:
		return r.Commit(ctx, &q.CommitRequest, q.Frag, resp.(*kvpb.CommitResponse))
	case *kvpb.StageRequest:
		return r.Stage(ctx, q, resp.(*kvpb.StageResponse))
	case *kvpb.FlushRequest:
		return r.Flush(ctx, q, resp.(*kvpb.FlushResponse))
	case *kvpb.DecideRequest:
		return r.Decide(ctx, q, resp.(*kvpb.DecideResponse))
	case *kvpb.EvidenceRequest:
		return r.Evidence(ctx, q, resp.(*kvpb.EvidenceResponse))
	case *kvpb.ResolveRequest:
		return r.Resolve(ctx, q, resp.(*kvpb.ResolveResponse))
	case *kvpb.TagRequest:
		return r.Tag(ctx, q, resp.(*kvpb.TagResponse))
	case *kvpb.ReleaseRequest:
		return r.Release(ctx, q, resp.(*kvpb.ReleaseResponse))
	case *kvpb.HintRequest:
		return r.Hint(ctx, q, resp.(*kvpb.HintResponse))
	case *kvpb.SplitRequest:
		return r.Split(ctx, q, resp.(*kvpb.SplitResponse))
	case *kvpb.MergeRequest:
		return r.Merge(ctx, q, resp.(*kvpb.MergeResponse))
	case *kvpb.CollectRequest:
		return r.Collect(ctx, q, resp.(*kvpb.CollectResponse))
	case *kvpb.ClearRequest:
		return r.Clear(ctx, q, resp.(*kvpb.ClearResponse))
	case *kvpb.IngestRequest:
		return r.Ingest(ctx, q, resp.(*kvpb.IngestResponse))
	case *kvpb.StatsRequest:
		return r.Stats(ctx, q, resp.(*kvpb.StatsResponse))
	case *kvpb.InspectRequest:
		return r.Inspect(resp.(*kvpb.InspectResponse))
	}
	return &kvpb.RetryElsewhere{RangeID: req.GetHeader().GetRangeId(), Why: "the replica does not know " + req.Method().String()}
}
