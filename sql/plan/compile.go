package plan

import (
	"context"
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// ScalarUse says what an expression outside of a query is for; it decides what
// may stand in it and how errors are worded.
type ScalarUse uint8

// The uses of a scalar.
const (
	ScalarDefault        ScalarUse = iota // a column's DEFAULT
	ScalarCheck                           // a CHECK constraint
	ScalarUsing                           // ALTER TYPE … USING
	ScalarAssign                          // ALTER TYPE without USING: the column itself
	ScalarSplit                           // SPLIT AT VALUES: constants
	ScalarArgument                        // an argument of EXECUTE
	ScalarInput                           // the default of a routine's argument
	ScalarWhen                            // WHEN of a trigger
	ScalarGenerated                       // GENERATED ALWAYS AS
	ScalarRoutine                         // an expression of a routine's body
	ScalarIndex                           // an index's expression
	ScalarPredicate                       // an index's predicate
	ScalarPartitionKey                    // an expression of a partition key
	ScalarPartitionBound                  // a value of a partition's bound
)

// ScalarOptions say what an expression is compiled for.
type ScalarOptions struct {
	Use ScalarUse
	// Table gives the columns that may be referred to; nil: none.
	Table *catalog.TableDesc
	// Old and New tell that the columns are those of two rows of Table, old and new, and which
	// of them may be named. A row that is evaluated has the old one's before the new one's.
	Old, New bool
	// Column names the target in the message of a mismatch.
	Column string
	// Type is what the result is converted to, as an assignment is, with Typmod;
	// nil: no conversion.
	Type   *types.Type
	Typmod int32
}

// Scalar is an expression that stands alone: a default, a check. It is
// immutable and safe for concurrent use.
type Scalar struct {
	x       scalar.Expr
	columns []catalog.ColumnID
	props   scalar.Props
	fixed   bool // see Immutable
	params  []*types.Type
	needs   []catalog.Need
}

// CompileScalar gives names and types to an expression of DDL. Aggregates,
// subqueries and set-returning functions are refused in Postgres's words.
func CompileScalar(x ast.Expr, env *Env, o ScalarOptions) (*Scalar, error) {
	sc, err := compileScalar(x, env, o)
	if err != nil {
		return nil, pgerror.From(err)
	}
	return sc, nil
}

func (u ScalarUse) kind() exprKind {
	switch u {
	case ScalarDefault, ScalarInput:
		return kindDefault
	case ScalarWhen:
		return kindWhen
	case ScalarCheck:
		return kindCheck
	case ScalarGenerated:
		return kindGenerated
	case ScalarIndex:
		return kindIndexExpr
	case ScalarPredicate:
		return kindIndexPredicate
	case ScalarPartitionKey:
		return kindPartitionKey
	case ScalarPartitionBound:
		return kindPartitionBound
	case ScalarUsing, ScalarAssign:
		return kindAlterUsing
	case ScalarRoutine:
		return kindSelectTarget
	}
	return kindValues
}

func compileScalar(x ast.Expr, env *Env, o ScalarOptions) (*Scalar, error) {
	b := newBinder(env)
	s := b.rootScope().with(o.Use.kind())
	slots := map[scalar.VarID]int{}
	if o.Use == ScalarWhen {
		s.rels = append(s.rels, b.rowPair(o, slots)...)
	} else if o.Table != nil {
		s.rels = append(s.rels, b.tableColumns(o.Table, slots))
	} else if n := firstColumn(x); n != nil && o.Use == ScalarInput {
		return nil, b.fail(n, pgerror.InvalidColumnReference, "cannot use table references in parameter default value")
	} else if n != nil && o.Use == ScalarDefault {
		return nil, b.fail(n, pgerror.FeatureNotSupported, "cannot use column reference in DEFAULT expression")
	}
	bound, err := s.expr(x)
	if err != nil {
		return nil, err
	}
	if bound, err = b.converted(x, bound, o); err != nil {
		return nil, err
	}
	if err := b.checkParams(); err != nil {
		return nil, err
	}
	out := &Scalar{props: scalar.PropsOf(bound), fixed: scalar.Immutable(bound), params: b.params, needs: b.needList()}
	if out.props.Subquery {
		return nil, b.unsupported(x, "Compute the value first.", "subqueries are not supported here")
	}
	p := &planner{b: b}
	scalar.Walk(bound, func(e scalar.Expr) bool {
		if v, ok := e.(*scalar.Var); ok {
			id := o.Table.Columns[slots[v.ID]%len(o.Table.Columns)].ID
			if !slices.Contains(out.columns, id) {
				out.columns = append(out.columns, id)
			}
		}
		return true
	})
	out.x, err = p.resolve(bound, &phys{slots: slots})
	return out, err
}

// tableColumns makes a table's columns known, each at its own place.
func (b *binder) tableColumns(t *catalog.TableDesc, slots map[scalar.VarID]int) *scopeRel {
	rel := &scopeRel{name: t.Name, table: t, row: []scalar.VarID{}} // see refuseSystem
	for i := range t.Stored() {
		c := &t.Columns[i]
		id := b.newVar(varInfo{name: c.Name, t: c.Type, typmod: c.Typmod, table: t, slot: i})
		slots[id] = i
		rel.cols = append(rel.cols, scopeCol{name: c.Name, id: id, starHidden: c.Hidden, nameHidden: c.Hidden})
	}
	return rel
}

// rowPair names the columns of the rows that a trigger is asked about.
func (b *binder) rowPair(o ScalarOptions, slots map[scalar.VarID]int) []*scopeRel {
	var out []*scopeRel
	for i, name := range []string{"old", "new"} {
		if i == 0 && !o.Old || i == 1 && !o.New {
			continue
		}
		own := map[scalar.VarID]int{}
		rel := b.tableColumns(o.Table, own)
		rel.name = name
		for id, slot := range own {
			slots[id] = slot + i*len(o.Table.Columns)
		}
		out = append(out, rel)
	}
	return out
}

func firstColumn(x ast.Expr) (found ast.Node) {
	ast.Walk(x, func(n ast.Node) bool {
		if c, ok := n.(*ast.ColumnRef); ok && found == nil {
			found = c
		}
		return found == nil
	})
	return found
}

// converted brings the expression to the wanted type.
func (b *binder) converted(n ast.Expr, x scalar.Expr, o ScalarOptions) (scalar.Expr, error) {
	switch {
	case o.Use == ScalarWhen:
		return b.boolean(n, x, "WHEN")
	case o.Use == ScalarCheck:
		return b.boolean(n, x, "CHECK")
	case o.Use == ScalarPredicate:
		return b.boolean(n, x, "WHERE")
	case o.Type == nil:
		return b.known(n, x)
	}
	y, err := b.coerce(n, x, o.Type, types.Assignment)
	if err != nil {
		return nil, err
	}
	if y != nil {
		return b.applyTypmod(y, o.Type, o.Typmod, false), nil
	}
	switch o.Use {
	case ScalarDefault, ScalarGenerated:
		return nil, b.fail(n, pgerror.DatatypeMismatch, "column %q is of type %s but default expression is of type %s", o.Column, o.Type, x.Type()).
			WithHint("You will need to rewrite or cast the expression.")
	case ScalarUsing:
		return nil, b.fail(n, pgerror.DatatypeMismatch, "result of USING clause for column %q cannot be cast automatically to type %s", o.Column, o.Type).
			WithHint("You might need to add an explicit cast.")
	case ScalarAssign:
		return nil, b.fail(nil, pgerror.DatatypeMismatch, "column %q cannot be cast automatically to type %s", o.Column, o.Type).
			WithHint("You might need to specify \"USING %s::%s\".", o.Column, o.Type)
	case ScalarInput:
		return nil, b.fail(n, pgerror.DatatypeMismatch, "argument of DEFAULT must be type %s, not type %s", o.Type, x.Type())
	case ScalarArgument:
		return nil, b.fail(n, pgerror.DatatypeMismatch, "parameter %s of type %s cannot be coerced to the expected type %s", o.Column, x.Type(), o.Type).
			WithHint("You will need to rewrite or cast the expression.")
	}
	return nil, b.fail(n, pgerror.DatatypeMismatch, "column %q is of type %s but expression is of type %s", o.Column, o.Type, x.Type()).
		WithHint("You will need to rewrite or cast the expression.")
}

// Eval gives the value for a row: one datum for each of the table's columns, in
// their order; nil without a table.
func (s *Scalar) Eval(ctx context.Context, session Session, env *types.Env, row []types.Datum) (types.Datum, error) {
	c := scalar.Ctx{Env: env, Context: ctx, Host: &scalarHost{ctx, session, env}}
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
	return &scalar.Ctx{Env: env, Context: ctx, Host: &scalarHost{ctx, session, env}}
}

// EvalIn gives the value of an expression that reads no columns, with c.Args.
func (s *Scalar) EvalIn(c *scalar.Ctx) (types.Datum, error) { return s.x.Eval(c) }

// Type and Typmod are the value's.
func (s *Scalar) Type() *types.Type { return s.x.Type() }
func (s *Scalar) Typmod() int32     { return scalar.TypmodOf(s.x) }

// Expr is the expression itself.
func (s *Scalar) Expr() scalar.Expr { return s.x }

// Params are the types of the parameters, Needs the privileges that the expression takes.
func (s *Scalar) Params() []*types.Type { return s.params }
func (s *Scalar) Needs() []catalog.Need { return s.needs }

// Columns are the columns that the expression reads.
func (s *Scalar) Columns() []catalog.ColumnID { return s.columns }

// Volatile reports whether each evaluation may give another value.
func (s *Scalar) Volatile() bool { return s.props.Volatile }

// Immutable reports whether the value depends on nothing but the columns, as far as routines
// are what they are declared to be.
func (s *Scalar) Immutable() bool { return s.fixed }

// scalarHost serves session functions to a Scalar.
type scalarHost struct {
	ctx     context.Context
	session Session
	env     *types.Env
}

// CallSession implements scalar.Host.
func (h *scalarHost) CallSession(_ *scalar.Ctx, fn *scalar.HostCall, args []types.Datum) (types.Datum, error) {
	if h.session == nil {
		return types.Null, pgerror.Unsupported("Call it in a query.", "function %s needs a session", fn.Name)
	}
	return CallSession(h.ctx, h.session, h.env, fn, args)
}

// Subquery implements scalar.Host; compileScalar refuses them.
func (h *scalarHost) Subquery(*scalar.Ctx, *scalar.Subquery) (types.Datum, error) {
	return types.Null, pgerror.Internal("plan: a subquery in a scalar")
}
