package expire

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/types"
)

// target is a table whose rows expire, and how they are found.
type target struct {
	table  string // its name, quoted
	column string // by whose time, quoted
	kind   *types.Type
	keys   []string // columns of the primary key, quoted
	// order are the columns in whose order rows are looked at, all of keys among them; at are
	// the places of keys in it.
	order []string
	at    []int
}

// targetOf says how a table's expired rows are found: in the order of an index that begins with
// their time, if there is one, else of the primary key, which reads the whole table. ok is false
// for a table without a primary key.
func targetOf(schema *catalog.SchemaDesc, t *catalog.TableDesc, e *catalog.Expiry) (_ *target, ok bool) {
	if !t.HasPrimaryKey() {
		return nil, false
	}
	quoted := func(id catalog.ColumnID) string {
		c, _, _ := t.ColumnByID(id)
		return catalog.QuoteIdent(c.Name)
	}
	col, _, _ := t.ColumnByID(e.Column)
	g := &target{table: catalog.QuoteIdent(schema.Name) + "." + catalog.QuoteIdent(t.Name), column: quoted(e.Column)}
	switch col.TypeOID {
	case types.OIDDate:
		g.kind = types.TDate
	case types.OIDTimestamp:
		g.kind = types.TTimestamp
	default:
		g.kind = types.TTimestampTZ
	}
	for _, c := range t.Primary().Columns {
		g.keys = append(g.keys, quoted(c.ID))
	}
	g.order = slices.Clone(g.keys)
	if i := slices.Index(g.keys, g.column); i != 0 && leads(t, e.Column) {
		g.order = append([]string{g.column}, slices.DeleteFunc(g.order, func(k string) bool { return k == g.column })...)
	}
	for _, k := range g.keys {
		g.at = append(g.at, slices.Index(g.order, k))
	}
	return g, true
}

// leads reports whether an index of all rows begins with a column, in its order.
func leads(t *catalog.TableDesc, id catalog.ColumnID) bool {
	return slices.ContainsFunc(t.Indexes[1:], func(ix catalog.IndexDesc) bool {
		c := ix.Columns[0]
		return ix.State == catalog.IndexPublic && ix.Predicate == "" && ix.Class == 0 && c.ID == id && c.Expr == "" && !c.Desc
	})
}

// list is the statement that finds the next rows: those whose time is up to the first parameter
// and, with more, which come behind the others.
func (g *target) list(more bool, limit int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "SELECT %s FROM ONLY %s WHERE %s <= $1", strings.Join(g.order, ", "), g.table, g.column)
	if more {
		if g.order[0] == g.column { // the index may end there: what was deleted is not read again
			fmt.Fprintf(&b, " AND %s >= $2", g.column)
		}
		fmt.Fprintf(&b, " AND (%s) > (%s)", strings.Join(g.order, ", "), params(2, len(g.order)))
	}
	fmt.Fprintf(&b, " ORDER BY %s LIMIT %d", strings.Join(g.order, ", "), limit)
	return b.String()
}

// remove is the statement that deletes n rows by their keys, those whose time is still up to the
// first parameter.
func (g *target) remove(n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = "(" + params(2+i*len(g.keys), len(g.keys)) + ")"
	}
	return fmt.Sprintf("DELETE FROM ONLY %s WHERE (%s) IN (%s) AND %s <= $1", g.table, strings.Join(g.keys, ", "), strings.Join(list, ", "), g.column)
}

// params are n parameters from one on.
func params(from, n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = "$" + strconv.Itoa(from+i)
	}
	return strings.Join(list, ", ")
}

// until is the newest time of rows that have expired by now (microseconds since 2000), in the
// column's type. ok is false where it is before all times.
func (g *target) until(e *catalog.Expiry, now int64) (_ types.Datum, ok bool) {
	after := types.Interval{Months: -e.After.Months, Days: -e.After.Days, Micros: -e.After.Micros}
	at, err := builtin.AddInterval(now, after)
	if err != nil {
		return types.Null, false
	}
	if g.kind != types.TDate {
		return types.Timestamp(at), true
	}
	const day = 24 * 60 * 60 * 1_000_000
	days := at / day
	if at%day < 0 {
		days--
	}
	return types.Date(int32(days)), true
}
