package bind

import (
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// hstoreSubscript is h['a'], which is h -> 'a'.
// As the operator itself, and not a function of its own: the two are equal then, to GROUP BY and to indexes.
func (s *scope) hstoreSubscript(x scalar.Expr, steps []ast.Indirection) (scalar.Expr, error) {
	key, err := s.hstoreKey(steps)
	if err != nil {
		return nil, err
	}
	// It fails where no such operator is to be seen.
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
	// A subscript that is no slice stands in the place of an upper bound.
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
// Room is asked for as by setJSON. The value is converted before the key is bound: errors come in that order.
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
	return &scalar.Assign{
		T: col.Type, Old: old, At: []scalar.Expr{key}, Path: pathOf(c.Steps), New: y,
		Write: func(env *types.Env, old, part types.Datum, at []types.Datum) (types.Datum, error) {
			if err := env.Room(int64(old.MemoryBytes() + part.MemoryBytes())); err != nil {
				return types.Null, err
			}
			return builtin.AssignHstore(old, part, at[0])
		},
	}, nil
}
