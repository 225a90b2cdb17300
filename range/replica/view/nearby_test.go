package view

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/mvcc"
)

// closeKeys is a queue of rows some of which have versions, something that is no version, or nothing.
func closeKeys(t testing.TB, rng *rand.Rand) (*queue, []keys.Key) {
	q := newQueue(t, 1, false)
	var all []keys.Key
	for group := range 4 {
		for i := range 60 {
			all = append(all, keys.Key{keys.Rows, 'k', byte(group), byte(4 * i)})
			if i%16 == 0 {
				all = append(all, keys.Key{keys.Rows, 'k', byte(group), byte(4 * i), 1})
			}
		}
	}
	for _, key := range all {
		if rng.IntN(3) == 0 {
			q.apply(func(w engine.Writer) error { return w.Put(key, hlc.Zero, []byte("no version")) })
		}
		for range rng.IntN(4) {
			ts := hlc.Timestamp(q.ts.Add(1))
			mode := mvcc.Mode(1 + rng.IntN(4))
			q.apply(func(w engine.Writer) error {
				if rng.IntN(4) == 0 {
					return mvcc.Delete(w, key, ts, mvcc.Header{Mode: mode})
				}
				return mvcc.Put(w, key, ts, mvcc.Header{Mode: mode}, fmt.Append(nil, ts))
			})
		}
		if rng.IntN(40) == 0 {
			if err := q.src.Engine.Flush(); err != nil {
				t.Fatal(err)
			}
		}
	}
	return q, all
}

// TestNearby looks at keys of which some lie close together, in order and not: a walk finds what
// seeks find, versions below the newest too.
func TestNearby(t *testing.T) {
	walked := 0
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 0x29))
		q, all := closeKeys(t, rng)
		for range 60 {
			wanted := make([]keys.Key, 1+rng.IntN(40))
			for i := range wanted {
				wanted[i] = all[rng.IntN(len(all))]
				if rng.IntN(4) == 0 { // one that is not there
					wanted[i] = append(bytes.Clone(wanted[i][:3]), byte(rng.IntN(256)))
				}
			}
			if rng.IntN(4) > 0 {
				slices.SortFunc(wanted, keys.Key.Compare)
			}
			e := &Looker{Src: q.src}
			t.Cleanup(e.CloseIter) // before the engine is closed, if the test fails
			between := rng.IntN(3) == 0
			if between {
				e.Near.ExpectBetween(wanted[0], wanted[len(wanted)-1])
			}
			for i, key := range wanted {
				if n := i + NearbyKeys - 1; n < len(wanted) && !between {
					e.Near.Expect(key, wanted[n])
				}
				mode := []mvcc.Mode{mvcc.ModeNone, mvcc.ModeShare, mvcc.ModeUpdate}[rng.IntN(3)]
				if e.Near.holds(key) {
					walked++
				}
				got, err := e.Look(key, mode, 0, 0)
				if err != nil {
					t.Fatal(err)
				}
				want := lookAlone(t, q.src.Engine, key, mode)
				if got.Version != want.Version || got.Expect != want.Expect || got.Live != want.Live || !bytes.Equal(got.Value, want.Value) {
					t.Fatalf("seed %d: %s of %s: %+v, alone %+v", seed, key, wanted, got, want)
				}
			}
			e.CloseIter()
		}
	}
	if walked < 1000 {
		t.Errorf("%d keys alone were walked to", walked)
	}
}

// lookAlone is a look at one key by a seek of its own.
func lookAlone(t *testing.T, e engine.Engine, key keys.Key, mode mvcc.Mode) Seen {
	t.Helper()
	it, err := e.NewIter(engine.IterOptions{Point: true})
	if err != nil {
		t.Fatal(err)
	}
	defer it.Close()
	l := looking{mode: mode}
	for ok := it.SeekPoint(key, hlc.Max); ok; ok = it.Next() {
		b, err := it.Value()
		if err != nil {
			t.Fatal(err)
		}
		enough, err := l.version(it.Timestamp(), bytes.Clone(b))
		if err != nil {
			t.Fatal(err)
		}
		if enough {
			break
		}
	}
	return l.Seen
}

// BenchmarkNearby looks at the lines of an order: those that are there, and those that are not.
func BenchmarkNearby(b *testing.B) {
	q := newQueue(b, 1, false)
	line := func(order, n int) keys.Key {
		return keys.Key{keys.Rows, 'l', byte(order >> 8), byte(order), byte(n)}
	}
	const orders = 20_000
	// In several tables and a memory table, each over all of the orders.
	const tables = 4
	for part := range tables + 1 {
		for order := part; order < orders; order += tables + 1 {
			q.apply(func(w engine.Writer) error {
				for n := range 10 {
					if err := mvcc.Put(w, line(order, n), hlc.Timestamp(q.ts.Add(1)), mvcc.Header{Mode: mvcc.ModeUpdate}, make([]byte, 60)); err != nil {
						return err
					}
				}
				return nil
			})
		}
		if part < tables {
			if err := q.src.Engine.Flush(); err != nil {
				b.Fatal(err)
			}
		}
	}
	for _, walk := range []bool{false, true} {
		for _, first := range []int{0, 20} {
			b.Run(fmt.Sprintf("walk=%t/there=%t", walk, first == 0), func(b *testing.B) {
				e := &Looker{Src: q.src}
				for i := range b.N {
					order := i * 7919 % orders
					if walk {
						e.Near.Expect(line(order, first), line(order, first+NearbyKeys))
					}
					for n := range 10 {
						if s, err := e.Look(line(order, first+n), mvcc.ModeUpdate, 0, 0); err != nil || (s.Version == 0) != (first > 0) {
							b.Fatal(s, err)
						}
					}
					e.CloseIter()
				}
			})
		}
	}
}
