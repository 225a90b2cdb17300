package rebalancer

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/directory"
)

// Rebalancer is the driver of one store. Safe for concurrent use.
//
// One goroutine, the loop (run), owns all below "Of the loop" and needs no mutex
// for it. Steps, reports, questions and refreshes run on goroutines of the group
// work, with copies of what they need, and come back by the channels done and
// answers.
//
//	loop:   await ──► look ──► begin ──► … await ──► finish
//	                              │                    ▲
//	step:                         └──► carryOut ──► done
//
// A range has at most one step under way (busy), and is left alone for a while
// after one that failed (pauses), twice as long each time, CheckEvery at most.
type Rebalancer struct {
	o          Options
	self, node uint32 // the store and its node
	poke       chan struct{}
	work       *stop.Group
	stats      stats

	mu sync.Mutex // guards what is below; a leaf
	// Appended to by Scatter; what is in them is the loop's but for ended and err.
	scatters []*scatter
	standing Standing
	// As the last look saw them; shared, not changed.
	stores []allocator.Store

	// It has a mutex of its own.
	everywhere allocator.Everywhere

	// Of the loop.
	watch     *watch
	sizes     sizes
	left      exits
	busy      map[uint64]bool  // ranges with a step under way
	pauses    map[uint64]pause // ranges whose last step failed
	done      chan result      // of steps and reports; there is room for all
	answers   chan answer
	loads     map[uint64]*load     // of ranges that are led here and not idle
	begun     map[uint64]uint32    // ranges that are led here, and where this driver gave each its last learner
	lefts     map[uint64]neighbour // of ranges that are led here, by their IDs
	apart     map[uint64]time.Time // ranges not merged with their left neighbours, until when
	alone     bool                 // at the last look this was the only store
	gifts     map[uint64]gift      // ranges whose leases went elsewhere just now
	told      *directory.Store     // the row that was written last
	tellAt    time.Time            // when one may be written again
	telling   bool                 // one is being written
	seen      string               // what the last look was made for
	refreshAt time.Time            // when the policies are refreshed next
	eager     time.Time            // until when to look often: sleeping ranges are on their way
	sleepers  map[uint64]time.Time // ranges that nobody leads and that need something, and since when this is seen
	soon      time.Duration        // to the next look while something urgent goes on
}

// pause is until when a range is left alone after a step that failed.
// last is its length, from which the next one is doubled.
type pause struct {
	until time.Time
	last  time.Duration
}

// Stats counts what a driver did. Totals since the start.
// They are read without a lock, one after the other: not of one instant.
type Stats struct {
	Looks    uint64
	Steps    uint64 // carried out
	Failures uint64 // steps that were refused or not carried out; most are tried again
	Moves    uint64 // replicas that began to move for balance
	Leases   uint64 // leases that went over for balance
	Merges   uint64 // ranges taken in by their left neighbours
	Repairs  uint64 // replicas that began to be made, in the place of lost ones
	Reports  uint64 // rows written
}

type stats struct{ looks, steps, failures, moves, leases, merges, repairs, reports atomic.Uint64 }

// Standing is how the ranges that are led here stand, as the last look found them.
//
// Waits are as many as allocator.Limits.WaitsPass, as texts. With one store it
// stays empty.
type Standing struct {
	At                            time.Time
	Ranges                        int
	Unavailable, Short, Violating int      // as allocator.Plan
	Waits                         []string // why some are left as they are
}

// New returns a Rebalancer that does nothing yet. It fails with ErrOptions or
// allocator.ErrOptions.
//
// It does not start a goroutine; the store must outlive it.
func New(o Options) (*Rebalancer, error) {
	if err := o.setDefaults(); err != nil {
		return nil, err
	}
	id := o.Store.Ident()
	seen := newWatch(o.Timing)
	seen.hasty = o.broken.hasty
	return &Rebalancer{
		o: o, self: id.StoreID, node: id.NodeID, poke: make(chan struct{}, 1), work: stop.New(),
		watch: seen, sizes: sizes{o.Store, map[uint64]size{}}, left: exits{o.LeftFor, map[uint64][]departure{}},
		gifts: map[uint64]gift{}, busy: map[uint64]bool{}, pauses: map[uint64]pause{}, done: make(chan result, o.StepsMax+1),
		answers: make(chan answer), loads: map[uint64]*load{}, begun: map[uint64]uint32{}, lefts: map[uint64]neighbour{}, apart: map[uint64]time.Time{},
	}, nil
}

// Start lets it work. Close ends that.
// It is called once, before Close.
func (p *Rebalancer) Start() {
	p.o.Store.AfterSplit(p.Poke)
	p.work.Go(p.run)
}

// Close returns when nothing of it is under way any more. The store is closed after it.
//
// Steps are cancelled; what they had begun is finished, or undone, by whoever
// leads the range next. Scatters end with context.Canceled.
func (p *Rebalancer) Close() {
	p.work.Stop()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, s := range p.scatters {
		s.end(context.Canceled)
	}
	p.scatters = nil
}

// Poke says that something has changed that it may want to act on at once: a row of a
// node or a store, or a policy. It never blocks, and costs little where nothing has.
func (p *Rebalancer) Poke() {
	select {
	case p.poke <- struct{}{}:
	default:
	}
}

// Stats returns what was counted so far.
func (p *Rebalancer) Stats() Stats {
	s := &p.stats
	return Stats{
		Looks: s.looks.Load(), Steps: s.steps.Load(), Failures: s.failures.Load(), Moves: s.moves.Load(),
		Leases: s.leases.Load(), Merges: s.merges.Load(), Repairs: s.repairs.Load(), Reports: s.reports.Load(),
	}
}

// Standing returns what the last look found.
func (p *Rebalancer) Standing() Standing {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.standing
}

// forever is how long the driver of the only store waits: until it is poked.
const forever = time.Duration(1<<63 - 1)

// run looks whenever it is time to, until ctx ends.
// A look that takes long, with very many ranges, is made less often: at most a
// fifth of a core.
func (p *Rebalancer) run(ctx context.Context) {
	for wait := time.Duration(0); ; {
		if !p.await(ctx, wait) {
			return
		}
		began := time.Now()
		wait = max(p.look(ctx, began), lookShare*time.Since(began))
	}
}

// lookShare bounds what looking costs: the pause after it is so many times as long.
const lookShare = 4

// await waits for the next occasion to look: that it is time, that a step is done, or
// that what is looked at has changed.
//
// It also takes in what goroutines bring. It does not return for each step that is
// done while others are under way: with many small steps every look would find
// little new. false: ctx has ended.
func (p *Rebalancer) await(ctx context.Context, wait time.Duration) bool {
	var timer, glance <-chan time.Time
	if wait != forever {
		t := time.NewTimer(wait)
		defer t.Stop()
		timer = t.C
	}
	// The next look may be far off, and others plan by the row meanwhile.
	if wait != forever && wait > p.o.ReportEvery {
		t := time.NewTicker(p.o.ReportEvery)
		defer t.Stop()
		glance = t.C
	}
	for {
		select {
		case <-ctx.Done():
			return false
		case <-timer:
			return true
		// Between checks that are far apart, a cheap look at whether the row is out
		// of date.
		case <-glance:
			if p.outdated() {
				return true
			}
		case r := <-p.done:
			p.finish(r)
			// All steps that were begun together are over: now a look finds something new.
			if len(p.busy) == 0 && !r.report {
				return true
			}
		case a := <-p.answers:
			p.takeAnswer(time.Now(), a)
		// Most pokes change nothing that matters here: rows are written all the
		// time.
		case <-p.poke:
			if p.alone || p.signature() != p.seen || p.scattering() {
				return true
			}
		}
	}
}

// outdated reports whether the row that others see names other numbers of ranges and leases
// than there are: whose turn is next should know.
// O(ranges), without reading any.
func (p *Rebalancer) outdated() bool {
	if p.told == nil || p.telling {
		return false
	}
	ranges, leases := p.o.Store.Ranges(), 0
	for _, d := range ranges {
		if p.o.Store.LeaseHeld(d.ID) {
			leases++
		}
	}
	return len(ranges) != int(p.told.Ranges) || leases != int(p.told.Leases)
}

// signature is what of the rows makes another look worth it at once.
// Membership, restarts, health and replicas that differ; not loads, which change
// with each row.
func (p *Rebalancer) signature() string {
	var b []byte
	for _, n := range p.o.Members.Nodes() {
		b = fmt.Appendf(b, "n%d %d %d;", n.ID, n.Epoch, n.Membership)
	}
	for _, s := range p.o.Members.Stores() {
		b = fmt.Appendf(b, "s%d %t %v %t;", s.ID, s.Degraded, s.Differing, p.o.Members.Answers(s.NodeID))
	}
	return string(b)
}

// look decides and begins what is due. It returns when to look again.
//
// The order: what is seen (picture), what this store tells of itself (report, with
// the shares that are planned), what is due (Pass), and, at last, scatters and
// what sleeps. The row is written even if nothing is done, and goes out before the
// steps do.
func (p *Rebalancer) look(ctx context.Context, now time.Time) time.Duration {
	// The signature first: a change between the two is then news, and costs a look; the other way round it
	// would be taken for seen, and the poke that tells of it would be passed over.
	p.seen = p.signature()
	rows := p.o.Members.Stores()
	if !slices.ContainsFunc(rows, func(r *directory.Store) bool { return r.ID != p.self }) {
		p.endScatters(nil)
		return p.lookAlone(ctx, now) // this is all of the cluster, as far as is known
	}
	p.alone = false
	if !slices.ContainsFunc(rows, func(r *directory.Store) bool { return r.ID == p.self }) {
		// The rows are shared with all who asked for them.
		rows = append(slices.Clone(rows), &directory.Store{ID: p.self, NodeID: p.node}) // not written yet
	}
	p.stats.looks.Add(1)
	p.refresh(now)
	stores := p.watch.storesOf(now, p.o.Members.Nodes(), rows, p.self, p.o.Members.Answers)
	v := p.picture(now, stores, rows, p.o.Store.Reports(ctx))
	p.sizes.keep(v.reports)
	p.forgetPauses(now)
	p.forgetLefts(now)
	p.forgetLed(v)
	c, err := allocator.New(p.withLefts(now, v), p.o.Placement)
	if err != nil {
		p.o.Log.Error("nothing can be placed", "error", err)
		return p.o.CheckEvery
	}
	p.report(ctx, now, p.rowOf(now, v, c.Shares()))
	plan := c.Pass()
	p.note(now, &plan, v)
	scattered := p.scatterSpans()
	for i := range plan.Decisions {
		d := &plan.Decisions[i]
		if p.mayBegin(now, v, d) && !scattered.contain(v.descs[d.Range].Desc.Start) {
			p.begin(ctx, now, v, d)
		}
	}
	p.scatterOn(ctx, now, v)
	p.rouse(ctx, now, v)
	return p.next(now, v)
}

// refresh has the policies take in what is new, for the next looks.
// It does not wait: the next looks see what came of it, and one that fails is
// tried at the next check.
func (p *Rebalancer) refresh(now time.Time) {
	r, ok := p.o.Policies.(Refresher)
	if !ok || now.Before(p.refreshAt) {
		return
	}
	p.refreshAt = now.Add(p.o.CheckEvery)
	p.work.Go(func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, p.o.CheckEvery)
		defer cancel()
		if err := r.Refresh(ctx); err != nil && ctx.Err() == nil {
			p.o.Log.Info("policies not refreshed", "error", err)
		}
	})
}

// note keeps what a plan says about how ranges stand.
// It is what Standing and Stores serve.
func (p *Rebalancer) note(now time.Time, plan *allocator.Plan, v *picture) {
	s := Standing{At: now, Ranges: len(v.led.Ranges), Unavailable: plan.Unavailable, Short: plan.Short, Violating: plan.Violating}
	for i := range plan.Waits {
		s.Waits = append(s.Waits, plan.Waits[i].String())
	}
	p.mu.Lock()
	p.standing, p.stores = s, v.stores
	p.mu.Unlock()
}

// next is when to look again: soon while a range is in the middle of something,
// else at the next turn or check.
//
//	a range is joint or has a learner; a step, a scatter goes on    urgent
//	this store's turn                                               a quarter of a turn
//	else                                                            its next turn, CheckEvery at most
func (p *Rebalancer) next(now time.Time, v *picture) time.Duration {
	for i := range v.led.Ranges {
		if unfinished(&v.led.Ranges[i]) {
			return p.urgent()
		}
	}
	if len(p.busy) > 0 || p.scattering() || now.Before(p.eager) {
		return p.urgent()
	}
	begins, mine := p.turn(now, v.stores)
	if mine {
		begins = p.o.TurnEvery / 4
	}
	return max(min(begins, p.o.CheckEvery), p.o.UrgentEvery)
}

// urgent is the pause to the next look while something goes on: short after a step, for
// the next one is due as soon as a small snapshot has gone over, then ever longer.
// finish sets soon back to 0 after each step that was done.
func (p *Rebalancer) urgent() time.Duration {
	wait := min(max(p.soon, p.o.UrgentEvery/urgentShare), p.o.UrgentEvery)
	p.soon = 2 * wait
	return wait
}

// urgentShare is how much shorter than UrgentEvery the first of those pauses is.
const urgentShare = 20

// unfinished reports whether a range is between two steps.
func unfinished(r *allocator.Range) bool {
	return slices.ContainsFunc(r.Replicas, func(x allocator.Replica) bool { return x.Role != allocator.Voter })
}

// turn reports whether it is this store's turn to balance, and if not, when it will be. In
// the first half of a turn the store listens: what the last one did is told by then.
//
// Nobody hands turns out: all compute them from the same rows and the wall clock.
// Where rows or clocks differ two stores have a turn at once, and balance is a
// little less quiet. With more stores than TurnsMax several have the same one.
func (p *Rebalancer) turn(now time.Time, stores []allocator.Store) (begins time.Duration, mine bool) {
	at, n := -1, 0
	for i := range stores {
		s := &stores[i]
		if s.Health > allocator.Suspect || s.Member > allocator.Draining {
			continue
		}
		if s.ID == p.self {
			at = n
		}
		n++
	}
	if at < 0 || n < 2 {
		return p.o.CheckEvery, false
	}
	turns := int64(min(n, p.o.TurnsMax))
	length := int64(p.o.TurnEvery)
	cycle := turns * length
	in := now.UnixNano() % cycle
	// The second half of turn number at, counted modulo turns.
	from := int64(at)%turns*length + length/2
	if in >= from && in < from+length/2 {
		return 0, true
	}
	return time.Duration(((from-in)%cycle + cycle) % cycle), false
}

// mayBegin reports whether a step may be carried out now: one that is for balance alone
// begins in this store's turn, and none while the range's last one is under way or
// has just failed.
//
// A move that has begun goes on at any time: only its first step (opens) waits for
// the turn.
func (p *Rebalancer) mayBegin(now time.Time, v *picture, d *allocator.Decision) bool {
	if p.paused(now, d) {
		return false
	}
	// What begins something for balance alone. All else goes on with what has begun, or is for safety.
	opens := d.Action == allocator.AddLearner && (d.Reason == allocator.Rebalance || d.Reason == allocator.Cold) ||
		d.Action == allocator.TransferLease && (d.Reason == allocator.LeaseBalance || d.Reason == allocator.Cold) || d.Action == allocator.Merge
	if !opens {
		return true
	}
	_, mine := p.turn(now, v.stores)
	return mine && !v.unsettled() || p.o.broken.impatient
}

// paused reports whether there is no room for a step, or its range's last one is under way or
// has just failed.
// A merge needs both ranges idle.
func (p *Rebalancer) paused(now time.Time, d *allocator.Decision) bool {
	return p.busy[d.Range] || d.With != 0 && p.busy[d.With] || len(p.busy) >= p.o.StepsMax || now.Before(p.pauses[d.Range].until)
}

// unsettled reports whether some store has just gone or come back: what lies where is not
// told rightly then, and may soon be otherwise.
func (v *picture) unsettled() bool {
	return slices.ContainsFunc(v.stores, func(s allocator.Store) bool {
		return s.Member == allocator.Active && (s.Health == allocator.Unreachable || s.Health == allocator.Suspect)
	})
}

// forgetPauses keeps a pause for its own length after its end, so that the next
// failure doubles it.
func (p *Rebalancer) forgetPauses(now time.Time) {
	maps.DeleteFunc(p.pauses, func(_ uint64, x pause) bool { return now.After(x.until.Add(x.last)) })
}

// report writes this store's row, where it says something new or the last one is old.
// One at a time, no two within ReportEvery. It goes by a goroutine: the directory
// may be a range without a quorum, which must not hold the loop up.
func (p *Rebalancer) report(ctx context.Context, now time.Time, row *directory.Store) {
	switch {
	case p.telling || now.Before(p.tellAt):
		return
	case p.told != nil && now.Sub(p.told.ReportedAt) < p.o.RefreshEvery && !newsworthy(p.told, row, p.o.SnapshotNews):
		return
	}
	p.telling = true
	// From the attempt, not its success: a directory that can't be written is not asked again and again.
	p.tellAt = now.Add(p.o.ReportEvery)
	p.work.Go(func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, p.o.StepTimeout)
		defer cancel()
		err := p.o.Members.Report(ctx, row)
		p.done <- result{report: true, row: row, err: err}
	})
}

const (
	rousesMax = 32               // sleeping ranges that are waked at one look
	eagerFor  = 5 * time.Second  // for how long the driver looks often after that
	rouseWait = 10 * time.Second // for how long each voter before this one may let a range sleep
)

// rouse wakes ranges that nobody leads and that need more than balance. The first voter whose
// store answers does so at once. The others do when those before them have had their time: what
// they sleep upon may be an older descriptor, by which nothing is to be done.
//
// At most rousesMax at a look. What is for balance or for load lets a range sleep
// on: an idle range is no load.
func (p *Rebalancer) rouse(ctx context.Context, now time.Time, v *picture) {
	sleepers := p.sleepers
	p.sleepers = nil
	if len(v.asleep.Ranges) == 0 {
		return
	}
	p.sleepers = map[uint64]time.Time{}
	c, err := allocator.New(v.asleep, p.o.Placement)
	if err != nil {
		return // as for those that are led
	}
	plan, n := c.Pass(), 0
	for i := range plan.Decisions {
		d := &plan.Decisions[i]
		at := slices.IndexFunc(v.asleep.Ranges, func(r allocator.Range) bool { return r.ID == d.Range })
		r := &v.asleep.Ranges[at]
		if d.Reason >= allocator.Rebalance || d.Reason == allocator.Heat {
			continue
		}
		// Kept over looks only while something is to be done: a range that is led
		// again drops out.
		since, ok := sleepers[r.ID]
		if !ok {
			since = now
		}
		p.sleepers[r.ID] = since
		// Its turn comes once each voter before it has had rouseWait.
		if now.Sub(since) < time.Duration(p.before(v, r))*rouseWait || n == rousesMax {
			continue
		}
		n++
		p.eager = now.Add(eagerFor)
		p.wake(ctx, r)
	}
}

// before counts the voters of a range on stores that answer and come before this one.
// Stores come in the order of their IDs, the same for all drivers.
func (p *Rebalancer) before(v *picture, r *allocator.Range) (n int) {
	for _, s := range v.stores {
		if s.ID == p.self {
			break
		}
		if i := r.Find(s.ID); i >= 0 && r.Replicas[i].Role != allocator.Learner && s.Health <= allocator.Suspect {
			n++
		}
	}
	return n
}

// wakeTimeout is how long waking a range may take.
const wakeTimeout = time.Second

// wake has the store load a range's replica, which then looks for a leader or becomes it.
// It blocks the loop for wakeTimeout at most, once for each of rousesMax ranges.
func (p *Rebalancer) wake(ctx context.Context, r *allocator.Range) {
	ctx, cancel := context.WithTimeout(ctx, wakeTimeout)
	defer cancel()
	if _, err := p.o.Store.Certified(ctx, keys.Point(r.Start)); err != nil {
		p.o.Log.Info("range not waked", "range", r.ID, "error", err)
	}
}

// begin carries a decision out, in a goroutine of its own.
//
// The descriptor is the picture's; a range that has changed since is refused by
// the store, by its generation. Nothing is begun, and nothing noted, once Close
// has been called.
func (p *Rebalancer) begin(ctx context.Context, now time.Time, v *picture, d *allocator.Decision) {
	step, desc := *d, v.descs[d.Range].Desc
	at := slices.IndexFunc(v.led.Ranges, func(r allocator.Range) bool { return r.ID == d.Range })
	// A copy, for a gift: the picture is gone by the time that the step is done.
	was := v.led.Ranges[at]
	if desc.Generation != d.Generation {
		return
	}
	nodeOf := v.nodeOf
	started := p.work.Go(func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, p.o.StepTimeout)
		defer cancel()
		p.done <- result{d: step, r: was, began: now, err: p.carryOut(ctx, desc, nodeOf, &step)}
	})
	if started {
		p.busy[d.Range] = true
		if d.Action == allocator.AddLearner {
			p.begun[d.Range] = d.Store
		}
		if d.With != 0 {
			p.busy[d.With] = true
		}
		p.o.Log.Info("placement step begins", "range", d.Range, "step", step.String(), "reason", d.Reason.String())
	}
}
