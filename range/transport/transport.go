// Package transport carries what nodes say to each other.
//
// Within a process a request to a range is a function call. Hop counts it as the
// message that it stands for, and its reply, with their bytes, and costs no
// allocation.
//
// Between nodes it is a Mesh: gRPC over a Network, the operating system's or one
// in memory (memnet).
//
//	what                  API                        on which connection
//	requests to ranges    Server (router.Peers)      data: one stream for all small ones (mux.go)
//	Raft messages         SendRaft                   raft: a stream for each ordered pair of stores (raft.go)
//	store liveness        SendHeartbeat              control: one stream with pings, which measure round trips (beats.go)
//	snapshots             SendSnapshot               bulk: a stream each, resumed where it broke (snapshot.go)
//	anything else         Handle, Open               bulk: a stream each (stream.go)
//
// Connections are made when they are needed, begin with a hello (hello.go) that
// keeps strangers, other clusters and other versions out, and are given up when
// the other end answers nothing any more (remote.go). The rest of the cluster
// learns of a broken call only what is certain: *kvpb.Ambiguous where something
// may have been proposed, *kvpb.RetryElsewhere where nothing can have been
// (call.go). For T9 depends on it: who is told "aborted" must not have committed.
//
// Goroutines, each with an owner that waits for its end:
//
//	goroutine                    owner       ends with
//	Serve of a listener          serving     Close, which stops the server
//	watch, of a remote           group       the remote: Forget, or the mesh
//	sender of calls              group       its stream, or the remote
//	sender of heartbeats, Raft   group       the remote
//	who listens to a stream      its sender  the stream; the sender waits for it
//	workers                      workers.wg  the mesh, once their call is answered
//
// Mutexes are held for moments, never while something is sent. remote.mu comes before muxClient.mu, and that
// before outbox.mu; all others are leaves.
//
// The package knows messages and who sends them, never what they mean: no
// ranges, no leases, no policy. It starts no requests of its own but pings.
package transport

import (
	"context"
	"sync/atomic"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// Totals counts messages. All fields are totals since the start.
// They grow for ever: whoever wants a rate takes two and the time between them.
type Totals struct {
	Requests     [kvpb.MethodCount]uint64
	RequestBytes uint64
	Replies      uint64
	ReplyBytes   uint64
}

// Messages returns the number of requests of all methods.
func (t *Totals) Messages() uint64 {
	var n uint64
	for _, r := range t.Requests {
		n += r
	}
	return n
}

// Bytes returns the bytes of all requests and replies.
func (t *Totals) Bytes() uint64 { return t.RequestBytes + t.ReplyBytes }

// Hop is the way to one node's ranges. Safe for concurrent use.
// It fails in no way of its own: what to returns is returned, and counted as a reply of errorBytes.
type Hop struct {
	to kvpb.Sender

	requests     [kvpb.MethodCount]atomic.Uint64
	requestBytes atomic.Uint64
	replies      atomic.Uint64
	replyBytes   atomic.Uint64
}

// NewHop returns a hop in front of to.
func NewHop(to kvpb.Sender) *Hop { return &Hop{to: to} }

// Totals returns what was counted so far.
func (h *Hop) Totals() Totals {
	t := Totals{RequestBytes: h.requestBytes.Load(), Replies: h.replies.Load(), ReplyBytes: h.replyBytes.Load()}
	for i := range t.Requests {
		t.Requests[i] = h.requests[i].Load()
	}
	return t
}

// Send implements kvpb.Sender. A fragment that travels as a value is not counted: in one process
// nobody encodes it.
func (h *Hop) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	h.requests[req.Method()].Add(1)
	h.requestBytes.Add(uint64(req.SizeVT()))
	err := h.to.Send(ctx, req, resp)
	h.replies.Add(1)
	h.replyBytes.Add(uint64(ReplyBytes(resp, err)))
	return err
}

// errorBytes stands for an answer that is not "done".
// An estimate is enough: nothing is sent here, and a real answer's size depends on its texts.
const errorBytes = 16

// ReplyBytes returns the size of a reply on the wire.
func ReplyBytes(resp kvpb.Response, err error) int {
	if err != nil {
		return errorBytes
	}
	return resp.SizeVT()
}
