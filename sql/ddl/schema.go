package ddl

import (
	"cmp"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// createSchema is CREATE SCHEMA, with the statements within.
func (r *run) createSchema(s *ast.CreateSchema) error {
	owner, err := r.user()
	if err != nil {
		return err
	}
	if s.Authorization != nil {
		if owner, err = r.role(s.Authorization); err != nil {
			return err
		}
	}
	name := s.Name
	if name == "" {
		name = owner.Name
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	db, ok := snap.DatabaseByID(r.env.Path.Database)
	if !ok {
		return pgerror.Internal("database %d does not exist", r.env.Path.Database)
	}
	if err := r.mustCreate(db); err != nil {
		return err
	}
	if s.Authorization != nil {
		if owner, err = r.newOwner(s.Authorization); err != nil {
			return err
		}
	}
	if err := mayNameSchema(name); err != nil {
		return err
	}
	if _, ok := snap.Schema(db.ID, name); ok {
		if s.IfNotExists {
			r.skip(pgerror.DuplicateSchema, "schema %q already exists", name)
			return nil
		}
		return pgerror.New(pgerror.DuplicateSchema, "schema %q already exists", name)
	}
	if err := r.env.State.Share(r.ctx, db); err != nil {
		return err
	}
	id, err := r.env.State.NewID(r.ctx)
	if err != nil {
		return err
	}
	d := &catalog.SchemaDesc{Base: catalog.Base{ID: id, Name: name, Owner: owner.ID}, DatabaseID: db.ID}
	if err := r.startGrants(d, 0); err != nil {
		return err
	}
	if err := r.env.State.Create(r.ctx, d); err != nil {
		return err
	}
	return r.within(name, s.Elements)
}

// within runs the statements of CREATE SCHEMA with the schema first in the path.
func (r *run) within(name string, stmts []ast.Statement) error {
	if len(stmts) == 0 {
		return nil
	}
	path := *r.env.Path
	path.Schemas = append([]string{name}, path.Schemas...)
	env := *r.env
	env.Path = &path
	inner := &run{ctx: r.ctx, x: r.x, env: &env, me: r.me}
	stmts = slices.Clone(stmts)
	for _, st := range stmts {
		if isTemporary(st) {
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot create temporary relation in non-temporary schema")
		}
		if named := schemaNamed(st); named != "" && named != name {
			return pgerror.New(pgerror.InvalidSchemaDefinition, "CREATE specifies a schema (%s) different from the one being created (%s)", named, name)
		}
	}
	slices.SortStableFunc(stmts, func(a, b ast.Statement) int { return cmp.Compare(elementTurn(a), elementTurn(b)) })
	for _, st := range stmts {
		r.env.Txn.Step()
		if _, err := inner.statement(st); err != nil {
			return err
		}
	}
	return nil
}

// schemaNamed is the schema that an element of CREATE SCHEMA names.
func schemaNamed(st ast.Statement) string {
	switch s := st.(type) {
	case *ast.CreateSequence:
		return s.Name.Schema
	case *ast.CreateTable:
		return s.Name.Schema
	case *ast.CreateView:
		return s.Name.Schema
	case *ast.CreateIndex:
		return s.Table.Schema
	case *ast.CreateTrigger:
		return s.Table.Schema
	}
	return ""
}

func isTemporary(st ast.Statement) bool {
	switch s := st.(type) {
	case *ast.CreateSequence:
		return s.Persistence == ast.PersistenceTemporary
	case *ast.CreateTable:
		return s.Persistence == ast.PersistenceTemporary
	case *ast.CreateView:
		return s.Persistence == ast.PersistenceTemporary
	}
	return false
}

// elementTurn orders the elements of CREATE SCHEMA as Postgres does, so that they may be written
// before what they need.
func elementTurn(st ast.Statement) int {
	switch st.(type) {
	case *ast.CreateSequence:
		return 0
	case *ast.CreateTable:
		return 1
	case *ast.CreateView:
		return 2
	case *ast.CreateIndex:
		return 3
	case *ast.CreateTrigger:
		return 4
	}
	return 5
}

// mustCreate checks the privilege CREATE on a database.
func (r *run) mustCreate(db *catalog.DatabaseDesc) error {
	me, err := r.user()
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if snap.HasPrivilege(me.ID, db, catalog.PrivilegeCreate) {
		return nil
	}
	return pgerror.New(pgerror.InsufficientPrivilege, "permission denied for database %s", db.Name)
}

// mayNameSchema refuses names of schemas that are the system's.
func mayNameSchema(name string) error {
	if !strings.HasPrefix(name, "pg_") {
		return nil
	}
	return pgerror.New(pgerror.ReservedName, "unacceptable schema name %q", name).
		WithDetail("The prefix \"pg_\" is reserved for system schemas.")
}

// dropSchemas is DROP SCHEMA.
func (r *run) dropSchemas(s *ast.Drop) error {
	var list []*catalog.SchemaDesc
	for _, n := range s.Names {
		snap, err := r.snap()
		if err != nil {
			return err
		}
		d, ok := snap.Schema(r.env.Path.Database, n.Name)
		if !ok {
			if s.IfExists {
				r.skip(pgerror.InvalidSchemaName, "schema %q does not exist", n.Name)
				continue
			}
			return pgerror.New(pgerror.InvalidSchemaName, "schema %q does not exist", n.Name)
		}
		if d.Virtual {
			return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop schema %s because it is required by the database system", d.Name)
		}
		if err := r.mustOwn("schema", d); err != nil {
			return err
		}
		if !slices.ContainsFunc(list, func(o *catalog.SchemaDesc) bool { return o.ID == d.ID }) {
			list = append(list, d)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return r.dropListed(list, s.Behavior)
}

// schemaDrop is what goes with the schemas of one DROP: what is in one of them may depend on what is in
// another.
type schemaDrop struct {
	d          *doomed
	owned      typeDrop
	routines   routineDrop
	statistics map[catalog.ID]*catalog.StatisticsDesc
	objects    []string // as CASCADE tells of them
}

// dropListed drops schemas together.
func (r *run) dropListed(list []*catalog.SchemaDesc, b ast.Behavior) error {
	// Locked first: whoever is making something in them commits before, or sees
	// that they are gone.
	for _, schema := range list {
		if err := r.env.State.LockForDrop(r.ctx, schema); err != nil {
			return err
		}
	}
	now, err := r.x.o.Catalog.Snapshot(r.ctx, r.env.Txn.DB().Now())
	if err != nil {
		return err
	}
	x := schemaDrop{owned: typeDrop{r: r, cascade: true}, routines: routineDrop{typeDrop: typeDrop{r: r, cascade: true}}, statistics: map[catalog.ID]*catalog.StatisticsDesc{}}
	extensions := make([][]string, len(list))
	for i, schema := range list {
		if extensions[i], err = r.extensionsIn(schema, b); err != nil {
			return err
		}
	}
	if x.d, err = r.newDoomed(b); err != nil {
		return err
	}
	title := "schema " + list[0].Name
	if len(list) > 1 {
		title = "desired object(s)"
	}
	var depends []string
	for i, schema := range list {
		before := len(x.objects)
		x.objects = append(x.objects, extensions[i]...)
		x.add(schema)
		for _, o := range x.objects[before:] {
			depends = append(depends, o+" depends on schema "+schema.Name)
		}
		if x.misses(now, schema) {
			return catalog.ErrMoved // made since the snapshot
		}
	}
	if len(depends) > 0 && b != ast.BehaviorCascade {
		x.d.findDependents()
		return stillDepended(title, append(depends, x.d.depends...))
	}
	return x.drop(list)
}

// add adds what is in a schema.
func (x *schemaDrop) add(schema *catalog.SchemaDesc) {
	d, r := x.d, x.d.r
	tell := func(o catalog.Descriptor, word string) {
		if o.Common().Extension == 0 { // which is told of
			x.objects = append(x.objects, word)
		}
	}
	for _, o := range inSchema(d.snap, schema.ID) {
		r.setAside(o.Common().ID)
		switch o := o.(type) {
		case *catalog.TypeDesc:
			x.owned.types = append(x.owned.types, o)
			tell(o, typeWord(d.snap, r.env.Path, o))
		case *catalog.RoutineDesc:
			x.routines.routines = append(x.routines.routines, o)
			tell(o, r.routineWord(d.snap, o))
		case *catalog.StatisticsDesc:
			x.statistics[o.ID] = o
			if t, ok := d.snap.TableByID(o.TableID); !ok || t.SchemaID != schema.ID { // it goes with its table
				x.objects = append(x.objects, "statistics object "+d.snap.StatisticsName(r.env.Path, o))
			}
		case *catalog.TextSearchDesc:
			x.routines.searches = append(x.routines.searches, o)
			tell(o, r.textSearchWord(d.snap, o))
		case *catalog.OperatorDesc:
			x.routines.operators = append(x.routines.operators, o)
			tell(o, r.operatorWord(d.snap, o))
		case *catalog.TableDesc:
			d.addTable(o)
			if up, ok := d.snap.TableByID(o.PartitionOf); !ok || !o.IsPartition() || up.SchemaID != schema.ID { // it goes with its table
				x.objects = append(x.objects, relationWord(o)+" "+d.name(o.ID))
			}
		case *catalog.SequenceDesc:
			d.sequences[o.ID] = o
			if o.OwnerTable == 0 {
				x.objects = append(x.objects, "sequence "+d.name(o.ID))
			}
		}
	}
}

// misses reports whether a schema has something now that was not seen.
func (x *schemaDrop) misses(now *catalog.Snapshot, schema *catalog.SchemaDesc) bool {
	for _, o := range inSchema(now, schema.ID) {
		id := o.Common().ID
		if x.d.tables[id] == nil && x.d.sequences[id] == nil && !x.owned.has(id) && !x.routines.has(id) && !x.routines.hasOperator(id) && !x.routines.hasSearch(id) && x.statistics[id] == nil &&
			!x.d.r.env.State.Changed(id) {
			return true
		}
	}
	return false
}

func (x *schemaDrop) drop(list []*catalog.SchemaDesc) error {
	r := x.d.r
	x.d.also = append(x.d.also, x.objects...)
	if err := x.d.drop(); err != nil {
		return err
	}
	if err := r.dropRemaining(x.statistics); err != nil {
		return err
	}
	if err := r.dropInSchema(&x.routines, &x.owned); err != nil {
		return err
	}
	for _, schema := range list {
		if err := r.dropDefaults(func(d *catalog.DefaultPrivileges) bool { return d.Schema == schema.ID }); err != nil {
			return err
		}
		if err := r.env.State.Drop(r.ctx, schema); err != nil {
			return err
		}
	}
	return nil
}

// dropInSchema drops the routines and the types of a schema, whose relations are gone.
func (r *run) dropInSchema(routines *routineDrop, owned *typeDrop) error {
	for _, o := range routines.routines {
		if err := r.env.State.LockForDrop(r.ctx, o); err != nil {
			return err
		}
	}
	for _, o := range routines.operators {
		if err := r.env.State.LockForDrop(r.ctx, o); err != nil {
			return err
		}
	}
	for _, o := range routines.searches {
		if err := r.env.State.LockForDrop(r.ctx, o); err != nil {
			return err
		}
	}
	if err := routines.drop(); err != nil {
		return err
	}
	for _, t := range owned.types {
		if err := r.env.State.LockForDrop(r.ctx, t); err != nil {
			return err
		}
	}
	return owned.drop()
}

// inSchema lists the objects of a schema by ID.
func inSchema(snap *catalog.Snapshot, schema catalog.ID) []catalog.Descriptor {
	out := slices.Collect(snap.InSchema(schema))
	sortByID(out)
	return out
}

// createDatabase is CREATE DATABASE.
func (r *run) createDatabase(s *ast.CreateDatabase) error {
	if r.env.InBlock {
		return pgerror.New(pgerror.ActiveSQLTransaction, "CREATE DATABASE cannot run inside a transaction block")
	}
	me, err := r.user()
	if err != nil {
		return err
	}
	d := &catalog.DatabaseDesc{Base: catalog.Base{Name: s.Name, Owner: me.ID}}
	for i := range s.Options {
		o := &s.Options[i]
		if slices.ContainsFunc(s.Options[:i], func(p ast.Option) bool { return p.Name == o.Name }) {
			return r.at(pgerror.New(pgerror.SyntaxError, "conflicting or redundant options"), o.Pos)
		}
	}
	if !me.Superuser && !me.CreateDB {
		return pgerror.New(pgerror.InsufficientPrivilege, "permission denied to create database")
	}
	for i := range s.Options {
		o := &s.Options[i]
		own, err := creationOption(o)
		if !own && err == nil {
			err = r.at(r.databaseOption(d, o), o.Pos)
		}
		if err != nil {
			return err
		}
	}
	template, err := r.templateOf(s)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(s.Options, func(o ast.Option) bool { return o.Name == "tablespace" }) && !catalog.SaysPlacement(d.Options) {
		d.Tablespace = template.Tablespace
	}
	if err := r.sharePolicies(template); err != nil {
		return err
	}
	for _, o := range template.Options {
		if d.Tablespace != template.Tablespace && catalog.IsPlacement(o.Name) {
			continue // it has a policy of its own
		}
		if !slices.ContainsFunc(d.Options, func(own catalog.Setting) bool { return own.Name == o.Name }) {
			d.Options = append(d.Options, o) // as Postgres's tablespace
		}
	}
	if err := r.checkDatabasePlacement(d, template.ID); err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if _, ok := snap.Database(s.Name); ok {
		return pgerror.New(pgerror.DuplicateDatabase, "database %q already exists", s.Name)
	}
	if !ofSnapshot(s) {
		if err := r.unlessBusy(template, "source database"); err != nil {
			return err
		}
	}
	if d.ID, err = r.env.State.NewID(r.ctx); err != nil {
		return err
	}
	d.SpaceID = uint64(d.ID)
	return r.copyDatabase(template, d)
}

// databaseOption applies one option of CREATE or ALTER DATABASE. What describes
// an encoding or a locale must name the one there is.
func (r *run) databaseOption(d *catalog.DatabaseDesc, o *ast.Option) error {
	v := ""
	if o.Value != nil {
		v = optionText(o.Value)
	}
	refused := func(hint string) error {
		return pgerror.Unsupported(hint, "%s %q is not supported for databases", o.Name, v)
	}
	switch o.Name {
	case "owner":
		owner, err := r.newOwner(&ast.RoleSpec{Kind: ast.RoleNamed, Name: v, Pos: o.Pos})
		if err != nil {
			return err
		}
		d.Owner = owner.ID
	case "encoding":
		if e := strings.ToUpper(strings.ReplaceAll(v, "-", "")); e != "UTF8" && e != "UNICODE" && v != "6" && v != "-1" {
			return refused("UTF8 is the only encoding.")
		}
	case "locale", "lc_collate", "lc_ctype", "collation_version", "locale_provider", "icu_locale", "oid":
		switch v {
		case "C", "POSIX", "C.UTF-8", "C.utf8", "en_US.UTF-8", "en_US.utf8", "libc":
		default:
			return refused("Text is ordered by its bytes: locale C.")
		}
	case "tablespace":
		return r.databaseTablespace(d, v)
	case "connection_limit":
		n, ok := intOption(o)
		if !ok || n < -1 {
			return pgerror.New(pgerror.InvalidParameterValue, "invalid connection limit: %s", v)
		}
		d.ConnLimit = n + 1
	case "allow_connections":
		d.NoConnect = v == "false"
	case "is_template":
		d.Template = v == "true"
	case catalog.OptionReplicas, catalog.OptionConstraints, catalog.OptionLeases, catalog.OptionHistory:
		set := []catalog.Setting{{Name: o.Name, Value: v}}
		d.Options = mergeOptions(d.Options, set, o.Value == nil) // DEFAULT
		return r.checkHistory(d.Options, "database \""+d.Name+"\"")
	case "location":
		r.notice(pgerror.New(pgerror.FeatureNotSupported, "LOCATION is not supported anymore").WithHint("Consider using tablespaces instead.").WithSeverity(pgerror.SeverityWarning))
	default:
		return pgerror.New(pgerror.SyntaxError, "option %q not recognized", o.Name)
	}
	return nil
}

func intOption(o *ast.Option) (int32, bool) {
	k, ok := o.Value.(*ast.Const)
	if !ok || k.Kind != ast.ConstInt || k.Int > 1<<30 || k.Int < -1<<30 {
		return 0, false
	}
	return int32(k.Int), true
}

func (r *run) database(name string) (*catalog.DatabaseDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	d, ok := snap.Database(name)
	if !ok {
		return nil, pgerror.New(pgerror.InvalidCatalogName, "database %q does not exist", name)
	}
	return d, nil
}

func (r *run) alterDatabase(s *ast.AlterDatabase) error {
	return r.editDatabase(s.Name, func(d *catalog.DatabaseDesc) error {
		for _, o := range s.Options {
			err := alterableOption(&o)
			if err == nil {
				err = r.databaseOption(d, &o)
			}
			if err != nil {
				return r.at(err, o.Pos)
			}
		}
		return r.checkDatabasePlacement(d, d.ID)
	})
}

// alterableOption refuses options that are CREATE DATABASE's alone: its owner, which OWNER TO changes
// and asks for more, and what it is made with.
func alterableOption(o *ast.Option) error {
	switch o.Name {
	case "owner", "encoding", "locale", "lc_collate", "lc_ctype", "collation_version", "locale_provider", "icu_locale", "oid", "location":
		return pgerror.New(pgerror.SyntaxError, "option %q not recognized", o.Name)
	}
	return nil
}

// checkDatabasePlacement refuses options that ask for what no cluster could serve, by themselves or
// together with what tables say that are, or come to be, in the database: those of `of`.
func (r *run) checkDatabasePlacement(d *catalog.DatabaseDesc, of catalog.ID) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if p, ok := snap.PlacementPolicyByID(d.Tablespace); ok && catalog.SaysPlacement(d.Options) {
		return twoPlacements("options of database", d.Name, p)
	}
	if _, err := snap.DatabasePlacement(d); err != nil {
		return badPlacement(err, "options of database %q: %v", d.Name, err)
	}
	for t := range snap.Tables(of) {
		if err := checkPlacement(snap, d, t); err != nil {
			return err
		}
	}
	return nil
}

// editDatabase changes a database that the user owns.
func (r *run) editDatabase(name string, f func(*catalog.DatabaseDesc) error) error {
	old, err := r.database(name)
	if err != nil {
		return err
	}
	if err := r.mustOwn("database", old); err != nil {
		return err
	}
	d, err := catalog.Edit(r.ctx, r.env.State, old)
	if err != nil {
		return err
	}
	if err := f(d); err != nil {
		return err
	}
	return r.env.State.Write(r.ctx, old, d)
}

// dropDatabase is DROP DATABASE.
func (r *run) dropDatabase(s *ast.DropDatabase) error {
	if r.env.InBlock {
		return pgerror.New(pgerror.ActiveSQLTransaction, "DROP DATABASE cannot run inside a transaction block")
	}
	d, err := r.database(s.Name)
	if err != nil {
		if s.IfExists {
			r.skip(pgerror.InvalidCatalogName, "database %q does not exist", s.Name)
			return nil
		}
		return err
	}
	if err := r.mustOwn("database", d); err != nil {
		return err
	}
	switch {
	case d.Template:
		return pgerror.New(pgerror.WrongObjectType, "cannot drop a template database")
	case d.ID == r.env.Path.Database:
		return pgerror.New(pgerror.ObjectInUse, "cannot drop the currently open database")
	}
	if err := r.env.State.LockForDrop(r.ctx, d); err != nil {
		return err
	}
	if err := r.endUse(d, s.Force); err != nil {
		return err
	}
	snap, err := r.x.o.Catalog.Snapshot(r.ctx, r.env.Txn.DB().Now())
	if err != nil {
		return err
	}
	var inside []catalog.Descriptor
	for o := range snap.All() {
		if databaseOf(o) == d.ID {
			inside = append(inside, o)
		}
	}
	sortByID(inside)
	if err := r.env.State.DropAll(r.ctx, inside); err != nil {
		return err
	}
	if err := r.clearDatabase(d, inside); err != nil {
		return err
	}
	return r.env.State.Drop(r.ctx, d)
}

// endUse refuses a database that sessions use, after it has ended them with force.
func (r *run) endUse(d *catalog.DatabaseDesc, force bool) error {
	if force && r.x.o.EndSessions != nil {
		me, err := r.user()
		if err == nil {
			err = r.x.o.EndSessions(r.ctx, d, me.ID)
		}
		if err != nil {
			return err
		}
	}
	return r.unlessBusy(d, "database")
}

// clearDatabase has the rows of a database removed that is dropped with all that is inside.
func (r *run) clearDatabase(d *catalog.DatabaseDesc, inside []catalog.Descriptor) error {
	if r.x.o.Version.Active(version.Parted) {
		return r.x.o.Jobs.ClearDatabase(r.ctx, r.env.State, d)
	}
	for _, o := range inside {
		if t, ok := o.(*catalog.TableDesc); ok && !t.IsView() {
			if err := r.x.o.Jobs.ClearAfterRetention(r.ctx, r.env.State, t, 0); err != nil {
				return err
			}
		}
	}
	return r.clearLargeObjects(d)
}

func databaseOf(d catalog.Descriptor) catalog.ID {
	switch d := d.(type) {
	case *catalog.SchemaDesc:
		return d.DatabaseID
	case *catalog.TableDesc:
		return d.DatabaseID
	case *catalog.SequenceDesc:
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

// splitAt is ALTER TABLE|INDEX … SPLIT AT VALUES.
func (r *run) splitAt(s *ast.SplitAt) error {
	t, ix, err := r.rangesOf(s.Name, "split")
	if err != nil {
		return err
	}
	if ix == nil {
		ix = t.Primary()
	}
	for _, row := range s.Rows {
		key, err := r.splitKey(t, ix, row)
		if err != nil {
			return err
		}
		if err := r.x.o.Jobs.Bulk().SplitAt(r.ctx, key); err != nil {
			return err
		}
	}
	return nil
}

// rangesOf finds a table, or an index of it, whose ranges are to be changed; no index: the table.
func (r *run) rangesOf(name ast.QName, what string) (*catalog.TableDesc, *catalog.IndexDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, nil, err
	}
	rel, ok, err := snap.Lookup(r.env.Path, name)
	if err != nil || !ok {
		_, err = r.table(name)
		return nil, nil, err
	}
	if rel.Table == nil || rel.Table.View {
		return nil, nil, pgerror.New(pgerror.WrongObjectType, "%q is not a table", name.Name)
	}
	if err := r.mayChange(rel.Table); err != nil {
		return nil, nil, err
	}
	if r.env.State.Changed(rel.Table.ID) {
		return nil, nil, pgerror.Unsupported("Commit first.", "a table that the transaction has changed cannot be %s", what)
	}
	return rel.Table, rel.Index, nil
}

// scatter is ALTER TABLE|INDEX … SCATTER.
func (r *run) scatter(s *ast.Scatter) error {
	t, ix, err := r.rangesOf(s.Name, "scattered")
	if err != nil || r.x.o.Scatter == nil {
		return err
	}
	span := t.TableSpan()
	if ix != nil {
		p := keys.Key(t.Layout(ix).Prefix)
		span = keys.Span{Start: p, End: p.PrefixEnd()}
	}
	return r.x.o.Scatter(r.ctx, span)
}

// splitKey encodes a row of SPLIT AT: values for the first columns of the index.
func (r *run) splitKey(t *catalog.TableDesc, ix *catalog.IndexDesc, row []ast.Expr) (keys.Key, error) {
	if len(row) > len(ix.Columns) {
		return nil, pgerror.New(pgerror.SyntaxError, "SPLIT AT has %d values, but the index has %d columns", len(row), len(ix.Columns))
	}
	layout := t.Layout(ix)
	key := slices.Clone(layout.Prefix)
	for i, x := range row {
		c, _, _ := t.ColumnByID(ix.Columns[i].ID)
		d, err := r.constant(x, c)
		if err != nil {
			return nil, err
		}
		key = appendKeyColumn(key, layout.Key[i], d)
	}
	return key, nil
}

// comment is COMMENT ON.
func (r *run) comment(s *ast.CommentOn) error {
	switch s.Kind {
	case ast.ObjectTable, ast.ObjectIndex, ast.ObjectColumn, ast.ObjectConstraint, ast.ObjectSequence, ast.ObjectView, ast.ObjectMaterializedView:
		return r.commentRelation(s)
	case ast.ObjectPolicy:
		return r.commentPolicy(s)
	case ast.ObjectType, ast.ObjectDomain:
		return r.commentType(s)
	case ast.ObjectTrigger:
		return r.commentTrigger(s)
	case ast.ObjectFunction, ast.ObjectProcedure, ast.ObjectRoutine, ast.ObjectAggregate:
		return r.commentRoutine(s)
	case ast.ObjectDomainConstraint:
		return r.commentDomain(s)
	case ast.ObjectExtension:
		return r.commentExtension(s)
	case ast.ObjectOperator:
		return r.commentOperator(s)
	case ast.ObjectStatistics:
		return r.commentStatistics(s)
	case ast.ObjectTextConfiguration, ast.ObjectTextDictionary:
		return r.commentTextSearch(s)
	case ast.ObjectEventTrigger:
		return r.commentEventTrigger(s)
	case ast.ObjectCast:
		return r.commentCast(s)
	case ast.ObjectLargeObject:
		return r.commentLargeObject(s)
	case ast.ObjectDatabase:
		return r.commentDatabase(s)
	case ast.ObjectTablespace:
		return r.editPlacement(s.Name.Name, func(d *catalog.PlacementPolicyDesc) error { d.Comment = s.Comment; return nil })
	case ast.ObjectSchema:
		return r.editSchema(s.Name.Name, func(d *catalog.SchemaDesc) error { d.Comment = s.Comment; return nil })
	case ast.ObjectRole, ast.ObjectUser, ast.ObjectGroup:
		return r.commentRole(s.Name.Name, s.Comment)
	}
	return pgerror.Unsupported("Comment on what docs/sql-compatibility.md lists.",
		"COMMENT ON %s is not supported", kindTag(s.Kind))
}

func (r *run) editSchema(name string, f func(*catalog.SchemaDesc) error) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	old, ok := snap.Schema(r.env.Path.Database, name)
	switch {
	case !ok:
		return pgerror.New(pgerror.InvalidSchemaName, "schema %q does not exist", name)
	case old.Virtual:
		return pgerror.New(pgerror.InsufficientPrivilege, "permission denied: %q is a system schema", name)
	}
	if err := r.mustOwn("schema", old); err != nil {
		return err
	}
	d, err := catalog.Edit(r.ctx, r.env.State, old)
	if err != nil {
		return err
	}
	if err := f(d); err != nil {
		return err
	}
	return r.env.State.Write(r.ctx, old, d)
}

// relation resolves any relation that the statement is to change.
func (r *run) relation(name ast.QName) (catalog.Relation, error) {
	snap, err := r.snap()
	if err != nil {
		return catalog.Relation{}, err
	}
	rel, ok, err := snap.Lookup(r.env.Path, name)
	switch {
	case err != nil:
		return rel, err
	case !ok:
		_, err := snap.Table(r.env.Path, name)
		return rel, err
	case rel.Index != nil:
		return rel, r.mustOwnIndex(rel)
	case rel.Table != nil:
		return rel, r.mayChange(rel.Table)
	}
	return rel, r.mustOwn("sequence", rel.Sequence)
}

// mustOwnIndex: an index belongs to its table's owner.
func (r *run) mustOwnIndex(rel catalog.Relation) error {
	err := r.mayChange(rel.Table)
	if err != nil && !rel.Table.Virtual && pgerror.Is(err, pgerror.InsufficientPrivilege) {
		return pgerror.New(pgerror.InsufficientPrivilege, "must be owner of index %s", rel.Index.Name)
	}
	return err
}

func (r *run) editSequence(old *catalog.SequenceDesc, f func(*catalog.SequenceDesc) error) error {
	d, err := catalog.Edit(r.ctx, r.env.State, old)
	if err != nil {
		return err
	}
	if err := f(d); err != nil {
		return err
	}
	return r.env.State.Write(r.ctx, old, d)
}

// commentAttribute is COMMENT ON COLUMN of a field of a composite type; false: the name is of
// no such type.
func (r *run) commentAttribute(s *ast.CommentOn) (bool, error) {
	snap, err := r.snap()
	if err != nil {
		return false, err
	}
	if _, ok, err := snap.Lookup(r.env.Path, s.Name); ok || err != nil {
		return false, nil // or the relation's error tells
	}
	t, ok, err := snap.Type(r.env.Path, s.Name)
	if err != nil || !ok || t.Composite() == nil || snap.IsRowType(t) {
		return false, nil
	}
	old, err := r.typeDesc(s.Name, ast.ObjectType)
	if err != nil {
		return true, err
	}
	i := slices.IndexFunc(old.Attributes, func(a catalog.TypeAttribute) bool { return a.Name == s.Child })
	if i < 0 {
		return true, pgerror.New(pgerror.UndefinedColumn, "column %q of relation %q does not exist", s.Child, old.Name)
	}
	return true, edit(r, old, func(d *catalog.TypeDesc) error { d.Attributes[i].Comment = s.Comment; return nil })
}

// commentDatabase is COMMENT ON DATABASE; of one that is not there a restored dump need not fail.
func (r *run) commentDatabase(s *ast.CommentOn) error {
	err := r.editDatabase(s.Name.Name, func(d *catalog.DatabaseDesc) error { d.Comment = s.Comment; return nil })
	if pgerror.Is(err, pgerror.InvalidCatalogName) {
		r.notice(pgerror.NewWarning(pgerror.InvalidCatalogName, "database %q does not exist", s.Name.Name))
		return nil
	}
	return err
}

func (r *run) commentRelation(s *ast.CommentOn) error {
	if s.Kind == ast.ObjectColumn {
		if done, err := r.commentAttribute(s); done {
			return err
		}
	}
	rel, err := r.relation(s.Name)
	if err != nil {
		if rel.Table != nil && !rel.Table.Virtual && pgerror.Is(err, pgerror.InsufficientPrivilege) {
			if err := hasPart(rel.Table, s.Name, s.Kind, s.Child); err != nil {
				return err
			}
		}
		if (s.Kind == ast.ObjectColumn || s.Kind == ast.ObjectConstraint) && rel.Table != nil && !rel.Table.Virtual && pgerror.Is(err, pgerror.InsufficientPrivilege) {
			return pgerror.New(pgerror.InsufficientPrivilege, "must be owner of relation %s", rel.Table.Name)
		}
		return err
	}
	wrong := pgerror.New(pgerror.WrongObjectType, "%q is not %s", s.Name.Name, article(s.Kind))
	if rel.Sequence != nil {
		if s.Kind != ast.ObjectSequence {
			return wrong
		}
		return r.editSequence(rel.Sequence, func(d *catalog.SequenceDesc) error { d.Comment = s.Comment; return nil })
	}
	sh, err := r.change(rel.Table)
	if err != nil {
		return err
	}
	switch {
	case rel.Index != nil && s.Kind == ast.ObjectIndex:
		ix, _ := sh.t.Index(rel.Index.ID)
		ix.Comment = s.Comment
	case rel.Index != nil || s.Kind == ast.ObjectIndex || s.Kind == ast.ObjectSequence:
		return wrong
	case s.Kind != relationKind(rel.Table) && (s.Kind == ast.ObjectTable || s.Kind == ast.ObjectView || s.Kind == ast.ObjectMaterializedView):
		return wrong
	case s.Kind == relationKind(rel.Table):
		sh.t.Comment = s.Comment
	case s.Kind == ast.ObjectColumn:
		if err := hasPart(sh.t, s.Name, s.Kind, s.Child); err != nil {
			return err
		}
		if err := sh.commentColumn(s.Child, s.Comment); err != nil {
			return err
		}
	default:
		if err := sh.commentConstraint(s.Child, s.Comment); err != nil {
			return err
		}
	}
	return sh.apply()
}

// hasPart wants a table to have the column or the constraint that a comment is on.
func hasPart(t *catalog.TableDesc, of ast.QName, kind ast.ObjectKind, name string) error {
	switch _, _, ok := t.ColumnNamed(name); {
	case kind == ast.ObjectColumn && !ok && t.SystemColumn(name) == nil:
		return pgerror.New(pgerror.UndefinedColumn, "column %q of relation %q does not exist", name, writtenName(of))
	case kind == ast.ObjectConstraint && !t.HasConstraint(name):
		return pgerror.New(pgerror.UndefinedObject, "constraint %q for table %q does not exist", name, t.Name)
	}
	return nil
}

// commentColumn says what a column is for, a system column too.
func (s *shape) commentColumn(name, comment string) error {
	if c, _, ok := s.t.ColumnNamed(name); ok {
		c.Comment = comment
		return nil
	}
	if err := s.r.since(version.Remarked, "comments on system columns"); err != nil {
		return err
	}
	s.t.KeepSystem(name).Comment = comment
	s.t.TidySystem()
	return nil
}

func (s *shape) commentConstraint(name, comment string) error {
	for i := range s.t.Checks {
		if c := &s.t.Checks[i]; c.Name == name {
			c.Comment = comment
			return nil
		}
	}
	for i := range s.t.ForeignKeys {
		if f := &s.t.ForeignKeys[i]; f.Name == name {
			f.Comment = comment
			return nil
		}
	}
	for i := range s.t.Indexes {
		if ix := &s.t.Indexes[i]; ix.Constraint != 0 && ix.Name == name {
			ix.ConstraintComment = comment
			return nil
		}
	}
	return pgerror.New(pgerror.UndefinedObject, "constraint %q for table %q does not exist", name, s.t.Name)
}
