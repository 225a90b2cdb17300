package deadlock

import (
	"math/rand/v2"
	"testing"

	"github.com/isochrondb/isochron/kv/kvpb"
)

func txn(n int) *kvpb.TxnMeta { return &kvpb.TxnMeta{IdHi: uint64(n), Age: int64(n)} }

func txns(ns ...int) (out []*kvpb.TxnMeta) {
	for _, n := range ns {
		out = append(out, txn(n))
	}
	return out
}

func TestGraph(t *testing.T) {
	type edge struct {
		waiter   int
		blockers []int
		behind   bool
	}
	tests := []struct {
		name  string
		edges []edge
		check int // index of the edge looked at
		cycle []int
	}{
		{"no cycle", []edge{{1, []int{2}, false}, {2, []int{3}, false}}, 0, nil},
		{"two", []edge{{1, []int{2}, false}, {2, []int{1}, false}}, 0, []int{2, 1}},
		{"two, seen from the other", []edge{{1, []int{2}, false}, {2, []int{1}, false}}, 1, []int{2, 1}},
		{"three", []edge{{1, []int{3}, false}, {3, []int{2}, false}, {2, []int{1}, false}}, 2, []int{3, 2, 1}},
		{"a cycle beside it is not its own", []edge{{1, []int{2}, false}, {2, []int{3}, false}, {3, []int{2}, false}}, 0, nil},
		{"several blockers", []edge{{1, []int{5, 6, 2}, false}, {2, []int{7, 1}, false}}, 0, []int{2, 1}},
		{"one transaction waits twice", []edge{{1, []int{9}, false}, {1, []int{2}, false}, {2, []int{1}, false}}, 1, []int{2, 1}},
		{"those in line between are no victims", []edge{{1, []int{5}, true}, {5, []int{6}, true}, {6, []int{2}, false}, {2, []int{1}, false}}, 1, []int{2, 1, 5, 6}},
		{"nor from where the holder looks", []edge{{4, []int{7}, true}, {7, []int{2}, false}, {2, []int{4}, false}}, 2, []int{4, 7, 2}},
		{"lines alone", []edge{{1, []int{2}, true}, {2, []int{1}, true}}, 0, []int{2, 1}},
		{"both upgrade a shared lock", []edge{{4, []int{8}, false}, {8, []int{4}, false}}, 0, []int{8, 4}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var g Graph
			for i, e := range tt.edges {
				g.Add(uint64(i), txn(e.waiter), txns(e.blockers...), e.behind)
			}
			v, ok := g.Check(uint64(tt.check))
			if ok != (tt.cycle != nil) {
				t.Fatalf("found %v, want %v", ok, tt.cycle != nil)
			}
			var got []int
			for _, m := range v.Cycle {
				got = append(got, int(m.IdHi))
			}
			if len(got) != len(tt.cycle) {
				t.Fatalf("cycle %v, want %v", got, tt.cycle)
			}
			for i := range got {
				if got[i] != tt.cycle[i] {
					t.Fatalf("cycle %v, want %v (the youngest first, each waiting for the next)", got, tt.cycle)
				}
			}
			if ok {
				if w := tt.edges[v.Wait].waiter; w != tt.cycle[0] {
					t.Errorf("the wait of %d ends, want that of %d", w, tt.cycle[0])
				}
				if _, again := g.Check(uint64(tt.check)); again && len(tt.edges) <= 3 {
					t.Error("the broken cycle is found again")
				}
			}
		})
	}
}

// TestGraphRandom compares with the definition: after all waits were looked at
// once and the victims are gone, no cycle is left; and nobody is a victim who is
// on no cycle.
func TestGraphRandom(t *testing.T) {
	for seed := range uint64(2000) {
		rng := rand.New(rand.NewPCG(seed, 2))
		var g Graph
		edges := map[uint64][2][]int{}
		n := 2 + rng.IntN(6)
		for id := range uint64(1 + rng.IntN(10)) {
			w := rng.IntN(n)
			var bs []int
			for range 1 + rng.IntN(2) {
				if b := rng.IntN(n); b != w {
					bs = append(bs, b)
				}
			}
			g.Add(id, txn(w), txns(bs...), rng.IntN(3) == 0)
			edges[id] = [2][]int{{w}, bs}
			for {
				v, ok := g.Check(id)
				if !ok {
					break
				}
				if !reaches(edges, edges[v.Wait][0][0]) {
					t.Fatalf("seed %d: a victim on no cycle", seed)
				}
				g.Remove(v.Wait)
				delete(edges, v.Wait)
			}
			for id := range edges {
				if reaches(edges, edges[id][0][0]) {
					t.Fatalf("seed %d: a cycle through %d is left", seed, edges[id][0][0])
				}
			}
		}
		if g.Len() != len(edges) {
			t.Fatalf("seed %d: %d waits, want %d", seed, g.Len(), len(edges))
		}
	}
}

// reaches tells whether a path leads from txn to itself.
func reaches(edges map[uint64][2][]int, txn int) bool {
	seen := map[int]bool{}
	todo := []int{txn}
	for len(todo) > 0 {
		x := todo[0]
		todo = todo[1:]
		for _, e := range edges {
			if e[0][0] != x {
				continue
			}
			for _, b := range e[1] {
				if b == txn {
					return true
				}
				if !seen[b] {
					seen[b] = true
					todo = append(todo, b)
				}
			}
		}
	}
	return false
}
