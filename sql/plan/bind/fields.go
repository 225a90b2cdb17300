package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/types"
)

// Resolved trees and stored texts name the fields of composite types, since how many an
// attribute is among others depends on the type at hand. So a field that is renamed is renamed
// in them. Which of their names mean it, binding tells.

// RenameFieldsInExpr renames a field of a composite type, or of a table's rows, in a stored
// expression, and reports whether it is there. An expression that can't be bound is followed as far
// as it can be.
func RenameFieldsInExpr(x ast.Expr, f Renaming, env *Env, o ScalarOptions) bool {
	return f.in(x, env, func(env *Env) { _, _ = compileScalar(x, env, o) })
}

// RenameFieldsInPolicy is RenameFieldsInExpr of an expression of a policy of t.
func RenameFieldsInPolicy(x ast.Expr, f Renaming, env *Env, t *catalog.TableDesc) bool {
	return f.in(x, env, func(env *Env) {
		env.Path = &catalog.SearchPath{Database: t.DatabaseID}
		b := converting(env)
		b.frozen = true
		b.conversions(x, t, kindPolicy)
	})
}

// RenameFieldsInQuery is RenameFieldsInExpr of a resolved query.
func RenameFieldsInQuery(q *ast.Select, f Renaming, env *Env) bool {
	return f.in(q, env, func(env *Env) {
		b := New(env)
		_, _ = b.query(b.rootScope(), q, queryOpts{})
	})
}

// RenameFieldsInBody is RenameFieldsInExpr of a statement of a routine's body, whose inputs have the
// given types.
func RenameFieldsInBody(st ast.Statement, f Renaming, env *Env, given []*types.Type) bool {
	return f.in(st, env, func(env *Env) {
		// The body was resolved: no name in it means an input, and a field of an input is a ColumnRef with the input's number.
		env.ParamTypes, env.Variables = given, ResolvedNames()
		_, _ = New(env).bodyStatement(st)
	})
}

// Renaming is a new name of a field of some types: a composite type, or the rows of tables that have
// a column by inheritance.
type Renaming struct {
	Of       []types.OID
	From, To string
}

// in renames in tree alone what binding meets.
func (f Renaming) in(tree ast.Node, env *Env, bind func(*Env)) bool {
	// A name is told by its address: in one tree the same word may be the field of several types. Binding goes on into
	// views and bodies that the tree uses, whose trees are shared; their names are not own.
	own := map[*string]bool{}
	ast.Walk(tree, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.IndirectionExpr:
			ownSteps(own, n.Steps)
		case *ast.ColumnRef:
			own[&n.Name] = true
		case *ast.InsertColumn:
			ownSteps(own, n.Steps)
		}
		return true
	})
	// They are changed when all has been bound: the type has the old name until then, and a node may be bound twice.
	var met []*string
	with := *env
	with.Fields = func(name *string, of *types.Type) {
		if *name == f.From && own[name] && slices.Contains(f.Of, of.Base().OID) && !slices.Contains(met, name) {
			met = append(met, name)
		}
	}
	bind(&with)
	for _, name := range met {
		*name = f.To
	}
	return len(met) > 0
}

// ownSteps notes the fields of steps, by the address of their names: that tells them from equal
// names elsewhere.
func ownSteps(own map[*string]bool, steps []ast.Indirection) {
	for i := range steps {
		own[&steps[i].Field] = true
	}
}

// namesField tells Env.Fields of a field that an expression of type t is asked for.
// Fields of records without a type of their own are named by nobody's definition, so that no rename comes to them.
func (b *Binder) namesField(name *string, t *types.Type) {
	if f := b.Env.Fields; f != nil && t.Base().Composite() != nil && t.Base().Composite().Find(*name) >= 0 {
		f(name, t)
	}
}
