package stats

import (
	"math"
	"reflect"
	"testing"

	"github.com/isochrondb/isochron/sql/catalog"
)

func TestCodec(t *testing.T) {
	for _, want := range []*Table{
		{ID: 16384, Prefix: 16400, Rows: 1e6, At: 1 << 60},
		{ID: 1, Columns: []Column{{ID: 1, Distinct: 7, Nulls: 2, Width: 4}, {ID: 3, Distinct: 1}}},
	} {
		for _, full := range []bool{false, true} {
			got, err := decode(want.encode(full))
			if err != nil || !reflect.DeepEqual(got, want) {
				t.Errorf("decode(encode(%+v)) = %+v, %v", want, got, err)
			}
		}
	}
	want := &Table{ID: 1, Rows: 9, Auto: true, Columns: []Column{
		{ID: 1, Distinct: 7, Correlation: -0.5, Common: []Common{{[]byte("a"), 0.25}, {[]byte("b"), 0.125}}, Bounds: [][]byte{[]byte("c"), []byte("d")}}, {ID: 2},
	}}
	if got, err := decode(want.encode(true)); err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("decode(encode(%+v)) = %+v, %v", want, got, err)
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
	f.Add((&Table{ID: 1, Rows: 5, Columns: []Column{{ID: 1, Distinct: 2}}}).encode(false))
	f.Add((&Table{ID: 1, Rows: 5, Auto: true, Columns: []Column{{ID: 1, Distinct: 2, Common: []Common{{[]byte("a"), 0.5}}, Bounds: [][]byte{{1}, {2}}}}}).encode(true))
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := decode(b)
		if err != nil {
			return
		}
		if again, err := decode(d.encode(b[0] == formatFull)); err != nil || !reflect.DeepEqual(again, d) {
			t.Errorf("decode(encode(%+v)) = %+v, %v", d, again, err)
		}
	})
}
