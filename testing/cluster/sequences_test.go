package cluster_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// TestShortSequences draws the values of sequences near their end at three nodes in turn: no node is told of
// the end, or begins anew, while there are some.
func TestShortSequences(t *testing.T) { synctest.Test(t, shortSequences) }

func shortSequences(t *testing.T) {
	ctx := t.Context()
	_, conns := threeRegions(t, 2*time.Millisecond, 6)
	for i, s := range []struct{ options, alter, want string }{
		{"MAXVALUE 6", "", "1 2 3 4 5 6 2200H 2200H"},
		{"MAXVALUE 3 CYCLE", "", "1 2 3 1 2 3 1 2"},
		{"INCREMENT -1 MINVALUE -5", "", "-1 -2 -3 -4 -5 2200H 2200H 2200H"},
		{"MAXVALUE 6", "OWNED BY NONE", "1 2 3 4 5 6 2200H 2200H"},
		{"START 32760 AS smallint", "", "32760 32761 32762 32763 32764 32765 32766 32767"},
		{"MAXVALUE 6 CACHE 4", "", "1 5 2200H 2 6 2200H 3 2200H"},
		{"", "", "1 33 65 2 34 66 3 35"},
	} {
		name := fmt.Sprintf("s%d", i)
		lines(ctx, t, conns[0], "CREATE SEQUENCE "+name+" "+s.options)
		var got []string
		for n := range 8 {
			var v int64
			if err := conns[n%3].QueryRow(ctx, "SELECT nextval('"+name+"')").Scan(&v); err != nil {
				got = append(got, stateOf(err))
			} else {
				got = append(got, fmt.Sprint(v))
			}
			if s.alter != "" {
				lines(ctx, t, conns[(n+1)%3], "ALTER SEQUENCE "+name+" "+s.alter)
			}
		}
		if got := strings.Join(got, " "); got != s.want {
			t.Errorf("%s %s: got %s, want %s", s.options, s.alter, got, s.want)
		}
	}
}
