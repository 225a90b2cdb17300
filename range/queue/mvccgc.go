package queue

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/mvccgc"
)

// Written is a range that is led here, and what was written to it.
type Written struct {
	Desc  *descriptor.Range
	Bytes uint64 // of commands applied, in all, since the replica was loaded
}

// MVCCGCStore is the store whose old versions go (range/store).
type MVCCGCStore interface {
	kvpb.Sender
	// Led returns the ranges whose lease is here.
	Led(ctx context.Context) []Written
	// Bytes estimates the size of a range.
	Bytes(rangeID uint64) (uint64, error)
}

// MVCCGCOptions configures an MVCCGC.
type MVCCGCOptions struct {
	mvccgc.Options

	Store MVCCGCStore
	Now   func() hlc.Timestamp // the node's clock
	// Oldest returns the oldest timestamp at which somebody in the cluster still reads;
	// hlc.Max: nobody does. It may be some seconds late. Nil: nobody ever.
	Oldest func() hlc.Timestamp
	// Keeps is for how long the past of a range is to be kept, where that is longer than Window. Nil: of none.
	Keeps func(*descriptor.Range) time.Duration
	Log   *slog.Logger // nil: silent
}

// MVCCGCStats counts what was collected. Totals since the start.
type MVCCGCStats struct{ Collections, Versions, Bytes, Failures uint64 }

// MVCCGC has old versions of the ranges led here go by themselves, where range/mvccgc says that it is
// worth it: one range at a time, and after each a rest of some times as long as it took. Safe for
// concurrent use.
type MVCCGC struct {
	o     MVCCGCOptions
	queue *Queue
	work  *stop.Group
	stats struct{ collections, versions, bytes, failures atomic.Uint64 }

	// Of the queue.
	// Written and read by the queue's goroutine alone. led is as of the last look: a range that has been split
	// since refuses the generation, and comes again with the next look.
	ledgers *mvccgc.Ledgers
	led     map[uint64]*descriptor.Range
}

// NewMVCCGC returns an MVCCGC that does nothing yet. It fails with mvccgc.ErrOptions.
func NewMVCCGC(o MVCCGCOptions) (*MVCCGC, error) {
	if err := o.SetDefaults(); err != nil {
		return nil, err
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Oldest == nil {
		o.Oldest = func() hlc.Timestamp { return hlc.Max }
	}
	g := &MVCCGC{o: o, work: stop.New(), ledgers: mvccgc.New(o.Options)}
	g.queue = New(Job{
		Name: "mvcc_gc", Work: g.collect, Look: g.look, LookEvery: o.Every,
		Pace: Pace{RestTimes: o.Rest},
	})
	return g, nil
}

// Start lets it work. Close ends that.
func (g *MVCCGC) Start() { g.queue.Start(g.work) }

// Close returns when nothing of it is under way any more. The store is closed after it.
func (g *MVCCGC) Close() { g.work.Stop() }

// Stats returns what was counted so far.
func (g *MVCCGC) Stats() MVCCGCStats {
	s := &g.stats
	return MVCCGCStats{Collections: s.collections.Load(), Versions: s.versions.Load(), Bytes: s.bytes.Load(), Failures: s.failures.Load()}
}

// Queue returns the figures of the queue.
func (g *MVCCGC) Queue() Stats { return g.queue.Stats() }

// Threshold is up to where versions may go now, here or anywhere in the cluster: whoever removes
// some by other means asks it, too.
func (g *MVCCGC) Threshold() hlc.Timestamp { return g.threshold(g.o.Now()) }

// threshold is the options' own, held back by the oldest timestamp that somebody reads at (T21).
func (g *MVCCGC) threshold(now hlc.Timestamp) hlc.Timestamp {
	return g.o.Options.Threshold(now, g.o.Oldest())
}

// kept is threshold for a range of which more may be kept.
func (g *MVCCGC) kept(d *descriptor.Range, now, threshold hlc.Timestamp) hlc.Timestamp {
	if g.o.Keeps == nil {
		return threshold
	}
	return min(threshold, now.Add(-g.o.Keeps(d)))
}

// look adds the ranges where it is worth it.
func (g *MVCCGC) look(ctx context.Context) {
	now := g.o.Now()
	threshold := g.threshold(now)
	g.led = map[uint64]*descriptor.Range{}
	// A ledger is what was written to a range since its last collection; ranges led no more are dropped, and
	// begin anew where they come back.
	led := map[uint64]bool{}
	for _, w := range g.o.Store.Led(ctx) {
		id := w.Desc.ID
		g.led[id], led[id] = w.Desc, true
		g.ledgers.Note(now, id, w.Bytes)
		// More may be kept of a range, which is asked where something is to be had at all.
		due := func(below hlc.Timestamp) bool { return g.ledgers.Due(id, below, g.o.Store.Bytes) }
		if due(threshold) && due(g.kept(w.Desc, now, threshold)) {
			g.queue.Add(id, 0)
		}
	}
	g.ledgers.Keep(led)
	g.queue.Keep(func(id uint64) bool { return led[id] })
}

// The request is a command like any other: the leaseholder evaluates it, raises the range's threshold first,
// and all replicas drop the same versions.
func (g *MVCCGC) collect(ctx context.Context, rangeID uint64) (time.Duration, error) {
	d := g.led[rangeID]
	if d == nil {
		return 0, nil
	}
	now := g.o.Now()
	// Asked anew: minutes may have passed in the queue, in which somebody began to read (T21).
	threshold := g.kept(d, now, g.threshold(now))
	var resp kvpb.CollectResponse
	req := &kvpb.CollectRequest{Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation}, Threshold: int64(threshold)}
	err := g.o.Store.Send(ctx, req, &resp)
	// Counted in any case: an error may come after some of it was done.
	g.stats.collections.Add(1)
	g.stats.versions.Add(resp.Versions)
	g.stats.bytes.Add(resp.Bytes)
	if err != nil {
		g.stats.failures.Add(1)
		g.o.Log.Info("old versions not collected", "range", d.ID, "error", err)
		return 0, err
	}
	g.ledgers.Collected(d.ID, threshold, resp.Bytes)
	g.o.Log.Debug("old versions collected", "range", d.ID, "versions", resp.Versions, "bytes", resp.Bytes)
	return 0, nil
}
