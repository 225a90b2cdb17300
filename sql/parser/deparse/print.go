package deparse

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/parser/ast"
)

// Print gives a text that parses to a tree equal to n. Keywords are in upper
// case, names are quoted where they must be, and parentheses stand where they
// are needed.
func Print(n ast.Node) string {
	var p printer
	p.node(n)
	return string(p.b)
}

// PrintApart is Print with literals that are compared with two bounds written once for each, as each may get a type
// of its own.
func PrintApart(n ast.Node) string {
	p := printer{twice: true}
	p.node(n)
	return string(p.b)
}

// PrintWithout is Print without some of the casts of an expression.
func PrintWithout(x ast.Expr, casts map[*ast.CastExpr]bool) string {
	p := printer{casts: Conversions{Idle: casts}}
	p.expr(x, precNone)
	return string(p.b)
}

// PrintWith is Print with casts of some parts of an expression, to types in text.
func PrintWith(x ast.Expr, parts map[ast.Expr]string) string {
	p := printer{casts: Conversions{Parts: parts}}
	p.expr(x, precNone)
	return string(p.b)
}

// Conversions are what becomes of parts of an expression though nobody wrote it, as types in
// text.
type Conversions struct {
	Parts map[ast.Expr]string
	// Lists are those of the elements of IN together, as an array.
	Lists map[*ast.InExpr]string
	// Apart are those whose elements have no common type, and are compared one by one.
	Apart map[*ast.InExpr]bool
	// Idle are casts to the type that their operand has.
	Idle map[*ast.CastExpr]bool
	// Called are casts that a function makes: they are calls that only look like casts.
	Called map[*ast.CastExpr]bool
	// Rows are names that stand for a whole row, which Postgres shows as t.*.
	Rows map[*ast.ColumnRef]bool
	// Patterns are calls of substring that look for a pattern, in one of the standard's notations.
	Patterns map[*ast.FuncCall]bool
	// Packed are calls whose arguments from the number on are one array, which is what Postgres shows.
	Packed map[*ast.FuncCall]int
	// Nulls are comparisons with a bare NULL that ask whether a value is NULL, which no row is.
	Nulls map[*ast.DistinctExpr]bool
	// Lengths are casts of a constant to the type that it has, with a length or without the one it has.
	Lengths map[*ast.CastExpr]bool
	// Relabelled are those of Parts that no function makes.
	Relabelled map[ast.Expr]bool
	// Bounds are the types that the value of a BETWEEN gets where it is compared with a bound; "" for its own.
	Bounds map[ast.Expr]string
	// Literals are calls of types of which only the argument is kept: a literal, or a value of the type.
	Literals map[*ast.FuncCall]bool
	// CastCalls are calls that are casts, to these types.
	CastCalls map[*ast.FuncCall]string
	// Flat are casts of rows that are written out to what is no row.
	Flat map[*ast.CastExpr]bool
	// Fieldwise are comparisons of rows by their fields.
	Fieldwise map[*ast.DistinctExpr]bool
	// Bases are the types below the domains that literals of Parts become values of.
	Bases map[*ast.Const]string
}

// PrintStored writes an expression as Postgres shows stored ones: in its own forms of IN,
// BETWEEN, LIKE and comparisons of rows, and with its conversions. With full, parentheses
// stand around every operation.
func PrintStored(x ast.Expr, c Conversions, full bool) string { return PrintStoredAt(x, c, full, 0) }

// PrintFlat is PrintStored in one line, without parentheses that are not needed.
func PrintFlat(x ast.Expr, c Conversions) string {
	p := printer{full: true, casts: c, flat: true}
	p.expr(x, precNone)
	return string(p.b)
}

// PrintStoredAt is PrintStored within lines that are indented.
func PrintStoredAt(x ast.Expr, c Conversions, full bool, indent int) string {
	p := printer{full: true, paren: full, casts: c, indent: indent}
	p.expr(x, precNone)
	return string(p.b)
}

// QuoteName gives a name as it must be written in SQL.
func QuoteName(name string) string {
	if plainName(name) && !reserved(name) {
		return name
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}

// plainName tells whether a word folds to itself.
func plainName(name string) bool {
	for i := 0; i < len(name); i++ {
		switch c := name[i]; {
		case c >= 'a' && c <= 'z', c == '_', c >= utf8.RuneSelf:
		case i > 0 && (c >= '0' && c <= '9' || c == '$'):
		default:
			return false
		}
	}
	return name != ""
}

// QuoteString gives a string as a literal of SQL.
func QuoteString(s string) string {
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// printer collects the text.
type printer struct {
	b     []byte
	full  bool // the forms of stored expressions
	paren bool // parentheses around every operation
	// casts are what PrintStored was given.
	casts Conversions
	// stored is what PrintQuery was given, indent how far lines begin there.
	stored *Stored
	indent int
	flat   bool // without line breaks
	twice  bool // what PrintApart does
}

// w writes parts as they are.
func (p *printer) w(parts ...string) {
	for _, s := range parts {
		p.b = append(p.b, s...)
	}
}

// wIf writes a part where cond holds.
func (p *printer) wIf(cond bool, s string) {
	if cond {
		p.w(s)
	}
}

func (p *printer) name(s string) { p.w(QuoteName(s)) }

func (p *printer) string(s string) { p.w(QuoteString(s)) }

func (p *printer) int(n int64) { p.b = strconv.AppendInt(p.b, n, 10) }

// list writes n items with commas between.
func (p *printer) list(n int, item func(i int)) {
	for i := range n {
		p.wIf(i > 0, ", ")
		item(i)
	}
}

func (p *printer) names(list []string) {
	p.list(len(list), func(i int) { p.name(list[i]) })
}

// parenNames writes " (a, b)" where there are names.
func (p *printer) parenNames(list []string) {
	if len(list) > 0 {
		p.w(" (")
		p.names(list)
		p.w(")")
	}
}

// dotted writes a.b.c.
func (p *printer) dotted(list []string) {
	for i, s := range list {
		p.wIf(i > 0, ".")
		p.name(s)
	}
}

func (p *printer) qname(q *ast.QName) {
	if q.Catalog != "" {
		p.name(q.Catalog)
		p.w(".")
	}
	if q.Schema != "" {
		p.name(q.Schema)
		p.w(".")
	}
	p.name(q.Name)
}

func (p *printer) qnames(list []ast.QName) {
	p.list(len(list), func(i int) { p.qname(&list[i]) })
}

// namesOf writes the names of objects of a kind: a large object's is its number.
func (p *printer) namesOf(k ast.ObjectKind, list []ast.QName) {
	switch k {
	case ast.ObjectLargeObject:
	case ast.ObjectParameter:
		p.list(len(list), func(i int) { p.varName(list[i].Name) })
		return
	default:
		p.qnames(list)
		return
	}
	p.list(len(list), func(i int) { p.w(list[i].Name) })
}

// optName writes a keyword and a name where there is one.
func (p *printer) optName(before, name string) {
	if name != "" {
		p.w(before)
		p.name(name)
	}
}

// optQName does the same for a qualified name.
func (p *printer) optQName(before string, q *ast.QName) {
	if q.Name != "" {
		p.w(before)
		p.qname(q)
	}
}

// node writes any node.
func (p *printer) node(n ast.Node) {
	switch n := n.(type) {
	case nil:
	case ast.Expr:
		p.expr(n, precNone)
	case ast.Statement:
		p.statement(n)
	case ast.TableRef:
		p.tableRef(n)
	case ast.AlterCmd:
		p.alterCmd(n)
	default:
		p.part(n)
	}
}

// part writes the nodes that are none of the great kinds.
func (p *printer) part(n ast.Node) {
	switch n := n.(type) {
	case *ast.QName:
		p.qname(n)
	case *ast.TypeName:
		p.typeName(n)
	case *ast.RoleSpec:
		p.role(n)
	case *ast.Option:
		p.option(n, " ")
	case *ast.Target:
		p.target(n)
	case *ast.OrderItem:
		p.orderItem(n)
	case *ast.When:
		p.when(n)
	case *ast.Indirection:
		p.step(n)
	case *ast.Locking:
		p.locking(n)
	case *ast.With:
		p.with(n)
	case *ast.CTE:
		p.cte(n)
	case *ast.WindowSpec:
		p.window(n)
	case *ast.SetClause:
		p.setClause(n)
	case *ast.InsertColumn:
		p.insertColumn(n)
	case *ast.IndexElem:
		p.indexElem(n)
	case *ast.ExcludeElem:
		p.excludeElem(n)
	case *ast.ColumnDef:
		p.columnDef(n)
	case *ast.Constraint:
		p.constraint(n)
	case *ast.SeqOption:
		p.seqOption(n)
	case *ast.OnConflict:
		p.onConflict(n)
	}
}

// sqlTypes gives the words for Postgres's names of the standard's types.
var sqlTypes = map[string]string{
	"int2": "smallint", "int4": "integer", "int8": "bigint", "float4": "real",
	"float8": "double precision", "numeric": "numeric", "bool": "boolean",
	"varbit": "bit varying", "varchar": "character varying",
}

// typeName writes a type.
func (p *printer) typeName(t *ast.TypeName) {
	if p.stored != nil {
		p.w(p.stored.Type(t))
		return
	}
	p.wIf(t.SetOf, "SETOF ")
	zoned := ""
	word := ""
	if len(t.Names) == 2 && t.Names[0] == "pg_catalog" {
		word, zoned = p.sqlType(t)
	}
	switch {
	case word != "":
		p.w(word)
	default:
		p.dotted(t.Names)
	}
	p.wIf(t.OfColumn, "%TYPE")
	if t.Interval != ast.IntervalAll {
		p.w(" ", intervalFields[t.Interval])
	}
	if len(t.Mods) > 0 && word != "character" && word != "bit" || len(t.Mods) > 0 && !isOne(t.Mods) {
		p.w("(")
		p.exprs(t.Mods)
		p.w(")")
	}
	p.w(zoned)
	for _, n := range t.ArrayBounds {
		p.w("[")
		if n >= 0 {
			p.int(int64(n))
		}
		p.w("]")
	}
}

// sqlType gives the words of a type in pg_catalog, where it has some, with
// those that follow its modifiers.
func (p *printer) sqlType(t *ast.TypeName) (word, after string) {
	switch name := t.Names[1]; name {
	case "bit":
		if len(t.Mods) == 1 {
			return "bit", ""
		}
	case "numeric", "varbit":
		return sqlTypes[name], ""
	case "int2", "int4", "int8", "float4", "float8", "bool":
		if len(t.Mods) == 0 {
			return sqlTypes[name], ""
		}
	default:
		if len(t.Mods) == 0 && name != "bpchar" || len(t.Mods) == 1 && isLength(t.Mods[0]) {
			return sqlTypeWithLength(name)
		}
	}
	return "", ""
}

// sqlTypeWithLength gives the words of the types that take one number.
func sqlTypeWithLength(name string) (word, after string) {
	switch name {
	case "bpchar":
		return "character", ""
	case "timetz":
		return "time", " with time zone"
	case "timestamptz":
		return "timestamp", " with time zone"
	case "time", "timestamp":
		return name, " without time zone"
	case "interval":
		return name, ""
	}
	return sqlTypes[name], ""
}

// isLength tells whether a modifier is a plain number, as the grammar wants it
// for these types.
func isLength(x ast.Expr) bool {
	c, ok := x.(*ast.Const)
	return ok && c.Kind == ast.ConstInt && c.Int >= 0 && c.Int <= 1<<31-1
}

// isOne tells whether modifiers are the single 1 that CHAR and BIT have by
// themselves.
func isOne(mods []ast.Expr) bool {
	c, ok := mods[0].(*ast.Const)
	return len(mods) == 1 && ok && c.Kind == ast.ConstInt && c.Int == 1
}

var intervalFields = [...]string{
	"", "year", "month", "day", "hour", "minute", "second", "year to month", "day to hour",
	"day to minute", "day to second", "hour to minute", "hour to second", "minute to second",
}

func (p *printer) role(r *ast.RoleSpec) {
	switch r.Kind {
	case ast.RolePublic:
		p.w("PUBLIC")
	case ast.RoleCurrentRole:
		p.w("CURRENT_ROLE")
	case ast.RoleCurrentUser:
		p.w("CURRENT_USER")
	case ast.RoleSessionUser:
		p.w("SESSION_USER")
	default:
		p.name(r.Name)
	}
}

func (p *printer) roles(list []ast.RoleSpec) {
	p.list(len(list), func(i int) { p.role(&list[i]) })
}

// option writes a name and its value, with the given text between.
func (p *printer) option(o *ast.Option, between string) {
	if o.Namespace != "" {
		p.name(o.Namespace)
		p.w(".")
	}
	p.name(o.Name)
	if o.Value != nil {
		p.w(between)
		p.expr(o.Value, precNone)
	}
}

// options writes (a = 1, b) where there are options.
func (p *printer) options(before string, list []ast.Option, between string) {
	if len(list) == 0 {
		return
	}
	p.w(before, "(")
	p.list(len(list), func(i int) { p.option(&list[i], between) })
	p.w(")")
}

func (p *printer) behavior(b ast.Behavior) {
	p.wIf(b == ast.BehaviorCascade, " CASCADE")
	p.wIf(b == ast.BehaviorRestrict, " RESTRICT")
}

func (p *printer) persistence(v ast.Persistence) {
	p.wIf(v == ast.PersistenceTemporary, "TEMPORARY ")
	p.wIf(v == ast.PersistenceUnlogged, "UNLOGGED ")
}
