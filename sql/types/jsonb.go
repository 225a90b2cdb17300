package types

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strings"
	"unsafe"

	"github.com/cockroachdb/apd/v3"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// A jsonb value is bytes that are read in place: a key is found without the rest being
// looked at. A node ends with its tag, and a container says before that where its
// children lie, so that a value is written once, front to back, and any part of it is a
// value by itself:
//
//	null, false, true  tag
//	string             its bytes, tag
//	integer            zigzag varint, tag
//	decimal            scale, zigzag coefficient, tag
//	large number       scale, sign, coefficient, tag
//	array              nodes, their ends, count, height, tag
//	object             keys and nodes, (key, node, end) sorted by key, count, height, tag
//
// Offsets are from the container's start, of one, two or four bytes as its tag says, as is
// the count; the height is of two. Keys are in Postgres's order, shorter ones first; what
// they lie beside is in the order of writing.
const (
	jsonTagNull = iota + 1
	jsonTagFalse
	jsonTagTrue
	jsonTagString
	jsonTagInt
	jsonTagDecimal
	jsonTagLarge
	jsonTagArray
	jsonTagObject

	jsonTagMask    = 0x0f
	jsonWidthShift = 6
	jsonHeightSize = 2
)

// JSONDepthMax is how deep arrays and objects nest in each other (54001 beyond it).
const JSONDepthMax = 6000

func errJSONDepth() error {
	return pgerror.New(pgerror.StatementTooComplex, "stack depth limit exceeded").
		WithDetail("Arrays and objects in JSON nest at most %d deep.", JSONDepthMax)
}

var errJSONSize = pgerror.New(pgerror.ProgramLimitExceeded, "total size of jsonb value exceeds the maximum of %d bytes", ValueBytesMax)

// jsonKind is what a node is, in the order in which nodes of different kinds sort.
type jsonKind uint8

const (
	jsonNull jsonKind = iota
	jsonString
	jsonNumber
	jsonBool
	jsonArray
	jsonObject
)

// jsonKinds are the kinds by tag. What is none reads as null.
var jsonKinds = [16]jsonKind{
	jsonTagFalse: jsonBool, jsonTagTrue: jsonBool, jsonTagString: jsonString, jsonTagInt: jsonNumber,
	jsonTagDecimal: jsonNumber, jsonTagLarge: jsonNumber, jsonTagArray: jsonArray, jsonTagObject: jsonObject,
}

// jsonNode is a value or a part of one. Bytes that no builder wrote read as null where they
// make no sense; reading them neither panics nor takes longer than other bytes.
type jsonNode []byte

// JSONB returns a jsonb datum over bytes in the form of this package, without copying them.
func JSONB(b []byte) Datum {
	return Datum{kind: KindJSONB, p: unsafe.Pointer(unsafe.SliceData(b)), n: uint64(len(b))}
}

func (d Datum) json() jsonNode { return jsonNode(d.Bytes()) }

func (n jsonNode) tag() byte {
	if len(n) == 0 {
		return jsonTagNull
	}
	return n[len(n)-1] & jsonTagMask
}

func (n jsonNode) kind() jsonKind { return jsonKinds[n.tag()] }

// isBox reports whether n is an array or an object.
func (n jsonNode) isBox() bool { return n.tag() >= jsonTagArray && n.tag() <= jsonTagObject }

// text is the text of a string.
func (n jsonNode) text() string { return bytesText(n[:len(n)-1]) }

func bytesText(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func (n jsonNode) isTrue() bool { return n.tag() == jsonTagTrue }

// number is the value of a number; zero of what is none.
func (n jsonNode) number() Datum {
	if len(n) == 0 {
		return NumericInt(0)
	}
	b := n[:len(n)-1]
	switch n.tag() {
	case jsonTagInt:
		v, _ := binary.Varint(b)
		return NumericInt(v)
	case jsonTagDecimal:
		scale, k := binary.Uvarint(b)
		if k <= 0 || scale > numericScaleMax {
			return NumericInt(0)
		}
		v, _ := binary.Varint(b[k:])
		return NumericSmall(v, int32(scale))
	case jsonTagLarge:
		return largeNumber(b)
	}
	return NumericInt(0)
}

// The most digits that a numeric has behind the point, and more bytes than it has in all.
const (
	numericScaleMax = 16383
	numericBytesMax = 64 << 10
)

func largeNumber(b []byte) Datum {
	scale, k := binary.Uvarint(b)
	if k <= 0 || scale > numericScaleMax || len(b) == k {
		return NumericInt(0)
	}
	v := &apd.Decimal{Negative: b[k] != 0, Exponent: -int32(scale)}
	v.Coeff.SetBytes(b[k+1:])
	return Numeric(v)
}

// jsonBox is an array or an object, ready to be read.
type jsonBox struct {
	body   []byte // what offsets are of
	table  []byte
	n      int
	w      int
	height int
	object bool
}

// box opens an array or an object; empty for anything else.
func (n jsonNode) box() (x jsonBox) {
	if !n.isBox() {
		return x
	}
	x.object = n.tag() == jsonTagObject
	w := 1 << (n[len(n)-1] >> jsonWidthShift & 3)
	at := len(n) - 1 - jsonHeightSize - w
	if w > 4 || at < 0 {
		return jsonBox{}
	}
	count := offsetAt(n[at:], w)
	size := w
	if x.object {
		size = 3 * w
	}
	if count > at/size {
		return jsonBox{}
	}
	x.height = int(binary.LittleEndian.Uint16(n[at+w:]))
	x.n, x.w = count, w
	x.body, x.table = n[:at-count*size], n[at-count*size:at]
	return x
}

func offsetAt(b []byte, w int) int {
	switch w {
	case 1:
		return int(b[0])
	case 2:
		return int(binary.LittleEndian.Uint16(b))
	}
	return int(binary.LittleEndian.Uint32(b))
}

// boxHeight is the height of a node: 0 of a scalar.
func (n jsonNode) boxHeight() int {
	if !n.isBox() || len(n) < 1+jsonHeightSize {
		return 0
	}
	return int(binary.LittleEndian.Uint16(n[len(n)-1-jsonHeightSize:]))
}

// within is the node at some place of the box: none that claims to be as high as it.
func (x *jsonBox) within(from, to int) jsonNode {
	if from > to || to > len(x.body) {
		return nil
	}
	n := jsonNode(x.body[from:to:to])
	if n.isBox() && n.boxHeight() >= x.height {
		return nil
	}
	return n
}

// at is an element of an array.
func (x *jsonBox) at(i int) jsonNode {
	from := 0
	if i > 0 {
		from = offsetAt(x.table[(i-1)*x.w:], x.w)
	}
	return x.within(from, offsetAt(x.table[i*x.w:], x.w))
}

// key is a key of an object.
func (x *jsonBox) key(i int) string {
	e := x.table[3*i*x.w:]
	from, to := offsetAt(e, x.w), offsetAt(e[x.w:], x.w)
	if from > to || to > len(x.body) {
		return ""
	}
	return bytesText(x.body[from:to])
}

// value is the node of a key of an object.
func (x *jsonBox) value(i int) jsonNode {
	e := x.table[3*i*x.w:]
	return x.within(offsetAt(e[x.w:], x.w), offsetAt(e[2*x.w:], x.w))
}

// child is an element of an array or a value of an object.
func (x *jsonBox) child(i int) jsonNode {
	if x.object {
		return x.value(i)
	}
	return x.at(i)
}

// find returns the place of a key, and whether it is there.
func (x *jsonBox) find(key string) (int, bool) {
	lo, hi := 0, x.n
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		switch c := compareKeys(x.key(mid), key); {
		case c == 0:
			return mid, true
		case c < 0:
			lo = mid + 1
		default:
			hi = mid
		}
	}
	return lo, false
}

// get returns the node of a key; ok is false where n is no object or has no such key.
func (n jsonNode) get(key string) (jsonNode, bool) {
	if n.tag() != jsonTagObject {
		return nil, false
	}
	x := n.box()
	i, ok := x.find(key)
	if !ok {
		return nil, false
	}
	return x.value(i), true
}

// index returns an element of an array, counted from its end where i is negative.
func (n jsonNode) index(i int64) (jsonNode, bool) {
	if n.tag() != jsonTagArray {
		return nil, false
	}
	x := n.box()
	if i < 0 {
		i += int64(x.n)
	}
	if i < 0 || i >= int64(x.n) {
		return nil, false
	}
	return x.at(int(i)), true
}

// compareKeys orders keys as objects have them: by length, then by bytes.
func compareKeys(a, b string) int {
	if c := cmp.Compare(len(a), len(b)); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

// CheckJSONB reports whether b is a value of the form of this package (XX001 else). Bytes
// from elsewhere are held against it.
func CheckJSONB(b []byte) error {
	if !jsonNode(b).valid() {
		return pgerror.New(pgerror.DataCorrupted, "corrupt jsonb value")
	}
	return nil
}

func (n jsonNode) valid() bool {
	if len(n) == 0 {
		return false
	}
	switch n.tag() {
	case jsonTagNull, jsonTagFalse, jsonTagTrue:
		return len(n) == 1
	case jsonTagString:
		return CheckText(n.text()) == nil
	case jsonTagInt, jsonTagDecimal, jsonTagLarge:
		return n.validNumber()
	case jsonTagArray, jsonTagObject:
		return n.validBox()
	}
	return false
}

func (n jsonNode) validNumber() bool {
	b := n[:len(n)-1]
	if n.tag() != jsonTagInt {
		scale, k := binary.Uvarint(b)
		if k <= 0 || scale > numericScaleMax {
			return false
		}
		b = b[k:]
	}
	if n.tag() == jsonTagLarge {
		return len(b) > 0 && len(b) <= numericBytesMax && b[0] <= 1
	}
	_, k := binary.Varint(b)
	return k > 0 && k == len(b)
}

func (n jsonNode) validBox() bool {
	x := n.box()
	if x.height == 0 || x.height > JSONDepthMax {
		return false
	}
	used := 0
	for i := range x.n {
		if x.object {
			key := x.key(i)
			if i > 0 && compareKeys(x.key(i-1), key) >= 0 || CheckText(key) != nil {
				return false
			}
			used += len(key)
		}
		c := x.child(i)
		if used += len(c); !c.valid() {
			return false
		}
	}
	return used == len(x.body)
}

// jsonBuilder writes a value front to back.
type jsonBuilder struct {
	dst   []byte
	open  []jsonOpen
	ends  []int      // of the elements of open arrays
	pairs []jsonPair // of open objects
	holes bool       // a key came twice: the first one's value lies there for nothing

	env   *Env
	taken int // bytes that are accounted for
	err   error
}

// jsonOpen is an array or an object that is being written.
type jsonOpen struct {
	start, first int // in dst; in ends or pairs
	height       int // of its children
	object       bool
}

// jsonPair says where a key and its value lie in dst.
type jsonPair struct{ key, value, end int }

// done notes that a value of some height was written.
func (b *jsonBuilder) done(height int) {
	if len(b.dst) >= b.taken+LargeBytes {
		b.account()
	}
	if len(b.open) == 0 {
		return
	}
	o := &b.open[len(b.open)-1]
	o.height = max(o.height, height)
	if o.object {
		b.pairs[len(b.pairs)-1].end = len(b.dst)
	} else {
		b.ends = append(b.ends, len(b.dst))
	}
}

// account takes memory for what was written, and for half as much again.
func (b *jsonBuilder) account() {
	if len(b.dst) > ValueBytesMax {
		b.err = errJSONSize
		return
	}
	more := len(b.dst) - b.taken + len(b.dst)/2
	b.taken += more
	if err := b.env.Building(int64(more)); b.err == nil {
		b.err = err
	}
}

func (b *jsonBuilder) scalar(tag byte) {
	b.dst = append(b.dst, tag)
	b.done(0)
}

func (b *jsonBuilder) null() { b.scalar(jsonTagNull) }

func (b *jsonBuilder) bool(v bool) {
	if v {
		b.scalar(jsonTagTrue)
	} else {
		b.scalar(jsonTagFalse)
	}
}

func (b *jsonBuilder) string(s string) {
	b.dst = append(b.dst, s...)
	b.scalar(jsonTagString)
}

func (b *jsonBuilder) int(v int64) {
	b.dst = binary.AppendVarint(b.dst, v)
	b.scalar(jsonTagInt)
}

func (b *jsonBuilder) number(d Datum) {
	c, scale, ok := d.SmallNumeric()
	switch {
	case ok && scale == 0:
		b.int(c)
	case ok:
		b.dst = binary.AppendUvarint(b.dst, uint64(scale))
		b.dst = binary.AppendVarint(b.dst, c)
		b.scalar(jsonTagDecimal)
	default:
		b.large(d.Decimal(nil))
	}
}

func (b *jsonBuilder) large(v *apd.Decimal) {
	b.dst = binary.AppendUvarint(b.dst, uint64(-v.Exponent))
	sign := byte(0)
	if v.Negative {
		sign = 1
	}
	b.dst = append(append(b.dst, sign), v.Coeff.Bytes()...)
	b.scalar(jsonTagLarge)
}

// node writes a part of another value.
func (b *jsonBuilder) node(n jsonNode) {
	if len(n) == 0 {
		b.null()
		return
	}
	b.dst = append(b.dst, n...)
	b.done(n.boxHeight())
}

func (b *jsonBuilder) begin(object bool) {
	first := len(b.ends)
	if object {
		first = len(b.pairs)
	}
	b.open = append(b.open, jsonOpen{start: len(b.dst), first: first, object: object})
}

// key begins a pair of the object that is open.
func (b *jsonBuilder) key(s string) {
	at := len(b.dst)
	b.dst = append(b.dst, s...)
	b.pairs = append(b.pairs, jsonPair{key: at, value: len(b.dst)})
}

// end closes the array or object that is open.
func (b *jsonBuilder) end() error {
	o := b.open[len(b.open)-1]
	b.open = b.open[:len(b.open)-1]
	if b.err != nil {
		return b.err
	}
	if o.height+1+len(b.open) > JSONDepthMax {
		return errJSONDepth()
	}
	size := len(b.dst) - o.start
	code := byte(2)
	switch {
	case size <= math.MaxUint8:
		code = 0
	case size <= math.MaxUint16:
		code = 1
	}
	w := 1 << code
	tag, n := byte(jsonTagArray), 0
	if o.object {
		pairs := b.distinct(b.pairs[o.first:])
		tag, n = jsonTagObject, len(pairs)
		for _, p := range pairs {
			b.offset(p.key-o.start, w)
			b.offset(p.value-o.start, w)
			b.offset(p.end-o.start, w)
		}
		b.pairs = b.pairs[:o.first]
	} else {
		n = len(b.ends) - o.first
		for _, end := range b.ends[o.first:] {
			b.offset(end-o.start, w)
		}
		b.ends = b.ends[:o.first]
	}
	b.offset(n, w)
	b.dst = binary.LittleEndian.AppendUint16(b.dst, uint16(o.height+1))
	b.dst = append(b.dst, tag|code<<jsonWidthShift)
	b.done(o.height + 1)
	return nil
}

func (b *jsonBuilder) offset(v, w int) {
	switch w {
	case 1:
		b.dst = append(b.dst, byte(v))
	case 2:
		b.dst = binary.LittleEndian.AppendUint16(b.dst, uint16(v))
	default:
		b.dst = binary.LittleEndian.AppendUint32(b.dst, uint32(v))
	}
}

// distinct sorts pairs by key; of equal keys the last one stays.
func (b *jsonBuilder) distinct(pairs []jsonPair) []jsonPair {
	key := func(p jsonPair) string { return bytesText(b.dst[p.key:p.value]) }
	sorted := true
	for i := 1; i < len(pairs) && sorted; i++ {
		sorted = compareKeys(key(pairs[i-1]), key(pairs[i])) < 0
	}
	if sorted {
		return pairs
	}
	slices.SortStableFunc(pairs, func(p, q jsonPair) int { return compareKeys(key(p), key(q)) })
	n := 0
	for i, p := range pairs {
		if i+1 < len(pairs) && key(p) == key(pairs[i+1]) {
			b.holes = true
			continue
		}
		pairs[n] = p
		n++
	}
	return pairs[:n]
}

// datum is the value, when it is whole.
func (b *jsonBuilder) datum() (Datum, error) {
	if b.err != nil {
		return Null, b.err
	}
	if b.holes {
		c := jsonBuilder{dst: make([]byte, 0, len(b.dst))}
		if err := c.rewrite(jsonNode(b.dst)); err != nil {
			return Null, err
		}
		return JSONB(c.dst), nil
	}
	return JSONB(b.dst), nil
}

// rewrite writes a value node by node, without what is not of it.
func (b *jsonBuilder) rewrite(n jsonNode) error {
	if !n.isBox() {
		b.node(n)
		return nil
	}
	x := n.box()
	b.begin(x.object)
	for i := range x.n {
		if x.object {
			b.key(x.key(i))
		}
		if err := b.rewrite(x.child(i)); err != nil {
			return err
		}
	}
	return b.end()
}

// emptyJSON is an array or an object without anything in it.
func emptyJSON(object bool) jsonNode {
	b := jsonBuilder{}
	b.begin(object)
	_ = b.end() // of the least height
	return b.dst
}

// jsonDatum is a datum of a node: a part of a value is a value.
func jsonDatum(n jsonNode) Datum {
	if len(n) == 0 {
		return JSONB([]byte{jsonTagNull})
	}
	return JSONB(n)
}

// appendText writes a value as jsonb's output does.
func (n jsonNode) appendText(dst []byte) []byte {
	switch n.tag() {
	case jsonTagFalse:
		return append(dst, "false"...)
	case jsonTagTrue:
		return append(dst, "true"...)
	case jsonTagString:
		return appendJSONString(dst, n.text())
	case jsonTagInt, jsonTagDecimal, jsonTagLarge:
		return appendNumeric(dst, n.number())
	case jsonTagArray, jsonTagObject:
		x := n.box()
		open, shut := byte('['), byte(']')
		if x.object {
			open, shut = '{', '}'
		}
		dst = append(dst, open)
		for i := range x.n {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			if x.object {
				dst = append(appendJSONString(dst, x.key(i)), ": "...)
			}
			dst = x.child(i).appendText(dst)
		}
		return append(dst, shut)
	}
	return append(dst, "null"...)
}

// asText is what ->> gives: the text of a string, no value for null.
func (n jsonNode) asText() Datum {
	switch n.tag() {
	case jsonTagNull:
		return Null
	case jsonTagString:
		return Text(n.text())
	case jsonTagFalse:
		return Text("false")
	case jsonTagTrue:
		return Text("true")
	}
	return TextAlias(n.appendText(nil))
}
