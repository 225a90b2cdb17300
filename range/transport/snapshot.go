package transport

import (
	"context"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"sync"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/isochrondb/isochron/range/transport/transportpb"
)

// A snapshot is a long run of bytes for one replica, on a stream of its own:
//
//	sender                       receiver
//	header ────────────────────►            Begin
//	       ◄──────────────────── ack        from this offset (not 0: it resumes)
//	chunk, chunk, chunk … ─────►            Write each
//	       ◄──────────────────── ack        written so far; kept so far
//	end ───────────────────────►            Finish
//	       ◄──────────────────── done
//
// The sender is never more than SnapshotWindowBytes ahead of what is
// written, and all snapshots of a node together keep to
// SnapshotBytesPerSec. If the stream breaks, the same header sent again goes on
// where the receiver says. Each chunk carries its CRC-32C.

// Busy refuses a snapshot for a while.
// The same snapshot may come again after RetryAfter.
// It is no failure of the snapshot: what was kept of it stays kept.
type Busy struct {
	RetryAfter time.Duration
	Why        string
}

func (e *Busy) Error() string { return "snapshot refused for now: " + e.Why }

// SnapshotBroken means that a snapshot did not arrive; sent again with the same
// header it goes on at about Kept.
// At about: what the receiver kept besides is found when the header comes again.
type SnapshotBroken struct {
	Kept  uint64
	Cause error
}

func (e *SnapshotBroken) Error() string {
	return fmt.Sprintf("snapshot broke off at %d bytes: %v", e.Kept, e.Cause)
}

// Unwrap returns the cause.
func (e *SnapshotBroken) Unwrap() error { return e.Cause }

const snapshotService = "snapshot"

// snapshotAckParts is how many parts of the sender's window are acknowledged one by one.
// One acknowledgement at the window's end would have the sender stand still for a round trip each time.
const snapshotAckParts = 4

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// SendSnapshot sends a snapshot to a node and returns when it is applied there.
// open gives the bytes from an offset on; they must be the same each time. It
// fails with *SnapshotBroken, *Busy, *Unreachable, a *Remote with what the
// receiver says, or an error of open's.
func (m *Mesh) SendSnapshot(
	ctx context.Context, nodeID uint32, h *transportpb.SnapshotHeader, open func(offset uint64) (io.ReadCloser, error),
) error {
	// Bulk: a snapshot has a connection with other bulk alone, and nothing that is small waits behind it.
	s, err := m.Open(ctx, nodeID, snapshotService)
	if err != nil {
		return err
	}
	defer s.Close()
	if err := s.Send(&transportpb.SnapshotPart{Header: h}); err != nil {
		return err
	}
	var ack transportpb.SnapshotAck
	// No byte goes before the receiver has said from where: most of a large snapshot may be there.
	if err := s.Receive(&ack); err != nil {
		return err
	}
	if err := m.snapshotRefused(&ack); err != nil {
		return err
	}
	x := &snapshotSender{m: m, s: s, acked: ack.Offset, received: ack.Offset, progress: make(chan struct{}, 1), done: make(chan struct{})}
	heard := make(chan struct{})
	go func() { // ends with the stream, at Close; waited for below
		defer close(heard)
		x.listen()
	}()
	err = x.send(ctx, ack.Offset, open)
	// In this order: the stream's end is what listen waits for.
	s.Close()
	<-heard
	return err
}

// nil: it was not refused.
func (m *Mesh) snapshotRefused(ack *transportpb.SnapshotAck) error {
	switch {
	case ack.Refused == nil:
		return nil
	// Refused for a while is told apart by the time alone.
	case ack.RetryNanos > 0:
		return &Busy{time.Duration(ack.RetryNanos), ack.Refused.Text}
	}
	return m.codec.cause(ack.Refused)
}

// snapshotSender is one snapshot on its way.
// One goroutine sends, another hears; done orders what listen has written before who reads x.over, x.err and x.acked
// without the mutex afterwards.
type snapshotSender struct {
	m        *Mesh
	s        *Stream
	progress chan struct{} // one slot: received has grown
	done     chan struct{} // closed by listen when nothing more will be heard

	mu       sync.Mutex // guards what is below; a leaf
	acked    uint64     // kept there
	received uint64     // written there
	over     bool       // done was said
	err      error      // why nothing more will be heard
}

// listen hears acknowledgements.
// An error of the stream and a refusal end it alike. Offsets only rise, whatever a receiver says.
func (x *snapshotSender) listen() {
	defer close(x.done)
	for {
		var ack transportpb.SnapshotAck
		err := x.s.Receive(&ack)
		if err == nil {
			err = x.m.snapshotRefused(&ack)
		}
		x.mu.Lock()
		// Only the error that ends it is looked at afterwards: x.err is overwritten by each turn, mostly with nil.
		x.acked, x.received = max(x.acked, ack.Offset), max(x.received, ack.Received)
		x.over = x.over || err == nil && ack.Done
		x.err = err
		end := x.over || err != nil
		x.mu.Unlock()
		if end {
			return
		}
		select {
		case x.progress <- struct{}{}:
		default:
		}
	}
}

// ahead is how many bytes before offset are not known to be written there.
func (x *snapshotSender) ahead(offset uint64) int64 {
	x.mu.Lock()
	defer x.mu.Unlock()
	return int64(offset - x.received)
}

// A source that gives other bytes for the same offset is found by the receiver's checks of the content, not here.
// After the end it waits without a limit but the stream's: to put a large state in place may take long.
func (x *snapshotSender) send(ctx context.Context, offset uint64, open func(uint64) (io.ReadCloser, error)) error {
	src, err := open(offset)
	if err != nil {
		return err
	}
	defer src.Close()
	// One buffer for all chunks: Send has marshalled the last one when it returns.
	buf := make([]byte, x.m.o.Limits.SnapshotChunkBytes)
	for {
		n, err := io.ReadFull(src, buf)
		// ReadFull's two ways to say that the source has ended: with nothing, or with a last short chunk.
		end := errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF)
		if err != nil && !end {
			return err
		}
		// A source whose bytes are a multiple of the chunk ends with an empty read.
		if n > 0 {
			if err := x.chunk(ctx, offset, buf[:n]); err != nil {
				return err
			}
			offset += uint64(n)
		}
		if end {
			break
		}
	}
	// The end is said, not only the stream closed: a sender that dies closes it, too.
	if err := x.s.Send(&transportpb.SnapshotPart{Offset: offset, End: true}); err != nil {
		return x.broken(err)
	}
	<-x.done
	if x.over {
		return nil
	}
	return x.broken(x.err)
}

// chunk sends the next bytes when the window and the rate allow.
// The window goes first, for bytes that the rate has let through are paid for. Each chunk's sum is checked there: TCP's
// own is weak for gigabytes, and what is damaged would become a replica's state.
func (x *snapshotSender) chunk(ctx context.Context, offset uint64, b []byte) error {
	for x.ahead(offset) >= x.m.o.Limits.SnapshotWindowBytes {
		select {
		case <-x.progress:
		// Ended, for whatever reason: broken finds it in what the receiver said last.
		case <-x.done:
			return x.broken(errors.New("the receiver stopped"))
		}
	}
	if err := x.m.pace.wait(ctx, len(b)); err != nil {
		return err
	}
	x.m.counts.snapshotBytes.Add(uint64(len(b)))
	if err := x.s.Send(&transportpb.SnapshotPart{Offset: offset, Chunk: b, Checksum: crc32.Checksum(b, castagnoli)}); err != nil {
		return x.broken(err)
	}
	return nil
}

// broken prefers what the receiver said over what that made of the stream.
// Closing the stream ends listen, which is waited for: what the receiver has said may still be under way to it.
func (x *snapshotSender) broken(err error) error {
	x.s.Close()
	<-x.done
	var busy *Busy
	var remote *Remote
	if errors.As(x.err, &busy) || errors.As(x.err, &remote) {
		return x.err
	}
	return &SnapshotBroken{Kept: x.acked, Cause: err}
}

// pacer spreads bytes over time, for all who share it.
// Waits are handed out in the order of the calls, so that two snapshots share the rate by chunks.
type pacer struct {
	perSecond int64 // not above 0: no limit

	mu   sync.Mutex // guards next; a leaf
	next time.Time  // when the bytes let through so far are paid for
}

// wait returns when n more bytes may go.
// Time that went by unused is not saved up, so that nothing bursts. Bytes are paid for even if ctx ends meanwhile.
func (p *pacer) wait(ctx context.Context, n int) error {
	if p.perSecond <= 0 {
		return nil
	}
	p.mu.Lock()
	now := time.Now()
	if p.next.Before(now) {
		p.next = now
	}
	d := p.next.Sub(now)
	// The place is taken before the pause, with the mutex free meanwhile: who comes next waits behind this one.
	p.next = p.next.Add(time.Duration(float64(n) / float64(p.perSecond) * float64(time.Second)))
	p.mu.Unlock()
	return pause(ctx, d)
}

// receiveSnapshot serves one snapshot's stream.
// The slot of incoming is held until the sink is closed. Finish returns when the replica is there and durable; a stream that
// breaks after that has the sender send again, and hear that it is not needed.
func (m *Mesh) receiveSnapshot(from *known, in grpc.ServerStream) error {
	var first transportpb.SnapshotPart
	if err := in.RecvMsg(&first); err != nil {
		return err
	}
	// The first message alone has one; what chunks belong to is the stream.
	if first.Header == nil {
		return status.Error(codes.InvalidArgument, "a snapshot begins with its header")
	}
	ctx := in.Context()
	sink, err := m.beginSnapshot(ctx, from.peer, first.Header)
	if err != nil {
		return m.refuseSnapshot(in, err)
	}
	defer func() {
		sink.Close()
		<-m.incoming
	}()
	offset := sink.Offset()
	if err := in.SendMsg(&transportpb.SnapshotAck{Offset: offset}); err != nil {
		return err
	}
	if err := m.takeChunks(in, sink, offset); err != nil {
		return m.refuseSnapshot(in, err)
	}
	if err := sink.Finish(ctx); err != nil {
		return m.refuseSnapshot(in, err)
	}
	return in.SendMsg(&transportpb.SnapshotAck{Offset: sink.Kept(), Done: true})
}

// It does not wait for a slot: a sender that waits keeps a view of its engine open, and may have others to send.
func (m *Mesh) beginSnapshot(ctx context.Context, from Peer, h *transportpb.SnapshotHeader) (SnapshotSink, error) {
	if m.o.Snapshots == nil {
		return nil, errors.New("the node has no stores")
	}
	select {
	case m.incoming <- struct{}{}:
	default:
		return nil, &Busy{m.o.Timing.PingInterval, "SnapshotsMax are being taken"}
	}
	sink, err := m.o.Snapshots.BeginSnapshot(ctx, from, h)
	if err != nil {
		<-m.incoming
	}
	return sink, err
}

// takeChunks writes what comes to sink, until the end.
// Write may block, while the store is slower than the network: then nothing more is received, and the window fills.
func (m *Mesh) takeChunks(in grpc.ServerStream, sink SnapshotSink, offset uint64) error {
	acked := offset
	for {
		var part transportpb.SnapshotPart
		if err := in.RecvMsg(&part); err != nil {
			return err
		}
		switch {
		// Chunks follow each other without a gap: the stream keeps order, so anything else is a sender's bug.
		case part.Offset != offset:
			return fmt.Errorf("chunk at %d, expected at %d", part.Offset, offset)
		case part.End:
			return nil
		case crc32.Checksum(part.Chunk, castagnoli) != part.Checksum:
			return fmt.Errorf("chunk at %d: wrong checksum", part.Offset)
		}
		if err := sink.Write(part.Chunk); err != nil {
			return err
		}
		offset += uint64(len(part.Chunk))
		if offset-acked >= uint64(m.o.Limits.SnapshotWindowBytes)/snapshotAckParts {
			// Received is what is written, and moves the window; Kept is what another stream could go on from.
			acked = offset
			if err := in.SendMsg(&transportpb.SnapshotAck{Offset: sink.Kept(), Received: offset}); err != nil {
				return err
			}
		}
	}
}

// refuseSnapshot tells the sender why, where the stream still stands.
// nil: the sender was told, and the stream ends without an error of its own. What broke off by itself is not told.
func (m *Mesh) refuseSnapshot(in grpc.ServerStream, err error) error {
	if in.Context().Err() != nil || errors.Is(err, io.EOF) {
		return err
	}
	// As an acknowledgement, not as the stream's status: a status has room for a text alone.
	ack := &transportpb.SnapshotAck{Refused: m.codec.failure(err)}
	if busy, ok := errors.AsType[*Busy](err); ok {
		ack.RetryNanos, ack.Refused.Text = int64(max(busy.RetryAfter, 1)), busy.Why
	}
	return in.SendMsg(ack)
}
