package pgerror

import (
	"encoding/binary"
	"errors"
	"unicode/utf8"
)

// Errors of plan fragments cross the mesh between the leaseholder and the gateway
// with all that a client is told (transport.MeshOptions takes these functions).
//
//	version byte | uvarint position | each of the strings: uvarint length, bytes | uvarint inner position
//
// What comes after the first twelve strings an older node leaves out.
//
// What an Error wraps stays behind.

const wireVersion = 1

// stringsAlways is how many strings every node sends.
const stringsAlways = 12

// strings are the fields that travel, in order. New ones go to the end.
func (e *Error) strings() [13]*string {
	return [...]*string{
		&e.Severity, &e.Code, &e.Message, &e.Detail, &e.Hint, &e.Where,
		&e.Schema, &e.Table, &e.Column, &e.DataType, &e.Constraint, &e.Routine,
		&e.InternalQuery,
	}
}

// EncodeError returns err as From has it, for DecodeError; nil where neither an Error
// nor a Stater is in the chain: such an error keeps what it is below (a context's end,
// a full disk), which the transport tells.
func EncodeError(err error) []byte {
	var own *Error
	var st Stater
	if !errors.As(err, &own) && !errors.As(err, &st) {
		return nil
	}
	e := From(err)
	b := binary.AppendUvarint([]byte{wireVersion}, uint64(max(e.Position, 0)))
	for _, s := range e.strings() {
		b = binary.AppendUvarint(b, uint64(len(*s)))
		b = append(b, *s...)
	}
	return binary.AppendUvarint(b, uint64(max(e.InternalPosition, 0)))
}

// DecodeError makes an *Error of what EncodeError gave; nil where b is not such.
// Fields of a newer version that are not known here are ignored.
func DecodeError(b []byte) error {
	if len(b) == 0 || b[0] < wireVersion {
		return nil
	}
	var e Error
	position, n := binary.Uvarint(b[1:])
	if n <= 0 || position > 1<<30 {
		return nil
	}
	e.Position, b = int(position), b[1+n:]
	for i, s := range e.strings() {
		if i >= stringsAlways && len(b) == 0 {
			break
		}
		size, n := binary.Uvarint(b)
		if n <= 0 || size > uint64(len(b)-n) {
			return nil
		}
		*s, b = string(b[n:n+int(size)]), b[n+int(size):]
		if !utf8.ValidString(*s) {
			return nil
		}
	}
	if len(e.Code) != 5 {
		return nil
	}
	if inner, n := binary.Uvarint(b); n > 0 && inner <= 1<<30 {
		e.InternalPosition = int(inner)
	}
	return &e
}
