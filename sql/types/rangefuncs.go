package types

import (
	"encoding/binary"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// rangeCoder reads and writes ranges and multiranges.
type rangeCoder struct{}

func (rangeCoder) append(dst []byte, t *Type, b []byte, env *Env) ([]byte, bool) {
	spans, err := spansOf(t, Bytes(b))
	if err != nil {
		return dst, false
	}
	sub := rangeOf(t).Subtype
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

func appendSpanText(dst []byte, sub *Type, s *span, env *Env) []byte {
	dst = append(dst, "(["[b2i(s.lo.inc)])
	if !s.lo.inf {
		dst = appendBoundText(dst, sub, s.lo.v, env)
	}
	if dst = append(dst, ','); !s.hi.inf {
		dst = appendBoundText(dst, sub, s.hi.v, env)
	}
	return append(dst, ")]"[b2i(s.hi.inc)])
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
	p := &rangeReader{r: rangeOf(t), all: s, rest: trimLeftSpace(s), env: env}
	if t.IsMultirange() {
		spans, err := p.multirange()
		if err != nil {
			return Null, err
		}
		return spansDatum(t, p.r.normal(spans))
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
	return spansDatum(t, spans)
}

func (p *rangeReader) space() { p.rest = trimLeftSpace(p.rest) }

func (p *rangeReader) fail(detail string) error { return malformedRange("range", p.all, detail) }

// span reads a range and appends it, unless it is empty.
func (p *rangeReader) span(to []span) ([]span, error) {
	p.space()
	if len(p.rest) >= 5 && strings.EqualFold(p.rest[:5], "empty") {
		p.rest = p.rest[5:]
		return to, nil
	}
	if p.rest == "" || p.rest[0] != '[' && p.rest[0] != '(' {
		return nil, p.fail("Missing left parenthesis or bracket.")
	}
	var lo, hi bound
	var low, high string
	var err error
	lo.inc = p.rest[0] == '['
	p.rest = p.rest[1:]
	if low, lo.inf, err = p.bound(); err != nil {
		return nil, err
	}
	if p.rest[0] != ',' {
		return nil, p.fail("Missing comma after lower bound.")
	}
	p.rest = p.rest[1:]
	if high, hi.inf, err = p.bound(); err != nil {
		return nil, err
	}
	if p.rest[0] == ',' {
		return nil, p.fail("Too many commas.")
	}
	hi.inc = p.rest[0] == ']'
	p.rest = p.rest[1:]
	if !lo.inf {
		if lo.v, err = DecodeText(p.r.Subtype, NoTypmod, low, p.env); err != nil {
			return nil, err
		}
	}
	if !hi.inf {
		if hi.v, err = DecodeText(p.r.Subtype, NoTypmod, high, p.env); err != nil {
			return nil, err
		}
	}
	s, ok, err := p.r.newSpan(lo, hi)
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

func (p *rangeReader) multirange() (spans []span, err error) {
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
			if spans, err = p.span(spans); err != nil {
				return nil, err
			}
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
	spans, err := spansOf(t, Bytes(b))
	if err != nil {
		return dst, false
	}
	return appendSpansBinary(dst, t, spans)
}

// appendSpansBinary appends ranges as the binary form of their type has them.
func appendSpansBinary(dst []byte, t *Type, spans []span) ([]byte, bool) {
	sub := rangeOf(t).Subtype
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

func appendSpanBinary(dst []byte, sub *Type, s *span) ([]byte, bool) {
	flags := byte(0)
	for i, set := range []bool{false, s.lo.inc, s.hi.inc, s.lo.inf, s.hi.inf} {
		flags |= byte(b2i(set)) << i
	}
	dst = append(dst, flags)
	for _, b := range []bound{s.lo, s.hi} {
		if b.inf {
			continue
		}
		out, err := appendSized(dst, sub, b.v, nil)
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
	return spansDatum(t, spans)
}

// recvSpans reads what appendSpansBinary appends, or a client.
func recvSpans(t *Type, b []byte) ([]span, error) {
	r := rangeOf(t)
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
	var spans []span
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
		return nil, errBinaryFormat
	}
	return r.normal(spans), nil
}

func (r *Range) recvSpan(to []span, b []byte) ([]span, error) {
	if len(b) == 0 {
		return nil, errShortMessage
	}
	flags := b[0]
	b = b[1:]
	if flags&rangeEmpty != 0 {
		if len(b) > 0 {
			return nil, errBinaryFormat
		}
		return to, nil
	}
	lo := bound{inc: flags&rangeLowerInc != 0, inf: flags&rangeLowerInf != 0}
	hi := bound{inc: flags&rangeUpperInc != 0, inf: flags&rangeUpperInf != 0}
	for _, e := range []*bound{&lo, &hi} {
		if e.inf {
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
		if e.v, err = DecodeBinary(r.Subtype, NoTypmod, b[:n], nil); err != nil {
			return nil, err
		}
		b = b[n:]
	}
	if len(b) > 0 {
		return nil, errBinaryFormat
	}
	s, ok, err := r.newSpan(lo, hi)
	if ok {
		to = append(to, s)
	}
	return to, err
}

// spans1 and spans2 are bodies of one and of two ranges or multiranges.
func spans1(fn func(f *Function, r *Range, a []span) (Datum, error)) body {
	return body{gen: func(f *Function) body {
		t := f.Args[0].Base()
		return body{f1: func(_ *Env, x Datum) (Datum, error) {
			a, err := spansOf(t, x)
			if err != nil {
				return Null, err
			}
			return fn(f, rangeOf(t), a)
		}}
	}}
}

func spans2(fn func(f *Function, r *Range, a, b []span) (Datum, error)) body {
	return body{gen: func(f *Function) body {
		l, r := f.Args[0].Base(), f.Args[1].Base()
		return body{f2: func(_ *Env, x, y Datum) (Datum, error) {
			a, err := spansOf(l, x)
			if err != nil {
				return Null, err
			}
			b, err := spansOf(r, y)
			if err != nil {
				return Null, err
			}
			return fn(f, rangeOf(l), a, b)
		}}
	}}
}

// rangeTests are the conditions on two lists of ranges, by name.
var rangeTests = map[string]func(r *Range, a, b []span) bool{
	"contains":     holdsAll,
	"contained_by": func(r *Range, a, b []span) bool { return holdsAll(r, b, a) },
	"overlaps": func(r *Range, a, b []span) bool {
		return slices.ContainsFunc(a, func(x span) bool {
			return slices.ContainsFunc(b, func(y span) bool { return r.overlap(x, y) })
		})
	},
	"before":    bothAre(func(r *Range, a, b []span) bool { return r.upperToLower(a[len(a)-1].hi, b[0].lo) < 0 }),
	"after":     bothAre(func(r *Range, a, b []span) bool { return r.upperToLower(b[len(b)-1].hi, a[0].lo) < 0 }),
	"overleft":  bothAre(func(r *Range, a, b []span) bool { return r.uppers(a[len(a)-1].hi, b[len(b)-1].hi) <= 0 }),
	"overright": bothAre(func(r *Range, a, b []span) bool { return r.lowers(a[0].lo, b[0].lo) >= 0 }),
	"adjacent": bothAre(func(r *Range, a, b []span) bool {
		return r.adjacent(a[len(a)-1].hi, b[0].lo) || r.adjacent(b[len(b)-1].hi, a[0].lo)
	}),
}

func holdsAll(r *Range, a, b []span) bool {
	for _, y := range b {
		if !slices.ContainsFunc(a, func(x span) bool { return r.contains(x, y) }) {
			return false
		}
	}
	return true
}

// bothAre is a test that is false where a side is empty.
func bothAre(test func(r *Range, a, b []span) bool) func(r *Range, a, b []span) bool {
	return func(r *Range, a, b []span) bool { return len(a) > 0 && len(b) > 0 && test(r, a, b) }
}

func rangeBodies() map[string]body {
	out := map[string]body{}
	for name, test := range rangeTests {
		b := spans2(func(_ *Function, r *Range, a, b []span) (Datum, error) { return Bool(test(r, a, b)), nil })
		for _, src := range []string{"range_" + name, "range_" + name + "_multirange", "multirange_" + name + "_range", "multirange_" + name + "_multirange"} {
			out[src] = b
		}
	}
	for _, kind := range []string{"range", "multirange"} {
		for name, b := range rangeParts() {
			out[kind+"_"+name] = b
		}
		out[kind+"_contains_elem"] = elementIn(0)
		out["elem_contained_by_"+kind] = elementIn(1)
		out[kind+"_intersect"] = spans2(func(f *Function, r *Range, a, b []span) (Datum, error) { return spansDatum(f.Result, r.both(a, b)) })
		out[kind+"_cmp"] = body{gen: func(f *Function) body {
			t := f.Args[0]
			return body{f2: func(_ *Env, a, b Datum) (Datum, error) { return Int(int64(Compare(t, a, b))), nil }}
		}}
	}
	out["range_constructor2"] = rangeConstructor()
	out["range_constructor3"] = rangeConstructor()
	out["multirange_constructor0"] = body{gen: func(f *Function) body {
		return body{fn: func(*Env, []Datum) (Datum, error) { return spansDatum(f.Result, nil) }}
	}}
	out["multirange_constructor1"] = spans1(func(f *Function, _ *Range, a []span) (Datum, error) { return spansDatum(f.Result, a) })
	out["multirange_constructor2"] = body{gen: multirangeOfAll}
	out["multirange_unnest"] = body{gen: unnestRanges}
	out["multirange_union"] = spans2(func(f *Function, r *Range, a, b []span) (Datum, error) {
		return spansDatum(f.Result, r.normal(append(a, b...)))
	})
	out["multirange_minus"] = spans2(func(f *Function, r *Range, a, b []span) (Datum, error) {
		return spansDatum(f.Result, r.without(a, b))
	})
	out["range_minus"] = spans2(func(f *Function, r *Range, a, b []span) (Datum, error) {
		left := r.without(a, b)
		if len(left) > 1 {
			return Null, pgerror.New(pgerror.DataException, "result of range difference would not be contiguous")
		}
		return spansDatum(f.Result, left)
	})
	out["range_union"] = spans2(func(f *Function, r *Range, a, b []span) (Datum, error) {
		joined := r.normal(append(a, b...))
		if len(joined) > 1 {
			return Null, pgerror.New(pgerror.DataException, "result of range union would not be contiguous")
		}
		return spansDatum(f.Result, joined)
	})
	out["range_merge"] = spans2(func(f *Function, r *Range, a, b []span) (Datum, error) {
		return spansDatum(f.Result, r.hull(append(a, b...)))
	})
	out["range_merge_from_multirange"] = spans1(func(f *Function, r *Range, a []span) (Datum, error) {
		return spansDatum(f.Result, r.hull(a))
	})
	return out
}

// rangeParts are what tells of one range, or of a multirange from its first to its last.
func rangeParts() map[string]body {
	end := func(fn func(lo, hi bound) Datum, empty Datum) body {
		return spans1(func(_ *Function, _ *Range, a []span) (Datum, error) {
			if len(a) == 0 {
				return empty, nil
			}
			return fn(a[0].lo, a[len(a)-1].hi), nil
		})
	}
	return map[string]body{
		"lower":     end(func(lo, _ bound) Datum { return lo.v }, Null),
		"upper":     end(func(_, hi bound) Datum { return hi.v }, Null),
		"empty":     end(func(_, _ bound) Datum { return Bool(false) }, Bool(true)),
		"lower_inc": end(func(lo, _ bound) Datum { return Bool(lo.inc) }, Bool(false)),
		"upper_inc": end(func(_, hi bound) Datum { return Bool(hi.inc) }, Bool(false)),
		"lower_inf": end(func(lo, _ bound) Datum { return Bool(lo.inf) }, Bool(false)),
		"upper_inf": end(func(_, hi bound) Datum { return Bool(hi.inf) }, Bool(false)),
	}
}

// elementIn is whether a value is in a range, which is the argument at a place.
func elementIn(at int) body {
	return body{gen: func(f *Function) body {
		t := f.Args[at].Base()
		return body{f2: func(_ *Env, x, v Datum) (Datum, error) {
			if at == 1 {
				x, v = v, x
			}
			spans, err := spansOf(t, x)
			if err != nil {
				return Null, err
			}
			one := []span{{bound{v: v, inc: true}, bound{v: v, inc: true}}}
			return Bool(holdsAll(rangeOf(t), spans, one)), nil
		}}
	}}
}

func (r *Range) both(a, b []span) []span {
	var out []span
	for _, x := range a {
		for _, y := range b {
			if s, ok := r.intersect(x, y); ok {
				out = append(out, s)
			}
		}
	}
	return r.normal(out)
}

func (r *Range) without(a, b []span) []span {
	for _, y := range b {
		var next []span
		for _, x := range a {
			next = append(next, r.minus(x, y)...)
		}
		a = next
	}
	return a
}

// hull is the smallest range that holds all.
func (r *Range) hull(a []span) []span {
	if len(a) == 0 {
		return nil
	}
	out := a[0]
	for _, s := range a[1:] {
		if r.lowers(s.lo, out.lo) < 0 {
			out.lo = s.lo
		}
		if r.uppers(s.hi, out.hi) > 0 {
			out.hi = s.hi
		}
	}
	return []span{out}
}

// rangeConstructor makes a range of two values and, if given, how its bounds are.
func rangeConstructor() body {
	return body{gen: func(f *Function) body {
		r := rangeOf(f.Result)
		return body{fn: func(_ *Env, args []Datum) (Datum, error) {
			flags := "[)"
			if len(args) == 3 {
				if args[2].IsNull() {
					return Null, pgerror.New(pgerror.DataException, "range constructor flags argument must not be null")
				}
				if flags = args[2].Text(); flags != "[)" && flags != "[]" && flags != "()" && flags != "(]" {
					return Null, pgerror.New(pgerror.SyntaxError, "invalid range bound flags").WithHint("Valid values are \"[]\", \"[)\", \"(]\", and \"()\".")
				}
			}
			lo := bound{v: args[0], inf: args[0].IsNull(), inc: flags[0] == '['}
			hi := bound{v: args[1], inf: args[1].IsNull(), inc: flags[1] == ']'}
			s, ok, err := r.newSpan(lo, hi)
			if err != nil {
				return Null, err
			}
			if !ok {
				return spansDatum(f.Result, nil)
			}
			return spansDatum(f.Result, []span{s})
		}}
	}}
}

// multirangeOfAll is a multirange of any number of ranges.
func multirangeOfAll(f *Function) body {
	r := rangeOf(f.Result)
	return body{fn: func(_ *Env, args []Datum) (Datum, error) {
		var spans []span
		for _, d := range args {
			if d.IsNull() {
				return Null, pgerror.New(pgerror.NullValueNotAllowed, "multirange values cannot contain null members")
			}
			s, err := spansOf(r.Type, d)
			if err != nil {
				return Null, err
			}
			spans = append(spans, s...)
		}
		return spansDatum(f.Result, r.normal(spans))
	}}
}

func unnestRanges(f *Function) body {
	t := f.Args[0].Base()
	return body{set: func(_ *Env, args []Datum) (SetIterator, error) {
		spans, err := spansOf(t, args[0])
		if err != nil {
			return nil, err
		}
		r, i := rangeOf(t).Type, 0
		return func() (Datum, bool, error) {
			if i == len(spans) {
				return Null, false, nil
			}
			i++
			d, err := spansDatum(r, spans[i-1:i])
			return d, true, err
		}, nil
	}}
}

// rangeState is range_agg, or range_intersect_agg.
type rangeState struct {
	arg, result *Type
	intersect   bool
	spans       []span
	any         bool
}

// rangesJoined is how many ranges are gathered before they are put in order.
const rangesJoined = 1 << 10

func (s *rangeState) Add(_ *Env, args []Datum) error {
	if args[0].IsNull() {
		return nil
	}
	spans, err := spansOf(s.arg, args[0].Clone())
	if err != nil {
		return err
	}
	s.take(spans)
	return nil
}

func (s *rangeState) take(spans []span) {
	r := rangeOf(s.arg)
	switch {
	case !s.any:
		s.spans = spans
	case s.intersect:
		s.spans = r.both(s.spans, spans)
	default:
		if s.spans = append(s.spans, spans...); len(s.spans)%rangesJoined == 0 {
			s.spans = r.normal(s.spans)
		}
	}
	s.any = true
}

func (s *rangeState) Merge(_ *Env, other AggState) error {
	if o := other.(*rangeState); o.any {
		s.take(o.spans)
	}
	return nil
}

func (s *rangeState) Result(*Env) (Datum, error) {
	if !s.any {
		return Null, nil
	}
	if !s.intersect {
		s.spans = rangeOf(s.arg).normal(s.spans)
	}
	return spansDatum(s.result, s.spans)
}

func (s *rangeState) MemoryBytes() int { return 96 + 64*len(s.spans) }
