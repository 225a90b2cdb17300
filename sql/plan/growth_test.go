package plan

import (
	"fmt"
	"testing"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/explain"
	"github.com/isochrondb/isochron/sql/types"
)

// TestNestedWork: what a query costs to plan and to explain does not double with each level of subqueries
// whose columns are read twice.
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
	} {
		work := func(depth int) float64 {
			q := tt.inner
			for range depth {
				q = fmt.Sprintf(tt.level, q)
			}
			st, err := parser.ParseOne(q)
			if err != nil {
				t.Fatal(err)
			}
			return testing.AllocsPerRun(1, func() {
				p, err := Build(st.AST, &bind.Env{Text: q, Types: &types.Env{}, Catalog: new(catalog.Snapshot), Path: new(catalog.SearchPath)})
				if err != nil {
					t.Fatal(tt.name, err)
				}
				explain.Of(p, explain.Shown{Verbose: true})
			})
		}
		// Twice as deep is four times the work, and eight for what grows until it meets a limit; doubling would
		// make it 512 times as much.
		if few, many := work(9), work(18); many > 24*few {
			t.Errorf("%s: %.0f allocations at depth 9, %.0f at depth 18", tt.name, few, many)
		}
	}
}
