package catalog

import (
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// ParseName reads a possibly qualified and quoted name from a string, as the
// input of regclass does: parts are folded to lower case unless quoted. The
// error is 42602.
func ParseName(s string) (ast.QName, error) {
	bad := func() (ast.QName, error) {
		return ast.QName{}, pgerror.New(pgerror.InvalidName, "invalid name syntax")
	}
	var parts []string
	rest := strings.TrimSpace(s)
	for {
		var part string
		if strings.HasPrefix(rest, `"`) {
			end := 1
			for {
				i := strings.IndexByte(rest[end:], '"')
				if i < 0 {
					return bad()
				}
				end += i + 1
				if end >= len(rest) || rest[end] != '"' {
					break
				}
				end++
			}
			part, rest = strings.ReplaceAll(rest[1:end-1], `""`, `"`), rest[end:]
		} else {
			// A quote within belongs to the name.
			i := strings.IndexAny(rest, ". \t\n\r\f\v")
			if i < 0 {
				i = len(rest)
			}
			part, rest = strings.ToLower(rest[:i]), rest[i:]
		}
		if part == "" {
			return bad()
		}
		parts = append(parts, part)
		rest = strings.TrimLeft(rest, " \t\n\r")
		if rest == "" {
			break
		}
		if rest[0] != '.' {
			return bad()
		}
		rest = strings.TrimLeft(rest[1:], " \t\n\r")
	}
	n := ast.QName{Pos: -1, Name: parts[len(parts)-1]}
	switch len(parts) {
	case 1:
	case 2:
		n.Schema = parts[0]
	case 3:
		n.Catalog, n.Schema = parts[0], parts[1]
	default:
		return ast.QName{}, pgerror.New(pgerror.SyntaxError, "improper relation name (too many dotted names): %s", s)
	}
	return n, nil
}
