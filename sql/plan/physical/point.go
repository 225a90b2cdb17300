package physical

import (
	"slices"

	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// pointOf recognizes a statement for the straight path; nil for others.
// The straight path runs one request about one key without operators (exec's point.go). A statement with
// subplans or partitions has more to do than that. Fusable: the whole transaction can be one message, with
// what is evaluated at the range; it has to need nothing but the row.
// Three kinds: SELECT reads the row, UPDATE and DELETE lock and change it, INSERT looks whether it is there.
//
//	SELECT c FROM sbtest1 WHERE id = $1                 a point, of the primary key
//	UPDATE sbtest1 SET k = k + 1 WHERE id = $1          a point; the scan locks as it reads
//	SELECT c FROM sbtest1 WHERE id BETWEEN $1 AND $2    none: a span
//	DELETE FROM people WHERE lower(name) = $1           none: an index tells the keys
func pointOf(p *nodes.Plan) *nodes.Point {
	for _, s := range p.Subplans {
		if s != nil {
			return nil
		}
	}
	// By the root operator: anything above or between is more than a point.
	switch n := p.Root.(type) {
	case *nodes.Insert:
		return pointInsert(n)
	case *nodes.Update:
		if n.Parts != nil {
			return nil
		}
		// Locked: the scan locks as it reads; else a row would have to be locked by an operator.
		if s, keys, row := pointScan(n.Input); s != nil && n.Locked {
			return &nodes.Point{Command: nodes.CommandUpdate, Scan: s, Keys: keys, Row: row, Update: n, Fusable: fusableUpdate(n, s)}
		}
		return nil
	case *nodes.Delete:
		if n.Parts != nil {
			return nil
		}
		if s, keys, row := pointScan(n.Input); s != nil && n.Locked {
			return &nodes.Point{Command: nodes.CommandDelete, Scan: s, Keys: keys, Row: row, Delete: n, Fusable: fusableDelete(n, s)}
		}
		return nil
	case *nodes.Project:
		if s, keys, row := pointScan(n.Input); s != nil {
			return &nodes.Point{Command: nodes.CommandSelect, Scan: s, Keys: keys, Row: row, Exprs: n.Exprs}
		}
	case *nodes.Scan:
		if s, keys, row := pointScan(n); s != nil {
			return &nodes.Point{Command: nodes.CommandSelect, Scan: s, Keys: keys, Row: row}
		}
	}
	return nil
}

// pointScan recognizes a scan for one primary key, or the tid that names it.
// keys are in the order of the index; for a tid there are none.
func pointScan(n nodes.Node) (*nodes.Scan, []scalar.Expr, scalar.Expr) {
	s, ok := n.(*nodes.Scan)
	// The primary index alone: another one names a row that has to be fetched.
	if !ok || !s.Points || s.Index.ID != s.Table.Indexes[0].ID || !nodes.OnePoint(s.Spans) || s.Limit != nil {
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

// pointInsert: VALUES of one row.
// Bounds: a row that is written to a partition may not belong there.
func pointInsert(n *nodes.Insert) *nodes.Point {
	v, ok := n.Input.(*nodes.Values)
	if !ok || len(v.Rows) != 1 || n.Parts != nil || n.Bounds != nil {
		return nil
	}
	pt := &nodes.Point{Command: nodes.CommandInsert, Insert: n, Source: v.Rows[0]}
	// What asks for other keys (foreign keys, exclusion, arbiters, entries of inverted indexes) is left out,
	// and what the range does not compute (generated columns, policies).
	pt.Fusable = !slices.ContainsFunc(n.Indexes, func(w nodes.IndexWrite) bool { return w.Layout.Inverted() }) && n.Conflict == nil && len(n.Generated) == 0 && len(n.Policies) == 0 && len(n.Foreign) == 0 && len(n.Late) == 0 && len(n.Excluding) == 0 && remoteAll(n.Returning) && remoteChecks(n.Checks)
	return pt
}

// fusableUpdate: expressions run without a session, and no index but the
// primary one changes.
// Inbound: somebody may refer to the old key. Its key stays, so that the row's place does.
func fusableUpdate(n *nodes.Update, s *nodes.Scan) bool {
	if n.Indexes[0].Touched || len(n.Generated) > 0 || len(n.Policies) > 0 || len(n.Bounds) > 0 || len(n.Foreign) > 0 || len(n.Inbound) > 0 || !scalar.Remote(s.Filter) {
		return false
	}
	// An index that is not touched has the same entry before and after.
	for _, ix := range n.Indexes[1:] {
		if ix.Touched || ix.TouchedValue {
			return false
		}
	}
	return remoteAll(n.Sets) && remoteAll(n.Returning) && remoteChecks(n.Checks)
}

// fusableDelete: there are no other entries to find, and nobody refers to the row.
// One index is the primary one.
func fusableDelete(n *nodes.Delete, s *nodes.Scan) bool {
	return len(n.Indexes) == 1 && len(n.Inbound) == 0 && scalar.Remote(s.Filter) && remoteAll(n.Returning)
}

// remoteAll is allRemote where an expression may be absent.
// nil in Sets leaves the column as it is.
func remoteAll(xs []scalar.Expr) bool {
	for _, x := range xs {
		if x != nil && !scalar.Remote(x) {
			return false
		}
	}
	return true
}

// remoteChecks reports whether a range can judge all constraints.
func remoteChecks(cs []nodes.Check) bool {
	for _, c := range cs {
		if !scalar.Remote(c.X) {
			return false
		}
	}
	return true
}
