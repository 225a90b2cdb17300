package exec

import (
	"context"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// pointState is the memory of the straight path, kept between statements.
type pointState struct {
	r      run
	ctx    scalar.Ctx
	key    keys.Key
	value  []byte
	row    []types.Datum
	cols   [][]types.Datum
	out    []types.Datum
	target [1]coord.LockTarget
	change pushdown.Change
}

// compiledPoint is what the straight path makes of a plan, once.
type compiledPoint struct {
	reader *pushdown.RowReader
	change *pushdown.Change // of UPDATE and DELETE, without arguments
}

func compilePoint(pt *nodes.Point) *compiledPoint {
	c := &compiledPoint{}
	if pt.Scan != nil {
		c.reader = pushdown.NewRowReader(pt.Scan.Layout, pt.Scan.Columns)
		if pt.Command == nodes.CommandUpdate || pt.Command == nodes.CommandDelete {
			c.change = pushdown.NewChange(pt, c.reader)
		}
	}
	return c
}

// runPoint runs a statement on one row.
func (x *Executor) runPoint(ctx context.Context, q *Request, sink Sink) (Result, error) {
	if err := ctx.Err(); err != nil {
		return Result{}, context.Cause(ctx)
	}
	pt := q.Plan.Point
	switch {
	case pt.Command == nodes.CommandSelect && pt.Scan.Lock == nil:
		res, err := x.pointSelect(ctx, q, sink)
		x.pt.r.mem.close()
		return res, err
	case q.Implicit && pt.Fusable:
		res, done, err := x.runFused(ctx, q, sink)
		if done || err != nil {
			return res, err
		}
	}
	return x.runTree(ctx, q, sink)
}

// runTree runs the plan's operators.
func (x *Executor) runTree(ctx context.Context, q *Request, sink Sink) (Result, error) {
	c, err := x.start(ctx, q, false)
	if err != nil {
		return Result{}, err
	}
	defer c.Close()
	if c.total, _, err = c.Fetch(ctx, 0, sink); err != nil {
		return Result{}, err
	}
	return c.result(), nil
}

// prepare readies the state for a statement.
func (p *pointState) prepare(x *Executor, ctx context.Context, q *Request) {
	p.r = run{x: x, p: q.Plan, ctx: ctx, txn: q.Txn, env: q.Env, virtual: q.Virtual, lockTimeout: q.LockTimeout, args: q.Args, nullKnown: q.nullKnown(),
		mem: newMemory(x.o.Budget, x.o.MemoryMaxBytes, x.aside())}
	p.ctx = scalar.Ctx{Args: q.Args, NullKnown: p.r.nullKnown, Env: q.Env, Host: &p.r, Context: ctx, Cols: p.cols[:0]}
}

// makeKey builds the row's key; ok is false where no row can have it.
func (p *pointState) makeKey(pt *nodes.Point) (ok bool, err error) {
	l := pt.Scan.Layout
	p.key = append(p.key[:0], l.Prefix...)
	if pt.Row != nil {
		d, err := pt.Row.Eval(&p.ctx)
		if err != nil || d.IsNull() {
			return false, err
		}
		p.key, ok = scalar.TIDKey(p.key, d, l.Key)
		return ok, nil
	}
	for i, kx := range pt.Keys {
		d, err := kx.Eval(&p.ctx)
		if err != nil {
			return false, err
		}
		if d.IsNull() || !fits(l.Key[i].Type, d) {
			return false, nil
		}
		p.key = rowenc.AppendKeyColumn(p.key, l.Key[i], d)
	}
	return true, nil
}

// place makes room for a row of n columns and presents it to expressions.
func (p *pointState) place(n int) {
	if cap(p.row) < n {
		p.row = make([]types.Datum, n)
		p.cols = nil
	}
	p.row = p.row[:n]
	if len(p.cols) < n {
		p.cols = pushdown.RowColumns(p.cols, p.row[:cap(p.row)][:n])
	}
	p.ctx.Cols, p.ctx.Row = p.cols, 0
}

func (x *Executor) pointSelect(ctx context.Context, q *Request, sink Sink) (Result, error) {
	p, pt := &x.pt, q.Plan.Point
	p.prepare(x, ctx, q)
	before := p.r.enter()
	defer p.r.leave(before)
	ok, err := p.makeKey(pt)
	if err != nil || !ok {
		return Result{}, err
	}
	x.countScan(pt.Scan)
	c := q.Plan.Compiled(func() any { return compilePoint(pt) }).(*compiledPoint)
	var found bool
	if p.value, found, err = q.Txn.Get(ctx, p.key, c.reader.Of, p.value[:0]); err != nil || !found {
		return Result{}, err
	}
	p.place(len(pt.Scan.Columns))
	if err := c.reader.Read(p.key, p.value, p.row); err != nil {
		return Result{}, err
	}
	if pt.Scan.Filter != nil {
		if ok, err := scalar.True(pt.Scan.Filter, &p.ctx); err != nil || !ok {
			return Result{}, err
		}
	}
	out := p.row
	if pt.Exprs != nil {
		p.out = p.out[:0]
		for _, e := range pt.Exprs {
			d, err := e.Eval(&p.ctx)
			if err != nil {
				return Result{}, err
			}
			p.out = append(p.out, d)
		}
		out = p.out
	}
	return Result{Rows: 1}, sink.Row(out)
}

// lockModeOf is the mode in which a point statement locks its row.
func lockModeOf(pt *nodes.Point) kvpb.LockMode {
	if pt.Command == nodes.CommandUpdate {
		return pt.Update.Mode
	}
	return kvpb.LockMode_UPDATE
}

// runFused sends a statement that is its whole transaction as one message. done
// is false where the normal way goes on, with the locks that were granted.
func (x *Executor) runFused(ctx context.Context, q *Request, sink Sink) (res Result, done bool, err error) {
	pt := q.Plan.Point
	if pt.Command == nodes.CommandInsert {
		return x.fusedInsert(ctx, q, sink)
	}
	p := &x.pt
	p.prepare(x, ctx, q)
	ok, err := p.makeKey(pt)
	if err != nil || !ok {
		return Result{}, true, err
	}
	c := q.Plan.Compiled(func() any { return compilePoint(pt) }).(*compiledPoint)
	p.change = *c.change
	p.change.Arguments = pushdown.Arguments{Types: q.Plan.Params, Args: q.Args}
	p.target[0] = coord.LockTarget{Key: p.key, Mode: lockModeOf(pt)}
	q.Sent = true
	f, err := q.Txn.Fused(ctx, coord.FusedSpec{Locks: p.target[:], Timeout: q.LockTimeout, Fragment: &p.change})
	if err != nil {
		q.Sent = false
		return Result{}, false, p.r.lockError(err, pt.Scan.Table)
	}
	if q.Sent = f.Committed; !f.Committed {
		return Result{}, false, nil
	}
	x.countScan(pt.Scan)
	res.Committed = true
	written, row, err := p.change.DecodeResult(f.Result)
	if err != nil || !written {
		return res, true, err
	}
	res.Rows = 1
	if row != nil {
		err = sink.Row(row)
	}
	return res, true, err
}

// fusedInsert inserts one row whose keys lie on one range.
func (x *Executor) fusedInsert(ctx context.Context, q *Request, sink Sink) (res Result, done bool, err error) {
	n := q.Plan.Point.Insert
	r := x.newRun(ctx, q, x.aside())
	defer r.mem.close()
	before := r.enter()
	defer r.leave(before)
	in, err := r.build(n.Input)
	if err != nil {
		return Result{}, false, err
	}
	op := r.insertOver(n, in)
	b, err := in.next(1)
	if err == nil {
		err = op.makeRows(b, 0, b.N)
	}
	if err != nil {
		return Result{}, false, err
	}
	row := op.rows[0]
	f := &pushdown.Insert{}
	for i := range n.Indexes {
		ix := &n.Indexes[i]
		if !ix.Layout.Has(row) {
			continue
		}
		op.w.lockKey(op.w.keyOf(ix, row), kvpb.LockMode_UPDATE)
		f.Unique = append(f.Unique, ix.Layout.Conflicts(row))
		f.Values = append(f.Values, ix.Layout.AppendValue(nil, row))
	}
	if err := op.ret.add(row, nil, 0); err != nil {
		return Result{}, false, err
	}
	q.Sent = true
	fr, err := q.Txn.Fused(ctx, coord.FusedSpec{Locks: op.w.locks, Timeout: q.LockTimeout, Fragment: f})
	if err != nil {
		q.Sent = false
		return Result{}, false, r.lockError(err, n.Table)
	}
	if q.Sent = fr.Committed; !fr.Committed {
		return x.insertAgain(op, row, sink)
	}
	res = Result{Rows: 1, Committed: true}
	return res, true, op.giveRow(sink)
}

// insertAgain goes on the normal way with the row that was computed: defaults
// like nextval are not evaluated twice.
func (x *Executor) insertAgain(op *insertOp, row []types.Datum, sink Sink) (Result, bool, error) {
	op.r.reset(op.ret)
	op.rows = append(op.rows[:0], row)
	op.fresh = false
	if err := op.insertRows(nil); err != nil {
		return Result{}, false, err
	}
	if err := op.r.finish(); err != nil {
		return Result{}, false, err
	}
	return Result{Rows: 1}, true, op.giveRow(sink)
}

// giveRow passes RETURNING's only row on.
func (o *insertOp) giveRow(sink Sink) error {
	if o.ret == nil {
		return nil
	}
	row := make([]types.Datum, len(o.ret.out.Cols))
	for i := range row {
		row[i] = o.ret.out.Cols[i][0]
	}
	return sink.Row(row)
}
