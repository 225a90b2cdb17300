package rangestate

import (
	"errors"
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica/locktable"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// Absorbed is a right-hand side that an entry has taken in.
type Absorbed struct {
	Desc  *descriptor.Range // merged
	Right *State            // as it was
	Merge *replicapb.Merge
}

// Absorb is the union of both sides.
//
// What both sides may know of one transaction:
//
//	evidence      pieces speak for disjoint keys (R3): all are kept
//	records       lie with their anchor, on one side
//	tombstones    may be on both after a split: the one that covers the other (Covers)
//	flushed       a claim is enough
//	marks         the entry carries the right side's, numbered from First on (NextRead)
//
// Closed is not touched: the entry that merges brings it.
func (st *State) Absorb(a *Absorbed) {
	right := a.Right
	for _, g := range right.SortedStages() {
		for _, s := range g.Pieces {
			st.AddStage(s.Ev)
		}
	}
	for id, rec := range right.Records {
		st.Records[id] = rec
	}
	for id, p := range right.Prevented {
		if old := st.Prevented[id]; old == nil || Covers(p, old) {
			st.Prevented[id] = p
		}
	}
	for id, m := range right.Flushed {
		if st.Flushed[id] == nil {
			st.Flushed[id] = m
		}
	}
	// Evidence of one side may claim what the other has flushed: it is one range now.
	st.claimFlushed()
	for i, m := range a.Merge.Marks {
		st.Carried = append(st.Carried, carried{ReadOf(m), st.Desc.Start, a.Merge.First + uint64(i)})
	}
	// And what that had taken in: a cancel for any of them is answered here from now on.
	for id := range right.Merged {
		st.Merged[id] = true
	}
	st.Merged[right.Desc.ID] = true
	st.Desc = a.Desc
	st.Threshold = max(st.Threshold, right.Threshold)
}

// ErrBounds reports a change of replicas that would change more.
var ErrBounds = errors.New("replica: not a change of the replicas alone")

// NextRead is a number that no carried mark of the range has.
// Numbers name marks in DroppedMarks and on disk; after a drop they may come
// again.
func (st *State) NextRead() (n uint64) {
	for _, m := range st.Carried {
		n = max(n, m.N+1)
	}
	return n
}

// Revoke takes a summary in.
// Marks are stored like those of a split, locks are kept in memory alone: a
// restart loses them, which costs a retry (T11).
func (st *State) Revoke(v *replicapb.Revoke, term uint64) {
	for i, m := range v.Marks {
		st.Carried = append(st.Carried, carried{ReadOf(m), st.Desc.Start, v.First + uint64(i)})
	}
	st.revoked = &revoked{Term: term}
	for _, l := range v.Locks {
		st.revoked.Locks = append(st.revoked.Locks, locktable.Held{Txn: l.Txn, Key: l.Key, Mode: mvcc.Mode(l.Mode)})
	}
}

// Inherits returns what the lease of a term takes over: its predecessor ended by its own
// word, and nobody led between them.
func (st *State) Inherits(term uint64) *revoked {
	// Before is the term that came before this one in the log: none lies between.
	if v := st.revoked; v != nil && st.Term == term && st.Before == v.Term {
		return v
	}
	return nil
}

// Changed is the range with the replicas that an entry gives it.
// It fails with ErrBounds where the bounds would change, too, or the generation is
// not the next.
func Changed(old *descriptor.Range, p *kvpb.RangeDescriptor) (*descriptor.Range, error) {
	d, err := descriptor.FromProto(p)
	if err != nil {
		return nil, err
	}
	if d.ID != old.ID || !slices.Equal(d.Start, old.Start) || !slices.Equal(d.End, old.End) || d.Generation != old.Generation+1 {
		return nil, fmt.Errorf("%w: from %s to %s", ErrBounds, old, d)
	}
	return d, nil
}

// Narrow keeps the left-hand side of a split: the evidence, records and marks of
// keys below d's end. Tombstones stay on both sides.
//
// Evidence is divided by keys (R3), records go with their anchors. Tombstones are
// needed wherever a late copy of a commit may come, so both sides keep them.
func (st *State) Narrow(d *descriptor.Range) {
	st.Desc = d
	var kept []*replicapb.Evidence
	groups := st.Staged
	for _, g := range groups {
		for _, s := range g.Pieces {
			if ev := Divide(s.Ev, d.Start, d.End); ev != nil {
				kept = append(kept, ev)
			}
		}
	}
	// Made anew: a group that is divided is another one, and whoever waits for the old one must notice.
	st.Staged, st.Written, st.wide = map[kvpb.TxnID]*Staged{}, map[string]*Stage{}, nil
	for _, ev := range kept {
		st.AddStage(ev)
	}
	// Cleared is not taken over: keys are resolved again, which does no harm.
	for id, g := range groups { // whoever waits looks again
		if n := st.Staged[id]; n != nil {
			n.Known, n.Settling = g.Known, g.Settling
		}
		g.Notify()
	}
	st.Removals++
	for id, rec := range st.Records {
		if !d.Contains(rec.Anchor) {
			delete(st.Records, id)
		}
	}
}
