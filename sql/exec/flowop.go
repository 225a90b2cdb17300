package exec

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"time"

	"github.com/isochrondb/isochron/clock/hlc"
	"github.com/isochrondb/isochron/kv/keys"
	"github.com/isochrondb/isochron/kv/kvpb"
	"github.com/isochrondb/isochron/sql/exec/flowpb"
	"github.com/isochrondb/isochron/sql/exec/pushdown"
	"github.com/isochrondb/isochron/sql/pgerror"
	"github.com/isochrondb/isochron/sql/plan/nodes"
	"github.com/isochrondb/isochron/sql/rowenc"
	"github.com/isochrondb/isochron/sql/types"
	"github.com/isochrondb/isochron/txn/coord"
)

// flowOp computes a plan node by its flow, and where that can't be, or a node of it was
// lost before a row was given, by the node's own operators.
type flowOp struct {
	r     *run
	n     nodes.Node
	op    operator // what runs
	src   *flowSource
	given bool
}

// flowing reports whether flows may be begun by this execution.
func (r *run) flowing() bool {
	return !r.gathered && !r.apart && r.x != nil && r.x.o.Flows.active()
}

// newFlow makes the operator of a node that has a flow.
func (r *run) newFlow(n nodes.Node) operator {
	f := n.Head().Flow
	o := &flowOp{r: r, n: n}
	o.src = &flowSource{r: r, f: f, id: n.Head().ID, types: f.Stages[len(f.Stages)-1].Types}
	return o
}

// begin is the operator over what the nodes send.
func (o *flowOp) begin() operator {
	f := o.n.Head().Flow
	switch n := o.n.(type) {
	case *nodes.Group:
		if f.Parts {
			g := o.r.newGroup(groupIn(n, nodes.GroupFinal), o.src)
			g.parts = true
			return g
		}
	case *nodes.Sort:
		return newSort(o.r, n, o.src, nil)
	}
	return o.src
}

func (o *flowOp) open() error {
	o.close()
	o.given = false
	o.op = o.begin()
	err := o.op.open()
	if o.lost(err) {
		return o.plain()
	}
	return err
}

// lost reports whether the gateway may do the work by itself after all.
func (o *flowOp) lost(err error) bool {
	var l *flowLost
	if !errors.As(err, &l) || o.given || o.r.ctx.Err() != nil {
		return false
	}
	if o.r.flowed != nil {
		o.r.flowed.none(o.n.Head().ID, l.why)
	}
	return true
}

// plain begins with the node's own operators.
func (o *flowOp) plain() (err error) {
	o.op.close()
	if o.op, err = o.r.plainOperator(o.n); err != nil {
		return err
	}
	return o.op.open()
}

func (o *flowOp) next(most int) (*Batch, error) {
	b, err := o.op.next(most)
	if o.lost(err) {
		if err := o.plain(); err != nil {
			return nil, err
		}
		b, err = o.op.next(most)
	}
	var l *flowLost
	if errors.As(err, &l) && o.given {
		return nil, &coord.RetryError{Why: "a node was lost that computed the statement: " + l.Error()}
	}
	o.given = o.given || err == nil && b.N > 0
	return b, err
}

func (o *flowOp) close() {
	if o.op != nil {
		o.op.close()
	}
}

// flowLost is why there is no flow, or none any more.
type flowLost struct{ why string }

func (e *flowLost) Error() string { return e.why }

// flowNews is what came from a node.
type flowNews struct {
	fr   *flowpb.Frame
	away bool
	node uint32 // with away
}

// flowSource gives the rows that the last stage of a flow gives at all its nodes, in the
// order of their coming.
type flowSource struct {
	r     *run
	f     *nodes.Flow
	id    int // of the plan node
	types []*types.Type

	cancel context.CancelFunc
	ctx    context.Context
	wg     sync.WaitGroup
	news   chan flowNews
	left   int // nodes whose end has not come

	crossings int       // messages between regions, one after the other, until all nodes have ended
	sent      time.Time // the setups; zero: that was counted

	began bool // rows are given
	held  []*flowpb.Frame
	size  int // of held
	rows  pushdown.PipeRows
	out   *Batch
}

func (s *flowSource) open() error {
	s.close()
	sets, err := s.setups()
	if err != nil {
		return err
	}
	flows := s.r.x.o.Flows
	flows.stats.begun.Add(1)
	s.sent = time.Now()
	s.ctx, s.cancel = context.WithCancel(s.r.ctx)
	s.left, s.began, s.size = len(sets), false, 0
	s.news = make(chan flowNews, 2*len(sets))
	s.out = newBatch(&s.r.mem, len(s.types), fullRoom(len(s.types)))
	s.rows = pushdown.PipeRows{Dec: rowenc.NewDecoder(pushdown.PipeColumns(s.types), true), Row: make([]types.Datum, len(s.types))}
	for i, set := range sets {
		s.wg.Go(func() {
			if node := set.Nodes[i]; node == flows.o.NodeID {
				s.here(set)
			} else {
				s.there(node, set)
			}
		})
	}
	if s.r.flowed != nil {
		s.r.flowed.begin(s.id, s.f, len(sets))
	}
	return nil
}

// setups says what each node is to do.
func (s *flowSource) setups() ([]*flowpb.Setup, error) {
	r, flows := s.r, s.r.x.o.Flows
	st, err := r.newFlowStages(s.f)
	if err != nil {
		return nil, err
	}
	leaves, all, held, err := s.leaves(st)
	// Once they are sent, or given up, nobody has them here.
	defer func() { r.mem.shrink(held) }()
	if err != nil {
		return nil, err
	}
	if len(all) > flowSpansMax || !r.txn.MayHaveLeaves(all) {
		return nil, &flowLost{"the transaction has written among the rows"}
	}
	nodes, led, err := s.nodes(leaves)
	if err != nil {
		return nil, err
	}
	s.crossings = s.chain(nodes)
	if !r.txn.MayCross(s.crossings) { // what ranges are asked instead is told by them
		return nil, &flowLost{"it would take too many WAN round trips"}
	}
	b, err := st.Marshal()
	if err != nil {
		return nil, &flowLost{err.Error()}
	}
	leaf, err := r.txn.Leaf(r.ctx, all)
	if err != nil {
		return nil, err
	}
	id := flowID{flows.o.NodeID, flows.o.Epoch, flows.number.Add(1)}
	sets := make([]*flowpb.Setup, len(nodes))
	for i, node := range nodes {
		sets[i] = &flowpb.Setup{Version: flowVersion, Id: id.proto(), Txn: leaf.Meta, ReadTs: uint64(leaf.ReadTS), Nodes: nodes, Stages: b}
		for stage, parts := range led {
			for _, l := range parts {
				if l.Node == node {
					sets[i].Leaves = append(sets[i].Leaves, &flowpb.Leaf{Stage: uint32(stage), Spans: spansTo(l.Spans)})
				}
			}
		}
	}
	return sets, nil
}

// chain is how many messages between regions follow each other until all nodes have told their end,
// which they do when what they sent was taken:
//
//	gateway ── setup ──▶ node ── rows, for each level of hashing ──▶ node
//	gateway ◀── end ── node ◀── taken ──
func (s *flowSource) chain(nodes []uint32) (longest int) {
	flows := s.r.x.o.Flows
	db, self := flows.o.DB, flows.o.NodeID
	levels := make([]int, len(s.f.Stages))
	for i, st := range s.f.Stages {
		for _, in := range st.Inputs {
			levels[i] = max(levels[i], levels[in]+1)
		}
	}
	setup, ends := make([]int, len(nodes)), make([]int, len(nodes))
	for i, n := range nodes {
		setup[i] = db.Crossings(self, n)
	}
	at := slices.Clone(setup)
	for range levels[len(levels)-1] {
		next := slices.Clone(setup)
		for i, from := range nodes {
			for j, to := range nodes {
				there := max(setup[j], at[i]+db.Crossings(from, to))
				next[j] = max(next[j], there)
				ends[i] = max(ends[i], there+db.Crossings(to, from))
			}
		}
		at = next
	}
	for i, n := range nodes {
		longest = max(longest, max(at[i], ends[i])+db.Crossings(n, self))
	}
	return longest
}

// count counts the bytes of a message to the gateway.
func (s *flowSource) count(n flowNews) {
	if flows := s.r.x.o.Flows; n.away && flows.o.DB.Crossings(n.node, flows.o.NodeID) > 0 {
		s.r.txn.CrossedBytes(int64(n.fr.SizeVT()))
	}
}

// counted counts the flow's messages, once.
func (s *flowSource) counted() {
	if !s.sent.IsZero() {
		s.r.txn.Crossed("Flow", s.crossings, time.Since(s.sent))
		s.sent = time.Time{}
	}
}

func spansTo(ss []keys.Span) []*kvpb.Span {
	out := make([]*kvpb.Span, len(ss))
	for i, s := range ss {
		out[i] = &kvpb.Span{Key: s.Start, EndKey: s.End}
	}
	return out
}

// leaves are the spans that each stage reads, and all of them; held is what they take of the statement's memory,
// also where they fail.
func (s *flowSource) leaves(st *flowStages) (by [][]keys.Span, all []keys.Span, held int, err error) {
	by = make([][]keys.Span, len(st.stages))
	for i, x := range st.stages {
		if x.scan == nil {
			continue
		}
		n := 0
		if by[i], n, err = s.r.scanSpans(x.scan); err != nil {
			return nil, nil, held, err
		}
		held += n
		all = append(all, by[i]...)
	}
	return by, all, held, nil
}

// nodes are those that lead what is read, and what each of them leads for each stage.
func (s *flowSource) nodes(leaves [][]keys.Span) (nodes []uint32, led [][]coord.Led, err error) {
	flows := s.r.x.o.Flows
	led = make([][]coord.Led, len(leaves))
	for i, spans := range leaves {
		if led[i], err = flows.o.DB.Leads(s.r.ctx, spans); err != nil {
			return nil, nil, err
		}
		for _, l := range led[i] {
			if !slices.Contains(nodes, l.Node) {
				nodes = append(nodes, l.Node)
			}
		}
	}
	slices.Sort(nodes)
	if len(nodes) == 0 || len(nodes) > flowNodesMax || len(nodes) == 1 && nodes[0] == flows.o.NodeID {
		return nil, nil, &flowLost{"the rows lie where the gateway is"}
	}
	return nodes, led, nil
}

// here runs this node's own part. Its panics are the flow's: see Flows.run.
func (s *flowSource) here(set *flowpb.Setup) {
	to := &flowTarget{send: func(fr *flowpb.Frame) error { return s.tell(flowNews{fr: fr}) }}
	flows := s.r.x.o.Flows
	if !flows.begin() {
		_ = s.tell(flowNews{fr: lostFrame(errFlowsClosed)})
		return
	}
	defer flows.serving.Done()
	_ = s.tell(flowNews{fr: flows.run(s.ctx, set, to)})
}

// there asks another node to run its part.
func (s *flowSource) there(node uint32, set *flowpb.Setup) {
	if err := s.ask(node, set); err != nil {
		_ = s.tell(flowNews{fr: lostFrame(fmt.Errorf("node %d: %w", node, err))})
	}
}

func (s *flowSource) ask(node uint32, set *flowpb.Setup) (err error) {
	defer s.r.x.o.Flows.o.Panics.Recover("a flow", &err)
	stream, err := s.r.x.o.Flows.o.Mesh.Open(s.ctx, node, FlowService)
	if err != nil {
		return err
	}
	defer stream.Close()
	if err := stream.Send(&flowpb.Frame{Setup: set}); err != nil {
		return err
	}
	for {
		fr := new(flowpb.Frame)
		if err := stream.Receive(fr); errors.Is(err, io.EOF) {
			return io.ErrUnexpectedEOF
		} else if err != nil {
			return err
		}
		if err := s.tell(flowNews{fr, true, node}); err != nil || fr.End != nil {
			return err
		}
	}
}

func (s *flowSource) tell(n flowNews) error {
	select {
	case s.news <- n:
		return nil
	case <-s.ctx.Done():
		return s.ctx.Err()
	}
}

// close ends the flow everywhere, if it has not ended.
func (s *flowSource) close() {
	if s.cancel == nil {
		return
	}
	s.cancel()
	s.wg.Wait()
	s.cancel = nil
	s.counted()
	s.held, s.rows.Rest = nil, nil
}

func (s *flowSource) next(most int) (*Batch, error) {
	s.out.N = 0
	for !s.began {
		if s.began = s.left == 0 || s.size >= flowHoldBytes; s.began {
			s.counted()
			break
		}
		fr, err := s.receive()
		if err != nil {
			return nil, err
		}
		s.held, s.size = append(s.held, fr), s.size+len(fr.Rows)
	}
	for !s.rows.More() {
		switch {
		case len(s.held) > 0:
			s.rows.Rest, s.held = s.held[0].Rows, s.held[1:]
		case s.left == 0:
			return s.out, nil
		default:
			fr, err := s.receive()
			if err != nil {
				return nil, err
			}
			s.rows.Rest = fr.Rows
		}
	}
	return s.out, fillRows(&s.rows, s.out, most)
}

// receive takes the next message of some node.
func (s *flowSource) receive() (*flowpb.Frame, error) {
	select {
	case n := <-s.news:
		s.r.txn.Saw(hlc.Timestamp(n.fr.MaxObs))
		s.count(n)
		if s.r.flowed != nil {
			s.r.flowed.news(s.id, n)
		}
		if e := n.fr.End; e != nil {
			s.left--
			return n.fr, s.ended(e)
		}
		return n.fr, nil
	case <-s.r.ctx.Done():
		return nil, context.Cause(s.r.ctx)
	}
}

// ended is what a node's end means to the statement.
func (s *flowSource) ended(e *flowpb.End) error {
	switch {
	case e.Lost != "":
		s.r.x.o.Flows.stats.lost.Add(1)
		return &flowLost{e.Lost}
	case len(e.Error) == 0:
		return nil
	}
	if err := pgerror.DecodeError(e.Error); err != nil {
		return err
	}
	return &flowLost{"an error that is none"}
}
