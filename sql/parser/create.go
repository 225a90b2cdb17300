package parser

import (
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// create reads CREATE.
func (p *parser) create() ast.Statement {
	at := p.pos()
	p.expect(kwCreate)
	orReplace := p.acceptPair(kwOr, kwReplace)
	if orReplace {
		return p.createOrReplace(at)
	}
	persistence := p.optPersistence()
	switch p.tok.kind {
	case kwTable:
		return p.createTable(at, persistence)
	case kwSequence:
		return p.createSequence(at, persistence)
	case kwView, kwRecursive:
		return p.createView(at, persistence, false)
	case kwMaterialized:
		return p.createMaterializedView(at, persistence)
	}
	if persistence != ast.PersistencePermanent {
		p.fail()
	}
	switch p.tok.kind {
	case kwUnique, kwIndex:
		return p.createIndex(at)
	case kwSchema:
		return p.createSchema(at)
	case kwDatabase:
		return p.createDatabase(at)
	case kwPolicy:
		return p.createPolicy(at)
	case kwTablespace:
		return p.createTablespace(at)
	case kwFunction, kwProcedure:
		return p.createRoutine(at, false)
	case kwTrigger:
		return p.createTrigger(at, false)
	case kwConstraint:
		if p.peek(1).kind == kwTrigger {
			return p.createTrigger(at, false)
		}
	case kwType:
		return p.createType(at)
	case kwDomain:
		return p.createDomain(at)
	case kwExtension:
		return p.createExtension(at)
	case kwLanguage, kwTrusted, kwProcedural:
		return p.createLanguage(at, false)
	case kwOperator:
		return p.createOperator(at)
	case kwCast:
		return p.createCast(at)
	case kwAggregate:
		return p.createAggregate(at, false)
	case kwStatistics:
		return p.createStatistics(at)
	case kwText:
		return p.createTextSearch(at)
	case kwEvent:
		return p.createEventTrigger(at)
	case kwRole, kwGroup:
		return p.createRole(at)
	case kwUser:
		if p.peek(1).kind != kwMapping {
			return p.createRole(at)
		}
	}
	if p.is(kwAssertion) {
		p.unsupported("CREATE ASSERTION", "Use CHECK constraints, or triggers.")
	}
	p.unsupportedKind("CREATE")
	p.fail()
	return nil
}

// createOrReplace reads what may follow CREATE OR REPLACE.
func (p *parser) createOrReplace(at ast.Pos) ast.Statement {
	persistence := p.optPersistence()
	if p.is(kwView) || p.is(kwRecursive) {
		return p.createView(at, persistence, true)
	}
	switch p.tok.kind {
	case kwFunction, kwProcedure:
		return p.createRoutine(at, true)
	case kwTrigger, kwConstraint:
		return p.createTrigger(at, true)
	case kwAggregate:
		return p.createAggregate(at, true)
	case kwLanguage, kwTrusted, kwProcedural:
		return p.createLanguage(at, true)
	case kwRule, kwTransform:
		p.unsupportedKind("CREATE")
	}
	p.fail()
	return nil
}

// createTable reads CREATE TABLE, with AS or with a list of elements.
func (p *parser) createTable(at ast.Pos, persistence ast.Persistence) ast.Statement {
	return p.createTableForm(at, persistence, false)
}

// createTableForm reads CREATE TABLE; with asOnly, CREATE TABLE … AS alone.
func (p *parser) createTableForm(at ast.Pos, persistence ast.Persistence, asOnly bool) ast.Statement {
	p.expect(kwTable)
	t := &ast.CreateTable{Pos: at, Persistence: persistence}
	t.IfNotExists = p.optIfNotExists()
	t.Name = p.qname()
	switch {
	case p.is(kwOf) && !asOnly:
		p.tableOf(t)
		return t
	case p.is(kwPartition) && !asOnly:
		p.partitionOf(t)
		return t
	case !p.is('('):
		p.createTableAs(t)
		return t
	case asOnly || p.columnListAhead():
		t.Columns = p.bareColumns()
		p.createTableAs(t)
		return t
	}
	p.tableElements(t)
	if p.acceptPair(kwInherits, '(') {
		t.Inherits = p.qnames()
		p.expect(')')
	}
	p.optPartitionBy(t)
	p.tableTail(t)
	return t
}

// columnListAhead tells whether the next parenthesis opens a list of bare
// names, as of CREATE TABLE … AS.
func (p *parser) columnListAhead() bool {
	return colIDToken(p.peek(1)) && (p.peek(2).kind == ',' || p.peek(2).kind == ')')
}

func (p *parser) bareColumns() []ast.ColumnDef {
	var list []ast.ColumnDef
	p.expect('(')
	for {
		list = append(list, ast.ColumnDef{Pos: p.pos(), Name: p.colID()})
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	return list
}

// tableTail reads what may follow a table's elements: access method, storage
// parameters, ON COMMIT and tablespace.
func (p *parser) tableTail(t *ast.CreateTable) {
	if p.accept(kwUsing) {
		t.AccessMethod = p.colID()
	}
	switch {
	case p.accept(kwWith):
		t.With = p.relOptions()
	case p.acceptPair(kwWithout, kwOids):
		t.WithoutOIDs = true
	}
	if p.acceptPair(kwOn, kwCommit) {
		t.OnCommit = p.onCommit()
	}
	t.Tablespace = p.optTablespace()
}

func (p *parser) onCommit() ast.OnCommit {
	switch {
	case p.accept(kwDrop):
		return ast.OnCommitDrop
	case p.acceptPair(kwDelete, kwRows):
		return ast.OnCommitDeleteRows
	}
	p.expect(kwPreserve, kwRows)
	return ast.OnCommitPreserveRows
}

// createTableAs reads the rest of CREATE TABLE … AS.
func (p *parser) createTableAs(t *ast.CreateTable) {
	p.tableTail(t)
	p.expect(kwAs)
	if p.is(kwExecute) {
		t.AsQuery = p.execute()
	} else {
		t.AsQuery = p.query()
	}
	t.WithData = p.optWithData()
}

// optWithData reads WITH [NO] DATA if it is there.
func (p *parser) optWithData() ast.WithData {
	if !p.accept(kwWith) {
		return ast.WithDataDefault
	}
	d := ast.WithDataYes
	if p.accept(kwNo) {
		d = ast.WithDataNo
	}
	p.expect(kwData)
	return d
}

// tableElements reads columns, constraints and LIKE in parentheses.
func (p *parser) tableElements(t *ast.CreateTable) {
	p.expect('(')
	if p.accept(')') {
		return
	}
	for {
		switch {
		case p.is(kwLike):
			t.Likes = append(t.Likes, p.likeClause())
			t.Elements = append(t.Elements, ast.ElementLike)
		case p.startsConstraint():
			t.Constraints = append(t.Constraints, p.tableConstraint())
			t.Elements = append(t.Elements, ast.ElementConstraint)
		default:
			t.Columns = append(t.Columns, p.columnDef())
			t.Elements = append(t.Elements, ast.ElementColumn)
		}
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
}

// startsConstraint tells whether the next token begins a table constraint. All
// these words are reserved but EXCLUDE.
func (p *parser) startsConstraint() bool {
	switch p.tok.kind {
	case kwConstraint, kwCheck, kwUnique, kwPrimary, kwForeign:
		return true
	case kwExclude:
		return p.peek(1).kind == '(' || p.peek(1).kind == kwUsing
	}
	return false
}

func (p *parser) likeClause() ast.LikeClause {
	l := ast.LikeClause{Pos: p.pos()}
	p.expect(kwLike)
	l.Table = p.qname()
	for {
		switch {
		case p.accept(kwIncluding):
			l.Options |= p.likeOption()
		case p.accept(kwExcluding):
			l.Options &^= p.likeOption()
		default:
			return l
		}
	}
}

func (p *parser) likeOption() ast.LikeOptions {
	o := ast.LikeAll
	switch p.tok.kind {
	case kwComments:
		o = ast.LikeComments
	case kwCompression:
		o = ast.LikeCompression
	case kwConstraints:
		o = ast.LikeConstraints
	case kwDefaults:
		o = ast.LikeDefaults
	case kwGenerated:
		o = ast.LikeGenerated
	case kwIdentity:
		o = ast.LikeIdentity
	case kwIndexes:
		o = ast.LikeIndexes
	case kwStatistics:
		o = ast.LikeStatistics
	case kwStorage:
		o = ast.LikeStorage
	default:
		if !p.is(kwAll) {
			p.fail()
		}
	}
	p.advance()
	return o
}

// columnDef reads a column with its type and constraints.
func (p *parser) columnDef() ast.ColumnDef {
	c := ast.ColumnDef{Pos: p.pos(), Name: p.colID(), Type: p.typeName()}
	if p.accept(kwCompression) {
		if p.is(kwDefault) {
			c.Compression = p.take()
		} else {
			c.Compression = p.colID()
		}
	}
	if p.is(kwOptions) {
		p.unsupported("column OPTIONS", "Foreign tables are not supported.")
	}
	for p.columnQualifier(&c) {
	}
	return c
}

// columnQualifier reads one COLLATE, constraint or attribute of a constraint.
func (p *parser) columnQualifier(c *ast.ColumnDef) bool {
	at := p.pos()
	if p.accept(kwCollate) {
		if c.Collation.Name != "" {
			p.failAt(at, CodeSyntaxError, "multiple COLLATE clauses not allowed")
		}
		c.Collation = p.qname()
		c.Collation.Pos = at // where Postgres says it to be
		return true
	}
	if p.constraintAttribute(c) {
		return true
	}
	k := ast.Constraint{Pos: at}
	named := p.accept(kwConstraint)
	if named {
		k.Name = p.colID()
	}
	if !p.columnConstraint(&k) {
		if named {
			p.fail()
		}
		return false
	}
	c.Constraints = append(c.Constraints, k)
	return true
}

// constraintAttribute reads DEFERRABLE and its relatives, which belong to the
// column's last constraint.
func (p *parser) constraintAttribute(c *ast.ColumnDef) bool {
	at := p.pos()
	word := strings.ToUpper(p.tok.text)
	switch {
	case p.isThen(kwNot, kwDeferrable):
		word = "NOT DEFERRABLE"
	case p.is(kwInitially):
		word = "INITIALLY " + strings.ToUpper(p.peek(1).text)
	case !p.is(kwDeferrable):
		return false
	}
	k := &ast.Constraint{}
	if n := len(c.Constraints); n > 0 {
		k = &c.Constraints[n-1]
	}
	switch k.Kind {
	case ast.ConstraintPrimaryKey, ast.ConstraintUnique, ast.ConstraintForeignKey:
	default:
		p.failAt(at, CodeSyntaxError, "misplaced "+word+" clause")
	}
	switch {
	case p.accept(kwDeferrable):
		k.Deferrable = true
	case p.acceptPair(kwNot, kwDeferrable):
		if k.InitiallyDeferred {
			p.failAt(at, CodeSyntaxError, "constraint declared INITIALLY DEFERRED must be DEFERRABLE")
		}
		k.Deferrable = false
		if p.isThen(kwInitially, kwDeferred) {
			p.failAt(p.pos(), CodeSyntaxError, "constraint declared INITIALLY DEFERRED must be DEFERRABLE")
		}
	default:
		p.expect(kwInitially)
		if k.InitiallyDeferred = p.accept(kwDeferred); !k.InitiallyDeferred {
			p.expect(kwImmediate)
		} else {
			k.Deferrable = true
		}
	}
	return true
}

// columnConstraint reads the body of a column's constraint.
func (p *parser) columnConstraint(k *ast.Constraint) bool {
	switch p.tok.kind {
	case kwNot:
		p.expect(kwNot, kwNull)
		k.Kind = ast.ConstraintNotNull
	case kwNull:
		p.advance()
		k.Kind = ast.ConstraintNull
	case kwUnique:
		p.advance()
		k.Kind = ast.ConstraintUnique
		k.NullsNotDistinct = p.optNullsNotDistinct()
		p.indexParameters(k)
	case kwPrimary:
		p.expect(kwPrimary, kwKey)
		k.Kind = ast.ConstraintPrimaryKey
		p.indexParameters(k)
	case kwCheck:
		p.check(k)
		k.NoInherit = p.acceptPair(kwNo, kwInherit)
	case kwDefault:
		p.advance()
		k.Kind = ast.ConstraintDefault
		k.Expr = p.exprAt(precNone, true)
	case kwGenerated:
		p.generated(k)
	case kwReferences:
		k.Kind = ast.ConstraintForeignKey
		p.references(k)
	default:
		return false
	}
	return true
}

// optNullsNotDistinct reads NULLS [NOT] DISTINCT if it is there.
func (p *parser) optNullsNotDistinct() bool {
	if !p.accept(kwNulls) {
		return false
	}
	not := p.accept(kwNot)
	p.expect(kwDistinct)
	return not
}

// indexParameters reads WITH (…) and USING INDEX TABLESPACE.
func (p *parser) indexParameters(k *ast.Constraint) {
	if p.accept(kwWith) {
		k.With = p.definition()
	}
	if p.acceptPair(kwUsing, kwIndex) {
		p.expect(kwTablespace)
		k.Tablespace = p.colID()
	}
}

// check reads CHECK (…).
func (p *parser) check(k *ast.Constraint) {
	p.expect(kwCheck, '(')
	k.Kind = ast.ConstraintCheck
	k.Expr = p.expr()
	p.expect(')')
}

// generated reads GENERATED … AS IDENTITY, or AS (…) STORED.
func (p *parser) generated(k *ast.Constraint) {
	p.expect(kwGenerated)
	k.Kind = ast.ConstraintIdentity
	at := p.pos()
	k.Identity = p.generatedWhen()
	p.expect(kwAs)
	if p.accept(kwIdentity) {
		if p.accept('(') {
			k.SeqOptions = p.seqOptions()
			if k.SeqOptions == nil {
				p.fail()
			}
			p.expect(')')
		}
		return
	}
	p.expect('(')
	k.Kind = ast.ConstraintGenerated
	k.Expr = p.expr()
	p.expect(')', kwStored)
	if k.Identity != ast.IdentityAlways {
		p.failAt(at, CodeSyntaxError, "for a generated column, GENERATED ALWAYS must be specified")
	}
}

func (p *parser) generatedWhen() ast.IdentityKind {
	if p.acceptPair(kwBy, kwDefault) {
		return ast.IdentityByDefault
	}
	p.expect(kwAlways)
	return ast.IdentityAlways
}

// references reads REFERENCES with what follows.
func (p *parser) references(k *ast.Constraint) {
	p.expect(kwReferences)
	k.RefTable = p.qname()
	k.RefColumns = p.optParenColIDs()
	if p.accept(kwMatch) {
		switch {
		case p.accept(kwFull):
			k.Match = ast.MatchFull
		case p.is(kwPartial):
			p.unsupported("MATCH PARTIAL", "")
		default:
			p.expect(kwSimple)
		}
	}
	deleted, updated := false, false
	for !deleted || !updated {
		at := p.pos()
		if !p.accept(kwOn) {
			return
		}
		if !deleted && p.accept(kwDelete) {
			deleted = true
			k.OnDelete, k.OnDeleteColumns = p.refAction()
			continue
		}
		if updated {
			p.fail()
		}
		p.expect(kwUpdate)
		updated = true
		p.onUpdate(k, at)
	}
}

// onUpdate reads the action of ON UPDATE, which stands at the given position.
func (p *parser) onUpdate(k *ast.Constraint, at ast.Pos) {
	var columns []string
	k.OnUpdate, columns = p.refAction()
	if columns != nil {
		p.failAt(at, CodeFeatureNotSupported, "a column list with "+refActionName(k.OnUpdate)+" is only supported for ON DELETE actions")
	}
}

func refActionName(a ast.RefAction) string {
	if a == ast.RefSetNull {
		return "SET NULL"
	}
	return "SET DEFAULT"
}

func (p *parser) refAction() (ast.RefAction, []string) {
	switch {
	case p.acceptPair(kwNo, kwAction):
		return ast.RefNoAction, nil
	case p.accept(kwRestrict):
		return ast.RefRestrict, nil
	case p.accept(kwCascade):
		return ast.RefCascade, nil
	}
	p.expect(kwSet)
	if p.accept(kwNull) {
		return ast.RefSetNull, p.optParenColIDs()
	}
	p.expect(kwDefault)
	return ast.RefSetDefault, p.optParenColIDs()
}

// tableConstraint reads a constraint of a table.
func (p *parser) tableConstraint() ast.Constraint {
	k := ast.Constraint{Pos: p.pos()}
	if p.accept(kwConstraint) {
		k.Name = p.colID()
	}
	switch p.tok.kind {
	case kwCheck:
		p.check(&k)
	case kwUnique:
		p.advance()
		k.Kind = ast.ConstraintUnique
		p.keyConstraint(&k)
	case kwPrimary:
		p.expect(kwPrimary, kwKey)
		k.Kind = ast.ConstraintPrimaryKey
		p.keyConstraint(&k)
	case kwForeign:
		p.expect(kwForeign, kwKey)
		k.Kind = ast.ConstraintForeignKey
		k.Columns = p.parenColIDs()
		p.references(&k)
	case kwExclude:
		p.advance()
		k.Kind = ast.ConstraintExclude
		p.exclude(&k)
	default:
		p.fail()
	}
	p.constraintAttributes(&k)
	return k
}

// keyConstraint reads the columns of PRIMARY KEY or UNIQUE, or USING INDEX.
func (p *parser) keyConstraint(k *ast.Constraint) {
	if p.acceptPair(kwUsing, kwIndex) {
		k.UsingIndex = p.colID()
		return
	}
	if k.Kind == ast.ConstraintUnique {
		k.NullsNotDistinct = p.optNullsNotDistinct()
	}
	k.Columns = p.parenColIDs()
	if p.accept(kwInclude) {
		k.Include = p.parenColIDs()
	}
	p.indexParameters(k)
}

// exclude reads EXCLUDE up to its attributes.
func (p *parser) exclude(k *ast.Constraint) {
	if p.accept(kwUsing) {
		k.AccessMethod = p.colID()
	}
	p.expect('(')
	k.Exclude = []ast.ExcludeElem{p.excludeElem()}
	for p.accept(',') {
		k.Exclude = append(k.Exclude, p.excludeElem())
	}
	p.expect(')')
	if p.accept(kwInclude) {
		k.Include = p.parenColIDs()
	}
	p.indexParameters(k)
	if p.accept(kwWhere) {
		p.expect('(')
		k.Where = p.expr()
		p.expect(')')
	}
}

func (p *parser) excludeElem() ast.ExcludeElem {
	e := ast.ExcludeElem{Pos: p.pos(), Elem: p.indexElem()}
	p.expect(kwWith)
	if p.is(kwOperator) {
		e.OpSchema, e.Op = p.qualifiedOperator()
	} else {
		e.OpSchema, e.Op = p.anyOperator()
	}
	return e
}

// The attributes of a constraint, as a set.
const (
	attrDeferrable = 1 << iota
	attrNotDeferrable
	attrDeferred
	attrImmediate
	attrNotValid
	attrNoInherit
)

// constraintAttributes reads the attributes after a table constraint.
func (p *parser) constraintAttributes(k *ast.Constraint) {
	set := p.attributeSet()
	name := map[ast.ConstraintKind]string{
		ast.ConstraintCheck: "CHECK", ast.ConstraintUnique: "UNIQUE",
		ast.ConstraintPrimaryKey: "PRIMARY KEY", ast.ConstraintForeignKey: "FOREIGN KEY", ast.ConstraintExclude: "EXCLUDE",
	}[k.Kind]
	refuse := func(bits int, clause string) {
		if set&bits != 0 {
			throw(&Error{SQLSTATE: CodeFeatureNotSupported, Message: name + " constraints cannot be marked " + clause})
		}
	}
	if k.Kind == ast.ConstraintCheck {
		refuse(attrDeferrable|attrDeferred, "DEFERRABLE")
	} else {
		refuse(attrNoInherit, "NO INHERIT")
	}
	if k.Kind != ast.ConstraintCheck && k.Kind != ast.ConstraintForeignKey {
		refuse(attrNotValid, "NOT VALID")
	}
	k.Deferrable = set&(attrDeferrable|attrDeferred) != 0
	k.InitiallyDeferred = set&attrDeferred != 0
	k.NotValid = set&attrNotValid != 0
	k.NoInherit = set&attrNoInherit != 0
}

// attributeSet reads attributes, and refuses those that contradict.
func (p *parser) attributeSet() int {
	set := 0
	for {
		at := p.pos()
		bit := p.attribute()
		if bit == 0 {
			return set
		}
		set |= bit
		if set&(attrNotDeferrable|attrDeferred) == attrNotDeferrable|attrDeferred {
			p.failAt(at, CodeSyntaxError, "constraint declared INITIALLY DEFERRED must be DEFERRABLE")
		}
		if set&(attrNotDeferrable|attrDeferrable) == attrNotDeferrable|attrDeferrable ||
			set&(attrDeferred|attrImmediate) == attrDeferred|attrImmediate {
			p.failAt(at, CodeSyntaxError, "conflicting constraint properties")
		}
	}
}

// attribute reads one attribute, and gives 0 where there is none.
func (p *parser) attribute() int {
	switch {
	case p.accept(kwDeferrable):
		return attrDeferrable
	case p.accept(kwInitially):
		if p.accept(kwDeferred) {
			return attrDeferred
		}
		p.expect(kwImmediate)
		return attrImmediate
	case p.acceptThen(kwNot, kwDeferrable):
		return attrNotDeferrable
	case p.acceptThen(kwNot, kwValid):
		return attrNotValid
	case p.acceptPair(kwNo, kwInherit):
		return attrNoInherit
	}
	return 0
}

// relOptions reads storage parameters: (fillfactor = 70, toast.x).
func (p *parser) relOptions() []ast.Option {
	return p.options(func() ast.Option {
		o := ast.Option{Pos: p.pos(), Name: p.label()}
		if p.accept('.') {
			o.Namespace, o.Name = o.Name, p.label()
		}
		if p.accept('=') {
			o.Value = p.defArg()
		}
		return o
	})
}

// definition reads (a = b, c).
func (p *parser) definition() []ast.Option {
	return p.options(func() ast.Option {
		o := ast.Option{Pos: p.pos(), Name: p.label()}
		if p.accept('=') {
			o.Value = p.defArg()
		}
		return o
	})
}

// options reads a list in parentheses of what one reads.
func (p *parser) options(one func() ast.Option) []ast.Option {
	p.expect('(')
	list := []ast.Option{one()}
	for p.accept(',') {
		list = append(list, one())
	}
	p.expect(')')
	return list
}

// defArg reads the value of an option: a number, a string, a word, a type or
// an operator. Words are given as strings.
func (p *parser) defArg() ast.Expr {
	at := p.pos()
	switch k := p.tok.kind; {
	case k == tInt, k == tNumber, k == '-', k == '+' && p.peek(1).kind != ',' && p.peek(1).kind != ')':
		return p.number()
	case k == tString:
		return p.stringConst()
	case isOperator(k):
		c := &ast.Const{Pos: at, Kind: ast.ConstString, Text: p.lex.sql[p.tok.pos:p.tok.end]}
		p.advance()
		return c
	case p.tok.cat == catReserved, k == kwNone:
		return &ast.Const{Pos: at, Kind: ast.ConstString, Text: p.take()}
	}
	t := p.typeName()
	if len(t.Names) == 1 && t.Mods == nil && t.ArrayBounds == nil && !t.SetOf {
		return &ast.Const{Pos: at, Kind: ast.ConstString, Text: t.Names[0]}
	}
	return &ast.TypeExpr{Pos: at, Type: t}
}

// createIndex reads CREATE INDEX.
func (p *parser) createIndex(at ast.Pos) ast.Statement {
	x := &ast.CreateIndex{Pos: at, Unique: p.accept(kwUnique)}
	p.expect(kwIndex)
	x.Concurrently = p.accept(kwConcurrently)
	if x.IfNotExists = p.optIfNotExists(); x.IfNotExists || !p.is(kwOn) {
		x.Name = p.colID()
	}
	p.expect(kwOn)
	t := p.relation()
	x.Table, x.Only = t.Name, t.Only
	if p.accept(kwUsing) {
		x.AccessMethod = p.colID()
	}
	x.Elems = p.indexElems()
	if p.accept(kwInclude) {
		x.Include = p.indexElems()
	}
	x.NullsNotDistinct = p.optNullsNotDistinct()
	if p.accept(kwWith) {
		x.With = p.relOptions()
	}
	x.Tablespace = p.optTablespace()
	if p.accept(kwWhere) {
		x.Where = p.expr()
	}
	return x
}

// indexElems reads the columns and expressions of an index.
func (p *parser) indexElems() []ast.IndexElem {
	p.expect('(')
	list := []ast.IndexElem{p.indexElem()}
	for p.accept(',') {
		list = append(list, p.indexElem())
	}
	p.expect(')')
	return list
}

func (p *parser) indexElem() ast.IndexElem {
	e := ast.IndexElem{Pos: p.pos()}
	next := p.peek(1).kind
	switch {
	case p.accept('('):
		e.Expr = p.expr()
		p.expect(')')
	case p.isColID() && next != '(' && next != '.':
		e.Column = p.colID()
	default:
		e.Expr = p.windowlessCall()
	}
	if p.accept(kwCollate) {
		e.Collation = p.qname()
	}
	if p.isColID() {
		e.OpClass = p.qname()
		if p.is('(') {
			e.OpOptions = p.relOptions()
		}
	}
	e.Dir, e.Nulls = p.optDirection()
	return e
}

// createSchema reads CREATE SCHEMA.
func (p *parser) createSchema(at ast.Pos) ast.Statement {
	p.expect(kwSchema)
	s := &ast.CreateSchema{Pos: at, IfNotExists: p.optIfNotExists()}
	if !p.is(kwAuthorization) {
		s.Name = p.colID()
	}
	if p.accept(kwAuthorization) {
		r := p.roleSpec()
		s.Authorization = &r
	}
	for p.is(kwCreate) || p.is(kwGrant) {
		if s.IfNotExists {
			p.failAt(p.pos(), CodeFeatureNotSupported, "CREATE SCHEMA IF NOT EXISTS cannot include schema elements")
		}
		s.Elements = append(s.Elements, p.schemaElement())
	}
	return s
}

func (p *parser) schemaElement() ast.Statement {
	at := p.pos()
	e := p.statement()
	switch e := e.(type) {
	case *ast.CreateTable:
		if e.AsQuery == nil {
			return e
		}
	case *ast.CreateIndex, *ast.CreateSequence, *ast.CreateView, *ast.CreateTrigger, *ast.Grant:
		return e
	}
	p.failAt(at, CodeSyntaxError, "syntax error in CREATE SCHEMA")
	return nil
}

// createDatabase reads CREATE DATABASE.
func (p *parser) createDatabase(at ast.Pos) ast.Statement {
	p.expect(kwDatabase)
	s := &ast.CreateDatabase{Pos: at, Name: p.colID()}
	p.accept(kwWith)
	s.Options = p.databaseOptions()
	return s
}

// databaseOptions reads options of CREATE and ALTER DATABASE.
func (p *parser) databaseOptions() []ast.Option {
	var list []ast.Option
	for {
		o := ast.Option{Pos: p.pos()}
		switch {
		case p.placementPolicyAhead():
			p.expect(tIdent, kwPolicy)
			o.Name = "tablespace"
		case p.acceptPair(kwConnection, kwLimit):
			o.Name = "connection_limit"
		case p.is(tIdent), p.is(kwEncoding), p.is(kwLocation), p.is(kwOwner), p.is(kwTablespace), p.is(kwTemplate):
			o.Name = p.take()
		default:
			return list
		}
		p.accept('=')
		switch p.tok.kind {
		case kwDefault:
			p.advance()
		case tInt, tNumber, '-', '+':
			o.Value = p.number()
		default:
			o.Value = p.wordOrString()
		}
		list = append(list, o)
	}
}

// createSequence reads CREATE SEQUENCE.
func (p *parser) createSequence(at ast.Pos, persistence ast.Persistence) ast.Statement {
	p.expect(kwSequence)
	s := &ast.CreateSequence{Pos: at, Persistence: persistence, IfNotExists: p.optIfNotExists()}
	s.Name = p.qname()
	s.Options = p.seqOptions()
	return s
}

// seqOptions reads the options of a sequence.
func (p *parser) seqOptions() []ast.SeqOption {
	var list []ast.SeqOption
	for {
		o := ast.SeqOption{Pos: p.pos()}
		if !p.seqOption(&o) {
			return list
		}
		list = append(list, o)
	}
}

// seqOption reads one option of a sequence.
func (p *parser) seqOption(o *ast.SeqOption) bool {
	switch p.tok.kind {
	case kwAs:
		p.advance()
		o.Kind, o.Type = ast.SeqAs, p.simpleType()
	case kwCache:
		p.advance()
		o.Kind, o.Value = ast.SeqCache, p.number()
	case kwCycle:
		p.advance()
		o.Kind = ast.SeqCycle
	case kwNo:
		p.advance()
		p.seqNo(o)
	case kwIncrement:
		p.advance()
		p.accept(kwBy)
		o.Kind, o.Value = ast.SeqIncrement, p.number()
	case kwMaxvalue:
		p.advance()
		o.Kind, o.Value = ast.SeqMaxValue, p.number()
	case kwMinvalue:
		p.advance()
		o.Kind, o.Value = ast.SeqMinValue, p.number()
	case kwOwned:
		p.expect(kwOwned, kwBy)
		o.Kind, o.Names = ast.SeqOwnedBy, p.anyName()
	case kwSequence:
		p.expect(kwSequence, kwName)
		o.Kind, o.Names = ast.SeqName, p.anyName()
	case kwStart:
		p.advance()
		p.accept(kwWith)
		o.Kind, o.Value = ast.SeqStart, p.number()
	case kwRestart:
		p.advance()
		o.Kind = ast.SeqRestart
		if p.accept(kwWith) || p.is(tInt) || p.is(tNumber) || p.is('-') || p.is('+') {
			o.Value = p.number()
		}
	default:
		return false
	}
	return true
}

func (p *parser) seqNo(o *ast.SeqOption) {
	switch {
	case p.accept(kwMaxvalue):
		o.Kind = ast.SeqNoMaxValue
	case p.accept(kwMinvalue):
		o.Kind = ast.SeqNoMinValue
	default:
		p.expect(kwCycle)
		o.Kind = ast.SeqNoCycle
	}
}

// anyName reads a name with any number of qualifiers.
func (p *parser) anyName() []string {
	names := []string{p.colID()}
	for p.accept('.') {
		names = append(names, p.label())
	}
	return names
}

// createView reads CREATE [RECURSIVE] VIEW.
func (p *parser) createView(at ast.Pos, persistence ast.Persistence, orReplace bool) ast.Statement {
	v := &ast.CreateView{Pos: at, Persistence: persistence, OrReplace: orReplace}
	v.Recursive = p.accept(kwRecursive)
	p.expect(kwView)
	v.Name = p.qname()
	if v.Recursive {
		v.Columns = p.parenColIDs()
	} else {
		v.Columns = p.optParenColIDs()
	}
	if p.accept(kwWith) {
		v.With = p.relOptions()
	}
	p.expect(kwAs)
	v.Query = p.query()
	checkAt := p.pos()
	if p.accept(kwWith) {
		v.Check = ast.ViewCheckCascaded
		if p.accept(kwLocal) {
			v.Check = ast.ViewCheckLocal
		} else {
			p.accept(kwCascaded)
		}
		p.expect(kwCheck, kwOption)
		if v.Recursive {
			p.failAt(checkAt, CodeFeatureNotSupported, "WITH CHECK OPTION not supported on recursive views")
		}
	}
	return v
}

// createMaterializedView reads CREATE MATERIALIZED VIEW.
func (p *parser) createMaterializedView(at ast.Pos, persistence ast.Persistence) ast.Statement {
	if persistence == ast.PersistenceTemporary {
		p.fail()
	}
	p.expect(kwMaterialized, kwView)
	v := &ast.CreateView{Pos: at, Persistence: persistence, Materialized: true}
	v.IfNotExists = p.optIfNotExists()
	v.Name = p.qname()
	v.Columns = p.optParenColIDs()
	if p.accept(kwUsing) {
		v.AccessMethod = p.colID()
	}
	if p.accept(kwWith) {
		v.With = p.relOptions()
	}
	v.Tablespace = p.optTablespace()
	p.expect(kwAs)
	v.Query = p.query()
	v.WithData = p.optWithData()
	return v
}

// refresh reads REFRESH MATERIALIZED VIEW.
func (p *parser) refresh() ast.Statement {
	v := &ast.RefreshView{Pos: p.pos()}
	p.expect(kwRefresh, kwMaterialized, kwView)
	v.Concurrently = p.accept(kwConcurrently)
	v.Name = p.qname()
	v.WithData = p.optWithData()
	return v
}
