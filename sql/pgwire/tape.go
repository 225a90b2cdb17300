package pgwire

import (
	"github.com/isochrondb/isochron/sql/session"
)

// tapeBytesMax bounds the messages that a connection keeps so as to run a pipeline again.
const tapeBytesMax = 64 << 10

// tape keeps the messages of the extended protocol since the transaction at hand began with
// them, as long as the client has seen none of its answers. Where the transaction loses a
// conflict, the server runs them again, as the client would.
//
//	state    message                                   next
//	off      the first without a transaction           on
//	on       the first after a transaction has ended   on, from here
//	on       Sync, Query; too many bytes; a statement
//	         closed, or taken from before the tape     off, until a transaction begins
type tape struct {
	on       bool
	executed bool // it has an Execute
	parsed   bool // it has made the statement without a name
	older    bool // it has used one that was made before
	list     []taped
	bytes    []byte
	mark     session.Mark
}

// taped is a message; its body ends at to in the tape's bytes.
type taped struct {
	kind byte
	to   int
}

// drop forgets the messages.
func (t *tape) drop() {
	*t = tape{list: t.list[:0], bytes: t.bytes[:0]}
	if cap(t.bytes) > readerBytes {
		t.list, t.bytes = nil, nil
	}
}

// keep is told of a message of the extended protocol before it is served.
func (c *conn) keep(kind byte, body []byte) {
	t := &c.tape
	if (!t.on || t.executed) && c.sess.Fresh() {
		t.drop()
		t.on, t.mark = true, c.out.Mark()
		c.sess.PipelineBegins()
	}
	if !t.on {
		return
	}
	if len(t.bytes)+len(body) > tapeBytesMax || !t.takes(kind, body) {
		t.drop()
		return
	}
	t.executed = t.executed || kind == 'E'
	t.bytes = append(t.bytes, body...)
	t.list = append(t.list, taped{kind, len(t.bytes)})
}

// takes reports whether a message can be run again after those before it.
func (t *tape) takes(kind byte, body []byte) bool {
	switch kind {
	case 'P':
		if unnamed := len(body) > 0 && body[0] == 0; unnamed {
			t.parsed = true
			return !t.older
		}
	case 'B':
		if _, rest, ok := cutString(body); !t.parsed && ok && len(rest) > 0 && rest[0] == 0 {
			t.older = true
		}
	case 'C':
		return len(body) > 0 && body[0] != 'S'
	}
	return true
}

// cutString takes a string that ends with a zero off a body.
func cutString(body []byte) (s, rest []byte, ok bool) {
	for i, b := range body {
		if b == 0 {
			return body[:i], body[i+1:], true
		}
	}
	return nil, nil, false
}

// again runs the tape's messages again, and then what failed with err at its end, as long as
// that may be done; it returns the last error.
func (c *conn) again(err error, end func() error) error {
	t := &c.tape
	for t.on && c.sess.PipelineMay(err) && c.fatal.Load() == nil && c.out.Rewind(t.mark) {
		if err := c.sess.PipelineAgain(&c.out); err != nil {
			return err
		}
		if !c.out.Rewind(t.mark) { // of settings that went back
			return err
		}
		if err = c.play(); err == nil && end != nil {
			err = end()
		}
		if err == nil {
			return nil
		}
	}
	return err
}

// play serves the messages of the tape.
func (c *conn) play() error {
	from := 0
	for i, m := range c.tape.list {
		body := c.tape.bytes[from:m.to]
		from = m.to
		if m.kind == 'P' && len(body) > 0 && body[0] != 0 { // it is there
			c.out.message('1')
			continue
		}
		c.between = i < len(c.tape.list)-1
		err := c.extended(m.kind, body)
		c.between = false
		if err != nil {
			return err
		}
	}
	return nil
}
