package builtin

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
	"github.com/isochrondb/isochron/sql/types"
)

func textFn1(op func(s string) string) body {
	return body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return types.Text(op(a.Text())), nil }}
}

func textInt(op func(s string) int) body {
	return body{f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return types.Int(int64(op(a.Text()))), nil }}
}

func textBodies() map[string]body {
	cased := func(all, ascii func(string) string) body {
		return body{f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
			if env != nil && env.ASCIILetters {
				return types.Text(ascii(a.Text())), nil
			}
			return types.Text(all(a.Text())), nil
		}}
	}
	lower, upper := cased(strings.ToLower, asciiLower), cased(strings.ToUpper, asciiUpper)
	return map[string]body{
		"textlen": textInt(textLength), "bpcharlen": textInt(func(s string) int { return textLength(types.TrimBlanks(s)) }),
		"textoctetlen": textInt(func(s string) int { return len(s) }), "bpcharoctetlen": textInt(func(s string) int { return len(s) }),
		"bit_length(text)":  textInt(func(s string) int { return len(s) * 8 }),
		"bit_length(bytea)": textInt(func(s string) int { return len(s) * 8 }),
		"text_substr": {fn: func(_ *types.Env, a []types.Datum) (types.Datum, error) {
			return substr(a[0], a[1].Int(), a[2].Int(), true)
		}},
		"text_substr_no_len": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return substr(a, b.Int(), 0, false)
		}},
		"btrim": trimBody(true, true), "ltrim": trimBody(true, false), "rtrim": trimBody(false, true),
		"btrim1": textFn1(func(s string) string { return strings.Trim(s, " ") }),
		"ltrim1": textFn1(func(s string) string { return strings.TrimLeft(s, " ") }),
		"rtrim1": textFn1(types.TrimBlanks),
		"textoverlay": {fn: func(_ *types.Env, a []types.Datum) (types.Datum, error) {
			return overlay(a[0].Text(), a[1].Text(), a[2].Int(), a[3].Int())
		}},
		"textoverlay_no_len": {fn: func(_ *types.Env, a []types.Datum) (types.Datum, error) {
			return overlay(a[0].Text(), a[1].Text(), a[2].Int(), int64(textLength(a[1].Text())))
		}},
		"textpos": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Int(position(a.Text(), b.Text())), nil
		}},
		"lpad": {fn: func(env *types.Env, a []types.Datum) (types.Datum, error) {
			return pad(env, a[0].Text(), a[1].Int(), a[2].Text(), true)
		}},
		"rpad": {fn: func(env *types.Env, a []types.Datum) (types.Datum, error) {
			return pad(env, a[0].Text(), a[1].Int(), a[2].Text(), false)
		}},
		"lpad(text,int4)": {f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
			return pad(env, a.Text(), b.Int(), " ", true)
		}},
		"rpad(text,int4)": {f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
			return pad(env, a.Text(), b.Int(), " ", false)
		}},
		"repeat":       {f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) { return repeatText(env, a.Text(), b.Int()) }},
		"text_reverse": textFn1(reverseText),
		"lower":        lower, "upper": upper,
		"initcap": cased(initcap, asciiInitcap),
		"chr":     {f1: chrOf},
		"ascii": textInt(func(s string) int {
			r, _ := utf8.DecodeRuneInString(s)
			return runeOrZero(s, r)
		}),
		"text_left": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Text(leftText(a.Text(), b.Int())), nil
		}},
		"text_right": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Text(rightText(a.Text(), b.Int())), nil
		}},
		"translate": {fn: func(_ *types.Env, a []types.Datum) (types.Datum, error) {
			return types.Text(translate(a[0].Text(), a[1].Text(), a[2].Text())), nil
		}},
		"replace_text": {fn: replaceText},
		"text_starts_with": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			return types.Bool(strings.HasPrefix(a.Text(), b.Text())), nil
		}},
		"split_part": {fn: func(env *types.Env, a []types.Datum) (types.Datum, error) {
			return splitPart(a[0].Text(), a[1].Text(), a[2].Int())
		}},
		"textcat":                      {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) { return types.Text(a.Text() + b.Text()), nil }},
		"textanycat(text,anynonarray)": {gen: func(f *Function) body { return catBody(f.Args[0], f.Args[1]) }},
		"anytextcat(anynonarray,text)": {gen: func(f *Function) body { return catBody(f.Args[0], f.Args[1]) }},
		"text_concat": {gen: func(f *Function) body {
			return body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) { return concat(env, f.Args, args) }}
		}},
		"text_concat_ws": {gen: func(f *Function) body {
			return body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) { return concatWS(env, f.Args, args) }}
		}},
		"quote_ident":   textFn1(types.QuoteIdent),
		"quote_literal": textFn1(types.QuoteLiteral),
		"quote_literal(anyelement)": {gen: func(f *Function) body {
			return body{f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
				return types.Text(types.QuoteLiteral(types.CastText(f.Args[0], a, env))), nil
			}}
		}},
		"quote_nullable": {f1: func(_ *types.Env, a types.Datum) (types.Datum, error) { return quoteNullable(types.TText, a, nil), nil }},
		"quote_nullable(anyelement)": {gen: func(f *Function) body {
			return body{f1: func(env *types.Env, a types.Datum) (types.Datum, error) { return quoteNullable(f.Args[0], a, env), nil }}
		}},
		"textlike": likeBody(matchLike, true), "textnlike": likeBody(matchLike, false),
		"namelike": likeBody(matchLike, true), "namenlike": likeBody(matchLike, false),
		"bytealike": likeBody(matchLikeBytes, true), "byteanlike": likeBody(matchLikeBytes, false),
		"texticlike": likeBody(matchILike, true), "texticnlike": likeBody(matchILike, false),
		"nameiclike": likeBody(matchILike, true), "nameicnlike": likeBody(matchILike, false),
		"like_escape": {f2: likeEscape}, "like_escape_bytea": {f2: likeEscapeBytes},
		"text_format":    {gen: formatBody},
		"text_format_nv": {gen: formatBody},
		"md5_text": {f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
			sum, err := digest(env, md5.New(), a.Text())
			return types.Text(hex.EncodeToString(sum)), err
		}},
		"md5_bytea": {f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
			sum, err := digest(env, md5.New(), a.Text())
			return types.Text(hex.EncodeToString(sum)), err
		}},
		"sha224_bytea": digestBody(sha256.New224), "sha256_bytea": digestBody(sha256.New),
		"sha384_bytea": digestBody(sha512.New384), "sha512_bytea": digestBody(sha512.New),
		"unicode_normalize_func": {fn: normalizeText},
		"unicode_is_normalized":  {fn: isNormalized},
		"nameconcatoid": {f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
			suffix := "_" + strconv.FormatInt(b.Int(), 10)
			return types.Text(truncateBytes(a.Text(), types.NameBytes-len(suffix)) + suffix), nil
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

// substr counts characters from 1; positions before the first shorten the
// result.
func substr(d types.Datum, start, length int64, bounded bool) (types.Datum, error) {
	s := d.Text()
	end := int64(len(s)) + 1
	if bounded {
		if length < 0 {
			return types.Null, types.ErrNegativeSubstring
		}
		end = start + length
	}
	from := max(start, 1)
	if end <= from {
		return types.Text(""), nil
	}
	s = s[types.RuneOffset(s, int(min(from-1, int64(len(s))))):]
	return types.Text(s[:types.RuneOffset(s, int(min(end-from, int64(len(s)))))]), nil
}

func trimBody(left, right bool) body {
	return body{f2: func(_ *types.Env, a, b types.Datum) (types.Datum, error) {
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
		return types.Text(s), nil
	}}
}

func overlay(s, with string, start, length int64) (types.Datum, error) {
	if start <= 0 {
		return types.Null, types.ErrNegativeSubstring
	}
	after, ok := types.AddInt64Any(start, length)
	if !ok || after != int64(int32(after)) {
		return types.Null, types.ErrInt4Range
	}
	head, err := substr(types.Text(s), 1, start-1, true)
	if err != nil {
		return types.Null, err
	}
	tail, err := substr(types.Text(s), after, 0, false)
	return types.Text(head.Text() + with + tail.Text()), err
}

// position counts characters before the first occurrence, from 1; 0 is none.
func position(s, sub string) int64 {
	i := strings.Index(s, sub)
	if i < 0 {
		return 0
	}
	return int64(textLength(s[:i])) + 1
}

func pad(env *types.Env, s string, length int64, fill string, left bool) (types.Datum, error) {
	length = max(length, 0)
	n := int64(textLength(s))
	if n >= length {
		return types.Text(s[:types.RuneOffset(s, int(length))]), nil
	}
	if fill == "" {
		return types.Text(s), nil
	}
	missing := length - n
	if missing > types.ValueBytesMax {
		return types.Null, types.ErrRequestedLength
	}
	fillLen := int64(textLength(fill))
	if err := env.Room(int64(len(s)) + (missing/fillLen+1)*int64(len(fill))); err != nil {
		return types.Null, err
	}
	padding := strings.Repeat(fill, int(missing/fillLen)) + fill[:types.RuneOffset(fill, int(missing%fillLen))]
	if left {
		return types.Text(padding + s), nil
	}
	return types.Text(s + padding), nil
}

func repeatText(env *types.Env, s string, n int64) (types.Datum, error) {
	if n <= 0 || s == "" {
		return types.Text(""), nil
	}
	if n > types.ValueBytesMax/int64(len(s)) {
		return types.Null, types.ErrRequestedLength
	}
	if err := env.Room(n * int64(len(s))); err != nil {
		return types.Null, err
	}
	return types.Text(strings.Repeat(s, int(n))), nil
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

func chrOf(_ *types.Env, a types.Datum) (types.Datum, error) {
	v := a.Int()
	switch {
	case v < 0:
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "character number must be positive")
	case v == 0:
		return types.Null, pgerror.New(pgerror.ProgramLimitExceeded, "null character not permitted")
	case v > unicode.MaxRune:
		return types.Null, pgerror.New(pgerror.ProgramLimitExceeded, "requested character too large for encoding: %d", v)
	case !utf8.ValidRune(rune(v)):
		return types.Null, pgerror.New(pgerror.ProgramLimitExceeded, "requested character not valid for encoding: %d", v)
	}
	return types.Text(string(rune(v))), nil
}

func leftText(s string, n int64) string {
	if n < 0 {
		n = max(int64(textLength(s))+n, 0)
	}
	return s[:types.RuneOffset(s, int(min(n, int64(len(s)))))]
}

func rightText(s string, n int64) string {
	skip := -n
	if n >= 0 {
		skip = max(int64(textLength(s))-n, 0)
	}
	return s[types.RuneOffset(s, int(min(skip, int64(len(s))))):]
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

func replaceText(env *types.Env, a []types.Datum) (types.Datum, error) {
	s, from, to := a[0].Text(), a[1].Text(), a[2].Text()
	if from == "" || s == "" {
		return a[0], nil
	}
	n := strings.Count(s, from)
	if err := env.Room(int64(len(s)) + int64(n)*int64(len(to)-len(from))); err != nil {
		return types.Null, err
	}
	return types.Text(strings.ReplaceAll(s, from, to)), nil
}

// stringBytes is what a string takes besides its text.
const stringBytes = 16

// splitPart looks no further than the field.
func splitPart(s, sep string, n int64) (types.Datum, error) {
	switch {
	case n == 0:
		return types.Null, pgerror.New(pgerror.InvalidParameterValue, "field position must not be zero")
	case sep == "" || s == "":
		if n != 1 && n != -1 {
			s = ""
		}
		return types.Text(s), nil
	}
	for ; n > 1; n-- {
		_, rest, ok := strings.Cut(s, sep)
		if !ok {
			return types.Text(""), nil
		}
		s = rest
	}
	if n == 1 {
		s, _, _ = strings.Cut(s, sep)
		return types.Text(s), nil
	}
	return types.Text(splitFromEnd(s, sep, -n)), nil
}

// splitFromEnd is the n-th field from the end, where fields are divided from the beginning on, as where sep overlaps
// itself.
func splitFromEnd(s, sep string, n int64) string {
	fields := int64(strings.Count(s, sep)) + 1
	if n > fields {
		return ""
	}
	for ; fields > n; fields-- {
		_, s, _ = strings.Cut(s, sep)
	}
	s, _, _ = strings.Cut(s, sep)
	return s
}

// catBody is || where one side is not text.
func catBody(left, right *types.Type) body {
	return body{f2: func(env *types.Env, a, b types.Datum) (types.Datum, error) {
		return types.Text(types.CastText(left, a, env) + types.CastText(right, b, env)), nil
	}}
}

func concat(env *types.Env, ts []*types.Type, args []types.Datum) (types.Datum, error) {
	var b []byte
	for i, d := range args {
		if !d.IsNull() {
			b = types.AppendText(b, typeAt(ts, i), d, env)
		}
	}
	return types.TextAlias(b), nil
}

// typeAt is the type of a variadic argument; the last repeats where an array
// was spread.
func typeAt(ts []*types.Type, i int) *types.Type {
	if i < len(ts)-1 {
		return ts[i]
	}
	t := ts[len(ts)-1]
	if i >= len(ts) && t.Elem() != nil {
		return t.Elem()
	}
	return t
}

func concatWS(env *types.Env, ts []*types.Type, args []types.Datum) (types.Datum, error) {
	if args[0].IsNull() {
		return types.Null, nil
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
		b, some = types.AppendText(b, typeAt(ts, i+1), d, env), true
	}
	return types.TextAlias(b), nil
}

func quoteNullable(t *types.Type, d types.Datum, env *types.Env) types.Datum {
	if d.IsNull() {
		return types.Text("NULL")
	}
	return types.Text(types.QuoteLiteral(types.CastText(t, d, env)))
}

// formatBody is format(): %s, %I, %L, %%, with positions, flags and widths.
func formatBody(f *Function) body {
	return body{fn: func(env *types.Env, args []types.Datum) (types.Datum, error) {
		if args[0].IsNull() {
			return types.Null, nil
		}
		p := formatter{s: args[0].Text(), types: f.Args, args: args, env: env, room: types.GrowingValue{Env: env}}
		return p.run()
	}}
}

type formatter struct {
	s     string
	types []*types.Type
	args  []types.Datum
	env   *types.Env
	next  int // argument used last
	out   strings.Builder
	room  types.GrowingValue
}

func (p *formatter) run() (types.Datum, error) {
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
			return types.Null, err
		}
	}
	return types.Text(p.out.String()), nil
}

var errFormatEnd = pgerror.New(pgerror.InvalidParameterValue, "unterminated format() type specifier").
	WithHint("For a single \"%%\" use \"%%%%\".")

var errFormatZero = pgerror.New(pgerror.InvalidParameterValue, "format specifies argument 0, but arguments are numbered from 1")

func (p *formatter) number() (int, bool) {
	n := 0
	for n < len(p.s) && types.IsDigit(p.s[n]) {
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
func (p *formatter) widthOf(d types.Datum, t *types.Type) (int, error) {
	if d.IsNull() {
		return 0, nil
	}
	if t != types.TInt2 && t != types.TInt4 {
		var err error
		if d, err = types.DecodeText(types.TInt4, types.NoTypmod, types.CastText(t, d, p.env), p.env); err != nil {
			return 0, err
		}
	}
	return int(d.Int()), nil
}

// arg takes the argument at a position, or the next.
func (p *formatter) arg(position int) (types.Datum, *types.Type, error) {
	if position == 0 {
		position = p.next + 1
	}
	p.next = position
	if position >= len(p.args) {
		return types.Null, nil, pgerror.New(pgerror.InvalidParameterValue, "too few arguments for format()")
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
		s = types.QuoteIdent(types.String(t, d, p.env))
	case kind == 'L':
		s = types.QuoteLiteral(types.String(t, d, p.env))
	default:
		s = types.String(t, d, p.env)
	}
	if err := p.room.To(int64(p.out.Len()) + int64(len(s)) + int64(width)); err != nil {
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
func digest(env *types.Env, h hash.Hash, s string) ([]byte, error) {
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
	return body{f1: func(env *types.Env, a types.Datum) (types.Datum, error) {
		b, err := digest(env, sum(), a.Text())
		return types.Bytes(b), err
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

func normalizeText(_ *types.Env, args []types.Datum) (types.Datum, error) {
	f, err := normalFormOf(args)
	if err != nil {
		return types.Null, err
	}
	return types.Text(f.String(args[0].Text())), nil
}

func isNormalized(_ *types.Env, args []types.Datum) (types.Datum, error) {
	f, err := normalFormOf(args)
	if err != nil {
		return types.Null, err
	}
	return types.Bool(f.IsNormalString(args[0].Text())), nil
}

// normalFormOf is the form that the second argument names, NFC by default.
func normalFormOf(args []types.Datum) (norm.Form, error) {
	if len(args) == 1 {
		return norm.NFC, nil
	}
	return normalForm(args[1].Text())
}
