package pgcatalog

import (
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/types"
)

// The bits of pg_trigger.tgtype.
const (
	triggerRow    = 1 << 0
	triggerBefore = 1 << 1
)

var triggerEvents = map[rune]struct {
	bit  int
	word string
}{'i': {1 << 2, "INSERT"}, 'd': {1 << 3, "DELETE"}, 'u': {1 << 4, "UPDATE"}}

// makeTrigger lists the triggers that users made.
func makeTrigger(m *making) error {
	for _, t := range m.tables(false) {
		for i := range t.Triggers {
			if err := m.triggerRow(t, &t.Triggers[i]); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *making) triggerRow(t *catalog.TableDesc, g *catalog.TriggerDesc) error {
	kind := 0
	if g.Row {
		kind |= triggerRow
	}
	if g.When == 'B' {
		kind |= triggerBefore
	}
	for _, e := range g.Events {
		kind |= triggerEvents[e].bit
	}
	columns := make(vector, len(g.Columns))
	for i, id := range g.Columns {
		columns[i] = int64(id)
	}
	args := ""
	for _, a := range g.Args {
		args += a + "\x00"
	}
	var cond any
	if g.CondText != "" {
		cond = g.CondText
	}
	return m.row(g.OID, t.ID, 0, g.Name, g.Function, kind, g.State, false, 0, 0, 0, false, false, len(g.Args), columns, types.Bytes([]byte(args)), cond, nil, nil)
}

// dependTriggers has triggers depend on their tables, functions and columns.
func (m *making) dependTriggers(t *catalog.TableDesc) error {
	for i := range t.Triggers {
		g := &t.Triggers[i]
		if err := m.row(classTrigger, g.OID, 0, classClass, t.ID, 0, byte('a')); err != nil {
			return err
		}
		if err := m.row(classTrigger, g.OID, 0, classProc, g.Function, 0, byte('n')); err != nil {
			return err
		}
		if err := m.dependCalls(classTrigger, g.OID, g.CondText); err != nil {
			return err
		}
		for j := range t.Columns {
			if c := &t.Columns[j]; g.Names(c) {
				if err := m.row(classTrigger, g.OID, 0, classClass, t.ID, int(c.ID), byte('n')); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// triggerDef is pg_get_triggerdef.
func triggerDef(c *call) (types.Datum, error) {
	pretty := len(c.args) > 1 && c.args[1].Bool()
	for t := range c.snap.Tables(0) {
		for i := range t.Triggers {
			if g := &t.Triggers[i]; g.OID == c.oid(0) {
				return types.Text(TriggerDef(c.snap, c.path, t, g, pretty)), nil
			}
		}
	}
	return types.Null, nil
}

// TriggerDef is the statement that makes a trigger.
func TriggerDef(snap *catalog.Snapshot, path *catalog.SearchPath, t *catalog.TableDesc, g *catalog.TriggerDesc, pretty bool) string {
	var b strings.Builder
	b.WriteString("CREATE TRIGGER " + catalog.QuoteIdent(g.Name) + " " + map[byte]string{'B': "BEFORE", 'A': "AFTER"}[g.When])
	first := true
	for _, e := range "idu" { // in Postgres's order
		if !strings.ContainsRune(g.Events, e) {
			continue
		}
		if !first {
			b.WriteString(" OR")
		}
		first = false
		b.WriteString(" " + triggerEvents[e].word)
		if e == 'u' && len(g.Columns) > 0 {
			b.WriteString(" OF " + quoteColumns(t, g.Columns))
		}
	}
	within := path
	if !pretty {
		within = nil
	}
	name, _ := snap.RelationName(within, t.ID)
	b.WriteString(" ON " + name + " FOR EACH " + map[bool]string{true: "ROW", false: "STATEMENT"}[g.Row])
	if g.CondText != "" {
		b.WriteString(" WHEN (" + ExprText(snap, path, t, g.CondText, pretty) + ")")
	}
	function := "???"
	if d, ok := snap.RoutineByID(g.Function); ok {
		function = snap.RoutineName(path, d)
	}
	b.WriteString(" EXECUTE FUNCTION " + function + "(")
	for i, a := range g.Args {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(ast.QuoteString(a))
	}
	b.WriteString(")")
	return b.String()
}
