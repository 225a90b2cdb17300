package deadlock

import (
	"fmt"
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
)

// meta is transaction n; the greater, the younger.
func meta(n int) *kvpb.TxnMeta { return &kvpb.TxnMeta{IdHi: uint64(n), IdLo: 1, Age: int64(n)} }

func waits(id uint64, waiter int, blockers ...int) Waiting {
	w := Waiting{ID: id, Waiter: meta(waiter)}
	for _, b := range blockers {
		w.Blockers = append(w.Blockers, meta(b))
	}
	return w
}

func show(cs []Cycle) (s string) {
	for _, c := range cs {
		s += "("
		for _, e := range c {
			s += fmt.Sprintf(" %d@%d#%d→%d", e.Waiter.IdHi, e.Node, e.Wait, e.Blocker.IdHi)
		}
		s += " )"
	}
	return s
}

func TestGathered(t *testing.T) {
	tests := []struct {
		name    string
		reports map[uint32][]Waiting
		want    string
	}{
		{"two nodes", map[uint32][]Waiting{1: {waits(7, 1, 2)}, 2: {waits(7, 2, 1)}}, "( 2@2#7→1 1@1#7→2 )"},
		{"no cycle", map[uint32][]Waiting{1: {waits(1, 1, 2)}, 2: {waits(1, 2, 3)}}, ""},
		{"within one node it is found there", map[uint32][]Waiting{1: {waits(1, 1, 2), waits(2, 2, 1)}, 2: {waits(1, 5, 6)}}, ""},
		{"three, and a tail that leads in", map[uint32][]Waiting{
			1: {waits(1, 1, 2), waits(2, 9, 1)}, 2: {waits(1, 2, 3)}, 3: {waits(1, 3, 1)},
		}, "( 3@3#1→1 1@1#1→2 2@2#1→3 )"},
		{"two cycles that share a transaction", map[uint32][]Waiting{
			1: {waits(1, 1, 2)}, 2: {waits(1, 2, 1), waits(2, 3, 1)}, 3: {waits(1, 1, 3)},
		}, "( 2@2#1→1 1@1#1→2 )( 3@2#2→1 1@3#1→3 )"},
		{"what makes no sense", map[uint32][]Waiting{1: {waits(1, 1, 1), waits(1, 1)}, 2: {waits(1, 2)}}, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var g Gathered
			for n, ws := range tt.reports {
				g.Report(n, time.Now(), ws)
			}
			if got := show(g.Cycles()); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// Reports replace each other, and old ones are forgotten.
func TestGatheredForgets(t *testing.T) {
	var g Gathered
	now := time.Now()
	g.Report(1, now, []Waiting{waits(1, 1, 2)})
	g.Report(2, now.Add(time.Second), []Waiting{waits(1, 2, 1)})
	if len(g.Cycles()) != 1 {
		t.Error("the cycle is not found")
	}
	g.Forget(now.Add(time.Millisecond))
	if len(g.Cycles()) != 0 || g.Nodes() != 1 {
		t.Error("an old report is still there")
	}
	g.Report(1, now, []Waiting{waits(2, 1, 3)})
	g.Report(2, now, nil)
	if len(g.Cycles()) != 0 || g.Nodes() != 1 {
		t.Error("a report was not replaced")
	}
}

// Long lines cost one pass: many who wait for the next in line, and one cycle over nodes
// at their head. What is looked at grows with the line, not with its square.
func TestLongLines(t *testing.T) {
	cost := func(length int) float64 {
		var g Gathered
		var line []Waiting
		for i := range length {
			line = append(line, waits(uint64(i), i+10, i+9))
		}
		g.Report(1, time.Now(), line)
		g.Report(2, time.Now(), []Waiting{waits(1, 9, 8)})
		if len(g.Cycles()) != 0 {
			t.Error("a line is no cycle")
		}
		g.Report(2, time.Now(), []Waiting{waits(1, 9, 12)})
		if cs := g.Cycles(); len(cs) != 1 || len(cs[0]) != 4 {
			t.Errorf("got %s", show(cs))
		}
		return testing.AllocsPerRun(1, func() { g.Cycles() })
	}
	if short, long := cost(1000), cost(10_000); long > 20*short {
		t.Errorf("a line of ten times the length costs %v allocations, one of 1,000 %v", long, short)
	}
}
