package bind

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Aggregates that somebody created: a state that a transition function makes of itself and each
// row's arguments, and a final function that makes the result of it. They are evaluated where
// the statement is, never at ranges or on other nodes.

// ownAggregate makes an aggregate of the schema a function, and brings the values of a call to
// its arguments.
// The aggregate has the name that marks such functions in plans (nodes.UserAggregateName), and
// shows its own.
func (s *scope) ownAggregate(e *ast.FuncCall, r *routineMatch, args []scalar.Expr) (*builtin.Function, []scalar.Expr, error) {
	// Users can't make ordered-set aggregates here, so that none of theirs takes WITHIN GROUP.
	if e.WithinGroup {
		return nil, nil, s.b.Fail(e, pgerror.WrongObjectType, "%s is not an ordered-set aggregate, so it cannot have WITHIN GROUP", e.Name.Name)
	}
	xs, err := s.routineArgs(e, r, args)
	if err != nil {
		return nil, nil, err
	}
	u, err := s.userAggregate(r, e.Over != nil)
	if err != nil {
		return nil, nil, s.b.at(e, err)
	}
	// A Function of its own for this call: its types are those of the match, and it is in no registry.
	f := &builtin.Function{OID: r.desc.ID, Name: nodes.UserAggregateName, Shown: r.desc.Name, Kind: builtin.KindAggregate, Args: r.m.Args, Result: r.src.Result,
		Volatility: r.volatility(), Host: u}
	f.NewAgg = func() builtin.AggState { return u.New(nil) }
	return f, xs, nil
}

// userAggregate binds the functions of an aggregate for the types of a call, those of its moving form where it is
// called over a window.
func (s *scope) userAggregate(r *routineMatch, windowed bool) (*nodes.UserAggregate, error) {
	b, d := s.b, &r.desc.Aggregate
	// Postgres: ExecInitAgg checks the aggregate for the user, and the functions for the aggregate's owner.
	// An aggregate's functions are called in its owner's name, as far as EXECUTE goes.
	as := b.callsAs
	b.callsAs = r.desc.Owner
	defer func() { b.callsAs = as }()
	u, err := s.aggregateForm(r, &aggregateForm{state: d.StateID, trans: d.TransID, final: d.FinalID, extra: d.FinalExtra, modify: d.FinalModify, hasInit: d.HasInit, init: d.Init})
	if err != nil || !windowed || d.MovingInverseID == 0 {
		return u, err
	}
	u.Moving, err = s.aggregateForm(r, &aggregateForm{state: d.MovingStateID, trans: d.MovingTransID, inverse: d.MovingInverseID, final: d.MovingFinalID,
		extra: d.MovingFinalExtra, modify: d.MovingFinalModify, hasInit: d.MovingHasInit, init: d.MovingInit})
	return u, err
}

// aggregateForm is one of the two ways in which an aggregate is computed.
type aggregateForm struct {
	state                 types.OID
	trans, inverse, final catalog.ID
	extra                 bool
	modify                byte
	hasInit               bool
	init                  string
}

// aggregateForm binds the functions of a form.
// Transition and final functions become expressions over a row of slots: the state, then the
// arguments. Polymorphic types are those of the call. The initial value is read here, once for the
// plan.
//
// CREATE AGGREGATE avg2 (int) (SFUNC = add, STYPE = point, FINALFUNC = mean, INITCOND = '(0,0)')
// gives
//
//	Trans    add(slot 0, slot 1)     slot 0 is the state, a point; slot 1 the argument
//	Init     (0,0)                   read by point's input function
//	Final    mean(slot 0)
//
// Without INITCOND the state begins as NULL, or, where add is strict, as the first argument that
// is not NULL.
func (s *scope) aggregateForm(r *routineMatch, d *aggregateForm) (*nodes.UserAggregate, error) {
	b := s.b
	state := b.stateOf(r, d.state)
	u := &nodes.UserAggregate{Args: len(r.m.Args), Modifies: d.modify != 0 && d.modify != 'r', Signature: r.src.Signature}
	// Slots and not columns: the executor evaluates the functions over a row that it makes of the state and the arguments.
	slots := []scalar.Expr{&scalar.Slot{T: state, Typmod: types.NoTypmod}}
	for i, t := range r.m.Args {
		slots = append(slots, &scalar.Slot{Idx: 1 + i, T: t, Typmod: types.NoTypmod})
	}
	var err error
	if u.Trans, u.Strict, err = s.stateFunction(d.trans, slots, state); err != nil {
		return nil, err
	}
	if d.inverse != 0 {
		if u.Inverse, _, err = s.stateFunction(d.inverse, slots, state); err != nil {
			return nil, err
		}
	}
	if d.hasInit {
		// By the input function of the state's type, with the settings of whoever plans: as in Postgres the text
		// is kept, not a value.
		if u.Init, err = types.DecodeText(state, types.NoTypmod, d.init, b.Env.Types); err != nil {
			return nil, err
		}
	}
	if d.final == 0 {
		return u, nil
	}
	// Whether the final function is strict does not matter to the plan: it is a call like any other, of a state that may be NULL.
	// FINALFUNC_EXTRA: NULLs in the places of the arguments, for their types alone.
	in := slots[:1]
	if d.extra {
		for _, t := range r.m.Args {
			// in is capped, so that append makes a new list: slots is what the transition function reads.
			in = append(in[:len(in):len(in)], scalar.Null(t))
		}
	}
	u.Final, _, err = s.callOf(d.final, in)
	return u, err
}

// stateOf is the type of an aggregate's state.
// The declared one may be polymorphic; it is then settled by the call's arguments, as a result type is (Postgres:
// resolve_aggregate_transtype).
func (b *Binder) stateOf(r *routineMatch, id types.OID) *types.Type {
	state := b.typeOf(id)
	if !state.IsPolymorphic() {
		return state
	}
	var declared []*types.Type
	for _, a := range r.desc.Inputs() {
		declared = append(declared, b.typeOf(a.TypeID))
	}
	return builtin.Catalog().ConcreteResult(r.m.Args, declared, state)
}

// stateFunction calls a function that makes the next state, and says whether it is strict.
// It may give another type than the state's, of the same representation.
func (s *scope) stateFunction(id catalog.ID, slots []scalar.Expr, state *types.Type) (scalar.Expr, bool, error) {
	x, strict, err := s.callOf(id, slots)
	if err == nil {
		x, err = s.b.implicit(nil, x, state)
	}
	return x, strict, err
}

// callOf calls a function by its number, and says whether it is strict.
// The number is what a definition keeps (an aggregate, an operator, a cast), so no path is asked.
// EXECUTE on the function is needed as if it were called by name (callsAs: in whose name).
func (s *scope) callOf(id types.OID, args []scalar.Expr) (scalar.Expr, bool, error) {
	b := s.b
	// Of the system's by the name and these types again: polymorphic types become those of the call.
	if f, ok := builtin.Catalog().Function(id); ok {
		fn, err := s.b.registry().ResolveFunction(f.Name, exprTypes(args), false)
		if err != nil {
			return nil, false, err
		}
		if fn.ReturnsSet {
			return nil, false, noSetHere()
		}
		b.callsFunction(fn.OID)
		xs := append([]scalar.Expr(nil), args...)
		for i := range xs {
			if xs[i], err = b.implicit(nil, xs[i], fn.Args[i]); err != nil {
				return nil, false, err
			}
		}
		return &scalar.Call{Fn: fn, Args: xs}, fn.Strict, nil
	}
	d, ok := b.Env.Catalog.RoutineByID(id)
	if !ok {
		return nil, false, pgerror.New(pgerror.UndefinedFunction, "function with OID %d does not exist", id)
	}
	if d.Set {
		return nil, false, noSetHere()
	}
	// Resolved among that one function: what comes out is the conversion of the arguments and the concrete
	// result, never another function.
	own := []builtin.Overload{b.overload(catalog.RoutinePlace{RoutineDesc: d}, false)}
	own[0].Variadic = false // what is variadic comes as an array
	m, err := s.b.registry().ResolveAmong(d.Name, exprTypes(args), nil, false, own, -1)
	if err != nil {
		return nil, false, err
	}
	src, err := b.source(d, m)
	if err != nil {
		return nil, false, err
	}
	// Functions in C are the extensions', which are built in: no routine runs for them.
	b.Routines = b.Routines || d.Language != catalog.LanguageC
	b.callsRoutine(d)
	// A call that nobody wrote: its errors have no place until who knows one puts it there (Binder.at).
	e := &ast.FuncCall{Pos: -1, Name: ast.QName{Pos: -1, Name: d.Name}, Args: make([]ast.Expr, len(args))}
	r := &routineMatch{d, src, m}
	xs, err := s.routineArgs(e, r, args)
	if err != nil {
		return nil, false, err
	}
	if d.Language == catalog.LanguageC {
		x, err := s.extensionCall(e, r, xs)
		return x, d.Strict, err
	}
	return r.hostCall(xs), d.Strict, nil
}

// noSetHere refuses functions that return sets where what calls them by number (an operator, a cast) gives one value.
func noSetHere() error {
	return pgerror.Unsupported("Call the function itself.", "an operator whose function returns a set is not supported")
}

// Callee is a function that a definition names.
// Args and Result are as declared where polymorphic types were asked for, else those of the match.
type Callee struct {
	ID types.OID
	// Routine is that of the schema, nil for one of the system.
	Routine *catalog.RoutineDesc
	Result  *types.Type
	Strict  bool
	Set     bool
	Args    []*types.Type
	// Takes are the types that it takes in the places of the arguments that it was looked for with, as declared
	// where those were polymorphic.
	Takes []*types.Type
}

// FindFunction finds the function that a definition names, for arguments of these types.
// Without one it is 42883. A function that would be fitting for some types but is declared
// otherwise is none.
func FindFunction(env *Env, name ast.QName, args []*types.Type) (*Callee, error) {
	// Where all types are known it is looked for as a call is, casts and all.
	if !slices.ContainsFunc(args, (*types.Type).IsPolymorphic) {
		return findFunction(env, name, args)
	}
	// One that is declared with these very types comes before what they could be coerced to.
	if f := declaredWith(env, name, args); f != nil {
		_, result := f.declared(env)
		f.Args, f.Result, f.Takes = args, result, args
		return f, nil
	}
	// It is looked for as for some types that would do, and has to be declared alike.
	// int4 stands for any element: what matters is only that polymorphic arguments agree with each other.
	some := make([]*types.Type, len(args))
	for i, t := range args {
		some[i] = someTypeOf(t)
	}
	f, err := findFunction(env, name, some)
	if err != nil {
		return nil, noCallee(name, args)
	}
	declared, result := f.declared(env)
	for i, t := range args {
		// "any" takes every type, and is declared as itself.
		if i >= len(declared) || t.IsPolymorphic() && declared[i] != t && declared[i] != types.TAny {
			return nil, noCallee(name, args)
		}
		// One of the same family that is polymorphic still can't agree with one that is not.
		if !t.IsPolymorphic() && declared[i].IsPolymorphic() && slices.ContainsFunc(args, func(o *types.Type) bool { return o.IsPolymorphic() && sameFamily(o, declared[i]) }) {
			return nil, noCallee(name, args)
		}
	}
	f.Args, f.Result, f.Takes = args, result, declared
	return f, nil
}

// declaredWith is the first routine of the schema whose arguments are declared with these types; nil: none.
// Postgres: func_get_detail takes what is declared so before it looks at what could be coerced.
func declaredWith(env *Env, name ast.QName, args []*types.Type) *Callee {
	b := New(env)
	if !b.mayBeRoutine(name) {
		return nil
	}
	places, _, err := b.routinesNamed(name)
	if err != nil {
		return nil // findFunction says so
	}
	for _, p := range places {
		if d := p.RoutineDesc; slices.Equal(b.overload(p, false).Args, args) {
			return &Callee{ID: d.ID, Routine: d, Strict: d.Strict, Set: d.Set}
		}
	}
	return nil
}

// sameFamily reports whether two polymorphic types have to agree where both are in one signature.
// The families are those of anyelement and of anycompatible, whose members agree with each other by different rules.
func sameFamily(a, b *types.Type) bool {
	const compatible = "anycompatible"
	return strings.HasPrefix(a.Name, compatible) == strings.HasPrefix(b.Name, compatible)
}

// someTypeOf is a type that may stand for a polymorphic one.
// Types of one family that have to agree get types that do.
func someTypeOf(t *types.Type) *types.Type {
	switch t {
	case types.TAnyElement, types.TAnyNonArray, types.TAnyCompatible, types.TAnyCompatibleNonArray:
		return types.TInt4
	case types.TAnyArray, types.TAnyCompatibleArray:
		return types.TInt4.ArrayType()
	case types.TAnyRange, types.TAnyCompatibleRange:
		return types.TInt4Range
	case types.TAnyMultirange, types.TAnyCompatibleMultirange:
		return types.TInt4Multirange
	}
	return t
}

// declared are the types of a function's arguments and result as they were declared.
// Inputs only: OUT columns are part of the result.
func (f *Callee) declared(env *Env) (args []*types.Type, result *types.Type) {
	if f.Routine == nil {
		p, _ := builtin.Catalog().Function(f.ID)
		return p.Args, p.Result
	}
	b := New(env)
	for _, a := range f.Routine.Inputs() {
		args = append(args, b.typeOf(a.TypeID))
	}
	return args, b.typeOf(f.Routine.ResultID)
}

// noCallee is 42883 with the types that were asked for.
func noCallee(name ast.QName, args []*types.Type) error {
	return pgerror.New(pgerror.UndefinedFunction, "function %s(%s) does not exist", catalog.QuoteQName(name), types.Listed(args))
}

// findFunction is FindFunction for types that values can have. DDL calls it: there is no statement.
// Functions of the schema and the system's are resolved together, in the order of the search path.
func findFunction(env *Env, name ast.QName, args []*types.Type) (*Callee, error) {
	b := New(env)
	if b.mayBeRoutine(name) {
		places, system, err := b.routinesNamed(name)
		if err != nil {
			return nil, err
		}
		// Both are looked among at once: a function of the schema that fits less well gives way to one of the system.
		var own []builtin.Overload
		for _, p := range places {
			o := b.overload(p, false)
			o.Variadic = false // a definition names the array
			own = append(own, o)
		}
		m, err := builtin.Catalog().ResolveAmong(name.Name, args, nil, false, own, system)
		if err != nil {
			return nil, err
		}
		if m != nil {
			d := places[m.Overload].RoutineDesc
			return &Callee{ID: d.ID, Routine: d, Result: m.Result, Strict: d.Strict, Set: d.Set, Args: m.Args, Takes: m.Args}, nil
		}
	}
	// A qualified name of another schema never means a function of the system.
	if name.Schema != "" && name.Schema != catalog.SchemaPGCatalog {
		return nil, noCallee(name, args)
	}
	f, err := builtin.ResolveFunction(name.Name, args, false)
	if err != nil {
		return nil, err
	}
	return &Callee{ID: f.OID, Result: f.Result, Strict: f.Strict, Set: f.ReturnsSet, Args: f.Args, Takes: f.Args}, nil
}
