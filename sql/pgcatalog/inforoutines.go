package pgcatalog

import (
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/types"
)

// The views of information_schema about routines tell of users' routines; Postgres's tell of
// the system's functions, too.

// knownRoutines are those that the user owns or may call.
func (m *making) knownRoutines() []*catalog.RoutineDesc {
	var out []*catalog.RoutineDesc
	for _, d := range m.userRoutines() {
		if m.snap.Owns(m.env.User, d) || m.snap.HasPrivilege(m.env.User, d, catalog.PrivilegeExecute) {
			out = append(out, d)
		}
	}
	return out
}

func specificName(d *catalog.RoutineDesc) string { return d.Name + "_" + idText(d.ID) }

// typeNames are what information_schema tells of a type: its schema, its name, and what it is.
func (m *making) typeNames(id types.OID) (schema, name, data any) {
	if t, ok := m.snap.Types().ByOID(id); ok {
		s, n := nameOfType(t)
		return s, n, dataType(t)
	}
	if t, ok := m.snap.RowTypeOf(id); ok {
		return m.schemaName(t.SchemaID), t.Name, "USER-DEFINED"
	}
	return nil, nil, nil
}

func makeInfoRoutines(m *making) error {
	db := m.database()
	for _, d := range m.knownRoutines() {
		schema := m.schemaName(d.SchemaID)
		kind, typeDB := "FUNCTION", any(db)
		typeSchema, typeName, data := m.typeNames(d.ResultID)
		dtd, strict := any("0"), any(yesNo(d.Strict))
		if d.Kind == 'p' {
			kind, typeDB, typeSchema, typeName, data, dtd, strict = "PROCEDURE", nil, nil, nil, nil, nil, nil
		}
		body, language := "EXTERNAL", strings.ToUpper(d.Language)
		if d.Language == catalog.LanguageSQL {
			body = "SQL"
		}
		var definition any
		if m.snap.Owns(m.env.User, d) {
			definition = d.Body
		}
		security := "INVOKER"
		if d.Definer {
			security = "DEFINER"
		}
		values := []any{db, schema, specificName(d), db, schema, d.Name, kind, nil, nil, nil, nil, nil, nil, data}
		values = append(values, make([]any, 14)...)
		values = append(values, typeDB, typeSchema, typeName, nil, nil, nil, nil, dtd, body, definition, nil, language, "GENERAL",
			yesNo(d.Volatility == 'i'), "MODIFIES", strict, nil, "YES", 0, nil, nil, security, nil, nil, nil, "NO", nil, nil, nil, "NO")
		values = append(values, make([]any, len(m.desc.Columns)-len(values))...)
		if err := m.row(values...); err != nil {
			return err
		}
	}
	return nil
}

func makeInfoParameters(m *making) error {
	db := m.database()
	modes := map[byte]string{'i': "IN", 'o': "OUT", 'b': "INOUT", 'v': "IN", 't': "OUT"}
	for _, d := range m.knownRoutines() {
		for i := range d.Args {
			a := &d.Args[i]
			schema, name, data := m.typeNames(a.TypeID)
			var def any
			if a.Default != "" && m.snap.Owns(m.env.User, d) {
				def = ExprText(m.snap, m.env.Path, nil, a.Default, false)
			}
			values := []any{db, m.schemaName(d.SchemaID), specificName(d), i + 1, modes[a.Mode], "NO", "NO", nameOrNull(a.Name), data}
			values = append(values, make([]any, 14)...)
			values = append(values, db, schema, name, nil, nil, nil, nil, idText(catalog.ID(i+1)), def)
			if err := m.row(values...); err != nil {
				return err
			}
		}
	}
	return nil
}

// makeInfoRoutinePrivileges lists the grants that the user made or has; unless own, those to
// PUBLIC as well.
func makeInfoRoutinePrivileges(own bool) maker {
	return func(m *making) error {
		db := m.database()
		for _, d := range m.userRoutines() {
			schema := m.schemaName(d.SchemaID)
			for _, g := range grantsOf(d) {
				if !hasLetter(g.Privileges, catalog.PrivilegeExecute) || !m.enabled(g.Grantor) && !m.enabled(g.Grantee) && (g.Grantee != 0 || own) {
					continue
				}
				option := g.Grantee == d.Owner || hasLetter(g.Grantable, catalog.PrivilegeExecute)
				if err := m.row(m.roleName(g.Grantor), m.grantee(g.Grantee), db, schema, specificName(d), db, schema, d.Name, "EXECUTE", yesNo(option)); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

// makeInfoConstraintTables lists the tables that keys are of, and that foreign keys refer to.
func makeInfoConstraintTables(m *making) error {
	db := m.database()
	for _, t := range m.tables(false) {
		add := func(of *catalog.TableDesc, name string) error {
			if !m.snap.Owns(m.env.User, of) {
				return nil
			}
			return m.row(db, m.schemaName(of.SchemaID), of.Name, db, m.schemaName(t.SchemaID), name)
		}
		for i := range t.Indexes {
			if ix := &t.Indexes[i]; standard(ix) {
				if err := add(t, ix.Name); err != nil {
					return err
				}
			}
		}
		for i := range t.ForeignKeys {
			if p, ok := m.snap.TableByID(t.ForeignKeys[i].RefTable); ok {
				if err := add(p, t.ForeignKeys[i].Name); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
