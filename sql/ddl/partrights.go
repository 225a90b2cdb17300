package ddl

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
)

// Who owns a partitioned table may change its partitions with it only where all of them are the
// same role's, or those of one that it is a member of. Postgres asks of some actions before it
// looks at the table itself, of others afterwards, and which mistake it tells follows from that.
// Keys, foreign keys and indexes come to the partitions without being asked.

// mayChangeParts wants the user to own all partitions below the table.
func (s *shape) mayChangeParts() error { return s.r.ofParts(s.t, s.r.mayChange) }

// ofParts asks of all partitions below a table.
func (r *run) ofParts(t *catalog.TableDesc, ask func(*catalog.TableDesc) error) error {
	if len(t.Partitioning.Parts) == 0 {
		return nil
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	snap.Tree(t, func(p *catalog.TableDesc, _ int) {
		if err == nil && p.ID != t.ID {
			err = ask(p)
		}
	})
	return err
}

// mayTriggerParts wants the user to have TRIGGER on the partitions that get a row trigger of their
// parent's.
func (r *run) mayTriggerParts(t *catalog.TableDesc, g *catalog.TriggerDesc) error {
	if !g.Row {
		return nil
	}
	return r.ofParts(t, func(p *catalog.TableDesc) error { return r.mustHave(p, catalog.PrivilegeTrigger) })
}

// partsFirst reports whether an action is one that the partitions are asked of before the table.
func (s *shape) partsFirst(c ast.AlterCmd, only bool) bool {
	switch c := c.(type) {
	case *ast.AlterColumnNotNull:
		if c.Drop {
			return !only
		}
		col, _, ok := s.t.ColumnNamed(c.Column)
		return ok && !col.NotNull
	case *ast.AlterColumnDefault, *ast.SetStorage, *ast.SetStatistics, *ast.DropExpression:
		return !only
	case *ast.AddConstraint:
		return c.Constraint.Kind == ast.ConstraintPrimaryKey && slices.ContainsFunc(c.Constraint.Columns, s.mayBeNull)
	}
	return false
}

// mayBeNull reports whether a column of the table may hold NULL.
func (s *shape) mayBeNull(name string) bool {
	c, _, ok := s.t.ColumnNamed(name)
	return ok && !c.NotNull
}

// partsThen reports whether an action is one that the partitions are asked of once the table has
// it. had are the columns that the table had before.
func partsThen(c ast.AlterCmd, only bool, had *catalog.TableDesc) bool {
	if only {
		return false
	}
	switch c := c.(type) {
	case *ast.DropColumn:
		_, _, ok := had.ColumnNamed(c.Name)
		return ok
	case *ast.DropConstraint:
		return checkOf(had, c.Name) != nil
	case *ast.AlterColumnType:
		return true
	case *ast.AddConstraint:
		return c.Constraint.Kind == ast.ConstraintCheck
	}
	return false
}

// actParted applies an action, and asks the partitions where it changes them, too. A new column asks
// by itself, before its constraints.
func (s *shape) actParted(c ast.AlterCmd, only bool) error {
	if s.partsFirst(c, only) {
		if err := s.mayChangeParts(); err != nil {
			return err
		}
	}
	if err := s.mayCarry(c, only); err != nil {
		return err
	}
	then := partsThen(c, only, s.t) // asked now: the action may take what it is of
	if err := s.action(c); err != nil || !then {
		return err
	}
	return s.mayChangeParts()
}
