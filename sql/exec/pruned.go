package exec

import (
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// prunedOp gives the rows of those partitions of a table that may have any, as the values of
// parameters tell when it is opened. The others are not even built.
type prunedOp struct {
	r     *run
	n     *nodes.Append
	in    []operator // by input, nil where it has not been run yet
	ahead []int
	cur   operator
	out   *Batch
}

func (a *prunedOp) open() error {
	a.close()
	left, err := a.r.unpruned(a.n)
	if err != nil {
		return err
	}
	a.ahead = append(a.ahead[:0], left...)
	if err := a.r.bringTogether(a.n, left); err != nil {
		return err
	}
	return a.forward()
}

// unpruned are the inputs that may have rows, as the values of parameters tell.
func (r *run) unpruned(n *nodes.Append) (left []int, err error) {
	keep := make([]bool, len(n.Leaves))
	err = n.Prune.Keep(keep, func(x scalar.Expr) (types.Datum, bool, error) {
		d, err := r.constant(x)
		return d, true, err
	})
	for leaf, at := range n.Leaves {
		if at >= 0 && keep[leaf] {
			left = append(left, at)
		}
	}
	return left, err
}

// forward opens the next input.
func (a *prunedOp) forward() (err error) {
	if a.cur = nil; len(a.ahead) == 0 {
		return nil
	}
	at := a.ahead[0]
	a.ahead = a.ahead[1:]
	if a.in[at] == nil {
		if a.in[at], err = a.r.build(a.n.Inputs[at]); err != nil {
			return err
		}
	}
	a.cur = a.in[at]
	return a.cur.open()
}

// known is the value of what parameters tell.
func (r *run) known(x scalar.Expr) (types.Datum, bool, error) {
	told := true
	scalar.Walk(x, func(e scalar.Expr) bool {
		switch e.(type) {
		case *scalar.Reg, *scalar.Subquery: // of a row of an operator above; of what is yet to be asked
			told = false
		}
		return told
	})
	if !told {
		return types.Null, false, nil
	}
	d, err := r.constant(x)
	return d, true, err
}

func (a *prunedOp) close() {
	for _, in := range a.in {
		if in != nil {
			in.close()
		}
	}
}

func (a *prunedOp) next(most int) (*Batch, error) {
	for a.cur != nil {
		b, err := a.cur.next(most)
		if err != nil || b.N > 0 {
			return b, err
		}
		a.cur.close()
		if err := a.forward(); err != nil {
			return nil, err
		}
	}
	a.out.N = 0
	return a.out, nil
}
