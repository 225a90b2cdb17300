// Package routine says how the languages of routines meet the rest: what a language gets
// to compile, and what a compiled body is called with. Languages are a registry that is
// filled when a node is built; the session (package session) calls them.
//
// It must not know any language, nor how statements run: a body that runs statements asks
// its Host, which is the session that calls it.
package routine

import (
	"context"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/types"
)

// Host is the session that a body runs in. A language asserts what more it needs of it;
// package session hands its *Session.
type Host interface {
	User() string
}

// Mode is how an argument is passed.
type Mode byte

// The modes, as in pg_proc.proargmodes.
const (
	In       Mode = 'i'
	Out      Mode = 'o'
	InOut    Mode = 'b'
	Variadic Mode = 'v'
	Table    Mode = 't' // a column of RETURNS TABLE
)

// Reads reports whether a call gives the argument a value.
func (m Mode) Reads() bool { return m == In || m == InOut || m == Variadic }

// Writes reports whether the argument is part of the result.
func (m Mode) Writes() bool { return m == Out || m == InOut || m == Table }

// Arg is an argument, or a column of the result.
type Arg struct {
	Name string // "" for none
	Mode Mode
	// Type is the declared type; of a polymorphic routine that of the call.
	Type *types.Type
}

// Source is a routine to compile. It is immutable.
type Source struct {
	// OID and Version name what was compiled: another version is another body. OID is 0 in DO.
	OID     types.OID
	Version uint64
	// Schema and Name are for error contexts; Signature is name(types) as Postgres writes it there.
	Schema, Name, Signature string
	// Args are all arguments in order, those of the result too. $n counts those that a call
	// gives a value (Mode.Reads), in order.
	Args []Arg
	// Result is what a call returns: TVoid for none, TTrigger for a function of triggers, a
	// record where there are several Out or Table arguments.
	Result *types.Type
	// Set: RETURNS SETOF or TABLE. Procedure: called by CALL, may end transactions.
	Set, Procedure bool
	// Columns are those of Result where it is a record whose columns are declared (Out and
	// Table arguments), or a composite type; nil else.
	Columns []Column
	// Language is its language. Definer is the role that it runs as, 0 for who calls it;
	// Settings are in force while it runs. The session sees to both.
	Language string
	Definer  types.OID
	Settings []Setting
	// ReadOnly: STABLE and IMMUTABLE bodies see the snapshot of the calling statement and
	// may not write.
	ReadOnly bool
	// Strict: calls with a NULL do not reach the body.
	Strict bool
	Body   string
	// Resolved tells of a body that is no text (RETURN, BEGIN ATOMIC): Statements, whose names
	// were looked up when the routine was made.
	Resolved   bool
	Statements []ast.Statement
}

// Reads are the arguments that a call gives a value.
func (s *Source) Reads() []Arg {
	var in []Arg
	for _, a := range s.Args {
		if a.Mode.Reads() {
			in = append(in, a)
		}
	}
	return in
}

// Single reports whether a row of the result is one value that is no record.
func (s *Source) Single() bool { return s.Columns == nil && s.Result != types.TRecord }

// Record is a value of the result, which has Columns, of their values.
func (s *Source) Record(values []types.Datum) types.Datum {
	if c := s.Result.Composite(); c != nil {
		return c.Record(values)
	}
	rec := &types.Record{Values: values}
	for _, c := range s.Columns {
		rec.Types, rec.Names = append(rec.Types, c.Type), append(rec.Names, c.Name)
	}
	return types.NewRecord(rec)
}

// Setting is a run-time parameter with its value.
type Setting struct{ Name, Value string }

// Column is a column of a row.
type Column struct {
	Name   string
	Type   *types.Type
	Typmod int32
}

// Language compiles routines of one language. Safe for concurrent use.
type Language interface {
	// Compile reads a body. CREATE calls it (unless check_function_bodies is off), where its
	// errors count as the statement's; later sessions call it once for each version of a
	// routine that they call. h is the session.
	Compile(ctx context.Context, h Host, s *Source) (Body, error)
}

// Body is a compiled routine. The session that had it compiled calls it, also from within
// itself (recursion), never at once from several goroutines.
type Body interface {
	// Call runs the routine. The session has checked rights and STRICT, set the role and the
	// settings of SECURITY DEFINER and SET, and counted the depth (54001) before.
	Call(ctx context.Context, h Host, c *Call) (types.Datum, error)
	// Fire runs a function of a trigger.
	Fire(ctx context.Context, h Host, t *Firing) (Fired, error)
}

// Call is one call.
type Call struct {
	// Args are the values of Source.Reads(), valid during the call.
	Args []types.Datum
	// Row takes the rows of a set (Source.Set), each with one value for each column of
	// Source.Columns, or a single one where there are none; valid during its call. What Call
	// returns is then of no meaning. Otherwise Call returns the value, for a record with
	// Columns one whose fields are in their order.
	Row func(row []types.Datum) error
	// Procedure: values of Out and InOut arguments come back as a record. MayCommit: COMMIT
	// and ROLLBACK are allowed (CALL stands alone, outside of a block).
	MayCommit bool
}

// When a trigger fires.
type When byte

// The times.
const (
	Before    When = 'B'
	After     When = 'A'
	InsteadOf When = 'I'
)

// Event is what a trigger fires for.
type Event byte

// The events.
const (
	Insert   Event = 'i'
	Update   Event = 'u'
	Delete   Event = 'd'
	Truncate Event = 't'
)

// Firing is what a function of a trigger is called with: OLD, NEW and the variables TG_….
type Firing struct {
	Name  string // TG_NAME
	When  When
	Event Event
	// Row: FOR EACH ROW.
	Row bool
	// Columns are those of the table; Old and New are values in their order, nil where the
	// event has none. The function may keep neither, and changes a copy.
	Columns  []Column
	Old, New []types.Datum
	// Type is that of the table's rows, and so of OLD and NEW; nil: they are plain records.
	Type *types.Type
	// RelID, Table and Schema are the table (TG_RELID, TG_TABLE_NAME, TG_TABLE_SCHEMA).
	RelID         types.OID
	Table, Schema string
	// Args are TG_ARGV.
	Args []string
	// Command is set for a function of event triggers, and nothing else then: TG_EVENT and TG_TAG.
	Command *Command
	// Given are the transition tables. The Host finds them as tables while the function runs.
	Given []Given
}

// Command is what an event trigger fires for.
type Command struct{ Event, Tag string }

// Given is a transition table: it has the columns of the trigger's table, and Rows are its rows
// as the executor keeps them.
type Given struct {
	Name string
	Rows any
}

// Fired is what a trigger's function returned. It counts for BEFORE and INSTEAD OF row
// triggers alone.
type Fired struct {
	// Row is the row to go on with, by Columns; nil: the row is left out (RETURN NULL). For
	// a DELETE only whether there is one counts. It is valid until the function is called again.
	Row []types.Datum
}

// Earlier is an error of the statement around: rows that it had computed before it called a
// routine could not be written. A body neither handles it nor adds to its context.
type Earlier struct{ Err error }

func (e *Earlier) Error() string { return e.Err.Error() }

// Unwrap returns the error.
func (e *Earlier) Unwrap() error { return e.Err }

// Languages is a registry by name, filled when a node is built and not changed afterwards.
type Languages map[string]Language
