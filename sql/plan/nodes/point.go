package nodes

import (
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Point is the straight path: a statement on one row that is found by its whole
// primary key, or one new row. Executors run it without operators.
type Point struct {
	Command Command
	// Scan reads the row of SELECT, UPDATE and DELETE: Points on the primary
	// index, one value for each key column (Keys).
	Scan *Scan
	Keys []scalar.Expr
	// Row is the row's tid, where that is given instead of Keys.
	Row scalar.Expr
	// Exprs are SELECT's result over the scan's columns; nil: the columns as they are.
	Exprs []scalar.Expr

	Insert *Insert
	Update *Update
	Delete *Delete
	// Source are the expressions of INSERT's only row.
	Source []scalar.Expr
	// Fusable: the statement can be evaluated at the leaseholder, and touches no
	// key that is not known before: one message may lock, evaluate and commit.
	Fusable bool
}
