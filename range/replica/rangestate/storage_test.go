package rangestate_test

import (
	"errors"
	"testing"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/engine/pebbleengine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica/rangestate"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// TestEntriesOfAnother: an entry of a transaction that lies at another's key is none, whatever it is.
func TestEntriesOfAnother(t *testing.T) {
	start, span := keys.Key("\x80a"), []*kvpb.Span{{Key: []byte("\x80k")}}
	own, other := &kvpb.TxnMeta{IdHi: 1, IdLo: 2}, &kvpb.TxnMeta{IdHi: 1, IdLo: 3}
	at := keys.Txn(own.ID())
	for name, tt := range map[string]struct {
		key   keys.Key
		value func(of *kvpb.TxnMeta) ([]byte, error)
	}{
		"evidence": {keys.Evidence(span[0].Key, at), func(of *kvpb.TxnMeta) ([]byte, error) {
			return (&replicapb.Evidence{Txn: of, Covered: span}).MarshalVT()
		}},
		"record": {keys.Record(span[0].Key, at), func(of *kvpb.TxnMeta) ([]byte, error) {
			return (&replicapb.Record{Txn: of, Anchor: span[0].Key}).MarshalVT()
		}},
		"prevention": {keys.Prevention(start, at), func(of *kvpb.TxnMeta) ([]byte, error) {
			return (&replicapb.Prevention{IdHi: of.IdHi, IdLo: of.IdLo}).MarshalVT()
		}},
	} {
		for of, want := range map[*kvpb.TxnMeta]error{own: nil, other: rangestate.ErrCorrupt} {
			e, err := pebbleengine.Open(pebbleengine.Options{FS: pebbleengine.MemFS()})
			if err != nil {
				t.Fatal(err)
			}
			b := e.NewBatch(0)
			value, err := tt.value(of)
			err = errors.Join(err, put(b, start, tt.key, value), e.Apply(b, false))
			b.Close()
			if err != nil {
				t.Fatal(err)
			}
			if _, err := rangestate.LoadState(e, 7); !errors.Is(err, want) {
				t.Errorf("%s of %s at the key of %s: %v, want %v", name, of.ID(), own.ID(), err, want)
			}
			if err := e.Close(); err != nil {
				t.Error(err)
			}
		}
	}
}

// put writes a range that begins at start, and one entry of it.
func put(w engine.Writer, start, key keys.Key, value []byte) error {
	d := &descriptor.Range{ID: 7, Generation: 1, Start: start, End: keys.MaxKey, Replicas: []descriptor.Replica{{ID: 1, NodeID: 1, StoreID: 1}}}
	return errors.Join(rangestate.WriteDescriptor(w, d), rangestate.WriteApplied(w, d.ID, rangestate.Applied{Index: 10, Term: 5}),
		w.Put(key, hlc.Zero, value))
}
