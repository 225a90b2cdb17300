// Package charset converts between UTF-8, which databases are in, and the encodings that
// clients of Postgres may ask for (its documentation, chapter "Character Set Support"). What
// it cannot convert it says by name: EUC_TW, EUC_JIS_2004, SHIFT_JIS_2004, JOHAB and
// MULE_INTERNAL have names and numbers, and no tables.
//
// Tables are those of golang.org/x/text, which follow the Encoding Standard, corrected where
// Postgres's differ (differences.go).
package charset

import (
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
)

// Encoding is one of Postgres's. Safe for concurrent use.
type Encoding struct {
	ID     int    // pg_enc
	Name   string // as Postgres shows it
	MaxLen int    // bytes of a character at most

	plain bool             // UTF8 and SQL_ASCII: nothing is converted
	one   *charmap.Charmap // of single bytes
	many  encoding.Encoding
	// width is how many bytes the character takes that b begins with; b is not empty, and its
	// first byte is not ASCII.
	width func(b []byte) int
	// fits reports whether a character is of this encoding, where many has more.
	fits func(b []byte) bool
	// Bytes from 0x80 to 0x9f: iso: control characters, which the tables leave out; windows: code
	// pages, whose tables have control characters where a byte has no character.
	iso, windows bool
	// fromBytes and toBytes are where Postgres differs from the tables: 0, and nothing, where it has
	// no such character. What fromBytes takes away need not be in toBytes.
	fromBytes map[string]rune
	toBytes   map[rune]string
}

// Converts reports whether text is converted: not where it is UTF8, or anything (SQL_ASCII).
func (e *Encoding) Converts() bool { return !e.plain }

// Known reports whether there is a table.
func (e *Encoding) Known() bool { return e.plain || e.one != nil || e.many != nil }

// Error is a text that cannot be converted.
type Error struct {
	From, To string
	Bytes    []byte // of the character, in From; they lie in the text that was converted
	// Malformed: the bytes are no character of From at all.
	Malformed bool
}

// Error is as Postgres words it.
func (e *Error) Error() string {
	var b strings.Builder
	for i, c := range e.Bytes {
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "0x%02x", c)
	}
	if e.Malformed {
		return fmt.Sprintf("invalid byte sequence for encoding %q: %s", e.From, b.String())
	}
	return fmt.Sprintf("character with byte sequence %s in encoding %q has no equivalent in encoding %q", b.String(), e.From, e.To)
}

// ascii is how many bytes at the beginning of b are ASCII and not NUL.
func ascii[T string | []byte](b T) int {
	for i := range len(b) {
		if b[i]-1 >= utf8.RuneSelf-1 {
			return i
		}
	}
	return len(b)
}

// ASCII reports whether b is that alone, without NUL: every encoding has it as it is.
func ASCII(b []byte) bool { return ascii(b) == len(b) }

// Decode appends src as UTF-8. rest is how many bytes at the end of src begin a character
// that it does not end. It fails with *Error.
func (e *Encoding) Decode(dst, src []byte) (out []byte, rest int, err error) {
	var d *encoding.Decoder
	for len(src) > 0 {
		if n := ascii(src); n > 0 {
			dst, src = append(dst, src[:n]...), src[n:]
			continue
		}
		n := e.next(src)
		if n > len(src) {
			return dst, len(src), nil
		}
		if err := e.wellFormed(src[:n]); err != nil {
			return dst, 0, err
		}
		if e.many != nil && d == nil {
			d = e.many.NewDecoder()
		}
		r, err := e.rune(d, src[:n])
		if err != nil {
			return dst, 0, err
		}
		dst, src = utf8.AppendRune(dst, r), src[n:]
	}
	return dst, 0, nil
}

// DecodeAll is Decode of a whole text.
func (e *Encoding) DecodeAll(dst, src []byte) ([]byte, error) {
	out, rest, err := e.Decode(dst, src)
	if err == nil && rest > 0 {
		err = &Error{From: e.Name, To: utf8Name, Bytes: src[len(src)-rest:], Malformed: true}
	}
	return out, err
}

const utf8Name = "UTF8"

// next is how many bytes the character takes that b begins with.
func (e *Encoding) next(b []byte) int {
	if b[0] < utf8.RuneSelf || e.width == nil {
		return 1
	}
	return e.width(b)
}

// wellFormed looks at the bytes of one character.
func (e *Encoding) wellFormed(b []byte) error {
	malformed := b[0] == 0
	for _, c := range b[1:] {
		malformed = malformed || c == 0
	}
	if malformed || b[0] >= utf8.RuneSelf && e.fits != nil && !e.fits(b) {
		return &Error{From: e.Name, To: utf8Name, Bytes: b, Malformed: true}
	}
	return nil
}

// Count returns how many characters b has. They need not be in UTF-8. It fails with *Error.
func (e *Encoding) Count(b []byte) (n int, err error) {
	for ; len(b) > 0; n++ {
		w := e.next(b)
		if w > len(b) {
			return n, &Error{From: e.Name, To: utf8Name, Bytes: b, Malformed: true}
		}
		if err := e.wellFormed(b[:w]); err != nil {
			return n, err
		}
		b = b[w:]
	}
	return n, nil
}

// rune decodes one character, with d where its table has many bytes.
func (e *Encoding) rune(d *encoding.Decoder, b []byte) (rune, error) {
	if r, ok := e.fromBytes[string(b)]; ok {
		if r == 0 {
			return 0, &Error{From: e.Name, To: utf8Name, Bytes: b}
		}
		return r, nil
	}
	if e.one != nil {
		r := e.one.DecodeByte(b[0])
		if e.iso && b[0] < 0xa0 {
			r = rune(b[0])
		}
		if r == utf8.RuneError || e.windows && r >= 0x80 && r < 0xa0 {
			return 0, &Error{From: e.Name, To: utf8Name, Bytes: b}
		}
		return r, nil
	}
	var to [utf8.UTFMax * 2]byte
	d.Reset()
	n, used, err := d.Transform(to[:], b, true)
	r, size := utf8.DecodeRune(to[:n])
	if err != nil || used != len(b) || size != n || r == utf8.RuneError {
		return 0, &Error{From: e.Name, To: utf8Name, Bytes: b}
	}
	return r, nil
}

// Encode appends src, which is UTF-8, in e; src may follow dst in the same memory where MaxLen is
// at most 2. It fails with *Error.
func (e *Encoding) Encode(dst, src []byte) ([]byte, error) {
	var c *encoding.Encoder
	for len(src) > 0 {
		if n := ascii(src); n > 0 {
			dst, src = append(dst, src[:n]...), src[n:]
			continue
		}
		r, n := utf8.DecodeRune(src)
		at := len(dst)
		if dst = e.appendRune(dst, &c, r); len(dst) == at {
			return dst, &Error{From: utf8Name, To: e.Name, Bytes: src[:n]}
		}
		src = src[n:]
	}
	return dst, nil
}

// EncodeShown is Encode of what is shown to people: what e does not have becomes a question mark.
func (e *Encoding) EncodeShown(dst, src []byte) []byte {
	var c *encoding.Encoder
	for len(src) > 0 {
		r, n := utf8.DecodeRune(src)
		at := len(dst)
		if dst = e.appendRune(dst, &c, r); len(dst) == at {
			dst = append(dst, '?')
		}
		src = src[n:]
	}
	return dst
}

// appendRune appends a character, nothing where e does not have it. c is made where it is needed.
func (e *Encoding) appendRune(dst []byte, c **encoding.Encoder, r rune) []byte {
	if r < utf8.RuneSelf {
		return append(dst, byte(r))
	}
	if b, ok := e.toBytes[r]; ok {
		return append(dst, b...)
	}
	if e.one != nil {
		if control := r >= 0x80 && r < 0xa0; control && e.iso {
			return append(dst, byte(r))
		} else if control && e.windows {
			return dst
		}
		if b, ok := e.one.EncodeRune(r); ok {
			return append(dst, b)
		}
		return dst
	}
	var from [utf8.UTFMax]byte
	var to [8]byte
	if *c == nil {
		*c = e.many.NewEncoder()
	}
	(*c).Reset()
	n, _, err := (*c).Transform(to[:], utf8.AppendRune(from[:0], r), true)
	if err != nil || e.fits != nil && !e.fits(to[:n]) {
		return dst
	}
	if back, ok := e.fromBytes[string(to[:n])]; ok && back != r {
		return dst
	}
	return append(dst, to[:n]...)
}

// set is encodings, by number and by name.
type set struct {
	all  []*Encoding
	name map[string]*Encoding
}

// encodings is all of them.
var encodings = sync.OnceValue(func() *set {
	s := tables()
	s.differ(differences)
	return s
})

// tables is the set without what Postgres has otherwise.
func tables() *set {
	s := &set{name: map[string]*Encoding{}}
	add := func(e *Encoding, also ...string) *Encoding {
		e.ID = len(s.all)
		e.MaxLen = max(e.MaxLen, 1)
		s.all = append(s.all, e)
		for _, n := range append(also, e.Name) {
			s.name[plain(n)] = e
		}
		return e
	}
	one := func(name string, m *charmap.Charmap, also ...string) {
		iso := strings.HasPrefix(name, "LATIN") || strings.HasPrefix(name, "ISO")
		add(&Encoding{Name: name, one: m, iso: iso}, also...)
	}
	page := func(name string, m *charmap.Charmap, also ...string) {
		add(&Encoding{Name: name, one: m, windows: true}, also...)
	}
	many := func(name string, most int, m encoding.Encoding, width func([]byte) int, fits func([]byte) bool, also ...string) {
		add(&Encoding{Name: name, MaxLen: most, many: m, width: width, fits: fits}, also...)
	}
	none := func(name string, most int, also ...string) { add(&Encoding{Name: name, MaxLen: most}, also...) }

	add(&Encoding{Name: "SQL_ASCII", plain: true})
	many("EUC_JP", 3, japanese.EUCJP, widthEUCJP, fitsEUCJP)
	many("EUC_CN", 3, simplifiedchinese.GBK, two, fitsEUC)
	many("EUC_KR", 3, korean.EUCKR, two, fitsEUC)
	none("EUC_TW", 4)
	none("EUC_JIS_2004", 3)
	add(&Encoding{Name: utf8Name, MaxLen: 4, plain: true}, "unicode")
	none("MULE_INTERNAL", 4)
	one("LATIN1", charmap.ISO8859_1, "iso88591")
	one("LATIN2", charmap.ISO8859_2, "iso88592")
	one("LATIN3", charmap.ISO8859_3, "iso88593")
	one("LATIN4", charmap.ISO8859_4, "iso88594")
	one("LATIN5", charmap.ISO8859_9, "iso88599")
	one("LATIN6", charmap.ISO8859_10, "iso885910")
	one("LATIN7", charmap.ISO8859_13, "iso885913")
	one("LATIN8", charmap.ISO8859_14, "iso885914")
	one("LATIN9", charmap.ISO8859_15, "iso885915")
	one("LATIN10", charmap.ISO8859_16, "iso885916")
	page("WIN1256", charmap.Windows1256, "windows1256")
	page("WIN1258", charmap.Windows1258, "windows1258", "abc", "tcvn", "tcvn5712", "vscii")
	one("WIN866", charmap.CodePage866, "windows866", "alt")
	page("WIN874", charmap.Windows874, "windows874")
	one("KOI8R", charmap.KOI8R, "koi8")
	page("WIN1251", charmap.Windows1251, "windows1251", "win")
	page("WIN1252", charmap.Windows1252, "windows1252")
	one("ISO_8859_5", charmap.ISO8859_5)
	one("ISO_8859_6", charmap.ISO8859_6)
	one("ISO_8859_7", charmap.ISO8859_7)
	one("ISO_8859_8", charmap.ISO8859_8)
	page("WIN1250", charmap.Windows1250, "windows1250")
	page("WIN1253", charmap.Windows1253, "windows1253")
	page("WIN1254", charmap.Windows1254, "windows1254")
	page("WIN1255", charmap.Windows1255, "windows1255")
	page("WIN1257", charmap.Windows1257, "windows1257")
	one("KOI8U", charmap.KOI8U)
	many("SJIS", 2, japanese.ShiftJIS, widthSJIS, fitsSJIS, "mskanji", "shiftjis", "win932", "windows932")
	many("BIG5", 2, traditionalchinese.Big5, two, fitsTwo, "win950", "windows950")
	many("GBK", 2, simplifiedchinese.GBK, two, fitsTwo, "win936", "windows936")
	many("UHC", 2, korean.EUCKR, two, fitsTwo, "win949", "windows949")
	many("GB18030", 4, simplifiedchinese.GB18030, widthGB18030, fitsGB18030)
	none("JOHAB", 3)
	none("SHIFT_JIS_2004", 2)
	return s
}

// Find returns the encoding that a name means, as Postgres takes it: letters and digits count.
// nil: there is none.
func Find(name string) *Encoding { return encodings().name[plain(name)] }

// ByID returns an encoding by its number; nil: there is none.
func ByID(id int64) *Encoding {
	all := encodings().all
	if id < 0 || id >= int64(len(all)) {
		return nil
	}
	return all[id]
}

func plain(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			return r
		case r >= 'A' && r <= 'Z':
			return r + 'a' - 'A'
		}
		return -1
	}, name)
}

func two([]byte) int { return 2 }

func widthEUCJP(b []byte) int {
	if b[0] == 0x8f {
		return 3
	}
	return 2
}

func widthSJIS(b []byte) int {
	if b[0] >= 0xa1 && b[0] <= 0xdf { // half-width katakana
		return 1
	}
	return 2
}

func widthGB18030(b []byte) int {
	if len(b) < 2 || b[1] < '0' || b[1] > '9' {
		return 2
	}
	return 4
}

// fitsEUC: bytes of characters are 0xa1 to 0xfe.
func fitsEUC(b []byte) bool {
	for _, c := range b {
		if c < 0xa1 || c > 0xfe {
			return false
		}
	}
	return len(b) > 1
}

// fitsEUCJP: but for two bytes that shift.
func fitsEUCJP(b []byte) bool {
	if b[0] == 0x8e || b[0] == 0x8f {
		return fitsEUC(b[1:]) || len(b) == 2 && b[1] >= 0xa1 && b[1] <= 0xdf
	}
	return fitsEUC(b)
}

func fitsGB18030(b []byte) bool {
	if b[0] < 0x81 || b[0] > 0xfe {
		return false
	}
	if len(b) == 4 {
		return b[1] >= '0' && b[1] <= '9' && b[2] >= 0x81 && b[2] <= 0xfe && b[3] >= '0' && b[3] <= '9'
	}
	return len(b) == 2 && (b[1] >= 0x40 && b[1] <= 0x7e || b[1] >= 0x80 && b[1] <= 0xfe)
}

// fitsTwo: Postgres's mark of what is no character, the bytes 0x8d 0x20, is none.
func fitsTwo(b []byte) bool { return len(b) != 2 || b[0] != 0x8d || b[1] != 0x20 }

func fitsSJIS(b []byte) bool {
	if len(b) == 1 {
		return b[0] >= 0xa1 && b[0] <= 0xdf
	}
	lead := b[0] >= 0x81 && b[0] <= 0x9f || b[0] >= 0xe0 && b[0] <= 0xfc
	return lead && (b[1] >= 0x40 && b[1] <= 0x7e || b[1] >= 0x80 && b[1] <= 0xfc)
}
