package plpgsql

import (
	"math"

	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// What loops compute is mostly arithmetic and comparisons of integer variables. Such an expression
// gets a second form that works on plain numbers, without datums. It has no value where the
// expression has none that is a number: an operand is NULL, or the result is an error (out of
// range, division by zero). Then the expression itself is evaluated, and gives NULL or the error.

// arith is a node of that form.
type arith struct {
	op     arithOp
	narrow bool // the result is an int4
	l, r   *arith
	slot   int
	c      int64
}

type arithOp uint8

const (
	arithSlot arithOp = iota
	arithConst
	arithAdd
	arithSub
	arithMul
	arithDiv
	arithMod
	arithEq
	arithNe
	arithLt
	arithLe
	arithGt
	arithGe
	arithAnd
	arithOr
	arithNot
)

var arithOps = map[string]arithOp{
	"+": arithAdd, "-": arithSub, "*": arithMul, "/": arithDiv, "%": arithMod,
	"=": arithEq, "<>": arithNe, "<": arithLt, "<=": arithLe, ">": arithGt, ">=": arithGe,
}

// isInt reports whether values of a type are numbers here.
func isInt(t *types.Type) bool { return t == types.TInt4 || t == types.TInt8 }

// arithOf is that form of an expression in slots; nil: it has none.
func arithOf(x scalar.Expr) *arith {
	switch x := x.(type) {
	case *scalar.Param:
		if isInt(x.T) || x.T == types.TBool {
			return &arith{op: arithSlot, slot: x.N - 1}
		}
	case *scalar.Const:
		if k := x.D.Kind(); k == types.KindInt && isInt(x.Type()) {
			return &arith{op: arithConst, c: x.D.Int()}
		}
	case *scalar.Cast:
		if x.Type() == types.TInt8 && x.X.Type() == types.TInt4 {
			return arithOf(x.X)
		}
	case *scalar.Not:
		if l := arithOf(x.X); l != nil {
			return &arith{op: arithNot, l: l}
		}
	case *scalar.Bool:
		return arithOfBool(x)
	case *scalar.Op:
		return arithOfOp(x)
	}
	return nil
}

func arithOfBool(x *scalar.Bool) *arith {
	op := arithAnd
	if x.Or {
		op = arithOr
	}
	var out *arith
	for _, a := range x.Args {
		n := arithOf(a)
		switch {
		case n == nil:
			return nil
		case out == nil:
			out = n
		default:
			out = &arith{op: op, l: out, r: n}
		}
	}
	return out
}

// systemOIDs are below the first that an operator of users may have.
const systemOIDs = 16384

func arithOfOp(x *scalar.Op) *arith {
	op, known := arithOps[x.Op.Name]
	if !known || x.L == nil || x.Op.OID >= systemOIDs || !isInt(x.Op.Left) || !isInt(x.Op.Right) {
		return nil
	}
	if t := x.Op.Result; !isInt(t) && t != types.TBool {
		return nil
	}
	l, r := arithOf(x.L), arithOf(x.R)
	if l == nil || r == nil {
		return nil
	}
	return &arith{op: op, narrow: x.Op.Result == types.TInt4, l: l, r: r}
}

// eval computes it from a frame's scalars; truth values are 0 and 1.
func (a *arith) eval(slots []types.Datum) (v int64, ok bool) {
	switch a.op {
	case arithSlot:
		d := &slots[a.slot]
		return d.Int(), !d.IsNull()
	case arithConst:
		return a.c, true
	case arithNot:
		v, ok = a.l.eval(slots)
		return 1 - v, ok
	}
	l, ok := a.l.eval(slots)
	if !ok {
		return 0, false
	}
	if a.op == arithAnd && l == 0 || a.op == arithOr && l != 0 {
		return l, true
	}
	r, ok := a.r.eval(slots)
	if !ok {
		return 0, false
	}
	if a.op >= arithEq {
		return a.compare(l, r), true
	}
	return a.compute(l, r)
}

func (a *arith) compare(l, r int64) int64 {
	is := false
	switch a.op {
	case arithEq:
		is = l == r
	case arithNe:
		is = l != r
	case arithLt:
		is = l < r
	case arithLe:
		is = l <= r
	case arithGt:
		is = l > r
	case arithGe:
		is = l >= r
	default: // AND, OR: the left operand did not decide
		return r
	}
	if is {
		return 1
	}
	return 0
}

func (a *arith) compute(l, r int64) (v int64, ok bool) {
	switch a.op {
	case arithAdd:
		v = l + r
		ok = (v > l) == (r > 0)
	case arithSub:
		v = l - r
		ok = (v < l) == (r > 0)
	case arithMul:
		if int64(int32(l)) != l || int64(int32(r)) != r {
			return 0, false
		}
		v, ok = l*r, true
	case arithDiv:
		if r == 0 || r == -1 {
			return 0, false
		}
		v, ok = l/r, true
	case arithMod:
		if r == 0 || r == -1 {
			return 0, false
		}
		v, ok = l%r, true
	}
	if a.narrow && (v < math.MinInt32 || v > math.MaxInt32) {
		return 0, false
	}
	return v, ok
}

// assignNumber assigns the value of q to a variable, if both are numbers; v is of its type, or a
// wider one.
func (fr *frame) assignNumber(v *variable, q *query) bool {
	if q.arith == nil || q.epoch != fr.in.epoch {
		return false
	}
	if q.t != v.t && (v.t != types.TInt8 || q.t != types.TInt4) {
		return false
	}
	x, ok := q.arith.eval(fr.scalars)
	switch {
	case !ok:
		return false
	case v.t == types.TBool:
		fr.scalars[v.at] = types.Bool(x != 0)
	default:
		fr.scalars[v.at] = types.Int(x)
	}
	return true
}
