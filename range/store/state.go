package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
)

// A range's state goes to replicas that are new, or that lag further behind than
// the log goes back. The receiver writes it as one durable batch with where the log
// begins from then on, while no group of the range runs here, and then loads
// the replica as after a start. So a state that breaks off has changed nothing.
//
// A store makes a replica of its own only out of a state. A removed replica leaves
// the lowest replica ID that may come after it, so that old messages bring nothing back.

// Limits of states under way.
const (
	// stateBytesMax bounds a state that is taken in: it is held in memory.
	stateBytesMax = 512 << 20
	// statesOut and statesIn are how many go and come at once.
	statesOut = 2
	statesIn  = 1
	// absentAfter is how long a leader must have called for a replica that is not here
	// before it is told to send the state: a split under way brings it by itself.
	absentAfter = 500 * time.Millisecond
	// absentMax bounds the ranges that are remembered for that.
	absentMax = 4096
)

// Errors of ReceiveState.
var (
	// ErrStateBusy refuses a state for now.
	ErrStateBusy = errors.New("store: not now")
	// ErrStateStale refuses a state that is for a replica that is gone, or overtaken.
	ErrStateStale = errors.New("store: the replica needs no such state")
)

// states is a store's states under way.
type states struct {
	out chan struct{} // a place is taken while one goes
	in  chan struct{} // while one comes
	wg  sync.WaitGroup

	mu     sync.Mutex // guards what is below; a leaf
	absent map[uint64]int64
	closed bool
}

func newStates() *states {
	return &states{out: make(chan struct{}, statesOut), in: make(chan struct{}, statesIn), absent: map[uint64]int64{}}
}

// sendStates starts sending what a group asks for. Called by the writer.
func (w *writer) sendStates(sl *slot, snaps []consensus.Snapshot) {
	s := w.store
	if s.o.Courier == nil {
		return
	}
	for i := range snaps {
		snap := &snaps[i]
		s.states.mu.Lock()
		if s.states.closed {
			s.states.mu.Unlock()
			return
		}
		s.states.wg.Add(1)
		s.states.mu.Unlock()
		go func() {
			defer s.states.wg.Done()
			err := s.sendState(sl, snap)
			if err != nil && s.ctx.Err() == nil {
				s.o.Log.Warn("range state not sent", "range", sl.id, "replica", snap.To, "error", err)
			}
			s.writer.put(item{kind: itemStateDone, slot: sl, replica: snap.To, err: err})
		}()
	}
}

func (s *Store) sendState(sl *slot, snap *consensus.Snapshot) error {
	select {
	case s.states.out <- struct{}{}:
		defer func() { <-s.states.out }()
	case <-s.ctx.Done():
		return s.ctx.Err()
	}
	view := s.o.Engine.NewSnapshot()
	defer view.Close()
	meta, err := replica.ReadMeta(view, sl.id)
	if err != nil {
		return err
	}
	to, ok := peerOf(meta.Descriptor, snap.To)
	if !ok {
		return fmt.Errorf("store: range %d has no replica %d", sl.id, snap.To)
	}
	msg := snap.At(meta.Index, meta.Term, meta.Descriptor)
	b, err := consensus.AppendMessage(nil, msg)
	if err != nil {
		return err
	}
	h := StateHeader{RaftMessage: RaftMessage{RangeID: sl.id, FromReplica: msg.GetFrom(), ToReplica: snap.To, Message: b}, Index: meta.Index}
	r, w := io.Pipe()
	written := make(chan struct{})
	go func() { // ends with the pipe, whose reader is closed below
		defer close(written)
		w.CloseWithError(replica.WriteState(view, sl.id, w))
	}()
	err = s.o.Courier.State(s.ctx, to, h, r)
	r.CloseWithError(io.ErrClosedPipe)
	<-written
	return err
}

// ReceiveState takes a range's state from another store. It returns when it is
// durable and its replica runs. It fails with ErrStateBusy or ErrStateStale, with
// replica.ErrState for what is not all of a state, and with the engine's errors.
func (s *Store) ReceiveState(ctx context.Context, from Peer, h StateHeader, body io.Reader) error {
	if s.o.Courier == nil {
		return errNoCourier
	}
	if err := s.Err(); err != nil {
		return err
	}
	msg, err := consensus.DecodeMessage(h.Message)
	if err != nil {
		return err
	}
	index, term, ok := consensus.IsSnapshot(msg)
	if !ok || index != h.Index || msg.GetTo() != h.ToReplica || msg.GetFrom() != h.FromReplica {
		return consensus.ErrMessage
	}
	select {
	case s.states.in <- struct{}{}:
		defer func() { <-s.states.in }()
	default:
		return fmt.Errorf("%w: another state is being taken in", ErrStateBusy)
	}
	b := s.o.Engine.NewBatch(0)
	defer b.Close()
	var old *descriptor.Range
	sl := s.ranges.get(h.RangeID)
	if sl != nil {
		old = sl.descriptor()
	}
	meta, err := replica.ReadState(body, h.RangeID, old, stateBytesMax, b)
	switch {
	case err != nil:
		return err
	case meta.Index != index || meta.Term != term:
		return fmt.Errorf("%w: at %d/%d, announced at %d/%d", replica.ErrState, meta.Index, meta.Term, index, term)
	}
	if x, ok := meta.Descriptor.Replica(s.ident.StoreID); !ok || x.ID != h.ToReplica || x.NodeID != s.ident.NodeID {
		return fmt.Errorf("%w: %s has no replica %d here", replica.ErrState, meta.Descriptor, h.ToReplica)
	}
	s.meet(meta.Descriptor)
	if sl == nil {
		return s.installNew(from, meta, h, msg, b)
	}
	return s.installOver(sl, old, meta, h, msg, b)
}

// installNew makes a replica of a range that this store had none of.
func (s *Store) installNew(from Peer, meta replica.StateMeta, h StateHeader, msg *consensus.Message, b engine.Batch) error {
	least, err := s.leastReplica(h.RangeID)
	if err != nil {
		return err
	}
	if h.ToReplica < least {
		return fmt.Errorf("%w: replica %d of range %d was removed", ErrStateStale, h.ToReplica, h.RangeID)
	}
	sl := newSlot(s, meta.Descriptor)
	if !s.ranges.addFree(sl) {
		return fmt.Errorf("%w: another range is in the way of %s", ErrStateBusy, meta.Descriptor)
	}
	sl.mu.Lock()
	sl.setWakingLocked()
	sl.mu.Unlock()
	if err := s.applyState(b, meta, msg.GetTerm()); err != nil {
		s.ranges.remove(sl)
		sl.close()
		return err
	}
	sl.wake()
	s.states.mu.Lock()
	delete(s.states.absent, h.RangeID)
	s.states.mu.Unlock()
	s.deliver(from, h.RaftMessage, msg, s.count(len(h.Message)))
	return nil
}

// count counts a message that is delivered whatever the inbox holds.
func (s *Store) count(n int) int64 {
	size := int64(n + inboxMessageBytes)
	s.inbox.Add(size)
	return size
}

// applyState makes a state durable, with where the log begins. No group of the range
// runs: it might vote between the reading of what it voted for and the writing. A
// failure ends the store.
func (s *Store) applyState(b engine.Batch, meta replica.StateMeta, term uint64) error {
	if err := consensus.WriteInstalled(s.o.Engine, b, meta.Descriptor.ID, meta.Index, meta.Term, term); err != nil {
		return err
	}
	return s.applySynced(b)
}

func (s *Store) applySynced(b engine.Batch) error {
	err := s.o.Engine.Apply(b, true)
	if err != nil {
		s.fail(err)
	}
	return err
}

// installOver replaces the state of a replica that lags. Whatever happens, its group
// runs afterwards.
func (s *Store) installOver(sl *slot, old *descriptor.Range, meta replica.StateMeta, h StateHeader, msg *consensus.Message, b engine.Batch) error {
	if !sl.is(h.ToReplica) {
		return fmt.Errorf("%w: replica %d of range %d is not here", ErrStateStale, h.ToReplica, h.RangeID)
	}
	rep, err := sl.halt()
	if err != nil {
		return err
	}
	if rep != nil {
		rep.EndLease()
		rep.Close()
	}
	err = s.replaceState(sl, old, meta, msg.GetTerm(), b)
	if s.Err() != nil {
		return s.Err()
	}
	sl.wake()
	s.deliver(Peer{}, h.RaftMessage, msg, s.count(len(h.Message)))
	return err
}

// replaceState writes the new state of a halted slot, unless the log has come to it by itself.
func (s *Store) replaceState(sl *slot, old *descriptor.Range, meta replica.StateMeta, term uint64, b engine.Batch) error {
	have, err := replica.ReadMeta(s.o.Engine, sl.id)
	if err != nil {
		return err
	}
	holds, err := consensus.Holds(s.o.Engine, sl.id, meta.Index, meta.Term)
	switch {
	case err != nil:
		return err
	case holds || have.Index >= meta.Index:
		return nil // Raft hears of it, and says so
	case !have.Descriptor.Equal(old):
		return fmt.Errorf("%w: range %d has changed meanwhile", ErrStateBusy, sl.id)
	case !bytes.Equal(old.Start, meta.Descriptor.Start) || bytes.Compare(old.End, meta.Descriptor.End) < 0:
		return fmt.Errorf("%w: from %s to %s", ErrStateBusy, old, meta.Descriptor)
	}
	if err := s.applyState(b, meta, term); err != nil {
		return err
	}
	s.ranges.mu.Lock()
	sl.desc.Store(meta.Descriptor)
	s.ranges.mu.Unlock()
	return nil
}

// halt stops a slot's group and replica, and leaves it waking: the caller wakes it.
func (sl *slot) halt() (*replica.Replica, error) {
	sl.mu.Lock()
	switch sl.state {
	case asleep, broken:
		sl.setWakingLocked()
		rep := sl.rep
		sl.rep = nil
		sl.mu.Unlock()
		return rep, nil
	case following:
		sl.setWakingLocked()
		sl.mu.Unlock()
	default:
		sl.mu.Unlock()
		return nil, fmt.Errorf("%w: range %d serves, or wakes", ErrStateBusy, sl.id)
	}
	if err := sl.store.writer.call(item{kind: itemStop, slot: sl}); err != nil {
		sl.turn(broken, err)
		return nil, err
	}
	sl.mu.Lock()
	defer sl.mu.Unlock()
	if sl.state != waking {
		return nil, ErrClosed
	}
	rep := sl.rep
	sl.rep = nil
	return rep, nil
}

// leastReplica is the lowest ID that a new replica of a range may have here.
func (s *Store) leastReplica(rangeID uint64) (uint64, error) {
	v, ok, err := s.o.Engine.Get(keys.StoreTombstone(rangeID), nil)
	if err != nil || !ok {
		return 0, err
	}
	n, size := binary.Uvarint(v)
	if size <= 0 {
		return 0, fmt.Errorf("%w: tombstone of range %d", ErrCorrupt, rangeID)
	}
	return n, nil
}

// absent notes that a leader calls for a replica that is not here, and answers for
// it once that has gone on for a while: send the state.
func (s *Store) absent(from Peer, m RaftMessage, msg *consensus.Message) {
	refusal := consensus.Refuse(msg)
	if refusal == nil {
		return
	}
	if least, err := s.leastReplica(m.RangeID); err != nil || m.ToReplica < least {
		return
	}
	now := time.Now().UnixNano()
	st := s.states
	st.mu.Lock()
	since, ok := st.absent[m.RangeID]
	if !ok && len(st.absent) < absentMax {
		st.absent[m.RangeID] = now
	}
	st.mu.Unlock()
	if !ok || now-since < int64(absentAfter) {
		return
	}
	if b, err := consensus.AppendMessage(nil, refusal); err == nil {
		s.o.Courier.Raft(from, RaftMessage{RangeID: m.RangeID, FromReplica: m.ToReplica, ToReplica: m.FromReplica, Message: b})
	}
}

// destroy removes a replica that its range does not have any more: its state goes, and
// a tombstone stays. next is above its ID.
func (s *Store) destroy(sl *slot, next uint64) error {
	rep, err := sl.halt()
	if err != nil {
		return err
	}
	if rep != nil {
		rep.EndLease()
		rep.Close()
	}
	b := s.o.Engine.NewBatch(0)
	defer b.Close()
	if err := replica.Destroy(b, sl.descriptor()); err != nil {
		return err
	}
	if err := b.Put(keys.StoreTombstone(sl.id), hlc.Zero, binary.AppendUvarint(nil, next)); err != nil {
		return err
	}
	if err := s.applySynced(b); err != nil {
		return err
	}
	s.ranges.remove(sl)
	sl.close()
	s.o.Log.Info("replica removed", "range", sl.id)
	return nil
}

// addFree adds a slot, unless a range is in its way.
func (t *rangeTable) addFree(sl *slot) bool {
	d := sl.descriptor()
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.byID[sl.id] != nil {
		return false
	}
	for _, o := range t.byKey {
		x := o.descriptor()
		if bytes.Compare(x.Start, d.End) < 0 && bytes.Compare(d.Start, x.End) < 0 {
			return false
		}
	}
	if t.byID == nil {
		t.byID = make(map[uint64]*slot)
	}
	t.byID[sl.id] = sl
	t.byKey = slices.Insert(t.byKey, t.after(d.Start), sl)
	return true
}

func (t *rangeTable) remove(sl *slot) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.byID[sl.id] == sl {
		delete(t.byID, sl.id)
	}
	t.byKey = slices.DeleteFunc(t.byKey, func(o *slot) bool { return o == sl })
}
