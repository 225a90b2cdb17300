package spill

import (
	"encoding/binary"
	"math"

	"github.com/cockroachdb/apd/v3"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// What stands before a value. Nothing of it outlives the process.
const (
	tagNull = iota
	tagFalse
	tagTrue
	tagInt
	tagFloat
	tagNumeric
	tagDecimal
	tagText
	tagBytes
	tagDate
	tagTime
	tagTimeTZ
	tagTimestamp
	tagInterval
	tagUUID
	tagArray
	tagRecord
	tagVoid
	tagJSONB
)

// Limits of what a decoder believes.
const (
	nestingMax = 32 // of arrays and records within each other
	dimsMax    = 64
)

// codec writes and reads datums. Types within arrays and records are written as
// numbers of its list.
type codec struct {
	types []*types.Type
	ids   map[*types.Type]int
}

func (c *codec) typeID(t *types.Type) uint64 {
	if t == nil {
		return 0
	}
	id, ok := c.ids[t]
	if !ok {
		if c.ids == nil {
			c.ids = map[*types.Type]int{}
		}
		c.types = append(c.types, t)
		id = len(c.types)
		c.ids[t] = id
	}
	return uint64(id)
}

func (c *codec) typeOf(id uint64) (*types.Type, error) {
	if id == 0 {
		return nil, nil
	}
	if id > uint64(len(c.types)) {
		return nil, errRow
	}
	return c.types[id-1], nil
}

// errRow reports bytes that no codec wrote.
var errRow = pgerror.New(pgerror.DataCorrupted, "malformed row of a temporary file")

// appendRow appends a row.
func (c *codec) appendRow(dst []byte, row []types.Datum) ([]byte, error) {
	dst = binary.AppendUvarint(dst, uint64(len(row)))
	return c.appendAll(dst, row)
}

func (c *codec) appendAll(dst []byte, ds []types.Datum) (_ []byte, err error) {
	for i := range ds {
		if dst, err = c.append(dst, ds[i]); err != nil {
			return dst, err
		}
	}
	return dst, nil
}

func (c *codec) append(dst []byte, d types.Datum) ([]byte, error) {
	switch d.Kind() {
	case types.KindNull:
		return append(dst, tagNull), nil
	case types.KindBool:
		if d.Bool() {
			return append(dst, tagTrue), nil
		}
		return append(dst, tagFalse), nil
	case types.KindInt:
		return binary.AppendVarint(append(dst, tagInt), d.Int()), nil
	case types.KindFloat:
		return binary.LittleEndian.AppendUint64(append(dst, tagFloat), math.Float64bits(d.Float())), nil
	case types.KindNumeric:
		return appendNumeric(dst, d), nil
	case types.KindText:
		return appendBytes(append(dst, tagText), d.Bytes()), nil
	case types.KindBytes:
		return appendBytes(append(dst, tagBytes), d.Bytes()), nil
	case types.KindJSONB:
		return appendBytes(append(dst, tagJSONB), d.Bytes()), nil
	case types.KindDate:
		return binary.AppendVarint(append(dst, tagDate), int64(d.Date())), nil
	case types.KindTime:
		return binary.AppendVarint(append(dst, tagTime), d.Time()), nil
	case types.KindTimeTZ:
		dst = binary.AppendVarint(append(dst, tagTimeTZ), d.Time())
		return binary.AppendVarint(dst, int64(d.Zone())), nil
	case types.KindTimestamp:
		return binary.LittleEndian.AppendUint64(append(dst, tagTimestamp), uint64(d.Timestamp())), nil
	case types.KindInterval:
		v := d.Interval()
		dst = binary.AppendVarint(append(dst, tagInterval), v.Micros)
		dst = binary.AppendVarint(dst, int64(v.Days))
		return binary.AppendVarint(dst, int64(v.Months)), nil
	case types.KindUUID:
		v := d.UUID()
		return append(append(dst, tagUUID), v[:]...), nil
	case types.KindArray:
		return c.appendArray(dst, d.Array())
	case types.KindRecord:
		return c.appendRecord(dst, d.Record())
	case types.KindVoid:
		return append(dst, tagVoid), nil
	}
	return dst, pgerror.Internal("spill: a datum of kind %d", d.Kind())
}

func appendBytes(dst, b []byte) []byte {
	return append(binary.AppendUvarint(dst, uint64(len(b))), b...)
}

func appendNumeric(dst []byte, d types.Datum) []byte {
	if v, scale, ok := d.SmallNumeric(); ok {
		dst = binary.AppendVarint(append(dst, tagNumeric), v)
		return binary.AppendVarint(dst, int64(scale))
	}
	v := d.Decimal(nil)
	sign := byte(0)
	if v.Negative {
		sign = 1
	}
	dst = append(dst, tagDecimal, byte(v.Form), sign)
	dst = binary.AppendVarint(dst, int64(v.Exponent))
	return appendBytes(dst, v.Coeff.Bytes())
}

func (c *codec) appendArray(dst []byte, a *types.Array) ([]byte, error) {
	dst = binary.AppendUvarint(append(dst, tagArray), c.typeID(a.Elem))
	dst = binary.AppendUvarint(dst, uint64(len(a.Dims)))
	for _, d := range a.Dims {
		dst = binary.AppendVarint(dst, int64(d.Len))
		dst = binary.AppendVarint(dst, int64(d.Lower))
	}
	dst = binary.AppendUvarint(dst, uint64(len(a.Items)))
	return c.appendAll(dst, a.Items)
}

func (c *codec) appendRecord(dst []byte, r *types.Record) ([]byte, error) {
	dst = binary.AppendUvarint(append(dst, tagRecord), uint64(len(r.Types)))
	for _, t := range r.Types {
		dst = binary.AppendUvarint(dst, c.typeID(t))
	}
	dst = binary.AppendUvarint(dst, uint64(len(r.Names)))
	for _, n := range r.Names {
		dst = appendBytes(dst, []byte(n))
	}
	dst = binary.AppendUvarint(dst, uint64(len(r.Values)))
	return c.appendAll(dst, r.Values)
}

// decoder reads rows of one page. Texts share the page's memory.
type decoder struct {
	c *codec
	b []byte
}

// row decodes the next row into dst's memory. It is not nil, even without columns.
func (d *decoder) row(dst []types.Datum) ([]types.Datum, error) {
	n, err := d.count()
	if err != nil {
		return nil, err
	}
	if dst = dst[:0]; dst == nil {
		dst = make([]types.Datum, 0, min(n, 64))
	}
	for range n {
		v, err := d.datum(0)
		if err != nil {
			return nil, err
		}
		dst = append(dst, v)
	}
	return dst, nil
}

func (d *decoder) uvarint() (uint64, error) {
	v, n := binary.Uvarint(d.b)
	if n <= 0 {
		return 0, errRow
	}
	d.b = d.b[n:]
	return v, nil
}

func (d *decoder) varint() (int64, error) {
	v, n := binary.Varint(d.b)
	if n <= 0 {
		return 0, errRow
	}
	d.b = d.b[n:]
	return v, nil
}

func (d *decoder) int32() (int32, error) {
	v, err := d.varint()
	if err == nil && v != int64(int32(v)) {
		err = errRow
	}
	return int32(v), err
}

// count reads how many things follow, each of a byte at least.
func (d *decoder) count() (int, error) {
	n, err := d.uvarint()
	if err != nil || n > uint64(len(d.b)) {
		return 0, errRow
	}
	return int(n), nil
}

// take returns the next n bytes.
func (d *decoder) take(n int) ([]byte, error) {
	if n > len(d.b) {
		return nil, errRow
	}
	b := d.b[:n:n]
	d.b = d.b[n:]
	return b, nil
}

func (d *decoder) bytes() ([]byte, error) {
	n, err := d.count()
	if err != nil {
		return nil, err
	}
	return d.take(n)
}

func (d *decoder) fixed8() (uint64, error) {
	b, err := d.take(8)
	if err != nil {
		return 0, err
	}
	return binary.LittleEndian.Uint64(b), nil
}

func (d *decoder) datum(depth int) (types.Datum, error) {
	tag, err := d.take(1)
	if err != nil || depth > nestingMax {
		return types.Null, errRow
	}
	switch tag[0] {
	case tagNull:
		return types.Null, nil
	case tagFalse, tagTrue:
		return types.Bool(tag[0] == tagTrue), nil
	case tagInt:
		v, err := d.varint()
		return types.Int(v), err
	case tagFloat:
		v, err := d.fixed8()
		return types.Float(math.Float64frombits(v)), err
	case tagTimestamp:
		v, err := d.fixed8()
		return types.Timestamp(int64(v)), err
	case tagText:
		b, err := d.bytes()
		return types.TextAlias(b), err
	case tagBytes:
		b, err := d.bytes()
		return types.Bytes(b), err
	case tagJSONB:
		b, err := d.bytes()
		return types.JSONB(b), err
	case tagDate:
		v, err := d.int32()
		return types.Date(v), err
	case tagTime:
		v, err := d.varint()
		return types.Time(v), err
	case tagVoid:
		return types.Void(), nil
	}
	return d.large(tag[0], depth)
}

// large decodes values of several parts.
func (d *decoder) large(tag byte, depth int) (types.Datum, error) {
	switch tag {
	case tagNumeric:
		v, err := d.varint()
		if err != nil {
			return types.Null, err
		}
		scale, err := d.int32()
		return types.NumericSmall(v, scale), err
	case tagDecimal:
		return d.decimal()
	case tagTimeTZ:
		v, err := d.varint()
		if err != nil {
			return types.Null, err
		}
		west, err := d.int32()
		return types.TimeTZ(v, west), err
	case tagInterval:
		return d.interval()
	case tagUUID:
		b, err := d.take(16)
		if err != nil {
			return types.Null, err
		}
		return types.UUID([16]byte(b)), nil
	case tagArray:
		return d.array(depth)
	case tagRecord:
		return d.record(depth)
	}
	return types.Null, errRow
}

func (d *decoder) interval() (types.Datum, error) {
	var v types.Interval
	var err error
	if v.Micros, err = d.varint(); err != nil {
		return types.Null, err
	}
	if v.Days, err = d.int32(); err != nil {
		return types.Null, err
	}
	v.Months, err = d.int32()
	return types.NewInterval(v), err
}

func (d *decoder) decimal() (types.Datum, error) {
	head, err := d.take(2)
	if err != nil || head[0] > byte(apd.NaN) || head[1] > 1 {
		return types.Null, errRow
	}
	exp, err := d.int32()
	if err != nil || exp > 0 {
		return types.Null, errRow
	}
	b, err := d.bytes()
	if err != nil {
		return types.Null, err
	}
	v := &apd.Decimal{Form: apd.Form(head[0]), Negative: head[1] == 1, Exponent: exp}
	v.Coeff.SetBytes(b)
	return types.Numeric(v), nil
}

func (d *decoder) array(depth int) (types.Datum, error) {
	id, err := d.uvarint()
	if err != nil {
		return types.Null, err
	}
	a := &types.Array{}
	if a.Elem, err = d.c.typeOf(id); err != nil {
		return types.Null, err
	}
	n, err := d.count()
	if err != nil || n > dimsMax {
		return types.Null, errRow
	}
	for range n {
		var dim types.Dim
		if dim.Len, err = d.int32(); err != nil {
			return types.Null, err
		}
		if dim.Lower, err = d.int32(); err != nil {
			return types.Null, err
		}
		a.Dims = append(a.Dims, dim)
	}
	a.Items, err = d.items(depth)
	return types.NewArray(a), err
}

func (d *decoder) items(depth int) ([]types.Datum, error) {
	n, err := d.count()
	if err != nil {
		return nil, err
	}
	out := make([]types.Datum, 0, min(n, 1<<10))
	for range n {
		v, err := d.datum(depth + 1)
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

func (d *decoder) record(depth int) (types.Datum, error) {
	r := &types.Record{}
	n, err := d.count()
	if err != nil {
		return types.Null, err
	}
	for range n {
		id, err := d.uvarint()
		if err != nil {
			return types.Null, err
		}
		t, err := d.c.typeOf(id)
		if err != nil {
			return types.Null, err
		}
		r.Types = append(r.Types, t)
	}
	if n, err = d.count(); err != nil {
		return types.Null, err
	}
	for range n {
		b, err := d.bytes()
		if err != nil {
			return types.Null, err
		}
		r.Names = append(r.Names, string(b))
	}
	r.Values, err = d.items(depth)
	return types.NewRecord(r), err
}
