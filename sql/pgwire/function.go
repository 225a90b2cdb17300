package pgwire

import (
	"encoding/binary"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/session"
	"github.com/isochrondb/isochron/sql/types"
)

// functionCall serves the function call message, by which libpq and others use large objects.
func (c *conn) functionCall(body []byte) error {
	call, err := decodeFunctionCall(body)
	if err != nil {
		c.sess.Fail(err)
		return err
	}
	return c.sess.CallFunction(call, &functionOutput{output: &c.out})
}

// decodeFunctionCall reads the message's body, whose memory the arguments share. It never
// panics on malformed input (08P01).
//
//	function int32, n int16, n formats int16, m int16, m times (length int32, bytes), format int16
func decodeFunctionCall(b []byte) (*session.FunctionCall, error) {
	short := func() error {
		return pgerror.New(pgerror.ProtocolViolation, "invalid message format").WithDetail("The message ends too early.")
	}
	half := func() (int16, bool) {
		if len(b) < 2 {
			return 0, false
		}
		v := int16(binary.BigEndian.Uint16(b))
		b = b[2:]
		return v, true
	}
	whole := func() (int32, bool) {
		if len(b) < 4 {
			return 0, false
		}
		v := int32(binary.BigEndian.Uint32(b))
		b = b[4:]
		return v, true
	}
	call := &session.FunctionCall{}
	oid, ok := whole()
	n, more := half()
	if !ok || !more || n < 0 || len(b) < 2*int(n) {
		return nil, short()
	}
	call.Function = types.OID(uint32(oid))
	for range n {
		f, _ := half()
		call.Formats = append(call.Formats, f)
	}
	if n, ok = half(); !ok || n < 0 || len(b) < 4*int(n) {
		return nil, short()
	}
	for range n {
		size, ok := whole()
		switch {
		case !ok:
			return nil, short()
		case size < -1:
			return nil, pgerror.New(pgerror.ProtocolViolation, "invalid argument size %d in function call message", size)
		case size == -1:
			call.Args = append(call.Args, nil)
			continue
		case int(size) > len(b):
			return nil, short()
		}
		call.Args = append(call.Args, b[:size:size])
		b = b[size:]
	}
	if call.Result, ok = half(); !ok {
		return nil, short()
	}
	if len(b) > 0 {
		return nil, pgerror.New(pgerror.ProtocolViolation, "invalid message format")
	}
	return call, nil
}

// functionOutput turns the one row of a call into its FunctionCallResponse.
type functionOutput struct{ *output }

// Shape implements session.Output: nothing is described.
func (o *functionOutput) Shape(cols []session.Column, formats []int16, _ bool) error {
	return o.output.Shape(cols, formats, false)
}

// Row implements session.Output.
func (o *functionOutput) Row(row []types.Datum) error {
	at := o.begin('V')
	if err := o.value(0, row[0]); err != nil {
		o.buf = o.buf[:at-1]
		return err
	}
	o.end(at)
	return o.spill()
}

// Complete implements session.Output: the answer has no tag.
func (o *functionOutput) Complete(string, int64) {}
