package session

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/ddl"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
)

// executeSchema runs a statement of the schema, and fills a materialized view that it made or
// emptied. The count of rows is -1 where the tag has none.
func (s *Session) executeSchema(ctx context.Context, env *ddl.Env, st ast.Statement, out Output) (string, int64, error) {
	return s.watched(ctx, env, st, func() (string, int64, error) { return s.executeUnwatched(ctx, env, st, out) })
}

func (s *Session) executeUnwatched(ctx context.Context, env *ddl.Env, st ast.Statement, out Output) (string, int64, error) {
	v, create := st.(*ast.CreateView)
	create = create && v.Materialized
	again, refresh := st.(*ast.RefreshView)
	if !create && !refresh {
		tag, err := s.m.o.Schema.Execute(ctx, env, st)
		return tag, -1, err
	}
	env.InBlock = true // rows come into the view before the commit
	tag, err := s.m.o.Schema.Execute(ctx, env, st)
	if err != nil || env.Made == 0 {
		return tag, -1, err
	}
	count, err := s.fillView(ctx, env.Made, out)
	if !refresh || !again.Concurrently {
		err = asBuild(err)
	}
	if create {
		return "SELECT", count, err
	}
	return tag, -1, err
}

// fillView inserts the rows of a materialized view's query into it, in its owner's name.
func (s *Session) fillView(ctx context.Context, id catalog.ID, out Output) (int64, error) {
	snap, err := s.schema.Snapshot(ctx)
	if err != nil {
		return 0, err
	}
	t, ok := snap.TableByID(id)
	if !ok {
		return 0, pgerror.Internal("materialized view %d is not there", id)
	}
	defer s.actAs(t.Owner, true)()
	name := ast.QName{Pos: -1, Name: t.Name}
	insert := &ast.Insert{Pos: -1, Table: ast.TableName{Pos: -1, Name: name}, Source: &ast.Select{Pos: -1,
		Targets: []ast.Target{{Pos: -1, Expr: &ast.ColumnRef{Pos: -1, Star: true}}}, From: []ast.TableRef{&ast.TableName{Pos: -1, Name: name, Rel: uint32(id)}}}}
	env := s.planEnv
	env.Text, env.Catalog, env.ParamTypes, env.Variables, env.Refresh = "", snap, nil, nil, id
	pl, err := s.built(insert, &env)
	if err != nil {
		return 0, err
	}
	// Its owner need not be able to insert into it.
	pl.Needs = slices.DeleteFunc(pl.Needs, func(n catalog.Need) bool { return n.Object == id })
	n, err := s.runFill(ctx, insert, pl, snap, nil, out)
	return n, err
}

// asBuild words a duplicate as Postgres does, which builds indexes when the rows are there.
func asBuild(err error) error {
	if !pgerror.Is(err, pgerror.UniqueViolation) {
		return err
	}
	e := pgerror.From(err).Clone()
	e.Message = fmt.Sprintf("could not create unique index %q", e.Constraint)
	e.Detail = strings.TrimSuffix(e.Detail, " already exists.") + " is duplicated."
	return e
}
