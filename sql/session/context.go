package session

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// statementContext is the context of one statement after the other. It costs
// nothing to begin or end a statement; a cancelled one is replaced by a new one,
// so that a context once done stays done, but where a routine catches the cancel.
type statementContext struct {
	context.Context // the session's: cancelled when it closes
	life            atomic.Pointer[life]
}

// life is what a statement context is until it is cancelled.
type life struct {
	done  chan struct{}
	cause atomic.Pointer[pgerror.Error]
}

func newStatementContext(parent context.Context) *statementContext {
	c := &statementContext{Context: parent}
	c.life.Store(&life{done: make(chan struct{})})
	return c
}

// Done implements context.Context.
func (c *statementContext) Done() <-chan struct{} { return c.life.Load().done }

// Err implements context.Context.
func (c *statementContext) Err() error {
	if c.cause() != nil {
		return context.Canceled
	}
	return nil
}

// cause is what cancelled the statement; nil for one that goes on.
func (c *statementContext) cause() *pgerror.Error { return c.life.Load().cause.Load() }

// canceller decides which statement a cancel request meets.
type canceller struct {
	first time.Time // of the messages that one timeout is for; of the session's goroutine
	held  bool      // one statement goes on over several beginnings and ends: a replay; of it, too

	sync.Mutex // a leaf
	ctx        *statementContext
	running    bool
	since      time.Time
	parent     context.Context
	timer      *time.Timer
}

// begin starts a statement and returns its context. A timeout of 0 is none.
func (c *canceller) begin(timeout time.Duration) context.Context {
	if c.held {
		return c.ctx
	}
	c.Lock()
	defer c.Unlock()
	if c.ctx == nil || c.ctx.cause() != nil {
		c.ctx = newStatementContext(c.parent)
	}
	c.running, c.since = true, time.Now()
	c.armLocked(timeout)
	return c.ctx
}

// beginMessage begins a message of the extended protocol. The timeout counts from the first one
// since the last Execute or Sync, as in Postgres: err says that it is over.
func (c *canceller) beginMessage(timeout time.Duration) (ctx context.Context, err error) {
	if timeout <= 0 || c.held {
		return c.begin(0), nil
	}
	now := time.Now()
	if c.first.IsZero() {
		c.first = now
	}
	left := timeout - now.Sub(c.first)
	if left > 0 {
		return c.begin(left), nil
	}
	return c.begin(0), pgerror.New(pgerror.QueryCanceled, "canceling statement due to statement timeout")
}

// restart has the next message's timeout begin anew.
func (c *canceller) restart() { c.first = time.Time{} }

// next begins another statement of the same text, which has a timeout of its own.
func (c *canceller) next(timeout time.Duration) {
	if c.held {
		return
	}
	c.Lock()
	defer c.Unlock()
	if c.timer != nil {
		c.timer.Stop()
		c.timer = nil
	}
	c.armLocked(timeout)
}

func (c *canceller) armLocked(timeout time.Duration) {
	if timeout <= 0 {
		return
	}
	ctx := c.ctx
	c.timer = time.AfterFunc(timeout, func() {
		c.cancelIf(ctx, pgerror.New(pgerror.QueryCanceled, "canceling statement due to statement timeout"))
	})
}

// Interrupted serves types.Interrupter, for the goroutine that begins statements.
func (c *canceller) Interrupted() error {
	if c.ctx == nil {
		return nil
	}
	return c.ctx.Err()
}

// end ends the statement. If it was cancelled, and failed for that, why is
// what the client should hear.
func (c *canceller) end(err error) error {
	if c.held {
		return c.worded(err)
	}
	c.Lock()
	defer c.Unlock()
	c.running = false
	if c.timer != nil {
		c.timer.Stop()
		c.timer = nil
	}
	return c.worded(err)
}

// hold has the statement that runs go on over what begins and ends until it is let go.
func (c *canceller) hold(on bool) { c.held = on }

// worded is what the client hears of err: the cause of a cancel, at the place where it was met.
func (c *canceller) worded(err error) error {
	cause := c.ctx.cause()
	if cause == nil || err == nil || !pgerror.Is(err, pgerror.QueryCanceled) {
		return err
	}
	if where := pgerror.From(err).Where; where != "" && cause.Where == "" {
		cause = cause.Clone()
		cause.Where = where
	}
	return cause
}

// resume has a statement whose cancel a routine has caught go on; its timeout is over, as in
// Postgres. What else ends a statement, such as the end of the session, is not caught.
func (c *canceller) resume() {
	c.Lock()
	defer c.Unlock()
	if cause := c.ctx.cause(); cause != nil && cause.Code == pgerror.QueryCanceled && c.parent.Err() == nil {
		c.ctx.life.Store(&life{done: make(chan struct{})})
	}
}

func (c *canceller) cancel(why *pgerror.Error) {
	c.Lock()
	defer c.Unlock()
	if c.running {
		c.cancelLocked(why)
	}
}

func (c *canceller) cancelIf(ctx *statementContext, why *pgerror.Error) {
	c.Lock()
	defer c.Unlock()
	if c.running && c.ctx == ctx {
		c.cancelLocked(why)
	}
}

func (c *canceller) cancelLocked(why *pgerror.Error) {
	if l := c.ctx.life.Load(); l.cause.CompareAndSwap(nil, why) {
		close(l.done)
	}
}

// runningFor reports whether a statement has been running for d or longer.
func (c *canceller) runningFor(d time.Duration) bool {
	c.Lock()
	defer c.Unlock()
	return c.running && time.Since(c.since) >= d
}
