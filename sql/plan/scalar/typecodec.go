package scalar

import (
	"math"

	"github.com/isochrondb/isochron/sql/types"
)

// A type on the wire is its OID; that of a user's type, which the other node may not know as
// it is here, is followed by what it is, where it has not been told yet.

// The tags behind the OID of a user's type. They are part of the wire format.
const (
	// Nothing follows: the type was described before in the message.
	typeTold = 0
	typeEnum = 1
	// Constraints are not sent: a value that is read was checked when it was written, and Domain nodes, which
	// check, have no form on the wire.
	typeDomain = 2
	typeArray  = 3
	// typeComposite needs version.Coded.
	typeComposite = 4
	// typeRange and typeMultirange need version.Parted, without which there is none.
	typeRange      = 5
	typeMultirange = 6
	// typeMade is a base type that an extension made; it needs version.Parted, too.
	typeMade = 7
	// typeRow is the row type of a table: a composite type whose attributes have numbers. It needs
	// version.Parted.
	typeRow = 8
)

// labelsMax bounds the values of an enum that somebody sends.
// It only guards the reader: what a definition may have is the catalog's limit.
const labelsMax = 1 << 20

// attributesMax bounds the attributes of a composite type, as a table's columns are.
const attributesMax = 1600

// userType writes what t is. It is noted as told before its parts are, which ends types that refer to
// themselves by way of an array or a row.
// The order of the tests is from what a type is for certain (array, made) to what is left (enum).
func (e *encoder) userType(t *types.Type) {
	if e.told[t.OID] {
		e.tag(typeTold)
		return
	}
	if e.told == nil {
		e.told = map[types.OID]bool{}
	}
	e.told[t.OID] = true
	// An array is known by its element: NewX makes both.
	if t.Elem() != nil {
		e.tag(typeArray)
		e.typ(t.Elem())
		return
	}
	// A base type of an extension has its form in the program, which its kind names.
	if kind := t.Made(); kind != "" {
		e.tag(typeMade)
		e.typeName(t)
		e.str(kind)
		return
	}
	// A range and its multirange make each other: the range is described, the other told by it.
	if r := t.RangeOf(); r != nil {
		if t == r.Multi {
			e.tag(typeMultirange)
			e.typ(r.Type)
			return
		}
		e.tag(typeRange)
		e.typeName(t)
		e.num(int64(r.Multi.OID))
		e.typeName(r.Multi)
		e.typ(r.Subtype)
		return
	}
	if d := t.Domain(); d != nil {
		e.tag(typeDomain)
		// The base may be a domain again, which is described in turn.
		e.typeName(t)
		e.typ(d.Base)
		e.num(int64(d.Typmod))
		return
	}
	if c := t.Composite(); c != nil {
		// A row type's attributes have the numbers of the table's columns, by which kept rows say what they hold.
		tag := byte(typeComposite)
		if c.IsRow() {
			tag = typeRow
		}
		e.tag(tag)
		e.typeName(t)
		e.num(int64(len(c.Attributes())))
		for _, a := range c.Attributes() {
			e.str(a.Name)
			e.typ(a.Type)
			e.num(int64(a.Typmod))
			if tag == typeRow {
				e.num(int64(a.ID))
			}
		}
		return
	}
	e.tag(typeEnum)
	e.typeName(t)
	labels := t.Enum().Labels()
	e.num(int64(len(labels)))
	for _, l := range labels {
		e.num(int64(l.OID))
		e.str(l.Name)
		e.str(l.Position)
		e.flag(l.Uncommitted)
	}
}

// typeName writes what types.UserName holds but for the OID, which is written before.
// userName reads the same fields.
func (e *encoder) typeName(t *types.Type) {
	e.str(t.Schema)
	e.str(t.Name)
	e.num(int64(t.ArrayOID))
	if a := t.ArrayType(); a != nil {
		e.str(a.Name)
	} else {
		e.str("")
	}
}

// AppendType appends a type.
// It is a message of its own: nothing was told before, so that each user's type in it is described once.
func AppendType(dst []byte, t *types.Type) []byte {
	enc := encoder{b: dst}
	enc.typ(t)
	return enc.b
}

// AppendStoredType appends the type by which values of t are stored and sent: of an enum its
// positions, of a domain what it is of.
// It needs no labels of an enum and no constraints of a domain: older nodes can read it.
// The format of stored values does not depend on the names in a type.
func AppendStoredType(dst []byte, t *types.Type) []byte {
	if t = t.Base(); t.Enum() != nil {
		t = types.TBytea
	}
	return AppendType(dst, t)
}

// userType reads what follows the OID of a user's type.
// A type that was told again counts as the first one.
func (d *Decoder) userType(oid types.OID) *types.Type {
	tag := d.Byte()
	if d.err != nil {
		return nil
	}
	if tag == typeTold {
		t := d.told[oid]
		if t == nil {
			d.fail("type %d is not known", oid)
		}
		return t
	}
	if d.depth++; d.depth > maxDecodeDepth {
		d.fail("a type is nested too deeply")
		return nil
	}
	defer func() { d.depth-- }()
	t := d.newType(tag, oid)
	if t == nil || d.err != nil {
		d.fail("type %d is malformed", oid)
		return nil
	}
	// Both descriptions are read to the end, so that what follows stands right.
	if old := d.told[oid]; old != nil {
		return old // what compares types does so by their address
	}
	if d.told == nil {
		d.told = map[types.OID]*types.Type{}
	}
	d.told[oid] = t
	return t
}

// userName reads what encoder.typeName wrote.
func (d *Decoder) userName(oid types.OID) types.UserName {
	return types.UserName{OID: oid, Schema: d.str(), Name: d.str(), ArrayOID: types.OID(d.Num()), Array: d.str()}
}

// newType reads the description of one type; nil where it makes none, with an error or without.
// Parts come before the whole: an element's type is read and noted first.
func (d *Decoder) newType(tag byte, oid types.OID) *types.Type {
	// An array is not made here but found at its element, as is a multirange at its range: types are compared by address, and
	// two descriptions would make two types.
	// The OID has to be that which the element's description gave its array.
	if tag == typeArray {
		elem := d.MustType()
		if d.err != nil || elem.ArrayType() == nil || elem.ArrayType().OID != oid {
			return nil
		}
		return elem.ArrayType()
	}
	if tag == typeMultirange {
		of := d.MustType()
		if d.err != nil || of.RangeOf() == nil || of.RangeOf().Multi.OID != oid {
			return nil
		}
		return of.RangeOf().Multi
	}
	n := d.userName(oid)
	// The number of an array without its name is malformed.
	if d.err != nil || n.Name == "" || n.Array == "" && n.ArrayOID != 0 {
		return nil
	}
	switch tag {
	case typeMade:
		return types.NewMade(n, d.str())
	// What is read makes a type that is ordered by its subtype: one that has no order would fail when values are compared.
	case typeRange:
		multi := d.userName(types.OID(d.Num()))
		sub := d.MustType()
		if d.err != nil || multi.OID == 0 || multi.Name == "" || !types.CanBeBound(sub) {
			return nil
		}
		return types.NewRange(n, multi, sub)
	case typeDomain:
		base := d.MustType()
		typmod := int32(d.Num())
		if d.err != nil {
			return nil
		}
		return types.NewDomain(n, types.Domain{Base: base, Typmod: typmod})
	case typeComposite, typeRow:
		return d.composite(n, tag == typeRow)
	case typeEnum:
		count := d.Count() // bounded by the message's length
		if count > labelsMax {
			d.fail("an enum of %d labels", count)
		}
		var labels []types.EnumLabel
		for i := 0; i < count && d.err == nil; i++ {
			labels = append(labels, types.EnumLabel{OID: types.OID(d.Num()), Name: d.str(), Position: d.str(), Uncommitted: d.Flag()})
		}
		return types.NewEnum(n, labels)
	}
	return nil
}

// composite reads the attributes of a composite type; those of a table's row type have numbers,
// in order.
// Numbers rise, as those of columns do.
func (d *Decoder) composite(n types.UserName, row bool) *types.Type {
	count := d.Count()
	var attrs []types.Attribute
	last := int64(0)
	for i := 0; i < count && d.err == nil && i < attributesMax; i++ {
		a := types.Attribute{Name: d.str(), Type: d.MustType(), Typmod: int32(d.Num())}
		if row {
			id := d.Num()
			if id <= last || id > math.MaxUint32 {
				return nil
			}
			a.ID, last = uint32(id), id
		}
		attrs = append(attrs, a)
	}
	// More than attributesMax ended the loop early.
	if d.err != nil || len(attrs) != count {
		return nil
	}
	return types.NewComposite(n, attrs)
}
