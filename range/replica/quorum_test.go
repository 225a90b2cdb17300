package replica

import (
	"testing"
	"time"
)

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
		r.closer.quorum.Observe(time.Minute, time.Minute)
		if got := r.closer.lead(); got != tt.want {
			t.Errorf("told %v, it leads by %v, want %v", tt.told, got, tt.want)
		}
	}
}
