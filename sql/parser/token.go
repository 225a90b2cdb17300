package parser

//go:generate go run ./internal/kwgen

// kind is the kind of a token. A single character that stands for itself has
// its ASCII code; other kinds follow, and keywords from keywordBase on.
type kind uint16

const (
	tEOF kind = 0

	tIdent    kind = iota + 128
	tInt           // an integer that fits int32
	tNumber        // any other number
	tString        // text holds the value
	tBits          // B'…'
	tHex           // X'…'
	tParam         // $1
	tOp            // an operator without a kind of its own
	tTypecast      // ::
	tDotDot        // ..
	tColonEquals
	tEqualsGreater
	tLessEquals
	tGreaterEquals
	tNotEquals
	tNullsLA // NULLS before FIRST or LAST, where it is no name

	keywordBase kind = 160
)

// category is what a keyword may be used as without quotes.
type category uint8

const (
	catNone category = iota
	catUnreserved
	// catColName may name columns and tables, not functions or types.
	catColName
	// catTypeFunc may name functions and types, not columns or tables.
	catTypeFunc
	catReserved
)

// keyword describes one keyword.
type keyword struct {
	word string
	cat  category
	// bare tells that it may be a column label without AS.
	bare bool
}

// token is one lexical unit. Its source is sql[pos:end].
type token struct {
	kind kind
	cat  category
	pos  int32
	end  int32
	// text is the folded name, the value of a string, the digits of a number,
	// the name of an operator, or the word of a keyword.
	text string
}

// Character classes of the lexer.
const (
	clsSpace byte = 1 << iota
	clsIdentStart
	clsDigit
	clsDollar
	clsOp
	clsSelf
	clsUpper
	clsIdent = clsIdentStart | clsDigit | clsDollar
)

// classes gives the classes of each byte.
var classes = [256]byte{
	' ': clsSpace, '\t': clsSpace, '\n': clsSpace, '\r': clsSpace, '\f': clsSpace,
	'0': clsDigit, '1': clsDigit, '2': clsDigit, '3': clsDigit, '4': clsDigit,
	'5': clsDigit, '6': clsDigit, '7': clsDigit, '8': clsDigit, '9': clsDigit,
	'_': clsIdentStart, '$': clsDollar,
	'a': clsIdentStart, 'b': clsIdentStart, 'c': clsIdentStart, 'd': clsIdentStart,
	'e': clsIdentStart, 'f': clsIdentStart, 'g': clsIdentStart, 'h': clsIdentStart,
	'i': clsIdentStart, 'j': clsIdentStart, 'k': clsIdentStart, 'l': clsIdentStart,
	'm': clsIdentStart, 'n': clsIdentStart, 'o': clsIdentStart, 'p': clsIdentStart,
	'q': clsIdentStart, 'r': clsIdentStart, 's': clsIdentStart, 't': clsIdentStart,
	'u': clsIdentStart, 'v': clsIdentStart, 'w': clsIdentStart, 'x': clsIdentStart,
	'y': clsIdentStart, 'z': clsIdentStart,
	'A': clsIdentStart | clsUpper, 'B': clsIdentStart | clsUpper, 'C': clsIdentStart | clsUpper,
	'D': clsIdentStart | clsUpper, 'E': clsIdentStart | clsUpper, 'F': clsIdentStart | clsUpper,
	'G': clsIdentStart | clsUpper, 'H': clsIdentStart | clsUpper, 'I': clsIdentStart | clsUpper,
	'J': clsIdentStart | clsUpper, 'K': clsIdentStart | clsUpper, 'L': clsIdentStart | clsUpper,
	'M': clsIdentStart | clsUpper, 'N': clsIdentStart | clsUpper, 'O': clsIdentStart | clsUpper,
	'P': clsIdentStart | clsUpper, 'Q': clsIdentStart | clsUpper, 'R': clsIdentStart | clsUpper,
	'S': clsIdentStart | clsUpper, 'T': clsIdentStart | clsUpper, 'U': clsIdentStart | clsUpper,
	'V': clsIdentStart | clsUpper, 'W': clsIdentStart | clsUpper, 'X': clsIdentStart | clsUpper,
	'Y': clsIdentStart | clsUpper, 'Z': clsIdentStart | clsUpper,
	',': clsSelf, '(': clsSelf, ')': clsSelf, '[': clsSelf, ']': clsSelf, '.': clsSelf,
	';': clsSelf, ':': clsSelf,
	'+': clsOp | clsSelf, '-': clsOp | clsSelf, '*': clsOp | clsSelf, '/': clsOp | clsSelf,
	'%': clsOp | clsSelf, '^': clsOp | clsSelf, '<': clsOp | clsSelf, '>': clsOp | clsSelf,
	'=': clsOp | clsSelf,
	'~': clsOp, '!': clsOp, '@': clsOp, '#': clsOp, '&': clsOp, '|': clsOp, '`': clsOp, '?': clsOp,
}

// class gives the classes of a byte: every byte beyond ASCII belongs to names.
func class(c byte) byte {
	if c >= 0x80 {
		return clsIdentStart
	}
	return classes[c]
}

// lookupKeyword finds a keyword by the running hash of its folded bytes.
func lookupKeyword(word string, hash uint32) (kind, bool) {
	at := keywordHeads[hash*0x9E3779B1>>(32-keywordTableBits)]
	for at != 0 {
		if equalFoldASCII(keywords[at-1].word, word) {
			return keywordBase + kind(at-1), true
		}
		at = keywordNext[at-1]
	}
	return 0, false
}

// equalFoldASCII compares a lower-case word with one of any case.
func equalFoldASCII(lower, word string) bool {
	if len(lower) != len(word) {
		return false
	}
	for i := 0; i < len(word); i++ {
		c := word[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		if c != lower[i] {
			return false
		}
	}
	return true
}
