package replica_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	rt "github.com/isochrondb/isochron/range/replica/replicatest"
)

// soon runs f, and reports whether it ends before anything else happens, and then its end.
func soon(f func()) (now bool, end chan struct{}) {
	end = make(chan struct{})
	go func() { defer close(end); f() }()
	synctest.Wait()
	select {
	case <-end:
		return true, end
	default:
		return false, end
	}
}

// shownCommit has transaction 1 hold the row a, and commit it as `value`: visible, and not durable.
func (e *env) shownCommit(value string) (committed chan struct{}) {
	e.t.Helper()
	e.write(90, put("a", "10"))
	locked, err := e.lock(1, kvpb.LockMode_UPDATE, "a")
	if err != nil {
		e.t.Fatal(err)
	}
	e.SetFate(rt.All(rt.Show))
	q := e.commitOf(1, put("a", value))
	q.Expects = []*kvpb.Expect{expects("a", locked[0].Expect, kvpb.LockMode_UPDATE, true)}
	now, committed := soon(func() { _, _ = e.commit(q) })
	if now {
		e.t.Error("a commit is answered before it is durable")
	}
	return committed
}

// TestVisible: who locks the row of a commit that is visible goes on with it, and may commit; who
// reads it waits until it is durable (T22).
func TestVisible(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, withEvaluator)
		first := e.shownCommit("11")
		var locked []*kvpb.Locked
		var err error
		if now, _ := soon(func() { locked, err = e.lock(2, kvpb.LockMode_UPDATE, "a") }); !now || err != nil || string(locked[0].Value) != "11" {
			t.Fatalf("the lock was not given on: %v, %v, %v", now, locked, err)
		}
		q := e.commitOf(2, put("a", "12"))
		q.Expects = []*kvpb.Expect{expects("a", locked[0].Expect, kvpb.LockMode_UPDATE, true)}
		_, second := soon(func() { _, err = e.commit(q) })
		var got string
		read, end := soon(func() { got = e.read("a", "") })
		if read {
			t.Errorf("read %q before it is durable", got)
		}
		if other, _ := soon(func() { e.read("b", "") }); !other {
			t.Error("a reader of another row waits")
		}
		e.Sync(1, false)
		<-first
		<-second
		<-end
		if got != "a=12" || err != nil {
			t.Errorf("read %q; the second commit: %v", got, err)
		}
	})
}

// TestVisibleOnly: what writes nothing, and would tell of what it saw, waits until that is durable.
func TestVisibleOnly(t *testing.T) {
	ask := map[string]func(e *env) error{
		"a statement that writes nothing": func(e *env) error {
			q := e.fusedOf(2, "a")
			q.LatestTs = int64(hlc.Max) // no copy of it to keep out
			_, err := e.fused(q, fragment{write: func(l []*kvpb.Locked, _ replica.Snapshot, out *replica.Fused) error {
				out.Result = append(out.Result, l[0].Value...)
				return nil
			}})
			return err
		},
		"a refusal": func(e *env) error {
			q := e.commitOf(2, put("a", "9"))
			q.LatestTs = int64(hlc.Max)
			q.Expects = []*kvpb.Expect{expects("a", 1, kvpb.LockMode_UPDATE, true)}
			_, err := e.commit(q)
			return err
		},
		"a validation": func(e *env) error {
			q := e.commitOf(2)
			q.LatestTs, q.CommitTs = 0, q.ReadTs+1
			q.Reads = []*kvpb.Span{rt.Span("a", "")}
			_, err := e.commit(q)
			return err
		},
		"a lock that is given back": func(e *env) error {
			if _, err := e.lock(2, kvpb.LockMode_UPDATE, "a"); err != nil {
				return err
			}
			return e.tryRelease(2, "b", "a")
		},
	}
	for name, f := range ask {
		for _, lost := range []bool{false, true} {
			synctest.Test(t, func(t *testing.T) {
				e := start(t, withEvaluator)
				first := e.shownCommit("11")
				e.Clock.Advance(time.Millisecond)
				var err error
				now, end := soon(func() { err = f(e) })
				if now {
					t.Errorf("%s: told %v before it is durable", name, err)
				}
				e.SetFate(nil)
				e.Sync(1, lost)
				<-first
				<-end
				if got := reason(err); lost && got != "elsewhere" {
					t.Errorf("%s: %v, where what it saw was lost", name, err)
				} else if !lost && got == "elsewhere" {
					t.Errorf("%s: %v", name, err)
				}
			})
		}
	}
}

// TestUndurableTold: the test above notices where nobody waits.
func TestUndurableTold(t *testing.T) {
	for _, p := range []replica.Planted{{}, {UndurableTold: true}} {
		synctest.Test(t, func(t *testing.T) {
			e := start(t, withEvaluator, planted(p))
			first := e.shownCommit("11")
			q := e.fusedOf(2, "a")
			q.LatestTs = int64(hlc.Max) // no copy of it to keep out
			now, end := soon(func() {
				_, _ = e.fused(q, fragment{write: func(_ []*kvpb.Locked, _ replica.Snapshot, _ *replica.Fused) error { return nil }})
			})
			if now != p.UndurableTold {
				t.Errorf("planted %v: told at once: %v", p.UndurableTold, now)
			}
			e.SetFate(nil)
			e.Sync(1, false)
			<-first
			<-end
		})
	}
}

// TestInDoubt: a commit that went past a visible one, and whose own outcome is unknown, is told as
// unknown.
func TestInDoubt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, withEvaluator)
		first := e.shownCommit("11")
		locked, err := e.lock(2, kvpb.LockMode_UPDATE, "a")
		if err != nil {
			t.Fatal(err)
		}
		q := e.commitOf(2, put("a", "12"))
		q.Expects = []*kvpb.Expect{expects("a", locked[0].Expect, kvpb.LockMode_UPDATE, true)}
		_, second := soon(func() { _, err = e.commit(q) })
		e.Sync(1, true)
		<-first
		<-second
		if got := reason(err); got != "ambiguous" {
			t.Errorf("told %q: %v", got, err)
		}
	})
}
