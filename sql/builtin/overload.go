package builtin

import (
	"slices"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Overload is a routine of the schema as resolution sees it, beside those of the system.
type Overload struct {
	// Args are what a call gives values to, with their names ("" for none).
	Args  []*types.Type
	Names []string
	// Defaults is how many of Args, at the end, may be left out. Variadic: the last one, an
	// array, takes any number of values.
	Defaults int
	Variadic bool
	Result   *types.Type
	// DefaultType is the type of an argument's default, where that is a polymorphic one's.
	DefaultType func(arg int) *types.Type
	// Place is that of its schema in the search path: of two with the same arguments the one
	// of a smaller place counts.
	Place int
}

// Match is how a call fits an overload.
type Match struct {
	// Overload is its place in the list.
	Overload int
	// Args are the types of the routine's arguments, concrete where they were polymorphic, and
	// Result that of the call.
	Args   []*types.Type
	Result *types.Type
	// From tells for each argument which value of the call it has, -1 where it has its default.
	// The last one of a variadic routine, with Spread, has the array of those from From on.
	From   []int
	Spread bool
}

// HasFunction reports whether the system has a function of exactly these arguments.
func (r *Registry) HasFunction(name string, args []types.OID) bool {
	for _, p := range procsNamed(name) {
		if slices.EqualFunc(p.args, args, func(a uint16, b types.OID) bool { return types.OID(a) == b }) {
			return true
		}
	}
	return false
}

// overload is a candidate with where its values come from.
type overload struct {
	candidate
	place int
	from  []int
	own   bool
}

// ResolveAmong chooses among routines of the schema and, with system (the place of pg_catalog,
// -1: not at all), those of the system: by Postgres's rules. names are those of named values,
// "" for those that are given by place. nil: one of the system is meant, or, with an error
// where system is -1, none.
func (r *Registry) ResolveAmong(name string, args []*types.Type, names []string, variadic bool, own []Overload, system int) (*Match, error) {
	var cands []overload
	named := slices.ContainsFunc(names, func(n string) bool { return n != "" })
	if system >= 0 && !named {
		for _, c := range functionCandidates(procsNamed(name), args, variadic) {
			cands = append(cands, overload{candidate: c, place: system})
		}
	}
	for i := range own {
		if c, ok := own[i].candidate(i, args, names, variadic); ok {
			cands = append(cands, c)
		}
	}
	cands = dropHidden(cands)
	inputs := types.Bases(args)
	best, ambiguous := sameTypes(args, cands), false
	if best == nil {
		best, ambiguous = r.bestOf(inputs, cands)
	}
	switch {
	case best == nil && ambiguous:
		return nil, functionError(name, args, true, nil)
	case best == nil && system >= 0, best != nil && !best.own:
		return nil, nil
	case best == nil:
		return nil, functionError(name, args, false, nil)
	}
	return r.matched(&own[best.index], best, args, variadic)
}

// ResolveOperatorAmong chooses among operators of the schema, whose overloads have one operand
// or two, and with system (as for ResolveAmong) those of the system. nil: one of the system is
// meant, or there is none.
func (r *Registry) ResolveOperatorAmong(name string, left, right *types.Type, own []Overload, system int) (*Match, error) {
	args := []*types.Type{right}
	if left != nil {
		args = []*types.Type{left, right}
	}
	var cands []overload
	if system >= 0 {
		rows := operatorsNamed(name)
		for i := range rows {
			c := []*types.Type{typeOf(rows[i].right)}
			if rows[i].left != 0 {
				c = []*types.Type{typeOf(rows[i].left), c[0]}
			}
			if len(c) == len(args) {
				cands = append(cands, overload{candidate: candidate{index: i, args: c}, place: system})
			}
		}
	}
	for i := range own {
		if len(own[i].Args) != len(args) {
			continue
		}
		if c, ok := own[i].candidate(i, args, nil, false); ok {
			cands = append(cands, c)
		}
	}
	cands = dropHidden(cands)
	inputs := types.Bases(args)
	best, ambiguous := sameTypes(assumed(args), cands), false
	for i := range cands {
		if best != nil {
			break
		}
		if slices.Equal(cands[i].args, assumed(inputs)) {
			best = &cands[i]
			break
		}
	}
	if best == nil {
		best, ambiguous = r.bestOf(inputs, cands)
	}
	switch {
	case best == nil && ambiguous && slices.ContainsFunc(cands, func(c overload) bool { return c.own }):
		return nil, operatorError(name, left, right, true)
	case best == nil || !best.own:
		return nil, nil
	}
	return r.matched(&own[best.index], best, args, false)
}

// candidate brings an overload to the values of a call.
func (o *Overload) candidate(index int, args []*types.Type, names []string, variadic bool) (c overload, ok bool) {
	n := len(o.Args)
	c = overload{candidate: candidate{index: index}, place: o.Place, own: true, from: make([]int, n)}
	for i := range c.from {
		c.from[i] = -1
	}
	c.args = make([]*types.Type, len(args))
	spread := o.Variadic && !variadic
	if spread && len(args) < n && len(args) < n-o.Defaults || !spread && len(args) > n {
		return c, false
	}
	for i := range args {
		at := i
		if i < len(names) && names[i] != "" {
			if at = slices.Index(o.Names, names[i]); at < 0 || c.from[at] >= 0 || spread && at == n-1 {
				return c, false
			}
		} else if spread && i >= n-1 {
			if elem := o.Args[n-1].Elem(); elem != nil {
				c.args[i] = elem
			} else {
				c.args[i] = elementOf(o.Args[n-1])
			}
			if c.candidate.variadic = true; c.from[n-1] < 0 {
				c.from[n-1] = i
			}
			continue
		}
		c.args[i], c.from[at] = o.Args[at], i
	}
	for at, i := range c.from {
		if i >= 0 {
			continue
		}
		if at < n-o.Defaults {
			return c, false
		}
	}
	return c, true
}

// MayBe reports whether values of type t fit a polymorphic type; unknown ones fit those that any
// value does.
func MayBe(t, polymorphic *types.Type) bool {
	if t == types.TUnknown {
		return slices.Contains([]*types.Type{types.TAny, types.TAnyElement, types.TAnyNonArray, types.TAnyCompatible, types.TAnyCompatibleNonArray}, polymorphic)
	}
	_, _, err := Catalog().concrete([]*types.Type{t}, []*types.Type{polymorphic}, types.TVoid)
	return err == nil
}

// elementOf is the polymorphic type of the elements of a polymorphic array.
func elementOf(t *types.Type) *types.Type {
	switch t {
	case types.TAnyArray:
		return types.TAnyElement
	case types.TAnyCompatibleArray:
		return types.TAnyCompatible
	}
	return types.TAny
}

// dropHidden leaves out what another of the same arguments stands before: in an earlier
// schema, or in the same one without a variadic argument. Those that differ in how many defaults
// they take are as good as one another.
func dropHidden(cands []overload) []overload {
	var out []overload
	for i, c := range cands {
		hidden := false
		for j, o := range cands {
			if i == j || !slices.Equal(c.args, o.args) {
				continue
			}
			hidden = hidden || o.place < c.place || o.place == c.place && c.variadic && !o.variadic
		}
		if !hidden {
			out = append(out, c)
		}
	}
	return out
}

// sameTypes is the only one that has the very types of a call, domains among them; nil: there is
// none.
func sameTypes(args []*types.Type, cands []overload) (best *overload) {
	for i := range cands {
		if !slices.Equal(cands[i].args, args) {
			continue
		}
		if best != nil {
			return nil
		}
		best = &cands[i]
	}
	return best
}

// bestOf is the exact match, or the best of those that fit.
func (r *Registry) bestOf(inputs []*types.Type, cands []overload) (best *overload, ambiguous bool) {
	var exact []*overload
	var fit []candidate
	for i := range cands {
		if slices.Equal(cands[i].args, inputs) {
			exact = append(exact, &cands[i])
		}
		if r.coercible(inputs, cands[i].args) {
			c := cands[i].candidate
			c.index = i
			fit = append(fit, c)
		}
	}
	switch {
	case len(exact) == 1:
		return exact[0], false
	case len(exact) > 1:
		return nil, true
	}
	c, ambiguous := r.selectCandidate(inputs, fit)
	if c == nil {
		return nil, ambiguous
	}
	return &cands[c.index], false
}

// matched makes the types of the chosen one concrete.
func (r *Registry) matched(o *Overload, c *overload, args []*types.Type, variadic bool) (*Match, error) {
	inputs, declared := slices.Clone(args), slices.Clone(c.args)
	defaults := map[int]int{} // where inputs has those of polymorphic arguments
	for at, i := range c.from {
		if i < 0 && o.Args[at].IsPolymorphic() && at >= len(o.Args)-o.Defaults && o.DefaultType != nil {
			defaults[at] = len(inputs)
			inputs, declared = append(inputs, o.DefaultType(at)), append(declared, o.Args[at])
		}
	}
	concrete, result, err := r.concrete(inputs, declared, o.Result)
	if err != nil {
		return nil, err
	}
	m := &Match{Overload: c.index, Args: slices.Clone(o.Args), Result: result, From: c.from, Spread: c.variadic}
	for at, i := range c.from {
		switch last := at == len(o.Args)-1; {
		case i < 0:
			if k, ok := defaults[at]; ok {
				m.Args[at] = concrete[k]
			}
		case last && c.variadic:
			if m.Args[at].IsPolymorphic() {
				if m.Args[at] = concrete[i].ArrayType(); m.Args[at] == nil { // there are no arrays of arrays
					return nil, pgerror.New(pgerror.UndefinedObject, "could not find array type for data type %s", concrete[i])
				}
			}
		default:
			if m.Args[at] = concrete[i]; last && variadic && o.Variadic && concrete[i].Base().Elem() == nil && concrete[i] != types.TUnknown {
				return nil, pgerror.New(pgerror.DatatypeMismatch, "VARIADIC argument must be an array")
			}
		}
	}
	return m, nil
}
