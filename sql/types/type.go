package types

import (
	"strconv"
	"strings"
	"sync"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// OID is a Postgres object identifier.
type OID uint32

// NoTypmod is the type modifier of a type without one.
const NoTypmod int32 = -1

// Type is what pg_type says about a type. Types are compared by pointer: there
// is one *Type for each OID, of a user's type one in each state of the schema (user.go).
// The fields must not be changed.
type Type struct {
	OID       OID
	Name      string // typname: "int4", "_int4"
	Len       int16  // typlen: -1 varying, -2 zero-terminated
	ByVal     bool
	Typtype   byte // 'b' base, 'p' pseudo, 'e' enum, 'd' domain
	Category  byte // typcategory: 'N' numeric, 'S' string, …
	Preferred bool
	Delim     byte
	ArrayOID  OID
	ElemOID   OID
	Align     byte
	Storage   byte
	Input     string // names of the I/O functions
	Output    string
	Receive   string
	Send      string

	kind Kind  // KindNull: known by name only, values are refused
	elem *Type // of an array

	// Schema is that of a user's type; empty for those of the system.
	Schema string
	array  *Type // of a user's type
	enum   *Enum
	domain *Domain

	composite *Composite
	made      MadeKind // of a base type that an extension made

	// ranges is what makes a user's type one of ranges or of multiranges.
	ranges *Range
}

// Kind returns how datums of the type are represented; KindNull for a type
// that has no values here (refused with 0A000) and for most pseudo-types.
func (t *Type) Kind() Kind { return t.kind }

// Supported reports whether values of the type can be read and written.
func (t *Type) Supported() bool { return t.kind != KindNull }

// IsArray reports whether t is an array type whose elements Elem gives. The
// vectors int2vector and oidvector are arrays too.
func (t *Type) IsArray() bool { return t.elem != nil }

// Elem returns the element type of an array type, else nil.
func (t *Type) Elem() *Type { return t.elem }

// IsVector reports whether t, which may be nil, is int2vector or oidvector: a
// list that prints without braces and holds no NULL.
func (t *Type) IsVector() bool {
	return t != nil && (t.OID == OIDInt2Vector || t.OID == OIDOIDVector)
}

// ArrayType returns the type of arrays of t, or nil if there is none.
func (t *Type) ArrayType() *Type {
	if t.array != nil {
		return t.array
	}
	a, _ := ByOID(t.ArrayOID)
	return a
}

// IsPseudo reports whether t is a pseudo-type, which no column can have.
func (t *Type) IsPseudo() bool { return t.Typtype == 'p' }

// IsPolymorphic reports whether t is one of the any… types that a call's
// arguments make concrete.
func (t *Type) IsPolymorphic() bool {
	switch t.OID {
	case OIDAnyElement, OIDAnyArray, OIDAnyNonArray, OIDAnyEnum, OIDAnyRange, OIDAnyMultirange,
		OIDAnyCompatible, OIDAnyCompatibleArray, OIDAnyCompatibleNonArray, OIDAnyCompatibleRange,
		OIDAnyCompatibleMultirange:
		return true
	}
	return false
}

// IsString reports whether t is of the string category.
func (t *Type) IsString() bool { return t.Category == 'S' || t.OID == OIDChar }

// IsReg reports whether t prints OIDs as names.
func (t *Type) IsReg() bool {
	return t.kind == KindInt && t.domain == nil && strings.HasPrefix(t.Name, "reg")
}

// Collation is the OID of the type's collation: 0 for types without, 100
// (default), 950 ("C", for name), or that of a domain.
func (t *Type) Collation() OID {
	for t.domain != nil {
		if t.domain.Collation != 0 {
			return t.domain.Collation
		}
		t = t.domain.Base
	}
	if t.elem != nil && t.ElemOID != 0 && t.Len == -1 {
		return t.elem.Collation()
	}
	base := t
	if base.made == MadeCitext {
		return 100
	}
	switch base.OID {
	case OIDText, OIDVarchar, OIDBPChar:
		return 100
	case OIDName:
		return 950
	case OIDPgNodeTree:
		return 100
	}
	return 0
}

// String returns the SQL name as error messages show it: format_type with a
// NULL modifier.
func (t *Type) String() string {
	switch {
	case t.OID == OIDBPChar:
		return "character"
	case t.OID == OIDBPCharArray:
		return "character[]"
	case t.OID == OIDBit:
		return "bit"
	case t.OID == OIDBitArray:
		return "bit[]"
	}
	return t.Format(NoTypmod)
}

// Format returns the SQL spelling with its modifier, as format_type (which
// calls char without any length "bpchar"):
// "character varying(3)", "timestamp(3) with time zone", "integer[]".
func (t *Type) Format(typmod int32) string {
	if t.elem != nil && t.Name[0] == '_' {
		return t.elem.Format(typmod) + "[]"
	}
	if t.Schema != "" {
		return QuoteIdent(t.Name)
	}
	mod := t.TypmodString(typmod)
	switch t.OID {
	case OIDBool:
		return "boolean"
	case OIDInt2:
		return "smallint"
	case OIDInt4:
		return "integer"
	case OIDInt8:
		return "bigint"
	case OIDFloat4:
		return "real"
	case OIDFloat8:
		return "double precision"
	case OIDVarchar:
		return "character varying" + mod
	case OIDBPChar:
		if typmod < 0 {
			return "bpchar"
		}
		return "character" + mod
	case OIDBit:
		if typmod < 0 {
			return `"bit"`
		}
	case OIDChar:
		return `"char"`
	case OIDTime:
		return "time" + mod + " without time zone"
	case OIDTimeTZ:
		return "time" + mod + " with time zone"
	case OIDTimestamp:
		return "timestamp" + mod + " without time zone"
	case OIDTimestampTZ:
		return "timestamp" + mod + " with time zone"
	case OIDVarBit:
		return "bit varying" + mod
	case OIDAny:
		return `"any"`
	}
	return t.Name + mod
}

// TypmodString returns "(3)", "(10,2)" and the like, "" for no modifier.
func (t *Type) TypmodString(typmod int32) string {
	if typmod < 0 {
		return ""
	}
	switch t.OID {
	case OIDVarchar, OIDBPChar:
		return "(" + strconv.Itoa(int(typmod-4)) + ")"
	case OIDNumeric:
		p, s := NumericTypmod(typmod)
		return "(" + strconv.Itoa(p) + "," + strconv.Itoa(s) + ")"
	case OIDTime, OIDTimeTZ, OIDTimestamp, OIDTimestampTZ:
		return "(" + strconv.Itoa(int(typmod)) + ")"
	case OIDInterval:
		return intervalTypmodString(typmod)
	case OIDBit, OIDVarBit:
		return "(" + strconv.Itoa(int(typmod)) + ")"
	}
	return ""
}

// NumericTypmod splits a numeric's modifier into precision and scale.
func NumericTypmod(typmod int32) (precision, scale int) {
	m := typmod - 4
	s := int(m & 0x7ff)
	return int(m>>16) & 0xffff, (s ^ 1024) - 1024
}

// TypmodFor builds the modifier of t from the numbers in its parentheses, as
// the typmodin functions do: varchar(n), char(n), numeric(p[,s]),
// time/timestamp(p), interval(p). Errors are 22023 or 42601.
func TypmodFor(t *Type, args []int64) (int32, error) {
	if t.elem != nil && t.Name[0] == '_' {
		return TypmodFor(t.elem, args)
	}
	if len(args) == 0 {
		return NoTypmod, nil
	}
	switch t.OID {
	case OIDVarchar:
		return lengthTypmod("varchar", args)
	case OIDBPChar:
		return lengthTypmod("char", args)
	case OIDBit, OIDVarBit:
		n, err := lengthTypmod(t.Name, args)
		return n - 4, err
	case OIDNumeric:
		return numericTypmodIn(args)
	case OIDTime, OIDTimeTZ, OIDTimestamp, OIDTimestampTZ:
		return precisionTypmod(t, args)
	case OIDInterval:
		return intervalTypmodIn(args)
	}
	return 0, pgerror.New(pgerror.SyntaxError, "type modifier is not allowed for type %q", t.Name)
}

// maxCharLength is Postgres's MaxAttrSize: no varchar(n) beyond it.
const maxCharLength = 10485760

func lengthTypmod(name string, args []int64) (int32, error) {
	switch {
	case len(args) != 1:
		return 0, pgerror.New(pgerror.InvalidParameterValue, "invalid type modifier")
	case args[0] < 1:
		return 0, pgerror.New(pgerror.InvalidParameterValue, "length for type %s must be at least 1", name)
	case args[0] > maxCharLength:
		return 0, pgerror.New(pgerror.InvalidParameterValue, "length for type %s cannot exceed %d", name, maxCharLength)
	}
	return int32(args[0]) + 4, nil
}

func numericTypmodIn(args []int64) (int32, error) {
	if len(args) > 2 {
		return 0, pgerror.New(pgerror.InvalidParameterValue, "invalid NUMERIC type modifier")
	}
	p, s := args[0], int64(0)
	if p < 1 || p > 1000 {
		return 0, pgerror.New(pgerror.InvalidParameterValue, "NUMERIC precision %d must be between 1 and 1000", p)
	}
	if len(args) == 2 {
		s = args[1]
		if s < -1000 || s > 1000 {
			return 0, pgerror.New(pgerror.InvalidParameterValue, "NUMERIC scale %d must be between -1000 and 1000", s)
		}
	}
	return int32(p<<16|(s&0x7ff)) + 4, nil
}

// precisionTypmod clamps to 6 digits as Postgres does, with a warning there.
func precisionTypmod(t *Type, args []int64) (int32, error) {
	if len(args) != 1 {
		return 0, pgerror.New(pgerror.InvalidParameterValue, "invalid type modifier")
	}
	if args[0] < 0 {
		name, _, _ := strings.Cut(t.String(), " ")
		upper := strings.ToUpper(name)
		if t.OID == OIDTimeTZ || t.OID == OIDTimestampTZ {
			return 0, pgerror.New(pgerror.InvalidParameterValue, "%s(%d) WITH TIME ZONE precision must not be negative", upper, args[0])
		}
		return 0, pgerror.New(pgerror.InvalidParameterValue, "%s(%d) precision must not be negative", upper, args[0])
	}
	return int32(min(args[0], 6)), nil
}

// ByOID returns the type of an OID.
func ByOID(oid OID) (*Type, bool) {
	t, ok := typeIndex().byOID[oid]
	return t, ok
}

// ByName returns the type of a name: pg_type's own ("int4", "_text"), the SQL
// spellings ("integer", "double precision", "timestamp with time zone",
// "character varying"), each with any number of "[]". Names are matched as
// they are; the caller folds case. A bare "char" is the SQL type character
// (bpchar); the one-byte type is `"char"` in double quotes.
func ByName(name string) (*Type, bool) {
	if base, ok := strings.CutSuffix(name, "[]"); ok {
		for {
			next, more := strings.CutSuffix(base, "[]")
			if !more {
				break
			}
			base = next
		}
		t, found := ByName(strings.TrimSpace(base))
		if !found || t.ArrayOID == 0 {
			return nil, false
		}
		return t.ArrayType(), true
	}
	ix := typeIndex()
	if t, ok := ix.aliases[name]; ok {
		return t, true
	}
	t, ok := ix.byName[name]
	return t, ok
}

// ByTypname returns the type whose pg_type.typname is name: no aliases.
func ByTypname(name string) (*Type, bool) {
	t, ok := typeIndex().byName[name]
	return t, ok
}

// All returns every type known by name. The slice must not be changed.
func All() []*Type { return allTypes }

type typeMaps struct {
	byOID   map[OID]*Type
	byName  map[string]*Type
	aliases map[string]*Type
}

var typeIndex = sync.OnceValue(func() *typeMaps {
	ix := &typeMaps{
		byOID:  make(map[OID]*Type, len(allTypes)),
		byName: make(map[string]*Type, len(allTypes)),
		aliases: map[string]*Type{
			"boolean": TBool, "smallint": TInt2, "int": TInt4, "integer": TInt4, "bigint": TInt8,
			"real": TFloat4, "double precision": TFloat8, "float": TFloat8,
			"decimal": TNumeric, "dec": TNumeric,
			"character varying": TVarchar, "char varying": TVarchar, "national character varying": TVarchar,
			"nchar varying": TVarchar, "character": TBPChar, "char": TBPChar, "national character": TBPChar,
			"nchar": TBPChar, `"char"`: TChar,
			"time without time zone": TTime, "time with time zone": TTimeTZ,
			"timestamp without time zone": TTimestamp, "timestamp with time zone": TTimestampTZ,
			"bit varying": TVarBit, `"any"`: TAny,
		},
	}
	for _, t := range allTypes {
		ix.byOID[t.OID] = t
		ix.byName[t.Name] = t
	}
	return ix
})
