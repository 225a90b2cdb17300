package store

import (
	"bytes"
	"testing"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/rows"
)

// Replaying the logs of all ranges into a fresh store gives identical bytes.
func TestReplay(t *testing.T) {
	e := openEnv(t, pebbleengine.MemFS(), func(o *Options) { o.LogBytesMax = 1 << 30 })
	workload(t, e, newLedger(), 4, 20)
	for _, d := range e.store.Ranges() {
		if _, err := e.store.ranges.get(d.ID).ready(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	waitForDirectory(t, e)
	e.check(e.store.Close())
	e.closed = true
	defer e.closeEngine()

	fresh, err := pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS()})
	if err != nil {
		t.Fatal(err)
	}
	defer fresh.Close()
	born := firstVersion(t, e.engine)
	if err := Bootstrap(fresh, testIdent, born); err != nil {
		t.Fatal(err)
	}
	ids := []uint64{1, 2, 3, 4, 5}
	for len(ids) > 0 {
		ids = append(ids[1:], replay(t, e, fresh, ids[0])...)
	}
	want, got := dump(t, e.engine), dump(t, fresh)
	if len(want) < 100 {
		t.Errorf("only %d entries", len(want))
	}
	for i := range max(len(want), len(got)) {
		if i >= len(want) || i >= len(got) || !bytes.Equal(want[i], got[i]) {
			t.Fatalf("entry %d of %d and %d differs", i, len(want), len(got))
		}
	}
}

// replay applies a range's whole log to another engine, and returns the ranges
// that split off.
func replay(t *testing.T, e *env, to engine.Engine, id uint64) (split []uint64) {
	t.Helper()
	rep, err := replica.Load(replica.Options{
		RangeID: id, NodeID: 1, Engine: to, Clock: e.clock, Settler: noSettler{},
		Proposer: nowhere{}, NewRangeID: func() (uint64, error) { return 0, ErrClosed },
	})
	if err != nil {
		t.Fatal(err)
	}
	defer rep.Close()
	log, err := consensus.LoadLog(e.engine, id, 0, []uint64{1}, nil)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := log.Entries(consensus.InitialIndex+1, log.Last()+1, 1<<40)
	if err != nil {
		t.Fatal(err)
	}
	for _, ent := range entries {
		x := replica.Entry{Index: ent.GetIndex(), Term: ent.GetTerm()}
		if len(ent.Data) > 0 {
			if x.Command, err = replica.DecodeCommand(ent.Data); err != nil {
				t.Fatal(err)
			}
		}
		out, err := rep.Apply([]replica.Entry{x}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if s := out[0].Split; s != nil {
			split = append(split, s.Right.ID)
		}
	}
	return split
}

type nowhere struct{}

func (nowhere) Propose(_ *replica.Command, _ func(), done func(replica.Result)) {
	go done(replica.Result{Code: replica.Never})
}

// firstVersion is the timestamp of the rows that the bootstrap wrote.
func firstVersion(t *testing.T, r engine.Reader) hlc.Timestamp {
	t.Helper()
	it, err := r.NewIter(engine.IterOptions{Lower: rows.RangeIDKey(), Upper: rows.RangeIDKey().Next()})
	if err != nil {
		t.Fatal(err)
	}
	defer it.Close()
	first := hlc.Timestamp(time.Now().UnixNano())
	for ok := it.First(); ok; ok = it.Next() {
		first = min(first, it.Timestamp())
	}
	return first
}

// dump is all replicated state of a store: rows, range-local state, and what the
// replicas have applied.
func dump(t *testing.T, r engine.Reader) (out [][]byte) {
	t.Helper()
	it, err := r.NewIter(engine.IterOptions{})
	if err != nil {
		t.Fatal(err)
	}
	defer it.Close()
	for ok := it.First(); ok; ok = it.Next() {
		k := it.Key()
		if k[0] == keys.StoreLocal {
			e, err := keys.DecodeReplica(k)
			if err != nil || e.Kind != keys.ReplicaApplied && e.Kind != keys.ReplicaDescriptor {
				continue
			}
		}
		v, err := it.Value()
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, append(it.Timestamp().Append(bytes.Clone(k)), v...))
	}
	if err := it.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}
