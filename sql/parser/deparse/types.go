package deparse

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
)

// typeStatement writes statements about types; false for others.
func (p *printer) typeStatement(s ast.Statement) bool {
	switch s := s.(type) {
	case *ast.CreateEnum:
		p.optQName("CREATE TYPE ", &s.Name)
		p.w(" AS ENUM (")
		p.list(len(s.Labels), func(i int) { p.string(s.Labels[i]) })
		p.w(")")
	case *ast.CreateComposite:
		p.optQName("CREATE TYPE ", &s.Name)
		p.w(" AS (")
		p.list(len(s.Attributes), func(i int) {
			a := &s.Attributes[i]
			p.name(a.Name)
			p.w(" ")
			p.typeName(a.Type)
			p.optQName(" COLLATE ", &a.Collation)
		})
		p.w(")")
	case *ast.CreateRange:
		p.optQName("CREATE TYPE ", &s.Name)
		p.w(" AS RANGE (")
		p.list(len(s.Params), func(i int) {
			p.name(s.Params[i].Name)
			p.w(" = ")
			p.typeName(s.Params[i].Type)
		})
		p.w(")")
	case *ast.AlterComposite:
		p.optQName("ALTER TYPE ", &s.Name)
		p.w(" ")
		p.list(len(s.Cmds), func(i int) { p.attributeCmd(&s.Cmds[i]) })
	case *ast.AlterEnum:
		p.alterEnum(s)
	case *ast.CreateDomain:
		p.optQName("CREATE DOMAIN ", &s.Name)
		p.w(" AS ")
		p.typeName(s.Type)
		p.optQName(" COLLATE ", &s.Collation)
		for i := range s.Constraints {
			p.w(" ")
			p.constraint(&s.Constraints[i])
		}
	case *ast.AlterDomain:
		p.alterDomain(s)
	default:
		return false
	}
	return true
}

func (p *printer) attributeCmd(c *ast.AttributeCmd) {
	switch c.Action {
	case 'A':
		p.w("ADD ATTRIBUTE ")
	case 'D':
		p.w("DROP ATTRIBUTE ")
		p.wIf(c.IfExists, "IF EXISTS ")
	case 'T':
		p.w("ALTER ATTRIBUTE ")
	default:
		p.w("RENAME ATTRIBUTE ")
	}
	p.name(c.Name)
	switch c.Action {
	case 'A':
		p.w(" ")
	case 'T':
		p.w(" TYPE ")
	case 'R':
		p.w(" TO ")
		p.name(c.New)
	}
	if c.Type != nil {
		p.typeName(c.Type)
		p.optQName(" COLLATE ", &c.Collation)
	}
	p.behavior(c.Behavior)
}

func (p *printer) alterEnum(s *ast.AlterEnum) {
	p.optQName("ALTER TYPE ", &s.Name)
	if s.Rename {
		p.w(" RENAME VALUE ")
		p.string(s.Old)
		p.w(" TO ")
		p.string(s.Value)
		return
	}
	p.w(" ADD VALUE ")
	p.wIf(s.IfNotExists, "IF NOT EXISTS ")
	p.string(s.Value)
	if s.Place != ast.EnumLast {
		p.w([...]string{ast.EnumBefore: " BEFORE ", ast.EnumAfter: " AFTER "}[s.Place])
		p.string(s.Neighbour)
	}
}

func (p *printer) alterDomain(s *ast.AlterDomain) {
	p.optQName("ALTER DOMAIN ", &s.Name)
	switch s.Action {
	case ast.DomainSetDefault:
		p.w(" SET DEFAULT ")
		p.expr(s.Default, 0)
	case ast.DomainDropDefault:
		p.w(" DROP DEFAULT")
	case ast.DomainSetNotNull:
		p.w(" SET NOT NULL")
	case ast.DomainDropNotNull:
		p.w(" DROP NOT NULL")
	case ast.DomainAddConstraint:
		p.w(" ADD ")
		p.constraint(s.Constraint)
	case ast.DomainDropConstraint:
		p.w(" ")
		p.dropPart("CONSTRAINT", s.IfExists, s.Old, s.Behavior)
	case ast.DomainRenameConstraint:
		p.optName(" RENAME CONSTRAINT ", s.Old)
		p.optName(" TO ", s.New)
	case ast.DomainValidateConstraint:
		p.optName(" VALIDATE CONSTRAINT ", s.Old)
	}
}
