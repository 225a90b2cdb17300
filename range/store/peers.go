package store

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/storeliveness"
	"github.com/isochrondb/isochron/range/support"
)

// What follows is the writer's part of groups with peers. In each turn of its
// loop, beside what it does for others, it
//
//	steps   what has come from peers, and the tick where one is due
//	sends   what a group says, before the sync, but for what answers an append:
//	        that leaves when the append is durable
//	follows whom the group follows: a lease ends with the leadership, before the
//	        proposals in flight are answered as unknown
//
// A group that has nothing to do goes to sleep with its followers, and needs no tick
// until a proposal, a message or the end of a promise wakes it.

// peerSide is the writer's part of a slot with peers.
type peerSide struct {
	inbox   []*consensus.Message
	tick    bool
	awake   bool // it needs ticks
	listed  bool // it is in peerWork.awake
	quiet   int  // ticks since the last proposal
	standIn int  // ticks until it campaigns, 0: it does not
	instead uint32
	misses  int    // renewals that nobody asked for
	lonely  int    // ticks without a leader's word
	led     uint64 // the last term that it led
	denied  uint64 // the last replica that was told of (tellDenied)
	late    bool   // it is in peerWork.late

	strangers map[uint64]raftnet.Peer // replicas that have written and are newer than the descriptor; nil: none

	voted hlc.Timestamp // the highest reading of those who voted for it
}

// strangersMax is how many replicas that a descriptor does not name are answered at a time.
const strangersMax = 8

// meet notes where a replica writes from that is newer than the descriptor here. A replica that
// lags behind the change that added its leader would else never answer it: the leader probes, and
// sends nothing more until it hears something. One that was removed gets no answer: it finds out
// by the silence.
func (p *peerSide) meet(d *descriptor.Range, replica uint64, from raftnet.Peer) {
	if from == (raftnet.Peer{}) || d == nil {
		return
	}
	if replica < d.NextReplicaID() {
		delete(p.strangers, replica)
		return
	}
	if p.strangers == nil || len(p.strangers) >= strangersMax {
		p.strangers = map[uint64]raftnet.Peer{}
	}
	p.strangers[replica] = from
}

// whereIs is where a replica of the range is: by the descriptor, or by what it has written.
func (p *peerSide) whereIs(d *descriptor.Range, replica uint64) (raftnet.Peer, bool) {
	if at, ok := peerOf(d, replica); ok || replica < d.NextReplicaID() {
		return at, ok
	}
	at, ok := p.strangers[replica]
	return at, ok
}

// peerWork is the writer's memory of groups with peers.
type peerWork struct {
	awake  []*slot // that need ticks; those that fell asleep leave with the next one
	rising []*slot // that are to wake, some with each tick
	hot    []*slot // whose leases are extended
	late   []*slot // that withhold the news of commits until due fires
	due    *time.Timer
	now    hlc.Reading // of this cycle; 0: not read yet
}

const (
	quietTicks  = 3  // without a proposal before a group goes to sleep
	missesMax   = 16 // renewals that nobody asked for before a lease is left alone
	lonelyTicks = 50 // without a leader before the directory is asked whether the replica was removed
	risePace    = 64 // groups that wake in one tick because promises have changed
	standInPace = 64 // groups that campaign in one tick

	// commitNews is for how long followers may not know that an entry is committed, where no other
	// entry tells them.
	commitNews = 5 * time.Millisecond
)

// openPeers makes what a store with a way to others needs.
func (s *Store) openPeers() (err error) {
	if s.o.Transport == nil {
		return nil
	}
	s.pulse = newPulse(s)
	s.liveness, err = storeliveness.New(storeliveness.Options{
		Self: s.ident.StoreID, Engine: s.o.Engine, Clock: s.o.Clock, Transport: s.o.Transport, Log: s.o.Log,
		Bound: s.o.Bound, RoundTrips: s.o.RoundTrips, Timing: s.o.Support, TickNanos: s.o.RaftTickNanos,
		Changed: func(lost []uint32, epochs bool) {
			s.writer.put(item{kind: itemView, lost: lost, epochs: epochs})
		},
		Failed: s.fail, Closing: s.ctx.Done(), Over: s.over, Tired: s.Tired,
		Writing:              func() func() { s.disk.begin(); return s.disk.end },
		PlantedLoosePromises: s.o.PlantedLoosePromises,
	})
	return corrupted(err)
}

func (s *Store) startPeers() {
	if s.o.Transport != nil {
		s.liveness.Start()
		s.pulse.start()
	}
}

func (s *Store) stopPeers() {
	if s.o.Transport != nil {
		s.liveness.Close()
		s.pulse.stop()
		s.snapshots.close()
	}
}

// meet makes the stores of a range's other replicas peers.
func (s *Store) meet(d *descriptor.Range) {
	if s.liveness == nil {
		return
	}
	for _, x := range d.Replicas {
		if x.StoreID != s.ident.StoreID {
			s.liveness.Meet(raftnet.Peer{NodeID: x.NodeID, StoreID: x.StoreID})
		}
	}
}

// finishedOf is the memory of "no" that replicas pass on within a process. With other
// stores it would not do: the next leaseholder may be there.
func (s *Store) finishedOf() *replica.Finished {
	if s.o.Transport != nil {
		return nil
	}
	return s.finished
}

// loadPeered loads the group of a range that has, or may get, peers.
func (sl *slot) loadPeered(rep *replica.Replica, self descriptor.Replica) (*consensus.Group, error) {
	s := sl.store
	d := rep.Descriptor()
	c := consensus.ConfState(d)
	log, err := consensus.LoadLog(s.o.Engine, sl.id, rep.AppliedIndex(), c.Voters, c.Learners)
	if err != nil {
		return nil, err
	}
	sl.mu.Lock()
	voter := sl.voter
	sl.mu.Unlock()
	return sl.newPeered(log, rep.AppliedIndex(), self, d, voter)
}

func (sl *slot) newPeered(
	log *consensus.Log, applied uint64, self descriptor.Replica, d *descriptor.Range, voter support.Voter,
) (*consensus.Group, error) {
	s := sl.store
	o := consensus.Options{
		RangeID: sl.id, ReplicaID: self.ID, Log: log, Applied: applied, Descriptor: d, Voter: voter,
		View: s.liveness.View, Seed: s.o.Seed, ElectionTicks: s.o.ElectionTicks, RetryTicks: s.liveness.RetryTicks,
		CacheBytes: s.o.EntryCacheBytes, LogBytesMax: s.o.LogBytesMax, SlowBytesMax: s.o.LagBytesMax, Withhold: true,
	}
	return consensus.New(o)
}

// startPeered makes a loaded group one that hears its peers.
func (w *writer) startPeered(sl *slot) {
	if w.store.o.Transport == nil {
		return
	}
	w.wakeUp(sl)
	if !sl.w.group.Sole() {
		sl.turn(following, nil)
	}
}

// stopPeered forgets a group but for whom its vote is bound to.
func (w *writer) stopPeered(sl *slot) {
	if w.store.o.Transport == nil {
		return
	}
	w.endLease(sl)
	sl.mu.Lock()
	sl.voter = sl.w.group.Voter()
	sl.mu.Unlock()
	w.forgetPeered(sl)
}

func (w *writer) forgetPeered(sl *slot) {
	is := func(o *slot) bool { return o == sl }
	w.peers.awake = slices.DeleteFunc(w.peers.awake, is)
	w.peers.hot = slices.DeleteFunc(w.peers.hot, is)
	sl.leader.Store(0)
}

func (w *writer) now() hlc.Reading {
	if w.peers.now == 0 {
		w.peers.now = w.store.o.Clock.Now()
	}
	return w.peers.now
}

func (w *writer) admitPeered(it *item) {
	sl := it.slot
	switch it.kind {
	case itemStep:
		w.store.inbox.Add(-it.size)
		if w.refuse == nil && sl.w.group != nil {
			sl.w.peers.inbox = append(sl.w.peers.inbox, it.message)
			sl.w.peers.meet(sl.w.group.Descriptor(), it.message.GetFrom(), it.from)
			w.touch(sl)
		}
	case itemUnreachable:
		if w.refuse == nil && sl.w.group != nil {
			sl.w.group.Unreachable(it.replica)
			w.touch(sl)
		}
	case itemSnapshotDone:
		if w.refuse == nil && sl.w.group != nil {
			sl.w.group.SnapshotDone(it.replica, it.err == nil)
			w.touch(sl)
		}
	case itemTick:
		w.tick()
	case itemView:
		w.view(it)
	case itemRefresh:
		w.extend(sl)
		it.reply <- nil
	case itemProgress:
		if w.refuse != nil || sl.w.group == nil || sl.w.lease == nil {
			it.reply <- ErrNotLeading
			return
		}
		*it.progress = sl.w.group.Progress()
		it.reply <- nil
	case itemTransfer:
		it.reply <- w.transfer(sl, it.replica)
	case itemStand:
		if w.refuse == nil && sl.w.group != nil {
			sl.w.peers.standIn, sl.w.peers.instead = 1, sl.w.group.Leader()
			sl.w.peers.tick = true
			w.touch(sl)
		}
	}
}

// tick gives all that are awake their tick.
func (w *writer) tick() {
	p := &w.peers
	w.store.pulse.due.Store(false)
	if w.refuse != nil {
		p.awake = nil
	}
	kept := p.awake[:0]
	for _, sl := range p.awake {
		if sl.w.peers.listed = sl.w.peers.awake; !sl.w.peers.awake {
			continue
		}
		kept = append(kept, sl)
		sl.w.peers.tick = true
		w.touch(sl)
	}
	clear(p.awake[len(kept):])
	p.awake = kept
	w.rise()
	w.store.pulse.set(len(p.awake)+len(p.rising) > 0)
}

// wakeUp makes sure that a group gets ticks.
func (w *writer) wakeUp(sl *slot) {
	sl.w.peers.awake = true
	if !sl.w.peers.listed {
		sl.w.peers.listed = true
		w.peers.awake = append(w.peers.awake, sl)
		w.store.pulse.set(true)
	}
}

// view takes in that promises have changed: leases are extended, and groups wake
// whose leader or supporters are gone.
func (w *writer) view(it *item) {
	if w.refuse != nil {
		return
	}
	kept := w.peers.hot[:0]
	for _, sl := range w.peers.hot {
		if w.keepHot(sl) {
			kept = append(kept, sl)
		}
	}
	clear(w.peers.hot[len(kept):])
	w.peers.hot = kept
	if len(it.lost) > 0 || it.epochs {
		w.disturb(it.lost)
	}
}

// keepHot extends a lease, and reports whether it is to be extended further.
func (w *writer) keepHot(sl *slot) bool {
	l, g := sl.w.lease, sl.w.group
	if l == nil || g == nil {
		return false
	}
	if l.asked.Swap(false) {
		sl.w.peers.misses = 0
	} else if sl.w.peers.misses++; sl.w.peers.misses > missesMax {
		l.hot.Store(false)
		return false
	}
	w.renew(sl)
	return true
}

// renew computes until when a lease holds.
func (w *writer) renew(sl *slot) {
	l, g := sl.w.lease, sl.w.group
	if l == nil || g == nil || l.until.Load() == int64(hlc.Max) {
		return
	}
	t := g.LeaseUntil()
	if w.store.o.PlantedLongLease {
		t = t.Add(plantedExtra)
	}
	if int64(t) <= l.until.Load() {
		return
	}
	l.until.Store(int64(t))
	if w.store.o.noteLease != nil {
		w.store.o.noteLease(leaseNote{Range: sl.id, Term: l.term, Store: w.store.ident.StoreID, Until: t})
	}
}

// plantedExtra is by how much a planted bug serves too long.
const plantedExtra = 3 * time.Second

// leaseNote tells a test of a lease: where it begins, or, later, until when it holds, or that
// it has ended.
type leaseNote struct {
	Range, Term uint64
	Store       uint32

	// Where it begins.
	At       hlc.Timestamp // true time, before the floor was read
	Floor    hlc.Timestamp // after an expiry
	Inherits uint64        // the term of the lease that it takes over from, by that one's word
	Fresh    bool          // the first of its range, from the split that made it
	Top      hlc.Timestamp // nothing is written at or below it; when it has ended: all that was served

	Until   hlc.Timestamp
	Revoked bool // Store has applied the entry that ends it
}

// extend extends a lease that somebody asks for, and from now on with each renewal.
func (w *writer) extend(sl *slot) {
	l := sl.w.lease
	if l == nil || w.refuse != nil {
		return
	}
	w.check(sl)
	w.renew(sl)
	if !l.hot.Swap(true) {
		sl.w.peers.misses = 0
		w.peers.hot = append(w.peers.hot, sl)
	}
}

// refresh has the writer extend a lease that nobody has asked about for a while. Where the
// writer waits for the disk for longer than a lease lasts, the request goes on without.
func (w *writer) refresh(ctx context.Context, sl *slot) {
	it := item{kind: itemRefresh, slot: sl, reply: make(chan error, 1)}
	w.put(it)
	patience := time.NewTimer(w.store.LeaseLength())
	defer patience.Stop()
	select {
	case <-it.reply:
	case <-ctx.Done():
	case <-patience.C:
	}
}

// disturb wakes the groups that can't rest on the view any more. Followers of a
// store that has lost its support get a tick at once: they campaign, not all at the same time,
// or answer who has asked for a vote that was bound until now.
func (w *writer) disturb(lost []uint32) {
	n := 0
	for _, sl := range w.store.ranges.all() {
		g := sl.w.group
		if g == nil {
			continue
		}
		leader := g.Leader()
		if !g.Rests() {
			w.peers.rising = append(w.peers.rising, sl)
		}
		if slices.Contains(lost, leader) && leader != w.store.ident.StoreID {
			g.Wake()
			g.Defer()
			w.wakeUp(sl)
			sl.w.peers.standIn = 1 + w.store.liveness.RetryTicks()*w.rank(sl, lost) + n/standInPace
			sl.w.peers.instead, sl.w.peers.tick = leader, true
			n++
			w.touch(sl)
		}
	}
	if len(w.peers.rising) > 0 {
		w.store.pulse.set(true) // with the next tick
	}
}

// rise wakes some of the groups that can't rest on the view any more. Were all to speak at once
// when a store comes back, so would all who answer.
func (w *writer) rise() {
	p := &w.peers
	n := min(len(p.rising), risePace)
	for _, sl := range p.rising[:n] {
		w.check(sl)
	}
	p.rising = slices.Delete(p.rising, 0, n)
}

// check wakes a group that can't rest on the view.
func (w *writer) check(sl *slot) {
	if g := sl.w.group; g != nil && g.Check() {
		w.wakeUp(sl)
		w.touch(sl)
	}
}

// rank is how many others go before this replica in taking the place of a lost leader:
// were all to campaign at once, they would split the votes. The order differs from range to
// range, so that the leases of a lost store spread.
func (w *writer) rank(sl *slot, lost []uint32) (n int) {
	d := sl.w.group.Descriptor()
	self, _ := d.Replica(w.store.ident.StoreID)
	place := func(replica uint64) uint64 { return (replica*2654435761 + sl.id*40503) % 1009 }
	for _, x := range d.Replicas {
		if x.VotesNew() && x.ID != self.ID && !slices.Contains(lost, x.StoreID) && place(x.ID) < place(self.ID) {
			n++
		}
	}
	return n
}

// gatherPeered is gather for a group that may have peers.
func (w *writer) gatherPeered(sl *slot) error {
	g := sl.w.group
	if sl.w.stopping == nil {
		if err := w.stepPeered(sl); err != nil {
			return err
		}
	}
	w.follow(sl)
	if g.Leading() && g.Term() != sl.w.peers.led {
		sl.w.peers.led = g.Term()
		g.Wake()
		if err := g.Tick(w.now()); err != nil { // the lease waits for the answers
			return err
		}
	}
	if len(sl.w.props) > 0 {
		sl.w.peers.quiet = 0
		w.propose(sl)
	}
	if err := w.ready(sl); err != nil {
		return err
	}
	w.saySoon(sl)
	w.follow(sl)
	if !g.Asleep() && !(alone(g) && g.Leading()) {
		w.wakeUp(sl)
	} else {
		sl.w.peers.awake = false
	}
	_, err := g.Truncate(w.appends)
	return err
}

// saySoon sees to it that what a group withholds is said.
func (w *writer) saySoon(sl *slot) {
	if sl.w.peers.late || !sl.w.group.Withholds() {
		return
	}
	sl.w.peers.late = true
	if w.peers.late = append(w.peers.late, sl); len(w.peers.late) == 1 {
		w.peers.due.Reset(commitNews)
	}
}

// release has all groups say what they withhold.
func (w *writer) release() {
	for _, sl := range w.peers.late {
		if sl.w.peers.late = false; sl.w.group != nil && sl.w.group.Withholds() {
			sl.w.group.Release()
			w.touch(sl)
		}
	}
	clear(w.peers.late)
	w.peers.late = w.peers.late[:0]
}

// stepPeered gives a group what has come, and its tick.
func (w *writer) stepPeered(sl *slot) error {
	g, p := sl.w.group, &sl.w.peers
	acked := false
	degraded := w.store.o.Clock.Degraded()
	for i, m := range p.inbox {
		p.inbox[i] = nil
		if degraded && consensus.Votes(m) { // T16; the view says so only with the next renewal
			continue
		}
		if !w.hearReading(sl, m) {
			continue
		}
		acked = acked || m.GetType() == consensus.HeartbeatAnswer
		if err := g.Step(w.now(), m); errors.Is(err, consensus.ErrMessage) {
			w.store.o.Log.Warn("a peer sent an impossible message", "range", sl.id, "error", err)
		} else if err != nil {
			return err
		}
		w.tellDenied(sl)
	}
	if len(p.inbox) > 0 && g.Leader() != 0 || g.Leading() {
		p.lonely = 0
	}
	p.inbox = p.inbox[:0]
	if acked {
		w.renew(sl)
	}
	if g.Sole() {
		if err := w.campaign(sl); err != nil || alone(g) {
			return err
		}
	}
	if !p.tick {
		return nil
	}
	p.tick = false
	if degraded && !g.Leading() { // T16
		return nil
	}
	if p.standIn > 0 {
		if p.standIn--; p.standIn == 0 && g.Leader() == p.instead && !g.Leading() {
			if err := w.campaign(sl); err != nil {
				return err
			}
		}
	}
	if err := g.Tick(w.now()); err != nil {
		return err
	}
	if p.lonely++; p.lonely >= lonelyTicks { // a leader may have removed this replica without a word
		p.lonely = 0
		w.store.queues.Gone(sl.id)
	}
	if p.quiet++; p.quiet > quietTicks && len(sl.w.props) == 0 {
		g.Quiesce(w.now())
	}
	return nil
}

// tellDenied says, once for each replica while this one leads, that it has lost what it had
// acknowledged.
func (w *writer) tellDenied(sl *slot) {
	id, store := sl.w.group.Denied()
	if id == 0 || sl.w.peers.denied == id {
		return
	}
	sl.w.peers.denied = id
	w.store.o.Log.Error("a replica denies a log entry that it has acknowledged: the disk of its store has lost what was synced. Empty that store and join it anew", "range", sl.id, "replica", id, "store", store)
}

// alone reports whether a group has one replica, this one.
func alone(g *consensus.Group) bool { return g.Sole() && len(g.Descriptor().Replicas) == 1 }

// campaign asks for votes, where this store may vote itself.
func (w *writer) campaign(sl *slot) error {
	if sl.w.group.Leading() || w.store.o.Clock.Degraded() {
		return nil
	}
	if err := sl.w.group.Campaign(w.now()); err != nil && !errors.Is(err, consensus.ErrBound) {
		return err
	}
	return nil
}

// send gives messages to the transport.
func (w *writer) send(sl *slot, ms []*consensus.Message) {
	s := w.store
	if len(ms) == 0 || s.o.Transport == nil {
		return
	}
	d := sl.w.group.Descriptor()
	for _, m := range ms {
		to, ok := sl.w.peers.whereIs(d, m.GetTo())
		if !ok {
			continue // it has left
		}
		w.sayReading(m)
		b, err := consensus.AppendMessage(nil, m)
		if err != nil {
			s.o.Log.Warn("a Raft message could not be encoded", "range", sl.id, "error", err)
			continue
		}
		if !s.o.Transport.Raft(to, raftnet.Message{RangeID: sl.id, FromReplica: m.GetFrom(), ToReplica: m.GetTo(), Message: b}) {
			sl.w.group.Unreachable(m.GetTo())
		}
	}
}

// follow takes note of whom a group follows.
func (w *writer) follow(sl *slot) {
	g := sl.w.group
	if g == nil {
		return
	}
	sl.leader.Store(g.Leader())
	if l := sl.w.lease; l != nil && (!g.Leading() || g.Term() != l.term) {
		w.endLease(sl)
	}
}

// endLease ends the lease of a replica that leads no more. What was proposed and
// not applied is unknown from now on.
func (w *writer) endLease(sl *slot) {
	l := sl.w.lease
	if l == nil {
		return
	}
	l.ended.Store(true)
	l.hot.Store(false)
	sl.w.lease = nil
	sl.rep.EndLease()
	sl.turn(following, nil)
	w.lost(sl.w.group.Abandon())
}

// beginPeered makes the replica of a group that may have peers serve.
func (sl *slot) beginPeered(rep *replica.Replica, term uint64, handover *replica.Handover) {
	s, g := sl.store, sl.w.group
	if term != consensus.InitialTerm+1 {
		handover = nil // others may have served since it was written
	}
	start := replica.LeaseStart{Handover: handover}
	at := hlc.Timestamp(time.Now().UnixNano())
	if handover == nil {
		start.Floor = sl.floor()
	}
	l := &lease{term: term, store: s}
	sl.term.Store(term)
	sl.w.lease = l
	sl.w.rates.restart(time.Now().UnixNano(), &sl.load)
	rep.BeginLease(l, start)
	if s.o.noteLease != nil {
		s.o.noteLease(leaseNote{
			Range: sl.id, Term: term, Store: s.ident.StoreID, At: at, Floor: start.Floor, Fresh: handover != nil,
			Inherits: rep.Inherits(term), Top: rep.MarksTop(),
		})
	}
	if g.Sole() {
		l.until.Store(int64(hlc.Max))
	} else {
		s.writer.renew(sl)
		sl.bounded.Store(l)
	}
	sl.turn(serving, nil)
	if d := sl.descriptor(); d.Generation > 1 { // the former holder may not have come to it
		s.queues.Tell(d)
		if rep.TookIn() {
			s.queues.Sweep(d)
		}
	}
	if !g.Sole() {
		s.writer.extend(sl)
	}
}
