package explain

import (
	"reflect"
	"testing"

	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
)

func explainOf(t *testing.T, sql string) *ast.Explain {
	t.Helper()
	st, err := parser.ParseOne(sql)
	if err != nil {
		t.Fatal(err)
	}
	return st.AST.(*ast.Explain)
}

func TestExplainOptions(t *testing.T) {
	for sql, want := range map[string]nodes.ExplainOptions{
		"EXPLAIN SELECT 1":                                      {Costs: true, Timing: true},
		"EXPLAIN ANALYZE SELECT 1":                              {Analyze: true, Costs: true, Timing: true, Summary: true},
		"EXPLAIN (ANALYZE, COSTS off, TIMING false) SELECT 1":   {Analyze: true, Summary: true},
		"EXPLAIN (FORMAT json, VERBOSE, SUMMARY true) SELECT 1": {Format: nodes.ExplainJSON, Verbose: true, Costs: true, Timing: true, Summary: true},
		"EXPLAIN (FORMAT yaml) SELECT 1":                        {Format: nodes.ExplainYAML, Costs: true, Timing: true},
		"EXPLAIN (FORMAT xml, COSTS off) SELECT 1":              {Format: nodes.ExplainXML, Timing: true},
		"EXPLAIN (WAN) SELECT 1":                                {Costs: true, Timing: true, WAN: true},
		"EXPLAIN (WAN off, FORMAT xml) SELECT 1":                {Format: nodes.ExplainXML, Costs: true, Timing: true},
	} {
		got, err := ParseOptions(explainOf(t, sql).Options)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %+v, %v, want %+v", sql, got, err, want)
		}
	}
	for sql, code := range map[string]string{
		"EXPLAIN (NOSUCH) SELECT 1":           pgerror.SyntaxError,
		"EXPLAIN (FORMAT nope) SELECT 1":      pgerror.InvalidParameterValue,
		"EXPLAIN (WAN, FORMAT json) SELECT 1": pgerror.FeatureNotSupported,
	} {
		if _, err := ParseOptions(explainOf(t, sql).Options); pgerror.Code(err) != code {
			t.Errorf("%s: got %v, want %s", sql, err, code)
		}
	}
}
