package transport

import (
	"cmp"
	"context"
	"errors"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/range/transport/transportpb"
)

// Heartbeats and pings go on one stream from a node to another, for they are most of what an idle
// cluster says, and a call of its own costs each many times what it says. The stream is on the
// control connection, which nothing else uses: what is large never stands before it.
//
//	SendHeartbeat ─► queue (HeartbeatsMax, beatTimeout) ─► stream ─► ReceiveHeartbeat
//	ping ────────────────────────────────────────────────► stream ─► pong at once, on the same stream
//
// A heartbeat has no answer of its own. What a node sends says which message of the other's it had
// last (its echo), and that tells the other that it is heard: promises are asked for and given both
// ways all the time. Where too little is said for that, pings show it, as ever.
//
// Whoever sends never waits. What can't be sent for beatTimeout is dropped: the next says more.
// Order is kept on a stream. From one stream to the next, and among calls, heartbeats may overtake
// each other, be lost and be late; package support bears that.
//
// A node of an older build refuses the stream (Unimplemented). Then what was sent on it is sent
// again, each as a call, and so is all else as long as that connection stands.

// beatsService is the name of the streams of heartbeats.
const beatsService = "beats"

const (
	// beatTimeout is how long a heartbeat may wait to be sent, or as a call take: after that it
	// is worth nothing.
	beatTimeout = 2 * time.Second
	// beatCallsMax is how many to one node may be under way as calls: one that does not answer is
	// asked again later, not more.
	beatCallsMax = 16
)

// errOneByOne reports a node that takes heartbeats and pings one by one.
var errOneByOne = errors.New("transport: the node serves no stream of heartbeats")

// oneByOne reports whether this node does as builds of before the stream did, in both
// directions: it speaks no version that came with it.
// Tests of old builds among new ones set VersionMax; a real build speaks at least its own.
func (m *Mesh) oneByOne() bool { return version.Build(m.o.VersionMax) < version.Hidden }

// beatStream is the heartbeats to one node and the goroutine that sends them.
// out is touched by the goroutine of run alone; others see from open whether it is there, and
// talk to it by the queue, trip and wake.
type beatStream struct {
	r     *remote
	wake  chan struct{}        // one slot: there is something to send
	old   atomic.Pointer[conn] // the connection on which the stream was refused; nil: none is known
	calls atomic.Int64         // heartbeats that are under way as calls
	open  atomic.Bool          // out is there
	out   *beatOut             // of the goroutine; nil: there is no stream

	mu struct { // held for moments only; a leaf
		sync.Mutex
		queue  []beat
		trip   *roundTrip // under way
		closed bool
	}
}

// beat is a heartbeat that waits.
type beat struct {
	h  *transportpb.Heartbeat
	at time.Duration // since when
}

// roundTrip is a ping and what came of it.
// sent, asked, before and conn are set by the sender, the rest by who listens, under beatStream.mu;
// whoever takes it out of trip sends on done, once, and after that it is the waiting caller's alone.
type roundTrip struct {
	done chan error // one slot

	sent            bool
	asked, answered time.Duration // since the mesh began
	before, after   int64         // this node's clock
	pong            *transportpb.Pong
	conn            *conn
}

// SendHeartbeat queues store liveness, which it keeps, for another node's store. It never blocks.
// false: it was dropped.
// A node that is down gets none: pings find out when it is back, and heartbeats that wait for that
// would ask for promises of a time that has passed.
func (m *Mesh) SendHeartbeat(nodeID uint32, h *transportpb.Heartbeat) bool {
	r := m.remote(nodeID)
	if r == nil || r.down.Load() {
		m.counts.beatsDropped.Add(1)
		return false
	}
	s, now := r.beatStream(), r.use()
	if s == nil || !s.put(beat{h, now}) {
		m.counts.beatsDropped.Add(1)
		return false
	}
	s.nudge()
	r.keepWarm(ClassRaft)
	return true
}

// beatStream returns the stream of heartbeats, or nil if the mesh is closed.
func (r *remote) beatStream() *beatStream {
	if s := r.beats.Load(); s != nil {
		return s
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if s := r.beats.Load(); s != nil || r.mu.closed {
		return s
	}
	s := &beatStream{r: r, wake: make(chan struct{}, 1)}
	if !r.m.group.Go(func(context.Context) { s.run() }) {
		return nil
	}
	r.beats.Store(s)
	return s
}

func (s *beatStream) nudge() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// put queues a heartbeat. Where too many wait, the oldest goes: it is worth least.
func (s *beatStream) put(b beat) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.mu.closed {
		return false
	}
	if len(s.mu.queue) >= s.r.m.o.Limits.HeartbeatsMax {
		// The next one of the same stores asks for longer, so that the oldest is what nobody misses.
		s.mu.queue = s.mu.queue[1:]
		s.r.m.counts.beatsDropped.Add(1)
	}
	s.mu.queue = append(s.mu.queue, b)
	return true
}

// take returns what is to be sent: heartbeats that are not too old, and a ping.
// It is called when the stream stands, for only then it is known how old a heartbeat is when it leaves.
// A trip is marked as sent before it is: if sending fails, shut ends it.
func (s *beatStream) take() (batch []*transportpb.Heartbeat, trip *roundTrip) {
	now := time.Since(s.r.m.began)
	s.mu.Lock()
	defer s.mu.Unlock()
	// All that wait go in one message: they are small, and HeartbeatsMax bounds them.
	for _, b := range s.mu.queue {
		if now-b.at < beatTimeout {
			batch = append(batch, b.h)
		}
	}
	s.r.m.counts.beatsDropped.Add(uint64(len(s.mu.queue) - len(batch)))
	s.mu.queue = nil
	// Once for each trip: what is taken again after a broken stream is another ping.
	if t := s.mu.trip; t != nil && !t.sent {
		t.sent, trip = true, t
	}
	return batch, trip
}

// run sends what is queued until the mesh closes or the node is forgotten.
// One goroutine opens, writes and ends the stream, so that none of that needs a mutex; who listens is
// another, which ends before the stream is let go.
func (s *beatStream) run() {
	for {
		var broken chan struct{} // nil, and so never, while there is no stream
		if s.out != nil {
			broken = s.out.broken
		}
		select {
		case <-s.r.ctx.Done():
			s.shut(nil)
			s.close()
			return
		case <-broken:
			s.shut(nil)
		case <-s.wake:
			s.flush()
		}
	}
}

// closed keeps a later put or ping from waiting for a goroutine that has ended.
func (s *beatStream) close() {
	s.mu.Lock()
	s.mu.closed, s.mu.queue = true, nil
	s.mu.Unlock()
	s.finish(nil, ErrClosed)
}

// flush sends what is queued.
// It goes on until nothing is due: a wake that came while it sent is in the same slot as the one
// that it is at. Where a stream can't be opened, what was taken is dropped, and the ping fails, which counts
// as silence.
func (s *beatStream) flush() {
	for s.due() {
		var err error
		each := s.r.m.oneByOne() || s.old.Load() != nil
		if !each && s.out == nil {
			err = s.begin() // which may take a while: only then it is seen what is still worth something
		}
		batch, trip := s.take()
		switch {
		case each:
			s.callEach(batch)
			s.finish(trip, errOneByOne)
		case err != nil:
			// What came while begin failed goes, too: it would wait for the next attempt, and be old by then.
			s.r.m.counts.beatsDropped.Add(uint64(len(batch)))
			s.shut(err)
		case len(batch) > 0 || trip != nil:
			if err := s.send(batch, trip); err != nil {
				s.shut(err)
			}
		}
	}
	// watch nudges for this, where nobody sends any more.
	if s.out != nil && s.r.since(&s.r.used) >= s.r.m.o.Timing.Idle {
		s.shut(nil) // so that the connection can be closed
	}
}

// due reports whether something is to be sent.
// A ping that was sent and not answered is not due: it has its own time.
func (s *beatStream) due() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.mu.queue) > 0 || s.mu.trip != nil && !s.mu.trip.sent
}

// send sends a message.
// SentNanos names the message: it is this process's own elapsed time, and comes back as an echo, from which
// answeredAt knows since when the other was alive. Both clock readings of a ping are taken around it, before
// here and after at the pong, and bound the other's clock from both sides.
func (s *beatStream) send(batch []*transportpb.Heartbeat, trip *roundTrip) error {
	m := s.r.m
	// Before they are sent: a refusal may come while SendMsg runs.
	s.out.keep(batch, m.o.Limits.HeartbeatsMax)
	b := &transportpb.Beats{Heartbeats: batch, Note: m.note(s.r.node)}
	b.EchoNanos, b.EchoEpoch = s.r.echo()
	now := time.Since(m.began)
	b.SentNanos = int64(now)
	if trip != nil {
		mine := m.clock()
		b.Ping = &transportpb.Ping{Clock: mine.Now, ErrorNanos: int64(mine.Error)}
		s.mu.Lock()
		// Under mu, since answered may run before SendMsg returns.
		trip.asked, trip.before, trip.conn = now, mine.Now, s.out.conn
		s.mu.Unlock()
	}
	if err := s.out.stream.SendMsg(b); err != nil {
		return err
	}
	s.r.traffic.messagesOut.Add(uint64(len(batch)))
	m.counts.beatsSent.Add(uint64(len(batch)))
	return nil
}

// beatOut is an open stream.
type beatOut struct {
	stream grpc.ClientStream
	cancel context.CancelFunc
	conn   *conn
	served atomic.Bool              // the other end has said something
	unsure []*transportpb.Heartbeat // that were sent before
	broken chan struct{}            // closed when the stream has ended, by the goroutine that listens
	err    error                    // why; set before broken is closed
}

// keep notes heartbeats that are to be sent again if the stream is not served.
// Until the other end has said its first word it is open whether it serves the stream at all: an older build
// refuses only after messages were sent. No more than HeartbeatsMax, the newest, are worth that.
func (o *beatOut) keep(batch []*transportpb.Heartbeat, most int) {
	if o.served.Load() {
		o.unsure = nil
		return
	}
	o.unsure = append(o.unsure, batch...)
	o.unsure = o.unsure[max(0, len(o.unsure)-most):]
}

// begin opens a stream, and listens to it.
// Control connections are for this alone; the stream ends with its connection (openStream), and is not
// opened again behind its back, for who listens must know which connection answered.
func (s *beatStream) begin() error {
	cc, err := s.r.dialled(ClassControl)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(s.r.ctx)
	stream, err := openStream(ctx, cc, beatsService)
	if err != nil {
		cancel()
		return err
	}
	o := &beatOut{stream: stream, cancel: cancel, broken: make(chan struct{})}
	// gRPC knows the connection once the stream is open; nil where it does not tell, and then nothing is learnt from it.
	if k, ok := peerOf(stream.Context()); ok {
		o.conn = k.conn
	}
	go func() { // ends with ctx at the latest; shut waits for it
		defer close(o.broken)
		o.err = s.listen(o)
	}()
	s.out = o
	s.open.Store(true)
	return nil
}

// listen hears pongs until the stream ends.
func (s *beatStream) listen(o *beatOut) error {
	for {
		var b transportpb.Beats
		if err := o.stream.RecvMsg(&b); err != nil {
			return err
		}
		o.served.Store(true)
		s.r.m.hearNote(s.r.node, b.Note)
		if b.Pong != nil {
			s.answered(&b)
		}
	}
}

// answered ends the round trip that a pong is of, if it is still waited for.
// A pong of an earlier ping, which was given up, names another SentNanos and is nobody's.
func (s *beatStream) answered(b *transportpb.Beats) {
	now, after := time.Since(s.r.m.began), s.r.m.clock().Now
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.mu.trip
	if t == nil || !t.sent || int64(t.asked) != b.EchoNanos {
		return
	}
	// Both were read before mu was waited for, or the wait would count as the way.
	t.answered, t.after, t.pong = now, after, b.Pong
	s.mu.trip = nil
	t.done <- nil
}

// finish ends a round trip without an answer; nil: whichever is under way.
func (s *beatStream) finish(t *roundTrip, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	// Answered, or given up by its caller, or another by now: done has had its one word.
	if s.mu.trip == nil || t != nil && s.mu.trip != t {
		return
	}
	s.mu.trip.done <- err
	s.mu.trip = nil
}

// shut ends the stream, where there is one, and what is under way on it: because of err, if the
// other end has said nothing.
// It waits for the listener, which cancel ends, before it looks at what came: served and err are final
// then. A refusal after a first word is no sign of an old build, but an error like others.
func (s *beatStream) shut(err error) {
	if o := s.out; o != nil {
		s.out = nil
		s.open.Store(false)
		o.cancel()
		<-o.broken
		if status.Code(o.err) == codes.Unimplemented && !o.served.Load() {
			// Of this connection alone: another may be to a newer build (invoke).
			s.old.Store(o.conn)
			s.callEach(o.unsure)
			o.err = errOneByOne
		}
		err = cmp.Or(o.err, err)
	}
	s.mu.Lock()
	t := s.mu.trip
	s.mu.Unlock()
	if t != nil && t.sent {
		s.finish(t, cmp.Or(err, ErrClosed))
	}
}

// callEach sends heartbeats as calls.
// Those beyond beatCallsMax are dropped, as from a full queue: the store says more by the next.
func (s *beatStream) callEach(batch []*transportpb.Heartbeat) {
	for _, h := range batch {
		// Counted first, so that two at once can't both take the last place.
		if s.calls.Add(1) > beatCallsMax || !s.r.m.group.Go(func(context.Context) { s.call(h) }) {
			s.calls.Add(-1)
			s.r.m.counts.beatsDropped.Add(1)
		}
	}
}

// call sends a heartbeat as a call.
// asked is taken before it is sent: an answer shows that the node was alive after that, not when
// the answer came.
func (s *beatStream) call(h *transportpb.Heartbeat) {
	defer s.calls.Add(-1)
	r := s.r
	ctx, cancel := context.WithTimeout(r.ctx, beatTimeout)
	defer cancel()
	var out transportpb.HeartbeatReply
	// Made here, not when it was queued: a note tells of a clock at the moment when it leaves.
	h.Note = r.m.note(r.node)
	asked := time.Since(r.m.began)
	r.traffic.messagesOut.Add(1)
	r.m.counts.beatsSent.Add(1)
	if _, err := s.invoke(ctx, "Heartbeat", h, &out); err != nil {
		return
	}
	r.traffic.messagesIn.Add(1)
	r.answeredAt(asked)
	r.m.hearNote(r.node, out.Note)
}

// invoke calls a method of the control service, and looks whether it is still the connection on
// which the stream was refused: another may be to a newer build.
// The comparison by connection is what ends the old way when a node was upgraded: its new process
// is met on another connection, and the stream is tried again there.
func (s *beatStream) invoke(ctx context.Context, name string, req, resp Payload) (over *conn, err error) {
	cc, err := s.r.dialled(ClassControl)
	if err != nil {
		return nil, err
	}
	var to peer.Peer
	err = cc.Invoke(ctx, "/"+controlServiceName+"/"+name, req, resp, grpc.Peer(&to))
	if k, ok := to.AuthInfo.(*known); ok {
		over = k.conn
	}
	if old := s.old.Load(); old != nil && over != nil && over != old {
		s.old.CompareAndSwap(old, nil)
	}
	return over, err
}

// ping sends a ping and waits for the pong.
// One at a time: a second would take the first one's place, whose caller would wait for his context;
// remote's loop asks one after the other.
func (s *beatStream) ping(ctx context.Context) (*roundTrip, error) {
	t := &roundTrip{done: make(chan error, 1)}
	s.mu.Lock()
	closed := s.mu.closed
	if !closed {
		s.mu.trip = t
	}
	s.mu.Unlock()
	if closed {
		return nil, ErrClosed
	}
	s.nudge()
	select {
	case err := <-t.done:
		if errors.Is(err, errOneByOne) {
			return s.pingAlone(ctx)
		}
		return t, err
	case <-ctx.Done():
		// Out of trip, so that a late pong finds nobody and the next ping has its place.
		s.finish(t, ctx.Err())
		return nil, ctx.Err()
	}
}

// pingAlone is the same as a call.
func (s *beatStream) pingAlone(ctx context.Context) (*roundTrip, error) {
	m := s.r.m
	t := &roundTrip{pong: &transportpb.Pong{}}
	mine := m.clock()
	// The order of what follows bounds the round trip from outside: before and asked come first, answered and after last.
	q := transportpb.Ping{Clock: mine.Now, ErrorNanos: int64(mine.Error), Note: m.note(s.r.node)}
	t.before, t.asked = mine.Now, time.Since(m.began)
	var err error
	if t.conn, err = s.invoke(ctx, "Ping", &q, t.pong); err != nil {
		return nil, err
	}
	t.answered, t.after = time.Since(m.began), m.clock().Now
	m.hearNote(s.r.node, t.pong.Note)
	return t, nil
}

// receiveBeats serves one node's stream of heartbeats.
// The empty message that it begins with says that the stream is served: from then on the sender need not
// keep what it sent. Pongs are sent by the goroutine that receives, so a peer that does not read them
// is not heard either.
func (m *Mesh) receiveBeats(from *known, in grpc.ServerStream) error {
	if m.oneByOne() {
		return status.Error(codes.Unimplemented, errOneByOne.Error())
	}
	if err := in.SendMsg(&transportpb.Beats{}); err != nil {
		return err
	}
	for {
		b := &transportpb.Beats{}
		if err := in.RecvMsg(b); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		if err := m.takeBeats(from, b); err != nil {
			return err
		}
		if b.Ping == nil {
			continue
		}
		if err := in.SendMsg(&transportpb.Beats{Pong: m.clock().pong(), Note: m.note(from.peer.NodeID), EchoNanos: b.SentNanos}); err != nil {
			return err
		}
	}
}

// takeBeats hears a message.
// An error ends the stream, a panic's too: the sender opens another, and nothing that was promised is lost,
// since what was not echoed is not believed.
func (m *Mesh) takeBeats(from *known, b *transportpb.Beats) (err error) {
	defer m.o.Panics.Recover("a heartbeat of another node", &err)
	from.conn.traffic.Load().messagesIn.Add(uint64(len(b.Heartbeats)))
	m.hearNote(from.peer.NodeID, b.Note)
	if r := (*m.peers.Load())[from.peer.NodeID]; r != nil {
		r.heardBeats(from.peer.Epoch, b)
	}
	if m.o.Heartbeats != nil {
		for _, h := range b.Heartbeats {
			m.o.Heartbeats.ReceiveHeartbeat(from.peer, h)
		}
	}
	return nil
}

// heardBeats notes what a message of a process of the node's echoes, and what is to be echoed.
// An echo counts only if it is of this process (epoch) and of a time that has been: the node may hold one of
// an earlier process here, whose elapsed time was another, and which must not show that this one is heard.
func (r *remote) heardBeats(epoch uint64, b *transportpb.Beats) {
	if b.SentNanos > 0 {
		r.mu.Lock()
		// The last that came, not the highest: a new process of the node counts from zero.
		r.mu.echo, r.mu.echoEpoch = b.SentNanos, epoch
		r.mu.Unlock()
	}
	if asked := time.Duration(b.EchoNanos); asked > 0 && asked <= time.Since(r.m.began) && b.EchoEpoch == r.m.Identity().Epoch {
		r.answeredAt(asked)
	}
}

// echo is which message of the node was the last, and which process of it sent that.
func (r *remote) echo() (sentNanos int64, epoch uint64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.mu.echo, r.mu.echoEpoch
}
