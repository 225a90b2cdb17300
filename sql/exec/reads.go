package exec

import (
	"context"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan"
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
	q.Plan.Readers(r.keepTold, func(n plan.Node) {
		switch n := n.(type) {
		case *plan.Scan:
			spans = append(spans, r.spansTold(n)...)
			spans = appendWhole(spans, n.Primary)
		case *plan.LookupJoin:
			spans = appendWhole(appendWhole(spans, n.Layout), n.Primary)
		}
	})
	return spans
}

func appendWhole(spans []keys.Span, l *catalog.Layout) []keys.Span {
	if l == nil {
		return spans
	}
	p := keys.Key(l.Prefix)
	return append(spans, keys.Span{Start: p, End: p.PrefixEnd()})
}

// spansTold is what a scan reads, as its arguments tell.
func (r *run) spansTold(n *plan.Scan) []keys.Span {
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
func (r *run) unionTold(n *plan.Scan) []keys.Span {
	spans := appendWhole(nil, n.Layout)
	for i := range n.Union.Arms {
		arm := &n.Union.Arms[i]
		if arm.Entries != nil {
			spans = appendWhole(spans, arm.Entries.Layout)
		} else if arm.Index.ID != n.Index.ID {
			spans = append(spans, r.spansTold(&plan.Scan{IndexRead: plan.IndexRead{Layout: arm.Layout}, Spans: arm.Spans, Points: arm.Points})...)
		}
	}
	return spans
}

// keepTold says which leaves an Append runs; all of them where it can't be told.
func (r *run) keepTold(n *plan.Append) []bool {
	keep := make([]bool, len(n.Leaves))
	err := n.Prune.Keep(keep, func(x scalar.Expr) (types.Datum, bool, error) {
		if p := scalar.PropsOf(x); p.Vars || p.Regs || p.Host || p.Subquery || p.Volatile {
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
