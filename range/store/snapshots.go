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
	"github.com/isochrondb/isochron/range/raftloop"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica/raftsnap"
	"github.com/isochrondb/isochron/range/snapshot"
)

// A Raft snapshot of a range goes to replicas that are new, or that lag further behind than the log
// goes back. The receiver puts it in place with where the log begins from then on, while no group of
// the range runs here, and then loads the replica as after a start.
//
// A store makes a replica of its own only out of a snapshot. A removed replica leaves the lowest replica
// ID that may come after it, so that old messages bring nothing back.

// Limits of what is known of replicas that are not here.
const (
	// absentAfter is how long a leader must have called for a replica that is not here
	// before it is told to send the state: a split under way brings it by itself.
	absentAfter = 500 * time.Millisecond
	// absentMax bounds the ranges that are remembered for that.
	absentMax = 4096
	// absentFor is how long they are remembered at least.
	absentFor = 5 * time.Second
)

// ErrSnapshotStale refuses a snapshot that is for a replica that is gone, or overtaken.
// Sent again it would be refused again.
var ErrSnapshotStale = errors.New("store: the replica needs no such snapshot")

// ended tells the sender of a state that the store ends: it goes on with the next process.
// io.EOF is what raftnet.Receiver says for it.
func ended(err error) error {
	if errors.Is(err, ErrClosed) || errors.Is(err, engine.ErrClosed) {
		return fmt.Errorf("%w: %w", io.EOF, err)
	}
	return err
}

// snapshots are a store's snapshots under way.
// in and out have limits of their own (range/snapshot); wg is of goroutines that
// send or wait for their turn.
type snapshots struct {
	in          *snapshot.Inbox
	out         *snapshot.Outbox
	wg          sync.WaitGroup // of those that go
	sent, taken atomic.Uint64

	mu     sync.Mutex // guards what is below; a leaf
	absent absentees
	closed bool
}

// SnapshotStats are figures of snapshots that went and came since the store was opened.
type SnapshotStats struct {
	Sent, Taken uint64 // that came whole
	snapshot.Stats
}

// Snapshots returns those figures.
func (s *Store) Snapshots() SnapshotStats {
	return SnapshotStats{s.snapshots.sent.Load(), s.snapshots.taken.Load(), s.snapshots.in.Stats()}
}

// openSnapshots puts in place what had come whole when the last process ended.
// What was interrupted between files goes on when its sender comes again; the queue forgets it where none does.
func (s *Store) openSnapshots() (err error) {
	s.snapshots = &snapshots{out: snapshot.NewOutbox(), absent: absentees{since: map[uint64]int64{}}}
	s.snapshots.in, err = snapshot.Open(snapshot.Options{
		Engine: s.o.Engine, DirectBytes: s.o.SnapshotDirectBytes, FileBytes: s.o.SnapshotFileBytes, Log: s.o.Log,
		Failed: s.Err, Tend: func() { s.queues.SnapshotBroke() },
	})
	if err == nil && s.snapshots.in.Stats().Kept > 0 {
		s.queues.SnapshotBroke() // for the last process
	}
	return corrupted(err)
}

// close stops more from going, and waits for those that go.
// The store's context has ended before: sends break off.
// No mutex is held while it waits: a send that ends calls the loop.
func (sn *snapshots) close() {
	sn.mu.Lock()
	sn.closed = true
	sn.mu.Unlock()
	sn.wg.Wait()
}

// sendSnapshots starts sending what a group asks for. Called by the loop.
// The group keeps its log until SnapshotDone, whatever happens here.
// A goroutine for each: Outbox lets few of them go at a time, and one to an absent store must not hold up others. SnapshotDone
// comes in every case but that of a closed store, or Raft would wait for ever.
func (s *Store) sendSnapshots(rh *handle, snaps []consensus.Snapshot) {
	for i := range snaps {
		snap := &snaps[i]
		s.snapshots.mu.Lock()
		if s.snapshots.closed {
			s.snapshots.mu.Unlock()
			return
		}
		// Under mu with closed: close waits for all that were added before it said so, and none is after.
		s.snapshots.wg.Add(1)
		s.snapshots.mu.Unlock()
		go func() {
			defer s.snapshots.wg.Done()
			err := s.sendSnapshot(rh, snap)
			if err != nil && s.ctx.Err() == nil {
				s.o.Log.Warn("range snapshot not sent", "range", rh.ID(), "replica", snap.To, "error", err)
			}
			s.loop.SnapshotDone(rh.Range, snap.To, err)
		}()
	}
}

// The view is taken when its turn comes, and the same one serves all attempts: a
// snapshot that broke off goes on (N3) only with the same bytes.
// It is closed in the end, for an engine's snapshot keeps old files.
func (s *Store) sendSnapshot(rh *handle, snap *consensus.Snapshot) error {
	var view engine.Snapshot
	defer func() {
		if view != nil {
			_ = view.Close()
		}
	}()
	var send func() error
	return s.snapshots.out.Carry(s.ctx, func() error {
		if send == nil {
			var err error
			// Not before its turn: an engine's snapshot that waits keeps files that compaction would drop.
			view = s.o.Engine.NewSnapshot()
			if send, err = s.snapshotOf(view, rh, snap); err != nil {
				return err
			}
		}
		return send()
	})
}

// snapshotOf readies the snapshot that a view shows of a range.
// The ID names these bytes to the receiver: another view gets another.
func (s *Store) snapshotOf(view engine.Reader, rh *handle, snap *consensus.Snapshot) (send func() error, err error) {
	meta, err := raftsnap.ReadMeta(view, rh.ID())
	if err != nil {
		return nil, err
	}
	// By the descriptor that is sent, not by the one of now: the replica must find itself in what it gets.
	to, ok := raftloop.PeerOf(meta.Descriptor, snap.To)
	if !ok {
		return nil, fmt.Errorf("store: range %d has no replica %d", rh.ID(), snap.To)
	}
	msg := snap.At(meta.Index, meta.Term, meta.Descriptor)
	b, err := consensus.AppendMessage(nil, msg)
	if err != nil {
		return nil, err
	}
	h := raftnet.SnapshotHeader{Message: raftnet.Message{RangeID: rh.ID(), FromReplica: msg.GetFrom(), ToReplica: snap.To, Message: b}, Index: meta.Index, ID: uint64(time.Now().UnixNano())}
	return func() error {
		err := s.o.Transport.Snapshot(s.ctx, to, h, func(offset uint64) (io.ReadCloser, error) { return snapshot.Reader(view, rh.ID(), offset) })
		if err == nil {
			s.snapshots.sent.Add(1)
		}
		return err
	}, nil
}

// incoming is a snapshot that comes.
// It is of one attempt to send; the bytes that came before are found by their Name.
type incoming struct {
	*snapshot.Incoming
	s    *Store
	from raftnet.Peer
	h    raftnet.SnapshotHeader
	msg  *consensus.Message
}

// BeginSnapshot implements raftnet.Receiver. Taking it fails with ErrSnapshotStale, too,
// with raftsnap.ErrMalformed for what is not all of a state, and with the engine's errors.
// Its own errors are what the sender hears: ErrMessage for a header that does not fit its message, and the store's failure.
func (s *Store) BeginSnapshot(ctx context.Context, from raftnet.Peer, h raftnet.SnapshotHeader) (raftnet.Incoming, error) {
	in, err := s.beginSnapshot(ctx, from, h)
	if err != nil {
		return nil, ended(err)
	}
	return in, nil
}

// It waits for its turn, up to ctx's end or that of the store.
func (s *Store) beginSnapshot(ctx context.Context, from raftnet.Peer, h raftnet.SnapshotHeader) (*incoming, error) {
	if err := s.Err(); err != nil {
		return nil, err
	}
	msg, err := consensus.DecodeMessage(h.Message.Message)
	if err != nil {
		return nil, err
	}
	// What the header says is for the receiver's queue; the message is what Raft will act on. They must agree.
	index, _, ok := consensus.IsSnapshot(msg)
	if !ok || index != h.Index || msg.GetTo() != h.ToReplica || msg.GetFrom() != h.FromReplica {
		return nil, consensus.ErrMessage
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(s.ctx, func() { cancel(ErrClosed) })()
	in, err := s.snapshots.in.Begin(ctx, h.RangeID, snapshot.Name{From: from.StoreID, ID: h.ID, ToReplica: h.ToReplica, Index: h.Index})
	if err != nil {
		return nil, err
	}
	return &incoming{in, s, from, h, msg}, nil
}

// Drop implements raftnet.Incoming.
func (in *incoming) Drop() { in.Close() }

// Take implements raftnet.Incoming.
func (in *incoming) Take(body io.Reader) error { return ended(in.take(body)) }

// take is Take, in three steps:
//
//	Receive   all bytes, checked (S1), in files or in memory
//	compare   what came with what was announced, and with who this store is
//	install   over a replica that lags, or as a new one
func (in *incoming) take(body io.Reader) error {
	defer in.Drop()
	s, h := in.s, in.h
	meta, err := in.Receive(body)
	index, term, _ := consensus.IsSnapshot(in.msg)
	switch {
	case err != nil:
		return err
	case meta.Index != index || meta.Term != term:
		return fmt.Errorf("%w: at %d/%d, announced at %d/%d", raftsnap.ErrMalformed, meta.Index, meta.Term, index, term)
	}
	// The store may have had an older replica of the range: a snapshot for that one makes none of this number.
	if x, ok := meta.Descriptor.Replica(s.ident.StoreID); !ok || x.ID != h.ToReplica || x.NodeID != s.ident.NodeID {
		return fmt.Errorf("%w: %s has no replica %d here", raftsnap.ErrMalformed, meta.Descriptor, h.ToReplica)
	}
	s.meet(meta.Descriptor)
	b := s.o.Engine.NewBatch(0)
	defer b.Close()
	// Looked at after all bytes have come, which may take minutes. Both ways look again when they have the range to themselves.
	if rh := s.ranges.get(h.RangeID); rh != nil {
		err = s.installOver(rh, rh.Descriptor(), meta, in, b)
	} else {
		err = s.installNew(meta, in, b)
	}
	if err == nil {
		s.snapshots.taken.Add(1)
	}
	return err
}

// installNew makes a replica of a range that this store had none of.
//
// The handle is listed before the data are there, waking, so that requests and
// messages wait for it; a failure takes it back and lists those that were halted
// again.
func (s *Store) installNew(meta raftsnap.Meta, in *incoming, b engine.Batch) error {
	h := in.h
	least, err := s.leastReplica(h.RangeID)
	if err != nil {
		return err
	}
	// A removed replica's number is never used again: a snapshot for it is of before its removal.
	if h.ToReplica < least {
		return fmt.Errorf("%w: replica %d of range %d was removed", ErrSnapshotStale, h.ToReplica, h.RangeID)
	}
	halted, err := s.clearWay(&meta, b)
	if err == nil {
		err = in.Fill(b, nil, meta.Descriptor)
	}
	if err != nil {
		wakeAll(halted)
		return err
	}
	rh := newHandle(s, meta.Descriptor)
	rh.mu.Lock()
	// Waking from the start: a request that finds it waits, instead of finding a replica without data.
	rh.setWakingLocked()
	rh.mu.Unlock()
	if !s.ranges.addFree(rh, halted...) {
		wakeAll(halted)
		return fmt.Errorf("%w: another range is in the way of %s", raftnet.ErrBusy, meta.Descriptor)
	}
	if err := s.applySnapshot(b, meta, in); err != nil {
		s.ranges.remove(rh)
		rh.close()
		for _, o := range halted {
			s.ranges.add(o)
		}
		wakeAll(halted)
		return err
	}
	// Only now: until the batch was durable they could have gone on as they were.
	s.retireAll(halted)
	s.o.CodeProbes.Hit("a range comes to a store as a state")
	s.reconfigured(meta.Descriptor)
	rh.wake()
	s.snapshots.mu.Lock()
	delete(s.snapshots.absent.since, h.RangeID)
	s.snapshots.mu.Unlock()
	s.deliver(in.from, h.Message, in.msg, true)
	return nil
}

// applySnapshot makes a snapshot durable, with where the log begins. No group of the range
// runs: it might vote between the reading of what it voted for and the writing. A
// failure ends the store.
// It keeps the vote that is stored, and begins the log at the snapshot.
// What goes and what comes is decided by one batch, with files by the marker in it: a crash leaves a whole replica,
// the old one or the new.
func (s *Store) applySnapshot(b engine.Batch, meta raftsnap.Meta, in *incoming) error {
	if err := consensus.WriteInstalled(s.o.Engine, b, meta.Descriptor.ID, meta.Index, meta.Term, in.msg.GetTerm()); err != nil {
		return err
	}
	err := in.Install(b)
	if err != nil {
		s.fail(err)
	}
	return err
}

// applySynced makes a batch durable; a failure ends the store.
func (s *Store) applySynced(b engine.Batch) error {
	err := s.o.Engine.Apply(b, true)
	if err != nil {
		s.fail(err)
	}
	return err
}

// installOver replaces the state of a replica that lags. Whatever happens, its group
// runs afterwards.
// It fails with ErrBusy where the replica serves or wakes: then it does not lag,
// or is about to learn that.
func (s *Store) installOver(rh *handle, old *descriptor.Range, meta raftsnap.Meta, in *incoming, b engine.Batch) error {
	h := in.h
	if !rh.is(h.ToReplica) {
		return fmt.Errorf("%w: replica %d of range %d is not here", ErrSnapshotStale, h.ToReplica, h.RangeID)
	}
	if err := rh.halt(); err != nil {
		return err
	}
	err := s.replaceState(rh, old, meta, in, b)
	if s.Err() != nil {
		return s.Err()
	}
	rh.wake()
	s.o.CodeProbes.HitIf(err == nil, "a replica that lags gets a state")
	if err == nil { // else its Raft must not hear of a state that is not there
		s.deliver(raftnet.Peer{}, h.Message, in.msg, true)
	}
	return err
}

// replaceState writes the new state of a halted handle, unless the log has come to it by itself.
// ErrBusy: the sender comes again, with what the range has become by then. Neighbours that reach into the new bounds are
// halted first (clearWay), and go on if it fails.
func (s *Store) replaceState(rh *handle, old *descriptor.Range, meta raftsnap.Meta, in *incoming, b engine.Batch) error {
	have, err := raftsnap.ReadMeta(s.o.Engine, rh.ID())
	if err != nil {
		return err
	}
	holds, err := consensus.Holds(s.o.Engine, rh.ID(), meta.Index, meta.Term)
	switch {
	case err != nil:
		return err
	case holds || have.Index >= meta.Index:
		// Nothing is installed, and that is no error: the leader learns from the answer how far this replica is.
		return nil // Raft hears of it, and says so
	// A split or merge was applied while the bytes came: the sender comes again, and finds other bounds.
	case !have.Descriptor.Equal(old):
		return fmt.Errorf("%w: range %d has changed meanwhile", raftnet.ErrBusy, rh.ID())
	// A range begins where it began for good: the start is what its local rows are
	// keyed by.
	case !bytes.Equal(old.Start, meta.Descriptor.Start):
		return fmt.Errorf("%w: from %s to %s", raftnet.ErrBusy, old, meta.Descriptor)
	}
	halted, err := s.clearWay(&meta, b)
	if err == nil {
		err = in.Fill(b, old, meta.Descriptor)
	}
	if err == nil {
		err = s.applySnapshot(b, meta, in)
	}
	if err != nil {
		wakeAll(halted)
		return err
	}
	s.retireAll(halted)
	s.takenIn(rh, meta.Descriptor)
	s.forgetWrong(rh.ID())
	s.reconfigured(meta.Descriptor)
	return nil
}

// halt stops a handle's group, ends and closes its replica, and leaves the handle waking: the caller wakes it.
//
// It refuses a handle that serves or wakes (ErrBusy). Between Stop and here the
// range may have won a term: that lease ends with the group.
// A failed Stop leaves the handle broken, since nobody knows whether its group still runs.
// A replica's lease ends before its state is touched, and whoever waits for it is told to ask elsewhere.
func (rh *handle) halt() error {
	rh.mu.Lock()
	//	asleep, broken   no group runs: it can begin at once
	//	following        its group is stopped first
	//	serving, waking  refused: who serves does not lag, and who wakes is in others' hands
	groupless := rh.state == asleep || rh.state == broken
	if !groupless && rh.state != following {
		rh.mu.Unlock()
		return fmt.Errorf("%w: range %d serves, or wakes", raftnet.ErrBusy, rh.ID())
	}
	rh.setWakingLocked()
	rh.mu.Unlock()
	if !groupless {
		if err := rh.store.loop.Stop(rh.Range); err != nil {
			rh.turn(broken, err)
			return err
		}
	}
	rh.mu.Lock()
	switch rh.state {
	case waking:
	// An event of the loop's that was on its way when Stop was called.
	case following, serving: // it has won or lost a term before it was stopped
		rh.setWakingLocked()
		rh.serving.Store(nil)
		rh.Unbound()
	default:
		rh.mu.Unlock()
		return ErrClosed
	}
	rep := rh.rep
	rh.rep = nil
	rh.mu.Unlock()
	if rep != nil {
		rep.EndLease()
		rep.Close()
	}
	return nil
}

// leastReplica is the lowest ID that a new replica of a range may have here.
// 0: none was removed.
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
// It reads a tombstone from the disk for each such message; leaders repeat them
// with heartbeats alone.
// A leader's messages are answered with a rejection, upon which it sends a snapshot. Calls for a
// replica that was removed here get no answer.
func (s *Store) absent(from raftnet.Peer, m raftnet.Message, msg *consensus.Message) {
	refusal := consensus.Refuse(msg)
	if refusal == nil {
		return
	}
	if least, err := s.leastReplica(m.RangeID); err != nil || m.ToReplica < least {
		return
	}
	now := time.Now().UnixNano()
	st := s.snapshots
	st.mu.Lock()
	long := st.absent.calls(m.RangeID, now)
	st.mu.Unlock()
	if !long {
		return
	}
	if b, err := consensus.AppendMessage(nil, refusal); err == nil {
		s.o.Transport.Raft(from, raftnet.Message{RangeID: m.RangeID, FromReplica: m.ToReplica, ToReplica: m.FromReplica, Message: b})
	}
}

// absentees are ranges whose leaders call for replicas that are not here, and since when. A
// plain struct that steps.
// At absentMax nobody new is noted until the oldest are swept: then a snapshot
// comes later, no more.
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
	// Swept at most twice a second, since it walks all.
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
// The batch has both: a replica without a tombstone could be made anew by an old
// message.
// It does not wait for the state's files to go: a range deletion is a record.
func (s *Store) destroy(rh *handle, next uint64) error {
	if err := rh.halt(); err != nil {
		return err
	}
	b := s.o.Engine.NewBatch(0)
	defer b.Close()
	if err := destroyIn(b, rh.Descriptor(), next); err != nil {
		return err
	}
	if err := s.applySynced(b); err != nil {
		return err
	}
	s.ranges.remove(rh)
	rh.close()
	s.forgetWrong(rh.ID())
	s.o.Log.Info("replica removed", "range", rh.ID())
	return nil
}

// destroyIn adds to b the end of a replica, with its tombstone.
// It is used at the start, too, where no group runs (Store.bury).
func destroyIn(b engine.Batch, d *descriptor.Range, next uint64) error {
	if err := raftsnap.Destroy(b, d); err != nil {
		return err
	}
	return b.Put(keys.StoreTombstone(d.ID), hlc.Zero, binary.AppendUvarint(nil, next))
}

// addFree adds a handle in the place of some others, unless a range is in its way.
// In one hold of the mutex: nobody sees the keys without an owner.
func (t *rangeTable) addFree(rh *handle, instead ...*handle) bool {
	d := rh.Descriptor()
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, o := range instead {
		t.removeLocked(o)
	}
	if t.byID[rh.ID()] != nil || !t.freeLocked(d) {
		// As it was, in the same hold: nobody has seen that they were away.
		for _, o := range instead {
			t.addLocked(o)
		}
		return false
	}
	t.addLocked(rh)
	return true
}

// freeLocked reports whether no range overlaps d's keys: the last that starts at or below
// its start ends there, and the next starts at its end or above.
func (t *rangeTable) freeLocked(d *descriptor.Range) bool {
	i := t.after(d.Start)
	if i > 0 && bytes.Compare(t.byKey[i-1].Descriptor().End, d.Start) > 0 {
		return false
	}
	return i == len(t.byKey) || bytes.Compare(d.End, t.byKey[i].Descriptor().Start) <= 0
}

// remove is nothing where another handle has its ID or its place.
func (t *rangeTable) remove(rh *handle) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.removeLocked(rh)
}

func (t *rangeTable) removeLocked(rh *handle) {
	if t.byID[rh.ID()] == rh {
		delete(t.byID, rh.ID())
	}
	if i := t.after(rh.Descriptor().Start); i > 0 && t.byKey[i-1] == rh {
		t.byKey = slices.Delete(t.byKey, i-1, i)
	}
}
