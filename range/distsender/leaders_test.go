package distsender

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/transport"
)

// distances are round trips to nodes, all of which answer.
type distances map[uint32]time.Duration

func (d distances) Server(uint32) kvpb.Sender { return nop{} }
func (d distances) RTT(node uint32) (smoothed, longest time.Duration) {
	return d[node], d[node]
}

// TestLinger: while nobody is found to lead, the nearest replica is asked again where the others are
// far, for a while; it is left at once where they are near, where it knows who leads, or where it has no
// replica of the range as it is.
func TestLinger(t *testing.T) {
	const far = 200 * time.Millisecond
	silent := func(d *descriptor.Range) error { return &kvpb.RetryElsewhere{RangeID: d.ID, Range: d.Proto()} }
	lost := func(node uint32) func(d *descriptor.Range) error {
		return func(*descriptor.Range) error { return &transport.Unreachable{NodeID: node} }
	}
	for _, x := range []struct {
		name   string
		peers  distances
		leader uint32 // as was said before
		says   func(*descriptor.Range) error
		after  time.Duration // it says so again
		want   uint32
	}{
		{"a far one is not asked soon", distances{2: far, 3: far}, 1, silent, 3 * far, 1},
		{"but in the end", distances{2: far, 3: far}, 1, silent, lingerTrips * far, 2},
		{"which takes what an election with the farthest does", distances{2: far, 3: 3 * far}, 1, silent, lingerTrips * far, 1},
		{"another outage, later", distances{2: far, 3: far}, 1, silent, lingerAgain*lingerTrips*far + 1, 1},
		{"a lost one's neighbour far away is not", distances{2: far, 3: far}, 2, lost(2), 0, 1},
		{"nor one that is lost itself", distances{2: far, 3: far}, 1, lost(1), 0, 2},
		{"a near one is asked next", distances{2: time.Millisecond, 3: far}, 1, silent, 0, 2},
		{"nobody else was ever talked to", distances{}, 1, silent, 0, 2},
		{"the one that leads", distances{2: far, 3: far}, 1, func(d *descriptor.Range) error {
			return &kvpb.RetryElsewhere{RangeID: d.ID, Range: d.Proto(), Leader: 3}
		}, 0, 3},
		{"no replica here any more", distances{2: far, 3: far}, 1, func(d *descriptor.Range) error {
			return &kvpb.RetryElsewhere{RangeID: d.ID}
		}, 0, 2},
	} {
		synctest.Test(t, func(t *testing.T) {
			d := rng(2, 1, "", "end")
			d.Replicas = []descriptor.Replica{{ID: 1, NodeID: 1, StoreID: 1}, {ID: 2, NodeID: 2, StoreID: 2}, {ID: 3, NodeID: 3, StoreID: 3}}
			w, _ := newWorld(t, d)
			r, err := New(Options{NodeID: 1, Local: w, Clock: clock{}, Known: w, Peers: x.peers})
			if err != nil {
				t.Fatal(err)
			}
			r.leaders.set(d.ID, x.leader)
			r.Heard(d, x.says(d))
			if x.after > 0 {
				time.Sleep(x.after)
				r.Heard(d, x.says(d))
			}
			if got := r.Leader(d); got != x.want {
				t.Errorf("%s: node %d is asked, want %d", x.name, got, x.want)
			}
		})
	}
}
