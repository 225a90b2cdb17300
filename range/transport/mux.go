package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"sync"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/mem"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/transport/transportpb"
)

// Small requests share one stream for each pair of nodes, for a gRPC call of
// its own costs more than most requests do: what has gathered while the last
// message was written goes out as the next one.
//
//	caller: marshal ─► queue ─► one writer ─► stream ─► one reader ─► worker: serve
//	caller ◄─ decode ◄─ one reader ◄─ stream ◄─ one writer ◄─ queue ◄─ marshal
//
// A call that is still in the queue when the stream breaks was not sent; one
// that the writer has taken may have been. Requests over CallBytesMax, and reads
// of unbounded spans, whose answers may be large, are calls of their own, so that
// they don't stand before others.
//
// The messages are concatenated fields of number 1, in protobuf's encoding, behind one of number 2,
// perhaps: a word about clocks (words).
//
//	request   id 1 v | method 2 v | timeout nanos 3 v | body 4 | cancel 5 v
//	reply     id 1 v | the range as it is 6, where the request went by an older one | response 2, or
//	          transportpb.Answer 3

// Numbers of fields are the protocol: one that was used is never used for anything else, since builds that know
// it by its old meaning may be at the other end.
const (
	callsService = "calls"

	entryTag = 1<<3 | 2 // an entry of a message
	wordTag  = 2<<3 | 2
	wordRoom = WordBytesMax + 2 // with tag and length

	callID      = 1 << 3
	callMethod  = 2 << 3
	callTimeout = 3 << 3
	callBody    = 4<<3 | 2
	callCancel  = 5 << 3

	replyDoneTag   = 2<<3 | 2
	replyAnswerTag = 3<<3 | 2
	replyRangeTag  = 6<<3 | 2
)

// outbox gathers entries for one writer.
// Unbounded by itself: on the asking side callers wait, each with one entry, and on the serving side
// muxServer.waiting bounds what was not taken.
type outbox struct {
	wake     chan struct{} // one slot
	bytesMax int           // of a message, unless one entry is larger

	mu   sync.Mutex // guards next; a leaf
	next mem.BufferSlice
}

// A message never exceeds what the other end takes, whatever batchBytesMax is: a lower MessageBytesMax counts.
func (m *Mesh) newOutbox() outbox {
	return outbox{wake: make(chan struct{}, 1), bytesMax: min(batchBytesMax, m.o.Limits.MessageBytesMax)}
}

// Only the entry that ends an empty queue wakes the writer: it takes until nothing is left, and so
// sees later ones without a wake each.
func (o *outbox) put(b mem.Buffer) {
	o.mu.Lock()
	o.next = append(o.next, b)
	first := len(o.next) == 1
	o.mu.Unlock()
	if first {
		select {
		case o.wake <- struct{}{}:
		default:
		}
	}
}

// batchBytesMax ends a message, so that one does not grow without bound.
// A message is written as a whole, and what comes after waits for it.
const batchBytesMax = 1 << 20

// take returns the entries of the next message, perhaps none.
// The capacity of what is returned is cut, for put goes on appending to the same array.
func (o *outbox) take() mem.BufferSlice {
	o.mu.Lock()
	defer o.mu.Unlock()
	// The first goes whatever its size: what is over bytesMax by itself would else stop the queue for ever.
	n, bytes := 0, 0
	for n < len(o.next) && (n == 0 || bytes+o.next[n].Len() <= o.bytesMax) {
		bytes += o.next[n].Len()
		n++
	}
	out := o.next[:n:n]
	if o.next = o.next[n:]; len(o.next) == 0 {
		o.next = nil
	}
	return out
}

// blank takes the i-th entry back: an empty one goes in its place.
// Taking it out would move the places of those behind it, by which abandon finds them.
func (o *outbox) blank(i int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	// Places are counted from the last take, so that i is right only under the client's mutex, which take needs, too.
	o.next[i].Free()
	o.next[i] = mem.SliceBuffer(nil)
}

// muxClient is the calls' stream to one node, as long as it stands.
// It is never mended: when the stream ends it fails all that wait, and the next call makes another (mux).
// So a request is sent at most once by it, and what may have arrived is told by pending.sent.
type muxClient struct {
	r   *remote
	out outbox

	ids atomic.Uint64

	mu struct { // held for moments only; before out's
		sync.Mutex
		active map[uint64]*pending
		queued uint64 // entries put into out so far
		taken  uint64 // of those, taken by the writer: they may have been sent
		broken error
	}
}

// pending is a call that waits for its answer.
// It is used again for other calls (Mesh.pendings), which is safe since exactly one of reply, fail and
// abandon takes it out of active, with the client's mutex held; who has taken it out alone writes to it.
type pending struct {
	done     chan struct{} // one slot: response, answer or err is there
	response kvpb.Response
	answer   *transportpb.Answer
	err      error // of the stream
	sent     bool
	entry    uint64 // its number among the queued
}

// mux returns the stream for calls, a new one if need be.
// ErrClosed: the mesh is closed, or the node was forgotten. It does not wait for the connection: that
// is made by run, and calls queue meanwhile.
func (r *remote) mux() (*muxClient, error) {
	if c := r.calls.Load(); c != nil {
		return c, nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	// Looked at again under r.mu: of callers who come at once, one makes the stream.
	if c := r.calls.Load(); c != nil {
		return c, nil
	}
	if r.mu.closed {
		return nil, ErrClosed
	}
	c := &muxClient{r: r, out: r.m.newOutbox()}
	c.mu.active = make(map[uint64]*pending)
	r.calls.Store(c) // before it runs: one that fails at once takes itself away
	if !r.m.group.Go(func(context.Context) { c.run() }) {
		c.fail(ErrClosed) // and whoever has found it meanwhile
		return nil, ErrClosed
	}
	return c, nil
}

// run opens the stream, writes what is queued, and ends with the stream.
// Whatever goes wrong ends in fail, once at least: nobody is left waiting in active.
func (c *muxClient) run() {
	ctx, cancel := context.WithCancel(c.r.ctx)
	defer cancel()
	// Not client: whether the node is down was looked at by who asks, and who has queued since hears it by the dial's end.
	cc, err := c.r.dialled(ClassData)
	if err != nil {
		c.fail(err)
		return
	}
	stream, err := openStream(ctx, cc, callsService)
	if err != nil {
		c.fail(err)
		return
	}
	ended := make(chan error, 1)
	go func() { ended <- c.listen(stream) }() // ends with ctx at the latest; waited for below
	err = c.write(stream, ended)
	cancel()
	if err == nil {
		return // listen has ended, and failed what was left
	}
	<-ended
}

// write sends what is queued until the stream ends: nil, if listen said so.
// An error of SendMsg is io.EOF, mostly; the reason is the one that RecvMsg returns, so that fail is left to listen.
func (c *muxClient) write(stream grpc.ClientStream, ended <-chan error) error {
	said := words{m: c.r.m}
	for {
		select {
		case <-ended:
			return nil
		case <-c.out.wake:
		}
		for {
			// Until nothing is left, since put wakes for the first of an empty queue alone.
			batch := c.take()
			if len(batch) == 0 {
				break
			}
			if err := stream.SendMsg(&frames{out: said.before(batch, c.out.bytesMax)}); err != nil {
				return err // listen hears why
			}
		}
	}
}

// take takes the next batch from the queue; from now on its calls may have been sent.
// Count and queue change under one hold of c.mu, so that abandon never calls unsent what the writer has:
// that answer would let a proposal be sent a second time elsewhere.
func (c *muxClient) take() mem.BufferSlice {
	c.mu.Lock()
	defer c.mu.Unlock()
	batch := c.out.take()
	if len(batch) > 0 {
		c.mu.taken += uint64(len(batch))
	}
	return batch
}

// listen completes calls with their replies until the stream ends.
// EOF without an error is how a server ends its handlers when it stops; all else is the stream's own end.
func (c *muxClient) listen(stream grpc.ClientStream) error {
	for {
		var m frames
		err := stream.RecvMsg(&m)
		if err == nil {
			err = m.each(c.reply, c.heard)
		}
		if err != nil {
			if errors.Is(err, io.EOF) {
				err = errStopping
			}
			c.fail(err)
			return err
		}
	}
}

// heard takes the word of the node that replies.
func (c *muxClient) heard(word []byte) { c.r.m.hearNote(c.r.node, word) }

// reply completes one call.
// Unmarshalling is done outside of the mutex: the response belongs to a caller who waits for done, and
// who can't give up any more, since the call is no longer active.
// A reply that can't be read is an error after sending: the call may have been done.
func (c *muxClient) reply(e muxed) error {
	c.mu.Lock()
	// Taken out before it is filled in: from here on neither fail nor abandon has the call.
	p := c.mu.active[e.id]
	delete(c.mu.active, e.id)
	c.mu.Unlock()
	if p == nil {
		return nil // its caller has given up
	}
	c.r.m.told(e.about)
	switch e.tag {
	case replyDoneTag:
		p.err = p.response.UnmarshalVT(e.body)
	case replyAnswerTag:
		p.answer = &transportpb.Answer{}
		p.err = p.answer.UnmarshalVT(e.body)
	default:
		p.err = errReply
	}
	p.sent = true
	p.done <- struct{}{}
	return nil
}

// fail ends the stream for all who wait.
// First it is taken from its remote, so that who asks again gets a new stream; broken is set before
// active is gone, so that a call in between is refused as not sent. A second fail finds nobody.
func (c *muxClient) fail(err error) {
	c.r.calls.CompareAndSwap(c, nil)
	c.mu.Lock()
	c.mu.broken = err
	active := c.mu.active
	c.mu.active = nil
	taken := c.mu.taken
	c.mu.Unlock()
	for _, p := range active {
		p.err, p.sent = err, p.entry <= taken
		p.done <- struct{}{}
	}
}

// ask queues a call. It fails if the stream has ended, and then nothing was sent.
// timeout travels in place of a deadline, for the other end's clock may differ; 0: none. It is the time
// left when the call is queued, so that what it waits here is added at the other end: the server may work
// on for a caller who has gone, which the cancel tells it, too.
func (c *muxClient) ask(m kvpb.Method, timeout time.Duration, q *request, p *pending) (id uint64, err error) {
	var scratch [40]byte
	id = c.ids.Add(1)
	head := appendField(appendField(scratch[:0], callID, id), callMethod, uint64(m))
	if timeout > 0 {
		head = appendField(head, callTimeout, uint64(timeout))
	}
	b, err := entry(head, callBody, q)
	if err != nil {
		return 0, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.mu.broken != nil {
		b.Free()
		return 0, c.mu.broken
	}
	// All under one hold: entries stand in the queue in the order of their numbers, by which taken is compared.
	c.mu.active[id] = p
	c.mu.queued++
	p.entry = c.mu.queued
	c.out.put(b)
	return id, nil
}

// abandon gives a call up: out of the queue, if it is still there; else the
// other end is told. false: its answer is here after all.
// Cancelling is a favour, not an answer: a proposal may be in the log already, and the caller hears
// that from p.sent. A call that was never taken leaves no trace at the other end.
func (c *muxClient) abandon(id uint64, p *pending) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, waits := c.mu.active[id]; !waits {
		return false
	}
	delete(c.mu.active, id)
	if p.sent = p.entry <= c.mu.taken; !p.sent {
		c.out.blank(int(p.entry - c.mu.taken - 1))
		return true
	}
	var scratch [24]byte
	// Cancels are entries like any other and have a number, though nobody waits for them: taken counts them, too.
	head := appendField(appendField(scratch[:0], callID, id), callCancel, 1)
	if b, err := entry(head, 0, nil); err == nil {
		c.mu.queued++
		c.out.put(b)
	}
	return true
}

// muxed asks over the shared stream. It returns what call needs to judge.
// sent: the request may have arrived. With an answer err is nil; err is the stream's, or the context's.
// The response must not be touched by the caller before this returns, nor by anybody else after.
func (r *remote) muxed(ctx context.Context, m kvpb.Method, q *request, resp kvpb.Response) (answer *transportpb.Answer, sent bool, err error) {
	c, err := r.mux()
	if err != nil {
		return nil, false, err
	}
	var timeout time.Duration
	if d, ok := ctx.Deadline(); ok {
		// Zero would be none at all; a deadline that has passed travels as one nanosecond.
		timeout = max(time.Until(d), 1)
	}
	// Of the mesh, not of the process: its channel may not be used in two synctest bubbles.
	p, _ := r.m.pendings.Get().(*pending)
	if p == nil {
		p = &pending{done: make(chan struct{}, 1)}
	}
	p.response, p.answer, p.err, p.sent = resp, nil, nil, false
	id, err := c.ask(m, timeout, q, p)
	if err != nil {
		r.m.pendings.Put(p)
		return nil, false, err
	}
	select {
	case <-p.done:
	case <-ctx.Done():
		// The answer came first, and whoever took the call out of active is about to say so: what it says is better than
		// "gave up", above all of what has been proposed.
		if !c.abandon(id, p) {
			<-p.done // at once
			break
		}
		p.err = ctx.Err()
	}
	answer, sent, err = p.answer, p.sent, p.err
	p.response, p.answer, p.err = nil, nil, nil
	// Out of active and done is empty: nobody has p any more.
	r.m.pendings.Put(p)
	return answer, sent, err
}

// muxServer is the calls' stream from one node.
// Calls are served side by side, in no order; replies go out as they come. Who asks too much gets
// refusals beyond StreamsMax and is cut off at twice that, since even refusals pile up at one
// who does not listen.
type muxServer struct {
	m       *Mesh
	from    *known
	ctx     context.Context
	out     outbox
	serving sync.WaitGroup
	waiting atomic.Int64 // calls without a reply that was handed to gRPC

	mu     sync.Mutex // guards active; a leaf
	active map[uint64]context.CancelFunc
}

// receiveCalls serves one node's stream of calls.
// The handler returns only when nothing of the stream runs any more: Mesh.Close waits for handlers and
// so for these. Calls under way see their context end; what they have proposed may still be applied.
func (m *Mesh) receiveCalls(from *known, in grpc.ServerStream) error {
	ctx, cancel := context.WithCancel(in.Context())
	s := &muxServer{m: m, from: from, ctx: ctx, out: m.newOutbox(), active: make(map[uint64]context.CancelFunc)}
	written := make(chan struct{})
	go func() { // ends with ctx; waited for below
		defer close(written)
		s.write(in)
	}()
	// The reader is the handler itself: what ends it ends calls and writer. Answers that workers still put are dropped.
	err := s.read(in)
	cancel() // of all calls, too
	s.serving.Wait()
	<-written
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// It closes the connection, not just the stream, on what can't be parsed: the sender would open the next
// stream on the same connection and say the same again.
func (s *muxServer) read(in grpc.ServerStream) error {
	for {
		var m frames
		if err := in.RecvMsg(&m); err != nil {
			return err
		}
		if err := m.each(s.call, s.heard); err != nil {
			_ = s.from.conn.Close() // nothing more can be understood
			return err
		}
	}
}

// heard takes the word of the node that asks.
func (s *muxServer) heard(word []byte) { s.m.hearNote(s.from.peer.NodeID, word) }

// What is still queued when the stream ends is dropped: its callers have been told by their own end.
func (s *muxServer) write(in grpc.ServerStream) {
	said := words{m: s.m}
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-s.out.wake:
		}
		for batch := s.out.take(); len(batch) > 0; batch = s.out.take() {
			// Before the word is put in front: only entries count as waiting.
			n := len(batch)
			if in.SendMsg(&frames{out: said.before(batch, s.out.bytesMax)}) != nil {
				return // the reader sees the end, too
			}
			s.waiting.Add(int64(-n))
		}
	}
}

// call begins one call, or ends one.
// The context is made before the call may be cancelled, here, in the order of the stream: a cancel that
// follows its call always finds it, or finds it answered. Refusals are answered at once, without a worker:
// both say that nothing was done, and that another replica may be asked.
func (s *muxServer) call(e muxed) error {
	// It is a favour (abandon): a call that it does not find is over, or was refused.
	if e.cancel {
		s.mu.Lock()
		cancel := s.active[e.id]
		s.mu.Unlock()
		if cancel != nil {
			cancel()
		}
		return nil
	}
	s.from.conn.traffic.Load().messagesIn.Add(1)
	// Counted at once and given back when its reply is with gRPC: a peer that does not read what it has asked for is held
	// to the same bound as one that asks too fast.
	switch n := s.waiting.Add(1); {
	case n > 2*int64(s.m.o.Limits.StreamsMax):
		return errFlood
	case n > int64(s.m.o.Limits.StreamsMax):
		return s.answer(e.id, s.m.elsewhere("the node has too many requests (StreamsMax)"), nil)
	case e.method >= uint64(kvpb.MethodCount):
		return s.answer(e.id, s.m.elsewhere(fmt.Sprintf("the node does not know method %d", e.method)), nil)
	}
	// Copied out of the message, whose memory goes back to gRPC when call returns.
	req, resp := kvpb.Method(e.method).New()
	if err := req.UnmarshalVT(e.body); err != nil {
		return err
	}
	w := work{s: s, id: e.id, req: req, resp: resp}
	if e.timeout > 0 && e.timeout < math.MaxInt64 {
		// By this node's clock: only a length of time has travelled.
		w.ctx, w.cancel = context.WithTimeout(s.ctx, time.Duration(e.timeout))
	} else {
		w.ctx, w.cancel = context.WithCancel(s.ctx)
	}
	s.mu.Lock()
	s.active[e.id] = w.cancel
	s.mu.Unlock()
	s.serving.Add(1)
	s.m.workers.do(w)
	return nil
}

// Its error is that of marshalling, which no second attempt would mend. about: see newer.
func (s *muxServer) answer(id uint64, r *reply, about []byte) error {
	var scratch [12]byte
	head := appendField(scratch[:0], callID, id)
	if len(about) > 0 {
		head = append(appendField(head, replyRangeTag, uint64(len(about))), about...)
	}
	var b mem.Buffer
	var err error
	if r.answer != nil {
		b, err = entry(head, replyAnswerTag, r.answer)
	} else {
		b, err = entry(head, replyDoneTag, r.response)
	}
	if err != nil {
		return err
	}
	s.from.conn.traffic.Load().messagesOut.Add(1)
	s.out.put(b)
	return nil
}

// The stream ends with it, and with that all calls of the peer: it holds more than it has been answered, twice over.
var errFlood = errors.New("transport: a peer asks and does not listen")

// work is one call to be served.
// req and resp are its own: nothing of the message is kept, since Unmarshal copies.
type work struct {
	s      *muxServer
	id     uint64
	ctx    context.Context
	cancel context.CancelFunc
	req    kvpb.Request
	resp   kvpb.Response
}

// The call is off active before its reply is queued, or a cancel for it would be kept for one that is over.
func (w *work) run() {
	s := w.s
	r := s.m.answer(w.ctx, w.req, w.resp)
	w.cancel()
	s.mu.Lock()
	delete(s.active, w.id)
	s.mu.Unlock()
	// Closed, not only told: an answer that is missing would have its caller wait until his context ends.
	if s.answer(w.id, r, s.m.newer(w.req)) != nil {
		_ = s.from.conn.Close() // so that the caller learns that there will be none
	}
	s.serving.Done()
}

// workers are goroutines that serve calls. One that has nothing to do waits for
// more, up to a number, for its stack has grown to what calls need.
type workers struct {
	free chan work
	idle atomic.Int64
	max  int64
	end  <-chan struct{}
	wg   sync.WaitGroup
}

// It never waits: where nobody is idle there is one more goroutine, and what bounds them is StreamsMax
// of each peer. free has no buffer, so that a call is with a worker or with a new goroutine, in no queue.
func (p *workers) do(w work) {
	select {
	case p.free <- w:
	default:
		p.wg.Go(func() { p.loop(w) })
	}
}

// idle goes up before it waits: it may count one too many for a moment, so that fewer wait than
// max, never more.
func (p *workers) loop(w work) {
	for {
		w.run()
		// It ends rather than wait: what stays is bounded, not what runs.
		if p.idle.Add(1) > p.max {
			p.idle.Add(-1)
			return
		}
		w = work{}
		select {
		case w = <-p.free:
			p.idle.Add(-1)
		case <-p.end:
			p.idle.Add(-1)
			return
		}
	}
}
