package exec

import (
	"testing"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// TestNextBatch: a batch begins small, grows while it is filled, has no more than its limit of values, and is
// counted.
func TestNextBatch(t *testing.T) {
	for _, tt := range []struct {
		name        string
		width, most int
		rooms       []int // each after the one before was filled
	}{
		{"narrow", 2, batchRows, []int{firstRows, 4 * firstRows, batchRows, batchRows}},
		{"no columns", 0, batchRows, []int{batchRows}},
		{"few are wanted", 2, 10, []int{10, 10}},
		{"wide", 100, batchRows, []int{10, 40, 160, 640, 655, 655}},
		{"as wide as rows get", 1664, batchRows, []int{1, 4, 16, 39, 39}},
		{"wider than a batch", 2 * batchValuesMax, batchRows, []int{1, 1}},
	} {
		m := newMemory(nil, 0, 0)
		var b *Batch
		for i, want := range tt.rooms {
			var err error
			if b, err = m.nextBatch(b, tt.width, tt.most); err != nil {
				t.Fatal(tt.name, err)
			}
			if b.N != 0 || b.room() != want {
				t.Errorf("%s: batch %d has %d rows and room for %d, want %d", tt.name, i, b.N, b.room(), want)
			}
			if n := tt.width * b.room() * types.DatumBytes; n > batchFreeBytes && m.account.Used() != int64(n) || n <= batchFreeBytes && m.account.Used() != 0 {
				t.Errorf("%s: batch %d of %d bytes is counted as %d", tt.name, i, n, m.account.Used())
			}
			b.N = b.room()
		}
		b.N--
		room := b.room()
		if b, _ = m.nextBatch(b, tt.width, tt.most); b.room() != room {
			t.Errorf("%s: a batch that was not filled grew from %d to %d", tt.name, room, b.room())
		}
	}
	m := newMemory(nil, 64<<10, 0)
	if _, err := m.nextBatch(nil, 1<<16, batchRows); !pgerror.Is(err, pgerror.OutOfMemory) {
		t.Errorf("a row beyond the statement's memory: %v", err)
	}
	b, err := m.batchOf(nil, 1000, 1)
	if err != nil {
		t.Fatal(err)
	}
	used := m.account.Used()
	if kept, err := m.batchOf(b, 1000, 100); !pgerror.Is(err, pgerror.OutOfMemory) || kept != b || m.account.Used() != used {
		t.Errorf("a batch that can't grow: %v, %d bytes are counted, %d before", err, m.account.Used(), used)
	}
}
