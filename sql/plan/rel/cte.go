package rel

import (
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// CTE is one query of a WITH clause.
type CTE struct {
	Name string
	Rel  Rel
	Out  []scalar.VarID
	Cols []CTEColumn
	// Uses counts the scans that the statement has of it; with one, and Inline, the query stands
	// in the scan's place (Inlined). Scans in queries that nobody reads in their turn count, too.
	// What the executor has rows of already (transition tables, keys that are gone) begins with 2, so as never to
	// be put in a scan's place.
	Uses int
	// ID numbers the materialized ones; DML is set where the query writes.
	// It is the place among the binder's, by which the executor finds the rows.
	ID        int
	DML       *DML
	Recursive bool // while its own query is bound, and for the working table
	Work      bool // what the recursive term reads: the working table
	// Inline: it may be read where its name stands, as it neither writes, nor is recursive, has
	// effects or says MATERIALIZED.
	Inline bool
	// They are estimates, and are set for what has no query to estimate.
	Rows float64 // how many there may be; 0: it is not known
	// Where nobody reads the query it does not run, and these are not asked for (needList).
	Rights []*Need // of what it takes
	// Within is the query that has the WITH of this one, Readers those that its scans stand in, once for each;
	// nil: the statement itself. Never: it is NOT MATERIALIZED. They say whether anybody reads it (bind.Idle).
	Within  *CTE
	Readers []*CTE
	Never   bool
	// Consts are the columns of its query that are constants; Pulled: that is so where it
	// is read.
	Consts Constants
	Pulled bool
	Marks  []CTEColumn // that SEARCH and CYCLE add, behind cols
}

// CTEColumn is a column of a WITH query.
type CTEColumn struct {
	Row       *scalar.Row // what its records are made of, where that is known
	Name      string
	Type      *types.Type
	Typmod    int32
	Collation types.OID // as of Column
}

// Inlined reports whether the query stands in the place of its name.
func (c *CTE) Inlined() bool { return c.Inline && c.Uses == 1 && c.Rel != nil }
