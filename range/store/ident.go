package store

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/mvcc"
	"github.com/isochrondb/isochron/range/consensus"
	"github.com/isochrondb/isochron/range/descriptor"
	"github.com/isochrondb/isochron/range/directory"
	"github.com/isochrondb/isochron/range/replica"
	"github.com/isochrondb/isochron/range/rows"
)

// FormatVersion is the newest format of stored state that this release reads,
// and the one that it writes.
const FormatVersion = 1

// Ident is who a store is.
// Zero fields mean "any" in what is expected, and are refused in what is stored.
// It is written once, and never changed: who starts with another node's disk learns that by matches.
type Ident struct {
	ClusterID [16]byte
	NodeID    uint32
	StoreID   uint32
	Format    uint32 // of the stored state; set by Bootstrap
}

// An encoded Ident:
//
//	"isochron" | format 4 | cluster 16 | node 4 | store 4 | crc32c of all before 4
const (
	identMagic = "isochron"
	identLen   = len(identMagic) + 4 + 16 + 4 + 4 + 4
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Big endian.
// The format is not under a version of its own: identMagic and it come first in every release.
func (id Ident) encode() []byte {
	b := append(make([]byte, 0, identLen), identMagic...)
	b = binary.BigEndian.AppendUint32(b, id.Format)
	b = append(b, id.ClusterID[:]...)
	b = binary.BigEndian.AppendUint32(b, id.NodeID)
	b = binary.BigEndian.AppendUint32(b, id.StoreID)
	return binary.BigEndian.AppendUint32(b, crc32.Checksum(b, castagnoli))
}

// decodeIdent looks at the format before the rest: what follows it is a newer
// release's business.
func decodeIdent(b []byte) (Ident, error) {
	if len(b) < len(identMagic)+4 || string(b[:len(identMagic)]) != identMagic {
		return Ident{}, fmt.Errorf("%w: identity of %d bytes", ErrCorrupt, len(b))
	}
	f := b[len(identMagic):]
	id := Ident{Format: binary.BigEndian.Uint32(f)}
	if id.Format > FormatVersion {
		return Ident{}, fmt.Errorf("%w: format %d, this release reads up to %d", ErrVersion, id.Format, FormatVersion)
	}
	if len(b) != identLen || id.Format == 0 ||
		binary.BigEndian.Uint32(b[identLen-4:]) != crc32.Checksum(b[:identLen-4], castagnoli) {
		return Ident{}, fmt.Errorf("%w: damaged identity", ErrCorrupt)
	}
	copy(id.ClusterID[:], f[4:])
	id.NodeID = binary.BigEndian.Uint32(f[20:])
	id.StoreID = binary.BigEndian.Uint32(f[24:])
	return id, nil
}

// ReadIdent returns the identity of the store in e. It fails with ErrEmpty,
// ErrCorrupt or ErrVersion, and with the engine's errors.
func ReadIdent(e engine.Reader) (Ident, error) {
	// Under one key, outside of all ranges, and read before anything else of the engine is believed.
	b, ok, err := e.Get(keys.StoreIdent(), nil)
	if err != nil {
		return Ident{}, err
	}
	if !ok {
		return Ident{}, checkEmpty(e)
	}
	return decodeIdent(b)
}

// checkEmpty tells an engine that holds nothing from one that has lost its
// identity. The clock's bound and the session epoch may come before it.
// ErrEmpty: it is new. Data without an identity must not be taken for a new store:
// its votes are forgotten.
func checkEmpty(e engine.Reader) error {
	// Replicas and all that lies behind them; what may come before the identity lies below.
	it, err := e.NewIter(engine.IterOptions{Lower: keys.ReplicasSpan().Start})
	if err != nil {
		return err
	}
	defer it.Close()
	if it.First() {
		return fmt.Errorf("%w: data without an identity", ErrCorrupt)
	}
	if err := it.Err(); err != nil {
		return err
	}
	return ErrEmpty
}

// matches checks a stored identity against an expected one, whose zero fields
// are not compared.
func (id Ident) matches(want Ident) error {
	switch {
	case want.ClusterID != [16]byte{} && want.ClusterID != id.ClusterID:
		return fmt.Errorf("%w: of cluster %x, not %x", ErrForeign, id.ClusterID, want.ClusterID)
	case want.NodeID != 0 && want.NodeID != id.NodeID:
		return fmt.Errorf("%w: of node %d, not %d", ErrForeign, id.NodeID, want.NodeID)
	case want.StoreID != 0 && want.StoreID != id.StoreID:
		return fmt.Errorf("%w: store %d, not %d", ErrForeign, id.StoreID, want.StoreID)
	}
	return nil
}

// CheckIdents fails with ErrForeign where the stores of one node are not of one
// cluster and node, and with ErrDuplicate where two of them are the same store.
func CheckIdents(ids []Ident) error {
	for i, a := range ids {
		for _, b := range ids[:i] {
			if a.ClusterID != b.ClusterID || a.NodeID != b.NodeID {
				return fmt.Errorf("%w: stores %d and %d", ErrForeign, b.StoreID, a.StoreID)
			}
			if a.StoreID == b.StoreID {
				return fmt.Errorf("%w: store %d", ErrDuplicate, a.StoreID)
			}
		}
	}
	return nil
}

// firstRanges are the bounds of a new cluster's ranges. The directory must be
// apart, for it is found without itself; the catalog too, for the certificate
// of the schema is that range's closed timestamp; sequences, for they are
// written as often as rows are; the rest is one range until it grows.
var firstRanges = []struct{ start, end keys.Key }{
	{keys.Key{keys.Directory}, keys.Key{keys.System}},
	{keys.Key{keys.System}, keys.Key{keys.Catalog}},
	{keys.Key{keys.Catalog}, keys.Key{keys.Sequences}},
	{keys.Key{keys.Sequences}, keys.Key{keys.Rows}},
	{keys.Key{keys.Rows}, keys.MaxKey},
}

// FirstRanges returns the descriptors of a new cluster whose only store is id.
func FirstRanges(id Ident) []*descriptor.Range {
	var out []*descriptor.Range
	for i, r := range firstRanges {
		out = append(out, &descriptor.Range{
			ID: directory.FirstRangeID + uint64(i), Start: r.start, End: r.end, Generation: 1,
			Replicas: []descriptor.Replica{{ID: 1, NodeID: id.NodeID, StoreID: id.StoreID}},
		})
	}
	return out
}

// Bootstrap makes a store of an engine that holds none: its identity and a new
// cluster's first ranges, as one durable batch. now is the timestamp of the
// first rows; at is the version that the cluster begins at, none: the first. It fails
// with ErrDuplicate where there is a store already.
// Nothing of a cluster is there before, and all of its first five ranges after.
func Bootstrap(e engine.Engine, id Ident, now hlc.Timestamp, at ...directory.Version) error {
	if now <= hlc.Zero {
		return fmt.Errorf("%w: the first rows need a timestamp", ErrForeign)
	}
	return create(e, id, func(b engine.Batch) error {
		for _, v := range at {
			key, value, err := v.Encode()
			if err != nil {
				return err
			}
			if err := mvcc.Put(b, key, now, mvcc.Header{Mode: mvcc.ModeUpdate}, value); err != nil {
				return err
			}
		}
		return writeFirst(b, id, now)
	})
}

// Join makes a store of an engine that holds none, for a cluster that exists: its
// identity alone, durably. Its ranges come from other stores. It fails with
// ErrDuplicate where there is a store already.
func Join(e engine.Engine, id Ident) error {
	return create(e, id, func(engine.Batch) error { return nil })
}

// create writes an identity, and what else fill adds, as one durable batch.
// A crash leaves all of it or nothing.
func create(e engine.Engine, id Ident, fill func(engine.Batch) error) error {
	if id.NodeID == 0 || id.StoreID == 0 || id.ClusterID == [16]byte{} {
		return fmt.Errorf("%w: an identity needs a cluster, a node and a store", ErrForeign)
	}
	if _, ok, err := e.Get(keys.StoreIdent(), nil); err != nil || ok {
		if ok {
			return fmt.Errorf("%w: the engine holds a store", ErrDuplicate)
		}
		return err
	}
	id.Format = FormatVersion
	b := e.NewBatch(0)
	defer b.Close()
	if err := b.Put(keys.StoreIdent(), hlc.Zero, id.encode()); err != nil {
		return err
	}
	if err := fill(b); err != nil {
		return err
	}
	return e.Apply(b, true)
}

// writeFirst adds the first ranges, their rows of the directory, and the counter
// of range IDs behind them.
func writeFirst(b engine.Batch, id Ident, now hlc.Timestamp) error {
	ranges := FirstRanges(id)
	for _, d := range ranges {
		if err := replica.Bootstrap(b, d, consensus.InitialIndex, consensus.InitialTerm); err != nil {
			return err
		}
		v, err := d.Encode()
		if err != nil {
			return err
		}
		if err := mvcc.Put(b, directory.Key(d.End), now, mvcc.Header{Mode: mvcc.ModeUpdate}, v); err != nil {
			return err
		}
	}
	// The counter is a row like any other, so that giving out an ID is a commit, and no two stores give out the same.
	next := binary.AppendUvarint(nil, ranges[len(ranges)-1].ID+1)
	return mvcc.Put(b, rows.RangeIDKey(), now, mvcc.Header{Mode: mvcc.ModeUpdate}, next)
}
