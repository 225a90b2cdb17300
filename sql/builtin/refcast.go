package builtin

import "github.com/isochrondb/isochron/sql/types"

// RefCast converts the values of a foreign key's referencing column to the type of the
// column that it refers to, or back. nil converts nothing: both are represented alike.
type RefCast struct {
	to *Cast
	// back, where there is one, undoes to: a value that does not come back as it was is
	// equal to none of the other type.
	back     *Cast
	from, of *types.Type
}

// keyFamily numbers the types whose values have a common order, as Postgres's btree
// families have: they are compared with each other without a cast. 0: the type is alone.
func keyFamily(t *types.Type) int {
	switch t {
	case types.TInt2, types.TInt4, types.TInt8:
		return 1
	case types.TFloat4, types.TFloat8:
		return 2
	case types.TDate, types.TTimestamp, types.TTimestampTZ:
		return 3
	case types.TText, types.TVarchar, types.TName:
		return 4
	}
	return 0
}

func oneFamily(a, b *types.Type) bool { return keyFamily(a) != 0 && keyFamily(a) == keyFamily(b) }

// alike reports whether values of both types are the same datums.
func alike(a, b *types.Type) bool {
	return a == b || oneFamily(a, b) && keyFamily(a) == keyFamily(types.TText) && a != types.TName && b != types.TName
}

// CanReference reports whether a column of type child may refer to one of type parent: they
// have an operator = in the order of the parent's index, or the child's is cast implicitly.
func CanReference(child, parent *types.Type) bool {
	if alike(child, parent) || oneFamily(child, parent) {
		return true
	}
	_, ok := FindCast(child, parent, Implicit)
	return ok
}

// NewRefCast returns how values of child become values of parent.
func NewRefCast(child, parent *types.Type) *RefCast {
	if alike(child, parent) {
		return nil
	}
	c := &RefCast{from: child, of: parent}
	if to, ok := FindCast(child, parent, Implicit); ok && !oneFamily(child, parent) {
		c.to = to
		return c
	}
	// Also foreign keys that were made when other types were let through.
	c.to, _ = FindCast(child, parent, Explicit)
	c.back, _ = FindCast(parent, child, Explicit)
	return c
}

// Reverse returns how the only value of the referencing type that refers to a value is
// found; ok is false where there may be several.
func (c *RefCast) Reverse() (r *RefCast, ok bool) {
	switch {
	case c == nil:
		return nil, true
	case oneFamily(c.from, c.of), c.of == types.TNumeric && keyFamily(c.from) == keyFamily(types.TInt8):
		to, _ := FindCast(c.of, c.from, Explicit)
		return &RefCast{to: to, back: c.to, from: c.of, of: c.from}, true
	}
	return nil, false
}

// Convert converts d, which is not NULL; ok is false where no value of the other type is
// equal to it.
func (c *RefCast) Convert(env *types.Env, d types.Datum) (v types.Datum, ok bool, err error) {
	if c == nil {
		return d, true, nil
	}
	if v, err = c.to.apply(env, d); err != nil {
		if c.back != nil {
			return types.Null, false, nil // out of the other type's range
		}
		return types.Null, false, err
	}
	if c.back == nil {
		return v, true, nil
	}
	was, err := c.back.apply(env, v)
	return v, err == nil && types.Equal(c.from, was, d), nil
}

func (c *Cast) apply(env *types.Env, d types.Datum) (types.Datum, error) {
	if c == nil || c.Fn == nil {
		return d, nil
	}
	return c.Fn(env, d, types.NoTypmod, true)
}
