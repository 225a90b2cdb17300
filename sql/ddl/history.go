package ddl

import (
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// checkLasting refuses storage parameters of a table that say nothing of how long its rows, or their past, are kept.
func (r *run) checkLasting(t *catalog.TableDesc) error {
	if err := checkExpiry(t); err != nil {
		return err
	}
	return r.checkHistory(t.Options, "table \""+t.Name+"\"")
}

// checkHistory refuses storage parameters that say nothing of how long the past is kept. what they are of is for people.
func (r *run) checkHistory(options []catalog.Setting, what string) error {
	h, err := catalog.HistoryOf(options)
	switch {
	case err != nil:
		return pgerror.Wrap(err, pgerror.InvalidParameterValue, "storage parameters of %s: %s", what, strings.TrimPrefix(err.Error(), catalog.ErrHistory.Error()+": ")).
			WithHint("history is an interval for which the past can be read, like '7 days'.")
	case h > 0:
		return r.since(version.NonVoting, "tables whose past is kept for longer")
	}
	return nil
}
