package plan

import (
	"slices"

	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Point is the straight path: a statement on one row that is found by its whole
// primary key, or one new row. Executors run it without operators.
type Point struct {
	Command Command
	// Scan reads the row of SELECT, UPDATE and DELETE: Points on the primary
	// index, one value for each key column (Keys).
	Scan *Scan
	Keys []scalar.Expr
	// Row is the row's tid, where that is given instead of Keys.
	Row scalar.Expr
	// Exprs are SELECT's result over the scan's columns; nil: the columns as they are.
	Exprs []scalar.Expr

	Insert *Insert
	Update *Update
	Delete *Delete
	// Source are the expressions of INSERT's only row.
	Source []scalar.Expr
	// Fusable: the statement can be evaluated at the leaseholder, and touches no
	// key that is not known before: one message may lock, evaluate and commit.
	Fusable bool
}

// pointOf recognizes a statement for the straight path; nil for others.
func pointOf(p *Plan) *Point {
	for _, s := range p.Subplans {
		if s != nil {
			return nil
		}
	}
	switch n := p.Root.(type) {
	case *Insert:
		return pointInsert(n)
	case *Update:
		if n.Parts != nil {
			return nil
		}
		if s, keys, row := pointScan(n.Input); s != nil && n.Locked {
			return &Point{Command: CommandUpdate, Scan: s, Keys: keys, Row: row, Update: n, Fusable: fusableUpdate(n, s)}
		}
		return nil
	case *Delete:
		if n.Parts != nil {
			return nil
		}
		if s, keys, row := pointScan(n.Input); s != nil && n.Locked {
			return &Point{Command: CommandDelete, Scan: s, Keys: keys, Row: row, Delete: n, Fusable: fusableDelete(n, s)}
		}
		return nil
	case *Project:
		if s, keys, row := pointScan(n.Input); s != nil {
			return &Point{Command: CommandSelect, Scan: s, Keys: keys, Row: row, Exprs: n.Exprs}
		}
	case *Scan:
		if s, keys, row := pointScan(n); s != nil {
			return &Point{Command: CommandSelect, Scan: s, Keys: keys, Row: row}
		}
	}
	return nil
}

// pointScan recognizes a scan for one primary key, or the tid that names it.
func pointScan(n Node) (*Scan, []scalar.Expr, scalar.Expr) {
	s, ok := n.(*Scan)
	if !ok || !s.Points || s.Index.ID != s.Table.Indexes[0].ID || !onePoint(s.Spans) || s.Limit != nil {
		return nil, nil, nil
	}
	if s.Spans.Row != nil {
		return s, nil, s.Spans.Row.Alts[0].Eq
	}
	keys := make([]scalar.Expr, len(s.Spans.Cols))
	for i, c := range s.Spans.Cols {
		keys[i] = c.Alts[0].Eq
	}
	return s, keys, nil
}

func pointInsert(n *Insert) *Point {
	v, ok := n.Input.(*Values)
	if !ok || len(v.Rows) != 1 || n.Parts != nil || n.Bounds != nil {
		return nil
	}
	pt := &Point{Command: CommandInsert, Insert: n, Source: v.Rows[0]}
	pt.Fusable = !slices.ContainsFunc(n.Indexes, func(w IndexWrite) bool { return w.Layout.Inverted() }) && n.Conflict == nil && len(n.Generated) == 0 && len(n.Policies) == 0 && len(n.Foreign) == 0 && len(n.Late) == 0 && len(n.Excluding) == 0 && remoteAll(n.Returning) && remoteChecks(n.Checks)
	return pt
}

// fusableUpdate: expressions run without a session, and no index but the
// primary one changes.
func fusableUpdate(n *Update, s *Scan) bool {
	if n.Indexes[0].Touched || len(n.Generated) > 0 || len(n.Policies) > 0 || len(n.Bounds) > 0 || len(n.Foreign) > 0 || len(n.Inbound) > 0 || !scalar.Remote(s.Filter) {
		return false
	}
	for _, ix := range n.Indexes[1:] {
		if ix.Touched || ix.TouchedValue {
			return false
		}
	}
	return remoteAll(n.Sets) && remoteAll(n.Returning) && remoteChecks(n.Checks)
}

func fusableDelete(n *Delete, s *Scan) bool {
	return len(n.Indexes) == 1 && len(n.Inbound) == 0 && scalar.Remote(s.Filter) && remoteAll(n.Returning)
}

func remoteAll(xs []scalar.Expr) bool {
	for _, x := range xs {
		if x != nil && !scalar.Remote(x) {
			return false
		}
	}
	return true
}

func remoteChecks(cs []Check) bool {
	for _, c := range cs {
		if !scalar.Remote(c.X) {
			return false
		}
	}
	return true
}
