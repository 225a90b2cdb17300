package distsender

import (
	"context"
	"sync/atomic"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/transport"
)

// Counters counts the messages of one transaction, as the transport counts
// those of all. Init it once, before its first use, where it lies: it must not
// be copied. Safe for concurrent use.
// It counts what is sent here, answered or not, repetitions included; Raft's messages are not a transaction's.
type Counters struct {
	requests     atomic.Uint64
	requestBytes atomic.Uint64
	replyBytes   atomic.Uint64

	router *Router
	local  hop // so that counting costs no allocation
}

// Traffic is a reading of Counters.
type Traffic struct {
	Messages uint64 // requests
	Bytes    uint64 // of requests and their replies
}

// Sub returns what came after u.
func (t Traffic) Sub(u Traffic) Traffic {
	return Traffic{Messages: t.Messages - u.Messages, Bytes: t.Bytes - u.Bytes}
}

// Init makes c count what goes through r, from zero.
func (c *Counters) Init(r *Router) {
	c.requests.Store(0)
	c.requestBytes.Store(0)
	c.replyBytes.Store(0)
	c.router = r
	c.local = hop{counters: c, to: r.o.Local}
}

// Server is Router.Server with the messages counted in c.
func (c *Counters) Server(desc *descriptor.Range) kvpb.Sender {
	s := c.router.Server(desc)
	// The local way is one value in c: most requests go there, and a hop each would be garbage.
	if s == c.local.to {
		return &c.local
	}
	return &hop{counters: c, to: s}
}

// Near is Router.Near with the messages counted in c.
// Served to AskNear.
func (c *Counters) Near(desc *descriptor.Range, tried []uint32) (uint32, kvpb.Sender) {
	node, s := c.router.Near(desc, tried)
	switch s {
	case nil:
		return node, nil
	case c.local.to:
		return node, &c.local
	}
	return node, &hop{counters: c, to: s}
}

// Traffic returns what was counted so far.
func (c *Counters) Traffic() Traffic {
	return Traffic{Messages: c.requests.Load(), Bytes: c.requestBytes.Load() + c.replyBytes.Load()}
}

// hop counts the messages of one transaction on their way to one node.
// The reply is counted by what the transport would send, local ones too, so that figures do not depend on
// where a range is led.
type hop struct {
	counters *Counters
	to       kvpb.Sender
}

// Send implements kvpb.Sender.
func (h *hop) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	c := h.counters
	c.requests.Add(1)
	c.requestBytes.Add(uint64(req.SizeVT()))
	err := h.to.Send(ctx, req, resp)
	c.replyBytes.Add(uint64(transport.ReplyBytes(resp, err)))
	return err
}
