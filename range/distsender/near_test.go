package distsender

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
)

// nodes are near, the nearest first.
type nodes []uint32

func (n nodes) Near(_ *descriptor.Range, tried []uint32) (uint32, kvpb.Sender) {
	for _, x := range n {
		if !slices.Contains(tried, x) {
			return x, nop{}
		}
	}
	return 0, nil
}

// TestAskNear: who can't be reached is passed over; who says anything else ends it.
func TestAskNear(t *testing.T) {
	d := &descriptor.Range{ID: 7, Generation: 3}
	says := func(id, generation uint64) error {
		return &kvpb.RetryElsewhere{Range: &kvpb.RangeDescriptor{RangeId: id, Generation: generation}}
	}
	for _, x := range []struct {
		name  string
		near  nodes
		says  map[uint32]error
		want  NearVerdict
		asked string
	}{
		{"none is nearer", nil, nil, NearNone, "[]"},
		{"the nearest answers", nodes{1, 2}, nil, NearAnswered, "[1]"},
		{"it refuses for good", nodes{1, 2}, map[uint32]error{1: refused}, NearAnswered, "[1]"},
		{"it has no replica", nodes{1, 2}, map[uint32]error{1: elsewhere}, NearAnswered, "[1 2]"},
		{"its connection breaks", nodes{1, 2}, map[uint32]error{1: doubtful}, NearAnswered, "[1 2]"},
		{"it does not know so much", nodes{1, 2}, map[uint32]error{1: says(7, 3)}, NearBehind, "[1]"},
		{"the range is another by now", nodes{1, 2}, map[uint32]error{1: says(7, 4)}, NearChanged, "[1]"},
		{"it knows of another range there", nodes{1, 2}, map[uint32]error{1: says(8, 1)}, NearChanged, "[1]"},
		{"nobody is reached", nodes{1, 2}, map[uint32]error{1: elsewhere, 2: doubtful}, NearLost, "[1 2]"},
		{"three are asked", nodes{1, 2, 3, 4}, map[uint32]error{1: elsewhere, 2: elsewhere, 3: elsewhere}, NearLost, "[1 2 3]"},
	} {
		asked := []uint32{}
		v, err := AskNear(x.near, d, func(node uint32, _ kvpb.Sender) error {
			asked = append(asked, node)
			return x.says[node]
		})
		if got := fmt.Sprint(asked); v != x.want || got != x.asked {
			t.Errorf("%s: verdict %d of %s, want %d of %s", x.name, v, got, x.want, x.asked)
		}
		if (err != nil) != (v == NearBehind || v == NearChanged || v == NearLost || x.says[1] == refused) {
			t.Errorf("%s: %v", x.name, err)
		}
	}
}

// TestDivision: each range has one number, and work whose ranges overlap is divided anew.
func TestDivision(t *testing.T) {
	ctx := t.Context()
	r := func(id uint64, start, end string) *descriptor.Range {
		return &descriptor.Range{ID: id, Start: keys.Key(start), End: keys.Key(end)}
	}
	world := []*descriptor.Range{r(1, "a", "m"), r(2, "m", "z")}
	find := func(_ context.Context, k keys.Key) (*descriptor.Range, error) {
		for _, d := range world {
			if d.Contains(k) {
				return d, nil
			}
		}
		return nil, errForeign
	}
	var got []string
	tries := 0
	p := Pursuit{Pace: Steady{}}
	err := p.Anew(ctx, 3, func() error {
		tries++
		got = nil
		d := Division{Find: find}
		for _, s := range []keys.Span{{Start: keys.Key("b"), End: keys.Key("q")}, keys.Point(keys.Key("c")), {Start: keys.Key("p"), End: keys.Key("s")}} {
			err := d.Each(ctx, s, func(n int, d *descriptor.Range, piece keys.Span) {
				got = append(got, fmt.Sprintf("%d: r%d %s", n, d.ID, string(piece.Start)))
			})
			if err != nil {
				return err
			}
		}
		_, _, err := d.At(ctx, keys.Key("zz"))
		return err
	})
	if err != errForeign || tries != 1 {
		t.Errorf("%v after %d tries", err, tries)
	}
	if want := "[0: r1 b 1: r2 m 0: r1 c 1: r2 p]"; fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
	tries = 0
	overlap := func() error {
		tries++
		found := []*descriptor.Range{r(1, "a", "m"), r(9, "k", "z")}
		d := Division{Find: func(context.Context, keys.Key) (*descriptor.Range, error) {
			next := found[0]
			found = found[1:]
			return next, nil
		}}
		if _, _, err := d.At(ctx, keys.Key("b")); err != nil {
			return err
		}
		_, _, err := d.At(ctx, keys.Key("n"))
		return err
	}
	if err := p.Anew(ctx, 3, overlap); err != ErrMoved || tries != 4 {
		t.Errorf("%v after %d tries, want ErrMoved after 4", err, tries)
	}
}

// TestDivisionAnyOrder: ranges are found again, and those that overlap are noticed, in whatever order keys come.
func TestDivisionAnyOrder(t *testing.T) {
	ctx := t.Context()
	key := func(n int) keys.Key { return fmt.Appendf(nil, "%06d", n) }
	const ranges = 1000
	asked := 0
	d := Division{Find: func(_ context.Context, k keys.Key) (*descriptor.Range, error) {
		asked++
		var n int
		fmt.Sscan(string(bytes.TrimLeft(k, "0")), &n)
		n -= n % 10
		return &descriptor.Range{ID: uint64(n), Start: key(n), End: key(n + 10)}, nil
	}}
	numbers := map[uint64]int{}
	rng := rand.New(rand.NewPCG(1, 2))
	for range 20 * ranges {
		k := rng.IntN(10 * ranges)
		n, desc, err := d.At(ctx, key(k))
		if err != nil || desc.ID != uint64(k-k%10) {
			t.Fatalf("%d: %v, %v", k, desc, err)
		}
		if was, known := numbers[desc.ID]; known && was != n {
			t.Fatalf("r%d is %d, and was %d", desc.ID, n, was)
		}
		numbers[desc.ID] = n
	}
	if asked != len(numbers) {
		t.Errorf("%d look-ups of %d ranges", asked, len(numbers))
	}
	for _, tt := range []struct {
		start, end int
		want       error
	}{
		{20, 30, nil}, {15, 30, ErrMoved}, {20, 35, ErrMoved}, {0, 50, ErrMoved}, {25, 26, nil},
	} {
		world := []*descriptor.Range{{Start: key(30), End: key(40)}, {Start: key(10), End: key(20)}, {Start: key(tt.start), End: key(tt.end)}}
		d := Division{Find: func(context.Context, keys.Key) (*descriptor.Range, error) {
			next := world[0]
			world = world[1:]
			return next, nil
		}}
		var err error
		for _, k := range []int{31, 11, 25} {
			_, _, err = d.At(ctx, key(k))
		}
		if err != tt.want {
			t.Errorf("from %d to %d: %v, want %v", tt.start, tt.end, err, tt.want)
		}
	}
}
