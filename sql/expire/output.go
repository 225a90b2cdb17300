package expire

import (
	"errors"

	"github.com/isochrondb/isochron/sql/copydata"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/session"
	"github.com/isochrondb/isochron/sql/types"
)

// rows takes what a statement says: its rows, in text, and how many there were.
type rows struct {
	env   *types.Env
	cols  []session.Column
	list  [][][]byte
	count int64
}

var _ session.Output = (*rows)(nil)

var errNoCopy = errors.New("expire: no COPY")

func (o *rows) Shape(cols []session.Column, _ []int16, _ bool) error {
	o.cols = cols
	return nil
}

func (o *rows) Row(row []types.Datum) error {
	texts := make([][]byte, len(row))
	for i, d := range row {
		texts[i] = types.AppendText([]byte{}, o.cols[i].Type, d, o.env)
	}
	o.list = append(o.list, texts)
	return nil
}

func (o *rows) Complete(_ string, count int64)            { o.count = count }
func (o *rows) Suspended()                                {}
func (o *rows) Empty()                                    {}
func (o *rows) Notice(*pgerror.Error)                     {}
func (o *rows) Parameter(string, string)                  {}
func (o *rows) CopyIn(int, bool) (copydata.Source, error) { return nil, errNoCopy }
func (o *rows) CopyOut(int, bool) error                   { return errNoCopy }
func (o *rows) CopyData([]byte) error                     { return errNoCopy }
func (o *rows) CopyDone() error                           { return errNoCopy }
func (o *rows) Mark() session.Mark                        { return session.Mark{Bytes: len(o.list)} }
func (o *rows) Rewind(m session.Mark) bool {
	o.list = o.list[:m.Bytes]
	return true
}
