package local_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/server/local"
)

var agreedStarts = flag.Int("agreed-starts", 3, "how many clusters TestAgreedStarts starts")

// TestAgreedStarts: clusters that go by clocks that agree come to be, and serve at each node, however
// their nodes' first and second starts follow each other, with clocks seconds apart and rates within
// what is allowed: all are there within a minute, the second time with a node killed in between.
func TestAgreedStarts(t *testing.T) {
	for seed := range uint64(*agreedStarts) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) { startAgreed(t, seed) })
		})
	}
}

func startAgreed(t *testing.T, seed uint64) {
	rng := rand.New(rand.NewPCG(seed, 0x57a27))
	e := []time.Duration{0, 250 * time.Millisecond}[rng.IntN(2)]
	c, err := local.New(local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: seed, ClockError: e, AgreeClocks: true, Jitter: 0.2, StartWithin: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	}()
	nodes := c.Nodes()
	far := int64([]time.Duration{30 * time.Millisecond, 2 * time.Second}[rng.IntN(2)])
	for _, n := range nodes {
		if n.Clock.Rate(rng.Int64N(401) - 200); e > 0 {
			n.Clock.Claim(time.Hour)
		}
		n.Clock.Skew(time.Duration(rng.Int64N(2*far+1) - far))
	}
	all := func(apart time.Duration) {
		t.Helper()
		began, errs := time.Now(), make(chan error, len(nodes))
		for _, n := range nodes {
			after := time.Duration(rng.Int64N(int64(apart) + 1))
			go func() {
				time.Sleep(after)
				errs <- n.Start(t.Context())
			}()
		}
		for range nodes {
			if err := <-errs; err != nil {
				t.Fatalf("seed %d, E %v, %v after the first: %v", seed, e, time.Since(began), err)
			}
		}
		for _, n := range nodes {
			exec(t, connect(t, n), "SELECT 1 FROM pg_class LIMIT 1")
		}
	}
	all(300 * time.Millisecond)
	exec(t, connect(t, nodes[0]), "CREATE TABLE t (i int PRIMARY KEY)")
	time.Sleep(time.Duration(rng.Int64N(int64(3 * time.Second))))
	for _, i := range rng.Perm(3) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second) // nobody takes the last ones' leases
		end := []func() error{func() error { return nodes[i].Stop(ctx) }, func() error { return nodes[i].Kill(ctx) }}
		err := end[rng.IntN(2)]()
		if cancel(); err != nil && !errors.Is(err, context.DeadlineExceeded) {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(rng.Int64N(int64(500 * time.Millisecond))))
	}
	all([]time.Duration{0, time.Second}[rng.IntN(2)])
	exec(t, connect(t, nodes[rng.IntN(3)]), "INSERT INTO t VALUES (1)")
}
