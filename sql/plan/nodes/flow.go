package nodes

import (
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Flow is how an operator and all below it are computed by the nodes that lead the
// ranges which they read: rows are hashed by the keys of joins and groups to these
// nodes, each of which joins and groups its share. What comes of it goes to the gateway.
//
//	SELECT a.x, count(*) FROM a JOIN b ON a.k = b.k GROUP BY a.x
//
//	stage 0  scan of a        hashed by k ┐
//	stage 1  scan of b        hashed by k ┴ stage 2  join, partial groups → gateway
//
// A plan holds the ordinary operators, too: a statement that can't have a flow (its own
// writes lie among the rows, there is one node, a node was lost) runs those.
type Flow struct {
	// Stages are in an order in which inputs come before those who read them. What the
	// last one gives is the operator's rows, or its input (Group, Sort and Distinct do
	// their own work once more at the gateway).
	Stages []*Stage
	// Parts: what comes are the parts of a Group.
	Parts bool
	// Again: what comes are rows of a Sort or a Distinct, of each node its own.
	Again bool
	Form
}

// Stage is what every node of a flow does with its share of some rows.
type Stage struct {
	Scan   *Scan     // reads the node's own ranges; nil: it has inputs
	Join   *HashJoin // of two inputs; nil: there is one
	Inputs []int     // stages, whose rows come by hash
	// Chain are operators, in the order in which rows pass them. Their inputs are not
	// used.
	Chain []Link
	// Hash says, over the rows that come out, which node gets each; not of the last stage.
	Hash      []scalar.Expr
	HashTypes []*types.Type
	Types     []*types.Type // of the rows that come out
	Rows      float64       // of them, estimated
}

// Link is an operator of a stage: *Filter, *Project, *ProjectSet, *Group, *Distinct or *Sort.
type Link struct {
	Node Node
	Mode GroupMode // of a *Group
}

// GroupMode says what a Group takes and gives: rows, parts (states of groups, which can
// travel), results.
type GroupMode uint8

// The modes.
const (
	GroupWhole GroupMode = iota // rows to results
	GroupParts                  // rows to parts
	GroupJoin                   // parts to parts
	GroupFinal                  // parts to results
)

// IsConstant reports whether e has one value in a statement, known before it runs.
func IsConstant(e scalar.Expr) bool {
	p := scalar.PropsOf(e)
	return scalar.IsConst(e) && !p.Host && !p.Regs
}

// TypesOf are the types of expressions.
func TypesOf(xs []scalar.Expr) []*types.Type {
	ts := make([]*types.Type, len(xs))
	for i, x := range xs {
		ts[i] = x.Type()
	}
	return ts
}

// PartTypes is what a portable group's parts hold: the keys, then the states.
func PartTypes(n *Group) []*types.Type {
	ts := append([]*types.Type(nil), n.Types[:len(n.Keys)]...)
	for i := range n.Aggs {
		ts = append(ts, n.Aggs[i].Fn.NewAgg().(builtin.Portable).PartTypes()...)
	}
	return ts
}

// SameElsewhere reports whether another node finds fn by its name and arguments.
func SameElsewhere(fn *builtin.Function) bool {
	found, err := builtin.ResolveFunction(fn.Name, fn.Args, false)
	return err == nil && found.Result == fn.Result && found.NewAgg != nil && fn.NewAgg != nil && found.Kind == builtin.KindAggregate
}

// What names a stage for EXPLAIN.
func (s *Stage) What() string {
	switch {
	case s.Scan != nil:
		return "scan of " + s.Scan.Alias
	case s.Join != nil:
		return "join"
	}
	if len(s.Chain) > 0 {
		if _, ok := s.Chain[0].Node.(*Distinct); ok {
			return "distinct rows"
		}
	}
	return "groups"
}
