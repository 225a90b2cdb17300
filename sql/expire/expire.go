// Package expire deletes rows that have outlived the time that their table's storage parameters
// give them (ttl_column, ttl_after; catalog.Expiry).
//
//	0x04 'e' table → Record
//
// Each node looks once a minute which tables are due. One node at a time works at a table: it
// writes into the table's record until when (a claim, renewed while it works), so that another
// goes on where a node is lost. A pass finds expired rows in the order of an index, steps of
// stepRows, and deletes each step in a transaction of its own, as the table's owner: triggers
// run, foreign keys hold, and a row whose time was put off meanwhile stays. It works a quarter of
// the time, and rests nineteen times as long as a pass took.
//
// Invariants: E1 no row is deleted before its time by the clock of the node that deletes it;
// E2 what a step does not delete (others refer to it, hold it, a trigger fails) is skipped, and
// hinders no other row; E3 where a node is lost in a pass, its table is worked at again after
// claimFor at the latest.
package expire

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/session"
	"github.com/isochrondb/isochron/txn/coord"
)

const (
	// stepRows is how many rows are deleted in one transaction.
	stepRows = 500
	// claimFor is how long a node has a table to itself without renewing that.
	claimFor = 5 * time.Minute
)

// Options are what a Runner is made of.
type Options struct {
	DB       *coord.DB
	Catalog  *catalog.Catalog
	Sessions *session.Manager
	NodeID   uint32
	PID      int32 // of its sessions
	Logger   *slog.Logger
	// Every is the pause between two looks, and at least between two passes of a table; 0: a
	// minute.
	Every time.Duration
}

// Runner deletes what has expired. Make one with New, and Close it. Its methods are safe for
// concurrent use.
type Runner struct {
	o     Options
	group *stop.Group

	deleted, skipped, passes, failures atomic.Int64
}

// New returns a Runner at work.
func New(o Options) *Runner {
	if o.Every == 0 {
		o.Every = time.Minute
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	r := &Runner{o: o, group: stop.New()}
	r.group.Every(o.Every, r.Look)
	return r
}

// Close ends the work that is under way, and waits for it.
func (r *Runner) Close() { r.group.Stop() }

// Counts are the rows that this node has deleted and skipped, its passes, and those of them that
// failed.
func (r *Runner) Counts() (deleted, skipped, passes, failures *atomic.Int64) {
	return &r.deleted, &r.skipped, &r.passes, &r.failures
}

// Look works at the tables that are due, one after the other.
func (r *Runner) Look(ctx context.Context) {
	snap, err := r.o.Catalog.Snapshot(ctx, r.o.DB.Now())
	if err != nil {
		return // the next look finds it
	}
	there := map[catalog.ID]bool{}
	for t := range snap.Tables(0) {
		e, err := catalog.ExpiryOf(t)
		if e == nil || err != nil || t.Virtual || t.Temporary {
			continue // what is wrong was refused when it was set
		}
		there[t.ID] = true
		if err := r.run(ctx, snap, t, e); err != nil && ctx.Err() == nil {
			r.failures.Add(1)
			r.o.Logger.Warn("expired rows of a table are not all deleted; it is tried again", "table", t.Name, "error", err)
		}
		if ctx.Err() != nil {
			return
		}
	}
	if err := r.forget(ctx, func(id catalog.ID) bool { return there[id] }); err != nil && ctx.Err() == nil {
		r.o.Logger.Warn("what is known of tables that are gone is not removed yet", "error", err)
	}
}
