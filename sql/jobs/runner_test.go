package jobs_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/catalog/catalogtest"
	"github.com/isochrondb/isochron/sql/jobs"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

var ctx = context.Background()

type world struct {
	t    *testing.T
	db   *catalogtest.DB
	cat  *catalog.Catalog
	jobs *jobs.Runner
}

func open(t *testing.T, disk *catalogtest.Disk, retention time.Duration) *world {
	t.Helper()
	w := &world{t: t, db: catalogtest.Open(t, disk)}
	var err error
	if w.cat, err = catalog.Open(ctx, catalog.Options{DB: w.db.DB, NodeID: 1}); err != nil {
		t.Fatal(err)
	}
	if w.jobs, err = jobs.New(ctx, jobs.Options{Catalog: w.cat, Bulk: jobs.NewBulk(w.db.Router), Retention: retention}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.jobs.Close)
	return w
}

// table makes a table with rows.
func (w *world) table(rows int) *catalog.TableDesc {
	w.t.Helper()
	id, err := w.cat.NewID(ctx)
	if err != nil {
		w.t.Fatal(err)
	}
	d := &catalog.TableDesc{Base: catalog.Base{ID: id, Name: "t"}, DatabaseID: catalog.DatabaseDefault, SchemaID: catalog.SchemaIDPublic, SpaceID: 6,
		Prefix: uint64(id), Columns: []catalog.Column{{ID: 1, Name: "a", TypeOID: types.OIDInt4, Typmod: -1}}, NextColumnID: 2, NextIndexID: 2,
		Indexes: []catalog.IndexDesc{{ID: 1, Unique: true, Columns: []catalog.IndexColumn{{ID: 1}}}}}
	w.run(func(_ *coord.Txn, s *catalog.State) error { return s.Create(ctx, d) })
	l := w.jobs.Bulk().Loader(w.db.Now())
	defer l.Close()
	for i := range rows {
		if err := l.Add(ctx, append(d.KeyPrefix(&d.Indexes[0]), byte(i>>8), byte(i)), []byte("v")); err != nil {
			w.t.Fatal(err)
		}
	}
	if err := l.Flush(ctx); err != nil {
		w.t.Fatal(err)
	}
	return d
}

func (w *world) run(f func(*coord.Txn, *catalog.State) error) {
	w.t.Helper()
	err := w.cat.Run(ctx, func(_ context.Context, t *coord.Txn, s *catalog.State) error { return f(t, s) })
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) count(d *catalog.TableDesc) int {
	w.t.Helper()
	txn := w.db.Begin(coord.TxnOptions{ReadOnly: true})
	defer txn.Rollback(ctx)
	rows := txn.Scan(ctx, coord.ScanSpec{Spans: []keys.Span{d.TableSpan()}})
	defer rows.Close()
	n := 0
	for rows.Next(ctx) {
		n++
	}
	if err := rows.Err(); err != nil {
		w.t.Fatal(err)
	}
	return n
}

func (w *world) idle() {
	w.t.Helper()
	if err := w.jobs.Idle(ctx); err != nil {
		w.t.Fatal(err)
	}
}

// TestClear: keys go when their table does, not before, and not while they are
// kept for readers of the past; a restart takes nothing away from that.
func TestClear(t *testing.T) {
	disk := catalogtest.NewDisk()
	w := open(t, disk, time.Hour)
	d := w.table(500)
	if n := w.count(d); n != 500 {
		t.Fatalf("%d rows loaded", n)
	}
	w.run(func(_ *coord.Txn, s *catalog.State) error {
		return w.jobs.Add(ctx, s, jobs.Job{Kind: jobs.Clear, Table: uint64(d.ID), Space: d.SpaceID, Prefix: d.Prefix})
	})
	w.idle()
	if n := w.count(d); n != 500 {
		t.Errorf("%d rows left of a table in use", n)
	}
	w.run(func(_ *coord.Txn, s *catalog.State) error {
		snap, err := s.Snapshot(ctx)
		if err != nil {
			return err
		}
		now, ok := snap.TableByID(d.ID)
		if !ok {
			return errors.New("no table")
		}
		if err := s.Drop(ctx, now); err != nil {
			return err
		}
		if err := w.jobs.ClearAfterRetention(ctx, s, now, 0); err != nil {
			return err
		}
		return w.jobs.Add(ctx, s, jobs.Job{Kind: jobs.Clear, Table: 1, Space: 6, Prefix: 1 << 40})
	})
	w.idle()
	if n, left := w.count(d), w.jobs.Jobs(); n != 500 || len(left) != 2 {
		t.Errorf("within the retention: %d rows, jobs %+v", n, left)
	}
	w.jobs.Close()
	w.db.Close(t)
	w = open(t, disk, time.Hour)
	if left := w.jobs.Jobs(); len(left) != 2 {
		t.Errorf("after a restart: jobs %+v", left)
	}
}

// TestRolledBackJob: a job of a transaction that does not commit never runs.
func TestRolledBackJob(t *testing.T) {
	w := open(t, catalogtest.NewDisk(), time.Nanosecond)
	planted := errors.New("planted")
	err := w.cat.Run(ctx, func(_ context.Context, _ *coord.Txn, s *catalog.State) error {
		if err := w.jobs.Add(ctx, s, jobs.Job{Kind: jobs.Clear, Table: 1, Space: 6, Prefix: 9}); err != nil {
			return err
		}
		return planted
	})
	if !errors.Is(err, planted) {
		t.Fatal(err)
	}
	if left := w.jobs.Jobs(); len(left) != 0 {
		t.Errorf("jobs %+v", left)
	}
}

// TestGuard: guarded keys stay while their transaction is open, and go if it
// does not commit.
func TestGuard(t *testing.T) {
	w := open(t, catalogtest.NewDisk(), time.Nanosecond)
	lost := &catalog.TableDesc{SpaceID: 6, Prefix: 1 << 30, Indexes: []catalog.IndexDesc{{ID: 1}}}
	txn := w.db.Begin(coord.TxnOptions{})
	s := w.cat.NewState()
	s.Begin(txn)
	if err := w.jobs.Guard(ctx, s, nil, jobs.Job{Kind: jobs.Clear, Table: 77, Space: 6, Prefix: lost.Prefix}); err != nil {
		t.Fatal(err)
	}
	l := w.jobs.Bulk().Loader(w.db.Now())
	if err := l.Add(ctx, append(lost.KeyPrefix(&lost.Indexes[0]), 1), []byte("v")); err != nil {
		t.Fatal(err)
	}
	if err := l.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	w.idle()
	if n := w.count(lost); n != 1 {
		t.Errorf("%d rows while the transaction is open, want 1", n)
	}
	s.Rollback(ctx)
	w.idle()
	if n := w.count(lost); n != 0 {
		t.Errorf("%d rows after the rollback, want 0", n)
	}
}

// TestSplit: a boundary can be asked for twice, and loads go on across it.
func TestSplit(t *testing.T) {
	w := open(t, catalogtest.NewDisk(), time.Hour)
	d := w.table(100)
	at := append(d.KeyPrefix(&d.Indexes[0]), 0, 50)
	for range 2 {
		if err := w.jobs.Bulk().SplitAt(ctx, at); err != nil {
			t.Fatal(err)
		}
	}
	list, err := w.jobs.Bulk().Ranges(ctx, d.TableSpan())
	if err != nil || len(list) != 2 {
		t.Errorf("%d ranges, %v", len(list), err)
	}
	l := w.jobs.Bulk().Loader(w.db.Now())
	defer l.Close()
	for i := range 100 {
		if err := l.Add(ctx, append(d.KeyPrefix(&d.Indexes[0]), 1, byte(i)), []byte("v")); err != nil {
			t.Fatal(err)
		}
		if err := l.Add(ctx, append(d.KeyPrefix(&d.Indexes[0]), 0, byte(i)), []byte("w")); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Flush(ctx); err != nil {
		t.Fatal(err)
	}
	if l.Skipped() != 100 {
		t.Errorf("%d skipped, want 100: the keys that had a version", l.Skipped())
	}
	if err := w.jobs.Bulk().Clear(ctx, d.TableSpan(), 0); err != nil {
		t.Fatal(err)
	}
	if n := w.count(d); n != 0 {
		t.Errorf("%d rows left over two ranges", n)
	}
}
