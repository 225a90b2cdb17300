package builtin

import "github.com/isochrondb/isochron/sql/types"

// A row of a table is, wherever that is wanted, one of a table that its own inherits from, and a
// row of a typed table one of its type: implicitly, with the fields of the other's names. Which
// tables those are only the schema knows.

// WithRows is the registry that asks descends whether a table, by the OID of its row type, has all
// the columns of another one, or of a composite type, since it comes from that.
func (r *Registry) WithRows(descends func(from, to types.OID) bool) *Registry {
	n := *r
	n.descends = descends
	return &n
}

// rowBecomes reports whether a row of from is one of to without a cast.
func (r *Registry) rowBecomes(from, to *types.Type) bool {
	return r.descends != nil && from != to && from.Composite() != nil && to.Composite() != nil && r.descends(from.OID, to.OID)
}

// rowCast takes the fields of to out of a row of from; nil where one is missing.
func rowCast(from, to *types.Type) *Cast {
	attrs := to.Composite().Attributes()
	at := make([]int, len(attrs))
	for i, a := range attrs {
		if at[i] = from.Composite().Find(a.Name); at[i] < 0 {
			return nil
		}
	}
	return &Cast{From: from, To: to, Context: Implicit, Method: CastBinary, Own: true,
		Fn: func(_ *types.Env, d types.Datum, _ int32, _ bool) (types.Datum, error) {
			values := make([]types.Datum, len(at))
			for i, n := range at {
				values[i] = d.Record().Values[n]
			}
			return to.Composite().Record(values), nil
		}}
}
