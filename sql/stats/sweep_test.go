package stats

import (
	"context"
	"iter"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/catalog/catalogtest"
)

// TestSweep: what is known of a table goes after the table, in memory and on disk; a table that comes late stays.
func TestSweep(t *testing.T) { synctest.Test(t, sweep) }

func sweep(t *testing.T) {
	ctx := context.Background()
	db := catalogtest.Open(t, catalogtest.NewDisk())
	there := map[catalog.ID]bool{1: true, 3: true}
	open := func(node uint32) *Store {
		g := db.Gateway(t, catalogtest.GatewayOptions{Node: node})
		s, err := Open(ctx, g.DB, Options{Version: func(uint32) bool { return true }})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(s.Close)
		return s
	}
	keep := func(s *Store) {
		s.Keep(Keeping{Every: time.Minute,
			Tables: func() iter.Seq[*catalog.TableDesc] { return func(func(*catalog.TableDesc) bool) {} },
			There:  func(id catalog.ID) bool { return there[id] },
			Failed: func(_ *catalog.TableDesc, err error) { t.Error(err) }})
	}
	a := open(2)
	const many = 2*sweptMax + 50
	for id := range catalog.ID(many) {
		if err := a.Save(ctx, &Table{ID: id + 1, Rows: 1, At: 1}); err != nil {
			t.Fatal(err)
		}
	}
	a.Changed(many+1, 5) // written to, not measured
	if _, err := a.claim(ctx, 2); err != nil {
		t.Fatal(err)
	}
	time.Sleep(time.Millisecond) // gateways of the harness are apart by 0, in which much was written
	b := open(3)
	keep(a)
	keep(b)
	time.Sleep(90 * time.Second)
	if n := len(a.tables); n != many+1 {
		t.Errorf("%d tables are known after one look, want %d", n, many+1)
	}
	there[4] = true // its transaction has committed
	time.Sleep(30 * time.Minute)
	if a.ModifiedRows(many+1) != 5 {
		t.Error("what a long transaction wrote is forgotten")
	}
	for id := range catalog.ID(countedMax + 5) { // more than are waited for
		a.Changed(100_000+id, 1)
	}
	time.Sleep(time.Minute)
	if a.ModifiedRows(100_000) != 0 || a.ModifiedRows(100_000+countedMax+4) != 1 {
		t.Error("of too many tables the oldest are not forgotten, or others are")
	}
	time.Sleep(2 * time.Hour)
	for _, s := range []*Store{a, b, open(4)} {
		for id := range catalog.ID(many + 1) {
			if want := there[id+1]; (s.lookup(id+1) != nil) != want {
				t.Errorf("table %d is known: %v, want %v", id+1, !want, want)
			}
		}
	}
	// Its claim went, too.
	if mine, err := a.claim(ctx, 2); err != nil || !mine {
		t.Errorf("the claim of a table that is gone is kept: %v, %v", mine, err)
	}
}
