package exec

import (
	"context"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/types"
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
	Session plan.Session
	// MemoryMaxBytes bounds what one statement may hold (53200 beyond it);
	// 0: 64 MiB.
	MemoryMaxBytes int64
	// Notice takes notices and warnings while a statement runs; nil: dropped.
	Notice func(*pgerror.Error)
}

// Executor runs the statements of one session, one at a time. It keeps buffers
// between statements, so that a point statement allocates little. Not safe for
// concurrent use.
type Executor struct {
	o Options
}

// New returns an executor.
func New(o Options) *Executor { return &Executor{o: o} }

// Request is one execution of a plan.
type Request struct {
	Plan *plan.Plan
	// Args are the values of $1, $2, … of the plan's Params types.
	Args []types.Datum
	// Env is the session's: zone, times of the transaction and the statement.
	Env *types.Env
	// Implicit tells that the statement is the whole transaction: Run may then
	// commit it together with the statement (see Result.Committed). With
	// Implicit no row reaches the Sink before a fused commit is durable.
	Implicit bool
}

// Result is the outcome of a statement.
type Result struct {
	// Rows counts the rows returned, or for a statement without result rows
	// those inserted, updated or deleted: the number of the command tag.
	Rows int64
	// Committed tells that the statement has committed its transaction; only
	// with Request.Implicit.
	Committed bool
}

// Run runs a plan to its end.
func (x *Executor) Run(ctx context.Context, r *Request, sink Sink) (Result, error) {
	return Result{}, pgerror.Internal("exec: cannot run yet")
}

// Open starts a plan whose rows are fetched in parts. Statements that write do
// all their work in Open, and the cursor gives what they returned. The cursor
// must be closed before the transaction ends, and while it is open the executor
// may run other statements.
func (x *Executor) Open(ctx context.Context, r *Request) (*Cursor, error) {
	return nil, pgerror.Internal("exec: cannot run yet")
}

// Cursor is an open result.
type Cursor struct{}

// Fetch pushes up to max rows into sink (0: all), and tells whether the end was
// reached. rows counts those of this call.
func (c *Cursor) Fetch(ctx context.Context, max int64, sink Sink) (rows int64, done bool, err error) {
	return 0, false, pgerror.Internal("exec: cannot run yet")
}

// Affected is the number for the command tag of a statement that writes.
func (c *Cursor) Affected() int64 { return 0 }

// Close ends the cursor. It may be called more than once.
func (c *Cursor) Close() {}

// CopyIn starts the insertion of many rows for a CommandCopyFrom plan.
func (x *Executor) CopyIn(ctx context.Context, r *Request) (*CopyIn, error) {
	return nil, pgerror.Internal("exec: cannot run yet")
}

// CopyIn inserts rows in batches.
type CopyIn struct{}

// Row takes one row of the plan's Columns; the datums are copied.
func (c *CopyIn) Row(ctx context.Context, row []types.Datum) error {
	return pgerror.Internal("exec: cannot run yet")
}

// Finish writes what is left and returns the number of rows inserted.
func (c *CopyIn) Finish(ctx context.Context) (int64, error) {
	return 0, pgerror.Internal("exec: cannot run yet")
}
