package charset

import (
	_ "embed"
	"encoding/hex"
	"strconv"
	"strings"
	"unicode/utf8"
)

// differences are what Postgres 15 has otherwise than the tables: a line for each run of
// bytes ("BIG5 < 8740-877e -": no characters; "UHC < c9a1-c9fe e000": these from there on), and
// of characters ("GBK > 20ac-20ac 80"). Made, and compared with a server, by
//
//	go test ./base/charset -run TestTables -postgres URL
//
//go:embed differences.txt
var differences string

// differ corrects the tables.
func (s *set) differ(lines string) {
	for line := range strings.Lines(lines) {
		f := strings.Fields(line)
		if len(f) != 4 {
			continue
		}
		e := s.name[plain(f[0])]
		from, to, _ := strings.Cut(f[2], "-")
		if f[1] == "<" {
			e.differFrom(unhex(from), unhex(to), f[3])
		} else {
			e.differTo(number(from), number(to), f[3])
		}
	}
}

func (e *Encoding) differFrom(from, to []byte, first string) {
	if e.fromBytes == nil {
		e.fromBytes = map[string]rune{}
	}
	r := rune(0)
	if first != "-" {
		r = number(first)
	}
	for {
		e.fromBytes[string(from)] = r
		if string(from) == string(to) {
			return
		}
		from[len(from)-1]++
		if r != 0 {
			r++
		}
	}
}

func (e *Encoding) differTo(from, to rune, first string) {
	if e.toBytes == nil {
		e.toBytes = map[rune]string{}
	}
	var b []byte
	if first != "-" {
		b = unhex(first)
	}
	for r := from; r <= to; r++ {
		e.toBytes[r] = string(b)
		if len(b) > 0 {
			b[len(b)-1]++
		}
	}
}

// The file is the program's own: TestTables reads all of it.
func unhex(s string) []byte {
	b, _ := hex.DecodeString(s)
	return b
}

func number(s string) rune {
	n, err := strconv.ParseUint(s, 16, 32)
	if err != nil {
		return utf8.RuneError
	}
	return rune(n)
}
