package xmlvalue

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Name is an identifier of SQL as a name of XML (SQL/XML, 9.1): what may not stand there is _xHHHH_. full
// escapes colons anywhere and names that begin with xml, too; period escapes periods.
func Name(ident string, full, period bool) string {
	var b strings.Builder
	for i, c := range ident {
		switch {
		case c == ':' && (i == 0 || full):
			b.WriteString("_x003A_")
		case c == '_' && strings.HasPrefix(ident[i+1:], "x"):
			b.WriteString("_x005F_")
		case full && i == 0 && len(ident) >= 3 && strings.EqualFold(ident[:3], "xml"):
			fmt.Fprintf(&b, "_x%04X_", c)
		case period && c == '.':
			b.WriteString("_x002E_")
		case i == 0 && !oldNameStart(c) || i > 0 && !oldNameChar(c):
			fmt.Fprintf(&b, "_x%04X_", c)
		default:
			b.WriteRune(c)
		}
	}
	return b.String()
}

// Identifier is what Name was made of.
func Identifier(name string) string {
	var b strings.Builder
	for i := 0; i < len(name); {
		if c, ok := escaped(name[i:]); ok {
			b.WriteRune(c)
			i += len("_xHHHH_")
			continue
		}
		_, n := utf8.DecodeRuneInString(name[i:])
		b.WriteString(name[i : i+n])
		i += n
	}
	return b.String()
}

// escaped reads _xHHHH_.
func escaped(s string) (rune, bool) {
	if len(s) < 7 || s[:2] != "_x" || s[6] != '_' {
		return 0, false
	}
	v, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(v), err == nil
}
