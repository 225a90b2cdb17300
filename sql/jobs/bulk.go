package jobs

import (
	"bytes"
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/txn/coord"
)

// Bulk reaches into ranges beside transactions: for keys that no transaction
// can read yet, or any more. Safe for concurrent use.
type Bulk struct {
	Router coord.Router
	// IngestBytesMax is how much one Ingest message carries; 0: 1 MiB.
	IngestBytesMax int
}

// attemptsMax bounds how often a range is asked that keeps moving; the pauses
// between add up to about ten seconds.
const attemptsMax = 60

// errGaveUp means that a range could not be reached for long.
var errGaveUp = errors.New("jobs: the range did not answer")

// each calls f for every range that overlaps span, in key order, with the part
// of span in it. f runs again where the range has moved: it must be repeatable.
func (b *Bulk) each(ctx context.Context, span keys.Span, f func(d *descriptor.Range, part keys.Span) error) error {
	start, end := span.Bounds()
	tries := 0
	for bytes.Compare(start, end) < 0 {
		d, err := b.Router.Lookup(ctx, start)
		if err != nil {
			return err
		}
		stop := end
		if bytes.Compare(d.End, end) < 0 {
			stop = d.End
		}
		err = f(d, keys.Span{Start: start, End: stop})
		if err == nil {
			start, tries = stop, 0
			continue
		}
		if !b.moved(d, err) {
			return err
		}
		if tries++; tries == attemptsMax {
			return errors.Join(errGaveUp, err)
		}
		if err := pause(ctx, tries); err != nil {
			return err
		}
	}
	return nil
}

// moved reports whether err says that the request should be sent again,
// elsewhere perhaps.
func (b *Bulk) moved(d *descriptor.Range, err error) bool {
	var elsewhere *kvpb.RetryElsewhere
	var refused *kvpb.Refused
	var later *kvpb.RefusedForNow
	var unknown *kvpb.Ambiguous
	switch {
	case errors.As(err, &elsewhere):
		b.Router.Stale(d, err)
		return true
	case errors.As(err, &refused):
		if refused.Reason == kvpb.ReasonMoved || refused.Reason == kvpb.ReasonBounds {
			b.Router.Stale(d, err)
			return true
		}
		return false
	}
	// What Bulk sends may be done twice.
	return errors.As(err, &later) || errors.As(err, &unknown)
}

func pause(ctx context.Context, tries int) error {
	t := time.NewTimer(min(time.Millisecond<<min(tries, 8), 250*time.Millisecond))
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func header(d *descriptor.Range) *kvpb.Header {
	return &kvpb.Header{RangeId: d.ID, Generation: d.Generation}
}

// Clear removes every version in span. Nobody may read it any more.
func (b *Bulk) Clear(ctx context.Context, span keys.Span) error {
	return b.each(ctx, span, func(d *descriptor.Range, part keys.Span) error {
		req := &kvpb.ClearRequest{Header: header(d), Span: &kvpb.Span{Key: part.Start, EndKey: part.End}}
		return b.Router.Server(d).Clear(ctx, req, &kvpb.ClearResponse{})
	})
}

// SplitAt makes key the start of a range.
func (b *Bulk) SplitAt(ctx context.Context, key keys.Key) error {
	return b.each(ctx, keys.Point(key), func(d *descriptor.Range, _ keys.Span) error {
		if bytes.Equal(d.Start, key) {
			return nil
		}
		err := b.Router.Server(d).Split(ctx, &kvpb.SplitRequest{Header: header(d), Key: key}, &kvpb.SplitResponse{})
		if err == nil {
			// The cache holds the range as it was.
			b.Router.Stale(d, &kvpb.RetryElsewhere{RangeID: d.ID, Why: "split"})
		}
		return err
	})
}

// Collect drops versions that no read at or above threshold can see.
func (b *Bulk) Collect(ctx context.Context, span keys.Span, threshold hlc.Timestamp) (versions, dropped uint64, err error) {
	err = b.each(ctx, span, func(d *descriptor.Range, _ keys.Span) error {
		var resp kvpb.CollectResponse
		err := b.Router.Server(d).Collect(ctx, &kvpb.CollectRequest{Header: header(d), Threshold: int64(threshold)}, &resp)
		versions += resp.Versions
		dropped += resp.Bytes
		return err
	})
	return versions, dropped, err
}

// RangeInfo is one range with its sizes.
type RangeInfo struct {
	Desc  *descriptor.Range
	Stats *kvpb.StatsResponse
}

// Ranges lists the ranges that overlap span.
func (b *Bulk) Ranges(ctx context.Context, span keys.Span) ([]RangeInfo, error) {
	var out []RangeInfo
	err := b.each(ctx, span, func(d *descriptor.Range, _ keys.Span) error {
		resp := &kvpb.StatsResponse{}
		err := b.Router.Server(d).Stats(ctx, &kvpb.StatsRequest{Header: header(d)}, resp)
		if err == nil {
			out = append(out, RangeInfo{d, resp})
		}
		return err
	})
	return out, err
}

// loadersMax is how many messages of one load are under way at once: enough for
// one to be synced while the next is prepared.
const loadersMax = 4

// Loader writes rows at one timestamp where the key has no version at all, in
// any order; best in the order of keys. Add, then Flush; Close in any case. Not
// safe for concurrent use.
type Loader struct {
	bulk   *Bulk
	ts     hlc.Timestamp
	writes []*kvpb.Write
	bytes  int

	wg      sync.WaitGroup
	slots   chan struct{} // one for each message under way
	skipped atomic.Uint64
	mu      sync.Mutex // a leaf; guards err
	err     error      // the first
}

// Loader starts a load at ts.
func (b *Bulk) Loader(ts hlc.Timestamp) *Loader {
	return &Loader{bulk: b, ts: ts, slots: make(chan struct{}, loadersMax)}
}

// Skipped is how many keys had a version already, after Flush.
func (l *Loader) Skipped() uint64 { return l.skipped.Load() }

// Add takes one row; key and value must not be changed afterwards.
func (l *Loader) Add(ctx context.Context, key, value []byte) error {
	l.writes = append(l.writes, &kvpb.Write{Key: key, Value: value, Mode: kvpb.LockMode_UPDATE})
	l.bytes += len(key) + len(value)
	limit := l.bulk.IngestBytesMax
	if limit == 0 {
		limit = 1 << 20
	}
	if l.bytes < limit {
		return nil
	}
	return l.start(ctx)
}

// start sends what was added, beside what is under way.
func (l *Loader) start(ctx context.Context) error {
	select {
	case l.slots <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	writes := l.writes
	l.writes, l.bytes = make([]*kvpb.Write, 0, len(writes)), 0
	l.wg.Go(func() {
		l.note(l.send(ctx, writes))
		<-l.slots
	})
	return l.failed()
}

func (l *Loader) note(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err == nil {
		l.err = err
	}
}

func (l *Loader) failed() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.err
}

// Flush sends what was added, waits for all that is under way, and returns the
// first error.
func (l *Loader) Flush(ctx context.Context) error {
	if len(l.writes) > 0 {
		if err := l.start(ctx); err != nil {
			return err
		}
	}
	l.wg.Wait()
	return l.failed()
}

// Close waits for what is under way. What was added since is dropped.
func (l *Loader) Close() { l.wg.Wait() }

// send writes one batch, range by range.
func (l *Loader) send(ctx context.Context, writes []*kvpb.Write) error {
	sortWrites(writes)
	tries := 0
	for len(writes) > 0 {
		d, err := l.bulk.Router.Lookup(ctx, writes[0].Key)
		if err != nil {
			return err
		}
		n := 1
		for n < len(writes) && bytes.Compare(writes[n].Key, d.End) < 0 {
			n++
		}
		var resp kvpb.IngestResponse
		err = l.bulk.Router.Server(d).Ingest(ctx, &kvpb.IngestRequest{Header: header(d), Ts: int64(l.ts), Writes: writes[:n]}, &resp)
		if err == nil {
			l.skipped.Add(resp.Skipped)
			writes, tries = writes[n:], 0
			continue
		}
		if !l.bulk.moved(d, err) {
			return err
		}
		if tries++; tries == attemptsMax {
			return errors.Join(errGaveUp, err)
		}
		if err := pause(ctx, tries); err != nil {
			return err
		}
	}
	return nil
}

// NewBulk returns a Bulk over a router.
func NewBulk(r coord.Router) *Bulk { return &Bulk{Router: r} }
