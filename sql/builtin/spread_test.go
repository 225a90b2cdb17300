package builtin

import (
	"fmt"
	"github.com/isochrondb/isochron/sql/types"
	"testing"
)

// TestSpread: what says where rows go is the same in every process, so its values are
// written down here; and equal values go to one place.
func TestSpread(t *testing.T) {
	value := func(typ *types.Type, s string) types.Datum {
		d, err := types.DecodeText(typ, types.NoTypmod, s, types.NewEnv())
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, tc := range []struct {
		t     *types.Type
		equal []string
		want  uint64
	}{
		{types.TText, []string{"a word"}, 0x2340fa1c2aa65d23},
		{types.TBPChar, []string{"ab", "ab   "}, 0x7e0e1b45c1d3f305},
		{types.TInt8, []string{"42", "042"}, 0xbb4d671a7fc97486},
		{types.TNumeric, []string{"1", "1.0", "1.000", "1e0"}, 0x834537297eb232dc},
		{types.TNumeric, []string{"0", "-0.00"}, 0x21405c4eace85e53},
		{types.TNumeric, []string{"123456789012345678901234567890.5", "123456789012345678901234567890.500"}, 0x6d5ec68f5b297290},
		{types.TNumeric, []string{"NaN"}, 0x89ba9da663ddbee2},
		{types.TFloat8, []string{"0", "-0"}, 0xcc353a1f380ef8cc},
		{types.TFloat8, []string{"NaN"}, 0xebb0c9718a630566},
		{types.TBytea, []string{`\x0102`}, 0x24dc2cb1b77ddac1},
		{types.TUUID, []string{"11111111-2222-3333-4444-555555555555"}, 0xfae261b8bec53747},
		{types.TTimestampTZ, []string{"2020-01-01 00:00:00+00", "2020-01-01 02:00:00+02"}, 0x59c71bb46445d7cd},
		{types.TInterval, []string{"1 day", "24:00:00"}, 0x6b5373ceb7adf835},
		{types.TText.ArrayType(), []string{"{a,b}"}, 0x3bb547250b145b87},
	} {
		for _, s := range tc.equal {
			if got := types.Spread(tc.t, value(tc.t, s), 7); got != tc.want {
				t.Errorf("%s %q: got %#x, want %#x", tc.t.Name, s, got, tc.want)
			}
		}
	}
	if a, b := types.Spread(types.TText, types.Text("ab"), 0), types.Spread(types.TText, types.Text("ba"), 0); a == b {
		t.Errorf("two texts go to %#x", a)
	}
}

// TestSpreadIsFair: keys that follow each other, as flows fold and divide their hashes among nodes
// (exec's flowOut.hash), come to each of two to nine nodes about as often. The hashes themselves are
// near each other, for which TABLESAMPLE REPEATABLE mixes them once more. All nodes must go by the
// same ones: they can't change while flows are spoken between builds.
func TestSpreadIsFair(t *testing.T) {
	const keys = 10_000
	for name, hash := range map[string]func(i int64) uint64{
		"one by one": func(i int64) uint64 { return types.Spread(types.TInt8, types.Int(i), 0) },
		"by 1,024":   func(i int64) uint64 { return types.Spread(types.TInt8, types.Int(i*1024), 0) },
		"by an hour": func(i int64) uint64 { return types.Spread(types.TTimestamp, types.Timestamp(i*3_600_000_000), 0) },
		"pairs": func(i int64) uint64 {
			return types.Spread(types.TInt8, types.Int(i/100), types.Spread(types.TInt8, types.Int(i%100), 0))
		},
		"twice": func(i int64) uint64 {
			return types.Spread(types.TInt8, types.Int(i), types.Spread(types.TInt8, types.Int(i), 0))
		},
		"behind a constant": func(i int64) uint64 {
			return types.Spread(types.TInt8, types.Int(i), types.Spread(types.TInt8, types.Int(1), 0))
		},
		"floats":   func(i int64) uint64 { return types.Spread(types.TFloat8, types.Float(float64(i)), 0) },
		"numerics": func(i int64) uint64 { return types.Spread(types.TNumeric, types.NumericSmall(i, 2), 0) },
		"texts":    func(i int64) uint64 { return types.Spread(types.TText, types.Text(fmt.Sprintf("%08d", i)), 0) },
	} {
		for n := uint64(2); n <= 9; n++ {
			got := make([]int, n)
			for i := range int64(keys) {
				h := hash(i)
				got[(h>>32^h)%n]++
			}
			for k, c := range got {
				if share := float64(c) * float64(n) / keys; share < 0.85 || share > 1.15 {
					t.Errorf("%s: node %d of %d gets %.2f of its share", name, k, n, share)
				}
			}
		}
	}
}
