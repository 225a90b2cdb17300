package raftloop

import (
	"errors"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/raftnet"
)

// A group that has nothing to do goes to sleep with its followers, and needs no tick until a proposal,
// a message or the end of a promise wakes it.

// strangersMax is how many replicas that a descriptor does not name are answered at a time.
const strangersMax = 8

// meet notes where a replica writes from that is newer than the descriptor here. A replica that
// lags behind the change that added its leader would else never answer it: the leader probes, and
// sends nothing more until it hears something. One that was removed gets no answer: it finds out
// by the silence.
// At strangersMax it begins anew with an empty list: any peer can make numbers up.
// from is where the transport says that it came from; whether such a replica exists is not known here, so that it is only
// answered, never counted.
func (p *peerSide) meet(d *descriptor.Range, replica uint64, from raftnet.Peer) {
	if from == (raftnet.Peer{}) || d == nil {
		return
	}
	// The descriptor knows it, or knew it: an address that a message claims must not stand beside what is applied.
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
// false: the message is for nobody. A replica below NextReplicaID that the descriptor lacks was removed.
func (p *peerSide) whereIs(d *descriptor.Range, replica uint64) (raftnet.Peer, bool) {
	if at, ok := PeerOf(d, replica); ok || replica < d.NextReplicaID() {
		return at, ok
	}
	at, ok := p.strangers[replica]
	return at, ok
}

// Ticks are Options.Tick long. The two paces bound what one tick's messages come
// to after a store was lost or has come back, however many ranges it has.
const (
	quietTicks  = 3  // without a proposal before a group goes to sleep
	missesMax   = 16 // renewals that nobody asked for before a lease is left alone
	lonelyTicks = 50 // without a leader before the directory is asked whether the replica was removed
	RisePace    = 64 // groups that wake in one tick because promises have changed
	StandInPace = 64 // groups that campaign in one tick

	// CommitNews is for how long followers may not know that an entry is committed, where no other
	// entry tells them.
	CommitNews = 5 * time.Millisecond
)

// now is one reading for the whole turn: readings cost, and nothing in a turn
// needs two.
// Cleared by the turn that begins next.
func (lp *Loop) now() hlc.Reading {
	if lp.peers.now == 0 {
		lp.peers.now = lp.o.Clock.Now()
	}
	return lp.peers.now
}

// A message for a range that does not run is dropped: it is said again (N2).
// Messages are not stepped here: items gather, and each range's turn steps what has come for it. Progress and transfer
// are answered at once, for they wait for nothing.
func (lp *Loop) admitOfPeers(it *item) {
	r := it.rng
	switch it.kind {
	case itemStep:
		lp.inbox.Add(-it.size)
		if lp.refuse == nil && r.run.group != nil {
			// Its bytes left the count when the item was taken (inboxBytesMax): from here on the turn ends them.
			r.run.peers.inbox = append(r.run.peers.inbox, it.message)
			r.run.peers.meet(r.run.group.Descriptor(), it.message.GetFrom(), it.from)
			lp.touch(r)
		}
	case itemUnreachable:
		if lp.refuse == nil && r.run.group != nil {
			r.run.group.Unreachable(it.replica)
			lp.touch(r)
		}
	case itemSnapshotDone:
		if lp.refuse == nil && r.run.group != nil {
			r.run.group.SnapshotDone(it.replica, it.err == nil)
			lp.touch(r)
		}
	case itemTick:
		lp.tick()
	case itemView:
		lp.view(it)
	case itemRefresh:
		lp.extend(r)
		it.reply <- nil
	case itemProgress:
		if lp.refuse != nil || r.run.group == nil || r.run.lease == nil {
			it.reply <- ErrNotLeading
			return
		}
		*it.progress = r.run.group.Progress()
		it.reply <- nil
	case itemTransfer:
		it.reply <- lp.transfer(r, it.replica)
	case itemStand:
		if lp.refuse == nil && r.run.group != nil {
			// With this turn's tick, and only while the leader is the one that it is to be instead of.
			r.run.peers.standIn, r.run.peers.instead = 1, r.run.group.Leader()
			r.run.peers.tick = true
			lp.touch(r)
		}
	}
}

// tick gives all that are awake their tick.
// Each tick is delivered with the turn it begins (peers.tick), after the messages
// of that turn: who has been heard from is not missed.
func (lp *Loop) tick() {
	p := &lp.peers
	lp.ticks.due.Store(false)
	if lp.refuse != nil {
		p.awake = nil
	}
	kept := p.awake[:0]
	for _, r := range p.awake {
		// awake says what is wanted, listed what is: one that slept and woke between two ticks is in the list once.
		if r.run.peers.listed = r.run.peers.awake; !r.run.peers.awake {
			continue
		}
		kept = append(kept, r)
		r.run.peers.tick = true
		lp.touch(r)
	}
	clear(p.awake[len(kept):])
	p.awake = kept
	lp.rise()
	lp.ticks.set(len(p.awake)+len(p.rising) > 0)
}

// wakeUp makes sure that a group gets ticks.
// O(1); one that falls asleep leaves the list with the next tick.
func (lp *Loop) wakeUp(r *Range) {
	r.run.peers.awake = true
	if !r.run.peers.listed {
		r.run.peers.listed = true
		lp.peers.awake = append(lp.peers.awake, r)
		lp.ticks.set(true)
	}
}

// view takes in that promises have changed: leases are extended, and groups wake
// whose leader or supporters are gone.
// O(hot leases) for each renewal, O(ranges) only where promises have begun or
// ended.
func (lp *Loop) view(it *item) {
	if lp.refuse != nil {
		return
	}
	kept := lp.peers.hot[:0]
	for _, r := range lp.peers.hot {
		if lp.keepHot(r) {
			kept = append(kept, r)
		}
	}
	clear(lp.peers.hot[len(kept):])
	lp.peers.hot = kept
	// A renewal alone disturbs nobody: promises that go on are what groups rest on.
	if len(it.lost) > 0 || it.epochs {
		lp.disturb(it.lost)
	}
}

// keepHot extends a lease, and reports whether it is to be extended further.
// A lease that nobody asked for in missesMax renewals lapses, and is extended again by the request that finds it so.
func (lp *Loop) keepHot(r *Range) bool {
	l, g := r.run.lease, r.run.group
	if l == nil || g == nil {
		return false
	}
	if l.asked.Swap(false) {
		r.run.peers.misses = 0
	} else if r.run.peers.misses++; r.run.peers.misses > missesMax {
		l.hot.Store(false)
		return false
	}
	// By the view as it is now: a lease reaches as far as a quorum's promises, not as far as its own renewal.
	lp.renew(r)
	return true
}

// disturb wakes the groups that can't rest on the view any more. Followers of a
// store that has lost its support get a tick at once: they campaign, not all at the same time,
// or answer who has asked for a vote that was bound until now.
//
// lost are the stores from which this one has just withdrawn its support: their
// leases may be over. Of very many followers StandInPace campaign in each tick.
func (lp *Loop) disturb(lost []uint32) {
	n := 0
	for _, r := range lp.o.Owner.Ranges() {
		g := r.run.group
		if g == nil {
			continue
		}
		leader := g.Leader()
		// Not woken here: one tick wakes RisePace of them.
		if !g.Rests() {
			lp.peers.rising = append(lp.peers.rising, r)
		}
		// Its own time of silence begins anew, so that only standIn decides when it
		// campaigns.
		if slices.Contains(lost, leader) && leader != lp.o.StoreID {
			g.Wake()
			// standIn below has RetryTicks for each place: whoever is in front has won before the next one asks.
			g.Defer()
			lp.wakeUp(r)
			r.run.peers.standIn = 1 + lp.o.RetryTicks()*g.Place(lost) + n/StandInPace
			r.run.peers.instead, r.run.peers.tick = leader, true
			n++
			lp.touch(r)
		} else if p := &r.run.peers; p.standIn > 0 { // those who go before it may be lost now
			p.standIn = min(p.standIn, 1+lp.o.RetryTicks()*g.Place(lost))
		}
	}
	if len(lp.peers.rising) > 0 {
		lp.ticks.set(true) // with the next tick
	}
}

// rise wakes some of the groups that can't rest on the view any more. Were all to speak at once
// when a store comes back, so would all who answer.
func (lp *Loop) rise() {
	p := &lp.peers
	n := min(len(p.rising), RisePace)
	for _, r := range p.rising[:n] {
		lp.check(r)
	}
	p.rising = slices.Delete(p.rising, 0, n)
}

// check wakes a group that can't rest on the view.
func (lp *Loop) check(r *Range) {
	if g := r.run.group; g != nil && g.Check() {
		lp.wakeUp(r)
		lp.touch(r)
	}
}

// saySoon sees to it that what a group withholds is said.
// One timer for all: it runs from the first that withholds.
// A commit index is news that the next entry brings for free: where entries follow each other no message is spent on it.
func (lp *Loop) saySoon(r *Range) {
	if r.run.peers.late || !r.run.group.Withholds() {
		return
	}
	r.run.peers.late = true
	if lp.peers.late = append(lp.peers.late, r); len(lp.peers.late) == 1 {
		lp.peers.due.Reset(CommitNews)
	}
}

// release has all groups say what they withhold.
func (lp *Loop) release() {
	for _, r := range lp.peers.late {
		// It may have been said meanwhile, with an entry, or the group may have ended.
		if r.run.peers.late = false; r.run.group != nil && r.run.group.Withholds() {
			r.run.group.Release()
			lp.touch(r)
		}
	}
	clear(lp.peers.late)
	lp.peers.late = lp.peers.late[:0]
}

// step gives a group what has come, and its tick.
//
//	messages      all that have come; a degraded store hears no votes (T16)
//	a renewal     once for all acknowledgements among them
//	sole voter    campaigns at once: nobody else can
//	a tick        stand in for a lost leader, if it is still the one; Raft's timers; sleep, after
//	              quietTicks without a proposal
//
// Errors of Step and Tick are the disk's, or of a group that can't go on: the caller ends the range.
func (lp *Loop) step(r *Range) error {
	g, p := r.run.group, &r.run.peers
	acked := false
	degraded := lp.o.Degraded()
	for i, m := range p.inbox {
		p.inbox[i] = nil
		if degraded && consensus.Votes(m) { // T16; the view says so only with the next renewal
			continue
		}
		// A vote whose reading is not believable is not counted: the lease's floor rests on it.
		if !lp.hearReading(r, m) {
			continue
		}
		acked = acked || m.GetType() == consensus.HeartbeatAnswer
		if err := g.Step(lp.now(), m); errors.Is(err, consensus.ErrMessage) {
			lp.o.Log.Warn("a peer sent an impossible message", "range", r.id, "error", err)
		} else if err != nil {
			return err
		}
		lp.tellDenied(r)
	}
	// Else it is lonely: Forsaken has the owner ask the directory whether it still
	// belongs.
	if len(p.inbox) > 0 && g.Leader() != 0 || g.Leading() {
		p.lonely = 0
	}
	p.inbox = p.inbox[:0]
	if acked {
		lp.renew(r)
	}
	if g.Sole() {
		if err := lp.campaign(r); err != nil || alone(g) {
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
		// Another leader was found meanwhile: nobody need stand in.
		if p.standIn--; p.standIn == 0 && g.Leader() == p.instead && !g.Leading() {
			if err := lp.campaign(r); err != nil {
				return err
			}
		}
	}
	if err := g.Tick(lp.now()); err != nil {
		return err
	}
	if p.lonely++; p.lonely >= lonelyTicks { // a leader may have removed this replica without a word
		p.lonely = 0
		r.handler.Handle(Event{Kind: Forsaken})
	}
	if p.quiet++; p.quiet > quietTicks && len(r.run.props) == 0 {
		g.Quiesce(lp.now())
	}
	return nil
}

// tellDenied says, once for each replica while this one leads, that it has lost what it had
// acknowledged.
func (lp *Loop) tellDenied(r *Range) {
	id, store := r.run.group.Denied()
	if id == 0 || r.run.peers.denied == id {
		return
	}
	r.run.peers.denied = id
	lp.o.Log.Error("a replica denies a log entry that it has acknowledged: the disk of its store has lost what was synced. Empty that store and join it anew", "range", r.id, "replica", id, "store", store)
}

// campaign asks for votes, where this store may vote itself.
// A bound vote is no error: the promise ends, and Tick asks again.
func (lp *Loop) campaign(r *Range) error {
	if r.run.group.Leading() || lp.o.Degraded() {
		return nil
	}
	if err := r.run.group.Campaign(lp.now()); err != nil && !errors.Is(err, consensus.ErrBound) {
		return err
	}
	return nil
}

// send gives messages to the transport.
// It never waits: what the transport drops is reported to Raft, which probes.
// A vote's reading of the clock is taken as it leaves (sayReading).
func (lp *Loop) send(r *Range, ms []*consensus.Message) {
	if len(ms) == 0 {
		return
	}
	d := r.run.group.Descriptor()
	for _, m := range ms {
		to, ok := r.run.peers.whereIs(d, m.GetTo())
		if !ok {
			continue // it has left
		}
		lp.sayReading(m)
		b, err := consensus.AppendMessage(nil, m)
		if err != nil {
			lp.o.Log.Warn("a Raft message could not be encoded", "range", r.id, "error", err)
			continue
		}
		// It was dropped here. What is lost on the way the transport tells later (itemUnreachable).
		if !lp.o.Transport.Raft(to, raftnet.Message{RangeID: r.id, FromReplica: m.GetFrom(), ToReplica: m.GetTo(), Message: b}) {
			r.run.group.Unreachable(m.GetTo())
		}
	}
}

// follow takes note of whom a group follows: a lease ends with the leadership (L4).
// Called after each step, before anything of it is told: who asks for the leader must not get one whose lease has ended here.
func (lp *Loop) follow(r *Range) {
	g := r.run.group
	if g == nil {
		return
	}
	r.leader.Store(g.Leader())
	if l := r.run.lease; l != nil && (!g.Leading() || g.Term() != l.term) {
		lp.endLease(r)
	}
}
