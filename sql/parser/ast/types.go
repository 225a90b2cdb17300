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

// TypeAttribute is an attribute of a composite type.
type TypeAttribute struct {
	Pos
	Name string
	Type *TypeName
	// Collation is empty where none was written.
	Collation QName
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

func (*CreateComposite) stmt() {}
func (*CreateEnum) stmt()      {}
func (*AlterEnum) stmt()       {}
func (*CreateDomain) stmt()    {}
func (*AlterDomain) stmt()     {}
