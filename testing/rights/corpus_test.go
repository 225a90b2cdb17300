package rights

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/testing/cluster"
)

// corpusMin is how many statements of the corpus read or write a table at least.
const corpusMin = 180

// onTable finds the relations of a plan in the text of EXPLAIN.
var onTable = regexp.MustCompile(`((?:CTE |Function |WorkTable )?)(?:Scan|Lookup|Insert|Update|Delete|Join)[^\n]* on ([a-z_][a-z0-9_.]*)`)

// TestCorpus: whatever statement of testing/logic touches a table, by its own
// plan, is refused to a role without any right. The plan is the judge, and not
// the list of needs that the check goes by.
func TestCorpus(t *testing.T) {
	files, err := filepath.Glob("../logic/testdata/*.sql")
	if err != nil || len(files) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	touching := 0
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		touching += probeCorpus(t, f, string(data))
	}
	if touching < corpusMin {
		t.Errorf("%d statements touch a table, want %d", touching, corpusMin)
	}
}

func probeCorpus(t *testing.T, file, text string) (touching int) {
	ctx := context.Background()
	p := &play{t: t, conns: map[string]*pgconn.PgConn{}, config: &cluster.Start(t).ConnConfig().Config}
	defer p.close()
	p.answer("isochron", "CREATE ROLE stranger LOGIN")
	open := p.answer("isochron", "SELECT relname FROM pg_class WHERE relnamespace = 'information_schema'::regnamespace OR oid = 'isochron_internal.cluster'::regclass")
	for _, block := range strings.Split(text, "\n\n") {
		sql, _, _ := strings.Cut(block, "\n----")
		p.answer("isochron/script", sql)
		list, err := parser.Parse(sql)
		if err != nil {
			continue
		}
		for _, st := range list {
			switch st.AST.(type) {
			case *ast.Select, *ast.Insert, *ast.Update, *ast.Delete, *ast.Merge:
			default:
				continue
			}
			tables := slices.DeleteFunc(p.tablesOf(ctx, st.Text), func(name string) bool { return slices.Contains(open, name) })
			if len(tables) == 0 {
				continue
			}
			touching++
			if got := p.answer("stranger", "EXPLAIN "+st.Text); !strings.HasPrefix(got[len(got)-1], "42501: ") {
				t.Errorf("%s: %s\ntouches %s and is not refused: %q", file, st.Text, tables, got)
			}
		}
	}
	return touching
}

// tablesOf are the user's tables in a statement's plan.
func (p *play) tablesOf(ctx context.Context, sql string) (tables []string) {
	c, err := p.conn("isochron/plan")
	if err != nil {
		p.t.Fatal(err)
	}
	rows, err := c.Exec(ctx, "EXPLAIN "+sql).ReadAll()
	var e *pgconn.PgError
	if errors.As(err, &e) {
		return nil
	} else if err != nil {
		p.t.Fatal(err)
	}
	for _, r := range rows {
		for _, row := range r.Rows {
			for _, m := range onTable.FindAllStringSubmatch(string(row[0]), -1) {
				if m[1] == "" && !strings.HasPrefix(m[2], "pg_") && !strings.Contains(m[2], ".") {
					tables = append(tables, m[2])
				}
			}
		}
	}
	return tables
}
