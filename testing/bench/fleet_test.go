package main

import "testing"

// TestParseFleet: the line of the simulation is found among what a test prints.
func TestParseFleet(t *testing.T) {
	out := "=== RUN   TestFleet\nfleet: hours=1.0123 txns=123456 faults=789 anomalies=1 kills=45 lost=2 lasted=1.2000 failed=1 runs=12\n--- FAIL: TestFleet\n"
	got, err := parseFleet([]byte(out))
	if want := (fleetLine{1.0123, 123456, 789, 1, 45, 2}); err != nil || got != want {
		t.Errorf("%+v, %v, want %+v", got, err, want)
	}
	for _, bad := range []string{"", "ok\n", "fleet: hours=x\n"} {
		if l, err := parseFleet([]byte(bad)); err == nil {
			t.Errorf("%q is %v", bad, l)
		}
	}
}
