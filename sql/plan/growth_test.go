package plan

import (
	"fmt"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/explain"
	"github.com/isochrondb/isochron/sql/types"
)

// TestNestedWork: what a query costs to plan and to explain does not double with each level of subqueries
// whose columns are read twice, or that join under a limit.
func TestNestedWork(t *testing.T) {
	for _, tt := range []struct{ name, inner, level string }{
		{"conditions", "SELECT x FROM generate_series(1, 10) x", "SELECT x + x AS x FROM (%s) q WHERE x > 0"},
		{"conditions on groups", "SELECT x FROM generate_series(1, 10) x", "SELECT x + x AS x FROM (%s) q WHERE x > 0 GROUP BY x + x"},
		{"conditions on two columns", "SELECT x, x AS y FROM generate_series(1, 10) x", "SELECT x + y AS x, x - y AS y FROM (%s) q WHERE x > y"},
		{"constants of parameters", "SELECT $1::int AS x", "SELECT x + x AS x FROM (%s) q"},
		{"columns", "SELECT x FROM generate_series(1, 10) x", "SELECT x + x AS x FROM (%s) q OFFSET 0"},
		{"names", "SELECT x FROM generate_series(1, 10) x", "SELECT x + x AS x FROM (%s) q WHERE x > 0 OFFSET 0"},
		{"names of two columns", "SELECT x, x AS y FROM generate_series(1, 10) x", "SELECT x + y AS x, x - y AS y FROM (%s) q WHERE x > y OFFSET 0"},
		{"names of aggregates", "SELECT x FROM generate_series(1, 10) x", "SELECT max(x + x) AS x FROM (%s) q HAVING max(x + x) > 0"},
		{"joins under limits", "SELECT x FROM generate_series(1, 10) x", "SELECT q.x FROM (%s) q, generate_series(1, 1000) u LIMIT 10"},
		{"groups under limits", "SELECT x FROM generate_series(1, 10) x", "SELECT q.x FROM (%s) q, generate_series(1, 1000) u GROUP BY q.x ORDER BY q.x LIMIT 1"},
	} {
		work := func(depth int) float64 {
			q := tt.inner
			for range depth {
				q = fmt.Sprintf(tt.level, q)
			}
			return planWork(t, q)
		}
		// Twice as deep is four times the work, and eight for what grows until it meets a limit; doubling would
		// make it 512 times as much.
		if few, many := work(9), work(18); many > 24*few {
			t.Errorf("%s: %.0f allocations at depth 9, %.0f at depth 18", tt.name, few, many)
		}
	}
}

// planWork is what it takes to plan and to explain q, in allocations.
func planWork(t *testing.T, q string) float64 {
	t.Helper()
	st, err := parser.ParseOne(q)
	if err != nil {
		t.Fatal(err)
	}
	return testing.AllocsPerRun(1, func() {
		p, err := Build(st.AST, &bind.Env{Text: q, Types: &types.Env{}, Catalog: new(catalog.Snapshot), Path: new(catalog.SearchPath)})
		if err != nil {
			t.Fatal(q, err)
		}
		explain.Of(p, explain.Shown{Verbose: true})
	})
}

// TestRepeatedWork: nor does it double with each query of a WITH that reads the one before twice, or that has a WITH
// of its own, nor with each NULLIF within another.
func TestRepeatedWork(t *testing.T) {
	beside := func(depth int) string {
		q := "WITH c0 AS (SELECT 1 AS x)"
		for i := range depth {
			q += fmt.Sprintf(", c%d AS (SELECT p.x FROM c%d p, c%d q)", i+1, i, i)
		}
		return fmt.Sprintf("%s SELECT x FROM c%d", q, depth)
	}
	within := func(depth int) string {
		q := "SELECT x FROM generate_series(1, 10) x"
		for range depth {
			q = "WITH c AS (" + q + ") SELECT x FROM c"
		}
		return q
	}
	asked := func(depth int) string {
		return strings.ReplaceAll(within(depth), "SELECT x FROM c", "SELECT x FROM c WHERE x = (SELECT max(x) FROM generate_series(1, 3) x)")
	}
	nullIfs := func(depth int) string {
		return "SELECT " + strings.Repeat("nullif(", depth) + "x" + strings.Repeat(", 5)", depth) + " FROM generate_series(1, 3) x"
	}
	for name, query := range map[string]func(int) string{"NULLIF": nullIfs, "beside": beside, "within": within, "within, that ask queries": asked} {
		if few, many := planWork(t, query(9)), planWork(t, query(18)); many > 24*few {
			t.Errorf("%s: %.0f allocations at depth 9, %.0f at depth 18", name, few, many)
		}
	}
}
