package nodes

import (
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Node is an operator of a physical plan. Expressions of a node read Slots of
// its input (of both inputs side by side, for joins).
type Node interface {
	// Head is what all operators have.
	Head() *Head
}

// Head is what all operators have.
type Head struct {
	// ID numbers the plan's operators from 0, for statistics.
	ID int
	// Types are those of the output columns.
	Types []*types.Type
	// Rows, Start and Cost are estimates: rows, and the cost of the first row and of all, inputs included, in the
	// planner's unit (physical/access.go: one row read in order), which is not Postgres's.
	Rows, Start, Cost float64
	// Ordered: an operator above relies on the order of the rows, where nothing sorts them.
	Ordered bool
	// Flow is how several nodes may compute the operator together; nil: they don't.
	Flow *Flow
}

// Head returns h; every node embeds one.
func (h *Head) Head() *Head { return h }

// JoinKind is the kind of a join.
type JoinKind uint8

// The joins. Semi passes left rows that match, Anti those that don't.
const (
	JoinInner JoinKind = iota
	JoinLeft
	JoinFull
	JoinSemi
	JoinAnti
)

// Bound is an end of a range.
type Bound struct {
	X         scalar.Expr
	Inclusive bool
}

// PatternKind is how a pattern says what values start with.
type PatternKind uint8

// The patterns that bound what they match: of LIKE, of a regular expression, and the
// start itself (^@).
const (
	PatternLike PatternKind = iota
	PatternRegexp
	PatternStart

	// Of ranges and multiranges, by where they begin: the operators that need no more than that
	// are told from the others by the rows.
	BeginsByEnd    // no later than X ends
	BeginsByStart  // no later than X begins; X is no empty range
	BeginsHolding  // the same, or anywhere, where X is empty; X may be an element
	BeginsFromOn   // no earlier than X begins
	BeginsBehind   // no earlier than X ends
	NetworksWithin // addresses and networks in X
	NetworksAround // those that X may be in
)

// OfText reports whether it is a pattern of texts.
func (k PatternKind) OfText() bool { return k <= PatternStart }

// OneSided reports whether values are bound at one end alone.
func (k PatternKind) OneSided() bool { return !k.OfText() && k != NetworksWithin }

// Pattern is a value that says where values start, of texts what with; it is read when the
// statement runs.
type Pattern struct {
	X    scalar.Expr
	Kind PatternKind
}

// Start is what every text that matches the pattern p of this kind starts with; "" where
// that may be anything.
func (k PatternKind) Start(p string) string {
	switch k {
	case PatternLike:
		prefix, _ := builtin.LikePrefix(p)
		return prefix
	case PatternRegexp:
		return builtin.RegexpPrefix(p)
	}
	return p
}

// Alt is one alternative for an index column: a value, NULL, the values of an
// array, or a range of values that are not NULL.
type Alt struct {
	Eq     scalar.Expr // of the column's type
	Null   bool
	In     scalar.Expr // an array of the column's type
	To     scalar.Expr // beside In an array as long: from each element of In to that of To
	Range  bool
	Lo     []Bound // all must hold
	Hi     []Bound
	Starts []Pattern // all must hold
}

// ColumnSpan constrains one column of an index: one of Alts must hold.
type ColumnSpan struct{ Alts []Alt }

// Spans says which part of an index is read: Cols constrain its leading
// columns, or each of Arms does, and what any of them allows is read. Without both it
// is all of it. Values that no int2 or int4 column can hold are allowed in its bounds.
type Spans struct {
	Cols []ColumnSpan
	Arms [][]ColumnSpan
	// Row, with neither of them, constrains the row's tid instead, that is the whole primary key.
	Row *ColumnSpan
	// Conds are the conditions that made the spans, for EXPLAIN.
	Conds []scalar.Expr
}

// Patterns calls f for each pattern.
func (s *Spans) Patterns(f func(*Pattern)) {
	each := func(cols []ColumnSpan) {
		for _, c := range cols {
			for i := range c.Alts {
				for k := range c.Alts[i].Starts {
					f(&c.Alts[i].Starts[k])
				}
			}
		}
	}
	each(s.Cols)
	for _, arm := range s.Arms {
		each(arm)
	}
}

// TextPatterns calls f for each pattern of a text: the value of any other is no text.
func (s *Spans) TextPatterns(f func(*Pattern)) {
	s.Patterns(func(p *Pattern) {
		if p.Kind.OfText() {
			f(p)
		}
	})
}

// Whole reports whether all of the index is read.
func (s *Spans) Whole() bool { return len(s.Cols) == 0 && len(s.Arms) == 0 && s.Row == nil }

// RowLock is how rows are locked.
type RowLock struct {
	Mode kvpb.LockMode
	Wait kvpb.WaitPolicy
	// Strength is the mode as written, for EXPLAIN.
	Strength ast.LockStrength
}

// IndexRead is how rows of a table are found: through an index, and where that
// does not hold all columns, from the primary index.
type IndexRead struct {
	Table  *catalog.TableDesc
	Alias  string
	Index  *catalog.IndexDesc
	Layout *catalog.Layout
	// Primary is set where rows are fetched by their primary key afterwards.
	Primary *catalog.Layout
	// Columns are the slots (positions in Table.Columns) read, in order of output.
	Columns []int
	// Counted is how the executor counts the scans.
	Counted Form
}

// Scan reads a table.
type Scan struct {
	Head_
	IndexRead
	Spans   Spans
	Reverse bool
	// Filter reads the output columns.
	Filter scalar.Expr
	// Judged is the part of it that entries are judged by before their rows are fetched (Primary).
	Judged scalar.Expr
	// Reads is how many entries it is expected to read.
	Reads float64
	// Limit, if not nil, tells how many rows are wanted at most.
	Limit scalar.Expr
	// Points: each span is one whole unique key.
	Points bool
	// Lock: the rows are locked first and read in their newest state. Only with
	// Points on the primary index.
	Lock *RowLock
	// Wanted is the lock that the statement wants of the rows, taken here (Lock) or above; nil: none.
	// The scans of one item of FROM share it, and no others: by it the planner knows them.
	Wanted *RowLock
	// Fallback: where the patterns of Spans turn out to say nothing, the table is read
	// from end to end instead of each row through the index. No order is promised then.
	Fallback bool
	// Near: so much is read that pages of it are computed side by side. Cuts part the
	// entries into about equal parts: the beginnings of keys, after the index's prefix.
	Near bool
	Cuts [][]byte
	// Entries is set where the rows are those that an inverted index finds: Layout is then
	// the table's, and the conditions are part of Filter.
	Entries *EntryScan
	// Union is set where the rows are those that several indexes name: Layout is then the
	// table's, and the conditions are part of Filter.
	Union *UnionScan
	// Readers is how the executor reads the rows.
	Readers Form
}

// Sequential reports whether all of the table is read, in whatever order its rows lie.
// With LIMIT over the whole of a declared key the order may matter.
func (n *Scan) Sequential() bool {
	return n.Union == nil && n.Index.ID == n.Table.Indexes[0].ID && n.Spans.Whole() && !n.Reverse && !(n.Table.HasPrimaryKey() && n.Limit != nil)
}

// EntryScan finds rows by their entries in an inverted index: those for which all of Conds may
// hold.
type EntryScan struct {
	Layout *catalog.Layout
	Conds  []EntryCond
}

// EntryCond is the condition that the value of an index's column, at place Column, stands in Op to
// X, which is constant.
type EntryCond struct {
	Column int
	Op     string
	X      scalar.Expr
}

// Head_ is Head under a name that does not hide the method.
type Head_ = Head

// VirtualScan reads a virtual table.
type VirtualScan struct {
	Head_
	Table   *catalog.TableDesc
	Alias   string
	Columns []int
	// By is the column by whose value rows are selected, one of the table's Keys: those that equal one of Equal, or an
	// element of Among, an array. Without these all rows are made.
	By     int
	Equal  []scalar.Expr
	Among  scalar.Expr
	Filter scalar.Expr
}

// VirtualKeysMax is for how many values of a key the rows of a virtual table are made one after the other; for more all
// rows are made, once.
const VirtualKeysMax = 64

// Values gives rows of expressions.
type Values struct {
	Head_
	Rows [][]scalar.Expr
}

// FuncScan runs functions side by side.
type FuncScan struct {
	Head_
	Name       string
	Items      []FuncItem
	Ordinality bool
}

// FuncItem is one function of a FuncScan or a ProjectSet. With Fn nil X gives
// the only row.
type FuncItem struct {
	Fn    *builtin.Function
	Args  []scalar.Expr
	X     scalar.Expr
	Width int // how many columns it makes
	// Beside: X stands beside the functions, and ends with them. It is computed for a row too that they give
	// nothing for, as Postgres computes a select list.
	Beside bool
	// Each: X, beside them, is computed anew for each row that they give, and once more when all have ended.
	Each bool
}

// Filter passes rows for which Cond is true.
type Filter struct {
	Head_
	Input Node
	Cond  scalar.Expr
	// Once: the condition reads no column. Where it does not hold, the input is not run at
	// all; who asks it of each row gets the same.
	Once bool
}

// Project computes columns.
type Project struct {
	Head_
	Input Node
	Exprs []scalar.Expr
}

// ProjectSet appends the columns of set-returning functions to its input.
type ProjectSet struct {
	Head_
	Input Node
	Items []FuncItem
}

// LookupJoin finds, for each row of Input, the rows of an index whose leading
// columns equal Keys, and whose next one is within Lo and Hi. Output: Input's
// columns, then Columns (not for Semi, Anti).
type LookupJoin struct {
	Head_
	IndexRead
	Kind  JoinKind
	Input Node
	Keys  []scalar.Expr // over Input, of the columns' types
	// Lo and Hi, over Input, bound the column behind those of Keys, which is not NULL then.
	Lo, Hi []Bound
	// Found is how many rows of the index each row of Input is expected to find.
	Found float64
	// Unique: a key finds one row at most.
	Unique bool
	// Filter is the rest of the join condition, over Input and Columns.
	Filter scalar.Expr
	Conds  []scalar.Expr // that Keys, Lo and Hi stand for, for EXPLAIN
}

// HashJoin matches equal keys; one side is held in memory.
type HashJoin struct {
	Head_
	Kind         JoinKind
	Left, Right  Node
	LKeys, RKeys []scalar.Expr // in step, of the same types
	Filter       scalar.Expr   // over both
	// NullAware: NOT IN; any NULL key on the right makes the result empty.
	NullAware bool
	// HoldLeft: the left side is held, not the right one, and the order of its rows is
	// lost. Not for JoinFull, nor with NullAware.
	HoldLeft bool
	// Keep: the rows that are held are the same whenever the join runs in the statement.
	Keep  bool
	Conds []scalar.Expr
}

// NestedLoop runs Right for each row of Left; Sets, over Left, give registers
// their values first. Without Sets the rows of Right are kept.
type NestedLoop struct {
	Head_
	Kind        JoinKind
	Left, Right Node
	Sets        []scalar.RegSet
	Filter      scalar.Expr
}

// SortKey orders by a column.
type SortKey struct {
	Slot       int
	Desc       bool
	NullsFirst bool
}

// SortExpr orders by an expression.
type SortExpr struct {
	X          scalar.Expr
	Desc       bool
	NullsFirst bool
}

// Agg is one aggregate.
type Agg struct {
	Fn       *builtin.Function
	Args     []scalar.Expr
	Distinct bool
	Order    []SortExpr
	Filter   scalar.Expr
}

// Group groups by columns of its input. Output: the key columns, then Aggs.
// Without keys there is exactly one group.
type Group struct {
	Head_
	Input Node
	Keys  []int
	Aggs  []Agg
	// Ordered: equal keys follow one another.
	Ordered bool
	// Ranges is set where the ranges aggregate their own rows first.
	Ranges *AtRanges
}

// Window appends the columns of functions over a window to its input, whose rows come
// partition by partition, and within one in Order.
type Window struct {
	Head_
	Input     Node
	Partition []int
	Order     []SortKey
	Frame     Frame
	Funcs     []WindowFunc
	// Run, over the output, is true for the first rows of a partition; those from the first
	// one on for which it is not are not wanted.
	Run scalar.Expr
}

// WindowFunc is a window function, or an aggregate over the window.
type WindowFunc struct {
	Fn     *builtin.Function
	Args   []scalar.Expr
	Filter scalar.Expr
}

// Frame is which rows of a partition an aggregate over a window sees for each of them.
type Frame struct {
	Mode       ast.FrameMode
	Start, End ast.BoundKind
	// The offsets read no column. For RANGE the functions tell whether a value of the only
	// ordering column lies within the offset of another (builtin.InRange).
	StartOffset, EndOffset scalar.Expr
	StartIn, EndIn         *builtin.Function
	Exclude                ast.FrameExclude
}

// AtRanges tells that an operator's work is begun where the rows lie: the
// operators from Scan up to it are run by the leaseholders of the ranges that Scan
// reads, and what they give is joined at the gateway.
type AtRanges struct {
	Scan *Scan
	// Form is how the executor asks the ranges.
	Form
}

// Distinct drops rows whose Slots equal those of an earlier row.
type Distinct struct {
	Head_
	Input   Node
	Slots   []int
	Ordered bool
	On      bool
	// Ranges is set where the ranges drop what repeats in them first.
	Ranges *AtRanges
}

// Sort orders. With Limit only that many rows are wanted. Rows come in the order of the first
// Presorted of Keys.
type Sort struct {
	Head_
	Input     Node
	Keys      []SortKey
	Presorted int
	Limit     scalar.Expr
	// Ranges is set where each range gives no more rows than Limit.
	Ranges *AtRanges
}

// Limit passes a part of its input; nil means none. Ties: rows that equal the
// last one in these columns follow it.
type Limit struct {
	Head_
	Input         Node
	Limit, Offset scalar.Expr
	Ties          []SortKey
}

// Append gives the rows of its inputs one after another; with Merge in this order, in which
// those of each come.
type Append struct {
	Head_
	Inputs []Node
	// Prune tells which inputs to run, where parameters decide: Leaves has the place in
	// Inputs of each leaf, -1 without.
	Prune  *Prune
	Leaves []int
	Merge  []SortKey
	// First is set where one input has the only row there is.
	First *HomeFirst
	// All: no LIMIT stands above, so that what all inputs read is wanted.
	All bool
}

// Every is the places of all inputs.
func (n *Append) Every() []int {
	out := make([]int, len(n.Inputs))
	for i := range out {
		out[i] = i
	}
	return out
}

// TogetherMax is of how many entries partitions of a table are read at once, filtered by the gateway.
const TogetherMax = 4096

// RangeScan is the scan of an input of an Append that reads spans of an index forward; nil: it does
// something else.
func RangeScan(n Node) *Scan {
	for {
		switch x := n.(type) {
		case *Project:
			n = x.Input
		case *Filter:
			n = x.Input
		case *Scan:
			if x.Points || x.Reverse || x.Fallback || x.Limit != nil || x.Lock != nil || x.Union != nil || x.Entries != nil {
				return nil
			}
			return x
		default:
			return nil
		}
	}
}

// SetOp is INTERSECT or EXCEPT.
type SetOp struct {
	Head_
	Except      bool
	All         bool
	Left, Right Node
}

// With computes the WITH queries of a query when it starts.
type With struct {
	Head_
	CTEs  []CTE
	Input Node
}

// Materialize keeps the rows of its input, which are the same whenever it runs in the statement:
// what runs a second time reads them again. They are computed no sooner than they are read.
type Materialize struct {
	Head_
	Input Node
}

// CTE is one WITH query. Eager ones (that write) run even if nobody reads them. Read ones are read
// by what is not such a query itself; the last of the others runs first, as in Postgres, but for
// those that it reads: Reads are their places among the queries.
type CTE struct {
	ID    int
	Name  string
	Node  Node
	Eager bool
	Read  bool
	Reads []int
}

// CTEScan reads the result of a WITH query.
type CTEScan struct {
	Head_
	ID    int
	Name  string
	Alias string
}

// Recursive is WITH RECURSIVE: Step runs over the rows made last, read by the
// CTEScan of Work.
type Recursive struct {
	Head_
	Base, Step Node
	Work       int
	All        bool
}

// LockRows locks rows of its input's tables.
type LockRows struct {
	Head_
	Input   Node
	Targets []LockTarget
}

// LockTarget is a table whose rows are locked.
type LockTarget struct {
	Table  *catalog.TableDesc
	Layout *catalog.Layout // of the primary index
	// Keys are the input's columns that hold the primary key, in order of the
	// layout's Key.
	Keys []int
	Lock RowLock
	// Read are the columns of the table's row in the input, by slot of the
	// table; -1 where it has not been read.
	Read []int
	// Leaves are the targets of a partitioned table's leaves, by OID: the input's column OID
	// tells which one a row is in.
	Leaves map[catalog.ID]*LockTarget
	OID    int
}

// Check is a CHECK constraint over the columns of a table's row (Slot = position).
type Check struct {
	Name string
	X    scalar.Expr
}

// PolicyCheck is what policies want of a row (Slot = position of the column): X must be
// true. Name is that of a restrictive policy, else empty. Existing tells that the row
// exists already, and is to be updated.
type PolicyCheck struct {
	Name     string
	X        scalar.Expr
	Existing bool
	// Target tells that it is a row that MERGE is to change.
	Target bool
	// View tells that it is the check option of the view Name, which comes after constraints.
	View bool
}

// Details says which columns of a table errors may show, by slot, where these are not
// all. Secured: none. Readable are those that the role may read, Given those that the
// statement itself gives values to.
type Details struct {
	Secured         bool
	Readable, Given []bool
}

// IndexWrite is an index that a statement maintains.
type IndexWrite struct {
	Desc   *catalog.IndexDesc
	Layout *catalog.Layout
	// Unique: a key that is there already is a duplicate.
	Unique bool
	// Touched: an UPDATE may change its keys; otherwise TouchedValue says whether
	// what it stores beside them may change.
	Touched, TouchedValue bool
	// Exclude is what an exclusion constraint asks of rows; nil: the index is of none.
	Exclude *Exclusion
	// Over is set where the index is a part of one that is unique over all partitions.
	Over *OverAll
}

// ForeignKey is a foreign key that a written row must satisfy.
type ForeignKey struct {
	Desc   *catalog.ForeignKeyDesc
	Table  *catalog.TableDesc // referencing
	Parent *catalog.TableDesc
	// Layout is that of the parent's unique index, and From the referencing
	// slots in the order of its key.
	Layout *catalog.Layout
	From   []int
	// Casts convert the values at From to the types of the parent's key.
	Casts []*builtin.RefCast
	// Slots are the referencing slots in the order of the constraint.
	Slots []int
	// Touched: an UPDATE may change the referencing columns.
	Touched bool
	// Route finds the leaf of a partitioned parent that has a key; Self tells that the rows
	// that are written are among the parent's.
	Route *RefRoute
	Self  bool
}

// RefRoute finds the leaf of a key that rows refer to: At says which of the key's columns are
// those of the partition key. Over is set instead where none tells.
type RefRoute struct {
	Router *catalog.Router
	At     []int
	Parts  []RefPart
	Over   []*catalog.Layout // all parts of the index, that of the gateway's region first
}

// RefPart is a leaf, by its index, or a table that is partitioned itself.
type RefPart struct {
	Layout *catalog.Layout
	Sub    *RefRoute
}

// Find gives the layout of the leaf's index; nil: no partition has such a key. Where any may have
// it, it is the first of Over.
func (r *RefRoute) Find(key []types.Datum) *catalog.Layout {
	if r.Router == nil {
		if len(r.Over) == 0 {
			return nil
		}
		return r.Over[0]
	}
	own := make([]types.Datum, len(r.At))
	for i, at := range r.At {
		own[i] = key[at]
	}
	i := r.Router.Find(own)
	switch {
	case i < 0:
		return nil
	case r.Parts[i].Sub != nil:
		return r.Parts[i].Sub.Find(key)
	}
	return r.Parts[i].Layout
}

// Inbound is a foreign key of another table to the one that is written.
type Inbound struct {
	Desc   *catalog.ForeignKeyDesc
	Child  *catalog.TableDesc
	Parent *catalog.TableDesc // the one that is written
	// Declared is the table that the foreign key was declared on: Child, or what that is a
	// partition of.
	Declared *catalog.TableDesc
	// Update: the referenced keys change; else rows are deleted. Action is what Desc says
	// of that.
	Update bool
	Action ast.RefAction
	// Ref is the unique index that Desc refers to. RefOver are the parts that other partitions have
	// of it, where it is unique over all.
	Ref     *catalog.Layout
	RefOver []OverPart
	// Slots are the referenced slots of the table that is written; From the
	// referencing slots of Child, in step.
	Slots, From []int
	// Casts convert the values at From to the types of those at Slots; Back is the other
	// way, where Layout is used.
	Casts, Back []*builtin.RefCast
	// Layout is that of an index of Child whose first columns are From in the
	// order of Order; nil where there is none: then all of Child is read.
	Layout *catalog.Layout
	Order  []int // Layout's i-th key column is From[Order[i]]
	// Reversible: Back tells the only values of the referencing columns that refer to a key.
	Reversible bool
	At         int // see Width
	// Primary is that of Child's primary index.
	Primary *catalog.Layout
	// Touched: an UPDATE may change the referenced columns.
	Touched bool
}

// TableWrite is what writing rows of a table takes. Indexes[0] is the primary.
type TableWrite struct {
	Table   *catalog.TableDesc
	Indexes []IndexWrite
	Late    []int // those of Indexes whose uniqueness is checked when the statement is over
	// Excluding are those of Indexes that are of exclusion constraints, which are checked then, too.
	Excluding []int
	Policies  []PolicyCheck
	// Generated are computed from the row, before anything is checked.
	Generated []Generated
	// Computed are computed of the row as it was and as it will be, where indexes are written.
	Computed []Computed
	Checks   []Check
	NotNull  []int
	Details  *Details
	Foreign  []ForeignKey
	Inbound  []Inbound
	RowID    int // slot of the hidden row ID, or -1
	Returns  []scalar.Expr
	OldTypes []*types.Type
	// Triggers are those that writing fires; nil: none.
	Triggers *Triggers
	// Instead: Table is a view, whose triggers stand for writing.
	Instead bool
	// Bounds must take the row; nil: the table is no partition.
	Bounds []PartBound
}

// Insert inserts the rows of Input. Values compute each column (by slot) from
// the input's columns; nil is the hidden row ID. Returning reads the new row's
// columns, then the input's.
type Insert struct {
	Head_
	TableWrite
	// Parts is set where the table is partitioned, or MERGE's and others inherit from it:
	// TableWrite has nothing to write then.
	Parts  *Parts
	Input  Node
	Values []scalar.Expr
	// Where is COPY's: rows for which it is not true are left out. It reads the new row.
	Where     scalar.Expr
	Conflict  *OnConflict
	Returning []scalar.Expr
}

// OnConflict is ON CONFLICT. Sets and Where read the existing row's columns,
// then those of the proposed row.
type OnConflict struct {
	// Arbiters are positions in Indexes; none: all unique ones.
	Arbiters []int
	Update   bool
	Sets     []scalar.Expr // by slot; nil: unchanged
	Where    scalar.Expr
	// Existing must hold of the row in conflict, Written of what it is changed to.
	Existing, Written []PolicyCheck
	// Mode is the lock on the existing row.
	Mode kvpb.LockMode
}

// Update changes rows of a table. Old says where in the input each column of the
// table (by slot) is. Sets and Returning: see Insert; Sets read the input.
type Update struct {
	Head_
	TableWrite
	// Parts is set where the table is partitioned or others inherit from it: TableWrite has
	// nothing to write then.
	Parts *Parts
	Input Node
	Old   []int
	Sets  []scalar.Expr // by slot; nil: unchanged
	// Mode is that of the lock and the write: NO KEY UPDATE unless a key changes.
	Mode kvpb.LockMode
	// Locked: Input has locked the rows already.
	Locked bool
	// Dedup: a row may come more than once; only the first time counts.
	Dedup     bool
	Returning []scalar.Expr
}

// Delete deletes rows. Old has -1 for columns that were not read.
type Delete struct {
	Head_
	TableWrite
	// Parts is set as UPDATE's is.
	Parts     *Parts
	Input     Node
	Old       []int
	Locked    bool
	Dedup     bool
	Returning []scalar.Expr
}

// ExplainNode explains a plan.
type ExplainNode struct {
	Head_
	Plan    *Plan
	Options ExplainOptions
}

// Meet narrows a range by another one.
func (a *Alt) Meet(b *Alt) {
	a.Lo, a.Hi, a.Starts = append(a.Lo, b.Lo...), append(a.Hi, b.Hi...), append(a.Starts, b.Starts...)
}

// Depth is how many columns are bound at least.
func (s *Spans) Depth() int {
	n := len(s.Cols)
	if s.Row != nil {
		n = 1
	}
	for i, arm := range s.Arms {
		if i == 0 || len(arm) < n {
			n = len(arm)
		}
	}
	return n
}

// Computed is a slot of a row that an index computes. Where If is not negative, it is so only
// if that slot, of the index's predicate, is true: the expression may fail for other rows.
type Computed struct {
	Slot int
	X    scalar.Expr
	If   int
}

// Generated is a column that is computed from the others of its row.
type Generated struct {
	Slot int
	X    scalar.Expr // over the row as written
}

// OnePoint reports whether spans are of one value for each column.
func OnePoint(s Spans) bool {
	if len(s.Arms) > 0 {
		return false
	}
	cols := s.Cols
	if s.Row != nil {
		cols = []ColumnSpan{*s.Row}
	}
	for _, c := range cols {
		if len(c.Alts) != 1 || c.Alts[0].Eq == nil {
			return false
		}
	}
	return true
}

// WantsOrder reports whether the rows must come in an order.
func (n *Window) WantsOrder() bool { return len(n.Partition) > 0 || len(n.Order) > 0 }

// MayRead reports whether the role may read a column; there is none of number 0.
func (d *Details) MayRead(t *catalog.TableDesc, id catalog.ColumnID) bool {
	_, slot, ok := t.ColumnByID(id)
	return ok && id != 0 && !d.Secured && d.Readable[slot]
}

// Exprs calls f for the expressions of a.
func (a *Alt) Exprs(f func(scalar.Expr)) {
	for _, x := range []scalar.Expr{a.Eq, a.In, a.To} {
		if x != nil {
			f(x)
		}
	}
	for _, list := range [][]Bound{a.Lo, a.Hi} {
		for _, b := range list {
			f(b.X)
		}
	}
}
