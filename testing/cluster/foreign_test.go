package cluster_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// TestCascadeDeep: a cascade goes as deep as the data.
func TestCascadeDeep(t *testing.T) {
	ctx := context.Background()
	conn := cluster.Start(t).Conn(ctx)
	for _, index := range []string{"", "CREATE INDEX ON chain (up)"} {
		depth := 300
		if index != "" {
			depth = 5000
		}
		for _, sql := range []string{
			"DROP TABLE IF EXISTS chain",
			"CREATE TABLE chain (id int PRIMARY KEY, up int REFERENCES chain ON DELETE CASCADE ON UPDATE CASCADE)",
			index,
			fmt.Sprintf("INSERT INTO chain SELECT g, nullif(g - 1, 0) FROM generate_series(1, %d) g", depth),
			"INSERT INTO chain VALUES (100000, NULL), (100001, 100000)",
		} {
			lines(ctx, t, conn, sql)
		}
		tag, err := conn.Exec(ctx, "DELETE FROM chain WHERE id = 1")
		if err != nil || tag.String() != "DELETE 1" {
			t.Errorf("%s: %v %v", index, tag, err)
		}
		if got := lines(ctx, t, conn, "SELECT count(*) FROM chain")[0]; got != "2|" {
			t.Errorf("%s: %s rows are left", index, got)
		}
	}
}

// TestCascadeSpills: events that memory does not hold go to disk, those of a transaction
// too; what they took is given back.
func TestCascadeSpills(t *testing.T) {
	ctx := context.Background()
	disk := vfs.NewMem()
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.FS = disk }))
	conn := c.Conn(ctx)
	const rows = 4000
	for _, sql := range []string{
		"SET work_mem = '64kB'",
		"CREATE TABLE big (id int PRIMARY KEY, k text UNIQUE DEFERRABLE)",
		"CREATE TABLE part (id int PRIMARY KEY, big int REFERENCES big ON DELETE CASCADE ON UPDATE CASCADE)",
		"CREATE TABLE leaf (id int PRIMARY KEY, part int REFERENCES part ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED)",
		"CREATE INDEX ON part (big)",
		fmt.Sprintf("INSERT INTO big SELECT g, 'key ' || g FROM generate_series(1, %d) g", rows),
		fmt.Sprintf("INSERT INTO part SELECT g, g FROM generate_series(1, %d) g", rows),
		fmt.Sprintf("INSERT INTO leaf SELECT g, g FROM generate_series(1, %d) g", rows),
	} {
		lines(ctx, t, conn, sql)
	}
	files := c.Node().TempFiles().Files
	for _, tt := range []struct{ sql, look, want string }{
		{fmt.Sprintf("UPDATE big SET id = id + %d, k = 'new ' || id", rows), "SELECT min(big), count(*) FROM part", fmt.Sprintf("%d|%d|", rows+1, rows)},
		{"DELETE FROM big WHERE id % 2 = 0", "SELECT count(part), count(*) FROM leaf", fmt.Sprintf("%d|%d|", rows/2, rows)},
		{"BEGIN; UPDATE leaf SET part = id + 1000000; DELETE FROM leaf WHERE id <= 10; UPDATE leaf SET part = 1; COMMIT", "SELECT count(part), count(*) FROM leaf",
			fmt.Sprintf("%d|%d|", rows-10, rows-10)},
		{"DELETE FROM big", "SELECT count(part), (SELECT count(*) FROM part) FROM leaf", "0|0|"},
	} {
		lines(ctx, t, conn, tt.sql)
		if got := lines(ctx, t, conn, tt.look)[0]; got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.sql, got, tt.want)
		}
		now := c.Node().TempFiles().Files
		if now == files {
			t.Errorf("%s: nothing was put on disk", tt.sql)
		}
		files = now
	}
	if left := tempFiles(t, disk); len(left) > 0 {
		t.Errorf("files are left: %q", left)
	}
}

// TestCascadeExplained: EXPLAIN ANALYZE tells of what constraints did.
func TestCascadeExplained(t *testing.T) {
	ctx := context.Background()
	conn := cluster.Start(t).Conn(ctx)
	lines(ctx, t, conn, "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE c (id int PRIMARY KEY, pid int REFERENCES p ON DELETE CASCADE); INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES (1, 1)")
	text := strings.Join(lines(ctx, t, conn, "EXPLAIN ANALYZE DELETE FROM p"), "\n")
	if !regexp.MustCompile(`Trigger for constraint c_pid_fkey: time=\d+\.\d+ calls=2`).MatchString(text) {
		t.Error(text)
	}
	if got := lines(ctx, t, conn, "SELECT count(*) FROM c")[0]; got != "0|" {
		t.Errorf("%s rows are left", got)
	}
}

// TestCascadeStorm: clients at three gateways change referenced and referencing rows, which
// lie in several ranges. No row refers to nothing, at any time.
func TestCascadeStorm(t *testing.T) { synctest.Test(t, cascadeStorm) }

func cascadeStorm(t *testing.T) {
	ctx := t.Context()
	c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "a", Nodes: 1}, {Name: "b", Nodes: 1}, {Name: "c", Nodes: 1}},
		RoundTrip: func(_, _ string) time.Duration { return 5 * time.Millisecond }, Seed: 5})
	setup := c.Conn(ctx, "n1")
	for _, sql := range []string{
		"CREATE TABLE p (id int PRIMARY KEY, k int UNIQUE DEFERRABLE)",
		"CREATE TABLE c (id int PRIMARY KEY, pid int REFERENCES p ON DELETE CASCADE ON UPDATE CASCADE)",
		"CREATE INDEX ON c (pid)",
		"CREATE TABLE s (id int PRIMARY KEY, pid int REFERENCES p ON DELETE SET NULL ON UPDATE SET NULL)",
		"CREATE TABLE d (id int PRIMARY KEY, cid int REFERENCES c ON DELETE CASCADE, pid int REFERENCES p DEFERRABLE INITIALLY DEFERRED)",
		"ALTER TABLE p SPLIT AT VALUES (4), (8)", "ALTER TABLE c SPLIT AT VALUES (50), (100)",
		"INSERT INTO p SELECT g, g FROM generate_series(1, 12) g",
	} {
		lines(ctx, t, setup, sql)
	}
	const orphans = `SELECT (SELECT count(*) FROM c LEFT JOIN p ON p.id = c.pid WHERE p.id IS NULL AND c.pid IS NOT NULL),
		(SELECT count(*) FROM s LEFT JOIN p ON p.id = s.pid WHERE p.id IS NULL AND s.pid IS NOT NULL),
		(SELECT count(*) FROM d LEFT JOIN p ON p.id = d.pid WHERE p.id IS NULL AND d.pid IS NOT NULL),
		(SELECT count(*) FROM d LEFT JOIN c ON c.id = d.cid WHERE c.id IS NULL AND d.cid IS NOT NULL),
		(SELECT count(*) FROM (SELECT k FROM p GROUP BY k HAVING count(*) > 1) x)`
	var next, committed atomic.Int64
	next.Store(100)
	var all sync.WaitGroup
	for i := range 6 {
		conn := c.Conn(ctx, fmt.Sprintf("n%d", i%3+1))
		all.Go(func() {
			rng := rand.New(rand.NewPCG(uint64(i), 3))
			level := []string{"SERIALIZABLE", "REPEATABLE READ", "READ COMMITTED"}[i/2]
			for range 60 {
				n, p := next.Add(1), rng.IntN(12)+1
				sql := []string{
					fmt.Sprintf("DELETE FROM p WHERE id = %d", p),
					fmt.Sprintf("UPDATE p SET id = %d WHERE id = %d", rng.IntN(12)+1, p),
					fmt.Sprintf("INSERT INTO p VALUES (%d, %d) ON CONFLICT (id) DO NOTHING", p, p),
					fmt.Sprintf("INSERT INTO c VALUES (%d, %d)", n, p),
					fmt.Sprintf("INSERT INTO s VALUES (%d, %d)", n, p),
					fmt.Sprintf("INSERT INTO d VALUES (%d, NULL, %d); DELETE FROM p WHERE id = %d; INSERT INTO p VALUES (%d, %d)", n, p, p, p, n),
					fmt.Sprintf("INSERT INTO d SELECT %d, max(id), NULL FROM c", n),
					orphans,
				}[rng.IntN(8)]
				if _, err := conn.Exec(ctx, "BEGIN ISOLATION LEVEL "+level+"; "+sql+"; COMMIT"); err == nil {
					committed.Add(1)
				} else if !conflict(err) {
					t.Errorf("%s: %v", sql, err)
				}
				if conn.PgConn().TxStatus() != 'I' {
					lines(ctx, t, conn, "ROLLBACK")
				}
				if sql == orphans {
					if got := lines(ctx, t, conn, orphans)[0]; got != "0|0|0|0|0|" {
						t.Errorf("rows that refer to nothing, or are alike: %s", got)
					}
				}
			}
		})
	}
	all.Wait()
	if got := lines(ctx, t, setup, orphans)[0]; got != "0|0|0|0|0|" {
		t.Errorf("rows that refer to nothing, or are alike: %s", got)
	}
	t.Logf("%d transactions committed", committed.Load())
	if committed.Load() < 100 {
		t.Error("too few transactions committed")
	}
}

// conflict tells errors that a storm expects.
func conflict(err error) bool {
	var e *pgconn.PgError
	if !errors.As(err, &e) {
		return false
	}
	switch e.Code {
	case "23503", "23505", "40001", "40P01":
		return true
	}
	return false
}

// TestCascadeMessages: referencing rows are found for sets of keys, by an index where there is
// one, and else by reading their table once.
func TestCascadeMessages(t *testing.T) {
	ctx := context.Background()
	conn := cluster.Start(t).Conn(ctx)
	lines(ctx, t, conn, "CREATE TABLE p (id int PRIMARY KEY)")
	lines(ctx, t, conn, "CREATE TABLE c (id int PRIMARY KEY, pid int CONSTRAINT fk REFERENCES p, v text)")
	messages := regexp.MustCompile(`messages=(\d+)`)
	for _, action := range []string{"", "ON DELETE CASCADE", "ON DELETE SET NULL", "ON DELETE SET DEFAULT"} {
		for _, index := range []string{"", "CREATE INDEX c_pid ON c (pid)"} {
			for _, sql := range []string{
				"ALTER TABLE c DROP CONSTRAINT fk", "DROP INDEX IF EXISTS c_pid", "DELETE FROM c", "DELETE FROM p",
				"INSERT INTO p SELECT generate_series(1, 1000)", "INSERT INTO c SELECT g, g, 'v' FROM generate_series(1, 500) g",
				"INSERT INTO c SELECT g, NULL, 'v' FROM generate_series(501, 5000) g",
				"ALTER TABLE c ADD CONSTRAINT fk FOREIGN KEY (pid) REFERENCES p " + action, index,
			} {
				lines(ctx, t, conn, sql)
			}
			first, count := 1, 1000
			if action == "" {
				first, count = 501, 500
			}
			text := strings.Join(lines(ctx, t, conn, fmt.Sprintf("EXPLAIN ANALYZE DELETE FROM p WHERE id >= %d", first)), "\n")
			m := messages.FindAllStringSubmatch(text, -1)
			if n, _ := strconv.Atoi(m[len(m)-1][1]); n > 60 {
				t.Errorf("%s, %s: %d messages for %d keys", action, index, n, count)
			}
			// One key is looked up, where there is an index.
			lines(ctx, t, conn, "INSERT INTO p VALUES (9999); INSERT INTO c VALUES (9999, 9999, 'v') ON CONFLICT DO NOTHING")
			if action != "" && index != "" {
				text := strings.Join(lines(ctx, t, conn, "EXPLAIN ANALYZE DELETE FROM p WHERE id = 9999"), "\n")
				all := travelled.FindAllStringSubmatch(text, -1)
				if n, _ := strconv.Atoi(all[len(all)-1][2]); n > 5000 {
					t.Errorf("%s: %d bytes for one key", action, n)
				}
			}
			lines(ctx, t, conn, "DELETE FROM c WHERE id = 9999")
		}
	}
}
