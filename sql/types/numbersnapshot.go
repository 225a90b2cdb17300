package types

import (
	"encoding/binary"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// NumberSnapshot is a value of pg_snapshot or txid_snapshot: which of the numbered transactions were
// over. Those below Min were, those from Max on were not, and of those between the ones in Open were
// not, which are in order. It is kept as its numbers, Min and Max first, 8 bytes each.
type NumberSnapshot struct {
	Min, Max uint64
	Open     []uint64
}

// Sees reports whether the transaction of a number was over.
func (s *NumberSnapshot) Sees(number uint64) bool {
	if number < s.Min || number >= s.Max {
		return number < s.Min
	}
	for _, o := range s.Open {
		if o == number {
			return false
		}
	}
	return true
}

// Datum is the value.
func (s *NumberSnapshot) Datum() Datum {
	b := binary.BigEndian.AppendUint64(make([]byte, 0, 8*(2+len(s.Open))), s.Min)
	b = binary.BigEndian.AppendUint64(b, s.Max)
	for _, o := range s.Open {
		b = binary.BigEndian.AppendUint64(b, o)
	}
	return Bytes(b)
}

// add takes the next open number; it is false where the number can't follow.
func (s *NumberSnapshot) add(number uint64) bool {
	n := len(s.Open)
	switch {
	case number < s.Min || number >= s.Max || n > 0 && number < s.Open[n-1]:
		return false
	case n == 0 || number != s.Open[n-1]:
		s.Open = append(s.Open, number)
	}
	return true
}

// sane asks what Postgres does: of a number of a transaction the lower 32 bits are never zero.
func (s *NumberSnapshot) sane() bool {
	return uint32(s.Min) != 0 && uint32(s.Max) != 0 && s.Max >= s.Min
}

// SnapshotOfNumbers reads a value; ErrDamaged of bytes that are none.
func SnapshotOfNumbers(d Datum) (*NumberSnapshot, error) {
	if s, ok := readSnapshot(d.Bytes()); ok {
		return s, nil
	}
	return nil, ErrDamaged
}

func readSnapshot(b []byte) (*NumberSnapshot, bool) {
	if len(b) < 16 || len(b)%8 != 0 {
		return nil, false
	}
	s := &NumberSnapshot{Min: binary.BigEndian.Uint64(b), Max: binary.BigEndian.Uint64(b[8:])}
	ok := s.sane()
	for b = b[16:]; ok && len(b) > 0; b = b[8:] {
		ok = s.add(binary.BigEndian.Uint64(b))
	}
	return s, ok
}

var snapshotCodec = codec{
	parse: func(_ *Type, _ int32, text string, _ *Env) (Datum, error) {
		if s, ok := parseSnapshot(text); ok {
			return s.Datum(), nil
		}
		return Null, SyntaxError("pg_snapshot", text) // of txid_snapshot, too
	},
	text: func(dst []byte, _ *Type, b []byte, _ *Env) ([]byte, bool) {
		s, ok := readSnapshot(b)
		if !ok {
			return dst, false
		}
		dst = append(strconv.AppendUint(dst, s.Min, 10), ':')
		dst = append(strconv.AppendUint(dst, s.Max, 10), ':')
		for i, o := range s.Open {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = strconv.AppendUint(dst, o, 10)
		}
		return dst, true
	},
	recv: func(_ *Type, _ int32, b []byte) (Datum, error) {
		if len(b) < 20 {
			return Null, errShortMessage
		}
		n := binary.BigEndian.Uint32(b)
		s := &NumberSnapshot{Min: binary.BigEndian.Uint64(b[4:]), Max: binary.BigEndian.Uint64(b[12:])}
		ok := s.sane() && int32(n) >= 0
		for b = b[20:]; ok && n > 0; n, b = n-1, b[8:] {
			if len(b) < 8 {
				return Null, errShortMessage
			}
			ok = s.add(binary.BigEndian.Uint64(b))
		}
		switch {
		case !ok:
			return Null, pgerror.New(pgerror.InvalidBinaryRepresentation, "invalid external pg_snapshot data")
		case len(b) > 0:
			return Null, ErrBinaryFormat
		}
		return s.Datum(), nil
	},
	send: func(dst []byte, _ *Type, b []byte) ([]byte, bool) {
		if len(b) < 16 {
			return dst, false
		}
		return append(binary.BigEndian.AppendUint32(dst, uint32(len(b)/8-2)), b...), true
	},
}

// parseSnapshot reads min:max:open,…, whose numbers are read as C's strtoull does.
func parseSnapshot(text string) (*NumberSnapshot, bool) {
	low, rest := number(text)
	if !strings.HasPrefix(rest, ":") {
		return nil, false
	}
	high, rest := number(rest[1:])
	if !strings.HasPrefix(rest, ":") {
		return nil, false
	}
	s := &NumberSnapshot{Min: low, Max: high}
	if !s.sane() {
		return nil, false
	}
	for rest = rest[1:]; rest != ""; {
		n, more := number(rest)
		if !s.add(n) {
			return nil, false
		}
		var ok bool
		rest, ok = strings.CutPrefix(more, ",")
		if !ok && rest != "" {
			return nil, false
		}
	}
	return s, true
}

// number cuts the number that text begins with; without one it is 0, and what is too large is the
// highest.
func number(text string) (n uint64, rest string) {
	rest = TrimLeftSpace(text)
	rest, minus := strings.CutPrefix(rest, "-")
	if !minus {
		rest = strings.TrimPrefix(rest, "+")
	}
	digits := len(rest) - len(strings.TrimLeft(rest, "0123456789"))
	if digits == 0 {
		return 0, text
	}
	n, err := strconv.ParseUint(rest[:digits], 10, 64)
	if minus && err == nil {
		n = -n
	}
	return n, rest[digits:]
}

// NeedsNumbered reports whether t is a type, or an array or a domain of one, that came with
// version.Numbered.
func NeedsNumbered(t *Type) bool {
	t = t.Base()
	if t.elem != nil {
		t = t.elem.Base()
	}
	return t.OID == OIDPgSnapshot || t.OID == OIDTxidSnapshot
}
