package plan

import (
	"math"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

func itoa(n int) string { return strconv.Itoa(n) }

// ResolveType finds the type of a name as written, and its modifier. The
// errors, without positions, are 42704, 0A000 and those of types.TypmodFor.
func ResolveType(tn *ast.TypeName) (*types.Type, int32, error) {
	if tn.SetOf {
		return nil, 0, pgerror.Unsupported("Name the type itself.", "SETOF is not supported here")
	}
	t, err := baseType(tn)
	if err != nil {
		return nil, 0, err
	}
	typmod, err := typmodOf(t, tn)
	if err != nil {
		return nil, 0, err
	}
	if len(tn.ArrayBounds) > 0 {
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

func baseType(tn *ast.TypeName) (*types.Type, error) {
	name := tn.Names[len(tn.Names)-1]
	schema := ""
	if len(tn.Names) > 1 {
		schema = tn.Names[len(tn.Names)-2]
	}
	if schema == "" || schema == "pg_catalog" {
		if t, ok := types.ByTypname(name); ok {
			return t, nil
		}
		if types.Known(name) {
			return nil, pgerror.Unsupported("Use a supported type; docs/sql-compatibility.md lists them.", "type %s is not supported", name)
		}
	}
	return nil, pgerror.New(pgerror.UndefinedObject, "type %q does not exist", strings.Join(tn.Names, "."))
}

func typmodOf(t *types.Type, tn *ast.TypeName) (int32, error) {
	args := make([]int64, 0, len(tn.Mods)+1)
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

// The bits of an interval's fields, as Postgres numbers them.
const (
	bitMonth  = 1 << 1
	bitYear   = 1 << 2
	bitDay    = 1 << 3
	bitHour   = 1 << 10
	bitMinute = 1 << 11
	bitSecond = 1 << 12
)

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
