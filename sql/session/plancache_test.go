package session

import (
	"fmt"
	"strings"
	"testing"

	"github.com/isochrondb/isochron/base/limit"
)

func key(i, n int) planKey { return planKey{text: fmt.Sprint(i) + strings.Repeat("x", n)} }

// TestPlanCacheBytes: however many distinct texts come, and however long, the cache
// keeps within its bytes, and has what was used last.
func TestPlanCacheBytes(t *testing.T) {
	node := limit.New("max-sql-memory", 0, nil)
	c := newPlanCache(4096, 8<<20, node)
	for i := range 2000 {
		c.put(key(i, 500), &cachedPlan{})
		if i%50 == 0 {
			c.put(key(i, 450<<10), &cachedPlan{})
		}
		if used := node.Used(); used > 8<<20 || used != c.mu.young.bytes+c.mu.old.bytes {
			t.Fatalf("after %d: %d bytes are held, of which %d and %d are known", i, used, c.mu.young.bytes, c.mu.old.bytes)
		}
	}
	if c.get(key(1999, 500)) == nil || c.get(key(0, 500)) != nil {
		t.Error("not the last ones were kept")
	}
	if c.get(key(1950, 450<<10)) != nil {
		t.Error("a long statement was kept")
	}
	if c.evicted.Load() == 0 {
		t.Error("no eviction was counted")
	}
}

// TestPlanCacheReplaces: a plan made anew takes the place of the one before.
func TestPlanCacheReplaces(t *testing.T) {
	node := limit.New("max-sql-memory", 0, nil)
	c := newPlanCache(4096, 8<<20, node)
	for range 1000 {
		c.put(key(1, 100), &cachedPlan{})
	}
	if got, want := node.Used(), statementSize(key(1, 100).text); got != want {
		t.Errorf("got %d bytes, want %d", got, want)
	}
}

// TestPlanCacheGivesWay: under pressure it gives its bytes to others.
func TestPlanCacheGivesWay(t *testing.T) {
	node := limit.New("max-sql-memory", 1<<20, nil)
	c := newPlanCache(4096, 1<<20, node)
	for i := range 20 {
		c.put(key(i, 100), &cachedPlan{})
	}
	held := node.Used()
	if err := limit.New("session", 0, node).Acquire(1<<20 - held/4); err != nil {
		t.Errorf("refused although %d bytes are plans: %v", held, err)
	}
	if c.budget.Used() != 0 || len(c.mu.young.plans)+len(c.mu.old.plans) > 0 {
		t.Errorf("it kept %d bytes", c.budget.Used())
	}
	if c.put(key(1, 4000), &cachedPlan{}); c.get(key(1, 4000)) != nil {
		t.Error("a plan was kept that there is no room for")
	}
}

func TestEnvironmentsAreTold(t *testing.T) {
	c := newPlanCache(10, 1<<20, nil)
	long := strings.Repeat("s", 1<<20)
	a, b := c.environment(long+"a"), c.environment(long+"b")
	if a == b || c.environment(long+"a") != a {
		t.Errorf("got %d and %d for two environments", a, b)
	}
}

func TestStatementSize(t *testing.T) {
	insert := "INSERT INTO t VALUES " + strings.TrimSuffix(strings.Repeat("(1, 2, 'text'),", 30_000), ",")
	tests := []struct {
		name, text string
		low, high  int64
	}{
		{"short", "SELECT 1", 2 << 10, 4 << 10},
		{"many values", insert, 25 << 20, 40 << 20},
		{"one long literal", "SELECT '" + strings.Repeat("x", 1<<20) + "'", 1 << 20, 1<<20 + 8<<10},
		{"a broken end", insert + "'", 25 << 20, 40 << 20},
	}
	for _, tt := range tests {
		if got := statementSize(tt.text); got < tt.low || got > tt.high {
			t.Errorf("%s: got %d, want between %d and %d", tt.name, got, tt.low, tt.high)
		}
	}
}
