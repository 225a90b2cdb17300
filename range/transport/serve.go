package transport

import (
	"cmp"
	"context"
	"errors"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/connectivity"
	"google.golang.org/grpc/status"

	"github.com/isochrondb/isochron/base/panics"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/transport/transportpb"
)

// kvService serves the calls that are too large to share a stream.
// HandlerType is any, for gRPC would want an interface of generated code; each method gets the mesh.
func kvService() *grpc.ServiceDesc {
	d := &grpc.ServiceDesc{ServiceName: kvServiceName, HandlerType: (*any)(nil)}
	for m := range kvpb.MethodCount {
		d.Methods = append(d.Methods, grpc.MethodDesc{MethodName: m.String(), Handler: unary(m)})
	}
	return d
}

// unary serves one gRPC call of a method.
// No interceptors: counting, panics and answers are the same as for calls that share a stream.
func unary(method kvpb.Method) grpc.MethodHandler {
	return func(srv any, ctx context.Context, decode func(any) error, _ grpc.UnaryServerInterceptor) (any, error) {
		m := srv.(*Mesh)
		from, err := m.member(ctx)
		if err != nil {
			return nil, err
		}
		req, resp := method.New()
		// What can't be read is gRPC's error, and the caller takes it for ambiguous: it can't know how far it got.
		if err := decode(req); err != nil {
			return nil, err
		}
		// Counted for the node that asks, over whichever of its connections.
		t := from.conn.traffic.Load()
		t.messagesIn.Add(1)
		r := m.answer(ctx, req, resp)
		t.messagesOut.Add(1)
		return r, nil
	}
}

// For what was certainly not done: the asking node may ask another replica at once, or this one again.
func (m *Mesh) elsewhere(why string) *reply {
	return &reply{answer: m.codec.answer(&kvpb.RetryElsewhere{Why: why})}
}

// answer serves one request, and makes what is sent back.
// There is always an answer: gRPC's own errors are left to mean that the connection or the node failed.
func (m *Mesh) answer(ctx context.Context, req kvpb.Request, resp kvpb.Response) *reply {
	return m.envelope(req.Method(), resp, m.serve(ctx, req, resp))
}

// serve runs one request, unless the node is draining.
// A panic of the store becomes an error of its own here (broken tells what of it travels), and the process
// goes on, unless panics are set to end it.
func (m *Mesh) serve(ctx context.Context, req kvpb.Request, resp kvpb.Response) (err error) {
	defer m.o.Panics.Recover("a request of another node", &err)
	// A node that joins has a mesh before it has ranges.
	server := m.local.Load()
	if server == nil {
		return &kvpb.RetryElsewhere{Why: "the node serves no ranges"}
	}
	if !m.calls.enter() {
		return &kvpb.RetryElsewhere{Why: errStopping.Error()}
	}
	// Drain waits for those inside: who closes the store after it closes it under nobody.
	defer m.calls.leave()
	m.counts.served.Add(1)
	return (*server).Send(ctx, req, resp)
}

// envelope is what is sent back. A response that is too large to send is not a
// failure of what may have been done.
// Where the request has proposed, it is ambiguous: sent again it might be done a second time. A read whose
// answer does not fit would not fit at another replica either, and is refused for good.
func (m *Mesh) envelope(method kvpb.Method, resp kvpb.Response, err error) *reply {
	// First: a panic may be wrapped in anything.
	if e, ok := errors.AsType[*panics.Error](err); ok {
		err = broken(method, err, e)
	}
	if err == nil {
		// Measured here, not left to gRPC: its own refusal would look like a broken call, and be taken for ambiguous.
		n := resp.SizeVT()
		if n <= m.o.Limits.MessageBytesMax {
			return &reply{response: resp}
		}
		cause := &TooLarge{method.String() + " response", n, m.o.Limits.MessageBytesMax}
		err = &kvpb.Ambiguous{Why: cause.Error()}
		if method.Effect() != kvpb.Proposes {
			err = &kvpb.Refused{Reason: kvpb.ReasonLimit, Cause: cause}
		}
	}
	return &reply{answer: m.codec.answer(err)}
}

// broken is the answer to a request that panicked: final, so that the same bug is not met
// at one replica after the other, unless something may have been done.
func broken(method kvpb.Method, err error, e *panics.Error) error {
	if errors.As(err, new(*kvpb.Refused)) {
		return err // a fragment's panic: the range has answered
	}
	if method.Effect() == kvpb.Proposes {
		return &kvpb.Ambiguous{Why: e.Error()}
	}
	return &kvpb.Refused{Reason: kvpb.ReasonFragment, Cause: e}
}

var errStranger = status.Error(codes.PermissionDenied, "the asking node is no member of the cluster, or the asked one is none yet")

// member says who called, if it is a node of this node's cluster.
// Asked for each call, not once for each connection: this node may have joined, or been told of another
// cluster, since the hello.
func (m *Mesh) member(ctx context.Context) (*known, error) {
	k, ok := peerOf(ctx)
	if !ok || !k.peer.Member() || k.peer.ClusterID != m.Identity().ClusterID {
		return nil, errStranger
	}
	return k, nil
}

// They have no deadline of their own: the caller's travels with a gRPC call, and ends them here, too.
// controlService serves heartbeats and pings of builds that know no stream of them (beats.go).
var controlService = grpc.ServiceDesc{
	ServiceName: controlServiceName, HandlerType: (*any)(nil),
	Methods: []grpc.MethodDesc{
		control("Ping", func(m *Mesh, from *known, q *transportpb.Ping) *transportpb.Pong {
			m.hearNote(from.peer.NodeID, q.Note)
			p := m.clock().pong()
			p.Note = m.note(from.peer.NodeID)
			return p
		}),
		control("Heartbeat", func(m *Mesh, from *known, h *transportpb.Heartbeat) *transportpb.HeartbeatReply {
			m.hearNote(from.peer.NodeID, h.Note)
			if m.o.Heartbeats != nil {
				m.o.Heartbeats.ReceiveHeartbeat(from.peer, h)
			}
			return &transportpb.HeartbeatReply{Note: m.note(from.peer.NodeID)}
		}),
	},
}

// generated is a message as protobuf and vtprotobuf generate it.
// QP is *Q: a method's request is made here, and its type must be known for that.
type generated[T any] interface {
	*T
	Payload
}

// A node that drains goes on answering these: it keeps what it has promised.
func control[Q any, P Payload, QP generated[Q]](name string, serve func(*Mesh, *known, *Q) P) grpc.MethodDesc {
	return grpc.MethodDesc{MethodName: name, Handler: func(srv any, ctx context.Context, decode func(any) error, _ grpc.UnaryServerInterceptor) (any, error) {
		m := srv.(*Mesh)
		from, err := m.member(ctx)
		if err != nil {
			return nil, err
		}
		var req Q
		if err := decode(QP(&req)); err != nil {
			return nil, err
		}
		return serveControl(m, from, &req, serve)
	}}
}

// A panic is the caller's error, and no reason to lose the connection on which promises travel.
func serveControl[Q any, P Payload](m *Mesh, from *known, req *Q, serve func(*Mesh, *known, *Q) P) (_ any, err error) {
	defer m.o.Panics.Recover("a request of another node", &err)
	return serve(m, from, req), nil
}

// The zero Clock says that there is none to compare with.
func (m *Mesh) clock() Clock {
	if m.o.Clock == nil {
		return Clock{}
	}
	return m.o.Clock()
}

// note is what a message to a node carries about clocks.
// nil: clocks do not agree here (a budget, or an older cluster), and nothing is added to the message.
func (m *Mesh) note(nodeID uint32) []byte {
	if m.o.Notes == nil || !m.o.Notes.Speaks() {
		return nil
	}
	return m.o.Notes.Note(nodeID)
}

// From members only: every caller has checked that (serveStream, member).
func (m *Mesh) hearNote(nodeID uint32, note []byte) {
	if m.o.Notes != nil && len(note) > 0 {
		m.o.Notes.Hear(nodeID, note)
	}
}

// Elapsed is the time since the mesh began, by the process's monotonic clock.
// What the mesh says of time to packages above is by it.
func (m *Mesh) Elapsed() time.Duration { return time.Since(m.began) }

// ping measures a round trip, and how far apart the two clocks are.
// It ends before the silence would: what is left of it since the last answer, but no less than two thirds,
// so that a node that was just heard has its whole time. The offset is an interval, not an estimate: the
// peer read its clock between before and after, so that it is true at any asymmetry of the two ways.
func (r *remote) ping() error {
	// No longer than a silence in all: a ping that waits on would put off the judgement of whether the node is down.
	timeout := r.silence()
	ctx, cancel := context.WithTimeout(r.ctx, max(timeout-r.since(&r.heard), timeout*2/3))
	defer cancel()
	cc, err := r.dialled(ClassControl)
	if err != nil {
		return err
	}
	// First, so that making a connection is not measured as a round trip.
	if err := connected(ctx, cc); err != nil {
		return err
	}
	s := r.beatStream()
	if s == nil {
		return ErrClosed
	}
	r.m.counts.pings.Add(1)
	t, err := s.ping(ctx)
	if err != nil {
		return cmp.Or(ctx.Err(), err)
	}
	// Since it was asked, not since the answer: the node may have stopped right after it has sent that.
	r.answeredAt(t.asked)
	if t.conn != nil && t.conn.opened <= t.asked { // else the making of a connection is in it
		r.observe(t.answered - t.asked)
	}
	// Zero on either side: that end tells of no clock.
	if p := t.pong; p.Clock != 0 && t.after != 0 {
		r.offset.Store(&offset{low: time.Duration(p.Clock - t.after), high: time.Duration(p.Clock - t.before), at: t.asked, clock: clockOf(p)})
	}
	return nil
}

// connected waits until a connection stands.
// A failed attempt ends it: gRPC would pause and try again by itself, and the ping is to tell of silence.
func connected(ctx context.Context, cc *grpc.ClientConn) error {
	for s := cc.GetState(); s != connectivity.Ready; s = cc.GetState() {
		if s == connectivity.TransientFailure {
			return errors.New("no connection")
		}
		cc.Connect()
		if !cc.WaitForStateChange(ctx, s) {
			return ctx.Err()
		}
	}
	return nil
}
