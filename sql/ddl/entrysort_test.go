package ddl

import (
	"bytes"
	"encoding/binary"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/sql/exec/spill"
)

// kept is a sink that keeps what it is given, as a load does.
type kept struct {
	entries [][2][]byte
	flushed bool
}

func (k *kept) add(_ *run, key, value []byte) error {
	k.entries = append(k.entries, [2][]byte{key, value})
	return nil
}
func (k *kept) flush(*run) error { k.flushed = true; return nil }
func (k *kept) close()           {}

// TestSorted: entries come out once each and in order, whether they fit in memory or not; without
// files each piece is in order. All memory is given back.
func TestSorted(t *testing.T) {
	store, err := spill.Open(spill.Options{FS: tempFS{pebbleengine.MemFS()}, Dir: "temp"})
	if err != nil {
		t.Fatal(err)
	}
	little, err := spill.Open(spill.Options{FS: tempFS{pebbleengine.MemFS()}, Dir: "temp", MaxBytes: 200 << 10})
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name    string
		n, max  int
		budget  int64
		files   bool
		ordered bool
	}{
		{"none", 0, sortedBytesMax, 1 << 20, true, true},
		{"one", 1, sortedBytesMax, 1 << 20, true, true},
		{"in memory", 5000, sortedBytesMax, 8 << 20, true, true},
		{"in runs", 20_000, 1 << 17, 8 << 20, true, true},
		{"in more runs than are merged at a time", 40_000, 1 << 17, 8 << 20, true, false},
		{"in runs for want of memory", 40_000, sortedBytesMax, 1 << 20, true, true},
		{"in pieces", 20_000, 1 << 17, 8 << 20, false, false},
		{"in runs and pieces", 40_000, 1 << 17, 8 << 20, true, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			mem := &counted{Account: limit.NewAccount(limit.New("test", tt.budget, nil), 0)}
			env := &Env{Memory: mem}
			if tt.files {
				env.Temp = store.Account()
			}
			if tt.name == "in runs and pieces" { // there is room for some runs
				env.Temp = little.Account()
			}
			out := &kept{}
			s := newSorted(env, out)
			if s.max = tt.max; !tt.ordered {
				s.fan = 5
			}
			r := &run{env: env, ctx: t.Context()}
			rng := rand.New(rand.NewPCG(uint64(tt.n), 0x50))
			var want [][]byte
			var key, value []byte
			for i := range tt.n {
				key = append(key[:0], "same"...)
				for range rng.IntN(12) {
					key = append(key, byte(rng.IntN(3)))
				}
				key = binary.BigEndian.AppendUint32(key, uint32(i)) // each is another
				value = append(append(value[:0], 'v'), key...)
				want = append(want, bytes.Clone(key))
				if err := s.add(r, key, value); err != nil {
					t.Fatal(err)
				}
			}
			if err := s.flush(r); err != nil {
				t.Fatal(err)
			}
			if !out.flushed || len(out.entries) != tt.n {
				t.Fatalf("%d entries came out, flushed %v; want %d", len(out.entries), out.flushed, tt.n)
			}
			order := func(a, b [2][]byte) int { return bytes.Compare(a[0], b[0]) }
			turns := 0
			for i := 1; i < len(out.entries); i++ {
				if order(out.entries[i-1], out.entries[i]) > 0 {
					turns++
				}
			}
			if tt.ordered != (turns == 0) || turns > tt.n/100 {
				t.Errorf("out of order %d times", turns)
			}
			slices.SortFunc(want, bytes.Compare)
			slices.SortFunc(out.entries, order)
			for i, e := range out.entries {
				if !bytes.Equal(e[0], want[i]) || !bytes.Equal(e[1], append([]byte{'v'}, want[i]...)) {
					t.Fatalf("entry %d is %x, want %x", i, e, want[i])
				}
			}
			s.close()
			if mem.Used() != 0 {
				t.Errorf("%d bytes are left", mem.Used())
			}
		})
	}
}

// TestEntrySum: the order does not count, each byte does.
func TestEntrySum(t *testing.T) {
	type entry struct{ key, value string }
	a := newEntrySum()
	sum := func(entries ...entry) uint64 {
		s := entrySum{seed: a.seed}
		for _, e := range entries {
			s.add([]byte(e.key), []byte(e.value))
		}
		return s.sum
	}
	all := []entry{{"a", "1"}, {"b", "2"}, {"c", ""}}
	if sum(all...) != sum(all[2], all[0], all[1]) {
		t.Error("the order counts")
	}
	for _, other := range [][]entry{nil, all[:2], {all[0], all[0], all[2]}, {{"a", "2"}, {"b", "1"}, all[2]}, {{"a1", ""}, all[1], all[2]}, {all[0], all[1], {"c", "0"}}} {
		if sum(other...) == sum(all...) {
			t.Errorf("%v is as %v", other, all)
		}
	}
}
