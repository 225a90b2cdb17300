package bind

import (
	"context"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Text has one order, so that collations decide nothing and expressions do not keep theirs. Only
// COLLATION FOR asks: it goes by Postgres's rules over what was written.

const collationForName = "pg_collation_for"

// collationFor binds COLLATION FOR (x): a call that gives the name of the collation, or NULL where
// there is none. A type without collations is an error when it runs.
func (s *scope) collationFor(e *ast.FuncCall, x scalar.Expr) (scalar.Expr, error) {
	name, explicit, err := s.explicitCollation(e.Args[0])
	if err != nil {
		return nil, err
	}
	t := x.Type()
	if !explicit {
		name = implicitCollation(x)
	}
	s.b.callsFunction(builtin.Catalog().FunctionNamed(collationForName, []*types.Type{types.TAny}))
	// The name is an argument, by which calls for one value are told apart.
	fn := &host.Function{Name: collationForName, Args: []*types.Type{t, types.TText}, Result: types.TText, Volatility: builtin.Stable,
		Fn: func(_ context.Context, _ host.Session, _ *types.Env, args []types.Datum) (types.Datum, error) {
			switch {
			case t == types.TUnknown:
				return types.Null, nil
			case t.Collation() == 0:
				return types.Null, pgerror.New(pgerror.DatatypeMismatch, "collations are not supported by type %s", t)
			}
			return args[1], nil
		}}
	shown := &scalar.Const{D: types.Text(catalog.QuoteIdent(name)), T: types.TText, Typmod: types.NoTypmod}
	return hostCall(fn, []scalar.Expr{x, shown}), nil
}

// explicitCollation is what a COLLATE says of an expression; ok is false where none does.
func (s *scope) explicitCollation(n ast.Expr) (name string, ok bool, err error) {
	switch n := n.(type) {
	case *ast.CollateExpr:
		return n.Collation.Name, true, nil
	case *ast.CastExpr:
		if t, _, err := s.b.typeName(n.Type); err != nil || t.Collation() == 0 {
			return "", false, err
		}
		return s.explicitCollation(n.X)
	case *ast.SubqueryExpr:
		if q := n.Query; len(q.Targets) == 1 && q.Targets[0].Expr != nil {
			return s.explicitCollation(q.Targets[0].Expr)
		}
	}
	for _, part := range collatedParts(n) {
		of, has, err := s.explicitCollation(part)
		switch {
		case err != nil:
			return "", false, err
		case has && ok && of != name:
			return "", false, s.b.Fail(part, pgerror.CollationMismatch, "collation mismatch between explicit collations %q and %q", name, of)
		case has:
			name, ok = of, true
		}
	}
	return name, ok, nil
}

// collatedParts are the parts of an expression from which it has its collation.
func collatedParts(n ast.Expr) []ast.Expr {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		if n.Op == "||" {
			return []ast.Expr{n.L, n.R}
		}
	case *ast.CaseExpr:
		var out []ast.Expr
		for i := range n.Whens {
			out = append(out, n.Whens[i].Result)
		}
		if n.Else != nil {
			out = append(out, n.Else)
		}
		return out
	case *ast.CoalesceExpr:
		return n.Args
	case *ast.NullIfExpr:
		return []ast.Expr{n.L, n.R}
	case *ast.MinMaxExpr:
		return n.Args
	case *ast.ArrayExpr:
		return n.Elems
	case *ast.FuncCall:
		if givesText(n.Name.Name) {
			return n.Args
		}
	}
	return nil
}

// givesText reports whether a function of the system of a name returns what has a collation.
func givesText(name string) bool {
	for _, f := range builtin.Catalog().Functions() {
		if f.Name == name && f.Result != nil && f.Result.Collation() != 0 {
			return true
		}
	}
	return false
}

// implicitCollation is the collation of an expression without COLLATE: that of a column or value
// is its type's, of others that of their parts, where one that is not the default wins.
func implicitCollation(x scalar.Expr) string {
	own := collationName(x.Type())
	found := ""
	if _, ok := x.(*scalar.Subquery); !ok {
		scalar.Children(x, func(part scalar.Expr) {
			if part.Type().Collation() == 0 {
				return
			}
			if of := implicitCollation(part); found == "" || of != collationDefault {
				found = of
			}
		})
	}
	if found != "" {
		return found
	}
	return own
}

const collationDefault = "default"

func collationName(t *types.Type) string {
	if t.Collation() == collationOIDC {
		return "C"
	}
	return collationDefault
}

// collationOIDC is the OID of the collation "C", which names have.
const collationOIDC = 950
