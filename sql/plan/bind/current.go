package bind

import (
	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/host"
	"github.com/isochrondb/isochron/sql/plan/rel"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// WHERE CURRENT OF names the row that a cursor gave last. The cursor's plan gives the key of
// the row behind the columns of the query (CurrentRow), where the query has a locking clause
// for the table, or is no more than a scan of it. The statement's condition is that the key
// equals registers, which are filled when it begins (host.AtCursor).

// cursorVariable is the variable of type refcursor that WHERE CURRENT OF names; nil for none.
// A variable of the routine that has that name wins over a cursor's own name.
// The registers are set before the plan runs: so it is planned like an update by key.
func (b *Binder) cursorVariable(e *ast.CurrentOf) (scalar.Expr, error) {
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
// There is one cursor in a statement at most, and its registers follow each other from AtCursor.Reg
// on, in the order of the key.
// Postgres: CurrentOfExpr, a TID there. The key of a row that has changed since still names it.
func (b *Binder) currentOf(d *rel.DML, e *ast.CurrentOf) ([]scalar.Expr, error) {
	if d.View != nil || d.Target == nil { // without a target: a view with INSTEAD OF triggers
		return nil, b.Fail(nil, pgerror.FeatureNotSupported, "WHERE CURRENT OF on a view is not implemented")
	}
	b.AtCursor = &host.AtCursor{Cursor: e.Cursor, Table: d.Table, Reg: b.Regs}
	var err error
	if b.AtCursor.Name, err = b.cursorVariable(e); err != nil {
		return nil, err
	}
	var out []scalar.Expr
	// One register for each column of the key.
	for _, id := range d.Target.PrimaryKey() {
		v := b.Ref(id)
		x, err := b.Operator(nil, "=", v, &scalar.Reg{Idx: b.NewReg(), T: v.T, Typmod: v.Typmod}, nil, nil)
		if err != nil {
			return nil, err
		}
		// Distinct: a column that another leaf lacks is NULL.
		if op, ok := x.(*scalar.Op); ok && id != d.Target.OID && d.Target.Divided() && (d.Target.Tree != nil || !d.Table.HasPrimaryKey()) { // it may be NULL
			x = &scalar.Distinct{Eq: op.Op, L: op.L, R: op.R, Not: true}
		}
		out = append(out, x)
	}
	return out, nil
}

// nameRows has the rows of a cursor's query carry the keys of the rows that they are of: the
// scans that are locked, or the only one.
// A query without either carries none, and the statement that names the cursor is refused (24000).
// p is the query's projection; the keys go behind its columns.
func (bs *blockState) nameRows(out *rel.Query, p *rel.Project) {
	if !bs.q.Cursor {
		return
	}
	var scans []*rel.Scan
	// With FOR UPDATE all locked tables carry keys, and the statement names the table that it means.
	if l, ok := out.Rel.(*rel.Lock); ok {
		scans = l.Scans
		// DISTINCT, and of joins any, have rows that are of no single row.
	} else if sc := scanBelow(p.In); sc != nil && !bs.q.Distinct && !sc.Table.Virtual {
		scans = []*rel.Scan{sc}
	}
	for _, sc := range scans {
		row := rel.NamedRow{Scan: sc, Locked: sc.Lock != nil}
		for _, id := range sc.PrimaryKey() {
			p.Pass(bs.b.Ref(id))
			row.Key = append(row.Key, id)
		}
		out.Rows = append(out.Rows, row)
	}
}

// scanBelow is the scan that r is, but for conditions; nil where it is more.
// LIMIT, ORDER BY and the like stand above p.In.
func scanBelow(r rel.Rel) *rel.Scan {
	for {
		switch x := r.(type) {
		case *rel.Scan:
			return x
		case *rel.Select:
			r = x.In
		case *rel.Barrier:
			r = x.In
		default:
			return nil
		}
	}
}
