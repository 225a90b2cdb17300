package bind

import (
	"context"
	"slices"
	"strconv"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// Calls of routines that somebody created. The name is resolved by Postgres's rules among them
// and the system's; the call is a scalar.HostCall, or where it returns rows a function of
// FROM or of a nodes.ProjectSet: the session of the gateway evaluates it, nobody else.

// routineMatch is a routine that a call means.
//
// How a call is found, in the order of the steps:
//
//	mayBeRoutine   a cheap look: is there any of that name
//	routinesNamed  the candidates along the path, and where pg_catalog stands among them
//	ResolveAmong   the one that fits the values' types and names, or one of the system's (nil)
//	source         its body and types for the language, polymorphic ones made concrete
//	routineArgs    the values in their places, converted; defaults; the variadic array
//	routineCall    inlined, a set, a function of an extension, or a call by the session
//
// m.From, m.Args and m.Spread say what becomes of the values.
type routineMatch struct {
	desc *catalog.RoutineDesc
	// what the language gets: types and body as of this call
	src *routine.Source
	// how the call's values go to the arguments
	m *builtin.Match
}

// mayBeRoutine reports whether a name may be that of a routine of the schema.
// It is a cheap look by name, before anything is resolved: true does not promise that one fits.
// The name alone: schemas of the path are not looked at.
// Most calls are of the system's functions, and end here.
func (b *Binder) mayBeRoutine(name ast.QName) bool {
	if b.Env.Catalog == nil || b.Env.Path == nil {
		return false
	}
	if _, _, frozen := catalog.Thaw(name.Name); frozen && name.Schema == "" {
		return true
	}
	return name.Schema != catalog.SchemaPGCatalog && b.Env.Catalog.HasRoutines(name.Name)
}

// routine finds the routine that a call means; nil: it is one of the system, or there is none.
// args are the values without names, in step with e.Args; procedure: it is a CALL. What was found
// is noted: for privileges (EXECUTE), for the plan (Routines, changing), and for a query that is
// kept.
//
//	f(1)                of all f along the path and of the system, the one that fits best
//	s.f(1)              those of schema s
//	f(1, b => 2)        also those with more arguments, if the others have defaults
//	CALL p(1)           procedures; a function found by it is an error (42809), and the other way round
func (s *scope) routine(e *ast.FuncCall, args []scalar.Expr, procedure bool) (*routineMatch, error) {
	b := s.b
	if !b.mayBeRoutine(e.Name) {
		return nil, nil
	}
	places, system, err := b.routinesNamed(e.Name)
	if err != nil {
		return nil, b.at(e, err)
	}
	if len(places) == 0 {
		return nil, nil
	}
	// Values by their places come first, then those by name, each name once (42601).
	names := make([]string, len(e.Args))
	for i, a := range e.Args {
		if n, ok := a.(*ast.NamedArg); ok {
			if names[i] = n.Name; slices.Contains(names[:i], n.Name) {
				return nil, b.Fail(a, pgerror.SyntaxError, "argument name %q used more than once", n.Name)
			}
		} else if i > 0 && names[i-1] != "" {
			return nil, b.Fail(a, pgerror.SyntaxError, "positional argument cannot follow named argument")
		}
	}
	// In the order of the candidates, as m.Overload counts them.
	own := make([]builtin.Overload, len(places))
	for i, p := range places {
		own[i] = b.overload(p, procedure)
	}
	m, err := s.b.registry().ResolveAmong(e.Name.Name, exprTypes(args), names, e.Variadic, own, system)
	// Postgres shows the names in that error.
	if err != nil && pgerror.Is(err, pgerror.UndefinedFunction) {
		// What is stored calls a routine by its number, and has no place in the client's text.
		if _, _, frozen := catalog.Thaw(e.Name.Name); frozen && e.Name.Schema == "" {
			return nil, namedSignature(e, b.Env.Catalog.RoutineName(b.Env.Path, places[0].RoutineDesc), args, procedure)
		}
		err = namedSignature(e, catalog.QuoteQName(e.Name), args, procedure)
	}
	if err != nil {
		return nil, b.unfit(e, err)
	}
	// One of the system's won: those take names in another way (positional), before this.
	// Named values are not for functions of the system that are found here.
	if m == nil && slices.ContainsFunc(names, func(n string) bool { return n != "" }) {
		return nil, s.b.at(e, namedSignature(e, catalog.QuoteQName(e.Name), args, procedure))
	}
	if m == nil {
		return nil, nil
	}
	// Kind is 'f', 'p', 'a' or 'w'.
	d := places[m.Overload].RoutineDesc
	switch {
	case d.Kind == 'p' && !procedure:
		return nil, b.Fail(e, pgerror.WrongObjectType, "%s(%s) is a procedure", e.Name.Name, types.Listed(exprTypes(args))).
			WithHint("To call a procedure, use CALL.")
	case d.Kind != 'p' && procedure:
		return nil, b.Fail(e, pgerror.WrongObjectType, "%s(%s) is not a procedure", e.Name.Name, types.Listed(exprTypes(args))).
			WithHint("To call a function, use SELECT.")
	}
	src, err := b.source(d, m)
	if err != nil {
		return nil, b.at(e, err)
	}
	// A function of an extension is the product's own code, and does what those of the system do.
	b.Routines = b.Routines || d.Language != catalog.LanguageC
	b.changing = b.changing || d.Language != catalog.LanguageC && d.Volatility != 'i' && d.Volatility != 's'
	b.callsRoutine(d)
	if b.Env.Names != nil && b.Env.Names.Calls != nil {
		b.Env.Names.Calls[e] = d.ID
	}
	if b.resolving != nil {
		b.resolving.calls[e] = d.ID
	}
	return &routineMatch{d, src, m}, nil
}

// unfit is an error of values that don't fit a function, with the place that Postgres gives it:
// none where polymorphic types don't go together.
// It is e, but for an array that VARIADIC was to have.
func (b *Binder) unfit(e *ast.FuncCall, err error) error {
	switch {
	case !pgerror.Is(err, pgerror.DatatypeMismatch):
		return b.at(e, err)
	case e.Variadic && len(e.Args) > 0 && pgerror.From(err).Message == "VARIADIC argument must be an array":
		return b.at(e.Args[len(e.Args)-1], err)
	}
	return err
}

// namedSignature words the error of a call that has named values.
// args are in step with e.Args.
// The hint is Postgres's.
func namedSignature(e *ast.FuncCall, name string, args []scalar.Expr, procedure bool) error {
	var sig types.Words
	for i, x := range args {
		if i > 0 {
			sig = append(sig, ", ")
		}
		if n, ok := e.Args[i].(*ast.NamedArg); ok {
			sig = append(sig, n.Name, " => ")
		}
		sig = append(sig, x.Type())
	}
	word := "function"
	if procedure {
		word = "procedure"
	}
	return pgerror.New(pgerror.UndefinedFunction, "%s %s(%s) does not exist", word, name, sig).
		WithHint("No %s matches the given name and argument types. You might need to add explicit type casts.", word)
}

// routinesNamed lists what a name may mean, and the place of pg_catalog in the search path
// (-1: its functions are not meant).
// In a stored expression a name may be a number, which means one routine or a type's constructor. A
// qualified name means the routines of that schema alone.
// An error is one of the schema that is named.
func (b *Binder) routinesNamed(name ast.QName) ([]catalog.RoutinePlace, int, error) {
	if id, _, frozen := catalog.Thaw(name.Name); frozen && name.Schema == "" {
		d, ok := b.Env.Catalog.RoutineByID(id)
		if _, isType := b.Env.Catalog.TypeByID(id); isType {
			return nil, -1, nil // a constructor
		}
		if !ok {
			return nil, -1, pgerror.New(pgerror.UndefinedFunction, "function with OID %d does not exist", id)
		}
		return []catalog.RoutinePlace{{RoutineDesc: d}}, -1, nil
	}
	places, err := b.Env.Catalog.RoutinesNamed(b.Env.Path, name)
	if err != nil || len(places) == 0 {
		return nil, 0, err
	}
	if name.Schema != "" {
		return places, -1, nil
	}
	// all of them know the place, which is one of the path's
	return places, places[0].System, nil
}

// callsRoutine notes that a routine is called, which takes EXECUTE.
// Once for each routine, however often it is called.
// The owner of a routine needs no right, which is seen when it is asked.
func (b *Binder) callsRoutine(d *catalog.RoutineDesc) {
	b.needsCall(catalog.Need{Object: d.ID, Letters: string(rune(catalog.PrivilegeExecute)), As: b.callsAs})
}

// overload is a routine as resolution sees it.
// The default's type is asked for only where polymorphic arguments need it.
// The types are those declared, polymorphic ones among them.
func (b *Binder) overload(p catalog.RoutinePlace, procedure bool) builtin.Overload {
	o := builtin.Overload{Defaults: p.Defaults(), Variadic: p.Variadic(), Place: p.Depth}
	called := p.Called(procedure)
	for _, a := range called {
		o.Args, o.Names = append(o.Args, b.typeOf(a.TypeID)), append(o.Names, a.Name)
	}
	o.DefaultType = func(arg int) *types.Type {
		_, x, err := b.rootScope().storedDefault(called[arg].Default)
		if err != nil {
			return types.TUnknown // which binding it tells of
		}
		return x.Type()
	}
	o.Result = b.typeOf(p.ResultID)
	return o
}

// typeOf is the type with that number; a stand-in without values where the snapshot has none.
func (b *Binder) typeOf(oid types.OID) *types.Type {
	if t, ok := b.Env.Catalog.Types().ByOID(oid); ok {
		return t
	}
	return types.Unknown(oid)
}

// source is what the language gets: the routine with the types of the call.
// The signature is for errors and EXPLAIN.
func (b *Binder) source(d *catalog.RoutineDesc, m *builtin.Match) (*routine.Source, error) {
	src, err := SourceOf(b.Env.Catalog, d, m)
	if err == nil && b.Env.Path != nil {
		src.Signature = b.Env.Catalog.RoutineSignature(b.Env.Path, d)
	}
	return src, err
}

// SourceOf describes a routine to its language: as it is called, or, where m is nil, as it was
// declared.
// It is a copy that nobody changes: calls of one plan share it. A body that could not be read when
// the catalog was loaded is told here (BodyErr). Polymorphic types become those of the call.
// m is nil for CREATE FUNCTION, which checks the body.
func SourceOf(snap *catalog.Snapshot, d *catalog.RoutineDesc, m *builtin.Match) (*routine.Source, error) {
	typeOf := func(oid types.OID) (*types.Type, bool) { return snap.Types().ByOID(oid) }
	src := &routine.Source{OID: d.ID, Version: d.Version, Name: d.Name, Signature: d.Name + "(" + snap.RoutineTypes(nil, d) + ")",
		Set: d.Set, Procedure: d.Kind == 'p', ReadOnly: d.Volatility != 'v', Strict: d.Strict, Body: d.Body}
	src.Language = d.Language
	// BodyForm other than 0: BEGIN ATOMIC or RETURN, kept as trees.
	if src.Resolved, src.Statements = d.BodyForm != 0, d.Trees; d.BodyErr != nil {
		return nil, d.BodyErr
	}
	if d.Definer {
		src.Definer = d.Owner
	}
	for _, s := range d.Settings {
		src.Settings = append(src.Settings, routine.Setting{Name: s.Name, Value: s.Value})
	}
	if s, ok := snap.SchemaByID(d.SchemaID); ok {
		src.Schema = s.Name
	}
	// declared are the inputs' types as they were written, n counts them: m.Args is in step
	var declared []*types.Type
	n := 0
	for i := range d.Args {
		a := &d.Args[i]
		t, ok := typeOf(a.TypeID)
		if !ok {
			return nil, pgerror.Internal("argument %d of routine %d has an unknown type", i+1, d.ID)
		}
		// A procedure's OUT arguments have places in the call; a function's have none.
		if a.Reads() || a.Mode == 'o' && d.Kind == 'p' {
			declared = append(declared, t)
			if m != nil && n < len(m.Args) {
				t = m.Args[n]
			}
			n++
		}
		src.Args = append(src.Args, routine.Arg{Name: a.Name, Mode: routine.Mode(a.Mode), Type: t})
	}
	if m != nil {
		for i := range src.Args {
			if a := &src.Args[i]; a.Type.IsPolymorphic() {
				a.Type = builtin.Catalog().ConcreteResult(m.Args, declared, a.Type)
			}
		}
	}
	return src, resultOf(snap, d, m, src)
}

// resultOf fills what a call gives.
// Columns are filled for what gives records: those of a composite type, or the arguments that are
// written. A record without them has to be told its columns by the call (recordRoutine).
// src.Result is never polymorphic where m is given.
func resultOf(snap *catalog.Snapshot, d *catalog.RoutineDesc, m *builtin.Match, src *routine.Source) error {
	t, ok := snap.Types().ByOID(d.ResultID)
	if !ok {
		return pgerror.Internal("the result of routine %d has an unknown type", d.ID)
	}
	src.Result = t
	if m != nil && m.Result != nil && t.IsPolymorphic() {
		src.Result = m.Result
	}
	if c := t.Composite(); c != nil && len(d.Outputs()) < 2 { // the only output is the row
		for _, a := range c.Attributes() {
			src.Columns = append(src.Columns, routine.Column{Name: a.Name, Type: a.Type, Typmod: a.Typmod})
		}
		return nil
	}
	if t != types.TRecord || soleRecord(d, src) {
		return nil
	}
	// OUT columns without a name are column1 and so on, as in Postgres.
	i := 0
	for _, a := range src.Args {
		if !a.Mode.Writes() {
			continue
		}
		i++
		name := a.Name
		if name == "" {
			name = "column" + strconv.Itoa(i)
		}
		src.Columns = append(src.Columns, routine.Column{Name: name, Type: a.Type, Typmod: types.NoTypmod})
	}
	return nil
}

// soleRecord reports whether the only output of a function is a record, which is what it returns then, of unknown columns.
func soleRecord(d *catalog.RoutineDesc, src *routine.Source) bool {
	return d.Kind != 'p' && len(d.Outputs()) == 1 && firstOutput(src).Type == types.TRecord
}

// routineArgs brings the values of a call to the routine's arguments: defaults and a variadic
// argument's array filled in.
// args are in step with e.Args; the result with m.Args, as called. From says which value goes to
// which argument, below 0 for a default.
// Conversions are implicit: no routine takes what would need a cast that is written.
func (s *scope) routineArgs(e *ast.FuncCall, r *routineMatch, args []scalar.Expr) ([]scalar.Expr, error) {
	out := make([]scalar.Expr, len(r.m.Args))
	called := r.desc.Called(r.desc.Kind == 'p')
	for at, i := range r.m.From {
		t := r.m.Args[at]
		var err error
		switch {
		// the last one takes all values from i on
		case r.m.Spread && at == len(out)-1:
			out[at], err = s.spreadArg(e, t, args, i)
		case i < 0:
			out[at], err = s.defaultArg(called[at].Default, t)
		default:
			out[at], err = s.b.implicit(argNode(e.Args[i]), args[i], t)
		}
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// argNode is a value of a call without its name.
func argNode(x ast.Expr) ast.Expr {
	if n, ok := x.(*ast.NamedArg); ok {
		return n.Value
	}
	return x
}

// spreadArg is the array of the values from from on.
// from below 0: none was given, and the array is empty.
// Elements are converted one by one, as arguments are.
func (s *scope) spreadArg(e *ast.FuncCall, t *types.Type, args []scalar.Expr, from int) (scalar.Expr, error) {
	a := &scalar.Array{T: t}
	if from < 0 {
		return a, nil
	}
	s.b.packed(e, from)
	for i := from; i < len(args); i++ {
		x, err := s.b.implicit(argNode(e.Args[i]), args[i], t.Base().Elem())
		if err != nil {
			return nil, err
		}
		a.Elems = append(a.Elems, x)
	}
	return a, nil
}

// packed notes that the arguments of a call are one array from a place on.
func (b *Binder) packed(e *ast.FuncCall, from int) {
	if b.casts != nil {
		b.casts.Packed[e] = from
	}
}

// defaultArg is the default of an argument.
func (s *scope) defaultArg(text string, t *types.Type) (scalar.Expr, error) {
	x, bound, err := s.storedDefault(text)
	if err != nil {
		return nil, err
	}
	return s.b.Coerce(x, bound, t, builtin.Assignment)
}

// storedDefault binds the default of an argument, as it was written.
// It is parsed for each call anew. Names in it have nothing to do with the statement: it is bound
// in a scope of its own, in an environment without the statement's text, literals and variables.
func (s *scope) storedDefault(text string) (ast.Expr, scalar.Expr, error) {
	x, err := parser.ParseExpr(text)
	if err != nil {
		return nil, nil, pgerror.New(pgerror.DataCorrupted, "a stored default can't be read: %s", err.Error())
	}
	b := s.b
	inner := *b.Env
	inner.Text, inner.Literals, inner.Names, inner.Variables = "", nil, nil, nil
	env, stored, resolving := b.Env, b.stored, b.resolving
	b.Env, b.stored, b.resolving = &inner, b.stored+1, nil
	defer func() { b.Env, b.stored, b.resolving = env, stored, resolving }()
	bound, err := b.rootScope().with(kindDefault).expr(x)
	return x, bound, err
}

// routineCall binds a call of a routine.
// What it becomes: a call like one of the system's (an extension's), a set, the body itself
// (inline), or a call that the session makes.
func (s *scope) routineCall(e *ast.FuncCall, r *routineMatch, args []scalar.Expr) (scalar.Expr, error) {
	if decorated(e) {
		return nil, s.notAggregate(e)
	}
	xs, err := s.routineArgs(e, r, args)
	if err != nil {
		return nil, err
	}
	src := r.src
	if src.Result == types.TTrigger || src.Result == types.TEventTrigger {
		return nil, s.b.Fail(e, pgerror.FeatureNotSupported, "trigger functions can only be called as triggers")
	}
	if r.desc.Language == catalog.LanguageC {
		return s.extensionCall(e, r, xs)
	}
	if src.Set {
		if s.srf != nil {
			s.srf.routine = r
		}
		return s.setCall(e, r.function(), xs)
	}
	// A body that can be put in place costs no call.
	x, later := s.inline(r, xs, e.Args)
	if x != nil {
		return x, nil
	}
	// A strict function of a NULL is that, and its other arguments are not computed, as in Postgres
	// (evaluate_function). A domain's constraints are seen to by the call.
	if src.Strict && s.kind != kindFunctionInFrom && !src.Result.Constrained() && slices.ContainsFunc(xs, isNull) {
		return scalar.Null(src.Result), nil
	}
	h := r.hostCall(xs)
	h.Instead = later
	return h, nil
}

// extensionCall binds a call of a function of an extension, which is as one of the system's.
// typed: the function needs its result type, which it gets as the type of a NULL in front. One that
// the product does not have is 0A000.
// Extensions are part of the product: a name in the catalog finds the code (ExtensionFunction).
func (s *scope) extensionCall(e *ast.FuncCall, r *routineMatch, args []scalar.Expr) (scalar.Expr, error) {
	f, typed, err := builtin.ExtensionFunction(r.desc.Body, exprTypes(args), r.src.Result)
	if err != nil {
		return nil, s.b.at(e, pgerror.Unsupported("docs/sql-compatibility.md lists the supported functions and operators.", "function %s is not supported", r.src.Signature))
	}
	f.OID, f.Shown = r.desc.ID, r.desc.Name
	if typed {
		args = append([]scalar.Expr{scalar.Null(r.src.Result)}, args...)
	}
	if f.ReturnsSet {
		for _, c := range r.src.Columns {
			f.OutNames, f.OutTypes = append(f.OutNames, c.Name), append(f.OutTypes, c.Type)
		}
		return s.setCall(e, f, args)
	}
	return s.b.Fold(&scalar.Call{Fn: f, Args: args}), nil
}

// function is a routine as what FROM and nodes.ProjectSet run.
// Host tells the executor to ask the session. A single output column has the name of the argument
// that is written, where there is one.
func (r *routineMatch) function() *builtin.Function {
	src := r.src
	f := &builtin.Function{OID: src.OID, Name: src.Name, Kind: builtin.KindFunction, Args: r.m.Args, Result: src.Result, ReturnsSet: src.Set, Strict: src.Strict,
		Volatility: r.volatility(), Host: src}
	for _, c := range src.Columns {
		f.OutNames, f.OutTypes = append(f.OutNames, c.Name), append(f.OutTypes, c.Type)
	}
	if c := src.Result.Base().Composite(); c != nil && len(src.Columns) == 0 { // a domain
		for _, a := range c.Attributes() {
			f.OutNames, f.OutTypes = append(f.OutNames, a.Name), append(f.OutTypes, a.Type)
		}
		return f
	}
	if len(src.Columns) == 0 {
		for _, a := range src.Args {
			if a.Mode.Writes() && a.Name != "" && a.Type != types.TRecord {
				f.OutNames, f.OutTypes = []string{a.Name}, []*types.Type{a.Type}
			}
		}
	}
	return f
}

// volatility is what was declared; nobody checks that it is true.
// A wrong declaration gives wrong plans, as in Postgres.
func (r *routineMatch) volatility() builtin.Volatility {
	switch r.desc.Volatility {
	case 'i':
		return builtin.Immutable
	case 's':
		return builtin.Stable
	}
	return builtin.Volatile
}

// hostCall is a call that gives one value.
// The session is asked when it runs; what evaluates expressions without one (a range, a back-fill)
// gets noCaller.
// Immutable lets the call stand in indexes, not be folded: routines are run by the session.
func (r *routineMatch) hostCall(args []scalar.Expr) *scalar.HostCall {
	src := r.src
	fn := &host.Function{Name: src.Name, Args: r.m.Args, Result: src.Result, Strict: src.Strict, Volatility: r.volatility(), Routine: src,
		Fn: func(ctx context.Context, s host.Session, _ *types.Env, args []types.Datum) (types.Datum, error) {
			c, ok := s.(host.RoutineCaller)
			if !ok {
				return types.Null, noCaller(src)
			}
			return c.CallRoutine(ctx, src, args, nil)
		}}
	h := hostCall(fn, args)
	h.OID, h.Immutable = src.OID, r.desc.Volatility == 'i'
	return h
}

// noCaller is the error where no session can run the routine (0A000).
func noCaller(src *routine.Source) error {
	return pgerror.Unsupported("Call it in a query of its own.", "function %s cannot be called here", src.Name)
}

// RoutineOf is the routine that an expression calls; nil for others.
func RoutineOf(x scalar.Expr) *routine.Source {
	h, ok := x.(*scalar.HostCall)
	if !ok {
		return nil
	}
	fn, ok := h.Fn.(*host.Function)
	if !ok {
		return nil
	}
	return fn.Routine
}

// rowsOfRoutine makes a call in FROM that returns one record a function with columns, as those
// that return sets are.
func rowsOfRoutine(x scalar.Expr) *builtin.Function {
	src := RoutineOf(x)
	if src == nil || len(src.Columns) == 0 {
		return nil
	}
	f := &builtin.Function{OID: src.OID, Name: src.Name, Kind: builtin.KindFunction, Result: src.Result, Strict: src.Strict, Volatility: builtin.Volatile, Host: src}
	for _, c := range src.Columns {
		f.OutNames, f.OutTypes = append(f.OutNames, c.Name), append(f.OutTypes, c.Type)
	}
	return f
}

// recordRoutine binds a call in FROM of a routine that returns records, whose columns defs
// lists, from first on; nil where it is none.
// first is the first column of the list, where errors point. The list becomes the routine's columns
// for this call alone: its source is copied.
// inner is the scope of the arguments.
func (s *scope) recordRoutine(inner *scope, c *ast.FuncCall, cols []builtin.RecordColumn, first ast.Node) (*rel.FuncItem, error) {
	if !s.b.mayBeRoutine(c.Name) {
		return nil, nil
	}
	args, _, err := inner.args(c)
	if err != nil {
		return nil, err
	}
	r, err := inner.routine(c, args, false)
	if r == nil || err != nil {
		return nil, err
	}
	// Only a function that returns record without columns has any use for a list.
	switch result := r.src.Result; {
	case decorated(c):
		return nil, s.noRecord(first)
	case result == types.TRecord && len(r.src.Columns) > 0:
		return nil, s.b.Fail(first, pgerror.SyntaxError, "a column definition list is redundant for a function with OUT parameters")
	case result.Base().Composite() != nil:
		return nil, s.b.Fail(first, pgerror.SyntaxError, "a column definition list is redundant for a function returning a named composite type")
	case result != types.TRecord:
		return nil, s.noRecord(first)
	}
	src := *r.src
	for _, col := range cols {
		src.Columns = append(src.Columns, routine.Column{Name: col.Name, Type: col.Type, Typmod: col.Typmod})
	}
	r.src = &src
	xs, err := inner.routineArgs(c, r, args)
	if err != nil {
		return nil, err
	}
	return &rel.FuncItem{Fn: r.function(), Args: xs}, nil
}

// ProcedureCall is a CALL that was resolved.
// The session runs it; no plan is made.
// Args are in step with what the procedure reads, in the order of its arguments.
type ProcedureCall struct {
	// Params are the types of $1, $2, …: given or inferred.
	Params []*types.Type
	Source *routine.Source
	// Args give the values of the inputs.
	// Outputs have none.
	Args []*host.Scalar
	// what calling takes: EXECUTE on the procedure and on functions in its arguments
	Needs []catalog.Need
}

// ResolveCall finds the procedure that CALL means and compiles its arguments.
// Errors are *pgerror.Error. Names of columns and subqueries can't stand in the arguments.
func ResolveCall(e *ast.FuncCall, env *Env) (*ProcedureCall, error) {
	out, err := resolveCall(e, env)
	if err != nil {
		return nil, pgerror.From(err)
	}
	return out, nil
}

// A function of that name gets the error that says so, with the hint to use SELECT.
// CALL has no row and no query around.
func resolveCall(e *ast.FuncCall, env *Env) (*ProcedureCall, error) {
	b := New(env)
	s := b.rootScope().with(kindCall)
	// Names are for the resolution alone: the values are bound without.
	values := *e
	values.Args = slices.Clone(e.Args)
	for i := range values.Args {
		values.Args[i] = argNode(values.Args[i])
	}
	args, _, err := s.args(&values)
	if err != nil {
		return nil, err
	}
	r, err := s.routine(e, args, true)
	if err != nil {
		return nil, err
	}
	if r == nil {
		_, err := builtin.ResolveFunction(e.Name.Name, exprTypes(args), e.Variadic)
		if known := err == nil || env.Functions != nil && env.Functions.Resolve(e.Name.Name, args) != nil; known && e.Name.Schema == "" && !slices.ContainsFunc(e.Args, isNamed) {
			return nil, b.Fail(e, pgerror.WrongObjectType, "%s(%s) is not a procedure", e.Name.Name, types.Listed(exprTypes(args))).WithHint("To call a function, use SELECT.")
		}
		if err := b.hasSchema(e); err != nil {
			return nil, err
		}
		return nil, b.at(e, namedSignature(e, catalog.QuoteQName(e.Name), args, true))
	}
	xs, err := s.routineArgs(e, r, args)
	if err != nil {
		return nil, err
	}
	// what the defaults of arguments call is known now, too
	out := &ProcedureCall{Source: r.src, Needs: b.calls}
	// at counts the places of the call: inputs, and outputs that hold a place.
	at := 0
	for i := range r.desc.Args {
		a := &r.desc.Args[i]
		if !a.Reads() && a.Mode != 'o' {
			continue
		}
		x := xs[at]
		if at++; !a.Reads() {
			continue // a place for what comes back
		}
		if scalar.PropsOf(x).Subquery {
			return nil, b.Fail(e, pgerror.FeatureNotSupported, "cannot use subquery in CALL argument")
		}
		// There is no row: a column in the arguments was refused as one that does not exist.
		if x, err = inRow(x, nil); err != nil {
			return nil, err
		}
		out.Args = append(out.Args, host.NewScalar(x, nil, nil, nil))
	}
	out.Params = b.params
	return out, b.checkParams()
}

// anonymous reports whether x calls a routine whose records have no known columns.
// Its columns come from a list in FROM, or from nowhere.
func anonymous(x scalar.Expr) bool {
	if c, ok := x.(*scalar.Call); ok {
		return c.Fn.Result == types.TRecord && c.Fn.OutTypes == nil
	}
	src := RoutineOf(x)
	return src != nil && src.Result == types.TRecord && len(src.Columns) == 0
}

// routineOutput is the name of the only output of a routine that x calls; "" for none.
// A function with columns names them itself, and an output that is a row gives its fields.
func routineOutput(x scalar.Expr) string {
	src := RoutineOf(x)
	if src == nil || len(src.Columns) > 0 || src.Result.Base().Composite() != nil {
		return ""
	}
	return firstOutput(src).Name
}

// firstOutput is the first output of a routine; its name is "" where it has none.
func firstOutput(src *routine.Source) routine.Arg {
	for _, a := range src.Args {
		if a.Mode.Writes() {
			return a
		}
	}
	return routine.Arg{}
}

// keptWhole reports whether a call in FROM is of a view that was kept when an only output that is a row was one column
// (until 2026-11-30, and by older nodes): later ones say which fields they have (f.Attrs). It stays one there. Policies and
// BEGIN ATOMIC bodies have no such mark, and are read as what is written now.
func (b *Binder) keptWhole(f *ast.FuncItem, x scalar.Expr) bool {
	c, ok := f.Expr.(*ast.FuncCall)
	src := RoutineOf(x)
	if !ok || src == nil || f.Attrs != nil || b.resolving != nil || b.views == 0 || src.Result.Base().Composite() == nil || firstOutput(src).Name == "" {
		return false
	}
	_, _, frozen := catalog.Thaw(c.Name.Name)
	return frozen
}

// isNull reports whether an expression is the constant NULL.
func isNull(x scalar.Expr) bool {
	c, ok := x.(*scalar.Const)
	return ok && c.D.IsNull()
}
