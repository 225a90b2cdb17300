package copydata

import (
	"bytes"
	"encoding/binary"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// lineBytesMax is the longest line, or binary row, that COPY FROM takes.
const lineBytesMax = 256 << 20

// Source is what a client sends in a COPY FROM STDIN.
type Source interface {
	// Next returns the next piece, of any size, valid until the next call;
	// io.EOF when the client is done; 57014 when the client gives up.
	Next() ([]byte, error)
}

// Reader cuts a client's data into rows, in Postgres's three formats
// (Postgres 15 documentation, COPY, "File Formats").
type Reader struct {
	src   Source
	o     *Options
	cols  []nodes.Column
	env   *types.Env
	table string

	buf    []byte // unread input
	r      int
	eof    bool
	line   int64
	col    string // where an error happened
	value  string
	null   bool   // of a NULL
	raw    []byte // the line at hand, once it is known to be text
	done   copiedLines
	row    []types.Datum
	fields []field
	text   []byte // decoded fields of one line

	eol    lineEnding // of the lines so far
	quoted bool       // CSV: what was looked at of the line at hand ends within quotes
	ended  bool       // the end marker stood behind the line at hand

	half, utf8 []byte // of a piece in another encoding: what is not converted yet, and what is
	bad        error  // of what comes next
	over       bool   // nothing that comes next is data
}

// NewReader reads rows of these columns of a table. Values are read by env.
func NewReader(src Source, o *Options, cols []nodes.Column, env *types.Env, table string) *Reader {
	return &Reader{src: src, o: o, cols: cols, env: env, table: table, row: make([]types.Datum, len(cols))}
}

// field is one field of a line: text[from:to], or NULL.
type field struct {
	from, to int
	null     bool
	quoted   bool
}

// binarySignature opens the binary format.
const binarySignature = "PGCOPY\n\xff\r\n\x00"

// shownBytesMax is how many bytes of a line or value an error shows.
const shownBytesMax = 100

// appendShown appends the beginning of a line or value, as an error shows it.
func appendShown(dst, b []byte) []byte {
	if len(b) <= shownBytesMax {
		return append(dst, b...)
	}
	n := shownBytesMax
	for n > 0 && !utf8.RuneStart(b[n]) {
		n--
	}
	return append(append(dst, b[:n]...), "..."...)
}

// At adds to an error where in the data it happened.
func (c *Reader) At(err error) error {
	switch {
	case c.col != "" && c.null:
		return c.within(err, c.line, "column "+c.col+": null input", nil)
	case c.col != "" && c.o.format != formatBinary:
		return c.within(err, c.line, "column "+c.col, []byte(c.value))
	case c.col != "":
		return c.within(err, c.line, "column "+c.col, nil)
	}
	return c.within(err, c.line, "", c.raw)
}

// within adds to an error the line, what of it, and its text, nil for none.
func (c *Reader) within(err error, line int64, part string, text []byte) error {
	e := pgerror.From(err).Clone()
	if e.Severity == "FATAL" {
		return e
	}
	where := "COPY " + c.table + ", line " + strconv.FormatInt(line, 10)
	if line == 0 {
		return e // of the header
	}
	if part != "" {
		where += ", " + part
	}
	if text != nil {
		where += ": \"" + string(appendShown(nil, text)) + "\""
	}
	if e.Where != "" {
		where = e.Where + "\n" + where
	}
	e.Where = where
	return e
}

// copiedLines are the lines of the rows that wait to be written together.
type copiedLines struct {
	lines []copiedLine
	text  []byte
}

// copiedLine is the line that a row ended in; text up to end is what errors show of it.
type copiedLine struct {
	number int64
	end    int
}

// Keep notes the line at hand.
func (c *Reader) Keep() {
	d := &c.done
	d.text = appendShown(d.text, c.raw)
	d.lines = append(d.lines, copiedLine{c.line, len(d.text)})
}

// Written forgets the lines: their rows have been written.
func (c *Reader) Written() { c.done.lines, c.done.text = c.done.lines[:0], c.done.text[:0] }

// AtRow adds to an error the line of a row that has waited; text: with what it says.
func (c *Reader) AtRow(err error, row int, text bool) error {
	d := &c.done
	if row < 0 || row >= len(d.lines) {
		return err
	}
	if !text || c.o.format == formatBinary {
		return c.within(err, d.lines[row].number, "", nil)
	}
	from := 0
	if row > 0 {
		from = d.lines[row-1].end
	}
	return c.within(err, d.lines[row].number, "", d.text[from:d.lines[row].end:d.lines[row].end])
}

// fill reads more input. It reports false at the end.
func (c *Reader) fill() (bool, error) {
	if c.eof {
		return false, nil
	}
	piece, err := c.piece()
	if err == io.EOF {
		c.eof = true
		return false, nil
	}
	if err != nil {
		c.eof = true
		return false, err
	}
	if c.r > 0 {
		c.buf = append(c.buf[:0], c.buf[c.r:]...)
		c.r = 0
	}
	if len(c.buf)+len(piece) > lineBytesMax {
		return false, pgerror.New(pgerror.ProgramLimitExceeded, "COPY row exceeds the limit of %d bytes", lineBytesMax)
	}
	c.buf = append(c.buf, piece...)
	return true, nil
}

// piece returns the next piece of input, in UTF-8 where it is text. A character may come in
// two pieces.
func (c *Reader) piece() ([]byte, error) {
	if c.bad != nil {
		return nil, c.bad
	}
	piece, err := c.src.Next()
	e := c.o.charset(c.env)
	if e == nil || c.over {
		return piece, err
	}
	if err == io.EOF && len(c.half) > 0 {
		_, err := e.DecodeAll(nil, c.half)
		return nil, types.CharsetError(err)
	}
	if err != nil {
		return nil, err
	}
	c.half = append(c.half, piece...)
	out, rest, err := e.Decode(c.utf8[:0], c.half)
	c.bad = types.CharsetError(err) // what is before it may be the end of the data
	c.utf8, c.half = out, append(c.half[:0], c.half[len(c.half)-rest:]...)
	return out, nil
}

// Header reads what comes before the rows.
func (c *Reader) Header() error {
	if c.o.format == formatBinary {
		return c.binaryHeader()
	}
	if !c.o.header {
		return nil
	}
	line, err := c.readLine()
	if err == io.EOF {
		return nil
	}
	if err != nil || !c.o.matchHeader {
		return err
	}
	if err := c.split(line); err != nil {
		return err
	}
	if len(c.fields) != len(c.cols) {
		return pgerror.New(pgerror.BadCopyFileFormat, "wrong number of fields in header line: got %d, expected %d", len(c.fields), len(c.cols))
	}
	for i, f := range c.fields {
		if f.null {
			return pgerror.New(pgerror.BadCopyFileFormat, "column name mismatch in header line field %d: got null value (\"%s\"), expected %q", i+1, c.o.null, c.cols[i].Name)
		}
		if got := string(c.text[f.from:f.to]); got != c.cols[i].Name {
			return pgerror.New(pgerror.BadCopyFileFormat, "column name mismatch in header line field %d: got %q, expected %q", i+1, got, c.cols[i].Name)
		}
	}
	return nil
}

// Next returns the next row, valid until the next call, or io.EOF.
func (c *Reader) Next() ([]types.Datum, error) {
	c.col, c.value, c.null, c.raw = "", "", false, nil
	if c.o.format == formatBinary {
		return c.binaryRow()
	}
	line, err := c.readLine()
	if err != nil {
		return nil, err
	}
	if err := c.split(line); err != nil {
		return nil, err
	}
	return c.row, c.decode()
}

// split cuts a line into fields and undoes escapes.
func (c *Reader) split(line []byte) error {
	c.fields, c.text = c.fields[:0], c.text[:0]
	if err := checkText(line); err != nil {
		return err
	}
	c.raw = line
	if c.o.format == formatCSV {
		return c.splitCSV(line)
	}
	c.splitText(line)
	return nil
}

// checkText refuses what no text may hold (22021).
func checkText(b []byte) error {
	if !utf8.Valid(b) {
		return badUTF8(b)
	}
	if bytes.IndexByte(b, 0) >= 0 {
		return pgerror.New(pgerror.CharacterNotInRepertoire, "invalid byte sequence for encoding \"UTF8\": 0x00")
	}
	return nil
}

func badUTF8(b []byte) error {
	for len(b) > 1 {
		r, n := utf8.DecodeRune(b)
		if r == utf8.RuneError && n <= 1 {
			break
		}
		b = b[n:]
	}
	const hex = "0123456789abcdef"
	var shown []string
	for _, x := range b[:min(len(b), sequenceLength(b[0]))] {
		shown = append(shown, "0x"+string([]byte{hex[x>>4], hex[x&15]}))
	}
	return pgerror.New(pgerror.CharacterNotInRepertoire, "invalid byte sequence for encoding \"UTF8\": %s", strings.Join(shown, " "))
}

// sequenceLength is how many bytes a lead byte of UTF-8 promises.
func sequenceLength(lead byte) int {
	switch {
	case lead >= 0xf0 && lead < 0xf8:
		return 4
	case lead >= 0xe0 && lead < 0xf0:
		return 3
	case lead >= 0xc0 && lead < 0xe0:
		return 2
	}
	return 1
}

func (c *Reader) splitText(line []byte) {
	if len(c.cols) == 0 && len(line) == 0 {
		return
	}
	escapes := bytes.IndexByte(line, '\\') >= 0
	for {
		raw, rest, more := line, []byte(nil), false
		if i := c.delimiter(line, escapes); i >= 0 {
			raw, rest, more = line[:i], line[i+1:], true
		}
		f := field{from: len(c.text), null: string(raw) == c.o.null}
		switch {
		case f.null:
		case escapes:
			c.text = unescape(c.text, raw)
		default:
			c.text = append(c.text, raw...)
		}
		f.to = len(c.text)
		c.fields = append(c.fields, f)
		if !more {
			return
		}
		line = rest
	}
}

// delimiter finds the next delimiter that no backslash protects. Most lines have none.
func (c *Reader) delimiter(b []byte, escapes bool) int {
	if !escapes {
		return bytes.IndexByte(b, c.o.delim)
	}
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case c.o.delim:
			return i
		}
	}
	return -1
}

// unescape appends raw with the escapes of the text format undone.
func unescape(dst, raw []byte) []byte {
	if bytes.IndexByte(raw, '\\') < 0 {
		return append(dst, raw...)
	}
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			dst = append(dst, raw[i])
			continue
		}
		if i++; i == len(raw) { // nothing follows it in all of the data
			break
		}
		switch e := raw[i]; e {
		case 'b':
			dst = append(dst, '\b')
		case 'f':
			dst = append(dst, '\f')
		case 'n':
			dst = append(dst, '\n')
		case 'r':
			dst = append(dst, '\r')
		case 't':
			dst = append(dst, '\t')
		case 'v':
			dst = append(dst, '\v')
		case '0', '1', '2', '3', '4', '5', '6', '7':
			v, n := digits(raw[i:], 8, 3)
			dst = append(dst, byte(v))
			i += n - 1
		case 'x':
			if v, n := digits(raw[i+1:], 16, 2); n > 0 {
				dst = append(dst, byte(v))
				i += n
			} else {
				dst = append(dst, 'x')
			}
		default:
			dst = append(dst, e)
		}
	}
	return dst
}

// digits reads up to most digits of a base, and tells how many there were.
func digits(b []byte, base, most int) (v, n int) {
	for n < most && n < len(b) {
		d := 99
		switch x := b[n]; {
		case x >= '0' && x <= '9':
			d = int(x - '0')
		case x >= 'a' && x <= 'f':
			d = int(x-'a') + 10
		case x >= 'A' && x <= 'F':
			d = int(x-'A') + 10
		}
		if d >= base {
			break
		}
		v, n = v*base+d, n+1
	}
	return v, n
}

func (c *Reader) splitCSV(line []byte) error {
	i := 0
	for {
		f := field{from: len(c.text)}
		start := i
		quoted := false
		for i < len(line) {
			b := line[i]
			switch {
			case quoted && b == c.o.escape && i+1 < len(line) && (line[i+1] == c.o.quote || line[i+1] == c.o.escape):
				c.text = append(c.text, line[i+1])
				i += 2
				continue
			case b == c.o.quote:
				quoted = !quoted
				f.quoted = true
				i++
				continue
			case !quoted && b == c.o.delim:
			default:
				c.text = append(c.text, b)
				i++
				continue
			}
			break
		}
		if quoted {
			return pgerror.New(pgerror.BadCopyFileFormat, "unterminated CSV quoted field")
		}
		f.to = len(c.text)
		f.null = !f.quoted && string(line[start:i]) == c.o.null
		c.fields = append(c.fields, f)
		if i >= len(line) {
			return nil
		}
		i++ // the delimiter
	}
}

// decode turns the fields of a line into the row.
func (c *Reader) decode() error {
	n := len(c.fields)
	if n > len(c.cols) {
		return pgerror.New(pgerror.BadCopyFileFormat, "extra data after last expected column")
	}
	for i, f := range c.fields {
		col := &c.cols[i]
		text := c.text[f.from:f.to]
		null := f.null
		switch {
		case null && c.o.forceNotNull[col.Name]:
			null = false
		case f.quoted && c.o.forceNull[col.Name] && string(text) == c.o.null:
			null = true
		}
		if null {
			if _, err := c.env.Checked(col.Type, types.Null); err != nil {
				c.col, c.null = col.Name, true
				return err
			}
			c.row[i] = types.Null
			continue
		}
		d, err := types.DecodeText(col.Type, col.Typmod, string(text), c.env)
		if err != nil {
			c.col, c.value = col.Name, string(text)
			return err
		}
		c.row[i] = d
	}
	if n < len(c.cols) { // told after what is wrong with the values that are there
		c.col = ""
		return pgerror.New(pgerror.BadCopyFileFormat, "missing data for column %q", c.cols[n].Name)
	}
	return nil
}

// need makes n bytes available.
func (c *Reader) need(n int) error {
	if n > lineBytesMax {
		return pgerror.New(pgerror.ProgramLimitExceeded, "COPY field exceeds the limit of %d bytes", lineBytesMax)
	}
	for len(c.buf)-c.r < n {
		more, err := c.fill()
		if err != nil {
			return err
		}
		if !more {
			return pgerror.New(pgerror.BadCopyFileFormat, "unexpected EOF in COPY data")
		}
	}
	return nil
}

func (c *Reader) take(n int) []byte {
	b := c.buf[c.r : c.r+n]
	c.r += n
	return b
}

func (c *Reader) binaryHeader() error {
	if err := c.need(len(binarySignature) + 8); err != nil || string(c.take(len(binarySignature))) != binarySignature {
		return pgerror.New(pgerror.BadCopyFileFormat, "COPY file signature not recognized")
	}
	flags := binary.BigEndian.Uint32(c.take(4))
	extension := int(int32(binary.BigEndian.Uint32(c.take(4))))
	if flags&0xffff0000 != 0 {
		return pgerror.New(pgerror.BadCopyFileFormat, "unrecognized critical flags in COPY file header")
	}
	if extension < 0 {
		return pgerror.New(pgerror.BadCopyFileFormat, "invalid COPY file header (wrong length)")
	}
	if err := c.need(extension); err != nil {
		return err
	}
	c.take(extension)
	return nil
}

func (c *Reader) binaryRow() ([]types.Datum, error) {
	c.line++
	if err := c.need(2); err != nil {
		if c.eof && len(c.buf) == c.r && pgerror.Is(err, pgerror.BadCopyFileFormat) {
			return nil, io.EOF // the trailer is optional
		}
		return nil, err
	}
	n := int(int16(binary.BigEndian.Uint16(c.take(2))))
	if n == -1 {
		return nil, c.drain()
	}
	if n != len(c.cols) {
		return nil, pgerror.New(pgerror.BadCopyFileFormat, "row field count is %d, expected %d", n, len(c.cols))
	}
	for i := range c.cols {
		c.col = c.cols[i].Name
		if err := c.need(4); err != nil {
			return nil, err
		}
		size := int(int32(binary.BigEndian.Uint32(c.take(4))))
		switch {
		case size == -1:
			c.row[i] = types.Null
			continue
		case size < 0:
			return nil, pgerror.New(pgerror.BadCopyFileFormat, "invalid field size")
		}
		if err := c.need(size); err != nil {
			return nil, err
		}
		d, err := types.DecodeBinary(c.cols[i].Type, c.cols[i].Typmod, bytes.Clone(c.take(size)), c.env)
		if err != nil {
			return nil, err
		}
		c.row[i] = d
	}
	return c.row, nil
}
