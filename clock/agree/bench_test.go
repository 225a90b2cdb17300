package agree

import (
	"fmt"
	"testing"
	"time"
)

// meet makes n nodes, three of them givers, that have heard each other and hold permits.
func meet(b testing.TB, n int) ([]*State, Now) {
	now := Now{Elapsed: time.Second}
	var all []*State
	for i := range n {
		s, err := New(Options{Self: uint32(i + 1), Epoch: noteEpoch, Givers: []uint32{1, 2, 3}, Clock: noteBase, Elapsed: now.Elapsed})
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, s)
	}
	for range 40 {
		now.Elapsed += 100 * time.Millisecond
		for i, s := range all {
			s.Tick(now)
			for d, ok := s.Save(now); ok; d, ok = s.Save(now) {
				s.Saved(now, d, true)
			}
			for j, o := range all {
				if i != j {
					note := s.Note(now, uint32(j+1))
					if err := o.Hear(now, uint32(i+1), &note); err != nil {
						b.Fatal(err)
					}
				}
			}
		}
	}
	for _, s := range all {
		if !servesNow(s, now) {
			b.Fatal("a node has no permit")
		}
	}
	return all, now
}

// BenchmarkCosts: what an acknowledgement asks, a look at the permit, and a note and a word that are
// made, read and heard, by the nodes of the cluster.
func BenchmarkCosts(b *testing.B) {
	for _, n := range []int{3, 30} {
		all, now := meet(b, n)
		s, o := all[0], all[1]
		r, _ := s.ReadAt(now)
		b.Run(fmt.Sprintf("%d nodes/horizon", n), func(b *testing.B) {
			b.ReportAllocs()
			for i := range b.N {
				now.Elapsed += time.Duration(i & 1)
				s.Horizon(now)
			}
		})
		b.Run(fmt.Sprintf("%d nodes/serves", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Serves(now, r)
			}
		})
		b.Run(fmt.Sprintf("%d nodes/note", n), func(b *testing.B) {
			b.ReportAllocs()
			var buf []byte
			for b.Loop() {
				now.Elapsed += time.Microsecond
				note := s.Note(now, 2)
				buf = note.Append(buf[:0])
				got, _, err := DecodeNote(buf)
				if err != nil {
					b.Fatal(err)
				}
				if err := o.Hear(now, 1, &got); err != nil {
					b.Fatal(err)
				}
			}
		})
		b.Run(fmt.Sprintf("%d nodes/word", n), func(b *testing.B) {
			b.ReportAllocs()
			var buf []byte
			for b.Loop() {
				now.Elapsed += time.Microsecond
				word := s.Word(now)
				buf = word.Append(buf[:0])
				got, _, err := DecodeNote(buf)
				if err != nil {
					b.Fatal(err)
				}
				if err := o.Hear(now, 1, &got); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
