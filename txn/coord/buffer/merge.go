package buffer

import (
	"bytes"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
)

// Page is one of a scan, as ranges answered it.
// Rows and Spans are of the same pages: beyond Spans nothing is known, and own writes there come with their
// page.
type Page struct {
	Rows    []byte      // packed (kvpb.NextRow)
	Spans   []keys.Span // what it covers, whole, in key order
	Reverse bool        // rows come back to front
	Limit   uint64      // writes of before this statement are seen
	Max     int         // rows that are wanted; 0: all
}

// Merge appends to dst the rows of a page with the transaction's own writes among them, and counts them.
// dst and p.Rows may share no memory. It is linear in the rows and in the own entries of the spans. It fails
// with the error of a packed row that can't be read.
func (b *Buffer) Merge(dst []byte, p Page) (_ []byte, n int, err error) {
	m := merger{Page: p, buf: b, out: dst}
	if err := m.next(); err != nil {
		return m.out, m.n, err
	}
	for i := range p.Spans {
		s := p.Spans[i]
		if p.Reverse {
			s = p.Spans[len(p.Spans)-1-i]
		}
		if err := m.span(s); err != nil {
			return m.out, m.n, err
		}
	}
	// After the last own write: the rest of the page as it came.
	for m.key != nil && !m.full() {
		m.emit(m.key, m.value)
		if err := m.next(); err != nil {
			return m.out, m.n, err
		}
	}
	return m.out, m.n, nil
}

// merger is a merge on its way.
// key and value point into Rows, and hold until next.
type merger struct {
	Page
	buf *Buffer
	out []byte
	n   int

	key, value []byte // next row of rows; nil: none
}

// full: enough rows; what is left belongs to the next page.
func (m *merger) full() bool { return m.Max > 0 && m.n >= m.Max }

// next takes the range's next row; key is nil behind the last one. It fails where the page is
// malformed.
func (m *merger) next() (err error) {
	m.key = nil
	if len(m.Rows) > 0 {
		m.key, m.value, m.Rows, err = kvpb.NextRow(m.Rows)
	}
	return err
}

// emit appends a row, as the range writes them, so that a merged page reads like any other.
func (m *merger) emit(k, v []byte) {
	m.out = kvpb.AppendRow(m.out, k, v)
	m.n++
}

// span merges the own writes of one span with the rows before and among them.
// The cursor walks all entries, also those only locked; Visible passes over what this statement does not see.
func (m *merger) span(s keys.Span) error {
	x := m.buf.seek(s.Start)
	if m.Reverse {
		// Back to front it begins with the last entry below the span's end.
		_, end := s.Bounds()
		x = m.buf.seek(end)
		x.prev()
	}
	for {
		e := x.entry()
		if e == nil || !s.Contains(e.Key) {
			return nil
		}
		if w := e.Visible(m.Limit); w != nil {
			if err := m.own(e.Key, w); err != nil {
				return err
			}
		}
		if m.full() {
			return nil
		}
		if m.Reverse {
			x.prev()
		} else {
			x.next()
		}
	}
}

// own emits the rows that come before an own write, and the write.
// An own write stands for the range's row of that key, which is dropped; a tombstone stands for no row at all.
func (m *merger) own(k keys.Key, w *Write) error {
	for m.key != nil && !m.full() {
		c := bytes.Compare(m.key, k)
		if m.Reverse {
			c = -c
		}
		if c > 0 {
			break
		}
		if c < 0 {
			m.emit(m.key, m.value)
		}
		if err := m.next(); err != nil {
			return err
		}
	}
	if !w.Tombstone && !m.full() {
		m.emit(k, w.Value)
	}
	return nil
}
