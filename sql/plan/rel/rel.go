package rel

import (
	"slices"
	"strconv"

	"github.com/isochrondb/isochron/sql/builtin"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Rel is a relational expression: what is to be computed, before it is decided
// how. Its columns are VarIDs.
type Rel interface {
	// out lists the columns that the relation makes or passes on.
	Out() []scalar.VarID
}

// Scan reads a table. Vars has one entry for each of the table's columns.
type Scan struct {
	Table *catalog.TableDesc
	Alias string
	Vars  []scalar.VarID
	// Lock is set for the table that UPDATE or DELETE changes, or that a locking
	// clause names: it is how its rows are locked.
	// nil: it is read alone.
	Lock *RowLock
	Need *Need
	// Policed: policies hide rows of it, which are not to be locked.
	// So such a scan never locks as it reads, and is not looked up by a condition that could tell of them.
	Policed bool
	// OID is the column of the OID of the leaf of a partitioned table, or of a family of tables;
	// Only leaves partitions and children out. OID is 0 where the table has neither.
	OID  scalar.VarID
	Only bool
	// Tree are the tables that are read besides, where others inherit from the table: OID tells
	// of which a row is, and Extra are the columns that some of them have beyond the table's, in
	// the order of Tree.Extra.
	Tree  *PartedTable
	Extra []scalar.VarID
}

// Divided reports whether rows of several tables are read: the leaves of a partitioned one, or a
// table with those that inherit from it.
func (r *Scan) Divided() bool { return r.OID != 0 }

// RowVars are the columns of a row as statements see it: the table's, and which table it is of.
func (r *Scan) RowVars() []scalar.VarID {
	if r.OID != 0 {
		return append(r.Vars[:len(r.Vars):len(r.Vars)], r.OID)
	}
	return r.Vars
}

// PrimaryKey lists the columns by which rows are locked.
// Leaves have each their own key, so the leaf's OID comes first where there are several. Without a key in the partitioned
// table all columns stand for it.
func (r *Scan) PrimaryKey() []scalar.VarID {
	var out []scalar.VarID
	if r.Tree != nil {
		return r.treeKeys()
	}
	if r.Table.Partitioned() {
		if !r.Table.HasPrimaryKey() { // a leaf may have one of its own
			return append([]scalar.VarID{r.OID}, r.Vars...)
		}
		out = append(out, r.OID)
	}
	return append(out, r.PrimaryColumns()...)
}

// PrimaryColumns are the columns of the primary key, which has to be there.
func (r *Scan) PrimaryColumns() []scalar.VarID {
	var out []scalar.VarID
	for _, c := range r.Table.Primary().Columns {
		if _, slot, ok := r.Table.ColumnByID(c.ID); ok {
			out = append(out, r.Vars[slot])
		}
	}
	return out
}

// RowLock is how rows of a table are locked.
type RowLock struct {
	Strength ast.LockStrength
	Wait     ast.LockWait
	// DML: the rows are locked because the statement changes them.
	DML bool
}

// One is one row without columns.
// It stands for an absent FROM, and for what is left of a grouping that computes nothing.
type One struct{}

// Values is VALUES.
type Values struct {
	Vars []scalar.VarID
	// Each row has as many expressions as Vars; no rows at all is how "nothing" is written
	// (rewrite.nothing), with the columns kept so that what is above still resolves.
	Rows [][]scalar.Expr
}

// Func is functions in FROM, side by side. Vars are the columns of all of
// them, then the ordinality.
type Func struct {
	Items      []FuncItem
	Ordinality scalar.VarID // 0: none
	Vars       []scalar.VarID
	Name       string
}

// FuncItem is a function in FROM and its columns. Fn is nil for a scalar
// expression, which gives one row.
// Its Vars are a part of the Func's, in order, so that a function with several columns is one item all the same.
type FuncItem struct {
	Fn   *builtin.Function
	Args []scalar.Expr
	// X is the scalar expression where Fn is nil, and nil otherwise.
	X    scalar.Expr
	Vars []scalar.VarID
}

// Select keeps the rows for which all conditions hold.
type Select struct {
	In Rel
	// Conds are conjuncts: a row stays where each is true, so neither false nor NULL. Their order
	// is that in which they are judged, which the planner may change.
	Conds []scalar.Expr
}

// Item is a computed column.
type Item struct {
	ID scalar.VarID
	X  scalar.Expr
}

// Project computes columns; an item that is a Var of its own ID passes it on.
type Project struct {
	In    Rel
	Items []Item
	// InnerReads gives them with the others, so that what a query takes from outside does not depend on constants.
	// Dropped are registers that constants ruled out. The query names their columns all the same.
	Dropped []*scalar.Reg
	// Called: it is the body of a function that stands in the place of its call. Row locks don't reach into it.
	Called bool
}

// ProjectSet adds the columns of set-returning functions to its input, row
// by row.
// The functions of one node run in step: a row of the input gives as many rows as the longest of them, and those that end
// before give NULL. Functions in arguments of others are in a node below.
type ProjectSet struct {
	In    Rel
	Items []SetItem
}

// JoinKind is the kind of a join.
type JoinKind uint8

// The kinds of joins.
const (
	// There is no right join: the binder changes the sides.
	JoinInner JoinKind = iota
	JoinLeft
	JoinFull
	JoinSemi
	JoinAnti
)

// Join joins. Sets are the columns of the left side that the right side
// reads as registers (LATERAL, correlated subqueries).
type Join struct {
	Kind JoinKind
	L, R Rel
	// On are conjuncts over both sides. Of an outer join they decide what matches, not what
	// comes out; WHERE is a Select above.
	On []scalar.Expr
	// With Sets the right side has to run once for each left row; without, sides are independent.
	Sets []scalar.RegSet
	// NullAware marks an anti join of NOT IN: a NULL anywhere makes it empty.
	NullAware bool
}

// Group groups by columns of its input and computes aggregates.
// GROUPING SETS are several of these over one input that is kept (a CTE of the binder's), joined by UNION ALL.
type Group struct {
	In Rel
	// Keys are computed of the input, each under an ID of its own. No keys: one group, which is
	// there of no rows too.
	Keys []Item
	Aggs []*Agg
	// All: its aggregates are the list of EXISTS, and computed whether or not anybody reads them.
	All bool
}

// Window adds the columns of functions over one window to its input.
type Window struct {
	In        Rel
	Partition []scalar.VarID
	// Order is that within a partition, Frame what of it each row looks at.
	Order []SortKey
	Frame Frame
	Funcs []*WindowFunc
}

// Distinct drops duplicates; with on, of those columns alone.
type Distinct struct {
	In Rel
	On []scalar.VarID // nil: all columns that keep lists
	// Keep are the columns that count, and that are passed on.
	Keep []scalar.VarID
}

// SortKey orders by a column.
// Comparable with ==: orders are compared key by key (IsPrefix).
type SortKey struct {
	ID         scalar.VarID
	Desc       bool
	NullsFirst bool
}

// Sort orders.
type Sort struct {
	In   Rel
	Keys []SortKey
}

// Limit passes a part of its rows.
type Limit struct {
	In            Rel
	Limit, Offset scalar.Expr // nil: none
	// Ties: rows equal in these keys to the last one follow it.
	Ties []SortKey
}

// SetOp is UNION, INTERSECT or EXCEPT. Left, Right and vars run in step.
type SetOp struct {
	Op ast.SetOp
	// All: duplicates stay (UNION ALL), and INTERSECT and EXCEPT count them.
	All         bool
	L, R        Rel
	Left, Right []scalar.VarID
	Vars        []scalar.VarID
}

// CTEScan reads the result of a WITH query.
// Vars[i] stands here for CTE.Out[i]: each scan has columns of its own, since one statement may
// read a query several times.
// Where the query stands in the place of its name (Inlined), the planner puts a projection from Out to Vars over it.
type CTEScan struct {
	CTE  *CTE
	Vars []scalar.VarID
}

// Recursive is WITH RECURSIVE's own union: step reads what was made last
// through work.
// The columns of the result are neither those of the base nor of the step: the two run at different times.
type Recursive struct {
	Base, Step Rel
	// BaseVars, StepVars and Vars run in step.
	BaseVars, StepVars []scalar.VarID
	Vars               []scalar.VarID
	All                bool
	// Work is nil where the step does not read what was made last.
	Work *CTE
}

// Lock locks the rows of tables below it.
// Rows that come to it carry the primary keys of Scans.
type Lock struct {
	In    Rel
	Scans []*Scan
	// Pushed: by a clause of the query around this one alone.
	Pushed bool
}

// Out implements Rel.
func (r *Scan) Out() []scalar.VarID {
	if len(r.Extra) > 0 {
		return slices.Concat(r.RowVars(), r.Extra)
	}
	return r.RowVars()
}

// Out implements Rel.
func (r *One) Out() []scalar.VarID { return nil }

// Out implements Rel.
func (r *Values) Out() []scalar.VarID { return r.Vars }

// Out implements Rel.
func (r *Func) Out() []scalar.VarID { return r.Vars }

// Out implements Rel.
func (r *Select) Out() []scalar.VarID { return r.In.Out() }

// Out implements Rel.
func (r *Distinct) Out() []scalar.VarID { return r.Keep }

// Out implements Rel.
func (r *Sort) Out() []scalar.VarID { return r.In.Out() }

// Out implements Rel.
func (r *Limit) Out() []scalar.VarID { return r.In.Out() }

// Out implements Rel.
func (r *SetOp) Out() []scalar.VarID { return r.Vars }

// Out implements Rel.
func (r *CTEScan) Out() []scalar.VarID { return r.Vars }

// Out implements Rel.
func (r *Recursive) Out() []scalar.VarID { return r.Vars }

// Out implements Rel.
func (r *Lock) Out() []scalar.VarID { return r.In.Out() }

// Out implements Rel.
func (r *Project) Out() []scalar.VarID {
	ids := make([]scalar.VarID, len(r.Items))
	for i, it := range r.Items {
		ids[i] = it.ID
	}
	return ids
}

// Out implements Rel.
func (r *ProjectSet) Out() []scalar.VarID {
	ids := append([]scalar.VarID(nil), r.In.Out()...)
	for _, it := range r.Items {
		ids = append(ids, it.ID)
	}
	return ids
}

// Out implements Rel.
func (r *Join) Out() []scalar.VarID {
	if r.Kind == JoinSemi || r.Kind == JoinAnti {
		return r.L.Out()
	}
	return append(append([]scalar.VarID(nil), r.L.Out()...), r.R.Out()...)
}

// Out implements Rel.
func (r *Group) Out() []scalar.VarID {
	ids := make([]scalar.VarID, 0, len(r.Keys)+len(r.Aggs))
	for _, k := range r.Keys {
		ids = append(ids, k.ID)
	}
	for _, a := range r.Aggs {
		ids = append(ids, a.ID)
	}
	return ids
}

// Out implements Rel.
func (r *Window) Out() []scalar.VarID {
	ids := append([]scalar.VarID(nil), r.In.Out()...)
	for _, it := range r.Funcs {
		ids = append(ids, it.ID)
	}
	return ids
}

// SetItem is a function, or where fn is nil a volatile expression, its only argument, that
// is computed beside the functions of the outermost level, each time that they are asked.
type SetItem struct {
	Fn   *builtin.Function
	Args []scalar.Expr
	ID   scalar.VarID
}

// Agg is an aggregate that a query computes.
type Agg struct {
	Fn       *builtin.Function
	Args     []scalar.Expr
	Distinct bool
	Order    []SortExpr
	Direct   int // arguments after those of order that are the same in all of a group
	Filter   scalar.Expr
	ID       scalar.VarID
	Pos      int32
}

// SortExpr is an item of an ORDER BY.
type SortExpr struct {
	X          scalar.Expr
	Desc       bool
	NullsFirst bool
}

// Volatile reports whether computing it twice is not the same as once.
func (it *Agg) Volatile(b *Statement) bool {
	for _, o := range it.Order {
		if b.Volatile(o.X) {
			return true
		}
	}
	return b.AnyVolatile(it.Args) || it.Filter != nil && b.Volatile(it.Filter)
}

// Key is the same for aggregates that give the same.
// Calls with one key are computed once; volatile ones have to be told apart by the caller.
func (it *Agg) Key() string {
	k := strconv.Itoa(int(it.Fn.OID)) + "("
	for _, x := range it.Args {
		k += scalar.Key(x) + ","
	}
	if it.Distinct {
		k += "d"
	}
	for _, o := range it.Order {
		k += "o" + scalar.Key(o.X)
		if o.Desc {
			k += "-"
		}
		if o.NullsFirst {
			k += "n"
		}
	}
	if it.Filter != nil {
		k += "f" + scalar.Key(it.Filter)
	}
	return k
}

// Scalar reports whether the rows of a function are single values.
// The alias of an item that is the only one names the value then, where it would name the row else.
func (it FuncItem) Scalar() bool {
	if fn := ItemFunction(it); fn != nil {
		return fn.Result != types.TRecord && fn.Result.Composite() == nil
	}
	return it.X.Type() != types.TRecord && it.X.Type().Composite() == nil
}

// ItemFunction is the function that an item calls; nil: it is an expression.
// A function that returns no set is bound as a call, and stands in X.
func ItemFunction(it FuncItem) *builtin.Function {
	if it.Fn != nil {
		return it.Fn
	}
	if c, ok := it.X.(*scalar.Call); ok {
		return c.Fn
	}
	return nil
}

// IsVar reports whether x is the column id.
func IsVar(x scalar.Expr, id scalar.VarID) bool {
	v, ok := x.(*scalar.Var)
	return ok && v.ID == id
}

// Pass lets a column through, once.
// A second item of the same number would make the column in two places (R1).
func (p *Project) Pass(v *scalar.Var) {
	for _, it := range p.Items {
		if it.ID == v.ID {
			return
		}
	}
	p.Items = append(p.Items, Item{v.ID, v})
}

// DirectArgs are the direct arguments of an ordered-set aggregate, a part of args.
// In Args they come behind one argument for each item of Order; without direct ones the list is empty.
func (it *Agg) DirectArgs() []scalar.Expr {
	return it.Args[len(it.Order)*min(1, it.Direct):][:it.Direct]
}

// WindowFunc is a call of a window function, or of an aggregate over a window.
type WindowFunc struct {
	Fn     *builtin.Function
	Args   []scalar.Expr
	Filter scalar.Expr
	Spec   int // in winScope.specs
	ID     scalar.VarID
	Pos    int32
}

// Each calls f for the expressions of a call, and keeps what it returns.
// In place: the block's list and the windows point to the same call.
func (it *WindowFunc) Each(f func(scalar.Expr) scalar.Expr) {
	for i := range it.Args {
		it.Args[i] = f(it.Args[i])
	}
	if it.Filter != nil {
		it.Filter = f(it.Filter)
	}
}

// Volatile reports whether computing it twice is not the same as once.
func (it *WindowFunc) Volatile(b *Statement) bool {
	return b.AnyVolatile(it.Args) || b.Volatile(it.Filter)
}

// Frame is which rows around each one a window function looks at. The functions tell
// whether a value lies within the offset of RANGE.
// StartOffset and EndOffset are nil for bounds that have none; StartIn and EndIn only for RANGE.
type Frame struct {
	// Written: a frame clause stood there. A window that has one can't be built upon, be it the default's equal.
	Written                bool
	Mode                   ast.FrameMode
	Start, End             ast.BoundKind
	StartOffset, EndOffset scalar.Expr
	StartIn, EndIn         *builtin.Function
	Exclude                ast.FrameExclude
}

// FrameOf is the frame of a window without its offsets.
func FrameOf(f *ast.WindowFrame) Frame {
	// The default of SQL: RANGE UNBOUNDED PRECEDING, with peers of the current row.
	if f == nil {
		return Frame{Start: ast.UnboundedPreceding, End: ast.CurrentRow}
	}
	return Frame{Written: true, Mode: f.Mode, Start: f.Start, End: f.End, Exclude: f.Exclude}
}

// Keys is the order that a window's rows must have, as one of several.
// A partition's column that ORDER BY names as well takes the direction that is written there: within a partition it says
// nothing, and outside any direction will do.
func (r *Window) Keys() []SortKey {
	var out []SortKey
	for _, id := range r.Partition {
		k := SortKey{ID: id}
		for _, o := range r.Order {
			if o.ID == id {
				k = o
			}
		}
		out = append(out, k)
	}
	return UniqueKeys(append(out, r.Order...))
}

// Ordered reports whether rows in an order have each partition together, and it in the
// window's own order.
// The partition's columns may come in any order among themselves, but before all others. Behind them they are passed over on
// both sides, since they are the same throughout a partition.
func (r *Window) Ordered(by []SortKey) bool {
	in := SetOf(r.Partition)
	n := len(in)
	if len(by) < n {
		return false
	}
	for _, k := range by[:n] {
		if !in[k.ID] {
			return false
		}
		delete(in, k.ID)
	}
	part := SetOf(r.Partition)
	rest := slices.DeleteFunc(UniqueKeys(r.Order), func(k SortKey) bool { return part[k.ID] })
	have := slices.DeleteFunc(slices.Clone(by[n:]), func(k SortKey) bool { return part[k.ID] })
	return IsPrefix(rest, have)
}

// With is a query with its WITH queries, which are computed anew each time
// that it starts.
type With struct {
	CTEs []*CTE
	In   Rel
}

// Out implements Rel.
func (r *With) Out() []scalar.VarID { return r.In.Out() }

// treeKeys are the columns that tell rows of the tables apart.
// Tree.Keys are places in Out: the table's columns, the OID, and then Extra.
func (r *Scan) treeKeys() []scalar.VarID {
	all := r.Out()
	out := []scalar.VarID{r.OID}
	for _, slot := range r.Tree.Keys {
		out = append(out, all[slot])
	}
	return out
}

// FollowsOrder reports whether an aggregate's result tells the order of its input, which people
// sort in a subquery for it: array_agg and its like, and users' own.
// Those with DISTINCT or ORDER BY within the call sort for themselves. What a user's own makes of the order nobody knows.
func (a *Agg) FollowsOrder() bool {
	if a.Distinct || len(a.Order) > 0 {
		return false
	}
	switch a.Fn.Name {
	case "array_agg", "string_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg":
		return true
	}
	return a.Fn.OID >= types.OID(catalog.FirstID)
}

// Each calls f for the expressions of an aggregate, and keeps what it returns.
// In place, as the block has found calls that are alike to be this one.
func (it *Agg) Each(f func(scalar.Expr) scalar.Expr) {
	for i := range it.Args {
		it.Args[i] = f(it.Args[i])
	}
	for i := range it.Order {
		it.Order[i].X = f(it.Order[i].X)
	}
	if it.Filter != nil {
		it.Filter = f(it.Filter)
	}
}

// Rises reports whether a function's value never falls from one row of a partition to the
// next.
// The bounds of count matter: from a frame that does not begin with the partition rows drop out, and EXCLUDE takes out
// other rows for each.
func (r *Window) Rises(id scalar.VarID) bool {
	for _, it := range r.Funcs {
		if it.ID != id {
			continue
		}
		switch it.Fn.Source {
		case "window_row_number", "window_rank", "window_dense_rank":
			return true
		}
		// Counts over all rows up to here, or to a place that goes on with it.
		return it.Fn.Name == "count" && it.Fn.Kind == builtin.KindAggregate &&
			r.Frame.Start == ast.UnboundedPreceding && r.Frame.Exclude == ast.ExcludeNone
	}
	return false
}

// Barrier keeps conditions that are not leakproof off what lies behind it.
// It comes from views with security_barrier and from row-level policies: a function that could
// tell of hidden rows, by an error or a notice, must not be asked of them.
type Barrier struct{ In Rel }

// Out implements Rel.
func (r *Barrier) Out() []scalar.VarID { return r.In.Out() }

// IsScan reports whether r reads a table as it is.
func IsScan(r Rel) bool {
	_, ok := r.(*Scan)
	return ok
}

// Constants are columns that are constants outside of their subquery too. Those that
// arguments of the statement decide are no Const yet.
type Constants map[scalar.VarID]scalar.Expr

// Renamed gives the constants to the columns that stand for from.
// from and to run in step, as those of a CTE and of its scan.
func (list Constants) Renamed(from, to []scalar.VarID) Constants {
	out := Constants{}
	for i, id := range from {
		if k := list[id]; k != nil {
			out[to[i]] = k
		}
	}
	return out
}
