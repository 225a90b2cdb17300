package rebalancer

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/range/store"
)

// Merges of small cold neighbours. A driver sees the ranges that are led here. Of one that
// might be merged into its left neighbour, and that is led elsewhere, it asks: then it brings
// its range there, replicas first and the lease last, and the other driver, who now sees both,
// merges them. The boundaries between ranges that may go at all are in their descriptors.

// neighbour is the range left of one that is led here, as its leaseholder told of it.
//
//	until   known   r
//	set     no      zero: a question is on its way, or was not answered; none is sent before until
//	set     yes     believed until then, then asked about again
//
// r is Foreign to the allocator: it is weighed, and nothing is decided about it here.
type neighbour struct {
	r     allocator.Range
	known bool // it answered
	until time.Time
}

const (
	// asksMax is how many neighbours are asked for at one look.
	asksMax = 16
	// askTimeout is how long one has to answer.
	askTimeout = 2 * time.Second
	// A neighbour that could be merged with is believed for a while, and one that could not is
	// asked again after a longer one.
	neighbourFor = 30 * time.Second
	notMergedFor = 10 * time.Minute // also after a merge that failed
	// It bounds lefts: with more ranges than that led here, no more are asked about
	// until some are outdated.
	neighboursMax = 4096
)

// withLefts returns this store's ranges with those neighbours put in between that some might be
// merged into, and asks about more. It returns led itself where there are none.
//
// Only ranges are asked for that could be merged by what is known of them here:
// most could not, and a question is a message. It is asked in this store's turn,
// like all that is for quiet times. What is returned shares the picture's ranges;
// the neighbours in it are Foreign.
func (p *Rebalancer) withLefts(now time.Time, v *picture) *allocator.Snapshot {
	o := &p.o.Placement
	if p.o.Routes == nil || o.MergeShare == 0 {
		return v.led
	}
	var all []allocator.Range
	_, mine := p.turn(now, v.stores)
	asks := 0
	for i := range v.led.Ranges {
		r := &v.led.Ranges[i]
		beside := i > 0 && bytes.Equal(v.led.Ranges[i-1].End, r.Start)
		if !beside && !r.Sticky && !r.Unmeasured && r.Age >= o.MergeAgeMin && o.Mergeable(r.Bytes, r.PerSecond) {
			n, ok := p.lefts[r.ID]
			switch {
			// At most asksMax questions a look: after a bulk of deletes thousands of ranges may have become small at once.
			case (!ok || now.After(n.until)) && mine && asks < asksMax && len(p.lefts) < neighboursMax:
				asks++
				p.ask(now, r)
			case ok && n.known && v.fits(i, &n.r):
				if all == nil {
					all = append(make([]allocator.Range, 0, len(v.led.Ranges)+asksMax), v.led.Ranges[:i]...)
				}
				all = append(all, n.r)
			}
		}
		if all != nil {
			all = append(all, *r)
		}
	}
	if all == nil {
		return v.led
	}
	return &allocator.Snapshot{Stores: v.led.Stores, Ranges: all}
}

// fits reports whether a neighbour lies between the i-th range that is led here and the one before.
// A snapshot's ranges may not overlap: what was told of a neighbour may be older
// than a split.
func (v *picture) fits(i int, left *allocator.Range) bool {
	r := &v.led.Ranges[i]
	return bytes.Equal(left.End, r.Start) && (i == 0 || bytes.Compare(v.led.Ranges[i-1].End, left.Start) <= 0) && v.descs[left.ID] == nil
}

// ask has a range's left neighbour told of.
// It does not block: the answer comes by the channel answers to the loop. The
// goroutine belongs to p.work and ends within askTimeout; a question that fails
// leaves the entry as it is, and is asked again once that is outdated.
func (p *Rebalancer) ask(now time.Time, r *allocator.Range) {
	id, start := r.ID, r.Start
	p.lefts[id] = neighbour{until: now.Add(neighbourFor)} // one question at a time
	p.work.Go(func(ctx context.Context) {
		ctx, cancel := context.WithTimeout(ctx, askTimeout)
		defer cancel()
		left, err := p.leftOf(ctx, start)
		if err != nil {
			return // asked again
		}
		select {
		case p.answers <- answer{id, left}:
		case <-ctx.Done():
		}
	})
}

// answer is what was told of the left neighbour of a range.
// Only what came in time; the loop notes it (answers).
type answer struct {
	of   uint64
	left allocator.Range
}

// leftOf asks the leaseholder of the range that ends at start.
// Routes may have an older, wider or narrower idea of what lies there; it walks
// right until the range ends at start or beyond. Whether it fits is looked at
// later, by fits.
func (p *Rebalancer) leftOf(ctx context.Context, start keys.Key) (allocator.Range, error) {
	d, err := p.o.Routes.Lookup(ctx, keyBefore(start))
	for err == nil && bytes.Compare(d.End, start) < 0 {
		d, err = p.o.Routes.Lookup(ctx, d.End)
	}
	if err != nil {
		return allocator.Range{}, err
	}
	var resp kvpb.StatsResponse
	err = distsender.Once(p.o.Routes, d, func() error {
		return p.o.Routes.Server(d).Send(ctx, &kvpb.StatsRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}}, &resp)
	})
	if err != nil {
		return allocator.Range{}, err
	}
	if d, err = descriptor.FromProto(resp.Range); err != nil {
		return allocator.Range{}, err
	}
	x := allocator.Of(d)
	x.Policy, x.PolicyEnd = p.policyOf(d)
	// Who has answered leads it: its figures are of its lease.
	x.Bytes, x.PerSecond, x.Lease, x.Foreign = resp.Bytes, resp.QueriesPerSecond, resp.StoreId, true
	x.Age = ageOf(time.Now(), d)
	return x, nil
}

// takeAnswer keeps what was told of a neighbour.
// It is called by the loop alone.
func (p *Rebalancer) takeAnswer(now time.Time, a answer) {
	n := neighbour{a.left, true, now.Add(neighbourFor)}
	if o := &p.o.Placement; a.left.Age < o.MergeAgeMin || !o.Mergeable(a.left.Bytes, a.left.PerSecond) {
		// Large, busy or young: it will be for a while, and asking costs a message.
		n.until = now.Add(notMergedFor)
	}
	p.lefts[a.of] = n
}

// forgetLefts forgets what is outdated.
func (p *Rebalancer) forgetLefts(now time.Time) {
	for id, n := range p.lefts {
		if now.After(n.until) {
			delete(p.lefts, id)
		}
	}
	for id, until := range p.apart {
		if now.After(until) {
			delete(p.apart, id)
		}
	}
}

// keyBefore is a key below k that is close to it.
// k is the start of a range with one to its left, so not empty. That it is close
// and not the next one below does: it is used to look up which range lies there,
// and no boundary made by rows lies in between.
func keyBefore(k keys.Key) keys.Key {
	n := len(k) - 1
	if k[n] == 0 {
		return bytes.Clone(k[:n])
	}
	return append(append(bytes.Clone(k[:n]), k[n]-1), 0xff, 0xff, 0xff, 0xff)
}

// merge carries a merge out, if the two are still small by what is in memory, too.
// What the plan went by may be minutes old (sizes): memory is looked at once more.
// It runs on a step's goroutine.
func (p *Rebalancer) merge(ctx context.Context, d *allocator.Decision) error {
	o := &p.o.Placement
	small, err := p.o.Store.Smaller(uint64(o.MergeShare*float64(o.Splits.BytesMax)), d.Range, d.With)
	if err != nil {
		return err
	}
	if !small {
		return errGrown
	}
	_, err = p.o.Store.MergeRange(ctx, d.Range, d.Generation)
	return err
}

// merged takes in how a merge ended: after one that failed the two are left apart for a while,
// so that whatever keeps them so does not keep others from balance.
// It is called by the loop.
func (p *Rebalancer) merged(now time.Time, d *allocator.Decision, err error) {
	if err == nil {
		p.stats.merges.Add(1)
		return
	}
	p.apart[d.With] = now.Add(notMergedFor)
}

// --- the only store

// aloneEvery is how often the driver of the only store looks whether ranges can be merged, while
// there are boundaries that may go.
const aloneEvery = time.Minute

// lookAlone merges what can be merged where there is one store. It returns when to look again.
//
// No row is written, no policy refreshed and nothing is balanced: what is left of
// look is merging. With no boundary that may go it sleeps for ever, so that an
// idle server has no timer of it.
func (p *Rebalancer) lookAlone(ctx context.Context, now time.Time) time.Duration {
	p.alone = true
	if p.o.Placement.MergeShare == 0 || !slices.ContainsFunc(p.o.Store.Ranges(), func(d *descriptor.Range) bool { return d.Boundary == descriptor.ByItself }) {
		return forever
	}
	p.stats.looks.Add(1)
	stores := []allocator.Store{{ID: p.self, Node: p.node}}
	v := p.picture(now, stores, nil, p.o.Store.Reports(ctx))
	v.wholly()
	p.sizes.keep(v.reports)
	p.forgetPauses(now)
	p.forgetLefts(now)
	p.forgetLed(v)
	o := p.o.Placement
	o.Splits.PerSecondMax = 0 // there is nowhere to move a half
	c, err := allocator.New(v.led, o)
	if err != nil {
		p.o.Log.Error("nothing can be merged", "error", err)
		return aloneEvery
	}
	// With one store a pass gives merges, and what can't be done for want of
	// stores.
	plan := c.Pass()
	for i := range plan.Decisions {
		if d := &plan.Decisions[i]; d.Action == allocator.Merge && !p.paused(now, d) {
			p.begin(ctx, now, v, d)
		}
	}
	return aloneEvery
}

// wholly takes the ranges that sleep for led here: there is nobody else.
func (v *picture) wholly() {
	v.led.Ranges = append(v.led.Ranges, v.asleep.Ranges...)
	slices.SortFunc(v.led.Ranges, func(a, b allocator.Range) int { return a.Start.Compare(b.Start) })
	for i := range v.reports {
		if r := &v.reports[i]; r.State == store.Asleep {
			v.descs[r.Desc.ID] = r
		}
	}
	for i := range v.led.Ranges {
		v.led.Ranges[i].Unmeasured = false
	}
}

// errGrown refuses a merge of ranges that are larger than they seemed.
var errGrown = errors.New("rebalancer: the two are not small any more")
