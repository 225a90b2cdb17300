package types

import (
	"encoding/binary"
	"math"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// The limits of arrays.
const (
	MaxDims       = 6
	MaxArrayItems = 134217727
)

// appendArray prints an array as array_out: bounds if a lower one is not 1,
// braces, quotes where needed. int2vector and oidvector print bare.
func appendArray(dst []byte, t *Type, a *Array, env *Env) []byte {
	if t.IsVector() {
		for i, item := range a.Items {
			if i > 0 {
				dst = append(dst, ' ')
			}
			dst = strconv.AppendInt(dst, item.Int(), 10)
		}
		return dst
	}
	if len(a.Dims) == 0 {
		return append(dst, "{}"...)
	}
	dst = appendBounds(dst, a.Dims)
	dst, _ = appendArrayLevel(dst, a, 0, a.Items, env)
	return dst
}

func appendBounds(dst []byte, dims []Dim) []byte {
	plain := true
	for _, d := range dims {
		plain = plain && d.Lower == 1
	}
	if plain {
		return dst
	}
	for _, d := range dims {
		dst = append(dst, '[')
		dst = strconv.AppendInt(dst, int64(d.Lower), 10)
		dst = append(dst, ':')
		dst = strconv.AppendInt(dst, int64(d.Lower)+int64(d.Len)-1, 10)
		dst = append(dst, ']')
	}
	return append(dst, '=')
}

func appendArrayLevel(dst []byte, a *Array, depth int, items []Datum, env *Env) ([]byte, []Datum) {
	dst = append(dst, '{')
	for i := range a.Dims[depth].Len {
		if i > 0 {
			dst = append(dst, a.Elem.Delim)
		}
		if depth+1 < len(a.Dims) {
			dst, items = appendArrayLevel(dst, a, depth+1, items, env)
			continue
		}
		dst = appendArrayItem(dst, a.Elem, items[0], env)
		items = items[1:]
	}
	return append(dst, '}'), items
}

func appendArrayItem(dst []byte, elem *Type, d Datum, env *Env) []byte {
	if d.IsNull() {
		return append(dst, "NULL"...)
	}
	at := len(dst)
	dst = AppendText(dst, elem, d, env)
	if !needsQuotes(dst[at:], elem.Delim) {
		return dst
	}
	raw := string(dst[at:])
	dst = append(dst[:at], '"')
	for i := range len(raw) {
		if raw[i] == '"' || raw[i] == '\\' {
			dst = append(dst, '\\')
		}
		dst = append(dst, raw[i])
	}
	return append(dst, '"')
}

func needsQuotes(b []byte, delim byte) bool {
	if len(b) == 0 || len(b) == 4 && strings.EqualFold(string(b), "null") {
		return true
	}
	for _, c := range b {
		switch {
		case c == '"' || c == '\\' || c == '{' || c == '}' || c == delim || IsSpace(c):
			return true
		}
	}
	return false
}

// arrayParser reads the text form of an array.
type arrayParser struct {
	s      string // all of it, for errors
	rest   string
	elem   *Type
	typmod int32
	env    *Env
	dims   []int32 // lengths by depth, -1 while open
	items  []Datum
}

func malformedArray(s, detail string, args ...any) error {
	return pgerror.New(pgerror.InvalidTextRepresentation, "malformed array literal: \"%s\"", s).WithDetail(detail, args...)
}

func decodeArray(t *Type, typmod int32, s string, env *Env) (Datum, error) {
	p := &arrayParser{s: s, rest: TrimLeftSpace(s), elem: t.elem, typmod: typmod, env: env}
	bounds, err := p.bounds()
	if err != nil {
		return Null, err
	}
	if !strings.HasPrefix(p.rest, "{") {
		if bounds != nil {
			return Null, malformedArray(s, "Array contents must start with \"{\".")
		}
		return Null, malformedArray(s, "Array value must start with \"{\" or dimension information.")
	}
	if err := env.Room(int64(DatumBytes) * int64(strings.Count(s, ","))); err != nil {
		return Null, err
	}
	if err := p.level(0); err != nil {
		return Null, err
	}
	if TrimSpace(p.rest) != "" {
		return Null, malformedArray(s, "Junk after closing right brace.")
	}
	return p.result(bounds)
}

// TrimLeftSpace cuts white space off the beginning.
func TrimLeftSpace(s string) string {
	for s != "" && IsSpace(s[0]) {
		s = s[1:]
	}
	return s
}

// bounds reads "[l:u][l:u]=" if it is there.
func (p *arrayParser) bounds() ([]Dim, error) {
	var dims []Dim
	for strings.HasPrefix(p.rest, "[") {
		end := strings.IndexByte(p.rest, ']')
		if end < 0 {
			return nil, malformedArray(p.s, "Missing \"%s\" after array dimensions.", "]")
		}
		if len(dims) == MaxDims {
			return nil, pgerror.New(pgerror.ProgramLimitExceeded, "number of array dimensions (%d) exceeds the maximum allowed (%d)", len(dims)+1, MaxDims)
		}
		lower, upper, two := strings.Cut(p.rest[1:end], ":")
		l, u := int64(1), int64(0)
		var err error
		if two {
			if l, err = strconv.ParseInt(lower, 10, 32); err != nil {
				return nil, malformedArray(p.s, "\"[\" must introduce explicitly-specified array dimensions.")
			}
			lower = upper
		}
		if u, err = strconv.ParseInt(lower, 10, 32); err != nil {
			return nil, malformedArray(p.s, "\"[\" must introduce explicitly-specified array dimensions.")
		}
		if u < l {
			return nil, pgerror.New(pgerror.ArraySubscriptError, "upper bound cannot be less than lower bound")
		}
		if u == math.MaxInt32 {
			return nil, pgerror.New(pgerror.ProgramLimitExceeded, "array lower bound is too large: %d", l)
		}
		dims = append(dims, Dim{Len: int32(min(u-l+1, MaxArrayItems+1)), Lower: int32(l)})
		p.rest = TrimLeftSpace(p.rest[end+1:])
	}
	if dims == nil {
		return nil, nil
	}
	if !strings.HasPrefix(p.rest, "=") {
		return nil, malformedArray(p.s, "Missing \"%s\" after array dimensions.", "=")
	}
	p.rest = TrimLeftSpace(p.rest[1:])
	return dims, nil
}

// level reads one "{…}" of the given depth.
func (p *arrayParser) level(depth int) error {
	if depth >= MaxDims {
		return pgerror.New(pgerror.ProgramLimitExceeded, "number of array dimensions (%d) exceeds the maximum allowed (%d)", depth+1, MaxDims)
	}
	p.rest = TrimLeftSpace(p.rest[1:])
	n := int32(0)
	if strings.HasPrefix(p.rest, "}") {
		if depth > 0 {
			return malformedArray(p.s, "Unexpected \"%c\" character.", '}')
		}
		p.rest = p.rest[1:]
		return p.close(depth, 0)
	}
	nested := strings.HasPrefix(p.rest, "{")
	for {
		if strings.HasPrefix(p.rest, "{") != nested {
			if nested {
				return p.noItem()
			}
			return malformedArray(p.s, "Unexpected \"%c\" character.", '{')
		}
		if err := p.item(depth); err != nil {
			return err
		}
		n++
		p.rest = TrimLeftSpace(p.rest)
		switch {
		case p.rest == "":
			return malformedArray(p.s, "Unexpected end of input.")
		case p.rest[0] == p.elem.Delim:
			p.rest = TrimLeftSpace(p.rest[1:])
			if strings.HasPrefix(p.rest, "}") {
				return malformedArray(p.s, "Unexpected \"%c\" character.", '}')
			}
		case p.rest[0] == '}':
			p.rest = p.rest[1:]
			return p.close(depth, n)
		default:
			return p.noItem()
		}
	}
}

// noItem is the error of what stands where no element may begin.
func (p *arrayParser) noItem() error {
	if strings.HasPrefix(p.rest, "\\") {
		return malformedArray(p.s, "Unexpected \"%c\" character.", '\\')
	}
	return malformedArray(p.s, "Unexpected array element.")
}

// close ends a level of n items: all of one depth must agree.
func (p *arrayParser) close(depth int, n int32) error {
	for len(p.dims) <= depth {
		p.dims = append(p.dims, -1)
	}
	if p.dims[depth] >= 0 && p.dims[depth] != n {
		return malformedArray(p.s, "Multidimensional arrays must have sub-arrays with matching dimensions.")
	}
	p.dims[depth] = n
	return nil
}

func (p *arrayParser) item(depth int) error {
	if strings.HasPrefix(p.rest, "{") {
		if len(p.items) > 0 && len(p.dims) == depth+1 {
			return malformedArray(p.s, "Multidimensional arrays must have sub-arrays with matching dimensions.")
		}
		return p.level(depth + 1)
	}
	if len(p.dims) > depth+1 {
		return malformedArray(p.s, "Multidimensional arrays must have sub-arrays with matching dimensions.")
	}
	for len(p.dims) <= depth {
		p.dims = append(p.dims, -1)
	}
	text, null, err := p.scalar()
	if err != nil {
		return err
	}
	if len(p.items) >= MaxArrayItems {
		return ErrArrayTooLarge
	}
	if null {
		p.items = append(p.items, Null)
		return nil
	}
	d, err := DecodeText(p.elem, p.typmod, text, p.env)
	p.items = append(p.items, d)
	return err
}

// scalar reads one element, quoted or bare.
func (p *arrayParser) scalar() (text string, null bool, err error) {
	if p.rest != "" && p.rest[0] == '"' {
		text, err = p.quoted()
		return text, false, err
	}
	var b strings.Builder
	keep := 0 // length without blanks at the end
	escaped := false
	i := 0
	for ; i < len(p.rest); i++ {
		c := p.rest[i]
		if c == p.elem.Delim || c == '}' {
			break
		}
		switch {
		case c == '"' || c == '{':
			return "", false, malformedArray(p.s, "Unexpected array element.")
		case c == '\\':
			if i++; i >= len(p.rest) {
				return "", false, malformedArray(p.s, "Unexpected end of input.")
			}
			b.WriteByte(p.rest[i])
			keep, escaped = b.Len(), true
		default:
			b.WriteByte(c)
			if !IsSpace(c) {
				keep = b.Len()
			}
		}
	}
	if i == len(p.rest) {
		return "", false, malformedArray(p.s, "Unexpected end of input.")
	}
	if keep == 0 {
		return "", false, malformedArray(p.s, "Unexpected \"%c\" character.", p.rest[i])
	}
	p.rest = p.rest[i:]
	text = b.String()[:keep]
	return text, !escaped && strings.EqualFold(text, "null"), nil
}

func (p *arrayParser) quoted() (string, error) {
	var b strings.Builder
	for i := 1; i < len(p.rest); i++ {
		switch c := p.rest[i]; c {
		case '\\':
			if i++; i < len(p.rest) {
				b.WriteByte(p.rest[i])
			}
		case '"':
			p.rest = p.rest[i+1:]
			return b.String(), nil
		default:
			b.WriteByte(c)
		}
	}
	return "", malformedArray(p.s, "Unexpected end of input.")
}

// result checks the shape against the announced bounds.
func (p *arrayParser) result(bounds []Dim) (Datum, error) {
	a := &Array{Elem: p.elem, Items: p.items}
	if len(p.items) > 0 {
		for _, n := range p.dims {
			a.Dims = append(a.Dims, Dim{Len: n, Lower: 1})
		}
	}
	if bounds == nil {
		return NewArray(a), nil
	}
	if len(bounds) != len(a.Dims) {
		return Null, malformedArray(p.s, "Specified array dimensions do not match array contents.")
	}
	for i := range bounds {
		if bounds[i].Len != a.Dims[i].Len {
			return Null, malformedArray(p.s, "Specified array dimensions do not match array contents.")
		}
	}
	a.Dims = bounds
	return NewArray(a), nil
}

// decodeVector reads int2vector and oidvector: numbers between blanks.
func decodeVector(t *Type, s string) (Datum, error) {
	a := &Array{Elem: t.elem}
	for _, f := range strings.Fields(s) {
		d, err := DecodeText(t.elem, NoTypmod, f, nil)
		if err != nil {
			return Null, err
		}
		a.Items = append(a.Items, d)
	}
	a.Dims = []Dim{{Len: int32(len(a.Items)), Lower: 0}}
	return NewArray(a), nil
}

// appendArrayBinary appends the form of array_send.
func appendArrayBinary(dst []byte, a *Array, env *Env) ([]byte, error) {
	hasNull := uint32(0)
	for _, item := range a.Items {
		if item.IsNull() {
			hasNull = 1
		}
	}
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(a.Dims)))
	dst = binary.BigEndian.AppendUint32(dst, hasNull)
	dst = binary.BigEndian.AppendUint32(dst, uint32(a.Elem.OID))
	for _, d := range a.Dims {
		dst = binary.BigEndian.AppendUint32(dst, uint32(d.Len))
		dst = binary.BigEndian.AppendUint32(dst, uint32(d.Lower))
	}
	for _, item := range a.Items {
		var err error
		if dst, err = appendSized(dst, a.Elem, item, env); err != nil {
			return dst, err
		}
	}
	return dst, nil
}

// appendSized appends a length and a value, or the length -1 of NULL.
func appendSized(dst []byte, t *Type, d Datum, env *Env) ([]byte, error) {
	if d.IsNull() {
		return append(dst, 0xff, 0xff, 0xff, 0xff), nil
	}
	at := len(dst)
	dst, err := AppendBinary(append(dst, 0, 0, 0, 0), t, d, env)
	if err != nil {
		return dst, err
	}
	binary.BigEndian.PutUint32(dst[at:], uint32(len(dst)-at-4))
	return dst, nil
}

// decodeArrayBinary is the inverse of appendArrayBinary.
func decodeArrayBinary(t *Type, typmod int32, b []byte, env *Env) (Datum, error) {
	if len(b) < 12 {
		return Null, errShortMessage
	}
	u32 := func() uint32 {
		v := binary.BigEndian.Uint32(b)
		b = b[4:]
		return v
	}
	ndim, flags, elem := int32(u32()), u32(), OID(u32())
	switch {
	case ndim < 0:
		return Null, pgerror.New(pgerror.InvalidBinaryRepresentation, "invalid number of dimensions: %d", ndim)
	case ndim > MaxDims:
		return Null, pgerror.New(pgerror.ProgramLimitExceeded, "number of array dimensions (%d) exceeds the maximum allowed (%d)", ndim, MaxDims)
	case flags > 1:
		return Null, pgerror.New(pgerror.InvalidBinaryRepresentation, "invalid array flags")
	case elem != t.elem.OID:
		return Null, pgerror.New(pgerror.DatatypeMismatch, "binary data has array element type %d (%s) instead of expected %d (%s)", elem, nameOf(elem), t.elem.OID, t.elem)
	case len(b) < int(ndim)*8:
		return Null, errShortMessage
	}
	a := &Array{Elem: t.elem}
	total := int64(1)
	for range ndim {
		d := Dim{Len: int32(u32()), Lower: int32(u32())}
		if d.Len < 0 || int64(d.Lower)+int64(d.Len)-1 > 1<<31-1 {
			return Null, pgerror.New(pgerror.ArraySubscriptError, "array lower bound is too large: %d", d.Lower)
		}
		a.Dims = append(a.Dims, d)
		if total *= int64(d.Len); total > MaxArrayItems {
			return Null, ErrArrayTooLarge
		}
	}
	if ndim == 0 || total == 0 {
		a.Dims = nil
		return NewArray(a), nil
	}
	return decodeArrayItems(a, total, typmod, b, env)
}

// nameOf is the name of the type of an OID that came from outside.
func nameOf(oid OID) string {
	if t, ok := ByOID(oid); ok {
		return t.String()
	}
	return "???"
}

func decodeArrayItems(a *Array, total int64, typmod int32, b []byte, env *Env) (Datum, error) {
	if int64(len(b)) < total*4 {
		return Null, errShortMessage
	}
	if int64(len(b)) < 4*total {
		return Null, errShortMessage
	}
	if err := env.Room(total * int64(DatumBytes)); err != nil {
		return Null, err
	}
	a.Items = make([]Datum, 0, total)
	for i := range total {
		if len(b) < 4 {
			return Null, errShortMessage
		}
		n := int32(binary.BigEndian.Uint32(b))
		b = b[4:]
		if n == -1 {
			a.Items = append(a.Items, Null)
			continue
		}
		if n < 0 || int(n) > len(b) {
			return Null, errShortMessage
		}
		d, err := DecodeBinary(a.Elem, typmod, b[:n], env)
		if err == ErrBinaryFormat {
			err = pgerror.New(pgerror.InvalidBinaryRepresentation, "improper binary format in array element %d", i+1)
		}
		if err != nil {
			return Null, err
		}
		a.Items = append(a.Items, d)
		b = b[n:]
	}
	if len(b) > 0 {
		return Null, ErrBinaryFormat
	}
	return NewArray(a), nil
}

// appendRecord prints a row value as record_out.
func appendRecord(dst []byte, r *Record, env *Env) []byte {
	dst = append(dst, '(')
	for i, v := range r.Values {
		if i > 0 {
			dst = append(dst, ',')
		}
		if v.IsNull() {
			continue
		}
		at := len(dst)
		dst = AppendText(dst, r.Types[i], v, env)
		if raw := string(dst[at:]); raw == "" || strings.ContainsAny(raw, "\"\\(), \t\n\r\v\f") {
			dst = append(dst[:at], '"')
			for j := range len(raw) {
				if raw[j] == '"' || raw[j] == '\\' {
					dst = append(dst, raw[j])
				}
				dst = append(dst, raw[j])
			}
			dst = append(dst, '"')
		}
	}
	return append(dst, ')')
}

func appendRecordBinary(dst []byte, r *Record, env *Env) ([]byte, error) {
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(r.Values)))
	for i, v := range r.Values {
		dst = binary.BigEndian.AppendUint32(dst, uint32(r.Types[i].OID))
		var err error
		if dst, err = appendSized(dst, r.Types[i], v, env); err != nil {
			return dst, err
		}
	}
	return dst, nil
}
