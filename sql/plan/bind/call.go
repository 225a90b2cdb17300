package bind

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// internalSchema holds what is the product's own: its functions are registered under
// their qualified names.
const internalSchema = "isochron_internal"

// call binds a function call: of the session, an aggregate, set-returning, or
// an ordinary function.
// The name is looked up in this order; the first that has it counts:
//
//	routines of the schema     by the search path, against the system's (routine)
//	COLLATION FOR, a literal   f('x') where f is a type (typedLiteral)
//	the session's functions    sessionCall
//	the system's               by types of arguments (Postgres: func_get_detail)
//	a range's constructor      rangeCall
//	a field of the argument    fieldCall
//	a cast                     f(x) where f is a type (castCall)
//
// What came of it decides what may decorate the call: OVER, FILTER, DISTINCT, ORDER BY, WITHIN
// GROUP. Arguments are bound first, as their errors come first in Postgres.
//
// Errors of a call are those of the candidates that are left: 42883 for none, 42725 for several,
// 42809 where the function is of another kind than the call is written for.
// The steps of what is none of these special forms:
//
//	args         bound, with their nodes, in the order of writing
//	FILTER       bound before the function is known, for its errors
//	Resolve      by argument types
//	implicit     each argument to the type that the function wants
//	kind         window, aggregate, set or plain
//
// Examples of what is found by which step:
//
//	substring('abc' FROM 2)         a function of the system, by types
//	date '2020-01-01'               no call: the parser makes a cast of it
//	date('2020-01-01')              a typed literal, read now
//	text(1)                         a cast: no function text(integer) is there
//	name(t), of a row t             its column name, if it has one
//	f(a => 1, b => 2)               a routine; of the system only where it has such names
//	count(*) FILTER (WHERE x)       an aggregate, whose FILTER is bound before that is known
//	lower(x) OVER ()                42809: lower is no window function nor an aggregate
func (s *scope) call(e *ast.FuncCall) (scalar.Expr, error) {
	name := e.Name.Name
	users := s.b.mayBeRoutine(e.Name)
	switch e.Name.Schema {
	case "", "pg_catalog":
	case catalog.SchemaInformation:
		// The functions of information_schema are kept under names with a prefix.
		// The call is a copy: the tree may be bound again.
		call := *e
		call.Name = ast.QName{Pos: e.Name.Pos, Name: builtin.InformationPrefix + name}
		if !builtin.Catalog().FunctionExists(call.Name.Name) && (s.b.Env.Functions == nil || !s.b.Env.Functions.Has(call.Name.Name)) {
			return nil, s.noFunctionIn(e)
		}
		e, name, users = &call, call.Name.Name, false
	// Only where the session has such functions: an expression of DDL has none.
	case internalSchema:
		name = internalSchema + "." + name
		if e.Over != nil || s.b.Env.Functions == nil || !s.b.Env.Functions.Has(name) {
			return nil, s.noFunctionIn(e)
		}
	// Another schema: only routines of users are in it, and the constructors of their range types.
	default:
		if !users {
			args, nodes, err := s.args(e)
			if err != nil {
				return nil, err
			}
			if x, err := s.rangeCall(e, args, nodes); x != nil || err != nil {
				return x, err
			}
			return s.castIn(e, args, nodes)
		}
	}
	// what was in use before the arguments were bound; see aggregate and windowCall
	// calls lets an error point at the set that was met within the arguments.
	marks, calls := s.outerMarks(), s.srf.count()
	if !users && slices.ContainsFunc(e.Args, isNamed) {
		var err error
		if e, err = s.positional(e); err != nil {
			return nil, err
		}
	}
	args, nodes, err := s.args(e)
	if err != nil {
		return nil, err
	}
	// own is an aggregate of users; their other routines are done with in routineCall.
	var own *builtin.Function
	if x, err := s.ownTypedLiteral(e, args, nodes); x != nil || err != nil {
		return x, err
	}
	if users {
		r, err := s.routine(e, args, false)
		if err != nil {
			return nil, err
		}
		if r != nil && r.desc.Kind != 'a' {
			return s.routineCall(e, r, args)
		}
		if r != nil {
			if own, args, err = s.ownAggregate(e, r, args); err != nil {
				return nil, err
			}
		}
		// A qualified name is none of the system's.
		if e.Name.Schema != "" && r == nil {
			return s.castIn(e, args, nodes)
		}
	}
	if name == collationForName && own == nil && len(args) == 1 && !decorated(e) && !e.Variadic {
		return s.collationFor(e, args[0]), nil
	}
	if x, err := s.typedLiteral(e, args, nodes); x != nil || err != nil {
		return x, err
	}
	// It may contain errors that come before "function does not exist" in Postgres.
	filter, err := s.aggregateFilter(e) // before it is known what the function is
	if err != nil {
		return nil, err
	}
	if own != nil && e.Over != nil {
		return s.windowCall(e, own, args, filter, calls)
	}
	if own != nil {
		return s.aggregate(e, &rel.Agg{Fn: own, Args: args, Filter: filter, Distinct: e.Distinct, Pos: int32(e.Position())}, marks, calls)
	}
	direct := len(args)
	var within []rel.SortExpr
	if e.WithinGroup {
		if within, err = s.withinGroup(e); err != nil {
			return nil, err
		}
		// What is ordered by counts among the arguments, when the function is looked for.
		// Postgres: ParseFuncOrColumn does so for ordered-set aggregates.
		args, nodes = slices.Clone(args), slices.Clone(nodes)
		for i := range within {
			args, nodes = append(args, within[i].X), append(nodes, e.OrderBy[i].Expr)
		}
	}
	if x, err := s.sessionCall(e, name, args, nodes); x != nil || err != nil {
		return x, err
	}
	if name != e.Name.Name {
		return nil, s.noFunctionIn(e) // of that name, but with other arguments
	}
	fn, err := s.b.registry().ResolveFunction(e.Name.Name, exprTypes(args), e.Variadic)
	if err != nil {
		// A range's constructor has no row among the functions.
		if x, err := s.rangeCall(e, args, nodes); x != nil || err != nil {
			return x, err
		}
		if f := pgerror.From(err); f != nil && f.Code == pgerror.UndefinedFunction && len(e.OrderBy) > 0 && !e.WithinGroup {
			err = f.WithHint("No aggregate function matches the given name and argument types. Perhaps you misplaced ORDER BY; ORDER BY must appear after all regular arguments of the aggregate.")
		}
		return s.castCall(e, args, nodes, ofSchema(err, &e.Name))
	}
	if fn.Cast != nil && !decorated(e) && !e.Variadic {
		if x, err := s.calledCast(e, nodes[0], args[0], fn.Result); x != nil || err != nil {
			return x, err
		}
	}
	// A function that older nodes lack may not come into what they evaluate.
	if err := s.b.functionKnownToAll(fn); err != nil {
		return nil, s.b.at(e, err)
	}
	s.b.callsFunction(fn.OID)
	if s.b.casts != nil && e.SQLSyntax && fn.Name == "substring" {
		s.b.casts.Patterns[e] = len(fn.Args) > 1 && fn.Args[1] == types.TText
	}
	if s.b.casts != nil && fn.Variadic != nil && fn.Variadic != types.TAny && !e.Variadic {
		if declared, ok := builtin.Catalog().FunctionByOID(fn.OID); ok {
			s.b.packed(e, len(declared.Args)-1)
		}
	}
	// Some functions give the domain that they were given.
	if len(args) > 0 {
		fn = builtin.OverDomain(fn, args[0].Type())
	}
	for i := range args {
		// beyond them are those of VARIADIC "any"
		if i >= len(fn.Args) {
			break
		}
		// From here on args are of the function's types.
		if args[i], err = s.b.implicit(nodes[i], args[i], fn.Args[i]); err != nil {
			return nil, err
		}
	}
	switch {
	case e.Over != nil && !e.WithinGroup && (fn.Kind == builtin.KindWindow || fn.Kind == builtin.KindAggregate):
		return s.windowCall(e, fn, args, filter, calls)
	case fn.Kind == builtin.KindWindow:
		return nil, s.b.Fail(e, pgerror.WrongObjectType, "window function %s requires an OVER clause", e.Name.Name)
	case fn.Kind == builtin.KindAggregate:
		it := &rel.Agg{Fn: fn, Args: args, Filter: filter, Distinct: e.Distinct, Pos: int32(e.Position())}
		if err := s.orderedSet(e, it, within, direct, nodes); err != nil {
			return nil, err
		}
		return s.aggregate(e, it, marks, calls)
	// Last of the errors: it is about a plain function.
	case decorated(e):
		return nil, s.notAggregate(e)
	}
	// Collations change what lower() and its like do, or make the call one that fails.
	fn, x, err := s.b.collatedFunction(fn, args, nodes)
	switch {
	case x != nil || err != nil:
		return x, err
	case fn.ReturnsSet:
		return s.setCall(e, fn, args)
	}
	return s.b.Fold(&scalar.Call{Fn: fn, Args: args, Variadic: e.Variadic}), nil
}

// isNamed reports whether an argument is written as name => value.
func isNamed(x ast.Expr) bool {
	_, ok := x.(*ast.NamedArg)
	return ok
}

// positional is a call of a function of the system with named values as one without: in the
// places of the arguments, with defaults for those that have none.
// Named values are worked out by names alone, before types: functions of the system that take them
// have one form each. Defaults are parsed from their text, as if they stood in the call.
// Only functions of the system come here: for users' own the names are among what is resolved (routine).
func (s *scope) positional(e *ast.FuncCall) (*ast.FuncCall, error) {
	out := *e
	out.Args = make([]ast.Expr, len(e.Args))
	names := make([]string, len(e.Args))
	for i, a := range e.Args {
		out.Args[i] = argNode(a)
		if n, ok := a.(*ast.NamedArg); ok {
			names[i] = n.Name
			if slices.Contains(names[:i], n.Name) {
				return nil, s.b.Fail(a, pgerror.SyntaxError, "argument name %q used more than once", n.Name)
			}
		} else if i > 0 && names[i-1] != "" {
			return nil, s.b.Fail(a, pgerror.SyntaxError, "positional argument cannot follow named argument")
		}
	}
	// from says for each argument of the function which value it gets; -1 is its default.
	from, defaults, ok := builtin.Catalog().Positional(e.Name.Name, names)
	if !ok || e.Variadic {
		args, _, err := s.args(&out)
		if err != nil {
			return nil, err
		}
		return nil, s.b.at(e, namedSignature(e, catalog.QuoteQName(e.Name), args, false))
	}
	values := out.Args
	out.Args = make([]ast.Expr, len(from))
	for at, i := range from {
		if i >= 0 {
			out.Args[at] = values[i]
			continue
		}
		x, err := parser.ParseExpr(defaults[at])
		if err != nil {
			// A fault of the tables of this build.
			return nil, pgerror.Internal("the default of argument %d of %s can't be read: %s", at+1, e.Name.Name, err.Error())
		}
		out.Args[at] = x
	}
	return &out, nil
}

// rangeCall binds a call of the constructor of a user's range type, or of its multiranges; nil
// where it is none.
// The type itself is the first argument: one function serves all ranges.
func (s *scope) rangeCall(e *ast.FuncCall, args []scalar.Expr, nodes []ast.Expr) (scalar.Expr, error) {
	b := s.b
	if b.Env.Catalog == nil || b.Env.Path == nil || e.Name.Schema == catalog.SchemaPGCatalog {
		return nil, nil
	}
	// By the search path, which may have it in another schema than pg_catalog.
	t, ok, err := b.Env.Catalog.Type(b.Env.Path, e.Name)
	if err != nil || !ok {
		return nil, nil // the call's own error says more
	}
	// ok is false where no form of the constructor takes so many values.
	fn, ok, _ := builtin.Constructor(t, exprTypes(args), e.Variadic)
	if !ok {
		return nil, nil
	}
	if decorated(e) {
		return nil, s.notAggregate(e)
	}
	b.callsType(e, t)
	if t.IsMultirange() && len(args) > 1 {
		b.packed(e, 0)
	}
	// The type goes first, as a NULL of it.
	all := []scalar.Expr{&scalar.Const{D: types.Null, T: t}}
	for i := range args {
		x, err := b.implicit(nodes[i], args[i], fn.Args[i+1])
		if err != nil {
			return nil, err
		}
		all = append(all, x)
	}
	return b.Fold(&scalar.Call{Fn: fn, Args: all, Variadic: e.Variadic}), nil
}

// noFunctionIn is the error of a qualified name that is no function's: the schema's, if there is
// none.
// Its own arguments are bound for their errors, and for the types in the text.
func (s *scope) noFunctionIn(e *ast.FuncCall) error {
	args, _, err := s.args(e)
	if err != nil {
		return err
	}
	if err := s.b.hasSchema(e); err != nil {
		return err
	}
	return s.b.Fail(e, pgerror.UndefinedFunction, "function %s.%s(%s) does not exist", e.Name.Schema, e.Name.Name, types.Listed(exprTypes(args))).
		WithHint("No function matches the given name and argument types. You might need to add explicit type casts.")
}

// hasSchema tells where the schema that a call names is missing.
// 3F000 comes before 42883.
func (b *Binder) hasSchema(e *ast.FuncCall) error {
	if e.Name.Schema == "" || b.Env.Catalog == nil {
		return nil
	}
	_, err := b.Env.Catalog.Qualify(b.Env.Path, e.Name)
	return b.at(e, err)
}

// notAggregate is the error of a plain function with what is for others, in Postgres's order.
func (s *scope) notAggregate(e *ast.FuncCall) error {
	name := e.Name.Name
	switch {
	// The order is that of ParseFuncOrColumn for FUNCDETAIL_NORMAL: a call with several of these is
	// told of the first.
	case e.Star:
		return s.b.Fail(e, pgerror.WrongObjectType, "%s(*) specified, but %s is not an aggregate function", name, name)
	case e.Distinct:
		return s.b.Fail(e, pgerror.WrongObjectType, "DISTINCT specified, but %s is not an aggregate function", name)
	case e.WithinGroup:
		return s.b.Fail(e, pgerror.WrongObjectType, "WITHIN GROUP specified, but %s is not an aggregate function", name)
	case e.Filter != nil:
		return s.b.Fail(e, pgerror.WrongObjectType, "FILTER specified, but %s is not an aggregate function", name)
	case len(e.OrderBy) > 0:
		return s.b.Fail(e, pgerror.WrongObjectType, "ORDER BY specified, but %s is not an aggregate function", name)
	}
	return s.b.Fail(e, pgerror.WrongObjectType, "OVER specified, but %s is not a window function nor an aggregate function", name)
}

// decorated reports whether a call has what only aggregates and window functions may have.
// VARIADIC is none of these: plain functions may have it.
//
//	f(*)  f(DISTINCT x)  f(x) FILTER (…)  f(x ORDER BY y)  f(x) OVER w
func decorated(e *ast.FuncCall) bool {
	return e.Star || e.Distinct || e.Filter != nil || len(e.OrderBy) > 0 || e.Over != nil
}

// args binds the arguments. nodes are in step with them, and keep names. Without routines of that
// name, named values are bound as they are, which is an error.
func (s *scope) args(e *ast.FuncCall) ([]scalar.Expr, []ast.Expr, error) {
	args, nodes := make([]scalar.Expr, 0, len(e.Args)), make([]ast.Expr, 0, len(e.Args))
	// Only routines of users take names in any order with defaults of their own.
	named := s.b.mayBeRoutine(e.Name)
	for i, a := range e.Args {
		if n, ok := a.(*ast.NamedArg); ok && named {
			a = n.Value
		}
		x, err := s.expr(a)
		if err != nil {
			return nil, nil, err
		}
		// The argument is left out, and its node with it: the two lists stay in step.
		if !isOut(x) {
			args, nodes = append(args, x), append(nodes, e.Args[i])
		}
	}
	return args, nodes, nil
}

// isOut reports whether a client has declared a parameter to be of type void: so JDBC marks
// the OUT arguments of a call, which functions are called without.
// The driver binds OUT arguments by number, with type void.
func isOut(x scalar.Expr) bool {
	p, ok := x.(*scalar.Param)
	return ok && p.T == types.TVoid
}

// exprTypes are the types of expressions, in step.
func exprTypes(xs []scalar.Expr) []*types.Type {
	ts := make([]*types.Type, len(xs))
	for i, x := range xs {
		ts[i] = x.Type()
	}
	return ts
}

// castCall reads f(x) as a cast where f is a type and no function matched:
// text(1), int8(x).
// The cast is taken only where it is not by a function of that very name (that would be the call
// itself), and where Postgres has it (func_get_detail, FUNCDETAIL_COERCION); else cause is the
// error.
func (s *scope) castCall(e *ast.FuncCall, args []scalar.Expr, nodes []ast.Expr, cause error) (scalar.Expr, error) {
	if x, err := s.fieldCall(e, args, cause); x != nil || err != nil {
		return x, err
	}
	// A cast is what is left when no function matched, never where several did.
	if len(args) == 1 && !e.Star && pgerror.Is(cause, pgerror.UndefinedFunction) {
		t, ok := types.ByTypname(e.Name.Name)
		if !ok {
			t, ok = s.b.typeCalled(e.Name)
		}
		if ok { // a function is called by its own name
			own, is := s.b.registry().OwnCast(args[0].Type(), t)
			ok = !is || own.Method != builtin.CastFunction
		}
		// A record is not cast to text by a call: name(x) of a row would mean its field.
		// Postgres: func_get_detail, COERCION_PATH_COERCEVIAIO.
		if ok && t.Supported() && !builtin.RowToText(args[0].Type(), t) {
			if e.Over != nil {
				return nil, s.notAggregate(e)
			}
			if y, err := s.calledCast(e, nodes[0], args[0], t); y != nil || err != nil {
				return y, err
			}
		}
	}
	return nil, s.b.unfit(e, cause)
}

// calledCast is the cast that a call is, which is printed as a cast; nil where there is none.
func (s *scope) calledCast(e *ast.FuncCall, n ast.Expr, x scalar.Expr, t *types.Type) (scalar.Expr, error) {
	y, err := s.b.Coerce(n, x, t, builtin.Explicit)
	if y == nil || err != nil {
		return nil, err
	}
	if t.IsUser() {
		s.b.callsType(e, t)
	}
	// A cast to a domain is a cast to what it is over, and a check: the literal has the type below.
	if t.Domain() != nil {
		s.b.literalOver(n, t.Base())
	}
	switch {
	case s.b.casts == nil:
	case x.Type() == t:
		s.b.casts.Literals[e] = true
	default:
		s.b.casts.CastCalls[e] = s.b.shown(t, types.NoTypmod)
	}
	return y, nil
}

// castIn reads schema.f(x) as a cast where f is a type of that schema; there is no such function.
func (s *scope) castIn(e *ast.FuncCall, args []scalar.Expr, nodes []ast.Expr) (scalar.Expr, error) {
	if t, ok := s.b.typeCalled(e.Name); ok && len(args) == 1 && !decorated(e) && !e.Variadic && !isNamed(e.Args[0]) {
		if own, is := s.b.registry().OwnCast(args[0].Type(), t); !is || own.Method != builtin.CastFunction {
			if x, err := s.calledCast(e, nodes[0], args[0], t); x != nil || err != nil {
				return x, err
			}
		}
	}
	return nil, s.noFunctionIn(e)
}

// typeCalled is the type of users that a name in the place of a function's means.
// As for functions, the temporary schema is not looked at unless it is named: else whoever may make
// temporary types could have others' calls mean them.
func (b *Binder) typeCalled(name ast.QName) (*types.Type, bool) {
	if b.Env.Catalog == nil || b.Env.Path == nil {
		return nil, false
	}
	// A copy: the path is the session's.
	path := *b.Env.Path
	if name.Schema == "" {
		path.Temp = 0
	}
	// An error of the path is none of the call's.
	t, ok, _ := b.Env.Catalog.Type(&path, name)
	return t, ok && t.Typtype != 'c' // a row type is none (FuncNameAsType)
}

// typedLiteral reads f('x') as a literal of type f; nil where f is no type. A function of
// that name is not asked: cidr('1.2.3.4/8') is no network, whatever inet would make of it.
func (s *scope) typedLiteral(e *ast.FuncCall, args []scalar.Expr, nodes []ast.Expr) (scalar.Expr, error) {
	// VARIADIC and named arguments are of functions alone.
	if len(args) != 1 || decorated(e) || e.Variadic || isNamed(e.Args[0]) {
		return nil, nil
	}
	t, ok := types.ByTypname(e.Name.Name)
	if !ok || !t.Supported() {
		return nil, nil
	}
	return s.literalAs(e, t, args, nodes)
}

// ownTypedLiteral is typedLiteral for types of users and extensions: before their functions are looked at,
// as in Postgres (func_get_detail), where an unknown literal fits none exactly.
func (s *scope) ownTypedLiteral(e *ast.FuncCall, args []scalar.Expr, nodes []ast.Expr) (scalar.Expr, error) {
	if len(args) != 1 || decorated(e) || e.Variadic || isNamed(e.Args[0]) {
		return nil, nil
	}
	// A literal of a stored expression has its type already.
	if _, _, kept := catalog.Thaw(e.Name.Name); args[0].Type() != types.TUnknown && !kept && s.b.casts == nil {
		return nil, nil
	}
	t, ok := s.b.typeCalled(e.Name)
	if !ok {
		return nil, nil
	}
	x, err := s.literalAs(e, t, args, nodes)
	if x != nil && err == nil {
		s.b.callsType(e, t)
	}
	return x, err
}

// callsType notes that a call is kept by the number of a type, so that a rename does not matter.
func (b *Binder) callsType(e *ast.FuncCall, t *types.Type) {
	if b.Env.Names != nil && b.Env.Names.Calls != nil {
		b.Env.Names.Calls[e] = t.OID
	}
	if b.resolving != nil {
		b.resolving.calls[e] = t.OID
	}
}

// literalAs reads the only argument of a call as a literal of a type.
func (s *scope) literalAs(e *ast.FuncCall, t *types.Type, args []scalar.Expr, nodes []ast.Expr) (scalar.Expr, error) {
	// Only a literal or a parameter, which a literal may be: f(x) of a column is a cast at most.
	switch args[0].(type) {
	case *scalar.Const, *scalar.Param:
	default:
		return nil, nil
	}
	if at := args[0].Type(); s.b.casts != nil && (at == t || at == types.TUnknown) {
		s.b.casts.Literals[e] = true
	}
	switch args[0].Type() {
	case t: // as a stored query has it
		return args[0], nil
	case types.TUnknown:
		return s.b.Coerce(nodes[0], args[0], t, builtin.Explicit)
	}
	return nil, nil
}

// function calls an ordinary function by name.
// It is for what the binder itself asks for: n is where it was asked.
// Operators' functions, subscripts and the like are asked for so; arguments are converted, and rights noted.
func (b *Binder) function(n ast.Node, name string, args []scalar.Expr, nodes []ast.Expr) (scalar.Expr, error) {
	fn, err := b.registry().ResolveFunction(name, exprTypes(args), false)
	if err == nil {
		err = b.functionKnownToAll(fn)
	}
	if err != nil {
		return nil, b.at(n, err)
	}
	b.callsFunction(fn.OID)
	for i := range args {
		if args[i], err = b.implicit(nodes[i], args[i], fn.Args[i]); err != nil {
			return nil, err
		}
	}
	fn, x, err := b.collatedFunction(fn, args, nodes)
	if x != nil || err != nil {
		return x, err
	}
	return b.Fold(&scalar.Call{Fn: fn, Args: args}), nil
}

// gatewayRegion is a function that came with version.Homed.
// What is stored may be read by nodes that do not know it.
const gatewayRegion = "gateway_region"

// sessionCall finds the function among those of the session; nil if it is none.
// One that writes counts as a call of a routine does (Binder.Routines): it writes to the same
// transaction, so that the plan can't be done in one message.
func (s *scope) sessionCall(e *ast.FuncCall, name string, args []scalar.Expr, nodes []ast.Expr) (scalar.Expr, error) {
	fn := s.b.Env.Functions.Resolve(name, args)
	if fn == nil {
		return nil, nil
	}
	if name == gatewayRegion && !s.b.Env.Version.Active(version.Homed) { // what is stored may call it
		return nil, pgerror.Unsupported("Upgrade all nodes of the cluster first.", "%s is not known to older nodes of the cluster", name)
	}
	if err := s.b.knownToAll(fn.Result); err != nil {
		return nil, err
	}
	// Rights on functions are those of their rows in pg_proc; CURRENT_USER and its like have none to ask.
	if !e.SQLSyntax { // CURRENT_USER is no call
		s.b.callsFunction(builtin.Catalog().FunctionNamed(name, fn.Args))
	}
	if decorated(e) {
		return nil, s.notAggregate(e)
	}
	s.b.Routines = s.b.Routines || fn.Writes
	// The caller goes on with args if this is none, so they are not changed in place.
	xs := make([]scalar.Expr, len(args))
	for i := range args {
		x, err := s.b.implicit(nodes[i], args[i], fn.Args[i])
		if err != nil {
			return nil, err
		}
		xs[i] = x
	}
	return hostCall(fn, xs), nil
}

// hostCall is a call of a function of the session with arguments of its types.
// The arguments have the types of fn.
func hostCall(fn *host.Function, args []scalar.Expr) *scalar.HostCall {
	return &scalar.HostCall{Name: fn.Name, Fn: fn, T: fn.Result, Strict: fn.Strict, Volatile: fn.Volatility == builtin.Volatile, Args: args}
}

// setCall is a set-returning function in a select list: a column of a nodes.ProjectSet that
// is put below the list when all of its functions are known.
// Where s.srf is nil no set may stand; the words are Postgres's (check_srf_call_placement).
// A set in a condition, a limit or VALUES of several rows is an error.
func (s *scope) setCall(e *ast.FuncCall, fn *builtin.Function, args []scalar.Expr) (scalar.Expr, error) {
	switch {
	case s.kind == kindAggArg:
		return nil, s.setInAggregate(e)
	case s.srf == nil:
		what := s.kind.String()
		switch s.kind {
		case kindFrameRows, kindFrameRange, kindFrameGroups:
			what = "window definitions"
		}
		return nil, s.b.Fail(e, pgerror.FeatureNotSupported, "set-returning functions are not allowed in %s", what)
	}
	// The call itself is a column from here on; what is around it does not see that it is a set.
	id := s.srf.add(s, e, fn, args)
	s.b.Info(id).Row = outRow(fn)
	return s.b.Ref(id), nil
}

// outRow tells what the records of a function of several columns are made of; nil: it gives
// none. Of its columns the types alone are good.
// The arguments are NULLs that stand for the types; nobody evaluates them.
// Fields of such a record can be selected by name: (f(x)).a.
func outRow(fn *builtin.Function) *scalar.Row {
	if fn == nil || len(fn.OutTypes) < 2 || fn.Result != types.TRecord {
		return nil
	}
	row := &scalar.Row{Names: fn.OutNames}
	for _, t := range fn.OutTypes {
		// Types are all that is looked at.
		row.Args = append(row.Args, &scalar.Const{T: t, Typmod: types.NoTypmod, D: types.Null})
	}
	return row
}

// setInAggregate is the error of a set in the arguments of an aggregate (0A000), with Postgres's
// hint.
func (s *scope) setInAggregate(n ast.Node) error {
	return s.b.Fail(n, pgerror.FeatureNotSupported, "aggregate function calls cannot contain set-returning function calls").
		WithHint("You might be able to move the set-returning function into a LATERAL FROM item.")
}

// noSetsIn fails if a construct that may skip its parts, which began when calls
// functions had been seen, has a set-returning one within.
// CASE and COALESCE may pass over a part, and a set that is passed over has no number of rows.
// What is passed over would have to say how many rows it stands for.
func (s *scope) noSetsIn(what string, calls int) error {
	// As many as before: whatever stands within has none.
	if s.srf == nil || len(s.srf.calls) == calls {
		return nil
	}
	return s.b.Fail(s.srf.calls[len(s.srf.calls)-1], pgerror.FeatureNotSupported, "set-returning functions are not allowed in %s", what).
		WithHint("You might be able to move the set-returning function into a LATERAL FROM item.")
}

// srfScope collects the set-returning functions of a select list, and of the clauses
// that are matched with it.
// Its methods are safe on what has none but for add and find: count takes nil.
// Postgres: a ProjectSet has all sets of a list, which end together with the longest.
type srfScope struct {
	// arguments come before the calls that read them
	items []rel.SetItem
	keys  map[string]int // in items, of what was called with which arguments
	// every call that was met, also those that share an item; where errors point
	calls []ast.Node
	at    map[scalar.VarID]ast.Node // the call that made each item
	// the last routine of the schema that was called
	routine *routineMatch
}

// count is the number of calls so far.
// nil counts 0: the place allows none.
func (f *srfScope) count() int {
	if f == nil {
		return 0
	}
	return len(f.calls)
}

// add returns the column of a call. The same call in ORDER BY, GROUP BY or DISTINCT ON
// is the select list's own; in the list, calls with volatile arguments stay apart.
// A set in ORDER BY must not make its own rows beside the select list's.
func (f *srfScope) add(s *scope, e *ast.FuncCall, fn *builtin.Function, args []scalar.Expr) scalar.VarID {
	f.calls = append(f.calls, e)
	key := scalar.Key(&scalar.Call{Fn: fn, Args: args})
	i, old := f.keys[key]
	// SELECT generate_series(1, 2), generate_series(1, 2) is one set, shown twice: rows (1, 1) and
	// (2, 2). With volatile arguments each is one of its own.
	list := s.kind == kindSelectTarget || s.kind == kindInsertValues || s.kind == kindInsertTarget
	if old && (!list || !s.b.AnyVolatile(args) && fn.Volatility != builtin.Volatile) {
		return f.items[i].ID
	}
	id := s.b.NewVar(rel.Column{Name: e.Name.Name, Type: fn.Result, Typmod: types.NoTypmod})
	if f.keys == nil {
		f.keys, f.at = map[string]int{}, map[scalar.VarID]ast.Node{}
	}
	f.at[id] = e
	// The first call of its kind is the one that other clauses mean.
	if !old {
		f.keys[key] = len(f.items)
	}
	f.items = append(f.items, rel.SetItem{Fn: fn, Args: args, ID: id})
	return id
}

// find returns the function that makes a column, nil if it is none of these.
// Linear: lists have few sets. Of nil there are none: the place allows none.
func (f *srfScope) find(id scalar.VarID) *rel.SetItem {
	if f == nil {
		return nil
	}
	for i := range f.items {
		if f.items[i].ID == id {
			return &f.items[i]
		}
	}
	return nil
}

// reads reports whether x reads the column of one of the functions.
func (f *srfScope) reads(x scalar.Expr) bool {
	found := false
	scalar.Vars(x, func(v *scalar.Var) { found = found || f.find(v.ID) != nil })
	return found
}

// firstIn is the first call, of those not within others, whose column x reads; nil: it reads none.
func (f *srfScope) firstIn(x scalar.Expr) (call ast.Node) {
	if f == nil {
		return nil
	}
	scalar.Vars(x, func(v *scalar.Var) {
		if call == nil {
			call = f.at[v.ID]
		}
	})
	return call
}

// closure adds to ids the functions that x reads, and those that their arguments read.
// ids grows; what it has already was followed before.
//
// For f(g(x)), where both return sets, what reads f's column takes g with it: both have to be
// put below.
func (f *srfScope) closure(x scalar.Expr, ids rel.VarSet) {
	scalar.Vars(x, func(v *scalar.Var) {
		it := f.find(v.ID)
		// A set within the arguments of another, f(g(x)), has been added before it: this ends.
		if it == nil || ids[v.ID] {
			return
		}
		ids[v.ID] = true
		for _, a := range it.Args {
			f.closure(a, ids)
		}
	})
}

// usedSets are the functions that some of the values read, themselves or through others, once constants
// are computed: NULL + f() is NULL, and a function that nothing reads makes no rows.
//
// INSERT INTO t SELECT NULL + generate_series(1, 3) has no set left, and inserts one row.
func (b *Binder) usedSets(f *srfScope, lists ...[]scalar.Expr) (used []rel.SetItem) {
	if len(f.items) == 0 {
		return nil
	}
	ids := rel.VarSet{}
	for _, list := range lists {
		for i, x := range list {
			if x == nil || !f.reads(x) {
				continue
			}
			list[i] = b.Simplify(putLater(x, false))
			b.byValue = b.byValue || scalar.PropsOf(x).Params
			f.closure(list[i], ids)
		}
	}
	for _, it := range f.items {
		if ids[it.ID] {
			used = append(used, it)
		}
	}
	return used
}

// putLater puts bodies of functions in the place of their calls that had to wait (HostCall.Instead): an argument that a
// body does not use goes, with the set that it may have, and what may be wrong in it. Over groups columns have become
// others meanwhile, in the call alone: bodies with columns stay calls there.
func putLater(x scalar.Expr, groups bool) scalar.Expr {
	return scalar.MapPre(x, func(x scalar.Expr) scalar.Expr {
		h, ok := x.(*scalar.HostCall)
		if !ok || h.Instead == nil {
			return nil
		}
		if p := scalar.PropsOf(h.Instead); groups && (p.Vars || p.Regs) {
			return nil
		}
		return putLater(h.Instead, groups)
	})
}

// hasLater reports whether a call in x waits for its body.
func hasLater(x scalar.Expr) (found bool) {
	scalar.Walk(x, func(x scalar.Expr) bool {
		h, ok := x.(*scalar.HostCall)
		found = found || ok && h.Instead != nil
		return !found
	})
	return found
}

// project puts functions over r. Each level of nesting is a step of its own: functions of
// one level run side by side, over each row of the levels within.
// items are in order: arguments before calls. An item without a function is an expression that is
// computed beside the deepest level.
// Postgres: split_pathtarget_at_srfs.
//
// For f(g(x)), h(x): g and h run first, side by side, f above them, once for each of their rows.
func projectSets(r rel.Rel, items []rel.SetItem) rel.Rel {
	level := map[scalar.VarID]int{}
	deepest := 0
	var levels [][]rel.SetItem
	// level is by the column of a call; n is the level of this one.
	for _, it := range items { // arguments come before the call
		n := 0
		for _, a := range it.Args {
			scalar.Vars(a, func(v *scalar.Var) {
				if l, ok := level[v.ID]; ok {
					n = max(n, l+1)
				}
			})
		}
		// Computed for each row that the functions give, so beside the last level.
		if it.Fn == nil {
			n = max(0, deepest-1) // they come last
		}
		level[it.ID] = n
		for deepest = max(deepest, n+1); len(levels) < deepest; {
			levels = append(levels, nil)
		}
		levels[n] = append(levels[n], it)
	}
	for _, l := range levels {
		r = &rel.ProjectSet{In: r, Items: l}
	}
	return r
}

// aggScope collects the aggregates of a query block.
// One for each query block; scopes of its clauses share it.
type aggScope struct {
	// in the order in which they were met
	aggs []*rel.Agg
	keys map[string]*rel.Agg
	// groupings are the calls of GROUPING.
	groupings []*groupingItem
}

// aggregate binds what is left of an aggregate. marks are how many outer columns were in use
// before its arguments were bound (see outerMarks).
// The query that it belongs to may be one around this one (levelOf): it is raised there, judged by
// what that scope allows, added to its aggregates, and comes back as a register (lower). Its
// arguments can't contain another aggregate of the same query, a window function or a set.
// Postgres: check_agglevels_and_constraints.
// e is for positions alone.
func (s *scope) aggregate(e *ast.FuncCall, it *rel.Agg, marks []int, calls int) (scalar.Expr, error) {
	// count() is written count(*).
	switch {
	case !e.Star && len(e.Args) == 0 && !e.WithinGroup:
		return nil, s.b.Fail(e, pgerror.WrongObjectType, "%s(*) must be used to call a parameterless aggregate function", e.Name.Name)
	}
	if err := s.aggregateParts(e, it); err != nil {
		return nil, err
	}
	if err := s.b.collatedAgg(e, it); err != nil {
		return nil, err
	}
	if s.srf.count() > calls {
		return nil, s.setInAggregate(s.firstSet(it.Args, calls))
	}
	level := s.levelOf(it)
	if err := s.noNearerDirect(e, it, level); err != nil {
		return nil, err
	}
	at, err := s.raise(e, it, level, marks)
	if err != nil {
		return nil, err
	}
	// at is the scope of the query to which it belongs.
	switch {
	case at.noAgg && at.kind == kindFilter:
		return nil, at.aggNotAllowed(e)
	case at.noAgg:
		return nil, s.b.Fail(e, pgerror.GroupingError, "aggregate function calls cannot be nested")
	case at.agg == nil:
		return nil, at.aggNotAllowed(e)
	}
	if n := at.groupingIn(it); n != nil {
		return nil, s.b.Fail(n, pgerror.GroupingError, "aggregate function calls cannot be nested")
	}
	if in := at.windowIn(it); in != nil {
		err := s.b.Fail(nil, pgerror.GroupingError, "aggregate function calls cannot contain window function calls")
		return nil, err.WithPosition(s.b.position(int(in.Pos)))
	}
	if in := at.aggIn(it); in != nil {
		err := s.b.Fail(nil, pgerror.GroupingError, "aggregate function calls cannot be nested")
		return nil, err.WithPosition(s.b.position(int(in.Pos)))
	}
	var x scalar.Expr = s.b.Ref(at.agg.add(s.b, it))
	return s.lower(x, level), nil
}

// firstSet is the first set-returning function that one of the arguments reads, of those met since calls
// had been: one that was dropped as nothing reads it is one, too.
func (s *scope) firstSet(args []scalar.Expr, calls int) ast.Node {
	for _, a := range args {
		if call := s.srf.firstIn(a); call != nil {
			return call
		}
	}
	return s.srf.calls[calls]
}

// aggIn finds an aggregate of the same query that an aggregate reads; nil for none.
func (s *scope) aggIn(it *rel.Agg) (found *rel.Agg) {
	it.Each(func(x scalar.Expr) scalar.Expr {
		if in := innerAgg(s.agg, x); in != nil && found == nil {
			found = in
		}
		return x
	})
	return found
}

// windowIn finds a window function that an aggregate reads; nil for none.
// Windows come after groups: what they give is not there yet.
func (s *scope) windowIn(it *rel.Agg) (found *rel.WindowFunc) {
	it.Each(func(x scalar.Expr) scalar.Expr {
		if in := s.win.inner(x); in != nil && found == nil {
			found = in
		}
		return x
	})
	return found
}

// aggregateFilter binds FILTER; nil without one.
// Within it no aggregate of this query may stand; noAgg says so and kindFilter how it is worded.
func (s *scope) aggregateFilter(e *ast.FuncCall) (scalar.Expr, error) {
	if e.Filter == nil {
		return nil, nil
	}
	inner := s.with(kindFilter)
	inner.noAgg, inner.srf = true, nil
	return inner.condition(e.Filter, "FILTER")
}

// aggregateParts binds ORDER BY and DISTINCT.
// With DISTINCT the order has to be one of arguments: duplicates are dropped from a list sorted so.
// it is filled in.
func (s *scope) aggregateParts(e *ast.FuncCall, it *rel.Agg) error {
	inner := s.with(kindAggArg)
	inner.noAgg, inner.srf = true, nil
	for i := range e.OrderBy {
		if e.WithinGroup {
			break // they are its arguments
		}
		o, err := inner.orderItem(&e.OrderBy[i])
		if err != nil {
			return err
		}
		// argLike replaces the expression by the argument, so that both are sorted by one cast.
		if e.Distinct {
			if o.X = argLike(it.Args, o.X); o.X == nil {
				return s.b.failLeft(e.OrderBy[i].Expr, pgerror.InvalidColumnReference,
					"in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list")
			}
		}
		it.Order = append(it.Order, o)
	}
	// DISTINCT sorts or hashes: the type needs an equality.
	if e.Distinct {
		for i, a := range it.Args {
			a, err := s.b.known(e.Args[i], a)
			if err != nil {
				return err
			}
			it.Args[i] = a
			if err := s.b.comparedBy(e.Args[i], a, builtin.StringComparison); err != nil {
				return err
			}
			if !types.Comparable(a.Type()) {
				return s.b.Fail(e.Args[i], pgerror.UndefinedFunction, "could not identify an equality operator for type %s", a.Type())
			}
		}
	}
	return nil
}

// innerAgg finds an aggregate of the block that x reads; nil for none.
// By columns: an aggregate that was bound is read as one.
func innerAgg(a *aggScope, x scalar.Expr) *rel.Agg {
	var found *rel.Agg
	scalar.Vars(x, func(v *scalar.Var) {
		for _, it := range a.aggs {
			if it.ID == v.ID && found == nil {
				found = it
			}
		}
	})
	return found
}

// argLike finds x among the arguments of an aggregate, where it may have got another type by an
// implicit cast, as an expression of ORDER BY stands for that argument; nil for none.
// A cast that was written (Display) is not looked through: ORDER BY x::text is not the argument x.
// An argument's own cast may have been put in by the function's resolution, which the order has not.
func argLike(args []scalar.Expr, x scalar.Expr) scalar.Expr {
	k := scalar.Key(x)
	for _, a := range args {
		written := a
		for c, ok := written.(*scalar.Cast); ok && !c.Display; c, ok = written.(*scalar.Cast) {
			written = c.X
		}
		if scalar.Key(a) == k || scalar.Key(written) == k {
			return a
		}
	}
	return nil
}

// add returns the column of an aggregate; equal ones are computed once.
// Aggregates of one key are alike in function, arguments, filter, order and DISTINCT.
func (a *aggScope) add(b *Binder, it *rel.Agg) scalar.VarID {
	for i, x := range it.Args { // whose query it is of is known
		if hasLater(x) {
			it.Args[i] = b.Simplify(putLater(x, false))
		}
	}
	key := it.Key()
	// Volatile arguments are computed for each call.
	if old, ok := a.keys[key]; ok && !it.Volatile(&b.Statement) {
		return old.ID
	}
	it.ID = b.NewVar(rel.Column{Name: it.Fn.Title(), Type: it.Fn.Result, Typmod: types.NoTypmod})
	if a.keys == nil {
		a.keys = map[string]*rel.Agg{}
	}
	a.keys[key] = it
	a.aggs = append(a.aggs, it)
	return it.ID
}

// aggNotAllowed is the error for a place without aggregates (42803), in Postgres's words.
func (s *scope) aggNotAllowed(e *ast.FuncCall) error {
	switch s.kind {
	case kindJoinOn:
		return s.b.Fail(e, pgerror.GroupingError, "aggregate functions are not allowed in JOIN conditions")
	case kindNone:
		return s.b.Fail(e, pgerror.GroupingError, "aggregate functions are not allowed in FROM clause of their own query level")
	}
	return s.b.Fail(e, pgerror.GroupingError, "aggregate functions are not allowed in %s", s.kind)
}

// sqlValue binds the functions without parentheses.
// CURRENT_TIMESTAMP and its like are now() cast to their type, with the precision as its modifier:
// so they are stable, and one value in a transaction.
// Those of users and roles are functions of the session.
func (s *scope) sqlValue(e *ast.SQLValue) (scalar.Expr, error) {
	b := s.b
	name := ""
	switch e.Kind {
	case ast.CurrentDate:
		return s.nowAs(e, types.TDate)
	case ast.CurrentTime:
		return s.nowAs(e, types.TTimeTZ)
	case ast.CurrentTimestamp:
		return s.nowAs(e, types.TTimestampTZ)
	case ast.LocalTime:
		return s.nowAs(e, types.TTime)
	case ast.LocalTimestamp:
		return s.nowAs(e, types.TTimestamp)
	case ast.CurrentRole, ast.CurrentUser, ast.User:
		name = "current_user"
	case ast.SessionUser:
		name = "session_user"
	case ast.CurrentCatalog:
		name = "current_database"
	case ast.CurrentSchema:
		name = "current_schema"
	}
	fn := b.Env.Functions.Resolve(name, nil)
	if fn == nil {
		return nil, b.unsupported(e, "Use it in a session.", "%s is not available here", name)
	}
	return hostCall(fn, nil), nil
}

// nowAs is now() as t, rounded to e.Precision digits of seconds (below 0: as it is).
// The modifier is the precision.
func (s *scope) nowAs(e *ast.SQLValue, t *types.Type) (scalar.Expr, error) {
	now, err := s.b.function(e, "now", nil, nil)
	if err != nil {
		return nil, err
	}
	x, err := s.b.cast(e, now, t, types.NoTypmod)
	if err != nil || e.Precision < 0 {
		return x, err
	}
	typmod, err := types.TypmodFor(t, []int64{int64(e.Precision)})
	if err != nil {
		return nil, s.b.at(e, err)
	}
	return s.b.applyTypmod(x, t, typmod, true), nil
}

// ofSchema has the error for a call tell the schema of the function's name, where it had one:
// also that of SUBSTRING (x FROM n) and its like.
// err is returned as it is where the name had no schema, or says something else.
func ofSchema(err error, name *ast.QName) error {
	e := pgerror.From(err)
	bare := "function " + name.Name + "("
	if name.Schema == "" || e.Code != pgerror.UndefinedFunction && e.Code != pgerror.AmbiguousFunction || !strings.HasPrefix(e.Message, bare) {
		return err
	}
	e = e.Clone()
	e.Message = "function " + name.Schema + "." + strings.TrimPrefix(e.Message, "function ")
	return e
}
