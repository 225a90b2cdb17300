package support

import (
	"container/heap"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// The model: stores with drifting clocks that lose their memory, messages that
// are lost, late and doubled, and one group whose elections, transfers and
// configuration changes are abstract: a commit is one atomic step at a quorum of
// stores that are up. What it checks: nothing that a lease may serve lies at or
// above the floor of a later one (T3), and in the end there is a lease.

const (
	ms        = int64(time.Millisecond)
	modelEnd  = 4000 * ms // faults
	modelHeal = 3000 * ms // within so long after them there is a lease
	modelBase = int64(1) << 60
)

var modelTiming = Timing{Length: 300 * time.Millisecond, Renew: 100 * time.Millisecond}

// plantedModel breaks a duty of the caller, or of the package.
type plantedModel struct {
	state      rules
	leader     leaderRules
	unreleased bool // S11: who steps down does not say so
}

type world struct {
	rng    *rand.Rand
	p      plantedModel
	faults []int
	now    int64
	queue  events
	seq    int
	nodes  []*mnode
	confs  []Config
	leases []*mlease
	healed bool
	err    error
	count  struct{ elections, transfers, changes, withdrawals, releases int }
	trace  func(string, ...any)
}

type mlease struct {
	term         uint64
	node         int
	floor, until hlc.Timestamp
	inherits     *mlease
}

func (l *mlease) has(o *mlease) bool {
	for ; l != nil; l = l.inherits {
		if l == o {
			return true
		}
	}
	return false
}

type mnode struct {
	w        *world
	id       uint32
	off      [2]int64 // the clock's offset at the begin and the end
	jump     int64    // beyond its budget: degraded
	degraded bool
	last     int64
	up       bool
	life     int
	stall    int64 // disk
	cut      []bool

	durable Persisted // stored
	term    uint64
	vote    uint32
	conf    int

	s        *State
	view     *View
	saving   bool
	voter    Voter
	leader   Leader
	leading  bool
	lease    *mlease
	votes    []uint32
	transfer *mlease
	wants    uint64 // term of the candidacy
	heard    int64
	wait     int64
}

type event struct {
	at  int64
	seq int
	do  func()
}
type events []event

func (q events) Len() int { return len(q) }
func (q events) Less(i, j int) bool {
	return q[i].at < q[j].at || q[i].at == q[j].at && q[i].seq < q[j].seq
}
func (q events) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *events) Push(x any)   { *q = append(*q, x.(event)) }
func (q *events) Pop() any {
	o := *q
	e := o[len(o)-1]
	*q = o[:len(o)-1]
	return e
}

func (w *world) after(d int64, f func()) {
	w.seq++
	heap.Push(&w.queue, event{w.now + d, w.seq, f})
}

func (w *world) chance(p float64) bool     { return w.rng.Float64() < p }
func (w *world) between(a, b int64) int64  { return a + w.rng.Int64N(b-a+1) }
func (w *world) log(f string, args ...any) { w.trace("%7d "+f, append([]any{w.now / ms}, args...)...) }

// profiles are the faults that worlds draw from: all, or those that hurt in one place.
var profiles = map[string][]int{
	"mixed":    {crash, cutOff, mend, stall, skew, bounce},
	"restarts": {cutOff, cutOff, mend, bounceTwice, bounceTwice},
	"disks":    {crash, cutOff, mend, stall, stall, bounceTwice},
	"clocks":   {cutOff, mend, skew, skew},
	"moves":    {cutOff, cutOff, mend},
}

const (
	crash = iota
	cutOff
	mend
	stall
	skew
	bounce
	bounceTwice
)

func newWorld(seed uint64, profile string, p plantedModel, trace func(string, ...any)) *world {
	w := &world{rng: rand.New(rand.NewPCG(seed, 7)), faults: profiles[profile], p: p, trace: trace}
	if trace == nil {
		w.trace = func(string, ...any) {}
	}
	n := 3
	if seed%3 == 0 {
		n = 5
	}
	bound := max(0, w.between(-20, 40)) * ms // E
	t := modelTiming
	t.Epsilon = time.Duration(2 * bound)
	t.Length += 2 * t.Epsilon
	for i := range n {
		m := &mnode{w: w, id: uint32(i + 1), cut: make([]bool, n), term: 1}
		m.off = [2]int64{w.between(-bound, bound), w.between(-bound, bound)}
		w.nodes = append(w.nodes, m)
	}
	w.configs(n, seed%2 == 0)
	for _, m := range w.nodes {
		m.start(t)
		m.tick()
	}
	w.after(w.between(100, 400)*ms, w.fault)
	return w
}

// configs draws the sequence that the group's configuration goes through.
func (w *world) configs(n int, change bool) {
	draw := func() (c []Member) {
		ids := w.rng.Perm(n)
		for _, i := range ids[:w.between(1, int64(n))] {
			c = append(c, Member{Replica: uint64(i + 1), Store: uint32(i + 1)})
		}
		return c
	}
	if !change {
		var all []Member
		for i := range n {
			all = append(all, Member{Replica: uint64(i + 1), Store: uint32(i + 1)})
		}
		w.confs = []Config{{Voters: all}}
		return
	}
	c := draw()
	w.confs = []Config{{Voters: c}}
	for range 8 {
		d := draw()
		w.confs = append(w.confs, Config{Voters: d, Outgoing: c}, Config{Voters: d})
		c = d
	}
}

func (m *mnode) start(t Timing) {
	s, err := newWith(Options{Self: m.id, Durable: m.durable, Timing: t}, m.w.p.state)
	if err != nil {
		m.w.err = err
		return
	}
	var peers []uint32
	for i := range m.w.nodes {
		peers = append(peers, uint32(i+1))
	}
	s.SetPeers(peers)
	s.SetDegraded(m.degraded)
	m.s, m.view, m.saving, m.up = s, s.View(), false, true
	m.voter, m.leader, m.leading, m.lease = Voter{}, Leader{rules: m.w.p.leader}, false, nil
	m.wants, m.votes, m.transfer = 0, nil, nil
	m.heard, m.wait = m.w.now, m.w.between(20, 400)*ms
	m.life++
}

func (m *mnode) clock() hlc.Reading {
	end := modelEnd + modelHeal
	c := modelBase + m.w.now + m.off[0] + (m.off[1]-m.off[0])*(m.w.now/1000)/(end/1000) + m.jump
	m.last = max(m.last+1, c)
	return hlc.Reading(m.last)
}

// send delivers f at another node: late, twice or never.
func (m *mnode) send(to uint32, f func(*mnode)) {
	w, dst := m.w, m.w.nodes[to-1]
	if dst == m {
		f(m)
		return
	}
	copies := 1
	if !w.healed {
		if w.chance(0.05) || m.cut[to-1] {
			copies = 0
		} else if w.chance(0.05) {
			copies = 2
		}
	}
	for range copies {
		d := w.between(1, 8) * ms
		if !w.healed && w.chance(0.05) {
			d = w.between(8, 500) * ms
		}
		w.after(d, func() {
			if dst.up {
				f(dst)
			}
		})
	}
}

// flush stores and sends what the State has ready.
func (m *mnode) flush() {
	if m.saving {
		return
	}
	r := m.s.Ready()
	if r.Empty() {
		m.view = m.s.View()
		return
	}
	if r.Save == nil {
		m.done(r)
		return
	}
	m.saving = true
	life := m.life
	m.w.after(m.w.between(0, 3)*ms+m.stall, func() {
		if !m.up || m.life != life {
			return
		}
		m.saving = false
		m.durable, _ = DecodePersisted(r.Save.Append(nil))
		m.done(r)
		m.flush()
	})
}

func (m *mnode) done(r Ready) {
	m.s.Advance(r)
	m.view = m.s.View()
	for _, h := range r.Heartbeats {
		m.send(h.To, func(d *mnode) {
			if err := d.s.Receive(d.clock(), h); err != nil {
				d.w.err = err
			}
			d.flush()
		})
	}
	for _, a := range r.Replies {
		m.send(a.To, func(d *mnode) {
			if err := d.s.ReceiveReply(d.clock(), a); err != nil {
				d.w.err = err
			}
			d.flush()
		})
	}
}

func (m *mnode) tick() {
	w, life := m.w, m.life
	if !m.up {
		return
	}
	now := m.clock()
	m.s.Heartbeats(now)
	w.count.withdrawals += len(m.s.Withdraw(now))
	m.flush()
	if m.leading {
		m.lead()
	} else if w.now-m.heard > m.wait {
		m.heard, m.wait = w.now, w.between(20, 400)*ms
		if m.voter.MayVote(m.view, now, false) {
			m.campaign(nil)
		} else if store, _, ok := m.voter.Bound(m.view); ok {
			m.send(store, func(d *mnode) { d.word(m.id) })
		}
	}
	w.after(w.between(20, 50)*ms, func() {
		if m.up && m.life == life {
			m.tick()
		}
	})
}

// word tells a voter that this store leads no more.
func (m *mnode) word(to uint32) {
	term := m.term
	if m.leading {
		term--
	}
	if m.w.p.unreleased {
		return
	}
	from := m.id
	m.send(to, func(d *mnode) {
		d.w.count.releases++
		d.voter.Release(d.view, from, term)
	})
}

func member(c Config, store uint32) bool {
	return slices.ContainsFunc(append(slices.Clone(c.Voters), c.Outgoing...), func(m Member) bool { return m.Store == store })
}

// majority reports whether the stores are a quorum of both halves.
func majority(c Config, has func(store uint32) bool) bool {
	return Until(c, func(m Member) hlc.Timestamp {
		if has(m.Store) {
			return 1
		}
		return 0
	}) == 1
}

func (m *mnode) config() Config { return m.w.confs[m.conf] }

func (m *mnode) campaign(transfer *mlease) {
	if m.degraded || !member(m.config(), m.id) {
		return
	}
	m.raise(m.term + 1)
	m.vote = m.id
	m.voter.Voted(m.view, m.term)
	m.wants, m.votes, m.transfer = m.term, []uint32{m.id}, transfer
	m.won()
	term, conf, from := m.term, m.conf, m.id
	for _, d := range m.w.nodes {
		if d != m {
			m.send(d.id, func(d *mnode) { d.request(from, term, conf, transfer != nil) })
		}
	}
}

func (m *mnode) request(from uint32, term uint64, conf int, transfer bool) {
	if term < m.term || !m.voter.MayVote(m.view, m.clock(), transfer) {
		return
	}
	m.raise(term)
	if m.vote != 0 && m.vote != from || m.conf > conf {
		return
	}
	m.vote = from
	m.voter.Voted(m.view, term)
	m.heard = m.w.now
	id := m.id
	m.send(from, func(d *mnode) {
		if d.wants == term && d.term == term && !d.leading && !slices.Contains(d.votes, id) {
			d.votes = append(d.votes, id)
			d.won()
		}
	})
}

// raise takes over a higher term. A leader steps down.
func (m *mnode) raise(term uint64) {
	if term <= m.term {
		return
	}
	m.stepDown()
	m.term, m.vote = term, 0
}

func (m *mnode) stepDown() {
	if !m.leading {
		return
	}
	m.leading, m.wants = false, 0
	m.leader.End()
	m.heard = m.w.now
	if !m.w.p.unreleased {
		m.voter.Release(m.view, m.id, m.term)
	}
}

func (m *mnode) won() {
	if m.leading || m.wants != m.term || !majority(m.config(), func(s uint32) bool { return slices.Contains(m.votes, s) }) {
		return
	}
	m.leading = true
	m.leader.Begin(m.term)
	l := &mlease{term: m.term, node: int(m.id), inherits: m.transfer, floor: m.clock().Timestamp().Add(m.s.timing.Epsilon)}
	if l.inherits != nil {
		l.floor = l.inherits.floor
		m.w.count.transfers++
	} else {
		m.w.count.elections++
	}
	m.lease = l
	for _, o := range m.w.leases {
		m.w.disjoint(o, l)
	}
	m.w.leases = append(m.w.leases, l)
	m.w.log("%d leads term %d from %v", m.id, m.term, l.floor)
	m.lead()
}

func (w *world) disjoint(a, b *mlease) {
	if a.term > b.term {
		a, b = b, a
	}
	if a != b && a.until > a.floor && b.floor < a.until && !b.has(a) && w.err == nil {
		w.err = fmt.Errorf("store %d served below %v in term %d, store %d from %v in term %d",
			a.node, a.until, a.term, b.node, b.floor, b.term)
	}
}

// lead asks for acknowledgements and extends the lease.
func (m *mnode) lead() {
	term, conf, from := m.term, m.conf, m.id
	if m.degraded {
		return
	}
	for _, d := range m.w.nodes {
		if d != m {
			m.send(d.id, func(d *mnode) { d.ask(from, term, conf) })
		}
	}
	t := m.leader.Extend(m.view, &m.voter, uint64(m.id), m.config())
	if t > m.lease.until {
		m.lease.until = t
		for _, o := range m.w.leases {
			m.w.disjoint(m.lease, o)
		}
	}
	w := m.w
	switch {
	case w.healed:
	case w.chance(0.03):
		m.handOver()
	case w.chance(0.02):
		m.stepDown()
	case m.conf+1 < len(w.confs) && w.chance(0.3) && m.leader.MayReconfigure(m.view, uint64(m.id), m.config()):
		m.reconfigure()
	}
}

func (m *mnode) ask(from uint32, term uint64, conf int) {
	if term < m.term {
		higher := m.term
		m.send(from, func(d *mnode) { d.raise(higher) })
		return
	}
	m.raise(term)
	m.heard = m.w.now
	m.conf = max(m.conf, conf)
	m.vote = from // for nobody else in this term
	if e, ok := m.voter.Acknowledge(m.view, from, term); ok {
		id := uint64(m.id)
		m.send(from, func(d *mnode) { d.leader.Acknowledged(term, id, e) })
	}
}

// commit is one entry of the abstract log. It takes effect at once, everywhere it reaches.
func (m *mnode) commit(effect func(*mnode)) bool {
	reach := func(s uint32) bool {
		d := m.w.nodes[s-1]
		return d == m || d.up && d.term <= m.term && !m.cut[s-1] && !d.cut[m.id-1]
	}
	if !m.up || !majority(m.config(), reach) {
		return false
	}
	for _, d := range m.w.nodes {
		if reach(d.id) && member(m.config(), d.id) {
			d.raise(m.term)
			d.vote = m.id
			d.voter.Follow(d.view, m.term)
			d.conf = max(d.conf, m.conf)
			effect(d)
		}
	}
	return true
}

func (m *mnode) reconfigure() {
	next := m.conf + 1
	if !m.commit(func(d *mnode) { d.conf = max(d.conf, next) }) {
		return
	}
	m.conf = next
	m.w.count.changes++
	m.w.log("%d: configuration %v", m.id, m.config())
	if !member(m.config(), m.id) {
		m.stepDown()
	}
}

// handOver logs the end of the lease, and asks another to campaign.
func (m *mnode) handOver() {
	to := m.config().Voters[m.w.rng.IntN(len(m.config().Voters))].Store
	if to == m.id {
		return
	}
	m.leader.End()
	term, lease, conf := m.term, m.lease, m.conf
	m.w.after(m.w.between(50, 200)*ms, func() { // nobody took it
		if m.up && m.term == term {
			m.stepDown()
		}
	})
	if !m.commit(func(*mnode) {}) {
		return
	}
	m.send(to, func(d *mnode) {
		if d.term == term && d.conf >= conf && !d.leading {
			d.campaign(lease)
		}
	})
}

// fault breaks or repairs something, and comes again.
func (w *world) fault() {
	if w.now > modelEnd {
		w.heal()
		return
	}
	m := w.nodes[w.rng.IntN(len(w.nodes))]
	switch w.faults[w.rng.IntN(len(w.faults))] {
	case crash:
		m.crash()
		w.after(w.between(0, 500)*ms, m.restart)
	case cutOff:
		for i := range m.cut {
			m.cut[i] = w.chance(0.5)
		}
	case mend:
		for _, d := range w.nodes {
			clear(d.cut)
		}
	case stall:
		m.stall = w.between(0, 400) * ms
		w.after(w.between(50, 400)*ms, func() { m.stall = 0 })
	case skew: // the clock leaves its budget: it is degraded first
		if !m.degraded {
			m.setDegraded(true)
			m.jump = w.between(-300, 600) * ms
			w.after(w.between(50, 500)*ms, m.sane)
		}
	case bounce:
		if m.up && m.leading {
			m.crash()
			m.restart()
		}
	case bounceTwice:
		m.crash()
		w.after(w.between(0, 50)*ms, m.restart)
		w.after(w.between(60, 120)*ms, m.crash)
		w.after(w.between(120, 180)*ms, m.restart)
	}
	w.after(w.between(50, 500)*ms, w.fault)
}

func (m *mnode) crash() {
	m.w.log("%d crashes", m.id)
	m.up, m.leading = false, false
	m.life++
}

func (m *mnode) restart() {
	if m.up {
		return
	}
	m.start(m.s.timing)
	m.tick()
}

func (m *mnode) setDegraded(d bool) {
	m.degraded = d
	m.s.SetDegraded(d)
	m.view = m.s.View()
}

// sane ends a jump: the node is within its budget when its clock has passed its last reading.
func (m *mnode) sane() {
	m.jump = 0
	end := modelEnd + modelHeal
	lead := m.last - (modelBase + m.w.now + m.off[0] + (m.off[1]-m.off[0])*(m.w.now/1000)/(end/1000))
	if lead > 0 {
		m.w.after(lead, m.sane)
		return
	}
	m.setDegraded(false)
}

func (w *world) heal() {
	w.healed = true
	for _, m := range w.nodes {
		clear(m.cut)
		m.stall = 0
		m.restart()
	}
	w.after(modelHeal, func() {
		if !slices.ContainsFunc(w.nodes, func(m *mnode) bool {
			return m.leading && m.leader.Until() > m.clock().Timestamp()
		}) && w.err == nil {
			w.err = fmt.Errorf("no lease %v after all is well", time.Duration(modelHeal))
		}
		w.queue = nil
	})
}

func (w *world) run() error {
	for len(w.queue) > 0 && w.err == nil {
		e := heap.Pop(&w.queue).(event)
		w.now = e.at
		e.do()
	}
	return w.err
}

func TestModel(t *testing.T) {
	seeds := uint64(300)
	if testing.Short() {
		seeds = 60
	}
	var total world
	names := slices.Sorted(maps.Keys(profiles))
	for seed := range seeds {
		profile := names[seed%uint64(len(names))]
		w := newWorld(seed, profile, plantedModel{}, nil)
		if err := w.run(); err != nil {
			t.Fatalf("seed %d of %s: %v", seed, profile, err)
		}
		total.count.elections += w.count.elections
		total.count.transfers += w.count.transfers
		total.count.changes += w.count.changes
		total.count.withdrawals += w.count.withdrawals
		total.count.releases += w.count.releases
	}
	t.Logf("%d seeds: %+v", seeds, total.count)
	if c := total.count; min(c.elections, c.transfers, c.changes, c.withdrawals, c.releases) < int(seeds)/2 {
		t.Errorf("the worlds are too quiet: %+v", c)
	}
}

// plantedSeeds is within how many worlds a broken rule is noticed.
const plantedSeeds = 600

// TestPlanted shows that broken rules are noticed; rarer ones have a script in
// script_test.go.
func TestPlanted(t *testing.T) {
	tests := []struct {
		name, profile string
		p             plantedModel
	}{
		{"S7 the own vote is not bound", "moves", plantedModel{state: rules{ownVoteUnbound: true}}},
		{"S8 support counts before the term was acknowledged", "mixed", plantedModel{leader: leaderRules{ignoreAcks: true}}},
		{"S10 a degraded node goes on", "clocks", plantedModel{state: rules{ignoreDegraded: true}}},
		{"S11 who steps down does not say so", "mixed", plantedModel{unreleased: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for seed := range uint64(plantedSeeds) {
				if err := newWorld(seed, tt.profile, tt.p, nil).run(); err != nil {
					t.Logf("seed %d: %v", seed, err)
					return
				}
			}
			t.Error("not noticed")
		})
	}
}
