package pgwire

import (
	"bytes"
	"encoding/binary"
	"slices"
	"testing"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/session"
)

// callMessage is the body that decodeFunctionCall reads.
func callMessage(c *session.FunctionCall) []byte {
	b := binary.BigEndian.AppendUint32(nil, uint32(c.Function))
	b = binary.BigEndian.AppendUint16(b, uint16(len(c.Formats)))
	for _, f := range c.Formats {
		b = binary.BigEndian.AppendUint16(b, uint16(f))
	}
	b = binary.BigEndian.AppendUint16(b, uint16(len(c.Args)))
	for _, a := range c.Args {
		if a == nil {
			b = binary.BigEndian.AppendUint32(b, 1<<32-1)
			continue
		}
		b = append(binary.BigEndian.AppendUint32(b, uint32(len(a))), a...)
	}
	return binary.BigEndian.AppendUint16(b, uint16(c.Result))
}

func TestDecodeFunctionCall(t *testing.T) {
	want := &session.FunctionCall{Function: 955, Formats: []int16{1, 0}, Args: [][]byte{{0, 0, 0, 1}, nil, {}}, Result: 1}
	whole := callMessage(want)
	got, err := decodeFunctionCall(whole)
	if err != nil || got.Function != want.Function || !slices.Equal(got.Formats, want.Formats) || got.Result != 1 || len(got.Args) != 3 ||
		!bytes.Equal(got.Args[0], want.Args[0]) || got.Args[1] != nil || got.Args[2] == nil {
		t.Fatalf("%+v, %v", got, err)
	}
	for n := range whole {
		if _, err := decodeFunctionCall(whole[:n]); pgerror.Code(err) != pgerror.ProtocolViolation {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
	if _, err := decodeFunctionCall(append(whole, 0)); pgerror.Code(err) != pgerror.ProtocolViolation {
		t.Errorf("a byte more: %v", err)
	}
}

// FuzzFunctionCall: any bytes are a call, whose message they are, or refused.
func FuzzFunctionCall(f *testing.F) {
	f.Add(callMessage(&session.FunctionCall{Function: 952, Formats: []int16{1}, Args: [][]byte{{0, 0, 64, 0}, {0, 6, 0, 0}}, Result: 1}))
	f.Add(callMessage(&session.FunctionCall{Function: 957, Args: [][]byte{nil}}))
	f.Add([]byte{0, 0, 3, 188, 0, 0, 127, 255})
	f.Fuzz(func(t *testing.T, b []byte) {
		c, err := decodeFunctionCall(b)
		if err == nil && !bytes.Equal(callMessage(c), b) {
			t.Fatalf("%x is read as %+v", b, c)
		}
	})
}
