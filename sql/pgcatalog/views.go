package pgcatalog

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
)

// views lists the views of the database, materialized ones too, by OID.
func (m *making) views() []*catalog.TableDesc {
	return m.tablesThat(true, (*catalog.TableDesc).HasQuery)
}

// viewDef is a view's query, NULL for one of the system.
func (m *making) viewDef(t *catalog.TableDesc) any {
	if !t.HasQuery() {
		return nil
	}
	return ViewDef(m.snap, m.env.Path, m.o.Functions, m.env.Types, t, false, 0)
}

// makeRewrite shows the rule that each view is, as Postgres has it.
func makeRewrite(m *making) error {
	for _, v := range m.views() {
		if err := m.row(v.RuleID, "_RETURN", v.ID, byte('1'), byte('O'), true, "<>", ruleTree(m.snap, v)); err != nil {
			return err
		}
	}
	return nil
}

// dependViews: a view's rule is part of it, and needs what its query refers to.
func (m *making) dependViews() error {
	for _, v := range m.views() {
		if err := m.row(classRewrite, v.RuleID, 0, classClass, v.ID, 0, byte('i')); err != nil {
			return err
		}
		if err := m.row(classRewrite, v.RuleID, 0, classClass, v.ID, 0, byte('n')); err != nil {
			return err
		}
		if err := m.dependBody(classRewrite, v.RuleID, v.Refs); err != nil {
			return err
		}
	}
	return nil
}

// dependBody has an object depend on what a query that it keeps refers to.
func (m *making) dependBody(class, id catalog.ID, refs []catalog.Ref) error {
	for _, r := range refs {
		if r.Object == id || r.Column == 0 && slices.ContainsFunc(refs, func(o catalog.Ref) bool { return o.Object == r.Object && o.Column != 0 }) {
			continue // its columns say so
		}
		on := classClass
		if _, ok := m.snap.RelationByID(r.Object); !ok {
			on = classConstraint
		}
		if _, ok := m.snap.RoutineByID(r.Object); ok {
			on = classProc
		}
		object := r.Object
		if m.isUsers(r.Object) {
			on = classType
		}
		if d, ok := m.snap.TypeByID(r.Object); ok && r.Column != 0 { // a field of it
			on, object = classClass, d.RelationID
		}
		if _, ok := m.snap.OperatorByID(r.Object); ok {
			on = classOperator
		}
		if d, ok := m.snap.TextSearchByID(r.Object); ok {
			on = textSearchClass(d)
		}
		if err := m.row(class, id, 0, on, object, int(r.Column), r.Kind); err != nil {
			return err
		}
	}
	return nil
}

// usedTables calls f for each table and view that the views refer to, of those that the user
// owns.
func (m *making) usedTables(f func(v, t *catalog.TableDesc, r catalog.Ref) error) error {
	for _, v := range m.views() {
		if v.IsMaterialized() {
			continue // which the standard does not know
		}
		for _, r := range v.Refs {
			t, ok := m.snap.TableByID(r.Object)
			if !ok || !m.snap.Owns(m.env.User, t) {
				continue
			}
			if err := f(v, t, r); err != nil {
				return err
			}
		}
	}
	return nil
}

func makeViewTableUsage(m *making) error {
	return m.usedTables(func(v, t *catalog.TableDesc, r catalog.Ref) error {
		if r.Column != 0 {
			return nil
		}
		return m.row(m.database(), m.schemaName(v.SchemaID), v.Name, m.database(), m.schemaName(t.SchemaID), t.Name)
	})
}

func makeViewColumnUsage(m *making) error {
	return m.usedTables(func(v, t *catalog.TableDesc, r catalog.Ref) error {
		c, _, ok := t.ColumnByID(r.Column)
		if !ok {
			return nil
		}
		return m.row(m.database(), m.schemaName(v.SchemaID), v.Name, m.database(), m.schemaName(t.SchemaID), t.Name, c.Name)
	})
}
