package ddl_test

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestChangesBegunAnew changes a table and its partitions from several sessions at once, at each
// level of isolation: a statement that begins anew has none of its first attempt's changes, and
// a conflict of two of them is no client's.
func TestChangesBegunAnew(t *testing.T) {
	for _, level := range []string{"read committed", "repeatable read", "serializable"} {
		t.Run(level, func(t *testing.T) { changesBegunAnew(t, level) })
	}
}

func changesBegunAnew(t *testing.T, level string) {
	ctx := context.Background()
	c := cluster.Start(t)
	pool := c.Pool()
	must := func(sql string) {
		t.Helper()
		if _, err := pool.Exec(ctx, sql); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	must(`CREATE TABLE p (a int NOT NULL, b int, c int) PARTITION BY LIST (a)`)
	const parts = 4
	for i := range parts {
		must(fmt.Sprintf(`CREATE TABLE p_%d PARTITION OF p FOR VALUES IN (%d)`, i, i))
	}
	must(`INSERT INTO p SELECT i % 4, i FROM generate_series(1, 100) i`)
	must(`ALTER DATABASE isochron SET default_transaction_isolation = '` + level + `'`)
	var stop atomic.Bool
	var wg sync.WaitGroup
	for w := range 2 {
		wg.Go(func() {
			conn := c.Conn(ctx)
			for n := 0; !stop.Load(); n++ {
				if _, err := conn.Exec(ctx, fmt.Sprintf(`ALTER TABLE p_%d ALTER c SET DEFAULT %d`, (n*2+w)%parts, n)); err != nil {
					t.Errorf("a partition: %v", err)
					return
				}
			}
		})
	}
	defer wg.Wait()
	defer stop.Store(true)
	conn := c.Conn(ctx)
	for range 40 {
		for _, sql := range []string{`ALTER TABLE p ADD CONSTRAINT positive CHECK (b > 0)`, `ALTER TABLE p DROP CONSTRAINT positive`} {
			if _, err := conn.Exec(ctx, sql); err != nil {
				t.Fatalf("%s: %v", sql, err)
			}
		}
	}
}
