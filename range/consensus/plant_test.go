package consensus

import "testing"

// TestPlanted shows that broken duties of the caller are noticed.
func TestPlanted(t *testing.T) {
	tests := []struct {
		name string
		p    netPlant
	}{
		{"votes are not filtered", netPlant{noView: true}},
		{"responses leave before the append is durable", netPlant{earlyVotes: true}},
		{"who leads no more does not say so", netPlant{noRelease: true}},
		{"a replica that is loaded anew forgets its vote", netPlant{forget: true}},
		{"no snapshots", netPlant{noSnapshot: true}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for seed := range uint64(200) {
				if err := newNet(seed, tt.p).run(); err != nil {
					t.Logf("seed %d: %v", seed, err)
					return
				}
			}
			t.Error("not noticed")
		})
	}
}
