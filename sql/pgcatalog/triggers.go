package pgcatalog

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/types"
)

// The bits of pg_trigger.tgtype.
const (
	triggerRow     = 1 << 0
	triggerBefore  = 1 << 1
	triggerInstead = 1 << 6
)

var triggerEvents = map[rune]struct {
	bit  int
	word string
}{'i': {1 << 2, "INSERT"}, 'd': {1 << 3, "DELETE"}, 'u': {1 << 4, "UPDATE"}, 't': {1 << 5, "TRUNCATE"}}

// makeTrigger lists the triggers that users made.
func makeTrigger(m *making) error {
	for _, t := range m.tables(true) {
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
	switch g.When {
	case 'B':
		kind |= triggerBefore
	case 'I':
		kind |= triggerInstead
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
	return m.row(g.OID, t.ID, g.Parent, g.Name, g.Function, kind, g.State, false, g.From, 0, g.Constraint, g.Deferrable, g.InitiallyDeferred, len(g.Args), columns, types.Bytes([]byte(args)), cond, nameOrNull(g.OldTable), nameOrNull(g.NewTable))
}

// nameOrNull is a name, NULL for none.
func nameOrNull(name string) any {
	if name == "" {
		return nil
	}
	return name
}

// dependTriggers has triggers depend on their tables, functions and columns.
func (m *making) dependTriggers(t *catalog.TableDesc) error {
	for i := range t.Triggers {
		g := &t.Triggers[i]
		if err := m.row(classTrigger, g.OID, 0, classClass, t.ID, 0, byte('a')); err != nil {
			return err
		}
		if catalog.SystemTrigger(g.Function) == "" {
			if err := m.row(classTrigger, g.OID, 0, classProc, g.Function, 0, byte('n')); err != nil {
				return err
			}
		}
		if err := m.dependCalls(classTrigger, g.OID, g.CondText); err != nil {
			return err
		}
		if g.Parent != 0 { // that of the table that this one is a partition of
			if err := m.row(classTrigger, g.OID, 0, classTrigger, g.Parent, 0, byte('P')); err != nil {
				return err
			}
		}
		if g.From != 0 {
			if err := m.row(classTrigger, g.OID, 0, classClass, g.From, 0, byte('a')); err != nil {
				return err
			}
		}
		if g.Constraint != 0 {
			if err := m.row(classConstraint, g.Constraint, 0, classClass, t.ID, 0, byte('a')); err != nil {
				return err
			}
			if err := m.row(classConstraint, g.Constraint, 0, classTrigger, g.OID, 0, byte('i')); err != nil {
				return err
			}
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
	for t := range c.snap.Relations(0) {
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
	b.WriteString("CREATE ")
	if g.Constraint != 0 {
		b.WriteString("CONSTRAINT ")
	}
	b.WriteString("TRIGGER " + catalog.QuoteIdent(g.Name) + " " + map[byte]string{'B': "BEFORE", 'A': "AFTER", 'I': "INSTEAD OF"}[g.When])
	first := true
	for _, e := range "idut" { // in Postgres's order
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
	b.WriteString(" ON " + name)
	if g.Constraint != 0 {
		if g.From != 0 {
			from, _ := snap.RelationName(within, g.From)
			b.WriteString(" FROM " + from)
		}
		b.WriteString(map[bool]string{true: " DEFERRABLE", false: " NOT DEFERRABLE"}[g.Deferrable])
		b.WriteString(map[bool]string{true: " INITIALLY DEFERRED", false: " INITIALLY IMMEDIATE"}[g.InitiallyDeferred])
	}
	if g.OldTable+g.NewTable != "" {
		b.WriteString(" REFERENCING")
	}
	if g.OldTable != "" {
		b.WriteString(" OLD TABLE AS " + catalog.QuoteIdent(g.OldTable))
	}
	if g.NewTable != "" {
		b.WriteString(" NEW TABLE AS " + catalog.QuoteIdent(g.NewTable))
	}
	b.WriteString(" FOR EACH " + map[bool]string{true: "ROW", false: "STATEMENT"}[g.Row])
	if g.CondText != "" {
		b.WriteString(" WHEN (" + whenText(snap, path, t, g.CondText, pretty) + ")")
	}
	function := "???"
	if name := catalog.SystemTrigger(g.Function); name != "" {
		function = name
	} else if d, ok := snap.RoutineByID(g.Function); ok {
		function = snap.RoutineName(path, d)
	}
	b.WriteString(" EXECUTE FUNCTION " + function + "(")
	for i, a := range g.Args {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(deparse.QuoteString(a))
	}
	b.WriteString(")")
	return b.String()
}

// shownTriggers calls f for each event of the triggers on what the user owns or may write to.
// order counts those of one table, event, level and time, by name.
func (m *making) shownTriggers(f func(t *catalog.TableDesc, g *catalog.TriggerDesc, event rune, order int) error) error {
	for _, t := range m.tables(true) {
		if t.Virtual || !m.mayWrite(t) {
			continue
		}
		list := make([]*catalog.TriggerDesc, len(t.Triggers))
		for i := range t.Triggers {
			list[i] = &t.Triggers[i]
		}
		slices.SortFunc(list, func(a, b *catalog.TriggerDesc) int { return strings.Compare(a.Name, b.Name) })
		type place struct {
			event rune
			row   bool
			when  byte
		}
		count := map[place]int{}
		for _, g := range list {
			for _, event := range "idu" {
				if !strings.ContainsRune(g.Events, event) {
					continue
				}
				at := place{event, g.Row, g.When}
				count[at]++
				if err := f(t, g, event, count[at]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// mayWrite reports whether the user owns a table or has a privilege on it beyond SELECT.
func (m *making) mayWrite(t *catalog.TableDesc) bool {
	if m.snap.Owns(m.env.User, t) {
		return true
	}
	for _, l := range "awdDxt" {
		if m.snap.HasPrivilege(m.env.User, t, byte(l)) {
			return true
		}
	}
	return false
}

func makeInfoTriggers(m *making) error {
	return m.shownTriggers(func(t *catalog.TableDesc, g *catalog.TriggerDesc, event rune, order int) error {
		var cond any
		if g.CondText != "" && m.snap.Owns(m.env.User, t) {
			cond = whenText(m.snap, m.env.Path, t, g.CondText, false)
		}
		def := TriggerDef(m.snap, m.env.Path, t, g, false)
		if at := strings.Index(def, " EXECUTE FUNCTION "); at >= 0 {
			def = def[at+1:]
		}
		db, schema := m.database(), m.schemaName(t.SchemaID)
		return m.row(db, schema, g.Name, triggerEvents[event].word, db, schema, t.Name, order, cond, def,
			map[bool]string{true: "ROW", false: "STATEMENT"}[g.Row], map[byte]string{'B': "BEFORE", 'A': "AFTER", 'I': "INSTEAD OF"}[g.When],
			nameOrNull(g.OldTable), nameOrNull(g.NewTable), nil, nil, nil)
	})
}

func makeInfoTriggeredColumns(m *making) error {
	return m.shownTriggers(func(t *catalog.TableDesc, g *catalog.TriggerDesc, event rune, _ int) error {
		if event != 'u' {
			return nil
		}
		db, schema := m.database(), m.schemaName(t.SchemaID)
		for _, id := range g.Columns {
			if c, _, ok := t.ColumnByID(id); ok && m.mayUseColumn(t, c) {
				if err := m.row(db, schema, g.Name, db, schema, t.Name, c.Name); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
