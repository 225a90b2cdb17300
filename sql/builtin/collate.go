package builtin

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Text has one order, so that most functions do the same under every collation. Those that know
// letters don't: in "C" and its like the letters are ASCII's alone. Under such a collation a plan
// calls them by a name that nobody can write, so that ranges and other nodes do the same; and where
// no collation was found for a function that needs one, it calls what fails in its place.

const (
	asciiPrefix        = "\x00ascii:"
	undeterminedPrefix = "\x00collation:"
	// undeterminedLax is of what looks at values that are not NULL alone, and fails with two.
	undeterminedLax = "lax:"
)

// KnowsLetters reports whether a function does something else where letters are ASCII's alone.
func KnowsLetters(f *Function) bool {
	switch f.Source {
	case "lower", "upper", "initcap", "texticlike", "texticnlike", "nameiclike", "nameicnlike":
		return true
	}
	return isRegexp(f)
}

func isRegexp(f *Function) bool {
	for _, p := range []string{"textregex", "nameregex", "texticregex", "nameicregex", "regexp_"} {
		if strings.HasPrefix(f.Source, p) {
			return true
		}
	}
	return f.Name == "substring" && len(f.Args) == 3 && f.Args[2] == types.TText
}

// CollationUse is what a function needs a collation for, as errors say it; "" where it needs none.
func CollationUse(f *Function) string {
	switch s := f.Source; {
	case s == "lower", s == "upper", s == "initcap":
		return s + "() function"
	case strings.HasSuffix(s, "iclike"), strings.HasSuffix(s, "icnlike"):
		return "ILIKE"
	case isRegexp(f):
		return "regular expression"
	case s == "hashtext", s == "hashtextextended":
		return "string hashing"
	case comparesText(s):
		return StringComparison
	}
	return ""
}

// StringComparison is what most functions need a collation for.
const StringComparison = "string comparison"

// comparesText tells by their symbols which functions compare texts, or arrays, whose elements may
// be texts.
func comparesText(symbol string) bool {
	switch symbol {
	case "textpos", "replace_text", "split_part", "text_starts_with", "text_larger", "text_smaller", "bpchar_larger", "bpchar_smaller",
		"bttextcmp", "bpcharcmp", "btnamecmp", "btnametextcmp", "bttextnamecmp", "btarraycmp", "array_larger", "array_smaller", "arrayoverlap",
		"arraycontains", "arraycontained", "array_position", "array_position_start", "array_positions", "array_remove", "array_replace":
		return true
	}
	for _, of := range []string{"text", "bpchar", "name", "nametext", "textname", "array"} {
		if how, ok := strings.CutPrefix(symbol, of); ok && slices.Contains([]string{"eq", "ne", "lt", "le", "gt", "ge", "_eq", "_ne", "_lt", "_le", "_gt", "_ge"}, how) {
			return true
		}
	}
	return false
}

// WithASCIILetters is f where letters are ASCII's alone.
func WithASCIILetters(f *Function) *Function {
	n := *f
	n.Name, n.Shown = asciiPrefix+f.Name, f.Title()
	if fn := f.Fn; fn != nil {
		n.Fn = func(env *types.Env, args []types.Datum) (types.Datum, error) { return fn(asciiEnv(env), args) }
	}
	if fn := f.Fn1; fn != nil {
		n.Fn1 = func(env *types.Env, a types.Datum) (types.Datum, error) { return fn(asciiEnv(env), a) }
	}
	if fn := f.Fn2; fn != nil {
		n.Fn2 = func(env *types.Env, a, b types.Datum) (types.Datum, error) { return fn(asciiEnv(env), a, b) }
	}
	if set := f.Set; set != nil {
		n.Set = func(env *types.Env, args []types.Datum) (SetIterator, error) { return set(asciiEnv(env), args) }
	}
	return &n
}

// WithASCIILetters is o where letters are ASCII's alone.
func (o *Operator) WithASCIILetters() *Operator {
	n, fn := *o, o.Fn
	n.Name, n.Commutator, n.Negator = asciiPrefix+o.Name, 0, 0 // those would know other letters
	n.Fn = func(env *types.Env, a, b types.Datum) (types.Datum, error) { return fn(asciiEnv(env), a, b) }
	return &n
}

// Title is the name that people know the operator by.
func (o *Operator) Title() string { return strings.TrimPrefix(o.Name, asciiPrefix) }

func (r *Registry) asciiFunction(name string, args []*types.Type, variadic bool) (*Function, error) {
	f, err := r.ResolveFunction(strings.TrimPrefix(name, asciiPrefix), args, variadic)
	if err != nil {
		return nil, err
	}
	return WithASCIILetters(f), nil
}

func asciiEnv(env *types.Env) *types.Env {
	if env == nil {
		env = types.NewEnv()
	}
	n := *env
	n.ASCIILetters = true
	return &n
}

// Undetermined is called in the place of what needs a collation to do something (use) with values of
// these types, where none was found: with a NULL of the result's type in front of them. It fails,
// unless a value is NULL; lax, where two of them are not.
func Undetermined(use string, lax bool, result *types.Type, args []*types.Type) *Function {
	name := undeterminedPrefix + use
	if lax {
		name = undeterminedPrefix + undeterminedLax + use
	}
	f, _ := undeterminedFunction(name, append([]*types.Type{result}, args...))
	return f
}

func undeterminedFunction(name string, args []*types.Type) (*Function, error) {
	if len(args) == 0 || args[0] == nil {
		return nil, pgerror.New(pgerror.UndefinedFunction, "function %s does not exist", name)
	}
	use, lax := strings.CutPrefix(strings.TrimPrefix(name, undeterminedPrefix), undeterminedLax)
	failure := pgerror.New(pgerror.IndeterminateCollation, "could not determine which collation to use for %s", use).
		WithHint("Use the COLLATE clause to set the collation explicitly.")
	f := &Function{Name: name, Shown: "undetermined_collation", Kind: KindFunction, Args: args, Result: args[0], Volatility: Immutable}
	f.Fn = func(_ *types.Env, values []types.Datum) (types.Datum, error) {
		kept, found := types.Null, 0
		for _, d := range values[1:] {
			switch {
			case !d.IsNull():
				kept = d
				found++
			case !lax:
				return types.Null, nil
			}
		}
		if lax && found < 2 {
			return kept, nil
		}
		return types.Null, failure
	}
	switch len(args) {
	case 1:
		f.Fn1 = func(env *types.Env, a types.Datum) (types.Datum, error) { return f.Fn(env, []types.Datum{a}) }
	case 2:
		f.Fn2 = func(env *types.Env, a, b types.Datum) (types.Datum, error) { return f.Fn(env, []types.Datum{a, b}) }
	}
	return f, nil
}

func asciiLower(s string) string { return asciiCased(s, 'A', 'Z', 'a'-'A') }

func asciiUpper(s string) string { return asciiCased(s, 'a', 'z', 'A'-'a') }

func asciiCased(s string, first, last byte, by int) string {
	at := strings.IndexFunc(s, func(r rune) bool { return r >= rune(first) && r <= rune(last) })
	if at < 0 {
		return s
	}
	out := []byte(s)
	for i := at; i < len(out); i++ {
		if c := out[i]; c >= first && c <= last {
			out[i] = byte(int(c) + by)
		}
	}
	return string(out)
}

// asciiInitcap has words of ASCII's letters and digits begin with a capital.
func asciiInitcap(s string) string {
	out := []byte(asciiLower(s))
	within := false
	for i, c := range out {
		letter := types.IsAlpha(c)
		if letter && !within {
			out[i] = c &^ ('a' - 'A')
		}
		within = letter || types.IsDigit(c)
	}
	return string(out)
}
