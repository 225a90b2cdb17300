package keys

import (
	"encoding/binary"
	"errors"
	"math"
)

// Range-local keys: 0x02 addressed-key kind suffix. The addressed key is
// escaped so that it ends where it says: 0x00 becomes 0x00 0xff, and the end is
// 0x00 0x01. So range-local entries sort by the key they belong to, and a split
// at k divides them where it divides the keys.
//
//	0x02 esc(key) kind
//	              'r' txn       transaction record (at the anchor key)
//	              'e' txn       evidence of a stage, by its first key
//	              'p' txn       prevention tombstone, by key
//	              'i' txn seq   intent on the key
//	              'm' suffix    mark carried over by a split, merge or transfer
//
// txn is 16 bytes, seq 8, both big-endian.

// Txn names a transaction attempt in keys. It has the fields of kvpb.TxnID and
// converts to and from it.
type Txn struct{ Hi, Lo uint64 }

// IsZero reports whether t names no transaction.
func (t Txn) IsZero() bool { return t == Txn{} }

// LocalKind is the kind of a range-local entry.
type LocalKind byte

// The kinds of range-local entries.
const (
	LocalEvidence    LocalKind = 'e'
	LocalFreeze      LocalKind = 'f'
	LocalMerged      LocalKind = 'g'
	LocalIntent      LocalKind = 'i'
	LocalCarriedRead LocalKind = 'm'
	LocalPrevention  LocalKind = 'p'
	LocalRecord      LocalKind = 'r'
	LocalTie         LocalKind = 't' // the replicas agree on nothing
)

// ErrKey reports bytes that are not a key of the kind asked for.
var ErrKey = errors.New("keys: malformed key")

const (
	escape     = 0x00
	escapedNul = 0xff
	escapedEnd = 0x01
)

// AppendEscaped appends an order-preserving, self-delimiting form of b.
func AppendEscaped(dst, b []byte) []byte {
	for _, x := range b {
		dst = append(dst, x)
		if x == escape {
			dst = append(dst, escapedNul)
		}
	}
	return append(dst, escape, escapedEnd)
}

// DecodeEscaped reads what AppendEscaped wrote from the front of b, appending
// it to dst, and returns what follows.
func DecodeEscaped(dst, b []byte) (k, rest []byte, ok bool) {
	for i := 0; i < len(b); i++ {
		if b[i] != escape {
			dst = append(dst, b[i])
			continue
		}
		if i++; i == len(b) {
			return nil, nil, false
		}
		switch b[i] {
		case escapedNul:
			dst = append(dst, escape)
		case escapedEnd:
			return dst, b[i+1:], true
		default:
			return nil, nil, false
		}
	}
	return nil, nil, false
}

// AppendLocal appends the range-local key of kind for key, without a suffix.
func AppendLocal(dst []byte, key Key, kind LocalKind) []byte {
	dst = append(dst, RangeLocal)
	return append(AppendEscaped(dst, key), byte(kind))
}

func appendTxn(dst []byte, t Txn) []byte {
	return binary.BigEndian.AppendUint64(binary.BigEndian.AppendUint64(dst, t.Hi), t.Lo)
}

func localTxn(key Key, kind LocalKind, t Txn) Key {
	return appendTxn(AppendLocal(make(Key, 0, len(key)+28), key, kind), t)
}

// Record is where the record of t lies, whose anchor is key.
func Record(anchor Key, t Txn) Key { return localTxn(anchor, LocalRecord, t) }

// Evidence is where the evidence of t's stage lies that begins at key.
func Evidence(key Key, t Txn) Key { return localTxn(key, LocalEvidence, t) }

// Prevention is where the tombstone lies that keeps t from staging key.
func Prevention(key Key, t Txn) Key { return localTxn(key, LocalPrevention, t) }

// Intent is where t's undecided write number seq to key lies.
func Intent(key Key, t Txn, seq uint64) Key { return AppendIntent(nil, key, t, seq) }

// AppendIntent is Intent, appended to dst.
func AppendIntent(dst []byte, key Key, t Txn, seq uint64) []byte {
	dst = appendTxn(AppendLocal(dst, key, LocalIntent), t)
	return binary.BigEndian.AppendUint64(dst, seq)
}

// IntentSpan appends to dst the bounds of all intents of t on key, which hold nothing else.
func IntentSpan(dst []byte, key Key, t Txn) Span {
	from := len(dst)
	dst = appendTxn(AppendLocal(dst, key, LocalIntent), t)
	end := len(dst)
	dst = append(dst, dst[from:end]...)
	dst = append(binary.BigEndian.AppendUint64(dst, math.MaxUint64), 0) // behind the highest number
	return Span{Start: dst[from:end:end], End: dst[end:]}
}

// CarriedRead is where mark number n lies that begins at key.
func CarriedRead(key Key, n uint64) Key {
	return binary.BigEndian.AppendUint64(AppendLocal(nil, key, LocalCarriedRead), n)
}

// Freeze is where it lies that the range that starts at key is frozen.
func Freeze(start Key, id uint64) Key {
	return binary.BigEndian.AppendUint64(AppendLocal(nil, start, LocalFreeze), id)
}

// Merged is where it lies that a range was merged into the one that starts at key.
func Merged(start Key, rangeID uint64) Key {
	return binary.BigEndian.AppendUint64(AppendLocal(nil, start, LocalMerged), rangeID)
}

// Tie is where it lies that the replicas of the range that starts at key agree on nothing.
func Tie(start Key, id uint64) Key {
	return binary.BigEndian.AppendUint64(AppendLocal(nil, start, LocalTie), id)
}

// numbered reports whether a kind's keys end in a number alone.
func (k LocalKind) numbered() bool {
	return k == LocalCarriedRead || k == LocalFreeze || k == LocalMerged || k == LocalTie
}

// Local is a decoded range-local key.
type Local struct {
	Key    Key // the key it belongs to
	Kind   LocalKind
	Txn    Txn    // unless Kind is LocalCarriedRead, LocalFreeze, LocalMerged or LocalTie
	Number uint64 // sequence number of an intent, number of a mark, ID of a freeze, a range or a tie
}

// DecodeLocal reads a range-local key. The result's Key is built in dst's memory.
func DecodeLocal(dst []byte, k Key) (Local, error) {
	if len(k) == 0 || k[0] != RangeLocal {
		return Local{}, ErrKey
	}
	key, rest, ok := DecodeEscaped(dst, k[1:])
	if !ok || len(rest) == 0 {
		return Local{}, ErrKey
	}
	l := Local{Key: key, Kind: LocalKind(rest[0])}
	rest = rest[1:]
	switch l.Kind {
	case LocalEvidence, LocalPrevention, LocalRecord:
		if len(rest) != 16 {
			return Local{}, ErrKey
		}
	case LocalIntent:
		if len(rest) != 24 {
			return Local{}, ErrKey
		}
		l.Number = binary.BigEndian.Uint64(rest[16:])
	case LocalCarriedRead, LocalFreeze, LocalMerged, LocalTie:
		if len(rest) != 8 {
			return Local{}, ErrKey
		}
		l.Number = binary.BigEndian.Uint64(rest)
		return l, nil
	default:
		return Local{}, ErrKey
	}
	l.Txn = Txn{binary.BigEndian.Uint64(rest), binary.BigEndian.Uint64(rest[8:])}
	return l, nil
}

// LocalSpan is the range-local keys that belong to the keys in [start, end).
func LocalSpan(start, end Key) Span {
	return Span{Start: localBound(start), End: localBound(end)}
}

// localBound is the first range-local key of k or later.
func localBound(k Key) Key {
	return AppendEscaped(append(make(Key, 0, len(k)+4), RangeLocal), k)
}
