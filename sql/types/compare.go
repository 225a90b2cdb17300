package types

import (
	"hash/maphash"
	"math"
	"math/bits"
	"slices"
	"strings"
	"unsafe"

	"github.com/cockroachdb/apd/v3"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Compare orders two non-NULL values of type t in Postgres's btree order:
// -1, 0 or 1. NULLs are the caller's (they sort by NULLS FIRST or LAST).
func Compare(t *Type, a, b Datum) int {
	switch a.Kind() {
	case KindInt, KindTimestamp, KindDate, KindTime, KindBool:
		return CompareInts(int64(a.n), int64(b.n))
	case KindText:
		if ComparesFolded(t) {
			return strings.Compare(FoldedText(t, a.Text()), FoldedText(t, b.Text()))
		}
		return strings.Compare(a.Text(), b.Text())
	case KindBytes:
		return strings.Compare(comparedBytes(t, a), comparedBytes(t, b))
	case KindFloat:
		return CompareFloat(a.Float(), b.Float())
	case KindNumeric:
		return NumericCompare(a, b)
	case KindUUID:
		return strings.Compare(unsafe.String((*byte)(a.p), 16), unsafe.String((*byte)(b.p), 16))
	case KindTimeTZ:
		return compareTimeTZ(a, b)
	case KindInterval:
		return CompareInterval(a.Interval(), b.Interval())
	case KindArray:
		if t.OID == OIDOIDVector {
			return compareOIDVector(a.Array(), b.Array())
		}
		return compareArray(a.Array(), b.Array())
	case KindRecord:
		return compareRecord(a.Record(), b.Record())
	case KindJSONB:
		return CompareJSONB(a.JSON(), b.JSON())
	}
	return 0
}

// ComparesFolded reports whether texts of t that differ may be equal: what counts is what
// FoldedText makes of them.
func ComparesFolded(t *Type) bool {
	t = t.Base()
	return t.OID == OIDBPChar || t.made == MadeCitext
}

// FoldedText is a text of t as it is compared: without blanks at its end for char(n), in lower
// case for citext.
func FoldedText(t *Type, s string) string {
	switch t = t.Base(); {
	case t.OID == OIDBPChar:
		return TrimBlanks(s)
	case t.made == MadeCitext:
		return strings.ToLower(s)
	}
	return s
}

// CompareNulls is Compare with NULLs above everything and equal to each other,
// as ORDER BY … ASC has them by default.
func CompareNulls(t *Type, a, b Datum) int {
	switch {
	case a.Kind() == KindNull && b.Kind() == KindNull:
		return 0
	case a.Kind() == KindNull:
		return 1
	case b.Kind() == KindNull:
		return -1
	}
	return Compare(t, a, b)
}

// Equal reports whether two non-NULL values of type t are equal as = has it.
func Equal(t *Type, a, b Datum) bool {
	switch a.Kind() {
	case KindInt, KindTimestamp, KindDate, KindTime, KindBool:
		return a.n == b.n
	case KindText:
		if !ComparesFolded(t) {
			return a.Text() == b.Text()
		}
	case KindBytes:
		return comparedBytes(t, a) == comparedBytes(t, b)
	case KindJSONB:
		if a.Text() == b.Text() {
			return true
		}
	}
	return Compare(t, a, b) == 0
}

// HashAlike reports whether values of both types that are equal have one hash.
func HashAlike(a, b *Type) bool {
	isInt := func(t *Type) bool { return t == TInt2 || t == TInt4 || t == TInt8 }
	return Comparable(a) && (a == b || isInt(a) && isInt(b))
}

// Comparable reports whether t has a btree order; only then may Compare, Equal
// and Hash be called.
func Comparable(t *Type) bool {
	t = t.Base()
	switch t.OID {
	case OIDJSON, OIDJSONPath, OIDXML, OIDVoid, OIDXID, OIDCID, OIDACLItem, OIDRefCursor, OIDUnknown, OIDCString,
		OIDPoint, OIDLseg, OIDPath, OIDBox, OIDPolygon, OIDLine, OIDCircle, OIDPgSnapshot, OIDTxidSnapshot:
		return false
	case OIDRecord:
		return true // what its fields are is seen when they are compared
	}
	switch {
	case t.elem != nil:
		return Comparable(t.elem)
	case t.composite != nil:
		return !slices.ContainsFunc(t.composite.types, func(t *Type) bool { return !Comparable(t) })
	}
	return t.kind != KindNull
}

// Groupable reports whether values of t can be told apart, as GROUP BY and DISTINCT do, though
// they may have no order.
func Groupable(t *Type) bool {
	b := t.Base()
	return b.OID == OIDXID || b.OID == OIDCID || Comparable(t)
}

// CompareFloat orders floats as Postgres does: -0 equals 0, NaN equals NaN and
// is above everything.
func CompareFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	case a == b:
		return 0
	}
	return CompareInts(BoolToInt(math.IsNaN(a)), BoolToInt(math.IsNaN(b)))
}

// BoolToInt is 1 for true.
func BoolToInt(b bool) int64 {
	if b {
		return 1
	}
	return 0
}

// CompareInts orders two integers.
func CompareInts(a, b int64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// compareTimeTZ orders by the moment in UTC, then by zone.
func compareTimeTZ(a, b Datum) int {
	if c := CompareInts(a.Time()+int64(a.aux())*1e6, b.Time()+int64(b.aux())*1e6); c != 0 {
		return c
	}
	return CompareInts(int64(a.aux()), int64(b.aux()))
}

// compareArray orders by elements, then by their number, then by shape.
func compareArray(a, b *Array) int {
	for i := range min(len(a.Items), len(b.Items)) {
		if c := CompareNulls(a.Elem, a.Items[i], b.Items[i]); c != 0 {
			return c
		}
	}
	if c := CompareInts(int64(len(a.Items)), int64(len(b.Items))); c != 0 {
		return c
	}
	if c := CompareInts(int64(len(a.Dims)), int64(len(b.Dims))); c != 0 {
		return c
	}
	for i := range a.Dims {
		if c := CompareInts(int64(a.Dims[i].Len), int64(b.Dims[i].Len)); c != 0 {
			return c
		}
	}
	for i := range a.Dims {
		if c := CompareInts(int64(a.Dims[i].Lower), int64(b.Dims[i].Lower)); c != 0 {
			return c
		}
	}
	return 0
}

// compareOIDVector orders by length, then by elements: the subscript of the
// first one, 0 in the catalogs and 1 in a constructor, does not count.
func compareOIDVector(a, b *Array) int {
	if c := CompareInts(int64(len(a.Items)), int64(len(b.Items))); c != 0 {
		return c
	}
	for i := range a.Items {
		if c := Compare(TOID, a.Items[i], b.Items[i]); c != 0 {
			return c
		}
	}
	return 0
}

// HoldsRecords reports whether values of t are records or arrays of them, whose comparison may
// be an error.
func HoldsRecords(t *Type) bool {
	if t = t.Base(); t.elem != nil {
		return HoldsRecords(t.elem)
	}
	return t.kind == KindRecord
}

// CompareChecked is Compare as an operator does it (equals tells = and <> from the others): rows
// whose fields are not of the same types, or of types without such an operator, are an error
// unless fields before have decided.
func CompareChecked(t *Type, a, b Datum, equals bool) (int, error) {
	switch t = t.Base(); {
	case !HoldsRecords(t):
		return Compare(t, a, b), nil
	case t.elem == nil:
		return compareFields(a.Record(), b.Record(), equals)
	}
	x, y := a.Array(), b.Array()
	for i := range min(len(x.Items), len(y.Items)) {
		if x.Items[i].IsNull() || y.Items[i].IsNull() {
			if c := CompareNulls(t.elem, x.Items[i], y.Items[i]); c != 0 {
				return c, nil
			}
			continue
		}
		if c, err := CompareChecked(t.elem, x.Items[i], y.Items[i], equals); c != 0 || err != nil {
			return c, err
		}
	}
	return Compare(t, a, b), nil // the shapes
}

func compareFields(a, b *Record, equals bool) (int, error) {
	for i := range min(len(a.Values), len(b.Values)) {
		t := a.Types[i]
		switch {
		case t != b.Types[i] && t != TUnknown && b.Types[i] != TUnknown:
			return 0, pgerror.New(pgerror.DatatypeMismatch, "cannot compare dissimilar column types %s and %s at record column %d", t, b.Types[i], i+1)
		case equals && !Groupable(t) && !HoldsRecords(t):
			return 0, pgerror.New(pgerror.UndefinedFunction, "could not identify an equality operator for type %s", t)
		case !equals && !Comparable(t) && !HoldsRecords(t):
			return 0, pgerror.New(pgerror.UndefinedFunction, "could not identify a comparison function for type %s", t)
		}
		if x, y := a.Values[i], b.Values[i]; x.IsNull() || y.IsNull() {
			if c := CompareNulls(t, x, y); c != 0 {
				return c, nil
			}
			continue
		}
		if c, err := CompareChecked(t, a.Values[i], b.Values[i], equals); c != 0 || err != nil {
			return c, err
		}
	}
	if len(a.Values) != len(b.Values) {
		return 0, pgerror.New(pgerror.DatatypeMismatch, "cannot compare record types with different numbers of columns")
	}
	return 0, nil
}

func compareRecord(a, b *Record) int {
	for i := range min(len(a.Values), len(b.Values)) {
		if c := CompareNulls(a.Types[i], a.Values[i], b.Values[i]); c != 0 {
			return c
		}
	}
	return CompareInts(int64(len(a.Values)), int64(len(b.Values)))
}

// TrimBlanks cuts the blanks off a bpchar's end.
func TrimBlanks(s string) string {
	for len(s) > 0 && s[len(s)-1] == ' ' {
		s = s[:len(s)-1]
	}
	return s
}

// hashSeed makes text hashes differ between processes, so that nobody can
// prepare colliding keys; it never leaves memory.
var hashSeed = maphash.MakeSeed()

// Hash returns a hash of a value of type t, equal for equal values (1.0 and
// 1.00, 0 and -0). seed chains columns. NULL hashes too. Hashes differ between
// processes and must not be stored or sent.
func Hash(t *Type, d Datum, seed uint64) uint64 {
	switch d.Kind() {
	case KindInt, KindTimestamp, KindDate, KindTime, KindBool:
		return mix(seed, d.n)
	case KindText:
		s := FoldedText(t, d.Text())
		return mix(seed, maphash.String(hashSeed, s))
	case KindBytes:
		return mix(seed, maphash.String(hashSeed, comparedBytes(t, d)))
	case KindFloat:
		return mix(seed, floatBits(d.Float()))
	case KindNumeric:
		return mix(seed, hashNumeric(d))
	case KindUUID:
		return mix(seed, maphash.Bytes(hashSeed, unsafe.Slice((*byte)(d.p), 16)))
	case KindTimeTZ:
		return mix(mix(seed, d.n), uint64(uint32(d.aux())))
	case KindInterval:
		days, micros := d.Interval().Span()
		return mix(mix(seed, uint64(days)), uint64(micros))
	case KindArray:
		seed = mix(seed, uint64(len(d.Array().Items)))
		for _, item := range d.Array().Items {
			seed = Hash(d.Array().Elem, item, seed)
		}
		return seed
	case KindRecord:
		for i, v := range d.Record().Values {
			seed = Hash(d.Record().Types[i], v, seed)
		}
		return seed
	case KindJSONB:
		return hashJSON(d.JSON(), seed, Hash)
	}
	return mix(seed, 0x9ae16a3b2f90404f)
}

func mix(seed, v uint64) uint64 {
	hi, lo := bits.Mul64(seed^v^0x2d358dccaa6c78a5, 0x8bb84b93962eacc9^seed<<1)
	return hi ^ lo ^ v
}

func floatBits(v float64) uint64 {
	switch {
	case v == 0:
		return 0
	case math.IsNaN(v):
		return math.Float64bits(math.NaN())
	}
	return math.Float64bits(v)
}

// hashNumeric hashes the value without its trailing zeros.
func hashNumeric(d Datum) uint64 {
	if form, _ := numForm(d); form != apd.Finite {
		return uint64(NumericRank(d)) + 0x51ed
	}
	if d.p == nil {
		v, scale := int64(d.n), d.aux()
		for scale > 0 && v%10 == 0 && v != 0 {
			v, scale = v/10, scale-1
		}
		if v == 0 {
			scale = 0
		}
		return mix(uint64(v), uint64(scale))
	}
	if t := TrimNumeric(d); t.p == nil {
		return hashNumeric(t)
	} else {
		var buf [128]byte
		return maphash.Bytes(hashSeed, AppendNumeric(buf[:0], t))
	}
}

// Spread hashes a value as Hash does, alike on all nodes and in all processes: it says
// which node gets a row. It is slower than Hash.
func Spread(t *Type, d Datum, seed uint64) uint64 {
	switch d.Kind() {
	case KindText:
		s := FoldedText(t, d.Text())
		return mix(seed, spreadBytes(s))
	case KindBytes:
		return mix(seed, spreadBytes(comparedBytes(t, d)))
	case KindUUID:
		return mix(seed, spreadBytes(unsafe.String((*byte)(d.p), 16)))
	case KindNumeric:
		return mix(seed, spreadNumeric(d))
	case KindArray:
		seed = mix(seed, uint64(len(d.Array().Items)))
		for _, item := range d.Array().Items {
			seed = Spread(d.Array().Elem, item, seed)
		}
		return seed
	case KindRecord:
		for i, v := range d.Record().Values {
			seed = Spread(d.Record().Types[i], v, seed)
		}
		return seed
	case KindJSONB:
		return hashJSON(d.JSON(), seed, Spread)
	}
	return Hash(t, d, seed)
}

// spreadBytes is FNV-1a, with its bits mixed.
func spreadBytes(s string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 0x100000001b3
	}
	return mix(h, uint64(len(s)))
}

// spreadNumeric is hashNumeric without the process's seed.
func spreadNumeric(d Datum) uint64 {
	if form, _ := numForm(d); form == apd.Finite && d.p != nil {
		if d = TrimNumeric(d); d.p != nil {
			var buf [128]byte
			b := AppendNumeric(buf[:0], d)
			return spreadBytes(unsafe.String(unsafe.SliceData(b), len(b)))
		}
	}
	return hashNumeric(d)
}
