//go:build invariants

package plan

import (
	"reflect"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// checkLater reports a leaf whose writing is planned otherwise when a row comes to it than it is
// with the statement.
func (p *planner) checkLater(d *dml, l *leaf, w *LeafWrite, changed map[int]bool) error {
	now := LeafWrite{Table: w.Table, From: w.From, To: slotsIn(d.table, l.table)}
	if err := p.leafWrite(d, l, &now, changed, false, true); err != nil {
		return err
	}
	later := *w
	later.later = nil
	w.later.plan(&later)
	for _, x := range []*LeafWrite{&now, &later} {
		for _, one := range []*TableWrite{x.Update, x.Delete} {
			if one != nil && len(one.Checks) == 0 {
				one.Checks = nil
			}
		}
		if x.Insert != nil && len(x.Insert.Checks) == 0 {
			x.Insert.Checks = nil
		}
	}
	if !reflect.DeepEqual(now, later) {
		return pgerror.Internal("plan: %q is planned as %+v, later as %+v", l.table.Name, now, later)
	}
	return nil
}
