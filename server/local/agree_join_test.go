package local_test

import (
	"fmt"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/server/local"
)

// TestFirstJoin: a node that has been alone goes on, hardly held up, while others join it.
func TestFirstJoin(t *testing.T) {
	for seed := range uint64(3) {
		synctest.Test(t, func(t *testing.T) {
			b := (&builds{t: t}).of(local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3}}, Seed: seed, ClockError: 250 * time.Millisecond, AgreeClocks: true, StartWithin: time.Minute})
			for _, n := range b.c.Nodes() {
				n.Clock.Claim(time.Hour)
			}
			b.start(0)
			conn := connect(t, b.node(0))
			exec(t, conn, "CREATE TABLE t (i int PRIMARY KEY)")
			longest, at, began := time.Duration(0), time.Duration(0), time.Now()
			b.clients.Go(func() {
				for i := 0; b.down.Err() == nil; i++ {
					from := time.Now()
					if _, err := conn.Exec(b.down, fmt.Sprintf("INSERT INTO t VALUES (%d)", i)); err != nil {
						if b.down.Err() == nil {
							t.Error(err)
						}
						return
					}
					if d := time.Since(from); d > 50*time.Millisecond {
						t.Logf("%v at %v", d, time.Since(began))
						longest, at = max(longest, d), time.Since(began)
					}
					time.Sleep(4 * time.Millisecond)
				}
			})
			time.Sleep(3 * time.Second)
			b.start(1)
			t.Logf("started at %v", time.Since(began))
			time.Sleep(5 * time.Second)
			b.start(2)
			t.Logf("started at %v", time.Since(began))
			time.Sleep(10 * time.Second)
			b.end()
			b.clients.Wait()
			if longest > 400*time.Millisecond {
				t.Errorf("seed %d: a commit took %v, %v after the start", seed, longest, at)
			}
		})
	}
}
