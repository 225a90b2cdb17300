package types

import (
	"math"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"
	"unsafe"

	"github.com/cockroachdb/apd/v3"

	"github.com/isochrondb/isochron/sql/pgerror"
)

func TestDatumSize(t *testing.T) {
	if got := unsafe.Sizeof(Datum{}); got != 24 {
		t.Errorf("a Datum has %d bytes, want 24", got)
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
	grown := func(d Datum) Datum { return Datum{kind: KindNumeric, p: ptr(new(apd.Decimal).Set(d.Decimal(nil)))} }
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

func TestCommonType(t *testing.T) {
	tests := []struct {
		ts   []*Type
		want *Type
		code string
	}{
		{[]*Type{TUnknown, TUnknown}, TText, ""},
		{[]*Type{TInt4, TUnknown}, TInt4, ""},
		{[]*Type{TInt4, TInt8, TNumeric}, TNumeric, ""},
		{[]*Type{TNumeric, TInt4}, TNumeric, ""},
		{[]*Type{TInt4, TFloat8, TNumeric}, TFloat8, ""},
		{[]*Type{TVarchar, TText}, TVarchar, ""},
		{[]*Type{TDate, TTimestampTZ}, TTimestampTZ, ""},
		{[]*Type{TInt4, TText}, nil, "42804"},
		{[]*Type{TBool, TInt4}, nil, "42804"},
	}
	for _, tt := range tests {
		got, err := CommonType("CASE", tt.ts)
		if pgerror.Code(err) != tt.code || got != tt.want {
			t.Errorf("CommonType(%v) = %v, %v; want %v %s", tt.ts, got, err, tt.want, tt.code)
		}
	}
}

// TestUnsupported: what Postgres has and this package has not is refused.
func TestUnsupported(t *testing.T) {
	_, err := ResolveFunction("to_ascii", []*Type{TText}, false)
	if pgerror.Code(err) != pgerror.FeatureNotSupported || pgerror.From(err).Hint == "" {
		t.Errorf("to_ascii: %v", err)
	}
	for _, name := range []string{"pg_current_snapshot", "pg_ls_dir"} {
		if _, err := ResolveFunction(name, []*Type{TText, TText}, false); pgerror.Code(err) != pgerror.FeatureNotSupported || pgerror.From(err).Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := ResolveFunction("no_such", []*Type{TText}, false); pgerror.Code(err) != pgerror.UndefinedFunction {
		t.Errorf("no_such: %v", err)
	}
	for name, want := range map[string]string{"gtsvector": pgerror.FeatureNotSupported, "nowhere": pgerror.UndefinedObject} {
		if _, _, err := ParseType(name); pgerror.Code(err) != want {
			t.Errorf("ParseType(%s): %v; want %s", name, err, want)
		}
	}
	if _, err := DecodeText(TXML, NoTypmod, "1", nil); pgerror.Code(err) != pgerror.FeatureNotSupported {
		t.Errorf("xml: %v", err)
	}
}

func TestVariadicArray(t *testing.T) {
	f, err := ResolveFunction("concat_ws", []*Type{TText, TInt4Array}, true)
	if err != nil {
		t.Fatal(err)
	}
	arr := mustDecode(t, TInt4Array, "{1,NULL,3}")
	got, err := f.Fn(nil, []Datum{Text("-"), arr})
	if err != nil || got.Text() != "1-3" {
		t.Errorf("concat_ws('-', VARIADIC '{1,NULL,3}') = %v, %v", String(TText, got, nil), err)
	}
}

func TestEnvFunctions(t *testing.T) {
	env := NewEnv()
	env.TxnTime, env.StmtTime = 1_000_000, 2_000_000
	env.Clock = func() time.Time { return TimestampToTime(3_000_000) }
	env.Random = rand.New(rand.NewPCG(1, 2))
	call := func(name string) Datum {
		t.Helper()
		f, err := ResolveFunction(name, nil, false)
		if err != nil {
			t.Fatal(err)
		}
		d, err := f.Fn(env, nil)
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for name, want := range map[string]int64{"now": 1e6, "transaction_timestamp": 1e6, "statement_timestamp": 2e6, "clock_timestamp": 3e6} {
		if got := call(name).Timestamp(); got != want {
			t.Errorf("%s() = %d, want %d", name, got, want)
		}
	}
	u := call("gen_random_uuid").UUID()
	if u[6]>>4 != 4 || u[8]>>6 != 2 {
		t.Errorf("not a version 4 UUID: %x", u)
	}
	if r := call("random").Float(); r < 0 || r >= 1 {
		t.Errorf("random() = %v", r)
	}
	env.Random = nil
	f, _ := ResolveFunction("random", nil, false)
	if _, err := f.Fn(env, nil); err == nil {
		t.Error("random() without a source succeeds")
	}
}

// TestEnvIsShared: goroutines of one statement may share an Env.
func TestEnvIsShared(t *testing.T) {
	env := NewEnv()
	op, err := ResolveOperator("~", TText, TText)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for j := range 300 {
				d, err := op.Fn(env, Text("abc"), Text(strings.Repeat("x?", j%7)+"b"))
				if err != nil || !d.Bool() {
					t.Errorf("goroutine %d: %v %v", i, d.Bool(), err)
					return
				}
			}
		})
	}
	wg.Wait()
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

func TestArraySlice(t *testing.T) {
	a := mustDecode(t, TInt4Array, "{{1,2,3},{4,5,6}}").Array()
	if got := ArrayGet(a, []int64{2, 3}); got.Int() != 6 {
		t.Errorf("a[2][3] = %d", got.Int())
	}
	if got := ArrayGet(a, []int64{3, 1}); !got.IsNull() {
		t.Error("out of bounds is not NULL")
	}
	tests := []struct {
		bounds []SliceBound
		want   string
	}{
		{[]SliceBound{{1, 1, true, true}}, "{{1,2,3}}"},
		{[]SliceBound{{1, 2, true, true}, {2, 3, true, true}}, "{{2,3},{5,6}}"},
		{[]SliceBound{{2, 0, true, false}, {0, 1, false, true}}, "{{4}}"},
		{[]SliceBound{{3, 4, true, true}}, "{}"},
	}
	for _, tt := range tests {
		if got := String(TInt4Array, NewArray(ArraySlice(a, tt.bounds)), nil); got != tt.want {
			t.Errorf("slice %v = %s, want %s", tt.bounds, got, tt.want)
		}
	}
}

func TestLikePrefix(t *testing.T) {
	for pattern, want := range map[string]struct {
		prefix string
		exact  bool
	}{"abc": {"abc", true}, "ab%": {"ab", false}, `a\%b_`: {"a%b", false}, "": {"", true}, "%": {"", false}} {
		prefix, exact := LikePrefix(pattern)
		if prefix != want.prefix || exact != want.exact {
			t.Errorf("LikePrefix(%q) = %q, %v", pattern, prefix, exact)
		}
	}
}

func TestLoadZone(t *testing.T) {
	tests := []struct{ in, out string }{
		{"utc", "UTC"}, {"America/New_York", "America/New_York"}, {"europe/berlin", "Europe/Berlin"}, {"-8", "<-08>+08"}, {"+05:30", "<-05:30>+05:30"},
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

// FuzzPatterns: no template or regular expression panics.
func FuzzPatterns(f *testing.F) {
	f.Add("abc", "a(b|c)*", "YYYY-MM-DD")
	f.Add("2020-01-02", `\d+?[[:alpha:]]`, "9G999D99S")
	f.Add("12,345.6-", "%a_b\\", "FM\"x\"RN th")
	env := NewEnv()
	f.Fuzz(func(t *testing.T, s, pattern, template string) {
		_, _ = matchLike(env, s, pattern)
		if re, err := compileRegexp(env, pattern, regexpOptions{}); err == nil && len(s) < 100 {
			_, _ = re.findAll(env, s, -1)
		}
		_, _ = toTimestamp(env, Text(s), Text(template))
		_, _ = toNumber(env, Text(s), Text(template))
		_, _ = timestampToChar(env, Timestamp(int64(len(s))*1e12), template, true)
		_, _ = numToChar(NumericSmall(int64(len(s))*12345-5000, 2), template)
		_, _, _ = ParseType(s)
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

func BenchmarkOperatorInt4Add(b *testing.B) {
	op, err := ResolveOperator("+", TInt4, TInt4)
	if err != nil {
		b.Fatal(err)
	}
	x, y := Int(2), Int(3)
	for b.Loop() {
		_, _ = op.Fn(nil, x, y)
	}
}

func BenchmarkResolveOperator(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_, _ = ResolveOperator("=", TInt4, TUnknown)
	}
}

// TestHotPathAllocations: reading, printing and adding what pgbench uses.
func TestHotPathAllocations(t *testing.T) {
	op, err := ResolveOperator("+", TInt4, TInt4)
	if err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 0, 64)
	bin := []byte{0, 0, 1, 2}
	for name, run := range map[string]func(){
		"decode int":    func() { _, _ = DecodeText(TInt4, NoTypmod, "123456", nil) },
		"decode binary": func() { _, _ = DecodeBinary(TInt4, NoTypmod, bin, nil) },
		"append int":    func() { buf = AppendText(buf[:0], TInt4, Int(-42), nil) },
		"append ts":     func() { buf = AppendText(buf[:0], TTimestamp, Timestamp(631152672345678), nil) },
		"add":           func() { _, _ = op.Fn(nil, Int(1), Int(2)) },
		"numeric":       func() { _, _ = NumericAdd(NumericSmall(150, 2), NumericInt(3)) },
		"compare":       func() { Compare(TText, Text("a"), Text("b")) },
		"hash":          func() { Hash(TText, Text("abc"), 1) },
	} {
		if n := testing.AllocsPerRun(100, run); n != 0 {
			t.Errorf("%s allocates %v times, want 0", name, n)
		}
	}
}

func TestRegexpPrefix(t *testing.T) {
	for pattern, want := range map[string]string{
		"^abc": "abc", "abc": "", "^": "", "^abc$": "abc", "^ab*": "a", "^ab?c": "a", "^ab{2}": "a", "^ab+": "ab", "^é*": "",
		"^a|b": "", "^a(b|c)": "", "^a.c": "a", `^a\d`: "a", "^^a": "", "^a[bc]": "a", "^*a": "", "***=^a": "",
	} {
		if got := RegexpPrefix(pattern); got != want {
			t.Errorf("RegexpPrefix(%q) = %q, want %q", pattern, got, want)
		}
	}
}

func TestTextAfter(t *testing.T) {
	for s, want := range map[string]string{"a": "b", "az": "a{", "a\xff": "b", "\xff\xff": "", "": ""} {
		if got, ok := TextAfter(s); got != want || ok != (want != "") {
			t.Errorf("TextAfter(%q) = %q, %v, want %q", s, got, ok, want)
		}
	}
}
