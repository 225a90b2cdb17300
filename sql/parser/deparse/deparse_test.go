package deparse

import "testing"

func TestQuote(t *testing.T) {
	for name, want := range map[string]string{
		"a": "a", "A": `"A"`, "select": `"select"`, "year": "year", "a b": `"a b"`, `a"b`: `"a""b"`,
		"1a": `"1a"`, "a1$": "a1$", "é": "é", "": `""`, "coalesce": `"coalesce"`,
	} {
		if got := QuoteName(name); got != want {
			t.Errorf("QuoteName(%q) = %s, want %s", name, got, want)
		}
	}
	if got := QuoteString("it's"); got != "'it''s'" {
		t.Errorf("got %s", got)
	}
}
