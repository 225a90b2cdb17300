package replica_test

import (
	"bytes"
	"context"
	"errors"
	"strconv"
	"testing"
	"testing/synctest"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/replica/raftsnap"
	rt "github.com/isochrondb/isochron/range/replica/replicatest"
)

// fragment is a plan fragment that is a Go function.
type fragment struct {
	read  func(snap replica.Snapshot, resp *kvpb.ReadResponse) error
	write func(locked []*kvpb.Locked, snap replica.Snapshot, out *replica.Fused) error
}

func (fragment) Marshal() ([]byte, error) { return nil, errors.New("not for the wire") }

type evaluator struct{}

func (evaluator) Read(_ context.Context, _ *kvpb.ReadRequest, f kvpb.Fragment, snap replica.Snapshot, resp *kvpb.ReadResponse) error {
	return f.(fragment).read(snap, resp)
}

func (evaluator) Write(_ context.Context, _ *kvpb.CommitRequest, f kvpb.Fragment, locked []*kvpb.Locked, snap replica.Snapshot, out *replica.Fused) error {
	return f.(fragment).write(locked, snap, out)
}

// Same takes the i-th byte of a value for its column i.
func (evaluator) Same(of kvpb.Columns, a, b []byte) bool {
	for i := range max(len(a), len(b)) {
		if of.Has(uint32(i)) && (i >= len(a) || i >= len(b) || a[i] != b[i]) {
			return false
		}
	}
	return true
}

func withEvaluator(g *rt.Group) { g.Options.Evaluator = evaluator{} }

// increment adds one to the number at each locked key that exists.
func increment(n int) fragment {
	return fragment{write: func(locked []*kvpb.Locked, _ replica.Snapshot, out *replica.Fused) error {
		for i, l := range locked {
			if !l.Exists {
				continue
			}
			v, err := strconv.Atoi(string(l.Value))
			if err != nil {
				return err
			}
			key := rt.Key(string(rune('a' + i)))
			out.Put(key, strconv.AppendInt(nil, int64(v+n), 10), kvpb.LockMode_NO_KEY_UPDATE)
			out.Result = append(out.Result, l.Value...)
		}
		return nil
	}}
}

func (e *env) fusedOf(n int, ks ...string) *kvpb.CommitRequest {
	q := e.commitOf(n)
	for _, k := range ks {
		q.FusedLocks = append(q.FusedLocks, &kvpb.LockKey{Key: rt.Key(k), Mode: kvpb.LockMode_UPDATE})
	}
	return q
}

// commitWith and readWith are requests that carry a fragment as a value.
func commitWith(q *kvpb.CommitRequest, f kvpb.Fragment) *kvpb.CommitWith {
	w := &kvpb.CommitWith{Frag: f}
	proto.Merge(&w.CommitRequest, q)
	return w
}

func readWith(q *kvpb.ReadRequest, f kvpb.Fragment) *kvpb.ReadWith {
	w := &kvpb.ReadWith{Frag: f}
	proto.Merge(&w.ReadRequest, q)
	return w
}

func (e *env) fused(q *kvpb.CommitRequest, f fragment) (*kvpb.CommitResponse, error) {
	resp := &kvpb.CommitResponse{}
	return resp, e.Replica(1).Send(e.ctx, commitWith(q, f), resp)
}

func TestFused(t *testing.T) {
	e := start(t, withEvaluator)
	e.write(1, put("a", "10"))
	before := len(e.Log(1))
	resp, err := e.fused(e.fusedOf(2, "a"), increment(1))
	if err != nil || string(resp.FragmentResult) != "10" || resp.CommitTs == 0 {
		t.Fatalf("fused: %q, %v", resp.FragmentResult, err)
	}
	if n := len(e.Log(1)) - before; n != 1 {
		t.Errorf("%d entries, want 1", n)
	}
	if got := e.read("a", ""); got != "a=11" {
		t.Errorf("read %q", got)
	}
	if _, err := e.lockWith(3, kvpb.LockMode_UPDATE, kvpb.WaitPolicy_NOWAIT, 0, "a"); err != nil {
		t.Errorf("the lock was kept: %v", err)
	}
	e.release(3)
}

// TestFusedRetry: the answer is lost; a copy finds its tag, and computes the result again
// from the rows as they were.
func TestFusedRetry(t *testing.T) {
	e := start(t, withEvaluator)
	e.write(1, put("a", "10"))
	e.SetFate(rt.All(rt.Lose))
	q := e.fusedOf(2, "a")
	_, err := e.fused(q, increment(1))
	wantReason(t, err, "ambiguous")
	e.SetFate(nil)
	e.write(3, put("a", "50"))
	resp, err := e.fused(q, increment(1))
	if err != nil || string(resp.FragmentResult) != "10" {
		t.Errorf("the copy: %q, %v; want the first result", resp.FragmentResult, err)
	}
	if got := e.read("a", ""); got != "a=50" {
		t.Errorf("read %q: the copy has written", got)
	}
}

// TestFusedRetryCollected: the copy comes when the rows as they were may be collected. Their result
// is not that of no rows (T21).
func TestFusedRetryCollected(t *testing.T) {
	both(t, replica.Planted{RepeatCollected: true}, func(e *env) bool {
		e.write(1, put("a", "10"))
		e.SetFate(rt.All(rt.Lose))
		q := e.fusedOf(2, "a")
		_, err := e.fused(q, increment(1))
		wantReason(e.t, err, "ambiguous")
		e.SetFate(nil)
		e.close()
		c := &kvpb.CollectRequest{Header: header(0), Threshold: int64(e.Replica(1).Closed())}
		if err := e.Replica(1).Send(e.ctx, c, &kvpb.CollectResponse{}); err != nil {
			e.t.Fatal(err)
		}
		resp, err := e.fused(q, increment(1))
		if got := e.read("a", ""); got != "a=11" {
			e.t.Errorf("read %q", got)
		}
		return reason(err) == "ambiguous" || string(resp.FragmentResult) == "10"
	})
}

// TestFusedRetryOfSomeRows: the statement has written only the second of the rows that it locks,
// and a copy of it finds its tag there.
func TestFusedRetryOfSomeRows(t *testing.T) {
	e := start(t, withEvaluator)
	e.write(1, put("b", "10"))
	e.SetFate(rt.All(rt.Lose))
	q := e.fusedOf(2, "a", "b")
	_, err := e.fused(q, increment(1))
	wantReason(t, err, "ambiguous")
	e.SetFate(nil)
	resp, err := e.fused(q, increment(1))
	if err != nil || string(resp.FragmentResult) != "10" {
		t.Errorf("the copy: %q, %v; want the first result", resp.FragmentResult, err)
	}
	if got := e.read("a", "z"); got != "b=11" {
		t.Errorf("read %q: it was done twice", got)
	}
}

// TestFusedCopyMeetsLock: a copy of a statement that has committed must not be told "no"
// because of a lock, nor may a copy commit after "no" was said.
func TestFusedCopyMeetsLock(t *testing.T) {
	e := start(t, withEvaluator)
	e.write(1, put("a", "10"))
	q := e.fusedOf(2, "a")
	q.Wait = kvpb.WaitPolicy_NOWAIT
	if _, err := e.fused(q, increment(1)); err != nil {
		t.Fatal(err)
	}
	if _, err := e.lock(3, kvpb.LockMode_UPDATE, "a"); err != nil {
		t.Fatal(err)
	}
	resp, err := e.fused(q, increment(1))
	if err != nil || string(resp.FragmentResult) != "10" {
		t.Errorf("the copy: %q, %v; want the first result", resp.FragmentResult, err)
	}
	late := e.fusedOf(4, "a")
	late.Wait = kvpb.WaitPolicy_NOWAIT
	_, err = e.fused(late, increment(1))
	wantReason(t, err, "refused: locked")
	e.release(3)
	_, err = e.fused(late, increment(1))
	wantReason(t, err, "refused: prevented by recovery")
	if got := e.read("a", ""); got != "a=11" {
		t.Errorf("read %q, want a=11", got)
	}
}

// TestFusedWithoutWrites: "nothing to update" is an answer too, which a late copy must
// not contradict, and which leaves a mark.
func TestFusedWithoutWrites(t *testing.T) {
	both(t, replica.Planted{FailedIsFinal: true}, func(e *env) bool {
		q := e.fusedOf(2, "a")
		if resp, err := e.fused(q, increment(1)); err != nil || len(resp.FragmentResult) != 0 {
			e.t.Fatalf("an update of nothing: %q, %v", resp.FragmentResult, err)
		}
		e.write(3, put("a", "50"))
		_, err := e.fused(q, increment(1))
		return reason(err) == "refused: prevented by recovery" && e.read("a", "") == "a=50"
	})
}

func TestFusedFails(t *testing.T) {
	e := start(t, withEvaluator)
	c := e.write(1, put("a", "x"))
	failure := errors.New("a duplicate key")
	_, err := e.fused(e.fusedOf(2, "a"), fragment{write: func([]*kvpb.Locked, replica.Snapshot, *replica.Fused) error { return failure }})
	wantReason(t, err, "refused: fragment failed")
	var refused *kvpb.Refused
	if !errors.As(err, &refused) || !errors.Is(err, failure) || refused.MaxObs != c {
		t.Errorf("got %+v; want the fragment's error, which tells of version %d", err, c)
	}
	_, err = e.fused(e.fusedOf(3, "a"), fragment{write: func(_ []*kvpb.Locked, _ replica.Snapshot, out *replica.Fused) error {
		out.Put(rt.Key("b"), nil, kvpb.LockMode_UPDATE)
		return nil
	}})
	wantReason(t, err, "refused: fragment failed")
	_, err = e.fused(e.fusedOf(4, "a"), fragment{write: func(_ []*kvpb.Locked, s replica.Snapshot, _ *replica.Fused) error {
		_, _, err := s.Get(rt.Key("b"), nil)
		return err
	}})
	wantReason(t, err, "refused: fragment failed")
	if e.read("a", "z") != "a=x" {
		t.Error("something was written")
	}
}

func TestNotFused(t *testing.T) {
	e := start(t, withEvaluator)
	c := e.write(1, put("a", "1"))
	f := fragment{write: func(_ []*kvpb.Locked, _ replica.Snapshot, out *replica.Fused) error {
		out.Put(rt.Key("a"), []byte("2"), kvpb.LockMode_UPDATE)
		out.NotFused = true
		return nil
	}}
	q := e.fusedOf(2, "a", "b")
	resp, err := e.fused(q, f)
	if err != nil || !resp.NotFused || len(resp.Locked) != 2 || resp.Locked[0].Expect != c || resp.CommitTs != 0 {
		t.Fatalf("got %+v, %v", resp, err)
	}
	_, err = e.lockWith(3, kvpb.LockMode_KEY_SHARE, kvpb.WaitPolicy_NOWAIT, 0, "b")
	wantReason(t, err, "refused: locked")
	_, err = e.fused(q, f) // a late copy
	wantReason(t, err, "refused: prevented by recovery")
	w := e.commitOf(2, put("a", "3")) // the transaction itself goes on
	w.Expects = []*kvpb.Expect{expects("a", c, kvpb.LockMode_UPDATE, true)}
	_, err = e.commit(w)
	wantReason(t, err, "done")
}

// TestFusedWaitsInLine: statements on one row run one after the other, none is lost.
func TestFusedWaitsInLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, withEvaluator)
		e.write(1, put("a", "0"))
		if _, err := e.lock(2, kvpb.LockMode_UPDATE, "a"); err != nil {
			t.Fatal(err)
		}
		const n = 20
		results := make(chan error, n)
		for i := range n {
			go func() {
				_, err := e.fused(e.fusedOf(10+i, "a"), increment(1))
				results <- err
			}()
		}
		synctest.Wait()
		if len(results) > 0 {
			t.Error("a statement did not wait for the lock")
		}
		_, err := e.fused(&kvpb.CommitRequest{
			Header: header(3), ReadTs: int64(e.Clock.Now()), Wait: kvpb.WaitPolicy_NOWAIT,
			FusedLocks: []*kvpb.LockKey{{Key: rt.Key("a"), Mode: kvpb.LockMode_UPDATE}},
		}, increment(1))
		wantReason(t, err, "refused: locked")
		e.release(2)
		for range n {
			if err := <-results; err != nil {
				t.Error(err)
			}
		}
		if got := e.read("a", ""); got != "a="+strconv.Itoa(n) {
			t.Errorf("read %q, want a=%d", got, n)
		}
	})
}

// TestFragmentRead: a reading fragment sees the spans of its request at its timestamp.
func TestFragmentRead(t *testing.T) {
	e := start(t, withEvaluator)
	c := e.write(1, put("a", "1"), put("b", "2"), put("x", "9"))
	e.write(2, put("b", "3"))
	sum := fragment{read: func(s replica.Snapshot, resp *kvpb.ReadResponse) error {
		total := 0
		_, err := s.Scan(keys.Span{Start: rt.Key("a"), End: rt.Key("c")}, mvcc.ScanOptions{}, func(_ keys.Key, v []byte) error {
			n, err := strconv.Atoi(string(v))
			total += n
			return err
		})
		resp.FragmentResult = strconv.AppendInt(nil, int64(total), 10)
		return err
	}}
	resp := &kvpb.ReadResponse{}
	q := &kvpb.ReadRequest{Header: header(9), ReadTs: c, Spans: []*kvpb.Span{rt.Span("a", "c")}}
	if err := e.Replica(1).Send(e.ctx, readWith(q, sum), resp); err != nil || string(resp.FragmentResult) != "3" || resp.MaxObs != c {
		t.Errorf("got %q, maxObs %d, %v", resp.FragmentResult, resp.MaxObs, err)
	}
	q.Spans = []*kvpb.Span{rt.Span("a", "")}
	wantReason(t, e.Replica(1).Send(e.ctx, readWith(q, sum), resp), "refused: fragment failed")
}

// TestMarkAfterSnapshot: a write comes between a read's snapshot and its mark (T2).
func TestMarkAfterSnapshot(t *testing.T) {
	both(t, replica.Planted{RaiseAfterSnapshot: true}, func(e *env) bool {
		r := e.ahead(time.Millisecond)
		f := fragment{read: func(s replica.Snapshot, resp *kvpb.ReadResponse) error {
			v, _, err := s.Get(rt.Key("a"), nil)
			resp.FragmentResult = bytes.Clone(v)
			e.write(1, put("a", "1"))
			return err
		}}
		resp := &kvpb.ReadResponse{}
		q := &kvpb.ReadRequest{Header: header(9), ReadTs: r, Spans: []*kvpb.Span{rt.Span("a", "")}}
		if err := e.Replica(1).Send(e.ctx, readWith(q, f), resp); err != nil {
			e.t.Fatal(err)
		}
		again, _, _ := e.readAt(r, "a", "")
		return (len(resp.FragmentResult) == 0) == (again == "")
	})
}

// TestThreshold: a collection comes while a read is under way (T21).
func TestThreshold(t *testing.T) {
	both(t, replica.Planted{ThresholdBeforeOnly: true}, func(e *env) bool {
		c := e.write(1, put("a", "1"))
		e.write(2, put("a", "2"))
		e.close()
		f := fragment{read: func(s replica.Snapshot, resp *kvpb.ReadResponse) error {
			q := &kvpb.CollectRequest{Header: header(0), Threshold: int64(e.Replica(1).Closed())}
			if err := e.Replica(1).Send(e.ctx, q, &kvpb.CollectResponse{}); err != nil {
				return err
			}
			v, _, err := s.Get(rt.Key("a"), nil)
			resp.FragmentResult = bytes.Clone(v)
			return err
		}}
		resp := &kvpb.ReadResponse{}
		q := &kvpb.ReadRequest{Header: header(9), ReadTs: c, Spans: []*kvpb.Span{rt.Span("a", "")}}
		err := e.Replica(1).Send(e.ctx, readWith(q, f), resp)
		return reason(err) == "refused: below the collection threshold" || string(resp.FragmentResult) == "1"
	})
	e := start(t)
	e.write(1, put("a", "1"))
	e.write(2, put("a", "2"))
	e.close()
	resp := &kvpb.CollectResponse{}
	if err := e.Replica(1).Send(e.ctx, &kvpb.CollectRequest{Header: header(0), Threshold: rt.Forever}, resp); err != nil || resp.Versions != 1 {
		t.Errorf("collected %d versions, %v; want 1", resp.Versions, err)
	}
	if got := e.Replica(1).Threshold(); got > e.Replica(1).Closed() {
		t.Errorf("the threshold %d is above the closed timestamp %d", got, e.Replica(1).Closed())
	}
	q := e.commitOf(3, put("x", "1"))
	q.ReadTs = 1
	q.CommitTs, q.LatestTs = 0, rt.Forever
	_, err := e.commit(q)
	wantReason(t, err, "ambiguous")
	v := e.commitOf(4)
	v.ReadTs, v.CommitTs, v.LatestTs = 1, int64(e.Clock.Now()), rt.Forever
	v.Reads = []*kvpb.Span{rt.Span("q", "r")}
	_, err = e.commit(v)
	wantReason(t, err, "refused: below the collection threshold")
}

// TestReadOfWhatLeaves: keys leave the replica, and are removed, between a read's admission and its look at the
// engine. It is sent elsewhere, or finds them.
func TestReadOfWhatLeaves(t *testing.T) {
	for _, c := range []struct {
		name  string
		leave func(e *env) (gone *descriptor.Range)
	}{
		{"all, with the replica", func(e *env) *descriptor.Range {
			d := e.Replica(1).Descriptor()
			e.Replica(1).Close()
			return d
		}},
		{"a half, to a range of its own", func(e *env) *descriptor.Range {
			right := e.split("b")
			d := e.Replica(right).Descriptor()
			e.Replica(right).Close()
			return d
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			both(t, replica.Planted{BoundsBeforeOnly: true}, func(e *env) bool {
				at := e.write(1, put("a", "1"), put("c", "3"))
				f := fragment{read: func(s replica.Snapshot, resp *kvpb.ReadResponse) error {
					b := e.Engine.NewBatch(0)
					defer b.Close()
					if err := errors.Join(raftsnap.Destroy(b, c.leave(e)), e.Engine.Apply(b, false)); err != nil {
						return err
					}
					v, _, err := s.Get(rt.Key("c"), nil)
					resp.FragmentResult = bytes.Clone(v)
					return err
				}}
				resp := &kvpb.ReadResponse{}
				q := &kvpb.ReadRequest{Header: header(9), ReadTs: at, Spans: []*kvpb.Span{rt.Span("a", "d")}}
				err := e.Replica(1).Send(e.ctx, readWith(q, f), resp)
				return reason(err) == "elsewhere" || err == nil && string(resp.FragmentResult) == "3"
			})
		})
	}
}

// leavingEngine calls leave once before it is looked into.
type leavingEngine struct {
	engine.Engine
	leave func()
}

func (l *leavingEngine) look() {
	if f := l.leave; f != nil {
		l.leave = nil
		f()
	}
}

func (l *leavingEngine) NewIter(o engine.IterOptions) (engine.Iterator, error) {
	l.look()
	return l.Engine.NewIter(o)
}

func (l *leavingEngine) Newest(key keys.Key, dst []byte) (hlc.Timestamp, []byte, bool) {
	l.look()
	return l.Engine.Newest(key, dst)
}

func (l *leavingEngine) Stretch(key keys.Key) (*engine.Stretch, keys.Key) {
	l.look()
	return l.Engine.Stretch(key)
}

// TestValidationOfWhatLeaves: a replica is closed and removed while a transaction that only reads here is
// validated. What another has written since it read is not overlooked.
func TestValidationOfWhatLeaves(t *testing.T) {
	both(t, replica.Planted{BoundsBeforeOnly: true}, func(e *env) bool {
		disk := &leavingEngine{Engine: e.Engine}
		e.Options.Engine = disk
		e.Restart(1)
		e.write(1, put("a", "1"))
		q := e.commitOf(2)
		q.Reads = []*kvpb.Span{rt.Span("a", "c")}
		e.write(3, put("a", "2"))
		disk.leave = func() {
			r := e.Replica(1)
			d := r.Descriptor()
			r.Close()
			b := e.Engine.NewBatch(0)
			defer b.Close()
			if err := errors.Join(raftsnap.Destroy(b, d), e.Engine.Apply(b, false)); err != nil {
				t.Error(err)
			}
		}
		_, err := e.commit(q)
		return err != nil
	})
}
