package exec

import (
	"slices"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// setRun is a set-returning function under way.
type setRun struct {
	item *nodes.FuncItem
	it   builtin.SetIterator
	done bool
}

// start evaluates the arguments and starts the function.
func (s *setRun) start(r *run, c *scalar.Ctx) error {
	s.it, s.done = nil, false
	if s.item.Fn == nil && scalar.KnownNull(s.item.X) {
		s.it = once(types.Null)
		return nil
	}
	if s.item.Fn == nil {
		d, err := s.item.X.Eval(c)
		if err != nil {
			return err
		}
		s.it = once(d)
		return nil
	}
	if s.nullValue() {
		s.it = once(types.Null)
		return nil
	}
	args := make([]types.Datum, len(s.item.Args))
	null := false
	for i, x := range s.item.Args { // all of them, be one NULL: another may fail
		d, err := x.Eval(c)
		if err != nil {
			return err
		}
		args[i], null = d, null || d.IsNull()
	}
	if null && s.item.Fn.Strict {
		if s.done = s.item.Fn.ReturnsSet || s.item.Fn.Host == nil; !s.done {
			s.it = once(types.Null)
		}
		return nil
	}
	if src, ok := s.item.Fn.Host.(*routine.Source); ok {
		var err error
		s.it, err = r.routineRows(src, args)
		return err
	}
	if s.item.Fn.Set == nil {
		return pgerror.Internal("function %s does not return a set", s.item.Fn.Name)
	}
	var err error
	s.it, err = s.item.Fn.Set(c.Env, args)
	return err
}

// nullValue reports whether a strict function of one value is given a constant NULL: it is NULL,
// and its other arguments are not computed, as elsewhere in a query.
func (s *setRun) nullValue() bool {
	fn := s.item.Fn
	return fn.Strict && !fn.ReturnsSet && fn.Host != nil && slices.ContainsFunc(s.item.Args, scalar.KnownNull)
}

// once gives one value.
func once(d types.Datum) builtin.SetIterator {
	given := false
	return func() (types.Datum, bool, error) {
		if given {
			return types.Null, false, nil
		}
		given = true
		return d, true, nil
	}
}

// routineRows calls a routine of the schema and keeps its rows.
func (r *run) routineRows(src *routine.Source, args []types.Datum) (builtin.SetIterator, error) {
	caller, ok := r.x.o.Session.(host.RoutineCaller)
	if !ok {
		return nil, pgerror.Unsupported("Call it in a query of its own.", "function %s cannot be called here", src.Name)
	}
	for i := range args {
		args[i] = args[i].Clone()
	}
	if !src.Set {
		d, err := caller.CallRoutine(r.ctx, src, args, nil)
		return once(d), err
	}
	rows := newRowTape(&r.mem, max(1, len(src.Columns)))
	if _, err := caller.CallRoutine(r.ctx, src, args, rows.addRow); err != nil {
		rows.end()
		return nil, err
	}
	read, at := tapeReader{t: rows}, 0
	return func() (types.Datum, bool, error) {
		if at >= rows.n {
			read.close()
			rows.end()
			return types.Null, false, nil
		}
		row, err := read.row(at)
		if err != nil {
			return types.Null, false, err
		}
		if at++; len(src.Columns) == 0 {
			return row[0], true, nil
		}
		return src.Record(slices.Clone(row)), true, nil
	}, nil
}

// next puts the function's next row into cols; false at the end.
func (s *setRun) next(cols [][]types.Datum, row int) (bool, error) {
	if s.done {
		return false, nil
	}
	d, ok, err := s.it()
	if err != nil {
		return false, err
	}
	if !ok {
		s.done = true
		return false, nil
	}
	if len(cols) == 1 && d.Kind() != types.KindRecord {
		cols[0][row] = d
		return true, nil
	}
	if d.Kind() != types.KindRecord {
		for i := range cols {
			cols[i][row] = types.Null
		}
		return true, nil
	}
	vals := d.Record().Values
	if len(cols) == 1 && len(vals) != 1 {
		cols[0][row] = d
		return true, nil
	}
	for i := range cols {
		cols[i][row] = vals[i]
	}
	return true, nil
}

// funcOp runs functions of a FROM item side by side: those that end early give
// NULLs. They begin when a row is asked for: where none is (LIMIT 0, an empty side of a join), they
// are not called, as in Postgres.
type funcOp struct {
	r    *run
	n    *nodes.FuncScan
	runs []setRun
	ord  int64
	out  *Batch
	done bool
}

func (f *funcOp) open() error {
	f.runs, f.ord, f.done = nil, 0, false
	return nil
}

func (f *funcOp) begin() error {
	f.runs = make([]setRun, len(f.n.Items))
	c := f.r.eval()
	for i := range f.n.Items {
		f.runs[i].item = &f.n.Items[i]
		if err := f.runs[i].start(f.r, &c); err != nil {
			return err
		}
	}
	return nil
}

func (f *funcOp) close() { f.runs, f.done = nil, true }

func (f *funcOp) next(most int) (*Batch, error) {
	var err error
	if f.out, err = f.r.mem.nextBatch(f.out, len(f.n.Types), most); err != nil {
		return nil, err
	}
	if err := f.r.cancelled(); err != nil {
		return nil, err
	}
	if f.runs == nil && !f.done {
		if err := f.begin(); err != nil {
			return nil, err
		}
	}
	for !f.done && f.out.N < min(most, f.out.room()) {
		any := false
		at := 0
		for i := range f.runs {
			w := f.runs[i].item.Width
			cols := f.out.Cols[at : at+w]
			at += w
			ok, err := f.runs[i].next(cols, f.out.N)
			if err != nil {
				return nil, err
			}
			any = any || ok
			if !ok {
				for c := range cols {
					cols[c][f.out.N] = types.Null
				}
			}
		}
		if !any {
			f.done = true
			break
		}
		if f.n.Ordinality {
			f.ord++
			f.out.Cols[at][f.out.N] = types.Int(f.ord)
		}
		f.out.N++
	}
	return f.out, nil
}

// projectSet appends the columns of set-returning functions to each input row,
// which is repeated until the longest of them has ended.
type projectSet struct {
	r     *run
	n     *nodes.ProjectSet
	in    operator
	ctx   scalar.Ctx
	runs  []setRun
	cur   *Batch
	pos   int
	begun bool
	out   *Batch
	late  error // of the row behind those that were given
	// kept are the values of items beside the functions that are the same for all rows of the present one: known tells
	// whether they are computed, for the batch that is being filled.
	kept  []types.Datum
	known bool
}

func newProjectSet(r *run, n *nodes.ProjectSet, in operator) *projectSet {
	p := &projectSet{r: r, n: n, in: in, ctx: r.eval(), runs: make([]setRun, len(n.Items)), kept: make([]types.Datum, len(n.Items))}
	for i := range n.Items {
		p.runs[i].item = &n.Items[i]
	}
	return p
}

func (p *projectSet) open() error {
	p.cur, p.pos, p.begun, p.late = nil, 0, false, nil
	return p.in.open()
}

func (p *projectSet) close() { p.in.close() }

func (p *projectSet) next(most int) (*Batch, error) {
	var err error
	if p.out, err = p.r.mem.nextBatch(p.out, len(p.n.Types), most); err != nil {
		return nil, err
	}
	if p.late != nil {
		return nil, p.late
	}
	p.known = false
	for p.out.N < min(most, p.out.room()) {
		if p.cur == nil || p.pos >= p.cur.N {
			if p.out.N > 0 {
				return p.out, nil
			}
			if err := p.r.cancelled(); err != nil {
				return nil, err
			}
			var err error
			if p.cur, err = p.in.next(batchRows); err != nil {
				return nil, err
			}
			p.pos, p.begun = 0, false
			if p.cur.N == 0 {
				return p.out, nil
			}
		}
		if err := p.step(); err != nil {
			if p.out.N == 0 {
				return nil, err
			}
			p.late = err
			return p.out, nil
		}
	}
	return p.out, nil
}

// step gives one row of the functions for the input row at pos.
func (p *projectSet) step() error {
	if !p.begun {
		p.ctx.Cols, p.ctx.Row = p.cur.Cols, p.pos
		for i := range p.runs {
			if p.runs[i].item.Beside {
				continue
			}
			if err := p.runs[i].start(p.r, &p.ctx); err != nil {
				return err
			}
		}
		p.begun, p.known = true, false
	}
	any := false
	at := len(p.cur.Cols)
	for i := range p.runs {
		if item := p.runs[i].item; item.Beside {
			if item.Each || !p.known {
				var err error
				if p.kept[i], err = item.X.Eval(&p.ctx); err != nil {
					return err
				}
			}
			p.out.Cols[at][p.out.N] = p.kept[i]
			at++
			continue
		}
		ok, err := p.runs[i].next(p.out.Cols[at:at+1], p.out.N)
		if err != nil {
			return err
		}
		if !ok {
			p.out.Cols[at][p.out.N] = types.Null
		}
		any = any || ok
		at++
	}
	p.known = true
	if !any {
		p.pos++
		p.begun = false
		return nil
	}
	p.out.copyRow(0, p.cur, p.pos)
	p.out.N++
	return nil
}

// virtualOp reads a virtual table: its rows are made at once and kept.
type virtualOp struct {
	r    *run
	n    *nodes.VirtualScan
	rows *rowTape
	read tapeReader
	at   int
	out  *Batch
	ctx  scalar.Ctx
}

func (v *virtualOp) open() error {
	v.close()
	v.at = 0
	v.rows = newRowTape(&v.r.mem, len(v.n.Columns))
	v.read = tapeReader{t: v.rows}
	if v.r.virtual == nil {
		return pgerror.Internal("exec: virtual tables are not available here")
	}
	t, ok := v.r.virtual.Snapshot.VirtualTable(v.n.Table.ID)
	if !ok {
		return pgerror.Internal("exec: virtual table %s is gone", v.n.Table.Name)
	}
	keys, err := v.keys()
	if err != nil {
		return err
	}
	v.ctx = v.r.eval()
	part := make([]types.Datum, len(v.n.Columns))
	var cols [][]types.Datum
	emit := func(row []types.Datum) error {
		for i, slot := range v.n.Columns {
			part[i] = row[slot]
		}
		if v.n.Filter != nil {
			cols = pushdown.RowColumns(cols, part)
			v.ctx.Cols, v.ctx.Row = cols, 0
			if ok, err := scalar.True(v.n.Filter, &v.ctx); err != nil || !ok {
				return err
			}
		}
		return v.rows.addRow(part)
	}
	for _, key := range keys {
		if err := t.Rows(v.r.ctx, v.r.virtual, v.n.By, key, emit); err != nil {
			return err
		}
	}
	return nil
}

// keys are the values that rows are asked for by, each once, without NULL, to which nothing is equal; NULL alone: all
// rows.
func (v *virtualOp) keys() ([]types.Datum, error) {
	all := []types.Datum{types.Null}
	var given []types.Datum
	switch {
	case v.n.Among != nil:
		d, err := v.r.constant(v.n.Among)
		if err != nil || d.IsNull() {
			return nil, err
		}
		given = d.Array().Items
	case v.n.Equal != nil:
		for _, x := range v.n.Equal {
			d, err := v.r.constant(x)
			if err != nil {
				return nil, err
			}
			given = append(given, d)
		}
	default:
		return all, nil
	}
	if len(given) > nodes.VirtualKeysMax {
		return all, nil
	}
	var keys []types.Datum
	for _, d := range given {
		same := func(k types.Datum) bool { return types.Compare(v.n.Table.Columns[v.n.By].Type, k, d) == 0 }
		if !d.IsNull() && !slices.ContainsFunc(keys, same) {
			keys = append(keys, d)
		}
	}
	return keys, nil
}

func (v *virtualOp) close() {
	if v.rows != nil {
		v.rows.end()
	}
}

func (v *virtualOp) next(most int) (*Batch, error) {
	var err error
	if v.out, err = v.r.mem.nextBatch(v.out, len(v.n.Columns), most); err != nil {
		return nil, err
	}
	n, err := v.read.fill(v.out, v.at, most)
	v.at += n
	return v.out, err
}

// cteState is a WITH query under way: its rows are kept, and made only as far
// as somebody reads.
type cteState struct {
	op     operator
	rows   *rowTape
	opened bool
	done   bool
	times  int // that the rows have become others
}

// pull makes more rows; after it either row i is there or done is set.
func (c *cteState) pull(r *run, i int) error {
	if !c.opened && !c.done {
		if err := c.op.open(); err != nil {
			return err
		}
		c.opened = true
	}
	for !c.done && (c.rows == nil || i >= c.rows.n) {
		b, err := c.op.next(batchRows)
		if err != nil {
			return err
		}
		if c.rows == nil {
			c.rows = newRowTape(&r.mem, len(b.Cols))
		}
		if b.N == 0 {
			c.op.close()
			c.done = true
		}
		for k := range b.N {
			if err := c.rows.add(b, k); err != nil {
				return err
			}
		}
	}
	return nil
}

func (c *cteState) reset() {
	if c.op != nil && c.opened {
		c.op.close()
	}
	if c.rows != nil {
		c.rows.end()
	}
	c.rows, c.opened, c.done = nil, false, false
	c.times++
}

// withOp forgets the results of its WITH queries when it starts; those that
// write run then, the others as they are read.
type withOp struct {
	r  *run
	n  *nodes.With
	in operator
}

func (r *run) newWith(n *nodes.With) (operator, error) {
	saved := r.counter
	defer func() { r.counter = saved }()
	var others int64 // the command tag counts the statement's own rows
	for i := range n.CTEs {
		r.counter = &others
		op, err := r.build(n.CTEs[i].Node)
		r.counter = saved
		if err != nil {
			return nil, err
		}
		r.ctes[n.CTEs[i].ID] = &cteState{op: op}
	}
	in, err := r.build(n.Input)
	return &withOp{r: r, n: n, in: in}, err
}

func (w *withOp) open() error {
	for i := range w.n.CTEs {
		w.r.ctes[w.n.CTEs[i].ID].reset()
	}
	for i := range w.n.CTEs {
		if w.n.CTEs[i].Read {
			if err := w.begin(i); err != nil {
				return err
			}
		}
	}
	for i := len(w.n.CTEs) - 1; i >= 0; i-- {
		if err := w.begin(i); err != nil {
			return err
		}
	}
	return w.in.open()
}

// begin runs a query that writes, after those that it reads: by itself, so that what the triggers of
// one were to see the others are not.
func (w *withOp) begin(i int) error {
	c := &w.n.CTEs[i]
	st := w.r.ctes[c.ID]
	if !c.Eager || st.done {
		return nil
	}
	for _, at := range c.Reads {
		if err := w.begin(at); err != nil {
			return err
		}
	}
	return w.run(st)
}

// run runs a query that writes to its end. What its triggers were to see of it, the others are not.
func (w *withOp) run(c *cteState) error {
	seen := w.r.txn.View()
	for at := 0; !c.done; {
		if err := c.pull(w.r, at); err != nil {
			return err
		}
		at = c.rows.n
	}
	w.r.txn.See(seen)
	return nil
}

func (w *withOp) close() {
	w.in.close()
	for i := range w.n.CTEs {
		w.r.ctes[w.n.CTEs[i].ID].reset()
	}
}

func (w *withOp) next(most int) (*Batch, error) { return w.in.next(most) }

// cteOp reads the result of a WITH query.
type cteOp struct {
	r    *run
	n    *nodes.CTEScan
	read tapeReader
	at   int
	out  *Batch
}

func (c *cteOp) open() error {
	c.close()
	c.at = 0
	if c.r.ctes[c.n.ID] == nil {
		return pgerror.Internal("exec: WITH query %q has no plan", c.n.Name)
	}
	return nil
}

func (c *cteOp) close() {
	c.read.close()
	c.read.t = nil
}

func (c *cteOp) next(most int) (*Batch, error) {
	var err error
	if c.out, err = c.r.mem.nextBatch(c.out, len(c.n.Types), most); err != nil {
		return nil, err
	}
	st := c.r.ctes[c.n.ID]
	if err := st.pull(c.r, c.at); err != nil {
		return nil, err
	}
	if c.read.t != st.rows {
		c.read.close()
		c.read.t = st.rows
	}
	n, err := c.read.fill(c.out, c.at, most)
	c.at += n
	return c.out, err
}

// recursiveOp runs WITH RECURSIVE: round after round the step reads the rows that the round before
// has made, until one makes none. Rows are given as they are made, so that who wants few of them
// waits for no round to end, which need not.
type recursiveOp struct {
	r          *run
	n          *nodes.Recursive
	base, step operator
	seen       *rowSet
	work       *rowTape // what the round before has made
	making     *rowTape // what this one has
	now        operator // whose round it is; nil: it is not begun
	last       bool     // no round follows this one
	ended      bool
	out        *Batch
}

func (r *run) newRecursive(n *nodes.Recursive) (operator, error) {
	c := &recursiveOp{r: r, n: n}
	if n.Work >= 0 {
		r.ctes[n.Work] = &cteState{}
	}
	var err error
	if c.base, err = r.build(n.Base); err != nil {
		return nil, err
	}
	c.step, err = r.build(n.Step)
	return c, err
}

func (c *recursiveOp) open() error {
	c.close()
	c.last, c.ended = false, false
	c.seen = newRowSet(&c.r.mem, c.n.Types)
	return c.begin(c.base)
}

func (c *recursiveOp) close() {
	if c.now != nil {
		c.now.close()
		c.now = nil
	}
	c.forget(&c.work)
	c.forget(&c.making)
	if c.seen != nil {
		c.seen.end()
		c.seen = nil
	}
}

func (c *recursiveOp) forget(t **rowTape) {
	if *t != nil {
		(*t).end()
		*t = nil
	}
}

// begin begins the round of an operator.
func (c *recursiveOp) begin(op operator) error {
	if err := c.r.cancelled(); err != nil {
		return err
	}
	if err := op.open(); err != nil {
		return err
	}
	c.now, c.making = op, newRowTape(&c.r.mem, len(c.n.Types))
	return nil
}

// end ends a round; what it has made is what the next one reads.
func (c *recursiveOp) end() error {
	c.now.close()
	c.now = nil
	c.forget(&c.work)
	c.work, c.making = c.making, nil
	switch {
	case c.last, c.n.Work >= 0 && c.work.n == 0:
		c.ended = true
		return nil
	case c.n.Work < 0:
		c.last = true
	default:
		st := c.r.ctes[c.n.Work]
		st.rows, st.done, st.times = c.work, true, st.times+1
	}
	return c.begin(c.step)
}

// keep puts out those rows of b that are new, all of them for UNION ALL, and keeps them for the next round.
func (c *recursiveOp) keep(b *Batch) error {
	var err error
	if c.out, err = c.r.mem.batchOf(c.out, len(c.n.Types), b.N); err != nil {
		return err
	}
	row := make([]types.Datum, len(b.Cols))
	for i := range b.N {
		for k := range b.Cols {
			row[k] = b.Cols[k][i]
		}
		if !c.n.All {
			if added, err := c.seen.add(row); err != nil {
				return err
			} else if !added {
				continue
			}
		}
		for k := range row {
			c.out.Cols[k][c.out.N] = row[k]
		}
		c.out.N++
		if c.n.Work < 0 {
			continue // nobody reads them
		}
		if err := c.making.addRow(row); err != nil {
			return err
		}
	}
	return nil
}

func (c *recursiveOp) next(most int) (*Batch, error) {
	var err error
	if c.out, err = c.r.mem.batchOf(c.out, len(c.n.Types), 0); err != nil {
		return nil, err
	}
	for !c.ended && c.out.N == 0 {
		b, err := c.now.next(most)
		if err == nil && b.N == 0 {
			err = c.end()
		} else if err == nil {
			err = c.keep(b)
		}
		if err == nil {
			err = c.r.cancelled()
		}
		if err != nil {
			return nil, err
		}
	}
	return c.out, nil
}
