//go:build invariants

package physical

import (
	"reflect"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
)

// checkLater reports a leaf whose writing is planned otherwise when a row comes to it than it is
// with the statement.
func (p *planner) checkLater(d *rel.DML, l *rel.Leaf, w *nodes.LeafWrite, changed map[int]bool) error {
	now := nodes.LeafWrite{Table: w.Table, From: w.From, To: rel.SlotsIn(d.Table, l.Table)}
	if err := p.leafWrite(d, l, &now, changed, false, true); err != nil {
		return err
	}
	later := *w
	later.Later = nil
	w.Later.Plan(&later)
	for _, x := range []*nodes.LeafWrite{&now, &later} {
		for _, one := range []*nodes.TableWrite{x.Update, x.Delete} {
			if one != nil && len(one.Checks) == 0 {
				one.Checks = nil
			}
		}
		if x.Insert != nil && len(x.Insert.Checks) == 0 {
			x.Insert.Checks = nil
		}
	}
	if !reflect.DeepEqual(now, later) {
		return pgerror.Internal("plan: %q is planned as %+v, later as %+v", l.Table.Name, now, later)
	}
	return nil
}
