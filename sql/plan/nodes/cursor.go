package nodes

import (
	"github.com/isochrondb/isochron/sql/catalog"
)

// CurrentRow tells where a cursor's rows have the key of a table's row.
// WHERE CURRENT OF looks the row up by this key; the cursor keeps it with each row that it gives.
type CurrentRow struct {
	Table catalog.ID
	// Slots are those of the key columns, in the order of the primary index.
	Slots []int
	// Locked: the query has a locking clause for the table.
	Locked bool
}

// Scrolls reports whether a cursor of the plan goes backward without being told to: whether
// its rows come again in the same order when it is started again.
func (p *Plan) Scrolls() bool {
	if p.Writes {
		return false
	}
	// The list follows ExecSupportsBackwardScan: operators that give their rows again from memory, or read them in an order
	// of their own. Hash tables and groups give them otherwise each time.
	simple := true
	Walk(p.Root, func(n Node) {
		switch n := n.(type) {
		// VALUES of one row is Postgres's Result, which can't go backward.
		case *Values:
			simple = simple && len(n.Rows) > 1
		case *Scan, *VirtualScan, *FuncScan, *Filter, *Project, *Sort, *Limit, *Append, *CTEScan:
		default:
			simple = false
		}
	})
	return simple
}
