package physical

import (
	"testing"

	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

func TestSatisfies(t *testing.T) {
	k := func(id scalar.VarID, desc, nf bool) rel.SortKey {
		return rel.SortKey{ID: id, Desc: desc, NullsFirst: nf}
	}
	have := []rel.SortKey{k(1, false, false), k(2, true, true), k(3, false, false)}
	nullable := func(scalar.VarID) bool { return false }
	for _, tc := range []struct {
		name          string
		want          []rel.SortKey
		fixed         rel.VarSet
		forward, back int
	}{
		{"the same", have, nil, 3, 0},
		{"a prefix", have[:1], nil, 1, 0},
		{"reversed", []rel.SortKey{k(1, true, true), k(2, false, false)}, nil, 0, 2},
		{"another place of NULLs", []rel.SortKey{k(1, false, true)}, nil, 0, 0},
		{"a column left out", []rel.SortKey{k(1, false, false), k(3, false, false)}, nil, 1, 0},
		{"a column of one value left out", []rel.SortKey{k(1, false, false), k(3, false, false)}, rel.VarSet{2: true}, 2, 0},
		{"nothing", nil, nil, 0, 0},
	} {
		f, b := satisfies(have, tc.want, tc.fixed, nullable)
		if f != tc.forward || b != tc.back {
			t.Errorf("%s: got %v, %v, want %v, %v", tc.name, f, b, tc.forward, tc.back)
		}
	}
}
