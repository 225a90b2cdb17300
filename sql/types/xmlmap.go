package types

import (
	"encoding/base64"
	"encoding/hex"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/xmlvalue"
)

// AppendXMLValue writes a value as XML has it (SQL/XML, 9.8): booleans in words, dates and times as XSD has
// them, bytea by xmlbinary, arrays as elements, other values as their text. With escape the text is content,
// else it is to be that of an attribute, whose writer sees to it.
func AppendXMLValue(dst []byte, t *Type, d Datum, escape bool, env *Env) ([]byte, error) {
	t = t.Base()
	if d.Kind() == KindArray && t.elem != nil {
		return appendXMLArray(dst, t, d.Array(), env)
	}
	switch t.OID {
	case OIDBool:
		if d.Bool() {
			return append(dst, "true"...), nil
		}
		return append(dst, "false"...), nil
	case OIDDate:
		if days := d.Date(); days == DateInfinity || days == DateNegInfinity {
			return dst, errNoXMLInfinity("date")
		}
		return append(dst, isoText(t, d, env)...), nil
	case OIDTimestamp, OIDTimestampTZ:
		if infinityText(d.Timestamp()) != "" {
			return dst, errNoXMLInfinity("timestamp")
		}
		return append(dst, isoText(t, d, env)...), nil
	case OIDBytea:
		if env != nil && env.XMLHex {
			return append(dst, strings.ToUpper(hex.EncodeToString(d.Bytes()))...), nil
		}
		return appendBase64(dst, d.Bytes()), nil
	case OIDXML:
		return AppendText(dst, t, d, env), nil
	}
	if !escape {
		return AppendText(dst, t, d, env), nil
	}
	return xmlvalue.AppendEscaped(dst, string(AppendText(nil, t, d, env))), nil
}

func errNoXMLInfinity(what string) error {
	return pgerror.New(pgerror.DatetimeFieldOverflow, "%s out of range", what).WithDetail("XML does not support infinite %s values.", what)
}

// base64Line is how many characters stand on a line.
const base64Line = 72

// appendBase64 writes lines as libxml does.
func appendBase64(dst, b []byte) []byte {
	s := base64.StdEncoding.EncodeToString(b)
	for len(s) > base64Line {
		dst = append(append(dst, s[:base64Line]...), "\r\n"...)
		s = s[base64Line:]
	}
	return append(dst, s...)
}

func appendXMLArray(dst []byte, t *Type, a *Array, env *Env) ([]byte, error) {
	for _, item := range a.Items {
		if item.IsNull() {
			continue
		}
		dst = append(dst, "<element>"...)
		var err error
		if dst, err = AppendXMLValue(dst, t.elem, item, true, env); err != nil {
			return dst, err
		}
		dst = append(dst, "</element>"...)
	}
	return dst, nil
}
