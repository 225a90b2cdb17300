package spill

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"sort"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Budget is the memory that pages are taken from.
type Budget interface {
	// Grow takes n bytes, or nothing and fails.
	Grow(n int) error
	// Shrink gives n bytes back.
	Shrink(n int)
}

// Bounds of a page's size. A row that is larger has a page of its own.
const (
	PageBytesMin = 1 << 10
	PageBytesMax = 64 << 10
	pageHead     = 8
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// File is one temporary file. Not safe for concurrent use.
type File struct {
	a     *Account
	mem   Budget
	page  int // bytes
	name  string
	h     Handle // nil until something is written
	size  int64
	codec codec
	held  int // bytes of memory
	ended bool
}

// Create returns a file, which comes to the disk with its first page. Close it.
func (a *Account) Create(mem Budget, pageBytes int) *File {
	return &File{a: a, mem: mem, page: max(PageBytesMin, min(PageBytesMax, pageBytes))}
}

// Size is how many bytes have been written.
func (f *File) Size() int64 { return f.size }

// PageBytes is the memory that a stream takes that is written, and a reader.
func (f *File) PageBytes() int { return f.page }

// Close removes the file. It may be called more than once.
func (f *File) Close() error {
	if f.ended {
		return nil
	}
	f.ended = true
	f.mem.Shrink(f.held)
	f.held = 0
	if f.h == nil {
		return nil
	}
	s := f.a.s
	err := errors.Join(f.h.Close(), s.o.FS.Remove(f.name))
	f.a.give(f.size)
	s.open.Add(-1)
	if limit := f.a.log.Load(); limit >= 0 && f.size >= limit {
		s.o.Logger.Info("temporary file", "path", f.name, "size", f.size)
	}
	if err != nil {
		s.o.Logger.Warn("a temporary file was not removed", "path", f.name, "err", err)
	}
	return err
}

func (f *File) grow(n int) error {
	if err := f.mem.Grow(n); err != nil {
		return err
	}
	f.held += n
	return nil
}

func (f *File) shrink(n int) {
	if f.ended {
		return
	}
	f.held -= n
	f.mem.Shrink(n)
}

// write appends a page, whose head has room for the checksum, and returns its place.
func (f *File) write(page []byte) (int64, error) {
	if f.ended {
		return 0, pgerror.Internal("spill: a file that has ended")
	}
	if err := f.a.take(int64(len(page))); err != nil {
		return 0, err
	}
	at := f.size
	f.size += int64(len(page))
	if f.h == nil {
		name, h, err := f.a.s.create()
		if err != nil {
			f.a.give(f.size)
			f.size = 0
			return 0, err
		}
		f.name, f.h = name, h
		f.a.count.Files.Add(1)
	}
	binary.LittleEndian.PutUint32(page[4:], uint32(len(page)-pageHead))
	binary.LittleEndian.PutUint32(page, checksum(page, at))
	if _, err := f.h.Write(page); err != nil {
		return 0, writeError(f.name, err)
	}
	return at, nil
}

// checksum is that of a page at a place.
func checksum(page []byte, at int64) uint32 {
	var place [8]byte
	binary.LittleEndian.PutUint64(place[:], uint64(at))
	return crc32.Update(crc32.Checksum(place[:], castagnoli), castagnoli, page[4:])
}

// errPage reports bytes that were not written there.
func errPage(name string, at int64) error {
	return pgerror.New(pgerror.DataCorrupted, "invalid page at %d of temporary file %q", at, name)
}

// read reads a page of n bytes and returns its rows.
func (f *File) read(at int64, n int) ([]byte, error) {
	if f.ended || f.h == nil {
		return nil, pgerror.Internal("spill: a file that has ended")
	}
	// Never used again: rows that were given may share its memory.
	page := make([]byte, n)
	if got, err := f.h.ReadAt(page, at); got < n {
		if err == nil || errors.Is(err, io.EOF) {
			return nil, errPage(f.name, at)
		}
		return nil, pgerror.Wrap(err, pgerror.IOError, "could not read from file %q: %s", f.name, err.Error())
	}
	rows, ok := openPage(page, at)
	if !ok {
		return nil, errPage(f.name, at)
	}
	return rows, nil
}

// openPage checks a page that was read at a place.
func openPage(page []byte, at int64) ([]byte, bool) {
	if len(page) < pageHead || binary.LittleEndian.Uint32(page) != checksum(page, at) ||
		int(binary.LittleEndian.Uint32(page[4:])) != len(page)-pageHead {
		return nil, false
	}
	return page[pageHead:], true
}

// Stream is a sequence of rows in a File.
type Stream struct {
	f     *File
	pages []pageRef
	buf   []byte // the page that is filled
	rows  int64
	bytes int64
}

// pageRef is where a page is, and the number of its first row.
type pageRef struct {
	at    int64
	first int64
	size  int
}

// pageRefBytes is what a page takes in memory when it is written.
const pageRefBytes = 24

// NewStream returns an empty stream.
func (f *File) NewStream() *Stream { return &Stream{f: f} }

// Rows is how many rows there are.
func (s *Stream) Rows() int64 { return s.rows }

// Bytes is how many bytes have been written of it, those that wait included.
func (s *Stream) Bytes() int64 { return s.bytes + int64(len(s.buf)) }

// Pages is how many pages there are. One more than before Append: its row begins a page.
func (s *Stream) Pages() int { return len(s.pages) }

// Append adds a row.
func (s *Stream) Append(row []types.Datum) (err error) {
	f := s.f
	if s.buf == nil {
		if err := f.grow(f.page); err != nil {
			return err
		}
		s.buf = make([]byte, pageHead, f.page)
	}
	at := len(s.buf)
	if at == pageHead {
		if err := s.begin(); err != nil {
			return err
		}
	}
	if s.buf, err = f.codec.appendRow(s.buf, row); err != nil {
		s.buf = s.buf[:at]
		return err
	}
	switch {
	case len(s.buf) < f.page:
	case at == pageHead:
		s.rows++
		return s.end()
	case len(s.buf) > f.page:
		return s.overflow(at)
	}
	s.rows++
	return nil
}

// overflow ends the page before its last row, which begins at at, and begins the next
// with it.
func (s *Stream) overflow(at int) error {
	row := append([]byte(nil), s.buf[at:]...)
	s.buf = s.buf[:at]
	if err := s.end(); err != nil {
		return err
	}
	if err := s.begin(); err != nil {
		return err
	}
	s.buf = append(s.buf, row...)
	s.rows++
	if len(s.buf) >= s.f.page {
		return s.end()
	}
	return nil
}

func (s *Stream) begin() error {
	s.pages = append(s.pages, pageRef{first: s.rows})
	return s.f.grow(pageRefBytes)
}

// end writes the page at hand.
func (s *Stream) end() error {
	at, err := s.f.write(s.buf)
	if err != nil {
		return err
	}
	p := &s.pages[len(s.pages)-1]
	p.at, p.size = at, len(s.buf)
	s.bytes += int64(len(s.buf))
	if cap(s.buf) > 2*s.f.page { // of a large row
		s.buf = make([]byte, pageHead, s.f.page)
	}
	s.buf = s.buf[:pageHead]
	return nil
}

// Flush writes what waits and gives the memory for writing back. More rows may follow.
func (s *Stream) Flush() error {
	if s.buf == nil {
		return nil
	}
	if len(s.buf) > pageHead {
		if err := s.end(); err != nil {
			return err
		}
	}
	s.buf = nil
	s.f.shrink(s.f.page)
	return nil
}

// Drop forgets the stream: its pages stay in the file until that ends, and nothing of it
// in memory.
func (s *Stream) Drop() {
	if s.buf != nil {
		s.f.shrink(s.f.page)
	}
	s.f.shrink(pageRefBytes * len(s.pages))
	s.buf, s.pages, s.rows, s.bytes = nil, nil, 0, 0
}

// Reader reads a stream from any row on, those included that were added last. It must not
// be used after its stream was dropped.
type Reader struct {
	s     *Stream
	page  int   // what dec is of
	at    int64 // the number of the next row
	dec   decoder
	row   []types.Datum
	holds bool // a page's memory
}

// NewReader returns a reader from the first row on. Close it.
func (s *Stream) NewReader() *Reader { return &Reader{s: s, dec: decoder{c: &s.f.codec}} }

// Next gives the next row, nil at the end. The slice is the reader's; its datums may be
// kept, and keep a page in memory.
func (r *Reader) Next() (_ []types.Datum, err error) {
	if r.at >= r.s.rows {
		return nil, nil
	}
	if len(r.dec.b) == 0 {
		if err := r.load(); err != nil {
			return nil, err
		}
	}
	if r.row, err = r.dec.row(r.row); err != nil {
		return nil, err
	}
	if r.row == nil { // which is the end; rows may have no columns
		r.row = []types.Datum{}
	}
	r.at++
	return r.row, nil
}

// load readies the page that the next row is on.
func (r *Reader) load() error {
	if !r.holds {
		if err := r.s.f.grow(r.s.f.page); err != nil {
			return err
		}
		r.holds = true
	}
	pages := r.s.pages
	if next := r.page + 1; next >= len(pages) || pages[next].first != r.at {
		next = sort.Search(len(pages), func(k int) bool { return pages[k].first > r.at }) - 1
		r.page = next
	} else {
		r.page = next
	}
	p := pages[r.page]
	if p.size == 0 { // not written yet
		r.dec.b = append([]byte(nil), r.s.buf[pageHead:]...)
	} else {
		b, err := r.s.f.read(p.at, p.size)
		if err != nil {
			return err
		}
		r.dec.b = b
	}
	for at := p.first; at < r.at; at++ {
		var err error
		if r.row, err = r.dec.row(r.row); err != nil {
			return err
		}
	}
	return nil
}

// GoTo makes row i the next.
func (r *Reader) GoTo(i int64) {
	if i != r.at {
		r.at, r.dec.b = i, nil
	}
}

// Close gives the reader's memory back.
func (r *Reader) Close() {
	if r.holds {
		r.s.f.shrink(r.s.f.page)
	}
	r.holds, r.dec.b = false, nil
}
