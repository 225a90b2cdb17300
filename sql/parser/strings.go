package parser

import "unicode/utf8"

// Strings says how string literals are read where it is not the standard's way. Nil is that.
type Strings struct {
	// Escapes: backslashes escape in '…' as they do in E'…' (standard_conforming_strings = off).
	// U&'…' is refused then. Warn tells of such literals (escape_string_warning).
	Escapes, Warn bool
	// NoQuote refuses \' (backslash_quote).
	NoQuote bool
}

// Warning is what a text is warned of. Position counts characters, from 1.
type Warning struct {
	Message, Hint string
	Position      int
	// Name is one that is too long, Cut what is left of it; then the rest is empty.
	Name, Cut string
	at        int32 // the token's byte in the text
}

// Parse is the function of that name.
func (s *Strings) Parse(sql string) ([]Statement, []Warning, error) {
	p := parser{lex: lexer{sql: sql, strings: s}}
	list, err := p.all()
	// In one walk over the text, as there may be many.
	chars, from := 1, int32(0)
	for i := range p.lex.warnings {
		if w := &p.lex.warnings[i]; w.Name == "" {
			chars += utf8.RuneCountInString(sql[from:w.at])
			w.Position, from = chars, w.at
		}
	}
	return list, p.lex.warnings, err
}

// ParseOne is the function of that name.
func (s *Strings) ParseOne(sql string) (Statement, error) {
	p := parser{lex: lexer{sql: sql, strings: s}}
	return p.single()
}

// Scan cuts a text into tokens, the last of which is TokenEnd. The error is an *Error.
func (s *Strings) Scan(text string) ([]Token, error) {
	p := parser{lex: lexer{sql: text, strings: s}}
	return p.tokens()
}

// escapes reports whether backslashes escape in plain strings.
func (l *lexer) escapes() bool { return l.strings != nil && l.strings.Escapes }

// warnEscape warns of the first escape, at i, of a plain string at t.
func (l *lexer) warnEscape(t *token, i int) {
	if l.sql[t.pos] != '\'' || !l.strings.Warn {
		return
	}
	w := Warning{Message: "nonstandard use of escape in a string literal", Hint: `Use the escape string syntax for escapes, e.g., E'\r\n'.`}
	switch l.sql[i+1] {
	case '\'':
		w.Message, w.Hint = `nonstandard use of \' in a string literal`, `Use '' to write quotes in strings, or use the escape string syntax (E'...').`
	case '\\':
		w.Message, w.Hint = `nonstandard use of \\ in a string literal`, `Use the escape string syntax for backslashes, e.g., E'\\'.`
	}
	l.warn(t, w)
}

// warn adds a warning of the token t. Some tokens are read twice, and are warned of once.
func (l *lexer) warn(t *token, w Warning) {
	if n := len(l.warnings); n == 0 || l.warnings[n-1].at < t.pos {
		w.at = t.pos
		l.warnings = append(l.warnings, w)
	}
}

// name makes t a name, which is cut where it is too long (NAMEDATALEN in Postgres), and warned of then.
func (l *lexer) name(t *token, name string) {
	t.kind, t.text = tIdent, truncateName(name)
	if len(t.text) < len(name) {
		l.warn(t, Warning{Name: name, Cut: t.text})
	}
}

// quoteAllowed refuses \' in a string at t where it is not to be trusted.
func (l *lexer) quoteAllowed(t *token) {
	if l.strings != nil && l.strings.NoQuote {
		throw(&Error{SQLSTATE: CodeNonstandardEscape, Message: `unsafe use of \' in a string literal`,
			Hint: `Use '' to write quotes in strings. \' is insecure in client-only encodings.`, Position: charPosition(l.sql, int(t.pos))})
	}
}

// unicodeAllowed refuses U&'…' at t where a backslash means something else.
func (l *lexer) unicodeAllowed(t *token) {
	if l.escapes() {
		throw(&Error{SQLSTATE: CodeFeatureNotSupported, Message: "unsafe use of string constant with Unicode escapes",
			Detail: "String constants with Unicode escapes cannot be used when standard_conforming_strings is off.", Position: charPosition(l.sql, int(t.pos))})
	}
}
