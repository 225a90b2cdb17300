package sim

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// door leads to the newest incarnation of the store. What was inside when the
// power went is heard of no more: it is unknown what became of it.
type door struct{ to atomic.Pointer[room] }

type room struct {
	server kvpb.Server

	mu     sync.Mutex // guards what follows; a leaf
	dark   bool
	inside int
	empty  chan struct{} // closed when it is dark and nobody is inside
}

func (d *door) open(s kvpb.Server) { d.to.Store(&room{server: s, empty: make(chan struct{})}) }

// enter tells whether there is light.
func (r *room) enter() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.dark {
		return false
	}
	r.inside++
	return true
}

// leave tells whether there still is.
func (r *room) leave() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.inside--; r.dark && r.inside == 0 {
		close(r.empty)
	}
	return !r.dark
}

// darken ends it for all who are inside.
func (r *room) darken() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.dark = true; r.inside == 0 {
		close(r.empty)
	}
}

// shut returns what was behind it, or nil.
func (d *door) shut() *room {
	r := d.to.Swap(nil)
	if r != nil {
		r.darken()
	}
	return r
}

func (d *door) through(f func(kvpb.Server) error) error {
	r := d.to.Load()
	if r == nil || !r.enter() {
		return &kvpb.RetryElsewhere{Why: "the node has no power"}
	}
	err := f(r.server)
	if !r.leave() {
		return &kvpb.Ambiguous{Why: "the node lost its power"}
	}
	return err
}

func (d *door) Read(ctx context.Context, req *kvpb.ReadRequest, f kvpb.Fragment, resp *kvpb.ReadResponse) error {
	return d.through(func(s kvpb.Server) error { return s.Read(ctx, req, f, resp) })
}

func (d *door) Lock(ctx context.Context, req *kvpb.LockRequest, resp *kvpb.LockResponse) error {
	return d.through(func(s kvpb.Server) error { return s.Lock(ctx, req, resp) })
}

func (d *door) Commit(ctx context.Context, req *kvpb.CommitRequest, f kvpb.Fragment, resp *kvpb.CommitResponse) error {
	return d.through(func(s kvpb.Server) error { return s.Commit(ctx, req, f, resp) })
}

func (d *door) Stage(ctx context.Context, req *kvpb.StageRequest, resp *kvpb.StageResponse) error {
	return d.through(func(s kvpb.Server) error { return s.Stage(ctx, req, resp) })
}

func (d *door) Flush(ctx context.Context, req *kvpb.FlushRequest, resp *kvpb.FlushResponse) error {
	return d.through(func(s kvpb.Server) error { return s.Flush(ctx, req, resp) })
}

func (d *door) Decide(ctx context.Context, req *kvpb.DecideRequest, resp *kvpb.DecideResponse) error {
	return d.through(func(s kvpb.Server) error { return s.Decide(ctx, req, resp) })
}

func (d *door) Evidence(ctx context.Context, req *kvpb.EvidenceRequest, resp *kvpb.EvidenceResponse) error {
	return d.through(func(s kvpb.Server) error { return s.Evidence(ctx, req, resp) })
}

func (d *door) Resolve(ctx context.Context, req *kvpb.ResolveRequest, resp *kvpb.ResolveResponse) error {
	return d.through(func(s kvpb.Server) error { return s.Resolve(ctx, req, resp) })
}

func (d *door) Tag(ctx context.Context, req *kvpb.TagRequest, resp *kvpb.TagResponse) error {
	return d.through(func(s kvpb.Server) error { return s.Tag(ctx, req, resp) })
}

func (d *door) Release(ctx context.Context, req *kvpb.ReleaseRequest, resp *kvpb.ReleaseResponse) error {
	return d.through(func(s kvpb.Server) error { return s.Release(ctx, req, resp) })
}

func (d *door) Hint(ctx context.Context, req *kvpb.HintRequest, resp *kvpb.HintResponse) error {
	return d.through(func(s kvpb.Server) error { return s.Hint(ctx, req, resp) })
}

func (d *door) Split(ctx context.Context, req *kvpb.SplitRequest, resp *kvpb.SplitResponse) error {
	return d.through(func(s kvpb.Server) error { return s.Split(ctx, req, resp) })
}

func (d *door) Merge(ctx context.Context, req *kvpb.MergeRequest, resp *kvpb.MergeResponse) error {
	return d.through(func(s kvpb.Server) error { return s.Merge(ctx, req, resp) })
}

func (d *door) Collect(ctx context.Context, req *kvpb.CollectRequest, resp *kvpb.CollectResponse) error {
	return d.through(func(s kvpb.Server) error { return s.Collect(ctx, req, resp) })
}

func (d *door) Clear(ctx context.Context, req *kvpb.ClearRequest, resp *kvpb.ClearResponse) error {
	return d.through(func(s kvpb.Server) error { return s.Clear(ctx, req, resp) })
}

func (d *door) Ingest(ctx context.Context, req *kvpb.IngestRequest, resp *kvpb.IngestResponse) error {
	return d.through(func(s kvpb.Server) error { return s.Ingest(ctx, req, resp) })
}

func (d *door) Stats(ctx context.Context, req *kvpb.StatsRequest, resp *kvpb.StatsResponse) error {
	return d.through(func(s kvpb.Server) error { return s.Stats(ctx, req, resp) })
}
