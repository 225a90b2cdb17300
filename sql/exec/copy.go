package exec

import (
	"context"
	"slices"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// CopyIn starts the insertion of many rows for a CommandCopyFrom plan.
func (x *Executor) CopyIn(ctx context.Context, q *Request) (*CopyIn, error) {
	ins, ok := q.Plan.Root.(*nodes.Insert)
	if !ok || q.Plan.Command != nodes.CommandCopyFrom {
		return nil, pgerror.Internal("exec: this plan takes no rows")
	}
	r := x.newRun(ctx, q, x.aside())
	src := &feedOp{rows: newRowStore(&r.mem, len(q.Plan.Columns))}
	c := &CopyIn{r: r, ins: ins, src: src, in: src, Failed: CopyPlace{Row: -1}}
	r.copying = &c.Failed
	if ins.Parts != nil {
		c.op = r.partedInsertOver(ins, src)
	} else {
		c.op = r.insertOver(ins, src)
	}
	if err := c.op.open(); err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// batchWriter is an operator that writes batches as they come.
type batchWriter interface {
	operator
	batch(in *Batch) error
}

// CopyIn inserts rows in batches: what is held at a time does not grow with
// the number of rows.
type CopyIn struct {
	r     *run
	ins   *nodes.Insert
	src   *feedOp
	in    operator
	op    batchWriter
	begun bool
	// Failed tells of which row of those that waited an error is.
	Failed CopyPlace
}

// CopyPlace is a row of a batch of COPY FROM. Row is -1 where an error is of none; Text tells
// that the row was looked at by itself when it happened, and not while all were written.
type CopyPlace struct {
	Row  int
	Text bool
}

// look says that a row is looked at by itself.
func (p *CopyPlace) look(row int) {
	if p != nil {
		p.Row, p.Text = row, true
	}
}

// write says that a row is written, by itself or with others.
func (p *CopyPlace) write(row int, alone bool) {
	if p != nil {
		p.Row, p.Text = row, alone
	}
}

// Waiting is how many rows wait to be written.
func (c *CopyIn) Waiting() int { return c.src.rows.n }

// copyBatchBytes ends a batch of large rows: a client that sends them slowly is told of a
// wrong one when little has come behind it.
const copyBatchBytes = 256 << 10

// Row takes one row of the plan's Columns; the datums are copied.
func (c *CopyIn) Row(ctx context.Context, row []types.Datum) error {
	if err := c.src.rows.addRow(row); err != nil {
		return err
	}
	if c.src.rows.n < batchRows && c.src.rows.bytes < copyBatchBytes {
		return nil
	}
	return c.Flush(ctx)
}

// RowByRow reports whether each row is written before the next one is looked at, as far as can be
// told: where triggers come before rows or in their place, or something volatile is computed for
// them that is no sequence (Postgres: CIM_SINGLE of CopyFrom). Then a key that is there is told
// before what is wrong with the text of a later row; what is wrong with a row alone always is.
func (c *CopyIn) RowByRow() bool {
	if t := c.ins.Triggers; t != nil {
		if set := t.Events[routine.Insert]; set != nil && len(set.BeforeRow)+len(set.InsteadRow) > 0 {
			return true
		}
	}
	drawn := func(x scalar.Expr) bool { return x != nil && scalar.PropsOf(x).Drawn }
	return slices.ContainsFunc(c.ins.Values, drawn) || drawn(c.ins.Where)
}

// Flush inserts the rows at hand. Batches after the first are parts of the
// statement that see those before: that is how a duplicate key is noticed.
func (c *CopyIn) Flush(ctx context.Context) error {
	c.r.ctx = ctx
	if c.begun {
		c.r.txn.Step()
	}
	c.begun = true
	for {
		b, err := c.in.next(batchRows)
		if err != nil {
			return err
		}
		if b.N == 0 {
			break
		}
		if err := c.op.batch(b); err != nil {
			return err
		}
	}
	c.src.reset()
	c.Failed.Row = -1
	return c.r.cancelled()
}

// Finish writes what is left and returns the number of rows inserted.
func (c *CopyIn) Finish(ctx context.Context) (int64, error) {
	if err := c.Flush(ctx); err != nil {
		return 0, err
	}
	c.op.close()
	if err := c.r.finish(); err != nil {
		return 0, err
	}
	return c.r.affected, nil
}

// Close gives the memory back, whatever has become of the rows.
func (c *CopyIn) Close() { c.r.mem.close() }

// feedOp gives the rows that were put into it.
type feedOp struct {
	rows *rowStore
	at   int
	out  *Batch
}

func (f *feedOp) open() error { return nil }
func (f *feedOp) close()      {}

func (f *feedOp) next(most int) (*Batch, error) {
	if f.out == nil {
		f.out = newBatch(f.rows.mem, f.rows.width, fullRoom(f.rows.width))
	}
	f.at += f.rows.fill(f.out, f.at, most)
	return f.out, nil
}

func (f *feedOp) reset() {
	f.rows.clear()
	f.at = 0
}
