package cluster_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"

	"github.com/isochrondb/isochron/testing/cluster"
)

// Ranges and nodes that compute parts of a statement are told of the users' types in it.
func TestUserTypesTravel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := context.Background()
		c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "home", Nodes: 3}}})
		first := c.Conn(ctx, "n1")
		for _, sql := range []string{
			"CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')",
			"CREATE DOMAIN posint AS int CHECK (VALUE > 0)",
			"CREATE TABLE p (id posint PRIMARY KEY, m mood, ms mood[] DEFAULT '{ok,sad}')",
			"CREATE TABLE q (m mood PRIMARY KEY, note text)",
			"ALTER TABLE p SPLIT AT VALUES (1000), (2000)",
			"ALTER TABLE p SCATTER",
			"INSERT INTO p SELECT i, (enum_range(NULL::mood))[i % 3 + 1] FROM generate_series(1, 3000) i",
			"INSERT INTO q SELECT m, m::text FROM unnest(enum_range(NULL::mood)) m",
			"ALTER TYPE mood ADD VALUE 'meh' BEFORE 'ok'",
			"UPDATE p SET m = 'meh' WHERE m = 'sad' AND id > 2700",
		} {
			exec(ctx, t, first, sql)
		}
		for _, q := range []struct{ sql, want string }{
			{"SELECT string_agg(m || ' ' || n, ', ' ORDER BY m) FROM (SELECT m, count(*) n FROM p GROUP BY m) x", "sad 900, meh 100, ok 1000, happy 1000"},
			{"SELECT count(*)::text FROM p WHERE m > 'sad' AND m < 'happy'", "1100"},
			{"SELECT min(m) || ' ' || max(m) || ' ' || max(id) FROM p WHERE m <> 'sad'", "meh happy 3000"},
			{"SELECT string_agg(DISTINCT ms::text, ',') FROM p WHERE ms[1] = 'ok' AND 'sad' = ANY (ms)", "{ok,sad}"},
			{"SELECT string_agg(note || n, ' ' ORDER BY m) FROM (SELECT q.m, note, count(*) n FROM p JOIN q USING (m) GROUP BY q.m, note) x", "sad900 ok1000 happy1000"},
			{"SELECT string_agg(m::text || id, ' ') FROM (SELECT m, id FROM p ORDER BY m DESC, id LIMIT 2) x", "happy2 happy5"},
			{"SELECT string_agg(m::text, ' ' ORDER BY m) FROM (SELECT m FROM p GROUP BY m HAVING m::text LIKE '%a%') x", "sad happy"},
		} {
			for n := range 3 {
				var got string
				if err := c.Conn(ctx, fmt.Sprintf("n%d", n+1)).QueryRow(ctx, q.sql).Scan(&got); err != nil || got != q.want {
					t.Errorf("n%d: %s: %q, %v; want %q", n+1, q.sql, got, err, q.want)
				}
			}
		}
	})
}
