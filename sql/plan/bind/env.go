package bind

import (
	"strings"

	"github.com/isochrondb/isochron/base/version"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/routine"
	"github.com/isochrondb/isochron/sql/stats"
	"github.com/isochrondb/isochron/sql/types"
)

// StatsSource knows how large tables are and what they hold. A nil one knows nothing.
type StatsSource interface {
	// Table returns what was measured of a table, nil for nothing.
	Table(table catalog.ID) *stats.Table
	// Rows returns the number of rows of a table; ok is false where it is not known.
	Rows(table catalog.ID) (rows float64, ok bool)
}

// Env is what planning may depend on. One Env serves one call of Build; it is
// only read.
//
// What a plan comes out as depends on the statement and on this alone, so that a kept plan can
// be judged by what it was made with. Settings that change while a plan is kept, such as the
// time zone, are asked when it runs.
type Env struct {
	// Text is the text that the statement was parsed from: all of it, as
	// positions count from its start. It may be empty; errors then carry no
	// position.
	Text string
	// Strings says how literals are read in texts that are parsed on the way: bodies of functions.
	Strings *parser.Strings
	// Catalog is the schema to plan with, Path the session's database and
	// search_path.
	Catalog *catalog.Snapshot
	Path    *catalog.SearchPath
	// ParamTypes are the types that the client gave at Parse; nil or TUnknown
	// for those to infer. More parameters than listed may occur.
	ParamTypes []*types.Type
	// Functions are the functions that need a session; see Functions.
	Functions *host.Functions
	// Stats knows how large tables are; it may be nil.
	Stats StatsSource
	// Types evaluates constant expressions that depend on no setting. It may be nil.
	Types *types.Env
	// Memory is asked for what planning takes while it lasts, nil: nobody is. Who made the Env gives
	// it back.
	Memory types.Memory
	// Literals, if there is one, is told the type that each string literal is read as.
	Literals func(*ast.Const, *types.Type)
	// Names, if there are any, are told what tables and columns names mean.
	Names *Names
	// Shown, if there is one, prints the types of casts that are taken down (Conversions).
	Shown func(t *types.Type, typmod int32) string
	// Casts, if there is a set, is told the casts of users that are used.
	Casts map[catalog.ID]bool
	// Fields, if there is one, is told where the tree names a field of a composite type. The tree may
	// be another's: that of a view or function that the statement uses.
	Fields func(name *string, of *types.Type)
	// Variables, if there are any, are what names of no column may mean.
	Variables *Variables
	// Refresh is a materialized view that the statement writes anew: where it reads it, it
	// reads the query.
	Refresh catalog.ID
	// Given are relations whose rows the executor is handed (exec.Request.Given): the first
	// CTEs of the plan. Names of them come before those of tables.
	Given []Given
	// Region is where the gateway stands, "" where it says nothing of that: plans are a node's own.
	Region string
	// RowSecurityOff: a statement that policies would affect is refused (42501).
	RowSecurityOff bool
	// NoViews: views of users are neither read nor written through (55000).
	NoViews bool
	// Replica: the session's session_replication_role is replica: triggers fire that are enabled for
	// that, and foreign keys are neither checked nor followed.
	Replica bool
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
	Arguments *nodes.Arguments
	// Version tells what all nodes understand, which may get parts of the plan; nil: everything.
	Version version.Gate

	domains int // whose constraints are being read
}

// Given is a relation that exists while a trigger's function runs: a transition table.
type Given struct {
	Name    string
	Columns []routine.Column
}

// What AS OF may be given in place of a time: how old what is read may be. Each may have a second
// argument, whether only the nearest replicas may serve it.
const (
	WithMaxStaleness = "with_max_staleness"
	WithMinTimestamp = "with_min_timestamp"
)

// StalenessBound recognizes a call of one of them; "": x is another expression.
func StalenessBound(x ast.Expr) (name string, args []ast.Expr) {
	c, ok := x.(*ast.FuncCall)
	if !ok || c.Name.Schema != "" || c.Name.Catalog != "" || c.Star || c.Distinct || c.Variadic || c.OrderBy != nil || c.Filter != nil || c.Over != nil {
		return "", nil
	}
	if low := strings.ToLower(c.Name.Name); low == WithMaxStaleness || low == WithMinTimestamp {
		return low, c.Args
	}
	return "", nil
}

// Ways are kinds of operators, as Postgres's settings enable_… name them.
// They are avoided, not forbidden: a plan that has no other way takes it all the same.
type Ways uint32

// The ways that a statement may be told to avoid.
const (
	SeqScans Ways = 1 << iota
	IndexScans
	IndexOnlyScans
	BitmapScans
	// EachSubqueries are correlated subqueries that are run for each of the outer values,
	// OnceSubqueries those that are run once, for all of these.
	EachSubqueries
	OnceSubqueries
	// MergeAppends make an order of partitions by a merge, Sorts an order of rows that come in
	// another one.
	MergeAppends
	Sorts
	// NestedLoops are joins that read a partitioned table for each row of the others, HashJoins
	// those that hash it.
	NestedLoops
	HashJoins
)
