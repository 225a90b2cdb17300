package bind

import (
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
)

// ColumnName is what an output column without an alias is called.
func ColumnName(e ast.Expr) string { return columnName(e) }

// columnName is what Postgres calls an output column without an alias.
// It is FigureColname of Postgres's parse_target.c.
// It is the name in RowDescription, in CREATE TABLE AS and of a subquery's column.
func columnName(e ast.Expr) string {
	if name, _ := figureName(e); name != "" {
		return name
	}
	return "?column?"
}

// figureName returns a name and how good it is: 2 for a name that the user
// wrote, 1 for one made of a type or keyword, 0 for none.
// A cast keeps a name of 2 from below, and gives its type's name otherwise.
// Postgres: FigureColnameInternal.
func figureName(e ast.Expr) (string, int) {
	switch e := e.(type) {
	case *ast.ColumnRef:
		if e.Star {
			return e.Table, 2
		}
		// A qualified name is called by its last part.
		return e.Name, 2
	// the last field names it: (a).b[1] is b
	case *ast.IndirectionExpr:
		for i := len(e.Steps) - 1; i >= 0; i-- {
			if e.Steps[i].Field != "" {
				return e.Steps[i].Field, 2
			}
		}
		return figureName(e.X)
	case *ast.FuncCall:
		// Without its schema, also where that was written.
		return e.Name.Name, 2
	case *ast.NullIfExpr:
		return "nullif", 2
	// IS DOCUMENT is a test like IS NULL, which names nothing.
	case *ast.XMLExpr:
		if e.Kind != ast.XMLIsDocument {
			return strings.ToLower(xmlWords[e.Kind]), 2
		}
	case *ast.XMLTable:
		return "xmltable", 2
	case *ast.CastExpr:
		// x::text of a column keeps the column's name; 1::text is called text.
		if name, n := figureName(e.X); n >= 2 || n > 0 && e.Type == nil {
			return name, n
		}
		if e.Type != nil {
			return e.Type.Names[len(e.Type.Names)-1], 1
		}
	case *ast.CollateExpr:
		return figureName(e.X)
	case *ast.GroupingFunc:
		return "grouping", 2
	case *ast.ExistsExpr:
		return "exists", 2
	case *ast.ArraySubquery:
		return "array", 2
	case *ast.SubqueryExpr:
		return subqueryName(e.Query)
	// CASE is called as its ELSE, if that has a name.
	// Otherwise "case", which a cast around may replace.
	case *ast.CaseExpr:
		// Only a name that somebody wrote: CASE … ELSE 1::text END is called case.
		if e.Else != nil {
			if name, n := figureName(e.Else); n > 1 {
				return name, n
			}
		}
		return "case", 1
	case *ast.ArrayExpr:
		return "array", 2
	case *ast.RowExpr:
		return "row", 2
	case *ast.CoalesceExpr:
		return "coalesce", 2
	case *ast.MinMaxExpr:
		if e.Least {
			return "least", 2
		}
		return "greatest", 2
	case *ast.SQLValue:
		return sqlValueName(e.Kind), 2
	}
	return "", 0
}

// subqueryName is figureName of a subquery: its first column's.
// Of a set operation the leftmost query names.
func subqueryName(q *ast.Select) (string, int) {
	for q.Op != ast.SetNone {
		q = q.Left
	}
	// VALUES names its columns column1, column2, …
	if len(q.Values) > 0 {
		return "column1", 2
	}
	if len(q.Targets) == 0 {
		return "", 0
	}
	// An alias is what the user wrote, and counts as such: (SELECT 1 AS n)::text is called n.
	if as := q.Targets[0].As; as != "" {
		return as, 2
	}
	return columnName(q.Targets[0].Expr), 2 // a name, even where it is ?column?
}

// sqlValueName is the word of a function without parentheses.
// Its precision, as in CURRENT_TIME(3), is not part of it.
func sqlValueName(k ast.SQLValueKind) string {
	return [...]string{
		ast.CurrentDate: "current_date", ast.CurrentTime: "current_time", ast.CurrentTimestamp: "current_timestamp",
		ast.LocalTime: "localtime", ast.LocalTimestamp: "localtimestamp", ast.CurrentRole: "current_role",
		ast.CurrentUser: "current_user", ast.SessionUser: "session_user", ast.User: "user",
		ast.CurrentCatalog: "current_catalog", ast.CurrentSchema: "current_schema",
	}[k]
}

// IndexColumnName is what a column of an index is called that is an expression.
// As FigureIndexColname has it.
func IndexColumnName(e ast.Expr) string {
	if name, _ := figureName(e); name != "" {
		return name
	}
	return "expr"
}

// LooksLikeCall reports whether an expression needs no parentheses in an index's definition.
// Others are put in parentheses when the index is shown.
// Postgres: looks_like_function.
func LooksLikeCall(x ast.Expr) bool {
	switch x.(type) {
	case *ast.FuncCall, *ast.CoalesceExpr, *ast.MinMaxExpr, *ast.NullIfExpr, *ast.SQLValue, *ast.XMLExpr:
		return true
	}
	return false
}

// KeyName is what errors call a column of an index, which quote quotes: its expression, where it
// is computed.
// Types and routines are shown by their names, without schemas. t may be named in casts alone; a
// text that can't be read is shown as it is.
// Parts of the text that are numbers (frozen names) are replaced; the parsed tree is this call's own.
func KeyName(snap *catalog.Snapshot, t *catalog.TableDesc, c *catalog.Column, quote func(string) string) string {
	if !c.Computed {
		return quote(c.Name)
	}
	x, err := parser.ParseExpr(c.Name)
	if err != nil || snap == nil {
		return c.Name
	}
	// Casts that are not written are shown as Postgres shows them.
	casts := Conversions(x, snap, nil, t)
	ast.Walk(x, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.TypeName:
			if len(n.Names) == 2 && n.Names[0] == "pg_catalog" {
				n.Names = n.Names[1:]
			}
			if id, _, ok := catalog.Thaw(n.Names[len(n.Names)-1]); ok {
				if t, ok := snap.Types().ByOID(id); ok {
					n.Names = []string{t.Name}
				}
			}
		case *ast.FuncCall:
			if id, _, ok := catalog.Thaw(n.Name.Name); ok && n.Name.Schema == "" {
				if d, ok := snap.RoutineByID(id); ok {
					n.Name.Name = d.Name
				}
			}
		}
		return true
	})
	text := deparse.PrintStored(x, casts, false)
	if LooksLikeCall(x) {
		return text
	}
	return "(" + text + ")"
}
