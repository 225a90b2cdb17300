package support

import (
	"slices"

	"github.com/isochrondb/isochron/clock/hlc"
)

// View is a picture of a State at one moment. It is immutable, so that any
// number of replicas read it without a lock. An old one is safe to use: it binds
// a vote longer, and counts less support. A new one is published before the
// messages of its Ready go out.
type View struct {
	self      uint32
	degraded  bool
	votesFrom hlc.Timestamp
	pairs     []pair // by store

	rules rules
}

// What this store gives another and what it has asked of it, side by side: one search finds both.
type pair struct {
	store uint32
	given given
	asked asked
}

func (v *View) find(store uint32) (int, bool) {
	return slices.BinarySearchFunc(v.pairs, store, func(p pair, id uint32) int { return int(int64(p.store) - int64(id)) })
}

// Self is the store whose view it is.
func (v *View) Self() uint32 { return v.self }

// Degraded reports whether the node is out of its clock's budget.
func (v *View) Degraded() bool { return v.degraded }

// VotesFrom is State.VotesFrom.
func (v *View) VotesFrom() hlc.Timestamp { return v.votesFrom }

// Supports is State.Supports.
func (v *View) Supports(store uint32) (Epoch, hlc.Timestamp) {
	i, ok := v.find(store)
	if !ok {
		return 0, 0
	}
	g := &v.pairs[i].given
	// Not stored yet: it counts from the next view on.
	if g.epoch != g.saved || g.until == 0 {
		return 0, 0
	}
	return g.epoch, g.until
}

// Supported reports whether a store has asked for support of late, and is supported, or is to be once
// that is stored.
// Whoever campaigns goes by it; votes go by Supports, which waits for the disk.
func (v *View) Supported(store uint32) bool {
	i, ok := v.find(store)
	return ok && v.pairs[i].given.until != 0
}

// SupportedBy is State.SupportedBy.
func (v *View) SupportedBy(store uint32) (Epoch, hlc.Timestamp) {
	i, ok := v.find(store)
	// With a clock that is off nobody can say until when a promise holds (T16).
	if !ok || v.degraded {
		return 0, 0
	}
	a := &v.pairs[i].asked
	return a.epoch, a.until
}

// Changed returns the stores with which an epoch began or ended since the old
// view: sleeping replicas beside one of theirs are to be checked. Renewals
// change nothing.
func (v *View) Changed(old *View) (stores []uint32) {
	for i := range v.pairs {
		p := &v.pairs[i]
		var was pair
		if j, ok := old.find(p.store); ok {
			was = old.pairs[j]
		}
		if p.given.saved != was.given.saved || p.asked.epoch != was.asked.epoch ||
			(p.given.until == 0) != (was.given.until == 0) || (p.asked.until == 0) != (was.asked.until == 0) {
			stores = append(stores, p.store)
		}
	}
	// Peers that are gone altogether: whoever had their support has it no more.
	for i := range old.pairs {
		if _, ok := v.find(old.pairs[i].store); !ok {
			stores = append(stores, old.pairs[i].store)
		}
	}
	return stores
}

// binding says what is left of a promise that was held in epoch e: live, it may
// still be extended; else it ends at until.
func (v *View) binding(store uint32, e Epoch) (until hlc.Timestamp, live bool) {
	i, ok := v.find(store)
	if !ok {
		return 0, false
	}
	g := &v.pairs[i].given
	if g.saved <= e { // a higher epoch that is not stored yet ends nothing
		return max(g.until, g.before), true
	}
	return g.before, false
}
