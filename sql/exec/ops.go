package exec

import (
	"math"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// The SQLSTATEs of a negative LIMIT or OFFSET.
const (
	invalidLimit  = pgerror.InvalidRowCountInLimitClause
	invalidOffset = pgerror.InvalidRowCountInResultOffsetClause
)

// build makes the operators of a plan.
func (r *run) build(n nodes.Node) (operator, error) {
	op, err := r.operator(n)
	if err != nil || r.stats == nil {
		return op, err
	}
	return &statOp{r: r, op: op, id: n.Head().ID}, nil
}

func (r *run) operator(n nodes.Node) (operator, error) {
	if n.Head().Flow != nil && r.flowing() {
		return r.newFlow(n), nil
	}
	return r.plainOperator(n)
}

// plainOperator makes the operator of n without a flow.
func (r *run) plainOperator(n nodes.Node) (operator, error) {
	switch n := n.(type) {
	case operator: // what comes to a stage of a flow
		return n, nil
	case *nodes.Scan:
		r.x.countScan(n)
		return r.newScan(n), nil
	case *nodes.VirtualScan:
		return &virtualOp{r: r, n: n}, nil
	case *nodes.Values:
		return &valuesOp{r: r, n: n}, nil
	case *nodes.FuncScan:
		return &funcOp{r: r, n: n}, nil
	case *nodes.Append:
		return r.newAppend(n)
	case *nodes.CTEScan:
		return &cteOp{r: r, n: n}, nil
	case *nodes.With:
		return r.newWith(n)
	case *nodes.Recursive:
		return r.newRecursive(n)
	case *nodes.HashJoin:
		return r.newHashJoin(n)
	case *nodes.NestedLoop:
		return r.newNestedLoop(n)
	case *nodes.SetOp:
		return r.newSetOp(n)
	case *nodes.Insert:
		return r.newInsert(n)
	case *nodes.Update:
		return r.newUpdate(n)
	case *nodes.Delete:
		return r.newDelete(n)
	case *nodes.Merge:
		return r.newMerge(n)
	case *nodes.ExplainNode:
		return &explainOp{r: r, n: n}, nil
	}
	return r.unary(n)
}

// unary builds operators with one input.
func (r *run) unary(n nodes.Node) (operator, error) {
	var input nodes.Node
	switch n := n.(type) {
	case *nodes.Filter:
		input = n.Input
	case *nodes.Project:
		input = n.Input
	case *nodes.ProjectSet:
		input = n.Input
	case *nodes.LookupJoin:
		input = n.Input
	case *nodes.Group:
		input = n.Input
	case *nodes.Window:
		input = n.Input
	case *nodes.Distinct:
		input = n.Input
	case *nodes.Sort:
		input = n.Input
	case *nodes.Limit:
		input = n.Input
	case *nodes.LockRows:
		input = n.Input
	case *nodes.Materialize:
		input = n.Input
	default:
		return nil, pgerror.Internal("exec: no operator for %T", n)
	}
	w := r.atRanges(n)
	in, err := r.build(input)
	if err != nil {
		return nil, err
	}
	switch n := n.(type) {
	case *nodes.Filter:
		return &filterOp{r: r, n: n, in: in, ctx: r.eval()}, nil
	case *nodes.Project:
		return &projectOp{r: r, n: n, in: in, ctx: r.eval()}, nil
	case *nodes.ProjectSet:
		return newProjectSet(r, n, in), nil
	case *nodes.LookupJoin:
		r.x.countLookups(n)
		return r.newLookupJoin(n, in), nil
	case *nodes.Group:
		g := r.newGroup(n, in)
		g.work = w
		return g, nil
	case *nodes.Window:
		return r.newWindow(n, in)
	case *nodes.Distinct:
		d := r.newDistinct(n, in)
		d.work = w
		return d, nil
	case *nodes.Sort:
		if n.Presorted > 0 {
			r.mem.holder()
			return &partSort{r: r, n: n, in: in}, nil
		}
		return newSort(r, n, in, w), nil
	case *nodes.Limit:
		return &limitOp{r: r, n: n, in: in}, nil
	case *nodes.LockRows:
		return &lockOp{r: r, n: n, in: in}, nil
	case *nodes.Materialize:
		return r.newKept(n, in), nil
	}
	return nil, pgerror.Internal("exec: no operator for %T", n)
}

// filterOp passes rows for which a condition is true. It copies the columns of
// its input, which others may share.
type filterOp struct {
	r   *run
	n   *nodes.Filter
	in  operator
	ctx scalar.Ctx
	out *Batch
	ask asking
	// shut: a condition that is asked once does not hold.
	shut bool
	late error // of the row behind those that were given
}

func (f *filterOp) open() error {
	f.late, f.ask = nil, asking{}
	if f.n.Once {
		ok, err := scalar.True(f.n.Cond, &f.ctx)
		if f.shut = !ok; err != nil || f.shut {
			return err
		}
	}
	return f.in.open()
}

func (f *filterOp) close() { f.in.close() }

func (f *filterOp) next(most int) (*Batch, error) {
	if f.shut {
		if f.out == nil {
			f.out = newBatch(&f.r.mem, len(f.n.Types), 0)
		}
		f.out.N = 0
		return f.out, nil
	}
	if f.n.Once {
		return f.in.next(most)
	}
	if f.late != nil {
		return nil, f.late
	}
	for {
		in, err := f.in.next(f.ask.rows(most))
		if err != nil || in.N == 0 {
			return in, err
		}
		if err := f.r.cancelled(); err != nil {
			return nil, err
		}
		if f.out == nil || f.out.room() < in.N {
			f.out = newBatch(&f.r.mem, len(in.Cols), max(in.N, min(batchRows, 2*in.N)))
		}
		f.out.N = 0
		f.ctx.Cols = in.Cols
		for i := range in.N {
			f.ctx.Row = i
			mark := f.r.values.Taken
			ok, err := scalar.True(f.n.Cond, &f.ctx)
			if err != nil && f.out.N > 0 {
				f.late = err
				return f.out, nil
			}
			if err != nil {
				return nil, err
			}
			f.r.values.Give(f.r.values.Taken - mark)
			if ok {
				f.out.copyRow(0, in, i)
				f.out.N++
			}
		}
		f.ask.took += in.N
		if f.ask.gave += f.out.N; f.out.N > 0 {
			return f.out, nil
		}
	}
}

// projectOp computes columns. Plain columns are passed on without copying.
//
// Where rows have large values a batch ends early, and the rest of the input's
// comes with the next ones: a batch of long texts is not more than one of them,
// or than largeBatchBytes. So does a batch whose next row is an error: clients get
// the rows before it.
type projectOp struct {
	r    *run
	n    *nodes.Project
	in   operator
	ctx  scalar.Ctx
	out  Batch
	own  [][]types.Datum // computed columns, by the rows of input
	upto []int           // rows of input that they are computed for
	held int64           // large values in them

	input *Batch // what comes from below
	from  int    // its first row that is not done
	late  error  // of row from
}

// largeBatchBytes is how many bytes of large values end a batch.
const largeBatchBytes = 1 << 20

func (p *projectOp) open() error {
	p.drop()
	p.input, p.from, p.late = nil, 0, nil
	return p.in.open()
}

func (p *projectOp) close() {
	p.drop()
	p.in.close()
}

// drop lets go of the batch that was given.
func (p *projectOp) drop() {
	p.r.values.Give(p.held)
	p.held = 0
}

func (p *projectOp) next(most int) (*Batch, error) {
	if p.own == nil {
		n := len(p.n.Exprs)
		cols := make([][]types.Datum, 2*n)
		p.out.Cols, p.own = cols[:n:n], cols[n:]
		p.upto = make([]int, len(p.n.Exprs))
	}
	if p.held > 0 { // the rows that were given are not needed any more
		for _, col := range p.own {
			clear(col[:min(p.from, len(col))])
		}
		p.drop()
	}
	if p.late != nil {
		return nil, p.late
	}
	if p.input == nil || p.from >= p.input.N {
		in, err := p.in.next(most)
		if err != nil {
			return nil, err
		}
		p.input, p.from = in, 0
		clear(p.upto)
	}
	in := p.input
	p.out.N = min(in.N-p.from, most)
	p.ctx.Cols = in.Cols
	for i, x := range p.n.Exprs {
		if s, ok := x.(*scalar.Slot); ok && in.N > 0 {
			p.out.Cols[i] = in.Cols[s.Idx][p.from:]
			continue
		}
		if err := p.column(i, x); err != nil {
			return nil, err
		}
	}
	p.from += p.out.N
	return &p.out, nil
}

// column computes a column of the batch, which may become shorter. What another
// column was computed for before it did is not computed again.
func (p *projectOp) column(i int, x scalar.Expr) (err error) {
	if n := p.input.N; cap(p.own[i]) < n {
		p.own[i] = make([]types.Datum, max(n, min(batchRows, 2*n)))
	}
	p.own[i] = p.own[i][:cap(p.own[i])]
	col := p.own[i]
	p.out.Cols[i] = col[p.from:]
	held := p.held
	for row := max(p.from, p.upto[i]); row < p.from+p.out.N; row++ {
		p.ctx.Row = row
		p.upto[i] = row + 1
		mark := p.r.values.Taken
		if col[row], err = x.Eval(&p.ctx); err != nil && row > p.from {
			p.out.N, p.late = row-p.from, err
			return nil
		}
		if err != nil {
			return err
		}
		if p.r.values.Taken == mark {
			continue
		}
		p.held += p.ctx.Env.Keep(mark, col[row])
		if p.held-held > largeBatchBytes {
			p.out.N = row + 1 - p.from
			return nil
		}
	}
	return nil
}

// valuesOp gives rows of expressions.
type valuesOp struct {
	r   *run
	n   *nodes.Values
	at  int
	out *Batch

	held int64 // large values in out
}

func (v *valuesOp) open() error { v.at = 0; return nil }
func (v *valuesOp) close()      { v.drop() }

func (v *valuesOp) drop() {
	v.r.values.Give(v.held)
	v.held = 0
}

func (v *valuesOp) next(most int) (*Batch, error) {
	if v.out == nil {
		v.out = newBatch(&v.r.mem, len(v.n.Types), min(len(v.n.Rows), fullRoom(len(v.n.Types))))
	}
	if err := v.r.cancelled(); err != nil {
		return nil, err
	}
	c := v.r.eval()
	v.drop()
	v.out.N = 0
	for ; v.at < len(v.n.Rows) && v.out.N < min(most, v.out.room()); v.at++ {
		if v.held > largeBatchBytes {
			break
		}
		for i, x := range v.n.Rows[v.at] {
			mark := v.r.values.Taken
			d, err := x.Eval(&c)
			if err != nil {
				return nil, err
			}
			v.held += c.Env.Keep(mark, d)
			v.out.Cols[i][v.out.N] = d
		}
		v.out.N++
	}
	return v.out, nil
}

// limitOp passes a part of its input.
type limitOp struct {
	r          *run
	n          *nodes.Limit
	in         operator
	skip, left int64
	out        *Batch
	last       *rowStore // the last row passed, with ties
	cmp        *comparer
}

func (l *limitOp) open() error {
	var err error
	if l.left, err = l.r.rowCount(l.n.Limit, math.MaxInt64, "LIMIT", invalidLimit); err != nil {
		return err
	}
	if l.skip, err = l.r.rowCount(l.n.Offset, 0, "OFFSET", invalidOffset); err != nil {
		return err
	}
	if len(l.n.Ties) > 0 {
		l.cmp = newComparer(l.n.Ties, l.n.Input.Head().Types)
		l.last = newRowStore(&l.r.mem, len(l.n.Types))
	}
	return l.in.open()
}

func (l *limitOp) close() { l.in.close() }

func (l *limitOp) next(most int) (*Batch, error) {
	if l.out == nil {
		l.out = &Batch{Cols: make([][]types.Datum, len(l.n.Types))}
	}
	for {
		want := int64(most)
		if l.n.Ties == nil {
			want = min(want, l.left)
		}
		if want <= 0 {
			l.out.N = 0
			return l.out, nil
		}
		if l.skip > 0 {
			want = min(batchRows, max(l.skip, 1))
		}
		in, err := l.in.next(int(want))
		if err != nil || in.N == 0 {
			return in, err
		}
		from := int(min(l.skip, int64(in.N)))
		l.skip -= int64(from)
		n := int(min(int64(in.N-from), l.left))
		l.left -= int64(n)
		if l.n.Ties != nil {
			if n, err = l.withTies(in, from, n); err != nil {
				return nil, err
			}
		}
		if n == 0 {
			if l.left == 0 {
				l.out.N = 0
				return l.out, nil
			}
			continue
		}
		for c := range in.Cols {
			l.out.Cols[c] = in.Cols[c][from : from+n]
		}
		l.out.N = n
		return l.out, nil
	}
}

// withTies adds the rows that equal the last one.
func (l *limitOp) withTies(in *Batch, from, n int) (int, error) {
	if n > 0 {
		l.last.clear()
		if err := l.last.add(in, from+n-1); err != nil {
			return 0, err
		}
	}
	if l.left > 0 || l.last.n == 0 {
		return n, nil
	}
	for from+n < in.N && l.cmp.equalsRow(l.last.row(0), in, from+n) {
		n++
	}
	return n, nil
}

// appendOp gives the rows of its inputs one after another.
type appendOp struct {
	r   *run
	n   *nodes.Append
	in  []operator
	at  int
	out *Batch
}

func (r *run) newAppend(n *nodes.Append) (operator, error) {
	if len(n.Merge) > 0 {
		return r.newMergeAppend(n), nil
	}
	if n.First != nil {
		return r.newHomeFirst(n), nil
	}
	if n.Prune != nil {
		return &prunedOp{r: r, n: n, out: newBatch(&r.mem, len(n.Types), 0), in: make([]operator, len(n.Inputs))}, nil
	}
	a := &appendOp{r: r, n: n}
	for _, x := range n.Inputs {
		op, err := r.build(x)
		if err != nil {
			return nil, err
		}
		a.in = append(a.in, op)
	}
	a.out = newBatch(&a.r.mem, len(n.Types), 0)
	return a, nil
}

func (a *appendOp) open() error {
	a.close()
	a.at = 0
	if a.n.All {
		if err := a.r.bringTogether(a.n, a.n.Every()); err != nil {
			return err
		}
	}
	return a.in[0].open()
}

func (a *appendOp) close() {
	for _, in := range a.in {
		in.close()
	}
}

func (a *appendOp) next(most int) (*Batch, error) {
	for a.at < len(a.in) {
		b, err := a.in[a.at].next(most)
		if err != nil || b.N > 0 {
			return b, err
		}
		a.in[a.at].close()
		if a.at++; a.at < len(a.in) {
			if err := a.in[a.at].open(); err != nil {
				return nil, err
			}
		}
	}
	a.out.N = 0
	return a.out, nil
}
