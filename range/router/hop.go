package router

import (
	"context"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// hop counts the messages of one transaction on their way to one node.
type hop struct {
	counters *Counters
	to       kvpb.Server
}

func (h *hop) Read(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, resp *kvpb.ReadResponse) error {
	h.counters.request(req, frag)
	err := h.to.Read(ctx, req, frag, resp)
	h.counters.reply(resp, err)
	return err
}

func (h *hop) Lock(ctx context.Context, req *kvpb.LockRequest, resp *kvpb.LockResponse) error {
	h.counters.request(req, nil)
	err := h.to.Lock(ctx, req, resp)
	h.counters.reply(resp, err)
	return err
}

func (h *hop) Commit(ctx context.Context, req *kvpb.CommitRequest, frag kvpb.Fragment, resp *kvpb.CommitResponse) error {
	h.counters.request(req, frag)
	err := h.to.Commit(ctx, req, frag, resp)
	h.counters.reply(resp, err)
	return err
}

func (h *hop) Stage(ctx context.Context, req *kvpb.StageRequest, resp *kvpb.StageResponse) error {
	h.counters.request(req, nil)
	err := h.to.Stage(ctx, req, resp)
	h.counters.reply(resp, err)
	return err
}

func (h *hop) Flush(ctx context.Context, req *kvpb.FlushRequest, resp *kvpb.FlushResponse) error {
	h.counters.request(req, nil)
	err := h.to.Flush(ctx, req, resp)
	h.counters.reply(resp, err)
	return err
}

func (h *hop) Decide(ctx context.Context, req *kvpb.DecideRequest, resp *kvpb.DecideResponse) error {
	h.counters.request(req, nil)
	err := h.to.Decide(ctx, req, resp)
	h.counters.reply(resp, err)
	return err
}

func (h *hop) Evidence(ctx context.Context, req *kvpb.EvidenceRequest, resp *kvpb.EvidenceResponse) error {
	h.counters.request(req, nil)
	err := h.to.Evidence(ctx, req, resp)
	h.counters.reply(resp, err)
	return err
}

func (h *hop) Resolve(ctx context.Context, req *kvpb.ResolveRequest, resp *kvpb.ResolveResponse) error {
	h.counters.request(req, nil)
	err := h.to.Resolve(ctx, req, resp)
	h.counters.reply(resp, err)
	return err
}

func (h *hop) Tag(ctx context.Context, req *kvpb.TagRequest, resp *kvpb.TagResponse) error {
	h.counters.request(req, nil)
	err := h.to.Tag(ctx, req, resp)
	h.counters.reply(resp, err)
	return err
}

func (h *hop) Release(ctx context.Context, req *kvpb.ReleaseRequest, resp *kvpb.ReleaseResponse) error {
	h.counters.request(req, nil)
	err := h.to.Release(ctx, req, resp)
	h.counters.reply(resp, err)
	return err
}

func (h *hop) Hint(ctx context.Context, req *kvpb.HintRequest, resp *kvpb.HintResponse) error {
	h.counters.request(req, nil)
	err := h.to.Hint(ctx, req, resp)
	h.counters.reply(resp, err)
	return err
}

func (h *hop) Split(ctx context.Context, req *kvpb.SplitRequest, resp *kvpb.SplitResponse) error {
	h.counters.request(req, nil)
	err := h.to.Split(ctx, req, resp)
	h.counters.reply(resp, err)
	return err
}

func (h *hop) Merge(ctx context.Context, req *kvpb.MergeRequest, resp *kvpb.MergeResponse) error {
	h.counters.request(req, nil)
	err := h.to.Merge(ctx, req, resp)
	h.counters.reply(resp, err)
	return err
}

func (h *hop) Collect(ctx context.Context, req *kvpb.CollectRequest, resp *kvpb.CollectResponse) error {
	h.counters.request(req, nil)
	err := h.to.Collect(ctx, req, resp)
	h.counters.reply(resp, err)
	return err
}

func (h *hop) Clear(ctx context.Context, req *kvpb.ClearRequest, resp *kvpb.ClearResponse) error {
	h.counters.request(req, nil)
	err := h.to.Clear(ctx, req, resp)
	h.counters.reply(resp, err)
	return err
}

func (h *hop) Ingest(ctx context.Context, req *kvpb.IngestRequest, resp *kvpb.IngestResponse) error {
	h.counters.request(req, nil)
	err := h.to.Ingest(ctx, req, resp)
	h.counters.reply(resp, err)
	return err
}

func (h *hop) Stats(ctx context.Context, req *kvpb.StatsRequest, resp *kvpb.StatsResponse) error {
	h.counters.request(req, nil)
	err := h.to.Stats(ctx, req, resp)
	h.counters.reply(resp, err)
	return err
}
