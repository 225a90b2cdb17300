package replica

import (
	"bytes"
	"context"
	"errors"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/locktable"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/view"
)

// collectVersionsMax is how many versions one command of a collection deletes.
const collectVersionsMax = 10_000

// Collect drops versions that no read at or above the threshold can see. The threshold
// rises first, by an entry of its own, and never above the closed timestamp (T4, T21):
// a reader compares with it after it has read.
func (r *Replica) Collect(ctx context.Context, req *kvpb.CollectRequest, resp *kvpb.CollectResponse) error {
	resp.Versions, resp.Bytes = 0, 0
	threshold := min(hlc.Timestamp(req.Threshold), r.Closed())
	if threshold > r.Threshold() {
		if err := r.raiseThreshold(ctx, threshold); err != nil {
			return err
		}
	}
	d := r.Descriptor()
	span := d.Span()
	for {
		done, err := r.collectSome(ctx, span, threshold, resp)
		if err != nil || !done.More {
			return err
		}
		span = done.Resume
	}
}

func (r *Replica) raiseThreshold(ctx context.Context, threshold hlc.Timestamp) error {
	e := r.begin(ctx)
	defer e.end()
	e.latch.AddTxn(kvpb.TxnID{}) // collections, one after the other
	e.effects.ThresholdTs = int64(threshold)
	return e.execute(nil, nil)
}

// passThreshold raises the threshold to ts, and what is closed before it (T4).
func (r *Replica) passThreshold(ctx context.Context, ts hlc.Timestamp) error {
	now, err := r.now()
	if err != nil {
		return err
	}
	if ts <= now && ts > r.Closed() {
		if err := r.closeUpTo(ctx, ts, kvpb.TxnID{}); err != nil {
			return err
		}
	}
	if ts > r.Closed() {
		return &kvpb.RefusedForNow{Reason: kvpb.ReasonClosed, ClosedTS: int64(r.Closed())}
	}
	return r.raiseThreshold(ctx, ts)
}

// errNothing says that there is nothing to write.
var errNothing = errors.New("replica: nothing to write")

// collectSome is one command of a collection.
func (r *Replica) collectSome(ctx context.Context, span keys.Span, threshold hlc.Timestamp, resp *kvpb.CollectResponse) (mvcc.Collected, error) {
	e := r.begin(ctx)
	defer e.end()
	e.latch.AddTxn(kvpb.TxnID{})
	var done mvcc.Collected
	err := e.execute(func() (bool, error) {
		return r.st.Owns(span), nil // else it was split meanwhile: the right-hand side is collected by itself
	}, func() (err error) {
		done, err = mvcc.Collect(r.o.Engine, e.writer(), span, mvcc.CollectOptions{Threshold: threshold, MaxVersions: collectVersionsMax})
		if err == nil && done.Versions == 0 {
			err = errNothing
		}
		return err
	})
	if err == errNothing {
		return done, nil
	}
	if err != nil {
		return done, err
	}
	resp.Versions += done.Versions
	resp.Bytes += done.Bytes
	r.met.Collected.Add(done.Versions)
	return done, nil
}

// Clear removes every version in a span that nobody can reach any more: no reader at or
// above the request's threshold, which binds the range from now on like that of a collection
// (T14, T21).
func (r *Replica) Clear(ctx context.Context, req *kvpb.ClearRequest, _ *kvpb.ClearResponse) error {
	if threshold := hlc.Timestamp(req.Threshold); r.rules.passes(threshold, r.Threshold()) {
		if err := r.passThreshold(ctx, threshold); err != nil {
			return err
		}
	}
	e := r.begin(ctx)
	defer e.end()
	span := rangestate.ToSpan(req.Span)
	e.latch.Add(span, true)
	return e.execute(func() (bool, error) {
		r.epoch = new(locktable.Epoch)
		if !r.st.Owns(span) {
			return false, r.elsewhere("the span lies outside of the range")
		}
		if staged := r.st.FirstForeign([]keys.Span{span}, kvpb.TxnID{}, hlc.Max); staged != nil {
			return false, &kvpb.RefusedForNow{Reason: kvpb.ReasonStage, Other: staged.Ev.Txn, ClosedTS: int64(r.st.Closed)}
		}
		return true, nil
	}, func() error { return mvcc.ClearSpan(e.writer(), span) })
}

// Ingest writes versions at ts where a key has none at all: the backfill of an index
// that nobody can read yet, so that no mark and no closed timestamp is in the way. But the
// collection threshold is: above it a deletion of the key still shows (T21).
func (r *Replica) Ingest(ctx context.Context, req *kvpb.IngestRequest, resp *kvpb.IngestResponse) error {
	resp.Skipped, resp.NewestTs = 0, 0
	if err := r.writable(false); err != nil {
		return &kvpb.Refused{Reason: kvpb.ReasonLimit, Cause: err}
	}
	e := r.begin(ctx)
	defer e.end()
	for i, w := range req.Writes {
		if i > 0 && bytes.Equal(w.Key, req.Writes[i-1].Key) {
			continue // of duplicates in a unique index to be: each latch of a key would wait for all of another's
		}
		e.in.exclusive = append(e.in.exclusive, keys.Point(w.Key))
		e.latch.Add(keys.Point(w.Key), true)
	}
	for {
		again, err := e.ingest(req, resp)
		if again == nil || err != nil {
			return err
		}
		if err := r.awaitStage(ctx, e.lease, again, e.in.touched); err != nil {
			return err
		}
		e.CloseIter()
		e.writer().Reset()
		resp.Skipped, resp.NewestTs = 0, 0
	}
}

func (e *eval) ingest(req *kvpb.IngestRequest, resp *kvpb.IngestResponse) (again *rangestate.Stage, err error) {
	r := e.r
	if err := e.acquire(); err != nil {
		return nil, err
	}
	if !r.st.OwnsAll(e.in.exclusive) {
		err = r.elsewhere("the keys lie outside of the range")
	}
	again = r.st.FirstForeign(e.in.exclusive, kvpb.TxnID{}, hlc.Max)
	r.mu.Unlock()
	if err == nil && again == nil {
		err = e.ingestWrites(req, resp)
	}
	if err != nil || again != nil || e.batch == nil || e.batch.Empty() {
		e.drop()
		return again, err
	}
	return nil, e.propose()
}

func (e *eval) ingestWrites(req *kvpb.IngestRequest, resp *kvpb.IngestResponse) error {
	if n := len(req.Writes); n >= view.NearbyKeys {
		// A load comes in order, mostly into a span where nothing is yet: one walk passes what is.
		e.Near.ExpectBetween(req.Writes[0].Key, req.Writes[n-1].Key)
	}
	for _, w := range req.Writes {
		it, found, err := e.Newest(w.Key)
		if err != nil {
			return err
		}
		if found {
			resp.Skipped++
			resp.NewestTs = max(resp.NewestTs, int64(it.Timestamp()))
			continue
		}
		x := write{key: w.Key, value: w.Value, tombstone: w.Tombstone, mode: mvcc.Mode(w.Mode)}
		if err := putVersion(e.writer(), &x, hlc.Timestamp(req.Ts), req.Header.GetTxn().ID().Tag()); err != nil {
			return err
		}
	}
	// After the keys were looked at: the threshold rises before what it lets go of goes.
	if t := e.r.Threshold(); e.r.rules.ingestCollected(hlc.Timestamp(req.Ts), t) {
		return &kvpb.Refused{Reason: kvpb.ReasonThreshold, At: int64(t), ClosedTS: int64(e.r.Closed())}
	}
	return nil
}

// statsBytesMax is up to what size Stats counts instead of estimating.
const statsBytesMax = 4 << 20

// Stats tells the sizes of the range, or of a span in it. What is small is counted; of what is
// large the engine's estimate is taken, and the number of keys by a sample's size.
func (r *Replica) Stats(_ context.Context, req *kvpb.StatsRequest, resp *kvpb.StatsResponse) error {
	span := r.Descriptor().Span()
	if resp.OfSpan = req.GetSpan() != nil; resp.OfSpan {
		span = span.Within(keys.Span{Start: req.Span.Key, End: req.Span.EndKey})
	}
	size, err := r.o.Engine.EstimateBytes(span.Start, span.End)
	if err != nil {
		return err
	}
	resp.Keys, resp.Bytes, resp.LogEntries, resp.QueriesPerSecond = 0, size, 0, 0
	resp.ClosedTs, resp.ThresholdTs, resp.TiedAt = int64(r.Closed()), int64(r.Threshold()), int64(r.TiedSince())
	if size <= statsBytesMax {
		st, err := mvcc.ComputeStats(r.o.Engine, span)
		if err != nil {
			return err
		}
		if resp.Keys, resp.Bytes = st.LiveKeys, st.Bytes; !resp.OfSpan { // else blocks of the neighbours' would count
			resp.Bytes = max(st.Bytes, size)
		}
		return nil
	}
	return r.sampleKeys(span, size, resp)
}

// sampleRows is how many rows a sample of a large range reads.
const sampleRows = 1000

func (r *Replica) sampleKeys(span keys.Span, size uint64, resp *kvpb.StatsResponse) error {
	res, err := mvcc.Scan(r.o.Engine, span, hlc.Max, mvcc.ScanOptions{MaxRows: sampleRows}, func(keys.Key, mvcc.Version) error { return nil })
	if err != nil {
		return err
	}
	if res.Bytes > 0 {
		resp.Keys = max(res.Rows, size*res.Rows/res.Bytes)
	}
	return nil
}
