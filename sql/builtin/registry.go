package builtin

import "github.com/isochrondb/isochron/sql/types"

// Volatility says how far a function's result may be reused.
type Volatility byte

// The volatilities, as pg_proc.provolatile has them.
const (
	Immutable Volatility = 'i'
	Stable    Volatility = 's'
	Volatile  Volatility = 'v'
)

// CastContext says where a cast may be applied.
type CastContext byte

// The contexts, as pg_cast.castcontext has them; each includes those before.
const (
	Implicit   CastContext = 'i'
	Assignment CastContext = 'a'
	Explicit   CastContext = 'e'
)

// CastMethod says how a cast works.
type CastMethod byte

// The methods: nothing to do, a function, or text output and input.
const (
	CastBinary   CastMethod = 'b'
	CastFunction CastMethod = 'f'
	CastInOut    CastMethod = 'i'
)

// Cast converts values of one type to another. It also applies the modifier of
// the target (length, precision), so one call does all of x::varchar(3).
type Cast struct {
	From, To *types.Type
	Context  CastContext // the widest freedom it is allowed in
	Method   CastMethod
	FuncOID  types.OID // 0 for none
	// Own tells a cast that a user made (owncast.go).
	Own bool

	// Fn converts d, which may be NULL. typmod is the target's, or NoTypmod;
	// explicit tells x::t from an assignment, which truncates less.
	Fn func(env *types.Env, d types.Datum, typmod int32, explicit bool) (types.Datum, error)
}

// Ordering is a set of results of Compare.
type Ordering uint8

// The results.
const (
	Less Ordering = 1 << iota
	Same
	Greater
)

// Has reports whether a result of Compare is in the set.
func (o Ordering) Has(c int) bool { return o>>(c+1)&1 != 0 }

// orderings are the comparisons by name.
var orderings = map[string]Ordering{"<": Less, "<=": Less | Same, "=": Same, "<>": Less | Greater, ">=": Same | Greater, ">": Greater}

// Operator is one row of pg_operator, resolved: the types are concrete.
type Operator struct {
	OID        types.OID
	Name       string
	Left       *types.Type // nil for a prefix operator
	Right      *types.Type
	Result     *types.Type
	Proc       *Function // the function behind it
	Commutator types.OID // 0 for none
	Negator    types.OID
	Strict     bool // NULL operands give NULL; Fn is then not called with them
	Volatility Volatility

	// Holds says of a comparison of one type's values, as Compare orders them (of Left),
	// for which results it is true; 0: it is none.
	Holds Ordering

	// Fn evaluates the operator. A prefix operator takes its operand as b.
	Fn func(env *types.Env, a, b types.Datum) (types.Datum, error)
}

// FunctionKind tells functions from aggregates.
type FunctionKind byte

// The kinds, as pg_proc.prokind has them.
const (
	KindFunction  FunctionKind = 'f'
	KindAggregate FunctionKind = 'a'
	KindWindow    FunctionKind = 'w'
	KindProcedure FunctionKind = 'p'
)

// Function is one row of pg_proc. What ResolveFunction returns is resolved:
// Args has one concrete type for each argument given (defaults are appended by
// Fn, variadic arguments are listed one by one) and Result is concrete.
type Function struct {
	OID      types.OID
	Name     string
	Kind     FunctionKind
	Args     []*types.Type
	ArgNames []string // may be nil
	// ArgDefaults are those of the last arguments, as SQL has them, of the system's functions.
	ArgDefaults []string
	Defaults    int         // how many trailing arguments may be left out
	Variadic    *types.Type // element type of the last argument, or nil
	Spread      bool        // called with VARIADIC: the last of Args is an array, whose items Fn gets
	Result      *types.Type
	ReturnsSet  bool
	Strict      bool
	Volatility  Volatility
	Source      string // pg_proc.prosrc
	// Shown is the name of an extension's function in its schema; Name is that of its body.
	Shown string
	// Cast is what a call is that is only another spelling of it; nil for functions.
	Cast *Cast

	// OutNames and OutTypes describe the columns of a function that returns
	// records; nil otherwise.
	OutNames []string
	OutTypes []*types.Type

	// Fn evaluates the function on its resolved arguments; nil for aggregates
	// and set-returning functions. A strict function is not called with NULLs
	// (the caller returns NULL). args is not kept.
	Fn func(env *types.Env, args []types.Datum) (types.Datum, error)

	// Fn1, Fn2 are Fn for callers that hold one or two arguments without a
	// slice; nil where the function has another number of them.
	Fn1 func(env *types.Env, a types.Datum) (types.Datum, error)
	Fn2 func(env *types.Env, a, b types.Datum) (types.Datum, error)

	// Set starts a set-returning function: each call of the iterator gives the
	// next row (a record where OutTypes has several) until ok is false.
	Set func(env *types.Env, args []types.Datum) (SetIterator, error)

	// Host, where it is not nil, is what the session calls in the place of Fn and Set: a
	// routine of the schema.
	Host any

	// Table is what XMLTABLE was given, for EXPLAIN; nil of others.
	Table *XMLTableForm

	// NewAgg starts an aggregation: one state for each group.
	NewAgg func() AggState
}

// Title is the name that people know the function by.
func (f *Function) Title() string {
	if f.Shown != "" {
		return f.Shown
	}
	return f.Name
}

// SetIterator gives the rows of a set-returning function one by one.
type SetIterator func() (d types.Datum, ok bool, err error)

// AggState is one group of one aggregate. NULL inputs are skipped by the state
// itself, as each aggregate's rules want. Datums given to Add are kept only as
// clones.
type AggState interface {
	// Add takes one row's arguments.
	Add(env *types.Env, args []types.Datum) error
	// Merge takes another state of the same aggregate over other rows; the
	// other is not used any more.
	Merge(env *types.Env, other AggState) error
	// Result gives the aggregate so far. More rows may be added then, and Result called
	// again, which leaves what it gave before as it is.
	Result(env *types.Env) (types.Datum, error)
	// MemoryBytes is about what the state holds.
	MemoryBytes() int
}

// ResolveOperator finds the operator for operand types by Postgres's rules
// (section 10.2); left is nil for a prefix operator. Operands are to be cast
// implicitly to the Left and Right of the result. The errors are 42883
// (undefined_function), 42725 (ambiguous_function), 0A000 (known to Postgres,
// not to us).
func ResolveOperator(name string, left, right *types.Type) (*Operator, error) {
	return Catalog().ResolveOperator(name, left, right)
}

// ResolveFunction finds the function or aggregate for argument types
// (section 10.3). variadic says that the last argument was written VARIADIC.
// The errors are those of ResolveOperator.
func ResolveFunction(name string, args []*types.Type, variadic bool) (*Function, error) {
	return Catalog().ResolveFunction(name, args, variadic)
}

// FindCast returns the cast between two types that context allows. Equal types
// give a cast that applies the modifier alone. TUnknown casts to anything.
func FindCast(from, to *types.Type, context CastContext) (*Cast, bool) {
	return Catalog().FindCast(from, to, context)
}

// CanCoerce reports whether a value of type from may stand where to is asked
// for, in the context. Polymorphic targets accept what they may become.
func CanCoerce(from, to *types.Type, context CastContext) bool {
	return Catalog().CanCoerce(from, to, context)
}

// CommonType chooses the type that UNION, CASE, VALUES, ARRAY, COALESCE, IN and
// GREATEST bring their inputs to (section 10.5). The order matters: CASE puts
// its ELSE first. what names the construct in
// the error, 42804: "CASE types integer and text cannot be matched".
func CommonType(what string, ts []*types.Type) (*types.Type, error) {
	return Catalog().CommonType(what, ts)
}
