package local_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/server/local"
)

// TestWaitsUnderContention: commits of two ranges each, whose rows others read all the while, so that
// timestamps that were chosen too low are raised again and again. That is no news of other clocks: they are
// chosen no further ahead than what a commit takes, and acknowledgements hardly wait.
func TestWaitsUnderContention(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := start(t, local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: 1, Replicated: true, ClockError: 250 * time.Millisecond, AgreeClocks: true})
		nodes := c.Nodes()
		for i, n := range nodes {
			n.Clock.Skew(time.Duration(i-1) * 30 * time.Millisecond)
			n.Clock.Claim(time.Hour)
		}
		conn := connect(t, nodes[0])
		exec(t, conn, "CREATE TABLE t (i int PRIMARY KEY, v int)")
		exec(t, conn, "ALTER TABLE t SPLIT AT VALUES (10)")
		exec(t, conn, "INSERT INTO t SELECT i, 0 FROM generate_series(0, 19) i")
		await(t, time.Minute, func() string { return upreplicated(c) })
		await(t, time.Minute, func() string {
			for _, n := range nodes {
				if behind, ok := n.Node().Agreed(); !ok || behind > 2*time.Millisecond || len(n.Node().Givers()) != 3 {
					return fmt.Sprintf("%v: permit %v, behind by %v", n, ok, behind)
				}
			}
			return ""
		})
		const clients = 12
		var all sync.WaitGroup
		end := time.Now().Add(10 * time.Second)
		for i := range clients {
			conn := connect(t, nodes[i%len(nodes)])
			all.Go(func() {
				for n := i; time.Now().Before(end); n++ {
					// 40001 is a part of it.
					_, _ = conn.Exec(context.Background(), fmt.Sprintf("BEGIN; SELECT sum(v) FROM t; UPDATE t SET v = v + 1 WHERE i IN (%d, %d); COMMIT", n%10, 10+n%7))
					_, _ = conn.Exec(context.Background(), "ROLLBACK")
				}
			})
		}
		all.Wait()
		for _, n := range nodes {
			s := n.Node().AgreementStats()
			if t.Logf("%v: %+v", n, s); s.Waits < 40 || s.Wait99 > 5*time.Millisecond {
				t.Errorf("%d commits, of which 99 of 100 have waited for up to %v", s.Waits, s.Wait99)
			}
		}
	})
}
