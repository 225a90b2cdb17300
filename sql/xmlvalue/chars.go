package xmlvalue

import (
	_ "embed"
	"sort"
	"strconv"
	"strings"
	"sync"
)

// isChar reports whether c may be in a document.
func isChar(c rune) bool {
	switch {
	case c < 0x20:
		return c == '\t' || c == '\n' || c == '\r'
	case c <= 0xD7FF:
		return true
	case c < 0xE000:
		return false
	}
	return c <= 0xFFFD || c >= 0x10000 && c <= 0x10FFFF
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// isNameStart and isNameChar are of names without a colon, as the fifth edition of XML 1.0 has them.
func isNameStart(c rune) bool {
	switch {
	case c < 0x80:
		return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
	case c < 0x2000:
		return c >= 0xC0 && c != 0xD7 && c != 0xF7 && (c < 0x300 || c >= 0x370) && c != 0x37E
	}
	return c >= 0x200C && c <= 0x200D || c >= 0x2070 && c <= 0x218F || c >= 0x2C00 && c <= 0x2FEF ||
		c >= 0x3001 && c <= 0xD7FF || c >= 0xF900 && c <= 0xFDCF || c >= 0xFDF0 && c <= 0xFFFD || c >= 0x10000 && c <= 0xEFFFF
}

func isNameChar(c rune) bool {
	return isNameStart(c) || c >= '0' && c <= '9' || c == '-' || c == '.' || c == 0xB7 || c >= 0x300 && c <= 0x36F || c >= 0x203F && c <= 0x2040
}

// letterRanges are the letters of the fourth edition, which names that are made of SQL's go by.
//
//go:embed letters.txt
var letterRanges string

type span struct{ from, to rune }

// letterTables are what letterRanges says: what a name begins with, and what else it may go on with.
var letterTables = sync.OnceValue(func() (tables [2][]span) {
	at := -1
	for _, line := range strings.Split(letterRanges, "\n") {
		if strings.HasPrefix(line, "#") {
			at++
			continue
		}
		for _, word := range strings.Fields(line) {
			from, to, two := strings.Cut(word, "-")
			if !two {
				to = from
			}
			a, _ := strconv.ParseInt(from, 16, 32) // the file is part of the program: a test reads all of it
			b, _ := strconv.ParseInt(to, 16, 32)
			tables[at] = append(tables[at], span{rune(a), rune(b)})
		}
	}
	return tables
})

func within(list []span, c rune) bool {
	i := sort.Search(len(list), func(i int) bool { return list[i].to >= c })
	return i < len(list) && list[i].from <= c
}

// oldNameStart and oldNameChar are of names as the fourth edition has them, with colons.
func oldNameStart(c rune) bool { return c == '_' || c == ':' || within(letterTables()[0], c) }

func oldNameChar(c rune) bool {
	return oldNameStart(c) || c == '.' || c == '-' || within(letterTables()[1], c)
}
