package exec

import (
	"context"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// Rows of a cursor that are kept can be read again, in any direction, and after the
// transaction. They lie in the cursor's memory, and on disk where that is short.

// Keep has the cursor keep the rows that it gives from now on, for Rows.
func (c *Cursor) Keep() {
	if c.kept == nil {
		c.kept = newRowTape(&c.r.mem, len(c.row))
		c.read = tapeReader{t: c.kept}
	}
	c.keeps = true
}

// Keeps reports whether rows are kept.
func (c *Cursor) Keeps() bool { return c.keeps }

// Plan is the plan whose rows it gives.
func (c *Cursor) Plan() *nodes.Plan { return c.q.Plan }

// Writes reports whether the plan writes or locks rows.
func (c *Cursor) Writes() bool { return c.q.Plan.Writes }

// Reads reports whether the plan is a query that writes no rows; it may lock them.
func (c *Cursor) Reads() bool {
	return c.q.Plan.Command == nodes.CommandSelect && !c.q.Plan.Modifies
}

// Uses reports whether the plan goes through a table, and has not ended.
func (c *Cursor) Uses(t catalog.ID, above []catalog.ID) bool {
	return !c.held && c.r.x.Opens(c.r.ctx, c.q, t, above)
}

// Rows passes up to count rows (all: below 0) to sink, beginning with row at, counted from 0
// and from where Keep was called; back: in the order of descending numbers. It returns how
// many there were.
func (c *Cursor) Rows(ctx context.Context, at, count int64, back bool, sink Sink) (n int64, err error) {
	c.r.ctx = ctx
	before := c.r.enter()
	defer c.r.leave(before)
	if c.apart && !c.held {
		now := c.r.txn.See(c.seen)
		defer c.r.txn.See(now)
	}
	for ; (count < 0 || n < count) && at >= 0; n++ {
		for !c.done && at >= int64(c.kept.n) {
			if err := c.more(); err != nil {
				return n, err
			}
		}
		if at >= int64(c.kept.n) {
			break
		}
		row, err := c.read.row(int(at))
		if err != nil {
			return n, err
		}
		if err := sink.Row(row[:c.visible]); err != nil {
			return n, err
		}
		if at++; back {
			at -= 2
		}
	}
	if c.done || c.r.mem.arena == nil {
		return n, nil
	}
	return n, c.settle()
}

// more keeps the next batch, or what is left of the one at hand.
func (c *Cursor) more() (err error) {
	if c.batch == nil || c.pos >= c.batch.N {
		c.pos = 0
		if c.batch, err = c.op.next(batchRows); err != nil {
			return err
		}
		if c.batch.N == 0 {
			c.done = true
			return c.r.finish()
		}
	}
	for ; c.pos < c.batch.N; c.pos++ {
		if err := c.kept.add(c.batch, c.pos); err != nil {
			return err
		}
	}
	return nil
}

// Hold keeps all rows that are left, and ends the plan: the cursor goes on after its
// transaction.
func (c *Cursor) Hold(ctx context.Context) error {
	if c.held {
		return nil
	}
	if c.kept != nil && !c.keeps { // of a statement that wrote
		c.held = true
		c.op.close()
		return nil
	}
	c.Keep()
	c.r.ctx = ctx
	before := c.r.enter()
	defer c.r.leave(before)
	if c.apart {
		now := c.r.txn.See(c.seen)
		defer c.r.txn.See(now)
	}
	for !c.done {
		if err := c.more(); err != nil {
			return err
		}
	}
	c.held = true
	c.op.close()
	c.batch = nil
	return nil
}

// Again starts the plan of a cursor that only reads once more, from its first row on: it sees
// what the cursor sees. The new cursor keeps its rows, and the old one is closed.
func (x *Executor) Again(ctx context.Context, old *Cursor) (*Cursor, error) {
	now := old.q.Txn.See(old.seen)
	defer old.q.Txn.See(now)
	c, err := x.start(ctx, old.q, true)
	if err != nil {
		return nil, err
	}
	c.seen, c.apart = old.seen, true
	c.Keep()
	old.Close()
	return c, nil
}

// key is what slots of a row tell; nil where the row has none. The first of them is never NULL in a
// row of a table; others are where it is not the row's own table that has the column.
func (c *Cursor) key(row []types.Datum, slots []int) []types.Datum {
	out := make([]types.Datum, len(slots))
	for i, s := range slots {
		if i == 0 && row[s].IsNull() {
			return nil
		}
		out[i] = row[s].Clone()
	}
	return out
}

// Key is the key that slots of the plan's columns tell, in the row that was given last or,
// where rows are kept, in row at; nil: that has none.
func (c *Cursor) Key(at int64, slots []int) ([]types.Datum, error) {
	if !c.keeps {
		return c.key(c.row, slots), nil
	}
	row, err := c.read.row(int(at))
	if err != nil {
		return nil, err
	}
	return c.key(row, slots), nil
}

// atCursor asks the session which row WHERE CURRENT OF means.
func (r *run) atCursor() error {
	a := r.p.AtCursor
	if a == nil {
		return nil
	}
	s, ok := r.x.o.Session.(host.CursorRows)
	if !ok {
		return pgerror.Unsupported("Name the row by its key.", "WHERE CURRENT OF is not supported here")
	}
	if a.Name != nil {
		c := r.eval()
		name, err := a.Name.Eval(&c)
		if err != nil {
			return err
		}
		if name.IsNull() {
			return pgerror.New(pgerror.UndefinedObject, "no value found for cursor variable %q", a.Cursor)
		}
		named := *a
		named.Cursor = name.Text()
		a = &named
	}
	key, err := s.CurrentRow(a)
	if err == nil {
		copy(r.regs[a.Reg:], key)
	}
	return err
}
