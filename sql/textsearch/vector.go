package textsearch

import (
	"cmp"
	"encoding/binary"
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// The limits of a vector, which are Postgres's.
const (
	// WordBytesMax is how long a lexeme may be.
	WordBytesMax = 1<<11 - 2
	// vectorBytesMax is how long all lexemes of a vector may be together with their positions.
	vectorBytesMax = 1<<20 - 1
	// PositionMax is the last position; what is further stands there.
	PositionMax = 1<<14 - 1
	// positionsMax is how many positions a lexeme keeps.
	positionsMax = 256
)

// A Weight is one of D (0, the default), C, B and A (3).
type Weight uint8

// Letter is the weight as it is written.
func (w Weight) Letter() byte { return 'D' - byte(w&3) }

// WeightOf reads a letter.
func WeightOf(c byte) (Weight, bool) {
	if c |= 0x20; c < 'a' || c > 'd' {
		return 0, false
	}
	return Weight('d' - c), true
}

// Place is where a lexeme stands in its document: a position from 1 on and a weight.
type Place uint16

// NewPlace is a place of a position, which is cut to what there can be.
func NewPlace(pos int, w Weight) Place { return Place(min(pos, PositionMax))<<2 | Place(w&3) }

// Pos is the position.
func (p Place) Pos() int { return int(p >> 2) }

// Weight is the weight.
func (p Place) Weight() Weight { return Weight(p & 3) }

// Lexeme is a word of a document with its places, in order; without any where they were stripped.
type Lexeme struct {
	Word   string
	Places []Place
}

// Vector is a document: lexemes by their bytes, each once.
type Vector []Lexeme

// normal brings lexemes into the order of a vector, joins equal ones and checks their size.
func normal(list []Lexeme) (Vector, error) {
	slices.SortStableFunc(list, func(a, b Lexeme) int { return strings.Compare(a.Word, b.Word) })
	out := list[:0]
	for _, l := range list {
		if n := len(out); n > 0 && out[n-1].Word == l.Word {
			out[n-1].Places = slices.Concat(out[n-1].Places, l.Places)
		} else {
			out = append(out, l)
		}
	}
	for i := range out {
		out[i].Places = normalPlaces(out[i].Places)
	}
	return Vector(out), Vector(out).checkSize()
}

// normalPlaces sorts places; of several at a position the highest weight counts.
func normalPlaces(list []Place) []Place {
	if len(list) < 2 {
		return list
	}
	list = slices.Clone(list)
	slices.SortFunc(list, func(a, b Place) int {
		return cmp.Or(cmp.Compare(a.Pos(), b.Pos()), cmp.Compare(b.Weight(), a.Weight()))
	})
	list = slices.CompactFunc(list, func(a, b Place) bool { return a.Pos() == b.Pos() })
	return list[:min(len(list), positionsMax)]
}

// stringBytes is how long Postgres's form of the lexemes is, behind its head.
func (v Vector) stringBytes() int {
	n := 0
	for i := range v {
		n += len(v[i].Word)
		if len(v[i].Places) > 0 {
			n += n&1 + 2 + 2*len(v[i].Places)
		}
	}
	return n
}

func (v Vector) checkSize() error {
	if n := v.stringBytes(); n > vectorBytesMax {
		return pgerror.New(pgerror.ProgramLimitExceeded, "string is too long for tsvector (%d bytes, max %d bytes)", n, vectorBytesMax)
	}
	return nil
}

// find looks for a word.
func (v Vector) find(word string) (int, bool) {
	return slices.BinarySearchFunc(v, word, func(l Lexeme, w string) int { return strings.Compare(l.Word, w) })
}

// matching are the lexemes that an operand of a query names.
func (v Vector) matching(n *Node) Vector {
	i, ok := v.find(n.Word)
	if !n.Prefix {
		if !ok {
			return nil
		}
		return v[i : i+1]
	}
	end := i
	for end < len(v) && strings.HasPrefix(v[end].Word, n.Word) {
		end++
	}
	return v[i:end]
}

// ParseVector reads the text of a vector.
func ParseVector(s string) (Vector, error) {
	r := wordReader{text: s, rest: s}
	var list []Lexeme
	for {
		word, places, ok, err := r.next()
		switch {
		case err != nil:
			return nil, err
		case !ok:
			return normal(list)
		case len(word) > WordBytesMax:
			return nil, pgerror.New(pgerror.ProgramLimitExceeded, "word is too long (%d bytes, max %d bytes)", len(word), WordBytesMax)
		}
		list = append(list, Lexeme{word, places})
	}
}

// AppendText appends the vector as it is written.
func (v Vector) AppendText(dst []byte) []byte {
	for i := range v {
		if i > 0 {
			dst = append(dst, ' ')
		}
		dst = appendQuoted(dst, v[i].Word)
		for j, p := range v[i].Places {
			dst = append(dst, ":,"[min(j, 1)])
			dst = strconv.AppendInt(dst, int64(p.Pos()), 10)
			if w := p.Weight(); w > 0 {
				dst = append(dst, w.Letter())
			}
		}
	}
	return dst
}

func appendQuoted(dst []byte, s string) []byte {
	dst = append(dst, '\'')
	for i := range len(s) {
		if s[i] == '\'' || s[i] == '\\' {
			dst = append(dst, s[i])
		}
		dst = append(dst, s[i])
	}
	return append(dst, '\'')
}

// A vector is kept so that the order of the bytes is Postgres's order of vectors: the size of
// Postgres's form, the number of lexemes (4 bytes each), and for each lexeme
//
//	0 with places, 1 without; the word; 0
//	with places: how many, and each, 2 bytes, all of them inverted
//
// since Postgres has more places and later ones first.

// AppendVector appends the vector as it is kept.
func AppendVector(dst []byte, v Vector) []byte {
	dst = binary.BigEndian.AppendUint32(dst, uint32(8+4*len(v)+v.stringBytes()))
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(v)))
	for i := range v {
		if len(v[i].Places) == 0 {
			dst = append(append(append(dst, 1), v[i].Word...), 0)
			continue
		}
		dst = append(append(append(dst, 0), v[i].Word...), 0)
		dst = binary.BigEndian.AppendUint16(dst, ^uint16(len(v[i].Places)))
		for _, p := range v[i].Places {
			dst = binary.BigEndian.AppendUint16(dst, ^uint16(p))
		}
	}
	return dst
}

// DecodeVector reads what AppendVector wrote; ok is false where that is damaged. The words share
// b's memory if b is a string.
func DecodeVector(b string) (v Vector, ok bool) {
	r := byteReader{rest: b}
	r.uint32()
	n := int(r.uint32())
	if n > len(b)/2 {
		return nil, false
	}
	v = make(Vector, 0, n)
	for range n {
		bare := r.byte()
		l := Lexeme{Word: r.text()}
		if bare == 0 {
			count := int(^r.uint16())
			if r.bad || count == 0 || count > positionsMax || count > len(r.rest)/2 {
				return nil, false
			}
			l.Places = make([]Place, count)
			for j := range l.Places {
				l.Places[j] = Place(^r.uint16())
			}
		}
		if r.bad || bare > 1 {
			return nil, false
		}
		v = append(v, l)
	}
	return v, r.rest == ""
}

// AppendBinary appends the vector as the wire has it.
func (v Vector) AppendBinary(dst []byte) []byte {
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(v)))
	for i := range v {
		dst = append(append(dst, v[i].Word...), 0)
		dst = binary.BigEndian.AppendUint16(dst, uint16(len(v[i].Places)))
		for _, p := range v[i].Places {
			dst = binary.BigEndian.AppendUint16(dst, uint16(p.Weight())<<14|uint16(p.Pos()))
		}
	}
	return dst
}

// VectorFromBinary reads the wire's form.
func VectorFromBinary(b string) (Vector, error) {
	bad := func(what string) error { return pgerror.New(pgerror.InvalidBinaryRepresentation, "%s", what) }
	r := byteReader{rest: b}
	n := r.uint32()
	if r.bad || uint64(n) > uint64(len(b)) {
		return nil, bad("invalid size of tsvector")
	}
	var list []Lexeme
	for range n {
		l := Lexeme{Word: r.text()}
		count := int(r.uint16())
		switch {
		case r.bad:
			return nil, bad("insufficient data left in message")
		case len(l.Word) > WordBytesMax:
			return nil, bad("invalid tsvector: lexeme too long")
		case count > positionsMax:
			return nil, bad("unexpected number of tsvector positions")
		}
		for range count {
			w := r.uint16()
			p := NewPlace(int(w&PositionMax), Weight(w>>14))
			if k := len(l.Places); p.Pos() == 0 || k > 0 && p.Pos() <= l.Places[k-1].Pos() {
				return nil, bad("position information is misordered")
			}
			l.Places = append(l.Places, p)
		}
		list = append(list, l)
	}
	if r.bad || r.rest != "" {
		return nil, bad("incorrect binary data format")
	}
	return normal(list)
}

// byteReader reads numbers and texts; bad is set where they end too early.
type byteReader struct {
	rest string
	bad  bool
}

func (r *byteReader) take(n int) string {
	if len(r.rest) < n {
		r.bad, r.rest = true, ""
		return "\x00\x00\x00\x00"[:n]
	}
	s := r.rest[:n]
	r.rest = r.rest[n:]
	return s
}

func (r *byteReader) byte() byte { return r.take(1)[0] }

func (r *byteReader) uint16() uint16 {
	s := r.take(2)
	return uint16(s[0])<<8 | uint16(s[1])
}

func (r *byteReader) uint32() uint32 {
	return uint32(r.uint16())<<16 | uint32(r.uint16())
}

// text reads up to a zero byte.
func (r *byteReader) text() string {
	i := strings.IndexByte(r.rest, 0)
	if i < 0 {
		r.bad, r.rest = true, ""
		return ""
	}
	s := r.rest[:i]
	r.rest = r.rest[i+1:]
	return s
}
