package bind

import (
	"context"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// hstoreSubscript is h['a'], which is h -> 'a'.
func (s *scope) hstoreSubscript(x scalar.Expr, steps []ast.Indirection) (scalar.Expr, error) {
	key, err := s.hstoreKey(steps)
	if err != nil {
		return nil, err
	}
	op, err := s.b.registry().ResolveOperator("->", x.Type(), types.TText)
	if err != nil {
		return nil, s.b.at(&steps[0], err)
	}
	return s.b.Fold(&scalar.Op{Op: op, L: x, R: key}), nil
}

// hstoreKey is the only subscript that hstore has, as text (Postgres: hstore_subscript_transform).
func (s *scope) hstoreKey(steps []ast.Indirection) (scalar.Expr, error) {
	if len(steps) > 1 || hasSlice(steps) {
		return nil, pgerror.New(pgerror.FeatureNotSupported, "hstore allows only one subscript")
	}
	key, err := s.expr(steps[0].Upper)
	if err != nil {
		return nil, err
	}
	text, err := s.b.Coerce(steps[0].Upper, key, types.TText, builtin.Assignment)
	if err == nil && text == nil {
		err = s.b.failLeft(steps[0].Upper, pgerror.DatatypeMismatch, "hstore subscript must have type text")
	}
	return text, err
}

// setHstore makes the value of an hstore column after c['a'] = x, of its value old.
func (s *scope) setHstore(c *ast.InsertColumn, col *catalog.Column, old scalar.Expr, v ast.Node, x scalar.Expr) (scalar.Expr, error) {
	y, err := s.subscripted(c, v, x, types.TText)
	if err != nil {
		return nil, err
	}
	key, err := s.hstoreKey(c.Steps)
	if err != nil {
		return nil, err
	}
	if old == nil {
		old = scalar.Null(col.Type)
	}
	call := &scalar.HostCall{Name: setElementName, T: col.Type, Args: []scalar.Expr{old, y, key}}
	call.Fn = &host.Function{Name: setElementName, Result: col.Type, Fn: func(_ context.Context, _ host.Session, env *types.Env, args []types.Datum) (types.Datum, error) {
		if err := env.Room(int64(args[0].MemoryBytes() + args[1].MemoryBytes())); err != nil {
			return types.Null, err
		}
		return builtin.AssignHstore(args[0], args[1], args[2])
	}}
	return call, nil
}
