package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// with binds the WITH clause of st and adds its names to the scope.
// Each query is bound once, in the order in which they may read each other, and is known from then
// on: to the ones after it and to st. The scope gets a map of its own, so that a query around does
// not learn the names. For each it is decided whether it may be put in the place of its reads:
//
//	Inline   not MATERIALIZED, not writing, not recursive, no effects: the planner may
//	Pulled   it will be: NOT MATERIALIZED, or read once with constants to tell
//
// (Postgres inlines what is read once; 7.8.3 of its manual.)
//
// In a query, a name of WITH goes before those of tables and after none; an inner WITH hides an
// outer name (lookupCTE). Rights that binding a query has noted are kept with it: where nobody
// reads it, it does not run, and they are not asked for (needList).
func (b *Binder) with(s *scope, w *ast.With, st ast.Node) (*rel.With, error) {
	// A copy of the outer names: maps of enclosing queries are shared by all that are bound within.
	names := map[string]*rel.CTE{}
	for k, v := range s.ctes {
		names[k] = v
	}
	own := map[string]bool{}
	out := &rel.With{}
	s.ctes = names
	for i := range w.CTEs {
		q := &w.CTEs[i]
		if own[q.Name] {
			return nil, b.Fail(q, pgerror.DuplicateAlias, "WITH query name %q specified more than once", q.Name)
		}
		own[q.Name] = true
	}
	order, err := b.orderOfWith(w)
	if err != nil {
		return nil, err
	}
	// names that come later are taken down for the hint of hintFuture
	outer := b.future
	defer func() { b.future = outer }()
	for i, q := range order {
		if !w.Recursive {
			b.future = slices.Clip(outer)
			for _, later := range order[i:] {
				b.future = append(b.future, later.Name)
			}
		}
		if (q.Search != nil || q.Cycle != nil) && !w.Recursive {
			return nil, b.Fail(q, pgerror.SyntaxError, "WITH query is not recursive")
		}
		c := &rel.CTE{Name: q.Name, ID: len(b.ctes)}
		b.ctes = append(b.ctes, c)
		// Rights that are noted from here on, while this one is bound, are its own.
		rights := len(b.rights)
		if err := b.bindCTE(s, w, q, c); err != nil {
			return nil, err
		}
		c.Rights = b.rights[rights:len(b.rights):len(b.rights)]
		// Inline is a permission, Pulled a decision that the binder has to know: constants of a pulled query are
		// seen where types are chosen.
		c.Inline = q.Materialize != ast.MaterializeAlways && c.DML == nil && !c.Recursive && !b.HasEffects(c.Rel)
		c.Pulled = c.Inline && (q.Materialize == ast.MaterializeNever || c.Consts != nil && b.readsOf(q.Name, st) == 1)
		names[q.Name] = c
		out.CTEs = append(out.CTEs, c)
	}
	return out, nil
}

// orderOfWith puts the queries of WITH RECURSIVE behind those that they read: of those that read none that is
// left, the one that was written first.
// Two that read each other are refused, as in Postgres. Cost: a walk of each query for each of the others that
// it names.
// A query that reads itself is no obstacle: it is bound by recursive.
func (b *Binder) orderOfWith(w *ast.With) ([]*ast.CTE, error) {
	left := make([]*ast.CTE, len(w.CTEs))
	for i := range w.CTEs {
		left[i] = &w.CTEs[i]
	}
	if !w.Recursive {
		return left, nil
	}
	reads := b.readsOfWith(w)
	var out []*ast.CTE
	for len(left) > 0 {
		next := slices.IndexFunc(left, func(q *ast.CTE) bool {
			return len(reads[q.Name]) == 0 || len(reads[q.Name]) == 1 && reads[q.Name][q.Name]
		})
		if next < 0 {
			return nil, b.Fail(left[0], pgerror.FeatureNotSupported, "mutual recursion between WITH items is not implemented")
		}
		q := left[next]
		if _, sel := q.Stmt.(*ast.Select); !sel && reads[q.Name][q.Name] {
			return nil, b.Fail(q, pgerror.InvalidRecursion, "recursive query %q must not contain data-modifying statements", q.Name)
		}
		out, left = append(out, q), slices.Delete(left, next, next+1)
		for _, o := range left {
			delete(reads[o.Name], q.Name)
		}
	}
	return out, nil
}

// readsOfWith are, by the name of each query of w, the names of those that it reads, itself included.
// Names with a schema never mean a WITH query.
func (b *Binder) readsOfWith(w *ast.With) map[string]map[string]bool {
	own := map[string]bool{}
	for i := range w.CTEs {
		own[w.CTEs[i].Name] = true
	}
	out := map[string]map[string]bool{}
	for i := range w.CTEs {
		q := &w.CTEs[i]
		named, reads := map[string]bool{}, map[string]bool{}
		ast.Walk(q.Stmt, func(n ast.Node) bool {
			if t, ok := n.(*ast.TableName); ok && t.Name.Schema == "" && own[t.Name.Name] {
				named[t.Name.Name] = true
			}
			return true
		})
		for name := range named { // it may mean another WITH's query within, or a table
			if readsItself(b, name, q.Stmt) {
				reads[name] = true
			}
		}
		out[q.Name] = reads
	}
	return out
}

// bindCTE binds one query of WITH into c. What writes may only stand in the WITH of the statement
// itself: it has to run once and to its end, whoever reads it.
func (b *Binder) bindCTE(s *scope, w *ast.With, q *ast.CTE, c *rel.CTE) error {
	switch st := q.Stmt.(type) {
	case *ast.Select:
		if w.Recursive && readsItself(b, q.Name, st) {
			if err := b.wellFormed(q, st); err != nil {
				return err
			}
			return b.recursive(s, q, st, c)
		}
		// sibling: the same outer query, no FROM items of the statement.
		r, err := b.query(s.sibling(), st, queryOpts{})
		if err != nil {
			return err
		}
		c.Rel, c.Out, c.Consts = r.Rel, r.Out, r.Constants()
		return b.cteColumns(q, c, r.Names)
	case *ast.Merge:
		return b.Fail(q, pgerror.FeatureNotSupported, "MERGE not supported in WITH query")
	case *ast.Insert, *ast.Update, *ast.Delete:
		// topWith is the WITH of the statement itself; of an INSERT's query, of a view or a function's body it
		// is another.
		if w != b.topWith {
			return b.Fail(q, pgerror.FeatureNotSupported, "WITH clause containing a data-modifying statement must be at the top level")
		}
		d, err := b.dmlStmt(s.sibling(), st)
		if err != nil {
			return err
		}
		c.DML = d
		// A write without RETURNING may stand there unread, and can't be read.
		if !d.Returns() {
			return nil
		}
		c.Out = d.Returning.Out
		return b.cteColumns(q, c, d.Returning.Names)
	}
	return b.unsupported(q, "Use SELECT, INSERT, UPDATE or DELETE.", "this statement is not supported in WITH")
}

// cteColumns gives c the names, from the list after its name as far as that goes, and the types of
// what it gives (c.Out).
func (b *Binder) cteColumns(q *ast.CTE, c *rel.CTE, names []string) error {
	if len(q.Columns) > len(c.Out) {
		return b.Fail(q, pgerror.InvalidColumnReference, "WITH query %q has %d columns available but %d columns specified", q.Name, len(c.Out), len(q.Columns))
	}
	for i, id := range c.Out {
		name := names[i]
		if i < len(q.Columns) {
			name = q.Columns[i]
		}
		v := b.Info(id)
		c.Cols = append(c.Cols, rel.CTEColumn{Name: name, Type: v.Type, Typmod: v.Typmod, Collation: v.Collation, Row: v.Row})
	}
	return nil
}

// recursive binds base UNION [ALL] step, where step may read the query itself.
// Two CTEs are made: c is the query as others read it, work the rows of the last step, which alone
// the step reads. work gets its columns from base before step is bound: that is how step knows the
// query's types. The order is:
//
//	1  WITH within the query itself
//	2  base, whose unknown literals become text
//	3  SEARCH and CYCLE, over base's columns
//	4  step, with its unknown literals settled by base
//	5  both as a union (recursiveUnion)
func (b *Binder) recursive(s *scope, q *ast.CTE, st *ast.Select, c *rel.CTE) error {
	inner := s.sibling()
	inner.ctes = map[string]*rel.CTE{}
	for k, v := range s.ctes {
		inner.ctes[k] = v
	}
	// Work: not a plan of its own; the executor puts the rows of the last step there.
	work := &rel.CTE{Name: c.Name, Recursive: true, Work: true, ID: len(b.ctes)}
	b.ctes = append(b.ctes, work)
	inner.ctes[c.Name] = work
	var with *rel.With
	if st.With != nil {
		var err error
		outer := b.withOf
		b.withOf = work
		with, err = b.with(inner, st.With, st)
		if b.withOf = outer; err != nil {
			return err
		}
	}
	base, err := b.query(inner.sibling(), st.Left, queryOpts{})
	if err != nil {
		return err
	}
	work.Out = base.Out
	if err := b.cteColumns(q, work, base.Names); err != nil {
		return err
	}
	m, err := b.marksOf(inner.sibling(), q, work.Cols)
	if err != nil {
		return err
	}
	if m != nil {
		if err := m.base(q, st, work, base); err != nil {
			return err
		}
	}
	step, err := b.query(inner.sibling(), st.Right, queryOpts{keepUnknown: true}) // the other side settles it
	if err != nil {
		return err
	}
	if m != nil {
		if err := m.step(q, step); err != nil {
			return err
		}
	}
	if err := b.recursiveUnion(q, st, c, work, base, step); err != nil || with == nil {
		return err
	}
	// The inner WITH stands around both terms, and is computed once, not once for each step.
	with.In = c.Rel
	c.Rel = with
	return nil
}

// recursiveCollation wants a column to have the same collation in both terms, as with types.
// Else rows of the step would be compared otherwise than those that they are compared with.
func (b *Binder) recursiveCollation(st *ast.Select, name string, i int, first types.OID, base, step scalar.VarID) error {
	if b.collations == nil {
		return nil
	}
	n := targetNode(st.Left, i)
	all, err := b.commonCollation(st.All, b.outCollation(n, base), b.outCollation(targetNode(st.Right, i), step))
	if err != nil || all == first || all == NoCollation {
		return err
	}
	shown := func(id types.OID) string {
		// 0 is the default collation of the type.
		if id == 0 {
			id = b.Info(base).Type.Collation()
		}
		return catalog.CollationName(id)
	}
	if shown(all) == shown(first) {
		return nil
	}
	return b.Fail(n, pgerror.CollationMismatch, "recursive query %q column %d has collation %q in non-recursive term but collation %q overall", name, i+1, shown(first), shown(all)).
		WithHint("Use the COLLATE clause to set the collation of the non-recursive term.")
}

// recursiveUnion makes c of its parts. base decides types: a step's column of another type is
// converted only if that leads back to base's, else it is 42804 with the hint to cast. UNION
// without ALL drops what was there before, over all steps.
// The columns of the result are new ones: those of base and step belong to plans that run at different times.
func (b *Binder) recursiveUnion(q *ast.CTE, st *ast.Select, c, work *rel.CTE, base, step *rel.Query) error {
	if len(base.Out) != len(step.Out) {
		return b.Fail(st.Right, pgerror.SyntaxError, "each UNION query must have the same number of columns")
	}
	stepX := make([]scalar.Expr, len(step.Out))
	r := &rel.Recursive{Base: base.Rel, BaseVars: base.Out, All: st.All, Work: work}
	for i := range base.Out {
		want := b.Info(base.Out[i])
		// They have their types by construction (marksOf), and take no conversion.
		if i >= len(work.Cols) { // of SEARCH and CYCLE
			stepX[i] = b.Ref(step.Out[i])
			r.Vars = append(r.Vars, b.NewVar(rel.Column{Name: base.Names[i], Type: want.Type, Typmod: want.Typmod, Collation: want.Collation}))
			continue
		}
		if b.Info(step.Out[i]).Type == types.TUnknown {
			if err := b.settleItem(targetNode(st.Right, i), step.Rel, step.Out[i], want.Type); err != nil {
				return err
			}
		}
		x, err := b.Coerce(targetNode(st.Right, i), b.Ref(step.Out[i]), want.Type, builtin.Implicit)
		if err != nil {
			return err
		}
		// Postgres: determineRecursiveColTypes fixes the types by the first term, analyzeCTE compares them.
		if x == nil || x.Type() != want.Type {
			return b.Fail(targetNode(st.Left, i), pgerror.DatatypeMismatch,
				"recursive query %q column %d has type %s in non-recursive term but type %s overall", c.Name, i+1, want.Type, b.Info(step.Out[i]).Type).
				WithHint("Cast the output of the non-recursive term to the correct type.")
		}
		if want.Typmod != types.NoTypmod && scalar.TypmodOf(x) != want.Typmod && b.views == 0 { // views may be older than this rule
			return b.Fail(targetNode(st.Left, i), pgerror.DatatypeMismatch,
				"recursive query %q column %d has type %s in non-recursive term but type %s overall", c.Name, i+1, want.Type.Format(want.Typmod), want.Type).
				WithHint("Cast the output of the non-recursive term to the correct type.")
		}
		if err := b.recursiveCollation(st, c.Name, i, want.Collation, base.Out[i], step.Out[i]); err != nil {
			return err
		}
		stepX[i] = x
		r.Vars = append(r.Vars, b.NewVar(rel.Column{Name: want.Name, Type: want.Type, Typmod: want.Typmod, Collation: want.Collation}))
	}
	r.Step, r.StepVars = b.projectAll(step.Rel, stepX)
	c.Rel, c.Out = r, r.Vars
	c.Recursive = true
	return b.cteColumns(q, c, base.Names)
}
