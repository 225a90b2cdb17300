package parser

import (
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// alter reads ALTER.
func (p *parser) alter() ast.Statement {
	at := p.pos()
	p.expect(kwAlter)
	switch p.tok.kind {
	case kwTable:
		return p.alterRelation(at, ast.ObjectTable)
	case kwIndex:
		return p.alterRelation(at, ast.ObjectIndex)
	case kwSequence:
		return p.alterRelation(at, ast.ObjectSequence)
	case kwView:
		return p.alterRelation(at, ast.ObjectView)
	case kwMaterialized:
		p.advance()
		if !p.is(kwView) {
			p.fail()
		}
		return p.alterRelation(at, ast.ObjectMaterializedView)
	case kwSchema:
		p.advance()
		return p.alterNamed(at, ast.ObjectSchema)
	case kwDatabase:
		p.advance()
		return p.alterDatabase(at)
	case kwTablespace:
		return p.alterTablespace(at)
	case kwDefault:
		if p.peek(1).kind == kwPrivileges {
			return p.alterDefaultPrivileges(at)
		}
	case kwPolicy:
		return p.alterPolicy(at)
	case kwFunction, kwProcedure, kwRoutine, kwAggregate:
		return p.alterRoutine(at)
	case kwTrigger:
		return p.renameTrigger(at)
	case kwType:
		return p.alterType(at)
	case kwDomain:
		return p.alterDomain(at)
	case kwLarge:
		name := p.largeObject()
		p.expect(kwOwner, kwTo)
		return &ast.AlterOwner{Pos: at, Kind: ast.ObjectLargeObject, Name: name, Role: p.roleSpec()}
	case kwExtension:
		return p.alterExtension(at)
	case kwOperator:
		return p.alterOperator(at)
	case kwStatistics:
		return p.alterStatistics(at)
	case kwText:
		return p.alterTextSearch(at)
	case kwEvent:
		return p.alterEventTrigger(at)
	case kwRole, kwGroup:
		return p.alterRole(at)
	case kwUser:
		if p.peek(1).kind != kwMapping {
			return p.alterRole(at)
		}
	}
	p.unsupportedKind("ALTER")
	p.fail()
	return nil
}

// alterRelation reads ALTER TABLE and its relatives, from the object's word.
func (p *parser) alterRelation(at ast.Pos, k ast.ObjectKind) ast.Statement {
	p.advance()
	if p.is(kwAll) && p.peek(1).kind == kwIn {
		p.unsupported("ALTER ... ALL IN TABLESPACE", "Alter the tables one by one, or give their database a tablespace.")
	}
	ifExists := p.optIfExists()
	t := &ast.TableName{}
	if k == ast.ObjectTable {
		t = p.relation()
	} else {
		t.Name = p.qname()
	}
	switch {
	case p.is(kwRename):
		return p.rename(&ast.Rename{Pos: at, Kind: k, RelationKind: k, Name: t.Name, IfExists: ifExists, Only: t.Only})
	case p.isThen(kwSet, kwSchema):
		p.expect(kwSet, kwSchema)
		return &ast.SetSchema{Pos: at, Kind: k, Name: t.Name, IfExists: ifExists, Only: t.Only, Schema: p.colID()}
	case p.is(tIdent) && p.tok.text == "scatter" && (k == ast.ObjectTable || k == ast.ObjectIndex):
		if ifExists || t.Only {
			p.fail()
		}
		p.advance()
		return &ast.Scatter{Pos: at, Kind: k, Name: t.Name} // ours and not Postgres's
	case p.is(tIdent) && p.tok.text == "split" && (k == ast.ObjectTable || k == ast.ObjectIndex):
		if ifExists || t.Only {
			p.fail()
		}
		return p.splitAt(at, k, t.Name)
	case (p.is(kwAttach) || p.is(kwDetach)) && (k == ast.ObjectTable || k == ast.ObjectIndex):
		if ifExists && k == ast.ObjectIndex {
			p.fail()
		}
		return &ast.AlterTable{Pos: at, Kind: k, Name: t.Name, IfExists: ifExists, Only: t.Only, Cmds: []ast.AlterCmd{p.alterPartition(k)}}
	case p.is(kwDepends), p.isThen(kwNo, kwDepends):
		p.unsupported("DEPENDS ON EXTENSION", "DROP EXTENSION ... CASCADE drops what uses the extension.")
	}
	s := &ast.AlterTable{Pos: at, Kind: k, Name: t.Name, IfExists: ifExists, Only: t.Only}
	for {
		s.Cmds = append(s.Cmds, p.alterCmd(k))
		if k == ast.ObjectSequence || !p.accept(',') {
			return s
		}
	}
}

// splitAt reads SPLIT AT VALUES (…), (…), which is ours and not Postgres's.
func (p *parser) splitAt(at ast.Pos, k ast.ObjectKind, name ast.QName) ast.Statement {
	p.advance()
	if !p.is(tIdent) || p.tok.text != "at" {
		p.expect(kwAt)
	}
	s := &ast.SplitAt{Pos: at, Kind: k, Name: name}
	s.Rows = p.values().Values
	return s
}

// rename reads RENAME with what follows.
func (p *parser) rename(r *ast.Rename) ast.Statement {
	p.expect(kwRename)
	if p.accept(kwTo) {
		r.New = p.colID()
		return r
	}
	if r.RelationKind == ast.ObjectIndex || r.RelationKind == ast.ObjectSequence {
		p.fail()
	}
	if r.RelationKind == ast.ObjectTable && p.accept(kwConstraint) {
		r.Kind = ast.ObjectConstraint
	} else {
		p.accept(kwColumn)
		r.Kind = ast.ObjectColumn
	}
	r.Old = p.colID()
	p.expect(kwTo)
	r.New = p.colID()
	return r
}

// alterCmd reads one action.
func (p *parser) alterCmd(k ast.ObjectKind) ast.AlterCmd {
	at := p.pos()
	switch p.tok.kind {
	case tIdent, kwPartition:
		if k != ast.ObjectSequence {
			return p.alterPlacement(at)
		}
	case kwOwner:
		p.expect(kwOwner, kwTo)
		return &ast.OwnerTo{Pos: at, Role: p.roleSpec()}
	case kwAdd:
		p.advance()
		return p.alterAdd(at)
	case kwDrop:
		p.advance()
		return p.alterDrop(at)
	case kwAlter:
		p.advance()
		return p.alterAlter(at)
	case kwOf, kwNot:
		if k != ast.ObjectTable {
			break
		}
		if p.accept(kwNot) {
			p.expect(kwOf)
			return &ast.OfType{Pos: at}
		}
		p.expect(kwOf)
		n := p.qname()
		return &ast.OfType{Pos: at, Type: &n}
	case kwInherit:
		if k == ast.ObjectTable {
			p.advance()
			return &ast.Inherit{Pos: at, Parent: p.qname()}
		}
	case kwEnable, kwDisable, kwForce, kwNo:
		if p.isThen(kwNo, kwInherit) && k == ast.ObjectTable {
			p.expect(kwNo, kwInherit)
			return &ast.Inherit{Pos: at, Parent: p.qname(), No: true}
		}
		if p.is(kwEnable) || p.is(kwDisable) {
			if c := p.enableTrigger(at); c != nil && k == ast.ObjectTable {
				return c
			}
		}
		if k == ast.ObjectTable { // NO begins options of a sequence, too
			if c := p.rowSecurity(at); c != nil {
				return c
			}
		}
	case kwValidate:
		p.expect(kwValidate, kwConstraint)
		return &ast.ValidateConstraint{Pos: at, Name: p.colID()}
	case kwCluster:
		p.expect(kwCluster, kwOn)
		return &ast.ClusterOn{Pos: at, Index: p.colID()}
	case kwReplica:
		if k == ast.ObjectTable || k == ast.ObjectMaterializedView {
			return p.replicaIdentity(at)
		}
	case kwSet:
		p.advance()
		if k == ast.ObjectSequence && !p.is(kwLogged) && !p.is(kwUnlogged) {
			p.fail()
		}
		return p.alterSet(at)
	case kwReset:
		p.advance()
		return &ast.SetOptions{Pos: at, Reset: true, Options: p.relOptions()}
	}
	if k == ast.ObjectSequence {
		c := &ast.SequenceOptions{Pos: at, Options: p.seqOptions()}
		if c.Options != nil {
			return c
		}
	}
	p.alterUnsupported()
	p.fail()
	return nil
}

// replicaIdentity reads REPLICA IDENTITY.
func (p *parser) replicaIdentity(at ast.Pos) ast.AlterCmd {
	p.expect(kwReplica, kwIdentity)
	c := &ast.ReplicaIdentity{Pos: at}
	switch {
	case p.accept(kwNothing):
		c.Kind = 'n'
	case p.accept(kwFull):
		c.Kind = 'f'
	case p.accept(kwDefault):
		c.Kind = 'd'
	default:
		p.expect(kwUsing, kwIndex)
		c.Kind, c.Index = 'i', p.colID()
	}
	return c
}

// alterUnsupported gives up on the actions that are refused.
func (p *parser) alterUnsupported() {
	switch p.tok.kind {
	case kwEnable, kwDisable, kwForce, kwInherit, kwOptions:
		p.unsupported("ALTER TABLE ... "+strings.ToUpper(p.tok.text), "")
	case kwNo:
		p.advance()
		if p.is(kwInherit) || p.is(kwForce) {
			p.unsupported("ALTER TABLE ... NO "+strings.ToUpper(p.tok.text), "")
		}
	}
}

// alterAdd reads the rest of ADD.
func (p *parser) alterAdd(at ast.Pos) ast.AlterCmd {
	if p.startsConstraint() {
		return &ast.AddConstraint{Pos: at, Constraint: p.tableConstraint()}
	}
	p.accept(kwColumn)
	c := &ast.AddColumn{Pos: at, IfNotExists: p.optIfNotExists()}
	c.Column = p.columnDef()
	return c
}

// alterDrop reads the rest of DROP.
func (p *parser) alterDrop(at ast.Pos) ast.AlterCmd {
	if p.accept(kwConstraint) {
		c := &ast.DropConstraint{Pos: at, IfExists: p.optIfExists()}
		c.Name = p.colID()
		c.Behavior = p.optBehavior()
		return c
	}
	p.accept(kwColumn)
	c := &ast.DropColumn{Pos: at}
	c.IfExists = p.optIfExists()
	c.Name = p.colID()
	c.Behavior = p.optBehavior()
	return c
}

// alterAlter reads the rest of ALTER [COLUMN] or ALTER CONSTRAINT.
func (p *parser) alterAlter(at ast.Pos) ast.AlterCmd {
	if p.accept(kwConstraint) {
		k := ast.Constraint{Kind: ast.ConstraintForeignKey, Name: p.colID()}
		p.constraintAttributes(&k)
		if k.NotValid {
			throw(&Error{SQLSTATE: CodeFeatureNotSupported, Message: "FOREIGN KEY constraints cannot be marked NOT VALID"})
		}
		return &ast.AlterConstraint{Pos: at, Name: k.Name, Deferrable: k.Deferrable, InitiallyDeferred: k.InitiallyDeferred}
	}
	p.accept(kwColumn)
	if p.is(tInt) {
		numberAt := p.pos()
		n := p.int32()
		p.expect(kwSet, kwStatistics)
		if n < 1 || n > 32767 {
			p.failAt(numberAt, CodeInvalidValue, "column number must be in range from 1 to 32767")
		}
		return &ast.SetStatistics{Pos: at, ColumnNumber: n, Target: p.signedInt32()}
	}
	column := p.colID()
	switch {
	case p.accept(kwDrop):
		return p.alterColumnDrop(at, column)
	case p.accept(kwAdd):
		p.expect(kwGenerated)
		c := &ast.AddIdentity{Pos: at, Column: column, Identity: p.generatedWhen()}
		p.expect(kwAs, kwIdentity)
		if p.accept('(') {
			if c.SeqOptions = p.seqOptions(); c.SeqOptions == nil {
				p.fail()
			}
			p.expect(')')
		}
		return c
	case p.is(kwReset):
		p.advance()
		return &ast.SetColumnOptions{Pos: at, Column: column, Reset: true, Options: p.relOptions()}
	case p.is(kwRestart):
		return p.setIdentity(at, column)
	case p.is(kwType):
		return p.alterColumnType(at, column)
	case p.is(kwOptions):
		p.unsupported("column OPTIONS", "Foreign tables are not supported.")
	}
	return p.alterColumnSet(at, column)
}

func (p *parser) alterColumnDrop(at ast.Pos, column string) ast.AlterCmd {
	switch {
	case p.accept(kwDefault):
		return &ast.AlterColumnDefault{Pos: at, Column: column}
	case p.accept(kwExpression):
		return &ast.DropExpression{Pos: at, Column: column, IfExists: p.acceptPair(kwIf, kwExists)}
	case p.accept(kwIdentity):
		return &ast.DropIdentity{Pos: at, Column: column, IfExists: p.acceptPair(kwIf, kwExists)}
	}
	p.expect(kwNot, kwNull)
	return &ast.AlterColumnNotNull{Pos: at, Column: column, Drop: true}
}

// alterColumnType reads [SET DATA] TYPE.
func (p *parser) alterColumnType(at ast.Pos, column string) ast.AlterCmd {
	p.expect(kwType)
	c := &ast.AlterColumnType{Pos: at, Column: column, Type: p.typeName()}
	if p.accept(kwCollate) {
		c.Collation = p.qname()
	}
	if p.accept(kwUsing) {
		c.Using = p.expr()
	}
	return c
}

// alterColumnSet reads what may follow ALTER COLUMN c SET.
func (p *parser) alterColumnSet(at ast.Pos, column string) ast.AlterCmd {
	if !p.is(kwSet) {
		p.fail()
	}
	switch p.peek(1).kind {
	case kwGenerated, kwCache, kwCycle, kwNo, kwIncrement, kwMaxvalue, kwMinvalue, kwOwned, kwSequence,
		kwStart, kwRestart, kwAs:
		return p.setIdentity(at, column)
	}
	p.advance()
	switch {
	case p.accept(kwDefault):
		return &ast.AlterColumnDefault{Pos: at, Column: column, Expr: p.expr()}
	case p.accept(kwStatistics):
		return &ast.SetStatistics{Pos: at, Column: column, Target: p.signedInt32()}
	case p.accept(kwStorage):
		return &ast.SetStorage{Pos: at, Column: column, Storage: p.colID()}
	case p.accept(kwCompression):
		if p.is(kwDefault) {
			return &ast.SetCompression{Pos: at, Column: column, Method: p.take()}
		}
		return &ast.SetCompression{Pos: at, Column: column, Method: p.colID()}
	case p.accept(kwData):
		return p.alterColumnType(at, column)
	case p.is('('):
		return &ast.SetColumnOptions{Pos: at, Column: column, Options: p.relOptions()}
	}
	p.expect(kwNot, kwNull)
	return &ast.AlterColumnNotNull{Pos: at, Column: column}
}

// setIdentity reads a list of SET GENERATED, SET option and RESTART.
func (p *parser) setIdentity(at ast.Pos, column string) ast.AlterCmd {
	c := &ast.SetIdentity{Pos: at, Column: column}
	for {
		o := ast.SeqOption{Pos: p.pos()}
		switch {
		case p.is(kwRestart):
			p.seqOption(&o)
			c.SeqOptions = append(c.SeqOptions, o)
		case p.acceptThen(kwSet, kwGenerated):
			if c.HasIdentity {
				p.failAt(o.Pos, CodeSyntaxError, "conflicting or redundant options")
			}
			c.HasIdentity = true
			c.Identity = p.generatedWhen()
		case p.accept(kwSet):
			o.Pos = p.pos()
			if !p.seqOption(&o) {
				p.fail()
			}
			name := map[ast.SeqOptionKind]string{ast.SeqAs: "as", ast.SeqRestart: "restart", ast.SeqOwnedBy: "owned_by"}[o.Kind]
			if name != "" {
				p.failAt(o.Pos, CodeSyntaxError, `sequence option "`+name+`" not supported here`)
			}
			c.SeqOptions = append(c.SeqOptions, o)
		default:
			return c
		}
	}
}

// alterSet reads the rest of SET as an action on the whole table.
func (p *parser) alterSet(at ast.Pos) ast.AlterCmd {
	switch {
	case p.accept(kwLogged):
		return &ast.SetPersistence{Pos: at}
	case p.accept(kwUnlogged):
		return &ast.SetPersistence{Pos: at, Unlogged: true}
	case p.accept(kwTablespace):
		return &ast.SetTablespace{Pos: at, Name: p.colID()}
	case p.acceptPair(kwAccess, kwMethod):
		return &ast.SetAccessMethod{Pos: at, Name: p.colID()}
	case p.accept(kwWithout):
		if p.accept(kwCluster) {
			return &ast.ClusterOn{Pos: at}
		}
		p.expect(kwOids)
		return &ast.SetWithoutOIDs{Pos: at}
	}
	return &ast.SetOptions{Pos: at, Options: p.relOptions()}
}

// alterNamed reads RENAME TO or OWNER TO of a schema.
func (p *parser) alterNamed(at ast.Pos, k ast.ObjectKind) ast.Statement {
	name := ast.QName{Pos: p.pos(), Name: p.colID()}
	if p.acceptPair(kwRename, kwTo) {
		return &ast.Rename{Pos: at, Kind: k, Name: name, New: p.colID()}
	}
	p.expect(kwOwner, kwTo)
	return &ast.AlterOwner{Pos: at, Kind: k, Name: name, Role: p.roleSpec()}
}

// alterDatabase reads ALTER DATABASE.
func (p *parser) alterDatabase(at ast.Pos) ast.Statement {
	name := p.tok
	switch p.peek(1).kind {
	case kwRename, kwOwner:
		return p.alterNamed(at, ast.ObjectDatabase)
	}
	p.colID()
	switch {
	case p.isThen(kwSet, kwTablespace):
		p.expect(kwSet)
		o := ast.Option{Pos: p.pos(), Name: p.take()}
		o.Value = p.wordOrString()
		return &ast.AlterDatabase{Pos: at, Name: name.text, Options: []ast.Option{o}}
	case p.is(kwRefresh):
		p.unsupported("ALTER DATABASE ... REFRESH COLLATION VERSION", "")
	case p.is(kwSet), p.is(kwReset):
		return &ast.AlterSetting{Pos: at, Database: name.text, Set: p.setOrReset()}
	}
	s := &ast.AlterDatabase{Pos: at, Name: name.text}
	withWord := p.accept(kwWith)
	s.Options = p.databaseOptions()
	if withWord && s.Options == nil {
		p.fail()
	}
	return s
}

// setOrReset reads SET or RESET of ALTER DATABASE and ALTER ROLE.
func (p *parser) setOrReset() ast.Statement {
	at := p.pos()
	if p.is(kwReset) {
		return p.reset()
	}
	p.expect(kwSet)
	return p.setRest(at, false)
}

// drop reads DROP.
func (p *parser) drop() ast.Statement {
	at := p.pos()
	p.expect(kwDrop)
	d := &ast.Drop{Pos: at}
	switch p.tok.kind {
	case kwTable:
		d.Kind = ast.ObjectTable
	case kwSequence:
		d.Kind = ast.ObjectSequence
	case kwView:
		d.Kind = ast.ObjectView
	case kwMaterialized:
		p.advance()
		d.Kind = ast.ObjectMaterializedView
		if !p.is(kwView) {
			p.fail()
		}
	case kwIndex:
		d.Kind = ast.ObjectIndex
		if p.peek(1).kind == kwConcurrently {
			p.advance()
			d.Concurrently = true
		}
	case kwSchema:
		d.Kind = ast.ObjectSchema
	case kwType:
		d.Kind = ast.ObjectType
	case kwDomain:
		d.Kind = ast.ObjectDomain
	case kwForeign:
		if p.peek(1).kind != kwTable {
			return p.dropOther(at)
		}
		p.advance()
		d.Kind = ast.ObjectForeignTable
	case kwExtension:
		d.Kind = ast.ObjectExtension
	case kwStatistics:
		d.Kind = ast.ObjectStatistics
	default:
		return p.dropOther(at)
	}
	p.advance()
	d.IfExists = p.optIfExists()
	d.Names = p.dropNames(d.Kind)
	d.Behavior = p.optBehavior()
	return d
}

// dropNames reads the names of what is dropped; schemas and extensions have no
// qualifiers.
func (p *parser) dropNames(k ast.ObjectKind) []ast.QName {
	if k != ast.ObjectSchema && k != ast.ObjectExtension {
		return p.qnames()
	}
	var list []ast.QName
	for {
		list = append(list, ast.QName{Pos: p.pos(), Name: p.colID()})
		if !p.accept(',') {
			return list
		}
	}
}

// foreignKinds are the kinds of objects that nobody can make here, by the words that name them.
// Of some the names have no schema.
var foreignKinds = []struct {
	words []kind
	what  string
	bare  bool
}{
	{[]kind{kwCollation}, "collation", false},
	{[]kind{kwConversion}, "conversion", false},
	{[]kind{kwText, kwSearch, kwParser}, "text search parser", false},
	{[]kind{kwText, kwSearch, kwDictionary}, "text search dictionary", false},
	{[]kind{kwText, kwSearch, kwTemplate}, "text search template", false},
	{[]kind{kwText, kwSearch, kwConfiguration}, "text search configuration", false},
	{[]kind{kwEvent, kwTrigger}, "event trigger", true},
	{[]kind{kwPublication}, "publication", true},
	{[]kind{kwSubscription}, "subscription", true},
	{[]kind{kwTablespace}, "tablespace", true},
	{[]kind{kwServer}, "server", true},
	{[]kind{kwForeign, kwData, kwWrapper}, "foreign data wrapper", true},
	{[]kind{kwAccess, kwMethod}, "access method", true},
	{[]kind{kwLanguage}, "language", true},
	{[]kind{kwProcedural, kwLanguage}, "language", true},
}

// dropOf reads DROP of kinds that are named by what they are of as well, from the kind on.
func (p *parser) dropOf(at ast.Pos) ast.Statement {
	d := &ast.DropOf{Pos: at}
	switch {
	case p.accept(kwRule):
		d.What, d.IfExists = "rule", p.optIfExists()
		d.Name.Name = p.colID()
		p.expect(kwOn)
		d.Of = p.qname()
	case p.accept(kwTransform):
		d.What, d.IfExists = "transform", p.optIfExists()
		p.expect(kwFor)
		d.Type = p.typeName()
		p.expect(kwLanguage)
		d.Of.Name = p.colID()
	case p.accept(kwUser):
		p.expect(kwMapping)
		d.What, d.IfExists = "user mapping", p.optIfExists()
		p.expect(kwFor)
		if p.accept(kwUser) {
			d.Role = &ast.RoleSpec{Kind: ast.RoleCurrentUser}
		} else {
			r := p.roleSpec()
			d.Role = &r
		}
		p.expect(kwServer)
		d.Of.Name = p.colID()
		return d
	default: // CLASS or FAMILY, behind OPERATOR
		d.What = "operator " + strings.ToLower(p.tok.text)
		p.advance()
		d.IfExists = p.optIfExists()
		d.Name = p.qname()
		p.expect(kwUsing)
		d.Of.Name = p.colID()
	}
	d.Behavior = p.optBehavior()
	return d
}

// dropForeign reads DROP of those kinds; nil for others.
func (p *parser) dropForeign(at ast.Pos) ast.Statement {
	for i := range foreignKinds {
		k := &foreignKinds[i]
		if !p.wordsAhead(k.words) {
			continue
		}
		for range k.words {
			p.advance()
		}
		d := &ast.Drop{Pos: at, What: k.what, IfExists: p.optIfExists()}
		kind := ast.ObjectNone
		if k.bare {
			kind = ast.ObjectExtension
		}
		d.Names = p.dropNames(kind)
		d.Behavior = p.optBehavior()
		return d
	}
	return nil
}

func (p *parser) wordsAhead(words []kind) bool {
	for i, w := range words {
		if i == 0 && !p.is(w) || i > 0 && p.peek(i).kind != w {
			return false
		}
	}
	return true
}

// dropOther reads DROP of databases and roles.
func (p *parser) dropOther(at ast.Pos) ast.Statement {
	switch p.tok.kind {
	case kwDatabase:
		p.advance()
		d := &ast.DropDatabase{Pos: at, IfExists: p.optIfExists()}
		d.Name = p.colID()
		p.accept(kwWith)
		if p.accept('(') {
			p.expect(kwForce)
			for p.accept(',') {
				p.expect(kwForce)
			}
			p.expect(')')
			d.Force = true
		}
		return d
	case kwOwned:
		p.expect(kwOwned, kwBy)
		return &ast.DropOwned{Pos: at, Roles: p.roleSpecs(), Behavior: p.optBehavior()}
	case kwPolicy:
		p.advance()
		d := &ast.DropPolicy{Pos: at, IfExists: p.optIfExists()}
		d.Name = p.colID()
		p.expect(kwOn)
		d.Table = p.qname()
		d.Behavior = p.optBehavior()
		return d
	case kwFunction, kwProcedure, kwRoutine, kwAggregate:
		return p.dropRoutine(at)
	case kwOperator:
		return p.dropOperator(at)
	case kwCast:
		return p.dropCast(at)
	case kwRule, kwTransform:
		return p.dropOf(at)
	case kwTrigger:
		return p.dropTrigger(at)
	case kwRole, kwGroup:
		return p.dropRole(at)
	case kwUser:
		if p.peek(1).kind == kwMapping {
			return p.dropOf(at)
		}
		return p.dropRole(at)
	}
	if d := p.dropForeign(at); d != nil {
		return d
	}
	p.unsupportedKind("DROP")
	p.fail()
	return nil
}
