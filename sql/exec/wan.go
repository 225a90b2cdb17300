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
	"github.com/isochrondb/isochron/sql/plan/scalar"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
	"github.com/isochrondb/isochron/txn/coord/wan"
)

// EXPLAIN (WAN) tells what distance costs: with ANALYZE what it has cost (coord counts that), else
// an estimate.

// pathShownMax is how many requests of a critical path are shown.
const pathShownMax = 32

// PriceLines tell what a part of a transaction has cost.
func PriceLines(title string, p wan.Price, path []wan.Step, timing bool) []string {
	lines := []string{fmt.Sprintf("%s: round trips=%s bytes=%d", title, wan.Trips(p.Messages), p.Bytes)}
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

func stepLine(s wan.Step, timing bool) string {
	line := s.What
	if s.Range != 0 {
		line += fmt.Sprintf(" range %d in %s", s.Range, regionName(s.Region))
	}
	line += ": round trips=" + wan.Trips(s.Messages)
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
	watch  *wan.Watch
	before wan.Price
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
		lines = append(lines, "  Transaction so far: round trips="+wan.Trips(now.Messages))
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
	e.lines = append(e.lines, fmt.Sprintf("  %s: round trips=%s time=%.3f ms", what, wan.Trips(messages), float64(took)/float64(time.Millisecond)))
}

// estimateLines tell what a plan is expected to cost. It is not run, and no range is asked.
func (r *run) estimateLines(p *nodes.Plan, implicit bool) ([]string, error) {
	q := &Request{Plan: p, Args: r.args, Txn: r.txn, Env: r.env, Virtual: r.virtual}
	inner := r.x.newRun(r.ctx, q, 0)
	defer inner.mem.close()
	defer inner.leave(inner.enter())
	var e estimate
	fused := implicit && p.Point != nil && p.Point.Fusable
	writes, err := inner.estimateNodes(p, &e, implicit, fused)
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
	lines := append([]string{fmt.Sprintf("WAN (estimate): round trips=%s time=%.3f ms", wan.Trips(e.messages), float64(e.time)/float64(time.Millisecond))}, e.lines...)
	return append(lines, e.regions()...), nil
}

// estimator adds up what a plan reads, locks and writes.
type estimator struct {
	*estimate
	r        *run
	fused    bool // statement and COMMIT are one request
	implicit bool
	read     []coord.Way // by the plan's scans so far
	writes   []coord.Way
	inserts  map[*nodes.Insert]bool // of partitioned tables, which are told as one
	err      error
}

// estimateNodes adds what a plan reads and locks, and returns the ranges that it writes, or asks with
// the COMMIT.
func (r *run) estimateNodes(p *nodes.Plan, e *estimate, implicit, fused bool) (writes []coord.Way, err error) {
	x := &estimator{estimate: e, r: r, fused: fused, implicit: implicit, inserts: map[*nodes.Insert]bool{}}
	p.Visit(&nodes.Visitor{Keep: r.keepTold, Together: x.together, Read: x.reads})
	p.EachWrite(r.keepTold, x.write)
	return x.writes, x.err
}

// ask adds a wave of requests to the ranges of spans, and returns the ways to their leaseholders.
func (x *estimator) ask(what string, locks bool, spans []keys.Span) []coord.Way {
	db := x.r.txn.DB()
	ways, failed := db.Ways(x.r.ctx, spans)
	near := ways
	if failed == nil && !locks {
		near, failed = db.ReadWays(x.r.ctx, spans)
	}
	if x.err == nil {
		x.err = failed
	}
	if len(ways) > 0 && !x.fused {
		x.wave(what, near, false)
	}
	return ways
}

// reads adds what a scan, or a join's look-ups, read.
func (x *estimator) reads(n nodes.Node) {
	switch n := n.(type) {
	case *nodes.Scan:
		x.read = append(x.read, x.ask("Read "+n.Table.Name, n.Lock != nil, x.r.spansTold(n))...)
		x.fetch(n)
	case *nodes.LookupJoin:
		x.read = append(x.read, x.ask("Look up "+n.Table.Name, false, appendWhole(nil, n.Layout))...)
		if n.Primary != nil {
			x.read = append(x.read, x.ask("Fetch "+n.Table.Name, false, appendWhole(nil, n.Primary))...)
		}
	}
}

func (x *estimator) fetch(n *nodes.Scan) {
	if n.Primary != nil {
		x.read = append(x.read, x.ask("Fetch "+n.Table.Name, false, appendWhole(nil, n.Primary))...)
	}
}

// together adds what partitions are asked at once.
func (x *estimator) together(n *nodes.Append, which []int) bool {
	if n.First != nil {
		x.homeFirst(n)
		return true
	}
	parts := x.r.partsTogether(n, which)
	if !n.All || len(parts) < 2 {
		return false
	}
	var spans []keys.Span
	for _, p := range parts {
		spans = append(spans, p.spans...)
	}
	x.read = append(x.read, x.ask(fmt.Sprintf("Read %d partitions at once", len(parts)), false, spans)...)
	for _, at := range which {
		s := nodes.RangeScan(n.Inputs[at])
		switch {
		case s == nil:
			(&nodes.Visitor{Keep: x.r.keepTold, Together: x.together, Read: x.reads}).Visit(n.Inputs[at])
		case slices.ContainsFunc(parts, func(p *fetchedPart) bool { return p.scan == s }):
			x.fetch(s)
		}
	}
	return true
}

// homeFirst adds the look-up of a key in all regions: of a row that does not live in the gateway's.
func (x *estimator) homeFirst(n *nodes.Append) {
	var home, far, fetched []keys.Span
	locks := false
	for at, in := range n.Inputs {
		s := nodes.KeyScan(in)
		if locks = locks || s.Lock != nil; at == n.First.Home {
			home = append(home, x.r.spansTold(s)...)
			continue
		}
		far, fetched = append(far, x.r.spansTold(s)...), appendWhole(fetched, s.Primary)
	}
	x.read = append(x.read, x.ask("Look up at home", locks, home)...)
	x.read = append(x.read, x.ask("Look up elsewhere", locks, far)...)
	x.read = append(x.read, x.ask("Fetch elsewhere", false, fetched)...)
}

// write adds what a node locks before it writes, and the ranges that it writes.
func (x *estimator) write(n nodes.Node, w *nodes.TableWrite) {
	if in, ok := n.(*nodes.Insert); ok && in.Parts != nil {
		if !x.inserts[in] {
			x.inserts[in] = true
			x.insertParted(in)
		}
		return
	}
	ways := x.read
	if _, insert := n.(*nodes.Insert); insert || len(x.read) == 0 {
		ways = x.ask("Lock "+w.Table.Name, true, spansWritten(w))
	} else if !x.fused && !x.r.lockedByRead(n) {
		x.wave("Lock "+w.Table.Name, ways, false)
	}
	x.writes = append(x.writes, ways...)
}

func spansWritten(w *nodes.TableWrite) (spans []keys.Span) {
	for i := range w.Indexes {
		spans = appendWhole(spans, w.Indexes[i].Layout)
	}
	return spans
}

// insertUse is what tells the partitions that rows go to, settings and the node among it
// (gateway_region); nil: nothing does before it runs.
func (x *estimator) insertUse(n *nodes.Insert) *nodes.InsertUse {
	v, ok := n.Input.(*nodes.Values)
	if !ok || n.Parts.Route == nil || len(v.Rows) == 0 {
		return nil
	}
	slots, columns := map[int]bool{}, map[int]bool{}
	n.Parts.Route.Keys(func(x scalar.Expr) { nodes.PlacesIn(slots, x) })
	told := func(x scalar.Expr) bool {
		if x == nil {
			return false
		}
		p := scalar.PropsOf(x)
		return !p.Volatile && !p.Regs && !p.Subquery
	}
	for slot := range slots {
		if !told(n.Values[slot]) {
			return nil
		}
		nodes.PlacesIn(columns, n.Values[slot])
	}
	for _, row := range v.Rows {
		for at := range columns {
			if !told(row[at]) {
				return nil
			}
		}
	}
	return &nodes.InsertUse{Insert: n, Slots: slices.Sorted(maps.Keys(slots)), Columns: slices.Sorted(maps.Keys(columns))}
}

// insertParted is an INSERT into the partitions that its rows go to, as far as that is told, and the
// questions to others about keys over all of them: with the COMMIT, where it follows by itself.
func (x *estimator) insertParted(n *nodes.Insert) {
	leaves, all := []int(nil), true
	if u := x.insertUse(n); u != nil {
		leaves, all = x.r.comesTo(u, true)
	}
	var spans, asked []keys.Span
	for i := range n.Parts.Leaves {
		l := n.Parts.Leaf(i)
		if l.Insert == nil || !all && !slices.Contains(leaves, i) {
			continue
		}
		w := &l.Insert.TableWrite
		spans = append(spans, spansWritten(w)...)
		for k := range w.Indexes {
			if over := w.Indexes[k].Over; over != nil {
				for _, p := range over.Parts {
					asked = append(asked, keys.Span{Start: p.Prefix, End: keys.Key(p.Prefix).PrefixEnd()})
				}
			}
		}
	}
	if !x.implicit || n.Conflict != nil {
		spans, asked = append(spans, asked...), nil
	}
	x.writes = append(x.writes, x.ask("Lock "+n.Table.Name, true, spans)...)
	ways, err := x.r.txn.DB().Ways(x.r.ctx, asked)
	if x.err == nil {
		x.err = err
	}
	for _, w := range ways { // nothing is written there
		w.Quorum, w.QuorumTime = 0, 0
		x.writes = append(x.writes, w)
	}
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
