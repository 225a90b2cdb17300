package cluster_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"
)

// TestNothingAcknowledgedIsSkipped commits over ranges that several nodes lead, and has a client
// elsewhere lock the rows at once without waiting: a transaction that was acknowledged has let go.
func TestNothingAcknowledgedIsSkipped(t *testing.T) { synctest.Test(t, nothingAcknowledgedIsSkipped) }

func nothingAcknowledgedIsSkipped(t *testing.T) {
	ctx := t.Context()
	c, conns := threeRegions(t, 40*time.Millisecond, 3)
	lines(ctx, t, conns[0], "CREATE TABLE tasks (id int PRIMARY KEY, n int)")
	lines(ctx, t, conns[0], "ALTER TABLE tasks SPLIT AT VALUES (1), (2)")
	lines(ctx, t, conns[0], "INSERT INTO tasks SELECT x, 0 FROM generate_series(0, 2) x")
	spread(t, c)
	for i := range 12 {
		by, other := conns[i%3], conns[(i+1)%3]
		lines(ctx, t, by, "UPDATE tasks SET n = n + 1")
		lines(ctx, t, other, "BEGIN")
		if got := lines(ctx, t, other, "SELECT count(*) FROM (SELECT FROM tasks FOR UPDATE SKIP LOCKED) x")[0]; got != "3|" {
			t.Errorf("round %d: after an acknowledged UPDATE %s rows are free, not 3", i, got)
		}
		lines(ctx, t, other, "ROLLBACK")
		lines(ctx, t, by, "BEGIN")
		lines(ctx, t, by, "SELECT sum(n) FROM (SELECT n FROM tasks FOR UPDATE) x")
		lines(ctx, t, other, "BEGIN")
		if got := lines(ctx, t, other, "SELECT count(*) FROM (SELECT FROM tasks FOR UPDATE SKIP LOCKED) x")[0]; got != "0|" {
			t.Errorf("round %d: %s rows are free that an open transaction has locked", i, got)
		}
		lines(ctx, t, by, []string{"COMMIT", "ROLLBACK"}[i%2])
		if got := lines(ctx, t, other, "SELECT count(*) FROM (SELECT FROM tasks FOR UPDATE NOWAIT) x")[0]; got != "3|" {
			t.Errorf("round %d: %s rows are free, not 3", i, got)
		}
		lines(ctx, t, other, "COMMIT")
	}
	if got, want := lines(ctx, t, conns[0], "SELECT min(n), max(n) FROM tasks")[0], fmt.Sprintf("%[1]d|%[1]d|", 12); got != want {
		t.Errorf("rows counted %s, not %s", got, want)
	}
}
