package catalogtest

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/router"
	"github.com/isochrondb/isochron/txn/coord"
	"github.com/isochrondb/isochron/txn/recover"
)

// Delay says how long a message takes on its way, and its answer. Safe for concurrent use.
type Delay func() time.Duration

// GatewayOptions are what a Gateway is made of.
type GatewayOptions struct {
	Node  uint32        // 1 is the store's own
	Delay Delay         // nil: none
	Skew  time.Duration // of its clock, within the cluster's budget
}

// Gateway starts the coordinator of another node over the same store. It ends with the
// test, or with Close.
func (db *DB) Gateway(t testing.TB, o GatewayOptions) *Gateway {
	t.Helper()
	g := &Gateway{}
	if err := g.open(db, o); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { g.Close(t) })
	return g
}

func (g *Gateway) open(db *DB, o GatewayOptions) error {
	source := bound.NewSimulated(o.Skew)
	source.SetError(max(o.Skew, -o.Skew))
	b, err := bound.New(source, db.budget)
	if err != nil {
		return err
	}
	if g.clock, err = hlc.NewClock(hlc.Options{Source: source}); err != nil {
		return err
	}
	if o.Delay == nil {
		o.Delay = func() time.Duration { return 0 }
	}
	g.Router = &slow{db.Router, o.Delay}
	g.DB, err = coord.New(coord.Options{Router: g.Router, Clock: g.clock, Bound: waiter{b, g.clock}, NodeID: o.Node, Epoch: uint64(g.clock.Now()),
		Recoverer: recover.New(recover.Options{Router: db.Router, Clock: g.clock})})
	if err == nil {
		db.parts.join(o.Node, g.DB)
	}
	return err
}

// Gateway is another node's coordinator.
type Gateway struct {
	*coord.DB
	Router coord.Router
	clock  *hlc.Clock
	closed bool
}

// Close ends the gateway.
func (g *Gateway) Close(t testing.TB) {
	if g.closed {
		return
	}
	g.closed = true
	if err := errors.Join(g.DB.Close(context.Background()), g.clock.Close()); err != nil {
		t.Error(err)
	}
}

// slow is a router whose servers are far away.
type slow struct {
	near  *router.Router
	delay Delay
}

func (r *slow) Lookup(ctx context.Context, key keys.Key) (*descriptor.Range, error) {
	return r.near.Lookup(ctx, key)
}
func (r *slow) Stale(d *descriptor.Range, err error)   { r.near.Stale(d, err) }
func (r *slow) Server(d *descriptor.Range) kvpb.Server { return &far{r.near.Server(d), r.delay} }

// far is a server at the end of a slow wire.
type far struct {
	to    kvpb.Server
	delay Delay
}

// send carries a request there and its answer back.
func (f *far) send(ctx context.Context, call func() error) error {
	if err := stop.Sleep(ctx, f.delay()); err != nil {
		return err
	}
	err := call()
	if slept := stop.Sleep(context.WithoutCancel(ctx), f.delay()); slept != nil {
		return slept
	}
	return err
}

func (f *far) Read(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, resp *kvpb.ReadResponse) error {
	return f.send(ctx, func() error { return f.to.Read(ctx, req, frag, resp) })
}

func (f *far) Lock(ctx context.Context, req *kvpb.LockRequest, resp *kvpb.LockResponse) error {
	return f.send(ctx, func() error { return f.to.Lock(ctx, req, resp) })
}

func (f *far) Commit(ctx context.Context, req *kvpb.CommitRequest, frag kvpb.Fragment, resp *kvpb.CommitResponse) error {
	return f.send(ctx, func() error { return f.to.Commit(ctx, req, frag, resp) })
}

func (f *far) Stage(ctx context.Context, req *kvpb.StageRequest, resp *kvpb.StageResponse) error {
	return f.send(ctx, func() error { return f.to.Stage(ctx, req, resp) })
}

func (f *far) Flush(ctx context.Context, req *kvpb.FlushRequest, resp *kvpb.FlushResponse) error {
	return f.send(ctx, func() error { return f.to.Flush(ctx, req, resp) })
}

func (f *far) Decide(ctx context.Context, req *kvpb.DecideRequest, resp *kvpb.DecideResponse) error {
	return f.send(ctx, func() error { return f.to.Decide(ctx, req, resp) })
}

func (f *far) Evidence(ctx context.Context, req *kvpb.EvidenceRequest, resp *kvpb.EvidenceResponse) error {
	return f.send(ctx, func() error { return f.to.Evidence(ctx, req, resp) })
}

func (f *far) Resolve(ctx context.Context, req *kvpb.ResolveRequest, resp *kvpb.ResolveResponse) error {
	return f.send(ctx, func() error { return f.to.Resolve(ctx, req, resp) })
}

func (f *far) Tag(ctx context.Context, req *kvpb.TagRequest, resp *kvpb.TagResponse) error {
	return f.send(ctx, func() error { return f.to.Tag(ctx, req, resp) })
}

func (f *far) Release(ctx context.Context, req *kvpb.ReleaseRequest, resp *kvpb.ReleaseResponse) error {
	return f.send(ctx, func() error { return f.to.Release(ctx, req, resp) })
}

func (f *far) Hint(ctx context.Context, req *kvpb.HintRequest, resp *kvpb.HintResponse) error {
	return f.send(ctx, func() error { return f.to.Hint(ctx, req, resp) })
}

func (f *far) Split(ctx context.Context, req *kvpb.SplitRequest, resp *kvpb.SplitResponse) error {
	return f.send(ctx, func() error { return f.to.Split(ctx, req, resp) })
}

func (f *far) Merge(ctx context.Context, req *kvpb.MergeRequest, resp *kvpb.MergeResponse) error {
	return f.send(ctx, func() error { return f.to.Merge(ctx, req, resp) })
}

func (f *far) Collect(ctx context.Context, req *kvpb.CollectRequest, resp *kvpb.CollectResponse) error {
	return f.send(ctx, func() error { return f.to.Collect(ctx, req, resp) })
}

func (f *far) Clear(ctx context.Context, req *kvpb.ClearRequest, resp *kvpb.ClearResponse) error {
	return f.send(ctx, func() error { return f.to.Clear(ctx, req, resp) })
}

func (f *far) Ingest(ctx context.Context, req *kvpb.IngestRequest, resp *kvpb.IngestResponse) error {
	return f.send(ctx, func() error { return f.to.Ingest(ctx, req, resp) })
}

func (f *far) Stats(ctx context.Context, req *kvpb.StatsRequest, resp *kvpb.StatsResponse) error {
	return f.send(ctx, func() error { return f.to.Stats(ctx, req, resp) })
}
