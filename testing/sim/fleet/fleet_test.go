package fleet

import (
	"flag"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/isochrondb/isochron/testing/history"
	"github.com/isochrondb/isochron/testing/sim/plan"
)

var (
	hours  = flag.Float64("fleet-hours", envFloat("ISOCHRON_FLEET_HOURS", 0), "how many hours of clusters to simulate, instead of short-lived ones")
	seeds  = flag.Int("seeds", int(envFloat("ISOCHRON_FLEET_SEEDS", defaultSeeds)), "how many short-lived clusters to simulate")
	first  = flag.Int("first", int(envFloat("ISOCHRON_FLEET_FIRST", 1)), "the first seed")
	seed   = flag.Int("seed", -1, "the one cluster to simulate")
	lasts  = flag.Duration("lasts", 0, "how long each is hurt (0: by what is asked for)")
	every  = flag.Duration("every", 0, "between two faults, on average (0: by how long it lasts)")
	only   = flag.String("kinds", "", "the kinds of faults to draw from (kill,crash,…), instead of all")
	times  = flag.Int("times", 1, "how often to run each")
	faults = flag.String("faults", "", "the faults of -seed, instead of its own")
	shrink = flag.Bool("shrink", false, "leave out the faults that a failure of -seed does not need")
	byWord = flag.Bool("measured", false, "clocks that do not know their own skew, but what a time service tells them")
	agreed = flag.Bool("agree", false, "nodes of all clusters, not of half of them, go by clocks that agree")
	budget = flag.Bool("budget", false, "nodes of all clusters go by a budget of their clocks' errors")
	more   = flag.String("more", "", "further loads (estate,notices) of all worlds without older nodes, instead of those that are drawn")
	trace  = flag.Bool("trace", false, "print what happens")
)

func envFloat(name string, def float64) float64 {
	if n, err := strconv.ParseFloat(os.Getenv(name), 64); err == nil {
		return n
	}
	return def
}

// defaultSeeds are those of a plain go test. An hour takes minutes: CI asks for it.
const defaultSeeds = 4

// An hour of clusters counts with at least so many acknowledged transactions and faults
// that took effect.
const hourTxns, hourFaults = 100_000, 100

// hourFloor is what the nodes of an hour of clusters do at least in the background, and what
// is compared.
var hourFloor = Work{Collections: 100, Merges: 5, Repairs: 5, Checks: 500, Reads: 300, Inside: 5_000, Alike: 50, Blackouts: 3}

// floorOf is hourFloor, without what hours of some kinds of faults alone have no reason for.
func floorOf(kinds string) Work {
	floor := hourFloor
	if kinds == "" {
		return floor
	}
	drawn := strings.Split(kinds, ",")
	floor.Merges, floor.Repairs = 0, 0
	if !slices.Contains(drawn, string(plan.Dark)) {
		floor.Blackouts = 0
	}
	return floor
}

// garbage lets the heap grow further than usual between collections: clusters in memory
// are small, and what they allocate is soon garbage.
const garbage = 200

// configOf is what the flags say of a seed.
func configOf(t *testing.T, s uint64, sh Shape) Config {
	for k := range strings.SplitSeq(*only, ",") {
		if k == "" {
			continue
		}
		if !slices.Contains(plan.Kinds(), plan.Kind(k)) {
			t.Fatalf("-kinds: there is no %q", k)
		}
		sh.Kinds = append(sh.Kinds, plan.Kind(k))
	}
	c := Draw(s, sh)
	c.Measured = *byWord
	c.Agree = *agreed || !*budget && agrees(s)
	if *trace {
		c.Trace = func(s string) { fmt.Fprintln(os.Stderr, s) }
	}
	if *faults != "" {
		p, err := plan.Parse(*faults)
		if err != nil {
			t.Fatal(err)
		}
		c.Plan = p
	}
	if c.More = further(s, c.Plan); *more != "" && !mixed(c.Plan) {
		c.More = strings.Split(*more, ",")
	}
	return c
}

// agrees draws the half of all worlds whose nodes go by clocks that agree, or turn to them as they are
// upgraded.
func agrees(seed uint64) bool { return rand.New(rand.NewPCG(seed, 0xa93ee)).IntN(2) == 0 }

// tell prints a report of a run that failed.
func tell(t *testing.T, rep *Report) {
	t.Helper()
	t.Errorf("%v\n%v\nagain: %s", rep.Config, rep, rep.Again())
	for i, p := range rep.Problems {
		if i < 10 {
			t.Error(p)
		}
	}
	for i, a := range rep.Anomalies {
		if i < 5 {
			t.Error(a)
		}
	}
}

// total is what came of all runs.
type total struct {
	mu                                   sync.Mutex // guards what follows; a leaf
	runs, failed, anomalies, kills, lost int
	txns, faults                         int64
	work                                 Work
	lasted                               time.Duration
	first                                []string // what was wrong first, of some runs that failed
}

// firstsMax is of how many runs that failed the first thing wrong is told once more in the end: what
// stands in the midst of a long output may be cut.
const firstsMax = 10

func (s *total) add(rep *Report) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.runs++
	s.kills += rep.Effects[plan.Kill] + rep.Effects[plan.Crash]
	s.anomalies += len(rep.Anomalies)
	for _, a := range rep.Anomalies {
		if isLoss(a) {
			s.lost++
		}
	}
	s.txns, s.faults, s.lasted = s.txns+rep.Committed, s.faults+int64(rep.Faults()), s.lasted+rep.Lasted
	s.work.add(rep.Work)
	if !rep.Bad() {
		return
	}
	if s.failed++; len(s.first) < firstsMax {
		s.first = append(s.first, rep.first())
	}
}

// hours is how many of them count.
func (s *total) hours() float64 {
	return min(s.lasted.Hours(), float64(s.txns)/hourTxns, float64(s.faults)/hourFaults)
}

// String is a line that testing/bench reads.
func (s *total) String() string {
	return fmt.Sprintf("fleet: hours=%.4f txns=%d faults=%d anomalies=%d kills=%d lost=%d lasted=%.4f failed=%d runs=%d %v",
		s.hours(), s.txns, s.faults, s.anomalies, s.kills, s.lost, s.lasted.Hours(), s.failed, s.runs, s.work)
}

// TestFleet simulates clusters: no anomaly in any, and all of them come to rest. Where hours
// are asked for, it fails if they are not ones that count.
func TestFleet(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(garbage))
	sum := &total{}
	want := 0.0
	switch {
	case *seed >= 0:
		one(t, sum, uint64(*seed), Shape{Lasts: *lasts, Every: *every})
	case *hours == 0:
		several(t, sum, *first, *seeds, Shape{Lasts: *lasts, Every: *every})
	default:
		want = *hours
		sh := Shape{Lasts: *lasts, Every: *every}
		if sh.Lasts == 0 {
			sh.Lasts = longLasts
		}
		n := int(math.Ceil(want * float64(time.Hour) / float64(sh.Lasts)))
		several(t, sum, *first, n, sh)
		for more := 0; more <= n/4 && sum.hours() < want && !t.Failed(); more++ { // clusters that stood still long
			several(t, sum, *first+n+more, 1, sh)
		}
	}
	fmt.Println(sum)
	for _, wrong := range sum.first {
		fmt.Println("failed:", wrong)
	}
	if got := sum.hours(); got < want {
		t.Errorf("%.4f hours count, want %v: they lasted %.4f, with %d transactions and %d faults", got, want, sum.lasted.Hours(), sum.txns, sum.faults)
	}
	if sum.runs > 1 && sum.work.Reads < sum.runs {
		t.Errorf("too little to prove anything: %d reads of the past were compared in %d runs", sum.work.Reads, sum.runs)
	}
	for _, short := range sum.work.below(floorOf(*only), math.Floor(want)) {
		t.Errorf("too little to prove anything: %s", short)
	}
}

// TestAgree simulates clusters that go by clocks that agree, with and without a time service, and
// those that come to do so as their nodes are upgraded (that of seed 2).
func TestAgree(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(garbage))
	*agreed = true
	defer func() { *agreed = false }()
	several(t, &total{}, 1, 3, Shape{Lasts: 8 * time.Second})
}

// several runs clusters beside each other, as many as there are processors.
func several(t *testing.T, sum *total, from, n int, sh Shape) {
	t.Run("seed", func(t *testing.T) {
		for s := from; s < from+n; s++ {
			t.Run(strconv.Itoa(s), func(t *testing.T) {
				t.Parallel()
				one(t, sum, uint64(s), sh)
			})
		}
	})
}

// one runs a cluster, and shrinks its faults if it fails and that is asked for.
func one(t *testing.T, sum *total, s uint64, sh Shape) {
	c := configOf(t, s, sh)
	bad := false
	for range *times {
		rep := Run(t, c)
		sum.add(rep)
		if rep.Bad() {
			bad = true
			tell(t, rep)
		} else if testing.Verbose() {
			t.Logf("seed %d: %v", s, rep)
		}
	}
	if !*shrink || !bad {
		return
	}
	left, rate := plan.Shrink(c.Plan, func(p plan.Plan) (bad, runs int) {
		for range max(3, *times) {
			c.Plan = p
			if runs++; Run(t, c).Bad() {
				bad++
			}
		}
		return bad, runs
	}, 60)
	t.Logf("fails in %.0f %% of its runs: -faults '%v'", 100*rate, left)
}

// isLoss tells whether an anomaly says that something acknowledged is gone.
func isLoss(a history.Anomaly) bool {
	return a.Kind == "stale" || a.Kind == "unique" || strings.HasPrefix(string(a.Kind), "lost")
}
