package parser

import "testing"

func TestStrings(t *testing.T) {
	for _, c := range []struct {
		how    *Strings
		sql    string
		tokens int // the end among them; -1: an error
	}{
		{nil, `'a\'`, 2},
		{nil, `E'a\''`, 2},
		{&Strings{}, `'a\' 'b'`, 3},
		{&Strings{Escapes: true, Warn: true}, `'a\'b'`, 2},
		{&Strings{Escapes: true}, `'a\'`, -1},
		{&Strings{Escapes: true}, `U&'a'`, -1},
		{&Strings{Escapes: true}, `U&"a"`, 2},
		{&Strings{NoQuote: true}, `E'a\''`, -1},
		{&Strings{NoQuote: true}, `'a\'`, 2},
		{&Strings{Escapes: true, NoQuote: true}, `'a\''`, -1},
	} {
		list, err := c.how.Scan(c.sql)
		if err != nil && c.tokens >= 0 || err == nil && len(list) != c.tokens {
			t.Errorf("%+v %s: %d tokens, %v, want %d", c.how, c.sql, len(list), err, c.tokens)
		}
	}
	_, warnings, err := (&Strings{Escapes: true, Warn: true}).Parse(`SELECT 'a\n', 'b', E'\n', '\\' "x"`)
	if err != nil || len(warnings) != 2 || warnings[0].Position != 8 || warnings[1].Position != 27 {
		t.Errorf("%+v %v", warnings, err)
	}
}

// What is redacted must not depend on how strings are read: their ends may lie elsewhere.
func TestRedactBackslash(t *testing.T) {
	for sql, want := range map[string]string{
		`SELECT 'a\'secret'`:     `SELECT ?…`,
		`SELECT 'a\'', 'secret'`: `SELECT ?…`,
		`SELECT 'a\b', c`:        `SELECT ?, c`,
		`SELECT E'a\'b', c`:      `SELECT ?, c`,
	} {
		if got, _ := Redact(sql); got != want {
			t.Errorf("%s: %s, want %s", sql, got, want)
		}
	}
}
