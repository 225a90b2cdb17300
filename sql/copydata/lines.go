package copydata

import (
	"bytes"
	"io"

	"github.com/isochrondb/isochron/sql/pgerror"
)

// lineEnding is how the lines of a file end. The first line decides; a file that ends another
// one otherwise is refused, as it may hold data that was never escaped.
type lineEnding uint8

const (
	endUnknown lineEnding = iota
	endNL
	endCR
	endCRNL
)

// drain passes over whatever follows the end marker.
func (c *Reader) drain() error {
	c.over, c.bad = true, nil
	for {
		c.r = len(c.buf)
		more, err := c.fill()
		if err != nil {
			return err
		}
		if !more {
			return io.EOF
		}
	}
}

// readLine returns the next line without its end. In CSV, line ends within
// quotes belong to the line.
func (c *Reader) readLine() ([]byte, error) {
	if c.ended {
		return nil, c.drain()
	}
	c.line++
	c.quoted = false
	first, from, eol := c.line, 0, c.eol
	for {
		rest := c.buf[c.r:]
		end, next, err := c.lineEnd(rest, from)
		if err != nil {
			c.countLines(first, rest[:next], eol)
			if bad := checkText(rest[:next]); bad != nil {
				err = bad
			}
			return nil, err
		}
		if end < 0 && c.eof { // splitCSV refuses one that ends in quotes, but of a header nobody reads
			end, next = len(rest), len(rest)
		} else if end < 0 {
			from = next
			if _, err := c.fill(); err != nil {
				return nil, err
			}
			continue
		}
		c.r += next
		switch {
		case end > 0 || next > 0 && !c.ended:
			c.countLines(first, rest[:end], eol)
			return rest[:end], nil
		case c.ended:
			return nil, c.drain()
		}
		return nil, io.EOF
	}
}

// countLines counts the line ends within quotes, by the line ending that was known when the
// line began, as Postgres does.
func (c *Reader) countLines(first int64, line []byte, eol lineEnding) {
	if c.o.format != formatCSV {
		return
	}
	end := []byte{'\r'}
	if eol == endNL {
		end[0] = '\n'
	}
	c.line = first + int64(bytes.Count(line, end))
}

// lineEnd finds where the line that b begins with ends, and where the next one begins; from is
// where to look. An end below zero says that more is needed, or, at the end of the data, that
// the line has none; next is then where to look again. Next to an error it is where the error is.
func (c *Reader) lineEnd(b []byte, from int) (end, next int, err error) {
	if c.eol != endCR {
		// Most lines hold nothing that has a meaning.
		if i := bytes.IndexByte(b[from:], '\n'); i >= 0 && c.plain(b[from:from+i], from == 0) {
			if i += from; i == from || b[i-1] != '\r' {
				if c.eol != endCRNL {
					c.eol = endNL
					return i, i + 1, nil
				}
			} else if c.eol != endNL {
				c.eol = endCRNL
				return i - 1, i + 1, nil
			}
		}
	}
	if c.o.format == formatCSV {
		return c.csvEnd(b, from)
	}
	return c.textEnd(b, from)
}

// plain tells whether a line up to its newline has no bytes with a meaning, but for a carriage
// return as its last one. It may be the rest of a line.
func (c *Reader) plain(line []byte, whole bool) bool {
	if n := len(line); n > 0 && line[n-1] == '\r' {
		line = line[:n-1]
	}
	if bytes.IndexByte(line, '\r') >= 0 {
		return false
	}
	if c.o.format != formatCSV {
		return bytes.IndexByte(line, '\\') < 0
	}
	return !c.quoted && !(whole && len(line) > 0 && line[0] == '\\') && bytes.IndexByte(line, c.o.quote) < 0
}

// textEnd is lineEnd of the text format. A backslash makes what follows it data.
func (c *Reader) textEnd(b []byte, from int) (end, next int, err error) {
	for i := from; i < len(b); i++ {
		switch b[i] {
		case '\n':
			return c.newline(i)
		case '\r':
			return c.carriageReturn(b, i)
		case '\\':
			if i+1 == len(b) {
				return -1, i, nil
			}
			if b[i+1] == '.' {
				found, _, err := c.marker(b[i:])
				if found {
					c.ended = true
					return i, len(b), nil
				}
				return -1, i, err
			}
			i++
		}
	}
	return -1, len(b), nil
}

// csvEnd is lineEnd of CSV: outside of quotes.
func (c *Reader) csvEnd(b []byte, from int) (end, next int, err error) {
	if from == 0 && len(b) > 0 && b[0] == '\\' {
		found, known, err := c.marker(b)
		switch {
		case found:
			c.ended = true
			return 0, len(b), nil
		case !known:
			return -1, 0, err
		}
	}
	quote, escape := c.o.quote, c.o.escape
	for i := from; i < len(b); i++ {
		switch x := b[i]; {
		case c.quoted && x == escape && escape != quote:
			if i+1 == len(b) {
				return -1, i, nil
			}
			i++
		case x == quote:
			c.quoted = !c.quoted
		case c.quoted:
		case x == '\n':
			return c.newline(i)
		case x == '\r':
			return c.carriageReturn(b, i)
		}
	}
	return -1, len(b), nil
}

// newline is lineEnd where a newline is.
func (c *Reader) newline(i int) (end, next int, err error) {
	if c.eol == endCR || c.eol == endCRNL {
		return -1, i, c.stray("newline", `\n`)
	}
	c.eol = endNL
	return i, i + 1, nil
}

// carriageReturn is lineEnd where a carriage return is.
func (c *Reader) carriageReturn(b []byte, i int) (end, next int, err error) {
	switch c.eol {
	case endNL:
		return -1, i, c.stray("carriage return", `\r`)
	case endCR:
		return i, i + 1, nil
	}
	switch {
	case i+1 == len(b) && !c.eof:
		return -1, i, nil
	case i+1 < len(b) && b[i+1] == '\n':
		c.eol = endCRNL
		return i, i + 2, nil
	case c.eol == endCRNL:
		return -1, i, c.stray("carriage return", `\r`)
	}
	c.eol = endCR
	return i, i + 1, nil
}

// stray refuses a line end that is not the file's.
func (c *Reader) stray(what, escaped string) error {
	if c.o.format == formatCSV {
		return pgerror.New(pgerror.BadCopyFileFormat, "unquoted %s found in data", what).
			WithHint("Use quoted CSV field to represent %s.", what)
	}
	return pgerror.New(pgerror.BadCopyFileFormat, "literal %s found in data", what).
		WithHint("Use \"%s\" to represent %s.", escaped, what)
}

// marker looks whether b, which begins with a backslash, is the end marker: a backslash, a
// period and the file's line end. In CSV it may be a value, too. Nothing is known until enough
// of b is there; an error says that it is no marker and can be nothing else.
func (c *Reader) marker(b []byte) (found, known bool, err error) {
	csv := c.o.format == formatCSV
	if len(b) < 2 || b[1] != '.' {
		return false, len(b) > 1 || c.eof, nil
	}
	b = b[2:]
	corrupt := func() (bool, bool, error) {
		if csv {
			return false, true, nil
		}
		return false, false, pgerror.New(pgerror.BadCopyFileFormat, "end-of-copy marker corrupt")
	}
	mismatch := pgerror.New(pgerror.BadCopyFileFormat, "end-of-copy marker does not match previous newline style")
	switch {
	case len(b) == 0 && c.eof:
		return corrupt()
	case len(b) == 0:
		return false, false, nil
	case c.eol == endCRNL && b[0] == '\n' && !csv:
		return false, false, mismatch
	case c.eol == endCRNL && b[0] != '\r':
		return corrupt()
	case c.eol == endCRNL:
		if b = b[1:]; len(b) == 0 && !c.eof {
			return false, false, nil
		}
	}
	switch {
	case len(b) == 0 || b[0] != '\r' && b[0] != '\n':
		return corrupt()
	case c.eol != endUnknown && (b[0] == '\r') != (c.eol == endCR):
		return false, false, mismatch
	}
	return true, true, nil
}
