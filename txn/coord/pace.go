package coord

import (
	"context"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/distsender"
)

// failing is the pace of requests whose range may be between leaseholders: a failover is a pause to a
// client, and no error, unless it lasts for longer than Limits.Failover.
type failing struct{ db *DB }

// tries is counted by the pursuit; both paces differ only in how long.
func (f failing) Pause(ctx context.Context, tries int) error { return f.db.pause(ctx, tries) }
func (f failing) Timeout() time.Duration                     { return f.db.failover() }

// settling is the pace of what settles a commit, which nobody gives up: Limits.AskAgain.
type settling struct{ db *DB }

func (s settling) Pause(ctx context.Context, tries int) error { return s.db.pause(ctx, tries) }
func (s settling) Timeout() time.Duration                     { return s.db.askFor() }

// pursuit is a request's way where its range may fail over.
// Its sender must be able to send twice.
func (db *DB) pursuit() distsender.Pursuit {
	return distsender.Pursuit{Routes: db.o.Router, Pace: failing{db}}
}

// settle is the way of a request that settles a commit: it is asked whatever is answered.
// That it Insists means: a final refusal of a copy tells nothing of the record; only an outcome does.
func (db *DB) settle() distsender.Pursuit {
	return distsender.Pursuit{Routes: db.o.Router, Pace: settling{db}, Insists: true}
}

// told is the error of a pursuit as the transaction tells it.
// For calls on the transaction's own goroutine, since it notes what was seen.
func (t *Txn) told(err error) error {
	if e, ok := distsender.Answer(err).(*kvpb.Refused); ok {
		return t.refused(e)
	}
	return gaveUp(err)
}

// gaveUp is the error of a pursuit that ended without a final answer, or err.
func gaveUp(err error) error {
	switch e := distsender.Answer(err).(type) {
	case *kvpb.RefusedForNow:
		return refusedForNow(e)
	case *distsender.Unserved:
		return &UnavailableError{Key: e.Key, Why: e.Last.Error(), For: e.For}
	}
	return err
}

// pause waits before a request is repeated: not at all before the first repetition, then 1 ms and
// doubling to 64 ms.
// The client's context ends it, and so does Close.
func (db *DB) pause(ctx context.Context, tries int) error {
	if tries <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(time.Millisecond << min(tries-1, 6))
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
