package replica

import (
	"bytes"
	"context"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica/intention"
	"github.com/isochrondb/isochron/range/replica/locktable"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/view"
)

// collectVersionsMax is how many versions one command of a collection deletes.
const collectVersionsMax = 10_000

// collect drops versions that no read at or above the threshold can see. The threshold
// rises first, by an entry of its own, and never above the closed timestamp (T4, T21):
// a reader compares with it after it has read. It rises for the whole range, whatever part of it is looked through.
func collect(e *eval, req *kvpb.CollectRequest, resp *kvpb.CollectResponse) error {
	resp.Versions, resp.Bytes = 0, 0
	r := e.r
	threshold := min(hlc.Timestamp(req.Threshold), r.Closed())
	if threshold > r.Threshold() {
		if err := r.closer.raiseThreshold(e.ctx, threshold); err != nil {
			return err
		}
	}
	spans := rangestate.ToSpans(nil, req.Spans)
	if len(spans) == 0 {
		d := r.Descriptor()
		spans = append(spans, d.Span())
	}
	for _, span := range spans {
		if err := collectSpan(e.ctx, r, span, len(req.Spans) > 0, threshold, resp); err != nil {
			return err
		}
	}
	return nil
}

// collectSpan collects a part of the range, one command after the other.
func collectSpan(ctx context.Context, r *Replica, span keys.Span, named bool, threshold hlc.Timestamp, resp *kvpb.CollectResponse) error {
	for {
		done, err := collectSome(ctx, r, span, named, threshold, resp)
		if err != nil || !done.More {
			return err
		}
		span = done.Resume
	}
}

// raiseThreshold has all replicas refuse reads below it, before anything that these would see goes: the entry
// is applied, at the leaseholder at least, when it returns. At others a read compares after it has read.
func (cl *closer) raiseThreshold(ctx context.Context, threshold hlc.Timestamp) error {
	e := cl.r.begin(ctx)
	defer e.end()
	e.latch.AddTxn(kvpb.TxnID{}) // collections, one after the other
	e.effects.ThresholdTs = int64(threshold)
	return e.execute(steps{})
}

// passThreshold raises the threshold to ts, and what is closed before it (T4).
func (cl *closer) passThreshold(ctx context.Context, ts hlc.Timestamp) error {
	now, err := cl.r.now()
	if err != nil {
		return err
	}
	if ts <= now && ts > cl.r.Closed() {
		if err := cl.closeUpTo(ctx, ts, kvpb.TxnID{}); err != nil {
			return err
		}
	}
	if ts > cl.r.Closed() {
		return &kvpb.RefusedForNow{Reason: kvpb.ReasonClosed, ClosedTS: int64(cl.r.Closed())}
	}
	return cl.raiseThreshold(ctx, ts)
}

// collectSome is one command of a collection, of a span that its request named, or of all.
func collectSome(ctx context.Context, r *Replica, span keys.Span, named bool, threshold hlc.Timestamp, resp *kvpb.CollectResponse) (mvcc.Collected, error) {
	e := r.begin(ctx)
	defer e.end()
	e.latch.AddTxn(kvpb.TxnID{})
	var done mvcc.Collected
	err := e.execute(steps{func() (next, error) {
		owned := r.st.Owns(span)
		if named && !owned {
			return stands, r.elsewhere("the span lies outside of the range")
		}
		return goOnIf(owned), nil // else it was split meanwhile: the right-hand side is collected by itself
	}, func() (_ next, err error) {
		done, err = mvcc.Collect(r.o.Engine, e.writer(), span, mvcc.CollectOptions{Threshold: threshold, MaxVersions: collectVersionsMax})
		return goOnIf(done.Versions > 0), err
	}})
	if err != nil {
		return done, err
	}
	resp.Versions += done.Versions
	resp.Bytes += done.Bytes
	r.met.Collected.Add(done.Versions)
	return done, nil
}

// latchCleared latches the span for itself: a writer in it would write what is then removed unseen.
func latchCleared(e *eval, req *kvpb.ClearRequest) error {
	e.latch.Add(rangestate.ToSpan(req.Span), true)
	return nil
}

// clearSpan removes every version in a span that nobody can reach any more: no reader at or
// above the request's threshold, which binds the range from now on like that of a collection
// (T14, T21).
func clearSpan(e *eval, req *kvpb.ClearRequest, _ *kvpb.ClearResponse) error {
	r := e.r
	if threshold := hlc.Timestamp(req.Threshold); r.rules.passes(threshold, r.Threshold()) {
		if err := r.closer.passThreshold(e.ctx, threshold); err != nil {
			return err
		}
	}
	span := rangestate.ToSpan(req.Span)
	return e.execute(steps{func() (next, error) {
		r.epoch = new(locktable.Epoch)
		if !r.st.Owns(span) {
			return stands, r.elsewhere("the span lies outside of the range")
		}
		if staged := r.st.FirstForeign([]keys.Span{span}, kvpb.TxnID{}, hlc.Max); staged != nil {
			return stands, &kvpb.RefusedForNow{Reason: kvpb.ReasonStage, Other: staged.Ev.Txn, ClosedTS: int64(r.st.Closed)}
		}
		return goOn, nil
	}, func() (next, error) { return goOn, mvcc.ClearSpan(e.writer(), span) }})
}

// latchIngested latches the keys, so that nobody else's first version comes between the look and the write.
// It is refused where the disk is full: a backfill makes no room.
func latchIngested(e *eval, req *kvpb.IngestRequest) error {
	if err := e.r.writable(false); err != nil {
		return &kvpb.Refused{Reason: kvpb.ReasonLimit, Cause: err}
	}
	for i, w := range req.Writes {
		if i > 0 && bytes.Equal(w.Key, req.Writes[i-1].Key) {
			continue // of duplicates in a unique index to be: each latch of a key would wait for all of another's
		}
		e.in.Exclusive = append(e.in.Exclusive, keys.Point(w.Key))
		e.latch.Add(keys.Point(w.Key), true)
	}
	return nil
}

// ingest writes versions at ts where a key has none at all: the backfill of an index
// that nobody can read yet, so that no mark and no closed timestamp is in the way. But the
// collection threshold is: above it a deletion of the key still shows (T21).
func ingest(e *eval, req *kvpb.IngestRequest, resp *kvpb.IngestResponse) error {
	return e.execute(&ingesting{eval: e, req: req, resp: resp})
}

// ingesting is one Ingest.
type ingesting struct {
	*eval
	req   *kvpb.IngestRequest
	resp  *kvpb.IngestResponse
	stage *rangestate.Stage // in its way
}

// lookLocked meets open stages: what they become would be a version that the key has, and none was seen.
func (g *ingesting) lookLocked() (next, error) {
	r := g.r
	g.resp.Skipped, g.resp.NewestTs = 0, 0
	if !r.st.OwnsAll(g.in.Exclusive) {
		return stands, r.elsewhere("the keys lie outside of the range")
	}
	if g.stage = r.st.FirstForeign(g.in.Exclusive, kvpb.TxnID{}, hlc.Max); g.stage != nil {
		return again, nil
	}
	return goOn, nil
}

// fill writes nothing where all keys have versions: no entry is needed then.
func (g *ingesting) fill() (next, error) {
	err := g.ingestWrites(g.req, g.resp)
	return goOnIf(err == nil && g.batch != nil && !g.batch.Empty()), err
}

// answer begins anew once a stage is gone, with nothing of what was found before it.
func (g *ingesting) answer(n next, err error) (next, error) {
	if n != again {
		return stands, err
	}
	err = g.r.settler.awaitStage(g.ctx, g.lease, g.stage, g.in.Touched)
	g.CloseIter()
	g.writer().Reset()
	return again, err
}

// ingestWrites writes where there is nothing, tombstones included: a deletion above ts stays one (T13).
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
		x := intention.Write{Key: w.Key, Value: w.Value, Tombstone: w.Tombstone, Mode: mvcc.Mode(w.Mode)}
		if err := x.Put(&e.enc, e.writer(), hlc.Timestamp(req.Ts), req.Header.GetTxn().ID().Tag()); err != nil {
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

// stats tells the sizes of the range, or of a span in it. What is small is counted; of what is
// large the engine's estimate is taken, and the number of keys by a sample's size.
func stats(_ context.Context, r *Replica, req *kvpb.StatsRequest, resp *kvpb.StatsResponse) error {
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
	return sampleKeys(r.o.Engine, span, size, resp)
}

// sampleRows is how many rows a sample of a large range reads.
const sampleRows = 1000

// sampleKeys guesses the number of keys by the size of the first rows. Rows of a range may be of several
// tables: it is off by as much as these differ.
func sampleKeys(from engine.Reader, span keys.Span, size uint64, resp *kvpb.StatsResponse) error {
	res, err := mvcc.Scan(from, span, hlc.Max, mvcc.ScanOptions{MaxRows: sampleRows}, func(keys.Key, mvcc.Version) error { return nil })
	if err != nil {
		return err
	}
	if res.Bytes > 0 {
		resp.Keys = max(res.Rows, size*res.Rows/res.Bytes)
	}
	return nil
}
