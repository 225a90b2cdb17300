package store

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/isochrondb/isochron/base/stop"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

// wide is a transaction that writes one row on each of several ranges, step by step.
type wide struct {
	e      *env
	meta   *kvpb.TxnMeta
	keys   []keys.Key // the first is the anchor
	value  string
	expect []int64
	c      int64
}

func newWide(e *env, value string, ks ...keys.Key) *wide {
	return &wide{e: e, meta: e.txn(), keys: ks, value: value, expect: make([]int64, len(ks))}
}

func (w *wide) header(d *descriptor.Range) *kvpb.Header {
	return &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: w.meta}
}

// on calls f with the range of key number i.
func (w *wide) on(ctx context.Context, i int, f func(h *kvpb.Header, s kvpb.Sender) error) {
	w.e.t.Helper()
	w.e.check(w.e.do(ctx, w.keys[i], func(d *descriptor.Range, s kvpb.Sender) error { return f(w.header(d), s) }))
}

// lock takes the locks and reads the newest versions.
func (w *wide) lock(ctx context.Context) {
	for i, k := range w.keys {
		w.on(ctx, i, func(h *kvpb.Header, s kvpb.Sender) error {
			var resp kvpb.LockResponse
			err := s.Send(ctx, &kvpb.LockRequest{
				Header: h, Keys: []*kvpb.LockKey{{Key: k, Mode: kvpb.LockMode_UPDATE}}, ReadTs: w.meta.Age,
			}, &resp)
			if err == nil {
				w.expect[i] = resp.Locked[0].Expect
			}
			return err
		})
	}
}

// stage leaves evidence on the first n ranges.
func (w *wide) stage(ctx context.Context, n int) {
	if w.c == 0 {
		w.c = int64(w.e.clock.Now())
	}
	var participants []*kvpb.KeySet
	for _, k := range w.keys {
		participants = append(participants, &kvpb.KeySet{Spans: []*kvpb.Span{{Key: k}}})
	}
	for i, k := range w.keys[:n] {
		w.on(ctx, i, func(h *kvpb.Header, s kvpb.Sender) error {
			req := &kvpb.StageRequest{Anchor: w.keys[0], Attempt: 1, Commit: &kvpb.CommitRequest{
				Header: h, ReadTs: w.meta.Age, CommitTs: w.c, LatestTs: w.c,
				Expects: []*kvpb.Expect{{Key: k, Expect: w.expect[i], Mode: kvpb.LockMode_UPDATE, Written: true}},
				Writes:  []*kvpb.Write{{Key: k, Value: []byte(w.value), Mode: kvpb.LockMode_UPDATE}},
			}}
			if i == 0 {
				req.Participants = participants
			}
			var resp kvpb.StageResponse
			err := s.Send(ctx, req, &resp)
			if err == nil && resp.StagedTs != w.c {
				w.e.t.Errorf("key %d staged at %d, want %d", i, resp.StagedTs, w.c)
			}
			return err
		})
	}
}

// evidence asks the range of key i, preventing what is missing.
func (w *wide) evidence(ctx context.Context, i int) (found, prevented bool) {
	w.on(ctx, i, func(h *kvpb.Header, s kvpb.Sender) error {
		var resp kvpb.EvidenceResponse
		err := s.Send(ctx, &kvpb.EvidenceRequest{Header: h, Keys: []*kvpb.Span{{Key: w.keys[i]}}, Attempt: 1, CommitTs: w.c}, &resp)
		found, prevented = resp.Found, resp.Prevented
		return err
	})
	return found, prevented
}

func (w *wide) decide(ctx context.Context, to kvpb.TxnState) (out *kvpb.Outcome) {
	w.on(ctx, 0, func(h *kvpb.Header, s kvpb.Sender) error {
		var resp kvpb.DecideResponse
		err := s.Send(ctx, &kvpb.DecideRequest{
			Header: h, Anchor: w.keys[0], Examined: kvpb.TxnState_STAGING, ExaminedTs: w.c, To: to, FinalTs: w.c,
		}, &resp)
		out = resp.Outcome
		return err
	})
	return out
}

func (w *wide) resolve(ctx context.Context, out *kvpb.Outcome) {
	for i := len(w.keys) - 1; i >= 0; i-- {
		w.on(ctx, i, func(h *kvpb.Header, s kvpb.Sender) error {
			return s.Send(ctx, &kvpb.ResolveRequest{
				Header: h, Keys: []*kvpb.Span{{Key: w.keys[i]}}, Outcome: out, Anchor: w.keys[0], ForgetRecord: i == 0,
			}, &kvpb.ResolveResponse{})
		})
	}
}

func wantRows(t *testing.T, e *env, want string, ks ...keys.Key) {
	t.Helper()
	for _, k := range ks {
		if got, _, err := e.get(t.Context(), k); err != nil || got != want {
			t.Errorf("row %s: %q, %v, want %q", k, got, err, want)
		}
	}
}

// A commit on two ranges, with something happening to the ranges between any
// two of its steps: nothing, a new lease, a split, a restart of the process.
func TestTwoRangeCommit(t *testing.T) {
	a, m := userKey("a"), userKey("m")
	for name, happen := range map[string]func(e *env) *env{
		"nothing": func(e *env) *env { return e },
		"lease handed over": func(e *env) *env {
			for _, k := range []keys.Key{a, m} {
				e.check(e.store.RevokeLease(e.t.Context(), e.store.Containing(k).ID, true))
			}
			return e
		},
		"ranges crash": func(e *env) *env {
			for _, k := range []keys.Key{a, m} {
				e.check(e.store.RevokeLease(e.t.Context(), e.store.Containing(k).ID, false))
			}
			return e
		},
		"split": func(e *env) *env {
			at := e.store.Containing(m).Start
			e.check(e.split(e.t.Context(), append(at, m[len(m)-1]-1)))
			return e
		},
	} {
		t.Run(name, func(t *testing.T) {
			e := openEnv(t, pebbleengine.MemFS(), nil)
			ctx := t.Context()
			e.check(e.split(ctx, userKey("k")))
			for _, k := range []keys.Key{a, m} {
				e.check(e.put(ctx, k, "old"))
			}
			w := newWide(e, "new", a, m)
			w.lock(ctx)
			w.e = happen(e)
			w.stage(ctx, 2)
			w.e = happen(e)
			if found, prevented := w.evidence(ctx, 1); !found || prevented {
				t.Errorf("evidence: found %v, prevented %v", found, prevented)
			}
			out := w.decide(ctx, kvpb.TxnState_COMMITTED)
			if out.State != kvpb.TxnState_COMMITTED || out.CommitTs != w.c {
				t.Fatalf("decided %v", out)
			}
			w.e = happen(e)
			w.resolve(ctx, out)
			w.e = happen(e)
			wantRows(t, e, "new", a, m)
		})
	}
}

// The coordinator is lost with half of its stages: recovery prevents the other
// half, and the transaction never was. Over a power cut too.
func TestLostCoordinator(t *testing.T) {
	for _, cut := range []bool{false, true} {
		disk := pebbleengine.NewCrashFS()
		e := openEnv(t, disk, nil)
		ctx := t.Context()
		a, m := userKey("a"), userKey("m")
		e.check(e.split(ctx, userKey("k")))
		for _, k := range []keys.Key{a, m} {
			e.check(e.put(ctx, k, "old"))
		}
		w := newWide(e, "new", a, m)
		w.lock(ctx)
		w.stage(ctx, 1)
		if cut {
			disk = disk.Crash(0, nil)
			e.close()
			e = openEnv(t, disk, nil)
			w.e = e
		}
		if found, _ := w.evidence(ctx, 0); !found {
			t.Errorf("cut %v: the stage is lost", cut)
		}
		if found, prevented := w.evidence(ctx, 1); found || !prevented {
			t.Errorf("cut %v: found %v, prevented %v", cut, found, prevented)
		}
		out := w.decide(ctx, kvpb.TxnState_ABORTED)
		if out.State != kvpb.TxnState_ABORTED {
			t.Fatalf("cut %v: decided %v", cut, out)
		}
		w.resolve(ctx, out)
		wantRows(t, e, "old", a, m)
		// The late half is refused.
		err := e.do(ctx, m, func(d *descriptor.Range, s kvpb.Sender) error {
			return s.Send(ctx, &kvpb.StageRequest{Anchor: a, Attempt: 1, Commit: &kvpb.CommitRequest{
				Header: w.header(d), ReadTs: w.meta.Age, CommitTs: w.c, LatestTs: w.c,
				Writes: []*kvpb.Write{{Key: m, Value: []byte("new"), Mode: kvpb.LockMode_UPDATE}},
			}}, &kvpb.StageResponse{})
		})
		if err == nil {
			t.Errorf("cut %v: a late stage was taken", cut)
		}
		e.check(e.put(ctx, m, "next"))
		e.close()
	}
}

// A range that has nothing left to close stops ticking.
func TestTickerGoesQuiet(t *testing.T) {
	e := openEnv(t, pebbleengine.MemFS(), func(o *Options) {
		o.TickEveryNanos = int64(time.Millisecond)
		o.Replica.CloseLagNanos, o.Replica.CloseEveryNanos = int64(5*time.Millisecond), int64(5*time.Millisecond)
	})
	written, err := e.putWhen(t.Context(), userKey("a"), "x")
	e.check(err)
	span := keys.Point(userKey("a"))
	for {
		closed, err := e.store.Certified(t.Context(), span)
		e.check(err)
		e.store.ticker.mu.Lock()
		busy := len(e.store.ticker.set)
		e.store.ticker.mu.Unlock()
		if closed >= written && busy == 0 {
			return
		}
		e.check(stop.Sleep(t.Context(), time.Millisecond))
	}
}

// What has been read at r can't be written at or below r any more, whatever
// becomes of the lease or the range meanwhile (T2, T3).
func TestMarksOutliveLeases(t *testing.T) {
	a, m := userKey("a"), userKey("m")
	for name, happen := range map[string]func(e *env) *env{
		"nothing": func(e *env) *env { return e },
		"handed over": func(e *env) *env {
			e.check(e.store.RevokeLease(e.t.Context(), e.store.Containing(m).ID, true))
			return e
		},
		"crashed": func(e *env) *env {
			e.check(e.store.RevokeLease(e.t.Context(), e.store.Containing(m).ID, false))
			return e
		},
		"split": func(e *env) *env { e.check(e.split(e.t.Context(), userKey("k"))); return e },
		"split, then crashed": func(e *env) *env {
			e.check(e.split(e.t.Context(), userKey("k")))
			e.check(e.store.RevokeLease(e.t.Context(), e.store.Containing(m).ID, false))
			return e
		},
	} {
		e := openEnv(t, pebbleengine.MemFS(), nil)
		ctx := t.Context()
		e.check(e.put(ctx, a, "old"))
		e.check(e.put(ctx, m, "old"))
		txn := e.txn()
		r := int64(e.clock.Now())
		e.check(e.do(ctx, m, func(d *descriptor.Range, s kvpb.Sender) error {
			return s.Send(ctx, &kvpb.ReadRequest{
				Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: txn}, ReadTs: r, Spans: []*kvpb.Span{{Key: m}},
			}, &kvpb.ReadResponse{})
		}))
		e = happen(e)
		for _, c := range []int64{r - 1, r} {
			err := e.do(ctx, m, func(d *descriptor.Range, s kvpb.Sender) error {
				return s.Send(ctx, &kvpb.CommitRequest{
					Header: &kvpb.Header{RangeId: d.ID, Generation: d.Generation, Txn: e.txn()}, ReadTs: txn.Age, CommitTs: c, LatestTs: c,
					Writes: []*kvpb.Write{{Key: m, Value: []byte("below a read"), Mode: kvpb.LockMode_UPDATE}},
				}, &kvpb.CommitResponse{})
			})
			if refused, ok := errors.AsType[*kvpb.Refused](err); !ok || refused.Reason != kvpb.ReasonTimestamp {
				t.Errorf("%s: a commit at %d below a read at %d: %v", name, c, r, err)
			}
		}
	}
}
