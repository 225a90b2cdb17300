package nodes

import (
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
}

// Add implements builtin.AggState.
func (s *userState) Add(_ *types.Env, args []types.Datum) error {
	if s.def.Strict {
		for _, d := range args {
			if d.IsNull() {
				return nil
			}
		}
		// A state that is NULL stays NULL: either none has come yet, and this argument becomes it, or the transition
		// function gave NULL, after which a strict one is not called again (advance_transition_function).
		if s.state.IsNull() {
			if !s.began && len(args) > 0 && s.def.Init.IsNull() {
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
	d, err := s.eval(s.def.Trans)
	if err == nil {
		// The value may lie in memory that the next row overwrites.
		s.state = d.Clone()
	}
	return err
}

func (s *userState) eval(x scalar.Expr) (types.Datum, error) {
	s.cells[0][0] = s.state
	return x.Eval(&s.ctx)
}

// Merge implements builtin.AggState.
// Two states can't be joined without COMBINEFUNC, which is not there: such aggregates are never computed in parts.
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

// Save implements builtin.Saver.
// For groups that are put on disk while others are computed.
func (s *userState) Save(dst []types.Datum) []types.Datum {
	return append(dst, types.Bool(s.began), s.state)
}

// Load implements builtin.Saver.
func (s *userState) Load(saved []types.Datum) error {
	// A group that has begun anew can't take what was saved of it: see Merge.
	if len(saved) != 2 || s.began {
		return pgerror.Internal("states of a user's aggregate are joined")
	}
	s.began, s.state = saved[0].Bool(), saved[1].Clone()
	return nil
}
