package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// ownOperator binds an operator of the schema, which is a call of its function; nil where one of
// the system is meant, or there is none. Only operators that are written as such may be users':
// IN, BETWEEN, LIKE and their like are the system's.
// n has to be the operator's own node. Where users have no operator of that name in the database,
// which is the rule, it is one look.
// The rights are those of the function: operators have none of their own.
// What it binds is a call in every respect: volatility, strictness and where it may run are the function's.
func (b *Binder) ownOperator(n ast.Node, name string, l, r scalar.Expr, ln, rn ast.Node) (scalar.Expr, error) {
	// Without a catalog or a path (constants of DDL, tests) there are no operators of users.
	if b.Env.Catalog == nil || b.Env.Path == nil || !b.Env.Catalog.HasOperators(name) {
		return nil, nil
	}
	schema := ""
	switch e := n.(type) {
	case *ast.BinaryExpr:
		schema = e.OpSchema
	case *ast.UnaryExpr:
		schema = e.OpSchema
	default:
		return nil, nil
	}
	// OPERATOR(pg_catalog.+) means the system's, wherever the path has it.
	if schema == catalog.SchemaPGCatalog {
		return nil, nil
	}
	places, err := b.Env.Catalog.OperatorsNamed(b.Env.Path, ast.QName{Pos: -1, Schema: schema, Name: name})
	if err != nil {
		return nil, b.at(n, err)
	}
	var left *types.Type
	if l != nil {
		left = l.Type()
	}
	// A prefix operator has its operand as the right one.
	own := make([]builtin.Overload, len(places))
	for i, p := range places {
		own[i] = builtin.Overload{Place: p.Depth, Args: []*types.Type{b.typeOf(p.RightID)}, Names: []string{""}, Result: b.typeOf(p.ResultID)}
		if p.LeftID != 0 {
			own[i].Args, own[i].Names = []*types.Type{b.typeOf(p.LeftID), own[i].Args[0]}, []string{"", ""}
		}
	}
	// With operators of users the system's compete by their place in the path; without any nothing
	// is asked.
	// system: the depth at which pg_catalog stands in the path; -1 where a schema, or a number, was written.
	system := -1
	if len(places) > 0 {
		system = places[0].System
	}
	m, err := b.registry().ResolveOperatorAmong(name, left, r.Type(), own, system)
	if err != nil {
		return nil, b.at(n, err)
	}
	if m == nil {
		return nil, nil
	}
	d := places[m.Overload].OperatorDesc
	args := []scalar.Expr{r}
	nodes := []ast.Node{rn}
	if l != nil {
		args, nodes = []scalar.Expr{l, r}, []ast.Node{ln, rn}
	}
	for i := range args {
		if args[i], err = b.implicit(nodes[i], args[i], m.Args[i]); err != nil {
			return nil, err
		}
	}
	// By node: an operator that is written twice in a statement may mean two, for operands of other types.
	// Names and resolving are two takers of the same fact: the one for EXPLAIN and views' dependencies, the
	// other for a query that is being kept, in whose text the number is written.
	if b.Env.Names != nil && b.Env.Names.Operators != nil {
		b.Env.Names.Operators[n] = d.ID
	}
	if b.resolving != nil {
		b.resolving.operators[n] = d.ID
	}
	x, _, err := b.rootScope().callOf(d.ProcID, args)
	return x, b.at(n, err)
}

// freezeOperator writes the number of an operator of the schema in the place of its schema.
func freezeOperator(n ast.Node, id catalog.ID) {
	switch e := n.(type) {
	case *ast.BinaryExpr:
		e.OpSchema = catalog.FrozenTable(id)
	case *ast.UnaryExpr:
		e.OpSchema = catalog.FrozenTable(id)
	}
}

// FreezeOperators does so for those that binding has found.
// It returns their numbers, each once.
func (n *Names) FreezeOperators() []catalog.ID {
	var out []catalog.ID
	for node, id := range n.Operators {
		if freezeOperator(node, id); !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// OperatorOf is the operator of the schema that a node of what is stored names.
// false: it names one of the system, or has not been frozen.
func OperatorOf(n ast.Node) (catalog.ID, bool) {
	schema := ""
	switch e := n.(type) {
	case *ast.BinaryExpr:
		schema = e.OpSchema
	case *ast.UnaryExpr:
		schema = e.OpSchema
	}
	id, _, frozen := catalog.Thaw(schema)
	return id, frozen
}

// ownOnly is the error for an operator of a schema where there is none; nil for those of the
// system.
// It is asked after ownOperator has found none, so that a schema that was written has no such operator, or is none.
// Without it OPERATOR(s.+) would fall back to the system's + where s has none.
func (b *Binder) ownOnly(n ast.Node, name string, l, r scalar.Expr) error {
	schema := ""
	switch e := n.(type) {
	case *ast.BinaryExpr:
		schema = e.OpSchema
	case *ast.UnaryExpr:
		schema = e.OpSchema
	}
	if schema == "" || schema == catalog.SchemaPGCatalog {
		return nil
	}
	if _, ok := b.Env.Catalog.SchemaOf(b.Env.Path, schema); !ok {
		return b.Fail(n, pgerror.InvalidSchemaName, "schema %q does not exist", schema)
	}
	sig := types.Words{schema, ".", name, " ", r.Type()}
	if l != nil {
		sig = types.Words{l.Type(), " ", sig}
	}
	return b.Fail(n, pgerror.UndefinedFunction, "operator does not exist: %s", sig).
		WithHint("No operator matches the given name and argument types. You might need to add explicit type casts.")
}
