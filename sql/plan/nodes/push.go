package nodes

import (
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Travels reports whether values of a type can be sent: it is the same everywhere.
// A node takes a type by its OID from its own list, or finds a user's in the catalog by name; a record without a name says
// its fields only in the value, and other nodes may run older code.
func Travels(t *types.Type) bool {
	known, ok := types.ByOID(t.OID)
	return (ok && known == t || t.Schema != "") && t.Supported() && t.Kind() != types.KindRecord
}

// Narrow reports whether a scan's rows hold less than the entries that it reads, so that
// they had better travel without the rest.
// Rows that are fetched by primary key (Primary), points and locked rows are answered by other messages, which have no
// projection.
func Narrow(n *Scan) bool {
	if n.Primary != nil || n.Points || n.Lock != nil || len(n.Columns) >= len(n.Layout.Key)+len(n.Layout.Value) || !scalar.Remote(n.Filter) {
		return false
	}
	for _, t := range n.Types {
		if !Travels(t) {
			return false
		}
	}
	return true
}
