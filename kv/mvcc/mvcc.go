// Package mvcc keeps the versions of keys, and the intents of transactions that
// are not yet decided, in an engine. It is pure functions over a reader and a
// writer: no clocks, no locks, no policy. Latches, locks and timestamps are the
// replica's; which transaction is which, the caller's.
//
// A version lies at (key, commit timestamp), which never changes once written:
//
//	byte 0     format (high 4 bits, 0) | tombstone (1 bit) | lock mode (3 bits)
//	bytes 1-8  the transaction's tag, big-endian
//	then       the value; nothing in a tombstone
//
// The tag lets a retried commit find out that it has happened (T10). The mode
// is the lock under which it was written, so that a KEY SHARE lock survives a
// NO KEY UPDATE (T11).
//
// An intent is a write that is not decided. It lies in the range-local keys
// beside its key (keys.Intent), so that readers, which ask the replica which
// stages stand, don't meet it among the versions (T18).
//
// The same span at the same timestamp gives the same rows, as long as the
// timestamp is at or above the collection threshold (T14, T21).
package mvcc

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/engine"
	"github.com/isochrondb/isochron/kv/keys"
)

// ErrFormat reports stored bytes that are not a version or an intent.
var ErrFormat = errors.New("mvcc: malformed entry")

// Mode is a row lock mode of Postgres, weakest first. The values are those of
// kvpb.LockMode.
type Mode uint8

// The modes. A version that says ModeNone is taken as ModeUpdate; as a filter,
// ModeNone conflicts with every version.
const (
	ModeNone Mode = iota
	ModeKeyShare
	ModeShare
	ModeNoKeyUpdate
	ModeUpdate
)

// conflicts is Postgres's table of row locks: bit m of row n.
var conflicts = [5]uint8{
	ModeNone:        1<<ModeNone | 1<<ModeKeyShare | 1<<ModeShare | 1<<ModeNoKeyUpdate | 1<<ModeUpdate,
	ModeKeyShare:    1<<ModeNone | 1<<ModeUpdate,
	ModeShare:       1<<ModeNone | 1<<ModeNoKeyUpdate | 1<<ModeUpdate,
	ModeNoKeyUpdate: 1<<ModeNone | 1<<ModeShare | 1<<ModeNoKeyUpdate | 1<<ModeUpdate,
	ModeUpdate:      1<<ModeNone | 1<<ModeKeyShare | 1<<ModeShare | 1<<ModeNoKeyUpdate | 1<<ModeUpdate,
}

// Conflicts reports whether locks of modes m and o exclude each other. ModeNone
// conflicts with all.
func (m Mode) Conflicts(o Mode) bool {
	return m > ModeUpdate || o > ModeUpdate || conflicts[m]&(1<<o) != 0
}

func (m Mode) String() string {
	names := [...]string{"NONE", "KEY SHARE", "SHARE", "NO KEY UPDATE", "UPDATE"}
	if int(m) < len(names) {
		return names[m]
	}
	return fmt.Sprintf("mode %d", uint8(m))
}

// Header is what a version says besides its value.
type Header struct {
	Tag       uint64
	Mode      Mode
	Tombstone bool
}

// HeaderLen is the length in bytes of an encoded header.
const HeaderLen = 9

const (
	tombstoneBit = 1 << 3
	modeMask     = 1<<3 - 1
	formatMask   = 0xf0
)

// encode is h as bytes.
func (h Header) encode() (b [HeaderLen]byte) {
	b[0] = byte(h.Mode) & modeMask
	if h.Tombstone {
		b[0] |= tombstoneBit
	}
	binary.BigEndian.PutUint64(b[1:], h.Tag)
	return b
}

// DecodeVersion splits a stored value into its header and payload, which
// aliases b. It fails with ErrFormat.
func DecodeVersion(b []byte) (Header, []byte, error) { return decodeHeader(b, formatMask) }

// decodeHeader is DecodeVersion for values whose first byte has none of the bits of zero.
func decodeHeader(b []byte, zero byte) (Header, []byte, error) {
	if len(b) < HeaderLen || b[0]&zero != 0 || b[0]&modeMask > byte(ModeUpdate) {
		return Header{}, nil, ErrFormat
	}
	h := Header{
		Tag:       binary.BigEndian.Uint64(b[1:]),
		Mode:      Mode(b[0] & modeMask),
		Tombstone: b[0]&tombstoneBit != 0,
	}
	if h.Tombstone && len(b) != HeaderLen {
		return Header{}, nil, ErrFormat
	}
	return h, b[HeaderLen:], nil
}

// Version is one version of a key. Whose memory Value is, the function that
// returns it says.
type Version struct {
	Header
	Timestamp hlc.Timestamp
	Value     []byte
}

// Put writes a version of key at ts. Header.Tombstone must be false.
func Put(w engine.Writer, key keys.Key, ts hlc.Timestamp, h Header, value []byte) error {
	var e Encoder
	return e.Put(w, key, ts, h, value)
}

// Delete writes a tombstone of key at ts.
func Delete(w engine.Writer, key keys.Key, ts hlc.Timestamp, h Header) error {
	var e Encoder
	return e.Delete(w, key, ts, h)
}

// VersionBytes is about how much a version takes in a batch: the timestamp, the header and lengths besides.
func VersionBytes(key keys.Key, value []byte) int { return len(key) + len(value) + 32 }

// IntentBytes is about how much an intent takes in a batch: the transaction, the number, the header, what
// a lock found and lengths besides.
func IntentBytes(key keys.Key, value []byte) int { return len(key) + len(value) + 64 }

// Encoder writes entries, each of which it puts together in the memory of the one before: who writes
// many allocates nothing for them. The zero value is ready. Not safe for concurrent use.
type Encoder struct {
	key  keys.Key
	head [HeaderLen + expectLen]byte
}

// Put is the function Put.
func (e *Encoder) Put(w engine.Writer, key keys.Key, ts hlc.Timestamp, h Header, value []byte) error {
	if ts <= hlc.Zero || h.Tombstone {
		return fmt.Errorf("%w: put of %s at %s, tombstone %t", ErrFormat, key, ts, h.Tombstone)
	}
	return w.PutParts(key, ts, e.header(h), value)
}

// Delete is the function Delete.
func (e *Encoder) Delete(w engine.Writer, key keys.Key, ts hlc.Timestamp, h Header) error {
	if ts <= hlc.Zero {
		return fmt.Errorf("%w: delete of %s at %s", ErrFormat, key, ts)
	}
	h.Tombstone = true
	return w.Put(key, ts, e.header(h))
}

// header is h as bytes, in the encoder's memory.
func (e *Encoder) header(h Header) []byte {
	b := h.encode()
	return append(e.head[:0], b[:]...)
}

// ClearSpan removes every version of every key in span, leaving no trace: for
// spans that no read can reach any more. Range-local entries stay.
func ClearSpan(w engine.Writer, span keys.Span) error {
	start, end := span.Bounds()
	return w.DeleteRange(start, end)
}
