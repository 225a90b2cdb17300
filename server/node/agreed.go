package node

import (
	"context"
	"errors"
	"fmt"
	"math"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/agree"
	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/range/store"
)

// What a node's clock goes by. A cluster turns from its budget to clocks that agree in two
// steps of its version, and any two of its nodes are at the same one or at neighbours:
//
//	           serves where                      a reading is          acknowledges m once
//	budget     its error is within E             the source's          C > m + e + E
//	both       both                              the higher of both    both
//	agreement  its permit holds                  the agreed clock's    Passed(m)
//
// So who stands beside one that keeps to the budget alone is within the budget, and waits for
// it; who stands beside one that keeps to the agreement alone has a permit, and waits for those.
// A node that is alone goes by its source, whose error does not matter.
type goesBy uint8

const (
	byBudget goesBy = iota
	byBoth
	byAgreement
)

func (n *Node) goesBy() goesBy {
	switch {
	case n.agreed == nil || n.lone() || !n.versions.Active(version.Agreeing):
		return byBudget
	case !n.versions.Active(version.Agreed):
		return byBoth
	}
	return byAgreement
}

// agreedApart is by how much agreed clocks are apart at most, while they hold permits: what
// following alone makes of one, and what has it step aside. Nothing that must hold rests on it:
// leads and lengths do, and what is refused for being far ahead (T15).
const agreedApart = 25 * time.Millisecond

// agreedClock is the physical clock, the budget and the permit of a node that has an agreement.
// It is an hlc.Source, an hlc.Budget and an hlc.Permitter.
type agreedClock struct {
	*bound.Bound
	n *Node
}

// decideLater has readings of a start not follow the source while it may be in a cluster that goes
// by clocks that agree: these may be far behind it, and no reading ever goes back. It is decided
// once the node knows its cluster.
func (n *Node) decideLater() {
	_, err := store.ReadIdent(n.engine)
	later := errors.Is(err, store.ErrEmpty) && len(n.o.Join) > 0
	if err == nil && n.agreed.durable.Config.Gen > 0 {
		v, err := n.versions.Read() // who reads it next says what is wrong with it
		later = err == nil && version.Has(v.Active, version.Agreed)
	}
	n.agreed.undecided.Store(later)
}

// decide ends that.
func (n *Node) decide(ctx context.Context) error {
	if n.agreed == nil || !n.agreed.undecided.Swap(false) || n.goesBy() == byAgreement { // which waits for a permit
		return nil
	}
	n.keepAhead()
	return n.clock.AwaitHealthy(ctx)
}

func (n *Node) physical() agreedClock { return agreedClock{n.bound, n} }

// Now implements hlc.Source.
func (c agreedClock) Now() int64 {
	switch c.n.goesBy() {
	case byBudget:
		if c.n.agreed.undecided.Load() {
			return int64(c.n.clock.Last()) // readings go on from the stored bound, one by one
		}
		return c.Bound.Now()
	case byBoth:
		return max(c.Bound.Now(), c.n.agreed.clock())
	}
	return c.n.agreed.clock()
}

// Within implements hlc.Budget: whether the clock may be followed. Without a permit it may be
// anywhere.
func (c agreedClock) Within() bool {
	switch c.n.goesBy() {
	case byBudget:
		return c.Bound.Within()
	case byBoth:
		return c.Bound.Within() && c.n.agreed.permitted.Load()
	}
	return c.n.agreed.permitted.Load()
}

// Serves implements hlc.Permitter.
func (c agreedClock) Serves(r hlc.Reading) bool {
	return c.n.goesBy() == byBudget || c.n.agreed.serves(r)
}

// Epsilon is by how much other nodes' clocks may be off this one's.
func (c agreedClock) Epsilon() time.Duration {
	switch c.n.goesBy() {
	case byBudget:
		return c.Bound.Epsilon()
	case byBoth:
		return c.Bound.Epsilon() + agreedApart
	}
	return agreedApart
}

// Lag is by how much what all clocks are known to have passed is behind this one, as a rule:
// gateways and leaseholders choose commit timestamps no further ahead than that lets them be
// acknowledged. follow: clocks follow each other.
func (c agreedClock) Lag() (lag time.Duration, follow bool) {
	if c.n.goesBy() != byAgreement {
		return c.Epsilon(), false
	}
	return max(time.Duration(c.n.agreed.lag.Load()), agreedApart), true
}

// AheadMost bounds how far ahead a range with one voter serves: leases of several are shorter than
// what a wide budget asks for, and the first of them could not keep what the only one had claimed.
func (c agreedClock) AheadMost() time.Duration {
	if c.n.versions.Active(version.Agreed) {
		return agreedAheadMost
	}
	return math.MaxInt64
}

// agreedAheadMost is less than the shortest leases (support.LengthMin) reach at any moment while
// they are renewed, a round trip and all.
const agreedAheadMost = 400 * time.Millisecond

// Why says why the clock is out of service; "": it is not.
func (c agreedClock) Why() string {
	by := c.n.goesBy()
	if by != byAgreement {
		if why := c.Bound.Why(); why != "" {
			return why
		}
	}
	if by == byBudget || c.Serves(hlc.Reading(c.Now())) {
		return ""
	}
	return c.n.agreed.why()
}

// clock is what the agreed clock says, or what was heard of another, where that is ahead (C4); 0
// while there is none.
func (a *agreement) clock() int64 {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.mu.st == nil {
		return 0
	}
	return int64(a.mu.st.Source(a.now()))
}

// serves reports whether the permit covers r, which was taken before (C1, C3).
func (a *agreement) serves(r hlc.Reading) bool {
	if a.n.o.PlantedAgree.NoPermit {
		return true
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.mu.st != nil && a.mu.st.Serves(a.now(), r.Timestamp())
}

func (a *agreement) why() string {
	a.mu.Lock()
	defer a.mu.Unlock()
	why := "it has no permit: most of the nodes that give them are to be heard"
	if a.mu.st != nil && a.mu.st.Why() != "" {
		why += "; the last one ended since " + a.mu.st.Why()
	}
	return why
}

// awaitPermit waits, before anything is served, for a permit: readings are old until then.
func (a *agreement) awaitPermit(ctx context.Context) error {
	for a.tick(); a.n.clock.Degraded(); a.tick() {
		if err := a.n.clock.Err(); err != nil {
			return err
		}
		if err := stop.Sleep(ctx, startPoll); err != nil {
			return fmt.Errorf("this node's clock: %s: %w", a.why(), err)
		}
	}
	a.n.keepAhead()
	return nil
}

// stepped takes note of what a step has made of the permit, and wakes who waits for a message.
// With mu held.
func (a *agreement) stepped() {
	held := false
	if st := a.mu.st; st != nil {
		now := a.now()
		held = st.Serves(now, max(st.Clock(now), a.n.clock.Last().Timestamp()))
	}
	a.permitted.Store(held || a.n.o.PlantedAgree.NoPermit)
	if a.mu.heard != nil {
		close(a.mu.heard)
		a.mu.heard = nil
	}
}

// agreedPoll is after how long who waits for other nodes' clocks looks again, whatever was
// thought to come first: what is to come may end with a node.
const agreedPoll = 50 * time.Millisecond

// agreedGrain is the shortest wait: what is thought to be there may not be, quite.
const agreedGrain = 20 * time.Microsecond

// await is Rule W by clocks that agree: it returns when every node that may serve has passed ts.
// A node that is silent is waited for until its permit has ended. It fails with the context's
// error only.
func (a *agreement) await(ctx context.Context, ts hlc.Timestamp) error {
	if a.n.o.PlantedAgree.NoWait {
		return nil
	}
	first := agree.Wait{Passed: true}
	for began := a.elapsed(); ; {
		w, heard := a.when(ts)
		if w.Passed {
			a.metrics.waited(first, a.elapsed()-began)
			return nil
		}
		if first.Passed {
			first = w
		}
		d := agreedPoll
		if w.In >= 0 {
			d = min(d, max(w.In, agreedGrain))
		} else {
			a.ask(w.Node)
		}
		t := time.NewTimer(d)
		select {
		case <-heard:
			t.Stop()
		case <-t.C:
		case <-ctx.Done():
			t.Stop()
			return ctx.Err()
		}
	}
}

// when tells what ts waits for, and gives a channel that is closed with the next message.
func (a *agreement) when(ts hlc.Timestamp) (agree.Wait, <-chan struct{}) {
	a.mu.Lock()
	defer a.mu.Unlock()
	w := agree.Wait{In: -1}
	if a.mu.st != nil {
		if w = a.mu.st.When(a.now(), ts); w.Passed {
			return w, nil
		}
	}
	if a.mu.heard == nil {
		a.mu.heard = make(chan struct{})
	}
	return w, a.mu.heard
}

// waiting tells what an acknowledgement of ts would wait for.
func (a *agreement) waiting(ts hlc.Timestamp) (time.Duration, string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.mu.st == nil {
		return 0, "who gives permits is not known"
	}
	w := a.mu.st.When(a.now(), ts)
	return max(0, w.In), w.Said()
}

// horizon is what every clock that may serve has passed; 0: it is not known.
func (a *agreement) horizon() hlc.Timestamp {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.mu.st == nil {
		return 0
	}
	return a.mu.st.Horizon(a.now())
}

// ask asks a node for a message; 0: those that give permits.
func (a *agreement) ask(node uint32) {
	ids := []uint32{node}
	if node == 0 {
		a.mu.Lock()
		if ids = nil; a.mu.st != nil {
			ids = a.mu.st.Config().Givers
		}
		a.mu.Unlock()
	}
	for _, id := range ids {
		if id != a.n.ident.NodeID {
			a.reach(id)
		}
	}
}

// PlantedAgree breaks rules of clocks that agree, to show that checkers notice.
type PlantedAgree struct {
	NoPermit bool          // C1: nobody looks at the permit
	NoWait   bool          // C2: nobody waits for other nodes' clocks
	NoSide   bool          // C7: advisory locks say nothing of what their holders have seen
	Rules    agree.Planted // those of the agreement itself
}
