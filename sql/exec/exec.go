package exec

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/isochrondb/isochron/base/limit"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/exec/spill"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// Sink takes result rows.
type Sink interface {
	// Row takes one row, valid only during the call. An error ends the
	// statement with that error.
	Row(row []types.Datum) error
}

// Options configure an Executor.
type Options struct {
	// Session serves session functions. It must not be nil.
	Session host.Session
	// RowID draws a row ID for a table without a primary key (catalog.NextRowID).
	RowID func(ctx context.Context) (int64, error)
	// MemoryMaxBytes bounds what one statement may hold (53200 beyond it);
	// 0: 64 MiB.
	MemoryMaxBytes int64
	// Budget is where that comes from, but for StatementBytes, which the session
	// has set aside for the statement that it runs; nil: nowhere.
	Budget *limit.Budget
	// Memory is shared with other executors; nil: this one's own.
	Memory *Memory
	// Flows lets nodes compute joins and groups together; nil: this one does alone.
	Flows *Flows
	// Temp is where operators put rows that memory does not hold; nil: nowhere. They do
	// when a statement holds SpillBytes (0: a part of MemoryMaxBytes), or with SpillAlways
	// whenever they can.
	Temp        *spill.Account
	SpillBytes  int64
	SpillAlways bool
	// Scans counts scans; nil: nobody does. Number is the session's: those of other numbers seldom write the same counter.
	Scans  ScanCounts
	Number uint32
	// Inner: the executor runs statements within others, for which nothing is set aside.
	Inner bool
	// Notice takes notices and warnings while a statement runs; nil: dropped.
	Notice func(*pgerror.Error)
}

// Executor runs the statements of one session, one at a time. It keeps buffers
// between statements, so that a point statement allocates little. Not safe for
// concurrent use.
type Executor struct {
	o  Options
	pt pointState
}

// New returns an executor.
func New(o Options) *Executor {
	if o.MemoryMaxBytes == 0 {
		o.MemoryMaxBytes = defaultMemoryMaxBytes
	}
	if o.Memory == nil {
		o.Memory = new(Memory)
	}
	return &Executor{o: o}
}

// Request is one execution of a plan.
type Request struct {
	Plan *nodes.Plan
	// Args are the values of $1, $2, … of the plan's Params types.
	Args []types.Datum
	// Known tells that the statement is planned by the values of Args (scalar.Ctx.NullKnown).
	Known bool
	// Txn is the transaction; the caller has called its StartStatement.
	Txn *coord.Txn
	// Env is the session's: zone, times of the transaction and the statement.
	Env *types.Env
	// Virtual is what virtual tables are made of; its Snapshot is the one that the
	// plan was built with.
	Virtual *catalog.VirtualEnv
	// LockTimeout is lock_timeout; 0: none.
	LockTimeout time.Duration
	// Implicit tells that the statement is the whole transaction: Run may then
	// commit it together with the statement (see Result.Committed). With
	// Implicit no row reaches the Sink before a fused commit is durable.
	Implicit bool
	// Sent is set while the statement and its commit are one message on the way.
	Sent bool
	// Deferred keeps what is checked when the transaction ends; nil: all is checked when the
	// statement does.
	Deferred *Deferred
	// ReadOnly tells Check that the transaction has become read only: what is left to check may lock no rows.
	ReadOnly bool
	// Given are the rows of the plan's first CTEs (bind.Env.Given).
	Given []Rows
	// Gathered makes the gateway do all work but that of filters; for comparison.
	Gathered bool
	// Settings are those that an EXPLAIN (SETTINGS) tells of, by name.
	Settings []nodes.ExplainSetting
}

// Result is the outcome of a statement.
type Result struct {
	// Rows counts the rows returned, or for INSERT, UPDATE and DELETE those
	// written: the number of the command tag.
	Rows int64
	// Committed tells that the statement has committed its transaction; only
	// with Request.Implicit.
	Committed bool
}

func (x *Executor) rowID(ctx context.Context) (int64, error) { return x.o.RowID(ctx) }

// nullKnown reports whether the statement is planned by an argument that is NULL.
func (q *Request) nullKnown() bool { return q.Known && slices.ContainsFunc(q.Args, types.Datum.IsNull) }

// newRun prepares an execution, for which aside bytes are set aside.
func (x *Executor) newRun(ctx context.Context, q *Request, aside int64) *run {
	p := q.Plan
	r := &run{
		x: x, p: p, ctx: ctx, txn: q.Txn, env: q.Env, virtual: q.Virtual, lockTimeout: q.LockTimeout, args: q.Args, nullKnown: q.nullKnown(),
		mem:      newMemory(x.o.Budget, x.o.MemoryMaxBytes, aside),
		gathered: q.Gathered, settings: q.Settings, implicit: q.Implicit, deferred: q.Deferred, actions: p.Actions, given: q.Given,
		regs: make([]types.Datum, p.Registers), ctes: make([]*cteState, p.CTEs), subs: make([]*subState, len(p.Subplans)),
	}
	for i, rows := range q.Given[:min(len(q.Given), p.CTEs)] { // EXPLAIN itself reads none
		r.ctes[i] = &cteState{rows: rows.tape, done: true}
	}
	r.mem.maySpill(x.o.Temp, x.o.SpillBytes, x.o.MemoryMaxBytes, x.o.Budget)
	r.mem.spill.always = x.o.SpillAlways
	r.counter = &r.affected
	return r
}

// aside is what is set aside for each statement.
func (x *Executor) aside() int64 {
	if x.o.Inner {
		return 0
	}
	return StatementBytes
}

// Run runs a plan to its end.
func (x *Executor) Run(ctx context.Context, q *Request, sink Sink) (Result, error) {
	if err := checkArgs(q); err != nil {
		return Result{}, err
	}
	if q.Plan.Point != nil {
		return x.runPoint(ctx, q, sink)
	}
	if res, done, err := x.explainFused(ctx, q, sink); done || err != nil {
		return res, err
	}
	c, err := x.start(ctx, q, false)
	if err != nil {
		return Result{}, err
	}
	defer c.Close()
	for {
		rows, done, err := c.Fetch(ctx, 0, sink)
		if err != nil {
			return Result{}, err
		}
		c.total += rows
		if done {
			break
		}
	}
	return c.result(), nil
}

func checkArgs(q *Request) error {
	if len(q.Args) != len(q.Plan.Params) {
		return pgerror.New(pgerror.ProtocolViolation, "statement wants %d parameters, got %d", len(q.Plan.Params), len(q.Args))
	}
	return nil
}

// Open starts a plan whose rows are fetched in parts. Statements that write do
// all their work in Open, and the cursor gives what they returned. The cursor
// must be closed before the transaction ends, and while it is open the executor
// may run other statements.
func (x *Executor) Open(ctx context.Context, q *Request) (*Cursor, error) {
	if err := checkArgs(q); err != nil {
		return nil, err
	}
	c, err := x.start(ctx, q, true)
	if err != nil {
		return nil, err
	}
	if !q.Plan.Writes {
		c.seen, c.apart = q.Txn.View(), true
		return c, nil
	}
	if q.Plan.Command == nodes.CommandSelect { // it locks rows as they are fetched, in their newest state
		if x.o.Inner { // what the statement around sees is older than what those before this one wrote
			c.seen, c.apart = q.Txn.View(), true
		}
		return c, nil
	}
	before := c.r.enter()
	rows, err := c.r.drain(c.op)
	c.r.leave(before)
	if err != nil {
		c.Close()
		return nil, err
	}
	c.kept, c.read = rows, tapeReader{t: rows}
	return c, nil
}

// drain runs an opened operator to its end and keeps its rows.
func (r *run) drain(op operator) (*rowTape, error) {
	var rows *rowTape
	for {
		b, err := op.next(batchRows)
		if err != nil {
			return nil, err
		}
		if rows == nil {
			rows = newRowTape(&r.mem, len(b.Cols))
		}
		if b.N == 0 {
			return rows, r.finish()
		}
		for i := range b.N {
			if err := rows.add(b, i); err != nil {
				return nil, err
			}
		}
	}
}

// start begins with a plan. apart: its rows are fetched in parts.
func (x *Executor) start(ctx context.Context, q *Request, apart bool) (*Cursor, error) {
	aside := x.aside()
	if apart {
		aside = 0
	}
	r := x.newRun(ctx, q, aside)
	r.apart = apart
	r.mem.arena = x.o.Memory.get()
	begun := false
	defer func() { // a panic, too, ends the files
		if !begun {
			r.release()
		}
	}()
	if err := r.atCursor(); err != nil {
		return nil, err
	}
	before := r.enter()
	defer r.leave(before)
	op, err := r.build(q.Plan.Root)
	if err != nil {
		return nil, err
	}
	if err := op.open(); err != nil {
		if !apart || !isData(err) {
			op.close()
			return nil, err
		}
		op = failed{op, err}
	}
	begun = true
	c := &Cursor{r: r, q: q, op: op, row: make([]types.Datum, len(q.Plan.Root.Head().Types))}
	if c.visible = len(c.row); len(q.Plan.Current) > 0 {
		c.visible = len(q.Plan.Columns)
	}
	return c, nil
}

// failed is a cursor's plan whose beginning met a value that it can't do with (LIMIT -1): who
// fetches is told, as in Postgres, not who declares it.
type failed struct {
	operator
	err error
}

func (f failed) next(int) (*Batch, error) { return nil, f.err }

// isData reports whether an error is a data exception.
func isData(err error) bool { return strings.HasPrefix(pgerror.Code(err), "22") }

// release gives the memory of an execution back: none of its operators is used
// any more.
func (r *run) release() {
	r.forget()
	r.mem.close()
	if a := r.mem.arena; a != nil {
		r.mem.arena = nil
		r.x.o.Memory.put(a)
	}
}

// Cursor is an open result.
type Cursor struct {
	r   *run
	op  operator
	q   *Request
	row []types.Datum
	// visible is how many columns of a row are the statement's: those behind name rows for
	// WHERE CURRENT OF.
	visible int
	kept    *rowTape // of a statement that writes, or what Keep keeps
	read    tapeReader
	at      int
	keeps   bool // see scroll.go
	held    bool // its plan has ended

	batch *Batch
	pos   int
	done  bool
	total int64

	// apart: other statements run while the cursor is open, and it goes on seeing
	// what it saw.
	apart bool
	seen  coord.View
	arena int64 // bytes of it that are accounted for
}

// settle accounts for what an open cursor keeps between two calls: its batches, and pages
// of its scans.
func (c *Cursor) settle() error {
	if !c.r.apart || c.r.mem.arena == nil {
		return nil
	}
	if n := c.r.mem.arena.size(); n > c.arena {
		if err := c.r.mem.grow(int(n - c.arena)); err != nil {
			return err
		}
		c.arena = n
	}
	return nil
}

// Fetch pushes up to max rows into sink (0: all), and tells whether the end was
// reached. rows counts those of this call.
func (c *Cursor) Fetch(ctx context.Context, max int64, sink Sink) (rows int64, done bool, err error) {
	c.r.ctx = ctx
	before := c.r.enter()
	defer c.r.leave(before)
	if c.apart && !c.held {
		now := c.r.txn.See(c.seen)
		defer c.r.txn.See(now)
	}
	if c.kept != nil {
		return c.fetchKept(max, sink)
	}
	for !c.done && (max == 0 || rows < max) {
		if c.batch == nil || c.pos >= c.batch.N {
			want := int64(batchRows)
			if max > 0 {
				want = min(want, max-rows)
			}
			if c.batch, err = c.op.next(int(want)); err != nil {
				return rows, false, err
			}
			if c.pos = 0; c.batch.N == 0 {
				c.done = true
				if err := c.r.finish(); err != nil {
					return rows, false, err
				}
				break
			}
		}
		for ; c.pos < c.batch.N && (max == 0 || rows < max); c.pos++ {
			for i := range c.row {
				c.row[i] = c.batch.Cols[i][c.pos]
			}
			if err := sink.Row(c.row[:c.visible]); err != nil {
				return rows, false, err
			}
			rows++
		}
	}
	if c.done {
		return rows, true, nil
	}
	return rows, false, c.settle()
}

func (c *Cursor) fetchKept(max int64, sink Sink) (rows int64, done bool, err error) {
	for c.at < c.kept.n && (max == 0 || rows < max) {
		row, err := c.read.row(c.at)
		if err != nil {
			return rows, false, err
		}
		if err := sink.Row(row); err != nil {
			return rows, false, err
		}
		c.at++
		rows++
	}
	return rows, c.at >= c.kept.n, nil
}

// result is that of a statement run to its end.
func (c *Cursor) result() Result {
	switch c.r.p.Command {
	case nodes.CommandInsert, nodes.CommandUpdate, nodes.CommandDelete, nodes.CommandMerge:
		return Result{Rows: c.r.affected}
	}
	return Result{Rows: c.total}
}

// Affected is the number for the command tag of a statement that writes.
func (c *Cursor) Affected() int64 { return c.r.affected }

// Close ends the cursor. It may be called more than once.
func (c *Cursor) Close() {
	if op := c.op; op != nil {
		c.op = nil
		defer c.r.release() // whatever happens: files end with it
		if !c.held {
			op.close()
		}
	}
}

// readsOnlyLocked reports whether the plan reads nothing but one table, whose
// rows are locked as they are read.
func (r *run) readsOnlyLocked() bool {
	if len(r.p.Subplans) > 0 {
		return false
	}
	n := 0
	ok := true
	var walk func(nodes.Node)
	walk = func(x nodes.Node) {
		if n++; n > maxPlainNodes {
			ok = false
			return
		}
		switch x := x.(type) {
		case *nodes.Scan:
			ok = ok && x.Lock != nil
		case *nodes.Filter:
			walk(x.Input)
		case *nodes.Project:
			walk(x.Input)
		case *nodes.Limit:
			walk(x.Input)
		case *nodes.Sort:
			walk(x.Input)
		case *nodes.Update:
			walk(x.Input)
		case *nodes.Delete:
			walk(x.Input)
		default:
			ok = false
		}
	}
	walk(r.p.Root)
	return ok
}

// maxPlainNodes is more operators than a plan on one table has.
const maxPlainNodes = 16
