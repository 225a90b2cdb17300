// Package rounds measures rounds of consensus. Safe for concurrent use; it knows nothing of replicas.
package rounds

import (
	"sync/atomic"
	"time"
)

// Quorum is what a round of consensus takes on a range with several voters, from the
// proposal until it is applied, smoothed. It gives a c of this leaseholder's choice its
// lead, and goes to gateways with replies, for theirs (transactions.md, section 2).
//
// It falls faster than it rises: a lead that is too long delays an acknowledgement,
// one that is too short lets a reader meet the round. A standstill, which all rounds that
// are under way see, tells little of the next one, so that no sample counts for more than
// four times what was known, and none for more than most, as far as leases reach: a lead
// beyond that has every commit refused, until none is left to tell that rounds are fast again.
type Quorum struct{ nanos atomic.Int64 }

// Nanos is what is known of it; 0: nothing, or there is one voter.
func (q *Quorum) Nanos() int64 { return q.nanos.Load() }

// Observe takes in one round, of d, where leases reach as far as most.
func (q *Quorum) Observe(d, most time.Duration) {
	d = min(d, most)
	switch old := q.nanos.Load(); {
	case old == 0:
		q.nanos.Store(int64(d))
	case int64(d) > old:
		q.nanos.Store(old + (min(int64(d), 4*old+int64(time.Millisecond))-old)/8)
	default:
		q.nanos.Store(old - (old-int64(d))/2)
	}
}

// Alone forgets it: there is one voter, which waits for nobody.
func (q *Quorum) Alone() {
	if q.nanos.Load() != 0 {
		q.nanos.Store(0)
	}
}
