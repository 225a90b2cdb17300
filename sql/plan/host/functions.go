package host

import (
	"context"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// Session is what a session function may ask of the session that runs it. The
// session implements it; values are those at the moment of the call.
type Session interface {
	User() string
	SessionUser() string
	Database() string
	// SearchPath lists the schemas in effect, without pg_catalog.
	SearchPath() []string
	BackendPID() int32
	// Setting and SetSetting serve current_setting and set_config.
	Setting(name string) (string, bool)
	SetSetting(name, value string, local bool) error
	// NextVal, CurrVal, LastVal and SetVal serve sequences by catalog ID.
	NextVal(ctx context.Context, sequence uint64) (int64, error)
	CurrVal(sequence uint64) (int64, error)
	LastVal() (int64, error)
	SetVal(ctx context.Context, sequence uint64, value int64, called bool) error
}

// Function is a function that needs its session or may block.
// It is shared by all sessions and plans, and not changed.
type Function struct {
	Name       string
	Args       []*types.Type
	Result     *types.Type
	Strict     bool
	Volatility builtin.Volatility
	// Writes tells that it reads and writes rows with the statement's transaction itself.
	Writes bool
	// OutNames and OutTypes are the columns of the records that it gives; nil otherwise.
	OutNames []string
	OutTypes []*types.Type
	// Routine is set where it is a routine of the schema.
	Routine *routine.Source
	Fn      func(ctx context.Context, s Session, env *types.Env, args []types.Datum) (types.Datum, error)
}

// IdentitySource draws the values of identity columns, for which whoever may
// insert needs no privilege on the sequence. A Session may serve it.
type IdentitySource interface {
	NextIdentity(ctx context.Context, sequence uint64) (int64, error)
}

// IdentityCall is the call of nextval for an identity column.
// A copy: the call itself may stand in other plans, where the privilege counts.
func IdentityCall(h *scalar.HostCall) *scalar.HostCall {
	own := *h
	own.Fn = &Function{Name: h.Name, Result: h.T, Strict: h.Strict, Volatility: builtin.Volatile,
		Fn: func(ctx context.Context, s Session, _ *types.Env, args []types.Datum) (types.Datum, error) {
			next := s.NextVal
			if i, ok := s.(IdentitySource); ok {
				next = i.NextIdentity
			}
			v, err := next(ctx, uint64(args[0].Int()))
			return types.Int(v), err
		}}
	return &own
}

// Functions is a registry of session functions, filled when a node is built
// and not changed afterwards. A function here wins over one of the same name
// and argument types in package builtin.
type Functions struct {
	byName map[string][]*Function
}

// NewFunctions returns an empty registry. The session adds current_user and its
// relatives, settings, sequences and pg_sleep, pgcatalog what psql asks for.
func NewFunctions() *Functions {
	return &Functions{byName: map[string][]*Function{}}
}

// Add registers a function; an overload with the same arguments is replaced.
func (f *Functions) Add(fn *Function) {
	for i, old := range f.byName[fn.Name] {
		if sameTypes(old.Args, fn.Args) {
			f.byName[fn.Name][i] = fn
			return
		}
	}
	f.byName[fn.Name] = append(f.byName[fn.Name], fn)
}

// Has reports whether there is a function of that name.
func (f *Functions) Has(name string) bool { return len(f.byName[name]) > 0 }

// sameTypes compares by identity: a type of the system exists once.
func sameTypes(a, b []*types.Type) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Resolve picks the overload whose arguments fit, exact matches first.
func (f *Functions) Resolve(name string, args []scalar.Expr) *Function {
	if f == nil {
		return nil
	}
	var best *Function
	bestExact := -1
	for _, fn := range f.byName[name] {
		if len(fn.Args) != len(args) {
			continue
		}
		exact := 0
		fits := true
		for i, a := range args {
			switch {
			case a.Type() == fn.Args[i]:
				exact++
			case !builtin.CanCoerce(a.Type(), fn.Args[i], builtin.Implicit):
				fits = false
			}
		}
		// Of equal ones the first that was registered wins. There are few overloads, and no unknown
		// literals are weighed as in func_select_candidate.
		if fits && exact > bestExact {
			best, bestExact = fn, exact
		}
	}
	return best
}

// Call runs a session function; exec's host calls it.
// Writes: what the statement has written so far must be where the function's own reads see it (Settler).
func Call(ctx context.Context, s Session, env *types.Env, h *scalar.HostCall, args []types.Datum) (types.Datum, error) {
	fn, ok := h.Fn.(*Function)
	if !ok {
		return types.Null, pgerror.Internal("%s is no session function", h.Name)
	}
	if settler, ok := s.(Settler); ok && fn.Writes {
		if err := settler.Settle(); err != nil {
			return types.Null, err
		}
	}
	return fn.Fn(ctx, s, env, args)
}
