package coord

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
		var b buffer
		var a arena
		want := map[string][]write{}
		for seq := range uint64(8 * n) {
			k := fmt.Sprintf("%05d", rng.IntN(n))
			if seed%2 == 0 {
				k = fmt.Sprintf("%05d", int(seq)%n) // in order
			}
			w := write{seq: seq / 3, value: []byte(fmt.Sprint(seq)), tombstone: rng.IntN(4) == 0}
			b.put(b.get([]byte(k), &a), w)
			if h := want[k]; len(h) > 0 && h[len(h)-1].seq == w.seq {
				h[len(h)-1] = w
			} else {
				want[k] = append(h, w)
			}
		}
		if rng.IntN(2) == 0 {
			undo := rng.Uint64N(uint64(3 * n))
			for e := range b.all() {
				b.undo(e, undo)
			}
			for k, h := range want {
				if h = slices.DeleteFunc(h, func(w write) bool { return w.seq > undo }); len(h) == 0 {
					delete(want, k)
				} else {
					want[k] = h
				}
			}
			b.keep(func(e *entry) bool { return len(e.writes) > 0 })
		}
		checkBuffer(t, seed, &b, want)
	}
}

func checkBuffer(t *testing.T, seed uint64, b *buffer, want map[string][]write) {
	t.Helper()
	if b.n != len(want) || b.written != len(want) {
		t.Fatalf("seed %d: %d entries, %d written, want %d", seed, b.n, b.written, len(want))
	}
	var ks []string
	for k := range want {
		ks = append(ks, k)
	}
	slices.Sort(ks)
	i := 0
	for e := range b.all() {
		if string(e.key) != ks[i] {
			t.Fatalf("seed %d: entry %d is %s, want %s", seed, i, e.key, ks[i])
		}
		if b.find(e.key) != e {
			t.Fatalf("seed %d: %s is not found", seed, e.key)
		}
		h := want[ks[i]]
		for _, limit := range []uint64{0, h[0].seq, h[0].seq + 1, h[len(h)-1].seq + 1} {
			var see *write
			for j := range h {
				if h[j].seq < limit {
					see = &h[j]
				}
			}
			got := e.visible(limit)
			if (got == nil) != (see == nil) || got != nil && string(got.value) != string(see.value) {
				t.Fatalf("seed %d: %s at %d: got %v, want %v", seed, e.key, limit, got, see)
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
			if e := x.entry(); e == nil || string(e.key) != ks[j] {
				t.Fatalf("seed %d: forward from %s: step %d", seed, from, j-at)
			}
			x.next()
		}
		x = b.seek(from)
		x.prev()
		for j := at - 1; j >= max(0, at-5); j-- {
			if e := x.entry(); e == nil || string(e.key) != ks[j] {
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
		txn := &Txn{seq: 9, statement: 5}
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
			w := write{seq: rng.Uint64N(9), value: []byte("new"), tombstone: rng.IntN(2) == 0}
			txn.buf.put(txn.buf.get([]byte(k), &txn.arena), w)
			if w.seq < 5 {
				state[k] = "new"
				if w.tombstone {
					delete(state, k)
				}
			}
		}
		m := merger{t: txn, limit: txn.limit(), rows: rows, max: rng.IntN(2) * 3}
		if err := m.run(spans, reverse); err != nil {
			t.Fatal(err)
		}
		var want []byte
		n := 0
		for _, k := range ks {
			if v, ok := state[k]; ok && inside(k) && (m.max == 0 || n < m.max) {
				want = kvpb.AppendRow(want, []byte(k), []byte(v))
				n++
			}
		}
		if string(m.out) != string(want) || m.n != n {
			t.Fatalf("seed %d (reverse %v, limit %d): got %q, want %q", seed, reverse, m.max, m.out, want)
		}
	}
}

// TestFind: entries are found, and others are not, in any order and across what is added and dropped.
func TestFind(t *testing.T) {
	for seed := range uint64(30) {
		rng := rand.New(rand.NewPCG(seed, 9))
		var b buffer
		var a arena
		at, have := 0, map[string]bool{}
		for range 6000 {
			if at++; rng.IntN(8) == 0 {
				at = rng.IntN(3000)
			}
			k := fmt.Sprintf("%05d", at%3000)
			switch rng.IntN(20) {
			case 0, 1, 2:
				if _, made := b.getOrMake([]byte(k), &a); made == have[k] {
					t.Fatalf("seed %d: made %s: %v", seed, k, made)
				}
				have[k] = true
			case 3:
				if rng.IntN(100) == 0 {
					clear(have)
					b.keep(func(e *entry) bool {
						have[string(e.key)] = rng.IntN(2) == 0
						return have[string(e.key)]
					})
				}
			}
			if e := b.find([]byte(k)); (e != nil) != have[k] || e != nil && string(e.key) != k {
				t.Fatalf("seed %d: found %v for %s, which is there: %v", seed, e, k, have[k])
			}
		}
	}
}
