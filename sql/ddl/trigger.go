package ddl

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan"
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
		return nil, r.at(err, name.Pos)
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
	switch {
	case s.Constraint:
		return pgerror.Unsupported("Use an AFTER trigger.", "constraint triggers are not supported")
	case len(s.Referencing) > 0:
		return pgerror.Unsupported("Use a trigger FOR EACH ROW.", "transition tables are not supported")
	}
	t, err := r.triggerTable(s.Table)
	if err != nil {
		return err
	}
	switch {
	case t.View && s.When == "instead of" && s.Row:
		return pgerror.Unsupported("Write to the tables that the view reads.", "INSTEAD OF triggers are not supported")
	case t.View && s.When == "instead of":
		return pgerror.New(pgerror.FeatureNotSupported, "INSTEAD OF triggers must be FOR EACH ROW")
	case t.View && s.Row:
		return pgerror.New(pgerror.WrongObjectType, "%q is a view", t.Name).WithDetail("Views cannot have row-level BEFORE or AFTER triggers.")
	case t.View:
		return pgerror.Unsupported("Make the trigger on the tables that the view reads.", "triggers on views are not supported")
	case s.When == "instead of":
		return pgerror.New(pgerror.WrongObjectType, "%q is a table", t.Name).WithDetail("Tables cannot have INSTEAD OF triggers.")
	}
	if err := r.mustHave(t, catalog.PrivilegeTrigger); err != nil {
		return err
	}
	g, err := r.newTrigger(t, s)
	if err != nil {
		return err
	}
	if g.OID, err = r.env.State.NewID(r.ctx); err != nil {
		return err
	}
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	if old, ok := sh.t.Trigger(g.Name); ok {
		if !s.OrReplace {
			return pgerror.New(pgerror.DuplicateObject, "trigger %q for relation %q already exists", g.Name, t.Name)
		}
		g.OID, g.Comment = old.OID, old.Comment
		*old = *g
		return sh.apply()
	}
	sh.t.Triggers = append(sh.t.Triggers, *g)
	return sh.apply()
}

// newTrigger reads a trigger's definition.
func (r *run) newTrigger(t *catalog.TableDesc, s *ast.CreateTrigger) (*catalog.TriggerDesc, error) {
	g := &catalog.TriggerDesc{Name: clip(s.Name, nameBytesMax), When: strings.ToUpper(s.When)[0], Row: s.Row, Args: s.Args, State: 'O'}
	for i := range s.Events {
		e := &s.Events[i]
		if e.Name == "truncate" {
			if s.Row {
				return nil, pgerror.New(pgerror.FeatureNotSupported, "TRUNCATE FOR EACH ROW triggers are not supported")
			}
			return nil, pgerror.Unsupported("Use DELETE and a trigger for it.", "TRUNCATE triggers are not supported")
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
	f, err := r.triggerFunction(s.Func)
	if err != nil {
		return nil, err
	}
	g.Function = f.ID
	return g, r.env.State.Share(r.ctx, f)
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
		}
		bad = r.at(bad, ast.Pos(c.Position()))
		return bad == nil
	})
	if bad != nil {
		return bad
	}
	o := plan.ScalarOptions{Use: plan.ScalarWhen, Table: t, Old: true, New: true}
	if _, err := r.compile(s.Cond, o); err != nil {
		return err
	}
	text, err := r.stored(s.Cond, o)
	g.CondText = text
	return err
}

// triggerFunction finds the function of a trigger.
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
	switch {
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
	sh.t.DropTriggers(s.Name)
	return sh.apply()
}

// renameTrigger is ALTER TRIGGER … RENAME TO.
func (r *run) renameTrigger(s *ast.RenameTrigger) error {
	t, err := r.triggerTable(s.Table)
	if err != nil {
		return err
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
	g, ok := sh.t.Trigger(s.Name)
	if !ok {
		return noTrigger(s.Name, t)
	}
	if _, taken := sh.t.Trigger(s.New); taken {
		return pgerror.New(pgerror.DuplicateObject, "trigger %q for relation %q already exists", s.New, t.Name)
	}
	g.Name = clip(s.New, nameBytesMax)
	return sh.apply()
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
		if c.State == 'D' && len(s.t.ForeignKeys)+len(s.t.InboundForeignKeys) > 0 {
			return pgerror.Unsupported("DISABLE TRIGGER USER leaves foreign keys alone.", "the triggers of foreign keys cannot be disabled")
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
		g.CondText, g.Cond = ast.Print(x), x
	}
	return nil
}
