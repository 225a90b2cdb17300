package jobs

import (
	"testing"

	"github.com/isochrondb/isochron/kv/keys"
)

func TestJobCodec(t *testing.T) {
	for _, want := range []Job{
		{ID: 7, Kind: Clear, Table: 16384, Space: 6, Prefix: 16390, Created: 1, Due: 1 << 60},
		{ID: 8, Kind: ClearSpace, Table: 16384, Space: 16384, Created: 1, Due: 2},
		{ID: 9, Kind: DiscardSpace, Table: 16384, Space: 16384, Node: 1, Epoch: 2},
		{ID: 1 << 31, Kind: Build, Table: 1, Space: 1, Prefix: 1, Index: 3, Attempts: 4, Error: "a range did not answer"},
	} {
		got, err := decodeJob(want.encode())
		if err != nil || *got != want {
			t.Errorf("decode(encode(%+v)) = %+v, %v", want, got, err)
		}
	}
}

func TestSpan(t *testing.T) {
	whole := (&Job{Space: 6, Prefix: 300}).Span()
	index := (&Job{Space: 6, Prefix: 300, Index: 2}).Span()
	if !whole.Contains(index.Start) || index.Contains(keys.IndexPrefix(6, 300, 1)) || index.Contains(keys.IndexPrefix(6, 300, 3)) {
		t.Errorf("spans of a table (%v) and its second index (%v)", whole, index)
	}
}

func FuzzJob(f *testing.F) {
	f.Add((&Job{ID: 7, Kind: Clear, Table: 16384, Error: "x"}).encode())
	f.Add([]byte{jobFormat, 1})
	f.Fuzz(func(t *testing.T, b []byte) {
		j, err := decodeJob(b)
		if err != nil {
			return
		}
		again, err := decodeJob(j.encode())
		if err != nil || *again != *j {
			t.Errorf("decode(encode(%+v)) = %+v, %v", j, again, err)
		}
	})
}
