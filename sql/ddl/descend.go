package ddl

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// ALTER TABLE of a table that others inherit from descends to them, action by action. What is
// added or dropped goes from parents to children, of which each counts the parents that have it:
// where another parent has it, too, or the child was given it itself, it stays. What is set is set
// in each table of the family, once.

// descends reports whether an action changes what inherits from the table, too.
func descends(c ast.AlterCmd, only bool) bool {
	switch c := c.(type) {
	case *ast.DropColumn, *ast.DropConstraint:
		return true // alone: the children keep it as their own
	case *ast.AddColumn, *ast.AlterColumnType, *ast.AlterColumnDefault, *ast.AlterColumnNotNull, *ast.SetStorage, *ast.SetStatistics, *ast.DropExpression,
		*ast.ValidateConstraint:
		return !only
	case *ast.AddConstraint:
		k := &c.Constraint
		return !only && (k.Kind == ast.ConstraintPrimaryKey || k.Kind == ast.ConstraintCheck && !k.NoInherit)
	}
	return false
}

// mayDescend refuses changes that the user may not make to all of a family, or with only to what
// the others note of it.
func (r *run) mayDescend(t *catalog.TableDesc, only bool) error {
	if !t.HasChildren() {
		return nil
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	for _, c := range snap.Family(t)[1:] {
		if err := r.mayChange(c); err != nil && !only {
			return err
		}
		if err := r.unused(c, "ALTER TABLE"); err != nil {
			return err
		}
	}
	// All of them before anything is changed: rows that a change has written anew can't be read
	// as others have left them.
	if r.excluded == nil {
		r.excluded = map[catalog.ID]bool{}
	}
	for _, c := range snap.Family(t) {
		if err := r.exclude(c); err != nil {
			return err
		}
		r.excluded[c.ID] = true
	}
	return nil
}

// mayChangeChild refuses what can't be done to a table that others inherit from (only: for it
// alone), or to one that inherits.
func (s *shape) mayChangeChild(c ast.AlterCmd, only bool) error {
	if s.t.HasChildren() {
		if err := s.mayChangeAlone(c, only); err != nil {
			return err
		}
	}
	column := func(name, what string) error {
		if col, _, ok := s.t.ColumnNamed(name); ok && col.Parents > 0 {
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot %s inherited column %q", what, name)
		}
		return nil
	}
	switch c := c.(type) {
	case *ast.DropColumn:
		return column(c.Name, "drop")
	case *ast.AlterColumnType:
		return column(c.Column, "alter")
	case *ast.DropExpression:
		if col, _, ok := s.t.ColumnNamed(c.Column); ok && col.Parents > 0 {
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot drop generation expression from inherited column")
		}
	case *ast.DropConstraint:
		if k := checkOf(s.t, c.Name); k != nil && k.Parents > 0 {
			return inheritedConstraint(c.Name, s.t)
		}
	case *ast.SetPersistence, *ast.OwnerTo:
	}
	return nil
}

// mayChangeAlone refuses what can't be done to a parent.
func (s *shape) mayChangeAlone(c ast.AlterCmd, only bool) error {
	if a, ok := c.(*ast.AddColumn); ok && !only {
		if slices.ContainsFunc(a.Column.Constraints, func(k ast.Constraint) bool { return k.Kind == ast.ConstraintIdentity }) {
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot recursively add identity column to table that has child tables")
		}
	}
	if !only {
		return nil
	}
	switch c := c.(type) {
	case *ast.AddColumn:
		if _, _, ok := s.t.ColumnNamed(c.Column.Name); ok && c.IfNotExists {
			return nil
		}
		return pgerror.New(pgerror.InvalidTableDefinition, "column must be added to child tables too")
	case *ast.AddConstraint:
		if c.Constraint.Kind == ast.ConstraintCheck && !c.Constraint.NoInherit {
			return pgerror.New(pgerror.InvalidTableDefinition, "constraint must be added to child tables too")
		}
	case *ast.AlterColumnType:
		return pgerror.New(pgerror.InvalidTableDefinition, "type of inherited column %q must be changed in child tables too", c.Column)
	case *ast.DropExpression:
		return pgerror.New(pgerror.FeatureNotSupported, "ALTER TABLE / DROP EXPRESSION must be applied to child tables too")
	case *ast.ValidateConstraint:
		if k := checkOf(s.t, c.Name); k != nil && k.NotValid && !k.NoInherit {
			return pgerror.New(pgerror.InvalidTableDefinition, "constraint must be validated on child tables too")
		}
	}
	return nil
}

func checkOf(t *catalog.TableDesc, name string) *catalog.CheckDesc {
	for i := range t.Checks {
		if t.Checks[i].Name == name {
			return &t.Checks[i]
		}
	}
	return nil
}

// descend does to what inherits from a table what was done to it: was and now.
func (r *run) descend(was, now *catalog.TableDesc, s *ast.AlterTable) error {
	for _, c := range s.Cmds {
		if err := r.descendOne(was, now, c, s.Only); err != nil {
			return err
		}
	}
	for i := range now.Checks {
		k := &now.Checks[i]
		if old := checkOf(was, k.Name); (old == nil || old.OID != k.OID) && !k.NoInherit && !s.Only {
			if err := r.descendCheck(now.ID, k.Name); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *run) descendOne(was, now *catalog.TableDesc, c ast.AlterCmd, only bool) error {
	switch c := c.(type) {
	case *ast.AddColumn:
		if col, _, ok := now.ColumnNamed(c.Column.Name); ok && slices.ContainsFunc(was.Columns, func(o catalog.Column) bool { return o.ID == col.ID }) {
			return nil // IF NOT EXISTS
		}
		return r.descendAdd(was.ID, c)
	case *ast.DropColumn:
		if _, _, ok := was.ColumnNamed(c.Name); !ok {
			return nil
		}
		return r.descendDrop(was.ID, c, only)
	case *ast.DropConstraint:
		if k := checkOf(was, c.Name); k == nil || k.NoInherit {
			return nil
		}
		return r.descendDropCheck(was.ID, c, only)
	case *ast.AddConstraint:
		if c.Constraint.Kind == ast.ConstraintPrimaryKey && !only {
			return r.descendNotNull(was.ID, c.Constraint.Columns)
		}
	case *ast.ValidateConstraint:
		if k := checkOf(was, c.Name); k != nil && k.NotValid && !k.NoInherit {
			return r.descendSet(was, func(sh *shape) error { return sh.actValidate(c.Name) })
		}
	case *ast.AlterColumnType, *ast.AlterColumnDefault, *ast.AlterColumnNotNull, *ast.SetStorage, *ast.SetStatistics, *ast.DropExpression:
		if !only {
			if t, ok := c.(*ast.AlterColumnType); ok {
				if err := r.mayRetype(was, t.Column); err != nil {
					return err
				}
			}
			return r.descendSet(was, func(sh *shape) error { return sh.action(c) })
		}
	}
	return nil
}

// below are the tables that inherit from one directly, as they are now, in the order of their
// numbers.
func (r *run) below(id catalog.ID) ([]*catalog.TableDesc, error) {
	t, err := r.tableNow(id)
	if err != nil {
		return nil, err
	}
	var out []*catalog.TableDesc
	for _, c := range t.Children {
		p, err := r.tableNow(c)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b *catalog.TableDesc) int { return int(a.ID) - int(b.ID) })
	return out, nil
}

// eachBelow changes what inherits from a table directly. again tells which of them are to hand
// the change on to those below.
func (r *run) eachBelow(id catalog.ID, change func(sh *shape) (again bool, err error)) error {
	list, err := r.below(id)
	if err != nil {
		return err
	}
	for _, c := range list {
		sh, err := r.changeNow(c.ID) // what one hands on below may have come to the next, too
		if err != nil {
			return err
		}
		again, err := change(sh)
		if err != nil {
			return err
		}
		if err := sh.apply(); err != nil {
			return err
		}
		if again {
			if err := r.eachBelow(c.ID, change); err != nil {
				return err
			}
		}
	}
	return nil
}

// changeNow begins to change a table as it is by now in the statement.
func (r *run) changeNow(id catalog.ID) (*shape, error) {
	t, err := r.tableNow(id)
	if err != nil {
		return nil, err
	}
	return r.change(t)
}

// tableNow is a table as it is by now in the statement.
func (r *run) tableNow(id catalog.ID) (*catalog.TableDesc, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	t, ok := snap.TableByID(id)
	if !ok {
		return nil, catalog.ErrMoved
	}
	return t, nil
}

// descendSet changes all tables that inherit from one, once each.
func (r *run) descendSet(t *catalog.TableDesc, change func(sh *shape) error) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	for _, c := range snap.Family(t)[1:] {
		sh, err := r.changeNow(c.ID)
		if err != nil {
			return err
		}
		if err := change(sh); err != nil {
			return err
		}
		if err := sh.apply(); err != nil {
			return err
		}
	}
	return nil
}

// descendAdd is ADD COLUMN. A child that has the column, of its own or of another parent, keeps it.
func (r *run) descendAdd(id catalog.ID, c *ast.AddColumn) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	parent, ok := snap.TableByID(id)
	if !ok {
		return catalog.ErrMoved
	}
	col, _, ok := parent.ColumnNamed(c.Column.Name)
	if !ok {
		return nil // a later action has dropped it
	}
	n := *c
	n.IfNotExists = false
	if col.NotNull { // also by a primary key
		n.Column.Constraints = append(slices.DeleteFunc(slices.Clone(n.Column.Constraints), func(k ast.Constraint) bool { return k.Kind == ast.ConstraintNotNull }),
			ast.Constraint{Pos: -1, Kind: ast.ConstraintNotNull})
	}
	return r.eachBelow(id, func(sh *shape) (bool, error) {
		if own, _, ok := sh.t.ColumnNamed(c.Column.Name); ok {
			if own.TypeOID != col.TypeOID || own.Typmod != col.Typmod {
				return false, pgerror.New(pgerror.DatatypeMismatch, "child table %q has different type for column %q", sh.t.Name, own.Name)
			}
			if own.CollationOID() != col.CollationOID() {
				return false, pgerror.New(pgerror.CollationMismatch, "child table %q has different collation for column %q", sh.t.Name, own.Name).
					WithDetail("%q versus %q", catalog.CollationName(col.CollationOID()), catalog.CollationName(own.CollationOID()))
			}
			own.Parents++
			r.notice(pgerror.NewNotice("merging definition of column %q for child %q", own.Name, sh.t.Name))
			return false, nil
		}
		if err := sh.carried(&n, parent); err != nil {
			return false, err
		}
		own, _, _ := sh.t.ColumnNamed(c.Column.Name)
		own.Parents, own.NotLocal = 1, true
		return true, nil
	})
}

// descendDrop is DROP COLUMN; only: the columns of children become their own.
func (r *run) descendDrop(id catalog.ID, c *ast.DropColumn, only bool) error {
	return r.eachBelow(id, func(sh *shape) (bool, error) {
		own, _, ok := sh.t.ColumnNamed(c.Name)
		if !ok || !lastParentLeft(&own.Parents, &own.NotLocal, only) {
			return false, nil
		}
		return true, sh.actDropColumn(c)
	})
}

// descendDropCheck is DROP CONSTRAINT of a check.
func (r *run) descendDropCheck(id catalog.ID, c *ast.DropConstraint, only bool) error {
	return r.eachBelow(id, func(sh *shape) (bool, error) {
		own := checkOf(sh.t, c.Name)
		if own == nil || !lastParentLeft(&own.Parents, &own.NotLocal, only) {
			return false, nil
		}
		return true, sh.actDropConstraint(c)
	})
}

// lastParentLeft takes note that a parent no longer has what a child has of it, and reports whether
// the child has it no more, either. With only it becomes the child's own.
func lastParentLeft(parents *int32, notLocal *bool, only bool) bool {
	switch {
	case *parents == 0:
		return false
	case only:
		*parents--
		*notLocal = false
		return false
	case *parents > 1 || !*notLocal:
		*parents--
		return false
	}
	return true
}

// descendCheck gives the children of a table a new check of it.
func (r *run) descendCheck(id catalog.ID, name string) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	parent, ok := snap.TableByID(id)
	if !ok {
		return catalog.ErrMoved
	}
	k := checkOf(parent, name)
	if k == nil {
		return nil
	}
	return r.eachBelow(id, func(sh *shape) (bool, error) {
		own := checkOf(sh.t, name)
		switch {
		case own == nil && sh.t.HasConstraint(name), own != nil && own.Text != k.Text:
			return false, pgerror.New(pgerror.DuplicateObject, "constraint %q for relation %q already exists", name, sh.t.Name)
		case own == nil:
			return true, sh.copyCheck(k)
		case own.NoInherit:
			return false, pgerror.New(pgerror.InvalidObjectDefinition, "constraint %q conflicts with non-inherited constraint on relation %q", name, sh.t.Name)
		case own.NotValid && !k.NotValid:
			return false, pgerror.New(pgerror.InvalidObjectDefinition, "constraint %q conflicts with NOT VALID constraint on relation %q", name, sh.t.Name)
		}
		r.notice(pgerror.NewNotice("merging constraint %q with inherited definition", name))
		own.Parents++
		return false, nil
	})
}

// descendNotNull makes the columns of a new primary key NOT NULL in what inherits from its table.
func (r *run) descendNotNull(id catalog.ID, columns []string) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	t, ok := snap.TableByID(id)
	if !ok {
		return catalog.ErrMoved
	}
	return r.descendSet(t, func(sh *shape) error {
		for _, name := range columns {
			if err := sh.actNotNull(&ast.AlterColumnNotNull{Pos: -1, Column: name}); err != nil {
				return err
			}
		}
		return nil
	})
}

// mayRetype refuses to change a column that one of the family has of a parent outside of it, too.
func (r *run) mayRetype(t *catalog.TableDesc, column string) error {
	return r.eachOfFamily(t, func(c *catalog.TableDesc, parents int32) error {
		if col, _, ok := c.ColumnNamed(column); ok && col.Parents > parents {
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot alter inherited column %q of relation %q", column, c.Name)
		}
		return nil
	})
}

// eachOfFamily calls f for each table that inherits from t, with the number of its parents of the
// family.
func (r *run) eachOfFamily(t *catalog.TableDesc, f func(c *catalog.TableDesc, parents int32) error) error {
	snap, err := r.snap()
	if err != nil {
		return err
	}
	family := snap.Family(t)
	for _, c := range family[1:] {
		n := int32(0)
		for _, p := range c.Inherits {
			if slices.ContainsFunc(family, func(o *catalog.TableDesc) bool { return o.ID == p }) {
				n++
			}
		}
		if err := f(c, n); err != nil {
			return err
		}
	}
	return nil
}

// renameInherited renames a column in a table and in all that inherit from it.
func (r *run) renameInherited(t *catalog.TableDesc, s *ast.Rename) error {
	if s.Only && t.HasChildren() {
		return pgerror.New(pgerror.InvalidTableDefinition, "inherited column %q must be renamed in child tables too", s.Old)
	}
	if err := r.mayDescend(t, false); err != nil {
		return err
	}
	if c, _, ok := t.ColumnNamed(s.Old); ok && c.Parents > 0 {
		return pgerror.New(pgerror.InvalidTableDefinition, "cannot rename inherited column %q", s.Old)
	}
	var list []*catalog.TableDesc
	err := r.eachOfFamily(t, func(c *catalog.TableDesc, parents int32) error {
		if col, _, ok := c.ColumnNamed(s.Old); ok && col.Parents > parents {
			return pgerror.New(pgerror.InvalidTableDefinition, "cannot rename inherited column %q", s.Old)
		}
		list = append(list, c)
		return nil
	})
	if err != nil {
		return err
	}
	for _, c := range append(list, t) {
		if err := r.renameColumnOf(c, s); err != nil {
			return err
		}
	}
	return nil
}

// renamePartedCheck renames a CHECK of a partitioned table, and first that which its partitions
// have of it.
func (r *run) renamePartedCheck(t *catalog.TableDesc, s *ast.Rename) error {
	if s.Only {
		return pgerror.New(pgerror.InvalidTableDefinition, "inherited constraint %q must be renamed in child tables too", s.Old)
	}
	_, parts, err := r.partitions(t.ID)
	if err != nil {
		return err
	}
	for _, p := range parts {
		if err := r.mayChange(p); err != nil {
			return err
		}
		if err := r.renamePartedCheck(p, s); err != nil {
			return err
		}
	}
	return r.renameCheck(t, s)
}

// renameInheritedCheck renames a check in a table and in all that inherit it; false: it is none.
func (r *run) renameInheritedCheck(t *catalog.TableDesc, s *ast.Rename) (bool, error) {
	inherited := pgerror.New(pgerror.InvalidTableDefinition, "cannot rename inherited constraint %q", s.Old)
	switch k := checkOf(t, s.Old); {
	case k == nil:
		return false, nil
	case k.Inherited:
		return true, inherited
	case !k.NoInherit && len(t.Partitioning.Parts) > 0:
		return true, r.renamePartedCheck(t, s)
	case k.NoInherit || !t.HasChildren() && len(t.Inherits) == 0:
		return false, nil
	case s.Only && t.HasChildren():
		return true, pgerror.New(pgerror.InvalidTableDefinition, "inherited constraint %q must be renamed in child tables too", s.Old)
	case k.Parents > 0:
		return true, inherited
	}
	list := []*catalog.TableDesc{t}
	err := r.eachOfFamily(t, func(c *catalog.TableDesc, parents int32) error {
		switch own := checkOf(c, s.Old); {
		case own == nil:
		case own.Parents > parents:
			return inherited
		default:
			list = append(list, c)
		}
		return nil
	})
	for i := 0; i < len(list) && err == nil; i++ {
		err = r.renameCheck(list[i], s)
	}
	return true, err
}

// renameCheck renames a check of one table.
func (r *run) renameCheck(t *catalog.TableDesc, s *ast.Rename) error {
	sh, err := r.change(t)
	if err != nil {
		return err
	}
	if sh.t.HasConstraint(s.New) {
		return pgerror.New(pgerror.DuplicateObject, "constraint %q for relation %q already exists", s.New, t.Name)
	}
	k := checkOf(sh.t, s.Old)
	if k == nil {
		return catalog.ErrMoved
	}
	k.Name = s.New
	return sh.apply()
}
