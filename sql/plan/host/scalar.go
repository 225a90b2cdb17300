package host

import (
	"context"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Scalar is an expression that stands alone: a default, a check. It is
// immutable and safe for concurrent use.
type Scalar struct {
	x         scalar.Expr
	columns   []catalog.ColumnID
	props     scalar.Props
	fixed     bool // see Immutable
	params    []*types.Type
	needs     []catalog.Need
	collation types.OID
}

// NewScalar is x over a row of which it reads columns; params are the types of its parameters.
func NewScalar(x scalar.Expr, columns []catalog.ColumnID, params []*types.Type, needs []catalog.Need) *Scalar {
	return &Scalar{x: x, columns: columns, props: scalar.PropsOf(x), fixed: scalar.Immutable(x), params: params, needs: needs}
}

// Folded is s, which is immutable where x is: s with its constants computed.
func (s *Scalar) Folded(x scalar.Expr) *Scalar {
	s.fixed = s.fixed || scalar.Immutable(x)
	return s
}

// Eval gives the value for a row: one datum for each of the table's columns, in
// their order; nil without a table. Whoever is in force must have EXECUTE on what is called: there
// is no plan to ask for it, and a SECURITY DEFINER function is not everybody's.
func (s *Scalar) Eval(ctx context.Context, session Session, env *types.Env, row []types.Datum) (types.Datum, error) {
	if c, ok := session.(Caller); ok && len(s.needs) > 0 {
		if err := c.MayCall(s.needs); err != nil {
			return types.Null, err
		}
	}
	c := scalar.Ctx{Env: env, Context: ctx, Host: &sessionHost{ctx, session, env}}
	if len(row) > 0 {
		c.Cols = make([][]types.Datum, len(row))
		for i := range row {
			c.Cols[i] = row[i : i+1]
		}
	}
	d, err := s.x.Eval(&c)
	if err != nil {
		return types.Null, pgerror.From(err)
	}
	return d, nil
}

// NewContext returns what EvalIn takes, for a session.
func NewContext(ctx context.Context, session Session, env *types.Env) *scalar.Ctx {
	return &scalar.Ctx{Env: env, Context: ctx, Host: &sessionHost{ctx, session, env}}
}

// EvalIn gives the value of an expression that reads no columns, with c.Args.
func (s *Scalar) EvalIn(c *scalar.Ctx) (types.Datum, error) { return s.x.Eval(c) }

// Type and Typmod are the value's.
func (s *Scalar) Type() *types.Type { return s.x.Type() }
func (s *Scalar) Typmod() int32     { return scalar.TypmodOf(s.x) }

// WithCollation notes the collation of s, as rel.Column has it.
//
//	0               that of the type
//	^types.OID(0)   none could be found
func (s *Scalar) WithCollation(id types.OID) *Scalar {
	s.collation = id
	return s
}

// Collation is that of the value; ok is false where none could be found.
func (s *Scalar) Collation() (id types.OID, ok bool) {
	switch s.collation {
	case 0:
		return s.Type().Collation(), true
	case ^types.OID(0):
		return 0, false
	}
	return s.collation, true
}

// Expr is the expression itself.
func (s *Scalar) Expr() scalar.Expr { return s.x }

// Params are the types of the parameters, Needs the privileges that the expression takes.
func (s *Scalar) Params() []*types.Type { return s.params }
func (s *Scalar) Needs() []catalog.Need { return s.needs }

// Columns are the columns that the expression reads.
func (s *Scalar) Columns() []catalog.ColumnID { return s.columns }

// IsColumn reports whether the expression is one of Columns and nothing else.
func (s *Scalar) IsColumn() bool {
	switch s.x.(type) {
	case *scalar.Var, *scalar.Slot:
		return len(s.columns) == 1
	}
	return false
}

// Volatile reports whether each evaluation may give another value.
func (s *Scalar) Volatile() bool { return s.props.Volatile }

// Immutable reports whether the value depends on nothing but the columns, as far as routines
// are what they are declared to be.
func (s *Scalar) Immutable() bool { return s.fixed }

// sessionHost serves session functions to a Scalar.
type sessionHost struct {
	ctx     context.Context
	session Session
	env     *types.Env
}

// Call implements scalar.Host.
func (h *sessionHost) CallSession(_ *scalar.Ctx, fn *scalar.HostCall, args []types.Datum) (types.Datum, error) {
	if h.session == nil {
		return types.Null, pgerror.Unsupported("Call it in a query.", "function %s needs a session", fn.Name)
	}
	return Call(h.ctx, h.session, h.env, fn, args)
}

// Subquery implements scalar.Host; compileScalar refuses them.
func (h *sessionHost) Subquery(*scalar.Ctx, *scalar.Subquery) (types.Datum, error) {
	return types.Null, pgerror.Internal("plan: a subquery in a scalar")
}
