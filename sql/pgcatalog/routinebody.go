package pgcatalog

import (
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/parser/stored"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

// RoutineBody is the body of a routine that is no text, as pg_get_function_sqlbody prints it, with
// the names that things have now; "" for other bodies.
func RoutineBody(snap *catalog.Snapshot, path *catalog.SearchPath, functions *host.Functions, d *catalog.RoutineDesc) string {
	if d.BodyForm == 0 || d.BodyErr != nil {
		return ""
	}
	given := snap.InputTypes(d)
	env := &bind.Env{Catalog: snap, Path: &catalog.SearchPath{Database: d.DatabaseID}, Functions: functions}
	if d.BodyForm == 'r' {
		return routineStatement(snap, path, d, d.Trees[0], given, env, true)
	}
	var b strings.Builder
	b.WriteString("BEGIN ATOMIC\n")
	for _, st := range d.Trees {
		b.WriteString(routineStatement(snap, path, d, st, given, env, false) + ";\n")
	}
	return b.String() + "END"
}

// routineStatement prints a statement of a body; flat leaves it on one line.
func routineStatement(snap *catalog.Snapshot, path *catalog.SearchPath, d *catalog.RoutineDesc, st ast.Statement, given []*types.Type, env *bind.Env, flat bool) string {
	own, err := stored.Copy(st)
	if err != nil {
		return ""
	}
	// What calls routines and operators is bound by their numbers, before they are named.
	casts := bind.BodyConversions(own, given, env, path)
	n := newNamer(snap, path)
	beside := map[ast.Expr]bool{}
	n.statement(own, map[string]bool{}, map[string][]string{})
	n.fill(own)
	arbitersBare(own)
	besideItems(own, false, beside)
	how := &deparse.Stored{Flat: flat, Indent: 1, Casts: casts, Type: n.typeText, Const: n.literal, Row: n.rowType,
		Arg: func(x ast.Expr) string { return argumentName(d, x, beside[x]) }}
	if flat {
		how.Wrap, how.Indent = -1, 0
	}
	return deparse.PrintBody(own, how)
}

// statement names what is in a statement. used are the names around it, ctes the columns of the WITH
// queries that it can see.
func (n *namer) statement(st ast.Statement, used map[string]bool, ctes map[string][]string) {
	var target *ast.TableName
	var from []ast.TableRef
	var columns []*ast.InsertColumn
	sets := func(list []ast.SetClause) {
		for i := range list {
			columns = append(columns, &list[i].Column)
			for j := range list[i].Columns {
				columns = append(columns, &list[i].Columns[j])
			}
		}
	}
	var conflict *ast.OnConflict
	switch st := st.(type) {
	case *ast.Select:
		n.query(st, used, ctes)
		return
	case *ast.Insert:
		target, conflict = &st.Table, st.OnConflict
		for i := range st.Columns {
			columns = append(columns, &st.Columns[i])
		}
	case *ast.Update:
		target, from = &st.Table, st.From
		sets(st.Sets)
	case *ast.Delete:
		target, from = &st.Table, st.Using
	case *ast.Merge:
		target, from = &st.Table, []ast.TableRef{st.Source}
		for i := range st.Whens {
			for j := range st.Whens[i].Columns {
				columns = append(columns, &st.Whens[i].Columns[j])
			}
			sets(st.Whens[i].Sets)
		}
	default:
		return
	}
	ctes, later := n.with(ast.WithOf(st), used, ctes)
	n.table(target, used, ctes)
	n.from(from, used, ctes)
	names := n.columns[target.Item]
	if conflict != nil {
		n.names[conflict.Item], n.columns[conflict.Item] = unique("excluded", used), names
		for i := range conflict.Elems {
			conflict.Elems[i].Column = names[conflict.Elems[i].Attr]
		}
		sets(conflict.Sets)
	}
	for _, c := range columns {
		if c.Attr != 0 {
			c.Name = names[c.Attr]
		}
	}
	for _, f := range later {
		f()
	}
	ast.Walk(st, func(x ast.Node) bool {
		switch x := x.(type) {
		case *ast.With:
			return false
		case *ast.Select:
			n.query(x, used, ctes)
			return false
		}
		return true
	})
}

// arbitersBare leaves the table's name out of the columns of what ON CONFLICT names.
func arbitersBare(st ast.Statement) {
	bare := func(x ast.Node) bool {
		if c, ok := x.(*ast.ColumnRef); ok {
			c.Table = ""
		}
		return true
	}
	ast.Walk(st, func(x ast.Node) bool {
		if c, ok := x.(*ast.OnConflict); ok {
			for i := range c.Elems {
				ast.Walk(&c.Elems[i], bare)
			}
			if c.Where != nil {
				ast.Walk(c.Where, bare)
			}
		}
		return true
	})
}

// besideItems finds the references to inputs that stand in, or within, a statement with a FROM item or
// a table that it writes: there they are qualified.
func besideItems(st ast.Statement, within bool, out map[ast.Expr]bool) {
	q, reads := st.(*ast.Select)
	within = within || !reads || len(q.From) > 0 || q.Op != ast.SetNone || len(q.Values) > 1
	ast.Walk(st, func(x ast.Node) bool {
		if inner, ok := x.(ast.Statement); ok && inner != st {
			besideItems(inner, within, out)
			return false
		}
		switch x := x.(type) {
		case *ast.Param:
			out[x] = within
		case *ast.ColumnRef:
			if x.Item == ast.ArgItem {
				out[x] = within
			}
		}
		return true
	})
}

// argumentName is what an input is called: $n where it has no name.
func argumentName(d *catalog.RoutineDesc, x ast.Expr, qualified bool) string {
	at := 0
	switch x := x.(type) {
	case *ast.Param:
		at = x.Number
	case *ast.ColumnRef:
		at = int(x.Attr)
	}
	in := d.Inputs()
	if at < 1 || at > len(in) || in[at-1].Name == "" {
		return "$" + strconv.Itoa(at)
	}
	name := catalog.QuoteIdent(in[at-1].Name)
	if qualified {
		name = catalog.QuoteIdent(d.Name) + "." + name
	}
	return name
}

// functionBody is pg_get_function_sqlbody.
func functionBody(c *call) (types.Datum, error) {
	if d, ok := c.snap.RoutineByID(c.oid(0)); ok && d.BodyForm != 0 {
		if d.BodyErr != nil {
			return types.Null, d.BodyErr
		}
		return types.Text(RoutineBody(c.snap, c.path, c.functions, d)), nil
	}
	return types.Null, nil
}
