package wan

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

// Through is the way to a node's server, counted in c, and in w, and seen by watch. Safe for concurrent
// use with other chains.
func (p *Places) Through(w *Meter, c *Chain, watch *Watch, d *descriptor.Range, node uint32, does Work, s kvpb.Sender) kvpb.Sender {
	leg, quorum := p.Leg(node), 0
	if does == ToWrite && !p.FreeQuorums {
		quorum = p.Quorum(d, node)
	}
	// Nothing to count and nobody to see it: no wrapper, no allocation.
	if leg+quorum == 0 && watch == nil {
		return s
	}
	return &crossing{s, p, w, c, watch, d, node, p.Region(node), leg, quorum}
}

// crossing is the way to a node, counted in one chain.
type crossing struct {
	kvpb.Sender
	p      *Places
	w      *Meter
	c      *Chain
	watch  *Watch // nil: nobody does
	desc   *descriptor.Range
	node   uint32
	region string
	leg    int
	quorum int
}

// done counts a request that was answered. wrote: it was replicated; quorum is how long that takes
// on the range, as its leader tells.
func (x *crossing) done(what string, began time.Time, req, resp kvpb.Message, wrote bool, quorum int64, err error) {
	// A request that failed has taken its way as well; only its consensus is not counted.
	c, took := x.c, time.Since(began)
	messages := x.leg
	if wrote && err == nil {
		messages += x.quorum
	}
	var bytes int64
	if x.leg > 0 {
		bytes = int64(req.SizeVT())
		if err == nil {
			bytes += int64(resp.SizeVT())
		}
		x.w.Bytes.Add(bytes)
	}
	// What it took is told apart in this order: the network first, consensus next, the rest by what it was; never more than it
	// took in all, since RTT is an average.
	c.Messages += messages
	c.took += took
	rtt, _ := x.p.Far.RTT(x.node)
	left := took
	spend := func(on *time.Duration, d time.Duration) {
		d = min(d, left)
		*on, left = *on+d, left-d
	}
	spend(&c.Waits.Network, rtt)
	if wrote && err == nil {
		spend(&c.Waits.Quorum, time.Duration(quorum))
	}
	if what == "Lock" {
		spend(&c.Waits.Lock, left)
	} else {
		spend(&c.Waits.Ranges, left)
	}
	if w := x.watch; w != nil {
		w.saw(x.region, x.desc.ID, bytes)
		c.step(Step{What: what, Range: x.desc.ID, Node: x.node, Region: x.region, Messages: messages, Took: took})
	}
}

// Send implements kvpb.Sender.
func (x *crossing) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	began := time.Now()
	err := x.Sender.Send(ctx, req, resp)
	// What is not listed (resolution, releases) is waited for by nobody.
	plain, _ := kvpb.Plain(req)
	switch q := plain.(type) {
	case *kvpb.CommitRequest:
		p := resp.(*kvpb.CommitResponse)
		// A commit without writes is how the coordinator validates reads at another range.
		what, wrote := "Validate", len(q.Writes)+len(q.FusedLocks) > 0
		if wrote {
			what = "Commit"
		}
		x.done(what, began, req, resp, wrote && !p.NotFused, p.QuorumNanos, err)
	case *kvpb.StageRequest:
		x.done("Stage", began, req, resp, true, resp.(*kvpb.StageResponse).QuorumNanos, err)
	case *kvpb.FlushRequest:
		// One that only counts is not replicated.
		x.done("Flush", began, req, resp, q.Count == nil, 0, err)
	case *kvpb.DecideRequest:
		x.done("Decide", began, req, resp, true, 0, err)
	case *kvpb.ReadRequest, *kvpb.LockRequest, *kvpb.TagRequest:
		x.done(req.Method().String(), began, req, resp, false, 0, err)
	}
	return err
}
