package deadlock

import (
	"sync"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
)

var _ replica.WaitObserver = (*Detector)(nil)

// Options of a Detector. The zero value is ready.
type Options struct {
	// Delay is how long a wait that was told of lasts before it is looked at: most end by
	// themselves, the most of them before they are told of. Default 5 ms (Postgres waits 1 s).
	Delay time.Duration
}

// Detector watches the waits of one node. Safe for concurrent use.
// The states of a wait that it was told of:
//
//	new       in waits, in the graph, and in due
//	checked   no longer in due: a cycle that closes later is found from the wait that closes it
//	doomed    its Abort is on the way
//	ended     Ends has taken it out; what is left of it in due is passed over
type Detector struct {
	delay time.Duration
	wake  chan struct{} // capacity 1
	stop  chan struct{} // closed by Close
	done  chan struct{} // closed by run
	close sync.Once

	// What is behind the mutex is small steps, and no callback: Abort is called without it, since it takes the
	// replica's mutex, which those who call Waits and Ends hold.
	mu    sync.Mutex // a leaf: taken with a replica's mutex held
	graph Graph
	waits map[uint64]*replica.Wait
	due   []due // to look at, oldest first
	found uint64
}

// Its delay is the same for all, so due is a queue: who came first is due first.
type due struct {
	id uint64
	at time.Time
}

// New starts a Detector. Close it.
func New(o Options) *Detector {
	if o.Delay == 0 {
		o.Delay = 5 * time.Millisecond
	}
	d := &Detector{
		delay: o.Delay, wake: make(chan struct{}, 1), stop: make(chan struct{}), done: make(chan struct{}),
		waits: map[uint64]*replica.Wait{},
	}
	go d.run()
	return d
}

// Close ends the search, and returns when it has ended. Waits go on.
func (d *Detector) Close() error {
	d.close.Do(func() { close(d.stop) })
	<-d.done
	return nil
}

// Found is how many cycles were broken.
func (d *Detector) Found() uint64 {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.found
}

// Waits implements replica.WaitObserver.
func (d *Detector) Waits(w *replica.Wait) {
	d.mu.Lock()
	defer d.mu.Unlock()
	// A wait whose blockers have changed comes again under its ID, and is due again: the new blockers may close
	// a cycle.
	d.waits[w.ID] = w
	d.graph.Add(w.ID, w.Waiter, w.Blockers, w.Behind)
	d.due = append(d.due, due{w.ID, time.Now().Add(d.delay)})
	// Only the first makes the goroutine's sleep wrong: later ones are due later.
	if len(d.due) == 1 {
		d.poke()
	}
}

// Ends implements replica.WaitObserver.
// The graph forgets it at once, so that nobody is chosen for a cycle that is gone.
func (d *Detector) Ends(id uint64) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.graph.Remove(id)
	delete(d.waits, id)
}

// Long returns the waits that have lasted for at least that long, at most max of
// them, and whether there are waits at all.
// In the order of a map: where there are more than max, which ones is left to chance, and the next call has
// others.
func (d *Detector) Long(than time.Duration, max int) (long []Waiting, any bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for id, w := range d.waits {
		if len(long) < max && time.Since(w.Since) >= than {
			long = append(long, Waiting{id, w.Waiter, w.Blockers, w.Behind})
		}
	}
	return long, len(d.waits) > 0
}

// Current returns the waits of now, at most max of them, in no order.
func (d *Detector) Current(max int) []*replica.Wait {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := make([]*replica.Wait, 0, min(max, len(d.waits)))
	for _, w := range d.waits {
		if len(out) == max {
			break
		}
		out = append(out, w)
	}
	return out
}

// On reports whether a wait is still on, of that waiter for that blocker.
// Asked by the center of a cycle over several nodes, of each of its waits: a wait that ended and began again
// has another ID, and so does not count.
func (d *Detector) On(id uint64, waiter, blocker kvpb.TxnID) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.onLocked(id, waiter, blocker) != nil
}

// onLocked returns the wait if it is still that of waiter for blocker, else nil. With mu held. The blocker is
// asked after, too: it may have changed while the wait went on.
func (d *Detector) onLocked(id uint64, waiter, blocker kvpb.TxnID) *replica.Wait {
	w := d.waits[id]
	if w == nil || w.Waiter.ID() != waiter {
		return nil
	}
	for _, b := range w.Blockers {
		if b.ID() == blocker {
			return w
		}
	}
	return nil
}

// Abort ends a wait that closes a cycle over several nodes. It reports whether it
// was still on.
func (d *Detector) Abort(id uint64, waiter, blocker kvpb.TxnID, cycle []*kvpb.TxnMeta) bool {
	d.mu.Lock()
	w := d.onLocked(id, waiter, blocker)
	d.mu.Unlock()
	// Without the mutex, as in step; Abort itself finds out whether the wait is over by then.
	if w == nil || !w.Abort(cycle) {
		return false
	}
	d.mu.Lock()
	d.found++
	d.mu.Unlock()
	return true
}

// poke wakes run. A token that is there already will do.
func (d *Detector) poke() {
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// run is the goroutine, which ends with Close. It sleeps until the first wait is due, without a timer where
// there is none.
func (d *Detector) run() {
	defer close(d.done)
	for {
		var timer <-chan time.Time // nil: nothing to wait for
		if next := d.step(); next > 0 {
			timer = time.After(next)
		}
		select {
		case <-d.wake:
		case <-timer:
		case <-d.stop:
			return
		}
	}
}

// step looks at what is due, and returns how long it is to the next look; 0:
// there is nothing to look at.
func (d *Detector) step() time.Duration {
	for {
		victim, cycle, next, more := d.take()
		// The result is not asked for: a wait that ended by itself has broken the cycle as well.
		if victim != nil {
			victim.Abort(cycle)
		}
		if !more {
			return next
		}
	}
}

// take looks at one wait. It returns the wait to end, outside of the mutex. It looks at no more than one at a
// time, since those who begin and end waits hold their replicas' mutexes while they wait for this one.
func (d *Detector) take() (victim *replica.Wait, cycle []*kvpb.TxnMeta, next time.Duration, more bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.due) == 0 {
		// The slice is dropped, and with it what its front has grown by.
		d.due = nil
		return nil, nil, 0, false
	}
	x := d.due[0]
	if left := time.Until(x.at); left > 0 {
		return nil, nil, left, false
	}
	d.due = d.due[1:]
	// One search costs as many steps as there are waits that can be reached from this one.
	v, ok := d.graph.Check(x.id)
	if !ok {
		return nil, nil, 0, true
	}
	d.found++
	if v.Wait != x.id { // another cycle may lead through this one
		d.due = append([]due{x}, d.due...)
	}
	return d.waits[v.Wait], v.Cycle, 0, true
}
