package jobs

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/base/panics"
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/distsender"
	"github.com/isochrondb/isochron/txn/coord"
)

// Bulk reaches into ranges beside transactions: for keys that no transaction
// can read yet, or any more. Safe for concurrent use.
type Bulk struct {
	Router coord.Router
	// IngestBytesMax is how much one Ingest message carries; 0: ingestBytesMax.
	IngestBytesMax int
	Panics         *panics.Recorder
}

// askFor bounds how long a range is asked that keeps moving, or that nobody serves.
const askFor = 15 * time.Second

// each calls f for every range that overlaps span, in key order, with the part
// of span in it. f runs again where the range has moved: it must be repeatable.
func (b *Bulk) each(ctx context.Context, span keys.Span, f func(d *descriptor.Range, part keys.Span) error) error {
	p := b.pursuit()
	return unserved(p.Walk(ctx, []keys.Span{span}, 0, func(d *descriptor.Range, here []keys.Span) (bool, error) { return true, f(d, here[0]) }))
}

// pursuit is the way of a request. What Bulk sends may be done twice.
func (b *Bulk) pursuit() distsender.Pursuit {
	return distsender.Pursuit{Routes: b.Router, Pace: distsender.Steady{Min: pauseMin, Max: pauseMax, For: askFor}}
}

// The pauses before a range is asked again.
const pauseMin, pauseMax = 2 * time.Millisecond, 250 * time.Millisecond

// unserved is a pursuit's error as statements tell it.
func unserved(err error) error {
	switch e := err.(type) {
	case *distsender.Unserved:
		return &coord.UnavailableError{Key: e.Key, Why: e.Last.Error(), For: e.For}
	case *kvpb.RefusedForNow:
		return &coord.UnavailableError{Key: keys.Key(e.Key), Why: e.Error(), For: askFor}
	}
	return err
}

func header(d *descriptor.Range) *kvpb.Header {
	return &kvpb.Header{RangeId: d.ID, Generation: d.Generation}
}

// Clear removes every version in span, which is out of use from threshold on: reads below it
// are refused from now on in all the ranges that it touches. 0: nobody has ever read there.
func (b *Bulk) Clear(ctx context.Context, span keys.Span, threshold hlc.Timestamp) error {
	return b.each(ctx, span, func(d *descriptor.Range, part keys.Span) error {
		req := &kvpb.ClearRequest{Header: header(d), Span: &kvpb.Span{Key: part.Start, EndKey: part.End}, Threshold: int64(threshold)}
		return b.Router.Server(d).Send(ctx, req, &kvpb.ClearResponse{})
	})
}

// SplitAt makes key the start of a range.
func (b *Bulk) SplitAt(ctx context.Context, key keys.Key) error {
	return b.each(ctx, keys.Point(key), func(d *descriptor.Range, _ keys.Span) error {
		if bytes.Equal(d.Start, key) {
			return nil
		}
		err := b.Router.Server(d).Send(ctx, &kvpb.SplitRequest{Header: header(d), Key: key}, &kvpb.SplitResponse{})
		if err == nil {
			b.Router.Forget(d) // the cache holds the range as it was
		}
		return err
	})
}

// collectSpansMax is how many spans one request for a collection names.
const collectSpansMax = 1000

// Collect drops versions in spans, which are apart from each other, that no read at or above threshold can see.
// Each range is asked once for all that lies in it, or collectSpansMax of that.
func (b *Bulk) Collect(ctx context.Context, spans []keys.Span, threshold hlc.Timestamp) (versions, dropped uint64, err error) {
	p := b.pursuit()
	err = unserved(p.Walk(ctx, spans, collectSpansMax, func(d *descriptor.Range, here []keys.Span) (bool, error) {
		req := &kvpb.CollectRequest{Header: header(d), Threshold: int64(threshold)}
		for _, part := range here {
			req.Spans = append(req.Spans, &kvpb.Span{Key: part.Start, EndKey: part.End})
		}
		var resp kvpb.CollectResponse
		err := b.Router.Server(d).Send(ctx, req, &resp)
		versions += resp.Versions
		dropped += resp.Bytes
		return true, err
	}))
	return versions, dropped, err
}

// RangeInfo is one range with its sizes.
type RangeInfo struct {
	Desc  *descriptor.Range
	Stats *kvpb.StatsResponse // nil: its leaseholder did not answer
}

// statsTimeout is how long a range's leaseholder has to tell its sizes: a range without
// one is to be seen in a list, and not to keep it away.
const statsTimeout = 2 * time.Second

// RangesAtOnce is how many leaseholders are asked for their ranges' sizes at once.
const RangesAtOnce = 64

// Ranges lists the ranges that overlap span, in key order.
func (b *Bulk) Ranges(ctx context.Context, span keys.Span) ([]RangeInfo, error) {
	var known []keys.Span // of ranges as routes know them: they may have been divided or merged since
	err := b.each(ctx, span, func(_ *descriptor.Range, part keys.Span) error {
		known = append(known, part)
		return nil
	})
	if err != nil {
		return nil, err
	}
	lists, errs := make([][]RangeInfo, len(known)), make([]error, len(known))
	slots := make(chan struct{}, RangesAtOnce)
	var asked sync.WaitGroup
	for i, part := range known {
		slots <- struct{}{}
		asked.Go(func() {
			defer func() { <-slots }()
			lists[i], errs[i] = b.rangesIn(ctx, part)
		})
	}
	asked.Wait()
	var out []RangeInfo
	for _, list := range lists {
		for _, info := range list {
			if n := len(out); n == 0 || bytes.Compare(info.Desc.End, out[n-1].Desc.End) > 0 { // else it is merged, and listed
				out = append(out, info)
			}
		}
	}
	return out, errors.Join(errs...)
}

// rangesIn asks the ranges that overlap span one after the other.
func (b *Bulk) rangesIn(ctx context.Context, span keys.Span) ([]RangeInfo, error) {
	var out []RangeInfo
	start, end := span.Bounds()
	for bytes.Compare(start, end) < 0 {
		info, err := b.rangeAt(ctx, start)
		if info.Desc == nil || ctx.Err() != nil {
			return out, cmp.Or(err, ctx.Err())
		}
		out, start = append(out, info), info.Desc.End
	}
	return out, nil
}

// rangeAt asks the range that has a key. The error is nil where its leaseholder alone does not answer.
func (b *Bulk) rangeAt(ctx context.Context, key keys.Key) (info RangeInfo, err error) {
	one, cancel := context.WithTimeout(ctx, statsTimeout)
	defer cancel()
	err = b.each(one, keys.Point(key), func(d *descriptor.Range, _ keys.Span) error {
		info = RangeInfo{Desc: d}
		resp := &kvpb.StatsResponse{}
		err := b.Router.Server(d).Send(one, &kvpb.StatsRequest{Header: header(d)}, resp)
		if err != nil {
			return err
		}
		info.Stats = resp
		now, bad := descriptor.FromProto(resp.Range)
		switch { // what is cached here may have other replicas, or bounds
		case bad == nil && !now.Contains(key):
			return &kvpb.RetryElsewhere{RangeID: d.ID, Range: resp.Range, Why: "the range was split"}
		case bad == nil:
			info.Desc = now
		}
		return nil
	})
	return info, err
}

// SizesAtOnce is how many ranges are asked for their sizes at once.
const SizesAtOnce = 16

// Size is about how many bytes the keys of a span take in one replica of each range: all their
// versions, as far as written to disk compressed. Ranges that do not answer, or of an older
// build that tells the size of whole ranges alone, count nothing.
func (b *Bulk) Size(ctx context.Context, span keys.Span) (uint64, error) {
	var total atomic.Uint64
	var asked sync.WaitGroup
	slots := make(chan struct{}, SizesAtOnce)
	defer asked.Wait()
	err := b.each(ctx, span, func(d *descriptor.Range, part keys.Span) error {
		select {
		case slots <- struct{}{}:
		case <-ctx.Done():
			return ctx.Err()
		}
		asked.Go(func() {
			defer func() { <-slots }()
			total.Add(b.sizeOf(ctx, part))
		})
		return nil
	})
	asked.Wait()
	return total.Load(), err
}

// sizeOf asks for the size of a part of one range, which may have been divided since.
func (b *Bulk) sizeOf(ctx context.Context, part keys.Span) (size uint64) {
	ctx, cancel := context.WithTimeout(ctx, statsTimeout)
	defer cancel()
	_ = b.each(ctx, part, func(d *descriptor.Range, part keys.Span) error {
		resp := &kvpb.StatsResponse{}
		err := b.Router.Server(d).Send(ctx, &kvpb.StatsRequest{Header: header(d), Span: &kvpb.Span{Key: part.Start, EndKey: part.End}}, resp)
		if err != nil || !resp.OfSpan {
			return err
		}
		now, bad := descriptor.FromProto(resp.Range)
		if bad == nil && (bytes.Compare(part.Start, now.Start) < 0 || bytes.Compare(now.End, part.End) < 0) {
			return &kvpb.RetryElsewhere{RangeID: d.ID, Range: resp.Range, Why: "the range was split"}
		}
		size += resp.Bytes
		return nil
	})
	return size
}

// ingestBytesMax bounds a message of a load: writers wait behind it in their range's log.
const ingestBytesMax = 256 << 10

// entryBytes stands for what each row of a message costs beside its bytes: a range takes about as long
// for a row as for so many bytes, and a message of small rows would hold writers up for as many more.
const entryBytes = 100

// writesAtOnce is for how many writes a load makes room at a time.
const writesAtOnce = 256

// loadersMax is how many messages of one load are under way at once: enough for
// one to be synced while the next is prepared.
const loadersMax = 4

// Loader writes rows at one timestamp where the key has no version at all, in
// any order; best in the order of keys. It fails with a coord.SnapshotError where versions of
// that time have been collected. Add, then Flush; Close in any case. Not
// safe for concurrent use.
type Loader struct {
	bulk   *Bulk
	ts     hlc.Timestamp
	writes []*kvpb.Write
	made   []kvpb.Write // room for more of them
	bytes  int

	wg      sync.WaitGroup
	slots   chan struct{} // one for each message under way
	skipped atomic.Uint64
	mu      sync.Mutex    // a leaf; guards what follows
	newest  hlc.Timestamp // of the versions that were there
	err     error         // the first
}

// Loader starts a load at ts.
func (b *Bulk) Loader(ts hlc.Timestamp) *Loader {
	return &Loader{bulk: b, ts: ts, slots: make(chan struct{}, loadersMax)}
}

// Skipped is how many keys had a version already, after Flush.
func (l *Loader) Skipped() uint64 { return l.skipped.Load() }

// Newest is the newest version of the keys that were skipped, after Flush. It may be ahead of now:
// a commit's timestamp is. Who reads before it may miss what such a key had at the load's time.
func (l *Loader) Newest() hlc.Timestamp {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.newest
}

func (l *Loader) met(newest hlc.Timestamp) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.newest = max(l.newest, newest)
}

// Add takes one row; key and value must not be changed afterwards.
func (l *Loader) Add(ctx context.Context, key, value []byte) error {
	if len(l.made) == 0 {
		l.made = make([]kvpb.Write, writesAtOnce)
	}
	w := &l.made[0]
	l.made = l.made[1:]
	w.Key, w.Value, w.Mode = key, value, kvpb.LockMode_UPDATE
	l.writes = append(l.writes, w)
	l.bytes += len(key) + len(value) + entryBytes
	limit := l.bulk.IngestBytesMax
	if limit == 0 {
		limit = ingestBytesMax
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
		defer func() { <-l.slots }()
		l.note(l.trySend(ctx, writes))
	})
	return l.failed()
}

// trySend is send; a panic, which is nobody else's to hear of, is its error.
func (l *Loader) trySend(ctx context.Context, writes []*kvpb.Write) (err error) {
	defer l.bulk.Panics.Recover("a bulk load", &err)
	return l.send(ctx, writes)
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
	p := l.bulk.pursuit()
	for len(writes) > 0 {
		var n int
		err := p.Until(ctx, keys.Key(writes[0].Key), l.bulk.Router.Lookup, func(d *descriptor.Range) (err error) {
			n, err = l.ingest(ctx, d, writes)
			return err
		})
		if err != nil {
			return unserved(err)
		}
		writes = writes[n:]
	}
	return nil
}

// ingest sends those of writes that lie in d, of which the first is one.
func (l *Loader) ingest(ctx context.Context, d *descriptor.Range, writes []*kvpb.Write) (n int, err error) {
	n = 1
	for n < len(writes) && bytes.Compare(writes[n].Key, d.End) < 0 {
		n++
	}
	var resp kvpb.IngestResponse
	err = l.bulk.Router.Server(d).Send(ctx, &kvpb.IngestRequest{Header: header(d), Ts: int64(l.ts), Writes: writes[:n]}, &resp)
	var refused *kvpb.Refused
	switch {
	case err == nil:
		l.skipped.Add(resp.Skipped)
		l.met(hlc.Timestamp(resp.NewestTs))
	case errors.As(err, &refused) && refused.Reason == kvpb.ReasonThreshold:
		err = &coord.SnapshotError{ReadTS: l.ts}
	}
	return n, err
}

// NewBulk returns a Bulk over a router.
func NewBulk(r coord.Router) *Bulk { return &Bulk{Router: r} }
