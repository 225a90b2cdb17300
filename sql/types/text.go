package types

import (
	"crypto/md5"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"io"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/isochrondb/isochron/sql/pgerror"
)

func textFn1(op func(s string) string) body {
	return body{f1: func(_ *Env, a Datum) (Datum, error) { return Text(op(a.Text())), nil }}
}

func textInt(op func(s string) int) body {
	return body{f1: func(_ *Env, a Datum) (Datum, error) { return Int(int64(op(a.Text()))), nil }}
}

func textBodies() map[string]body {
	lower := textFn1(strings.ToLower)
	upper := textFn1(strings.ToUpper)
	return map[string]body{
		"textlen": textInt(textLength), "bpcharlen": textInt(func(s string) int { return textLength(trimBlanks(s)) }),
		"textoctetlen": textInt(func(s string) int { return len(s) }), "bpcharoctetlen": textInt(func(s string) int { return len(s) }),
		"bit_length(text)":  textInt(func(s string) int { return len(s) * 8 }),
		"bit_length(bytea)": textInt(func(s string) int { return len(s) * 8 }),
		"text_substr":       {fn: func(_ *Env, a []Datum) (Datum, error) { return substr(a[0], a[1].Int(), a[2].Int(), true) }},
		"text_substr_no_len": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			return substr(a, b.Int(), 0, false)
		}},
		"btrim": trimBody(true, true), "ltrim": trimBody(true, false), "rtrim": trimBody(false, true),
		"btrim1": textFn1(func(s string) string { return strings.Trim(s, " ") }),
		"ltrim1": textFn1(func(s string) string { return strings.TrimLeft(s, " ") }),
		"rtrim1": textFn1(trimBlanks),
		"textoverlay": {fn: func(_ *Env, a []Datum) (Datum, error) {
			return overlay(a[0].Text(), a[1].Text(), a[2].Int(), a[3].Int())
		}},
		"textoverlay_no_len": {fn: func(_ *Env, a []Datum) (Datum, error) {
			return overlay(a[0].Text(), a[1].Text(), a[2].Int(), int64(textLength(a[1].Text())))
		}},
		"textpos":         {f2: func(_ *Env, a, b Datum) (Datum, error) { return Int(position(a.Text(), b.Text())), nil }},
		"lpad":            {fn: func(env *Env, a []Datum) (Datum, error) { return pad(env, a[0].Text(), a[1].Int(), a[2].Text(), true) }},
		"rpad":            {fn: func(env *Env, a []Datum) (Datum, error) { return pad(env, a[0].Text(), a[1].Int(), a[2].Text(), false) }},
		"lpad(text,int4)": {f2: func(env *Env, a, b Datum) (Datum, error) { return pad(env, a.Text(), b.Int(), " ", true) }},
		"rpad(text,int4)": {f2: func(env *Env, a, b Datum) (Datum, error) { return pad(env, a.Text(), b.Int(), " ", false) }},
		"repeat":          {f2: func(env *Env, a, b Datum) (Datum, error) { return repeatText(env, a.Text(), b.Int()) }},
		"text_reverse":    textFn1(reverseText),
		"lower":           lower, "upper": upper,
		"initcap": textFn1(initcap),
		"chr":     {f1: chrOf},
		"ascii": textInt(func(s string) int {
			r, _ := utf8.DecodeRuneInString(s)
			return runeOrZero(s, r)
		}),
		"text_left":  {f2: func(_ *Env, a, b Datum) (Datum, error) { return Text(leftText(a.Text(), b.Int())), nil }},
		"text_right": {f2: func(_ *Env, a, b Datum) (Datum, error) { return Text(rightText(a.Text(), b.Int())), nil }},
		"translate": {fn: func(_ *Env, a []Datum) (Datum, error) {
			return Text(translate(a[0].Text(), a[1].Text(), a[2].Text())), nil
		}},
		"replace_text":     {fn: replaceText},
		"text_starts_with": {f2: func(_ *Env, a, b Datum) (Datum, error) { return Bool(strings.HasPrefix(a.Text(), b.Text())), nil }},
		"split_part": {fn: func(env *Env, a []Datum) (Datum, error) {
			return splitPart(env, a[0].Text(), a[1].Text(), a[2].Int())
		}},
		"textcat":                      {f2: func(_ *Env, a, b Datum) (Datum, error) { return Text(a.Text() + b.Text()), nil }},
		"textanycat(text,anynonarray)": {gen: func(f *Function) body { return catBody(f.Args[0], f.Args[1]) }},
		"anytextcat(anynonarray,text)": {gen: func(f *Function) body { return catBody(f.Args[0], f.Args[1]) }},
		"text_concat": {gen: func(f *Function) body {
			return body{fn: func(env *Env, args []Datum) (Datum, error) { return concat(env, f.Args, args) }}
		}},
		"text_concat_ws": {gen: func(f *Function) body {
			return body{fn: func(env *Env, args []Datum) (Datum, error) { return concatWS(env, f.Args, args) }}
		}},
		"quote_ident":   textFn1(QuoteIdent),
		"quote_literal": textFn1(QuoteLiteral),
		"quote_literal(anyelement)": {gen: func(f *Function) body {
			return body{f1: func(env *Env, a Datum) (Datum, error) { return Text(QuoteLiteral(String(f.Args[0], a, env))), nil }}
		}},
		"quote_nullable": {f1: func(_ *Env, a Datum) (Datum, error) { return quoteNullable(TText, a, nil), nil }},
		"quote_nullable(anyelement)": {gen: func(f *Function) body {
			return body{f1: func(env *Env, a Datum) (Datum, error) { return quoteNullable(f.Args[0], a, env), nil }}
		}},
		"textlike": likeBody(matchLike, true), "textnlike": likeBody(matchLike, false),
		"namelike": likeBody(matchLike, true), "namenlike": likeBody(matchLike, false),
		"bytealike": likeBody(matchLikeBytes, true), "byteanlike": likeBody(matchLikeBytes, false),
		"texticlike": likeBody(matchILike, true), "texticnlike": likeBody(matchILike, false),
		"nameiclike": likeBody(matchILike, true), "nameicnlike": likeBody(matchILike, false),
		"like_escape": {f2: likeEscape}, "like_escape_bytea": {f2: likeEscapeBytes},
		"text_format":    {gen: formatBody},
		"text_format_nv": {gen: formatBody},
		"md5_text": {f1: func(env *Env, a Datum) (Datum, error) {
			sum, err := digest(env, md5.New(), a.Text())
			return Text(hex.EncodeToString(sum)), err
		}},
		"md5_bytea": {f1: func(env *Env, a Datum) (Datum, error) {
			sum, err := digest(env, md5.New(), a.Text())
			return Text(hex.EncodeToString(sum)), err
		}},
		"sha224_bytea": digestBody(sha256.New224), "sha256_bytea": digestBody(sha256.New),
		"sha384_bytea": digestBody(sha512.New384), "sha512_bytea": digestBody(sha512.New),
		"unicode_normalize_func": {fn: normalizeText},
		"unicode_is_normalized":  {fn: isNormalized},
		"nameconcatoid": {f2: func(_ *Env, a, b Datum) (Datum, error) {
			suffix := "_" + strconv.FormatInt(b.Int(), 10)
			return Text(truncateBytes(a.Text(), nameBytes-len(suffix)) + suffix), nil
		}},
	}
}

func runeOrZero(s string, r rune) int {
	if s == "" {
		return 0
	}
	return int(r)
}

func truncateBytes(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

var errNegativeSubstring = pgerror.New(pgerror.SubstringError, "negative substring length not allowed")

// substr counts characters from 1; positions before the first shorten the
// result.
func substr(d Datum, start, length int64, bounded bool) (Datum, error) {
	s := d.Text()
	end := int64(len(s)) + 1
	if bounded {
		if length < 0 {
			return Null, errNegativeSubstring
		}
		end = start + length
	}
	from := max(start, 1)
	if end <= from {
		return Text(""), nil
	}
	s = s[runeOffset(s, int(min(from-1, int64(len(s))))):]
	return Text(s[:runeOffset(s, int(min(end-from, int64(len(s)))))]), nil
}

func trimBody(left, right bool) body {
	return body{f2: func(_ *Env, a, b Datum) (Datum, error) {
		s, set := a.Text(), b.Text()
		if set == "" {
			return a, nil
		}
		if left {
			s = strings.TrimLeft(s, set)
		}
		if right {
			s = strings.TrimRight(s, set)
		}
		return Text(s), nil
	}}
}

func overlay(s, with string, start, length int64) (Datum, error) {
	if start <= 0 {
		return Null, errNegativeSubstring
	}
	after, ok := addInt64Any(start, length)
	if !ok || after != int64(int32(after)) {
		return Null, errInt4Range
	}
	head, err := substr(Text(s), 1, start-1, true)
	if err != nil {
		return Null, err
	}
	tail, err := substr(Text(s), after, 0, false)
	return Text(head.Text() + with + tail.Text()), err
}

// position counts characters before the first occurrence, from 1; 0 is none.
func position(s, sub string) int64 {
	i := strings.Index(s, sub)
	if i < 0 {
		return 0
	}
	return int64(textLength(s[:i])) + 1
}

func pad(env *Env, s string, length int64, fill string, left bool) (Datum, error) {
	length = max(length, 0)
	n := int64(textLength(s))
	if n >= length {
		return Text(s[:runeOffset(s, int(length))]), nil
	}
	if fill == "" {
		return Text(s), nil
	}
	missing := length - n
	if missing > ValueBytesMax {
		return Null, errRequestedLength
	}
	fillLen := int64(textLength(fill))
	if err := env.Room(int64(len(s)) + (missing/fillLen+1)*int64(len(fill))); err != nil {
		return Null, err
	}
	padding := strings.Repeat(fill, int(missing/fillLen)) + fill[:runeOffset(fill, int(missing%fillLen))]
	if left {
		return Text(padding + s), nil
	}
	return Text(s + padding), nil
}

func repeatText(env *Env, s string, n int64) (Datum, error) {
	if n <= 0 || s == "" {
		return Text(""), nil
	}
	if n > ValueBytesMax/int64(len(s)) {
		return Null, errRequestedLength
	}
	if err := env.Room(n * int64(len(s))); err != nil {
		return Null, err
	}
	return Text(strings.Repeat(s, int(n))), nil
}

func reverseText(s string) string {
	out := make([]byte, len(s))
	at := len(s)
	for i := 0; i < len(s); {
		_, n := utf8.DecodeRuneInString(s[i:])
		at -= n
		copy(out[at:], s[i:i+n])
		i += n
	}
	return string(out)
}

// initcap starts each run of letters and digits with an upper-case letter.
func initcap(s string) string {
	inside := false
	return strings.Map(func(r rune) rune {
		was := inside
		inside = unicode.IsLetter(r) || unicode.IsDigit(r)
		if was {
			return unicode.ToLower(r)
		}
		return unicode.ToUpper(r)
	}, s)
}

func chrOf(_ *Env, a Datum) (Datum, error) {
	v := a.Int()
	switch {
	case v < 0:
		return Null, pgerror.New(pgerror.InvalidParameterValue, "character number must be positive")
	case v == 0:
		return Null, pgerror.New(pgerror.ProgramLimitExceeded, "null character not permitted")
	case v > unicode.MaxRune:
		return Null, pgerror.New(pgerror.ProgramLimitExceeded, "requested character too large for encoding: %d", v)
	case !utf8.ValidRune(rune(v)):
		return Null, pgerror.New(pgerror.ProgramLimitExceeded, "requested character not valid for encoding: %d", v)
	}
	return Text(string(rune(v))), nil
}

func leftText(s string, n int64) string {
	if n < 0 {
		n = max(int64(textLength(s))+n, 0)
	}
	return s[:runeOffset(s, int(min(n, int64(len(s)))))]
}

func rightText(s string, n int64) string {
	skip := -n
	if n >= 0 {
		skip = max(int64(textLength(s))-n, 0)
	}
	return s[runeOffset(s, int(min(skip, int64(len(s))))):]
}

func translate(s, from, to string) string {
	t := []rune(to)
	at, n := make(map[rune]int), 0
	for _, r := range from {
		if _, ok := at[r]; !ok {
			at[r] = n
		}
		n++
	}
	var b strings.Builder
	for _, r := range s {
		i, ok := at[r]
		if !ok {
			i = -1
		}
		switch {
		case i < 0:
			b.WriteRune(r)
		case i < len(t):
			b.WriteRune(t[i])
		}
	}
	return b.String()
}

func replaceText(env *Env, a []Datum) (Datum, error) {
	s, from, to := a[0].Text(), a[1].Text(), a[2].Text()
	if from == "" || s == "" {
		return a[0], nil
	}
	n := strings.Count(s, from)
	if err := env.Room(int64(len(s)) + int64(n)*int64(len(to)-len(from))); err != nil {
		return Null, err
	}
	return Text(strings.ReplaceAll(s, from, to)), nil
}

// stringBytes is what a string takes besides its text.
const stringBytes = 16

func splitPart(env *Env, s, sep string, n int64) (Datum, error) {
	if n == 0 {
		return Null, pgerror.New(pgerror.InvalidParameterValue, "field position must not be zero")
	}
	parts := []string{s}
	if sep != "" && s != "" {
		if err := env.Room(stringBytes * int64(strings.Count(s, sep))); err != nil {
			return Null, err
		}
		parts = strings.Split(s, sep)
	}
	if n < 0 {
		n += int64(len(parts)) + 1
	}
	if n < 1 || n > int64(len(parts)) {
		return Text(""), nil
	}
	return Text(parts[n-1]), nil
}

// catBody is || where one side is not text.
func catBody(left, right *Type) body {
	return body{f2: func(env *Env, a, b Datum) (Datum, error) {
		return Text(castText(left, a, env) + castText(right, b, env)), nil
	}}
}

// castText is x::text: like the output function, but for booleans and char(n).
func castText(t *Type, d Datum, env *Env) string {
	switch {
	case t.OID == OIDText:
		return d.Text()
	case t.OID == OIDBool:
		return strconv.FormatBool(d.Bool())
	case t.OID == OIDBPChar:
		return trimBlanks(d.Text())
	case t.OID == OIDInet:
		return inetShown(d)
	}
	return String(t, d, env)
}

func concat(env *Env, ts []*Type, args []Datum) (Datum, error) {
	var b []byte
	for i, d := range args {
		if !d.IsNull() {
			b = AppendText(b, typeAt(ts, i), d, env)
		}
	}
	return TextAlias(b), nil
}

// typeAt is the type of a variadic argument; the last repeats where an array
// was spread.
func typeAt(ts []*Type, i int) *Type {
	if i < len(ts)-1 {
		return ts[i]
	}
	t := ts[len(ts)-1]
	if i >= len(ts) && t.elem != nil {
		return t.elem
	}
	return t
}

func concatWS(env *Env, ts []*Type, args []Datum) (Datum, error) {
	if args[0].IsNull() {
		return Null, nil
	}
	var b []byte
	some := false
	for i, d := range args[1:] {
		if d.IsNull() {
			continue
		}
		if some {
			b = append(b, args[0].Text()...)
		}
		b, some = AppendText(b, typeAt(ts, i+1), d, env), true
	}
	return TextAlias(b), nil
}

// QuoteIdent puts an identifier in double quotes unless it is a plain
// lower-case name and no key word.
func QuoteIdent(s string) string {
	safe := s != "" && (s[0] >= 'a' && s[0] <= 'z' || s[0] == '_')
	for i := range len(s) {
		c := s[i]
		safe = safe && (c >= 'a' && c <= 'z' || c == '_' || isDigit(c))
	}
	if safe && !isReserved(s) {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// QuoteLiteral writes a string as a literal, with E” if it has backslashes.
func QuoteLiteral(s string) string {
	quoted := "'" + strings.ReplaceAll(s, "'", "''") + "'"
	if strings.Contains(s, `\`) {
		return "E" + strings.ReplaceAll(quoted, `\`, `\\`)
	}
	return quoted
}

func quoteNullable(t *Type, d Datum, env *Env) Datum {
	if d.IsNull() {
		return Text("NULL")
	}
	return Text(QuoteLiteral(castText(t, d, env)))
}

// formatBody is format(): %s, %I, %L, %%, with positions, flags and widths.
func formatBody(f *Function) body {
	return body{fn: func(env *Env, args []Datum) (Datum, error) {
		if args[0].IsNull() {
			return Null, nil
		}
		p := formatter{s: args[0].Text(), types: f.Args, args: args, env: env, room: growing{env: env}}
		return p.run()
	}}
}

type formatter struct {
	s     string
	types []*Type
	args  []Datum
	env   *Env
	next  int // argument used last
	out   strings.Builder
	room  growing
}

func (p *formatter) run() (Datum, error) {
	for p.s != "" {
		i := strings.IndexByte(p.s, '%')
		if i < 0 {
			p.out.WriteString(p.s)
			break
		}
		p.out.WriteString(p.s[:i])
		p.s = p.s[i+1:]
		if strings.HasPrefix(p.s, "%") {
			p.out.WriteByte('%')
			p.s = p.s[1:]
			continue
		}
		if err := p.directive(); err != nil {
			return Null, err
		}
	}
	return Text(p.out.String()), nil
}

var errFormatEnd = pgerror.New(pgerror.InvalidParameterValue, "unterminated format() type specifier").
	WithHint("For a single \"%%\" use \"%%%%\".")

var errFormatZero = pgerror.New(pgerror.InvalidParameterValue, "format specifies argument 0, but arguments are numbered from 1")

func (p *formatter) number() (int, bool) {
	n := 0
	for n < len(p.s) && isDigit(p.s[n]) {
		n++
	}
	v, err := strconv.Atoi(p.s[:n])
	if n == 0 || err != nil {
		return 0, false
	}
	p.s = p.s[n:]
	return v, true
}

// directive reads [position$][-][width]type.
func (p *formatter) directive() error {
	position, width, left := 0, 0, false
	if n, ok := p.number(); ok {
		if strings.HasPrefix(p.s, "$") {
			if n == 0 {
				return errFormatZero
			}
			position, p.s = n, p.s[1:]
		} else {
			width = n
		}
	}
	for strings.HasPrefix(p.s, "-") {
		left, p.s = true, p.s[1:]
	}
	switch {
	case strings.HasPrefix(p.s, "*"):
		p.s = p.s[1:]
		if n, ok := p.number(); ok {
			if !strings.HasPrefix(p.s, "$") {
				return pgerror.New(pgerror.InvalidParameterValue, "width argument position must be ended by \"$\"")
			}
			if n == 0 {
				return errFormatZero
			}
			p.s, p.next = p.s[1:], n-1
		}
		d, t, err := p.arg(0)
		if err != nil {
			return err
		}
		if width, err = p.widthOf(d, t); err != nil {
			return err
		}
	default:
		if n, ok := p.number(); ok {
			width = n
		}
	}
	if width < 0 {
		width, left = -width, true
	}
	if p.s == "" {
		return errFormatEnd
	}
	return p.emit(position, width, left)
}

// widthOf is the width that an argument of any type gives: an integer, or the text of one.
func (p *formatter) widthOf(d Datum, t *Type) (int, error) {
	if d.IsNull() {
		return 0, nil
	}
	if t != TInt2 && t != TInt4 {
		var err error
		if d, err = DecodeText(TInt4, NoTypmod, castText(t, d, p.env), p.env); err != nil {
			return 0, err
		}
	}
	return int(d.Int()), nil
}

// arg takes the argument at a position, or the next.
func (p *formatter) arg(position int) (Datum, *Type, error) {
	if position == 0 {
		position = p.next + 1
	}
	p.next = position
	if position >= len(p.args) {
		return Null, nil, pgerror.New(pgerror.InvalidParameterValue, "too few arguments for format()")
	}
	return p.args[position], typeAt(p.types, position), nil
}

func (p *formatter) emit(position, width int, left bool) error {
	kind := p.s[0]
	p.s = p.s[1:]
	if kind != 's' && kind != 'I' && kind != 'L' {
		return pgerror.New(pgerror.InvalidParameterValue, "unrecognized format() type specifier \"%c\"", kind).
			WithHint("For a single \"%%\" use \"%%%%\".")
	}
	d, t, err := p.arg(position)
	if err != nil {
		return err
	}
	if err := p.env.Room(int64(d.MemoryBytes())); err != nil {
		return err
	}
	s := ""
	switch {
	case d.IsNull() && kind == 'I':
		return pgerror.New(pgerror.NullValueNotAllowed, "null values cannot be formatted as an SQL identifier")
	case d.IsNull() && kind == 'L':
		s = "NULL"
	case d.IsNull():
	case kind == 'I':
		s = QuoteIdent(String(t, d, p.env))
	case kind == 'L':
		s = QuoteLiteral(String(t, d, p.env))
	default:
		s = String(t, d, p.env)
	}
	if err := p.room.to(int64(p.out.Len()) + int64(len(s)) + int64(width)); err != nil {
		return err
	}
	fill := strings.Repeat(" ", max(width-textLength(s), 0))
	if left {
		p.out.WriteString(s + fill)
	} else {
		p.out.WriteString(fill + s)
	}
	return nil
}

// digest sums a text, piece by piece.
func digest(env *Env, h hash.Hash, s string) ([]byte, error) {
	const piece = 256 << 10 // some 100 µs
	for {
		if err := env.Checkpoint(); err != nil {
			return nil, err
		}
		n := min(len(s), piece)
		_, _ = io.WriteString(h, s[:n]) // never fails
		if s = s[n:]; s == "" {
			return h.Sum(nil), nil
		}
	}
}

func digestBody(sum func() hash.Hash) body {
	return body{f1: func(env *Env, a Datum) (Datum, error) {
		b, err := digest(env, sum(), a.Text())
		return Bytes(b), err
	}}
}

func normalForm(name string) (norm.Form, error) {
	switch strings.ToUpper(name) {
	case "NFC":
		return norm.NFC, nil
	case "NFD":
		return norm.NFD, nil
	case "NFKC":
		return norm.NFKC, nil
	case "NFKD":
		return norm.NFKD, nil
	}
	return 0, pgerror.New(pgerror.InvalidParameterValue, "invalid normalization form: %s", name)
}

func normalizeText(_ *Env, args []Datum) (Datum, error) {
	f, err := normalFormOf(args)
	if err != nil {
		return Null, err
	}
	return Text(f.String(args[0].Text())), nil
}

func isNormalized(_ *Env, args []Datum) (Datum, error) {
	f, err := normalFormOf(args)
	if err != nil {
		return Null, err
	}
	return Bool(f.IsNormalString(args[0].Text())), nil
}

// normalFormOf is the form that the second argument names, NFC by default.
func normalFormOf(args []Datum) (norm.Form, error) {
	if len(args) == 1 {
		return norm.NFC, nil
	}
	return normalForm(args[1].Text())
}
