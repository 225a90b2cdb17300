package agree

import (
	"testing"
	"time"
)

// TestSourcesThatLie (C4, C5): a source that says from some moment on, or since its node started, that
// UTC is where it is not. Who has one that runs ahead is out within a heartbeat, or does not come in; one that lags behind claims what its
// clock keeps all the same, for it follows the others'. These go on, and what they acknowledge is
// past at each other.
func TestSourcesThatLie(t *testing.T) {
	const at = 10 * sec
	for _, tt := range []struct {
		name  string
		off   int64
		start bool
		out   int64 // at most; 0: it serves on
	}{
		{"far ahead", sec, false, 20 * ms},
		{"ahead", 40 * ms, false, 20 * ms},
		{"a little ahead", 12 * ms, false, 20 * ms},
		{"a little behind", -12 * ms, false, 0},
		{"behind", -40 * ms, false, 0},
		{"far behind", -sec, false, 0},
		{"far ahead since it started", sec, true, ms},
		{"ahead since it started", 40 * ms, true, ms},
		{"behind since it started", -40 * ms, true, 0},
		{"far behind since it started", -sec, true, 0},
	} {
		w := calm()
		w.nodes, w.region, w.length, w.utc, w.err, w.offset = 5, []int{0, 0, 0, 0, 0}, 16*sec, true, 5*ms, 0
		s := newSim(1, &w, Planted{})
		bad := s.all[2]
		bad.excused = simStart + 1000*sec
		if tt.start {
			s.after(at-2*sec, func() { bad.stop(false) })
			s.after(at-sec, func() {
				bad.off = tt.off
				bad.start()
			})
		} else {
			s.after(at, func() { bad.off = tt.off })
		}
		out, served, others := int64(0), 0, 0
		for d := at + ms; d < w.length; d += 5 * ms {
			s.after(d, func() {
				for _, m := range s.all {
					if m != bad && !m.serves() {
						others++
					}
				}
				if bad.serves() {
					served++
				} else if out == 0 {
					out = s.now - simStart - at
				}
			})
		}
		s.play()
		t.Logf("%s: out after %v, served at %d of 1200 looks (%s)", tt.name, time.Duration(out), served, bad.st.Why())
		if len(s.bad) > 0 || others > 0 {
			t.Errorf("%s: others were out %d times, %v", tt.name, others, s.bad)
		}
		if tt.out == 0 && out != 0 || tt.out != 0 && (out == 0 || out > tt.out) {
			t.Errorf("%s: out after %v, want %v", tt.name, time.Duration(out), time.Duration(tt.out))
		}
	}
}
