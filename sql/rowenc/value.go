package rowenc

import (
	"encoding/binary"
	"math"

	"github.com/cockroachdb/apd/v3"

	"github.com/isochrondb/isochron/sql/types"
)

// ColumnID names a column of a table for ever: it is not reused after DROP
// COLUMN. IDs start at 1.
type ColumnID uint32

// ValueColumn is one column of a row's value.
type ValueColumn struct {
	ID   ColumnID
	Type *types.Type
	// Slot is the index in the row of datums (AppendRow reads row[Slot],
	// Decoder writes out[Slot]).
	Slot int
	// Default is what a Decoder gives for a value whose writer did not know
	// the column: what ADD COLUMN … DEFAULT left behind. AppendRow ignores it.
	Default types.Datum
}

// A value is
//
//	version, the highest column ID its writer knew, then for each column that
//	is not NULL, ascending: (ID - previous ID)<<3 | form, and the payload
//
// all numbers being varints. The form alone says how long a payload is, so a
// reader passes over columns whose types it does not know.
const valueVersion = 1

// The forms of payloads.
const (
	formFalse  = 0 // nothing
	formTrue   = 1 // nothing
	formVarint = 2 // a zigzag varint
	formFixed8 = 3 // 8 bytes
	formBytes  = 4 // a length and so many bytes
	formPair   = 5 // two zigzag varints: numeric coefficient and scale; timetz
	formBits   = 3
)

// AppendRow appends the value of a row: the columns of cols, which are in
// ascending order of ID and are all that the writer knows.
func AppendRow(dst []byte, cols []ValueColumn, row []types.Datum) []byte {
	high := ColumnID(0)
	if len(cols) > 0 {
		high = cols[len(cols)-1].ID
	}
	return AppendRowHigh(dst, cols, row, high)
}

// AppendRowHigh is AppendRow for a writer that also knows columns up to high
// which it keeps elsewhere (in the key).
func AppendRowHigh(dst []byte, cols []ValueColumn, row []types.Datum, high ColumnID) []byte {
	dst = append(dst, valueVersion)
	dst = binary.AppendUvarint(dst, uint64(high))
	prev := ColumnID(0)
	for i := range cols {
		d := row[cols[i].Slot]
		if d.IsNull() {
			continue
		}
		dst = appendColumn(dst, cols[i].ID-prev, cols[i].Type, d)
		prev = cols[i].ID
	}
	return dst
}

func appendTag(dst []byte, delta ColumnID, form byte) []byte {
	tag := uint64(delta)<<formBits | uint64(form)
	if tag < 0x80 {
		return append(dst, byte(tag))
	}
	return binary.AppendUvarint(dst, tag)
}

// appendColumn appends a value of type t, which may be nil where that has no row types in it.
func appendColumn(dst []byte, delta ColumnID, t *types.Type, d types.Datum) []byte {
	switch d.Kind() {
	case types.KindInt:
		return binary.AppendVarint(appendTag(dst, delta, formVarint), d.Int())
	case types.KindText, types.KindBytes, types.KindJSONB:
		dst = binary.AppendUvarint(appendTag(dst, delta, formBytes), uint64(len(d.Text())))
		return append(dst, d.Text()...)
	case types.KindBool:
		if d.Bool() {
			return appendTag(dst, delta, formTrue)
		}
		return appendTag(dst, delta, formFalse)
	case types.KindFloat:
		dst = appendTag(dst, delta, formFixed8)
		return binary.LittleEndian.AppendUint64(dst, math.Float64bits(d.Float()))
	case types.KindDate:
		return binary.AppendVarint(appendTag(dst, delta, formVarint), int64(d.Date()))
	case types.KindTime:
		return binary.AppendVarint(appendTag(dst, delta, formVarint), d.Time())
	case types.KindTimestamp:
		dst = appendTag(dst, delta, formFixed8)
		return binary.LittleEndian.AppendUint64(dst, uint64(d.Timestamp()))
	case types.KindTimeTZ:
		dst = binary.AppendVarint(appendTag(dst, delta, formPair), d.Time())
		return binary.AppendVarint(dst, int64(d.Zone()))
	case types.KindNumeric:
		if c, scale, ok := d.SmallNumeric(); ok {
			dst = binary.AppendVarint(appendTag(dst, delta, formPair), c)
			return binary.AppendVarint(dst, int64(scale))
		}
	}
	return appendLong(appendTag(dst, delta, formBytes), t, d)
}

// appendLong appends what has no form of its own, as a length and bytes.
func appendLong(dst []byte, t *types.Type, d types.Datum) []byte {
	at := len(dst)
	dst = append(dst, 0)
	dst = appendPayload(dst, t, d)
	n := len(dst) - at - 1
	if n < 0x80 {
		dst[at] = byte(n)
		return dst
	}
	// The length takes more than the byte kept for it: move the payload.
	var buf [binary.MaxVarintLen64]byte
	w := binary.PutUvarint(buf[:], uint64(n))
	dst = append(dst, buf[:w-1]...)
	copy(dst[at+w:], dst[at+1:at+1+n])
	copy(dst[at:], buf[:w])
	return dst
}

// The first byte of a large numeric.
const (
	bigPos = iota
	bigNeg
	bigNaN
	bigInf
	bigNegInf
)

func appendPayload(dst []byte, t *types.Type, d types.Datum) []byte {
	switch d.Kind() {
	case types.KindNumeric:
		return appendBigNumeric(dst, d.Decimal(nil))
	case types.KindUUID:
		u := d.UUID()
		return append(dst, u[:]...)
	case types.KindInterval:
		v := d.Interval()
		dst = binary.AppendVarint(dst, v.Micros)
		dst = binary.AppendVarint(dst, int64(v.Days))
		return binary.AppendVarint(dst, int64(v.Months))
	case types.KindArray:
		return appendArrayValue(dst, elementOf(t), d.Array())
	case types.KindRecord:
		return appendRecordValue(dst, t, d.Record())
	}
	return dst
}

func appendBigNumeric(dst []byte, v *apd.Decimal) []byte {
	switch {
	case v.Form == apd.NaN:
		return append(dst, bigNaN)
	case v.Form == apd.Infinite && v.Negative:
		return append(dst, bigNegInf)
	case v.Form == apd.Infinite:
		return append(dst, bigInf)
	case v.Negative:
		dst = append(dst, bigNeg)
	default:
		dst = append(dst, bigPos)
	}
	dst = binary.AppendUvarint(dst, uint64(-v.Exponent))
	return append(dst, v.Coeff.Bytes()...)
}

// appendArrayValue appends the dimensions and then the items like columns: a
// tag whose delta is 1, or a bare 0x07 for NULL.
func appendArrayValue(dst []byte, elem *types.Type, a *types.Array) []byte {
	dst = binary.AppendUvarint(dst, uint64(len(a.Dims)))
	for _, d := range a.Dims {
		dst = binary.AppendVarint(dst, int64(d.Len))
		dst = binary.AppendVarint(dst, int64(d.Lower))
	}
	for _, item := range a.Items {
		if item.IsNull() {
			dst = append(dst, arrayNull)
			continue
		}
		dst = appendColumn(dst, 1, elem, item)
	}
	return dst
}

const arrayNull = 0x07

func elementOf(t *types.Type) *types.Type {
	if t == nil {
		return nil
	}
	return t.Base().Elem()
}

// Decoder reads chosen columns of row values. It is immutable and safe for
// concurrent use.
type Decoder struct {
	cols  []ValueColumn
	kinds []types.Kind // of cols
	alias bool
}

// NewDecoder returns a decoder of cols, in ascending order of ID. With alias,
// text and bytea datums share the value's memory, which must then not change
// while they live.
func NewDecoder(cols []ValueColumn, alias bool) *Decoder {
	d := &Decoder{cols: cols, kinds: make([]types.Kind, len(cols)), alias: alias}
	for i := range cols {
		d.kinds[i] = cols[i].Type.Kind()
	}
	return d
}

// Decode reads the decoder's columns of one row's value into out[Slot]. A
// column that the value does not have gets its Default if its ID is above all
// that the writer knew, else NULL. Slots of other columns are left alone. The
// error is XX001 (data_corrupted).
func (d *Decoder) Decode(value []byte, out []types.Datum) error {
	if done, _ := d.decodePlain(value, out, nil); done {
		return nil
	}
	return d.decodeAny(value, out)
}

// Tests are what columns are asked for as they are read, by their slots; nil: nothing.
type Tests []func(*types.Datum) bool

// DecodeIf is Decode that may end, and report false, with the first column that fails its test. The others
// of out are then what they were. Not all columns that have a test need be asked.
func (d *Decoder) DecodeIf(value []byte, out []types.Datum, tests Tests) (bool, error) {
	if done, failed := d.decodePlain(value, out, tests); done {
		return !failed, nil
	}
	return true, d.decodeAny(value, out)
}

// decodePlain is decodeAny for values whose columns are of common forms, with tags of one
// byte; done is false where something else comes, or nothing: out is then half done, as it is
// where a test has failed.
func (d *Decoder) decodePlain(b []byte, out []types.Datum, tests Tests) (done, failed bool) {
	if len(b) < 2 || b[0] != valueVersion || b[1] >= 0x80 {
		return false, false
	}
	high, i := ColumnID(b[1]), 2
	id, form := ColumnID(0), -1
	if i < len(b) {
		if b[i] >= 0x80 || b[i]>>formBits == 0 {
			return false, false
		}
		id, form = ColumnID(b[i]>>formBits), int(b[i]&(1<<formBits-1))
		i++
	}
	for k := range d.cols {
		c := &d.cols[k]
		for form >= 0 && id <= c.ID {
			// i is where the payload of column id begins.
			if id == c.ID {
				i = d.plainColumn(c, d.kinds[k], b, i, form, &out[c.Slot])
			} else {
				i = skipPlain(b, i, form)
			}
			if i < 0 {
				return false, false
			}
			found := id == c.ID
			if form = -1; i < len(b) {
				t := b[i]
				if t >= 0x80 || t>>formBits == 0 {
					return false, false
				}
				id, form = id+ColumnID(t>>formBits), int(t&(1<<formBits-1))
				i++
			}
			if found {
				goto next
			}
		}
		if c.ID > high {
			out[c.Slot] = c.Default
		} else {
			out[c.Slot] = types.Null
		}
	next:
		if tests != nil && tests[c.Slot] != nil && !tests[c.Slot](&out[c.Slot]) {
			return true, true
		}
	}
	return true, false
}

// uvarintAt reads a varint at b[i:] and returns where it ends; -1: it does not.
func uvarintAt(b []byte, i int) (uint64, int) {
	if i < len(b) && b[i] < 0x80 {
		return uint64(b[i]), i + 1
	}
	return longUvarintAt(b, i)
}

func longUvarintAt(b []byte, i int) (uint64, int) {
	v, rest := uint64(0), b[min(i, len(b)):]
	for k, c := range rest {
		if k == longVarint {
			break
		}
		v |= uint64(c&0x7f) << (7 * k)
		if c < 0x80 {
			return v, i + k + 1
		}
	}
	v, n := binary.Uvarint(rest)
	if n <= 0 {
		return 0, -1
	}
	return v, i + n
}

// longVarint is how many bytes of a varint can't be too many bits.
const longVarint = 9

// pastVarint passes over a varint at b[i:]; -1: decodeAny is to say what is wrong.
func pastVarint(b []byte, i int) int {
	for k := i; k < len(b); k++ {
		if b[k] < 0x80 {
			if k-i >= longVarint {
				break
			}
			return k + 1
		}
	}
	return -1
}

// skipPlain passes over a payload at b[i:]; -1: decodeAny is to say what is wrong.
func skipPlain(b []byte, i, form int) int {
	switch form {
	case formFalse, formTrue:
		return i
	case formVarint:
		return pastVarint(b, i)
	case formPair:
		if i = pastVarint(b, i); i >= 0 {
			i = pastVarint(b, i)
		}
		return i
	case formFixed8:
		i += 8
	case formBytes:
		n, at := uvarintAt(b, i)
		if at < 0 || n > uint64(len(b)-at) {
			return -1
		}
		i = at + int(n)
	default:
		return -1
	}
	if i > len(b) {
		return -1
	}
	return i
}

func zigzag(u uint64) int64 { return int64(u>>1) ^ -int64(u&1) }

// plainColumn reads a payload at b[i:] and returns where it ends; -1: it is not one of
// those that are common for the column's type.
func (d *Decoder) plainColumn(c *ValueColumn, kind types.Kind, b []byte, i, form int, out *types.Datum) int {
	switch {
	case form == formVarint && (kind == types.KindInt || kind == types.KindDate):
		u, at := uvarintAt(b, i)
		v := zigzag(u)
		switch {
		case at < 0:
		case kind == types.KindDate && v == int64(int32(v)):
			*out = types.Date(int32(v))
			return at
		case kind == types.KindInt && FitsInt(c.Type, v):
			*out = types.Int(v)
			return at
		}
	case form == formPair && kind == types.KindNumeric:
		u, at := uvarintAt(b, i)
		if at < 0 {
			return -1
		}
		s, end := uvarintAt(b, at)
		if scale := zigzag(s); end >= 0 && scale >= 0 && scale <= scaleMax {
			*out = types.NumericSmall(zigzag(u), int32(scale))
			return end
		}
	case form == formBytes && (kind == types.KindText || kind == types.KindJSONB) && d.alias:
		n, at := uvarintAt(b, i)
		if at >= 0 && n <= uint64(len(b)-at) {
			end := at + int(n)
			switch {
			case kind == types.KindText:
				*out = types.TextAlias(b[at:end:end])
			case n > 0:
				*out = types.JSONB(b[at:end:end])
			default:
				return -1
			}
			return end
		}
	case form == formFixed8 && kind == types.KindTimestamp && i+8 <= len(b):
		*out = types.Timestamp(int64(binary.LittleEndian.Uint64(b[i:])))
		return i + 8
	case form == formFixed8 && kind == types.KindFloat && i+8 <= len(b):
		*out = types.Float(math.Float64frombits(binary.LittleEndian.Uint64(b[i:])))
		return i + 8
	case form <= formTrue && kind == types.KindBool:
		*out = types.Bool(form == formTrue)
		return i
	}
	return -1
}

// decodeAny reads values of all forms, and says what is wrong with others.
func (d *Decoder) decodeAny(value []byte, out []types.Datum) error {
	if len(value) == 0 || value[0] != valueVersion {
		return badVersion(value)
	}
	high, n := binary.Uvarint(value[1:])
	if n <= 0 {
		return errValueEnd
	}
	r := valueReader{b: value[1+n:], alias: d.alias}
	id, form, err := r.tag(0)
	if err != nil {
		return err
	}
	for i := range d.cols {
		c := &d.cols[i]
		if form >= 0 && id < uint64(c.ID) {
			if id, form, err = r.seek(id, form, uint64(c.ID)); err != nil {
				return err
			}
		}
		switch {
		case form >= 0 && id == uint64(c.ID):
			if out[c.Slot], err = r.column(c.Type, form, 0); err != nil {
				return err
			}
			if id, form, err = r.tag(id); err != nil {
				return err
			}
		case uint64(c.ID) > high:
			out[c.Slot] = c.Default
		default:
			out[c.Slot] = types.Null
		}
	}
	return nil
}

func badVersion(value []byte) error {
	if len(value) == 0 {
		return errValueEnd
	}
	return corrupt("version %d of a value", value[0])
}

type valueReader struct {
	b     []byte
	alias bool
}

// tag reads the next column's ID and form; form is -1 at the end.
func (r *valueReader) tag(prev uint64) (id uint64, form int, err error) {
	if len(r.b) == 0 {
		return 0, -1, nil
	}
	v := uint64(r.b[0])
	if v < 0x80 {
		r.b = r.b[1:]
	} else if v, err = r.uvarint(); err != nil {
		return 0, 0, err
	}
	delta := v >> formBits
	if delta == 0 || prev+delta > math.MaxUint32 {
		return 0, 0, corrupt("columns out of order")
	}
	return prev + delta, int(v & (1<<formBits - 1)), nil
}

// seek passes over columns up to the one with ID want, or the next one after it.
func (r *valueReader) seek(id uint64, form int, want uint64) (uint64, int, error) {
	for form >= 0 && id < want {
		if err := r.skip(form); err != nil {
			return 0, 0, err
		}
		var err error
		if id, form, err = r.tag(id); err != nil {
			return 0, 0, err
		}
	}
	return id, form, nil
}

func (r *valueReader) uvarint() (uint64, error) {
	v, n := binary.Uvarint(r.b)
	if n <= 0 {
		return 0, errValueEnd
	}
	r.b = r.b[n:]
	return v, nil
}

func (r *valueReader) varint() (int64, error) {
	v, n := binary.Varint(r.b)
	if n <= 0 {
		return 0, errValueEnd
	}
	r.b = r.b[n:]
	return v, nil
}

func (r *valueReader) fixed8() (uint64, error) {
	if len(r.b) < 8 {
		return 0, errValueEnd
	}
	v := binary.LittleEndian.Uint64(r.b)
	r.b = r.b[8:]
	return v, nil
}

func (r *valueReader) bytes() ([]byte, error) {
	var n uint64
	var err error
	if len(r.b) > 0 && r.b[0] < 0x80 {
		n, r.b = uint64(r.b[0]), r.b[1:]
	} else if n, err = r.uvarint(); err != nil {
		return nil, err
	}
	if n > uint64(len(r.b)) {
		return nil, errValueEnd
	}
	b := r.b[:n:n]
	r.b = r.b[n:]
	return b, nil
}

func (r *valueReader) skip(form int) error {
	var err error
	switch form {
	case formFalse, formTrue:
	case formVarint:
		_, err = r.varint()
	case formFixed8:
		_, err = r.fixed8()
	case formBytes:
		_, err = r.bytes()
	case formPair:
		if _, err = r.varint(); err == nil {
			_, err = r.varint()
		}
	default:
		err = corrupt("form %d", form)
	}
	return err
}

// column reads one payload as a value of type t.
func (r *valueReader) column(t *types.Type, form, depth int) (types.Datum, error) {
	switch form {
	case formFalse, formTrue:
		if t.Kind() == types.KindBool {
			return types.Bool(form == formTrue), nil
		}
	case formVarint:
		v, err := r.varint()
		if err != nil {
			return types.Null, err
		}
		return intColumn(t, v)
	case formFixed8:
		v, err := r.fixed8()
		if err != nil {
			return types.Null, err
		}
		switch t.Kind() {
		case types.KindTimestamp:
			return types.Timestamp(int64(v)), nil
		case types.KindFloat:
			return types.Float(math.Float64frombits(v)), nil
		}
	case formPair:
		return r.pair(t)
	case formBytes:
		b, err := r.bytes()
		if err != nil {
			return types.Null, err
		}
		return bytesColumn(t, b, r.alias, depth)
	}
	return types.Null, corrupt("form %d of a value of type %s", form, t)
}

func intColumn(t *types.Type, v int64) (types.Datum, error) {
	switch t.Kind() {
	case types.KindInt:
		if FitsInt(t, v) {
			return types.Int(v), nil
		}
	case types.KindDate:
		if v == int64(int32(v)) {
			return types.Date(int32(v)), nil
		}
	case types.KindTime:
		return timeOf(v)
	}
	return types.Null, corrupt("an integer of type %s", t)
}

func (r *valueReader) pair(t *types.Type) (types.Datum, error) {
	a, err := r.varint()
	if err != nil {
		return types.Null, err
	}
	b, err := r.varint()
	if err != nil {
		return types.Null, err
	}
	switch {
	case t.Kind() == types.KindNumeric && b >= 0 && b <= scaleMax:
		return types.NumericSmall(a, int32(b)), nil
	case t.Kind() == types.KindTimeTZ:
		return timeTZOf(a, b)
	}
	return types.Null, corrupt("a pair of type %s", t)
}

// scaleMax is the largest scale of a numeric: that of the square of one, which states of variance
// have on their way.
const scaleMax = 2 * 16383

func bytesColumn(t *types.Type, b []byte, alias bool, depth int) (types.Datum, error) {
	switch t.Kind() {
	case types.KindText:
		if alias {
			return types.TextAlias(b), nil
		}
		return types.Text(string(b)), nil
	case types.KindBytes:
		if !alias {
			b = append(make([]byte, 0, len(b)), b...)
		}
		return types.Bytes(b), nil
	case types.KindJSONB:
		if len(b) == 0 {
			break
		}
		if !alias {
			b = append(make([]byte, 0, len(b)), b...)
		}
		return types.JSONB(b), nil
	case types.KindUUID:
		if len(b) == 16 {
			return types.UUID([16]byte(b)), nil
		}
	case types.KindNumeric:
		return bigNumericColumn(b)
	case types.KindInterval:
		return intervalColumn(b)
	case types.KindArray:
		return arrayColumn(t, b, alias, depth)
	case types.KindRecord:
		return recordColumn(t, b, alias, depth)
	}
	return types.Null, corrupt("%d bytes of type %s", len(b), t)
}

func bigNumericColumn(b []byte) (types.Datum, error) {
	if len(b) == 0 {
		return types.Null, errValueEnd
	}
	switch b[0] {
	case bigNaN:
		return types.NumericNaN(), nil
	case bigInf, bigNegInf:
		return types.NumericInf(b[0] == bigNegInf), nil
	case bigPos, bigNeg:
	default:
		return types.Null, corrupt("numeric of form %d", b[0])
	}
	scale, n := binary.Uvarint(b[1:])
	if n <= 0 || scale > scaleMax {
		return types.Null, corrupt("numeric of scale %d", scale)
	}
	v := &apd.Decimal{Negative: b[0] == bigNeg, Exponent: -int32(scale)}
	v.Coeff.SetBytes(b[1+n:])
	return types.Numeric(v), nil
}

func intervalColumn(b []byte) (types.Datum, error) {
	r := valueReader{b: b}
	var v [3]int64
	for i := range v {
		var err error
		if v[i], err = r.varint(); err != nil {
			return types.Null, err
		}
	}
	if v[1] != int64(int32(v[1])) || v[2] != int64(int32(v[2])) {
		return types.Null, corrupt("interval")
	}
	return types.NewInterval(types.Interval{Micros: v[0], Days: int32(v[1]), Months: int32(v[2])}), nil
}

func arrayColumn(t *types.Type, b []byte, alias bool, depth int) (types.Datum, error) {
	if depth >= nestingMax {
		return types.Null, errTooDeep
	}
	r := valueReader{b: b, alias: alias}
	n, err := r.uvarint()
	if err != nil {
		return types.Null, err
	}
	if n > dimsMax {
		return types.Null, corrupt("%d dimensions", n)
	}
	a := &types.Array{Elem: t.Base().Elem(), Dims: make([]types.Dim, n)}
	for i := range a.Dims {
		length, err := r.varint()
		if err != nil {
			return types.Null, err
		}
		lower, err := r.varint()
		if err != nil {
			return types.Null, err
		}
		if length != int64(int32(length)) || lower != int64(int32(lower)) {
			return types.Null, corrupt("bounds %d, %d", length, lower)
		}
		a.Dims[i] = types.Dim{Len: int32(length), Lower: int32(lower)}
	}
	if err := r.items(a, depth); err != nil {
		return types.Null, err
	}
	return types.NewArray(a), nil
}

func (r *valueReader) items(a *types.Array, depth int) error {
	for len(r.b) > 0 {
		if r.b[0] == arrayNull {
			r.b = r.b[1:]
			a.Items = append(a.Items, types.Null)
			continue
		}
		_, form, err := r.tag(0)
		if err != nil {
			return err
		}
		d, err := r.column(a.Elem, form, depth+1)
		if err != nil {
			return err
		}
		a.Items = append(a.Items, d)
	}
	return checkShape(a)
}

// appendRecordValue appends the fields of a value of a composite type, in order, as an array's
// items are; those of a table's row type as the columns of a row are, by their numbers.
func appendRecordValue(dst []byte, t *types.Type, rec *types.Record) []byte {
	var attrs []types.Attribute
	if t != nil && t.Base().Composite() != nil {
		attrs = t.Base().Composite().Attributes()
	}
	prev := ColumnID(0)
	for i, v := range rec.Values {
		var of *types.Type
		delta := ColumnID(1)
		if i < len(attrs) {
			of = attrs[i].Type
			if id := ColumnID(attrs[i].ID); id != 0 {
				delta = id - prev
			}
		}
		switch {
		case !v.IsNull():
			dst = appendColumn(dst, delta, of, v)
			prev += delta
		case i >= len(attrs) || attrs[i].ID == 0:
			dst = append(dst, arrayNull)
		}
	}
	return dst
}

// recordColumn reads a value of a composite type. Fields behind the last are NULL.
func recordColumn(t *types.Type, b []byte, alias bool, depth int) (types.Datum, error) {
	c := t.Base().Composite()
	if c == nil {
		return types.Null, corrupt("a record of type %s", t)
	}
	if depth >= nestingMax {
		return types.Null, errTooDeep
	}
	attrs := c.Attributes()
	values := make([]types.Datum, len(attrs))
	r := valueReader{b: b, alias: alias}
	if c.IsRow() {
		return c.Record(values), r.row(attrs, values, depth)
	}
	for i := 0; len(r.b) > 0; i++ {
		if i >= len(attrs) {
			return types.Null, corrupt("%d fields of type %s", i+1, t)
		}
		if r.b[0] == arrayNull {
			r.b = r.b[1:]
			continue
		}
		_, form, err := r.tag(0)
		if err != nil {
			return types.Null, err
		}
		if values[i], err = r.column(attrs[i].Type, form, depth+1); err != nil {
			return types.Null, err
		}
	}
	return c.Record(values), nil
}

// row reads a value of a table's row type: columns that were dropped are passed over.
func (r *valueReader) row(attrs []types.Attribute, values []types.Datum, depth int) error {
	id, form, err := r.tag(0)
	for i := range attrs {
		if err == nil {
			id, form, err = r.seek(id, form, uint64(attrs[i].ID))
		}
		if err != nil {
			return err
		}
		if form < 0 || id != uint64(attrs[i].ID) {
			continue
		}
		if values[i], err = r.column(attrs[i].Type, form, depth+1); err != nil {
			return err
		}
		id, form, err = r.tag(id)
	}
	return err
}
