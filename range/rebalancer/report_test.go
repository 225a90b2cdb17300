package rebalancer

import (
	"context"
	"testing"
	"time"

	"github.com/isochrondb/isochron/range/allocator"
	"github.com/isochrondb/isochron/range/directory"
)

// A row is written again for what others would act on, and not for noise.
func TestNewsworthy(t *testing.T) {
	base := func() *directory.Store {
		return &directory.Store{ID: 1, NodeID: 1, Ranges: 9, Leases: 3, RequestsPerSecond: 1000, AvailableBytes: 100 << 30, OldestReadAt: time.Unix(1000, 0),
			Shares: []directory.Share{{StoreID: 1, Replicas: 3, Leases: 3, Bytes: 1 << 30, Expected: 2, Work: 3}}}
	}
	tests := []struct {
		name   string
		change func(*directory.Store)
		want   bool
	}{
		{"nothing", func(*directory.Store) {}, false},
		{"the time", func(s *directory.Store) { s.ReportedAt = time.Unix(5, 0) }, false},
		{"a range", func(s *directory.Store) { s.Ranges++ }, true},
		{"a lease", func(s *directory.Store) { s.Leases-- }, true},
		{"noise of load", func(s *directory.Store) { s.RequestsPerSecond, s.Shares[0].Work = 1080, 3.1 }, false},
		{"load", func(s *directory.Store) { s.RequestsPerSecond = 1300 }, true},
		{"work", func(s *directory.Store) { s.Shares[0].Work = 4 }, true},
		{"a little space", func(s *directory.Store) { s.AvailableBytes -= 1 << 30 }, false},
		{"much space", func(s *directory.Store) { s.AvailableBytes = 80 << 30 }, true},
		{"a replica elsewhere", func(s *directory.Store) { s.Shares[0].Replicas++ }, true},
		{"another store", func(s *directory.Store) { s.Shares = append(s.Shares, directory.Share{StoreID: 2}) }, true},
		{"what differs", func(s *directory.Store) { s.Differing = []uint64{7} }, true},
		{"degraded", func(s *directory.Store) { s.Degraded = true }, true},
		{"the oldest snapshot, a little", func(s *directory.Store) { s.OldestReadAt = time.Unix(1030, 0) }, false},
		{"the oldest snapshot", func(s *directory.Store) { s.OldestReadAt = time.Time{} }, true},
	}
	for _, tt := range tests {
		row := base()
		tt.change(row)
		if got := newsworthy(base(), row, time.Minute); got != tt.want {
			t.Errorf("%s: got %v, want %v", tt.name, got, tt.want)
		}
	}
	if !newsworthy(nil, base(), time.Minute) {
		t.Error("the first row is no news")
	}
}

// Everybody gets a turn, few at a time, and knows when it begins.
func TestTurns(t *testing.T) {
	for _, n := range []int{2, 5, 8, 20} {
		var stores []allocator.Store
		for i := range n {
			stores = append(stores, allocator.Store{ID: uint32(i + 1), Node: uint32(i + 1)})
		}
		dead := append([]allocator.Store{{ID: 999, Node: 999, Health: allocator.Dead}}, stores...)
		turns := map[uint32]int{}
		cycle := time.Duration(min(n, 8)) * 10 * time.Second
		for at := time.Duration(0); at < cycle; at += 500 * time.Millisecond {
			now, mine := time.Unix(0, 0).Add(at), 0
			for i := range stores {
				p := &Rebalancer{self: stores[i].ID, o: Options{TurnEvery: 10 * time.Second, TurnsMax: 8, CheckEvery: time.Second}}
				begins, ok := p.turn(now, dead)
				if ok {
					mine++
					turns[p.self]++
				} else if _, then := p.turn(now.Add(begins), stores); !then || begins > cycle {
					t.Fatalf("store %d of %d at %v: not its turn %v later", p.self, n, at, begins)
				}
			}
			if most := (n + 7) / 8; mine > most {
				t.Fatalf("%d of %d stores at once", mine, n)
			}
		}
		for _, s := range stores {
			if turns[s.ID] != 10 {
				t.Errorf("store %d of %d had %d half seconds of %v", s.ID, n, turns[s.ID], cycle)
			}
		}
	}
}

// A lease that went to another store is counted here until that store's row has it: once.
func TestGiftNoticed(t *testing.T) {
	began := time.Unix(1000, 0)
	g := gift{r: allocator.Range{ID: 7}, to: 2, began: began, at: began.Add(100 * time.Millisecond)}
	for _, c := range []struct {
		name  string
		after time.Duration // when the row was written
		names []uint64
		want  bool
	}{
		{"from before, of an earlier lease", -time.Millisecond, []uint64{7}, false},
		{"written meanwhile, without it", 500 * time.Millisecond, []uint64{6}, false},
		{"written meanwhile, with it", 50 * time.Millisecond, []uint64{6, 7}, true},
		{"long after", 2 * time.Second, nil, true},
	} {
		if got := g.noticed(&directory.Store{ReportedAt: began.Add(c.after), NewLeases: c.names}); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

// changing is Members of one store, whose row changes as soon as it was read once.
type changing struct{ reads int }

func (*changing) Nodes() []*directory.Node { return nil }
func (m *changing) Stores() []*directory.Store {
	m.reads++
	return []*directory.Store{{ID: 1, NodeID: 1, Degraded: m.reads > 1}}
}
func (*changing) Answers(uint32) bool                            { return true }
func (*changing) Report(context.Context, *directory.Store) error { return nil }

// TestLookMissesNoChange: rows that change while a look reads them are worth another look.
func TestLookMissesNoChange(t *testing.T) {
	p := &Rebalancer{self: 1, o: Options{Members: &changing{}}}
	p.look(t.Context(), time.Now())
	if p.signature() == p.seen {
		t.Error("a change of the rows is taken for seen")
	}
}
