package xmlvalue

import (
	"strings"
	"unicode/utf8"
)

// Standalone is what a declaration says of that; the zero value is that it says nothing.
type Standalone int8

// What a declaration may say.
const (
	StandaloneUnset Standalone = iota
	StandaloneNo
	StandaloneYes
)

// Decl is the declaration before a document or content: <?xml version="1.0" encoding="UTF-8"?>.
type Decl struct {
	Version    string // "" without a declaration
	Encoding   string // "" where it says none
	Standalone Standalone
	// Len is how many bytes it takes.
	Len int
}

// ReadDecl reads the declaration that s begins with, if there is one. problem says what is wrong with it,
// in Postgres's words; "" where nothing is.
func ReadDecl(s string) (d Decl, problem string) {
	if !strings.HasPrefix(s, "<?xml") {
		return d, ""
	}
	// A name that goes on is another's: <?xml-stylesheet … ?>.
	if c, _ := utf8.DecodeRuneInString(s[5:]); len(s) > 5 && oldNameChar(c) {
		return d, ""
	}
	r := declReader{s: s, pos: 5}
	if problem = r.read(&d); problem != "" {
		return d, problem
	}
	d.Len = r.pos
	for _, c := range []byte(s[:d.Len]) {
		if c > 127 {
			return d, "Invalid character value."
		}
	}
	return d, ""
}

type declReader struct {
	s   string
	pos int
}

func (r *declReader) read(d *Decl) string {
	if !r.blank() {
		return "Space required."
	}
	var ok bool
	if !r.attribute("version") {
		return "Malformed declaration: missing version."
	}
	if d.Version, ok = r.value(); !ok {
		return "Malformed declaration: missing version."
	}
	at, spaced := r.pos, r.blank()
	if r.word("encoding") {
		if !spaced {
			return "Space required."
		}
		if d.Encoding, ok = r.value(); !ok {
			return "Missing encoding in text declaration."
		}
		at, spaced = r.pos, r.blank()
	}
	if r.word("standalone") {
		if !spaced {
			return "Space required."
		}
		switch v, ok := r.value(); {
		case ok && v == "yes":
			d.Standalone = StandaloneYes
		case ok && v == "no":
			d.Standalone = StandaloneNo
		default:
			return "standalone accepts only 'yes' or 'no'."
		}
	} else {
		r.pos = at
	}
	r.blank()
	if !r.word("?>") {
		return "Parsing XML declaration: '?>' expected."
	}
	return ""
}

// blank skips blanks, and reports whether there were some.
func (r *declReader) blank() bool {
	from := r.pos
	for r.pos < len(r.s) && isBlank(r.s[r.pos]) {
		r.pos++
	}
	return r.pos > from
}

func (r *declReader) word(w string) bool {
	if !strings.HasPrefix(r.s[r.pos:], w) {
		return false
	}
	r.pos += len(w)
	return true
}

func (r *declReader) attribute(name string) bool {
	r.blank()
	return r.word(name)
}

// value reads = and what is quoted behind it.
func (r *declReader) value() (string, bool) {
	r.blank()
	if !r.word("=") {
		return "", false
	}
	r.blank()
	if r.pos == len(r.s) || r.s[r.pos] != '"' && r.s[r.pos] != '\'' {
		return "", false
	}
	n := strings.IndexByte(r.s[r.pos+1:], r.s[r.pos])
	if n < 0 {
		return "", false
	}
	v := r.s[r.pos+1 : r.pos+1+n]
	r.pos += n + 2
	return v, true
}

// defaultVersion is that of documents that say none.
const defaultVersion = "1.0"

// AppendDecl writes a declaration if it says more than that the version is 1.0, and reports whether it does.
// encoding is the one that the reader of the text is to go by; "" says nothing of it.
func AppendDecl(dst []byte, version, encoding string, alone Standalone) ([]byte, bool) {
	if (version == "" || version == defaultVersion) && encoding == "" && alone == StandaloneUnset {
		return dst, false
	}
	if version == "" {
		version = defaultVersion
	}
	dst = append(append(append(dst, `<?xml version="`...), version...), '"')
	if encoding != "" {
		dst = append(append(append(dst, ` encoding="`...), encoding...), '"')
	}
	switch alone {
	case StandaloneYes:
		dst = append(dst, ` standalone="yes"`...)
	case StandaloneNo:
		dst = append(dst, ` standalone="no"`...)
	}
	return append(dst, "?>"...), true
}

// AppendOut writes a value as its output function does: with a declaration only where it says something, and
// without the encoding that it was read in; encoding is the one of who reads it, "" for none. ok is false
// where the declaration can't be read.
func AppendOut(dst []byte, s, encoding string) (out []byte, ok bool) {
	d, problem := ReadDecl(s)
	if problem != "" {
		return append(dst, s...), false
	}
	dst, written := AppendDecl(dst, d.Version, encoding, d.Standalone)
	rest := s[d.Len:]
	if !written {
		rest = strings.TrimPrefix(rest, "\n") // no empty first line in place of the declaration
	}
	return append(dst, rest...), true
}

// Concat is the contents one behind the other, with a declaration that all of them agree to.
func Concat(list []string) string {
	var all []byte
	version, versionless, alone := "", false, StandaloneYes
	for _, s := range list {
		d, _ := ReadDecl(s)
		switch {
		case d.Standalone == StandaloneUnset:
			alone = StandaloneUnset
		case d.Standalone == StandaloneNo && alone == StandaloneYes:
			alone = StandaloneNo
		}
		switch {
		case d.Version == "":
			versionless = true
		case version == "":
			version = d.Version
		case version != d.Version:
			versionless = true
		}
		all = append(all, s[d.Len:]...)
	}
	if versionless {
		version = ""
	}
	if versionless && alone == StandaloneUnset {
		return string(all)
	}
	head, _ := AppendDecl(nil, version, "", alone)
	return string(append(head, all...))
}

// Root gives a value another version and, if change is set, another word on standing alone. Without a
// version the declaration says none.
func Root(s, version string, change bool, alone Standalone) string {
	d, _ := ReadDecl(s)
	if !change {
		alone = d.Standalone
	}
	head, _ := AppendDecl(nil, version, "", alone)
	return string(append(head, s[d.Len:]...))
}
