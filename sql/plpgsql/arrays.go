package plpgsql

import (
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// a[i] := x and a := a || x, also as array_append(a, x) or a || ARRAY[x], in a loop, would copy all of a
// each time. An array that such an assignment has made is the variable's own until the variable is read in
// a way that may share it: by an expression that gives an array or a row, by a statement, as a result. As
// long as it is, it is changed in its place.

// The operators || of an array and an element, and of two arrays, and the function that appends.
const (
	arrayAppend     types.OID = 349
	arrayCat        types.OID = 375
	arrayAppendFunc types.OID = 378
)

// arrayItemsMax is how many elements an array in its place grows to; builtin.AssignArray and the
// operator refuse more.
const arrayItemsMax = 1 << 26

// ownArray notes that the value of v was made for v alone.
func (fr *frame) ownArray(v *variable) {
	d := fr.scalars[v.at]
	if d.Kind() != types.KindArray {
		return
	}
	if fr.owned == nil {
		fr.owned = make([]*types.Array, len(fr.scalars))
	}
	fr.owned[v.at] = d.Array()
}

// share notes that others may have the values of some variables, by their places.
func (fr *frame) share(slots []int) {
	if fr.owned == nil {
		return
	}
	for _, at := range slots {
		fr.owned[at] = nil
	}
}

// owns is the value of v, if it is an array of one dimension that nobody else has.
func (fr *frame) owns(v *variable) *types.Array {
	if v.rec || fr.owned == nil || fr.owned[v.at] == nil {
		return nil
	}
	d := fr.scalars[v.at]
	if d.Kind() != types.KindArray || d.Array() != fr.owned[v.at] || len(d.Array().Dims) != 1 {
		return nil
	}
	return d.Array()
}

// setItem makes d the element of v's own array at a subscript, or the one behind the last; false:
// it has to be done in a copy.
func (fr *frame) setItem(v *variable, at int64, d types.Datum) (done bool, err error) {
	a := fr.owns(v)
	if a == nil || v.t.Constrained() || v.typmod != types.NoTypmod {
		return false, nil
	}
	i := at - int64(a.Dims[0].Lower)
	switch n := int64(len(a.Items)); {
	case i < 0 || i > n || n >= arrayItemsMax:
		return false, nil
	case i == n:
		if err := fr.in.hold(int64(d.MemoryBytes())); err != nil {
			return false, err
		}
		a.Items = append(a.Items, d)
		a.Dims[0].Len++
	default:
		if more := int64(d.MemoryBytes() - a.Items[i].MemoryBytes()); more != 0 {
			if err := fr.in.hold(more); err != nil {
				return false, err
			}
		}
		a.Items[i] = d
	}
	return true, nil
}

// appended is what q appends to the array v; nil: it does something else.
func (q *query) appended(fr *frame, v *variable) scalar.Expr {
	if !q.slots || q.epoch != fr.in.epoch || q.t != v.t {
		return nil
	}
	a, x := appending(q.expr)
	if x == nil || x.Type() != v.t.Elem() {
		return nil
	}
	if p, ok := a.(*scalar.Param); !ok || p.N != v.at+1 {
		return nil
	}
	if !flat(v.t.Elem()) && names(x, v.at+1) {
		return nil // the element may hold the array
	}
	return x
}

// flat types have values that share nothing with arrays.
func flat(t *types.Type) bool {
	switch t.Base() {
	case types.TBool, types.TInt2, types.TInt4, types.TInt8, types.TFloat8, types.TNumeric, types.TText, types.TTimestamp, types.TTimestampTZ, types.TDate:
		return true
	}
	return false
}

// names reports whether x reads parameter n.
func names(x scalar.Expr, n int) (found bool) {
	scalar.Walk(x, func(x scalar.Expr) bool {
		if p, ok := x.(*scalar.Param); ok && p.N == n {
			found = true
		}
		return !found
	})
	return found
}

// appending are an array and what x appends to it; nil: x does something else.
func appending(x scalar.Expr) (a, item scalar.Expr) {
	switch x := x.(type) {
	case *scalar.Call:
		if x.Fn.OID == arrayAppendFunc && !x.Variadic {
			return x.Args[0], x.Args[1]
		}
	case *scalar.Op:
		switch x.Op.OID {
		case arrayAppend:
			return x.L, x.R
		case arrayCat:
			if one, ok := x.R.(*scalar.Array); ok && len(one.Elems) == 1 && !one.Nested {
				return x.L, one.Elems[0]
			}
		}
	}
	return nil, nil
}

// appendItem assigns v || x to v.
func (fr *frame) appendItem(v *variable, q *query, x scalar.Expr) error {
	if fr.owned != nil && !flat(v.t.Elem()) { // the element may be a row of other variables' arrays
		own := fr.owned[v.at]
		fr.share(q.shares)
		fr.owned[v.at] = own
	}
	if a := fr.owns(v); a != nil && v.typmod == types.NoTypmod && !v.t.Constrained() {
		d, err := x.Eval(fr.in.eval)
		if err != nil {
			return err
		}
		at := int64(a.Dims[0].Lower) + int64(len(a.Items))
		if done, err := fr.setItem(v, at, d); done || err != nil {
			return err
		}
	}
	d, err := q.expr.Eval(fr.in.eval)
	if err != nil {
		return err
	}
	if err := fr.setScalar(v, d, q.t, q.typmod); err != nil {
		return err
	}
	fr.ownArray(v)
	return nil
}

// sharing are the places of arrays that the value of an expression in slots may share.
func (q *query) sharing() []int {
	if flat(q.t) {
		return nil
	}
	var out []int
	for i := range q.refs {
		if v := q.refs[i].v; !v.rec && v.t.Base().Elem() != nil {
			out = append(out, v.at)
		}
	}
	return out
}
