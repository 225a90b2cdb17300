package cluster_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/cluster"
)

// splitTables are columns of a key, SPLIT TABLE of it in TiDB's words, and what SPLIT AT says for the same.
var splitTables = []struct{ columns, split, at string }{
	{"k int", "BETWEEN (0) AND (1000) REGIONS 4", "(250), (500), (750)"},
	{"k bigint", "BETWEEN (-9223372036854775808) AND (9223372036854775807) REGIONS 4", "(-4611686018427387905), (-1), (4611686018427387903)"},
	{"k int, j int", "BETWEEN (5, 10) AND (5, 16) REGIONS 3", "(5, 12), (5, 14)"},
	{"k int, j int", "BETWEEN (5, 10) AND (8, 0) REGIONS 3", "(6), (7)"},
	{"k int, j text", "BY (1), (2, 'b'), (+3)", "(1), (2, 'b'), (3)"},
	{"k numeric", "BETWEEN (0.5) AND (1.5) REGIONS 4", "(0.75), (1), (1.25)"},
	{"k float8", "BETWEEN (-1.5e1) AND (15) REGIONS 2", "(0)"},
	{"k date", "BETWEEN ('2024-01-01') AND ('2024-01-31') REGIONS 3", "('2024-01-11'), ('2024-01-21')"},
	{"k time", "BETWEEN ('00:00') AND ('12:00') REGIONS 2", "('06:00')"},
	{"k timestamptz", "BETWEEN ('2024-01-01') AND ('2024-01-03') REGIONS 2", "('2024-01-02')"},
	{"k uuid", "BETWEEN ('00000000-0000-0000-0000-000000000000') AND ('ffffffff-ffff-ffff-ffff-ffffffffffff') REGIONS 2", "('7fffffff-ffff-ffff-ffff-ffffffffffff')"},
	{"k bytea", `BETWEEN ('\x0100') AND ('\x0200') REGIONS 2`, `('\x0180')`},
	{"k text", "BETWEEN ('user-a') AND ('user-k') REGIONS 2", "('user-f')"},
	{"k varchar(10)", "BY ('a'), ('it''s'), ('\u00fc')", "('a'), ('it''s'), ('\u00fc')"},
}

// splitSteps are refused, or make ranges of indexes and partitions.
var splitSteps = []step{
	{"CREATE TABLE t (id int PRIMARY KEY, day date, e inet); CREATE INDEX days ON t (day DESC, id); CREATE VIEW v AS SELECT 1", "", ""},
	{"SPLIT TABLE nope BY (1)", "42P01", ""}, {"SPLIT TABLE v BY (1)", "42809", "not a table"}, {"SPLIT TABLE days BY (1)", "42809", "behind INDEX"},
	{"SPLIT TABLE t INDEX nope BY (1)", "42704", "index \"nope\" of table \"t\""}, {"SPLIT TABLE t PARTITION (x) BY (1)", "42809", "Leave PARTITION out"},
	{"SPLIT TABLE t BETWEEN (0) AND (10) REGIONS 0", "22023", "from 1 to 1000"}, {"SPLIT TABLE t BETWEEN (0) AND (10) REGIONS 1001", "22023", "from 1 to 1000"},
	{"SPLIT TABLE t BETWEEN (10) AND (10) REGIONS 2", "22023", "not below"}, {"SPLIT TABLE t BETWEEN (0) AND (3) REGIONS 4", "22023", "Ask for fewer"},
	{"SPLIT TABLE t BETWEEN (0) AND (3, 4) REGIONS 2", "42601", "both sides"}, {"SPLIT TABLE t BY (1, 2)", "42601", "has 2 values"}, {"SPLIT TABLE t BY ()", "42601", "one at least"},
	{"SPLIT TABLE t BETWEEN (NULL) AND (3) REGIONS 2", "22004", "BY"}, {"SPLIT TABLE t BY ('x')", "22P02", ""}, {"SPLIT TABLE t BY (1 + 1)", "0A000", "SPLIT AT VALUES"},
	{"SPLIT TABLE t BETWEEN 1 AND 2 REGIONS 2", "42601", "syntax error"}, {"SPLIT TABLE t", "42601", "syntax error"}, {"SHOW TABLE t INDEX days REGIONS", "0A000", "isochron_internal.ranges"},
	{"CREATE INDEX nets ON t (e)", "", ""}, {"SPLIT TABLE t INDEX nets BETWEEN ('10.0.0.0') AND ('11.0.0.0') REGIONS 2", "0A000", "BY"},
	{"SELECT count(*) FROM isochron_internal.ranges WHERE start_pretty LIKE '/rows/%'", "= 0", ""},
	{"SPLIT TABLE t INDEX days BETWEEN ('2024-01-01') AND ('2024-01-03') REGIONS 2", "", ""}, {"SPLIT REGION FOR TABLE \"t\" INDEX `PRIMARY` BY (7)", "42601", "syntax error"},
	{"SPLIT REGION FOR TABLE \"t\" INDEX \"PRIMARY\" BY (7)", "", ""}, {"SPLIT TABLE t BY (7)", "", ""},
	{"SELECT count(*) FROM isochron_internal.ranges WHERE start_pretty LIKE '/rows/%'", "= 2", ""},
	{"CREATE TABLE p (id int PRIMARY KEY, v int) PARTITION BY RANGE (id); CREATE INDEX vs ON p (v)", "", ""},
	{"CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (10); CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (10) TO (20) PARTITION BY RANGE (id)", "", ""},
	{"CREATE TABLE p3 PARTITION OF p2 DEFAULT", "", ""}, {"SPLIT TABLE p PARTITION (p1, px) BY (5)", "42P01", "Its partitions are: p1, p3."},
	{"SPLIT TABLE p PARTITION (p1) BY (5)", "", ""}, {"SPLIT PARTITION TABLE p BY (15), (16)", "", ""}, {"SPLIT TABLE p INDEX vs BETWEEN (1) AND (5) REGIONS 2", "", ""},
	{"SELECT count(*) FROM isochron_internal.ranges WHERE start_pretty LIKE '/rows/%'", "= 9", ""},
	{"BEGIN; CREATE TABLE n (id int PRIMARY KEY); SPLIT TABLE n BY (1)", "0A000", "Commit first."}, {"ROLLBACK", "", ""},
	{"CREATE ROLE other; SET ROLE other", "", ""}, {"SPLIT TABLE t BY (9)", "42501", "must be owner"},
}

// TestSplitTable: SPLIT TABLE makes the ranges that SPLIT AT makes of the same values, of indexes and of
// partitions too, or none.
func TestSplitTable(t *testing.T) {
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, cluster.Start(t).URL())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	runSteps(t, conn, splitSteps)
	runSteps(t, conn, []step{{"RESET ROLE", "", ""}})
	for i, tt := range splitTables {
		key := "k"
		if strings.Contains(tt.columns, "j") {
			key = "k, j"
		}
		var starts [2][]string
		for side, split := range []string{"SPLIT TABLE %s " + tt.split, "ALTER TABLE %s SPLIT AT VALUES " + tt.at} {
			name := fmt.Sprintf("t%d_%d", i, side)
			lines(ctx, t, conn, fmt.Sprintf("CREATE TABLE %s (%s, PRIMARY KEY (%s))", name, tt.columns, key))
			lines(ctx, t, conn, fmt.Sprintf(split, name))
			for _, l := range lines(ctx, t, conn, "SHOW TABLE "+name+" REGIONS")[1:] { // the first begins before the table
				_, start, _ := strings.Cut(strings.Split(l, "|")[1], "/1/")
				starts[side] = append(starts[side], start)
			}
		}
		if n := strings.Count(tt.at, "),") + 1; len(starts[0]) != n || !slices.Equal(starts[0], starts[1]) {
			t.Errorf("%s, %s: ranges begin at %q, want %q", tt.columns, tt.split, starts[0], starts[1])
		}
	}
}
