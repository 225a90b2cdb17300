package pgcatalog

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
)

// The views of information_schema about what routines use know the bodies that the catalog
// keeps resolved (BEGIN ATOMIC, RETURN): what is in texts is looked up when they run. They show
// what is used to its owner.

// bodies calls f for each object, and each column, that the body of a routine refers to.
func (m *making) bodies(f func(d *catalog.RoutineDesc, r catalog.Ref) error) error {
	for _, d := range m.userRoutines() {
		var done []catalog.Ref
		for _, r := range d.BodyRefs {
			r = catalog.Ref{Object: r.Object, Column: r.Column}
			if slices.Contains(done, r) {
				continue
			}
			done = append(done, r)
			if err := f(d, r); err != nil {
				return err
			}
		}
	}
	return nil
}

// usingRow is a row that begins with a routine.
func (m *making) usingRow(d *catalog.RoutineDesc, schema, name string, more ...any) error {
	db, own := m.database(), m.schemaName(d.SchemaID)
	return m.row(append([]any{db, own, specificName(d), db, schema, name}, more...)...)
}

// tablesInBodies calls f for each table and view that a routine uses.
func (m *making) tablesInBodies(f func(d *catalog.RoutineDesc, t *catalog.TableDesc, r catalog.Ref) error) error {
	return m.bodies(func(d *catalog.RoutineDesc, r catalog.Ref) error {
		t, ok := m.snap.TableByID(r.Object)
		if !ok || t.IsMaterialized() || !m.snap.Owns(m.env.User, t) {
			return nil
		}
		return f(d, t, r)
	})
}

func makeInfoRoutineColumns(m *making) error {
	return m.tablesInBodies(func(d *catalog.RoutineDesc, t *catalog.TableDesc, r catalog.Ref) error {
		c, _, ok := t.ColumnByID(r.Column)
		if !ok {
			return nil
		}
		return m.usingRow(d, m.schemaName(d.SchemaID), d.Name, m.database(), m.schemaName(t.SchemaID), t.Name, c.Name)
	})
}

func makeInfoRoutineTables(m *making) error {
	var last, of catalog.ID // a table's columns stand behind it
	return m.tablesInBodies(func(d *catalog.RoutineDesc, t *catalog.TableDesc, _ catalog.Ref) error {
		if last == t.ID && of == d.ID {
			return nil
		}
		last, of = t.ID, d.ID
		return m.usingRow(d, m.schemaName(d.SchemaID), d.Name, m.database(), m.schemaName(t.SchemaID), t.Name)
	})
}

func makeInfoRoutineSequences(m *making) error {
	return m.bodies(func(d *catalog.RoutineDesc, r catalog.Ref) error {
		s, ok := m.snap.SequenceByID(r.Object)
		if !ok || r.Column != 0 || !m.snap.Owns(m.env.User, s) {
			return nil
		}
		return m.usingRow(d, m.schemaName(d.SchemaID), d.Name, m.database(), m.schemaName(s.SchemaID), s.Name)
	})
}

func makeInfoRoutineRoutines(m *making) error {
	return m.bodies(func(d *catalog.RoutineDesc, r catalog.Ref) error {
		f, ok := m.snap.RoutineByID(r.Object)
		if !ok || f.Kind == 'a' || f.Kind == 'w' || !m.snap.Owns(m.env.User, f) {
			return nil
		}
		return m.usingRow(d, m.schemaName(f.SchemaID), specificName(f))
	})
}

// makeInfoCheckRoutines lists the routines that CHECK constraints call.
func makeInfoCheckRoutines(m *making) error {
	add := func(schema catalog.ID, name, text string) error {
		for _, id := range routinesIn(text) {
			if err := m.calledRow(schema, name, id); err != nil {
				return err
			}
		}
		return nil
	}
	for _, t := range m.tables(false) {
		for i := range t.Checks {
			if err := add(t.SchemaID, t.Checks[i].Name, t.Checks[i].Text); err != nil {
				return err
			}
		}
	}
	for _, d := range m.userTypes() {
		for i := range d.Checks {
			if err := add(d.SchemaID, d.Checks[i].Name, d.Checks[i].Text); err != nil {
				return err
			}
		}
	}
	return nil
}

func makeInfoViewRoutines(m *making) error {
	for _, v := range m.views() {
		if v.IsMaterialized() {
			continue // which the standard does not know
		}
		var done []catalog.ID
		for _, r := range v.Refs {
			if slices.Contains(done, r.Object) {
				continue
			}
			done = append(done, r.Object)
			if err := m.calledRow(v.SchemaID, v.Name, r.Object); err != nil {
				return err
			}
		}
	}
	return nil
}

// calledRow tells that something calls a routine: no row where the object is none, or another's.
func (m *making) calledRow(schema catalog.ID, name string, id catalog.ID) error {
	f, ok := m.snap.RoutineByID(id)
	if !ok || !m.snap.Owns(m.env.User, f) {
		return nil
	}
	db := m.database()
	return m.row(db, m.schemaName(schema), name, db, m.schemaName(f.SchemaID), specificName(f))
}
