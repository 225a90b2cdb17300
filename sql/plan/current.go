package plan

import (
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// WHERE CURRENT OF names the row that a cursor gave last. The cursor's plan gives the key of
// the row behind the columns of the query (CurrentRow), where the query has a locking clause
// for the table, or is no more than a scan of it. The statement's condition is that the key
// equals registers, which are filled when it begins (AtCursor).

// CurrentRow tells where a cursor's rows have the key of a table's row.
type CurrentRow struct {
	Table catalog.ID
	// Slots are those of the key columns, in the order of the primary index.
	Slots []int
	// Locked: the query has a locking clause for the table.
	Locked bool
}

// AtCursor is WHERE CURRENT OF: the key of the row goes to the registers from Reg on.
type AtCursor struct {
	Cursor string
	// Name gives the cursor's name where Cursor is a variable; nil: Cursor is the name.
	Name  scalar.Expr
	Table *catalog.TableDesc
	Reg   int
}

// CursorRows tells which row of a table a cursor gave last. A Session may serve it.
type CursorRows interface {
	// CurrentRow is the key of the row.
	CurrentRow(a *AtCursor) ([]types.Datum, error)
}

// Scrolls reports whether a cursor of the plan goes backward without being told to: whether
// its rows come again in the same order when it is started again.
func (p *Plan) Scrolls() bool {
	if p.Writes {
		return false
	}
	simple := true
	walkNodes(p.Root, func(n Node) {
		switch n := n.(type) {
		case *Values:
			simple = simple && len(n.Rows) > 1
		case *Scan, *VirtualScan, *FuncScan, *Filter, *Project, *Sort, *Limit, *Append, *CTEScan:
		default:
			simple = false
		}
	})
	return simple
}

// cursorVariable is the variable of type refcursor that WHERE CURRENT OF names; nil for none.
func (b *binder) cursorVariable(e *ast.CurrentOf) (scalar.Expr, error) {
	s := b.rootScope()
	vs := s.variables()
	if vs == nil {
		return nil, nil
	}
	v, err := vs.Find([3]string{"", "", e.Cursor}, false)
	if v == nil || err != nil || v.Row {
		return nil, s.b.at(e, err)
	}
	if x := s.valueOf(v); x.Type().Base() == types.TRefCursor {
		return x, nil
	}
	return nil, nil
}

// currentOf binds WHERE CURRENT OF as conditions on the target's key.
func (b *binder) currentOf(d *dml, e *ast.CurrentOf) ([]scalar.Expr, error) {
	if d.view != nil {
		return nil, b.fail(nil, pgerror.FeatureNotSupported, "WHERE CURRENT OF on a view is not implemented")
	}
	b.atCursor = &AtCursor{Cursor: e.Cursor, Table: d.table, Reg: b.regs}
	var err error
	if b.atCursor.Name, err = b.cursorVariable(e); err != nil {
		return nil, err
	}
	var out []scalar.Expr
	for _, id := range d.target.primaryKey() {
		v := b.ref(id)
		x, err := b.operator(nil, "=", v, &scalar.Reg{Idx: b.newReg(), T: v.T, Typmod: v.Typmod}, nil, nil)
		if err != nil {
			return nil, err
		}
		if op, ok := x.(*scalar.Op); ok && id != d.target.oid && d.target.divided() && (d.target.tree != nil || !d.table.HasPrimaryKey()) { // it may be NULL
			x = &scalar.Distinct{Eq: op.Op, L: op.L, R: op.R, Not: true}
		}
		out = append(out, x)
	}
	return out, nil
}

// nameRows has the rows of a cursor's query carry the keys of the rows that they are of: the
// scans that are locked, or the only one.
func (bs *blockState) nameRows(out *query, p *relProject) {
	if !bs.q.Cursor {
		return
	}
	var scans []*relScan
	if l, ok := out.rel.(*relLock); ok {
		scans = l.scans
	} else if sc := scanBelow(p.in); sc != nil && !bs.q.Distinct && !sc.table.Virtual {
		scans = []*relScan{sc}
	}
	for _, sc := range scans {
		row := namedRow{scan: sc, locked: sc.lock != nil}
		for _, id := range sc.primaryKey() {
			p.pass(bs.b.ref(id))
			row.key = append(row.key, id)
		}
		out.rows = append(out.rows, row)
	}
}

// scanBelow is the scan that r is, but for conditions; nil where it is more.
func scanBelow(r rel) *relScan {
	for {
		switch x := r.(type) {
		case *relScan:
			return x
		case *relSelect:
			r = x.in
		case *relBarrier:
			r = x.in
		default:
			return nil
		}
	}
}

// namedRow is a scan of which a query's rows carry the key.
type namedRow struct {
	scan   *relScan
	key    []scalar.VarID
	locked bool
}
