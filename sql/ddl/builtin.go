package ddl

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// Privileges on functions and types of the system: who may use them is kept with the database.

func functionKind(k ast.ObjectKind) bool {
	return k == ast.ObjectFunction || k == ast.ObjectProcedure || k == ast.ObjectRoutine
}

// routinesIn lists the routines of ALL FUNCTIONS IN SCHEMA.
func (r *run) routinesIn(snap *catalog.Snapshot, name ast.QName, kind ast.ObjectKind) ([]catalog.Descriptor, error) {
	d, err := snap.Qualify(r.env.Path, ast.QName{Schema: name.Name})
	if err != nil {
		return nil, err
	}
	if d.Virtual {
		return nil, pgerror.Unsupported("Name the functions.", "privileges on all functions of a system schema are not supported")
	}
	var out []catalog.Descriptor
	for _, o := range inSchema(snap, d.ID) {
		if f, ok := o.(*catalog.RoutineDesc); ok && (kind == ast.ObjectRoutine || (kind == ast.ObjectProcedure) == (f.Kind == 'p')) {
			out = append(out, o)
		}
	}
	return out, nil
}

// grantFunction finds the function that GRANT names.
func (r *run) grantFunction(snap *catalog.Snapshot, kind ast.ObjectKind, f *ast.FunctionName) (catalog.Descriptor, error) {
	if snap.HasRoutines(f.Name.Name) {
		if own, err := r.findRoutine(kind, f, false); err == nil {
			return own, nil
		} else if f.Name.Schema != "" || !pgerror.Is(err, pgerror.UndefinedFunction) {
			return nil, err
		}
	}
	var args []*types.Type
	for _, a := range f.Args {
		t, _, err := bind.ResolveType(a, snap, r.env.Path)
		if err != nil {
			return nil, err
		}
		args = append(args, t)
	}
	word := "function"
	if kind == ast.ObjectProcedure {
		word = "procedure"
	}
	var found []*builtin.Function
	if f.Name.Schema == "" || f.Name.Schema == catalog.SchemaPGCatalog {
		for _, p := range builtin.Catalog().Functions() {
			if p.Name == f.Name.Name && (f.Bare || slices.Equal(p.Args, args)) {
				found = append(found, p)
			}
		}
	}
	name := catalog.QuoteQName(f.Name)
	switch {
	case len(found) == 0 && f.Bare:
		return nil, pgerror.New(pgerror.UndefinedFunction, "could not find a %s named %q", word, name)
	case len(found) == 0:
		return nil, pgerror.New(pgerror.UndefinedFunction, "%s %s(%s) does not exist", word, name, types.Listed(args))
	case len(found) > 1:
		return nil, pgerror.New(pgerror.AmbiguousFunction, "%s name %q is not unique", word, name).
			WithHint("Specify the argument list to select the %s unambiguously.", word)
	case kind == ast.ObjectProcedure:
		return nil, pgerror.New(pgerror.WrongObjectType, "%s(%s) is not a procedure", name, types.Listed(args))
	}
	d, _ := snap.Builtin(r.env.Path.Database, false, found[0].OID)
	return d, nil
}

// grantType finds the type that GRANT names.
func (r *run) grantType(snap *catalog.Snapshot, n ast.QName) (catalog.Descriptor, error) {
	if own, ok, err := snap.Type(r.env.Path, n); err != nil {
		return nil, err
	} else if ok && own.Schema != "" && !own.IsArray() {
		d, made := snap.TypeByID(own.OID)
		if !made {
			return nil, pgerror.Unsupported("GRANT on the table instead.", "privileges on the row type of a table are not supported")
		}
		return d, nil
	}
	t, ok := types.ByTypname(n.Name)
	if !ok || n.Schema != "" && n.Schema != catalog.SchemaPGCatalog {
		return nil, pgerror.New(pgerror.UndefinedObject, "type %q does not exist", catalog.QuoteQName(n))
	}
	if t.IsArray() {
		return nil, pgerror.New(pgerror.InvalidGrantOperation, "cannot set privileges of array types").WithHint("Set the privileges of the element type instead.")
	}
	d, _ := snap.Builtin(r.env.Path.Database, true, t.OID)
	return d, nil
}

// onBuiltin grants or revokes on a function, type or language.
func (g *granting) onBuiltin(d *catalog.BuiltinDesc, whole string) error {
	if d.Language {
		return g.onLanguage(d)
	}
	if err := g.r.guarded("privileges on functions and types"); err != nil {
		return err
	}
	if g.s.All {
		whole = catalog.AllPrivileges(d)
	}
	b := d.Base
	if err := g.onWhole(d, &b, whole); err != nil {
		return err
	}
	return g.r.setBuiltin(d, b.Grants)
}

func (r *run) setBuiltin(d *catalog.BuiltinDesc, grants []catalog.Grant) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	db, ok := snap.DatabaseByID(d.DatabaseID)
	if !ok {
		return pgerror.Internal("database %d does not exist", d.DatabaseID)
	}
	plain := *d
	plain.Grants = nil
	if sameGrants(grants, catalog.DefaultGrants(&plain)) {
		grants = nil
	}
	return edit(r, db, func(db *catalog.DatabaseDesc) error { db.SetBuiltin(d.Type, d.ID, grants); return nil })
}

// builtinsOf lists the functions and types of a database whose grants name a role.
func builtinsOf(snap *catalog.Snapshot, db *catalog.DatabaseDesc, role catalog.ID) []*catalog.BuiltinDesc {
	var out []*catalog.BuiltinDesc
	for _, g := range db.Builtins {
		if g.Class != 0 {
			continue
		}
		if b, ok := snap.Builtin(db.ID, g.Type, g.OID); ok && mentions(g.Grants, b.Owner, role) {
			out = append(out, b)
		}
	}
	return out
}

// builtinDependents says which of them keep a role from being dropped.
func builtinDependents(snap *catalog.Snapshot, db *catalog.DatabaseDesc, role catalog.ID) []dependent {
	var out []dependent
	for _, b := range builtinsOf(snap, db, role) {
		text := "privileges for type " + b.Name
		if f, ok := builtin.Catalog().Function(b.ID); ok && !b.Type {
			text = "privileges for function " + f.Name + "(" + types.Listed(f.Args).String() + ")"
		}
		out = append(out, dependent{b.ID, text})
	}
	return out
}

// mayUseType checks that the user may make columns of a type.
func (r *run) mayUseType(t *types.Type) error {
	if t.IsArray() {
		t = t.Elem()
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if d, ok := snap.TypeByID(t.OID); ok {
		err := r.useType(d)
		if t.IsMultirange() && pgerror.Is(err, pgerror.InsufficientPrivilege) { // it has those of its ranges
			return pgerror.New(pgerror.InsufficientPrivilege, "permission denied for type %s", snap.FormatType(r.env.Path, t, types.NoTypmod))
		}
		return err
	}
	if snap.Unlimited(r.env.Path.Database, true, t.OID) {
		return err
	}
	me, err := r.user()
	if err != nil {
		return err
	}
	if d, ok := snap.Builtin(r.env.Path.Database, true, t.OID); ok && !snap.HasPrivilege(me.ID, d, catalog.PrivilegeUsage) {
		return catalog.Denied(d)
	}
	return nil
}
