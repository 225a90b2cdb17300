package session

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/ddl"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgcatalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// Event triggers fire around a statement that changes the schema. What it made, changed and dropped is
// read from the snapshots before and after it, once somebody asks.

// events is what the event triggers of one statement are told.
type events struct {
	event, tag string // that fire now
	stmt       ast.Statement
	before     *catalog.Snapshot
	changes    []changedObject
	dropped    [][]types.Datum
	rewritten  catalog.ID
	reason     int
}

// changedObject is an object that a statement has changed: before is nil of one that it made, after of
// one that it dropped.
type changedObject struct{ before, after catalog.Descriptor }

// differs: a descriptor that is only linked to other types anew has the same version.
func (c changedObject) differs() bool {
	if c.before == nil || c.after == nil {
		return c.before != c.after
	}
	return c.before.Common().Version != c.after.Common().Version
}

// watched runs a statement of the schema with the event triggers that it fires.
func (s *Session) watched(ctx context.Context, env *ddl.Env, st ast.Statement, run func() (string, int64, error)) (string, int64, error) {
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return "", 0, err
	}
	tag := ""
	if len(snap.EventTriggers(s.path.Database)) > 0 {
		tag = eventTag(st)
	}
	if tag == "" {
		return run()
	}
	e := &events{tag: tag, stmt: st}
	if err := s.fireEvent(ctx, e, catalog.EventStart); err != nil {
		return "", 0, err
	}
	env.First = false
	before, err := s.schema.Snapshot(ctx)
	if err != nil {
		return "", 0, err
	}
	env.Rewriting = func(ctx context.Context, table catalog.ID, reason int) error {
		e.rewritten, e.reason = table, reason
		return s.fireEvent(ctx, e, catalog.EventRewrite)
	}
	done, count, err := run()
	if err != nil {
		return done, count, err
	}
	after, err := s.schema.Snapshot(ctx)
	if err != nil {
		return "", 0, err
	}
	for _, id := range s.schema.ChangedIDs() {
		if c := (changedObject{before.Object(id), after.Object(id)}); c.differs() {
			e.changes = append(e.changes, c)
		}
	}
	if err := s.fireDropped(ctx, e, before); err != nil {
		return "", 0, err
	}
	return done, count, s.fireEvent(ctx, e, catalog.EventEnd)
}

// fireEvent fires the triggers of an event, by their names.
func (s *Session) fireEvent(ctx context.Context, e *events, event string) error {
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return err
	}
	for _, d := range snap.EventTriggers(s.path.Database) {
		if !d.Fires(event, e.tag, s.planEnv.Replica) {
			continue
		}
		f, ok := snap.RoutineByID(d.Function)
		if !ok {
			return pgerror.Internal("the function of event trigger %q is not there", d.Name)
		}
		src, err := bind.SourceOf(snap, f, nil)
		if err != nil {
			return err
		}
		now := *e
		now.event = event
		if err := s.callWatcher(ctx, src, &now); err != nil {
			return err
		}
	}
	return nil
}

func (s *Session) callWatcher(ctx context.Context, src *routine.Source, e *events) error {
	was := s.events
	s.events = e
	defer func() { s.events = was }()
	_, err := s.FireTrigger(ctx, src, &routine.Firing{Name: src.Name, Command: &routine.Command{Event: e.event, Tag: e.tag}})
	return err
}

// fireDropped fires the triggers of sql_drop, if there are any and something was dropped.
func (s *Session) fireDropped(ctx context.Context, e *events, before *catalog.Snapshot) error {
	if !slices.ContainsFunc(before.EventTriggers(s.path.Database), func(d *catalog.EventTriggerDesc) bool {
		return d.Fires(catalog.EventDrop, e.tag, s.planEnv.Replica)
	}) {
		return nil
	}
	e.before = before
	list := e.gone()
	for _, g := range list {
		d, ok, err := pgcatalog.Describe(ctx, before, &s.path, &s.env, g.Address)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		e.dropped = append(e.dropped, []types.Datum{types.Int(int64(g.Class)), types.Int(int64(g.ID)), types.Int(int64(g.Sub)),
			types.Bool(g.original), types.Bool(g.normal), types.Bool(d.Of == catalog.SchemaTemp), types.Text(d.Kind), orNull(d.Of), orNull(d.Name),
			types.Text(d.Identity), textsOf(d.Names), textsOf(d.Args)})
	}
	if len(e.dropped) == 0 {
		return nil
	}
	return s.fireEvent(ctx, e, catalog.EventDrop)
}

func orNull(s string) types.Datum {
	if s == "" {
		return types.Null
	}
	return types.Text(s)
}

func textsOf(list []string) types.Datum {
	items := make([]types.Datum, len(list))
	for i := range list {
		items[i] = types.Text(list[i])
	}
	return types.NewArray(types.ArrayOf(types.TText, items))
}

// goneObject is an object that a statement has dropped.
type goneObject struct {
	pgcatalog.Part
	// original: the statement names it; normal: it went because it depended on something that went.
	original, normal bool
}

// gone are the objects that the statement has dropped: those that it names first.
func (e *events) gone() (list []goneObject) {
	changes := slices.Clone(e.changes)
	slices.SortStableFunc(changes, func(a, b changedObject) int {
		an, bn := e.names(rootOf(a.before)), e.names(rootOf(b.before))
		switch {
		case an && !bn:
			return -1
		case bn && !an:
			return 1
		case an:
			return cmp.Compare(idOf(b.before), idOf(a.before))
		}
		return cmp.Compare(idOf(a.before), idOf(b.before))
	})
	owned := map[catalog.ID][]goneObject{} // sequences, by their table
	for _, c := range changes {
		if seq, ok := c.before.(*catalog.SequenceDesc); ok && c.after == nil && seq.OwnerTable != 0 && !e.names(rootOf(seq)) {
			owned[seq.OwnerTable] = append(owned[seq.OwnerTable], goneObject{Part: rootOf(seq)})
		}
	}
	for _, c := range changes {
		if c.before == nil {
			continue
		}
		if seq, ok := c.before.(*catalog.SequenceDesc); ok && seq.OwnerTable != 0 && !e.names(rootOf(seq)) {
			continue
		}
		parts := e.goneOf(c)
		if len(parts) > 0 && c.after == nil {
			for i := range owned[parts[0].ID] {
				owned[parts[0].ID][i].normal = !parts[0].original
			}
			parts = slices.Insert(parts, 1, owned[parts[0].ID]...)
			delete(owned, parts[0].ID)
		}
		list = append(list, parts...)
	}
	for _, c := range changes { // of tables that stay
		list = append(list, owned[idOf(c.before)]...)
	}
	return list
}

func idOf(d catalog.Descriptor) catalog.ID {
	if d == nil {
		return 0
	}
	return d.Common().ID
}

func rootOf(d catalog.Descriptor) (p pgcatalog.Part) {
	if d != nil {
		if parts := pgcatalog.PartsOf(d); len(parts) > 0 {
			p = parts[0]
		}
	}
	return p
}

// goneOf are the objects that one descriptor has no more.
func (e *events) goneOf(c changedObject) (list []goneObject) {
	left := map[pgcatalog.Address]bool{}
	if c.after != nil {
		for _, p := range pgcatalog.PartsOf(c.after) {
			left[p.Address] = true
		}
	}
	for i, p := range pgcatalog.PartsOf(c.before) {
		if left[p.Address] || c.after == nil && p.IsColumn() {
			continue
		}
		named := i == 0 || c.after != nil && (p.IsColumn() || p.IsIn("pg_constraint", "pg_trigger", "pg_policy", "pg_attrdef") || p.IsIn("pg_class") && !e.dropsConstraint(p.Name))
		owned, within := e.owned(c.before)
		g := goneObject{Part: p, original: named && e.names(p) || i == 0 && owned}
		g.normal = i == 0 && owned && within || !g.original && (i == 0 && !e.goesAlong(c.before) || p.Depends)
		list = append(list, g)
	}
	if c.after != nil { // a column comes before its default
		slices.SortStableFunc(list, func(a, b goneObject) int {
			switch {
			case a.original && !b.original:
				return -1
			case b.original && !a.original:
				return 1
			}
			return 0
		})
	}
	return list
}

// owned reports whether DROP OWNED drops an object since a role owns it, and whether the schema that
// it is in goes as well.
func (e *events) owned(d catalog.Descriptor) (owned, within bool) {
	st, ok := e.stmt.(*ast.DropOwned)
	if !ok {
		return false, false
	}
	owned = slices.ContainsFunc(st.Roles, func(r ast.RoleSpec) bool {
		owner, ok := e.before.RoleByID(d.Common().Owner)
		return ok && (r.Name == "" || r.Name == owner.Name)
	})
	schema := catalog.ID(0)
	switch d := d.(type) {
	case *catalog.TableDesc:
		schema = d.SchemaID
	case *catalog.SequenceDesc:
		schema = d.SchemaID
	case *catalog.TypeDesc:
		schema = d.SchemaID
	case *catalog.RoutineDesc:
		schema = d.SchemaID
	}
	within = schema != 0 && slices.ContainsFunc(e.changes, func(c changedObject) bool { return c.after == nil && idOf(c.before) == schema })
	return owned, within
}

// goesAlong reports whether an object is a partition whose table has been dropped, too, or
// statistics of a table: these depend by themselves on what they are of.
func (e *events) goesAlong(d catalog.Descriptor) bool {
	if _, ok := d.(*catalog.StatisticsDesc); ok {
		return true
	}
	t, ok := d.(*catalog.TableDesc)
	return ok && t.IsPartition() && slices.ContainsFunc(e.changes, func(c changedObject) bool { return c.after == nil && idOf(c.before) == t.PartitionOf })
}

// dropsConstraint reports whether the statement drops a constraint of that name: its index goes with it.
func (e *events) dropsConstraint(name string) bool {
	st, ok := e.stmt.(*ast.AlterTable)
	return ok && slices.ContainsFunc(st.Cmds, func(c ast.AlterCmd) bool {
		d, ok := c.(*ast.DropConstraint)
		return ok && d.Name == name
	})
}

// names reports whether the statement names an object to be dropped.
func (e *events) names(p pgcatalog.Part) bool {
	has := func(list []ast.QName) bool {
		return slices.ContainsFunc(list, func(n ast.QName) bool { return n.Name == p.Name })
	}
	switch st := e.stmt.(type) {
	case *ast.Drop:
		return has(st.Names)
	case *ast.DropRoutine:
		return slices.ContainsFunc(st.Functions, func(f ast.FunctionName) bool { return f.Name.Name == p.Name })
	case *ast.DropOperator:
		return slices.ContainsFunc(st.Operators, func(o ast.OperatorName) bool { return o.Name.Name == p.Name })
	case *ast.DropCast:
		return p.Name == ""
	case *ast.DropTrigger:
		return st.Name == p.Name
	case *ast.DropPolicy:
		return st.Name == p.Name
	case *ast.AlterTable:
		return slices.ContainsFunc(st.Cmds, func(c ast.AlterCmd) bool {
			switch c := c.(type) {
			case *ast.DropColumn:
				return c.Name == p.Name && p.IsColumn()
			case *ast.DropConstraint:
				return c.Name == p.Name && !p.IsIn("pg_attrdef")
			case *ast.AlterColumnDefault:
				return c.Column == p.Name && p.IsIn("pg_attrdef")
			}
			return false
		})
	}
	return false
}

// eventRows serves types.Env.Events.
func (s *Session) eventRows(name string) ([][]types.Datum, error) {
	e := s.events
	only := func(event string) error {
		if e != nil && e.event == event {
			return nil
		}
		words := map[string]string{catalog.EventDrop: "a sql_drop event trigger", catalog.EventRewrite: "a table_rewrite event trigger", catalog.EventEnd: "an event trigger"}
		return pgerror.New(pgerror.ERIEEventTriggerProtocolViolated, "%s() can only be called in %s function", name, words[event])
	}
	switch name {
	case "pg_event_trigger_dropped_objects":
		if err := only(catalog.EventDrop); err != nil {
			return nil, err
		}
		return e.dropped, nil
	case "pg_event_trigger_table_rewrite_oid", "pg_event_trigger_table_rewrite_reason":
		if err := only(catalog.EventRewrite); err != nil {
			return nil, err
		}
		if strings.HasSuffix(name, "_oid") {
			return [][]types.Datum{{types.Int(int64(e.rewritten))}}, nil
		}
		return [][]types.Datum{{types.Int(int64(e.reason))}}, nil
	}
	if e == nil {
		return nil, only(catalog.EventEnd)
	}
	return s.commandRows(e)
}

// eventTag is the tag of a statement that fires event triggers, "" for others.
func eventTag(st ast.Statement) string {
	switch st := st.(type) {
	case *ast.CreateTrigger:
		return "CREATE TRIGGER"
	case *ast.Grant:
		if global(st.Kind) {
			return ""
		}
	case *ast.CommentOn:
		if global(st.Kind) {
			return ""
		}
	}
	word := statementWord(st)
	if known, fires := ddl.FiresEvents(word, false); known {
		if fires {
			return word
		}
		return ""
	}
	words := strings.Fields(strings.ToUpper(deparse.Print(st)))
	for n := min(4, len(words)); n > 0; n-- {
		tag := strings.Join(words[:n], " ")
		if known, fires := ddl.FiresEvents(tag, false); known {
			if fires {
				return tag
			}
			return ""
		}
	}
	return ""
}

// global tells kinds of objects that are of no database, or are event triggers themselves.
func global(k ast.ObjectKind) bool {
	switch k {
	case ast.ObjectDatabase, ast.ObjectTablespace, ast.ObjectRole, ast.ObjectUser, ast.ObjectGroup, ast.ObjectParameter, ast.ObjectEventTrigger:
		return true
	}
	return false
}
