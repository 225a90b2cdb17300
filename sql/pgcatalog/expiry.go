package pgcatalog

import (
	"time"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/types"
)

// Expiry is what is known of the passes over a table whose rows expire. Times that are zero have
// not been.
type Expiry struct {
	Table                   catalog.ID
	Started, Finished, Due  time.Time
	Deleted, Skipped, InAll int64
	Node                    int32
	Error                   string
}

func makeExpiry(m *making) error {
	known := map[catalog.ID]Expiry{}
	if m.o.Expiry != nil {
		list, err := m.o.Expiry(m.ctx)
		if err != nil {
			return err
		}
		for _, x := range list {
			known[x.Table] = x
		}
	}
	for _, t := range m.tables(false) {
		e, err := catalog.ExpiryOf(t)
		if e == nil || err != nil {
			continue
		}
		col, _, _ := t.ColumnByID(e.Column)
		x := known[t.ID]
		why, node := any(nil), any(nil)
		if x.Node != 0 {
			node = x.Node
		}
		if m.snap.Inherits(m.env.User, t.Owner, t.DatabaseID) || m.snap.Inherits(m.env.User, catalog.RoleReadAllStats, 0) {
			why = optional(x.Error) // it may name values
		}
		if err := m.row(t.ID, col.Name, types.NewInterval(e.After), timeOf(x.Started), timeOf(x.Finished), x.Deleted, x.Skipped, x.InAll, timeOf(x.Due), node, why); err != nil {
			return err
		}
	}
	return nil
}
