package plan

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/types"
)

// Env is what planning may depend on. One Env serves one call of Build; it is
// only read.
type Env struct {
	// Text is the text that the statement was parsed from: all of it, as
	// positions count from its start. It may be empty; errors then carry no
	// position.
	Text string
	// User, Database and SearchPath are the session's. SearchPath lists schema
	// names in effect, "$user" already replaced, pg_catalog implied first.
	User       string
	Database   string
	SearchPath []string
	// ParamTypes are the types that the client gave at Parse; nil or TUnknown
	// for those to infer. More parameters than listed may occur.
	ParamTypes []*types.Type
	// Functions are the functions that need a session; see Functions.
	Functions *Functions
	// Types evaluates constant expressions that depend on no setting. It may be nil.
	Types *types.Env
}

// Command is what kind of statement a plan is; it decides the command tag.
type Command uint8

// The commands.
const (
	CommandSelect Command = iota + 1
	CommandInsert
	CommandUpdate
	CommandDelete
	CommandExplain
	CommandCopyFrom
	CommandCopyTo
)

// Column describes a result column, as RowDescription wants it.
type Column struct {
	Name   string
	Type   *types.Type
	Typmod int32
	// TableOID and Attnum tell the table column that it is; 0 for expressions.
	TableOID types.OID
	Attnum   int16
}

// Plan is a statement ready to run. It is immutable, safe for concurrent use,
// and may be run any number of times with different arguments.
type Plan struct {
	Command Command
	// Columns are the result columns; nil where the statement returns no rows
	// (an INSERT without RETURNING). For CommandCopyFrom they are the columns
	// that the client sends.
	Columns []Column
	// Params are the types of $1, $2, …: given or inferred.
	Params []*types.Type
	// Writes tells that running the plan may write or lock rows, so a read-only
	// transaction refuses it with 25006.
	Writes bool
	// Tables are the IDs of the tables that the plan uses.
	Tables []uint64
	// Notices are for the client each time that the statement is planned.
	Notices []*pgerror.Error
}

// Build plans a SELECT, INSERT, UPDATE, DELETE, VALUES, EXPLAIN of these, or
// COPY. Other statements are an internal error: they are the session's or the
// DDL's. Errors are *pgerror.Error, with a position where Env has the text.
func Build(stmt ast.Statement, env *Env) (*Plan, error) {
	return nil, pgerror.Internal("plan: %T cannot be planned yet", stmt)
}

// ExplainOptions are the options of EXPLAIN.
type ExplainOptions struct {
	Analyze bool
	Verbose bool
	JSON    bool
	// Costs defaults to true, Timing and Summary to Analyze.
	Costs, Timing, Summary bool
}

// Explain returns the plan that explains inner: what Build gives for EXPLAIN,
// for use with EXPLAIN EXECUTE.
func Explain(inner *Plan, o ExplainOptions) *Plan {
	return &Plan{Command: CommandExplain, Params: inner.Params, Writes: o.Analyze && inner.Writes,
		Columns: []Column{{Name: "QUERY PLAN", Type: types.TText, Typmod: types.NoTypmod}}}
}
