package ddl

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/extension"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/rowenc"
)

// createExtension is CREATE EXTENSION.
func (r *run) createExtension(s *ast.CreateExtension) error {
	if err := r.parted("extensions"); err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	_, there := snap.Extension(r.env.Path.Database, s.Name)
	if there || s.Name == extension.Plpgsql || s.Name == catalog.SchemaInternal {
		if !s.IfNotExists {
			return pgerror.New(pgerror.DuplicateObject, "extension %q already exists", s.Name)
		}
		r.skip(pgerror.DuplicateObject, "extension %q already exists", s.Name)
		return nil
	}
	e, ok := extension.Find(s.Name)
	if !ok {
		return noExtension(s.Name)
	}
	if s.Version != "" && s.Version != e.Release {
		return pgerror.New(pgerror.InvalidParameterValue, "extension %q has no installation script nor update path for version %q", e.Name, s.Version)
	}
	for _, name := range e.Requires {
		if err := r.requireExtension(e, name, s); err != nil {
			return err
		}
	}
	return r.makeExtension(e, s)
}

// noExtension is the error for one that is not there.
func noExtension(name string) error {
	return pgerror.New(pgerror.FeatureNotSupported, "extension %q is not available", name).WithHint("Those that are: %s.", extension.Names())
}

// requireExtension makes what an extension needs, with CASCADE.
func (r *run) requireExtension(e *extension.Extension, name string, s *ast.CreateExtension) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if _, ok := snap.Extension(r.env.Path.Database, name); ok {
		return nil
	}
	if !s.Cascade {
		return pgerror.New(pgerror.UndefinedObject, "required extension %q is not installed", name).
			WithHint("Use CREATE EXTENSION ... CASCADE to install required extensions too.")
	}
	r.notice(pgerror.NewNotice("installing required extension %q", name))
	return r.createExtension(&ast.CreateExtension{Pos: s.Pos, Name: name, Schema: s.Schema, Cascade: true})
}

// makeExtension makes an extension and its objects.
func (r *run) makeExtension(e *extension.Extension, s *ast.CreateExtension) error {
	me, err := r.user()
	if err != nil {
		return err
	}
	if err := r.mayMakeExtension(e, me); err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	schema, err := snap.CreationSchema(r.env.Path)
	if s.Schema != "" {
		var ok bool
		if schema, ok = snap.Schema(r.env.Path.Database, s.Schema); !ok {
			return pgerror.New(pgerror.InvalidSchemaName, "schema %q does not exist", s.Schema)
		}
	} else if err != nil {
		return err
	}
	if schema.Virtual || schema.Temporary {
		return pgerror.Unsupported("Make it in another schema.", "extensions in schema %q are not supported", schema.Name)
	}
	if err := r.env.State.Share(r.ctx, schema); err != nil {
		return err
	}
	d := &catalog.ExtensionDesc{Base: catalog.Base{Name: e.Name, Owner: me.ID, Comment: e.Comment}, DatabaseID: schema.DatabaseID, SchemaID: schema.ID, Release: e.Release}
	if d.ID, err = r.env.State.NewID(r.ctx); err != nil {
		return err
	}
	if err := r.env.State.Create(r.ctx, d); err != nil {
		return err
	}
	return r.extensionObjects(e, d, schema)
}

// mayMakeExtension checks that the user may have an extension in the database.
func (r *run) mayMakeExtension(e *extension.Extension, me *catalog.RoleDesc) error {
	if me.Superuser {
		return nil
	}
	denied := pgerror.New(pgerror.InsufficientPrivilege, "permission denied to create extension %q", e.Name)
	if !e.Trusted {
		return denied.WithHint("Must be superuser to create this extension.")
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	db, ok := snap.DatabaseByID(r.env.Path.Database)
	if !ok || !snap.HasPrivilege(me.ID, db, catalog.PrivilegeCreate) {
		return denied.WithHint("Must have CREATE privilege on current database to create this extension.")
	}
	return nil
}

// extensionObjects runs what makes an extension's objects. Those of a trusted one belong to the
// first superuser where who makes it is none.
func (r *run) extensionObjects(e *extension.Extension, d *catalog.ExtensionDesc, schema *catalog.SchemaDesc) error {
	inner, err := r.makingOf(d, schema)
	if err != nil {
		return err
	}
	for _, kind := range e.Types {
		t, err := inner.newType(ast.QName{Pos: -1, Name: kind}, catalog.ClassBase)
		if err != nil {
			return err
		}
		t.Made, t.Extension = kind, d.ID
		if err := r.env.State.Create(r.ctx, t); err != nil {
			return err
		}
	}
	stmts, err := scriptOf(e)
	if err != nil {
		return err
	}
	for _, st := range stmts {
		if r.tooNew(st.AST) {
			continue
		}
		r.env.Txn.Step()
		if _, err := inner.statement(st.AST); err != nil {
			return err
		}
	}
	return nil
}

func scriptOf(e *extension.Extension) ([]parser.Statement, error) {
	stmts, err := parser.Parse(strings.ReplaceAll(e.Script, "MODULE_PATHNAME", e.Library()))
	if err != nil {
		return nil, pgerror.Internal("the script of extension %s: %s", e.Name, err.Error())
	}
	return stmts, nil
}

// makingOf is what makes objects of an extension in its schema.
func (r *run) makingOf(d *catalog.ExtensionDesc, schema *catalog.SchemaDesc) (*run, error) {
	path := *r.env.Path
	path.Schemas = []string{schema.Name}
	env := *r.env
	env.Path, env.Text = &path, ""
	inner := &run{ctx: r.ctx, x: r.x, env: &env, me: r.me, making: d}
	if !r.me.Superuser {
		snap, err := r.snap()
		if err != nil {
			return nil, err
		}
		super, ok := snap.RoleByID(catalog.RoleSuper)
		if !ok {
			return nil, pgerror.Internal("role %d does not exist", catalog.RoleSuper)
		}
		inner.me, path.Role = super, super.ID
	}
	return inner, nil
}

// completeExtension makes the functions that an extension lacks: it was made by an earlier version,
// whose script did not have them. made: there were some.
func (r *run) completeExtension(e *extension.Extension, d *catalog.ExtensionDesc) (made bool, err error) {
	snap, err := r.snap()
	if err != nil {
		return false, err
	}
	schema, ok := snap.SchemaByID(d.SchemaID)
	if !ok {
		return false, pgerror.Internal("schema %d does not exist", d.SchemaID)
	}
	inner, err := r.makingOf(d, schema)
	if err != nil {
		return false, err
	}
	stmts, err := scriptOf(e)
	if err != nil {
		return false, err
	}
	for _, st := range stmts {
		there := true
		switch c := st.AST.(type) {
		case *ast.CreateRoutine:
			there, err = inner.hasMember(d, schema, c)
		case *ast.CreateTextSearch:
			there, err = inner.hasSearch(d, schema, c)
		}
		if err != nil {
			return made, err
		}
		if there || r.tooNew(st.AST) {
			continue
		}
		r.env.Txn.Step()
		if _, err := inner.statement(st.AST); err != nil {
			return made, err
		}
		made = true
	}
	return made, nil
}

// hasMember reports whether an extension has the function that a statement makes.
func (r *run) hasMember(d *catalog.ExtensionDesc, schema *catalog.SchemaDesc, s *ast.CreateRoutine) (bool, error) {
	like := &catalog.RoutineDesc{Base: catalog.Base{Name: s.Name.Name}, DatabaseID: schema.DatabaseID, SchemaID: schema.ID, Kind: 'f'}
	if err := r.routineSignature(like, s); err != nil {
		return false, err
	}
	snap, err := r.snap()
	if err != nil {
		return false, err
	}
	old, ok := snap.RoutineLike(like)
	return ok && old.Extension == d.ID, nil
}

// maker is the extension whose objects are being made; 0: none is.
func (r *run) maker() catalog.ID {
	if r.making == nil {
		return 0
	}
	return r.making.ID
}

// mayGo refuses to drop what an extension is made of, but with it.
func (r *run) mayGo(d catalog.Descriptor) error {
	id := d.Common().Extension
	if id == 0 || id == r.dropping {
		return nil
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	e, ok := snap.ExtensionByID(id)
	if !ok {
		return nil // it is gone with another
	}
	return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop %s because extension %s requires it", r.memberWord(snap, d), catalog.QuoteIdent(e.Name)).
		WithHint("You can drop extension %s instead.", catalog.QuoteIdent(e.Name))
}

func (r *run) memberWord(snap *catalog.Snapshot, d catalog.Descriptor) string {
	if t, ok := d.(*catalog.TypeDesc); ok {
		return typeWord(snap, r.env.Path, t)
	}
	return r.nameOf(snap, d)
}

// extensionNamed finds an extension of the database that the user owns.
func (r *run) extensionNamed(name string) (*catalog.ExtensionDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	d, ok := snap.Extension(r.env.Path.Database, name)
	switch {
	case !ok && name == extension.Plpgsql:
		return nil, pgerror.New(pgerror.DependentObjectsStillExist, "extension %s is required by the database system", name)
	case !ok:
		return nil, pgerror.New(pgerror.UndefinedObject, "extension %q does not exist", name)
	}
	return d, r.mustOwn("extension", d)
}

// alterExtension is ALTER EXTENSION … UPDATE: there is one version of each, which has got more
// functions since the first of them.
func (r *run) alterExtension(s *ast.AlterExtension) error {
	release, name := "", s.Name
	var d *catalog.ExtensionDesc
	if e, ok := extension.Find(name); ok && name == extension.Plpgsql {
		release = e.Release
	} else {
		var err error
		if d, err = r.extensionNamed(name); err != nil {
			return err
		}
		release = d.Release
	}
	if s.Version != "" && s.Version != release {
		return pgerror.New(pgerror.InvalidParameterValue, "extension %q has no update path from version %q to version %q", name, release, s.Version)
	}
	if e, ok := extension.Find(name); ok && d != nil {
		if made, err := r.completeExtension(e, d); made || err != nil {
			return err
		}
	}
	r.notice(pgerror.NewNotice("version %q of extension %q is already installed", release, name))
	return nil
}

// commentExtension is COMMENT ON EXTENSION. That of plpgsql stays what it is.
func (r *run) commentExtension(s *ast.CommentOn) error {
	if s.Name.Name == extension.Plpgsql && s.Comment == extension.PlpgsqlComment {
		return nil
	}
	d, err := r.extensionNamed(s.Name.Name)
	if err != nil {
		return err
	}
	return edit(r, d, func(d *catalog.ExtensionDesc) error { d.Comment = s.Comment; return nil })
}

// moveExtension is ALTER EXTENSION … SET SCHEMA.
func (r *run) moveExtension(s *ast.SetSchema) error {
	d, err := r.extensionNamed(s.Name.Name)
	if err != nil {
		return err
	}
	schema, err := r.target(ast.QName{Pos: -1, Schema: s.Schema, Name: d.Name}, ast.PersistencePermanent)
	if err != nil || schema.ID == d.SchemaID {
		return err
	}
	if schema.Temporary {
		return pgerror.Unsupported("Make it in another schema.", "extensions in schema %q are not supported", schema.Name)
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	for _, o := range membersOf(snap, d.ID) {
		if err := r.moveMember(snap, o, schema); err != nil {
			return err
		}
	}
	return edit(r, d, func(d *catalog.ExtensionDesc) error { d.SchemaID = schema.ID; return nil })
}

// moveMember takes an object of an extension to another schema.
func (r *run) moveMember(snap *catalog.Snapshot, o catalog.Descriptor, schema *catalog.SchemaDesc) error {
	switch o := o.(type) {
	case *catalog.TypeDesc:
		if err := r.freeTypeName(schema, o.Name); err != nil {
			return err
		}
		array, err := r.arrayName(schema, o.Name)
		if err != nil {
			return err
		}
		return edit(r, o, func(o *catalog.TypeDesc) error { o.SchemaID, o.ArrayName = schema.ID, array; return nil })
	case *catalog.RoutineDesc:
		like := *o
		like.SchemaID = schema.ID
		if _, taken := snap.RoutineLike(&like); taken {
			return pgerror.New(pgerror.DuplicateFunction, "function %s already exists in schema %q", snap.RoutineSignature(r.env.Path, o), schema.Name)
		}
		return edit(r, o, func(o *catalog.RoutineDesc) error { o.SchemaID = schema.ID; return nil })
	}
	if o, ok := o.(*catalog.OperatorDesc); ok {
		return edit(r, o, func(o *catalog.OperatorDesc) error { o.SchemaID = schema.ID; return nil })
	}
	if o, ok := o.(*catalog.TextSearchDesc); ok {
		if err := textSearchFree(snap, schema, o, o.Name); err != nil {
			return err
		}
		return edit(r, o, func(o *catalog.TextSearchDesc) error { o.SchemaID = schema.ID; return nil })
	}
	return pgerror.Internal("an extension has a %T", o)
}

// membersOf are an extension's objects, by ID.
func membersOf(snap *catalog.Snapshot, id catalog.ID) []catalog.Descriptor {
	list := slices.Collect(snap.Members(id))
	sortByID(list)
	return list
}

// dropExtensions is DROP EXTENSION.
func (r *run) dropExtensions(s *ast.Drop) error {
	for _, n := range s.Names {
		snap, err := r.snap()
		if err != nil {
			return err
		}
		if _, ok := snap.Extension(r.env.Path.Database, n.Name); !ok && s.IfExists && n.Name != extension.Plpgsql {
			r.skip(pgerror.UndefinedObject, "extension %q does not exist", n.Name)
			continue
		}
		d, err := r.extensionNamed(n.Name)
		if err != nil {
			return err
		}
		if err := r.dropExtension(d, s.Behavior); err != nil {
			return err
		}
	}
	return nil
}

// dropExtension drops an extension with its objects, and, with CASCADE, what depends on them.
func (r *run) dropExtension(d *catalog.ExtensionDesc, b ast.Behavior) error {
	defer func(was catalog.ID) { r.dropping = was }(r.dropping)
	r.dropping = d.ID
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if d.Name == "pg_trgm" {
		if err := r.dropClassIndexes(snap, d, b, trigramClass); err != nil {
			return err
		}
		if snap, err = r.snap(); err != nil {
			return err
		}
	}
	if d.Name == catalog.BtreeGin {
		if err := r.dropClassIndexes(snap, d, b, btreeGinClass); err != nil {
			return err
		}
		if snap, err = r.snap(); err != nil {
			return err
		}
	}
	if d.Name == catalog.BtreeGist {
		if err := r.dropClassIndexes(snap, d, b, btreeGistClass); err != nil {
			return err
		}
		if snap, err = r.snap(); err != nil {
			return err
		}
	}
	x := routineDrop{typeDrop: typeDrop{r: r, cascade: b == ast.BehaviorCascade}}
	if err := r.env.State.LockForDrop(r.ctx, d); err != nil {
		return err
	}
	for _, o := range membersOf(snap, d.ID) {
		switch o := o.(type) {
		case *catalog.TypeDesc:
			if err := r.env.State.LockForDrop(r.ctx, o); err != nil {
				return err
			}
			x.types = append(x.types, o)
		case *catalog.RoutineDesc:
			if err := x.add(o); err != nil {
				return err
			}
		case *catalog.OperatorDesc:
			if err := x.addOperator(o); err != nil {
				return err
			}
		case *catalog.TextSearchDesc:
			if err := x.addSearch(o); err != nil {
				return err
			}
		}
	}
	if err := x.dropAll(snap, "extension "+catalog.QuoteIdent(d.Name)); err != nil {
		return err
	}
	return r.env.State.Drop(r.ctx, d)
}

// btreeGinClass is an operator class of btree_gin that an index has, "" if it has none.
func btreeGinClass(_ *catalog.TableDesc, ix *catalog.IndexDesc) (method, class string) {
	if ix.Method() != catalog.MethodGin {
		return "", ""
	}
	for i := range ix.Columns {
		if c, ok := catalog.OpClassByID(ix.Columns[i].OpClass); ok && c.Extension == catalog.BtreeGin {
			return ix.Method(), c.Name
		}
	}
	return "", ""
}

// trigramClass is the operator class of pg_trgm that an index has, "" where it has none.
func trigramClass(_ *catalog.TableDesc, ix *catalog.IndexDesc) (method, class string) {
	switch {
	case !ix.HasEntries(rowenc.EntriesTrigram):
		return "", ""
	case ix.Gist:
		return ix.Method(), catalog.GistTrigramOps
	}
	return ix.Method(), rowenc.TrigramOps
}

// dropAll drops types and routines together.
func (x *routineDrop) dropAll(snap *catalog.Snapshot, title string) error {
	if err := x.collect(snap); err != nil {
		return err
	}
	if len(x.depends) > 0 && !x.cascade {
		return stillDepended(title, x.depends)
	}
	return x.dropCollected()
}

// collect takes down what depends on the set.
func (x *routineDrop) collect(snap *catalog.Snapshot) error {
	x.find(snap)
	if err := x.bodiesOverViews(snap, 0); err != nil {
		return err
	}
	if err := x.routinesOfTypes(snap); err != nil {
		return err
	}
	for i, j, k := 0, 0, 0; i < len(x.routines) || j < len(x.operators) || k < len(x.searches); { // they grow
		var err error
		if k < len(x.searches) {
			err = x.searchDependents(snap, x.searches[k])
			k++
		} else if i < len(x.routines) {
			err = x.dependents(snap, x.routines[i])
			i++
		} else {
			err = x.operatorDependents(snap, x.operators[j])
			j++
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// dropCollected drops the set with its dependents.
func (x *routineDrop) dropCollected() error {
	for _, d := range x.routines {
		x.r.setAside(d.ID) // which views and tables that go tell nobody of
	}
	if err := x.dropDependents(); err != nil {
		return err
	}
	for _, g := range x.triggers {
		if err := x.dropTrigger(g); err != nil {
			return err
		}
	}
	if err := x.dropCasts(); err != nil {
		return err
	}
	x.r.cascadeNotice(x.also)
	for i := len(x.operators) - 1; i >= 0; i-- {
		if err := x.r.env.State.Drop(x.r.ctx, x.operators[i]); err != nil {
			return err
		}
	}
	for _, d := range x.watchers {
		if err := x.r.env.State.Drop(x.r.ctx, d); err != nil {
			return err
		}
	}
	for i := len(x.searches) - 1; i >= 0; i-- {
		if err := x.r.env.State.Drop(x.r.ctx, x.searches[i]); err != nil {
			return err
		}
	}
	for i := len(x.routines) - 1; i >= 0; i-- {
		if err := x.r.env.State.Drop(x.r.ctx, x.routines[i]); err != nil {
			return err
		}
	}
	for i := len(x.types) - 1; i >= 0; i-- {
		if err := x.r.env.State.Drop(x.r.ctx, x.types[i]); err != nil {
			return err
		}
	}
	return nil
}

// routinesOfTypes takes the routines down whose signatures name the types.
func (x *routineDrop) routinesOfTypes(snap *catalog.Snapshot) error {
	for _, t := range x.types {
		if err := x.operatorsOver(snap, t.DatabaseID, typeWord(snap, x.r.env.Path, t), func(o *catalog.OperatorDesc) bool {
			return o.LeftID != 0 && t.Makes(o.LeftID) || t.Makes(o.RightID) || t.Makes(o.ResultID)
		}); err != nil {
			return err
		}
		rel := new(catalog.TableDesc) // a routine names a row type by its relation
		if of, ok := snap.RowTypeOf(t.ID); ok {
			rel = of
		}
		var list []*catalog.RoutineDesc
		for o := range snap.Routines(t.DatabaseID) {
			if !x.has(o.ID) && (slices.ContainsFunc(o.Refs, func(r catalog.Ref) bool { return r.Object == t.ID || r.Object == rel.ID && rel.ID != 0 }) ||
				slices.ContainsFunc(o.BodyRefs, func(r catalog.Ref) bool { return t.Makes(r.Object) })) {
				list = append(list, o)
			}
		}
		sortByID(list)
		for _, o := range list {
			x.note(x.r.routineWord(snap, o), typeWord(snap, x.r.env.Path, t))
			if err := x.add(o); err != nil {
				return err
			}
		}
	}
	return nil
}

// extensionsIn drops the extensions of a schema, with CASCADE; else it says that they depend on
// it.
func (r *run) extensionsIn(schema *catalog.SchemaDesc, b ast.Behavior) ([]string, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	var list []*catalog.ExtensionDesc
	for e := range snap.Extensions(schema.DatabaseID) {
		if e.SchemaID == schema.ID {
			list = append(list, e)
		}
	}
	sortByID(list)
	var out []string
	for _, e := range list {
		out = append(out, "extension "+catalog.QuoteIdent(e.Name))
		if b == ast.BehaviorCascade {
			if err := r.dropExtension(e, b); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}
