package exec

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/isochrondb/isochron/sql/catalog"
	"github.com/isochrondb/isochron/sql/plan/explain"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/types"
)

// statOp measures the operator within.
type statOp struct {
	r  *run
	op operator
	id int
}

// measure starts a measurement; the function returned ends it.
func (s *statOp) measure() func(rows int) {
	began := time.Now()
	before := s.r.traffic()
	return func(rows int) {
		st := &s.r.stats[s.id]
		d := time.Since(began)
		st.total += d
		if !st.started && rows > 0 {
			st.start += st.total - st.before
			st.started = true
		}
		st.rows += int64(rows)
		after := s.r.traffic()
		st.messages += after.messages - before.messages
		st.rounds += after.rounds - before.rounds
		st.bytes += after.bytes - before.bytes
		st.ranges += after.ranges - before.ranges
	}
}

func (s *statOp) open() error {
	st := &s.r.stats[s.id]
	st.loops++
	st.started, st.before = false, st.total
	done := s.measure()
	err := s.op.open()
	done(0)
	return err
}

func (s *statOp) next(most int) (*Batch, error) {
	done := s.measure()
	b, err := s.op.next(most)
	if err != nil {
		done(0)
		return nil, err
	}
	done(b.N)
	return b, nil
}

func (s *statOp) close() { s.op.close() }

// trafficCount is a reading of what a transaction cost so far.
type trafficCount struct{ messages, rounds, ranges, bytes int64 }

// travelled counts what came to a scan for an operator above.
func (r *run) travelled(id, rows int) {
	if r.stats != nil {
		r.stats[id].rows += int64(rows)
	}
}

func (r *run) traffic() trafficCount {
	if r.txn == nil {
		return trafficCount{}
	}
	c := r.txn.Stats()
	t := trafficCount{messages: c.Messages, rounds: c.Rounds}
	if r.via != nil {
		t.bytes, t.ranges = r.via.counts()
	}
	if r.flowed != nil {
		t.messages, t.bytes = t.messages+r.flowed.messages, t.bytes+r.flowed.bytes
	}
	return t
}

// explainOp gives the lines of EXPLAIN; with ANALYZE it runs the plan first.
type explainOp struct {
	r     *run
	n     *nodes.ExplainNode
	lines []string
	at    int
	out   *Batch
}

func (e *explainOp) open() error {
	e.at = 0
	var stats func(id int) *explain.Actual
	var inner *run
	tail := settingsLine(e.r.settings)
	began := time.Now()
	if e.n.Options.Analyze {
		if e.n.Options.WAN {
			defer e.r.txn.Watch(false)
		}
		var err error
		if inner, err = e.analyze(); err != nil {
			return err
		}
		stats = inner.actual
		if inner.priced != nil {
			tail = append(tail, inner.priced.lines("WAN", e.n.Options.Timing)...)
		}
	}
	took := time.Since(began)
	if e.n.Options.Summary {
		tail = append(tail, fmt.Sprintf("Planning Time: %s ms", milliseconds(e.n.Options.Planning)))
		if inner != nil {
			tail = append(tail, inner.summary(took, e.n.Options.Timing)...)
		}
	}
	if e.n.Options.WAN && !e.n.Options.Analyze {
		lines, err := e.r.estimateLines(e.n.Plan, e.r.implicit)
		if err != nil {
			return err
		}
		tail = append(tail, lines...)
	}
	tree := explain.Of(e.n.Plan, explain.Shown{Verbose: e.n.Options.Verbose, Schema: e.r.schemaName, Filling: e.n.Options.Filling, Gathered: e.r.gathered, Flows: e.r.flowing(), Constant: e.r.known, Arguments: e.n.Options.Arguments})
	if e.n.Options.Format != nodes.ExplainText {
		e.lines = []string{e.form(tree, stats, inner, took)}
		return nil
	}
	e.lines = append(tree.Text(e.n.Options, stats), tail...)
	return nil
}

// schemaName is what the schema of a table is called.
func (r *run) schemaName(id catalog.ID) string {
	if r.virtual == nil || r.virtual.Snapshot == nil {
		return ""
	}
	if d, ok := r.virtual.Snapshot.SchemaByID(id); ok {
		return d.Name
	}
	return ""
}

// settingsLine tells what is set of the planner's settings, where there is any.
func settingsLine(set []nodes.ExplainSetting) []string {
	var out []string
	for _, s := range set {
		out = append(out, s.Name+" = '"+s.Value+"'")
	}
	if out == nil {
		return nil
	}
	return []string{"Settings: " + strings.Join(out, ", ")}
}

func milliseconds(d time.Duration) string {
	return strconv.FormatFloat(float64(d)/float64(time.Millisecond), 'f', 3, 64)
}

func (e *explainOp) close() {}

func (e *explainOp) next(most int) (*Batch, error) {
	if e.out == nil {
		e.out = newBatch(&e.r.mem, 1, batchRows)
	}
	e.out.N = 0
	for ; e.at < len(e.lines) && e.out.N < min(most, batchRows); e.at++ {
		e.out.Cols[0][e.out.N] = types.Text(e.lines[e.at])
		e.out.N++
	}
	return e.out, nil
}

// analyze runs the plan with every operator measured.
func (e *explainOp) analyze() (*run, error) {
	q := &Request{Plan: e.n.Plan, Args: e.r.args, Txn: e.r.txn, Env: e.r.env, Virtual: e.r.virtual, LockTimeout: e.r.lockTimeout, Gathered: e.r.gathered, Deferred: e.r.deferred, Given: e.r.given}
	inner := e.r.x.newRun(e.r.ctx, q, 0)
	defer inner.mem.close()
	before := inner.enter()
	defer inner.leave(before)
	inner.explained = true
	inner.stats = make([]nodeStats, e.n.Plan.Nodes)
	inner.flowed = &flowCount{by: map[int]*flowTally{}}
	inner.countTraffic()
	if e.n.Options.WAN {
		inner.priced = beginPrice(e.r.txn)
	}
	defer inner.stopCounting()
	op, err := inner.build(e.n.Plan.Root)
	if err != nil {
		return nil, err
	}
	defer op.close()
	if err := op.open(); err != nil {
		return nil, err
	}
	for {
		b, err := op.next(batchRows)
		if err != nil {
			return nil, err
		}
		if b.N == 0 {
			return inner, inner.finish()
		}
	}
}

func (r *run) actual(id int) *explain.Actual {
	if id >= len(r.stats) {
		return nil
	}
	s := &r.stats[id]
	var flow []string
	together := false
	if r.flowed != nil {
		flow, together = r.flowed.lines(id)
	}
	ms := func(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
	return &explain.Actual{Rows: s.rows, Loops: s.loops, Start: ms(s.start), Total: ms(s.total), Messages: s.messages, Rounds: s.rounds,
		Ranges: s.ranges, Bytes: s.bytes, Flow: flow, Together: together, Memory: s.spill.lines(), Space: s.spill.fields()}
}

// pastLine tells who has served reads of the past; "": they are of now.
func (r *run) pastLine() string {
	if r.txn == nil || !r.txn.Near() {
		return ""
	}
	p := r.txn.Stats().Past
	at := r.txn.AsOf()
	return fmt.Sprintf("Reads As Of %s: followers=%d leaseholders=%d staleness=%.3f s", at.Time().Format("2006-01-02 15:04:05.000000-07"),
		p.Followers-r.past0.Followers, p.Leaseholders-r.past0.Leaseholders, max(0, r.txn.DB().Now().Sub(at)).Seconds())
}

func (r *run) summary(d time.Duration, timing bool) []string {
	t := r.traffic()
	var lines []string
	for _, f := range r.fired {
		what := fmt.Sprintf("calls=%d", f.calls)
		if timing {
			what = fmt.Sprintf("time=%.3f ", float64(f.time)/float64(time.Millisecond)) + what
		}
		lines = append(lines, fmt.Sprintf("Trigger for constraint %s: %s", f.constraint, what))
	}
	if timing && r.txn != nil {
		if d, what := r.txn.Waiting(); what != "" {
			lines = append(lines, fmt.Sprintf("Commit Wait: %.3f ms (%s)", float64(d)/float64(time.Millisecond), what))
		}
	}
	if p := r.pastLine(); p != "" {
		lines = append(lines, p)
	}
	return append(lines,
		fmt.Sprintf("Network: ranges=%d messages=%d rounds=%d bytes=%d", t.ranges-r.base.ranges, t.messages-r.base.messages,
			t.rounds-r.base.rounds, t.bytes-r.base.bytes),
		fmt.Sprintf("Memory: %dkB", (r.mem.account.Peak()+1023)/1024),
		fmt.Sprintf("Execution Time: %.3f ms", float64(d)/float64(time.Millisecond)))
}
