// Package bound holds the clock bound: what a node knows about how wrong its
// physical clock can be, and the cluster's budget for that (transactions.md,
// section 1). E is the budget of every node, e_self ≤ E what this node measured
// about itself, ε = e_self + E the pairwise bound by which Rule W waits.
//
// It must not know of transactions, or of other nodes beyond the number E.
package bound

import (
	"errors"
	"time"
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
type Bound struct{}

// New returns the bound of a node whose source is s in a cluster with budget e.
func New(s Source, e time.Duration) (*Bound, error) { return nil, errors.New("bound: not built yet") }

// Now is the source's time.
func (b *Bound) Now() int64 { panic("bound: not built yet") }

// Budget is E.
func (b *Bound) Budget() time.Duration { panic("bound: not built yet") }

// SetBudget changes E. The order between nodes (raised at those who acknowledge
// first, lowered there last) is the caller's.
func (b *Bound) SetBudget(e time.Duration) { panic("bound: not built yet") }

// Self is e_self.
func (b *Bound) Self() time.Duration { panic("bound: not built yet") }

// Epsilon is ε = e_self + E: 0 on one node.
func (b *Bound) Epsilon() time.Duration { panic("bound: not built yet") }

// Within reports whether e_self ≤ E.
func (b *Bound) Within() bool { panic("bound: not built yet") }
