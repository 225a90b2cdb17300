package types

import "github.com/cockroachdb/apd/v3"

// Identical reports whether no expression can tell a from b, two values of one type. Equal
// ones may differ: 1.0 and 1.00, 0 and -0, 24 hours and a day, and texts of char(n) with
// more or fewer blanks.
func Identical(a, b Datum) bool {
	if a.Kind() != b.Kind() {
		return false
	}
	switch a.Kind() {
	case KindText, KindBytes, KindJSONB:
		return a.Text() == b.Text()
	case KindUUID:
		return a.UUID() == b.UUID()
	case KindInterval:
		return a.Interval() == b.Interval()
	case KindNumeric:
		return identicalNumeric(a, b)
	case KindArray:
		return identicalArray(a.Array(), b.Array())
	case KindRecord:
		return identicalRecord(a.Record(), b.Record())
	}
	return a.n == b.n && a.aux() == b.aux()
}

func identicalNumeric(a, b Datum) bool {
	if a.p == nil || b.p == nil {
		return a.p == b.p && a.n == b.n && a.aux() == b.aux()
	}
	x, y := (*apd.Decimal)(a.p), (*apd.Decimal)(b.p)
	return x.Form == y.Form && x.Negative == y.Negative && (x.Form != apd.Finite || x.Exponent == y.Exponent && x.Coeff.Cmp(&y.Coeff) == 0)
}

func identicalArray(a, b *Array) bool {
	if a.Elem != b.Elem || len(a.Dims) != len(b.Dims) {
		return false
	}
	for i := range a.Dims {
		if a.Dims[i] != b.Dims[i] {
			return false
		}
	}
	return identicalAll(a.Items, b.Items)
}

func identicalRecord(a, b *Record) bool {
	if len(a.Types) != len(b.Types) {
		return false
	}
	for i := range a.Types {
		if a.Types[i] != b.Types[i] {
			return false
		}
	}
	return identicalAll(a.Values, b.Values)
}

func identicalAll(a, b []Datum) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if !Identical(a[i], b[i]) {
			return false
		}
	}
	return true
}
