package sim

import (
	"flag"
	"fmt"
	"os"
	"strconv"
	"sync"
	"testing"
)

var (
	seeds = flag.Int("seeds", envInt("ISOCHRON_SIM_SEEDS", 100), "how many worlds to run")
	seed  = flag.Int("seed", -1, "the one world to run")
	trace = flag.String("trace", "", "a file for what happens in the world of -seed")
	first = flag.Int("first", envInt("ISOCHRON_SIM_FIRST", 1), "the first seed")
)

func envInt(name string, def int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return def
}

// again is the command that runs a world again.
func again(seed uint64) string {
	return fmt.Sprintf("go test ./testing/sim -run 'TestWorlds$' -seed %d", seed)
}

// TestWorlds runs random worlds: no anomaly in any.
func TestWorlds(t *testing.T) {
	from, n := *first, *seeds
	if *seed >= 0 {
		from, n = *seed, 1
	}
	var total Report
	print, closeTrace := traceTo(t)
	defer closeTrace()
	for s := uint64(from); s < uint64(from+n); s++ {
		c := Draw(s)
		c.Trace = print
		rep := Run(t, c)
		if rep.Bad() {
			t.Errorf("%v\n%v\n%s", c, rep, again(s))
			for _, p := range rep.Problems {
				t.Error(p)
			}
			for _, a := range rep.Anomalies {
				t.Error(a)
			}
		}
		if *seed >= 0 {
			t.Logf("%v\n%v", c, rep)
		}
		total.add(rep)
	}
	t.Logf("%d worlds: %v", n, &total)
}

func (r *Report) add(o *Report) {
	r.Committed += o.Committed
	r.Aborted += o.Aborted
	r.Unknown += o.Unknown
	r.Revokes += o.Revokes
	r.Splits += o.Splits
	r.Vanished += o.Vanished
	r.Crashes += o.Crashes
	r.Virtual += o.Virtual
}

// traceTo opens the file of -trace.
func traceTo(t *testing.T) (print func(string), done func()) {
	if *trace == "" {
		return nil, func() {}
	}
	f, err := os.Create(*trace)
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	print = func(s string) {
		mu.Lock()
		defer mu.Unlock()
		fmt.Fprintln(f, s)
	}
	return print, func() { _ = f.Close() }
}
