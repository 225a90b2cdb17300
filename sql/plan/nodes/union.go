package nodes

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// UnionScan is how a Scan finds the rows of a table by several indexes. It and its arms are no
// operators, but shown as such: Shown is what is known of them.
type UnionScan struct {
	Shown Head
	Arms  []UnionArm
	// Rest is the part of the scan's filter that no arm stands for, for EXPLAIN.
	Rest scalar.Expr
}

// UnionArm is the part of one index that names rows of a union. Entries is set for an inverted
// one; Points tells that each span is one whole key.
type UnionArm struct {
	Shown   Head
	Index   *catalog.IndexDesc
	Layout  *catalog.Layout
	Spans   Spans
	Points  bool
	Entries *EntryScan
}

// Head serves EXPLAIN.
func (u *UnionScan) Head() *Head { return &u.Shown }

// Head serves EXPLAIN.
func (a *UnionArm) Head() *Head { return &a.Shown }
