package cluster_test

import (
	"testing"

	"github.com/isochrondb/isochron/testing/cluster"
)

// globalSteps are on a node that says no region.
var globalSteps = []step{
	{"CREATE TEMP TABLE x (id int) WITH (global)", "0A000", "temporary"},
	{"CREATE TABLE x (id int) PARTITION BY LIST (id) WITH (global)", "0A000", "every region"},
	{"CREATE VIEW x WITH (global) AS SELECT 1", "22023", "global"},
	{"CREATE TABLE x (id int) WITH (global = maybe)", "22023", "boolean"},
	{"CREATE TABLE x (id int); CREATE INDEX ON x (id) WITH (global)", "22023", "global"},
	{"CREATE TABLE rates (id int PRIMARY KEY, v int) WITH (global)", "", ""},
	{"SELECT reloptions FROM pg_class WHERE relname = 'rates'", "= [global=true]", ""},
	{"SELECT kind, name, placement, own FROM isochron_internal.placement WHERE name LIKE '%rates%' ORDER BY 1, 2", "= TABLE|public.rates|GLOBAL|true", ""},
	{"INSERT INTO rates VALUES (1, 1); UPDATE rates SET v = v + 1; SELECT v FROM rates", "", ""},
	{"SELECT v FROM rates", "= 2", ""},
	{"CREATE TABLE p (id int PRIMARY KEY, v int) PARTITION BY LIST (id)", "", ""},
	{"ALTER TABLE p SET (global)", "0A000", "every region"},
	{"ALTER TABLE p ATTACH PARTITION rates FOR VALUES IN (1)", "0A000", "every region"},
	{"CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2)", "", ""}, {"ALTER TABLE p2 SET (global)", "0A000", "every region"},
	{"ALTER TABLE rates RESET (global)", "", ""},
	{"SELECT count(*) FROM isochron_internal.placement WHERE placement LIKE '%GLOBAL%'", "= 0", ""},
	{"ALTER TABLE p ATTACH PARTITION rates FOR VALUES IN (1)", "", ""},
	{"CREATE TABLE dumped (id int) WITH (global='true'); SELECT reloptions FROM pg_class WHERE relname = 'dumped'", "", ""}, // as pg_dump writes it
	{"CREATE MATERIALIZED VIEW m WITH (global) AS SELECT 1 AS a", "", ""},
	{"SELECT a FROM m", "= 1", ""},
}

// TestGlobal: what can be global, and where that is seen; on a node by itself it changes nothing.
func TestGlobal(t *testing.T) {
	runSteps(t, cluster.Start(t).Conn(t.Context()), globalSteps)
}
