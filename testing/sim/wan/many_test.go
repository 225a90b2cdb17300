package wan

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/cluster"
)

const (
	manyRanges  = 50
	manyCommits = 15
)

// TestFiftyRanges: a commit of 50 ranges whose leases lie on three nodes takes no more round
// trips than one of two. Time is virtual: it is what messages take, and the wait for clocks
// kept to 10 ms, which both have; not what computing or syncs take. It is goals.md's row 11.
func TestFiftyRanges(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := cluster.StartRegions(t, cluster.Topology{Seed: 1, Regions: []cluster.Region{{Name: "one", Nodes: 3}}, RoundTrip: roundTrip})
		conn := c.Conn(t.Context(), "n1")
		var at []string
		for i := range manyRanges {
			at = append(at, "("+strconv.Itoa(10*i)+")")
		}
		for _, q := range []string{
			"CREATE TABLE f (id int PRIMARY KEY, v int)", "INSERT INTO f SELECT i, 0 FROM generate_series(0, 499) i",
			"ALTER TABLE f SPLIT AT VALUES " + strings.Join(at, ", "),
		} {
			if _, err := conn.Exec(t.Context(), q); err != nil {
				t.Fatalf("%s: %v", q, err)
			}
		}
		c.AwaitReplicated()
		spreadLeases(t, c)
		two, many := commitsOf(t, conn, 2), commitsOf(t, conn, manyRanges)
		ratio := float64(many) / float64(two)
		t.Logf("commit of %d ranges over commit of two: %.2f (%v over %v)", manyRanges, ratio, many, two)
		if ratio > 1.3 {
			t.Errorf("a commit of %d ranges takes %v, of two %v", manyRanges, many, two)
		}
	})
}

// spreadLeases gives the leases of the last ranges to all nodes in turn.
func spreadLeases(t *testing.T, c *cluster.Regions) {
	ranges, nodes := c.Local().Ranges(), c.Local().Nodes()
	for i, d := range ranges[len(ranges)-manyRanges:] {
		to := nodes[i%len(nodes)].Node().StoreID()
		deadline := time.Now().Add(time.Minute)
		for {
			from := c.Local().Leaseholder(d.ID)
			if from != nil && (from.Node().StoreID() == to || from.Node().Store().TransferLease(t.Context(), d.ID, to) == nil) {
				break
			}
			if time.Now().After(deadline) {
				t.Fatalf("%v: its lease does not go to store %d", d, to)
			}
			time.Sleep(100 * time.Millisecond)
		}
	}
}

// commitsOf is the median time of COMMIT after writes to so many ranges.
func commitsOf(t *testing.T, conn *pgx.Conn, ranges int) time.Duration {
	ctx := context.Background()
	var all []time.Duration
	for i := range manyCommits {
		tx, err := conn.Begin(ctx)
		if err != nil {
			t.Fatal(err)
		}
		ids := make([]int, ranges)
		for r := range ids {
			ids[r] = r*(manyRanges/ranges)*10 + i%10
		}
		if _, err := tx.Exec(ctx, "UPDATE f SET v = v + 1 WHERE id = ANY($1)", ids); err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if err := tx.Commit(ctx); err != nil {
			t.Fatal(err)
		}
		all = append(all, time.Since(began))
		time.Sleep(200 * time.Millisecond) // until it is resolved
	}
	slices.Sort(all)
	return all[len(all)/2]
}
