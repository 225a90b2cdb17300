package fleet

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/server/local"
	"github.com/isochrondb/isochron/testing/history"
)

// TestWatcher: all replicas have the same bytes at the same timestamps; one that has lost
// a row, below all that replicates it, is noticed.
func TestWatcher(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c, err := local.Start(t.Context(), local.Options{Regions: []local.Region{{Name: "us-east"}}, Seed: 1, Replicated: true})
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		conn, err := connect(t.Context(), c.Nodes()[0])
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close(t.Context())
		var found []string
		w := &watcher{c: c, seen: map[hlc.Timestamp]*picture{}, trace: t.Logf, anomaly: func(k history.Kind, format string, args ...any) {
			found = append(found, fmt.Sprintf(string(k)+": "+format, args...))
		}}
		run := func(q string) {
			t.Helper()
			if _, err := conn.Exec(t.Context(), q); err != nil {
				t.Fatal(err)
			}
		}
		wake := func() {
			w.wake(t.Context())
			time.Sleep(time.Second)
		}
		statements := []string{
			"CREATE TABLE t (i int PRIMARY KEY)", "ALTER TABLE t SPLIT AT VALUES (3)", "INSERT INTO t SELECT generate_series(1, 5)",
			"DELETE FROM t WHERE i = 4",
		}
		for _, q := range statements {
			run(q)
			time.Sleep(2 * watchBack)
			w.look(t.Context(), c.Nodes()[0], hlc.Timestamp(time.Now().Add(-watchBack).UnixNano()))
		}
		wake()
		for _, at := range w.order {
			for _, n := range c.Nodes() {
				w.lookInside(t.Context(), n, []hlc.Timestamp{at}, nil)
			}
		}
		if least := 2 * 2 * len(c.Nodes()); w.replicas < least || len(found) > 0 {
			t.Errorf("%d reads of replicas were compared, want %d at least; %v", w.replicas, least, found)
		}
		bad := c.Nodes()[2]
		lost := keys.Key(nil)
		err = errors.Join(bad.Stop(t.Context()), bad.Disk.Alter(func(e engine.Engine) (err error) { lost, err = loseRow(e); return err }), bad.Start(t.Context()))
		if err != nil {
			t.Fatal(err)
		}
		wake()
		w.lookInside(t.Context(), bad, w.order[2:3], nil)
		if len(found) != 1 {
			t.Errorf("%v is lost, and found was %q", lost, found)
		}
		t.Log(found)
	})
}

// loseRow removes a version of the first row of a table from an engine.
func loseRow(e engine.Engine) (key keys.Key, err error) {
	it, err := e.NewIter(engine.IterOptions{Lower: keys.Key{keys.Rows, 1}, Upper: allRows.End}) // behind what wake has written
	if err != nil {
		return nil, err
	}
	if !it.First() {
		return nil, errors.Join(errors.New("no row"), it.Close())
	}
	key, ts := slices.Clone(it.Key()), it.Timestamp()
	b := e.NewBatch(0)
	defer b.Close()
	return key, errors.Join(it.Close(), b.Delete(key, ts), e.Apply(b, true))
}

// TestReadable: of the rows of tables, those of public indexes are judged.
func TestReadable(t *testing.T) {
	public := indexes{string(keys.IndexPrefix(1, 1000, 1)): true, string(keys.IndexPrefix(1, 1000, 300)): true}
	for index, want := range map[uint64]bool{1: true, 2: false, 300: true} {
		if k := append(keys.IndexPrefix(1, 1000, index), 7); public.readable(k) != want {
			t.Errorf("index %d: %v, want %v", index, !want, want)
		}
	}
	if !public.readable(keys.Key{keys.Rows - 1, 2, 3, 4}) {
		t.Error("a key that is no row's is not judged")
	}
}
