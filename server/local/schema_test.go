package local_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/server/local"
)

// TestNothingOldIsPlanned (T16): a node whose clock stands still tells nobody what the schema was
// when it stopped, also where no transaction has begun: what a column that was added elsewhere, and
// acknowledged, is called, it knows when its clock is well again.
func TestNothingOldIsPlanned(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, Replicated: true})
		await(t, time.Minute, func() string { return upreplicated(c) })
		one, other := connect(t, c.Nodes()[0]), connect(t, c.Nodes()[2])
		exec(t, one, "CREATE TABLE t (i int PRIMARY KEY)")
		count(t, other) // its schema is there
		still := c.Nodes()[2]
		still.Clock.Freeze(true)
		exec(t, one, "ALTER TABLE t ADD COLUMN b int DEFAULT 5")
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		if _, err := other.Prepare(ctx, "", "SELECT b FROM t"); err != nil && ctx.Err() == nil {
			t.Errorf("through a node whose clock stands still: %v", err)
		}
		still.Clock.Freeze(false)
		still.Clock.Heal()
		again := connect(t, still)
		if _, err := again.Prepare(t.Context(), "", "SELECT b FROM t"); err != nil {
			t.Error(err)
		}
	})
}
