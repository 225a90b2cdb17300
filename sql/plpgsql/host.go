package plpgsql

import (
	"context"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// Epoch names a state of the schema and of what else compiled expressions depend on.
type Epoch struct {
	Version, Sizes, Env uint64
}

// Statement is a statement that the Host has prepared; see Host.Prepare.
type Statement interface {
	// Forget has it planned anew at its next run.
	Forget()
	// Planned reports whether it is run by a plan.
	Planned() bool
}

// Params gives the values of a plan's parameters.
type Params func(p *nodes.Plan) ([]types.Datum, error)

// Sink takes rows; a row is valid during the call.
type Sink func(row []types.Datum) error

// Result is what became of a statement.
type Result struct {
	Command nodes.Command // 0: it has no plan
	Columns []nodes.Column
	Rows    int64
}

// Context is a line of an error's or a notice's context.
type Context interface{ Line() string }

// Rows is a query that is fetched in parts.
type Rows interface {
	// Fetch passes up to max rows to sink, and tells whether there are no more.
	Fetch(ctx context.Context, max int64, sink Sink) (n int64, done bool, err error)
	Close()
}

// Sub is a subtransaction.
type Sub interface {
	// Keep ends it and keeps what it did.
	Keep()
	// Undo ends it and undoes what it did; false where err is not its alone: it goes on up.
	Undo(ctx context.Context, err error) (bool, error)
}

// Move is where a cursor goes; Over tells that the rows are not wanted.
type Move struct {
	Direction ast.FetchDirection
	Count     int64
	Over      bool
}

// NotRows is the error of Open and OpenCursor where a statement gives no rows.
type NotRows struct{ Word string }

func (e *NotRows) Error() string { return e.cursor().Error() }

// cursor words it for who wants to go through the rows.
func (e *NotRows) cursor() *pgerror.Error {
	return pgerror.New(pgerror.InvalidCursorDefinition, "cannot open %s query as cursor", e.Word)
}

// tuples words it for RETURN QUERY.
func (e *NotRows) tuples() *pgerror.Error {
	return pgerror.New(pgerror.SyntaxError, "%s query does not return tuples", e.Word)
}

// Host is the session that bodies run in.
type Host interface {
	// Reworded is an error with the names of types as the search path has them.
	Reworded(e *pgerror.Error) *pgerror.Error
	// Epoch is the present one.
	Epoch(ctx context.Context) (Epoch, error)
	// Scalar compiles an expression without subqueries, aggregates and sets, and checks the
	// rights that it takes.
	Scalar(ctx context.Context, x ast.Expr, text string, given []*types.Type, names *bind.Variables, o bind.ScalarOptions) (*host.Scalar, error)
	// Eval returns what expressions are evaluated in.
	Eval(ctx context.Context) *scalar.Ctx
	// Type resolves a type's name, ColumnType that of table.column, RowType the columns of a
	// table or composite type.
	Type(ctx context.Context, tn *ast.TypeName) (*types.Type, int32, error)
	ColumnType(ctx context.Context, names []string) (*types.Type, int32, error)
	RowType(ctx context.Context, names []string) ([]routine.Column, *types.Type, error)
	// Prepare makes a statement. Plan (nil for one without), Run and Open plan it.
	Prepare(st ast.Statement, text string, names *bind.Variables) Statement
	// PrepareGiven is Prepare where $1 and so on are of given types.
	PrepareGiven(st ast.Statement, text string, given []*types.Type) Statement
	Plan(ctx context.Context, st Statement) (*nodes.Plan, error)
	Run(ctx context.Context, st Statement, readOnly bool, args Params, sink Sink) (Result, error)
	Open(ctx context.Context, st Statement, readOnly bool, args Params) (Rows, []nodes.Column, error)
	// Call runs CALL, or DO, which may end transactions where mayCommit says so. Of CALL it
	// returns the procedure and the values of what it gives back.
	Call(ctx context.Context, st ast.Statement, text string, names *bind.Variables, mayCommit bool, args func() ([]types.Datum, error)) (*routine.Source, []types.Datum, error)
	// Begin starts a subtransaction.
	Begin() (Sub, error)
	// Notice tells the client, with the context of all that is pushed.
	Notice(n *pgerror.Error) error
	// Push notes that what c tells of runs, until Pop.
	Push(c Context)
	Pop()
	// Where are the lines of all that is pushed, the innermost first.
	Where() string
	// Hold accounts for memory, with a negative n gives it back.
	Hold(n int64) error
	// Setting is the value of a setting, "" for none.
	Setting(name string) string
	// Interrupted tells whether the statement is to end.
	Interrupted() error
	// Cancelled words an error that may be a cancel's (57014). Where a handler catches it, the
	// statement goes on.
	Cancelled(err error, caught bool) error

	// Cursors are portals of the session, by name. OpenCursor names it itself where name is
	// "", and fails where there is one of that name.
	OpenCursor(ctx context.Context, name string, st Statement, text string, o ast.CursorOptions, readOnly bool, args Params) (string, error)
	// FetchCursor moves a cursor and gives the rows that it comes to to sink.
	FetchCursor(ctx context.Context, name string, m Move, sink Sink) (moved int64, err error)
	CursorColumns(name string) ([]nodes.Column, bool)
	CloseCursor(name string) error

	// EndTransaction commits or rolls back in a procedure, and begins the next transaction.
	EndTransaction(ctx context.Context, rollback, chain bool) error
}
