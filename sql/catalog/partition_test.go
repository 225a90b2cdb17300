package catalog

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/types"
)

func intBound(v int) BoundValue { return BoundValue{Text: strconv.Itoa(v)} }

// randomKey makes partitions of two columns (a list has one) over small numbers.
func randomKey(r *rand.Rand) (*PartitionKey, []*types.Type) {
	k := &PartitionKey{Strategy: []ast.PartitionStrategy{ast.PartitionList, ast.PartitionRange, ast.PartitionHash}[r.IntN(3)]}
	ts := []*types.Type{types.TInt4, types.TInt4}
	switch k.Strategy {
	case ast.PartitionList:
		ts = ts[:1]
		for v := 0; v < 10; v += 2 {
			k.Parts = append(k.Parts, Partition{In: []BoundValue{intBound(v), intBound(v + 1)}})
		}
		if r.IntN(2) == 0 {
			k.Parts[1].In = append(k.Parts[1].In, BoundValue{Kind: BoundNull})
		}
	case ast.PartitionRange:
		at := []BoundValue{{Kind: BoundMin}, {Kind: BoundMin}}
		for a := r.IntN(3); a < 8; a += r.IntN(3) {
			next := []BoundValue{intBound(a), intBound(len(k.Parts) * 2)}
			if r.IntN(3) == 0 {
				next[1] = BoundValue{Kind: BoundMin}
				a++
				next[0] = intBound(a)
			}
			if r.IntN(4) > 0 {
				k.Parts = append(k.Parts, Partition{From: at, To: next})
			}
			at = next
		}
		r.Shuffle(len(k.Parts), func(i, j int) { k.Parts[i], k.Parts[j] = k.Parts[j], k.Parts[i] })
	default:
		k.Parts = []Partition{{Modulus: 4, Remainder: 1}, {Modulus: 2, Remainder: 0}, {Modulus: 8, Remainder: 3}}
		return k, ts
	}
	if r.IntN(2) == 0 {
		k.Parts = append(k.Parts, Partition{Default: true})
	}
	return k, ts
}

func randomRange(r *rand.Rand) KeyRange {
	var k KeyRange
	switch r.IntN(5) {
	case 0:
		k.Any = true
	case 1:
		for range 1 + r.IntN(2) {
			k.Values = append(k.Values, types.Int(int64(r.IntN(12)-1)))
		}
	case 2:
		k.Null = true
	default:
		s := KeySpan{HasLo: r.IntN(3) > 0, HasHi: r.IntN(3) > 0, LoIn: r.IntN(2) == 0, HiIn: r.IntN(2) == 0}
		lo := r.IntN(10) - 1
		s.Lo, s.Hi = types.Int(int64(lo)), types.Int(int64(lo+r.IntN(4)))
		k.Ranges = append(k.Ranges, s)
		k.Null = r.IntN(4) == 0
	}
	return k
}

func (k *KeyRange) allows(t *types.Type, d types.Datum) bool {
	if d.IsNull() {
		return k.Any || k.Null
	}
	return k.has(t, d)
}

// TestMatch: no partition is ruled out that a key of what is known belongs to; where all columns
// have values, no other is kept.
func TestMatch(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	kept, parts := 0, 0
	for range 3000 {
		k, ts := randomKey(r)
		router, err := NewRouter(k, ts)
		if err != nil {
			t.Fatal(err)
		}
		known := make([]KeyRange, len(ts))
		points := true
		for i := range known {
			known[i] = router.Meet(i, randomRange(r), randomRange(r))
			points = points && !known[i].Any && len(known[i].Ranges) == 0
		}
		keep, used := make([]bool, len(k.Parts)), make([]bool, len(k.Parts))
		router.Match(known, keep)
		var each func(key []types.Datum)
		each = func(key []types.Datum) {
			i := len(key)
			if i == len(ts) {
				at := router.Find(key)
				if at >= 0 {
					used[at] = true
				}
				if at >= 0 && !keep[at] {
					t.Fatalf("%+v\n%+v: partition %d of key %v is ruled out", k, known, at, key)
				}
				return
			}
			for v := -2; v < 14; v++ {
				d := types.Int(int64(v))
				if v == 13 {
					d = types.Null
				}
				if known[i].allows(ts[i], d) {
					each(append(key[:i:i], d))
				}
			}
		}
		each(nil)
		for i := range keep {
			parts++
			if keep[i] {
				kept++
			}
			if points && keep[i] && !used[i] {
				t.Fatalf("%+v\n%+v: partition %d is kept for nothing", k, known, i)
			}
		}
	}
	if kept*2 > parts {
		t.Errorf("%d of %d partitions are kept: nothing is ruled out", kept, parts)
	}
}

// TestOverlap: a partition that takes a key of another's is refused.
func TestOverlap(t *testing.T) {
	list, err := NewRouter(&PartitionKey{Strategy: ast.PartitionList, Parts: []Partition{{In: []BoundValue{intBound(1), {Kind: BoundNull}}}, {Default: true}}}, []*types.Type{types.TInt4})
	if err != nil {
		t.Fatal(err)
	}
	span := func(a, b int) Partition {
		return Partition{From: []BoundValue{intBound(a)}, To: []BoundValue{intBound(b)}}
	}
	ranges, err := NewRouter(&PartitionKey{Strategy: ast.PartitionRange, Parts: []Partition{span(10, 20), span(30, 40)}}, []*types.Type{types.TInt4})
	if err != nil {
		t.Fatal(err)
	}
	hash, err := NewRouter(&PartitionKey{Strategy: ast.PartitionHash, Parts: []Partition{{Modulus: 4, Remainder: 1}}}, []*types.Type{types.TInt4})
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range []struct {
		r    *Router
		p    Partition
		want int
	}{
		{list, Partition{In: []BoundValue{intBound(2)}}, -1},
		{list, Partition{In: []BoundValue{intBound(2), intBound(1)}}, 0},
		{list, Partition{In: []BoundValue{{Kind: BoundNull}}}, 0},
		{list, Partition{Default: true}, 1},
		{ranges, span(20, 30), -1},
		{ranges, span(0, 10), -1},
		{ranges, span(19, 21), 0},
		{ranges, span(0, 100), 0},
		{ranges, span(35, 36), 1},
		{ranges, Partition{From: []BoundValue{{Kind: BoundMin}}, To: []BoundValue{intBound(10)}}, -1},
		{ranges, Partition{From: []BoundValue{intBound(39)}, To: []BoundValue{{Kind: BoundMax}}}, 1},
		{ranges, Partition{Default: true}, -1},
		{hash, Partition{Modulus: 4, Remainder: 0}, -1},
		{hash, Partition{Modulus: 8, Remainder: 5}, 0},
		{hash, Partition{Modulus: 2, Remainder: 1}, 0},
		{hash, Partition{Modulus: 2, Remainder: 0}, -1},
	} {
		if got, err := c.r.Overlap(&c.p); err != nil || got != c.want {
			t.Errorf("%d: %d, %v, want %d", i, got, err, c.want)
		}
	}
}
