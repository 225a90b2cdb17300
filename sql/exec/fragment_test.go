package exec

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// testTable is t (id int primary key, n int, s text).
func testTable() *catalog.TableDesc {
	col := func(id catalog.ColumnID, name string, t *types.Type) catalog.Column {
		return catalog.Column{ID: id, Name: name, TypeOID: t.OID, Type: t, Typmod: types.NoTypmod}
	}
	return &catalog.TableDesc{
		Base: catalog.Base{ID: 100, Name: "t"}, SpaceID: 1, Prefix: 100,
		Columns: []catalog.Column{col(1, "id", types.TInt4), col(2, "n", types.TInt4), col(3, "s", types.TText)},
		Indexes: []catalog.IndexDesc{{ID: 1, Name: "t_pkey", Unique: true, Primary: true, Columns: []catalog.IndexColumn{{ID: 1}}}},
	}
}

func mustOp(t testing.TB, name string, l, r *types.Type) *builtin.Operator {
	t.Helper()
	op, err := builtin.ResolveOperator(name, l, r)
	if err != nil {
		t.Fatal(err)
	}
	return op
}

func slot(i int, t *types.Type) scalar.Expr {
	return &scalar.Slot{Idx: i, T: t, Typmod: types.NoTypmod}
}

func param(n int, t *types.Type) scalar.Expr { return &scalar.Param{N: n, T: t} }

// oneArg is the arguments ($1 = v).
func oneArg(v int64) pushdown.Arguments {
	return pushdown.Arguments{Types: []*types.Type{types.TInt4}, Args: []types.Datum{types.Int(v)}}
}

// testScan is n > $1.
func testScan(t testing.TB, v int64) *pushdown.Scan {
	reader := pushdown.NewRowReader(testTable().Layout(testTable().Primary()), []int{0, 1, 2})
	return &pushdown.Scan{Arguments: oneArg(v), Reader: reader,
		Filter: &scalar.Op{Op: mustOp(t, ">", types.TInt4, types.TInt4), L: slot(1, types.TInt4), R: param(1, types.TInt4)}}
}

// testUpdate is UPDATE t SET n = n + $1 RETURNING s, n, with CHECK (n < 100).
func testUpdate(t testing.TB, v int64) *pushdown.Change {
	table := testTable()
	layout := table.Layout(table.Primary())
	f := &pushdown.Change{Arguments: oneArg(v), Reader: pushdown.NewRowReader(layout, []int{0, 1, 2}), Old: []int{0, 1, 2}, Mode: kvpb.LockMode_NO_KEY_UPDATE,
		Sets:      []scalar.Expr{nil, &scalar.Op{Op: mustOp(t, "+", types.TInt4, types.TInt4), L: slot(1, types.TInt4), R: param(1, types.TInt4)}, nil},
		NotNull:   []int{0},
		Checks:    []scalar.Expr{&scalar.Op{Op: mustOp(t, "<", types.TInt4, types.TInt4), L: slot(1, types.TInt4), R: &scalar.Const{T: types.TInt4, Typmod: -1, D: types.Int(100)}}},
		Value:     layout.Value,
		Returning: []scalar.Expr{slot(2, types.TText), slot(1, types.TInt4)},
	}
	f.Result = pushdown.ResultColumns(f.Returning)
	return f
}

// rows is a snapshot of rows 0 to n-1 with n = 10 * id.
type rows struct {
	keys, values [][]byte
}

func makeRows(n int) *rows {
	l := testTable().Layout(testTable().Primary())
	r := &rows{}
	for i := range n {
		row := []types.Datum{types.Int(int64(i)), types.Int(int64(10 * i)), types.Text(fmt.Sprint("s", i))}
		r.keys, r.values = append(r.keys, l.AppendKey(nil, row)), append(r.values, l.AppendValue(nil, row))
	}
	return r
}

func (r *rows) ReadTS() hlc.Timestamp { return 1 }

func (r *rows) Get(key keys.Key, buf []byte) ([]byte, bool, error) {
	for i := range r.keys {
		if bytes.Equal(r.keys[i], key) {
			return append(buf, r.values[i]...), true, nil
		}
	}
	return buf, false, nil
}

func (r *rows) Scan(span keys.Span, o mvcc.ScanOptions, emit func(keys.Key, []byte) error) (res mvcc.ScanResult, err error) {
	var in []int
	for i := range r.keys {
		if span.Contains(r.keys[i]) {
			in = append(in, i)
		}
	}
	for n := range in {
		i := in[n]
		if o.Reverse {
			i = in[len(in)-1-n]
		}
		if err := emit(r.keys[i], r.values[i]); err == mvcc.ErrStop {
			res.More, res.Resume = true, keys.Span{Start: keys.Key(r.keys[i]).Next(), End: span.End}
			if o.Reverse {
				res.Resume = keys.Span{Start: span.Start, End: r.keys[i]}
			}
			return res, nil
		} else if err != nil {
			return res, err
		}
	}
	return res, nil
}

// ids decodes the first column of packed rows.
func ids(t *testing.T, packed []byte) (out []int64) {
	reader := pushdown.NewRowReader(testTable().Layout(testTable().Primary()), []int{0})
	for len(packed) > 0 {
		k, v, rest, err := kvpb.NextRow(packed)
		if err != nil {
			t.Fatal(err)
		}
		var row [1]types.Datum
		if err := reader.Read(k, v, row[:]); err != nil {
			t.Fatal(err)
		}
		out, packed = append(out, row[0].Int()), rest
	}
	return out
}

// forms gives a fragment as it is and as it travels.
func forms(t *testing.T, f kvpb.Fragment) map[string]struct {
	frag  kvpb.Fragment
	bytes []byte
} {
	b, err := f.Marshal()
	if err != nil {
		t.Fatal(err)
	}
	return map[string]struct {
		frag  kvpb.Fragment
		bytes []byte
	}{"value": {frag: f}, "bytes": {bytes: b}}
}

type limits struct {
	reverse     bool
	rows, bytes uint64
}

func TestScanFragment(t *testing.T) {
	snap := makeRows(10)
	p := keys.Key(testTable().KeyPrefix(testTable().Primary()))
	whole := []*kvpb.Span{{Key: p, EndKey: p.PrefixEnd()}}
	tests := []struct {
		name   string
		spans  []*kvpb.Span
		req    limits
		want   []int64
		resume bool
	}{
		{name: "all", spans: whole, want: []int64{6, 7, 8, 9}},
		{name: "reverse", spans: whole, req: limits{reverse: true}, want: []int64{9, 8, 7, 6}},
		{name: "limit", spans: whole, req: limits{rows: 2}, want: []int64{6, 7}, resume: true},
		{name: "limit in reverse", spans: whole, req: limits{rows: 3, reverse: true}, want: []int64{9, 8, 7}, resume: true},
		{name: "bytes", spans: whole, req: limits{bytes: 1}, want: []int64{6}, resume: true},
		{name: "points", spans: []*kvpb.Span{{Key: snap.keys[2]}, {Key: snap.keys[8]}}, want: []int64{8}},
	}
	for _, tc := range tests {
		for form, f := range forms(t, testScan(t, 55)) {
			req := &kvpb.ReadRequest{Spans: tc.spans, Reverse: tc.req.reverse, MaxRows: tc.req.rows, TargetBytes: tc.req.bytes, Fragment: f.bytes}
			var all []int64
			var resp kvpb.ReadResponse
			if err := NewEvaluator(0, nil).Read(context.Background(), req, f.frag, snap, &resp); err != nil {
				t.Errorf("%s, %s: %v", tc.name, form, err)
				continue
			}
			all = ids(t, resp.FragmentResult)
			if fmt.Sprint(all) != fmt.Sprint(tc.want) || int(resp.NumRows) != len(all) || (len(resp.Resume) > 0) != tc.resume {
				t.Errorf("%s, %s: got %v, %d rows, resume %v, want %v", tc.name, form, all, resp.NumRows, resp.Resume, tc.want)
			}
			// What is left, read page by page, gives the rest.
			for len(resp.Resume) > 0 {
				req.Spans = resp.Resume
				resp = kvpb.ReadResponse{}
				if err := NewEvaluator(0, nil).Read(context.Background(), req, f.frag, snap, &resp); err != nil {
					t.Fatal(err)
				}
				all = append(all, ids(t, resp.FragmentResult)...)
			}
			if tc.resume && len(all) != 4 {
				t.Errorf("%s, %s: over all pages got %v", tc.name, form, all)
			}
		}
	}
}

func TestChangeFragment(t *testing.T) {
	snap := makeRows(10)
	locked := func(i int, exists bool) []*kvpb.Locked {
		return []*kvpb.Locked{{Exists: exists, Value: snap.values[i]}}
	}
	tests := []struct {
		name     string
		locked   []*kvpb.Locked
		f        func() *pushdown.Change
		notFused bool
		written  bool
		want     string
	}{
		{"written", locked(3, true), func() *pushdown.Change { return testUpdate(t, 7) }, false, true, "s3 37"},
		{"no such row", locked(3, false), func() *pushdown.Change { return testUpdate(t, 7) }, false, false, ""},
		{"a check fails", locked(9, true), func() *pushdown.Change { return testUpdate(t, 10) }, true, false, ""},
		{"out of range", locked(9, true), func() *pushdown.Change { return testUpdate(t, 1<<31-1) }, true, false, ""},
		{"filtered", locked(3, true), func() *pushdown.Change {
			f := testUpdate(t, 7)
			f.Filter = &scalar.IsNull{X: slot(1, types.TInt4)}
			return f
		}, false, false, ""},
		{"deleted", locked(3, true), func() *pushdown.Change {
			f := testUpdate(t, 7)
			f.Del, f.Sets, f.Checks = true, nil, nil
			return f
		}, false, true, "s3 30"},
	}
	for _, tc := range tests {
		f := tc.f()
		for form, x := range forms(t, f) {
			var out replica.Fused
			req := &kvpb.CommitRequest{FusedLocks: []*kvpb.LockKey{{Key: snap.keys[3]}}, Fragment: x.bytes}
			if err := NewEvaluator(0, nil).Write(context.Background(), req, x.frag, tc.locked, snap, &out); err != nil {
				t.Errorf("%s, %s: %v", tc.name, form, err)
				continue
			}
			if out.NotFused != tc.notFused {
				t.Errorf("%s, %s: not fused: got %v, want %v", tc.name, form, out.NotFused, tc.notFused)
			}
			if out.NotFused {
				continue
			}
			written, row, err := f.DecodeResult(out.Result)
			got := ""
			if row != nil {
				got = fmt.Sprint(row[0].Text(), " ", row[1].Int())
			}
			if err != nil || written != tc.written || got != tc.want {
				t.Errorf("%s, %s: got %v %q %v, want %v %q", tc.name, form, written, got, err, tc.written, tc.want)
			}
		}
	}
}

func TestInsertFragment(t *testing.T) {
	f := &pushdown.Insert{Unique: []bool{true, false}, Values: [][]byte{{1}, {2}}}
	for form, x := range forms(t, f) {
		for _, exists := range []bool{false, true} {
			var out replica.Fused
			req := &kvpb.CommitRequest{FusedLocks: []*kvpb.LockKey{{Key: []byte("a")}, {Key: []byte("b")}}, Fragment: x.bytes}
			if err := NewEvaluator(0, nil).Write(context.Background(), req, x.frag, []*kvpb.Locked{{Exists: exists}, {Exists: true}}, nil, &out); err != nil {
				t.Fatal(err)
			}
			if out.NotFused != exists {
				t.Errorf("%s: with the key there %v: not fused %v", form, exists, out.NotFused)
			}
		}
	}
}

func TestFragmentsAreRefused(t *testing.T) {
	for _, f := range testFragments(t) {
		b, err := f.Marshal()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := pushdown.Decode(append(b, 0)); err == nil {
			t.Errorf("%T: trailing bytes were accepted", f)
		}
		for n := range b {
			if _, err := pushdown.Decode(b[:n]); err == nil {
				t.Errorf("%T: %d of %d bytes were accepted", f, n, len(b))
			}
		}
		b[0]++
		if _, err := pushdown.Decode(b); err == nil {
			t.Errorf("%T: another version was accepted", f)
		}
	}
}

// testPipes are pipeFragments over the rows of n > $1, with what they give of rows 0 to 9.
func testPipes(t testing.TB, v int64) []pipeCase {
	aggregate := func(name string, args ...*types.Type) nodes.Agg {
		fn, err := builtin.ResolveFunction(name, args, false)
		if err != nil {
			t.Fatal(err)
		}
		a := nodes.Agg{Fn: fn}
		for range args {
			a.Args = append(a.Args, slot(1, types.TInt4))
		}
		return a
	}
	split, err := builtin.ResolveFunction("string_to_array", []*types.Type{types.TText, types.TText}, false)
	if err != nil {
		t.Fatal(err)
	}
	unnest, err := builtin.ResolveFunction("unnest", []*types.Type{split.Result}, false)
	if err != nil {
		t.Fatal(err)
	}
	ts := []*types.Type{types.TInt4, types.TInt4, types.TText}
	words := &nodes.ProjectSet{Items: []nodes.FuncItem{{Fn: unnest, Width: 1, Args: []scalar.Expr{&scalar.Call{Fn: split,
		Args: []scalar.Expr{slot(2, types.TText), &scalar.Const{T: types.TText, Typmod: -1, D: types.Text("s")}}}}}}}
	words.Types = append(append([]*types.Type(nil), ts...), types.TText)
	whole := &nodes.Group{Aggs: []nodes.Agg{aggregate("count"), aggregate("sum", types.TInt4), aggregate("avg", types.TInt4)}}
	whole.Types = nodes.PartTypes(whole)
	byWord := &nodes.Group{Keys: []int{3}, Aggs: []nodes.Agg{aggregate("count")}}
	byWord.Types = []*types.Type{types.TText, types.TInt8}
	top := &nodes.Sort{Keys: []nodes.SortKey{{Slot: 1, Desc: true}}}
	top.Types = ts
	positive := &nodes.Filter{Cond: &scalar.Op{Op: mustOp(t, "<", types.TInt4, types.TInt4), L: slot(0, types.TInt4), R: &scalar.Const{T: types.TInt4, Typmod: -1, D: types.Int(9)}}}
	positive.Types = ts
	one := &nodes.Project{Exprs: []scalar.Expr{slot(2, types.TText)}}
	one.Types = []*types.Type{types.TText}
	once := &nodes.Distinct{Slots: []int{0}}
	once.Types = one.Types
	pipe := func(most int64, chain ...nodes.Node) *pushdown.Pipe {
		s := testScan(t, v)
		out := ts
		if len(chain) > 0 {
			out = chain[len(chain)-1].Head().Types
		}
		return &pushdown.Pipe{Arguments: s.Arguments, Reader: s.Reader, Filter: s.Filter, Chain: chain, Most: most, Out: pushdown.PipeColumns(out)}
	}
	return []pipeCase{
		{"columns", pipe(math.MaxInt64), "6,60,s6 7,70,s7 8,80,s8 9,90,s9"},
		{"aggregates", pipe(math.MaxInt64, whole), "4,300,300,4"},
		{"words", pipe(math.MaxInt64, positive, words, byWord), ",3 6,1 7,1 8,1"},
		{"first rows", pipe(2, top), "9,90,s9 8,80,s8"},
		{"once", pipe(math.MaxInt64, one, once), "s6 s7 s8 s9"},
	}
}

type pipeCase struct {
	name string
	f    *pushdown.Pipe
	want string
}

// printed decodes a page of a Pipe.
func printed(t *testing.T, f *pushdown.Pipe, page []byte) string {
	rows := pushdown.PipeRows{Dec: rowenc.NewDecoder(f.Out, true), Row: make([]types.Datum, len(f.Out))}
	if err := rows.Take(page); err != nil {
		t.Fatal(err)
	}
	var out []string
	for rows.More() {
		row, err := rows.Next()
		if err != nil {
			t.Fatal(err)
		}
		var vals []string
		for i, d := range row {
			vals = append(vals, types.String(f.Out[i].Type, d, nil))
		}
		out = append(out, strings.Join(vals, ","))
	}
	return strings.Join(out, " ")
}

func TestPipeFragment(t *testing.T) {
	snap := makeRows(10)
	p := keys.Key(testTable().KeyPrefix(testTable().Primary()))
	for _, tc := range testPipes(t, 55) {
		for form, f := range forms(t, tc.f) {
			req := &kvpb.ReadRequest{Spans: []*kvpb.Span{{Key: p, EndKey: p.PrefixEnd()}}, Fragment: f.bytes}
			var resp kvpb.ReadResponse
			if err := NewEvaluator(0, nil).Read(t.Context(), req, f.frag, snap, &resp); err != nil {
				t.Errorf("%s, %s: %v", tc.name, form, err)
				continue
			}
			if got := printed(t, tc.f, resp.FragmentResult); got != tc.want || len(resp.Resume) > 0 {
				t.Errorf("%s, %s: got %q, resume %v, want %q", tc.name, form, got, resp.Resume, tc.want)
			}
		}
	}
}

// TestPipeFragmentEndsPages: a page ends at its limits, and says where to go on.
func TestPipeFragmentEndsPages(t *testing.T) {
	snap := makeRows(5000)
	p := keys.Key(testTable().KeyPrefix(testTable().Primary()))
	for _, reverse := range []bool{false, true} {
		f := testPipes(t, -1)[0].f
		req := &kvpb.ReadRequest{Spans: []*kvpb.Span{{Key: p, EndKey: p.PrefixEnd()}}, TargetBytes: 4 << 10, Reverse: reverse}
		seen, pages := 0, 0
		for len(req.Spans) > 0 {
			var resp kvpb.ReadResponse
			if err := NewEvaluator(0, nil).Read(t.Context(), req, f, snap, &resp); err != nil {
				t.Fatal(err)
			}
			if n := len(resp.FragmentResult); n > 64<<10 {
				t.Errorf("a page of %d bytes", n)
			}
			seen, pages, req.Spans = seen+int(resp.NumRows), pages+1, resp.Resume
		}
		if seen != 5000 || pages < 3 {
			t.Errorf("reverse %v: %d rows on %d pages", reverse, seen, pages)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	req := &kvpb.ReadRequest{Spans: []*kvpb.Span{{Key: p, EndKey: p.PrefixEnd()}}}
	if err := NewEvaluator(0, nil).Read(ctx, req, testPipes(t, -1)[1].f, snap, &kvpb.ReadResponse{}); err == nil {
		t.Error("a cancelled request was answered")
	}
}

// TestFragmentsUnknown: what another release sent is answered so that the gateway does the
// work itself.
func TestFragmentsUnknown(t *testing.T) {
	var unknown interface{ FragmentUnknown() }
	for _, b := range [][]byte{{pushdown.Version + 1, 1}, {pushdown.Version, 99}} {
		_, err := pushdown.Decode(b)
		if !errors.As(err, &unknown) || pgerror.Code(err) != pgerror.FeatureNotSupported {
			t.Errorf("%v: got %v", b, err)
		}
	}
	if _, err := pushdown.Decode([]byte{pushdown.Version, pushdown.KindPipe, 9}); errors.As(err, &unknown) {
		t.Errorf("a broken fragment is of an unknown version: %v", err)
	}
}

func testFragments(t testing.TB) []kvpb.Fragment {
	out := []kvpb.Fragment{testScan(t, 1), testUpdate(t, 1), &pushdown.Insert{Unique: []bool{true}, Values: [][]byte{{1}}}}
	for _, p := range testPipes(t, 1) {
		out = append(out, p.f)
	}
	return out
}

func FuzzFragment(f *testing.F) {
	for _, x := range testFragments(f) {
		if b, err := x.Marshal(); err == nil {
			f.Add(b)
		}
	}
	snap := makeRows(3)
	p := keys.Key(testTable().KeyPrefix(testTable().Primary()))
	f.Fuzz(func(t *testing.T, b []byte) {
		x, err := pushdown.Decode(b)
		if err != nil {
			return
		}
		// What is accepted runs: to a result or an error.
		req := &kvpb.ReadRequest{Spans: []*kvpb.Span{{Key: p, EndKey: p.PrefixEnd()}}}
		_ = NewEvaluator(0, nil).Read(context.Background(), req, x, snap, &kvpb.ReadResponse{})
		commit := &kvpb.CommitRequest{FusedLocks: []*kvpb.LockKey{{Key: snap.keys[1]}}}
		_ = NewEvaluator(0, nil).Write(context.Background(), commit, x, []*kvpb.Locked{{Exists: true, Value: snap.values[1]}}, snap, &replica.Fused{})
	})
}
