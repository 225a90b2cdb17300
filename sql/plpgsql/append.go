package plpgsql

import (
	"unsafe"

	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// s := s || x, in a loop, would copy all of s each time. A variable whose text has grown beyond
// appendMin keeps it at the beginning of a buffer with room behind it, so that more text goes
// there and nothing is copied. Who else has the shorter text never sees what is behind its end.

// appendMin is how long a text is before it gets a buffer, appendFast up to where the buffer is
// made twice as large when it is full; beyond that it grows by a quarter.
const (
	appendMin  = 256
	appendFast = 1 << 20
)

// textCat is the operator || of two texts, textAnyCat that of a text and anything else.
const (
	textCat    types.OID = 654
	textAnyCat types.OID = 2779
)

// concatFunc is concat(…).
const concatFunc types.OID = 3058

// tail is the buffer of a text variable, which is the variable's value.
type tail struct {
	buf  []byte
	room int64 // bytes behind the text that are accounted for
}

// appends reports whether q appends to the text variable v: v || x || …, or concat(v, x, …). Its operands are then
// what is appended.
func (q *query) appends(fr *frame, v *variable) bool {
	if !q.slots || q.epoch != fr.in.epoch {
		return false
	}
	if !q.looked {
		q.looked, q.pieces = true, nil
		if q.t == types.TText && v.t == types.TText && !v.notNull {
			q.pieces = piecesOf(q.expr, v.at+1)
		}
	}
	return q.pieces != nil
}

// piecesOf are the operands of a chain of || that begins with the parameter n, or what concat puts behind it; nil for
// others.
func piecesOf(x scalar.Expr, n int) []scalar.Expr {
	if c, ok := x.(*scalar.Call); ok && c.Fn.OID == concatFunc && !c.Variadic && len(c.Args) > 1 {
		if p, ok := c.Args[0].(*scalar.Param); ok && p.N == n {
			return []scalar.Expr{&scalar.Call{Fn: c.Fn, Args: c.Args[1:]}}
		}
		return nil
	}
	op, ok := x.(*scalar.Op)
	if !ok || op.Op.OID != textCat && op.Op.OID != textAnyCat {
		return nil
	}
	piece := op.R
	if op.Op.OID == textAnyCat {
		piece = &scalar.Op{Op: op.Op, L: &scalar.Const{T: types.TText, Typmod: types.NoTypmod, D: types.Text("")}, R: op.R} // its text
	}
	if p, ok := op.L.(*scalar.Param); ok && p.N == n {
		return []scalar.Expr{piece}
	}
	if before := piecesOf(op.L, n); before != nil {
		return append(before, piece)
	}
	return nil
}

// appendTo appends the pieces of q to v, if v is long enough for that.
func (fr *frame) appendTo(v *variable, q *query) (done bool, err error) {
	in := fr.in
	old := fr.scalars[v.at]
	if old.IsNull() || len(old.Text()) < appendMin {
		return false, nil
	}
	var few [4]types.Datum
	list := few[:0]
	more, null := 0, false
	for _, x := range q.pieces {
		d, err := x.Eval(in.eval)
		if err != nil {
			return false, err
		}
		if null = null || d.IsNull(); !null {
			list, more = append(list, d), more+len(d.Text())
		}
	}
	if null {
		return true, fr.setScalar(v, types.Null, types.TText, types.NoTypmod)
	}
	if old.Long() {
		if err := in.eval.Env.Checkpoint(); err != nil {
			return false, err
		}
	}
	t, err := fr.roomFor(v, old, more)
	if err != nil {
		return false, err
	}
	for _, d := range list {
		t.buf = append(t.buf, d.Text()...)
	}
	t.room -= int64(more)
	fr.scalars[v.at] = types.TextAlias(t.buf)
	return true, nil
}

// roomFor is the buffer of v with room for more bytes, all of which are accounted for.
func (fr *frame) roomFor(v *variable, old types.Datum, more int) (*tail, error) {
	if fr.tails == nil {
		fr.tails = make([]tail, len(fr.scalars))
	}
	t, text := &fr.tails[v.at], old.Text()
	own := len(t.buf) == len(text) && unsafe.StringData(text) == unsafe.SliceData(t.buf)
	if own && cap(t.buf)-len(t.buf) >= more {
		return t, nil
	}
	size := len(text) + more
	if size <= appendFast {
		size *= 2
	} else {
		size += size / 4
	}
	size = max(len(text)+more, min(size, types.ValueBytesMax))
	if err := fr.in.eval.Env.Room(int64(size)); err != nil {
		return nil, err
	}
	room := int64(size - len(text))
	if err := fr.in.hold(room - t.room); err != nil {
		return nil, err
	}
	*t = tail{append(make([]byte, 0, size), text...), room}
	return t, nil
}

// dropTail forgets the buffer of v, which is about to have another value.
func (fr *frame) dropTail(v *variable) {
	if fr.tails == nil {
		return
	}
	if t := &fr.tails[v.at]; t.buf != nil {
		_ = fr.in.hold(-t.room)
		*t = tail{}
	}
}
