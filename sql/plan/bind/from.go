package bind

import (
	"context"
	"errors"
	"slices"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// fromItem is a bound FROM item.
//
// FROM is bound from left to right. Who may read whom:
//
//	                         items to its left      queries around
//	table, WITH query        –                      –
//	subquery                 no                     yes
//	LATERAL subquery         yes                    yes
//	function                 yes, always            yes
//	condition of a join      both sides only        yes
//
// What an item reads of those to its left it reads through registers; the join that puts the two
// together sets them (rel.Join.Sets), or, in a nested join, whoever has the row (liftSets).
// It is bound once and then a part of the tree; sets are empty for what is not LATERAL.
type fromItem struct {
	rel rel.Rel
	// the names that it brings: one item, or all those of a join
	rels []*scopeRel
	// sets are the columns of items to its left that it reads (LATERAL).
	sets []scalar.RegSet
}

// from binds a FROM list, whose names it adds to the scope.
// Items are joined from left to right in the order of the text; the planner may choose another. An
// item with sets reads what stands left of it, and is run again for each row of that: the join's
// Sets say from which columns its registers are set.
// Postgres: transformFromClause.
//
//	FROM a, b                                   a ⋈ b
//	FROM a, generate_series(1, a.n) g           a ⋈ g, which sets a register to a.n for each row of a
//	FROM a, LATERAL (SELECT a.n) s              likewise
//	FROM a, (SELECT a.n) s                      42P01, with the hint that a can't be referenced from there
func (s *scope) from(list []ast.TableRef) (rel.Rel, error) {
	var out rel.Rel
	for _, ref := range list {
		// What it may see of its neighbours is what stands left of it by now.
		it, err := s.tableRef(ref, s.rels)
		if err != nil {
			return nil, err
		}
		if err := s.addRels(ref, it.rels); err != nil {
			return nil, err
		}
		if out == nil && len(it.sets) == 0 {
			out = it.rel
			continue
		}
		// So a function that reads columns of a query around has a row to be run for.
		if out == nil {
			// An item with sets needs a row to set them from: where none stands left of it, that is
			// one row of nothing.
			out = &rel.One{}
		}
		out = &rel.Join{Kind: rel.JoinInner, L: out, R: it.rel, Sets: it.sets}
	}
	if out == nil {
		out = &rel.One{}
	}
	return out, nil
}

// addRels adds the names of an item, which differ from those there are (42712): two of one name are
// told apart only where both have a schema, and another one.
// Complexity: the number of items squared, which FROM lists bear.
// The message has no position, as in Postgres.
//
//	FROM t, t              42712
//	FROM s.t, u.t          two tables; t.x is ambiguous (42P09)
//	FROM s.t, u.t AS t     42712: an alias has no schema
func (s *scope) addRels(n ast.Node, rels []*scopeRel) error {
	for _, r := range rels {
		for _, old := range s.rels {
			if r.item != 0 && s.b.resolving == nil {
				break // a stored query asks for items by their numbers
			}
			if !r.unnamed && !old.unnamed && old.name == r.name && (old.schema == r.schema || old.schema == "" || r.schema == "") {
				return s.b.Fail(nil, pgerror.DuplicateAlias, "table name %q specified more than once", r.name)
			}
		}
	}
	// Names are found by looking through the list: first match by name, and a second one is an error of who asks.
	s.rels = append(s.rels, rels...)
	return nil
}

// tableRef binds a FROM item; left are the items that LATERAL may refer to.
// It is one level of nesting. In a query that is kept, the item gets its number (resolve.go).
func (s *scope) tableRef(ref ast.TableRef, left []*scopeRel) (*fromItem, error) {
	if err := s.b.enter(); err != nil {
		return nil, err
	}
	defer s.b.leave()
	// The number is what a kept query names the item by, when its alias means something else later.
	it, err := s.anyTableRef(ref, left)
	if err == nil {
		s.b.number(ref, it)
	}
	return it, err
}

// anyTableRef is tableRef by kind of syntax.
func (s *scope) anyTableRef(ref ast.TableRef, left []*scopeRel) (*fromItem, error) {
	switch ref := ref.(type) {
	case *ast.TableName:
		return s.tableName(ref)
	case *ast.SubqueryRef:
		return s.subqueryRef(ref, left)
	case *ast.FuncRef:
		if q := s.viewFunction(ref); q != nil {
			return s.subqueryRef(q, left)
		}
		return s.funcRef(ref, left)
	case *ast.Join:
		return s.join(ref, left)
	}
	return nil, s.b.unsupported(ref, "Use a table, a subquery or a join.", "FROM items of kind %T are not supported", ref)
}

// hintFuture tells who names a WITH query that can't be named there why there is no such relation.
// It is an error of the name alone: a schema, or another error, has nothing to do with WITH.
// b.future has the names behind the query that is being bound.
func (b *Binder) hintFuture(ref *ast.TableName, err error) error {
	var e *pgerror.Error
	if ref.Name.Schema == "" && slices.Contains(b.future, ref.Name.Name) && pgerror.Is(err, pgerror.UndefinedTable) && errors.As(err, &e) {
		return e.WithDetail("There is a WITH item named %q, but it cannot be referenced from this part of the query.", ref.Name.Name).
			WithHint("Use WITH RECURSIVE, or re-order the WITH items to remove forward references.")
	}
	return err
}

// tableName binds a name in FROM. What it may mean, in order: a WITH query of this query or one
// around it; a transition table, which no view sees; a sequence; a table or view of the catalog. A
// name with a schema is never one of the first two.
// A number (Rel) is a table's, whatever is called so.
func (s *scope) tableName(ref *ast.TableName) (*fromItem, error) {
	if ref.Name.Schema == "" && ref.Rel == 0 {
		// Nearest first: an inner WITH hides an outer one's name.
		if c, ok := s.lookupCTE(ref.Name.Name); ok {
			if ref.Sample != nil {
				return nil, s.notSampled(ref)
			}
			return s.cteRef(ref, c)
		}
		for i := range s.b.Env.Given {
			if s.b.views == 0 && s.b.Env.Given[i].Name == ref.Name.Name {
				return s.cteRef(ref, s.b.ctes[i])
			}
		}
	}
	// Sequences share the names of tables.
	// A sequence can be read like a table of one row: last_value, log_cnt, is_called.
	if d, ok := s.b.sequence(ref); ok {
		return s.sequenceRef(ref, d)
	}
	t, err := s.b.tableOf(ref)
	if err != nil {
		return nil, s.b.hintFuture(ref, err)
	}
	switch {
	// A view has no pages to sample.
	case ref.Sample != nil && t.IsView():
		return nil, s.notSampled(ref)
	// A materialized view is its query while it is refreshed.
	case t.IsView() || t.IsMaterialized() && s.b.Env.Refresh == t.ID:
		return s.viewRef(ref, t)
	// Planned, but not run: see Plan.Unpopulated.
	case t.Unpopulated:
		s.b.Unpopulated = true
	}
	sc, r := s.b.scanTable(t, ref)
	if err := s.b.renameColumns(ref, r, ref.Alias); err != nil {
		return nil, err
	}
	// For who keeps the statement: what each name meant when it was bound.
	if s.b.Env.Names != nil {
		s.b.Env.Names.Tables[ref] = t
	}
	// guarded: behind a barrier, where the table has policies.
	it := &fromItem{rel: s.b.guarded(sc, catalog.PrivilegeSelect, nil), rels: []*scopeRel{r}}
	return it, s.sampled(ref, it, sc)
}

// notSampled is the error of TABLESAMPLE on what has no rows of its own: a view, a WITH query
// (0A000).
func (s *scope) notSampled(ref *ast.TableName) error {
	return s.b.Fail(ref, pgerror.FeatureNotSupported, "TABLESAMPLE clause can only be applied to tables and materialized views")
}

// table looks a table up and notes its use.
// In stored expressions a name may be a number (frozenTable), which renaming does not touch.
// The copy of the catalog's error gets the position.
func (b *Binder) table(name *ast.QName) (*catalog.TableDesc, error) {
	// TableUse notes in both ways what the plan hangs on: a change of the table makes it stale.
	if t, ok := b.frozenTable(name); ok {
		b.TableUse(t)
		return t, nil
	}
	t, err := b.Env.Catalog.Table(b.Env.Path, *name)
	if err != nil {
		// The catalog's errors are shared and know no place.
		e := pgerror.From(err).Clone()
		e.Position = b.position(name.Position())
		return nil, e
	}
	b.TableUse(t)
	return t, nil
}

// scanTable makes the relation and the names of a table.
// Each use of a table gets columns of its own, hidden ones too (row IDs, index expressions): in
// step with t.Columns, so that a slot finds its column. Only what is not hidden has a name.
// tableoid is a constant but where rows of several tables come from one scan: partitions, and
// children by inheritance.
//
// For t (a, b) with an index on lower(a): Vars has three, the hidden column of lower(a) too;
// cols has a, b and tableoid, which * leaves out.
func (b *Binder) scanTable(t *catalog.TableDesc, ref *ast.TableName) (*rel.Scan, *scopeRel) {
	r := &scopeRel{name: t.Name, schema: b.schemaName(t), table: t}
	if ref.Alias.Name != "" {
		r.name, r.schema = ref.Alias.Name, ""
	}
	// The need starts as that to SELECT from the table; columns are added to it as they are named.
	sc := &rel.Scan{Table: t, Alias: r.name, Need: b.needs(t, catalog.PrivilegeSelect)}
	r.scan = sc
	unlisted := b.unlisted(t)
	for i := range t.Columns {
		c := &t.Columns[i]
		id := b.NewVar(rel.Column{Name: c.Name, Type: c.Type, Typmod: c.Typmod, Table: t, Slot: i, Alias: r.name, Need: sc.Need, Collation: b.columnCollation(c)})
		sc.Vars = append(sc.Vars, id)
		if !c.Hidden {
			r.cols = append(r.cols, scopeCol{name: b.columnName(t, c), id: id, attr: int32(c.ID), unlisted: c.ID == unlisted})
		}
	}
	// ONLY leaves out what inherits; of a partitioned table it leaves nothing.
	if sc.Only = ref.Only; t.HasChildren() && !ref.Only {
		b.inheritScan(sc)
	}
	if t.Partitioned() || sc.Tree != nil {
		sc.OID = b.NewVar(rel.Column{Name: "tableoid", Type: types.TOID, Typmod: types.NoTypmod, Alias: r.name})
		r.row = sc.Out()
		r.cols = append(r.cols, scopeCol{name: "tableoid", id: sc.OID, starHidden: true, attr: tableOIDAttr})
		return sc, r
	}
	r.row = sc.Vars
	oid := &scalar.Const{T: types.TOID, Typmod: types.NoTypmod, D: types.Int(int64(t.ID))}
	r.cols = append(r.cols, scopeCol{name: "tableoid", expr: oid, starHidden: true, attr: tableOIDAttr})
	return sc, r
}

// unlisted is the column of a table that * and an INSERT without a list leave out; 0: none.
// A region column that a table has by its home (REGIONAL BY ROW) is filled by itself, unless it is
// named.
// A view has its own list of columns, which was made when * was expanded.
func (b *Binder) unlisted(t *catalog.TableDesc) catalog.ColumnID {
	if t.IsView() || b.Env.Catalog == nil {
		return 0
	}
	col, home := b.Env.Catalog.Unlisted(t)
	// The region's table may be changed so that it lists the column.
	if home != nil && home != t {
		b.TableUse(home) // which may come to say otherwise
	}
	return col
}

// schemaName is the name of a table's schema, "" for one that is gone or of no catalog.
func (b *Binder) schemaName(t *catalog.TableDesc) string {
	if d, ok := b.Env.Catalog.SchemaByID(t.SchemaID); ok {
		return d.Name
	}
	return ""
}

// renameColumns applies AS t (a, b).
// Names beyond the alias list keep theirs; a longer list is an error (42P10). Columns that * leaves
// out are passed over, as they have no place to count by.
// n tells a join from a table for the error.
// Postgres: buildRelationAliases.
//
//	FROM (VALUES (1, 2)) AS v (a)       the columns are a and column2
//	FROM (VALUES (1)) AS v (a, b)       42P10: table "v" has 1 columns available but 2 columns specified
func (b *Binder) renameColumns(n ast.Node, r *scopeRel, a ast.Alias) error {
	// The names replace those of the table: the old ones can't be used any more.
	i := 0
	for _, name := range a.Columns {
		for i < len(r.cols) && !r.cols[i].listed() {
			i++
		}
		if i >= len(r.cols) {
			visible := 0
			for j := range r.cols {
				if r.cols[j].listed() {
					visible++
				}
			}
			what := "table"
			if _, ok := n.(*ast.Join); ok {
				what = "join expression"
			}
			if f, ok := n.(*ast.FuncRef); ok {
				if _, ok := f.Funcs[0].Expr.(*ast.XMLTable); ok {
					return b.Fail(nil, pgerror.InvalidColumnReference, "XMLTABLE function has %d columns available but %d columns specified", visible, len(a.Columns))
				}
			}
			return b.Fail(nil, pgerror.InvalidColumnReference, "%s %q has %d columns available but %d columns specified", what, r.name, visible, len(a.Columns))
		}
		r.cols[i].name = name
		i++
	}
	return nil
}

// cteRef reads a WITH query. Each use has columns of its own; Uses decides whether the planner puts
// the query in its place or computes it once. A query that writes is read through its RETURNING.
// Postgres: a WITH query that is read once, and writes nothing, is put in place (inline_cte).
func (s *scope) cteRef(ref *ast.TableName, c *rel.CTE) (*fromItem, error) {
	if c.DML != nil && !c.DML.Returns() {
		return nil, s.b.Fail(ref, pgerror.FeatureNotSupported, "WITH query %q does not have a RETURNING clause", c.Name)
	}
	// Its columns are known once base is bound; this is base.
	if c.Cols == nil && c.Recursive && c == s.b.withOf {
		return nil, s.b.Fail(ref, pgerror.InvalidRecursion, "recursive reference to query %q must not appear within a subquery", c.Name)
	}
	if c.Cols == nil && c.Recursive {
		return nil, s.b.Fail(ref, pgerror.InvalidRecursion, "recursive reference to query %q must not appear within its non-recursive term", c.Name)
	}
	// Counted at each read, also by queries that are dropped later.
	// A query that is dropped counts too, so that at worst one is computed once that could stand in its place.
	c.Uses++
	c.Readers = append(c.Readers, s.b.reader)
	out := &rel.CTEScan{CTE: c}
	r := &scopeRel{name: c.Name, what: "a WITH query", work: c.Work}
	if ref.Alias.Name != "" {
		r.name = ref.Alias.Name
	}
	for _, col := range c.Cols {
		id := s.b.NewVar(rel.Column{Name: col.Name, Type: col.Type, Typmod: col.Typmod, Alias: r.name, Collation: col.Collation, Row: col.Row})
		out.Vars = append(out.Vars, id)
		r.cols = append(r.cols, scopeCol{name: col.Name, id: id})
	}
	// the columns that SEARCH and CYCLE work with: in the query's own term alone, and never in *
	for _, m := range c.Marks {
		id := s.b.NewVar(rel.Column{Name: m.Name, Type: m.Type, Typmod: m.Typmod, Alias: r.name})
		out.Vars, r.marks = append(out.Vars, id), append(r.marks, id)
		r.cols = append(r.cols, scopeCol{name: m.Name, id: id, starHidden: true})
	}
	if err := s.b.renameColumns(ref, r, ref.Alias); err != nil {
		return nil, err
	}
	if c.Pulled {
		r.consts = c.Consts.Renamed(c.Out, out.Vars)
	}
	return &fromItem{rel: out, rels: []*scopeRel{r}}, nil
}

// lateral is the scope that a LATERAL item is bound under: the items to its
// left, at this query's level.
// What may be called there is what functions in FROM may; subqueryRef takes that back for queries.
// Postgres: p_lateral_active.
// Names of the query itself, beyond the items to the left, are not seen by it: it is a sibling.
func (s *scope) lateral(left []*scopeRel) *scope {
	n := s.sibling()
	n.rels = left
	n.kind = kindFunctionInFrom
	return n
}

// subqueryRef binds a subquery in FROM. A LATERAL one is a child of a scope with the items to its
// left; another is a sibling, to which these are hidden.
func (s *scope) subqueryRef(ref *ast.SubqueryRef, left []*scopeRel) (*fromItem, error) {
	it := &fromItem{}
	// child: its outer columns become registers of this join.
	var inner *scope
	if ref.Lateral {
		at := s.lateral(left)
		at.kind = kindNone
		inner = at.child(&it.sets)
	} else {
		inner = s.sibling()
		inner.hidden = slices.Concat(inner.hidden, left)
	}
	q, err := s.b.query(inner, s.lockedToo(ref), queryOpts{})
	if err != nil {
		return nil, err
	}
	// The error comes after those of the query.
	if ref.Alias.Name == "" {
		return nil, s.b.Fail(ref, pgerror.SyntaxError, "subquery in FROM must have an alias").
			WithHint("For example, FROM (SELECT ...) [AS] foo.")
	}
	r := &scopeRel{name: ref.Alias.Name, sub: q.Rel, consts: q.Constants()}
	// Each output gets a column of its own, so that the same inner column may
	// appear twice under two names.
	for i, id := range q.Out {
		r.cols = append(r.cols, scopeCol{name: q.Names[i], id: id})
	}
	if err := s.b.renameColumns(ref, r, ref.Alias); err != nil {
		return nil, err
	}
	// For errors and EXPLAIN: a column that was computed is called by the item.
	// A column of a table keeps the table's name for errors.
	for i := range r.cols {
		if v := s.b.Info(r.cols[i].id); v.Table == nil && v.Alias == "" {
			v.Alias, v.Name = r.name, r.cols[i].name
		}
	}
	it.rel, it.rels = q.Rel, []*scopeRel{r}
	return it, nil
}

// funcRef binds functions in FROM, one or several side by side (ROWS FROM), which are always
// LATERAL. All their columns are one item's. A single value without ordinality is named by the item
// as well (r.scalar).
func (s *scope) funcRef(ref *ast.FuncRef, left []*scopeRel) (*fromItem, error) {
	it := &fromItem{}
	inner := s.lateral(left).child(&it.sets)
	inner.kind = kindFunctionInFrom
	out := &rel.Func{}
	r := &scopeRel{name: ref.Alias.Name, what: "a function"}
	funcs := eachUnnest(ref.Funcs, ref.Item != 0)
	if err := s.b.mayList(ref, len(funcs)); err != nil {
		return nil, err
	}
	for i := range funcs {
		f := &funcs[i]
		defs := f.ColumnDefs
		// The list of the whole item, where there is one function.
		if len(ref.ColumnDefs) > 0 {
			defs = ref.ColumnDefs
		}
		item := s.funcItem
		if len(defs) > 0 {
			item = func(inner *scope, f *ast.FuncItem, out *rel.Func, r *scopeRel, _ bool) (string, error) {
				return s.recordItem(inner, f, defs, out, r)
			}
		}
		fname, err := item(inner, f, out, r, len(funcs) == 1)
		if err != nil {
			return nil, err
		}
		// Without an alias the item is called as its first function.
		if r.name == "" {
			r.name = fname
		}
	}
	out.Name = r.name
	if ref.Ordinality {
		out.Ordinality = s.b.NewVar(rel.Column{Name: "ordinality", Type: types.TInt8, Typmod: types.NoTypmod, Alias: r.name})
		out.Vars = append(out.Vars, out.Ordinality)
		r.cols = append(r.cols, scopeCol{name: "ordinality", id: out.Ordinality})
	}
	// The alias names the value: FROM generate_series(1, 2) g.
	r.scalar = !ref.Ordinality && len(out.Vars) == 1 && out.Items[0].Scalar()
	if fn := rel.ItemFunction(out.Items[0]); fn != nil && len(out.Items) == 1 && !ref.Ordinality && fn.Result != nil {
		r.rowType = fn.Result
	}
	if err := s.b.renameColumns(ref, r, ref.Alias); err != nil {
		return nil, err
	}
	// A kept query says how many columns each function had.
	if s.b.resolving != nil {
		keepAttrs(ref, funcs, out, r)
	}
	if len(out.Items) == 1 && !ref.Ordinality && out.Items[0].Fn == nil && len(out.Vars) == 1 {
		s.b.noteConstant(&r.consts, out.Vars[0], out.Items[0].X)
	}
	it.rel, it.rels = out, []*scopeRel{r}
	if listed := len(ref.ColumnDefs) > 0 || len(funcs[0].ColumnDefs) > 0; len(funcs) == 1 && !ref.Ordinality && !listed && inner.srf.routine != nil {
		x, consts := s.inlineRows(inner.srf.routine, &out.Items[0])
		if x != nil {
			it.rel = x
		}
		if consts != nil {
			r.consts = consts
		}
	}
	// As Postgres marks such a function (transformRangeFunction), so that a view's definition
	// shows LATERAL.
	if s.b.resolving != nil && len(it.sets) > 0 {
		ref.Lateral = true
	}
	return it, nil
}

// mayList refuses a column definition list of an item of several functions, which n counts, or with
// ordinality: whose columns they are would not be clear.
func (b *Binder) mayList(ref *ast.FuncRef, n int) error {
	switch fail := func(message, hint string) error {
		return b.Fail(&ref.ColumnDefs[0], pgerror.SyntaxError, message).WithHint("%s", hint)
	}; {
	case len(ref.ColumnDefs) == 0:
	case len(ref.Funcs) > 1:
		return fail("ROWS FROM() with multiple functions cannot have a column definition list", "Put a separate column definition list for each function inside ROWS FROM().")
	case n > 1:
		return fail("UNNEST() with multiple arguments cannot have a column definition list", "Use separate UNNEST() calls inside ROWS FROM(), and attach a column definition list to each one.")
	case ref.Ordinality:
		return fail("WITH ORDINALITY cannot be used with a column definition list", "Put the column definition list inside ROWS FROM().")
	}
	return nil
}

// eachUnnest reads unnest of several arrays as one function for each, side by side. In a query
// that is kept its name has its schema.
// The columns come side by side, the shorter ones filled with NULL, as ROWS FROM has it (Postgres:
// transformRangeFunction does so with unnest alone).
// The call is copied for each array.
func eachUnnest(list []ast.FuncItem, kept bool) []ast.FuncItem {
	var out []ast.FuncItem
	for _, f := range list {
		c, ok := f.Expr.(*ast.FuncCall)
		if !ok || c.Name.Schema != "" && !kept || c.Name.Name != "unnest" || len(c.Args) < 2 ||
			c.Variadic || c.Star || c.Distinct || c.Filter != nil || c.Over != nil || len(c.OrderBy) > 0 {
			out = append(out, f)
			continue
		}
		for _, a := range c.Args {
			one := *c
			one.Args = []ast.Expr{a}
			n := f
			n.Expr = &one
			out = append(out, n)
		}
	}
	return out
}

// funcItem binds one function of a FROM item and adds its columns.
// inner is the scope of its arguments; out and r get its columns; alone: there is no other beside
// it, so that the alias names a single column. It returns the function's name, for an item without
// an alias. What gives the rows, by what the call turned out to be:
//
//	a set-returning function itself       that function
//	a value of a domain over a composite  its columns, one row
//	a function that gives a composite     its columns, one row
//	a record of a session's function      its columns, one row
//	a routine with columns               its rows
//	any other expression                  one row, one column
//
// A set-returning function within an argument is refused (0A000), as in Postgres. A record of
// unknown columns needs a column definition list (42601).
func (s *scope) funcItem(inner *scope, f *ast.FuncItem, out *rel.Func, r *scopeRel, alone bool) (string, error) {
	// One set may stand here, at the top of the expression; the collector tells how many there
	// were.
	inner.srf = &srfScope{}
	if t, ok := f.Expr.(*ast.XMLTable); ok {
		return inner.xmlTableItem(t, out, r)
	}
	x, err := inner.typed(f.Expr)
	if err != nil {
		return "", err
	}
	fname := columnName(f.Expr)
	item := rel.FuncItem{X: x}
	names, ts := []string{fname}, []*types.Type{x.Type()}
	whole := s.b.keptWhole(f, x)
	// n is how many sets were met.
	switch n := len(inner.srf.items); {
	case n == 0 && whole:
	case n == 1 && rel.IsVar(x, inner.srf.items[0].ID):
		item = rel.FuncItem{Fn: builtin.RowSetFunction(inner.srf.items[0].Fn), Args: inner.srf.items[0].Args}
	case n == 0 && rowOfDomain(x.Type()) != nil:
		item = rel.FuncItem{Fn: rowOfDomain(x.Type()), Args: []scalar.Expr{x}}
	case n == 0 && rowOfCall(x) != nil:
		item = rel.FuncItem{Fn: rowOfCall(x), Args: x.(*scalar.Call).Args}
	case n == 0 && rowOfRecord(x) != nil:
		item = rel.FuncItem{Fn: rowOfRecord(x), Args: []scalar.Expr{x}}
	case n == 0 && rowsOfRoutine(x) != nil:
		item = rel.FuncItem{Fn: rowsOfRoutine(x), Args: x.(*scalar.HostCall).Args}
	case n > 0:
		return "", s.b.Fail(inner.srf.calls[0], pgerror.FeatureNotSupported, "set-returning functions must appear at top level of FROM")
	}
	// A record without known columns can't be selected from.
	if fn := rel.ItemFunction(item); fn != nil && fn.Result == types.TRecord && fn.OutTypes == nil || anonymous(x) {
		return "", s.b.Fail(f.Expr, pgerror.SyntaxError, "a column definition list is required for functions returning \"record\"")
	}
	// The column's name: that of the only output; those of the function; the alias for a single
	// one; the function's.
	if name := routineOutput(x); name != "" {
		names = []string{name}
	} else if whole {
		names = []string{firstOutput(RoutineOf(x)).Name}
	} else if fn := rel.ItemFunction(item); fn != nil && fn.OutTypes != nil {
		names, ts = fn.OutNames, fn.OutTypes
		if len(ts) == 1 && r.name != "" && alone && fn.OutNames[0] == "" {
			names = []string{r.name}
		}
	} else if r.name != "" && alone {
		names = []string{r.name}
	}
	row := x.Type()
	if fn := rel.ItemFunction(item); fn != nil {
		row = fn.Result
	}
	attrs := s.b.attrsOf(f, row, len(ts))
	first := len(r.cols)
	for i, t := range ts {
		col := rel.Column{Name: names[i], Type: t, Typmod: types.NoTypmod, Alias: r.name}
		// A function's text has its arguments' collation.
		if s.b.collations != nil && len(ts) == 1 && t.Collation() != 0 {
			c := s.b.collationOf(f.Expr, x)
			col.Collation = c.result()
		}
		id := s.b.NewVar(col)
		item.Vars = append(item.Vars, id)
		out.Vars = append(out.Vars, id)
		r.cols = append(r.cols, scopeCol{name: names[i], id: id})
	}
	switch {
	case attrs == nil:
	case f.Attrs == nil:
		f.Attrs = attrs
	// f.Attrs are the columns that the type had when the query was kept: they keep their places.
	case !slices.Equal(f.Attrs, attrs): // the type has other columns now
		if alone {
			r.whole = item.Vars
		}
		// The columns come again in the order in which they were kept.
		now := r.cols[first:]
		r.cols = r.cols[:first:first]
		for _, a := range f.Attrs {
			if i := slices.Index(attrs, a); i >= 0 {
				r.cols = append(r.cols, now[i])
			} else {
				r.cols = append(r.cols, scopeCol{expr: scalar.Null(types.TText)}) // dropped: nobody reads it
			}
		}
	}
	out.Items = append(out.Items, item)
	return fname, nil
}

// attrsOf are the numbers of the columns that a function in FROM gives, n of them, where they are
// those of a relation or composite type and the query is kept; nil for others. It notes whose they are.
// row is the type of the function's rows.
func (b *Binder) attrsOf(f *ast.FuncItem, row *types.Type, n int) []int32 {
	if b.resolving == nil && f.Attrs == nil || row == nil || row.Base().Composite() == nil {
		return nil
	}
	row = row.Base()
	list := row.Composite().Attributes()
	if len(list) != n {
		return nil
	}
	if b.resolving != nil {
		f.Row = uint32(row.OID)
		if t, ok := b.Env.Catalog.RowTypeOf(row.OID); ok {
			f.Row = uint32(t.ID)
		}
	}
	out := make([]int32, n)
	for i := range list {
		// An attribute without a number has its place.
		if out[i] = int32(list[i].ID); list[i].ID == 0 {
			out[i] = int32(i + 1)
		}
	}
	return out
}

// keepAttrs notes in a query that is kept which columns its functions give, with their names: of
// those beside others, and of unnest, whose name and arguments don't tell, how many there are, too.
// A function without such columns gets a list of zeros where its place among others has to be
// known.
// bound are the functions after eachUnnest.
func keepAttrs(ref *ast.FuncRef, bound []ast.FuncItem, out *rel.Func, r *scopeRel) {
	if slices.ContainsFunc(bound, func(f ast.FuncItem) bool { return f.Row != 0 }) {
		ref.Alias.Columns = nil
		for i := range r.cols {
			ref.Alias.Columns = append(ref.Alias.Columns, r.cols[i].name)
		}
	}
	for i := range ref.Funcs {
		f := &ref.Funcs[i]
		for k := range bound {
			if bound[k].Expr != f.Expr {
				continue
			}
			if f.Row, f.Attrs = bound[k].Row, bound[k].Attrs; f.Attrs == nil && (len(bound) > 1 || isUnnest(f.Expr)) {
				f.Attrs = make([]int32, len(out.Items[k].Vars))
			}
		}
	}
}

// isUnnest reports whether x is a call of unnest with one argument.
func isUnnest(x ast.Expr) bool {
	c, ok := x.(*ast.FuncCall)
	return ok && c.Name.Name == "unnest" && len(c.Args) == 1
}

// rowOfCall is the function of a call that returns a value of a composite type, as one of its row.
// nil for strict ones: their NULL for NULL would be no row of NULLs.
// NULL in, no row out would differ from a row of NULLs.
func rowOfCall(x scalar.Expr) *builtin.Function {
	if c, ok := x.(*scalar.Call); ok && !c.Fn.Strict {
		return builtin.RowFunction(c.Fn)
	}
	return nil
}

// rowOfDomain is a function that gives the columns of a value of a domain over a composite type; nil
// for other types. NULL is a row of NULLs.
// Identity, as a function of one argument.
func rowOfDomain(t *types.Type) *builtin.Function {
	if t == t.Base() || t.Base().Composite() == nil {
		return nil
	}
	f := &builtin.Function{Name: t.Name, Kind: builtin.KindFunction, Args: []*types.Type{t}, Result: t, Volatility: builtin.Immutable}
	f.Fn = func(_ *types.Env, args []types.Datum) (types.Datum, error) { return args[0], nil }
	return builtin.RowFunction(f)
}

// rowOfRecord is a function that gives the columns of a record that a session's function returns;
// nil where x is no such call. NULL is a row of NULLs.
func rowOfRecord(x scalar.Expr) *builtin.Function {
	h, ok := x.(*scalar.HostCall)
	if !ok {
		return nil
	}
	fn, ok := h.Fn.(*host.Function)
	if !ok || fn.OutTypes == nil {
		return nil
	}
	nulls := types.NewRecord(&types.Record{Types: fn.OutTypes, Values: make([]types.Datum, len(fn.OutTypes))})
	return &builtin.Function{Name: fn.Name, Kind: builtin.KindFunction, Args: []*types.Type{types.TRecord}, Result: types.TRecord, Volatility: fn.Volatility,
		// One row, then the end.
		OutNames: fn.OutNames, OutTypes: fn.OutTypes, Set: func(_ *types.Env, args []types.Datum) (builtin.SetIterator, error) {
			d, done := args[0], false
			if d.IsNull() {
				d = nulls
			}
			return func() (types.Datum, bool, error) {
				if done {
					return types.Null, false, nil
				}
				done = true
				return d, true, nil
			}, nil
		}}
}

// recordItem binds a function that returns rows of the columns that defs lists.
// recordItem takes the place of funcItem where there is such a list, which is allowed for what gives
// records alone: routines, functions of JSON that are listed in builtin, and values (listedRecord).
// Pseudo-types are no columns' (42P16).
// cols are the columns in order, with their types and modifiers.
func (s *scope) recordItem(inner *scope, f *ast.FuncItem, defs []ast.ColumnDef, out *rel.Func, r *scopeRel) (string, error) {
	if s.b.resolving != nil && !s.b.Env.Version.Active(version.Declared) {
		return "", s.b.unsupported(f, "Upgrade all nodes of the cluster first.", "a column definition list in a stored query is not supported by older nodes of the cluster")
	}
	cols := make([]builtin.RecordColumn, len(defs))
	for i := range defs {
		t, typmod, err := s.b.typeName(defs[i].Type)
		if err != nil {
			return "", err
		}
		if t.IsPseudo() && t != types.TRecord && t != types.TRecord.ArrayType() {
			return "", s.b.Fail(&defs[i], pgerror.InvalidTableDefinition, "column %q has pseudo-type %s", defs[i].Name, t)
		}
		if slices.ContainsFunc(cols[:i], func(c builtin.RecordColumn) bool { return c.Name == defs[i].Name }) {
			return "", s.b.Fail(nil, pgerror.DuplicateColumn, "column name %q specified more than once", defs[i].Name)
		}
		cols[i] = builtin.RecordColumn{Name: defs[i].Name, Type: t, Typmod: typmod}
	}
	c, ok := f.Expr.(*ast.FuncCall)
	// A routine of that name comes before a function of the system.
	// A user's function that returns record.
	if ok {
		inner.srf = nil
		item, err := s.recordRoutine(inner, c, cols, &defs[0])
		if err != nil {
			return "", err
		}
		if item != nil {
			s.recordColumns(*item, cols, out, r)
			return c.Name.Name, nil
		}
	}
	if ok && (c.Variadic || decorated(c)) {
		return "", s.noRecord(&defs[0])
	}
	// json_to_recordset and their like take columns from the list.
	var fn *builtin.Function
	if ok && (c.Name.Schema == "" || c.Name.Schema == "pg_catalog") {
		if fn = builtin.JSONRecordFunction(c.Name.Name, cols); fn == nil {
			fn = builtin.JSONPopulateFunction(c.Name.Name, cols)
		}
	}
	if fn == nil || len(c.Args) != len(fn.Args) {
		item, err := s.listedRecord(inner, f, cols, &defs[0])
		if err != nil {
			return "", err
		}
		s.recordColumns(item, cols, out, r)
		return columnName(f.Expr), nil
	}
	if err := s.b.functionKnownToAll(fn); err != nil {
		return "", s.b.at(f, err)
	}
	s.b.callsFunction(fn.OID)
	inner.srf = nil
	args, err := s.recordArgs(inner, c, fn, &defs[0])
	if err != nil {
		return "", err
	}
	s.recordColumns(rel.FuncItem{Fn: fn, Args: args}, cols, out, r)
	return c.Name.Name, nil
}

// recordArgs binds the arguments of a function whose columns are listed, from first on.
// The three refusals are Postgres's, which asks what the function returns: a named type, something
// else than record, or nothing, as there is no such function.
func (s *scope) recordArgs(inner *scope, c *ast.FuncCall, fn *builtin.Function, first ast.Node) ([]scalar.Expr, error) {
	args := make([]scalar.Expr, len(c.Args))
	for i, want := range fn.Args {
		x, err := inner.expr(c.Args[i])
		if err != nil {
			return nil, err
		}
		switch t := x.Type(); {
		case want == types.TRecord && t.Base().Composite() != nil:
			return nil, s.b.Fail(first, pgerror.SyntaxError, "a column definition list is redundant for a function returning a named composite type")
		case want == types.TRecord && t != want:
			return nil, s.b.Fail(first, pgerror.SyntaxError, "a column definition list is only allowed for functions returning \"record\"")
		case !s.b.registry().CanCoerce(t, want, builtin.Implicit):
			return nil, s.noFunctionIn(&ast.FuncCall{Pos: c.Pos, Name: ast.QName{Schema: "pg_catalog", Name: c.Name.Name}, Args: c.Args})
		}
		if args[i], err = s.b.implicit(c.Args[i], x, want); err != nil {
			return nil, err
		}
	}
	return args, nil
}

// recordColumns adds a function whose columns are listed.
// No collations: the list says none.
func (s *scope) recordColumns(item rel.FuncItem, cols []builtin.RecordColumn, out *rel.Func, r *scopeRel) {
	for i := range cols {
		id := s.b.NewVar(rel.Column{Name: cols[i].Name, Type: cols[i].Type, Typmod: cols[i].Typmod, Alias: r.name})
		item.Vars = append(item.Vars, id)
		out.Vars = append(out.Vars, id)
		r.cols = append(r.cols, scopeCol{name: cols[i].Name, id: id})
	}
	out.Items = append(out.Items, item)
}

// noRecord refuses a column definition list, from first on, of a function whose rows have columns of
// their own.
func (s *scope) noRecord(first ast.Node) error {
	return s.b.Fail(first, pgerror.SyntaxError, "a column definition list is only allowed for functions returning \"record\"")
}

// listedRecord binds an expression whose records have the columns that are listed, from first on:
// any one of type record, or unnest of an array of them. Others are refused by what they give.
func (s *scope) listedRecord(inner *scope, f *ast.FuncItem, cols []builtin.RecordColumn, first ast.Node) (rel.FuncItem, error) {
	inner.srf = &srfScope{}
	x, err := inner.typed(f.Expr)
	if err != nil {
		return rel.FuncItem{}, err
	}
	result, out := x.Type(), rowOfRecord(x)
	switch sets := inner.srf.items; {
	case len(sets) == 1 && rel.IsVar(x, sets[0].ID):
		fn := sets[0].Fn
		if fn.OutTypes == nil && len(sets[0].Args) == 1 && sets[0].Args[0].Type() == types.TRecord.ArrayType() {
			return rel.FuncItem{Fn: builtin.RecordRows(fn.Name, cols, true), Args: sets[0].Args}, nil
		}
		if result = fn.Result; fn.OutTypes != nil && result == types.TRecord {
			out = fn
		}
	case len(sets) > 0:
		return rel.FuncItem{}, s.b.Fail(inner.srf.calls[0], pgerror.FeatureNotSupported, "set-returning functions must appear at top level of FROM")
	}
	switch {
	case out != nil:
		return rel.FuncItem{}, s.b.Fail(first, pgerror.SyntaxError, "a column definition list is redundant for a function with OUT parameters")
	case result.Base().Composite() != nil:
		return rel.FuncItem{}, s.b.Fail(first, pgerror.SyntaxError, "a column definition list is redundant for a function returning a named composite type")
	case result == types.TRecord:
		return rel.FuncItem{Fn: builtin.RecordRows(columnName(f.Expr), cols, false), Args: []scalar.Expr{x}}, nil
	}
	return rel.FuncItem{}, s.noRecord(first)
}

// join binds JOIN. The right side sees the left one where it is LATERAL, unless the join keeps
// right rows that no left row goes with (RIGHT, FULL): then the name is found and refused
// (barring). The condition sees the items of both sides, and not those to the left of the join,
// which are hidden. A RIGHT join becomes a LEFT one with its sides exchanged: only the order of
// names remembers.
// The left side is bound first, so that the right one can see it.
func (s *scope) join(ref *ast.Join, left []*scopeRel) (*fromItem, error) {
	l, err := s.tableRef(ref.Left, left)
	if err != nil {
		return nil, err
	}
	visible := slices.Concat(left, l.rels)
	if ref.Kind == ast.JoinRight || ref.Kind == ast.JoinFull {
		visible = slices.Concat(left, barring(l.rels, barJoin))
	}
	r, err := s.tableRef(ref.Right, visible)
	if err != nil {
		return nil, err
	}
	js := s.sibling()
	js.hidden = slices.Concat(js.hidden, left)
	// Names have to differ within the join; those to its left are compared by who joins it to them.
	if err := js.addRels(ref, l.rels); err != nil {
		return nil, err
	}
	if err := js.addRels(ref, r.rels); err != nil {
		return nil, err
	}
	j := &rel.Join{L: l.rel, R: r.rel, Sets: r.sets}
	switch ref.Kind {
	case ast.JoinLeft:
		j.Kind = rel.JoinLeft
		pads(r.rels, &j.R)
	case ast.JoinRight:
		// The sides are exchanged after names were looked up.
		j.Kind, j.L, j.R = rel.JoinLeft, r.rel, l.rel
		pads(l.rels, &j.R)
	case ast.JoinFull:
		j.Kind = rel.JoinFull
		pads(l.rels, &j.L)
		pads(r.rels, &j.R)
	}
	rels := js.rels
	switch {
	case ref.Natural || len(ref.Using) > 0:
		if rels, err = js.using(ref, j, l.rels, r.rels); err != nil {
			return nil, err
		}
	case ref.On != nil:
		x, err := js.with(kindJoinOn).condition(ref.On, "JOIN/ON")
		if err != nil {
			return nil, err
		}
		j.On = scalar.Conjuncts(x)
	}
	// A lateral item that reads what lies left of the whole join, and what lies
	// left of it within: both are set from the row that is at hand.
	// Sets of a side whose values come from further left go up to the caller.
	it := &fromItem{rel: j, rels: rels, sets: l.sets}
	for _, rel := range rels {
		rel.inJoin = true
	}
	it.liftSets(j, ref.Kind)
	for _, rel := range r.rels {
		rel.apart = rel.apart || ref.Kind == ast.JoinLeft && len(it.sets) > len(l.sets)
	}
	if ref.Alias.Name != "" {
		return it, s.aliasJoin(ref, it)
	}
	return it, nil
}

// liftSets moves those of the right side's outer values that the left side does
// not make to the join's own caller.
// k is of no account: for every kind the left side's rows are at hand when the right side is run.
// A RIGHT join has no sets on its left: LATERAL from there is refused.
func (it *fromItem) liftSets(j *rel.Join, k ast.JoinKind) {
	own := rel.SetOf(j.L.Out())
	var keep []scalar.RegSet
	for _, set := range j.Sets {
		if own.Covers(set.X) {
			keep = append(keep, set)
		} else {
			it.sets = append(it.sets, set)
		}
	}
	j.Sets = keep
}

// aliasJoin names a parenthesized join, which hides the names within.
// Columns are numbered as the alias shows them, for stored queries.
// Nothing within can be named from outside any more, but is still locked by FOR UPDATE (flatRels).
// Its columns are numbered anew.
func (s *scope) aliasJoin(ref *ast.Join, it *fromItem) error {
	r := &scopeRel{name: ref.Alias.Name, what: "a join", joined: it.rels}
	if ref.UsingAlias != "" {
		it.rels[0].unnamed = true // its own name goes before that of USING
	}
	// Older nodes know the columns of such a join, in a stored query, by their places alone.
	keep := s.b.resolving != nil && s.b.Env.Version.Active(version.Parted)
	for n, rel := range it.rels {
		for i := range rel.cols {
			c := rel.cols[i]
			if c.starHidden {
				continue
			}
			// What is merged here has no name but its place, which comes first.
			own := n == 0 && rel.item == 0 && c.item == 0
			if !keep || own {
				c.attr, c.item = int32(len(r.cols)+1), 0
			} else if c.item == 0 {
				c.item = rel.item
			}
			if keep {
				ref.Merge = append(ref.Merge, c.item, c.attr)
			}
			r.cols = append(r.cols, c)
		}
	}
	it.rels = []*scopeRel{r}
	return s.b.renameColumns(ref, r, ref.Alias)
}

// using merges the columns of USING or NATURAL.
// using gives the items of the join anew: the merged columns in an item without a name (or with
// that of USING … AS), which comes first, as * shows them first; then both sides, copied, with
// those columns hidden. The copies are this join's: whoever holds l and r sees them unmerged.
// Equality is added to the condition by the types of the sides as they are, not by the merged type
// (Postgres: transformJoinUsingClause).
// s has both sides' items.
func (s *scope) using(ref *ast.Join, j *rel.Join, l, r []*scopeRel) ([]*scopeRel, error) {
	names := ref.Using
	if ref.Natural && len(ref.Using) == 0 {
		names = commonNames(l, r)
	}
	if s.b.Env.Names != nil {
		s.b.Env.Names.Merged = true
	}
	// NATURAL is kept as the columns that it meant: a column that is added later does not join.
	if s.b.resolving != nil {
		ref.Natural, ref.Using = false, names
	}
	merged := &scopeRel{unnamed: true, name: ref.UsingAlias}
	// USING (…) AS u: the merged columns alone can be named by u.
	if ref.UsingAlias != "" {
		merged.unnamed, merged.what = false, "a join"
		if len(ref.Merge) == 0 && slices.ContainsFunc(s.rels, func(r *scopeRel) bool { return !r.unnamed && r.name == ref.UsingAlias }) {
			return nil, s.b.Fail(nil, pgerror.DuplicateAlias, "table name %q specified more than once", ref.UsingAlias)
		}
	}
	// The originals may be seen by other joins' scopes.
	l, r = copyRels(l), copyRels(r)
	var sides [][2]scalar.Expr
	for i, name := range names {
		if slices.Contains(names[:i], name) {
			return nil, s.b.Fail(nil, pgerror.DuplicateColumn, "column name %q appears more than once in USING clause", name)
		}
		lc, rc, err := s.usingColumns(ref, l, r, i, name)
		if err != nil {
			return nil, err
		}
		lx, rx := lc.ref(s.b), rc.ref(s.b)
		sides = append(sides, [2]scalar.Expr{lx, rx})
		m, err := s.mergedColumn(ref, name, lx, rx, lc, rc)
		if err != nil {
			return nil, err
		}
		// In the order of the names.
		merged.cols = append(merged.cols, m)
		for _, c := range []*scopeCol{lc, rc} {
			c.nameHidden, c.starHidden, c.merged = true, true, true
		}
	}
	for _, x := range sides { // that columns can't be merged is told first
		eq, err := s.b.Operator(ref, "=", x[0], x[1], ref, ref)
		if err != nil {
			return nil, err
		}
		j.On = append(j.On, eq)
	}
	return append(append([]*scopeRel{merged}, l...), r...), nil
}

// mergedColumn is the column that USING shows: that of the side whose rows are all kept, for FULL
// the first of both that is not NULL; brought to the common type of both.
// lc and rc say what it is in a kept query.
func (s *scope) mergedColumn(ref *ast.Join, name string, lx, rx scalar.Expr, lc, rc *scopeCol) (scopeCol, error) {
	m, side := scopeCol{name: name}, lc
	xs := []scalar.Expr{lx, rx}
	node := &ast.ColumnRef{Pos: -1, Name: name} // errors have no position
	t, err := s.b.common("JOIN/USING", []ast.Expr{node, node}, xs)
	if err != nil {
		return m, err
	}
	switch ref.Kind {
	case ast.JoinRight:
		m.expr, side = xs[1], rc
	case ast.JoinFull:
		m.expr = &scalar.Coalesce{T: t, Args: xs}
	// Both sides are equal, so that the one without a cast may be used by an index.
	case ast.JoinInner:
		// Either will do: the one that is not converted.
		if m.expr = xs[0]; m.expr != lx && xs[1] == rx {
			m.expr, side = rx, rc
		}
	default:
		m.expr = xs[0]
	}
	if v, ok := m.expr.(*scalar.Var); ok {
		m.id, m.expr = v.ID, nil
		if s.b.resolving != nil {
			// It is the column of one side, and is named so where it is kept.
			m.item, m.attr = side.item, side.attr
		}
	}
	return m, nil
}

// copyRels copies items and their columns, so that flags can be set on them.
func copyRels(in []*scopeRel) []*scopeRel {
	out := make([]*scopeRel, len(in))
	for i, r := range in {
		c := *r
		c.cols = append([]scopeCol(nil), r.cols...)
		out[i] = &c
	}
	return out
}

// usingColumns finds the columns that the i-th name of USING merges.
// A stored join has noted which columns these were (ref.Merge: item and number of the left and
// right one, four numbers for each name), and finds them whatever they are called now.
// lc and rc point into the copies, so that the caller may hide them.
func (s *scope) usingColumns(ref *ast.Join, l, r []*scopeRel, i int, name string) (lc, rc *scopeCol, err error) {
	if s.b.resolving == nil && len(ref.Merge) > 0 {
		m := ref.Merge[4*i:]
		lc, rc = attrIn(l, m[0], m[1]), attrIn(r, m[2], m[3])
		if lc == nil || rc == nil {
			return nil, nil, pgerror.Internal("plan: a stored join misses a column %q", name)
		}
		return lc, rc, nil
	}
	lc, lr, err := s.usingColumn(ref, l, name, "left")
	if err != nil {
		return nil, nil, err
	}
	rc, rr, err := s.usingColumn(ref, r, name, "right")
	if err == nil && s.b.resolving != nil {
		for _, side := range []struct {
			r *scopeRel
			c *scopeCol
		}{{lr, lc}, {rr, rc}} {
			if side.c.item == 0 {
				side.c.item = side.r.item
			}
			ref.Merge = append(ref.Merge, side.c.item, side.c.attr)
		}
	}
	return lc, rc, err
}

// usingColumn finds the one column of that name on a side: none (42703) and several (42702) are
// errors.
// side is left or right.
func (s *scope) usingColumn(ref *ast.Join, rels []*scopeRel, name, side string) (*scopeCol, *scopeRel, error) {
	var found *scopeCol
	var of *scopeRel
	for _, r := range rels {
		for i := range r.cols {
			c := &r.cols[i]
			if c.name != name || c.nameHidden || c.starHidden {
				continue
			}
			if found != nil {
				return nil, nil, s.b.Fail(nil, pgerror.AmbiguousColumn, "common column name %q appears more than once in %s table", name, side)
			}
			found, of = c, r
		}
	}
	if found == nil {
		return nil, nil, s.b.Fail(nil, pgerror.UndefinedColumn, "column %q specified in USING clause does not exist in %s table", name, side)
	}
	return found, of, nil
}

// commonNames are the columns that both sides of a NATURAL join have, in the order of the left.
// System columns and hidden ones do not count.
func commonNames(l, r []*scopeRel) []string {
	inRight := map[string]bool{}
	for _, rel := range r {
		for i := range rel.cols {
			if rel.cols[i].listed() {
				inRight[rel.cols[i].name] = true
			}
		}
	}
	var out []string
	seen := map[string]bool{}
	for _, rel := range l {
		for i := range rel.cols {
			if c := &rel.cols[i]; c.listed() && inRight[c.name] && !seen[c.name] {
				out, seen[c.name] = append(out, c.name), true
			}
		}
	}
	return out
}

// sequenceRef makes the one row of a sequence that is read like a table.
// The values are asked of the session when the row is computed, so that they are not of the
// snapshot that tables are read in, as sequences are outside of transactions. log_cnt is 0: nothing
// is logged ahead.
// Rights are those of the sequence.
func (s *scope) sequenceRef(ref *ast.TableName, d *catalog.SequenceDesc) (*fromItem, error) {
	s.b.needs(d, catalog.PrivilegeSelect)
	// Volatile: it is asked anew for each row.
	call := func(name string, t *types.Type, value func(last int64, called bool) types.Datum) scalar.Expr {
		return &scalar.HostCall{Name: name, T: t, Volatile: true, Fn: &host.Function{Name: name, Result: t, Volatility: builtin.Volatile,
			Fn: func(ctx context.Context, ss host.Session, _ *types.Env, _ []types.Datum) (types.Datum, error) {
				r, ok := ss.(host.SequenceReader)
				if !ok {
					return types.Null, pgerror.Internal("the session reads no sequences")
				}
				last, called, err := r.SequenceState(ctx, uint64(d.ID))
				return value(last, called), err
			}}}
	}
	row := []scalar.Expr{
		call("last_value", types.TInt8, func(last int64, _ bool) types.Datum { return types.Int(last) }),
		&scalar.Const{T: types.TInt8, Typmod: types.NoTypmod, D: types.Int(0)},
		call("is_called", types.TBool, func(_ int64, called bool) types.Datum { return types.Bool(called) }),
	}
	r := &scopeRel{name: d.Name}
	if ref.Alias.Name != "" {
		r.name = ref.Alias.Name
	}
	v := &rel.Values{Rows: [][]scalar.Expr{row}}
	for i, name := range []string{"last_value", "log_cnt", "is_called"} {
		id := s.b.NewVar(rel.Column{Name: name, Type: row[i].Type(), Typmod: types.NoTypmod, Alias: r.name})
		v.Vars = append(v.Vars, id)
		r.cols = append(r.cols, scopeCol{name: name, id: id})
	}
	if err := s.b.renameColumns(ref, r, ref.Alias); err != nil {
		return nil, err
	}
	return &fromItem{rel: v, rels: []*scopeRel{r}}, nil
}
