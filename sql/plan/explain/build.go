package explain

import (
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// PlanOf returns the plan that explains inner: what Build gives for EXPLAIN,
// for use with EXPLAIN EXECUTE.
func PlanOf(inner *nodes.Plan, o nodes.ExplainOptions) *nodes.Plan {
	// One column, as in Postgres; of YAML and XML it is text, too, but the column's type of JSON is json.
	t := types.TText
	if o.Format == nodes.ExplainJSON {
		t = types.TJSON
	}
	out := &nodes.Plan{Command: nodes.CommandExplain, Params: inner.Params, Writes: o.Analyze && inner.Writes, Tables: inner.Tables, Always: inner.Tables, Needs: inner.Needs, Refused: inner.Refused,
		Columns: []nodes.Column{{Name: "QUERY PLAN", Type: t, Typmod: types.NoTypmod}},
		Root:    &nodes.ExplainNode{Head_: nodes.Head{Types: []*types.Type{t}}, Plan: inner, Options: o}, Choice: inner.Choice}
	if o.Analyze {
		out.Unpopulated = inner.Unpopulated
	}
	return out
}
