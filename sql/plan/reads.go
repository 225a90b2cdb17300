package plan

import (
	"strings"

	"github.com/isochrondb/isochron/sql/parser/ast"
	"github.com/isochrondb/isochron/sql/plan/scalar"
)

// Readers calls f for each *Scan and *LookupJoin of the plan, of what it explains and of its
// subqueries, but for inputs of an Append that keep (by its Leaves) says are not run.
func (p *Plan) Readers(keep func(*Append) []bool, f func(Node)) {
	p.visit(&readers{keep: keep, f: f})
}

// EachWrite calls f for each node of the plan that writes a table, as Readers does, and what it writes.
func (p *Plan) EachWrite(keep func(*Append) []bool, f func(Node, *TableWrite)) {
	p.visit(&readers{keep: keep, w: f})
}

func (p *Plan) visit(v *readers) {
	v.node(p.Root)
	for _, n := range p.Subplans {
		v.node(n)
	}
}

type readers struct {
	keep func(*Append) []bool
	f    func(Node)              // nil: nobody asks
	w    func(Node, *TableWrite) // likewise
}

func (v *readers) node(n Node) {
	switch n := n.(type) {
	case nil:
		return
	case *Scan, *LookupJoin:
		if v.f != nil {
			v.f(n)
		}
	case *Insert:
		v.writes(n, &n.TableWrite, n.Parts)
	case *Update:
		v.writes(n, &n.TableWrite, n.Parts)
	case *Delete:
		v.writes(n, &n.TableWrite, n.Parts)
	case *ExplainNode:
		n.Plan.visit(v)
	case *With:
		for i := range n.CTEs {
			v.node(n.CTEs[i].Node)
		}
	case *Append:
		if n.Prune == nil {
			break
		}
		for leaf, run := range v.keep(n) {
			if at := n.Leaves[leaf]; run && at >= 0 {
				v.node(n.Inputs[at])
			}
		}
		return
	}
	for _, in := range inputs(n) {
		v.node(in)
	}
}

// writes calls w for what a node writes: tables whose parts do instead are told by these.
func (v *readers) writes(n Node, w *TableWrite, parts *Parts) {
	if v.w == nil {
		return
	}
	if parts == nil {
		v.w(n, w)
		return
	}
	for i := range parts.Leaves {
		switch l := parts.Leaf(i); {
		case l.Update != nil:
			v.w(n, l.Update)
		case l.Delete != nil:
			v.w(n, l.Delete)
		case l.Insert != nil:
			v.w(n, &l.Insert.TableWrite)
		}
	}
}

// Told reports whether arguments and settings alone tell which part of an index s is.
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

// What AS OF may be given in place of a time: how old what is read may be. Each may have a second
// argument, whether only the nearest replicas may serve it.
const (
	WithMaxStaleness = "with_max_staleness"
	WithMinTimestamp = "with_min_timestamp"
)

// StalenessBound recognizes a call of one of them; "": x is another expression.
func StalenessBound(x ast.Expr) (name string, args []ast.Expr) {
	c, ok := x.(*ast.FuncCall)
	if !ok || c.Name.Schema != "" || c.Name.Catalog != "" || c.Star || c.Distinct || c.Variadic || c.OrderBy != nil || c.Filter != nil || c.Over != nil {
		return "", nil
	}
	if low := strings.ToLower(c.Name.Name); low == WithMaxStaleness || low == WithMinTimestamp {
		return low, c.Args
	}
	return "", nil
}
