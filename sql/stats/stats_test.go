package stats

import (
	"math"
	"reflect"
	"testing"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
)

func TestCodec(t *testing.T) {
	for _, want := range []*Table{
		{ID: 16384, Prefix: 16400, Rows: 1e6, At: 1 << 60},
		{ID: 1, Columns: []Column{{ID: 1, Distinct: 7, Nulls: 2, Width: 4}, {ID: 3, Distinct: 1}}},
	} {
		for _, form := range []byte{format, formatFull, formatTogether, formatElements} {
			got, err := decode(want.encode(form))
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("decode(encode(%+v)) = %+v, %v", want, got, err)
			}
		}
	}
	want := &Table{ID: 1, Rows: 9, Auto: true, Columns: []Column{
		{ID: 1, Distinct: 7, Correlation: -0.5, Common: []Common{{[]byte("a"), 0.25}, {[]byte("b"), 0.125}}, Bounds: [][]byte{[]byte("c"), []byte("d")}}, {ID: 2},
	}}
	if got, err := decode(want.encode(formatFull)); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("decode(encode(%+v)) = %+v, %v", want, got, err)
	}
}

func TestCodecTogether(t *testing.T) {
	want := &Table{ID: 1, Rows: 9, Columns: []Column{{ID: 1, Distinct: 3}, {ID: 2, Distinct: 3}},
		Groups: []Group{{[]catalog.ColumnID{1, 2}, 5}}, Dependencies: []Dependency{{[]catalog.ColumnID{1}, 2, 0.5}, {[]catalog.ColumnID{2}, 1, 1}}}
	if got, err := decode(want.encode(formatTogether)); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("decode(encode(%+v)) = %+v, %v", want, got, err)
	}
	older := &Store{o: Options{Version: func(v uint32) bool { return v < version.Declared }}}
	if form := older.form(want); form != formatFull {
		t.Errorf("among older nodes the form is %d", form)
	}
	if form := (&Store{o: Options{Version: func(uint32) bool { return true }}}).form(want); form != formatTogether {
		t.Errorf("the form is %d", form)
	}
}

// TestCodecElements: what values are made of is stored once all nodes know it, and left out before.
func TestCodecElements(t *testing.T) {
	want := &Table{ID: 1, Rows: 9, Columns: []Column{{ID: 1, Distinct: 3}, {ID: 2, Distinct: 3, Rare: 0.25, Elements: []Common{{[]byte("ea"), 0.5}, {[]byte("eb"), 0.25}}}},
		Groups: []Group{{[]catalog.ColumnID{1, 2}, 5}}}
	if got, err := decode(want.encode(formatElements)); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("decode(encode(%+v)) = %+v, %v", want, got, err)
	}
	for _, x := range []struct {
		newest uint32
		want   byte
	}{{version.Guarded, formatFull}, {version.Declared, formatTogether}, {version.Sampled - 1, formatTogether}, {version.Sampled, formatElements}} {
		s := &Store{o: Options{Version: func(v uint32) bool { return v <= x.newest }}}
		if form := s.form(want); form != x.want {
			t.Errorf("at version %d the form is %d, want %d", x.newest, form, x.want)
		}
	}
	if form := (&Store{o: Options{Version: func(uint32) bool { return true }}}).form(&Table{ID: 1, Columns: []Column{{ID: 1}}}); form != formatFull {
		t.Errorf("without elements the form is %d", form)
	}
}

// TestTogether: combinations are counted, and what tells what, as Postgres's ANALYZE does of a table
// that is its own sample.
func TestTogether(t *testing.T) {
	c := &collector{rows: 1000, sampled: 1000, cols: []*columnSample{{id: 1, hashed: true}, {id: 2, hashed: true}, {id: 3, hashed: true}, {id: 4}}}
	for i := range uint64(1000) {
		for k, v := range []uint64{i % 10, i % 5, min(i%7, 1) * (i % 3)} { // the last has values that are 0, NULLs
			c.cols[k].hashes = append(c.cols[k].hashes, v)
		}
	}
	var out Table
	c.together([]Together{{Columns: []catalog.ColumnID{1, 2, 3}, Distinct: true, Dependencies: true}, {Columns: []catalog.ColumnID{1, 4}, Distinct: true, Dependencies: true}, {Columns: []catalog.ColumnID{1, 2}, Distinct: true}}, &out)
	if want := []Group{{[]catalog.ColumnID{1, 2}, 10}, {[]catalog.ColumnID{1, 3}, 30}, {[]catalog.ColumnID{2, 3}, 15}, {[]catalog.ColumnID{1, 2, 3}, 30}}; !reflect.DeepEqual(out.Groups, want) {
		t.Errorf("groups %v, want %v", out.Groups, want)
	}
	if d := out.Dependency([]catalog.ColumnID{1}, 2); d == nil || d.Degree != 1 {
		t.Errorf("1 tells 2: %v", d)
	}
	if d := out.Dependency([]catalog.ColumnID{2}, 1); d == nil || d.Degree != 0 {
		t.Errorf("2 tells 1: %v", d)
	}
	if d := out.Dependency([]catalog.ColumnID{1, 3}, 2); d == nil || d.Degree != 1 {
		t.Errorf("1 and 3 tell 2: %v", d)
	}
}

func TestSketch(t *testing.T) {
	for _, n := range []int{0, 1, 100, sketchSize, 5000, 200000} {
		var s Sketch
		for round := range 2 {
			_ = round
			for i := range n {
				s.Add(uint64(i) * 0x9e3779b97f4a7c15)
			}
		}
		got := float64(s.Distinct())
		if n < sketchSize && got != float64(n) || math.Abs(got-float64(n)) > 0.15*float64(n) {
			t.Errorf("%d distinct values: estimate %v", n, got)
		}
	}
}

func TestRows(t *testing.T) {
	s := &Store{tables: nil}
	s.tables = map[catalog.ID]*entry{}
	if _, ok := s.Rows(7); ok {
		t.Error("a table that nobody measured has rows")
	}
	s.Changed(7, 1010)
	s.Changed(7, -3)
	if n, ok := s.Rows(7); n != 1007 || !ok {
		t.Errorf("Rows = %v, %v, want 1007", n, ok)
	}
	s.Changed(7, -100)
	if n, ok := s.Rows(7); ok {
		t.Errorf("Rows = %v of a small table that nobody measured", n)
	}
}

// Plans are made anew a few times while a table grows, not at each statement.
func TestVersion(t *testing.T) {
	s := &Store{tables: map[catalog.ID]*entry{}}
	for range 1 << 20 {
		s.Changed(7, 1)
	}
	if got := s.Version(); got != 4 {
		t.Errorf("Version = %d after a million rows, want 4 (1,000, 8,000, 64,000, 512,000)", got)
	}
	s.Changed(7, -1<<20)
	if got := s.Version(); got != 5 {
		t.Errorf("Version = %d after all were deleted, want 5", got)
	}
}

func FuzzDecode(f *testing.F) {
	f.Add((&Table{ID: 1, Rows: 5, Columns: []Column{{ID: 1, Distinct: 2}}}).encode(format))
	f.Add((&Table{ID: 1, Groups: []Group{{[]catalog.ColumnID{1, 2}, 5}}, Dependencies: []Dependency{{[]catalog.ColumnID{1}, 2, 0.5}}}).encode(formatTogether))
	f.Add((&Table{ID: 1, Rows: 5, Auto: true, Columns: []Column{{ID: 1, Distinct: 2, Common: []Common{{[]byte("a"), 0.5}}, Bounds: [][]byte{{1}, {2}}}}}).encode(formatFull))
	f.Add((&Table{ID: 1, Rows: 5, Columns: []Column{{ID: 1, Rare: 0.5, Elements: []Common{{[]byte("a"), 0.5}}}}}).encode(formatElements))
	f.Add((&Table{ID: 1, Exprs: []MeasuredExpr{{ExprID{77, 0}, 23}}, Columns: []Column{{ID: exprColumn}}, Groups: []Group{{[]catalog.ColumnID{1, exprColumn}, 5}},
		Combined: []Combined{{[]catalog.ColumnID{1, exprColumn}, []Combination{{[][]byte{{1}, nil}, 0.5, 0.25}}}}}).encode(formatCombined))
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := decode(b)
		if err != nil {
			return
		}
		if again, err := decode(d.encode(b[0])); err != nil || !reflect.DeepEqual(again, d) {
			t.Errorf("decode(encode(%+v)) = %+v, %v", d, again, err)
		}
	})
}
