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
	"github.com/isochrondb/isochron/range/distsender"
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
	near  *distsender.Router
	delay Delay
}

func (r *slow) Lookup(ctx context.Context, key keys.Key) (*descriptor.Range, error) {
	return r.near.Lookup(ctx, key)
}
func (r *slow) Heard(d *descriptor.Range, err error)   { r.near.Heard(d, err) }
func (r *slow) Forget(d *descriptor.Range)             { r.near.Forget(d) }
func (r *slow) Server(d *descriptor.Range) kvpb.Sender { return &far{r.near.Server(d), r.delay} }

// far is a server at the end of a slow wire.
type far struct {
	to    kvpb.Sender
	delay Delay
}

// Send carries a request there and its answer back.
func (f *far) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	if err := stop.Sleep(ctx, f.delay()); err != nil {
		return err
	}
	err := f.to.Send(ctx, req, resp)
	if slept := stop.Sleep(context.WithoutCancel(ctx), f.delay()); slept != nil {
		return slept
	}
	return err
}
