package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// xmlTableItem binds XMLTABLE, which is a function in FROM with columns of its own.
// Postgres: transformRangeTableFunc.
func (s *scope) xmlTableItem(e *ast.XMLTable, out *rel.Func, r *scopeRel) (string, error) {
	// What the item is called without an alias, as in Postgres.
	const name = "xmltable"
	if err := s.b.knownToAll(types.TXML); err != nil {
		return "", s.b.at(e, err)
	}
	t := &xmlTable{s: s}
	if err := t.bind(e); err != nil {
		return "", err
	}
	alias := r.name
	if alias == "" {
		alias = name
	}
	item := rel.FuncItem{Fn: builtin.XMLTable(t.prefixes, t.columns, t.types()), Args: t.args}
	for i := range t.columns {
		c := &t.columns[i]
		id := s.b.NewVar(rel.Column{Name: c.Name, Type: c.Type, Typmod: c.Typmod, Alias: alias})
		item.Vars = append(item.Vars, id)
		out.Vars = append(out.Vars, id)
		r.cols = append(r.cols, scopeCol{name: c.Name, id: id})
	}
	out.Items = append(out.Items, item)
	return name, nil
}

// xmlTable collects the arguments of one call, in the order of [builtin.XMLTable]:
//
//	0        the document
//	1        the path of rows
//	2 …      the namespaces' URIs, in step with prefixes
//	behind   paths and defaults of columns, which know their places (0: none)
type xmlTable struct {
	s        *scope
	args     []scalar.Expr
	prefixes []string
	columns  []builtin.XMLColumn
}

// types are those of the arguments.
func (t *xmlTable) types() []*types.Type {
	out := make([]*types.Type, len(t.args))
	for i, a := range t.args {
		out[i] = a.Type()
	}
	return out
}

// add binds an argument as a type, and gives its place. what names it in errors.
func (t *xmlTable) add(x ast.Expr, to *types.Type, typmod int32, what string) (int, error) {
	y, err := t.s.expr(x)
	if err != nil {
		return 0, err
	}
	z, err := t.s.b.Coerce(x, y, to, builtin.Assignment)
	if err != nil {
		return 0, err
	}
	if z == nil {
		return 0, t.s.b.failLeft(x, pgerror.DatatypeMismatch, "argument of %s must be type %s, not type %s", what, to.Format(typmod), y.Type())
	}
	t.args = append(t.args, t.s.b.applyTypmod(z, to, typmod, false))
	return len(t.args) - 1, nil
}

// bind fails with the first error in Postgres's order: the rows' path, the document, the
// columns' types and names, the namespaces, then paths and defaults.
func (t *xmlTable) bind(e *ast.XMLTable) error {
	// The order is that in which Postgres looks at them: the path of rows first.
	if _, err := t.add(e.Row, types.TText, types.NoTypmod, "XMLTABLE"); err != nil {
		return err
	}
	if _, err := t.add(e.Doc, types.TXML, types.NoTypmod, "XMLTABLE"); err != nil {
		return err
	}
	// Bound in the order of errors, kept in the order of the call.
	t.args[0], t.args[1] = t.args[1], t.args[0]
	columns, later := make([]builtin.XMLColumn, len(e.Columns)), []func() error{}
	for i := range e.Columns {
		if err := t.column(&e.Columns[i], &columns[i], columns[:i], &later); err != nil {
			return err
		}
	}
	t.columns = columns
	for i := range e.Namespaces {
		n := &e.Namespaces[i]
		if slices.Contains(t.prefixes, n.As) {
			if n.As == "" {
				return t.s.b.Fail(n, pgerror.SyntaxError, "only one default namespace is allowed")
			}
			return t.s.b.Fail(n, pgerror.SyntaxError, "namespace name \"%s\" is not unique", n.As)
		}
		if _, err := t.add(n.Expr, types.TText, types.NoTypmod, "XMLNAMESPACES"); err != nil {
			return err
		}
		t.prefixes = append(t.prefixes, n.As)
	}
	for _, f := range later {
		if err := f(); err != nil {
			return err
		}
	}
	return nil
}

// column binds the type of a column; later its path and default, which come behind the namespaces.
func (t *xmlTable) column(e *ast.XMLColumn, c *builtin.XMLColumn, before []builtin.XMLColumn, later *[]func() error) error {
	*c = builtin.XMLColumn{Name: e.Name, Type: types.TInt4, Typmod: types.NoTypmod, Ordinality: e.Ordinality, NotNull: e.NotNull}
	b := t.s.b
	// FOR ORDINALITY counts rows. It is an int4 and has neither path nor default.
	if e.Ordinality {
		if slices.ContainsFunc(before, func(o builtin.XMLColumn) bool { return o.Ordinality }) {
			return b.Fail(e, pgerror.SyntaxError, "only one FOR ORDINALITY column is allowed")
		}
	} else {
		if e.Type.SetOf {
			return b.Fail(e, pgerror.InvalidTableDefinition, "column \"%s\" cannot be declared SETOF", e.Name)
		}
		var err error
		if c.Type, c.Typmod, err = b.typeName(e.Type); err != nil {
			return err
		}
	}
	if slices.ContainsFunc(before, func(o builtin.XMLColumn) bool { return o.Name == e.Name }) {
		return b.Fail(e, pgerror.SyntaxError, "column name \"%s\" is not unique", e.Name)
	}
	*later = append(*later, func() (err error) {
		if e.Path != nil {
			if c.Path, err = t.add(e.Path, types.TText, types.NoTypmod, "PATH"); err != nil {
				return err
			}
		}
		if e.Default != nil {
			c.Default, err = t.add(e.Default, c.Type, c.Typmod, "XMLTABLE")
		}
		return err
	})
	return nil
}
