package bind

import (
	"container/heap"
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
//
//	WITH a AS (SELECT 1 AS x) SELECT * FROM a                       Pulled: one read, a constant to tell
//	WITH a AS (SELECT * FROM t) SELECT * FROM a, a AS b             Inline: it is read twice, the planner sees to it
//	WITH a AS MATERIALIZED (SELECT * FROM t) SELECT * FROM a        neither
//	WITH a AS (DELETE FROM t RETURNING *) SELECT 1                  neither; it runs, though nobody reads it
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
	// A name that is given twice is told before any query is bound (Postgres: transformWithClause).
	order, err := b.orderOfWith(w)
	if err != nil {
		return nil, err
	}
	// names that come later are taken down for the hint of hintFuture
	outer := b.future
	defer func() { b.future = outer }()
	var later []string
	if !w.Recursive {
		for _, q := range order {
			later = append(later, q.Name)
		}
		later = append(later, outer...)
	}
	reads := readsBehind(w, st)
	for i, q := range order {
		if !w.Recursive {
			b.future = later[i:] // its own name is in it: without RECURSIVE a query does not know itself
		}
		if (q.Search != nil || q.Cycle != nil) && !w.Recursive {
			return nil, b.Fail(q, pgerror.SyntaxError, "WITH query is not recursive")
		}
		c := &rel.CTE{Name: q.Name, ID: len(b.ctes), Within: b.reader, Never: q.Materialize == ast.MaterializeNever}
		b.ctes = append(b.ctes, c)
		// Rights that are noted from here on, while this one is bound, are its own.
		rights := len(b.rights)
		b.reader = c
		err := b.bindCTE(s, w, q, c)
		if b.reader = c.Within; err != nil {
			return nil, err
		}
		// Cut at its end, as what follows adds to b.rights. Policies of its tables are bound later, and say by Need.Within
		// whose they are.
		c.Rights = b.rights[rights:len(b.rights):len(b.rights)]
		// Inline is a permission, Pulled a decision that the binder has to know: constants of a pulled query are
		// seen where types are chosen.
		c.Inline = q.Materialize != ast.MaterializeAlways && c.DML == nil && !c.Recursive && !b.HasEffects(c.Rel)
		c.Pulled = c.Inline && (c.Never || c.Consts != nil && reads()[q.Name] == 1)
		names[q.Name] = c
		out.CTEs = append(out.CTEs, c)
	}
	return out, nil
}

// orderOfWith puts the queries of WITH RECURSIVE behind those that they read: of those that read none that is
// left, the one that was written first.
// Two that read each other are refused, as in Postgres.
// A query that reads itself is no obstacle: it is bound by recursive.
//
//	WITH RECURSIVE b AS (SELECT * FROM a), a AS (SELECT 1) …        a, b
//	WITH RECURSIVE a AS (SELECT * FROM b), b AS (SELECT * FROM a)   0A000: mutual recursion
//
// Cost: a walk of each query, and for each the names that it reads.
func (b *Binder) orderOfWith(w *ast.With) ([]*ast.CTE, error) {
	// Without RECURSIVE a query reads those before it alone, so the order that is written will do.
	if !w.Recursive {
		out := make([]*ast.CTE, len(w.CTEs))
		for i := range w.CTEs {
			out[i] = &w.CTEs[i]
		}
		return out, nil
	}
	at := map[string]int{}
	for i := range w.CTEs {
		at[w.CTEs[i].Name] = i
	}
	// How many others each reads that are not bound yet, and who reads it.
	unbound, readers, itself := make([]int, len(w.CTEs)), make([][]int, len(w.CTEs)), make([]bool, len(w.CTEs))
	var ready places
	walk := newWithReads(w)
	for i := range w.CTEs {
		for name := range walk.of(&w.CTEs[i]) {
			if j := at[name]; j != i {
				unbound[i]++
				readers[j] = append(readers[j], i)
			} else {
				itself[i] = true
			}
		}
		if unbound[i] == 0 {
			ready = append(ready, i)
		}
	}
	var out []*ast.CTE
	for len(ready) > 0 {
		i := heap.Pop(&ready).(int)
		// UNION is what recursion is of, so what writes can't read itself; it may read others, and be read.
		q := &w.CTEs[i]
		if _, sel := q.Stmt.(*ast.Select); !sel && itself[i] {
			return nil, b.Fail(q, pgerror.InvalidRecursion, "recursive query %q must not contain data-modifying statements", q.Name)
		}
		out, unbound[i] = append(out, q), -1
		for _, j := range readers[i] {
			if unbound[j]--; unbound[j] == 0 {
				heap.Push(&ready, j)
			}
		}
	}
	if len(out) < len(w.CTEs) {
		first := slices.IndexFunc(unbound, func(n int) bool { return n > 0 })
		return nil, b.Fail(&w.CTEs[first], pgerror.FeatureNotSupported, "mutual recursion between WITH items is not implemented")
	}
	return out, nil
}

// places are numbers of which the least comes first (container/heap).
type places []int

// The least comes first, so that queries without an order among them stay in that of writing.
func (p places) Len() int           { return len(p) }
func (p places) Less(i, j int) bool { return p[i] < p[j] }
func (p places) Swap(i, j int)      { p[i], p[j] = p[j], p[i] }
func (p *places) Push(x any)        { *p = append(*p, x.(int)) }
func (p *places) Pop() (x any) {
	n := len(*p) - 1
	x, *p = (*p)[n], (*p)[:n]
	return x
}

// withReads is a walk that counts reads of the queries of a WITH by their names. hidden has those that it looks for, and
// how many queries of their name hide each where the walk is. Names with a schema are none of them.
//
// For WITH a AS (…), b AS (WITH a AS (…) SELECT * FROM a) SELECT * FROM b, the a that b reads is
// its own: within b, hidden["a"] is 1, and the read is not counted.
type withReads struct {
	hidden, reads map[string]int
}

// newWithReads looks for the names of w, none of which is hidden at first.
func newWithReads(w *ast.With) *withReads {
	r := &withReads{hidden: make(map[string]int, len(w.CTEs)), reads: map[string]int{}}
	for i := range w.CTEs {
		r.hidden[w.CTEs[i].Name] = 0
	}
	return r
}

// of counts how often n reads each, alone.
func (r *withReads) of(n ast.Node) map[string]int {
	r.reads = map[string]int{}
	r.visit(n)
	return r.reads
}

// visit walks n and leaves hidden as it was before.
func (r *withReads) visit(n ast.Node) {
	if t, ok := n.(*ast.TableName); ok {
		// A schema, or the number of a resolved name, means a table whatever WITH has.
		if hidden, own := r.hidden[t.Name.Name]; own && hidden == 0 && t.Name.Schema == "" && t.Rel == 0 {
			r.reads[t.Name.Name]++
		}
	}
	var within *ast.With
	if st, ok := n.(ast.Statement); ok {
		within = ast.WithOf(st)
	}
	if within != nil {
		r.with(within)
	}
	children(n, func(child ast.Node) {
		if _, is := child.(*ast.With); !is || within == nil { // with has looked at it
			r.visit(child)
		}
	})
	if within != nil {
		for i := range within.CTEs {
			r.hide(within.CTEs[i].Name, -1)
		}
	}
}

// with looks at the queries of a WITH within, and leaves its names hidden: without RECURSIVE each to those behind it,
// and not to itself.
func (r *withReads) with(w *ast.With) {
	for i := range w.CTEs {
		if w.Recursive {
			r.hide(w.CTEs[i].Name, 1)
		}
	}
	for i := range w.CTEs {
		r.visit(&w.CTEs[i])
		if !w.Recursive {
			r.hide(w.CTEs[i].Name, 1)
		}
	}
}

// hide notes that a query of that name begins (1) or ceases (-1) to stand in the way.
func (r *withReads) hide(name string, by int) {
	if _, own := r.hidden[name]; own {
		r.hidden[name] += by
	}
}

// bindCTE binds one query of WITH into c. What writes may only stand in the WITH of the statement
// itself: it has to run once and to its end, whoever reads it.
func (b *Binder) bindCTE(s *scope, w *ast.With, q *ast.CTE, c *rel.CTE) error {
	switch st := q.Stmt.(type) {
	case *ast.Select:
		// RECURSIVE is of the whole clause: queries that don't read themselves are as any others.
		if w.Recursive && readsItself(b, q.Name, st) {
			if err := b.wellFormed(q, st); err != nil {
				return err
			}
			return b.recursive(s, q, st, c)
		}
		// sibling: the same outer query, no FROM items of the statement.
		// Literals of unknown type become text here: readers see columns that have types.
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
// Postgres: analyzeCTETargetList.
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
		// A read of the query in its own WITH is refused with words of its own (cteRef), as in Postgres.
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
	// The columns of SEARCH and CYCLE are counted as well: both sides have got theirs by now, or neither has.
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
