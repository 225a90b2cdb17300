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
	"fmt"
	"math"
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

// Stepper is a source that notices when what it follows has stepped.
type Stepper interface {
	// Step is by how much what it follows is ahead of Now, beyond what is mended by
	// slewing at once. It is part of Error.
	Step() time.Duration
	// Resync follows the step as a whole. Nobody may act on readings meanwhile.
	Resync()
}

// Elapser is a clock of elapsed time: no time daemon slews it, nothing sets it, and it counts
// the time that the machine slept. What a node allows for the rate of a clock is about this
// one; a wall clock, and Go's monotonic clock with it, may be slewed by far more.
type Elapser interface {
	// Elapsed is the time since some moment that is the process's own, to ElapsedGrain. A reading
	// may be that much before one that another goroutine, or this one, has had.
	Elapsed() time.Duration
}

// ElapsedGrain is what one reading of an Elapser may be wrong by, whatever its rate is.
const ElapsedGrain = 10 * time.Microsecond

// Sourced is a source that knows where it has its error from.
type Sourced interface {
	// Standing is how the source stands now.
	Standing() Standing
	// Look asks what the source follows how wrong it is, where that is due. It may do system
	// calls: Error never does, and grows with the time since.
	Look()
}

// Host is a source that other processes of the same machine can share: the time since the
// machine booted, plus an offset.
type Host interface {
	// Boot names the machine's boot and gives Now less the time since then. machine is 0
	// where the system does not tell.
	Boot() (machine uint64, offset int64)
	// Pin makes Now the time since the boot plus offset, from now on, whatever the wall
	// clock does.
	Pin(offset int64)
}

// Bound joins a source with the cluster's budget. It is an hlc.Source and an
// hlc.Budget. Safe for concurrent use.
type Bound struct {
	source Source
	budget atomic.Int64           // E in nanoseconds
	least  atomic.Int64           // the smallest that another node counts on; MaxInt64: nobody was heard
	most   atomic.Int64           // the largest of another node
	held   atomic.Pointer[string] // why the clock is out of service, whatever its error; nil: it is not
}

// New returns the bound of a node whose source is s in a cluster with budget e.
func New(s Source, e time.Duration) (*Bound, error) {
	if s == nil {
		return nil, errors.New("bound: no source")
	}
	b := &Bound{source: s}
	b.least.Store(math.MaxInt64)
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

// Epsilon is ε = e_self + E: 0 on one node. Where other nodes' budgets are larger, the
// largest counts: their clocks may be off by as much.
func (b *Bound) Epsilon() time.Duration {
	return b.Self() + time.Duration(max(b.budget.Load(), b.most.Load()))
}

// Limit is what e_self may be: E, or less where another node counts on less.
func (b *Bound) Limit() time.Duration { return time.Duration(min(b.budget.Load(), b.least.Load())) }

// Within reports whether the clock may be acted upon: e_self is within the limit, and
// other nodes' clocks do not contradict it.
func (b *Bound) Within() bool { return b.held.Load() == nil && b.Self() <= b.Limit() }

// SetOthers says what other nodes' budgets are, at least and at most.
func (b *Bound) SetOthers(least, most time.Duration) {
	b.least.Store(int64(least))
	b.most.Store(int64(most))
}

// Hold takes the clock out of service, for a reason that a person reads; "" gives it back.
func (b *Bound) Hold(why string) {
	if why == "" {
		b.held.Store(nil)
		return
	}
	b.held.Store(&why)
}

// Why says why the clock is not within its budget; "": it is.
func (b *Bound) Why() string {
	if why := b.held.Load(); why != nil {
		return *why
	}
	if self, limit := b.Self(), b.Limit(); self > limit {
		return fmt.Sprintf("it may be wrong by %v, and the budget is %v", self, limit)
	}
	return ""
}
