package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/parser/stored"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// The statements of a routine's body that is no text (RETURN, BEGIN ATOMIC) are resolved when
// the routine is made, as the queries of views are. What names an input of the routine becomes its
// number; $n stays.

// ArgumentNames are what names may mean in the body of an SQL function beside columns: its inputs,
// by their names, or qualified by the function's. Columns come first.
// given are the types of $1 and so on. f(x int): x and f.x are both the input; a row's fields are
// asked of the value, not found here.
// A name that means both is no error here, as it is in PL/pgSQL.
// SQL functions alone: other languages have names of their own.
func ArgumentNames(src *routine.Source) ([]*types.Type, *Variables) {
	in := src.Reads()
	given := make([]*types.Type, len(in))
	for i, a := range in {
		given[i] = a.Type
	}
	return given, &Variables{What: "a function argument", Wins: ColumnWins, Find: func(w [3]string, fields bool) (*Variable, error) {
		if w[0] != "" || w[1] != "" && w[1] != src.Name || fields {
			return nil, nil
		}
		for i, a := range in {
			if a.Name == w[2] && a.Name != "" {
				return &Variable{Param: i + 1, Type: a.Type}, nil
			}
		}
		return nil, nil
	}}
}

// ResolvedNames are the names of a statement that was resolved: there are none.
// So a name that is left in one can't mean an input by accident, once a column of that name has gone.
func ResolvedNames() *Variables {
	return &Variables{Resolved: true, Find: func([3]string, bool) (*Variable, error) { return nil, nil }}
}

// ResolveBody resolves a statement of the body of a routine, SELECT, INSERT, UPDATE, DELETE or MERGE, and
// tells what it refers to. Its errors are those of planning it.
// st itself is left as it was.
// The numbers that it writes down are good for as long as the objects are there: what refers to
// them is listed, so that dropping one is refused or takes the routine along.
// src has the inputs with their types.
func ResolveBody(st ast.Statement, src *routine.Source, env *Env) (ast.Statement, []catalog.Ref, error) {
	inner := *env
	given, names := ArgumentNames(src)
	names.Param = func(n int) (*Variable, error) {
		// A number beyond the inputs is nobody's: who looks it up has the error for that.
		if n < 1 || n > len(given) {
			return nil, nil
		}
		return &Variable{Param: n, Type: given[n-1]}, nil
	}
	inner.ParamTypes, inner.Variables = given, names
	own, refs, err := resolveBody(st, &inner)
	if err != nil {
		return nil, nil, pgerror.From(err)
	}
	return own, refs, nil
}

// asText is what to do about a body that is not supported in another form.
const asText = "Write the body as a string: AS $$ … $$."

// As for views, the statement is bound as written, for errors, then a copy is resolved. An INSERT
// without a list of columns gets one: columns that are added later are not meant.
// A copy for the same reasons as in resolveQuery.
// It is bound twice: the first time with the text, so that errors have their place.
func resolveBody(st ast.Statement, env *Env) (ast.Statement, []catalog.Ref, error) {
	b := New(env) // for errors, as in resolveQuery
	b.defining = true
	d, err := b.bodyStatement(st)
	if err != nil {
		return nil, nil, err
	}
	if err := b.keepable(st, d); err != nil {
		return nil, nil, err
	}
	// The copy is the parsed form of what would be stored: what that can't say is refused here, not when it is read again.
	own, err := stored.Copy(st)
	if err != nil {
		return nil, nil, pgerror.Unsupported(asText, "%s", err.Error())
	}
	inner := *env
	// Literals and Names were told by the first binding; told again, they would be of a tree that nobody shows.
	inner.Text, inner.Literals, inner.Names = "", nil, nil
	b = New(&inner)
	b.defining = true
	b.resolving = newResolving()
	b.resolving.body = true
	if _, err = b.bodyStatement(own); err != nil {
		return nil, nil, err
	}
	if err := b.resolving.finish(own, env); err != nil {
		return nil, nil, err
	}
	// Queries within (WITH) may be INSERTs, too.
	ast.Walk(own, func(n ast.Node) bool {
		switch st := n.(type) {
		case *ast.Insert:
			if t, ok := env.Catalog.TableByID(catalog.ID(st.Table.Rel)); ok && st.Source != nil {
				st.Columns = listColumns(st.Columns, t, widthOf(st.Source))
			}
		case *ast.Merge:
			if t, ok := env.Catalog.TableByID(catalog.ID(st.Table.Rel)); ok {
				for i := range st.Whens {
					st.Whens[i].Columns = listColumns(st.Whens[i].Columns, t, len(st.Whens[i].Values))
				}
			}
		}
		return true
	})
	return own, b.resolving.refs(own), nil
}

// bodyStatement binds a statement of a body; the dml of a query is nil.
// One statement of the body by itself; the last one's result is the function's.
func (b *Binder) bodyStatement(st ast.Statement) (*rel.DML, error) {
	b.topWith = ast.WithOf(st)
	if q, ok := st.(*ast.Select); ok {
		_, err := b.query(b.rootScope(), q, queryOpts{})
		return nil, err
	}
	return b.dmlStmt(b.rootScope(), st)
}

// keepable refuses statements that write whose parts have names that nothing stands for by number.
// Such bodies can be written as strings, where names stay names.
// It is asked of the bound statement, as views are known then.
// 0A000, with the way out as a hint.
func (b *Binder) keepable(st ast.Statement, d *rel.DML) error {
	what := ""
	// What is noted for a column would be the table's number, not the view's (numberedColumn).
	toView := func(d *rel.DML) {
		if d != nil && (d.View != nil || d.Instead) {
			what = "writing to a view"
		}
	}
	toView(d)
	for _, c := range b.ctes {
		toView(c.DML)
	}
	ast.Walk(st, func(n ast.Node) bool {
		ins, ok := n.(*ast.Insert)
		w, arm := n.(*ast.MergeWhen)
		switch {
		case arm && slices.ContainsFunc(w.Values, hasStar):
			what = "* in VALUES"
		case !ok || what != "":
		case ins.OnConflict != nil && ins.OnConflict.Constraint != "":
			what = "ON CONFLICT ON CONSTRAINT"
		case ins.Source != nil && slices.ContainsFunc(ins.Source.Values, func(row []ast.Expr) bool { return slices.ContainsFunc(row, hasStar) }):
			what = "* in VALUES"
		}
		return true
	})
	if what == "" {
		return nil
	}
	return pgerror.Unsupported(asText, "%s in BEGIN ATOMIC is not supported", what)
}

// listColumns lists the columns of an INSERT that names none: those that the table has now, as many
// as there are values.
// width may be less than the table's columns: the others get their defaults.
func listColumns(named []ast.InsertColumn, t *catalog.TableDesc, width int) []ast.InsertColumn {
	if len(named) > 0 {
		return named
	}
	var out []ast.InsertColumn
	for i := range t.Columns {
		if c := &t.Columns[i]; !c.Hidden && len(out) < width {
			out = append(out, ast.InsertColumn{Pos: -1, Name: c.Name, Attr: int32(c.ID)})
		}
	}
	return out
}

// widthOf is how many columns a query has.
// Of a chain of set operations the first query's, which all others have, too. Stars have been expanded by then.
func widthOf(q *ast.Select) int {
	for q.Op != ast.SetNone {
		q = q.Left
	}
	if len(q.Values) > 0 {
		return len(q.Values[0])
	}
	return len(q.Targets)
}

// itemNumber is the number of a FROM item, or of the table that is written; it gets one where the
// statement is being resolved.
// Numbers are from 1 within a statement: 0 means that it was never resolved.
func (b *Binder) itemNumber(item *int32) int32 {
	if b.resolving != nil && *item == 0 {
		b.resolving.items++
		*item = b.resolving.items
	}
	return *item
}

// targetColumn is columnToSet of a column that INSERT or SET names, in a resolved statement by its
// number.
// What is not resolved goes by name.
func (b *Binder) targetColumn(c *ast.InsertColumn, t *catalog.TableDesc, w writing) (*catalog.Column, int, error) {
	return b.numberedColumn(c, &c.Attr, t, c.Name, w)
}

// arbiterColumn is targetColumn of one that ON CONFLICT names.
func (b *Binder) arbiterColumn(e *ast.IndexElem, t *catalog.TableDesc) (*catalog.Column, int, error) {
	return b.numberedColumn(e, &e.Attr, t, e.Column, inserting)
}

// numberedColumn finds a column by *attr, or by name, and then notes its number in *attr.
// By number it is found under any later name; a number that is gone is a statement that should have been dropped with
// the column.
func (b *Binder) numberedColumn(n ast.Node, attr *int32, t *catalog.TableDesc, name string, w writing) (*catalog.Column, int, error) {
	if *attr != 0 && b.resolving == nil {
		c, slot, ok := t.ColumnByID(catalog.ColumnID(*attr))
		if !ok {
			return nil, 0, pgerror.New(pgerror.UndefinedColumn, "column %d of relation %q does not exist", *attr, t.Name)
		}
		return c, slot, nil
	}
	// While the statement is being resolved its numbers are written, not read: the name is what the author meant.
	c, slot, err := b.columnToSet(n, t, name, w)
	if err == nil && b.resolving != nil {
		*attr = int32(c.ID)
	}
	return c, slot, err
}

// resolvedArbiters is arbiters; what indexes compute is not part of what is being resolved.
// Binding an index's expression must not write numbers into it.
func (b *Binder) resolvedArbiters(d *rel.DML, oc *ast.OnConflict) ([]catalog.IndexID, error) {
	if b.resolving == nil {
		return b.arbiters(d, oc)
	}
	resolving := b.resolving
	b.resolving = nil
	found, err := b.arbiters(d, oc) // by the names that are written, which then become numbers
	if b.resolving = resolving; err != nil {
		return nil, err
	}
	return found, b.resolveArbiters(d, oc)
}

// resolveArbiters resolves the elements of ON CONFLICT, and its WHERE.
// Their names were bound once to find the index; here they become numbers, on a row that is thrown
// away.
func (b *Binder) resolveArbiters(d *rel.DML, oc *ast.OnConflict) error {
	r, err := b.writtenRow(d, d.Alias, b.RowVars(d.Table, d.Alias))
	if err != nil {
		return err
	}
	s := b.rootScope()
	s.rels = []*scopeRel{r}
	// An element that is an expression is bound as an index's, which allows no query and no aggregate.
	for i := range oc.Elems {
		e := &oc.Elems[i]
		if e.Expr == nil {
			_, _, err = b.arbiterColumn(e, d.Named)
		} else {
			_, err = s.with(kindIndexExpr).expr(e.Expr)
		}
		if err != nil {
			return err
		}
	}
	if oc.Where != nil {
		_, err = s.with(kindIndexPredicate).condition(oc.Where, "WHERE")
	}
	return err
}

// writtenColumns are the tables of the columns that statements write, or name as arbiters, and rels those
// of excluded, by its number.
// For references: a column that is written is depended on.
func writtenColumns(q ast.Node) (of map[ast.Node]uint32, rels map[int32]uint32) {
	// excluded is an item like one of FROM, and means the table that is inserted into.
	of, rels = map[ast.Node]uint32{}, map[int32]uint32{}
	columns := func(list []ast.InsertColumn, t uint32) {
		for i := range list {
			of[&list[i]] = t
		}
	}
	sets := func(list []ast.SetClause, t uint32) {
		for i := range list {
			of[&list[i].Column] = t
			columns(list[i].Columns, t)
		}
	}
	ast.Walk(q, func(n ast.Node) bool {
		switch st := n.(type) {
		case *ast.Insert:
			columns(st.Columns, st.Table.Rel)
			if c := st.OnConflict; c != nil {
				rels[c.Item] = st.Table.Rel
				for i := range c.Elems {
					of[&c.Elems[i]] = st.Table.Rel
				}
				sets(c.Sets, st.Table.Rel)
			}
		case *ast.Update:
			sets(st.Sets, st.Table.Rel)
		case *ast.Merge:
			for i := range st.Whens {
				columns(st.Whens[i].Columns, st.Table.Rel)
				sets(st.Whens[i].Sets, st.Table.Rel)
			}
		}
		return true
	})
	return of, rels
}

// newResolving is the state at the start of a copy.
func newResolving() *resolving {
	return &resolving{stars: map[ast.Node][]ast.Target{}, calls: map[*ast.FuncCall]catalog.ID{}, operators: map[ast.Node]catalog.ID{}, fields: map[*ast.ColumnRef]string{}}
}

// refs are what a resolved statement refers to.
// Constraints: GROUP BY of a primary key has others of its columns beside it.
func (r *resolving) refs(q ast.Node) []catalog.Ref {
	refs := references(q)
	for _, id := range r.constraints {
		if ref := (catalog.Ref{Object: id, Kind: catalog.RefNormal}); !slices.Contains(refs, ref) {
			refs = append(refs, ref)
		}
	}
	return refs
}

// resolveArgument writes down that a reference means an input of the routine, or a field of it.
// field is "" for the whole input.
func (b *Binder) resolveArgument(r *ast.ColumnRef, v *Variable, field string) {
	if b.resolving != nil && b.resolving.body {
		r.Item, r.Attr = ast.ArgItem, int32(v.Param)
		b.resolving.fields[r] = field // its name still counts, for that of a column
	}
}

// resolveArgumentStar is resolveStar of an input of the routine.
func (b *Binder) resolveArgumentStar(star ast.Node, v *Variable, field string) {
	if b.resolving != nil && b.resolving.body {
		ref := &ast.ColumnRef{Pos: -1, Item: ast.ArgItem, Attr: int32(v.Param)}
		b.resolving.fields[ref] = field
		b.resolving.stars[star] = append(b.resolving.stars[star], ast.Target{Pos: -1, Expr: ref, As: field})
	}
}

// argument is an input of the routine whose body is bound, that a reference says by its number, or
// a field of it.
// Where the body is put in the place of the call, it is the call's argument.
// r.Attr is the number of the input.
func (s *scope) argument(r *ast.ColumnRef) (scalar.Expr, error) {
	b, n := s.b, int(r.Attr)
	var x scalar.Expr
	switch {
	// An inlined body has no parameters of its own: those of the statement around it have other numbers.
	case b.inlined != nil && n >= 1 && n <= len(b.inlined.args):
		x = b.inlined.args[n-1]
	case b.inlined == nil && n >= 1 && n <= len(b.params) && b.params[n-1] != nil:
		x = &scalar.Param{T: b.params[n-1], N: n}
	default:
		return nil, pgerror.New(pgerror.UndefinedParameter, "there is no parameter $%d", n)
	}
	if r.Name == "" {
		return x, nil
	}
	s.b.namesField(&r.Name, x.Type())
	return s.field(&ast.Indirection{Pos: -1, Field: r.Name}, x)
}

// BodyConversions are QueryConversions of a statement of a routine's body, whose inputs have the
// given types. Those that values get to fit the columns that they are written to are not shown.
// The casts are for pg_get_functiondef and its like.
func BodyConversions(st ast.Statement, given []*types.Type, env *Env, path *catalog.SearchPath) deparse.Conversions {
	inner := *env
	inner.ParamTypes, inner.Variables, inner.Shown = given, ResolvedNames(), showing(env.Catalog, path)
	b := converting(&inner)
	if _, err := b.bodyStatement(st); err != nil {
		return deparse.Conversions{}
	}
	ast.Walk(st, func(n ast.Node) bool {
		if ins, ok := n.(*ast.Insert); ok && ins.Source != nil {
			for i := range ins.Columns {
				b.noCast(insertNode(ins.Source, i))
			}
		}
		return true
	})
	return *b.casts
}
