package builtin

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/cockroachdb/apd/v3"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// numTemplate is a template of to_char and to_number for numbers.
type numTemplate struct {
	nodes     []numNode
	pre       int // digits before the point
	post      int // digits after it
	multiply  int // digits after V
	zeroStart int // 1-based place of the first 0 among the digits; 0 none
	zeroEnd   int // place of the last 0
	fill      bool
	lsign     byte // 'l' an S before the point, 't' after it, 0 none
	signAt    int  // digits before that S
	plus      bool // PL or SG
	minus     bool // MI or SG
	bracket   bool // PR
	decimal   bool
	roman     bool
	exponent  bool
	blank     bool // B
	below     bool // a float below 0, which keeps its sign where it is rounded to 0
	v         bool
	places    int // digits so far
}

// numNode is one pattern, or text if kind is 0.
type numNode struct {
	kind byte // '9' '0' '.' 'D' ',' 'G' 'S' 'M' 'P' '+' '<' 'L' 't' 'R' …
	text string
}

func numSyntax(format string, args ...any) *pgerror.Error {
	return pgerror.New(pgerror.SyntaxError, format, args...)
}

// parseNumTemplate reads the patterns.
func parseNumTemplate(s string) (*numTemplate, error) {
	t := &numTemplate{}
	for s != "" {
		n, err := t.pattern(s)
		if err != nil {
			return nil, err
		}
		if n == 0 {
			var node templateNode
			node, s = templateText(s)
			t.nodes = append(t.nodes, numNode{text: node.raw})
			continue
		}
		s = s[n:]
	}
	return t, nil
}

// pattern takes one pattern from the front of s and returns its length, 0 for
// text.
func (t *numTemplate) pattern(s string) (int, error) {
	add := func(kind byte, n int) (int, error) {
		if t.exponent && kind != 'E' {
			return 0, numSyntax("\"EEEE\" must be the last pattern used")
		}
		t.nodes = append(t.nodes, numNode{kind: kind, text: s[:n]})
		return n, nil
	}
	signed := func(what string, kind byte) (int, error) {
		if t.lsign != 0 {
			return 0, numSyntax("cannot use \"S\" and \"%s\" together", what)
		}
		return add(kind, 2)
	}
	switch {
	case hasFold(s, "FM"):
		t.fill = true
		return 2, nil
	case hasFold(s, "EEEE"):
		if t.exponent {
			return 0, numSyntax("cannot use \"EEEE\" twice")
		}
		if t.lsign != 0 || t.plus || t.minus || t.bracket || t.v || t.fill || t.blank || t.roman {
			return 0, numSyntax("\"EEEE\" is incompatible with other formats").
				WithDetail("\"EEEE\" may only be used together with digit and decimal point patterns.")
		}
		t.exponent = true
		return add('E', 4)
	case hasFold(s, "PR"):
		if t.lsign != 0 || t.plus || t.minus {
			return 0, numSyntax("cannot use \"PR\" and \"S\"/\"PL\"/\"MI\"/\"SG\" together")
		}
		t.bracket = true
		return add('<', 2)
	case hasFold(s, "PL"):
		t.plus = true
		return signed("PL", 'P')
	case hasFold(s, "MI"):
		t.minus = true
		return signed("MI", 'M')
	case hasFold(s, "SG"):
		t.plus, t.minus = true, true
		return signed("SG", '+')
	case hasFold(s, "RN"):
		t.roman = true
		return add('R', 2)
	case hasFold(s, "TH"):
		return add('t', 2)
	}
	switch s[0] {
	case '9', '0':
		if t.bracket {
			return 0, numSyntax("\"%c\" must be ahead of \"PR\"", s[0])
		}
		t.digit(s[0] == '0')
		return add(s[0], 1)
	case '.', 'D', 'd':
		if t.decimal {
			return 0, numSyntax("multiple decimal points")
		}
		if t.v {
			return 0, numSyntax("cannot use \"V\" and decimal point together")
		}
		t.decimal = true
		return add('.', 1)
	case ',', 'G', 'g':
		return add(',', 1)
	case 'S', 's':
		if t.lsign != 0 {
			return 0, numSyntax("cannot use \"S\" twice")
		}
		if t.plus || t.minus || t.bracket {
			return 0, numSyntax("cannot use \"S\" and \"PL\"/\"MI\"/\"SG\"/\"PR\" together")
		}
		if t.lsign = 'l'; t.decimal {
			t.lsign = 't'
		}
		t.signAt = t.pre
		return add('S', 1)
	case 'L', 'l':
		return add('L', 1)
	case 'V', 'v':
		if t.decimal {
			return 0, numSyntax("cannot use \"V\" and decimal point together")
		}
		t.v = true
		return add('V', 1)
	case 'B', 'b':
		t.blank = true
		return 1, nil
	case 'C', 'c': // a currency that was never written
		return 1, nil
	}
	return 0, nil
}

func (t *numTemplate) digit(zero bool) {
	t.places++
	switch {
	case t.v && !zero:
		t.multiply++
	case t.decimal:
		t.post++
	default:
		t.pre++
		if zero && t.zeroStart == 0 {
			t.zeroStart = t.pre
		}
	}
	if zero {
		t.zeroEnd = t.places
	}
}

func numToChar(d types.Datum, template string) (types.Datum, error) {
	if template == "" {
		return types.Text(""), nil
	}
	t, err := parseNumTemplate(template)
	if err != nil {
		return types.Null, err
	}
	if t.roman {
		if _, err := numericToInt(types.TInt4, types.NumericRound(d, 0)); err != nil {
			return types.Null, err
		}
	}
	return t.toChar(d)
}

// int4ToChar is numToChar of an integer, whose powers of ten are those of a double.
func int4ToChar(v int64, template string) (types.Datum, error) {
	if t, err := parseNumTemplate(template); err == nil && t.exponent {
		return floatToChar(float64(v), false, template)
	}
	return numToChar(types.NumericInt(v), template)
}

// toChar writes a number by the template, once.
func (t *numTemplate) toChar(d types.Datum) (_ types.Datum, err error) {
	switch {
	case t.roman:
		return types.Text(t.romanText(d)), nil
	case t.exponent:
		return t.exponentText(d, scientific(d, t.post))
	}
	if t.multiply > 0 {
		if d, err = types.NumericMul(d, types.NumericBig(new(apd.BigInt).Set(types.Pow10(int32(t.multiply))), 0)); err != nil {
			return types.Null, err
		}
		t.widen()
	}
	th := slices.ContainsFunc(t.nodes, func(n numNode) bool { return n.kind == 't' })
	if th && t.pre == 0 && !t.decimal && types.NumericSign(types.NumericRound(d, 0)) >= 0 {
		return types.Null, pgerror.New(pgerror.InvalidTextRepresentation, "\".\" is not a number")
	}
	if th && types.NumericRank(d) == 2 && t.pre >= len("NaN") {
		return types.Null, pgerror.New(pgerror.InvalidTextRepresentation, "\"NaN\" is not a number")
	}
	if t.lsign == 'l' && t.signAt == t.pre {
		t.lsign = 't' // no digit follows it
	}
	return types.Text(t.format(d)), nil
}

// widen has the digits behind V stand before the point.
func (t *numTemplate) widen() {
	t.pre, t.multiply = t.pre+t.multiply, 0
	if t.zeroEnd > 0 && t.zeroStart == 0 {
		t.zeroStart = t.zeroEnd
	}
}

// format writes a number by the template.
func (t *numTemplate) format(d types.Datum) string {
	number, overflow := t.digits(d)
	w := numWriter{t: t, number: number, negative: types.NumericSign(d) < 0 && types.NumericRank(d) == 0 || types.NumericRank(d) == -1}
	whole, _, _ := strings.Cut(number, ".")
	w.blanks = max(t.pre-len(whole), 0)
	if overflow && len(whole) > t.pre {
		w.blanks = 0
	}
	if types.NumericRank(d) == 0 && types.NumericSign(types.NumericRound(d, int32(t.post))) == 0 {
		w.negative = t.below
	}
	if t.fill {
		w.lastRelevant = t.relevant(number)
	} else {
		w.lastRelevant = -1
	}
	for _, n := range t.nodes {
		if w.node(n); w.cut {
			break
		}
	}
	return w.out.String()
}

// digits returns the absolute number, rounded, or hashes where it does not fit.
func (t *numTemplate) digits(d types.Datum) (s string, overflow bool) {
	hashes := func() string {
		out := strings.Repeat("#", t.pre)
		if t.decimal || t.post > 0 {
			out += "." + strings.Repeat("#", t.post)
		}
		return out
	}
	s = string(types.AppendNumeric(nil, numericAbs(types.NumericRound(d, int32(t.post))))) // NaN and Infinity are texts like others
	whole, _, _ := strings.Cut(s, ".")
	if len(whole) > t.pre {
		return hashes(), true
	}
	return s, false
}

// relevant is the index of the last character that FM keeps: zeros at the end
// go, but for those a 0 of the template asks for.
func (t *numTemplate) relevant(number string) int {
	dot := strings.IndexByte(number, '.')
	if dot < 0 {
		return -1
	}
	last := dot
	for i := dot + 1; i < len(number); i++ {
		if number[i] != '0' {
			last = i
		}
	}
	if t.zeroEnd > t.pre {
		last = max(last, min(dot+t.zeroEnd-t.pre, len(number)-1))
	}
	return last
}

// numWriter walks over the template and the digits together.
type numWriter struct {
	t            *numTemplate
	number       string
	at           int // in number
	place        int // digits and points of the template so far
	blanks       int // places before the first digit
	lastRelevant int // in number; -1 all are
	negative     bool
	signed       bool // the sign is written
	started      bool // a digit is written
	cut          bool // nothing more is shown
	out          strings.Builder
}

func (w *numWriter) node(n numNode) {
	switch n.kind {
	case 0:
		w.out.WriteString(n.text)
	case '9', '0':
		w.place9(n.kind == '0')
	case '.':
		w.place9(false)
	case ',':
		switch {
		case w.started:
			w.out.WriteByte(',')
		case !w.t.fill:
			w.out.WriteByte(' ')
		}
	case 'L':
		w.out.WriteByte(' ')
	case 'M':
		w.signChar(w.negative, '-')
	case 'P':
		w.signChar(!w.negative, '+')
	case '+':
		if w.negative {
			w.out.WriteByte('-')
		} else {
			w.out.WriteByte('+')
		}
	case 't':
		w.ordinal(n.text == "TH")
	}
}

func (w *numWriter) signChar(show bool, c byte) {
	switch {
	case show:
		w.out.WriteByte(c)
	case !w.t.fill:
		w.out.WriteByte(' ')
	}
}

func (w *numWriter) ordinal(upper bool) {
	if w.negative || strings.HasPrefix(w.number, "#") || strings.Contains(w.number, ".") {
		return
	}
	w.out.WriteString(ordinal(w.number, upper))
}

// simpleSign reports whether the sign stands where no pattern says.
func (w *numWriter) simpleSign() bool { return !w.t.minus }

func (w *numWriter) zeroHere() bool {
	return w.t.zeroStart > 0 && w.place+1 >= w.t.zeroStart
}

// leadingZero is the 0 of 0.5 under a 9: it is not written.
func (w *numWriter) leadingZero() bool {
	return w.t.zeroStart == 0 && w.at == 0 && strings.HasPrefix(w.number, "0") && w.t.post != 0
}

// place9 writes one digit or the point.
func (w *numWriter) place9(zero bool) {
	w.writeSign()
	switch {
	case w.place < w.blanks && !w.zeroHere():
		if !w.t.fill {
			w.out.WriteByte(' ')
		}
	case w.place < w.blanks:
		w.out.WriteByte('0')
		w.started = true
	default:
		w.char(zero)
	}
	w.place++
	places := w.t.pre + w.t.post
	if w.t.decimal {
		places++
	}
	if w.place == places && !w.cut {
		w.closeSign()
	}
}

// writeSign puts the sign before the first digit.
func (w *numWriter) writeSign() {
	if w.signed || !w.simpleSign() {
		return
	}
	onlyPoint := w.lastRelevant >= 0 && w.number[w.lastRelevant] == '.'
	if !(w.place >= w.blanks || w.t.zeroStart > 0 && w.t.zeroStart == w.place+1) || w.leadingZero() && !onlyPoint && w.place >= w.blanks {
		return
	}
	switch {
	case w.t.lsign == 'l':
		if w.negative {
			w.out.WriteByte('-')
		} else {
			w.out.WriteByte('+')
		}
	case w.t.lsign == 't':
		return
	case w.t.bracket:
		if w.negative {
			w.out.WriteByte('<')
		} else if !w.t.fill {
			w.out.WriteByte(' ')
		}
	case w.negative:
		w.out.WriteByte('-')
	case !w.t.fill:
		w.out.WriteByte(' ')
	}
	w.signed = true
}

// char writes the next character of the number. Behind its end that is the zero byte which ends C's texts: so "9." with
// a text or a sign behind it shows neither, in Postgres too.
func (w *numWriter) char(zero bool) {
	if w.at >= len(w.number) {
		w.cut = w.lastRelevant < 0 || zero
		return
	}
	c := w.number[w.at]
	onlyPoint := w.lastRelevant >= 0 && w.number[w.lastRelevant] == '.'
	switch {
	case c == '.':
		if !onlyPoint || w.t.fill {
			w.out.WriteByte('.')
		}
	case w.lastRelevant >= 0 && w.at > w.lastRelevant && !zero:
	case w.leadingZero():
		if !w.t.fill {
			w.out.WriteByte(' ')
		} else if onlyPoint {
			w.out.WriteByte('0')
		}
	default:
		w.out.WriteByte(c)
		w.started = true
	}
	w.at++
}

// closeSign writes what follows the digits: a trailing S, or PR's bracket.
func (w *numWriter) closeSign() {
	switch {
	case w.t.lsign == 't' && w.negative:
		w.out.WriteByte('-')
	case w.t.lsign == 't':
		w.out.WriteByte('+')
	case w.t.bracket && w.negative:
		w.out.WriteByte('>')
	case w.t.bracket && !w.t.fill:
		w.out.WriteByte(' ')
	}
}

// romanWidth is what Roman numerals are padded to.
const romanWidth = 15

func (t *numTemplate) romanText(d types.Datum) string {
	v, ok := types.NumericToInt64(d)
	s := strings.Repeat("#", romanWidth)
	if ok && v > 0 && v < 4000 {
		s = roman(int(v))
		if !t.fill {
			s = strings.Repeat(" ", romanWidth-len(s)) + s
		}
	}
	for _, n := range t.nodes {
		if n.kind == 'R' && n.text == "rn" {
			return strings.ToLower(s)
		}
	}
	return s
}

func roman(v int) string {
	var b strings.Builder
	values := []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1}
	names := []string{"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"}
	for i, n := range values {
		for v >= n {
			b.WriteString(names[i])
			v -= n
		}
	}
	return b.String()
}

// exponentText is EEEE: scientific notation, s for the absolute value of d.
func (t *numTemplate) exponentText(d types.Datum, s string) (types.Datum, error) {
	if types.NumericRank(d) != 0 {
		return types.Text(" " + strings.Repeat("#", t.pre) + "." + strings.Repeat("#", t.post) + "####"), nil
	}
	if types.NumericSign(d) < 0 {
		return types.Text("-" + s), nil
	}
	return types.Text(" " + s), nil
}

// scientific writes the absolute value of d with so many digits after the point, rounded half
// up. Where that makes 10.0 of 9.99, it stays so, as in Postgres.
func scientific(d types.Datum, post int) string {
	exponent := 0
	if types.NumericRank(d) != 0 {
		return ""
	}
	if types.NumericSign(d) != 0 {
		var buf apd.BigInt
		c, scale := types.NumericParts(d, &buf)
		exponent = len(new(apd.BigInt).Abs(c).String()) - 1 - int(scale)
	}
	var buf apd.BigInt
	c, scale := types.NumericParts(types.NumericRescale(d, int32(post-exponent), types.RoundBig), &buf)
	if up := int32(post-exponent) - scale; up < 0 {
		c = new(apd.BigInt).Quo(c, types.Pow10(-up)) // digits before the point that were cut
	}
	digits := new(apd.BigInt).Abs(c).String()
	digits = strings.Repeat("0", max(post+1-len(digits), 0)) + digits
	out := digits[:len(digits)-post]
	if post > 0 {
		out += "." + digits[len(digits)-post:]
	}
	sign := '+'
	if exponent < 0 {
		sign, exponent = '-', -exponent
	}
	return fmt.Sprintf("%s%c%02d", out+"e", sign, exponent)
}

// toNumber reads a number by a template: digits, signs and the point are taken,
// separators passed.
func toNumber(env *types.Env, a, b types.Datum) (types.Datum, error) {
	if b.Text() == "" {
		return types.Null, nil
	}
	t, err := parseNumTemplate(b.Text())
	if err != nil {
		return types.Null, err
	}
	if t.exponent {
		return types.Null, pgerror.New(pgerror.FeatureNotSupported, "\"EEEE\" not supported for input")
	}
	if t.roman {
		return types.Null, pgerror.New(pgerror.FeatureNotSupported, "\"RN\" not supported for input")
	}
	r := numReader{s: a.Text(), t: t, sign: ' '}
	for _, n := range t.nodes {
		if r.ended() {
			break
		}
		r.node(n)
	}
	text := string(r.sign) + strings.TrimSuffix(string(r.number), ".")
	if strings.Trim(text, " +-") == "" {
		return types.Null, types.SyntaxError("numeric", text)
	}
	d, err := types.ParseNumeric(strings.TrimLeft(text, " +"))
	if err != nil {
		return types.Null, err
	}
	if d, err = types.ApplyNumericTypmod(d, int32((t.pre+t.multiply+r.post)<<16|r.post)+4); err != nil || t.multiply == 0 {
		return d, err
	}
	unit, err := powerInt(env, types.NumericInt(10), int64(-t.multiply))
	if err != nil {
		return types.Null, err
	}
	return types.NumericMul(d, unit)
}

// numReader walks over the template and the text together. A pattern for a digit takes one
// character, be it a digit or not.
type numReader struct {
	t      *numTemplate
	s      string
	at     int
	sign   byte // ' ' before one is read
	number []byte
	pre    int // digits read before the point
	post   int
	point  bool
}

func (r *numReader) ended() bool { return r.at >= len(r.s) }

func (r *numReader) node(n numNode) {
	switch n.kind {
	case '9', '0', '.':
		r.digit(n.kind != '.')
		r.at++
	case ',':
		if !r.t.fill && r.s[r.at] == ',' {
			r.at++
		}
	case 'L':
		r.pass(1)
	case 't':
		r.pass(2)
	case 'M':
		r.signHere("-")
	case 'P':
		r.signHere("+")
	case '+':
		r.signHere("-+")
	case 0:
		for range n.text {
			if !r.ended() {
				r.at += types.StepRune(r.s[r.at:])
			}
		}
	}
}

// signHere reads one of the signs; else it passes what is no part of a number.
func (r *numReader) signHere(signs string) {
	if strings.IndexByte(signs, r.s[r.at]) >= 0 {
		r.sign = r.s[r.at]
		r.at++
		return
	}
	r.pass(1)
}

// pass skips characters that are no part of a number.
func (r *numReader) pass(n int) {
	for ; n > 0 && !r.ended() && strings.IndexByte("0123456789.,+-", r.s[r.at]) < 0; n-- {
		r.at += types.StepRune(r.s[r.at:])
	}
}

// digit reads what stands at a digit or the point: perhaps a sign too, before the first
// digit or behind the last one. It leaves the place at the last character that it takes.
func (r *numReader) digit(first bool) {
	if r.s[r.at] == ' ' {
		if r.at++; r.ended() {
			return
		}
	}
	if r.sign == ' ' && first && r.pre+r.post == 0 {
		r.signBefore()
	}
	if r.ended() {
		return
	}
	took := false
	switch c := r.s[r.at]; {
	case types.IsDigit(c) && r.point && r.post == r.t.post:
		return
	case types.IsDigit(c):
		r.number, took = append(r.number, c), true
		if r.point {
			r.post++
		} else {
			r.pre++
		}
	case c == '.' && r.t.decimal && !r.point:
		r.number, r.point, took = append(r.number, '.'), true, true
	}
	if r.sign == ' ' && r.pre+r.post > 0 {
		r.signBehind(took)
	}
}

func (r *numReader) signBefore() {
	switch c := r.s[r.at]; {
	case c == '-', c == '<' && r.t.bracket:
		r.sign = '-'
		r.at++
	case c == '+':
		r.sign = '+'
		r.at++
	}
}

func (r *numReader) signBehind(took bool) {
	switch {
	case r.t.lsign != 0 && took:
		if at := r.at + 1; at < len(r.s) && (r.s[at] == '-' || r.s[at] == '+') {
			r.sign, r.at = r.s[at], at
		}
	case r.t.lsign == 0 && !took && (r.t.plus || r.t.minus):
		if c := r.s[r.at]; c == '-' || c == '+' {
			r.sign = c
		}
	}
}

// floatDigitsMax is how many digits of a double are worth showing.
const floatDigitsMax = 15

// floatToChar rounds the binary value, as C's printf does, and not its decimal
// form.
func floatToChar(v float64, single bool, template string) (types.Datum, error) {
	if template == "" {
		return types.Text(""), nil
	}
	t, err := parseNumTemplate(template)
	if err != nil {
		return types.Null, err
	}
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return t.boundlessText(v, floatDigits(single))
	}
	d := types.NumericFromFloat(v, floatDigitsMax)
	switch {
	case t.exponent:
		return t.exponentText(d, strconv.FormatFloat(math.Abs(v), 'e', t.post, 64))
	case t.roman:
		return t.toChar(types.NumericFromFloat(math.RoundToEven(v), floatDigitsMax))
	case t.multiply > 0:
		factor := math.Pow(10, float64(t.multiply))
		if v *= factor; single {
			v = float64(float32(v))
		}
		t.widen()
	}
	digits := floatDigits(single)
	whole := len(strconv.FormatFloat(math.Abs(v), 'f', 0, 64))
	t.post = max(min(t.post, digits-whole), 0)
	shown := strconv.FormatFloat(v, 'f', t.post, 64)
	if d, err = types.ParseNumeric(shown); err != nil {
		return types.Null, err
	}
	t.below = shown[0] == '-'
	return t.toChar(d)
}

// floatDigits is how many digits a float, or one of single precision, has.
func floatDigits(single bool) int {
	if single {
		return 6
	}
	return floatDigitsMax
}

// boundlessText is a float that is no number or infinite: their names count as digits of the
// precision that a float has.
func (t *numTemplate) boundlessText(v float64, digits int) (types.Datum, error) {
	name := len("NaN")
	if math.IsInf(v, 0) {
		name = len("Infinity")
	}
	if !t.exponent && !t.roman {
		t.post = max(min(t.post, digits-name), 0)
	}
	return t.toChar(types.NumericFromFloat(v, floatDigitsMax))
}
