// Package panics makes errors of panics, where a bug must end one statement and not
// the process: whatever evaluates what users write.
//
// A panic in a goroutine that has no one to answer to ends the process. So a goroutine
// that works for another catches its panic and hands it over (Catch, Moved.Raise); the
// one that answers the user makes an error of it (Recorder.Caught), logs the stack of
// the place where it happened, and counts it.
package panics

import (
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync/atomic"
)

// SQLState is the code of the error that a panic becomes: internal_error.
const SQLState = "XX000"

// Error is a panic as an error.
type Error struct{ Value string }

func (e *Error) Error() string { return "internal error: " + e.Value }

// SQLState is the error's code.
func (*Error) SQLState() string { return SQLState }

// Hint says what a user can do.
func (*Error) Hint() string { return "The server's log has the details; please report it." }

// Moved is a panic of another goroutine, with its stack.
type Moved struct {
	Value any
	Stack []byte
}

// Catch is deferred in a goroutine that works for another: it keeps a panic in into.
func Catch(into **Moved) {
	if p := recover(); p != nil {
		*into = move(p)
	}
}

func move(p any) *Moved {
	if m, ok := p.(*Moved); ok {
		return m
	}
	return &Moved{p, debug.Stack()}
}

// Raise panics with what was caught, if anything was.
func (m *Moved) Raise() {
	if m != nil {
		panic(m)
	}
}

func (m *Moved) String() string { return fmt.Sprint(m.Value) }

// Recorder logs and counts panics. A nil Recorder does neither. Safe for concurrent use.
type Recorder struct {
	log   *slog.Logger
	count atomic.Int64
}

// NewRecorder returns a recorder that logs to log.
func NewRecorder(log *slog.Logger) *Recorder { return &Recorder{log: log} }

// Load is how many there were.
func (r *Recorder) Load() int64 {
	if r == nil {
		return 0
	}
	return r.count.Load()
}

// Caught notes what recover returned, which is not nil, and makes an error of it.
// where names the work that panicked; args are further attributes for the log.
func (r *Recorder) Caught(p any, where string, args ...any) *Error {
	m := move(p)
	e := &Error{m.String()}
	if r != nil {
		r.count.Add(1)
		r.log.Error("a bug: "+where+" panicked", append(args, "panic", e.Value, "stack", string(m.Stack))...)
	}
	return e
}

// Recover is deferred where a panic is to become the error of a function.
func (r *Recorder) Recover(where string, err *error) {
	if p := recover(); p != nil {
		*err = r.Caught(p, where)
	}
}
