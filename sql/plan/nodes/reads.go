package nodes

import (
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Readers calls f for each *Scan and *LookupJoin of the plan, of what it explains and of its
// subqueries, but for inputs of an Append that keep (by its Leaves) says are not run.
// Who wants to know where a plan reads, before it runs (leases, regions, follower reads), asks here: an Append of
// a thousand leaves, of which arguments leave one, counts for that one.
func (p *Plan) Readers(keep func(*Append) []bool, f func(Node)) {
	p.Visit(&Visitor{Keep: keep, Read: f})
}

// EachWrite calls f for each node of the plan that writes a table, as Readers does, and what it writes.
// MERGE is not told: its arms write by nodes of their own, which stand beneath no operator.
func (p *Plan) EachWrite(keep func(*Append) []bool, f func(Node, *TableWrite)) {
	p.Visit(&Visitor{Keep: keep, Write: f})
}

// Visit shows v all operators of the plan.
func (p *Plan) Visit(v *Visitor) {
	// Subplans beside the root: they hang on expressions, which no walk of operators goes into.
	v.Visit(p.Root)
	for _, n := range p.Subplans {
		v.Visit(n)
	}
}

// Visitor looks at the operators of a plan that read tables, and at those that write them. Keep tells,
// of an Append whose leaves arguments choose, which of its inputs are run.
// Read and Write may be nil.
type Visitor struct {
	Keep  func(*Append) []bool    // nil: all
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
	// Its queries are no inputs of it (InputPlaces): they run when somebody reads them.
	case *With:
		for i := range n.CTEs {
			v.Visit(n.CTEs[i].Node)
		}
	case *Append:
		which := v.run(n)
		// Asked before the inputs are visited, as it stands for them: what it reads in one request is not read by
		// each as well.
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
// An input may be missing (at < 0) of a leaf that was left out when the statement was planned.
func (v *Visitor) run(n *Append) (which []int) {
	if n.Prune == nil || v.Keep == nil {
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
	// The order matters: where a leaf has several ways its UPDATE is the one that says what changes.
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
	// Registers and subqueries have no value before the operators run, functions of the session may say something
	// else later in the statement.
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
	// Cols or Arms: a scan has one of them, and Row besides where it is by ctid.
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
