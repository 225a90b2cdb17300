package support

import (
	"fmt"
	"time"
)

// Timing is how long support is asked for.
type Timing struct {
	Length  time.Duration // of a promise, from when it is asked for
	Renew   time.Duration // between two requests
	Epsilon time.Duration // ε, by which two clocks may differ
}

// Limits of a Timing. The greatest length bounds how long a range is without a lease. The
// least is for machines that answer without pauses; where processes or disks have paused of
// late, promises are up to LengthPaused, so that the like does not cost leases.
const (
	RenewMin     = 300 * time.Millisecond
	RenewMax     = 4 * time.Second
	LengthMin    = 750 * time.Millisecond
	LengthPaused = 1250 * time.Millisecond
	LengthMax    = 20 * time.Second
)

// Of a promise's length: so many requests may be lost, and the leads of so many
// round trips a commit timestamp may have ahead of now (transactions.md, section
// 2: one to get there, one to replicate, one of margin). A request does not wait for the
// answer to the one before: the oftener they go, the sooner a promise may end that is no more
// renewed, with the same lead.
const (
	renewRoundTrips = 1
	lostRequests    = 1
	leadRoundTrips  = 3
	pauseMargin     = 2 // a promise outlives so many times the longest pause of late
)

// Derive returns the timing for a store whose round trips to its peers take as
// long as rtts, the slowest of which counts, on clocks that differ by at most
// epsilon, where a request for a promise took up to pause of late. On a fast network without
// pauses it is LengthMin plus what the clocks cost. A peer that is so far away that the
// limits cut in supports nobody for long, and a commit timestamp that leads by more than the
// lease is refused.
func Derive(rtts []time.Duration, epsilon, pause time.Duration) Timing {
	var slowest time.Duration
	for _, d := range rtts {
		slowest = max(slowest, d)
	}
	slowest = min(slowest, LengthMax) // products of it don't overflow
	epsilon = min(max(epsilon, 0), LengthMax)
	renew := min(max(renewRoundTrips*slowest, RenewMin), RenewMax)
	length := (lostRequests+1)*renew + (1+leadRoundTrips)*slowest
	paused := min(renew+pauseMargin*min(pause, LengthPaused), LengthPaused)
	length = max(length, paused, LengthMin) + 2*epsilon // ahead of now by ε, on a clock ε ahead
	return Timing{Length: min(length, LengthMax), Renew: renew, Epsilon: epsilon}
}

// Lead is how far ahead of now a lease surely reaches while its store is well: a c that leads
// by less is never refused for the lease. It is what a promise has left when it is renewed
// after the requests that may be lost.
func (t Timing) Lead() time.Duration {
	return max(t.Length-(lostRequests+1)*t.Renew, t.Renew)
}

// Validate reports a timing that can't keep a lease.
func (t Timing) Validate() error {
	if t.Renew <= 0 || t.Length <= t.Renew || t.Length > LengthMax || t.Epsilon < 0 {
		return fmt.Errorf("support: promises of %v renewed every %v, ε %v", t.Length, t.Renew, t.Epsilon)
	}
	return nil
}
