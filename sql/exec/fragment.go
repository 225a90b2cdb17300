package exec

import (
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/plan"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// Plan fragments travel to a range's leaseholder: in one process as they are,
// over a wire as bytes:
//
//	version | kind | arguments | the fields of the kind
const fragmentVersion = 1

// The kinds of fragments. They are part of the wire format: never reused.
const (
	fragmentScan   = 1
	fragmentChange = 2
	fragmentInsert = 3
	fragmentPipe   = 4
)

// fragmentArgs are the statement's parameters.
type fragmentArgs struct {
	types []*types.Type
	args  []types.Datum
}

// scanFragment reads rows and passes those that the filter lets through, as
// they are stored. It is immutable while requests with it are under way.
type scanFragment struct {
	fragmentArgs
	reader *rowReader
	filter scalar.Expr
	// partners: rows without any here are not wanted. It does not travel: ranges elsewhere
	// give those, too.
	partners *partners
}

// partners are the keys that a hash join holds.
type partners struct {
	table *hashTable // complete
	slots []int      // of a row: its key
}

// partnersMax is how many columns the keys of partners have at most.
const partnersMax = 4

// some reports whether a row has any. Safe for concurrent use.
func (p *partners) some(row []types.Datum) bool {
	var buf [partnersMax]types.Datum
	key := buf[:len(p.slots)]
	for i, s := range p.slots {
		if key[i] = row[s]; key[i].IsNull() {
			return false
		}
	}
	return p.table.find(p.table.hash(key), key) >= 0
}

// changeFragment updates or deletes the one row that its request locks. It
// leaves to the gateway (not fused) whatever ends in an error, so that errors
// are worded in one place.
type changeFragment struct {
	fragmentArgs
	reader *rowReader // the row's columns that are read
	filter scalar.Expr
	del    bool
	// old maps the columns of the table to what was read, -1 for none.
	old     []int
	sets    []scalar.Expr // by column; nil: unchanged
	notNull []int
	checks  []scalar.Expr
	value   []rowenc.ValueColumn
	mode    kvpb.LockMode
	// returning reads the row's columns, then what was read.
	returning []scalar.Expr
	// lookedUp is made of returning: how its result is encoded.
	result []rowenc.ValueColumn
}

// insertFragment writes entries where no unique one of them exists.
type insertFragment struct {
	unique []bool
	values [][]byte
}

// resultColumns is how rows of expressions are encoded.
func resultColumns(xs []scalar.Expr) []rowenc.ValueColumn {
	out := make([]rowenc.ValueColumn, len(xs))
	for i, x := range xs {
		out[i] = rowenc.ValueColumn{ID: rowenc.ColumnID(i + 1), Type: x.Type(), Slot: i}
	}
	return out
}

// newChange makes the fragment of an UPDATE or DELETE; its arguments are set
// for each execution.
func newChange(pt *plan.Point, reader *rowReader) *changeFragment {
	f := &changeFragment{reader: reader, filter: pt.Scan.Filter, mode: kvpb.LockMode_UPDATE}
	if pt.Command == plan.CommandDelete {
		f.del, f.old, f.returning = true, pt.Delete.Old, pt.Delete.Returning
	} else {
		u := pt.Update
		f.old, f.sets, f.notNull, f.mode, f.returning = u.Old, u.Sets, u.NotNull, u.Mode, u.Returning
		for _, c := range u.Checks {
			f.checks = append(f.checks, c.X)
		}
		f.value = u.Indexes[0].Layout.Value
	}
	f.result = resultColumns(f.returning)
	return f
}
