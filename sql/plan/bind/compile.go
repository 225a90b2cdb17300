package bind

import (
	"slices"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// ScalarUse says what an expression outside of a query is for; it decides what
// may stand in it and how errors are worded.
//
// Such an expression has no query around it. It reads the columns of one row of a table, of two
// rows in a trigger's WHEN, or none; what it is compiled to (host.Scalar) is evaluated by slots,
// without a plan.
type ScalarUse uint8

// The uses of a scalar.
// Each has a line in kind, and those that convert one in converted.
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
	ScalarStatistics                      // an expression of CREATE STATISTICS
)

// ScalarOptions say what an expression is compiled for.
// It is only read.
type ScalarOptions struct {
	Use ScalarUse
	// Kept tells that the expression is one that has been stored: operators of users have numbers
	// there, and a name alone is the system's.
	Kept bool
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

// CompileScalar gives names and types to an expression of DDL. Aggregates,
// subqueries and set-returning functions are refused in Postgres's words.
// What it returns is evaluated without a plan: by DDL's back-fills, by routines, by triggers.
// Errors come with a code always (pgerror.From).
func CompileScalar(x ast.Expr, env *Env, o ScalarOptions) (*host.Scalar, error) {
	sc, err := compileScalar(x, env, o)
	if err != nil {
		return nil, pgerror.From(err)
	}
	return sc, nil
}

// kind is the place that the use is like.
// The kind decides what may stand there and how it is refused; several uses are alike in that.
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
	case ScalarStatistics:
		return kindStatistics
	case ScalarUsing, ScalarAssign:
		return kindAlterUsing
	case ScalarArgument:
		return kindExecute
	// A routine's expression is like a query's: RETURN and := take any.
	case ScalarRoutine:
		return kindSelectTarget
	}
	return kindValues
}

// slots are the places of the columns in the row that it will be evaluated over: those of the
// table, for WHEN of the old row and then of the new one.
// New columns have numbers of this binder, which nobody else sees.
func compileScalar(x ast.Expr, env *Env, o ScalarOptions) (*host.Scalar, error) {
	b := New(env)
	b.kept = o.Kept
	s := b.rootScope().with(o.Use.kind())
	slots := map[scalar.VarID]int{}
	if o.Use == ScalarWhen {
		s.rels = append(s.rels, b.rowPair(o, slots)...)
	} else if o.Table != nil {
		r := b.tableColumns(o.Table, slots)
		// A CHECK may ask tableoid.
		if o.Use == ScalarCheck {
			b.tableOID(r)
		}
		s.rels = append(s.rels, r)
		// Without a table no column means anything; for some uses Postgres has words of its own.
		// firstColumn is for the place of the error.
	} else if n := firstColumn(x); n != nil && o.Use == ScalarInput {
		return nil, b.Fail(n, pgerror.InvalidColumnReference, "cannot use table references in parameter default value")
	} else if n != nil && o.Use == ScalarDefault {
		return nil, b.Fail(n, pgerror.FeatureNotSupported, "cannot use column reference in DEFAULT expression")
	}
	bound, err := s.expr(x)
	if err != nil {
		return nil, err
	}
	if bound, err = b.converted(x, bound, o); err != nil {
		return nil, err
	}
	// checkParams: a number that was left out, or a type that was never told.
	if err := b.checkParams(); err != nil {
		return nil, err
	}
	// Refused by kind already where a place never has them; here for those that have a query's kind.
	if scalar.PropsOf(bound).Subquery {
		return nil, b.unsupported(x, "Compute the value first.", "subqueries are not supported here")
	}
	// What the expression depends on, each column once: DDL keeps it with the constraint.
	var columns []catalog.ColumnID
	scalar.Walk(bound, func(e scalar.Expr) bool {
		if v, ok := e.(*scalar.Var); ok {
			// The old row's columns are at the same slots as the new one's, one width further.
			id := o.Table.Columns[slots[v.ID]%len(o.Table.Columns)].ID
			if !slices.Contains(columns, id) {
				columns = append(columns, id)
			}
		}
		return true
	})
	c := collation{}
	// Of a default or generated column it becomes the column's own.
	if b.collations != nil {
		c = b.collationOf(x, bound)
	}
	placed, err := inRow(bound, slots)
	if err != nil {
		return nil, err
	}
	// The needs are those of functions; who runs it has them asked.
	out := host.NewScalar(placed, columns, b.params, b.needList()).WithCollation(c.result())
	switch o.Use {
	case ScalarIndex, ScalarPredicate, ScalarGenerated, ScalarPartitionKey: // Postgres: contain_mutable_functions_after_planning
		folded := b.Simplify(bound)
		if !o.Kept {
			if err := b.failing(folded); err != nil {
				return nil, err
			}
		}
		out = out.Folded(folded)
	}
	return out, nil
}

// failing is the first error among the constants of a simplified expression that could not be computed: where
// Postgres plans an expression to see what it depends on, that fails the definition, whether or not it would ever
// be evaluated.
func (b *Binder) failing(x scalar.Expr) (err error) {
	constant := true
	scalar.Children(x, func(child scalar.Expr) {
		if err == nil {
			err = b.failing(child)
		}
		_, ok := child.(*scalar.Const)
		constant = constant && ok
	})
	if err != nil || !constant {
		return err
	}
	if p := scalar.PropsOf(x); p != (scalar.Props{}) || scalar.ReadsCaseArg(x) {
		return nil
	}
	_, err = x.Eval(&scalar.Ctx{Env: b.Env.Types})
	return err
}

// inRow is x, which asks no queries, over a row whose columns are at slots.
// Slots take the place of columns. A column that is not in the row is a mistake of this package,
// not of the user's.
// HashConsts: the tree is not shared yet.
func inRow(x scalar.Expr, slots map[scalar.VarID]int) (scalar.Expr, error) {
	var err error
	out := scalar.Map(x, func(x scalar.Expr) scalar.Expr {
		v, ok := x.(*scalar.Var)
		if !ok {
			return x
		}
		i, ok := slots[v.ID]
		if !ok {
			err = pgerror.Internal("plan: column %s (%d) is not in the row", v.Name, v.ID)
		}
		return &scalar.Slot{Idx: i, T: v.T, Typmod: v.Typmod}
	})
	scalar.HashConsts(out)
	return out, err
}

// tableColumns makes a table's columns known, each at its own place.
// Hidden columns are there for their places, without names.
// Names that are hidden would be found by nobody; their places are kept, as slots count all columns.
func (b *Binder) tableColumns(t *catalog.TableDesc, slots map[scalar.VarID]int) *scopeRel {
	// row not nil and empty: system columns are then refused by name.
	r := &scopeRel{name: t.Name, table: t, row: []scalar.VarID{}} // see refuseSystem
	for i := range t.Stored() {
		c := &t.Columns[i]
		id := b.NewVar(rel.Column{Name: c.Name, Type: c.Type, Typmod: c.Typmod, Table: t, Slot: i, Collation: b.columnCollation(c)})
		slots[id] = i
		r.cols = append(r.cols, scopeCol{name: c.Name, id: id, starHidden: c.Hidden, nameHidden: c.Hidden})
	}
	return r
}

// tableOID makes the column known that tells which table a row is of: the one that it is kept in.
// A constant: the row is evaluated without a scan.
func (b *Binder) tableOID(r *scopeRel) {
	if !b.Env.Version.Active(version.Declared) {
		return // older nodes don't know it where this is used
	}
	oid := &scalar.Const{T: types.TOID, Typmod: types.NoTypmod, D: types.Int(int64(r.table.ID))}
	r.cols = append(r.cols, scopeCol{name: "tableoid", expr: oid, starHidden: true, attr: tableOIDAttr})
}

// rowPair names the columns of the rows that a trigger is asked about.
// Slots of the new row follow those of the old one.
func (b *Binder) rowPair(o ScalarOptions, slots map[scalar.VarID]int) []*scopeRel {
	var out []*scopeRel
	for i, name := range []string{"old", "new"} {
		if i == 0 && !o.Old || i == 1 && !o.New {
			// INSERT has no old row, DELETE no new one.
			continue
		}
		own := map[scalar.VarID]int{}
		rel := b.tableColumns(o.Table, own)
		b.tableOID(rel)
		rel.name = name
		for id, slot := range own {
			slots[id] = slot + i*len(o.Table.Columns)
		}
		out = append(out, rel)
	}
	return out
}

// firstColumn is the first column reference in the text's order; nil for none.
// For the error's place alone.
func firstColumn(x ast.Expr) (found ast.Node) {
	ast.Walk(x, func(n ast.Node) bool {
		if c, ok := n.(*ast.ColumnRef); ok && found == nil {
			found = c
		}
		return found == nil
	})
	return found
}

// polymorphicDefault is the default of a polymorphic argument, which a call gives its type.
// Postgres: a NULL, or a value that might be of the type when it is called.
func (b *Binder) polymorphicDefault(n ast.Expr, x scalar.Expr, t *types.Type) (scalar.Expr, error) {
	k, constant := x.(*scalar.Const)
	switch {
	case builtin.MayBe(x.Type(), t), constant && x.Type() == types.TUnknown && k.D.IsNull() && t != types.TAnyEnum:
		return x, nil
	case x.Type() == types.TUnknown && t != types.TAnyEnum:
		return nil, b.Fail(n, pgerror.FeatureNotSupported, "cannot accept a value of type %s", t)
	}
	return nil, b.failLeft(n, pgerror.DatatypeMismatch, "argument of DEFAULT must be type %s, not type %s", t, x.Type())
}

// converted brings the expression to the wanted type.
// The error says what the value is for; all others are those of a column.
// y nil: no assignment cast; each use has its own words.
func (b *Binder) converted(n ast.Expr, x scalar.Expr, o ScalarOptions) (scalar.Expr, error) {
	switch {
	case o.Use == ScalarWhen:
		return b.boolean(n, x, "WHEN")
	case o.Use == ScalarCheck:
		return b.boolean(n, x, "CHECK")
	case o.Use == ScalarPredicate:
		return b.boolean(n, x, "WHERE")
	case o.Type == nil:
		return b.known(n, x)
	case o.Use == ScalarInput && o.Type.IsPolymorphic():
		return b.polymorphicDefault(n, x, o.Type)
	}
	y, err := b.Coerce(n, x, o.Type, builtin.Assignment)
	if err != nil {
		return nil, err
	}
	if y != nil {
		return b.applyTypmod(y, o.Type, o.Typmod, false), nil
	}
	switch o.Use {
	// Postgres has no place for these.
	case ScalarDefault, ScalarGenerated:
		return nil, b.Fail(nil, pgerror.DatatypeMismatch, "column %q is of type %s but default expression is of type %s", o.Column, o.Type, x.Type()).
			WithHint("You will need to rewrite or cast the expression.")
	case ScalarUsing:
		return nil, b.Fail(nil, pgerror.DatatypeMismatch, "result of USING clause for column %q cannot be cast automatically to type %s", o.Column, o.Type).
			WithHint("You might need to add an explicit cast.")
	// There is no text to point at.
	case ScalarAssign:
		return nil, b.Fail(nil, pgerror.DatatypeMismatch, "column %q cannot be cast automatically to type %s", o.Column, o.Type).
			WithHint("You might need to specify \"USING %s::%s\".", o.Column, o.Type)
	case ScalarInput:
		return nil, b.failLeft(n, pgerror.DatatypeMismatch, "argument of DEFAULT must be type %s, not type %s", o.Type, x.Type())
	case ScalarArgument:
		return nil, b.Fail(n, pgerror.DatatypeMismatch, "parameter %s of type %s cannot be coerced to the expected type %s", o.Column, x.Type(), o.Type).
			WithHint("You will need to rewrite or cast the expression.")
	}
	return nil, b.failLeft(n, pgerror.DatatypeMismatch, "column %q is of type %s but expression is of type %s", o.Column, o.Type, x.Type()).
		WithHint("You will need to rewrite or cast the expression.")
}
