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

func (*CreatePlacementPolicy) stmt() {}
func (*AlterPlacementPolicy) stmt()  {}
func (*DropPlacementPolicy) stmt()   {}
