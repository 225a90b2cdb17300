package transport

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/range/transport/memnet"
	"github.com/isochrondb/isochron/range/transport/transportpb"
)

// beats takes heartbeats.
type beats struct {
	answer *Mesh // sends one back; nil: none is

	mu   sync.Mutex // guards what is below
	got  []string
	last time.Time
}

func (b *beats) ReceiveHeartbeat(from Peer, h *transportpb.Heartbeat) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.got, b.last = append(b.got, fmt.Sprintf("node %d store %d to %d: %s", from.NodeID, h.FromStore, h.ToStore, h.Payload)), time.Now()
	if b.answer != nil && string(h.Payload) != "answer" {
		b.answer.SendHeartbeat(from.NodeID, beatOf("answer"))
	}
}

// all are those that came since it was asked last, and when the last did.
func (b *beats) all() ([]string, time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	got := b.got
	b.got = nil
	return got, b.last
}

func beatOf(text string) *transportpb.Heartbeat {
	return &transportpb.Heartbeat{FromStore: 11, ToStore: 12, Payload: []byte(text)}
}

// of an older build: it takes heartbeats one by one.
func oldBuild(o *MeshOptions) { o.VersionMax = version.Hidden - 1 }

// TestHeartbeats: they come in half a round trip and in order, whichever end is of an older build,
// and nothing is lost when it is found out that one is.
func TestHeartbeats(t *testing.T) {
	for _, tt := range []struct {
		name  string
		old   [2]bool
		calls bool // each is a call of its own, and order is not kept
	}{
		{"alike", [2]bool{}, false},
		{"to an older build", [2]bool{1: true}, true},
		{"from an older build", [2]bool{0: true}, true},
		{"older builds", [2]bool{true, true}, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, 10*ms)
				defer w.close()
				took := &beats{}
				a := w.start(1, func(o *MeshOptions) {
					if tt.old[0] {
						oldBuild(o)
					}
				})
				w.start(2, func(o *MeshOptions) {
					o.Heartbeats = took
					if tt.old[1] {
						oldBuild(o)
					}
				})
				var want []string
				for i := range 5 {
					a.SendHeartbeat(2, beatOf(fmt.Sprint(i)))
					want = append(want, fmt.Sprint("node 1 store 11 to 12: ", i))
				}
				time.Sleep(100 * ms)
				got, _ := took.all()
				if tt.calls {
					slices.Sort(got)
				}
				if !slices.Equal(got, want) {
					t.Errorf("the first came as %q", got)
				}
				began := time.Now()
				a.SendHeartbeat(2, beatOf("x"))
				time.Sleep(50 * ms)
				if got, last := took.all(); len(got) != 1 || last.Sub(began) != 10*ms {
					t.Errorf("the next came as %q after %v, want half a round trip", got, last.Sub(began))
				}
				s := a.remote(2).beatStream()
				if calls := s.old.Load() != nil || a.oneByOne(); calls != tt.calls {
					t.Errorf("each is a call: %v, want %v", calls, tt.calls)
				}
				time.Sleep(10 * time.Second)
				if rtt, _ := a.RTT(2); rtt != 20*ms {
					t.Errorf("pings measure %v, want 20ms", rtt)
				}
				if dropped := a.counts.beatsDropped.Load(); dropped != 0 {
					t.Errorf("%d dropped", dropped)
				}
			})
		})
	}
}

// TestHeartbeatsBeforeAndAfterAnUpgrade: that a node takes heartbeats one by one is remembered as long as its
// connection stands: when it has been upgraded they go on a stream again, and the other way round.
func TestHeartbeatsBeforeAndAfterAnUpgrade(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		took := &beats{}
		a := w.start(1, nil)
		for epoch, old := range []bool{true, false, true} {
			b := w.start(2, func(o *MeshOptions) {
				o.Heartbeats, o.Identity.Epoch = took, uint64(epoch)+1
				if old {
					oldBuild(o)
				}
			})
			for range 20 {
				a.SendHeartbeat(2, beatOf("x"))
				time.Sleep(100 * ms)
			}
			got, _ := took.all()
			if calls := a.remote(2).beatStream().old.Load() != nil; calls != old || len(got) < 10 {
				t.Errorf("an older build %v: each is a call: %v; %d came", old, calls, len(got))
			}
			b.Close()
			time.Sleep(100 * ms)
		}
	})
}

// TestHeartbeatsShowWhoIsUp: where heartbeats are answered, what each node says shows the other that it is heard, and
// pings are few; where they are not, it takes pings to show it.
func TestHeartbeatsShowWhoIsUp(t *testing.T) {
	for _, tt := range []struct {
		name        string
		answered    bool
		least, most uint64 // pings of node 1 in a minute
	}{{"answered", true, 8, 15}, {"not answered", false, 100, 125}} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, 10*ms)
				defer w.close()
				took := &beats{}
				a := w.start(1, func(o *MeshOptions) { o.Heartbeats, o.Identity.Epoch = &beats{}, 7 })
				b := w.start(2, func(o *MeshOptions) { o.Heartbeats, o.Identity.Epoch = took, 8 })
				if tt.answered {
					took.answer = b
				}
				for range 200 { // a minute
					a.SendHeartbeat(2, beatOf("x"))
					time.Sleep(300 * ms)
				}
				if pings := a.counts.pings.Load(); pings < tt.least || pings > tt.most {
					t.Errorf("%d pings, want %d to %d", pings, tt.least, tt.most)
				}
				if p := a.Peers(); p[0].Down {
					t.Errorf("down: %+v", p)
				}
			})
		})
	}
}

// An echo counts only for the process that it names, and not of what it can't have heard yet.
func TestEchoesOfOthersDoNotCount(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		a := w.start(1, func(o *MeshOptions) { o.Identity.Epoch = 7 })
		w.start(2, nil)
		r := a.remote(2)
		time.Sleep(10 * time.Second)
		for _, tt := range []struct {
			what  string
			echo  time.Duration
			epoch uint64
			heard time.Duration
		}{
			{"of an earlier process", 5 * time.Second, 6, 0},
			{"of what is to come", 11 * time.Second, 7, 0},
			{"none", 0, 7, 0},
			{"of what it was sent", 9 * time.Second, 7, 9 * time.Second},
			{"of what was sent before", 8 * time.Second, 7, 9 * time.Second},
		} {
			r.heardBeats(1, &transportpb.Beats{EchoNanos: int64(tt.echo), EchoEpoch: tt.epoch})
			if heard := time.Duration(r.heard.Load()).Truncate(time.Second); heard != tt.heard {
				t.Errorf("an echo %s: heard at %v, want %v", tt.what, heard, tt.heard)
			}
		}
	})
}

// TestHeartbeatsThatWait: while a node can't be reached its heartbeats wait, so many and not longer than they are worth
// something; then the newest come.
func TestHeartbeatsThatWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t, 10*ms)
		defer w.close()
		took := &beats{}
		a := w.start(1, func(o *MeshOptions) { o.Limits.HeartbeatsMax = 4 })
		w.start(2, func(o *MeshOptions) { o.Heartbeats = took })
		w.net.Cut("n1", "n2")
		send := func(n int) {
			for i := range n {
				a.SendHeartbeat(2, beatOf(fmt.Sprint(i)))
				time.Sleep(ms)
			}
		}
		came := func() (last string) {
			got, _ := took.all()
			for _, g := range got {
				last += g[len(g)-1:]
			}
			return last
		}
		send(3)
		time.Sleep(beatTimeout)
		send(2)
		w.net.HealAll()
		time.Sleep(5 * time.Second)
		if got := came(); got != "01" || a.counts.beatsDropped.Load() != 3 {
			t.Errorf("%q came, %d were dropped, want those of the last moment", got, a.counts.beatsDropped.Load())
		}
		w.net.Reset("n1", "n2")
		w.net.Cut("n1", "n2")
		time.Sleep(100 * ms)
		send(10)
		w.net.HealAll()
		time.Sleep(5 * time.Second)
		if got := came(); got != "6789" || a.counts.beatsDropped.Load() != 9 {
			t.Errorf("%q came, %d were dropped, want the newest", got, a.counts.beatsDropped.Load())
		}
	})
}

// A connection on which nothing was said for Idle is closed, though a stream stood on it. To a far node
// there are those for Raft and requests, too, before anybody needs them, and they end alike.
func TestIdleHeartbeats(t *testing.T) {
	for _, x := range []struct {
		way  time.Duration
		ends []int
	}{{ms, []int{2, 2}}, {10 * ms, []int{4, 6}}} { // how far it is shows with the first answer
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t, x.way)
			defer w.close()
			took := &beats{}
			a := w.start(1, func(o *MeshOptions) { o.Timing.Idle = time.Minute })
			w.start(2, func(o *MeshOptions) { o.Heartbeats = took })
			for _, ends := range x.ends {
				a.SendHeartbeat(2, beatOf("x"))
				time.Sleep(50 * time.Second)
				if got, _ := took.all(); len(got) != 1 || w.net.Open() != ends {
					t.Errorf("%v away: %q came, %d ends are open, want %d", x.way, got, w.net.Open(), ends)
				}
				time.Sleep(2 * time.Minute)
				if open := w.net.Open(); open != 0 {
					t.Errorf("%v away: %d ends are open of connections that nobody uses", x.way, open)
				}
			}
		})
	}
}

// What a mesh has under way when it closes ends with it, whatever state its stream is in.
func TestCloseAmidHeartbeats(t *testing.T) {
	for _, tt := range []struct {
		name string
		old  bool
		cut  bool
	}{{"a stream", false, false}, {"calls", true, false}, {"nobody there", false, true}} {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWorld(t, 10*ms)
				w.net = memnet.New(memnet.Options{Seed: 1, Link: func(string, string) memnet.Link { return memnet.Link{Latency: 10 * ms, Loss: 0.1} }})
				defer w.close()
				a := w.start(1, nil)
				w.start(2, func(o *MeshOptions) {
					if o.Heartbeats = (&beats{}); tt.old {
						oldBuild(o)
					}
				})
				if tt.cut {
					w.net.Cut("n1", "n2")
				}
				for range 20 {
					a.SendHeartbeat(2, beatOf("x"))
					a.PingSoon(2)
					time.Sleep(15 * ms)
				}
				a.SendHeartbeat(2, beatOf("x"))
				a.Close()
				if a.SendHeartbeat(2, beatOf("x")) {
					t.Error("a closed mesh has taken one")
				}
			})
		})
	}
}
