package scalar

import (
	"encoding/binary"
	"fmt"
	"strconv"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/types"
)

// Key returns a string that two expressions share exactly if they are the same
// expression: same operators over the same columns and constants.
// It costs a walk of the whole expression and a string of its size: who compares many keeps the keys.
func Key(e Expr) string { return string(appendKey(nil, e)) }

// appendKey writes what a node adds to its operands, then these. Numbers and names stand so that no two
// nodes can run into one another: varints or lengths, and the operands in brackets. A node whose fields
// beside its operands say nothing of its value needs no case of its own (COALESCE, NULLIF, NOT).
func appendKey(b []byte, e Expr) []byte {
	// A tag stands before each number, so that two kinds never write the same.
	num := func(tag byte, n int) []byte { return binary.AppendVarint(append(b, tag), int64(n)) }
	switch e := e.(type) {
	case nil:
		return append(b, '_')
	case *Const:
		return appendConstKey(b, e)
	case *Param:
		return num('p', e.N)
	case *Var:
		return num('v', int(e.ID))
	case *Slot:
		return num('s', e.Idx)
	case *Reg:
		return num('r', e.Idx)
	case *CaseArg:
		if e.Right {
			return num('z', int(e.T.OID))
		}
		return num('a', int(e.T.OID))
	// Not L and R apart: a prefix operator has another OID than the binary one of its name.
	case *Op:
		// 0 keeps the form of num; the operator follows as text.
		b = append(num('o', 0), operatorKey(e.Op)...)
	case *Call:
		b = append(num('c', int(e.Fn.OID)), e.Fn.Name...)
		b = binary.AppendVarint(b, int64(len(e.Args)))
		if e.Variadic { // concat(a) and concat(VARIADIC a) are of one function
			b = append(b, 'V')
		}
	case *HostCall:
		b = fmt.Appendf(b, "h%s/%d/%d", e.Name, e.OID, len(e.Args))
	// Fields are told apart by their names, with the length before them.
	case *Assign:
		b = fmt.Appendf(b, "S%d", len(e.Path))
		for _, st := range e.Path {
			b = fmt.Appendf(b, "/%d:%s/%t%t%t", len(st.Field), st.Field, st.Lower, st.Upper, st.Slice)
		}
	// The name and the number: routines of one name differ by OID.
	case *Domain:
		b = num('D', int(e.T.OID))
	// From follows from the operand; Explicit decides whether a long text is cut or refused.
	case *Cast:
		b = fmt.Appendf(b, "t%d/%d/%t", e.C.To.OID, e.Typmod, e.Explicit)
	case *Bool:
		b = fmt.Appendf(b, "b%t/%d", e.Or, len(e.Args))
	// Whole and Not say different things of the same operand.
	case *IsNull:
		b = fmt.Appendf(b, "n%t%t", e.Not, e.Whole)
	case *Truth:
		b = fmt.Appendf(b, "T%d%t", e.Kind, e.Not)
	case *Distinct:
		b = fmt.Appendf(b, "d%s%t", operatorKey(e.Eq), e.Not)
	// Children leaves absent operands out, so that the counts say which ones there are.
	case *Case:
		b = fmt.Appendf(b, "C%d/%t/%t", len(e.Whens), e.Arg != nil, e.Else != nil)
	case *XML:
		b = fmt.Appendf(b, "x%d/%q/%q/%d/%t/%d/%t", e.Op, e.Name, e.Names, len(e.Args), e.Document, e.Alone, e.Kept)
	case *MinMax:
		b = fmt.Appendf(b, "m%t/%d", e.Least, len(e.Args))
	case *Array:
		b = fmt.Appendf(b, "A%d/%d", e.T.OID, len(e.Elems))
	case *Row:
		b = fmt.Appendf(b, "R%d/%d/%t", len(e.Args), e.Type().OID, e.Present != nil)
	case *System:
		b = fmt.Appendf(b, "y%d/%d/%d/%d", e.Kind, e.T.OID, e.Idx, len(e.Args))
		for _, k := range e.Key {
			b = fmt.Appendf(b, "/%d", k.Type.OID)
		}
	case *Field:
		// The type of a field follows from its operand.
		b = num('f', e.Idx)
	case *Subscript:
		b = fmt.Appendf(b, "S%t/%d", e.Slice, len(e.Upper))
		// Which bounds are open is said, since Children leaves nil out.
		for i := range e.Upper {
			b = fmt.Appendf(b, "%t", e.Upper[i] != nil)
		}
		for i := range e.Lower {
			b = fmt.Appendf(b, "%t", e.Lower[i] != nil)
		}
	case *Quant:
		b = fmt.Appendf(b, "Q%s/%t/%t/%d", operatorKey(e.Op), e.All, e.Array != nil, len(e.Elems))
	case *OwnCompare: // the function is part of Test
		b = fmt.Appendf(b, "O%d%t", e.Kind, e.Not)
	case *RowCompare:
		b = fmt.Appendf(b, "w%s/%d", e.Name, len(e.L))
		// *< and < are both orderings, by other operators.
		for _, op := range e.Eq {
			b = append(append(b, '/'), operatorKey(op)...)
		}
		for _, op := range e.Less {
			b = append(append(b, '/'), operatorKey(op)...)
		}
	// Of what is the same query twice, planned apart.
	// Like is the number of the first of equal queries (bind/sub.go), so that equal ones are equal here.
	case *Subquery:
		return num('q', e.Like)
	default:
		b = fmt.Appendf(b, "%T", e)
	}
	// The brackets keep a(b, c) and a(b)(c) apart.
	b = append(b, '(')
	Children(e, func(x Expr) { b = append(appendKey(b, x), ',') })
	return append(b, ')')
}

// appendConstKey goes by the text with the default settings; the length keeps it apart from what follows.
// Constants of one type and text are one value.
func appendConstKey(b []byte, e *Const) []byte {
	b = fmt.Appendf(b, "k%d/%d/", e.T.OID, e.Typmod)
	// No text begins with N here: a length does.
	if e.D.IsNull() {
		return append(b, 'N')
	}
	text := types.AppendText(nil, e.T, e.D, nil)
	if e.D.Kind() == types.KindText { // xml is shown without all that it has
		text = []byte(e.D.Text())
	}
	return append(fmt.Appendf(b, "%d:", len(text)), text...)
}

// Equal reports whether a and b are the same expression.
// NULL is equal to NULL here: it is about expressions, not values.
// Lists of hundreds are compared each with each, where most differ at the first look.
func Equal(a, b Expr) bool { return !differ(a, b) && Key(a) == Key(b) }

// differ reports whether two expressions are told apart without their keys, which cost memory: those of
// common kinds, as far as it takes a look. False says nothing.
func differ(a, b Expr) bool {
	switch x := a.(type) {
	case *Var:
		y, ok := b.(*Var)
		return !ok || x.ID != y.ID
	case *Const:
		// Other than integers are told apart by Key, which has to make their text.
		y, ok := b.(*Const)
		return !ok || x.T.OID != y.T.OID || x.Typmod != y.Typmod || x.D.IsNull() != y.D.IsNull() ||
			integral(x.T) && !x.D.IsNull() && x.D.Int() != y.D.Int()
	case *Op:
		y, ok := b.(*Op)
		return !ok || x.Op.OID != y.Op.OID || differ(x.L, y.L) || differ(x.R, y.R)
	case *Call:
		y, ok := b.(*Call)
		return !ok || x.Fn.OID != y.Fn.OID || differAt(x.Args, y.Args)
	case *Cast:
		y, ok := b.(*Cast)
		return !ok || x.C.To.OID != y.C.To.OID || differ(x.X, y.X)
	case *Bool:
		y, ok := b.(*Bool)
		return !ok || x.Or != y.Or || differAt(x.Args, y.Args)
	case *Subquery:
		y, ok := b.(*Subquery)
		return !ok || x.Like != y.Like
	}
	return false
}

// differAt is differ of two lists.
// It ends with the first pair that is told apart.
func differAt(a, b []Expr) bool {
	if len(a) != len(b) {
		return true
	}
	for i := range a {
		if differ(a[i], b[i]) {
			return true
		}
	}
	return false
}

// integral reports whether values of t are told apart by Datum.Int.
// Of other types equal values may be told apart by their text, which Key goes by.
func integral(t *types.Type) bool { return t == types.TInt2 || t == types.TInt4 || t == types.TInt8 }

// operatorKey tells operators apart: by their number, or, of those of types that extensions
// made, by name and operands.
// The dot ends it, so that what follows can't be read as a part of it.
func operatorKey(o *builtin.Operator) string {
	if o.OID != 0 {
		return strconv.Itoa(int(o.OID)) + "."
	}
	k := o.Name + "/" + strconv.Itoa(int(o.Right.OID)) + "."
	if o.Left != nil {
		k = strconv.Itoa(int(o.Left.OID)) + k
	}
	return k
}
