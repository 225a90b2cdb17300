package session

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plpgsql"
	"github.com/isochrondb/isochron/sql/types"
)

// addXMLFunctions registers what maps tables, queries, cursors, schemas and the database to XML. They run
// queries as a routine does that may not write, in the transaction of the statement (Writes: its plan minds that).
func addXMLFunctions(to *host.Functions) {
	for name, f := range map[string]struct {
		of *types.Type // nil: of the database
		v  builtin.Volatility
		fn func(ctx context.Context, x *xmlMapper, of types.Datum, data, schema bool) error
	}{
		"table":    {types.TRegClass, builtin.Stable, mapTable},
		"query":    {types.TText, builtin.Volatile, mapQuery},
		"schema":   {types.TName, builtin.Stable, mapSchema},
		"database": {nil, builtin.Stable, mapDatabase},
	} {
		for suffix, what := range map[string]struct{ data, schema bool }{"_to_xml": {true, false}, "_to_xmlschema": {false, true}, "_to_xml_and_xmlschema": {true, true}} {
			args := []*types.Type{types.TBool, types.TBool, types.TText}
			if f.of != nil {
				args = append([]*types.Type{f.of}, args...)
			}
			addXMLFunction(to, name+suffix, f.v, args, func(ctx context.Context, x *xmlMapper, args []types.Datum) error {
				of := types.Null
				if f.of != nil {
					of, args = args[0], args[1:]
				}
				x.options(args)
				return f.fn(ctx, x, of, what.data, what.schema)
			})
		}
	}
	addXMLFunction(to, "cursor_to_xml", builtin.Volatile, []*types.Type{types.TRefCursor, types.TInt4, types.TBool, types.TBool, types.TText},
		func(ctx context.Context, x *xmlMapper, args []types.Datum) error {
			x.options(args[2:])
			return x.cursor(ctx, args[0].Text(), args[1].Int())
		})
	addXMLFunction(to, "cursor_to_xmlschema", builtin.Volatile, []*types.Type{types.TRefCursor, types.TBool, types.TBool, types.TText},
		func(_ context.Context, x *xmlMapper, args []types.Datum) error {
			x.options(args[1:])
			cols, ok := x.h.CursorColumns(args[0].Text())
			if !ok {
				return noXMLCursor(args[0].Text())
			}
			x.dst = append(x.dst, x.m.TableSchema(builtin.XMLTableName{}, xmlColumns(cols), x.env)...)
			return nil
		})
}

func addXMLFunction(to *host.Functions, name string, v builtin.Volatility, args []*types.Type, fn func(ctx context.Context, x *xmlMapper, args []types.Datum) error) {
	to.Add(&host.Function{Name: name, Args: args, Result: types.TXML, Strict: true, Volatility: v, Writes: true,
		Fn: func(ctx context.Context, hs host.Session, env *types.Env, args []types.Datum) (types.Datum, error) {
			s := hs.(*Session)
			if err := s.EnterCall(); err != nil {
				return types.Null, err
			}
			defer s.LeaveCall()
			x := &xmlMapper{h: plHost{s}, env: env, m: builtin.XMLMapping{Database: s.Database()}}
			if err := fn(ctx, x, args); err != nil {
				return types.Null, err
			}
			return types.TextAlias(x.dst), x.grown(0)
		}})
}

// xmlMapper is one call of such a function.
type xmlMapper struct {
	h   plHost
	env *types.Env
	m   builtin.XMLMapping
	dst []byte
	// counted is what has been asked for of dst.
	counted int
}

func (x *xmlMapper) options(args []types.Datum) {
	x.m.Nulls, x.m.Forest, x.m.Target = args[0].Bool(), args[1].Bool(), args[2].Text()
}

// xmlStep is how much is written between two looks at the statement's memory.
const xmlStep = 32 << 10

// grown asks for what has been written, once that is more than step bytes.
func (x *xmlMapper) grown(step int) error {
	n := len(x.dst) - x.counted
	if len(x.dst) > types.ValueBytesMax {
		return types.ErrRequestedLength
	}
	if n <= step {
		return nil
	}
	x.counted = len(x.dst)
	return x.env.Building(int64(n))
}

// statement reads the text of a query.
func (x *xmlMapper) statement(ctx context.Context, query string) (plpgsql.Statement, error) {
	list, err := parser.Parse(query)
	if err != nil {
		return nil, parserError(err)
	}
	if len(list) != 1 {
		return nil, errXMLQuery
	}
	st := x.h.Prepare(list[0].AST, query, nil)
	if _, ok := list[0].AST.(*ast.Select); ok {
		return st, nil
	}
	// What it may not do is told first.
	if _, err := x.h.Run(ctx, st, true, argsAre(nil), func([]types.Datum) error { return nil }); err != nil {
		return nil, err
	}
	return nil, errXMLQuery
}

var errXMLQuery = pgerror.New(pgerror.DataException, "invalid query")

func xmlColumns(cols []nodes.Column) []builtin.XMLColumnType {
	out := make([]builtin.XMLColumnType, len(cols))
	for i := range cols {
		out[i] = builtin.XMLColumnType{Name: cols[i].Name, Type: cols[i].Type}
	}
	return out
}

// columns are those of a query.
func (x *xmlMapper) columns(ctx context.Context, query string) ([]builtin.XMLColumnType, error) {
	st, err := x.statement(ctx, query)
	if err != nil {
		return nil, err
	}
	p, err := x.h.Plan(ctx, st)
	if err != nil {
		return nil, err
	}
	return xmlColumns(p.Columns), nil
}

// rows runs a query and calls f for each row.
func (x *xmlMapper) rows(ctx context.Context, query string, f func(row []types.Datum) error) error {
	st, err := x.statement(ctx, query)
	if err != nil {
		return err
	}
	_, err = x.h.Run(ctx, st, true, argsAre(nil), f)
	return err
}

// strings are the rows of a query of texts.
func (x *xmlMapper) strings(ctx context.Context, query string) (out [][]string, err error) {
	err = x.rows(ctx, query, func(row []types.Datum) error {
		own := make([]string, len(row))
		for i, d := range row {
			own[i] = strings.Clone(d.Text())
		}
		out = append(out, own)
		return x.env.Checkpoint()
	})
	return out, err
}

// query writes a query, or a table, whose rows it gives.
func (x *xmlMapper) query(ctx context.Context, t builtin.XMLTableName, query string, data, schema, top bool) error {
	columns, err := x.columns(ctx, query)
	if err != nil {
		return err
	}
	described := ""
	if schema {
		described = x.m.TableSchema(t, columns, x.env)
	}
	if !data {
		x.dst = append(x.dst, described...)
		return nil
	}
	x.dst = x.m.Begin(x.dst, t, described, top)
	err = x.rows(ctx, query, func(row []types.Datum) (err error) {
		if x.dst, err = x.m.Row(x.dst, t, columns, row, top, x.env); err != nil {
			return err
		}
		return x.grown(xmlStep)
	})
	x.dst = x.m.End(x.dst, t)
	return err
}

func mapQuery(ctx context.Context, x *xmlMapper, of types.Datum, data, schema bool) error {
	return x.query(ctx, builtin.XMLTableName{}, of.Text(), data, schema, true)
}

func mapTable(ctx context.Context, x *xmlMapper, of types.Datum, data, schema bool) error {
	found, err := x.strings(ctx, "SELECT n.nspname::text, c.relname::text, c.oid::pg_catalog.regclass::text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = "+
		strconv.FormatInt(of.Int(), 10))
	if err != nil {
		return err
	}
	if len(found) == 0 {
		return pgerror.New(pgerror.InternalError, "could not open relation with OID %d", of.Int())
	}
	return x.table(ctx, found[0], data, schema, true)
}

// table writes a table: its schema, its name, and what it is called in a query.
func (x *xmlMapper) table(ctx context.Context, t []string, data, schema, top bool) error {
	return x.query(ctx, builtin.XMLTableName{Schema: t[0], Name: t[1]}, "SELECT * FROM "+t[2], data, schema, top)
}

const (
	xmlTables = "SELECT n.nspname::text, c.relname::text, c.oid::pg_catalog.regclass::text FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace" +
		" WHERE c.relkind IN ('r', 'm', 'v') AND pg_catalog.has_table_privilege(c.oid, 'SELECT') AND "
	xmlSchemas = "SELECT n.nspname::text FROM pg_catalog.pg_namespace n WHERE " + xmlSeen + " ORDER BY n.nspname"
	xmlSeen    = "pg_catalog.has_schema_privilege(n.oid, 'USAGE') AND NOT (n.nspname ~ '^pg_' OR n.nspname = 'information_schema')"
)

// visible are the tables of a schema that may be read.
func (x *xmlMapper) visible(ctx context.Context, schema string) ([][]string, error) {
	return x.strings(ctx, xmlTables+"n.nspname = "+types.QuoteLiteral(schema)+" ORDER BY c.relname")
}

func mapSchema(ctx context.Context, x *xmlMapper, of types.Datum, data, schema bool) error {
	name := strings.Clone(of.Text())
	found, err := x.strings(ctx, "SELECT CASE WHEN pg_catalog.has_schema_privilege(oid, 'USAGE') THEN 'y' ELSE 'n' END FROM pg_catalog.pg_namespace WHERE nspname = "+types.QuoteLiteral(name))
	switch {
	case err != nil:
		return err
	case len(found) == 0:
		return pgerror.New(pgerror.InvalidSchemaName, "schema \"%s\" does not exist", name)
	case found[0][0] == "n":
		return pgerror.New(pgerror.InsufficientPrivilege, "permission denied for schema %s", name)
	}
	tables, err := x.visible(ctx, name)
	if err != nil {
		return err
	}
	described := ""
	if schema {
		if described, err = x.describe(ctx, tables, func(dst []byte) []byte { return x.m.SchemaType(dst, name, tableNames(tables)) }); err != nil {
			return err
		}
	}
	if !data {
		x.dst = append(x.dst, described...)
		return nil
	}
	return x.schema(ctx, name, tables, described, true)
}

func tableNames(tables [][]string) []string {
	out := make([]string, len(tables))
	for i, t := range tables {
		out[i] = t[1]
	}
	return out
}

// describe writes a schema document of tables, and what rest adds.
func (x *xmlMapper) describe(ctx context.Context, tables [][]string, rest func([]byte) []byte) (string, error) {
	var columns []builtin.XMLColumnType
	for _, t := range tables {
		list, err := x.columns(ctx, "SELECT * FROM "+t[2])
		if err != nil {
			return "", err
		}
		columns = append(columns, list...)
	}
	dst := rest(x.m.Types(x.m.OpenSchema(nil), columns, x.env))
	return string(x.m.CloseSchema(dst)), nil
}

// schema writes the tables of a schema.
func (x *xmlMapper) schema(ctx context.Context, name string, tables [][]string, described string, top bool) error {
	element := builtin.XMLElementName(name)
	x.dst = append(x.m.Open(x.dst, element, top, described != ""), '\n')
	if described != "" {
		x.dst = fmt.Appendf(x.dst, "%s\n\n", described)
	}
	for _, t := range tables {
		if err := x.table(ctx, t, true, false, false); err != nil {
			return err
		}
		x.dst = append(x.dst, '\n')
	}
	x.dst = x.m.Close(x.dst, element)
	return x.grown(xmlStep)
}

func mapDatabase(ctx context.Context, x *xmlMapper, _ types.Datum, data, schema bool) error {
	schemas, err := x.strings(ctx, xmlSchemas)
	if err != nil {
		return err
	}
	names := make([]string, len(schemas))
	for i, s := range schemas {
		names[i] = s[0]
	}
	described := ""
	if schema {
		tables, err := x.strings(ctx, xmlTables+xmlSeen+" ORDER BY c.oid")
		if err == nil {
			described, err = x.describe(ctx, tables, func(dst []byte) []byte { return x.m.CatalogType(dst, names) })
		}
		if err != nil {
			return err
		}
	}
	if !data {
		x.dst = append(x.dst, described...)
		return nil
	}
	element := builtin.XMLElementName(x.m.Database)
	x.dst = append(x.m.Open(x.dst, element, true, described != ""), '\n')
	if described != "" {
		x.dst = fmt.Appendf(x.dst, "%s\n\n", described)
	}
	for _, name := range names {
		tables, err := x.visible(ctx, name)
		if err == nil {
			err = x.schema(ctx, name, tables, "", false)
		}
		if err != nil {
			return err
		}
		x.dst = append(x.dst, '\n')
	}
	x.dst = x.m.Close(x.dst, element)
	return nil
}

func noXMLCursor(name string) error {
	return pgerror.New(pgerror.InvalidCursorName, "cursor \"%s\" does not exist", name)
}

// cursor writes the next rows of a cursor.
func (x *xmlMapper) cursor(ctx context.Context, name string, count int64) error {
	cols, ok := x.h.CursorColumns(name)
	if !ok {
		return noXMLCursor(name)
	}
	t, columns := builtin.XMLTableName{}, xmlColumns(cols)
	x.dst = x.m.Begin(x.dst, t, "", true)
	_, err := x.h.FetchCursor(ctx, name, plpgsql.Move{Direction: ast.FetchForward, Count: count}, func(row []types.Datum) (err error) {
		if x.dst, err = x.m.Row(x.dst, t, columns, row, true, x.env); err != nil {
			return err
		}
		return x.grown(xmlStep)
	})
	x.dst = x.m.End(x.dst, t)
	return err
}
