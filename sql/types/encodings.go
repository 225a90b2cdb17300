package types

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"github.com/isochrondb/isochron/base/charset"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// CharsetError gives an error of conversion its SQLSTATE: 22021 for bytes that are no text,
// 22P05 for a character that the other encoding does not have.
func CharsetError(err error) error {
	e, ok := errors.AsType[*charset.Error](err)
	switch {
	case !ok:
		return err
	case e.Malformed:
		return pgerror.New(pgerror.CharacterNotInRepertoire, "%s", e.Error())
	}
	return pgerror.New(pgerror.UntranslatableCharacter, "%s", e.Error())
}

// FromClient is text that the client has sent, in UTF-8; not checked where that is what it sends.
// Errors are 22021 and 22P05.
func (e *Env) FromClient(b []byte) ([]byte, error) {
	if e == nil || e.Charset == nil {
		return b, nil
	}
	out, err := e.Charset.DecodeAll(nil, b)
	return out, CharsetError(err)
}

// appendForClient appends text as the client reads it.
func (e *Env) appendForClient(dst []byte, text string) ([]byte, error) {
	if e == nil || e.Charset == nil {
		return append(dst, text...), nil
	}
	out, err := e.Charset.Encode(dst, []byte(text))
	return out, CharsetError(err)
}

// codesText refuses (0A000) the binary form of a type whose values have texts within their own
// format, where these would have to be converted.
func (e *Env) codesText(t *Type) error {
	if e == nil || e.Charset == nil {
		return nil
	}
	r := RangeOf(t)
	if t.OID != OIDTSVector && t.OID != OIDTSQuery && t.made != MadeHstore && (r == nil || r.Subtype.kind != KindText) {
		return nil
	}
	return pgerror.Unsupported("Use its text form, or client_encoding = UTF8.", "binary values of type %s in encoding \"%s\" are not supported", t, e.Charset.Name)
}

// namedEncoding finds an encoding whose use, as an error tells it, is what.
func namedEncoding(name Datum, what string) (*charset.Encoding, error) {
	e := charset.Find(name.Text())
	if e == nil {
		return nil, pgerror.New(pgerror.InvalidParameterValue, "invalid %sencoding name \"%s\"", what, name.Text())
	}
	if !e.Known() {
		return nil, pgerror.Unsupported("Convert it before it is stored.", "text in encoding \"%s\" is not converted", e.Name)
	}
	return e, nil
}

// ConvertTo is convert_to.
func ConvertTo(_ *Env, a, b Datum) (Datum, error) {
	to, err := namedEncoding(b, "destination ")
	if err != nil || !to.Converts() {
		return Bytes(a.Bytes()), err
	}
	out, err := to.Encode(nil, a.Bytes())
	return Bytes(out), CharsetError(err)
}

// ConvertFrom is convert_from.
func ConvertFrom(_ *Env, a, b Datum) (Datum, error) {
	from, err := namedEncoding(b, "source ")
	if err != nil {
		return Null, err
	}
	text, err := textOf(a.Bytes(), from)
	if err != nil {
		return Null, err
	}
	return Text(string(text)), nil
}

// textOf is bytes of an encoding in UTF-8.
func textOf(b []byte, from *charset.Encoding) ([]byte, error) {
	if from.Converts() {
		out, err := from.DecodeAll(nil, b)
		return out, CharsetError(err)
	}
	return b, CheckText(string(b))
}

// ConvertBetween serves convert(bytea, name, name). Postgres has few conversions that neither
// come from UTF8 nor lead to it.
func ConvertBetween(a, source, destination Datum) (Datum, error) {
	from, err := namedEncoding(source, "source ")
	if err != nil {
		return Null, err
	}
	to, err := namedEncoding(destination, "destination ")
	if err != nil {
		return Null, err
	}
	if kept := from == to || to.Name == anyBytes || from.Name == anyBytes; kept {
		if from.Name == anyBytes { // what comes of it is looked at
			from = to
		}
		_, err := charactersIn(a.Bytes(), from)
		return Bytes(a.Bytes()), err
	}
	text, err := textOf(a.Bytes(), from)
	switch {
	case err != nil:
		return Null, err
	case !to.Converts():
		return Bytes(text), nil
	}
	if from.Converts() && !related(from.Name, to.Name) {
		return Null, pgerror.New(pgerror.UndefinedFunction, "default conversion function for encoding \"%s\" to \"%s\" does not exist", from.Name, to.Name)
	}
	out, err := to.Encode(nil, text)
	return Bytes(out), CharsetError(err)
}

// related reports whether Postgres converts between two encodings beside UTF8.
func related(a, b string) bool {
	family := func(name string) int {
		switch name {
		case "EUC_JP", "SJIS":
			return 1
		case "LATIN2", "WIN1250":
			return 2
		case "KOI8R", "WIN1251", "WIN866", "ISO_8859_5":
			return 3
		}
		return 0
	}
	return family(a) > 0 && family(a) == family(b)
}

// LengthInEncoding is length(bytea, name).
func LengthInEncoding(_ *Env, a, b Datum) (Datum, error) {
	from, err := namedEncoding(b, "")
	if err != nil {
		return Null, err
	}
	n, err := charactersIn(a.Bytes(), from)
	return Int(int64(n)), err
}

// anyBytes is the encoding that says nothing of what bytes beyond ASCII are.
const anyBytes = "SQL_ASCII"

// charactersIn counts the characters of bytes, which have to be well-formed; UTF-8 may not have some.
func charactersIn(b []byte, e *charset.Encoding) (int, error) {
	switch {
	case e.Converts():
		n, err := e.Count(b)
		return n, CharsetError(err)
	case e.Name == anyBytes:
		if i := bytes.IndexByte(b, 0); i >= 0 {
			return 0, pgerror.New(pgerror.CharacterNotInRepertoire, "invalid byte sequence for encoding \"%s\": 0x00", e.Name)
		}
		return len(b), nil
	}
	return utf8.RuneCount(b), CheckText(string(b))
}
