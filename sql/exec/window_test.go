package exec

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// The columns of a window's rows in tests: what they are partitioned and ordered by, and
// their number.
const (
	colPart = iota
	colKey
	colID
)

var windowTypes = []*types.Type{types.TInt4, types.TInt4, types.TInt4}

// windowCase is a window of a test. Its offsets are of rows, groups or keys.
type windowCase struct {
	frame            nodes.Frame
	by               [2]int64
	desc, nullsFirst bool
	partitioned      bool
}

func (c *windowCase) String() string {
	return fmt.Sprintf("mode %d from %d (%d) to %d (%d) exclude %d desc %v nulls first %v partitioned %v",
		c.frame.Mode, c.frame.Start, c.by[0], c.frame.End, c.by[1], c.frame.Exclude, c.desc, c.nullsFirst, c.partitioned)
}

// windowFuncs are the functions that tests compute, over the columns.
var windowFuncs = []struct {
	name string
	args []scalar.Expr
}{
	{"count", nil}, {"sum", slots(colKey)}, {"min", slots(colID)}, {"bit_xor", slots(colID)},
	{"first_value", slots(colID)}, {"last_value", slots(colID)}, {"nth_value", append(slots(colID), number(3))},
	{"row_number", nil}, {"rank", nil}, {"dense_rank", nil}, {"ntile", []scalar.Expr{number(3)}},
	{"lag", append(slots(colID), number(2))}, {"lead", append(slots(colID), number(1), number(-7))},
}

func slots(cols ...int) (out []scalar.Expr) {
	for _, c := range cols {
		out = append(out, &scalar.Slot{Idx: c, T: windowTypes[c], Typmod: types.NoTypmod})
	}
	return out
}

func number(n int64) scalar.Expr {
	return &scalar.Const{T: types.TInt4, Typmod: types.NoTypmod, D: types.Int(n)}
}

// node is the plan of a window over rows that are in its order.
func (c *windowCase) node(t *testing.T, rows [][]types.Datum) *nodes.Window {
	n := &nodes.Window{Input: table(rows, windowTypes...), Frame: c.frame, Order: []nodes.SortKey{{Slot: colKey, Desc: c.desc, NullsFirst: c.nullsFirst}}}
	n.Types = slices.Clone(windowTypes)
	if c.partitioned {
		n.Partition = []int{colPart}
	}
	offset := func(k ast.BoundKind, by int64) (scalar.Expr, *builtin.Function) {
		switch {
		case !isOffset(k):
			return nil, nil
		case c.frame.Mode == ast.FrameRange:
			in := builtin.InRange(types.TInt4)
			return number(by), in[slices.IndexFunc(in, func(f *builtin.Function) bool { return f.Args[2] == types.TInt4 })]
		}
		return number(by), nil
	}
	n.Frame.StartOffset, n.Frame.StartIn = offset(c.frame.Start, c.by[0])
	n.Frame.EndOffset, n.Frame.EndIn = offset(c.frame.End, c.by[1])
	for _, f := range windowFuncs {
		var ts []*types.Type
		for _, x := range f.args {
			ts = append(ts, x.Type())
		}
		fn, err := builtin.ResolveFunction(f.name, ts, false)
		if err != nil {
			t.Fatal(err)
		}
		n.Funcs = append(n.Funcs, nodes.WindowFunc{Fn: fn, Args: f.args})
		n.Types = append(n.Types, fn.Result)
	}
	return n
}

// compareKeys orders two keys.
func (c *windowCase) compareKeys(a, b types.Datum) int {
	return compareDatums(types.TInt4, a, b, c.desc, c.nullsFirst)
}

// reaches reports whether row j of a partition lies on the frame's side of an end of the
// frame of row i: written down from the definition, without regard to any other row.
func (c *windowCase) reaches(part [][]types.Datum, groups []int, i, j int, start bool) bool {
	kind, by, side := c.frame.End, c.by[1], -1
	if start {
		kind, by, side = c.frame.Start, c.by[0], 1
	}
	switch kind {
	case ast.UnboundedPreceding, ast.UnboundedFollowing:
		return true
	case ast.OffsetPreceding:
		by = -by
	case ast.CurrentRow:
		by = 0
	}
	at, of := int64(j), int64(i)
	switch {
	case c.frame.Mode == ast.FrameGroups, c.frame.Mode == ast.FrameRange && kind == ast.CurrentRow:
		at, of = int64(groups[j]), int64(groups[i])
	case c.frame.Mode == ast.FrameRange:
		a, b := part[j][colKey], part[i][colKey]
		if a.IsNull() || b.IsNull() {
			rank := func(d types.Datum) int {
				if d.IsNull() == c.nullsFirst {
					return 0
				}
				return 1
			}
			return (rank(a)-rank(b))*side >= 0
		}
		if at, of = a.Int(), b.Int(); c.desc {
			at, of = -at, -of
		}
	}
	return (at-of-by)*int64(side) >= 0
}

// naive computes the functions for row i of a partition by looking at all of its rows.
func (c *windowCase) naive(part [][]types.Datum, groups []int, i int) []string {
	var frame []int // what is left of it; -1 stands for peers that went without the current row
	inside := func(j int) bool {
		return c.reaches(part, groups, i, j, true) && c.reaches(part, groups, i, j, false)
	}
	hole := false
	for j := range part {
		peer := groups[j] == groups[i]
		switch {
		case !inside(j), c.frame.Exclude == ast.ExcludeCurrentRow && i == j, c.frame.Exclude == ast.ExcludeGroup && peer:
		case c.frame.Exclude == ast.ExcludeTies && peer && i != j:
			// As in Postgres: where the current row is not in the frame, the place of its peers is
			// still one for first_value and its relatives.
			if !inside(i) && !hole {
				hole = true
				frame = append(frame, -1)
			}
		default:
			frame = append(frame, j)
		}
	}
	count, sum, least, xor := 0, int64(0), types.Null, types.Null
	some := false
	for _, j := range frame {
		if j < 0 {
			continue
		}
		count++
		if k := part[j][colKey]; !k.IsNull() {
			some = true
			sum += k.Int()
		}
		id := part[j][colID].Int()
		if least.IsNull() || id < least.Int() {
			least = types.Int(id)
		}
		if xor.IsNull() {
			xor = types.Int(0)
		}
		xor = types.Int(xor.Int() ^ id)
	}
	total := types.Null
	if some {
		total = types.Int(sum)
	}
	nth := func(n int) types.Datum {
		if n < 0 || n >= len(frame) || frame[n] < 0 {
			return types.Null
		}
		return part[frame[n]][colID]
	}
	beside := func(j int, other types.Datum) types.Datum {
		if j < 0 || j >= len(part) {
			return other
		}
		return part[j][colID]
	}
	rank := slices.Index(groups, groups[i]) + 1
	tile := i
	if n, more := len(part)/3, len(part)%3; n > 0 { // the first ones have a row more
		if tile = i / (n + 1); i >= more*(n+1) {
			tile = more + (i-more*(n+1))/n
		}
	}
	var out []string
	for _, d := range []types.Datum{
		types.Int(int64(count)), total, least, xor, nth(0), nth(len(frame) - 1), nth(2),
		types.Int(int64(i) + 1), types.Int(int64(rank)), types.Int(int64(groups[i])), types.Int(int64(tile) + 1),
		beside(i-2, types.Null), beside(i+1, types.Int(-7)),
	} {
		if d.IsNull() {
			out = append(out, "NULL")
		} else {
			out = append(out, fmt.Sprint(d.Int()))
		}
	}
	return out
}

// expected computes a window over rows that are in its order.
func (c *windowCase) expected(rows [][]types.Datum) []string {
	var out []string
	for len(rows) > 0 {
		n := 1
		for n < len(rows) && (!c.partitioned || rows[n][colPart].Int() == rows[0][colPart].Int()) {
			n++
		}
		part := rows[:n]
		rows = rows[n:]
		groups := make([]int, n)
		for i := range part {
			if i == 0 {
				groups[i] = 1
			} else if groups[i] = groups[i-1]; c.compareKeys(part[i-1][colKey], part[i][colKey]) != 0 {
				groups[i]++
			}
		}
		for i := range part {
			var s strings.Builder
			for _, d := range part[i] {
				if d.IsNull() {
					s.WriteString("NULL ")
				} else {
					fmt.Fprintf(&s, "%d ", d.Int())
				}
			}
			out = append(out, s.String()+strings.Join(c.naive(part, groups, i), " ")+" ")
		}
	}
	return out
}

// drawWindow draws a window whose frame the parser would take.
func drawWindow(rng *rand.Rand) *windowCase {
	for {
		c := &windowCase{
			frame: nodes.Frame{Mode: ast.FrameMode(rng.IntN(3)), Start: ast.BoundKind(rng.IntN(5)), End: ast.BoundKind(rng.IntN(5)), Exclude: ast.FrameExclude(rng.IntN(4))},
			by:    [2]int64{rng.Int64N(6), rng.Int64N(6)}, desc: rng.IntN(2) == 0, nullsFirst: rng.IntN(2) == 0, partitioned: rng.IntN(3) > 0,
		}
		if rng.IntN(2) == 0 {
			c.frame.Exclude = ast.ExcludeNone
		}
		f := &c.frame
		if f.Start != ast.UnboundedFollowing && f.End != ast.UnboundedPreceding && !(f.Start == ast.CurrentRow && f.End == ast.OffsetPreceding) &&
			!(f.Start == ast.OffsetFollowing && f.End < ast.OffsetFollowing) {
			return c
		}
	}
}

// drawRows draws rows in the order of a window.
func (c *windowCase) drawRows(rng *rand.Rand, n int) [][]types.Datum {
	rows := make([][]types.Datum, n)
	for i := range rows {
		key := types.Int(rng.Int64N(int64(n/2 + 3)))
		if rng.IntN(8) == 0 {
			key = types.Null
		}
		rows[i] = []types.Datum{types.Int(rng.Int64N(3)), key, types.Int(int64(i))}
	}
	slices.SortStableFunc(rows, func(a, b []types.Datum) int {
		if c.partitioned && a[colPart].Int() != b[colPart].Int() {
			return cmp.Compare(a[colPart].Int(), b[colPart].Int())
		}
		return c.compareKeys(a[colKey], b[colKey])
	})
	return rows
}

// TestWindowsByDefinition compares windows with what their definition says of each row alone,
// in memory and with partitions on disk.
func TestWindowsByDefinition(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 2))
	seen := map[string]bool{}
	for i := range 500 {
		c := drawWindow(rng)
		n := rng.IntN(24)
		if i%50 == 0 {
			n = 300
		}
		rows := c.drawRows(rng, n)
		want := c.expected(rows)
		seen[fmt.Sprint(c.frame.Mode, c.frame.Start, c.frame.End)] = true
		for _, p := range append([]pressure{{"memory", 0, false}}, pressures...) {
			r, files := pressedRun(t, p)
			w, err := r.newWindow(c.node(t, rows), table(rows, windowTypes...))
			if err != nil {
				t.Fatal(err)
			}
			got := all(t, w)
			if at := differ(got, want); at >= 0 {
				t.Fatalf("%d, %s, %v, row %d of %d:\ngot  %q\nwant %q", i, p.name, c, at, len(want), line(got, at), line(want, at))
			}
			if files.open != 0 {
				t.Fatalf("%s: %d files are left", p.name, files.open)
			}
			if used := r.mem.account.Used(); used != 0 {
				t.Fatalf("%s, %v: %d bytes are still accounted for", p.name, c, used)
			}
		}
	}
	if len(seen) < 30 {
		t.Errorf("only %d kinds of frames were drawn", len(seen))
	}
}

func line(rows []string, at int) string {
	if at < len(rows) {
		return rows[at]
	}
	return ""
}

// TestWindowForgetsRows: what no function looks at again is not kept.
func TestWindowForgetsRows(t *testing.T) {
	const rows = 100_000
	input := make([][]types.Datum, rows)
	for i := range input {
		input[i] = []types.Datum{types.Int(0), types.Int(int64(i)), types.Int(int64(i))}
	}
	running := nodes.Frame{Mode: ast.FrameRange, Start: ast.UnboundedPreceding, End: ast.CurrentRow}
	moving := nodes.Frame{Mode: ast.FrameRows, Start: ast.OffsetPreceding, End: ast.CurrentRow}
	for _, tt := range []struct {
		name  string
		frame nodes.Frame
		funcs []string
	}{
		{"row_number", running, []string{"row_number"}},
		{"rank", running, []string{"rank", "dense_rank"}},
		{"running sum", running, []string{"sum", "count"}},
		{"moving sum", moving, []string{"sum"}},
		{"moving min", moving, []string{"min"}},
		{"neighbours", running, []string{"lag", "lead"}},
	} {
		c := &windowCase{frame: tt.frame, by: [2]int64{50, 0}}
		n := c.node(t, input)
		n.Funcs = slices.DeleteFunc(n.Funcs, func(f nodes.WindowFunc) bool { return !slices.Contains(tt.funcs, f.Fn.Name) })
		n.Types = append(slices.Clone(windowTypes), make([]*types.Type, len(n.Funcs))...)
		r, _ := pressedRun(t, pressure{"memory", 0, false})
		w, err := r.newWindow(n, table(input, windowTypes...))
		if err != nil {
			t.Fatal(err)
		}
		if err := w.open(); err != nil {
			t.Fatal(err)
		}
		most, count := int64(0), 0
		for {
			b, err := w.next(batchRows)
			if err != nil {
				t.Fatal(err)
			}
			if b.N == 0 {
				break
			}
			count += b.N
			most = max(most, r.mem.account.Used())
		}
		w.close()
		if count != rows || most > 200<<10 {
			t.Errorf("%s: %d rows, with %d bytes held at once", tt.name, count, most)
		}
	}
}
