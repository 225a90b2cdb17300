package nodes

import (
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Readers calls f for each *Scan and *LookupJoin of the plan, of what it explains and of its
// subqueries, but for inputs of an Append that keep (by its Leaves) says are not run.
func (p *Plan) Readers(keep func(*Append) []bool, f func(Node)) {
	p.Visit(&Visitor{Keep: keep, Read: f})
}

// EachWrite calls f for each node of the plan that writes a table, as Readers does, and what it writes.
func (p *Plan) EachWrite(keep func(*Append) []bool, f func(Node, *TableWrite)) {
	p.Visit(&Visitor{Keep: keep, Write: f})
}

// Visit shows v all operators of the plan.
func (p *Plan) Visit(v *Visitor) {
	v.Visit(p.Root)
	for _, n := range p.Subplans {
		v.Visit(n)
	}
}

// Visitor looks at the operators of a plan that read tables, and at those that write them. Keep tells,
// of an Append whose leaves arguments choose, which of its inputs are run.
// Read and Write may be nil.
type Visitor struct {
	Keep  func(*Append) []bool
	Read  func(Node)              // nil: nobody asks
	Write func(Node, *TableWrite) // likewise
	// Together is asked about each Append, with the places of the inputs that are run: if it says
	// true, these are not visited. nil: nobody asks.
	Together func(n *Append, which []int) bool
}

// Visit looks at n and at all beneath it.
// What is explained is visited, too: ANALYZE runs it.
func (v *Visitor) Visit(n Node) {
	switch n := n.(type) {
	case nil:
		return
	case *Scan, *LookupJoin:
		if v.Read != nil {
			v.Read(n)
		}
	case *Insert:
		v.writes(n, &n.TableWrite, n.Parts)
	case *Update:
		v.writes(n, &n.TableWrite, n.Parts)
	case *Delete:
		v.writes(n, &n.TableWrite, n.Parts)
	case *ExplainNode:
		n.Plan.Visit(v)
	case *With:
		for i := range n.CTEs {
			v.Visit(n.CTEs[i].Node)
		}
	case *Append:
		which := v.run(n)
		if v.Together != nil && v.Together(n, which) {
			return
		}
		for _, at := range which {
			v.Visit(n.Inputs[at])
		}
		return
	}
	for _, in := range Inputs(n) {
		v.Visit(in)
	}
}

// run is the inputs of an Append that are run.
// Without Prune all are.
// The order is that of the leaves.
func (v *Visitor) run(n *Append) (which []int) {
	if n.Prune == nil {
		return n.Every()
	}
	for leaf, run := range v.Keep(n) {
		if at := n.Leaves[leaf]; run && at >= 0 {
			which = append(which, at)
		}
	}
	return which
}

// writes calls w for what a node writes: tables whose parts do instead are told by these.
// An UPDATE whose rows may move has three ways of writing a leaf; it is told once.
func (v *Visitor) writes(n Node, w *TableWrite, parts *Parts) {
	if v.Write == nil {
		return
	}
	if parts == nil {
		v.Write(n, w)
		return
	}
	for i := range parts.Leaves {
		switch l := parts.Leaf(i); {
		case l.Update != nil:
			v.Write(n, l.Update)
		case l.Delete != nil:
			v.Write(n, l.Delete)
		case l.Insert != nil:
			v.Write(n, &l.Insert.TableWrite)
		}
	}
}

// Told reports whether arguments and settings alone tell which part of an index s is.
// The spans of a scan that is kept must not change within a statement.
func (s *Spans) Told() bool {
	told := true
	see := func(x scalar.Expr) {
		if x != nil {
			p := scalar.PropsOf(x)
			told = told && !p.Vars && !p.Regs && !p.Host && !p.Subquery && !p.Volatile
		}
	}
	column := func(c *ColumnSpan) {
		for i := range c.Alts {
			alt := &c.Alts[i]
			see(alt.Eq)
			see(alt.In)
			see(alt.To)
			for _, b := range alt.Lo {
				see(b.X)
			}
			for _, b := range alt.Hi {
				see(b.X)
			}
			for _, p := range alt.Starts {
				see(p.X)
			}
		}
	}
	for _, cols := range append([][]ColumnSpan{s.Cols}, s.Arms...) {
		for i := range cols {
			column(&cols[i])
		}
	}
	if s.Row != nil {
		column(s.Row)
	}
	return told
}
