package plan

import (
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
		if q.Search != nil || q.Cycle != nil {
			return nil, b.unsupported(q, "Keep the path in a column.", "SEARCH and CYCLE are not supported")
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
	case *ast.Insert, *ast.Update, *ast.Delete:
		if s.parent != nil {
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
	work := &cte{name: c.name, recursive: true, id: len(b.ctes)}
	b.ctes = append(b.ctes, work)
	inner.ctes[c.name] = work
	if st.With != nil {
		return b.unsupported(st.With, "Move the inner WITH to the outer query.", "WITH inside of a recursive query is not supported")
	}
	base, err := b.query(inner.sibling(), st.Left, queryOpts{})
	if err != nil {
		return err
	}
	work.out = base.out
	if err := b.cteColumns(q, work, base.names); err != nil {
		return err
	}
	step, err := b.query(inner.sibling(), st.Right, queryOpts{})
	if err != nil {
		return err
	}
	return b.recursiveUnion(q, st, c, work, base, step)
}

func (b *binder) recursiveUnion(q *ast.CTE, st *ast.Select, c, work *cte, base, step *query) error {
	if len(base.out) != len(step.out) {
		return b.fail(st.Right, pgerror.SyntaxError, "each UNION query must have the same number of columns")
	}
	stepX := make([]scalar.Expr, len(step.out))
	r := &relRecursive{base: base.rel, baseV: base.out, all: st.All, work: work}
	for i := range base.out {
		want := b.info(base.out[i])
		x, err := b.coerce(targetNode(st.Right, i), b.ref(step.out[i]), want.t, types.Implicit)
		if err != nil {
			return err
		}
		if x == nil || x.Type() != want.t {
			return b.fail(targetNode(st.Left, i), pgerror.DatatypeMismatch,
				"recursive query %q column %d has type %s in non-recursive term but type %s overall", c.name, i+1, want.t, b.info(step.out[i]).t).
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
