package types

import (
	"encoding/binary"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// Attribute is a field of a composite type.
type Attribute struct {
	Name   string
	Type   *Type
	Typmod int32
	// ID is the column's number in the row type of a table, by which values are kept: columns
	// are added and dropped while there are some. 0 in other types, whose values are kept in
	// the order of the attributes.
	ID uint32
	// Collation is that of its values, where it is not the type's; 0: the type's.
	Collation OID
}

// Composite is what makes a type a composite one. Its values are records whose Types and Names
// are those of the attributes.
type Composite struct {
	attrs []Attribute
	types []*Type
	names []string
}

// Attributes are the fields in their order. The slice must not be changed.
func (c *Composite) Attributes() []Attribute { return c.attrs }

// IsRow reports whether the type is that of a table's rows.
func (c *Composite) IsRow() bool { return len(c.attrs) > 0 && c.attrs[0].ID != 0 }

// Find returns the place of the attribute of a name, -1 where there is none.
func (c *Composite) Find(name string) int {
	for i := range c.attrs {
		if c.attrs[i].Name == name {
			return i
		}
	}
	return -1
}

// Record is a value of the fields, as many as there are attributes, whose memory it keeps.
func (c *Composite) Record(values []Datum) Datum {
	return NewRecord(&Record{Types: c.types, Names: c.names, Values: values})
}

// NewComposite makes the type.
func NewComposite(n UserName, attrs []Attribute) *Type {
	c := &Composite{attrs: attrs}
	for _, a := range attrs {
		c.types, c.names = append(c.types, a.Type), append(c.names, a.Name)
	}
	return n.user(&Type{Len: -1, Typtype: 'c', Category: 'C', Align: 'd', Storage: 'x',
		Input: "record_in", Output: "record_out", Receive: "record_recv", Send: "record_send", kind: KindRecord, composite: c})
}

// Names are the names of the columns, and Types their types. The slices must not be changed.
func (c *Composite) Names() []string { return c.names }

// Types are the types of the columns.
func (c *Composite) Types() []*Type { return c.types }

// Composite returns what makes t a composite type, nil if it is none.
func (t *Type) Composite() *Composite { return t.composite }

// NotComposite is the error for a row of another number of fields.
func NotComposite(t *Type, got, want int) error {
	detail := "Input has too few columns."
	if got > want {
		detail = "Input has too many columns."
	}
	return pgerror.New(pgerror.CannotCoerce, "cannot cast type record to %s", t).WithDetail("%s", detail)
}

func malformedRecord(s, detail string) error {
	return pgerror.New(pgerror.InvalidTextRepresentation, "malformed record literal: \"%s\"", s).WithDetail("%s", detail)
}

// decodeComposite reads a record as record_in does: fields between commas, in parentheses;
// nothing is NULL, and double quotes hold what is more than a word.
func decodeComposite(t *Type, s string, env *Env) (Datum, error) {
	rest, ok := strings.CutPrefix(TrimLeftSpace(s), "(")
	if !ok {
		return Null, malformedRecord(s, "Missing left parenthesis.")
	}
	c := t.composite
	values := make([]Datum, len(c.attrs))
	for i := range values {
		if i > 0 {
			if rest, ok = strings.CutPrefix(rest, ","); !ok {
				if rest == "" {
					return Null, malformedRecord(s, "Unexpected end of input.")
				}
				return Null, malformedRecord(s, "Too few columns.")
			}
		}
		field, null, after, err := recordField(rest, s)
		if err != nil {
			return Null, err
		}
		if rest = after; null {
			if _, err := env.Checked(c.attrs[i].Type, Null); err != nil {
				return Null, err
			}
			continue
		}
		if values[i], err = DecodeText(c.attrs[i].Type, c.attrs[i].Typmod, field, env); err != nil {
			return Null, err
		}
	}
	if len(values) == 0 {
		rest = TrimLeftSpace(rest)
	}
	if rest, ok = strings.CutPrefix(rest, ")"); !ok {
		if rest == "" {
			return Null, malformedRecord(s, "Unexpected end of input.")
		}
		return Null, malformedRecord(s, "Too many columns.")
	}
	if TrimSpace(rest) != "" {
		return Null, malformedRecord(s, "Junk after right parenthesis.")
	}
	return c.Record(values), nil
}

// recordField reads one field, up to the comma or parenthesis behind it.
func recordField(in, s string) (field string, null bool, rest string, err error) {
	if in != "" && (in[0] == ',' || in[0] == ')') {
		return "", true, in, nil
	}
	var b strings.Builder
	quoted := false
	for i := 0; ; i++ {
		if i >= len(in) {
			return "", false, "", malformedRecord(s, "Unexpected end of input.")
		}
		switch c := in[i]; {
		case c == '\\':
			if i++; i >= len(in) {
				return "", false, "", malformedRecord(s, "Unexpected end of input.")
			}
			b.WriteByte(in[i])
		case c == '"' && !quoted:
			quoted = true
		case c == '"' && i+1 < len(in) && in[i+1] == '"':
			i++
			b.WriteByte('"')
		case c == '"':
			quoted = false
		case !quoted && (c == ',' || c == ')'):
			return b.String(), false, in[i:], nil
		default:
			b.WriteByte(c)
		}
	}
}

// decodeCompositeBinary reads a record as record_recv does.
func decodeCompositeBinary(t *Type, b []byte, env *Env) (Datum, error) {
	c := t.composite
	if len(b) < 4 {
		return Null, errShortMessage
	}
	n := int32(binary.BigEndian.Uint32(b))
	if b = b[4:]; int(n) != len(c.attrs) {
		return Null, pgerror.New(pgerror.DatatypeMismatch, "wrong number of columns: %d, expected %d", n, len(c.attrs))
	}
	values := make([]Datum, len(c.attrs))
	for i := range values {
		a := &c.attrs[i]
		if len(b) < 8 {
			return Null, errShortMessage
		}
		oid, size := OID(binary.BigEndian.Uint32(b)), int32(binary.BigEndian.Uint32(b[4:]))
		b = b[8:]
		if oid != a.Type.OID {
			return Null, pgerror.New(pgerror.DatatypeMismatch, "binary data has type %d (%s) instead of expected %d (%s) in record column %d", oid, nameOf(oid), a.Type.OID, a.Type, i+1)
		}
		if size == -1 {
			if _, err := env.Checked(a.Type, Null); err != nil {
				return Null, err
			}
			continue
		}
		if size < 0 || int(size) > len(b) {
			return Null, pgerror.New(pgerror.InvalidBinaryRepresentation, "insufficient data left in message")
		}
		var err error
		values[i], err = DecodeBinary(a.Type, a.Typmod, b[:size], env)
		if err == ErrBinaryFormat {
			err = pgerror.New(pgerror.InvalidBinaryRepresentation, "improper binary format in record column %d", i+1)
		}
		if err != nil {
			return Null, err
		}
		b = b[size:]
	}
	if len(b) > 0 {
		return Null, ErrBinaryFormat
	}
	return c.Record(values), nil
}
