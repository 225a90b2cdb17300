package types

import (
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// ParseType reads a type's name as a cast from text to regtype does: any
// spelling ByName knows, with a modifier and array brackets, in any case, with
// or without "pg_catalog." before it. The error is 42704.
func ParseType(s string) (*Type, int32, error) {
	text := strings.ToLower(TrimSpace(s))
	if rest, ok := strings.CutPrefix(text, `"pg_catalog".`); ok {
		text = "pg_catalog." + rest
	}
	if rest, ok := strings.CutPrefix(text, "pg_catalog."); ok {
		// Behind the schema a bare name is pg_type's own.
		if t, found := ByTypname(strings.Trim(rest, `"`)); found {
			return t, NoTypmod, nil
		}
		text = rest
	}
	arrays := 0
	for strings.HasSuffix(text, "]") {
		open := strings.LastIndexByte(text, '[')
		if open < 0 {
			break
		}
		text = TrimSpace(text[:open])
		arrays++
	}
	base, args, err := cutTypmod(text)
	if err != nil {
		return nil, 0, err
	}
	t, ok := ByName(strings.Join(strings.Fields(base), " "))
	if !ok {
		if quoted, isQuoted := strings.CutPrefix(base, `"`); isQuoted {
			t, ok = ByTypname(strings.TrimSuffix(quoted, `"`))
		}
	}
	if !ok && Known(base) {
		return nil, 0, pgerror.Unsupported("Use a supported type; docs/sql-compatibility.md lists them.", "type %s is not supported", base)
	}
	if !ok {
		return nil, 0, pgerror.New(pgerror.UndefinedObject, "type \"%s\" does not exist", s)
	}
	if (base == "character" || base == "char") && args == nil {
		args = []int64{1}
	}
	typmod, err := TypmodFor(t, args)
	if err != nil {
		return nil, 0, err
	}
	if arrays > 0 {
		if t = t.ArrayType(); t == nil {
			return nil, 0, pgerror.New(pgerror.UndefinedObject, "type \"%s\" does not exist", s)
		}
	}
	return t, typmod, nil
}

// cutTypmod takes "(…)" out of a type's name, wherever it stands.
func cutTypmod(s string) (base string, args []int64, err error) {
	open := strings.IndexByte(s, '(')
	if open < 0 {
		return s, nil, nil
	}
	end := strings.IndexByte(s, ')')
	if end < open {
		return "", nil, pgerror.New(pgerror.SyntaxError, "syntax error in type name \"%s\"", s)
	}
	for _, arg := range strings.Split(s[open+1:end], ",") {
		v, err := strconv.ParseInt(TrimSpace(arg), 10, 64)
		if err != nil {
			return "", nil, pgerror.New(pgerror.InvalidParameterValue, "invalid type modifier")
		}
		args = append(args, v)
	}
	return TrimSpace(s[:open]) + s[end+1:], args, nil
}

// Known tells whether a type is one of Postgres's own, which the package may
// lack altogether.
func Known(typname string) bool {
	switch strings.TrimPrefix(typname, "_") {
	case "point", "lseg", "path", "box", "polygon", "line", "circle", "tid", "gtsvector",
		"int4range", "numrange", "tsrange", "tstzrange", "daterange", "int8range",
		"int4multirange", "nummultirange", "tsmultirange", "tstzmultirange", "datemultirange", "int8multirange",
		"macaddr", "macaddr8", "inet", "cidr", "money", "bit", "varbit":
		return true
	}
	_, ok := ByTypname(typname)
	return ok
}
