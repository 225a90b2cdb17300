package replica

import (
	"context"
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// revokeLocksMax is how many locks go over with a lease; the holders of more find
// at commit that they lost them, and are retried.
const revokeLocksMax = 4096

// Revoke ends the lease for a successor on another store: it waits for all that is
// under way, refuses what comes after, and logs a summary. The marks stay in the
// replicated state, as those of a split do, so that whoever leads next starts with
// them, the expected successor or another; the locks save retries. Whatever becomes of the
// entry, nothing more is served in this term.
func (r *Replica) Revoke(ctx context.Context) error {
	now, err := r.now()
	if err != nil {
		return err
	}
	e := r.begin(ctx)
	defer e.end()
	e.latch.AddAll()
	e.whileTied = true
	return e.execute(steps{look: func() (next, error) { return goOn, e.revoke(now) }})
}

// revoke builds the summary. With mu held and nothing under way.
func (e *eval) revoke(now hlc.Timestamp) error {
	r := e.r
	out := &replicapb.Revoke{First: r.st.NextRead(), Marks: r.rules.handsOn(e.readsOf(now))}
	for i, m := range out.Marks {
		if err := rangestate.WriteRead(e.writer(), r.st.Desc.Start, out.First+uint64(i), m); err != nil {
			return err
		}
	}
	for i, h := range r.locks.Divide() {
		if i == revokeLocksMax {
			break
		}
		out.Locks = append(out.Locks, &replicapb.HeldLock{Txn: h.Txn, Key: h.Key, Mode: uint32(h.Mode)})
	}
	e.effects.Revoke = out
	e.last = true
	e.lease.frozen = true
	return nil
}

// ChangeReplicas gives the range other replicas: one entry, whose proposer changes
// the Raft group's configuration with it. It is refused as moved where the range's
// generation is another.
func (r *Replica) ChangeReplicas(ctx context.Context, generation uint64, to []descriptor.Replica) (*descriptor.Range, error) {
	e := r.begin(ctx)
	defer e.end()
	e.latch.AddAll()
	var d *descriptor.Range
	err := e.execute(steps{look: func() (_ next, err error) {
		d, err = e.changeReplicas(generation, to)
		return goOn, err
	}})
	if err != nil {
		return nil, err
	}
	return d, nil
}

// changeReplicas builds the entry. With mu held and nothing under way.
func (e *eval) changeReplicas(generation uint64, to []descriptor.Replica) (*descriptor.Range, error) {
	old := e.r.st.Desc
	d := old.WithReplicas(to, e.r.o.Version.Active(version.Bounded))
	if old.Generation != generation {
		return nil, &kvpb.Refused{Reason: kvpb.ReasonMoved}
	}
	for _, x := range to {
		if !slices.ContainsFunc(old.Replicas, func(o descriptor.Replica) bool { return o.ID == x.ID }) && x.ID < old.NextReplicaID() {
			return nil, fmt.Errorf("%w: the ID %d of a new replica is below %d", rangestate.ErrBounds, x.ID, old.NextReplicaID())
		}
	}
	if err := d.Validate(); err != nil {
		return nil, err
	}
	e.effects.Replicas = d.Proto()
	return d, nil
}
