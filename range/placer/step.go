package placer

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/placement"
)

// result is how a step, or a report, ended.
type result struct {
	d      placement.Decision
	r      placement.Range // as it was
	began  time.Time
	err    error
	report bool
	row    *directory.Store
}

// finish takes in how a step ended.
func (p *Placer) finish(r result) {
	now := time.Now()
	if r.report {
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
	if r.d.Action == placement.Merge {
		delete(p.busy, r.d.With)
		p.merged(now, &r.d, r.err)
	}
	if r.err != nil {
		p.stats.failures.Add(1)
		last := min(max(2*p.pauses[r.d.Range].last, p.o.UrgentEvery), p.o.CheckEvery)
		p.pauses[r.d.Range] = pause{now.Add(last), last}
		p.o.Log.Info("placement step not done", "range", r.d.Range, "step", r.d.String(), "error", r.err, "again after", last)
		if r.d.Action == placement.TransferLease {
			p.scatterAgain(&r.d)
		}
		return
	}
	delete(p.pauses, r.d.Range)
	p.soon = 0
	p.stats.steps.Add(1)
	p.remember(now, &r.d)
	if r.d.Action == placement.TransferLease {
		p.gifts[r.d.Range] = gift{r.r, r.d.Store, r.began, now}
	}
}

// remember keeps what later decisions depend on.
func (p *Placer) remember(now time.Time, d *placement.Decision) {
	switch {
	case d.Action == placement.AddLearner && d.Reason == placement.Rebalance:
		p.stats.moves.Add(1)
	case d.Action == placement.AddLearner && d.Reason == placement.Repair:
		p.stats.repairs.Add(1)
	case d.Action == placement.TransferLease && d.Reason == placement.LeaseBalance:
		p.stats.leases.Add(1)
	case d.Action == placement.Change && d.Reason == placement.Rebalance:
		p.left.add(now, d.Range, d.Demote)
	case d.Action == placement.Split && d.Reason == placement.Heat:
		p.pauses[d.Range] = pause{now.Add(heatPause), heatPause} // its load is measured anew
	}
}

// heatPause is how long a range that was split for its load is measured anew.
const heatPause = 20 * time.Second

// carryOut performs one step.
func (p *Placer) carryOut(ctx context.Context, desc *descriptor.Range, nodeOf map[uint32]uint32, d *placement.Decision) error {
	s := p.o.Store
	switch d.Action {
	case placement.Merge:
		return p.merge(ctx, d)
	case placement.TransferLease:
		return s.TransferLease(ctx, d.Range, d.Store)
	case placement.Split:
		h := &kvpb.Header{RangeId: d.Range, Generation: d.Generation}
		return s.Send(ctx, &kvpb.SplitRequest{Header: h, Key: d.At, ByItself: true}, &kvpb.SplitResponse{})
	}
	to, err := replicasAfter(desc, nodeOf, d)
	if err != nil {
		return err
	}
	if p.o.broken.rough && d.Action == placement.AddLearner && desc.Voters() == 3 {
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
	changePatience = time.Second
)

// change changes a range's replicas, once its lease allows that.
func (p *Placer) change(ctx context.Context, rangeID, generation uint64, to []descriptor.Replica) (*descriptor.Range, error) {
	since := time.Now()
	for wait := changePauseMin; ; wait = min(2*wait, changePauseMax) {
		after, err := p.o.Store.ChangeReplicas(ctx, rangeID, generation, to)
		if !errors.Is(err, consensus.ErrConfUnsupported) || time.Since(since) > changePatience {
			return after, err
		}
		if e := stop.Sleep(ctx, wait); e != nil {
			return nil, err
		}
	}
}

// errStep reports a decision that does not fit the range's descriptor.
var errStep = errors.New("placer: step does not fit the range")

// replicasAfter returns a range's replicas after a change of them.
//
//	one learner becomes a voter            at once
//	any other change of who votes          as incoming and outgoing, of a joint configuration
func replicasAfter(d *descriptor.Range, nodeOf map[uint32]uint32, step *placement.Decision) ([]descriptor.Replica, error) {
	out := slices.Clone(d.Replicas)
	at := func(store uint32) (*descriptor.Replica, error) {
		i := slices.IndexFunc(out, func(x descriptor.Replica) bool { return x.StoreID == store })
		if i < 0 {
			return nil, fmt.Errorf("%w: %s has no replica on store %d", errStep, d, store)
		}
		return &out[i], nil
	}
	switch step.Action {
	case placement.LeaveJoint:
		return d.LeaveJoint(), nil
	case placement.AddLearner:
		node, ok := nodeOf[step.Store]
		if _, there := d.Replica(step.Store); there || !ok {
			return nil, fmt.Errorf("%w: %s gets no replica on store %d", errStep, d, step.Store)
		}
		return append(out, descriptor.Replica{ID: d.NextReplicaID(), NodeID: node, StoreID: step.Store, Learner: true}), nil
	case placement.Remove:
		x, err := at(step.Store)
		if err != nil || !x.Learner {
			return nil, fmt.Errorf("%w: %s has no learner on store %d", errStep, d, step.Store)
		}
		return slices.DeleteFunc(out, func(x descriptor.Replica) bool { return x.StoreID == step.Store }), nil
	case placement.Change:
		return out, changeVotes(out, at, step)
	}
	return nil, fmt.Errorf("%w: %v", errStep, step.Action)
}

func changeVotes(out []descriptor.Replica, at func(uint32) (*descriptor.Replica, error), step *placement.Decision) error {
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
