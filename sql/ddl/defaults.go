package ddl

import (
	"cmp"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// kindOf is the kind of an object as pg_default_acl has it.
func kindOf(o catalog.Descriptor) byte {
	switch o.(type) {
	case *catalog.SequenceDesc:
		return 'S'
	case *catalog.SchemaDesc:
		return 'n'
	case *catalog.RoutineDesc:
		return 'f'
	case *catalog.TypeDesc:
		return 'T'
	}
	return 'r'
}

// pattern is an object of a kind that a role would make.
func pattern(kind ast.ObjectKind, owner catalog.ID) catalog.Descriptor {
	b := catalog.Base{Owner: owner}
	switch kind {
	case ast.ObjectSequence:
		return &catalog.SequenceDesc{Base: b}
	case ast.ObjectSchema:
		return &catalog.SchemaDesc{Base: b}
	case ast.ObjectFunction:
		return &catalog.RoutineDesc{Base: b}
	case ast.ObjectType:
		return &catalog.TypeDesc{Base: b}
	}
	return &catalog.TableDesc{Base: b}
}

// alterDefaultPrivileges is ALTER DEFAULT PRIVILEGES.
func (r *run) alterDefaultPrivileges(s *ast.AlterDefaultPrivileges) error {
	if s.Grant.Kind == ast.ObjectFunction {
		if err := r.coded("default privileges on functions"); err != nil {
			return err
		}
	}
	if s.Grant.Kind == ast.ObjectType {
		if err := r.parted("default privileges on types"); err != nil {
			return err
		}
	}
	g := &granting{r: r, s: s.Grant, byColumn: map[string]string{}}
	if err := g.readGrantees(); err != nil {
		return err
	}
	if err := g.readPrivileges(); err != nil {
		return err
	}
	all := catalog.AllPrivileges(pattern(s.Grant.Kind, 0))
	if s.Grant.All {
		g.whole = all
	} else if without(g.whole, all) != "" {
		return invalidPrivilege("usage", "relation")
	}
	roles, err := r.defaultsOf(s.Roles)
	if err != nil {
		return err
	}
	for _, role := range roles {
		if len(s.Schemas) == 0 {
			if err := g.setDefaults(role, 0); err != nil {
				return err
			}
		}
		for _, name := range s.Schemas {
			if s.Grant.Kind == ast.ObjectSchema {
				return pgerror.New(pgerror.InvalidGrantOperation, "cannot use IN SCHEMA clause when using GRANT/REVOKE ON SCHEMAS")
			}
			schema, err := r.defaultsIn(name)
			if err != nil {
				return err
			}
			if err := g.setDefaults(role, schema.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// defaultsOf are the roles whose objects the statement is about: the user must be
// a member of each.
func (r *run) defaultsOf(specs []ast.RoleSpec) ([]*catalog.RoleDesc, error) {
	if len(specs) == 0 {
		me, err := r.user()
		return []*catalog.RoleDesc{me}, err
	}
	var out []*catalog.RoleDesc
	for i := range specs {
		d, err := r.newOwner(&specs[i])
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// defaultsIn is a schema for which defaults are set: that gives no right in it.
func (r *run) defaultsIn(name string) (*catalog.SchemaDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	schema, ok := snap.Schema(r.env.Path.Database, name)
	switch {
	case !ok:
		return nil, pgerror.New(pgerror.InvalidSchemaName, "schema %q does not exist", name)
	case schema.Virtual:
		return nil, catalog.Denied(schema)
	}
	return schema, r.env.State.Share(r.ctx, schema)
}

// setDefaults changes the entry of one role and schema.
func (g *granting) setDefaults(role *catalog.RoleDesc, schema catalog.ID) error {
	snap, err := g.r.snap()
	if err != nil {
		return err
	}
	db, ok := snap.DatabaseByID(g.r.env.Path.Database)
	if !ok {
		return pgerror.Internal("database %d does not exist", g.r.env.Path.Database)
	}
	o := pattern(g.s.Kind, role.ID)
	var base []catalog.Grant
	if schema == 0 {
		base = catalog.DefaultGrants(o)
	}
	return edit(g.r, db, func(d *catalog.DatabaseDesc) error {
		i := slices.IndexFunc(d.Defaults, func(x catalog.DefaultPrivileges) bool {
			return x.Role == role.ID && x.Schema == schema && x.Kind == kindOf(o)
		})
		list := slices.Clone(base)
		if i >= 0 {
			list = g.listOf(o, append([]catalog.Grant{}, d.Defaults[i].Grants...))
		}
		a, _, err := g.newACL(o, list)
		if err != nil {
			return err
		}
		if err := g.change(a, role.ID, g.whole); err != nil {
			return err
		}
		sortGrants(a.list)
		if sameGrants(a.list, base) {
			if i >= 0 {
				d.Defaults = slices.Delete(d.Defaults, i, i+1)
			}
			return nil
		}
		if len(a.list) == 0 {
			a.list = []catalog.Grant{{Grantee: role.ID, Grantor: role.ID}}
		}
		if i >= 0 {
			d.Defaults[i].Grants = a.list
			return nil
		}
		id, err := g.r.env.State.NewID(g.r.ctx)
		if err != nil {
			return err
		}
		d.Defaults = append(d.Defaults, catalog.DefaultPrivileges{OID: id, Role: role.ID, Schema: schema, Kind: kindOf(o), Grants: a.list})
		return nil
	})
}

// sortGrants brings grants into the order in which Postgres keeps defaults.
func sortGrants(list []catalog.Grant) {
	slices.SortFunc(list, func(a, b catalog.Grant) int {
		return cmp.Or(cmp.Compare(a.Grantee, b.Grantee), cmp.Compare(a.Grantor, b.Grantor))
	})
}

// sameGrants compares lists in any order.
func sameGrants(a, b []catalog.Grant) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(g catalog.Grant) bool { return !slices.Contains(b, g) })
}

// startGrants gives a new object the grants that its owner's default privileges
// say; nil where they say nothing.
func (r *run) startGrants(o catalog.Descriptor, schema catalog.ID) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	db, ok := snap.DatabaseByID(r.env.Path.Database)
	if !ok || len(db.Defaults) == 0 {
		return nil
	}
	b := o.Common()
	b.Grants = nil
	base := catalog.DefaultGrants(o)
	list, found := base, false
	for _, in := range []catalog.ID{0, schema} {
		for _, d := range db.Defaults {
			if d.Role != b.Owner || d.Schema != in || d.Kind != kindOf(o) || in != 0 && in != schema {
				continue
			}
			given := slices.DeleteFunc(slices.Clone(d.Grants), func(g catalog.Grant) bool { return g.Privileges == "" })
			if found = true; in == 0 {
				list = given
			} else {
				list = merged(list, given)
			}
		}
		if schema == 0 {
			break
		}
	}
	if !found || sameGrants(list, base) {
		return nil
	}
	list = slices.Clone(list)
	sortGrants(list)
	if b.Grants = list; len(list) == 0 {
		b.Grants = []catalog.Grant{{Grantee: b.Owner, Grantor: b.Owner}}
	}
	return nil
}

// merged adds grants to a list.
func merged(list, more []catalog.Grant) []catalog.Grant {
	a := &acl{list: slices.Clone(list)}
	for _, g := range more {
		i := slices.IndexFunc(a.list, func(o catalog.Grant) bool { return o.Grantee == g.Grantee && o.Grantor == g.Grantor })
		if i < 0 {
			a.list = append(a.list, g)
			continue
		}
		a.list[i].Privileges, a.list[i].Grantable = union(a.list[i].Privileges, g.Privileges), union(a.list[i].Grantable, g.Grantable)
	}
	return a.list
}

// sayNothing reports whether default privileges are what there is without them.
func sayNothing(d *catalog.DefaultPrivileges) bool {
	if d.Schema != 0 {
		return len(d.Grants) == 0
	}
	kinds := map[byte]ast.ObjectKind{'r': ast.ObjectTable, 'S': ast.ObjectSequence, 'n': ast.ObjectSchema, 'f': ast.ObjectFunction, 'T': ast.ObjectType}
	return sameGrants(d.Grants, catalog.DefaultGrants(pattern(kinds[d.Kind], d.Role)))
}

// dropDefaults forgets default privileges for which f holds.
func (r *run) dropDefaults(f func(*catalog.DefaultPrivileges) bool) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	db, ok := snap.DatabaseByID(r.env.Path.Database)
	if !ok || !slices.ContainsFunc(db.Defaults, func(d catalog.DefaultPrivileges) bool { return f(&d) }) {
		return nil
	}
	return edit(r, db, func(d *catalog.DatabaseDesc) error {
		d.Defaults = slices.DeleteFunc(d.Defaults, func(x catalog.DefaultPrivileges) bool { return f(&x) })
		return nil
	})
}

// defaultsDependents says which default privileges keep a role from being dropped.
func defaultsDependents(snap *catalog.Snapshot, db *catalog.DatabaseDesc, role catalog.ID) []dependent {
	words := map[byte]string{'r': "relations", 'S': "sequences", 'n': "schemas", 'f': "functions", 'T': "types"}
	var out []dependent
	for i := range db.Defaults {
		d := &db.Defaults[i]
		owner, _ := snap.RoleByID(d.Role)
		name := "default privileges on new " + words[d.Kind] + " belonging to role " + owner.Name
		if schema, ok := snap.SchemaByID(d.Schema); ok {
			name += " in schema " + schema.Name
		}
		if d.Role == role {
			out = append(out, dependent{d.OID, "owner of " + name})
		} else if mentions(d.Grants, d.Role, role) {
			out = append(out, dependent{d.OID, "privileges for " + name})
		}
	}
	return out
}
