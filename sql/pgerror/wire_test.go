package pgerror

import (
	"bytes"
	"context"
	"fmt"
	"reflect"
	"testing"

	"github.com/isochrondb/isochron/kv/engine"
)

func full() *Error {
	e := New(UniqueViolation, "duplicate key value violates unique constraint %q", "t_pkey").
		WithDetail("Key (id)=(ä) already exists.").WithHint("h").WithPosition(17).WithWhere("COPY t, line 3").
		WithTable("public", "t").WithColumn("id").WithDataType("int4").WithConstraint("t_pkey").WithRoutine("_bt_check_unique")
	e.InternalQuery, e.InternalPosition = "SELECT 1", 8
	return e
}

// What a client is told of an error is the same on the other side of the mesh.
func TestErrorsCross(t *testing.T) {
	for _, err := range []error{
		full(), fmt.Errorf("fragment: %w", full()), New(DivisionByZero, "division by zero"), lowError{},
	} {
		got := DecodeError(EncodeError(err))
		if want := From(err).Fields(); !reflect.DeepEqual(From(got).Fields(), want) {
			t.Errorf("%v: got %v, want %v", err, got, want)
		}
	}
	// Every field counts: one that is added to Error and forgotten here is missing there.
	v := reflect.ValueOf(full()).Elem()
	for i := range v.NumField() {
		if f := v.Type().Field(i); f.IsExported() && v.Field(i).IsZero() {
			t.Errorf("the field %s is not tested", f.Name)
		}
	}
	// A node of an older version sends less.
	if b := EncodeError(New(DivisionByZero, "x")); Code(DecodeError(b[:len(b)-2])) != DivisionByZero {
		t.Errorf("the error of an older node is lost")
	}
	for _, err := range []error{nil, context.Canceled, fmt.Errorf("write: %w", engine.ErrFull)} {
		if b := EncodeError(err); b != nil {
			t.Errorf("%v was encoded as %x: what it is would be lost", err, b)
		}
	}
}

func FuzzDecodeError(f *testing.F) {
	f.Add(EncodeError(full()))
	f.Add(EncodeError(New(InternalError, "")))
	f.Add([]byte{1, 0, 255})
	f.Fuzz(func(t *testing.T, b []byte) {
		err := DecodeError(b)
		if err == nil {
			return
		}
		again := EncodeError(err)
		if !bytes.Equal(again, EncodeError(DecodeError(again))) {
			t.Errorf("%x does not come back as it was", b)
		}
	})
}
