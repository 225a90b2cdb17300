package physical

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Ranges, multiranges and networks in an ordered index: they lie in the order of where they begin.
// An operator of theirs says where those begin that it may be true of, at one end or at both. So
// what it leaves is more than it allows, and is judged again: by the entries, before rows are
// fetched.

// selArea is the share of entries that are taken to pass such an operator.
// It is a guess for readCost, which has to know how many rows are fetched once entries have been judged.
const selArea = 0.03

// areaSide is an operator with its operands changed over.
// &< and &> have none: turned over they bound where the column's value ends, of which the index says nothing.
var areaSide = map[string]string{"&&": "&&", "@>": "<@", "<@": "@>", "<<": ">>", ">>": "<<", "-|-": "-|-", "<<=": ">>=", ">>=": "<<="}

// rangeBegins are the operators of ranges, the indexed one on the left, with where those begin.
// How long a range is the order does not say, so that most are bound at one end alone:
//
//	&&   it begins before X ends, however far before
//	@>   it begins no later than X; what is empty is in all
//	<@   it begins within X
//	<<   it ends before X begins, and so begins before that
//	>>   it begins behind X
//	&<   it ends no later than X, and so begins no later than that
//	&>   it begins no earlier than X
//	-|-  it begins where X ends, or ends where X begins
var rangeBegins = map[string][]nodes.PatternKind{
	"&&": {nodes.BeginsByEnd}, "@>": {nodes.BeginsHolding}, "<@": {nodes.BeginsFromOn, nodes.BeginsByEnd}, "<<": {nodes.BeginsByStart},
	">>": {nodes.BeginsBehind}, "&<": {nodes.BeginsByEnd}, "&>": {nodes.BeginsFromOn}, "-|-": {nodes.BeginsByEnd},
}

// networkBegins are those of networks.
// Networks lie behind those that they are in: what is in X is one span, what X is in lies anywhere before it. && is of both
// kinds, and the span of the second has that of the first in it.
var networkBegins = map[string][]nodes.PatternKind{
	"<<": {nodes.NetworksWithin}, "<<=": {nodes.NetworksWithin}, ">>": {nodes.NetworksAround}, ">>=": {nodes.NetworksAround}, "&&": {nodes.NetworksAround},
}

// areaCond reads an operator of ranges or networks as one of where they begin.
func areaCond(c *scalar.Op, slots map[scalar.VarID]int) (colCond, bool) {
	name := c.Op.Name
	// By the name at first: this is asked of each condition, and most are none of these.
	if _, ok := rangeBegins[name]; !ok && networkBegins[name] == nil {
		return colCond{}, false
	}
	// By its name it might be a user's own, or one of other types.
	if own, ok := builtin.Catalog().OperatorByOID(c.Op.OID); !ok || own.Name != name {
		return colCond{}, false
	}
	x := c.R
	// The column may stand on either side; a column on both sides bounds nothing.
	slot, t, ok := columnOf(unmasked(c.L), slots)
	if !ok || !isConstant(x) {
		if slot, t, ok = columnOf(unmasked(c.R), slots); !ok || !isConstant(c.L) {
			return colCond{}, false
		}
		x, name = c.L, areaSide[name]
	}
	kinds := areaKinds(name, t, x.Type())
	if len(kinds) == 0 {
		return colCond{}, false
	}
	a := nodes.Alt{Range: true}
	for _, k := range kinds {
		a.Starts = append(a.Starts, nodes.Pattern{X: x, Kind: k})
	}
	// wider in any case: the empty range comes before all others, within the span of most operators and true of few.
	out := colCond{slot: slot, alts: []nodes.Alt{a}, wider: true}
	if name == "<@" { // the empty one is in every other
		empty, err := types.SpansDatum(t.Base(), nil)
		if err != nil {
			return colCond{}, false
		}
		out.alts = append([]nodes.Alt{{Eq: &scalar.Const{T: t, Typmod: types.NoTypmod, D: empty}}}, a)
	}
	return out, true
}

// unmasked is a value of cidr in place of the same one of inet.
// The operators are inet's. A column of cidr comes to them by a cast that changes no value, and its order is the same.
func unmasked(x scalar.Expr) scalar.Expr {
	if c, ok := x.(*scalar.Cast); ok && c.C.Method == builtin.CastBinary && c.C.From == types.TCidr && c.C.To == types.TInet {
		return c.X
	}
	return x
}

// isNetwork: cidr and inet are one kind here, as their operators take both.
func isNetwork(t *types.Type) bool { return t == types.TInet || t == types.TCidr }

// areaSelectivity is the share of rows that such an operator is taken to be true of, as in
// Postgres where nothing was measured; ok is false for other operators.
// The numbers are those of networksel and default_range_selectivity. << and >> are inclusion of networks, but an order of
// ranges, whose share is an inequality's.
func areaSelectivity(c *scalar.Op) (sel float64, ok bool) {
	l, r := c.L.Type().Base(), c.R.Type().Base()
	network := isNetwork(l) && isNetwork(r)
	if !network && l.RangeSubtype() == nil && r.RangeSubtype() == nil {
		return 0, false
	}
	switch c.Op.Name {
	case "&&":
		return 0.01, true
	case "@>", "<@", "-|-", "<<=", ">>=":
		return 0.005, true
	case "<<", ">>":
		return 0.005, network
	}
	return 0, false
}

// areaKinds is what an operator says of values of t on its left, by one of type x on its right;
// nil: nothing.
func areaKinds(name string, t, x *types.Type) []nodes.PatternKind {
	switch t, x = t.Base(), x.Base(); {
	case isNetwork(t) && isNetwork(x):
		return networkBegins[name]
	case t.RangeSubtype() == nil:
		return nil
	case x.RangeSubtype() == t.RangeSubtype(), name == "@>" && x == t.RangeSubtype().Base():
		return rangeBegins[name]
	}
	return nil
}

// areas reports whether an operator of ranges or networks bounds the access.
func (a *access) areas() bool {
	found := false
	a.spans.Patterns(func(p *nodes.Pattern) { found = found || !p.Kind.OfText() })
	return found
}

// judged are those of the conditions that bound the access by ranges or networks, which stand in
// its entries.
// None where points are read, which few entries lie at; conditions with a query are left out, as ranges judge entries.
func (a *access) judged(conds []scalar.Expr) []scalar.Expr {
	if a.points || !a.areas() {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(conds), func(c scalar.Expr) bool {
		return !slices.Contains(a.spans.Conds, c) || rewrite.AsksSubquery(c)
	})
}
