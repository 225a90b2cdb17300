package history

import (
	"slices"
	"testing"
)

// listened is a session that heard notices, each of one part, at times from 100 on.
func listened(until int64, ids ...int64) *Listener {
	l := &Listener{Name: "l", Since: 5, Until: until}
	for i, id := range ids {
		l.Heard = append(l.Heard, Heard{ID: id, Part: 1, At: 100 + int64(i)})
	}
	return l
}

// TestCheckNotices: each way to break a promise is found by its name.
func TestCheckNotices(t *testing.T) {
	notice := func(id, from, to int64, o Outcome, parts int) Notice {
		return Notice{Fact{ID: id, Invoked: from, Returned: to, Outcome: o}, parts}
	}
	sent := []Notice{
		notice(1, 1, 2, Committed, 1), // before anybody listened
		notice(2, 10, 11, Committed, 1), notice(3, 12, 13, Committed, 1), notice(4, 12, 14, Committed, 1),
		notice(5, 20, 21, Aborted, 1), notice(6, 22, 0, Unknown, 1), notice(7, 30, 31, Committed, 1),
	}
	double := append(slices.Clone(sent), notice(8, 40, 41, Committed, 2))
	parts := func(until int64, list ...int) *Listener {
		l := listened(until, 2, 3, 4, 7)
		for _, p := range list {
			l.Heard = append(l.Heard, Heard{ID: 8, Part: p, At: 200})
		}
		return l
	}
	for _, tt := range []struct {
		name     string
		sent     []Notice
		sessions []*Listener
		want     []Kind
	}{
		{"all", sent, []*Listener{listened(90, 2, 3, 4, 7), listened(90, 2, 3, 4, 7)}, nil},
		{"of unknown outcome", sent, []*Listener{listened(90, 2, 3, 4, 6, 7)}, nil},
		{"lost in the middle", sent, []*Listener{listened(0, 2, 3), listened(90, 2, 3, 4, 7), listened(0)}, nil},
		{"not heard", sent, []*Listener{listened(90, 2, 3, 7)}, []Kind{Missing}},
		{"not heard by one that is lost later", sent, []*Listener{listened(0, 3, 4, 7)}, []Kind{Missing}},
		{"nothing heard", sent, []*Listener{listened(90)}, []Kind{Missing, Missing, Missing, Missing}},
		{"refused", sent, []*Listener{listened(90, 2, 3, 4, 5, 7)}, []Kind{G1a}},
		{"nobody's", sent, []*Listener{listened(90, 2, 3, 4, 9, 7)}, []Kind{Garbage}},
		{"twice", sent, []*Listener{listened(90, 2, 3, 4, 7, 2)}, []Kind{Duplicate}},
		{"not as they were sent", sent, []*Listener{listened(90, 3, 2, 4, 7)}, []Kind{"order"}},
		{"in two orders", sent, []*Listener{listened(90, 2, 3, 4, 7), listened(90, 2, 4, 3, 7)}, []Kind{"order"}},
		{"known to one only", sent, []*Listener{listened(90, 2, 3, 4, 6, 7), listened(0, 2, 3, 4, 7)}, []Kind{"order"}},
		{"both parts", double, []*Listener{parts(90, 1, 2), parts(0, 1, 2), parts(0, 1)}, nil},
		{"half", double, []*Listener{parts(90, 1)}, []Kind{"half"}},
		{"the other half", double, []*Listener{parts(0, 2)}, []Kind{"half"}},
	} {
		var got []Kind
		for _, a := range CheckNotices(tt.sent, tt.sessions) {
			got = append(got, a.Kind)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
