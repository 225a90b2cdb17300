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
// the system is meant, or there is none.
// n is the operator's own node, or that of IN, BETWEEN, LIKE, CASE and their like, which compare by
// the operators of these names. Where users have no operator of that name in the database,
// which is the rule, it is one look.
// The rights are those of the function: operators have none of their own.
// What it binds is a call in every respect: volatility, strictness and where it may run are the function's.
func (b *Binder) ownOperator(n ast.Node, name string, l, r scalar.Expr, ln, rn ast.Node) (scalar.Expr, error) {
	var left *types.Type
	if l != nil {
		left = l.Type()
	}
	own, err := b.ownChoice(n, name, left, r.Type())
	if own == nil || err != nil {
		return nil, err
	}
	return own.of(l, r, ln, rn)
}

// ownChoice is an operator of the schema that n means.
type ownChoice struct {
	b    *Binder
	n    ast.Node
	desc *catalog.OperatorDesc
	args []*types.Type // of both sides, or the right one
}

// ownChoice finds it by the types of the operands, left is nil for a prefix operator. nil: there is none,
// or the system's is nearer.
func (b *Binder) ownChoice(n ast.Node, name string, left, right *types.Type) (*ownChoice, error) {
	// Without a node it is the statement's own doing (what foreign keys, CYCLE and OFFSET compare and add), which users'
	// operators are no part of. Without a catalog or a path (constants of DDL, tests) there are none.
	if n == nil || b.Env.Catalog == nil || b.Env.Path == nil || !b.Env.Catalog.HasOperators(name) {
		return nil, nil
	}
	schema := ""
	place := ast.OperatorSchema(n)
	if place != nil {
		schema = *place
	}
	// What is stored has the number of an operator of users: all else means the system's.
	if schema == "" && (b.stored > 0 || b.views > 0 || b.frozen || b.kept) {
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
	// A prefix operator has its operand as the right one.
	// They compete as functions of one name do: by the depth of their schema, then by how well they
	// fit.
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
	m, err := b.registry().ResolveOperatorAmong(name, left, right, own, system)
	if err != nil {
		return nil, b.at(n, err)
	}
	if m == nil {
		return nil, nil
	}
	out := &ownChoice{b: b, n: n, desc: places[m.Overload].OperatorDesc, args: m.Args}
	// IN, BETWEEN and their like have no place in which the number of an operator could be kept:
	// read again, they would mean whatever the path has then.
	if place == nil && (b.resolving != nil || b.Env.Names != nil && b.Env.Names.Operators != nil) {
		return nil, b.unsupported(n, "Write it with the operator itself: x OPERATOR(schema.op) y, or op ANY (…).", "what is stored can't compare by operator %s of users without naming it", name)
	}
	return out, nil
}

// of is the call with these operands, l is nil for a prefix operator.
func (o *ownChoice) of(l, r scalar.Expr, ln, rn ast.Node) (scalar.Expr, error) {
	b, n, d := o.b, o.n, o.desc
	args := []scalar.Expr{r}
	nodes := []ast.Node{rn}
	if l != nil {
		args, nodes = []scalar.Expr{l, r}, []ast.Node{ln, rn}
	}
	var err error
	for i := range args {
		if args[i], err = b.implicit(nodes[i], args[i], o.args[i]); err != nil {
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

// compare is a comparison of l with r, or with each element of it, by this operator (scalar.OwnCompare).
// What the operator wants else is made within, of what is at hand; literals are read before, and so
// is what NULLIF gives.
func (o *ownChoice) compare(kind scalar.CompareKind, l, r scalar.Expr, ln, rn ast.Node) (*scalar.OwnCompare, error) {
	var err error
	if l.Type() == types.TUnknown || kind == scalar.CompareNullIf {
		if l, err = o.b.implicit(ln, l, o.args[0]); err != nil {
			return nil, err
		}
	}
	if r.Type() == types.TUnknown {
		if r, err = o.b.implicit(rn, r, o.args[1]); err != nil {
			return nil, err
		}
	}
	// With ANY and ALL the operator sees the elements, one at a time.
	rt := r.Type()
	if kind == scalar.CompareAny || kind == scalar.CompareAll {
		rt = rt.Base().Elem()
	}
	// What is converted within is shown nowhere.
	casts := o.b.casts
	o.b.casts = nil
	test, err := o.of(&scalar.CaseArg{T: l.Type()}, &scalar.CaseArg{T: rt, Right: true}, ln, rn)
	o.b.casts = casts
	if err != nil {
		return nil, err
	}
	return &scalar.OwnCompare{Kind: kind, Name: o.desc.Name, L: l, R: r, Test: test}, nil
}

// pair is IS [NOT] DISTINCT FROM or NULLIF by this operator.
func (o *ownChoice) pair(kind scalar.CompareKind, not bool, l, r scalar.Expr, ln, rn ast.Expr) (scalar.Expr, error) {
	out, err := o.compare(kind, l, r, ln, rn)
	if err != nil {
		return nil, err
	}
	if out.Test.Type() != types.TBool {
		// NULLIF needs a boolean as well, though it gives the left operand.
		what := map[scalar.CompareKind]string{scalar.CompareDistinct: "IS DISTINCT FROM", scalar.CompareNullIf: "NULLIF"}[kind]
		return nil, o.b.Fail(o.n, pgerror.DatatypeMismatch, "%s requires = operator to yield boolean", what)
	}
	out.Not = not
	return out, nil
}

// ownQuant is x op ANY or ALL (a) by an operator of the schema; nil where the system's is meant.
func (b *Binder) ownQuant(n ast.Node, name string, all bool, x, a scalar.Expr, xn, an ast.Node) (scalar.Expr, error) {
	own, err := b.ownChoice(n, name, x.Type(), a.Type().Elem())
	if own == nil || err != nil {
		return nil, err
	}
	kind := scalar.CompareAny
	if all {
		kind = scalar.CompareAll
	}
	out, err := own.compare(kind, x, a, xn, an)
	if err != nil {
		return nil, err
	}
	if out.Test.Type() != types.TBool {
		return nil, b.Fail(n, pgerror.WrongObjectType, "op ANY/ALL (array) requires operator to yield boolean")
	}
	return out, nil
}

// OperatorNames are the names of the operators that a node may be bound to.
//
// A definition that is kept is looked through by these before it is bound: only where one of
// them is an operator of users there is anything to be resolved.
func OperatorNames(n ast.Node) []string {
	switch n := n.(type) {
	case *ast.BinaryExpr:
		return []string{n.Op}
	case *ast.UnaryExpr:
		return []string{n.Op}
	case *ast.QuantExpr:
		return []string{n.Op}
	case *ast.InExpr:
		return []string{"=", "<>"}
	case *ast.DistinctExpr, *ast.NullIfExpr:
		return []string{"="}
	case *ast.CaseExpr:
		if n.Arg != nil {
			return []string{"="}
		}
	case *ast.BetweenExpr:
		return []string{"<", "<=", ">", ">="}
	case *ast.LikeExpr:
		return []string{"~~", "!~~", "~~*", "!~~*", "~", "!~"}
	}
	return nil
}

// freezeOperator writes the number of an operator of the schema in the place of its schema.
// After a rename, or with another search path, what is stored means the same operator.
func freezeOperator(n ast.Node, id catalog.ID) {
	if place := ast.OperatorSchema(n); place != nil {
		*place = catalog.FrozenTable(id)
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
	place := ast.OperatorSchema(n)
	if place == nil {
		return 0, false
	}
	id, _, frozen := catalog.Thaw(*place)
	return id, frozen
}

// ownOnly is the error for an operator of a schema where there is none; nil for those of the
// system.
// It is asked after ownOperator has found none, so that a schema that was written has no such operator, or is none.
// Without it OPERATOR(s.+) would fall back to the system's + where s has none.
//
// SELECT 1 OPERATOR(s.+) 2 is 42883 where s has no + for integers, and 3F000 where there is no
// s.
func (b *Binder) ownOnly(n ast.Node, name string, l, r scalar.Expr) error {
	place := ast.OperatorSchema(n)
	if place == nil || *place == "" || *place == catalog.SchemaPGCatalog {
		return nil
	}
	if _, ok := b.Env.Catalog.SchemaOf(b.Env.Path, *place); !ok {
		return b.Fail(n, pgerror.InvalidSchemaName, "schema %q does not exist", *place)
	}
	sig := types.Words{*place, ".", name, " ", r.Type()}
	if l != nil {
		sig = types.Words{l.Type(), " ", sig}
	}
	return b.Fail(n, pgerror.UndefinedFunction, "operator does not exist: %s", sig).
		WithHint("No operator matches the given name and argument types. You might need to add explicit type casts.")
}
