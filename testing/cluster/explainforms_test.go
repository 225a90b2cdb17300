package cluster_test

import (
	"context"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/testing/cluster"
)

// TestExplainForms: EXPLAIN in YAML and XML have the nodes, conditions and lists of a plan.
func TestExplainForms(t *testing.T) {
	ctx := context.Background()
	conn := cluster.Start(t).Conn(ctx)
	if _, err := conn.Exec(ctx, `CREATE TABLE a (id int PRIMARY KEY, t text); CREATE TABLE b (id int PRIMARY KEY, a int)`); err != nil {
		t.Fatal(err)
	}
	explain := func(options string) (text string) {
		t.Helper()
		if err := conn.QueryRow(ctx, `EXPLAIN (`+options+`) SELECT * FROM a JOIN b ON b.a = a.id WHERE t < 'it''s "<x>"' ORDER BY t`).Scan(&text); err != nil {
			t.Fatal(err)
		}
		return text
	}
	const want = `- Plan: 
    Node Type: "Sort"
    Parallel Aware: false
    Async Capable: false
    Sort Key: 
      - "a.t"
    Plans: 
      - Node Type: "Hash Join"
        Parent Relationship: "Outer"
        Parallel Aware: false
        Async Capable: false
        Join Type: "Inner"
        Hash Cond: "(b.a = a.id)"
        Plans: 
          - Node Type: "Seq Scan"
            Parent Relationship: "Outer"
            Parallel Aware: false
            Async Capable: false
            Relation Name: "b"
            Alias: "b"
          - Node Type: "Seq Scan"
            Parent Relationship: "Inner"
            Parallel Aware: false
            Async Capable: false
            Relation Name: "a"
            Alias: "a"
            Filter: "(t < 'it''s \"<x>\"'::text)"`
	if got := explain("FORMAT YAML, COSTS OFF"); got != want {
		t.Errorf("as YAML it is\n%s\nnot\n%s", got, want)
	}
	type node struct {
		Type   string `xml:"Node-Type"`
		Filter string `xml:"Filter"`
		Rows   int    `xml:"Actual-Rows"`
		Plans  []node `xml:"Plans>Plan"`
	}
	var doc struct {
		XMLName xml.Name `xml:"http://www.postgresql.org/2009/explain explain"`
		Plan    node     `xml:"Query>Plan"`
	}
	text := explain("ANALYZE, FORMAT XML")
	if err := xml.Unmarshal([]byte(text), &doc); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	join := doc.Plan.Plans[0]
	if doc.Plan.Type != "Sort" || join.Type != "Hash Join" || len(join.Plans) != 2 || !strings.Contains(join.Plans[1].Filter, `'it''s "<x>"'`) {
		t.Errorf("read from XML it is %+v in\n%s", doc.Plan, text)
	}
}
