package rewrite

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Simplify computes what constants decide, as Postgres does before it plans
// (eval_const_expressions): NULL as an operand of what is strict is NULL whatever the others
// are, false AND x is false. What is left out does not run: nextval is not called, and a
// set-returning function makes no rows.
// What is computed here depends on no setting and no clock (Fold); it is the same for each execution of the
// plan.
func (w *Rewriter) Simplify(e scalar.Expr) scalar.Expr { return scalar.Map(e, w.simplifyOne) }

// simplifyOne simplifies x, whose operands are simple already.
// It never fails: what can't be computed stays as it is and fails when, and if, it runs.
// simplifyOne goes by the kind of node: first what NULL decides, then what has a form of its own (CASE, AND,
// OR, NOT), last what is made of constants alone and can be computed.
func (w *Rewriter) simplifyOne(x scalar.Expr) scalar.Expr {
	switch x := x.(type) {
	case *scalar.Op:
		if x.Op.Strict && (isNull(x.L) || isNull(x.R)) {
			return scalar.Null(x.Type())
		}
	case *scalar.Call:
		if x.Fn.Strict && slices.ContainsFunc(x.Args, isNull) {
			return scalar.Null(x.Type())
		}
	// A routine that is strict is not called for NULL, whatever it does when it is.
	case *scalar.HostCall:
		if x.Strict && slices.ContainsFunc(x.Args, isNull) {
			return scalar.Null(x.Type())
		}
	// Cast functions of the system are strict; a user's is a call.
	case *scalar.Cast:
		if isNull(x.X) { // whatever the cast depends on
			return &scalar.Const{T: x.Type(), Typmod: scalar.TypmodOf(x), D: types.Null}
		}
	case *scalar.NullIf:
		if isNull(x.LCast) || isNull(x.RCast) {
			return x.L // nothing equals NULL
		}
	case *scalar.Coalesce:
		return simplifyCoalesce(x)
	case *scalar.Case:
		return w.simplifyCase(x)
	case *scalar.Bool:
		return simplifyBool(x)
	case *scalar.Not:
		if y := opposite(x.X); y != nil {
			return y
		}
	case *scalar.IsNull:
		if r, ok := x.X.(*scalar.Row); ok && !x.Whole {
			return simplifyIsNull(x, r)
		}
	// A row of constants stays a row: its fields are read without making a record of it.
	case *scalar.Row:
		return x // its fields may be asked for one by one
	}
	// Constants, columns and parameters have no operands, and nothing to compute.
	// An operand that is not constant makes Fold return x as it is.
	_, array := x.(*scalar.Array) // even an empty one is made of constants
	leaf := !array
	scalar.Children(x, func(scalar.Expr) { leaf = false })
	if leaf {
		return x
	}
	return w.Fold(x)
}

// simplifyCoalesce leaves out what is NULL, and what comes after a constant that is not, unless x were of another
// length without it.
func simplifyCoalesce(x *scalar.Coalesce) scalar.Expr {
	var left []scalar.Expr
	for _, a := range x.Args {
		k, constant := a.(*scalar.Const)
		switch {
		case !constant:
			left = append(left, a)
			continue
		case k.D.IsNull():
			continue
		case len(left) == 0:
			return &scalar.Const{T: k.T, Typmod: scalar.TypmodOf(x), D: k.D}
		}
		left = append(left, k)
		break
	}
	switch len(left) {
	case 0:
		return scalar.Null(x.T)
	case len(x.Args):
		return x
	}
	if out := (&scalar.Coalesce{T: x.T, Args: left}); scalar.TypmodOf(out) == scalar.TypmodOf(x) {
		return out
	}
	return x
}

// inverses are the comparisons that hold where the others do not, of what is not NULL.
// "=" of a type may have no "<>"; opposite looks it up.
var inverses = map[string]string{"=": "<>", "<>": "=", "<": ">=", ">=": "<", "<=": ">", ">": "<="}

// opposite is NOT x in a form that says more of columns than a NOT does, as Postgres has it
// (negate_clause): NOT a <> 5 is a = 5, and NOT (a = 1 OR b = 2) two conditions; nil: there is none.
// An operator has one only where the catalog names that as its negator, over the same types of
// operands: a user's operators may have names that look opposite and are not.
func opposite(x scalar.Expr) scalar.Expr {
	switch x := x.(type) {
	case *scalar.Op:
		name := inverses[x.Op.Name]
		if x.L == nil || name == "" {
			return nil
		}
		// Negators are of one family, so that with NaN and infinity as well one of both holds.
		op, err := builtin.ResolveOperator(name, x.Op.Left, x.Op.Right)
		if err != nil || op.OID != x.Op.Negator || op.Left != x.Op.Left || op.Right != x.Op.Right {
			return nil
		}
		return &scalar.Op{Op: op, L: x.L, R: x.R}
	// De Morgan: each operand is negated, AND becomes OR.
	case *scalar.Bool:
		args := make([]scalar.Expr, len(x.Args))
		for i, a := range x.Args {
			if args[i] = opposite(a); args[i] == nil {
				args[i] = &scalar.Not{X: a}
			}
		}
		return &scalar.Bool{Or: !x.Or, Args: args}
	// x may be NULL: NOT NOT x is x all the same.
	case *scalar.Not:
		return x.X
	case *scalar.IsNull:
		if y, ok := Negate(x).(*scalar.IsNull); ok {
			return y
		}
	}
	return nil
}

// isNull reports whether x is the constant NULL; what may come to NULL is none.
// A NULL of any type.
func isNull(x scalar.Expr) bool {
	k, ok := x.(*scalar.Const)
	return ok && k.D.IsNull()
}

// NeverTrue reports whether a condition is the constant false or NULL.
// Under WHERE, ON and the like both drop the row.
func NeverTrue(c scalar.Expr) bool {
	k, ok := c.(*scalar.Const)
	return ok && k.T == types.TBool && (k.D.IsNull() || !k.D.Bool())
}

// simplifyBool drops constants that decide nothing, and all but one that decides.
// A NULL decides nothing and can't be dropped: NULL AND x is false or NULL. One stays, at the end.
func simplifyBool(e *scalar.Bool) scalar.Expr {
	var kept []scalar.Expr
	null := false
	for _, a := range e.Args {
		k, ok := a.(*scalar.Const)
		switch {
		case !ok:
			// The constants that decide nothing (true under AND, false under OR) are left out.
			kept = append(kept, a)
		case k.D.IsNull():
			null = true
		// true OR x, false AND x: what is left does not run.
		case k.D.Bool() == e.Or:
			return k
		}
	}
	if null {
		kept = append(kept, scalar.Null(types.TBool))
	}
	// Nothing is left: true for AND, false for OR.
	switch len(kept) {
	case 0:
		return scalar.BoolConst(!e.Or)
	case 1:
		return kept[0]
	case len(e.Args):
		return e
	}
	return &scalar.Bool{Or: e.Or, Args: kept}
}

// simplifyCase drops the arms that constants rule out, and takes the first that they decide
// for.
// An arm behind one that does not decide yet has to stay, even if it is true: it is then what ELSE was.
func (b *Rewriter) simplifyCase(e *scalar.Case) scalar.Expr {
	var kept []scalar.When
	// Simplify has been through the arms already (Map goes from the leaves up).
	for i, w := range e.Whens {
		// With an argument the condition is arg = value, of which the argument may be constant.
		cond := w.Cond
		if op, ok := cond.(*scalar.Op); ok && e.Arg != nil {
			_, arg := op.L.(*scalar.CaseArg)
			_, constant := e.Arg.(*scalar.Const)
			if arg && constant {
				cond = b.simplifyOne(&scalar.Op{Op: op.Op, L: e.Arg, R: op.R})
			}
		}
		k, ok := cond.(*scalar.Const)
		switch {
		// The arm can't be taken.
		case ok && NeverTrue(k):
		// Nothing before it may hold, so that it decides.
		case ok && len(kept) == 0:
			return w.Result
		default:
			kept = append(kept, e.Whens[i])
		}
	}
	switch {
	case len(kept) == len(e.Whens):
		return e
	case len(kept) == 0 && e.Else == nil:
		return scalar.Null(e.T)
	case len(kept) == 0:
		return e.Else
	}
	return &scalar.Case{T: e.T, Arg: e.Arg, Whens: kept, Else: e.Else}
}

// simplifyIsNull asks of a row what its constants say.
// A constant field decides alone where it is the other way round; else it is left out.
// x is over a row that is written out; Not as in x.
func simplifyIsNull(x *scalar.IsNull, r *scalar.Row) scalar.Expr {
	kept := &scalar.Row{}
	for i, a := range r.Args {
		k, ok := a.(*scalar.Const)
		if ok && k.D.IsNull() == x.Not {
			return scalar.BoolConst(false)
		}
		if !ok {
			kept.Args = append(kept.Args, r.Args[i])
		}
	}
	switch len(kept.Args) {
	case 0:
		return scalar.BoolConst(true)
	case len(r.Args):
		return x
	}
	return &scalar.IsNull{X: kept, Not: x.Not}
}

// nothing is what r is where no row of it is wanted.
// The columns stay, and with them what is above.
// It is a VALUES without rows, whose columns are r's.
func nothing(r rel.Rel) rel.Rel { return &rel.Values{Vars: r.Out()} }

// isNothing reports whether r is known to have no row (nothing).
func isNothing(r rel.Rel) bool {
	v, ok := r.(*rel.Values)
	return ok && len(v.Rows) == 0
}

// collapse gives nothing where r has no row because an input has none. LIMIT stays: its
// numbers may be wrong.
// FULL stays, as each side's rows come out; ANTI of an empty right side is its left one. A grouping without
// keys has its one row of no input.
// Called for each relation from the bottom up, so that emptiness moves up as far as it reaches.
func collapse(r rel.Rel) rel.Rel {
	empty := false
	switch r := r.(type) {
	case *rel.Select:
		empty = isNothing(r.In)
	case *rel.Barrier:
		empty = isNothing(r.In)
	case *rel.Project:
		empty = isNothing(r.In)
	case *rel.ProjectSet:
		empty = isNothing(r.In)
	case *rel.Distinct:
		empty = isNothing(r.In)
	case *rel.Sort:
		empty = isNothing(r.In)
	case *rel.Lock:
		empty = isNothing(r.In)
	case *rel.Window: // its offsets may be wrong
		empty = isNothing(r.In) && r.Frame.StartOffset == nil && r.Frame.EndOffset == nil
	case *rel.Group:
		empty = len(r.Keys) > 0 && isNothing(r.In)
	case *rel.Join:
		switch r.Kind {
		case rel.JoinInner, rel.JoinSemi:
			empty = isNothing(r.L) || isNothing(r.R)
		// Of an empty right side the left rows are padded: no emptiness.
		case rel.JoinLeft:
			empty = isNothing(r.L)
		case rel.JoinAnti:
			if isNothing(r.R) {
				return r.L
			}
			empty = isNothing(r.L)
		}
	}
	if empty {
		return nothing(r)
	}
	return r
}

// Negate is NOT x, simplified where that is safe.
// It is for what the binder makes, before rewriting; opposite does more.
func Negate(x scalar.Expr) scalar.Expr {
	switch x := x.(type) {
	case *scalar.IsNull:
		// A row with some NULLs is neither IS NULL nor IS NOT NULL.
		if x.Whole || !MayBeRow(x.X) {
			return &scalar.IsNull{X: x.X, Not: !x.Not, Whole: x.Whole}
		}
	case *scalar.Not:
		return x.X
	}
	return &scalar.Not{X: x}
}

// MayBeRow reports whether IS NULL of x looks at the fields of a row.
// A row asks for its fields, unless Whole is set.
func MayBeRow(x scalar.Expr) bool {
	t := x.Type()
	return t == types.TUnknown || t.IsPseudo() || t.Kind() == types.KindRecord
}
