package plan

import (
	"slices"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// rel is a relational expression: what is to be computed, before it is decided
// how. Its columns are VarIDs.
type rel interface {
	// out lists the columns that the relation makes or passes on.
	out() []scalar.VarID
}

// relScan reads a table. vars has one entry for each of the table's columns.
type relScan struct {
	table *catalog.TableDesc
	alias string
	vars  []scalar.VarID
	// target marks the table that UPDATE or DELETE changes, or that a locking
	// clause names: mode is how its rows are locked.
	lock *rowLock
	need *need
	// policed: policies hide rows of it, which are not to be locked.
	policed bool
	// oid is the column of the OID of the leaf of a partitioned table, or of a family of tables;
	// only leaves partitions and children out.
	oid  scalar.VarID
	only bool
	// tree are the tables that are read besides, where others inherit from the table: oid tells
	// of which a row is, and extra are the columns that some of them have beyond the table's, in
	// the order of tree.extra.
	tree  *partedTable
	extra []scalar.VarID
}

// divided reports whether rows of several tables are read: the leaves of a partitioned one, or a
// table with those that inherit from it.
func (r *relScan) divided() bool { return r.oid != 0 }

// rowVars are the columns of a row as statements see it: the table's, and which table it is of.
func (r *relScan) rowVars() []scalar.VarID {
	if r.oid != 0 {
		return append(r.vars[:len(r.vars):len(r.vars)], r.oid)
	}
	return r.vars
}

// primaryKey lists the columns by which rows are locked.
func (r *relScan) primaryKey() []scalar.VarID {
	var out []scalar.VarID
	if r.tree != nil {
		return r.treeKeys()
	}
	if r.table.Partitioned() {
		if !r.table.HasPrimaryKey() { // a leaf may have one of its own
			return append([]scalar.VarID{r.oid}, r.vars...)
		}
		out = append(out, r.oid)
	}
	return append(out, r.primaryColumns()...)
}

// primaryColumns are the columns of the primary key, which has to be there.
func (r *relScan) primaryColumns() []scalar.VarID {
	var out []scalar.VarID
	for _, c := range r.table.Primary().Columns {
		if _, slot, ok := r.table.ColumnByID(c.ID); ok {
			out = append(out, r.vars[slot])
		}
	}
	return out
}

// rowLock is how rows of a table are locked.
type rowLock struct {
	strength ast.LockStrength
	wait     ast.LockWait
	// dml: the rows are locked because the statement changes them.
	dml bool
}

// relOne is one row without columns.
type relOne struct{}

// relValues is VALUES.
type relValues struct {
	vars []scalar.VarID
	rows [][]scalar.Expr
}

// relFunc is functions in FROM, side by side. vars are the columns of all of
// them, then the ordinality.
type relFunc struct {
	items      []setItemCols
	ordinality scalar.VarID // 0: none
	vars       []scalar.VarID
	name       string
}

// setItemCols is a function in FROM and its columns. fn is nil for a scalar
// expression, which gives one row.
type setItemCols struct {
	fn   *types.Function
	args []scalar.Expr
	x    scalar.Expr
	vars []scalar.VarID
}

// relSelect keeps the rows for which all conditions hold.
type relSelect struct {
	in    rel
	conds []scalar.Expr
}

// projItem is a computed column.
type projItem struct {
	id scalar.VarID
	x  scalar.Expr
}

// relProject computes columns; an item that is a Var of its own ID passes it on.
type relProject struct {
	in    rel
	items []projItem
	// dropped are registers that constants ruled out. The query names their columns all the same.
	dropped []*scalar.Reg
}

// relProjectSet adds the columns of set-returning functions to its input, row
// by row.
type relProjectSet struct {
	in    rel
	items []setItem
}

// joinKind is the kind of a join.
type joinKind uint8

const (
	joinInner joinKind = iota
	joinLeft
	joinFull
	joinSemi
	joinAnti
)

// relJoin joins. sets are the columns of the left side that the right side
// reads as registers (LATERAL, correlated subqueries).
type relJoin struct {
	kind joinKind
	l, r rel
	on   []scalar.Expr
	sets []scalar.RegSet
	// nullAware marks an anti join of NOT IN: a NULL anywhere makes it empty.
	nullAware bool
}

// relGroup groups by columns of its input and computes aggregates.
type relGroup struct {
	in   rel
	keys []projItem
	aggs []*aggItem
}

// relWindow adds the columns of functions over one window to its input.
type relWindow struct {
	in        rel
	partition []scalar.VarID
	order     []sortKey
	frame     frame
	funcs     []*winItem
}

// relDistinct drops duplicates; with on, of those columns alone.
type relDistinct struct {
	in rel
	on []scalar.VarID // nil: all columns that keep lists
	// keep are the columns that count, and that are passed on.
	keep []scalar.VarID
}

// sortKey orders by a column.
type sortKey struct {
	id         scalar.VarID
	desc       bool
	nullsFirst bool
}

// relSort orders.
type relSort struct {
	in   rel
	keys []sortKey
}

// relLimit passes a part of its rows.
type relLimit struct {
	in            rel
	limit, offset scalar.Expr // nil: none
	// ties: rows equal in these keys to the last one follow it.
	ties []sortKey
}

// relSetOp is UNION, INTERSECT or EXCEPT. left, right and vars run in step.
type relSetOp struct {
	op          ast.SetOp
	all         bool
	l, r        rel
	left, right []scalar.VarID
	vars        []scalar.VarID
}

// relCTE reads the result of a WITH query.
type relCTE struct {
	cte  *cte
	vars []scalar.VarID
}

// relRecursive is WITH RECURSIVE's own union: step reads what was made last
// through work.
type relRecursive struct {
	base, step   rel
	baseV, stepV []scalar.VarID
	vars         []scalar.VarID
	all          bool
	work         *cte
}

// relLock locks the rows of tables below it.
type relLock struct {
	in    rel
	scans []*relScan
	// pushed: by a clause of the query around this one alone.
	pushed bool
}

// cte is one query of a WITH clause.
type cte struct {
	name string
	rel  rel
	out  []scalar.VarID
	cols []cteCol
	uses int
	// id numbers the materialized ones; dml is set where the query writes.
	id        int
	dml       *dml
	recursive bool // while its own query is bound, and for the working table
	work      bool // what the recursive term reads: the working table
	inline    bool
	rows      float64 // how many there may be; 0: it is not known
	rights    []*need // of what it takes
	// consts are the columns of its query that are constants; pulled: that is so where it
	// is read.
	consts constants
	pulled bool
	marks  []cteCol // that SEARCH and CYCLE add, behind cols
}

type cteCol struct {
	name   string
	t      *types.Type
	typmod int32
}

func (r *relScan) out() []scalar.VarID {
	if len(r.extra) > 0 {
		return slices.Concat(r.rowVars(), r.extra)
	}
	return r.rowVars()
}
func (r *relOne) out() []scalar.VarID       { return nil }
func (r *relValues) out() []scalar.VarID    { return r.vars }
func (r *relFunc) out() []scalar.VarID      { return r.vars }
func (r *relSelect) out() []scalar.VarID    { return r.in.out() }
func (r *relDistinct) out() []scalar.VarID  { return r.keep }
func (r *relSort) out() []scalar.VarID      { return r.in.out() }
func (r *relLimit) out() []scalar.VarID     { return r.in.out() }
func (r *relSetOp) out() []scalar.VarID     { return r.vars }
func (r *relCTE) out() []scalar.VarID       { return r.vars }
func (r *relRecursive) out() []scalar.VarID { return r.vars }
func (r *relLock) out() []scalar.VarID      { return r.in.out() }
func (r *relProject) out() []scalar.VarID {
	ids := make([]scalar.VarID, len(r.items))
	for i, it := range r.items {
		ids[i] = it.id
	}
	return ids
}

func (r *relProjectSet) out() []scalar.VarID {
	ids := append([]scalar.VarID(nil), r.in.out()...)
	for _, it := range r.items {
		ids = append(ids, it.id)
	}
	return ids
}

func (r *relJoin) out() []scalar.VarID {
	if r.kind == joinSemi || r.kind == joinAnti {
		return r.l.out()
	}
	return append(append([]scalar.VarID(nil), r.l.out()...), r.r.out()...)
}

func (r *relGroup) out() []scalar.VarID {
	ids := make([]scalar.VarID, 0, len(r.keys)+len(r.aggs))
	for _, k := range r.keys {
		ids = append(ids, k.id)
	}
	for _, a := range r.aggs {
		ids = append(ids, a.id)
	}
	return ids
}

func (r *relWindow) out() []scalar.VarID {
	ids := append([]scalar.VarID(nil), r.in.out()...)
	for _, it := range r.funcs {
		ids = append(ids, it.id)
	}
	return ids
}

// varSet is a set of columns.
type varSet map[scalar.VarID]bool

func setOf(ids []scalar.VarID) varSet {
	s := make(varSet, len(ids))
	for _, id := range ids {
		s[id] = true
	}
	return s
}

func (s varSet) addExpr(e scalar.Expr) {
	scalar.Vars(e, func(v *scalar.Var) { s[v.ID] = true })
}

func (s varSet) covers(e scalar.Expr) bool {
	ok := true
	scalar.Vars(e, func(v *scalar.Var) { ok = ok && s[v.ID] })
	return ok
}

func (s varSet) clone() varSet {
	n := make(varSet, len(s))
	for id := range s {
		n[id] = true
	}
	return n
}
