package types

import (
	"bytes"
	"encoding/binary"
	"slices"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// CompareImages compares records as the operators *=, *< and their like do: by what Postgres keeps
// of their fields, byte by byte, whatever the types' own operators say. So 1.0 and 1.00 differ, -1
// comes after 1, types without an order have one, and NULL comes last. Of arrays, documents, ranges
// and other values that are made of parts it is the binary form that is compared.
func CompareImages(a, b *Record) (int, error) {
	for i := range min(len(a.Values), len(b.Values)) {
		t := a.Types[i]
		if t != b.Types[i] && t != TUnknown && b.Types[i] != TUnknown {
			return 0, pgerror.New(pgerror.DatatypeMismatch, "cannot compare dissimilar column types %s and %s at record column %d", t, b.Types[i], i+1)
		}
		x, y := a.Values[i], b.Values[i]
		switch {
		case x.IsNull() && y.IsNull():
			continue
		case x.IsNull():
			return 1, nil
		case y.IsNull():
			return -1, nil
		}
		xi, err := image(t, x)
		if err != nil {
			return 0, err
		}
		yi, err := image(t, y)
		if err != nil {
			return 0, err
		}
		if c := bytes.Compare(xi, yi); c != 0 {
			return c, nil
		}
	}
	if len(a.Values) != len(b.Values) {
		return 0, pgerror.New(pgerror.DatatypeMismatch, "cannot compare record types with different numbers of columns")
	}
	return 0, nil
}

// image is what bytes.Compare orders as Postgres orders what it keeps of d: what fits a register as a
// number without a sign, anything else as it lies in the memory of a little-endian machine.
func image(t *Type, d Datum) ([]byte, error) {
	t = t.Base()
	if t.enum != nil {
		return append([]byte(nil), d.Text()...), nil
	}
	b, err := AppendBinary(nil, t, d, nil)
	if err != nil {
		return nil, err
	}
	if t.ByVal {
		return register(t, b), nil
	}
	switch t.OID {
	case OIDNumeric:
		return numericImage(b), nil
	case OIDInterval:
		return swapped(b, 8, 4, 4), nil
	case OIDTimeTZ:
		return swapped(b, 8, 4), nil
	case OIDTID:
		return swapped(b, 2, 2, 2), nil
	case OIDPoint, OIDLseg, OIDBox, OIDLine, OIDCircle:
		return swapped(b, 8, 8, 8, 8), nil
	}
	return b, nil
}

// register widens the binary form of what a register holds: numbers with a sign keep it.
func register(t *Type, b []byte) []byte {
	fill := byte(0)
	signed := t.OID != OIDBool && t.Kind() != KindBool && !unsignedRegister(t)
	if signed && len(b) > 0 && b[0]&0x80 != 0 {
		fill = 0xff
	}
	wide := bytes.Repeat([]byte{fill}, max(8-len(b), 0))
	return append(wide, b...)
}

// unsignedRegister tells the numbers of objects and transactions from those with a sign.
func unsignedRegister(t *Type) bool {
	switch t.OID {
	case OIDInt2, OIDInt4, OIDInt8, OIDFloat4, OIDFloat8, OIDDate, OIDTime, OIDTimestamp, OIDTimestampTZ, OIDMoney, OIDChar:
		return false
	}
	return true
}

// swapped turns the fields of b, of these sizes, around: the bytes of each are sent highest first,
// and kept lowest first.
func swapped(b []byte, sizes ...int) []byte {
	rest := b
	for _, n := range sizes {
		if len(rest) < n {
			break
		}
		slices.Reverse(rest[:n])
		rest = rest[n:]
	}
	return b
}

// numericImage makes of a numeric's binary form (digits, weight, sign, scale, the digits) what
// Postgres keeps of it: two headers, a short one where weight and scale are small.
func numericImage(b []byte) []byte {
	const (
		short, shortNegative, shortWeightNegative = 0x8000, 0x2000, 0x0040
		shortScaleShift, shortScaleMax            = 7, 0x3f
		shortWeightMin, shortWeightMax            = -0x40, 0x3f
	)
	if len(b) < 8 {
		return b
	}
	weight, sign, scale := int16(binary.BigEndian.Uint16(b[2:])), binary.BigEndian.Uint16(b[4:]), binary.BigEndian.Uint16(b[6:])
	var out []byte
	switch {
	case sign != numericPos && sign != numericNeg: // NaN and the infinities
		return binary.LittleEndian.AppendUint16(nil, sign)
	case scale <= shortScaleMax && weight >= shortWeightMin && weight <= shortWeightMax:
		h := uint16(short) | scale<<shortScaleShift | uint16(weight)&shortWeightMax
		if sign == numericNeg {
			h |= shortNegative
		}
		if weight < 0 {
			h |= shortWeightNegative
		}
		out = binary.LittleEndian.AppendUint16(nil, h)
	default:
		out = binary.LittleEndian.AppendUint16(nil, sign|scale)
		out = binary.LittleEndian.AppendUint16(out, uint16(weight))
	}
	for digits := b[8:]; len(digits) >= 2; digits = digits[2:] {
		out = append(out, digits[1], digits[0])
	}
	return out
}
