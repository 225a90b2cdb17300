package builtin

import (
	"github.com/isochrondb/isochron/sql/types"
	"maps"
)

// Casts of users. They belong to a schema, and stand beside those of the system in a registry of
// their own, which all that resolves names by casts is asked through.

// OwnCast is a cast that a user made. One of the method CastFunction is a call, which whoever binds
// an expression makes; the others convert values by themselves.
type OwnCast struct {
	ID      types.OID
	Context CastContext
	Method  CastMethod
	FuncOID types.OID
}

// CastPair are the types of a cast.
type CastPair struct{ From, To types.OID }

// WithCasts is the registry with casts of users besides.
func (r *Registry) WithCasts(own map[CastPair]OwnCast) *Registry {
	if len(own) == 0 {
		return r
	}
	n := *r
	n.own = maps.Clone(own)
	return &n
}

// OwnCast finds the cast of a user between two types.
func (r *Registry) OwnCast(from, to *types.Type) (OwnCast, bool) {
	if r.own == nil {
		return OwnCast{}, false
	}
	c, ok := r.own[CastPair{from.Base().OID, to.Base().OID}]
	return c, ok
}

// Allows reports whether the cast may be used in a context.
func (c OwnCast) Allows(context CastContext) bool { return allows(context, c.Context) }

// bodyOfOwnCast converts by a cast that is no call; nil: it is one, or the types' values are not
// represented alike.
func bodyOfOwnCast(from, to *types.Type, c OwnCast) castBody {
	from, to = from.Base(), to.Base()
	switch {
	case c.Method == CastInOut && from.Supported() && to.Supported():
		return ioCast(from, to)
	case c.Method == CastBinary && AlikeInMemory(from, to):
		return keep
	}
	return nil
}

// AlikeInMemory reports whether a value of one type is one of another as it stands.
func AlikeInMemory(from, to *types.Type) bool {
	from, to = from.Base(), to.Base()
	return from.Kind() == to.Kind() && from.Elem() == nil && to.Elem() == nil && from.Composite() == nil && to.Composite() == nil &&
		from.Enum() == nil && to.Enum() == nil && from.Ranges() == nil && to.Ranges() == nil && from.Len == to.Len
}
