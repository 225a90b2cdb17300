package parser

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
)

// roleKind reads ROLE, USER or GROUP.
func (p *parser) roleKind() ast.ObjectKind {
	switch {
	case p.accept(kwUser):
		return ast.ObjectUser
	case p.accept(kwGroup):
		return ast.ObjectGroup
	}
	p.expect(kwRole)
	return ast.ObjectRole
}

// createRole reads CREATE ROLE, USER or GROUP.
func (p *parser) createRole(at ast.Pos) ast.Statement {
	r := &ast.CreateRole{Pos: at, Kind: p.roleKind()}
	r.Name = ast.RoleSpec{Pos: p.pos(), Name: p.roleID()}
	p.accept(kwWith)
	r.Options = p.roleOptions(true)
	return r
}

// alterRole reads ALTER ROLE, USER or GROUP.
func (p *parser) alterRole(at ast.Pos) ast.Statement {
	k := p.roleKind()
	if k != ast.ObjectGroup && p.accept(kwAll) {
		return p.alterRoleSetting(&ast.AlterSetting{Pos: at, AllRoles: true})
	}
	name := p.roleSpec()
	switch {
	case p.isThen(kwRename, kwTo):
		if name.Kind != ast.RoleNamed {
			p.fail()
		}
		p.expect(kwRename, kwTo)
		return &ast.Rename{Pos: at, Kind: k, Name: ast.QName{Pos: name.Pos, Name: name.Name}, New: p.roleID()}
	case k == ast.ObjectGroup:
		g := &ast.AlterGroup{Pos: at, Name: name}
		if g.Drop = p.accept(kwDrop); !g.Drop {
			p.expect(kwAdd)
		}
		p.expect(kwUser)
		g.Users = p.roleSpecs()
		return g
	case p.is(kwSet), p.is(kwReset), p.is(kwIn):
		return p.alterRoleSetting(&ast.AlterSetting{Pos: at, Role: &name})
	}
	p.accept(kwWith)
	return &ast.AlterRole{Pos: at, Name: name, Options: p.roleOptions(false)}
}

// alterRoleSetting reads [IN DATABASE name] SET or RESET.
func (p *parser) alterRoleSetting(s *ast.AlterSetting) ast.Statement {
	if p.acceptPair(kwIn, kwDatabase) {
		s.Database = p.colID()
	}
	if !p.is(kwSet) && !p.is(kwReset) {
		p.fail()
	}
	s.Set = p.setOrReset()
	return s
}

// roleOptions reads the options of a role; some exist in CREATE alone.
func (p *parser) roleOptions(create bool) []ast.RoleOption {
	var list []ast.RoleOption
	for {
		o := ast.RoleOption{Pos: p.pos()}
		if !p.roleOption(&o, create) {
			return list
		}
		list = append(list, o)
	}
}

// roleFlags are the options that are plain words, with their NO… twins.
var roleFlags = map[string]struct {
	name  string
	value bool
}{
	"superuser": {"superuser", true}, "nosuperuser": {"superuser", false},
	"createrole": {"createrole", true}, "nocreaterole": {"createrole", false},
	"createdb": {"createdb", true}, "nocreatedb": {"createdb", false},
	"login": {"canlogin", true}, "nologin": {"canlogin", false},
	"replication": {"isreplication", true}, "noreplication": {"isreplication", false},
	"bypassrls": {"bypassrls", true}, "nobypassrls": {"bypassrls", false},
	"noinherit": {"inherit", false},
}

func (p *parser) roleOption(o *ast.RoleOption, create bool) bool {
	at := p.pos()
	switch p.tok.kind {
	case tIdent:
		f, ok := roleFlags[p.tok.text]
		if !ok {
			p.failAt(at, CodeSyntaxError, `unrecognized role option "`+p.tok.text+`"`)
		}
		o.Name, o.Value = f.name, &ast.Const{Pos: at, Kind: ast.ConstBool, Bool: f.value}
		p.advance()
	case kwInherit:
		p.advance()
		o.Name, o.Value = "inherit", &ast.Const{Pos: at, Kind: ast.ConstBool, Bool: true}
	case kwPassword, kwEncrypted:
		p.rolePassword(o)
	case kwUnencrypted:
		throw(&Error{SQLSTATE: CodeFeatureNotSupported, Message: "UNENCRYPTED PASSWORD is no longer supported",
			Hint: "Remove UNENCRYPTED to store the password in encrypted form instead.", Position: charPosition(p.lex.sql, int(at))})
	case kwConnection:
		p.expect(kwConnection, kwLimit)
		o.Name, o.Value = "connectionlimit", &ast.Const{Pos: p.pos(), Kind: ast.ConstInt}
		o.Value.Int = int64(p.signedInt32())
	case kwValid:
		p.expect(kwValid, kwUntil)
		o.Name, o.Value = "validUntil", p.stringConst().(*ast.Const)
	case kwUser:
		p.advance()
		o.Name, o.Roles = "rolemembers", p.roleSpecs()
	default:
		return create && p.createRoleOption(o)
	}
	return true
}

func (p *parser) rolePassword(o *ast.RoleOption) {
	encrypted := p.accept(kwEncrypted)
	p.expect(kwPassword)
	o.Name = "password"
	if !encrypted && p.is(kwNull) {
		o.Value = &ast.Const{Pos: p.pos(), Kind: ast.ConstNull}
		p.advance()
		return
	}
	o.Value = p.stringConst().(*ast.Const)
}

// createRoleOption reads the options that CREATE ROLE alone has.
func (p *parser) createRoleOption(o *ast.RoleOption) bool {
	switch p.tok.kind {
	case kwSysid:
		p.advance()
		o.Name, o.Value = "sysid", &ast.Const{Pos: p.pos(), Kind: ast.ConstInt}
		o.Value.Int = int64(p.int32())
	case kwAdmin:
		p.advance()
		o.Name, o.Roles = "adminmembers", p.roleSpecs()
	case kwRole:
		p.advance()
		o.Name, o.Roles = "rolemembers", p.roleSpecs()
	case kwIn:
		p.advance()
		if !p.accept(kwRole) {
			p.expect(kwGroup)
		}
		o.Name, o.Roles = "addroleto", p.roleSpecs()
	default:
		return false
	}
	return true
}

// dropRole reads DROP ROLE, USER or GROUP.
func (p *parser) dropRole(at ast.Pos) ast.Statement {
	d := &ast.DropRole{Pos: at, Kind: p.roleKind()}
	d.IfExists = p.optIfExists()
	d.Names = p.roleSpecs()
	return d
}

// reassign reads REASSIGN OWNED.
func (p *parser) reassign() ast.Statement {
	s := &ast.ReassignOwned{Pos: p.pos()}
	p.expect(kwReassign, kwOwned, kwBy)
	s.Roles = p.roleSpecs()
	p.expect(kwTo)
	s.To = p.roleSpec()
	return s
}

// grant reads GRANT.
func (p *parser) grant() ast.Statement {
	at := p.pos()
	p.expect(kwGrant)
	g := &ast.Grant{Pos: at}
	p.privileges(g)
	if !g.All && p.accept(kwTo) {
		return p.grantRole(g)
	}
	p.grantTarget(g)
	p.expect(kwTo)
	g.Grantees = p.grantees()
	if p.accept(kwWith) {
		p.expect(kwGrant, kwOption)
		g.WithGrantOption = true
	}
	g.GrantedBy = p.optGrantedBy()
	return g
}

// revoke reads REVOKE.
func (p *parser) revoke() ast.Statement {
	at := p.pos()
	p.expect(kwRevoke)
	g := &ast.Grant{Pos: at, Revoke: true}
	admin := false
	switch {
	case p.is(kwGrant):
		p.expect(kwGrant, kwOption, kwFor)
		g.OptionFor = true
	case p.isThen(kwAdmin, kwOption):
		p.expect(kwAdmin, kwOption, kwFor)
		g.OptionFor, admin = true, true
	}
	p.privileges(g)
	if !g.All && p.accept(kwFrom) {
		return p.grantRole(g)
	}
	if admin {
		p.fail()
	}
	p.grantTarget(g)
	p.expect(kwFrom)
	g.Grantees = p.grantees()
	g.GrantedBy = p.optGrantedBy()
	g.Behavior = p.optBehavior()
	return g
}

// privileges reads ALL or a list of privileges, which may turn out to be roles.
func (p *parser) privileges(g *ast.Grant) {
	if p.accept(kwAll) {
		p.accept(kwPrivileges)
		g.All = true
		g.Columns = p.optParenColIDs()
		return
	}
	for {
		v := ast.Privilege{Pos: p.pos()}
		switch {
		case p.is(kwSelect), p.is(kwReferences), p.is(kwCreate):
			v.Name = p.take()
		case p.acceptPair(kwAlter, kwSystem):
			v.Name = "alter system"
		default:
			v.Name = p.colID()
		}
		v.Columns = p.optParenColIDs()
		g.Privileges = append(g.Privileges, v)
		if !p.accept(',') {
			return
		}
	}
}

// grantRole reads the rest of GRANT role TO, where the privileges read so far
// are roles.
func (p *parser) grantRole(g *ast.Grant) ast.Statement {
	r := &ast.GrantRole{Pos: g.Pos, Revoke: g.Revoke, OptionFor: g.OptionFor}
	columns := false
	for i := range g.Privileges {
		r.Roles = append(r.Roles, g.Privileges[i].Name)
		columns = columns || g.Privileges[i].Columns != nil
	}
	r.Grantees = p.roleSpecs()
	if !g.Revoke && p.accept(kwWith) {
		p.expect(kwAdmin, kwOption)
		r.AdminOption = true
	}
	r.GrantedBy = p.optGrantedBy()
	if g.Revoke {
		r.Behavior = p.optBehavior()
	}
	if columns && (p.is(';') || p.is(tEOF)) {
		throw(&Error{SQLSTATE: CodeInvalidGrant, Message: "column names cannot be included in GRANT/REVOKE ROLE"})
	}
	return r
}

// grantKinds are the objects that privileges may be on, after ON, with the word
// for ALL … IN SCHEMA.
var grantKinds = map[kind]ast.ObjectKind{
	kwTable: ast.ObjectTable, kwSequence: ast.ObjectSequence, kwDatabase: ast.ObjectDatabase,
	kwSchema: ast.ObjectSchema, kwDomain: ast.ObjectDomain, kwType: ast.ObjectType,
	kwLanguage: ast.ObjectLanguage, kwTablespace: ast.ObjectTablespace,
}

// grantTarget reads ON and the objects.
func (p *parser) grantTarget(g *ast.Grant) {
	p.expect(kwOn)
	switch p.tok.kind {
	case kwFunction, kwProcedure, kwRoutine:
		switch p.peek(1).kind {
		case kwTo, kwFrom, ',', '.': // a table of that name
		default:
			p.grantFunctions(g)
			return
		}
	case kwLarge:
		if p.peek(1).kind == kwObject {
			g.Kind, g.Names = ast.ObjectLargeObject, p.largeObjects()
			return
		}
	case kwForeign:
		if p.peek(1).kind == kwData || p.peek(1).kind == kwServer {
			p.unsupported("granting and revoking privileges on foreign data", "There are no foreign tables.")
		}
	case kwParameter:
		if colIDToken(p.peek(1)) {
			p.advance()
			g.Kind, g.Names = ast.ObjectParameter, p.parameterNames()
			return
		}
	case kwAll:
		p.grantAllIn(g)
		return
	}
	g.Kind = ast.ObjectTable
	if k, ok := grantKinds[p.tok.kind]; ok && (p.is(kwTable) || colIDToken(p.peek(1))) {
		p.advance()
		g.Kind = k
	}
	switch g.Kind {
	case ast.ObjectDatabase, ast.ObjectSchema, ast.ObjectLanguage, ast.ObjectTablespace:
		g.Names = p.dropNames(ast.ObjectSchema)
	default:
		g.Names = p.qnames()
	}
}

// parameterNames reads names of settings, with their dots.
func (p *parser) parameterNames() []ast.QName {
	var list []ast.QName
	for {
		at := p.pos()
		list = append(list, ast.QName{Pos: at, Name: p.varName()})
		if !p.accept(',') {
			return list
		}
	}
}

// grantFunctions reads functions with the types of their arguments.
func (p *parser) grantFunctions(g *ast.Grant) {
	g.Kind = map[kind]ast.ObjectKind{kwFunction: ast.ObjectFunction, kwProcedure: ast.ObjectProcedure, kwRoutine: ast.ObjectRoutine}[p.tok.kind]
	p.advance()
	g.Functions = p.functionNames()
}

// grantAllIn reads ALL TABLES IN SCHEMA.
func (p *parser) grantAllIn(g *ast.Grant) {
	p.expect(kwAll)
	switch {
	case p.accept(kwTables):
		g.Kind = ast.ObjectTable
	case p.accept(kwSequences):
		g.Kind = ast.ObjectSequence
	default:
		k, ok := map[kind]ast.ObjectKind{kwFunctions: ast.ObjectFunction, kwProcedures: ast.ObjectProcedure, kwRoutines: ast.ObjectRoutine}[p.tok.kind]
		if !ok {
			p.fail()
		}
		p.advance()
		g.Kind = k
	}
	p.expect(kwIn, kwSchema)
	g.InSchema = true
	g.Names = p.dropNames(ast.ObjectSchema)
}

// grantees reads roles, each with an optional word GROUP that means nothing.
func (p *parser) grantees() []ast.RoleSpec {
	var list []ast.RoleSpec
	for {
		p.accept(kwGroup)
		list = append(list, p.roleSpec())
		if !p.accept(',') {
			return list
		}
	}
}

// optGrantedBy reads GRANTED BY if it is there.
func (p *parser) optGrantedBy() *ast.RoleSpec {
	if !p.acceptPair(kwGranted, kwBy) {
		return nil
	}
	r := p.roleSpec()
	return &r
}

// alterDefaultPrivileges reads ALTER DEFAULT PRIVILEGES from the word DEFAULT.
func (p *parser) alterDefaultPrivileges(at ast.Pos) ast.Statement {
	p.expect(kwDefault, kwPrivileges)
	s := &ast.AlterDefaultPrivileges{Pos: at}
	for p.is(kwIn) || p.is(kwFor) {
		optionAt := p.pos()
		twice := s.Roles != nil
		if p.accept(kwIn) {
			p.expect(kwSchema)
			twice = s.Schemas != nil
			s.Schemas = p.colIDs()
		} else {
			p.advance()
			if !p.accept(kwUser) {
				p.expect(kwRole)
			}
			s.Roles = p.roleSpecs()
		}
		if twice {
			p.failAt(optionAt, CodeSyntaxError, "conflicting or redundant options")
		}
	}
	g := &ast.Grant{Pos: p.pos(), Defaults: true}
	s.Grant = g
	if p.accept(kwRevoke) {
		g.Revoke = true
		if p.is(kwGrant) {
			p.expect(kwGrant, kwOption, kwFor)
			g.OptionFor = true
		}
	} else {
		p.expect(kwGrant)
	}
	p.defaultPrivileges(g)
	p.expect(kwOn)
	switch p.tok.kind {
	case kwTables:
		g.Kind = ast.ObjectTable
	case kwSequences:
		g.Kind = ast.ObjectSequence
	case kwSchemas:
		g.Kind = ast.ObjectSchema
	case kwFunctions, kwRoutines:
		g.Kind = ast.ObjectFunction
	case kwTypes:
		g.Kind = ast.ObjectType
	default:
		p.fail()
	}
	p.advance()
	if !g.Revoke {
		p.expect(kwTo)
		g.Grantees = p.grantees()
		if p.accept(kwWith) {
			p.expect(kwGrant, kwOption)
			g.WithGrantOption = true
		}
		return s
	}
	p.expect(kwFrom)
	g.Grantees = p.grantees()
	g.Behavior = p.optBehavior()
	return s
}

// defaultPrivileges reads privileges, which have no columns here.
func (p *parser) defaultPrivileges(g *ast.Grant) {
	at := p.pos()
	p.privileges(g)
	columns := len(g.Columns) > 0
	for i := range g.Privileges {
		columns = columns || len(g.Privileges[i].Columns) > 0
	}
	if columns {
		p.failAt(at, CodeInvalidGrant, "default privileges cannot be set for columns")
	}
}

// rowSecurity reads ENABLE, DISABLE, FORCE or NO FORCE ROW LEVEL SECURITY; nil
// where it is something else, of which nothing is read.
func (p *parser) rowSecurity(at ast.Pos) ast.AlterCmd {
	c := &ast.RowSecurity{Pos: at, Force: p.is(kwForce) || p.is(kwNo), On: p.is(kwEnable) || p.is(kwForce)}
	switch next := p.peek(1).kind; {
	case p.is(kwNo) && next != kwInherit:
		p.advance()
		if !p.is(kwForce) {
			p.fail()
		}
	case next != kwRow && !p.is(kwForce):
		return nil
	}
	p.advance()
	p.expect(kwRow, kwLevel, kwSecurity)
	return c
}

// createPolicy reads CREATE POLICY from the word POLICY.
func (p *parser) createPolicy(at ast.Pos) ast.Statement {
	p.advance()
	c := &ast.CreatePolicy{Pos: at, Name: p.colID(), Command: "all"}
	p.expect(kwOn)
	c.Table = p.qname()
	if p.accept(kwAs) {
		switch {
		case p.is(tIdent) && p.tok.text == "permissive":
		case p.is(tIdent) && p.tok.text == "restrictive":
			c.Restrictive = true
		case p.is(tIdent):
			throw(&Error{SQLSTATE: CodeSyntaxError, Message: "unrecognized row security option \"" + p.tok.text + "\"",
				Hint: "Only PERMISSIVE or RESTRICTIVE policies are supported currently.", Position: charPosition(p.lex.sql, int(p.tok.pos))})
		default:
			p.fail()
		}
		p.advance()
	}
	if p.accept(kwFor) {
		switch p.tok.kind {
		case kwAll, kwSelect, kwInsert, kwUpdate, kwDelete:
			c.Command = p.tok.text
			p.advance()
		default:
			p.fail()
		}
	}
	c.Roles, c.Using, c.Check = p.policyRest()
	return c
}

// policyRest reads TO, USING and WITH CHECK.
func (p *parser) policyRest() (roles []ast.RoleSpec, using, check ast.Expr) {
	if p.accept(kwTo) {
		roles = p.roleSpecs()
	}
	if p.accept(kwUsing) {
		p.expect('(')
		using = p.expr()
		p.expect(')')
	}
	if p.accept(kwWith) {
		p.expect(kwCheck, '(')
		check = p.expr()
		p.expect(')')
	}
	return roles, using, check
}

// alterPolicy reads ALTER POLICY from the word POLICY.
func (p *parser) alterPolicy(at ast.Pos) ast.Statement {
	p.advance()
	a := &ast.AlterPolicy{Pos: at, IfExists: p.optIfExists()}
	a.Name = p.colID()
	p.expect(kwOn)
	a.Table = p.qname()
	if a.IfExists && !p.is(kwRename) {
		p.fail()
	}
	if p.accept(kwRename) {
		p.expect(kwTo)
		a.New = p.colID()
		return a
	}
	a.Roles, a.Using, a.Check = p.policyRest()
	return a
}
