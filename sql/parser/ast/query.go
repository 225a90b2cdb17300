package ast

// SetOp is a set operation between two queries.
type SetOp uint8

// The set operations.
const (
	SetNone SetOp = iota
	SetUnion
	SetIntersect
	SetExcept
)

// Select is a query. Exactly one form holds: a set operation (Op, Left,
// Right), a VALUES list (Values), or SELECT itself. TABLE t arrives as SELECT *
// FROM t. With, OrderBy, Limit, Offset and Locking apply to each form.
type Select struct {
	Pos
	With *With

	Op          SetOp
	All         bool
	Left, Right *Select

	Values [][]Expr

	// Distinct is SELECT DISTINCT; with DistinctOn, SELECT DISTINCT ON (…).
	Distinct   bool
	DistinctOn []Expr
	Targets    []Target
	// Into is the table of SELECT … INTO, else nil.
	Into *IntoClause
	From []TableRef
	// AsOf is what AS OF SYSTEM TIME names, else nil.
	AsOf  Expr
	Where Expr
	// GroupBy may hold *GroupingSet.
	GroupBy         []Expr
	GroupByDistinct bool
	Having          Expr
	// Windows are the named windows of the WINDOW clause.
	Windows []WindowSpec

	OrderBy []OrderItem
	// Limit is nil where there is none; LIMIT ALL is a Const of ConstNull.
	Limit  Expr
	Offset Expr
	// WithTies is FETCH FIRST … WITH TIES.
	WithTies bool
	Locking  []Locking
	// Cursor tells that it is a cursor's query, whose rows WHERE CURRENT OF may name. The
	// text does not say so.
	Cursor bool
	// Return is RETURN x in the body of a routine: SELECT x in other words.
	Return bool
}

// IntoClause is SELECT … INTO [TEMP] table.
type IntoClause struct {
	Pos
	Table       QName
	Persistence Persistence
}

// Target is an item of a select list or of RETURNING.
type Target struct {
	Pos
	Expr Expr
	// As is the alias, else empty.
	As string
}

// OrderDir is ASC, DESC or USING operator.
type OrderDir uint8

// The sort directions.
const (
	OrderDefault OrderDir = iota
	OrderAsc
	OrderDesc
	OrderUsing
)

// NullsOrder is NULLS FIRST or LAST.
type NullsOrder uint8

// The places of nulls in an order.
const (
	NullsDefault NullsOrder = iota
	NullsFirst
	NullsLast
)

// OrderItem is an item of ORDER BY.
type OrderItem struct {
	Pos
	Expr  Expr
	Dir   OrderDir
	Nulls NullsOrder
	// UsingOp and UsingSchema hold the operator of OrderUsing.
	UsingSchema string
	UsingOp     string
}

// LockStrength is the mode of a locking clause.
type LockStrength uint8

// The row locks, weakest first.
const (
	LockForKeyShare LockStrength = iota
	LockForShare
	LockForNoKeyUpdate
	LockForUpdate
)

// LockWait is what to do about a row that another transaction holds.
type LockWait uint8

// The wait policies.
const (
	LockBlock LockWait = iota
	LockNoWait
	LockSkipLocked
)

// Locking is FOR UPDATE and its relatives.
type Locking struct {
	Pos
	Strength LockStrength
	Wait     LockWait
	// Of is empty where all tables of the query are meant. In a resolved query Items
	// are the numbers of those named.
	Of    []QName
	Items []int32
	// Pushed marks a clause that is a query's because a query around it has it.
	Pushed bool
}

// With is a WITH clause.
type With struct {
	Pos
	Recursive bool
	CTEs      []CTE
}

// Materialize is [NOT] MATERIALIZED.
type Materialize uint8

// The materialization choices of a CTE.
const (
	MaterializeDefault Materialize = iota
	MaterializeAlways
	MaterializeNever
)

// CTE is one query of a WITH clause. Stmt is a *Select, *Insert, *Update or
// *Delete.
type CTE struct {
	Pos
	Name        string
	Columns     []string
	Materialize Materialize
	Stmt        Statement
	// Search and Cycle are nil where not written.
	Search *CTESearch
	Cycle  *CTECycle
}

// CTESearch is SEARCH DEPTH|BREADTH FIRST BY columns SET column.
type CTESearch struct {
	Pos
	Breadth bool
	By      []string
	Set     string
}

// CTECycle is CYCLE columns SET mark [TO value DEFAULT value] USING path.
type CTECycle struct {
	Pos
	Columns []string
	Mark    string
	To      Expr
	Default Expr
	Path    string
}

// WindowSpec is a window: named in WINDOW, or written after OVER. OVER name
// alone sets Ref and RefOnly.
type WindowSpec struct {
	Pos
	// Name is set in a WINDOW clause.
	Name string
	// Ref is the window that this one builds upon.
	Ref string
	// RefOnly tells OVER w from OVER (w).
	RefOnly     bool
	PartitionBy []Expr
	OrderBy     []OrderItem
	// Frame is nil where none was written.
	Frame *WindowFrame
}

// FrameMode is RANGE, ROWS or GROUPS.
type FrameMode uint8

// The frame modes.
const (
	FrameRange FrameMode = iota
	FrameRows
	FrameGroups
)

// BoundKind is a kind of frame bound.
type BoundKind uint8

// The frame bounds, in the order in which they may follow each other.
const (
	UnboundedPreceding BoundKind = iota
	OffsetPreceding
	CurrentRow
	OffsetFollowing
	UnboundedFollowing
)

// FrameExclude is the EXCLUDE of a frame.
type FrameExclude uint8

// The frame exclusions.
const (
	ExcludeNone FrameExclude = iota
	ExcludeCurrentRow
	ExcludeGroup
	ExcludeTies
)

// WindowFrame is a frame clause. Without BETWEEN the end is CURRENT ROW and
// Between is false.
type WindowFrame struct {
	Pos
	Mode        FrameMode
	Between     bool
	Start, End  BoundKind
	StartOffset Expr
	EndOffset   Expr
	Exclude     FrameExclude
}

// TableName is a table in FROM, or the target of a statement.
type TableName struct {
	Pos
	Name QName
	// Only is ONLY t.
	Only  bool
	Alias Alias
	// Sample is nil where no TABLESAMPLE was written.
	Sample *TableSample
	// Item is the item's number in a resolved query, Rel then the relation's OID: 0
	// for a WITH query.
	Item int32
	Rel  uint32
}

// TableSample is TABLESAMPLE method (args) [REPEATABLE (seed)].
type TableSample struct {
	Pos
	Method     QName
	Args       []Expr
	Repeatable Expr
}

// SubqueryRef is (query) in FROM.
type SubqueryRef struct {
	Pos
	Lateral bool
	Query   *Select
	Alias   Alias
	// Item is the item's number in a resolved query.
	Item int32
}

// FuncRef is a function in FROM, or ROWS FROM (f(), g()).
type FuncRef struct {
	Pos
	Lateral    bool
	RowsFrom   bool
	Funcs      []FuncItem
	Ordinality bool
	Alias      Alias
	// ColumnDefs is AS (a int, b text), for a single function.
	ColumnDefs []ColumnDef
	// Item is the item's number in a resolved query.
	Item int32
}

// FuncItem is one function of a FuncRef. Expr is a *FuncCall, *SQLValue,
// *CoalesceExpr or another form that looks like a function.
type FuncItem struct {
	Pos
	Expr       Expr
	ColumnDefs []ColumnDef
	// In a resolved query Row is the relation, or composite type, whose rows the function gives,
	// and Attrs are the numbers of the columns that it had then.
	Row   uint32
	Attrs []int32
}

// JoinKind is the kind of a join.
type JoinKind uint8

// The joins. JoinCross also stands for a comma only where written CROSS JOIN;
// the items of a FROM list stay a list.
const (
	JoinInner JoinKind = iota
	JoinLeft
	JoinRight
	JoinFull
	JoinCross
)

// Join is a join of two table references.
type Join struct {
	Pos
	Kind        JoinKind
	Natural     bool
	Left, Right TableRef
	// Using and On: at most one is set.
	Using      []string
	UsingAlias string
	On         Expr
	// Alias is that of a parenthesized join.
	Alias Alias
	// Item is the item's number in a resolved query; Merge has four numbers for each
	// name of Using: item and column to the left, item and column to the right. Where Alias has a
	// name, two for each column that the join then had come behind them: item and column, of what
	// this join itself merges 0 and its place.
	Item  int32
	Merge []int32
}

//ast:tableRef TableName SubqueryRef FuncRef Join

// Overriding is OVERRIDING SYSTEM or USER VALUE.
type Overriding uint8

// The overridings of INSERT.
const (
	OverridingNone Overriding = iota
	OverridingUser
	OverridingSystem
)

// Insert is INSERT.
type Insert struct {
	Pos
	With  *With
	Table TableName
	// Columns is empty where none were named.
	Columns    []InsertColumn
	Overriding Overriding
	// Source is the query or VALUES list, nil for DEFAULT VALUES. VALUES rows
	// may hold *DefaultExpr.
	Source     *Select
	OnConflict *OnConflict
	Returning  []Target
}

// InsertColumn is a target column of INSERT, or of SET (a, b) = ….
type InsertColumn struct {
	Pos
	Name string
	// Steps are subscripts or fields within the column.
	Steps []Indirection
	// Attr is the column's number in a resolved statement.
	Attr int32
}

// OnConflict is ON CONFLICT. Without Elems and Constraint it names no arbiter.
type OnConflict struct {
	Pos
	Elems []IndexElem
	// Where is the arbiter index's predicate.
	Where      Expr
	Constraint string
	// DoUpdate tells DO UPDATE from DO NOTHING.
	DoUpdate bool
	Sets     []SetClause
	// SetWhere is the WHERE of DO UPDATE.
	SetWhere Expr
	// Item is the number of excluded in a resolved statement.
	Item int32
}

// SetClause is one assignment of UPDATE. Column holds the target of a = x;
// Columns those of (a, b) = x, whose Value is a *RowExpr, a *SubqueryExpr or
// another row-valued expression.
type SetClause struct {
	Pos
	Column  InsertColumn
	Columns []InsertColumn
	Value   Expr
}

// Update is UPDATE.
type Update struct {
	Pos
	With      *With
	Table     TableName
	Sets      []SetClause
	From      []TableRef
	Where     Expr
	Returning []Target
}

// Delete is DELETE.
type Delete struct {
	Pos
	With      *With
	Table     TableName
	Using     []TableRef
	Where     Expr
	Returning []Target
}

// Merge is MERGE.
type Merge struct {
	Pos
	With   *With
	Table  TableName
	Source TableRef
	On     Expr
	Whens  []MergeWhen
}

// MergeKind is what a WHEN clause of MERGE does.
type MergeKind uint8

// What WHEN clauses do.
const (
	MergeNothing MergeKind = iota
	MergeInsert
	MergeUpdate
	MergeDelete
)

// MergeWhen is a WHEN clause of MERGE. Cond is nil where there is no AND.
type MergeWhen struct {
	Pos
	Matched bool
	Cond    Expr
	Kind    MergeKind
	Sets    []SetClause // of UPDATE
	// Columns (empty where none were named), Overriding and Values are those of INSERT.
	// Values is nil for DEFAULT VALUES.
	Columns    []InsertColumn
	Overriding Overriding
	Values     []Expr
}

// Truncate is TRUNCATE.
type Truncate struct {
	Pos
	Tables []TableName
	// RestartIdentity is RESTART IDENTITY; CONTINUE IDENTITY is the default.
	RestartIdentity bool
	Behavior        Behavior
}

//ast:stmt Select Insert Update Delete Merge Truncate
