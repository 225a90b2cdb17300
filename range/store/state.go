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
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
)

// A range's state goes to replicas that are new, or that lag further behind than
// the log goes back. The receiver puts it in place with where the log begins from then
// on, while no group of the range runs here, and then loads the replica as after a
// start. A small state is one durable batch. A large one is first written as sorted files
// beside what is there; a marker says that all has come, and from then on it is put in
// place, by the next process if need be. So a state that breaks off has changed nothing,
// no state is ever whole in memory, and one that broke off goes on after its last file.
//
// A store makes a replica of its own only out of a state. A removed replica leaves
// the lowest replica ID that may come after it, so that old messages bring nothing back.

// Limits of states under way.
const (
	// stateBytesMax bounds a state that is taken in.
	stateBytesMax = 64 << 30
	// statesOut and statesIn are how many go and come at once.
	statesOut = 2
	statesIn  = 1
	// stateInPatience is how long one that comes waits for another.
	stateInPatience = time.Second
	// absentAfter is how long a leader must have called for a replica that is not here
	// before it is told to send the state: a split under way brings it by itself.
	absentAfter = 500 * time.Millisecond
	// absentMax bounds the ranges that are remembered for that.
	absentMax = 4096
	// absentFor is how long they are remembered at least.
	absentFor = 5 * time.Second
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

	counts stateCounts

	mu     sync.Mutex // guards what is below; a leaf
	absent absentees
	staged map[uint64]*staged // what came of states that broke off, by range
	closed bool
}

// stateCounts are figures of states since the store was opened.
type stateCounts struct{ sent, taken, resumed, files, bytes atomic.Uint64 }

// StateStats are figures of the states of ranges that went and came since the store was opened.
type StateStats struct {
	Sent, Taken uint64 // that came whole
	Resumed     uint64 // times that one went on where it had broken off before a restart
	Files       uint64 // written for those that came
	Bytes       uint64 // of them
	Staged      int    // now: states that broke off and may go on
}

// States returns those figures.
func (s *Store) States() StateStats {
	t, c := s.states, &s.states.counts
	t.mu.Lock()
	defer t.mu.Unlock()
	return StateStats{c.sent.Load(), c.taken.Load(), c.resumed.Load(), c.files.Load(), c.bytes.Load(), len(t.staged)}
}

func newStates() *states {
	return &states{out: make(chan struct{}, statesOut), in: make(chan struct{}, statesIn), absent: absentees{since: map[uint64]int64{}}, staged: map[uint64]*staged{}}
}

// enter takes the place of a state that comes. Most are small: a sender whose state waits
// for a moment is served sooner than one that has to begin anew.
func (st *states) enter(ctx, over context.Context) error {
	wait := time.NewTimer(stateInPatience)
	defer wait.Stop()
	select {
	case st.in <- struct{}{}:
		return nil
	case <-wait.C:
		return fmt.Errorf("%w: another state is being taken in", ErrStateBusy)
	case <-ctx.Done():
		return ctx.Err()
	case <-over.Done():
		return ErrClosed
	}
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
	var view engine.Snapshot
	defer func() {
		if view != nil {
			_ = view.Close()
		}
	}()
	var send func() error
	return s.carryState(func() error {
		if send == nil {
			var err error
			view = s.o.Engine.NewSnapshot()
			if send, err = s.stateOf(view, sl, snap); err != nil {
				return err
			}
		}
		return send()
	})
}

// stateOf readies the state that a view shows of a range.
func (s *Store) stateOf(view engine.Reader, sl *slot, snap *consensus.Snapshot) (send func() error, err error) {
	meta, err := replica.ReadMeta(view, sl.id)
	if err != nil {
		return nil, err
	}
	to, ok := peerOf(meta.Descriptor, snap.To)
	if !ok {
		return nil, fmt.Errorf("store: range %d has no replica %d", sl.id, snap.To)
	}
	msg := snap.At(meta.Index, meta.Term, meta.Descriptor)
	b, err := consensus.AppendMessage(nil, msg)
	if err != nil {
		return nil, err
	}
	h := StateHeader{RaftMessage: RaftMessage{RangeID: sl.id, FromReplica: msg.GetFrom(), ToReplica: snap.To, Message: b}, Index: meta.Index, ID: uint64(time.Now().UnixNano())}
	return func() error {
		err := s.o.Courier.State(s.ctx, to, h, func(offset uint64) (io.ReadCloser, error) { return openState(view, sl.id, offset) })
		if err == nil {
			s.states.counts.sent.Add(1)
		}
		return err
	}, nil
}

// openState gives the bytes of a state from an offset on. What lies before is made again and
// thrown away: that costs reading, not sending.
func openState(view engine.Reader, rangeID, offset uint64) (io.ReadCloser, error) {
	r, w := io.Pipe()
	o := &outgoing{r: r, written: make(chan struct{})}
	go func() { // ends with the pipe, whose reader Close closes
		defer close(o.written)
		w.CloseWithError(replica.WriteState(view, rangeID, w))
	}()
	if _, err := io.CopyN(io.Discard, r, int64(offset)); err != nil {
		o.Close()
		return nil, err
	}
	return o, nil
}

// outgoing is the reading end of a state that is written.
type outgoing struct {
	r       *io.PipeReader
	written chan struct{} // closed when the writer has ended
}

func (o *outgoing) Read(b []byte) (int, error) { return o.r.Read(b) }

func (o *outgoing) Close() error {
	o.r.CloseWithError(io.ErrClosedPipe)
	<-o.written
	return nil
}

// ReceiveState takes a range's state from another store. It returns when it is
// durable and its replica runs. open gives its bytes from an offset on. It fails with
// ErrStateBusy or ErrStateStale, with replica.ErrState for what is not all of a state, and with
// the engine's errors.
func (s *Store) ReceiveState(ctx context.Context, from Peer, h StateHeader, open func(offset uint64) (io.ReadCloser, error)) error {
	in, err := s.BeginState(ctx, from, h)
	if err != nil {
		return err
	}
	body, err := open(in.Offset())
	if err != nil {
		in.end()
		return err
	}
	return errors.Join(in.Take(body), body.Close())
}

// Incoming is a range's state that comes. Take is called once.
type Incoming struct {
	s    *Store
	from Peer
	h    StateHeader
	msg  *consensus.Message
	st   *staging
}

// BeginState is the first part of ReceiveState, before the bytes: those after Offset are wanted.
func (s *Store) BeginState(ctx context.Context, from Peer, h StateHeader) (*Incoming, error) {
	if s.o.Courier == nil {
		return nil, errNoCourier
	}
	if err := s.Err(); err != nil {
		return nil, err
	}
	msg, err := consensus.DecodeMessage(h.Message)
	if err != nil {
		return nil, err
	}
	index, _, ok := consensus.IsSnapshot(msg)
	if !ok || index != h.Index || msg.GetTo() != h.ToReplica || msg.GetFrom() != h.FromReplica {
		return nil, consensus.ErrMessage
	}
	if err := s.states.enter(ctx, s.ctx); err != nil {
		return nil, err
	}
	in := &Incoming{s: s, from: from, h: h, msg: msg}
	if in.st, err = s.stage(h.RangeID, stateName{from.StoreID, h.ID, h.ToReplica, h.Index}); err != nil {
		<-s.states.in
		return nil, err
	}
	return in, nil
}

// Offset is how much has come of it before.
func (in *Incoming) Offset() uint64 { return in.st.reader.Offset() }

func (in *Incoming) end() {
	in.st.close()
	<-in.s.states.in
}

// Take takes the rest.
func (in *Incoming) Take(body io.Reader) error {
	defer in.end()
	s, st, h := in.s, in.st, in.h
	_, err := st.reader.Begin(body)
	var meta replica.StateMeta
	if err == nil {
		meta, err = st.reader.Entries(st.put)
	}
	if err == nil {
		err = st.end()
	}
	index, term, _ := consensus.IsSnapshot(in.msg)
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
	b := s.o.Engine.NewBatch(0)
	defer b.Close()
	if sl := s.ranges.get(h.RangeID); sl != nil {
		err = s.installOver(sl, sl.descriptor(), meta, h, in.msg, b, st)
	} else {
		err = s.installNew(in.from, meta, h, in.msg, b, st)
	}
	if err == nil {
		s.states.counts.taken.Add(1)
	}
	return err
}

// installNew makes a replica of a range that this store had none of.
func (s *Store) installNew(from Peer, meta replica.StateMeta, h StateHeader, msg *consensus.Message, b engine.Batch, st *staging) error {
	least, err := s.leastReplica(h.RangeID)
	if err != nil {
		return err
	}
	if h.ToReplica < least {
		return fmt.Errorf("%w: replica %d of range %d was removed", ErrStateStale, h.ToReplica, h.RangeID)
	}
	halted, err := s.clearWay(&meta, b)
	if err == nil {
		err = st.fill(b, nil, meta.Descriptor)
	}
	if err != nil {
		wakeAll(halted)
		return err
	}
	sl := newSlot(s, meta.Descriptor)
	sl.mu.Lock()
	sl.setWakingLocked()
	sl.mu.Unlock()
	if !s.ranges.addFree(sl, halted...) {
		wakeAll(halted)
		return fmt.Errorf("%w: another range is in the way of %s", ErrStateBusy, meta.Descriptor)
	}
	if err := s.applyState(b, meta, msg.GetTerm(), st); err != nil {
		s.ranges.remove(sl)
		sl.close()
		for _, o := range halted {
			s.ranges.add(o)
		}
		wakeAll(halted)
		return err
	}
	s.retireAll(halted)
	s.o.Reach.Hit("a range comes to a store as a state")
	sl.wake()
	s.states.mu.Lock()
	delete(s.states.absent.since, h.RangeID)
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
func (s *Store) applyState(b engine.Batch, meta replica.StateMeta, term uint64, st *staging) error {
	if err := consensus.WriteInstalled(s.o.Engine, b, meta.Descriptor.ID, meta.Index, meta.Term, term); err != nil {
		return err
	}
	if len(st.files) == 0 {
		return s.applySynced(b)
	}
	return st.install(b)
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
func (s *Store) installOver(sl *slot, old *descriptor.Range, meta replica.StateMeta, h StateHeader, msg *consensus.Message, b engine.Batch, st *staging) error {
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
	err = s.replaceState(sl, old, meta, msg.GetTerm(), b, st)
	if s.Err() != nil {
		return s.Err()
	}
	sl.wake()
	s.o.Reach.HitIf(err == nil, "a replica that lags gets a state")
	if err == nil { // else its Raft must not hear of a state that is not there
		s.deliver(Peer{}, h.RaftMessage, msg, s.count(len(h.Message)))
	}
	return err
}

// replaceState writes the new state of a halted slot, unless the log has come to it by itself.
func (s *Store) replaceState(sl *slot, old *descriptor.Range, meta replica.StateMeta, term uint64, b engine.Batch, st *staging) error {
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
	case !bytes.Equal(old.Start, meta.Descriptor.Start):
		return fmt.Errorf("%w: from %s to %s", ErrStateBusy, old, meta.Descriptor)
	}
	halted, err := s.clearWay(&meta, b)
	if err == nil {
		err = st.fill(b, old, meta.Descriptor)
	}
	if err == nil {
		err = s.applyState(b, meta, term, st)
	}
	if err != nil {
		wakeAll(halted)
		return err
	}
	s.retireAll(halted)
	s.takenIn(sl, meta.Descriptor)
	s.forgetWrong(sl.id)
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
	long := st.absent.calls(m.RangeID, now)
	st.mu.Unlock()
	if !long {
		return
	}
	if b, err := consensus.AppendMessage(nil, refusal); err == nil {
		s.o.Courier.Raft(from, RaftMessage{RangeID: m.RangeID, FromReplica: m.ToReplica, ToReplica: m.FromReplica, Message: b})
	}
}

// absentees are ranges whose leaders call for replicas that are not here, and since when. A
// plain struct that steps.
type absentees struct {
	since map[uint64]int64 // nanoseconds
	swept int64
}

// calls notes a call and reports whether they have gone on for a while. Where there are too many
// to remember, those go that have been known for long: who still calls is noted anew.
func (a *absentees) calls(rangeID uint64, now int64) bool {
	if since, ok := a.since[rangeID]; ok {
		return now-since >= int64(absentAfter)
	}
	if len(a.since) >= absentMax && now-a.swept >= int64(absentAfter) {
		a.swept = now
		for id, since := range a.since {
			if now-since >= int64(absentFor) {
				delete(a.since, id)
			}
		}
	}
	if len(a.since) < absentMax {
		a.since[rangeID] = now
	}
	return false
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
	if err := destroyIn(b, sl.descriptor(), next); err != nil {
		return err
	}
	if err := s.applySynced(b); err != nil {
		return err
	}
	s.ranges.remove(sl)
	sl.close()
	s.forgetWrong(sl.id)
	s.o.Log.Info("replica removed", "range", sl.id)
	return nil
}

// destroyIn adds to b the end of a replica, with its tombstone.
func destroyIn(b engine.Batch, d *descriptor.Range, next uint64) error {
	if err := replica.Destroy(b, d); err != nil {
		return err
	}
	return b.Put(keys.StoreTombstone(d.ID), hlc.Zero, binary.AppendUvarint(nil, next))
}

// addFree adds a slot in the place of some others, unless a range is in its way.
func (t *rangeTable) addFree(sl *slot, instead ...*slot) bool {
	d := sl.descriptor()
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, o := range instead {
		t.removeLocked(o)
	}
	if t.byID[sl.id] != nil || !t.freeLocked(d) {
		for _, o := range instead {
			t.addLocked(o)
		}
		return false
	}
	t.addLocked(sl)
	return true
}

// freeLocked reports whether no range overlaps d's keys: the last that starts at or below
// its start ends there, and the next starts at its end or above.
func (t *rangeTable) freeLocked(d *descriptor.Range) bool {
	i := t.after(d.Start)
	if i > 0 && bytes.Compare(t.byKey[i-1].descriptor().End, d.Start) > 0 {
		return false
	}
	return i == len(t.byKey) || bytes.Compare(d.End, t.byKey[i].descriptor().Start) <= 0
}

func (t *rangeTable) remove(sl *slot) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.removeLocked(sl)
}

func (t *rangeTable) removeLocked(sl *slot) {
	if t.byID[sl.id] == sl {
		delete(t.byID, sl.id)
	}
	if i := t.after(sl.descriptor().Start); i > 0 && t.byKey[i-1] == sl {
		t.byKey = slices.Delete(t.byKey, i-1, i)
	}
}
