package exec

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/sql/plan/explain"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// EXPLAIN (WAN) tells what distance costs: with ANALYZE what it has cost (coord counts that), else
// an estimate.

// pathShownMax is how many requests of a critical path are shown.
const pathShownMax = 32

// PriceLines tell what a part of a transaction has cost.
func PriceLines(title string, p coord.Price, path []coord.Step, timing bool) []string {
	lines := []string{fmt.Sprintf("%s: round trips=%s bytes=%d", title, coord.Trips(p.Messages), p.Bytes)}
	for i, s := range path {
		if i == pathShownMax {
			lines = append(lines, fmt.Sprintf("  … and %d more", len(path)-i))
			break
		}
		lines = append(lines, "  "+stepLine(s, timing))
	}
	if timing {
		ms := func(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
		lines = append(lines, fmt.Sprintf("  Waits: network=%.3f lock=%.3f quorum=%.3f clock=%.3f ranges=%.3f ms",
			ms(p.Waits.Network), ms(p.Waits.Lock), ms(p.Waits.Quorum), ms(p.Waits.Clock), ms(p.Waits.Ranges)))
	}
	return lines
}

func stepLine(s coord.Step, timing bool) string {
	line := s.What
	if s.Range != 0 {
		line += fmt.Sprintf(" range %d in %s", s.Range, regionName(s.Region))
	}
	line += ": round trips=" + coord.Trips(s.Messages)
	if timing {
		line += fmt.Sprintf(" time=%.3f ms", float64(s.Took)/float64(time.Millisecond))
	}
	return line
}

func regionName(region string) string {
	if region == "" {
		return "no region"
	}
	return "region " + region
}

// priced is the beginning of what EXPLAIN (ANALYZE, WAN) tells of.
type priced struct {
	txn    *coord.Txn
	watch  *coord.Watch
	before coord.Price
}

func beginPrice(t *coord.Txn) *priced { return &priced{t, t.Watch(true), t.Price()} }

// lines tell of what happened since.
func (p *priced) lines(title string, timing bool) []string {
	now := p.txn.Price()
	lines := PriceLines(title, now.Sub(p.before), p.txn.CriticalPath(), timing)
	if p.watch != nil {
		for _, a := range p.watch.Asked() {
			what := fmt.Sprintf("  Asked in %s: ranges=%d requests=%d", regionName(a.Region), len(a.Ranges), a.Requests)
			if a.Bytes > 0 {
				what += fmt.Sprintf(" bytes=%d", a.Bytes)
			}
			lines = append(lines, what+" ("+rangeList(a.Ranges)+")")
		}
	}
	if p.before.Messages > 0 {
		lines = append(lines, "  Transaction so far: round trips="+coord.Trips(now.Messages))
	}
	return lines
}

// rangesShownMax is how many ranges of a region are named.
const rangesShownMax = 8

func rangeList(ids []uint64) string {
	var b strings.Builder
	b.WriteString("range")
	for i, id := range ids {
		if i == rangesShownMax {
			fmt.Fprintf(&b, " and %d more", len(ids)-i)
			break
		}
		fmt.Fprintf(&b, " %d", id)
	}
	return b.String()
}

// explainFused runs EXPLAIN (ANALYZE, WAN) of a statement on one row as the statement runs: in one
// request that commits. done is false where that was not to be; then the normal way goes on.
func (x *Executor) explainFused(ctx context.Context, q *Request, sink Sink) (res Result, done bool, err error) {
	e, ok := q.Plan.Root.(*nodes.ExplainNode)
	if !ok || !q.Implicit || !e.Options.Analyze || !e.Options.WAN || e.Options.Format != nodes.ExplainText || e.Plan.Point == nil || !e.Plan.Point.Fusable {
		return Result{}, false, nil
	}
	began, p := time.Now(), beginPrice(q.Txn)
	defer q.Txn.Watch(false)
	inner := *q
	inner.Plan = e.Plan
	res, done, err = x.runFused(ctx, &inner, discard{})
	q.Sent = inner.Sent
	if err != nil || !done {
		return Result{Committed: res.Committed}, done, err
	}
	took := time.Since(began)
	lines := explain.Of(e.Plan, explain.Shown{Verbose: e.Options.Verbose, Gathered: q.Gathered}).Text(e.Options, nil)
	lines = append(lines, fmt.Sprintf("Fused: rows=%d; statement and COMMIT were one request", res.Rows))
	lines = append(lines, p.lines("WAN", e.Options.Timing)...)
	if e.Options.Summary {
		lines = append(lines, fmt.Sprintf("Execution Time: %.3f ms", float64(took)/float64(time.Millisecond)))
	}
	for _, l := range lines {
		if err := sink.Row([]types.Datum{types.Text(l)}); err != nil {
			return Result{Committed: res.Committed}, true, err
		}
	}
	return Result{Committed: res.Committed}, true, nil
}

// discard takes rows that nobody wants.
type discard struct{}

func (discard) Row([]types.Datum) error { return nil }

// estimate is what a plan is expected to cost, one wave of requests after the other.
type estimate struct {
	messages int
	time     time.Duration
	lines    []string
	asked    []coord.Way
}

// wave adds requests at once.
func (e *estimate) wave(what string, ways []coord.Way, writes bool) {
	messages, took := 0, time.Duration(0)
	for _, w := range ways {
		m, d := w.Leg, time.Duration(0)
		if w.Leg > 0 {
			d = w.RTT
		}
		if writes {
			m += w.Quorum
			if w.Quorum > 0 {
				d += w.QuorumTime
			}
		}
		messages, took = max(messages, m), max(took, d)
		if !slices.ContainsFunc(e.asked, func(x coord.Way) bool { return x.Range == w.Range && x.Replica == w.Replica }) {
			e.asked = append(e.asked, w)
		}
	}
	e.messages, e.time = e.messages+messages, e.time+took
	e.lines = append(e.lines, fmt.Sprintf("  %s: round trips=%s time=%.3f ms", what, coord.Trips(messages), float64(took)/float64(time.Millisecond)))
}

// estimateLines tell what a plan is expected to cost. It is not run, and no range is asked.
func (r *run) estimateLines(p *nodes.Plan, implicit bool) ([]string, error) {
	q := &Request{Plan: p, Args: r.args, Txn: r.txn, Env: r.env, Virtual: r.virtual}
	inner := r.x.newRun(r.ctx, q, 0)
	defer inner.mem.close()
	defer inner.leave(inner.enter())
	var e estimate
	fused := implicit && p.Point != nil && p.Point.Fusable
	writes, err := inner.estimateNodes(p, &e, fused)
	if err != nil {
		return nil, err
	}
	switch {
	case len(writes) == 0:
	case implicit:
		e.wave("COMMIT", writes, true)
	default:
		c := estimate{}
		c.wave("COMMIT, later", writes, true)
		e.lines = append(e.lines, c.lines...)
	}
	lines := append([]string{fmt.Sprintf("WAN (estimate): round trips=%s time=%.3f ms", coord.Trips(e.messages), float64(e.time)/float64(time.Millisecond))}, e.lines...)
	return append(lines, e.regions()...), nil
}

// estimateNodes adds what a plan reads and locks, and returns the ranges that it writes.
func (r *run) estimateNodes(p *nodes.Plan, e *estimate, fused bool) (writes []coord.Way, err error) {
	db := r.txn.DB()
	var read []coord.Way // by the plan's scans so far
	visit := func(what string, locks bool, spans []keys.Span) []coord.Way {
		ways, failed := db.Ways(r.ctx, spans)
		near := ways
		if failed == nil && !locks {
			near, failed = db.ReadWays(r.ctx, spans)
		}
		if err == nil {
			err = failed
		}
		if len(ways) > 0 && !fused {
			e.wave(what, near, false)
		}
		return ways
	}
	p.Readers(r.keepTold, func(n nodes.Node) {
		switch n := n.(type) {
		case *nodes.Scan:
			read = append(read, visit("Read "+n.Table.Name, false, r.spansTold(n))...)
			if n.Primary != nil {
				read = append(read, visit("Fetch "+n.Table.Name, false, appendWhole(nil, n.Primary))...)
			}
		case *nodes.LookupJoin:
			read = append(read, visit("Look up "+n.Table.Name, false, appendWhole(nil, n.Layout))...)
			if n.Primary != nil {
				read = append(read, visit("Fetch "+n.Table.Name, false, appendWhole(nil, n.Primary))...)
			}
		}
	})
	p.EachWrite(r.keepTold, func(n nodes.Node, w *nodes.TableWrite) {
		ways := read
		if _, insert := n.(*nodes.Insert); insert || len(read) == 0 {
			var spans []keys.Span
			for i := range w.Indexes {
				spans = appendWhole(spans, w.Indexes[i].Layout)
			}
			ways = visit("Lock "+w.Table.Name, true, spans)
		} else if !fused && !r.lockedByRead(n) {
			e.wave("Lock "+w.Table.Name, ways, false)
		}
		writes = append(writes, ways...)
	})
	return writes, err
}

// lockedByRead reports whether what a node writes was locked as it was read.
func (r *run) lockedByRead(n nodes.Node) bool {
	switch n := n.(type) {
	case *nodes.Update:
		return n.Locked
	case *nodes.Delete:
		return n.Locked
	}
	return false
}

// regions tell which ranges would be asked, by region.
func (e *estimate) regions() (lines []string) {
	for _, of := range []struct {
		who     string
		replica bool
	}{{"Leaseholders", false}, {"Replicas", true}} {
		by := map[string][]uint64{}
		for _, w := range e.asked {
			if w.Replica == of.replica {
				by[w.Region] = append(by[w.Region], w.Range)
			}
		}
		for _, region := range slices.Sorted(maps.Keys(by)) {
			slices.Sort(by[region])
			lines = append(lines, fmt.Sprintf("  %s in %s: ranges=%d (%s)", of.who, regionName(region), len(by[region]), rangeList(by[region])))
		}
	}
	return lines
}
