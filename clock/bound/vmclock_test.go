package bound

import (
	"encoding/binary"
	"errors"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
	"unsafe"
)

// hostPage is memory as a host writes it.
func hostPage(marker, generation uint64) []byte {
	b := make([]byte, pageLen)
	order := binary.LittleEndian
	order.PutUint32(b, pageMagic)
	order.PutUint32(b[4:], pageLen)
	order.PutUint16(b[8:], 1)
	order.PutUint32(b[pageSequenceAt:], 2)
	order.PutUint64(b[pageMarkerAt:], marker)
	order.PutUint64(b[24:], pageHasGeneration)
	order.PutUint64(b[pageGeneration:], generation)
	return b
}

func TestHostPage(t *testing.T) {
	order := binary.LittleEndian
	mem := hostPage(3, 9)
	p, err := NewHostPage(mem)
	if err != nil {
		t.Fatal(err)
	}
	expect := func(when string, disrupted bool, marker uint64) {
		t.Helper()
		if what := p.Disrupted(); (what != "") != disrupted {
			t.Errorf("%s: %q", when, what)
		}
		if got := p.Marker(); got != marker {
			t.Errorf("%s: marker %d, want %d", when, got, marker)
		}
	}
	expect("at first", false, 3)
	order.PutUint64(mem[pageMarkerAt:], 4)
	expect("moved", true, 4)
	expect("told once", false, 4)
	order.PutUint64(mem[pageGeneration:], 10)
	expect("restored", true, 4)
	order.PutUint32(mem[pageSequenceAt:], 3)
	order.PutUint64(mem[pageMarkerAt:], 5)
	expect("being written", false, 5)
	order.PutUint32(mem[pageSequenceAt:], 4)
	expect("written", true, 5)

	for name, edit := range map[string]func([]byte) []byte{
		"another magic":   func(b []byte) []byte { b[0]++; return b },
		"another version": func(b []byte) []byte { b[8]++; return b },
		"too small":       func(b []byte) []byte { order.PutUint32(b[4:], pageMinLen-1); return b },
		"cut":             func(b []byte) []byte { return b[:pageMinLen-1] },
		"unaligned":       func(b []byte) []byte { return append(make([]byte, 1, pageLen+1), b...)[1:] },
	} {
		if _, err := NewHostPage(edit(hostPage(1, 1))); !errors.Is(err, ErrHostPage) {
			t.Errorf("%s: %v", name, err)
		}
	}
	old := hostPage(1, 1)
	order.PutUint64(old[24:], 0)
	if p, err = NewHostPage(old); err != nil {
		t.Fatal(err)
	}
	order.PutUint64(old[pageGeneration:], 2)
	expect("a generation that is none", false, 1)
}

// TestHostDisrupts: a clock whose host disrupts it proves nothing from that moment on, before
// anybody has looked, and until the time daemon has said something new.
func TestHostDisrupts(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		const ms = time.Millisecond
		mem := hostPage(3, 9)
		says := Timex{MaxError: 3 * ms}
		m := ThisMachine()
		m.HostPage = func() ([]byte, error) { return mem, nil }
		m.Timex = func() (Timex, error) { return says, nil }
		m.Slept, m.Counter = func() int64 { return 0 }, func() string { return "tsc" }
		kernel, err := ParseChoice("kernel")
		if err != nil {
			t.Fatal(err)
		}
		s, err := m.Source(kernel, On(func() int64 { return time.Now().UnixNano() }, elapsed()))
		if err != nil {
			t.Fatal(err)
		}
		expect := func(when string, want time.Duration) {
			t.Helper()
			if got := s.Error(); got != want {
				t.Errorf("%s: error %v, want %v", when, got, want)
			}
		}
		if s.Seen() != (Seen{"tsc", "watched"}) {
			t.Errorf("%+v", s.Seen())
		}
		expect("at first", 3*ms+kernelGrain)
		binary.LittleEndian.PutUint64(mem[pageMarkerAt:], 4)
		expect("at once", UnknownError)
		s.Look()
		expect("after a look", UnknownError)
		says.MaxError = 2 * ms
		s.Look()
		expect("told anew", 2*ms+kernelGrain)
		if st := s.Standing(); st.Disruptions != 1 || st.Disrupted == "" {
			t.Errorf("%+v", st)
		}
	})
}

// TestHostPageIsOfOneMoment: a host that writes all the time is never seen half-way.
func TestHostPageIsOfOneMoment(t *testing.T) {
	mem := hostPage(0, 0)
	p, err := NewHostPage(mem)
	if err != nil {
		t.Fatal(err)
	}
	word := func(at int) *uint64 { return (*uint64)(unsafe.Pointer(&mem[at])) }
	sequence := (*uint32)(unsafe.Pointer(&mem[pageSequenceAt]))
	var end atomic.Bool
	done := make(chan struct{})
	go func() {
		defer close(done)
		for i := uint64(1); !end.Load(); i++ {
			atomic.AddUint32(sequence, 1)
			atomic.StoreUint64(word(pageMarkerAt), i)
			atomic.StoreUint64(word(pageGeneration), i)
			atomic.AddUint32(sequence, 1)
		}
	}()
	for seen := 0; seen < 2000; {
		m, err := p.moment()
		if err != nil {
			continue // the writer lost its processor half-way
		}
		seen++
		if m.marker != m.generation {
			t.Fatalf("marker %d beside generation %d", m.marker, m.generation)
		}
	}
	end.Store(true)
	<-done
}

func TestWatchers(t *testing.T) {
	slept, counter := int64(0), "tsc"
	w := Watchers{nil, NewSleep(func() int64 { return slept }), NewCounter(func() string { return counter })}
	expect := func(when string, want string) {
		t.Helper()
		if got := w.Disrupted(); got != want {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
	}
	expect("at first", "")
	slept += 1_000_000
	expect("what reading two clocks may seem like", "")
	slept += 5_000_000_000
	expect("it slept", "the machine was suspended")
	expect("told once", "")
	counter = ""
	expect("unknown", "")
	counter = "hpet"
	expect("another counter", "the kernel keeps time by another counter: hpet, not tsc")
	expect("told once", "")
}

func FuzzHostPage(f *testing.F) {
	f.Add(hostPage(1, 2)[:pageGeneration+8])
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := parseHostPage(b); err != nil && !errors.Is(err, ErrHostPage) && !errors.Is(err, errWriting) {
			t.Errorf("%v", err)
		}
	})
}
