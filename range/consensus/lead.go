package consensus

import (
	"encoding/binary"
	"errors"
	"fmt"

	"go.etcd.io/raft/v3"
	"go.etcd.io/raft/v3/raftpb"
	"go.etcd.io/raft/v3/tracker"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/support"
)

// Errors of elections and transfers.
var (
	// ErrBound means that the replica's vote is bound by a promise of support.
	ErrBound = errors.New("consensus: the vote is bound by a promise")
	// ErrTransfer means that leadership can't be handed over: the lease was not
	// ended, this replica does not lead, or the other can't.
	ErrTransfer = errors.New("consensus: leadership can't go over")
)

// Leases ride on Raft's heartbeats, in a field that Raft itself uses for read
// indexes, which this package does not use:
//
//	heartbeat           asks to acknowledge the term | flags 1 | safe v
//	heartbeat response  acknowledged in epoch v
//	heartbeat response  query: do you lead the group? Not shown to Raft.
//	heartbeat response  released: I don't, in this term or before. Not shown to Raft. In answer
//	                    to a query, and unasked by a leader that has stepped down
//
// safe is up to where followers may truncate their logs. Quiescent heartbeats
// let them sleep.
// The first byte of the context is the kind, from 1 on, so that an empty context has none.
const (
	noteAsk = iota + 1
	noteAck
	noteQuery
	noteReleased
)

const askQuiesce = 1

// campaignTransfer is Raft's word for an election that the leader asked for.
const campaignTransfer = "CampaignTransfer"

// storeOf returns the store of a replica, 0 if it is not in the group.
func (g *Group) storeOf(replica uint64) uint32 {
	if g.desc != nil {
		if x, ok := byID(g.desc, replica); ok {
			return x.StoreID
		}
	}
	return 0
}

// Step takes a message from a peer. It fails with ErrMessage on one that no
// peer sends, and with ErrCorrupt where the group can't go on.
//
// What is held back from Raft, and why:
//
//	vote, pre-vote                while this replica's vote is bound by a promise (support): the old lease
//	                              may still hold. A pre-vote is kept and answered later
//	votes for us, timeout now     from a degraded store nobody is elected (T16)
//	heartbeat's context           is ours, not a read index
//	heartbeat response            if it is a note
//	append response               one that denies what it had acknowledged (denies)
func (g *Group) Step(now hlc.Reading, m *raftpb.Message) (err error) {
	defer g.guard(&err)
	if err := checkMessage(m); err != nil {
		return err
	}
	v := g.view()
	var note []byte
	switch m.GetType() {
	case raftpb.MsgVote, raftpb.MsgPreVote:
		if v != nil && !g.voter.MayVote(v, now, string(m.GetContext()) == campaignTransfer) {
			// Else a removed replica that campaigns for ever would keep the range awake.
			if g.storeOf(m.GetFrom()) != 0 { // not one that was removed and does not know
				g.doubt()
				if m.GetType() == raftpb.MsgPreVote {
					g.held = m
				}
			}
			return nil
		}
	case raftpb.MsgVoteResp, raftpb.MsgPreVoteResp, raftpb.MsgTimeoutNow:
		if v != nil && v.Degraded() { // T16
			return nil
		}
	case raftpb.MsgHeartbeat:
		note, m.Context = m.GetContext(), nil
	case raftpb.MsgHeartbeatResp:
		note, m.Context = m.GetContext(), nil
		g.probes(m.GetFrom())
		if v != nil && g.stepNote(v, m, note) {
			return nil
		}
	case raftpb.MsgAppResp:
		if g.denies(m) {
			return nil
		}
		if !m.GetReject() {
			delete(g.denials, m.GetFrom())
		}
	case raftpb.MsgApp:
	case raftpb.MsgSnap:
		if m.GetSnapshot().GetMetadata().GetIndex() == 0 {
			return fmt.Errorf("%w: a snapshot of nothing", ErrMessage)
		}
	default:
		return fmt.Errorf("%w: %v", ErrMessage, m.GetType())
	}
	err = g.raw.Step(m)
	g.observe()
	switch m.GetType() {
	case raftpb.MsgPreVoteResp:
		g.standing()
	case raftpb.MsgApp, raftpb.MsgHeartbeat, raftpb.MsgSnap:
		g.heard(v, m, note)
	case raftpb.MsgAppResp, raftpb.MsgVote, raftpb.MsgTimeoutNow:
		g.rouse()
	case raftpb.MsgPreVote:
		// Who is in the group and campaigns has missed something, so that this one must not sleep on.
		if g.storeOf(m.GetFrom()) != 0 {
			g.rouse()
		}
		g.outlast(m)
	}
	if errors.Is(err, raft.ErrStepPeerNotFound) {
		return nil // of a replica that has left
	}
	return err
}

// checkMessage refuses what Raft would take without looking.
// Raft trusts its peers, and panics, or appends, on these: terms and indexes that do not follow each
// other, targets that are its own threads, a configuration that can't be read.
func checkMessage(m *raftpb.Message) error {
	if m.GetFrom() == 0 || m.GetTerm() == 0 || raft.IsLocalMsgTarget(m.GetFrom()) {
		return fmt.Errorf("%w: %v from %d in term %d", ErrMessage, m.GetType(), m.GetFrom(), m.GetTerm())
	}
	index, term := m.GetIndex(), m.GetLogTerm()
	for _, e := range m.GetEntries() {
		if e.GetIndex() != index+1 || e.GetTerm() < term || e.GetTerm() > m.GetTerm() {
			return fmt.Errorf("%w: entry %d/%d after %d/%d", ErrMessage, e.GetIndex(), e.GetTerm(), index, term)
		}
		index, term = e.GetIndex(), e.GetTerm()
		if c, _ := decodeConf(e); e.GetType() != raftpb.EntryNormal && c == nil {
			return fmt.Errorf("%w: entry %d changes the configuration in an unknown way", ErrMessage, index)
		}
	}
	return nil
}

// stepNote takes what a heartbeat response says about leases, and reports
// whether that was all.
// An acknowledgement goes on to Raft as well: it is a heartbeat's answer, too.
func (g *Group) stepNote(v *support.View, m *raftpb.Message, note []byte) bool {
	if len(note) == 0 {
		return false
	}
	switch note[0] {
	case noteAck:
		// Of the message's term, not of the present one: an acknowledgement that is late counts for what it acknowledged.
		if e, n := binary.Uvarint(note[1:]); n > 0 && g.leadTerm != 0 {
			g.lead.Acknowledged(m.GetTerm(), m.GetFrom(), support.Epoch(e))
		}
		return false
	case noteQuery:
		g.answer(m)
	case noteReleased:
		if s := g.storeOf(m.GetFrom()); s != 0 {
			g.voter.Release(v, s, m.GetTerm())
			g.succeed(m)
		}
	}
	return true
}

// release tells the other voters that this replica leads no more in its term: they rest on
// what was promised to it, and would else wait for a time of silence after that.
// It is lost if a message is: then silence does what it would have done.
func (g *Group) release() {
	if g.desc == nil {
		return
	}
	for _, x := range g.desc.Replicas {
		if x.ID != g.o.ReplicaID && !x.Learner { // who votes in either configuration
			g.out = append(g.out, g.message(raftpb.MsgHeartbeatResp, x.ID, g.leadTerm, []byte{noteReleased}))
		}
	}
}

// succeed has a follower of a leader that has given up stand in its turn, once what binds its
// vote is over.
func (g *Group) succeed(m *raftpb.Message) {
	st := g.raw.BasicStatus()
	if g.leadTerm != 0 || st.Lead != m.GetFrom() || st.GetTerm() > m.GetTerm() || g.bound > 0 {
		return
	}
	g.gone = g.storeOf(m.GetFrom())
	g.asleep, g.elapsed, g.bound = false, g.timeout, 1
}

// answer tells a voter whether this replica leads the group.
// A leader answers with a heartbeat, which binds the vote anew, any other with its release.
func (g *Group) answer(m *raftpb.Message) {
	st := g.raw.BasicStatus()
	term := st.GetTerm()
	if g.leadTerm != 0 {
		var flags byte
		if p, _ := g.progress(m.GetFrom()); g.asleep && p.Match == g.log.last && g.Supporting(m.GetFrom()) {
			flags = askQuiesce // it missed that all sleep
		} else {
			g.Wake()
		}
		g.out = append(g.out, g.message(raftpb.MsgHeartbeat, m.GetFrom(), term, g.ask(flags)))
		return
	}
	// A release holds for all terms up to the one that it names, so a candidate names the one before.
	if st.RaftState == raft.StateCandidate { // it may still win this one: its word may come after its heartbeats
		term--
	}
	g.out = append(g.out, g.message(raftpb.MsgHeartbeatResp, m.GetFrom(), term, []byte{noteReleased}))
}

// AnswerFor is what a store says to a message of a range that it has no replica
// of (any more): it leads nothing. Nil: nothing. term is the highest that a
// replica of it had here, or that of the message.
func AnswerFor(m *raftpb.Message, term uint64) *raftpb.Message {
	note := m.GetContext()
	if m.GetType() != raftpb.MsgHeartbeatResp || len(note) == 0 || note[0] != noteQuery {
		return nil
	}
	to, from := m.GetFrom(), m.GetTo()
	term = max(term, m.GetTerm())
	return &raftpb.Message{
		Type: raftpb.MsgHeartbeatResp.Enum(), To: &to, From: &from, Term: &term, Context: []byte{noteReleased},
	}
}

// heard takes note of a leader's message that Raft has accepted.
// What Raft has refused, of an old term or another leader, resets no timer.
func (g *Group) heard(v *support.View, m *raftpb.Message, note []byte) {
	st := g.raw.BasicStatus()
	// Asked after Raft has stepped it: what it has taken shows in its status.
	if st.GetTerm() != m.GetTerm() || st.Lead != m.GetFrom() {
		return
	}
	// A leader is heard: nothing of a lost one counts any more, neither who asked for votes nor whose turn it was.
	g.elapsed, g.asleep, g.held, g.bound, g.gone = 0, false, nil, 0, 0
	if g.fails > 0 {
		g.fails, g.timeout = 0, g.electionTimeout()
	}
	if v != nil {
		g.voter.Follow(v, m.GetTerm())
	}
	if len(note) < 2 || note[0] != noteAsk {
		return
	}
	if safe, n := binary.Uvarint(note[2:]); n > 0 {
		g.safe = max(g.safe, safe)
	}
	if note[1]&askQuiesce != 0 {
		g.asleep = g.rests(v)
	}
}

// Tick advances the timers of a group with peers by one tick. A group that
// sleeps needs none.
//
//	leader     a heartbeat every HeartbeatTicks; steps down after ElectionTicks, or what an election takes, without a
//	           quorum, or of a clock that is not well (T16: its lease is not extended, and its
//	           heartbeats would keep the others from an election), or as long after its lease was
//	           ended and nobody took over
//	others     after a random one to two ElectionTicks of silence, campaigns; bound, asks the
//	           leader, and campaigns in its turn when the promise ends. After a campaign that
//	           nobody won: see retry
func (g *Group) Tick(now hlc.Reading) (err error) {
	defer g.guard(&err)
	if g.asleep {
		return nil
	}
	// Of a leader: ticks since it checked its quorum; of others, of silence.
	g.elapsed++
	if g.leadTerm != 0 {
		return g.tickLeader()
	}
	if err := g.tickHeld(now); err != nil {
		return err
	}
	if g.elapsed < g.timeout {
		return nil
	}
	if g.waits(now) {
		return nil
	}
	return g.Campaign(now)
}

// waits reports whether a replica that would campaign is to wait: for the end of the promise
// that binds its vote, and then for those who go before it. A lost leader does not.
// While it is bound it asks once every ElectionTicks whether there is a leader still: a filter between
// two nodes must not bind a vote for ever.
func (g *Group) waits(now hlc.Reading) bool {
	v := g.view()
	if v == nil {
		return false
	}
	if !g.voter.MayVote(v, now, false) {
		if store, _, ok := g.voter.Bound(v); ok {
			g.gone = store
		}
		if g.bound%g.o.ElectionTicks == 0 {
			g.query()
		}
		g.bound++
		return true
	}
	if g.bound == 0 {
		return false
	}
	// Free to vote now. Places of one order among all followers keep them from splitting the vote.
	g.bound, g.elapsed, g.timeout = 0, 0, g.o.RetryTicks()*g.place()
	return g.timeout > 0
}

// tickLeader is a leader's tick. It steps down where its lease has ended, or its clock is not
// well, for as long as an election takes; else it sends heartbeats, and looks whether a quorum
// still answers.
func (g *Group) tickLeader() error {
	if g.lead.Ended() {
		// Whoever is to take over hears of it half a round trip later, and is elected, and heard of, after one and a half more.
		if g.ended++; g.ended > max(g.o.ElectionTicks, g.o.RetryTicks()) {
			return g.StepDown()
		}
	}
	// A sole voter goes on leading: nobody could take over, and without a reading it serves nothing anyhow (T16).
	if v := g.view(); v == nil || !v.Degraded() || g.Sole() {
		g.ill = 0
	} else if g.ill++; g.ill > g.o.ElectionTicks {
		return g.StepDown()
	}
	g.beat++
	// beat may stand at the limit already (Wake): then the heartbeat comes with this tick.
	if g.beat >= g.o.HeartbeatTicks {
		g.beat = 0
		if err := g.local(raftpb.MsgBeat); err != nil {
			return err
		}
	}
	// Whoever has just won hears nothing for a round trip.
	if g.elapsed < max(g.o.ElectionTicks, g.o.RetryTicks()) {
		return nil
	}
	g.elapsed = 0
	return g.local(raftpb.MsgCheckQuorum)
}

// local steps what Raft's own timers would, if they were used: they draw from a
// random source that no seed determines.
func (g *Group) local(t raftpb.MessageType) error {
	from := uint64(raft.LocalAppendThread)
	err := g.raw.Step(&raftpb.Message{Type: t.Enum(), From: &from})
	g.observe()
	return err
}

// query asks the leader that binds the vote whether it still leads.
// It goes as a heartbeat response, the only way of a follower to a leader that Raft has; noteQuery
// keeps it from Raft there.
func (g *Group) query() {
	store, term, ok := g.voter.Bound(g.view())
	if !ok {
		return
	}
	for _, x := range g.desc.Replicas {
		if x.StoreID == store && x.ID != g.o.ReplicaID {
			g.out = append(g.out, g.message(raftpb.MsgHeartbeatResp, x.ID, term, []byte{noteQuery}))
		}
	}
}

// StepDown makes a leader a follower, and releases votes: in the same term, or,
// where its own vote alone is a quorum, in the next.
// Raft has no call for it: a leader that finds no quorum active steps down by itself.
func (g *Group) StepDown() error {
	for range 2 { // the first check forgets who was active, the second finds nobody
		if g.leadTerm == 0 {
			return nil
		}
		if err := g.local(raftpb.MsgCheckQuorum); err != nil {
			return err
		}
	}
	if g.leadTerm == 0 {
		return nil
	}
	from, next := uint64(raft.LocalAppendThread), g.leadTerm+1
	err := g.raw.Step(&raftpb.Message{Type: raftpb.MsgAppResp.Enum(), From: &from, Term: &next})
	g.observe()
	return err
}

// denial is what a follower has denied lately.
// Only what follows a probe counts: appends in flight make several denials of one loss.
type denial struct {
	term, index uint64
	times       int  // that it did, each time in answer to a probe of its own
	probed      bool // it may have been sent a probe since
}

// denialsMin is how often an entry is denied before the follower is told to have lost it: an
// answer from before it had the entry may be on its way for long, and arrive twice.
const denialsMin = 3

// denies reports whether a follower denies an entry that it has acknowledged to this leader.
// If it does so again and again, its disk has lost what was synced, which is noted. Raft would
// send the same again at once, and get the same answer, as fast as messages travel; so it does
// with the next heartbeat's.
// The caller tells of it by Denied, and the replica is made anew.
func (g *Group) denies(m *raftpb.Message) (denies bool) {
	if !m.GetReject() || g.leadTerm == 0 || m.GetTerm() != g.leadTerm {
		return false
	}
	g.raw.WithProgress(func(id uint64, _ raft.ProgressType, p tracker.Progress) {
		if id == m.GetFrom() && p.State == tracker.StateProbe && p.Match > 0 && m.GetIndex() == p.Match && p.Next == p.Match+1 {
			denies = true
		}
	})
	if denies {
		g.noteDenial(m.GetFrom(), m.GetIndex())
	}
	return denies
}

// noteDenial counts how often a follower has denied one entry, each time after it was probed for
// it.
func (g *Group) noteDenial(from, index uint64) {
	d := g.denials[from]
	// Another entry, or another term of this leader's: counted from the beginning.
	if d.term != g.leadTerm || d.index != index {
		d = denial{term: g.leadTerm, index: index, probed: true}
	}
	if d.probed {
		d.times, d.probed = d.times+1, false
	}
	if d.times >= denialsMin {
		g.denied = from
	}
	if g.denials == nil {
		g.denials = map[uint64]denial{}
	}
	g.denials[from] = d
}

// probes notes that a follower answered a heartbeat: Raft sends it a probe now.
func (g *Group) probes(follower uint64) {
	if d, ok := g.denials[follower]; ok {
		d.probed = true
		g.denials[follower] = d
	}
}

// Denied takes the last replica that has denied, to this leader, an entry that it acknowledged
// before, and its store; 0: none has since it was taken.
func (g *Group) Denied() (replica uint64, store uint32) {
	if replica = g.denied; replica != 0 {
		g.denied, store = 0, g.storeOf(replica)
	}
	return replica, store
}

// annotate adds to a message that goes out what it says about leases.
func (g *Group) annotate(v *support.View, m *raftpb.Message) {
	switch m.GetType() {
	case raftpb.MsgHeartbeat:
		if len(m.GetContext()) == 0 {
			m.Context = g.ask(0)
		}
	case raftpb.MsgHeartbeatResp:
		if v == nil || len(m.GetContext()) > 0 {
			return
		}
		store := g.storeOf(m.GetTo())
		// An answer of another term than this replica's acknowledges nothing.
		if st := g.raw.BasicStatus(); store == 0 || st.GetTerm() != m.GetTerm() {
			return
		}
		if e, ok := g.voter.Acknowledge(v, store, m.GetTerm()); ok {
			m.Context = binary.AppendUvarint([]byte{noteAck}, uint64(e))
		}
	}
}

// ask is a heartbeat's note: acknowledge the term; and up to where logs are not needed.
func (g *Group) ask(flags byte) []byte {
	return binary.AppendUvarint([]byte{noteAsk, flags}, g.safeIndex())
}

// LeaseUntil extends the lease by what is promised now, and returns until when
// it holds: hlc.Zero where this replica does not lead, hlc.Max without support.
// It is called often, before what relies on the lease is served: what was claimed once is not taken
// back (support.Leader), so it never falls within a term.
func (g *Group) LeaseUntil() hlc.Timestamp {
	if g.leadTerm == 0 {
		return hlc.Zero
	}
	v := g.view()
	if v == nil {
		return hlc.Max
	}
	return g.lead.Extend(v, &g.voter, g.o.ReplicaID, g.conf)
}

// Voter is whom the replica's vote is bound to: for the Options of the next
// group that is loaded of it in this process.
func (g *Group) Voter() support.Voter { return g.voter }

// EndLease ends the lease of this term, before its revocation is proposed. The
// group steps down by itself if nobody takes over.
func (g *Group) EndLease() { g.lead.End() }

// Transfer hands leadership to another voter. The caller has ended the lease,
// and applied its logged revocation. The other campaigns once it has the log.
// That it was not taken is seen by ended ticks: see tickLeader. ErrTransfer: nothing was begun.
func (g *Group) Transfer(to uint64) error {
	if g.leadTerm == 0 || !g.lead.Ended() {
		return fmt.Errorf("%w: no lease that was ended", ErrTransfer)
	}
	if g.desc == nil {
		return fmt.Errorf("%w: the group was loaded without a descriptor", ErrTransfer)
	}
	if x, ok := byID(g.desc, to); !ok || !x.VotesNew() || to == g.o.ReplicaID {
		return fmt.Errorf("%w: to replica %d", ErrTransfer, to)
	}
	g.raw.TransferLeader(to)
	return nil
}

// Unreachable says that a message to a replica was dropped on its way out.
func (g *Group) Unreachable(replica uint64) { g.raw.ReportUnreachable(replica) }

// Supporting reports whether a voter's promise counts for the lease: it has
// acknowledged this term in the epoch that it promises.
func (g *Group) Supporting(replica uint64) bool {
	v := g.view()
	return v != nil && g.leadTerm != 0 && g.lead.Counts(v, support.Member{Replica: replica, Store: g.storeOf(replica)})
}

// Leader is the store of the leader that this replica follows, 0 if it knows
// none. A store that withdraws support from it wakes the group.
func (g *Group) Leader() uint32 { return g.storeOf(g.raw.BasicStatus().Lead) }

// Asleep reports whether the group needs no ticks.
func (g *Group) Asleep() bool { return g.asleep }

// Check wakes a sleeping group that can't rest on the store's present view, and
// reports whether it is awake. It is called when the view has lost or changed an
// epoch: a voter's, whose acknowledgement is to be renewed, or the leader's.
func (g *Group) Check() bool {
	if g.asleep && !g.rests(g.view()) {
		g.Wake()
	}
	return !g.asleep
}

// Rests reports whether a sleeping group can sleep on: see Check, which wakes one that can't.
func (g *Group) Rests() bool { return !g.asleep || g.rests(g.view()) }

// rests reports whether nobody needs to hear anything: a leader's supporters
// all count, another's vote is bound.
// A learner's silence binds nobody. Stores that do not support this one (0) are no matter: they learn
// by their own silence.
func (g *Group) rests(v *support.View) bool {
	if v == nil || g.desc == nil {
		return false
	}
	if g.leadTerm == 0 {
		// Bound without an end in sight: the end of the promise wakes it (Check).
		_, _, bound := g.voter.Bound(v)
		self, _ := byID(g.desc, g.o.ReplicaID)
		return bound || self.Learner
	}
	for _, x := range g.desc.Replicas {
		if e, until := v.SupportedBy(x.StoreID); !x.Learner && e != 0 && until != 0 && !g.Supporting(x.ID) {
			return false
		}
	}
	return true
}

// Wake makes the group need ticks again: something is to be proposed, or the
// store's view has lost an epoch that the group may rest on.
func (g *Group) Wake() {
	g.rouse()
	if g.leadTerm != 0 {
		g.beat = g.o.HeartbeatTicks // followers learn it with the next tick
	}
}

// rouse ends the sleep. A leader checks its quorum anew from here: what had passed of that time when it fell asleep
// may be less than a round trip, and nobody has had anything to say since.
func (g *Group) rouse() {
	if g.asleep && g.leadTerm != 0 {
		g.elapsed = 0
	}
	g.asleep = false
}

// Defer begins the time of silence anew: the caller has the replica campaign itself, when it
// is its turn.
func (g *Group) Defer() {
	if g.leadTerm == 0 {
		g.elapsed = 0
	}
}

// Quiesce puts a leader and its followers to sleep, if there is nothing to do:
// all that was proposed is applied here and stored by all replicas whose stores
// support this one, and those have acknowledged the term. Others are woken by
// their own silence. It reports whether it did.
//
// Not while the configuration is joint, the lease was ended, or the store is degraded: each of these
// has a next step, which only ticks bring about.
func (g *Group) Quiesce(now hlc.Reading) bool {
	v := g.view()
	if v == nil || g.desc == nil || g.leadTerm == 0 || g.lead.Ended() || g.asleep || v.Degraded() ||
		g.applied != g.log.last || g.raw.HasReady() || len(g.waiting) > 0 || g.desc.Joint() ||
		g.LeaseUntil() <= now.Timestamp() {
		return false
	}
	var awake []uint64
	quiet := true
	g.raw.WithProgress(func(id uint64, _ raft.ProgressType, p tracker.Progress) {
		if id == g.o.ReplicaID {
			return
		}
		x, _ := byID(g.desc, id)
		if _, until := v.SupportedBy(x.StoreID); until <= now.Timestamp() {
			// Its store is silent. A new learner's may not be known yet, and nothing there would
			// notice the silence: its state must be sent first.
			quiet = quiet && !(x.Learner && p.Match < g.log.last)
			return
		}
		awake = append(awake, id)
		// Who sleeps notices nothing by itself: it must have all there is, and count for the lease.
		quiet = quiet && p.Match == g.log.last && (x.Learner || g.Supporting(id))
	})
	if !quiet {
		return false
	}
	g.asleep, g.late = true, nil // what follows tells of the commits, and nothing after it may wake anybody
	for _, id := range awake {
		m := g.message(raftpb.MsgHeartbeat, id, g.leadTerm, g.ask(askQuiesce))
		commit := g.applied
		m.Commit = &commit
		g.out = append(g.out, m)
	}
	return true
}

// Descriptor is the range's descriptor as far as its replicas go.
func (g *Group) Descriptor() *descriptor.Range { return g.desc }
