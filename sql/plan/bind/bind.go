package bind

import (
	"iter"
	"slices"
	"unicode/utf8"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/parser/deparse"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/rewrite"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Binder gives names and types to one statement. It lives for one Build.
//
// The columns, registers and subqueries that it makes are those of its statement.
// It is one goroutine's, and holds no lock: the catalog snapshot in Env is not changed by anybody.
// What is found on the way and can only be judged, or told, once all is bound is kept here:
//
//	rights, calls          privileges that running needs (needs.go); told when it is run
//	valueErr               a value for a column that takes none; told by Settle
//	guards, policed        policies, which are put in last (policy.go, police)
//	nullableErr            a row lock below an outer join; told by Settle, after policies
//	lockErr                a row lock pushed into a query that can't have it
//	runErr                 a row lock on what has no rows of its own, a set where none can be; the plan carries it (Refused)
//
// Fields that say where binding is at the moment (stored, within, inlined, views, runAs, indexing,
// casts) are saved and put back by who sets them.
type Binder struct {
	rewrite.Rewriter
	// replaced for a while by who binds what is stored: a copy, without the statement's text and
	// names
	Env      *Env
	resolver keptRegistry
	// by number less one; nil where the type is not known yet
	params []*types.Type
	bare   []*ast.Param // that stand where nothing gives them a type
	// By number of the parameter.
	intervals map[int]int32 // the modifiers of parameters that become an INTERVAL of certain fields
	// in step with Subs: where each subquery stands
	places []*subqueryPlace
	// all of the statement by ID, those of Env.Given first
	ctes   []*rel.CTE
	future []string // WITH queries that can't be named yet
	withOf *rel.CTE // the recursive query whose own WITH is bound
	reader *rel.CTE // the innermost WITH query that is bound; nil outside of any
	Nested bool     // it is for the plan of a foreign key
	// that the plan depends on; see UsedTables
	tables map[catalog.ID]bool
	// Of statements that write, WITH queries among them: two and more see one snapshot of the rows.
	writes   bool
	dmls     int                        // parts that write
	literals map[scalar.Expr]*ast.Const // of unknown type, where Env.Literals asks for them
	// collations are those of parts of the statement that are not the default; nil: nothing of
	// another one was met. See collation.go.
	collations map[ast.Expr]collation
	// Only while collations is set.
	outCollations map[scalar.VarID]collation  // of output columns, where they are not implicit
	regCollations map[int]types.OID           // of registers
	regRows       map[int]*scalar.Row         // what records in registers are made of, where that is known
	argCollations map[*scalar.Param]types.OID // of the arguments of inlined functions
	// of nested queries and expressions, at most maxBindDepth
	depth   int
	noted   int64 // bytes: see Note
	granted int64
	short   error
	rights  []*rel.Need    // see needs.go
	calls   []catalog.Need // of functions, likewise
	guards  []*guard       // see policy.go
	policed rel.VarSet     // columns of tables of which policies hide rows
	// Policies that lead to one another without end are refused by it (policy.go).
	within   []catalog.ID // the tables whose policies are being bound
	frozen   bool         // names of tables are numbers
	stored   int          // above 0 while stored expressions are bound
	kept     bool         // what is compiled alone is a stored expression
	lockErr  error        // of a FOR UPDATE that reached a query which can't have it
	valueErr error        // of a value for what takes none, told once all else is right
	runErr   error        // why it can't be run, told last
	// Unpopulated tells that a materialized view without data is named.
	Unpopulated bool
	// nullableErr is of a row lock below the nullable side of an outer join.
	nullableErr error
	Routines    bool      // one of the schema's is called
	changing    bool      // one that is VOLATILE
	inlined     *inlining // the body that is being bound
	// The answer may depend on whether parameters are constants.
	byValue bool // Plan.ByValue

	indexConsts []string // Plan.IndexConsts

	casts     *deparse.Conversions // where they are asked for
	resolving *resolving           // a query that is to be kept; see resolve.go
	// indexing tells that what indexes compute is bound.
	indexing bool
	// defining tells that the query is not to be run but kept.
	defining bool
	callsAs  catalog.ID                             // in whose name functions are called; 0: who runs the statement
	runAs    catalog.ID                             // in whose name views are read; 0: who runs the statement
	views    int                                    // how deep views lie in each other
	path     *catalog.SearchPath                    // the statement's, while a view is bound: bodies of functions go by it
	targets  map[*catalog.TableDesc]*rel.ViewTarget // views that are written to, by what they show
	// nil for a table that computes nothing is not kept: it costs no look.
	computed map[*catalog.TableDesc]*ComputedTable
	measured map[*catalog.TableDesc]*MeasuredTable // MeasuredOf
	AtCursor *host.AtCursor                        // of WHERE CURRENT OF
	topWith  *ast.With                             // of the statement itself
	// parted are the partitioned tables that were looked into.
	parted  map[catalog.ID]*rel.PartedTable
	routers map[catalog.ID]*catalog.Router // of theirs
}

// subqueryPlace is where a subquery stands.
// Two that are alike (like) may share one result; see scalar.Subquery.Like.
// in.parent, not in, tells where names outside are looked up: the scope of one place is copied for kinds
// (with).
type subqueryPlace struct {
	expr *scalar.Subquery
	in   *scope
	// the FROM items by then: FROM grows, and names in a part of it mean less
	rels []*scopeRel // of in, then
	q    *ast.Select
	text string // of q, once it was asked for
}

// written is the text of the query. It is printed once: each later subquery of the place is compared with it.
func (q *subqueryPlace) written() string {
	if q.text == "" {
		q.text = deparse.Print(q.q)
	}
	return q.text
}

// like reports whether two subqueries are the same: they read the same, where names mean the
// same. Whether they give the same value each time is asked, as of functions, by who computes one for both.
// Printing is dear, so what is cheap to compare goes first. Names of a resolved query count for nothing, so
// that what they stand for is compared beside the texts. A query of no FROM around it is never like another.
func (q *subqueryPlace) like(o *subqueryPlace) bool {
	return q.expr.Kind == o.expr.Kind && q.in.parent == o.in.parent && len(q.rels) > 0 &&
		slices.Equal(q.rels, o.rels) && q.written() == o.written() && slices.Equal(resolvedRefs(q.q), resolvedRefs(o.q))
}

// resolvedRefs are the numbers of a resolved query's columns and relations, in order. Items of its
// own FROM count from 1 below zero, as each query has numbers of its own.
// A resolved query's names are gone (…?column? for all), so that texts alone would be alike too often.
func resolvedRefs(q *ast.Select) (out []int64) {
	// own numbers the items of q itself, in the order of their syntax
	own := map[int32]int64{}
	item := func(n int32) {
		if n != 0 {
			own[n] = -int64(len(own)) - 1
		}
	}
	ast.Walk(q, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.TableName:
			item(n.Item)
		case *ast.FuncRef:
			item(n.Item)
		case *ast.SubqueryRef:
			item(n.Item)
		case *ast.Join:
			item(n.Item)
		}
		return true
	})
	ast.Walk(q, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.TableName:
			out = append(out, int64(n.Rel))
		// an item that is not q's own is of a query around, the same for both that are compared
		// The second walk sees references in the order of the text, as the first has seen items.
		case *ast.ColumnRef:
			at, ok := own[n.Item]
			if !ok {
				at = int64(n.Item)
			}
			out = append(out, at, int64(n.Attr))
		}
		return true
	})
	return out
}

// maxBindDepth bounds nested queries and expressions (54001).
// A goroutine's stack grows as needed, so the bound is one of size: of a statement made to nest
// without end. Each level of expr, query and tableRef counts.
// 54001 is what Postgres says where its stack runs out (check_stack_depth).
const maxBindDepth = 5000

// New returns a binder for one statement.
// Parameters of type unknown are ones to infer, as those not listed. The relations of Env.Given
// become CTEs with IDs from 0, which is how the executor finds them; two uses keep them from being
// taken apart as a query used once is.
func New(env *Env) *Binder {
	b := &Binder{Env: env, tables: map[catalog.ID]bool{}}
	b.Types = env.Types
	b.params = append(b.params, env.ParamTypes...)
	for i, t := range b.params {
		// It is the same to the rest whether a client said unknown or nothing.
		if t == types.TUnknown {
			b.params[i] = nil
		}
	}
	for i := range env.Given {
		g := &env.Given[i]
		c := &rel.CTE{Name: g.Name, ID: i, Uses: 2, Rows: givenRows}
		for _, col := range g.Columns {
			c.Cols = append(c.Cols, rel.CTEColumn{Name: col.Name, Type: col.Type, Typmod: col.Typmod})
		}
		b.ctes = append(b.ctes, c)
	}
	return b
}

// givenRows is how many rows a transition table is guessed to have.
const givenRows = 100

// enter counts a level of nesting; each enter that gave no error has its leave. After the error
// depth stays as it is, for the statement is over then. It fails once the statement is cancelled.
func (b *Binder) enter() error {
	if b.depth++; b.depth > maxBindDepth {
		return pgerror.New(pgerror.StatementTooComplex, "stack depth limit exceeded").
			WithHint("Simplify the statement: it nests queries or expressions too deeply.")
	}
	if err := b.Memory(); err != nil {
		return err
	}
	return b.Types.Checkpoint()
}

// What is noted for parts of a statement, beside its text and tree, which who parsed it has accounted
// for: measured on statements of 100,000 parts (sql/session TestPlanningMemory).
const (
	exprBytes  = 192 // an operator or call: bound, and as the rewriter makes it again
	namedBytes = 96  // a column
	queryBytes = 4 << 10
	// PlanGrain is what is asked for at once: most statements take less than half of one, and ask for nothing.
	PlanGrain = 64 << 10
)

// Note counts n bytes that planning takes. Memory tells whether they are to be had.
func (b *Binder) Note(n int) { b.noted += int64(n) }

// Memory asks for what was noted since it last did. The error is that of Env.Memory, and stays.
func (b *Binder) Memory() error {
	if b.noted-b.granted < PlanGrain || b.Env.Memory == nil || b.short != nil {
		return b.short
	}
	n := (b.noted - b.granted) / PlanGrain * PlanGrain
	if b.short = b.Env.Memory.Take(n); b.short == nil {
		b.granted += n
	}
	return b.short
}

// leave ends what enter began.
func (b *Binder) leave() { b.depth-- }

// position turns a byte offset into a character position from 1; 0 if unknown.
// The whole text up to there is counted: linear in it, and for errors and names alone.
// In characters, as clients count (Postgres: parser_errposition).
func (b *Binder) position(off int) int {
	if off < 0 || off > len(b.Env.Text) || b.Env.Text == "" {
		return 0
	}
	return utf8.RuneCountInString(b.Env.Text[:off]) + 1
}

// Fail is an error at a node of the statement.
// n may be nil: the error has no position then, as some of Postgres's have none.
func (b *Binder) Fail(n ast.Node, code, format string, args ...any) *pgerror.Error {
	e := pgerror.New(code, format, args...)
	if n != nil {
		e.Position = b.position(n.Position())
	}
	return e
}

// failLeft is Fail where Postgres points at the beginning of an expression.
func (b *Binder) failLeft(n ast.Node, code, format string, args ...any) *pgerror.Error {
	return b.Fail(leftmost(n), code, format, args...)
}

// leftmost is the node at which an expression begins: the left operand of an operator, what is
// cast, the literal of CAST('x' AS t). Calls, CASE, rows and subqueries begin themselves.
// Postgres: exprLocation.
func leftmost(n ast.Node) ast.Node {
	best := n
	ast.Walk(n, func(c ast.Node) bool {
		if at := c.Position(); at >= 0 && at < best.Position() {
			best = c
		}
		switch c := c.(type) {
		case *ast.CastExpr:
			if k, ok := c.X.(*ast.Const); ok && ast.Node(c) == n && k.Kind == ast.ConstString {
				best = k
				return false
			}
			return true
		case *ast.BoolExpr, *ast.NotExpr, *ast.BinaryExpr, *ast.UnaryExpr, *ast.IsExpr, *ast.DistinctExpr, *ast.BetweenExpr, *ast.LikeExpr, *ast.InExpr,
			*ast.QuantExpr, *ast.CollateExpr, *ast.IndirectionExpr:
			return true
		}
		return false
	})
	return best
}

// at gives err the position of n.
// A position that err has already is for pgerror.At to keep or not.
// Errors of rooms below (types, builtin) know no text.
func (b *Binder) at(n ast.Node, err error) error {
	if err == nil || n == nil {
		return err
	}
	return pgerror.At(err, b.position(n.Position()))
}

// unsupported is 0A000 at a node, with what to do instead in the hint.
func (b *Binder) unsupported(n ast.Node, hint, format string, args ...any) error {
	e := pgerror.Unsupported(hint, format, args...)
	if n != nil {
		e.Position = b.position(n.Position())
	}
	return e
}

// exprKind is the place of an expression; it decides what may stand there.
// It is Postgres's ParseExprKind, and its String is what their errors say of the place.
//
// What may stand where. Aggregates, windows and sets need a collector in the scope (agg, win, srf),
// which the place's binding puts there; subqueries are refused by kind (scope.subquery). "late"
// places are evaluated apart from a statement, and have no one to run a query:
//
//	place                                aggregates  windows  sets  subqueries
//	SelectTarget, OrderBy, DistinctOn    yes         yes      yes   yes
//	WindowPartition, WindowOrder         yes         no       yes   yes
//	Having                               yes         no       no    yes
//	GroupBy                              no          no       yes   yes
//	FunctionInFrom                       no          no       yes   yes
//	InsertValues of one row, InsertTarget  no        no       yes   yes
//	AggArg, Filter                       no          no       no    yes
//	Where, JoinOn, Values, Limit, …      no          no       no    yes
//	Default, Check, IndexExpr,           no          no       no    no
//	IndexPredicate, Generated,
//	AlterUsing, CopyWhere, Partition…,
//	Statistics
//
// WHEN of a trigger and arguments of CALL refuse subqueries once they are bound (compile.go,
// routine.go).
// An aggregate whose columns are all of a query around is judged by the place there
// (scope.aggregate).
type exprKind uint8

const (
	// the place where no clause is bound: a FROM list itself, and LATERAL's view of it
	kindNone exprKind = iota
	// clauses of a query
	kindSelectTarget
	kindWhere
	kindHaving
	kindJoinOn
	kindGroupBy
	kindOrderBy
	kindDistinctOn
	kindLimit
	kindOffset
	// rows that are written out, and what writes them
	kindValues
	kindInsertValues
	kindInsertTarget // subscripts of a column
	kindUpdateSource
	kindReturning
	// parts of other clauses
	kindFunctionInFrom
	kindFilter
	kindAggArg
	// what is computed of a single row; all but AlterUsing and CopyWhere is stored with its table
	kindDefault
	kindCheck
	kindIndexExpr
	kindIndexPredicate
	kindGenerated
	kindAlterUsing
	kindCopyWhere
	kindPolicy
	// a window's definition
	kindWindowPartition
	kindWindowOrder
	kindFrameRows
	kindFrameRange
	kindFrameGroups
	// statements that are no queries, and DDL
	kindCall
	kindExecute
	kindWhen
	kindMergeWhen
	kindPartitionKey
	kindPartitionBound
	kindStatistics
)

// String is how errors name the place, in Postgres's words (ParseExprKindName and the errors of
// aggregates, windows and sets, which differ a little between them).
func (k exprKind) String() string {
	switch k {
	case kindSelectTarget:
		return "SELECT"
	case kindWhere:
		return "WHERE"
	case kindHaving:
		return "HAVING"
	case kindJoinOn:
		return "JOIN conditions"
	case kindGroupBy:
		return "GROUP BY"
	case kindOrderBy:
		return "ORDER BY"
	case kindDistinctOn:
		return "DISTINCT ON"
	case kindLimit:
		return "LIMIT"
	case kindOffset:
		return "OFFSET"
	case kindValues, kindInsertValues:
		return "VALUES"
	case kindInsertTarget:
		return "INSERT"
	case kindUpdateSource:
		return "UPDATE"
	case kindReturning:
		return "RETURNING"
	case kindFunctionInFrom:
		return "functions in FROM"
	case kindFilter:
		return "FILTER"
	case kindWhen:
		return "trigger WHEN conditions"
	case kindMergeWhen:
		return "MERGE WHEN conditions"
	case kindCall:
		return "CALL arguments"
	case kindExecute:
		return "EXECUTE parameters"
	case kindDefault:
		return "DEFAULT expressions"
	case kindCheck:
		return "check constraints"
	case kindIndexExpr:
		return "index expressions"
	case kindIndexPredicate:
		return "index predicates"
	case kindPartitionKey:
		return "partition key expressions"
	case kindPartitionBound:
		return "partition bound"
	case kindStatistics:
		return "statistics expressions"
	case kindGenerated:
		return "column generation expressions"
	case kindAlterUsing:
		return "transform expressions"
	case kindCopyWhere:
		return "COPY FROM WHERE conditions"
	case kindPolicy:
		return "policy expressions"
	case kindWindowPartition:
		return "window PARTITION BY"
	case kindWindowOrder:
		return "window ORDER BY"
	case kindFrameRows:
		return "window ROWS"
	case kindFrameRange:
		return "window RANGE"
	case kindFrameGroups:
		return "window GROUPS"
	}
	return "this expression"
}

// scope is what names mean at one place of a statement.
// Scopes form a chain outward by parent, one for each query. Three ways lead from one to another:
//
//	child    the query of a subquery: looks outward, and takes outer columns as registers
//	sibling  another query at the same level (an arm of UNION, a subquery in FROM): it
//	         shares parent, sets and regs, not the names
//	with     the same names, for expressions of another kind; a copy, so that kinds, agg, srf
//	         and win that are set on it go away with it
type scope struct {
	b *Binder
	// parent is the query around this one; names not found here are looked up
	// there, and become registers.
	parent *scope
	// sets collects the outer columns used from here, for whoever runs this
	// scope's query once for each outer row. nil at the top.
	sets *[]scalar.RegSet
	// regs maps outer columns to the registers that hold them.
	regs map[scalar.VarID]*scalar.Reg

	// the FROM items that names may mean, in order; grows while FROM is bound
	rels []*scopeRel
	// hidden are items of the FROM around that names can't mean here, for errors.
	hidden []*scopeRel
	// WITH queries of this query by name; those of queries around are looked up there
	ctes map[string]*rel.CTE

	kind  exprKind
	agg   *aggScope // of the query block; nil where there is none
	noAgg bool      // inside of an aggregate's arguments
	srf   *srfScope // where set-returning functions may stand
	win   *winScope // of the query block, likewise
	// locking are the FOR UPDATE clauses of the query whose FROM is bound.
	locking []ast.Locking
}

// scopeRel is one FROM item's name and columns.
// Which fields are set tells what it is: scan and table for a table, view for a view, sub for a
// subquery, joined for a join with an alias, what for all that can't be locked.
type scopeRel struct {
	schema, name string // schema only for tables without an alias
	cols         []scopeCol
	table        *catalog.TableDesc
	scan         *rel.Scan      // of a table
	row          []scalar.VarID // the columns of a table's row, hidden ones too; nil: it has no system columns
	sub          rel.Rel        // of a subquery
	apart        bool           // in an outer join, and reads what lies outside of it
	what         string         // of what can't be locked: "a function"
	item         int32          // its number in a resolved query
	view         *viewUse       // of a view
	joined       []*scopeRel    // of a join with an alias
	pad          *padding       // of what an outer join may fill with NULL
	rowType      *types.Type    // of a function that returns rows of a composite type, or of a domain over one
	whole        []scalar.VarID // the columns of such a row, where others than cols
	consts       rel.Constants
	marks        []scalar.VarID // columns that SEARCH and CYCLE added, of the query itself
	work         bool           // the recursive query itself, in its recursive term
	inJoin       bool           // in a JOIN, where system columns are known under the table's name alone
	// unnamed items can't be qualified: the merged columns of USING.
	unnamed bool
	// scalar items are functions whose rows are single values: the name is the value.
	scalar bool
	// barred items can be named by a LATERAL item, and not be read by it.
	barred bar
}

// bar says why a LATERAL item can't read another, which SQL has told, not passed over.
type bar int8

const (
	barNone   bar = iota
	barJoin       // the other stands on the left of a RIGHT or FULL join
	barTarget     // it is what the statement writes to
)

// barring are the items as a LATERAL item sees them that can't read them.
// The items are copied: others see the same ones unbarred.
// The names stay in sight: else a name would be looked for further out, and found there by mistake.
func barring(rels []*scopeRel, why bar) []*scopeRel {
	out := make([]*scopeRel, len(rels))
	for i, r := range rels {
		c := *r
		c.barred = why
		out[i] = &c
	}
	return out
}

// checkBar refuses to name an item that can't be read.
// It is 42P10: such a name is found and then refused, where one that is out of sight goes on to the
// query around.
func (s *scope) checkBar(r *ast.ColumnRef, rel *scopeRel) error {
	if rel.barred == barNone {
		return nil
	}
	err := s.b.Fail(r, pgerror.InvalidColumnReference, "invalid reference to FROM-clause entry for table %q", rel.name)
	if rel.barred == barTarget {
		return err.WithHint("There is an entry for table %q, but it cannot be referenced from this part of the query.", rel.name)
	}
	return err.WithDetail("The combining JOIN type must be INNER or LEFT for a LATERAL reference.")
}

// scopeCol is a named column.
// Who sees a column is in three flags:
//
//	starHidden  not in *       merged by USING, or a system column
//	nameHidden  not by name    merged by USING: the merged column has the name
//	unlisted    not in *       but by name, and in the row: the region of a homed table
//
// id and expr: exactly one of them is set.
type scopeCol struct {
	name string
	// 0 where expr stands for it
	id scalar.VarID
	// expr stands for the column where it is not simply a Var (USING of a full join).
	expr scalar.Expr
	// hidden columns are left out of * and of unqualified lookups (merged by
	// USING; system columns).
	starHidden bool
	nameHidden bool
	// unlisted: left out of * and of NATURAL, but part of the row (a homed table's region).
	unlisted bool
	// merged: hidden because USING shows it elsewhere; t.* still lists it.
	merged bool
	// attr is its number in a resolved query, item that of its FROM item where that is
	// another than the one that it is found in.
	attr   int32
	item   int32
	system bool // computed of the row: see system.go
	// of is the view that it is a column of: naming it is a need of that.
	of *rel.Need
	// of is the view's, slot its place there; see view.go
	slot int
}

// listed reports whether * gives the column.
// By * of a FROM item and of the whole list; NATURAL asks the same.
func (c *scopeCol) listed() bool { return !c.starHidden && !c.unlisted }

// ref reads the column, and notes that it was named: the privilege on the column is needed then.
// Where a view has named its columns already, what is noted is a need of the view, not of its
// tables.
func (c *scopeCol) ref(b *Binder) scalar.Expr {
	if c.of != nil {
		b.namedOf(c.of, c.slot)
		if c.expr != nil {
			return c.expr
		}
		return b.Ref(c.id)
	}
	if c.expr != nil {
		return c.expr
	}
	b.named(c.id)
	return b.Ref(c.id)
}

// rootScope is a scope of no names, with no query around it.
// For what stands alone: defaults, checks, the statement itself.
func (b *Binder) rootScope() *scope { return &scope{b: b} }

// child is the scope of a subquery: names not found there are looked up in s.
// sets gets the outer columns that the query reads, as registers to set before each run.
// A fresh map of registers: each query sets its own, also for the same column.
func (s *scope) child(sets *[]scalar.RegSet) *scope {
	return &scope{b: s.b, parent: s, sets: sets, regs: map[scalar.VarID]*scalar.Reg{}}
}

// with is s for expressions of another kind.
// Cheap: called for each clause.
func (s *scope) with(k exprKind) *scope {
	n := *s
	n.kind = k
	return &n
}

// outer makes an expression of the parent's scope readable here: its columns
// become registers that are set where this scope's query is run.
// One register holds one outer column for the whole query: the second use finds the first. A column
// of a query further out becomes a register at each level on its way in.
func (s *scope) outer(e scalar.Expr) scalar.Expr {
	return scalar.Map(e, func(x scalar.Expr) scalar.Expr {
		v, ok := x.(*scalar.Var)
		if !ok {
			return x
		}
		if r, ok := s.regs[v.ID]; ok {
			return r
		}
		r := s.b.regOf(v)
		s.regs[v.ID] = r
		// Set from v itself, at this level; where v is a register of a level further out, it is not
		// touched (Map asks for columns only).
		*s.sets = append(*s.sets, scalar.RegSet{Reg: r.Idx, X: v})
		return r
	})
}

// regOf is a new register for the values of a column.
// What is known of the column beyond its type – collation, the parts of its records – goes with it,
// in maps by the register's number, for most registers have neither.
// Types, modifiers and registers are the executor's; the rest is for binding alone.
func (b *Binder) regOf(v *scalar.Var) *scalar.Reg {
	r := &scalar.Reg{Idx: b.NewReg(), T: v.T, Typmod: v.Typmod}
	if id := b.Info(v.ID).Collation; id != 0 {
		if b.regCollations == nil {
			b.regCollations = map[int]types.OID{}
		}
		b.regCollations[r.Idx] = id
	}
	if row := b.Info(v.ID).Row; row != nil {
		if b.regRows == nil {
			b.regRows = map[int]*scalar.Row{}
		}
		b.regRows[r.Idx] = row
	}
	return r
}

// lookupCTE finds a WITH query by name.
// The innermost one of that name counts.
// Queries of a WITH further out are seen unless one of the same name is nearer.
func (s *scope) lookupCTE(name string) (*rel.CTE, bool) {
	for ; s != nil; s = s.parent {
		if c, ok := s.ctes[name]; ok {
			return c, true
		}
	}
	return nil, false
}

// column resolves a column reference.
// In the body of a routine a name may also be a variable; which one it means where it could be both
// is for withVariables. Numbers of stored queries are never variables.
// The error of a name that is nowhere is noColumn's, which searches again for a hint.
func (s *scope) column(r *ast.ColumnRef) (scalar.Expr, error) {
	if vs := s.variables(); vs != nil && !s.b.isResolved(r) {
		return s.withVariables(vs, r)
	}
	e, err := s.tryColumn(r)
	if e != nil || err != nil {
		return e, err
	}
	return nil, s.noColumn(r)
}

// tryColumn is column, with nil where there is none.
// It looks in this query, then in each one around it, and stops at the first that has the name: an
// ambiguous one (42702) is not looked for further out. What is found outside comes back as a
// register, where the query is run apart (sets), or as it is, where it is a part of the one around.
func (s *scope) tryColumn(r *ast.ColumnRef) (scalar.Expr, error) {
	var found scalar.Expr
	var err error
	// A name of four parts: database, schema, table, column.
	if r.Catalog != "" && !s.b.ownDatabase(r.Catalog) {
		return nil, s.b.Fail(r, pgerror.FeatureNotSupported, "cross-database references are not implemented: %s.%s.%s.%s", r.Catalog, r.Schema, r.Table, r.Name)
	}
	if s.b.isResolved(r) {
		found, err = s.resolved(r)
	} else if r.Table == "" {
		found, err = s.unqualified(r)
	} else {
		found, err = s.qualified(r)
	}
	if found != nil || err != nil {
		// The place of this very reference, for errors of grouping; a System is shared and gets a
		// copy.
		// Positions are kept since "must appear in the GROUP BY clause" is found long after binding.
		switch x := found.(type) {
		case *scalar.Var:
			x.Pos = int32(r.Position())
		case *scalar.System:
			n := *x
			n.Pos = int32(r.Position())
			found = &n
		}
		return found, err
	}
	// The top: no query around has it.
	if s.parent == nil {
		return nil, nil
	}
	up, err := s.parent.tryColumn(r)
	if up == nil || err != nil {
		return nil, err
	}
	if s.sets == nil {
		return up, nil
	}
	return s.outer(up), nil
}

// unqualified finds a column of one of this query's items by name, then an item of that name, which
// stands for its whole row; nil for neither. System columns are offered by their names first: a
// table has them among its columns only once they are asked for (system.go).
func (s *scope) unqualified(r *ast.ColumnRef) (scalar.Expr, error) {
	var found *scopeCol
	var of *scopeRel
	if attr := offered(r.Name); attr != 0 {
		if err := s.offer(r, s.rels, attr); err != nil {
			return nil, err
		}
	}
	// All items are looked through, as a second one of that name makes it ambiguous; the order says nothing.
	for _, rel := range s.rels {
		for i := range rel.cols {
			c := &rel.cols[i]
			if c.name != r.Name || c.nameHidden || c.attr < 0 && rel.inJoin {
				continue
			}
			if found != nil {
				return nil, s.b.Fail(r, pgerror.AmbiguousColumn, "column reference %q is ambiguous", r.Name)
			}
			if err := s.checkBar(r, rel); err != nil {
				return nil, err
			}
			found, of = c, rel
		}
	}
	if found != nil {
		// A system column is computed of the row: the scan has to give its parts.
		if found.system || found.attr < 0 {
			s.usesSystem(of, found.attr)
		}
		// Whoever keeps the query (resolve.go) or asks what names mean (Names) is told.
		s.b.noteColumn(r, of, found)
		s.b.resolveColumn(r, of, found)
		return found.ref(s.b), nil
	}
	// The name of a FROM item stands for its whole row.
	for _, rel := range s.rels {
		if rel.name == r.Name && !rel.unnamed {
			if err := s.checkBar(r, rel); err != nil {
				return nil, err
			}
			s.b.noteRow(r, rel)
			s.b.resolveColumn(r, rel, nil)
			if s.b.casts != nil {
				s.b.casts.Rows[r] = true
			}
			return s.wholeRow(rel), nil
		}
	}
	return nil, nil
}

// qualified finds t.c, or t.* as a row; nil where this query has no item t, so that the ones around
// are asked. Where it has one, the search is over: a column that it lacks may be a function of its
// row (t.f is f(t)), else it does not exist (42703).
func (s *scope) qualified(r *ast.ColumnRef) (scalar.Expr, error) {
	rel, err := s.findRel(r)
	if rel == nil || err != nil {
		return nil, err
	}
	if r.Star {
		s.b.noteRow(r, rel)
		s.b.resolveColumn(r, rel, nil)
		return s.wholeRow(rel), nil
	}
	if attr := offered(r.Name); attr != 0 {
		if err := s.offer(r, []*scopeRel{rel}, attr); err != nil {
			return nil, err
		}
	}
	for i := range rel.cols {
		if c := &rel.cols[i]; c.name == r.Name {
			if c.system || c.attr < 0 {
				s.usesSystem(rel, c.attr)
			}
			s.b.noteColumn(r, rel, c)
			s.b.resolveColumn(r, rel, c)
			return c.ref(s.b), nil
		}
	}
	if x, err := s.callOfField(r, r.Name, s.wholeRow(rel)); x != nil || err != nil {
		return x, err
	}
	return nil, s.hintColumn(s.b.Fail(r, pgerror.UndefinedColumn, "column %s.%s does not exist", r.Table, r.Name), r)
}

// findRel is the item of this query that r is qualified by, nil for none. A schema is compared only
// where one is written, and never matches an item with an alias.
func (s *scope) findRel(r *ast.ColumnRef) (*scopeRel, error) {
	var found *scopeRel
	for _, rel := range s.rels {
		if rel.unnamed || rel.name != r.Table || r.Schema != "" && rel.schema != r.Schema {
			continue
		}
		if found != nil {
			return nil, s.b.Fail(r, pgerror.AmbiguousAlias, "table reference %q is ambiguous", r.Table)
		}
		if err := s.checkBar(r, rel); err != nil {
			return nil, err
		}
		found = rel
	}
	return found, nil
}

// wholeRow is a record of a FROM item's columns; for a function that returns
// one plain column, that column.
// Columns that USING merged are in it, hidden ones are not. Where an outer join may fill the item
// with NULL, Present tells a row of NULLs from no row: the record is NULL then, not a record of
// NULLs.
func (s *scope) wholeRow(rel *scopeRel) scalar.Expr {
	row := &scalar.Row{}
	for _, id := range rel.whole {
		row.Args, row.Names = append(row.Args, s.b.Ref(id)), append(row.Names, s.b.Info(id).Name)
	}
	for i := range rel.cols {
		c := &rel.cols[i]
		if rel.whole != nil {
			break
		}
		// System columns; and merged ones stay in the row of their table, as in t.*.
		// t.* in a select list keeps the same columns.
		if c.starHidden && !c.merged && rel.table != nil {
			continue
		}
		row.Args = append(row.Args, c.ref(s.b))
		row.Names = append(row.Names, c.name)
	}
	// A function of one value: its row is that value.
	if len(row.Args) == 1 && rel.scalar {
		return row.Args[0]
	}
	row.T = s.b.rowTypeOf(rel, len(row.Args))
	if rel.pad != nil && rel.joined == nil {
		row.Present = s.b.Ref(s.b.mark(rel))
	}
	return row
}

// padding is the side of an outer join that NULLs may stand for.
// Each item of the side has the same padding, so that one mark serves all.
type padding struct {
	side *rel.Rel
	// 0 until a column had to be made for it
	mark scalar.VarID
}

// pads notes what an outer join may fill with NULL.
// The inmost outer join counts where several lie around an item: its side is where a mark can be
// computed. Constants of the item are none above the join.
// It is called when the join is bound, from the inside out.
func pads(rels []*scopeRel, side *rel.Rel) {
	p := &padding{side: side}
	for _, r := range flatRels(rels, nil) {
		r.consts = nil
		if r.pad == nil {
			r.pad = p
		}
	}
}

// mark is a column that is NULL in no row of a FROM item, but where an outer join fills it.
// A table has such a column: its tableoid where it is divided, one that is NOT NULL or hidden
// otherwise. For the rest a constant is computed below the join, once for all items of the side.
func (b *Binder) mark(r *scopeRel) scalar.VarID {
	if r.scan != nil && r.scan.Divided() {
		return r.scan.OID
	}
	if r.scan != nil {
		for i := range r.scan.Table.Columns {
			if c := &r.scan.Table.Columns[i]; c.NotNull || c.Hidden {
				return r.scan.Vars[i]
			}
		}
	}
	// The constant is true in each row of the side and NULL in what the join fills in.
	p := r.pad
	if p.mark == 0 {
		in := *p.side
		out := &rel.Project{In: in}
		for _, id := range in.Out() {
			out.Pass(b.Ref(id))
		}
		p.mark = b.NewVar(rel.Column{Name: "present", Type: types.TBool, Typmod: types.NoTypmod})
		out.Items = append(out.Items, rel.Item{ID: p.mark, X: scalar.BoolConst(true)})
		// The join keeps a pointer to its side, so the mark is put in after the join was made.
		*p.side = out
	}
	return p.mark
}

// rowTypeOf is the type of the rows of a table or view; nil for other items, and where older
// nodes of the cluster don't know such types.
// columns is how many the row has here: a table whose columns were renamed or merged is still one,
// but one that lost some (an older node's view of it) is a plain record.
// Older nodes are asked since a type of rows is named in what is sent to them.
func (b *Binder) rowTypeOf(rel *scopeRel, columns int) *types.Type {
	t := rel.rowType
	if rel.view != nil {
		rel = &scopeRel{table: rel.view.table}
	}
	if rel.table != nil && b.Env.Catalog != nil {
		t = b.Env.Catalog.RowType(rel.table)
	}
	if t == nil || t.Base().Composite() == nil || len(t.Base().Composite().Attributes()) != columns || b.knownToAll(t) != nil {
		return nil
	}
	return t
}

// noColumn is the error of a name that was not found, with the hint that fits: an item out of
// sight, a table named where its alias had to be, a column much like it (Postgres: errorMissingRTE,
// errorMissingColumn).
// A name without a table: nowhere is it a column.
func (s *scope) noColumn(r *ast.ColumnRef) error {
	if r.Table == "" {
		err := s.b.Fail(r, pgerror.UndefinedColumn, "column %q does not exist", r.Name)
		if rel := s.hiddenColumn(r.Name); rel != nil {
			return err.WithHint("There is a column named %q in table %q, but it cannot be referenced from this part of the query.", r.Name, rel.name)
		}
		return s.hintColumn(err, r)
	}
	name := r.Table
	err := s.b.Fail(r, pgerror.UndefinedTable, "missing FROM-clause entry for table %q", name)
	// From the inside out: the nearest that would have fit is told.
	for sc := s; sc != nil; sc = sc.parent {
		for _, rel := range slices.Concat(flatRels(sc.rels, nil), flatRels(sc.hidden, nil)) {
			if rel.name == r.Table && !rel.unnamed {
				return s.b.Fail(r, pgerror.UndefinedTable, "invalid reference to FROM-clause entry for table %q", name).
					WithHint("There is an entry for table %q, but it cannot be referenced from this part of the query.", r.Table)
			}
		}
		for _, rel := range sc.rels {
			if rel.table != nil && rel.table.Name == r.Table && rel.name != r.Table {
				err = s.b.Fail(r, pgerror.UndefinedTable, "invalid reference to FROM-clause entry for table %q", name)
				return err.WithHint("Perhaps you meant to reference the table alias %q.", rel.name)
			}
		}
	}
	return err
}

// hiddenColumn finds an item that names can't mean here which has a column of that name: one without
// columns has those of its table.
func (s *scope) hiddenColumn(name string) *scopeRel {
	for sc := s; sc != nil; sc = sc.parent {
		for _, rel := range sc.hidden {
			if slices.ContainsFunc(rel.cols, func(c scopeCol) bool { return c.name == name && !c.starHidden }) {
				return rel
			}
			if len(rel.cols) == 0 && rel.table != nil && slices.ContainsFunc(rel.table.Columns, func(c catalog.Column) bool { return s.b.columnName(rel.table, &c) == name && !c.Hidden }) {
				return rel
			}
		}
	}
	return nil
}

// everyRel gives the items of the FROM lists that names may mean here, the innermost first.
// It goes outward by parent, as tryColumn does.
func (s *scope) everyRel() iter.Seq[*scopeRel] {
	return func(yield func(*scopeRel) bool) {
		for sc := s; sc != nil; sc = sc.parent {
			for _, rel := range sc.rels {
				if !yield(rel) {
					return
				}
			}
		}
	}
}

// nameDistanceMax is how far a name may be from what was written to be suggested, as in Postgres.
const nameDistanceMax = 3

// hintColumn adds Postgres's suggestion of a column, or of two, with names much like r's.
// Three and more that are equally near are not worth telling. Distances above half of what was
// written are no likeness.
// Postgres: updateFuzzyAttrMatchState, with the same penalties.
func (s *scope) hintColumn(err *pgerror.Error, r *ast.ColumnRef) error {
	best, names := nameDistanceMax+1, []string(nil)
	for rel := range s.everyRel() {
		// A qualifier that is misspelt counts as well.
		penalty := 0
		if r.Table != "" {
			penalty = editDistance(r.Table, rel.name, nameDistanceMax+1)
		}
		if rel.unnamed || penalty > nameDistanceMax {
			continue
		}
		for i := range rel.cols {
			c := &rel.cols[i]
			if c.starHidden {
				continue
			}
			d := editDistance(r.Name, c.name, nameDistanceMax+1)
			if d > len(r.Name)/2 || d+penalty > best {
				continue
			}
			if d+penalty < best {
				best, names = d+penalty, nil
			}
			names = append(names, rel.name+"."+c.name)
		}
	}
	if best > nameDistanceMax {
		return err
	}
	switch len(names) {
	case 1:
		err = err.WithHint("Perhaps you meant to reference the column %q.", names[0])
	case 2:
		err = err.WithHint("Perhaps you meant to reference the column %q or the column %q.", names[0], names[1])
	}
	return err
}

// editDistance is Levenshtein's over characters, or limit where it is not below.
// Time is the product of both lengths, memory that of b. The limit only spares
// names whose lengths differ by as much.
// Postgres: varstr_levenshtein_less_equal, with costs of one.
func editDistance(from, to string, limit int) int {
	a, b := []rune(from), []rune(to)
	if abs(len(a)-len(b)) >= limit {
		return limit
	}
	// one row of the table, overwritten from left to right; diag is what stood above to the left
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diag := prev[0]
		prev[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diag
			if a[i-1] != b[j-1] {
				cost++
			}
			diag = prev[j]
			prev[j] = min(cost, prev[j]+1, prev[j-1]+1)
		}
	}
	return prev[len(b)]
}

// abs is the size of a difference.
func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}

// ownDatabase tells whether a name is that of the session's database.
// Postgres takes a name of four parts where the first is the database, and so does this.
func (b *Binder) ownDatabase(name string) bool {
	if b.Env.Catalog == nil || b.Env.Path == nil {
		return false
	}
	db, ok := b.Env.Catalog.DatabaseByID(b.Env.Path.Database)
	return ok && db.Name == name
}
