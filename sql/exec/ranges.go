package exec

import (
	"math"

	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// rangeWork is the gateway's side of an operator that begins at the ranges: the scan at
// the bottom sends the fragment, and hands what the ranges made of their rows to the
// operator, past those in between. Rows that the ranges could not take (the
// transaction's own writes lie among them) come up the ordinary way.
//
// The scan tells of a page by an empty batch, which ends nothing while the page holds
// rows.
type rangeWork struct {
	pushdown.PipeRows
	c     *compiledRanges
	limit func() (int64, error) // of a Sort
}

// compiledRanges is what is made of a plan's operators, once.
type compiledRanges struct {
	chain []nodes.Node
	out   []rowenc.ValueColumn
	dec   *rowenc.Decoder
}

// atRanges readies the scan below n for the work that n has there; nil: none.
func (r *run) atRanges(n nodes.Node) *rangeWork {
	at := rangesOf(n)
	if at == nil || r.gathered {
		return nil
	}
	w := &rangeWork{c: at.Compiled(func() any { return compileRanges(n, at.Scan) }).(*compiledRanges)}
	w.Dec, w.Row = w.c.dec, make([]types.Datum, len(w.c.out))
	if r.works == nil {
		r.works = map[*nodes.Scan]*rangeWork{}
	}
	r.works[at.Scan] = w
	return w
}

func rangesOf(n nodes.Node) *nodes.AtRanges {
	switch n := n.(type) {
	case *nodes.Group:
		return n.Ranges
	case *nodes.Distinct:
		return n.Ranges
	case *nodes.Sort:
		return n.Ranges
	}
	return nil
}

// compileRanges gathers the operators from the scan up to n.
func compileRanges(n nodes.Node, scan *nodes.Scan) *compiledRanges {
	var chain []nodes.Node
	ts := n.Head().Types
	for at := n; at != nodes.Node(scan); {
		switch x := at.(type) {
		case *nodes.Group:
			g := &nodes.Group{Keys: x.Keys, Aggs: x.Aggs}
			g.Types = nodes.PartTypes(x)
			chain, at, ts = append(chain, g), x.Input, g.Types
		case *nodes.Distinct:
			chain, at = append(chain, x), x.Input
		case *nodes.Sort:
			top := &nodes.Sort{Keys: x.Keys} // the fragment has the limit
			top.Types = x.Types
			chain, at = append(chain, top), x.Input
		case *nodes.Filter:
			chain, at = append(chain, x), x.Input
		case *nodes.Project:
			chain, at = append(chain, x), x.Input
		case *nodes.ProjectSet:
			chain, at = append(chain, x), x.Input
		}
	}
	for i, j := 0, len(chain)-1; i < j; i, j = i+1, j-1 {
		chain[i], chain[j] = chain[j], chain[i]
	}
	c := &compiledRanges{chain: chain, out: pushdown.PipeColumns(ts)}
	c.dec = rowenc.NewDecoder(c.out, true)
	return c
}

// fragment is what the scan sends; nil where the work is too much for the ranges.
func (w *rangeWork) fragment(s *scanOp) (*pushdown.Pipe, error) {
	w.Rest = nil
	f := &pushdown.Pipe{Arguments: pushdown.Arguments{Types: s.r.p.Params, Args: s.r.args}, Reader: s.entry, Filter: s.filter, Chain: w.c.chain, Most: math.MaxInt64, Out: w.c.out}
	if w.limit == nil {
		return f, nil
	}
	var err error
	if f.Most, err = w.limit(); err != nil || f.Most > pushdown.PipeTopRowsMax {
		return nil, err
	}
	return f, nil
}

// more reports whether a page is to be taken. nil has none.
func (w *rangeWork) more() bool { return w != nil && w.PipeRows.More() }

// poor: what a range made of its rows is hardly less than the rows.
func (w *rangeWork) poor(came int) bool { return 2*came > w.Read && w.Read >= batchRows }

// batch puts rows of the page into b.
func (w *rangeWork) batch(b *Batch) error {
	for b.N = 0; w.more() && b.N < b.room(); b.N++ {
		row, err := w.Next()
		if err != nil {
			return err
		}
		for c := range row {
			b.Cols[c][b.N] = row[c]
		}
	}
	return nil
}
