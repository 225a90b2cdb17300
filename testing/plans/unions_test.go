package plans

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/isochrondb/isochron/testing/cluster"
)

// union is a table of which both columns have an index, in several ranges.
func union(ctx context.Context, t *testing.T) (c *cluster.Cluster, a, b *pgx.Conn) {
	t.Helper()
	c = cluster.Start(t)
	a, b = c.Conn(ctx), c.Conn(ctx)
	for _, text := range []string{
		"CREATE TABLE u (id int PRIMARY KEY, a int, b int, d int)", "CREATE INDEX ON u (a)", "CREATE INDEX ON u (b)",
		"INSERT INTO u SELECT i, i % 100, i, 0 FROM generate_series(1, 2000) i", "ANALYZE u",
		"ALTER TABLE u SPLIT AT VALUES (100), (500), (1500)",
	} {
		if _, err := a.Exec(ctx, text, pgx.QueryExecModeSimpleProtocol); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	if plan := explain(ctx, t, a, readUnion); !strings.Contains(plan, "BitmapOr") {
		t.Fatalf("no union of indexes:\n%s", plan)
	}
	return c, a, b
}

const readUnion = "SELECT id, d FROM u WHERE a = 3 OR b = 104"

// TestUnionReads: what a union of indexes reads is what is validated: the parts of its arms, and
// the rows that they name.
func TestUnionReads(t *testing.T) {
	ctx := context.Background()
	for _, tt := range []struct {
		other    string
		conflict bool
	}{
		{"INSERT INTO u VALUES (9000, 9, 9000, 0)", false},
		{"UPDATE u SET d = 1 WHERE id = 5", false},
		{"UPDATE u SET a = 11 WHERE id = 10", false},
		{"DELETE FROM u WHERE id = 12", false},
		{"INSERT INTO u VALUES (9000, 3, 9000, 0)", true},
		{"UPDATE u SET b = 104 WHERE id = 5", true},
		{"UPDATE u SET d = 1 WHERE id = 103", true},
		{"DELETE FROM u WHERE id = 104", true},
	} {
		_, a, b := union(ctx, t)
		for _, text := range []string{"SET isochron.transaction_replay = off", "BEGIN ISOLATION LEVEL SERIALIZABLE", readUnion, "UPDATE u SET d = 7 WHERE id = 1999"} {
			if _, err := a.Exec(ctx, text); err != nil {
				t.Fatalf("%s: %v", text, err)
			}
		}
		if _, err := b.Exec(ctx, tt.other); err != nil {
			t.Fatalf("%s: %v", tt.other, err)
		}
		_, err := a.Exec(ctx, "COMMIT")
		var pg *pgconn.PgError
		if failed := errors.As(err, &pg) && pg.Code == "40001"; failed != tt.conflict || err != nil && !failed {
			t.Errorf("beside %s: %v", tt.other, err)
		}
	}
}

// TestUnionLocks: rows that an arm names, but that do not pass, are not locked.
func TestUnionLocks(t *testing.T) {
	ctx := context.Background()
	for _, text := range []string{
		"SELECT id FROM u WHERE (a = 3 OR b = 104) AND id < 100 FOR UPDATE", "UPDATE u SET d = 5 WHERE (a = 3 OR b = 104) AND id < 100", "DELETE FROM u WHERE (a = 3 OR b = 104) AND id < 100",
	} {
		_, a, b := union(ctx, t)
		if _, err := a.Exec(ctx, "BEGIN ISOLATION LEVEL READ COMMITTED"); err != nil {
			t.Fatal(err)
		}
		if tag, err := a.Exec(ctx, text); err != nil || tag.RowsAffected() != 1 {
			t.Fatalf("%s: %v, %v", text, tag, err)
		}
		free, err := b.Query(ctx, "SELECT id FROM u WHERE id IN (3, 103, 104, 203) ORDER BY id FOR UPDATE SKIP LOCKED")
		if err != nil {
			t.Fatal(err)
		}
		ids, err := pgx.CollectRows(free, pgx.RowTo[int])
		if err != nil || len(ids) != 3 || ids[0] != 103 {
			t.Errorf("%s: not locked are %v, %v", text, ids, err)
		}
	}
}

// TestUnionCost: a union of indexes that finds a tenth of the table takes twice as long as reading all
// of it; one that finds a fiftieth, half as long.
func TestUnionCost(t *testing.T) {
	ctx := context.Background()
	c := cluster.Start(t).Conn(ctx)
	for _, text := range []string{
		"CREATE TABLE u (id int PRIMARY KEY, a int, b int, c int, d int)", "CREATE INDEX ON u (a)", "CREATE INDEX ON u (b)", "CREATE INDEX ON u (c)", "CREATE INDEX ON u (d)",
		"INSERT INTO u SELECT i, i * 7919 % 20, i * 6007 / 20 % 20, i * 7919 % 100, i * 6007 / 100 % 100 FROM generate_series(1, 20000) i", "ANALYZE u",
	} {
		if _, err := c.Exec(ctx, text, pgx.QueryExecModeSimpleProtocol); err != nil {
			t.Fatalf("%s: %v", text, err)
		}
	}
	for _, tt := range []struct {
		where string
		union bool
	}{
		{"a = 3 OR b = 4", false},
		{"c = 3 OR d = 4", true},
		{"c = 3 OR d = 4 OR id = 5", true},
		{"a = 3 AND c = 3 OR d = 4", true},
	} {
		plan := explain(ctx, t, c, "SELECT a, d FROM u WHERE "+tt.where)
		if got := strings.Contains(plan, "BitmapOr"); got != tt.union {
			t.Errorf("%s: a union is chosen: %v, want %v\n%s", tt.where, got, tt.union, plan)
		}
	}
}
