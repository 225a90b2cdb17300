package ddl

import (
	"context"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
)

// measured are the expressions over t that ANALYZE measures, bound by env, which eval computes.
func measured(t *catalog.TableDesc, env *bind.Env, eval func(*host.Scalar, []types.Datum) (types.Datum, error)) ([]stats.Expr, error) {
	list, err := bind.MeasuredScalars(t, env)
	if err != nil {
		return nil, err
	}
	var out []stats.Expr
	for _, x := range list {
		out = append(out, stats.Expr{Column: x.Column, ID: stats.ExprID{Object: x.Object, At: x.At}, Type: x.Scalar.Type(),
			Value: func(row []types.Datum) (types.Datum, error) { return eval(x.Scalar, row) }})
	}
	return out, nil
}

// MeasuredAlone is what a node measures of t without anybody's asking. What calls a routine of the schema, which
// takes a session, gives an error for each row: it stays as ANALYZE has found it.
func MeasuredAlone(snap *catalog.Snapshot, t *catalog.TableDesc, functions *host.Functions, at version.Gate) ([]stats.Expr, error) {
	schema, ok := snap.SchemaByID(t.SchemaID)
	if !ok || !bind.Measures(snap, t) {
		return nil, nil
	}
	env := &types.Env{}
	bound := &bind.Env{Catalog: snap, Path: &catalog.SearchPath{Database: schema.DatabaseID}, Functions: functions, Types: env, Version: at}
	return measured(t, bound, func(s *host.Scalar, row []types.Datum) (types.Datum, error) {
		if scalar.PropsOf(s.Expr()).Host {
			return types.Null, pgerror.Internal("the expression takes a session")
		}
		return s.Eval(context.Background(), nil, env, row)
	})
}
