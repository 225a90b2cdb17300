package local_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/server/local"
)

// reach tells which hosts' dials reach which, within a while.
func reach(t *testing.T, c *local.Cluster, names ...string) map[[2]string]time.Duration {
	t.Helper()
	out := map[[2]string]time.Duration{}
	for _, to := range names {
		l, err := c.Net().Host(to).Listen(":1")
		if err != nil {
			t.Fatal(err)
		}
		for _, from := range names {
			if from == to {
				continue
			}
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			began := time.Now()
			if conn, err := c.Net().Host(from).Dial(ctx, to+":1"); err == nil {
				out[[2]string{from, to}] = time.Since(began)
				_ = conn.Close()
			}
			cancel()
		}
		_ = l.Close()
	}
	return out
}

// TestLatencies: what lies between two nodes is what was measured between their regions.
func TestLatencies(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, err := local.New(local.Options{Regions: []local.Region{{Name: "us-east", Nodes: 3, Zones: 2}, {Name: "eu-west", Nodes: 1}, {Name: "moon", Nodes: 1}}})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		got := reach(t, c, "n1", "n2", "n3", "n4", "n5")
		for pair, want := range map[[2]string]time.Duration{
			{"n1", "n3"}: 100 * time.Microsecond, // one zone
			{"n1", "n2"}: time.Millisecond,       // two zones
			{"n1", "n4"}: 75 * time.Millisecond,  // 74 there, 76 back
			{"n4", "n5"}: 100 * time.Millisecond, // nobody measured it
		} {
			if got[pair] != want {
				t.Errorf("%v: %v, want %v", pair, got[pair], want)
			}
		}
	})
}

// TestPartitions: who reaches whom. A dial needs both ways.
func TestPartitions(t *testing.T) {
	hosts := []string{"n1", "n2", "n3", "n4", "n5", "n6"}
	tests := []struct {
		name string
		do   func(c *local.Cluster, pick func(...string) []*local.Node)
		cut  []string // pairs that don't reach each other
	}{
		{"none", func(*local.Cluster, func(...string) []*local.Node) {}, nil},
		{"a region", func(c *local.Cluster, pick func(...string) []*local.Node) { c.Isolate(pick("b")) },
			[]string{"n1-n3", "n1-n4", "n2-n3", "n2-n4", "n3-n5", "n3-n6", "n4-n5", "n4-n6"}},
		{"a bridge", func(c *local.Cluster, pick func(...string) []*local.Node) {
			c.Partition(pick("n1", "n2"), pick("b", "n5"))
		},
			[]string{"n1-n3", "n1-n4", "n1-n5", "n2-n3", "n2-n4", "n2-n5"}},
		{"one way", func(c *local.Cluster, pick func(...string) []*local.Node) { c.Cut(pick("n1"), pick("c")) },
			[]string{"n1-n5", "n1-n6"}},
		{"mended", func(c *local.Cluster, pick func(...string) []*local.Node) {
			c.Isolate(pick("n1"))
			c.Mend(pick(), pick())
		}, nil},
		{"healed", func(c *local.Cluster, pick func(...string) []*local.Node) {
			c.Isolate(pick("n1"))
			c.Slow(pick("n2"), pick("n3"), time.Hour, 0, 0)
			c.Heal()
		}, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, err := local.New(local.Options{Regions: []local.Region{{Name: "a", Nodes: 2}, {Name: "b", Nodes: 2}, {Name: "c", Nodes: 2}}})
				if err != nil {
					t.Fatal(err)
				}
				defer c.Close()
				tt.do(c, func(names ...string) []*local.Node {
					nodes, err := c.Select(names...)
					if err != nil {
						t.Fatal(err)
					}
					return nodes
				})
				ok := reach(t, c, hosts...)
				var cut []string
				for _, a := range hosts {
					for _, b := range hosts {
						if _, there := ok[[2]string{a, b}]; a < b && !there {
							cut = append(cut, a+"-"+b)
						}
					}
				}
				if !slices.Equal(cut, tt.cut) {
					t.Errorf("got %v, want %v", cut, tt.cut)
				}
			})
		})
	}
}

// TestSelect: nodes by their names and places.
func TestSelect(t *testing.T) {
	c, err := local.New(local.Options{Regions: local.ThreeRegions()})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	for _, tt := range []struct{ names, want string }{
		{"", "n1 n2 n3 n4 n5 n6 n7 n8 n9"},
		{"eu-west", "n4 n5 n6"},
		{"n4 us-east-b n4", "n4 n2"},
		{"mars", "error"},
	} {
		nodes, err := c.Select(strings.Fields(tt.names)...)
		var got []string
		for _, n := range nodes {
			got = append(got, n.Name)
		}
		if err != nil {
			got = []string{"error"}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%q: got %s, want %s", tt.names, s, tt.want)
		}
	}
}

func TestOptions(t *testing.T) {
	for _, tt := range []struct {
		name string
		o    local.Options
		ok   bool
	}{
		{"nothing", local.Options{}, true},
		{"three regions", local.Options{Regions: local.ThreeRegions()}, true},
		{"no name", local.Options{Regions: []local.Region{{}}}, false},
		{"twice", local.Options{Regions: []local.Region{{Name: "a"}, {Name: "a"}}}, false},
		{"too many", local.Options{Regions: []local.Region{{Name: "a", Nodes: 65}}}, false},
		{"negative", local.Options{Regions: []local.Region{{Name: "a", Nodes: -1}}}, false},
		{"early", local.Options{Jitter: -1}, false},
	} {
		if _, err := local.New(tt.o); (err == nil) != tt.ok {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// TestMeasured: the table is whole, and no way is shorter than light's.
func TestMeasured(t *testing.T) {
	names := local.MeasuredRegions()
	for _, a := range names {
		for _, b := range names {
			there, back := local.RoundTrip(a, b), local.RoundTrip(b, a)
			if d := (there - back).Abs(); there <= 0 || d > 21*time.Millisecond {
				t.Errorf("%s to %s: %v, and back %v", a, b, there, back)
			}
		}
	}
	if len(names) != 15 {
		t.Errorf("%d regions", len(names))
	}
}

// TestClock: a clock knows how wrong it is, unless it lies.
func TestClock(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, err := local.New(local.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		clock := c.Nodes()[0].Clock
		expect := func(when string, off, claimed time.Duration) {
			t.Helper()
			if clock.Off() != off || clock.Error() != claimed {
				t.Errorf("%s: off by %v, claims %v; want %v, %v", when, clock.Off(), clock.Error(), off, claimed)
			}
		}
		expect("at first", 0, 0)
		clock.Claim(time.Millisecond)
		expect("measured badly", 0, time.Millisecond)
		clock.Jump(-5 * time.Millisecond)
		expect("behind", -5*time.Millisecond, 5*time.Millisecond)
		clock.Drift(1000)
		time.Sleep(10 * time.Second)
		expect("drifted", 5*time.Millisecond, 5*time.Millisecond)
		clock.Lie(0)
		expect("lying", 5*time.Millisecond, 0)
		clock.Heal()
		expect("healed", 0, 0)
	})
}

// TestRot: a bit of a table flips, and the disk says where.
func TestRot(t *testing.T) {
	c, err := local.New(local.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if _, err := c.Nodes()[0].Disk.Rot(local.Tables, rand.New(rand.NewPCG(1, 1))); !errors.Is(err, local.ErrNothingToRot) {
		t.Errorf("an empty disk rots: %v", err)
	}
}
