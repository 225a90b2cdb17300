package exec

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// memFiles keeps temporary files in memory.
type memFiles struct{ open, reads int }

type memHandle struct {
	fs   *memFiles
	data []byte
}

func (m *memFiles) Create(string) (spill.Handle, error) { m.open++; return &memHandle{fs: m}, nil }
func (m *memFiles) Remove(string) error                 { m.open--; return nil }
func (m *memFiles) Clear(string) error                  { return nil }
func (m *memFiles) Free() (uint64, bool)                { return 0, false }

func (h *memHandle) Write(b []byte) (int, error) { h.data = append(h.data, b...); return len(b), nil }
func (h *memHandle) Close() error                { return nil }

func (h *memHandle) ReadAt(b []byte, at int64) (int, error) {
	h.fs.reads++
	if n := copy(b, h.data[at:]); n < len(b) {
		return n, io.EOF
	}
	return len(b), nil
}

// pressure is how an execution of a test is short of memory.
type pressure struct {
	name   string
	soft   int64
	always bool
}

var pressures = []pressure{{"always", 0, true}, {"64 kB", 64 << 10, false}}

// pressedRun is an execution that spills into files.
func pressedRun(t testing.TB, p pressure) (*run, *memFiles) {
	files := &memFiles{}
	s, err := spill.Open(spill.Options{FS: files, Dir: "d"})
	if err != nil {
		t.Fatal(err)
	}
	r := &run{x: New(Options{}), p: &nodes.Plan{}, ctx: context.Background(), env: types.NewEnv(), mem: newMemory(nil, 16<<20, 0)}
	r.mem.maySpill(s.Account(), p.soft, 16<<20, nil)
	r.mem.spill.always = p.always
	return r, files
}

// tableNode is a plan node, and its operator, of given rows.
type tableNode struct {
	nodes.Head_
	rows [][]types.Datum
	at   int
}

func (n *tableNode) open() error { n.at = 0; return nil }
func (n *tableNode) close()      {}

func (n *tableNode) next(most int) (*Batch, error) {
	b := newBatch(&memory{}, len(n.Types), min(most, 100))
	for ; n.at < len(n.rows) && b.N < b.room(); n.at++ {
		for c := range b.Cols {
			b.Cols[c][b.N] = n.rows[n.at][c]
		}
		b.N++
	}
	return b, nil
}

func table(rows [][]types.Datum, ts ...*types.Type) *tableNode {
	n := &tableNode{rows: rows}
	n.Types = ts
	return n
}

// rowsOf makes rows of a key of so many values, a text and the row's number.
func rowsOf(rng *rand.Rand, n, keys int) [][]types.Datum {
	rows := make([][]types.Datum, n)
	for i := range rows {
		key := types.Int(rng.Int64N(int64(keys)))
		if rng.IntN(20) == 0 {
			key = types.Null
		}
		rows[i] = []types.Datum{key, types.Text(strings.Repeat("x", rng.IntN(30))), types.Int(int64(i))}
	}
	return rows
}

var rowTypes = []*types.Type{types.TInt8, types.TText, types.TInt8}

// all runs an operator to its end and shows its rows.
func all(t testing.TB, op operator) []string {
	t.Helper()
	if err := op.open(); err != nil {
		t.Fatal(err)
	}
	var out []string
	for {
		b, err := op.next(batchRows)
		if err != nil {
			t.Fatal(err)
		}
		if b.N == 0 {
			op.close()
			return out
		}
		for i := range b.N {
			var s strings.Builder
			for _, c := range b.Cols {
				if c[i].IsNull() {
					s.WriteString("NULL ")
				} else if c[i].Kind() == types.KindInt {
					fmt.Fprintf(&s, "%d ", c[i].Int())
				} else {
					fmt.Fprintf(&s, "%q ", c[i].Text())
				}
			}
			out = append(out, s.String())
		}
	}
}

// differ is the first row in which two results differ; -1: there is none.
func differ(a, b []string) int {
	for i := range max(len(a), len(b)) {
		if i >= len(a) || i >= len(b) || a[i] != b[i] {
			return i
		}
	}
	return -1
}

// alike compares an operator that has all memory with the same under pressure: the rows
// are the same, and where ordered in the same order. Afterwards no file and no memory is
// held.
func alike(t *testing.T, what string, ordered bool, make func(r *run) operator) {
	t.Helper()
	r, _ := pressedRun(t, pressure{})
	r.mem = memory{}
	want := all(t, make(r))
	if !ordered {
		slices.Sort(want)
	}
	for _, p := range pressures {
		r, files := pressedRun(t, p)
		op := make(r)
		for again := range 2 {
			got := all(t, op)
			if !ordered {
				slices.Sort(got)
			}
			if at := differ(got, want); at >= 0 {
				t.Fatalf("%s, %s, run %d: got %d rows, want %d; at row %d\n%.300q\n%.300q", what, p.name, again, len(got), len(want), at, got[at:min(at+1, len(got))], want[at:min(at+1, len(want))])
			}
			if files.open != 0 {
				t.Fatalf("%s, %s: %d files are left", what, p.name, files.open)
			}
		}
		if r.mem.spill.wrote == 0 && p.always && len(want) > 600 {
			t.Errorf("%s, %s: nothing was put on disk", what, p.name)
		}
		r.mem.close()
	}
}

func TestSortSpilled(t *testing.T) {
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 3))
		rows := rowsOf(rng, []int{0, 1, 50, 2000, 8000, 8000}[seed], 500)
		n := &nodes.Sort{Keys: []nodes.SortKey{{Slot: 0, Desc: seed%2 == 0, NullsFirst: rng.IntN(2) == 0}}}
		if rng.IntN(2) == 0 {
			n.Keys = append(n.Keys, nodes.SortKey{Slot: 1, Desc: true})
		}
		n.Types = rowTypes
		alike(t, fmt.Sprintf("sort %d", seed), true, func(r *run) operator { return newSort(r, n, table(rows, rowTypes...), nil) })
		n.Limit = &scalar.Const{T: types.TInt8, D: types.Int(int64(rng.IntN(4000)))}
		limit := &nodes.Limit{Limit: n.Limit}
		limit.Types = rowTypes
		alike(t, fmt.Sprintf("sort %d with a limit", seed), true, func(r *run) operator {
			return &limitOp{r: r, n: limit, in: newSort(r, n, table(rows, rowTypes...), nil)}
		})
	}
}

// TestManyRuns merges more runs than can be merged at a time.
func TestManyRuns(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 3))
	r, files := pressedRun(t, pressure{soft: 64 << 10})
	s := newSorter(&r.mem, newComparer([]nodes.SortKey{{Slot: 0}}, rowTypes), len(rowTypes))
	rows := rowsOf(rng, 12000, 1000)
	runs := 0
	for i, row := range rows {
		if err := s.addRow(row); err != nil {
			t.Fatal(err)
		}
		if i%100 == 99 {
			runs++
			if err := s.spill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	if runs <= 2*s.fanIn() {
		t.Fatalf("%d runs are merged %d at a time", runs, s.fanIn())
	}
	if err := s.finish(r.cancelled); err != nil {
		t.Fatal(err)
	}
	slices.SortStableFunc(rows, func(a, b []types.Datum) int {
		if a[0].IsNull() != b[0].IsNull() {
			return map[bool]int{true: 1, false: -1}[a[0].IsNull()]
		}
		return cmp.Compare(a[0].Int(), b[0].Int())
	})
	for i, want := range rows {
		got, err := s.nextRow()
		if err != nil || got == nil || got[2].Int() != want[2].Int() {
			t.Fatalf("row %d: got %v %v, want %d", i, got, err, want[2].Int())
		}
	}
	s.clear()
	if files.open != 0 || r.mem.account.Used() != 0 {
		t.Errorf("%d files and %d bytes are held", files.open, r.mem.account.Used())
	}
}

// TestGivesWayWhereTheNodeIsTight: what all clients share is nearly used up by another, and
// an operator puts on disk what it holds, far below its own limit.
func TestGivesWayWhereTheNodeIsTight(t *testing.T) {
	for _, tc := range []struct {
		others int64
		spills bool
	}{{1 << 20, false}, {13 << 20, true}} {
		node := limit.NewShared("max-sql-memory", 16<<20)
		if err := node.Acquire(tc.others); err != nil {
			t.Fatal(err)
		}
		r, _ := pressedRun(t, pressure{})
		r.mem.account = limit.NewAccount(node, 0)
		r.mem.spill.from = node
		s := newSorter(&r.mem, newComparer([]nodes.SortKey{{Slot: 0}}, rowTypes), len(rowTypes))
		for _, row := range rowsOf(rand.New(rand.NewPCG(1, 1)), 40000, 100) {
			if err := s.addRow(row); err != nil {
				t.Fatalf("with %d bytes of others: %v", tc.others, err)
			}
		}
		if spilled := len(s.runs) > 0; spilled != tc.spills {
			t.Errorf("with %d bytes of others: spilled: %v", tc.others, spilled)
		}
		s.clear()
		r.mem.close()
	}
}

// TestMergeStopsWhenCancelled: a cancel ends a merge of many runs.
func TestMergeStopsWhenCancelled(t *testing.T) {
	r, _ := pressedRun(t, pressure{soft: 64 << 10})
	s := newSorter(&r.mem, newComparer([]nodes.SortKey{{Slot: 0}}, rowTypes), len(rowTypes))
	for i, row := range rowsOf(rand.New(rand.NewPCG(1, 1)), 3000, 10) {
		if err := s.addRow(row); err != nil {
			t.Fatal(err)
		}
		if i%50 == 0 {
			if err := s.spill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	stop := errors.New("stop")
	if err := s.finish(func() error { return stop }); !errors.Is(err, stop) {
		t.Errorf("got %v", err)
	}
}

func TestHashJoinSpilled(t *testing.T) {
	kinds := map[string]nodes.JoinKind{"inner": nodes.JoinInner, "left": nodes.JoinLeft, "full": nodes.JoinFull, "semi": nodes.JoinSemi, "anti": nodes.JoinAnti}
	rng := rand.New(rand.NewPCG(9, 9))
	slot := func(i int) scalar.Expr { return &scalar.Slot{Idx: i, T: rowTypes[i]} }
	for _, size := range []struct{ left, right, keys int }{
		{0, 300, 10}, {300, 0, 10}, {100, 80, 3}, {1500, 1200, 3000}, {3, 900, 1}, {300, 12, 1}, {100, 1500, 100},
	} {
		left, right := rowsOf(rng, size.left, size.keys), rowsOf(rng, size.right, size.keys)
		for name, kind := range kinds {
			for _, ordered := range []bool{false, true} {
				for _, null := range []bool{false, true} {
					if ordered && kind == nodes.JoinFull || null && kind != nodes.JoinAnti {
						continue
					}
					if null { // NOT IN of a side with a NULL is nothing
						right = slices.DeleteFunc(slices.Clone(right), func(r []types.Datum) bool { return r[0].IsNull() })
					}
					n := &nodes.HashJoin{Kind: kind, LKeys: []scalar.Expr{slot(0)}, RKeys: []scalar.Expr{slot(0)}, NullAware: null}
					n.Types, n.Head_.Ordered = rowTypes, ordered
					what := fmt.Sprintf("%s join of %+v, ordered %v, null-aware %v", name, size, ordered, null)
					sameOrder := false
					if ordered { // of the left rows; those that one of them meets come in any
						sameOrder = kind == nodes.JoinSemi || kind == nodes.JoinAnti
						leftOrder(t, what, n, left, right)
					}
					alike(t, what, sameOrder, func(r *run) operator {
						n := *n
						n.Left, n.Right = table(left, rowTypes...), table(right, rowTypes...)
						op, err := r.newHashJoin(&n)
						if err != nil {
							t.Fatal(err)
						}
						return op
					})
				}
			}
		}
	}
}

// leftOrder joins under pressure and looks at the numbers of the left rows.
func leftOrder(t *testing.T, what string, n *nodes.HashJoin, left, right [][]types.Datum) {
	t.Helper()
	for _, p := range pressures {
		r, _ := pressedRun(t, p)
		n := *n
		n.Left, n.Right = table(left, rowTypes...), table(right, rowTypes...)
		op, err := r.newHashJoin(&n)
		if err != nil {
			t.Fatal(err)
		}
		if err := op.open(); err != nil {
			t.Fatal(err)
		}
		last := int64(-1)
		for {
			b, err := op.next(batchRows)
			if err != nil {
				t.Fatal(err)
			}
			if b.N == 0 {
				break
			}
			for i := range b.N {
				if seq := b.Cols[2][i].Int(); seq < last {
					t.Fatalf("%s, %s: left row %d after %d", what, p.name, seq, last)
				} else {
					last = seq
				}
			}
		}
		op.close()
	}
}

func TestGroupSpilled(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	slot := func(i int) scalar.Expr { return &scalar.Slot{Idx: i, T: rowTypes[i]} }
	agg := func(name string, ts ...*types.Type) *builtin.Function {
		f, err := builtin.ResolveFunction(name, ts, false)
		if err != nil {
			t.Fatal(err)
		}
		return f
	}
	count := agg("count", types.TInt8)
	text, most := agg("string_agg", types.TText, types.TText), agg("max", types.TText)
	comma := &scalar.Const{T: types.TText, D: types.Text(",")}
	sets := map[string][]nodes.Agg{
		"none":     nil,
		"fixed":    {{Fn: count, Args: []scalar.Expr{slot(2)}}, {Fn: most, Args: []scalar.Expr{slot(1)}}},
		"growing":  {{Fn: text, Args: []scalar.Expr{slot(1), comma}}, {Fn: count, Args: []scalar.Expr{slot(2)}}},
		"distinct": {{Fn: count, Args: []scalar.Expr{slot(2)}, Distinct: true}, {Fn: count, Args: []scalar.Expr{slot(1)}, Distinct: true}},
		"ordered":  {{Fn: text, Args: []scalar.Expr{slot(1), comma}, Order: []nodes.SortExpr{{X: slot(2), Desc: true}}}},
		"both":     {{Fn: text, Args: []scalar.Expr{slot(1), comma}, Distinct: true}, {Fn: text, Args: []scalar.Expr{slot(1), comma}, Distinct: true, Order: []nodes.SortExpr{{X: slot(1), Desc: true}}}},
	}
	for name, aggs := range sets {
		for _, keys := range [][]int{nil, {0}, {0, 1}} {
			for _, size := range []struct{ rows, keys int }{{0, 1}, {300, 1}, {900, 800}, {900, 40}} {
				rows := rowsOf(rng, size.rows, size.keys)
				n := &nodes.Group{Keys: keys, Aggs: aggs}
				for _, k := range keys {
					n.Types = append(n.Types, rowTypes[k])
				}
				for _, a := range aggs {
					n.Types = append(n.Types, a.Fn.Result)
				}
				alike(t, fmt.Sprintf("%s by %v of %+v", name, keys, size), false, func(r *run) operator { return r.newGroup(n, table(rows, rowTypes...)) })
			}
		}
	}
}

func TestDistinctSpilled(t *testing.T) {
	rng := rand.New(rand.NewPCG(6, 4))
	for _, size := range []struct{ rows, keys int }{{0, 1}, {1000, 1}, {3000, 2500}, {3000, 300}} {
		for _, ordered := range []bool{false, true} {
			rows := rowsOf(rng, size.rows, size.keys)
			n := &nodes.Distinct{Slots: []int{0}, On: true}
			n.Types, n.Head_.Ordered = rowTypes, ordered
			alike(t, fmt.Sprintf("distinct of %+v, ordered %v", size, ordered), ordered, func(r *run) operator { return r.newDistinct(n, table(rows, rowTypes...)) })
		}
	}
}

func TestSetOpSpilled(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 4))
	ts := rowTypes[:2]
	for _, size := range []struct{ left, right, keys int }{{0, 9, 3}, {9, 0, 3}, {1000, 900, 2}, {3000, 2500, 1500}} {
		left, right := rowsOf(rng, size.left, size.keys), rowsOf(rng, size.right, size.keys)
		for _, except := range []bool{false, true} {
			for _, every := range []bool{false, true} {
				alike(t, fmt.Sprintf("except %v, all %v, of %+v", except, every, size), false, func(r *run) operator {
					n := &nodes.SetOp{Except: except, All: every, Left: table(left, ts...), Right: table(right, ts...)}
					n.Types = ts
					op, err := r.newSetOp(n)
					if err != nil {
						t.Fatal(err)
					}
					return op
				})
			}
		}
	}
}

// TestRowSet compares a set with a map.
func TestRowSet(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 4))
	for _, p := range pressures {
		r, files := pressedRun(t, p)
		s := newRowSet(&r.mem, rowTypes[:1])
		seen := map[int64]bool{}
		for range 4000 {
			k := rng.Int64N(3000)
			if rng.IntN(3) == 0 {
				if has, err := s.has([]types.Datum{types.Int(k)}); err != nil || has != seen[k] {
					t.Fatalf("%s: has(%d): got %v %v, want %v", p.name, k, has, err, seen[k])
				}
				continue
			}
			added, err := s.add([]types.Datum{types.Int(k)})
			if err != nil || added == seen[k] {
				t.Fatalf("%s: add(%d): got %v %v, was there: %v", p.name, k, added, err, seen[k])
			}
			seen[k] = true
		}
		if s.n != len(seen) {
			t.Errorf("%s: got %d rows, want %d", p.name, s.n, len(seen))
		}
		s.clear()
		if files.open != 0 || r.mem.account.Used() != 0 {
			t.Errorf("%s: %d files and %d bytes are held", p.name, files.open, r.mem.account.Used())
		}
	}
}

// TestTape reads what is added, by two readers, while it grows.
func TestTape(t *testing.T) {
	for _, p := range pressures {
		r, files := pressedRun(t, p)
		tape := newRowTape(&r.mem, 3)
		rows := rowsOf(rand.New(rand.NewPCG(3, 3)), 2000, 100)
		a, b := tapeReader{t: tape}, tapeReader{t: tape}
		for i, row := range rows {
			if err := tape.addRow(row); err != nil {
				t.Fatal(err)
			}
			for _, at := range []int{i, i / 2} {
				read := &a
				if at != i {
					read = &b
				}
				got, err := read.row(at)
				if err != nil || got[2].Int() != int64(at) || got[1].Text() != rows[at][1].Text() {
					t.Fatalf("%s: row %d of %d: got %v %v", p.name, at, i, got, err)
				}
			}
		}
		a.close()
		b.close()
		tape.clear()
		if files.open != 0 || r.mem.account.Used() != 0 {
			t.Errorf("%s: %d files and %d bytes are held", p.name, files.open, r.mem.account.Used())
		}
	}
}

// TestHashJoinHoldsLeft: whichever side is held, a join's rows are the same, with and
// without memory, and with a condition beside the keys.
func TestHashJoinHoldsLeft(t *testing.T) {
	less, err := builtin.ResolveOperator("<", types.TInt8, types.TInt8)
	if err != nil {
		t.Fatal(err)
	}
	slot := func(i int) scalar.Expr { return &scalar.Slot{Idx: i, T: rowTypes[i]} }
	filter := &scalar.Op{Op: less, L: &scalar.Slot{Idx: 2, T: types.TInt8}, R: &scalar.Slot{Idx: 5, T: types.TInt8}}
	kinds := map[string]nodes.JoinKind{"inner": nodes.JoinInner, "left": nodes.JoinLeft, "semi": nodes.JoinSemi, "anti": nodes.JoinAnti}
	rng := rand.New(rand.NewPCG(4, 4))
	for _, size := range []struct{ left, right, keys int }{
		{0, 300, 10}, {300, 0, 10}, {100, 80, 3}, {1500, 1200, 3000}, {300, 12, 1}, {100, 1500, 100}, {120, 90, 1},
	} {
		left, right := rowsOf(rng, size.left, size.keys), rowsOf(rng, size.right, size.keys)
		for name, kind := range kinds {
			for _, cond := range []scalar.Expr{nil, filter} {
				join := func(r *run, hold bool) operator {
					n := &nodes.HashJoin{Kind: kind, LKeys: []scalar.Expr{slot(0)}, RKeys: []scalar.Expr{slot(0)}, Filter: cond, HoldLeft: hold}
					n.Left, n.Right = table(left, rowTypes...), table(right, rowTypes...)
					if n.Types = rowTypes; kind == nodes.JoinInner || kind == nodes.JoinLeft {
						n.Types = slices.Concat(rowTypes, rowTypes)
					}
					op, err := r.newHashJoin(n)
					if err != nil {
						t.Fatal(err)
					}
					return op
				}
				what := fmt.Sprintf("%s join of %+v, condition %v", name, size, cond != nil)
				r, _ := pressedRun(t, pressure{})
				r.mem = memory{}
				want, got := all(t, join(r, false)), all(t, join(r, true))
				slices.Sort(want)
				slices.Sort(got)
				if at := differ(got, want); at >= 0 {
					t.Fatalf("%s: got %d rows, want %d", what, len(got), len(want))
				}
				alike(t, what, false, func(r *run) operator { return join(r, true) })
			}
		}
	}
}
