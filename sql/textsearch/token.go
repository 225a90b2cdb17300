package textsearch

// Kind is a type of tokens of the default parser. The numbers are Postgres's.
type Kind int

// The types of tokens.
const (
	AsciiWord Kind = iota + 1
	Word
	NumWord
	Email
	URL
	Host
	SFloat
	Version
	HWordNumPart
	HWordPart
	HWordAsciiPart
	Blank
	Tag
	Protocol
	NumHWord
	AsciiHWord
	HWord
	URLPath
	File
	Float
	Int
	UInt
	Entity
	lastKind = Entity
)

// kindNames are the names and what they mean, as ts_token_type tells them.
var kindNames = [lastKind + 1][2]string{
	AsciiWord: {"asciiword", "Word, all ASCII"}, Word: {"word", "Word, all letters"}, NumWord: {"numword", "Word, letters and digits"},
	Email: {"email", "Email address"}, URL: {"url", "URL"}, Host: {"host", "Host"}, SFloat: {"sfloat", "Scientific notation"},
	Version: {"version", "Version number"}, HWordNumPart: {"hword_numpart", "Hyphenated word part, letters and digits"},
	HWordPart: {"hword_part", "Hyphenated word part, all letters"}, HWordAsciiPart: {"hword_asciipart", "Hyphenated word part, all ASCII"},
	Blank: {"blank", "Space symbols"}, Tag: {"tag", "XML tag"}, Protocol: {"protocol", "Protocol head"},
	NumHWord: {"numhword", "Hyphenated word, letters and digits"}, AsciiHWord: {"asciihword", "Hyphenated word, all ASCII"},
	HWord: {"hword", "Hyphenated word, all letters"}, URLPath: {"url_path", "URL path"}, File: {"file", "File or path name"},
	Float: {"float", "Decimal notation"}, Int: {"int", "Signed integer"}, UInt: {"uint", "Unsigned integer"}, Entity: {"entity", "XML entity"},
}

// Kinds lists the types of tokens.
func Kinds() []Kind {
	out := make([]Kind, lastKind)
	for i := range out {
		out[i] = Kind(i + 1)
	}
	return out
}

// String is the type's name.
func (k Kind) String() string { return kindNames[k][0] }

// Description says what the type is.
func (k Kind) Description() string { return kindNames[k][1] }

// Token is a piece of a text.
type Token struct {
	Kind Kind
	Text string
}

// Tokens cuts a text into tokens, of which there are more than one at a place where a word with
// hyphens or an address is also given in its parts. Concatenated without those wholes they are the text.
func Tokens(text string) func(yield func(Token) bool) {
	return func(yield func(Token) bool) {
		c := cutter{text: text}
		for {
			t, ok := c.next()
			if !ok || !yield(t) {
				return
			}
		}
	}
}
