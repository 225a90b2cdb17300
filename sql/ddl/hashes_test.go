package ddl

import (
	"maps"
	"math/rand/v2"
	"testing"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/sql/exec/spill"
)

// counted is a budget with a limit.
type counted struct {
	limit.Account
	most int64
}

func (c *counted) Grow(n int) error {
	if err := c.Account.Grow(int64(n)); err != nil {
		return err
	}
	c.most = max(c.most, c.Used())
	return nil
}

func (c *counted) Shrink(n int) { c.Account.Shrink(int64(n)) }

// tempFS keeps temporary files in memory.
type tempFS struct{ pebbleengine.FS }

func (t tempFS) Create(name string) (spill.Handle, error) { return t.FS.Create(name, "spill") }
func (t tempFS) Clear(dir string) error                   { return t.FS.MkdirAll(dir, 0o700) }
func (t tempFS) Free() (uint64, bool)                     { return 0, false }

// TestHashes: those that came twice are found, however many are kept in memory, and all
// memory is given back.
func TestHashes(t *testing.T) {
	store, err := spill.Open(spill.Options{FS: tempFS{pebbleengine.MemFS()}, Dir: "temp"})
	if err != nil {
		t.Fatal(err)
	}
	const budget = 4 << 20
	for _, tt := range []struct{ n, twice, max, sort int }{
		{0, 0, 10, 10}, {1, 0, 10, 10}, {10_000, 0, hashesHeld, hashesSorted}, {10_000, 7, hashesHeld, hashesSorted},
		{10_000, 7, 1000, hashesSorted}, {10_000, 7, 1000, 16}, {300_000, 100, hashesHeld, 1 << 10}, {300_000, 0, hashesHeld, 1 << 10},
		{1_000_000, 1, 1 << 30, hashesSorted}, // the budget puts them aside
	} {
		mem := &counted{Account: limit.NewAccount(limit.New("test", budget, nil), 0)}
		s := newHashes(mem, store.Account())
		s.max, s.sort = tt.max, tt.sort
		rng := rand.New(rand.NewPCG(uint64(tt.n), uint64(tt.twice)))
		want := map[uint64]struct{}{}
		add := func(h uint64) {
			if err := s.add(h); err != nil {
				t.Fatalf("%+v: %v", tt, err)
			}
		}
		for i := range tt.n {
			h := rng.Uint64()
			add(h)
			if i < tt.twice {
				want[h] = struct{}{}
			}
		}
		for h := range want {
			add(h)
		}
		got, err := s.twice(t.Context())
		if err != nil || !maps.Equal(got, want) {
			t.Errorf("%+v: %d found, want %d; %v", tt, len(got), len(want), err)
		}
		s.close()
		if mem.Used() != 0 || mem.most == 0 && tt.n > 0 {
			t.Errorf("%+v: %d bytes are left, %d at most", tt, mem.Used(), mem.most)
		}
	}
}
