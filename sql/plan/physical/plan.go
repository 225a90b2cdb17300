package physical

import (
	"slices"

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
	for _, r := range q.Rows {
		row := nodes.CurrentRow{Table: r.Scan.Table.ID, Locked: r.Locked}
		for _, id := range r.Key {
			row.Slots = append(row.Slots, len(all))
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
func (p *planner) finish(cmd nodes.Command, root nodes.Node) *nodes.Plan {
	b := p.b
	out := b.Begin(cmd)
	out.Root, out.Subplans, out.Nodes = root, p.subs, p.nodes
	p.uses(out)
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
