package exec

import (
	"context"
	"math/rand/v2"
	"testing"

	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// benchRows gives a million rows of a number and a text.
type benchRows struct {
	out *Batch
	rng *rand.Rand
	at  int
}

func (o *benchRows) open() error { o.at, o.rng = 0, rand.New(rand.NewPCG(1, 1)); return nil }
func (o *benchRows) close()      {}

func (o *benchRows) next(int) (*Batch, error) {
	for o.out.N = 0; o.at < 1_000_000 && o.out.N < batchRows; o.at++ {
		o.out.Cols[0][o.out.N], o.out.Cols[1][o.out.N] = types.Int(int64(o.rng.Uint64())), types.Text("some text")
		o.out.N++
	}
	return o.out, nil
}

// BenchmarkSort sorts a million rows in memory.
func BenchmarkSort(b *testing.B) {
	n := &nodes.Sort{Keys: []nodes.SortKey{{Slot: 0}}}
	n.Types = []*types.Type{types.TInt8, types.TText}
	in := &benchRows{out: newBatch(&memory{}, 2, batchRows)}
	b.ReportAllocs()
	for b.Loop() {
		r := &run{x: New(Options{}), ctx: context.Background(), mem: newMemory(nil, 1<<40, 0)}
		s := newSort(r, n, in, nil)
		if err := s.open(); err != nil {
			b.Fatal(err)
		}
		for {
			out, err := s.next(batchRows)
			if err != nil {
				b.Fatal(err)
			}
			if out.N == 0 {
				break
			}
		}
		s.close()
	}
}
