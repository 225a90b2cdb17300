package node

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/metric"
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/agree"
	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/descriptor"
)

// agreement runs what clocks that agree know (package agree, transactions.md, section 13), by
// messages that are sent anyway. What it is for depends on the cluster's version (goesBy): at
// first it only shows what commits would wait for, beside the budget that the node goes by; then
// readings, permits and acknowledgements are its.
//
// Its clock is its own: it begins at the source's time and follows the other nodes'.
//
//	off ──several nodes, the cluster speaks it, it is known who gives permits──► on
//
// Who gives permits follows the voters of the directory's range, a giver at a time (givers.go).
type agreement struct {
	n       *Node
	elapsed func() time.Duration
	wake    chan struct{} // has a token where housekeeping is due at once
	keeping sync.Mutex    // one stores what was found; before mu
	durable agree.Durable // as it is stored; with mu held

	mu struct { // guards what follows; held for moments only
		sync.Mutex
		st    *agree.State  // nil: off
		found *agree.Config // of the givers, while it is off; to be stored
		heard chan struct{} // closed with the next note; nil: nobody waits for one

		complained time.Duration // a contradiction was logged last; 0: none was

		circle   *agree.Circle // whom the node hears; nil: each
		circleAt time.Duration // that was found
	}
	permitted atomic.Bool  // there was a permit when st was last stepped
	lag       atomic.Int64 // by how much what all clocks have passed was behind this node's when it was looked at last
	undecided atomic.Bool  // a start does not know yet what the clock is to go by
	asking    atomic.Bool  // who a node is that acknowledgements wait for

	metrics agreementMetrics
}

type agreementMetrics struct {
	wait    *metric.Histogram // what acknowledgements would have waited
	unheard *metric.Counter   // of those, what only another message would have ended
	against *metric.Counter   // contradictions

	// What they waited for, by what came last as it was seen when they began.
	forGivers, forMessage, forUTC, forOwn *metric.Histogram
}

// waited counts an acknowledgement that has waited for d.
func (m *agreementMetrics) waited(w agree.Wait, d time.Duration) {
	if w.Passed {
		m.wait.Observe(0)
		return
	}
	m.wait.Observe(d)
	switch {
	case w.Node == 0:
		m.forGivers.Observe(d)
	case w.In < 0:
		m.unheard.Inc()
		m.forMessage.Observe(d)
	case w.Proof == agree.ByUTC:
		m.forUTC.Observe(d)
	case w.Proof == agree.ByOwn:
		m.forOwn.Observe(d)
	default:
		m.forMessage.Observe(d)
	}
}

// agreeEvery is how often the agreement's housekeeping is done: some times in a permit.
const agreeEvery = 100 * time.Millisecond

// agreeIdle is how often it is looked at whether there is any to do, where there is none.
const agreeIdle = 300 * time.Millisecond

// epochBits is by how much the process's epoch, a reading, is cut to fit a permit's number:
// two processes of a node begin more than 2^20 ns apart.
const epochBits = 20

func newAgreement(n *Node) *agreement {
	r := n.registry
	return &agreement{n: n, elapsed: elapsedTime(n.o.Source), wake: make(chan struct{}, 1), metrics: agreementMetrics{
		wait:    r.Histogram("commit_wait_agreed_seconds", "how long acknowledgements wait for other nodes' clocks by clocks that agree, or would while the cluster goes by its budget"),
		unheard: r.Counter("commit_wait_agreed_unheard_total", "of those, what only another message ended, or would have"),

		forGivers:  r.Histogram("commit_wait_for_givers_seconds", "acknowledgements that waited for the nodes that give permits"),
		forMessage: r.Histogram("commit_wait_for_message_seconds", "acknowledgements that waited for a node's clock, by what its messages tell"),
		forUTC:     r.Histogram("commit_wait_for_utc_seconds", "acknowledgements that waited for a node's clock, by what it promised about UTC"),
		forOwn:     r.Histogram("commit_wait_for_own_seconds", "acknowledgements that waited for this node's own clock"),
		against:    r.Counter("clock_agreement_contradictions_total", "readings of other nodes that can't be"),
	}}
}

// elapsedTime is a second more than the time since now, by the clock that no time daemon slews
// and that goes on while the machine sleeps, where the source has one (bound.Elapser): permits
// and extrapolations count by its rate.
func elapsedTime(s bound.Source) func() time.Duration {
	if e, ok := s.(bound.Elapser); ok {
		began := e.Elapsed()
		return func() time.Duration { return time.Second + e.Elapsed() - began }
	}
	began := time.Now().Add(-time.Second)
	return func() time.Duration { return time.Since(began) }
}

// now is what the clocks say. Where all nodes are said to read one machine's clock (E is 0)
// nothing is known of UTC: their processes read it by offsets that nobody compares here.
func (a *agreement) now() agree.Now {
	now := agree.Now{Elapsed: a.elapsed()}
	if e := a.n.o.Source.Error(); e <= a.n.o.ClockError && a.n.o.ClockError > 0 {
		t := a.n.o.Source.Now()
		now.UTC = agree.Interval{Low: hlc.Timestamp(t - int64(e)), High: hlc.Timestamp(t + int64(e))}
	}
	return now
}

// on reports whether there is anything to find out: of a cluster that goes by clocks that agree or
// turns to them, or that this node is to turn.
func (a *agreement) on() bool {
	return a.n.o.AgreeClocks || version.Has(a.n.versions.Noted().Next, version.Agreeing)
}

// works reports whether it finds out.
func (a *agreement) works() bool {
	return a.on() && !a.n.lone() && a.n.versions.Active(version.Guarded)
}

// follow does the housekeeping until the node ends.
func (a *agreement) follow(ctx context.Context) {
	for {
		every := agreeEvery
		if !a.on() {
			every = agreeIdle
		}
		timer := time.NewTimer(every)
		select {
		case <-timer.C:
		case <-a.wake:
		case <-ctx.Done():
		}
		if timer.Stop(); ctx.Err() != nil {
			return
		}
		a.tick()
	}
}

// soon has housekeeping done at once: who gives permits has changed, and others wait for this node
// to go by that.
func (a *agreement) soon() {
	select {
	case a.wake <- struct{}{}:
	default:
	}
}

func (a *agreement) tick() {
	if !a.works() {
		return
	}
	if err := a.keepFound(); err != nil {
		a.n.log.Warn("who gives permits was not stored", "error", err)
		return
	}
	others := a.n.members.Others()
	a.mu.Lock()
	if a.mu.st == nil && a.durable.Config.Gen > 0 {
		a.begin()
	}
	st := a.mu.st
	var d agree.Durable
	var save bool
	if st != nil {
		if a.n.versions.Active(version.Parted) {
			st.AllowRaises()
		}
		others = a.near(union(others, st.Listed(), a.n.ident.NodeID))
		others = slices.DeleteFunc(others, func(id uint32) bool { return st.Heard(a.now(), id, a.silence(id)) })
		st.Tick(a.now())
		if now := a.now(); st.Serves(now, st.Clock(now)) {
			lag, old := int64(max(0, st.Clock(now).Sub(st.Horizon(now)))), a.lag.Load()
			a.lag.Store(max(lag, old-(old-lag)/lagFades))
		}
		d, save = st.Save(a.now())
		a.stepped()
	}
	a.mu.Unlock()
	for _, id := range others { // nothing else carries notes to and from them
		a.reach(id)
	}
	if !save {
		return
	}
	err := a.store(d)
	a.mu.Lock()
	defer a.mu.Unlock()
	if err == nil {
		a.durable = d
	}
	if a.mu.st == st {
		st.Saved(a.now(), d, err == nil)
		a.stepped()
	}
}

// near is whom this node is to hear, of all others: in a wide cluster not each (C8). With mu held.
func (a *agreement) near(others []uint32) []uint32 {
	eachMax := cmp.Or(a.n.o.AgreeEachMax, agree.EachMax)
	if now := a.elapsed(); a.mu.circleAt == 0 || now-a.mu.circleAt >= circleEvery {
		a.mu.circle, a.mu.circleAt = nil, now
		all := slices.Sorted(slices.Values(append(others, a.n.ident.NodeID)))
		switch {
		case !a.n.versions.Active(version.Parted):
		case len(all) <= eachMax:
			a.mu.circle = agree.EachOther(a.n.ident.NodeID, all)
		default:
			places := make([]agree.Place, 0, len(all))
			for _, id := range all {
				places = append(places, agree.Place{Node: id, Tiers: a.n.members.Tiers(id)})
			}
			a.mu.circle = agree.CircleOf(a.n.ident.NodeID, places, a.mu.st.Config().Givers, a.mu.st.Listed(), eachMax)
		}
		a.mu.st.SetCircle(a.mu.circle)
	}
	if a.mu.circle != nil {
		return slices.Clone(a.mu.circle.Talk)
	}
	return others
}

// lagFades is in how many ticks most of what a lag was longer than it is now is forgotten: it jumps where
// this clock follows another, and a commit that was chosen by the shorter one waits.
const lagFades = 64

// circleEvery is how often it is looked at who hears whom in a wide cluster.
const circleEvery = time.Second

// silence is after how long without a note a node is pinged. With mu held.
func (a *agreement) silence(id uint32) time.Duration {
	if a.mu.circle.Swift(id) {
		return agreeSilence / 2
	}
	return agreeSilence
}

// reach pings a node. One that joins may be waited for before its row is known: of two that join
// at once each waits for the other, and has to ask who that is.
func (a *agreement) reach(id uint32) {
	if _, known := a.n.members.Resolve(id); known {
		a.n.mesh.PingSoon(id)
		return
	}
	if !a.asking.Swap(true) {
		a.n.cluster.Go(func(ctx context.Context) {
			defer a.asking.Store(false)
			a.n.members.AskAround(ctx)
		})
	}
}

// union is what two lists in order have, less one.
func union(a, b []uint32, less uint32) []uint32 {
	out := append(slices.Clone(a), b...)
	slices.Sort(out)
	return slices.DeleteFunc(slices.Compact(out), func(id uint32) bool { return id == less })
}

// agreeSilence is after how long without a note a node is pinged: some times in a permit.
const agreeSilence = agree.LengthDefault / 4

// giversSettle is how long those who give permits have done so before they change by another: a
// little longer than permits, all of which are of the default length. Until there are several,
// the loss of the first node for good is that of the cluster.
const giversSettle = agree.LengthDefault * 11 / 10

// store makes d durable.
func (a *agreement) store(d agree.Durable) error {
	b := a.n.engine.NewBatch(256)
	defer b.Close()
	if err := b.Put(keys.StoreAgreement(), hlc.Zero, d.Append(nil)); err != nil {
		return err
	}
	return a.n.engine.Apply(b, true)
}

// load reads what the last process left.
func (a *agreement) load() error {
	v, found, err := a.n.engine.Get(keys.StoreAgreement(), nil)
	if err != nil || !found {
		return err
	}
	if a.durable, err = agree.DecodeDurable(v); err != nil {
		return fmt.Errorf("%w: the clocks' agreement: %w", engine.ErrCorrupt, err)
	}
	return nil
}

// begin makes the state, with a number above all earlier ones. With mu held.
func (a *agreement) begin() {
	o := agree.Options{Self: a.n.ident.NodeID, Epoch: a.n.epoch >> epochBits, Clock: hlc.Timestamp(a.n.o.Source.Now()), Elapsed: a.now().Elapsed, Durable: a.durable, Timing: agree.Timing{Settle: giversSettle}, Planted: a.n.o.PlantedAgree.Rules}
	st, err := agree.New(o)
	if err != nil {
		a.n.log.Warn("the clocks' agreement does not begin", "error", err)
	}
	a.mu.st = st
	a.stepped()
}

// votersOf are the nodes that vote in a range, in order.
func votersOf(d *descriptor.Range) (nodes []uint32) {
	if d == nil {
		return nil
	}
	for _, r := range d.Replicas {
		if !r.Learner {
			nodes = append(nodes, r.NodeID)
		}
	}
	slices.Sort(nodes)
	return slices.Compact(nodes)
}

// Speaks implements transport.ClockNotes.
func (a *agreement) Speaks() bool { return a.on() }

// Note implements transport.ClockNotes.
func (a *agreement) Note(nodeID uint32) []byte {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.mu.st == nil || nodeID == 0 {
		return nil
	}
	if now := a.now(); a.n.goesBy() == byAgreement {
		a.mu.st.Gave(now, a.n.clock.Last())
	}
	note := a.mu.st.Note(a.now(), nodeID)
	return note.Append(nil)
}

// Word implements transport.ClockNotes.
func (a *agreement) Word(dst []byte) []byte {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.mu.st == nil {
		return dst
	}
	now := a.now()
	if a.n.goesBy() == byAgreement {
		a.mu.st.Gave(now, a.n.clock.Last())
	}
	word := a.mu.st.Word(now)
	return word.Append(dst)
}

// Hear implements transport.ClockNotes.
func (a *agreement) Hear(nodeID uint32, b []byte) {
	note, _, err := agree.DecodeNote(b)
	if err != nil {
		a.n.log.Debug("a note about clocks was not understood", "node", nodeID, "error", err)
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if note.Config != nil {
		defer a.soon()
	}
	if a.mu.st == nil {
		if note.Config != nil {
			a.find(*note.Config)
		}
		return
	}
	err = a.mu.st.Hear(a.now(), nodeID, &note)
	a.stepped()
	if _, ok := errors.AsType[*agree.Contradiction](err); ok {
		a.metrics.against.Inc()
		a.complain(nodeID, err)
	}
}

// complainEvery is how often contradictions are logged, at most.
const complainEvery = 10 * time.Second

// complain logs a contradiction, not each. With mu held.
func (a *agreement) complain(nodeID uint32, err error) {
	log := a.n.log.Debug
	if now := a.elapsed(); a.mu.complained == 0 || now-a.mu.complained >= complainEvery {
		a.mu.complained, log = now, a.n.log.Warn
	}
	log("a node's clock contradicts what was known of it, and the node has no permit from here until it has another number: look at that machine's clock, or at this one's if it says so of several", "node", nodeID, "error", err)
}

// shown tells of clocks that agree; none: it is off.
func (a *agreement) shown() []agree.Shown {
	if a == nil {
		return nil
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.mu.st == nil {
		return nil
	}
	return a.mu.st.Shown(a.now())
}

// observe notes for how long an acknowledgement of ts, a timestamp of this node's own clock,
// would wait for other clocks from now, or from when its own has passed ts.
func (a *agreement) observe(ts hlc.Timestamp) {
	if a == nil || !a.on() || a.n.goesBy() == byAgreement {
		return
	}
	ahead := ts.Sub(hlc.Timestamp(a.n.o.Source.Now()))
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.mu.st == nil {
		return
	}
	now := a.now()
	w := a.mu.st.When(now, a.mu.st.Clock(now).Add(ahead))
	if !w.Passed && w.In < 0 {
		a.metrics.unheard.Inc()
		return
	}
	a.metrics.wait.Observe(max(0, w.In-max(0, ahead)))
}

// Agreed is by how much the timestamps that every node's clock has passed, by the agreement,
// lag behind this node's; false: there is no permit, or it is off.
func (n *Node) Agreed() (behind time.Duration, ok bool) {
	a := n.agreed
	if a == nil {
		return 0, false
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.mu.st == nil {
		return 0, false
	}
	now := a.now()
	if r, ok := a.mu.st.ReadAt(now); !ok || !a.mu.st.Serves(now, r) {
		return 0, false
	}
	return a.mu.st.Clock(now).Sub(a.mu.st.Horizon(now)), true
}

// Givers are the nodes that give permits to clocks that agree, as far as this node knows.
func (n *Node) Givers() []uint32 {
	if a := n.agreed; a != nil {
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.mu.st != nil {
			return a.mu.st.Config().Givers
		}
	}
	return nil
}

// AgreementStats is what the agreement has seen since the start.
type AgreementStats struct {
	Waits          uint64        // acknowledgements whose wait by the agreement is known
	Wait50, Wait99 time.Duration // upper bounds of its quantiles, within a factor of 1.5
	Unheard        uint64        // acknowledgements that would have waited for another message
	Contradictions uint64        // notes that can't be
}

// AgreementStats tells what clocks that agree would have had commits wait for.
func (n *Node) AgreementStats() (s AgreementStats) {
	if a := n.agreed; a != nil {
		m := &a.metrics
		s = AgreementStats{m.wait.Count(), m.wait.Quantile(0.5), m.wait.Quantile(0.99), m.unheard.Value(), m.against.Value()}
	}
	return s
}
