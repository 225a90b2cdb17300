package transport

import (
	"context"
	"errors"
	"io"
	"maps"
	"sync"
	"time"

	"google.golang.org/grpc"

	"github.com/isochrondb/isochron/range/transport/transportpb"
)

// Raft messages go from store to store on one stream for each ordered pair, in
// order, in batches of what has gathered while the last one was sent. Raft
// bears loss, so nothing here waits: what does not fit into the queue, or finds
// no connection, is dropped, and the sender is told, so that Raft probes in
// place of pouring more into the void.
//
//	SendRaft ─► queue (RaftQueueBytesMax) ─► stream (StreamWindowBytes) ─► ReceiveRaft
//
// A receiver that is slow holds up its stream; the window fills, then the
// queue, and then messages are dropped: memory is bounded by the two.

// raftMessageBytes is what a message costs in a queue besides its bytes.
// So a flood of empty heartbeats is bounded, too.
// About what the message and its place in the queue take in memory; it need not be exact.
const raftMessageBytes = 96

// raftService is the name of the Raft streams.
const raftService = "raft"

// raftStream is one ordered pair's queue and the goroutine that empties it.
// Order is kept on one stream; when it breaks, what was sent and not received is lost, and the next stream
// begins with newer messages. Raft bears that, and so nothing is acknowledged here.
type raftStream struct {
	m    *Mesh
	key  RaftLink
	r    *remote
	wake chan struct{} // one slot: there is something in the queue
	said words         // of the goroutine

	mu struct { // held for moments only; a leaf
		sync.Mutex
		queue  []*transportpb.RaftMessage
		bytes  int
		closed bool
	}
}

// SendRaft queues a message, which it keeps, for another node's store. It never
// blocks. false: it was dropped, and Raft should be told that the replica is
// unreachable. What is lost later is told to RaftReceiver.RaftUnreachable.
// The caller must not change the message any more, not even when it is told false: copies of it may wait.
func (m *Mesh) SendRaft(l RaftLink, msg *transportpb.RaftMessage) bool {
	if m.o.RaftFaults == nil {
		return m.sendRaft(l, msg)
	}
	// Under faults a message may be sent several times, late or never. In production RaftFaults is nil.
	// Asked once for each message: its copies have no fates of their own.
	fate := m.o.RaftFaults.RaftFate(l, msg)
	for _, after := range fate.Copies {
		m.sendRaftLater(l, msg, after)
	}
	switch {
	case fate.Lost:
		return true // as a network does: nobody is told
	case fate.Delay > 0:
		m.sendRaftLater(l, msg, fate.Delay)
		return true
	}
	return m.sendRaft(l, msg)
}

// For tests' faults alone: messages overtake each other, as on no real stream.
func (m *Mesh) sendRaftLater(l RaftLink, msg *transportpb.RaftMessage, after time.Duration) {
	m.group.Go(func(ctx context.Context) {
		if pause(ctx, after) == nil {
			m.sendRaft(l, msg)
		}
	})
}

// Messages to a node that is down are dropped at once: they would be stale when it is back, and the
// queue's bytes are for who can take them.
func (m *Mesh) sendRaft(l RaftLink, msg *transportpb.RaftMessage) bool {
	r := m.remote(l.ToNode)
	if r == nil || r.down.Load() {
		m.counts.raftDropped.Add(1)
		return false
	}
	// It counts as use: pings go on for as long as Raft has something to say.
	r.use()
	s := r.raftStream(l)
	if s == nil || !s.put(msg) {
		m.counts.raftDropped.Add(1)
		return false
	}
	return true
}

// storePair names a stream to a node: the sending store and the receiving one.
// Each has a stream of its own, so that a store whose disk is slow holds up no other of its node.
type storePair struct{ from, to uint32 }

// raftStream returns the stream of a pair of stores, or nil if the mesh is closed.
func (r *remote) raftStream(l RaftLink) *raftStream {
	pair := storePair{l.FromStore, l.ToStore}
	if s := (*r.raft.Load())[pair]; s != nil {
		return s
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	old := *r.raft.Load()
	// Nil where it is closed: nobody would end what began now.
	if s := old[pair]; s != nil || r.mu.closed {
		return s
	}
	s := &raftStream{m: r.m, key: l, r: r, wake: make(chan struct{}, 1), said: words{m: r.m}}
	if !r.m.group.Go(func(context.Context) { s.run() }) {
		return nil
	}
	// Copied on write: senders read the map without the mutex, for each message.
	next := maps.Clone(old)
	next[pair] = s
	r.raft.Store(&next)
	return s
}

// false: the queue is full or closed. The message's own bytes count as they are held, not as they are sent.
func (s *raftStream) put(msg *transportpb.RaftMessage) bool {
	n := len(msg.Message) + raftMessageBytes
	s.mu.Lock()
	// What does not fit is dropped, not what is oldest: Raft probes from the gap on, and what lies before it is of use.
	fits := !s.mu.closed && s.mu.bytes+n <= s.m.o.Limits.RaftQueueBytesMax
	first := len(s.mu.queue) == 0
	if fits {
		s.mu.queue = append(s.mu.queue, msg)
		s.mu.bytes += n
	}
	s.mu.Unlock()
	if fits && first {
		select {
		case s.wake <- struct{}{}:
		default:
		}
	}
	return fits
}

// take returns the next batch, up to RaftBatchBytesMax, or one message that is larger.
// The copy's capacity is cut: put appends to the same array while the batch is being sent.
func (s *raftStream) take() []*transportpb.RaftMessage {
	s.mu.Lock()
	defer s.mu.Unlock()
	n, bytes := 0, 0
	for n < len(s.mu.queue) {
		size := len(s.mu.queue[n].Message) + raftMessageBytes
		if n > 0 && bytes+size > s.m.o.Limits.RaftBatchBytesMax {
			break
		}
		bytes += size
		n++
	}
	batch := s.mu.queue[:n:n]
	if s.mu.queue = s.mu.queue[n:]; len(s.mu.queue) == 0 {
		s.mu.queue = nil
	}
	s.mu.bytes -= bytes
	return batch
}

// run sends what is queued until the mesh closes or the node is forgotten.
// A stream is opened when there is something to send, by this goroutine, which then waits for the
// connection; what gathers meanwhile is bounded by the queue, and lost if it can't be opened.
func (s *raftStream) run() {
	var out raftOut
	defer func() { out.end() }()
	for {
		select {
		case <-s.r.ctx.Done():
			s.lose(nil, true)
			return
		// The receiver has gone while nothing was sent. What is queued was meant for a process that may be another by now.
		case <-out.broken: // nil, and so never, while there is none
			out.end()
			out = raftOut{}
			s.lose(nil, false)
			continue
		case <-s.wake:
		}
		for batch := s.take(); len(batch) > 0; batch = s.take() {
			err := error(nil)
			if out.stream == nil {
				out, err = s.open()
			}
			if err == nil {
				err = s.send(out.stream, batch)
			}
			if err != nil {
				out.end()
				out = raftOut{}
				// The batch may have arrived all the same. Raft bears a message twice, and a probe too many.
				s.lose(batch, false)
			}
		}
	}
}

// raftOut is an open stream.
// All three are set together, or none is.
type raftOut struct {
	stream grpc.ClientStream
	cancel context.CancelFunc
	broken chan struct{} // closed when the stream has ended, by the goroutine that listens
}

// It waits, so that no goroutine of an old stream outlives it.
func (o *raftOut) end() {
	if o.cancel != nil {
		o.cancel()
		<-o.broken
	}
}

// open begins a stream. The receiver never answers: what is read is its end, so
// that what was on the way is known to be lost before there is more to send.
func (s *raftStream) open() (raftOut, error) {
	cc, err := s.r.client(ClassRaft)
	if err != nil {
		return raftOut{}, err
	}
	ctx, cancel := context.WithCancel(s.r.ctx)
	stream, err := openStream(ctx, cc, raftService)
	if err != nil {
		cancel()
		return raftOut{}, err
	}
	out := raftOut{stream, cancel, make(chan struct{})}
	go func() { // ends with ctx at the latest; end waits for it
		defer close(out.broken)
		_ = stream.RecvMsg(new(Raw))
	}()
	return out, nil
}

// A batch that is over MessageBytesMax can only be one message, since batches are smaller. It is lost, and
// Raft told so; it would be lost again, which is why entries have limits of their own.
func (s *raftStream) send(out grpc.ClientStream, batch []*transportpb.RaftMessage) error {
	b := &transportpb.RaftBatch{FromStore: s.key.FromStore, ToStore: s.key.ToStore, Messages: batch}
	if n := b.SizeVT(); n > s.m.o.Limits.MessageBytesMax {
		return &TooLarge{"Raft message", n, s.m.o.Limits.MessageBytesMax}
	} else if s.said.due(n, s.m.o.Limits.MessageBytesMax) {
		b.Word = s.m.o.Notes.Word(nil)
	}
	if err := out.SendMsg(b); err != nil {
		return err
	}
	// Sent is what gRPC has taken: it may still be lost with the connection.
	s.r.traffic.messagesOut.Add(uint64(len(batch)))
	s.m.counts.raftSent.Add(uint64(len(batch)))
	return nil
}

// lose empties the queue, whose content would be stale before there is a
// connection, and tells the sender.
// The store is told outside of the mutex: it locks its ranges, which may be about to put a message here.
func (s *raftStream) lose(batch []*transportpb.RaftMessage, closed bool) {
	s.mu.Lock()
	lost := append(batch, s.mu.queue...)
	s.mu.queue, s.mu.bytes, s.mu.closed = nil, 0, closed
	s.mu.Unlock()
	s.m.counts.raftDropped.Add(uint64(len(lost)))
	if s.m.o.Raft != nil {
		s.m.o.Raft.RaftUnreachable(s.key.FromStore, s.key.ToStore, lost)
	}
}

// receiveRaft serves one pair's stream.
// What the store can't take it drops. The sender is not told of what a receiver drops; Raft asks again.
func (m *Mesh) receiveRaft(from *known, in grpc.ServerStream) error {
	t := from.conn.traffic.Load()
	for {
		b := &transportpb.RaftBatch{}
		if err := in.RecvMsg(b); err != nil {
			if errors.Is(err, io.EOF) {
				return nil
			}
			return err
		}
		// A message of this store to that one, in order: the next is read when ReceiveRaft has returned, and until then the
		// stream's window fills.
		t.messagesIn.Add(uint64(len(b.Messages)))
		m.hearNote(from.peer.NodeID, b.Word)
		if m.o.Raft != nil {
			m.o.Raft.ReceiveRaft(from.peer, b)
		}
	}
}
