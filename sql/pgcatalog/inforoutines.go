package pgcatalog

import (
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/types"
)

// The views of information_schema about routines tell of the system's functions and of users'
// routines; element_types of the latter alone.

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

// infoRoutine is what information_schema tells of a routine, of a user's or of the system's.
type infoRoutine struct {
	id           catalog.ID
	schema, name string
	kind         byte
	result       types.OID
	language     string
	definition   any // for who has the rights of its owner
	immutable    bool
	strict       bool
	definer      bool
	owner        catalog.ID
	grants       []catalog.Grant
	args         []infoArgument
}

// infoArgument is one of its arguments, or of the columns that it gives.
type infoArgument struct {
	name string
	mode string
	typ  types.OID
	def  any
}

func (r *infoRoutine) specificName() string { return r.name + "_" + idText(r.id) }

// infoRoutines are the routines of the system and of users; with known, those that the user
// owns or may call.
func (m *making) infoRoutines(known bool) []infoRoutine {
	var out []infoRoutine
	for _, f := range builtin.Catalog().Functions() {
		d, ok := m.snap.Builtin(m.db, false, f.OID)
		if !ok || known && !m.snap.Unlimited(m.db, false, f.OID) && !m.snap.HasPrivilege(m.env.User, d, catalog.PrivilegeExecute) {
			continue
		}
		out = append(out, m.systemRoutine(f, d))
	}
	routines := m.userRoutines()
	if known {
		routines = m.knownRoutines()
	}
	for _, d := range routines {
		out = append(out, m.userRoutine(d))
	}
	return out
}

func (m *making) systemRoutine(f *builtin.Function, d *catalog.BuiltinDesc) infoRoutine {
	r := infoRoutine{id: f.OID, schema: catalog.SchemaPGCatalog, name: f.Name, kind: byte(f.Kind), language: "INTERNAL", immutable: byte(f.Volatility) == 'i',
		strict: f.Strict, owner: catalog.RoleSuper, grants: grantsOf(d)}
	owned := m.enabled(catalog.RoleSuper)
	if f.Result != nil {
		r.result = f.Result.OID
	}
	if owned {
		r.definition = f.Source
	}
	names, outs := padNames(f.ArgNames, len(f.Args)), padNames(f.OutNames, len(f.OutTypes))
	for i, t := range f.Args {
		a := infoArgument{name: names[i], mode: "IN", typ: t.OID}
		if at := i - len(f.Args) + len(f.ArgDefaults); at >= 0 && owned {
			a.def = f.ArgDefaults[at]
		}
		r.args = append(r.args, a)
	}
	for i, t := range f.OutTypes {
		r.args = append(r.args, infoArgument{name: outs[i], mode: "OUT", typ: t.OID})
	}
	return r
}

func (m *making) userRoutine(d *catalog.RoutineDesc) infoRoutine {
	r := infoRoutine{id: d.ID, schema: m.schemaName(d.SchemaID), name: d.Name, kind: byte(d.Kind), result: d.ResultID, language: strings.ToUpper(d.Language),
		immutable: d.Volatility == 'i', strict: d.Strict, definer: d.Definer, owner: d.Owner, grants: grantsOf(d)}
	owned := m.snap.Owns(m.env.User, d)
	if owned {
		r.definition = d.Body
	}
	modes := map[byte]string{'i': "IN", 'o': "OUT", 'b': "INOUT", 'v': "IN", 't': "OUT"}
	for i := range d.Args {
		a := &d.Args[i]
		arg := infoArgument{name: a.Name, mode: modes[a.Mode], typ: a.TypeID}
		if a.Default != "" && owned {
			arg.def = ExprText(m.snap, m.env.Path, nil, a.Default, false)
		}
		r.args = append(r.args, arg)
	}
	return r
}

func makeInfoRoutines(m *making) error {
	for _, r := range m.infoRoutines(true) {
		if err := m.infoRoutine(&r); err != nil {
			return err
		}
	}
	return nil
}

func (m *making) infoRoutine(r *infoRoutine) error {
	db := m.database()
	var kind any // of aggregates and window functions there is none
	typeDB := any(db)
	typeSchema, typeName, data := m.typeNames(r.result)
	dtd, strict := any("0"), any(yesNo(r.strict))
	switch r.kind {
	case 'f':
		kind = "FUNCTION"
	case 'p':
		kind, typeDB, typeSchema, typeName, data, dtd, strict = "PROCEDURE", nil, nil, nil, nil, nil, nil
	}
	body, security := "EXTERNAL", "INVOKER"
	if r.language == "SQL" {
		body = "SQL"
	}
	if r.definer {
		security = "DEFINER"
	}
	values := []any{db, r.schema, r.specificName(), db, r.schema, r.name, kind, nil, nil, nil, nil, nil, nil, data}
	values = append(values, make([]any, 14)...)
	values = append(values, typeDB, typeSchema, typeName, nil, nil, nil, nil, dtd, body, r.definition, nil, r.language, "GENERAL",
		yesNo(r.immutable), "MODIFIES", strict, nil, "YES", 0, nil, nil, security, nil, nil, nil, "NO", nil, nil, nil, "NO")
	return m.row(append(values, make([]any, len(m.desc.Columns)-len(values))...)...)
}

func makeInfoParameters(m *making) error {
	db := m.database()
	for _, r := range m.infoRoutines(true) {
		for i := range r.args {
			a := &r.args[i]
			schema, name, data := m.typeNames(a.typ)
			values := []any{db, r.schema, r.specificName(), i + 1, a.mode, "NO", "NO", nameOrNull(a.name), data}
			values = append(values, make([]any, 14)...)
			values = append(values, db, schema, name, nil, nil, nil, nil, idText(catalog.ID(i+1)), a.def)
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
		for _, r := range m.infoRoutines(false) {
			for _, g := range r.grants {
				if !hasLetter(g.Privileges, catalog.PrivilegeExecute) || !m.tells(g, own) {
					continue
				}
				option := yesNo(m.mayGrant(g, r.owner, catalog.PrivilegeExecute))
				if err := m.row(m.roleName(g.Grantor), m.grantee(g.Grantee), db, r.schema, r.specificName(), db, r.schema, r.name, "EXECUTE", option); err != nil {
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
