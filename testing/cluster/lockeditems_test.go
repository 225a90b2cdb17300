package cluster_test

import (
	"context"
	"testing"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestLockedItems: FOR UPDATE locks the rows of the item that it names, whatever else is of the same table
// and name, and none that are not in the result.
func TestLockedItems(t *testing.T) {
	ctx := context.Background()
	c := cluster.Start(t)
	conn, other := c.Conn(ctx), c.Conn(ctx)
	locked := func(want string) {
		t.Helper()
		runSteps(t, other, []step{{"SELECT id FROM t WHERE id NOT IN (SELECT id FROM (SELECT id FROM t FOR UPDATE SKIP LOCKED) free) ORDER BY id", "= " + want, ""}})
	}
	runSteps(t, conn, []step{
		{"CREATE TABLE t (id int PRIMARY KEY, parent int, v int); INSERT INTO t VALUES (1, 2, 0), (2, NULL, 0), (3, 9, 0)", "", ""},
		{"CREATE TABLE big (a int); INSERT INTO big VALUES (1)", "", ""},
		{"BEGIN", "", ""},
		{"SELECT t.id FROM (SELECT parent FROM t WHERE id = 1 FOR UPDATE) q JOIN t ON t.id = q.parent FOR UPDATE OF t", "= 2", ""},
	})
	locked("1;2")
	runSteps(t, conn, []step{{"ROLLBACK", "", ""}, {"BEGIN", "", ""},
		// The target is locked before it is changed.
		{"UPDATE t SET v = t.v + 1 FROM (SELECT parent FROM t WHERE id = 1 FOR UPDATE) q WHERE t.id = q.parent", "", ""}})
	locked("1;2")
	runSteps(t, conn, []step{{"ROLLBACK", "", ""}, {"BEGIN", "", ""}})
	// Rows that something leaves out are not locked, whoever has them.
	for _, from := range []string{
		"t WHERE id = 1 AND v > (SELECT max(a) + 1000 FROM big)",
		"t WHERE id = 1 AND v + 1 > (SELECT max(a) + t.v FROM big)",
		"t WHERE id = 1 AND EXISTS (SELECT FROM big WHERE a = t.v + 7)",
		"t WHERE id = 1 AND EXISTS (SELECT FROM big WHERE a > 7)",
		"t JOIN big ON big.a = t.parent + 7 WHERE id = 1",
		"t, big WHERE id = 1 AND big.a = 7",
		"t CROSS JOIN t u WHERE t.id = 1 AND u.id = 7",
	} {
		runSteps(t, conn, []step{{"SELECT 1 FROM " + from + " FOR UPDATE", "= ", ""}})
	}
	locked("")
	// A query of FROM that stays one locks its own.
	runSteps(t, conn, []step{{"SELECT 1 FROM (SELECT id, v FROM t WHERE id = 1 OFFSET 0) q WHERE v > 7 FOR UPDATE", "= ", ""}})
	locked("1")
	runSteps(t, conn, []step{{"ROLLBACK", "", ""}, {"BEGIN", "", ""}})
	runSteps(t, conn, []step{
		{"SELECT id FROM t WHERE id = 3 FOR UPDATE", "= 3", ""},
		{"SELECT t.id FROM t LEFT JOIN t u ON u.id = t.parent + 7 WHERE t.id = 2 FOR UPDATE OF t", "= 2", ""},
	})
	locked("2;3")
}
