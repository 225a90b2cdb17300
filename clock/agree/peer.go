package agree

import (
	"fmt"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// peer is what is known of another node's clock.
type peer struct {
	node    uint32
	epoch   uint64 // of its newest process that was heard
	heardAt time.Duration
	notedAt time.Duration // of its newest whole note: words ask, grant and state nothing

	// By mouth: the reading given under permit number whose extrapolation is the highest,
	// when it came, and P as it was told under that number.
	number  Number // 0: none
	reading hlc.Reading
	at      time.Duration
	cap     hlc.Timestamp
	newest  hlc.Reading // the highest reading that was heard: for good

	promise time.Duration // E_j under number, as it said last: what givers list counts
	low     hlc.Timestamp // it proved that UTC is at least that, at lowAt
	lowAt   time.Duration

	// Upper estimates: a reading that was sent at upperAt or later.
	upper   hlc.Reading
	upperAt time.Duration
	paced   pace

	gen   uint64 // of its configuration
	holds bool   // its newest message was under a permit in force

	asks    Number // the highest number that it was heard of
	refused Number // C4: numbers up to it were contradicted
	drift   drift

	// What is echoed, and what is waited to be echoed.
	stamp      time.Duration // of its newest message
	stampEpoch uint64
	sends      [sendsMax]send
	sendsNext  int
	has        Number // the version of this node's list that it has
	knows      []knownGroup
}

// pace tells when another's notes were sent, at least: one that it stamped so was sent at asked or
// later.
type pace struct{ asked, stamp time.Duration }

// sentAt is when a note that answers what was sent at asked was sent, at least: answers wait for
// the next note, so that quicker ones of before tell more.
func (p *peer) sentAt(t *Timing, now, asked, stamp time.Duration) time.Duration {
	if stamp == 0 {
		return asked
	}
	at := p.paced.asked + t.slower(stamp-p.paced.stamp)
	if p.paced.stamp != 0 && asked < at && at <= now { // else one of the two has stood still
		return at
	}
	p.paced = pace{asked, stamp}
	return asked
}

// send remembers what was held of a node when it was sent a message (C4).
type send struct {
	stamp  time.Duration // 0: none
	number Number
	mouth  hlc.Timestamp // L_j by word of mouth
	low    hlc.Timestamp // UTC
	newest hlc.Reading
	told   []knownGroup
}

// Contradiction is a note that can't be (C4). It is not taken, and what its sender serves
// must not be believed.
type Contradiction struct {
	Node  uint32
	Below time.Duration // by how much its reading is below what its clock had passed
	Why   string
}

func (e *Contradiction) Error() string {
	return fmt.Sprintf("the clock of node %d contradicts itself: %s, by %v", e.Node, e.Why, e.Below)
}

// mouth is L_j by word of mouth (C1: it never passes P).
func (s *State) mouth(now Now, p *peer) hlc.Timestamp {
	l := p.newest.Timestamp()
	if p.number <= p.refused {
		return l
	}
	return max(l, s.rules.within(p.reading.Timestamp().Add(s.elapsed(now, p.at)), p.cap))
}

// elapsed is by how much another clock has gone on since at, at least.
func (s *State) elapsed(now Now, at time.Duration) time.Duration {
	return s.rules.slower(&s.o.Timing, now.Elapsed-at)
}

// lowUTC is a lower bound on UTC: the best that was heard, too, else who followed a faster
// neighbour pays for that.
func (s *State) lowUTC(now Now) hlc.Timestamp {
	utc := s.utc(now)
	low := utc.Low
	for _, p := range s.peers {
		if p.low == 0 {
			continue
		}
		l := p.low.Add(s.elapsed(now, p.lowAt))
		if utc.Known() && l > utc.High {
			continue // two sources that contradict each other: the own one bounds what counts
		}
		low = max(low, l)
	}
	return low
}

// lower is L_j with this node's word of j's promise.
func (s *State) lower(now Now, p *peer) hlc.Timestamp {
	l := s.mouth(now, p)
	if p.number > p.refused && p.promise != NoPromise {
		l = max(l, s.lowUTC(now).Add(-p.promise))
	}
	return l
}

// Note is what this node's next message to a node carries.
func (s *State) Note(now Now, to uint32) Note {
	n := s.Word(now)
	if s.config.Gen > 1 {
		n.Gen = s.config.Gen
	}
	p := s.peer(to)
	if p == nil || to == s.o.Self {
		return n
	}
	if p.gen < s.config.Gen {
		n.Config = s.config
	}
	n.Stamp = now.Elapsed.Truncate(time.Microsecond) // never late: a permit is counted from it
	if p.stamp != 0 {
		n.Echo, n.EchoEpoch = p.stamp, p.stampEpoch
	}
	sent := &p.sends[p.sendsNext]
	*sent = send{n.Stamp, p.number, s.mouth(now, p), n.Low, p.newest, nil}
	p.sendsNext = (p.sendsNext + 1) % sendsMax
	s.groups(now, p, &n, sent)
	if g, ok := s.giverIndex(to); ok {
		n.Ask = s.ask(now)
		n.Have = s.lists[g].version
		if s.holder.stopped {
			n.Ended = s.holder.number
		}
	}
	if p.asks <= p.refused {
		n.Refused = p.refused
	}
	if s.giver != nil {
		s.stateOwn(now)
		n.Statement = &Statement{U: s.giver.u, Version: s.giver.version}
		if p.has != s.giver.version {
			n.Statement.Full, n.Statement.List = true, s.giver.stated
		}
		if i, ok := s.giver.find(to); ok {
			n.Grant = s.giver.grant(s.giver.records[i])
		}
	}
	return n
}

// Word is what any message may carry: a reading, and what gives it weight.
func (s *State) Word(now Now) Note {
	n := Note{Epoch: s.o.Epoch, Reading: s.Read(now), Low: s.lowUTC(now), Promise: NoPromise}
	if s.holder.held && !s.holder.stopped && s.stored(now, n.Reading.Timestamp()) && s.late(now, n.Reading.Timestamp()) <= s.holder.promise.most {
		n.Number, n.Cap, n.Promise = s.holder.number, s.holder.cap, s.holder.promise.most
		s.holds(s.clockAt(now) >= n.Reading.Timestamp(), "C1: a reading leads the clock that others extrapolate from it")
		n.Reading = s.rules.tells(n.Reading)
	}
	return n
}

// Hear takes what a message of another node carried, at the moment that it came. It fails
// with *Contradiction, and then its reading was not taken.
func (s *State) Hear(now Now, from uint32, n *Note) error {
	p := s.peer(from)
	if p == nil || from == s.o.Self || n.Epoch < p.epoch {
		return nil // of a process that is gone
	}
	if n.Epoch > p.epoch {
		p.epoch, p.stamp, p.upperAt, p.has, p.gen, p.drift, p.paced, p.knows = n.Epoch, 0, 0, 0, 0, drift{}, pace{}, nil
		p.unsaid()
	}
	if n.Stamp != 0 { // else it is a word
		p.gen = max(p.gen, n.Gen, 1)
	}
	if n.Config != nil {
		_ = s.Learn(*n.Config) // what decodes is valid
	}
	if n.Stamp > p.stamp {
		p.stamp, p.stampEpoch = n.Stamp, n.Epoch
	}
	if p.heardAt = now.Elapsed; n.Stamp != 0 {
		p.notedAt = now.Elapsed
	}
	if n.Stamp != 0 || n.Number >= p.asks { // words come out of turn
		p.holds = n.Number != 0
	}
	if p.asks = max(p.asks, n.Number); n.Ask != nil {
		p.asks = max(p.asks, n.Ask.Number)
	}
	err := s.contradicted(now, p, n)
	if err == nil {
		s.hearReading(now, p, n)
	}
	s.hearGroups(now, p, n, err == nil)
	s.hearGiver(now, p, n)
	s.hearAsk(now, p, n)
	return err
}

// hearReading: a reading is proof for good; its extrapolation belongs to the permit under
// which it was given (C1).
func (s *State) hearReading(now Now, p *peer, n *Note) {
	p.number = s.rules.base(p.number, n.Number)
	switch {
	case n.Number == 0 || n.Number < p.number:
	case n.Number > p.number:
		p.number, p.reading, p.at, p.cap, p.promise = n.Number, n.Reading, now.Elapsed, n.Cap, n.Promise
	default:
		p.cap, p.promise = max(p.cap, n.Cap), n.Promise
		if n.Reading.Timestamp() > p.reading.Timestamp().Add(s.elapsed(now, p.at)) {
			p.reading, p.at = n.Reading, now.Elapsed
		}
	}
	p.newest = max(p.newest, n.Reading)
	if n.Low > p.low.Add(s.elapsed(now, p.lowAt)) {
		p.low, p.lowAt = n.Low, now.Elapsed
	}
	if n.Number != 0 && n.Number == p.number {
		s.follow(now, n.Reading)
	}
}

// contradicted compares a note with what was held when that was sent which it answers: late
// messages carry old readings, and are none (C4).
func (s *State) contradicted(now Now, p *peer, n *Note) error {
	if n.Echo == 0 || n.EchoEpoch != s.o.Epoch {
		return nil
	}
	for i := range p.sends {
		m := &p.sends[i]
		if m.stamp != n.Echo {
			continue
		}
		p.echoed(m)
		held, why := m.newest.Timestamp(), "its readings have gone back"
		if n.Number != 0 && n.Number == m.number && n.Number > p.refused {
			lower := m.mouth
			if n.Promise != NoPromise {
				lower = max(lower, m.low.Add(-n.Promise))
			}
			// A reading stands still at P, whatever the promise about UTC.
			held, why = max(held, min(lower, n.Cap)), "it reads what it must have passed before it was asked"
		}
		if n.Reading.Timestamp() < held && s.rules.notices() {
			s.met.Contradictions++
			s.refuse(p)
			s.doubt(now)
			return &Contradiction{Node: p.node, Below: held.Sub(n.Reading.Timestamp()), Why: why}
		}
		if at := p.sentAt(&s.o.Timing, now.Elapsed, m.stamp, n.Stamp); n.Number != 0 { // else it may stand still, below its clock
			p.upper, p.upperAt = n.Reading, at
		}
		return s.watchRate(now, p, n, m.stamp)
	}
	return nil
}

// refuse has no permit under a number that was heard so far renewed here, and no reading
// under it extrapolated.
func (s *State) refuse(p *peer) {
	p.refused, s.holders = p.asks, nil
	s.unclaim(p.node)
	if s.giver != nil {
		if r := s.giver.record(p.node); r != nil {
			r.refused = p.refused
		}
	}
}

// doubt has this node step aside where it contradicts more nodes than not: then it is the one
// that is wrong, and what it was granted was timed by that clock.
func (s *State) doubt(now Now) {
	heard, against := 0, 0
	for _, p := range s.peers {
		if p.asks == 0 || now.Elapsed-p.heardAt > s.o.Timing.Length {
			continue
		}
		heard++
		if p.asks <= p.refused || p.drift.against(now) {
			against++
		}
	}
	if 2*against > heard {
		s.aside(now, "it contradicts most other nodes' clocks: this machine was suspended, or its clock runs at another rate than theirs")
		for _, p := range s.peers {
			s.believe(now, p)
		}
		s.unclaim(0)
	}
}

// believe takes back what was held against a node by a clock that was wrong, and what was
// extrapolated by it: what counts anew is the newest reading.
func (s *State) believe(now Now, p *peer) {
	p.refused, p.reading, p.at, s.holders = 0, p.newest, now.Elapsed, nil
	p.sends, p.upperAt, p.paced = [sendsMax]send{}, 0, pace{}
	if s.giver != nil {
		if r := s.giver.record(p.node); r != nil {
			r.refused = 0
		}
	}
}

// Heard reports whether a whole note of a node was heard within d. Who is silent for a permit's length holds
// acknowledgements up, until its own is over.
func (s *State) Heard(now Now, node uint32, d time.Duration) bool {
	i, ok := s.find(node)
	return ok && s.peers[i].notedAt != 0 && now.Elapsed-s.peers[i].notedAt <= d
}

func (s *State) hearGiver(now Now, p *peer, n *Note) {
	g, ok := s.giverIndex(p.node)
	if !ok {
		return
	}
	if n.Refused != 0 {
		s.refusedBy(now, g, n.Refused)
	}
	if !s.within(n) {
		return
	}
	if n.Statement != nil {
		s.lists[g].hear(n.Statement)
		if n.Statement.Full {
			s.holders = nil
		}
	}
	if n.Grant != nil {
		s.granted(now, g, n.Grant)
	}
}

// within reports whether what a note asks, grants and states is of the present configuration.
func (s *State) within(n *Note) bool {
	return s.rules.counts(max(n.Gen, 1), s.config.Gen)
}

func (s *State) hearAsk(now Now, p *peer, n *Note) {
	if s.giver == nil {
		return
	}
	p.has = n.Have
	if n.Ended != 0 {
		s.giver.back(p.node, n.Ended)
	}
	if n.Ask != nil && s.within(n) && n.Stamp != 0 && !p.drift.against(now) {
		s.give(now, p.node, n.Ask, n.Stamp)
	}
}
