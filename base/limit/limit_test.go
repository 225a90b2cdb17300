package limit

import (
	"errors"
	"sync"
	"testing"
)

func TestBudget(t *testing.T) {
	node := New("sql-memory", 100, nil)
	one, two := New("statement", 80, node), New("statement", 0, node)
	steps := []struct {
		name       string
		budget     *Budget
		acquire    int64 // negative: release
		refused    string
		used, node int64
	}{
		{"within", one, 60, "", 60, 60},
		{"own limit", one, 30, "statement", 60, 60},
		{"parent's limit", two, 50, "sql-memory", 0, 60},
		{"to the brim", two, 40, "", 40, 100},
		{"one too many", two, 1, "sql-memory", 40, 100},
		{"release", one, -10, "", 50, 90},
		{"room again", two, 10, "", 50, 100},
	}
	for _, s := range steps {
		var err error
		if s.acquire < 0 {
			s.budget.Release(-s.acquire)
		} else {
			err = s.budget.Acquire(s.acquire)
		}
		var ex *Exceeded
		if got := errors.As(err, &ex); got != (s.refused != "") || got && ex.Name != s.refused {
			t.Errorf("%s: error %v, want refusal by %q", s.name, err, s.refused)
		}
		if s.budget.Used() != s.used || node.Used() != s.node {
			t.Errorf("%s: used %d of the node's %d, want %d and %d", s.name, s.budget.Used(), node.Used(), s.used, s.node)
		}
	}
	two.Close()
	one.Close()
	if node.Used() != 0 || node.Peak() != 100 {
		t.Errorf("after closing: used %d, peak %d; want 0, 100", node.Used(), node.Peak())
	}
}

func TestConcurrentUseNeverExceeds(t *testing.T) {
	b := New("slots", 3, nil)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 2000 {
				if b.Acquire(1) == nil {
					b.Release(1)
				}
			}
		})
	}
	wg.Wait()
	if b.Used() != 0 || b.Peak() > 3 {
		t.Errorf("used %d, peak %d; want 0 and at most 3", b.Used(), b.Peak())
	}
}
