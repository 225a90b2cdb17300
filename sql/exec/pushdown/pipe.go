package pushdown

import (
	"encoding/binary"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
)

// Pipe reads rows, passes those that the filter lets through on to a chain of
// operators, and gives what comes out at the end: the columns that are wanted, the
// first rows of an order, rows without repetitions, or the states of groups. It is
// immutable while requests with it are under way.
//
// One request is one page: the chain starts anew with each, so a group or a row may
// come once from every page.
type Pipe struct {
	Arguments
	Reader *RowReader
	Filter scalar.Expr
	// Chain is *nodes.Filter, *nodes.Project, *nodes.ProjectSet, *nodes.Group,
	// *nodes.Distinct and *nodes.Sort, in the order that rows pass them. Their inputs
	// are not used.
	Chain []nodes.Node
	// Most is the limit of a Sort.
	Most int64
	Out  []rowenc.ValueColumn
}

// Limits of one request with a Pipe, besides those of all fragments.
const (
	PipeMemoryBytes = 2 << 20   // groups, and rows that are kept, end a page
	PipeBatchBytes  = 256 << 10 // of the rows of a batch
	PipeTopRowsMax  = 1000      // a larger LIMIT is left to the gateway
	PipeChainMax    = 64        // operators
)

// PipeColumns is how rows of these types travel.
func PipeColumns(ts []*types.Type) []rowenc.ValueColumn {
	out := make([]rowenc.ValueColumn, len(ts))
	for i, t := range ts {
		out[i] = rowenc.ValueColumn{ID: rowenc.ColumnID(i + 1), Type: t, Slot: i}
	}
	return out
}

// PipeRows are rows as a Pipe gives them: how many rows it has read, then a
// length and a value for each that came out.
type PipeRows struct {
	Rest []byte
	Read int
	Dec  *rowenc.Decoder
	Row  []types.Datum
}

// pipeHeadBytes hold the number of rows read.
const pipeHeadBytes = 4

// Take begins with a page.
func (p *PipeRows) Take(page []byte) error {
	if len(page) < pipeHeadBytes {
		return pgerror.New(pgerror.DataCorrupted, "malformed result of a plan fragment")
	}
	p.Read, p.Rest = int(binary.LittleEndian.Uint32(page)), page[pipeHeadBytes:]
	return nil
}

// More reports whether there are rows left.
func (p *PipeRows) More() bool { return len(p.Rest) > 0 }

// Next decodes a row, which holds until the next call.
func (p *PipeRows) Next() ([]types.Datum, error) {
	n, w := binary.Uvarint(p.Rest)
	if w <= 0 || n > uint64(len(p.Rest)-w) {
		return nil, pgerror.New(pgerror.DataCorrupted, "malformed result of a plan fragment")
	}
	value := p.Rest[w : w+int(n)]
	p.Rest = p.Rest[w+int(n):]
	return p.Row, p.Dec.Decode(value, p.Row)
}
