package host

import (
	"context"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// SequenceReader tells the state of a sequence to a query that reads it like a
// table. A Session may serve it.
type SequenceReader interface {
	// SequenceState gives the last value (where none was taken, the first), and
	// whether one was taken.
	SequenceState(ctx context.Context, sequence uint64) (last int64, called bool, err error)
}

// RoutineCaller runs routines. A Session may serve it.
type RoutineCaller interface {
	// CallRoutine calls a routine. Rows of a set go to row, which else is nil.
	CallRoutine(ctx context.Context, src *routine.Source, args []types.Datum, row func([]types.Datum) error) (types.Datum, error)
}

// Caller knows what the role in force may call. A Session may serve it.
type Caller interface {
	// MayCall tells what of needs the role lacks (42501). It is asked where there is no plan whose
	// needs were checked.
	MayCall(needs []catalog.Need) error
}

// AtCursor is WHERE CURRENT OF: the key of the row goes to the registers from Reg on.
type AtCursor struct {
	Cursor string
	// Name gives the cursor's name where Cursor is a variable; nil: Cursor is the name.
	Name  scalar.Expr
	Table *catalog.TableDesc
	Reg   int
}

// CursorRows tells which row of a table a cursor gave last. A Session may serve it.
type CursorRows interface {
	// CurrentRow is the key of the row.
	CurrentRow(a *AtCursor) ([]types.Datum, error)
}

// TriggerCaller runs functions of triggers. A Session may serve it.
type TriggerCaller interface {
	FireTrigger(ctx context.Context, src *routine.Source, f *routine.Firing) (routine.Fired, error)
}

// Cascader knows how deep in triggers it is. A Session may serve it.
type Cascader interface {
	// Cascade has what a foreign key brings about run one deeper, until leave is called.
	Cascade() (leave func())
}

// Settler knows of statements that have computed rows which they have yet to write. A Session may
// serve it.
type Settler interface {
	// Unsettled has write called, until leave is, before anything is done that could tell whether
	// the rows are written.
	Unsettled(write func() error) (leave func())
	// Settle calls it. The error is a *routine.Earlier.
	Settle() error
}
