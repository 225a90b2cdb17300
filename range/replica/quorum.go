package replica

import (
	"sync/atomic"
	"time"
)

// quorum is what a round of consensus takes on a range with several voters, from the
// proposal until it is applied, smoothed. It gives a c of this leaseholder's choice its
// lead, and goes to gateways with replies, for theirs (transactions.md, section 2).
//
// It falls faster than it rises: a lead that is too long delays an acknowledgement,
// one that is too short lets a reader meet the round. A standstill, which all rounds that
// are under way see, tells little of the next one, so that no sample counts for more than
// four times what was known, and none for more than most, as far as leases reach: a lead
// beyond that has every commit refused, until none is left to tell that rounds are fast again.
type quorum struct{ nanos atomic.Int64 }

// leadMax bounds the lead that slow rounds give where nothing is known of leases.
const leadMax = time.Second

// observe takes in one round, of d, where leases reach as far as most.
func (q *quorum) observe(d, most time.Duration) {
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

// alone forgets it: there is one voter, which waits for nobody.
func (q *quorum) alone() {
	if q.nanos.Load() != 0 {
		q.nanos.Store(0)
	}
}

// leadMost is the longest lead that makes sense.
func (cl *closer) leadMost() time.Duration {
	if cl.r.o.LeadMax == nil {
		return leadMax
	}
	return min(cl.r.o.LeadMax(), leadMax)
}

// lead is how far ahead of now a commit's c lies, so that readers at now never meet its
// round of consensus, and its acknowledgement does not wait for c longer than for that.
func (cl *closer) lead() time.Duration {
	q := cl.quorum.nanos.Load()
	if q == 0 {
		return 0
	}
	lead := min(time.Duration(q), cl.leadMost())
	switch b := cl.r.o.Bound.(type) {
	case nil:
	case interface{ Lag() (time.Duration, bool) }: // how late it is known what other clocks have passed
		lag, _ := b.Lag()
		lead -= lag
	default:
		lead -= b.Epsilon()
	}
	return max(lead, 0)
}
