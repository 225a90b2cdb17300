package builtin

import (
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

func TestCommonType(t *testing.T) {
	tests := []struct {
		ts   []*types.Type
		want *types.Type
		code string
	}{
		{[]*types.Type{types.TUnknown, types.TUnknown}, types.TText, ""},
		{[]*types.Type{types.TInt4, types.TUnknown}, types.TInt4, ""},
		{[]*types.Type{types.TInt4, types.TInt8, types.TNumeric}, types.TNumeric, ""},
		{[]*types.Type{types.TNumeric, types.TInt4}, types.TNumeric, ""},
		{[]*types.Type{types.TInt4, types.TFloat8, types.TNumeric}, types.TFloat8, ""},
		{[]*types.Type{types.TVarchar, types.TText}, types.TVarchar, ""},
		{[]*types.Type{types.TDate, types.TTimestampTZ}, types.TTimestampTZ, ""},
		{[]*types.Type{types.TInt4, types.TText}, nil, "42804"},
		{[]*types.Type{types.TBool, types.TInt4}, nil, "42804"},
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
	_, err := ResolveFunction("to_ascii", []*types.Type{types.TText}, false)
	if pgerror.Code(err) != pgerror.FeatureNotSupported || pgerror.From(err).Hint == "" {
		t.Errorf("to_ascii: %v", err)
	}
	for _, name := range []string{"pg_current_snapshot", "txid_current_snapshot"} {
		if _, err := ResolveFunction(name, nil, false); pgerror.Code(err) != pgerror.FeatureNotSupported || pgerror.From(err).Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"pg_ls_dir"} {
		if _, err := ResolveFunction(name, []*types.Type{types.TText, types.TText}, false); pgerror.Code(err) != pgerror.FeatureNotSupported || pgerror.From(err).Hint == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := ResolveFunction("no_such", []*types.Type{types.TText}, false); pgerror.Code(err) != pgerror.UndefinedFunction {
		t.Errorf("no_such: %v", err)
	}
	for name, want := range map[string]string{"gtsvector": pgerror.FeatureNotSupported, "nowhere": pgerror.UndefinedObject} {
		if _, _, err := types.ParseType(name); pgerror.Code(err) != want {
			t.Errorf("ParseType(%s): %v; want %s", name, err, want)
		}
	}
	if _, err := types.DecodeText(types.TXML, types.NoTypmod, "<a", nil); pgerror.Code(err) != pgerror.InvalidXMLContent {
		t.Errorf("xml: %v", err)
	}
}

func TestVariadicArray(t *testing.T) {
	f, err := ResolveFunction("concat_ws", []*types.Type{types.TText, types.TInt4Array}, true)
	if err != nil {
		t.Fatal(err)
	}
	arr := mustDecode(t, types.TInt4Array, "{1,NULL,3}")
	got, err := f.Fn(nil, []types.Datum{types.Text("-"), arr})
	if err != nil || got.Text() != "1-3" {
		t.Errorf("concat_ws('-', VARIADIC '{1,NULL,3}') = %v, %v", types.String(types.TText, got, nil), err)
	}
}

func TestEnvFunctions(t *testing.T) {
	env := types.NewEnv()
	env.TxnTime, env.StmtTime = 1_000_000, 2_000_000
	env.Clock = func() time.Time { return types.TimestampToTime(3_000_000) }
	env.Random = rand.New(rand.NewPCG(1, 2))
	call := func(name string) types.Datum {
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
	env := types.NewEnv()
	op, err := ResolveOperator("~", types.TText, types.TText)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for j := range 300 {
				d, err := op.Fn(env, types.Text("abc"), types.Text(strings.Repeat("x?", j%7)+"b"))
				if err != nil || !d.Bool() {
					t.Errorf("goroutine %d: %v %v", i, d.Bool(), err)
					return
				}
			}
		})
	}
	wg.Wait()
}

func TestArraySlice(t *testing.T) {
	a := mustDecode(t, types.TInt4Array, "{{1,2,3},{4,5,6}}").Array()
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
		if got := types.String(types.TInt4Array, types.NewArray(ArraySlice(a, tt.bounds)), nil); got != tt.want {
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

// FuzzPatterns: no template or regular expression panics.
func FuzzPatterns(f *testing.F) {
	f.Add("abc", "a(b|c)*", "YYYY-MM-DD")
	f.Add("2020-01-02", `\d+?[[:alpha:]]`, "9G999D99S")
	f.Add("12,345.6-", "%a_b\\", "FM\"x\"RN th")
	env := types.NewEnv()
	f.Fuzz(func(t *testing.T, s, pattern, template string) {
		_, _ = matchLike(env, s, pattern)
		if re, err := types.CompileRegexp(env, pattern, types.RegexpOptions{}); err == nil && len(s) < 100 {
			_, _ = re.FindAll(env, s, -1)
		}
		_, _ = toTimestamp(env, types.Text(s), types.Text(template))
		_, _ = toNumber(env, types.Text(s), types.Text(template))
		_, _ = timestampToChar(env, types.Timestamp(int64(len(s))*1e12), template, true)
		_, _ = numToChar(types.NumericSmall(int64(len(s))*12345-5000, 2), template)
		_, _, _ = types.ParseType(s)
	})
}

func BenchmarkOperatorInt4Add(b *testing.B) {
	op, err := ResolveOperator("+", types.TInt4, types.TInt4)
	if err != nil {
		b.Fatal(err)
	}
	x, y := types.Int(2), types.Int(3)
	for b.Loop() {
		_, _ = op.Fn(nil, x, y)
	}
}

func BenchmarkResolveOperator(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		_, _ = ResolveOperator("=", types.TInt4, types.TUnknown)
	}
}

// TestHotPathAllocations: reading, printing and adding what pgbench uses.
func TestHotPathAllocations(t *testing.T) {
	op, err := ResolveOperator("+", types.TInt4, types.TInt4)
	if err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 0, 64)
	bin := []byte{0, 0, 1, 2}
	for name, run := range map[string]func(){
		"decode int":    func() { _, _ = types.DecodeText(types.TInt4, types.NoTypmod, "123456", nil) },
		"decode binary": func() { _, _ = types.DecodeBinary(types.TInt4, types.NoTypmod, bin, nil) },
		"append int":    func() { buf = types.AppendText(buf[:0], types.TInt4, types.Int(-42), nil) },
		"append ts":     func() { buf = types.AppendText(buf[:0], types.TTimestamp, types.Timestamp(631152672345678), nil) },
		"add":           func() { _, _ = op.Fn(nil, types.Int(1), types.Int(2)) },
		"numeric":       func() { _, _ = types.NumericAdd(types.NumericSmall(150, 2), types.NumericInt(3)) },
		"compare":       func() { types.Compare(types.TText, types.Text("a"), types.Text("b")) },
		"hash":          func() { types.Hash(types.TText, types.Text("abc"), 1) },
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

// TestLikeTexts: what is found by texts and first characters is what the definition says.
func TestLikeTexts(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	some := func(from []string, n int) string {
		var b strings.Builder
		for range n {
			b.WriteString(from[rng.IntN(len(from))])
		}
		return b.String()
	}
	for range 50_000 {
		s := some([]string{"a", "b", "é", "ab", "%"}, rng.IntN(9))
		pattern := some([]string{"a", "b", "é", "%", "%", "_", "ab", `\%`}, rng.IntN(7))
		got, err := matchLike(nil, s, pattern)
		if err != nil {
			t.Fatal(err)
		}
		if want := likeByDefinition([]rune(s), []rune(pattern)); got != want {
			t.Fatalf("%q LIKE %q: %v, want %v", s, pattern, got, want)
		}
	}
}

func likeByDefinition(s, p []rune) bool {
	switch {
	case len(p) == 0:
		return len(s) == 0
	case p[0] == '%':
		return likeByDefinition(s, p[1:]) || len(s) > 0 && likeByDefinition(s[1:], p)
	case len(s) == 0:
		return false
	case p[0] == '_':
		return likeByDefinition(s[1:], p[1:])
	case p[0] == '\\':
		p = p[1:]
	}
	return s[0] == p[0] && likeByDefinition(s[1:], p[1:])
}
