package ast

// CreateTable is CREATE TABLE, with AsQuery CREATE TABLE … AS.
type CreateTable struct {
	Pos
	Name        QName
	IfNotExists bool
	Persistence Persistence
	// Columns are the column definitions. For CREATE TABLE … AS they hold names
	// alone.
	Columns []ColumnDef
	// Constraints are the table constraints.
	Constraints []Constraint
	Likes       []LikeClause
	// Elements tells the written order of Columns, Constraints and Likes: one
	// entry each, in order.
	Elements []ElementKind
	Inherits []QName
	With     []Option
	// WithoutOIDs is WITHOUT OIDS, which means nothing.
	WithoutOIDs bool
	OnCommit    OnCommit
	Tablespace  string
	// AccessMethod is that of USING.
	AccessMethod string
	// PartitionBy is nil for a table that is not partitioned. PartitionOf is the table that it
	// is a partition of, where Bound is not nil; columns then have no types.
	PartitionBy *PartitionBy
	PartitionOf QName
	Bound       *PartitionBound
	// OfType is the composite type of a typed table, nil for others; columns then have no types.
	OfType *QName
	// AsQuery is a *Select, *Values-like *Select or *Execute.
	AsQuery  Statement
	WithData WithData
}

// ElementKind is the kind of an element in the parentheses of CREATE TABLE.
type ElementKind uint8

// The elements of CREATE TABLE.
const (
	ElementColumn ElementKind = iota
	ElementConstraint
	ElementLike
)

// OnCommit is what happens to a temporary table at commit.
type OnCommit uint8

// The choices of ON COMMIT.
const (
	OnCommitDefault OnCommit = iota
	OnCommitPreserveRows
	OnCommitDeleteRows
	OnCommitDrop
)

// WithData is WITH [NO] DATA.
type WithData uint8

// The choices of WITH DATA.
const (
	WithDataDefault WithData = iota
	WithDataYes
	WithDataNo
)

// LikeClause is LIKE t INCLUDING … in CREATE TABLE.
type LikeClause struct {
	Pos
	Table   QName
	Options LikeOptions
}

// LikeOptions is a set of what LIKE copies.
type LikeOptions uint16

// What LIKE may copy besides names, types and NOT NULL.
const (
	LikeComments LikeOptions = 1 << iota
	LikeCompression
	LikeConstraints
	LikeDefaults
	LikeGenerated
	LikeIdentity
	LikeIndexes
	LikeStatistics
	LikeStorage
	// LikeAll is INCLUDING ALL, with a bit for each option to come.
	LikeAll LikeOptions = 1<<15 - 1
)

// ColumnDef defines a column.
type ColumnDef struct {
	Pos
	Name string
	// Type is nil in CREATE TABLE … AS alone.
	Type *TypeName
	// Collation is empty where none was written.
	Collation   QName
	Compression string
	Constraints []Constraint
}

// ConstraintKind is the kind of a constraint.
type ConstraintKind uint8

// The constraints of columns and tables.
const (
	ConstraintNotNull ConstraintKind = iota
	ConstraintNull
	ConstraintDefault
	// ConstraintIdentity is GENERATED … AS IDENTITY.
	ConstraintIdentity
	// ConstraintGenerated is GENERATED ALWAYS AS (expr) STORED.
	ConstraintGenerated
	ConstraintCheck
	ConstraintPrimaryKey
	ConstraintUnique
	// ConstraintForeignKey is FOREIGN KEY of a table, REFERENCES of a column.
	ConstraintForeignKey
	ConstraintExclude
)

// IdentityKind is ALWAYS or BY DEFAULT.
type IdentityKind uint8

// The kinds of identity columns.
const (
	IdentityAlways IdentityKind = iota
	IdentityByDefault
)

// RefAction is what ON DELETE and ON UPDATE do.
type RefAction uint8

// The referential actions.
const (
	RefNoAction RefAction = iota
	RefRestrict
	RefCascade
	RefSetNull
	RefSetDefault
)

// MatchType is MATCH of a foreign key.
type MatchType uint8

// The match types.
const (
	MatchSimple MatchType = iota
	MatchFull
	MatchPartial
)

// Constraint is a constraint of a column or a table.
type Constraint struct {
	Pos
	Kind ConstraintKind
	// Name is that of CONSTRAINT name, else empty.
	Name string

	// Expr is that of CHECK, DEFAULT and GENERATED.
	Expr      Expr
	NoInherit bool

	// Identity and SeqOptions are those of identity columns.
	Identity   IdentityKind
	SeqOptions []SeqOption

	// Columns are the key of a table constraint: empty for a column's own.
	Columns          []string
	Include          []string
	NullsNotDistinct bool
	With             []Option
	Tablespace       string
	// UsingIndex is the index of PRIMARY KEY or UNIQUE USING INDEX.
	UsingIndex string
	// Exclude are the elements of EXCLUDE, AccessMethod and Where its USING and WHERE.
	Exclude      []ExcludeElem
	AccessMethod string
	Where        Expr

	RefTable   QName
	RefColumns []string
	Match      MatchType
	OnDelete   RefAction
	// OnDeleteColumns is ON DELETE SET NULL (a, b).
	OnDeleteColumns []string
	OnUpdate        RefAction

	Deferrable        bool
	InitiallyDeferred bool
	// NotValid is NOT VALID of ALTER TABLE … ADD CONSTRAINT.
	NotValid bool
}

// SeqOptionKind is a kind of sequence option.
type SeqOptionKind uint8

// The sequence options.
const (
	SeqAs SeqOptionKind = iota
	SeqCache
	SeqCycle
	SeqNoCycle
	SeqIncrement
	SeqMaxValue
	SeqNoMaxValue
	SeqMinValue
	SeqNoMinValue
	// SeqOwnedBy names table.column, or "none" unqualified for OWNED BY NONE.
	SeqOwnedBy
	SeqName
	SeqStart
	// SeqRestart has a nil Value where none was written.
	SeqRestart
)

// SeqOption is one option of a sequence.
type SeqOption struct {
	Pos
	Kind  SeqOptionKind
	Value *Const
	Type  *TypeName
	// Names is the name of SeqOwnedBy and SeqName, outermost first.
	Names []string
}

// AlterTable is ALTER TABLE, INDEX, SEQUENCE, VIEW or MATERIALIZED VIEW with
// its list of actions. Renames, SET SCHEMA and SPLIT AT are statements of their
// own.
type AlterTable struct {
	Pos
	Kind     ObjectKind
	Name     QName
	IfExists bool
	Only     bool
	Cmds     []AlterCmd
}

// AddColumn is ADD [COLUMN].
type AddColumn struct {
	Pos
	IfNotExists bool
	Column      ColumnDef
}

// DropColumn is DROP [COLUMN].
type DropColumn struct {
	Pos
	Name     string
	IfExists bool
	Behavior Behavior
}

// AlterColumnType is ALTER COLUMN … TYPE.
type AlterColumnType struct {
	Pos
	Column    string
	Type      *TypeName
	Collation QName
	Using     Expr
}

// AlterColumnDefault is SET DEFAULT, or with a nil Expr DROP DEFAULT.
type AlterColumnDefault struct {
	Pos
	Column string
	Expr   Expr
}

// AlterColumnNotNull is SET NOT NULL, or with Drop DROP NOT NULL.
type AlterColumnNotNull struct {
	Pos
	Column string
	Drop   bool
}

// DropExpression is ALTER COLUMN … DROP EXPRESSION.
type DropExpression struct {
	Pos
	Column   string
	IfExists bool
}

// AddIdentity is ALTER COLUMN … ADD GENERATED … AS IDENTITY.
type AddIdentity struct {
	Pos
	Column     string
	Identity   IdentityKind
	SeqOptions []SeqOption
}

// SetIdentity is ALTER COLUMN … SET GENERATED … and SET sequence option.
type SetIdentity struct {
	Pos
	Column string
	// HasIdentity tells whether SET GENERATED was written.
	HasIdentity bool
	Identity    IdentityKind
	SeqOptions  []SeqOption
}

// DropIdentity is ALTER COLUMN … DROP IDENTITY.
type DropIdentity struct {
	Pos
	Column   string
	IfExists bool
}

// SetStatistics is ALTER COLUMN … SET STATISTICS.
type SetStatistics struct {
	Pos
	Column string
	// ColumnNumber is set for an index column given by number.
	ColumnNumber int32
	Target       int32
}

// SetStorage is ALTER COLUMN … SET STORAGE.
type SetStorage struct {
	Pos
	Column  string
	Storage string
}

// SetCompression is ALTER COLUMN … SET COMPRESSION.
type SetCompression struct {
	Pos
	Column string
	Method string
}

// SetColumnOptions is ALTER COLUMN … SET or RESET (…).
type SetColumnOptions struct {
	Pos
	Column  string
	Reset   bool
	Options []Option
}

// AddConstraint is ADD constraint.
type AddConstraint struct {
	Pos
	Constraint Constraint
}

// AlterConstraint is ALTER CONSTRAINT.
type AlterConstraint struct {
	Pos
	Name              string
	Deferrable        bool
	InitiallyDeferred bool
}

// ValidateConstraint is VALIDATE CONSTRAINT.
type ValidateConstraint struct {
	Pos
	Name string
}

// DropConstraint is DROP CONSTRAINT.
type DropConstraint struct {
	Pos
	Name     string
	IfExists bool
	Behavior Behavior
}

// SetOptions is SET (…) or RESET (…) of storage parameters.
type SetOptions struct {
	Pos
	Reset   bool
	Options []Option
}

// OwnerTo is OWNER TO.
type OwnerTo struct {
	Pos
	Role RoleSpec
}

// RowSecurity is [NO] FORCE, ENABLE or DISABLE ROW LEVEL SECURITY.
type RowSecurity struct {
	Pos
	// Force tells [NO] FORCE from ENABLE and DISABLE; On is without NO, or ENABLE.
	Force, On bool
}

// SetPersistence is SET LOGGED or SET UNLOGGED.
type SetPersistence struct {
	Pos
	Unlogged bool
}

// SetTablespace is SET TABLESPACE, or PLACEMENT POLICY = name in TiDB's words. An empty Name is
// DEFAULT: what the object follows by itself.
type SetTablespace struct {
	Pos
	Name string
	// Partition is the partition of the table that is meant, "" for the table itself.
	Partition string
}

// SetAccessMethod is SET ACCESS METHOD.
type SetAccessMethod struct {
	Pos
	Name string
}

// ClusterOn is CLUSTER ON index, or with an empty Index SET WITHOUT CLUSTER.
type ClusterOn struct {
	Pos
	Index string
}

// ReplicaIdentity is REPLICA IDENTITY: Kind is that of pg_class.relreplident, d, f, n or i with
// an Index.
type ReplicaIdentity struct {
	Pos
	Kind  byte
	Index string
}

// SetWithoutOIDs is SET WITHOUT OIDS, which means nothing.
type SetWithoutOIDs struct {
	Pos
}

// SequenceOptions holds the options of ALTER SEQUENCE.
type SequenceOptions struct {
	Pos
	Options []SeqOption
}

//ast:alterCmd AddColumn DropColumn AlterColumnType AlterColumnDefault AlterColumnNotNull DropExpression AddIdentity
//ast:alterCmd SetIdentity DropIdentity SetStatistics SetStorage SetCompression SetColumnOptions AddConstraint
//ast:alterCmd AlterConstraint ValidateConstraint DropConstraint SetOptions OwnerTo SetPersistence RowSecurity
//ast:alterCmd SetTablespace SetAccessMethod ClusterOn ReplicaIdentity SetWithoutOIDs SequenceOptions

// SplitAt is Isochron's ALTER TABLE|INDEX … SPLIT AT VALUES (…), (…).
type SplitAt struct {
	Pos
	// Kind is ObjectTable or ObjectIndex.
	Kind ObjectKind
	Name QName
	Rows [][]Expr
}

// SplitTable is TiDB's SPLIT TABLE … REGIONS.
type SplitTable struct {
	Pos
	Name       QName
	Partitions []string
	// Index is "" for the table's rows.
	Index string
	// Rows are those of BY. Without any, Lower and Upper are those of BETWEEN, and Regions is how
	// many ranges are to lie between them.
	Rows         [][]Expr
	Lower, Upper []Expr
	Regions      int64
}

// Scatter is Isochron's ALTER TABLE|INDEX … SCATTER.
type Scatter struct {
	Pos
	// Kind is ObjectTable or ObjectIndex.
	Kind ObjectKind
	Name QName
}

// Rename is ALTER … RENAME.
type Rename struct {
	Pos
	// Kind is what is renamed: with ObjectColumn or ObjectConstraint, Old is its
	// name and Name the relation, whose own kind is RelationKind.
	Kind         ObjectKind
	RelationKind ObjectKind
	Name         QName
	IfExists     bool
	Only         bool
	Old          string
	New          string
}

// SetSchema is ALTER … SET SCHEMA.
type SetSchema struct {
	Pos
	Kind     ObjectKind
	Name     QName
	IfExists bool
	Only     bool
	Schema   string
}

// AlterOwner is ALTER SCHEMA|DATABASE|… OWNER TO. A large object has its number as name, as it
// has in Grant and CommentOn.
type AlterOwner struct {
	Pos
	Kind ObjectKind
	Name QName
	Role RoleSpec
}

// CreateIndex is CREATE INDEX.
type CreateIndex struct {
	Pos
	// Name is empty where the server is to choose one.
	Name         string
	Unique       bool
	Concurrently bool
	IfNotExists  bool
	Table        QName
	Only         bool
	// AccessMethod is that of USING, empty where none was written.
	AccessMethod     string
	Elems            []IndexElem
	Include          []IndexElem
	NullsNotDistinct bool
	With             []Option
	Tablespace       string
	Where            Expr
}

// IndexElem is a column or an expression of an index or of ON CONFLICT.
type IndexElem struct {
	Pos
	// Column is set for a plain column, Expr otherwise.
	Column    string
	Expr      Expr
	Collation QName
	OpClass   QName
	OpOptions []Option
	Dir       OrderDir
	Nulls     NullsOrder
	// Attr is the column's number in a resolved statement.
	Attr int32
}

// ExcludeElem is an element of EXCLUDE: Elem WITH an operator.
type ExcludeElem struct {
	Pos
	Elem IndexElem
	// OpSchema is that of a qualified operator, else empty.
	OpSchema string
	Op       string
}

// CreateSchema is CREATE SCHEMA.
type CreateSchema struct {
	Pos
	// Name is empty where it is that of the owner.
	Name        string
	IfNotExists bool
	// Authorization is nil where none was written.
	Authorization *RoleSpec
	// Elements are the statements written within.
	Elements []Statement
}

// CreateDatabase is CREATE DATABASE.
type CreateDatabase struct {
	Pos
	Name    string
	Options []Option
}

// AlterDatabase is ALTER DATABASE with options. Renames, owners and settings
// are Rename, AlterOwner and AlterSetting.
type AlterDatabase struct {
	Pos
	Name    string
	Options []Option
}

// DropDatabase is DROP DATABASE.
type DropDatabase struct {
	Pos
	Name     string
	IfExists bool
	Force    bool
}

// CreateSequence is CREATE SEQUENCE.
type CreateSequence struct {
	Pos
	Name        QName
	IfNotExists bool
	Persistence Persistence
	Options     []SeqOption
}

// ViewCheck is WITH CHECK OPTION.
type ViewCheck uint8

// The check options of views.
const (
	ViewCheckNone ViewCheck = iota
	ViewCheckLocal
	ViewCheckCascaded
)

// CreateView is CREATE [MATERIALIZED] VIEW.
type CreateView struct {
	Pos
	Name         QName
	Materialized bool
	OrReplace    bool
	IfNotExists  bool
	Recursive    bool
	Persistence  Persistence
	Columns      []string
	AccessMethod string
	With         []Option
	Tablespace   string
	Query        *Select
	Check        ViewCheck
	WithData     WithData
}

// RefreshView is REFRESH MATERIALIZED VIEW.
type RefreshView struct {
	Pos
	Name         QName
	Concurrently bool
	WithData     WithData
}

// Drop is DROP of one or more objects: tables, indexes, sequences, views,
// schemas, types, domains and extensions.
type Drop struct {
	Pos
	Kind ObjectKind
	// What is the lower-case word of a kind of which nobody can make objects, as "collation";
	// Kind is then ObjectNone.
	What         string
	Names        []QName
	IfExists     bool
	Concurrently bool
	Behavior     Behavior
}

// CommentOn is COMMENT ON.
type CommentOn struct {
	Pos
	Kind ObjectKind
	Name QName
	// Child is the column or constraint of the relation Name.
	Child string
	// Func names a routine, as Name does without its arguments; nil for other kinds.
	Func *FunctionName
	// Operator is that of an operator, From and To those of a cast; nil for others.
	Operator *OperatorName
	From, To *TypeName
	// Comment is the text, and IsNull tells that NULL was written.
	Comment string
	IsNull  bool
}

//ast:stmt CreateTable AlterTable SplitAt SplitTable Scatter Rename SetSchema AlterOwner CreateIndex CreateSchema
//ast:stmt CreateDatabase AlterDatabase DropDatabase CreateSequence CreateView RefreshView Drop CommentOn
