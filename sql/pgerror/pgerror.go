// Package pgerror is the one place where an error becomes a SQLSTATE.
//
// Layers below return typed errors that know nothing of Postgres; layers above
// send Error to a client. Between the two stands From: an error of a lower
// layer says its SQLSTATE through the small Stater interface, which it
// implements without importing this package, and an error that says nothing is
// an internal error (XX000). An unknown commit outcome carries 40003 and keeps
// it: From never turns one code into another.
//
// The package knows the fields of an ErrorResponse message, and nothing of the
// wire, the catalog or transactions.
//
// Source: PostgreSQL 15, appendix A (codes.go is generated from its list) and
// section 55.8 (fields).
package pgerror

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strconv"
	"strings"

	"github.com/isochrondb/isochron/kv/engine"
)

// The severities of an ErrorResponse or a NoticeResponse.
const (
	SeverityError   = "ERROR"
	SeverityFatal   = "FATAL"
	SeverityPanic   = "PANIC"
	SeverityWarning = "WARNING"
	SeverityNotice  = "NOTICE"
	SeverityInfo    = "INFO"
	SeverityLog     = "LOG"
	SeverityDebug   = "DEBUG"
)

// Error is one error or notice as a Postgres client sees it. The With methods
// change the receiver and return it; they are for building, so an Error that
// has been returned to a caller is not changed any more.
type Error struct {
	Severity string // SeverityError if New made it
	Code     string // five characters
	Message  string // the primary message, no trailing period
	Detail   string
	Hint     string
	Position int // 1-based, in characters of the statement; 0 unknown
	Where    string
	// InternalQuery is the text of a statement within the client's where the error is in
	// that, InternalPosition the place in it.
	InternalQuery    string
	InternalPosition int
	Schema           string
	Table            string
	Column           string
	DataType         string
	Constraint       string
	Routine          string // the name of Postgres's function where clients look for it

	message, detail, hint *wording // nil: no search path changes the text

	cause error
}

// Stater is an error of a lower layer that knows its SQLSTATE.
type Stater interface{ SQLState() string }

// Detailer is an error that knows its DETAIL field.
type Detailer interface{ Detail() string }

// Hinter is an error that knows its HINT field.
type Hinter interface{ Hint() string }

// New returns an ERROR with the given SQLSTATE and formatted message.
func New(code, format string, args ...any) *Error {
	msg := format
	if len(args) > 0 {
		msg = sprintf(format, args)
	}
	return &Error{Severity: SeverityError, Code: code, Message: msg, message: worded(msg, format, args)}
}

// sprintf is fmt.Sprintf but for %q of a string, which sets it in quotes as it is: clients
// find the name there that they wrote, also one with quotes and backslashes in it.
func sprintf(format string, args []any) string {
	if !strings.Contains(format, "q") {
		return fmt.Sprintf(format, args...)
	}
	own := make([]any, len(args))
	for i, a := range args {
		own[i] = a
		if s, ok := a.(string); ok {
			own[i] = quoted(s)
		}
	}
	return fmt.Sprintf(format, own...)
}

// quoted is a string that %q sets in quotes and nothing else.
type quoted string

// Format implements fmt.Formatter.
func (q quoted) Format(f fmt.State, verb rune) {
	if verb == 'q' {
		_, _ = io.WriteString(f, `"`+string(q)+`"`)
		return
	}
	_, _ = fmt.Fprintf(f, fmt.FormatString(f, verb), string(q))
}

// NewNotice returns a NOTICE; its code is 00000 as Postgres has it.
func NewNotice(format string, args ...any) *Error {
	return New(SuccessfulCompletion, format, args...).WithSeverity(SeverityNotice)
}

// NewDebug returns a DEBUG, which clients see that ask for debug1.
func NewDebug(format string, args ...any) *Error {
	return New(SuccessfulCompletion, format, args...).WithSeverity(SeverityDebug)
}

// NewWarning returns a WARNING with the given SQLSTATE.
func NewWarning(code, format string, args ...any) *Error {
	return New(code, format, args...).WithSeverity(SeverityWarning)
}

// Unsupported returns a 0A000 error: what is named is not supported. The hint
// says what to do instead, and must not be empty.
func Unsupported(hint, format string, args ...any) *Error {
	return New(FeatureNotSupported, format, args...).WithHint("%s", hint)
}

// Internal returns an XX000 error: a broken expectation of the code itself.
func Internal(format string, args ...any) *Error {
	return New(InternalError, format, args...)
}

// Wrap returns an error of the given code around cause, which errors.Is and
// errors.As still find. The message is formatted from format alone.
func Wrap(cause error, code, format string, args ...any) *Error {
	return New(code, format, args...).WithCause(cause)
}

// Error is "message (SQLSTATE code)".
func (e *Error) Error() string {
	return e.Severity + ": " + e.Message + " (SQLSTATE " + e.Code + ")"
}

// Unwrap returns the cause, or nil.
func (e *Error) Unwrap() error { return e.cause }

// SQLState returns Code; it makes Error a Stater.
func (e *Error) SQLState() string { return e.Code }

// WithSeverity sets the severity.
func (e *Error) WithSeverity(s string) *Error { e.Severity = s; return e }

// WithDetail sets the DETAIL field.
func (e *Error) WithDetail(format string, args ...any) *Error {
	e.Detail = sprintf(format, args)
	e.detail = worded(e.Detail, format, args)
	return e
}

// WithHint sets the HINT field.
func (e *Error) WithHint(format string, args ...any) *Error {
	e.Hint = sprintf(format, args)
	e.hint = worded(e.Hint, format, args)
	return e
}

// WithPosition sets the 1-based character position in the statement, unless
// one is set already: the innermost knows best.
func (e *Error) WithPosition(pos int) *Error {
	if e.Position == 0 {
		e.Position = pos
	}
	return e
}

// WithWhere sets the context ("COPY t, line 3").
func (e *Error) WithWhere(format string, args ...any) *Error {
	e.Where = sprintf(format, args)
	return e
}

// WithTable names the schema and the table.
func (e *Error) WithTable(schema, table string) *Error {
	e.Schema, e.Table = schema, table
	return e
}

// WithColumn names the column.
func (e *Error) WithColumn(column string) *Error { e.Column = column; return e }

// WithDataType names the data type.
func (e *Error) WithDataType(name string) *Error { e.DataType = name; return e }

// WithConstraint names the constraint.
func (e *Error) WithConstraint(name string) *Error { e.Constraint = name; return e }

// WithRoutine names the routine that Postgres would name.
func (e *Error) WithRoutine(name string) *Error { e.Routine = name; return e }

// WithCause sets what Unwrap returns.
func (e *Error) WithCause(cause error) *Error { e.cause = cause; return e }

// Clone returns a copy that may be changed.
func (e *Error) Clone() *Error {
	c := *e
	return &c
}

// From returns err as a client should see it; nil gives nil. An Error anywhere
// in the chain is returned as it is. Otherwise a Stater in the chain gives the
// code (and Detailer and Hinter their fields), a cancelled or expired context
// gives 57014, a full disk 53100, a damaged store XX001, a failed disk 58030, and everything else XX000.
func From(err error) *Error {
	if err == nil {
		return nil
	}
	var e *Error
	if errors.As(err, &e) {
		return e
	}
	var st Stater
	if errors.As(err, &st) && len(st.SQLState()) == 5 {
		return fromStater(err, st)
	}
	switch {
	case errors.Is(err, context.Canceled):
		return Wrap(err, QueryCanceled, "canceling statement due to user request")
	case errors.Is(err, context.DeadlineExceeded):
		return Wrap(err, QueryCanceled, "canceling statement due to statement timeout")
	case errors.Is(err, engine.ErrFull), isDiskFull(err):
		return Wrap(err, DiskFull, "%s", err.Error())
	case errors.Is(err, engine.ErrCorrupt):
		return Wrap(err, DataCorrupted, "%s", err.Error())
	case errors.Is(err, engine.ErrFailed):
		return Wrap(err, IOError, "%s", err.Error())
	}
	return Wrap(err, InternalError, "%s", err.Error())
}

// Code returns the SQLSTATE that From would give err; "" for nil.
func Code(err error) string {
	if err == nil {
		return ""
	}
	return From(err).Code
}

// Is reports whether err carries the given SQLSTATE.
func Is(err error, code string) bool { return err != nil && Code(err) == code }

// Class returns the first two characters of a SQLSTATE.
func Class(code string) string {
	if len(code) < 2 {
		return code
	}
	return code[:2]
}

// At sets the position on err if it becomes an Error without one; it is how
// the planner adds the place to an error of a function that knows none. The
// Error is copied, since functions may return shared ones.
func At(err error, pos int) error {
	if err == nil || pos <= 0 {
		return err
	}
	e := From(err)
	if e.Position != 0 {
		return e
	}
	return e.Clone().WithPosition(pos)
}

func fromStater(err error, st Stater) *Error {
	e := Wrap(err, st.SQLState(), "%s", err.Error())
	var d Detailer
	if errors.As(err, &d) {
		e.Detail = d.Detail()
	}
	var h Hinter
	if errors.As(err, &h) {
		e.Hint = h.Hint()
	}
	return e
}

// isDiskFull looks for the operating system's "no space" below a path error.
// The message is compared, since the number differs between systems.
func isDiskFull(err error) bool {
	var pe *fs.PathError
	if !errors.As(err, &pe) {
		return false
	}
	switch pe.Err.Error() {
	case "no space left on device", "disk quota exceeded", "There is not enough space on the disk.":
		return true
	}
	return false
}

// Fields returns the pairs of an ErrorResponse in Postgres's order, without
// the empty ones. The keys are the one-byte field types of the protocol.
func (e *Error) Fields() []Field {
	all := []Field{
		{'S', e.Severity}, {'V', e.Severity}, {'C', e.Code}, {'M', e.Message},
		{'D', e.Detail}, {'H', e.Hint}, {'P', position(e.Position)}, {'p', position(e.InternalPosition)}, {'q', e.InternalQuery}, {'W', e.Where},
		{'s', e.Schema}, {'t', e.Table}, {'c', e.Column}, {'d', e.DataType}, {'n', e.Constraint}, {'R', e.Routine},
	}
	kept := all[:0]
	for _, f := range all {
		if f.Value != "" {
			kept = append(kept, f)
		}
	}
	return kept
}

// Field is one field of an ErrorResponse.
type Field struct {
	Type  byte
	Value string
}

func position(p int) string {
	if p <= 0 {
		return ""
	}
	return strconv.Itoa(p)
}
