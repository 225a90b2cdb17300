package replica

import (
	"testing"
	"time"
)

// TestQuorum: rounds of seconds, however many, say no more than leases reach, and are forgotten
// after a few fast ones.
func TestQuorum(t *testing.T) {
	const most = 350 * time.Millisecond
	var q quorum
	observe := func(d time.Duration, times int) time.Duration {
		for range times {
			q.observe(d, most)
		}
		return time.Duration(q.nanos.Load())
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
	if q.alone(); q.nanos.Load() != 0 {
		t.Errorf("with one voter it is %v", time.Duration(q.nanos.Load()))
	}
}

// TestLeadMost: a leaseholder's lead is bounded by what it is told of leases, and by a second.
func TestLeadMost(t *testing.T) {
	for _, tt := range []struct{ told, want time.Duration }{
		{0, leadMax}, {350 * time.Millisecond, 350 * time.Millisecond}, {5 * time.Second, leadMax},
	} {
		r := &Replica{}
		r.closer.r = r
		if tt.told > 0 {
			r.o.LeadMax = func() time.Duration { return tt.told }
		}
		r.closer.quorum.nanos.Store(int64(time.Minute))
		if got := r.closer.lead(); got != tt.want {
			t.Errorf("told %v, it leads by %v, want %v", tt.told, got, tt.want)
		}
	}
}
