package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// Stream carries messages both ways between two nodes, in order. One goroutine
// may send while another receives.
type Stream struct {
	s interface {
		Context() context.Context
		SendMsg(any) error
		RecvMsg(any) error
	}
	ctx  context.Context // of who uses it: gRPC's own ends with the stream
	m    *Mesh
	r    *remote // opened here by node ID; else nil
	end  context.CancelFunc
	out  grpc.ClientStream
	to   uint32
	from Peer

	// A stream that was opened here alone: gRPC tells a handler's Send itself what has ended the stream.
	receiving chan struct{} // one slot, full while a goroutine is in RecvMsg, which two may not be
	kept      []Raw         // with receiving: what came before the end, and Receive has not given yet
}

// Peer is who opened the stream; the zero Peer where this node did.
func (s *Stream) Peer() Peer { return s.from }

// It is not the one that Open got: that one's end ends it, too.
// Context ends with the stream.
func (s *Stream) Context() context.Context { return s.s.Context() }

// Send sends a message, once the other end's window has room. The message may
// be changed when it returns. It fails with *TooLarge, *Unreachable, or the
// error that the handler returned; io.EOF: the handler returned without one.
// What the handler sent before is there for Receive all the same.
func (s *Stream) Send(p Payload) error {
	// Looked at before gRPC does, which would break the stream for it.
	if n := p.SizeVT(); n > s.m.o.Limits.MessageBytesMax {
		return &TooLarge{"message", n, s.m.o.Limits.MessageBytesMax}
	}
	if s.r != nil {
		s.r.use()
	}
	err := s.s.SendMsg(p)
	if errors.Is(err, io.EOF) && s.receiving != nil { // it has ended; why is told to who receives
		err = s.ended()
	}
	return s.failed(err)
}

// ended is what a stream has ended with that SendMsg found at its end.
// The reason comes behind the messages that nobody has received yet, so they are kept: at most what
// fits into the stream's window. Nothing here waits for the network: after its end a stream brings only
// what is here already, to another goroutine in Receive, too.
func (s *Stream) ended() error {
	s.receiving <- struct{}{}
	defer func() { <-s.receiving }()
	for {
		var m Raw
		if err := s.s.RecvMsg(&m); err != nil {
			return err // the same for each that asks from now on
		}
		s.kept = append(s.kept, m)
	}
}

// Receive fills p with the next message. io.EOF: the other end has ended its
// side without an error.
func (s *Stream) Receive(p Payload) error {
	if s.receiving == nil {
		return s.failed(s.s.RecvMsg(p))
	}
	s.receiving <- struct{}{}
	defer func() { <-s.receiving }()
	// They were here before the end that Send has met, and are not less true for it.
	if len(s.kept) > 0 {
		m := s.kept[0]
		s.kept = s.kept[1:]
		return p.UnmarshalVT(m)
	}
	return s.failed(s.s.RecvMsg(p))
}

// CloseSend ends this side of a stream that was opened here; the handler sees io.EOF.
func (s *Stream) CloseSend() error {
	if s.out == nil {
		return nil
	}
	return s.failed(s.out.CloseSend())
}

// Close ends a stream that was opened here. A handler's ends when it returns.
// The handler's context ends. It may be called more than once, and while another goroutine sends or receives.
func (s *Stream) Close() {
	if s.end != nil {
		s.end()
	}
}

// io.EOF stays as it is: it is how a stream ends well.
func (s *Stream) failed(err error) error {
	if err == nil || errors.Is(err, io.EOF) {
		return err
	}
	return streamError(s.ctx, s.m, s.r, s.to, err)
}

// streamError is the error of a stream in words of this package.
// A status of a handler (Unknown) is told as it is even if the caller's context has ended meanwhile: what it
// says was decided there. Sent is always true: what of a stream arrived is not known here.
func streamError(ctx context.Context, m *Mesh, r *remote, node uint32, err error) error {
	// Not errors.As for a type of ours: what has come over the wire is a status, whatever the handler returned.
	st, ok := status.FromError(err)
	switch {
	// The order matters: gRPC tells a caller's own end as Canceled, which must not be taken for the node's.
	case ctx.Err() != nil && (!ok || st.Code() != codes.Unknown):
		return ctx.Err()
	case !ok:
		return &Unreachable{NodeID: node, Sent: true, Cause: err}
	case st.Code() == codes.Unavailable || st.Code() == codes.Canceled:
		cause := errors.New(st.Message())
		if r != nil {
			cause = r.why(cause)
		}
		return &Unreachable{NodeID: node, Sent: true, Cause: cause}
	}
	return &Remote{Text: st.Message()}
}

// Handler serves one stream; the stream ends with its return, and a caller
// learns the error's text as a *Remote.
type Handler func(s *Stream) error

// handle nil: there is none of that name.
// A name has one handler at a time: who begins later gets the later one.
type service struct {
	handle    Handler
	strangers bool
}

// Handle serves streams of that name with h, for members of the cluster. A nil
// h ends the service. Streams under way go on.
func (m *Mesh) Handle(name string, h Handler) { m.handle(name, service{handle: h}) }

// HandleStrangers serves streams of that name with h for whoever gets through
// TLS and the hello: nodes that want to join, commands.
func (m *Mesh) HandleStrangers(name string, h Handler) {
	m.handle(name, service{handle: h, strangers: true})
}

// Copied on write, so that each stream that begins reads the map without the mutex.
func (m *Mesh) handle(name string, s service) {
	m.mu.Lock()
	defer m.mu.Unlock()
	// mu is for writers alone, so that none of two registrations is lost.
	next := maps.Clone(*m.services.Load())
	if s.handle == nil {
		delete(next, name)
	} else {
		next[name] = s
	}
	m.services.Store(&next)
}

// serveStream serves every stream: it is what gRPC asks where it knows no method.
// Who may use it is looked at before what it is, so that a stranger does not learn which services there
// are. The built-in ones have no entry in services, and are for members.
func (m *Mesh) serveStream(_ any, in grpc.ServerStream) error {
	path, _ := grpc.MethodFromServerStream(in)
	if len(path) < len(streamPrefix) || path[:len(streamPrefix)] != streamPrefix {
		return status.Errorf(codes.Unimplemented, "there is no method %s", path)
	}
	from, ok := peerOf(in.Context())
	if !ok {
		return errStranger
	}
	name := path[len(streamPrefix):]
	s, ok := (*m.services.Load())[name]
	if !s.strangers {
		if _, err := m.member(in.Context()); err != nil {
			return err
		}
	}
	switch {
	case name == callsService:
		return m.receiveCalls(from, in)
	case name == raftService:
		return m.receiveRaft(from, in)
	case name == beatsService:
		return m.receiveBeats(from, in)
	case name == snapshotService:
		return m.receiveSnapshot(from, in)
	case !ok:
		return status.Errorf(codes.Unimplemented, "there is no service %q", name)
	}
	err := m.serveService(s.handle, &Stream{s: in, ctx: in.Context(), m: m, from: from.peer, to: from.peer.NodeID})
	if err == nil {
		return nil
	}
	// Unknown is the code by which streamError knows a handler's own error from one of gRPC's.
	return status.Error(codes.Unknown, err.Error())
}

// A panic ends the stream with an error, not the node.
func (m *Mesh) serveService(handle Handler, s *Stream) (err error) {
	defer m.o.Panics.Recover("a service for another node", &err)
	return handle(s)
}

// Open begins a stream of a service on another node. The caller must Close it,
// or end ctx.
// Bulk connections are its way: what it sends never stands before heartbeats or Raft. Nobody has answered
// when it returns; the first Receive tells whether the service is there.
func (m *Mesh) Open(ctx context.Context, nodeID uint32, name string) (*Stream, error) {
	r := m.remote(nodeID)
	if r == nil {
		return nil, &Unreachable{NodeID: nodeID, Cause: ErrUnknownNode}
	}
	cc, err := r.client(ClassBulk)
	if err != nil {
		return nil, &Unreachable{NodeID: nodeID, Cause: r.why(err)}
	}
	return m.open(ctx, cc, r, name)
}

// openStream opens a stream that ends with the connection it was opened on. gRPC would
// open one that the other end has not begun with anew, and waits for a connection
// meanwhile, with the stream's mutex held: who sends on it would wait for that mutex,
// whatever its context says.
func openStream(ctx context.Context, cc *grpc.ClientConn, name string) (grpc.ClientStream, error) {
	stream, err := cc.NewStream(ctx, &grpc.StreamDesc{ClientStreams: true, ServerStreams: true}, streamPrefix+name)
	if err != nil {
		return nil, err
	}
	stream.Context() // from here on gRPC retries nothing (grpc.ClientStream)
	return stream, nil
}

func (m *Mesh) open(ctx context.Context, cc *grpc.ClientConn, r *remote, name string) (*Stream, error) {
	ctx, cancel := context.WithCancel(ctx)
	out, err := openStream(ctx, cc, name)
	if err != nil {
		cancel()
		return nil, streamError(ctx, m, r, r.nodeID(), err)
	}
	return &Stream{s: out, ctx: ctx, out: out, m: m, r: r, end: cancel, to: r.nodeID(), receiving: make(chan struct{}, 1)}, nil
}

func (r *remote) nodeID() uint32 {
	if r == nil {
		return 0
	}
	return r.node
}

// OpenAddress begins a stream of a service on whatever node is at address: that
// is how a node joins. The connection ends with the stream, which the caller
// must Close.
// "any" stands for the node ID, which is not known: whoever answers there is taken, if TLS and the hello
// are right.
func (m *Mesh) OpenAddress(ctx context.Context, address, name string) (*Stream, error) {
	l := &link{m: m, class: ClassBulk, address: address}
	// A client of its own: no remote has that address yet, and what is learnt there is no node's.
	cc, err := m.newClient(l, "any")
	if err != nil {
		return nil, err
	}
	if !m.stray(cc, true) {
		_ = cc.Close()
		return nil, ErrClosed
	}
	done := func() {
		_ = cc.Close()
		m.stray(cc, false)
	}
	s, err := m.open(ctx, cc, nil, name)
	if err != nil {
		done()
		return nil, fmt.Errorf("%s: %w", address, l.why(err))
	}
	cancel := s.end
	s.end = func() {
		cancel()
		done()
	}
	return s, nil
}

// stray notes a client that belongs to no remote, so that Close ends it, or
// forgets it. false: the mesh is closed.
func (m *Mesh) stray(cc *grpc.ClientConn, open bool) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	if !open {
		delete(m.mu.strays, cc)
		return true
	}
	if !m.mu.closed {
		m.mu.strays[cc] = true
	}
	return !m.mu.closed
}
