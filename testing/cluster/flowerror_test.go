package cluster_test

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestErrorsOfFlowsWait: an error that a row brings about, of a query that several nodes
// compute, is told no sooner than the row itself would be (T1): when every clock has passed
// the commit that wrote it, whoever of the nodes met it.
func TestErrorsOfFlowsWait(t *testing.T) { synctest.Test(t, testErrorsOfFlowsWait) }

func testErrorsOfFlowsWait(t *testing.T) {
	const budget = 250 * time.Millisecond
	ctx := t.Context()
	c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "a", Nodes: 1}, {Name: "b", Nodes: 1}, {Name: "c", Nodes: 1}},
		RoundTrip: func(_, _ string) time.Duration { return 2 * time.Millisecond }, Seed: 5, ClockError: budget})
	reader, writer := c.Conn(ctx, "n1"), c.Conn(ctx, "n2")
	lines(ctx, t, reader, "CREATE TABLE parts (id int PRIMARY KEY, other int, v int)")
	lines(ctx, t, reader, "ALTER TABLE parts SPLIT AT VALUES (300), (600)")
	lines(ctx, t, reader, "INSERT INTO parts SELECT x, 900 - x, 1 FROM generate_series(0, 900) x")
	spread(t, c)
	lines(ctx, t, reader, "ANALYZE parts")
	lines(ctx, t, reader, "SET distributed_rows_min = 100")
	const q = "SELECT count(*) FROM parts a JOIN parts b ON a.other = b.other WHERE 10 / a.v > 0"
	if nodes, _, _, text := flowOf(ctx, t, reader, q); nodes != 3 || !strings.Contains(text, "between nodes") {
		t.Fatalf("%d nodes compute\n%s", nodes, text)
	}
	for i, level := range []string{"serializable", "repeatable read", "read committed"} {
		lines(ctx, t, reader, "SET default_transaction_isolation = '"+level+"'")
		lines(ctx, t, writer, "UPDATE parts SET v = 1 WHERE v = 0")
		for id := 100; id < 900; id += 300 { // of each node's ranges
			began := time.Now() // the commit is later
			wrote := make(chan error, 1)
			go func() {
				_, err := writer.Exec(ctx, "UPDATE parts SET v = 0 WHERE id = $1", id+i)
				wrote <- err
			}()
			var failed *pgconn.PgError
			for {
				_, err := reader.Exec(ctx, q)
				if errors.As(err, &failed) {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
			}
			if took := time.Since(began); failed.Code != "22012" || took < budget {
				t.Errorf("%s: the row of n%d is told of %v after its commit began, by %v; want %v at least", level, id/300+1, took, failed, budget)
			}
			if err := <-wrote; err != nil {
				t.Fatal(err)
			}
			lines(ctx, t, writer, "UPDATE parts SET v = 1 WHERE v = 0")
		}
	}
}
