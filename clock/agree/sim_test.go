package agree

import (
	"container/heap"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// The simulation: true time, machines whose clocks run at rates of their own and don't know
// their error, processes that crash, stand still, stop in good order, join and come back, and
// a network that loses, delays, reorders and cuts one way. Clients read and write through
// every node. What is checked, at every acknowledgement of m: whatever begins from then on
// reads above m, at every node that would serve at that instant too.

const (
	simStart = int64(1_800_000_000_000_000_000)
	us       = int64(time.Microsecond)
	ms       = int64(time.Millisecond)
	sec      = int64(time.Second)
	rhoPPB   = int64(RatePPMDefault) * 1000
)

// simWorld is what a seed draws.
type simWorld struct {
	nodes, givers, joiners int
	utc                    bool
	err                    int64 // of the UTC sources
	offset                 int64 // of the free-running clocks, either way
	timing                 Timing
	beat                   int64
	length                 int64
	faults                 bool
	stops                  bool      // machines stop with their clocks; then the network is a calm one (C4)
	region                 []int     // calm worlds: of each node,
	oneway                 [][]int64 // and the delays between regions
	quorum                 int64     // calm worlds; -1: the farthest round trip
	warm                   int64     // waits are measured after this
	changes                bool      // of the givers
	jitters                bool      // sources get better and worse, and right what they said
	older                  bool      // nobody may raise promises
	spare                  bool      // nodes tell of those that others don't hear
	zones                  []int     // wide worlds: of each node
	eachMax                int       // and up to how many hear each other
}

func drawWorld(rng *rand.Rand) simWorld {
	between := func(lo, hi int64) int64 { return lo + rng.Int64N(hi-lo+1) }
	w := simWorld{nodes: int(between(3, 6)), givers: 3, joiners: int(between(0, 2)), faults: true, length: 8 * sec,
		offset: []int64{ms, 30 * ms, 2 * sec}[rng.IntN(3)], beat: between(15, 40) * ms, stops: rng.IntN(4) == 0,
		timing: Timing{Length: time.Duration(between(400, 1500) * ms), Lead: time.Duration(between(250, 500) * ms), SaveAhead: time.Duration(between(200, 2000) * ms)}}
	if w.nodes >= 5 && rng.IntN(2) == 0 {
		w.givers = 5
	}
	if rng.IntN(3) == 0 {
		w.timing.SaveAhead = 10 * time.Second // readings run 2.5 s ahead: longer than processes stand still
	}
	if w.utc = rng.IntN(2) == 0; w.utc {
		w.err = []int64{200 * us, 5 * ms, 250 * ms}[rng.IntN(3)]
	}
	w.timing.Settle = w.timing.Length * 21 / 20
	return w
}

type simEvent struct {
	at, seq int64
	do      func()
}
type simQueue []simEvent

func (q simQueue) Len() int { return len(q) }
func (q simQueue) Less(i, j int) bool {
	return q[i].at < q[j].at || q[i].at == q[j].at && q[i].seq < q[j].seq
}
func (q simQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *simQueue) Push(x any)   { *q = append(*q, x.(simEvent)) }
func (q *simQueue) Pop() any {
	o := *q
	e := o[len(o)-1]
	*q = o[:len(o)-1]
	return e
}

type sim struct {
	simWorld
	planted  Planted
	rng      *rand.Rand
	now, seq int64
	queue    simQueue
	all      []*machine
	cut      map[[2]uint32]int64
	keys     [4][]hlc.Timestamp
	acked    hlc.Timestamp
	calm     int64 // with stops: nothing else happens until then
	bad      []string
	waits    []simWait
	begun    int
	reads    int
	served   int // looks at a node that served
	looked   int // at all
	bytes    int
	messages int
	groups   int
	measured bool
	cpu      time.Duration // of notes, and of what is asked of them
	contra   int
	permits  uint64
	raises   uint64
	broken   uint64
	trace    func(string, ...any)

	gen     uint64 // the last configuration of givers that was decided; 0: the first
	decided Config
	changed int // times
}

type simWait struct {
	m                  *machine
	at, choice, quorum int64 // ns since the choice of c, and since the quorum
	cause              Proof
}

// timed counts what the agreement itself takes, where that is asked.
func (s *sim) timed(f func()) {
	if !s.measured {
		f()
		return
	}
	began := time.Now()
	f()
	s.cpu += time.Since(began)
}

// machine is a computer with its clocks, what it has on disk, and its process.
type machine struct {
	s  *sim
	id uint32

	rawBase, rawAt, rate int64
	fixed                bool // the rate does not change
	off                  int64
	holdover             bool
	worse                int64 // the source's error is greater by so much
	jitters              *rand.Rand
	away                 int64

	durable Durable
	epoch   uint64

	st      *State // nil: no process
	view    []int  // the zones, as it knows them
	circle  *Circle
	life    int
	paused  int64 // the process stands still until then
	excused int64 // its machine stopped, and it may not know yet
	pending []*simOp
	wake    int64
	asked   int64 // the beat in which a node was asked for a note last
}

type simOp struct {
	write          bool
	key            int
	floor          hlc.Timestamp
	r, c, m        hlc.Timestamp
	chosen, quorum int64
	cause          Proof
}

func newSim(seed uint64, w *simWorld, p Planted) *sim {
	s := &sim{rng: rand.New(rand.NewPCG(seed, 12)), now: simStart, cut: map[[2]uint32]int64{}, planted: p, trace: func(string, ...any) {}}
	if w != nil {
		s.simWorld = *w
	} else {
		s.simWorld = drawWorld(s.rng)
		s.changes, s.jitters = seed%3 == 0, s.utc && seed%4 < 3
		s.older, s.spare = seed%7 == 0, seed%5 < 3
	}
	for i := range s.nodes + s.joiners {
		m := &machine{s: s, id: uint32(i + 1), rawAt: s.now, rawBase: s.between(ms, 1000*sec), off: s.between(-s.offset, s.offset), jitters: rand.New(rand.NewPCG(seed, uint64(i)))}
		if s.utc {
			m.off = s.between(-s.err, s.err)
		}
		s.all = append(s.all, m)
	}
	return s
}

func (s *sim) between(lo, hi int64) int64 { return lo + s.rng.Int64N(hi-lo+1) }
func (s *sim) chance(p float64) bool      { return s.rng.Float64() < p }
func (s *sim) after(d int64, f func()) {
	s.seq++
	heap.Push(&s.queue, simEvent{s.now + max(d, 0), s.seq, f})
}

func (s *sim) play() *sim {
	end := s.now + s.length
	for _, m := range s.all[:s.nodes] {
		m.start()
	}
	for _, m := range s.all[s.nodes:] {
		s.after(s.between(sec/2, s.length*3/4), m.start)
	}
	for _, m := range s.all {
		m.client()
		m.rates()
		if s.jitters {
			m.jitter()
		}
	}
	if s.faults {
		s.fault()
	}
	if s.changes {
		s.change()
	}
	for len(s.queue) > 0 && s.queue[0].at <= end && len(s.bad) == 0 {
		e := heap.Pop(&s.queue).(simEvent)
		s.now = e.at
		e.do()
	}
	for _, m := range s.all {
		m.count()
	}
	return s
}

// ---- machines

func (m *machine) raw() int64 {
	d := m.s.now - m.rawAt
	return m.rawBase + d + d/1000*m.rate/1_000_000 // rate in parts per 10^9
}

// rates: the rate of each raw clock changes now and then.
func (m *machine) rates() {
	s := m.s
	m.rawBase, m.rawAt = m.raw(), s.now
	if m.rate != -1_000_000_000 && !m.fixed { // else it stands still
		m.rate = s.between(-1, 1) * (rhoPPB - 100)
		if s.chance(0.3) {
			m.rate = s.between(-rhoPPB+100, rhoPPB-100)
		}
		if s.utc {
			m.rate /= 2 // the other half is for slewing
			if !s.chance(0.6) {
				m.holdover = !m.holdover && s.faults
			}
		}
	}
	s.after(s.between(sec, 6*sec), m.rates)
}

func (m *machine) clocks() Now {
	now := Now{Elapsed: time.Duration(m.raw())}
	s := m.s
	if !s.utc {
		return now
	}
	grown := int64(0)
	if m.holdover { // the source is away: it runs on with the raw clock
		if m.away == 0 {
			m.away = m.raw()
		}
		grown = (m.raw() - m.away) / 1000 * 2 * rhoPPB / 1_000_000
	} else {
		m.away = 0
	}
	grown += m.worse
	now.UTC = Interval{hlc.Timestamp(s.now + m.off - s.err - grown), hlc.Timestamp(s.now + m.off + s.err + grown)}
	return now
}

// jitter has a source get better and worse all the time, for moments or for good.
func (m *machine) jitter() {
	s := m.s
	m.worse = 0
	if m.jitters.IntN(3) > 0 {
		m.worse = m.jitters.Int64N([]int64{s.err / 10, s.err, 3 * s.err}[m.jitters.IntN(3)] + 1)
	}
	s.after(20*ms+m.jitters.Int64N([]int64{200 * ms, 2 * sec}[m.jitters.IntN(2)]), m.jitter)
}

// ---- processes

func (m *machine) start() {
	s := m.s
	if m.st != nil {
		return
	}
	m.life++
	m.epoch++
	givers := make([]uint32, s.givers)
	for i := range givers {
		givers[i] = uint32(i + 1)
	}
	st, err := New(Options{Self: m.id, Epoch: m.epoch, Givers: givers, Clock: hlc.Timestamp(s.now + m.off), Elapsed: m.clocks().Elapsed, Durable: m.durable, Timing: s.timing, Planted: s.planted})
	if err != nil {
		panic(err)
	}
	m.st, m.pending, m.wake, m.view = st, nil, 0, nil
	if !s.older {
		st.AllowRaises()
	}
	s.trace("n%d starts, epoch %d, clock %d", m.id, m.epoch, st.clock.base)
	m.later(s.between(0, s.beat), m.beat)
}

func (m *machine) count() {
	if m.st != nil {
		x := m.st.Metrics()
		m.s.permits += x.Permits
		m.s.raises += x.Raises
		m.s.broken += x.Broken
	}
}

func (m *machine) stop(inOrder bool) {
	s := m.s
	if inOrder {
		m.st.Stop(m.clocks())
		givers := s.all[:s.givers]
		if s.changes {
			givers = s.all
		}
		for _, to := range givers {
			if to != m {
				m.send(to)
			}
		}
	}
	s.trace("n%d stops, in order: %v", m.id, inOrder)
	m.count()
	m.st = nil
	m.life++
}

// later runs f in this process, d from now, or when it goes on.
func (m *machine) later(d int64, f func()) {
	life := m.life
	m.s.after(d, func() {
		switch {
		case m.life != life || m.st == nil:
		case m.paused > m.s.now:
			m.later(m.paused-m.s.now+m.s.between(0, 20*us), f)
		default:
			f()
			m.persist()
		}
	})
}

// persist stores what is to be stored, on a disk that takes its time.
func (m *machine) persist() {
	if m.st == nil {
		return
	}
	d, ok := m.st.Save(m.clocks())
	if !ok {
		return
	}
	took := int64(0)
	if m.s.faults {
		took = m.s.between(0, 10*ms)
		if m.s.chance(0.02) {
			took = m.s.between(0, 500*ms)
		}
	}
	if took == 0 {
		m.durable = d
		m.st.Saved(m.clocks(), d, true)
		return
	}
	m.s.after(took/2, func() { // stored, and told later; a crash between is one of the cases
		m.durable = d
	})
	m.later(took, func() { m.st.Saved(m.clocks(), d, true) })
}

func (m *machine) beat() {
	m.st.Tick(m.clocks())
	for _, to := range m.talk() {
		m.send(to)
	}
	m.tryPending()
	m.later(m.s.beat, m.beat)
}

// talk are those whom a machine sends notes by itself. In wide worlds some beats pass until it knows
// of zones that have changed.
func (m *machine) talk() (to []*machine) {
	s := m.s
	if s.spare {
		var all []uint32
		for _, o := range s.all {
			if o.life > 0 {
				all = append(all, o.id)
			}
		}
		m.st.SetCircle(EachOther(m.id, all))
	}
	if s.zones == nil {
		return slices.DeleteFunc(slices.Clone(s.all), func(o *machine) bool { return o == m })
	}
	if m.view == nil || s.chance(0.1) {
		m.view = slices.Clone(s.zones)
	}
	var all []Place
	for i, o := range s.all {
		if o.life > 0 {
			all = append(all, Place{uint32(i + 1), []string{fmt.Sprint(m.view[i])}})
		}
	}
	m.circle = CircleOf(m.id, all, m.st.Config().Givers, m.st.Listed(), s.eachMax)
	m.st.SetCircle(m.circle)
	for i := range all {
		if o := s.all[all[i].Node-1]; m.circle == nil && o != m || m.circle != nil && contains(m.circle.Talk, o.id) {
			to = append(to, o)
		}
	}
	return to
}

// send: one way; each answers with its own beat, or at once, as a ping is.
func (m *machine) send(to *machine) { m.sendNote(to, true) }

func (m *machine) sendNote(to *machine, wants bool) {
	s := m.s
	var b []byte
	var n Note
	s.timed(func() {
		n = m.st.Note(m.clocks(), to.id)
		b = n.Append(nil)
	})
	m.persist()
	s.messages++
	s.groups += len(n.Groups)
	s.bytes += len(b)
	var d int64
	switch {
	case s.stops:
		d = s.between(50*us, 20*ms)
	case s.faults:
		d = []int64{s.between(50*us, 300*us), s.between(50*us, 20*ms), s.between(50*us, 200*ms)}[s.rng.IntN(3)]
		if s.chance(0.05) || s.cut[[2]uint32{m.id, to.id}] > s.now {
			return
		}
	case s.cut[[2]uint32{m.id, to.id}] > s.now:
		return
	default:
		d = s.oneway[s.region[m.id-1]][s.region[to.id-1]] + s.between(0, 5*us)
	}
	from := m.id
	to.later(d, func() {
		var got Note
		s.timed(func() {
			var rest []byte
			var err error
			if got, rest, err = DecodeNote(b); err != nil || len(rest) > 0 {
				panic(fmt.Sprint(err, len(rest)))
			}
			if err := to.st.Hear(to.clocks(), from, &got); err != nil {
				s.contra++
				s.trace("n%d: %v", to.id, err)
			}
		})
		if wants && got.Ask != nil {
			to.sendNote(s.all[from-1], false)
		}
		to.tryPending()
	})
}

// change has some machine decide on the givers now and then, as a transaction would: one follows
// another, whatever becomes of the machine meanwhile.
func (s *sim) change() {
	s.after(s.between(20*ms, 300*ms), func() {
		m := s.all[s.rng.IntN(len(s.all))]
		if m.st != nil && m.paused <= s.now {
			want := []uint32{}
			for _, i := range s.rng.Perm(len(s.all))[:1+s.rng.IntN(min(5, len(s.all)))] {
				want = append(want, uint32(i+1))
			}
			if c, ok := m.st.Next(m.clocks(), want); ok && c.Gen == max(s.gen, 1)+1 {
				s.gen = c.Gen
				s.changed++
				s.trace("n%d: givers are %v from %d on, after %v", m.id, c.Givers, c.Gen, c.Prev)
				m.later(s.between(0, 20*ms), func() { _ = m.st.Learn(c) })
				s.decided = c
			} else if s.gen > 0 && s.chance(0.3) {
				_ = m.st.Learn(s.decided) // who would decide finds it decided
			}
		}
		s.change()
	})
}

// ---- faults

func (s *sim) fault() {
	s.after(s.between(20*ms, 500*ms), func() {
		m := s.all[s.rng.IntN(len(s.all))]
		kind := s.rng.IntN(6)
		if s.stops { // one thing at a time: who hears nobody can't know
			if kind = 6 + s.rng.IntN(3); s.now < s.calm {
				kind = -1
			}
		}
		switch kind {
		case 0, 1, 2: // what m says is not heard by some; or the other way
			for _, o := range s.all {
				if o != m && s.chance(0.6) {
					pair := [2]uint32{m.id, o.id}
					if kind == 2 {
						pair = [2]uint32{o.id, m.id}
					}
					s.cut[pair] = s.now + s.between(50*ms, 2500*ms)
				}
			}
		case 3:
			m.paused = max(m.paused, s.now+s.between(5*ms, 2500*ms))
			s.trace("n%d stands still until %d", m.id, m.paused)
		case 6:
			m.halt(s.between(20*ms, 3000*ms))
		case -1:
		default:
			s.calm = s.now + 1800*ms
			if m.st != nil && m.paused < s.now {
				m.stop(s.chance(0.4))
				if s.chance(0.6) && !s.utc {
					m.off += s.between(-3*sec, 3*sec)
				}
				s.after(s.between(5*ms, 1200*ms), m.start)
			}
			if s.zones != nil && s.chance(0.3) { // a node goes elsewhere
				s.zones[s.rng.IntN(len(s.zones))] = s.rng.IntN(3)
			}
		}
		s.fault()
	})
}

// halt stops a machine together with its elapsed time: what no process can see.
func (m *machine) halt(d int64) {
	s := m.s
	if m.paused > s.now {
		return
	}
	m.rawBase, m.rawAt, m.rate = m.raw(), s.now, -1_000_000_000
	m.paused = s.now + d
	m.excused = m.paused + 2*s.beat + 4*20*ms
	s.calm = m.excused + 300*ms
	s.trace("n%d's machine stops until %d", m.id, m.paused)
	s.after(d, func() {
		m.rawBase, m.rawAt, m.rate = m.raw(), s.now, 0
	})
}

// ---- clients

func (m *machine) client() {
	gap := 60 * ms
	if !m.s.faults {
		gap = 20 * ms
	}
	if m.s.measured {
		gap = int64(m.s.nodes) * 4 * ms
	}
	m.s.after(m.s.between(1, gap), func() {
		if m.st != nil && m.paused <= m.s.now {
			m.begin(m.s.chance(0.6) || !m.s.faults)
		}
		m.client()
	})
}

func (m *machine) begin(write bool) {
	s := m.s
	o := &simOp{write: write, key: s.rng.IntN(len(s.keys)), floor: s.acked}
	s.begun++
	m.later(s.between(0, 300*us)*s.rng.Int64N(2), func() {
		var ok bool
		if o.r, ok = m.st.ReadAt(m.clocks()); !ok {
			return
		}
		m.later(s.between(0, 100*us)*s.rng.Int64N(2), func() { // C3: looked at after r was taken
			if !m.st.Serves(m.clocks(), o.r) {
				return
			}
			if o.r <= o.floor && m.excused < s.now {
				s.violation("n%d reads at %d, begun after an acknowledgement of %d had left", m.id, o.r, o.floor)
			}
			m.run(o)
		})
	})
}

func (m *machine) run(o *simOp) {
	s := m.s
	o.chosen = s.now
	for _, c := range s.keys[o.key] {
		if c <= o.r {
			o.m = max(o.m, c)
		}
	}
	q := int64(0)
	if o.write {
		lead := int64(0)
		if s.faults {
			lead, q = s.between(0, 50*ms), s.between(0, 20*ms)
		} else if q = s.quorum; q < 0 {
			q = s.farthest(m)
		}
		o.c = m.st.Read(m.clocks()).Timestamp() + 1 + hlc.Timestamp(lead)
		o.m = max(o.m, o.c)
		if s.keys[o.key] = append(s.keys[o.key], o.c); len(s.keys[o.key]) > 50 {
			s.keys[o.key] = s.keys[o.key][10:]
		}
	}
	m.later(q, func() {
		o.quorum = s.now
		m.pending = append(m.pending, o)
		m.tryPending()
	})
}

func (s *sim) farthest(m *machine) (rtt int64) {
	for _, d := range s.oneway[s.region[m.id-1]] {
		rtt = max(rtt, 2*d)
	}
	return rtt
}

func (m *machine) tryPending() {
	s := m.s
	if len(m.pending) == 0 || m.st == nil {
		return
	}
	var h hlc.Timestamp
	s.timed(func() { h = m.st.Horizon(m.clocks()) })
	var first *simOp // of those that wait
	m.pending = slices.DeleteFunc(m.pending, func(o *simOp) bool {
		if o.m > h {
			if first == nil || o.m < first.m {
				first = o
			}
			return false
		}
		if o.write {
			s.waits = append(s.waits, simWait{m, s.now, s.now - o.chosen, s.now - o.quorum, o.cause})
		} else {
			s.reads++
		}
		m.left(o.m)
		return true
	})
	next := int64(-1)
	if first != nil {
		w := m.st.When(m.clocks(), first.m)
		if first.cause = w.Proof; w.Passed && first.m > m.st.Horizon(m.clocks()) {
			s.violation("n%d: %d is not within the horizon %d, and has passed", m.id, first.m, h)
		}
		if next = int64(w.In); s.zones != nil && w.In < 0 && w.Node != 0 && w.Node != m.id && m.asked != s.now/s.beat {
			m.asked = s.now / s.beat
			m.send(s.all[w.Node-1])
		}
	}
	if at := s.now + next + next/1000 + 1; next >= 0 && next < 10*sec && (m.wake <= s.now || at < m.wake) {
		m.wake = at
		m.later(at-s.now, m.tryPending)
	}
}

func (s *sim) violation(format string, a ...any) {
	s.bad = append(s.bad, fmt.Sprintf("%d us: ", (s.now-simStart)/us)+fmt.Sprintf(format, a...))
}

// left: an acknowledgement of ts left. Every node that would serve now is asked.
func (m *machine) left(ts hlc.Timestamp) {
	s := m.s
	if m.fixed && m.excused >= s.now {
		return // its clock breaks ρ, and nobody knows yet
	}
	s.acked = max(s.acked, ts)
	s.trace("n%d acknowledges %d", m.id, ts)
	for _, j := range s.all {
		if j.st == nil || j.paused > s.now || j.excused >= s.now {
			continue
		}
		s.looked++
		r, ok := j.st.ReadAt(j.clocks())
		if !ok || !j.st.Serves(j.clocks(), r) {
			continue
		}
		if s.served++; r <= ts {
			s.violation("n%d acknowledged %d, and a read that begins then at n%d has r = %d, %v below", m.id, ts, j.id, r, ts.Sub(r))
		}
	}
}
