// Package stop owns goroutines: whoever starts one through a Group can wait for
// its end, so that Close means closed and a leak is a hang that a test sees.
//
//	open ──Stop──► stopping ──all goroutines returned──► stopped
//	Go runs f      Go refuses, Context is cancelled      Stop returns
//
// It knows nothing of what the goroutines do.
package stop

import (
	"context"
	"sync"
	"time"
)

// Group is a set of goroutines with one owner. Make one with New. Safe for
// concurrent use.
type Group struct {
	ctx    context.Context
	cancel context.CancelFunc
	wg     sync.WaitGroup

	mu struct { // held for moments only
		sync.Mutex
		stopping bool
	}
}

// New returns an open group.
func New() *Group {
	g := &Group{}
	g.ctx, g.cancel = context.WithCancel(context.Background())
	return g
}

// Context is cancelled when the group stops.
func (g *Group) Context() context.Context { return g.ctx }

// Stopping is closed when the group stops.
func (g *Group) Stopping() <-chan struct{} { return g.ctx.Done() }

// Go runs f in a goroutine. It returns false, without running f, if the group is
// stopping. f must return soon after its context is cancelled.
func (g *Group) Go(f func(ctx context.Context)) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.mu.stopping {
		return false
	}
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		f(g.ctx)
	}()
	return true
}

// Every runs f after each interval until the group stops. It returns as Go does.
func (g *Group) Every(interval time.Duration, f func(ctx context.Context)) bool {
	return g.Go(func(ctx context.Context) {
		t := time.NewTicker(interval)
		defer t.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-t.C:
				f(ctx)
			}
		}
	})
}

// Cancel has the group begin to stop: Go refuses, and the context ends. It does not wait.
func (g *Group) Cancel() {
	g.mu.Lock()
	g.mu.stopping = true
	g.mu.Unlock()
	g.cancel()
}

// Stop is Cancel that waits until every goroutine has returned. It may
// be called more than once, but not from a goroutine of the group.
func (g *Group) Stop() {
	g.Cancel()
	g.wg.Wait()
}

// Sleep waits for d, or until ctx ends, whose error it then returns. Where d is not
// positive it only looks whether ctx has ended.
func Sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
