package nodes

import (
	"slices"
	"sync/atomic"
	"time"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/types"
)

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
	// Collation is as rel.Column has it.
	Collation types.OID
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
	// IndexConsts are the texts of the constants in the expressions that indexes and measured expressions of its tables are of: a text whose
	// literals were taken out is not known as such an expression, if one of them is such a constant.
	IndexConsts []string
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
	// Unpopulated is why it can't be run before a materialized view is refreshed, which is told behind
	// Refused, but not where the plan is only shown.
	Unpopulated error

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
	// host.AtCursor is the cursor whose row WHERE CURRENT OF means; nil: there is none.
	AtCursor *host.AtCursor
	// Point is set for a statement that takes the straight path.
	Point *Point
	// Notices are what planning the statement told, for each client that has it planned.
	Notices []*pgerror.Error

	// Choice is what the plan was chosen by; nil: by nothing that arguments may change.
	Choice Choice
	Form
}

// Uses reports whether the statement reads or writes a table itself, which is part of others above it: it
// names one of them, as it does not name those that foreign keys refer to.
func (p *Plan) Uses(table catalog.ID, above []catalog.ID) bool {
	return slices.Contains(p.Tables, table) && slices.ContainsFunc(p.Needs, func(n catalog.Need) bool {
		return !n.Function && (n.Object == table || slices.Contains(above, n.Object))
	})
}

// Choice is what a plan was chosen by, as far as arguments may change it.
type Choice interface {
	// Varies, Class and Holds are those of the plan.
	Varies() bool
	Class(v *Arguments) uint64
	Holds(v *Arguments) bool
	// Reliance is what Holds asks, as a text.
	Reliance() string
}

// Varies reports whether another plan may be better with some values.
func (p *Plan) Varies() bool { return p.Choice != nil && p.Choice.Varies() }

// Class is that of values: those of a class, of one plan, are to share a plan; 0 is that of the
// plan itself. Of a plan that was built by values it is 0, always.
func (p *Plan) Class(v *Arguments) (class uint64) {
	if p.Choice == nil {
		return 0
	}
	return p.Choice.Class(v)
}

// Holds reports whether the plan is right for values. One that was built for some may not be: it
// must not be run with others.
func (p *Plan) Holds(v *Arguments) bool { return p.Choice == nil || p.Choice.Holds(v) }

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
	// Filling: the plan inserts what a query gives into a table that was just made, and that of the
	// query alone is shown.
	Filling bool
	// Arguments are shown for parameters, where the plan is one for their values.
	Arguments []types.Datum
	// Settings: what the session has set of the planner's settings is told.
	Settings bool
	// Planning is how long the statement was planned.
	Planning time.Duration
}

// ExplainSetting is a setting that differs from what it is at first.
type ExplainSetting struct{ Name, Value string }
