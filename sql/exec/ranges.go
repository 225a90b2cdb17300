package exec

import (
	"math"

	"github.com/isochrondb/isochron/sql/plan"
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
	pipeRows
	c     *compiledRanges
	limit func() (int64, error) // of a Sort
}

// compiledRanges is what is made of a plan's operators, once.
type compiledRanges struct {
	chain []plan.Node
	out   []rowenc.ValueColumn
	dec   *rowenc.Decoder
}

// atRanges readies the scan below n for the work that n has there; nil: none.
func (r *run) atRanges(n plan.Node) *rangeWork {
	at := rangesOf(n)
	if at == nil || r.gathered {
		return nil
	}
	w := &rangeWork{c: at.Compiled(func() any { return compileRanges(n, at.Scan) }).(*compiledRanges)}
	w.dec, w.row = w.c.dec, make([]types.Datum, len(w.c.out))
	if r.works == nil {
		r.works = map[*plan.Scan]*rangeWork{}
	}
	r.works[at.Scan] = w
	return w
}

func rangesOf(n plan.Node) *plan.AtRanges {
	switch n := n.(type) {
	case *plan.Group:
		return n.Ranges
	case *plan.Distinct:
		return n.Ranges
	case *plan.Sort:
		return n.Ranges
	}
	return nil
}

// compileRanges gathers the operators from the scan up to n.
func compileRanges(n plan.Node, scan *plan.Scan) *compiledRanges {
	var chain []plan.Node
	ts := n.Head().Types
	for at := n; at != plan.Node(scan); {
		switch x := at.(type) {
		case *plan.Group:
			g := &plan.Group{Keys: x.Keys, Aggs: x.Aggs}
			g.Types = plan.PartTypes(x)
			chain, at, ts = append(chain, g), x.Input, g.Types
		case *plan.Distinct:
			chain, at = append(chain, x), x.Input
		case *plan.Sort:
			top := &plan.Sort{Keys: x.Keys} // the fragment has the limit
			top.Types = x.Types
			chain, at = append(chain, top), x.Input
		case *plan.Filter:
			chain, at = append(chain, x), x.Input
		case *plan.Project:
			chain, at = append(chain, x), x.Input
		case *plan.ProjectSet:
			chain, at = append(chain, x), x.Input
		}
	}
	for i, j := 0, len(chain)-1; i < j; i, j = i+1, j-1 {
		chain[i], chain[j] = chain[j], chain[i]
	}
	c := &compiledRanges{chain: chain, out: pipeColumns(ts)}
	c.dec = rowenc.NewDecoder(c.out, true)
	return c
}

// fragment is what the scan sends; nil where the work is too much for the ranges.
func (w *rangeWork) fragment(s *scanOp) (*pipeFragment, error) {
	w.rest = nil
	f := &pipeFragment{fragmentArgs: fragmentArgs{s.r.p.Params, s.r.args}, reader: s.entry, filter: s.filter, chain: w.c.chain, most: math.MaxInt64, out: w.c.out}
	if w.limit == nil {
		return f, nil
	}
	var err error
	if f.most, err = w.limit(); err != nil || f.most > pipeTopRowsMax {
		return nil, err
	}
	return f, nil
}

// more reports whether a page is to be taken. nil has none.
func (w *rangeWork) more() bool { return w != nil && w.pipeRows.more() }

// poor: what a range made of its rows is hardly less than the rows.
func (w *rangeWork) poor(came int) bool { return 2*came > w.read && w.read >= batchRows }

// batch puts rows of the page into b.
func (w *rangeWork) batch(b *Batch) error {
	for b.N = 0; w.more() && b.N < b.room(); b.N++ {
		row, err := w.next()
		if err != nil {
			return err
		}
		for c := range row {
			b.Cols[c][b.N] = row[c]
		}
	}
	return nil
}
