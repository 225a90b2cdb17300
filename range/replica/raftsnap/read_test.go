package raftsnap

import (
	"fmt"
	"io"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/range/descriptor"
)

// Read reads what Write wrote into a batch, after the removal of what lies
// in the way: old's entries (nil: there are none), and what may have been left
// in the new bounds. Nothing of it may be used unless all of it came. It fails with
// ErrMalformed on anything else than a whole snapshot of the range, or of over bytesMax.
func Read(from io.Reader, rangeID uint64, old *descriptor.Range, bytesMax int, b engine.Batch) (Meta, error) {
	s := NewReader(rangeID)
	if _, err := s.Begin(from); err != nil {
		return s.meta, err
	}
	if err := s.Replace(b, old); err != nil {
		return s.meta, err
	}
	return s.Entries(func(k keys.Key, ts hlc.Timestamp, v []byte) error {
		if b.Len() > bytesMax {
			return fmt.Errorf("%w: over %d bytes", ErrMalformed, bytesMax)
		}
		return b.Put(k, ts, v)
	})
}
