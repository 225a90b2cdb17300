package coord

import (
	"testing"
	"time"

	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// leadWorld is how far the nodes are that lead the ranges of their numbers.
type leadWorld map[uint32]time.Duration

func (w leadWorld) RTT(id uint32) (smoothed, longest time.Duration) { return w[id], w[id] }
func (leadWorld) Leader(d *descriptor.Range) uint32                 { return uint32(d.ID) }

// TestStageAhead: the c of stages lies no further ahead than what the acknowledgement can be sure of
// when the answers are there, and, where clocks don't follow each other, as far as messages take.
func TestStageAhead(t *testing.T) {
	const ms = time.Millisecond
	for _, tt := range []struct {
		name       string
		world      leadWorld
		follow     bool
		lag, slack time.Duration
		want       time.Duration
	}{
		{"one place", leadWorld{2: 400 * time.Microsecond}, true, 25 * ms, 0, 700 * time.Microsecond},
		{"far, by a budget", leadWorld{2: 100 * ms}, false, 20 * ms, 0, 80 * ms},
		{"far, by a budget that leaves no lead", leadWorld{2: 40 * ms}, false, 500 * ms, 0, 26 * ms},
		{"clocks follow", leadWorld{2: 40 * ms, 3: 100 * ms}, true, 70 * ms, 0, 30 * ms},
		{"clocks follow, and are known late", leadWorld{2: 40 * ms, 3: 100 * ms}, true, 120 * ms, 0, 0},
		{"the same, where one was raised of late", leadWorld{2: 40 * ms, 3: 100 * ms}, true, 70 * ms, 20 * ms, 50 * ms},
		{"not near the acknowledgement for that", leadWorld{2: 40 * ms, 3: 100 * ms}, true, 70 * ms, 60 * ms, 75 * ms},
	} {
		db := &DB{lag: func() (time.Duration, bool) { return tt.lag, tt.follow }}
		db.far = &wan.Leaders{Distances: tt.world, Leader: tt.world, Self: 1}
		db.lead.slack.Store(int64(tt.slack))
		var parts []*part
		for id := range tt.world {
			parts = append(parts, &part{desc: &descriptor.Range{ID: uint64(id)}})
		}
		if got := db.stageAhead(parts); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
}

// TestQuorumsForgotten: a range that has one voter has no quorum any more.
func TestQuorumsForgotten(t *testing.T) {
	db := &DB{far: &wan.Leaders{}}
	db.learnQuorum(7, int64(time.Second))
	if got := db.quorum(7); got != time.Second {
		t.Errorf("a quorum takes %v", got)
	}
	if db.learnQuorum(7, 0); db.quorum(7) != 0 {
		t.Errorf("with one voter a quorum takes %v", db.quorum(7))
	}
}
