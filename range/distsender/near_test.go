package distsender

import (
	"context"
	"fmt"
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
		d := Division{Find: func(context.Context, keys.Key) (*descriptor.Range, error) { return r(uint64(9), "k", "z"), nil }}
		d.ranges = []*descriptor.Range{r(1, "a", "m")}
		_, _, err := d.At(ctx, keys.Key("n"))
		return err
	}
	if err := p.Anew(ctx, 3, overlap); err != ErrMoved || tries != 4 {
		t.Errorf("%v after %d tries, want ErrMoved after 4", err, tries)
	}
}
