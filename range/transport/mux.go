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
//	reply     id 1 v | response 2, or transportpb.Answer 3

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
)

// frames is a message of entries, each in a buffer of its own: they are joined
// on their way to the socket, not before.
type frames struct {
	out mem.BufferSlice
	in  mem.Buffer
}

// buffer returns n bytes, and how gRPC gets them.
func buffer(n int) ([]byte, mem.Buffer) {
	if mem.IsBelowBufferPoolingThreshold(n) {
		b := make([]byte, n)
		return b, mem.SliceBuffer(b)
	}
	pool := mem.DefaultBufferPool()
	p := pool.Get(n)
	return *p, mem.NewBuffer(p, pool)
}

// entry makes one entry of the fields of head and, last, body under its tag.
func entry(head []byte, tag uint64, body Payload) (mem.Buffer, error) {
	n, inner := 0, len(head)
	if body != nil {
		n = body.SizeVT()
		inner += uvarintLen(tag) + uvarintLen(uint64(n)) + n
	}
	b, buf := buffer(1 + uvarintLen(uint64(inner)) + inner)
	end := len(b)
	if body != nil {
		w, err := body.MarshalToSizedBufferVT(b)
		if err != nil || w != n {
			buf.Free()
			return nil, errors.Join(err, fmt.Errorf("transport: %T of %d bytes was marshalled to %d", body, n, w))
		}
		end = putUvarintBefore(b, end-n, uint64(n))
		end = putUvarintBefore(b, end, tag)
	}
	end -= len(head)
	copy(b[end:], head)
	end = putUvarintBefore(b, end, uint64(inner))
	putUvarintBefore(b, end, entryTag)
	return buf, nil
}

// appendField appends a number under its tag.
func appendField(dst []byte, tag, value uint64) []byte {
	return appendUvarint(appendUvarint(dst, tag), value)
}

func appendUvarint(dst []byte, x uint64) []byte {
	for ; x >= 0x80; x >>= 7 {
		dst = append(dst, byte(x)|0x80)
	}
	return append(dst, byte(x))
}

// muxed is an entry that was read.
type muxed struct {
	id      uint64
	method  uint64
	timeout uint64
	cancel  bool
	tag     uint64 // of body; 0: there is none
	body    []byte
}

// parseEntry reads the fields of an entry. What it does not know it skips.
func parseEntry(b []byte) (e muxed, err error) {
	for len(b) > 0 {
		var tag, v uint64
		var body []byte
		if tag, v, body, b, err = nextValue(b); err != nil {
			return e, err
		}
		switch tag {
		case callID:
			e.id = v
		case callMethod:
			e.method = v
		case callTimeout:
			e.timeout = v
		case callCancel:
			e.cancel = v != 0
		case callBody, replyDoneTag, replyAnswerTag:
			e.tag, e.body = tag, body
		}
	}
	return e, nil
}

// each calls f with every entry of a message, and heard with its word.
func (m *frames) each(f func(muxed) error, heard func([]byte)) error {
	b := m.in.ReadOnlyData()
	defer m.in.Free()
	for len(b) > 0 {
		tag, _, body, rest, err := nextValue(b)
		if err != nil {
			return err
		}
		b = rest
		if tag == wordTag {
			heard(body)
		}
		if tag != entryTag {
			continue
		}
		e, err := parseEntry(body)
		if err == nil {
			err = f(e)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// outbox gathers entries for one writer.
type outbox struct {
	wake     chan struct{} // one slot
	bytesMax int           // of a message, unless one entry is larger

	mu   sync.Mutex // guards next; a leaf
	next mem.BufferSlice
}

func (m *Mesh) newOutbox() outbox {
	return outbox{wake: make(chan struct{}, 1), bytesMax: min(batchBytesMax, m.o.Limits.MessageBytesMax)}
}

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
const batchBytesMax = 1 << 20

// take returns the entries of the next message, perhaps none.
func (o *outbox) take() mem.BufferSlice {
	o.mu.Lock()
	defer o.mu.Unlock()
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
func (o *outbox) blank(i int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.next[i].Free()
	o.next[i] = mem.SliceBuffer(nil)
}

// muxClient is the calls' stream to one node, as long as it stands.
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
type pending struct {
	done     chan struct{} // one slot: response, answer or err is there
	response kvpb.Response
	answer   *transportpb.Answer
	err      error // of the stream
	sent     bool
	entry    uint64 // its number among the queued
}

// mux returns the stream for calls, a new one if need be.
func (r *remote) mux() (*muxClient, error) {
	if c := r.calls.Load(); c != nil {
		return c, nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
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
func (c *muxClient) run() {
	ctx, cancel := context.WithCancel(c.r.ctx)
	defer cancel()
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
func (c *muxClient) write(stream grpc.ClientStream, ended <-chan error) error {
	said := words{m: c.r.m}
	for {
		select {
		case <-ended:
			return nil
		case <-c.out.wake:
		}
		for {
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
func (c *muxClient) reply(e muxed) error {
	c.mu.Lock()
	p := c.mu.active[e.id]
	delete(c.mu.active, e.id)
	c.mu.Unlock()
	if p == nil {
		return nil // its caller has given up
	}
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
	c.mu.active[id] = p
	c.mu.queued++
	p.entry = c.mu.queued
	c.out.put(b)
	return id, nil
}

// abandon gives a call up: out of the queue, if it is still there; else the
// other end is told. false: its answer is here after all.
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
	head := appendField(appendField(scratch[:0], callID, id), callCancel, 1)
	if b, err := entry(head, 0, nil); err == nil {
		c.mu.queued++
		c.out.put(b)
	}
	return true
}

// muxed asks over the shared stream. It returns what call needs to judge.
func (r *remote) muxed(ctx context.Context, m kvpb.Method, q *request, resp kvpb.Response) (answer *transportpb.Answer, sent bool, err error) {
	c, err := r.mux()
	if err != nil {
		return nil, false, err
	}
	var timeout time.Duration
	if d, ok := ctx.Deadline(); ok {
		timeout = max(time.Until(d), 1)
	}
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
		if !c.abandon(id, p) {
			<-p.done // at once
			break
		}
		p.err = ctx.Err()
	}
	answer, sent, err = p.answer, p.sent, p.err
	p.response, p.answer, p.err = nil, nil, nil
	r.m.pendings.Put(p)
	return answer, sent, err
}

// muxServer is the calls' stream from one node.
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
func (m *Mesh) receiveCalls(from *known, in grpc.ServerStream) error {
	ctx, cancel := context.WithCancel(in.Context())
	s := &muxServer{m: m, from: from, ctx: ctx, out: m.newOutbox(), active: make(map[uint64]context.CancelFunc)}
	written := make(chan struct{})
	go func() { // ends with ctx; waited for below
		defer close(written)
		s.write(in)
	}()
	err := s.read(in)
	cancel() // of all calls, too
	s.serving.Wait()
	<-written
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

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

func (s *muxServer) write(in grpc.ServerStream) {
	said := words{m: s.m}
	for {
		select {
		case <-s.ctx.Done():
			return
		case <-s.out.wake:
		}
		for batch := s.out.take(); len(batch) > 0; batch = s.out.take() {
			n := len(batch)
			if in.SendMsg(&frames{out: said.before(batch, s.out.bytesMax)}) != nil {
				return // the reader sees the end, too
			}
			s.waiting.Add(int64(-n))
		}
	}
}

// call begins one call, or ends one.
func (s *muxServer) call(e muxed) error {
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
	switch n := s.waiting.Add(1); {
	case n > 2*int64(s.m.o.Limits.StreamsMax):
		return errFlood
	case n > int64(s.m.o.Limits.StreamsMax):
		return s.answer(e.id, s.m.elsewhere("the node has too many requests (StreamsMax)"))
	case e.method >= uint64(kvpb.MethodCount):
		return s.answer(e.id, s.m.elsewhere(fmt.Sprintf("the node does not know method %d", e.method)))
	}
	req, resp := kvpb.Method(e.method).New()
	if err := req.UnmarshalVT(e.body); err != nil {
		return err
	}
	w := work{s: s, id: e.id, req: req, resp: resp}
	if e.timeout > 0 && e.timeout < math.MaxInt64 {
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

func (s *muxServer) answer(id uint64, r *reply) error {
	var scratch [12]byte
	head := appendField(scratch[:0], callID, id)
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

var errFlood = errors.New("transport: a peer asks and does not listen")

// work is one call to be served.
type work struct {
	s      *muxServer
	id     uint64
	ctx    context.Context
	cancel context.CancelFunc
	req    kvpb.Request
	resp   kvpb.Response
}

func (w *work) run() {
	s := w.s
	r := s.m.answer(w.ctx, w.req, w.resp)
	w.cancel()
	s.mu.Lock()
	delete(s.active, w.id)
	s.mu.Unlock()
	if s.answer(w.id, r) != nil {
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

func (p *workers) do(w work) {
	select {
	case p.free <- w:
	default:
		p.wg.Go(func() { p.loop(w) })
	}
}

func (p *workers) loop(w work) {
	for {
		w.run()
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
