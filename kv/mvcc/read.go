package mvcc

import (
	"errors"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// ErrStop, returned by an emit function, ends a scan after the row it was
// called with. The scan returns where to go on, and no error.
var ErrStop = errors.New("mvcc: stop")

// Get returns the newest version of key at or below ts. found says that there is
// one, and it may be a TOMBSTONE: its timestamp counts in maxObs (Rule W), so
// callers look at Version.Tombstone. The value is copied into buf, which is
// grown where it is too small: v.Value aliases buf, and buf may be v.Value[:0]
// of an earlier call.
func Get(r engine.Reader, key keys.Key, ts hlc.Timestamp, buf []byte) (v Version, found bool, err error) {
	return Version{}, false, errNotYet
}

// Newest returns the newest version of key at any timestamp (tombstones too;
// found false: never written, or all is collected), and expect: the timestamp of
// the newest version that conflicts with mode, which may be an older one; Zero
// if there is none. The value is copied into buf as by Get.
func Newest(r engine.Reader, key keys.Key, mode Mode, buf []byte) (v Version, expect hlc.Timestamp, found bool, err error) {
	return Version{}, hlc.Zero, false, errNotYet
}

// ScanOptions limits a scan.
type ScanOptions struct {
	Reverse     bool
	MaxRows     uint64 // 0: no limit
	TargetBytes uint64 // stop after the row that reaches it (keys and values); 0: no limit
}

// ScanResult says where a scan ended.
type ScanResult struct {
	// More says that the scan stopped at a limit, and Resume is what is left.
	More   bool
	Resume keys.Span
	// MaxObs is the highest timestamp at or below ts that the scan met, with
	// tombstones and the rows that emit dropped (Rule W). Zero: none.
	MaxObs hlc.Timestamp
	Rows   uint64
	Bytes  uint64
}

// Scan calls emit for each live row of span at ts, in key order or reverse. Key
// and value passed to emit alias engine memory and hold during the call only.
// An error of emit ends the scan and is returned, except ErrStop.
func Scan(r engine.Reader, span keys.Span, ts hlc.Timestamp, o ScanOptions, emit func(keys.Key, Version) error) (ScanResult, error) {
	return ScanResult{}, errNotYet
}

// ConflictAt names a version that stands in the way.
type ConflictAt struct {
	Key       keys.Key // a copy
	Timestamp hlc.Timestamp
	Header    Header
}

// Conflict looks for a version in (after, upto] of any key in span, tombstones
// too, which conflicts with mode (ModeNone: any does), and whose tag is not
// ignoreTag. It returns the first that it finds.
func Conflict(r engine.Reader, span keys.Span, after, upto hlc.Timestamp, mode Mode, ignoreTag uint64) (ConflictAt, bool, error) {
	return ConflictAt{}, false, errNotYet
}

// Exists reports whether a key of span is live at ts, and the highest timestamp
// at or below ts that the search met (Rule W). It stops at the first live row.
func Exists(r engine.Reader, span keys.Span, ts hlc.Timestamp) (exists bool, maxObs hlc.Timestamp, err error) {
	return false, hlc.Zero, errNotYet
}

// FindTag returns the timestamp of key's version that carries tag.
func FindTag(r engine.Reader, key keys.Key, tag uint64) (hlc.Timestamp, bool, error) {
	return hlc.Zero, false, errNotYet
}

var errNotYet = errors.New("mvcc: not built yet")
