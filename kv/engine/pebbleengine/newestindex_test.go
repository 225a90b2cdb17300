package pebbleengine

import (
	"math/rand/v2"
	"testing"
)

// TestNewestIndex has entries come, move and go, with few homes so that they are in each other's
// way, and compares with a map.
func TestNewestIndex(t *testing.T) {
	for seed := range uint64(50) {
		r := rand.New(rand.NewPCG(seed, 1))
		var x newestIndex
		ring, want := []uint64{}, map[uint64]uint32{}
		homes := uint64(1) << (2 + seed%12)
		for range 3000 {
			hash := r.Uint64N(homes)<<32 | r.Uint64N(3)
			at, there := want[hash]
			i := x.find(hash, func(at uint32) bool { return ring[at] == hash })
			if (i >= 0) != there || there && x.slots[i].at() != at {
				t.Fatalf("seed %d: %x is at slot %d, want place %d, %t", seed, hash, i, at, there)
			}
			if !there {
				at := uint32(len(ring))
				ring, want[hash] = append(ring, hash), at
				x.put(hash, at)
				continue
			}
			if r.IntN(2) == 0 {
				continue
			}
			last := uint32(len(ring) - 1)
			x.remove(hash, at)
			delete(want, hash)
			if at != last {
				x.move(ring[last], last, at)
				ring[at], want[ring[last]] = ring[last], at
			}
			ring = ring[:last]
		}
		if x.used != len(want) {
			t.Fatalf("seed %d: %d entries, want %d", seed, x.used, len(want))
		}
	}
}
