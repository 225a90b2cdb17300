package exec

import (
	"fmt"

	"github.com/isochrondb/isochron/sql/exec/flowpb"
	"github.com/isochrondb/isochron/sql/plan/nodes"
)

// flowCount counts what travels for the flows of a statement, for EXPLAIN ANALYZE.
type flowCount struct {
	messages, bytes int64 // of all
	by              map[int]*flowTally
}

// flowTally is one plan node's flow.
type flowTally struct {
	f           *nodes.Flow
	nodes       int
	rows, bytes int64 // that came to the gateway from other nodes
	stages      []flowpb.StageStats
	peak        uint64 // of a node's memory
	lost        string // why there is none, or none any more
}

func (c *flowCount) begin(id int, f *nodes.Flow, at int) {
	c.by[id] = &flowTally{f: f, nodes: at, stages: make([]flowpb.StageStats, len(f.Stages))}
}

// news counts a message to the gateway, and in an end what the node tells of the others.
func (c *flowCount) news(id int, n flowNews) {
	t := c.by[id]
	if n.away {
		size := int64(n.fr.SizeVT())
		c.messages++
		c.bytes += size
		t.rows, t.bytes = t.rows+int64(n.fr.NumRows), t.bytes+size
	}
	e := n.fr.End
	if e == nil {
		return
	}
	t.peak = max(t.peak, e.MemoryPeak)
	for _, s := range e.Stats {
		if int(s.Stage) >= len(t.stages) {
			continue
		}
		st := &t.stages[s.Stage]
		st.Rows += s.Rows
		if last := int(s.Stage) == len(t.stages)-1; !last { // the gateway has counted it
			st.SentRows, st.SentBytes = st.SentRows+s.SentRows, st.SentBytes+s.SentBytes
			c.bytes += int64(s.SentBytes)
		}
	}
}

// none notes why a plan node has no flow, or none any more.
func (c *flowCount) none(id int, why string) {
	if t := c.by[id]; t != nil {
		t.lost = why
		return
	}
	c.by[id] = &flowTally{lost: why}
}

// lines tells of a plan node's flow; together: there was one.
func (c *flowCount) lines(id int) (lines []string, together bool) {
	t := c.by[id]
	if t == nil {
		return nil, false
	}
	if t.lost != "" {
		return []string{"Flow: none (" + t.lost + ")"}, false
	}
	out := []string{fmt.Sprintf("Flow: nodes=%d rows=%d bytes=%d memory=%dkB", t.nodes, t.rows, t.bytes, (t.peak+1023)/1024)}
	for i := range t.stages[:len(t.stages)-1] {
		s := &t.stages[i]
		out = append(out, fmt.Sprintf("  Stage %d (%s): rows=%d travelled=%d bytes=%d", i, t.f.Stages[i].What(), s.Rows, s.SentRows, s.SentBytes))
	}
	last := len(t.stages) - 1
	return append(out, fmt.Sprintf("  Stage %d (%s): rows=%d", last, t.f.Stages[last].What(), t.stages[last].Rows)), true
}
