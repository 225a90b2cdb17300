package plan

import (
	"slices"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// relWith is a query with its WITH queries, which are computed anew each time
// that it starts.
type relWith struct {
	ctes []*cte
	in   rel
}

func (r *relWith) out() []scalar.VarID { return r.in.out() }

// with binds the WITH clause of st and adds its names to the scope.
func (b *binder) with(s *scope, w *ast.With, st ast.Node) (*relWith, error) {
	names := map[string]*cte{}
	for k, v := range s.ctes {
		names[k] = v
	}
	own := map[string]bool{}
	out := &relWith{}
	s.ctes = names
	for i := range w.CTEs {
		q := &w.CTEs[i]
		if own[q.Name] {
			return nil, b.fail(q, pgerror.DuplicateAlias, "WITH query name %q specified more than once", q.Name)
		}
		own[q.Name] = true
	}
	order, err := b.orderOfWith(w)
	if err != nil {
		return nil, err
	}
	for _, q := range order {
		if (q.Search != nil || q.Cycle != nil) && !w.Recursive {
			return nil, b.fail(q, pgerror.SyntaxError, "WITH query is not recursive")
		}
		c := &cte{name: q.Name, id: len(b.ctes)}
		b.ctes = append(b.ctes, c)
		rights := len(b.rights)
		if err := b.bindCTE(s, w, q, c); err != nil {
			return nil, err
		}
		c.rights = b.rights[rights:len(b.rights):len(b.rights)]
		c.inline = q.Materialize != ast.MaterializeAlways && c.dml == nil && !c.recursive && !b.hasEffects(c.rel)
		c.pulled = c.inline && (q.Materialize == ast.MaterializeNever || c.consts != nil && b.readsOf(q.Name, st) == 1)
		names[q.Name] = c
		out.ctes = append(out.ctes, c)
	}
	return out, nil
}

// orderOfWith puts the queries of WITH RECURSIVE behind those that they read.
func (b *binder) orderOfWith(w *ast.With) ([]*ast.CTE, error) {
	left := make([]*ast.CTE, len(w.CTEs))
	for i := range w.CTEs {
		left[i] = &w.CTEs[i]
	}
	if !w.Recursive {
		return left, nil
	}
	var out []*ast.CTE
	for len(left) > 0 {
		next := slices.IndexFunc(left, func(q *ast.CTE) bool {
			return !slices.ContainsFunc(left, func(o *ast.CTE) bool { return o != q && readsItself(b, o.Name, q.Stmt) })
		})
		if next < 0 {
			return nil, b.fail(left[0], pgerror.FeatureNotSupported, "mutual recursion between WITH items is not implemented")
		}
		q := left[next]
		if _, reads := q.Stmt.(*ast.Select); !reads && readsItself(b, q.Name, q.Stmt) {
			return nil, b.fail(q, pgerror.InvalidRecursion, "recursive query %q must not contain data-modifying statements", q.Name)
		}
		out, left = append(out, q), slices.Delete(left, next, next+1)
	}
	return out, nil
}

func (b *binder) bindCTE(s *scope, w *ast.With, q *ast.CTE, c *cte) error {
	switch st := q.Stmt.(type) {
	case *ast.Select:
		if w.Recursive && readsItself(b, q.Name, st) {
			if err := b.wellFormed(q, st); err != nil {
				return err
			}
			return b.recursive(s, q, st, c)
		}
		r, err := b.query(s.sibling(), st, queryOpts{})
		if err != nil {
			return err
		}
		c.rel, c.out, c.consts = r.rel, r.out, r.constants()
		return b.cteColumns(q, c, r.names)
	case *ast.Merge:
		return b.fail(q, pgerror.FeatureNotSupported, "MERGE not supported in WITH query")
	case *ast.Insert, *ast.Update, *ast.Delete:
		if w != b.topWith {
			return b.fail(q, pgerror.FeatureNotSupported, "WITH clause containing a data-modifying statement must be at the top level")
		}
		d, err := b.dmlStmt(s.sibling(), st)
		if err != nil {
			return err
		}
		c.dml = d
		if !d.returns() {
			return nil
		}
		c.out = d.returning.out
		return b.cteColumns(q, c, d.returning.names)
	}
	return b.unsupported(q, "Use SELECT, INSERT, UPDATE or DELETE.", "this statement is not supported in WITH")
}

func (b *binder) cteColumns(q *ast.CTE, c *cte, names []string) error {
	if len(q.Columns) > len(c.out) {
		return b.fail(q, pgerror.InvalidColumnReference, "WITH query %q has %d columns available but %d columns specified", q.Name, len(c.out), len(q.Columns))
	}
	for i, id := range c.out {
		name := names[i]
		if i < len(q.Columns) {
			name = q.Columns[i]
		}
		v := b.info(id)
		c.cols = append(c.cols, cteCol{name: name, t: v.t, typmod: v.typmod})
	}
	return nil
}

// recursive binds base UNION [ALL] step, where step may read the query itself.
func (b *binder) recursive(s *scope, q *ast.CTE, st *ast.Select, c *cte) error {
	inner := s.sibling()
	inner.ctes = map[string]*cte{}
	for k, v := range s.ctes {
		inner.ctes[k] = v
	}
	work := &cte{name: c.name, recursive: true, work: true, id: len(b.ctes)}
	b.ctes = append(b.ctes, work)
	inner.ctes[c.name] = work
	var with *relWith
	if st.With != nil {
		var err error
		if with, err = b.with(inner, st.With, st); err != nil {
			return err
		}
	}
	base, err := b.query(inner.sibling(), st.Left, queryOpts{})
	if err != nil {
		return err
	}
	work.out = base.out
	if err := b.cteColumns(q, work, base.names); err != nil {
		return err
	}
	m, err := b.marksOf(inner.sibling(), q, work.cols)
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
	with.in = c.rel
	c.rel = with
	return nil
}

func (b *binder) recursiveUnion(q *ast.CTE, st *ast.Select, c, work *cte, base, step *query) error {
	if len(base.out) != len(step.out) {
		return b.fail(st.Right, pgerror.SyntaxError, "each UNION query must have the same number of columns")
	}
	stepX := make([]scalar.Expr, len(step.out))
	r := &relRecursive{base: base.rel, baseV: base.out, all: st.All, work: work}
	for i := range base.out {
		want := b.info(base.out[i])
		if i >= len(work.cols) { // of SEARCH and CYCLE
			stepX[i] = b.ref(step.out[i])
			r.vars = append(r.vars, b.newVar(varInfo{name: base.names[i], t: want.t, typmod: want.typmod}))
			continue
		}
		if b.info(step.out[i]).t == types.TUnknown {
			if err := b.settleItem(targetNode(st.Right, i), step.rel, step.out[i], want.t); err != nil {
				return err
			}
		}
		x, err := b.coerce(targetNode(st.Right, i), b.ref(step.out[i]), want.t, types.Implicit)
		if err != nil {
			return err
		}
		if x == nil || x.Type() != want.t {
			return b.fail(targetNode(st.Left, i), pgerror.DatatypeMismatch,
				"recursive query %q column %d has type %s in non-recursive term but type %s overall", c.name, i+1, want.t, b.info(step.out[i]).t).
				WithHint("Cast the output of the non-recursive term to the correct type.")
		}
		if want.typmod != types.NoTypmod && scalar.TypmodOf(x) != want.typmod && b.views == 0 { // views may be older than this rule
			return b.fail(targetNode(st.Left, i), pgerror.DatatypeMismatch,
				"recursive query %q column %d has type %s in non-recursive term but type %s overall", c.name, i+1, want.t.Format(want.typmod), want.t).
				WithHint("Cast the output of the non-recursive term to the correct type.")
		}
		stepX[i] = x
		r.vars = append(r.vars, b.newVar(varInfo{name: want.name, t: want.t, typmod: want.typmod}))
	}
	r.step, r.stepV = b.projectAll(step.rel, stepX)
	c.rel, c.out = r, r.vars
	c.recursive = true
	return b.cteColumns(q, c, base.names)
}
