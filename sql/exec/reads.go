package exec

import (
	"context"
	"slices"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
)

// Reads returns where a plan will read, as far as its arguments tell before it runs: all of an index
// where they don't. What routines read that it calls is not among it. It reads nothing itself.
func (x *Executor) Reads(ctx context.Context, q *Request) (spans []keys.Span) {
	if checkArgs(q) != nil {
		return nil
	}
	r := x.newRun(ctx, q, 0)
	defer r.release()
	before := r.enter()
	defer r.leave(before)
	q.Plan.Readers(r.keepTold, func(n nodes.Node) {
		switch n := n.(type) {
		case *nodes.Scan:
			spans = append(spans, r.spansTold(n)...)
			spans = appendWhole(spans, n.Primary)
		case *nodes.LookupJoin:
			spans = appendWhole(appendWhole(spans, n.Layout), n.Primary)
		}
	})
	return spans
}

// Uses returns the leaves of partitioned tables that a plan may read or write with these arguments,
// beside its Always, each once. Where arguments don't tell they are all that it has.
func (x *Executor) Uses(ctx context.Context, q *Request) (out []catalog.ID) {
	r := x.newRun(ctx, q, 0)
	defer r.release()
	before := r.enter()
	defer r.leave(before)
	told := checkArgs(q) == nil
	var seen map[catalog.ID]bool
	if len(q.Plan.PartUses)+len(q.Plan.InsertUses) > 1 {
		seen = map[catalog.ID]bool{}
	}
	for i := range q.Plan.InsertUses {
		u := &q.Plan.InsertUses[i]
		leaves, all := r.comesTo(u, told)
		for leaf := range u.Insert.Parts.Leaves {
			id := u.Insert.Parts.Leaves[leaf].Table.ID
			if !(all || slices.Contains(leaves, leaf)) || seen[id] {
				continue
			}
			if out = append(out, id); seen != nil {
				seen[id] = true
			}
		}
	}
	for i := range q.Plan.PartUses {
		u := &q.Plan.PartUses[i]
		keep := r.keepOf(u.Prune, len(u.Leaves), func(x scalar.Expr) bool { return told && nodes.Told(x) })
		for leaf, id := range u.Leaves {
			if id == 0 || !keep[leaf] || seen[id] {
				continue
			}
			if out = append(out, id); seen != nil {
				seen[id] = true
			}
		}
	}
	return out
}

// Opens reports whether a plan, as it runs with its arguments, goes through a table, which is part
// of others above it: not through a partition that its conditions rule out.
func (x *Executor) Opens(ctx context.Context, q *Request, t catalog.ID, above []catalog.ID) bool {
	return q.Plan.Uses(t, above) && (slices.Contains(q.Plan.Always, t) || slices.Contains(x.Uses(ctx, q), t))
}

// comesTo is the leaves that the rows of an INSERT go to; all: that can't be told, as where an
// error is to come.
func (r *run) comesTo(u *nodes.InsertUse, told bool) (leaves []int, all bool) {
	if !told {
		return nil, true
	}
	values := u.Insert.Input.(*nodes.Values)
	in, row := make([]types.Datum, len(values.Rows[0])), make([]types.Datum, len(u.Insert.Values))
	ctx := r.eval()
	for _, exprs := range values.Rows {
		for _, at := range u.Columns {
			d, err := r.constant(exprs[at])
			if err != nil {
				return nil, true
			}
			in[at] = d
		}
		ctx.Cols = pushdown.RowColumns(ctx.Cols, in)
		for _, slot := range u.Slots {
			d, err := u.Insert.Values[slot].Eval(&ctx)
			if err != nil {
				return nil, true
			}
			row[slot] = d
		}
		keys := r.eval()
		keys.Cols = pushdown.RowColumns(nil, row)
		leaf, _, _, err := route(u.Insert.Parts.Route, nil, &keys)
		if err != nil {
			return nil, true
		}
		leaves = append(leaves, leaf)
	}
	return leaves, false
}

func appendWhole(spans []keys.Span, l *catalog.Layout) []keys.Span {
	if l == nil {
		return spans
	}
	p := keys.Key(l.Prefix)
	return append(spans, keys.Span{Start: p, End: p.PrefixEnd()})
}

// spansTold is what a scan reads, as its arguments tell.
func (r *run) spansTold(n *nodes.Scan) []keys.Span {
	if n.Union != nil {
		return r.unionTold(n)
	}
	if n.Entries == nil && n.Spans.Told() {
		if spans, err := r.spans(n.Layout, &n.Spans, n.Points); err == nil {
			return spans
		}
	}
	spans := appendWhole(nil, n.Layout)
	if n.Entries != nil {
		spans = appendWhole(spans, n.Entries.Layout)
	}
	return spans
}

// unionTold is what a scan by several indexes reads: which rows these name is not known before.
func (r *run) unionTold(n *nodes.Scan) []keys.Span {
	spans := appendWhole(nil, n.Layout)
	for i := range n.Union.Arms {
		arm := &n.Union.Arms[i]
		if arm.Entries != nil {
			spans = appendWhole(spans, arm.Entries.Layout)
		} else if arm.Index.ID != n.Index.ID {
			spans = append(spans, r.spansTold(&nodes.Scan{IndexRead: nodes.IndexRead{Layout: arm.Layout}, Spans: arm.Spans, Points: arm.Points})...)
		}
	}
	return spans
}

// keepTold says which leaves an Append runs; all of them where it can't be told.
func (r *run) keepTold(n *nodes.Append) []bool {
	return r.keepOf(n.Prune, len(n.Leaves), func(x scalar.Expr) bool {
		p := scalar.PropsOf(x)
		return !(p.Vars || p.Regs || p.Host || p.Subquery || p.Volatile)
	})
}

// keepOf is Keep of n leaves by those expressions that are told; all where that fails.
func (r *run) keepOf(p *nodes.Prune, n int, told func(scalar.Expr) bool) []bool {
	keep := make([]bool, n)
	err := p.Keep(keep, func(x scalar.Expr) (types.Datum, bool, error) {
		if !told(x) {
			return types.Null, false, nil
		}
		d, err := r.constant(x)
		return d, true, err
	})
	if err != nil {
		for i := range keep {
			keep[i] = true
		}
	}
	return keep
}
