// Package limit counts what may be held: bytes of a memory budget, requests in a
// queue, locks of a transaction. Each limit has a name, which its error tells,
// and a maximum. Budgets nest, so that a statement's is part of a session's and
// that of the node's.
//
// A limit refuses, it does not wait: whoever must wait for room does that with a
// queue of its own.
package limit

import (
	"fmt"
	"sync/atomic"
)

// Exceeded says which limit refused how much.
type Exceeded struct {
	Name      string
	Max       int64
	Used      int64 // before the request
	Requested int64
}

func (e *Exceeded) Error() string {
	return fmt.Sprintf("limit %s of %d exceeded: %d used, %d more requested", e.Name, e.Max, e.Used, e.Requested)
}

// Budget is a named maximum and what is used of it. Safe for concurrent use.
type Budget struct {
	name   string
	max    int64
	parent *Budget
	used   atomic.Int64
	peak   atomic.Int64
}

// New returns a budget of maxUnits; 0 or less is no limit, and only counts. What
// it holds is also held by parent, unless that is nil.
func New(name string, maxUnits int64, parent *Budget) *Budget {
	return &Budget{name: name, max: maxUnits, parent: parent}
}

// Acquire takes n, or nothing and fails with *Exceeded of the budget that refused.
func (b *Budget) Acquire(n int64) error {
	used := b.used.Add(n)
	if b.max > 0 && used > b.max {
		b.used.Add(-n)
		return &Exceeded{Name: b.name, Max: b.max, Used: used - n, Requested: n}
	}
	if b.parent != nil {
		if err := b.parent.Acquire(n); err != nil {
			b.used.Add(-n)
			return err
		}
	}
	for p := b.peak.Load(); used > p && !b.peak.CompareAndSwap(p, used); p = b.peak.Load() {
	}
	return nil
}

// Release gives n back.
func (b *Budget) Release(n int64) {
	b.used.Add(-n)
	if b.parent != nil {
		b.parent.Release(n)
	}
}

// Close gives back all that is still held.
func (b *Budget) Close() {
	if n := b.used.Swap(0); b.parent != nil {
		b.parent.Release(n)
	}
}

// Used is what is held now.
func (b *Budget) Used() int64 { return b.used.Load() }

// Peak is the most that was held.
func (b *Budget) Peak() int64 { return b.peak.Load() }

// Max is the limit; 0 or less is none.
func (b *Budget) Max() int64 { return b.max }

// Name is the budget's name.
func (b *Budget) Name() string { return b.name }
