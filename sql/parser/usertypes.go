package parser

import "github.com/isochrondb/isochron/sql/parser/ast"

// createType reads CREATE TYPE, from TYPE on.
func (p *parser) createType(at ast.Pos) ast.Statement {
	p.expect(kwType)
	name := p.qname()
	if !p.is(kwAs) {
		p.unsupported("CREATE TYPE of a base type", "Enums, domains, composite types and ranges are supported.")
	}
	p.expect(kwAs)
	if p.accept('(') {
		return p.compositeType(at, name)
	}
	if p.accept(kwRange) {
		return p.rangeType(at, name)
	}
	if !p.accept(kwEnum) {
		p.fail()
	}
	s := &ast.CreateEnum{Pos: at, Name: name}
	p.expect('(')
	for !p.accept(')') {
		s.Labels = append(s.Labels, p.str())
		if p.accept(')') {
			break
		}
		p.expect(',')
		if p.is(')') {
			p.fail()
		}
	}
	return s
}

// compositeType reads the attributes of CREATE TYPE … AS (…), behind the parenthesis.
func (p *parser) compositeType(at ast.Pos, name ast.QName) ast.Statement {
	s := &ast.CreateComposite{Pos: at, Name: name}
	if p.accept(')') {
		return s
	}
	for {
		a := ast.TypeAttribute{Pos: p.pos(), Name: p.colID(), Type: p.typeName()}
		if p.accept(kwCollate) {
			a.Collation = p.qname()
		}
		s.Attributes = append(s.Attributes, a)
		if p.accept(')') {
			return s
		}
		p.expect(',')
	}
}

// rangeType reads the parameters of CREATE TYPE … AS RANGE.
func (p *parser) rangeType(at ast.Pos, name ast.QName) ast.Statement {
	s := &ast.CreateRange{Pos: at, Name: name}
	p.expect('(')
	for {
		param := ast.RangeParam{Pos: p.pos(), Name: p.label()}
		p.expect('=')
		param.Type = p.typeName()
		s.Params = append(s.Params, param)
		if p.accept(')') {
			return s
		}
		p.expect(',')
	}
}

// alterType reads ALTER TYPE, from TYPE on.
func (p *parser) alterType(at ast.Pos) ast.Statement {
	p.expect(kwType)
	name := p.qname()
	switch {
	case p.isThen(kwAdd, kwValue):
		return p.addValue(at, name)
	case p.isThen(kwRename, kwValue):
		p.expect(kwRename, kwValue)
		s := &ast.AlterEnum{Pos: at, Name: name, Rename: true, Old: p.str()}
		p.expect(kwTo)
		s.Value = p.str()
		return s
	case p.isThen(kwRename, kwTo), p.is(kwOwner), p.isThen(kwSet, kwSchema):
		return p.alterAnyType(at, ast.ObjectType, name)
	case p.is(kwAdd), p.is(kwDrop), p.is(kwAlter), p.is(kwRename):
		return p.alterAttributes(at, name)
	case p.is(kwSet):
		p.unsupported("ALTER TYPE of the properties of a base type", "Enums and domains are supported.")
	}
	p.fail()
	return nil
}

// alterAttributes reads actions on attributes.
func (p *parser) alterAttributes(at ast.Pos, name ast.QName) ast.Statement {
	s := &ast.AlterComposite{Pos: at, Name: name}
	for {
		s.Cmds = append(s.Cmds, p.attributeCmd())
		if s.Cmds[0].Action == 'R' || !p.accept(',') {
			return s
		}
		if p.is(kwRename) {
			p.fail()
		}
	}
}

func (p *parser) attributeCmd() ast.AttributeCmd {
	c := ast.AttributeCmd{Pos: p.pos()}
	typed := func() {
		c.Type = p.typeName()
		if p.accept(kwCollate) {
			c.Collation = p.qname()
		}
	}
	switch {
	case p.acceptThen(kwAdd, kwAttribute):
		c.Action, c.Name = 'A', p.colID()
		typed()
	case p.acceptThen(kwDrop, kwAttribute):
		c.Action, c.IfExists = 'D', p.optIfExists()
		c.Name = p.colID()
	case p.acceptThen(kwRename, kwAttribute):
		c.Action, c.Name = 'R', p.colID()
		p.expect(kwTo)
		c.New = p.colID()
	default:
		p.expect(kwAlter, kwAttribute)
		c.Action, c.Name = 'T', p.colID()
		if p.accept(kwSet) {
			p.expect(kwData)
		}
		p.expect(kwType)
		typed()
	}
	c.Behavior = p.optBehavior()
	return c
}

func (p *parser) addValue(at ast.Pos, name ast.QName) ast.Statement {
	p.expect(kwAdd, kwValue)
	s := &ast.AlterEnum{Pos: at, Name: name, IfNotExists: p.optIfNotExists(), Value: p.str()}
	switch {
	case p.accept(kwBefore):
		s.Place, s.Neighbour = ast.EnumBefore, p.str()
	case p.accept(kwAfter):
		s.Place, s.Neighbour = ast.EnumAfter, p.str()
	}
	return s
}

// alterAnyType reads RENAME TO, OWNER TO and SET SCHEMA.
func (p *parser) alterAnyType(at ast.Pos, k ast.ObjectKind, name ast.QName) ast.Statement {
	switch {
	case p.acceptThen(kwRename, kwTo):
		return &ast.Rename{Pos: at, Kind: k, Name: name, New: p.colID()}
	case p.acceptThen(kwSet, kwSchema):
		return &ast.SetSchema{Pos: at, Kind: k, Name: name, Schema: p.colID()}
	}
	p.expect(kwOwner, kwTo)
	return &ast.AlterOwner{Pos: at, Kind: k, Name: name, Role: p.roleSpec()}
}

// createDomain reads CREATE DOMAIN, from DOMAIN on.
func (p *parser) createDomain(at ast.Pos) ast.Statement {
	p.expect(kwDomain)
	s := &ast.CreateDomain{Pos: at, Name: p.qname()}
	p.accept(kwAs)
	c := ast.ColumnDef{Pos: p.pos(), Type: p.typeName()}
	for p.columnQualifier(&c) {
	}
	s.Type, s.Collation, s.Constraints = c.Type, c.Collation, c.Constraints
	return s
}

// alterDomain reads ALTER DOMAIN, from DOMAIN on.
func (p *parser) alterDomain(at ast.Pos) ast.Statement {
	p.expect(kwDomain)
	s := &ast.AlterDomain{Pos: at, Name: p.qname()}
	switch {
	case p.acceptThen(kwSet, kwDefault):
		s.Action, s.Default = ast.DomainSetDefault, p.expr()
	case p.acceptThen(kwDrop, kwDefault):
		s.Action = ast.DomainDropDefault
	case p.acceptThen(kwSet, kwNot):
		p.expect(kwNull)
		s.Action = ast.DomainSetNotNull
	case p.acceptThen(kwDrop, kwNot):
		p.expect(kwNull)
		s.Action = ast.DomainDropNotNull
	case p.accept(kwAdd):
		s.Action, s.Constraint = ast.DomainAddConstraint, p.domainConstraint()
	case p.acceptThen(kwDrop, kwConstraint):
		s.Action, s.IfExists = ast.DomainDropConstraint, p.optIfExists()
		s.Old = p.colID()
		s.Behavior = p.optBehavior()
	case p.acceptThen(kwRename, kwConstraint):
		s.Action, s.Old = ast.DomainRenameConstraint, p.colID()
		p.expect(kwTo)
		s.New = p.colID()
	case p.acceptThen(kwValidate, kwConstraint):
		s.Action, s.Old = ast.DomainValidateConstraint, p.colID()
	default:
		return p.alterAnyType(at, ast.ObjectDomain, s.Name)
	}
	return s
}

// domainConstraint reads what ADD adds: as a table's constraint, of which the binder takes
// CHECK alone.
func (p *parser) domainConstraint() *ast.Constraint {
	k := &ast.Constraint{Pos: p.pos()}
	if p.accept(kwConstraint) {
		k.Name = p.colID()
	}
	p.check(k)
	if p.acceptThen(kwNot, kwValid) {
		k.NotValid = true
	}
	return k
}
