package allocator

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// large is a cluster at rest: nodes over three regions of three zones, each range in
// every region, leases and replicas spread evenly.
func large(stores, ranges int) *Snapshot {
	s := &Snapshot{}
	rng := rand.New(rand.NewPCG(1, 1))
	byRegion := [3][]uint32{}
	for i := range stores {
		r := i % 3
		s.Stores = append(s.Stores, Store{ID: uint32(i + 1), Node: uint32(i + 1), CapacityBytes: 1 << 42, UsedBytes: 1 << 38,
			Locality: Locality{{"region", fmt.Sprint(r)}, {"zone", fmt.Sprint(i / 3 % 3)}}})
		byRegion[r] = append(byRegion[r], uint32(i+1))
	}
	rows := &Policy{Name: "rows", Replicas: 3}
	for i := range ranges {
		r := Range{ID: uint64(i + 1), Start: key(uint64(i)), End: key(uint64(i + 1)), Generation: 1, Policy: rows, Age: time.Hour,
			Bytes: uint64(200<<20 + rng.IntN(100<<20)), PerSecond: 100 + 10*rng.Float64(), WritesPerSecond: 50, Cores: 0.02}
		for j, in := range byRegion {
			r.Replicas = append(r.Replicas, Replica{ID: uint64(j + 1), Store: in[(i+i/len(in)*j)%len(in)]})
		}
		r.Lease = r.Replicas[i/len(byRegion[0])%3].Store
		s.Ranges = append(s.Ranges, r)
	}
	return s
}

// BenchmarkPass is everything: from a snapshot of 10,000 ranges on 100 stores to the decisions.
func BenchmarkPass(b *testing.B) {
	rest, joined, dead := large(99, 10_000), large(99, 10_000), large(99, 10_000)
	joined.Stores = append(joined.Stores, Store{ID: 100, Node: 100, CapacityBytes: 1 << 42, Locality: joined.Stores[0].Locality})
	dead.Stores[0].Health = Dead
	for _, x := range []struct {
		name string
		s    *Snapshot
	}{{"at rest", rest}, {"a node joined", joined}, {"a node died", dead}} {
		b.Run(x.name, func(b *testing.B) {
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				c, err := New(x.s, DefaultOptions())
				if err != nil {
					b.Fatal(err)
				}
				p := c.Pass()
				n = len(p.Decisions)
			}
			b.ReportMetric(float64(n), "decisions")
		})
	}
}

// BenchmarkStep is one range, in a cluster that is made ready.
func BenchmarkStep(b *testing.B) {
	c, err := New(large(99, 10_000), DefaultOptions())
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		c.Step(5_000)
	}
}
