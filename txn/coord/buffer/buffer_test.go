package buffer

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// TestBuffer compares the buffer with a map of histories: order, what each
// statement sees, undoing, dropping.
func TestBuffer(t *testing.T) {
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 4))
		n := []int{5, 100, 3000}[seed%3]
		var b Buffer
		var a Arena
		want := map[string][]Write{}
		for seq := range uint64(8 * n) {
			k := fmt.Sprintf("%05d", rng.IntN(n))
			if seed%2 == 0 {
				k = fmt.Sprintf("%05d", int(seq)%n) // in order
			}
			w := Write{Seq: seq / 3, Value: []byte(fmt.Sprint(seq)), Tombstone: rng.IntN(4) == 0}
			b.Put(b.Get([]byte(k), &a), w)
			if h := want[k]; len(h) > 0 && h[len(h)-1].Seq == w.Seq {
				h[len(h)-1] = w
			} else {
				want[k] = append(h, w)
			}
		}
		if rng.IntN(2) == 0 {
			undo := rng.Uint64N(uint64(3 * n))
			for e := range b.All() {
				b.Undo(e, undo)
			}
			for k, h := range want {
				if h = slices.DeleteFunc(h, func(w Write) bool { return w.Seq > undo }); len(h) == 0 {
					delete(want, k)
				} else {
					want[k] = h
				}
			}
			b.Keep(func(e *Entry) bool { return len(e.Writes) > 0 })
		}
		checkBuffer(t, seed, &b, want)
	}
}

func checkBuffer(t *testing.T, seed uint64, b *Buffer, want map[string][]Write) {
	t.Helper()
	if b.N != len(want) || b.Written != len(want) {
		t.Fatalf("seed %d: %d entries, %d written, want %d", seed, b.N, b.Written, len(want))
	}
	var ks []string
	for k := range want {
		ks = append(ks, k)
	}
	slices.Sort(ks)
	i := 0
	for e := range b.All() {
		if string(e.Key) != ks[i] {
			t.Fatalf("seed %d: entry %d is %s, want %s", seed, i, e.Key, ks[i])
		}
		if b.Find(e.Key) != e {
			t.Fatalf("seed %d: %s is not found", seed, e.Key)
		}
		h := want[ks[i]]
		for _, limit := range []uint64{0, h[0].Seq, h[0].Seq + 1, h[len(h)-1].Seq + 1} {
			var see *Write
			for j := range h {
				if h[j].Seq < limit {
					see = &h[j]
				}
			}
			got := e.Visible(limit)
			if (got == nil) != (see == nil) || got != nil && string(got.Value) != string(see.Value) {
				t.Fatalf("seed %d: %s at %d: got %v, want %v", seed, e.Key, limit, got, see)
			}
		}
		i++
	}
	// Cursors from every place, both ways.
	for range 20 {
		at := rand.IntN(len(ks) + 1)
		from := keys.Key("99999z")
		if at < len(ks) {
			from = keys.Key(ks[at])
		}
		x := b.seek(from)
		for j := at; j < min(at+5, len(ks)); j++ {
			if e := x.entry(); e == nil || string(e.Key) != ks[j] {
				t.Fatalf("seed %d: forward from %s: step %d", seed, from, j-at)
			}
			x.next()
		}
		x = b.seek(from)
		x.prev()
		for j := at - 1; j >= max(0, at-5); j-- {
			if e := x.entry(); e == nil || string(e.Key) != ks[j] {
				t.Fatalf("seed %d: back from %s: step %d", seed, from, at-j)
			}
			x.prev()
		}
	}
}

// TestMerger compares a merged page with its definition, in both directions.
func TestMerger(t *testing.T) {
	for seed := range uint64(2000) {
		rng := rand.New(rand.NewPCG(seed, 5))
		const limit = 5
		var buf Buffer
		var a Arena
		state := map[string]string{}
		var ks []string
		for i := range 12 {
			ks = append(ks, fmt.Sprintf("k%02d", i))
			if rng.IntN(2) == 0 {
				state[ks[i]] = "old"
			}
		}
		reverse := rng.IntN(2) == 0
		if reverse {
			slices.Reverse(ks)
		}
		spans := []keys.Span{{Start: keys.Key("k01"), End: keys.Key("k05")}, keys.Point(keys.Key("k06")), {Start: keys.Key("k07"), End: keys.Key("k11")}}
		inside := func(k string) bool {
			return slices.ContainsFunc(spans, func(s keys.Span) bool { return s.Contains(keys.Key(k)) })
		}
		var rows []byte
		for _, k := range ks {
			if v, ok := state[k]; ok && inside(k) {
				rows = kvpb.AppendRow(rows, []byte(k), []byte(v))
			}
		}
		for _, k := range ks {
			if rng.IntN(3) > 0 {
				continue
			}
			w := Write{Seq: rng.Uint64N(9), Value: []byte("new"), Tombstone: rng.IntN(2) == 0}
			buf.Put(buf.Get([]byte(k), &a), w)
			if w.Seq < 5 {
				state[k] = "new"
				if w.Tombstone {
					delete(state, k)
				}
			}
		}
		p := Page{Rows: rows, Spans: spans, Reverse: reverse, Limit: limit, Max: rng.IntN(2) * 3}
		got, count, err := buf.Merge(nil, p)
		if err != nil {
			t.Fatal(err)
		}
		var want []byte
		n := 0
		for _, k := range ks {
			if v, ok := state[k]; ok && inside(k) && (p.Max == 0 || n < p.Max) {
				want = kvpb.AppendRow(want, []byte(k), []byte(v))
				n++
			}
		}
		if string(got) != string(want) || count != n {
			t.Fatalf("seed %d (reverse %v, limit %d): got %q, want %q", seed, reverse, p.Max, got, want)
		}
	}
}

// TestFind: entries are found, and others are not, in any order and across what is added and dropped.
func TestFind(t *testing.T) {
	for seed := range uint64(30) {
		rng := rand.New(rand.NewPCG(seed, 9))
		var b Buffer
		var a Arena
		at, have := 0, map[string]bool{}
		for range 6000 {
			if at++; rng.IntN(8) == 0 {
				at = rng.IntN(3000)
			}
			k := fmt.Sprintf("%05d", at%3000)
			switch rng.IntN(20) {
			case 0, 1, 2:
				if _, made := b.GetOrMake([]byte(k), &a); made == have[k] {
					t.Fatalf("seed %d: made %s: %v", seed, k, made)
				}
				have[k] = true
			case 3:
				if rng.IntN(100) == 0 {
					clear(have)
					b.Keep(func(e *Entry) bool {
						have[string(e.Key)] = rng.IntN(2) == 0
						return have[string(e.Key)]
					})
				}
			}
			if e := b.Find([]byte(k)); (e != nil) != have[k] || e != nil && string(e.Key) != k {
				t.Fatalf("seed %d: found %v for %s, which is there: %v", seed, e, k, have[k])
			}
		}
	}
}
