package plan

import (
	"context"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// setElementName is the name of the function by which a part of an array is
// assigned, in EXPLAIN.
const setElementName = "array_assign"

func hasSlice(steps []ast.Indirection) bool {
	for i := range steps {
		if steps[i].Slice {
			return true
		}
	}
	return false
}

func isElementSet(x scalar.Expr) bool {
	c, ok := x.(*scalar.HostCall)
	return ok && c.Name == setElementName
}

// setElement makes the value of column col after c[…] = x, of its value old.
func (s *scope) setElement(c *ast.InsertColumn, col *catalog.Column, old scalar.Expr, v ast.Node, x scalar.Expr) (scalar.Expr, error) {
	t := col.Type
	for i := range c.Steps {
		if f := c.Steps[i].Field; f != "" {
			if i > 0 && t.IsArray() {
				t = t.Elem()
			}
			return nil, s.b.fail(c, pgerror.DatatypeMismatch, "cannot assign to field %q of column %q because its type %s is not a composite type", f, c.Name, t)
		}
	}
	if !t.IsArray() {
		return nil, s.b.fail(c, pgerror.DatatypeMismatch, "cannot subscript type %s because it does not support subscripting", t)
	}
	slice := hasSlice(c.Steps)
	want := t.Elem()
	if slice {
		want = t
	}
	x, err := s.b.assign(v, x, col.Name, want, col.Typmod)
	if err != nil {
		return nil, err
	}
	if old == nil {
		old = scalar.Null(t)
	}
	call := &scalar.HostCall{Name: setElementName, T: t, Args: []scalar.Expr{old, x}}
	bounds := make([]types.Bound, len(c.Steps))
	for i := range c.Steps {
		st := &c.Steps[i]
		lower := st.Lower
		if slice && !st.Slice { // b[2] among slices is b[1:2]
			bounds[i].LowerIsOne = true
		}
		for j, e := range []ast.Expr{lower, st.Upper} {
			if e == nil {
				continue
			}
			y, err := s.expr(e)
			if err != nil {
				return nil, err
			}
			if y, err = s.b.assign(e, y, col.Name, types.TInt4, types.NoTypmod); err != nil {
				return nil, err
			}
			call.Args = append(call.Args, y)
			if j == 0 {
				bounds[i].HasLower = true
			} else {
				bounds[i].HasUpper = true
			}
		}
	}
	call.Fn = &SessionFunc{Name: setElementName, Result: t, Fn: func(_ context.Context, _ Session, env *types.Env, args []types.Datum) (types.Datum, error) {
		return types.AssignArray(env, t.Elem(), args[0], args[1], slice, bounds, args[2:])
	}}
	return call, nil
}
