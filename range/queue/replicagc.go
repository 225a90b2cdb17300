package queue

import (
	"context"
	"math"
	"time"

	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/rows"
)

// replicaGC removes replicas that their ranges have lost. One that is out of service hears from nobody
// that it was replaced: it is looked after now and then.
type replicaGC struct {
	o     *Options
	queue *Queue
}

// BrokenPoll is how often a replica that is out of service asks the directory whether its
// range has replaced it.
const BrokenPoll = 15 * time.Second

// removeTimeout is how long one replica may keep the others waiting. It comes again as it came.
const removeTimeout = 10 * time.Second

// newReplicaGC makes the queue; a turn takes removeTimeout at most.
func newReplicaGC(o *Options) *replicaGC {
	j := &replicaGC{o: o}
	j.queue = New(Job{Name: "replica_gc", Work: j.work, Pace: Pace{Timeout: removeTimeout}})
	return j
}

// Nobody is waiting; who is removed wrongly costs a replica, so remove asks twice and errs on keeping.
func (j *replicaGC) work(ctx context.Context, rangeID uint64) (again time.Duration, err error) {
	r, ok := j.o.Store.Replica(rangeID)
	if !ok {
		return 0, nil
	}
	if err = j.remove(ctx, r); err != nil && ctx.Err() == nil {
		j.o.Log.Warn("replica not removed", "range", rangeID, "error", err)
	}
	if r.Broken() {
		again = BrokenPoll
	}
	return again, err
}

// remove removes a replica if it, or else the directory, knows that its range has
// none here any more.
// What is known, and what follows from it:
//
//	its own descriptor has no replica here    it has applied its removal: it goes
//	it has; the directory knows no newer      it stays
//	the directory has it, by the same ID      it stays: it lags
//	the directory has none here, or another ID for this store
//	                                          it goes; the range would give the store a higher ID
//	its start is another range's by now       a merge took it in: it goes if that range has no replica here;
//	                                          else it stays, for the merge may be on its way
func (j *replicaGC) remove(ctx context.Context, r Range) error {
	own := r.Descriptor()
	// What it has applied, not what the handle was listed with.
	if rep, err := r.Loaded(ctx); err == nil {
		own = rep.Descriptor()
	} else if !r.Broken() {
		return err
	}
	self, ok := own.Replica(j.o.StoreID)
	if ok { // it does not know: it was not told before it was cut off from the others
		d, err := j.successor(ctx, own)
		if d == nil || err != nil {
			return err
		}
		x, there := d.Replica(j.o.StoreID)
		if d.ID != own.ID && !there { // merged away, and the merged range is elsewhere
			// No replica of a range that is merged away may come back, whatever its ID.
			return r.Destroy(math.MaxUint64)
		}
		if d.ID != own.ID || there && x.ID == self.ID {
			return nil
		}
	}
	// Above its own ID, and above all that its range has given out as far as it knows: no older message makes it anew.
	return r.Destroy(max(self.ID+1, own.NextReplicaID()))
}

// successor returns who holds a range's start now, if that is newer than own; nil: nothing newer
// is known. What the routes remember may be older than own, of a store that nobody asks for
// anything: nothing else would ever tell them that it is. Then the directory is read.
func (j *replicaGC) successor(ctx context.Context, own *descriptor.Range) (*descriptor.Range, error) {
	routes := j.o.Routes
	ctx, cancel := context.WithTimeout(ctx, rows.Timeout)
	defer cancel()
	routes.Forget(own)
	d, err := routes.Lookup(ctx, own.Start)
	if err == nil && d.Generation < own.Generation {
		routes.Forget(d)
		d, err = routes.Lookup(ctx, own.Start)
	}
	if err != nil || d.Generation <= own.Generation {
		return nil, err
	}
	return d, nil
}
