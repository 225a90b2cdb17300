package consensus

import (
	"container/heap"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"go.etcd.io/raft/v3"
	"go.etcd.io/raft/v3/raftpb"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/support"
)

// A network of stores with one range, each a Group over a disk that crashes and
// a support.State, on clocks that differ. Judged: one leader per term; the same
// entry at an index everywhere; leases that are disjoint in time; what was
// acknowledged stays; and once all is well the group works again (no wedge).

const (
	netTick   = 20 * time.Millisecond
	netFaults = 4 * time.Second
	netHeal   = 4 * time.Second
	netBase   = hlc.Reading(1) << 60
	netBound  = 10 * time.Millisecond // E
)

var netTiming = support.Timing{Length: 300 * time.Millisecond, Renew: 100 * time.Millisecond, Epsilon: 2 * netBound}

// netPlant breaks a duty of the caller.
type netPlant struct {
	noView     bool // votes are not filtered
	earlyVotes bool // responses leave before the append is durable
	noRelease  bool // queries are not answered
	noSnapshot bool // snapshots are never sent
	forget     bool // a replica that is loaded anew forgets whom its vote is bound to
	quiet      bool // no faults, no clients
}

type netWorld struct {
	rng    *rand.Rand
	plant  netPlant
	now    time.Duration
	queue  netEvents
	seq    int
	stores []*netStore
	healed bool
	err    error

	withhold bool // groups withhold the news of commits, from tick to tick

	leaders map[uint64]uint32 // by term
	entries map[uint64]string // by index: term and data, as applied
	leases  []*netLease
	acked   uint64 // highest acknowledged index
	next    int
	sent    int
	count   netCount
}

type netCount struct {
	elections, transfers, conf, snapshots, commands, sleeps, truncations int
}

type netLease struct {
	term         uint64
	store        uint32
	floor, until hlc.Timestamp
	inherits     *netLease
}

func (l *netLease) has(o *netLease) bool {
	for ; l != nil; l = l.inherits {
		if l == o {
			return true
		}
	}
	return false
}

type netEvent struct {
	at  time.Duration
	seq int
	do  func()
}
type netEvents []netEvent

func (q netEvents) Len() int { return len(q) }
func (q netEvents) Less(i, j int) bool {
	return q[i].at < q[j].at || q[i].at == q[j].at && q[i].seq < q[j].seq
}
func (q netEvents) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *netEvents) Push(x any)   { *q = append(*q, x.(netEvent)) }
func (q *netEvents) Pop() any {
	o := *q
	e := o[len(o)-1]
	*q = o[:len(o)-1]
	return e
}

// netCommand is the data of an entry.
type netCommand struct {
	Term     uint64               // that evaluated it (T5)
	Text     string               `json:",omitempty"`
	Replicas []descriptor.Replica `json:",omitempty"`
	Revoke   bool                 `json:",omitempty"`
}

// netState is what a replica has applied.
type netState struct {
	index, term uint64
	desc        *descriptor.Range
	handover    uint64 // term of the lease that was revoked last
	replica     uint64 // its ID here
}

type netStore struct {
	w    *netWorld
	id   uint32
	off  time.Duration
	last hlc.Reading
	up   bool
	life int
	slow time.Duration
	cut  []bool

	disk    *disk
	saved   support.Persisted
	durable netState
	top     uint64 // highest term of a replica that was removed

	s     *support.State
	view  *support.View
	busy  bool // saving support
	st    netState
	g     *Group
	lease *netLease
	want  map[uint64]netState // state of snapshots that came, by index
}

func (w *netWorld) after(d time.Duration, f func()) {
	w.seq++
	heap.Push(&w.queue, netEvent{w.now + d, w.seq, f})
}
func (w *netWorld) chance(p float64) bool { return w.rng.Float64() < p }
func (w *netWorld) between(a, b time.Duration) time.Duration {
	return a + time.Duration(w.rng.Int64N(int64(b-a+1)))
}
func (w *netWorld) fail(format string, args ...any) {
	if w.err == nil {
		w.err = fmt.Errorf("at %v: "+format, append([]any{w.now}, args...)...)
	}
}

func newNet(seed uint64, p netPlant) *netWorld {
	w := &netWorld{rng: rand.New(rand.NewPCG(seed, 3)), plant: p, withhold: seed/2%2 == 1, leaders: map[uint64]uint32{}, entries: map[uint64]string{}}
	n := 3
	if seed%2 == 1 {
		n = 5
	}
	var first []descriptor.Replica
	for i := range 3 {
		first = append(first, descriptor.Replica{ID: uint64(i + 1), NodeID: uint32(i + 1), StoreID: uint32(i + 1)})
	}
	for i := range n {
		s := &netStore{w: w, id: uint32(i + 1), off: w.between(-netBound, netBound), disk: newDisk(), cut: make([]bool, n)}
		if i < 3 {
			s.durable = netState{index: InitialIndex, term: InitialTerm, desc: netDescriptor(first, 1), replica: uint64(i + 1)}
		}
		w.stores = append(w.stores, s)
	}
	for _, s := range w.stores {
		s.start()
	}
	if w.healed = p.quiet; !p.quiet {
		w.after(w.between(100*time.Millisecond, 500*time.Millisecond), w.fault)
		w.after(50*time.Millisecond, w.client)
	}
	return w
}

func netDescriptor(r []descriptor.Replica, gen uint64) *descriptor.Range {
	return &descriptor.Range{ID: testRange, Start: []byte{0x20}, End: []byte{0x30}, Generation: gen, Replicas: r}
}

func (s *netStore) start() {
	var err error
	s.s, err = support.New(support.Options{Self: s.id, Durable: s.saved, Timing: netTiming})
	if err != nil {
		s.w.fail("%v", err)
		return
	}
	var peers []uint32
	for i := range s.w.stores {
		peers = append(peers, uint32(i+1))
	}
	s.s.SetPeers(peers)
	s.view, s.busy, s.up, s.lease, s.want = s.s.View(), false, true, nil, map[uint64]netState{}
	s.life++
	s.st, s.g = s.durable, nil
	if s.st.replica != 0 {
		s.load()
	}
	s.tick()
}

// load makes the group of the replica that the store's state names.
func (s *netStore) load() {
	var log *Log
	var err error
	if s.st.desc == nil {
		log, err = EmptyLog(s.disk, testRange)
	} else {
		c := ConfState(s.st.desc)
		log, err = LoadLog(s.disk, testRange, s.st.index, c.Voters, c.Learners)
	}
	if err == nil {
		o := Options{
			RangeID: testRange, ReplicaID: s.st.replica, Log: log, Applied: s.st.index, Descriptor: s.st.desc,
			LogEntriesMax: 20, CacheBytes: 1, ElectionTicks: 8, Seed: s.w.rng.Uint64(), Withhold: s.w.withhold,
			View: func() *support.View { return s.view },
		}
		if s.g != nil && !s.w.plant.forget {
			o.Voter = s.g.Voter()
		}
		if s.w.plant.noView {
			o.View = nil
		}
		s.g, err = New(o)
	}
	if err != nil {
		s.w.fail("store %d does not load: %v", s.id, err)
	}
}

func (s *netStore) clock() hlc.Reading {
	s.last = max(s.last+1, netBase+hlc.Reading(s.w.now+s.off))
	return s.last
}

// deliver runs f at another store: late, twice or never.
func (s *netStore) deliver(to uint32, f func(*netStore)) {
	w, dst := s.w, s.w.stores[to-1]
	copies := 1
	if !w.healed && dst != s {
		if w.chance(0.04) || s.cut[to-1] {
			copies = 0
		} else if w.chance(0.03) {
			copies = 2
		}
	}
	for range copies {
		d := w.between(time.Millisecond, 6*time.Millisecond)
		if dst == s {
			d = 0
		}
		if !w.healed && w.chance(0.03) {
			d = w.between(0, 300*time.Millisecond)
		}
		w.after(d, func() {
			if dst.up && w.err == nil {
				f(dst)
			}
		})
	}
}

// flush saves and sends what the support State has ready.
func (s *netStore) flush() {
	if s.busy {
		return
	}
	r := s.s.Ready()
	if r.Empty() {
		s.view = s.s.View()
		return
	}
	if r.Save == nil {
		s.send(r)
		return
	}
	s.busy = true
	life := s.life
	s.w.after(s.w.between(0, 2*time.Millisecond)+s.slow, func() {
		if s.up && s.life == life {
			s.busy, s.saved = false, *r.Save
			s.send(r)
			s.flush()
		}
	})
}

func (s *netStore) send(r support.Ready) {
	s.s.Advance(r)
	s.view = s.s.View()
	if s.g != nil {
		s.g.Check()
	}
	for _, h := range r.Heartbeats {
		s.deliver(h.To, func(d *netStore) { d.s.Receive(d.clock(), h); d.flush() })
	}
	for _, a := range r.Replies {
		s.deliver(a.To, func(d *netStore) { d.s.ReceiveReply(d.clock(), a); d.flush() })
	}
}

func (s *netStore) tick() {
	life := s.life
	if !s.up || s.w.err != nil {
		return
	}
	s.s.Heartbeats(s.clock())
	s.s.Withdraw(s.clock())
	s.flush()
	if s.g != nil {
		s.check(s.g.Tick(s.clock()))
		s.g.Release()
		s.run()
		s.lead()
	}
	s.w.after(netTick, func() {
		if s.life == life {
			s.tick()
		}
	})
}

func (s *netStore) check(err error) {
	if err != nil {
		s.w.fail("store %d: %v", s.id, err)
	}
}

// run does all that the group wants.
func (s *netStore) run() {
	for s.g != nil && s.g.HasReady() && s.w.err == nil {
		g := s.g
		eff := g.Ready()
		if g.Leading() {
			if o, ok := s.w.leaders[g.Term()]; ok && o != s.id {
				s.w.fail("stores %d and %d lead term %d", o, s.id, g.Term())
			}
			s.w.leaders[g.Term()] = s.id
		}
		s.sendAll(eff.Send)
		s.apply(&eff)
		if s.g != g {
			return
		}
		s.append(eff.Append)
		for _, snap := range eff.States {
			s.sendState(snap)
		}
		s.check(g.AppliedAll(&eff))
		s.truncate()
	}
}

// append writes, and tells the group when that is durable.
func (s *netStore) append(a *Append) {
	if a == nil {
		return
	}
	g, life := s.g, s.life
	b := &diskBatch{}
	s.check(g.Write(b, a))
	installed, install := a.Installed()
	st := s.st
	if install {
		got, ok := s.want[installed]
		if !ok {
			s.w.fail("store %d installs a snapshot at %d that did not come", s.id, installed)
			return
		}
		got.replica = s.st.replica
		st, s.st = got, got
		s.w.count.snapshots++
	}
	b.durable = func() { s.durable = st }
	b.then = func() {
		var send []*raftpb.Message
		var err error
		if install {
			send, err = g.InstalledState(a, st.desc)
		} else {
			send, err = g.Appended(a)
		}
		s.check(err)
		if !s.w.plant.earlyVotes {
			s.sendAll(send)
		}
	}
	if s.w.plant.earlyVotes {
		var early []*raftpb.Message
		for _, m := range a.responses {
			if m.GetTo() != g.o.ReplicaID {
				early = append(early, m)
			}
		}
		s.sendAll(early)
	}
	s.disk.write(b)
	s.w.after(s.w.between(0, 2*time.Millisecond)+s.slow, func() {
		if !s.up || s.life != life {
			return
		}
		n := slices.Index(s.disk.pending, b) + 1
		for _, done := range s.disk.sync(n) {
			if done.then != nil && s.g == g {
				done.then()
			}
		}
		s.run()
	})
}

func (s *netStore) truncate() {
	b := &diskBatch{}
	did, err := s.g.Truncate(b)
	s.check(err)
	if did {
		st := s.st
		b.durable = func() { s.durable = st }
		s.disk.write(b)
		s.w.count.truncations++
	}
}

func (s *netStore) sendAll(messages []*raftpb.Message) {
	for _, m := range messages {
		b, err := AppendMessage(nil, m)
		s.check(err)
		store := s.storeOf(m)
		if store == 0 {
			continue
		}
		s.w.sent++
		s.deliver(store, func(d *netStore) {
			m, err := DecodeMessage(b)
			d.check(err)
			d.receive(s.id, m)
		})
	}
}

// storeOf finds the store of a replica as the sender knows it.
func (s *netStore) storeOf(m *raftpb.Message) uint32 {
	if s.g != nil {
		if id := s.g.storeOf(m.GetTo()); id != 0 {
			return id
		}
	}
	for _, o := range s.w.stores { // a new replica answers whom it heard from
		if o.st.replica == m.GetTo() {
			return o.id
		}
	}
	return 0
}

func (s *netStore) receive(from uint32, m *raftpb.Message) {
	switch {
	case m.GetTo() > max(s.st.replica, s.top) && m.GetType() != raftpb.MsgHeartbeatResp:
		if s.st.replica != 0 {
			s.remove() // it was removed, and does not know
		}
		s.st = netState{replica: m.GetTo()} // a new replica
		s.load()
	case m.GetTo() != s.st.replica || s.g == nil:
		if a := AnswerFor(m, 1<<40); a != nil {
			s.deliver(from, func(d *netStore) { d.receive(s.id, a) })
		}
		return
	}
	if s.w.plant.noRelease && AnswerFor(m, 0) != nil {
		return
	}
	if err := s.g.Step(s.clock(), m); err != nil && !errors.Is(err, raft.ErrProposalDropped) {
		s.w.fail("store %d, %v: %v", s.id, m, err)
		return
	}
	s.run()
}

func (s *netStore) sendState(snap Snapshot) {
	if s.w.plant.noSnapshot {
		s.g.SnapshotDone(snap.To, false)
		return
	}
	st, g := s.st, s.g
	m := snap.At(st.index, st.term, st.desc)
	lost := !s.w.healed && s.w.chance(0.2)
	life := s.life
	done := func(ok bool) {
		if s.up && s.life == life && s.g == g {
			g.SnapshotDone(snap.To, ok)
			s.run()
		}
	}
	to := g.storeOf(snap.To)
	if lost || to == 0 {
		s.w.after(20*time.Millisecond, func() { done(false) })
		return
	}
	s.w.after(s.w.between(5*time.Millisecond, 50*time.Millisecond), func() {
		d := s.w.stores[to-1]
		if d.up && d.st.replica == m.GetTo() {
			d.want[st.index] = st
			d.receive(s.id, m)
		}
		done(true)
	})
}

// apply applies what is committed, and judges it.
func (s *netStore) apply(eff *Effects) {
	g, w := s.g, s.w
	for i := range eff.Commits {
		c := &eff.Commits[i]
		text := fmt.Sprintf("%d:%s", c.Term, c.Data)
		if old, ok := w.entries[c.Index]; ok && old != text {
			w.fail("store %d applies %q at %d, others %q", s.id, text, c.Index, old)
		}
		w.entries[c.Index] = text
		if s.st.index+1 != c.Index {
			w.fail("store %d applies %d after %d", s.id, c.Index, s.st.index)
		}
		handover := s.st.handover
		if c.Term > handover {
			s.st.handover = 0
		}
		s.st.index, s.st.term = c.Index, c.Term
		if c.Leads {
			s.begin(handover)
		}
		if len(c.Data) > 0 {
			s.command(c)
			if c.Token != nil {
				w.acked = max(w.acked, c.Index)
				w.count.commands++
			}
		}
		if s.g != g {
			return
		}
	}
}

func (s *netStore) command(c *Commit) {
	var cmd netCommand
	if err := json.Unmarshal(c.Data, &cmd); err != nil {
		s.w.fail("entry %q: %v", c.Data, err)
		return
	}
	if cmd.Term != c.Term {
		return // T5
	}
	if cmd.Revoke {
		s.st.handover = c.Term
		if s.g.leadTerm == c.Term {
			s.handOver()
		}
	}
	if c.Conf == nil {
		return
	}
	s.st.desc = netDescriptor(cmd.Replicas, s.st.desc.Generation+1)
	s.check(s.g.ApplyConf(c.Conf, s.st.desc))
	s.w.count.conf++
	if !s.g.Member() {
		s.remove()
	}
}

// remove destroys the replica, and remembers what it acknowledged.
func (s *netStore) remove() {
	s.top = max(s.top, s.st.replica)
	b := &diskBatch{}
	s.check(b.DeleteRange([]byte{0}, []byte{0xff}))
	s.st, s.g, s.lease = netState{}, nil, nil
	b.durable = func() { s.durable = netState{} }
	s.disk.write(b)
	s.disk.sync(len(s.disk.pending))
}

// begin starts the lease of a term.
func (s *netStore) begin(handover uint64) {
	w := s.w
	l := &netLease{term: s.g.Term(), store: s.id, floor: s.clock().Timestamp().Add(netTiming.Epsilon)}
	if handover != 0 {
		for _, o := range w.leases {
			if o.term == handover {
				l.inherits, l.floor = o, o.floor
			}
		}
		w.count.transfers++
	}
	w.count.elections++
	s.lease = l
	for _, o := range w.leases {
		w.disjoint(o, l)
	}
	w.leases = append(w.leases, l)
}

func (w *netWorld) disjoint(a, b *netLease) {
	if a.term > b.term {
		a, b = b, a
	}
	if a != b && a.until > a.floor && b.floor < a.until && !b.has(a) {
		w.fail("store %d served below %v in term %d, store %d from %v in term %d", a.store, a.until, a.term, b.store, b.floor, b.term)
	}
}

// serving is until when the store's lease holds, as of now.
func (s *netStore) serving() (hlc.Timestamp, bool) {
	if s.g == nil || s.lease == nil || s.lease.term != s.g.leadTerm {
		return 0, false
	}
	t := s.g.LeaseUntil()
	if t > s.lease.until && t != hlc.Max {
		s.lease.until = t
		for _, o := range s.w.leases {
			s.w.disjoint(s.lease, o)
		}
	}
	if t == hlc.Max { // without a view: as if for a moment
		s.lease.until = max(s.lease.until, s.clock().Timestamp())
		for _, o := range s.w.leases {
			s.w.disjoint(s.lease, o)
		}
	}
	return t, t > s.clock().Timestamp() && !s.g.lead.Ended()
}

// lead does what leaseholders do now and then.
func (s *netStore) lead() {
	w := s.w
	if _, ok := s.serving(); !ok {
		return
	}
	switch {
	case w.chance(0.02) && !w.healed:
		s.g.EndLease()
		s.propose(netCommand{Revoke: true})
	case w.chance(0.1) && !w.healed:
		s.reconfigure()
	case s.st.desc.Joint() && w.chance(0.5):
		s.proposeConf(s.st.desc.LeaveJoint())
	case w.chance(0.2):
		if s.g.Quiesce(s.clock()) {
			w.count.sleeps++
			s.run()
		}
	}
}

func (s *netStore) propose(c netCommand) {
	c.Term = s.g.Term()
	b, err := json.Marshal(c)
	s.check(err)
	_ = s.g.Propose([][]byte{b}, []any{"token"}) // a refusal loses the command
	s.run()
}

func (s *netStore) proposeConf(replicas []descriptor.Replica) {
	c := netCommand{Term: s.g.Term(), Replicas: replicas}
	b, err := json.Marshal(c)
	s.check(err)
	err = s.g.ProposeConf(netDescriptor(replicas, 2), b, "token")
	if errors.Is(err, ErrConfInvalid) && !s.st.desc.Joint() {
		for _, x := range replicas {
			if x.ID == s.st.replica && !x.VotesNew() {
				return // the leader's own
			}
		}
		s.w.fail("%v", err)
	}
	s.run()
}

// reconfigure adds a learner, removes one, or swaps votes in a joint step.
func (s *netStore) reconfigure() {
	w, old := s.w, s.st.desc
	if old.Joint() {
		return
	}
	r := slices.Clone(old.Replicas)
	var highest uint64
	for _, x := range r {
		highest = max(highest, x.ID)
	}
	for i := range w.stores {
		highest = max(highest, w.stores[i].top, w.stores[i].st.replica)
	}
	switch w.rng.IntN(3) {
	case 0:
		store := uint32(w.rng.IntN(len(w.stores)) + 1)
		if _, ok := old.Replica(store); ok {
			return
		}
		r = append(r, descriptor.Replica{ID: highest + 1, NodeID: store, StoreID: store, Learner: true})
	case 1:
		i := slices.IndexFunc(r, func(x descriptor.Replica) bool { return x.Learner })
		if i < 0 {
			return
		}
		r = slices.Delete(r, i, i+1)
	default:
		changed := 0
		for i := range r {
			if r[i].Learner && w.chance(0.7) {
				r[i].Learner, r[i].Change = false, descriptor.Incoming
				changed++
			} else if !r[i].Learner && w.chance(0.3) && r[i].ID != s.st.replica {
				r[i].Change = descriptor.Outgoing
				changed++
			}
		}
		if changed == 0 {
			return
		}
	}
	s.proposeConf(r)
}

func (s *netStore) handOver() {
	var to []uint64
	for _, x := range s.st.desc.Replicas {
		if x.VotesNew() && x.ID != s.st.replica {
			to = append(to, x.ID)
		}
	}
	if len(to) > 0 && s.w.chance(0.9) {
		s.check(s.g.Transfer(to[s.w.rng.IntN(len(to))]))
	}
}

// client proposes at whoever serves.
func (w *netWorld) client() {
	for _, s := range w.stores {
		if !s.up {
			continue
		}
		if _, ok := s.serving(); ok {
			w.next++
			s.propose(netCommand{Text: fmt.Sprint(w.next)})
		}
	}
	w.after(w.between(5*time.Millisecond, 60*time.Millisecond), w.client)
}

func (w *netWorld) fault() {
	if w.now > netFaults {
		w.heal()
		return
	}
	s := w.stores[w.rng.IntN(len(w.stores))]
	kind := w.rng.IntN(8)
	switch {
	case w.plant.earlyVotes: // it takes a crash to notice
		kind = 3 + kind%2
	case w.plant.forget:
		kind = 5 + kind%3
	}
	switch kind {
	case 0:
		s.crash()
		w.after(w.between(0, 400*time.Millisecond), s.restart)
	case 1:
		for i := range s.cut {
			s.cut[i] = w.chance(0.5)
		}
	case 2:
		for _, d := range w.stores {
			clear(d.cut)
		}
	case 3:
		s.slow = w.between(0, 300*time.Millisecond)
		w.after(w.between(50*time.Millisecond, 400*time.Millisecond), func() { s.slow = 0 })
	case 4: // all at once
		for _, d := range w.stores {
			d.crash()
			w.after(w.between(0, 50*time.Millisecond), d.restart)
		}
	case 5: // one is alone
		for _, d := range w.stores {
			s.cut[d.id-1], d.cut[s.id-1] = true, true
		}
	case 6:
		s.degrade(true)
		w.after(w.between(100*time.Millisecond, 800*time.Millisecond), func() { s.degrade(false) })
	case 7:
		s.reload()
	}
	w.after(w.between(50*time.Millisecond, 600*time.Millisecond), w.fault)
}

// reload makes the group anew, in the same process.
func (s *netStore) reload() {
	if s.up && s.g != nil {
		s.disk.sync(len(s.disk.pending))
		s.lease = nil
		s.load()
	}
}

func (s *netStore) degrade(d bool) {
	s.s.SetDegraded(d)
	s.view = s.s.View()
}

func (s *netStore) crash() {
	if !s.up {
		return
	}
	s.up, s.g, s.lease = false, nil, nil
	s.life++
	s.disk.crash(s.w.rng.IntN(3))
}

func (s *netStore) restart() {
	if !s.up {
		s.start()
	}
}

// heal ends all faults. The group must commit soon, and all its replicas agree.
func (w *netWorld) heal() {
	w.healed = true
	for _, s := range w.stores {
		clear(s.cut)
		s.slow = 0
		s.restart()
	}
	var before uint64
	w.after(netHeal*3/4, func() { before = w.acked })
	w.after(netHeal, func() {
		if w.acked == before {
			w.fail("nothing commits %v after all is well", netHeal)
		}
		for _, s := range w.stores {
			if s.g != nil && s.g.Leading() {
				s.followed(before)
			}
		}
		w.queue = w.queue[:0]
	})
}

// followed checks that all replicas have what was acknowledged.
func (s *netStore) followed(index uint64) {
	for _, x := range s.st.desc.Replicas {
		if o := s.w.stores[x.StoreID-1]; o.st.replica != x.ID || o.st.index < index {
			s.w.fail("replica %d has applied %d of %d", x.ID, o.st.index, index)
		}
	}
}

func (w *netWorld) run() error { return w.runFor(time.Hour) }

func (w *netWorld) runFor(d time.Duration) error {
	end := w.now + d
	for len(w.queue) > 0 && w.err == nil && w.queue[0].at <= end {
		e := heap.Pop(&w.queue).(netEvent)
		w.now = e.at
		e.do()
	}
	w.now = end
	return w.err
}

// server is the store that serves.
func (w *netWorld) server() *netStore {
	for _, s := range w.stores {
		if s.up {
			if _, ok := s.serving(); ok {
				return s
			}
		}
	}
	return nil
}

// TestSleep shows that a group with nothing to do says nothing, wakes for a
// proposal, and wakes where its leader's store goes silent.
func TestSleep(t *testing.T) {
	for seed := range uint64(20) {
		w := newNet(seed*2, netPlant{quiet: true})
		run := func(d time.Duration) {
			if err := w.runFor(d); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
		}
		run(2 * time.Second)
		sent := w.sent
		run(5 * time.Second)
		if w.sent != sent {
			t.Fatalf("seed %d: %d messages while there is nothing to do", seed, w.sent-sent)
		}
		s := w.server()
		if s == nil || !s.g.Asleep() {
			t.Fatalf("seed %d: the lease was not kept asleep", seed)
		}
		acked := w.acked
		s.propose(netCommand{Text: "x"})
		run(100 * time.Millisecond)
		if w.acked == acked {
			t.Fatalf("seed %d: a sleeping group does not commit", seed)
		}
		s.crash()
		from := w.now
		for w.server() == nil && w.now < from+5*time.Second {
			run(5 * time.Millisecond)
		}
		// The promise, a tick to withdraw, up to two election timeouts, a split vote.
		if d := w.now - from; d > netTiming.Length+4*8*netTick {
			t.Errorf("seed %d: %v without a lease after a crash", seed, d)
		}
	}
}

// TestWakesBeforeCheck: a leader that fell asleep just before it would have looked for its quorum leads on when it
// wakes, though its followers are further away than that look was.
func TestWakesBeforeCheck(t *testing.T) {
	for _, how := range []string{"proposal", "wake"} {
		w := newNet(0, netPlant{quiet: true})
		if err := w.runFor(2 * time.Second); err != nil {
			t.Fatal(err)
		}
		s := w.server()
		if s == nil || !s.g.Asleep() {
			t.Fatal("nothing sleeps")
		}
		s.check(s.g.local(raftpb.MsgCheckQuorum)) // the one before: who was active is forgotten
		s.g.elapsed = s.g.o.ElectionTicks - 1
		switch how {
		case "proposal":
			s.propose(netCommand{Text: "x"})
		case "wake":
			s.g.Wake()
		}
		s.check(s.g.Tick(s.clock()))
		if w.err != nil {
			t.Fatal(w.err)
		}
		if s.g.Asleep() || s.g.leadTerm == 0 {
			t.Errorf("%s: asleep %v, leads %v after the first tick", how, s.g.Asleep(), s.g.leadTerm != 0)
		}
	}
}

// TestGivesUp: a leader whose clock is not well tells its sleeping followers when it has stepped
// down, and one takes over with the end of what was promised, without a time of silence.
func TestGivesUp(t *testing.T) {
	for seed := range uint64(20) {
		w := newNet(seed*2, netPlant{quiet: true})
		run := func(d time.Duration) {
			if err := w.runFor(d); err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
		}
		run(2 * time.Second)
		s := w.server()
		if s == nil || !s.g.Asleep() {
			t.Fatalf("seed %d: nothing sleeps", seed)
		}
		s.degrade(true)
		s.g.Wake()
		from := w.now
		for (w.server() == nil || w.server() == s) && w.now < from+5*time.Second {
			run(5 * time.Millisecond)
		}
		// The promise, and ticks: to see its end, for two whose turn comes first, for the election.
		if d := w.now - from; d > netTiming.Length+netTiming.Epsilon+4*netTick {
			t.Errorf("seed %d: %v without a lease after the leader gave up", seed, d)
		}
	}
}

func TestNetwork(t *testing.T) {
	seeds := uint64(150)
	if testing.Short() {
		seeds = 30
	}
	var c netCount
	for seed := range seeds {
		w := newNet(seed, netPlant{})
		if err := w.run(); err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		c.elections += w.count.elections
		c.transfers += w.count.transfers
		c.conf += w.count.conf
		c.snapshots += w.count.snapshots
		c.commands += w.count.commands
		c.sleeps += w.count.sleeps
		c.truncations += w.count.truncations
	}
	t.Logf("%d seeds: %+v", seeds, c)
	if min(c.elections, c.transfers, c.conf, c.snapshots, c.commands, c.sleeps, c.truncations) < int(seeds)/4 {
		t.Errorf("the worlds are too quiet: %+v", c)
	}
}
