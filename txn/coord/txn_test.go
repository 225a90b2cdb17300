package coord_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/transport"
	"github.com/isochrondb/isochron/testing/lossy"
	"github.com/isochrondb/isochron/txn/coord"
)

func TestOverlay(t *testing.T) {
	e := start(t, nil, "c", "f")
	e.set("a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6")
	x := e.begin(sr).stmt()
	x.put("b", "B").del("d").put("g", "G").put("c5", "new")
	e.want(x.get("b"), "2") // its own statement's writes are not seen
	e.want(x.scan("a", "z", false, 0), "a=1 b=2 c=3 d=4 e=5 f=6")
	x.stmt()
	e.want(x.get("b"), "B")
	e.want(x.get("d"), "-")
	e.want(x.scan("a", "z", false, 0), "a=1 b=B c=3 c5=new e=5 f=6 g=G")
	e.want(x.scan("a", "z", true, 0), "g=G f=6 e=5 c5=new c=3 b=B a=1")
	e.want(x.scan("a", "z", false, 3), "a=1 b=B c=3")
	e.want(x.scan("a", "z", true, 4), "g=G f=6 e=5 c5=new")
	var many []string
	e.must(x.GetMany(x.ctx, []keys.Key{key("g"), key("a"), key("d"), key("zz"), key("a"), key("b")}, kvpb.WholeRow, func(i int, v []byte, ok bool) error {
		many = append(many, fmt.Sprintf("%d:%s:%v", i, v, ok))
		return nil
	}))
	e.want(strings.Join(many, " "), "0:G:true 1:1:true 2::false 3::false 4:1:true 5:B:true")
	other := e.begin(sr)
	e.want(other.get("b"), "2") // no lock in its way
	other.commit()
	x.commit()
	e.want(e.all(), "a=1 b=B c=3 c5=new e=5 f=6 g=G")
}

func TestSavepoints(t *testing.T) {
	e := start(t, nil, "c")
	e.set("a", "1", "c", "3")
	x := e.begin(sr).stmt().put("a", "2")
	s1 := x.Savepoint()
	x.stmt().put("a", "3").put("b", "b")
	s2 := x.Savepoint()
	x.stmt().put("c", "C").del("a")
	x.stmt()
	e.want(x.scan("a", "z", false, 0), "b=b c=C")
	e.must(x.RollbackTo(x.ctx, s2))
	x.stmt()
	e.want(x.scan("a", "z", false, 0), "a=3 b=b c=3")
	// The lock on c went with the savepoint; those on a and b did not.
	y := e.begin(sr)
	if _, err := y.tryLock("c", kvpb.LockMode_UPDATE, coord.LockOptions{Wait: kvpb.WaitPolicy_NOWAIT}); err != nil {
		t.Errorf("a lock taken after the savepoint stays: %v", err)
	}
	if _, err := y.tryLock("b", kvpb.LockMode_UPDATE, coord.LockOptions{Wait: kvpb.WaitPolicy_NOWAIT}); code(err) != "55P03" {
		t.Errorf("a lock of before the savepoint: got %v, want 55P03", err)
	}
	y.Rollback(y.ctx)
	e.must(x.RollbackTo(x.ctx, s1))
	x.put("d", "d")
	x.commit()
	e.want(e.all(), "a=2 c=3 d=d")
}

// TestShapes counts the messages and consensus rounds of each shape.
func TestShapes(t *testing.T) {
	tests := []struct {
		name string
		work func(x *txn)
		want string // messages of the commit by method
	}{
		{"reads", func(x *txn) { x.get("a"); x.get("m") }, ""},
		{"locks", func(x *txn) { x.lock("a"); x.lock("m") }, "Commit 2"},
		{"one range", func(x *txn) { x.get("a2"); x.put("a", "1"); x.put("b", "1") }, "Commit 1"},
		{"one range, reads elsewhere", func(x *txn) { x.get("m"); x.put("a", "1") }, "Commit 2"},
		{"many ranges", func(x *txn) { x.get("t"); x.put("a", "1"); x.put("m", "1") }, "Stage 3"},
		{"deletion that leaves a tombstone", func(x *txn) { x.lock("n"); x.e.must(x.DeleteAlways(x.ctx, key("n"))); x.put("a", "1") }, "Stage 2"},
		{"deletion of nothing", func(x *txn) { x.del("nothing") }, "Commit 1"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := start(t, nil, "h", "p")
			e.set("a", "0", "m", "0", "t", "0")
			e.settle()
			x := e.begin(sr).stmt()
			tt.work(x)
			var atAck transport.Totals
			before := e.hop.Totals()
			x.commit()
			atAck = e.hop.Totals()
			var got []string
			for m := range kvpb.MethodCount {
				if n := atAck.Requests[m] - before.Requests[m]; n > 0 && (m == kvpb.MethodCommit || m == kvpb.MethodStage || m <= kvpb.MethodLock) {
					got = append(got, fmt.Sprint(m, " ", n))
				}
			}
			e.want(strings.Join(got, " "), tt.want)
		})
	}
}

// TestDecisionResolves: the decision takes what lies on the record's range with it, where that
// range's build knows how, and nothing is left either way.
func TestDecisionResolves(t *testing.T) {
	for _, old := range []bool{false, true} {
		e := start(t, nil, "h", "p")
		e.gate.old.Store(old)
		before := e.hop.Totals()
		e.set("a", "1", "b", "1", "m", "1", "q", "1")
		e.settle()
		after := e.hop.Totals()
		want := uint64(2) // the other two ranges; that the record may go is told by a decision, later
		if old {
			want++
		}
		if got := after.Requests[kvpb.MethodResolve] - before.Requests[kvpb.MethodResolve]; got != want {
			t.Errorf("old %t: %d resolutions, want %d", old, got, want)
		}
		err := mvcc.ScanIntents(e.engine, keys.Span{Start: keys.MinKey, End: keys.MaxKey}, keys.Txn{}, func(i mvcc.Intent) error {
			t.Errorf("old %t: an intent is left on %s", old, i.Key)
			return nil
		})
		e.must(err)
		e.want(e.all(), "a=1 b=1 m=1 q=1")
	}
}

// settle waits until nothing is left behind acknowledgements.
func (e *env) settle() {
	for e.db.Resolving() > 0 {
		time.Sleep(time.Millisecond)
	}
}

// TestAcknowledgedBeforeResolved: the client has its answer while nothing of the
// resolution gets through; readers and writers go on by recovery.
func TestAcknowledgedBeforeResolved(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, nil, "h")
		defer e.close()
		e.set("a", "0", "m", "0")
		e.settle()
		e.faults(func(m lossy.Message) lossy.Fate {
			switch m.Method {
			case kvpb.MethodResolve, kvpb.MethodHint:
				return lossy.Fate{Lost: true, Timeout: time.Millisecond}
			case kvpb.MethodDecide:
				return lossy.Fate{Delay: 20 * time.Second} // less than closing waits for
			}
			return lossy.Fate{}
		})
		began := time.Now()
		x := e.begin(sr).put("a", "1").put("m", "1")
		x.commit()
		if d := time.Since(began); d > 50*time.Millisecond {
			t.Errorf("the acknowledgement took %v", d)
		}
		e.faults(func(m lossy.Message) lossy.Fate {
			if m.Method == kvpb.MethodResolve {
				return lossy.Fate{Lost: true, Timeout: time.Millisecond}
			}
			return lossy.Fate{}
		})
		e.want(e.all(), "a=1 m=1")
		e.set("a", "2", "m", "2")
		e.want(e.all(), "a=2 m=2")
	})
}

func TestIsolation(t *testing.T) {
	// Each case: two transactions on a=1, b=1. What the second change ends with.
	tests := []struct {
		name       string
		run        func(e *env, i kvpb.Isolation) error
		rc, rr, sr string
	}{
		{"lost update", func(e *env, i kvpb.Isolation) error {
			x := e.begin(i).stmt()
			v := x.get("a")
			e.set("a", "2")
			_, err := x.stmt().tryLock("a", kvpb.LockMode_UPDATE, coord.LockOptions{})
			if err == nil {
				err = errors.Join(x.Put(x.ctx, key("a"), []byte(v+"+"), kvpb.LockMode_UPDATE), x.tryCommit())
			}
			x.Rollback(x.ctx)
			return err
		}, "00000", "40001", "40001"},
		{"write skew", func(e *env, i kvpb.Isolation) error {
			x, y := e.begin(i).stmt(), e.begin(i).stmt()
			x.get("a")
			y.get("b")
			x.put("b", "x")
			y.put("a", "y")
			x.commit()
			return y.tryCommit()
		}, "00000", "00000", "40001"},
		{"phantom", func(e *env, i kvpb.Isolation) error {
			x := e.begin(i).stmt()
			x.scan("a", "c", false, 0)
			e.set("a5", "new")
			x.put("d", "d")
			return x.tryCommit()
		}, "00000", "00000", "40001"},
		{"read only sees its snapshot", func(e *env, i kvpb.Isolation) error {
			x := e.begin(i).stmt()
			x.get("a")
			e.set("b", "2")
			if got := x.stmt().get("b"); got != "1" {
				return &coord.RetryError{Why: "saw " + got}
			}
			return x.tryCommit()
		}, "40001", "00000", "00000"},
		{"insert over a row deleted since", func(e *env, i kvpb.Isolation) error {
			x := e.begin(i).stmt()
			x.get("z")
			e.begin(sr).del("a").commit()
			x.put("a", "again")
			return x.tryCommit()
		}, "00000", "00000", "00000"},
	}
	for _, tt := range tests {
		for i, want := range map[kvpb.Isolation]string{rc: tt.rc, rr: tt.rr, sr: tt.sr} {
			t.Run(fmt.Sprint(tt.name, " ", i), func(t *testing.T) {
				e := start(t, nil)
				e.set("a", "1", "b", "1")
				e.want(code(tt.run(e, i)), want)
			})
		}
	}
}

// TestStatementRetry: under READ COMMITTED a statement that meets a newer row
// runs again on a new snapshot, with its locks.
func TestStatementRetry(t *testing.T) {
	e := start(t, nil)
	e.set("a", "1", "b", "1")
	x := e.begin(rc).stmt().put("b", "before")
	x.stmt()
	e.want(x.get("a"), "1")
	e.set("a", "2")
	x.put("c", "half done")
	_, err := x.tryLock("a", kvpb.LockMode_UPDATE, coord.LockOptions{})
	var retry *coord.StatementRetry
	if !errors.As(err, &retry) {
		t.Fatalf("got %v, want a *StatementRetry", err)
	}
	x.stmt()
	e.want(x.get("a"), "2")
	e.want(x.get("c"), "-")
	if _, err := x.tryLock("a", kvpb.LockMode_UPDATE, coord.LockOptions{}); err != nil {
		t.Fatalf("the lock was kept, so the row can't have changed: %v", err)
	}
	x.put("a", "3")
	x.commit()
	e.want(e.all(), "a=3 b=before")
}

// TestRefresh: a locked row newer than r moves r, if nothing that was read changed.
func TestRefresh(t *testing.T) {
	e := start(t, nil, "h")
	e.set("a", "1", "b", "1", "m", "1")
	x := e.begin(sr).stmt()
	x.get("b")
	x.get("m")
	e.set("a", "2")
	e.want(string(x.lock("a").Value), "2")
	x.put("a", "3").commit()

	x = e.begin(sr).stmt()
	x.get("m")
	e.set("a", "4", "m", "4")
	_, err := x.tryLock("a", kvpb.LockMode_UPDATE, coord.LockOptions{})
	e.want(code(err), "40001")
	x.Rollback(x.ctx)
}

func TestConditions(t *testing.T) {
	errChild, errParent := errors.New("child exists"), errors.New("no parent")
	for _, i := range []kvpb.Isolation{rc, rr, sr} {
		for _, splits := range [][]string{nil, {"h"}} {
			t.Run(fmt.Sprint(i, splits), func(t *testing.T) {
				e := start(t, nil, splits...)
				e.set("p1", "parent", "p2", "parent")
				child := func(k, p string) *txn {
					x := e.begin(i).stmt().put(k, p)
					e.must(x.Require(coord.Condition{Span: keys.Point(key(p)), Exists: true, OnFail: func() error { return errParent }}))
					return x
				}
				drop := func(p string) *txn {
					x := e.begin(i).stmt().del(p)
					e.must(x.Require(coord.Condition{Span: keys.Span{Start: key("c"), End: key("d")}, OnFail: func() error { return errChild }}))
					return x
				}
				a, b := child("c1", "p1"), drop("p1")
				b.commit()
				if err := a.tryCommit(); !errors.Is(err, errParent) {
					t.Errorf("a child without its parent: %v", err)
				}
				a, b = child("c2", "p2"), drop("p2")
				a.commit()
				if err := b.tryCommit(); !errors.Is(err, errChild) {
					t.Errorf("a parent under its child: %v", err)
				}
				// Its own deletion of the child counts.
				b = drop("p2").del("c2")
				b.commit()
				// Its own insertion of the parent counts.
				child("c3", "p3").put("p3", "parent").commit()
				e.want(e.all(), "c3=p3 p3=parent")
			})
		}
	}
}

func TestLockPolicies(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, nil)
		defer e.close()
		e.set("a", "1", "b", "2")
		x := e.begin(sr).put("a", "x")
		y := e.begin(sr)
		_, err := y.tryLock("a", kvpb.LockMode_SHARE, coord.LockOptions{Wait: kvpb.WaitPolicy_NOWAIT})
		e.want(code(err), "55P03")
		var locked *coord.LockError
		if !errors.As(err, &locked) || locked.Holder != x.ID() || locked.Timeout {
			t.Errorf("got %+v, want holder %v", locked, x.ID())
		}
		l, err := y.Lock(y.ctx, []coord.LockTarget{{key("a"), kvpb.LockMode_UPDATE}, {key("b"), kvpb.LockMode_UPDATE}}, coord.LockOptions{Wait: kvpb.WaitPolicy_SKIP_LOCKED})
		e.must(err)
		if !l[0].Skipped || l[1].Skipped || string(l[1].Value) != "2" {
			t.Errorf("SKIP LOCKED: got %+v", l)
		}
		began := time.Now()
		_, err = y.tryLock("a", kvpb.LockMode_SHARE, coord.LockOptions{Timeout: time.Second})
		if d := time.Since(began); code(err) != "55P03" || d != time.Second {
			t.Errorf("lock_timeout: %v after %v, want 55P03 after 1s", err, d)
		}
		ctx, stop := context.WithTimeout(t.Context(), time.Second)
		defer stop()
		y.ctx = ctx
		if _, err = y.tryLock("a", kvpb.LockMode_SHARE, coord.LockOptions{}); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("cancelled: %v", err)
		}
		y.ctx = t.Context()
		y.Rollback(y.ctx)
		x.commit()
		e.want(e.all(), "a=x b=2")
	})
}

func TestDeadlock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, nil, "h")
		defer e.close()
		e.set("a", "1", "m", "1")
		older, younger := e.begin(sr).put("a", "o"), e.begin(sr).put("m", "y")
		done := make(chan error, 2)
		go func() {
			_, err := older.tryLock("m", kvpb.LockMode_UPDATE, coord.LockOptions{Newest: true})
			done <- err
		}()
		synctest.Wait()
		_, err := younger.tryLock("a", kvpb.LockMode_UPDATE, coord.LockOptions{Newest: true})
		e.want(code(err), "40P01")
		var d *coord.DeadlockError
		if !errors.As(err, &d) || !strings.Contains(d.Detail(), fmt.Sprintf("Transaction %s waits for a lock held by transaction %s.", younger.ID(), older.ID())) {
			t.Errorf("the cycle is not told: %q", d.Detail())
		}
		younger.Rollback(younger.ctx)
		e.must(<-done)
		older.put("m", "o").commit()
		e.want(e.all(), "a=o m=o")
	})
}

// TestVanishedClient: whatever a client was at, rolling back leaves no lock, also
// not one that is granted to a request that was given up.
func TestVanishedClient(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, nil, "h")
		defer e.close()
		e.set("a", "1", "m", "1")
		holder := e.begin(sr).put("m", "h")
		ctx, stop := context.WithCancel(t.Context())
		x := e.begin(sr).put("a", "x")
		x.ctx = ctx
		done := make(chan error, 1)
		go func() {
			_, err := x.tryLock("m", kvpb.LockMode_UPDATE, coord.LockOptions{})
			done <- err
		}()
		synctest.Wait()
		stop()
		if err := <-done; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want context.Canceled", err)
		}
		x.Rollback(ctx)
		holder.commit()
		if n := e.db.Open(); n != 0 {
			t.Errorf("%d transactions are open", n)
		}
		y := e.begin(sr)
		for _, k := range []string{"a", "m"} {
			if _, err := y.tryLock(k, kvpb.LockMode_UPDATE, coord.LockOptions{Wait: kvpb.WaitPolicy_NOWAIT}); err != nil {
				t.Errorf("%s is still locked: %v", k, err)
			}
		}
		y.Rollback(y.ctx)
	})
}

// TestLateGrant: a lock granted after its transaction ended is found by the probe
// of whoever waits for it.
func TestLateGrant(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, nil)
		defer e.close()
		e.set("a", "1")
		e.faults(func(m lossy.Message) lossy.Fate {
			if m.Method == kvpb.MethodLock {
				return lossy.Fate{Copies: []time.Duration{time.Second}}
			}
			return lossy.Fate{}
		})
		x := e.begin(sr).put("a", "2")
		e.faults(nil)
		x.commit()
		time.Sleep(2 * time.Second) // the copy is granted now
		e.set("a", "3")
		e.want(e.all(), "a=3")
	})
}

// TestLostReplies: whichever single message or reply of a commit is lost, and
// whichever is doubled, the client hears the truth.
func TestLostReplies(t *testing.T) {
	for _, method := range []kvpb.Method{kvpb.MethodCommit, kvpb.MethodStage, kvpb.MethodDecide, kvpb.MethodResolve} {
		for _, fate := range []lossy.Fate{{Lost: true}, {ReplyLost: true}, {Copies: []time.Duration{0, 30 * time.Millisecond}}, {Delay: 20 * time.Millisecond}} {
			for nth := range 3 {
				t.Run(fmt.Sprintf("%v %+v %d", method, fate, nth), func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) {
						e := start(t, nil, "h", "p")
						defer e.close()
						e.set("a", "0", "m", "0", "t", "0")
						e.settle()
						var n atomic.Int64
						e.faults(func(m lossy.Message) lossy.Fate {
							if m.Method == method {
								if n.Add(1) == int64(nth)+1 {
									return fate
								}
							}
							return lossy.Fate{}
						})
						want := "a=0 m=0 t=0"
						for i, work := range []func(x *txn){
							func(x *txn) { x.put("a", "1") },
							func(x *txn) { x.get("t"); x.put("a", "2") },
							func(x *txn) { x.put("a", "3").put("m", "3").get("t") },
						} {
							x := e.begin(sr)
							work(x)
							switch err := x.tryCommit(); code(err) {
							case "00000":
								want = []string{"a=1 m=0 t=0", "a=2 m=0 t=0", "a=3 m=3 t=0"}[i]
							case "40001":
							default:
								t.Fatalf("transaction %d: %v", i, err)
							}
							e.want(e.all(), want)
						}
					})
				})
			}
		}
	}
}

// TestLateCommit: a commit that arrives when its latest c is over is sent once
// more with a later one; it conflicts with nobody.
func TestLateCommit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, nil)
		defer e.close()
		var n atomic.Int64
		e.faults(func(m lossy.Message) lossy.Fate {
			if m.Method == kvpb.MethodCommit && n.Add(1) == 1 {
				return lossy.Fate{Delay: 10 * time.Second}
			}
			return lossy.Fate{}
		})
		e.begin(sr).put("a", "1").commit()
		e.want(e.all(), "a=1")
		if n.Load() < 2 {
			t.Error("the late request was accepted")
		}
	})
}

// TestMoved: a range splits between the statements and the commit.
func TestMoved(t *testing.T) {
	e := start(t, nil)
	e.set("a", "0", "m", "0", "t", "0")
	x := e.begin(sr)
	x.get("t")
	x.put("a", "1").put("m", "1")
	e.split("c")
	e.split("p")
	x.commit()
	e.want(e.all(), "a=1 m=1 t=0")
	e.settle()
}

type certifier struct {
	calls [][2]hlc.Timestamp
	upto  func(need, want hlc.Timestamp) (hlc.Timestamp, error)
}

func (c *certifier) Certify(_ context.Context, _ *coord.Txn, need, want hlc.Timestamp) (hlc.Timestamp, error) {
	c.calls = append(c.calls, [2]hlc.Timestamp{need, want})
	return c.upto(need, want)
}

func TestCertifier(t *testing.T) {
	yes := func(need, _ hlc.Timestamp) (hlc.Timestamp, error) { return need, nil }
	no := func(_, _ hlc.Timestamp) (hlc.Timestamp, error) {
		return 0, &coord.RetryError{Why: "the table has changed"}
	}
	for _, splits := range [][]string{nil, {"h"}} {
		e := start(t, nil, splits...)
		for _, tt := range []struct {
			upto func(need, want hlc.Timestamp) (hlc.Timestamp, error)
			want string
		}{{yes, "00000"}, {no, "40001"}} {
			c := &certifier{upto: tt.upto}
			x := e.begin(sr)
			x.SetCertifier(c)
			x.put("a", "1").put("m", "1")
			e.want(code(x.tryCommit()), tt.want)
			if len(c.calls) != 1 {
				t.Errorf("asked %d times, want once", len(c.calls))
			}
		}
		r := e.begin(sr) // who only reads asks nobody
		c := &certifier{upto: no}
		r.SetCertifier(c)
		r.get("a")
		r.commit()
		if len(c.calls) != 0 {
			t.Error("a reader asked for a certificate")
		}
	}
}

// TestLarge: transactions larger than the buffer, with statements, savepoints and
// reads of what was flushed.
func TestLarge(t *testing.T) {
	small := func(o *coord.Options) { o.Limits.BufferBytes = 1000 }
	e := start(t, small, "k02", "k05")
	e.set("k00", "old", "k03", "old")
	x := e.begin(sr)
	for s := range 5 {
		x.stmt()
		for i := range 20 {
			if i%5 == s%5 {
				x.put(fmt.Sprintf("k%02d", i), fmt.Sprintf("v%d.%d", s, i))
			}
		}
	}
	want := "k00=v0.0 k01=v1.1 k02=v2.2 k03=v3.3 k04=v4.4 k05=v0.5 k06=v1.6"
	x.stmt()
	e.want(x.scan("k", "k07", false, 0), want)
	e.want(x.get("k03"), "v3.3")
	sp := x.Savepoint()
	x.stmt()
	for i := range 20 {
		x.put(fmt.Sprintf("k%02d", i), "undone")
		x.put(fmt.Sprintf("n%02d", i), "undone")
	}
	x.stmt()
	e.want(x.get("n07"), "undone")
	e.want(x.get("k07"), "undone")
	e.must(x.RollbackTo(x.ctx, sp))
	x.stmt()
	e.want(x.scan("k", "k07", false, 0), want)
	e.want(x.get("n07"), "-")
	x.del("k01").put("n01", "stays")
	e.split("k08")
	other := e.begin(sr)
	e.want(other.scan("k", "z", false, 0), "k00=old k03=old")
	other.commit()
	x.commit()
	y := e.begin(sr)
	e.want(y.scan("k", "k07", false, 0), strings.Replace(want, "k01=v1.1 ", "", 1))
	e.want(y.scan("n", "o", false, 0), "n01=stays")
	y.commit()
	e.settle()

	x = e.begin(sr)
	for i := range 50 {
		x.put(fmt.Sprintf("q%02d", i), "gone")
	}
	x.Rollback(x.ctx)
	y = e.begin(sr)
	for i := range 50 {
		if _, err := y.tryLock(fmt.Sprintf("q%02d", i), kvpb.LockMode_UPDATE, coord.LockOptions{Wait: kvpb.WaitPolicy_NOWAIT}); err != nil {
			t.Fatalf("a lock of a rolled back large transaction stays: %v", err)
		}
	}
	e.want(y.scan("q", "r", false, 0), "")
	y.commit()
}

// TestRandom compares random statements of one transaction at a time, large and
// small, over ranges that split, with a map.
func TestRandom(t *testing.T) {
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 6))
		e := start(t, func(o *coord.Options) { o.Limits.BufferBytes = []int64{0, 700, 3000}[seed%3]; o.Limits.PageBytes = 50 }, "k10", "k20")
		committed := map[string]string{}
		for range 12 {
			state := cloned(committed)
			x := e.begin(sr)
			type save struct {
				sp    coord.Savepoint
				state map[string]string
			}
			var saves []save
			for range 1 + rng.IntN(6) {
				x.stmt()
				before := cloned(state)
				for range rng.IntN(12) {
					k := fmt.Sprintf("k%02d", rng.IntN(30))
					if rng.IntN(4) == 0 {
						x.del(k)
						delete(state, k)
					} else {
						v := fmt.Sprint(rng.IntN(1000))
						x.put(k, v)
						state[k] = v
					}
				}
				e.compare(x, rng, before) // not what this statement wrote
				switch rng.IntN(6) {
				case 0:
					saves = append(saves, save{x.Savepoint(), cloned(state)})
				case 1:
					if n := len(saves); n > 0 {
						s := saves[n-1]
						e.must(x.RollbackTo(x.ctx, s.sp))
						state = cloned(s.state)
					}
				case 2:
					e.split(fmt.Sprintf("k%02d", rng.IntN(30)))
				}
				x.stmt()
				e.compare(x, rng, state)
			}
			if rng.IntN(4) == 0 {
				x.Rollback(x.ctx)
			} else {
				x.commit()
				committed = state
			}
			y := e.begin(sr)
			e.compare(y, rng, committed)
			y.commit()
			if t.Failed() {
				t.Fatalf("seed %d", seed)
			}
		}
	}
}

func cloned(m map[string]string) map[string]string {
	c := map[string]string{}
	for k, v := range m {
		c[k] = v
	}
	return c
}

func (e *env) compare(x *txn, rng *rand.Rand, want map[string]string) {
	e.Helper()
	from, to := fmt.Sprintf("k%02d", rng.IntN(30)), fmt.Sprintf("k%02d", rng.IntN(31))
	if rng.IntN(3) == 0 || from >= to {
		from, to = "k", "l"
	}
	reverse, limit := rng.IntN(2) == 0, rng.IntN(3)*rng.IntN(10)
	var ks []string
	for k := range want {
		if k >= from && k < to {
			ks = append(ks, k)
		}
	}
	slices.Sort(ks)
	if reverse {
		slices.Reverse(ks)
	}
	if limit > 0 && len(ks) > limit {
		ks = ks[:limit]
	}
	for i, k := range ks {
		ks[i] = k + "=" + want[k]
	}
	e.want(x.scan(from, to, reverse, uint64(limit)), strings.Join(ks, " "))
	k := fmt.Sprintf("k%02d", rng.IntN(30))
	v, ok := want[k]
	if !ok {
		v = "-"
	}
	e.want(x.get(k), v)
}

func TestReadOnly(t *testing.T) {
	e := start(t, nil)
	e.set("a", "1")
	past := e.db.Now()
	e.set("a", "2")
	x := e.db.Begin(coord.TxnOptions{AsOf: past})
	v, _, err := x.Get(t.Context(), key("a"), kvpb.WholeRow, nil)
	e.must(err)
	e.want(string(v), "1")
	_, err = x.Lock(t.Context(), []coord.LockTarget{{key("a"), kvpb.LockMode_UPDATE}}, coord.LockOptions{})
	e.want(code(err), "25006")
	x.Rollback(t.Context())
}

// TestWithoutLock: a write must be locked first, or be fresh.
func TestWithoutLock(t *testing.T) {
	e := start(t, nil)
	x := e.begin(sr)
	e.want(code(x.Put(x.ctx, key("a"), nil, kvpb.LockMode_UPDATE)), "XX000")
	_, err := x.tryLock("a", kvpb.LockMode_SHARE, coord.LockOptions{})
	e.must(err)
	e.want(code(x.Put(x.ctx, key("a"), nil, kvpb.LockMode_UPDATE)), "XX000")
	e.must(x.PutFresh(x.ctx, key("f"), []byte("fresh")))
	x.commit()
	e.want(e.all(), "f=fresh")
	x = e.begin(sr)
	e.must(x.PutFresh(x.ctx, key("f"), []byte("again")))
	e.want(code(x.tryCommit()), "40001") // it did exist
}

// TestHelped: transactions that read many rows and write a few, against each other,
// all get through after a few attempts.
func TestHelped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, nil, "c")
		defer e.close()
		e.set("a", "0", "b", "0", "c", "0", "d", "0")
		e.faults(func(lossy.Message) lossy.Fate { return lossy.Fate{Delay: time.Millisecond} })
		const clients, helpAfterTest = 40, 3
		worst := make(chan int, clients)
		for i := range clients {
			go func() {
				rng := rand.New(rand.NewPCG(uint64(i), 7))
				attempts := 0
				err := e.db.Run(t.Context(), coord.TxnOptions{Isolation: sr}, func(ctx context.Context, x *coord.Txn) error {
					attempts++
					y := &txn{e, x, ctx}
					if rng.IntN(2) == 0 {
						if _, err := y.tryScan("a", "e", false, 0); err != nil {
							return err
						}
					} else if _, _, err := x.Get(ctx, key("b"), kvpb.WholeRow, nil); err != nil {
						return err
					}
					time.Sleep(5 * time.Millisecond)
					for _, k := range []string{"b", "c"} {
						if _, err := y.tryLock(k, kvpb.LockMode_UPDATE, coord.LockOptions{}); err != nil {
							return err
						}
						if err := x.Put(ctx, key(k), []byte(fmt.Sprint(i)), kvpb.LockMode_UPDATE); err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					t.Error(err)
				}
				worst <- attempts
			}()
		}
		most := 0
		for range clients {
			most = max(most, <-worst)
		}
		if most > helpAfterTest+5 {
			t.Errorf("somebody needed %d attempts", most)
		}
		t.Logf("at most %d attempts", most)
	})
}

// TestUnavailable: while a range is not served, nobody asks in a hot loop: in
// virtual time that would never end.
func TestUnavailable(t *testing.T) {
	for name, work := range map[string]func(x *txn){
		"get": func(x *txn) { x.get("a") },
		"get many": func(x *txn) {
			x.e.must(x.GetMany(x.ctx, []keys.Key{key("a"), key("m")}, kvpb.WholeRow, func(int, []byte, bool) error { return nil }))
		},
		"scan":   func(x *txn) { x.scan("a", "z", false, 0) },
		"lock":   func(x *txn) { x.lock("a") },
		"flush":  func(x *txn) { x.put("b", strings.Repeat("x", 2000)).put("c", strings.Repeat("x", 2000)) },
		"commit": func(x *txn) { x.put("a", "1").commit() },
		"stage":  func(x *txn) { x.put("a", "1").put("m", "1").commit() },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := start(t, func(o *coord.Options) { o.Limits.BufferBytes = 1000 }, "h")
				defer e.close()
				e.set("a", "0", "m", "0")
				e.settle()
				began := time.Now()
				e.gate.until.Store(began.Add(time.Second).UnixNano())
				x := e.begin(sr)
				work(x)
				x.Rollback(x.ctx)
				if d := time.Since(began); d < time.Second || d > 2*time.Second {
					t.Errorf("it took %v, want a little more than a second", d)
				}
				if n := e.hop.Totals(); n.Messages() > 3000 {
					t.Errorf("%d messages", n.Messages())
				}
			})
		})
	}
}

// TestCertificateOutlivesPause: where certificates reach only a little ahead of now, as
// they do away from the catalog's leaseholder, a commit that comes too late takes a new one
// after its pause, not before, and one that reaches further each time.
func TestCertificateOutlivesPause(t *testing.T) {
	for _, slow := range []time.Duration{0, 50 * time.Millisecond, time.Second} {
		synctest.Test(t, func(t *testing.T) {
			e := start(t, nil)
			defer e.close()
			since := time.Now()
			e.faults(func(m lossy.Message) lossy.Fate {
				if m.Method == kvpb.MethodCommit && time.Since(since) < slow {
					return lossy.Fate{Delay: 100 * time.Millisecond}
				}
				return lossy.Fate{}
			})
			x := e.begin(sr)
			x.SetCertifier(&certifier{upto: func(need, _ hlc.Timestamp) (hlc.Timestamp, error) { return need, nil }})
			x.put("a", "1").commit()
			if took := time.Since(since); took > 500*time.Millisecond {
				t.Errorf("the network was slow for %v, and the commit took %v", slow, took)
			}
			e.want(e.all(), "a=1")
		})
	}
}
