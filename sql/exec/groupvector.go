package exec

import (
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/exec/vector"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// groupVectors adds the rows of a batch to the states of one aggregate after the other, over
// vectors of their arguments. Other aggregates, and batches whose arguments don't fit into
// vectors, go row by row.
type groupVectors struct {
	program vector.Program
	args    []vectorArg // by aggregate
	grows   bool        // some state may, by a value that fits no vector
	of      []*groupState
	states  []builtin.AggState
}

// vectorArg is what an aggregate is given.
type vectorArg struct {
	at   int  // its number in the program, or vector.Unknown
	star bool // nothing: count(*)
}

// How many rows of a batch are worth vectors, and how many are worth making a program for.
const (
	vectorRowsMin   = 8
	vectorRowsFirst = 256
)

// vectored reports whether a batch is to be added by vectors.
func (g *groupOp) vectored(b *Batch) bool {
	if !g.tried && b.N >= vectorRowsFirst {
		g.vectors, g.tried = newGroupVectors(g.n, g.aggs), true
	}
	return g.vectors != nil && b.N >= vectorRowsMin
}

// newGroupVectors is nil where there is nothing to gain: all aggregates go row by row, or memory
// has to be looked after with each of them.
func newGroupVectors(n *nodes.Group, aggs []groupAgg) *groupVectors {
	v := &groupVectors{args: make([]vectorArg, len(n.Aggs))}
	some := false
	for i := range n.Aggs {
		v.args[i] = v.argOf(&n.Aggs[i], &aggs[i])
		vectored := v.args[i].star || v.args[i].at != vector.Unknown
		if some = some || vectored; !vectored && (aggs[i].grows || len(aggs[i].cmp.keys) > 0) {
			return nil
		}
		v.grows = v.grows || aggs[i].grows
	}
	if !some {
		return nil
	}
	return v
}

func (v *groupVectors) argOf(a *nodes.Agg, x *groupAgg) vectorArg {
	none := vectorArg{at: vector.Unknown}
	if a.Filter != nil || a.Distinct || len(a.Order) > 0 || len(a.Args) > 1 || a.Fn.Host != nil {
		return none
	}
	state := a.Fn.NewAgg()
	if len(a.Args) == 0 {
		none.star = builtin.TakesValues(state, types.KindNull)
		return none
	}
	x1 := a.Args[0]
	switch _, counts := state.(builtin.RowCounter); {
	case counts:
		return vectorArg{at: v.program.AddNulls(x1)}
	case builtin.TakesValues(state, x1.Type().Kind()):
		return vectorArg{at: v.program.Add(x1)}
	}
	return none
}

// values are of the aggregate i the arguments that the program computed of the batch at hand; false: it goes
// row by row.
func (v *groupVectors) values(i int) (builtin.Values, bool) {
	if v.args[i].star {
		return builtin.Values{}, true
	}
	x := v.program.Vector(v.args[i].at)
	if x == nil {
		return builtin.Values{}, false
	}
	return builtin.Values{Kind: x.Kind, Scale: x.Scale, V: x.V, Null: x.Null}, true
}

// addVectors adds the rows of a batch.
func (g *groupOp) addVectors(b *Batch) error {
	v := g.vectors
	g.ctx.Cols = b.Cols
	v.program.Run(&g.ctx, b.N)
	if err := g.findGroups(b); err != nil {
		return err
	}
	byRow := false
	for k := range g.n.Aggs {
		x, ok := v.values(k)
		if !ok {
			byRow = true
			continue
		}
		v.states = v.states[:0]
		for _, s := range v.of {
			if s == nil {
				v.states = append(v.states, nil)
				continue
			}
			v.states = append(v.states, s.aggs[k].state)
		}
		if err := builtin.AddValues(v.states, &x); err != nil {
			return err
		}
	}
	if byRow {
		if err := g.addRest(); err != nil {
			return err
		}
	}
	if v.grows {
		return g.relieve()
	}
	return nil
}

// findGroups finds the groups of a batch's rows; nil for those that were put aside.
func (g *groupOp) findGroups(b *Batch) error {
	v := g.vectors
	v.of = v.of[:0]
	for i := range b.N {
		s, err := g.groupOf(b, i)
		if err == nil && s == nil {
			err = g.asideRow(b, i)
		}
		if err == nil && !v.grows {
			err = g.relieve()
		}
		if err != nil {
			return err
		}
		v.of = append(v.of, s)
	}
	return nil
}

// addRest adds the rows to the aggregates of which there are no vectors.
func (g *groupOp) addRest() error {
	v := g.vectors
	for i, s := range v.of {
		if s == nil {
			continue
		}
		g.ctx.Row = i
		for k := range s.aggs {
			if v.args[k].star || v.program.Vector(v.args[k].at) != nil {
				continue
			}
			mark := g.r.values.Taken
			if err := g.addAgg(k, &s.aggs[k]); err != nil {
				return err
			}
			g.r.values.Give(g.r.values.Taken - mark)
		}
	}
	return nil
}
