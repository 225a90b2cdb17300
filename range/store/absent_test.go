package store

import "testing"

// TestAbsentees: however many ranges have called once, one that goes on calling is heard.
func TestAbsentees(t *testing.T) {
	a := absentees{since: map[uint64]int64{}}
	now := int64(1)
	for id := range uint64(3 * absentMax) {
		if a.calls(id, now) {
			t.Fatalf("range %d is answered at its first call", id)
		}
	}
	heard := int64(0)
	for end := now + int64(4*absentFor); now < end && heard == 0; now += int64(absentAfter) / 5 {
		if a.calls(1<<40, now) {
			heard = now
		}
	}
	if heard == 0 || heard > int64(2*absentFor) {
		t.Errorf("a range that goes on calling is heard at %d", heard)
	}
	if len(a.since) > absentMax {
		t.Errorf("%d are remembered", len(a.since))
	}
}
