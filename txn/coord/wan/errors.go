package wan

import "fmt"

// DistanceError means that a request would take the transaction beyond the WAN round trips that it
// may take (54000). It was not sent.
type DistanceError struct {
	Most         int // round trips
	Taken, Needs int // messages
	Range        uint64
	Region, Home string // of the range's leaseholder, and of the gateway
	Commit       bool

	sent bool // an earlier copy of the request was
}

// Unsent reports whether a request came to nothing since it was never sent.
func Unsent(err error) bool {
	e, ok := err.(*DistanceError)
	return ok && !e.sent
}

// After notes that an earlier copy of the request was sent, if one was.
func After(try int, err error) error {
	if e, ok := err.(*DistanceError); ok {
		e.sent = try > 0
	}
	return err
}

func (e *DistanceError) Error() string {
	return fmt.Sprintf("transaction would exceed isochron.max_wan_round_trips (%d)", e.Most)
}

// SQLState is program_limit_exceeded.
func (e *DistanceError) SQLState() string { return "54000" }

// Detail names the range and its leaseholder's region.
func (e *DistanceError) Detail() string {
	what := "A request"
	if e.Commit {
		what = "The commit"
	}
	return fmt.Sprintf("%s to range %d, whose leaseholder is in region %q, takes %s WAN round trips from region %q; the transaction has taken %s.",
		what, e.Range, e.Region, Trips(e.Needs), e.Home, Trips(e.Taken))
}

// Hint tells what the client can do.
func (e *DistanceError) Hint() string {
	return "EXPLAIN (ANALYZE, WAN) shows what a statement takes. Read stale data (AS OF SYSTEM TIME), move the rows or their leases nearer, or allow more."
}
