package hlc

import (
	"context"
	"errors"
	"time"
)

// Source is a physical clock: nanoseconds since the Unix epoch. It should not
// step; a Clock whose source does shows it as Degraded. Safe for concurrent use.
type Source interface{ Now() int64 }

// Budget tells whether the physical clock is within the cluster's error budget
// (bound.Bound does). Safe for concurrent use.
type Budget interface{ Within() bool }

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
	// process. It is called by one goroutine at a time.
	Persist func(upper Reading) error
	// PersistAheadNanos is how far ahead of the readings the stored bound runs, and
	// so how long a restart after a crash may have to wait. Default 400 ms.
	PersistAheadNanos int64
	// LeadMaxNanos is by how much readings may lead the source before the clock is
	// degraded: more than the number of readings within one tick. Default 1 ms.
	LeadMaxNanos int64
}

// Clock is a node's clock. Its readings strictly increase, over restarts too.
// Safe for concurrent use.
type Clock struct{}

// NewClock starts a clock. The caller closes it.
func NewClock(o Options) (*Clock, error) { return nil, errNotYet }

// Now is a new reading, above all earlier ones of this node. It costs a few
// atomic operations; once in a while, after an idle time, it waits for Persist.
func (c *Clock) Now() Reading { panic(errNotYet) }

// Last is the newest reading given out.
func (c *Clock) Last() Reading { panic(errNotYet) }

// Physical is what the source says, without taking a reading.
func (c *Clock) Physical() int64 { panic(errNotYet) }

// Degraded reports whether the clock is out of its budget, or its readings still
// lead its source (after a step back of the source, or a restart). A node whose
// clock is degraded gives out nothing (T16).
func (c *Clock) Degraded() bool { panic(errNotYet) }

// AwaitHealthy waits until the clock is not degraded.
func (c *Clock) AwaitHealthy(ctx context.Context) error { return errNotYet }

// Wait returns when a reading is above until: with until = max(c, maxObs) + ε it
// is Rule W (T1). It returns at once where that is so already, which with ε = 0 it
// always is. Short waits yield, they don't sleep. A degraded clock keeps its
// waiters (T16). It fails with the context's error only.
func (c *Clock) Wait(ctx context.Context, until Timestamp) error { return errNotYet }

// Until is how long a Wait for until would take now; 0: not at all.
func (c *Clock) Until(until Timestamp) time.Duration { panic(errNotYet) }

// Close waits for background work and stores the last reading as the bound, so
// that a restart need not wait.
func (c *Clock) Close() error { return errNotYet }

var errNotYet = errors.New("hlc: not built yet")
