package types

import (
	"encoding/hex"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// A user's type is a *Type as the built-in ones are, made of what the catalog holds and passed
// with it: there is one for each OID in a snapshot of the schema, and another after the type
// has changed. Nothing finds it by its OID alone.

// EnumLabel is one value of an enum.
type EnumLabel struct {
	OID  OID
	Name string
	// Position is where the value stands in the order: what is stored in its place. Between
	// any two positions there is room (PositionBetween).
	Position string
	// Uncommitted values may not be used yet: the transaction adds them.
	Uncommitted bool
}

// Enum is what makes a type an enum.
type Enum struct {
	labels []EnumLabel // in order
	byName map[string]int
	byPos  map[string]int
}

// Labels are the values in their order. The slice must not be changed.
func (e *Enum) Labels() []EnumLabel { return e.labels }

// Label returns the value of a name.
func (e *Enum) Label(name string) (*EnumLabel, bool) {
	i, ok := e.byName[name]
	if !ok {
		return nil, false
	}
	return &e.labels[i], true
}

// UserName names a user's type and where it lives.
type UserName struct {
	OID, ArrayOID OID
	Name, Array   string
	Schema        string
}

// user makes the type and the one of its arrays.
func (n *UserName) user(t *Type) *Type {
	t.OID, t.Name, t.ArrayOID, t.Schema, t.Delim = n.OID, n.Name, n.ArrayOID, n.Schema, ','
	if n.ArrayOID != 0 {
		align := byte('i')
		if t.Align == 'd' {
			align = 'd'
		}
		t.array = &Type{OID: n.ArrayOID, Name: n.Array, Schema: n.Schema, Len: -1, Typtype: 'b', Category: 'A', Delim: ',', ElemOID: n.OID, Align: align, Storage: 'x',
			Input: "array_in", Output: "array_out", Receive: "array_recv", Send: "array_send", kind: KindArray, elem: t}
	}
	return t
}

// NewEnum makes the type of an enum whose labels are in order.
func NewEnum(n UserName, labels []EnumLabel) *Type {
	e := &Enum{labels: labels, byName: make(map[string]int, len(labels)), byPos: make(map[string]int, len(labels))}
	for i := range labels {
		e.byName[labels[i].Name], e.byPos[labels[i].Position] = i, i
	}
	return n.user(&Type{Len: 4, ByVal: true, Typtype: 'e', Category: 'E', Align: 'i', Storage: 'p',
		Input: "enum_in", Output: "enum_out", Receive: "enum_recv", Send: "enum_send", kind: KindBytes, enum: e})
}

// Constraint is a CHECK of a domain.
type Constraint struct {
	OID  OID
	Name string
	// Text is the condition on VALUE, as it is stored.
	Text string
}

// Domain is what makes a type a domain.
type Domain struct {
	Base   *Type // may be a domain
	Typmod int32
	// NotNull and Checks are this domain's own.
	NotNull bool
	Checks  []Constraint // by name
	// Default is the text of its default, "" for none.
	Default string
	// Collation is that of its values, where it was named; 0: the base's.
	Collation OID
}

// NewDomain makes the type of a domain.
func NewDomain(n UserName, d Domain) *Type {
	b := d.Base
	slices.SortFunc(d.Checks, func(a, b Constraint) int { return strings.Compare(a.Name, b.Name) })
	return n.user(&Type{Len: b.Len, ByVal: b.ByVal, Typtype: 'd', Category: b.Category, Align: b.Align, Storage: b.Storage,
		Input: "domain_in", Output: b.Output, Receive: "domain_recv", Send: b.Send, kind: b.kind, domain: &d})
}

// Unknown makes a type of which nothing is known but its OID: that of a column whose type is
// not in the catalog.
func Unknown(oid OID) *Type {
	return &Type{OID: oid, Name: "???", Len: -1, Typtype: 'b', Category: 'U', Delim: ',', Align: 'i', Storage: 'x'}
}

// Enum returns what makes t an enum, nil if it is none.
func (t *Type) Enum() *Enum { return t.enum }

// Domain returns what makes t a domain, nil if it is none.
func (t *Type) Domain() *Domain { return t.domain }

// IsUser reports whether t is a type of the schema, not of the system.
func (t *Type) IsUser() bool {
	return t.enum != nil || t.domain != nil || t.composite != nil || t.ranges != nil || t.Schema != ""
}

// Base is t, or what a domain is of in the end: how its values are represented, and whose
// operators they have.
func (t *Type) Base() *Type {
	for t.domain != nil {
		t = t.domain.Base
	}
	return t
}

// BaseTypmod is the modifier that a domain's values have; given is that of the type t itself.
func (t *Type) BaseTypmod(given int32) int32 {
	for t.domain != nil {
		given = t.domain.Typmod
		t = t.domain.Base
	}
	return given
}

// Constrained reports whether values of t have to be checked: a domain, or arrays of one.
func (t *Type) Constrained() bool {
	if t.elem != nil {
		t = t.elem
	}
	return t.domain != nil
}

// Checked is d, which is represented as values of t are, as one of t: the constraints of a
// domain, or of the domain of an array's elements, hold.
func (e *Env) Checked(t *Type, d Datum) (Datum, error) {
	switch {
	case e == nil || e.Domain == nil:
		return d, nil
	case t.domain != nil:
		if base := t.domain.Base; base.elem != nil { // of another domain, perhaps
			if _, err := e.Checked(base, d); err != nil {
				return Null, err
			}
		}
		if err := e.Domain(t, d); err != nil {
			return Null, err
		}
	case t.elem != nil && t.elem.domain != nil && !d.IsNull():
		for _, item := range d.Array().Items {
			if err := e.Domain(t.elem, item); err != nil {
				return Null, err
			}
		}
	}
	return d, nil
}

// Bases are the types with domains replaced by what they are of. The list is copied where it
// changes.
func Bases(ts []*Type) []*Type {
	for i, t := range ts {
		if t != nil && t.domain != nil {
			out := slices.Clone(ts)
			for ; i < len(out); i++ {
				if out[i] != nil {
					out[i] = out[i].Base()
				}
			}
			return out
		}
	}
	return ts
}

// BaseIn is what an argument declared as d has an input of a domain taken as.
func BaseIn(in, d *Type) *Type {
	if in.domain != nil && d != TAny && d != in {
		return in.Base()
	}
	return in
}

// positionBytes are how many bytes the first positions of an enum have: enough for its labels,
// with room before, between and behind them.
func positionBytes(n int) int {
	bytes := 1
	for room := 256; room < 4*(n+1); room *= 256 {
		bytes++
	}
	return bytes
}

// Positions are n positions, in order, spread evenly.
func Positions(n int) []string {
	size := positionBytes(n)
	room := 1 << (8 * size)
	out := make([]string, n)
	for i := range out {
		v := (i + 1) * (room / (n + 1))
		b := make([]byte, size)
		for j := size - 1; j >= 0; j-- {
			b[j], v = byte(v), v>>8
		}
		out[i] = trimPosition(b)
	}
	return out
}

// trimPosition cuts zeros at the end: a position never ends with one, so that there is room
// below it.
func trimPosition(b []byte) string {
	for len(b) > 1 && b[len(b)-1] == 0 {
		b = b[:len(b)-1]
	}
	return string(b)
}

// PositionBetween is a position above lo and below hi; "" stands for no bound. Positions grow by
// a byte for some eight that are put into the same place.
func PositionBetween(lo, hi string) string {
	var out []byte
	open := hi == "" // what follows is no more bound by hi
	for i := 0; ; i++ {
		l, h := 0, 256
		if i < len(lo) {
			l = int(lo[i])
		}
		if !open && i < len(hi) {
			h = int(hi[i])
		}
		if h-l > 1 {
			return string(append(out, byte(l+(h-l)/2)))
		}
		out = append(out, byte(l))
		open = open || h > l
	}
}

// enumLabel reads the text of a value.
func (t *Type) enumLabel(s string) (Datum, error) {
	l, ok := t.enum.Label(s)
	if !ok {
		l, ok = t.enum.labelByOID(s)
	}
	if !ok {
		return Null, pgerror.New(pgerror.InvalidTextRepresentation, "invalid input value for enum %s: \"%s\"", t, s)
	}
	return EnumValue(t, l)
}

// EnumValue is the datum of a label.
func EnumValue(t *Type, l *EnumLabel) (Datum, error) {
	if l.Uncommitted {
		return Null, pgerror.New(pgerror.UnsafeNewEnumValueUsage, "unsafe use of new value \"%s\" of enum type %s", l.Name, t).
			WithHint("New enum values must be committed before they can be used.")
	}
	return l.Datum(), nil
}

// Datum is the value.
func (l *EnumLabel) Datum() Datum { return Bytes([]byte(l.Position)) }

// labelOf is the text of a value.
func (t *Type) labelOf(d Datum) string {
	if i, ok := t.enum.byPos[d.Text()]; ok {
		return t.enum.labels[i].Name
	}
	return "\\x" + hex.EncodeToString(d.Bytes()) // of a value that is not in the schema as it was then
}

// byOIDPrefix begins what stands for a value in what is stored: its OID, so that renaming the
// value changes nothing. No text that people write begins so.
const byOIDPrefix = "\ue000"

// ByLabel reports whether t is an enum, or arrays of one: texts of its values have names in them.
func (t *Type) ByLabel() bool {
	b := t.Base()
	if b.elem != nil {
		b = b.elem.Base()
	}
	return b.enum != nil
}

// StoredText is the text of a value in what is stored. DecodeText reads it.
func StoredText(t *Type, d Datum) string {
	if d.IsNull() || !t.ByLabel() {
		return String(t, d, nil)
	}
	b := t.Base()
	if b.elem == nil {
		return string(AppendText(nil, b.storedEnum(), d, nil))
	}
	a := *d.Array()
	a.Elem = b.elem.Base().storedEnum()
	return string(AppendText(nil, a.Elem.ArrayType(), NewArray(&a), nil))
}

// storedEnum is t with OIDs for names.
func (t *Type) storedEnum() *Type {
	labels := slices.Clone(t.enum.labels)
	for i := range labels {
		labels[i].Name = byOIDPrefix + strconv.FormatUint(uint64(labels[i].OID), 10)
	}
	return NewEnum(UserName{OID: t.OID, ArrayOID: t.ArrayOID, Name: t.Name, Array: "_" + t.Name, Schema: t.Schema}, labels)
}

// RenumberLabels is a text of StoredText, or one that holds such texts, for an enum whose values
// have other OIDs.
func RenumberLabels(text string, now func(OID) OID) string {
	if !strings.Contains(text, byOIDPrefix) {
		return text
	}
	parts := strings.Split(text, byOIDPrefix)
	for i, p := range parts[1:] {
		digits := len(p) - len(strings.TrimLeft(p, "0123456789"))
		if oid, err := strconv.ParseUint(p[:digits], 10, 32); err == nil {
			parts[i+1] = strconv.FormatUint(uint64(now(OID(oid))), 10) + p[digits:]
		}
	}
	return strings.Join(parts, byOIDPrefix)
}

func (e *Enum) labelByOID(s string) (*EnumLabel, bool) {
	text, ok := strings.CutPrefix(s, byOIDPrefix)
	if !ok {
		return nil, false
	}
	oid, err := strconv.ParseUint(text, 10, 32)
	i := slices.IndexFunc(e.labels, func(l EnumLabel) bool { return uint64(l.OID) == oid })
	if err != nil || i < 0 {
		return nil, false
	}
	return &e.labels[i], true
}

// Universe are the types of a schema: the built-in ones and its own. It is immutable; a nil
// Universe holds the built-in ones alone.
type Universe struct {
	own map[OID]*Type
	// rows finds the row types of tables and the types of their arrays; nil: there are none.
	rows func(OID) (*Type, bool)
}

// WithRows is u with row types of tables, which rows makes as they are asked for.
func (u *Universe) WithRows(rows func(OID) (*Type, bool)) *Universe {
	if u == nil {
		return &Universe{rows: rows}
	}
	return &Universe{own: u.own, rows: rows}
}

// NewUniverse makes a universe of users' types, each with that of its arrays.
func NewUniverse(own []*Type) *Universe {
	u := &Universe{own: make(map[OID]*Type, 2*len(own))}
	for _, t := range own {
		u.own[t.OID] = t
		if t.array != nil {
			u.own[t.array.OID] = t.array
		}
		if t.ranges != nil {
			m := t.ranges.Multi
			u.own[m.OID], u.own[m.array.OID] = m, m.array
		}
	}
	return u
}

// ByOID returns the type of an OID.
func (u *Universe) ByOID(oid OID) (*Type, bool) {
	if t, ok := ByOID(oid); ok {
		return t, true
	}
	if u == nil {
		return nil, false
	}
	t, ok := u.own[oid]
	if !ok && u.rows != nil {
		return u.rows(oid)
	}
	return t, ok
}

// Own lists the users' types, and those of their arrays, by OID; not the row types of tables.
func (u *Universe) Own() []*Type {
	if u == nil {
		return nil
	}
	out := make([]*Type, 0, len(u.own))
	for _, oid := range slices.Sorted(maps.Keys(u.own)) {
		out = append(out, u.own[oid])
	}
	return out
}
