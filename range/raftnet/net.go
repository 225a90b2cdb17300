package raftnet

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/range/transport/transportpb"
)

// Net is where a node's stores meet its mesh: what a store has to say goes out as the mesh carries it,
// and what comes goes to the store that it is for. It is made first, the mesh with it, then the stores:
//
//	New ─► transport.New(MeshOptions{Raft: n, Heartbeats: n, Snapshots: n}) ─► Attach
//	    ─► store.Open(Options{Transport: n.Transport(storeID)}) ─► Add
//
// Safe for concurrent use. Close it after the stores and before the mesh.
//
// What waits in memory is bounded: lines by lineBytesMax for each store of the
// node, heartbeats by heartbeatsMax for each store elsewhere, parked snapshots by
// what the stores take in at once.
type Net struct {
	nodeID uint32
	mesh   atomic.Pointer[transport.Mesh]
	ctx    context.Context
	cancel context.CancelFunc

	mu     sync.Mutex // guards what is below; a leaf
	stores map[uint32]Receiver
	lines  map[uint32]*line     // of messages between the node's own stores, by receiver
	parked map[snapshotID]*sink // snapshots that broke off
	closed bool
	wg     sync.WaitGroup // of goroutines that send
}

var (
	_ transport.RaftReceiver      = (*Net)(nil)
	_ transport.HeartbeatReceiver = (*Net)(nil)
	_ transport.SnapshotReceiver  = (*Net)(nil)
)

// New makes the net of a node.
// It sends nothing until Attach, and delivers nothing until Add.
func New(nodeID uint32) *Net {
	n := &Net{nodeID: nodeID, stores: map[uint32]Receiver{}, lines: map[uint32]*line{}, parked: map[snapshotID]*sink{}}
	n.ctx, n.cancel = context.WithCancel(context.Background())
	return n
}

// SetNode says which node it is, where that is known only later: before Attach and Add.
func (n *Net) SetNode(nodeID uint32) { n.nodeID = nodeID }

// Attach gives the net its mesh. What is sent before is lost.
// Loss is nothing new to those who send: Raft and store liveness say it again.
func (n *Net) Attach(m *transport.Mesh) { n.mesh.Store(m) }

// Add makes a store of the node hear what comes for it.
// Messages that came for it before were dropped.
func (n *Net) Add(storeID uint32, r Receiver) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.stores[storeID] = r
}

// Close waits until nothing of the net runs any more.
// Snapshots that are being taken in break off; their senders begin again later.
func (n *Net) Close() {
	n.mu.Lock()
	n.closed = true
	for _, k := range n.parked {
		// A timer that has fired closes the pipe itself: twice does no harm.
		k.timer.Stop()
		k.w.CloseWithError(io.ErrUnexpectedEOF)
	}
	n.mu.Unlock()
	n.cancel()
	n.wg.Wait()
}

// store is one of the node's stores; nil: it has none of that ID (yet).
func (n *Net) store(id uint32) Receiver {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.stores[id]
}

// start runs f in a goroutine that Close waits for. It reports whether it did.
// wg grows with the mutex held under which closed is set, so that Close misses none.
func (n *Net) start(f func()) bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.closed {
		return false
	}
	n.wg.Go(f)
	return true
}

// Transport is the way out of one of the node's stores.
func (n *Net) Transport(storeID uint32) Transport { return &exit{n, storeID} }

// exit is a Transport.
type exit struct {
	n    *Net
	from uint32
}

// peer is this store as others name it.
func (x *exit) peer() Peer { return Peer{x.n.nodeID, x.from} }

// Raft implements Transport.
// It does not wait for the mesh: what has no room there is dropped (N2).
func (x *exit) Raft(to Peer, m Message) bool {
	if to.NodeID == x.n.nodeID { // another disk of this node
		return x.n.pass(to.StoreID, x.peer(), m)
	}
	mesh := x.n.mesh.Load()
	return mesh != nil && mesh.SendRaft(transport.RaftLink{FromStore: x.from, ToNode: to.NodeID, ToStore: to.StoreID}, &transportpb.RaftMessage{
		RangeId: m.RangeID, FromReplica: m.FromReplica, ToReplica: m.ToReplica, Message: m.Message,
	})
}

// line is the Raft messages from the node's other stores to one of them, in order.
// There is a goroutine only while something is in it: most nodes have one store.
type line struct {
	mu     sync.Mutex // guards what is below; a leaf
	queue  []passed
	bytes  int
	moving bool // a goroutine delivers
}

type passed struct {
	from Peer
	m    Message
}

// lineBytesMax bounds the messages in a line: what comes beyond it is dropped.
const lineBytesMax = 16 << 20

// pass gives a message to another store of this node. One goroutine for each receiver
// delivers, while there is something to deliver.
// false: no such store, no room, or the net is closed; Raft is told as for a remote one.
func (n *Net) pass(to uint32, from Peer, m Message) bool {
	n.mu.Lock()
	l := n.lines[to]
	// Made with the first message: where a node has one store there never is one.
	if l == nil && n.stores[to] != nil {
		l = &line{}
		n.lines[to] = l
	}
	n.mu.Unlock()
	if l == nil {
		return false
	}
	size := len(m.Message) + MessageBytes
	l.mu.Lock()
	if l.bytes+size > lineBytesMax {
		l.mu.Unlock()
		return false
	}
	l.queue, l.bytes = append(l.queue, passed{from, m}), l.bytes+size
	first := !l.moving
	l.moving = true
	l.mu.Unlock()
	// Only who has made the line move starts a goroutine, and only it can find the net closed.
	return !first || n.start(func() { n.deliver(to, l) })
}

// deliver empties a line.
// It takes the whole queue at once, so that N1 holds with one goroutine, and calls
// the receiver without the line's mutex: ReceiveRaft may read the disk.
func (n *Net) deliver(to uint32, l *line) {
	for {
		l.mu.Lock()
		queue := l.queue
		// The bytes are free before they are delivered: a store that takes long has up to twice as much in memory.
		l.queue, l.bytes = nil, 0
		// Decided under the mutex under which pass appends: what is appended after it finds moving false, and begins anew.
		l.moving = len(queue) > 0 && n.ctx.Err() == nil
		moving := l.moving
		l.mu.Unlock()
		if !moving {
			return
		}
		if s := n.store(to); s != nil {
			for _, p := range queue {
				s.ReceiveRaft(p.from, p.m)
			}
		}
	}
}

// Support implements Transport.
// Within the node it is called at once: ReceiveSupport never blocks.
func (x *exit) Support(to Peer, message []byte) {
	n := x.n
	if to.NodeID == n.nodeID {
		if s := n.store(to.StoreID); s != nil {
			s.ReceiveSupport(x.peer(), message)
		}
		return
	}
	if mesh := n.mesh.Load(); mesh != nil {
		mesh.SendHeartbeat(to.NodeID, &transportpb.Heartbeat{FromStore: x.from, ToStore: to.StoreID, Payload: message})
	}
}

// errClosed: the stream just breaks off, and goes on with the next process.
var errClosed = fmt.Errorf("%w: the node ends", io.EOF)

// errNoMesh says that the node has no way to others yet.
var errNoMesh = errors.New("raftnet: the node is not connected")

// parkedFor is how long what came of a snapshot that broke off stays in memory: beyond that, it
// goes on after its last file.
const parkedFor = 20 * time.Second

// Snapshot implements Transport.
// Errors: *Broken, and what was kept, where the way broke; ErrBusy; all else is the receiver's last word.
func (x *exit) Snapshot(ctx context.Context, to Peer, h SnapshotHeader, open func(offset uint64) (io.ReadCloser, error)) error {
	if to.NodeID == x.n.nodeID {
		s := x.n.store(to.StoreID)
		if s == nil {
			return errNoMesh
		}
		return Receive(ctx, s, x.peer(), h, open)
	}
	mesh := x.n.mesh.Load()
	if mesh == nil {
		return errNoMesh
	}
	err := mesh.SendSnapshot(ctx, to.NodeID, &transportpb.SnapshotHeader{
		// By range and view: two ranges may have taken their views in the same nanosecond.
		IdHi: h.RangeID, IdLo: h.ID, RangeId: h.RangeID, FromStore: x.from, ToStore: to.StoreID,
		FromReplica: h.FromReplica, ToReplica: h.ToReplica, Index: h.Index, Meta: h.Message.Message,
	}, open)
	return wayBroke(ctx, err)
}

// wayBroke tells a way that breaks from what the receiver says.
func wayBroke(ctx context.Context, err error) error {
	if b, ok := errors.AsType[*transport.SnapshotBroken](err); ok {
		return &Broken{Kept: b.Kept, Cause: err}
	}
	if _, ok := errors.AsType[*transport.Unreachable](err); ok || errors.Is(err, context.Canceled) && ctx.Err() == nil {
		return &Broken{Cause: err} // a connection that ends cancels what has just begun on it
	}
	if _, ok := errors.AsType[*transport.Busy](err); ok {
		return fmt.Errorf("%w: %w", ErrBusy, err)
	}
	return err
}

// ReceiveRaft implements transport.RaftReceiver.
// It runs on the stream's goroutine, so that the order of the stream is kept (N1).
func (n *Net) ReceiveRaft(from transport.Peer, b *transportpb.RaftBatch) {
	s := n.store(b.ToStore)
	if s == nil {
		return
	}
	for _, m := range b.Messages {
		s.ReceiveRaft(Peer{from.NodeID, b.FromStore}, Message{m.RangeId, m.FromReplica, m.ToReplica, m.Message})
	}
}

// RaftUnreachable implements transport.RaftReceiver.
// The mesh calls it without a mutex of its own; the store notes it for its loop.
func (n *Net) RaftUnreachable(fromStore, _ uint32, lost []*transportpb.RaftMessage) {
	s := n.store(fromStore)
	if s == nil {
		return
	}
	for _, m := range lost {
		s.RaftUnreachable(m.RangeId, m.ToReplica)
	}
}

// ReceiveHeartbeat implements transport.HeartbeatReceiver. The answer comes as a
// message of its own, when the promise is durable.
func (n *Net) ReceiveHeartbeat(from transport.Peer, h *transportpb.Heartbeat) {
	if s := n.store(h.ToStore); s != nil {
		s.ReceiveSupport(Peer{from.NodeID, h.FromStore}, h.Payload)
	}
}

// snapshotID names a snapshot on its way.
type snapshotID struct {
	node   uint32
	hi, lo uint64
}

// BeginSnapshot implements transport.SnapshotReceiver. What broke off a moment ago goes on.
//
// The bytes go through a pipe to the goroutine that takes them, so that one that
// breaks off leaves that goroutine where it was.
// A sender that is refused for now keeps its view, and comes again with the same ID.
func (n *Net) BeginSnapshot(ctx context.Context, from transport.Peer, h *transportpb.SnapshotHeader) (transport.SnapshotSink, error) {
	s := n.store(h.ToStore)
	if s == nil {
		return nil, fmt.Errorf("store %d is not on node %d", h.ToStore, n.nodeID)
	}
	id := snapshotID{from.NodeID, h.IdHi, h.IdLo}
	// The same bytes: an ID names one view, and the sender goes on at Offset.
	if k := n.unpark(id); k != nil {
		return k, nil
	}
	header := SnapshotHeader{Message: Message{h.RangeId, h.FromReplica, h.ToReplica, h.Meta}, Index: h.Index, ID: h.IdLo}
	in, err := s.BeginSnapshot(ctx, Peer{from.NodeID, h.FromStore}, header)
	if err != nil {
		return nil, busy(err)
	}
	r, w := io.Pipe()
	k := &sink{n: n, id: id, w: w, taken: in.Offset(), done: make(chan struct{})}
	started := n.start(func() {
		defer close(k.done)
		k.err = in.Take(r)
		// A writer who still has something to say hears why it is not taken.
		r.CloseWithError(errors.Join(io.ErrClosedPipe, k.err))
	})
	if !started {
		in.Drop()
		return nil, busy(errClosed)
	}
	return k, nil
}

// unpark returns a snapshot that broke off, to go on with it.
// Stop tells who was first: the timer, which gives it up, or the sender.
func (n *Net) unpark(id snapshotID) *sink {
	n.mu.Lock()
	defer n.mu.Unlock()
	k := n.parked[id]
	// Nil for the sender, whose snapshot then begins as a new one, at what the store has kept.
	if k == nil || !k.timer.Stop() { // it is being given up
		return nil
	}
	delete(n.parked, id)
	return k
}

// sink is a snapshot that comes. Where it breaks off, it waits for a while to go on.
//
//	coming ──► parked ──► coming           the sender goes on within parkedFor
//	             └─────► given up          it does not; Take fails, and what is durable stays
//	coming ──► finished or failed (done)
type sink struct {
	n        *Net
	id       snapshotID
	w        *io.PipeWriter
	taken    uint64 // bytes, with those that came before
	finished bool
	timer    *time.Timer   // while it is parked
	done     chan struct{} // closed when err is there
	err      error
}

// Offset is how much was taken, from which on a sender may go on. Kept is the same: what the
// pipe has given on is not asked for again.
func (k *sink) Offset() uint64 { return k.taken }
func (k *sink) Kept() uint64   { return k.taken }

// Write blocks while the store is slower than the network: that is the sender's
// brake.
// An error is that of Take, which closes its end of the pipe with it.
func (k *sink) Write(chunk []byte) error {
	n, err := k.w.Write(chunk)
	// What the pipe's reader has taken, also where the rest of the chunk failed: the sender goes on behind it.
	k.taken += uint64(n)
	return busy(err)
}

// Finish waits until all is durable and the replica runs.
// It ignores its context: what is being put in place can't be taken back.
func (k *sink) Finish(context.Context) error {
	k.finished = true
	k.w.Close()
	<-k.done
	return busy(k.err)
}

// Close parks what has not come whole, unless it has failed.
// The mesh calls it when the stream ends, however it does. Parked, it holds its turn at the store (BeginSnapshot there), which
// is why that is short.
func (k *sink) Close() {
	select {
	case <-k.done:
		return
	default:
	}
	n := k.n
	n.mu.Lock()
	// A finished one has said its last word by Finish; with the net closed nobody would end what was parked.
	if !k.finished && !n.closed {
		n.parked[k.id] = k
		k.timer = time.AfterFunc(parkedFor, k.giveUp)
		n.mu.Unlock()
		return
	}
	n.mu.Unlock()
	k.w.CloseWithError(io.ErrUnexpectedEOF)
	<-k.done
}

// giveUp ends a snapshot that nobody went on with: Take fails, and keeps what is durable.
// Its timer calls it. Between that and mu the sender may have come, begun anew under the same ID (unpark) and
// broken off again: what is parked then is the newer one's.
func (k *sink) giveUp() {
	k.n.mu.Lock()
	if k.n.parked[k.id] == k {
		delete(k.n.parked, k.id)
	}
	k.n.mu.Unlock()
	k.w.CloseWithError(io.ErrUnexpectedEOF)
}

// busy tells a sender that may come again from one that need not.
func busy(err error) error {
	if errors.Is(err, ErrBusy) {
		return &transport.Busy{RetryAfter: time.Second, Why: err.Error()}
	}
	return err
}
