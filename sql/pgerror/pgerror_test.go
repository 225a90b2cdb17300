package pgerror

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"testing"
)

type lowError struct{}

func (lowError) Error() string    { return "commit outcome unknown" }
func (lowError) SQLState() string { return "40003" }
func (lowError) Detail() string   { return "the detail" }
func (lowError) Hint() string     { return "the hint" }

type badState struct{}

func (badState) Error() string    { return "bad" }
func (badState) SQLState() string { return "4" }

func TestFrom(t *testing.T) {
	own := New(UniqueViolation, "duplicate key %q", "k")
	tests := []struct {
		name         string
		err          error
		code, detail string
	}{
		{"own error, wrapped", fmt.Errorf("outer: %w", own), "23505", ""},
		{"a lower layer's state survives", fmt.Errorf("commit: %w", lowError{}), "40003", "the detail"},
		{"cancelled", fmt.Errorf("read: %w", context.Canceled), "57014", ""},
		{"expired", context.DeadlineExceeded, "57014", ""},
		{"unknown", errors.New("x"), "XX000", ""},
		{"a malformed state is no state", badState{}, "XX000", ""},
		{"disk full", &fs.PathError{Op: "write", Path: "f", Err: errors.New("no space left on device")}, "53100", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := From(tt.err)
			if got.Code != tt.code || got.Detail != tt.detail {
				t.Errorf("From = %s %q, want %s %q", got.Code, got.Detail, tt.code, tt.detail)
			}
			if !errors.Is(got, tt.err) && !errors.Is(tt.err, got) {
				t.Errorf("the cause is lost")
			}
		})
	}
	if From(nil) != nil {
		t.Error("From(nil) is not nil")
	}
}

func TestAtKeepsTheInnermostPosition(t *testing.T) {
	shared := New(DivisionByZero, "division by zero")
	got := From(At(At(shared, 7), 3))
	if got.Position != 7 || shared.Position != 0 {
		t.Errorf("position = %d (shared %d), want 7 (0)", got.Position, shared.Position)
	}
}

func TestFields(t *testing.T) {
	e := New(NotNullViolation, "m").WithDetail("d").WithTable("public", "t").WithColumn("c").WithPosition(4)
	want := "SERROR VERROR C23502 Mm Dd P4 spublic tt cc "
	got := ""
	for _, f := range e.Fields() {
		got += string(f.Type) + f.Value + " "
	}
	if got != want {
		t.Errorf("Fields = %q, want %q", got, want)
	}
}
