package bind

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// A function in SQL that computes one expression of its arguments is put in the place of its
// call, where Postgres does so, and nobody can tell the difference but by the time it takes.

// inlining is a body that is being bound. The arguments of an expression are parameters with numbers below 0, those
// of a query what the call gives.
// It is a stack, around leading outward: for the depth, and so that a function that calls itself is
// not put into itself.
type inlining struct {
	around *inlining
	oid    catalog.ID
	args   []scalar.Expr
}

// inlineDepthMax bounds functions within each other's bodies; deeper ones are called.
const inlineDepthMax = 20

// inline is the body of a call with its arguments put in; nil where it has to be called.
// nodes are the arguments' places, for collations. It is inline_function of Postgres's clauses.c,
// and says no in the same cases, and in some more: where the function has settings, rights or
// strictness of its own, where its result is a domain, and where the text around is stored, so that
// a changed body counts there. Nothing is told of a body that can't be bound: the call will fail
// when it is run.
// Postgres's rule for strict functions needs proof that the body is strict; they are called here.
// later is that body where the call stays for now (HostCall.Instead).
//
// With CREATE FUNCTION inc (int) RETURNS int LANGUAGE sql AS 'SELECT $1 + 1':
//
//	SELECT inc(x) FROM t             SELECT x + 1 FROM t
//	SELECT inc(inc(x)) FROM t        SELECT x + 1 + 1 FROM t
//	a default, a check: inc(x)       stays a call: the body may be another by then
//	SECURITY DEFINER, STRICT, SET    stays a call
//	SELECT x + 1 FROM t LIMIT 1      as a body: stays a call, since it is more than an expression
func (s *scope) inline(r *routineMatch, args []scalar.Expr, nodes []ast.Expr) (x, later scalar.Expr) {
	b := s.b
	d, src := r.desc, r.src
	depth, ok := b.mayInline(d)
	if s.kind == kindFunctionInFrom || !ok || src.Set || src.Result.IsPseudo() || src.Result.Constrained() {
		return nil, nil
	}
	body := onlyExpression(src, b.Env.Strings)
	// What a CASE or a comparison looks at would be that of one within the body.
	if body == nil || slices.ContainsFunc(args, scalar.ReadsCaseArg) {
		return nil, nil
	}
	in := &inlining{around: b.inlined, oid: d.ID}
	// Numbers below 0, apart for each depth, are no parameters of the statement. They are known by their addresses;
	// the numbers only keep the keys of expressions apart.
	params := make([]*scalar.Param, len(r.m.Args))
	for i, t := range r.m.Args {
		params[i] = &scalar.Param{T: t, N: -(i + 1) - 1000*depth}
		in.args = append(in.args, params[i])
	}
	if b.collations != nil && !b.passCollation(params, args, nodes) {
		return nil, nil
	}
	// Errors are dropped: what is wrong is told by the call, if it is ever made.
	x, err := b.bindBody(r, in, body)
	if err != nil || x == nil || !fitsVolatility(d.Volatility, b, x) {
		return nil, nil // whoever calls it is told what is wrong
	}
	return s.putIn(x, params, args)
}

// mayInline reports whether a body of a function may stand in the place of its calls here, and how many bodies are
// around.
func (b *Binder) mayInline(d *catalog.RoutineDesc) (depth int, ok bool) {
	if b.views > 0 {
		return 0, false
	}
	return b.mayLookInto(d)
}

// mayLookInto is mayInline where only what is known of the result counts, as it does within a view, too.
func (b *Binder) mayLookInto(d *catalog.RoutineDesc) (depth int, ok bool) {
	if d.Language != catalog.LanguageSQL || d.Kind != 'f' || d.Definer || d.Strict || len(d.Settings) > 0 ||
		b.stored > 0 && !b.indexing || b.Nested || len(b.within) > 0 || b.resolving != nil || b.Env.Names != nil {
		return 0, false
	}
	for in := b.inlined; in != nil; in = in.around {
		if depth++; in.oid == d.ID || depth > inlineDepthMax {
			return depth, false
		}
	}
	return depth, true
}

// passCollation gives the arguments within a body the collation that its call goes by.
// false: the arguments contend, and the call itself tells it.
// The parameters of a body have no other.
func (b *Binder) passCollation(params []*scalar.Param, args []scalar.Expr, nodes []ast.Expr) bool {
	c, err := b.inputCollation(asNodes(nodes), args)
	if err != nil {
		return false
	}
	if b.argCollations == nil {
		b.argCollations = map[*scalar.Param]types.OID{}
	}
	if c.undetermined() {
		return true // it does without, as in Postgres
	}
	for _, p := range params {
		if p.T.Collation() != 0 {
			b.argCollations[p] = c.result()
		}
	}
	return true
}

// onlySelect is the query that a body consists of; nil for others.
// A body that is text is parsed for each call that might be put in its place.
func onlySelect(src *routine.Source, how *parser.Strings) *ast.Select {
	statements := src.Statements
	if !src.Resolved {
		list, _, err := how.Parse(src.Body)
		if err != nil || len(list) != 1 {
			return nil
		}
		statements = []ast.Statement{list[0].AST}
	}
	if len(statements) != 1 {
		return nil
	}
	q, _ := statements[0].(*ast.Select)
	return q
}

// onlyExpression is the expression of a body that is SELECT and nothing else; nil for others.
// Any clause but the select list makes it more.
func onlyExpression(src *routine.Source, how *parser.Strings) ast.Expr {
	q := onlySelect(src, how)
	if q == nil || len(q.Targets) != 1 || q.With != nil || q.Op != ast.SetNone || len(q.Values) > 0 || q.Distinct || len(q.DistinctOn) > 0 || q.Into != nil ||
		len(q.From) > 0 || q.Where != nil || len(q.GroupBy) > 0 || q.Having != nil || len(q.Windows) > 0 || len(q.OrderBy) > 0 || q.Limit != nil ||
		q.Offset != nil || len(q.Locking) > 0 {
		return nil
	}
	plain := true
	ast.Walk(q.Targets[0].Expr, func(n ast.Node) bool {
		if _, sub := n.(*ast.Select); sub {
			plain = false
		}
		return plain
	})
	if !plain {
		return nil
	}
	return q.Targets[0].Expr
}

// bindBody binds the expression of a body to the result's type; nil where it has another.
// Names are columns of nothing, then arguments. A body that was resolved means what it meant when
// it was made, in the database's own path. What the body adds to the statement's parameters is
// taken back.
// in is the body's frame on the stack.
func (b *Binder) bindBody(r *routineMatch, in *inlining, body ast.Expr) (x scalar.Expr, err error) {
	err = b.withinBody(r, in, func() error {
		x, err = b.rootScope().with(kindSelectTarget).expr(body)
		return err
	})
	if err != nil {
		return nil, err
	}
	// Only a body of the very result type: no assignment cast is put around.
	if x, err = b.Coerce(body, x, r.src.Result, builtin.Assignment); err != nil || x == nil || x.Type() != r.src.Result {
		return nil, err
	}
	return x, nil
}

// withinBody calls bind in the environment of a function's body.
func (b *Binder) withinBody(r *routineMatch, in *inlining, bind func() error) error {
	inputs := r.desc.Inputs()
	env := *b.Env
	env.Text, env.Literals = "", nil
	if b.views > 0 {
		env.Path = b.path // a view has none of its own
	}
	if r.src.Resolved {
		// A resolved body's names were looked up when it was made; what is found by name now is in pg_catalog.
		env.Path = &catalog.SearchPath{Database: r.desc.DatabaseID, Role: b.sessionRole()}
	}
	env.Variables = &Variables{Wins: ColumnWins, What: "a function argument", Find: func(w [3]string, fields bool) (*Variable, error) {
		if w[0] != "" || w[1] != "" && w[1] != r.desc.Name || fields {
			return nil, nil
		}
		for i, a := range inputs {
			if a.Name == w[2] && a.Name != "" {
				return &Variable{X: in.args[i]}, nil
			}
		}
		return nil, nil
	}}
	// Put back by the defer, also on an error.
	was, outer, params, stored, kept := b.Env, b.inlined, len(b.params), b.stored, b.kept
	b.Env, b.inlined, b.stored, b.kept = &env, in, 0, false
	defer func() { b.Env, b.inlined, b.params, b.stored, b.kept = was, outer, b.params[:params], stored, kept }()
	return bind()
}

// fitsVolatility reports whether a body keeps what its function promises.
// Else the planner would take the expression for less than the function promised, or more: an
// IMMUTABLE function around now() stays one.
// Stable within immutable would be folded.
func fitsVolatility(declared byte, b *Binder, x scalar.Expr) bool {
	p := scalar.PropsOf(x)
	switch {
	case p.Subquery:
		return false
	case declared == 'i':
		return !p.Volatile && !p.Stable && scalar.Immutable(x) // by Postgres's declarations, too
	case declared == 's':
		return !p.Volatile
	}
	return true
}

// putIn puts arguments in the places of parameters; nil where one would be computed several
// times. One that the body does not use is not computed, as in Postgres. Where it has columns the call stays until
// these have told which query an aggregate around it belongs to, and that they are grouped by: later.
// x is the bound body; arguments are bound in the caller's scope.
func (s *scope) putIn(x scalar.Expr, params []*scalar.Param, args []scalar.Expr) (_, later scalar.Expr) {
	used := make([]int, len(params))
	scalar.Walk(x, func(e scalar.Expr) bool {
		if p, ok := e.(*scalar.Param); ok {
			if i := slices.Index(params, p); i >= 0 {
				used[i]++
			}
		}
		return true
	})
	// Of an argument that costs nothing several copies will do.
	named := false
	for i, n := range used {
		if n > 1 && !simpleArg(args[i]) {
			return nil, nil
		}
		named = named || n == 0 && s.namesColumns(args[i])
	}
	x = s.b.Simplify(scalar.Map(x, func(e scalar.Expr) scalar.Expr {
		if p, ok := e.(*scalar.Param); ok {
			if i := slices.Index(params, p); i >= 0 {
				return args[i]
			}
		}
		// A field of a row that was put in is the row's part.
		if f, ok := e.(*scalar.Field); ok {
			if r, ok := f.X.(*scalar.Row); ok && f.Idx < len(r.Args) {
				return r.Args[f.Idx]
			}
		}
		return e
	}))
	if named && !s.ungrouped() {
		return nil, x
	}
	return x, nil
}

// ungrouped reports whether columns need not be grouped by here, whatever else the query has.
func (s *scope) ungrouped() bool {
	switch s.kind {
	case kindWhere, kindJoinOn, kindReturning, kindUpdateSource:
		return true
	}
	return false
}

// namesColumns reports whether an expression reads columns, of its query or of one around it, or may
// do so in a subquery. What a set-returning function gives is none: its arguments count.
func (s *scope) namesColumns(x scalar.Expr) (found bool) {
	scalar.Walk(x, func(x scalar.Expr) bool {
		switch x := x.(type) {
		case *scalar.Var:
			it := s.srf.find(x.ID)
			found = it == nil || slices.ContainsFunc(it.Args, s.namesColumns)
		case *scalar.Reg, *scalar.Subquery:
			found = true
		}
		return !found
	})
	return found
}

// simpleArg reports whether an argument costs nothing.
func simpleArg(x scalar.Expr) bool {
	switch x := x.(type) {
	case *scalar.Const, *scalar.Var, *scalar.Param, *scalar.Reg:
		return true
	case *scalar.Row: // a table's, of which a body takes fields
		return x.T != nil && !slices.ContainsFunc(x.Args, func(a scalar.Expr) bool { return !simpleArg(a) })
	}
	return false
}

// inlineParam is $n of a body that is being bound.
func (s *scope) inlineParam(e *ast.Param) (scalar.Expr, error) {
	if n := len(s.b.inlined.args); e.Number < 1 || e.Number > n {
		return nil, s.b.Fail(e, pgerror.UndefinedParameter, "there is no parameter $%d", e.Number)
	}
	return s.b.inlined.args[e.Number-1], nil
}
