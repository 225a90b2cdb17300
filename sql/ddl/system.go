package ddl

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// Privileges on system catalogs, schemas and languages, which each database says for itself.

// systemGrantable refuses what older nodes of the cluster would lose.
func (r *run) systemGrantable(what string) error {
	if r.x.o.Version.Active(version.Granted) {
		return nil
	}
	return pgerror.Unsupported("Upgrade all nodes of the cluster first.", "privileges on %s are not supported by older nodes of the cluster", what)
}

// catalogsIn lists the tables of ALL TABLES IN SCHEMA of a schema of the system.
func (r *run) catalogsIn(snap *catalog.Snapshot, schema catalog.ID, kind ast.ObjectKind) []catalog.Descriptor {
	var out []catalog.Descriptor
	for _, v := range snap.VirtualTables() {
		if v.Desc.SchemaID == schema && kind == ast.ObjectTable {
			out = append(out, snap.InDatabase(r.env.Path.Database, v.Desc))
		}
	}
	return out
}

// grantLanguage finds the language that GRANT names.
func grantLanguage(snap *catalog.Snapshot, database catalog.ID, name string) (catalog.Descriptor, error) {
	d, ok := snap.Language(database, name)
	switch {
	case !ok:
		return nil, pgerror.New(pgerror.UndefinedObject, "language %q does not exist", name)
	case !d.Trusted():
		return nil, pgerror.New(pgerror.WrongObjectType, "language %q is not trusted", name).
			WithDetail("GRANT and REVOKE are not allowed on untrusted languages, because only superusers can use untrusted languages.")
	}
	return d, nil
}

// onLanguage grants or revokes on a language.
func (g *granting) onLanguage(d *catalog.BuiltinDesc) error {
	if err := g.r.systemGrantable("languages"); err != nil {
		return err
	}
	b := d.Base
	if err := g.onWhole(d, &b, catalog.AllPrivileges(d)); err != nil {
		return err
	}
	first := *d
	first.Grants = nil
	return g.r.setSystem(catalog.SystemLanguage, d.ID, unlessFirst(b.Grants, &first), nil)
}

// onSystemSchema grants or revokes on a schema of the system.
func (g *granting) onSystemSchema(d *catalog.SchemaDesc, whole string) error {
	if err := g.r.systemGrantable("system schemas"); err != nil {
		return err
	}
	b := d.Base
	if err := g.onWhole(d, &b, whole); err != nil {
		return err
	}
	first := *d
	first.Grants = nil
	return g.r.setSystem(catalog.SystemSchema, d.ID, unlessFirst(b.Grants, &first), nil)
}

// onCatalog grants or revokes on a system catalog and its columns.
func (g *granting) onCatalog(old *catalog.TableDesc, whole string) error {
	if err := g.r.systemGrantable("system catalogs"); err != nil {
		return err
	}
	t := *old
	t.DatabaseID = g.r.env.Path.Database
	t.Columns, t.System = slices.Clone(old.Columns), slices.Clone(old.System)
	if err := g.changeTable(old, &t, whole); err != nil {
		return err
	}
	snap, err := g.r.snap()
	if err != nil {
		return err
	}
	first, _ := snap.TableByID(old.ID)
	var columns []catalog.ColumnGrants
	for c := range t.Grantable() {
		if c.Grants != nil {
			columns = append(columns, catalog.ColumnGrants{Column: c.ID, Grants: c.Grants})
		}
	}
	return g.r.setSystem(catalog.SystemTable, old.ID, unlessFirst(t.Grants, first), columns)
}

// unlessFirst is a list of grants, nil where it is what the object has at first.
func unlessFirst(grants []catalog.Grant, first catalog.Descriptor) []catalog.Grant {
	was := first.Common().Grants
	if was == nil {
		was = catalog.DefaultGrants(first)
	}
	if grants == nil || sameGrants(grants, was) {
		return nil
	}
	return grants
}

func (r *run) setSystem(class catalog.SystemClass, id catalog.ID, grants []catalog.Grant, columns []catalog.ColumnGrants) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	db, ok := snap.DatabaseByID(r.env.Path.Database)
	if !ok {
		return pgerror.Internal("database %d does not exist", r.env.Path.Database)
	}
	return edit(r, db, func(db *catalog.DatabaseDesc) error { db.SetSystem(class, id, grants, columns); return nil })
}

// systemOf lists the catalogs, schemas and languages of the system whose grants in a database
// name a role.
func systemOf(snap *catalog.Snapshot, db *catalog.DatabaseDesc, role catalog.ID) []catalog.Descriptor {
	var out []catalog.Descriptor
	for _, g := range db.Builtins {
		named := mentions(g.Grants, catalog.RoleSuper, role) ||
			slices.ContainsFunc(g.Columns, func(c catalog.ColumnGrants) bool { return mentions(c.Grants, catalog.RoleSuper, role) })
		if !named {
			continue
		}
		switch g.Class {
		case catalog.SystemTable:
			if t, ok := snap.TableByID(g.OID); ok {
				out = append(out, snap.InDatabase(db.ID, t))
			}
		case catalog.SystemSchema:
			if s, ok := snap.SchemaByID(g.OID); ok {
				out = append(out, snap.InDatabase(db.ID, s))
			}
		case catalog.SystemLanguage:
			if l, ok := snap.LanguageByID(db.ID, g.OID); ok {
				out = append(out, l)
			}
		}
	}
	return out
}

// systemDependents says which of them keep a role from being dropped.
func (r *run) systemDependents(snap *catalog.Snapshot, db *catalog.DatabaseDesc, role catalog.ID) []dependent {
	var out []dependent
	for _, o := range systemOf(snap, db, role) {
		b := o.Common()
		if mentions(b.Grants, b.Owner, role) {
			out = append(out, dependent{b.ID, "privileges for " + r.nameOf(snap, o)})
		}
		if t, ok := o.(*catalog.TableDesc); ok {
			for c := range t.Grantable() {
				if mentions(c.Grants, b.Owner, role) {
					out = append(out, dependent{b.ID, "privileges for column " + c.Name + " of " + r.nameOf(snap, o)})
				}
			}
		}
	}
	return out
}

// mayUseLanguage checks that the user may make functions in a language, or run a block of it.
func (r *run) mayUseLanguage(name string) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	me, err := r.user()
	if err != nil {
		return err
	}
	if d, ok := snap.Language(r.env.Path.Database, name); ok && d.Trusted() && !snap.HasPrivilege(me.ID, d, catalog.PrivilegeUsage) {
		return catalog.Denied(d)
	}
	return nil
}

// parameter finds the setting that GRANT names: one of the server's, or one of a client's own
// (with a dot); nil where REVOKE names one on which nothing was granted.
func (g *granting) parameter(snap *catalog.Snapshot, name string) (catalog.Descriptor, error) {
	d := snap.Parameter(strings.ToLower(name))
	if d.ID != 0 {
		return d, nil
	}
	if g.s.Revoke {
		return nil, nil
	}
	by, ok := g.r.env.Session.(interface{ IsSetting(name string) bool })
	if !ok || !by.IsSetting(name) {
		return nil, pgerror.New(pgerror.InvalidName, "invalid parameter name %q", d.Name)
	}
	return d, nil
}

// onParameter grants or revokes on a setting.
func (g *granting) onParameter(d *catalog.ParameterDesc, whole string) error {
	if err := g.r.systemGrantable("parameters"); err != nil {
		return err
	}
	b := d.Base
	if err := g.onWhole(d, &b, whole); err != nil {
		return err
	}
	snap, err := g.r.snap()
	if err != nil {
		return err
	}
	keeper, ok := snap.RoleByID(catalog.RoleSuper)
	if !ok {
		return pgerror.Internal("the first role does not exist")
	}
	if b.ID == 0 {
		if b.ID, err = g.r.env.State.NewID(g.r.ctx); err != nil {
			return err
		}
	}
	first := *d
	first.Grants = nil
	return edit(g.r, keeper, func(r *catalog.RoleDesc) error {
		r.SetParameter(b.ID, d.Name, unlessFirst(b.Grants, &first))
		return nil
	})
}

// parametersOf lists the settings whose grants name a role.
func parametersOf(snap *catalog.Snapshot, role catalog.ID) []catalog.Descriptor {
	var out []catalog.Descriptor
	for _, p := range snap.Parameters() {
		if mentions(p.Grants, catalog.RoleSuper, role) {
			out = append(out, snap.Parameter(p.Name))
		}
	}
	return out
}
