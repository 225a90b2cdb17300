package coord

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// retry paces the repetitions of one request whose range is served elsewhere, or
// by nobody just now: a failover is a pause to a client, and no error, unless it
// lasts for longer than Limits.Failover.
type retry struct {
	try   int
	since time.Time // since when nobody has served the range; zero: somebody does
	stuck time.Time // since when it is refused for now; zero: it is not
}

// again is called with what was not the answer to a request, about key. It waits,
// and returns nil where the request should be sent again, or ctx's error, or
// *UnavailableError, or *RetryError where another transaction stood in the way all the time.
func (r *retry) again(ctx context.Context, db *DB, key keys.Key, err error) error {
	if e, passing := answer(err).(*kvpb.RefusedForNow); passing {
		r.since = time.Time{} // it is served
		if tooLong(&r.stuck, db.failover()) {
			return refusedForNow(e)
		}
	} else if tooLong(&r.since, db.failover()) {
		return &UnavailableError{Key: key, Why: err.Error(), For: time.Since(r.since)}
	}
	r.try++
	return db.pause(ctx, r.try-1)
}

// tooLong reports whether something has gone on since for that long; it begins where since
// is zero.
func tooLong(since *time.Time, most time.Duration) bool {
	if since.IsZero() {
		*since = time.Now()
		return false
	}
	return time.Since(*since) >= most
}

// join goes on from where another request about the same work has come to.
func (r *retry) join(o retry) {
	r.try = max(r.try, o.try)
	if r.since.IsZero() || !o.since.IsZero() && o.since.Before(r.since) {
		r.since = o.since
	}
	if r.stuck.IsZero() {
		r.stuck = o.stuck
	}
}

// pause waits before the try-th repetition of a request: not at all before the
// first, then 1 ms and doubling to 64 ms.
func (db *DB) pause(ctx context.Context, try int) error {
	if try <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(time.Millisecond << min(try-1, 6))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-db.ctx.Done():
		return &ClosedError{}
	}
}
