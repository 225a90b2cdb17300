package types

import (
	"bytes"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// codedTypes are the types whose values are bytes of their own, with texts of them in order (of
// those that have one).
var codedTypes = []struct {
	t     *Type
	texts []string
}{
	{TInet, []string{"0.0.0.0/0", "9.255.0.0/16", "10.0.0.0/8", "10.0.0.1/8", "10.0.0.0/16", "10.0.0.1", "10.1.0.0/16", "::/0", "::1", "::1.2.3.4", "::ffff:1.2.3.4", "2001:db8::/32"}},
	{TCidr, []string{"0.0.0.0/0", "10.0.0.0/8", "10.1.0.0/16", "2001:db8::/32"}},
	{TMACAddr, []string{"00:00:00:00:00:00", "08:00:2b:01:02:03", "ff:00:00:00:00:00"}},
	{TMACAddr8, []string{"08:00:2b:01:02:03:04:05", "ff:00:00:00:00:00:00:01"}},
	{TVarBit, []string{"", "0", "00", "01", "1", "10000000", "100000000", strings.Repeat("1", 63), strings.Repeat("1", 64), strings.Repeat("1", 65), strings.Repeat("1", 129)}},
	{TTID, []string{"(0,0)", "(4294973435,1)", "(4294967320,1)", "(0,1)", "(0,65535)", "(1,0)", "(4294967294,65535)", "(13707726255206161315841,1)", "(4294967295,0)", "(4294967295,1)"}},
	{TXID8, []string{"0", "5", "18446744073709551615"}},
	{TPgLSN, []string{"0/0", "0/FFFFFFFF", "1/0", "AB/CD01"}},
	{TInt4Range, []string{"empty", "(,)", "[-5,3)", "[1,4)", "[1,5)", "[1,)", "[2,3)"}},
	{TInt8Range, []string{"empty", "(,5)", "[-9223372036854775808,0)", "[1,9223372036854775807)"}},
	{TNumRange, []string{"empty", "(,5)", "(,5]", "[-Infinity,1)", "[-100.5,1)", "[-3.5,1)", "[-0.02,-0.01]", "[-0.002,0)", "[0,0.001]", "(0,0.001]", "[0.05,1)", "[0.50,1.00)", "[1,2)", "[1,2]", "[12345678901234567890.123,100000000000000000000)", "[Infinity,)"}},
	{TDateRange, []string{"empty", "[-infinity,2020-01-01)", "[2020-01-01,2020-01-02)"}},
	{TTsRange, []string{"empty", `["2020-01-01 00:00:00","2020-01-01 00:00:01.5"]`}},
	{TInt4Multirange, []string{"{}", "{(,)}", "{[1,4)}", "{[1,5)}", "{[1,5),[7,8)}", "{[1,5),[7,)}"}},
	{TNumMultirange, []string{"{}", "{[0.10,0.15),[0.55,0.60)}", "{[1.50,2.0],[3,4)}"}},
	{TTSVector, []string{"", "'a'", "'b'", "'ab'", "'a':2", "'a':1A", "'a':1", "'a' 'b'", "'a':1,2", "'a':1 'b':2"}},
	{TTSQuery, []string{"", "'a'", "'b'", "'abc'", "'zebra'", "!'a'", "'a' <2> 'b'", "'a' <-> 'b'", "'a' | 'b'", "'b' & 'a'", "'a' & 'b'", "'a' & 'b' & 'c'"}},
	{TPoint, []string{"(1,2)", "(1.5,-2e+30)"}},
	{TLseg, []string{"[(1,2),(3,4)]"}},
	{TBox, []string{"(3,4),(1,2)"}},
	{TPath, []string{"((1,2),(3,4))", "[(1,2),(3,4)]"}},
	{TPolygon, []string{"((1,2),(3,4),(5,6))"}},
	{TLine, []string{"{1,2,3}"}},
	{TCircle, []string{"<(1,2),3>"}},
}

// TestCoded: what is read prints as it was, over the binary form too, and values are in order:
// by Compare, and so are the bytes that keys hold.
func TestCoded(t *testing.T) {
	for _, tt := range codedTypes {
		var all []Datum
		for _, text := range tt.texts {
			d, err := DecodeText(tt.t, NoTypmod, text, nil)
			if err != nil {
				t.Fatalf("%s %q: %v", tt.t, text, err)
			}
			if got := String(tt.t, d, nil); got != text {
				t.Errorf("%s %q prints as %q", tt.t, text, got)
			}
			b, err := AppendBinary(nil, tt.t, d, nil)
			if err != nil {
				t.Fatalf("%s %q: %v", tt.t, text, err)
			}
			if back, err := DecodeBinary(tt.t, NoTypmod, b, nil); err != nil || !Identical(back, d) {
				t.Errorf("%s %q over the wire: %v, %v", tt.t, text, back, err)
			}
			all = append(all, d)
		}
		for i := range all {
			for j := range all {
				if !Comparable(tt.t) {
					continue
				}
				want := CompareInts(int64(i), int64(j))
				if got := Compare(tt.t, all[i], all[j]); got != want {
					t.Errorf("%s: %q against %q: %d, want %d", tt.t, tt.texts[i], tt.texts[j], got, want)
				}
				if got := bytes.Compare(ComparedBytes(tt.t, all[i]), ComparedBytes(tt.t, all[j])); got != want {
					t.Errorf("%s: bytes of %q against %q: %d, want %d", tt.t, tt.texts[i], tt.texts[j], got, want)
				}
			}
		}
	}
}

// TestNumericRangesAlike: ranges whose bounds show more digits are equal, hash alike and print
// as they were.
func TestNumericRangesAlike(t *testing.T) {
	read := func(s string) Datum {
		d, err := DecodeText(TNumRange, NoTypmod, s, nil)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	a, b := read("[1.0,2]"), read("[1.000,2.00]")
	if !Equal(TNumRange, a, b) || Hash(TNumRange, a, 1) != Hash(TNumRange, b, 1) || Spread(TNumRange, a, 1) != Spread(TNumRange, b, 1) || Identical(a, b) {
		t.Error("[1.0,2] and [1.000,2.00] should be equal, and not the same")
	}
	if c := read("[1.0,2.1]"); Equal(TNumRange, a, c) {
		t.Error("[1.0,2] = [1.0,2.1]")
	}
}

// TestRangeBytes: the bytes of ranges of random bounds are in the order that comparing bounds
// gives.
func TestRangeBytes(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	r := RangeOf(TNumRange)
	value := func() RangeBound {
		if random.IntN(8) == 0 {
			return RangeBound{Inf: true}
		}
		return RangeBound{V: NumericSmall(random.Int64N(2001)-1000, int32(random.IntN(6))), Inc: random.IntN(2) == 0}
	}
	var all []RangeSpan
	var data []Datum
	for len(all) < 400 {
		s, ok, err := r.NewSpan(value(), value())
		if err != nil || !ok {
			continue
		}
		d, err := SpansDatum(TNumRange, []RangeSpan{s})
		if err != nil {
			t.Fatal(err)
		}
		if back, err := SpansOf(TNumRange, d); err != nil || len(back) != 1 || !slices.EqualFunc([]RangeBound{back[0].Lo, back[0].Hi}, []RangeBound{s.Lo, s.Hi}, func(a, b RangeBound) bool {
			return a.Inf == b.Inf && a.Inc == b.Inc && (a.Inf || Identical(a.V, b.V))
		}) {
			t.Fatalf("%s reads back as %v, %v", String(TNumRange, d, nil), back, err)
		}
		all, data = append(all, s), append(data, d)
	}
	for i := range all {
		for j := range all {
			want := r.Lowers(all[i].Lo, all[j].Lo)
			if want == 0 {
				want = r.Uppers(all[i].Hi, all[j].Hi)
			}
			if got := Compare(TNumRange, data[i], data[j]); got != want {
				t.Fatalf("%s against %s: %d, want %d", String(TNumRange, data[i], nil), String(TNumRange, data[j], nil), got, want)
			}
		}
	}
}

// FuzzCoded: damaged bytes of a store, texts and messages of clients do no harm, and what is
// read reads back.
func FuzzCoded(f *testing.F) {
	for i, tt := range codedTypes {
		for _, text := range tt.texts {
			d, err := DecodeText(tt.t, NoTypmod, text, nil)
			if err != nil {
				f.Fatal(err)
			}
			b, err := AppendBinary(nil, tt.t, d, nil)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(uint8(i), text, b, []byte(d.Text()))
		}
	}
	f.Fuzz(func(t *testing.T, which uint8, text string, message, stored []byte) {
		typ := codedTypes[int(which)%len(codedTypes)].t
		d := Bytes(stored)
		text2 := String(typ, d, nil)
		_, _ = AppendBinary(nil, typ, d, nil)
		_ = len(text2)
		Compare(typ, d, d)
		Hash(typ, d, 0)
		if typ.RangeSubtype() != nil {
			_, _ = SpansOf(typ, d)
		}
		readsBack := func(d Datum, err error) {
			if err != nil {
				return
			}
			again, err := DecodeText(typ, NoTypmod, String(typ, d, nil), nil)
			if err != nil || Comparable(typ) && !Equal(typ, d, again) {
				t.Fatalf("%s %q reads back as %q, %v", typ, String(typ, d, nil), String(typ, again, nil), err)
			}
		}
		readsBack(DecodeText(typ, NoTypmod, text, nil))
		readsBack(DecodeBinary(typ, NoTypmod, message, nil))
	})
}

// FuzzComposite: texts and messages of clients do no harm.
func FuzzComposite(f *testing.F) {
	inner := NewComposite(UserName{OID: 20000, ArrayOID: 20001, Name: "i", Array: "_i", Schema: "s"}, []Attribute{{Name: "a", Type: TInt4, Typmod: NoTypmod}, {Name: "b", Type: TText, Typmod: NoTypmod}})
	typ := NewComposite(UserName{OID: 20002, ArrayOID: 20003, Name: "o", Array: "_o", Schema: "s"}, []Attribute{{Name: "x", Type: inner, Typmod: NoTypmod}, {Name: "y", Type: inner.ArrayType(), Typmod: NoTypmod}})
	for _, text := range []string{"(,)", `("(1,a)","{""(2,\\""b c\\"")""}")`, "(", "(,,)"} {
		d, err := DecodeText(typ, NoTypmod, text, nil)
		var b []byte
		if err == nil {
			b, _ = AppendBinary(nil, typ, d, nil)
		}
		f.Add(text, b)
	}
	f.Fuzz(func(t *testing.T, text string, message []byte) {
		for _, read := range []func() (Datum, error){
			func() (Datum, error) { return DecodeText(typ, NoTypmod, text, nil) },
			func() (Datum, error) { return DecodeBinary(typ, NoTypmod, message, nil) },
		} {
			d, err := read()
			if err != nil {
				continue
			}
			again, err := DecodeText(typ, NoTypmod, String(typ, d, nil), nil)
			if err != nil || !Identical(d, again) {
				t.Fatalf("%q reads back as %v, %v", String(typ, d, nil), again, err)
			}
		}
	})
}
