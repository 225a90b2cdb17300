package bind

import (
	"slices"
	"strconv"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/stored"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// A query that is kept is resolved first: a copy of its tree is bound once more, and what
// names and literals were found to mean is written into the tree itself. FROM items get
// numbers, tables are named by their OIDs, columns by their item and number; * is listed, output
// names in ORDER BY and its like become places in the select list, literals are read and say
// their types. Binding such a tree looks nothing up by a name that a user can change.

// resolving is the state of that.
// finish uses it to take the names out once all is bound: until then the tree has both.
// One for each query that is resolved; subqueries share it, so that items have numbers of their own
// throughout.
type resolving struct {
	// the number that was given last; 0 is none
	items int32
	// stars are the select list items that each * stands for.
	stars map[ast.Node][]ast.Target
	// calls are those of routines.
	calls map[*ast.FuncCall]catalog.ID
	// operators are those of the schema.
	operators map[ast.Node]catalog.ID
	// constraints are the primary keys by which columns may stand beside groups.
	constraints []catalog.ID
	// body tells that it is the body of a routine, whose inputs have names.
	// fields are those that references take of such an input, "" for all of it.
	body   bool
	fields map[*ast.ColumnRef]string
}

// tableOIDAttr is the number of the system column tableoid, as in Postgres.
const tableOIDAttr = -6

// Resolved is a query that can be kept.
// Query is a copy that belongs to the caller; nobody changes it any more.
type Resolved struct {
	Query *ast.Select
	// Columns are what it gives.
	Columns []nodes.Column
	// Refs are the objects and columns that it refers to.
	Refs []catalog.Ref
}

// ResolveQuery gives names and types to a query and resolves it. Its errors are those of
// planning it.
// q itself is left as it was.
// What comes of binding the copy is dropped but for its columns.
func ResolveQuery(q *ast.Select, env *Env) (*Resolved, error) {
	out, err := resolveQuery(q, env)
	if err != nil {
		return nil, pgerror.From(err)
	}
	return out, nil
}

// It binds three times over a query's life: the tree as written, for errors with positions; a copy,
// which is resolved; and the kept tree whenever it is used.
func resolveQuery(q *ast.Select, env *Env) (*Resolved, error) {
	// Errors are told of the tree that was written: only it has positions.
	b := New(env)
	b.defining = true
	if _, err := b.query(b.rootScope(), q, queryOpts{}); err != nil {
		return nil, err
	}
	if b.dmls > 0 {
		return nil, pgerror.New(pgerror.FeatureNotSupported, "views must not contain data-modifying statements in WITH")
	}
	if len(b.params) > 0 {
		return nil, b.noParam(q)
	}
	// The copy fails for syntax that has no stored form.
	// stored.Copy knows the syntax that can be written down and read back.
	own, err := stored.Copy(q)
	if err != nil {
		return nil, pgerror.Unsupported("Write it in another way.", "%s", err.Error())
	}
	inner := *env
	inner.Text, inner.Literals, inner.Names = "", nil, nil
	b = New(&inner)
	b.defining = true
	b.resolving = newResolving()
	bound, err := b.query(b.rootScope(), own, queryOpts{})
	if err != nil {
		return nil, err
	}
	if err := b.resolving.finish(own, env); err != nil {
		return nil, err
	}
	return &Resolved{Query: own, Columns: b.Columns(bound), Refs: b.resolving.refs(own)}, nil
}

// noParam is the error for a parameter in what is kept.
// It points at the first one.
func (b *Binder) noParam(q *ast.Select) error {
	var first *ast.Param
	ast.Walk(q, func(n ast.Node) bool {
		if p, ok := n.(*ast.Param); ok && first == nil {
			first = p
		}
		return first == nil
	})
	return b.Fail(first, pgerror.UndefinedParameter, "there is no parameter $%d", first.Number)
}

// number gives a FROM item and its columns their numbers.
// Columns without a number of their own (of subqueries, functions, WITH) have their place, from 1.
// A join without an alias and without USING is no item: the items within are asked for.
// A number that is there already (a kept query that is bound) stays.
func (b *Binder) number(ref ast.TableRef, it *fromItem) {
	item := itemOf(ref)
	if b.resolving != nil && *item == 0 {
		b.resolving.items++
		*item = b.resolving.items
	}
	if j, ok := ref.(*ast.Join); *item == 0 || ok && j.Alias.Name == "" && len(j.Using) == 0 {
		return
	}
	// The first one is the item's own, or of a join with USING the merged columns.
	r := it.rels[0]
	r.item = *item
	for i := range r.cols {
		if c := &r.cols[i]; c.attr == 0 && c.item == 0 {
			c.attr = int32(i + 1)
		}
	}
}

// itemOf is where a FROM item keeps its number.
func itemOf(ref ast.TableRef) *int32 {
	switch ref := ref.(type) {
	case *ast.TableName:
		return &ref.Item
	case *ast.SubqueryRef:
		return &ref.Item
	case *ast.FuncRef:
		return &ref.Item
	}
	return &ref.(*ast.Join).Item
}

// isResolved reports whether a reference says by number what it means.
// While a copy is being resolved its names count, not the numbers that it has got so far.
func (b *Binder) isResolved(r *ast.ColumnRef) bool { return r.Item != 0 && b.resolving == nil }

// resolved finds a column by its numbers, nil where it is not of this scope.
// nil without an error sends the search on to the query around, whose items have other numbers.
func (s *scope) resolved(r *ast.ColumnRef) (scalar.Expr, error) {
	if r.Item == ast.ArgItem {
		return s.argument(r)
	}
	if r.Attr < 0 && r.Attr != ast.WholeRow {
		if err := s.offerNumbered(r); err != nil {
			return nil, err
		}
	}
	if r.Attr != ast.WholeRow {
		if c := attrIn(s.rels, r.Item, r.Attr); c != nil {
			return c.ref(s.b), nil
		}
		return nil, nil
	}
	for _, rel := range s.rels {
		if rel.item == r.Item {
			return s.wholeRow(rel), nil
		}
	}
	return nil, nil
}

// attrIn finds a column by the numbers of its item and itself, in joins with an alias too; nil for
// none.
// item and attr are those of the reference; a merged column has those of the side it is of.
func attrIn(rels []*scopeRel, item, attr int32) *scopeCol {
	for _, rel := range rels {
		if rel.item != item {
			continue
		}
		for i := range rel.cols {
			if c := &rel.cols[i]; c.attr == attr && (c.item == 0 || c.item == item) {
				return c
			}
		}
	}
	for _, rel := range rels {
		if c := attrIn(rel.joined, item, attr); c != nil {
			return c
		}
	}
	return nil
}

// resolveColumn writes down what a reference means; c is nil for a whole row.
// It is called wherever a name was found (column, star, row).
func (b *Binder) resolveColumn(r *ast.ColumnRef, rel *scopeRel, c *scopeCol) {
	if b.resolving == nil {
		return
	}
	r.Star = false
	if r.Item, r.Attr = rel.item, ast.WholeRow; c != nil {
		if r.Attr = c.attr; c.item != 0 {
			r.Item = c.item
		}
	}
}

// resolveStar takes down one of the columns that a star gives.
func (b *Binder) resolveStar(star ast.Node, rel *scopeRel, c *scopeCol) {
	if b.resolving != nil {
		ref := &ast.ColumnRef{Pos: -1}
		b.resolveColumn(ref, rel, c)
		b.resolving.stars[star] = append(b.resolving.stars[star], ast.Target{Pos: -1, Expr: ref, As: c.name})
	}
}

// resolveField is resolveStar of (x).*.
func (b *Binder) resolveField(e *ast.IndirectionExpr, name string) {
	if b.resolving != nil {
		last := len(e.Steps) - 1
		x := &ast.IndirectionExpr{Pos: -1, X: e.X, Steps: append(slices.Clone(e.Steps[:last]), ast.Indirection{Pos: -1, Field: name})}
		b.resolving.stars[e] = append(b.resolving.stars[e], ast.Target{Pos: -1, Expr: x, As: name})
	}
}

// resolveOutput writes a select list item that an expression names as its place.
// target is its index, below 0 for none.
// ORDER BY 1 stays right when the column is renamed.
func (b *Binder) resolveOutput(x *ast.Expr, target int) {
	if b.resolving != nil && target >= 0 {
		*x = &ast.Const{Pos: -1, Kind: ast.ConstInt, Int: int64(target + 1)}
	}
}

// resolveLiteral takes down the type that a literal is read as, and reads it now: what it means
// may depend on the session's settings and its clock.
// 'now'::timestamp in a view is the time when the view was made, as in Postgres. The names that reg
// types are of are left as names but for regclass.
// b.Env.Types reads it with the settings of who makes the view.
func (b *Binder) resolveLiteral(k *ast.Const, to *types.Type) error {
	k.Type = uint32(to.OID)
	if k.Kind == ast.ConstNull {
		return nil
	}
	if to == types.TRegClass {
		return b.resolveRelation(k)
	}
	if to.IsTextSearchReg() {
		d, err := types.DecodeText(to, types.NoTypmod, k.Text, b.Env.Types)
		if err == nil && d.Int() >= int64(catalog.FirstID) {
			k.Text = strconv.FormatInt(d.Int(), 10)
		}
		return err
	}
	if to.IsReg() {
		return nil
	}
	d, err := types.DecodeText(to, types.NoTypmod, k.Text, b.Env.Types)
	if err != nil {
		return err
	}
	k.Text = types.StoredText(to, d)
	return nil
}

// resolveRelation writes the name of a relation as its OID.
// A number, or -, which is no relation, stays.
// It is found now; a table of that name that is made later is not meant.
func (b *Binder) resolveRelation(k *ast.Const) error {
	if _, err := strconv.ParseUint(k.Text, 10, 32); err == nil || k.Text == "-" {
		return nil
	}
	name, err := catalog.ParseName(k.Text)
	if err != nil {
		return err
	}
	rel, ok, err := b.Env.Catalog.Lookup(b.Env.Path, name)
	switch {
	case err != nil:
		return err
	case !ok:
		return catalog.UndefinedRelation(name)
	}
	k.Text = strconv.FormatUint(uint64(rel.ID()), 10)
	return nil
}

// resolvedConst is a literal that says its type.
// The catalog has the type as long as the query depends on it.
func (s *scope) resolvedConst(k *ast.Const) (scalar.Expr, error) {
	t, ok := s.b.Env.Catalog.Types().ByOID(types.OID(k.Type))
	if !ok {
		return nil, pgerror.New(pgerror.DataCorrupted, "a stored literal has type %d, which is not known", k.Type)
	}
	if k.Kind == ast.ConstNull {
		return scalar.Null(t), nil
	}
	// Its text was written by this product (types.StoredText), and reads alike under any setting.
	x := &scalar.Const{T: types.TUnknown, Typmod: types.NoTypmod, D: types.Text(k.Text)}
	return s.b.coerceLiteral(k, x, t)
}

// finish takes names out of a tree that has been bound, and puts what * stands for into it.
// Names that are left would be looked up again, by another path and another day: a reference
// without a number is refused (0A000). Functions of the system get their schema, routines their
// number, types too.
// Positions mean nothing any more and stay as they are.
func (r *resolving) finish(q ast.Node, env *Env) error {
	var err error
	// One walk, in the tree's order; a star that was listed brings references that are walked as well.
	ast.Walk(q, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Select:
			n.Targets = r.listed(n.Targets)
		case *ast.Insert:
			n.Returning = r.listed(n.Returning)
		case *ast.Update:
			n.Returning = r.listed(n.Returning)
		case *ast.Delete:
			n.Returning = r.listed(n.Returning)
		case *ast.RowExpr:
			n.Fields = r.listedFields(n.Fields)
		case *ast.TableName:
			if n.Rel != 0 {
				n.Name = ast.QName{Pos: -1}
			}
		case *ast.ColumnRef:
			if n.Item == 0 {
				err = pgerror.Unsupported("Name the columns of tables, subqueries and functions alone.", "a reference to %q is not supported in a stored query", n.Name)
			}
			n.Catalog, n.Schema, n.Table, n.Name = "", "", "", r.fields[n]
		case *ast.BinaryExpr, *ast.UnaryExpr, *ast.QuantExpr:
			if id, ok := r.operators[n]; ok {
				freezeOperator(n, id)
			}
		case *ast.FuncCall:
			if id, ok := r.calls[n]; ok {
				n.Name = ast.QName{Pos: -1, Name: catalog.FrozenTable(id)}
			} else if n.Name.Schema == "" {
				n.Name.Schema = catalog.SchemaPGCatalog
			}
		case *ast.TypeName:
			if t, e := baseType(n, env.Catalog, env.Path); e == nil {
				n.Names = storedName(t)
			}
		case *ast.Locking:
			if len(n.Items) > 0 {
				n.Of = nil
			}
		}
		return true
	})
	return err
}

// listed is a select list with its stars written out.
func (r *resolving) listed(list []ast.Target) []ast.Target {
	var out []ast.Target
	for _, t := range list {
		if made, ok := r.stars[t.Expr]; ok {
			out = append(out, made...)
		} else {
			out = append(out, t)
		}
	}
	return out
}

// listedFields is listed of the fields of a row.
func (r *resolving) listedFields(list []ast.Expr) []ast.Expr {
	var out []ast.Expr
	for _, x := range list {
		made, ok := r.stars[x]
		if !ok {
			out = append(out, x)
		}
		for _, t := range made {
			out = append(out, t.Expr)
		}
	}
	return out
}

// references lists what a resolved statement refers to.
// Each object, and each column of one, is listed once. Roles and schemas are not among them: what
// stands behind a number does not depend on those.
// A reference to a column includes its table.
func references(q ast.Node) []catalog.Ref {
	written, rels := writtenColumns(q)
	joins := map[int32]*ast.Join{}
	funcs := map[int32]*ast.FuncRef{}
	ast.Walk(q, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.TableName:
			rels[n.Item] = n.Rel
		case *ast.FuncRef:
			funcs[n.Item] = n
		// Merge has item and number of either side, for each name: four numbers, in pairs.
		case *ast.Join:
			joins[n.Item] = n
		}
		return true
	})
	// Linear look for each: a query refers to few objects.
	var out []catalog.Ref
	add := func(object uint32, column int32) {
		r := catalog.Ref{Object: catalog.ID(object), Column: catalog.ColumnID(max(column, 0)), Kind: catalog.RefNormal}
		if object != 0 && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	// A column of a function in FROM may be one of a type.
	column := func(item, attr int32) {
		if f := funcs[item]; f != nil {
			add(columnOfRow(f, attr))
			return
		}
		add(rels[item], attr)
	}
	ast.Walk(q, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.TableName:
			add(n.Rel, 0)
		case *ast.ColumnRef:
			column(n.Item, n.Attr)
		case *ast.InsertColumn:
			add(written[n], n.Attr)
		case *ast.IndexElem:
			add(written[n], n.Attr)
		case *ast.Join:
			for i := 0; i+1 < 4*len(n.Using); i += 2 {
				column(n.Merge[i], n.Merge[i+1])
			}
		case *ast.BinaryExpr, *ast.UnaryExpr, *ast.QuantExpr:
			if id, ok := OperatorOf(n); ok {
				add(uint32(id), 0)
			}
		case *ast.FuncCall:
			if id, _, ok := catalog.Thaw(n.Name.Name); ok && n.Name.Schema == "" {
				add(uint32(id), 0)
			}
		case *ast.TypeName:
			if id, _, ok := catalog.Thaw(n.Names[len(n.Names)-1]); ok {
				add(uint32(id), 0)
			}
		// Numbers of types below FirstID are the system's, on which nothing depends.
		case *ast.Const:
			if n.Type >= uint32(catalog.FirstID) {
				add(n.Type, 0)
			}
			if n.Type == uint32(types.OIDRegConfig) || n.Type == uint32(types.OIDRegDictionary) {
				if id, err := strconv.ParseUint(n.Text, 10, 32); err == nil && id >= uint64(catalog.FirstID) {
					add(uint32(id), 0)
				}
			}
			if n.Type == uint32(types.OIDRegClass) {
				id, _ := strconv.ParseUint(n.Text, 10, 32)
				add(uint32(id), 0)
			}
		}
		return true
	})
	return out
}

// columnOfRow is the column of a relation or composite type that column attr of functions in FROM
// is; 0 for others.
// attr counts the columns of all functions of the item, from 1.
func columnOfRow(f *ast.FuncRef, attr int32) (object uint32, column int32) {
	for i := range f.Funcs {
		n := int32(max(1, len(f.Funcs[i].Attrs)))
		if attr > 0 && attr <= n && f.Funcs[i].Attrs != nil {
			return f.Funcs[i].Row, f.Funcs[i].Attrs[attr-1]
		}
		if f.Funcs[i].Attrs == nil {
			return 0, 0 // who knows how many columns it has
		}
		attr -= n
	}
	return 0, 0
}
