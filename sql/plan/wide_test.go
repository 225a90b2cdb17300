package plan

import (
	"fmt"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// list is n items, made by a format with their number, with sep between them.
func list(n int, sep, format string) string {
	items := make([]string, n)
	for i := range items {
		items[i] = strings.ReplaceAll(format, "#", fmt.Sprint(i))
	}
	return strings.Join(items, sep)
}

// wideStatements are made of n like parts beside each other.
var wideStatements = []struct {
	name string
	most float64 // of allocations for 400 parts over those for 100
	text func(n int) string
}{
	{"groups", 5, func(n int) string {
		return "SELECT count(*) FROM generate_series(1, 9) x GROUP BY " + list(n, ", ", "x + #")
	}},
	{"order", 5, func(n int) string {
		return "SELECT " + list(n, ", ", "x + #") + " FROM generate_series(1, 9) x ORDER BY " + list(n, ", ", "x + #")
	}},
	{"windows", 11, func(n int) string {
		return "SELECT " + list(n, ", ", "sum(x) OVER (ORDER BY x + #)") + " FROM generate_series(1, 9) x"
	}},
	{"subqueries", 5, func(n int) string {
		return "SELECT " + list(n, ", ", "(SELECT max(y) FROM generate_series(1, 9) y WHERE y > x + #)") + " FROM generate_series(1, 9) x"
	}},
	{"recursive queries backward", 15, func(n int) string {
		q := "WITH RECURSIVE q0 AS (SELECT 1 AS x)"
		for i := range n {
			q = strings.Replace(q, "RECURSIVE ", fmt.Sprintf("RECURSIVE q%d AS (SELECT x FROM q%d), ", i+1, i), 1)
		}
		return q + fmt.Sprintf(" SELECT * FROM q%d", n)
	}},
	{"queries of constants", 5, func(n int) string {
		return "WITH " + list(n, ", ", "q# AS (SELECT # AS x)") + " SELECT x FROM q0"
	}},
	{"recursive queries of constants", 5, func(n int) string {
		return "WITH RECURSIVE " + list(n, ", ", "q# AS (SELECT # AS x)") + " SELECT x FROM q0"
	}},
	{"inner joins", 10, func(n int) string {
		return "SELECT count(*) FROM generate_series(1, 9) x " + list(n, " ", "JOIN generate_series(1, 9) x# ON x# = x")
	}},
	{"semi joins", 13, func(n int) string {
		return "SELECT count(*) FROM generate_series(1, 9) x WHERE " + list(n, " AND ", "x IN (SELECT y FROM generate_series(1, 9) y WHERE y > #)")
	}},
}

// TestWideWork: what a statement of many like parts costs to plan grows with their number, or at most with pairs of
// them where each gets what the others have, too (16).
func TestWideWork(t *testing.T) {
	for _, tt := range wideStatements {
		work := func(n int) float64 {
			text := tt.text(n)
			st, err := parser.ParseOne(text)
			if err != nil {
				t.Fatal(tt.name, err)
			}
			return testing.AllocsPerRun(1, func() {
				if _, err := Build(st.AST, &bind.Env{Text: text, Types: &types.Env{}, Catalog: new(catalog.Snapshot), Path: new(catalog.SearchPath)}); err != nil {
					t.Fatal(tt.name, err)
				}
			})
		}
		// Beyond orderedMax, so that joins have no order in either.
		if few, many := work(100), work(400); many > tt.most*few {
			t.Errorf("%s: %.0f allocations for 100, %.0f for 400", tt.name, few, many)
		}
	}
}

// countdown ends what asks it for the n-th time.
type countdown struct{ left int }

// Interrupted serves types.Interrupter.
func (c *countdown) Interrupted() error {
	if c.left--; c.left < 0 {
		return pgerror.New(pgerror.QueryCanceled, "enough")
	}
	return nil
}

// TestCancelledPlanning: a statement that is cancelled while it is planned ends there, wherever that is.
func TestCancelledPlanning(t *testing.T) {
	for _, tt := range wideStatements {
		text := tt.text(12)
		st, err := parser.ParseOne(text)
		if err != nil {
			t.Fatal(tt.name, err)
		}
		build := func(after int) (polls int, err error) {
			c := &countdown{after}
			_, err = Build(st.AST, &bind.Env{Text: text, Types: &types.Env{Interrupt: c}, Catalog: new(catalog.Snapshot), Path: new(catalog.SearchPath)})
			return after - c.left, err
		}
		polls, err := build(1 << 30)
		if err != nil {
			t.Fatal(tt.name, err)
		}
		if polls < 12 {
			t.Errorf("%s: asked %d times whether it is cancelled, for 12 parts", tt.name, polls)
		}
		for after := range polls {
			if _, err := build(after); !pgerror.Is(err, pgerror.QueryCanceled) {
				t.Fatalf("%s: cancelled at the %d-th of %d looks: %v", tt.name, after, polls, err)
			}
		}
	}
}
