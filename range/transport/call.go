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

// Built once: gRPC wants a string for each call.
var kvPaths = func() (p [kvpb.MethodCount]string) {
	for m := range kvpb.MethodCount {
		p[m] = "/" + kvServiceName + "/" + m.String()
	}
	return p
}()

// Send implements kvpb.Sender: it asks the node and waits for the answer.
// A fragment is marshalled once and joined as bytes. Errors are kvpb's four, an *Unreachable that holds one
// of them, a *Remote, or the context's; resp is undefined where there is one. The caller may use req again when it
// returns, even if it gave up: what was queued is a copy.
func (r *remote) Send(ctx context.Context, req kvpb.Request, resp kvpb.Response) error {
	// Asked here, not by the stream: what it has queued its writer may take before anybody looks at ctx, and then
	// a proposal of one who gave up before he asked would be ambiguous.
	if err := ctx.Err(); err != nil {
		return err
	}
	m, rangeID := req.Method(), req.GetHeader().GetRangeId()
	plain, frag := kvpb.Plain(req)
	q := request{Payload: plain}
	// A fragment is the plan's own bytes: kvpb does not know its type, and so it is not a field of the request here.
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
	// At once, and as not sent: a caller with another replica to ask loses no time on one that is silent.
	if r.down.Load() {
		return r.broken(ctx, m, rangeID, false, ErrDown)
	}
	// The time of asking, not of the answer: an answer tells only that the node was alive after it was asked.
	asked := r.use()
	r.traffic.messagesOut.Add(1)
	// Before it is sent: the reader of the stream fills it in, at any time from then on.
	reset(resp)
	ask := r.unary
	if n <= r.m.o.Limits.CallBytesMax && !mayBeLarge(plain) {
		ask = r.muxed
	}
	answer, sent, err := ask(ctx, m, &q, resp)
	if err != nil {
		return r.broken(ctx, m, rangeID, sent, err)
	}
	// Any answer shows that the node is there, a refusal as well.
	r.traffic.messagesIn.Add(1)
	r.answeredAt(asked)
	if answer == nil {
		return nil
	}
	return r.answered(ctx, rangeID, r.m.codec.err(answer))
}

// unary asks with a gRPC call of its own.
// A call that got an address had a connection, and so may have arrived: that is all gRPC tells.
func (r *remote) unary(ctx context.Context, m kvpb.Method, q *request, resp kvpb.Response) (answer *transportpb.Answer, sent bool, err error) {
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
// Rows are small, mostly: a hundred of them are less than a batch of the stream (batchBytesMax).
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

// Reads and commits are all that carry one.
func fragmentField(m kvpb.Method) int {
	if m == kvpb.MethodRead {
		return fieldFragmentRead
	}
	return fieldFragmentCommit
}

// reset empties a response for its new content; rows keep their memory.
// Rows are read in turn, page by page, into the same response.
func reset(resp kvpb.Response) {
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
//
//	Harmless   RetryElsewhere
//	InMemory   Ambiguous; but a caller who gave up gets its context's error, for nothing was proposed
//	Proposes   Ambiguous in either case
func (r *remote) broken(ctx context.Context, m kvpb.Method, rangeID uint64, sent bool, err error) error {
	// Only with a status of its own: what the handler of a call would have said comes as an answer, not as one of these.
	if code := status.Code(err); code == codes.Unimplemented || code == codes.PermissionDenied {
		sent = false // the node said that it did nothing
	}
	// Who gave up hears so, unless his request may be in a log: that is Ambiguous, whoever ended it (40003).
	if ctx.Err() != nil && (!sent || m.Effect() != kvpb.Proposes) {
		return ctx.Err()
	}
	u := &Unreachable{NodeID: r.node, Sent: sent, Cause: r.cause(ctx, err)}
	if sent && m.Effect() != kvpb.Harmless {
		u.answer = &kvpb.Ambiguous{Why: u.Error()}
	} else {
		u.answer = &kvpb.RetryElsewhere{RangeID: rangeID, Why: u.Error()}
	}
	return u
}

// cause is err in words that mean something outside of gRPC. A context's error
// must not be found in it: it is told by who asks.
// Else errors.Is(err, context.Canceled) would be true of a node's broken connection, and a caller would take
// somebody else's end for his own.
func (r *remote) cause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return errors.New("the caller gave up waiting")
	}
	if s, ok := status.FromError(err); ok {
		err = errors.New(s.Message())
	}
	return r.why(err)
}
