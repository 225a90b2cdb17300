package ast

// Pos is a byte offset in the parsed text, or -1 where none is known.
type Pos int32

// Position gives the byte offset as an int. It is promoted to every node.
func (p Pos) Position() int { return int(p) }

// Node is any part of the tree.
type Node interface {
	// Position is the byte offset in the parsed text.
	Position() int
}

// Statement is one SQL statement.
type Statement interface {
	Node
	stmt()
}

// Expr is a scalar (or row, or set-returning) expression.
type Expr interface {
	Node
	expr()
}

// TableRef is an item of a FROM clause.
type TableRef interface {
	Node
	tableRef()
}

// AlterCmd is one action of ALTER TABLE, INDEX, VIEW or SEQUENCE.
type AlterCmd interface {
	Node
	alterCmd()
}

// QName is a name with up to two qualifiers: catalog.schema.name. Unused
// qualifiers are empty.
type QName struct {
	Pos
	Catalog string
	Schema  string
	Name    string
}

// Alias is "AS name (columns)". Name is empty where there is no alias.
type Alias struct {
	Name    string
	Columns []string
}

// TypeName is a type as written.
//
// Names of the SQL standard arrive as Postgres rewrites them: INTEGER as
// {"pg_catalog", "int4"}, CHAR(3) as {"pg_catalog", "bpchar"} with the
// modifier 3, CHAR as the same with the modifier 1, TIMESTAMP WITH TIME ZONE
// as {"pg_catalog", "timestamptz"}. Any other name is as the user wrote it.
type TypeName struct {
	Pos
	// Names is the name with its qualifiers, outermost first.
	Names []string
	// Mods are the modifiers in parentheses: numeric(10, 2).
	Mods []Expr
	// Interval tells the fields of INTERVAL DAY TO SECOND.
	Interval IntervalFields
	// ArrayBounds has one entry per array dimension, -1 where unbounded.
	ArrayBounds []int32
	// SetOf is SETOF, allowed by the grammar in casts and column definitions.
	SetOf bool
	// OfColumn is name%TYPE in the signature of a routine: Names are a column's.
	OfColumn bool
}

// IntervalFields restricts an interval type or literal.
type IntervalFields uint8

// The field restrictions of INTERVAL.
const (
	IntervalAll IntervalFields = iota
	IntervalYear
	IntervalMonth
	IntervalDay
	IntervalHour
	IntervalMinute
	IntervalSecond
	IntervalYearToMonth
	IntervalDayToHour
	IntervalDayToMinute
	IntervalDayToSecond
	IntervalHourToMinute
	IntervalHourToSecond
	IntervalMinuteToSecond
)

// RoleKind tells which role a RoleSpec names.
type RoleKind uint8

// The kinds of role specification.
const (
	RoleNamed RoleKind = iota
	RolePublic
	RoleCurrentRole
	RoleCurrentUser
	RoleSessionUser
)

// RoleSpec names a role.
type RoleSpec struct {
	Pos
	Kind RoleKind
	// Name is set for RoleNamed alone.
	Name string
}

// Option is a name with an optional value: storage parameters (WITH
// (fillfactor = 70)), options of COPY, EXPLAIN, VACUUM, CREATE DATABASE and so
// on. Names are lower case.
type Option struct {
	Pos
	// Namespace qualifies storage parameters: toast.autovacuum_enabled.
	Namespace string
	Name      string
	// Value is nil where none was given. A *Const, a *TypeName wrapped in
	// *TypeExpr, an *OptionList or an *OptionStar.
	Value Expr
}

// ObjectKind is the kind of a catalogued object in DROP, RENAME, COMMENT,
// GRANT and their like.
type ObjectKind uint8

// The kinds of objects.
const (
	ObjectNone ObjectKind = iota
	ObjectTable
	ObjectIndex
	ObjectSequence
	ObjectView
	ObjectMaterializedView
	ObjectForeignTable
	ObjectSchema
	ObjectDatabase
	ObjectColumn
	ObjectConstraint
	ObjectType
	ObjectDomain
	// ObjectDomainConstraint is a constraint of a domain.
	ObjectDomainConstraint
	ObjectRole
	ObjectUser
	ObjectGroup
	ObjectExtension
	ObjectTablespace
	ObjectFunction
	ObjectProcedure
	ObjectRoutine
	ObjectAggregate
	ObjectCollation
	ObjectLanguage
	ObjectTrigger
	ObjectPolicy
	ObjectRule
	ObjectLargeObject
	ObjectForeignServer
	ObjectForeignDataWrapper
	ObjectParameter
	ObjectStatistics
	ObjectPublication
	ObjectSubscription
	ObjectOperator
	ObjectCast
	ObjectTextConfiguration
	ObjectTextDictionary
	ObjectTextParser
	ObjectTextTemplate
	ObjectEventTrigger
)

// Behavior is CASCADE or RESTRICT.
type Behavior uint8

// The drop behaviours. BehaviorDefault means that neither word was written,
// which acts as RESTRICT.
const (
	BehaviorDefault Behavior = iota
	BehaviorRestrict
	BehaviorCascade
)

// Persistence is TEMPORARY or UNLOGGED.
type Persistence uint8

// The persistences of relations.
const (
	PersistencePermanent Persistence = iota
	PersistenceTemporary
	PersistenceUnlogged
)
