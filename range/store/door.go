package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/range/transport/transportpb"
)

// Door is where a node's stores meet its mesh: what a store has to say goes out as
// the mesh carries it, and what comes goes to the store that it is for. It is made
// first, the mesh with it, then the stores:
//
//	NewDoor ─► transport.New(MeshOptions{Raft: d, Heartbeats: d, Snapshots: d}) ─► Attach
//	        ─► Open(Options{Courier: d.Courier(storeID)}) ─► Add
//
// Safe for concurrent use. Close it after the stores and before the mesh.
type Door struct {
	nodeID uint32
	mesh   atomic.Pointer[transport.Mesh]
	ctx    context.Context
	cancel context.CancelFunc

	mu     sync.Mutex // guards what is below; a leaf
	stores map[uint32]*Store
	lines  map[uint32]*line  // of messages between the node's own stores, by receiver
	asking map[uint32]int    // heartbeats under way, by store
	parked map[stateID]*sink // states that broke off
	closed bool
	wg     sync.WaitGroup // of goroutines that send
}

var (
	_ transport.RaftReceiver      = (*Door)(nil)
	_ transport.HeartbeatReceiver = (*Door)(nil)
	_ transport.SnapshotReceiver  = (*Door)(nil)
)

const (
	// heartbeatsMax is how many messages of store liveness to one store may be under
	// way: a store that does not answer is asked again later, not more.
	heartbeatsMax = 4
	// heartbeatPatience is how long one may take: after that it is worth nothing.
	heartbeatPatience = 2 * time.Second
)

// NewDoor makes the door of a node.
func NewDoor(nodeID uint32) *Door {
	d := &Door{nodeID: nodeID, stores: map[uint32]*Store{}, lines: map[uint32]*line{}, parked: map[stateID]*sink{}, asking: map[uint32]int{}}
	d.ctx, d.cancel = context.WithCancel(context.Background())
	return d
}

// SetNode says which node it is, where that is known only later: before Attach and Add.
func (d *Door) SetNode(nodeID uint32) { d.nodeID = nodeID }

// Attach gives the door its mesh. What is sent before is lost.
func (d *Door) Attach(m *transport.Mesh) { d.mesh.Store(m) }

// Add makes a store hear what comes for it.
func (d *Door) Add(s *Store) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.stores[s.ident.StoreID] = s
}

// Close waits until nothing of the door runs any more.
func (d *Door) Close() {
	d.mu.Lock()
	d.closed = true
	for _, k := range d.parked {
		k.timer.Stop()
		k.w.CloseWithError(io.ErrUnexpectedEOF)
	}
	d.mu.Unlock()
	d.cancel()
	d.wg.Wait()
}

func (d *Door) store(id uint32) *Store {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.stores[id]
}

// start runs f in a goroutine that Close waits for. It reports whether it did.
func (d *Door) start(f func()) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.closed {
		return false
	}
	d.wg.Go(f)
	return true
}

// Courier is the way out of one of the node's stores.
func (d *Door) Courier(storeID uint32) Courier { return &exit{d, storeID} }

// exit is a Courier.
type exit struct {
	d    *Door
	from uint32
}

func (x *exit) peer() Peer { return Peer{x.d.nodeID, x.from} }

// Raft implements Courier.
func (x *exit) Raft(to Peer, m RaftMessage) bool {
	if to.NodeID == x.d.nodeID { // another disk of this node
		return x.d.pass(to.StoreID, x.peer(), m)
	}
	mesh := x.d.mesh.Load()
	return mesh != nil && mesh.SendRaft(transport.RaftLink{FromStore: x.from, ToNode: to.NodeID, ToStore: to.StoreID}, &transportpb.RaftMessage{
		RangeId: m.RangeID, FromReplica: m.FromReplica, ToReplica: m.ToReplica, Message: m.Message,
	})
}

// line is the Raft messages from the node's other stores to one of them, in order.
type line struct {
	mu     sync.Mutex // guards what is below; a leaf
	queue  []passed
	bytes  int
	moving bool // a goroutine delivers
}

type passed struct {
	from Peer
	m    RaftMessage
}

// lineBytesMax bounds the messages in a line: what comes beyond it is dropped.
const lineBytesMax = 16 << 20

// pass gives a message to another store of this node. One goroutine for each receiver
// delivers, while there is something to deliver.
func (d *Door) pass(to uint32, from Peer, m RaftMessage) bool {
	d.mu.Lock()
	l := d.lines[to]
	if l == nil && d.stores[to] != nil {
		l = &line{}
		d.lines[to] = l
	}
	d.mu.Unlock()
	if l == nil {
		return false
	}
	size := len(m.Message) + inboxMessageBytes
	l.mu.Lock()
	if l.bytes+size > lineBytesMax {
		l.mu.Unlock()
		return false
	}
	l.queue, l.bytes = append(l.queue, passed{from, m}), l.bytes+size
	first := !l.moving
	l.moving = true
	l.mu.Unlock()
	return !first || d.start(func() { d.deliver(to, l) })
}

// deliver empties a line.
func (d *Door) deliver(to uint32, l *line) {
	for {
		l.mu.Lock()
		queue := l.queue
		l.queue, l.bytes = nil, 0
		l.moving = len(queue) > 0 && d.ctx.Err() == nil
		moving := l.moving
		l.mu.Unlock()
		if !moving {
			return
		}
		if s := d.store(to); s != nil {
			for _, p := range queue {
				s.ReceiveRaft(p.from, p.m)
			}
		}
	}
}

// Support implements Courier.
func (x *exit) Support(to Peer, message []byte) {
	d := x.d
	if to.NodeID == d.nodeID {
		if s := d.store(to.StoreID); s != nil {
			s.ReceiveSupport(x.peer(), message)
		}
		return
	}
	mesh := d.mesh.Load()
	if mesh == nil || !d.ask(to.StoreID, 1) {
		return
	}
	ok := d.start(func() {
		defer d.ask(to.StoreID, -1)
		ctx, cancel := context.WithTimeout(d.ctx, heartbeatPatience)
		defer cancel()
		_, _ = mesh.Heartbeat(ctx, to.NodeID, &transportpb.Heartbeat{FromStore: x.from, ToStore: to.StoreID, Payload: message})
	})
	if !ok {
		d.ask(to.StoreID, -1)
	}
}

// ask counts heartbeats under way, and reports whether there may be one more.
func (d *Door) ask(store uint32, n int) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if n > 0 && d.asking[store] >= heartbeatsMax {
		return false
	}
	d.asking[store] += n
	return true
}

// errNoMesh says that the node has no way to others yet.
var errNoMesh = errors.New("store: the node is not connected")

// stateParkedFor is how long what came of a state that broke off stays in memory: beyond that, it
// goes on after its last file.
const stateParkedFor = 20 * time.Second

// State implements Courier.
func (x *exit) State(ctx context.Context, to Peer, h StateHeader, open func(offset uint64) (io.ReadCloser, error)) error {
	if to.NodeID == x.d.nodeID {
		s := x.d.store(to.StoreID)
		if s == nil {
			return errNoMesh
		}
		return s.ReceiveState(ctx, x.peer(), h, open)
	}
	mesh := x.d.mesh.Load()
	if mesh == nil {
		return errNoMesh
	}
	err := mesh.SendSnapshot(ctx, to.NodeID, &transportpb.SnapshotHeader{
		IdHi: h.RangeID, IdLo: h.ID, RangeId: h.RangeID, FromStore: x.from, ToStore: to.StoreID,
		FromReplica: h.FromReplica, ToReplica: h.ToReplica, Index: h.Index, Meta: h.Message,
	}, open)
	return wayBroke(ctx, err)
}

// wayBroke tells a way that breaks from what the receiver says.
func wayBroke(ctx context.Context, err error) error {
	if b, ok := errors.AsType[*transport.SnapshotBroken](err); ok {
		return &StateBroken{Kept: b.Kept, Cause: err}
	}
	if _, ok := errors.AsType[*transport.Unreachable](err); ok || errors.Is(err, context.Canceled) && ctx.Err() == nil {
		return &StateBroken{Cause: err} // a connection that ends cancels what has just begun on it
	}
	if _, ok := errors.AsType[*transport.Busy](err); ok {
		return fmt.Errorf("%w: %w", ErrStateBusy, err)
	}
	return err
}

// ReceiveRaft implements transport.RaftReceiver.
func (d *Door) ReceiveRaft(from transport.Peer, b *transportpb.RaftBatch) {
	s := d.store(b.ToStore)
	if s == nil {
		return
	}
	for _, m := range b.Messages {
		s.ReceiveRaft(Peer{from.NodeID, b.FromStore}, RaftMessage{m.RangeId, m.FromReplica, m.ToReplica, m.Message})
	}
}

// RaftUnreachable implements transport.RaftReceiver.
func (d *Door) RaftUnreachable(fromStore, _ uint32, lost []*transportpb.RaftMessage) {
	s := d.store(fromStore)
	if s == nil {
		return
	}
	for _, m := range lost {
		s.RaftUnreachable(m.RangeId, m.ToReplica)
	}
}

// ReceiveHeartbeat implements transport.HeartbeatReceiver. The answer comes as a
// message of its own, when the promise is durable.
func (d *Door) ReceiveHeartbeat(from transport.Peer, h *transportpb.Heartbeat) (*transportpb.HeartbeatReply, error) {
	if s := d.store(h.ToStore); s != nil {
		s.ReceiveSupport(Peer{from.NodeID, h.FromStore}, h.Payload)
	}
	return &transportpb.HeartbeatReply{}, nil
}

// stateID names a state on its way.
type stateID struct {
	node   uint32
	hi, lo uint64
}

// BeginSnapshot implements transport.SnapshotReceiver. What broke off a moment ago goes on.
func (d *Door) BeginSnapshot(ctx context.Context, from transport.Peer, h *transportpb.SnapshotHeader) (transport.SnapshotSink, error) {
	s := d.store(h.ToStore)
	if s == nil {
		return nil, fmt.Errorf("store %d is not on node %d", h.ToStore, d.nodeID)
	}
	id := stateID{from.NodeID, h.IdHi, h.IdLo}
	if k := d.unpark(id); k != nil {
		return k, nil
	}
	header := StateHeader{RaftMessage: RaftMessage{h.RangeId, h.FromReplica, h.ToReplica, h.Meta}, Index: h.Index, ID: h.IdLo}
	in, err := s.BeginState(ctx, Peer{from.NodeID, h.FromStore}, header)
	if err != nil {
		return nil, busy(err)
	}
	r, w := io.Pipe()
	k := &sink{d: d, id: id, w: w, taken: in.Offset(), done: make(chan struct{})}
	started := d.start(func() {
		defer close(k.done)
		k.err = in.Take(r)
		r.CloseWithError(errors.Join(io.ErrClosedPipe, k.err))
	})
	if !started {
		in.end()
		return nil, ErrClosed
	}
	return k, nil
}

// unpark returns a state that broke off, to go on with it.
func (d *Door) unpark(id stateID) *sink {
	d.mu.Lock()
	defer d.mu.Unlock()
	k := d.parked[id]
	if k == nil || !k.timer.Stop() { // it is being given up
		return nil
	}
	delete(d.parked, id)
	return k
}

// sink is a state that comes. Where it breaks off, it waits for a while to go on.
type sink struct {
	d        *Door
	id       stateID
	w        *io.PipeWriter
	taken    uint64 // bytes, with those that came before
	finished bool
	timer    *time.Timer   // while it is parked
	done     chan struct{} // closed when err is there
	err      error
}

func (k *sink) Offset() uint64 { return k.taken }
func (k *sink) Kept() uint64   { return k.taken }

func (k *sink) Write(chunk []byte) error {
	n, err := k.w.Write(chunk)
	k.taken += uint64(n)
	return busy(err)
}

func (k *sink) Finish(context.Context) error {
	k.finished = true
	k.w.Close()
	<-k.done
	return busy(k.err)
}

// Close parks what has not come whole, unless it has failed.
func (k *sink) Close() {
	select {
	case <-k.done:
		return
	default:
	}
	d := k.d
	d.mu.Lock()
	if !k.finished && !d.closed {
		d.parked[k.id] = k
		k.timer = time.AfterFunc(stateParkedFor, func() {
			d.mu.Lock()
			delete(d.parked, k.id)
			d.mu.Unlock()
			k.w.CloseWithError(io.ErrUnexpectedEOF)
		})
		d.mu.Unlock()
		return
	}
	d.mu.Unlock()
	k.w.CloseWithError(io.ErrUnexpectedEOF)
	<-k.done
}

// busy tells a sender that may come again from one that need not. Where the store ends, the
// stream just breaks off: it goes on with the next process.
func busy(err error) error {
	if errors.Is(err, ErrClosed) || errors.Is(err, engine.ErrClosed) {
		return fmt.Errorf("%w: %w", io.EOF, err)
	}
	if errors.Is(err, ErrStateBusy) {
		return &transport.Busy{RetryAfter: time.Second, Why: err.Error()}
	}
	return err
}
