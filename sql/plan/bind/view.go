package bind

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/rel"
)

// A view in FROM is its query, bound where it stands, as a subquery is. Whoever reads the view
// needs SELECT on it; what it reads is read in its owner's name, or with security_invoker in
// the name of who runs the statement. Row security of tables follows that name.

// viewDepthMax is how deep views may lie in each other: each is bound within the one that
// reads it.
// It bounds the recursion of binding, planning and rewriting, each of which goes as deep as the views do.
const viewDepthMax = 200

// viewUse is a view where it stands once.
// The columns that the statement names are noted in need: they are what SELECT on the view is asked
// for.
type viewUse struct {
	table *catalog.TableDesc
	need  *rel.Need
}

// The options of views.
const (
	optionBarrier = "security_barrier"
	optionInvoker = "security_invoker"
	optionCheck   = "check_option"
)

// sequence finds the sequence that a FROM item names.
// An error of the name is left for the table look-up, which comes next, to tell.
func (b *Binder) sequence(ref *ast.TableName) (*catalog.SequenceDesc, bool) {
	if ref.Rel != 0 && b.resolving == nil {
		return b.Env.Catalog.SequenceByID(catalog.ID(ref.Rel))
	}
	d, err := b.Env.Catalog.Sequence(b.Env.Path, ref.Name)
	if err != nil {
		return nil, false
	}
	if b.resolving != nil {
		ref.Rel = uint32(d.ID)
	}
	return d, true
}

// tableOf finds the table or view that a FROM item names.
// It is noted that the plan depends on it.
func (b *Binder) tableOf(ref *ast.TableName) (*catalog.TableDesc, error) {
	if ref.Rel != 0 && b.resolving == nil {
		t, ok := b.Env.Catalog.TableByID(catalog.ID(ref.Rel))
		if !ok {
			return nil, pgerror.New(pgerror.UndefinedTable, "relation with OID %d does not exist", ref.Rel)
		}
		b.TableUse(t)
		return t, nil
	}
	t, err := b.table(&ref.Name)
	if err == nil && b.resolving != nil {
		ref.Rel = uint32(t.ID)
	}
	return t, err
}

// mayUseView refuses views where restrict_nonsystem_relation_kind does; they may still be named in
// what is only defined.
//
// It is the setting for pg_dump, which reads tables of others: a view there could run what its
// owner likes in the name of who dumps.
func (b *Binder) mayUseView(t *catalog.TableDesc) error {
	if !b.Env.NoViews {
		return nil
	}
	return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "access to non-system view %q is restricted", t.Name)
}

// viewRef binds a view in FROM.
// Its columns are those that the view was made with, by their places in the query: what has been
// renamed since, here or below, does not matter.
func (s *scope) viewRef(ref *ast.TableName, t *catalog.TableDesc) (*fromItem, error) {
	b := s.b
	if t.IsView() && !b.defining {
		if err := b.mayUseView(t); err != nil {
			return nil, err
		}
	}
	r := &scopeRel{name: t.Name, schema: b.schemaName(t), view: &viewUse{table: t, need: b.needs(t, catalog.PrivilegeSelect)}}
	if ref.Alias.Name != "" {
		r.name, r.schema = ref.Alias.Name, ""
	}
	// FOR UPDATE of the statement reaches the tables within the view (locked gives a copy of the query with the
	// clauses); the stored query is never changed.
	q, err := b.viewQuery(t, s.locked(t.Query, r.name, ref.Item))
	if err != nil {
		return nil, err
	}
	if r.sub = q.Rel; t.Flag(optionBarrier) {
		// Only leakproof conditions go through a Barrier.
		r.sub = &rel.Barrier{In: q.Rel}
	}
	for i := range t.Columns {
		c := &t.Columns[i]
		if c.Hidden {
			continue // of a materialized view
		}
		r.cols = append(r.cols, scopeCol{name: b.columnName(t, c), id: q.Out[i], attr: int32(c.ID), of: r.view.need, slot: i})
	}
	if err := b.renameColumns(ref, r, ref.Alias); err != nil {
		return nil, err
	}
	if b.Env.Names != nil {
		b.Env.Names.Tables[ref] = t
	}
	return &fromItem{rel: r.sub, rels: []*scopeRel{r}}, nil
}

// viewQuery binds the query of a view, q being that or the same with locking clauses.
func (b *Binder) viewQuery(t *catalog.TableDesc, q *ast.Select) (*rel.Query, error) {
	var out *rel.Query
	err := b.inView(t, func() (err error) {
		if out, err = b.query(b.rootScope(), q, queryOpts{}); err == nil && len(out.Out) != t.VisibleColumns() {
			// A view is kept with its columns: a query that gives others was changed under it, by a bug or by
			// hand.
			err = pgerror.New(pgerror.DataCorrupted, "view %q has %d columns, and its query %d", t.Name, t.VisibleColumns(), len(out.Out))
		}
		return err
	})
	return out, err
}

// inView binds a part of a view: nothing of the statement that reads it counts there.
// The environment is the view's own: no text (errors have no position), no path (all is numbers),
// no variables; the role is that of the owner, or with security_invoker of who runs the statement.
// Whatever bind returns, all of it is put back.
func (b *Binder) inView(t *catalog.TableDesc, bind func() error) error {
	if t.QueryErr != nil {
		return t.QueryErr
	}
	if b.views >= viewDepthMax {
		return pgerror.New(pgerror.StatementTooComplex, "stack depth limit exceeded").
			WithHint("Views may read each other %d deep: let view %q read tables.", viewDepthMax, t.Name)
	}
	inner := *b.Env
	inner.Text, inner.Literals, inner.Names, inner.Path = "", nil, nil, &catalog.SearchPath{Database: t.DatabaseID, Role: b.sessionRole()}
	// These five, and views, are all of the binder that depends on whose text is bound. What is added to the
	// binder's state and is of that kind has to be put back here, too.
	env, res, frozen, stored, runAs := b.Env, b.resolving, b.frozen, b.stored, b.runAs
	if b.views == 0 {
		b.path = env.Path
	}
	b.Env, b.resolving, b.frozen, b.stored, b.runAs = &inner, nil, false, 0, t.Owner
	if t.Flag(optionInvoker) || b.sessionRole() == 0 {
		b.runAs = 0
	}
	b.views++
	defer func() {
		b.Env, b.resolving, b.frozen, b.stored, b.runAs = env, res, frozen, stored, runAs
		b.views--
	}()
	return bind()
}
