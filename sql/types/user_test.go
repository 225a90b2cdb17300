package types

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Values may be put anywhere for ever: positions stay in order and those that are there stay
// as they are.
func TestPositions(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 1, 2, 3, 60, 63, 64, 255, 1000} {
		list := Positions(n)
		for i := range 400 {
			at := random.IntN(len(list) + 1)
			switch i % 4 { // often into the same place
			case 0:
				at = len(list)
			case 1:
				at = 0
			case 2:
				at = max(len(list)-1, 0)
			}
			lo, hi := "", ""
			if at > 0 {
				lo = list[at-1]
			}
			if at < len(list) {
				hi = list[at]
			}
			p := PositionBetween(lo, hi)
			if p <= lo || hi != "" && p >= hi || strings.HasSuffix(p, "\x00") {
				t.Fatalf("%q between %q and %q", p, lo, hi)
			}
			list = slices.Insert(list, at, p)
		}
		if !slices.IsSorted(list) {
			t.Errorf("%d labels: not in order", n)
		}
		if longest := len(slices.MaxFunc(list, func(a, b string) int { return len(a) - len(b) })); longest > 40 {
			t.Errorf("%d labels: a position of %d bytes", n, longest)
		}
	}
}

func testEnum(names ...string) *Type {
	labels := make([]EnumLabel, len(names))
	for i, p := range Positions(len(names)) {
		labels[i] = EnumLabel{OID: OID(20000 + i), Name: names[i], Position: p}
	}
	return NewEnum(UserName{OID: 19000, ArrayOID: 19001, Name: "mood", Array: "_mood", Schema: "public"}, labels)
}

// What is stored of a value outlives its name.
func TestStoredLabels(t *testing.T) {
	before, after := testEnum("sad", "it's", "b c"), testEnum("blue", "x", `"`)
	for _, text := range []string{"sad", "it's", "b c"} {
		d, err := DecodeText(before, NoTypmod, text, nil)
		if err != nil {
			t.Fatal(err)
		}
		now, err := DecodeText(after, NoTypmod, StoredText(before, d), nil)
		if err != nil || Compare(after, d, now) != 0 {
			t.Errorf("%q: %v, %v", text, String(after, now, nil), err)
		}
	}
	d, err := DecodeText(before.ArrayType(), NoTypmod, `{"b c",NULL,sad}`, nil)
	if err != nil {
		t.Fatal(err)
	}
	now, err := DecodeText(after.ArrayType(), NoTypmod, StoredText(before.ArrayType(), d), nil)
	if got := String(after.ArrayType(), now, nil); err != nil || got != `{"\"",NULL,blue}` {
		t.Errorf("%s, %v", got, err)
	}
}
