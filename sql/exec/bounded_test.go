package exec

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// boundedRun is an execution that may have so many bytes, as may all clients of its node.
func boundedRun(t testing.TB, most int64) (*run, *memFiles) {
	files := &memFiles{}
	s, err := spill.Open(spill.Options{FS: files, Dir: "d"})
	if err != nil {
		t.Fatal(err)
	}
	node := limit.NewShared("max-sql-memory", most)
	r := &run{x: New(Options{}), p: &nodes.Plan{}, ctx: context.Background(), env: types.NewEnv(), mem: newMemory(node, most, 0)}
	r.mem.maySpill(s.Account(), 0, most, node)
	return r, files
}

// manyRows gives rows that need not be held: a key, a text and a number, all of which depend on the
// row's number alone.
type manyRows struct {
	nodes.Head_
	count, keys int
	noTexts     bool
	at          int
}

func (m *manyRows) open() error { m.at = 0; return nil }
func (m *manyRows) close()      {}

func (m *manyRows) next(most int) (*Batch, error) {
	b := newBatch(&memory{}, 3, min(most, batchRows))
	for ; m.at < m.count && b.N < b.room(); m.at++ {
		n := int64(m.at) * 7919 % 200_003
		b.Cols[0][b.N] = types.Int(int64(m.at % m.keys))
		if !m.noTexts {
			b.Cols[1][b.N] = types.Text(fmt.Sprintf("%032d", n))
		}
		b.Cols[2][b.N] = types.Int(n)
		b.N++
	}
	return b, nil
}

func function(t testing.TB, name string, ts ...*types.Type) *builtin.Function {
	t.Helper()
	f, err := builtin.ResolveFunction(name, ts, false)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func column(i int) scalar.Expr { return &scalar.Slot{Idx: i, T: rowTypes[i]} }

// percentile is percentile_disc of a column, within the group in its order.
func percentile(t testing.TB, fraction float64, col int, desc bool) nodes.Agg {
	at := &scalar.Const{T: types.TFloat8, D: types.Float(fraction)}
	return nodes.Agg{Fn: function(t, "percentile_disc", types.TFloat8, rowTypes[col]), Args: []scalar.Expr{column(col), at},
		Order: []nodes.SortExpr{{X: column(col), Desc: desc}}}
}

// distinctCounts are n aggregates count(DISTINCT …) of numbers.
func distinctCounts(t testing.TB, n int) (aggs []nodes.Agg) {
	for range n {
		aggs = append(aggs, nodes.Agg{Fn: function(t, "count", types.TInt8), Args: []scalar.Expr{column(2)}, Distinct: true})
	}
	return aggs
}

func groupNode(keys []int, aggs []nodes.Agg, ordered bool) *nodes.Group {
	n := &nodes.Group{Keys: keys, Aggs: aggs, Ordered: ordered}
	for _, k := range keys {
		n.Types = append(n.Types, rowTypes[k])
	}
	for _, a := range aggs {
		n.Types = append(n.Types, a.Fn.Result)
	}
	return n
}

// boundedRows are some 5 MB of texts.
const boundedRows = 100_000

// TestAggregatesStayBounded: what waits for DISTINCT and ORDER BY is many times what memory holds,
// in one group, in few, and in many.
func TestAggregatesStayBounded(t *testing.T) {
	t.Parallel()
	text := nodes.Agg{Fn: function(t, "count", types.TText), Args: []scalar.Expr{column(1)}, Distinct: true}
	most := nodes.Agg{Fn: function(t, "mode", types.TText), Args: []scalar.Expr{column(1)}, Order: []nodes.SortExpr{{X: column(1)}}}
	for _, tc := range []struct {
		name  string
		aggs  []nodes.Agg
		keys  int
		lines func(key int64) string // of a group
	}{
		{"texts", []nodes.Agg{text}, 1, func(int64) string { return "100000 " }},
		{"texts of three groups", []nodes.Agg{text}, 3, func(k int64) string { return fmt.Sprintf("%d ", (boundedRows+2-k)/3) }},
		{"texts of many groups", []nodes.Agg{text}, 20_000, func(int64) string { return "5 " }},
		{"eight counts", distinctCounts(t, 8), 1, func(int64) string { return "100000 100000 100000 100000 100000 100000 100000 100000 " }},
		{"eight counts of two groups", distinctCounts(t, 8), 2, func(int64) string { return "50000 50000 50000 50000 50000 50000 50000 50000 " }},
		{"percentiles", []nodes.Agg{percentile(t, 0, 1, false), most, percentile(t, 0, 2, false)}, 1,
			func(int64) string { return fmt.Sprintf("%q %q 0 ", fmt.Sprintf("%032d", 0), fmt.Sprintf("%032d", 0)) }},
	} {
		for _, how := range []string{"hashed", "ordered", "plain"} {
			if how != "hashed" && tc.keys > 1 {
				continue
			}
			var keys []int
			if how != "plain" {
				keys = []int{0}
			}
			r, files := boundedRun(t, 3<<20)
			n := groupNode(keys, tc.aggs, how == "ordered")
			got := all(t, r.newGroup(n, &manyRows{count: boundedRows, keys: tc.keys}))
			var want []string
			for k := range tc.keys {
				line := tc.lines(int64(k))
				if how != "plain" {
					line = fmt.Sprintf("%d ", k) + line
				}
				want = append(want, line)
			}
			slices.Sort(got)
			slices.Sort(want)
			if at := differ(got, want); at >= 0 {
				t.Errorf("%s, %s: got %d groups, want %d; of %d: %q, want %q", tc.name, how, len(got), len(want), at, got[at:min(at+1, len(got))], want[at:min(at+1, len(want))])
			}
			if r.mem.spill.wrote == 0 || files.open != 0 {
				t.Errorf("%s, %s: %d bytes were put on disk, %d files are left", tc.name, how, r.mem.spill.wrote, files.open)
			}
			r.mem.close()
		}
	}
}

// TestSetsSpilled compares ordered sets, and DISTINCT of numbers that are rounded, on disk with those
// in memory.
func TestSetsSpilled(t *testing.T) {
	rng := rand.New(rand.NewPCG(10, 1))
	comma := &scalar.Const{T: types.TText, D: types.Text(",")}
	whole, err := builtin.ResolveOperator("/", types.TInt8, types.TInt8)
	if err != nil {
		t.Fatal(err)
	}
	part := &scalar.Op{Op: whole, L: column(2), R: &scalar.Const{T: types.TInt8, D: types.Int(3)}}
	sets := map[string][]nodes.Agg{
		"percentiles": {percentile(t, 0.5, 2, false), percentile(t, 0.99, 2, true), percentile(t, 0.2, 1, false), percentile(t, 1, 0, false)},
		"mode":        {{Fn: function(t, "mode", types.TText), Args: []scalar.Expr{column(1)}, Order: []nodes.SortExpr{{X: column(1), Desc: true}}}},
		"many": append(distinctCounts(t, 6), nodes.Agg{Fn: function(t, "string_agg", types.TText, types.TText), Args: []scalar.Expr{column(1), comma},
			Distinct: true}, nodes.Agg{Fn: function(t, "count", types.TInt8), Args: []scalar.Expr{part}, Distinct: true}),
	}
	for name, aggs := range sets {
		for _, keys := range [][]int{nil, {0}} {
			for _, size := range []struct{ rows, keys int }{{0, 1}, {1, 1}, {500, 1}, {900, 300}, {900, 20}} {
				rows := rowsOf(rng, size.rows, size.keys)
				n := groupNode(keys, aggs, false)
				alike(t, fmt.Sprintf("%s by %v of %+v", name, keys, size), false, func(r *run) operator { return r.newGroup(n, table(rows, rowTypes...)) })
			}
		}
	}
}

// TestSortsWithoutRoom: rows are put on disk sorted, and read in their order, also where nothing is
// left to sort them with.
func TestSortsWithoutRoom(t *testing.T) {
	for _, end := range []bool{false, true} {
		r, files := boundedRun(t, 8<<20)
		r.mem.max = 1 << 20
		s := newSorter(&r.mem, newComparer([]nodes.SortKey{{Slot: 0}}, rowTypes), len(rowTypes))
		rows := rowsOf(rand.New(rand.NewPCG(7, 7)), 20_000, 3000)
		n := 0
		for ; r.mem.account.Used() < r.mem.max-160<<10; n++ { // pages take some
			if err := s.rows.addRow(rows[n]); err != nil {
				t.Fatal(err)
			}
		}
		if !end {
			if err := s.spill(); err != nil {
				t.Fatal(err)
			}
			if len(s.runs) < 2 {
				t.Errorf("%d rows are sorted at once", n)
			}
		}
		if err := s.finish(r.cancelled); err != nil {
			t.Fatal(err)
		}
		var last []types.Datum
		for i := range n {
			row, err := s.nextRow()
			if err != nil || row == nil {
				t.Fatalf("row %d: %v %v", i, row, err)
			}
			if c := 0; last != nil {
				if c = s.cmp.compare(last, row); c > 0 || c == 0 && last[2].Int() > row[2].Int() {
					t.Fatalf("row %d: %v comes before %v", i, last, row)
				}
			}
			last = slices.Clone(row)
		}
		s.clear()
		if files.open != 0 || r.mem.account.Used() != 0 {
			t.Errorf("%d files and %d bytes are held", files.open, r.mem.account.Used())
		}
	}
}

// TestWindowsGiveBack: of windows one above the other, each with its own order, those that have given
// their rows hold nothing.
func TestWindowsGiveBack(t *testing.T) {
	const windows, count = 60, 800
	r := &run{x: New(Options{}), p: &nodes.Plan{}, ctx: context.Background(), env: types.NewEnv(), mem: newMemory(nil, 6<<20, 0)}
	rows := make([][]types.Datum, count)
	for i := range rows {
		rows[i] = []types.Datum{types.Int(int64(i % 7)), types.Int(int64(i * 31 % count)), types.Int(int64(i))}
	}
	var op operator = table(rows, windowTypes...)
	ts := slices.Clone(windowTypes)
	for i := range windows {
		sort := &nodes.Sort{Keys: []nodes.SortKey{{Slot: 1, Desc: i%2 == 0}}}
		sort.Types = ts
		below := table(nil, ts...)
		w := &nodes.Window{Input: below, Order: []nodes.SortKey{{Slot: 1, Desc: i%2 == 0}}, Frame: nodes.Frame{Start: ast.UnboundedPreceding, End: ast.CurrentRow}}
		w.Funcs = []nodes.WindowFunc{{Fn: function(t, "row_number")}}
		ts = append(slices.Clone(ts), types.TInt8)
		w.Types = ts
		var err error
		if op, err = r.newWindow(w, newSort(r, sort, op, nil)); err != nil {
			t.Fatal(err)
		}
	}
	if got := len(all(t, op)); got != count {
		t.Errorf("got %d rows, want %d", got, count)
	}
}

// TestNewRowsAreLookedForInNoFile: a set knows of nearly all rows that it doesn't have without a look
// at what is on disk.
func TestNewRowsAreLookedForInNoFile(t *testing.T) {
	r, files := pressedRun(t, pressure{soft: 64 << 10})
	s := newRowSet(&r.mem, rowTypes[:1])
	for i := range int64(20_000) {
		if added, err := s.add([]types.Datum{types.Int(i * 64)}); err != nil || !added {
			t.Fatalf("row %d: added %v, %v", i, added, err)
		}
	}
	if len(s.runs) == 0 {
		t.Fatal("nothing is on disk")
	}
	before := files.reads
	for i := range int64(10_000) {
		if has, err := s.has([]types.Datum{types.Int(i*64 + 1)}); err != nil || has {
			t.Fatalf("row %d: there %v, %v", i, has, err)
		}
	}
	if reads := files.reads - before; reads > 1500 {
		t.Errorf("%d reads for 10,000 rows that are not there", reads)
	}
	s.end()
	if files.open != 0 || r.mem.account.Used() != 0 {
		t.Errorf("%d files and %d bytes are held", files.open, r.mem.account.Used())
	}
}

// TestTapesLeave: those that have ended leave memory to others, however many there were.
func TestTapesLeave(t *testing.T) {
	r, _ := pressedRun(t, pressure{})
	kept := newRowTape(&r.mem, 1)
	before := r.mem.spill.holders
	for range 1000 {
		tape := newRowTape(&r.mem, 1)
		tape.end()
		tape.end()
		set := newRowSet(&r.mem, rowTypes[:1])
		set.end()
	}
	if got := r.mem.spill.holders; got != before {
		t.Errorf("got %d holders, want %d", got, before)
	}
	kept.end()
}

// benchGroup counts DISTINCT numbers of a million rows, 200,003 of them other ones, in groups.
func benchGroup(b *testing.B, groups int) {
	n := groupNode([]int{0}, distinctCounts(b, 1), false)
	in := &manyRows{count: 1_000_000, keys: groups, noTexts: true}
	b.ReportAllocs()
	for b.Loop() {
		r := &run{x: New(Options{}), p: &nodes.Plan{}, ctx: context.Background(), env: types.NewEnv(), mem: newMemory(nil, 1<<40, 0)}
		g := r.newGroup(n, in)
		if err := g.open(); err != nil {
			b.Fatal(err)
		}
		for {
			out, err := g.next(batchRows)
			if err != nil {
				b.Fatal(err)
			}
			if out.N == 0 {
				break
			}
		}
		g.close()
	}
}

func BenchmarkCountDistinct1(b *testing.B)     { benchGroup(b, 1) }
func BenchmarkCountDistinct10000(b *testing.B) { benchGroup(b, 10_000) }
