package replica

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica/locktable"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// revokeLocksMax is how many locks go over with a lease; the holders of more find
// at commit that they lost them, and are retried.
const revokeLocksMax = 4096

// errBounds reports a change of replicas that would change more.
var errBounds = errors.New("replica: not a change of the replicas alone")

// revoked is the end of a lease by its own word: what the next one begins with.
type revoked struct {
	term  uint64
	locks []locktable.Held
}

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
	if err := e.acquire(); err != nil {
		return err
	}
	err = e.revoke(now)
	r.mu.Unlock()
	if err != nil {
		e.drop()
		return err
	}
	return e.propose()
}

// revoke builds the summary. With mu held and nothing under way.
func (e *eval) revoke(now hlc.Timestamp) error {
	r := e.r
	r.marks.Advance(now)
	floor, ahead := r.marks.Summary()
	out := &replicapb.Revoke{First: r.st.nextMark()}
	if floor > hlc.Zero {
		out.Marks = append(out.Marks, &replicapb.Mark{Start: r.st.desc.Start, End: r.st.desc.End, Ts: int64(floor)})
	}
	for _, m := range ahead {
		if m.At > floor {
			out.Marks = append(out.Marks, fromMark(m))
		}
	}
	if r.o.Planted.RevokeDropsMarks {
		out.Marks = nil
	}
	for i, m := range out.Marks {
		if err := writeMark(e.writer(), r.st.desc.Start, out.First+uint64(i), m); err != nil {
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

// nextMark is a number that no carried mark of the range has.
func (st *state) nextMark() (n uint64) {
	for _, m := range st.carried {
		n = max(n, m.n+1)
	}
	return n
}

// revoke takes a summary in.
func (st *state) revoke(v *replicapb.Revoke, term uint64) {
	for i, m := range v.Marks {
		st.carried = append(st.carried, carried{toMark(m), st.desc.Start, v.First + uint64(i)})
	}
	st.revoked = &revoked{term: term}
	for _, l := range v.Locks {
		st.revoked.locks = append(st.revoked.locks, locktable.Held{Txn: l.Txn, Key: l.Key, Mode: mvcc.Mode(l.Mode)})
	}
}

// inherits returns what the lease of a term takes over: its predecessor ended by its own
// word, and nobody led between them.
func (st *state) inherits(term uint64) *revoked {
	if v := st.revoked; v != nil && st.term == term && st.before == v.term {
		return v
	}
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
	old := r.st.desc
	d := old.WithReplicas(to)
	r.mu.Unlock()
	err := d.Validate()
	for _, x := range to {
		if !slices.ContainsFunc(old.Replicas, func(o descriptor.Replica) bool { return o.ID == x.ID }) && x.ID < old.NextReplicaID() {
			err = fmt.Errorf("%w: the ID %d of a new replica is below %d", errBounds, x.ID, old.NextReplicaID())
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

// changed is the range with the replicas that an entry gives it.
func changed(old *descriptor.Range, p *kvpb.RangeDescriptor) (*descriptor.Range, error) {
	d, err := descriptor.FromProto(p)
	if err != nil {
		return nil, err
	}
	if d.ID != old.ID || !slices.Equal(d.Start, old.Start) || !slices.Equal(d.End, old.End) || d.Generation != old.Generation+1 {
		return nil, fmt.Errorf("%w: from %s to %s", errBounds, old, d)
	}
	return d, nil
}

// localSpan is where the range-local entries lie.
func localSpan(d *descriptor.Range) keys.Span { return keys.LocalSpan(d.Start, d.End) }
