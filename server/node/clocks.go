package node

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/range/transport"
)

// A node compares its clock with those of the nodes that it pings (bound.Judge): one that
// others contradict serves nothing (T16), one whose source stepped follows it when the
// others' sources say so, too, and processes of one machine read one clock.

const (
	// clocksEvery is how often what was heard of other clocks is judged.
	clocksEvery = 100 * time.Millisecond
	// startPoll is the same while a start waits for it.
	startPoll = 2 * time.Millisecond
	// compareWithin is how long a node that comes up, or whose clock has moved, serves
	// nothing for want of anybody to compare it with. Who hears nobody for that long has no
	// quorum but its own, whose past its readings are above in any case.
	compareWithin = 5 * time.Second
	// refusedWithin is the same where each other node is known not to answer.
	refusedWithin = time.Second
)

// uncompared is why a clock is held that has not been compared.
const uncompared = "it has not been compared with another node's since it began, or moved"

// clockWatch is what a node has made of others' clocks. Its plain fields belong to the
// start, and then to the loop.
type clockWatch struct {
	settled atomic.Bool              // compared with somebody, or with nobody for long enough
	steps   atomic.Uint64            // of the source that were followed
	against atomic.Pointer[[]uint32] // nodes that contradict this clock now; nil: none was looked for

	since time.Duration // the clock began, or moved, by the mesh's elapsed time
	said  string        // why it is out of service, as last logged
}

// tellClock tells of this node's clock: the source's time, not a reading, which may lead it.
func (n *Node) tellClock() transport.Clock {
	s := n.clockSelf()
	return transport.Clock{Now: n.bound.Now(), Error: s.Error, Told: true, Step: s.Step, Budget: s.Budget, Machine: s.Machine, Offset: s.Offset, Settled: s.Settled}
}

func (n *Node) clockSelf() bound.Self {
	self := bound.Self{Error: n.o.Source.Error(), Budget: n.o.ClockError, Settled: n.clocks.settled.Load()}
	if s, ok := n.o.Source.(bound.Stepper); ok {
		self.Step = s.Step()
	}
	if h, ok := n.o.Source.(bound.Host); ok && n.o.ClockError == 0 {
		self.Machine, self.Offset = h.Boot()
	}
	return self
}

// shareClock makes the clock the machine's, where all nodes are told to read one.
func (n *Node) shareClock() {
	if h, ok := n.o.Source.(bound.Host); ok && n.o.ClockError == 0 {
		_, offset := h.Boot()
		h.Pin(offset)
	}
}

// awaitCompared waits, before anything is served, until the clock has been compared with
// another node's and is not contradicted.
func (n *Node) awaitCompared(ctx context.Context) error {
	n.lookAtSource()
	if n.goesBy() == byAgreement {
		n.clocks.settled.Store(true)
		return n.agreed.awaitPermit(ctx)
	}
	if n.lone() {
		n.clocks.settled.Store(true)
		return nil
	}
	n.clocks.since = n.mesh.Elapsed()
	for n.judgeClocks(); !n.clocks.settled.Load(); n.judgeClocks() {
		if err := stop.Sleep(ctx, startPoll); err != nil {
			return fmt.Errorf("this node's clock: %s: %w", n.bound.Why(), err)
		}
	}
	return nil
}

// watchClocks goes on comparing until the node ends.
func (n *Node) watchClocks(ctx context.Context) {
	for stop.Sleep(ctx, clocksEvery) == nil {
		n.lookAtSource()
		n.judgeClocks()
	}
}

// judgeClocks takes in what was heard of other clocks.
func (n *Node) judgeClocks() {
	if n.lone() {
		n.followAlone()
		return
	}
	if n.goesBy() == byAgreement {
		n.followAgreed()
		return
	}
	self, now := n.clockSelf(), n.mesh.Elapsed()
	self.Since = n.clocks.since
	words := n.clockWords()
	v := bound.Judge(self, words, now)
	if v.Adopt {
		n.o.Source.(bound.Host).Pin(v.Offset)
		n.log.Info("the clock is now the one that this machine's other nodes read", "moved", time.Duration(v.Offset-self.Offset))
		n.clocks.since, self.Since, self.Offset = now, now, v.Offset
		v = bound.Judge(self, words, now) // what contradicted the clock that it was is past
	}
	n.clocks.against.Store(&v.Against)
	n.bound.SetOthers(v.Least, v.Most)
	switch {
	case n.followStep(self, v, now):
		v.Held = false // what was compared is past
	case !n.clocks.settled.Load():
		n.clocks.settled.Store(v.Compared > 0 && !v.Held && !v.Adopt || v.Compared == 0 && n.nobodyThere(now))
	}
	n.holdClock(self, v)
	if !n.clocks.settled.Load() || v.Held {
		for _, id := range n.members.Others() {
			n.mesh.PingSoon(id)
		}
	}
}

// clockWords is what other nodes said of their clocks. Builds that do not tell are left out.
func (n *Node) clockWords() []bound.Word {
	clocks := n.mesh.Clocks()
	words := make([]bound.Word, 0, len(clocks))
	for i := range clocks {
		if p := &clocks[i]; p.Clock.Told {
			c := &p.Clock
			words = append(words, bound.Word{Node: p.NodeID, Low: p.Low, High: p.High, At: p.At,
				Error: c.Error, Step: c.Step, Budget: c.Budget, Machine: c.Machine, Offset: c.Offset, Settled: c.Settled})
		}
	}
	return words
}

// contradicting are the nodes whose clocks and this one can't both be right.
func (n *Node) contradicting() []uint32 {
	if ids := n.clocks.against.Load(); ids != nil {
		return *ids
	}
	return nil
}

// nobodyThere reports whether there is nobody to compare the clock with, for long enough.
func (n *Node) nobodyThere(now time.Duration) bool {
	waited := now - n.clocks.since
	if waited < refusedWithin {
		return false
	}
	if waited < compareWithin {
		failed := map[uint32]bool{}
		for _, p := range n.mesh.Peers() {
			failed[p.NodeID] = p.LastError != nil || p.Clock.Now != 0 && !p.Clock.Told
		}
		for _, id := range n.members.Others() {
			if !failed[id] {
				return false
			}
		}
	}
	n.log.Warn("this node's clock was compared with nobody's: no other node answers, or tells", "waited", waited)
	return true
}

// followStep follows a step of the source that the clock is out of its budget for, where
// most others' sources agree or nobody is heard. The clock then counts as new.
func (n *Node) followStep(self bound.Self, v bound.Verdict, now time.Duration) bool {
	s, ok := n.o.Source.(bound.Stepper)
	if !ok || self.Step == 0 || n.bound.Self() <= n.bound.Limit() {
		return false
	}
	if !v.StepRight && (v.Compared > 0 || now-n.clocks.since < compareWithin) {
		return false
	}
	n.bound.Hold(uncompared) // or readings of the new time would be given out before it was compared
	s.Resync()
	n.clocks.since = n.mesh.Elapsed()
	n.clocks.settled.Store(false)
	n.clocks.steps.Add(1)
	n.log.Warn("the clock has followed a step of its source", "step", self.Step, "agree", v.StepRight)
	return true
}

// followAlone follows a step forward while nobody else's readings count. One back is slewed:
// readings can't go back, and the node would stand still meanwhile.
func (n *Node) followAlone() {
	if s, ok := n.o.Source.(bound.Stepper); ok && s.Step() > 0 {
		n.log.Warn("the clock has followed a step of its source", "step", s.Step())
		s.Resync()
		n.clocks.steps.Add(1)
	}
}

// followAgreed has the source follow its steps: it tells of UTC alone, and only while it is
// within what it says; the clock that is read is another. The permit takes that out of service.
func (n *Node) followAgreed() {
	if s, ok := n.o.Source.(bound.Stepper); ok && s.Step() != 0 {
		n.log.Warn("the source of UTC has stepped", "step", s.Step())
		s.Resync()
		n.clocks.steps.Add(1)
	}
	n.bound.Hold("")
	n.sayClock(n.physical().Why(), n.o.Source.Error())
}

// holdClock takes the clock out of service, or gives it back, and logs that.
func (n *Node) holdClock(self bound.Self, v bound.Verdict) {
	switch {
	case v.Held:
		n.bound.Hold(v.String())
	case v.StepWrong && self.Error > n.bound.Limit():
		n.bound.Hold(fmt.Sprintf("its source has stepped by %v to where the other nodes' sources are not: set it right", self.Step))
	case !n.clocks.settled.Load():
		n.bound.Hold(uncompared)
	default:
		n.bound.Hold("")
	}
	n.sayClock(n.bound.Why(), self.Error)
}

// sayClock logs that the clock is out of service, and why, or in service again.
func (n *Node) sayClock(why string, e time.Duration) {
	switch {
	case why == "" && n.clocks.said != "":
		n.clocks.said = ""
		n.log.Info("this node's clock is in service again")
	case why != "" && why != uncompared && n.clocks.said == "":
		n.clocks.said = why
		with := []any{"why", why}
		if e < bound.UnknownError {
			with = append(with, "error", e)
		}
		n.log.Warn("this node's clock is out of service, and the node serves nothing", with...)
	}
}
