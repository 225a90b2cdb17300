package wan

import (
	"testing"
	"time"

	"github.com/isochrondb/isochron/range/descriptor"
)

// byHundreds has nodes 100 to 199 in region a, and so on; those below name none.
type byHundreds struct{}

func (byHundreds) Region(node uint32) string {
	if node < 100 {
		return ""
	}
	return string(rune('a' + node/100 - 1))
}

func (byHundreds) RTT(uint32) (smoothed, longest time.Duration) { return 0, 0 }

// TestQuorumCrosses: consensus counts where no quorum lies in the leader's region.
func TestQuorumCrosses(t *testing.T) {
	p := &Places{Regions: byHundreds{}, Far: &Leaders{Distances: byHundreds{}, Self: 100}}
	voters := func(nodes ...uint32) *descriptor.Range {
		d := &descriptor.Range{}
		for _, n := range nodes {
			d.Replicas = append(d.Replicas, descriptor.Replica{NodeID: n})
		}
		return d
	}
	learns, comes, goes := voters(100, 101, 200), voters(100, 101, 200, 201), voters(100, 200, 201, 101)
	learns.Replicas[1].Learner = true
	comes.Replicas[3].Change = descriptor.Incoming
	goes.Replicas[3].Change = descriptor.Outgoing
	for _, c := range []struct {
		what   string
		d      *descriptor.Range
		leader uint32
		want   int
	}{
		{"one replica", voters(100), 100, 0},
		{"all in the leader's region", voters(100, 101, 102), 100, 0},
		{"two of three", voters(100, 101, 200), 100, 0},
		{"one of three", voters(100, 200, 300), 100, 2},
		{"the others' region has the quorum", voters(100, 200, 201), 100, 2},
		{"led there", voters(100, 200, 201), 200, 0},
		{"two of five", voters(100, 101, 200, 201, 300), 100, 2},
		{"three of five", voters(100, 101, 102, 201, 300), 100, 0},
		{"half of four", voters(100, 101, 200, 201), 100, 2},
		{"a learner is none", learns, 100, 2},
		{"one comes: two of four are no quorum", comes, 100, 2},
		{"one goes: the new half counts, too", goes, 100, 2},
		{"none names a region", voters(1, 2, 3), 1, 0},
		{"some name none", voters(100, 2, 3), 100, 2},
	} {
		if got := p.Quorum(c.d, c.leader); got != c.want {
			t.Errorf("%s: %d messages, want %d", c.what, got, c.want)
		}
	}
	for node, want := range map[uint32]int{0: 0, 100: 0, 150: 0, 200: 2, 5: 2} {
		if got := p.Leg(node); got != want {
			t.Errorf("to node %d: %d messages, want %d", node, got, want)
		}
	}
}
