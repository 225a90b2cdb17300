package vector

import (
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Vector is the values of an expression, one for each row of a batch, as a Datum of Kind has
// them in its 64 bits.
type Vector struct {
	Kind  types.Kind
	Scale int32   // of numerics: all have it
	V     []int64 // what is at a NULL means nothing
	Null  []bool  // nil: none is NULL
}

// Datum is the value of a row.
func (v *Vector) Datum(i int) types.Datum {
	if v.Null != nil && v.Null[i] {
		return types.Null
	}
	return types.Plain(v.Kind, v.V[i], v.Scale)
}

// Program computes some expressions over batches, what they have in common once. The zero
// value has none. Not safe for concurrent use.
type Program struct {
	nodes []node // operands stand before what reads them
	at    map[string]int
	runs  int
	fails int
}

// node is one operation.
type node struct {
	op    opcode
	kind  types.Kind
	bits  uint // of integers: how many a result has
	slot  int
	value scalar.Expr // of opConst
	l, r  int
	vec   Vector
	null  []bool // room for vec.Null
	ok    bool   // vec has the batch at hand
}

// Unknown is the number of an expression that programs don't compute.
const Unknown = -1

// Add gives an expression a number. Unknown: it is not one that can be computed here.
func (p *Program) Add(x scalar.Expr) int {
	key := scalar.Key(x)
	if at, ok := p.at[key]; ok {
		return at
	}
	n, ok := p.compile(x)
	at := Unknown
	if ok {
		at = len(p.nodes)
		p.nodes = append(p.nodes, n)
	}
	if p.at == nil {
		p.at = map[string]int{}
	}
	p.at[key] = at
	return at
}

// AddNulls gives a number to an expression of which only is asked where it is NULL.
func (p *Program) AddNulls(x scalar.Expr) int {
	if s, ok := x.(*scalar.Slot); ok && !plain(x.Type().Kind()) {
		p.nodes = append(p.nodes, node{op: opNulls, slot: s.Idx})
		return len(p.nodes) - 1
	}
	return p.Add(x)
}

// plain reports whether values of a kind are 64 bits, and a scale.
func plain(k types.Kind) bool {
	switch k {
	case types.KindBool, types.KindInt, types.KindFloat, types.KindNumeric, types.KindDate, types.KindTime, types.KindTimestamp:
		return true
	}
	return false
}

func (p *Program) compile(x scalar.Expr) (node, bool) {
	n := node{kind: x.Type().Kind()}
	if !plain(n.kind) {
		return n, false
	}
	switch x := x.(type) {
	case *scalar.Slot:
		n.op, n.slot = opSlot, x.Idx
		return n, true
	case *scalar.Const, *scalar.Param:
		n.op, n.value = opConst, x
		return n, true
	case *scalar.Cast:
		return p.cast(x, n)
	case *scalar.Op:
		return p.operator(x, n)
	}
	return n, false
}

// cast compiles a cast that fails for no value.
func (p *Program) cast(x *scalar.Cast, n node) (node, bool) {
	from, to := x.C.From, x.C.To
	switch {
	case x.C.Own || x.Typmod != types.NoTypmod || from.Kind() != types.KindInt || !isInt(from):
		return n, false
	case to == types.TInt8, to == types.TInt4 && from == types.TInt2, to == types.TNumeric:
		n.op = opAs
	case to == types.TFloat8:
		n.op = opFloat
	default:
		return n, false
	}
	n.l = p.Add(x.X)
	return n, n.l != Unknown
}

func isInt(t *types.Type) bool { return t == types.TInt2 || t == types.TInt4 || t == types.TInt8 }

func (p *Program) operator(x *scalar.Op, n node) (node, bool) {
	if x.L == nil || x.Op.Proc == nil || x.Op.Proc.Host != nil {
		return n, false
	}
	a, ok := operations[x.Op.Proc.Source]
	if !ok {
		return n, false
	}
	n.op, n.bits = a.op, a.bits
	if n.l, n.r = p.Add(x.L), p.Add(x.R); n.l == Unknown || n.r == Unknown {
		return n, false
	}
	return n, true
}

// What is not worth trying goes row by row without: a program that had to leave more than half
// of its batches, of so many at least.
const failsMax = 4

// Run computes the expressions for the first n rows of c's columns. What it could not compute
// has no Vector then.
func (p *Program) Run(c *scalar.Ctx, n int) {
	off := p.fails > failsMax && 2*p.fails > p.runs
	p.runs++
	failed := false
	for i := range p.nodes {
		x := &p.nodes[i]
		x.ok = !off && p.run(x, c, n)
		failed = failed || !x.ok
	}
	if failed {
		p.fails++
	}
}

// Vector is what the last Run computed of an expression; nil: nothing.
func (p *Program) Vector(at int) *Vector {
	if at == Unknown || !p.nodes[at].ok {
		return nil
	}
	return &p.nodes[at].vec
}

func (p *Program) run(x *node, c *scalar.Ctx, n int) bool {
	if cap(x.vec.V) < n {
		x.vec.V = make([]int64, n)
	}
	v := &x.vec
	v.V, v.Kind, v.Scale, v.Null = v.V[:n], x.kind, 0, nil
	switch x.op {
	case opSlot:
		return x.load(c.Cols[x.slot])
	case opNulls:
		for i := range v.V {
			if c.Cols[x.slot][i].IsNull() {
				x.setNull(i)
			}
		}
		return true
	case opConst:
		return x.fill(c)
	}
	l := &p.nodes[x.l]
	if !l.ok {
		return false
	}
	switch x.op {
	case opAs:
		copy(v.V, l.vec.V)
		v.Null = l.vec.Null
		return true
	case opFloat:
		toFloat(v.V, l.vec.V)
		v.Null = l.vec.Null
		return true
	}
	r := &p.nodes[x.r]
	if !r.ok {
		return false
	}
	x.nulls(&l.vec, &r.vec)
	return x.apply(&l.vec, &r.vec)
}

// room is n marks of NULL, none set.
func (x *node) room(n int) []bool {
	if cap(x.null) < n {
		x.null = make([]bool, n)
	}
	x.null = x.null[:n]
	clear(x.null)
	return x.null
}

// nulls marks the rows of which an operand is NULL.
func (x *node) nulls(l, r *Vector) {
	switch {
	case l.Null == nil:
		x.vec.Null = r.Null
	case r.Null == nil:
		x.vec.Null = l.Null
	default:
		x.vec.Null = x.room(len(x.vec.V))
		for i := range x.vec.Null {
			x.vec.Null[i] = l.Null[i] || r.Null[i]
		}
	}
}

// fill repeats a constant.
func (x *node) fill(c *scalar.Ctx) bool {
	d, err := x.value.Eval(c)
	if err != nil || d.Kind() != x.kind {
		return false
	}
	v, scale, ok := d.Plain()
	if !ok {
		return false
	}
	x.vec.Scale = scale
	for i := range x.vec.V {
		x.vec.V[i] = v
	}
	return true
}

// load takes a column of a batch.
func (x *node) load(col []types.Datum) bool {
	v := &x.vec
	if x.kind == types.KindNumeric {
		return x.loadNumeric(col)
	}
	for i := range v.V {
		d := &col[i]
		switch d.Kind() {
		case x.kind:
			v.V[i] = d.Int()
		case types.KindNull:
			x.setNull(i)
		default:
			return false
		}
	}
	return true
}

func (x *node) setNull(i int) {
	if x.vec.Null == nil {
		x.vec.Null = x.room(len(x.vec.V))
	}
	x.vec.Null[i], x.vec.V[i] = true, 0
}

func (x *node) loadNumeric(col []types.Datum) bool {
	v, first := &x.vec, true
	for i := range v.V {
		d := &col[i]
		if d.IsNull() {
			x.setNull(i)
			continue
		}
		c, scale, ok := d.SmallNumeric()
		if !ok || d.Kind() != types.KindNumeric || !first && scale != v.Scale {
			return false
		}
		v.V[i], v.Scale, first = c, scale, false
	}
	return true
}
