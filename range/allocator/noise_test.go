package allocator

import (
	"math/rand/v2"
	"testing"
	"time"
)

// leaseMoves lets loads of a few ranges vary from look to look, as measured ones do, and counts the
// leases that go over in an hour, once those of a store that had none have come to rest.
func leaseMoves(t *testing.T, seed uint64, rest time.Duration) (spread, moves int) {
	rng := rand.New(rand.NewPCG(seed, 3))
	s, o := town("abc"), DefaultOptions()
	o.LeaseRest = rest
	for i := range 12 {
		s.add([]string{"1* 2 3", "1 2* 3"}[i%2])
	}
	const every = 10 * time.Second
	loads := make([]Average, len(s.Ranges))
	now := time.Unix(1000, 0)
	for look := range 360 {
		now = now.Add(every)
		for i := range s.Ranges {
			r := &s.Ranges[i]
			r.LeaseFor += every
			r.Cores = 0.01 * rng.Float64()
			if i%3 == 0 { // four hot ones over three stores
				r.Cores = 0.4 * (0.2 + 1.6*rng.Float64())
			}
			if rest > 0 {
				r.Cores = loads[i].Add(now, r.Cores)
			}
		}
		self := s.Stores[look%3].ID
		c, err := New(s, o)
		if err != nil {
			t.Fatal(err)
		}
		p := c.Pass()
		for i := range p.Decisions {
			d := &p.Decisions[i]
			r := &s.Ranges[d.Range-1]
			if d.Action != TransferLease || r.Lease != self {
				continue
			}
			r.Lease, r.LeaseFor, loads[r.ID-1] = d.Store, time.Second, Average{} // its driver begins anew
			if look < 36 {
				spread++
			} else {
				moves++
			}
		}
	}
	return spread, moves
}

// TestLeasesRest: what noise moves to and fro without a rest stays where it is with it, and a store
// without leases gets its share as soon.
func TestLeasesRest(t *testing.T) {
	var restless, moves int
	for seed := uint64(1); seed <= 20; seed++ {
		_, n := leaseMoves(t, seed, 0)
		restless += n
		spread, n := leaseMoves(t, seed, DefaultOptions().LeaseRest)
		moves += n
		if spread < 3 {
			t.Errorf("seed %d: a store without leases got %d of 12", seed, spread)
		}
	}
	t.Logf("20 hours: %d leases moved, %d without a rest", moves, restless)
	if moves*10 > restless {
		t.Errorf("%d leases moved, %d without a rest", moves, restless)
	}
}
