package types

import (
	"encoding/binary"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// rangeCoder reads and writes ranges and multiranges.
type rangeCoder struct{}

func (rangeCoder) append(dst []byte, t *Type, b []byte, env *Env) ([]byte, bool) {
	spans, err := SpansOf(t, Bytes(b))
	if err != nil {
		return dst, false
	}
	sub := RangeOf(t).Subtype
	if t.IsRange() {
		if len(spans) == 0 {
			return append(dst, "empty"...), true
		}
		return appendSpanText(dst, sub, &spans[0], env), true
	}
	dst = append(dst, '{')
	for i := range spans {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = appendSpanText(dst, sub, &spans[i], env)
	}
	return append(dst, '}'), true
}

func appendSpanText(dst []byte, sub *Type, s *RangeSpan, env *Env) []byte {
	dst = append(dst, "(["[BoolToInt(s.Lo.Inc)])
	if !s.Lo.Inf {
		dst = appendBoundText(dst, sub, s.Lo.V, env)
	}
	if dst = append(dst, ','); !s.Hi.Inf {
		dst = appendBoundText(dst, sub, s.Hi.V, env)
	}
	return append(dst, ")]"[BoolToInt(s.Hi.Inc)])
}

func appendBoundText(dst []byte, sub *Type, v Datum, env *Env) []byte {
	at := len(dst)
	dst = AppendText(dst, sub, v, env)
	raw := string(dst[at:])
	if raw != "" && !strings.ContainsAny(raw, "\"\\()[], \t\n\r\v\f") {
		return dst
	}
	dst = append(dst[:at], '"')
	for i := range len(raw) {
		if raw[i] == '"' || raw[i] == '\\' {
			dst = append(dst, raw[i])
		}
		dst = append(dst, raw[i])
	}
	return append(dst, '"')
}

func malformedRange(what, s, detail string) error {
	return pgerror.New(pgerror.InvalidTextRepresentation, "malformed %s literal: \"%s\"", what, s).WithDetail("%s", detail)
}

// rangeReader reads the text of ranges.
type rangeReader struct {
	r    *Range
	all  string
	rest string
	env  *Env
}

func (rangeCoder) decode(t *Type, _ int32, s string, env *Env) (Datum, error) {
	p := &rangeReader{r: RangeOf(t), all: s, rest: TrimLeftSpace(s), env: env}
	if t.IsMultirange() {
		spans, err := p.multirange()
		if err != nil {
			return Null, err
		}
		return SpansDatum(t, p.r.Normal(spans))
	}
	spans, err := p.span(nil)
	if err != nil {
		return Null, err
	}
	if p.space(); p.rest != "" {
		detail := "Junk after right parenthesis or bracket."
		if spans == nil && !strings.ContainsAny(s, "([") {
			detail = "Junk after \"empty\" key word."
		}
		return Null, malformedRange("range", s, detail)
	}
	return SpansDatum(t, spans)
}

func (p *rangeReader) space() { p.rest = TrimLeftSpace(p.rest) }

func (p *rangeReader) fail(detail string) error { return malformedRange("range", p.all, detail) }

// span reads a range and appends it, unless it is empty.
func (p *rangeReader) span(to []RangeSpan) ([]RangeSpan, error) {
	p.space()
	if len(p.rest) >= 5 && strings.EqualFold(p.rest[:5], "empty") {
		p.rest = p.rest[5:]
		return to, nil
	}
	if p.rest == "" || p.rest[0] != '[' && p.rest[0] != '(' {
		return nil, p.fail("Missing left parenthesis or bracket.")
	}
	var lo, hi RangeBound
	var low, high string
	var err error
	lo.Inc = p.rest[0] == '['
	p.rest = p.rest[1:]
	if low, lo.Inf, err = p.bound(); err != nil {
		return nil, err
	}
	if p.rest[0] != ',' {
		return nil, p.fail("Missing comma after lower bound.")
	}
	p.rest = p.rest[1:]
	if high, hi.Inf, err = p.bound(); err != nil {
		return nil, err
	}
	if p.rest[0] == ',' {
		return nil, p.fail("Too many commas.")
	}
	hi.Inc = p.rest[0] == ']'
	p.rest = p.rest[1:]
	if !lo.Inf {
		if lo.V, err = DecodeText(p.r.Subtype, NoTypmod, low, p.env); err != nil {
			return nil, err
		}
	}
	if !hi.Inf {
		if hi.V, err = DecodeText(p.r.Subtype, NoTypmod, high, p.env); err != nil {
			return nil, err
		}
	}
	s, ok, err := p.r.NewSpan(lo, hi)
	if ok {
		to = append(to, s)
	}
	return to, err
}

// bound reads a value up to the comma, parenthesis or bracket behind it, which stands first in
// what is left then.
func (p *rangeReader) bound() (text string, infinite bool, err error) {
	if p.rest != "" && strings.IndexByte(",)]", p.rest[0]) >= 0 {
		return "", true, nil
	}
	var b strings.Builder
	quoted := false
	for i := 0; ; i++ {
		if i >= len(p.rest) {
			return "", false, p.fail("Unexpected end of input.")
		}
		switch c := p.rest[i]; {
		case c == '\\':
			if i++; i >= len(p.rest) {
				return "", false, p.fail("Unexpected end of input.")
			}
			b.WriteByte(p.rest[i])
		case c == '"' && !quoted:
			quoted = true
		case c == '"' && i+1 < len(p.rest) && p.rest[i+1] == '"':
			i++
			b.WriteByte('"')
		case c == '"':
			quoted = false
		case !quoted && strings.IndexByte(",)]", c) >= 0:
			p.rest = p.rest[i:]
			return b.String(), false, nil
		default:
			b.WriteByte(c)
		}
	}
}

// rangeEnd returns the length of the text of the range that s begins with, -1 where its end is
// missing.
func rangeEnd(s string) int {
	if s[0] != '[' && s[0] != '(' {
		return len("empty")
	}
	quoted := false
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\':
			i++
		case c == '"':
			quoted = !quoted // two of them within quotes leave and enter
		case !quoted && (c == ')' || c == ']'):
			return i + 1
		}
	}
	return -1
}

func (p *rangeReader) multirange() (spans []RangeSpan, err error) {
	bad := func(detail string) error { return malformedRange("multirange", p.all, detail) }
	if !strings.HasPrefix(p.rest, "{") {
		return nil, bad("Missing left brace.")
	}
	p.rest = p.rest[1:]
	if p.space(); strings.HasPrefix(p.rest, "}") {
		p.rest = p.rest[1:]
	} else {
		for {
			p.space()
			switch {
			case p.rest == "":
				return nil, bad("Unexpected end of input.")
			case p.rest[0] != '[' && p.rest[0] != '(' && !(len(p.rest) >= 5 && strings.EqualFold(p.rest[:5], "empty")):
				return nil, bad("Expected range start.")
			}
			n := rangeEnd(p.rest)
			if n < 0 {
				return nil, bad("Unexpected end of input.")
			}
			one := &rangeReader{r: p.r, all: p.rest[:n], rest: p.rest[:n], env: p.env} // errors tell it alone
			if spans, err = one.span(spans); err != nil {
				return nil, err
			}
			p.rest = p.rest[n:]
			p.space()
			if p.rest == "" {
				return nil, bad("Unexpected end of input.")
			}
			c := p.rest[0]
			if p.rest = p.rest[1:]; c == '}' {
				break
			}
			if c != ',' {
				return nil, bad("Expected comma or end of multirange.")
			}
		}
	}
	if p.space(); p.rest != "" {
		return nil, bad("Junk after closing right brace.")
	}
	return spans, nil
}

// The flags of a range's binary form.
const (
	rangeEmpty = 1 << iota
	rangeLowerInc
	rangeUpperInc
	rangeLowerInf
	rangeUpperInf
)

func (rangeCoder) appendBinary(dst []byte, t *Type, b []byte) ([]byte, bool) {
	spans, err := SpansOf(t, Bytes(b))
	if err != nil {
		return dst, false
	}
	return appendSpansBinary(dst, t, spans)
}

// appendSpansBinary appends ranges as the binary form of their type has them.
func appendSpansBinary(dst []byte, t *Type, spans []RangeSpan) ([]byte, bool) {
	sub := RangeOf(t).Subtype
	if t.IsRange() {
		if len(spans) == 0 {
			return append(dst, rangeEmpty), true
		}
		return appendSpanBinary(dst, sub, &spans[0])
	}
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(spans)))
	for i := range spans {
		at := len(dst)
		out, ok := appendSpanBinary(append(dst, 0, 0, 0, 0), sub, &spans[i])
		if !ok {
			return dst, false
		}
		dst = out
		binary.BigEndian.PutUint32(dst[at:], uint32(len(dst)-at-4))
	}
	return dst, true
}

func appendSpanBinary(dst []byte, sub *Type, s *RangeSpan) ([]byte, bool) {
	flags := byte(0)
	for i, set := range []bool{false, s.Lo.Inc, s.Hi.Inc, s.Lo.Inf, s.Hi.Inf} {
		flags |= byte(BoolToInt(set)) << i
	}
	dst = append(dst, flags)
	for _, b := range []RangeBound{s.Lo, s.Hi} {
		if b.Inf {
			continue
		}
		out, err := appendSized(dst, sub, b.V, nil)
		if err != nil {
			return dst, false
		}
		dst = out
	}
	return dst, true
}

func (rangeCoder) decodeBinary(t *Type, _ int32, b []byte) (Datum, error) {
	spans, err := recvSpans(t, b)
	if err != nil {
		return Null, err
	}
	return SpansDatum(t, spans)
}

// recvSpans reads what appendSpansBinary appends, or a client.
func recvSpans(t *Type, b []byte) ([]RangeSpan, error) {
	r := RangeOf(t)
	if t.IsRange() {
		return r.recvSpan(nil, b)
	}
	if len(b) < 4 {
		return nil, errShortMessage
	}
	n := binary.BigEndian.Uint32(b)
	b = b[4:]
	if int64(n)*5 > int64(len(b)) {
		return nil, errShortMessage
	}
	var spans []RangeSpan
	for range n {
		if len(b) < 4 {
			return nil, errShortMessage
		}
		size := binary.BigEndian.Uint32(b)
		if b = b[4:]; int64(size) > int64(len(b)) {
			return nil, errShortMessage
		}
		var err error
		if spans, err = r.recvSpan(spans, b[:size]); err != nil {
			return nil, err
		}
		b = b[size:]
	}
	if len(b) > 0 {
		return nil, ErrBinaryFormat
	}
	return r.Normal(spans), nil
}

func (r *Range) recvSpan(to []RangeSpan, b []byte) ([]RangeSpan, error) {
	if len(b) == 0 {
		return nil, errShortMessage
	}
	flags := b[0]
	b = b[1:]
	if flags&rangeEmpty != 0 {
		if len(b) > 0 {
			return nil, ErrBinaryFormat
		}
		return to, nil
	}
	lo := RangeBound{Inc: flags&rangeLowerInc != 0, Inf: flags&rangeLowerInf != 0}
	hi := RangeBound{Inc: flags&rangeUpperInc != 0, Inf: flags&rangeUpperInf != 0}
	for _, e := range []*RangeBound{&lo, &hi} {
		if e.Inf {
			continue
		}
		if len(b) < 4 {
			return nil, errShortMessage
		}
		n := binary.BigEndian.Uint32(b)
		if b = b[4:]; int64(n) > int64(len(b)) {
			return nil, errShortMessage
		}
		var err error
		if e.V, err = DecodeBinary(r.Subtype, NoTypmod, b[:n], nil); err != nil {
			return nil, err
		}
		b = b[n:]
	}
	if len(b) > 0 {
		return nil, ErrBinaryFormat
	}
	s, ok, err := r.NewSpan(lo, hi)
	if ok {
		to = append(to, s)
	}
	return to, err
}
