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

func TestReserveIsForSmallHolders(t *testing.T) {
	node := NewShared("max-sql-memory", 80<<20)
	large, small := New("session", 0, node), New("session", 0, node)
	if err := large.Acquire(70 << 20); err != nil {
		t.Fatal(err)
	}
	var ex *Exceeded
	if err := large.Acquire(1 << 10); !errors.As(err, &ex) || !ex.Victim() || ex.Held != 70<<20 || ex.Asked != "session" {
		t.Errorf("a large holder got of the reserve: %+v", ex)
	}
	if err := small.Acquire(SmallBytes); err != nil {
		t.Errorf("a small holder was refused: %v", err)
	}
	if err := small.Acquire(1); err == nil {
		t.Error("a holder that is no longer small got of the reserve")
	}
	if node.Refused() != 2 || node.Used() != 71<<20 {
		t.Errorf("got %d refusals, %d used; want 2, %d", node.Refused(), node.Used(), 71<<20)
	}
}

func TestPressureIsRelieved(t *testing.T) {
	node := New("max-sql-memory", 100, nil)
	cache, session := New("plans", 0, node), New("session", 0, node)
	if err := cache.Acquire(90); err != nil {
		t.Fatal(err)
	}
	node.OnPressure(func(n int64) { cache.Release(min(2*n, cache.Used())) })
	if err := session.Acquire(40); err != nil {
		t.Errorf("refused although a cache could give way: %v", err)
	}
	if cache.Used() != 10 || node.Used() != 50 {
		t.Errorf("the cache holds %d of %d, want 10 of 50", cache.Used(), node.Used())
	}
	if err := session.Acquire(101); err == nil {
		t.Error("more was given than there is")
	}
}

func TestAccountTakesGrains(t *testing.T) {
	node := New("max-sql-memory", 10*grain, nil)
	a := NewAccount(node, grain)
	steps := []struct {
		grow       int64
		refused    bool
		used, node int64
	}{
		{grain, false, grain, 0},
		{1, false, grain + 1, grain},
		{grain - 1, false, 2 * grain, grain},
		{20 * grain, true, 2 * grain, grain},
		{8 * grain, false, 10 * grain, 9 * grain},
		{-grain, false, 9 * grain, 9 * grain},
		{-7 * grain, false, 2 * grain, grain},
	}
	for i, s := range steps {
		var err error
		if s.grow < 0 {
			a.Shrink(-s.grow)
		} else {
			err = a.Grow(s.grow)
		}
		if (err != nil) != s.refused || a.Used() != s.used || node.Used() != s.node {
			t.Errorf("step %d: error %v, used %d, of the node %d; want refused %v, %d, %d", i, err, a.Used(), node.Used(), s.refused, s.used, s.node)
		}
	}
	a.Close()
	if node.Close() != 0 || a.Peak() != 10*grain {
		t.Errorf("after closing: peak %d, the node's %d", a.Peak(), node.Used())
	}
}

// TestCloseTellsOfLeaks closes a budget whose account still holds something.
func TestCloseTellsOfLeaks(t *testing.T) {
	node := New("max-sql-memory", 0, nil)
	session := New("session", 0, node)
	a := NewAccount(session, 0)
	if err := a.Grow(1); err != nil {
		t.Fatal(err)
	}
	if got := session.Close(); got != grain || node.Used() != 0 {
		t.Errorf("got %d, and %d left at the node; want %d and 0", got, node.Used(), grain)
	}
}

func BenchmarkAccount(b *testing.B) {
	session := New("session", 0, New("sessions", 0, NewShared("max-sql-memory", 1<<30)))
	b.ReportAllocs()
	for b.Loop() {
		a := NewAccount(session, grain)
		_ = a.Grow(100)
		a.Close()
	}
}
