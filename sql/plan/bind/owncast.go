package bind

import (
	"maps"
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// registry is how names are resolved: by the casts of the system and those of the database, and by
// which tables' rows are rows of others.
func (b *Binder) registry() *builtin.Registry {
	if b.Env.Catalog == nil || b.Env.Path == nil {
		return builtin.Catalog()
	}
	// One registry serves as long as the snapshot and the database stay: making it costs a copy of the casts, and names ask
	// for it all the time. Views and stored expressions are bound with an Env of their own, of the same snapshot.
	k := &b.resolver
	if k.snap != b.Env.Catalog || k.database != b.Env.Path.Database {
		*k = keptRegistry{b.Env.Catalog, b.Env.Path.Database, b.Env.Catalog.Registry(b.Env.Path.Database).WithRows(b.Env.Catalog.RowDescends)}
	}
	return k.registry
}

// keptRegistry is a registry and what it was made of.
type keptRegistry struct {
	snap     *catalog.Snapshot
	database catalog.ID
	registry *builtin.Registry
}

// ownCast converts by the cast of a user; nil where the context does not allow it.
// WITHOUT FUNCTION works between types whose values are represented alike here, which Postgres
// leaves to the user.
// Rights on the cast's function are noted by castCall.
func (b *Binder) ownCast(n ast.Node, x scalar.Expr, to *types.Type, own builtin.OwnCast, ctx builtin.CastContext) (scalar.Expr, error) {
	if !own.Allows(ctx) {
		return nil, nil
	}
	// Noted before it is known whether the cast can be made: an expression that fails is kept nowhere.
	b.usesCast(own)
	if ctx != builtin.Explicit {
		b.castTo(n, to)
	}
	if own.Method == builtin.CastFunction {
		return b.castCall(n, x, to, own, ctx)
	}
	c, ok := b.registry().FindCast(x.Type(), to, ctx)
	if !ok {
		return nil, b.unsupported(n, "Make it WITH FUNCTION, or WITH INOUT.", "the cast from %s to %s is of values that are not represented alike", x.Type(), to)
	}
	return &scalar.Cast{C: c, X: x, Typmod: types.NoTypmod, Explicit: ctx == builtin.Explicit, Display: ctx == builtin.Explicit}, nil
}

// castCall calls the function of a cast. Its second argument is a modifier, which is applied later,
// its third whether the cast was written.
// The functions of casts have one to three arguments (CREATE CAST).
// Postgres: build_coercion_expression.
func (b *Binder) castCall(n ast.Node, x scalar.Expr, to *types.Type, own builtin.OwnCast, ctx builtin.CastContext) (scalar.Expr, error) {
	args := []scalar.Expr{x}
	for i := range b.argumentsOf(own.FuncOID) - 1 {
		if i == 0 {
			args = append(args, &scalar.Const{T: types.TInt4, Typmod: types.NoTypmod, D: types.Int(int64(types.NoTypmod))})
			continue
		}
		args = append(args, &scalar.Const{T: types.TBool, Typmod: types.NoTypmod, D: types.Bool(ctx == builtin.Explicit)})
	}
	y, _, err := b.rootScope().callOf(own.FuncOID, args)
	if err != nil {
		return nil, b.at(n, err)
	}
	if y.Type() == to {
		return y, nil
	}
	return b.coerceBase(n, y, to, builtin.Explicit) // which is as it is
}

// argumentsOf is how many arguments a function has.
// A number that is nobody's counts as one argument; the call's own error follows.
func (b *Binder) argumentsOf(id types.OID) int {
	if d, ok := b.Env.Catalog.RoutineByID(id); ok {
		return len(d.Inputs())
	}
	if f, ok := builtin.Catalog().Function(id); ok {
		return len(f.Args)
	}
	return 1
}

// ownElements refuses arrays whose elements a function of a user would have to convert; nil where
// there is no such cast.
// Elements would have to be converted in a loop by the session.
// Postgres: ArrayCoerceExpr, which calls the function for each of them.
func (b *Binder) ownElements(n ast.Node, from, to *types.Type, ctx builtin.CastContext) error {
	f, t := from.Base().Elem(), to.Base().Elem()
	if f == nil || t == nil {
		return nil
	}
	if own, ok := b.registry().OwnCast(f, t); ok && own.Allows(ctx) {
		return b.unsupported(n, "Cast the elements: ARRAY(SELECT x::… FROM unnest(…) x).", "casts of arrays by the function of a user's cast (from %s to %s) are not supported", f, t)
	}
	return nil
}

// usesCast notes a cast of a user.
func (b *Binder) usesCast(own builtin.OwnCast) {
	if b.Env.Casts != nil {
		b.Env.Casts[own.ID] = true
	}
}

// CastsInExpr are the casts of users in a stored expression over the columns of t.
// An expression that can't be bound has those that were met until then.
// DDL keeps them as what the expression depends on.
func CastsInExpr(x ast.Expr, snap *catalog.Snapshot, path *catalog.SearchPath, o ScalarOptions) []catalog.ID {
	o.Kept = true
	return castsIn(snap, path, func(env *Env) { _, _ = compileScalar(x, env, o) })
}

// CastsInPolicy are those in the expression of a policy of t.
func CastsInPolicy(x ast.Expr, snap *catalog.Snapshot, t *catalog.TableDesc) []catalog.ID {
	return castsIn(snap, &catalog.SearchPath{Database: t.DatabaseID}, func(env *Env) {
		b := converting(env)
		b.frozen = true
		b.conversions(x, t, kindPolicy)
	})
}

// CastsInQuery are those in a resolved query.
func CastsInQuery(q *ast.Select, env *Env) []catalog.ID {
	return castsIn(env.Catalog, env.Path, func(e *Env) {
		e.Functions, e.Types = env.Functions, env.Types
		b := New(e)
		_, _ = b.query(b.rootScope(), q, queryOpts{})
	})
}

// castsIn are the casts that binding meets, in order of their numbers.
// What is stored of them must not depend on the order of a map.
func castsIn(snap *catalog.Snapshot, path *catalog.SearchPath, bind func(*Env)) []catalog.ID {
	env := &Env{Catalog: snap, Path: path, Casts: map[catalog.ID]bool{}}
	bind(env)
	return slices.Sorted(maps.Keys(env.Casts))
}
