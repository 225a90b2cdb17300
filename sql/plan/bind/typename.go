package bind

import (
	"math"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// ResolveType finds the type of a name as written, and its modifier: of the system, or, with a
// snapshot, of the schema. The errors, without positions, are 42704, 0A000, those of
// types.TypmodFor and of catalog.Snapshot.Type.
// The number of array bounds does not matter, nor their values: int[3][] is int[].
func ResolveType(tn *ast.TypeName, snap *catalog.Snapshot, path *catalog.SearchPath) (*types.Type, int32, error) {
	if tn.SetOf {
		return nil, 0, pgerror.Unsupported("Name the type itself.", "SETOF is not supported here")
	}
	t, typmod, err := elementType(tn, snap, path)
	if err != nil {
		return nil, 0, err
	}
	if len(tn.ArrayBounds) > 0 {
		// An array of a domain, or of a composite type, exists once that type does; pseudo-types have none.
		at := t.ArrayType()
		if at == nil {
			return nil, 0, pgerror.New(pgerror.UndefinedObject, "could not find array type for data type %s", t)
		}
		t = at
	}
	if !t.Supported() && !t.IsPseudo() {
		return nil, 0, pgerror.Unsupported("Use a supported type; docs/sql-compatibility.md lists them.", "type %s is not supported", t)
	}
	return t, typmod, nil
}

// elementType is the type without array bounds, and its modifier, which is asked of the element:
// varchar(3)[] has elements of three letters.
func elementType(tn *ast.TypeName, snap *catalog.Snapshot, path *catalog.SearchPath) (*types.Type, int32, error) {
	if t, typmod := informationType(tn.Names); t != nil {
		if len(tn.Mods) > 0 {
			return nil, 0, pgerror.New(pgerror.SyntaxError, "type modifier is not allowed for type %q", strings.Join(tn.Names, "."))
		}
		return t, typmod, nil
	}
	t, err := baseType(tn, snap, path)
	if err != nil {
		return nil, 0, err
	}
	typmod, err := typmodOf(t, tn)
	return t, typmod, err
}

// informationType is what a domain of information_schema is of; nil for other names. The columns of
// its views have these types, too: there are no such domains, and so no checks of theirs. Tools that
// read catalogs cast to them.
func informationType(names []string) (*types.Type, int32) {
	if len(names) < 2 || names[len(names)-2] != catalog.SchemaInformation {
		return nil, 0
	}
	switch names[len(names)-1] {
	case "cardinal_number":
		return types.TInt4, types.NoTypmod
	case "character_data":
		return types.TVarchar, types.NoTypmod
	case "sql_identifier":
		return types.TName, types.NoTypmod
	case "time_stamp":
		return types.TTimestampTZ, 2
	case "yes_or_no":
		return types.TVarchar, 3 + 4 // of three letters: modifiers of varchar count a header
	}
	return nil, 0
}

// baseType is the type without modifier and array bounds. Types of the system come first unless the
// path names pg_catalog itself, at a place that counts then. A type that Postgres has and the
// product lacks is 0A000, any other name 42704.
func baseType(tn *ast.TypeName, snap *catalog.Snapshot, path *catalog.SearchPath) (*types.Type, error) {
	// Up to three words: database, schema, type. The database is looked at by snap.Type alone.
	n := ast.QName{Name: tn.Names[len(tn.Names)-1]}
	if len(tn.Names) > 1 {
		n.Schema = tn.Names[len(tn.Names)-2]
	}
	if len(tn.Names) > 2 {
		n.Catalog = tn.Names[len(tn.Names)-3]
	}
	if n.Schema == "" && (path == nil || !slices.Contains(path.Schemas, catalog.SchemaPGCatalog)) || n.Schema == catalog.SchemaPGCatalog {
		if t, ok := types.ByTypname(n.Name); ok {
			return t, nil
		}
	}
	if snap != nil && path != nil {
		if t, ok, err := snap.Type(path, n); ok || err != nil {
			return t, err
		}
	}
	if (n.Schema == "" || n.Schema == catalog.SchemaPGCatalog) && types.Known(n.Name) {
		// Known lists the names of Postgres's own types, so that one the product lacks is told from a typo.
		return nil, pgerror.Unsupported("Use a supported type; docs/sql-compatibility.md lists them.", "type %s is not supported", n.Name)
	}
	return nil, catalog.UndefinedType(strings.Join(tn.Names, "."))
}

// storedName is the name of a type in what is stored: that of a user's type is its OID.
func storedName(t *types.Type) []string {
	// A number survives ALTER TYPE … RENAME and SET SCHEMA. System types have a name that nobody changes.
	if t.Schema != "" {
		return []string{catalog.FrozenTable(t.OID)}
	}
	return []string{catalog.SchemaPGCatalog, t.Name}
}

// StoreType makes a type's name one that means the same after a rename, and under any path.
// Names that mean nothing are left.
// Modifiers and array bounds stay where they are: they are no names.
func StoreType(tn *ast.TypeName, snap *catalog.Snapshot, path *catalog.SearchPath) {
	if t, err := baseType(tn, snap, path); err == nil && t.Schema != "" {
		tn.Names = storedName(t)
	}
}

// typmodOf is the modifier as written; types.TypmodFor says whether the type takes it. Fields of
// INTERVAL are a mask in front of the precision, as in Postgres.
func typmodOf(t *types.Type, tn *ast.TypeName) (int32, error) {
	args := make([]int64, 0, len(tn.Mods)+1)
	if t.IsUser() && len(tn.Mods) > 0 {
		// A domain has its base type's modifier fixed.
		return 0, pgerror.New(pgerror.SyntaxError, "type modifier is not allowed for type %q", strings.Join(tn.Names, "."))
	}
	switch {
	case t != types.TInterval:
	case tn.Interval != ast.IntervalAll:
		args = append(args, intervalMask(tn.Interval))
	case len(tn.Mods) > 0:
		args = append(args, intervalAllFields) // of which a precision alone is
	}
	for _, m := range tn.Mods {
		k, ok := m.(*ast.Const)
		if !ok || k.Kind != ast.ConstInt || k.Int > math.MaxInt32 {
			return 0, pgerror.New(pgerror.InvalidParameterValue, "type modifiers must be simple constants or identifiers")
		}
		args = append(args, k.Int)
	}
	return types.TypmodFor(t, args)
}

// intervalAllFields is the mask of an interval typmod without fields.
const intervalAllFields = 0x7fff

// They are INTERVAL_MASK of datetime.h, by the numbers that its parser has for the words.
// The bits of an interval's fields, as Postgres numbers them.
const (
	bitMonth  = 1 << 1
	bitYear   = 1 << 2
	bitDay    = 1 << 3
	bitHour   = 1 << 10
	bitMinute = 1 << 11
	bitSecond = 1 << 12
)

// intervalMask gives fields as bits; all fields together are not asked for here.
func intervalMask(f ast.IntervalFields) int64 {
	return [...]int64{
		ast.IntervalYear: bitYear, ast.IntervalMonth: bitMonth, ast.IntervalDay: bitDay, ast.IntervalHour: bitHour,
		ast.IntervalMinute: bitMinute, ast.IntervalSecond: bitSecond, ast.IntervalYearToMonth: bitYear | bitMonth,
		ast.IntervalDayToHour: bitDay | bitHour, ast.IntervalDayToMinute: bitDay | bitHour | bitMinute,
		ast.IntervalDayToSecond:  bitDay | bitHour | bitMinute | bitSecond,
		ast.IntervalHourToMinute: bitHour | bitMinute, ast.IntervalHourToSecond: bitHour | bitMinute | bitSecond,
		ast.IntervalMinuteToSecond: bitMinute | bitSecond,
	}[f]
}
