package types

import (
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/textsearch"
)

// tsvector and tsquery are held as textsearch keeps them: the first in the order of their bytes,
// the second with a tail that is no part of the order.

var vectorCodec = codec{
	parse: func(_ *Type, _ int32, s string, _ *Env) (Datum, error) {
		v, err := textsearch.ParseVector(s)
		return VectorDatum(v), err
	},
	text: func(dst []byte, _ *Type, b []byte, _ *Env) ([]byte, bool) {
		v, ok := textsearch.DecodeVector(bytesText(b))
		return v.AppendText(dst), ok
	},
	recv: func(_ *Type, _ int32, b []byte) (Datum, error) {
		v, err := textsearch.VectorFromBinary(string(b))
		if err == nil {
			err = checkWords(v)
		}
		return VectorDatum(v), err
	},
	send: func(dst []byte, _ *Type, b []byte) ([]byte, bool) {
		v, ok := textsearch.DecodeVector(bytesText(b))
		return v.AppendBinary(dst), ok
	},
}

// checkWords refuses words of the wire that are no text.
func checkWords(v textsearch.Vector) error {
	for i := range v {
		if err := CheckText(v[i].Word); err != nil {
			return err
		}
	}
	return nil
}

var queryCodec = codec{
	parse: func(_ *Type, _ int32, s string, env *Env) (Datum, error) {
		q, err := textsearch.ParseQuery(s)
		if err == nil {
			env.TellEmpty(q, s, true)
		}
		return QueryDatum(q), err
	},
	text: func(dst []byte, _ *Type, b []byte, _ *Env) ([]byte, bool) {
		q, ok := textsearch.DecodeQuery(bytesText(b))
		return q.AppendText(dst), ok
	},
	recv: func(_ *Type, _ int32, b []byte) (Datum, error) {
		q, err := textsearch.QueryFromBinary(string(b))
		if err == nil {
			err = CheckText(string(q.AppendText(nil)))
		}
		return QueryDatum(q), err
	},
	send: func(dst []byte, _ *Type, b []byte) ([]byte, bool) {
		q, ok := textsearch.DecodeQuery(bytesText(b))
		return q.AppendBinary(dst), ok
	},
}

// TellEmpty tells that the query made of a text is empty, in Postgres's words: of a text without
// operands, which one of spaces is if spaces separates them, or of one whose operands are ignored.
func (e *Env) TellEmpty(q textsearch.Query, text string, spaces bool) {
	switch {
	case e == nil || e.Notice == nil || q.Root != nil:
	case text == "" || spaces && strings.Trim(text, " \t\n\v\f\r") == "":
		e.Tell(pgerror.NewNotice("text-search query doesn't contain lexemes: \"%s\"", text))
	default:
		e.Tell(pgerror.NewNotice("text-search query contains only stop words or doesn't contain lexemes, ignored"))
	}
}

// VectorDatum is a document of full text search as a datum.
func VectorDatum(v textsearch.Vector) Datum { return Bytes(textsearch.AppendVector(nil, v)) }

// QueryDatum is a query of full text search as a datum.
func QueryDatum(q textsearch.Query) Datum { return Bytes(textsearch.AppendQuery(nil, q)) }

// DecodeVector takes a tsvector apart; its words share the datum's memory.
func DecodeVector(d Datum) (textsearch.Vector, error) {
	v, ok := textsearch.DecodeVector(d.Text())
	if !ok {
		return nil, ErrDamaged
	}
	return v, nil
}

// DecodeQuery takes a tsquery apart.
func DecodeQuery(d Datum) (textsearch.Query, error) {
	q, ok := textsearch.DecodeQuery(d.Text())
	if !ok {
		return q, ErrDamaged
	}
	return q, nil
}

// VectorOf takes a tsvector apart, none where it is damaged; its words share the datum's memory.
func VectorOf(d Datum) textsearch.Vector {
	v, _ := textsearch.DecodeVector(d.Text())
	return v
}

// QueryOf takes a tsquery apart; one that is damaged is empty.
func QueryOf(d Datum) textsearch.Query {
	q, ok := textsearch.DecodeQuery(d.Text())
	if !ok {
		return textsearch.Query{}
	}
	return q
}

// IsTextSearchReg reports whether t names configurations or dictionaries of text search.
func (t *Type) IsTextSearchReg() bool { return t.OID == OIDRegConfig || t.OID == OIDRegDictionary }

// TextSearchLookup may stand beside a RegLookup: it finds configurations and dictionaries, those that
// users made among them; nil: there is none.
type TextSearchLookup interface {
	TextConfig(oid OID) *textsearch.Config
	TextDict(oid OID) *textsearch.Dict
}

// TextSearchConfig finds a configuration by its name, as regconfig and default_text_search_config
// take it.
func TextSearchConfig(name string) (*textsearch.Config, error) {
	bare, err := TextSearchName("configuration", name)
	if err != nil {
		return nil, err
	}
	if c := textsearch.ConfigByName(bare); c != nil {
		return c, nil
	}
	return nil, noTextSearch("configuration", bare, name)
}

func textSearchDict(name string) (*textsearch.Dict, error) {
	bare, err := TextSearchName("dictionary", name)
	if err != nil {
		return nil, err
	}
	if d := textsearch.DictByName(bare); d != nil {
		return d, nil
	}
	return nil, noTextSearch("dictionary", bare, name)
}

func noTextSearch(what, bare, name string) error {
	if textsearch.IsUnstemmed(bare) && (what == "dictionary") == strings.HasSuffix(bare, "_stem") {
		return pgerror.Unsupported("Use the configuration simple, or that of another language.", "text search %s \"%s\" is not supported", what, bare)
	}
	return pgerror.New(pgerror.UndefinedObject, "text search %s \"%s\" does not exist", what, name)
}

// TextSearchName reads an identifier that may be qualified with pg_catalog, where all there is is.
func TextSearchName(what, name string) (string, error) {
	d, err := ParseIdent(nil, []Datum{Text(name)})
	if err != nil {
		return "", pgerror.New(pgerror.InvalidName, "invalid name syntax")
	}
	parts := d.Array().Items
	if n := len(parts); n > 2 || n == 2 && parts[0].Text() != "pg_catalog" {
		return "", pgerror.New(pgerror.UndefinedObject, "text search %s \"%s\" does not exist", what, name)
	}
	return parts[len(parts)-1].Text(), nil
}

// decodeTextSearch reads a regconfig or a regdictionary.
func decodeTextSearch(t *Type, s string, env *Env) (Datum, error) {
	if env != nil && env.Reg != nil {
		if oid, ok := env.Reg.RegOID(t, s); ok {
			return Int(int64(oid)), nil
		}
	} else if frozen, ok := strings.CutPrefix(s, "\"#"); ok {
		return decodeOID(strings.TrimSuffix(frozen, "\""), "oid") // as stored expressions name what users made
	}
	if r, ok := regRefuser(env); ok {
		if err := r.RegRefused(t, s); err != nil {
			return Null, err
		}
	}
	if t.OID == OIDRegDictionary {
		d, err := textSearchDict(s)
		if err != nil {
			return Null, err
		}
		return Int(int64(d.OID)), nil
	}
	c, err := TextSearchConfig(s)
	if err != nil {
		return Null, err
	}
	return Int(int64(c.OID)), nil
}

func regRefuser(env *Env) (RegRefuser, bool) {
	if env == nil || env.Reg == nil {
		return nil, false
	}
	r, ok := env.Reg.(RegRefuser)
	return r, ok
}

// textSearchText is the name of a regconfig or a regdictionary.
func textSearchText(t *Type, oid OID) (string, bool) {
	if t.OID == OIDRegDictionary {
		if d := textsearch.DictByOID(uint32(oid)); d != nil {
			return d.Name, true
		}
	} else if t.OID == OIDRegConfig {
		if c := textsearch.ConfigByOID(uint32(oid)); c != nil {
			return c.Name, true
		}
	}
	return "", false
}

// SearchConfig is the configuration of a session that is not told one.
func (e *Env) SearchConfig() (*textsearch.Config, error) {
	switch {
	case e != nil && e.OwnTextConfig != "":
		d, err := decodeTextSearch(TRegConfig, e.OwnTextConfig, e)
		if err != nil {
			return nil, err
		}
		return e.TextConfigOf(d)
	case e != nil && e.TextConfig != nil:
		return e.TextConfig, nil
	}
	return textsearch.ConfigByName("english"), nil
}

// TextConfigOf is the one of a regconfig.
func (e *Env) TextConfigOf(d Datum) (*textsearch.Config, error) {
	oid := OID(d.Int())
	if c := textsearch.ConfigByOID(uint32(oid)); c != nil {
		return c, nil
	}
	if e != nil {
		if l, ok := e.Reg.(TextSearchLookup); ok {
			if c := l.TextConfig(oid); c != nil {
				return c, nil
			}
		}
	}
	return nil, pgerror.New(pgerror.UndefinedObject, "text search configuration with OID %d does not exist", d.Int())
}

// TextDictOf is the one of a regdictionary.
func (e *Env) TextDictOf(d Datum) (*textsearch.Dict, error) {
	oid := OID(d.Int())
	if c := textsearch.DictByOID(uint32(oid)); c != nil {
		return c, nil
	}
	if e != nil {
		if l, ok := e.Reg.(TextSearchLookup); ok {
			if c := l.TextDict(oid); c != nil {
				return c, nil
			}
		}
	}
	return nil, pgerror.New(pgerror.UndefinedObject, "text search dictionary with OID %d does not exist", d.Int())
}

// JSONText is told of the texts of a document.
type JSONText struct {
	Key   bool
	Text  string
	Token JSONToken
}

// EachJSONText calls f for each key and each scalar of a json text, in its order.
func EachJSONText(s string, env *Env, f func(JSONText) error) error {
	l := NewJSONLexer(s, true, env)
	pending := false
	var last string
	for {
		if err := l.Next(); err != nil {
			return err
		}
		if pending {
			pending = false
			if err := f(JSONText{Key: l.Tok == tokenColon, Text: last, Token: TokenString}); err != nil {
				return err
			}
		}
		switch l.Tok {
		case TokenEnd:
			return nil
		case TokenString:
			pending, last = true, strings.Clone(l.Text)
		case TokenNumber, TokenTrue, TokenFalse:
			if err := f(JSONText{Text: l.S[l.Start:l.End], Token: l.Tok}); err != nil {
				return err
			}
		}
	}
}

// MapJSONTexts is a json text without blanks, with f of each string that is no key in its place.
// What is written is asked for as it grows, with the copy that it becomes.
func MapJSONTexts(s string, env *Env, f func(string) (string, error)) (string, error) {
	var out []byte
	asked := LargeBytes / 2
	l := NewJSONLexer(s, true, env)
	pending := false
	var last string
	for {
		if err := l.Next(); err != nil {
			return "", err
		}
		if pending {
			if pending = false; l.Tok != tokenColon {
				mapped, err := f(last)
				if err != nil {
					return "", err
				}
				last = mapped
			}
			out = AppendJSONString(out, last)
		}
		if len(out) >= asked {
			asked = 2 * len(out)
			if err := env.Room(2 * int64(asked)); err != nil {
				return "", err
			}
		}
		switch l.Tok {
		case TokenEnd:
			return string(out), nil
		case TokenString:
			pending, last = true, strings.Clone(l.Text)
		default:
			out = append(out, l.S[l.Start:l.End]...)
		}
	}
}
