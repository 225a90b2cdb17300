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
	return e.execute(func() (bool, error) { return true, e.revoke(now) }, nil)
}

// revoke builds the summary. With mu held and nothing under way.
func (e *eval) revoke(now hlc.Timestamp) error {
	r := e.r
	r.tscache.Advance(now)
	floor, ahead := r.tscache.Summary()
	out := &replicapb.Revoke{First: r.st.NextRead()}
	if floor > hlc.Zero {
		out.Marks = append(out.Marks, &replicapb.Mark{Start: r.st.Desc.Start, End: r.st.Desc.End, Ts: int64(floor)})
	}
	for _, m := range ahead {
		if m.At > floor {
			out.Marks = append(out.Marks, rangestate.ReadProto(m))
		}
	}
	out.Marks = r.rules.handsOn(out.Marks)
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
	if err := e.acquire(); err != nil {
		return nil, err
	}
	old := r.st.Desc
	d := old.WithReplicas(to, r.o.Version.Active(version.Bounded))
	r.mu.Unlock()
	err := d.Validate()
	for _, x := range to {
		if !slices.ContainsFunc(old.Replicas, func(o descriptor.Replica) bool { return o.ID == x.ID }) && x.ID < old.NextReplicaID() {
			err = fmt.Errorf("%w: the ID %d of a new replica is below %d", rangestate.ErrBounds, x.ID, old.NextReplicaID())
		}
	}
	if old.Generation != generation {
		err = &kvpb.Refused{Reason: kvpb.ReasonMoved}
	}
	if err != nil {
		e.drop()
		return nil, err
	}
	e.effects.Replicas = d.Proto()
	if err := e.propose(); err != nil {
		return nil, err
	}
	return d, nil
}
