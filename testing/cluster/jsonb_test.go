package cluster_test

import (
	"context"
	"fmt"
	"testing"
	"testing/synctest"

	"github.com/isochrondb/isochron/testing/cluster"
)

// Ranges and nodes compute with jsonb what the gateway would.
func TestJSONBTravels(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := context.Background()
		c := cluster.StartRegions(t, cluster.Topology{Regions: []cluster.Region{{Name: "home", Nodes: 3}}})
		first := c.Conn(ctx, "n1")
		for _, sql := range []string{
			"CREATE TABLE d (id int PRIMARY KEY, j jsonb)",
			"CREATE TABLE k (j jsonb PRIMARY KEY, note text)",
			"ALTER TABLE d SPLIT AT VALUES (1000), (2000)",
			"ALTER TABLE d SCATTER",
			"INSERT INTO d SELECT i, jsonb_build_object('id', i, 'mod', (i % 3)::numeric(3, 1), 'tags', jsonb_build_array('t' || i % 5, i % 2 = 0)) FROM generate_series(1, 3000) i",
			"INSERT INTO k VALUES ('0', 'zero'), ('1', 'one'), ('2.00', 'two'), ('[]', 'none')",
			`UPDATE d SET j['seen'] = 'true' WHERE j @> '{"mod": 2}'`,
		} {
			exec(ctx, t, first, sql)
		}
		for _, q := range []struct{ sql, want string }{
			{`SELECT count(*)::text FROM d WHERE j @> '{"mod": 1, "tags": ["t4"]}'`, "200"},
			{`SELECT count(*)::text FROM d WHERE j->>'seen' = 'true' AND (j->'id')::int > 2900`, "33"},
			{"SELECT string_agg(m::text || ' ' || n, ', ' ORDER BY m) FROM (SELECT j->'mod' m, count(*) n FROM d GROUP BY 1) x", "0.0 1000, 1.0 1000, 2.0 1000"},
			{"SELECT string_agg(note || n, ' ' ORDER BY k) FROM (SELECT k.j k, note, count(*) n FROM d JOIN k ON k.j = d.j->'mod' GROUP BY k.j, note) x", "zero1000 one1000 two1000"},
			{"SELECT string_agg(x::text, ' ') FROM (SELECT j->'tags' x FROM d ORDER BY j->'tags' DESC, id LIMIT 2) y", `["t4", true] ["t4", true]`},
			{"SELECT string_agg(DISTINCT t, ' ') FROM d, jsonb_array_elements_text(j->'tags') t WHERE id > 1990", "false t0 t1 t2 t3 t4 true"},
			{`SELECT count(*)::text FROM d WHERE j @? '$.id ? (@ > 2500 && @ <= 2510)' OR j['tags'][0] = '"t9"'`, "10"},
			{"SELECT jsonb_object_agg(id, j->'mod' ORDER BY id)::text FROM d WHERE id IN (999, 1000, 2001)", `{"999": 0.0, "1000": 1.0, "2001": 0.0}`},
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
