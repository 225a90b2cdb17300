package hlc

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/stop"
)

// Source is a physical clock: nanoseconds since the Unix epoch. It should not
// step; a Clock whose source does shows it as Degraded. Safe for concurrent use.
type Source interface{ Now() int64 }

// Budget tells whether the physical clock is within the cluster's error budget
// (bound.Bound does). Safe for concurrent use.
type Budget interface{ Within() bool }

// Permitter is a Budget that is asked about each reading, after it was taken (transactions.md,
// section 13: C3): whether it may be acted upon. One that is in order beforehand may have ended
// by then. Safe for concurrent use.
type Permitter interface{ Serves(r Reading) bool }

// Options of a Clock.
type Options struct {
	// Source is the physical clock.
	Source Source
	// Budget may be nil: always within.
	Budget Budget
	// Persisted is the upper bound that a former process of this node left, Zero
	// on a new store. Every reading is above it.
	Persisted Reading
	// Persist stores an upper bound durably. Nil: the clock does not outlive the
	// process. It is called by one goroutine at a time, and tried again where it
	// fails; meanwhile Now waits, for PersistWithinNanos at most.
	Persist func(upper Reading) error
	// PersistWithinNanos is how long Persist may fail before the clock is degraded,
	// and Err says why. Default 1 s.
	PersistWithinNanos int64
	// PersistAheadNanos is how far ahead of the readings the stored bound runs, and
	// so how long a restart after a crash may have to wait. Default 400 ms.
	PersistAheadNanos int64
	// LeadMaxNanos is by how much readings may lead the source before the clock is
	// degraded: more than the number of readings within one tick. It is part of the
	// clock's error (bound.Bound counts it). Default LeadMaxDefault.
	LeadMaxNanos int64
}

// LeadMaxDefault is the default of Options.LeadMaxNanos.
const LeadMaxDefault = time.Millisecond

// Defaults of Options, and how the clock waits.
const (
	defaultPersistAheadNanos = int64(400 * time.Millisecond)
	persistRetryDelay        = 10 * time.Millisecond

	defaultPersistWithinNanos = int64(time.Second)

	degradedPollInterval = 5 * time.Millisecond
	// timerGrain is below what a timer is worth: such waits yield, at most
	// yieldsMax times, since time may be standing still.
	timerGrain = 100 * time.Microsecond
	yieldsMax  = 128
)

// Validate fills in defaults and reports what makes no sense.
func (o *Options) Validate() error {
	if o.PersistAheadNanos == 0 {
		o.PersistAheadNanos = defaultPersistAheadNanos
	}
	if o.PersistWithinNanos == 0 {
		o.PersistWithinNanos = defaultPersistWithinNanos
	}
	if o.LeadMaxNanos == 0 {
		o.LeadMaxNanos = int64(LeadMaxDefault)
	}
	if o.Source == nil || o.Persisted < 0 || o.PersistAheadNanos < 0 || o.LeadMaxNanos < 0 {
		return errors.New("hlc: no source, or a negative option")
	}
	return nil
}

// Clock is a node's clock. Its readings strictly increase, over restarts too:
// none reaches the stored upper bound, and the next process begins above it.
//
//	source ──► last ──► upper (stored)
//	            │  Now: max(last + 1, source), if below upper
//	            └─ closer than half the distance: upper is moved ahead in the
//	               background; at upper: Now waits for that. Where that fails for
//	               long: Now stands still, last + 1, and the clock is degraded
//
// Safe for concurrent use.
type Clock struct {
	o       Options
	permits Permitter // Options.Budget, if it is one; nil: a reading needs no permit

	last  atomic.Int64 // the newest reading
	upper atomic.Int64 // readings stay below it; MaxInt64 without Persist
	least atomic.Int64 // how far ahead upper is stored at least

	failure atomic.Pointer[PersistError] // nil while the bound can be stored
	took    atomic.Int64                 // nanoseconds that the last extension took

	mu struct { // guards what follows; held for moments only
		sync.Mutex
		extending chan struct{} // closed when the running extension ends; nil: none runs
		failing   chan struct{} // closed when that one has failed for too long
		closed    bool
	}
	stop context.Context // ends the retries of an extension
	end  context.CancelFunc
	work sync.WaitGroup
}

// NewClock starts a clock. The caller closes it.
func NewClock(o Options) (*Clock, error) {
	if err := o.Validate(); err != nil {
		return nil, err
	}
	c := &Clock{o: o}
	c.permits, _ = o.Budget.(Permitter)
	c.least.Store(o.PersistAheadNanos)
	c.stop, c.end = context.WithCancel(context.Background())
	c.last.Store(int64(o.Persisted))
	c.upper.Store(int64(o.Persisted))
	if o.Persist == nil {
		c.upper.Store(int64(Max))
	}
	return c, nil
}

// Now is a new reading, above all earlier ones of this node. It costs a few
// atomic operations; once in a while, after an idle time, it waits for Persist.
// After Close it goes on, below the bound that was stored last if it can.
func (c *Clock) Now() Reading {
	r, _ := c.Sound()
	return r
}

// Await is Now. It fails with the context's error where no reading may be given before that
// ends, since the bound can't be stored.
func (c *Clock) Await(ctx context.Context) (Reading, error) {
	got := make(chan Reading, 1)
	c.work.Go(func() { got <- c.Now() }) // Close lets it go
	select {
	case r := <-got:
		return r, nil
	case <-ctx.Done():
		return 0, fmt.Errorf("hlc: the clock's bound is not stored: %w", ctx.Err())
	}
}

// Sound is Now. It also says whether the reading is as new as it looks: one that was given while
// the clock was degraded may be old, and nobody may act on it, even if the clock is well again
// by then.
func (c *Clock) Sound() (_ Reading, sound bool) {
	for {
		sound = true
		last := c.last.Load()
		r := last + 1
		if now := c.o.Source.Now(); now > r {
			if sound = c.o.Budget == nil || c.o.Budget.Within(); sound {
				r = now // out of its budget, the source is not followed: it may be far ahead
			}
		}
		upper := c.upper.Load()
		if r >= upper {
			if c.extend(r, true); c.failure.Load() == nil || last+1 >= upper {
				continue
			}
			r, sound = last+1, false
		}
		if !c.last.CompareAndSwap(last, r) {
			continue
		}
		if upper-r < c.ahead()/2 {
			c.extend(r, false)
		}
		if c.permits != nil {
			sound = sound && c.permits.Serves(Reading(r))
		}
		return Reading(r), sound
	}
}

// extend stores a bound ahead of r, in the background unless wait is set.
func (c *Clock) extend(r int64, wait bool) {
	c.mu.Lock()
	ahead := c.ahead()
	if c.upper.Load()-r >= ahead/2 { // somebody did
		c.mu.Unlock()
		return
	}
	done, failing := c.mu.extending, c.mu.failing
	switch {
	case done != nil:
	case c.mu.closed:
		// A reading after Close has nobody to store its bound. It comes from
		// work that is being torn down, and nothing durable may follow from it.
		c.upper.Store(r + ahead)
	default:
		done, failing = make(chan struct{}), make(chan struct{})
		c.mu.extending, c.mu.failing = done, failing
		c.work.Add(1)
		go c.persist(r+ahead, done, failing)
	}
	c.mu.Unlock()
	if !wait || done == nil {
		return
	}
	if c.last.Load()+1 >= c.upper.Load() { // there is no reading left that may be given
		<-done
		return
	}
	select {
	case <-done:
	case <-failing:
	}
}

// Of a bound on a slow disk: it runs ahead by so many times what the last extension took, up
// to a limit. Were it less than once, no reading could be given before the next is due.
const (
	slowAhead         = 2
	slowAheadMaxNanos = int64(30 * time.Second)
)

// ahead is how far ahead of the readings the stored bound is to run.
func (c *Clock) ahead() int64 {
	return max(c.least.Load(), min(slowAhead*c.took.Load(), slowAheadMaxNanos))
}

// SetPersistAhead changes Options.PersistAheadNanos, above 0, for what is stored from now on.
func (c *Clock) SetPersistAhead(nanos int64) { c.least.Store(nanos) }

// persist stores upper, however often that takes, and lets readings rise to it.
func (c *Clock) persist(upper int64, done, failing chan struct{}) {
	defer c.work.Done()
	since := time.Now()
	for {
		err := c.o.Persist(Reading(upper))
		if err == nil {
			break
		}
		if time.Since(since) >= time.Duration(c.o.PersistWithinNanos) && c.failure.Swap(&PersistError{err}) == nil {
			close(failing)
		}
		if stop.Sleep(c.stop, persistRetryDelay) != nil {
			break // closed: extend's rule for readings after Close
		}
	}
	c.failure.Store(nil)
	c.took.Store(int64(time.Since(since)))
	c.mu.Lock()
	c.upper.Store(max(c.upper.Load(), upper))
	c.mu.extending = nil
	c.mu.Unlock()
	close(done)
}

// Upper is the stored bound: readings stay below it until a higher one is
// stored, and the readings of a next process of this node lie above it. Max
// without Persist.
func (c *Clock) Upper() Reading { return Reading(c.upper.Load()) }

// Last is the newest reading given out.
func (c *Clock) Last() Reading { return Reading(c.last.Load()) }

// Glance is at or above all readings that were given before, and what the source says. It never waits, where a reading
// may, and is none: a later one may lie below.
func (c *Clock) Glance() Timestamp {
	return Reading(max(c.last.Load(), c.o.Source.Now())).Timestamp()
}

// Physical is what the source says, without taking a reading.
func (c *Clock) Physical() int64 { return c.o.Source.Now() }

// PersistError says that the bound of the readings can't be stored.
type PersistError struct{ Cause error }

func (e *PersistError) Error() string {
	return "hlc: the clock's bound can't be stored: " + e.Cause.Error()
}

// Unwrap is what Persist said last.
func (e *PersistError) Unwrap() error { return e.Cause }

// Err is a *PersistError while the bound can't be stored, else nil.
func (c *Clock) Err() error {
	if e := c.failure.Load(); e != nil {
		return e
	}
	return nil
}

// Degraded reports whether the clock is out of its budget, or has no permit, or its readings
// still lead its source (after a step back of the source, or a restart), or its bound
// can't be stored. A node whose clock is degraded gives out nothing (T16).
func (c *Clock) Degraded() bool {
	if c.failure.Load() != nil {
		return true
	}
	if c.o.Budget != nil && !c.o.Budget.Within() {
		return true
	}
	last := c.last.Load() // first: a reading that is given meanwhile does not lead
	now := c.o.Source.Now()
	if last-now > c.o.LeadMaxNanos {
		return true
	}
	return c.permits != nil && !c.permits.Serves(Reading(max(now, last)))
}

// lead is by how much the readings lead the source.
func (c *Clock) lead() int64 { return c.last.Load() - c.o.Source.Now() }

// AwaitHealthy waits until the clock is not degraded. A restart after a crash
// may wait for PersistAheadNanos. It fails with the context's error, and at once
// with Err.
func (c *Clock) AwaitHealthy(ctx context.Context) error {
	for c.Degraded() {
		if err := c.Err(); err != nil {
			return err
		}
		if err := c.healthier(ctx); err != nil {
			return err
		}
	}
	return nil
}

// healthier waits a little for the clock to be no longer degraded.
func (c *Clock) healthier(ctx context.Context) error {
	// Not longer than the interval: the source or the budget may come back sooner.
	d := min(time.Duration(c.lead()-c.o.LeadMaxNanos), degradedPollInterval)
	if d <= 0 {
		d = degradedPollInterval
	}
	if err := stop.Sleep(ctx, d); err != nil {
		return fmt.Errorf("hlc: clock is degraded: %w", err)
	}
	return nil
}

// Wait returns when every further reading is above until: with until = max(c, maxObs) + ε it
// is Rule W (T1). It returns at once where that is so already, which with ε = 0 it
// always is. Short waits yield, they don't sleep. A degraded clock keeps its
// waiters (T16). It fails with the context's error only.
func (c *Clock) Wait(ctx context.Context, until Timestamp) error {
	for yields := 0; ; {
		if c.Degraded() {
			if err := c.healthier(ctx); err != nil {
				return err
			}
			continue
		}
		d := c.Until(until)
		switch {
		case d <= 0:
			return nil
		case d < timerGrain && yields < yieldsMax:
			yields++
			runtime.Gosched()
			continue
		}
		if err := stop.Sleep(ctx, d); err != nil {
			return err
		}
	}
}

// Until is how long a Wait for until would take now; 0: not at all, since the
// next reading is above until.
func (c *Clock) Until(until Timestamp) time.Duration {
	if int64(until) <= c.last.Load() {
		return 0
	}
	return max(0, time.Duration(int64(until)-c.o.Source.Now()+1))
}

// Close waits for background work and stores a bound just above the last reading,
// so that a restart need not wait. The clock must not be in use.
func (c *Clock) Close() error {
	c.mu.Lock()
	if c.mu.closed {
		c.mu.Unlock()
		return nil
	}
	c.mu.closed = true
	c.mu.Unlock()
	c.end()
	c.work.Wait()
	if c.o.Persist == nil {
		return nil
	}
	upper := c.last.Load() + 1
	c.upper.Store(upper)
	return c.o.Persist(Reading(upper))
}
