// Package keys lays out the one ordered key space that everything lives in.
//
//	0x01            store-local: not replicated, never addressed by a span
//	  'i'           store identity and format version
//	  'a'           the clocks' agreement
//	  'c'           the clock's persisted upper bound
//	  'e'           the session epoch of the last process
//	  'r' rangeID   one replica: Raft hard state, log, applied state, descriptor
//	0x02 key kind   range-local: replicated with the range that holds key, so
//	                that a split divides it as it divides the keys: records,
//	                evidence, preventions, intents, carried marks (local.go)
//	0x03 end        the directory of ranges: end key → descriptor
//	0x04            the cluster's own rows (settings, counters for new IDs, jobs, queues of NOTIFY)
//	0x05            the catalog: descriptors as transactional rows
//	0x06            sequences: each its own one-key commits
//	0x20 space table index columns…
//	                users' rows. A space is a database's key space; a clone is
//	                a new space with a parent (space, timestamp), read beneath it.
//	0xff            the end
//
// Replicated ranges hold keys from MinKey to MaxKey; 0x01 and 0x02 lie outside
// of that and can't be asked for. Encodings preserve order. The package knows
// nothing of values, versions or types.
package keys

import "bytes"

// Key is a user key: no version, no sentinel. Keys are compared as bytes.
type Key []byte

// Span is the keys in [Start, End). An empty End means the single key Start.
type Span struct{ Start, End Key }

// First bytes of the key space's parts.
const (
	StoreLocal = 0x01
	RangeLocal = 0x02
	Directory  = 0x03
	System     = 0x04
	Catalog    = 0x05
	Sequences  = 0x06
	Rows       = 0x20
)

// MinKey and MaxKey bound the replicated key space: [MinKey, MaxKey).
var (
	MinKey = Key{Directory}
	MaxKey = Key{0xff}
)

// Next returns the first key after k.
func (k Key) Next() Key {
	n := make(Key, len(k)+1)
	copy(n, k)
	return n
}

// Before returns a key below k, which is not empty, that is close to it.
func (k Key) Before() Key {
	n := len(k) - 1
	if k[n] == 0 {
		return bytes.Clone(k[:n])
	}
	return append(append(bytes.Clone(k[:n]), k[n]-1), 0xff, 0xff, 0xff, 0xff)
}

// CommonPrefix returns how many bytes a and b have in common at their beginnings.
func CommonPrefix(a, b []byte) int {
	n := min(len(a), len(b))
	for i := range n {
		if a[i] != b[i] {
			return i
		}
	}
	return n
}

// PrefixEnd returns the first key that does not begin with k.
func (k Key) PrefixEnd() Key {
	end := bytes.Clone(k)
	for i := len(end) - 1; i >= 0; i-- {
		if end[i]++; end[i] != 0 {
			return end[:i+1]
		}
	}
	return MaxKey
}

// Compare orders keys.
func (k Key) Compare(o Key) int { return bytes.Compare(k, o) }

// Point is the span of one key.
func Point(k Key) Span { return Span{Start: k} }

// IsPoint reports whether s is a single key.
func (s Span) IsPoint() bool { return len(s.End) == 0 }

// Bounds returns s as a half-open interval, whatever its form.
func (s Span) Bounds() (start, end Key) {
	if s.IsPoint() {
		return s.Start, s.Start.Next()
	}
	return s.Start, s.End
}

// Contains reports whether k lies in s.
func (s Span) Contains(k Key) bool {
	if s.IsPoint() {
		return bytes.Equal(s.Start, k)
	}
	return bytes.Compare(s.Start, k) <= 0 && bytes.Compare(k, s.End) < 0
}

// Overlaps reports whether s and o share a key.
func (s Span) Overlaps(o Span) bool {
	switch {
	case s.IsPoint():
		return o.Contains(s.Start)
	case o.IsPoint():
		return s.Contains(o.Start)
	}
	return bytes.Compare(s.Start, o.End) < 0 && bytes.Compare(o.Start, s.End) < 0
}

// Within is the part of s that lies in o; both are intervals. Where they share no key it is empty:
// its end is its start.
func (s Span) Within(o Span) Span {
	if bytes.Compare(s.Start, o.Start) < 0 {
		s.Start = o.Start
	}
	if bytes.Compare(o.End, s.End) < 0 {
		s.End = o.End
	}
	if bytes.Compare(s.End, s.Start) < 0 {
		s.End = s.Start
	}
	return s
}

// AppendUvarint appends an order-preserving variable-length unsigned integer:
// one byte for values up to 239, else a length byte and big-endian bytes.
func AppendUvarint(dst []byte, v uint64) []byte {
	if v < 240 {
		return append(dst, byte(v))
	}
	n := 1
	for x := v >> 8; x != 0; x >>= 8 {
		n++
	}
	dst = append(dst, byte(239+n))
	for i := n - 1; i >= 0; i-- {
		dst = append(dst, byte(v>>(8*i)))
	}
	return dst
}

// DecodeUvarint reads what AppendUvarint wrote. ok is false on malformed input.
func DecodeUvarint(b []byte) (v uint64, rest []byte, ok bool) {
	if len(b) == 0 {
		return 0, nil, false
	}
	if b[0] < 240 {
		return uint64(b[0]), b[1:], true
	}
	n := int(b[0]) - 239
	if n > 8 || len(b) < 1+n || b[1] == 0 && n > 1 {
		return 0, nil, false
	}
	for _, x := range b[1 : 1+n] {
		v = v<<8 | uint64(x)
	}
	return v, b[1+n:], n > 1 || v >= 240
}

// IndexPrefix returns the prefix of one index's keys: 0x20 space table index.
// Index 1 is the primary key. The caller appends encoded columns.
func IndexPrefix(space, table, index uint64) Key {
	k := append(make(Key, 0, 24), Rows)
	k = AppendUvarint(k, space)
	k = AppendUvarint(k, table)
	return AppendUvarint(k, index)
}

// IndexPart is the part of a row's key that names its index, without the row; of other
// keys it is all.
func (k Key) IndexPart() Key {
	if len(k) == 0 || k[0] != Rows {
		return k
	}
	rest := []byte(k[1:])
	for range 3 { // space, table, index
		var ok bool
		if _, rest, ok = DecodeUvarint(rest); !ok {
			return k
		}
	}
	return k[:len(k)-len(rest)]
}

// SpacePrefix returns the prefix of all tables' keys in a key space.
func SpacePrefix(space uint64) Key {
	return AppendUvarint(append(make(Key, 0, 12), Rows), space)
}

// TablePrefix returns the prefix of all of a table's keys.
func TablePrefix(space, table uint64) Key {
	k := append(make(Key, 0, 16), Rows)
	return AppendUvarint(AppendUvarint(k, space), table)
}
