package textsearch

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cutter cuts a text into tokens. Each kind of token has a method that tells, from behind the
// characters that let it be tried, where such a token ends. What is tried first wins, not what is
// longest: a word may turn out to begin a host, an email address, a path or a compound, each of
// which is tried where its first sign stands (a dot, an @, a slash, a hyphen), and a try that fails
// leaves the word as it was.
//
// Words with hyphens and addresses with paths are given as a whole first and then in parts: mode
// says that parts are due.
type cutter struct {
	text string
	at   int
	mode cutMode
	// ignore: within <script> and <style> all but tags is blank.
	ignore bool
	// wantHost: what comes is wanted for its host, with no path.
	wantHost bool
	// nested is how many addresses are tried within each other, at most nestedMax.
	nested int

	// What was found out, so that no part of a text is gone over for each of its tokens again:
	// where mail addresses' hosts end (-1: there is none), what runs of characters of hosts and
	// paths end in nothing, which delimiters do not come any more.
	mails          map[int]int
	noHost, noFile [2]int
	noQuote        [2]bool
	noCommentClose bool
}

// nestedMax: addresses do not nest; texts like a@a@a@… seem to.
const nestedMax = 64

type cutMode uint8

const (
	cutPlain   cutMode = iota
	cutHyphens         // the parts of a word with hyphens
	cutPath            // the path of an address
)

// cut is a token that a method found: it ends before end.
type cut struct {
	kind Kind
	end  int
	mode cutMode
}

func (c *cutter) next() (Token, bool) {
	if c.at >= len(c.text) {
		return Token{}, false
	}
	found := c.cut()
	t := Token{found.kind, c.text[c.at:found.end]}
	c.mode = found.mode
	switch {
	case found.kind == URL: // then its host and its path
		c.wantHost = true
	case found.mode == cutHyphens && (found.kind == AsciiHWord || found.kind == HWord || found.kind == NumHWord):
	default:
		c.at = found.end
	}
	return t, true
}

func (c *cutter) cut() cut {
	switch c.mode {
	case cutHyphens:
		if found, ok := c.part(c.at); ok {
			return found
		}
	case cutPath:
		return cut{URLPath, c.urlPath(c.at), cutPlain}
	}
	return c.plain(c.at)
}

// char is the character at p; size 0 at the end.
func (c *cutter) char(p int) (r rune, size int) {
	if p >= len(c.text) {
		return -1, 0
	}
	if b := c.text[p]; b < utf8.RuneSelf {
		return rune(b), 1
	}
	return utf8.DecodeRuneInString(c.text[p:])
}

func isASCIILetter(r rune) bool { return r|0x20 >= 'a' && r|0x20 <= 'z' }

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isASCIIAlnum(r rune) bool { return isASCIILetter(r) || isDigit(r) }

// isAlpha: digits of other scripts are letters, as C libraries have it.
func isAlpha(r rune) bool {
	if r < utf8.RuneSelf {
		return isASCIILetter(r)
	}
	return unicode.IsLetter(r) || unicode.In(r, unicode.Nd, unicode.Nl, unicode.Other_Alphabetic) && r != 0x0345
}

// isMark: what has no width of its own goes on with a word.
func isMark(r rune) bool {
	return r >= utf8.RuneSelf && unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf)
}

func (c *cutter) plain(p int) cut {
	r, size := c.char(p)
	after := p + size
	if found, ok := c.special(r, after); ok {
		return found
	}
	switch {
	case c.ignore:
	case isASCIILetter(r):
		return c.asciiWord(after)
	case isAlpha(r):
		return c.word(after)
	case isDigit(r):
		return c.unsigned(after)
	}
	return cut{kind: Blank, end: c.blank(after)}
}

// special tries what begins with a character that is none of words.
func (c *cutter) special(r rune, p int) (cut, bool) {
	if r == '<' {
		return c.tag(p)
	}
	if c.ignore {
		return cut{}, false
	}
	switch r {
	case '-', '+':
		return c.signed(p)
	case '&':
		return c.entity(p)
	case '~':
		return c.file(p, fileHome)
	case '/':
		return c.file(p, fileFirst)
	case '.':
		return c.file(p, fileBare)
	}
	return cut{}, false
}

func (c *cutter) blank(p int) int {
	for {
		r, size := c.char(p)
		switch {
		case size == 0, r == '<':
			return p
		case c.ignore:
		case strings.ContainsRune("-+&/", r), isDigit(r), isAlpha(r):
			return p
		}
		p += size
	}
}

func (c *cutter) asciiWord(p int) cut {
	for {
		r, size := c.char(p)
		after := p + size
		var found cut
		ok := false
		switch {
		case isASCIILetter(r):
			p = after
			continue
		case isDigit(r):
			if found, ok = c.host(after, inHost); !ok {
				return c.numWord(after)
			}
		case isAlpha(r), isMark(r):
			return c.word(after)
		case r == '.':
			if found, ok = c.host(after, inDomainFirst); !ok {
				found, ok = c.fileNext(after)
			}
		case r == '-':
			if found, ok = c.host(after, inHostFirst); !ok {
				found, ok = c.hyphened(after, AsciiHWord)
			}
		case r == '_':
			found, ok = c.host(after, inHostFirst)
		case r == '@':
			found, ok = c.mail(after)
		case r == ':':
			if strings.HasPrefix(c.text[after:], "//") {
				return cut{kind: Protocol, end: after + 2}
			}
		case r == '/':
			found, ok = c.file(after, fileFirst)
		}
		if ok {
			return found
		}
		return cut{kind: AsciiWord, end: p}
	}
}

func (c *cutter) word(p int) cut {
	for {
		r, size := c.char(p)
		switch {
		case isAlpha(r), isMark(r):
			p += size
			continue
		case isDigit(r):
			return c.numWord(p + size)
		case r == '-':
			if found, ok := c.hyphened(p+size, HWord); ok {
				return found
			}
		}
		return cut{kind: Word, end: p}
	}
}

func (c *cutter) numWord(p int) cut {
	for {
		r, size := c.char(p)
		after := p + size
		var found cut
		ok := false
		switch {
		case isDigit(r), isAlpha(r), isMark(r):
			p = after
			continue
		case r == '@':
			found, ok = c.mail(after)
		case r == '/':
			found, ok = c.file(after, fileFirst)
		case r == '.':
			found, ok = c.fileNext(after)
		case r == '-':
			found, ok = c.hyphened(after, NumHWord)
		}
		if ok {
			return found
		}
		return cut{kind: NumWord, end: p}
	}
}

// hyphened is a word with hyphens, behind its first one; kind is that of what stands before.
func (c *cutter) hyphened(p int, kind Kind) (cut, bool) {
	kind, p, ok := c.afterHyphen(p, kind)
	for ok {
		r, size := c.char(p)
		switch {
		case isASCIILetter(r):
		case isAlpha(r), isMark(r):
			if kind == AsciiHWord {
				kind = HWord
			}
		case isDigit(r):
			kind = NumHWord
		default:
			if r == '-' {
				if k, q, more := c.afterHyphen(p+1, kind); more {
					kind, p = k, q
					continue
				}
			}
			return cut{kind, p, cutHyphens}, true
		}
		p += size
	}
	return cut{}, false
}

// afterHyphen is past the first letter behind a hyphen; digits may come before it.
func (c *cutter) afterHyphen(p int, kind Kind) (Kind, int, bool) {
	r, size := c.char(p)
	switch {
	case isASCIILetter(r):
		return kind, p + size, true
	case isAlpha(r):
		if kind == AsciiHWord {
			kind = HWord
		}
		return kind, p + size, true
	case !isDigit(r):
		return kind, p, false
	}
	q, ok := c.lettersAfter(p)
	return NumHWord, q, ok
}

// lettersAfter is past the first letter behind digits.
func (c *cutter) lettersAfter(p int) (int, bool) {
	for {
		r, size := c.char(p)
		if !isDigit(r) {
			return p + size, isAlpha(r) || isMark(r)
		}
		p += size
	}
}

// part is a part of a word with hyphens, or a hyphen of it.
func (c *cutter) part(p int) (cut, bool) {
	r, size := c.char(p)
	p += size
	kind := HWordPart
	switch {
	case isASCIILetter(r):
		kind = HWordAsciiPart
	case isAlpha(r):
	case isDigit(r):
		q, ok := c.lettersAfter(p)
		if !ok {
			return cut{}, false
		}
		kind, p = HWordNumPart, q
	case r == '-':
		r, _ = c.char(p)
		return cut{Blank, p, cutHyphens}, isAlpha(r) || isDigit(r) || isMark(r)
	default:
		return cut{}, false
	}
	for {
		r, size := c.char(p)
		switch {
		case isASCIILetter(r):
		case isAlpha(r), isMark(r):
			if kind == HWordAsciiPart {
				kind = HWordPart
			}
		case isDigit(r):
			kind = HWordNumPart
		default:
			return cut{kind, p, cutHyphens}, true
		}
		p += size
	}
}

func (c *cutter) digits(p int) int {
	for p < len(c.text) && isDigit(rune(c.text[p])) {
		p++
	}
	return p
}

func (c *cutter) digitAt(p int) bool { return p < len(c.text) && isDigit(rune(c.text[p])) }

// exponent is the rest of a number in scientific notation, behind its e.
func (c *cutter) exponent(p int) (cut, bool) {
	if p < len(c.text) && (c.text[p] == '+' || c.text[p] == '-') {
		p++
	}
	return cut{kind: SFloat, end: c.digits(p)}, c.digitAt(p)
}

func (c *cutter) signed(p int) (cut, bool) {
	if !c.digitAt(p) {
		return cut{}, false
	}
	found := cut{kind: Int, end: c.digits(p)}
	if r, _ := c.char(found.end); r == '.' && c.digitAt(found.end+1) {
		found = cut{kind: Float, end: c.digits(found.end + 1)}
		if r, _ := c.char(found.end); r == '.' && c.digitAt(found.end+1) {
			return cut{}, false // a version has no sign
		}
	}
	if r, _ := c.char(found.end); r == 'e' || r == 'E' {
		if f, ok := c.exponent(found.end + 1); ok {
			return f, true
		}
	}
	return found, true
}

func (c *cutter) unsigned(p int) cut {
	p = c.digits(p)
	r, size := c.char(p)
	after := p + size
	var found cut
	ok := false
	switch {
	case r == '.':
		if found, ok = c.host(after, inDomainFirst); !ok && c.digitAt(after) {
			return c.fraction(c.digits(after))
		}
	case r == '-', r == '_':
		found, ok = c.host(after, inHostFirst)
	case r == '@':
		found, ok = c.mail(after)
	case r == '/':
		found, ok = c.file(after, fileFirst)
	case isASCIILetter(r):
		if r|0x20 == 'e' {
			found, ok = c.exponent(after)
		}
		if !ok {
			found, ok = c.host(after, inHost)
		}
		if !ok {
			return c.numWord(after)
		}
	case isAlpha(r), isMark(r):
		return c.numWord(after)
	}
	if ok {
		return found
	}
	return cut{kind: UInt, end: p}
}

// fraction is a number behind its digits behind the point: of more points it is a version.
func (c *cutter) fraction(p int) cut {
	kind := Float
	for {
		r, _ := c.char(p)
		switch {
		case r == '.' && c.digitAt(p+1):
			kind, p = Version, c.digits(p+1)
			continue
		case kind == Float && (r == 'e' || r == 'E'):
			if found, ok := c.exponent(p + 1); ok {
				return found
			}
		}
		return cut{kind: kind, end: p}
	}
}

// fileState is where in a path the cutter is.
type fileState uint8

const (
	fileFirst fileState = iota // behind a slash
	fileHome                   // behind a tilde
	fileDot                    // behind a dot that begins a part
	fileBare                   // likewise, of a text that begins with the dot: no name follows it
	fileDots                   // behind two dots
	fileName                   // within a name
)

// file is a path, from a state on. It ends before the last slash that nothing of a path follows.
func (c *cutter) file(p int, s fileState) (cut, bool) {
	fallback, from := -1, p
	for {
		r, size := c.char(p)
		name := isASCIIAlnum(r) || r == '_'
		switch {
		case s == fileName && (name || r == '-'):
		case s == fileName && r == '.':
			if next, _ := c.char(p + 1); !isASCIIAlnum(next) && next != '_' {
				return cut{kind: File, end: p}, true
			}
		case r == '/' && (s == fileName || s == fileDots):
			fallback, from, s = p, p+1, fileFirst
		case s == fileName, s == fileDots && (size == 0 || unicode.IsSpace(r)):
			return cut{kind: File, end: p}, true
		case name && s != fileBare && s != fileDots:
			s = fileName
		case r == '/' && s != fileFirst:
			s = fileFirst
		case r == '.' && s == fileFirst:
			s = fileDot
		case r == '.' && (s == fileDot || s == fileBare):
			s = fileDots
		case r == '~' && s == fileFirst:
			s = fileHome
		default:
			return c.noPath(from, p, fallback)
		}
		if p += size; s == fileFirst && p >= c.noFile[0] && p < c.noFile[1] {
			return cut{kind: File, end: fallback}, fallback >= 0
		}
	}
}

// noPath notes that what is behind from is the beginning of no path: it ends where it could before.
func (c *cutter) noPath(from, p, fallback int) (cut, bool) {
	c.noFile = [2]int{from, p + 1}
	return cut{kind: File, end: fallback}, fallback >= 0
}

// fileNext is a path whose dot is followed by a name.
func (c *cutter) fileNext(p int) (cut, bool) {
	if r, size := c.char(p); isASCIIAlnum(r) || r == '_' {
		return c.file(p+size, fileName)
	}
	return cut{}, false
}

// isURLChar tells the characters of the path of an address.
func isURLChar(b byte) bool { return b > 0x20 && b < 0x7f && strings.IndexByte("\"<>\\^`{|}", b) < 0 }

func (c *cutter) urlPath(p int) int {
	for p < len(c.text) && isURLChar(c.text[p]) {
		p++
	}
	return p
}

// mail is an email address behind its @: what follows is a host.
func (c *cutter) mail(p int) (cut, bool) {
	end, known := c.mails[p]
	if !known {
		end = -1
		if c.nested < nestedMax && p < len(c.text) {
			inner := cutter{text: c.text, at: p, wantHost: true, ignore: c.ignore, nested: c.nested + 1, mails: c.mails}
			if inner.mails == nil {
				inner.mails = map[int]int{}
			}
			if found := inner.plain(p); found.kind == Host {
				end = found.end
			}
			c.mails = inner.mails
			c.mails[p] = end
		}
	}
	return cut{kind: Email, end: end}, end >= 0
}
