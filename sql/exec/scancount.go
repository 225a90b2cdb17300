package exec

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/nodes"
)

// ScanCount counts the scans of one index, or of a table from end to end. Safe for concurrent use.
type ScanCount interface {
	// Begun notes one, by a session of this number.
	Begun(session uint32)
}

// ScanCounts has them.
type ScanCounts interface {
	// ScanCount is that of an index of a table; 0: of the table from end to end.
	ScanCount(table catalog.ID, index catalog.IndexID) ScanCount
}

// countScan notes that the operator of n is made. A statement's operators are made once, however often they run.
func (x *Executor) countScan(n *nodes.Scan) {
	if x.o.Scans == nil {
		return
	}
	x.begun(n.Counted.Compiled(func() any {
		switch {
		case n.Union != nil:
			var out []ScanCount
			for i := range n.Union.Arms {
				out = append(out, x.o.Scans.ScanCount(n.Table.ID, n.Union.Arms[i].Index.ID))
			}
			return out
		case n.Sequential():
			return []ScanCount{x.o.Scans.ScanCount(n.Table.ID, 0)}
		}
		return []ScanCount{x.o.Scans.ScanCount(n.Table.ID, n.Index.ID)}
	}).([]ScanCount))
}

// countLookups is countScan of a join that looks rows up.
func (x *Executor) countLookups(n *nodes.LookupJoin) {
	if x.o.Scans == nil {
		return
	}
	x.begun(n.Counted.Compiled(func() any { return []ScanCount{x.o.Scans.ScanCount(n.Table.ID, n.Index.ID)} }).([]ScanCount))
}

func (x *Executor) begun(list []ScanCount) {
	for _, c := range list {
		c.Begun(x.o.Number)
	}
}
