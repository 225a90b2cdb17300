package scalar

import (
	"math"
	"testing"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

func k(t *types.Type, d types.Datum) *Const { return &Const{T: t, Typmod: types.NoTypmod, D: d} }

func i4(v int64) Expr { return k(types.TInt4, types.Int(v)) }

func text(s string) Expr { return k(types.TText, types.Text(s)) }

var null = Null(types.TBool)

func op(t testing.TB, name string, l, r Expr) *Op {
	t.Helper()
	var lt *types.Type
	if l != nil {
		lt = l.Type()
	}
	o, err := builtin.ResolveOperator(name, lt, r.Type())
	if err != nil {
		t.Fatal(err)
	}
	return &Op{Op: o, L: l, R: r}
}

// show prints a value, NULL as such.
func show(e Expr, d types.Datum) string {
	if d.IsNull() {
		return "NULL"
	}
	return string(types.AppendText(nil, e.Type(), d, nil))
}

// samples are expressions with their values; each kind of node is among them.
func samples(t testing.TB) map[string]struct {
	e    Expr
	want string
} {
	slot := &Slot{Idx: 1, T: types.TInt4, Typmod: types.NoTypmod}
	yes, no := BoolConst(true), BoolConst(false)
	eq := op(t, "=", i4(1), i4(1)).Op
	less := op(t, "<", i4(1), i4(1)).Op
	abs, err := builtin.ResolveFunction("abs", []*types.Type{types.TInt4}, false)
	if err != nil {
		t.Fatal(err)
	}
	cast, ok := builtin.FindCast(types.TInt4, types.TText, builtin.Explicit)
	if !ok {
		t.Fatal("no cast from integer to text")
	}
	arr := &Array{T: types.TInt4.ArrayType(), Elems: []Expr{i4(1), i4(2), Null(types.TInt4)}}
	nested := &Array{T: types.TInt4.ArrayType(), Nested: true, Elems: []Expr{
		&Array{T: types.TInt4.ArrayType(), Elems: []Expr{i4(1), i4(2)}}, &Array{T: types.TInt4.ArrayType(), Elems: []Expr{i4(3), i4(4)}}}}
	intKey := []rowenc.KeyColumn{{Type: types.TInt4}}
	pair := types.NewComposite(types.UserName{OID: 20000, Schema: "public", Name: "pair"}, []types.Attribute{
		{Name: "a", Type: types.TInt4, Typmod: types.NoTypmod}, {Name: "b", Type: types.TText, Typmod: types.NoTypmod}})
	pairs := types.NewDomain(types.UserName{OID: 20001, Schema: "public", Name: "pairs"}, types.Domain{Base: pair, Typmod: types.NoTypmod})
	record := pair.Composite().Record([]types.Datum{types.Int(1), types.Text("x")})
	type sample = struct {
		e    Expr
		want string
	}
	return map[string]sample{
		"constant":         {i4(7), "7"},
		"ctid":             {&System{Kind: SystemCTID, T: types.TTID, Args: []Expr{slot}, Key: intKey}, "(0,20)"},
		"ctid of no row":   {&System{Kind: SystemCTID, T: types.TTID, Args: []Expr{Null(types.TInt4)}, Key: intKey}, "NULL"},
		"xmin":             {NewXmin(slot, []Expr{slot, text("a")}), "3121960715"},
		"xmax":             {&System{Kind: SystemNone, T: types.TXID, Args: []Expr{slot}}, "0"},
		"key of a tid":     {&System{Kind: SystemKey, T: types.TInt4, Args: []Expr{&Const{T: types.TTID, D: types.Bytes([]byte("\x00\x00\x00\x00\x00\x07"))}}, Key: intKey}, "7"},
		"parameter":        {&Param{T: types.TInt4, N: 1}, "42"},
		"column":           {slot, "20"},
		"operator":         {op(t, "+", slot, i4(1)), "21"},
		"prefix":           {op(t, "-", nil, slot), "-20"},
		"strict":           {op(t, "+", slot, Null(types.TInt4)), "NULL"},
		"function":         {&Call{Fn: abs, Args: []Expr{i4(-3)}}, "3"},
		"cast":             {&Cast{C: cast, X: slot, Typmod: types.NoTypmod, Explicit: true}, "20"},
		"and":              {&Bool{Args: []Expr{yes, null}}, "NULL"},
		"and false":        {&Bool{Args: []Expr{null, no}}, "f"},
		"or":               {&Bool{Or: true, Args: []Expr{null, yes}}, "t"},
		"or null":          {&Bool{Or: true, Args: []Expr{no, null}}, "NULL"},
		"not":              {&Not{X: no}, "t"},
		"is null":          {&IsNull{X: null}, "t"},
		"is not true":      {&Truth{X: null, Kind: TruthTrue, Not: true}, "t"},
		"is unknown":       {&Truth{X: null, Kind: TruthUnknown}, "t"},
		"distinct":         {&Distinct{Eq: eq, L: i4(1), R: Null(types.TInt4)}, "t"},
		"not distinct":     {&Distinct{Eq: eq, L: Null(types.TInt4), R: Null(types.TInt4), Not: true}, "t"},
		"case":             {&Case{T: types.TText, Whens: []When{{no, text("a")}, {yes, text("b")}}, Else: text("c")}, "b"},
		"case of":          {&Case{T: types.TText, Arg: i4(3), Whens: []When{{op(t, "=", &CaseArg{T: types.TInt4}, i4(3)), text("three")}}}, "three"},
		"coalesce":         {&Coalesce{T: types.TInt4, Args: []Expr{Null(types.TInt4), i4(5)}}, "5"},
		"nullif":           {&NullIf{Eq: eq, L: i4(1), LCast: i4(1), RCast: i4(1)}, "NULL"},
		"greatest":         {&MinMax{T: types.TInt4, Args: []Expr{i4(1), Null(types.TInt4), i4(3), i4(2)}}, "3"},
		"least":            {&MinMax{T: types.TInt4, Least: true, Args: []Expr{i4(2), i4(1)}}, "1"},
		"array":            {arr, "{1,2,NULL}"},
		"nested array":     {nested, "{{1,2},{3,4}}"},
		"subscript":        {&Subscript{X: nested, T: types.TInt4, Upper: []Expr{i4(2), i4(1)}}, "3"},
		"outside":          {&Subscript{X: arr, T: types.TInt4, Upper: []Expr{i4(math.MaxInt32)}}, "NULL"},
		"slice":            {&Subscript{X: nested, T: nested.T, Slice: true, Upper: []Expr{i4(2), nil}, Lower: []Expr{i4(2), nil}}, "{{3,4}}"},
		"row":              {&Row{Args: []Expr{i4(1), text("x")}}, "(1,x)"},
		"field":            {&Field{X: &Row{Args: []Expr{i4(1), text("x")}}, Idx: 1, T: types.TText}, "x"},
		"field of a type":  {&Field{X: k(pair, record), Idx: 1, T: types.TText}, "x"},
		"field, by domain": {&Field{X: k(pairs, record), Idx: 1, T: types.TText}, "x"},
		"any array":        {&Quant{Op: eq, X: i4(2), Array: arr}, "t"},
		"any, unknown":     {&Quant{Op: eq, X: i4(9), Array: arr}, "NULL"},
		"all elements":     {&Quant{Op: less, All: true, X: i4(0), Elems: []Expr{i4(1), i4(2)}}, "t"},
		"in":               {&Quant{Op: eq, X: i4(3), Elems: []Expr{i4(1), i4(3)}}, "t"},
		"rows equal":       {&RowCompare{Name: "=", L: []Expr{i4(1), i4(2)}, R: []Expr{i4(1), i4(2)}, Eq: []*builtin.Operator{eq, eq}}, "t"},
		"rows differ":      {&RowCompare{Name: "<>", L: []Expr{i4(1), Null(types.TInt4)}, R: []Expr{i4(2), i4(2)}, Eq: []*builtin.Operator{eq, eq}}, "t"},
		"rows less":        {&RowCompare{Name: "<", L: []Expr{i4(1), i4(2)}, R: []Expr{i4(1), i4(3)}, Eq: []*builtin.Operator{eq, eq}, Less: []*builtin.Operator{less, less}}, "t"},
		"rows less, equal": {&RowCompare{Name: "<", L: []Expr{i4(1)}, R: []Expr{i4(1)}, Eq: []*builtin.Operator{eq}, Less: []*builtin.Operator{less}}, "f"},
	}
}

func testCtx() *Ctx {
	return &Ctx{Cols: [][]types.Datum{{types.Int(10)}, {types.Int(20)}}, Args: []types.Datum{types.Int(42)}, Env: types.NewEnv()}
}

func TestEval(t *testing.T) {
	for name, s := range samples(t) {
		d, err := s.e.Eval(testCtx())
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := show(s.e, d); got != s.want {
			t.Errorf("%s: got %s, want %s", name, got, s.want)
		}
	}
}

func TestCodec(t *testing.T) {
	for name, s := range samples(t) {
		b, err := Append(nil, s.e)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		d := NewDecoder(b)
		d.Slots, d.Params = 2, 1
		e := d.Expr()
		if d.Err() != nil || len(d.Rest()) > 0 {
			t.Errorf("%s: decoding: %v, %d bytes left", name, d.Err(), len(d.Rest()))
			continue
		}
		if !Equal(e, s.e) {
			t.Errorf("%s: got %q, want %q", name, Key(e), Key(s.e))
		}
		v, err := e.Eval(testCtx())
		if err != nil || show(e, v) != s.want {
			t.Errorf("%s: decoded: got %s, %v, want %s", name, show(e, v), err, s.want)
		}
		// Every part of it is refused, and none makes the decoder panic.
		for n := range b {
			d := NewDecoder(b[:n])
			d.Slots, d.Params = 2, 1
			if d.Expr(); d.Err() == nil {
				t.Errorf("%s: %d of %d bytes were accepted", name, n, len(b))
			}
		}
	}
}

func TestCodecRefuses(t *testing.T) {
	for name, e := range map[string]Expr{
		"a column out of range":    &Slot{Idx: 2, T: types.TInt4},
		"a parameter out of range": &Param{N: 2, T: types.TInt4},
	} {
		b, err := Append(nil, e)
		if err != nil {
			t.Fatal(err)
		}
		d := NewDecoder(b)
		d.Slots, d.Params = 2, 1
		if d.Expr(); d.Err() == nil {
			t.Errorf("%s was accepted", name)
		}
	}
	if _, err := Append(nil, &HostCall{Name: "nextval"}); err == nil {
		t.Error("a call of the session was encoded")
	}
	nested := func(n int) Expr {
		e := Expr(BoolConst(true))
		for range n - 1 {
			e = &Not{X: e}
		}
		return e
	}
	deepest, deep := nested(maxRemoteDepth), nested(2*maxDecodeDepth)
	if !Remote(deepest) || Remote(nested(maxRemoteDepth+1)) {
		t.Errorf("expressions are not sent from another depth on than %d", maxRemoteDepth+1)
	}
	whole, err := Append(nil, deepest)
	if d := NewDecoder(whole); err != nil || d.Expr() == nil || d.Err() != nil {
		t.Errorf("the deepest expression that is sent was refused: %v, %v", err, d.Err())
	}
	b, err := Append(nil, deep)
	if err != nil {
		t.Fatal(err)
	}
	if d := NewDecoder(b); d.Expr() != nil && d.Err() == nil {
		t.Error("an expression nested too deeply was accepted")
	}
}

func TestHashConsts(t *testing.T) {
	eq := op(t, "=", i4(1), i4(1)).Op
	q := &Quant{Op: eq, X: &Slot{Idx: 1, T: types.TInt4}}
	for i := range constSetMin {
		q.Elems = append(q.Elems, i4(int64(10*i)))
	}
	HashConsts(q)
	if q.set == nil {
		t.Fatal("no table was made")
	}
	for v, want := range map[int64]string{20: "t", 25: "f"} {
		c := testCtx()
		c.Cols[1][0] = types.Int(v)
		if d, err := q.Eval(c); err != nil || show(q, d) != want {
			t.Errorf("%d: got %s, %v, want %s", v, show(q, d), err, want)
		}
	}
	q.Elems = append(q.Elems, Null(types.TInt4))
	HashConsts(q)
	c := testCtx()
	c.Cols[1][0] = types.Int(25)
	if d, err := q.Eval(c); err != nil || !d.IsNull() {
		t.Errorf("with NULL in the list: got %s, %v, want NULL", show(q, d), err)
	}
}

// TestHashedLists: long lists give what their elements one by one give, whatever they are made of.
func TestHashedLists(t *testing.T) {
	const n = 40
	null := Null(types.TInt4)
	for _, tt := range []struct {
		name string
		not  bool
		elem func(i int) Expr
		set  bool // made at once
	}{
		{"constants", true, func(i int) Expr { return i4(int64(10 * i)) }, true},
		{"arguments", false, func(i int) Expr { return &Param{N: i + 1, T: types.TInt4} }, false},
		{"arguments, NOT IN", true, func(i int) Expr { return &Param{N: i + 1, T: types.TInt4} }, false},
		{"what is made of arguments", true, func(i int) Expr { return op(t, "+", &Param{N: i + 1, T: types.TInt4}, i4(0)) }, false},
		{"with NULL", true, func(i int) Expr {
			if i == 7 {
				return null
			}
			return &Param{N: i + 1, T: types.TInt4}
		}, false},
	} {
		name := "="
		if tt.not {
			name = "<>"
		}
		q := &Quant{Op: op(t, name, i4(1), i4(1)).Op, All: tt.not, X: &Slot{Idx: 1, T: types.TInt4}}
		c := testCtx()
		c.Args = nil
		for i := range n {
			q.Elems, c.Args = append(q.Elems, tt.elem(i)), append(c.Args, types.Int(int64(10*i)))
		}
		plain := &Quant{Op: q.Op, All: q.All, X: q.X, Elems: q.Elems}
		HashConsts(q)
		if (q.set != nil) != tt.set || q.fixed == tt.set {
			t.Fatalf("%s: set %t, fixed %t", tt.name, q.set != nil, q.fixed)
		}
		for _, v := range []types.Datum{types.Int(20), types.Int(25), types.Int(70), types.Null, types.Int(20)} {
			c.Cols[1][0] = v
			got, err := q.Eval(c)
			want, err2 := plain.Eval(c)
			if err != nil || err2 != nil || show(q, got) != show(q, want) {
				t.Errorf("%s, %s: got %s, %v, want %s, %v", tt.name, show(q.X, v), show(q, got), err, show(q, want), err2)
			}
		}
		if !tt.set && c.lists[q] == nil {
			t.Errorf("%s: no table was made", tt.name)
		}
	}
	q := &Quant{Op: op(t, "=", i4(1), i4(1)).Op, X: i4(1)}
	for range n {
		q.Elems = append(q.Elems, &Slot{Idx: 1, T: types.TInt4})
	}
	if HashConsts(q); q.fixed {
		t.Error("a list of columns is taken for the same in each row")
	}
}

func TestMapKeepsWhatIsUnchanged(t *testing.T) {
	for name, s := range samples(t) {
		if got := Map(s.e, func(e Expr) Expr { return e }); got != s.e {
			t.Errorf("%s: Map without a change made a copy", name)
		}
		// A change of every constant reaches all of them.
		n := 0
		Walk(s.e, func(e Expr) bool {
			if _, ok := e.(*Const); ok {
				n++
			}
			return true
		})
		m := 0
		Map(s.e, func(e Expr) Expr {
			if c, ok := e.(*Const); ok {
				m++
				d := *c
				return &d
			}
			return e
		})
		if n != m {
			t.Errorf("%s: Walk met %d constants, Map %d", name, n, m)
		}
	}
}

func FuzzDecode(f *testing.F) {
	for _, s := range samples(f) {
		if b, err := Append(nil, s.e); err == nil {
			f.Add(b)
		}
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d := NewDecoder(b)
		d.Slots, d.Params = 2, 1
		d.SlotKinds, d.ParamKinds = []types.Kind{types.KindInt, types.KindInt}, []types.Kind{types.KindInt}
		e := d.Expr()
		if d.Err() != nil || e == nil {
			return
		}
		// What is accepted can be evaluated: to a value or an error.
		_, _ = e.Eval(testCtx())
		again, err := Append(nil, e)
		if err != nil {
			t.Fatalf("a decoded expression does not encode: %v", err)
		}
		d = NewDecoder(again)
		d.Slots, d.Params = 2, 1
		if e2 := d.Expr(); d.Err() != nil || !Equal(e, e2) {
			t.Fatalf("encoding is not stable: %v", d.Err())
		}
	})
}

// TestAnyOfArgument: a long array that stays the same from row to row is hashed, and
// answers as a search does.
func TestAnyOfArgument(t *testing.T) {
	eq, err := builtin.ResolveOperator("=", types.TInt4, types.TInt4)
	if err != nil {
		t.Fatal(err)
	}
	array := func(n int, more ...types.Datum) types.Datum {
		var items []types.Datum
		for i := range n {
			items = append(items, types.Int(int64(3*i)))
		}
		return types.NewArray(types.ArrayOf(types.TInt4, append(items, more...)))
	}
	q := &Quant{Op: eq, X: &Slot{T: types.TInt4}, Array: &Param{T: types.TInt4.ArrayType(), N: 1}}
	for _, a := range []types.Datum{array(5), array(arraySetMin), array(1000), array(1000, types.Null)} {
		c := &Ctx{Args: []types.Datum{a}, Cols: [][]types.Datum{nil}}
		items := a.Array().Items
		for x := range int64(40) {
			want, null := types.Bool(false), false
			for _, it := range items {
				if null = null || it.IsNull(); !it.IsNull() && it.Int() == x {
					want = types.Bool(true)
				}
			}
			if null && !want.Bool() {
				want = types.Null
			}
			c.Cols[0] = []types.Datum{types.Int(x)}
			got, err := q.Eval(c)
			if err != nil || got.IsNull() != want.IsNull() || !got.IsNull() && got.Bool() != want.Bool() {
				t.Errorf("%d = ANY of %d elements: %v, %v", x, len(items), got, err)
			}
		}
		if hashed := c.arrays[q].set != nil; hashed != (len(items) >= arraySetMin) {
			t.Errorf("%d elements: hashed %v", len(items), hashed)
		}
	}
}

// TestWholeNull: the test of a row as a whole says the same where it was sent as where it was made.
func TestWholeNull(t *testing.T) {
	row := &Row{Args: []Expr{Null(types.TInt4), Null(types.TText)}}
	for _, x := range []Expr{row, &Const{T: types.TRecord, Typmod: types.NoTypmod, D: types.Null}} {
		for _, whole := range []bool{false, true} {
			for _, not := range []bool{false, true} {
				e := &IsNull{X: x, Not: not, Whole: whole}
				b, err := Append(nil, e)
				if err != nil {
					t.Fatal(err)
				}
				sent := NewDecoder(b).Expr()
				want, err := e.Eval(testCtx())
				if err != nil {
					t.Fatal(err)
				}
				if got, err := sent.Eval(testCtx()); err != nil || got.Bool() != want.Bool() {
					t.Errorf("%s: %v, %v where it was sent, %v where it was made", Key(e), got.Bool(), err, want.Bool())
				}
			}
		}
	}
}

// TestLeakproofCase: what an arm calls sees the row by CASE's argument, though it names no column.
func TestLeakproofCase(t *testing.T) {
	column := &Var{ID: 1, T: types.TText}
	arm := func(cond Expr) Expr {
		return &Case{T: types.TBool, Arg: column, Whens: []When{{Cond: cond, Result: k(types.TBool, types.Bool(true))}}}
	}
	call := &HostCall{Name: "f", T: types.TBool, Args: []Expr{&CaseArg{T: types.TText}, text("x")}}
	if Leakproof(arm(call)) {
		t.Error("a function of CASE's argument is taken for leakproof")
	}
	if !Leakproof(arm(op(t, "=", &CaseArg{T: types.TText}, text("x")))) {
		t.Error("= of texts is not taken for leakproof")
	}
	if !ReadsCaseArg(call) || ReadsCaseArg(arm(call)) {
		t.Error("CASE's argument is to be met in its arm alone")
	}
}
