package replica

import (
	"context"
	"errors"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
)

// lease is a Lease while the replica serves under it.
type lease struct {
	Lease
	term uint64
	done chan struct{} // closed at its end
	ctx  context.Context
	end  context.CancelFunc

	// Guarded by the replica's mu. A lease that still runs:
	//
	//	          serves    ends
	//	neither   all       with the lease
	//	frozen    nothing   with the lease, whatever becomes of the revoke's entry
	//	freezing  nothing   when Freeze knows what became of the entry: then State.Frozen counts
	frozen   bool          // it is being revoked: nothing more is served
	freezing uint64        // the freeze that is on its way into the log: likewise
	mergedAt hlc.Timestamp // a reading from before the last merge into the range
}

// errTooLong reports a wait that took longer than it may.
var errTooLong = errors.New("replica: too long")

// wait waits for ch, the context, or the end of the lease of r; not longer than most (0: any time), or errTooLong.
func (t *lease) wait(ctx context.Context, r *Replica, ch <-chan struct{}, most time.Duration) error {
	var tooLong <-chan time.Time
	if most != 0 {
		timer := time.NewTimer(most)
		defer timer.Stop()
		tooLong = timer.C
	}
	select {
	case <-ch:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-t.done:
		return r.elsewhereUnlocked("the lease has ended")
	case <-tooLong:
		return errTooLong
	}
}

// pause sleeps, and reports whether the lease is still on.
func (t *lease) pause(d time.Duration) bool { return stop.Sleep(t.ctx, d) == nil }
