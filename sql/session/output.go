package session

import (
	"github.com/isochrondb/isochron/sql/copydata"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// Column describes one column of a result, as RowDescription tells it.
type Column = nodes.Column

// Formats of values on the wire.
const (
	FormatText   int16 = 0
	FormatBinary int16 = 1
)

// Output receives what statements give back. The wire serves it; so can a
// test. A Session calls it from the goroutine that runs the statement.
//
// What was written since Mark can be taken back as long as nothing of it has
// left for the client: that is how a statement which lost a conflict is run
// again unseen.
type Output interface {
	// Shape says what the rows that follow look like. formats holds none (all
	// text), one (for all columns) or one per column. announce: tell the client.
	Shape(cols []Column, formats []int16, announce bool) error
	// Row writes one row of the present shape. The row's memory is not kept.
	Row(row []types.Datum) error
	// Complete ends a statement with its tag ("INSERT 0"), and a count behind
	// the tag unless count is negative.
	Complete(tag string, count int64)
	// Suspended ends a fetch that stopped at its row limit.
	Suspended()
	// Empty ends a statement that had no text.
	Empty()
	// Notice tells of something that is not an error.
	Notice(n *pgerror.Error)
	// Parameter tells that a reported setting changed.
	Parameter(name, value string)
	// CopyIn asks the client for rows of cols columns.
	CopyIn(cols int, binary bool) (copydata.Source, error)
	// CopyOut, CopyData and CopyDone send rows to the client.
	CopyOut(cols int, binary bool) error
	CopyData(data []byte) error
	CopyDone() error
	// Mark names the present place; Rewind goes back to it. Rewind reports
	// false, and does nothing, where the client may have seen something since.
	Mark() Mark
	Rewind(m Mark) bool
}

// Mark is a place in an Output: how often it was flushed before, and how much
// was gathered since.
type Mark struct {
	Flushes int64
	Bytes   int
}

// heldOutput keeps the end of a statement back until it is released.
type heldOutput struct {
	Output
	complete bool
	tag      string
	count    int64
}

func (o *heldOutput) Complete(tag string, count int64) {
	o.complete, o.tag, o.count = true, tag, count
}

func (o *heldOutput) Rewind(m Mark) bool {
	if !o.Output.Rewind(m) {
		return false
	}
	o.complete = false
	return true
}

func (o *heldOutput) release() {
	if o.complete {
		o.Output.Complete(o.tag, o.count)
	}
}
