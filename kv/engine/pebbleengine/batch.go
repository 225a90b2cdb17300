package pebbleengine

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/cockroachdb/pebble/v2"
	"github.com/cockroachdb/pebble/v2/batchrepr"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// batch is an engine.Batch.
type batch struct {
	e  *pebbleEngine
	pb *pebble.Batch
	// scratch holds the bounds of a DeleteRange.
	scratch []byte
}

// NewBatch implements engine.Engine.
func (e *pebbleEngine) NewBatch(sizeHint int) engine.Batch {
	b := e.batches.Get().(*batch)
	b.e = e
	if sizeHint > 0 {
		b.pb = e.db.NewBatchWithSize(sizeHint+batchrepr.HeaderLen, pebble.WithMaxRetainedSizeBytes(batchKeptBytesMax))
	} else {
		b.pb = e.db.NewBatch(pebble.WithMaxRetainedSizeBytes(batchKeptBytesMax))
	}
	return b
}

const (
	// batchKeptBytesMax is how much memory a batch keeps when it is Reset: that of the commands of a load.
	batchKeptBytesMax = 4 << 20
	// pooledBytesMax is how much may be in one that leaves its memory to the next when it is closed.
	pooledBytesMax = 1 << 20
)

// Put implements engine.Writer.
func (b *batch) Put(key keys.Key, ts hlc.Timestamp, value []byte) error {
	return b.PutParts(key, ts, value, nil)
}

// PutParts implements engine.Writer.
func (b *batch) PutParts(key keys.Key, ts hlc.Timestamp, head, body []byte) error {
	op := b.pb.SetDeferred(engine.KeyLen(key, ts), len(head)+len(body))
	engine.AppendKey(op.Key[:0], key, ts)
	copy(op.Value[copy(op.Value, head):], body)
	return op.Finish()
}

// Delete implements engine.Writer.
func (b *batch) Delete(key keys.Key, ts hlc.Timestamp) error {
	op := b.pb.DeleteDeferred(engine.KeyLen(key, ts))
	engine.AppendKey(op.Key[:0], key, ts)
	return op.Finish()
}

// DeleteRange implements engine.Writer.
func (b *batch) DeleteRange(start, end keys.Key) error {
	if start.Compare(end) >= 0 {
		return nil
	}
	b.scratch = engine.AppendKey(b.scratch[:0], start, hlc.Zero)
	n := len(b.scratch)
	b.scratch = engine.AppendKey(b.scratch, end, hlc.Zero)
	return b.pb.DeleteRange(b.scratch[:n], b.scratch[n:], nil)
}

// Repr implements engine.Batch.
func (b *batch) Repr() []byte { return b.pb.Repr() }

// ApplyRepr implements engine.Batch.
func (b *batch) ApplyRepr(repr []byte) error {
	if err := checkRepr(repr); err != nil {
		return err
	}
	var other pebble.Batch
	if err := other.SetRepr(repr); err != nil {
		return fmt.Errorf("%w: %w", engine.ErrCorrupt, err)
	}
	return b.pb.Apply(&other, nil)
}

var errRepr = errors.New("malformed batch")

// checkRepr accepts only what a batch of this package can hold: a repr may come
// over the network or from a log, and Pebble's own reader trusts its input.
//
//	sequence number (8) | count (4, little-endian) | entries: kind (1) | key | value, unless deleted
//
// where key and value are a uvarint length and bytes.
func checkRepr(repr []byte) error {
	if len(repr) == 0 {
		return nil
	}
	h, ok := batchrepr.ReadHeader(repr)
	if !ok {
		return fmt.Errorf("%w: %w: no header", engine.ErrCorrupt, errRepr)
	}
	rest := repr[batchrepr.HeaderLen:]
	for n := range h.Count {
		var err error
		if rest, err = checkEntry(rest); err != nil {
			return fmt.Errorf("%w: %w: entry %d of %d", engine.ErrCorrupt, errRepr, n, h.Count)
		}
	}
	if len(rest) > 0 {
		return fmt.Errorf("%w: %w: %d bytes left", engine.ErrCorrupt, errRepr, len(rest))
	}
	return nil
}

// checkEntry checks the first entry of b and returns what follows.
func checkEntry(b []byte) (rest []byte, err error) {
	if len(b) == 0 {
		return nil, errRepr
	}
	kind := pebble.InternalKeyKind(b[0])
	k, rest, ok := lengthPrefixed(b[1:])
	if !ok {
		return nil, errRepr
	}
	start, _, err := engine.DecodeKey(k)
	if err != nil || kind == pebble.InternalKeyKindDelete {
		return rest, err
	}
	v, rest, ok := lengthPrefixed(rest)
	switch {
	case !ok:
	case kind == pebble.InternalKeyKindSet:
		return rest, nil
	case kind == pebble.InternalKeyKindRangeDelete:
		end, _, err := engine.DecodeKey(v)
		if err == nil && start.Compare(end) < 0 {
			return rest, nil
		}
	}
	return nil, errRepr
}

func lengthPrefixed(b []byte) (f, rest []byte, ok bool) {
	n, w := binary.Uvarint(b)
	if w <= 0 || w > binary.MaxVarintLen32 || n > uint64(len(b)-w) {
		return nil, nil, false
	}
	return b[w : w+int(n)], b[w+int(n):], true
}

// Count implements engine.Batch.
func (b *batch) Count() int { return int(b.pb.Count()) }

// Len implements engine.Batch.
func (b *batch) Len() int { return b.pb.Len() }

// Empty implements engine.Batch.
func (b *batch) Empty() bool { return b.pb.Empty() }

// Reset implements engine.Batch.
func (b *batch) Reset() { b.pb.Reset() }

// Close implements engine.Batch.
func (b *batch) Close() error {
	e, pb := b.e, b.pb
	if pb == nil {
		return nil
	}
	b.e, b.pb = nil, nil
	if pb.Len() > pooledBytesMax {
		_ = pb.SetRepr(make([]byte, batchrepr.HeaderLen))
	}
	err := pb.Close()
	e.batches.Put(b)
	return err
}
