// Package transport carries what nodes say to each other.
//
// Within a process a request to a range is a function call. Hop makes it look
// like the network that it stands for: each request and each reply is a
// message, is counted with its bytes, and in tests may be delayed, lost or
// doubled. Production sets no Faults, and then a Hop costs two counters per call
// and no allocation.
//
// Between nodes it is a Mesh: gRPC over a Network, the operating system's or one
// in memory (memnet).
//
//	what                  API                        on which connection
//	requests to ranges    Server (router.Peers)      data: one stream for all small ones (mux.go)
//	Raft messages         SendRaft                   raft: a stream for each ordered pair of stores (raft.go)
//	store liveness        Heartbeat                  control, beside pings that measure round trips
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
// The package knows messages and who sends them, never what they mean: no
// ranges, no leases, no policy. It starts no requests of its own but pings.
package transport

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// Method names a method of kvpb.Server.
type Method uint8

// The methods of kvpb.Server. Their numbers travel between nodes: new ones come last.
const (
	MethodRead Method = iota
	MethodLock
	MethodCommit
	MethodStage
	MethodFlush
	MethodDecide
	MethodEvidence
	MethodResolve
	MethodTag
	MethodRelease
	MethodHint
	MethodSplit
	MethodCollect
	MethodClear
	MethodIngest
	MethodStats
	MethodMerge
	MethodCount // how many there are
)

var methodNames = [MethodCount]string{
	"Read", "Lock", "Commit", "Stage", "Flush", "Decide", "Evidence", "Resolve",
	"Tag", "Release", "Hint", "Split", "Collect", "Clear", "Ingest", "Stats", "Merge",
}

// String returns the method's name.
func (m Method) String() string {
	if m < MethodCount {
		return methodNames[m]
	}
	return "Unknown"
}

// Message describes a request to those who decide its fate.
type Message struct {
	Method  Method
	RangeID uint64
	Bytes   int
}

// Fate says what happens to one request and its reply. The zero Fate delivers
// both at once.
//
// A caller that gets no reply sees *kvpb.Ambiguous after Timeout, as it would
// when a connection breaks: the transport can't tell whether the request
// arrived.
type Fate struct {
	Delay      time.Duration   // before the request arrives
	Lost       bool            // the request never arrives
	ReplyDelay time.Duration   // before the reply arrives
	ReplyLost  bool            // the reply never arrives
	Timeout    time.Duration   // from a loss to the caller's hearing of it
	Copies     []time.Duration // further copies of the request, each this long after the call began; their replies go nowhere
}

// Faults decides the fate of each request. Safe for concurrent use.
type Faults interface {
	Fate(m Message) Fate
}

// Totals counts messages. All fields are totals since the start.
type Totals struct {
	Requests     [MethodCount]uint64
	RequestBytes uint64
	Replies      uint64
	ReplyBytes   uint64
	Copies       uint64 // further deliveries made by Faults
	Lost         uint64 // requests and replies that Faults swallowed
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

// Options configures a Hop.
type Options struct {
	Faults Faults // nil in production
}

// Hop is the way to one node's Server. Safe for concurrent use.
type Hop struct {
	to     kvpb.Server
	faults Faults

	requests     [MethodCount]atomic.Uint64
	requestBytes atomic.Uint64
	replies      atomic.Uint64
	replyBytes   atomic.Uint64
	copied       atomic.Uint64
	lost         atomic.Uint64

	ctx    context.Context // of copies under way
	cancel context.CancelFunc
	mu     struct {
		sync.Mutex // guards what is below; a leaf
		closed     bool
	}
	copies sync.WaitGroup
}

// NewHop returns a hop in front of to. Close ends the copies under way.
func NewHop(to kvpb.Server, o Options) *Hop {
	h := &Hop{to: to, faults: o.Faults}
	h.ctx, h.cancel = context.WithCancel(context.Background())
	return h
}

// Close drops the copies under way and waits for their end.
func (h *Hop) Close() {
	h.mu.Lock()
	h.mu.closed = true
	h.mu.Unlock()
	h.cancel()
	h.copies.Wait()
}

// Totals returns what was counted so far.
func (h *Hop) Totals() Totals {
	t := Totals{
		RequestBytes: h.requestBytes.Load(), Replies: h.replies.Load(), ReplyBytes: h.replyBytes.Load(),
		Copies: h.copied.Load(), Lost: h.lost.Load(),
	}
	for i := range t.Requests {
		t.Requests[i] = h.requests[i].Load()
	}
	return t
}

// sized is a message that knows its encoded length.
type sized interface{ SizeVT() int }

// Bytes returns the size of a message on the wire. A fragment that travels as
// a value is not counted: in one process nobody encodes it.
func Bytes(m sized, frag kvpb.Fragment) int { return m.SizeVT() }

func (h *Hop) request(m Method, req sized, frag kvpb.Fragment) int {
	n := Bytes(req, frag)
	h.requests[m].Add(1)
	h.requestBytes.Add(uint64(n))
	return n
}

func (h *Hop) reply(_ Method, resp sized, err error) {
	h.replies.Add(1)
	h.replyBytes.Add(uint64(ReplyBytes(resp, err)))
}

// errorBytes stands for an answer that is not "done".
const errorBytes = 16

// ReplyBytes returns the size of a reply on the wire.
func ReplyBytes(resp sized, err error) int {
	if err != nil {
		return errorBytes
	}
	return resp.SizeVT()
}
