package transport

import (
	"context"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// One method of kvpb.Server each: count the request, deliver it, count the
// reply. Written out, for generics would cost an allocation on every call.

// Read implements kvpb.Server.
func (h *Hop) Read(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, resp *kvpb.ReadResponse) error {
	size := h.request(MethodRead, req, frag)
	if h.faults != nil {
		return deliver(ctx, h, Message{MethodRead, req.GetHeader().GetRangeId(), size}, req, resp, frag, func(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, resp *kvpb.ReadResponse) error {
			return h.to.Read(ctx, req, frag, resp)
		})
	}
	err := h.to.Read(ctx, req, frag, resp)
	h.reply(MethodRead, resp, err)
	return err
}

// Lock implements kvpb.Server.
func (h *Hop) Lock(ctx context.Context, req *kvpb.LockRequest, resp *kvpb.LockResponse) error {
	size := h.request(MethodLock, req, nil)
	if h.faults != nil {
		return deliver(ctx, h, Message{MethodLock, req.GetHeader().GetRangeId(), size}, req, resp, nil, func(ctx context.Context, req *kvpb.LockRequest, frag kvpb.Fragment, resp *kvpb.LockResponse) error {
			return h.to.Lock(ctx, req, resp)
		})
	}
	err := h.to.Lock(ctx, req, resp)
	h.reply(MethodLock, resp, err)
	return err
}

// Commit implements kvpb.Server.
func (h *Hop) Commit(ctx context.Context, req *kvpb.CommitRequest, frag kvpb.Fragment, resp *kvpb.CommitResponse) error {
	size := h.request(MethodCommit, req, frag)
	if h.faults != nil {
		return deliver(ctx, h, Message{MethodCommit, req.GetHeader().GetRangeId(), size}, req, resp, frag, func(ctx context.Context, req *kvpb.CommitRequest, frag kvpb.Fragment, resp *kvpb.CommitResponse) error {
			return h.to.Commit(ctx, req, frag, resp)
		})
	}
	err := h.to.Commit(ctx, req, frag, resp)
	h.reply(MethodCommit, resp, err)
	return err
}

// Stage implements kvpb.Server.
func (h *Hop) Stage(ctx context.Context, req *kvpb.StageRequest, resp *kvpb.StageResponse) error {
	size := h.request(MethodStage, req, nil)
	if h.faults != nil {
		return deliver(ctx, h, Message{MethodStage, req.GetCommit().GetHeader().GetRangeId(), size}, req, resp, nil, func(ctx context.Context, req *kvpb.StageRequest, frag kvpb.Fragment, resp *kvpb.StageResponse) error {
			return h.to.Stage(ctx, req, resp)
		})
	}
	err := h.to.Stage(ctx, req, resp)
	h.reply(MethodStage, resp, err)
	return err
}

// Flush implements kvpb.Server.
func (h *Hop) Flush(ctx context.Context, req *kvpb.FlushRequest, resp *kvpb.FlushResponse) error {
	size := h.request(MethodFlush, req, nil)
	if h.faults != nil {
		return deliver(ctx, h, Message{MethodFlush, req.GetHeader().GetRangeId(), size}, req, resp, nil, func(ctx context.Context, req *kvpb.FlushRequest, frag kvpb.Fragment, resp *kvpb.FlushResponse) error {
			return h.to.Flush(ctx, req, resp)
		})
	}
	err := h.to.Flush(ctx, req, resp)
	h.reply(MethodFlush, resp, err)
	return err
}

// Decide implements kvpb.Server.
func (h *Hop) Decide(ctx context.Context, req *kvpb.DecideRequest, resp *kvpb.DecideResponse) error {
	size := h.request(MethodDecide, req, nil)
	if h.faults != nil {
		return deliver(ctx, h, Message{MethodDecide, req.GetHeader().GetRangeId(), size}, req, resp, nil, func(ctx context.Context, req *kvpb.DecideRequest, frag kvpb.Fragment, resp *kvpb.DecideResponse) error {
			return h.to.Decide(ctx, req, resp)
		})
	}
	err := h.to.Decide(ctx, req, resp)
	h.reply(MethodDecide, resp, err)
	return err
}

// Evidence implements kvpb.Server.
func (h *Hop) Evidence(ctx context.Context, req *kvpb.EvidenceRequest, resp *kvpb.EvidenceResponse) error {
	size := h.request(MethodEvidence, req, nil)
	if h.faults != nil {
		return deliver(ctx, h, Message{MethodEvidence, req.GetHeader().GetRangeId(), size}, req, resp, nil, func(ctx context.Context, req *kvpb.EvidenceRequest, frag kvpb.Fragment, resp *kvpb.EvidenceResponse) error {
			return h.to.Evidence(ctx, req, resp)
		})
	}
	err := h.to.Evidence(ctx, req, resp)
	h.reply(MethodEvidence, resp, err)
	return err
}

// Resolve implements kvpb.Server.
func (h *Hop) Resolve(ctx context.Context, req *kvpb.ResolveRequest, resp *kvpb.ResolveResponse) error {
	size := h.request(MethodResolve, req, nil)
	if h.faults != nil {
		return deliver(ctx, h, Message{MethodResolve, req.GetHeader().GetRangeId(), size}, req, resp, nil, func(ctx context.Context, req *kvpb.ResolveRequest, frag kvpb.Fragment, resp *kvpb.ResolveResponse) error {
			return h.to.Resolve(ctx, req, resp)
		})
	}
	err := h.to.Resolve(ctx, req, resp)
	h.reply(MethodResolve, resp, err)
	return err
}

// Tag implements kvpb.Server.
func (h *Hop) Tag(ctx context.Context, req *kvpb.TagRequest, resp *kvpb.TagResponse) error {
	size := h.request(MethodTag, req, nil)
	if h.faults != nil {
		return deliver(ctx, h, Message{MethodTag, req.GetHeader().GetRangeId(), size}, req, resp, nil, func(ctx context.Context, req *kvpb.TagRequest, frag kvpb.Fragment, resp *kvpb.TagResponse) error {
			return h.to.Tag(ctx, req, resp)
		})
	}
	err := h.to.Tag(ctx, req, resp)
	h.reply(MethodTag, resp, err)
	return err
}

// Release implements kvpb.Server.
func (h *Hop) Release(ctx context.Context, req *kvpb.ReleaseRequest, resp *kvpb.ReleaseResponse) error {
	size := h.request(MethodRelease, req, nil)
	if h.faults != nil {
		return deliver(ctx, h, Message{MethodRelease, req.GetHeader().GetRangeId(), size}, req, resp, nil, func(ctx context.Context, req *kvpb.ReleaseRequest, frag kvpb.Fragment, resp *kvpb.ReleaseResponse) error {
			return h.to.Release(ctx, req, resp)
		})
	}
	err := h.to.Release(ctx, req, resp)
	h.reply(MethodRelease, resp, err)
	return err
}

// Hint implements kvpb.Server.
func (h *Hop) Hint(ctx context.Context, req *kvpb.HintRequest, resp *kvpb.HintResponse) error {
	size := h.request(MethodHint, req, nil)
	if h.faults != nil {
		return deliver(ctx, h, Message{MethodHint, req.GetHeader().GetRangeId(), size}, req, resp, nil, func(ctx context.Context, req *kvpb.HintRequest, frag kvpb.Fragment, resp *kvpb.HintResponse) error {
			return h.to.Hint(ctx, req, resp)
		})
	}
	err := h.to.Hint(ctx, req, resp)
	h.reply(MethodHint, resp, err)
	return err
}

// Split implements kvpb.Server.
func (h *Hop) Split(ctx context.Context, req *kvpb.SplitRequest, resp *kvpb.SplitResponse) error {
	size := h.request(MethodSplit, req, nil)
	if h.faults != nil {
		return deliver(ctx, h, Message{MethodSplit, req.GetHeader().GetRangeId(), size}, req, resp, nil, func(ctx context.Context, req *kvpb.SplitRequest, frag kvpb.Fragment, resp *kvpb.SplitResponse) error {
			return h.to.Split(ctx, req, resp)
		})
	}
	err := h.to.Split(ctx, req, resp)
	h.reply(MethodSplit, resp, err)
	return err
}

// Merge implements kvpb.Server.
func (h *Hop) Merge(ctx context.Context, req *kvpb.MergeRequest, resp *kvpb.MergeResponse) error {
	size := h.request(MethodMerge, req, nil)
	if h.faults != nil {
		return deliver(ctx, h, Message{MethodMerge, req.GetHeader().GetRangeId(), size}, req, resp, nil, func(ctx context.Context, req *kvpb.MergeRequest, frag kvpb.Fragment, resp *kvpb.MergeResponse) error {
			return h.to.Merge(ctx, req, resp)
		})
	}
	err := h.to.Merge(ctx, req, resp)
	h.reply(MethodMerge, resp, err)
	return err
}

// Collect implements kvpb.Server.
func (h *Hop) Collect(ctx context.Context, req *kvpb.CollectRequest, resp *kvpb.CollectResponse) error {
	size := h.request(MethodCollect, req, nil)
	if h.faults != nil {
		return deliver(ctx, h, Message{MethodCollect, req.GetHeader().GetRangeId(), size}, req, resp, nil, func(ctx context.Context, req *kvpb.CollectRequest, frag kvpb.Fragment, resp *kvpb.CollectResponse) error {
			return h.to.Collect(ctx, req, resp)
		})
	}
	err := h.to.Collect(ctx, req, resp)
	h.reply(MethodCollect, resp, err)
	return err
}

// Clear implements kvpb.Server.
func (h *Hop) Clear(ctx context.Context, req *kvpb.ClearRequest, resp *kvpb.ClearResponse) error {
	size := h.request(MethodClear, req, nil)
	if h.faults != nil {
		return deliver(ctx, h, Message{MethodClear, req.GetHeader().GetRangeId(), size}, req, resp, nil, func(ctx context.Context, req *kvpb.ClearRequest, frag kvpb.Fragment, resp *kvpb.ClearResponse) error {
			return h.to.Clear(ctx, req, resp)
		})
	}
	err := h.to.Clear(ctx, req, resp)
	h.reply(MethodClear, resp, err)
	return err
}

// Ingest implements kvpb.Server.
func (h *Hop) Ingest(ctx context.Context, req *kvpb.IngestRequest, resp *kvpb.IngestResponse) error {
	size := h.request(MethodIngest, req, nil)
	if h.faults != nil {
		return deliver(ctx, h, Message{MethodIngest, req.GetHeader().GetRangeId(), size}, req, resp, nil, func(ctx context.Context, req *kvpb.IngestRequest, frag kvpb.Fragment, resp *kvpb.IngestResponse) error {
			return h.to.Ingest(ctx, req, resp)
		})
	}
	err := h.to.Ingest(ctx, req, resp)
	h.reply(MethodIngest, resp, err)
	return err
}

// Stats implements kvpb.Server.
func (h *Hop) Stats(ctx context.Context, req *kvpb.StatsRequest, resp *kvpb.StatsResponse) error {
	size := h.request(MethodStats, req, nil)
	if h.faults != nil {
		return deliver(ctx, h, Message{MethodStats, req.GetHeader().GetRangeId(), size}, req, resp, nil, func(ctx context.Context, req *kvpb.StatsRequest, frag kvpb.Fragment, resp *kvpb.StatsResponse) error {
			return h.to.Stats(ctx, req, resp)
		})
	}
	err := h.to.Stats(ctx, req, resp)
	h.reply(MethodStats, resp, err)
	return err
}
