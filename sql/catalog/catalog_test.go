package catalog_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/catalog/catalogtest"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

var ctx = context.Background()

func open(t *testing.T, disk *catalogtest.Disk) (*catalogtest.DB, *catalog.Catalog) {
	t.Helper()
	db := catalogtest.Open(t, disk)
	c, err := catalog.Open(ctx, catalog.Options{DB: db.DB, NodeID: 1, CertifyAhead: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	return db, c
}

var path = &catalog.SearchPath{Database: catalog.DatabaseDefault, Schemas: []string{"isochron", "public"}}

// newTable makes the descriptor of a table with one column, a primary key.
func newTable(t *testing.T, c *catalog.Catalog, name string) *catalog.TableDesc {
	t.Helper()
	id, err := c.NewID(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return &catalog.TableDesc{
		Base: catalog.Base{ID: id, Name: name, Owner: catalog.RoleSuper}, DatabaseID: catalog.DatabaseDefault, SchemaID: catalog.SchemaIDPublic,
		SpaceID: uint64(catalog.DatabaseDefault), Prefix: uint64(id), Format: 1, NextColumnID: 3, NextIndexID: 2,
		Columns: []catalog.Column{
			{ID: 1, Name: "a", Type: types.TInt4, TypeOID: types.OIDInt4, Typmod: -1, NotNull: true},
			{ID: 2, Name: "b", Type: types.TText, TypeOID: types.OIDText, Typmod: -1},
		},
		Indexes: []catalog.IndexDesc{{OID: id + 1000000, ID: 1, Name: name + "_pkey", Unique: true, Primary: true, Constraint: id + 2000000,
			Columns: []catalog.IndexColumn{{ID: 1}}}},
	}
}

func create(t *testing.T, c *catalog.Catalog, name string) *catalog.TableDesc {
	t.Helper()
	d := newTable(t, c, name)
	err := c.Run(ctx, func(ctx context.Context, _ *coord.Txn, s *catalog.State) error { return s.Create(ctx, d) })
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// begin starts a transaction with its state.
func begin(t *testing.T, c *catalog.Catalog, level kvpb.Isolation) (*coord.Txn, *catalog.State) {
	t.Helper()
	txn := c.DB().Begin(coord.TxnOptions{Isolation: level})
	s := c.NewState()
	s.Begin(txn)
	if err := txn.StartStatement(ctx); err != nil {
		t.Fatal(err)
	}
	return txn, s
}

func lookup(t *testing.T, s *catalog.State, name string) (*catalog.TableDesc, bool) {
	t.Helper()
	snap, err := s.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	r, ok, err := snap.Lookup(path, ast.QName{Name: name})
	if err != nil {
		t.Fatal(err)
	}
	return r.Table, ok
}

func TestBootstrap(t *testing.T) {
	disk := catalogtest.NewDisk()
	db, c := open(t, disk)
	for _, name := range []string{"isochron", "postgres", "template0", "template1"} {
		d, ok := c.Current().Database(name)
		if !ok {
			t.Errorf("no database %q", name)
			continue
		}
		if _, ok := c.Current().Schema(d.ID, "public"); !ok {
			t.Errorf("database %q has no schema public", name)
		}
	}
	if r, ok := c.Current().Role("isochron"); !ok || !r.Superuser || !r.Login {
		t.Errorf("role isochron: %+v, %v", r, ok)
	}
	create(t, c, "t")
	last, err := c.NewID(ctx)
	if err != nil {
		t.Fatal(err)
	}
	db.Close(t)

	_, again := open(t, disk)
	if _, err := again.Current().Table(path, ast.QName{Name: "t"}); err != nil {
		t.Errorf("after a restart: %v", err)
	}
	if id, err := again.NewID(ctx); err != nil || id <= last {
		t.Errorf("NewID after a restart = %d, %v, want more than %d", id, err, last)
	}
}

func TestOwnChanges(t *testing.T) {
	_, c := open(t, catalogtest.NewDisk())
	txn, s := begin(t, c, kvpb.Isolation_SERIALIZABLE)
	d := newTable(t, c, "t")
	if err := s.Create(ctx, d); err != nil {
		t.Fatal(err)
	}
	if _, ok := lookup(t, s, "t"); !ok {
		t.Error("the transaction does not see its own table")
	}
	_, other := begin(t, c, kvpb.Isolation_SERIALIZABLE)
	if _, ok := lookup(t, other, "t"); ok {
		t.Error("another transaction sees an uncommitted table")
	}
	other.Rollback(ctx)

	sp, mark := txn.Savepoint(), s.Savepoint()
	if err := txn.StartStatement(ctx); err != nil {
		t.Fatal(err)
	}
	if err := s.Create(ctx, newTable(t, c, "u")); err != nil {
		t.Fatal(err)
	}
	changed, err := catalog.Edit(ctx, s, d)
	if err != nil {
		t.Fatal(err)
	}
	changed.Columns[1].Name = "renamed"
	if err := s.Write(ctx, d, changed); err != nil {
		t.Fatal(err)
	}
	if got, _ := lookup(t, s, "t"); got.Columns[1].Name != "renamed" {
		t.Errorf("own change: column is %q", got.Columns[1].Name)
	}
	if err := txn.RollbackTo(ctx, sp); err != nil {
		t.Fatal(err)
	}
	s.RollbackTo(mark)
	if _, ok := lookup(t, s, "u"); ok {
		t.Error("a table survives ROLLBACK TO")
	}
	if got, _ := lookup(t, s, "t"); got.Columns[1].Name != "b" {
		t.Errorf("a rename survives ROLLBACK TO: %q", got.Columns[1].Name)
	}
	if _, err := s.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Current().Table(path, ast.QName{Name: "t"}); err != nil {
		t.Error(err)
	}
	if _, err := c.Current().Table(path, ast.QName{Name: "u"}); !pgerror.Is(err, pgerror.UndefinedTable) {
		t.Errorf("table u after the commit: %v", err)
	}
}

func TestOlderSnapshots(t *testing.T) {
	_, c := open(t, catalogtest.NewDisk())
	d := create(t, c, "t")
	_, old := begin(t, c, kvpb.Isolation_SERIALIZABLE)
	if _, ok := lookup(t, old, "t"); !ok {
		t.Fatal("no table")
	}
	if err := c.Run(ctx, func(ctx context.Context, _ *coord.Txn, s *catalog.State) error { return s.Drop(ctx, d) }); err != nil {
		t.Fatal(err)
	}
	if _, ok := lookup(t, old, "t"); !ok {
		t.Error("a transaction that began before the drop does not see the table")
	}
	// Beyond the history the catalog is read from the store.
	for i := range 20 {
		create(t, c, fmt.Sprint("other", i))
	}
	if _, ok := lookup(t, old, "t"); !ok {
		t.Error("not seen in the store at the old timestamp")
	}
	old.Rollback(ctx)
	_, now := begin(t, c, kvpb.Isolation_SERIALIZABLE)
	if _, ok := lookup(t, now, "t"); ok {
		t.Error("a later transaction sees the dropped table")
	}
	now.Rollback(ctx)
}

// TestSameName: of two transactions that create the same name, one succeeds.
func TestSameName(t *testing.T) {
	_, c := open(t, catalogtest.NewDisk())
	var wg sync.WaitGroup
	results := make([]error, 8)
	for i := range results {
		d := newTable(t, c, "t")
		wg.Go(func() {
			results[i] = c.Run(ctx, func(ctx context.Context, _ *coord.Txn, s *catalog.State) error {
				snap, err := s.Snapshot(ctx)
				if err != nil {
					return err
				}
				if _, ok, _ := snap.Lookup(path, ast.QName{Name: "t"}); ok {
					return errors.New("exists")
				}
				return s.Create(ctx, d)
			})
		})
	}
	wg.Wait()
	made := 0
	for _, err := range results {
		if err == nil {
			made++
		} else if err.Error() != "exists" {
			t.Error(err)
		}
	}
	if made != 1 {
		t.Errorf("%d transactions created the same table", made)
	}
}

// TestUseOfChangedTable: a transaction that wrote to a table with an older
// schema does not commit across the change.
func TestUseOfChangedTable(t *testing.T) {
	_, c := open(t, catalogtest.NewDisk())
	d := create(t, c, "t")
	txn, s := begin(t, c, kvpb.Isolation_SERIALIZABLE)
	snap, err := s.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Use(ctx, snap, []catalog.ID{d.ID}, true); err != nil {
		t.Fatal(err)
	}
	if err := txn.PutFresh(ctx, append(d.KeyPrefix(d.Primary()), 1), []byte("x")); err != nil {
		t.Fatal(err)
	}
	change(t, c, d.ID)
	var retry *coord.RetryError
	if _, err := s.Commit(ctx); !errors.As(err, &retry) {
		t.Errorf("commit across a change of the schema: %v, want a RetryError", err)
	}
}

// change changes a table's descriptor.
func change(t *testing.T, c *catalog.Catalog, id catalog.ID) {
	t.Helper()
	err := c.Run(ctx, func(ctx context.Context, _ *coord.Txn, s *catalog.State) error {
		snap, err := s.Snapshot(ctx)
		if err != nil {
			return err
		}
		old, ok := snap.TableByID(id)
		if !ok {
			return errors.New("no table")
		}
		d, err := catalog.Edit(ctx, s, old)
		if err != nil {
			return err
		}
		d.Comment += "."
		return s.Write(ctx, old, d)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestSequences(t *testing.T) {
	disk := catalogtest.NewDisk()
	db, c := open(t, disk)
	d := &catalog.SequenceDesc{Base: catalog.Base{ID: 20000, Name: "s"}, Start: 1, Increment: 1, Min: 1, Max: 1 << 40, Cache: 1, Prefix: 20000}
	for want := range int64(100) {
		if got, err := c.NextVal(ctx, d); err != nil || got != want+1 {
			t.Fatalf("nextval = %d, %v, want %d", got, err, want+1)
		}
	}
	if last, called, err := c.SequenceState(ctx, d); last != 100 || !called || err != nil {
		t.Errorf("state = %d, %v, %v, want 100", last, called, err)
	}
	if err := c.SetVal(ctx, d, 500, true); err != nil {
		t.Fatal(err)
	}
	if got, err := c.NextVal(ctx, d); got != 501 || err != nil {
		t.Errorf("nextval after setval = %d, %v", got, err)
	}
	if err := c.SetVal(ctx, d, 0, true); !pgerror.Is(err, pgerror.NumericValueOutOfRange) {
		t.Errorf("setval out of bounds: %v", err)
	}
	db.Close(t)
	_, again := open(t, disk)
	if got, err := again.NextVal(ctx, d); err != nil || got <= 501 || got > 600 {
		t.Errorf("nextval after a restart = %d, %v", got, err)
	}
}

func TestSequenceBounds(t *testing.T) {
	_, c := open(t, catalogtest.NewDisk())
	tests := []struct {
		name string
		d    catalog.SequenceDesc
		want []int64
		end  bool
	}{
		{"up", catalog.SequenceDesc{Start: 1, Increment: 3, Min: 1, Max: 8}, []int64{1, 4, 7}, true},
		{"down", catalog.SequenceDesc{Start: -1, Increment: -2, Min: -5, Max: -1}, []int64{-1, -3, -5}, true},
		{"cycle", catalog.SequenceDesc{Start: 2, Increment: 1, Min: 1, Max: 3, Cycle: true}, []int64{2, 3, 1, 2, 3, 1}, false},
		{"extreme", catalog.SequenceDesc{Start: 1<<63 - 2, Increment: 1, Min: 1, Max: 1<<63 - 1}, []int64{1<<63 - 2, 1<<63 - 1}, true},
		{"wide", catalog.SequenceDesc{Start: -1 << 63, Increment: 1<<63 - 1, Min: -1 << 63, Max: 1<<63 - 1}, []int64{-1 << 63, -1, 1<<63 - 2}, true},
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			tt.d.Prefix, tt.d.Cache = uint64(30000+i), 1
			for _, want := range tt.want {
				if got, err := c.NextVal(ctx, &tt.d); err != nil || got != want {
					t.Fatalf("nextval = %d, %v, want %d", got, err, want)
				}
			}
			if _, err := c.NextVal(ctx, &tt.d); tt.end != pgerror.Is(err, pgerror.SequenceGeneratorLimitExceeded) {
				t.Errorf("nextval at the end: %v", err)
			}
		})
	}
}

// TestRowIDsOfManyNodes: nodes whose numbers differ beyond what a row ID has room for never draw
// the same, nor does one after a restart.
func TestRowIDsOfManyNodes(t *testing.T) {
	disk := catalogtest.NewDisk()
	db := catalogtest.Open(t, disk)
	var all []*catalog.Catalog
	for _, node := range []uint32{5, 1024 + 5, 2048 + 5, 1024 + 5} {
		c, err := catalog.Open(ctx, catalog.Options{DB: db.DB, NodeID: node})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(c.Close)
		all = append(all, c)
	}
	seen := map[int64]int{}
	for range 70_000 {
		for i, c := range all {
			id, err := c.NextRowID(ctx)
			if err != nil {
				t.Fatal(err)
			}
			if other, ok := seen[id]; ok || id < 0 {
				t.Fatalf("catalogs %d and %d both draw %d", other, i, id)
			}
			seen[id] = i
		}
	}
}

// TestRowIDs: they grow, and never run ahead of the clock, from which a process that comes
// after a crash draws its own: however fast and by however many at once they are drawn.
func TestRowIDs(t *testing.T) {
	disk := catalogtest.NewDisk()
	db := catalogtest.Open(t, disk)
	draw := func(c *catalog.Catalog) (ids []int64) {
		last := int64(0)
		for range 10000 {
			id, err := c.NextRowID(ctx)
			if err != nil || id <= last {
				t.Fatalf("row ID %d after %d", id, last)
			}
			last, ids = id, append(ids, id)
		}
		return ids
	}
	seen := map[int64]bool{}
	for life := range 3 {
		c, err := catalog.Open(ctx, catalog.Options{DB: db.DB, NodeID: 5})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(c.Close)
		for _, id := range draw(c) {
			if seen[id] {
				t.Fatalf("life %d draws %d again", life, id)
			}
			seen[id] = true
		}
	}
}
