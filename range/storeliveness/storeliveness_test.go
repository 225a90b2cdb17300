package storeliveness

import (
	"testing"
	"time"
)

// TestElectionTicks: an election of two round trips fits between the ticks that it begins and ends in.
func TestElectionTicks(t *testing.T) {
	const tick = 100 * time.Millisecond
	for _, rtt := range []time.Duration{0, time.Millisecond, 12 * time.Millisecond, 75 * time.Millisecond, 230 * time.Millisecond, time.Second, time.Hour} {
		n := electionTicks(rtt, int64(tick))
		if room := time.Duration(n-2) * tick; room+tick/4 < 2*rtt && n < retryTicksMax || n < retryTicksMin {
			t.Errorf("%v: %d ticks, which leave %v", rtt, n, room)
		}
		if n > retryTicksMax {
			t.Errorf("%v: %d ticks", rtt, n)
		}
	}
	if n := electionTicks(time.Second, 1); n != retryTicksMax {
		t.Errorf("ticks of a nanosecond: %d", n)
	}
}
