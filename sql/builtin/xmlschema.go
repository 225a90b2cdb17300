package builtin

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/sql/xmlvalue"
)

// XMLMapping says how tables are mapped to XML (SQL/XML, 9.10 to 9.15): what table_to_xml and its like are given.
type XMLMapping struct {
	// Nulls shows columns that are NULL, Forest has no element around the rows of a table.
	Nulls, Forest bool
	// Target is the namespace of what is made; "" for none.
	Target string
	// Database is the database's name.
	Database string
}

// XMLTableName is the name of a table; the zero value is that of a query.
type XMLTableName struct{ Schema, Name string }

// XMLColumnType is a column as a schema describes it.
type XMLColumnType struct {
	Name string
	Type *types.Type
}

const (
	xsiSpace = "http://www.w3.org/2001/XMLSchema-instance"
	xsdSpace = "http://www.w3.org/2001/XMLSchema"
)

// XMLElementName is a name of SQL as that of an element.
func XMLElementName(ident string) string { return xmlName(ident) }

func xmlName(ident string) string { return xmlvalue.Name(ident, true, false) }

// xmlTypeName joins parts of a name of a type with periods.
func xmlTypeName(parts ...string) string {
	for i, p := range parts {
		parts[i] = xmlvalue.Name(p, true, true)
	}
	return strings.Join(parts, ".")
}

// element is the name of the element of a table, of which what is said for a query.
func (t XMLTableName) element(query string) string {
	if t.Name == "" {
		return query
	}
	return xmlName(t.Name)
}

// Open begins the element of a table, schema or database; top is set for the outermost one, with schema for one that
// describes itself.
func (m *XMLMapping) Open(dst []byte, name string, top, schema bool) []byte {
	dst = fmt.Appendf(dst, "<%s", name)
	if top {
		dst = fmt.Appendf(dst, " xmlns:xsi=\"%s\"", xsiSpace)
		if m.Target != "" {
			dst = fmt.Appendf(dst, " xmlns=\"%s\"", m.Target)
		}
	}
	switch {
	case schema && m.Target != "":
		dst = fmt.Appendf(dst, " xsi:schemaLocation=\"%s #\"", m.Target)
	case schema:
		dst = append(dst, " xsi:noNamespaceSchemaLocation=\"#\""...)
	}
	return append(dst, ">\n"...)
}

// Close ends what Open began.
func (m *XMLMapping) Close(dst []byte, name string) []byte { return fmt.Appendf(dst, "</%s>\n", name) }

// Begin begins a table, with its schema if that is not "".
func (m *XMLMapping) Begin(dst []byte, t XMLTableName, schema string, top bool) []byte {
	if !m.Forest {
		dst = append(m.Open(dst, t.element("table"), top, schema != ""), '\n')
	}
	if schema != "" {
		dst = append(append(dst, schema...), "\n\n"...)
	}
	return dst
}

// End ends a table.
func (m *XMLMapping) End(dst []byte, t XMLTableName) []byte {
	if m.Forest {
		return dst
	}
	return m.Close(dst, t.element("table"))
}

// Row writes a row.
func (m *XMLMapping) Row(dst []byte, t XMLTableName, columns []XMLColumnType, row []types.Datum, top bool, env *types.Env) ([]byte, error) {
	if m.Forest {
		dst = m.Open(dst, t.element("row"), top, false)
	} else {
		dst = append(dst, "<row>\n"...)
	}
	for i, c := range columns {
		name := xmlName(c.Name)
		if row[i].IsNull() {
			if m.Nulls {
				dst = fmt.Appendf(dst, "  <%s xsi:nil=\"true\"/>\n", name)
			}
			continue
		}
		dst = fmt.Appendf(dst, "  <%s>", name)
		var err error
		if dst, err = types.AppendXMLValue(dst, c.Type, row[i], true, env); err != nil {
			return dst, err
		}
		dst = fmt.Appendf(dst, "</%s>\n", name)
	}
	if m.Forest {
		return append(m.Close(dst, t.element("row")), '\n'), nil
	}
	return append(dst, "</row>\n\n"...), nil
}

// OpenSchema and CloseSchema are around what describes types.
func (m *XMLMapping) OpenSchema(dst []byte) []byte {
	dst = fmt.Appendf(dst, "<xsd:schema\n    xmlns:xsd=\"%s\"", xsdSpace)
	if m.Target != "" {
		dst = fmt.Appendf(dst, "\n    targetNamespace=\"%s\"\n    elementFormDefault=\"qualified\"", m.Target)
	}
	return append(dst, ">\n\n"...)
}

// CloseSchema ends what OpenSchema began.
func (m *XMLMapping) CloseSchema(dst []byte) []byte { return append(dst, "</xsd:schema>"...) }

// TableSchema describes a table or query.
func (m *XMLMapping) TableSchema(t XMLTableName, columns []XMLColumnType, env *types.Env) string {
	query := "table"
	if m.Forest {
		query = "row"
	}
	tableType, rowType := "TableType", "RowType"
	if t.Name != "" {
		tableType, rowType = xmlTypeName("TableType", m.Database, t.Schema, t.Name), xmlTypeName("RowType", m.Database, t.Schema, t.Name)
	}
	dst := m.Types(m.OpenSchema(nil), columns, env)
	dst = fmt.Appendf(dst, "<xsd:complexType name=\"%s\">\n  <xsd:sequence>\n", rowType)
	absent := ` minOccurs="0"`
	if m.Nulls {
		absent = ` nillable="true"`
	}
	for _, c := range columns {
		dst = fmt.Appendf(dst, "    <xsd:element name=\"%s\" type=\"%s\"%s></xsd:element>\n", xmlName(c.Name), m.typeName(c.Type, types.NoTypmod), absent)
	}
	dst = append(dst, "  </xsd:sequence>\n</xsd:complexType>\n\n"...)
	top := rowType
	if !m.Forest {
		top = tableType
		dst = fmt.Appendf(dst, "<xsd:complexType name=\"%s\">\n  <xsd:sequence>\n    <xsd:element name=\"row\" type=\"%s\" minOccurs=\"0\" maxOccurs=\"unbounded\"/>\n  </xsd:sequence>\n</xsd:complexType>\n\n", tableType, rowType)
	}
	dst = fmt.Appendf(dst, "<xsd:element name=\"%s\" type=\"%s\"/>\n\n", t.element(query), top)
	return string(m.CloseSchema(dst))
}

// SchemaType describes a schema by its tables.
func (m *XMLMapping) SchemaType(dst []byte, schema string, tables []string) []byte {
	name := xmlTypeName("SchemaType", m.Database, schema)
	group, kind, occurs := "all", "TableType", ""
	if m.Forest {
		group, kind, occurs = "sequence", "RowType", ` minOccurs="0" maxOccurs="unbounded"`
	}
	dst = fmt.Appendf(dst, "<xsd:complexType name=\"%s\">\n  <xsd:%s>\n", name, group)
	for _, t := range tables {
		dst = fmt.Appendf(dst, "    <xsd:element name=\"%s\" type=\"%s\"%s/>\n", xmlName(t), xmlTypeName(kind, m.Database, schema, t), occurs)
	}
	return fmt.Appendf(dst, "  </xsd:%s>\n</xsd:complexType>\n\n<xsd:element name=\"%s\" type=\"%s\"/>\n\n", group, xmlName(schema), name)
}

// CatalogType describes a database by its schemas.
func (m *XMLMapping) CatalogType(dst []byte, schemas []string) []byte {
	name := xmlTypeName("CatalogType", m.Database)
	dst = fmt.Appendf(dst, "<xsd:complexType name=\"%s\">\n  <xsd:all>\n", name)
	for _, s := range schemas {
		dst = fmt.Appendf(dst, "    <xsd:element name=\"%s\" type=\"%s\"/>\n", xmlName(s), xmlTypeName("SchemaType", m.Database, s))
	}
	return fmt.Appendf(dst, "  </xsd:all>\n</xsd:complexType>\n\n<xsd:element name=\"%s\" type=\"%s\"/>\n\n", xmlName(m.Database), name)
}

// Types describes the types of columns, each once, then those that domains are over.
func (m *XMLMapping) Types(dst []byte, columns []XMLColumnType, env *types.Env) []byte {
	var list []*types.Type
	add := func(t *types.Type) {
		if !slices.Contains(list, t) {
			list = append(list, t)
		}
	}
	for _, c := range columns {
		add(c.Type)
	}
	for i := 0; i < len(list); i++ {
		add(list[i].Base())
	}
	for _, t := range list {
		dst = append(m.describe(dst, t, env), '\n')
	}
	return dst
}

// typeName is the name of a type in XML.
func (m *XMLMapping) typeName(t *types.Type, typmod int32) string {
	const header = 4 // of the lengths in typmods
	name, ok := map[types.OID]string{
		types.OIDBPChar: "CHAR", types.OIDVarchar: "VARCHAR", types.OIDNumeric: "NUMERIC", types.OIDInt4: "INTEGER", types.OIDInt2: "SMALLINT",
		types.OIDInt8: "BIGINT", types.OIDFloat4: "REAL", types.OIDFloat8: "DOUBLE", types.OIDBool: "BOOLEAN", types.OIDTime: "TIME",
		types.OIDTimeTZ: "TIME_WTZ", types.OIDTimestamp: "TIMESTAMP", types.OIDTimestampTZ: "TIMESTAMP_WTZ", types.OIDDate: "DATE", types.OIDXML: "XML",
	}[t.OID]
	switch {
	case !ok && t.Domain() != nil:
		return xmlTypeName("Domain", m.Database, xmlTypeSchema(t), t.Name)
	case !ok:
		return xmlTypeName("UDT", m.Database, xmlTypeSchema(t), t.Name)
	case typmod == types.NoTypmod:
		return name
	}
	switch t.OID {
	case types.OIDBPChar, types.OIDVarchar:
		return fmt.Sprintf("%s_%d", name, typmod-header)
	case types.OIDNumeric:
		precision, scale := types.NumericTypmod(typmod)
		return fmt.Sprintf("%s_%d_%d", name, precision, scale)
	}
	return fmt.Sprintf("%s_%d", name, typmod)
}

func xmlTypeSchema(t *types.Type) string {
	if t.Schema == "" {
		return "pg_catalog"
	}
	return t.Schema
}

// describe writes what a type is.
func (m *XMLMapping) describe(dst []byte, t *types.Type, env *types.Env) []byte {
	if t.OID == types.OIDXML {
		return append(dst, "<xsd:complexType mixed=\"true\">\n  <xsd:sequence>\n    <xsd:any name=\"element\" minOccurs=\"0\" maxOccurs=\"unbounded\" processContents=\"skip\"/>\n  </xsd:sequence>\n</xsd:complexType>\n"...)
	}
	dst = fmt.Appendf(dst, "<xsd:simpleType name=\"%s\">\n", m.typeName(t, types.NoTypmod))
	const time, zone = `\p{Nd}{2}:\p{Nd}{2}:\p{Nd}{2}(.\p{Nd}+)?`, `(\+|-)\p{Nd}{2}:\p{Nd}{2}`
	const date = `\p{Nd}{4}-\p{Nd}{2}-\p{Nd}{2}`
	pattern := func(base, p string) {
		dst = fmt.Appendf(dst, "  <xsd:restriction base=\"xsd:%s\">\n    <xsd:pattern value=\"%s\"/>\n  </xsd:restriction>\n", base, p)
	}
	bounds := func(base string, most, least int64) {
		dst = fmt.Appendf(dst, "  <xsd:restriction base=\"xsd:%s\">\n    <xsd:maxInclusive value=\"%d\"/>\n    <xsd:minInclusive value=\"%d\"/>\n  </xsd:restriction>\n", base, most, least)
	}
	plain := func(base, within string) {
		dst = fmt.Appendf(dst, "  <xsd:restriction base=\"xsd:%s\">%s</xsd:restriction>\n", base, within)
	}
	switch t.OID {
	case types.OIDBPChar, types.OIDVarchar, types.OIDText:
		plain("string", "\n  ")
	case types.OIDBytea:
		base := "base64Binary"
		if env != nil && env.XMLHex {
			base = "hexBinary"
		}
		plain(base, "\n  ")
	case types.OIDInt2:
		bounds("short", math.MaxInt16, math.MinInt16)
	case types.OIDInt4:
		bounds("int", math.MaxInt32, math.MinInt32)
	case types.OIDInt8:
		bounds("long", math.MaxInt64, math.MinInt64)
	case types.OIDFloat4:
		plain("float", "")
	case types.OIDFloat8:
		plain("double", "")
	case types.OIDBool:
		plain("boolean", "")
	case types.OIDTime:
		pattern("time", time)
	case types.OIDTimeTZ:
		pattern("time", time+zone)
	case types.OIDTimestamp:
		pattern("dateTime", date+"T"+time)
	case types.OIDTimestampTZ:
		pattern("dateTime", date+"T"+time+zone)
	case types.OIDDate:
		pattern("date", date)
	default:
		if d := t.Domain(); d != nil {
			dst = fmt.Appendf(dst, "  <xsd:restriction base=\"%s\"/>\n", m.typeName(t.Base(), t.BaseTypmod(types.NoTypmod)))
		}
	}
	return append(dst, "</xsd:simpleType>\n"...)
}
