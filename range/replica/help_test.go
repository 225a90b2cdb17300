package replica_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	rt "github.com/isochrondb/isochron/range/replica/replicatest"
)

// env is a group with short words for requests.
type env struct {
	*rt.Group
	t   testing.TB
	ctx context.Context
}

func start(t testing.TB, change ...func(*rt.Group)) *env {
	t.Helper()
	g := rt.New(t)
	for _, f := range change {
		f(g)
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	t.Cleanup(cancel)
	return &env{g.Start(), t, ctx}
}

func planted(p replica.Planted) func(*rt.Group) {
	return func(g *rt.Group) { g.Options.Planted = p }
}

// both runs a script with the rule and without it: the promise is kept, and is not.
func both(t *testing.T, p replica.Planted, f func(e *env) (kept bool)) {
	t.Helper()
	if !f(start(t, withEvaluator)) {
		t.Error("broken with the rule in force")
	}
	if f(start(t, withEvaluator, planted(p))) {
		t.Error("not noticed with the rule broken")
	}
}

func header(n int) *kvpb.Header { return &kvpb.Header{RangeId: 1, Generation: 1, Txn: rt.Txn(n)} }

// put is one write.
func put(key, value string) *kvpb.Write {
	return &kvpb.Write{Key: rt.Key(key), Value: []byte(value), Mode: kvpb.LockMode_UPDATE, Seq: 1}
}

func del(key string) *kvpb.Write {
	return &kvpb.Write{Key: rt.Key(key), Tombstone: true, Mode: kvpb.LockMode_UPDATE, Seq: 1}
}

func expects(key string, ts int64, mode kvpb.LockMode, written bool) *kvpb.Expect {
	return &kvpb.Expect{Key: rt.Key(key), Expect: ts, Mode: mode, Written: written}
}

// commitOf is a one-range commit of transaction n that reads now.
func (e *env) commitOf(n int, ws ...*kvpb.Write) *kvpb.CommitRequest {
	now := e.Clock.Now()
	return &kvpb.CommitRequest{Header: header(n), ReadTs: int64(now), LatestTs: int64(now) + int64(time.Second), Writes: ws}
}

func (e *env) commit(q *kvpb.CommitRequest) (*kvpb.CommitResponse, error) {
	resp := &kvpb.CommitResponse{}
	return resp, e.Replica(1).Send(e.ctx, q, resp)
}

// write commits and must succeed.
func (e *env) write(n int, ws ...*kvpb.Write) int64 {
	e.t.Helper()
	resp, err := e.commit(e.commitOf(n, ws...))
	if err != nil {
		e.t.Fatalf("commit of %d: %v", n, err)
	}
	return resp.CommitTs
}

// readAt reads a span at ts: "a=1 b=2".
func (e *env) readAt(ts int64, from, to string) (string, *kvpb.ReadResponse, error) {
	return e.readSpans(ts, false, 0, rt.Span(from, to))
}

func (e *env) readSpans(ts int64, reverse bool, max uint64, spans ...*kvpb.Span) (string, *kvpb.ReadResponse, error) {
	resp := &kvpb.ReadResponse{}
	err := e.Replica(1).Send(e.ctx, &kvpb.ReadRequest{Header: header(99), ReadTs: ts, Spans: spans, Reverse: reverse, MaxRows: max}, resp)
	return rows(resp.Rows), resp, err
}

func rows(b []byte) string {
	var out []string
	for len(b) > 0 {
		k, v, rest, err := kvpb.NextRow(b)
		if err != nil {
			return err.Error()
		}
		out = append(out, fmt.Sprintf("%s=%s", k[len(rt.Key("")):], v))
		b = rest
	}
	return strings.Join(out, " ")
}

// read reads now and must succeed.
func (e *env) read(from, to string) string {
	e.t.Helper()
	s, _, err := e.readAt(int64(e.Clock.Now()), from, to)
	if err != nil {
		e.t.Fatalf("read of %s: %v", from, err)
	}
	return s
}

func (e *env) lock(n int, mode kvpb.LockMode, keys ...string) ([]*kvpb.Locked, error) {
	return e.lockWith(n, mode, kvpb.WaitPolicy_BLOCK, 0, keys...)
}

func (e *env) lockWith(n int, mode kvpb.LockMode, wait kvpb.WaitPolicy, timeout time.Duration, keys ...string) ([]*kvpb.Locked, error) {
	q := &kvpb.LockRequest{Header: header(n), Wait: wait, TimeoutNanos: int64(timeout), ReadTs: int64(e.Clock.Now())}
	for _, k := range keys {
		q.Keys = append(q.Keys, &kvpb.LockKey{Key: rt.Key(k), Mode: mode})
	}
	resp := &kvpb.LockResponse{}
	err := e.Replica(1).Send(e.ctx, q, resp)
	return resp.Locked, err
}

func (e *env) release(n int, keys ...string) { _ = e.tryRelease(n, keys...) }

func (e *env) tryRelease(n int, keys ...string) error {
	q := &kvpb.ReleaseRequest{Header: header(n)}
	for _, k := range keys {
		q.Keys = append(q.Keys, rt.Key(k))
	}
	return e.Replica(1).Send(e.ctx, q, &kvpb.ReleaseResponse{})
}

// stageOf is a stage of transaction n at c, anchored at key; with parts it is the anchor's.
func (e *env) stageOf(n int, c int64, anchor string, parts []string, ws ...*kvpb.Write) *kvpb.StageRequest {
	q := &kvpb.StageRequest{
		Commit: &kvpb.CommitRequest{Header: header(n), ReadTs: c - 1, CommitTs: c, Writes: ws},
		Anchor: rt.Key(anchor),
	}
	for _, p := range parts {
		q.Participants = append(q.Participants, &kvpb.KeySet{Spans: []*kvpb.Span{rt.Span(p, "")}})
	}
	return q
}

func (e *env) stage(q *kvpb.StageRequest) (int64, error) {
	resp := &kvpb.StageResponse{}
	err := e.Replica(1).Send(e.ctx, q, resp)
	return resp.StagedTs, err
}

func (e *env) decide(n int, anchor string, from kvpb.TxnState, fromTS int64, to kvpb.TxnState, final int64) *kvpb.DecideResponse {
	e.t.Helper()
	resp := &kvpb.DecideResponse{}
	err := e.Replica(1).Send(e.ctx, &kvpb.DecideRequest{
		Header: header(n), Anchor: rt.Key(anchor), Examined: from, ExaminedTs: fromTS, To: to, FinalTs: final,
	}, resp)
	if err != nil {
		e.t.Fatalf("decide of %d: %v", n, err)
	}
	return resp
}

func (e *env) resolve(n int, state kvpb.TxnState, ts int64, forget string, keys ...string) error {
	q := &kvpb.ResolveRequest{Header: header(n), Outcome: &kvpb.Outcome{State: state, CommitTs: ts}}
	for _, k := range keys {
		q.Keys = append(q.Keys, rt.Span(k, ""))
	}
	if forget != "" {
		q.ForgetRecord, q.Anchor = true, rt.Key(forget)
	}
	return e.Replica(1).Send(e.ctx, q, &kvpb.ResolveResponse{})
}

func (e *env) evidence(n int, c int64, keys ...string) *kvpb.EvidenceResponse {
	e.t.Helper()
	q := &kvpb.EvidenceRequest{Header: header(n), CommitTs: c}
	for _, k := range keys {
		q.Keys = append(q.Keys, rt.Span(k, ""))
	}
	resp := &kvpb.EvidenceResponse{}
	if err := e.Replica(1).Send(e.ctx, q, resp); err != nil {
		e.t.Fatalf("evidence of %d: %v", n, err)
	}
	return resp
}

// ahead is a timestamp d ahead of the clock.
func (e *env) ahead(d time.Duration) int64 { return int64(e.Clock.Last()) + int64(d) }

// close closes timestamps up to now, as time and Tick would.
func (e *env) close() {
	e.Clock.Advance(10 * time.Second)
	for range 5 {
		e.Replica(1).Tick()
		e.Clock.Advance(2 * time.Second)
	}
}

// reason is why err refuses: "refused: …", "for now: …", or its type.
func reason(err error) string {
	var refused *kvpb.Refused
	var forNow *kvpb.RefusedForNow
	var elsewhere *kvpb.RetryElsewhere
	var ambiguous *kvpb.Ambiguous
	switch {
	case err == nil:
		return "done"
	case errors.As(err, &refused):
		return "refused: " + refused.Reason.String()
	case errors.As(err, &forNow):
		return "for now: " + forNow.Reason.String()
	case errors.As(err, &elsewhere):
		return "elsewhere"
	case errors.As(err, &ambiguous):
		return "ambiguous"
	}
	return err.Error()
}

func wantReason(t testing.TB, err error, want string) {
	t.Helper()
	if got := reason(err); got != want {
		t.Errorf("got %q (%v), want %q", got, err, want)
	}
}

func ts(n int64) hlc.Timestamp { return hlc.Timestamp(n) }
