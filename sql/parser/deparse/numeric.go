package deparse

import (
	"strconv"
	"strings"
)

// numericDigitsMax is how many digits before or behind the point are written out: more than a numeric has.
const numericDigitsMax = 150_000

// numericText is a number as numeric prints it: without an exponent or leading zeros, with as many digits
// behind the point as were said.
func numericText(text string) string {
	sign := ""
	if rest, ok := strings.CutPrefix(text, "-"); ok {
		sign, text = "-", rest
	}
	digits, exponent := text, 0
	if i := strings.IndexAny(text, "eE"); i >= 0 {
		n, err := strconv.Atoi(text[i+1:])
		if err != nil || n > numericDigitsMax || n < -numericDigitsMax {
			return sign + text
		}
		digits, exponent = text[:i], n
	}
	whole, part, _ := strings.Cut(digits, ".")
	if exponent > 0 {
		part += strings.Repeat("0", max(0, exponent-len(part)))
		whole, part = whole+part[:exponent], part[exponent:]
	} else {
		whole = strings.Repeat("0", max(0, -exponent-len(whole))) + whole
		at := len(whole) + exponent
		whole, part = whole[:at], whole[at:]+part
	}
	if whole = strings.TrimLeft(whole, "0"); whole == "" {
		whole = "0"
	}
	if strings.Trim(whole+part, "0") == "" {
		sign = "" // there is no negative zero
	}
	if part != "" {
		whole += "." + part
	}
	return sign + whole
}

// numericLiteral is a number of type numeric as Postgres shows it; quoted: it would not be read as numeric
// without a cast.
// Postgres: get_const_expr.
func numericLiteral(text string) (literal string, quoted bool) {
	text = numericText(text)
	if text[0] == '-' || !strings.Contains(text, ".") {
		return "'" + text + "'", true
	}
	return text, false
}
