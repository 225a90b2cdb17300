package ast

// PlacementOption is one option of a placement policy, in TiDB's words.
type PlacementOption struct {
	Pos
	// Name is in lower case: primary_region, regions, followers, …
	Name  string
	Value string
	// Number tells that Value was written as one.
	Number bool
}

// CreatePlacementPolicy is CREATE PLACEMENT POLICY.
type CreatePlacementPolicy struct {
	Pos
	Name        string
	OrReplace   bool
	IfNotExists bool
	Options     []PlacementOption
}

// AlterPlacementPolicy is ALTER PLACEMENT POLICY: Options stand for all that the policy had.
type AlterPlacementPolicy struct {
	Pos
	Name     string
	IfExists bool
	Options  []PlacementOption
}

// DropPlacementPolicy is DROP PLACEMENT POLICY.
type DropPlacementPolicy struct {
	Pos
	Name     string
	IfExists bool
}

// CreateTablespace is CREATE TABLESPACE: a placement policy, in Postgres's words.
type CreateTablespace struct {
	Pos
	Name     string
	Owner    *RoleSpec // nil: who creates it
	Location string
	Options  []Option
}

// AlterTablespace is ALTER TABLESPACE … SET or RESET: the other options stay.
type AlterTablespace struct {
	Pos
	Name    string
	Reset   bool
	Options []Option // of RESET: without values
}

//ast:stmt CreatePlacementPolicy AlterPlacementPolicy DropPlacementPolicy CreateTablespace AlterTablespace
