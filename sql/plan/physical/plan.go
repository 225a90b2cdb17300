package physical

import (
	"slices"

	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/bind"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/rel"
)

// PlanQuery plans a query that was bound. It returns also the foreign keys whose plans are wanted.
func PlanQuery(b *bind.Binder, q *rel.Query) (*nodes.Plan, []*nodes.Inbound, error) {
	if err := b.Settle(); err != nil {
		return nil, nil, err
	}
	p := &planner{b: b}
	all := q.Out
	var current []nodes.CurrentRow
	// A cursor's query carries the keys of its rows behind its columns, for WHERE CURRENT OF.
	for _, r := range q.Rows {
		row := nodes.CurrentRow{Table: r.Scan.Table.ID, Locked: r.Locked}
		for _, id := range r.Key {
			row.Slots = append(row.Slots, len(all))
			// Clip, since q.Out is the query's: a plain append might write into its memory.
			all = append(slices.Clip(all), id)
		}
		current = append(current, row)
	}
	ph, err := p.build(b.Norm(q.Rel), goal{need: rel.SetOf(all)})
	if err != nil {
		return nil, nil, err
	}
	root, err := p.project(ph, all)
	if err != nil {
		return nil, nil, err
	}
	out := p.finish(nodes.CommandSelect, root)
	if out.Columns, out.Current = b.Columns(q), current; len(current) > 0 {
		out.Point = nil // which gives no more than the columns
	}
	return out, p.inbound, nil
}

// PlanDML is PlanQuery for what changes rows.
func PlanDML(b *bind.Binder, d *rel.DML) (*nodes.Plan, []*nodes.Inbound, error) {
	if err := b.Settle(); err != nil {
		return nil, nil, err
	}
	p := &planner{b: b}
	root, err := p.buildDML(d)
	if err != nil {
		return nil, nil, err
	}
	out := p.finish(d.Cmd, root)
	if d.Returning != nil {
		out.Columns = b.Columns(d.Returning)
	}
	return out, p.inbound, nil
}

// finish makes the plan of which root gives the result.
// The passes over the plan come in this order, as each changes what the next one looks at:
//
//  1. uses       which tables the plan depends on
//  2. keep       Materialize where the same rows would be computed again; it may make operators
//  3. pushDown   what ranges do; not of what is kept, which is read once
//  4. flows      what nodes do together
//  5. keepOrder  who must not give rows in another order, as somebody above relies on it
//  6. Point      the straight path of a statement about one key
func (p *planner) finish(cmd nodes.Command, root nodes.Node) *nodes.Plan {
	b := p.b
	out := b.Begin(cmd)
	out.Root, out.Subplans, out.Nodes = root, p.subs, p.nodes
	p.uses(out)
	if b.Unpopulated {
		out.Unpopulated = unpopulated(out)
	}
	p.keep(out, len(b.Env.Given))
	out.Nodes = p.nodes
	pushDown(out)
	flows(out, b.Env.FlowRowsMin)
	keepOrder(out)
	if !b.Routines && b.AtCursor == nil { // which write to the same transaction
		out.Point = pointOf(out)
	}
	out.Choice = p.choice(out.Point != nil)
	return out
}

// unpopulated is the error of running a plan that reads a materialized view without data (55000); nil: it reads
// none, though the statement may name one.
func unpopulated(p *nodes.Plan) (err error) {
	v := &nodes.Visitor{Read: func(n nodes.Node) {
		t := readBy(n).Table
		if t.Unpopulated && err == nil {
			err = pgerror.New(pgerror.ObjectNotInPrerequisiteState, "materialized view %q has not been populated", t.Name).
				WithHint("Use the REFRESH MATERIALIZED VIEW command.")
		}
	}}
	// In the order in which Postgres begins to run them (InitPlan).
	for _, n := range p.Subplans {
		v.Visit(n)
	}
	v.Visit(p.Root)
	return err
}

// readBy is what a *nodes.Scan or a *nodes.LookupJoin reads.
func readBy(n nodes.Node) *nodes.IndexRead {
	if j, ok := n.(*nodes.LookupJoin); ok {
		return &j.IndexRead
	}
	return &n.(*nodes.Scan).IndexRead
}
