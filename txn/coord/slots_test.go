package coord_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/testing/lossy"
	"github.com/isochrondb/isochron/txn/coord"
)

// A participant that can't be resolved keeps nobody from committing over ranges that can be
// reached, however many transactions wait to be resolved.
func TestDeadParticipantHoldsNoSlots(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, func(o *coord.Options) { o.Limits.Stages, o.Limits.Resolvers = 2, 4 }, "m")
		defer e.close()
		e.faults(func(m lossy.Message) lossy.Fate {
			return lossy.Fate{Lost: m.Method == kvpb.MethodResolve, Timeout: 5 * time.Second}
		})
		for i := range 20 {
			x := e.begin(sr)
			x.put(fmt.Sprint("a", i), "1")
			x.put(fmt.Sprint("z", i), "1")
			begun := time.Now()
			if err := x.tryCommit(); err != nil {
				t.Fatal(err)
			}
			if took := time.Since(begun); took > time.Second {
				t.Errorf("commit %d took %v", i, took)
			}
		}
		if n := e.db.Resolving(); n > 4 {
			t.Errorf("%d transactions are being resolved, want 4 at most", n)
		}
		e.faults(nil)
		time.Sleep(time.Minute)
		for i := range 20 {
			if got := e.begin(sr).get(fmt.Sprint("z", i)); got != "1" {
				t.Errorf("z%d is %q", i, got)
			}
		}
	})
}

// A client that gives up while its commit waits for a slot is heard.
func TestCancelWhileSlotsAreTaken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, func(o *coord.Options) { o.Limits.Stages = 1 }, "m")
		defer e.close()
		e.faults(func(m lossy.Message) lossy.Fate {
			if m.Method == kvpb.MethodStage {
				return lossy.Fate{Delay: 3 * time.Second}
			}
			return lossy.Fate{}
		})
		first := e.begin(sr)
		first.put("a", "1")
		first.put("z", "1")
		done := make(chan error)
		go func() { done <- first.tryCommit() }()
		time.Sleep(time.Second)
		x := e.begin(sr)
		x.put("b", "1")
		x.put("y", "1")
		ctx, cancel := context.WithTimeout(x.ctx, 100*time.Millisecond)
		defer cancel()
		begun := time.Now()
		_, err := x.Commit(ctx)
		if !errors.Is(err, context.DeadlineExceeded) || time.Since(begun) > 200*time.Millisecond {
			t.Errorf("got %v after %v", err, time.Since(begun))
		}
		if err := <-done; err != nil {
			t.Error(err)
		}
		e.faults(nil)
		e.want(e.begin(sr).get("b"), "-")
	})
}
