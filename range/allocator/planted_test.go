package allocator

import (
	"strings"
	"testing"
)

// TestPlantedBugs sees that the simulation catches what it is there to catch: each
// bug is switched on, and some seed must fail by the rule that the bug breaks.
// (TestOvershoot and TestNoise do the same for learners that do not count, and
// for hysteresis.)
func TestPlantedBugs(t *testing.T) {
	tests := []struct {
		name   string
		broken planted
		caught string // in the failure's text
		seeds  uint64
	}{
		{"diversity is ignored", planted{ignoreDiversity: true}, "is possible", 60},
		{"no hysteresis", planted{noHysteresis: true}, "", 60},
		{"remove before add", planted{removeBeforeAdd: true}, "rule 2", 60},
		{"joint quorums are taken as one", planted{ignoreJoint: true}, "rule 1", 200},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for seed := uint64(1); seed <= tt.seeds; seed++ {
				if w := play(seed, false, tt.broken); w.err != nil && strings.Contains(w.err.Error(), tt.caught) {
					t.Logf("caught by seed %d: %v", seed, w.err)
					return
				}
			}
			t.Errorf("%d seeds did not catch it", tt.seeds)
		})
	}
}
