package replica_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	rt "github.com/isochrondb/isochron/range/replica/replicatest"
)

// watch has a commit lose what it read, so that the range keeps reads apart.
func (e *env) watch() error {
	q := e.commitOf(90, put("y", "1"))
	q.Reads = []*kvpb.Span{rt.Span("z", "")}
	e.write(91, put("z", "1"))
	_, err := e.commit(q)
	return err
}

// see locks a key that is not changed then.
func (e *env) see(n int, k string) {
	e.t.Helper()
	_, err := e.lock(n, kvpb.LockMode_UPDATE, k)
	e.must(err)
}

func (e *env) must(err error) {
	e.t.Helper()
	if err != nil {
		e.t.Fatal(err)
	}
}

// TestEarlier: transaction 1 has read a to c and writes x, and 2 changes b before it commits.
func TestEarlier(t *testing.T) { // T2, T12
	var between int64
	tests := []struct {
		name          string
		before, after func(e *env) // others, before b is changed, and after that
		copied        func(e *env) // and before a copy comes
		change        func(q *kvpb.CommitRequest)
		want          string
	}{
		{name: "nobody reads x", want: "done"},
		{name: "x is read before", before: func(e *env) { e.read("w", "y"); e.Clock.Now() }, want: "done"},
		{name: "x is read after", after: func(e *env) { e.read("w", "y") }, want: "refused: newer version"},
		{name: "another key is read after", after: func(e *env) { e.read("q", "r") }, want: "done"},
		{name: "x is validated after", after: func(e *env) {
			q := e.commitOf(3, put("q", "3"))
			q.Reads = []*kvpb.Span{rt.Span("x", "")}
			_, err := e.commit(q)
			wantReason(e.t, err, "done")
		}, want: "refused: newer version"},
		{name: "x is read by who commits nothing", after: func(e *env) {
			q := e.commitOf(3, put("q", "3"))
			q.Reads, q.ReadTs = []*kvpb.Span{rt.Span("x", ""), rt.Span("b", "")}, q.ReadTs-int64(time.Second)
			e.read("q", "r")
			_, err := e.commit(q)
			wantReason(e.t, err, "refused: newer version")
		}, want: "done"},
		{name: "x is locked and let alone after", after: func(e *env) {
			q := e.commitOf(3, put("q", "3"))
			q.Expects = []*kvpb.Expect{expects("x", 0, kvpb.LockMode_UPDATE, false)}
			_, err := e.commit(q)
			wantReason(e.t, err, "done")
		}, want: "refused: newer version"},
		{name: "x is written after", after: func(e *env) { e.write(3, put("x", "3")) }, want: "refused: newer version"},
		{name: "it reads x itself", change: func(q *kvpb.CommitRequest) { q.Reads = append(q.Reads, rt.Span("w", "y")) }, want: "done"},
		{name: "it is READ COMMITTED", change: func(q *kvpb.CommitRequest) { q.Header.Txn.Isolation = kvpb.Isolation_READ_COMMITTED }, want: "refused: newer version"},
		{name: "x is required after, in vain", after: func(e *env) {
			q := e.commitOf(3, put("q", "3"))
			q.Conditions = []*kvpb.Condition{{Span: rt.Span("x", ""), Exists: true, Id: 1}}
			_, err := e.commit(q)
			wantReason(e.t, err, "refused: condition failed")
		}, want: "refused: newer version"},
		{name: "x is read under a lock that lets it be changed", after: func(e *env) {
			if _, err := e.lock(3, kvpb.LockMode_KEY_SHARE, "x"); err != nil {
				e.t.Fatal(err)
			}
		}, want: "refused: newer version"},
		{name: "x is locked before, and given back", before: func(e *env) { e.see(3, "x"); e.release(3, "x") }, want: "done"},
		{name: "x is locked after, and given back", after: func(e *env) { e.see(3, "x"); e.release(3, "x") }, want: "refused: newer version"},
		{name: "x is locked after by who gives up", after: func(e *env) { e.see(3, "x"); e.release(3) }, want: "refused: newer version"},
		{name: "another key is locked after by who gives up", after: func(e *env) { e.see(3, "q"); e.release(3) }, want: "done"},
		{name: "x is among many that are locked after", after: func(e *env) {
			for i := range 100 {
				e.see(3, fmt.Sprint("q", i))
			}
			e.see(3, "x")
			e.release(3)
		}, want: "refused: newer version"},
		{name: "x is locked after by who then fails", after: func(e *env) {
			e.see(3, "x")
			q := e.commitOf(3, put("q", "3"))
			q.Conditions = []*kvpb.Condition{{Span: rt.Span("p", ""), Exists: true, Id: 1}}
			_, err := e.commit(q)
			wantReason(e.t, err, "refused: condition failed")
		}, want: "refused: newer version"},
		{name: "x is flushed after, and dropped", after: func(e *env) {
			e.see(3, "x")
			e.must(e.flush(3, seq(put("x", "3"), 1)))
			e.must(e.Replica(1).Send(e.ctx, &kvpb.FlushRequest{Header: header(3), Drop: rt.Span("a", "z")}, &kvpb.FlushResponse{}))
		}, want: "refused: newer version"},
		{name: "x is flushed after, and its writer is over", after: func(e *env) {
			e.see(3, "x")
			e.must(e.flush(3, seq(put("x", "3"), 1)))
			e.must(e.resolve(3, kvpb.TxnState_ABORTED, 0, "", "x"))
		}, want: "refused: newer version"},
		{name: "its c is given", change: func(q *kvpb.CommitRequest) { q.CommitTs = q.LatestTs }, want: "refused: newer version"},
		{name: "a condition holds then", change: func(q *kvpb.CommitRequest) {
			q.Conditions = []*kvpb.Condition{{Span: rt.Span("b", ""), Exists: false, Id: 1}}
		}, want: "done"},
		{name: "a condition does not", change: func(q *kvpb.CommitRequest) {
			q.Conditions = []*kvpb.Condition{{Span: rt.Span("b", ""), Exists: true, Id: 1}}
		}, want: "refused: newer version"},
		{name: "a condition does not, and does later", change: func(q *kvpb.CommitRequest) {
			q.Conditions = []*kvpb.Condition{{Span: rt.Span("b", ""), Exists: true, Id: 1}}
			q.Reads = []*kvpb.Span{rt.Span("c", "")}
		}, after: func(e *env) {
			between = int64(e.Clock.Now())
			e.write(3, put("c", "3"))
		}, copied: func(e *env) { _, _, _ = e.readAt(between, "w", "y") }, want: "refused: newer version"},
		{name: "it only reads", change: func(q *kvpb.CommitRequest) { q.Writes = nil }, want: "refused: newer version"},
		{name: "timestamps are closed", change: func(q *kvpb.CommitRequest) { q.LatestTs += int64(time.Hour) }, after: func(e *env) { e.close() }, want: "refused: newer version"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := start(t)
			wantReason(t, e.watch(), "refused: newer version")
			q := e.commitOf(1, put("x", "1"))
			q.Reads = []*kvpb.Span{rt.Span("a", "c")}
			if tt.change != nil {
				tt.change(q)
			}
			var read int64
			if tt.before != nil {
				read = int64(e.Clock.Last())
				tt.before(e)
			}
			changed := e.write(2, put("b", "2"))
			if tt.after != nil {
				tt.after(e)
			}
			resp, err := e.commit(q)
			wantReason(t, err, tt.want)
			if c := resp.CommitTs; tt.want == "done" && (c <= max(q.ReadTs, read) || c >= changed) {
				t.Errorf("c = %d, want it above %d and below %d", c, max(q.ReadTs, read), changed)
			}
			if tt.want != "done" { // for copies, too
				if tt.copied != nil {
					tt.copied(e)
				}
				if _, err := e.commit(q); reason(err) != tt.want && reason(err) != "refused: prevented by recovery" {
					t.Errorf("a copy that comes later is told %v", err)
				}
				return
			}
			if got, _, err := e.readAt(resp.CommitTs, "a", "z"); err != nil || got != "x=1" {
				t.Errorf("at c there is %q, %v", got, err)
			}
			if got := e.read("a", "z"); got != "b=2 x=1" && got != "b=2 q=3 x=1" {
				t.Errorf("now there is %q", got)
			}
		})
	}
}

// TestEarlierUnmarked: what was read of what it writes is read again the same.
func TestEarlierUnmarked(t *testing.T) { // T2
	both(t, replica.Planted{EarlierUnmarked: true}, func(e *env) bool {
		_ = e.watch()
		q := e.commitOf(1, put("x", "1"))
		q.Reads = []*kvpb.Span{rt.Span("a", "c")}
		r := int64(e.Clock.Now())
		before, _, _ := e.readAt(r, "x", "y")
		e.write(2, put("b", "2"))
		if _, err := e.commit(q); err != nil {
			return false
		}
		after, _, _ := e.readAt(r, "x", "y")
		return before == after
	})
}

// TestEarlierUnwatched: a range that has not seen a commit lose does not know who has read what, and what it has refused
// then is refused for good, here and by who leads it next.
func TestEarlierUnwatched(t *testing.T) { // T10
	e := start(t)
	q := e.commitOf(1, put("x", "1"))
	q.Reads = []*kvpb.Span{rt.Span("a", "c")}
	e.write(2, put("b", "2"))
	for i := range 3 {
		_, err := e.commit(q)
		wantReason(t, err, "refused: newer version")
		if i == 1 {
			e.NewTerm(1, replica.LeaseStart{Floor: ts(q.ReadTs)})
		}
		_ = e.watch() // or not, where that goes earlier
	}
}
