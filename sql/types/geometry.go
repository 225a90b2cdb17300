package types

import (
	"encoding/binary"
	"math"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Shapes are held as their binary form is sent: numbers of 8 bytes; a path has a byte that says
// whether it is closed and the number of its points in front, a polygon that number alone.
var shapeCodec = codec{parse: parseShape, text: shapeText, recv: shapeRecv}

// ShapePointsMax is how many points a path or a polygon may have.
const ShapePointsMax = 1 << 24

func appendNumbers(dst []byte, vs ...float64) []byte {
	for _, v := range vs {
		dst = binary.BigEndian.AppendUint64(dst, wireBits(v))
	}
	return dst
}

// numbersOf reads the numbers of a shape that is nothing else.
func numbersOf(b []byte) []float64 {
	out := make([]float64, len(b)/8)
	for i := range out {
		out[i] = math.Float64frombits(binary.BigEndian.Uint64(b[8*i:]))
	}
	return out
}

// ShapeNumbers takes a value apart; ok is false where it is none of the type.
func ShapeNumbers(t *Type, b []byte) (v []float64, closed, ok bool) {
	switch t.OID {
	case OIDPath, OIDPolygon:
		head := 4
		if t.OID == OIDPath {
			head = 5
		}
		if len(b) < head || (len(b)-head)%16 != 0 || int(binary.BigEndian.Uint32(b[head-4:])) != (len(b)-head)/16 {
			return nil, false, false
		}
		return numbersOf(b[head:]), head == 4 || b[0] != 0, true
	}
	return numbersOf(b), true, len(b) == int(t.Len)
}

func shapeText(dst []byte, t *Type, b []byte, env *Env) ([]byte, bool) {
	v, closed, ok := ShapeNumbers(t, b)
	if !ok {
		return dst, false
	}
	switch t.OID {
	case OIDLine:
		return appendEach(dst, "{}", v, env), true
	case OIDCircle:
		dst = appendPoints(append(dst, '<'), v[:2], env)
		return append(AppendFloat(append(dst, ','), v[2], TFloat8, env), '>'), true
	case OIDLseg:
		return append(appendPoints(append(dst, '['), v, env), ']'), true
	case OIDPath, OIDPolygon:
		if closed {
			return append(appendPoints(append(dst, '('), v, env), ')'), true
		}
		return append(appendPoints(append(dst, '['), v, env), ']'), true
	}
	return appendPoints(dst, v, env), true
}

func appendEach(dst []byte, around string, v []float64, env *Env) []byte {
	dst = append(dst, around[0])
	for i, x := range v {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = AppendFloat(dst, x, TFloat8, env)
	}
	return append(dst, around[1])
}

func appendPoints(dst []byte, v []float64, env *Env) []byte {
	for i := 0; i+1 < len(v); i += 2 {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendEach(dst, "()", v[i:i+2], env)
	}
	return dst
}

func shapeRecv(t *Type, _ int32, b []byte) (Datum, error) {
	if n := int(t.Len); n > 0 && len(b) != n {
		if len(b) < n {
			return Null, errShortMessage
		}
		return Null, ErrBinaryFormat
	}
	v, closed, ok := ShapeNumbers(t, b)
	if !ok || (t.OID == OIDPath || t.OID == OIDPolygon) && len(v) == 0 {
		return Null, pgerror.New(pgerror.InvalidBinaryRepresentation, "invalid number of points in external \"%s\" value", t.Name)
	}
	switch {
	case t.OID == OIDLine && v[0] == 0 && v[1] == 0:
		return Null, pgerror.New(pgerror.InvalidBinaryRepresentation, "invalid line specification: A and B cannot both be zero")
	case t.OID == OIDCircle && v[2] < 0:
		return Null, pgerror.New(pgerror.InvalidBinaryRepresentation, "invalid radius in external \"circle\" value")
	}
	return NewShape(t, v, closed), nil
}

// NewShape makes the value; a box has its upper right corner first.
func NewShape(t *Type, v []float64, closed bool) Datum {
	switch t.OID {
	case OIDPath:
		head := binary.BigEndian.AppendUint32([]byte{byte(BoolToInt(closed))}, uint32(len(v)/2))
		return Bytes(appendNumbers(head, v...))
	case OIDPolygon:
		return Bytes(appendNumbers(binary.BigEndian.AppendUint32(nil, uint32(len(v)/2)), v...))
	case OIDBox:
		v = []float64{LargerFloat(v[0], v[2]), LargerFloat(v[1], v[3]), SmallerFloat(v[0], v[2]), SmallerFloat(v[1], v[3])}
	}
	return Bytes(appendNumbers(nil, v...))
}

// ShapeOf makes the value of a point, line, box or line segment of numbers as they are: in a box to a
// corner of which something was assigned the corners stay where they are.
func ShapeOf(v []float64) Datum { return Bytes(appendNumbers(nil, v...)) }

// LargerFloat is the larger of two numbers, in the order of floats.
func LargerFloat(a, b float64) float64 {
	if CompareFloat(a, b) < 0 {
		return b
	}
	return a
}

// SmallerFloat is the smaller of two numbers, in the order of floats.
func SmallerFloat(a, b float64) float64 {
	if CompareFloat(a, b) < 0 {
		return a
	}
	return b
}

// shapeReader reads the text of a shape.
type shapeReader struct {
	rest string
	err  error
}

func (r *shapeReader) space() {
	for r.rest != "" && IsSpace(r.rest[0]) {
		r.rest = r.rest[1:]
	}
}

// take passes a character if it comes next.
func (r *shapeReader) take(c byte) bool {
	r.space()
	if r.rest == "" || r.rest[0] != c {
		return false
	}
	r.rest = r.rest[1:]
	return true
}

func (r *shapeReader) number() (float64, bool) {
	r.space()
	end := strings.IndexAny(r.rest, ",()[]{}<> \t\n\r\v\f")
	if end < 0 {
		end = len(r.rest)
	}
	d, err := DecodeFloat(r.rest[:end], TFloat8)
	if err != nil {
		if pgerror.Code(err) == pgerror.NumericValueOutOfRange {
			r.err = err
		}
		return 0, false
	}
	r.rest = r.rest[end:]
	return d.Float(), true
}

// pair reads x and y, in parentheses or without.
func (r *shapeReader) pair(v []float64) ([]float64, bool) {
	open := r.take('(')
	x, ok := r.number()
	if !ok || !r.take(',') {
		return v, false
	}
	y, ok := r.number()
	if !ok || open && !r.take(')') {
		return v, false
	}
	return append(v, x, y), true
}

// pairs is how many points the commas of the text make; 0: they make none.
func (r *shapeReader) pairs() int {
	if n := strings.Count(r.rest, ","); n%2 == 1 {
		return (n + 1) / 2
	}
	return 0
}

// points reads so many points: in brackets (open), in parentheses, or bare.
// A comma behind a point may be left out, and may stand behind the last one, as in Postgres.
func (r *shapeReader) points(count int, openable bool) (v []float64, open, ok bool) {
	if count == 0 || count > ShapePointsMax {
		return nil, false, false
	}
	closer := byte(0)
	switch {
	case openable && r.take('['):
		closer, open = ']', true
	default:
		r.space()
		inner := shapeReader{rest: r.rest}
		if inner.take('(') && (inner.peek('(') || strings.LastIndexByte(r.rest, '(') == 0 && strings.Count(r.rest, ",") > 1) {
			r.rest, closer = inner.rest, ')'
		}
	}
	for range count {
		if v, ok = r.pair(v); !ok {
			return v, open, false
		}
		r.take(',')
	}
	return v, open, closer == 0 || r.take(closer)
}

func (r *shapeReader) peek(c byte) bool {
	r.space()
	return r.rest != "" && r.rest[0] == c
}

func (r *shapeReader) end() bool {
	r.space()
	return r.rest == ""
}

func parseShape(t *Type, _ int32, s string, _ *Env) (Datum, error) {
	r := shapeReader{rest: s}
	v, open, ok := r.shape(t)
	switch {
	case r.err != nil:
		return Null, r.err
	case !ok || !r.end():
		return Null, SyntaxError(t.Name, s)
	case t.OID == OIDLine && v[0] == 0 && v[1] == 0:
		return Null, pgerror.New(pgerror.InvalidTextRepresentation, "invalid line specification: A and B cannot both be zero")
	}
	return NewShape(t, v, !open), nil
}

func (r *shapeReader) shape(t *Type) (v []float64, open, ok bool) {
	switch t.OID {
	case OIDPoint:
		v, ok = r.pair(nil)
	case OIDLine:
		if r.take('{') {
			return r.coefficients()
		}
		if v, _, ok = r.points(2, true); ok {
			return r.through(GeoPoint{v[0], v[1]}, GeoPoint{v[2], v[3]})
		}
		ok = false
	case OIDCircle:
		return r.circle()
	case OIDPath:
		return r.points(r.pairs(), true)
	case OIDPolygon:
		v, _, ok = r.points(r.pairs(), false)
	default:
		v, _, ok = r.points(2, t.OID == OIDLseg)
	}
	return v, false, ok
}

func (r *shapeReader) coefficients() (v []float64, open, ok bool) {
	for i := range 3 {
		x, ok := r.number()
		if !ok || i < 2 && !r.take(',') {
			return nil, false, false
		}
		v = append(v, x)
	}
	return v, false, r.take('}')
}

// through is the line through two points.
func (r *shapeReader) through(a, b GeoPoint) (v []float64, open, ok bool) {
	if SamePoint(a, b) {
		r.err = ErrSamePoints(pgerror.InvalidTextRepresentation)
		return nil, false, false
	}
	var g GeoMath
	l := g.LineThrough(a, b)
	r.err = g.Err
	return []float64{l.A, l.B, l.C}, false, true
}

func (r *shapeReader) circle() (v []float64, open, ok bool) {
	closer := byte(0)
	switch {
	case r.take('<'):
		closer = '>'
	default:
		inner := shapeReader{rest: r.rest}
		if inner.take('(') && inner.peek('(') {
			r.rest, closer = inner.rest, ')'
		}
	}
	if v, ok = r.pair(nil); !ok {
		return nil, false, false
	}
	r.take(',')
	radius, ok := r.number()
	if !ok || radius < 0 || closer != 0 && !r.take(closer) {
		return nil, false, false
	}
	return append(v, radius), false, true
}
