package plan

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/stored"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// The statements of a routine's body that is no text (RETURN, BEGIN ATOMIC) are resolved when
// the routine is made, as the queries of views are. What names an input of the routine becomes its
// number; $n stays.

// ArgumentNames are what names may mean in the body of an SQL function beside columns: its inputs,
// by their names, or qualified by the function's. Columns come first.
func ArgumentNames(src *routine.Source) ([]*types.Type, *Variables) {
	in := src.Reads()
	given := make([]*types.Type, len(in))
	for i, a := range in {
		given[i] = a.Type
	}
	return given, &Variables{What: "a function argument", Wins: ColumnWins, Find: func(w [3]string, fields bool) (*Variable, error) {
		if w[0] != "" || w[1] != "" && w[1] != src.Name || fields {
			return nil, nil
		}
		for i, a := range in {
			if a.Name == w[2] && a.Name != "" {
				return &Variable{Param: i + 1, Type: a.Type}, nil
			}
		}
		return nil, nil
	}}
}

// ResolvedNames are the names of a statement that was resolved: there are none.
func ResolvedNames() *Variables {
	return &Variables{Resolved: true, Find: func([3]string, bool) (*Variable, error) { return nil, nil }}
}

// ResolveBody resolves a query of the body of a routine. Its errors are those of planning it.
func ResolveBody(q *ast.Select, src *routine.Source, env *Env) (*Resolved, error) {
	inner := *env
	given, names := ArgumentNames(src)
	names.Param = func(n int) (*Variable, error) {
		if n < 1 || n > len(given) {
			return nil, nil
		}
		return &Variable{Param: n, Type: given[n-1]}, nil
	}
	inner.ParamTypes, inner.Variables = given, names
	out, err := resolveBody(q, &inner)
	if err != nil {
		return nil, pgerror.From(err)
	}
	return out, nil
}

func resolveBody(q *ast.Select, env *Env) (*Resolved, error) {
	b := newBinder(env) // for errors, as in resolveQuery
	b.defining = true
	if _, err := b.query(b.rootScope(), q, queryOpts{}); err != nil {
		return nil, err
	}
	if b.dmls > 0 {
		return nil, pgerror.Unsupported("Write the body as a string: AS $$ … $$.", "INSERT, UPDATE and DELETE in BEGIN ATOMIC are not supported")
	}
	own, err := stored.Copy(q)
	if err != nil {
		return nil, pgerror.Unsupported("Write the body as a string: AS $$ … $$.", "%s", err.Error())
	}
	inner := *env
	inner.Text, inner.Literals, inner.Names = "", nil, nil
	b = newBinder(&inner)
	b.defining = true
	b.resolving = newResolving()
	b.resolving.body = true
	bound, err := b.query(b.rootScope(), own, queryOpts{})
	if err != nil {
		return nil, err
	}
	if err := b.resolving.finish(own, env); err != nil {
		return nil, err
	}
	return &Resolved{Query: own, Columns: b.columns(bound), Refs: b.resolving.refs(own)}, nil
}

func newResolving() *resolving {
	return &resolving{stars: map[ast.Node][]ast.Target{}, calls: map[*ast.FuncCall]catalog.ID{}, operators: map[ast.Node]catalog.ID{}, fields: map[*ast.ColumnRef]string{}}
}

// refs are what a resolved query refers to.
func (r *resolving) refs(q *ast.Select) []catalog.Ref {
	refs := references(q)
	for _, id := range r.constraints {
		if ref := (catalog.Ref{Object: id, Kind: catalog.RefNormal}); !slices.Contains(refs, ref) {
			refs = append(refs, ref)
		}
	}
	return refs
}

// resolveArgument writes down that a reference means an input of the routine, or a field of it.
func (b *binder) resolveArgument(r *ast.ColumnRef, v *Variable, field string) {
	if b.resolving != nil && b.resolving.body {
		r.Item, r.Attr = ast.ArgItem, int32(v.Param)
		b.resolving.fields[r] = field // its name still counts, for that of a column
	}
}

// resolveArgumentStar is resolveStar of an input of the routine.
func (b *binder) resolveArgumentStar(star ast.Node, v *Variable, field string) {
	if b.resolving != nil && b.resolving.body {
		ref := &ast.ColumnRef{Pos: -1, Item: ast.ArgItem, Attr: int32(v.Param)}
		b.resolving.fields[ref] = field
		b.resolving.stars[star] = append(b.resolving.stars[star], ast.Target{Pos: -1, Expr: ref, As: field})
	}
}

// argument is an input of the routine whose body is bound, that a reference says by its number, or
// a field of it.
func (s *scope) argument(r *ast.ColumnRef) (scalar.Expr, error) {
	b, n := s.b, int(r.Attr)
	var x scalar.Expr
	switch {
	case b.inlined != nil && n >= 1 && n <= len(b.inlined.args):
		x = b.inlined.args[n-1]
	case b.inlined == nil && n >= 1 && n <= len(b.params) && b.params[n-1] != nil:
		x = &scalar.Param{T: b.params[n-1], N: n}
	default:
		return nil, pgerror.New(pgerror.UndefinedParameter, "there is no parameter $%d", n)
	}
	if r.Name == "" {
		return x, nil
	}
	return s.field(&ast.Indirection{Pos: -1, Field: r.Name}, x)
}

// BodyConversions are QueryConversions of a query of a routine's body, whose inputs have the given
// types.
func BodyConversions(q *ast.Select, given []*types.Type, env *Env) ast.Conversions {
	inner := *env
	inner.ParamTypes, inner.Variables = given, ResolvedNames()
	return QueryConversions(q, &inner)
}
