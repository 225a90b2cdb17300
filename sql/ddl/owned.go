package ddl

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// mentions reports whether a list of grants on an object of owner names a role
// beside its owner.
func mentions(list []catalog.Grant, owner, role catalog.ID) bool {
	return role != owner && slices.ContainsFunc(list, func(g catalog.Grant) bool { return g.Grantee == role || g.Grantor == role })
}

// homeOf is the database that an object is in; 0 for what is the cluster's.
func homeOf(d catalog.Descriptor) catalog.ID {
	switch d := d.(type) {
	case *catalog.TableDesc:
		return d.DatabaseID
	case *catalog.SequenceDesc:
		return d.DatabaseID
	case *catalog.SchemaDesc:
		return d.DatabaseID
	case *catalog.TypeDesc:
		return d.DatabaseID
	case *catalog.RoutineDesc:
		return d.DatabaseID
	case *catalog.ExtensionDesc:
		return d.DatabaseID
	case *catalog.OperatorDesc:
		return d.DatabaseID
	case *catalog.StatisticsDesc:
		return d.DatabaseID
	case *catalog.TextSearchDesc:
		return d.DatabaseID
	case *catalog.EventTriggerDesc:
		return d.DatabaseID
	case *catalog.CastDesc:
		return d.DatabaseID
	}
	return 0
}

// objectsOf lists objects by ID for which f holds: those of the session's
// database, those of the cluster and how many there are in other databases.
func (r *run) objectsOf(snap *catalog.Snapshot, f func(catalog.Descriptor) bool) (here []catalog.Descriptor, elsewhere map[catalog.ID]int) {
	elsewhere = map[catalog.ID]int{}
	for o := range snap.All() {
		if db := homeOf(o); f(o) {
			if db == 0 || db == r.env.Path.Database {
				here = append(here, o)
			} else {
				elsewhere[db]++
			}
		}
	}
	slices.SortFunc(here, func(a, b catalog.Descriptor) int { return cmp.Compare(a.Common().ID, b.Common().ID) })
	return here, elsewhere
}

// nameOf is an object as errors describe it: table s.t, schema s.
func (r *run) nameOf(snap *catalog.Snapshot, o catalog.Descriptor) string {
	if d, ok := o.(*catalog.OperatorDesc); ok {
		return r.operatorWord(snap, d)
	}
	name := o.Common().Name
	if d, ok := o.(*catalog.StatisticsDesc); ok {
		name = snap.StatisticsName(r.env.Path, d)
	}
	if d, ok := o.(*catalog.TextSearchDesc); ok {
		return r.textSearchWord(snap, d)
	}
	if d, ok := o.(*catalog.RoutineDesc); ok {
		return r.routineWord(snap, d)
	}
	if d, ok := o.(*catalog.TypeDesc); ok {
		return typeWord(snap, r.env.Path, d)
	}
	if full, ok := snap.RelationName(r.env.Path, o.Common().ID); ok {
		name = full
	}
	return objectWord(o) + " " + name
}

// dependent is an object that depends on a role, and how.
type dependent struct {
	id   catalog.ID
	text string
}

// roleDependents says what keeps a role from being dropped.
func (r *run) roleDependents(snap *catalog.Snapshot, role catalog.ID) ([]string, error) {
	depends := func(o catalog.Descriptor) []dependent {
		var list []dependent
		b := o.Common()
		add := func(text string) { list = append(list, dependent{b.ID, text}) }
		if _, is := o.(*catalog.RoleDesc); is {
			return nil
		}
		if db, ok := o.(*catalog.DatabaseDesc); ok {
			list = append(list, defaultsDependents(snap, db, role)...)
			list = append(list, builtinDependents(snap, db, role)...)
			list = append(list, r.systemDependents(snap, db, role)...)
		}
		if b.Owner == role {
			add("owner of " + r.nameOf(snap, o))
		}
		if mentions(b.Grants, b.Owner, role) {
			add("privileges for " + r.nameOf(snap, o))
		}
		if t, ok := o.(*catalog.TableDesc); ok {
			for c := range t.Grantable() {
				if mentions(c.Grants, b.Owner, role) {
					add("privileges for column " + c.Name + " of " + r.nameOf(snap, o))
				}
			}
			for i := range t.Policies {
				if p := &t.Policies[i]; slices.Contains(p.Roles, role) {
					list = append(list, dependent{p.OID, "target of " + r.policyOn(snap, p, t)})
				}
			}
		}
		return list
	}
	concerned := func(o catalog.Descriptor) bool { return len(depends(o)) > 0 }
	here, elsewhere := r.objectsOf(snap, concerned)
	for o := range snap.All() {
		db, ok := o.(*catalog.DatabaseDesc)
		if !ok {
			continue
		}
		objects, err := r.largeObjectsOf(db, false, concerned)
		switch {
		case err != nil:
			return nil, err
		case db.ID != r.env.Path.Database && len(objects) > 0:
			elsewhere[db.ID] += len(objects)
			continue
		}
		for _, o := range objects {
			here = append(here, o)
		}
	}
	var found []dependent
	for _, p := range parametersOf(snap, role) {
		found = append(found, dependent{p.Common().ID, "privileges for " + r.nameOf(snap, p)})
	}
	for _, o := range here {
		found = append(found, depends(o)...)
	}
	slices.SortStableFunc(found, func(a, b dependent) int { return cmp.Compare(a.id, b.id) })
	var out []string
	for _, d := range found {
		out = append(out, d.text)
	}
	for _, id := range slices.Sorted(maps.Keys(elsewhere)) {
		db, _ := snap.DatabaseByID(id)
		word := "objects"
		if elsewhere[id] == 1 {
			word = "object"
		}
		out = append(out, fmt.Sprintf("%d %s in database %s", elsewhere[id], word, db.Name))
	}
	return out, nil
}

// mayCheckpoint: CHECKPOINT has nothing to do, but not for everybody.
func (r *run) mayCheckpoint() error {
	me, err := r.user()
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil || snap.Inherits(me.ID, catalog.RoleCheckpoint, 0) {
		return err
	}
	return pgerror.New(pgerror.InsufficientPrivilege, "must be superuser or have privileges of pg_checkpoint to do CHECKPOINT")
}

// rolesOf resolves the roles whose objects a statement is about, of which the
// user must have the rights.
func (r *run) rolesOf(specs []ast.RoleSpec, what string) ([]*catalog.RoleDesc, error) {
	me, err := r.user()
	if err != nil {
		return nil, err
	}
	var out []*catalog.RoleDesc
	for i := range specs {
		d, err := r.role(&specs[i])
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	for _, d := range out {
		if !snap.Inherits(me.ID, d.ID, r.env.Path.Database) {
			return nil, pgerror.New(pgerror.InsufficientPrivilege, "permission denied to %s objects", what)
		}
	}
	return out, nil
}

func pinnedRole(d *catalog.RoleDesc, what string) error {
	if d.ID >= catalog.FirstID {
		return nil
	}
	return pgerror.New(pgerror.DependentObjectsStillExist, "cannot %s objects owned by role %s because they are required by the database system", what, d.Name)
}

// reassignOwned is REASSIGN OWNED BY … TO.
func (r *run) reassignOwned(s *ast.ReassignOwned) error {
	from, err := r.rolesOf(s.Roles, "reassign")
	if err != nil {
		return err
	}
	to, err := r.rolesOf([]ast.RoleSpec{s.To}, "reassign")
	if err != nil {
		return err
	}
	if err := r.env.State.Share(r.ctx, to[0]); err != nil {
		return err
	}
	for _, old := range from {
		if err := pinnedRole(old, "reassign ownership of"); err != nil {
			return err
		}
		snap, err := r.snap()
		if err != nil {
			return err
		}
		here, _ := r.objectsOf(snap, func(o catalog.Descriptor) bool {
			_, role := o.(*catalog.RoleDesc)
			return !role && o.Common().Owner == old.ID && old.ID != to[0].ID
		})
		objects, err := r.ownLargeObjects(func(o catalog.Descriptor) bool { return o.Common().Owner == old.ID })
		if err != nil {
			return err
		}
		for _, o := range objects {
			here = append(here, o)
		}
		for _, o := range here {
			if err := r.mayReassign(snap, o, to[0]); err != nil {
				return err
			}
			if err := r.giveTo(o, to[0].ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// mayReassign asks for what REASSIGN OWNED does in Postgres, beside membership in both roles: as much
// as ALTER … OWNER TO, but for relations, types and databases, of which it asks nothing.
func (r *run) mayReassign(snap *catalog.Snapshot, o catalog.Descriptor, to *catalog.RoleDesc) error {
	switch d := o.(type) {
	case *catalog.SchemaDesc:
		db, ok := snap.DatabaseByID(d.DatabaseID)
		if !ok {
			return catalog.ErrMoved
		}
		return r.mustCreate(db)
	case *catalog.RoutineDesc:
		return r.ownerMayCreate(to, d.SchemaID)
	case *catalog.OperatorDesc:
		return r.ownerMayCreate(to, d.SchemaID)
	case *catalog.StatisticsDesc:
		return r.ownerMayCreate(to, d.SchemaID)
	case *catalog.TextSearchDesc:
		return r.ownerMayCreate(to, d.SchemaID)
	}
	return nil
}

// giveTo makes a role the owner of an object.
func (r *run) giveTo(o catalog.Descriptor, to catalog.ID) error {
	own := func(b *catalog.Base) { b.Grants, b.Owner = newOwner(b.Grants, b.Owner, to), to }
	switch d := o.(type) {
	case *catalog.TableDesc:
		return edit(r, d, func(d *catalog.TableDesc) error { ownTable(d, to); return nil })
	case *catalog.SequenceDesc:
		return edit(r, d, func(d *catalog.SequenceDesc) error { own(&d.Base); return nil })
	case *catalog.SchemaDesc:
		return edit(r, d, func(d *catalog.SchemaDesc) error { own(&d.Base); return nil })
	case *catalog.TypeDesc:
		return edit(r, d, func(d *catalog.TypeDesc) error { own(&d.Base); return nil })
	case *catalog.RoutineDesc:
		return edit(r, d, func(d *catalog.RoutineDesc) error { own(&d.Base); return nil })
	case *catalog.DatabaseDesc:
		return edit(r, d, func(d *catalog.DatabaseDesc) error { own(&d.Base); return nil })
	case *catalog.StatisticsDesc:
		return edit(r, d, func(d *catalog.StatisticsDesc) error { own(&d.Base); return nil })
	case *catalog.TextSearchDesc:
		return edit(r, d, func(d *catalog.TextSearchDesc) error { own(&d.Base); return nil })
	case *catalog.EventTriggerDesc:
		return r.ownEventTrigger(d, to)
	case *catalog.OperatorDesc:
		return edit(r, d, func(d *catalog.OperatorDesc) error { own(&d.Base); return nil })
	case *catalog.ExtensionDesc:
		return edit(r, d, func(d *catalog.ExtensionDesc) error { own(&d.Base); return nil })
	case *catalog.PlacementPolicyDesc:
		return edit(r, d, func(d *catalog.PlacementPolicyDesc) error { own(&d.Base); return nil })
	case *catalog.LargeObjectDesc:
		own(&d.Base)
		return r.putLargeObject(d)
	}
	return pgerror.Internal("an owner of %T", o)
}

// ownTable makes a role the owner of a table that is being changed.
func ownTable(t *catalog.TableDesc, to catalog.ID) {
	for c := range t.Grantable() {
		c.Grants = newOwner(c.Grants, t.Owner, to)
	}
	t.Grants, t.Owner = newOwner(t.Grants, t.Owner, to), to
}

// dropOwned is DROP OWNED BY: what the roles own in this database goes, and what
// they were granted in it and on databases.
func (r *run) dropOwned(s *ast.DropOwned) error {
	roles, err := r.rolesOf(s.Roles, "drop")
	if err != nil {
		return err
	}
	ids := map[catalog.ID]bool{}
	for _, d := range roles {
		if err := pinnedRole(d, "drop"); err != nil {
			return err
		}
		if err := r.revokeAllFrom(d.ID); err != nil {
			return err
		}
		if err := r.forgetInPolicies(d.ID); err != nil {
			return err
		}
		ids[d.ID] = true
	}
	// Together: what one role owns may depend on what another does.
	if err := r.dropAllOf(ids, s.Behavior); err != nil {
		return err
	}
	for _, d := range roles {
		if err := r.dropLargeObjects(d.ID); err != nil {
			return err
		}
		if err := r.forgetInDefaults(d.ID); err != nil {
			return err
		}
	}
	return nil
}

func (r *run) revokeAllFrom(role catalog.ID) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	me, err := r.user()
	if err != nil {
		return err
	}
	g := &granting{r: r, me: me, roles: snap.InheritedRoles(me.ID, r.env.Path.Database), grantees: []catalog.ID{role},
		s: &ast.Grant{Revoke: true, All: true, Behavior: ast.BehaviorCascade}}
	here, _ := r.objectsOf(snap, func(o catalog.Descriptor) bool {
		b := o.Common()
		t, ok := o.(*catalog.TableDesc)
		return mentions(b.Grants, b.Owner, role) ||
			ok && t.GrantsName(func(list []catalog.Grant) bool { return mentions(list, b.Owner, role) })
	})
	if db, ok := snap.DatabaseByID(r.env.Path.Database); ok {
		for _, b := range builtinsOf(snap, db, role) {
			here = append(here, b)
		}
		here = append(here, systemOf(snap, db, role)...)
		here = append(here, parametersOf(snap, role)...)
	}
	objects, err := r.ownLargeObjects(func(o catalog.Descriptor) bool { return mentions(o.Common().Grants, o.Common().Owner, role) })
	if err != nil {
		return err
	}
	for _, o := range objects {
		here = append(here, o)
	}
	for _, o := range here {
		g.whole = catalog.AllPrivileges(o)
		if err := g.on(o); err != nil {
			return err
		}
	}
	return nil
}

// forgetInDefaults drops a role's default privileges, and what others' give it.
func (r *run) forgetInDefaults(role catalog.ID) error {
	if err := r.dropDefaults(func(d *catalog.DefaultPrivileges) bool { return d.Role == role }); err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	db, ok := snap.DatabaseByID(r.env.Path.Database)
	if !ok || !slices.ContainsFunc(db.Defaults, func(d catalog.DefaultPrivileges) bool { return mentions(d.Grants, d.Role, role) }) {
		return nil
	}
	if err := edit(r, db, func(d *catalog.DatabaseDesc) error {
		for i := range d.Defaults {
			x := &d.Defaults[i]
			x.Grants = slices.DeleteFunc(x.Grants, func(g catalog.Grant) bool { return g.Grantee == role })
			if len(x.Grants) == 0 && x.Schema == 0 {
				x.Grants = []catalog.Grant{{Grantee: x.Role, Grantor: x.Role}}
			}
		}
		return nil
	}); err != nil {
		return err
	}
	return r.dropDefaults(sayNothing)
}

// dropAllOf drops what roles own in the session's database.
func (r *run) dropAllOf(roles map[catalog.ID]bool, behavior ast.Behavior) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	// The user may do this without USAGE on the schemas.
	path := *r.env.Path
	path.Role = 0
	env := *r.env
	env.Path = &path
	inner := &run{ctx: r.ctx, x: r.x, env: &env, me: r.me}
	names := map[ast.ObjectKind][]ast.QName{}
	here, _ := r.objectsOf(snap, func(o catalog.Descriptor) bool { return roles[o.Common().Owner] })
	here = slices.DeleteFunc(here, func(o catalog.Descriptor) bool { return o.Common().Extension != 0 })
	for _, o := range here {
		switch d := o.(type) {
		case *catalog.ExtensionDesc:
			names[ast.ObjectExtension] = append(names[ast.ObjectExtension], ast.QName{Name: d.Name, Pos: -1})
		case *catalog.TableDesc:
			schema, _ := snap.SchemaByID(d.SchemaID)
			kind := relationKind(d)
			names[kind] = append(names[kind], ast.QName{Schema: schema.Name, Name: d.Name, Pos: -1})
		case *catalog.SequenceDesc:
			if d.OwnerTable == 0 {
				schema, _ := snap.SchemaByID(d.SchemaID)
				names[ast.ObjectSequence] = append(names[ast.ObjectSequence], ast.QName{Schema: schema.Name, Name: d.Name, Pos: -1})
			}
		case *catalog.TypeDesc:
			schema, _ := snap.SchemaByID(d.SchemaID)
			names[ast.ObjectType] = append(names[ast.ObjectType], ast.QName{Schema: schema.Name, Name: d.Name, Pos: -1})
		case *catalog.StatisticsDesc:
			schema, _ := snap.SchemaByID(d.SchemaID)
			names[ast.ObjectStatistics] = append(names[ast.ObjectStatistics], ast.QName{Schema: schema.Name, Name: d.Name, Pos: -1})
		case *catalog.SchemaDesc:
			names[ast.ObjectSchema] = append(names[ast.ObjectSchema], ast.QName{Name: d.Name, Pos: -1})
		}
	}
	routines := routineDrop{typeDrop: typeDrop{r: inner, cascade: behavior == ast.BehaviorCascade}}
	for _, o := range here {
		inner.setAside(o.Common().ID)
		switch d := o.(type) {
		case *catalog.RoutineDesc:
			if err := routines.add(d); err != nil {
				return err
			}
		case *catalog.OperatorDesc:
			if err := routines.addOperator(d); err != nil {
				return err
			}
		case *catalog.EventTriggerDesc:
			if err := inner.env.State.Drop(inner.ctx, d); err != nil {
				return err
			}
		case *catalog.TextSearchDesc:
			if err := routines.addSearch(d); err != nil {
				return err
			}
		}
	}
	for _, kind := range []ast.ObjectKind{ast.ObjectStatistics, ast.ObjectView, ast.ObjectMaterializedView, ast.ObjectTable, ast.ObjectSequence, ast.ObjectNone, ast.ObjectType, ast.ObjectExtension, ast.ObjectSchema} {
		if kind == ast.ObjectNone {
			if err := routines.drop(); err != nil {
				return err
			}
		}
		if len(names[kind]) > 0 {
			if err := inner.drop(&ast.Drop{Pos: -1, Kind: kind, Names: names[kind], Behavior: behavior}); err != nil {
				return err
			}
		}
	}
	return nil
}
