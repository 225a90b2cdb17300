package pgwire

import (
	"bytes"

	"github.com/isochrondb/isochron/base/charset"
	"github.com/isochrondb/isochron/sql/types"
)

// What clients send and get is in their client_encoding. The session's part is the values of
// parameters and COPY (types.Env, Charset); here is what is not values.

// charset is the encoding of the client's text; nil: UTF-8, of which nothing is converted.
func (c *conn) charset() *charset.Encoding {
	if c.sess == nil { // it has not been said yet
		return nil
	}
	return c.sess.Env().Charset
}

// heard makes UTF-8 of texts that the client has sent. Errors are 22021 and 22P05.
func (c *conn) heard(texts ...*string) error {
	e := c.charset()
	if e == nil {
		return nil
	}
	for _, s := range texts {
		out, err := e.DecodeAll(nil, []byte(*s))
		if err != nil {
			return types.CharsetError(err)
		}
		*s = string(out)
	}
	return nil
}

// recode makes of the end of buf, which is a value in UTF-8, what the client reads.
func (o *output) recode(from int) error {
	e := o.conn.charset()
	if e == nil || charset.ASCII(o.buf[from:]) {
		return nil
	}
	text := o.buf[from:]
	if e.MaxLen > 2 { // else it becomes no longer, and what is read stays ahead of what is written
		if err := o.room(len(text)); err != nil {
			return err
		}
		text = bytes.Clone(text)
	}
	out, err := e.Encode(o.buf[:from], text)
	if err != nil {
		return types.CharsetError(err)
	}
	o.buf = out
	return nil
}

// shown appends text that is for people: what the client's encoding lacks becomes a question mark.
func (o *output) shown(s string) {
	if e := o.conn.charset(); e != nil {
		o.buf = e.EncodeShown(o.buf, []byte(s))
		return
	}
	o.buf = append(o.buf, s...)
}
