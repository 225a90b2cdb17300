package pgcatalog

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// infoFunctions are those of information_schema by which its views, and PostgREST's query for the
// columns of tables, tell of types:
//
//	_pg_truetypid, _pg_truetypmod    of rows of pg_attribute and pg_type: a domain's type
//	the others                       of a type and its modifier
func infoFunctions() []function {
	out := []function{
		{"_pg_truetypid", list(types.TRecord, types.TRecord), tOID, func(c *call) (types.Datum, error) { return c.trueType("typbasetype", "atttypid") }},
		{"_pg_truetypmod", list(types.TRecord, types.TRecord), tInt, func(c *call) (types.Datum, error) { return c.trueType("typtypmod", "atttypmod") }},
		{"_pg_interval_type", list(tOID, tInt), tText, func(c *call) (types.Datum, error) {
			if s, ok := c.shape().interval.(string); ok {
				return types.Text(s), nil
			}
			return types.Null, nil
		}},
	}
	number := func(name string, of func(shape) any) {
		out = append(out, function{name, list(tOID, tInt), tInt, func(c *call) (types.Datum, error) {
			switch n := of(c.shape()).(type) {
			case int:
				return types.Int(int64(n)), nil
			case int32:
				return types.Int(int64(n)), nil
			}
			return types.Null, nil
		}})
	}
	number("_pg_char_max_length", func(s shape) any { return s.charMax })
	number("_pg_char_octet_length", func(s shape) any { return s.charBytes })
	number("_pg_numeric_precision", func(s shape) any { return s.precision })
	number("_pg_numeric_precision_radix", func(s shape) any { return s.radix })
	number("_pg_numeric_scale", func(s shape) any { return s.scale })
	number("_pg_datetime_precision", func(s shape) any { return s.seconds })
	for i := range out {
		out[i].name = builtin.InformationPrefix + out[i].name
	}
	return out
}

// shape is that of the type, by its OID, and the modifier that the arguments are.
func (c *call) shape() shape {
	t, ok := types.ByOID(c.oid(0))
	if !ok {
		return shape{}
	}
	return shapeOf(t, int32(c.args[1].Int()))
}

// trueType is a column of a row of pg_type where that is a domain's, else one of a row of
// pg_attribute.
func (c *call) trueType(domains, columns string) (types.Datum, error) {
	kind, err := c.catalogField(1, "pg_type", "typtype")
	switch {
	case err != nil:
		return types.Null, err
	case !kind.IsNull() && kind.Text() == "d":
		return c.catalogField(1, "pg_type", domains)
	}
	return c.catalogField(0, "pg_attribute", columns)
}

// catalogField is a column of an argument that is a row of a table of the system.
func (c *call) catalogField(arg int, table, column string) (types.Datum, error) {
	for _, v := range c.snap.VirtualTables() {
		if v.Desc.Name != table || v.Desc.SchemaID != catalog.SchemaIDPGCatalog {
			continue
		}
		at := slices.IndexFunc(v.Desc.Columns, func(x catalog.Column) bool { return x.Name == column })
		if r := c.args[arg].Record(); len(r.Values) == len(v.Desc.Columns) {
			return r.Values[at], nil
		}
	}
	return types.Null, pgerror.New(pgerror.DatatypeMismatch, "argument %d is no row of %s", arg+1, table)
}
