package plan

import "github.com/isochrondb/isochron/sql/parser"

// StringsBy is how string literals are read by settings; nil: as the standard has it.
func StringsBy(setting func(name string) string) *parser.Strings {
	s := parser.Strings{Escapes: setting("standard_conforming_strings") == "off"}
	switch setting("backslash_quote") {
	case "off":
		s.NoQuote = true
	case "safe_encoding":
		s.NoQuote = unsafeEncoding(setting("client_encoding"))
	}
	if s.Escapes {
		s.Warn = setting("escape_string_warning") != "off"
	}
	if s == (parser.Strings{}) {
		return nil
	}
	return &s
}

// unsafeEncoding reports an encoding in which a byte of a character may look like a backslash.
func unsafeEncoding(name string) bool {
	switch name {
	case "SJIS", "BIG5", "GBK", "UHC", "GB18030", "JOHAB", "SHIFT_JIS_2004":
		return true
	}
	return false
}
