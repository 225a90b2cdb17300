package plan

import (
	"sync/atomic"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/types"
)

// Env is what planning may depend on. One Env serves one call of Build; it is
// only read.
type Env struct {
	// Text is the text that the statement was parsed from: all of it, as
	// positions count from its start. It may be empty; errors then carry no
	// position.
	Text string
	// Catalog is the schema to plan with, Path the session's database and
	// search_path.
	Catalog *catalog.Snapshot
	Path    *catalog.SearchPath
	// ParamTypes are the types that the client gave at Parse; nil or TUnknown
	// for those to infer. More parameters than listed may occur.
	ParamTypes []*types.Type
	// Functions are the functions that need a session; see Functions.
	Functions *Functions
	// Stats knows how large tables are; it may be nil.
	Stats StatsSource
	// Types evaluates constant expressions that depend on no setting. It may be nil.
	Types *types.Env
	// Literals, if there is one, is told the type that each string literal is read as.
	Literals func(*ast.Const, *types.Type)
	// Names, if there are any, are told what tables and columns names mean.
	Names *Names
	// Variables, if there are any, are what names of no column may mean.
	Variables *Variables
	// Refresh is a materialized view that the statement writes anew: where it reads it, it
	// reads the query.
	Refresh catalog.ID
	// Given are relations whose rows the executor is handed (exec.Request.Given): the first
	// CTEs of the plan. Names of them come before those of tables.
	Given []Given
	// RowSecurityOff: a statement that policies would affect is refused (42501).
	RowSecurityOff bool
	// Unforced: FORCE ROW LEVEL SECURITY does not bind who owns the table.
	Unforced bool
	// FlowRowsMin is from how many rows on, that nodes would hash to each other, they
	// compute joins and groups together; 0: FlowRowsMin, below 0: never.
	FlowRowsMin float64
	// Avoid are ways that are taken only where there is no other.
	Avoid Ways
	// AsOf is the query whose AS OF SYSTEM TIME the session sees to; that of any other is refused.
	AsOf *ast.Select
	// Arguments are those that the plan is to be good for; nil: it is the generic plan. See arguments.go.
	Arguments *Arguments
	// Version tells what all nodes understand, which may get parts of the plan; nil: everything.
	Version version.Gate

	domains int // whose constraints are being read
}

// Given is a relation that exists while a trigger's function runs: a transition table.
type Given struct {
	Name    string
	Columns []routine.Column
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
	CommandMerge
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
// and may be run any number of times with different arguments: with any, unless it
// was built for some (Env.Arguments), else with those for which it Holds.
type Plan struct {
	Command Command
	// Columns are the result columns; nil where the statement returns no rows
	// (an INSERT without RETURNING). For CommandCopyFrom they are the columns
	// that the client sends.
	Columns []Column
	// Params are the types of $1, $2, …: given or inferred.
	Params []*types.Type
	// IntervalParams are the modifiers of those that an INTERVAL of certain fields is made
	// from, by number; nil: there are none. Where a parameter stands for a literal of the
	// text, they say what a bare number counts.
	IntervalParams map[int]int32
	// ByValue tells that the answer may depend on whether parameters are constants: a text
	// whose literals were taken out is to be planned as it was written.
	ByValue bool
	// Writes tells that running the plan may write or lock rows, so a read-only
	// transaction refuses it with 25006.
	Writes bool
	// Modifies tells that some part of the statement writes rows; Writers tells that several parts of the statement write (WITH … INSERT …): what one
	// refers to, another may make.
	Modifies, Writers bool
	// Volatile tells that it calls VOLATILE routines of the schema: these see what it has written.
	Volatile bool
	// Tables are the IDs of the tables that the plan is about, leaves of partitioned ones that
	// conditions rule out among them. Always are those that it uses whatever its arguments are:
	// what the session gives to catalog.State.Use before the plan runs, with what arguments leave
	// of PartUses and InsertUses.
	Tables, Always []catalog.ID
	PartUses       []PartUse
	InsertUses     []InsertUse
	// Needs are the privileges that running the plan takes; the session checks
	// them each time for the role that is in force then.
	Needs []catalog.Need
	// Refused is why the plan can't be run by anybody, which is told to who may.
	Refused error

	// Root is the operator that gives the result; Subplans are those of subquery
	// expressions, by scalar.Subquery.ID, nil where a subquery became a join.
	Root     Node
	Subplans []Node
	// Changing are the WITH queries, by ID, that each of Subplans reads and that have other rows
	// from time to time; nil: none does.
	Changing [][]int
	// Actions are the plans of foreign keys to what the statement, or one of them, writes.
	// The rows of their first CTE are made by the executor.
	Actions map[ActionKey]*Plan
	// Registers, Nodes and CTEs are how many of them the plan has.
	Registers, Nodes, CTEs int
	// Current are the tables of which a cursor's rows name a row, for WHERE CURRENT OF: its
	// key is in columns of Root behind Columns.
	Current []CurrentRow
	// AtCursor is the cursor whose row WHERE CURRENT OF means; nil: there is none.
	AtCursor *AtCursor
	// Point is set for a statement that takes the straight path.
	Point *Point
	// Notices are for the client each time that the statement is planned.
	Notices []*pgerror.Error

	estimates []estimate    // see arguments.go
	relies    []implication // likewise
	Form
}

// Form keeps the executor's own form of a part of a plan.
type Form struct{ made atomic.Value }

// Compiled returns what make made at the first call. Two first calls at once may
// both make one; either is kept.
func (p *Form) Compiled(make func() any) any {
	if c := p.made.Load(); c != nil {
		return c
	}
	c := make()
	p.made.Store(c)
	return c
}

// ExplainFormat is the form of what EXPLAIN prints.
type ExplainFormat uint8

// The forms of EXPLAIN.
const (
	ExplainText ExplainFormat = iota
	ExplainJSON
	ExplainYAML
	ExplainXML
)

// ExplainOptions are the options of EXPLAIN.
type ExplainOptions struct {
	Analyze bool
	Verbose bool
	Format  ExplainFormat
	// Costs defaults to true, Timing and Summary to Analyze.
	Costs, Timing, Summary bool
	// WAN: what distance costs is told.
	WAN bool
	// Arguments are shown for parameters, where the plan is one for their values.
	Arguments []types.Datum
}
