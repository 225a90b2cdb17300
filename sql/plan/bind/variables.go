package bind

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Variables give meaning to names that stand for values from around the statement: the
// parameters and variables of a routine. Each is a parameter of the plan, $1 and so on; who
// runs the plan gives their values in that order.
//
// They mean nothing in what is stored: views, defaults, checks and policies.
type Variables struct {
	// Find tells what a name stands for: up to three words of which the unused ones at the
	// front are empty. It numbers parameters as it likes, from 1; the same name keeps its
	// numbers within one Build. fields asks for a row alone, whose columns are wanted one by
	// one (r.*). nil: the name is not one of its own. An error tells that the name is, but
	// means nothing (a record without that field).
	Find func(words [3]string, fields bool) (*Variable, error)
	// Param tells what $n stands for; nil: $n is the parameter of that number.
	Param func(n int) (*Variable, error)
	// Wins says what counts where a column has the name, too.
	Wins Precedence
	// What is what the error of such a name calls them: "a PL/pgSQL variable".
	What string
	// Resolved tells that the statement was resolved when it was kept: the search path means
	// nothing in it. Who runs the plan sees to that.
	Resolved bool
}

// Variable is what a name stands for: a single value (Param), or a row of them (Fields).
type Variable struct {
	Param int
	Type  *types.Type
	// in order, with Row; a row without columns is one too
	Fields []VariableField
	Row    bool
	// Present is a parameter that is NULL where the row is, as a whole; 0: it never is.
	Present int
	// X, where it is not nil, is what the name stands for in the place of a parameter.
	X scalar.Expr
}

// VariableField is a column of a row.
type VariableField struct {
	Name  string
	Param int
	Type  *types.Type
}

// Precedence says which of a column and a variable of the same name a statement means.
type Precedence uint8

// The rules: that of SQL functions, and those of #variable_conflict in PL/pgSQL.
const (
	ColumnWins Precedence = iota
	VariableWins
	NeitherWins // 42702
)

// variables are those that count where s is bound; nil: none do.
// What is stored (defaults, checks, views, policies), foreign keys' plans, and queries that are to
// be kept see none, but for the body of a routine that is being kept.
func (s *scope) variables() *Variables {
	b := s.b
	if b.Env == nil || b.Env.Variables == nil || b.stored > 0 || b.views > 0 || b.Nested || len(b.within) > 0 || b.resolving != nil && !b.resolving.body {
		return nil
	}
	return b.Env.Variables
}

// withVariables resolves a name that may be a variable's.
// The errors, in this order: both there and neither wins (42702); what the column said, if that was
// more than that there is none; what Find said; that there is no such column.
func (s *scope) withVariables(vs *Variables, r *ast.ColumnRef) (scalar.Expr, error) {
	if vs.Wins == VariableWins {
		if x, err := s.variable(vs, r); x != nil || err != nil {
			return x, err
		}
	}
	// An error but that there is no such column (an ambiguous one, say) is the column's to tell.
	col, err := s.tryColumn(r)
	if err != nil && !pgerror.Is(err, pgerror.UndefinedColumn) {
		return nil, err
	}
	if col != nil && vs.Wins != NeitherWins {
		return col, nil
	}
	x, missing := s.variable(vs, r)
	switch {
	case col != nil && x != nil:
		return nil, s.b.Fail(r, pgerror.AmbiguousColumn, "column reference %q is ambiguous", nameOf(r)).
			WithDetail("It could refer to either %s or a table column.", vs.What)
	case col != nil:
		return col, nil
	case x != nil:
		return x, nil
	case err != nil:
		return nil, err
	case missing != nil:
		return nil, missing
	}
	return nil, s.noColumn(r)
}

// nameOf is a reference as it was written.
func nameOf(r *ast.ColumnRef) string {
	name := r.Name
	if r.Table != "" {
		name = r.Table + "." + name
	}
	if r.Schema != "" {
		name = r.Schema + "." + name
	}
	return name
}

// variable is the value of a variable; nil where there is none of that name.
// r.* is asked for as the row r.
func (s *scope) variable(vs *Variables, r *ast.ColumnRef) (scalar.Expr, error) {
	// Three words at most: the block or function, the row, the field.
	if r.Catalog != "" {
		return nil, nil
	}
	parts := [3]string{r.Schema, r.Table, r.Name}
	if r.Star {
		parts = [3]string{"", r.Schema, r.Table}
	}
	v, err := vs.Find(parts, r.Star)
	if err != nil {
		return nil, s.b.at(r, err)
	}
	if v == nil {
		return s.fieldOfVariable(vs, r)
	}
	s.b.resolveArgument(r, v, "")
	return s.valueOf(v), nil
}

// fieldOfVariable is a field of a variable of a composite type; nil where there is none of that
// name.
// An error of Find is not told here: the name may be something else's yet.
func (s *scope) fieldOfVariable(vs *Variables, r *ast.ColumnRef) (scalar.Expr, error) {
	if r.Table == "" {
		return nil, nil
	}
	v, err := vs.Find([3]string{"", r.Schema, r.Table}, false)
	if v == nil || err != nil {
		return nil, nil
	}
	x := s.valueOf(v)
	if x.Type().Base().Composite() == nil {
		return nil, nil
	}
	if r.Star { // where one value stands it is the whole row
		s.b.resolveArgument(r, v, "")
		return x, nil
	}
	y, err := s.field(&ast.Indirection{Pos: r.Pos, Field: r.Name}, x)
	if err == nil {
		s.b.resolveArgument(r, v, r.Name)
	}
	return y, err
}

// valueOf is a variable's value, of a row one with its names.
// Each parameter that is read is noted with its type (given).
func (s *scope) valueOf(v *Variable) scalar.Expr {
	if v.X != nil {
		return v.X
	}
	if !v.Row {
		return s.given(v.Param, v.Type)
	}
	row := &scalar.Row{}
	if v.Present > 0 {
		row.Present = s.given(v.Present, types.TBool)
	}
	for _, f := range v.Fields {
		row.Args = append(row.Args, s.given(f.Param, f.Type))
		row.Names = append(row.Names, f.Name)
	}
	// With the fields of a named type the row is a value of that type, to which functions of it apply.
	if v.Type != nil && v.Type.Composite() != nil && len(v.Type.Composite().Attributes()) == len(row.Args) {
		row.T = v.Type
	}
	return row
}

// numbered is what $n stands for.
func (s *scope) numbered(vs *Variables, e *ast.Param) (scalar.Expr, error) {
	v, err := vs.Param(e.Number)
	if err != nil {
		return nil, s.b.at(e, err)
	}
	if v == nil {
		return nil, s.b.Fail(e, pgerror.UndefinedParameter, "there is no parameter $%d", e.Number)
	}
	return s.valueOf(v), nil
}

// variableStar is r.* of a variable; nil where it is none.
func (s *scope) variableStar(c *ast.ColumnRef) ([]target, error) {
	vs := s.variables()
	if vs == nil || c.Catalog != "" {
		return nil, nil
	}
	v, err := vs.Find([3]string{"", c.Schema, c.Table}, true)
	if v == nil && err == nil { // a parameter of an SQL function
		if v, err = vs.Find([3]string{"", c.Schema, c.Table}, false); v != nil && !v.Row && s.valueOf(v).Type().Base().Composite() == nil {
			v = nil
		}
	}
	if v == nil || err != nil {
		return nil, s.b.at(c, err)
	}
	if v.Present > 0 {
		s.given(v.Present, types.TBool) // it is passed with the fields
	}
	out := make([]target, 0, len(v.Fields))
	if x := s.valueOf(v); !v.Row && x.Type().Base().Composite() != nil {
		for i, a := range x.Type().Base().Composite().Attributes() {
			s.b.resolveArgumentStar(c, v, a.Name)
			out = append(out, target{x: &scalar.Field{X: x, Idx: i, T: a.Type}, name: a.Name, node: c})
		}
	}
	for _, f := range v.Fields {
		out = append(out, target{x: s.given(f.Param, f.Type), name: f.Name, node: c})
	}
	return out, nil
}

// given is a parameter that has its type from outside. A value of a domain has been checked
// when it got there.
// n is from 1; gaps are left without a type, which checkParams would tell of.
func (s *scope) given(n int, t *types.Type) scalar.Expr {
	b := s.b
	for len(b.params) < n {
		b.params = append(b.params, nil)
	}
	// The same number may be noted again: Find gives it the same type within a statement.
	b.params[n-1] = t
	return &scalar.Param{T: t, N: n}
}
