package physical

import (
	"math"
	"testing"

	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
)

func intKey(v int64) []byte {
	return rowenc.AppendKeyColumn(nil, rowenc.KeyColumn{Type: types.TInt4}, types.Int(v))
}

// TestColumnStats: 10,000 rows of which a tenth is NULL, three tenths are 5, and the rest
// lies evenly in 1,000 to 2,000.
func TestColumnStats(t *testing.T) {
	col := &stats.Column{Distinct: 1001, Nulls: 1000, Common: []stats.Common{{Key: intKey(5), Share: 0.3}}}
	for v := int64(1000); v <= 2000; v += 100 {
		col.Bounds = append(col.Bounds, intKey(v))
	}
	c := &columnStats{Column: col, t: types.TInt4, then: 10_000, now: 10_000}
	grown := &columnStats{Column: col, t: types.TInt4, then: 10_000, now: 20_000}
	k := func(v int64) scalar.Expr { return &scalar.Const{T: types.TInt4, D: types.Int(v)} }
	param := &scalar.Param{T: types.TInt4, N: 1}
	between := func(lo, hi int64) *nodes.Alt {
		return &nodes.Alt{Range: true, Lo: []nodes.Bound{{X: k(lo), Inclusive: true}}, Hi: []nodes.Bound{{X: k(hi), Inclusive: true}}}
	}
	for _, tc := range []struct {
		name      string
		c         *columnStats
		a         *nodes.Alt
		want, off float64
	}{
		{"a common value", c, &nodes.Alt{Eq: k(5)}, 0.3, 0},
		{"another value", c, &nodes.Alt{Eq: k(1500)}, 0.0006, 0},
		{"a value that is not known", c, &nodes.Alt{Eq: param}, 0.9 / 1001, 0},
		{"NULL", c, &nodes.Alt{Null: true}, 0.1, 0},
		{"not NULL", c, &nodes.Alt{Range: true}, 0.9, 0},
		{"a half", c, between(1000, 1500), 0.3, 0.001},
		{"a part of a part", c, between(1510, 1520), 0.006, 0.001},
		{"with the common value", c, between(0, 1100), 0.36, 0.001},
		{"all", c, &nodes.Alt{Range: true, Lo: []nodes.Bound{{X: k(-10)}}}, 0.9, 0.001},
		{"nothing, but never none", c, between(3000, 4000), 0.5 / 1001, 1e-9},
		{"an empty range", c, between(1500, 1400), 0.5 / 1001, 1e-9},
		{"beyond the end of a table that has grown", grown, &nodes.Alt{Range: true, Lo: []nodes.Bound{{X: k(3000)}}}, 0.5, 1e-9},
		{"a range that is not known", c, &nodes.Alt{Range: true, Lo: []nodes.Bound{{X: param}}}, selRange, 0},
		{"an end that is not known", c, &nodes.Alt{Range: true, Lo: []nodes.Bound{{X: k(1500)}}, Hi: []nodes.Bound{{X: param}}}, 0.3 * selRange, 0.001},
	} {
		if got, _ := altSelectivity(tc.c, tc.a); math.Abs(got-tc.want) > tc.off+1e-12 {
			t.Errorf("%s: %v, want %v", tc.name, got, tc.want)
		}
	}
}

// TestEqualShares: common values that meet count with their own shares.
func TestEqualShares(t *testing.T) {
	of := func(distinct int64, common ...stats.Common) *columnStats {
		return &columnStats{Column: &stats.Column{Distinct: distinct, Common: common}, t: types.TInt4, then: 1000, now: 1000}
	}
	one, two := stats.Common{Key: intKey(1), Share: 0.5}, stats.Common{Key: intKey(2), Share: 0.4}
	for _, tc := range []struct {
		name string
		a, b *columnStats
		want float64
	}{
		{"keys", of(1000), of(10), 0.001},
		{"the same value", of(100, one), of(100, one), 0.25 + 0.25/99},
		{"other values", of(100, one), of(100, two), 0.01},
	} {
		if got := equalShares(tc.a, tc.b); math.Abs(got-tc.want) > 1e-9 {
			t.Errorf("%s: %v, want %v", tc.name, got, tc.want)
		}
	}
}

func FuzzFraction(f *testing.F) {
	f.Add([]byte("abc"), []byte("abd"), []byte("abcx"))
	f.Fuzz(func(t *testing.T, lo, hi, key []byte) {
		if x := fraction(lo, hi, key); !(x >= 0 && x <= 1) {
			t.Errorf("fraction(%x, %x, %x) = %v", lo, hi, key, x)
		}
	})
}

// TestStarting: texts that begin alike lie at one place of the histogram, where bytes would spread them evenly.
func TestStarting(t *testing.T) {
	text := func(s string) []byte {
		return rowenc.AppendKeyColumn(nil, rowenc.KeyColumn{Type: types.TText}, types.Text(s))
	}
	col := &stats.Column{Distinct: 100_000}
	for i := range 100 {
		first := string(rune('a' + i/4))
		col.Bounds = append(col.Bounds, text(first+"orest "+string(rune('a'+i%4))))
	}
	c := &columnStats{Column: col, t: types.TText, then: 100_000, now: 100_000}
	like := func(s string) nodes.Pattern {
		return nodes.Pattern{X: &scalar.Const{T: types.TText, D: types.Text(s)}, Kind: nodes.PatternLike}
	}
	for _, x := range []struct {
		name      string
		a         *nodes.Alt
		want, off float64
	}{
		{"four bounds begin so", &nodes.Alt{Range: true, Starts: []nodes.Pattern{like("forest%")}}, 0.04, 0.002},
		{"none does", &nodes.Alt{Range: true, Starts: []nodes.Pattern{like("fog%")}}, 0.0001, 1e-9},
		{"with another bound", &nodes.Alt{Range: true, Starts: []nodes.Pattern{like("forest%")}, Lo: []nodes.Bound{{X: &scalar.Const{T: types.TText, D: types.Text("forest d")}, Inclusive: true}}}, 0.5 / 100_000, 0.01},
	} {
		if got, _ := altSelectivity(c, x.a); math.Abs(got-x.want) > x.off {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
		}
	}
}
