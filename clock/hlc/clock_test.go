package hlc_test

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/bound"
	"github.com/isochrondb/isochron/clock/hlc"
)

// manual is a source that stands where a test puts it.
type manual struct{ now atomic.Int64 }

func (m *manual) Now() int64 { return m.now.Load() }

// disk is what survives a clock: the stored bound.
type disk struct {
	mu     sync.Mutex
	stored hlc.Reading
	fails  int
	writes int
}

func (d *disk) persist(r hlc.Reading) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fails > 0 {
		d.fails--
		return errors.New("disk says no")
	}
	d.writes++
	d.stored = r
	return nil
}

func (d *disk) upper() hlc.Reading {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.stored
}

func newClock(t testing.TB, o hlc.Options) *hlc.Clock {
	t.Helper()
	c, err := hlc.NewClock(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return c
}

func TestNowFollowsTheSource(t *testing.T) {
	src := &manual{}
	c := newClock(t, hlc.Options{Source: src})
	steps := []struct {
		source int64
		want   hlc.Reading
	}{
		{100, 100}, {100, 101}, {100, 102}, {200, 200}, {150, 201}, {202, 202}, {201, 203}, {1000, 1000},
	}
	for i, s := range steps {
		src.now.Store(s.source)
		if got := c.Now(); got != s.want {
			t.Errorf("step %d: source %d: got %d, want %d", i, s.source, got, s.want)
		}
	}
}

// TestStrictlyIncreasingOverRestarts crashes the clock at random moments: each
// process begins above every reading of those before.
func TestStrictlyIncreasingOverRestarts(t *testing.T) {
	src := &manual{}
	src.now.Store(1_000_000)
	d := &disk{}
	var highest hlc.Reading
	for life := range 50 {
		c, err := hlc.NewClock(hlc.Options{Source: src, Persisted: d.upper(), Persist: d.persist, PersistAheadNanos: 1000})
		if err != nil {
			t.Fatal(err)
		}
		for range 200 {
			r := c.Now()
			if r <= highest {
				t.Fatalf("life %d: reading %d, after %d", life, r, highest)
			}
			if stored := d.upper(); r >= stored {
				t.Fatalf("life %d: reading %d reaches the stored bound %d", life, r, stored)
			}
			highest = r
			src.now.Add(int64(life * 7))
		}
		stored := d.upper() // what a crash here leaves
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
		if clean := d.upper(); clean != highest+1 {
			t.Errorf("life %d: clean close stored %d, want %d", life, clean, highest+1)
		}
		if life%2 == 0 {
			d.stored = stored
		}
		src.now.Add(-50) // a restart with a clock that went back
	}
}

func TestConcurrentReadingsDiffer(t *testing.T) {
	d := &disk{}
	c := newClock(t, hlc.Options{Source: bound.Zero(), Persist: d.persist, PersistAheadNanos: int64(time.Millisecond)})
	const workers, each = 4, 20_000
	readings := make([][]hlc.Reading, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for range each {
				readings[w] = append(readings[w], c.Now())
			}
		})
	}
	wg.Wait()
	seen := map[hlc.Reading]bool{}
	for _, rs := range readings {
		for i, r := range rs {
			if seen[r] || i > 0 && r <= rs[i-1] {
				t.Fatalf("reading %d is not new", r)
			}
			seen[r] = true
		}
	}
	if err := c.Close(); err != nil { // nothing is being stored any more
		t.Fatal(err)
	}
	if d.writes > workers*each/10 {
		t.Errorf("%d stored bounds for %d readings", d.writes, workers*each)
	}
}

func TestFailingDiskHoldsReadingsBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &disk{fails: 5}
		c := newClock(t, hlc.Options{Source: bound.Zero(), Persist: d.persist})
		start := time.Now()
		r := c.Now()
		if got := time.Since(start); got < 50*time.Millisecond {
			t.Errorf("a reading after %v, though storing failed 5 times", got)
		}
		if r >= d.upper() {
			t.Errorf("reading %d, stored bound %d", r, d.upper())
		}
	})
}

func TestStandingTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := &disk{}
		c := newClock(t, hlc.Options{Source: bound.Zero(), Persist: d.persist})
		last := c.Now()
		for range 1000 {
			r := c.Now()
			if r != last+1 {
				t.Fatalf("got %d after %d in standing time", r, last)
			}
			last = r
		}
		if c.Degraded() {
			t.Error("degraded by readings in standing time")
		}
	})
}

func TestDegraded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		src := bound.NewSimulated(0)
		b, err := bound.New(src, 100*time.Millisecond)
		if err != nil {
			t.Fatal(err)
		}
		c := newClock(t, hlc.Options{Source: b, Budget: b})
		c.Now()
		expect := func(when string, want bool) {
			t.Helper()
			if got := c.Degraded(); got != want {
				t.Errorf("%s: degraded %t, want %t", when, got, want)
			}
		}
		expect("at first", false)
		src.SetError(150 * time.Millisecond)
		expect("out of budget", true)
		src.SetError(10 * time.Millisecond)
		expect("back within", false)

		src.Jump(-time.Second)
		before := c.Now()
		expect("after a jump back", true)
		start := time.Now()
		if err := c.AwaitHealthy(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := time.Since(start); got < 990*time.Millisecond || got > 1010*time.Millisecond {
			t.Errorf("healthy after %v, want about 1s", got)
		}
		if r := c.Now(); r <= before {
			t.Errorf("reading %d after %d", r, before)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
		defer cancel()
		src.SetError(time.Second)
		if err := c.Wait(ctx, 0); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("wait on a degraded clock: %v, want the deadline", err)
		}
	})
}

func TestWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := newClock(t, hlc.Options{Source: bound.Zero()})
		for _, ahead := range []time.Duration{-time.Second, 0, 1, 50 * time.Microsecond, time.Millisecond, 10 * time.Second} {
			until := c.Now().Timestamp().Add(ahead)
			start := time.Now()
			if err := c.Wait(t.Context(), until); err != nil {
				t.Fatal(err)
			}
			if r := c.Now(); r.Timestamp() <= until {
				t.Errorf("ahead %v: reading %d after waiting for %d", ahead, r, until)
			}
			if waited := time.Since(start); waited > max(0, ahead)+time.Microsecond {
				t.Errorf("ahead %v: waited %v", ahead, waited)
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := c.Wait(ctx, c.Now().Timestamp()); err != nil {
			t.Errorf("a wait that is free: %v", err)
		}
		if err := c.Wait(ctx, hlc.Max); !errors.Is(err, context.Canceled) {
			t.Errorf("a cancelled wait: %v", err)
		}
	})
}

func TestWaitIsFreeWithoutAnError(t *testing.T) {
	c := newClock(t, hlc.Options{Source: bound.Zero()})
	if n := testing.AllocsPerRun(1000, func() {
		if err := c.Wait(t.Context(), c.Now().Timestamp()); err != nil {
			t.Fatal(err)
		}
	}); n > 0 {
		t.Errorf("%v allocations per wait", n)
	}
}

func BenchmarkNow(b *testing.B) {
	d := &disk{}
	c := newClock(b, hlc.Options{Source: bound.Zero(), Persist: d.persist})
	b.ReportAllocs()
	for b.Loop() {
		c.Now()
	}
}

func BenchmarkWaitFree(b *testing.B) {
	s, err := bound.New(bound.Zero(), 0)
	if err != nil {
		b.Fatal(err)
	}
	c := newClock(b, hlc.Options{Source: s, Budget: s})
	b.ReportAllocs()
	for b.Loop() {
		if err := c.Wait(context.Background(), c.Last().Timestamp()); err != nil {
			b.Fatal(err)
		}
	}
}

// What is served below Upper lies below every reading of the next process.
func TestUpperOutlivesTheProcess(t *testing.T) {
	d := &disk{}
	src := &manual{}
	src.now.Store(1_000_000)
	c := newClock(t, hlc.Options{Source: src, Persist: d.persist, PersistAheadNanos: 1000})
	for range 5000 {
		r := c.Now()
		if u := c.Upper(); r >= u {
			t.Fatalf("reading %d is not below the bound %d", r, u)
		}
	}
	promised, stored := c.Upper(), d.upper()
	if promised > stored {
		t.Errorf("the bound %d is above what was stored, %d", promised, stored)
	}
	next := newClock(t, hlc.Options{Source: src, Persisted: stored, Persist: d.persist, PersistAheadNanos: 1000})
	if r := next.Now(); r <= promised {
		t.Errorf("after a crash: reading %d, the bound was %d", r, promised)
	}
}

// TestPersistFails: where the bound can't be stored, readings go on below it for a
// moment of waiting, the clock is degraded and says why, and all is well once it can.
// The first reading of a clock whose bound can't be stored is waited for as long as the
// caller likes; it comes when the bound is stored after all, and a Close keeps nobody.
func TestAwait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		src := &manual{}
		src.now.Store(1_000_000_000)
		d := &disk{fails: 1 << 30}
		c := newClock(t, hlc.Options{Source: src, Persist: d.persist})
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if r, err := c.Await(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("%v, %v", r, err)
		}
		d.mu.Lock()
		d.fails = 0
		d.mu.Unlock()
		if r, err := c.Await(t.Context()); err != nil || r < 1_000_000_000 {
			t.Errorf("%v, %v", r, err)
		}
	})
}

func TestPersistFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		src := &manual{}
		src.now.Store(1_000_000_000)
		d := &disk{}
		c := newClock(t, hlc.Options{Source: src, Persist: d.persist})
		last := c.Now()
		synctest.Wait()
		d.mu.Lock()
		d.fails = 1 << 30
		d.mu.Unlock()
		src.now.Add(int64(time.Hour))
		began := time.Now()
		for range 3 {
			r, sound := c.Sound()
			if r <= last || r >= d.upper() || sound {
				t.Fatalf("reading %d (sound: %v), after %d with bound %d", r, sound, last, d.upper())
			}
			last = r
		}
		if waited := time.Since(began); waited > 2*time.Second {
			t.Errorf("three readings took %v", waited)
		}
		var failed *hlc.PersistError
		if err := c.AwaitHealthy(t.Context()); !c.Degraded() || !errors.As(err, &failed) {
			t.Errorf("degraded %v, %v; want a PersistError", c.Degraded(), err)
		}
		waiting := make(chan error, 1)
		go func() { waiting <- c.Wait(t.Context(), last.Timestamp()) }()
		time.Sleep(time.Minute)
		if len(waiting) != 0 {
			t.Error("a degraded clock let a waiter go (T16)")
		}
		d.mu.Lock()
		d.fails = 0
		d.mu.Unlock()
		if err := <-waiting; err != nil {
			t.Error(err)
		}
		time.Sleep(time.Second)
		if r, sound := c.Sound(); !sound || c.Degraded() || int64(r) != src.Now() || r >= d.upper() {
			t.Errorf("afterwards: degraded %v, reading %d (sound: %v) at %d below %d", c.Degraded(), r, sound, src.Now(), d.upper())
		}
	})
}

// permit is a budget that covers readings from one on, and only until it is over.
type permit struct {
	from hlc.Reading
	over atomic.Bool
}

func (*permit) Within() bool                { return true }
func (p *permit) Serves(r hlc.Reading) bool { return !p.over.Load() && r >= p.from }

// TestPermit (C1, C3): a reading that its permit does not cover may not be acted upon, and one
// whose permit ended while it was taken neither; the clock is degraded meanwhile.
func TestPermit(t *testing.T) {
	src, p := &manual{}, &permit{from: 50}
	c := newClock(t, hlc.Options{Source: src, Budget: p})
	src.now.Store(49)
	if r, sound := c.Sound(); sound || !c.Degraded() {
		t.Errorf("%d before the permit begins: sound %v, degraded %v", r, sound, c.Degraded())
	}
	src.now.Store(50)
	if r, sound := c.Sound(); !sound || c.Degraded() {
		t.Errorf("%d as the permit begins: sound %v, degraded %v", r, sound, c.Degraded())
	}
	p.over.Store(true)
	src.now.Store(40) // not even a reading that the source is not asked for
	if r, sound := c.Sound(); sound || !c.Degraded() {
		t.Errorf("%d after the permit: sound %v, degraded %v", r, sound, c.Degraded())
	}
}
