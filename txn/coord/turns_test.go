package coord

import (
	"fmt"
	"testing"
	"time"

	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// tensWorld has ranges n0 to n9 led by node n.
type tensWorld struct{}

func (tensWorld) RTT(uint32) (smoothed, longest time.Duration) {
	return time.Millisecond, time.Millisecond
}
func (tensWorld) Leader(d *descriptor.Range) uint32 { return uint32(d.ID / 10) }

// TestTurns: few keys of ranges led here are asked for by one goroutine, the caller's; those of other nodes'
// ranges, and many keys, at once.
func TestTurns(t *testing.T) {
	w := tensWorld{}
	db := &DB{far: &wan.Leaders{Distances: w, Leader: w, Self: 1}}
	m := &many{t: &Txn{db: db}}
	for _, x := range []struct {
		name    string
		batches [][2]int // range, and how many keys
		want    string
	}{
		{"one range", [][2]int{{10, 500}}, "[10]"},
		{"few keys here", [][2]int{{10, 3}, {11, 4}, {12, 1}}, "[10 11 12]"},
		{"few keys here and elsewhere", [][2]int{{10, 3}, {20, 4}, {11, 1}, {30, 1}}, "[20][30][10 11]"},
		{"elsewhere", [][2]int{{20, 4}, {30, 1}}, "[20][30]"},
		{"many keys here", [][2]int{{10, 100}, {11, 100}, {20, 1}}, "[10][11][20]"},
		{"many keys elsewhere", [][2]int{{10, 1}, {11, 1}, {20, 1000}}, "[20][10 11]"},
	} {
		var batches []*manyBatch
		for _, b := range x.batches {
			batches = append(batches, &manyBatch{m: m, desc: &descriptor.Range{ID: uint64(b[0])}, todo: make([]int, b[1])})
		}
		got := ""
		for _, turn := range m.turns(batches) {
			ids := []uint64{}
			for _, b := range turn {
				ids = append(ids, b.desc.ID)
			}
			got += fmt.Sprint(ids)
		}
		if got != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
	}
}
