package probe

import (
	"context"
	"sync"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/txn/deadlock"
	"github.com/isochrondb/isochron/txn/probe/probepb"
)

// report tells the center of the waits at this node's ranges, while there are any.
// The center's picture, a report for each node:
//
//	some waits are long    all of them, again and again: each report replaces the one before
//	none are, any more     one empty report, and the center forgets the node
//	another center now     an empty one to the former center, and all to the new one
//	no waits at all        it sleeps until a wait begins (Waits)
func (p *Prober) report(ctx context.Context) {
	l := &p.o.Limits
	for {
		select {
		case <-p.some:
		case <-ctx.Done():
			return
		}
		// told is the center that has a report of this node's; 0: none has.
		told, pause := uint32(0), l.LongAfter/2
		for stop.Sleep(ctx, pause) == nil {
			center := p.center()
			long, any := p.detector.Long(p.longAfter(center), l.WaitsMax)
			if told != 0 && (told != center || len(long) == 0) {
				p.tell(ctx, told, nil)
				told = 0
			}
			if pause = l.LongAfter / 2; len(long) > 0 && center != 0 {
				p.tell(ctx, center, long)
				told, pause = center, l.again(len(long))
			}
			// Done only when the center has nothing of this node any more.
			if !any && told == 0 {
				break
			}
		}
	}
}

// reportRate bounds how many waits a node tells of in a second, until reports come every ReportEvery.
const reportRate = 2000

// again is how long it is to the next report after one of so many waits: whoever stands in a
// cycle over nodes holds up all that come after, and where that is a storm of small cycles, each
// is there only when the one before is broken; but of many waits no report may cost much.
func (l *Limits) again(waits int) time.Duration {
	return max(min(time.Duration(waits)*time.Second/reportRate, l.ReportEvery), l.ReportSoon)
}

// center is who gathers, as far as it is known; 0: nobody now, and nothing is told.
func (p *Prober) center() uint32 {
	if p.o.Center == nil {
		return 0
	}
	return p.o.Center()
}

// longAfter grows with the way to the center: waits of a round trip are usual there.
func (p *Prober) longAfter(center uint32) time.Duration {
	if center == 0 || center == p.o.NodeID {
		return p.o.Limits.LongAfter
	}
	return max(p.o.Limits.LongAfter, p.rtt(center))
}

// tell reports to a node. What is lost is said again.
// A wait is told of whole, each time: so a report that is lost costs a pause, and nothing has to be kept in
// step.
func (p *Prober) tell(ctx context.Context, to uint32, waits []deadlock.Waiting) {
	if to == p.o.NodeID {
		p.reported(to, waits)
		return
	}
	_, _ = p.ask(ctx, to, &probepb.Request{Report: reportOf(waits)})
}

// reported takes a node's report.
// It may come to a node that is no center by anybody's present word: it gathers all the same, and two centers
// that find one cycle both end the same wait, once.
func (p *Prober) reported(from uint32, waits []deadlock.Waiting) {
	p.mu.Lock()
	p.gathered.Report(from, time.Now(), waits)
	p.mu.Unlock()
	if len(waits) > 0 {
		poke(p.heard)
	}
}

// reportsKept is how many reports may be lost before the last one is forgotten.
const reportsKept = 4

// gatherShare is how much longer the center pauses than it last looked for cycles.
const gatherShare = 4

// gather looks for cycles in what was reported.
func (p *Prober) gather(ctx context.Context) {
	// took is how long the last search lasted.
	var took time.Duration
	for {
		select {
		case <-p.heard:
		case <-ctx.Done():
			return
		}
		// Others' reports come about now, too; and the search is not all that this node does.
		if stop.Sleep(ctx, max(p.o.Limits.ReportSoon/10, gatherShare*took)) != nil {
			return
		}
		began := time.Now()
		p.mu.Lock()
		p.gathered.Forget(time.Now().Add(-reportsKept * p.o.Limits.ReportEvery))
		var cycles []deadlock.Cycle
		// What one node has to say alone, its own Detector has found.
		if p.gathered.Nodes() > 1 {
			cycles = p.gathered.Cycles()
		}
		p.mu.Unlock()
		took = time.Since(began)
		// One cycle after another, each confirmed by itself: breaking one may have ended others, which then are
		// not confirmed.
		for _, c := range cycles {
			if p.confirmed(ctx, c) {
				p.breakCycle(ctx, c)
			}
		}
	}
}

// confirmed asks whether all of a cycle's waits are still on. They began before it was
// found and ended after: so they were on all at once.
// This is what makes the result exact: waits only begin before they are reported, and On is asked after all
// were reported, so a yes from all means that all were on when the first was asked.
func (p *Prober) confirmed(ctx context.Context, c deadlock.Cycle) bool {
	of := map[uint32][]*probepb.Edge{}
	for _, e := range c {
		of[e.Node] = append(of[e.Node], edgeOf(e))
	}
	var wg sync.WaitGroup
	var mu sync.Mutex
	all := true
	for node, edges := range of {
		wg.Go(func() {
			ok := p.areOn(ctx, node, edges)
			mu.Lock()
			all = all && ok
			mu.Unlock()
		})
	}
	wg.Wait()
	return all
}

// An error, or an answer that does not fit, counts as no: a cycle is real or comes again.
func (p *Prober) areOn(ctx context.Context, node uint32, edges []*probepb.Edge) bool {
	req := &probepb.Request{Confirm: edges}
	reply, err := p.askAny(ctx, node, req)
	if err != nil || len(reply.On) != len(edges) {
		return false
	}
	for _, on := range reply.On {
		if !on {
			return false
		}
	}
	return true
}

// askAny is ask, of any node, this one too.
func (p *Prober) askAny(ctx context.Context, node uint32, req *probepb.Request) (*probepb.Reply, error) {
	if node == p.o.NodeID {
		return p.answer(node, req), nil
	}
	return p.ask(ctx, node, req)
}

// breakCycle has the youngest's wait ended. If that is lost, the cycle is found again.
// Only the wait is ended, not the transaction: what its statement makes of that is its gateway's matter.
func (p *Prober) breakCycle(ctx context.Context, c deadlock.Cycle) {
	_, _ = p.askAny(ctx, c[0].Node, &probepb.Request{Abort: &probepb.Abort{Edge: edgeOf(c[0]), Cycle: c.Members()}})
}

// edgeOf is the wait to be ended, as its node knows it.
func edgeOf(e deadlock.Edge) *probepb.Edge {
	return &probepb.Edge{Wait: e.Wait, Waiter: nameOf(e.Waiter), Blocker: nameOf(e.Blocker)}
}

// reportOf is what waitingOf reads at the other end.
func reportOf(waits []deadlock.Waiting) *probepb.Report {
	r := &probepb.Report{}
	for _, w := range waits {
		r.Waits = append(r.Waits, &probepb.Wait{Id: w.ID, Waiter: w.Waiter, Blockers: w.Blockers, Behind: w.Behind})
	}
	return r
}

// waitingOf is what a node reports, at most max of it.
// Waits without a waiter are passed over: a report is a message, and nobody is to fail by it.
func waitingOf(r *probepb.Report, max int) []deadlock.Waiting {
	out := make([]deadlock.Waiting, 0, len(r.Waits))
	for _, w := range r.Waits {
		if w.GetWaiter().ID().IsZero() || len(out) == max {
			continue
		}
		out = append(out, deadlock.Waiting{ID: w.GetId(), Waiter: w.GetWaiter(), Blockers: w.GetBlockers(), Behind: w.GetBehind()})
	}
	return out
}
