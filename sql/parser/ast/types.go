package ast

// CreateEnum is CREATE TYPE … AS ENUM.
type CreateEnum struct {
	Pos
	Name   QName
	Labels []string
}

// CreateComposite is CREATE TYPE … AS (…).
type CreateComposite struct {
	Pos
	Name       QName
	Attributes []TypeAttribute
}

// CreateRange is CREATE TYPE … AS RANGE (…).
type CreateRange struct {
	Pos
	Name   QName
	Params []RangeParam
}

// RangeParam is one of its parameters, whose name is in lower case, and its value: Type for what
// is written as a type's name, which names of other kinds are, too.
type RangeParam struct {
	Pos
	Name string
	Type *TypeName
}

// TypeAttribute is an attribute of a composite type.
type TypeAttribute struct {
	Pos
	Name string
	Type *TypeName
	// Collation is empty where none was written.
	Collation QName
}

// AlterComposite is ALTER TYPE with actions on attributes.
type AlterComposite struct {
	Pos
	Name QName
	Cmds []AttributeCmd
}

// AttributeCmd is one action: ADD, DROP, ALTER or RENAME ATTRIBUTE.
type AttributeCmd struct {
	Pos
	// Action is A (add), D (drop), T (type) or R (rename).
	Action byte
	Name   string
	// New is the name of RENAME.
	New       string
	Type      *TypeName
	Collation QName
	IfExists  bool
	Behavior  Behavior
}

// AlterEnum is ALTER TYPE … ADD VALUE, or RENAME VALUE.
type AlterEnum struct {
	Pos
	Name QName
	// Old is the value that RENAME VALUE names; Rename tells it from ADD VALUE.
	Rename bool
	Old    string
	// Value is the new value or the new name.
	Value       string
	IfNotExists bool
	// Place says where the value goes: beside Neighbour, unless it is last.
	Place     EnumPlace
	Neighbour string
}

// EnumPlace is where ADD VALUE puts a value.
type EnumPlace uint8

// The places.
const (
	EnumLast EnumPlace = iota
	EnumBefore
	EnumAfter
)

// CreateDomain is CREATE DOMAIN.
type CreateDomain struct {
	Pos
	Name QName
	Type *TypeName
	// Collation is empty where none was written.
	Collation   QName
	Constraints []Constraint
}

// DomainAction is what ALTER DOMAIN does.
type DomainAction uint8

// The actions.
const (
	DomainSetDefault DomainAction = iota
	DomainDropDefault
	DomainSetNotNull
	DomainDropNotNull
	DomainAddConstraint
	DomainDropConstraint
	DomainRenameConstraint
	DomainValidateConstraint
)

// AlterDomain is ALTER DOMAIN but for RENAME TO, SET SCHEMA and OWNER TO.
type AlterDomain struct {
	Pos
	Name   QName
	Action DomainAction
	// Default is that of SET DEFAULT.
	Default Expr
	// Constraint is what is added, nil otherwise; Old is the name of what is there.
	Constraint *Constraint
	Old, New   string
	IfExists   bool
	Behavior   Behavior
}

//ast:stmt CreateComposite CreateEnum CreateRange AlterEnum AlterComposite CreateDomain AlterDomain
