package types

import (
	"cmp"
	"encoding/binary"
	"math"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// A value of hstore is held as its binary form: the number of its pairs, and of each the length
// and bytes of the key, and those of the value, whose length is -1 where it is NULL. Keys are in
// order, by length and then by bytes, each once. These bytes are what is stored, and what they
// are compared by.

// hstoreLengthMax bounds a key or a value, as in Postgres.
const hstoreLengthMax = 0x3fffffff

// HstorePair is one pair; null: the value is NULL.
type HstorePair struct {
	Key, Value string
	Null       bool
}

// Datum is the value of a pair as text, or NULL.
func (p *HstorePair) Datum() Datum {
	if p.Null {
		return Null
	}
	return Text(p.Value)
}

// HstoreCompare is the order of keys.
func HstoreCompare(a, b string) int {
	return cmp.Or(cmp.Compare(len(a), len(b)), strings.Compare(a, b))
}

// HstoreDatum is the value of some pairs, of which the first one of a key counts.
func HstoreDatum(pairs []HstorePair) (Datum, error) {
	slices.SortStableFunc(pairs, func(a, b HstorePair) int { return HstoreCompare(a.Key, b.Key) })
	pairs = slices.CompactFunc(pairs, func(a, b HstorePair) bool { return a.Key == b.Key })
	b := binary.BigEndian.AppendUint32(nil, uint32(len(pairs)))
	part := func(s string) { b = append(binary.BigEndian.AppendUint32(b, uint32(len(s))), s...) }
	for i := range pairs {
		p := &pairs[i]
		switch {
		case len(p.Key) > hstoreLengthMax:
			return Null, pgerror.New(pgerror.StringDataRightTruncation, "string too long for hstore key")
		case len(p.Value) > hstoreLengthMax:
			return Null, pgerror.New(pgerror.StringDataRightTruncation, "string too long for hstore value")
		}
		if part(p.Key); p.Null {
			b = binary.BigEndian.AppendUint32(b, math.MaxUint32)
		} else {
			part(p.Value)
		}
	}
	return Bytes(b), nil
}

// hstorePairs reads them; ok is false for what is none.
func hstorePairs(b []byte) (pairs []HstorePair, ok bool) {
	number := func() (uint32, bool) {
		if len(b) < 4 {
			return 0, false
		}
		n := binary.BigEndian.Uint32(b)
		b = b[4:]
		return n, true
	}
	text := func(n uint32) (string, bool) {
		if uint64(n) > uint64(len(b)) {
			return "", false
		}
		s := string(b[:n])
		b = b[n:]
		return s, true
	}
	n, ok := number()
	if !ok || uint64(n) > uint64(len(b))/8 {
		return nil, false
	}
	pairs = make([]HstorePair, n)
	for i := range pairs {
		p := &pairs[i]
		var l uint32
		if l, ok = number(); !ok {
			return nil, false
		}
		if p.Key, ok = text(l); !ok {
			return nil, false
		}
		if l, ok = number(); !ok {
			return nil, false
		}
		if p.Null = l == math.MaxUint32; p.Null {
			continue
		}
		if p.Value, ok = text(l); !ok {
			return nil, false
		}
	}
	return pairs, len(b) == 0
}

// PairsOf are those of a value of which nobody knows where it comes from.
func PairsOf(d Datum) ([]HstorePair, error) {
	pairs, ok := hstorePairs(d.Bytes())
	if !ok {
		return nil, ErrDamaged
	}
	return pairs, nil
}

// hstoreCodec reads and writes the type.
var hstoreCodec = codec{
	parse: func(_ *Type, _ int32, s string, _ *Env) (Datum, error) {
		if err := CheckText(s); err != nil {
			return Null, err
		}
		p := hstoreParser{s: s}
		pairs, err := p.pairs()
		if err != nil {
			return Null, err
		}
		return HstoreDatum(pairs)
	},
	text: func(dst []byte, _ *Type, b []byte, _ *Env) ([]byte, bool) {
		pairs, ok := hstorePairs(b)
		if !ok {
			return dst, false
		}
		for i := range pairs {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = append(appendHstoreText(dst, pairs[i].Key), "=>"...)
			if pairs[i].Null {
				dst = append(dst, "NULL"...)
			} else {
				dst = appendHstoreText(dst, pairs[i].Value)
			}
		}
		return dst, true
	},
	recv: func(_ *Type, _ int32, b []byte) (Datum, error) {
		pairs, ok := hstorePairs(b)
		if !ok {
			return Null, ErrBinaryFormat
		}
		for i := range pairs {
			if err := CheckText(pairs[i].Key + pairs[i].Value); err != nil {
				return Null, err
			}
		}
		return HstoreDatum(pairs)
	},
}

func appendHstoreText(dst []byte, s string) []byte {
	dst = append(dst, '"')
	for i := range len(s) {
		if s[i] == '"' || s[i] == '\\' {
			dst = append(dst, '\\')
		}
		dst = append(dst, s[i])
	}
	return append(dst, '"')
}

// hstoreParser reads "key=>value, …".
type hstoreParser struct {
	s  string
	at int
}

func (p *hstoreParser) spaces() {
	for p.at < len(p.s) && strings.IndexByte(" \t\n\v\f\r", p.s[p.at]) >= 0 {
		p.at++
	}
}

func (p *hstoreParser) fail() error {
	if p.at >= len(p.s) {
		return pgerror.New(pgerror.SyntaxError, "syntax error in hstore: unexpected end of string")
	}
	return pgerror.New(pgerror.SyntaxError, "syntax error in hstore, near \"%.1s\" at position %d", p.s[p.at:], p.at)
}

func (p *hstoreParser) pairs() ([]HstorePair, error) {
	var out []HstorePair
	if p.spaces(); p.at == len(p.s) {
		return nil, nil
	}
	for {
		var one HstorePair
		var err error
		if one.Key, _, err = p.word(true); err != nil {
			return nil, err
		}
		p.spaces()
		if !strings.HasPrefix(p.s[p.at:], "=") {
			return nil, p.fail()
		}
		if p.at++; !strings.HasPrefix(p.s[p.at:], ">") {
			return nil, p.fail()
		}
		p.at++
		quoted := false
		if one.Value, quoted, err = p.word(false); err != nil {
			return nil, err
		}
		if one.Null = !quoted && strings.EqualFold(one.Value, "null"); one.Null {
			one.Value = ""
		}
		out = append(out, one)
		switch p.spaces(); {
		case p.at == len(p.s):
			return out, nil
		case p.s[p.at] != ',':
			return nil, p.fail()
		}
		if p.at++; p.ended() {
			return out, nil // a comma at the end is let pass, as in Postgres
		}
	}
}

func (p *hstoreParser) ended() bool {
	p.spaces()
	return p.at == len(p.s)
}

// word reads a key or a value.
func (p *hstoreParser) word(key bool) (text string, quoted bool, err error) {
	p.spaces()
	var b []byte
	if p.at < len(p.s) && p.s[p.at] == '"' {
		for p.at++; p.at < len(p.s); p.at++ {
			switch c := p.s[p.at]; {
			case c == '"':
				p.at++
				return string(b), true, nil
			case c == '\\':
				if p.at++; p.at == len(p.s) {
					return "", true, p.fail()
				}
				b = append(b, p.s[p.at])
			default:
				b = append(b, c)
			}
		}
		return "", true, p.fail()
	}
	if p.at < len(p.s) && (p.s[p.at] == '=' && (key || strings.HasPrefix(p.s[p.at:], "=>")) || p.s[p.at] == ',' && !key) || p.at == len(p.s) {
		return "", false, p.fail()
	}
	for ; p.at < len(p.s); p.at++ {
		c := p.s[p.at]
		switch {
		case c == '\\':
			if p.at++; p.at == len(p.s) {
				return "", false, p.fail()
			}
			b = append(b, p.s[p.at])
			continue
		case key && c == '=' && strings.HasPrefix(p.s[p.at:], "=>"), !key && c == ',', strings.IndexByte(" \t\n\v\f\r", c) >= 0:
			return string(b), false, nil
		}
		b = append(b, c)
	}
	return string(b), false, nil
}

// HstoreJSON is an object; loose: what looks like a number or a truth value is one.
func HstoreJSON(pairs []HstorePair, loose bool) string {
	dst := []byte{'{'}
	for i := range pairs {
		p := &pairs[i]
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = append(AppendJSONString(dst, p.Key), ": "...)
		switch {
		case p.Null:
			dst = append(dst, "null"...)
		case loose && (p.Value == "t" || p.Value == "f"):
			dst = append(dst, map[string]string{"t": "true", "f": "false"}[p.Value]...)
		case loose && isJSONNumber(p.Value):
			dst = append(dst, p.Value...)
		default:
			dst = AppendJSONString(dst, p.Value)
		}
	}
	return string(append(dst, '}'))
}

// isJSONNumber reports whether a text is a number as JSON writes it.
func isJSONNumber(s string) bool {
	rest := strings.TrimPrefix(s, "-")
	digits := func() bool {
		n := 0
		for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
			n++
		}
		rest = rest[n:]
		return n > 0
	}
	if strings.HasPrefix(rest, "0") && len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9' || !digits() {
		return false
	}
	if strings.HasPrefix(rest, ".") {
		if rest = rest[1:]; !digits() {
			return false
		}
	}
	if rest != "" && (rest[0] == 'e' || rest[0] == 'E') {
		if rest = rest[1:]; rest != "" && (rest[0] == '+' || rest[0] == '-') {
			rest = rest[1:]
		}
		if !digits() {
			return false
		}
	}
	return rest == ""
}
