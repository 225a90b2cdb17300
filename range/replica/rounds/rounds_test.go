package rounds

import (
	"testing"
	"time"
)

// TestQuorum: rounds of seconds, however many, say no more than leases reach, and are forgotten
// after a few fast ones.
func TestQuorum(t *testing.T) {
	const most = 350 * time.Millisecond
	var q Quorum
	observe := func(d time.Duration, times int) time.Duration {
		for range times {
			q.Observe(d, most)
		}
		return time.Duration(q.Nanos())
	}
	if got := observe(time.Millisecond, 1); got != time.Millisecond {
		t.Errorf("a first round of 1 ms says %v", got)
	}
	if got := observe(5*time.Second, 1); got > 2*time.Millisecond {
		t.Errorf("one standstill after rounds of 1 ms says %v", got)
	}
	if got := observe(5*time.Second, 100); got > most || got < most*3/4 {
		t.Errorf("a hundred rounds of 5 s say %v where leases reach %v", got, most)
	}
	if got := observe(time.Millisecond, 6); got > 10*time.Millisecond {
		t.Errorf("after six fast rounds it is %v", got)
	}
	if q.Alone(); q.Nanos() != 0 {
		t.Errorf("with one voter it is %v", time.Duration(q.Nanos()))
	}
}
