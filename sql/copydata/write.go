package copydata

import (
	"encoding/binary"
	"slices"

	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// Sink takes COPY data: the client.
type Sink interface{ CopyData(data []byte) error }

// Writer turns rows into COPY data. It serves exec.Sink.
type Writer struct {
	out  Sink
	o    *Options
	cols []nodes.Column
	env  *types.Env
	buf  []byte
	val  []byte

	coded []byte
}

// NewWriter writes rows of these columns, their values by env.
func NewWriter(out Sink, o *Options, cols []nodes.Column, env *types.Env) *Writer {
	return &Writer{out: out, o: o, cols: cols, env: env}
}

// Begin writes what stands before the rows.
func (w *Writer) Begin() error {
	w.buf = w.buf[:0]
	switch {
	case w.o.format == formatBinary:
		w.buf = append(w.buf, binarySignature...)
		w.buf = append(w.buf, 0, 0, 0, 0, 0, 0, 0, 0)
		return w.send()
	case w.o.header:
		for i, c := range w.cols {
			if i > 0 {
				w.buf = append(w.buf, w.o.delim)
			}
			w.field([]byte(c.Name), false)
		}
		w.buf = append(w.buf, '\n')
		return w.send()
	}
	return nil
}

// send gives what was gathered to the client, in the encoding of the file.
func (w *Writer) send() error {
	e := w.o.charset(w.env)
	if e == nil {
		return w.out.CopyData(w.buf)
	}
	out, err := e.Encode(w.coded[:0], w.buf)
	if err != nil {
		return types.CharsetError(err)
	}
	w.coded = out
	return w.out.CopyData(out)
}

// Finish writes what stands behind them.
func (w *Writer) Finish() error {
	if w.o.format == formatBinary {
		return w.out.CopyData([]byte{0xff, 0xff})
	}
	return nil
}

// Row implements exec.Sink.
func (w *Writer) Row(row []types.Datum) error {
	w.buf = w.buf[:0]
	if w.o.format == formatBinary {
		return w.binaryRow(row)
	}
	for i, d := range row {
		if i > 0 {
			w.buf = append(w.buf, w.o.delim)
		}
		if d.IsNull() {
			w.buf = append(w.buf, w.o.null...)
			continue
		}
		w.val = types.AppendText(w.val[:0], w.cols[i].Type, d, w.env)
		w.field(w.val, w.o.format == formatCSV && (w.o.forceQuoteAll || w.o.forceQuote[w.cols[i].Name]))
	}
	w.buf = append(w.buf, '\n')
	return w.send()
}

func (w *Writer) field(val []byte, quote bool) {
	if w.o.format == formatCSV {
		w.csvField(val, quote)
		return
	}
	from := 0 // what comes before it is written
	for i, c := range val {
		if c >= ' ' && c != '\\' && c != w.o.delim {
			continue
		}
		mark := c
		switch c {
		case '\b':
			mark = 'b'
		case '\f':
			mark = 'f'
		case '\n':
			mark = 'n'
		case '\r':
			mark = 'r'
		case '\t':
			mark = 't'
		case '\v':
			mark = 'v'
		case '\\', w.o.delim:
		default:
			continue
		}
		w.buf = append(append(w.buf, val[from:i]...), '\\', mark)
		from = i + 1
	}
	w.buf = append(w.buf, val[from:]...)
}

// csvField quotes where the value needs it: it holds a special character, it
// looks like NULL, or it is the end marker on a line of its own.
func (w *Writer) csvField(val []byte, quote bool) {
	if !quote {
		special := func(c byte) bool { return c == w.o.delim || c == w.o.quote || c == '\r' || c == '\n' }
		quote = string(val) == w.o.null || slices.ContainsFunc(val, special) || len(w.cols) == 1 && string(val) == `\.`
	}
	if !quote {
		w.buf = append(w.buf, val...)
		return
	}
	w.buf = append(w.buf, w.o.quote)
	for _, c := range val {
		if c == w.o.quote || c == w.o.escape {
			w.buf = append(w.buf, w.o.escape)
		}
		w.buf = append(w.buf, c)
	}
	w.buf = append(w.buf, w.o.quote)
}

func (w *Writer) binaryRow(row []types.Datum) error {
	w.buf = binary.BigEndian.AppendUint16(w.buf, uint16(len(row)))
	for i, d := range row {
		if d.IsNull() {
			w.buf = append(w.buf, 0xff, 0xff, 0xff, 0xff)
			continue
		}
		at := len(w.buf)
		w.buf = append(w.buf, 0, 0, 0, 0)
		buf, err := types.AppendBinary(w.buf, w.cols[i].Type, d, w.env)
		if err != nil {
			return err
		}
		w.buf = buf
		binary.BigEndian.PutUint32(w.buf[at:], uint32(len(w.buf)-at-4))
	}
	return w.send()
}
