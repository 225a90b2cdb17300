package deparse

import (
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// ddl writes statements that define and change objects.
func (p *printer) ddl(s ast.Statement) {
	if p.typeStatement(s) || p.routineStatement(s) || p.extensionStatement(s) || p.placementStatement(s) {
		return
	}
	switch s := s.(type) {
	case *ast.CreateTable:
		p.createTable(s)
	case *ast.CreateIndex:
		p.createIndex(s)
	case *ast.CreateSequence:
		p.w("CREATE ")
		p.persistence(s.Persistence)
		p.w("SEQUENCE ")
		p.wIf(s.IfNotExists, "IF NOT EXISTS ")
		p.qname(&s.Name)
		p.seqOptions(" ", s.Options)
	case *ast.CreateView:
		p.createView(s)
	case *ast.CreateSchema:
		p.createSchema(s)
	case *ast.CreateDatabase:
		p.optName("CREATE DATABASE ", s.Name)
		p.databaseOptions(s.Options)
	case *ast.DropDatabase:
		p.w("DROP DATABASE ")
		p.wIf(s.IfExists, "IF EXISTS ")
		p.name(s.Name)
		p.wIf(s.Force, " (FORCE)")
	case *ast.Drop:
		if s.What != "" {
			p.w("DROP ", strings.ToUpper(s.What), " ")
		} else {
			p.w("DROP ", s.Kind.String(), " ")
		}
		p.wIf(s.Concurrently, "CONCURRENTLY ")
		p.wIf(s.IfExists, "IF EXISTS ")
		p.qnames(s.Names)
		p.behavior(s.Behavior)
	case *ast.CommentOn:
		p.commentOn(s)
	default:
		p.alterStatement(s)
	}
}

// alterStatement writes ALTER in all its forms.
func (p *printer) alterStatement(s ast.Statement) {
	switch s := s.(type) {
	case *ast.AlterTable:
		p.alterHead(s.Kind, s.IfExists, s.Only, &s.Name)
		p.w(" ")
		p.list(len(s.Cmds), func(i int) { p.alterCmd(s.Cmds[i]) })
	case *ast.SplitAt:
		p.alterHead(s.Kind, false, false, &s.Name)
		p.w(" SPLIT AT VALUES ")
		p.list(len(s.Rows), func(i int) { p.parenExprs(s.Rows[i]) })
	case *ast.Scatter:
		p.alterHead(s.Kind, false, false, &s.Name)
		p.w(" SCATTER")
	case *ast.Rename:
		p.rename(s)
	case *ast.SetSchema:
		p.alterHead(s.Kind, s.IfExists, s.Only, &s.Name)
		p.optName(" SET SCHEMA ", s.Schema)
	case *ast.AlterOwner:
		p.alterHead(s.Kind, false, false, &s.Name)
		p.w(" OWNER TO ")
		p.role(&s.Role)
	case *ast.AlterDatabase:
		p.optName("ALTER DATABASE ", s.Name)
		p.databaseOptions(s.Options)
	}
}

func (p *printer) alterHead(k ast.ObjectKind, ifExists, only bool, name *ast.QName) {
	p.w("ALTER ", k.String(), " ")
	p.wIf(ifExists, "IF EXISTS ")
	p.wIf(only, "ONLY ")
	p.namesOf(k, []ast.QName{*name})
}

func (p *printer) rename(s *ast.Rename) {
	k := s.Kind
	if s.Old != "" {
		k = s.RelationKind
	}
	p.alterHead(k, s.IfExists, s.Only, &s.Name)
	p.w(" RENAME")
	if s.Old != "" {
		p.w(" ", s.Kind.String(), " ")
		p.name(s.Old)
	}
	p.optName(" TO ", s.New)
}

func (p *printer) createTable(s *ast.CreateTable) {
	p.w("CREATE ")
	p.persistence(s.Persistence)
	p.w("TABLE ")
	p.wIf(s.IfNotExists, "IF NOT EXISTS ")
	p.qname(&s.Name)
	if s.Bound != nil {
		p.w(" PARTITION OF ")
		p.qname(&s.PartitionOf)
	}
	if s.OfType != nil {
		p.w(" OF ")
		p.qname(s.OfType)
	}
	if s.AsQuery == nil && s.Bound == nil && s.OfType == nil || len(s.Columns)+len(s.Constraints) > 0 {
		p.w(" (")
		p.elements(s)
		p.w(")")
	}
	if s.Bound != nil {
		p.partitionBound(s.Bound)
	}
	if len(s.Inherits) > 0 {
		p.w(" INHERITS (")
		p.qnames(s.Inherits)
		p.w(")")
	}
	if s.PartitionBy != nil {
		p.partitionBy(s.PartitionBy)
	}
	p.optName(" USING ", s.AccessMethod)
	p.options(" WITH ", s.With, " = ")
	p.wIf(s.WithoutOIDs, " WITHOUT OIDS")
	p.w([...]string{"", " ON COMMIT PRESERVE ROWS", " ON COMMIT DELETE ROWS", " ON COMMIT DROP"}[s.OnCommit])
	p.optName(" TABLESPACE ", s.Tablespace)
	if s.AsQuery != nil {
		p.w(" AS ")
		p.statement(s.AsQuery)
		p.withData(s.WithData)
	}
}

// elements writes columns, constraints and LIKE in their order.
func (p *printer) elements(s *ast.CreateTable) {
	order := s.Elements
	if len(order) == 0 {
		for range s.Columns {
			order = append(order, ast.ElementColumn)
		}
		for range s.Constraints {
			order = append(order, ast.ElementConstraint)
		}
		for range s.Likes {
			order = append(order, ast.ElementLike)
		}
	}
	var next [3]int
	p.list(len(order), func(i int) {
		at := next[order[i]]
		next[order[i]]++
		switch order[i] {
		case ast.ElementColumn:
			p.columnDef(&s.Columns[at])
		case ast.ElementConstraint:
			p.constraint(&s.Constraints[at])
		default:
			p.likeClause(&s.Likes[at])
		}
	})
}

var likeOptionWords = [...]string{
	"COMMENTS", "COMPRESSION", "CONSTRAINTS", "DEFAULTS", "GENERATED", "IDENTITY", "INDEXES", "STATISTICS", "STORAGE",
}

func (p *printer) likeClause(l *ast.LikeClause) {
	p.w("LIKE ")
	p.qname(&l.Table)
	// Where ALL was written, the bits beyond the known options tell.
	all := l.Options >= 1<<len(likeOptionWords)
	p.wIf(all, " INCLUDING ALL")
	for i, word := range likeOptionWords {
		set := l.Options&(1<<i) != 0
		p.wIf(set && !all, " INCLUDING "+word)
		p.wIf(!set && all, " EXCLUDING "+word)
	}
}

func (p *printer) columnDef(c *ast.ColumnDef) {
	p.name(c.Name)
	if c.Type != nil {
		p.w(" ")
		p.typeName(c.Type)
	}
	if c.Compression == "default" {
		p.w(" COMPRESSION DEFAULT")
	} else {
		p.optName(" COMPRESSION ", c.Compression)
	}
	p.optQName(" COLLATE ", &c.Collation)
	for i := range c.Constraints {
		p.w(" ")
		p.constraint(&c.Constraints[i])
	}
}

// constraint writes a constraint of a column or a table, which have the same
// words but for the lists of columns.
func (p *printer) constraint(k *ast.Constraint) {
	if k.Name != "" {
		p.optName("CONSTRAINT ", k.Name)
		p.w(" ")
	}
	switch k.Kind {
	case ast.ConstraintNotNull:
		p.w("NOT NULL")
	case ast.ConstraintNull:
		p.w("NULL")
	case ast.ConstraintDefault:
		p.w("DEFAULT ")
		p.simple(k.Expr)
	case ast.ConstraintIdentity:
		p.w("GENERATED ", identityWords[k.Identity], " AS IDENTITY")
		p.parenSeqOptions(k.SeqOptions)
	case ast.ConstraintGenerated:
		p.w("GENERATED ALWAYS AS ")
		p.parenExprs([]ast.Expr{k.Expr})
		p.w(" STORED")
	case ast.ConstraintCheck:
		p.w("CHECK ")
		p.parenExprs([]ast.Expr{k.Expr})
	case ast.ConstraintPrimaryKey, ast.ConstraintUnique:
		p.key(k)
	case ast.ConstraintForeignKey:
		p.foreignKey(k)
	case ast.ConstraintExclude:
		p.exclude(k)
	}
	p.attributes(k.Deferrable, k.InitiallyDeferred)
	p.wIf(k.NotValid, " NOT VALID")
	p.wIf(k.NoInherit, " NO INHERIT")
}

var identityWords = [...]string{"ALWAYS", "BY DEFAULT"}

func (p *printer) attributes(deferrable, deferred bool) {
	p.wIf(deferrable, " DEFERRABLE")
	p.wIf(deferred, " INITIALLY DEFERRED")
}

func (p *printer) key(k *ast.Constraint) {
	p.w([...]string{"UNIQUE", "PRIMARY KEY"}[b2i(k.Kind == ast.ConstraintPrimaryKey)])
	p.wIf(k.NullsNotDistinct, " NULLS NOT DISTINCT")
	p.parenNames(k.Columns)
	if len(k.Include) > 0 {
		p.w(" INCLUDE")
		p.parenNames(k.Include)
	}
	p.options(" WITH ", k.With, " = ")
	p.optName(" USING INDEX TABLESPACE ", k.Tablespace)
	p.optName(" USING INDEX ", k.UsingIndex)
}

func (p *printer) exclude(k *ast.Constraint) {
	p.w("EXCLUDE ")
	if k.AccessMethod != "" {
		p.optName("USING ", k.AccessMethod)
		p.w(" ")
	}
	p.w("(")
	p.list(len(k.Exclude), func(i int) { p.excludeElem(&k.Exclude[i]) })
	p.w(")")
	if len(k.Include) > 0 {
		p.w(" INCLUDE")
		p.parenNames(k.Include)
	}
	p.options(" WITH ", k.With, " = ")
	p.optName(" USING INDEX TABLESPACE ", k.Tablespace)
	if k.Where != nil {
		p.w(" WHERE ")
		p.parenExprs([]ast.Expr{k.Where})
	}
}

func (p *printer) excludeElem(e *ast.ExcludeElem) {
	p.indexElem(&e.Elem)
	p.w(" WITH ")
	if e.OpSchema == "" {
		p.w(e.Op)
		return
	}
	p.optName("OPERATOR(", e.OpSchema)
	p.w(".", e.Op, ")")
}

var refActionWords = [...]string{
	ast.RefNoAction: "NO ACTION", ast.RefRestrict: "RESTRICT", ast.RefCascade: "CASCADE",
	ast.RefSetNull: "SET NULL", ast.RefSetDefault: "SET DEFAULT",
}

func (p *printer) foreignKey(k *ast.Constraint) {
	if len(k.Columns) > 0 {
		p.w("FOREIGN KEY")
		p.parenNames(k.Columns)
		p.w(" ")
	}
	p.w("REFERENCES ")
	p.qname(&k.RefTable)
	p.parenNames(k.RefColumns)
	p.w([...]string{"", " MATCH FULL", " MATCH PARTIAL"}[k.Match])
	if k.OnDelete != ast.RefNoAction {
		p.w(" ON DELETE ", refActionWords[k.OnDelete])
		p.parenNames(k.OnDeleteColumns)
	}
	p.wIf(k.OnUpdate != ast.RefNoAction, " ON UPDATE "+refActionWords[k.OnUpdate])
}

// seqOptions writes options of a sequence, each after sep.
func (p *printer) seqOptions(sep string, list []ast.SeqOption) {
	for i := range list {
		p.wIf(i > 0, " ")
		p.wIf(i == 0, sep)
		p.seqOption(&list[i])
	}
}

func (p *printer) parenSeqOptions(list []ast.SeqOption) {
	if len(list) > 0 {
		p.seqOptions(" (", list)
		p.w(")")
	}
}

var seqWords = [...]string{
	ast.SeqAs: "AS ", ast.SeqCache: "CACHE ", ast.SeqCycle: "CYCLE", ast.SeqNoCycle: "NO CYCLE", ast.SeqIncrement: "INCREMENT BY ",
	ast.SeqMaxValue: "MAXVALUE ", ast.SeqNoMaxValue: "NO MAXVALUE", ast.SeqMinValue: "MINVALUE ", ast.SeqNoMinValue: "NO MINVALUE",
	ast.SeqOwnedBy: "OWNED BY ", ast.SeqName: "SEQUENCE NAME ", ast.SeqStart: "START WITH ", ast.SeqRestart: "RESTART",
}

func (p *printer) seqOption(o *ast.SeqOption) {
	p.w(seqWords[o.Kind])
	p.wIf(o.Kind == ast.SeqRestart && o.Value != nil, " WITH ")
	switch {
	case o.Value != nil:
		p.constant(o.Value)
	case o.Type != nil:
		p.typeName(o.Type)
	default:
		if o.Kind == ast.SeqOwnedBy && len(o.Names) == 1 && o.Names[0] == "none" {
			p.w("NONE")
			return
		}
		p.dotted(o.Names)
	}
}

func (p *printer) createIndex(s *ast.CreateIndex) {
	p.w("CREATE ")
	p.wIf(s.Unique, "UNIQUE ")
	p.w("INDEX ")
	p.wIf(s.Concurrently, "CONCURRENTLY ")
	p.wIf(s.IfNotExists, "IF NOT EXISTS ")
	if s.Name != "" {
		p.name(s.Name)
		p.w(" ")
	}
	p.w("ON ")
	p.wIf(s.Only, "ONLY ")
	p.qname(&s.Table)
	p.optName(" USING ", s.AccessMethod)
	p.w(" ")
	p.indexElems(s.Elems)
	if len(s.Include) > 0 {
		p.w(" INCLUDE ")
		p.indexElems(s.Include)
	}
	p.wIf(s.NullsNotDistinct, " NULLS NOT DISTINCT")
	p.options(" WITH ", s.With, " = ")
	p.optName(" TABLESPACE ", s.Tablespace)
	p.clause(" WHERE ", s.Where)
}

func (p *printer) indexElems(list []ast.IndexElem) {
	p.w("(")
	p.list(len(list), func(i int) { p.indexElem(&list[i]) })
	p.w(")")
}

func (p *printer) indexElem(e *ast.IndexElem) {
	if e.Expr != nil {
		p.w("(")
		p.expr(e.Expr, precNone)
		p.w(")")
	} else {
		p.name(e.Column)
	}
	p.optQName(" COLLATE ", &e.Collation)
	p.optQName(" ", &e.OpClass)
	p.options(" ", e.OpOptions, " = ")
	p.direction(e.Dir, e.Nulls)
}

func (p *printer) createView(s *ast.CreateView) {
	p.w("CREATE ")
	p.wIf(s.OrReplace, "OR REPLACE ")
	p.persistence(s.Persistence)
	p.wIf(s.Materialized, "MATERIALIZED ")
	p.wIf(s.Recursive, "RECURSIVE ")
	p.w("VIEW ")
	p.wIf(s.IfNotExists, "IF NOT EXISTS ")
	p.qname(&s.Name)
	p.parenNames(s.Columns)
	p.optName(" USING ", s.AccessMethod)
	p.options(" WITH ", s.With, " = ")
	p.optName(" TABLESPACE ", s.Tablespace)
	p.w(" AS ")
	p.query(s.Query)
	p.w([...]string{"", " WITH LOCAL CHECK OPTION", " WITH CASCADED CHECK OPTION"}[s.Check])
	p.withData(s.WithData)
}

func (p *printer) createSchema(s *ast.CreateSchema) {
	p.w("CREATE SCHEMA")
	p.wIf(s.IfNotExists, " IF NOT EXISTS")
	p.optName(" ", s.Name)
	if s.Authorization != nil {
		p.w(" AUTHORIZATION ")
		p.role(s.Authorization)
	}
	for _, e := range s.Elements {
		p.w(" ")
		p.statement(e)
	}
}

func (p *printer) databaseOptions(list []ast.Option) {
	for i := range list {
		o := &list[i]
		p.w(" ")
		if o.Name == "connection_limit" {
			p.w("CONNECTION LIMIT")
		} else {
			p.name(o.Name)
		}
		p.w(" = ")
		if o.Value == nil {
			p.w("DEFAULT")
		} else {
			p.expr(o.Value, precNone)
		}
	}
}

func (p *printer) commentOn(s *ast.CommentOn) {
	p.w("COMMENT ON ", s.Kind.String(), " ")
	switch s.Kind {
	case ast.ObjectColumn:
		p.qname(&s.Name)
		p.w(".")
		p.name(s.Child)
	case ast.ObjectDomainConstraint:
		p.name(s.Child)
		p.optQName(" ON DOMAIN ", &s.Name)
	case ast.ObjectConstraint, ast.ObjectPolicy, ast.ObjectTrigger:
		p.name(s.Child)
		p.optQName(" ON ", &s.Name)
	case ast.ObjectFunction, ast.ObjectProcedure, ast.ObjectRoutine:
		p.functionName(s.Func)
	default:
		p.namesOf(s.Kind, []ast.QName{s.Name})
	}
	p.w(" IS ")
	if s.IsNull {
		p.w("NULL")
	} else {
		p.string(s.Comment)
	}
}

// alterCmd writes one action of ALTER TABLE.
func (p *printer) alterCmd(c ast.AlterCmd) {
	switch c := c.(type) {
	case *ast.AddColumn:
		p.w("ADD COLUMN ")
		p.wIf(c.IfNotExists, "IF NOT EXISTS ")
		p.columnDef(&c.Column)
	case *ast.DropColumn:
		p.dropPart("COLUMN ", c.IfExists, c.Name, c.Behavior)
	case *ast.AddConstraint:
		p.w("ADD ")
		p.constraint(&c.Constraint)
	case *ast.AlterConstraint:
		p.optName("ALTER CONSTRAINT ", c.Name)
		p.attributes(c.Deferrable, c.InitiallyDeferred)
	case *ast.ValidateConstraint:
		p.optName("VALIDATE CONSTRAINT ", c.Name)
	case *ast.DropConstraint:
		p.dropPart("CONSTRAINT ", c.IfExists, c.Name, c.Behavior)
	case *ast.SetOptions:
		p.setOptions(c.Reset, c.Options)
	case *ast.OwnerTo:
		p.w("OWNER TO ")
		p.role(&c.Role)
	case *ast.RowSecurity:
		p.w([...]string{"DISABLE", "ENABLE", "NO FORCE", "FORCE"}[2*b2i(c.Force)+b2i(c.On)], " ROW LEVEL SECURITY")
	case *ast.EnableTrigger:
		p.enableTrigger(c)
	case *ast.SetPersistence:
		p.w([...]string{"SET LOGGED", "SET UNLOGGED"}[b2i(c.Unlogged)])
	case *ast.SetTablespace:
		p.optName("PARTITION ", c.Partition)
		p.wIf(c.Partition != "", " ")
		switch {
		case c.Name == "":
			p.w("PLACEMENT POLICY = DEFAULT")
		case c.Partition != "":
			p.optName("PLACEMENT POLICY = ", c.Name)
		default:
			p.optName("SET TABLESPACE ", c.Name)
		}
	case *ast.SetAccessMethod:
		p.optName("SET ACCESS METHOD ", c.Name)
	case *ast.ClusterOn:
		p.wIf(c.Index == "", "SET WITHOUT CLUSTER")
		p.optName("CLUSTER ON ", c.Index)
	case *ast.ReplicaIdentity:
		p.w("REPLICA IDENTITY ", map[byte]string{'d': "DEFAULT", 'f': "FULL", 'n': "NOTHING", 'i': "USING INDEX"}[c.Kind])
		p.optName(" ", c.Index)
	case *ast.SetWithoutOIDs:
		p.w("SET WITHOUT OIDS")
	case *ast.SequenceOptions:
		p.seqOptions("", c.Options)
	case *ast.OfType:
		if c.Type == nil {
			p.w("NOT OF")
			return
		}
		p.w("OF ")
		p.qname(c.Type)
	case *ast.Inherit:
		p.wIf(c.No, "NO ")
		p.w("INHERIT ")
		p.qname(&c.Parent)
	case *ast.AttachPartition:
		p.w("ATTACH PARTITION ")
		p.qname(&c.Name)
		if c.Bound != nil {
			p.partitionBound(c.Bound)
		}
	case *ast.DetachPartition:
		p.w("DETACH PARTITION ")
		p.qname(&c.Name)
		p.wIf(c.Concurrently, " CONCURRENTLY")
		p.wIf(c.Finalize, " FINALIZE")
	default:
		p.alterColumn(c)
	}
}

func (p *printer) dropPart(word string, ifExists bool, name string, b ast.Behavior) {
	p.w("DROP ", word)
	p.wIf(ifExists, "IF EXISTS ")
	p.name(name)
	p.behavior(b)
}

func (p *printer) setOptions(reset bool, list []ast.Option) {
	p.w([...]string{"SET ", "RESET "}[b2i(reset)])
	p.options("", list, " = ")
}

// alterColumn writes the actions on one column.
func (p *printer) alterColumn(c ast.AlterCmd) {
	p.w("ALTER COLUMN ")
	switch c := c.(type) {
	case *ast.AlterColumnType:
		p.optName("", c.Column)
		p.w(" TYPE ")
		p.typeName(c.Type)
		p.optQName(" COLLATE ", &c.Collation)
		p.clause(" USING ", c.Using)
	case *ast.AlterColumnDefault:
		p.name(c.Column)
		p.wIf(c.Expr == nil, " DROP DEFAULT")
		p.clause(" SET DEFAULT ", c.Expr)
	case *ast.AlterColumnNotNull:
		p.name(c.Column)
		p.w([...]string{" SET NOT NULL", " DROP NOT NULL"}[b2i(c.Drop)])
	case *ast.DropExpression:
		p.name(c.Column)
		p.w(" DROP EXPRESSION")
		p.wIf(c.IfExists, " IF EXISTS")
	case *ast.AddIdentity:
		p.name(c.Column)
		p.w(" ADD GENERATED ", identityWords[c.Identity], " AS IDENTITY")
		p.parenSeqOptions(c.SeqOptions)
	case *ast.SetIdentity:
		p.setIdentity(c)
	case *ast.DropIdentity:
		p.name(c.Column)
		p.w(" DROP IDENTITY")
		p.wIf(c.IfExists, " IF EXISTS")
	default:
		p.alterStorage(c)
	}
}

func (p *printer) setIdentity(c *ast.SetIdentity) {
	p.name(c.Column)
	if c.HasIdentity {
		p.w(" SET GENERATED ", identityWords[c.Identity])
	}
	for i := range c.SeqOptions {
		p.w(" ")
		p.wIf(c.SeqOptions[i].Kind != ast.SeqRestart, "SET ")
		p.seqOption(&c.SeqOptions[i])
	}
}

// alterStorage writes how a column is kept.
func (p *printer) alterStorage(c ast.AlterCmd) {
	switch c := c.(type) {
	case *ast.SetStatistics:
		if c.ColumnNumber > 0 {
			p.int(int64(c.ColumnNumber))
		} else {
			p.name(c.Column)
		}
		p.w(" SET STATISTICS ")
		p.int(int64(c.Target))
	case *ast.SetStorage:
		p.name(c.Column)
		p.optName(" SET STORAGE ", c.Storage)
	case *ast.SetCompression:
		p.name(c.Column)
		if c.Method == "default" {
			p.w(" SET COMPRESSION DEFAULT")
		} else {
			p.optName(" SET COMPRESSION ", c.Method)
		}
	case *ast.SetColumnOptions:
		p.name(c.Column)
		p.w(" ")
		p.setOptions(c.Reset, c.Options)
	}
}
