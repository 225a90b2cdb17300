package plan

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Aggregates that somebody created: a state that a transition function makes of itself and each
// row's arguments, and a final function that makes the result of it. They are evaluated where
// the statement is, never at ranges or on other nodes.

// userAggregateName is what they are called in a plan, where no function of the system may be
// taken for them.
const userAggregateName = "\x00aggregate"

// UserAggregate runs one: it is a types.Function's Host.
type UserAggregate struct {
	// trans reads the state in slot 0 and the arguments behind it, final the state, and as many
	// NULLs as there are arguments where it wants these; nil: the state is the result.
	trans, final scalar.Expr
	// strict: rows with NULLs are left out, and where there is no first state, the first
	// argument that is not NULL is one.
	strict bool
	init   types.Datum
	args   int
}

// New begins a group. c serves the functions; nil: nothing will be asked of it.
func (a *UserAggregate) New(c *scalar.Ctx) types.AggState {
	s := &userState{def: a, state: a.init, cells: make([][1]types.Datum, 1+a.args)}
	if c != nil {
		s.ctx = *c
		s.ctx.Row = 0
		s.ctx.Cols = make([][]types.Datum, len(s.cells))
		for i := range s.cells {
			s.ctx.Cols[i] = s.cells[i][:]
		}
	}
	return s
}

// userState is one group of such an aggregate.
type userState struct {
	def   *UserAggregate
	ctx   scalar.Ctx
	cells [][1]types.Datum
	state types.Datum
	began bool // a row has counted
}

// Add implements types.AggState.
func (s *userState) Add(_ *types.Env, args []types.Datum) error {
	if s.def.strict {
		for _, d := range args {
			if d.IsNull() {
				return nil
			}
		}
		if s.state.IsNull() {
			if !s.began && len(args) > 0 && s.def.init.IsNull() {
				s.state = args[0].Clone()
			}
			s.began = true
			return nil
		}
	}
	s.began = true
	for i, d := range args {
		s.cells[1+i][0] = d
	}
	d, err := s.eval(s.def.trans)
	if err == nil {
		s.state = d.Clone()
	}
	return err
}

func (s *userState) eval(x scalar.Expr) (types.Datum, error) {
	s.cells[0][0] = s.state
	return x.Eval(&s.ctx)
}

// Merge implements types.AggState.
func (s *userState) Merge(*types.Env, types.AggState) error {
	return pgerror.Internal("states of a user's aggregate are joined")
}

// Result implements types.AggState.
func (s *userState) Result(*types.Env) (types.Datum, error) {
	if s.def.final == nil {
		return s.state, nil
	}
	return s.eval(s.def.final)
}

// MemoryBytes implements types.AggState.
func (s *userState) MemoryBytes() int { return s.state.MemoryBytes() + 64*len(s.cells) }

// Grown implements types.Growing: nobody knows what a state holds.
func (s *userState) Grown() bool { return true }

// Save implements types.Saver.
func (s *userState) Save(dst []types.Datum) []types.Datum {
	return append(dst, types.Bool(s.began), s.state)
}

// Load implements types.Saver.
func (s *userState) Load(saved []types.Datum) error {
	if len(saved) != 2 || s.began {
		return pgerror.Internal("states of a user's aggregate are joined")
	}
	s.began, s.state = saved[0].Bool(), saved[1].Clone()
	return nil
}

// ownAggregate makes an aggregate of the schema a function, and brings the values of a call to
// its arguments.
func (s *scope) ownAggregate(e *ast.FuncCall, r *routineMatch, args []scalar.Expr) (*types.Function, []scalar.Expr, error) {
	if e.WithinGroup {
		return nil, nil, s.b.fail(e, pgerror.WrongObjectType, "%s is not an ordered-set aggregate, so it cannot have WITHIN GROUP", e.Name.Name)
	}
	xs, err := s.routineArgs(e, r, args)
	if err != nil {
		return nil, nil, err
	}
	u, err := s.userAggregate(r)
	if err != nil {
		return nil, nil, s.b.at(e, err)
	}
	f := &types.Function{OID: r.desc.ID, Name: userAggregateName, Shown: r.desc.Name, Kind: types.KindAggregate, Args: r.m.Args, Result: r.src.Result,
		Volatility: r.volatility(), Host: u}
	f.NewAgg = func() types.AggState { return u.New(nil) }
	return f, xs, nil
}

// userAggregate binds the functions of an aggregate for the types of a call.
func (s *scope) userAggregate(r *routineMatch) (*UserAggregate, error) {
	b, d := s.b, &r.desc.Aggregate
	var declared []*types.Type
	for _, a := range r.desc.Inputs() {
		declared = append(declared, b.typeOf(a.TypeID))
	}
	state := b.typeOf(d.StateID)
	if state.IsPolymorphic() {
		state = types.Catalog().ConcreteResult(r.m.Args, declared, state)
	}
	u := &UserAggregate{args: len(r.m.Args)}
	slots := []scalar.Expr{&scalar.Slot{T: state, Typmod: types.NoTypmod}}
	for i, t := range r.m.Args {
		slots = append(slots, &scalar.Slot{Idx: 1 + i, T: t, Typmod: types.NoTypmod})
	}
	var err error
	if u.trans, u.strict, err = s.callOf(d.TransID, slots); err != nil {
		return nil, err
	}
	if u.trans, err = b.implicit(nil, u.trans, state); err != nil {
		return nil, err
	}
	if d.HasInit {
		if u.init, err = types.DecodeText(state, types.NoTypmod, d.Init, b.env.Types); err != nil {
			return nil, err
		}
	}
	if d.FinalID == 0 {
		return u, nil
	}
	in := slots[:1]
	if d.FinalExtra {
		for _, t := range r.m.Args {
			in = append(in[:len(in):len(in)], scalar.Null(t))
		}
	}
	u.final, _, err = s.callOf(d.FinalID, in)
	return u, err
}

// callOf calls a function by its number, and says whether it is strict.
func (s *scope) callOf(id types.OID, args []scalar.Expr) (scalar.Expr, bool, error) {
	b := s.b
	if f, ok := types.Catalog().Function(id); ok {
		fn, err := types.ResolveFunction(f.Name, exprTypes(args), false)
		if err != nil {
			return nil, false, err
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
	d, ok := b.env.Catalog.RoutineByID(id)
	if !ok {
		return nil, false, pgerror.New(pgerror.UndefinedFunction, "function with OID %d does not exist", id)
	}
	own := []types.Overload{b.overload(catalog.RoutinePlace{RoutineDesc: d}, false)}
	m, err := types.Catalog().ResolveAmong(d.Name, exprTypes(args), nil, false, own, -1)
	if err != nil {
		return nil, false, err
	}
	src, err := b.source(d, m)
	if err != nil {
		return nil, false, err
	}
	b.routines = b.routines || d.Language != catalog.LanguageC
	b.callsRoutine(d)
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

// Callee is a function that a definition names.
type Callee struct {
	ID types.OID
	// Routine is that of the schema, nil for one of the system.
	Routine *catalog.RoutineDesc
	Result  *types.Type
	Strict  bool
	Set     bool
	Args    []*types.Type
}

// FindFunction finds the function that a definition names, for arguments of these types.
func FindFunction(env *Env, name ast.QName, args []*types.Type) (*Callee, error) {
	if !slices.ContainsFunc(args, (*types.Type).IsPolymorphic) {
		return findFunction(env, name, args)
	}
	// It is looked for as for some types that would do, and has to be declared alike.
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
		if i >= len(declared) || t.IsPolymorphic() && declared[i] != t && declared[i] != types.TAny {
			return nil, noCallee(name, args)
		}
	}
	f.Args, f.Result = args, result
	return f, nil
}

// someTypeOf is a type that may stand for a polymorphic one.
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
func (f *Callee) declared(env *Env) (args []*types.Type, result *types.Type) {
	if f.Routine == nil {
		p, _ := types.Catalog().Function(f.ID)
		return p.Args, p.Result
	}
	b := newBinder(env)
	for _, a := range f.Routine.Inputs() {
		args = append(args, b.typeOf(a.TypeID))
	}
	return args, b.typeOf(f.Routine.ResultID)
}

func noCallee(name ast.QName, args []*types.Type) error {
	names := make([]string, len(args))
	for i, t := range args {
		names[i] = t.String()
	}
	return pgerror.New(pgerror.UndefinedFunction, "function %s(%s) does not exist", catalog.QuoteQName(name), strings.Join(names, ", "))
}

func findFunction(env *Env, name ast.QName, args []*types.Type) (*Callee, error) {
	b := newBinder(env)
	if b.mayBeRoutine(name) {
		places, system, err := b.routinesNamed(name)
		if err != nil {
			return nil, err
		}
		var own []types.Overload
		for _, p := range places {
			own = append(own, b.overload(p, false))
		}
		m, err := types.Catalog().ResolveAmong(name.Name, args, nil, false, own, system)
		if err != nil {
			return nil, err
		}
		if m != nil {
			d := places[m.Overload].RoutineDesc
			return &Callee{ID: d.ID, Routine: d, Result: m.Result, Strict: d.Strict, Set: d.Set, Args: m.Args}, nil
		}
	}
	if name.Schema != "" && name.Schema != catalog.SchemaPGCatalog {
		return nil, noCallee(name, args)
	}
	f, err := types.ResolveFunction(name.Name, args, false)
	if err != nil {
		return nil, err
	}
	return &Callee{ID: f.OID, Result: f.Result, Strict: f.Strict, Set: f.ReturnsSet, Args: f.Args}, nil
}
