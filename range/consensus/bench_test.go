package consensus

import (
	"fmt"
	"testing"

	"github.com/isochrondb/isochron/range/support"
)

// BenchmarkReplicate is an entry's way through three groups in one process, in
// batches of so many, without a disk.
func BenchmarkReplicate(b *testing.B) {
	for _, batch := range []int{1, 16} {
		b.Run(fmt.Sprint(batch), func(b *testing.B) { benchReplicate(b, batch) })
	}
}

func benchReplicate(b *testing.B, batch int) {
	desc := roles("1 2 3")
	var groups []*Group
	for id := uint64(1); id <= 3; id++ {
		l, err := LoadLog(newDisk(), testRange, 0, []uint64{1, 2, 3}, nil)
		if err != nil {
			b.Fatal(err)
		}
		s, err := support.New(support.Options{Self: uint32(id), Timing: netTiming})
		if err != nil {
			b.Fatal(err)
		}
		s.Advance(s.Ready())
		g, err := New(Options{RangeID: testRange, ReplicaID: id, Log: l, Descriptor: desc, View: s.View})
		if err != nil {
			b.Fatal(err)
		}
		groups = append(groups, g)
	}
	if err := groups[0].Campaign(netBase); err != nil {
		b.Fatal(err)
	}
	benchSettle(b, groups)
	if !groups[0].Leading() {
		b.Fatal("nobody leads")
	}
	data, tokens := make([][]byte, batch), make([]any, batch)
	for i := range data {
		data[i] = make([]byte, 200)
	}
	b.ReportAllocs()
	for b.Loop() {
		if err := groups[0].Propose(data, tokens); err != nil {
			b.Fatal(err)
		}
		benchSettle(b, groups)
	}
}

// benchSettle does all that the groups want, without storing anything.
func benchSettle(b *testing.B, groups []*Group) {
	for busy := true; busy; {
		busy = false
		for _, g := range groups {
			for g.HasReady() {
				busy = true
				eff := g.Ready()
				send := eff.Send
				if eff.Append != nil {
					more, err := g.Appended(eff.Append)
					if err != nil {
						b.Fatal(err)
					}
					send = append(send, more...)
				}
				if err := g.AppliedAll(&eff); err != nil {
					b.Fatal(err)
				}
				for _, m := range send {
					if err := groups[m.GetTo()-1].Step(netBase, m); err != nil {
						b.Fatal(err)
					}
				}
			}
		}
	}
}
