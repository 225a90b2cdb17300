package pushdown

import (
	"slices"

	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// Plan fragments travel to a range's leaseholder: in one process as they are,
// over a wire as bytes:
//
//	version | kind | arguments | the fields of the kind
const Version = 1

// The kinds of fragments. They are part of the wire format: never reused.
const (
	kindScan   = 1
	kindChange = 2
	kindInsert = 3
	KindPipe   = 4
)

// Arguments are the statement's parameters.
type Arguments struct {
	Types []*types.Type
	Args  []types.Datum
}

// nullKnown is scalar.Ctx's. How the statement was planned is not told here: an argument of NULL
// counts as known.
func (a *Arguments) nullKnown() bool { return slices.ContainsFunc(a.Args, types.Datum.IsNull) }

// Scan reads rows and passes those that the filter lets through, as
// they are stored. It is immutable while requests with it are under way.
type Scan struct {
	Arguments
	Reader *RowReader
	Filter scalar.Expr
	// Partners: rows without any here are not wanted. It does not travel: ranges elsewhere
	// give those, too.
	Partners RowTest
}

// RowTest says which rows are wanted. It is safe for concurrent use.
type RowTest interface{ Some(row []types.Datum) bool }

// Change updates or deletes the one row that its request locks. It
// leaves to the gateway (not fused) whatever ends in an error, so that errors
// are worded in one place.
type Change struct {
	Arguments
	Reader *RowReader // the row's columns that are read
	Filter scalar.Expr
	Del    bool
	// Old maps the columns of the table to what was read, -1 for none.
	Old     []int
	Sets    []scalar.Expr // by column; nil: unchanged
	NotNull []int
	Checks  []scalar.Expr
	Value   []rowenc.ValueColumn
	Mode    kvpb.LockMode
	// Returning reads the row's columns, then what was read.
	Returning []scalar.Expr
	// lookedUp is made of returning: how its result is encoded.
	Result []rowenc.ValueColumn
}

// Insert writes entries where no unique one of them exists.
type Insert struct {
	Unique []bool
	Values [][]byte
}

// ResultColumns is how rows of expressions are encoded.
func ResultColumns(xs []scalar.Expr) []rowenc.ValueColumn {
	out := make([]rowenc.ValueColumn, len(xs))
	for i, x := range xs {
		out[i] = rowenc.ValueColumn{ID: rowenc.ColumnID(i + 1), Type: x.Type(), Slot: i}
	}
	return out
}

// NewChange makes the fragment of an UPDATE or DELETE; its arguments are set
// for each execution.
func NewChange(pt *nodes.Point, reader *RowReader) *Change {
	f := &Change{Reader: reader, Filter: pt.Scan.Filter, Mode: kvpb.LockMode_UPDATE}
	if pt.Command == nodes.CommandDelete {
		f.Del, f.Old, f.Returning = true, pt.Delete.Old, pt.Delete.Returning
	} else {
		u := pt.Update
		f.Old, f.Sets, f.NotNull, f.Mode, f.Returning = u.Old, u.Sets, u.NotNull, u.Mode, u.Returning
		for _, c := range u.Checks {
			f.Checks = append(f.Checks, c.X)
		}
		f.Value = u.Indexes[0].Layout.Value
	}
	f.Result = ResultColumns(f.Returning)
	return f
}

// ExprTypes are the types of expressions.
func ExprTypes(xs []scalar.Expr) []*types.Type {
	ts := make([]*types.Type, len(xs))
	for i, x := range xs {
		ts[i] = x.Type()
	}
	return ts
}
