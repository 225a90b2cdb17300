package pgcatalog

import (
	_ "embed" // what is said of the standard
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// standardRows are the rows of the tables of information_schema that say what of the standard
// Postgres 15 has, as COPY writes them, each behind its table's name.
//
//go:embed standard.txt
var standardRows string

func makeStandard(m *making) error {
	for line := range strings.Lines(standardRows) {
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if f[0] != m.desc.Name {
			continue
		}
		row := make([]any, len(f)-1)
		for i, text := range f[1:] {
			switch n, err := strconv.Atoi(text); {
			case text == `\N`:
			case m.desc.Columns[i].Type == types.TInt4 && err == nil:
				row[i] = n
			default:
				row[i] = text
			}
		}
		if err := m.row(row...); err != nil {
			return err
		}
	}
	return nil
}

// makeInfoDataTypes names what has a type: attributes, columns, domains, arguments and results, each
// with the number that the view of its kind gives it.
func makeInfoDataTypes(m *making) error {
	for _, of := range []struct {
		view, schema, name, kind string
		rows                     maker
	}{
		{"attributes", "udt_schema", "udt_name", "USER-DEFINED TYPE", makeInfoAttributes},
		{"columns", "table_schema", "table_name", "TABLE", makeInfoColumns},
		{"domains", "domain_schema", "domain_name", "DOMAIN", makeInfoDomains},
		{"parameters", "specific_schema", "specific_name", "ROUTINE", makeInfoParameters},
		{"routines", "specific_schema", "specific_name", "ROUTINE", makeInfoRoutines},
	} {
		emit := func(cell func(string) types.Datum) error {
			return m.row(m.database(), cell(of.schema), cell(of.name), of.kind, cell("dtd_identifier"))
		}
		if err := m.eachOf(of.view, of.rows, emit); err != nil {
			return err
		}
	}
	return nil
}

// eachOf calls emit with the rows of a view of information_schema, whose cells it has by their names.
func (m *making) eachOf(view string, rows maker, emit func(cell func(string) types.Datum) error) error {
	for _, v := range m.snap.VirtualTables() {
		if v.Desc.Name != view || v.Desc.SchemaID != catalog.SchemaIDInfo {
			continue
		}
		other := *m
		other.desc, other.values = v.Desc, make([]types.Datum, len(v.Desc.Columns))
		other.emit = func(row []types.Datum) error {
			return emit(func(name string) types.Datum {
				_, slot, _ := v.Desc.ColumnNamed(name)
				return row[slot]
			})
		}
		return rows(&other)
	}
	return pgerror.Internal("information_schema has no view %s", view)
}
