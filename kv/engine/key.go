package engine

import (
	"encoding/binary"
	"fmt"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
)

// An entry's stored key:
//
//	key 0x00                       unversioned
//	key 0x00 timestamp(8, BE) 9    version
//
// The last byte is the length of the suffix, so that a key needs no escaping.
// The order of Iterator is that of the parts, not of these bytes.

const (
	sentinelLen   = 1
	versionSuffix = 9
)

// AppendKey appends the stored form of the entry (key, ts).
func AppendKey(dst []byte, key keys.Key, ts hlc.Timestamp) []byte {
	dst = append(append(dst, key...), 0)
	if ts == hlc.Zero {
		return dst
	}
	dst = binary.BigEndian.AppendUint64(dst, uint64(ts))
	return append(dst, versionSuffix)
}

// KeyLen is the length of AppendKey's result.
func KeyLen(key keys.Key, ts hlc.Timestamp) int {
	if ts == hlc.Zero {
		return len(key) + sentinelLen
	}
	return len(key) + sentinelLen + versionSuffix
}

// DecodeKey splits a stored key; key aliases b. It fails with ErrCorrupt.
func DecodeKey(b []byte) (key keys.Key, ts hlc.Timestamp, err error) {
	if len(b) == 0 {
		return nil, 0, fmt.Errorf("%w: empty key", ErrCorrupt)
	}
	suffix := int(b[len(b)-1])
	end := len(b) - suffix - sentinelLen
	if suffix != 0 && suffix != versionSuffix || end < 0 || b[end] != 0 {
		return nil, 0, fmt.Errorf("%w: malformed key %x", ErrCorrupt, b)
	}
	if suffix == 0 {
		return keys.Key(b[:end:end]), hlc.Zero, nil
	}
	v := binary.BigEndian.Uint64(b[end+sentinelLen:])
	if v == 0 || v > uint64(hlc.Max) {
		return nil, 0, fmt.Errorf("%w: malformed timestamp in key %x", ErrCorrupt, b)
	}
	return keys.Key(b[:end:end]), hlc.Timestamp(v), nil
}
