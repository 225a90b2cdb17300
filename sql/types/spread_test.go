package types

import "testing"

// TestSpread: what says where rows go is the same in every process, so its values are
// written down here; and equal values go to one place.
func TestSpread(t *testing.T) {
	value := func(typ *Type, s string) Datum {
		d, err := DecodeText(typ, NoTypmod, s, NewEnv())
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for _, tc := range []struct {
		t     *Type
		equal []string
		want  uint64
	}{
		{TText, []string{"a word"}, 0x2340fa1c2aa65d23},
		{TBPChar, []string{"ab", "ab   "}, 0x7e0e1b45c1d3f305},
		{TInt8, []string{"42", "042"}, 0xbb4d671a7fc97486},
		{TNumeric, []string{"1", "1.0", "1.000", "1e0"}, 0x834537297eb232dc},
		{TNumeric, []string{"0", "-0.00"}, 0x21405c4eace85e53},
		{TNumeric, []string{"123456789012345678901234567890.5", "123456789012345678901234567890.500"}, 0x6d5ec68f5b297290},
		{TNumeric, []string{"NaN"}, 0x89ba9da663ddbee2},
		{TFloat8, []string{"0", "-0"}, 0xcc353a1f380ef8cc},
		{TFloat8, []string{"NaN"}, 0xebb0c9718a630566},
		{TBytea, []string{`\x0102`}, 0x24dc2cb1b77ddac1},
		{TUUID, []string{"11111111-2222-3333-4444-555555555555"}, 0xfae261b8bec53747},
		{TTimestampTZ, []string{"2020-01-01 00:00:00+00", "2020-01-01 02:00:00+02"}, 0x59c71bb46445d7cd},
		{TInterval, []string{"1 day", "24:00:00"}, 0x6b5373ceb7adf835},
		{TText.ArrayType(), []string{"{a,b}"}, 0x3bb547250b145b87},
	} {
		for _, s := range tc.equal {
			if got := Spread(tc.t, value(tc.t, s), 7); got != tc.want {
				t.Errorf("%s %q: got %#x, want %#x", tc.t.Name, s, got, tc.want)
			}
		}
	}
	if a, b := Spread(TText, Text("ab"), 0), Spread(TText, Text("ba"), 0); a == b {
		t.Errorf("two texts go to %#x", a)
	}
}
