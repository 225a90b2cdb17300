package store

import (
	"github.com/isochrondb/isochron/range/raftloop"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// mergeNotes is what the stores of a cluster have applied of merges.
type mergeNotes struct {
	generations map[uint64]uint64 // the highest, by range
	freezes     map[[2]uint64]*freezeSpan
	last        map[uint64]uint64 // the freeze that a range was under last
	gone        map[uint64]bool   // ranges that were taken in
}

// freezeSpan is one freeze of a range, and what became of it.
type freezeSpan struct {
	*replicapb.Freeze
	applied        map[uint32]bool // the stores that have applied it
	thawed, merged bool
}

func newMergeNotes() mergeNotes {
	return mergeNotes{map[uint64]uint64{}, map[[2]uint64]*freezeSpan{}, map[uint64]uint64{}, map[uint64]bool{}}
}

// noteMerge checks that what becomes of a freeze is decided once, by the left-hand side: either
// the range is taken in, or it thaws after the left-hand side has left the generation in which
// it could take it in. Each note may come from each store, and again after a restart.
func (c *cluster) noteMerge(n raftloop.MergeNote) {
	c.mu.Lock()
	defer c.mu.Unlock()
	m := &c.merges
	m.generations[n.Range] = max(m.generations[n.Range], n.Generation)
	switch {
	case n.Frozen != nil:
		k := [2]uint64{n.Range, n.Frozen.Id}
		if m.freezes[k] == nil {
			m.freezes[k], m.last[n.Range] = &freezeSpan{Freeze: n.Frozen, applied: map[uint32]bool{}}, n.Frozen.Id
		}
		m.freezes[k].applied[n.Store] = true
	case n.Thawed != 0:
		f := m.freezes[[2]uint64{n.Range, n.Thawed}]
		if f == nil {
			return // it came with a state
		}
		if f.thawed = true; f.merged {
			c.fail("range %d thaws, and was merged into %d", n.Range, f.LeftRangeId)
		}
		if !m.gone[f.LeftRangeId] && m.generations[f.LeftRangeId] <= f.LeftGeneration {
			c.fail("range %d thaws, and range %d may still take it in", n.Range, f.LeftRangeId)
		}
	case n.TookIn != 0:
		m.gone[n.TookIn] = true
		if f := m.freezes[[2]uint64{n.TookIn, n.Freeze}]; f != nil {
			if f.merged = true; f.thawed {
				c.fail("range %d is merged into %d after it has thawed", n.TookIn, n.Range)
			}
		}
	}
}

// frozenBy is the freeze that a range is under, 0 if none that the store has applied: a follower
// may apply it before the leaseholder does, which serves until then, and is not taken in before.
func (c *cluster) frozenBy(id uint64, store uint32) uint64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	last := c.merges.last[id]
	if f := c.merges.freezes[[2]uint64{id, last}]; f == nil || f.thawed || f.merged || !f.applied[store] {
		return 0
	}
	return last
}
