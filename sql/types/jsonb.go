package types

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strconv"
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
	JSONTagNull = iota + 1
	JSONTagFalse
	JSONTagTrue
	JSONTagString
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

// ErrJSONDepth is of JSON that is nested too deeply.
func ErrJSONDepth() error {
	return pgerror.New(pgerror.StatementTooComplex, "stack depth limit exceeded").
		WithDetail("Arrays and objects in JSON nest at most %d deep.", JSONDepthMax)
}

var errJSONSize = pgerror.New(pgerror.ProgramLimitExceeded, "total size of jsonb value exceeds the maximum of %d bytes", ValueBytesMax)

// JSONKind is what a node is, in the order in which nodes of different kinds sort.
type JSONKind uint8

const (
	// JSONNull and the others are what JSON has.
	JSONNull JSONKind = iota
	JSONString
	JSONNumber
	JSONBool
	JSONArray
	JSONObject
)

// jsonKinds are the kinds by tag. What is none reads as null.
var jsonKinds = [16]JSONKind{
	JSONTagFalse: JSONBool, JSONTagTrue: JSONBool, JSONTagString: JSONString, jsonTagInt: JSONNumber,
	jsonTagDecimal: JSONNumber, jsonTagLarge: JSONNumber, jsonTagArray: JSONArray, jsonTagObject: JSONObject,
}

// JSONNode is a value or a part of one. Bytes that no builder wrote read as null where they
// make no sense; reading them neither panics nor takes longer than other bytes.
type JSONNode []byte

// JSONB returns a jsonb datum over bytes in the form of this package, without copying them.
func JSONB(b []byte) Datum {
	return Datum{tag: uint64(KindJSONB), p: unsafe.Pointer(unsafe.SliceData(b)), n: uint64(len(b))}
}

// JSON is the root of a JSONB datum.
func (d Datum) JSON() JSONNode { return JSONNode(d.Bytes()) }

func (n JSONNode) tag() byte {
	if len(n) == 0 {
		return JSONTagNull
	}
	return n[len(n)-1] & jsonTagMask
}

// Kind is what a node is.
func (n JSONNode) Kind() JSONKind { return jsonKinds[n.tag()] }

// IsBox reports whether n is an array or an object.
func (n JSONNode) IsBox() bool { return n.tag() >= jsonTagArray && n.tag() <= jsonTagObject }

// Text is the text of a string.
func (n JSONNode) Text() string { return bytesText(n[:len(n)-1]) }

func bytesText(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// IsTrue is the value of a boolean.
func (n JSONNode) IsTrue() bool { return n.tag() == JSONTagTrue }

// Number is the value of a number; zero of what is none.
func (n JSONNode) Number() Datum {
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

// JSONBox is an array or an object, ready to be read.
type JSONBox struct {
	body   []byte // what offsets are of
	table  []byte
	N      int
	w      int
	height int
	Object bool
}

// Box opens an array or an object; empty for anything else.
func (n JSONNode) Box() (x JSONBox) {
	if !n.IsBox() {
		return x
	}
	x.Object = n.tag() == jsonTagObject
	w := 1 << (n[len(n)-1] >> jsonWidthShift & 3)
	at := len(n) - 1 - jsonHeightSize - w
	if w > 4 || at < 0 {
		return JSONBox{}
	}
	count := offsetAt(n[at:], w)
	size := w
	if x.Object {
		size = 3 * w
	}
	if count > at/size {
		return JSONBox{}
	}
	x.height = int(binary.LittleEndian.Uint16(n[at+w:]))
	x.N, x.w = count, w
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
func (n JSONNode) boxHeight() int {
	if !n.IsBox() || len(n) < 1+jsonHeightSize {
		return 0
	}
	return int(binary.LittleEndian.Uint16(n[len(n)-1-jsonHeightSize:]))
}

// within is the node at some place of the box: none that claims to be as high as it.
func (x *JSONBox) within(from, to int) JSONNode {
	if from > to || to > len(x.body) {
		return nil
	}
	n := JSONNode(x.body[from:to:to])
	if n.IsBox() && n.boxHeight() >= x.height {
		return nil
	}
	return n
}

// At is an element of an array.
func (x *JSONBox) At(i int) JSONNode {
	from := 0
	if i > 0 {
		from = offsetAt(x.table[(i-1)*x.w:], x.w)
	}
	return x.within(from, offsetAt(x.table[i*x.w:], x.w))
}

// Key is a key of an object.
func (x *JSONBox) Key(i int) string {
	e := x.table[3*i*x.w:]
	from, to := offsetAt(e, x.w), offsetAt(e[x.w:], x.w)
	if from > to || to > len(x.body) {
		return ""
	}
	return bytesText(x.body[from:to])
}

// Value is the node of a key of an object.
func (x *JSONBox) Value(i int) JSONNode {
	e := x.table[3*i*x.w:]
	return x.within(offsetAt(e[x.w:], x.w), offsetAt(e[2*x.w:], x.w))
}

// Child is an element of an array or a value of an object.
func (x *JSONBox) Child(i int) JSONNode {
	if x.Object {
		return x.Value(i)
	}
	return x.At(i)
}

// Find returns the place of a key, and whether it is there.
func (x *JSONBox) Find(key string) (int, bool) {
	lo, hi := 0, x.N
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		switch c := compareKeys(x.Key(mid), key); {
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

// Get returns the node of a key; ok is false where n is no object or has no such key.
func (n JSONNode) Get(key string) (JSONNode, bool) {
	if n.tag() != jsonTagObject {
		return nil, false
	}
	x := n.Box()
	i, ok := x.Find(key)
	if !ok {
		return nil, false
	}
	return x.Value(i), true
}

// Index returns an element of an array, counted from its end where i is negative.
func (n JSONNode) Index(i int64) (JSONNode, bool) {
	if n.tag() != jsonTagArray {
		return nil, false
	}
	x := n.Box()
	if i < 0 {
		i += int64(x.N)
	}
	if i < 0 || i >= int64(x.N) {
		return nil, false
	}
	return x.At(int(i)), true
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
	if !JSONNode(b).Valid() {
		return pgerror.New(pgerror.DataCorrupted, "corrupt jsonb value")
	}
	return nil
}

// Valid reports whether the bytes of a node are such; those of a store may be damaged.
func (n JSONNode) Valid() bool {
	if len(n) == 0 {
		return false
	}
	switch n.tag() {
	case JSONTagNull, JSONTagFalse, JSONTagTrue:
		return len(n) == 1
	case JSONTagString:
		return CheckText(n.Text()) == nil
	case jsonTagInt, jsonTagDecimal, jsonTagLarge:
		return n.validNumber()
	case jsonTagArray, jsonTagObject:
		return n.validBox()
	}
	return false
}

func (n JSONNode) validNumber() bool {
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

func (n JSONNode) validBox() bool {
	x := n.Box()
	if x.height == 0 || x.height > JSONDepthMax {
		return false
	}
	used := 0
	for i := range x.N {
		if x.Object {
			key := x.Key(i)
			if i > 0 && compareKeys(x.Key(i-1), key) >= 0 || CheckText(key) != nil {
				return false
			}
			used += len(key)
		}
		c := x.Child(i)
		if used += len(c); !c.Valid() {
			return false
		}
	}
	return used == len(x.body)
}

// JSONBWriter writes a value front to back.
type JSONBWriter struct {
	Dst   []byte
	Open  []JSONOpen
	Ends  []int      // of the elements of open arrays
	Pairs []JSONPair // of open objects
	Holes bool       // a key came twice: the first one's value lies there for nothing

	Env   *Env
	Taken int // bytes that are accounted for
	Err   error
}

// JSONOpen is an array or an object that is being written.
type JSONOpen struct {
	start, first int // in dst; in ends or pairs
	Height       int // of its children
	object       bool
}

// JSONPair says where a key and its value lie in dst.
type JSONPair struct{ key, value, end int }

// done notes that a value of some height was written.
func (b *JSONBWriter) done(height int) {
	if len(b.Dst) >= b.Taken+LargeBytes {
		b.account()
	}
	if len(b.Open) == 0 {
		return
	}
	o := &b.Open[len(b.Open)-1]
	o.Height = max(o.Height, height)
	if o.object {
		b.Pairs[len(b.Pairs)-1].end = len(b.Dst)
	} else {
		b.Ends = append(b.Ends, len(b.Dst))
	}
}

// account takes memory for what was written, and for half as much again.
func (b *JSONBWriter) account() {
	if len(b.Dst) > ValueBytesMax {
		b.Err = errJSONSize
		return
	}
	more := len(b.Dst) - b.Taken + len(b.Dst)/2
	b.Taken += more
	if err := b.Env.Building(int64(more)); b.Err == nil {
		b.Err = err
	}
}

func (b *JSONBWriter) scalar(tag byte) {
	b.Dst = append(b.Dst, tag)
	b.done(0)
}

// Null adds null.
func (b *JSONBWriter) Null() { b.scalar(JSONTagNull) }

func (b *JSONBWriter) bool(v bool) {
	if v {
		b.scalar(JSONTagTrue)
	} else {
		b.scalar(JSONTagFalse)
	}
}

// String adds a string.
func (b *JSONBWriter) String(s string) {
	b.Dst = append(b.Dst, s...)
	b.scalar(JSONTagString)
}

// Int adds an integer.
func (b *JSONBWriter) Int(v int64) {
	b.Dst = binary.AppendVarint(b.Dst, v)
	b.scalar(jsonTagInt)
}

// Number adds a numeric.
func (b *JSONBWriter) Number(d Datum) {
	c, scale, ok := d.SmallNumeric()
	switch {
	case ok && scale == 0:
		b.Int(c)
	case ok:
		b.Dst = binary.AppendUvarint(b.Dst, uint64(scale))
		b.Dst = binary.AppendVarint(b.Dst, c)
		b.scalar(jsonTagDecimal)
	default:
		b.large(d.Decimal(nil))
	}
}

func (b *JSONBWriter) large(v *apd.Decimal) {
	b.Dst = binary.AppendUvarint(b.Dst, uint64(-v.Exponent))
	sign := byte(0)
	if v.Negative {
		sign = 1
	}
	b.Dst = append(append(b.Dst, sign), v.Coeff.Bytes()...)
	b.scalar(jsonTagLarge)
}

// Node writes a part of another value.
func (b *JSONBWriter) Node(n JSONNode) {
	if len(n) == 0 {
		b.Null()
		return
	}
	b.Dst = append(b.Dst, n...)
	b.done(n.boxHeight())
}

// Begin opens an object or an array.
func (b *JSONBWriter) Begin(object bool) {
	first := len(b.Ends)
	if object {
		first = len(b.Pairs)
	}
	b.Open = append(b.Open, JSONOpen{start: len(b.Dst), first: first, object: object})
}

// Key begins a pair of the object that is open.
func (b *JSONBWriter) Key(s string) {
	at := len(b.Dst)
	b.Dst = append(b.Dst, s...)
	b.Pairs = append(b.Pairs, JSONPair{key: at, value: len(b.Dst)})
}

// End closes the array or object that is open.
func (b *JSONBWriter) End() error {
	o := b.Open[len(b.Open)-1]
	b.Open = b.Open[:len(b.Open)-1]
	if b.Err != nil {
		return b.Err
	}
	if o.Height+1+len(b.Open) > JSONDepthMax {
		return ErrJSONDepth()
	}
	size := len(b.Dst) - o.start
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
		pairs := b.distinct(b.Pairs[o.first:])
		tag, n = jsonTagObject, len(pairs)
		for _, p := range pairs {
			b.offset(p.key-o.start, w)
			b.offset(p.value-o.start, w)
			b.offset(p.end-o.start, w)
		}
		b.Pairs = b.Pairs[:o.first]
	} else {
		n = len(b.Ends) - o.first
		for _, end := range b.Ends[o.first:] {
			b.offset(end-o.start, w)
		}
		b.Ends = b.Ends[:o.first]
	}
	b.offset(n, w)
	b.Dst = binary.LittleEndian.AppendUint16(b.Dst, uint16(o.Height+1))
	b.Dst = append(b.Dst, tag|code<<jsonWidthShift)
	b.done(o.Height + 1)
	return nil
}

func (b *JSONBWriter) offset(v, w int) {
	switch w {
	case 1:
		b.Dst = append(b.Dst, byte(v))
	case 2:
		b.Dst = binary.LittleEndian.AppendUint16(b.Dst, uint16(v))
	default:
		b.Dst = binary.LittleEndian.AppendUint32(b.Dst, uint32(v))
	}
}

// distinct sorts pairs by key; of equal keys the last one stays.
func (b *JSONBWriter) distinct(pairs []JSONPair) []JSONPair {
	key := func(p JSONPair) string { return bytesText(b.Dst[p.key:p.value]) }
	sorted := true
	for i := 1; i < len(pairs) && sorted; i++ {
		sorted = compareKeys(key(pairs[i-1]), key(pairs[i])) < 0
	}
	if sorted {
		return pairs
	}
	slices.SortStableFunc(pairs, func(p, q JSONPair) int { return compareKeys(key(p), key(q)) })
	n := 0
	for i, p := range pairs {
		if i+1 < len(pairs) && key(p) == key(pairs[i+1]) {
			b.Holes = true
			continue
		}
		pairs[n] = p
		n++
	}
	return pairs[:n]
}

// Datum is the value, when it is whole.
func (b *JSONBWriter) Datum() (Datum, error) {
	if b.Err != nil {
		return Null, b.Err
	}
	if b.Holes {
		c := JSONBWriter{Dst: make([]byte, 0, len(b.Dst))}
		if err := c.Rewrite(JSONNode(b.Dst)); err != nil {
			return Null, err
		}
		return JSONB(c.Dst), nil
	}
	return JSONB(b.Dst), nil
}

// Rewrite writes a value node by node, without what is not of it.
func (b *JSONBWriter) Rewrite(n JSONNode) error {
	if !n.IsBox() {
		b.Node(n)
		return nil
	}
	x := n.Box()
	b.Begin(x.Object)
	for i := range x.N {
		if x.Object {
			b.Key(x.Key(i))
		}
		if err := b.Rewrite(x.Child(i)); err != nil {
			return err
		}
	}
	return b.End()
}

// EmptyJSON is an array or an object without anything in it.
func EmptyJSON(object bool) JSONNode {
	b := JSONBWriter{}
	b.Begin(object)
	_ = b.End() // of the least height
	return b.Dst
}

// JSONDatum is a datum of a node: a part of a value is a value.
func JSONDatum(n JSONNode) Datum {
	if len(n) == 0 {
		return JSONB([]byte{JSONTagNull})
	}
	return JSONB(n)
}

// AppendText writes a value as jsonb's output does.
func (n JSONNode) AppendText(dst []byte) []byte {
	switch n.tag() {
	case JSONTagFalse:
		return append(dst, "false"...)
	case JSONTagTrue:
		return append(dst, "true"...)
	case JSONTagString:
		return AppendJSONString(dst, n.Text())
	case jsonTagInt, jsonTagDecimal, jsonTagLarge:
		return AppendNumeric(dst, n.Number())
	case jsonTagArray, jsonTagObject:
		x := n.Box()
		open, shut := byte('['), byte(']')
		if x.Object {
			open, shut = '{', '}'
		}
		dst = append(dst, open)
		for i := range x.N {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			if x.Object {
				dst = append(AppendJSONString(dst, x.Key(i)), ": "...)
			}
			dst = x.Child(i).AppendText(dst)
		}
		return append(dst, shut)
	}
	return append(dst, "null"...)
}

// AsText is what ->> gives: the text of a string, no value for null.
func (n JSONNode) AsText() Datum {
	switch n.tag() {
	case JSONTagNull:
		return Null
	case JSONTagString:
		return Text(n.Text())
	case JSONTagFalse:
		return Text("false")
	case JSONTagTrue:
		return Text("true")
	}
	return TextAlias(n.AppendText(nil))
}

// Element is -> of a number: a scalar is the one element of itself.
func (n JSONNode) Element(i int64) (JSONNode, bool) {
	if !n.IsBox() {
		return n, i == 0 || i == -1
	}
	return n.Index(i)
}

// Step goes to a key of an object, or to an element of an array by its number.
func (n JSONNode) Step(s string) (JSONNode, bool) {
	if n.Kind() == JSONArray {
		i, ok := JSONSubscript(s)
		if !ok {
			return nil, false
		}
		return n.Index(i)
	}
	return n.Get(s)
}

// JSONSubscript reads a number in a path as strtoint does.
func JSONSubscript(s string) (int64, bool) {
	for s != "" && IsSpace(s[0]) {
		s = s[1:]
	}
	i, err := strconv.ParseInt(s, 10, 32)
	return i, err == nil
}

// Filtered is the box with the children for which keep says so.
func (x *JSONBox) Filtered(keep func(i int, c JSONNode) bool) (Datum, error) {
	var out JSONBWriter
	out.Begin(x.Object)
	for i := range x.N {
		c := x.Child(i)
		if !keep(i, c) {
			continue
		}
		if x.Object {
			out.Key(x.Key(i))
		}
		out.Node(c)
	}
	if err := out.End(); err != nil {
		return Null, err
	}
	return out.Datum()
}

// AppendJSONString appends a string as JSON has it.
func AppendJSONString(dst []byte, s string) []byte {
	const hex = "0123456789abcdef"
	dst = append(dst, '"')
	plain := 0 // from where on s was not copied
	for i := range len(s) {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[plain:i]...)
		plain = i + 1
		if short := strings.IndexByte("\b\f\n\r\t\"\\", c); short >= 0 {
			dst = append(dst, '\\', `bfnrt"\`[short])
			continue
		}
		dst = append(dst, `\u00`...)
		dst = append(dst, hex[c>>4], hex[c&15])
	}
	return append(append(dst, s[plain:]...), '"')
}

// Stripped writes n without the pairs of objects whose value is null.
func (b *JSONBWriter) Stripped(n JSONNode) error {
	if !n.IsBox() {
		b.Node(n)
		return nil
	}
	x := n.Box()
	b.Begin(x.Object)
	for i := range x.N {
		c := x.Child(i)
		if x.Object {
			if c.Kind() == JSONNull {
				continue
			}
			b.Key(x.Key(i))
		}
		if err := b.Stripped(c); err != nil {
			return err
		}
	}
	return b.End()
}
