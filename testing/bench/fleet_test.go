package main

import (
	"errors"
	"strings"
	"testing"
)

// TestParseFleet: the line of the simulation is found among what a test prints.
func TestParseFleet(t *testing.T) {
	out := "=== RUN   TestFleet\nfleet: hours=1.0123 txns=123456 faults=789 anomalies=1 kills=45 lost=2 lasted=1.2000 failed=1 runs=12 collections=7 merges=2\n--- FAIL: TestFleet\n"
	got, err := parseFleet([]byte(out))
	if want := (fleetLine{1.0123, 123456, 789, 1, 45, 2, 1.2, 1, 12, "collections=7 merges=2"}); err != nil || got != want {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
	for _, bad := range []string{"", "ok\n", "fleet: hours=x\n"} {
		if l, err := parseFleet([]byte(bad)); err == nil {
			t.Errorf("%q is %v", bad, l)
		}
	}
}

// TestJudgeFleet: what a failed simulation says is not taken for a measurement.
func TestJudgeFleet(t *testing.T) {
	line := func(failed, runs string) []byte {
		return []byte("fleet: hours=1.0123 txns=123456 faults=789 anomalies=0 kills=45 lost=0 lasted=1.2000 failed=" + failed + " runs=" + runs + " checks=3\n")
	}
	for _, c := range []struct {
		what  string
		out   []byte
		ended error
		want  string // of the error; none: it is a measurement
	}{
		{"a good run", line("0", "12"), nil, ""},
		{"clusters that stood still", line("2", "12"), nil, "failed=2"},
		{"a test that failed", line("0", "12"), errors.New("exit status 1"), "exit status 1"},
		{"no clusters at all", line("0", "0"), nil, "runs=0"},
		{"no line", nil, errors.New("exit status 2"), "exit status 2"},
	} {
		l, err := judgeFleet(c.out, c.ended)
		if ok := err == nil; ok != (c.want == "") || !ok && !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %+v, %v, want %q", c.what, l, err, c.want)
		}
	}
}
