// Package consensus is the Raft side of a replica.
//
// A Group is one Raft group's member as a struct that steps: proposals, messages
// and ticks go in, Effects come out, and the caller says when they are done.
// It does no I/O, owns no goroutine and reads no clock; Log, which it reads
// through, is the only part that touches the engine.
//
//	Propose, Step, Tick, Campaign ──► Ready ──► Append  ──(durable)──► Appended ──► Ready …
//	                                        └─► Commits ──(applied)──► ApplyConf, AppliedAll
//	                                        └─► Send, States, Lost
//
// Whose Raft: etcd's RawNode with asynchronous storage writes, so that one
// writer can gather the appends of many groups into one sync. Its timers are not
// used, for they draw from a random source that no seed determines: Tick times
// heartbeats, elections and the check of the quorum. Proposals are never
// forwarded, for a command is bound to the term that evaluated it (T5).
//
// A group whose only voter is itself needs no ticks and no messages, and its
// votes wait for no disk: nobody else hears them, and what it appends after
// them is durable after them.
//
// Groups with peers have leases by range/support, which ride on heartbeats:
//
//   - A vote, a pre-vote and a campaign wait until no promise of this store's is
//     in the way; an election that a leader asked for, after it logged the end of
//     its lease, does not (Transfer).
//   - A leader's lease lasts while a quorum of both halves supports it
//     (LeaseUntil). One that loses its quorum, or whose lease was ended without a
//     successor, steps down. A voter that is bound and hears nothing asks the
//     leader, who says whether it still leads: so a filter can't wedge elections.
//   - The configuration is what the range's descriptor says. Votes change by way
//     of a joint configuration, after a learner has caught up, and while all that
//     was claimed for the lease is supported. Who stores such a change stores the
//     commit index with it.
//   - A replica whose log can't be caught up gets the range's state from the
//     caller (Effects.States). Logs wait for replicas that lag, within limits.
//   - A group with nothing to do sleeps: it needs no ticks, and says nothing.
//   - That an entry is committed is told with the next one, or when the caller says so
//     (Withhold): by itself it would take half of all messages.
package consensus

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"go.etcd.io/raft/v3"
	"go.etcd.io/raft/v3/raftpb"

	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/support"
)

// Options of a Group. Zero values mean the defaults named.
//
// Ticks are the caller's; how long one takes is no matter here. Limits in bytes count entries with
// their overhead (entryBytes).
type Options struct {
	RangeID   uint64
	ReplicaID uint64
	Log       *Log
	Applied   uint64 // index of the last applied entry
	Logger    raft.Logger

	// Descriptor is the range's, as applied: who votes, on which store. Nil: what
	// LoadLog was given, and no changes of it.
	Descriptor *descriptor.Range
	// View is the store's liveness (range/support). With it votes are filtered, and
	// leases end; nil: neither, as where there is one node. Called often.
	View func() *support.View
	// Voter is Group.Voter of the replica's last group in this process: whoever loads
	// a replica anew must not forget whom its vote is bound to. Zero where there
	// was none since the process started, for then no promise is older.
	Voter support.Voter
	// Seed spreads the elections of a group's members.
	Seed uint64

	ElectionTicks     int        // from the last message of a leader to a campaign; 10
	HeartbeatTicks    int        // between heartbeats; 2
	RetryTicks        func() int // that an election takes: two round trips, and two syncs; 2. Called often
	MessageBytesMax   int        // of one message to a peer; 1 MiB
	CommitBytesMax    int        // of entries given out to apply at once; 16 MiB
	InflightMessages  int        // to one peer; 64
	CacheBytes        int        // of applied entries kept for peers that lag; 64 KiB
	UncommittedBytes  int64      // proposed and not yet committed; no limit: the caller bounds its queue
	LogBytesMax       int        // of stored entries before the log is truncated; 1 MiB
	LogEntriesMax     int        // the same in entries; 4096
	TruncateKeepCount int        // applied entries that stay at a truncation; 0
	SlowBytesMax      int        // of entries kept for replicas that lag; 16 MiB
	SnapshotBytesMax  int        // of entries kept for snapshots on their way; 64 MiB

	// Withhold: peers hear of commits with the next append, or by Release, which the caller calls
	// within milliseconds, and at once behind what others wait for to be applied elsewhere.
	Withhold bool
}

// setDefaults fills in what is zero.
func (o *Options) setDefaults() {
	def := func(p *int, v int) {
		if *p == 0 {
			*p = v
		}
	}
	def(&o.ElectionTicks, 10)
	def(&o.HeartbeatTicks, 2)
	def(&o.MessageBytesMax, 1<<20)
	def(&o.CommitBytesMax, 16<<20)
	def(&o.InflightMessages, 64)
	def(&o.CacheBytes, 64<<10)
	def(&o.LogBytesMax, 1<<20)
	def(&o.LogEntriesMax, 4096)
	def(&o.SlowBytesMax, 16<<20)
	def(&o.SnapshotBytesMax, 64<<20)
	if o.RetryTicks == nil {
		o.RetryTicks = func() int { return 2 }
	}
	if o.Logger == nil {
		o.Logger = Discard{}
	}
}

// Group is one member of one Raft group. Not safe for concurrent use.
//
// What a replica is in, by leadTerm and asleep:
//
//	leadTerm  asleep   ticks do
//	0         no       count silence (elapsed), then campaign or ask whom the vote is bound to
//	0         yes      nothing: the leader has said that all sleep (askQuiesce)
//	> 0       no       heartbeats, checks of the quorum
//	> 0       yes      nothing: all that matter have what there is (Quiesce)
type Group struct {
	o       Options
	raw     *raft.RawNode
	log     *Log
	applied uint64
	// As of the last Ready, for tokens; leadTerm is as of the last Step.
	leader bool
	term   uint64
	vote   uint64
	commit uint64

	fresh   []any    // tokens proposed since the last Ready, in order
	waiting []waiter // by index
	// Tokens for the next Ready to give out.
	lost []any

	// Of groups with peers.
	desc  *descriptor.Range
	conf  support.Config
	voter support.Voter
	// What this replica may claim for its lease while it leads, and whom its vote is bound to.
	lead        support.Leader
	leadTerm    uint64            // that Raft leads in, 0: it does not
	denials     map[uint64]denial // by replica; see denies
	denied      uint64            // see Denied
	confPending uint64            // index of the configuration change proposed last
	out         []*raftpb.Message
	// At most as many as there are peers.
	late    []*raftpb.Message // one to a peer; see withhold
	sending map[uint64]uint64 // snapshots on their way: replica to index
	safe    uint64            // up to where the leader says that logs are not needed

	asleep      bool
	elapsed     int             // ticks since the leader was heard, or the quorum checked
	timeout     int             // ticks of silence before a campaign
	bound       int             // ticks for which it would have campaigned, and might not
	gone        uint32          // store of the leader that bound it then, 0: none
	fails       int             // campaigns since a leader was heard
	stood       uint64          // the last term that it asked for votes in
	held        *raftpb.Message // a pre-vote that came while the vote was bound
	beat, ended int
	ill         int // ticks for which this leader's clock has not been well
	rng         *rand.Rand
}

// waiter is a proposal of this process that was appended at index.
// The term tells it from an entry of another leader's at the same index.
type waiter struct {
	index, term uint64
	token       any
}

// New makes a group of a stored log.
//
// It fails with ErrCorrupt where the stored state contradicts itself or the applied index.
func New(o Options) (g *Group, err error) {
	o.setDefaults()
	if o.View != nil && o.Descriptor == nil && !o.Log.empty() {
		return nil, fmt.Errorf("consensus: range %d: leases need a descriptor", o.RangeID)
	}
	o.Log.committed(o.Applied)
	g = &Group{o: o, log: o.Log, applied: max(o.Applied, o.Log.truncated), term: o.Log.storedTerm(), vote: o.Log.hard.GetVote(), commit: o.Log.hard.GetCommit()}
	g.log.applied = g.applied
	g.rng = rand.New(rand.NewPCG(o.Seed, o.RangeID^o.ReplicaID<<32))
	g.timeout = g.electionTimeout()
	if o.Descriptor != nil {
		g.setDescriptor(o.Descriptor)
	}
	g.voter = o.Voter
	if v := g.view(); v != nil { // what the last group led, nobody leads
		g.voter.Release(v, v.Self(), g.term)
	}
	defer func() { // raft panics on state that contradicts itself
		if p := recover(); p != nil {
			g, err = nil, fmt.Errorf("%w: range %d: %v", ErrCorrupt, o.RangeID, p)
		}
	}()
	limit := o.UncommittedBytes
	if limit == 0 {
		limit = math.MaxInt64
	}
	g.raw, err = raft.NewRawNode(&raft.Config{
		ID:                        o.ReplicaID,
		ElectionTick:              o.ElectionTicks,
		HeartbeatTick:             o.HeartbeatTicks,
		Storage:                   o.Log,
		Applied:                   g.applied,
		AsyncStorageWrites:        true,
		MaxSizePerMsg:             uint64(o.MessageBytesMax),
		MaxCommittedSizePerReady:  uint64(o.CommitBytesMax),
		MaxUncommittedEntriesSize: uint64(limit),
		MaxInflightMsgs:           o.InflightMessages,
		CheckQuorum:               false, // see Tick
		PreVote:                   true,
		DisableProposalForwarding: true,
		StepDownOnRemoval:         true,
		Logger:                    o.Logger,
	})
	return g, err
}

// Sole reports whether the group's only voter is this replica.
func (g *Group) Sole() bool {
	v := g.log.conf.Voters
	return len(v) == 1 && v[0] == g.o.ReplicaID && len(g.log.conf.VotersOutgoing) == 0
}

// Term is the current term.
func (g *Group) Term() uint64 { return g.term }

// String is what Raft knows, for people who look for why a range has no leader.
func (g *Group) String() string {
	b := g.raw.BasicStatus()
	return fmt.Sprintf("%v at term %d, voted for %d, follows %d, log %d to %d, committed %d, applied %d, asleep %t",
		b.RaftState, b.GetTerm(), b.GetVote(), b.Lead, g.log.Truncated()+1, g.log.last, b.GetCommit(), g.applied, g.asleep)
}

// Leading reports whether this replica leads the group in its term. It may
// serve once it has also applied an entry of that term: see Commit.Leads.
func (g *Group) Leading() bool { return g.leader }

// Applied is the index of the last entry that the caller has applied.
func (g *Group) Applied() uint64 { return g.applied }

// Log is the group's stored log.
func (g *Group) Log() *Log { return g.log }

// Propose appends entries to the leader's log. Each token comes back once: with
// the Commit of its entry, or in Lost. On an error nothing was proposed and no
// token is kept. The data is copied.
func (g *Group) Propose(data [][]byte, tokens []any) error {
	entries := make([]*raftpb.Entry, len(data))
	for i, d := range data {
		entries[i] = &raftpb.Entry{Data: d}
	}
	return g.propose(entries, tokens...)
}

// propose is Propose for entries. Raft appends all of them or none.
func (g *Group) propose(entries []*raftpb.Entry, tokens ...any) error {
	id := g.o.ReplicaID
	if err := g.raw.Step(&raftpb.Message{Type: raftpb.MsgProp.Enum(), From: &id, Entries: entries}); err != nil {
		return err
	}
	g.fresh = append(g.fresh, tokens...)
	g.rouse()
	return nil
}

// Append is what one Ready wants to be stored.
// It is made by Ready, written by Write, and given back to Appended (or InstalledState) once it is
// durable; several may be on their way, in order.
type Append struct {
	entries   []*raftpb.Entry
	vote      bool // the hard state is to be stored
	term      uint64
	voted     uint64
	commit    uint64 // stored where it matters: see newAppend
	responses []*raftpb.Message
	snapshot  *raftpb.Snapshot // nil unless the log begins anew
}

// Empty reports whether there is nothing to write.
func (a *Append) Empty() bool { return len(a.entries) == 0 && !a.vote && a.snapshot == nil }

// Entries is the number of entries in a.
func (a *Append) Entries() int { return len(a.entries) }

// Effects is what a group wants to be done.
//
// Send and Lost may be acted on at once. Responses of an Append wait for its durability (they are in
// it), which is what makes an acknowledgement mean something. Commits are of entries that are durable
// here, too: with asynchronous writes Raft gives out no others.
type Effects struct {
	Append  *Append // nil: nothing, not even a response
	Commits []Commit
	Send    []*raftpb.Message
	States  []Snapshot // to be sent
	Lost    []any      // tokens of proposals whose fate is unknown: another leader decides

	applied []*raftpb.Message
}

// HasReady reports whether Ready has something to say.
func (g *Group) HasReady() bool { return g.raw.HasReady() || len(g.lost) > 0 || len(g.out) > 0 }

// Ready returns what is to be done now. Appends must be stored in the order of
// the Readys; Appended and Applied report them done.
//
// It must be called until HasReady is false. It writes nothing; it may read the log.
func (g *Group) Ready() Effects {
	rd := g.raw.Ready()
	if rd.SoftState != nil {
		g.leader = rd.SoftState.RaftState == raft.StateLeader
	}
	oldTerm := g.term
	if !raft.IsEmptyHardState(rd.HardState) {
		g.term, g.vote, g.commit = rd.HardState.GetTerm(), rd.HardState.GetVote(), rd.HardState.GetCommit()
	}
	if rd.SoftState != nil || g.term != oldTerm {
		g.observe()
	}
	var eff Effects
	for _, m := range rd.Messages {
		switch m.GetTo() {
		case raft.LocalAppendThread:
			eff.Append = g.newAppend(m)
		case raft.LocalApplyThread:
			eff.Commits = g.commits(m.Entries)
			eff.applied = m.Responses
		default:
			g.send(&eff, m)
		}
	}
	for _, m := range g.out {
		g.say(&eff, m)
	}
	g.out = nil
	// Proposed, and not in the Append above: another leader's entries may have taken their place.
	if !g.leader || g.term != oldTerm {
		g.loseFresh()
	}
	eff.Lost, g.lost = g.lost, nil
	return eff
}

// send sorts out what is said to peers.
// A snapshot is no message but a task for the caller, noted in sending until SnapshotDone: the log from
// its index on must stay.
func (g *Group) send(eff *Effects, m *raftpb.Message) {
	if m.GetType() == raftpb.MsgSnap {
		if g.sending == nil {
			g.sending = make(map[uint64]uint64)
		}
		g.sending[m.GetTo()] = m.GetSnapshot().GetMetadata().GetIndex()
		eff.States = append(eff.States, Snapshot{To: m.GetTo(), message: m})
		return
	}
	if !g.withhold(m) {
		g.say(eff, m)
	}
}

// say lets a message out, with what it says about leases as of now.
func (g *Group) say(eff *Effects, m *raftpb.Message) {
	g.annotate(g.view(), m)
	eff.Send = append(eff.Send, m)
}

// withhold keeps back what tells a peer only that the commit index has grown: each entry would
// cost two messages more to and from each peer, for what may as well come milliseconds later. The
// next append says as much; where none comes, Release sends what is kept.
func (g *Group) withhold(m *raftpb.Message) bool {
	if m.GetType() != raftpb.MsgApp || !g.o.Withhold {
		return false
	}
	g.late = slices.DeleteFunc(g.late, func(x *raftpb.Message) bool { return x.GetTo() == m.GetTo() })
	if len(m.Entries) > 0 || !g.leader {
		return false
	}
	g.late = append(g.late, m)
	return true
}

// Withholds reports whether there is something to Release.
func (g *Group) Withholds() bool { return len(g.late) > 0 }

// Release has the next Ready send what Withhold keeps back.
func (g *Group) Release() {
	for _, m := range g.late {
		if g.leader && m.GetTerm() == g.term {
			g.out = append(g.out, m)
		}
	}
	g.late = nil
}

// newAppend takes over what is to be stored, and learns the indexes of the
// proposals in it. A change of the commit index alone is not stored: at a
// restart the applied index stands for it. With a change of the configuration it
// is: who has an entry that leaves a joint configuration must not forget that
// the one that entered it was committed, and campaign in the one before.
func (g *Group) newAppend(m *raftpb.Message) *Append {
	a := &Append{entries: m.Entries, responses: m.Responses, snapshot: m.Snapshot}
	// A vote must be durable before it is told (Raft, section 5.2): the response is in the same Append.
	if m.Term != nil && (m.GetVote() != g.log.hard.GetVote() || m.GetTerm() != g.log.hard.GetTerm()) {
		a.vote, a.term, a.voted = true, m.GetTerm(), m.GetVote()
	}
	for _, e := range a.entries {
		if e.GetType() != raftpb.EntryNormal && !a.vote {
			a.vote, a.term, a.voted = true, g.term, g.vote
		}
	}
	a.commit = g.commit
	if !g.leader {
		return a
	}
	for _, e := range a.entries {
		if len(g.fresh) == 0 {
			break
		}
		if len(e.Data) > 0 && e.GetTerm() == g.term {
			g.waiting = append(g.waiting, waiter{e.GetIndex(), e.GetTerm(), g.fresh[0]})
			if e.GetType() != raftpb.EntryNormal {
				g.confPending = e.GetIndex()
			}
			g.fresh = g.fresh[1:]
		}
	}
	if len(g.fresh) == 0 {
		g.fresh = nil
	}
	return a
}

// loseFresh gives up the tokens that have no index yet.
func (g *Group) loseFresh() {
	g.lost = append(g.lost, g.fresh...)
	g.fresh = nil
}

// commits pairs committed entries with the tokens that wait for them.
func (g *Group) commits(entries []*raftpb.Entry) []Commit {
	out := make([]Commit, len(entries))
	for i, e := range entries {
		c := Commit{Index: e.GetIndex(), Term: e.GetTerm(), Data: e.Data}
		if e.GetType() != raftpb.EntryNormal {
			c.Conf, c.Data = decodeConf(e)
		}
		c.Token = g.claim(c.Index, c.Term)
		c.Leads = g.leader && c.Term == g.term && e.GetType() == raftpb.EntryNormal && len(e.Data) == 0
		out[i] = c
	}
	return out
}

// claim returns the token that waits for the entry, and gives up those that
// another leader's entries have overtaken.
// waiting is in the order of indexes, so each token is looked at once.
func (g *Group) claim(index, term uint64) (token any) {
	n := 0
	for ; n < len(g.waiting) && g.waiting[n].index <= index; n++ {
		if w := g.waiting[n]; w.index == index && w.term == term {
			token = w.token
		} else {
			g.lost = append(g.lost, w.token)
		}
	}
	if n == len(g.waiting) {
		g.waiting = g.waiting[:0]
	} else {
		g.waiting = g.waiting[n:]
	}
	return token
}

// Abandon returns the tokens of all proposals that wait, and forgets them.
// For a caller that closes the group: the fate of those proposals is unknown (40003 for clients).
func (g *Group) Abandon() []any {
	g.loseFresh()
	for _, w := range g.waiting {
		g.lost = append(g.lost, w.token)
	}
	g.waiting = nil
	lost := g.lost
	g.lost = nil
	return lost
}

// Write adds an append to a batch.
// The order within the batch is no matter but for writeInstall, which deletes entries and must come
// before writeEntries.
func (g *Group) Write(w engine.Writer, a *Append) error {
	if a.vote {
		if err := g.log.writeHard(w, a.term, a.voted, a.commit); err != nil {
			return err
		}
	}
	if a.snapshot != nil {
		if err := g.log.writeInstall(w, a.snapshot.GetMetadata().GetIndex(), a.snapshot.GetMetadata().GetTerm()); err != nil {
			return err
		}
	}
	if len(a.entries) == 0 {
		return nil
	}
	return g.log.writeEntries(w, a.entries)
}

// Appended reports that a is durable. What it answers to other replicas is
// returned, to be sent.
//
// Appends must be reported in the order of their Readys.
func (g *Group) Appended(a *Append) (send []*raftpb.Message, err error) {
	if a.vote {
		commit := g.log.hard.GetCommit()
		g.log.hard = &raftpb.HardState{Term: &a.term, Vote: &a.voted, Commit: &commit}
	}
	if len(a.entries) > 0 {
		g.log.stored(a.entries)
	}
	for _, m := range a.responses {
		if m.GetTo() != g.o.ReplicaID {
			send = append(send, m)
		} else if err := g.raw.Step(m); err != nil {
			return send, err
		}
	}
	return send, nil
}

// AppliedAll reports that the commits of eff have been applied.
// It is called once for each Effects, in order, also where Commits is empty.
func (g *Group) AppliedAll(eff *Effects) error {
	if n := len(eff.Commits); n > 0 {
		g.applied = eff.Commits[n-1].Index
	}
	if g.confPending == unknownIndex && g.leadTerm != 0 {
		g.confPending = g.ledFrom(eff)
	}
	for _, m := range eff.applied {
		if err := g.raw.Step(m); err != nil {
			return err
		}
	}
	g.log.applied = g.applied
	g.log.shrink(g.applied, g.o.CacheBytes)
	return nil
}

// ledFrom is 0 once the first entry of this replica's term is applied: then no
// change of the configuration from before is pending.
func (g *Group) ledFrom(eff *Effects) uint64 {
	for i := range eff.Commits {
		if eff.Commits[i].Leads {
			return 0
		}
	}
	return unknownIndex
}

// Truncate adds to w the removal of applied entries, where the log has grown
// beyond its limits, and reports whether it did. The applied state that it
// relies on must have been written before w is.
//
// Limits are of the whole log: a truncation is a range deletion, so it is done for some
// thousand entries at once.
func (g *Group) Truncate(w engine.Writer) (bool, error) {
	l := g.log
	if l.bytes < g.o.LogBytesMax && l.last-l.truncated < uint64(g.o.LogEntriesMax) {
		return false, nil
	}
	upto := g.truncateTo()
	if keep := uint64(g.o.TruncateKeepCount); upto > keep {
		upto -= keep
	}
	if upto <= l.truncated {
		return false, nil
	}
	return true, l.truncate(w, upto)
}

// Discard is a raft.Logger that is silent but for what makes a group unusable.
// Raft's log is for those who work on Raft; what matters of it is said by others.
type Discard struct{}

// Debug and the others that say nothing implement raft.Logger.
func (Discard) Debug(...any)            {}
func (Discard) Debugf(string, ...any)   {}
func (Discard) Error(...any)            {}
func (Discard) Errorf(string, ...any)   {}
func (Discard) Info(...any)             {}
func (Discard) Infof(string, ...any)    {}
func (Discard) Warning(...any)          {}
func (Discard) Warningf(string, ...any) {}

// Fatal, and the three below, panic: raft calls them where it can't go on.
func (Discard) Fatal(v ...any)            { panic(fmt.Sprint(v...)) }
func (Discard) Fatalf(f string, v ...any) { panic(fmt.Sprintf(f, v...)) }
func (Discard) Panic(v ...any)            { panic(fmt.Sprint(v...)) }
func (Discard) Panicf(f string, v ...any) { panic(fmt.Sprintf(f, v...)) }

// Snapshot asks for the range's state to be sent to a replica whose log can't
// be caught up. Raft knows of the state only where in the log it stands: the
// caller takes a snapshot of the engine, at whatever index is applied by then,
// sends it, and reports with SnapshotDone how that went. Until then the log
// is kept.
// sending holds its index; more than one to a replica at once there is not.
type Snapshot struct {
	To      uint64
	message *raftpb.Message
}

// At returns the message that is to be stepped at the receiver, after all of the
// state has come: it stands at an applied index, whose entry is of logTerm, and
// holds the descriptor d.
// The index may be higher than the one that Raft named: a later state does as well.
func (s *Snapshot) At(index, logTerm uint64, d *descriptor.Range) *raftpb.Message {
	m := &raftpb.Message{Type: s.message.Type, To: s.message.To, From: s.message.From, Term: s.message.Term}
	m.Snapshot = &raftpb.Snapshot{Metadata: &raftpb.SnapshotMetadata{Index: &index, Term: &logTerm, ConfState: ConfState(d)}}
	return m
}

// unknownIndex stands for one above all that are applied.
const unknownIndex = ^uint64(0)

// setDescriptor takes over who votes, in each of the three forms.
func (g *Group) setDescriptor(d *descriptor.Range) {
	g.desc, g.conf, g.log.conf = d, supportConfig(d), ConfState(d)
}

// electionTimeout is a random time of silence before a campaign, in ticks.
func (g *Group) electionTimeout() int { return g.o.ElectionTicks + g.rng.IntN(g.o.ElectionTicks) }

// view is the store's liveness as of now; nil where leases need none.
func (g *Group) view() *support.View {
	if g.o.View == nil {
		return nil
	}
	return g.o.View()
}

// guard makes an error of a panic: raft panics on messages that contradict what
// it knows. The group can't be used any more.
// One message from a peer must not end the process with all its other ranges.
func (g *Group) guard(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("%w: range %d: %v", ErrCorrupt, g.o.RangeID, p)
	}
}

// message makes one that Raft does not know of.
func (g *Group) message(t raftpb.MessageType, to, term uint64, note []byte) *raftpb.Message {
	from := g.o.ReplicaID
	return &raftpb.Message{Type: t.Enum(), To: &to, From: &from, Term: &term, Context: note}
}

// observe compares Raft's state with what is known of the lease.
// It is called after everything that may change who leads: a lease must end in the same step as the
// leadership that it rests on (T3), before anybody asks for it.
func (g *Group) observe() {
	st := g.raw.BasicStatus()
	leads := st.RaftState == raft.StateLeader
	v := g.view()
	if g.leadTerm != 0 && (!leads || st.GetTerm() != g.leadTerm) {
		g.lead.End()
		if v != nil {
			g.voter.Release(v, v.Self(), g.leadTerm)
		}
		if !leads && st.GetTerm() == g.leadTerm { // else the others know of a later term
			g.release()
		}
		g.leadTerm, g.elapsed, g.asleep = 0, 0, false
		g.fails, g.timeout = 0, g.electionTimeout()
	}
	if v != nil && st.GetVote() != 0 {
		g.voter.Voted(v, st.GetTerm())
	}
	if leads && g.leadTerm == 0 {
		g.lead.Begin(st.GetTerm())
		g.leadTerm, g.elapsed, g.ended, g.ill, g.asleep = st.GetTerm(), 0, 0, 0, false
		g.confPending, g.sending = unknownIndex, nil
	}
}
