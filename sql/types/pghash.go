package types

import (
	"encoding/binary"
	"math"
	"math/bits"
	"strings"

	"github.com/cockroachdb/apd/v3"
)

// The hash functions of Postgres's hash operator classes, 64 bits wide with a seed. Rows of
// hash partitions lie where they lie in Postgres, so that what is dumped by partition there
// loads here. Source: Bob Jenkins's lookup3 (public domain) as Postgres 15 uses it.

// PartitionSeed is the seed of the hash of partition keys (HASH_PARTITION_SEED).
const PartitionSeed = 0x7A5B22367996DCFD

// lookup3 is the state of the hash.
type lookup3 struct{ a, b, c uint32 }

func newLookup3(size int, seed uint64) lookup3 {
	n := 0x9e3779b9 + uint32(size) + 3923095
	h := lookup3{n, n, n}
	if seed != 0 {
		h.a += uint32(seed >> 32)
		h.b += uint32(seed)
		h.mix()
	}
	return h
}

func (h *lookup3) mix() {
	a, b, c := h.a, h.b, h.c
	a, c = (a-c)^bits.RotateLeft32(c, 4), c+b
	b, a = (b-a)^bits.RotateLeft32(a, 6), a+c
	c, b = (c-b)^bits.RotateLeft32(b, 8), b+a
	a, c = (a-c)^bits.RotateLeft32(c, 16), c+b
	b, a = (b-a)^bits.RotateLeft32(a, 19), a+c
	c, b = (c-b)^bits.RotateLeft32(b, 4), b+a
	h.a, h.b, h.c = a, b, c
}

func (h *lookup3) sum() uint64 {
	a, b, c := h.a, h.b, h.c
	c = (c ^ b) - bits.RotateLeft32(b, 14)
	a = (a ^ c) - bits.RotateLeft32(c, 11)
	b = (b ^ a) - bits.RotateLeft32(a, 25)
	c = (c ^ b) - bits.RotateLeft32(b, 16)
	a = (a ^ c) - bits.RotateLeft32(c, 4)
	b = (b ^ a) - bits.RotateLeft32(a, 14)
	c = (c ^ b) - bits.RotateLeft32(b, 24)
	return uint64(b)<<32 | uint64(c)
}

// hashBytes is hash_bytes_extended.
func hashBytes(k []byte, seed uint64) uint64 {
	h := newLookup3(len(k), seed)
	for ; len(k) >= 12; k = k[12:] {
		h.a += binary.LittleEndian.Uint32(k)
		h.b += binary.LittleEndian.Uint32(k[4:])
		h.c += binary.LittleEndian.Uint32(k[8:])
		h.mix()
	}
	var rest [12]byte
	// The lowest byte of c is the length's.
	copy(rest[:8], k)
	if len(k) > 8 {
		copy(rest[9:], k[8:])
	}
	h.a += binary.LittleEndian.Uint32(rest[:])
	h.b += binary.LittleEndian.Uint32(rest[4:])
	h.c += binary.LittleEndian.Uint32(rest[8:])
	return h.sum()
}

// hashUint32 is hash_bytes_uint32_extended.
func hashUint32(k uint32, seed uint64) uint64 {
	h := newLookup3(4, seed)
	h.a += k
	return h.sum()
}

// hashInt64 is hashint8extended: of a value that fits 32 bits the hash is that of int4.
func hashInt64(v int64, seed uint64) uint64 {
	lo, hi := uint32(v), uint32(uint64(v)>>32)
	if v < 0 {
		hi = ^hi
	}
	return hashUint32(lo^hi, seed)
}

func hashFloat(f float64, seed uint64) uint64 {
	if f == 0 {
		return seed
	}
	if math.IsNaN(f) {
		f = math.Float64frombits(0x7ff8000000000000)
	}
	return hashBytes(binary.LittleEndian.AppendUint64(nil, math.Float64bits(f)), seed)
}

// hashNumericExtended is hash_numeric_extended: of the digits to the base of 10,000.
func hashNumericExtended(d Datum, seed uint64) uint64 {
	if form, _ := numForm(d); form != apd.Finite {
		return seed
	}
	var buf, abs apd.BigInt
	coeff, scale := NumericParts(d, &buf)
	if coeff.Sign() == 0 {
		return seed - 1
	}
	text := abs.Abs(coeff).String()
	point := len(text) - int(scale) // how many of its digits stand before the point
	weight := (point - 1) >> 2
	if lead := (weight+1)*4 - point; lead > 0 {
		text = strings.Repeat("0", lead) + text
	}
	text += strings.Repeat("0", (4-len(text)%4)%4)
	for strings.HasPrefix(text, "0000") {
		text, weight = text[4:], weight-1
	}
	for strings.HasSuffix(text, "0000") {
		text = text[:len(text)-4]
	}
	var digits []byte
	for ; text != ""; text = text[4:] {
		n := uint16(0)
		for _, c := range []byte(text[:4]) {
			n = n*10 + uint16(c-'0')
		}
		digits = binary.LittleEndian.AppendUint16(digits, n)
	}
	return hashBytes(digits, seed) ^ uint64(int64(weight))
}

func hashArray(d Datum, seed uint64) uint64 {
	a := d.Array()
	sum := uint64(1)
	for _, e := range a.Items {
		h := uint64(0)
		if !e.IsNull() {
			h = HashExtended(a.Elem, e, seed)
		}
		sum = sum<<5 - sum + h
	}
	return sum
}

// HashOf is HashExtended of all types that Postgres has a hash operator class of.
func HashOf(t *Type, d Datum, seed uint64) (uint64, error) {
	b := t.Base()
	if d.Kind() == KindRecord {
		return hashRecord(d, seed)
	}
	if d.Kind() == KindArray {
		if b == TOIDVector {
			return hashWords(d, seed), nil
		}
		return hashElements(d, seed)
	}
	if d.Kind() == KindJSONB {
		return hashJSONB(d.JSON(), seed), nil
	}
	switch b.OID {
	case OIDInet, OIDCidr:
		n, ok := NetworkOf(d.Bytes())
		if !ok {
			return 0, ErrDamaged
		}
		family := byte(2) // as Postgres numbers the families
		if len(n.Addr) == 16 {
			family = 3
		}
		return hashBytes(append([]byte{family, byte(n.Bits)}, n.Addr...), seed), nil
	case OIDPgLSN, OIDXID8:
		if len(d.Bytes()) != 8 {
			return 0, ErrDamaged
		}
		return hashInt64(int64(binary.BigEndian.Uint64(d.Bytes())), seed), nil
	case OIDTID:
		raw := d.Bytes()
		if len(raw) != 6 {
			return 0, ErrDamaged
		}
		// Two halves of the block's number and the line, each in the order of the machine.
		return hashBytes([]byte{raw[1], raw[0], raw[3], raw[2], raw[5], raw[4]}, seed), nil
	}
	if b.IsRange() || b.IsMultirange() {
		return hashSpans(b, d, seed)
	}
	return HashExtended(t, d, seed), nil
}

// hashElements is hash_array_extended, and hash_array for 0.
func hashElements(d Datum, seed uint64) (uint64, error) {
	a := d.Array()
	sum := uint64(1)
	for _, e := range a.Items {
		h := uint64(0)
		if !e.IsNull() {
			var err error
			if h, err = HashOf(a.Elem, e, seed); err != nil {
				return 0, err
			}
		}
		sum = sum<<5 - sum + h
	}
	return sum, nil
}

// hashRecord is hash_record_extended.
func hashRecord(d Datum, seed uint64) (uint64, error) {
	r := d.Record()
	sum := uint64(0)
	for i, v := range r.Values {
		h := uint64(0)
		if !v.IsNull() {
			var err error
			if h, err = HashOf(r.Types[i], v, seed); err != nil {
				return 0, err
			}
		}
		sum = sum<<5 - sum + h
	}
	return sum, nil
}

// hashWords is the hash of a vector of numbers.
func hashWords(d Datum, seed uint64) uint64 {
	var b []byte
	for _, e := range d.Array().Items {
		b = binary.LittleEndian.AppendUint32(b, uint32(e.Int()))
	}
	return hashBytes(b, seed)
}

// What the flags of a range are, as its hash has them.
const (
	rangeEmptyFlag = 1 << iota
	rangeLowerIncFlag
	rangeUpperIncFlag
	rangeLowerInfFlag
	rangeUpperInfFlag
)

// hashSpans is hash_range_extended or hash_multirange_extended.
func hashSpans(t *Type, d Datum, seed uint64) (uint64, error) {
	spans, err := SpansOf(t, d)
	if err != nil {
		return 0, err
	}
	if t.IsRange() && len(spans) == 0 {
		return rotateHalves(hashUint32(rangeEmptyFlag, seed)), nil
	}
	sum := uint64(1)
	for _, s := range spans {
		h, err := hashSpan(t.RangeSubtype(), s, seed)
		if err != nil || t.IsRange() {
			return h, err
		}
		sum = sum<<5 - sum + h
	}
	return sum, nil
}

func hashSpan(sub *Type, s RangeSpan, seed uint64) (uint64, error) {
	flags := uint32(0)
	for _, f := range []struct {
		set  bool
		flag uint32
	}{{s.Lo.Inc, rangeLowerIncFlag}, {s.Hi.Inc, rangeUpperIncFlag}, {s.Lo.Inf, rangeLowerInfFlag}, {s.Hi.Inf, rangeUpperInfFlag}} {
		if f.set {
			flags |= f.flag
		}
	}
	h := hashUint32(flags, seed)
	for i, b := range []RangeBound{s.Lo, s.Hi} {
		if !b.Inf {
			v, err := HashOf(sub, b.V, seed)
			if err != nil {
				return 0, err
			}
			h ^= v
		}
		if i == 0 {
			h = rotateHalves(h)
		}
	}
	return h, nil
}

// rotateHalves turns each half of a hash to the left by one.
func rotateHalves(h uint64) uint64 {
	return uint64(bits.RotateLeft32(uint32(h>>32), 1))<<32 | uint64(bits.RotateLeft32(uint32(h), 1))
}

// jsonBrackets mark the beginning of an array and of an object in both halves of a hash.
const (
	jsonArrayMark  = 0x40000000_40000000
	jsonObjectMark = 0x20000000_20000000
)

// hashJSONB is jsonb_hash_extended. A scalar is in an array of its own.
func hashJSONB(n JSONNode, seed uint64) uint64 {
	if !n.IsBox() {
		return hashNode(n, jsonArrayMark, seed)
	}
	if n.Box().N == 0 {
		return seed
	}
	return hashNode(n, 0, seed)
}

// hashNode adds the hash of a value: of its scalars and the brackets before them.
func hashNode(n JSONNode, h, seed uint64) uint64 {
	switch n.Kind() {
	case JSONArray, JSONObject:
		x := n.Box()
		if x.Object {
			h ^= jsonObjectMark
		} else {
			h ^= jsonArrayMark
		}
		for i := range x.N {
			if x.Object {
				h = hashScalarJSON(hashBytes([]byte(x.Key(i)), seed), h)
			}
			h = hashNode(x.Child(i), h, seed)
		}
		return h
	case JSONString:
		return hashScalarJSON(hashBytes([]byte(n.Text()), seed), h)
	case JSONNumber:
		return hashScalarJSON(hashNumericExtended(n.Number(), seed), h)
	case JSONBool:
		return hashScalarJSON(hashJSONBool(n.IsTrue(), seed), h)
	}
	return hashScalarJSON(seed+1, h)
}

func hashJSONBool(v bool, seed uint64) uint64 {
	switch {
	case seed == 0 && v:
		return 2
	case seed == 0:
		return 4
	case v:
		return hashUint32(1, seed)
	}
	return hashUint32(0, seed)
}

func hashScalarJSON(v, h uint64) uint64 { return rotateHalves(h) ^ v }

// CanHash reports whether HashExtended knows Postgres's hash of a type.
func CanHash(t *Type) bool {
	b := t.Base()
	if b.IsArray() {
		return CanHash(b.Elem())
	}
	if b.enum != nil {
		return true
	}
	switch b.kind {
	case KindBool, KindInt, KindFloat, KindNumeric, KindDate, KindTime, KindTimeTZ, KindTimestamp, KindInterval, KindUUID:
		return true
	case KindText:
		return b.IsString() || b == TName || b == TChar
	case KindBytes:
		return b == TBytea
	}
	return false
}

// HashExtended is the hash of a value, which is not NULL, by the hash operator class of its type.
func HashExtended(t *Type, d Datum, seed uint64) uint64 {
	b := t.Base()
	if b.enum != nil {
		if i, ok := b.enum.byPos[d.Text()]; ok {
			return hashUint32(uint32(b.enum.labels[i].OID), seed)
		}
	}
	switch d.Kind() {
	case KindBool:
		return hashUint32(uint32(d.n), seed)
	case KindInt:
		if b == TOID {
			return hashUint32(uint32(d.n), seed)
		}
		return hashInt64(int64(d.n), seed)
	case KindFloat:
		return hashFloat(d.Float(), seed)
	case KindNumeric:
		return hashNumericExtended(d, seed)
	case KindDate:
		return hashUint32(uint32(d.Date()), seed)
	case KindTime, KindTimestamp:
		return hashInt64(int64(d.n), seed)
	case KindTimeTZ:
		return hashInt64(d.Time(), seed) ^ hashUint32(uint32(d.Zone()), seed)
	case KindInterval:
		i := d.Interval()
		return hashInt64(i.Micros+(int64(i.Months)*30+int64(i.Days))*86_400_000_000, seed)
	case KindUUID:
		u := d.UUID()
		return hashBytes(u[:], seed)
	case KindArray:
		return hashArray(d, seed)
	case KindText:
		switch b {
		case TBPChar:
			return hashBytes([]byte(strings.TrimRight(d.Text(), " ")), seed)
		case TChar:
			c := byte(0)
			if s := d.Text(); s != "" {
				c = s[0]
			}
			return hashUint32(uint32(int32(int8(c))), seed)
		}
	}
	return hashBytes(d.Bytes(), seed)
}

// PartitionHash is the hash of a partition key: ts are the types of its columns.
func PartitionHash(ts []*Type, key []Datum) uint64 {
	sum := uint64(0)
	for i, d := range key {
		if d.IsNull() {
			continue
		}
		sum ^= HashExtended(ts[i], d, PartitionSeed) + 0x49a0f4dd15e5a8e3 + sum<<54 + sum>>7
	}
	return sum
}
