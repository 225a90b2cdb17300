package types

import (
	"math"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"unsafe"

	"github.com/cockroachdb/apd/v3"

	"github.com/isochrondb/isochron/sql/pgerror"
)

func TestDatumSize(t *testing.T) {
	if got := unsafe.Sizeof(Datum{}); got != 24 {
		t.Errorf("a Datum has %d bytes, want 24", got)
	}
	if got := reflect.TypeFor[Datum]().NumField(); got > 4 {
		t.Errorf("a Datum has %d fields: the compiler keeps those of four at most in registers", got)
	}
	if !Null.IsNull() || (Datum{}).Kind() != KindNull {
		t.Error("the zero Datum is not NULL")
	}
}

func TestNumericForms(t *testing.T) {
	big := func(s string, exp int32) Datum {
		d := &apd.Decimal{Exponent: exp}
		d.Coeff.SetString(strings.TrimPrefix(s, "-"), 10)
		d.Negative = strings.HasPrefix(s, "-")
		return Numeric(d)
	}
	tests := []struct {
		d     Datum
		text  string
		small bool
	}{
		{NumericInt(5), "5", true},
		{NumericSmall(-150, 2), "-1.50", true},
		{big("5", 3), "5000", true},
		{big("-0", -2), "0.00", true},
		{big("9223372036854775807", 0), "9223372036854775807", true},
		{big("9223372036854775808", 0), "9223372036854775808", false},
		{NumericInt(math.MinInt64), "-9223372036854775808", true},
		{NumericNeg(NumericInt(math.MinInt64)), "9223372036854775808", false},
		{NumericNaN(), "NaN", false},
		{NumericInf(true), "-Infinity", false},
	}
	for _, tt := range tests {
		if got := String(TNumeric, tt.d, nil); got != tt.text {
			t.Errorf("got %s, want %s", got, tt.text)
		}
		if _, _, small := tt.d.SmallNumeric(); small != tt.small {
			t.Errorf("%s: small is %v, want %v", tt.text, small, tt.small)
		}
		if back := Numeric(new(apd.Decimal).Set(tt.d.Decimal(nil))); NumericCompare(back, tt.d) != 0 {
			t.Errorf("%s comes back as %s", tt.text, String(TNumeric, back, nil))
		}
	}
}

// TestNumericSmallAgreesWithBig holds the fast arithmetic on 64 bits against
// the one on big integers.
func TestNumericSmallAgreesWithBig(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	pick := func() Datum {
		v := int64(rng.Uint64()) >> rng.IntN(64)
		if rng.IntN(8) == 0 {
			v = []int64{0, 1, -1, math.MaxInt64, math.MinInt64}[rng.IntN(5)]
		}
		return NumericSmall(v, int32(rng.IntN(22)))
	}
	grown := func(d Datum) Datum {
		return Datum{tag: uint64(KindNumeric), p: ptr(new(apd.Decimal).Set(d.Decimal(nil)))}
	}
	ops := map[string]func(a, b Datum) (Datum, error){
		"+": NumericAdd, "-": NumericSub, "*": NumericMul, "%": NumericMod, "/": NumericDiv,
	}
	for range 5_000 {
		a, b := pick(), pick()
		if got, want := NumericCompare(a, b), NumericCompare(grown(a), grown(b)); got != want {
			t.Fatalf("compare(%s, %s) = %d, want %d", String(TNumeric, a, nil), String(TNumeric, b, nil), got, want)
		}
		for name, op := range ops {
			got, err1 := op(a, b)
			want, err2 := op(grown(a), grown(b))
			if (err1 == nil) != (err2 == nil) || err1 == nil && String(TNumeric, got, nil) != String(TNumeric, want, nil) {
				t.Fatalf("%s %s %s = %s, want %s", String(TNumeric, a, nil), name, String(TNumeric, b, nil), String(TNumeric, got, nil), String(TNumeric, want, nil))
			}
		}
	}
}

// TestHashFollowsEqual: equal values hash alike, though they print differently.
func TestHashFollowsEqual(t *testing.T) {
	tests := []struct {
		t    *Type
		a, b Datum
	}{
		{TNumeric, NumericSmall(10, 1), NumericInt(1)},
		{TNumeric, NumericSmall(0, 5), NumericInt(0)},
		{TNumeric, mustDecode(t, TNumeric, "123456789012345678901234567890.000"), mustDecode(t, TNumeric, "123456789012345678901234567890")},
		{TFloat8, Float(0), Float(math.Copysign(0, -1))},
		{TFloat8, Float(math.NaN()), Float(math.Float64frombits(0x7ff8000000000042))},
		{TBPChar, Text("ab"), Text("ab  ")},
		{TInterval, mustDecode(t, TInterval, "1 mon"), mustDecode(t, TInterval, "29 days 24:00")},
		{TNumericArray, mustDecode(t, TNumericArray, "{1.0,NULL}"), mustDecode(t, TNumericArray, "{1,NULL}")},
	}
	for _, tt := range tests {
		if !Equal(tt.t, tt.a, tt.b) || Hash(tt.t, tt.a, 7) != Hash(tt.t, tt.b, 7) {
			t.Errorf("%s and %s: equal %v, hashes %x %x", String(tt.t, tt.a, nil), String(tt.t, tt.b, nil),
				Equal(tt.t, tt.a, tt.b), Hash(tt.t, tt.a, 7), Hash(tt.t, tt.b, 7))
		}
	}
	if Hash(TInt4, Int(1), 7) == Hash(TInt4, Int(2), 7) || Hash(TInt4, Int(1), 7) == Hash(TInt4, Null, 7) {
		t.Error("different values hash alike")
	}
}

func mustDecode(t testing.TB, typ *Type, s string) Datum {
	t.Helper()
	d, err := DecodeText(typ, NoTypmod, s, nil)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestByName(t *testing.T) {
	tests := []struct {
		name string
		want *Type
	}{
		{"int", TInt4}, {"integer", TInt4}, {"bigint", TInt8}, {"double precision", TFloat8}, {"character varying", TVarchar},
		{"char", TBPChar}, {`"char"`, TChar}, {"timestamp with time zone", TTimestampTZ}, {"text[]", TTextArray},
		{"_int4", TInt4Array}, {"int[][]", TInt4Array}, {"regclass", TRegClass}, {"decimal", TNumeric}, {"nosuch", nil}, {"record[]", TRecordArray},
	}
	for _, tt := range tests {
		if got, _ := ByName(tt.name); got != tt.want {
			t.Errorf("ByName(%q) = %v, want %v", tt.name, got, tt.want)
		}
	}
	for _, typ := range All() {
		if got, ok := ByOID(typ.OID); !ok || got != typ {
			t.Errorf("ByOID(%d) is not %s", typ.OID, typ.Name)
		}
		if a := typ.ArrayType(); typ.ArrayOID != 0 && (a == nil || a.Elem() != typ) {
			t.Errorf("%s: array type %v", typ.Name, a)
		}
	}
}

func TestParseType(t *testing.T) {
	tests := []struct {
		in, want, code string
	}{
		{"varchar(3)", "character varying(3)", ""},
		{"NUMERIC(10, 2)[]", "numeric(10,2)[]", ""},
		{"timestamp(3) with time zone", "timestamp(3) with time zone", ""},
		{"char", "character(1)", ""},
		{"bpchar", "bpchar", ""},
		{"pg_catalog.int4", "integer", ""},
		{`pg_catalog."char"`, `"char"`, ""},
		{"double  precision", "double precision", ""},
		{"nosuch", "", "42704"},
		{"varchar(0)", "", "22023"},
		{"numeric(2000)", "", "22023"},
		{"int(3)", "", "42601"},
	}
	for _, tt := range tests {
		typ, typmod, err := ParseType(tt.in)
		if pgerror.Code(err) != tt.code {
			t.Errorf("ParseType(%q): %v, want %s", tt.in, err, tt.code)
			continue
		}
		if err == nil && typ.Format(typmod) != tt.want {
			t.Errorf("ParseType(%q) = %s, want %s", tt.in, typ.Format(typmod), tt.want)
		}
	}
}

func TestCheckText(t *testing.T) {
	for s, want := range map[string]string{
		"ok é": "", "a\x00b": `invalid byte sequence for encoding "UTF8": 0x00`, "\xff": `invalid byte sequence for encoding "UTF8": 0xff`,
		"\xc3(": `invalid byte sequence for encoding "UTF8": 0xc3 0x28`, "\uFFFD": "",
	} {
		err := CheckText(s)
		got := ""
		if err != nil {
			got = pgerror.From(err).Message
		}
		if got != want {
			t.Errorf("CheckText(%q) = %q, want %q", s, got, want)
		}
	}
}

func TestLoadZone(t *testing.T) {
	tests := []struct{ in, out string }{
		{"utc", "UTC"}, {"America/New_York", "America/New_York"}, {"europe/berlin", "Europe/Berlin"}, {"-8", "<-08>+08"}, {"+05:30", "+05:30"}, {"5.5", "<+05:30>-05:30"},
	}
	for _, tt := range tests {
		_, got, err := LoadZone(tt.in)
		if err != nil || got != tt.out {
			t.Errorf("LoadZone(%q) = %q, %v; want %q", tt.in, got, err, tt.out)
		}
	}
	if _, _, err := LoadZone("nowhere"); pgerror.Code(err) != "22023" {
		t.Errorf("LoadZone(nowhere): %v", err)
	}
}

// fuzzed are the types whose decoders are fuzzed.
func fuzzed() []*Type {
	var out []*Type
	for _, t := range All() {
		if t.Supported() && !t.IsPseudo() {
			out = append(out, t)
		}
	}
	return out
}

// FuzzDecodeText: no input panics, and what is accepted reads back as itself.
func FuzzDecodeText(f *testing.F) {
	all := fuzzed()
	for i := range all {
		for _, s := range []string{"1", "-1.5e3", "2020-01-02 10:11:12.5+05", "1 year 2 mons -3 days 04:05:06", "{1,NULL,\"a b\"}", "[0:1]={1,2}", "\\x00ff", "Infinity", "t", "P1Y2M3DT4H", "Jan 2 2020 BC", "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"} {
			f.Add(uint(i), s)
		}
	}
	env := NewEnv()
	f.Fuzz(func(t *testing.T, i uint, s string) {
		typ := all[i%uint(len(all))]
		d, err := DecodeText(typ, NoTypmod, s, env)
		if err != nil {
			if pgerror.Code(err) == pgerror.InternalError {
				t.Fatalf("%s %q: %v", typ, s, err)
			}
			return
		}
		text := String(typ, d, env)
		again, err := DecodeText(typ, NoTypmod, text, env)
		if err != nil {
			t.Fatalf("%s: %q printed %q: %v", typ, s, text, err)
		}
		if back := String(typ, again, env); back != text {
			t.Fatalf("%s: %q printed %q, then %q", typ, s, text, back)
		}
	})
}

// FuzzDecodeBinary: no input panics, and what is accepted reads back as itself.
func FuzzDecodeBinary(f *testing.F) {
	all := fuzzed()
	for i, t := range all {
		for _, s := range []string{"1", "2020-01-02", "{1,NULL}", "1 day"} {
			if d, err := DecodeText(t, NoTypmod, s, nil); err == nil {
				if b, err := AppendBinary(nil, t, d, nil); err == nil {
					f.Add(uint(i), b)
				}
			}
		}
	}
	f.Fuzz(func(t *testing.T, i uint, b []byte) {
		typ := all[i%uint(len(all))]
		d, err := DecodeBinary(typ, NoTypmod, b, nil)
		if err != nil {
			return
		}
		out, err := AppendBinary(nil, typ, d, nil)
		if err != nil {
			t.Fatalf("%s: %v", typ, err)
		}
		again, err := DecodeBinary(typ, NoTypmod, out, nil)
		if err != nil || String(typ, again, nil) != String(typ, d, nil) {
			t.Fatalf("%s: %x reads back as %s, was %s (%v)", typ, b, String(typ, again, nil), String(typ, d, nil), err)
		}
	})
}

func BenchmarkDecodeTextInt(b *testing.B) {
	for b.Loop() {
		_, _ = DecodeText(TInt4, NoTypmod, "123456", nil)
	}
}

func BenchmarkDecodeTextTimestamp(b *testing.B) {
	for b.Loop() {
		_, _ = DecodeText(TTimestamp, NoTypmod, "2020-01-02 10:11:12.345678", nil)
	}
}

func BenchmarkAppendText(b *testing.B) {
	buf := make([]byte, 0, 64)
	for _, bb := range []struct {
		t *Type
		d Datum
	}{{TInt4, Int(123456)}, {TText, Text("hello")}, {TNumeric, NumericSmall(123456, 2)}, {TTimestamp, Timestamp(631152672345678)}, {TFloat8, Float(3.25)}} {
		b.Run(bb.t.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				buf = AppendText(buf[:0], bb.t, bb.d, nil)
			}
		})
	}
}
