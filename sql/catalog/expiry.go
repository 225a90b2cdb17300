package catalog

import (
	"errors"
	"fmt"
	"slices"

	"github.com/isochrondb/isochron/sql/types"
)

// The storage parameters of a table whose rows expire: the column by whose time, and how
// long after it (an interval, none: at once).
const (
	OptionExpiryColumn = "ttl_column"
	OptionExpiryAfter  = "ttl_after"
)

// Expiry says when a table's rows expire: Column's value plus After. A row whose column is
// NULL does not.
type Expiry struct {
	Column ColumnID
	After  types.Interval
}

// ErrExpiry is why storage parameters say nothing of when rows expire.
var ErrExpiry = errors.New("catalog: malformed expiry")

// ExpiryOf returns what a table's storage parameters say; nil: its rows don't expire. It fails
// with ErrExpiry.
func ExpiryOf(t *TableDesc) (*Expiry, error) {
	column, named := option(t.Options, OptionExpiryColumn)
	after, timed := option(t.Options, OptionExpiryAfter)
	switch {
	case !named && !timed:
		return nil, nil
	case !named:
		return nil, fmt.Errorf("%w: %s is set, but not %s", ErrExpiry, OptionExpiryAfter, OptionExpiryColumn)
	}
	c, _, ok := t.ColumnNamed(column)
	if !ok {
		return nil, fmt.Errorf("%w: column %q does not exist", ErrExpiry, column)
	}
	switch c.TypeOID {
	case types.OIDDate, types.OIDTimestamp, types.OIDTimestampTZ:
	default:
		return nil, fmt.Errorf("%w: column %q is neither a date nor a timestamp", ErrExpiry, column)
	}
	e := &Expiry{Column: c.ID}
	if !timed {
		return e, nil
	}
	d, err := types.DecodeText(types.TInterval, types.NoTypmod, after, types.NewEnv())
	if err != nil {
		return nil, fmt.Errorf("%w: %q is no interval", ErrExpiry, after)
	}
	if e.After = d.Interval(); e.After.Months < 0 || e.After.Days < 0 || e.After.Micros < 0 {
		return nil, fmt.Errorf("%w: %q is negative", ErrExpiry, after)
	}
	return e, nil
}

// RenameInExpiry has a storage parameter follow its column's name.
func (t *TableDesc) RenameInExpiry(from, to string) {
	for i := range t.Options {
		if o := &t.Options[i]; o.Name == OptionExpiryColumn && o.Value == from {
			t.Options = slices.Clone(t.Options)
			t.Options[i].Value = to
			return
		}
	}
}

func option(list []Setting, name string) (string, bool) {
	for _, o := range list {
		if o.Name == name {
			return o.Value, true
		}
	}
	return "", false
}
