package transport

import (
	"context"
	"errors"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/transport/transportpb"
)

const (
	kvServiceName      = "isochron.KV"
	controlServiceName = "isochron.Control"
	streamPrefix       = "/isochron.Stream/"
)

var kvPaths = func() (p [MethodCount]string) {
	for m := range MethodCount {
		p[m] = "/" + kvServiceName + "/" + m.String()
	}
	return p
}()

// What a broken connection leaves behind, by method: what it may have done, and
// what a caller who gave up is told.
//
//	harmless   nothing that another replica's answer would contradict: RetryElsewhere
//	memory     locks and hints, which no log has: Ambiguous; but a caller who gave up
//	           gets its context's error, for nothing was proposed
//	proposes   Ambiguous in either case
type consequence uint8

const (
	proposes consequence = iota
	memory
	harmless
)

var consequences = [MethodCount]consequence{
	MethodRead: harmless, MethodTag: harmless, MethodStats: harmless,
	MethodLock: memory, MethodRelease: memory, MethodHint: memory,
}

// message is a request or a response of kvpb.
type message interface {
	Payload
	Reset()
}

// call asks the node and waits for the answer.
func (r *remote) call(ctx context.Context, m Method, rangeID uint64, req Payload, resp message, frag kvpb.Fragment) error {
	q := request{Payload: req}
	if frag != nil {
		b, err := frag.Marshal()
		if err != nil {
			return err
		}
		q.fragment, q.field = b, fragmentField(m)
	}
	n := q.SizeVT()
	if n > r.m.o.Limits.MessageBytesMax {
		return &kvpb.Refused{Reason: kvpb.ReasonLimit, Cause: &TooLarge{m.String() + " request", n, r.m.o.Limits.MessageBytesMax}}
	}
	if r.down.Load() {
		return r.broken(ctx, m, rangeID, false, ErrDown)
	}
	asked := r.use()
	r.traffic.messagesOut.Add(1)
	reset(resp)
	ask := r.unary
	if n <= r.m.o.Limits.CallBytesMax && !mayBeLarge(req) {
		ask = r.muxed
	}
	answer, sent, err := ask(ctx, m, &q, resp)
	if err != nil {
		return r.broken(ctx, m, rangeID, sent, err)
	}
	r.traffic.messagesIn.Add(1)
	r.answeredAt(asked)
	if answer == nil {
		return nil
	}
	return r.answered(ctx, rangeID, r.m.codec.err(answer))
}

// unary asks with a gRPC call of its own.
func (r *remote) unary(ctx context.Context, m Method, q *request, resp message) (answer *transportpb.Answer, sent bool, err error) {
	cc, err := r.dialled(ClassData)
	if err != nil {
		return nil, false, err
	}
	var to peer.Peer // set if the call got as far as a connection
	out := reply{response: resp}
	err = cc.Invoke(ctx, kvPaths[m], q, &out, grpc.Peer(&to))
	return out.answer, to.Addr != nil, err
}

// fewRows is how many rows a read may ask for and still share the stream.
const fewRows = 100

// mayBeLarge reports whether the answer to a request may be so large that it
// would hold up others.
func mayBeLarge(req Payload) bool {
	q, ok := req.(*kvpb.ReadRequest)
	if !ok || q.MaxRows > 0 && q.MaxRows <= fewRows {
		return false
	}
	for _, s := range q.Spans {
		if len(s.EndKey) > 0 {
			return true
		}
	}
	return len(q.Spans) > fewRows
}

func fragmentField(m Method) int {
	if m == MethodRead {
		return fieldFragmentRead
	}
	return fieldFragmentCommit
}

// reset empties a response for its new content; rows keep their memory.
func reset(resp message) {
	if r, ok := resp.(*kvpb.ReadResponse); ok {
		rows := r.Rows[:0]
		r.Reset()
		r.Rows = rows
		return
	}
	resp.Reset()
}

// answered maps what only the other end could know: that its context ended.
// Then nothing was proposed there.
func (r *remote) answered(ctx context.Context, rangeID uint64, err error) error {
	if e, ok := err.(*Remote); ok && (e.cause == context.Canceled || e.cause == context.DeadlineExceeded) {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		return &kvpb.RetryElsewhere{RangeID: rangeID, Why: "the request was cut off there: " + e.Text}
	}
	return err
}

// broken says what a call without an answer amounts to. sent: the request may
// have reached the node.
func (r *remote) broken(ctx context.Context, m Method, rangeID uint64, sent bool, err error) error {
	if code := status.Code(err); code == codes.Unimplemented || code == codes.PermissionDenied {
		sent = false // the node said that it did nothing
	}
	if ctx.Err() != nil && (!sent || consequences[m] != proposes) {
		return ctx.Err()
	}
	u := &Unreachable{NodeID: r.node, Sent: sent, Cause: r.cause(ctx, err)}
	if sent && consequences[m] != harmless {
		u.answer = &kvpb.Ambiguous{Why: u.Error()}
	} else {
		u.answer = &kvpb.RetryElsewhere{RangeID: rangeID, Why: u.Error()}
	}
	return u
}

// cause is err in words that mean something outside of gRPC. A context's error
// must not be found in it: it is told by who asks.
func (r *remote) cause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return errors.New("the caller gave up waiting")
	}
	if s, ok := status.FromError(err); ok {
		err = errors.New(s.Message())
	}
	return r.why(err)
}

// Read implements kvpb.Server.
func (r *remote) Read(ctx context.Context, req *kvpb.ReadRequest, frag kvpb.Fragment, resp *kvpb.ReadResponse) error {
	return r.call(ctx, MethodRead, req.GetHeader().GetRangeId(), req, resp, frag)
}

// Lock implements kvpb.Server.
func (r *remote) Lock(ctx context.Context, req *kvpb.LockRequest, resp *kvpb.LockResponse) error {
	return r.call(ctx, MethodLock, req.GetHeader().GetRangeId(), req, resp, nil)
}

// Commit implements kvpb.Server.
func (r *remote) Commit(ctx context.Context, req *kvpb.CommitRequest, frag kvpb.Fragment, resp *kvpb.CommitResponse) error {
	return r.call(ctx, MethodCommit, req.GetHeader().GetRangeId(), req, resp, frag)
}

// Stage implements kvpb.Server.
func (r *remote) Stage(ctx context.Context, req *kvpb.StageRequest, resp *kvpb.StageResponse) error {
	return r.call(ctx, MethodStage, req.GetCommit().GetHeader().GetRangeId(), req, resp, nil)
}

// Flush implements kvpb.Server.
func (r *remote) Flush(ctx context.Context, req *kvpb.FlushRequest, resp *kvpb.FlushResponse) error {
	return r.call(ctx, MethodFlush, req.GetHeader().GetRangeId(), req, resp, nil)
}

// Decide implements kvpb.Server.
func (r *remote) Decide(ctx context.Context, req *kvpb.DecideRequest, resp *kvpb.DecideResponse) error {
	return r.call(ctx, MethodDecide, req.GetHeader().GetRangeId(), req, resp, nil)
}

// Evidence implements kvpb.Server.
func (r *remote) Evidence(ctx context.Context, req *kvpb.EvidenceRequest, resp *kvpb.EvidenceResponse) error {
	return r.call(ctx, MethodEvidence, req.GetHeader().GetRangeId(), req, resp, nil)
}

// Resolve implements kvpb.Server.
func (r *remote) Resolve(ctx context.Context, req *kvpb.ResolveRequest, resp *kvpb.ResolveResponse) error {
	return r.call(ctx, MethodResolve, req.GetHeader().GetRangeId(), req, resp, nil)
}

// Tag implements kvpb.Server.
func (r *remote) Tag(ctx context.Context, req *kvpb.TagRequest, resp *kvpb.TagResponse) error {
	return r.call(ctx, MethodTag, req.GetHeader().GetRangeId(), req, resp, nil)
}

// Release implements kvpb.Server.
func (r *remote) Release(ctx context.Context, req *kvpb.ReleaseRequest, resp *kvpb.ReleaseResponse) error {
	return r.call(ctx, MethodRelease, req.GetHeader().GetRangeId(), req, resp, nil)
}

// Hint implements kvpb.Server.
func (r *remote) Hint(ctx context.Context, req *kvpb.HintRequest, resp *kvpb.HintResponse) error {
	return r.call(ctx, MethodHint, req.GetHeader().GetRangeId(), req, resp, nil)
}

// Split implements kvpb.Server.
func (r *remote) Split(ctx context.Context, req *kvpb.SplitRequest, resp *kvpb.SplitResponse) error {
	return r.call(ctx, MethodSplit, req.GetHeader().GetRangeId(), req, resp, nil)
}

// Merge implements kvpb.Server.
func (r *remote) Merge(ctx context.Context, req *kvpb.MergeRequest, resp *kvpb.MergeResponse) error {
	return r.call(ctx, MethodMerge, req.GetHeader().GetRangeId(), req, resp, nil)
}

// Collect implements kvpb.Server.
func (r *remote) Collect(ctx context.Context, req *kvpb.CollectRequest, resp *kvpb.CollectResponse) error {
	return r.call(ctx, MethodCollect, req.GetHeader().GetRangeId(), req, resp, nil)
}

// Clear implements kvpb.Server.
func (r *remote) Clear(ctx context.Context, req *kvpb.ClearRequest, resp *kvpb.ClearResponse) error {
	return r.call(ctx, MethodClear, req.GetHeader().GetRangeId(), req, resp, nil)
}

// Ingest implements kvpb.Server.
func (r *remote) Ingest(ctx context.Context, req *kvpb.IngestRequest, resp *kvpb.IngestResponse) error {
	return r.call(ctx, MethodIngest, req.GetHeader().GetRangeId(), req, resp, nil)
}

// Stats implements kvpb.Server.
func (r *remote) Stats(ctx context.Context, req *kvpb.StatsRequest, resp *kvpb.StatsResponse) error {
	return r.call(ctx, MethodStats, req.GetHeader().GetRangeId(), req, resp, nil)
}
