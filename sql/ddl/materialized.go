package ddl

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/stored"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
)

// A materialized view is a table that knows the query its rows come from. Nothing writes to it
// but REFRESH, which gives it a new prefix and fills that in the same transaction: readers go
// on with what they see, whatever CONCURRENTLY says.

// createMaterialized is CREATE MATERIALIZED VIEW. The caller fills what Env.Made says.
func (r *run) createMaterialized(s *ast.CreateView) error {
	if err := r.parted("materialized views"); err != nil {
		return err
	}
	c := &ast.CreateTable{Pos: s.Pos, Name: s.Name, With: s.With, Tablespace: s.Tablespace, AccessMethod: s.AccessMethod}
	c.Name.Pos = -1 // as in Postgres, where the query has been read by then
	if err := tableSupported(c); err != nil {
		return err
	}
	view, err := r.resolveMaterialized(s)
	if err != nil {
		return err
	}
	schema, err := r.target(c.Name, s.Persistence)
	if err != nil {
		return err
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	if _, ok := snap.RelationIn(schema, s.Name.Name); ok {
		if s.IfNotExists {
			r.skip(pgerror.DuplicateTable, "relation %q already exists", s.Name.Name)
			return nil
		}
		return pgerror.New(pgerror.DuplicateTable, "relation %q already exists", s.Name.Name)
	}
	if err := r.freeRowType(schema, s.Name.Name); err != nil {
		return err
	}
	sh, err := r.emptyTable(schema, c)
	if err != nil {
		return err
	}
	names := make([]ast.ColumnDef, len(s.Columns))
	for i, n := range s.Columns {
		names[i].Name = n
	}
	if err := sh.fillFrom(view.Columns, names); err != nil {
		return err
	}
	return r.putMaterialized(sh.t, view, s.WithData == ast.WithDataNo)
}

func (r *run) putMaterialized(t *catalog.TableDesc, view *bind.Resolved, empty bool) (err error) {
	if t.MatQuery, err = stored.Encode(view.Query); err != nil {
		return pgerror.Unsupported("Make the view of smaller ones.", "%s", err.Error())
	}
	if t.RuleID, err = r.env.State.NewID(r.ctx); err != nil {
		return err
	}
	t.Query, t.Refs, t.Unpopulated = view.Query, view.Refs, empty
	if err := r.checkLasting(t); err != nil {
		return err
	}
	if err := r.env.State.Create(r.ctx, t); err != nil {
		return err
	}
	if err := r.guardFresh(t); err != nil {
		return err
	}
	if !empty {
		r.env.Made = t.ID
	}
	return r.depend(t.ID, nil, t.Refs)
}

// resolveMaterialized resolves the query and refuses those that can't be refreshed.
func (r *run) resolveMaterialized(s *ast.CreateView) (*bind.Resolved, error) {
	switch {
	case s.Persistence == ast.PersistenceUnlogged:
		return nil, pgerror.New(pgerror.FeatureNotSupported, "materialized views cannot be unlogged")
	case s.Query.IntoTable() != nil:
		return nil, pgerror.New(pgerror.SyntaxError, "SELECT ... INTO is not allowed here")
	case s.Query.With != nil && writesIn(s.Query.With):
		return nil, pgerror.New(pgerror.FeatureNotSupported, "materialized views must not use data-modifying statements in WITH")
	}
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	view, err := bind.ResolveQuery(s.Query, r.bindEnv(snap, r.env.Text))
	if err != nil {
		return nil, err
	}
	if usesTemporary(snap, view.Refs) {
		return nil, pgerror.New(pgerror.FeatureNotSupported, "materialized views must not use temporary tables or views")
	}
	nameOutputs(view, s.Columns[:min(len(s.Columns), len(view.Columns))])
	return view, nil
}

func writesIn(w *ast.With) bool {
	for i := range w.CTEs {
		if _, reads := w.CTEs[i].Stmt.(*ast.Select); !reads {
			return true
		}
	}
	return false
}

// refresh is REFRESH MATERIALIZED VIEW: the view has no rows after it, and Env.Made tells the
// caller to fill it.
func (r *run) refresh(s *ast.RefreshView) error {
	name := s.Name
	name.Pos = -1
	old, err := r.table(name)
	if err != nil {
		return err
	}
	if !old.IsMaterialized() {
		return pgerror.New(pgerror.WrongObjectType, "%q is not a table or materialized view", old.Name)
	}
	if err := r.mayChange(old); err != nil {
		return err
	}
	if old.QueryErr != nil {
		return old.QueryErr
	}
	if err := r.mayRefreshConcurrently(s, old); err != nil {
		return err
	}
	t, err := r.edit(old)
	if err != nil {
		return err
	}
	id, err := r.env.State.NewID(r.ctx)
	if err != nil {
		return err
	}
	t.Prefix, t.Unpopulated = uint64(id), s.WithData == ast.WithDataNo
	if err := r.env.State.Write(r.ctx, old, t); err != nil {
		return err
	}
	if err := r.guardFresh(t); err != nil {
		return err
	}
	if !t.Unpopulated {
		r.env.Made = t.ID
	}
	return r.clearLater(old, 0)
}

// mayRefreshConcurrently asks what Postgres asks, so that a script that passes here passes
// there.
func (r *run) mayRefreshConcurrently(s *ast.RefreshView, t *catalog.TableDesc) error {
	if !s.Concurrently {
		return nil
	}
	if t.Unpopulated {
		return pgerror.New(pgerror.FeatureNotSupported, "CONCURRENTLY cannot be used when the materialized view is not populated")
	}
	if s.WithData == ast.WithDataNo {
		return pgerror.New(pgerror.SyntaxError, "CONCURRENTLY and WITH NO DATA options cannot be used together")
	}
	for i := range t.Indexes {
		if ix := &t.Indexes[i]; ix.OID != 0 && ix.State == catalog.IndexPublic && ix.Identifies() {
			return nil
		}
	}
	schema, err := r.schemaOf(t)
	if err != nil {
		return err
	}
	return pgerror.New(pgerror.ObjectNotInPrerequisiteState, "cannot refresh materialized view \"%s.%s\" concurrently", catalog.QuoteIdent(schema.Name), catalog.QuoteIdent(t.Name)).
		WithHint("Create a unique index with no WHERE clause on one or more columns of the materialized view.")
}

// alterMaterializedAction refuses what ALTER can't do to a materialized view.
func alterMaterializedAction(t *catalog.TableDesc, c ast.AlterCmd) error {
	switch c.(type) {
	case *ast.SetOptions, *ast.OwnerTo, *ast.SetStatistics, *ast.SetStorage, *ast.SetCompression, *ast.SetColumnOptions, *ast.ClusterOn, *ast.ReplicaIdentity,
		*ast.SetTablespace, *ast.SetAccessMethod:
		return nil
	}
	return pgerror.New(pgerror.WrongObjectType, "ALTER action %s cannot be performed on relation %q", alterActionName(c), t.Name).
		WithDetail("This operation is not supported for materialized views.")
}
