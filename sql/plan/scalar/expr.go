package scalar

import (
	"context"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/types"
)

// Ctx is what an evaluation reads: one row of column vectors, and what
// surrounds it. It is reused from row to row.
// One goroutine uses it, for one execution of a plan.
type Ctx struct {
	// Cols are the input's columns; Slot i is Cols[i][Row].
	Cols [][]types.Datum
	Row  int
	// Args are the values of $1, $2, …
	Args []types.Datum
	// NullKnown tells that the statement is planned by the values of Args, of which one is NULL: what is
	// strict and is given it is NULL, and its other arguments are not computed, as Postgres plans.
	NullKnown bool
	// Regs are values of outer rows, set before an inner plan runs.
	// Register i of the statement is Regs[i].
	Regs []types.Datum
	Env  *types.Env
	// Host and Context are for Session calls and subqueries; nil at a replica.
	Host    Host
	Context context.Context

	// caseArg is the value of the CASE that is being evaluated, or the left side of an OwnCompare,
	// whose right one is rightArg.
	caseArg, rightArg types.Datum
	// arrays and lists hold what Quant hashed; they are good as long as Args stay.
	arrays map[*Quant]arraySet
	lists  map[*Quant]*constSet // nil for those met once, and those of which an element fails
}

// Host answers what needs more than values.
type Host interface {
	// CallSession evaluates a session function.
	CallSession(c *Ctx, fn *HostCall, args []types.Datum) (types.Datum, error)
	// Subquery evaluates a subquery expression.
	Subquery(c *Ctx, s *Subquery) (types.Datum, error)
}

// Expr is a typed expression. Eval gives its value for the context's row.
// Nodes are not changed once a plan is made, but for HashConsts: Map copies. One tree may be evaluated by
// many goroutines at once, each with a Ctx of its own.
type Expr interface {
	// Type is the type of the values.
	Type() *types.Type
	// Eval computes the value. The datum may share memory with the input row.
	Eval(c *Ctx) (types.Datum, error)
}

// VarID numbers a column within one statement. Numbers start at 1.
type VarID int32

// Const is a constant.
type Const struct {
	T      *types.Type
	Typmod int32
	D      types.Datum
}

// Param is the argument $N, N counted from 1.
type Param struct {
	T *types.Type
	N int
}

// Var is a column that has no place yet. Evaluating one is an internal error.
type Var struct {
	ID     VarID
	T      *types.Type
	Typmod int32
	Name   string
	// Pos is where it stands in the statement, for errors found later; 0 unknown.
	Pos int32
}

// Slot is column Idx of the input.
// It is what a Var becomes when the planner gives it a place.
type Slot struct {
	Idx    int
	T      *types.Type
	Typmod int32
}

// Reg is the value of an outer row's column.
// It stands where a subquery, or the right side of a lateral join, reads it.
type Reg struct {
	Idx    int
	T      *types.Type
	Typmod int32
}

// Op applies an operator; L is nil for a prefix operator.
type Op struct {
	Op   *builtin.Operator
	L, R Expr
}

// Call calls an ordinary function.
// Session functions and users' routines are HostCalls.
type Call struct {
	Fn   *builtin.Function
	Args []Expr
	// Variadic tells that the last argument was marked VARIADIC.
	Variadic bool
}

// HostCall calls a function of the session.
// It has no encoding: a node that has no session can't call it.
type HostCall struct {
	// Name names it in errors and EXPLAIN; Fn is the host's own.
	Name string
	Fn   any
	// OID tells routines of one name apart; 0 for those of the session.
	OID    types.OID
	T      *types.Type
	Strict bool
	// Volatile tells that equal arguments may give different results.
	Volatile bool
	// Immutable tells that a routine is declared to depend on its arguments alone.
	Immutable bool
	Args      []Expr
	// Instead is what the call may be replaced by once nobody asks any more which columns it names; nil: nothing. It is
	// no part of the expression to who walks or rewrites that: only the binder looks at it.
	Instead Expr
}

// Cast converts X.
// Typmod is that of the target, Explicit whether the statement says CAST or ::, which lets varchar(n)
// cut instead of failing.
type Cast struct {
	C        *builtin.Cast
	X        Expr
	Typmod   int32
	Explicit bool
	// Display tells how it was written: false for implicit ones.
	Display bool
}

// Bool is a conjunction or, with Or, a disjunction.
// It has one argument or more; NULL is neither.
type Bool struct {
	Or   bool
	Args []Expr
}

// Not is NOT X.
type Not struct{ X Expr }

// IsNull is X IS [NOT] NULL.
type IsNull struct {
	X   Expr
	Not bool
	// Whole asks whether a row as a whole is NULL, not its fields.
	Whole bool
}

// TruthKind is what a Truth tests for.
type TruthKind uint8

// The tests of Truth.
const (
	TruthTrue TruthKind = iota
	TruthFalse
	TruthUnknown
)

// Truth is X IS [NOT] TRUE, FALSE or UNKNOWN.
type Truth struct {
	X    Expr
	Kind TruthKind
	Not  bool
}

// Distinct is L IS [NOT] DISTINCT FROM R; Eq compares two values that are not
// NULL.
type Distinct struct {
	Eq   *builtin.Operator
	L, R Expr
	Not  bool
}

// When is an arm of a Case.
type When struct{ Cond, Result Expr }

// Case is CASE WHEN …; a CASE with an argument has its comparisons written out
// over a CaseArg.
type Case struct {
	T     *types.Type
	Arg   Expr // nil without
	Whens []When
	Else  Expr // nil: NULL
}

// CaseArg is the value of the innermost Case's Arg, or what an OwnCompare compares: its left side,
// or the right one.
type CaseArg struct {
	T     *types.Type
	Right bool
}

// CompareKind is what an OwnCompare does.
type CompareKind uint8

// The kinds of OwnCompare.
const (
	CompareAny      CompareKind = iota // L op ANY (R), an array
	CompareAll                         // L op ALL (R)
	CompareDistinct                    // L IS DISTINCT FROM R, with Not IS NOT DISTINCT FROM
	CompareNullIf                      // NULLIF(L, R)
)

// OwnCompare is a comparison by an operator of users, which is a call: Quant, Distinct and NullIf
// are those by the system's. Both sides are evaluated once; Test is the call, over a CaseArg for each side.
type OwnCompare struct {
	Kind CompareKind
	Not  bool
	Name string // the operator's, for printing
	L, R Expr
	Test Expr
}

// Coalesce is COALESCE.
type Coalesce struct {
	T    *types.Type
	Args []Expr
}

// NullIf is NULLIF(L, R); Eq compares them.
type NullIf struct {
	Eq   *builtin.Operator
	L, R Expr
	// LCast and RCast are what Eq is given.
	LCast, RCast Expr
}

// MinMax is GREATEST or LEAST.
type MinMax struct {
	T     *types.Type
	Least bool
	Args  []Expr
}

// Array is ARRAY[…]; with Nested the elements are arrays of T themselves.
type Array struct {
	T      *types.Type // the array type
	Elems  []Expr
	Nested bool
}

// Row is ROW(…).
type Row struct {
	Args  []Expr
	Names []string // may be nil
	// Present, where it is set and NULL, makes the row NULL as a whole: an outer join found
	// none.
	Present Expr
	// T is the composite type of a table's whole row; nil: it is a record.
	T *types.Type
}

// Field selects a field of a record.
type Field struct {
	X   Expr
	Idx int
	T   *types.Type
}

// Subscript is X[i][j] or X[a:b].
type Subscript struct {
	X     Expr
	T     *types.Type
	Upper []Expr
	// Lower is nil without slices; an entry may be nil for an open bound.
	Lower []Expr
	Slice bool
}

// Quant is X op ANY (Array) or, with All, X op ALL (Array). IN with a list is
// Quant over Elems, with Array nil.
type Quant struct {
	Op    *builtin.Operator
	All   bool
	X     Expr
	Array Expr
	Elems []Expr
	set   *constSet
	fixed bool // Elems is long, and the same for row after row
}

// RowCompare compares rows column by column: ops hold the equality of each
// pair, and for <, <=, >, >= also the strict comparison.
type RowCompare struct {
	Name string // "=", "<>", "<", "<=", ">", ">="
	L, R []Expr
	Eq   []*builtin.Operator
	Less []*builtin.Operator // the strict operator for each, for orderings
}

// SubqueryKind is what an expression asks of its subquery.
type SubqueryKind uint8

// The kinds of subquery expressions.
const (
	SubScalar SubqueryKind = iota // the only row's only column
	SubExists                     // is there a row?
	SubAny                        // Test holds for some row
	SubAll                        // Test holds for all rows
	SubArray                      // the rows as an array
	SubRow                        // the only row, as a record
	SubKeyed                      // what the rows with Keys make, of a query that is run once
)

// Subquery is a subquery in an expression. Its plan is known by ID to the host.
// Its ID is an index into the plan's Subplans. Registers connect both: Sets are filled before the inner plan
// runs, TestRegs for each of its rows.
type Subquery struct {
	Kind SubqueryKind
	ID   int
	// Like is the ID of the first of those that say the same; where Effects, each gives a value of its own all the same.
	Like int
	T    *types.Type
	// Typmod is that of the only column's values; NoTypmod where there is none.
	Typmod int32
	// Sets are the outer values that the inner plan reads from registers.
	Sets []RegSet
	// Test is evaluated for SubAny and SubAll for each inner row, whose columns
	// are the registers TestRegs.
	Test     Expr
	TestRegs []int
	// Effects tells that the query calls volatile functions or locks rows, so that
	// each outer row has a run of its own.
	Effects bool

	// Keys, of SubKeyed, are what the first columns of a row must equal. Test is the value then,
	// over the other columns, which are the registers TestRegs: they have the values of None
	// where no row has the keys. More rows than one are an error where it is the Only one that
	// is asked for.
	Keys []Expr
	None []types.Datum
	Only bool
	// Each is the same, run for each of the outer values: where the rows of all of them can't
	// be computed, or held.
	Each *Subquery
}

// RegSet gives register Reg the value of X.
// X is over the columns of the row around.
type RegSet struct {
	Reg int
	X   Expr
}

// Type, here and below, is the type of an expression's value.
func (e *Const) Type() *types.Type      { return e.T }
func (e *Param) Type() *types.Type      { return e.T }
func (e *Var) Type() *types.Type        { return e.T }
func (e *Slot) Type() *types.Type       { return e.T }
func (e *Reg) Type() *types.Type        { return e.T }
func (e *Op) Type() *types.Type         { return e.Op.Result }
func (e *Call) Type() *types.Type       { return e.Fn.Result }
func (e *HostCall) Type() *types.Type   { return e.T }
func (e *Cast) Type() *types.Type       { return e.C.To }
func (e *Bool) Type() *types.Type       { return types.TBool }
func (e *Not) Type() *types.Type        { return types.TBool }
func (e *IsNull) Type() *types.Type     { return types.TBool }
func (e *Truth) Type() *types.Type      { return types.TBool }
func (e *Distinct) Type() *types.Type   { return types.TBool }
func (e *Case) Type() *types.Type       { return e.T }
func (e *CaseArg) Type() *types.Type    { return e.T }
func (e *Coalesce) Type() *types.Type   { return e.T }
func (e *NullIf) Type() *types.Type     { return e.L.Type() }
func (e *MinMax) Type() *types.Type     { return e.T }
func (e *Array) Type() *types.Type      { return e.T }
func (e *Field) Type() *types.Type      { return e.T }
func (e *Subscript) Type() *types.Type  { return e.T }
func (e *Quant) Type() *types.Type      { return types.TBool }
func (e *RowCompare) Type() *types.Type { return types.TBool }
func (e *Subquery) Type() *types.Type   { return e.T }

// Type is the left side's for NULLIF, else boolean.
func (e *OwnCompare) Type() *types.Type {
	if e.Kind == CompareNullIf {
		return e.L.Type()
	}
	return types.TBool
}

// TypmodOf returns the type modifier that e's values satisfy, NoTypmod where nothing is known. A
// choice among several has one where all of them have it (Postgres: exprTypmod); a NULL without a
// modifier has none, nor an absent ELSE.
func TypmodOf(e Expr) int32 {
	switch e := e.(type) {
	case *Const:
		return e.Typmod
	case *Var:
		return e.Typmod
	case *Slot:
		return e.Typmod
	case *Reg:
		return e.Typmod
	case *Cast:
		return e.Typmod
	case *Subquery:
		return e.Typmod
	case *Subscript:
		return TypmodOf(e.X) // an array's is its elements'
	case *NullIf:
		return TypmodOf(e.L)
	case *OwnCompare:
		if e.Kind == CompareNullIf {
			return TypmodOf(e.L)
		}
	case *Case:
		if e.Else == nil {
			return types.NoTypmod
		}
		xs := []Expr{e.Else}
		for i := range e.Whens {
			xs = append(xs, e.Whens[i].Result)
		}
		return CommonTypmod(e.T, xs)
	case *Coalesce:
		return CommonTypmod(e.T, e.Args)
	case *MinMax:
		return CommonTypmod(e.T, e.Args)
	case *Array:
		of := e.T
		if !e.Nested {
			of = e.T.Elem()
		}
		return CommonTypmod(of, e.Elems)
	}
	return types.NoTypmod
}

// CommonTypmod is the modifier that all of xs have, which are of type t; NoTypmod where they differ.
// Each is looked at once: what is nested deeply costs what it is long.
func CommonTypmod(t *types.Type, xs []Expr) int32 {
	common := types.NoTypmod
	for i, x := range xs {
		if x.Type() != t {
			return types.NoTypmod
		}
		m := TypmodOf(x)
		if m == types.NoTypmod || i > 0 && m != common {
			return types.NoTypmod
		}
		common = m
	}
	return common
}

// Null is the constant NULL of type t.
func Null(t *types.Type) *Const { return &Const{T: t, Typmod: types.NoTypmod} }

// BoolConst is the constant v.
func BoolConst(v bool) *Const {
	return &Const{T: types.TBool, Typmod: types.NoTypmod, D: types.Bool(v)}
}

// And joins conditions; nil and an empty list stand for true and are dropped.
// Conjunctions among them are flattened by one level. The result is nil where nothing is left.
func And(args ...Expr) Expr {
	var kept []Expr
	for _, a := range args {
		switch a := a.(type) {
		case nil:
		case *Bool:
			if !a.Or {
				kept = append(kept, a.Args...)
				continue
			}
			kept = append(kept, a)
		default:
			kept = append(kept, a)
		}
	}
	switch len(kept) {
	case 0:
		return nil
	case 1:
		return kept[0]
	}
	return &Bool{Args: kept}
}

// Conjuncts splits e at its top-level ANDs; nil gives none.
// The parts are those of e, in their order.
func Conjuncts(e Expr) []Expr {
	if e == nil {
		return nil
	}
	if b, ok := e.(*Bool); ok && !b.Or {
		var out []Expr
		for _, a := range b.Args {
			out = append(out, Conjuncts(a)...)
		}
		return out
	}
	return []Expr{e}
}
