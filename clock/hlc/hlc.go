// Package hlc gives the two kinds of time that the transaction protocol knows,
// and keeps them apart.
//
// A Timestamp is a point in the history of the data: a version's commit
// timestamp, a read timestamp, a mark, a closed timestamp. It may lie in the
// future by design (transactions.md, section 2).
//
// A Reading is what a node's clock said. Readings of one node strictly increase,
// over restarts too. A Reading may become a Timestamp (that is how read
// timestamps are chosen); there is no way back, so that a commit timestamp
// can't advance anyone's clock (invariant T15).
//
// Both are 64 bits: nanoseconds since the Unix epoch whose low end doubles as
// the logical counter. Two readings within one tick of the physical clock
// differ by one nanosecond, which is the compact form of a hybrid logical
// clock (Kulkarni et al. 2014, section 6.2, with a tick of 1 ns). One
// word compares in one instruction and costs 8 bytes in every key. Timestamps
// of different transactions may coincide; where an order between them matters
// it is (Timestamp, TxnID).
package hlc

import (
	"encoding/binary"
	"errors"
	"math"
	"strconv"
	"time"
)

// Timestamp is a point in the history of the data, in nanoseconds since the
// Unix epoch. Zero is "none": below every version.
type Timestamp int64

// Reading is what a node's clock said, in nanoseconds since the Unix epoch.
type Reading int64

const (
	// Zero lies below every timestamp in use.
	Zero Timestamp = 0
	// Max lies above every timestamp in use.
	Max Timestamp = math.MaxInt64
	// EncodedLen is the length in bytes of an encoded timestamp.
	EncodedLen = 8
)

// ErrEncoding reports bytes that are not an encoded timestamp.
var ErrEncoding = errors.New("hlc: not an encoded timestamp")

// Timestamp makes a point in history of a reading.
func (r Reading) Timestamp() Timestamp { return Timestamp(r) }

// Add returns the timestamp d later (earlier, if d is negative), saturated to
// [Zero, Max].
func (t Timestamp) Add(d time.Duration) Timestamp {
	s := int64(t) + int64(d)
	switch {
	case d > 0 && s < int64(t):
		return Max
	case s < 0:
		return Zero
	}
	return Timestamp(s)
}

// Sub returns the time from u to t.
func (t Timestamp) Sub(u Timestamp) time.Duration { return time.Duration(t - u) }

// Next returns the smallest timestamp above t.
func (t Timestamp) Next() Timestamp {
	if t == Max {
		return Max
	}
	return t + 1
}

// Prev returns the largest timestamp below t, or Zero.
func (t Timestamp) Prev() Timestamp {
	if t <= Zero {
		return Zero
	}
	return t - 1
}

// IsZero reports whether t is Zero.
func (t Timestamp) IsZero() bool { return t == Zero }

// Time is t as wall time in UTC, for people.
func (t Timestamp) Time() time.Time { return time.Unix(0, int64(t)).UTC() }

// String gives seconds and nanoseconds since the Unix epoch: "1700000000.000000001".
func (t Timestamp) String() string {
	b := strconv.AppendInt(nil, int64(t)/1e9, 10)
	n := strconv.AppendInt(nil, int64(t)%1e9+1e9, 10)
	return string(append(append(b, '.'), n[1:]...))
}

// Append appends the order-preserving encoding of t: 8 bytes, big-endian.
func (t Timestamp) Append(dst []byte) []byte { return binary.BigEndian.AppendUint64(dst, uint64(t)) }

// Decode reads a timestamp written by Append from the front of b and returns
// what follows. It fails with ErrEncoding on short or out-of-range input.
func Decode(b []byte) (Timestamp, []byte, error) {
	if len(b) < EncodedLen {
		return 0, nil, ErrEncoding
	}
	v := binary.BigEndian.Uint64(b)
	if v > math.MaxInt64 {
		return 0, nil, ErrEncoding
	}
	return Timestamp(v), b[EncodedLen:], nil
}
