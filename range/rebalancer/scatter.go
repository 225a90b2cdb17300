package rebalancer

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/raftnet"
	"github.com/isochrondb/isochron/range/store"
)

// scatter spreads the ranges of a span that are led here evenly: replicas first, and once
// these have come to rest, leases, which takes ranges out of this driver's hands. A
// replica here whose successor waits as a learner goes by the next leaseholder's driver.
//
//	leases   it is
//	nil      moving replicas: plan after plan, until one has no step and nobody lags
//	some     handing leases over, by one plan, each at most leaseTries times
//	empty    over, once no step is under way
//
// One plan for the leases, since a lease that has gone is another driver's, and
// the ranges left here would be spread anew each time.
type scatter struct {
	span keys.Span
	// What the span's other ranges put on each store; fixed for the whole scatter.
	others map[uint32]allocator.Share
	leases []allocator.Decision // what is left of the last part; nil: it has not begun
	tries  map[uint64]int       // how often a lease of that plan could not go over, by range
	until  time.Time            // for replicas that lag behind to catch up; zero: not waited yet
	once   sync.Once
	ended  chan struct{} // closed by end
	// Set before ended is closed, by end; read after.
	err error
}

// end may be called twice, by the loop and by Close: the first counts.
func (s *scatter) end(err error) {
	s.once.Do(func() {
		s.err = err
		close(s.ended)
	})
}

// LedShares tells how many replicas and leases the ranges of a span that are led here have on each store.
// Learners count, too. O(ranges).
func (p *Rebalancer) LedShares(span keys.Span) map[uint32]allocator.Share {
	out := map[uint32]allocator.Share{}
	for _, d := range p.o.Store.Ranges() {
		if !span.Contains(d.Start) || !p.o.Store.LeaseHeld(d.ID) {
			continue
		}
		for _, x := range d.Replicas {
			s := allocator.Share{Replicas: 1}
			if x.StoreID == p.self {
				s.Leases = 1
			}
			s.Add(out[x.StoreID])
			out[x.StoreID] = s
		}
	}
	return out
}

// Scatter spreads the replicas and leases of a span's ranges, those that are led here,
// evenly over the stores, as after a bulk load whose ranges were all split from one. others is
// what the span's other ranges put on the stores (LedShares of the other drivers, which don't
// scatter meanwhile). It returns when that is done, or with the context's error: the driver
// then goes on without the caller.
//
// It ends at once, without an error, where there is one store. An error of the
// allocator's options or snapshot ends it.
func (p *Rebalancer) Scatter(ctx context.Context, span keys.Span, others map[uint32]allocator.Share) error {
	s := &scatter{span: span, others: others, tries: map[uint64]int{}, ended: make(chan struct{})}
	// Closed already: the loop would never come to it.
	if err := p.work.Context().Err(); err != nil {
		return err
	}
	p.mu.Lock()
	p.scatters = append(p.scatters, s)
	p.mu.Unlock()
	p.Poke()
	select {
	case <-s.ended:
		return s.err
	case <-ctx.Done():
		return ctx.Err()
	case <-p.work.Stopping():
		return context.Canceled
	}
}

// scattering reports whether any scatter goes on.
func (p *Rebalancer) scattering() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.scatters) > 0
}

// spans are those that are being scattered: what lies there is not balanced otherwise.
type spans []keys.Span

// contain is linear: scatters are few.
func (s spans) contain(k keys.Key) bool {
	for _, x := range s {
		if x.Contains(k) {
			return true
		}
	}
	return false
}

// scatterSpans is a copy of the spans that are being scattered.
func (p *Rebalancer) scatterSpans() (out spans) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, s := range p.scatters {
		out = append(out, s.span)
	}
	return out
}

// endScatters ends all; it is called where there is nothing to spread over.
func (p *Rebalancer) endScatters(err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, s := range p.scatters {
		s.end(err)
	}
	p.scatters = nil
}

// scatterOn takes the scatters a step further, and ends those that are done.
// The mutex is not held while steps are begun: Scatter may append meanwhile,
// behind all[len(all)-1].
func (p *Rebalancer) scatterOn(ctx context.Context, now time.Time, v *picture) {
	p.mu.Lock()
	all := p.scatters
	p.mu.Unlock()
	var going []*scatter
	for _, s := range all {
		if done, err := p.scatterStep(ctx, now, v, s); done || err != nil {
			s.end(err)
			continue
		}
		going = append(going, s)
	}
	p.mu.Lock()
	// Those that came meanwhile lie behind the ones that were looked at.
	p.scatters = append(going, p.scatters[len(all):]...)
	p.mu.Unlock()
}

// scatterStep begins what one scatter needs now.
func (p *Rebalancer) scatterStep(ctx context.Context, now time.Time, v *picture, s *scatter) (done bool, err error) {
	if s.leases == nil {
		steps, err := p.scatterPlan(now, v, s)
		if err != nil {
			return false, err
		}
		for i := range steps {
			p.beginIf(ctx, now, v, &steps[i])
		}
		if s.leases == nil {
			return false, nil
		}
	}
	// A lease that has gone is not counted any more: all that one plan wants is done, and no more.
	s.leases = slices.DeleteFunc(s.leases, func(d allocator.Decision) bool {
		r := v.descs[d.Range]
		// Dropped: not led here any more, changed since the plan, or begun. What is paused stays for the next look.
		return r == nil || r.Desc.Generation != d.Generation || p.beginIf(ctx, now, v, &d)
	})
	return len(s.leases) == 0 && len(p.busy) == 0, nil
}

// leaseTries is how often a scatter tries to hand one lease over: a store that has just got its
// replica may not follow yet, or not be known to support its peers.
const leaseTries = 6

// scatterAgain has a lease that could not go over tried again, after the range's pause.
func (p *Rebalancer) scatterAgain(d *allocator.Decision) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, s := range p.scatters {
		// planned: a lease that balance, not this scatter, has handed over is none of its business.
		if n, planned := s.tries[d.Range]; planned && n < leaseTries {
			s.tries[d.Range]++
			s.leases = append(s.leases, *d)
		}
	}
}

// scatterPlan returns the next steps of replicas. Where there are none left it sets the
// leases that go over.
//
// Without a weight of leases, a plan still hands over those of voters that must
// leave a store: such ranges are left out of the first part, and go by the next
// leaseholder's driver.
func (p *Rebalancer) scatterPlan(now time.Time, v *picture, s *scatter) (steps []allocator.Decision, err error) {
	o := p.o.Placement
	// No limit: all leases of the plan are known at once.
	o.Limits.LeasesToStorePass = len(v.led.Ranges) + 1
	still := o
	still.Balance.Leases = 0 // a range whose lease is to go would not be moved first
	handed := map[uint64]bool{}
	moves, err := scatterPass(v, still, s)
	if err != nil {
		return nil, err
	}
	for _, d := range moves {
		if d.Action == allocator.TransferLease {
			handed[d.Range] = true
		} else {
			steps = append(steps, d)
		}
	}
	moving := len(steps) > 0 || p.lagging(now, v, s)
	for i := range v.led.Ranges {
		r := &v.led.Ranges[i]
		moving = moving || s.span.Contains(r.Start) && (p.busy[r.ID] || unfinished(r) && !handed[r.ID])
	}
	if moving {
		return steps, nil
	}
	// Empty, not nil: nil says that the leases' part has not begun.
	if s.leases, err = scatterPass(v, o, s); s.leases == nil {
		s.leases = []allocator.Decision{}
	}
	for _, d := range s.leases {
		s.tries[d.Range] = 0
	}
	return nil, err
}

// catchUpFor is how long a scatter waits for voters that lag behind, which can't be given leases: those
// of ranges that were just split are not known to follow yet, nor are their leaseholders known.
const catchUpFor = 10 * time.Second

// lagging reports whether some voter of the span is still to catch up, catchUpFor
// at most from when it was asked first. A replica that knows no leader is one,
// too.
func (p *Rebalancer) lagging(now time.Time, v *picture, s *scatter) bool {
	if s.until.IsZero() {
		s.until = now.Add(catchUpFor)
	}
	if !now.Before(s.until) {
		return false
	}
	for i := range v.reports {
		if r := &v.reports[i]; s.span.Contains(r.Desc.Start) && r.State != store.Asleep && r.Leader == (raftnet.Peer{}) {
			return true
		}
	}
	return slices.ContainsFunc(v.led.Ranges, func(r allocator.Range) bool {
		return s.span.Contains(r.Start) && slices.ContainsFunc(r.Replicas, func(x allocator.Replica) bool { return x.Role == allocator.Voter && x.Behind })
	})
}

// scatterPass plans the span by itself: what other ranges put on the stores does
// not count.
func scatterPass(v *picture, o allocator.Options, s *scatter) ([]allocator.Decision, error) {
	led := allocator.Snapshot{Stores: slices.Clone(v.led.Stores), Ranges: v.led.Ranges}
	for i := range led.Stores {
		led.Stores[i].Besides = s.others[led.Stores[i].ID]
	}
	c, err := allocator.NewScatter(&led, o, s.span)
	if err != nil {
		return nil, err
	}
	return c.Pass().Decisions, nil
}

// beginIf begins a step if there is room for it.
// Scatters wait for no turn: somebody asked for them.
func (p *Rebalancer) beginIf(ctx context.Context, now time.Time, v *picture, d *allocator.Decision) bool {
	if p.paused(now, d) {
		return false
	}
	p.begin(ctx, now, v, d)
	return true
}
