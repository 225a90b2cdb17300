package parser

// A Token is a lexical unit of a text that holds SQL among other things: the body of a
// routine. Its source is the bytes from Pos to End.
type Token struct {
	Kind     TokenKind
	Pos, End int
	// Text is the folded name or word, the value of a string, the digits of a number, or the
	// source of anything else.
	Text string
}

// TokenKind tells the kinds of a Token.
type TokenKind uint8

// The kinds.
const (
	TokenEnd    TokenKind = iota // of the text
	TokenWord                    // a name or keyword without quotes
	TokenName                    // a name in quotes
	TokenString                  // any string literal
	TokenInt                     // an integer that fits 32 bits
	TokenOther                   // numbers, parameters, operators, punctuation
)

// tokens cuts the text into tokens, the last of which is TokenEnd. The error is an *Error.
func (p *parser) tokens() (list []Token, err error) {
	text := p.lex.sql
	defer p.catch(&err)
	if err := checkEncoding(text); err != nil {
		return nil, err
	}
	var t token
	for {
		p.lex.next(&t)
		out := Token{Kind: TokenOther, Pos: int(t.pos), End: int(t.end), Text: text[t.pos:t.end]}
		switch t.kind {
		case tEOF:
			out.Kind = TokenEnd
			return append(list, out), nil
		case tString:
			out.Kind, out.Text = TokenString, t.text
		case tInt:
			out.Kind = TokenInt
		case tIdent:
			out.Kind, out.Text = TokenWord, t.text
			if c := text[t.pos]; c == '"' || c|0x20 == 'u' && int(t.pos)+1 < len(text) && text[t.pos+1] == '&' {
				out.Kind = TokenName
			}
		default:
			if t.kind >= keywordBase {
				out.Kind, out.Text = TokenWord, t.text
			}
		}
		list = append(list, out)
	}
}

// SyntaxErrorAt is the error of a text that is wrong at text[pos:end], in Postgres's words.
func SyntaxErrorAt(text string, pos, end int, message string) *Error {
	return syntaxError(text, int32(pos), int32(end), message)
}
