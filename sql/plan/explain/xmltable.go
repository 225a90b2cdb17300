package explain

import (
	"strings"

	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// tableFunction shows how XMLTABLE is called, with VERBOSE, as Postgres does.
func (e *explainer) tableFunction(t *Tree, it *nodes.FuncItem) {
	if !e.verbose {
		return
	}
	// The places are those of bind.xmlTable: the document, the rows' path, the namespaces.
	arg := func(i int) string { return scalar.Format(e.filled(it.Args[i]), nil) }
	var b strings.Builder
	b.WriteString("XMLTABLE(")
	for i, prefix := range it.Fn.Table.Prefixes {
		b.WriteString(map[bool]string{true: "XMLNAMESPACES (", false: ", "}[i == 0])
		if prefix == "" {
			b.WriteString("DEFAULT " + arg(2+i))
		} else {
			b.WriteString(arg(2+i) + " AS " + types.QuoteIdent(prefix))
		}
	}
	if len(it.Fn.Table.Prefixes) > 0 {
		b.WriteString("), ")
	}
	b.WriteString("(" + arg(1) + ") PASSING (" + arg(0) + ") COLUMNS ")
	// As get_tablefunc writes them: the default before the path, though SQL takes them in any
	// order.
	for i := range it.Fn.Table.Columns {
		c := &it.Fn.Table.Columns[i]
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(types.QuoteIdent(c.Name) + " ")
		if c.Ordinality {
			b.WriteString("FOR ORDINALITY")
			continue
		}
		b.WriteString(c.Type.Format(c.Typmod))
		if c.Default != 0 {
			b.WriteString(" DEFAULT (" + arg(c.Default) + ")")
		}
		if c.Path != 0 {
			b.WriteString(" PATH (" + arg(c.Path) + ")")
		}
		if c.NotNull {
			b.WriteString(" NOT NULL")
		}
	}
	b.WriteString(")")
	t.Lines = append(t.Lines, "Table Function Call: "+b.String())
	t.Fields = append(t.Fields, Field{"Table Function Call", b.String()})
}
