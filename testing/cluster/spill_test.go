package cluster_test

import (
	"context"
	"errors"
	"io/fs"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/cockroachdb/pebble/v2/vfs"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/server/node"
	"github.com/isochrondb/isochron/testing/cluster"
)

// tempFiles are the names of the temporary files of a node.
func tempFiles(t *testing.T, disk vfs.FS) []string {
	t.Helper()
	names, err := disk.List("store/temp")
	if err != nil {
		t.Fatal(err)
	}
	return names
}

// spilling are statements that 64 kB do not hold, and their answers.
var spillingStatements = []struct{ name, text, want string }{
	{"sort", "SELECT string_agg(x::text, ',') FROM (SELECT g * 7919 % 20011 AS x FROM generate_series(1, 20000) g ORDER BY 1 LIMIT 5 OFFSET 15000) s", "15009,15010,15011,15012,15013"},
	{"join", "SELECT count(*), sum(x) FROM generate_series(1, 20000) a(x) JOIN generate_series(10001, 30000) b(y) ON x = y", "10000 150005000"},
	{"join of one key", "SELECT count(*), sum(y) FROM generate_series(1, 3) a(x) FULL JOIN (SELECT 1 AS k, y FROM generate_series(1, 20000) y) b ON x = k", "20002 200010000"},
	{"group", "SELECT count(*), sum(n) FROM (SELECT g % 15000, count(*) AS n FROM generate_series(1, 30000) g GROUP BY 1) s", "15000 30000"},
	{"states that grow", "SELECT count(*), sum(array_length(a, 1)) FROM (SELECT g % 3000, array_agg(g) AS a FROM generate_series(1, 30000) g GROUP BY 1) s", "3000 30000"},
	{"distinct aggregate", "SELECT count(DISTINCT g % 15000) FROM generate_series(1, 40000) g", "15000"},
	{"ordered aggregate", "SELECT md5(string_agg(g::text, ',' ORDER BY g DESC)) = (SELECT md5(string_agg((20001 - g)::text, ',')) FROM generate_series(1, 20000) g) FROM generate_series(1, 20000) g", "true"},
	{"distinct", "SELECT count(*), sum(x) FROM (SELECT DISTINCT g % 15000 AS x FROM generate_series(1, 30000) g) s", "15000 112492500"},
	{"except", "SELECT count(*), sum(g) FROM (SELECT g FROM generate_series(1, 20000) g EXCEPT SELECT g FROM generate_series(5001, 25000) g) s", "5000 12502500"},
	{"with", "WITH x AS MATERIALIZED (SELECT g FROM generate_series(1, 20000) g) SELECT count(*), sum(a.g) FROM x a JOIN x b USING (g)", "20000 200010000"},
	{"recursive", "WITH RECURSIVE x(n) AS (SELECT 1 UNION SELECT n % 9000 + 1 FROM x) SELECT count(*), sum(n) FROM x", "9000 40504500"},
	{"in", "SELECT count(*) FROM generate_series(1, 20000) g WHERE (g IN (SELECT y FROM generate_series(10001, 30000) y)) IS NOT FALSE", "10000"},
	{"ordered sets", "SELECT count(*), sum(p) FROM (SELECT g % 3000, percentile_disc(0.5) WITHIN GROUP (ORDER BY g) AS p FROM generate_series(1, 30000) g GROUP BY 1) s", "3000 40501500"},
	{"window", "SELECT count(*), sum(s) FROM (SELECT g - sum(g) OVER (ORDER BY g ROWS BETWEEN 1 PRECEDING AND 1 PRECEDING) AS s, count(*) OVER () FROM generate_series(1, 20000) g) s", "20000 19999"},
	{"window over what follows", "SELECT sum(x), min(y) FROM (SELECT lead(g, 10000) OVER w AS x, last_value(g) OVER w AS y FROM generate_series(1, 20000) g WINDOW w AS (ORDER BY g ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)) s", "150005000 20000"},
	{"nested loop", "SELECT count(*) FROM generate_series(1, 3) a(x) JOIN generate_series(1, 20000) b(y) ON x > y", "3"},
}

// value runs a statement and gives its one row.
func value(ctx context.Context, c *pgx.Conn, text string) (string, error) {
	rows, err := c.PgConn().Exec(ctx, text).ReadAll()
	if err != nil {
		return "", err
	}
	last := rows[len(rows)-1]
	var cols []string
	for _, v := range last.Rows[0] {
		cols = append(cols, strings.NewReplacer("t", "true", "f", "false").Replace(string(v)))
	}
	return strings.Join(cols, " "), nil
}

// TestSpilling runs statements that the memory of the session does not hold.
func TestSpilling(t *testing.T) {
	ctx := context.Background()
	disk := vfs.NewMem()
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.FS = disk }))
	conn := c.Conn(ctx)
	if _, err := conn.Exec(ctx, "SET work_mem = '64kB'"); err != nil {
		t.Fatal(err)
	}
	files := c.Node().TempFiles().Files
	for _, s := range spillingStatements {
		got, err := value(ctx, conn, s.text)
		if err != nil || got != s.want {
			t.Errorf("%s: got %q %v, want %q", s.name, got, err, s.want)
		}
		now := c.Node().TempFiles().Files
		if now == files {
			t.Errorf("%s: nothing was put on disk", s.name)
		}
		files = now
		if left := tempFiles(t, disk); len(left) > 0 {
			t.Errorf("%s: %v is left", s.name, left)
		}
	}
}

// TestTempFileLimit: the session's limit and the node's, which one who is no superuser
// can't raise.
func TestTempFileLimit(t *testing.T) {
	ctx := context.Background()
	disk := vfs.NewMem()
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.FS, o.TempMaxBytes = disk, 256<<10 }))
	conn := c.Conn(ctx)
	refused := func(text, code, message string) {
		t.Helper()
		_, err := value(ctx, conn, text)
		var e *pgconn.PgError
		if !errors.As(err, &e) || e.Code != code || !strings.Contains(e.Message, message) {
			t.Errorf("%s: got %v, want %s %s", text, err, code, message)
		}
		if left := tempFiles(t, disk); len(left) > 0 {
			t.Errorf("%s: %v is left", text, left)
		}
	}
	for _, set := range []string{"SET work_mem = '64kB'", "CREATE ROLE u", "SET temp_file_limit = '128kB'"} {
		if _, err := conn.Exec(ctx, set); err != nil {
			t.Fatal(err)
		}
	}
	const large = "SELECT count(*) FROM (SELECT g, repeat('x', 50) FROM generate_series(1, 20000) g ORDER BY 2, 1 OFFSET 0) s"
	refused(large, "53400", "temporary file size exceeds temp_file_limit (128kB)")
	if _, err := conn.Exec(ctx, "SET temp_file_limit = -1"); err != nil {
		t.Fatal(err)
	}
	refused(large, "53400", "temporary files of the node exceed --max-temp-disk (256kB)")
	if _, err := conn.Exec(ctx, "SET ROLE u"); err != nil {
		t.Fatal(err)
	}
	refused("SET temp_file_limit = '1GB'", "42501", `permission denied to set parameter "temp_file_limit"`)
	refused("RESET temp_file_limit", "42501", `permission denied to set parameter "temp_file_limit"`)
	refused("SET log_temp_files = 0", "42501", `permission denied to set parameter "log_temp_files"`)
}

// fullFS is full for temporary files.
type fullFS struct {
	vfs.FS
	left atomic.Int64 // bytes that they may take
}

type fullFile struct {
	vfs.File
	fs *fullFS
}

func (f *fullFS) Create(name string, c vfs.DiskWriteCategory) (vfs.File, error) {
	file, err := f.FS.Create(name, c)
	if err == nil && strings.Contains(name, "/temp/") {
		file = &fullFile{file, f}
	}
	return file, err
}

func (f *fullFile) Write(b []byte) (int, error) {
	if f.fs.left.Add(-int64(len(b))) < 0 {
		return 0, &fs.PathError{Op: "write", Path: "x", Err: errors.New("no space left on device")}
	}
	return f.File.Write(b)
}

// TestFullDiskWhileSpilling: the statement fails with 53100, nothing is left, and the store
// goes on.
func TestFullDiskWhileSpilling(t *testing.T) {
	ctx := context.Background()
	disk := &fullFS{FS: vfs.NewMem()}
	c := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.FS = disk }))
	conn := c.Conn(ctx)
	if _, err := conn.Exec(ctx, "SET work_mem = '64kB'; CREATE TABLE t (a int PRIMARY KEY)"); err != nil {
		t.Fatal(err)
	}
	for i, s := range spillingStatements {
		for _, left := range []int64{0, 30 << 10} {
			disk.left.Store(left)
			_, err := value(ctx, conn, s.text)
			var e *pgconn.PgError
			if !errors.As(err, &e) || e.Code != "53100" {
				if left == 0 {
					t.Errorf("%s: got %v", s.name, err)
				}
			}
			if left := tempFiles(t, disk); len(left) > 0 {
				t.Errorf("%s: %v is left", s.name, left)
			}
		}
		if _, err := conn.Exec(ctx, "INSERT INTO t VALUES ($1)", i); err != nil {
			t.Fatal(err)
		}
	}
	disk.left.Store(1 << 40)
	if got, err := value(ctx, conn, spillingStatements[0].text); err != nil || got != spillingStatements[0].want {
		t.Errorf("with room: got %q %v", got, err)
	}
}

// TestTempFilesEnd: with their statement, however that ends, with their portal, with the
// connection, and at the next start.
func TestTempFilesEnd(t *testing.T) {
	ctx := context.Background()
	disk := pebbleengine.NewCrashFS()
	start := func(disk pebbleengine.FS) *cluster.Cluster {
		return cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.FS = disk }))
	}
	c := start(disk)
	conn := c.Conn(ctx)
	exec := func(text string) error {
		_, err := conn.Exec(ctx, text)
		return err
	}
	for _, text := range []string{"SET work_mem = '64kB'", "BEGIN", "DECLARE x CURSOR FOR SELECT g FROM generate_series(1, 50000) g ORDER BY g DESC", "FETCH 10 FROM x"} {
		if err := exec(text); err != nil {
			t.Fatal(err)
		}
	}
	if len(tempFiles(t, disk)) == 0 {
		t.Fatal("an open cursor has no file")
	}
	if err := exec("CLOSE x"); err != nil {
		t.Fatal(err)
	}
	if left := tempFiles(t, disk); len(left) > 0 {
		t.Errorf("after CLOSE: %v", left)
	}
	for _, text := range []string{"DECLARE x CURSOR FOR SELECT g FROM generate_series(1, 50000) g ORDER BY g DESC", "FETCH 10 FROM x"} {
		if err := exec(text); err != nil {
			t.Fatal(err)
		}
	}
	if err := exec("SELECT max(q) FROM (SELECT g, 1 / (g - 40000) AS q FROM generate_series(1, 50000) g ORDER BY g OFFSET 0) s"); err == nil {
		t.Fatal("no error")
	}
	if err := exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	if left := tempFiles(t, disk); len(left) > 0 {
		t.Errorf("after ROLLBACK: %v", left)
	}
	if err := exec("SET statement_timeout = '300ms'"); err != nil {
		t.Fatal(err)
	}
	err := exec("SELECT count(*) FROM (SELECT g FROM generate_series(1, 200000000) g ORDER BY g DESC OFFSET 0) s")
	var e *pgconn.PgError
	if !errors.As(err, &e) || e.Code != "57014" {
		t.Errorf("a statement of some time: got %v", err)
	}
	if left := tempFiles(t, disk); len(left) > 0 {
		t.Errorf("after a timeout: %v", left)
	}
	for _, text := range []string{"RESET statement_timeout", "BEGIN", "DECLARE x CURSOR FOR SELECT g FROM generate_series(1, 50000) g ORDER BY g DESC", "FETCH 10 FROM x"} {
		if err := exec(text); err != nil {
			t.Fatal(err)
		}
	}
	// The process dies: what it has left goes at the next start.
	after := pebbleengine.FS(disk.Crash(100, rand.New(rand.NewPCG(1, 1))))
	if len(tempFiles(t, after)) == 0 {
		t.Fatal("a crash leaves no file")
	}
	start(after)
	if left := tempFiles(t, after); len(left) > 0 {
		t.Errorf("after a start: %v", left)
	}
	if err := conn.Close(ctx); err != nil {
		t.Fatal(err)
	}
}

// TestExplainSpilling: EXPLAIN ANALYZE tells of the disk as Postgres does.
func TestExplainSpilling(t *testing.T) {
	ctx := context.Background()
	conn := cluster.Start(t).Conn(ctx)
	for _, tc := range []struct{ memory, text, want string }{
		{"64kB", "SELECT g FROM generate_series(1, 20000) g ORDER BY 1 DESC", "Sort Method: external merge  Disk: "},
		{"64MB", "SELECT g FROM generate_series(1, 20000) g ORDER BY 1 DESC", "Sort Method: quicksort  Memory: "},
		{"64kB", "FORMAT JSON SELECT g FROM generate_series(1, 20000) g ORDER BY 1 DESC", `"Sort Space Type": "Disk"`},
		{"64kB", "FORMAT JSON SELECT g, count(*) FROM generate_series(1, 20000) g GROUP BY 1", `"HashAgg Batches": `},
		{"64MB", "SELECT g FROM generate_series(1, 20000) g ORDER BY 1 DESC LIMIT 3", "Sort Method: top-N heapsort  Memory: "},
		{"64kB", "SELECT g, count(*) FROM generate_series(1, 20000) g GROUP BY 1", "kB  Disk Usage: "},
		{"64MB", "SELECT g, count(*) FROM generate_series(1, 20000) g GROUP BY 1", "Batches: 1  Memory Usage: "},
		{"64kB", "SELECT count(*) FROM generate_series(1, 20000) a(x) JOIN generate_series(1, 20000) b(y) ON x = y", "kB  Disk Usage: "},
	} {
		if _, err := conn.Exec(ctx, "SET work_mem = '"+tc.memory+"'"); err != nil {
			t.Fatal(err)
		}
		format := "TEXT"
		text, json := strings.CutPrefix(tc.text, "FORMAT JSON ")
		if json {
			format = "JSON"
		}
		rows, err := conn.Query(ctx, "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, FORMAT "+format+") "+text)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (string, error) { return string(row.RawValues()[0]), nil })
		if err != nil || !strings.Contains(strings.Join(lines, "\n"), tc.want) {
			t.Errorf("%s with %s: got %v\n%s\nwant %q", tc.text, tc.memory, err, strings.Join(lines, "\n"), tc.want)
		}
	}
}

// TestSpillingKeepsOrder: where the plan relies on the order of an index and sorts nothing,
// a join and a DISTINCT that put rows aside give them in it.
func TestSpillingKeepsOrder(t *testing.T) {
	ctx := context.Background()
	conn := cluster.Start(t, cluster.WithOptions(func(o *node.Options) { o.SpillAlways = true })).Conn(ctx)
	for _, text := range []string{
		"CREATE TABLE a (id int PRIMARY KEY, x int)", "CREATE TABLE b (y int, z int)",
		"INSERT INTO a SELECT g, g % 97 FROM generate_series(1, 2000) g", "INSERT INTO b SELECT g % 97, g FROM generate_series(1, 300) g",
		"ANALYZE a", "ANALYZE b",
	} {
		if _, err := conn.Exec(ctx, text); err != nil {
			t.Fatal(err)
		}
	}
	for _, text := range []string{
		"SELECT id FROM a JOIN b ON x = y ORDER BY id",
		"SELECT id FROM a LEFT JOIN b ON x = y AND z > 200 ORDER BY id",
		"SELECT id FROM a WHERE x IN (SELECT y FROM b WHERE z > 250) ORDER BY id",
		"SELECT id FROM a WHERE x NOT IN (SELECT y FROM b WHERE z > 250) ORDER BY id",
		"SELECT DISTINCT ON (id) id FROM a JOIN b ON x = y ORDER BY id",
		"SELECT id, count(*) FROM a JOIN b ON x = y GROUP BY id ORDER BY id",
	} {
		rows, err := conn.Query(ctx, text)
		if err != nil {
			t.Fatal(err)
		}
		last, n := int32(0), 0
		for rows.Next() {
			vals, err := rows.Values()
			if err != nil {
				t.Fatal(err)
			}
			if id := vals[0].(int32); id < last {
				t.Fatalf("%s: %d after %d", text, id, last)
			} else {
				last = id
			}
			n++
		}
		if err := rows.Err(); err != nil || n < 300 {
			t.Errorf("%s: %d rows, %v", text, n, err)
		}
	}
}

// TestUniqueIndexOverManyRows: what a build has to remember of keys goes to disk, and a
// duplicate is found.
func TestUniqueIndexOverManyRows(t *testing.T) {
	ctx := t.Context()
	c := cluster.Start(t)
	conn := c.Conn(ctx)
	exec := func(sql string) error {
		_, err := conn.Exec(ctx, sql)
		return err
	}
	before := c.Node().TempFiles().Files
	for _, sql := range []string{"BEGIN", "CREATE TABLE u (a int, b int)", "INSERT INTO u SELECT x, x FROM generate_series(1, 140000) x", "SAVEPOINT s"} {
		if err := exec(sql); err != nil {
			t.Fatal(err)
		}
	}
	if err := exec("CREATE UNIQUE INDEX ua ON u (a)"); err != nil {
		t.Errorf("without duplicates: %v", err)
	}
	if n := c.Node().TempFiles().Files; n == before {
		t.Error("no temporary file was made")
	}
	for _, sql := range []string{"ROLLBACK TO s", "UPDATE u SET b = 7 WHERE a = 139999"} {
		if err := exec(sql); err != nil {
			t.Fatal(err)
		}
	}
	if err := exec("CREATE UNIQUE INDEX ub ON u (b)"); sqlstate(err) != "23505" {
		t.Errorf("with a duplicate: %v, want 23505", err)
	}
	if err := exec("ROLLBACK"); err != nil {
		t.Fatal(err)
	}
}
