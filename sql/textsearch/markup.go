package textsearch

import (
	"strings"
	"unicode"
)

// entity is one of XML, behind its &.
func (c *cutter) entity(p int) (cut, bool) {
	r, size := c.char(p)
	p += size
	if r == '#' {
		return c.numericEntity(p)
	}
	if !isASCIILetter(r) && r != ':' && r != '_' {
		return cut{}, false
	}
	for {
		r, size = c.char(p)
		p += size
		switch {
		case r == ';':
			return cut{kind: Entity, end: p}, true
		case !isDigit(r) && !isAlpha(r) && (r < 0 || !strings.ContainsRune(":_.-", r)):
			return cut{}, false
		}
	}
}

func (c *cutter) numericEntity(p int) (cut, bool) {
	digits := "0123456789"
	if r, _ := c.char(p); r == 'x' || r == 'X' {
		digits, p = "0123456789abcdefABCDEF", p+1
	}
	start := p
	for p < len(c.text) && strings.IndexByte(digits, c.text[p]) >= 0 {
		p++
	}
	r, _ := c.char(p)
	return cut{kind: Entity, end: p + 1}, p > start && r == ';'
}

// tag is one of XML, behind its <.
func (c *cutter) tag(p int) (cut, bool) {
	start := p - 1
	r, size := c.char(p)
	p += size
	switch {
	case r == '/':
		if r, size = c.char(p); isASCIILetter(r) {
			return c.tagName(start, p+size)
		}
	case r == '!':
		return c.comment(start, p)
	case r == '?':
		if r, _ = c.char(p); r == 'x' || r == 'X' {
			return c.inTag(start, p+1)
		}
	case isASCIILetter(r), r == ':', r == '_':
		return c.tagName(start, p)
	}
	return cut{}, false
}

func (c *cutter) tagName(start, p int) (cut, bool) {
	for {
		r, size := c.char(p)
		switch {
		case r == '/':
			r, _ = c.char(p + 1)
			return cut{kind: Tag, end: p + 2}, r == '>'
		case r == '>':
			c.scripts(start, p)
			return cut{kind: Tag, end: p + 1}, true
		case r >= 0 && unicode.IsSpace(r):
			c.scripts(start, p)
			return c.inTag(start, p+size)
		case !isDigit(r) && !isAlpha(r) && (r < 0 || !strings.ContainsRune(":_.-", r)):
			return cut{}, false
		}
		p += size
	}
}

// scripts tells of the tags within which all is blank.
func (c *cutter) scripts(start, p int) {
	switch strings.ToLower(c.text[start:p]) {
	case "<script", "<style":
		c.ignore = true
	case "</script", "</style":
		c.ignore = false
	}
}

// inTag is behind a tag's name.
func (c *cutter) inTag(start, p int) (cut, bool) {
	for {
		r, size := c.char(p)
		switch {
		case r == '>':
			c.scripts(start, p)
			return cut{kind: Tag, end: p + 1}, true
		case r == '\'', r == '"':
			end, ok := c.closing(p+1, byte(r))
			if !ok {
				return cut{}, false
			}
			p = end
			continue
		case r < 0, !isASCIIAlnum(r) && !unicode.IsSpace(r) && !strings.ContainsRune("=-_#/:.&?%~", r):
			return cut{}, false
		}
		p += size
	}
}

// closing is behind the quote that ends a value.
func (c *cutter) closing(p int, quote byte) (int, bool) {
	which := 0
	if quote == '"' {
		which = 1
	}
	if c.noQuote[which] {
		return 0, false
	}
	i := strings.IndexByte(c.text[p:], quote)
	c.noQuote[which] = i < 0
	return p + i + 1, i >= 0
}

// comment is a comment or a document type, behind <!.
func (c *cutter) comment(start, p int) (cut, bool) {
	switch r, _ := c.char(p); {
	case r == 'D', r == 'd':
		return c.inTag(start, p+1)
	case !strings.HasPrefix(c.text[p:], "--"), c.noCommentClose:
		return cut{}, false
	}
	i := strings.Index(c.text[p+2:], "-->")
	c.noCommentClose = i < 0
	return cut{kind: Tag, end: p + 2 + i + 3}, i >= 0
}
