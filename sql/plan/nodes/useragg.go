package nodes

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// UserAggregateName is what they are called in a plan, where no function of the system may be
// taken for them.
// No SQL name begins with a zero byte, so that what goes by name (min and max by the ends of an index, count that only
// rises) never takes a user's aggregate for the system's.
const UserAggregateName = "\x00aggregate"

// UserAggregate runs one: it is a builtin.Function's Host.
type UserAggregate struct {
	// Both are expressions, not functions, so that casts and strictness of the user's functions are where any call
	// has them.
	// Trans reads the state in slot 0 and the arguments behind it, final the state, and as many
	// NULLs as there are arguments where it wants these; nil: the state is the result.
	Trans, Final scalar.Expr
	// Strict: rows with NULLs are left out, and where there is no first state, the first
	// argument that is not NULL is one.
	Strict bool
	// Init is NULL where there is none; a strict aggregate without one starts from its first argument, which is why
	// Postgres wants that to be of the state's type.
	Init types.Datum
	Args int
	// Modifies: the final function may change the state, so that no row can be added to it any more.
	Modifies bool
	// Inverse takes a row away: it reads what Trans does. nil: this is not the form for windows that move.
	Inverse scalar.Expr
	// Moving is the form for windows whose first row moves; nil: there is none.
	Moving *UserAggregate
	// Signature is name(types), for errors.
	Signature string
}

// InWindow is the form in which a window has the aggregate. moves: its first row moves, and what is computed of its rows
// is the same each time. It is 0A000 where the final function leaves no state to go on from.
// Postgres: initialize_peraggregate (nodeWindowAgg.c).
func (a *UserAggregate) InWindow(moves bool) (*UserAggregate, error) {
	form := a
	if m := a.Moving; m != nil && (moves || a.Modifies && !m.Modifies) {
		form = m
	}
	if form.Modifies {
		return nil, pgerror.New(pgerror.FeatureNotSupported, "aggregate function %s does not support use as a window function", a.Signature).
			WithHint("Its final function may change the state: say FINALFUNC_MODIFY = READ_ONLY where it does not.")
	}
	return form, nil
}

// New begins a group. c serves the functions; nil: nothing will be asked of it.
func (a *UserAggregate) New(c *scalar.Ctx) builtin.AggState {
	s := &userState{def: a, state: a.Init, cells: make([][1]types.Datum, 1+a.Args)}
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
// cells are the one row that Trans and Final are evaluated over, as columns of one value each, so that no row is made
// for each call.
type userState struct {
	def   *UserAggregate
	ctx   scalar.Ctx
	cells [][1]types.Datum
	state types.Datum
	began bool // a row has counted
	rows  int  // that were given to the state and not taken away, of the moving form
}

// Add implements builtin.AggState.
func (s *userState) Add(_ *types.Env, args []types.Datum) error {
	if s.def.Strict {
		if anyNull(args) {
			return nil
		}
		// A state that is NULL stays NULL: either none has come yet, and this argument becomes it, or the transition
		// function gave NULL, after which a strict one is not called again (advance_transition_function).
		if s.state.IsNull() {
			if !s.began && len(args) > 0 && s.def.Init.IsNull() {
				s.state = args[0].Clone()
				s.rows = 1
			}
			s.began = true
			return nil
		}
	}
	s.began = true
	d, err := s.step(s.def.Trans, args)
	if err != nil {
		return err
	}
	if s.def.Inverse != nil && d.IsNull() {
		return pgerror.New(pgerror.NullValueNotAllowed, "moving-aggregate transition function must not return null")
	}
	s.rows++
	// The value may lie in memory that the next row overwrites.
	s.state = d.Clone()
	return nil
}

// Remove implements builtin.MovingState. The last row is not taken away: the state is what it was before any row,
// which the inverse function could not make of it.
// Postgres: advance_windowaggregate_base.
func (s *userState) Remove(_ *types.Env, args []types.Datum) (bool, error) {
	switch {
	case s.def.Strict && anyNull(args):
		return true, nil // it was not added
	case s.rows == 1:
		s.state, s.began, s.rows = s.def.Init, false, 0
		return true, nil
	}
	d, err := s.step(s.def.Inverse, args)
	if err != nil || d.IsNull() {
		return false, err
	}
	s.rows--
	s.state = d.Clone()
	return true, nil
}

// anyNull reports whether a strict transition function is not to be called for this row.
func anyNull(args []types.Datum) bool { return slices.ContainsFunc(args, types.Datum.IsNull) }

// step computes a function of the state and a row.
func (s *userState) step(x scalar.Expr, args []types.Datum) (types.Datum, error) {
	for i, d := range args {
		s.cells[1+i][0] = d
	}
	return s.eval(x)
}

// eval evaluates x over the state, in slot 0, and the arguments that step has put behind it.
func (s *userState) eval(x scalar.Expr) (types.Datum, error) {
	s.cells[0][0] = s.state
	return x.Eval(&s.ctx)
}

// Merge implements builtin.AggState.
// Two states can't be joined without COMBINEFUNC, which is not there: such aggregates are never computed in parts,
// nor put aside while their rows come (builtin.Whole).
func (s *userState) Merge(*types.Env, builtin.AggState) error {
	return pgerror.Internal("states of a user's aggregate are joined")
}

// Result implements builtin.AggState.
func (s *userState) Result(*types.Env) (types.Datum, error) {
	if s.def.Final == nil {
		return s.state, nil
	}
	return s.eval(s.def.Final)
}

// MemoryBytes implements builtin.AggState.
// An estimate of the cells, and the state as it is: a state that grows is seen by Grown.
func (s *userState) MemoryBytes() int { return s.state.MemoryBytes() + 64*len(s.cells) }

// Grown implements builtin.Growing: nobody knows what a state holds.
func (s *userState) Grown() bool { return true }
