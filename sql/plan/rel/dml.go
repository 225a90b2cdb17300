package rel

import (
	"slices"
	"strings"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// DML is a bound INSERT, UPDATE, DELETE or MERGE.
// What the parts are, by command:
//
//	INSERT  Src gives the rows, Values are over it, one for each column of the table
//	COPY    an INSERT whose Src has columns and no rows: the executor hands them in
//	UPDATE  Src is Target, with what FROM joins; Values are what SET gives
//	DELETE  as UPDATE, without Values; NewVars are the row as it was, for RETURNING
//	MERGE   Src is the join of source and target; each of Arms writes one row of that
type DML struct {
	Cmd   nodes.Command
	Table *catalog.TableDesc
	Alias string
	// Item is the table's number in a resolved statement.
	Item int32
	// Src gives the rows to insert, or those to change joined with what FROM or
	// USING adds.
	Src Rel
	// Target is the scan of the table to change, within Src.
	Target *Scan
	Need   *Need
	// Named is the table under the names that the statement uses: those of a view.
	Named *catalog.TableDesc
	// TargetVars are the columns of what Target scans, or of a view whose triggers stand for
	// writing its rows: Instead tells so, and there is no Target.
	TargetVars []scalar.VarID
	Instead    bool
	// Joined tells that Src may give a target row more than once.
	// FROM and USING set it. The writer then takes the first of them and passes over the others (Dedup).
	Joined bool
	// Values has an entry for each column of the table: what an inserted row
	// holds, or what SET gives (nil: unchanged), over the columns of Src.
	Values []scalar.Expr
	// NewVars stand for the columns of the row as written.
	NewVars []scalar.VarID
	Checks  []nodes.Check
	// Generated are the columns that are computed, over NewVars.
	Generated []nodes.Generated
	Policies  []nodes.PolicyCheck
	// View is set where the statement writes to a view; ViewChecks are its check options.
	View       *ViewTarget
	ViewChecks []nodes.PolicyCheck
	Conflict   *Conflict
	// RowWhere is what a row of COPY FROM must satisfy to be inserted, over NewVars.
	RowWhere scalar.Expr
	// Arms are the WHEN clauses of MERGE.
	Arms []*MergeArm
	// Returning is a projection over NewVars (old columns for DELETE) and Src.
	Returning *Query
	// RetItems are what it computes, in step with Returning.Out: the planner gives these their places, and reads
	// Returning for names and types alone.
	RetItems []Item
	// Xmax stands for that system column of what ON CONFLICT DO UPDATE returns, behind NewVars.
	Xmax scalar.VarID
}

// Conflict is a bound ON CONFLICT.
// Sets and Where are over the existing row and the proposed one; what SET makes of the first are the statement's NewVars,
// over which Written is.
type Conflict struct {
	Update bool
	// Arbiters are the unique indexes that count; all of them without a target.
	Arbiters []catalog.IndexID
	// OldVars are the existing row's columns, Excluded those of the proposed row.
	OldVars, Excluded []scalar.VarID
	Sets              []scalar.Expr // by column; nil: unchanged
	Where             scalar.Expr
	// Existing and Written are what policies say of the row as it was and will be.
	Existing, Written []nodes.PolicyCheck
}

// Returns reports whether there is RETURNING.
func (d *DML) Returns() bool { return d.Returning != nil }

// Divided reports whether the statement writes to several tables: the leaves of a partitioned
// one, or a table with those that inherit from it.
func (d *DML) Divided() bool {
	return d.Table.Partitioned() || d.Target != nil && d.Target.Tree != nil
}

// ShownVars are the columns of the target that RETURNING and a view of it may show: of a
// partitioned table, also which leaf a row is of.
func (d *DML) ShownVars() []scalar.VarID {
	if d.Instead {
		return d.TargetVars
	}
	return d.Target.RowVars()
}

// MergeArm is a bound WHEN clause.
type MergeArm struct {
	Matched bool
	Cond    scalar.Expr // nil: always
	// Write is what is done; nil: nothing.
	Write *DML
	// Existing is what policies want of a row that is updated or deleted.
	Existing []nodes.PolicyCheck
}

// Query is a bound query: its relation, and which columns it returns under
// which names. A column may be returned twice.
type Query struct {
	Rel   Rel
	Out   []scalar.VarID
	Names []string
	// Consts lists the output columns that are constants around the query too; nil for none.
	Consts func() Constants
	Rows   []NamedRow     // of a cursor
	Marks  []scalar.VarID // see carryMarks
}

// NamedRow is a scan of which a query's rows carry the key.
// The binder makes them for WHERE CURRENT OF (nameRows), which finds its row by that key. Locked: it is one of those
// that a locking clause names, of which there may be several: the statement that names the cursor says which it means.
type NamedRow struct {
	Scan   *Scan
	Key    []scalar.VarID
	Locked bool
}

// Need is what the statement takes of one table where it stands once: read,
// written or both. It grows while names are resolved, so that it holds what the
// statement means and not what it looks like.
// A table that stands twice has two of them, each with the columns that are named of it there.
type Need struct {
	Table *catalog.TableDesc // nil for a sequence
	catalog.Need
	// Below is what a view that is written to stands for, BelowRead the columns that it reads
	// there: they are read where the view is.
	Below     *Need
	BelowRead []catalog.ColumnID
	Within    *Need // the place whose policies it comes from; nil: the statement's own
}

// Want notes a privilege.
func (n *Need) Want(letter byte) {
	if strings.IndexByte(n.Letters, letter) < 0 {
		n.Letters += string(letter)
	}
}

// Note adds a column to those of a need.
// By ID and not by slot: the need is kept with the plan, and is asked of the catalog later.
func Note(list []catalog.ColumnID, t *catalog.TableDesc, slot int) []catalog.ColumnID {
	if id := t.Columns[slot].ID; !slices.Contains(list, id) {
		return append(list, id)
	}
	return list
}

// Inserts notes a column that an inserted row gets a value in.
func (n *Need) Inserts(slot int) { n.Inserted = Note(n.Inserted, n.Table, slot) }

// Updates notes the columns that SET assigns.
func (n *Need) Updates(sets []scalar.Expr) {
	n.Want(catalog.PrivilegeUpdate)
	for slot, x := range sets {
		if x != nil {
			n.Updated = Note(n.Updated, n.Table, slot)
		}
	}
}

// Infers notes the columns by which ON CONFLICT finds its index: they are read.
func (n *Need) Infers(ids []catalog.ColumnID) {
	n.Want(catalog.PrivilegeSelect)
	for _, id := range ids {
		if _, slot, ok := n.Table.ColumnByID(id); ok {
			n.Read = Note(n.Read, n.Table, slot)
		}
	}
}

// OldVars are the columns of the input that make a row as it was: of several tables, also what
// only some of them have.
func (d *DML) OldVars() []scalar.VarID {
	if d.Target != nil && d.Target.Tree != nil {
		return d.Target.Out()
	}
	return d.TargetVars
}

// LockScan marks the target to be locked as it is read where its rows are
// found by their whole primary key.
// Whether the scan does it, its plan tells; else the writer locks each row, and reads it anew (targetLocked).
func (d *DML) LockScan(s ast.LockStrength) {
	if d.Instead {
		return
	}
	d.Target.Lock = &RowLock{Strength: s, Wait: ast.LockBlock, DML: true}
}

// Constants lists the output columns of a query that are constants around it too.
func (q *Query) Constants() Constants {
	if q.Consts == nil {
		return nil
	}
	return q.Consts()
}

// ViewTarget is a view that a statement writes to.
// Views upon views make a chain, the one that the statement names first. All of it is of one base, and each view has the need
// of whoever writes at its level: the statement's role, then the owner of the view above, unless that is security_invoker.
type ViewTarget struct {
	View *catalog.TableDesc
	// Base is the table in the end, shown the same with the names and defaults of the view.
	Base, Shown *catalog.TableDesc
	// Inner is the view that this one reads, nil where that is the table.
	Inner *ViewTarget
	Need  *Need
	// Slots are the columns of base that those of the view are; -1: none.
	// A column that the view computes has none, nor has one whose column below has none.
	Slots []int
	// RunAs is in whose name base is used; 0: who runs the statement.
	RunAs catalog.ID
}

// ColumnOf is the number of the view's column of some name that shows a slot of the table. Where the name has become
// another since the statement was resolved it is the first that does.
func (vt *ViewTarget) ColumnOf(slot int, name string) int {
	for i, at := range vt.Slots {
		if at == slot && vt.View.Columns[i].Name == name {
			return i
		}
	}
	return slices.Index(vt.Slots, slot)
}

// below is the number of the column, of the view below or by slot of the table, that column i is. It shows one
// (Slots), so that it is a plain column of each view on the way.
func (vt *ViewTarget) below(i int) int {
	if vt.Inner == nil {
		return vt.Slots[i]
	}
	// A view's columns are numbered from 1.
	return int(vt.View.Query.Targets[i].Expr.(*ast.ColumnRef).Attr) - 1
}

// nameBelow is the name of a column of what the view reads.
func (vt *ViewTarget) nameBelow(k int) string {
	if vt.Inner == nil {
		return vt.Base.Columns[k].Name
	}
	return vt.Inner.View.Columns[k].Name
}

// DefaultOf is the column whose default column i has: of the view, or of the first one below that has any; nil for none, and
// for that of the table.
func (vt *ViewTarget) DefaultOf(i int) *catalog.Column {
	for ; vt != nil; vt, i = vt.Inner, vt.below(i) {
		if c := &vt.View.Columns[i]; c.Default != nil {
			return c
		}
	}
	return nil
}

// Twice is the name of the column that gets two values where those of given get one, and with insert all others that have a
// default of a view: two columns of a view may be one of what it reads, whose name it is ("": there is none). given tells
// which get parts alone, of which a column takes several. Postgres finds it when it rewrites the statement for that
// (rewriteTargetListIU).
func (vt *ViewTarget) Twice(given map[int]bool, insert bool) string {
	for ; vt != nil; vt = vt.Inner {
		below := map[int]bool{}
		for i := range vt.View.Columns {
			part, is := given[i]
			if vt.Slots[i] < 0 || !is && !(insert && vt.View.Columns[i].Default != nil) {
				continue
			}
			k := vt.below(i)
			if before, twice := below[k]; twice && !(part && before) {
				return vt.nameBelow(k)
			}
			below[k] = part
		}
		given = below
	}
	return ""
}

// SlotBelow is the slot of the table's column that a column of what the view reads is.
// A view's columns are numbered by their places, from 1; a table's have IDs, which outlive dropped columns.
func (vt *ViewTarget) SlotBelow(id catalog.ColumnID) int {
	if vt.Inner != nil {
		if int(id) > len(vt.Inner.Slots) {
			return -1
		}
		return vt.Inner.Slots[id-1]
	}
	if _, slot, ok := vt.Base.ColumnByID(id); ok {
		return slot
	}
	return -1
}

// SetBase says what is needed of the table, in whose owner's place the view is.
// It is called when the table's Need is there, which is after the views' have been made (viewTargetOf).
func (vt *ViewTarget) SetBase(n *Need) {
	for vt.Inner != nil {
		vt = vt.Inner
	}
	vt.Need.Below = n
}

// Inserts notes, for the table and the views, the column that gets a value: by slot, and by its number among the view's.
func (d *DML) Inserts(slot, column int) {
	d.Need.Inserts(slot)
	d.View.each(column, func(n *Need, i int) { n.Inserts(i) })
}

// Updates notes the columns that SET assigns, of the table. Those of views are noted one by one (ViewTarget.Updates).
func (d *DML) Updates(sets []scalar.Expr) {
	d.Need.Updates(sets)
	for vt := d.View; vt != nil; vt = vt.Inner {
		vt.Need.Want(catalog.PrivilegeUpdate)
	}
}

// Updates notes a column of the view that SET assigns, and what it is of each view below.
func (vt *ViewTarget) Updates(column int) {
	vt.each(column, func(n *Need, i int) { n.Updated = Note(n.Updated, n.Table, i) })
}

// each gives f the need of each view on the way down, and which of its columns the one that the statement names is.
// Another that shows the same is nobody's need.
func (vt *ViewTarget) each(column int, f func(n *Need, i int)) {
	for ; vt != nil; vt, column = vt.Inner, vt.below(column) {
		f(vt.Need, column)
	}
}

// Only reports whether the view is of ONLY its table.
// Views upon views end in one table, so that the innermost one's FROM says it for all.
func (vt *ViewTarget) Only() bool {
	for vt.Inner != nil {
		vt = vt.Inner
	}
	t, ok := vt.View.Query.From[0].(*ast.TableName)
	return ok && t.Only
}
