package mvcc

import (
	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// CollectOptions says what may go.
type CollectOptions struct {
	// Threshold: no read below it will come, but for those at Protected.
	Threshold hlc.Timestamp
	// Protected are read timestamps below Threshold that stay possible (T21), in any order.
	Protected []hlc.Timestamp
	// MaxVersions ends the collection at the key that reaches it; 0: no limit.
	MaxVersions uint64
}

// Collected says what a collection did.
type Collected struct {
	Versions uint64
	Bytes    uint64
	More     bool // stopped at a limit: Resume is what is left
	Resume   keys.Span
}

// Collect deletes from w the versions in span that no permitted read can see:
// those shadowed by a version at or below the threshold, and tombstones at or
// below it with nothing beneath them.
func Collect(r engine.Reader, w engine.Writer, span keys.Span, o CollectOptions) (Collected, error) {
	return Collected{}, errNotYet
}

// Stats are the sizes of a span.
type Stats struct {
	Keys      uint64 // keys with at least one version
	LiveKeys  uint64 // keys whose newest version is no tombstone
	Versions  uint64
	Bytes     uint64 // keys, timestamps and values of all versions
	LiveBytes uint64 // of the newest version of live keys
}

// ComputeStats reads all of span.
func ComputeStats(r engine.Reader, span keys.Span) (Stats, error) { return Stats{}, errNotYet }

// MiddleKey returns a key of span, not its first, such that about half of the
// bytes lie before it. found is false where span holds fewer than two keys.
func MiddleKey(r engine.Reader, span keys.Span) (key keys.Key, found bool, err error) {
	return nil, false, errNotYet
}
