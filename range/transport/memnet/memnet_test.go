package memnet

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

const ms = time.Millisecond

// pair connects a and b.
func pair(t *testing.T, n *Net) (a, b net.Conn) {
	t.Helper()
	l, err := n.Host("b").Listen("b:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	a, err = n.Host("a").Dial(t.Context(), l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	b, err = l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	return a, b
}

func readAll(c net.Conn, n int) ([]byte, error) {
	b := make([]byte, n)
	_, err := io.ReadFull(c, b)
	return b, err
}

func TestLatencyIsExact(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := New(Options{Link: func(from, to string) Link {
			if from == "a" {
				return Link{Latency: 30 * ms}
			}
			return Link{Latency: 50 * ms}
		}})
		began := time.Now()
		a, b := pair(t, n)
		if got := time.Since(began); got != 80*ms {
			t.Errorf("dialling took %v, want a round trip of 80ms", got)
		}
		began = time.Now()
		_, _ = a.Write([]byte("ping"))
		if got, err := readAll(b, 4); string(got) != "ping" || err != nil {
			t.Errorf("read %q, %v", got, err)
		}
		if got := time.Since(began); got != 30*ms {
			t.Errorf("a to b took %v, want 30ms", got)
		}
		_, _ = b.Write([]byte("pong"))
		_ = b.Close()
		if got, err := io.ReadAll(a); string(got) != "pong" || err != nil {
			t.Errorf("read %q, %v, want what was written before the end", got, err)
		}
		if got := time.Since(began); got != 80*ms {
			t.Errorf("there and back took %v, want 80ms", got)
		}
		_ = a.Close()
		if n.Open() != 0 {
			t.Errorf("%d ends are open", n.Open())
		}
	})
}

func TestBandwidth(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := New(Options{Link: func(string, string) Link { return Link{Latency: 10 * ms, BytesPerSecond: 1 << 20} }})
		a, b := pair(t, n)
		began := time.Now()
		go func() { _, _ = a.Write(make([]byte, 2<<20)) }()
		if _, err := readAll(b, 2<<20); err != nil {
			t.Fatal(err)
		}
		if got, want := time.Since(began), 2*time.Second+10*ms; got != want {
			t.Errorf("2 MiB at 1 MiB/s took %v, want %v", got, want)
		}
		if got := n.Traffic("a", "b").Bytes; got != 2<<20 {
			t.Errorf("counted %d bytes", got)
		}
		n.Close()
	})
}

func TestCutHoldsAndHealDelivers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := New(Options{Link: func(string, string) Link { return Link{Latency: 10 * ms} }, BufferBytes: 1000})
		a, b := pair(t, n)
		began := time.Now()
		_, _ = a.Write([]byte("1")) // arrives
		time.Sleep(15 * ms)
		n.Cut("a", "b")
		_, _ = a.Write([]byte("2"))
		if got, err := readAll(b, 1); string(got) != "1" || err != nil {
			t.Errorf("read %q, %v, want what had arrived before the cut", got, err)
		}
		// The other way still works, until acknowledgements are missed.
		_, _ = b.Write([]byte("back"))
		if got, err := readAll(a, 4); string(got) != "back" || err != nil {
			t.Errorf("read %q, %v the other way", got, err)
		}
		_ = b.SetWriteDeadline(time.Now().Add(time.Second))
		if w, err := b.Write(make([]byte, 2000)); w != 996 || !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("wrote %d, %v, want 996 and then nothing: nothing is acknowledged", w, err)
		}
		_ = b.SetReadDeadline(time.Now().Add(time.Second))
		if _, err := b.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("read across a cut: %v", err)
		}
		_ = b.SetDeadline(time.Time{})
		time.Sleep(10*time.Second - time.Since(began))
		n.Heal("a", "b")
		if got, err := readAll(b, 1); string(got) != "2" || err != nil || time.Since(began) != 10*time.Second+10*ms {
			t.Errorf("read %q, %v after %v, want 2 a latency after the heal", got, err, time.Since(began))
		}
		if w, err := b.Write(make([]byte, 4)); w != 4 || err != nil {
			t.Errorf("wrote %d, %v after the heal", w, err)
		}
		n.Close()
	})
}

// TestCutsOneAfterAnother: what a cut has kept back, and the next one catches under way, waits for the end of that.
func TestCutsOneAfterAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := New(Options{Link: func(string, string) Link { return Link{Latency: 10 * ms} }})
		a, b := pair(t, n)
		began := time.Now()
		at := func(when time.Duration, f func(from, to string)) {
			time.Sleep(when - time.Since(began))
			f("a", "b")
		}
		_, _ = a.Write([]byte("1")) // for 10 ms
		at(5*ms, n.Cut)
		at(20*ms, n.Heal) // for 30 ms
		at(25*ms, n.Cut)
		_ = b.SetReadDeadline(began.Add(60 * ms))
		if got, err := b.Read(make([]byte, 1)); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("read %d bytes, %v, of what two cuts have caught, after %v", got, err, time.Since(began))
		}
		_ = b.SetReadDeadline(time.Time{})
		at(100*ms, n.Heal)
		if got, err := readAll(b, 1); string(got) != "1" || err != nil || time.Since(began) != 110*ms {
			t.Errorf("read %q, %v after %v, want it a latency after the second healing", got, err, time.Since(began))
		}
		at(200*ms, n.Cut)
		if cuts := n.way("a", "b").state.Load().cuts; len(cuts) != 1 {
			t.Errorf("%d cuts are remembered; all but the last one are over", len(cuts))
		}
		n.Close()
	})
}

// TestStalls: a stall ends itself, and neither a cut nor a longer stall.
func TestStalls(t *testing.T) {
	stall := func(d time.Duration) func(*Net) { return func(n *Net) { n.Stall("a", "b", d) } }
	cut, heal := func(n *Net) { n.Cut("a", "b") }, func(n *Net) { n.Heal("a", "b") }
	for name, tt := range map[string]struct {
		do   []func(*Net) // one every 100 ms
		ends time.Duration
	}{
		"alone":           {[]func(*Net){stall(time.Second)}, time.Second},
		"within a cut":    {[]func(*Net){cut, stall(time.Second)}, 0},
		"then cut":        {[]func(*Net){stall(time.Second), cut}, 0},
		"then a longer":   {[]func(*Net){stall(time.Second), stall(2 * time.Second)}, 2100 * ms},
		"then a shorter":  {[]func(*Net){stall(time.Second), stall(200 * ms)}, time.Second},
		"healed":          {[]func(*Net){stall(time.Second), heal}, 100 * ms},
		"healed, cut":     {[]func(*Net){stall(time.Second), heal, cut}, 0},
		"healed, stalled": {[]func(*Net){stall(time.Second), heal, stall(time.Second)}, 1200 * ms},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := New(Options{})
				began := time.Now()
				for i, f := range tt.do {
					time.Sleep(time.Duration(i)*100*ms - time.Since(began))
					f(n)
				}
				w, ends := n.way("a", "b"), time.Duration(0)
				if s := w.state.Load(); s.on() != nil {
					time.Sleep(10 * time.Second)
				}
				if s := w.state.Load(); s.on() == nil {
					ends = s.cuts[0].back.Sub(began)
				}
				if ends != tt.ends {
					t.Errorf("the way is open after %v, want %v (0: never)", ends, tt.ends)
				}
			})
		})
	}
}

// TestResetTravels: whoever lost its power and is back resets its former connections, as far as packets get there and
// back.
func TestResetTravels(t *testing.T) {
	cuts := map[string][][2]string{"open": nil, "there": {{"a", "b"}}, "back": {{"b", "a"}}, "both": {{"a", "b"}, {"b", "a"}}}
	for name, cut := range cuts {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := New(Options{Link: func(string, string) Link { return Link{Latency: 10 * ms} }})
				a, _ := pair(t, n)
				for _, w := range cut {
					n.Cut(w[0], w[1])
				}
				n.PowerOff("b")
				time.Sleep(time.Second)
				if _, err := n.Host("b").Listen(":7"); err != nil {
					t.Fatal(err)
				}
				began := time.Now()
				_ = a.SetReadDeadline(began.Add(time.Minute))
				if cut != nil {
					time.AfterFunc(30*time.Second, n.HealAll)
				}
				_, err := a.Read(make([]byte, 1))
				took := time.Since(began)
				if early := took < 30*time.Second; !errors.Is(err, syscall.ECONNRESET) || early != (cut == nil) || took > 30*time.Second+20*ms {
					t.Errorf("%v after %v", err, took)
				}
				n.Close()
			})
		})
	}
}

func TestStallAndDialAcrossIt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := New(Options{Link: func(string, string) Link { return Link{Latency: 10 * ms} }})
		l, err := n.Host("b").Listen(":7")
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		n.Stall("b", "a", time.Second) // one way is enough
		c, err := n.Host("a").Dial(t.Context(), "b:7")
		if err != nil || time.Since(began) != time.Second+10*ms {
			t.Errorf("dialling: %v after %v, want it a latency after the stall", err, time.Since(began))
		}
		_ = c.Close()
		n.Cut("a", "b")
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := n.Host("a").Dial(ctx, "b:7"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("dialling across a cut: %v", err)
		}
		_ = l.Close()
		n.Close()
		if n.Open() != 0 {
			t.Errorf("%d ends are open", n.Open())
		}
	})
}

func TestBreaks(t *testing.T) {
	tests := []struct {
		name string
		do   func(n *Net, b net.Conn)
		want error
		took time.Duration
	}{
		{"closed", func(n *Net, b net.Conn) { _ = b.Close() }, io.EOF, 10 * ms},
		{"reset", func(n *Net, b net.Conn) { n.Reset("b", "a") }, syscall.ECONNRESET, 0},
		{"crash", func(n *Net, b net.Conn) { n.Crash("b") }, io.EOF, 10 * ms},
		{"power off, on again after 5 s", func(n *Net, b net.Conn) {
			n.PowerOff("b")
			time.AfterFunc(5*time.Second, func() {
				l, _ := n.Host("b").Listen("b:9")
				_ = l.Close()
			})
		}, syscall.ECONNRESET, 5*time.Second + 10*ms},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				n := New(Options{Link: func(string, string) Link { return Link{Latency: 10 * ms} }})
				a, b := pair(t, n)
				began := time.Now()
				tt.do(n, b)
				_, err := a.Read(make([]byte, 1))
				if !errors.Is(err, tt.want) || time.Since(began) != tt.took {
					t.Errorf("read: %v after %v, want %v after %v", err, time.Since(began), tt.want, tt.took)
				}
				time.Sleep(time.Second)
				if _, err := a.Write([]byte("x")); err == nil {
					t.Error("wrote to a peer that is gone")
				}
				_ = a.Close()
				if _, err := a.Read(make([]byte, 1)); !errors.Is(err, net.ErrClosed) {
					t.Errorf("read of a closed end: %v", err)
				}
				if n.Open() != 0 {
					t.Errorf("%d ends are open", n.Open())
				}
			})
		})
	}
}

func TestCloseWakesReadersAndWriters(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := New(Options{BufferBytes: 10})
		a, b := pair(t, n)
		errs := make(chan error, 2)
		go func() { _, err := a.Read(make([]byte, 1)); errs <- err }()
		go func() { _, err := a.Write(make([]byte, 100)); errs <- err }()
		synctest.Wait()
		_ = a.Close()
		for range 2 {
			if err := <-errs; !errors.Is(err, net.ErrClosed) {
				t.Errorf("got %v, want closed", err)
			}
		}
		_ = b.Close()
	})
}

func TestRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := New(Options{Link: func(string, string) Link { return Link{Latency: 10 * ms} }})
		began := time.Now()
		if _, err := n.Host("a").Dial(t.Context(), "b:1"); !errors.Is(err, syscall.ECONNREFUSED) || time.Since(began) != 20*ms {
			t.Errorf("got %v after %v, want refused after a round trip", err, time.Since(began))
		}
		l, _ := n.Host("b").Listen("b:1")
		if _, err := n.Host("b").Listen("b:1"); !errors.Is(err, syscall.EADDRINUSE) {
			t.Errorf("listening twice: %v", err)
		}
		if _, err := n.Host("b").Listen("c:1"); !errors.Is(err, syscall.EADDRNOTAVAIL) {
			t.Errorf("listening as another host: %v", err)
		}
		_ = l.Close()
	})
}

func TestLossDelaysAndKeepsOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := New(Options{Seed: 1, Link: func(string, string) Link { return Link{Latency: ms, Jitter: 5 * ms, Loss: 0.2} }})
		a, b := pair(t, n)
		const count = 200
		go func() {
			for i := range count {
				_, _ = a.Write([]byte{byte(i)})
				time.Sleep(ms)
			}
			_ = a.Close()
		}()
		late, sent := 0, time.Now()
		for i := range count {
			got, err := readAll(b, 1)
			if err != nil || got[0] != byte(i) {
				t.Fatalf("byte %d: got %v, %v", i, got, err)
			}
			if time.Since(sent)-time.Duration(i)*ms > RetransmitMin/2 {
				late++
			}
		}
		if late == 0 || late == count {
			t.Errorf("%d of %d were late", late, count)
		}
		_ = b.Close()
	})
}
