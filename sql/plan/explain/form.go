package explain

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// What the forms for programs (JSON, YAML, XML) tell of an operator beside its conditions. Postgres's
// text has it in one label ("Index Scan Backward using t_pkey on t x"); there it is a property each.

// form sets the operator's type by Postgres's word for it, how it works, and on what.
func (e *explainer) form(t *Tree, n nodes.Node) {
	t.Output = func() []string { return e.output(n) }
	switch n := n.(type) {
	case *nodes.Scan:
		if t.Kind == "Index Scan" || t.Kind == "Index Only Scan" {
			direction := "Forward"
			if n.Reverse {
				direction = "Backward"
			}
			t.On = append(t.On, Field{"Scan Direction", direction}, Field{"Index Name", plainIndexName(n.Table, n.Index)})
		}
		e.onRelation(t, n.Table, n.Alias)
	case *nodes.VirtualScan:
		e.onRelation(t, n.Table, n.Alias)
	case *nodes.Values:
		// A single row is Postgres's Result, which has no alias.
		if len(n.Rows) > 1 {
			t.On = append(t.On, Field{"Alias", "*VALUES*"})
		}
	case *nodes.FuncScan:
		switch fn := n.Items[0].Fn; {
		case fn != nil && fn.Table != nil:
			t.On = append(t.On, Field{"Table Function Name", "xmltable"})
		case fn != nil && len(n.Items) == 1:
			t.On = append(t.On, Field{"Function Name", fn.Name})
		}
		t.On = append(t.On, Field{"Alias", n.Name})
	case *nodes.CTEScan:
		alias := n.Alias
		if alias == "" {
			alias = n.Name
		}
		t.On = append(t.On, Field{"CTE Name", n.Name}, Field{"Alias", alias})
	case *nodes.Group:
		// Postgres's words for AggStrategy. Mixed, of grouping sets, there is none.
		strategy := "Hashed"
		switch {
		case len(n.Keys) == 0:
			strategy = "Plain"
		case n.Ordered:
			strategy = "Sorted"
		}
		t.aggregates(strategy)
	case *nodes.Distinct:
		if !n.Ordered {
			t.aggregates("Hashed")
			var keys []string
			for _, slot := range n.Slots {
				keys = append(keys, namesOf(n.Input)(slot))
			}
			if keys != nil {
				t.Fields = append(t.Fields, Field{"Group Key", keys})
			}
		}
	case *nodes.SetOp:
		t.Kind, t.Way = "SetOp", []Field{{"Strategy", "Hashed"}}
		t.On = append(t.On, Field{"Command", setOpLabel(n)})
	default:
		e.formMore(t, n)
	}
}

// formMore is form of joins and of what writes.
func (e *explainer) formMore(t *Tree, n nodes.Node) {
	modifies := func(table *catalog.TableDesc) {
		t.Kind, t.Way = "ModifyTable", []Field{{"Operation", t.Kind}} // one node for all of them, as in Postgres
		e.onRelation(t, table, "")
	}
	switch n := n.(type) {
	case *nodes.LookupJoin:
		t.Kind = "Lookup Join"
		t.On = append(t.On, Field{"Join Type", joinType(n.Kind, false)}, Field{"Index Name", plainIndexName(n.Table, n.Index)})
		e.onRelation(t, n.Table, n.Alias)
	case *nodes.HashJoin:
		t.Kind = "Hash Join"
		t.On = append(t.On, Field{"Join Type", joinType(n.Kind, n.HoldLeft)})
	case *nodes.NestedLoop:
		t.Kind = "Nested Loop"
		t.On = append(t.On, Field{"Join Type", joinType(n.Kind, false)})
	case *nodes.Insert:
		modifies(n.Table)
	case *nodes.Update:
		modifies(n.Table)
	case *nodes.Delete:
		modifies(n.Table)
	case *nodes.Merge:
		modifies(n.Table)
	}
}

// aggregates makes the operator Postgres's Aggregate. DISTINCT is one as well, where it hashes.
// Partial Mode is always Simple: what ranges aggregate is no operator of its own here.
func (t *Tree) aggregates(strategy string) {
	t.Kind, t.Way = "Aggregate", []Field{{"Strategy", strategy}, {"Partial Mode", "Simple"}}
}

// onRelation tells which table is meant, and with VERBOSE in which schema.
func (e *explainer) onRelation(t *Tree, table *catalog.TableDesc, alias string) {
	if alias == "" {
		alias = table.Name
	}
	t.On = append(t.On, Field{"Relation Name", table.Name})
	if e.verbose && e.o.Schema != nil {
		if name := e.o.Schema(table.SchemaID); name != "" {
			t.On = append(t.On, Field{"Schema", name})
		}
	}
	t.On = append(t.On, Field{"Alias", alias})
}

// joinType is a join by its rows; turned: its sides are changed over.
func joinType(k nodes.JoinKind, turned bool) string {
	s := [...]string{nodes.JoinInner: "Inner", nodes.JoinLeft: "Left", nodes.JoinFull: "Full", nodes.JoinSemi: "Semi", nodes.JoinAnti: "Anti"}[k]
	switch {
	case turned && k == nodes.JoinLeft:
		return "Right"
	case turned && (k == nodes.JoinSemi || k == nodes.JoinAnti):
		return "Right " + s
	}
	return s
}

// plainIndexName is indexName without quotes.
func plainIndexName(t *catalog.TableDesc, ix *catalog.IndexDesc) string {
	if ix.Name == "" {
		return indexName(t, ix)
	}
	return ix.Name
}

// output names the columns that an operator gives; none of what writes, whose columns are those of RETURNING.
func (e *explainer) output(n nodes.Node) []string {
	var exprs []scalar.Expr
	var names func(int) string
	switch n := n.(type) {
	case *nodes.Project:
		// What a projection computes is shown over the columns of its input.
		exprs, names = n.Exprs, namesOf(n.Input)
	case *nodes.Values:
		if len(n.Rows) == 1 {
			exprs = n.Rows[0]
		}
	case *nodes.Insert, *nodes.Update, *nodes.Delete, *nodes.Merge:
		return nil
	}
	var out []string
	if exprs != nil {
		for _, x := range exprs {
			out = append(out, scalar.Format(e.filled(x), names))
		}
		return out
	}
	of := namesOf(n)
	for i := range n.Head().Types {
		out = append(out, of(i))
	}
	return out
}

// relationship is how an operator stands to the one above it: Postgres's word for its place among the inputs.
func (t *Tree) relationship(i int, child *Tree) string {
	switch child.prefixKind() {
	case "InitPlan", "CTE":
		return "InitPlan"
	case "SubPlan":
		return "SubPlan"
	}
	switch t.Node.(type) {
	case *nodes.Append:
		return "Member"
	}
	switch {
	case t.Kind == "BitmapOr":
		return "Member"
	case i > 0:
		return "Inner"
	}
	return "Outer"
}

// prefixKind is the first word of the prefix: "InitPlan" of "InitPlan 1".
func (t *Tree) prefixKind() string {
	for i, c := range t.Prefix {
		if c == ' ' {
			return t.Prefix[:i]
		}
	}
	return t.Prefix
}

// Relationships are those of the children, in step with them: Outer, Inner, Member, InitPlan or SubPlan.
func (t *Tree) Relationships() []string {
	out := make([]string, len(t.Children))
	inputs := 0
	for i, c := range t.Children {
		out[i] = t.relationship(inputs, c)
		// Subplans stand among the children, and are no inputs: the first input is Outer whatever
		// precedes it.
		if c.Prefix == "" {
			inputs++
		}
	}
	return out
}

// Width is about how many bytes a row has.
func (t *Tree) Width() int { return nodes.RowBytes(t.Node.Head().Types) }
