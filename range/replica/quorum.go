package replica

import "time"

// leadMax bounds the lead that slow rounds give where nothing is known of leases.
const leadMax = time.Second

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
	q := cl.quorum.Nanos()
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
