package replica_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/replica"
	rt "github.com/isochrondb/isochron/range/replica/replicatest"
)

// A stage whose record is out of reach holds nobody up for ever: readers, writers and
// those who lock are told to ask again.
func TestStageThatNobodyCanSettle(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		e := start(t, func(g *rt.Group) {
			g.Settler = func(ctx context.Context, _ replica.Stage) (*kvpb.Outcome, error) {
				<-ctx.Done()
				return nil, ctx.Err()
			}
		})
		c := e.ahead(time.Millisecond)
		e.mustStage(e.stageOf(1, c, "z", nil, put("b", "new")), c)
		for name, ask := range map[string]func() error{
			"read":   func() error { _, _, err := e.readAt(c+1, "a", "z"); return err },
			"commit": func() error { _, err := e.commit(e.commitOf(3, put("b", "3"))); return err },
			"lock":   func() error { _, err := e.lock(4, kvpb.LockMode_UPDATE, "b"); return err },
		} {
			begun := time.Now()
			if got := reason(ask()); got != "for now: foreign stage" {
				t.Errorf("%s: %s", name, got)
			}
			if took := time.Since(begun); took != 10*time.Second {
				t.Errorf("%s waited for %v", name, took)
			}
		}
	})
}
