package tpch_test

import (
	"bytes"
	"testing"

	"github.com/jackc/pgx/v5"

	"github.com/isochrondb/isochron/testing/bench/tpch"
	"github.com/isochrondb/isochron/testing/cluster"
)

const scale = 0.01

// TestGenerate: the same rows at each call, and an error for what is no table or scale.
func TestGenerate(t *testing.T) {
	for _, table := range tpch.Tables() {
		var a, b bytes.Buffer
		if err := tpch.Generate(&a, table, scale); err != nil {
			t.Fatal(err)
		}
		if err := tpch.Generate(&b, table, scale); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) || a.Len() == 0 {
			t.Errorf("%s: %d and %d bytes that differ, or none", table, a.Len(), b.Len())
		}
	}
	if err := tpch.Generate(&bytes.Buffer{}, "nosuch", scale); err == nil {
		t.Error("a table that is none was made")
	}
	if err := tpch.Generate(&bytes.Buffer{}, "part", 0.001); err == nil {
		t.Error("scale 0.001 was taken")
	}
}

// TestRules looks, in SQL, for what clause 4.2.3 demands of the rows; each count of
// offenders must be 0.
func TestRules(t *testing.T) {
	c, err := pgx.Connect(t.Context(), cluster.Start(t).URL())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(t.Context())
	if err := tpch.Load(t.Context(), c, scale); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ what, query string }{
		{"orders without items", "SELECT count(*) FROM orders WHERE NOT EXISTS (SELECT 1 FROM lineitem WHERE l_orderkey = o_orderkey)"},
		{"items of no order", "SELECT count(*) FROM lineitem WHERE NOT EXISTS (SELECT 1 FROM orders WHERE l_orderkey = o_orderkey)"},
		{"items of no supplier of the part", "SELECT count(*) FROM lineitem WHERE NOT EXISTS (SELECT 1 FROM partsupp WHERE ps_partkey = l_partkey AND ps_suppkey = l_suppkey)"},
		{"orders of customers who never order", "SELECT count(*) FROM orders WHERE o_custkey % 3 = 0"},
		{"keys outside of the first eight of 32", "SELECT count(*) FROM orders WHERE (o_orderkey - 1) % 32 >= 8"},
		{"totals that are not the items'", `SELECT count(*) FROM orders JOIN (SELECT l_orderkey, round(sum(l_extendedprice * (1 + l_tax) * (1 - l_discount)), 2) AS total
			FROM lineitem GROUP BY l_orderkey) l ON l_orderkey = o_orderkey WHERE abs(total - o_totalprice) > 0.01`},
		{"prices that are not the parts'", "SELECT count(*) FROM lineitem JOIN part ON p_partkey = l_partkey WHERE l_extendedprice <> l_quantity * p_retailprice"},
		{"states that are not the items'", `SELECT count(*) FROM orders JOIN (SELECT l_orderkey, CASE WHEN min(l_linestatus) = max(l_linestatus) THEN min(l_linestatus) ELSE 'P' END AS s
			FROM lineitem GROUP BY l_orderkey) l ON l_orderkey = o_orderkey WHERE s <> o_orderstatus`},
		{"dates out of order", "SELECT count(*) FROM lineitem JOIN orders ON l_orderkey = o_orderkey WHERE l_shipdate <= o_orderdate OR l_receiptdate <= l_shipdate"},
		{"flags against the dates", "SELECT count(*) FROM lineitem WHERE (l_returnflag = 'N') <> (l_receiptdate > date '1995-06-17') OR (l_linestatus = 'O') <> (l_shipdate > date '1995-06-17')"},
		{"tables of another size", `SELECT count(*) FROM (SELECT (SELECT count(*) FROM supplier) = 100 AND (SELECT count(*) FROM customer) = 1500 AND (SELECT count(*) FROM part) = 2000
			AND (SELECT count(*) FROM partsupp) = 8000 AND (SELECT count(*) FROM orders) = 15000 AND (SELECT count(*) FROM nation) = 25 AS ok) s WHERE NOT ok`},
	} {
		var n int
		if err := c.QueryRow(t.Context(), tt.query).Scan(&n); err != nil {
			t.Fatalf("%s: %v", tt.what, err)
		}
		if n != 0 {
			t.Errorf("%s: %d", tt.what, n)
		}
	}
	for i, q := range tpch.Queries(scale) {
		if _, err := c.Exec(t.Context(), q); err != nil {
			t.Errorf("query %d: %v", i+1, err)
		}
	}
}
