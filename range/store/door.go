package store

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
	asking map[uint32]int // heartbeats under way, by store
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
	d := &Door{nodeID: nodeID, stores: map[uint32]*Store{}, asking: map[uint32]int{}}
	d.ctx, d.cancel = context.WithCancel(context.Background())
	return d
}

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
		s := x.d.store(to.StoreID)
		return s != nil && x.d.start(func() { s.ReceiveRaft(x.peer(), m) })
	}
	mesh := x.d.mesh.Load()
	return mesh != nil && mesh.SendRaft(transport.RaftLink{FromStore: x.from, ToNode: to.NodeID, ToStore: to.StoreID}, &transportpb.RaftMessage{
		RangeId: m.RangeID, FromReplica: m.FromReplica, ToReplica: m.ToReplica, Message: m.Message,
	})
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

// State implements Courier.
func (x *exit) State(ctx context.Context, to Peer, h StateHeader, body io.Reader) error {
	if to.NodeID == x.d.nodeID {
		s := x.d.store(to.StoreID)
		if s == nil {
			return errNoMesh
		}
		return s.ReceiveState(ctx, x.peer(), h, body)
	}
	mesh := x.d.mesh.Load()
	if mesh == nil {
		return errNoMesh
	}
	return mesh.SendSnapshot(ctx, to.NodeID, &transportpb.SnapshotHeader{
		IdHi: h.RangeID, IdLo: uint64(time.Now().UnixNano()), RangeId: h.RangeID, FromStore: x.from, ToStore: to.StoreID,
		FromReplica: h.FromReplica, ToReplica: h.ToReplica, Index: h.Index, Meta: h.Message,
	}, func(offset uint64) (io.ReadCloser, error) {
		if offset != 0 {
			return nil, fmt.Errorf("store: a range state begins at its beginning, not at %d", offset)
		}
		return io.NopCloser(body), nil
	})
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

// BeginSnapshot implements transport.SnapshotReceiver.
func (d *Door) BeginSnapshot(ctx context.Context, from transport.Peer, h *transportpb.SnapshotHeader) (transport.SnapshotSink, error) {
	s := d.store(h.ToStore)
	if s == nil {
		return nil, fmt.Errorf("store %d is not on node %d", h.ToStore, d.nodeID)
	}
	r, w := io.Pipe()
	k := &sink{w: w, done: make(chan struct{})}
	header := StateHeader{RaftMessage: RaftMessage{h.RangeId, h.FromReplica, h.ToReplica, h.Meta}, Index: h.Index}
	started := d.start(func() {
		defer close(k.done)
		k.err = s.ReceiveState(ctx, Peer{from.NodeID, h.FromStore}, header, r)
		r.CloseWithError(errors.Join(io.ErrClosedPipe, k.err))
	})
	if !started {
		return nil, ErrClosed
	}
	return k, nil
}

// sink is a state that comes. It is not kept where it breaks off.
type sink struct {
	w    *io.PipeWriter
	done chan struct{} // closed when err is there
	err  error
}

func (k *sink) Offset() uint64 { return 0 }
func (k *sink) Kept() uint64   { return 0 }

func (k *sink) Write(chunk []byte) error {
	_, err := k.w.Write(chunk)
	return busy(err)
}

func (k *sink) Finish(context.Context) error {
	k.w.Close()
	<-k.done
	return busy(k.err)
}

func (k *sink) Close() {
	k.w.CloseWithError(io.ErrUnexpectedEOF)
	<-k.done
}

// busy tells a sender that may come again from one that need not.
func busy(err error) error {
	if errors.Is(err, ErrStateBusy) {
		return &transport.Busy{RetryAfter: time.Second, Why: err.Error()}
	}
	return err
}
