package ddl

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// nameBytesMax is Postgres's NAMEDATALEN less the terminator.
const nameBytesMax = 63

// makeName builds table_columns_label within the length of a name, cutting the
// longer of the first two where needed, as Postgres does.
func makeName(name1, name2, label string) string {
	overhead := 0
	if name2 != "" {
		overhead++
	}
	if label != "" {
		overhead += len(label) + 1
	}
	n1, n2 := len(name1), len(name2)
	for n1+n2 > nameBytesMax-overhead {
		if n1 > n2 {
			n1--
		} else {
			n2--
		}
	}
	out := clip(name1, n1)
	if name2 != "" {
		out += "_" + clip(name2, n2)
	}
	if label != "" {
		out += "_" + label
	}
	return out
}

// clip cuts s to n bytes, at the end of a character.
func clip(s string, n int) string {
	if n >= len(s) {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// columnsName joins column names for a generated name.
func columnsName(names []string) string {
	out := strings.Join(names, "_")
	return clip(out, nameBytesMax)
}

// chooseName finds a generated name that taken does not refuse: with a number
// behind the label, if need be.
func chooseName(name1, name2, label string, taken func(string) bool) string {
	for i := 0; ; i++ {
		l := label
		if i > 0 {
			l += strconv.Itoa(i)
		}
		if n := makeName(name1, name2, l); !taken(n) {
			return n
		}
	}
}
