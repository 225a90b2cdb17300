package ddl

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// checkExpiry refuses storage parameters by which no rows could expire.
func checkExpiry(t *catalog.TableDesc) error {
	e, err := catalog.ExpiryOf(t)
	switch {
	case err != nil:
		return pgerror.Wrap(err, pgerror.InvalidParameterValue, "storage parameters of table %q: %s", t.Name, strings.TrimPrefix(err.Error(), catalog.ErrExpiry.Error()+": ")).
			WithHint("ttl_column names a column of type date, timestamp or timestamptz, ttl_after an interval that rows outlive its value by, like '30 days'.")
	case e == nil:
		return nil
	case t.Temporary:
		return pgerror.New(pgerror.FeatureNotSupported, "rows of temporary tables do not expire").WithHint("Delete them in the session that made the table.")
	case t.Partitioned():
		return pgerror.New(pgerror.FeatureNotSupported, "rows of partitioned tables do not expire").WithHint("Let those of its partitions expire, or drop old partitions.")
	case t.HasQuery():
		return pgerror.New(pgerror.FeatureNotSupported, "rows of views do not expire").WithHint("Let those of the tables below expire, and refresh a materialized view.")
	}
	return nil
}

// keepLasting is checkLasting of a table that changes. It warns of one whose rows will not expire
// as it stands.
func (s *shape) keepLasting(set bool) error {
	if err := s.r.checkLasting(s.t); err != nil {
		return err
	}
	if e, _ := catalog.ExpiryOf(s.t); set && e != nil && !s.t.HasPrimaryKey() {
		s.r.notice(pgerror.NewWarning(pgerror.Warning, "rows of table %q do not expire until it has a primary key", s.t.Name))
	}
	return nil
}

// freeExpiry is DROP COLUMN of the column by which rows expire.
func (s *shape) freeExpiry(col *catalog.Column, behavior ast.Behavior) error {
	e, err := catalog.ExpiryOf(s.t)
	if err != nil || e == nil || e.Column != col.ID {
		return nil
	}
	if behavior != ast.BehaviorCascade {
		return pgerror.New(pgerror.DependentObjectsStillExist, "cannot drop column %s of table %s because its rows expire by it", col.Name, s.t.Name).
			WithHint("Use ALTER TABLE ... RESET (ttl_column, ttl_after), or DROP ... CASCADE, after which no rows expire.")
	}
	s.t.Options = slices.DeleteFunc(slices.Clone(s.t.Options), func(o catalog.Setting) bool {
		return o.Name == catalog.OptionExpiryColumn || o.Name == catalog.OptionExpiryAfter
	})
	return nil
}
