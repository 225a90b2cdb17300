package nodes

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Merge gives each row of Input to the first of Arms that wants it. Old says where in the
// input each column of the table is.
// Of the arms that have the row's state (matched or not) the first whose condition holds is taken, the others are not
// asked; a row that none wants is passed over. Postgres: ExecMerge.
type Merge struct {
	Head_
	Table *catalog.TableDesc
	Input Node
	Old   []int
	// Key are the table's key columns, by slot: not NULL where a row of the table was met.
	Key []int
	// OID is the column of the input that tells the leaf of a row of a partitioned table, in
	// place of Key; else -1.
	OID      int
	Triggers *Triggers
	// Triggers are the table's of all events: which fire is known arm by arm.
	Arms []MergeArm
}

// MergeArm is a WHEN clause. At most one of Insert, Update and Delete is set, without an input
// of its own.
type MergeArm struct {
	Matched bool
	Cond    scalar.Expr // nil: always
	// Existing is what policies want of the row that is changed.
	Existing []PolicyCheck
	// None of the three is DO NOTHING.
	Insert *Insert
	Update *Update
	Delete *Delete
}

// Exprs calls f for each expression over the input's rows.
func (n *Merge) Exprs(f func(scalar.Expr)) {
	each := func(list []scalar.Expr) {
		for _, x := range list {
			f(x)
		}
	}
	for i := range n.Arms {
		a := &n.Arms[i]
		f(a.Cond)
		// DELETE computes nothing; returned rows there are none of in Postgres 15.
		switch {
		case a.Insert != nil:
			each(a.Insert.Values)
		case a.Update != nil:
			each(a.Update.Sets)
		}
	}
}
