package scalar

import (
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/types"
)

// Leakproof reports whether evaluating e on a row tells nothing of the row but by
// e's value: no function of its columns may fail, or show its arguments otherwise.
// Conditions for which it holds may be judged of rows that a policy hides.
func Leakproof(e Expr) bool {
	ok := true
	Walk(e, func(x Expr) bool {
		ok = ok && (leakproofNode(x) || !ofColumns(x))
		return ok
	})
	return ok
}

// ofColumns reports whether an expression reads columns of the row, perhaps by what a CASE around it
// looks at.
// Without columns it is the same for hidden rows and others.
func ofColumns(e Expr) bool { return PropsOf(e).Vars || ReadsCaseArg(e) }

// leakproofNode reports whether a node by itself, whatever its operands, is known
// to be leakproof.
// What is not listed is taken to leak. Functions and operators are those that Postgres marks
// (pg_proc.proleakproof); reading a field or choosing an arm can't fail.
func leakproofNode(e Expr) bool {
	switch e := e.(type) {
	case *Const, *Param, *Var, *Slot, *Reg, *CaseArg, *Bool, *Not, *IsNull, *Truth, *Case, *Coalesce, *Array, *Row, *Field, *System:
		return true
	case *Op:
		return leakproofOperator(e.Op)
	case *Distinct:
		return leakproofOperator(e.Eq)
	case *NullIf:
		return leakproofOperator(e.Eq)
	case *Quant:
		return leakproofOperator(e.Op)
	case *RowCompare:
		return leakproofOperators(e.Eq) && leakproofOperators(e.Less)
	case *Call:
		return builtin.Leakproof(e.Fn.OID)
	case *Cast:
		if e.C.Method == builtin.CastFunction {
			return builtin.Leakproof(e.C.FuncOID)
		}
		// A typmod may be exceeded, and the error would tell of the value.
		return e.C.Method == builtin.CastBinary && e.Typmod == types.NoTypmod
	}
	return false
}

// leakproofOperator is that of the function behind it; one without is taken to leak.
func leakproofOperator(o *builtin.Operator) bool {
	return o != nil && o.Proc != nil && builtin.Leakproof(o.Proc.OID)
}

func leakproofOperators(list []*builtin.Operator) bool {
	for _, o := range list {
		// Less is empty of = and <>.
		if o != nil && !leakproofOperator(o) {
			return false
		}
	}
	return true
}
