package ddl

import (
	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// checkGlobal refuses a table that can't be global.
func (r *run) checkGlobal(t *catalog.TableDesc) error {
	if !saysOption(t, catalog.OptionGlobal) {
		return nil
	}
	if err := r.since(version.Global, "global tables"); err != nil {
		return err
	}
	switch {
	case !t.Global():
		return nil
	case t.Temporary:
		return pgerror.New(pgerror.FeatureNotSupported, "temporary tables are not global").WithHint("Their rows live where the session is.")
	case t.Partitioned() || t.IsPartition():
		return errGlobalPart(t)
	}
	return nil
}

func errGlobalPart(t *catalog.TableDesc) error {
	return pgerror.New(pgerror.FeatureNotSupported, "table %q can't be global and partitioned, or a partition", t.Name).
		WithHint("A global table has all of its rows in every region.")
}
