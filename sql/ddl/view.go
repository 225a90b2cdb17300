package ddl

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/stored"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// createView is CREATE [OR REPLACE] VIEW.
func (r *run) createView(s *ast.CreateView) error {
	switch {
	case s.Materialized:
		return r.createMaterialized(s)
	case s.Persistence == ast.PersistenceUnlogged:
		return pgerror.New(pgerror.SyntaxError, "views cannot be unlogged because they do not have storage")
	}
	if err := r.guarded("views"); err != nil {
		return err
	}
	q := s.Query
	if q.Into != nil {
		return pgerror.New(pgerror.FeatureNotSupported, "views must not contain SELECT INTO")
	}
	if s.Recursive {
		q = recursiveQuery(s)
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	env := r.bindEnv(snap, r.env.Text)
	view, err := bind.ResolveQuery(q, env)
	if err != nil {
		return err
	}
	t := &catalog.TableDesc{Base: catalog.Base{Name: s.Name.Name}, Format: 1, Refs: view.Refs}
	if t.Options, err = viewOptions(s.With, s.Check); err != nil {
		return err
	}
	if len(s.Columns) > len(view.Columns) {
		return pgerror.New(pgerror.SyntaxError, "CREATE VIEW specifies more column names than columns")
	}
	nameOutputs(view, s.Columns)
	if t.Columns, err = viewColumns(view); err != nil {
		return err
	}
	for i := range t.Columns {
		if err = r.mayUseType(t.Columns[i].Type); err != nil {
			return err
		}
		if err = r.known(t.Columns[i].Type); err != nil {
			break
		}
	}
	if err != nil {
		return err
	}
	t.NextColumnID = catalog.ColumnID(len(t.Columns) + 1)
	if t.ViewQuery, err = stored.Encode(view.Query); err != nil {
		return pgerror.Unsupported("Make the view of smaller ones.", "%s", err.Error())
	}
	t.Query, t.View = view.Query, true
	if _, check := t.Option("check_option"); check {
		if err := bind.CheckOptionFits(t, env); err != nil {
			return err
		}
	}
	return r.putView(s, t)
}

// recursiveQuery is what CREATE RECURSIVE VIEW v (a) AS q means: WITH RECURSIVE v (a) AS (q)
// SELECT a FROM v.
func recursiveQuery(s *ast.CreateView) *ast.Select {
	q := &ast.Select{Pos: s.Pos, With: &ast.With{Pos: s.Pos, Recursive: true, CTEs: []ast.CTE{{Pos: s.Pos, Name: s.Name.Name, Columns: s.Columns, Stmt: s.Query}}},
		From: []ast.TableRef{&ast.TableName{Pos: -1, Name: ast.QName{Pos: -1, Name: s.Name.Name}}}}
	for _, c := range s.Columns {
		q.Targets = append(q.Targets, ast.Target{Pos: -1, Expr: &ast.ColumnRef{Pos: -1, Name: c}})
	}
	return q
}

// nameOutputs gives the first columns of a query the names of the statement.
func nameOutputs(v *bind.Resolved, names []string) {
	first := v.Query
	for first.Op != ast.SetNone {
		first = first.Left
	}
	for i, name := range names {
		v.Columns[i].Name = name
		if i < len(first.Targets) {
			first.Targets[i].As = name
		}
	}
}

func viewColumns(v *bind.Resolved) ([]catalog.Column, error) {
	var out []catalog.Column
	for i, c := range v.Columns {
		if slices.ContainsFunc(out, func(o catalog.Column) bool { return o.Name == c.Name }) {
			return nil, pgerror.New(pgerror.DuplicateColumn, "column %q specified more than once", c.Name)
		}
		if c.Type.IsPseudo() {
			return nil, pgerror.New(pgerror.InvalidTableDefinition, "column %q has pseudo-type %s", c.Name, c.Type)
		}
		col := catalog.Column{ID: catalog.ColumnID(i + 1), Name: c.Name, Type: c.Type, TypeOID: c.Type.OID, Typmod: c.Typmod, Collation: c.Type.Collation()}
		switch {
		case c.Collation == bind.NoCollation && col.Collation != 0:
			return nil, noCollationFor("view column " + strconv.Quote(c.Name))
		case c.Collation != 0:
			col.Collation = c.Collation
		}
		out = append(out, col)
	}
	return out, nil
}

// viewOptions reads WITH (…), and what WITH CHECK OPTION says.
func viewOptions(list []ast.Option, check ast.ViewCheck) ([]catalog.Setting, error) {
	out, err := viewSettings(list)
	if err != nil {
		return nil, err
	}
	if check != ast.ViewCheckNone {
		value := "cascaded"
		if check == ast.ViewCheckLocal {
			value = "local"
		}
		if slices.ContainsFunc(out, func(o catalog.Setting) bool { return o.Name == "check_option" }) {
			return nil, pgerror.New(pgerror.InvalidParameterValue, "parameter \"check_option\" specified more than once")
		}
		out = append(out, catalog.Setting{Name: "check_option", Value: value})
	}
	return out, nil
}

func viewSettings(list []ast.Option) ([]catalog.Setting, error) {
	var out []catalog.Setting
	for i := range list {
		o := &list[i]
		value := "true"
		if o.Value != nil {
			value = optionText(o.Value)
		}
		switch {
		case o.Namespace != "":
			return nil, pgerror.New(pgerror.InvalidParameterValue, "unrecognized parameter namespace %q", o.Namespace)
		case o.Name == "check_option":
			if value != "local" && value != "cascaded" {
				return nil, pgerror.New(pgerror.InvalidParameterValue, "invalid value for enum option \"check_option\": %s", value).
					WithDetail("Valid values are \"local\" and \"cascaded\".")
			}
		case o.Name == "security_barrier" || o.Name == "security_invoker":
			on, err := types.DecodeText(types.TBool, types.NoTypmod, value, nil)
			if err != nil {
				return nil, pgerror.New(pgerror.InvalidParameterValue, "invalid value for boolean option %q: %s", o.Name, value)
			}
			if value = "false"; on.Bool() {
				value = "true"
			}
		default:
			return nil, pgerror.New(pgerror.InvalidParameterValue, "unrecognized parameter %q", o.Name)
		}
		if slices.ContainsFunc(out, func(s catalog.Setting) bool { return s.Name == o.Name }) {
			return nil, pgerror.New(pgerror.InvalidParameterValue, "parameter %q specified more than once", o.Name)
		}
		out = append(out, catalog.Setting{Name: o.Name, Value: value})
	}
	return out, nil
}

// putView makes the view, or a new one of that which has its name.
func (r *run) putView(s *ast.CreateView, t *catalog.TableDesc) error {
	name := s.Name
	name.Pos = -1 // as in Postgres, where the query has been read by then
	snap, err := r.snap()
	if err != nil {
		return err
	}
	persistence := s.Persistence
	if persistence == ast.PersistencePermanent && usesTemporary(snap, t.Refs) {
		persistence = ast.PersistenceTemporary
		r.notice(pgerror.NewNotice("view %q will be a temporary view", s.Name.Name))
	}
	schema, err := r.target(name, persistence)
	if err != nil {
		return err
	}
	if snap, err = r.snap(); err != nil { // with a temporary schema that was made
		return err
	}
	rel, taken := snap.RelationIn(schema, s.Name.Name)
	switch {
	case taken && !s.OrReplace:
		return pgerror.New(pgerror.DuplicateTable, "relation %q already exists", s.Name.Name)
	case taken && (rel.Table == nil || rel.Index != nil || !rel.Table.View):
		return pgerror.New(pgerror.WrongObjectType, "%q is not a view", s.Name.Name)
	case taken:
		return r.replaceView(rel.Table, t)
	}
	if err := r.freeRowType(schema, s.Name.Name); err != nil {
		return err
	}
	me, err := r.user()
	if err != nil {
		return err
	}
	db, ok := snap.DatabaseByID(schema.DatabaseID)
	if !ok {
		return pgerror.Internal("schema %d has no database", schema.ID)
	}
	for _, id := range []*catalog.ID{&t.ID, &t.TypeOID, &t.ArrayTypeOID, &t.RuleID} {
		if *id, err = r.env.State.NewID(r.ctx); err != nil {
			return err
		}
	}
	t.Owner, t.DatabaseID, t.SchemaID, t.SpaceID, t.Temporary = me.ID, db.ID, schema.ID, db.SpaceID, schema.Temporary
	if err := r.startGrants(t, schema.ID); err != nil {
		return err
	}
	if err := r.env.State.Create(r.ctx, t); err != nil {
		return err
	}
	return r.depend(t.ID, nil, t.Refs)
}

// replaceView gives a view another query, which has the same columns and perhaps more.
func (r *run) replaceView(old, by *catalog.TableDesc) error {
	if err := r.mayChange(old); err != nil {
		return err
	}
	for i := range old.Columns {
		if i >= len(by.Columns) {
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot drop columns from view")
		}
		was, is := &old.Columns[i], &by.Columns[i]
		switch {
		case was.Name != is.Name:
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot change name of view column %q to %q", was.Name, is.Name).
				WithHint("Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.")
		case was.TypeOID != is.TypeOID || was.Typmod != is.Typmod:
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot change data type of view column %q from %s to %s", was.Name, was.Type.Format(was.Typmod), is.Type.Format(is.Typmod))
		case was.CollationOID() != is.CollationOID():
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot change collation of view column %q from \"%s\" to \"%s\"", was.Name, catalog.CollationName(was.CollationOID()), catalog.CollationName(is.CollationOID()))
		}
	}
	if err := r.readsItself(old, by.Refs); err != nil {
		return err
	}
	t, err := r.edit(old)
	if err != nil {
		return err
	}
	t.Columns = append(t.Columns, by.Columns[len(old.Columns):]...)
	t.NextColumnID = by.NextColumnID
	t.ViewQuery, t.Refs, t.Options = by.ViewQuery, by.Refs, by.Options
	if err := r.env.State.Write(r.ctx, old, t); err != nil {
		return err
	}
	return r.depend(t.ID, old.Refs, t.Refs)
}

// readsItself refuses a query of a view that reads the view, itself or through others.
func (r *run) readsItself(v *catalog.TableDesc, refs []catalog.Ref) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	seen := map[catalog.ID]bool{}
	var visit func(refs []catalog.Ref) error
	visit = func(refs []catalog.Ref) error {
		for _, ref := range refs {
			if ref.Object == v.ID {
				return pgerror.New(pgerror.InvalidObjectDefinition, "infinite recursion detected in rules for relation %q", v.Name)
			}
			if t, ok := snap.TableByID(ref.Object); ok && !seen[t.ID] {
				seen[t.ID] = true
				if err := visit(t.Refs); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return visit(refs)
}

// depend tells the objects that an object refers to of it, and those that it does so no more.
func (r *run) depend(id catalog.ID, before, after []catalog.Ref) error {
	was, is := objectsIn(before), objectsIn(after)
	for _, o := range was {
		if !slices.Contains(is, o) {
			if err := r.editDependents(o, func(list []catalog.ID) []catalog.ID {
				return slices.DeleteFunc(list, func(d catalog.ID) bool { return d == id })
			}); err != nil {
				return err
			}
		}
	}
	for _, o := range is {
		if !slices.Contains(was, o) {
			if err := r.editDependents(o, func(list []catalog.ID) []catalog.ID { return append(list, id) }); err != nil {
				return err
			}
		}
	}
	return nil
}

func objectsIn(refs []catalog.Ref) []catalog.ID {
	var out []catalog.ID
	for _, r := range refs {
		if !slices.Contains(out, r.Object) {
			out = append(out, r.Object)
		}
	}
	slices.Sort(out)
	return out
}

// editDependents changes the list of those that refer to a table, view or sequence. Writing
// it meets whoever drops or changes the object at the same time.
func (r *run) editDependents(id catalog.ID, f func([]catalog.ID) []catalog.ID) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if t, ok := snap.TableByID(id); ok {
		if t.Virtual {
			return nil
		}
		return edit(r, t, func(t *catalog.TableDesc) error { t.Dependents = f(t.Dependents); return nil })
	}
	if s, ok := snap.SequenceByID(id); ok {
		return edit(r, s, func(s *catalog.SequenceDesc) error { s.Dependents = f(s.Dependents); return nil })
	}
	if t, ok := snap.TypeByID(id); ok {
		return edit(r, t, func(*catalog.TypeDesc) error { return nil })
	}
	if d, ok := snap.RoutineByID(id); ok {
		return r.env.State.Share(r.ctx, d)
	}
	if d, ok := snap.OperatorByID(id); ok {
		return r.env.State.Share(r.ctx, d)
	}
	if d, ok := snap.TextSearchByID(id); ok {
		return r.env.State.Share(r.ctx, d)
	}
	return nil
}

// alterViewAction refuses what ALTER can't do to a view.
func alterViewAction(t *catalog.TableDesc, c ast.AlterCmd) error {
	switch c := c.(type) {
	case *ast.SetOptions:
		if _, err := viewSettings(c.Options); err != nil && !c.Reset {
			return err
		}
		return nil
	case *ast.OwnerTo, *ast.AlterColumnDefault:
		return nil
	}
	action := alterActionName(c)
	if action == "" {
		return pgerror.New(pgerror.WrongObjectType, "%q is not a table", t.Name)
	}
	return pgerror.New(pgerror.WrongObjectType, "ALTER action %s cannot be performed on relation %q", action, t.Name).
		WithDetail("This operation is not supported for views.")
}

// alterActionName is what messages call an action of ALTER TABLE; "" for one without a name
// of its own.
func alterActionName(c ast.AlterCmd) string {
	switch c := c.(type) {
	case *ast.AddColumn:
		return "ADD COLUMN"
	case *ast.OfType:
		if c.Type == nil {
			return "NOT OF"
		}
		return "OF"
	case *ast.DropColumn:
		return "DROP COLUMN"
	case *ast.AlterColumnType:
		return "ALTER COLUMN ... SET DATA TYPE"
	case *ast.AlterColumnDefault:
		return "ALTER COLUMN ... SET DEFAULT"
	case *ast.AlterColumnNotNull:
		if c.Drop {
			return "ALTER COLUMN ... DROP NOT NULL"
		}
		return "ALTER COLUMN ... SET NOT NULL"
	case *ast.AddIdentity:
		return "ALTER COLUMN ... ADD IDENTITY"
	case *ast.SetIdentity:
		return "ALTER COLUMN ... SET"
	case *ast.DropIdentity:
		return "ALTER COLUMN ... DROP IDENTITY"
	case *ast.DropExpression:
		return "ALTER COLUMN ... DROP EXPRESSION"
	case *ast.AddConstraint:
		return "ADD CONSTRAINT"
	case *ast.AlterConstraint:
		return "ALTER CONSTRAINT"
	case *ast.DropConstraint:
		return "DROP CONSTRAINT"
	case *ast.ValidateConstraint:
		return "VALIDATE CONSTRAINT"
	case *ast.RowSecurity:
		if c.Force {
			return [...]string{"NO FORCE ROW SECURITY", "FORCE ROW SECURITY"}[btoi(c.On)]
		}
		return [...]string{"DISABLE ROW SECURITY", "ENABLE ROW SECURITY"}[btoi(c.On)]
	case *ast.SetStatistics:
		return "ALTER COLUMN ... SET STATISTICS"
	case *ast.SetStorage:
		return "ALTER COLUMN ... SET STORAGE"
	case *ast.SetCompression:
		return "ALTER COLUMN ... SET COMPRESSION"
	case *ast.SetColumnOptions:
		return [...]string{"ALTER COLUMN ... SET", "ALTER COLUMN ... RESET"}[btoi(c.Reset)]
	case *ast.SetPersistence:
		return [...]string{"SET LOGGED", "SET UNLOGGED"}[btoi(c.Unlogged)]
	case *ast.ReplicaIdentity:
		return "REPLICA IDENTITY"
	case *ast.EnableTrigger:
		return enableTriggerName(c)
	}
	return ""
}

func enableTriggerName(c *ast.EnableTrigger) string {
	name := map[byte]string{'O': "ENABLE TRIGGER", 'D': "DISABLE TRIGGER", 'A': "ENABLE ALWAYS TRIGGER", 'R': "ENABLE REPLICA TRIGGER"}[c.State]
	switch {
	case c.Name != "":
		return name
	case c.User:
		return name + " USER"
	}
	return name + " ALL"
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// setViewOptions is SET and RESET of a view's options.
func (s *shape) setViewOptions(c *ast.SetOptions) error {
	var list []catalog.Setting
	if c.Reset {
		for _, o := range c.Options {
			list = append(list, catalog.Setting{Name: o.Name})
		}
	} else {
		var err error
		if list, err = viewSettings(c.Options); err != nil {
			return err
		}
	}
	s.t.Options = mergeOptions(s.t.Options, list, c.Reset)
	if _, check := s.t.Option("check_option"); !check || c.Reset {
		return nil
	}
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	return bind.CheckOptionFits(s.t, s.r.bindEnv(snap, ""))
}

// depender is something that depends on an object, and goes with it.
type depender struct {
	id    catalog.ID
	title string
	drop  func()
	view  *catalog.TableDesc
}

// dependersOf lists what depends on a table, view or column of one (column 0: on all of it)
// or, with seq, on a sequence, and is not of the set: the newest first.
func (d *doomed) dependersOf(t *catalog.TableDesc, seq *catalog.SequenceDesc, column catalog.ColumnID) []depender {
	var out []depender
	ids := []catalog.ID(nil)
	if t != nil {
		ids = t.Dependents
		if column == 0 {
			out = append(out, d.referrers(t)...)
			out = append(out, d.heirs(t)...)
			out = append(out, d.defaultsNaming(t)...)
		}
		for _, ref := range policiesOf(d.snap, t, column) {
			if d.tables[ref.t.ID] == nil && d.views[ref.t.ID] == nil && !slices.Contains(d.policies[ref.t.ID], ref.p.Name) {
				out = append(out, depender{id: ref.p.OID, title: d.r.policyOn(d.snap, ref.p, ref.t), drop: func() {
					d.policies[ref.t.ID] = append(d.policies[ref.t.ID], ref.p.Name)
				}})
			}
		}
	} else {
		ids = seq.Dependents
		out = append(out, d.defaultsOf(seq)...)
	}
	for _, id := range ids {
		v, ok := d.snap.TableByID(id)
		if !ok || d.tables[id] != nil || d.views[id] != nil || column != 0 && !v.Refers(t.ID, column) {
			continue
		}
		out = append(out, depender{id: id, title: relationWord(v) + " " + d.name(id), view: v, drop: func() { d.views[id] = v }})
	}
	slices.SortStableFunc(out, func(a, b depender) int { return cmp.Compare(b.id, a.id) })
	return out
}

// walk gathers what depends on an object, as Postgres does: so they are told in its order,
// which is that of the list from its end.
func (d *doomed) walk(on string, list []depender) {
	for _, x := range list {
		if x.view != nil && (d.views[x.id] != nil || d.tables[x.id] != nil) {
			continue // by another way
		}
		x.drop()
		if x.view != nil {
			d.walk(x.title, d.dependersOf(x.view, nil, 0))
		}
		d.note(x.title, on)
	}
}

// relationWord is what messages call a table or view.
func relationWord(t *catalog.TableDesc) string {
	switch {
	case t.View:
		return "view"
	case t.IsMaterialized():
		return "materialized view"
	}
	return "table"
}

// relationKind is the kind of a table or view as statements name it.
func relationKind(t *catalog.TableDesc) ast.ObjectKind {
	switch {
	case t.View:
		return ast.ObjectView
	case t.IsMaterialized():
		return ast.ObjectMaterializedView
	}
	return ast.ObjectTable
}

// dropHint tells which DROP is for a relation.
func dropHint(t *catalog.TableDesc) string {
	kind := relationKind(t)
	return "Use DROP " + kindTag(kind) + " to remove " + article(kind) + "."
}

// typedByView refuses another type for a column that a view reads.
func (s *shape) typedByView(column *catalog.Column) error {
	snap, err := s.r.snap()
	if err != nil {
		return err
	}
	ids := slices.Clone(s.t.Dependents)
	slices.Sort(ids)
	for _, id := range ids {
		if v, ok := snap.TableByID(id); ok && v.Refers(s.t.ID, column.ID) {
			name, _ := snap.RelationName(s.r.env.Path, id)
			return pgerror.New(pgerror.FeatureNotSupported, "cannot alter type of a column used by a view or rule").
				WithDetail("rule _RETURN on %s %s depends on column %q", relationWord(v), name, column.Name)
		}
	}
	return s.typedByBody(snap, column)
}

// freeColumn drops the views and policies that name a column, or refuses.
func (s *shape) freeColumn(column *catalog.Column, behavior ast.Behavior) error {
	return s.free("column "+column.Name, behavior, s.t.ID, column.ID, func(d *doomed) []depender { return d.dependersOf(s.t, nil, column.ID) })
}

// freeConstraint drops the views that group by a primary key and so show what depends on it,
// or refuses.
func (s *shape) freeConstraint(name string, id catalog.ID, behavior ast.Behavior) error {
	return s.free("constraint "+name, behavior, id, 0, func(d *doomed) []depender {
		return slices.DeleteFunc(d.dependersOf(s.t, nil, 0), func(x depender) bool { return x.view == nil || !x.view.Refers(id, 0) })
	})
}

// free drops what depends on a part of the table, and so on, or refuses. Routines name the part as a
// column of an object.
func (s *shape) free(part string, behavior ast.Behavior, object catalog.ID, column catalog.ColumnID, list func(*doomed) []depender) error {
	d, err := s.r.newDoomed(behavior)
	if err != nil {
		return err
	}
	of := part
	if name := d.name(s.t.ID); s.t.HasQuery() {
		of += " of " + relationWord(s.t) + " " + name
	} else if of += " of table " + name; strings.HasPrefix(part, "constraint ") {
		of = part + " on table " + name
	}
	d.walk(of, list(d))
	slices.Reverse(d.depends)
	slices.Reverse(d.also)
	bodies, err := s.freeBodies(d, of, object, column)
	if err != nil {
		return err
	}
	if bodies != nil {
		d.joinBodies(bodies)
	}
	if len(d.depends) > 0 && !d.cascade {
		return stillDepended(of, d.depends)
	}
	s.cascaded = append(s.cascaded, d.also...)
	if bodies != nil {
		bodies.also = nil
		if err := bodies.dropCollected(); err != nil {
			return err
		}
	}
	s.t.DropPolicies(d.policies[s.t.ID]...)
	delete(d.policies, s.t.ID)
	s.t.Dependents = slices.DeleteFunc(s.t.Dependents, func(id catalog.ID) bool { return d.views[id] != nil })
	d.editing = s.t.ID
	if err := d.detach(); err != nil {
		return err
	}
	return d.dropViews()
}

// dropViews drops the views that go because of others.
func (d *doomed) dropViews() error {
	for _, v := range sortedTables(d.views) {
		if err := d.r.env.State.Drop(d.r.ctx, v); err != nil {
			return err
		}
		if v.IsMaterialized() {
			if err := d.r.clearLater(v, 0); err != nil {
				return err
			}
		}
	}
	return nil
}
