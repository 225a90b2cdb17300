package history

import (
	"strings"
	"testing"
)

// TestCheckRows: rows that are lost, doubled, come back, or come from nowhere.
func TestCheckRows(t *testing.T) {
	row := func(o Outcome, from, to int64) []Row {
		return []Row{{Fact{ID: 1, Invoked: from, Returned: to, Outcome: o}, 7}}
	}
	gone := func(o Outcome, from, to int64) []Removal { return []Removal{{7, from, to, o}} }
	for _, tt := range []struct {
		name     string
		rows     []Row
		removals []Removal
		there    map[int64]int
		want     Kind
	}{
		{"there", row(Committed, 1, 2), nil, map[int64]int{1: 1}, ""},
		{"lost", row(Committed, 1, 2), nil, nil, Missing},
		{"lost, and removed before it was sent", row(Committed, 3, 4), gone(Committed, 1, 2), nil, Missing},
		{"lost, and the removal was refused", row(Committed, 1, 2), gone(Aborted, 3, 4), nil, Missing},
		{"removed", row(Committed, 1, 2), gone(Committed, 3, 4), nil, ""},
		{"removed meanwhile", row(Committed, 1, 4), gone(Committed, 2, 3), nil, ""},
		{"not removed meanwhile", row(Committed, 1, 4), gone(Committed, 2, 3), map[int64]int{1: 1}, ""},
		{"a removal of unknown outcome comes late", row(Committed, 5, 6), gone(Unknown, 1, 0), nil, ""},
		{"comes back", row(Committed, 1, 2), gone(Committed, 3, 4), map[int64]int{1: 1}, Undead},
		{"of unknown outcome, not there", row(Unknown, 1, 0), nil, nil, ""},
		{"of unknown outcome, comes after a removal", row(Unknown, 1, 0), gone(Committed, 3, 4), map[int64]int{1: 1}, ""},
		{"twice", row(Committed, 1, 2), nil, map[int64]int{1: 2}, Duplicate},
		{"refused", row(Aborted, 1, 2), nil, map[int64]int{1: 1}, G1a},
		{"from nowhere", nil, nil, map[int64]int{5: 1}, Garbage},
	} {
		var got []string
		for _, a := range CheckRows(tt.rows, tt.removals, tt.there) {
			got = append(got, string(a.Kind))
		}
		if s := strings.Join(got, " "); s != string(tt.want) {
			t.Errorf("%s: got %q, want %q", tt.name, s, tt.want)
		}
	}
}
