package textsearch

import (
	"strings"
	"unicode"

	"github.com/blevesearch/snowballstem"
)

// Dict is a dictionary: it makes lexemes of tokens.
type Dict struct {
	OID  uint32
	Name string
	// Language is that of a stemmer, "" for others.
	Language string
	template uint32
	stem     func(*snowballstem.Env) bool
	stops    func() map[string]bool
	// passes tells that what is no stop word is left to the next dictionary (accept = false).
	passes bool
	// filter makes another token of one, for the next dictionary.
	filter func(string) string
}

// Outcome is what a dictionary, or all for a kind of token, make of a token.
type Outcome uint8

// The outcomes: nobody knows it; it has a lexeme; it is a stop word; it goes on as another token.
const (
	Unknown Outcome = iota
	Known
	Stop
	Filtered
)

// HasStops tells whether the dictionary leaves words out.
func (d *Dict) HasStops() bool { return d.stops() != nil }

// Template is the OID of the dictionary's template.
func (d *Dict) Template() uint32 { return d.template }

// Options are those that a dictionary of the system was made with.
func (d *Dict) Options() (list []Option) {
	if d.Language != "" {
		list = append(list, Option{Name: "language", Value: d.Language})
	}
	if d.HasStops() {
		list = append(list, Option{Name: "stopwords", Value: d.Language})
	}
	return list
}

func lower(s string) string { return strings.Map(unicode.ToLower, s) }

// stemBytesMax is how long a word may be that is stemmed.
const stemBytesMax = 1000

// Lexize asks the dictionary what a token is. The lexeme is that of what is Known, or the token
// that goes on.
func (d *Dict) Lexize(token string) (lexeme string, o Outcome) {
	if d.filter != nil {
		if lexeme = d.filter(token); lexeme == token {
			return "", Unknown
		}
		return lexeme, Filtered
	}
	word := lower(token)
	switch {
	case d.stem != nil && len(word) > stemBytesMax:
		return word, Known
	case word == "" || d.stops()[word]:
		return "", Stop
	case d.passes:
		return "", Unknown
	case d.stem == nil:
		return word, Known
	}
	env := snowballstem.NewEnv(word)
	d.stem(env)
	return env.Current(), Known
}

// Dicts are the dictionaries for tokens of a kind, in the order in which they are asked; nil: such
// tokens are left out, and count for nothing.
func (c *Config) Dicts(k Kind) []*Dict {
	if k < 0 || int(k) >= len(c.dicts) {
		return nil
	}
	return c.dicts[k]
}

// Lexize asks the dictionaries for tokens of a kind, one after the other, until one knows the token.
func (c *Config) Lexize(k Kind, token string) (lexeme string, o Outcome) {
	for _, d := range c.Dicts(k) {
		switch lexeme, o := d.Lexize(token); o {
		case Known, Stop:
			return lexeme, o
		case Filtered:
			token = lexeme
		}
	}
	return "", Unknown
}
