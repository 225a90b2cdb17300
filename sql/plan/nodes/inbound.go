package nodes

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
)

// ActionKey names a plan of a foreign key: after DELETE or after UPDATE of referenced rows,
// what is done, or the search for keys that are still referred to.
type ActionKey struct {
	ForeignKey     catalog.ID
	Update, Search bool
}

// Key names the plan of what in does, or the search.
func (in *Inbound) Key(search bool) ActionKey { return ActionKey{in.Desc.OID, in.Update, search} }

// Searches reports whether in needs a plan that looks for referencing rows: there is no
// index, and they must not be.
func (in *Inbound) Searches() bool {
	return in.Layout == nil && (!in.Acts() || in.Action == ast.RefSetDefault)
}

// Acts reports whether in changes referencing rows.
func (in *Inbound) Acts() bool { return in.Action >= ast.RefCascade }

// Width is how many values of an event of in there are: the key that is gone; the same as
// values of the referencing columns, where these are of other types (At: where they
// begin); and for ON UPDATE CASCADE the key that has come.
func (in *Inbound) Width() int {
	n := in.At + len(in.Slots)
	if in.CascadesUpdate() {
		n += len(in.Slots)
	}
	return n
}

// CascadesUpdate reports whether new keys are written where old ones were.
func (in *Inbound) CascadesUpdate() bool { return in.Update && in.Action == ast.RefCascade }

// Place decides what events of in look like.
func (in *Inbound) Place() {
	for _, back := range in.Back {
		if in.Reversible && back != nil {
			in.At = len(in.Slots)
		}
	}
}

// NeedsPlan reports whether in cannot be served without one.
func (in *Inbound) NeedsPlan() bool { return in.Acts() || in.Searches() }

// Sets reports whether SET NULL or SET DEFAULT changes a column: ON DELETE may name some.
func (in *Inbound) Sets(id catalog.ColumnID) bool {
	return in.Update || len(in.Desc.SetColumns) == 0 || slices.Contains(in.Desc.SetColumns, id)
}
