package catalog_test

import (
	"encoding/binary"
	"errors"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/catalog/catalogtest"
	"github.com/isochrondb/isochron/txn/coord"
)

// used is a commit with the format of the table that it was made with.
type used struct {
	c      hlc.Timestamp
	format uint64
}

// TestOwnLease runs writers of a table beside changes of it, at every
// isolation level: each writer's commit timestamp lies in the time in which
// the format that it used was valid (T20).
func TestOwnLease(t *testing.T) {
	for _, level := range []kvpb.Isolation{kvpb.Isolation_SERIALIZABLE, kvpb.Isolation_REPEATABLE_READ, kvpb.Isolation_READ_COMMITTED} {
		t.Run(level.String(), func(t *testing.T) { ownLease(t, level) })
	}
}

func ownLease(t *testing.T, level kvpb.Isolation) {
	_, c := open(t, catalogtest.NewDisk())
	d := create(t, c, "t")
	other := create(t, c, "other")
	var mu sync.Mutex
	writes := []used{}
	changes := []used{{0, d.Format}}
	var done, refused, unrelated atomic.Int64
	stop := make(chan struct{})
	var writers, wg sync.WaitGroup
	for w := range 4 {
		writers.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				u, err := writeOnce(c, level, d.ID, uint64(w)<<32|uint64(i))
				var retry *coord.RetryError
				var statement *coord.StatementRetry
				switch {
				case err == nil:
					done.Add(1)
					mu.Lock()
					writes = append(writes, u)
					mu.Unlock()
				case errors.As(err, &retry), errors.As(err, &statement):
					refused.Add(1)
				default:
					t.Error(err)
					return
				}
				if _, err := writeOnce(c, level, other.ID, uint64(w)<<32|uint64(i)); err != nil {
					t.Log(err)
					unrelated.Add(1)
				}
			}
		})
	}
	wg.Go(func() {
		defer close(stop)
		for i := range 60 {
			for done.Load() < int64(5*i) && !t.Failed() {
				runtime.Gosched()
			}
			u, err := changeOnce(c, d.ID)
			if err != nil {
				t.Error(err)
				return
			}
			changes = append(changes, u)
		}
	})
	wg.Wait()
	writers.Wait()
	if len(writes) == 0 {
		t.Fatal("no writer committed")
	}
	if n := unrelated.Load(); n > 0 {
		t.Errorf("%d writers of an unchanged table were refused", n)
	}
	slices.SortFunc(changes, func(a, b used) int { return int(a.c - b.c) })
	for _, w := range writes {
		valid := changes[0].format
		for _, ch := range changes {
			if ch.c <= w.c {
				valid = ch.format
			}
		}
		if w.format != valid {
			t.Fatalf("committed at %v with format %d, where %d was valid", w.c, w.format, valid)
		}
	}
	t.Logf("%d writes, %d refused, %d changes", len(writes), refused.Load(), len(changes))
}

func writeOnce(c *catalog.Catalog, level kvpb.Isolation, id catalog.ID, key uint64) (used, error) {
	txn := c.DB().Begin(coord.TxnOptions{Isolation: level})
	s := c.NewState()
	s.Begin(txn)
	u, err := func() (used, error) {
		if err := txn.StartStatement(ctx); err != nil {
			return used{}, err
		}
		snap, err := s.Snapshot(ctx)
		if err != nil {
			return used{}, err
		}
		d, ok := snap.TableByID(id)
		if !ok {
			return used{}, errors.New("the table is gone")
		}
		if err := s.Use(ctx, snap, []catalog.ID{id}, true); err != nil {
			return used{}, err
		}
		k := binary.BigEndian.AppendUint64(d.KeyPrefix(d.Primary()), key)
		return used{format: d.Format}, txn.PutFresh(ctx, k, []byte("x"))
	}()
	if err != nil {
		s.Rollback(ctx)
		return u, err
	}
	u.c, err = s.Commit(ctx)
	return u, err
}

func changeOnce(c *catalog.Catalog, ids ...catalog.ID) (used, error) {
	for {
		u, err := tryChange(c, ids)
		if !errors.Is(err, catalog.ErrMoved) {
			return u, err
		}
	}
}

func tryChange(c *catalog.Catalog, ids []catalog.ID) (used, error) {
	txn := c.DB().Begin(coord.TxnOptions{Isolation: kvpb.Isolation_SERIALIZABLE})
	s := c.NewState()
	s.Begin(txn)
	var format uint64
	err := func() error {
		if err := txn.StartStatement(ctx); err != nil {
			return err
		}
		snap, err := s.Snapshot(ctx)
		if err != nil {
			return err
		}
		for _, id := range ids {
			old, ok := snap.TableByID(id)
			if !ok {
				return errors.New("the table is gone")
			}
			d, err := catalog.Edit(ctx, s, old)
			if err != nil {
				return err
			}
			d.Unlogged = !d.Unlogged
			if err := s.Write(ctx, old, d); err != nil {
				return err
			}
			format = d.Format
		}
		return nil
	}()
	if err != nil {
		s.Rollback(ctx)
		return used{}, err
	}
	ts, err := s.Commit(ctx)
	return used{ts, format}, err
}

// TestNoMessages: certifying and looking up an unchanged schema sends nothing
// and allocates nothing.
func TestNoMessages(t *testing.T) {
	_, c := open(t, catalogtest.NewDisk())
	d := create(t, c, "t")
	txn, s := begin(t, c, kvpb.Isolation_SERIALIZABLE)
	defer s.Rollback(ctx)
	tables := []catalog.ID{d.ID}
	before := txn.Stats().Messages
	allocs := testing.AllocsPerRun(100, func() {
		snap, err := s.Snapshot(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Use(ctx, snap, tables, true); err != nil {
			t.Fatal(err)
		}
		now := c.DB().Now()
		if _, err := s.Certify(ctx, txn, now, now.Add(1e9)); err != nil {
			t.Fatal(err)
		}
	})
	if allocs != 0 {
		t.Errorf("%v allocations", allocs)
	}
	if n := txn.Stats().Messages - before; n != 0 {
		t.Errorf("%d messages", n)
	}
}

// TestChangeWaits: a change does not commit while a certified user may still.
func TestChangeWaits(t *testing.T) {
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
	now := c.DB().Now()
	until, err := s.Certify(ctx, txn, now, now.Add(1e12))
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan hlc.Timestamp)
	go func() {
		u, err := changeOnce(c, d.ID)
		if err != nil {
			t.Error(err)
		}
		done <- u.c
	}()
	// The user's outcome stays unknown: what was certified is owed.
	s.Finish(&coord.AmbiguousError{})
	if got := <-done; got <= until {
		t.Errorf("the change committed at %v, within the certified %v", got, until)
	}
	txn.Rollback(ctx)

	// A user that leaves with a known outcome holds nobody up.
	txn, s = begin(t, c, kvpb.Isolation_SERIALIZABLE)
	snap, err = s.Snapshot(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Use(ctx, snap, []catalog.ID{d.ID}, true); err != nil {
		t.Fatal(err)
	}
	now = c.DB().Now()
	if until, err = s.Certify(ctx, txn, now, now.Add(1e12)); err != nil {
		t.Fatal(err)
	}
	s.Rollback(ctx)
	u, err := changeOnce(c, d.ID)
	if err != nil {
		t.Fatal(err)
	}
	if u.c >= until {
		t.Errorf("the change waited until %v for a user that was gone", u.c)
	}
}

// TestLateHold: while a change that has waited for the promises of those
// inside a barrier is on its way, those inside get no further promise.
func TestLateHold(t *testing.T) { synctest.Test(t, lateHold) }

func lateHold(t *testing.T) {
	_, c := open(t, catalogtest.NewDisk())
	first, second := create(t, c, "a"), create(t, c, "b") // their barriers are drained in this order
	inside := func(d *catalog.TableDesc, ahead int64) (*coord.Txn, *catalog.State) {
		txn, s := begin(t, c, kvpb.Isolation_SERIALIZABLE)
		snap, err := s.Snapshot(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Use(ctx, snap, []catalog.ID{d.ID}, true); err != nil {
			t.Fatal(err)
		}
		now := c.DB().Now()
		if _, err := s.Certify(ctx, txn, now, now+hlc.Timestamp(ahead)); err != nil {
			t.Fatal(err)
		}
		return txn, s
	}
	late, user := inside(first, 1) // its promise has passed before the change begins
	_, patient := inside(second, 1e9)
	changed := make(chan hlc.Timestamp, 1)
	go func() {
		u, err := changeOnce(c, first.ID, second.ID)
		if err != nil {
			t.Error(err)
		}
		changed <- u.c
	}()
	synctest.Wait() // the change is through the first barrier, and waits for the second
	var until hlc.Timestamp
	certified := make(chan error, 1)
	go func() {
		now := c.DB().Now()
		var err error
		until, err = user.Certify(ctx, late, now, now+1e9)
		certified <- err
	}()
	synctest.Wait()
	patient.Rollback(ctx)
	at := <-changed
	var retry *coord.RetryError
	if err := <-certified; !errors.As(err, &retry) {
		t.Errorf("the old schema was certified up to %v (error %v), and changed at %v", until, err, at)
	}
	user.Rollback(ctx)
}
