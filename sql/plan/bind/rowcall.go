package bind

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// What is written as a field of a row may be a call of a function of that row, and the other
// way round: u.full_name is full_name(u), and email(u) is u.email, as in Postgres.

// callOfField is x.name as a call of a routine that takes x; nil where there is none.
// It is asked when x has no such field. The call gets a stand-in for its argument's syntax, since x
// may be no expression of the text (a whole row). What is kept can't have it: it could not be
// printed back.
// Ambiguous (42725) is told; not found is nil, since the field's own error says more.
func (s *scope) callOfField(n ast.Node, name string, x scalar.Expr) (scalar.Expr, error) {
	q := ast.QName{Pos: -1, Name: name}
	if x.Type().Base().Composite() == nil || !s.b.mayBeRoutine(q) {
		return nil, nil
	}
	pos := ast.Pos(n.Position())
	e := &ast.FuncCall{Pos: pos, Name: q, Args: []ast.Expr{&ast.Const{Pos: pos, Kind: ast.ConstNull}}}
	r, err := s.routine(e, []scalar.Expr{x}, false)
	if pgerror.Is(err, pgerror.UndefinedFunction) {
		return nil, nil
	}
	if err != nil || r == nil || r.desc.Kind != 'f' {
		return nil, err
	}
	if s.b.resolving != nil || s.b.Env.Names != nil {
		return nil, s.b.unsupported(n, "Write it as a call.", "the call of %s as a column cannot be stored", r.desc.Name)
	}
	return s.routineCall(e, r, []scalar.Expr{x})
}

// fieldCall is name(x) as a field of x, where no function of that name takes it; nil where there
// is no such field.
// cause is why the call found no function: any other error than 42883 stands.
// name(x) of a row is its column, even where the column has the name of a type.
func (s *scope) fieldCall(e *ast.FuncCall, args []scalar.Expr, cause error) (scalar.Expr, error) {
	if len(args) != 1 || e.Star || e.Name.Schema != "" || decorated(e) || !pgerror.Is(cause, pgerror.UndefinedFunction) {
		return nil, nil
	}
	c := args[0].Type().Base().Composite()
	if c == nil {
		return nil, nil
	}
	i := c.Find(e.Name.Name)
	if i < 0 {
		return nil, nil
	}
	if s.b.resolving != nil || s.b.Env.Names != nil {
		return nil, s.b.unsupported(e, "Write it as a field.", "a field that is written as a call cannot be stored")
	}
	if row, ok := args[0].(*scalar.Row); ok {
		return row.Args[i], nil
	}
	return &scalar.Field{X: args[0], Idx: i, T: c.Attributes()[i].Type}, nil
}
