package rangestate

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/replica/replicapb"
)

// NeverAgain leaves a tombstone on the store that no replica of the range comes after.
// For ranges that were merged away: their IDs are never used again.
// Such a range's ID may still be in messages that are under way.
func NeverAgain(b engine.Writer, rangeID uint64) error {
	return b.Put(keys.StoreTombstone(rangeID), hlc.Zero, binary.AppendUvarint(nil, math.MaxUint64))
}

// WriteMerged notes that a range was merged into the one that begins at start.
// It lies with the keys of the range that took it in, and moves with them.
func WriteMerged(w engine.Writer, start keys.Key, rangeID uint64) error {
	return w.Put(keys.Merged(start, rangeID), hlc.Zero, nil)
}

// WriteDescriptor stores the range's descriptor.
// It is the truth about the range's bounds on this store; directory rows follow
// it.
func WriteDescriptor(w engine.Writer, d *descriptor.Range) error {
	b, err := d.Encode()
	if err != nil {
		return err
	}
	return w.Put(keys.Replica(d.ID, keys.ReplicaDescriptor), hlc.Zero, b)
}

// EvidenceKey is where evidence lies: with the first key that it speaks for.
// Pieces of one transaction speak for disjoint keys, so their first keys differ
// (R3).
func EvidenceKey(ev *replicapb.Evidence) keys.Key {
	return keys.Evidence(ev.Covered[0].Key, keys.Txn(ev.Txn.ID()))
}

// WriteEvidence stores evidence.
// Evidence is one value, so that a piece of it is there or is not (R3).
func WriteEvidence(w engine.Writer, ev *replicapb.Evidence) error {
	b, err := ev.MarshalVT()
	if err != nil {
		return err
	}
	return w.Put(EvidenceKey(ev), hlc.Zero, b)
}

// WriteRecord stores a record with its anchor.
// Written again for each state; the last one counts.
func WriteRecord(w engine.Writer, rec *replicapb.Record) error {
	b, err := rec.MarshalVT()
	if err != nil {
		return err
	}
	return w.Put(keys.Record(rec.Anchor, keys.Txn(rec.Txn.ID())), hlc.Zero, b)
}

// WritePrevention stores a tombstone of the range that begins at start.
// start is the range's, for a tombstone speaks for the whole range: a split copies it to both sides.
func WritePrevention(w engine.Writer, start keys.Key, p *replicapb.Prevention) error {
	b, err := p.MarshalVT()
	if err != nil {
		return err
	}
	return w.Put(keys.Prevention(start, keys.Txn{Hi: p.IdHi, Lo: p.IdLo}), hlc.Zero, b)
}

// WriteRead stores a carried mark of the range that begins at start.
// start and n are carried.Key and carried.N.
func WriteRead(w engine.Writer, start keys.Key, n uint64, m *replicapb.Mark) error {
	b, err := m.MarshalVT()
	if err != nil {
		return err
	}
	return w.Put(keys.CarriedRead(start, n), hlc.Zero, b)
}

// LoadState reads a range's state from the engine.
// O(range-local entries), intents included. It fails with ErrCorrupt, or with the
// engine's errors.
func LoadState(r engine.Reader, rangeID uint64) (*State, error) {
	b, ok, err := r.Get(keys.Replica(rangeID, keys.ReplicaDescriptor), nil)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("%w: range %d has no descriptor", ErrCorrupt, rangeID)
	}
	d, err := descriptor.Decode(b)
	// The key says which range it is; a descriptor of another one there is damage.
	if err != nil || d.ID != rangeID {
		return nil, fmt.Errorf("%w: range %d: descriptor: %v", ErrCorrupt, rangeID, err)
	}
	// Both are written with the range's first batch: one without the other is no state that a crash leaves.
	if b, ok, err = r.Get(keys.Replica(rangeID, keys.ReplicaApplied), nil); err != nil {
		return nil, err
	}
	if !ok {
		return nil, fmt.Errorf("%w: range %d has no applied state", ErrCorrupt, rangeID)
	}
	a, err := DecodeApplied(b)
	if err != nil {
		return nil, err
	}
	st := NewState(d, a)
	return st, st.loadLocal(r)
}

// loadLocal reads the range-local entries.
// Anything that can't be read fails the load: a replica that had forgotten evidence or a tombstone would break T8.
func (st *State) loadLocal(r engine.Reader) error {
	span := keys.LocalSpan(st.Desc.Start, st.Desc.End)
	it, err := r.NewIter(engine.IterOptions{Lower: span.Start, Upper: span.End})
	if err != nil {
		return err
	}
	defer it.Close()
	// In the order of keys, which is none of transactions: nothing may be taken for complete before the end.
	for ok := it.First(); ok; ok = it.Next() {
		l, err := keys.DecodeLocal(nil, it.Key())
		if err != nil {
			return fmt.Errorf("%w: %v", ErrCorrupt, err)
		}
		b, err := it.Value()
		if err != nil {
			return err
		}
		if err := st.loadEntry(l, b); err != nil {
			return fmt.Errorf("%w: %s: %v", ErrCorrupt, it.Key(), err)
		}
	}
	st.claimFlushed()
	return it.Err()
}

// loadEntry takes one in. Kinds that it does not know are left alone: a newer
// release's.
// The ID in the key and that in the value must agree, or one was written in the other's place.
func (st *State) loadEntry(l keys.Local, b []byte) error {
	switch l.Kind {
	case keys.LocalEvidence:
		ev := &replicapb.Evidence{}
		if err := ev.UnmarshalVT(b); err != nil {
			return err
		}
		if ev.Txn == nil || len(ev.Covered) == 0 || ev.Txn.ID() != kvpb.TxnID(l.Txn) {
			return errors.New("evidence of nobody")
		}
		st.AddStage(ev)
	case keys.LocalRecord:
		rec := &replicapb.Record{}
		if err := rec.UnmarshalVT(b); err != nil {
			return err
		}
		if rec.Txn == nil || rec.Txn.ID() != kvpb.TxnID(l.Txn) {
			return errors.New("record of nobody")
		}
		st.Records[rec.Txn.ID()] = rec
	case keys.LocalPrevention:
		p := &replicapb.Prevention{}
		if err := p.UnmarshalVT(b); err != nil {
			return err
		}
		// A tombstone that speaks for another would leave this one's transaction free to commit (T8).
		if l.Txn != (keys.Txn{Hi: p.IdHi, Lo: p.IdLo}) {
			return errors.New("prevention of nobody")
		}
		st.Prevented[kvpb.TxnID(l.Txn)] = p
	case keys.LocalCarriedRead:
		m := &replicapb.Mark{}
		if err := m.UnmarshalVT(b); err != nil {
			return err
		}
		st.Carried = append(st.Carried, carried{ReadOf(m), l.Key, l.Number})
	case keys.LocalFreeze:
		f := &replicapb.Freeze{}
		if err := f.UnmarshalVT(b); err != nil {
			return err
		}
		st.Frozen = f
	case keys.LocalTie:
		st.Tied = l.Number
	case keys.LocalMerged:
		st.Merged[l.Number] = true
	// Only whose it is, for Flushed; what it holds is read when it is resolved.
	case keys.LocalIntent:
		id := kvpb.TxnID(l.Txn)
		if st.Flushed[id] == nil {
			st.Flushed[id] = &kvpb.TxnMeta{IdHi: id.Hi, IdLo: id.Lo}
		}
	}
	return nil
}

// claimFlushed forgets those intents that a stage has taken over.
// After all is loaded, for intents and evidence come in no order that would tell.
func (st *State) claimFlushed() {
	for id := range st.Flushed {
		if st.Staged[id] != nil {
			delete(st.Flushed, id)
		}
	}
}
