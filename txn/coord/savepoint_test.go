package coord_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/testing/lossy"
	"github.com/isochrondb/isochron/txn/coord"
)

// ROLLBACK TO gives back the locks taken since, wherever their range is by then, and a
// transaction knows of those that it could not give back.
func TestLocksOfASavepoint(t *testing.T) {
	for _, tt := range []struct {
		name  string
		moves func(*env)
		held  bool
	}{
		{"served", func(*env) {}, false},
		{"a failover", func(e *env) { e.gate.until.Store(time.Now().Add(3 * time.Second).UnixNano()) }, false},
		{"split meanwhile", func(e *env) { e.split("k") }, false},
		{"lost on the way", func(e *env) {
			lost := 0
			e.faults(func(m lossy.Message) lossy.Fate {
				if m.Method == kvpb.MethodRelease {
					lost++
				}
				return lossy.Fate{Lost: m.Method == kvpb.MethodRelease && lost < 3, Timeout: time.Millisecond}
			})
		}, false},
		{"nobody serves", func(e *env) { e.gate.until.Store(time.Now().Add(time.Minute).UnixNano()) }, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				e := start(t, nil)
				e.set("a", "0", "z", "0")
				x := e.begin(rc).stmt()
				x.lock("a")
				sp := x.Savepoint()
				x.stmt().lock("z")
				tt.moves(e)
				e.must(x.RollbackTo(x.ctx, sp))
				if x.Locked(key("z")) != tt.held || !x.Locked(key("a")) {
					t.Errorf("it says it holds a: %t, z: %t", x.Locked(key("a")), x.Locked(key("z")))
				}
				e.gate.until.Store(0)
				y := e.begin(rc).stmt()
				for k, held := range map[string]bool{"a": true, "z": tt.held} {
					if _, err := y.tryLock(k, kvpb.LockMode_UPDATE, coord.LockOptions{Wait: kvpb.WaitPolicy_NOWAIT}); (err != nil) != held {
						t.Errorf("%s, for another: %v", k, err)
					}
				}
				x.commit()
				y.Rollback(y.ctx)
				e.set("a", "1", "z", "1")
			})
		})
	}
}

// What a Lock was granted before it failed goes with ROLLBACK TO as well.
func TestLocksOfAFailedStatement(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, nil, "m")
		e.set("a", "0", "b", "0", "z", "0")
		other := e.begin(rc).stmt()
		other.lock("b")
		x := e.begin(rc).stmt()
		x.lock("z")
		sp := x.Savepoint()
		targets := []coord.LockTarget{{Key: key("a"), Mode: kvpb.LockMode_UPDATE}, {Key: key("b"), Mode: kvpb.LockMode_UPDATE}, {Key: key("z"), Mode: kvpb.LockMode_UPDATE}}
		if _, err := x.stmt().Lock(x.ctx, targets, coord.LockOptions{Wait: kvpb.WaitPolicy_NOWAIT}); err == nil {
			t.Fatal("b is another's")
		}
		tryKeys := func(want map[string]bool) {
			t.Helper()
			for k, held := range want {
				y := e.begin(rc).stmt()
				if _, err := y.tryLock(k, kvpb.LockMode_UPDATE, coord.LockOptions{Wait: kvpb.WaitPolicy_NOWAIT}); (err != nil) != held {
					t.Errorf("%s, for another: %v", k, err)
				}
				y.Rollback(y.ctx)
			}
		}
		tryKeys(map[string]bool{"a": true, "z": true})
		e.must(x.RollbackTo(x.ctx, sp))
		tryKeys(map[string]bool{"a": false, "z": true})
		other.commit()
		x.commit()
		tryKeys(map[string]bool{"a": false, "b": false, "z": false})
	})
}

// What a lock found that was only waited for may change; after ROLLBACK TO it may not.
func TestUnlock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, nil, "m")
		e.set("a", "0")
		for _, tt := range []struct {
			back func(*txn, coord.Savepoint) error
			ok   bool
		}{
			{func(x *txn, sp coord.Savepoint) error { return x.Unlock(x.ctx, sp) }, true},
			{func(x *txn, sp coord.Savepoint) error { return x.RollbackTo(x.ctx, sp) }, false},
		} {
			x := e.begin(sr).stmt()
			sp := x.Savepoint()
			x.lock("a")
			e.must(tt.back(x, sp))
			if x.Locked(key("a")) == tt.ok {
				t.Errorf("it says that it depends on a: %t", !tt.ok)
			}
			e.set("a", "1")
			if err := x.put("z", "1").tryCommit(); (err == nil) != tt.ok {
				t.Errorf("the commit: %v", err)
			}
		}
	})
}
