package exec

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

func TestRowStoreKeepsItsOwnMemory(t *testing.T) {
	mem := &memory{max: 1 << 20}
	s := newRowStore(mem, 2)
	buf := []byte("abc")
	for i := range 3 * storeChunk {
		buf[0] = byte('a' + i%26)
		if err := s.addRow([]types.Datum{types.Int(int64(i)), types.TextAlias(buf)}); err != nil {
			t.Fatal(err)
		}
	}
	for i := range s.n {
		want := string(rune('a'+i%26)) + "bc"
		if r := s.row(i); r[0].Int() != int64(i) || r[1].Text() != want {
			t.Fatalf("row %d: got %d %q, want %q", i, r[0].Int(), r[1].Text(), want)
		}
	}
	if mem.account.Used() == 0 {
		t.Error("nothing was accounted")
	}
	if s.clear(); mem.account.Used() != 0 {
		t.Errorf("%d bytes are still accounted after clear", mem.account.Used())
	}
}

// TestRowsWithoutColumns: rows that no column of is wanted are rows, in memory and on disk.
func TestRowsWithoutColumns(t *testing.T) {
	s := newRowStore(&memory{max: 1 << 20}, 0)
	for range 3 {
		if err := s.addRow(nil); err != nil {
			t.Fatal(err)
		}
	}
	for i := range s.n {
		if r := s.row(i); r == nil || len(r) != 0 {
			t.Errorf("row %d is %v", i, r)
		}
	}
}

func TestMemoryLimit(t *testing.T) {
	s := newRowStore(&memory{max: 100_000}, 1)
	var err error
	n := 0
	for ; err == nil && n < 100_000; n++ {
		err = s.addRow([]types.Datum{types.Text("some text of no great length")})
	}
	if pgerror.Code(err) != pgerror.OutOfMemory {
		t.Errorf("after %d rows: got %v, want %s", n, err, pgerror.OutOfMemory)
	}
}

func TestHashTable(t *testing.T) {
	h := newHashTable(&memory{max: 1 << 30}, []*types.Type{types.TInt4, types.TText}, 2)
	rng := rand.New(rand.NewPCG(1, 1))
	seen := map[string]int32{}
	for range 5000 {
		key := []types.Datum{types.Int(rng.Int64N(50)), types.Text(fmt.Sprint(rng.IntN(20)))}
		name := fmt.Sprintf("%d/%s", key[0].Int(), key[1].Text())
		if rng.IntN(10) == 0 {
			key[1], name = types.Null, fmt.Sprintf("%d NULL", key[0].Int())
		}
		at, added, err := h.findOrInsert(key)
		if err != nil {
			t.Fatal(err)
		}
		was, ok := seen[name]
		if added == ok || ok && was != at {
			t.Fatalf("%s: got %d, added %v; before %d, %v", name, at, added, was, ok)
		}
		seen[name] = at
	}
	if h.rows.n != len(seen) {
		t.Errorf("got %d keys, want %d", h.rows.n, len(seen))
	}
}

// rowsOp gives rows of one column and their number.
type rowsOp struct {
	vals []int64
	at   int
}

func (o *rowsOp) open() error { o.at = 0; return nil }
func (o *rowsOp) close()      {}

func (o *rowsOp) next(most int) (*Batch, error) {
	b := newBatch(&memory{}, 2, 100)
	for ; o.at < len(o.vals) && b.N < min(most, 100); o.at++ {
		b.Cols[0][b.N], b.Cols[1][b.N] = types.Int(o.vals[o.at]), types.Int(int64(o.at))
		b.N++
	}
	return b, nil
}

// TestTopIsPrefixOfSort compares a sort with a limit with the whole one: the
// same rows, ties in the order of arrival.
func TestTopIsPrefixOfSort(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	for range 50 {
		vals := make([]int64, rng.IntN(700))
		for i := range vals {
			vals[i] = rng.Int64N(40)
		}
		desc := rng.IntN(2) == 0
		run := func(limit scalar.Expr) (out [][2]int64) {
			r := &run{x: New(Options{}), ctx: t.Context(), mem: memory{max: 1 << 30}}
			n := &nodes.Sort{Keys: []nodes.SortKey{{Slot: 0, Desc: desc}}, Limit: limit}
			n.Types = []*types.Type{types.TInt8, types.TInt8}
			s := newSort(r, n, &rowsOp{vals: vals}, nil)
			if err := s.open(); err != nil {
				t.Fatal(err)
			}
			for {
				b, err := s.next(64)
				if err != nil {
					t.Fatal(err)
				}
				if b.N == 0 {
					return out
				}
				for i := range b.N {
					out = append(out, [2]int64{b.Cols[0][i].Int(), b.Cols[1][i].Int()})
				}
			}
		}
		limit := rng.IntN(30)
		whole := run(nil)
		got := run(&scalar.Const{T: types.TInt8, D: types.Int(int64(limit))})
		if want := whole[:min(limit, len(whole))]; !slices.Equal(got, want) {
			t.Fatalf("limit %d, descending %v: got %v, want %v", limit, desc, got, want)
		}
	}
}

func TestMergeSpans(t *testing.T) {
	sp := func(a, b string) keys.Span {
		s := keys.Span{Start: keys.Key(a)}
		if b != "" {
			s.End = keys.Key(b)
		}
		return s
	}
	for _, tc := range []struct {
		name     string
		in, want []keys.Span
	}{
		{"apart", []keys.Span{sp("c", "d"), sp("a", "b")}, []keys.Span{sp("a", "b"), sp("c", "d")}},
		{"overlapping", []keys.Span{sp("a", "c"), sp("b", "d")}, []keys.Span{sp("a", "d")}},
		{"inside", []keys.Span{sp("a", "z"), sp("b", "d"), sp("c", "")}, []keys.Span{sp("a", "z")}},
		{"repeated points", []keys.Span{sp("b", ""), sp("a", ""), sp("b", "")}, []keys.Span{sp("a", ""), sp("b", "")}},
		{"a point where a span begins", []keys.Span{sp("a", "c"), sp("a", "")}, []keys.Span{sp("a", "c")}},
	} {
		in := slices.Clone(tc.in)
		sortSpans(in)
		if got := mergeSpans(in); fmt.Sprint(got) != fmt.Sprint(tc.want) {
			t.Errorf("%s: got %s, want %s", tc.name, got, tc.want)
		}
	}
}
