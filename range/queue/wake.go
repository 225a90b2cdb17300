package queue

import (
	"bytes"
	"context"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// wakes loads the new side of splits, and the ranges in which a former process has left something
// unfinished. Whether that works is heard by the next request.
type wakes struct {
	o     *Options
	queue *Queue
}

// newWakes begins with the ranges whose transactions were left unfinished when the process
// ended.
func newWakes(o *Options) *wakes {
	w := &wakes{o: o}
	w.queue = New(Job{Name: "wake", Work: w.work, Begin: w.addUnfinished, Pace: Pace{Timeout: wakeTimeout}})
	return w
}

// work loads the replica, and has it stand for election where nobody leads.
func (w *wakes) work(ctx context.Context, rangeID uint64) (time.Duration, error) {
	// The replica may be gone by now (a merge, a replica moved away): nothing is left to do.
	r, ok := w.o.Store.Replica(rangeID)
	if !ok {
		return 0, nil
	}
	_, _ = r.Ready(ctx) // its error is the next request's
	stand(ctx, r)
	return 0, nil
}

const (
	// wakeTimeout is how long one new range may keep the others waiting; the next request wakes it.
	wakeTimeout = 10 * time.Second
	// standsMax is how often a new range campaigns in a row: the others may not have come
	// to the split that made it.
	standsMax = 6
	// standPause is the pause after the first time; each later one is twice the one before.
	standPause = 5 * time.Millisecond
)

// stand has a new range campaign on the store whose range it was.
// Nobody leads the right-hand side of a split that was just made, and an election's timeout is long. The
// others may be behind in the left-hand side's log, where this range does not exist yet, and so not vote:
// hence several tries, over 315 ms in all.
func stand(ctx context.Context, r Range) {
	for i := range standsMax {
		if r.Serving() != nil || r.Led() || r.Broken() {
			return
		}
		r.Campaign()
		if stop.Sleep(ctx, standPause<<i) != nil {
			return
		}
	}
}

// addUnfinished adds the ranges in which a former process left transactions that nobody
// may ask for again: flushed intents, stages and records, which a leaseholder settles
// and collects.
// One seek a range: range-local entries lie together, sorted by the user keys that they belong to, so the
// first one at or above the range's start tells.
func (w *wakes) addUnfinished() {
	all := keys.LocalSpan(keys.MinKey, keys.MaxKey)
	it, err := w.o.Engine.NewIter(engine.IterOptions{Lower: all.Start, Upper: all.End})
	if err != nil {
		// Not fatal: a request for such a range wakes it, too.
		w.o.Log.Warn("unfinished transactions could not be looked for", "error", err)
		return
	}
	defer it.Close()
	for _, r := range w.o.Store.Replicas() {
		d := r.Descriptor()
		local := keys.LocalSpan(d.Start, d.End)
		if it.SeekGE(local.Start, hlc.Zero) && bytes.Compare(it.Key(), local.End) < 0 {
			w.queue.Add(d.ID, 0)
		}
	}
}
