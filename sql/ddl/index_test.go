package ddl

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// TestIndexIDs: the number of an index that was filled and rolled back is not another's,
// whose entries its own would be, or be removed with.
func TestIndexIDs(t *testing.T) {
	w := newWorld(t)
	w.must(`CREATE TABLE t (a int PRIMARY KEY, b int)`)
	w.insert("t", 1, 1)
	b := w.begin()
	if err := b.exec(`ALTER TABLE t ADD COLUMN c int; CREATE INDEX x ON t (b)`); err != nil {
		t.Fatal(err)
	}
	snap, err := b.s.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	d, err := snap.Table(path, ast.QName{Name: "t"})
	if err != nil {
		t.Fatal(err)
	}
	lost, ok := d.IndexNamed("x")
	if !ok {
		t.Fatal("no index")
	}
	b.s.Rollback(ctx)
	w.must(`CREATE INDEX x ON t (b)`)
	if now, _ := w.table("t").IndexNamed("x"); now == nil || now.ID == lost.ID {
		t.Errorf("the index is %+v, and the one rolled back was %+v", now, lost)
	}
	w.wantRows("t", "1|1")
}

func TestCreateIndex(t *testing.T) {
	w := newWorld(t)
	w.must(`CREATE TABLE t (a int PRIMARY KEY, b int, c text)`)
	for i := range 20 {
		w.insert("t", i, 20-i, fmt.Sprint("c", i%3))
	}
	w.insert("t", 100, nil, nil)
	w.must(`CREATE INDEX ON t (b); CREATE INDEX ON t (b); CREATE UNIQUE INDEX u ON t (b DESC NULLS LAST, c) INCLUDE (a); CREATE INDEX CONCURRENTLY cc ON t (c)`)
	w.wantRows("t", w.rows("t")...)
	d := w.table("t")
	var names []string
	for _, ix := range d.Indexes {
		names = append(names, ix.Name)
		if ix.State != catalog.IndexPublic {
			t.Errorf("index %s is in state %d", ix.Name, ix.State)
		}
	}
	if got := fmt.Sprint(names); got != "[t_pkey t_b_idx t_b_idx1 u cc]" {
		t.Errorf("indexes %s", got)
	}
	if c := d.Indexes[3].Columns[0]; !c.Desc || c.NullsFirst {
		t.Errorf("column %+v", c)
	}
	e := w.fails(`CREATE UNIQUE INDEX v ON t (c)`, "23505", `could not create unique index "v"`)
	if e.Detail != "Key (c)=(c0) is duplicated." && e.Detail != "Key (c)=(c1) is duplicated." && e.Detail != "Key (c)=(c2) is duplicated." {
		t.Errorf("detail %q", e.Detail)
	}
	w.must(`CREATE INDEX v ON t (c)`) // the name of a failed build is free again
	w.must(`CREATE INDEX IF NOT EXISTS v ON t (b); DROP INDEX v; DROP INDEX IF EXISTS v`)
	tests := []struct{ sql, code, message string }{
		{`CREATE INDEX u ON t (a)`, "42P07", `relation "u" already exists`},
		{`CREATE INDEX ON t (zz)`, "42703", `column "zz" does not exist`},
		{`CREATE INDEX ON nope (a)`, "42P01", `relation "nope" does not exist`},
		{`CREATE INDEX ON t ((a + random()))`, "42P17", "functions in index expression must be marked IMMUTABLE"},
		{`CREATE INDEX ON t (a) WHERE b > random()`, "42P17", "functions in index predicate must be marked IMMUTABLE"},
		{`CREATE INDEX ON t USING gin (c)`, "42704", `data type text has no default operator class for access method "gin"`},
		{`CREATE INDEX ON t USING gist (c)`, "42704", `data type text has no default operator class for access method "gist"`},
		{`CREATE INDEX ON t USING nope (c)`, "42704", `access method "nope" does not exist`},
		{`CREATE INDEX ON u (a)`, "42809", ""},
		{`DROP INDEX nope`, "42704", `index "nope" does not exist`},
		{`DROP INDEX t`, "42809", `"t" is not an index`},
	}
	for _, tt := range tests {
		w.fails(tt.sql, tt.code, tt.message)
	}
	w.idle()
	if left := w.jobs.Jobs(); len(left) != 0 {
		t.Errorf("jobs left: %+v", left)
	}
}

// TestIndexRollback: an index that was built online goes with its transaction.
func TestIndexRollback(t *testing.T) {
	w := newWorld(t)
	w.must(`CREATE TABLE t (a int PRIMARY KEY, b int)`)
	w.insert("t", 1, 1)
	for range 3 {
		b := w.begin()
		if err := b.exec(`CREATE UNIQUE INDEX i ON t (b)`); err != nil {
			t.Fatal(err)
		}
		b.rows("t")
		b.s.Rollback(ctx)
	}
	w.idle()
	d := w.table("t")
	if len(d.Indexes) != 1 {
		t.Errorf("indexes %+v", d.Indexes)
	}
	if n := w.keysLeft(d); n != 1 {
		t.Errorf("%d keys, want 1", n)
	}
	w.insert("t", 2, 1)
}

// TestIndexConflict: an index whose transaction fails at its commit is taken back,
// and the commit returns only then.
func TestIndexConflict(t *testing.T) {
	w := newWorld(t)
	w.must(`CREATE TABLE t (a int PRIMARY KEY, b int); CREATE TABLE other (x int PRIMARY KEY)`)
	w.insert("t", 1, 1)
	b := w.begin()
	if err := b.exec(`CREATE INDEX i ON t (b)`); err != nil {
		t.Fatal(err)
	}
	b.rows("other")
	w.insert("other", 5)
	var retry *coord.RetryError
	if err := b.commit(); !errors.As(err, &retry) {
		t.Fatalf("commit after a conflict: %v", err)
	}
	if d := w.table("t"); len(d.Indexes) != 1 {
		t.Errorf("indexes %+v", d.Indexes)
	}
	w.must(`CREATE INDEX i ON t (b)`)
	w.wantRows("t", "1|1")
}

// TestBuildAfterCrash: what a build left behind when its process ended is taken
// back by the next one.
func TestBuildAfterCrash(t *testing.T) {
	w := newWorld(t)
	w.must(`CREATE TABLE t (a int PRIMARY KEY, b int)`)
	w.insert("t", 1, 1)
	b := w.begin()
	if err := b.exec(`CREATE INDEX i ON t (b); ALTER TABLE t ADD c serial`); err != nil {
		t.Fatal(err)
	}
	if d := w.table("t"); len(d.Indexes) != 2 || d.Indexes[1].State != catalog.IndexWriteOnly {
		t.Fatalf("indexes %+v", d.Indexes)
	}
	w.restart() // the transaction is never ended
	w.idle()
	d := w.table("t")
	if len(d.Indexes) != 1 {
		t.Errorf("indexes %+v", d.Indexes)
	}
	if n := w.keysLeft(d); n != 1 {
		t.Errorf("%d keys, want 1", n)
	}
	if left := w.jobs.Jobs(); len(left) != 0 {
		t.Errorf("jobs left: %+v", left)
	}
	w.must(`CREATE INDEX i ON t (b)`)
	w.wantRows("t", "1|1")
}

// TestBuildUnderLoad builds indexes while rows are inserted, changed and
// deleted: each holds the table's rows exactly (T13).
func TestBuildUnderLoad(t *testing.T) {
	for _, level := range []kvpb.Isolation{kvpb.Isolation_SERIALIZABLE, kvpb.Isolation_READ_COMMITTED} {
		t.Run(level.String(), func(t *testing.T) {
			w := newWorld(t)
			w.must(`CREATE TABLE t (a int PRIMARY KEY, b int, c int)`)
			for i := range 300 {
				w.insert("t", i, i, i%7)
			}
			w.level = level
			var stop atomic.Bool
			var commits atomic.Int64
			var wg sync.WaitGroup
			for g := range 3 {
				rng := rand.New(rand.NewPCG(7, uint64(g)))
				wg.Go(func() {
					for !stop.Load() {
						switch err := w.churn(rng); {
						case err == nil:
							commits.Add(1)
						case !conflict(err):
							t.Error(err)
							return
						}
					}
				})
			}
			for i := range 6 {
				w.must(fmt.Sprintf(`CREATE INDEX i%d ON t (c, b)`, i))
				w.must(fmt.Sprintf(`CREATE UNIQUE INDEX u%d ON t (b, a)`, i))
			}
			stop.Store(true)
			wg.Wait()
			if commits.Load() == 0 {
				t.Error("no writer committed")
			}
			if len(w.rows("t")) == 0 { // compares every index with the table
				t.Error("the table is empty")
			}
			t.Logf("%d commits of writers", commits.Load())
		})
	}
}

func conflict(err error) bool {
	var retry *coord.RetryError
	var stmt *coord.StatementRetry
	var dead *coord.DeadlockError
	return errors.As(err, &retry) || errors.As(err, &stmt) || errors.As(err, &dead) || pgerror.Is(err, pgerror.TRSerializationFailure) ||
		pgerror.Is(err, pgerror.UniqueViolation)
}

// TestBuildBesideCommitAhead builds a unique index while a row is deleted by a commit whose timestamp
// is ahead of now: the row is there still, its entry is not, and nothing is a duplicate.
func TestBuildBesideCommitAhead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWorld(t)
		w.must(`CREATE TABLE t (a int PRIMARY KEY, b int, c int)`)
		for i := range 10 {
			w.insert("t", i, i, i)
		}
		d := w.table("t")
		// Of two ranges' timestamp the gateway decides.
		if err := w.jobs.Bulk().SplitAt(ctx, d.Span(d.Primary()).End); err != nil {
			t.Fatal(err)
		}
		written := make(chan error, 1)
		w.loading = sync.OnceFunc(func() {
			b := w.begin()
			b.txn.Observe(w.db.Now().Add(time.Millisecond))
			if err := b.change(types.Int(3), nil); err != nil {
				t.Error(err)
			}
			go func() { written <- b.commit() }() // which answers when its timestamp is passed
			synctest.Wait()
		})
		w.must(`CREATE UNIQUE INDEX u ON t (b)`)
		if err := <-written; err != nil {
			t.Error(err)
		}
		if got := len(w.rows("t")); got != 9 { // compares the index with the table
			t.Errorf("%d rows, want 9", got)
		}
	})
}

// churn changes one row as an executor would: it inserts, deletes, or updates.
func (w *world) churn(rng *rand.Rand) error {
	b := w.begin()
	err := b.churn(rng)
	if err != nil {
		b.s.Rollback(ctx)
		return err
	}
	return b.commit()
}

func (b *block) churn(rng *rand.Rand) error {
	id := types.Int(int64(rng.IntN(320)))
	return b.change(id, func(old bool) []types.Datum {
		next := []types.Datum{id, types.Int(int64(rng.IntN(1000))), types.Int(int64(rng.IntN(7)))}
		if old && rng.IntN(3) == 0 {
			return nil
		}
		return next
	})
}

// change replaces the row of an ID by what next makes, given whether there is one; nil: it deletes it.
func (b *block) change(id types.Datum, next func(old bool) []types.Datum) error {
	if err := b.txn.StartStatement(ctx); err != nil {
		return err
	}
	snap, err := b.s.Snapshot(ctx)
	if err != nil {
		return err
	}
	d, err := snap.Table(path, ast.QName{Name: "t"})
	if err != nil {
		return err
	}
	if err := b.s.Use(ctx, snap, []catalog.ID{d.ID}, true); err != nil {
		return err
	}
	pl := d.Layout(d.Primary())
	key := pl.AppendKey(nil, []types.Datum{id, {}, {}})
	got, err := b.lock(key)
	if err != nil {
		return err
	}
	var old []types.Datum
	if got.Exists {
		old = make([]types.Datum, len(d.Columns))
		if err := pl.Decode(pl.Decoder(), key, got.Value, old); err != nil {
			return err
		}
	}
	var row []types.Datum
	if next != nil {
		row = next(old != nil)
	}
	for i := range d.Indexes {
		if err := b.move(d.Layout(&d.Indexes[i]), old, row); err != nil {
			return err
		}
	}
	return nil
}

func (b *block) lock(key []byte) (coord.Locked, error) {
	got, err := b.txn.Lock(ctx, []coord.LockTarget{{Key: key, Mode: kvpb.LockMode_UPDATE}}, coord.LockOptions{})
	if err != nil {
		return coord.Locked{}, err
	}
	return got[0], nil
}

// move replaces the entry of one index.
func (b *block) move(l *catalog.Layout, old, next []types.Datum) error {
	insert := next != nil
	var newKey []byte
	if insert {
		newKey = l.AppendKey(nil, next)
	}
	if old != nil {
		oldKey := l.AppendKey(nil, old)
		if !insert || string(oldKey) != string(newKey) {
			if _, err := b.lock(oldKey); err != nil {
				return err
			}
			if err := b.txn.DeleteAlways(ctx, oldKey); err != nil {
				return err
			}
		}
	}
	if !insert {
		return nil
	}
	if _, err := b.lock(newKey); err != nil {
		return err
	}
	return b.txn.Put(ctx, newKey, l.AppendValue(nil, next), kvpb.LockMode_UPDATE)
}
