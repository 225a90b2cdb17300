// Package collector collects old versions by itself: on each node, of the ranges whose lease
// its store holds, what no read within the window, and no snapshot that is still open,
// can see (transactions.md, T21).
//
// A collection reads all of a range, so it is done where it is worth it: where as much was
// written, longer ago than the window, as is a share of the range. Where that turns out to have
// been new rows alone, the share doubles for that range; where it was garbage, it falls back.
// One range at a time, and after each a rest of some times as long as it took.
//
// What was written before the node began to look is not known: it goes with the first
// collection of its range. The package knows nothing of transactions: whoever makes it
// says what the oldest snapshot is.
package collector

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/store"
)

// Store is what is collected on (range/store).
type Store interface {
	Reports(ctx context.Context, rangeIDs ...uint64) []store.Report
	Bytes(rangeID uint64) (uint64, error)
	kvpb.Sender
}

// Options configures a Collector. Zero values mean the defaults named.
type Options struct {
	Store Store
	Now   func() hlc.Timestamp // the node's clock
	// Oldest returns the oldest timestamp at which somebody in the cluster still reads;
	// hlc.Max: nobody does. It may be some seconds late. Nil: nobody ever.
	Oldest func() hlc.Timestamp

	Window  time.Duration // within which every timestamp can be read; 10 min
	HoldMax time.Duration // for how long an old snapshot holds collection back; 4 h
	Every   time.Duration // between two looks; 30 s
	Share   float64       // of a range that must have been written since; 0.25
	Floor   uint64        // bytes that must have been written at least; 1 MiB
	Rest    int           // times as long as a collection took; 4

	Log *slog.Logger // nil: silent
}

// ErrOptions reports options that contradict themselves.
var ErrOptions = errors.New("collector: options")

func (o *Options) setDefaults() error {
	if o.Store == nil || o.Now == nil {
		return fmt.Errorf("%w: a store and a clock are needed", ErrOptions)
	}
	if o.Window < 0 || o.HoldMax < 0 || o.Every < 0 || o.Share < 0 || o.Rest < 0 {
		return fmt.Errorf("%w: nothing is less than nothing", ErrOptions)
	}
	if o.Window == 0 {
		o.Window = 10 * time.Minute
	}
	if o.HoldMax == 0 {
		o.HoldMax = 4 * time.Hour
	}
	if o.Every == 0 {
		o.Every = 30 * time.Second
	}
	if o.Share == 0 {
		o.Share = 0.25
	}
	if o.Floor == 0 {
		o.Floor = 1 << 20
	}
	if o.Rest == 0 {
		o.Rest = 4
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return nil
}

// Stats counts what was collected. Totals since the start.
type Stats struct{ Collections, Versions, Bytes, Failures uint64 }

// Collector collects on one store. Safe for concurrent use.
type Collector struct {
	o     Options
	work  *stop.Group
	stats struct{ collections, versions, bytes, failures atomic.Uint64 }

	ranges map[uint64]*ledger // of the loop
}

// New returns a Collector that does nothing yet. It fails with ErrOptions.
func New(o Options) (*Collector, error) {
	if err := o.setDefaults(); err != nil {
		return nil, err
	}
	return &Collector{o: o, work: stop.New(), ranges: map[uint64]*ledger{}}, nil
}

// Start lets it work. Close ends that.
func (c *Collector) Start() { c.work.Every(c.o.Every, c.look) }

// Close returns when nothing of it is under way any more. The store is closed after it.
func (c *Collector) Close() { c.work.Stop() }

// Stats returns what was counted so far.
func (c *Collector) Stats() Stats {
	s := &c.stats
	return Stats{Collections: s.collections.Load(), Versions: s.versions.Load(), Bytes: s.bytes.Load(), Failures: s.failures.Load()}
}

// look collects the ranges where it is worth it.
func (c *Collector) look(ctx context.Context) {
	now := c.o.Now()
	threshold := c.threshold(now)
	led := map[uint64]bool{}
	for _, r := range c.o.Store.Reports(ctx) {
		if !r.Lease {
			continue
		}
		led[r.Desc.ID] = true
		l := c.ranges[r.Desc.ID]
		if l == nil {
			l = &ledger{share: c.o.Share, least: c.o.Share}
			c.ranges[r.Desc.ID] = l
		}
		l.note(now, r.BytesApplied)
		if l.due(threshold) < c.o.Floor || ctx.Err() != nil {
			continue
		}
		if size, err := c.o.Store.Bytes(r.Desc.ID); err != nil || float64(l.due(threshold)) < l.share*float64(size) {
			continue
		}
		began := time.Now()
		c.collect(ctx, &r, l, threshold)
		if stop.Sleep(ctx, time.Duration(c.o.Rest)*time.Since(began)) != nil {
			return
		}
	}
	for id := range c.ranges {
		if !led[id] {
			delete(c.ranges, id)
		}
	}
}

// Threshold is up to where versions may go now, here or anywhere in the cluster: whoever removes
// some by other means asks it, too.
func (c *Collector) Threshold() hlc.Timestamp { return c.threshold(c.o.Now()) }

// threshold is up to where nobody reads any more.
func (c *Collector) threshold(now hlc.Timestamp) hlc.Timestamp {
	t := now.Add(-c.o.Window)
	if c.o.Oldest != nil {
		t = min(t, max(c.o.Oldest(), now.Add(-c.o.HoldMax)))
	}
	return t
}

func (c *Collector) collect(ctx context.Context, r *store.Report, l *ledger, threshold hlc.Timestamp) {
	var resp kvpb.CollectResponse
	req := &kvpb.CollectRequest{Header: &kvpb.Header{RangeId: r.Desc.ID, Generation: r.Desc.Generation}, Threshold: int64(threshold)}
	err := c.o.Store.Send(ctx, req, &resp)
	c.stats.collections.Add(1)
	c.stats.versions.Add(resp.Versions)
	c.stats.bytes.Add(resp.Bytes)
	if err != nil {
		c.stats.failures.Add(1)
		c.o.Log.Info("old versions not collected", "range", r.Desc.ID, "error", err)
		return
	}
	l.collected(threshold, resp.Bytes)
	c.o.Log.Debug("old versions collected", "range", r.Desc.ID, "versions", resp.Versions, "bytes", resp.Bytes)
}

// ledger is what was written to one range since its last collection: how much in all
// by when. A plain struct that steps.
type ledger struct {
	least   float64 // of share
	share   float64 // of the range that makes a collection worth it
	applied uint64  // of the report
	begun   bool
	written uint64        // in all, since the ledger began
	base    uint64        // of that, before the last collection's threshold
	marks   []mark        // ascending; those above base
	spacing time.Duration // between two of them, at least
}

type mark struct {
	at      hlc.Timestamp
	written uint64
}

// marksMax bounds a ledger: beyond it two marks become one.
const marksMax = 64

// note takes in how much the range's replica had applied by now.
func (l *ledger) note(now hlc.Timestamp, applied uint64) {
	if applied < l.applied || !l.begun { // loaded anew, or for the first time: what came before is not known
		l.applied, l.begun = applied, true
	}
	l.written += applied - l.applied
	l.applied = applied
	switch n := len(l.marks); {
	case n > 0 && l.marks[n-1].written == l.written:
		return
	case n > 1 && now < l.marks[n-2].at.Add(l.spacing):
		l.marks[n-1] = mark{now, l.written}
		return
	case n == marksMax:
		l.thin(now)
	}
	l.marks = append(l.marks, mark{now, l.written})
}

// thin drops every other mark, the earlier of each two: what was written counts as younger.
func (l *ledger) thin(now hlc.Timestamp) {
	l.spacing = 2 * time.Duration(now-l.marks[0].at) / marksMax
	for i := range marksMax / 2 {
		l.marks[i] = l.marks[2*i+1]
	}
	l.marks = l.marks[:marksMax/2]
}

// due is how much was written below a threshold and not collected since.
func (l *ledger) due(threshold hlc.Timestamp) uint64 {
	below := l.base
	for _, m := range l.marks {
		if m.at > threshold {
			break
		}
		below = max(below, m.written)
	}
	return below - l.base
}

// The share of a range that must have been written grows to that, where there is little
// garbage, and garbage is less than a part of what was written.
const (
	shareMax      = 4.0
	garbageShares = 8
)

// collected takes in what a collection has dropped.
func (l *ledger) collected(threshold hlc.Timestamp, dropped uint64) {
	due := l.due(threshold)
	l.base += due
	kept := l.marks[:0]
	for _, m := range l.marks {
		if m.at > threshold {
			kept = append(kept, m)
		}
	}
	if l.marks = kept; len(kept) < marksMax/4 {
		l.spacing = 0
	}
	if dropped < due/garbageShares {
		l.share = min(2*l.share, shareMax)
	} else {
		l.share = max(l.share/2, l.least)
	}
}
