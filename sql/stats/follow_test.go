package stats

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/catalog/catalogtest"
)

// TestFollow: a node learns within some seconds what others have measured, if anybody asks.
func TestFollow(t *testing.T) { synctest.Test(t, follow) }

func follow(t *testing.T) {
	ctx := context.Background()
	db := catalogtest.Open(t, catalogtest.NewDisk())
	open := func(node uint32) *Store {
		g := db.Gateway(t, catalogtest.GatewayOptions{Node: node, Delay: func() time.Duration { return time.Millisecond }})
		s, err := Open(ctx, g.DB, Options{Version: func(uint32) bool { return true }})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(s.Close)
		s.Follow(3 * time.Second)
		return s
	}
	a, b := open(2), open(3)
	for i := range 3 * logTablesMax {
		id := catalog.ID(20000 + i%300)
		if err := a.Save(ctx, &Table{ID: id, Rows: int64(i + 1), At: time.Now().UnixNano()}); err != nil {
			t.Fatal(err)
		}
		if i%100 != 0 {
			continue
		}
		before := b.Version()
		b.Rows(id)
		time.Sleep(4 * time.Second)
		if rows, ok := b.Rows(id); !ok || rows != float64(i+1) || b.Version() == before {
			t.Errorf("table %d has %v rows (%v), want %d", id, rows, ok, i+1)
		}
	}
	b.Rows(1)
	time.Sleep(4 * time.Second)
	for i := range 300 {
		x, _ := a.Rows(catalog.ID(20000 + i))
		if y, _ := b.Rows(catalog.ID(20000 + i)); x != y {
			t.Errorf("table %d: %v rows at one node, %v at the other", 20000+i, x, y)
		}
	}
}

func TestLog(t *testing.T) {
	var l log
	for i := range 300 {
		l = l.next(catalog.ID(i / 2))
	}
	if got, err := decodeLog(l.encode()); err != nil || got.number != l.number || !slices.Equal(got.tables, l.tables) {
		t.Errorf("decode(encode(%v)) = %v, %v", l, got, err)
	}
	if ids, ok := l.since(297); !ok || !slices.Equal(ids, []catalog.ID{148, 149}) {
		t.Errorf("since: %v, %v", ids, ok)
	}
	if _, ok := l.since(300 - logTablesMax - 1); ok {
		t.Error("the log reaches back too far")
	}
}

func FuzzLog(f *testing.F) {
	f.Add(log{}.encode())
	f.Add(log{3, []catalog.ID{1, 2, 1 << 31}}.encode())
	f.Fuzz(func(t *testing.T, b []byte) {
		l, err := decodeLog(b)
		if err != nil || len(b) == 0 {
			return
		}
		if again, err := decodeLog(l.encode()); err != nil || again.number != l.number || !slices.Equal(again.tables, l.tables) {
			t.Errorf("decode(encode(%v)) = %v, %v", l, again, err)
		}
	})
}

// TestReadWhole: of many pages of statistics each table's are what was saved.
func TestReadWhole(t *testing.T) {
	ctx := context.Background()
	db := catalogtest.Open(t, catalogtest.NewDisk())
	open := func(node uint32) *Store {
		s, err := Open(ctx, db.Gateway(t, catalogtest.GatewayOptions{Node: node}).DB, Options{Version: func(uint32) bool { return true }})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(s.Close)
		return s
	}
	bounds := func(id catalog.ID) (out [][]byte) {
		for i := range 100 {
			out = append(out, fmt.Appendf(nil, "%d %03d %s", id, i, strings.Repeat("x", 100)))
		}
		return out
	}
	a := open(2)
	for id := range catalog.ID(100) {
		if err := a.Save(ctx, &Table{ID: 20000 + id, Rows: 1, At: int64(id) + 1, Columns: []Column{{ID: 1, Distinct: 100, Bounds: bounds(id)}}}); err != nil {
			t.Fatal(err)
		}
	}
	b := open(3)
	for id := range catalog.ID(100) {
		if got := b.lookup(20000 + id).table.Load().Columns[0].Bounds; !slices.EqualFunc(got, bounds(id), bytes.Equal) {
			t.Fatalf("table %d: bounds %q", 20000+id, got)
		}
	}
}
