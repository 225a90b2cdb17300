package catalog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// TriggerDesc is a trigger of a table.
type TriggerDesc struct {
	OID      ID     `f:"1"`
	Name     string `f:"2"`
	Function ID     `f:"3"`
	// When is B (before), A (after) or, on a view, I (instead of).
	When byte `f:"4"`
	// Events are letters: i, u, d, t (TRUNCATE).
	Events string `f:"5"`
	Row    bool   `f:"6"`
	// Columns are those of UPDATE OF.
	Columns []ColumnID `f:"7"`
	// CondText is that of WHEN, over the columns of old and new; empty for none.
	CondText string   `f:"8"`
	Args     []string `f:"9"`
	// State is pg_trigger.tgenabled: O, D, R or A.
	State   byte   `f:"10"`
	Comment string `f:"11"`
	// Constraint is the OID of a constraint trigger's constraint, else 0. A Deferrable one fires
	// at COMMIT where SET CONSTRAINTS says so, or InitiallyDeferred. From is the table of FROM.
	Constraint        ID   `f:"12"`
	Deferrable        bool `f:"13"`
	InitiallyDeferred bool `f:"14"`
	From              ID   `f:"15"`
	// OldTable and NewTable are the names of transition tables, "" for none.
	OldTable string `f:"16"`
	NewTable string `f:"17"`
	// Parent is the trigger of a partitioned table that this one is a partition's own of.
	Parent ID `f:"70"`

	Cond ast.Expr
}

// SystemTrigger is the name of a function of the system that triggers call; "" for other functions.
func SystemTrigger(function ID) string {
	switch function {
	case 1291:
		return "suppress_redundant_updates_trigger"
	case 3752:
		return "tsvector_update_trigger"
	case 3753:
		return "tsvector_update_trigger_column"
	}
	return ""
}

// complete checks what can't be, and reads the condition.
func (g *TriggerDesc) complete() (err error) {
	if strings.IndexByte("BAI", g.When) < 0 || g.Events == "" || strings.Trim(g.Events, "iudt") != "" || strings.IndexByte("ODRA", g.State) < 0 {
		return fmt.Errorf("%w: trigger %d", errDescriptor, g.OID)
	}
	if g.CondText != "" {
		g.Cond, err = parseExpr(g.CondText)
	}
	return err
}

// Fires reports whether the trigger fires for an event; replica: in a session whose
// session_replication_role is that.
func (g *TriggerDesc) Fires(event byte, replica bool) bool {
	on := g.State == 'A' || g.State == 'R' && replica || g.State == 'O' && !replica
	return on && strings.IndexByte(g.Events, event) >= 0
}

// Names reports whether the trigger names a column: in UPDATE OF, or in WHEN.
func (g *TriggerDesc) Names(c *Column) bool {
	if slices.Contains(g.Columns, c.ID) {
		return true
	}
	found := false
	if g.Cond != nil {
		ast.Walk(g.Cond, func(n ast.Node) bool {
			if r, ok := n.(*ast.ColumnRef); ok && r.Name == c.Name {
				found = true
			}
			return !found
		})
	}
	return found
}

// Instead reports whether writing to a view fires triggers in its place.
func (t *TableDesc) Instead(event byte) bool {
	return slices.ContainsFunc(t.Triggers, func(g TriggerDesc) bool { return g.When == 'I' && strings.IndexByte(g.Events, event) >= 0 })
}

// Trigger returns a table's trigger by its name.
func (t *TableDesc) Trigger(name string) (*TriggerDesc, bool) {
	for i := range t.Triggers {
		if t.Triggers[i].Name == name {
			return &t.Triggers[i], true
		}
	}
	return nil, false
}

// DropTriggers takes triggers off a table.
func (t *TableDesc) DropTriggers(names ...string) {
	t.Triggers = slices.DeleteFunc(t.Triggers, func(g TriggerDesc) bool { return slices.Contains(names, g.Name) })
}
