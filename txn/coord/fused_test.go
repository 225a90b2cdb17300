package coord_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/testing/lossy"
	"github.com/isochrondb/isochron/txn/coord"
)

// double is a fragment that doubles the locked value, or fails, or gives up.
type double string

func (d double) Marshal() ([]byte, error) { return []byte(d), nil }

var errFragment = errors.New("duplicate key")

type evaluator struct{}

// unknown is the answer to a fragment of another release.
type unknown struct{}

func (unknown) Error() string    { return "not known" }
func (unknown) FragmentUnknown() {}

func (evaluator) Read(_ context.Context, _ *kvpb.ReadRequest, f kvpb.Fragment, _ replica.Snapshot, resp *kvpb.ReadResponse) error {
	if f == double("new") {
		return unknown{}
	}
	resp.FragmentResult = []byte("read")
	return nil
}

func (evaluator) Same(_ kvpb.Columns, a, b []byte) bool { return bytes.Equal(a, b) }

func (evaluator) Write(_ context.Context, req *kvpb.CommitRequest, frag kvpb.Fragment, locked []*kvpb.Locked, _ replica.Snapshot, out *replica.Fused) error {
	switch frag.(double) {
	case "fail":
		return errFragment
	case "give up":
		out.NotFused = true
		return nil
	}
	v := locked[0].Value
	out.Put(req.FusedLocks[0].Key, append(append([]byte(nil), v...), v...), kvpb.LockMode_UPDATE)
	out.Result = append([]byte("was "), v...)
	return nil
}

func TestFused(t *testing.T) {
	e := start(t, nil, "h")
	e.set("a", "x", "m", "y")
	fuse := func(i kvpb.Isolation, d double, ks ...string) (*txn, coord.FusedResult, error) {
		x := e.begin(i)
		spec := coord.FusedSpec{Fragment: d}
		for _, k := range ks {
			spec.Locks = append(spec.Locks, coord.LockTarget{Key: key(k), Mode: kvpb.LockMode_UPDATE})
		}
		res, err := x.Fused(x.ctx, spec)
		return x, res, err
	}
	for _, i := range []kvpb.Isolation{rc, rr, sr} {
		e.set("a", "x")
		e.settle()
		before := e.hop.Totals()
		x, res, err := fuse(i, "", "a")
		e.must(err)
		after := e.hop.Totals()
		var sent []string
		for m := range kvpb.MethodCount {
			// What the transactions before it have left is forgotten by decisions, whenever that is.
			if n := after.Requests[m] - before.Requests[m]; n > 0 && m != kvpb.MethodDecide {
				sent = append(sent, fmt.Sprint(m, " ", n))
			}
		}
		e.want(strings.Join(sent, ", "), "Commit 1")
		if s := x.Stats(); s.Messages != 1 || s.Rounds != 1 {
			t.Errorf("%+v, want one message and one round", s)
		}
		if !res.Committed || string(res.Result) != "was x" || res.CommitTS == 0 {
			t.Errorf("got %+v", res)
		}
		e.want(code(x.tryCommit()), "XX000") // it is over
		e.want(e.all(), "a=xx m=y")

		x, _, err = fuse(i, "fail", "a")
		if !errors.Is(err, errFragment) {
			t.Errorf("got %v, want the fragment's error", err)
		}
		x.Rollback(x.ctx)

		x, res, err = fuse(i, "give up", "a")
		e.must(err)
		if res.Committed || len(res.Locked) != 1 || string(res.Locked[0].Value) != "xx" {
			t.Errorf("not fused: got %+v", res)
		}
		y := e.begin(sr)
		if _, err := y.tryLock("a", kvpb.LockMode_UPDATE, coord.LockOptions{Wait: kvpb.WaitPolicy_NOWAIT}); code(err) != "55P03" {
			t.Errorf("the lock is not held: %v", err)
		}
		y.Rollback(y.ctx)
		x.put("a", "z").put("m", "z").commit()
		e.want(e.all(), "a=z m=z")
		e.set("m", "y")

		x, res, err = fuse(i, "", "a", "m") // two ranges
		e.must(err)
		if res.Committed || res.Locked != nil {
			t.Errorf("two ranges: got %+v", res)
		}
		x.put("a", "two").commit()
	}
	if n := e.db.Open(); n != 0 {
		t.Errorf("%d transactions are open", n)
	}
}

// TestLimitOverOwnWrites: rows of a page that the fragment did not see don't count
// against the limit of what comes out of it.
func TestLimitOverOwnWrites(t *testing.T) {
	e := start(t, nil, "h")
	e.set("a", "x", "b", "x", "m", "y")
	x := e.begin(sr)
	x.lock("a")
	x.put("a", "own").stmt()
	rows := x.Scan(x.ctx, coord.ScanSpec{Spans: []keys.Span{{Start: key("a"), End: key("z")}}, MaxRows: 1, Fragment: double("")})
	defer rows.Close()
	var got []string
	for {
		b, ok := rows.NextBatch(x.ctx)
		if !ok {
			break
		}
		if b.Raw {
			got = append(got, "raw")
		} else {
			got = append(got, string(b.Result))
		}
	}
	e.must(rows.Err())
	e.want(strings.Join(got, " "), "raw read")
}

// TestFragmentUnknown: rows are read as they are where a node does not know the fragment.
func TestFragmentUnknown(t *testing.T) {
	e := start(t, nil, "h")
	e.set("a", "x", "b", "x", "m", "y")
	x := e.begin(sr)
	rows := x.Scan(x.ctx, coord.ScanSpec{Spans: []keys.Span{{Start: key("a"), End: key("z")}}, Whole: true, Fragment: double("new")})
	defer rows.Close()
	n := 0
	for {
		b, ok := rows.NextBatch(x.ctx)
		if !ok {
			break
		}
		if !b.Raw {
			t.Errorf("got a result, %q", b.Result)
		}
		n += b.NumRows
	}
	e.must(rows.Err())
	if n != 3 {
		t.Errorf("got %d rows, want 3", n)
	}
}

// TestFusedGivenUp: a client gives up a fused statement that stands in line after
// its first copy got lost: it hears so at once, and nothing happens later.
func TestFusedGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, nil)
		defer e.close()
		e.set("a", "x")
		holder := e.begin(sr).put("a", "y")
		var n atomic.Int64
		e.faults(func(m lossy.Message) lossy.Fate {
			if m.Method == kvpb.MethodCommit && n.Add(1) == 1 {
				return lossy.Fate{Lost: true, Timeout: time.Millisecond}
			}
			return lossy.Fate{}
		})
		ctx, stop := context.WithCancel(t.Context())
		time.AfterFunc(100*time.Millisecond, stop)
		began := time.Now()
		x := e.begin(sr)
		_, err := x.Fused(ctx, coord.FusedSpec{Fragment: double(""), Locks: []coord.LockTarget{{Key: key("a"), Mode: kvpb.LockMode_UPDATE}}})
		if d := time.Since(began); !errors.Is(err, context.Canceled) || d > time.Second {
			t.Errorf("got %v after %v, want context.Canceled at once", err, d)
		}
		x.Rollback(x.ctx)
		holder.commit()
		e.want(e.all(), "a=y")
	})
}
