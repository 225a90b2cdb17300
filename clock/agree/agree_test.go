package agree

import (
	"flag"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
)

var (
	seedCount = flag.Int("agree-seeds", 200, "seeds of the simulation of clocks")
	firstSeed = flag.Int("agree-first", 1, "the first of them")
	traceSeed = flag.Uint64("agree-trace", 0, "a seed to play with a trace")
)

// hunt plays seeds until one is violated. It returns how many were played, and what was found.
func hunt(first, n int, p Planted) (seed int, what string) {
	var next, found atomic.Int64
	var mu sync.Mutex
	next.Store(int64(first))
	found.Store(int64(first + n))
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for {
				seed := next.Add(1) - 1
				if seed >= found.Load() {
					return
				}
				if s := newSim(uint64(seed), nil, p).play(); len(s.bad) > 0 {
					mu.Lock()
					if seed < found.Load() {
						found.Store(seed)
						what = s.bad[0]
					}
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	if found.Load() == int64(first+n) {
		return 0, ""
	}
	return int(found.Load()), what
}

// few is how many of n seeds are played with -short, where the race detector is on, too: one seed is one
// goroutine, and the invariants that are looked at are the same in each.
func few(n int) int {
	if testing.Short() {
		return max(1, n/8)
	}
	return n
}

// found are seeds that found something beyond the default ones.
var found = []int{2782, 3122, 3587}

// TestClean: no acknowledgement leaves before every node that could read below it is past it,
// and work is done meanwhile.
func TestClean(t *testing.T) {
	if *traceSeed != 0 {
		trace(t, *traceSeed)
	}
	var writes, looked, served, contra, permits, messages, bytes, changed, raised atomic.Int64
	var wg sync.WaitGroup
	next := atomic.Int64{}
	seeds := few(*seedCount)
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for {
				i := int(next.Add(1)) - 1
				if i >= seeds+len(found) {
					return
				}
				seed := *firstSeed + i
				if i >= seeds {
					seed = found[i-seeds]
				}
				s := newSim(uint64(seed), nil, Planted{}).play()
				if len(s.bad) > 0 || s.broken > 0 {
					t.Errorf("seed %d: %v, %d invariants broken", seed, s.bad, s.broken)
				}
				if s.contra > 0 && !s.stops {
					t.Errorf("seed %d: %d innocent notes were taken for contradictions", seed, s.contra)
				}
				writes.Add(int64(len(s.waits)))
				looked.Add(int64(s.looked))
				served.Add(int64(s.served))
				contra.Add(int64(s.contra))
				permits.Add(int64(s.permits))
				messages.Add(int64(s.messages))
				changed.Add(int64(s.changed))
				raised.Add(int64(s.raises))
				bytes.Add(int64(s.bytes))
			}
		})
	}
	wg.Wait()
	n := int64(seeds + len(found))
	t.Logf("%d seeds: a seed has %d writes acknowledged, %d permits begun, %d contradictions; nodes served in %d of %d looks; a note has %d bytes",
		n, writes.Load()/n, permits.Load()/n, contra.Load()/n, served.Load(), looked.Load(), bytes.Load()/messages.Load())
	t.Logf("%d changes of the givers, %d promises raised", changed.Load(), raised.Load())
	if raised.Load() < n {
		t.Error("promises were hardly raised")
	}
	if changed.Load() < n/2 {
		t.Error("the givers hardly changed")
	}
	if writes.Load() < 60*n || served.Load() < looked.Load()/3 {
		t.Error("too little was served for the check to mean anything")
	}
}

// trace plays one seed and logs what happened.
func trace(t *testing.T, seed uint64) {
	s := newSim(seed, nil, Planted{})
	s.trace = func(f string, a ...any) { t.Logf("%9d "+f, append([]any{(s.now - simStart) / us}, a...)...) }
	t.Logf("%+v", s.simWorld)
	t.Log(s.play().bad)
}

// TestPlanted: each rule that is broken is found, by what clients would see. Of the first
// most is hidden by C4's floor: nothing is read below what was heard of others. C3's is
// hidden by that and by how far readings are stored ahead: TestStoodStill has it.
func TestPlanted(t *testing.T) {
	for _, p := range []struct {
		name        string
		planted     Planted
		first, most int // seeds
	}{
		{"C1 C3: nobody looks at the permit", Planted{NoPermitCheck: true, Deaf: true}, 1, 200},
		{"C2: one giver is enough to leave a node out", Planted{NoMajority: true}, 1, 100},
		{"C2: givers let anybody in at any time", Planted{NoU: true}, 1, 100},
		{"C2: no U above what is acknowledged", Planted{AnyU: true}, 1, 300},
		{"C2: who comes back begins at U alone", Planted{NoOldP: true, OldExtrapolation: true}, 1, 100},
		{"C2: a giver's restart forgets whom it listed", Planted{GiverForgets: true}, 1, 100},
		{"C2: a change of the givers forgets whom they listed", Planted{GiversForget: true}, 1, 100},
		{"C1: extrapolations pass P", Planted{NoCap: true, OldExtrapolation: true}, 1, 100},
		{"C1: a reading outlives its permit", Planted{BaseOutlivesPermit: true}, 1, 100},
		{"mouth: extrapolation at rate 1", Planted{RateOne: true}, 1, 100},
		{"mouth: readings that were not given out", Planted{ReadingAhead: true}, 1, 100},
		{"C5: a promise is raised at once", Planted{PromiseRaised: true}, 1, 100},
		{"C4: contradictions are believed", Planted{Believe: true}, 1, 100},
	} {
		t.Run(p.name, func(t *testing.T) {
			seed, what := hunt(p.first, p.most, p.planted)
			if seed == 0 {
				t.Errorf("not found in %d seeds", p.most)
			}
			t.Logf("seed %d: %s", seed, what)
		})
	}
}
