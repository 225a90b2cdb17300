// Package bound holds the clock bound: what a node knows about how wrong its
// physical clock can be, and the cluster's budget for that (transactions.md,
// section 1). E is the budget of every node, e_self ≤ E what this node measured
// about itself, ε = e_self + E the pairwise bound by which Rule W waits (T1).
//
// A node enforces E on itself: one whose e_self exceeds E is out of its budget,
// and hlc.Clock calls it degraded (T16). Where E is zero, all nodes read the same
// clock (one node, or one machine's processes), and there is nothing to exceed.
//
// It must not know of transactions, or of other nodes beyond the number E.
package bound

import (
	"errors"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
)

// Source is a physical clock that knows its error. Safe for concurrent use.
type Source interface {
	// Now is nanoseconds since the Unix epoch.
	Now() int64
	// Error is a bound on |Now - true time|, as the source sees it.
	Error() time.Duration
}

// Bound joins a source with the cluster's budget. It is an hlc.Source and an
// hlc.Budget. Safe for concurrent use.
type Bound struct {
	source Source
	budget atomic.Int64 // E in nanoseconds
}

// New returns the bound of a node whose source is s in a cluster with budget e.
func New(s Source, e time.Duration) (*Bound, error) {
	if s == nil {
		return nil, errors.New("bound: no source")
	}
	b := &Bound{source: s}
	return b, b.SetBudget(e)
}

// Now is the source's time.
func (b *Bound) Now() int64 { return b.source.Now() }

// Budget is E.
func (b *Bound) Budget() time.Duration { return time.Duration(b.budget.Load()) }

// SetBudget changes E. The order between nodes (raised at those who acknowledge
// first, lowered there last) is the caller's.
func (b *Bound) SetBudget(e time.Duration) error {
	if e < 0 || e > 0 && e < hlc.LeadMaxDefault {
		return errors.New("bound: a budget is 0, or at least " + hlc.LeadMaxDefault.String())
	}
	b.budget.Store(int64(e))
	return nil
}

// Self is e_self: the source's error, and how far readings may lead the source.
// With a budget of zero it is the source's error alone: readings are then
// compared with readings of the same clock only.
func (b *Bound) Self() time.Duration {
	if b.budget.Load() == 0 {
		return b.source.Error()
	}
	return b.source.Error() + hlc.LeadMaxDefault
}

// Epsilon is ε = e_self + E: 0 on one node.
func (b *Bound) Epsilon() time.Duration { return b.Self() + b.Budget() }

// Within reports whether e_self ≤ E.
func (b *Bound) Within() bool { return b.Self() <= b.Budget() }
