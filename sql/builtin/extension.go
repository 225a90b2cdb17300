package builtin

import (
	"strings"
	"sync"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Functions of extensions are routines of the schema of the language C, whose body is a symbol:
// the name of a body here. In a plan they are functions of a name that nobody can write
// (extensionPrefix and the symbol), so that ranges and other nodes find them, too. A function
// whose result is of a type of the schema is called with a NULL of that type in front of its
// arguments.

// extensionPrefix begins the names.
const extensionPrefix = "\x00ext:"

// extensionBody is what a symbol stands for.
type extensionBody struct {
	body
	// lax functions are called with NULLs.
	lax bool
	// result is the type of the result; nil: one of the schema.
	result *types.Type
	// volatility is Immutable where it is not set.
	volatility Volatility
}

// extensionBodies maps symbols to bodies.
var extensionBodies = sync.OnceValue(func() map[string]extensionBody {
	all := map[string]extensionBody{}
	for _, part := range []map[string]extensionBody{cryptoBodies(), uuidBodies(), fuzzyBodies(), citextBodies(), hstoreBodies(), trigramBodies()} {
		for name, b := range part {
			all[name] = b
		}
	}
	return all
})

// ExtensionFunction is the function of a symbol for arguments of these types and a result: it
// is called with a NULL of that in front where typed is true. A symbol without a body is 0A000.
func ExtensionFunction(symbol string, args []*types.Type, result *types.Type) (f *Function, typed bool, err error) {
	b, ok := extensionBodies()[symbol]
	if !ok {
		return nil, false, noBody("function " + symbol)
	}
	if typed = b.result == nil; typed {
		args = append([]*types.Type{result}, args...)
	}
	f, err = extensionFunction(extensionPrefix+symbol, args)
	return f, typed, err
}

// IsExtension reports whether f is a function of an extension, and its symbol.
func (f *Function) IsExtension() (symbol string, ok bool) {
	return strings.CutPrefix(f.Name, extensionPrefix)
}

// extensionFunction resolves one by its name in a plan.
func extensionFunction(name string, args []*types.Type) (*Function, error) {
	b, ok := extensionBodies()[strings.TrimPrefix(name, extensionPrefix)]
	typed := b.result == nil
	if !ok || typed && (len(args) == 0 || args[0] == nil) {
		return nil, pgerror.New(pgerror.UndefinedFunction, "function %s does not exist", name)
	}
	f := &Function{Name: name, Kind: KindFunction, Args: args, Result: b.result, Strict: !b.lax && !typed, Volatility: b.volatility, ReturnsSet: b.set != nil}
	if f.Volatility == 0 {
		f.Volatility = Immutable
	}
	own := args
	if typed {
		f.Result, own = args[0], args[1:]
	}
	inner := *f
	inner.Args = own
	d := b.body
	for d.gen != nil {
		d = d.gen(&inner)
	}
	switch {
	case d.f1 != nil && len(own) != 1, d.f2 != nil && len(own) != 2:
		return nil, pgerror.New(pgerror.UndefinedFunction, "function %s does not exist", name)
	case d.set != nil:
		f.Set = d.set
		return f, nil
	}
	f.Fn = d.call()
	if typed {
		f.Fn = withoutFirst(f.Fn, b.lax)
	}
	switch len(args) {
	case 1:
		f.Fn1 = func(env *types.Env, a types.Datum) (types.Datum, error) { return f.Fn(env, []types.Datum{a}) }
	case 2:
		f.Fn2 = func(env *types.Env, a, b types.Datum) (types.Datum, error) { return f.Fn(env, []types.Datum{a, b}) }
	}
	return f, nil
}

// call is the body as a function of a list of arguments.
func (b *body) call() func(*types.Env, []types.Datum) (types.Datum, error) {
	f1, f2 := b.f1, b.f2
	switch {
	case f1 != nil:
		return func(env *types.Env, args []types.Datum) (types.Datum, error) { return f1(env, args[0]) }
	case f2 != nil:
		return func(env *types.Env, args []types.Datum) (types.Datum, error) { return f2(env, args[0], args[1]) }
	}
	return b.fn
}

// withoutFirst calls fn with the arguments behind the first one.
func withoutFirst(fn func(*types.Env, []types.Datum) (types.Datum, error), lax bool) func(*types.Env, []types.Datum) (types.Datum, error) {
	return func(env *types.Env, args []types.Datum) (types.Datum, error) {
		args = args[1:]
		for _, a := range args {
			if a.IsNull() && !lax {
				return types.Null, nil
			}
		}
		return fn(env, args)
	}
}
