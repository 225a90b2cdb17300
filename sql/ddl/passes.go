package ddl

import (
	"cmp"
	"slices"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// pass is when ALTER TABLE takes an action, whatever the order in which it is written: what goes makes
// room for what comes, and a constraint finds the column that is added beside it (Postgres: AT_PASS_… of
// tablecmds.c).
type pass uint8

const (
	passDrop pass = iota
	passType
	passAddColumn
	passAttributes // SET NOT NULL
	passUsingIndex
	passIndex
	passConstraint // those without an index, defaults, identities
	passRest
)

// passOf is the pass of an action.
func passOf(c ast.AlterCmd) pass {
	switch c := c.(type) {
	case *ast.DropColumn, *ast.DropConstraint, *ast.DropIdentity, *ast.DropExpression:
		return passDrop
	case *ast.AlterColumnDefault:
		if c.Expr == nil {
			return passDrop
		}
		return passConstraint
	case *ast.AlterColumnNotNull:
		if c.Drop {
			return passDrop
		}
		return passAttributes
	case *ast.AlterColumnType:
		return passType
	case *ast.AddColumn:
		return passAddColumn
	case *ast.AddConstraint:
		return constraintPass(&c.Constraint)
	case *ast.AddIdentity:
		return passConstraint
	}
	return passRest
}

// constraintPass is the pass of a constraint, of a new column too.
func constraintPass(k *ast.Constraint) pass {
	switch k.Kind {
	case ast.ConstraintPrimaryKey, ast.ConstraintUnique, ast.ConstraintExclude:
		if k.UsingIndex != "" {
			return passUsingIndex
		}
		return passIndex
	case ast.ConstraintCheck, ast.ConstraintForeignKey:
		return passConstraint
	}
	return passAddColumn // NOT NULL and what generates the column come with it
}

// inPasses is a statement with its actions in the order in which they are taken.
func inPasses(s *ast.AlterTable) (*ast.AlterTable, error) {
	persistence := 0
	for _, c := range s.Cmds {
		if _, ok := c.(*ast.SetPersistence); ok {
			persistence++
		}
	}
	if persistence > 1 {
		return nil, pgerror.New(pgerror.FeatureNotSupported, "cannot change persistence setting twice")
	}
	in := *s
	in.Cmds = slices.Clone(s.Cmds)
	slices.SortStableFunc(in.Cmds, func(a, b ast.AlterCmd) int { return cmp.Compare(passOf(a), passOf(b)) })
	return &in, nil
}

// actInPasses takes actions that are in order, and in each pass, first, the constraints that new columns have
// brought for it.
func (s *shape) actInPasses(cmds []ast.AlterCmd) error {
	s.inPasses = true
	for p := passDrop; p <= passRest; p++ {
		for _, k := range s.deferred {
			if constraintPass(&k.Constraint) != p {
				continue
			}
			if err := s.addConstraint(&k.Constraint, k.column, false); err != nil {
				return err
			}
		}
		for _, c := range cmds {
			if passOf(c) != p {
				continue
			}
			if err := s.actParted(c, s.only); err != nil {
				return err
			}
		}
	}
	return nil
}
