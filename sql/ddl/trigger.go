package ddl

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// triggerTable finds the table that a statement about triggers names.
func (r *run) triggerTable(name ast.QName) (*catalog.TableDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	rel, ok, err := snap.Lookup(r.env.Path, name)
	switch {
	case err != nil:
		return nil, err
	case !ok:
		_, err := snap.Table(r.env.Path, name)
		return nil, err
	case rel.Table == nil || rel.Index != nil:
		return nil, pgerror.New(pgerror.WrongObjectType, "relation %q cannot have triggers", name.Name).
			WithDetail("This operation is not supported for %s.", map[bool]string{true: "indexes", false: "sequences"}[rel.Index != nil])
	case rel.Table.Virtual:
		return nil, pgerror.New(pgerror.InsufficientPrivilege, "permission denied: %q is a system catalog", rel.Table.Name)
	}
	return rel.Table, nil
}

// createTrigger is CREATE [OR REPLACE] TRIGGER.
func (r *run) createTrigger(s *ast.CreateTrigger) error {
	if err := r.coded("triggers"); err != nil {
		return err
	}
	if s.Constraint && s.OrReplace {
		return pgerror.New(pgerror.FeatureNotSupported, "CREATE OR REPLACE CONSTRAINT TRIGGER is not supported")
	}
	t, err := r.triggerTable(s.Table)
	if err != nil {
		return err
	}
	if err := mayTrigger(t, s); err != nil {
		return err
	}
	if err := r.mustHave(t, catalog.PrivilegeTrigger); err != nil {
		return err
	}
	g, err := r.newTrigger(t, s)
	if err != nil {
		return err
	}
	if err := r.mayTriggerParts(t, g); err != nil {
		return err
	}
	if g.OID, err = r.env.State.NewID(r.ctx); err != nil {
		return err
	}
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	if s.OrReplace {
		r.replacing = g.Name
	}
	if old, ok := sh.t.Trigger(g.Name); ok {
		switch {
		case s.OrReplace && old.Constraint != 0:
			return pgerror.New(pgerror.DuplicateObject, "trigger %q for relation %q is a constraint trigger", g.Name, t.Name)
		case !s.OrReplace:
			return pgerror.New(pgerror.DuplicateObject, "trigger %q for relation %q already exists", g.Name, t.Name)
		case old.Parent != 0:
			return pgerror.New(pgerror.DuplicateObject, "trigger %q for relation %q is an internal or a child trigger", g.Name, t.Name)
		}
		g.OID, g.Comment = old.OID, old.Comment
		*old = *g
		return r.applyTriggers(sh)
	}
	sh.t.Triggers = append(sh.t.Triggers, *g)
	return r.applyTriggers(sh)
}

// applyTriggers changes a table's triggers, and those that its partitions have of it.
func (r *run) applyTriggers(sh *shape) error {
	if err := sh.apply(); err != nil || !sh.t.Partitioned() {
		return err
	}
	return r.carry(sh.t.ID, nil)
}

// mayTrigger refuses kinds of triggers that a relation can't have.
func mayTrigger(t *catalog.TableDesc, s *ast.CreateTrigger) error {
	instead := s.When == "instead of"
	truncates := slices.ContainsFunc(s.Events, func(e ast.TriggerEvent) bool { return e.Name == "truncate" })
	wrong := func(format string, detail string) error {
		return pgerror.New(pgerror.WrongObjectType, format, t.Name).WithDetail("%s", detail)
	}
	switch {
	case t.IsMaterialized():
		return wrong("relation %q cannot have triggers", "This operation is not supported for materialized views.")
	case t.View && s.Row && !instead:
		return wrong("%q is a view", "Views cannot have row-level BEFORE or AFTER triggers.")
	case t.View && truncates:
		return wrong("%q is a view", "Views cannot have TRUNCATE triggers.")
	case !t.View && instead:
		return wrong("%q is a table", "Tables cannot have INSTEAD OF triggers.")
	}
	return nil
}

// insteadFits refuses what triggers in place of a statement can't have.
func insteadFits(s *ast.CreateTrigger) error {
	switch {
	case s.When != "instead of":
		return nil
	case !s.Row:
		return pgerror.New(pgerror.FeatureNotSupported, "INSTEAD OF triggers must be FOR EACH ROW")
	case s.Cond != nil:
		return pgerror.New(pgerror.FeatureNotSupported, "INSTEAD OF triggers cannot have WHEN conditions")
	case slices.ContainsFunc(s.Events, func(e ast.TriggerEvent) bool { return len(e.Columns) > 0 }):
		return pgerror.New(pgerror.FeatureNotSupported, "INSTEAD OF triggers cannot have column lists")
	}
	return nil
}

// newTrigger reads a trigger's definition.
func (r *run) newTrigger(t *catalog.TableDesc, s *ast.CreateTrigger) (*catalog.TriggerDesc, error) {
	if err := insteadFits(s); err != nil {
		return nil, err
	}
	g := &catalog.TriggerDesc{Name: clip(s.Name, nameBytesMax), When: strings.ToUpper(s.When)[0], Row: s.Row, Args: s.Args, State: 'O'}
	for i := range s.Events {
		e := &s.Events[i]
		if e.Name == "truncate" {
			if s.Row {
				return nil, pgerror.New(pgerror.FeatureNotSupported, "TRUNCATE FOR EACH ROW triggers are not supported")
			}
		}
		g.Events += e.Name[:1]
		for _, name := range e.Columns {
			c, _, ok := t.ColumnNamed(name)
			if !ok {
				return nil, noColumn(name, t)
			}
			if slices.Contains(g.Columns, c.ID) {
				return nil, pgerror.New(pgerror.DuplicateColumn, "column %q specified more than once", name)
			}
			g.Columns = append(g.Columns, c.ID)
		}
	}
	if err := r.triggerCondition(t, g, s); err != nil {
		return nil, err
	}
	if err := r.transitions(t, g, s); err != nil {
		return nil, err
	}
	f, err := r.triggerFunction(s.Func)
	if err != nil {
		return nil, err
	}
	if f == nil {
		if err := r.declared("triggers that call functions of the system"); err != nil {
			return nil, err
		}
		g.Function = builtin.Catalog().FunctionNamed(s.Func.Name, nil)
	} else {
		g.Function = f.ID
	}
	if err := r.constraintTrigger(t, g, s); err != nil {
		return nil, err
	}
	if g.When == 'I' || strings.Contains(g.Events, "t") || g.Constraint != 0 || g.OldTable+g.NewTable != "" || t.View {
		if err := r.parted("triggers of this kind"); err != nil {
			return nil, err
		}
	}
	if f == nil {
		return g, nil
	}
	return g, r.env.State.Share(r.ctx, f)
}

// constraintTrigger makes the trigger a constraint.
func (r *run) constraintTrigger(t *catalog.TableDesc, g *catalog.TriggerDesc, s *ast.CreateTrigger) (err error) {
	if !s.Constraint {
		return nil
	}
	if t.HasConstraint(g.Name) {
		if old, ok := t.Trigger(g.Name); !ok || old.Constraint == 0 {
			return pgerror.New(pgerror.DuplicateObject, "constraint %q for relation %q already exists", g.Name, t.Name)
		}
	}
	if s.From.Name != "" {
		from, err := r.table(s.From)
		if err != nil {
			return err
		}
		g.From = from.ID
	}
	g.Deferrable, g.InitiallyDeferred = s.Deferrable, s.Initially
	g.Constraint, err = r.env.State.NewID(r.ctx)
	return err
}

// transitions reads REFERENCING.
func (r *run) transitions(t *catalog.TableDesc, g *catalog.TriggerDesc, s *ast.CreateTrigger) error {
	for i := range s.Referencing {
		x := &s.Referencing[i]
		bad := func(code, text string) error { return pgerror.New(code, "%s", text) }
		switch {
		case t.View:
			return pgerror.New(pgerror.WrongObjectType, "%q is a view", t.Name).WithDetail("Triggers on views cannot have transition tables.")
		case g.When != 'A':
			return bad(pgerror.InvalidObjectDefinition, "transition table name can only be specified for an AFTER trigger")
		case strings.Contains(g.Events, "t"):
			return bad(pgerror.FeatureNotSupported, "TRUNCATE triggers with transition tables are not supported")
		case len(g.Events) > 1:
			return bad(pgerror.FeatureNotSupported, "transition tables cannot be specified for triggers with more than one event")
		case len(g.Columns) > 0:
			return bad(pgerror.FeatureNotSupported, "transition tables cannot be specified for triggers with column lists")
		case x.New && g.Events == "d":
			return bad(pgerror.InvalidObjectDefinition, "NEW TABLE can only be specified for an INSERT or UPDATE trigger")
		case x.New && g.NewTable != "":
			return bad(pgerror.InvalidObjectDefinition, "NEW TABLE cannot be specified multiple times")
		case !x.New && g.Events == "i":
			return bad(pgerror.InvalidObjectDefinition, "OLD TABLE can only be specified for a DELETE or UPDATE trigger")
		case !x.New && g.OldTable != "":
			return bad(pgerror.InvalidObjectDefinition, "OLD TABLE cannot be specified multiple times")
		case g.Row && t.Partitioned():
			return pgerror.New(pgerror.FeatureNotSupported, "%q is a partitioned table", t.Name).WithDetail("ROW triggers with transition tables are not supported on partitioned tables.")
		case g.Row && t.IsPartition():
			return bad(pgerror.FeatureNotSupported, "ROW triggers with transition tables are not supported on partitions")
		case g.Row && len(t.Inherits) > 0:
			return bad(pgerror.FeatureNotSupported, "ROW triggers with transition tables are not supported on inheritance children")
		case x.New:
			g.NewTable = x.Name
		default:
			g.OldTable = x.Name
		}
	}
	if g.OldTable != "" && g.OldTable == g.NewTable {
		return pgerror.New(pgerror.InvalidObjectDefinition, "OLD TABLE name and NEW TABLE name cannot be the same")
	}
	return nil
}

// triggerCondition reads WHEN.
func (r *run) triggerCondition(t *catalog.TableDesc, g *catalog.TriggerDesc, s *ast.CreateTrigger) error {
	if s.Cond == nil {
		return nil
	}
	var bad error
	ast.Walk(s.Cond, func(n ast.Node) bool {
		c, ok := n.(*ast.ColumnRef)
		if !ok || bad != nil {
			return bad == nil
		}
		of := c.Table
		if of == "" && (c.Name == "old" || c.Name == "new") {
			of = c.Name
		}
		switch {
		case of == "":
		case !g.Row:
			bad = pgerror.New(pgerror.InvalidObjectDefinition, "statement trigger's WHEN condition cannot reference column values")
		case of == "old" && strings.Contains(g.Events, "i"):
			bad = pgerror.New(pgerror.InvalidObjectDefinition, "INSERT trigger's WHEN condition cannot reference OLD values")
		case of == "new" && strings.Contains(g.Events, "d"):
			bad = pgerror.New(pgerror.InvalidObjectDefinition, "DELETE trigger's WHEN condition cannot reference NEW values")
		case of == "new" && g.When == 'B':
			bad = notComputedYet(t, c)
		}
		bad = r.at(bad, ast.Pos(c.Position()))
		return bad == nil
	})
	if bad != nil {
		return bad
	}
	o := bind.ScalarOptions{Use: bind.ScalarWhen, Table: t, Old: true, New: true}
	if _, err := r.compile(s.Cond, o); err != nil {
		return err
	}
	text, err := r.stored(s.Cond, o)
	g.CondText = text
	return err
}

// notComputedYet refuses what a BEFORE trigger's condition reads of NEW that is generated.
func notComputedYet(t *catalog.TableDesc, c *ast.ColumnRef) error {
	const words = "BEFORE trigger's WHEN condition cannot reference NEW generated columns"
	if bind.IsSystemColumn(c.Name) {
		return pgerror.New(pgerror.FeatureNotSupported, "BEFORE trigger's WHEN condition cannot reference NEW system columns")
	}
	if c.Table == "" || c.Star {
		if slices.ContainsFunc(t.Columns, func(k catalog.Column) bool { return k.Generated != 0 }) {
			return pgerror.New(pgerror.InvalidObjectDefinition, words).
				WithDetail("A whole-row reference is used and the table contains generated columns.")
		}
		return nil
	}
	if col, _, ok := t.ColumnNamed(c.Name); ok && col.Generated != 0 {
		return pgerror.New(pgerror.InvalidObjectDefinition, words).WithDetail("Column %q is a generated column.", c.Name)
	}
	return nil
}

// triggerFunction finds the function of a trigger; nil: it is one of the system's.
func (r *run) triggerFunction(name ast.QName) (*catalog.RoutineDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	places, err := snap.RoutinesNamed(r.env.Path, name)
	if err != nil {
		return nil, err
	}
	var found *catalog.RoutineDesc
	depth := 0
	for _, p := range places {
		if len(p.Inputs()) == 0 && (found == nil || p.Depth < depth) {
			found, depth = p.RoutineDesc, p.Depth
		}
	}
	me, err := r.user()
	if err != nil {
		return nil, err
	}
	system := types.OID(0) // which comes first, unless the path says otherwise
	if name.Schema == "" || name.Schema == catalog.SchemaPGCatalog {
		system = builtin.Catalog().FunctionNamed(name.Name, nil)
	}
	switch {
	case catalog.SystemTrigger(system) != "" && found == nil:
		return nil, nil
	case found == nil && system != 0:
		return nil, pgerror.New(pgerror.InvalidObjectDefinition, "function %s must return type %s", catalog.QuoteQName(name), "trigger")
	case found == nil:
		return nil, pgerror.New(pgerror.UndefinedFunction, "function %s() does not exist", catalog.QuoteQName(name))
	case !snap.HasPrivilege(me.ID, found, catalog.PrivilegeExecute):
		return nil, catalog.Denied(found)
	case found.ResultID != types.TTrigger.OID:
		return nil, pgerror.New(pgerror.InvalidObjectDefinition, "function %s must return type %s", catalog.QuoteQName(name), "trigger")
	}
	return found, nil
}

func noTrigger(name string, t *catalog.TableDesc) error {
	return pgerror.New(pgerror.UndefinedObject, "trigger %q for table %q does not exist", name, t.Name)
}

// dropTrigger is DROP TRIGGER.
func (r *run) dropTrigger(s *ast.DropTrigger) error {
	t, err := r.triggerTable(s.Table)
	if err != nil {
		if s.IfExists && (pgerror.Is(err, pgerror.UndefinedTable) || pgerror.Is(err, pgerror.InvalidSchemaName)) {
			if pgerror.Is(err, pgerror.InvalidSchemaName) {
				r.skip(pgerror.InvalidSchemaName, "schema %q does not exist", s.Table.Schema)
				return nil
			}
			r.notice(pgerror.NewNotice("relation %q does not exist, skipping", catalog.QuoteQName(s.Table)))
			return nil
		}
		return err
	}
	if _, ok := t.Trigger(s.Name); !ok {
		if s.IfExists {
			r.notice(pgerror.NewNotice("trigger %q for relation %q does not exist, skipping", s.Name, catalog.QuoteQName(s.Table)))
			return nil
		}
		return noTrigger(s.Name, t)
	}
	if err := r.mustOwn("relation", t); err != nil {
		return err
	}
	if err := r.mayChange(t); err != nil {
		return err
	}
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	if g, ok := sh.t.Trigger(s.Name); ok && g.Parent != 0 {
		snap, err := r.snap()
		if err != nil {
			return err
		}
		parent, _ := snap.TableByID(t.PartitionOf)
		return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop trigger %s on table %s because trigger %s on table %s requires it", s.Name, t.Name, s.Name, parent.Name).
			WithHint("You can drop trigger %s on table %s instead.", s.Name, parent.Name)
	}
	sh.t.DropTriggers(s.Name)
	return r.applyTriggers(sh)
}

// renameTrigger is ALTER TRIGGER … RENAME TO.
func (r *run) renameTrigger(s *ast.RenameTrigger) error {
	t, err := r.triggerTable(s.Table)
	if err != nil {
		return err
	}
	if err := r.mayChange(t); err != nil {
		return err
	}
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	g, ok := sh.t.Trigger(s.Name)
	if !ok {
		return noTrigger(s.Name, t)
	}
	if g.Parent != 0 {
		e := pgerror.New(pgerror.FeatureNotSupported, "cannot rename trigger %q on table %q", s.Name, t.Name)
		if snap, err := r.snap(); err == nil {
			if up, ok := snap.TableByID(t.PartitionOf); ok {
				return e.WithHint("Rename the trigger on the partitioned table %q instead.", up.Name)
			}
		}
		return e
	}
	if _, taken := sh.t.Trigger(s.New); taken {
		return pgerror.New(pgerror.DuplicateObject, "trigger %q for relation %q already exists", s.New, t.Name)
	}
	g.Name = clip(s.New, nameBytesMax)
	return r.applyTriggers(sh)
}

// actEnableTrigger is ENABLE and DISABLE TRIGGER.
func (s *shape) actEnableTrigger(c *ast.EnableTrigger) error {
	if c.Name == "" && !c.User {
		me, err := s.r.user()
		if err != nil {
			return err
		}
		if !me.Superuser && len(s.t.ForeignKeys)+len(s.t.InboundForeignKeys) > 0 {
			return pgerror.New(pgerror.InsufficientPrivilege, "permission denied: \"RI_ConstraintTrigger\" is a system trigger")
		}
		if off := c.State == 'D' || c.State == 'R'; off && !s.t.ForeignKeysOff && len(s.t.ForeignKeys)+len(s.t.InboundForeignKeys) > 0 {
			if err := s.r.parted("tables without the triggers of their foreign keys"); err != nil {
				return err
			}
			s.t.ForeignKeysOff = true
		} else if !off {
			s.t.ForeignKeysOff = false
		}
	}
	if c.Name == "" {
		for i := range s.t.Triggers {
			s.t.Triggers[i].State = c.State
		}
		return nil
	}
	g, ok := s.t.Trigger(c.Name)
	if !ok {
		return noTrigger(c.Name, s.t)
	}
	g.State = c.State
	return nil
}

// commentTrigger is COMMENT ON TRIGGER.
func (r *run) commentTrigger(s *ast.CommentOn) error {
	t, err := r.triggerTable(s.Name)
	if err != nil {
		return err
	}
	if _, ok := t.Trigger(s.Child); !ok {
		return noTrigger(s.Child, t)
	}
	if err := r.mustOwn("relation", t); err != nil {
		return err
	}
	return edit(r, t, func(t *catalog.TableDesc) error {
		g, ok := t.Trigger(s.Child)
		if ok {
			g.Comment = s.Comment
		}
		return nil
	})
}

// freeTriggers drops the triggers that name a column, or refuses.
func (s *shape) freeTriggers(c *catalog.Column, behavior ast.Behavior) error {
	name := s.t.Name
	if snap, err := s.r.snap(); err == nil {
		name, _ = snap.RelationName(s.r.env.Path, s.t.ID)
	}
	var depends, names []string
	for i := range s.t.Triggers {
		if g := &s.t.Triggers[i]; g.Names(c) {
			title := "trigger " + g.Name + " on table " + name
			names, depends = append(names, g.Name), append(depends, title+" depends on column "+c.Name+" of table "+name)
			s.cascaded = append(s.cascaded, title)
		}
	}
	if len(names) > 0 && behavior != ast.BehaviorCascade {
		return stillDepended("column "+c.Name+" of table "+name, depends)
	}
	s.t.DropTriggers(names...)
	return nil
}

// renameInTriggers renames a column in the conditions of triggers.
func renameInTriggers(t *catalog.TableDesc, from, to string) error {
	for i := range t.Triggers {
		g := &t.Triggers[i]
		if g.CondText == "" {
			continue
		}
		x, err := renamedIn(g.CondText, from, to)
		if err != nil {
			return err
		}
		g.CondText, g.Cond = deparse.Print(x), x
	}
	return nil
}
