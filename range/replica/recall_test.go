package replica_test

import (
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	rt "github.com/isochrondb/isochron/range/replica/replicatest"
)

// TestRecall: a commit need not look again at keys that it has held, but is refused
// wherever another has written one meanwhile, whether or not the lock was lost.
func TestRecall(t *testing.T) { // T11
	const update, share = kvpb.LockMode_UPDATE, kvpb.LockMode_KEY_SHARE
	noKey := func(key, value string) *kvpb.Write {
		w := put(key, value)
		w.Mode = kvpb.LockMode_NO_KEY_UPDATE
		return w
	}
	var met *replica.Metrics
	counted := func(g *rt.Group) {
		met = &replica.Metrics{}
		g.Options.Metrics = met
	}
	// attempt is a transaction that locks a and b in a mode, and writes or only locks them.
	attempt := func(e *env, mode kvpb.LockMode, meanwhile func(e *env)) error {
		e.write(1, put("a", "1"), put("b", "1"), put("c", "1"))
		got, err := e.lock(2, mode, "a", "b")
		if err != nil {
			e.t.Fatal(err)
		}
		meanwhile(e)
		q := e.commitOf(2, put("a", "2"), put("b", "2"))
		if mode == share {
			q = e.commitOf(2, put("0", "2"))
		}
		for i, k := range []string{"a", "b"} {
			q.Expects = append(q.Expects, expects(k, got[i].Expect, mode, mode != share))
		}
		_, err = e.commit(q)
		return err
	}
	overwrite := func(e *env) { e.write(3, put("b", "3")) }
	both(t, replica.Planted{StaleEpoch: true}, func(e *env) bool {
		return reason(attempt(e, update, overwrite)) == "refused: newer version"
	})
	tests := []struct {
		name      string
		mode      kvpb.LockMode
		meanwhile func(e *env)
		want      string
		recalled  uint64
	}{
		{"nothing", update, func(*env) {}, "done", 1}, // of the first key it looks for its tag
		{"nothing, and not written", share, func(*env) {}, "done", 2},
		{"another key", update, func(e *env) { e.write(3, put("c", "3")) }, "done", 1},
		{"another's lock on another key", update, func(e *env) { _, _ = e.lock(3, update, "c"); e.write(3, put("c", "3")) }, "done", 1},
		{"over the lock", update, overwrite, "refused: newer version", 0},
		{"over the lock, and locked again", update, func(e *env) { overwrite(e); _, _ = e.lock(2, update, "b") }, "refused: newer version", 0},
		{"after the lock was lost", update, func(e *env) { e.release(2, "b"); overwrite(e) }, "refused: newer version", 0},
		{"after the lock was lost, and locked again", update, func(e *env) { e.release(2, "b"); overwrite(e); _, _ = e.lock(2, update, "b") }, "refused: newer version", 0},
		{"under another lease", update, func(e *env) { e.NewTerm(1, replica.LeaseStart{}); overwrite(e) }, "refused: newer version", 0},
		{"nothing, under another lease", update, func(e *env) { e.NewTerm(1, replica.LeaseStart{}) }, "done", 0},
		{"what a key share allows", share, func(e *env) { e.write(3, noKey("b", "3")) }, "done", 0},
		{"what a key share forbids", share, overwrite, "refused: newer version", 0},
		{"by a stage", update, func(e *env) {
			c := e.ahead(time.Millisecond)
			if _, err := e.stage(e.stageOf(3, c, "b", []string{"b"}, put("b", "3"))); err != nil {
				e.t.Fatal(err)
			}
			e.decide(3, "b", kvpb.TxnState_STAGING, c, kvpb.TxnState_COMMITTED, c)
			if err := e.resolve(3, kvpb.TxnState_COMMITTED, c, "", "b"); err != nil {
				e.t.Fatal(err)
			}
		}, "refused: newer version", 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := start(t, withEvaluator, counted)
			wantReason(t, attempt(e, tt.mode, tt.meanwhile), tt.want)
			if got := met.Recalled.Load(); got != tt.recalled {
				t.Errorf("%d keys were not looked at, want %d", got, tt.recalled)
			}
		})
	}
}
