package rebalancer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/isochrondb/isochron/base/retry"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
)

// result is how a step, or a report, ended.
// Of a report only err, report and row are set.
// It goes to the loop by a channel, so that carryOut shares nothing with it.
type result struct {
	d      allocator.Decision
	r      allocator.Range // as it was
	began  time.Time
	err    error
	report bool
	row    *directory.Store
}

// finish takes in how a step ended.
//
// It is the loop's, so that busy, pauses and the rest need no lock. A failed step
// is not repeated as it is: the next look decides anew.
func (p *Rebalancer) finish(r result) {
	now := time.Now()
	if r.report {
		// In either case: a row that was not written is due again at the next look.
		p.telling = false
		if r.err == nil {
			p.told = r.row
			p.stats.reports.Add(1)
		} else if !errors.Is(r.err, context.Canceled) {
			p.o.Log.Warn("the store's row was not written", "error", r.err)
		}
		return
	}
	delete(p.busy, r.d.Range)
	if r.d.Action == allocator.Merge {
		delete(p.busy, r.d.With)
		p.merged(now, &r.d, r.err)
	}
	if r.err != nil {
		p.stats.failures.Add(1)
		// Twice the last pause, from UrgentEvery up to CheckEvery.
		last := min(max(2*p.pauses[r.d.Range].last, p.o.UrgentEvery), p.o.CheckEvery)
		p.pauses[r.d.Range] = pause{now.Add(last), last}
		p.o.Log.Info("placement step not done", "range", r.d.Range, "step", r.d.String(), "error", r.err, "again after", last)
		if r.d.Action == allocator.TransferLease {
			p.scatterAgain(&r.d)
		}
		return
	}
	delete(p.pauses, r.d.Range)
	// The range's next step may be due at once: look soon (urgent).
	p.soon = 0
	p.stats.steps.Add(1)
	p.remember(now, &r.d)
	if r.d.Action == allocator.TransferLease {
		p.gifts[r.d.Range] = gift{r.r, r.d.Store, r.began, now}
	}
}

// remember keeps what later decisions depend on.
// The pauses that finish set before are gone by then.
func (p *Rebalancer) remember(now time.Time, d *allocator.Decision) {
	switch {
	case d.Action == allocator.AddLearner && d.Reason == allocator.Rebalance:
		p.stats.moves.Add(1)
	case d.Action == allocator.AddLearner && d.Reason == allocator.Repair:
		p.stats.repairs.Add(1)
	case d.Action == allocator.TransferLease && d.Reason == allocator.LeaseBalance:
		p.stats.leases.Add(1)
	case d.Action == allocator.Change && d.Reason == allocator.Rebalance:
		p.left.add(now, d.Range, d.Demote)
	case d.Action == allocator.Split && d.Reason == allocator.Heat:
		p.pauses[d.Range] = pause{now.Add(heatPause), heatPause} // its load is measured anew
	}
}

// heatPause is how long a range that was split for its load is measured anew.
// Both halves would else seem as hot as the whole was, and be split again.
const heatPause = 20 * time.Second

// carryOut performs one step.
//
// It runs on a goroutine of its own, within StepTimeout, and must not touch the
// loop's fields. What it can't know is whether a step that timed out was done: the
// next look sees.
func (p *Rebalancer) carryOut(ctx context.Context, desc *descriptor.Range, nodeOf map[uint32]uint32, d *allocator.Decision) error {
	s := p.o.Store
	switch d.Action {
	case allocator.Merge:
		return p.merge(ctx, d)
	case allocator.TransferLease:
		return s.TransferLease(ctx, d.Range, d.Store)
	case allocator.Split:
		h := &kvpb.Header{RangeId: d.Range, Generation: d.Generation}
		return s.Send(ctx, &kvpb.SplitRequest{Header: h, Key: d.At, ByItself: true}, &kvpb.SplitResponse{})
	}
	to, err := replicasAfter(desc, nodeOf, d)
	if err != nil {
		return err
	}
	if p.o.broken.rough && d.Action == allocator.AddLearner && desc.Voters() == 3 {
		to = slices.Clone(desc.Replicas)
		for i := range to {
			if to[i].StoreID != p.self {
				to[i].Change = descriptor.Outgoing
			}
		}
	}
	after, err := p.change(ctx, d.Range, d.Generation, to)
	if err != nil || !after.Joint() {
		return err
	}
	// The sooner a joint configuration is left, the better: it needs two quorums. Where it
	// can't be left at once, the next look does it.
	if _, err := p.change(ctx, d.Range, after.Generation, after.LeaveJoint()); err != nil {
		p.o.Log.Info("joint configuration not left yet", "range", d.Range, "error", err)
	}
	return nil
}

// A change that the new voters' promises do not carry yet is asked for again for so long:
// they come with the answers to the next heartbeats.
const (
	changePauseMin = 5 * time.Millisecond
	changePauseMax = 200 * time.Millisecond
	changeTimeout  = time.Second
)

// change changes a range's replicas, once its lease allows that.
// Only ErrConfUnsupported is waited out; all else is the caller's, and the next
// look's.
func (p *Rebalancer) change(ctx context.Context, rangeID, generation uint64, to []descriptor.Replica) (*descriptor.Range, error) {
	since := time.Now()
	for pauses := (retry.Policy{First: changePauseMin, Longest: changePauseMax}).Begin(); ; {
		after, err := p.o.Store.ChangeReplicas(ctx, rangeID, generation, to)
		// Nothing was proposed, so that asking again can do nothing twice.
		if !errors.Is(err, consensus.ErrConfUnsupported) || time.Since(since) > changeTimeout {
			return after, err
		}
		if e := pauses.Sleep(ctx); e != nil {
			return nil, err
		}
	}
}

// errStep reports a decision that does not fit the range's descriptor.
var errStep = errors.New("rebalancer: step does not fit the range")

// replicasAfter returns a range's replicas after a change of them.
//
//	one learner becomes a voter            at once
//	any other change of who votes          as incoming and outgoing, of a joint configuration
//
// It changes nothing; errStep: the range has changed since the decision, and the next look decides anew.
func replicasAfter(d *descriptor.Range, nodeOf map[uint32]uint32, step *allocator.Decision) ([]descriptor.Replica, error) {
	out := slices.Clone(d.Replicas)
	at := func(store uint32) (*descriptor.Replica, error) {
		i := slices.IndexFunc(out, func(x descriptor.Replica) bool { return x.StoreID == store })
		if i < 0 {
			return nil, fmt.Errorf("%w: %s has no replica on store %d", errStep, d, store)
		}
		return &out[i], nil
	}
	switch step.Action {
	// Incoming ones become voters, outgoing ones learners, which cleanup then
	// removes.
	case allocator.LeaveJoint:
		return d.LeaveJoint(), nil
	case allocator.AddLearner:
		node, ok := nodeOf[step.Store]
		if _, there := d.Replica(step.Store); there || !ok {
			return nil, fmt.Errorf("%w: %s gets no replica on store %d", errStep, d, step.Store)
		}
		return append(out, descriptor.Replica{ID: d.NextReplicaID(), NodeID: node, StoreID: step.Store, Learner: true}), nil
	case allocator.Remove:
		x, err := at(step.Store)
		if err != nil || !x.Learner {
			return nil, fmt.Errorf("%w: %s has no learner on store %d", errStep, d, step.Store)
		}
		return slices.DeleteFunc(out, func(x descriptor.Replica) bool { return x.StoreID == step.Store }), nil
	case allocator.Change:
		return out, changeVotes(out, at, step)
	}
	return nil, fmt.Errorf("%w: %v", errStep, step.Action)
}

// changeVotes marks the replicas of a Change in out. Demoting even one voter is
// done jointly, unlike promoting one: who leaves is to vote until the others'
// quorum stands.
func changeVotes(out []descriptor.Replica, at func(uint32) (*descriptor.Replica, error), step *allocator.Decision) error {
	joint := len(step.Demote) > 0 || len(step.Promote) > 1
	for _, s := range step.Promote {
		x, err := at(s)
		if err != nil {
			return err
		}
		if x.Learner = false; joint {
			x.Change = descriptor.Incoming
		}
	}
	for _, s := range step.Demote {
		x, err := at(s)
		if err != nil {
			return err
		}
		x.Change = descriptor.Outgoing
	}
	return nil
}
