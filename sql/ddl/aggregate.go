package ddl

import (
	"slices"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/types"
)

// aggregateParams are the parameters of CREATE AGGREGATE, by name.
type aggregateParams map[string]*ast.Definition

// aggregateWords are those that there are.
const aggregateWords = " basetype sfunc sfunc1 stype stype1 sspace finalfunc finalfunc_extra finalfunc_modify combinefunc initcond initcond1 sortop parallel" +
	" msfunc minvfunc mstype msspace mfinalfunc mfinalfunc_extra mfinalfunc_modify minitcond serialfunc deserialfunc hypothetical "

// createAggregate is CREATE [OR REPLACE] AGGREGATE.
func (r *run) createAggregate(s *ast.CreateAggregate) error {
	if err := r.parted("aggregates of users"); err != nil {
		return err
	}
	if s.Ordered {
		return r.at(pgerror.Unsupported("Order the arguments in the call: f(x ORDER BY y).", "ordered-set aggregates of users are not supported"), s.Pos)
	}
	schema, err := r.target(s.Name, ast.PersistencePermanent)
	if err != nil {
		return err
	}
	if schema.Temporary {
		return pgerror.Unsupported("Make it in another schema.", "temporary aggregates are not supported")
	}
	me, err := r.user()
	if err != nil {
		return err
	}
	params := r.aggregateParams(s)
	d := &catalog.RoutineDesc{Base: catalog.Base{Name: clip(s.Name.Name, nameBytesMax), Owner: me.ID}, DatabaseID: schema.DatabaseID, SchemaID: schema.ID,
		Kind: 'a', Volatility: 'i', Parallel: 'u', Language: "internal", Body: "aggregate_dummy"}
	for _, name := range []string{"stype", "sfunc"} {
		if params[name] == nil {
			return pgerror.New(pgerror.InvalidFunctionDefinition, "aggregate %s must be specified", name)
		}
	}
	if err := r.aggregateArgs(d, s, params); err != nil {
		return err
	}
	if p := params["parallel"]; p != nil {
		if err := r.routineOption(d, &ast.RoutineOption{Name: "parallel", Text: strings.ToLower(p.Word())}); err != nil {
			return err
		}
	}
	if err := r.aggregateState(d, params); err != nil {
		return err
	}
	if err := r.aggregateMoving(d, params); err != nil {
		return err
	}
	return r.putRoutine(d, s.OrReplace)
}

// aggregateParams reads the parameters; what is not known is told of.
func (r *run) aggregateParams(s *ast.CreateAggregate) aggregateParams {
	params := aggregateParams{}
	for i := range s.Params {
		p := &s.Params[i]
		if !strings.Contains(aggregateWords, " "+p.Name+" ") {
			r.notice(pgerror.New(pgerror.SyntaxError, "aggregate attribute %q not recognized", p.Name).WithSeverity(pgerror.SeverityWarning))
			continue
		}
		params[strings.TrimSuffix(p.Name, "1")] = p
	}
	return params
}

// aggregateArgs reads what the aggregate is called with.
func (r *run) aggregateArgs(d *catalog.RoutineDesc, s *ast.CreateAggregate, params aggregateParams) error {
	c := &ast.CreateRoutine{Pos: s.Pos, Name: s.Name, Args: s.Args}
	if base := params["basetype"]; s.OldStyle {
		if base == nil {
			return pgerror.New(pgerror.InvalidFunctionDefinition, "aggregate input type must be specified")
		}
		if word := strings.ToLower(base.Word()); word != "any" && word != "*" && base.Type != nil {
			c.Args = []ast.RoutineArg{{Pos: base.Pos, Mode: ast.ArgIn, Type: base.Type}}
		}
	} else if base != nil {
		return pgerror.New(pgerror.InvalidFunctionDefinition, "basetype is redundant with aggregate input type specification")
	}
	snap, err := r.snap()
	if err != nil {
		return err
	}
	for i := range c.Args {
		if m := c.Args[i].Mode; m != ast.ArgIn && m != ast.ArgVariadic {
			return r.at(pgerror.New(pgerror.InvalidFunctionDefinition, "aggregates cannot have output arguments"), c.Args[i].Pos)
		}
		if err := r.routineArg(snap, d, c, i); err != nil {
			return err
		}
	}
	return nil
}

// aggregateType finds a type that the statement names.
func (r *run) aggregateType(d *catalog.RoutineDesc, p *ast.Definition) (*types.Type, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	if p.Type == nil {
		return nil, catalog.UndefinedType(p.Word())
	}
	t, _, err := bind.ResolveType(p.Type, snap, r.env.Path)
	if err != nil {
		return nil, r.at(plainTypeError(err), p.Pos)
	}
	if t.IsPseudo() && !t.IsPolymorphic() {
		if t.Name == "internal" {
			return nil, r.at(pgerror.Unsupported("Take a type that has values.", "aggregates with a state of type internal are not supported"), p.Pos)
		}
		return nil, pgerror.New(pgerror.InvalidFunctionDefinition, "aggregate transition data type cannot be %s", t)
	}
	if err := r.mayUseType(t); err != nil {
		return nil, err
	}
	if err := r.useRowType(snap, t); err != nil {
		return nil, err
	}
	d.Refs = refType(snap, d.Refs, t)
	return t, nil
}

// aggregateFunction finds a function that the statement names, and notes it.
func (r *run) aggregateFunction(d *catalog.RoutineDesc, p *ast.Definition, args []*types.Type) (*bind.Callee, error) {
	snap, err := r.snap()
	if err != nil {
		return nil, err
	}
	f, err := bind.FindFunction(r.bindEnv(snap, ""), p.QName(), args)
	if err != nil {
		return nil, ofDefinition(err)
	}
	if f.Set {
		return nil, pgerror.New(pgerror.DatatypeMismatch, "function %s returns a set", catalog.QuoteQName(p.QName()))
	}
	for i, t := range args {
		if !sameValues(t, f.Takes[i]) && f.Takes[i] != types.TAny {
			return nil, pgerror.New(pgerror.DatatypeMismatch, "function %s(%s) requires run-time type coercion", catalog.QuoteQName(p.QName()), types.Listed(f.Takes))
		}
	}
	if f.Routine == nil {
		return f, nil
	}
	me, err := r.user()
	if err != nil {
		return nil, err
	}
	if !snap.HasPrivilege(me.ID, f.Routine, catalog.PrivilegeExecute) {
		return nil, catalog.Denied(f.Routine)
	}
	if ref := (catalog.Ref{Object: f.ID, Kind: catalog.RefNormal}); !slices.Contains(d.Refs, ref) {
		d.Refs = append(d.Refs, ref)
	}
	return f, r.env.State.Share(r.ctx, f.Routine)
}

// ofDefinition is an error of a function that a definition names and no expression calls: it has
// no place, and casts are no help.
func ofDefinition(err error) error {
	e, ok := err.(*pgerror.Error)
	if !ok || e.Code != pgerror.UndefinedFunction && e.Code != pgerror.AmbiguousFunction {
		return err
	}
	n := *e
	n.Hint, n.Position = "", 0
	return &n
}

// aggregateState reads the state, its functions and what a call gives.
func (r *run) aggregateState(d *catalog.RoutineDesc, params aggregateParams) error {
	a := &d.Aggregate
	for _, name := range []string{"serialfunc", "deserialfunc"} {
		if p := params[name]; p != nil {
			return pgerror.New(pgerror.InvalidFunctionDefinition, "serialization functions may be specified only when the aggregate transition data type is internal")
		}
	}
	if params["hypothetical"] != nil {
		return pgerror.New(pgerror.InvalidFunctionDefinition, "only ordered-set aggregates can be hypothetical")
	}
	state, err := r.aggregateType(d, params["stype"])
	if err != nil {
		return err
	}
	if err := r.polymorphicFits(d, state, "transition"); err != nil {
		return err
	}
	a.StateID = state.OID
	trans, err := r.transition(d, params["sfunc"], state, "transition")
	if err != nil {
		return err
	}
	a.TransID = trans.ID
	if a.HasInit, a.Init, err = r.initial(params["initcond"], state); err != nil {
		return err
	}
	if err := r.begins(d, trans, state, a.HasInit); err != nil {
		return err
	}
	if p := params["combinefunc"]; p != nil {
		f, err := r.aggregateFunction(d, p, []*types.Type{state, state})
		if err != nil {
			return err
		}
		if f.Result != state && !state.IsPolymorphic() {
			return pgerror.New(pgerror.DatatypeMismatch, "return type of combine function %s is not %s", catalog.QuoteQName(p.QName()), state)
		}
		a.CombineID = f.ID
	}
	if a.Space, err = spaceOf(params["sspace"]); err != nil {
		return err
	}
	result := state
	if a.FinalExtra, a.FinalModify, err = finalFlags(params, ""); err != nil {
		return err
	}
	if p := params["finalfunc"]; p != nil {
		f, err := r.aggregateFunction(d, p, r.finalArgs(d, state, a.FinalExtra))
		if err != nil {
			return err
		}
		a.FinalID, result = f.ID, f.Result
	}
	d.ResultID = result.OID
	snap, err := r.snap()
	if err != nil {
		return err
	}
	d.Refs = refType(snap, d.Refs, result)
	if p := params["sortop"]; p != nil {
		in := r.inputTypes(d)
		if len(in) != 1 {
			return pgerror.New(pgerror.InvalidFunctionDefinition, "sort operator can only be specified for single-argument aggregates")
		}
		name := p.QName()
		op, err := builtin.ResolveOperator(name.Name, in[0], in[0])
		if err != nil {
			return err
		}
		a.SortOp = op.OID
	}
	return r.resultFits(d, result)
}

// begins refuses an aggregate whose first state would be a value of another type: of a strict
// function without an initial value it is the first argument.
func (r *run) begins(d *catalog.RoutineDesc, trans *bind.Callee, state *types.Type, hasInit bool) error {
	if in := r.inputTypes(d); !trans.Strict || hasInit || len(in) > 0 && sameValues(in[0], state) {
		return nil
	}
	return pgerror.New(pgerror.InvalidFunctionDefinition, "must not omit initial value when transition function is strict and transition type is not compatible with input type")
}

// transition finds a function that makes a state of a state and the arguments.
func (r *run) transition(d *catalog.RoutineDesc, p *ast.Definition, state *types.Type, what string) (*bind.Callee, error) {
	f, err := r.aggregateFunction(d, p, append([]*types.Type{state}, r.inputTypes(d)...))
	if err != nil {
		return nil, err
	}
	if f.Result != state && !state.IsPolymorphic() {
		return nil, pgerror.New(pgerror.DatatypeMismatch, "return type of %s function %s is not %s", what, catalog.QuoteQName(p.QName()), state)
	}
	return f, nil
}

func (r *run) inputTypes(d *catalog.RoutineDesc) []*types.Type {
	var out []*types.Type
	for _, a := range d.Inputs() {
		t, _ := r.typeByID(a.TypeID)
		out = append(out, t)
	}
	return out
}

// finalArgs are what a final function is called with.
func (r *run) finalArgs(d *catalog.RoutineDesc, state *types.Type, extra bool) []*types.Type {
	in := []*types.Type{state}
	if extra {
		in = append(in, r.inputTypes(d)...)
	}
	return in
}

// sameValues reports whether values of one type are values of another.
func sameValues(from, to *types.Type) bool {
	if from.Base() == to.Base() {
		return true
	}
	c, ok := builtin.FindCast(from, to, builtin.Implicit)
	return ok && c.Method == builtin.CastBinary || to.IsPolymorphic() && builtin.CanCoerce(from, to, builtin.Implicit)
}

// initial reads a first state.
func (r *run) initial(p *ast.Definition, state *types.Type) (bool, string, error) {
	if p == nil {
		return false, "", nil
	}
	text := p.Word()
	if state.IsPolymorphic() {
		return true, text, nil
	}
	d, err := types.DecodeText(state, types.NoTypmod, text, r.env.Types)
	if err != nil {
		return false, "", err
	}
	if state.ByLabel() {
		text = types.StoredText(state, d)
	}
	return true, text, nil
}

func spaceOf(p *ast.Definition) (int32, error) {
	if p == nil {
		return 0, nil
	}
	n, err := strconv.ParseInt(p.Word(), 10, 32)
	if err != nil {
		return 0, pgerror.New(pgerror.SyntaxError, "%s requires an integer value", p.Name)
	}
	return int32(n), nil
}

// finalFlags reads FINALFUNC_EXTRA and FINALFUNC_MODIFY, or those of the moving form.
func finalFlags(params aggregateParams, prefix string) (extra bool, modify byte, err error) {
	if p := params[prefix+"finalfunc_extra"]; p != nil {
		extra = p.Word() == "" || strings.EqualFold(p.Word(), "true") || strings.EqualFold(p.Word(), "on")
	}
	if p := params[prefix+"finalfunc_modify"]; p != nil {
		switch strings.ToLower(p.Word()) {
		case "read_only":
		case "shareable":
			modify = 's'
		case "read_write":
			modify = 'w'
		default:
			return false, 0, pgerror.New(pgerror.SyntaxError, "parameter %q must be READ_ONLY, SHAREABLE, or READ_WRITE", p.Name)
		}
	}
	return extra, modify, nil
}

// aggregateMoving reads what is of windows that move.
func (r *run) aggregateMoving(d *catalog.RoutineDesc, params aggregateParams) error {
	a := &d.Aggregate
	if params["mstype"] == nil {
		for _, name := range []string{"msfunc", "minvfunc", "mfinalfunc", "msspace", "minitcond"} {
			if params[name] != nil {
				return pgerror.New(pgerror.InvalidFunctionDefinition, "aggregate %s must not be specified without mstype", name)
			}
		}
		return nil
	}
	for _, name := range []string{"msfunc", "minvfunc"} {
		if params[name] == nil {
			return pgerror.New(pgerror.InvalidFunctionDefinition, "aggregate %s must be specified when mstype is specified", name)
		}
	}
	state, err := r.aggregateType(d, params["mstype"])
	if err != nil {
		return err
	}
	if err := r.polymorphicFits(d, state, "transition"); err != nil {
		return err
	}
	a.MovingStateID = state.OID
	forth, err := r.transition(d, params["msfunc"], state, "transition")
	if err != nil {
		return err
	}
	if err := r.begins(d, forth, state, params["minitcond"] != nil); err != nil {
		return err
	}
	back, err := r.transition(d, params["minvfunc"], state, "inverse transition")
	if err != nil {
		return err
	}
	if forth.Strict != back.Strict {
		return pgerror.New(pgerror.InvalidFunctionDefinition, "strictness of aggregate's forward and inverse transition functions must match")
	}
	a.MovingTransID, a.MovingInverseID = forth.ID, back.ID
	if a.MovingHasInit, a.MovingInit, err = r.initial(params["minitcond"], state); err != nil {
		return err
	}
	if a.MovingSpace, err = spaceOf(params["msspace"]); err != nil {
		return err
	}
	if a.MovingFinalExtra, a.MovingFinalModify, err = finalFlags(params, "m"); err != nil {
		return err
	}
	result := state
	if p := params["mfinalfunc"]; p != nil {
		f, err := r.aggregateFunction(d, p, r.finalArgs(d, state, a.MovingFinalExtra))
		if err != nil {
			return err
		}
		a.MovingFinalID, result = f.ID, f.Result
	}
	if result.OID != d.ResultID {
		was, _ := r.typeByID(d.ResultID)
		return pgerror.New(pgerror.InvalidFunctionDefinition, "moving-aggregate implementation returns type %s, but plain implementation returns type %s", result, was)
	}
	return nil
}
