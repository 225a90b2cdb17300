package scalar

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// The tags of encoded nodes. They are part of the wire format: never reused.
//
// The form of an expression on the wire:
//
//	expression  tag, then the fields of its kind in the order of the encoder's case
//	number      a zigzag varint (encoding/binary)
//	flag        one byte, 0 or 1
//	string      number of bytes, bytes
//	list        number of elements, elements
//	type        number: the OID, 0 for none; what follows a user's is in typecodec.go
//	operator    name, left and right type; "" for none
//	datum       length (unsigned varint), and a row of one column (rowenc)
//
// Functions, operators and casts go by name and types and are looked up again where they are read, so that a
// node runs its own code for them and no other node's idea of it. What the sender may send at all is Remote's
// to say; the reader trusts nothing: it checks counts, depth, slots, and that each value is of the kind that
// its place takes, as Eval reads a Datum for what its type says without looking.
const (
	// Tags of one byte each; 0 to 22 are known to every node, those behind to nodes of the version that is named.
	tagNil        = 0
	tagConst      = 1
	tagParam      = 2
	tagSlot       = 3
	tagOp         = 4
	tagCall       = 5
	tagCast       = 6
	tagBool       = 7
	tagNot        = 8
	tagIsNull     = 9
	tagTruth      = 10
	tagDistinct   = 11
	tagCase       = 12
	tagCaseArg    = 13
	tagCoalesce   = 14
	tagNullIf     = 15
	tagMinMax     = 16
	tagArray      = 17
	tagRow        = 18
	tagField      = 19
	tagSubscript  = 20
	tagQuant      = 21
	tagRowCompare = 22
	// tagTableRow is a Row that has a type; it needs version.Parted.
	tagTableRow = 60
	// tagSystem is a System; it needs version.Parted.
	tagSystem = 61
	// maxDecodeDepth bounds the reader's stack, over expressions and the types within them.
	maxDecodeDepth = 500
	// maxRemoteDepth is what of it expressions take at most; the rest is for a list around them, and for types.
	maxRemoteDepth = 400
)

// Append appends the encoding of an expression that Remote allows; others fail
// with an internal error.
// What is left of dst is undefined after an error.
func Append(dst []byte, e Expr) ([]byte, error) {
	enc := encoder{b: dst}
	// What was written before an error stays in the slice; callers throw it away.
	enc.expr(e)
	return enc.b, enc.err
}

// encoder keeps the first of what can't be encoded; the bytes are worthless then.
type encoder struct {
	b   []byte
	err error
	// Types of users by OID, of this message.
	told map[types.OID]bool // users' types that were sent whole
}

// num and those below write one field each.
func (e *encoder) num(n int64)  { e.b = binary.AppendVarint(e.b, n) }
func (e *encoder) tag(t byte)   { e.b = append(e.b, t) }
func (e *encoder) str(s string) { e.num(int64(len(s))); e.b = append(e.b, s...) }

// typ writes a type; the description of a user's follows where the message has none yet.
func (e *encoder) typ(t *types.Type) {
	if t == nil {
		e.num(0)
		return
	}
	e.num(int64(t.OID))
	// Built-in types have no schema of their own here, and are known to all nodes.
	// Once for each message: the reader keeps it by OID.
	if t.Schema != "" {
		e.userType(t)
	}
}

// Read back, any byte but 0 is true.
func (e *encoder) flag(b bool) {
	if b {
		e.b = append(e.b, 1)
	} else {
		e.b = append(e.b, 0)
	}
}

// nil elements are written as tagNil.
func (e *encoder) list(xs []Expr) {
	e.num(int64(len(xs)))
	for _, x := range xs {
		e.expr(x)
	}
}

// operator writes by what an operator is looked up again; its OID need not be the same at another version.
// Names with two operand types are unique.
func (e *encoder) operator(o *builtin.Operator) {
	if o == nil {
		e.str("")
		return
	}
	e.str(o.Name)
	e.typ(o.Left)
	e.typ(o.Right)
}

// operators writes a list, which may have gaps.
// In step with the operands that they compare.
func (e *encoder) operators(os []*builtin.Operator) {
	e.num(int64(len(os)))
	for _, o := range os {
		// Encoders write gaps; the decoder accepts none, as RowCompare needs all of those that it has.
		e.operator(o)
	}
}

// AppendDatum appends a value of type t, or NULL.
// NULL and values have one form, that of a row's column.
func AppendDatum(dst []byte, t *types.Type, d types.Datum) []byte {
	v := rowenc.AppendRow(nil, []rowenc.ValueColumn{{ID: 1, Type: t}}, []types.Datum{d})
	dst = binary.AppendUvarint(dst, uint64(len(v)))
	return append(dst, v...)
}

// expr and compound are one switch, split for its length. Whoever adds a kind adds a tag, its case in the
// decoder, and a version gate where older nodes could be sent it.
// The order of the fields must not change; a new field is a new tag.
func (e *encoder) expr(x Expr) {
	switch x := x.(type) {
	case nil:
		e.tag(tagNil)
	case *Const:
		e.tag(tagConst)
		e.typ(x.T)
		e.num(int64(x.Typmod))
		e.b = AppendDatum(e.b, x.T, x.D)
	// Arguments are sent once beside the expressions of a fragment, not in the place of each parameter.
	case *Param:
		e.tag(tagParam)
		e.typ(x.T)
		e.num(int64(x.N))
	case *Slot:
		e.tag(tagSlot)
		e.typ(x.T)
		e.num(int64(x.Typmod))
		e.num(int64(x.Idx))
	case *Op:
		e.tag(tagOp)
		e.operator(x.Op)
		e.expr(x.L)
		e.expr(x.R)
	// The function's declared types, not those of the arguments: these have been converted to them.
	case *Call:
		e.tag(tagCall)
		e.str(x.Fn.Name)
		e.flag(x.Variadic)
		e.num(int64(len(x.Fn.Args)))
		for _, t := range x.Fn.Args {
			e.typ(t)
		}
		e.list(x.Args)
	// From and To name the cast; Explicit is sent, as a cast to varchar(n) cuts or fails by it.
	case *Cast:
		e.tag(tagCast)
		e.typ(x.C.From)
		e.typ(x.C.To)
		e.num(int64(x.Typmod))
		e.flag(x.Explicit)
		e.expr(x.X)
	case *Bool:
		e.tag(tagBool)
		e.flag(x.Or)
		e.list(x.Args)
	case *Not:
		e.tag(tagNot)
		e.expr(x.X)
	case *IsNull:
		// IS NULL of a record asks its fields, unless Whole.
		if x.Whole && x.X.Type().Kind() == types.KindRecord {
			e.wholeNull(x)
			return
		}
		e.tag(tagIsNull)
		e.flag(x.Not)
		e.expr(x.X)
	case *Truth:
		e.tag(tagTruth)
		e.num(int64(x.Kind))
		e.flag(x.Not)
		e.expr(x.X)
	case *Distinct:
		e.tag(tagDistinct)
		e.flag(x.Not)
		e.operator(x.Eq)
		e.expr(x.L)
		e.expr(x.R)
	default:
		e.compound(x)
	}
}

// wholeNull writes the test of a row as a whole as IS [NOT] DISTINCT FROM NULL, which says the same:
// an IsNull that was decoded asks of the fields.
// Older nodes read it as well, so that no tag was needed.
func (e *encoder) wholeNull(x *IsNull) {
	t := x.X.Type()
	e.expr(&Distinct{Not: !x.Not, Eq: &builtin.Operator{Name: "=", Left: types.TRecord, Right: types.TRecord},
		L: x.X, R: &Const{T: t, Typmod: types.NoTypmod, D: types.Null}})
}

// compound writes the kinds whose operands are lists or differ in number. The error for a kind without a tag is
// for the programmer: Remote keeps such expressions here.
// A kind that was added later is to be kept here by Remote as long as a node of the cluster does not know its tag.
func (e *encoder) compound(x Expr) {
	switch x := x.(type) {
	// A CASE without an argument, or without ELSE, has tagNil there.
	case *Case:
		e.tag(tagCase)
		e.typ(x.T)
		e.expr(x.Arg)
		e.num(int64(len(x.Whens)))
		for _, w := range x.Whens {
			e.expr(w.Cond)
			e.expr(w.Result)
		}
		e.expr(x.Else)
	case *CaseArg:
		e.tag(tagCaseArg)
		e.typ(x.T)
	case *Coalesce:
		e.tag(tagCoalesce)
		e.typ(x.T)
		e.list(x.Args)
	// L and LCast are both written, though they may be one: the form knows no sharing (maxRemoteNullIfs).
	case *NullIf:
		e.tag(tagNullIf)
		e.operator(x.Eq)
		e.expr(x.L)
		e.expr(x.LCast)
		e.expr(x.RCast)
	case *MinMax:
		e.tag(tagMinMax)
		e.typ(x.T)
		e.flag(x.Least)
		e.list(x.Args)
	case *Array:
		e.tag(tagArray)
		e.typ(x.T)
		e.flag(x.Nested)
		e.list(x.Elems)
	case *Row:
		// Present is no field of the wire: see orNull.
		// orNull is a CASE that gives NULL where Present is NULL.
		if x.Present != nil {
			e.compound(x.orNull())
			return
		}
		if x.T != nil {
			e.tag(tagTableRow)
			// Names are not sent: the type has them (tableRow).
			e.typ(x.T)
			e.list(x.Args)
			return
		}
		// Names may be fewer than fields, or none: ROW(1, 2) has none.
		e.tag(tagRow)
		e.num(int64(len(x.Names)))
		for _, n := range x.Names {
			e.str(n)
		}
		e.list(x.Args)
	case *System:
		e.system(x)
	case *Field:
		// A field of an absent row is NULL anyway, as its columns are.
		// So Present need not be sent for it.
		if r, ok := x.X.(*Row); ok && r.Present != nil {
			e.expr(r.Args[x.Idx])
			return
		}
		e.tag(tagField)
		e.num(int64(x.Idx))
		e.typ(x.T)
		e.expr(x.X)
	case *Subscript:
		e.tag(tagSubscript)
		e.typ(x.T)
		e.flag(x.Slice)
		e.expr(x.X)
		e.list(x.Upper)
		e.list(x.Lower)
	case *Quant:
		e.tag(tagQuant)
		e.operator(x.Op)
		e.flag(x.All)
		e.expr(x.X)
		e.expr(x.Array)
		e.list(x.Elems)
	// Less is empty for = and <>, which no order decides.
	case *RowCompare:
		e.tag(tagRowCompare)
		e.str(x.Name)
		e.list(x.L)
		e.list(x.R)
		e.operators(x.Eq)
		e.operators(x.Less)
	default:
		// The error replaces an earlier one, which does not matter.
		e.err = pgerror.Internal("an expression of kind %T does not travel", x)
	}
}

// errDecode reports bytes that are not an encoded expression.
// It is XX001: what comes from another node was damaged, or made by nobody's encoder.
func errDecode(format string, args ...any) error {
	return pgerror.New(pgerror.DataCorrupted, "malformed plan fragment: %s", fmt.Sprintf(format, args...))
}

// Decoder reads what Append wrote. It never panics; the first error stays.
// It is used by one goroutine for one message.
// Whoever reads checks Err at the end, and before an expression is evaluated.
// States of a read: b shrinks; err nil until the first failure, which empties b; after that each read gives a
// zero value and no loop goes on.
// What it returns may share the memory of b (Bytes, Datum): b must stay as it is for as long as the expression lives.
type Decoder struct {
	b   []byte
	err error
	// depth counts expressions and types that are being read.
	depth int
	// caseArg is the type of the CASE whose condition is being read.
	// Zero allows none.
	caseArg *types.Type
	// Slots and Params bound what may be referred to.
	Slots, Params int
	// SlotKinds and ParamKinds are how their values are represented; an expression
	// that takes one for another is refused. nil: not checked.
	SlotKinds, ParamKinds []types.Kind
	told                  map[types.OID]*types.Type // users' types that were read
}

// NewDecoder returns a decoder of b.
func NewDecoder(b []byte) *Decoder { return &Decoder{b: b} }

// Err is the first error.
func (d *Decoder) Err() error { return d.err }

// Rest is what was not read.
func (d *Decoder) Rest() []byte { return d.b }

// Dropping the rest makes all that follows fail quickly, so that callers need not look at each step.
// b is emptied, so that loops over counts end.
func (d *Decoder) fail(format string, args ...any) {
	// The first error is the one to tell: later ones follow from the emptied input.
	if d.err == nil {
		d.err = errDecode(format, args...)
	}
	d.b = nil
}

// Num reads a number.
// Varints of more than 64 bits fail.
func (d *Decoder) Num() int64 {
	n, w := binary.Varint(d.b)
	if w <= 0 {
		d.fail("a number is missing")
		return 0
	}
	d.b = d.b[w:]
	return n
}

// Count reads the length of a list, each element of which takes a byte at least.
// That bounds what a message can have allocated by its own length.
// An element may still be much larger than a byte in memory: by a constant factor.
func (d *Decoder) Count() int {
	n := d.Num()
	// Else eight bytes could ask for a list of 2^62 elements.
	if n < 0 || n > int64(len(d.b)) {
		d.fail("a list of %d elements", n)
		return 0
	}
	return int(n)
}

// Byte reads a byte.
func (d *Decoder) Byte() byte {
	if len(d.b) == 0 {
		d.fail("a byte is missing")
		return 0
	}
	c := d.b[0]
	d.b = d.b[1:]
	return c
}

// Flag reads a truth value.
func (d *Decoder) Flag() bool { return d.Byte() != 0 }

// Bytes reads a length and so many bytes, which share the input's memory.
func (d *Decoder) Bytes() []byte {
	n, w := binary.Uvarint(d.b)
	if w <= 0 || n > uint64(len(d.b)-w) {
		d.fail("a string is too long")
		return nil
	}
	// Unlike Count the length is unsigned: AppendDatum writes it so.
	s := d.b[w : w+int(n)]
	d.b = d.b[w+int(n):]
	return s
}

// str copies, as the message's memory is the transport's.
// Count bounds the length by what is left.
func (d *Decoder) str() string {
	n := d.Count()
	s := string(d.b[:n])
	d.b = d.b[n:]
	return s
}

// Type reads a type; nil for none.
func (d *Decoder) Type() *types.Type {
	oid := d.Num()
	if oid == 0 {
		return nil
	}
	// A type of users has to be told in the message itself: the catalog is not asked.
	// Built-in OIDs are Postgres's, and so the same at every version.
	t, ok := types.ByOID(types.OID(oid))
	switch {
	case !ok && oid >= firstUserOID && oid <= math.MaxUint32:
		return d.userType(types.OID(oid))
	case !ok:
		d.fail("type %d is not known", oid)
		return nil
	}
	return t
}

// firstUserOID is the first OID that is given out, as in Postgres.
const firstUserOID = 16384

// MustType reads a type that has to be there.
func (d *Decoder) MustType() *types.Type {
	t := d.Type()
	if t == nil {
		d.fail("a type is missing")
		return types.TUnknown
	}
	return t
}

// Datum reads a value of type t.
// Errors are rowenc's. It may share the memory of the input.
// NULL is read as a datum of any type.
// An error is kept without emptying b: what follows is read in place, and its values are not used.
// The value is checked to be one of t by rowenc, which also finds a truncated one.
func (d *Decoder) Datum(t *types.Type) types.Datum {
	v := d.Bytes()
	if d.err != nil {
		return types.Null
	}
	// The row has one column, as AppendDatum has written it.
	var out [1]types.Datum
	// The form of a stored row of one column.
	if err := rowenc.NewDecoder([]rowenc.ValueColumn{{ID: 1, Type: t}}, false).Decode(v, out[:]); err != nil {
		d.err = err
	}
	return out[0]
}

// operator is nil for none. It resolves by the rules of the parser, which find an exact match first.
func (d *Decoder) operator() *builtin.Operator {
	name := d.str()
	if name == "" || d.err != nil {
		return nil
	}
	// A prefix operator has no left type.
	// After an error the types are made up; resolving by them would tell the wrong error.
	l, r := d.Type(), d.MustType()
	if d.err != nil {
		return nil
	}
	// ResolveOperator finds operators of the system only.
	// The exact match exists at the sender, so that the rules for unknown and implicit casts never decide.
	op, err := builtin.ResolveOperator(name, l, r)
	if err != nil {
		d.err = err
		return nil
	}
	return op
}

// mustOperator reads an operator that has to be there; after an error it may still be nil.
func (d *Decoder) mustOperator() *builtin.Operator {
	op := d.operator()
	if op == nil {
		d.fail("an operator is missing")
	}
	return op
}

// operators reads a list without gaps: an encoder never writes one for what it compares.
func (d *Decoder) operators() []*builtin.Operator {
	n := d.Count()
	var out []*builtin.Operator
	for range n {
		out = append(out, d.mustOperator())
	}
	return out
}

// List reads a list of expressions.
// Elements may be nil.
func (d *Decoder) List() []Expr {
	n := d.Count()
	var out []Expr
	for i := 0; i < n && d.err == nil; i++ {
		out = append(out, d.Expr())
	}
	return out
}

// kind wants an expression whose values are represented as those of t.
// The kind says how a Datum holds its value, which is all that Eval relies on.
// An operand's type itself may differ (varchar for text, a domain for its base).
func (d *Decoder) kind(e Expr, t *types.Type) {
	if d.err == nil && e != nil && t != nil && e.Type().Kind() != t.Kind() && t != types.TAny {
		d.fail("a value of type %s where %s is wanted", e.Type(), t)
	}
}

// kinds is kind for a list.
func (d *Decoder) kinds(xs []Expr, t *types.Type) {
	for _, x := range xs {
		d.kind(x, t)
	}
}

// operands checks the operands of operators that compare pairs.
// Lists of different lengths are told by who reads them.
func (d *Decoder) operands(ops []*builtin.Operator, l, r []Expr) {
	// What is checked is what would make Eval read a wrong field of a datum; that types fit by SQL's rules is the
	// sender's business.
	for i := range ops {
		if d.err == nil && i < len(l) && i < len(r) {
			d.kind(l[i], ops[i].Left)
			d.kind(r[i], ops[i].Right)
		}
	}
}

// must reads an expression that has to be there.
func (d *Decoder) must() Expr {
	e := d.Expr()
	if e == nil {
		d.fail("an operand is missing")
		return Null(types.TUnknown)
	}
	return e
}

// mustList is List of elements that have to be there.
func (d *Decoder) mustList() []Expr {
	n := d.Count()
	var out []Expr
	for i := 0; i < n && d.err == nil; i++ {
		out = append(out, d.must())
	}
	return out
}

// Expr reads an expression, nil where none was written.
// What it gives after an error is not to be evaluated.
// Each case reads its fields in the order of the encoder's.
func (d *Decoder) Expr() Expr {
	// A message of a MB could nest expressions a million deep; the encoder sends none deeper than maxRemoteDepth.
	if d.depth++; d.depth > maxDecodeDepth {
		d.fail("it is nested too deeply")
	}
	defer func() { d.depth-- }()
	// After an error nothing more is read, so that the depth ends, too.
	if d.err != nil {
		return nil
	}
	switch tag := d.Byte(); tag {
	case tagNil:
		return nil
	case tagConst:
		e := &Const{T: d.MustType(), Typmod: int32(d.Num())}
		e.D = d.Datum(e.T)
		return e
	case tagParam:
		e := &Param{T: d.MustType(), N: int(d.Num())}
		// Checked here once, so that Eval need not for each row.
		if e.N < 1 || e.N > d.Params {
			d.fail("parameter %d", e.N)
		} else if d.ParamKinds != nil && d.ParamKinds[e.N-1] != e.T.Kind() {
			d.fail("parameter %d is no %s", e.N, e.T)
		}
		return e
	case tagSlot:
		e := &Slot{T: d.MustType(), Typmod: int32(d.Num()), Idx: int(d.Num())}
		if e.Idx < 0 || e.Idx >= d.Slots {
			d.fail("column %d", e.Idx)
		} else if d.SlotKinds != nil && d.SlotKinds[e.Idx] != e.T.Kind() {
			d.fail("column %d is no %s", e.Idx, e.T)
		}
		return e
	case tagOp:
		e := &Op{Op: d.mustOperator(), L: d.Expr(), R: d.must()}
		if d.err == nil && (e.L == nil) != (e.Op.Left == nil) {
			d.fail("operator %s has the wrong operands", e.Op.Name)
		}
		if d.err == nil {
			d.kind(e.L, e.Op.Left)
			d.kind(e.R, e.Op.Right)
		}
		return e
	case tagCall:
		return d.call()
	case tagCast:
		return d.cast()
	case tagBool:
		e := &Bool{Or: d.Flag(), Args: d.mustList()}
		d.kinds(e.Args, types.TBool)
		return e
	case tagNot:
		e := &Not{X: d.must()}
		d.kind(e.X, types.TBool)
		return e
	case tagIsNull:
		return &IsNull{Not: d.Flag(), X: d.must()}
	case tagTruth:
		e := &Truth{Kind: TruthKind(d.Num()), Not: d.Flag(), X: d.must()}
		if e.Kind > TruthUnknown {
			d.fail("a test of kind %d", e.Kind)
		}
		d.kind(e.X, types.TBool)
		return e
	case tagDistinct:
		e := &Distinct{Not: d.Flag(), Eq: d.mustOperator(), L: d.must(), R: d.must()}
		d.operands([]*builtin.Operator{e.Eq}, []Expr{e.L}, []Expr{e.R})
		return e
	default:
		return d.compound(tag)
	}
}

// compound reads the kinds that encoder.compound writes. Go evaluates the calls within a composite literal
// from left to right, which is what the order of the fields relies on.
// Checks of types come once all fields are read, as they follow each other on the wire.
func (d *Decoder) compound(tag byte) Expr {
	switch tag {
	case tagCase:
		e := &Case{T: d.MustType(), Arg: d.Expr()}
		n := d.Count()
		for i := 0; i < n && d.err == nil; i++ {
			w := When{}
			saved := d.caseArg
			// Conditions of a CASE without an argument may still read that of a CASE around.
			if e.Arg != nil {
				d.caseArg = e.Arg.Type()
			}
			w.Cond = d.must()
			d.caseArg = saved
			// The argument is for conditions alone: a result sees the CASE around.
			w.Result = d.must()
			d.kind(w.Cond, types.TBool)
			d.kind(w.Result, e.T)
			e.Whens = append(e.Whens, w)
		}
		e.Else = d.Expr()
		d.kind(e.Else, e.T)
		return e
	case tagCaseArg:
		e := &CaseArg{T: d.MustType()}
		// Without a CASE around it the context's argument is another expression's, or none.
		if d.err == nil && (d.caseArg == nil || d.caseArg.Kind() != e.T.Kind()) {
			d.fail("the argument of no CASE")
		}
		return e
	case tagCoalesce:
		// All branches are of one kind, so that the result may be taken for it.
		e := &Coalesce{T: d.MustType(), Args: d.mustList()}
		d.kinds(e.Args, e.T)
		return e
	case tagNullIf:
		e := &NullIf{Eq: d.mustOperator(), L: d.must(), LCast: d.must(), RCast: d.must()}
		d.operands([]*builtin.Operator{e.Eq}, []Expr{e.LCast}, []Expr{e.RCast})
		return e
	case tagMinMax:
		e := &MinMax{T: d.MustType(), Least: d.Flag(), Args: d.mustList()}
		if d.err == nil && !types.Comparable(e.T) {
			d.fail("type %s has no order", e.T)
		}
		d.kinds(e.Args, e.T)
		return e
	case tagArray:
		e := &Array{T: d.MustType(), Nested: d.Flag(), Elems: d.mustList()}
		// elements of a nested one are arrays of the same type.
		if d.err == nil && !e.T.IsArray() {
			d.fail("type %s is no array", e.T)
		}
		if d.err == nil && e.Nested {
			d.kinds(e.Elems, e.T)
		} else if d.err == nil {
			d.kinds(e.Elems, e.T.Elem())
		}
		return e
	case tagRow:
		e := &Row{}
		n := d.Count()
		for i := 0; i < n && d.err == nil; i++ {
			e.Names = append(e.Names, d.str())
		}
		e.Args = d.mustList()
		return e
	case tagTableRow:
		return d.tableRow()
	case tagSystem:
		return d.system()
	case tagField:
		e := &Field{Idx: int(d.Num()), T: d.MustType(), X: d.must()}
		if d.err != nil {
			return e // what X is may have no type
		}
		if e.X != nil && e.X.Type().Base().Composite() != nil {
			// A composite type, and so a domain over one, has its attributes' types, by which the field is checked.
			attrs := e.X.Type().Base().Composite().Attributes()
			if e.Idx < 0 || e.Idx >= len(attrs) || e.T == nil || attrs[e.Idx].Type.Kind() != e.T.Kind() {
				d.fail("field %d", e.Idx)
			}
			return e
		}
		// A record that is not built here has fields of types that nobody can check.
		if r, ok := e.X.(*Row); !ok || e.Idx < 0 || e.Idx >= len(r.Args) {
			d.fail("field %d", e.Idx)
		} else {
			d.kind(r.Args[e.Idx], e.T)
		}
		return e
	case tagSubscript:
		// At most MaxDims, so that Eval's arrays on the stack are large enough.
		e := &Subscript{T: d.MustType(), Slice: d.Flag(), X: d.must(), Upper: d.List(), Lower: d.List()}
		// A slice may have open bounds, an element may not.
		if len(e.Upper) == 0 || len(e.Upper) > types.MaxDims || len(e.Lower) > len(e.Upper) || e.Slice && len(e.Lower) != len(e.Upper) || !e.Slice && hasNilExpr(e.Upper) {
			d.fail("subscripts that don't go together")
		}
		if d.err == nil && !e.X.Type().IsArray() {
			d.fail("a subscript of %s", e.X.Type())
		}
		if d.err == nil && !e.Slice && e.X.Type().Elem().Kind() != e.T.Kind() || d.err == nil && e.Slice && e.X.Type().Kind() != e.T.Kind() {
			d.fail("a subscript of type %s", e.T)
		}
		d.kinds(e.Upper, types.TInt4)
		d.kinds(e.Lower, types.TInt4)
		return e
	case tagQuant:
		e := &Quant{Op: d.mustOperator(), All: d.Flag(), X: d.must(), Array: d.Expr(), Elems: d.mustList()}
		if d.err == nil {
			d.kind(e.X, e.Op.Left)
			// List or array: one of them is empty.
			d.kinds(e.Elems, e.Op.Right)
			if e.Array != nil && (!e.Array.Type().IsArray() || e.Op.Right == nil || e.Array.Type().Elem().Kind() != e.Op.Right.Kind()) {
				d.fail("ANY of %s", e.Array.Type())
			}
			if e.Op.Result != types.TBool {
				d.fail("ANY with operator %s", e.Op.Name)
			}
		}
		// The table is made here, since no planner will.
		if d.err == nil {
			HashConsts(e)
		}
		return e
	case tagRowCompare:
		e := &RowCompare{Name: d.str(), L: d.mustList(), R: d.mustList(), Eq: d.operators(), Less: d.operators()}
		// Less is needed for orders alone.
		ordering := e.Name != "=" && e.Name != "<>"
		if len(e.L) != len(e.R) || len(e.L) != len(e.Eq) || ordering && len(e.Less) != len(e.L) {
			d.fail("rows of different lengths")
		}
		d.operands(e.Eq, e.L, e.R)
		d.operands(e.Less, e.L, e.R)
		return e
	}
	d.fail("an expression of kind %d", tag)
	return nil
}

// hasNilExpr: an open bound is for slices alone.
func hasNilExpr(xs []Expr) bool {
	for _, x := range xs {
		if x == nil {
			return true
		}
	}
	return false
}

// call finds the function by its name and the declared types of its arguments. Those that return sets, are
// aggregates, or take another number of arguments can't be called by Call.
func (d *Decoder) call() Expr {
	name := d.str()
	e := &Call{Variadic: d.Flag()}
	n := d.Count()
	var ts []*types.Type
	for i := 0; i < n && d.err == nil; i++ {
		ts = append(ts, d.MustType())
	}
	e.Args = d.mustList()
	if d.err != nil {
		return nil
	}
	// The declared types are an exact match, so that no implicit cast decides.
	// Only functions of the system are found.
	fn, err := builtin.ResolveFunction(name, ts, e.Variadic)
	switch {
	case err != nil:
		d.err = err
	// What takes VARIADIC values one by one has more of them than declared arguments.
	case fn.Kind != builtin.KindFunction || fn.ReturnsSet || len(fn.Args) != len(e.Args):
		d.fail("function %s is none to be called so", name)
	}
	if d.err == nil {
		for i, t := range fn.Args {
			d.kind(e.Args[i], t)
		}
	}
	e.Fn = fn
	return e
}

// cast allows explicit casts: what the statement allowed was the binder's to check.
// The cast is found by the two types.
func (d *Decoder) cast() Expr {
	from, to := d.MustType(), d.MustType()
	// Explicit is for the cast function that wants to know it (length coercion): it truncates then.
	e := &Cast{Typmod: int32(d.Num()), Explicit: d.Flag(), X: d.must()}
	if d.err != nil {
		return nil
	}
	c, ok := builtin.FindCast(from, to, builtin.Explicit)
	if !ok {
		d.fail("no cast from %s to %s", from, to)
	}
	d.kind(e.X, from)
	e.C = c
	return e
}

// tableRow reads a table's whole row, whose fields are those of its type.
// The names are the type's own.
func (d *Decoder) tableRow() Expr {
	e := &Row{T: d.MustType(), Args: d.mustList()}
	if d.err != nil {
		return e
	}
	c := e.T.Base().Composite()
	if c == nil || len(c.Attributes()) != len(e.Args) {
		d.fail("a row of type %s", e.T)
		return e
	}
	for i, a := range c.Attributes() {
		d.kind(e.Args[i], a.Type)
		e.Names = append(e.Names, a.Name)
	}
	return e
}
