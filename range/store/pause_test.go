package store

import (
	"slices"
	"testing"
	"testing/synctest"
	"time"
)

// The pause of a client's writes when the store that serves them dies, over many
// phases of the renewals.
func TestPauseOfWrites(t *testing.T) {
	var pauses []time.Duration
	for seed := range uint64(30) {
		synctest.Test(t, func(t *testing.T) {
			c := newCluster(t, seed, 3, 3, nil)
			defer c.close()
			e := c.client(0)
			k := userKey("a")
			e.check(e.put(t.Context(), k, "1"))
			time.Sleep(5*time.Second + time.Duration(seed)*17*time.Millisecond)
			e.check(e.put(t.Context(), k, "2"))
			c.leaderOf(k).crash(0)
			e = c.client(int(c.leaderOrUp().id) - 1)
			begun := time.Now()
			e.check(e.put(t.Context(), k, "3"))
			pauses = append(pauses, time.Since(begun))
		})
	}
	slices.Sort(pauses)
	t.Logf("pauses: median %v, longest %v", pauses[len(pauses)/2], pauses[len(pauses)-1])
	if longest := pauses[len(pauses)-1]; longest > 2500*time.Millisecond {
		t.Errorf("writes stood still for %v", longest)
	}
}
