package plans

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/testing/bench/tpch"
	"github.com/isochrondb/isochron/testing/cluster"
)

var rewrite = flag.Bool("rewrite", false, "write the plans anew")

func TestPlans(t *testing.T) {
	files, err := filepath.Glob("testdata/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no files: %v", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".sql"), func(t *testing.T) {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			check(t, strings.TrimSuffix(f, ".sql")+".plans", strings.Split(strings.TrimSpace(string(text)), "\n\n"))
		})
	}
}

// TestTPCH holds the plans of the 22 queries at scale 1.
func TestTPCH(t *testing.T) {
	blocks := strings.Split(strings.TrimSpace(tpch.Schema+tpch.Indexes), ";\n")
	sizes, err := os.ReadFile("testdata/tpch.stats")
	if err != nil {
		t.Fatal(err)
	}
	blocks = append(blocks, strings.Split(strings.TrimSpace(string(sizes)), "\n")...)
	check(t, "testdata/tpch.plans", append(blocks, tpch.Queries(1)...))
}

// check explains the statements of blocks and compares the plans with those of a file.
func check(t *testing.T, file string, blocks []string) {
	ctx := context.Background()
	c := cluster.Start(t)
	conn := c.Conn(ctx)
	var got strings.Builder
	for _, b := range blocks {
		b = strings.TrimSuffix(strings.TrimSpace(b), ";")
		switch {
		case strings.HasPrefix(b, statistics):
			given(ctx, t, c, conn, strings.TrimPrefix(b, statistics))
		case strings.HasPrefix(strings.ToUpper(b), "CREATE"):
			if _, err := conn.Exec(ctx, b, pgx.QueryExecModeSimpleProtocol); err != nil {
				t.Fatalf("%s: %v", b, err)
			}
		default:
			fmt.Fprintf(&got, "%s\n----\n%s\n\n", b, explain(ctx, t, conn, b))
		}
	}
	if *rewrite {
		if err := os.WriteFile(file, []byte(got.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	compare(t, got.String(), string(want))
}

func compare(t *testing.T, got, want string) {
	t.Helper()
	g, w := strings.Split(got, "\n\n"), strings.Split(want, "\n\n")
	if len(g) != len(w) {
		t.Errorf("%d statements, %d plans", len(g)-1, len(w)-1)
	}
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			t.Errorf("the plan has changed; now\n%s\n\nbefore\n%s\n", g[i], w[i])
		}
	}
}

var param = regexp.MustCompile(`\$(\d+)`)

// explain gives the shape of a statement's plan.
func explain(ctx context.Context, t *testing.T, conn *pgx.Conn, st string) string {
	t.Helper()
	text := "EXPLAIN (COSTS off) " + st
	n := 0
	for _, m := range param.FindAllStringSubmatch(st, -1) {
		k, _ := strconv.Atoi(m[1])
		n = max(n, k)
	}
	if n > 0 {
		if _, err := conn.Exec(ctx, "DEALLOCATE ALL; SET plan_cache_mode = force_generic_plan; PREPARE p AS "+st, pgx.QueryExecModeSimpleProtocol); err != nil {
			t.Fatalf("%s: %v", st, err)
		}
		text = "EXPLAIN (COSTS off) EXECUTE p(" + strings.TrimSuffix(strings.Repeat("NULL, ", n), ", ") + ")"
	}
	rows, err := conn.Query(ctx, text, pgx.QueryExecModeSimpleProtocol)
	if err != nil {
		t.Fatalf("%s: %v", st, err)
	}
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatalf("%s: %v", st, err)
	}
	return strings.Join(lines, "\n")
}

const statistics = "-- statistics: "

// given sets the statistics of a table.
func given(ctx context.Context, t *testing.T, c *cluster.Cluster, conn *pgx.Conn, line string) {
	t.Helper()
	fields := strings.Fields(line)
	m := &stats.Table{}
	var id, file uint32
	if err := conn.QueryRow(ctx, "SELECT oid, relfilenode FROM pg_class WHERE oid = $1::text::regclass", fields[0]).Scan(&id, &file); err != nil {
		t.Fatalf("%s: %v", line, err)
	}
	m.ID, m.Prefix, m.At = catalog.ID(id), uint64(file), 1
	m.Rows = number(t, fields[1])
	for _, f := range fields[2:] {
		name, figures, _ := strings.Cut(f, "=")
		distinct, nulls, _ := strings.Cut(figures, "/")
		var col int16
		if err := conn.QueryRow(ctx, "SELECT attnum FROM pg_attribute WHERE attrelid = $1 AND attname = $2", id, name).Scan(&col); err != nil {
			t.Fatalf("%s: %s: %v", line, name, err)
		}
		x := stats.Column{ID: catalog.ColumnID(col), Distinct: number(t, distinct), Width: 8}
		if nulls != "" {
			x.Nulls = number(t, nulls)
		}
		m.Columns = append(m.Columns, x)
	}
	if err := c.Node().Statistics().Save(ctx, m); err != nil {
		t.Fatal(err)
	}
}

func number(t *testing.T, s string) int64 {
	t.Helper()
	n, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return int64(n)
}

// TestCompare: a plan that has changed is told.
func TestCompare(t *testing.T) {
	var quiet testing.T
	compare(&quiet, "a\n----\nSeq Scan\n\n", "a\n----\nIndex Scan\n\n")
	if !quiet.Failed() {
		t.Error("a changed plan was not told")
	}
}
